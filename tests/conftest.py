"""Real parts for the tests: databases, a bucket, the scripts run as a person runs them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql

from fake_aws import FakeAws
from gazetteer_checks import empty_tables

# The fixtures of the geocoding stages and of reviewing; a line at the end.
pytest_plugins = ("geocoding_fixtures", "review_fixtures", "crash_summary")

REPO = Path(__file__).resolve().parent.parent
NO_SERVER = (
    "no database server for this test: run `make test`, or `tools/with-postgres TEST_DATABASE_URL pytest ...`, "
    "or set TEST_DATABASE_URL to a server where databases may be created"
)


def clear_environment() -> None:
    """Take out of the environment whatever could make a test's outcome depend on the developer's shell."""
    for name in list(os.environ):
        if re.match(
            r"(RUSTFS|GEOCODER|AWS)_|PYTHON|PG(?!PASS|SSL)[A-Z]+$|DATABASE_URL$|.*_proxy$", name, re.IGNORECASE
        ):
            del os.environ[name]
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # nohup, shells and some CI ignore these, and so would children; what is handled here has its default in a child.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGHUP, signal.SIGQUIT):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


clear_environment()

# No deadline: a busy machine is no fault of the code. `make test` tries the same each time, so that it fails for a
# change only; `make fuzz` tries ever other ones.
settings.register_profile("default", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, derandomize=False, max_examples=300)
settings.load_profile("default")


# --- databases ---


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server on which these tests may create databases."""

    url: str
    prefix: str

    def create_database(self, template: str = "template0") -> str:
        """Create a UTF8 database, return its URL."""
        name = f"{self.prefix}_{uuid.uuid4().hex[:8]}"
        self._execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'"), name, template)
        return urlsplit(self.url)._replace(path=f"/{name}").geturl()

    def drop_database(self, url: str) -> None:
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), database_name(url))

    def _execute(self, statement: sql.SQL, *names: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as conn:
            conn.execute(statement.format(*map(sql.Identifier, names)))


def database_name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def url_of_role(url: str, role: str, password: str = "sesame") -> str:
    """The URL of the same database for another role, whether the server is reached by a socket or by host and port."""
    parts = urlsplit(url)
    return parts._replace(netloc=f"{role}:{password}@{parts.netloc.rpartition('@')[2]}").geturl()


@pytest.fixture(scope="session")
def server(worker_id: str) -> Server:
    url = os.environ.get("TEST_DATABASE_URL")
    if not url:
        pytest.fail(NO_SERVER, pytrace=False)
    return Server(url, prefix=f"fleettickets_test_{os.getpid()}_{worker_id}")


@pytest.fixture(scope="session")
def migrated_template(server: Server, checkout: Path) -> Iterator[str]:
    """The name of a database that `run_migrations.py` has migrated; nobody may stay connected to it."""
    url = server.create_database()
    done = Run(checkout, cwd=checkout)("run_migrations.py", env={"DATABASE_URL": url})
    if done.returncode:
        pytest.fail(f"run_migrations.py: exit {done.returncode}\n{done.stderr}", pytrace=False)
    yield database_name(url)
    server.drop_database(url)


@pytest.fixture(scope="module")
def module_url(server: Server, migrated_template: str) -> Iterator[str]:
    """A migrated database that the tests of one file share."""
    url = server.create_database(migrated_template)
    yield url
    server.drop_database(url)


@pytest.fixture
def emptied_url(module_url: str) -> str:
    """The same, emptied of what the test before left."""
    empty_tables(module_url)
    return module_url


@pytest.fixture
def db_url(server: Server, migrated_template: str) -> Iterator[str]:
    """A migrated database of this test's own."""
    url = server.create_database(migrated_template)
    yield url
    server.drop_database(url)


@pytest.fixture
def db(db_url: str) -> Iterator[psycopg.Connection]:
    """An autocommit connection to `db_url`."""
    with psycopg.connect(db_url, autocommit=True) as conn:
        yield conn


def copy_database(url: str, copy_url: str) -> None:
    """Dump one database and restore it into the other."""
    with psycopg.connect(url) as conn:
        folder = find_client_programs(conn.info.server_version // 10000)
    dumped = subprocess.run([folder / "pg_dump", "-Fc", url], check=True, stdout=subprocess.PIPE).stdout
    subprocess.run([folder / "pg_restore", "--exit-on-error", "-d", copy_url], check=True, input=dumped)


def find_client_programs(server: int) -> Path:
    """The folder of the pg_dump that fits a server of this major version best: it refuses a newer server, and what it
    writes is not always understood by an older one. Skips the test where there is none."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *map(Path, os.environ["PATH"].split(os.pathsep))]
    fitting = [(version, folder) for folder in folders if (version := client_version(folder)) >= server]
    if not fitting:
        pytest.skip(f"every pg_dump here is older than the server (Debian: apt-get install postgresql-client-{server})")
    return min(fitting)[1]


def client_version(folder: Path) -> int:
    """The major version of the pg_dump and pg_restore in it; 0 if they are not there."""
    if not (folder / "pg_dump").exists() or not (folder / "pg_restore").exists():
        return 0
    told = subprocess.run([folder / "pg_dump", "--version"], check=True, capture_output=True, text=True).stdout
    return int(re.findall(r"\d+", told)[0])


@pytest.fixture
def empty_db_url(server: Server) -> Iterator[str]:
    """A UTF8 database with nothing in it, PostGIS neither."""
    url = server.create_database()
    yield url
    server.drop_database(url)


# --- bucket ---


@dataclass(frozen=True)
class Bucket:
    """One bucket of a running S3 server, empty at first."""

    endpoint: str
    access_key: str
    secret_key: str
    folder: Path  # where the server keeps the bucket's objects, as files

    @property
    def bucket(self) -> str:
        return self.folder.name

    @property
    def env(self) -> dict[str, str]:
        """The settings with which the scripts find this bucket."""
        return {
            "RUSTFS_ENDPOINT": self.endpoint,
            "RUSTFS_ACCESS_KEY": self.access_key,
            "RUSTFS_SECRET_KEY": self.secret_key,
            "RUSTFS_BUCKET": self.bucket,
        }

    def put(self, key: str, body: bytes, mtime: float | None = None) -> None:
        """Store an object; `mtime` (seconds since 1970) becomes its Last-Modified."""
        path = self.folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        if mtime is not None:
            os.utime(path, (mtime, mtime))

    def remove(self, key: str) -> None:
        (self.folder / key).unlink()


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bucket]:
    """A real S3 server; its `folder` holds the buckets."""
    root = tmp_path_factory.mktemp("s3")
    access_key, secret_key = "test-key-id", "test-secret-key"
    command = ["rclone", "serve", "s3", "--config", os.devnull, "--addr", "127.0.0.1:0"]
    command += ["--auth-key", f"{access_key},{secret_key}", "--dir-cache-time", "0", "--poll-interval", "0", str(root)]
    log = tmp_path_factory.mktemp("s3-log") / "log"
    with log.open("w") as log_file, subprocess.Popen(command, stderr=log_file) as process:
        try:
            yield Bucket(wait_for_url(log, process), access_key, secret_key, root)
        finally:
            process.terminate()


def wait_for_url(log: Path, process: subprocess.Popen[bytes], timeout_s: float = 15) -> str:
    """The base URL that the server prints in its log when it is ready."""
    deadline = time.monotonic() + timeout_s
    while process.poll() is None and time.monotonic() < deadline:
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text()):
            return found[0]
        time.sleep(0.02)
    pytest.fail(f"the S3 server did not start: {log.read_text()}", pytrace=False)


@pytest.fixture
def bucket(s3_server: Bucket, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """An empty bucket of this test's own. A busy machine may take longer to start aws than a person should wait."""
    monkeypatch.setattr("ingest.bucket.HEAD_TIMEOUT_S", 60)
    folder = s3_server.folder / f"tickets-{uuid.uuid4().hex[:8]}"
    folder.mkdir()
    return Bucket(s3_server.endpoint, s3_server.access_key, s3_server.secret_key, folder)


@pytest.fixture
def fake_aws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeAws:
    monkeypatch.setattr("ingest.bucket.HEAD_TIMEOUT_S", 60)
    return FakeAws(tmp_path / "fake-aws")


# --- scripts ---


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the scripts and migrations without the .env that a developer may have beside them."""
    copy = tmp_path_factory.mktemp("checkout")
    for file in (*REPO.glob("*.py"), REPO / "pyproject.toml"):
        shutil.copy(file, copy)
    for room in ("shared", "migrator", "ingest", "geocoding", "review", "migrations"):
        shutil.copytree(REPO / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@dataclass(frozen=True)
class Run:
    """Runs a script of ours with no settings but those in `env`; a warning is an error in it."""

    checkout: Path
    cwd: Path

    def __call__(
        self, script: str, *args: str, env: Mapping[str, str] | None = None, timeout_s: float = 120
    ) -> subprocess.CompletedProcess[str]:
        with self.start(script, *args, env=env) as process:
            try:
                stdout, stderr = process.communicate(timeout=timeout_s)
            except BaseException:
                process.kill()
                raise
        return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)

    def start(self, script: str, *args: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start it and return at once: for tests that kill it or run two. Use it in `with`, and end it there."""
        return subprocess.Popen(
            [sys.executable, "-W", "error", str(self.checkout / script), *args],
            env={**os.environ, **(env or {})},
            cwd=self.cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )


@pytest.fixture
def run(checkout: Path, tmp_path: Path) -> Run:
    cwd = tmp_path / "cwd"
    cwd.mkdir()
    return Run(checkout, cwd)
