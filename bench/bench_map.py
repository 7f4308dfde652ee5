"""How fast the map is read, against the floor of shipping the same records as one valid JSON array.

In rounds that take turns, medians; ratios are of one round. Needs BENCH_DATABASE_URL (make bench starts a server)
and works in a database of its own there.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import asinh, pi, radians, tan
from pathlib import Path
from subprocess import run
from sys import executable
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

REPO = Path(__file__).resolve().parent.parent
NAKURU, NAIROBI = (36.07, -0.30), (36.82, -1.29)
Db = psycopg.Connection[Any]

# 800 bytes of JSON a ticket; half of the tickets around the towns, most around the first of the file, half anywhere.
FILL = """
INSERT INTO tickets.inc (ticket_id, raw, geom, geo_source, cluster_key, location_key)
SELECT
  r.raw ->> 'ticket_id', r.raw, ST_SetSRID(ST_MakePoint(r.lng, r.lat), 4326), r.geo_source,
  tickets.name_key(r.raw ->> 'cluster'), tickets.name_key(r.raw ->> 'location_name')
FROM (
  SELECT
    CASE WHEN i % 2 = 0 THEN p.lng + spread * cos(turn) ELSE 34 + 7.5 * random() END AS lng,
    CASE WHEN i % 2 = 0 THEN p.lat + spread * sin(turn) ELSE -4.5 + 9 * random() END AS lat,
    (ARRAY['feed', 'location', 'location', 'cluster'])[1 + i % 4] AS geo_source,
    jsonb_build_object(
      'ticket_id', 'INC' || lpad(i::text, 12, '0'),
      'status', (ARRAY['Assigned', 'Closed', 'Pending', 'Resolved', 'Closed', 'Closed', 'New', 'Closed'])[1 + i % 8],
      'priority', 'P' || 1 + i % 4,
      'cluster', p.name,
      'location_name', 'NW_ADR_MNT_' || p.name || ' Phase ' || i % 30 || '_FDT' || i % 20,
      'lat', '',
      'lng', '',
      'customer_name', 'Achieng'' Otieno ' || i % 977,
      'customer_phone', '+2547' || lpad((i % 100000000)::text, 8, '0'),
      'account_number', (8000000 + i)::text,
      'service', 'FTTH 40 Mbps',
      'reported_at', '2026-11-21T07:42:10+03:00',
      'updated_at', '2026-11-21T09:05:44+03:00',
      'assignee', CASE WHEN i % 3 > 0 THEN 'Tech ' || i % 40 END,
      'team', 'Nairobi East ' || i % 9,
      'region', 'Nairobi Metro',
      'summary', 'No internet since 6 am. Hakuna mtandao. Says "inakatika-katika"' || repeat(' since then', 13),
      'sla', jsonb_build_object('due', '2026-11-21T19:42:10+03:00', 'breached', i % 2 = 0),
      'tags', jsonb_build_array('los', 'sdu')
    ) AS raw
  FROM (
    SELECT
      i,
      2 * pi() * random() AS turn,
      0.02 + 0.2 * random() ^ 4 AS spread,
      1 + floor(count * random() ^ 3)::integer AS n
    FROM generate_series(1, {number}) AS i, (SELECT count(*) FROM place) AS places (count)
  ) AS t
  JOIN place AS p USING (n)
) AS r
"""
FLOOR = "SELECT length((('[' || string_agg(raw::text, ',') || ']')::json)::text) FROM tickets.inc"
FIELDS = "p_fields => '{status,priority,customer_name,service}'"


@dataclass(frozen=True)
class Answer:
    seconds: float
    size: int | None  # None: refused


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", default="10000,100000", help="numbers of tickets, comma separated (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, of which the median counts (%(default)s)")
    args = parser.parse_args()
    print(f"{'tickets':>8}  {'what':<28} {'ms':>9} {'x floor':>8} {'KB':>10}")
    for number in map(int, args.sizes.split(",")):
        with database(os.environ["BENCH_DATABASE_URL"]) as conn:
            fill(conn, number)
            print_table(conn, number, args.rounds)


@contextmanager
def database(server: str) -> Iterator[Db]:
    """A connection to a migrated database, which is dropped afterwards."""
    name = f"bench_map_{uuid.uuid4().hex[:8]}"
    url = urlsplit(server)._replace(path=f"/{name}").geturl()
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name)))
        try:
            run([executable, REPO / "run_migrations.py"], env={**os.environ, "DATABASE_URL": url}, check=True)
            with psycopg.connect(url, autocommit=True) as conn:
                yield conn
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def fill(conn: Db, number: int) -> None:
    with (REPO / "demo" / "kenya_places.csv").open(encoding="utf-8") as file:
        places = [(n, row["name"], row["lng"], row["lat"]) for n, row in enumerate(csv.DictReader(file), 1)]
    conn.execute("CREATE TEMP TABLE place (n integer, name text, lng float8, lat float8)")
    conn.cursor().executemany("INSERT INTO place VALUES (%s, %s, %s, %s)", places)
    with conn.transaction():
        conn.execute("SELECT tickets.drop_secondary_indexes('inc')")
        conn.execute("SELECT setseed(0.4)")
        conn.execute("SET LOCAL fleettickets.locations_set = 'on'")  # as the import does: these tickets are placed
        conn.execute(FILL.format(number=number))
        conn.execute("SELECT tickets.create_secondary_indexes('inc')")
    conn.execute("VACUUM ANALYZE tickets.inc")


def cases() -> dict[str, str]:
    """What is measured: its name, and a query that answers its size."""
    west, south, east, north = box_around(*NAKURU)
    box = f"p_bbox => '{{{west},{south},{east},{north}}}'"
    return {
        "floor": FLOOR,
        "whole": "SELECT length(reporting.fn_tickets_for_map()::text)",
        "four fields": f"SELECT length(reporting.fn_tickets_for_map({FIELDS})::text)",
        "box, 1/400 of the area": f"SELECT length(reporting.fn_tickets_for_map({box})::text)",
        "box, four fields": f"SELECT length(reporting.fn_tickets_for_map({box}, {FIELDS})::text)",
        "one cluster": "SELECT length(reporting.fn_tickets_for_map(p_cluster => '{nyeri}')::text)",
        "first 100": "SELECT length(reporting.fn_tickets_for_map(p_limit => 100)::text)",
        **{f"tile z{z} with Nairobi": tile_query(*NAIROBI, z) for z in (0, 6, 8, 10, 12, 14, 16)},
        "tile z14 with Nakuru": tile_query(*NAKURU, 14),
        "version": "SELECT length(reporting.fn_tickets_version())",
    }


def box_around(lng: float, lat: float) -> tuple[float, float, float, float]:
    """A twentieth of the tickets' extent either way."""
    return lng - 7.5 / 40, lat - 9 / 40, lng + 7.5 / 40, lat + 9 / 40


def tile_query(lng: float, lat: float, z: int) -> str:
    x = int((lng + 180) / 360 * 2**z)
    y = int((1 - asinh(tan(radians(lat))) / pi) / 2 * 2**z)
    return f"SELECT length(reporting.fn_tickets_mvt({z}, {x}, {y}))"


def print_table(conn: Db, number: int, rounds: int) -> None:
    queries = cases()
    for query in queries.values():
        ask(conn, query)
    results = [{name: ask(conn, query) for name, query in queries.items()} for _ in range(rounds)]
    for name in queries:
        answers = [result[name] for result in results]
        ms = 1000 * statistics.median(answer.seconds for answer in answers)
        ratio = statistics.median(result[name].seconds / result["floor"].seconds for result in results)
        size = answers[0].size
        kb = "over 1 GB" if size is None else f"{size / 1000:.1f}"
        print(f"{number:>8}  {name:<28} {ms:9.1f} {ratio:8.4f} {kb:>10}", flush=True)


def ask(conn: Db, query: str) -> Answer:
    started = time.perf_counter()
    try:
        row = conn.execute(query).fetchone()
    except psycopg.errors.ProgramLimitExceeded:
        row = (None,)
    assert row
    return Answer(time.perf_counter() - started, row[0])


if __name__ == "__main__":
    main()
