"""The runs that are disturbed at each of their points, and what must hold afterwards."""

from __future__ import annotations

import csv
import io
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from fake_aws import FakeAws
from fake_geocoder import Place
from records import Record, as_snapshot, make_crq, make_inc

Db = psycopg.Connection[Any]
# What the database holds, by part: each is written in one piece, or not at all.
State = Mapping[str, tuple[str, ...]]

RELEASE_1_0 = Path(__file__).resolve().parent.parent / "migrations" / "data" / "release_1_0.sql"
# What counts and dates a run rather than being its work.
BOOKS = {"import_runs", "geocoding_runs", "geocoder_usage", "schema_migrations", "map_changes", "map_version"}
GAZETTEER = {"geo_clusters", "geo_locations", "geo_candidates"}


@dataclass(frozen=True)
class Scenario:
    script: str
    args: Sequence[str]
    prepare: Callable[[Db], object]  # a new database into the one that the run finds
    files: Mapping[str, bytes] = field(default_factory=dict)  # in the folder that it runs in
    places: Sequence[Place] = ()  # that the geocoder knows
    is_migrated: bool = True  # the database that it finds; else there is only PostGIS
    env: Callable[[Path], Mapping[str, str]] = lambda folder: {}
    writes_files: bool = False
    is_in_pieces: bool = False  # each answer of a geocoder is saved by itself

    def has(self, way: str) -> bool:
        """Whether there is something in the run that this can happen to."""
        if way in ("killed at a request", "geocoder gone"):
            return bool(self.places)
        return way not in ("killed at a file", "disk full") or self.writes_files

    def read(self, conn: Db) -> State:
        return read_rows(conn) if self.is_migrated else {"schema": read_schema(conn)}


# --- what is in the database ---


def read_rows(conn: Db) -> State:
    """The tables of the schema without times and numbers of runs; tables for both kinds count as one of each."""
    names = "SELECT relname FROM pg_class WHERE relnamespace = 'tickets'::regnamespace AND relkind = 'r' ORDER BY 1"
    state: dict[str, tuple[str, ...]] = {}
    for (table,) in conn.execute(names).fetchall():
        if table not in BOOKS:
            rows = f"SELECT {_ROW} FROM tickets.{table} AS t"
            query = f"SELECT DISTINCT coalesce(row ->> 'kind', ''), row::text FROM ({rows}) AS r ORDER BY 2"
            for kind, row in conn.execute(query).fetchall():
                part = f"{table} {kind}".strip()
                state[part] = (*state.get(part, ()), row)
    return state


# Whether there is a time at which it went is no bookkeeping.
_ROW = r"""
(
  SELECT jsonb_object_agg(key, CASE WHEN key = 'gone_at' THEN to_jsonb(value <> 'null') ELSE value END)
  FROM jsonb_each(to_jsonb(t)) WHERE key = 'gone_at' OR key !~ '(_at|^run_id|^reject_id)$'
) AS row
"""


def read_applied(conn: Db, kind: str) -> tuple[str, ...]:
    """The kind's applied runs, in order."""
    query = "SELECT source || received || new || changed || gone FROM tickets.import_runs WHERE kind = %s"
    return tuple(row for (row,) in conn.execute(f"{query} AND outcome = 'applied' ORDER BY run_id", (kind,)))


def read_indexes(conn: Db) -> list[str]:
    return [row for (row,) in conn.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = 'tickets' ORDER BY 1")]


def read_schema(conn: Db) -> tuple[str, ...]:
    """All that the schemas hold, and the ledger."""
    found = [row for (row,) in conn.execute(_SCHEMA).fetchall()]
    if conn.execute("SELECT to_regclass('tickets.schema_migrations')").fetchone() != (None,):
        ledger = "SELECT concat_ws(' ', version, name, checksum) FROM tickets.schema_migrations"
        found += [row for (row,) in conn.execute(ledger)]
    return tuple(sorted(found))


_SCHEMA = """
WITH ours AS (SELECT oid FROM pg_namespace WHERE nspname IN ('tickets', 'reporting'))
SELECT concat_ws(' ', 'schema', oid::regnamespace) FROM ours
UNION ALL
SELECT concat_ws(' ', 'relation', c.oid::regclass, c.relkind, c.relacl, c.reloptions,
  CASE WHEN c.relkind = 'v' THEN md5(pg_get_viewdef(c.oid)) WHEN c.relkind = 'i' THEN pg_get_indexdef(c.oid) END)
FROM pg_class AS c WHERE c.relnamespace IN (TABLE ours) AND c.relkind <> 't'
UNION ALL
SELECT concat_ws(' ', 'column', a.attrelid::regclass, a.attname, a.atttypid::regtype, a.attnotnull,
  pg_get_expr(d.adbin, d.adrelid))
FROM pg_attribute AS a
JOIN pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'v')
LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace IN (TABLE ours) AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE connamespace IN (TABLE ours)
UNION ALL
SELECT concat_ws(' ', 'function', oid::regprocedure, proacl, md5(concat(prosrc, pg_get_function_sqlbody(oid))))
FROM pg_proc WHERE pronamespace IN (TABLE ours)
UNION ALL
SELECT concat_ws(' ', 'trigger', t.tgrelid::regclass, t.tgname, t.tgenabled, pg_get_triggerdef(t.oid))
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
WHERE c.relnamespace IN (TABLE ours) AND NOT t.tgisinternal
"""


# --- the scenarios ---


def _records(make: Callable[..., Record], count: int, **fields: object) -> list[Record]:
    return [make(n, cluster=TOWNS[n % 3], location_name=f"NW_{PLACES[n % 6]}_FDT{n}", **fields) for n in range(count)]


TOWNS = ("Nairobi", "Nakuru", "Kisumu")
PLACES = ("Donholm", "Kilimani", "Lanet", "Njoro", "Milimani", "Mamboleo")
TOWN_AT = {"Nairobi": (-1.28, 36.82), "Nakuru": (-0.30, 36.07), "Kisumu": (-0.10, 34.75)}
INC, CRQ = _records(make_inc, 24), _records(make_crq, 6)
# One of each: changed, gone, new, spelt in another way, and one that is rejected.
INC_LATER: list[Record] = [
    INC[0] | {"status": "Closed"},
    dict(reversed(INC[1].items())),
    *INC[3:],
    make_inc(100, lat=-1.29, lng=36.8),
    {"no": "id"},
]
CRQ_LATER = [CRQ[0] | {"location_name": "NW_Lanet_FDT9"}, *CRQ[2:], make_crq(100)]


def add_tickets(conn: Db) -> None:
    for table, records in (("inc", INC), ("crq", CRQ)):
        for record in records:
            query = f"INSERT INTO tickets.{table} (ticket_id, raw) VALUES (%s, %s)"
            conn.execute(query, (record["ticket_id"], Jsonb(record)))


def add_tickets_and_places(conn: Db) -> None:
    add_tickets(conn)
    for town, (lat, lng) in TOWN_AT.items():
        at = f"SRID=4326;POINT({lng} {lat})"
        conn.execute("INSERT INTO tickets.geo_clusters (cluster, geom) VALUES (%s, %s::public.geometry)", (town, at))
    conn.execute(
        "INSERT INTO tickets.geo_locations (cluster, location_name, place, geom, provider)"
        " VALUES ('Nairobi', 'NW_Donholm_FDT0', 'Donholm', 'SRID=4326;POINT(36.89 -1.29)', 'nominatim'),"
        " ('Nakuru', 'NW_Kilimani_FDT1', 'Kilimani', 'SRID=4326;POINT(36.1 -0.3)', 'nominatim')"
    )


def _decisions() -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("cluster", "place", "lat", "lng"))
    writer.writerows(
        [("Nairobi", "Donholm", -1.2901, 36.8905), ("Kisumu", "Lanet", -0.11, 34.76), ("Nakuru", "", -0.29, 36.08)]
    )
    return text.getvalue().encode()


def _bucket(folder: Path) -> Mapping[str, str]:
    """Settings that lead to an aws which has the same snapshot for both kinds."""
    body = as_snapshot(INC)
    aws = FakeAws(folder / "aws")
    meta = f'{{"ETag": "\\"1\\"", "ContentLength": {len(body)}, "LastModified": "2026-11-21T10:00:00+00:00"}}'
    aws.answer("head-object", stdout=meta)
    aws.answer("get-object", stdout=meta, body=body)
    bucket = {"RUSTFS_ENDPOINT": "http://127.0.0.1:1", "RUSTFS_ACCESS_KEY": "id", "RUSTFS_SECRET_KEY": "secret"}
    return bucket | aws.env


def load_release_1_0(conn: Db) -> None:
    """As psql would; the server's own address is all that libpq and psql need."""
    info = conn.info
    env = os.environ | {"PGPASSWORD": info.password or ""}
    address = ["-h", info.host, "-p", str(info.port), "-U", info.user, "-d", info.dbname]
    command = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(RELEASE_1_0), *address]
    subprocess.run(command, env=env, check=True, capture_output=True)


def nothing(conn: Db) -> None:
    pass


def known_places() -> list[Place]:
    """The towns, and some of the places near them."""
    towns = [Place(town, *at, kind="place=city", town=town) for town, at in TOWN_AT.items()]
    near = [(name, TOWNS[n % 3], TOWN_AT[TOWNS[n % 3]]) for n, name in enumerate(PLACES[:4])]
    return towns + [Place(name, lat + 0.02, lng, town=town) for name, town, (lat, lng) in near]


SCENARIOS: dict[str, Scenario] = {
    "import": Scenario(
        "import_tickets",
        ["--apply", "--inc-json=inc.json", "--crq-json=crq.json"],
        add_tickets_and_places,
        {"inc.json": as_snapshot(INC_LATER), "crq.json": as_snapshot(CRQ_LATER)},
        writes_files=True,
    ),
    "first load": Scenario("import_tickets", ["--apply", "--from-bucket"], nothing, env=_bucket, writes_files=True),
    "geocoding": Scenario(
        "import_tickets",
        ["--apply", "--geocode-clusters", "--geocode-locations"],
        add_tickets,
        places=known_places(),
        is_in_pieces=True,
    ),
    "review": Scenario(
        "review_places", ["--apply", "--import", "decided.csv"], add_tickets_and_places, {"decided.csv": _decisions()}
    ),
    "export": Scenario(
        "review_places", ["--export", "places.html", "--all"], add_tickets_and_places, writes_files=True
    ),
    "migrations": Scenario("run_migrations", [], nothing, is_migrated=False),
    "upgrade": Scenario("run_migrations", [], load_release_1_0, is_migrated=False),
}
if not RELEASE_1_0.exists():
    del SCENARIOS["upgrade"]
