"""Who may read the map, and that nobody else's function runs when it is read."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from conftest import Run, Server
from reading import OURS, Db, put, read_map
from records import make_inc


@pytest.fixture
def two(db: Db) -> Db:
    """Two tickets, one of them nowhere."""
    put(db, make_inc(1, lat=-1.3, lng=36.8), make_inc(2))
    return db


@pytest.fixture
def reader(db: Db, server: Server) -> Iterator[str]:
    """A role that may everything in the schema reporting, and nothing else."""
    role = f"{server.prefix}_reader"
    db.execute(f"CREATE ROLE {role}; GRANT USAGE ON SCHEMA reporting TO {role}")
    db.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA reporting TO {role}")
    yield role
    db.execute("RESET ROLE")
    db.execute(f"DROP OWNED BY {role}")
    db.execute(f"DROP ROLE {role}")


READINGS = [
    "SELECT length(reporting.fn_tickets_for_map()::text)",
    "SELECT length(reporting.fn_tickets_for_map(p_fields => '{status,sla}', p_include_gone => true)::text)",
    """
    SELECT length(reporting.fn_tickets_for_map(
      p_kind => 'inc', p_status => '{assigned}', p_cluster => '{nairobi}', p_bbox => '{36,-2,38,0}',
      p_actionable => true, p_limit => 5)::text)
    """,
    "SELECT length(reporting.fn_tickets_mvt(0, 0, 0))",
    """
    SELECT length(reporting.fn_tickets_mvt(
      12, 2466, 2062, '{"kind": "inc", "status": "assigned", "cluster": ["Nairobi"], "actionable": "true"}'))
    """,
    "SELECT length(reporting.fn_tickets_version())",
    "SELECT id, cluster, location_name FROM reporting.tickets_map WHERE actionable",
]


def test_a_reader_needs_no_rights_on_the_tables(two: Db, reader: str) -> None:
    everything = [two.execute(reading).fetchone() for reading in READINGS]
    two.execute(f"SET ROLE {reader}")
    assert [two.execute(reading).fetchone() for reading in READINGS] == everything
    assert None not in everything


def test_a_reader_reads_no_table_by_whatever_name(two: Db, reader: str) -> None:
    tables = two.execute(
        "SELECT oid::regclass::text FROM pg_class "
        "WHERE relnamespace = 'tickets'::regnamespace AND relkind IN ('r', 'v', 'S')"
    ).fetchall()
    two.execute(f"SET ROLE {reader}")
    for (table,) in tables:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            two.execute(f"SELECT FROM {table}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        two.execute("SELECT FROM tickets.filter_tickets()")


@pytest.mark.parametrize("off", ["on", "off"])
def test_a_field_is_never_read_as_sql(two: Db, reader: str, off: str) -> None:
    two.execute(f"SET ROLE {reader}; SET standard_conforming_strings = {off}")
    hostile = [
        "'||(SELECT max(text) FROM tickets.import_rejects)||'",
        "\\'; DROP TABLE tickets.inc; --",
        "$$",
        "%s",
        "%L",
    ]
    assert {feature["properties"].keys() - OURS == set() for feature in read_map(two, fields=hostile)} == {True}
    two.execute("RESET standard_conforming_strings")


def test_no_caller_sets_where_a_functions_names_are_looked_up(db: Db) -> None:
    """A body of SQL is resolved when its function is made; every other says where it looks. So does what has rights."""
    loose = """
        SELECT p.oid::regprocedure::text
        FROM pg_proc AS p
        WHERE p.pronamespace IN ('tickets'::regnamespace, 'reporting'::regnamespace)
          AND (p.prosqlbody IS NULL OR p.prosecdef)
          AND NOT coalesce(p.proconfig, '{}') @> '{"search_path=pg_catalog, pg_temp"}'
    """
    assert db.execute(loose).fetchall() == []
    with_rights = "SELECT proname FROM pg_proc WHERE pronamespace = 'reporting'::regnamespace AND prosecdef ORDER BY 1"
    names = ["fn_geocoding_succeeded_at", "fn_health", "fn_tickets_for_map", "fn_tickets_mvt", "fn_tickets_version"]
    assert [name for (name,) in db.execute(with_rights)] == names


# What anybody may put beside PostGIS' functions where its schema is open: each fits our calls better than PostGIS' own,
# or pg_catalog's, would if the call was not written with just its types, or the schema was looked through for names.
PLANTED = """
CREATE TABLE public.ran (what text);
CREATE FUNCTION public.ran(what text) RETURNS void LANGUAGE sql AS $$INSERT INTO public.ran VALUES (what)$$;
DO $do$
DECLARE
  signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY[
    'format(text, text) RETURNS text',
    'format(text, text, text) RETURNS text',
    'format(text, integer, integer) RETURNS text',
    'unnest(text[]) RETURNS SETOF text',
    'cardinality(text[]) RETURNS integer',
    'array_append(text[], text) RETURNS text[]',
    'to_json(text) RETURNS json',
    'concat_ws(text, integer, numeric, bigint) RETURNS text',
    'json_build_object(text, text, text, json) RETURNS json',
    'jsonb_build_object(text, text) RETURNS jsonb',
    'st_xmin(geometry) RETURNS float8',
    'st_xmax(geometry) RETURNS float8',
    'st_ymin(geometry) RETURNS float8',
    'st_ymax(geometry) RETURNS float8',
    'st_asgeojson(geometry, integer) RETURNS text',
    'st_makepoint(integer, integer) RETURNS geometry',
    'st_makepoint(bigint, bigint) RETURNS geometry',
    'st_makeenvelope(numeric, numeric, numeric, numeric, integer) RETURNS geometry',
    'st_makeenvelope(integer, integer, integer, integer) RETURNS geometry',
    'st_tileenvelope(integer, integer, integer) RETURNS geometry',
    'st_expand(geometry, numeric) RETURNS geometry'
  ] LOOP
    EXECUTE format(
      'CREATE FUNCTION public.%s LANGUAGE plpgsql AS $f$ BEGIN PERFORM public.ran(%L); RETURN%s; END $f$',
      signature,
      signature,
      CASE WHEN signature LIKE '%SETOF%' THEN '' ELSE ' NULL' END
    );
  END LOOP;
  EXECUTE $f$
    CREATE FUNCTION public.text_like(text, text) RETURNS boolean LANGUAGE plpgsql
    AS $g$ BEGIN PERFORM public.ran('~~'); RETURN true; END $g$;
    CREATE OPERATOR public.~~ (LEFTARG = text, RIGHTARG = text, FUNCTION = public.text_like);
    CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text, FUNCTION = public.text_like);
    CREATE FUNCTION public.box_within(geometry, box3d) RETURNS boolean LANGUAGE plpgsql
    AS $g$ BEGIN PERFORM public.ran('&&'); RETURN true; END $g$;
    CREATE OPERATOR public.&& (LEFTARG = geometry, RIGHTARG = box3d, FUNCTION = public.box_within);
  $f$;
END
$do$
"""
PLANTED_AGGREGATE = """
CREATE FUNCTION public.step(bytea, record, text, integer, text) RETURNS bytea LANGUAGE plpgsql
  AS $$ BEGIN PERFORM public.ran('st_asmvt'); RETURN NULL; END $$;
CREATE AGGREGATE public.st_asmvt(record, text, integer, text) (SFUNC = public.step, STYPE = bytea);
"""


def read_everything(db: Db) -> None:
    for reading in READINGS:
        db.execute(reading)
    assert db.execute("SELECT what FROM public.ran").fetchall() == []


def test_functions_planted_beside_postgis_do_not_run(server: Server, migrated_template: str) -> None:
    url = server.create_database(migrated_template)
    try:
        with psycopg.connect(url, autocommit=True) as db:
            put(db, make_inc(lat=-1.3, lng=36.8), make_inc(2))
            db.execute(PLANTED + ";" + PLANTED_AGGREGATE)
            read_everything(db)
    finally:
        server.drop_database(url)


@pytest.fixture
def planted(empty_db_url: str) -> Iterator[Db]:
    """A database without a migration, in which functions were planted beside PostGIS."""
    with psycopg.connect(empty_db_url, autocommit=True) as db:
        db.execute("CREATE EXTENSION postgis")
        db.execute(PLANTED)
        yield db


def test_functions_planted_before_a_migration_do_not_run_after_it(planted: Db, empty_db_url: str, run: Run) -> None:
    done = run("run_migrations.py", env={"DATABASE_URL": empty_db_url})
    assert done.returncode == 0, done.stderr
    put(planted, make_inc(lat=-1.3, lng=36.8), make_inc(2))
    read_everything(planted)


def test_a_planted_aggregate_that_would_be_taken_for_postgis_ends_the_migration(
    planted: Db, empty_db_url: str, run: Run
) -> None:
    planted.execute(PLANTED_AGGREGATE)
    done = run("run_migrations.py", env={"DATABASE_URL": empty_db_url})
    assert done.returncode == 1
    assert "public.st_asmvt(record,text,integer,text) is not PostGIS' own" in done.stderr
    assert "REVOKE CREATE ON SCHEMA public FROM PUBLIC" in done.stderr


def test_a_hostile_search_path_changes_nothing(two: Db) -> None:
    two.execute(
        "CREATE SCHEMA hostile; CREATE FUNCTION hostile.to_json(text) RETURNS json LANGUAGE sql RETURN '1'::json"
    )
    two.execute("SET search_path = hostile")
    assert len(read_map(two)) == 2
    assert two.execute("SELECT length(reporting.fn_tickets_mvt(0, 0, 0)) > 0").fetchone() == (True,)
    two.execute("RESET search_path; DROP SCHEMA hostile CASCADE")
