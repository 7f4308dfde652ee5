"""Functions and operators that a stranger puts beside PostGIS so that they fit better than PostgreSQL's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import psycopg

Db = psycopg.Connection[Any]

TYPES = (
    "text,text[],name,jsonb,jsonb[],json,integer,bigint,numeric,double precision,boolean,timestamptz,public.geometry"
)
# Each counts itself, outside of any transaction, and fails.
PLANT = """
CREATE SEQUENCE public.planted_ran;
CREATE FUNCTION pg_temp.plant(name text, arguments text) RETURNS void LANGUAGE plpgsql AS $plant$
BEGIN
  EXECUTE format(
    $sql$CREATE FUNCTION public.%I(%s) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $body$
      BEGIN
        PERFORM pg_catalog.nextval('public.planted_ran');
        RAISE EXCEPTION 'planted: %s';
      END $body$$sql$,
    name, arguments, name || '(' || arguments || ')'
  );
EXCEPTION
  WHEN duplicate_function THEN NULL;
END
$plant$;
CREATE TEMP TABLE kinds AS SELECT unnest(types) AS a FROM given;
SELECT pg_temp.plant(f.name, s.arguments)
FROM (SELECT DISTINCT p.proname::text FROM pg_proc AS p JOIN given AS g ON p.proname = ANY (g.words)) AS f (name)
CROSS JOIN (
  SELECT a FROM kinds
  UNION ALL SELECT one.a || ', ' || other.a FROM kinds AS one, kinds AS other
  UNION ALL SELECT concat_ws(', ', a, a, a) FROM kinds
) AS s (arguments);
DO $operators$
DECLARE
  planted record;
BEGIN
  FOR planted IN
    SELECT o.oprname, one.a, other.a AS b
    FROM (SELECT DISTINCT p.oprname FROM pg_operator AS p JOIN given AS g ON strpos(g.body, p.oprname) > 0) AS o
    CROSS JOIN kinds AS one
    CROSS JOIN kinds AS other
  LOOP
    BEGIN
      EXECUTE format('CREATE OPERATOR public.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = public.concat_ws)',
        planted.oprname, planted.a, planted.b);
    EXCEPTION
      WHEN duplicate_function THEN NULL;
    END;
  END LOOP;
END
$operators$;
"""


def plant(db: Db, checkout: Path) -> None:
    """Overloads of every function and operator that migrations and scripts name, for every pair of types they use."""
    files = [path for path in checkout.rglob("*") if path.suffix in (".sql", ".py")]
    text = "".join(path.read_text() for path in files)
    words = sorted({"concat_ws", *re.findall(r"([a-z_][a-z_0-9]+)\(", text.lower())})
    db.execute("SET search_path = pg_catalog, pg_temp")
    db.execute("CREATE TEMP TABLE given (words text[], types text[], body text)")
    db.execute("INSERT INTO given VALUES (%s, %s, %s)", (words, TYPES.split(","), text))
    db.execute(PLANT)


def ran(db: Db) -> bool:
    """Whether any of them ever was called."""
    return db.execute("SELECT is_called FROM public.planted_ran").fetchone() == (True,)
