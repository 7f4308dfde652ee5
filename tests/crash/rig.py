"""Runs a scenario in a database and a folder of its own: undisturbed, to count its points, or disturbed at one."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from conftest import Server, database_name
from fake_geocoder import FakeGeocoder, Fault, Request
from forking import Ended, Forker
from gazetteer_checks import differing_rows, misjudged_locations
from scenarios import GAZETTEER, Scenario, State, read_applied, read_indexes
from wire import Statement, Verdict, Wire

Db = psycopg.Connection[Any]

ON_STATEMENTS = ("killed before", "killed after", "cut before", "cut after", "backend ended", "locked once", "locked")
ON_REQUESTS = ("killed at a request", "geocoder gone")
ON_FILES = ("killed at a file", "disk full")
# One failed try ends a question: that the next one is waited for is tested elsewhere.
PATCHES = {"geocoding.scheduler.MAX_ATTEMPTS": 1}
KINDS = ("inc", "crq")


@dataclass
class Undisturbed:
    """What a run comes to that nothing disturbs."""

    before: State
    after: State
    indexes: list[str]
    statements: list[str] = field(default_factory=list)
    requests: int = 0
    files: list[str] = field(default_factory=list)
    committed: list[State] = field(default_factory=list)  # all that was there at some point

    def points(self, way: str) -> list[str]:
        """What can be disturbed in this way, in words."""
        if way in ON_STATEMENTS:
            return self.statements
        return self.files if way in ON_FILES else [f"request {n}" for n in range(1, self.requests + 1)]


class Rig:
    def __init__(self, scenario: Scenario, server: Server, forker: Forker, folder: Path, template: str) -> None:
        self.scenario, self.server, self.forker, self.folder = scenario, server, forker, folder
        self.env = dict(scenario.env(folder))
        url = server.create_database(template)
        with psycopg.connect(url, autocommit=True) as conn:
            scenario.prepare(conn)
        self.template = url
        self.undisturbed = self._count()

    def close(self) -> None:
        self.server.drop_database(self.template)

    # --- one run ---

    @contextmanager
    def database(self) -> Iterator[tuple[str, Db]]:
        """As the run finds it, with its folder: the URL, and a connection of ours."""
        shutil.rmtree(self.work, ignore_errors=True)
        (self.work / "tmp").mkdir(parents=True)
        for name, content in self.scenario.files.items():
            (self.work / name).write_bytes(content)
        url = self.server.create_database(database_name(self.template))
        try:
            with psycopg.connect(url, autocommit=True) as conn:
                yield url, conn
        finally:
            self.server.drop_database(url)

    @contextmanager
    def geocoder(self) -> Iterator[FakeGeocoder | None]:
        if not self.scenario.places:
            yield None
            return
        with FakeGeocoder(self.scenario.places) as geocoder:
            yield geocoder

    @property
    def work(self) -> Path:
        return self.folder / "work"

    def start(self, url: str, geocoder: FakeGeocoder | None, *, file: int = 0, how: str = "") -> int:
        settings = {"DATABASE_URL": url, "TMPDIR": str(self.work / "tmp"), "GEOCODER_PROVIDER": "nominatim"}
        settings |= {"GEOCODER_URL": geocoder.url("nominatim") if geocoder else "http://127.0.0.1:1"}
        scenario, env = self.scenario, self.env | settings | {"GEOCODER_RATE": "200"}
        return self.forker.start(scenario.script, scenario.args, env, self.folder, patches=PATCHES, file=file, how=how)

    def _count(self) -> Undisturbed:
        with self.database() as (url, conn), self.geocoder() as geocoder:
            found = Undisturbed(self.scenario.read(conn), {}, [])

            def note(statement: Statement) -> Verdict:
                found.statements.append(" ".join(statement.sql.split())[:100])
                if not _is_writing(conn):
                    found.committed.append(self.read_committed(conn))
                return "pass"

            with Wire(url, note, lambda statement: None) as wire:
                self.start(wire.url, geocoder)
                ended = self.forker.wait()
            assert ended.exit_code == 0, ended.stderr
            found.requests, found.files = len(geocoder.requests) if geocoder else 0, ended.files
            found.committed.append(self.read_committed(conn))
            found.after, found.indexes = self.scenario.read(conn), read_indexes(conn)
        return found

    def read_committed(self, conn: Db) -> State:
        """Also the tickets of a kind together with the books of it: neither is written without the other."""
        state = dict(self.scenario.read(conn))
        if self.scenario.is_migrated:
            for kind in KINDS:
                state[f"{kind} and its runs"] = (*state.get(kind, ()), *read_applied(conn, kind))
        return state

    # --- disturbed ---

    def disturb(self, way: str, point: int) -> list[str]:
        """Disturbs a run at the point, and lets another follow. What is wrong afterwards, in words."""
        with self.database() as (url, conn), self.geocoder() as geocoder:
            ended = self._run_disturbed(url, geocoder, way, point)
            problems = [*self._look_at_run(ended, way), *self._look_at_database(conn, ended)]
            if geocoder:
                problems += _look_at_usage(conn, len(geocoder.requests))
                del geocoder.begin  # undisturbed from here on
            _age(self.work / "tmp")
            self.start(url, geocoder)
            return [*problems, *self._look_at_next_run(conn, self.forker.wait())]

    def _run_disturbed(self, url: str, geocoder: FakeGeocoder | None, way: str, point: int) -> Ended:
        disturber = Disturber(url, way, point)
        if geocoder:
            geocoder.begin = disturber.at_request(geocoder.begin)  # type: ignore[method-assign]
        how = {"killed at a file": "kill", "disk full": "full"}.get(way, "")
        with Wire(url, disturber.before, disturber.after) as wire:
            disturber.set_process(self.start(wire.url, geocoder, file=point if how else 0, how=how))
            return self.forker.wait()

    def _look_at_run(self, ended: Ended, way: str) -> Iterator[str]:
        if ended.exit_code not in ((0, -signal.SIGKILL) if way.startswith("killed") else (0, 1)):
            yield f"the run ended with {ended.exit_code}"
        if "Traceback" in ended.stderr or "ignored" in ended.stderr:
            yield f"the run said: {ended.stderr}"
        if ended.exit_code > 0 and not ended.stderr:
            yield "the run failed without a word"
        if ended.exit_code >= 0 and (left := sorted(path.name for path in (self.work / "tmp").iterdir())):
            yield f"the run left behind: {left}"

    def _look_at_database(self, conn: Db, ended: Ended) -> Iterator[str]:
        if not _are_others_gone(conn):
            yield "a session of the run, and its locks, stayed"
        if self.scenario.is_migrated and (differing_rows(conn) or misjudged_locations(conn)):
            yield "tickets are not where resolve_geom says, or locations not judged by their centroid"
        state = self.read_committed(conn)
        for part in state.keys() | self.undisturbed.committed[-1].keys():
            if not self._is_whole(part, state.get(part, ())):
                yield f"half written: {part}: {len(state.get(part, ()))} rows"
        if ended.exit_code == 0 and self.scenario.read(conn) != self.undisturbed.after:
            yield "the run ended with 0, and is not done"

    def _is_whole(self, part: str, rows: tuple[str, ...]) -> bool:
        if not self.scenario.is_in_pieces:
            return rows in {state.get(part, ()) for state in self.undisturbed.committed}
        if part not in GAZETTEER:  # tickets follow the gazetteers, which is looked at elsewhere
            return True
        return set(rows) <= {*self.undisturbed.before.get(part, ()), *self.undisturbed.after.get(part, ())}

    def _look_at_next_run(self, conn: Db, ended: Ended) -> Iterator[str]:
        if ended.exit_code != 0:
            yield f"the next run ended with {ended.exit_code}: {ended.stderr}"
        if left := sorted(path.name for path in (self.work / "tmp").iterdir()):
            yield f"the next run left behind: {left}"
        state = self.scenario.read(conn)
        for part in state.keys() | self.undisturbed.after.keys():
            if state.get(part) != self.undisturbed.after.get(part):
                yield f"after the next run {part} is not what it is without a disturbance"
        if read_indexes(conn) != self.undisturbed.indexes:
            yield "after the next run there are other indexes"


# What of the database's sessions is a run's: neither ours nor the server's own, such as autovacuum.
_OTHERS = """
SELECT 1 FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def _is_writing(conn: Db) -> bool:
    """Whether the run has a transaction open that has written: then nothing is committed, and much is locked."""
    return conn.execute(f"{_OTHERS} AND backend_xid IS NOT NULL").fetchone() is not None


def _are_others_gone(conn: Db) -> bool:
    for _ in range(600):
        if not conn.execute(_OTHERS).fetchone():
            return True
        time.sleep(0.05)
    return False


def _look_at_usage(conn: Db, sent: int) -> Iterator[str]:
    row = conn.execute("SELECT coalesce(sum(requests), 0) FROM tickets.geocoder_usage").fetchone()
    if not row or not sent <= row[0] <= sent + IN_FLIGHT:
        yield f"{sent} requests were sent, and {row} counted"


IN_FLIGHT = 64  # requests that may be counted and not yet sent when a run is killed


def _age(folder: Path) -> None:
    """What a killed run left is swept by the next one, or, without the file that tells, an hour later."""
    for path in folder.iterdir():
        os.utime(path, (0, 0))


class Disturber:
    """Does to one run what its way says, at its point."""

    def __init__(self, url: str, way: str, point: int) -> None:
        self._url, self._way, self._point = url, way, point
        self._process, self._is_started = 0, threading.Event()
        self._requests = 0

    def set_process(self, process: int) -> None:
        self._process = process
        self._is_started.set()

    def before(self, statement: Statement) -> Verdict:
        if self._way == "locked" and statement.number >= self._point and statement.can_wait_for_a_lock:
            return "lock"
        if statement.number != self._point:
            return "pass"
        if self._way == "killed before":
            self._kill()
            return "cut before"
        if self._way == "backend ended":
            self._end_backend()
        if self._way == "locked once" and statement.can_wait_for_a_lock:
            return "lock"
        return "cut before" if self._way == "cut before" else "cut after" if self._way == "cut after" else "pass"

    def after(self, statement: Statement) -> None:
        if self._way == "killed after" and statement.number == self._point:
            self._kill()

    def at_request(self, begin: Any) -> Any:
        def disturbed(request: Request) -> Fault | None:
            answer: Fault | None = begin(request)
            self._requests += 1
            if self._way == "killed at a request" and self._requests == self._point:
                self._kill()
            return Fault(how="drop") if self._way == "geocoder gone" and self._requests >= self._point else answer

        return disturbed

    def _kill(self) -> None:
        self._is_started.wait(60)
        os.kill(self._process, signal.SIGKILL)

    def _end_backend(self) -> None:
        with psycopg.connect(self._url, autocommit=True) as conn:
            conn.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name LIKE 'fleettickets%'"
            )
