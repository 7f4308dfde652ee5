"""`shared.connect` against what it meets in the field: others' defaults, pools, standbys, hosts that vanish."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from conftest import REPO, Run
from importing import Importer
from records import as_snapshot, make_inc
from shared import connect

Db = psycopg.Connection[Any]

# Somebody else's defaults: what they are, what a session of ours has all the same.
FOREIGN = {
    "statement_timeout": ("100ms", "0"),
    "transaction_timeout": ("100ms", "0"),
    "idle_in_transaction_session_timeout": ("1s", "1h"),
    "idle_session_timeout": ("1s", "0"),
    "lock_timeout": ("1ms", "15s"),
    "default_transaction_isolation": ("serializable", "read committed"),
    "default_transaction_deferrable": ("on", "on"),
    "client_encoding": ("LATIN1", "UTF8"),
    "DateStyle": ("German", "ISO, DMY"),
    "IntervalStyle": ("iso_8601", "postgres"),
    "TimeZone": ("Africa/Nairobi", "UTC"),
    "standard_conforming_strings": ("off", "on"),
    "extra_float_digits": ("-15", "1"),
    "bytea_output": ("escape", "hex"),
    "search_path": ("nowhere", "pg_catalog, pg_temp"),
    "synchronous_commit": ("off", "off"),
    "client_min_messages": ("error", "notice"),
    "jit": ("on", "off"),
}


def set_default(db: Db, name: str, value: str) -> None:
    """For every session of the database to come; a setting that this server does not know is left out."""
    if db.execute("SELECT FROM pg_settings WHERE name = %s", (name,)).fetchone() is None:
        return
    statement = sql.SQL("ALTER DATABASE {} SET {} = {}")
    db.execute(statement.format(sql.Identifier(db.info.dbname), sql.Identifier(name), value))


@pytest.fixture
def importer(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Importer:
    return Importer(db_url, tmp_path, monkeypatch, capsys)


# --- defaults ---


def test_a_session_has_what_it_needs_whatever_the_database_has_for_defaults(db: Db, db_url: str) -> None:
    for name, (value, _) in FOREIGN.items():
        set_default(db, name, value)
    with connect(db_url, "test") as conn:
        known = {name for (name,) in conn.execute("SELECT name FROM pg_settings")} & FOREIGN.keys()
        got = {name: conn.execute("SELECT current_setting(%s)", (name,)).fetchone() for name in known}
    assert got == {name: (FOREIGN[name][1],) for name in known}


def test_an_import_does_its_work_among_all_these_defaults(importer: Importer, db: Db) -> None:
    for name, (value, _) in FOREIGN.items():
        set_default(db, name, value)
    record = make_inc(1, lat="-1.2921004999999999", lng="36.82", customer_name="Ng'ang'a \\ €")
    for counts in ({"received": 1, "new": 1}, {"received": 1, "unchanged": 1}):
        told = importer("--apply", "--json", inc=[record])
        assert (told.code, told.counts()) == (0, counts), told.stderr
    row = db.execute("SELECT raw, public.ST_Y(geom) FROM tickets.inc").fetchone()
    assert row == (record, -1.2921004999999999)


@pytest.mark.parametrize("script", ["import", "migrations"])
def test_a_database_that_somebody_made_read_only_is_told_with_the_way_out(
    importer: Importer, db: Db, db_url: str, run: Run, script: str
) -> None:
    set_default(db, "default_transaction_read_only", "on")
    if script == "import":
        told = importer("--apply", inc=[make_inc(1)])
        code, stderr = told.code, told.stderr
    else:
        done = run("run_migrations.py", env={"DATABASE_URL": db_url})
        code, stderr = done.returncode, done.stderr
    assert (code, len(stderr.splitlines())) == (1, 1)
    assert "read-only" in stderr
    way_out = stderr.partition("if that is over: ")[2].strip()
    db.execute(way_out.encode())
    assert importer("--apply", inc=[make_inc(1)]).code == 0


def test_who_only_looks_can_look_at_a_read_only_database(db: Db, db_url: str, run: Run) -> None:
    set_default(db, "default_transaction_read_only", "on")
    assert run("run_migrations.py", "--status", env={"DATABASE_URL": db_url}).returncode == 0
    with connect(db_url, "test", read_only=True) as conn, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        conn.execute("CREATE TABLE t ()")


# --- servers of the test's own ---


@dataclass(frozen=True)
class Place:
    """A folder that the user whom PostgreSQL and PgBouncer run as can enter: they refuse to be root."""

    folder: Path
    user: int

    def start(self, *command: str | Path, inside: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        """Starts it there; inside: the command that puts it into a network of its own."""
        for path in (self.folder, *self.folder.iterdir()):
            os.chown(path, self.user, self.user)
        become = ["setpriv", f"--reuid={self.user}", f"--regid={self.user}", "--clear-groups"]
        parts = [*inside, *(become if os.geteuid() == 0 else []), *map(str, command)]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(parts, cwd=self.folder, stdin=quiet, stdout=quiet, stderr=quiet)


@pytest.fixture
def place(db: Db) -> Iterator[Place]:
    """Owned by the user of the tests' server, whose socket only he may enter."""
    host = Path(db.info.host)
    with tempfile.TemporaryDirectory(prefix="fleettickets-test-") as folder:
        yield Place(Path(folder), host.stat().st_uid if host.is_absolute() else os.geteuid() or 65534)


def wait_until(is_so: Callable[[], object], what: str, timeout_s: float = 30) -> None:
    deadline = time.monotonic() + timeout_s
    while not is_so():
        assert time.monotonic() < deadline, f"in {timeout_s} s not: {what}"
        time.sleep(0.02)


def answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def started(place: Place, url: str, *command: str | Path, inside: Sequence[str] = ()) -> Iterator[str]:
    with place.start(*command, inside=inside) as process:
        try:
            wait_until(lambda: process.poll() is not None or answers(url), f"{command[0]} answers")
            assert process.poll() is None, f"{command[0]} did not start"
            yield url
        finally:
            process.send_signal(signal.SIGQUIT)  # at once, for PostgreSQL; PgBouncer has no better word for it


# --- pools ---


@contextmanager
def pool(place: Place, db: Db, mode: str, size: int = 20) -> Iterator[str]:
    """The database's URL by way of a PgBouncer."""
    pgbouncer = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
    if not pgbouncer:
        pytest.skip("pgbouncer is not installed (Debian: apt-get install pgbouncer)")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    name, role = db.info.dbname, f"pooled_{uuid.uuid4().hex[:8]}"
    db.execute(f"CREATE ROLE {role} SUPERUSER LOGIN PASSWORD 'sesame'")
    (place.folder / "users").write_text(f'"{role}" "sesame"\n')
    (place.folder / "ini").write_text(
        f"[databases]\n{name} = host={db.info.host} port={db.info.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
        f"listen_port = {port}\nunix_socket_dir =\nauth_type = md5\nauth_file = {place.folder}/users\n"
        f"pool_mode = {mode}\ndefault_pool_size = {size}\n"
    )
    url = f"postgresql://{role}:sesame@127.0.0.1:{port}/{name}"
    try:
        with started(place, url, pgbouncer, place.folder / "ini"):
            yield url
    finally:
        db.execute(f"DROP ROLE {role}")


@pytest.mark.parametrize("mode", ["transaction", "statement"])
@pytest.mark.parametrize("script", ["import_tickets.py", "run_migrations.py"])
def test_a_pool_that_shares_sessions_is_refused_in_one_line_and_nothing_is_left_in_it(
    place: Place, db: Db, run: Run, tmp_path: Path, mode: str, script: str
) -> None:
    (tmp_path / "inc.json").write_bytes(as_snapshot([make_inc(1)]))
    args = ("--apply", "--inc-json", str(tmp_path / "inc.json")) if script == "import_tickets.py" else ()
    with pool(place, db, mode) as url:
        for _ in range(3):
            done = run(script, *args, env={"DATABASE_URL": url})
            assert (done.returncode, done.stderr.count("\n")) == (1, 1)
            assert "pool_mode = transaction" in done.stderr
            assert "use the server's own port (5432), or a pool with pool_mode = session" in done.stderr
        with psycopg.connect(url, autocommit=True) as guest:
            left = guest.execute("SELECT current_setting('search_path'), current_setting('lock_timeout')").fetchone()
            assert left == ('"$user", public', "0")
            kept = "SELECT 1 FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database"
            assert not guest.execute(
                f"{kept} WHERE l.locktype = 'advisory' AND d.datname = current_database()"
            ).fetchall()


@pytest.mark.parametrize("size", [20, 1], ids=["with room", "full with this one client"])
def test_a_pool_of_whole_sessions_works_run_after_run(
    place: Place, db: Db, run: Run, tmp_path: Path, size: int
) -> None:
    file = tmp_path / "inc.json"
    with pool(place, db, "session", size) as url:
        assert run("run_migrations.py", env={"DATABASE_URL": url}).returncode == 0
        for n in range(3):
            file.write_bytes(as_snapshot([make_inc(1, round=n), make_inc(2)]))
            done = run("import_tickets.py", "--apply", "--json", "--inc-json", str(file), env={"DATABASE_URL": url})
            assert done.returncode == 0, done.stderr
            told = json.loads(done.stdout)["inc"]
            assert (told["new"], told["changed"], told["unchanged"]) == ((2, 0, 0) if n == 0 else (0, 1, 1))


# --- standbys and lost hosts ---


@contextmanager
def postgres(place: Place, *, listen: str = "", inside: Sequence[str] = (), standby: bool = False) -> Iterator[str]:
    """A PostgreSQL of the test's own; its URL by way of a socket."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not found or not shutil.which("setpriv"):
        pytest.skip("initdb or setpriv is not installed here: the tests' server is elsewhere")
    data = place.folder / "data"
    assert place.start(found[-1], "-D", data, "-U", "me", "-A", "trust", "-E", "UTF8", "--no-sync").wait() == 0
    (data / "pg_hba.conf").write_text("local all all trust\nhost all all 192.0.2.0/24 trust\n")
    if standby:
        (data / "standby.signal").touch()
    command = (found[-1].with_name("postgres"), "-D", data, "-c", "fsync=off", "-k", place.folder, "-h", listen)
    with started(place, f"postgresql://me@/postgres?host={place.folder}", *command, inside=inside) as url:
        yield url


def test_a_standby_is_told_and_can_be_looked_at(place: Place, run: Run) -> None:
    with postgres(place, standby=True) as url:
        done = run("run_migrations.py", env={"DATABASE_URL": url})
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "this server is a standby and can only be read; point DATABASE_URL at the primary" in done.stderr
        assert run("run_migrations.py", "--status", env={"DATABASE_URL": url}).returncode == 0


@dataclass(frozen=True)
class Hosts:
    """Two hosts with a cable between them, each a network namespace: nothing of it is seen on this machine."""

    server: str
    client: str

    def inside(self, host: str) -> list[str]:
        return ["ip", "netns", "exec", host]

    def cut(self) -> None:
        subprocess.run([*self.inside(self.client), "ip", "link", "set", "cable", "down"], check=True)


SERVER, CLIENT = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def hosts() -> Iterator[Hosts]:
    if not shutil.which("ip"):
        pytest.skip("the command ip is not installed (Debian: apt-get install iproute2)")
    pair = Hosts(*(f"ft-{uuid.uuid4().hex[:8]}" for _ in range(2)))
    commands = [f"netns add {pair.server}", f"netns add {pair.client}"]
    commands += [f"-n {pair.server} link add cable type veth peer name cable netns {pair.client}"]
    for host, address in ((pair.server, SERVER), (pair.client, CLIENT)):
        commands += [f"-n {host} address add {address}/24 dev cable", f"-n {host} link set cable up"]
    try:
        for command in commands:
            done = subprocess.run(["ip", *command.split()], capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.skip(f"no network namespaces here (root on Linux has them): ip {command}: {done.stderr.strip()}")
        yield pair
    finally:
        for host in (pair.server, pair.client):
            subprocess.run(["ip", "netns", "delete", host], capture_output=True, check=False)


WORK = {
    "idle": "SELECT 1",
    "in the midst of an answer": "SELECT pg_sleep(3), repeat('x', 10000000)",
}
# As the scripts connect, but given up after 6 seconds of silence instead of a minute.
HOLDER = """
import sys
sys.path.insert(0, sys.argv[1])
import shared
shared.database.CLIENT_TIMEOUT_S = 6
with shared.connect(sys.argv[2], "import") as conn:
    conn.execute("SELECT pg_advisory_lock(7)")
    conn.execute(sys.argv[3])
    sys.stdin.read()
"""


@pytest.mark.parametrize("work", WORK.values(), ids=WORK.keys())
def test_a_client_host_that_vanishes_keeps_its_lock_for_a_bounded_time(place: Place, hosts: Hosts, work: str) -> None:
    with (
        postgres(place, listen=SERVER, inside=hosts.inside(hosts.server)) as url,
        psycopg.connect(url, autocommit=True) as watcher,
    ):
        state = "idle" if work == WORK["idle"] else "active"
        sessions = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'fleettickets import'"
        at_work = f"{sessions} AND (query, state) = (%s, %s)"
        by_cable = f"postgresql://me@{SERVER}/postgres"
        with subprocess.Popen(
            [*hosts.inside(hosts.client), sys.executable, "-c", HOLDER, str(REPO), by_cable, work],
            stdin=subprocess.PIPE,
        ) as client:
            wait_until(lambda: watcher.execute(at_work, (work, state)).fetchone(), f"the client is {state}")
            hosts.cut()
            client.kill()
        assert watcher.execute("SELECT pg_try_advisory_lock(7)").fetchone() == (False,), "nobody told the server"
        wait_until(
            lambda: watcher.execute("SELECT pg_try_advisory_lock(7)").fetchone() == (True,), "the lock is free", 40
        )
