"""What readers meet while others write: the longest wait of each, and whether anybody ever sees half of a change.

Readers of every kind beside imports one after another and hand edits of the gazetteer, for so many seconds; then cycles
with a little change, and what becomes of the sizes. Needs BENCH_DATABASE_URL (make bench starts a server) and works in
a database of its own there.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import threading
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from subprocess import DEVNULL, run
from sys import executable
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

REPO = Path(__file__).resolve().parent.parent
Db = psycopg.Connection[Any]

# Each snapshot says its round in every record, so that a reader who sees two rounds at once has seen half of one.
VERSION = "reporting.fn_tickets_version()"
READERS = {
    "map": f"SELECT {VERSION}, (SELECT array_agg(DISTINCT f -> 'properties' ->> 'round') FROM json_array_elements("
    "reporting.fn_tickets_for_map(p_kind => 'inc', p_fields => '{round}') -> 'features') AS f)",
    "tile": f"SELECT {VERSION}, md5(reporting.fn_tickets_mvt(6, 38, 32, '{{}}'))",
    "version": f"SELECT {VERSION}, NULL",
    "view": f"SELECT {VERSION}, (SELECT array_agg(DISTINCT raw ->> 'round') FROM reporting.tickets_map"
    " WHERE kind = 'inc')",
}


@contextmanager
def own_database(server: str) -> Iterator[str]:
    name = f"bench_load_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as conn:
        conn.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name)))
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            conn.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def script(url: str, *args: str) -> None:
    run([executable, *args], cwd=REPO, env={**os.environ, "DATABASE_URL": url}, check=True, stdout=DEVNULL)


def import_file(url: str, file: Path) -> None:
    script(url, "import_tickets.py", "--apply", "-q", "--inc-json", str(file))


def write_snapshot(path: Path, rounds: Sequence[int]) -> None:
    records = [
        {
            "ticket_id": f"INC{n:09}",
            "status": "Assigned",
            "cluster": f"Town {n % 50}",
            "location_name": f"NW_Estate {n % 2000}_FDT{n % 7}",
            "round": turn,
            "summary": "No internet since 6 am. Hakuna mtandao. " * 10,
        }
        for n, turn in enumerate(rounds)
    ]
    path.write_text(json.dumps(records, separators=(",", ":")), encoding="utf-8")


def add_towns(db: Db) -> None:
    db.execute(
        "INSERT INTO tickets.geo_clusters (cluster, geom)"
        " SELECT 'Town ' || n, ST_SetSRID(ST_MakePoint(34 + n / 10.0, -1), 4326) FROM generate_series(0, 49) AS n"
    )


class Load:
    """What the threads share: when to stop, and what each has met."""

    def __init__(self, url: str) -> None:
        self.url, self.stop = url, threading.Event()
        self.waits: defaultdict[str, list[float]] = defaultdict(list)
        self.errors: Counter[str] = Counter()
        self.seen: dict[tuple[str, str], str] = {}  # by reader and version: the answer
        self.lock = threading.Lock()

    def read(self, reader: str) -> None:
        with psycopg.connect(self.url, autocommit=True, application_name="bench reader") as db:
            while not self.stop.is_set():
                self._timed(reader, lambda: self._check(reader, db.execute(READERS[reader].encode()).fetchall()[0]))

    def _check(self, reader: str, row: tuple[str, Any]) -> None:
        version, answer = row
        with self.lock:
            if isinstance(answer, list) and len(answer) > 1:
                self.errors[f"{reader}: half of a snapshot was seen"] += 1
            if self.seen.setdefault((reader, version), str(answer)) != str(answer):
                self.errors[f"{reader}: one version, two answers"] += 1

    def edit(self) -> None:
        """A hand that moves towns, on and on."""
        move = "UPDATE tickets.geo_clusters SET geom = ST_Translate(geom, 0.001, 0) WHERE cluster = %s"
        with psycopg.connect(self.url, autocommit=True) as db:
            while not self.stop.wait(0.5):
                self._timed("hand edit", lambda: db.execute(move, (f"Town {random.randrange(50)}",)))

    def import_on(self, files: list[Path]) -> None:
        while not self.stop.is_set():
            for file in files:
                self._timed("import", partial(import_file, self.url, file))

    def _timed(self, what: str, work: Callable[[], object]) -> None:
        started = time.monotonic()
        try:
            work()
        except Exception as err:
            with self.lock:
                self.errors[f"{what}: {type(err).__name__}"] += 1
        with self.lock:
            self.waits[what].append(time.monotonic() - started)


def measure_load(url: str, folder: Path, tickets: int, readers: int, seconds: float) -> None:
    files = [folder / "even.json", folder / "odd.json"]
    for turn, file in enumerate(files):
        write_snapshot(file, [turn] * tickets)
    import_file(url, files[1])
    load = Load(url)
    work = [(load.read, (list(READERS)[n % len(READERS)],)) for n in range(readers)]
    threads = [threading.Thread(target=target, args=args) for target, args in work]
    threads += [threading.Thread(target=load.edit), threading.Thread(target=load.import_on, args=(files,))]
    with psycopg.connect(url, autocommit=True) as db:
        before = deadlocks(db)
        for thread in threads:
            thread.start()
        looks = watch_for_waits(db, seconds)
        load.stop.set()
        for thread in threads:
            thread.join()
        print(f"{tickets} tickets, {readers} readers, {seconds:g} s, {os.cpu_count()} cores")
        print(f"{'':12}{'times':>8}{'median s':>10}{'longest s':>11}")
        for what, waits in sorted(load.waits.items()):
            print(f"{what:12}{len(waits):8}{sorted(waits)[len(waits) // 2]:10.3f}{max(waits):11.3f}")
        print(f"readers seen waiting for a lock: {sum(looks)} of {readers * len(looks)}; else the machine is busy")
        print(f"deadlocks {deadlocks(db) - before}, errors {dict(load.errors) or 'none'}, versions {len(load.seen)}")


def watch_for_waits(db: Db, seconds: float) -> list[int]:
    """How many readers waited for a lock, each time it was looked."""
    looks, end = [], time.monotonic() + seconds
    waiting = (
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'bench reader' AND wait_event_type = 'Lock'"
    )
    while time.monotonic() < end:
        looks += [row[0] for row in db.execute(waiting.encode())]
        time.sleep(0.05)
    return looks


def deadlocks(db: Db) -> int:
    row = db.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").fetchone()
    return int(row[0]) if row else 0


def measure_growth(url: str, folder: Path, tickets: int, cycles: int) -> None:
    """One in a hundred changes in each cycle; autovacuum is left to itself."""
    rounds = [0] * tickets
    sizes = "SELECT pg_table_size('tickets.inc'), pg_indexes_size('tickets.inc')"
    print(f"{cycles} cycles of {tickets} tickets, 1 % changed in each: MB of table, of indexes")
    with psycopg.connect(url, autocommit=True) as db:
        for cycle in range(cycles + 1):
            for n in random.sample(range(tickets), tickets // 100):
                rounds[n] = cycle
            write_snapshot(folder / "inc.json", rounds)
            import_file(url, folder / "inc.json")
            if cycle % max(1, cycles // 8) == 0:
                table, indexes = db.execute(sizes.encode()).fetchall()[0]
                print(f"{cycle:6}{table / 1e6:10.1f}{indexes / 1e6:10.1f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--cycles", type=int, default=200)
    args, _ = parser.parse_known_args()
    random.seed(1)
    with own_database(os.environ["BENCH_DATABASE_URL"]) as url, tempfile.TemporaryDirectory() as folder:
        script(url, "run_migrations.py")
        with psycopg.connect(url, autocommit=True) as db:
            add_towns(db)
        measure_load(url, Path(folder), args.tickets, args.readers, args.seconds)
        measure_growth(url, Path(folder), args.tickets, args.cycles)


if __name__ == "__main__":
    main()
