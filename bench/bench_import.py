"""How fast the import is, against a bare COPY of the same records into (ticket_id text PRIMARY KEY, raw jsonb).

Whole processes, in rounds that take turns, medians. LIMIT is psql's \\copy of ready-made text. Every ticket gets
placed, as the gazetteers hold every cluster and location. Needs BENCH_DATABASE_URL (make bench starts a server for it).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

REPO = Path(__file__).resolve().parent.parent
OUT = REPO / "bench" / "out"
STAGES = ("first load", "same again", "1 % changed", "respelled", "respelled again")


@dataclass(frozen=True)
class Measured:
    seconds: float
    peak_mb: float
    wal_mb: float


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", default="100000", help="numbers of tickets, comma separated (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the median counts (%(default)s)")
    args = parser.parse_args()
    server = os.environ["BENCH_DATABASE_URL"]
    print(f"{'tickets':>8}  {'stage':<16} {'s':>7} {'x LIMIT':>8} {'peak MB':>8} {'x file':>7} {'WAL MB':>7}")
    for size in map(int, args.sizes.split(",")):
        # In a process of its own: a child's peak memory never reads lower than its parent's at the fork.
        with ProcessPoolExecutor(1) as other:
            files = other.submit(write_files, size).result()
        results = [measure_round(server, files) for _ in range(args.rounds)]
        print_table(size, files["first load"].stat().st_size / 1e6, results)


def print_table(size: int, file_mb: float, results: Sequence[dict[str, Measured]]) -> None:
    for stage in results[0]:
        runs = [result[stage] for result in results]
        seconds = statistics.median(run.seconds for run in runs)
        ratio = statistics.median(result[stage].seconds / result["LIMIT"].seconds for result in results)
        peak = statistics.median(run.peak_mb for run in runs)
        wal = statistics.median(run.wal_mb for run in runs)
        figures = f"{seconds:7.2f} {ratio:8.2f} {peak:8.0f} {peak / file_mb:7.2f} {wal:7.1f}"
        print(f"{size:>8}  {stage:<16} {figures}", flush=True)


def write_files(size: int) -> dict[str, Path]:
    """The snapshot of each stage, and LIMIT's text."""
    folder = OUT / str(size)
    files = {stage: folder / f"{stage.replace(' ', '-').replace('%', 'percent')}.json" for stage in STAGES}
    files["LIMIT"] = folder / "limit.txt"
    if all(path.exists() for path in files.values()):
        return files
    subprocess.run(
        [sys.executable, REPO / "demo" / "sample_snapshots.py", folder, "--inc", str(size), "--crq", "0"], check=True
    )
    records = json.loads((folder / "inc.json").read_bytes())[:size]
    (folder / "inc.json").unlink()
    rng = random.Random(1)
    changed = [r | {"priority": "changed"} if rng.random() < 0.01 else r for r in records]
    respelled = [dict(reversed(r.items())) for r in changed]
    _write(files["first load"], records, "\n")
    _write(files["same again"], records[::-1], "\n\n")
    _write(files["1 % changed"], changed, "\n")
    _write(files["respelled"], respelled, "\n")
    _write(files["respelled again"], respelled[::-1], "\n")
    with files["LIMIT"].open("w") as out:
        for record in records:
            raw = json.dumps(record, ensure_ascii=False, separators=(",", ":")).replace("\\", "\\\\")
            out.write(f"{record['ticket_id']}\t{raw}\n")
    return files


def _write(path: Path, records: Sequence[dict[str, object]], separator: str) -> None:
    text = f",{separator}".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in records)
    path.write_text(f"[{text}]{separator}")


def measure_round(server: str, files: dict[str, Path]) -> dict[str, Measured]:
    with database(server) as url:
        with psycopg.connect(url) as conn:
            conn.execute("CREATE TABLE plain (ticket_id text PRIMARY KEY, raw jsonb)")
        measured = {"LIMIT": run(url, ["psql", url, "-qc", f"\\copy plain FROM '{files['LIMIT']}'"])}
    with database(server) as url:
        subprocess.run([sys.executable, REPO / "run_migrations.py"], env=_env(url), check=True, capture_output=True)
        with ProcessPoolExecutor(1) as other:
            other.submit(fill_gazetteers, url, files["first load"]).result()
        command: list[str | Path] = [sys.executable, REPO / "import_tickets.py", "--apply", "-q"]
        for stage in STAGES:
            measured[stage] = run(url, [*command, "--inc-json", files[stage]])
        both: list[str | Path] = ["--inc-json", files["first load"], "--crq-json", files["first load"]]
        measured["both kinds"] = run(url, [*command, *both])  # for its memory: one's is let go of before the other's
        check_placed(url)
    return measured


def fill_gazetteers(url: str, snapshot: Path) -> None:
    names = {(r["cluster"], r["location_name"]) for r in json.loads(snapshot.read_bytes())}
    with psycopg.connect(url) as conn:
        conn.execute("CREATE TEMPORARY TABLE names (cluster text, location_name text)")
        conn.cursor().executemany("INSERT INTO names VALUES (%s, %s)", sorted(names))
        conn.execute("""
            INSERT INTO tickets.geo_clusters (cluster, geom)
            SELECT DISTINCT ON (tickets.name_key(cluster)) cluster,
              ST_SetSRID(ST_MakePoint(34 + 7 * random(), 8 * random() - 4), 4326)
            FROM names
        """)
        conn.execute("""
            INSERT INTO tickets.geo_locations (cluster, location_name, geom)
            SELECT DISTINCT ON (c.cluster_key, tickets.name_key(location_name)) n.cluster, location_name,
              ST_SetSRID(ST_MakePoint(ST_X(c.geom) + random() / 10, ST_Y(c.geom) + random() / 10), 4326)
            FROM names AS n JOIN tickets.geo_clusters AS c ON c.cluster_key = tickets.name_key(n.cluster)
            WHERE tickets.name_key(location_name) IS NOT NULL
        """)
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute("VACUUM ANALYZE")
        conn.execute("CHECKPOINT")


def check_placed(url: str) -> None:
    with psycopg.connect(url) as conn:
        unplaced = conn.execute("SELECT count(*) FROM tickets.inc WHERE geo_source = 'none'").fetchone()
        wrong = conn.execute("""
            SELECT count(*) FROM tickets.inc AS t, tickets.resolve_geom(t.raw) AS r
            WHERE (r.geom, r.geo_source) IS DISTINCT FROM (t.geom, t.geo_source)
        """).fetchone()
    if (unplaced, wrong) != ((0,), (0,)):
        sys.exit(f"unplaced {unplaced}, placed wrongly {wrong}: the figures mean nothing")


def run(url: str, command: Sequence[str | Path]) -> Measured:
    """Wall time and peak memory of the command, and the WAL written meanwhile."""
    with psycopg.connect(url, autocommit=True) as conn:
        before = conn.execute("SELECT pg_current_wal_insert_lsn()").fetchone()
        started = time.perf_counter()
        process = subprocess.Popen(command, env=_env(url), stdout=subprocess.DEVNULL)
        _pid, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{command[0]} ended with code {process.returncode}")
        wal = conn.execute("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), %s)", before).fetchone()
    return Measured(seconds, usage.ru_maxrss / 1024, float(wal[0]) / 1e6 if wal else 0)


def _env(url: str) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": url}


@contextmanager
def database(server: str) -> Iterator[str]:
    name = f"fleettickets_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            conn.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    main()
