"""How long a review waits for the database: a file of decisions, against the export that it came from.

Whole processes, in rounds that take turns, medians; ratios are of one round. One call is tickets.verify_place as psql
sends it. Needs BENCH_DATABASE_URL (make bench starts a server) and works in databases of its own there.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

REPO = Path(__file__).resolve().parent.parent
CLUSTERS, NAMES = 50, 3  # names a place
FILL = [
    """
    INSERT INTO tickets.geo_clusters (cluster, geom, provider, label)
    SELECT 'Town ' || c, ST_SetSRID(ST_MakePoint(34 + c %% 8, c %% 9 - 4), 4326), 'nominatim', 'Town ' || c
    FROM generate_series(1, %(clusters)s) AS c
    """,
    """
    INSERT INTO tickets.geo_locations (cluster, location_name, place, geom, provider, label)
    SELECT
      g.cluster, 'NW_ADR_MNT_Umoja ' || p / %(clusters)s || '_FDT' || n, 'Umoja ' || p / %(clusters)s,
      ST_SetSRID(ST_MakePoint(ST_X(g.geom) + 0.15 * random(), ST_Y(g.geom) + 0.15 * random()), 4326),
      'nominatim', 'Umoja ' || p / %(clusters)s
    FROM generate_series(0, %(places)s - 1) AS p
    JOIN tickets.geo_clusters AS g ON g.cluster = 'Town ' || 1 + p %% %(clusters)s
    CROSS JOIN generate_series(1, %(names)s) AS n
    """,
    """
    INSERT INTO tickets.inc (ticket_id, raw)
    SELECT t.raw ->> 'ticket_id', t.raw
    FROM (
      SELECT jsonb_build_object(
        'ticket_id', 'INC' || lpad(i::text, 12, '0'),
        'status', (ARRAY['Assigned', 'Closed', 'Pending'])[1 + i %% 3],
        'cluster', 'Town ' || 1 + i %% %(places)s %% %(clusters)s,
        'location_name', 'NW_ADR_MNT_Umoja ' || i %% %(places)s / %(clusters)s || '_FDT' || 1 + i / %(places)s %% 4,
        'summary', 'No internet since 6 am. Hakuna mtandao.' || repeat(' since then', 40)
      ) AS raw
      FROM generate_series(1, %(tickets)s) AS i
    ) AS t
    """,
]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--tickets", type=int, default=100_000, help="tickets in the database (%(default)s)")
    parser.add_argument("--sizes", default="500,4000", help="numbers of decisions, comma separated (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the median counts (%(default)s)")
    args = parser.parse_args()
    print(f"{'decisions':>9}  {'what':<14} {'s':>8} {'x export':>9}")
    for size in map(int, args.sizes.split(",")):
        results = [measure(args.tickets, size) for _ in range(args.rounds)]
        for what in results[0]:
            seconds = statistics.median(result[what] for result in results)
            ratio = statistics.median(result[what] / result["export"] for result in results)
            print(f"{size:>9}  {what:<14} {seconds:8.3f} {ratio:9.2f}", flush=True)


def measure(tickets: int, decisions: int) -> dict[str, float]:
    """Seconds by what is waited for."""
    with database() as url, tempfile.TemporaryDirectory() as folder:
        fill(url, tickets, decisions)
        table = Path(folder) / "places.csv"
        seconds = {"export": review(url, "--export", table)}
        decide(table, decisions)
        seconds["dry run"] = review(url, "--import", table)
        seconds["--apply"] = review(url, "--import", table, "--apply")
        seconds["the same again"] = review(url, "--import", table, "--apply")
        return seconds | {"one call": call(url)}


def fill(url: str, tickets: int, places: int) -> None:
    subprocess.run([sys.executable, REPO / "run_migrations.py"], env=_env(url), check=True, capture_output=True)
    with psycopg.connect(url, autocommit=True) as conn:
        for statement in FILL:
            conn.execute(statement, {"clusters": CLUSTERS, "names": NAMES, "places": places, "tickets": tickets})
        conn.execute("VACUUM ANALYZE")


def decide(table: Path, decisions: int) -> None:
    """One place in ten is rejected, one in ten accepted, the others move by a kilometre."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["what"] == "location" and row["lat"]][:decisions]
    for n, row in enumerate(rows):
        row["decision"] = {0: "reject", 1: "accept"}.get(n % 10, "move")
        if row["decision"] == "move":
            row |= {"new_lat": f"{float(row['lat']) + 0.01:.6f}", "new_lng": row["lng"]}
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def review(url: str, *args: str | Path) -> float:
    command = [sys.executable, REPO / "review_places.py", *args, "-q", "--force"][: None if "--import" in args else -1]
    started = time.perf_counter()
    subprocess.run(command, env=_env(url), check=True)
    return time.perf_counter() - started


def call(url: str) -> float:
    seconds = []
    with psycopg.connect(url, autocommit=True) as conn:
        for n in range(20):
            started = time.perf_counter()
            conn.execute(f"SELECT tickets.verify_place('Town {n + 1}', 'Umoja 1', 36.9, -1.3)")
            seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def _env(url: str) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": url}


@contextmanager
def database() -> Iterator[str]:
    server, name = os.environ["BENCH_DATABASE_URL"], f"fleettickets_bench_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            conn.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    main()
