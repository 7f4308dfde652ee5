"""What the tests of the geocoding stages share: a real database, the script, a provider over HTTP."""

from __future__ import annotations

import itertools
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from conftest import Run
from fake_geocoder import FakeGeocoder, Fault, Place
from importing import Importer
from records import make_inc

KEY = "pk.5ecre7+/0123456789abcdef"
KEY_TRACES = (KEY, "5ecre7", "0123456789abcdef")
EVERY_PROVIDER = ("locationiq", "opencage", "nominatim")
BOTH = ("--geocode-clusters", "--geocode-locations")
NAIROBI, KISUMU = (-1.2833, 36.8167), (-0.1022, 34.7617)
DONHOLM = Place("Donholm Phase 8", -1.2990, 36.8880)
KILIMANI = Place("Kilimani", -1.2890, 36.7860)
FAR_MILIMANI = Place("Milimani", -0.1100, 34.7700, town="Kisumu")
KAJIADO_COUNTY = Place("Kajiado", -1.8500, 36.7800, kind="place=county", place_rank=8)
PLACES = (DONHOLM, KILIMANI, FAR_MILIMANI, KAJIADO_COUNTY)
OUT_OF_ORDER = Fault(503, {"error": "Service Unavailable"})
HTML = Fault(200, "<!DOCTYPE html><html><body>Welcome</body></html>", {"Content-Type": "text/html"})

# [latitude, longitude]
ROUNDED = "ARRAY[round(ST_Y(geom)::numeric, 4), round(ST_X(geom)::numeric, 4)]::float[]"
POINT = f"CASE WHEN geom IS NOT NULL THEN {ROUNDED} END AS at"

Row = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    exit_code: int
    stdout: str
    stderr: str

    @property
    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.stdout)
        return found

    def counts(self, stage: str) -> dict[str, int]:
        """A stage's counts but those of nothing."""
        return {name: count for name, count in self.report[stage].items() if count and isinstance(count, int)}


@dataclass(frozen=True)
class GeocodingSetup:
    """A database, a provider, and the script between the two."""

    run: Run
    db: psycopg.Connection
    db_url: str
    fake: FakeGeocoder
    provider: str

    def __call__(self, *args: str, **settings: str) -> Outcome:
        """Runs import_tickets.py with --json."""
        done = self.run("import_tickets.py", *args, "--json", env=self.env(**settings))
        return Outcome(done.returncode, done.stdout, done.stderr)

    def start(self, *args: str, **settings: str) -> subprocess.Popen[str]:
        return self.run.start("import_tickets.py", *args, "--json", env=self.env(**settings))

    def env(self, **settings: str) -> dict[str, str]:
        return {
            "DATABASE_URL": self.db_url,
            "GEOCODER_PROVIDER": self.provider,
            "GEOCODER_URL": self.fake.url(self.provider),
            "GEOCODER_API_KEY": KEY,
            "GEOCODER_RATE": "200",
            **settings,
        }

    def add_inc(self, *location_names: str, **fields: object) -> None:
        """An open ticket of Nairobi for each name."""
        first = self.count("inc")
        for number, name in enumerate(location_names, first + 1):
            self.add("inc", make_inc(number, **{"location_name": name, **fields}))

    def add(self, kind: str, record: Row) -> None:
        query = sql.SQL("INSERT INTO tickets.{} (ticket_id, raw) VALUES (%s, %s)").format(sql.Identifier(kind))
        self.db.execute(query, (record["ticket_id"], Jsonb(record)))

    def add_cluster(self, cluster: str, at: tuple[float, float], *, verified: bool = False) -> None:
        query = """
            INSERT INTO tickets.geo_clusters (cluster, geom, verified)
            VALUES (%s, ST_SetSRID(ST_MakePoint(%s, %s), 4326), %s)
        """
        self.db.execute(query, (cluster, at[1], at[0], verified))

    def add_location(self, name: str, at: tuple[float, float] | None, **columns: object) -> None:
        """A row of Nairobi's, by hand."""
        row = {
            "cluster": "Nairobi",
            "location_name": name,
            "geom": at and f"SRID=4326;POINT({at[1]} {at[0]})",
            **columns,
        }
        query = sql.SQL("INSERT INTO tickets.geo_locations ({}) VALUES ({})").format(
            sql.SQL(", ").join(map(sql.Identifier, row)), sql.SQL(", ").join(sql.Placeholder() * len(row))
        )
        self.db.execute(query, list(row.values()))

    def count(self, table: str) -> int:
        return int(self.read(f"SELECT count(*) AS n FROM tickets.{table}")[0]["n"])

    def read(self, query: str) -> list[Row]:
        with self.db.cursor(row_factory=dict_row) as cur:
            return cur.execute(query.encode()).fetchall()

    def clusters(self) -> dict[str, Row]:
        return {row["cluster"]: row for row in self.read(f"SELECT *, {POINT} FROM tickets.geo_clusters")}

    def locations(self) -> dict[str, Row]:
        return {row["location_name"]: row for row in self.read(f"SELECT *, {POINT} FROM tickets.geo_locations")}

    def statuses(self) -> dict[str, str]:
        return {name: row["status"] for name, row in self.locations().items()}

    def tickets(self) -> dict[str, tuple[str, tuple[float, float] | None]]:
        """Of the INC tickets, by location name: where from and where."""
        rows = self.read(f"SELECT raw ->> 'location_name' AS name, geo_source, {POINT} FROM tickets.inc")
        return {row["name"]: (row["geo_source"], row["at"] and tuple(row["at"])) for row in rows}

    def usage(self) -> int:
        return sum(row["requests"] for row in self.read("SELECT requests FROM tickets.geocoder_usage"))

    def asked(self) -> list[str]:
        """The first part of each request's text."""
        return [request.params["q"].partition(",")[0] for request in self.fake.requests]

    def dump(self) -> dict[str, list[str]]:
        """Every row of every table of the schema but the one that each run adds to, as text."""
        tables = self.read("""
            SELECT tablename FROM pg_tables
            WHERE schemaname = 'tickets' AND tablename <> 'geocoding_runs'
            ORDER BY 1
        """)
        names = [table["tablename"] for table in tables]
        return {name: [row["t"] for row in self.read(f"SELECT t::text FROM tickets.{name} AS t")] for name in names}


@pytest.fixture
def provider() -> str:
    return "nominatim"


@pytest.fixture
def fake() -> Iterator[FakeGeocoder]:
    with FakeGeocoder(PLACES) as server:
        yield server


@pytest.fixture
def geo(run: Run, db: psycopg.Connection, db_url: str, fake: FakeGeocoder, provider: str) -> GeocodingSetup:
    return GeocodingSetup(run, db, db_url, fake, provider)


@dataclass(frozen=True)
class GeocodingInProcess(GeocodingSetup):
    """The same without a process of its own: a tenth of the time."""

    importer: Importer
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *args: str, **settings: str) -> Outcome:
        for name, value in self.env(**settings).items():
            self.monkeypatch.setenv(name, value)
        done = self.importer(*args, "--json")
        return Outcome(done.code, done.stdout, done.stderr)


@pytest.fixture
def in_process(
    run: Run,
    emptied_url: str,
    fake: FakeGeocoder,
    provider: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[GeocodingInProcess]:
    importer = Importer(emptied_url, tmp_path, monkeypatch, capsys)
    with psycopg.connect(emptied_url, autocommit=True) as db:
        yield GeocodingInProcess(run, db, emptied_url, fake, provider, importer, monkeypatch)


@pytest.fixture
def nairobi(geo: GeocodingSetup) -> GeocodingSetup:
    """A setup where the cluster Nairobi has its centroid."""
    geo.add_cluster("Nairobi", NAIROBI)
    return geo


def make_names(count: int) -> list[str]:
    """Names of estates that are no codes and no misspellings of each other."""
    syllables = itertools.product("bdfghjmnptvw", "aio", "bdfghjmnptvw")
    return ["".join((*syllable, "endo")).title() for syllable in itertools.islice(syllables, count)]


def at(place: Place) -> list[float]:
    return [place.lat, place.lng]


def wait_until(is_so: Callable[[], bool], what: str, timeout_s: float = 60) -> None:
    deadline = time.monotonic() + timeout_s
    while not is_so():
        assert time.monotonic() < deadline, f"in {timeout_s} s not: {what}"
        time.sleep(0.01)


def finish(process: subprocess.Popen[str]) -> Outcome:
    stdout, stderr = process.communicate(timeout=60)
    return Outcome(process.returncode, stdout, stderr)
