"""The two geocoding stages as a person runs them: a real database, the script, a provider over HTTP in its own form."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
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
from records import as_snapshot, make_crq, make_inc

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
class Desk:
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
        """Every row of every table of the schema, as text."""
        tables = self.read("SELECT tablename FROM pg_tables WHERE schemaname = 'tickets' ORDER BY 1")
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
def desk(run: Run, db: psycopg.Connection, db_url: str, fake: FakeGeocoder, provider: str) -> Desk:
    return Desk(run, db, db_url, fake, provider)


@pytest.fixture
def nairobi(desk: Desk) -> Desk:
    """A desk where the cluster Nairobi has its centroid."""
    desk.add_cluster("Nairobi", NAIROBI)
    return desk


def make_names(count: int) -> list[str]:
    """Names of estates that are no codes and no misspellings of each other."""
    syllables = itertools.product("bdfghjmnptvw", "aio", "bdfghjmnptvw")
    return ["".join((*syllable, "endo")).title() for syllable in itertools.islice(syllables, count)]


def at(place: Place) -> list[float]:
    return [place.lat, place.lng]


def wait_until(is_so: Callable[[], bool], what: str, timeout_s: float = 20) -> None:
    deadline = time.monotonic() + timeout_s
    while not is_so():
        assert time.monotonic() < deadline, f"in {timeout_s} s not: {what}"
        time.sleep(0.01)


def finish(process: subprocess.Popen[str]) -> Outcome:
    stdout, stderr = process.communicate(timeout=60)
    return Outcome(process.returncode, stdout, stderr)


# --- clusters ---


@pytest.mark.parametrize("provider", EVERY_PROVIDER)
def test_clusters_of_present_tickets_get_their_centroid_and_the_tickets_follow(desk: Desk) -> None:
    desk.fake.places += [
        Place("Nakuru", -0.9000, 36.9000, kind="place=municipality"),
        Place("Nakuru", -0.2833, 36.0667, kind="place=city", confidence=3, place_rank=16, town="Nakuru"),
    ]
    desk.add_inc("NW_Phase 2_FDT1", cluster=" NAKURU")
    desk.add("crq", make_crq(1, cluster="Nakuru"))
    desk.add("crq", make_crq(2, cluster="Nakuru"))
    desk.add("crq", make_crq(3, cluster="Kajiado"))
    desk.add("crq", make_crq(4, cluster="Atlantis"))
    desk.add("crq", make_crq(5, cluster="Left long ago"))
    desk.add("crq", make_crq(6, cluster=" "))
    desk.db.execute("UPDATE tickets.crq SET gone_at = now() WHERE ticket_id LIKE '%5'")

    outcome = desk("--geocode-clusters", "--apply")
    assert outcome.report == {
        "applied": True,
        "clusters": {"pending": 3, "requests": 3, "ok": 1, "not_found": 1, "too_coarse": 1},
    }
    assert outcome.exit_code == 0
    rows = desk.clusters()
    assert {name: (row["status"], row["at"]) for name, row in rows.items()} == {
        "Nakuru": ("ok", [-0.2833, 36.0667]),
        "Kajiado": ("too_coarse", at(KAJIADO_COUNTY)),
        "Atlantis": ("not_found", None),
    }
    nakuru = rows["Nakuru"]
    assert (nakuru["provider"], nakuru["query"], nakuru["verified"]) == (desk.provider, "Nakuru, Kenya", False)
    assert nakuru["label"] == "Nakuru, Kenya"
    assert rows["Kajiado"]["label"] == "Kajiado, Nairobi, Kenya"
    assert sorted(desk.asked()) == ["Atlantis", "Kajiado", "Nakuru"]
    placed = desk.read(
        "SELECT ticket_id, geo_source FROM tickets.crq UNION SELECT ticket_id, geo_source FROM tickets.inc"
    )
    assert Counter(row["geo_source"] for row in placed) == {"cluster": 3, "none": 4}

    again = desk("--geocode-clusters", "--apply")
    assert again.exit_code == 0
    assert again.report["clusters"] == {"pending": 0, "requests": 0, "ok": 0, "not_found": 0, "too_coarse": 0}
    assert len(desk.fake.requests) == 3
    assert desk.usage() == 3


# --- locations ---


@pytest.mark.parametrize("provider", EVERY_PROVIDER)
def test_each_location_gets_its_place_or_the_reason_why_not(nairobi: Desk) -> None:
    nairobi.add_inc(
        "NW_ADR_MNT_Donholm Phase 8_FDT12",
        "NW_Kilimani_FDT1",
        "ADR_MNT_Kilimani_SDUS_FDT2",
        "NW_Xanadu_FDT3",
        "NW_Milimani_FDT4",
        "NW_Kajiado_FDT5",
        "NW_Phase 2_FDT6",
        "NW_Nairobi_FDT7",
    )
    nairobi.add_inc("  nw_kilimani_FDT1 ", cluster="NAIROBI")
    nairobi.add_inc("NW_Kilimani_FDT1", cluster="Nowhere")

    outcome = nairobi("--geocode-locations", "--apply")
    report = outcome.report
    requests = report["locations"].pop("requests")
    assert report == {
        "applied": True,
        "locations": {
            "pending": 9,
            "ok": 3,
            "not_found": 1,
            "too_far": 1,
            "too_coarse": 2,
            "unusable": 1,
            "no_centroid": 1,
        },
    }
    assert outcome.exit_code == 0
    assert requests == len(nairobi.fake.requests) == nairobi.usage()
    asked = Counter(nairobi.asked())
    assert asked.pop("Kajiado") in (1, 2)  # a county may be asked for once more, for a lesser namesake
    assert asked == {"Donholm Phase 8": 1, "Kilimani": 1, "Xanadu": 1, "Milimani": 1}
    for request in nairobi.fake.requests:
        assert_is_biased_to_nairobi_but_not_bounded(request.params)

    rows = nairobi.locations()
    kept = ("status", "at", "distance_km", "provider", "query", "label", "verified", "place")
    found = {name: {column: row[column] for column in kept} for name, row in rows.items()}
    donholm = found["NW_ADR_MNT_Donholm Phase 8_FDT12"]
    assert donholm.pop("distance_km") == pytest.approx(8.12, abs=0.05)
    assert donholm == {
        "status": "ok",
        "at": at(DONHOLM),
        "provider": nairobi.provider,
        "query": "Donholm Phase 8, Kenya",
        "label": "Donholm Phase 8, Nairobi, Kenya",
        "verified": False,
        "place": "Donholm Phase 8",
    }
    assert found["NW_Kilimani_FDT1"] == found["ADR_MNT_Kilimani_SDUS_FDT2"]
    far, coarse = found["NW_Milimani_FDT4"], found["NW_Kajiado_FDT5"]
    assert (far["status"], far["at"], far["label"]) == ("too_far", at(FAR_MILIMANI), "Milimani, Kisumu, Kenya")
    assert far["distance_km"] == pytest.approx(263, abs=3)
    assert (coarse["status"], coarse["at"], coarse["provider"]) == ("too_coarse", at(KAJIADO_COUNTY), nairobi.provider)
    assert coarse["distance_km"] == pytest.approx(63, abs=1)
    assert coarse["query"] == "Kajiado, Kenya"
    unknown, unusable, cluster = (found[f"NW_{name}"] for name in ("Xanadu_FDT3", "Phase 2_FDT6", "Nairobi_FDT7"))
    assert (unknown["status"], unknown["at"], unknown["query"]) == ("not_found", None, "Xanadu, Kenya")
    assert (unusable["status"], unusable["at"], unusable["place"], unusable["query"]) == ("unusable", None, None, None)
    assert (cluster["status"], cluster["at"], cluster["query"]) == ("too_coarse", None, None)
    assert not any(row["verified"] for row in found.values())
    assert len(rows) == 8

    again = nairobi("--geocode-locations", "--apply")
    assert nairobi.fake.requests[requests:] == []
    assert again.counts("locations") == {"pending": 1, "no_centroid": 1}
    assert again.exit_code == 0


def assert_is_biased_to_nairobi_but_not_bounded(params: dict[str, str]) -> None:
    if "proximity" in params:
        assert params["proximity"] == "-1.283300,36.816700"
        assert "bounds" not in params
    else:
        west, south, east, north = map(float, params["viewbox"].split(","))
        assert ((south + north) / 2, (west + east) / 2) == pytest.approx(NAIROBI, abs=1e-5)
        assert params["bounded"] == "0"


def test_only_present_actionable_inc_tickets_without_coordinates_are_asked_for(nairobi: Desk) -> None:
    nairobi.add_inc("Asked")
    nairobi.add_inc("No status", status=None)
    nairobi.add_inc("Null island", lat=0, lng="0.0")
    nairobi.add_inc("Closed", status=" CLOSED ")
    nairobi.add_inc("Cancelled", status="canceled")
    nairobi.add_inc("Has coordinates", lat="-1.3", lng=36.8)
    nairobi.add_inc("Gone")
    nairobi.add_inc(" ")
    nairobi.add("inc", make_inc(98, location_name=None))
    nairobi.add("inc", make_inc(99, cluster=None, location_name="No cluster"))
    nairobi.add("crq", make_crq(1, cluster="Nairobi", location_name="A new installation"))
    nairobi.db.execute("UPDATE tickets.inc SET gone_at = now() WHERE raw ->> 'location_name' = 'Gone'")
    assert nairobi("--geocode-locations", "--apply").report["locations"]["pending"] == 3
    assert set(nairobi.asked()) == {"Asked", "No status", "Null island"}


def test_names_of_most_tickets_are_asked_for_first(nairobi: Desk) -> None:
    nairobi.add_inc("Bahati", "Kilimani", "Kilimani", *["Xanadu"] * 3)
    nairobi("--geocode-locations", "--apply", GEOCODER_RATE="5")
    assert nairobi.asked() == ["Xanadu", "Kilimani", "Bahati"]


def test_a_name_whose_place_is_known_costs_no_request(nairobi: Desk) -> None:
    nairobi.add_location("NW_Kilimani_FDT1", (-1.2890, 36.7860), place="Kilimani", provider="opencage", label="L")
    nairobi.add_location("NW_Xanadu_FDT1", None, place="Xanadu", status="not_found")
    nairobi.add_location("NW_Kileleshwa_FDT1", (-1.2810, 36.7810), verified=True)
    nairobi.add_inc("NW_Kilimani_FDT2", "NW_Xanadu_FDT2", "NW_Kileleshwa_FDT2", "NW_KILIMANI_FDT3")
    outcome = nairobi("--geocode-locations", "--apply")
    assert outcome.counts("locations") == {"pending": 4, "ok": 3, "not_found": 1}
    assert nairobi.fake.requests == []
    rows = nairobi.locations()
    kilimani = rows["NW_Kilimani_FDT2"]
    assert (kilimani["status"], kilimani["at"], kilimani["verified"]) == ("ok", at(KILIMANI), False)
    assert (kilimani["provider"], kilimani["label"], kilimani["query"]) == ("opencage", "L", None)
    assert kilimani["distance_km"] == pytest.approx(3.47, abs=0.05)
    assert "NW_Kilimani_FDT1" in kilimani["note"]
    assert (rows["NW_Kileleshwa_FDT2"]["at"], rows["NW_Kileleshwa_FDT2"]["verified"]) == ([-1.2810, 36.7810], False)
    assert rows["NW_Xanadu_FDT2"]["status"] == "not_found"
    assert nairobi.tickets()["NW_KILIMANI_FDT3"] == ("location", (-1.2890, 36.7860))


def test_a_person_s_word_holds_for_the_names_that_come_later(nairobi: Desk) -> None:
    nairobi.db.execute("SELECT tickets.verify_place('Nairobi', 'Lang''ata', 36.9, -1.9)")  # too far for an answer
    nairobi.db.execute("SELECT tickets.reject_place('Nairobi', 'Kilimani')")
    nairobi.add_inc("NW_LANGATA_FDT1", "NW_Kilimani_FDT1")
    outcome = nairobi("--geocode-locations", "--apply")
    assert outcome.exit_code == 0
    assert nairobi.fake.requests == []
    found = {name: (row["status"], row["verified"], row["place"]) for name, row in nairobi.locations().items()}
    assert found["NW_LANGATA_FDT1"] == ("ok", True, "Lang'ata")
    assert found["NW_Kilimani_FDT1"] == ("rejected", True, "Kilimani")
    assert nairobi.tickets()["NW_LANGATA_FDT1"] == ("location", (-1.9, 36.9))
    nairobi("--geocode-locations", "--retry-failed", "--apply")
    assert nairobi.fake.requests == []


def test_the_same_name_in_another_cluster_is_another_place(nairobi: Desk) -> None:
    nairobi.add_cluster("Kisumu", KISUMU)
    nairobi.add_location("Milimani", (-1.3000, 36.8000), place="Milimani")
    nairobi.add_inc("Milimani", cluster="Kisumu")
    nairobi("--geocode-locations", "--apply")
    (row,) = nairobi.read(f"SELECT *, {POINT} FROM tickets.geo_locations WHERE cluster = 'Kisumu'")
    assert (row["status"], row["at"]) == ("ok", at(FAR_MILIMANI))


@pytest.mark.parametrize("is_known", [True, False], ids=["found by an earlier run", "found by this run"])
def test_a_misspelt_name_takes_its_neighbour_s_place_and_says_so(nairobi: Desk, is_known: bool) -> None:
    if is_known:
        nairobi.add_location("NW_Kilimani_FDT1", (-1.2890, 36.7860), place="Kilimani")
    else:
        nairobi.add_inc("NW_Kilimani_FDT1", "NW_Kilimani_FDT1")
    nairobi.add_inc("NW_Kilmani_FDT3")
    outcome = nairobi("--geocode-locations", "--apply", GEOCODER_RATE="2")
    assert outcome.counts("locations") == (
        {"pending": 1, "ok": 1} if is_known else {"pending": 2, "requests": 1, "ok": 2}
    )
    assert "Kilmani" not in nairobi.asked()
    row = nairobi.locations()["NW_Kilmani_FDT3"]
    assert (row["status"], row["at"], row["place"], row["query"]) == ("ok", at(KILIMANI), "Kilmani", None)
    assert "misspelt Kilimani" in row["note"]
    assert row["verified"] is False


def test_a_misspelling_of_a_place_that_was_not_found_is_asked_for(nairobi: Desk) -> None:
    nairobi.add_location("NW_Kilmani_FDT1", None, place="Kilmani", status="not_found")
    nairobi.add_inc("NW_Kilimani_FDT3")
    nairobi("--geocode-locations", "--apply")
    assert nairobi.asked() == ["Kilimani"]


def test_locations_find_the_centroid_that_the_same_run_has_found_whatever_the_order_of_the_flags(desk: Desk) -> None:
    desk.fake.places.append(Place("Nairobi", *NAIROBI, kind="place=city"))
    desk.add_inc("Kilimani")
    outcome = desk("--geocode-locations", "--apply", "--geocode-clusters")
    assert desk.asked() == ["Nairobi", "Kilimani"]
    assert list(outcome.report) == ["applied", "clusters", "locations"]
    assert desk.tickets() == {"Kilimani": ("location", (KILIMANI.lat, KILIMANI.lng))}


def test_a_snapshot_is_taken_in_before_its_names_are_asked_for(desk: Desk, tmp_path: Path) -> None:
    desk.fake.places.append(Place("Nairobi", *NAIROBI, kind="place=city"))
    snapshot = tmp_path / "inc.json"
    snapshot.write_bytes(as_snapshot([make_inc(1), make_inc(2, location_name="NW_Xanadu_FDT1")]))
    outcome = desk("--inc-json", str(snapshot), *BOTH, "--apply")
    assert outcome.exit_code == 0
    assert outcome.counts("locations") == {"pending": 2, "requests": 2, "ok": 1, "not_found": 1}
    assert {source for source, _ in desk.tickets().values()} == {"location", "cluster"}


def test_a_centroid_moved_by_hand_judges_its_locations_anew_without_a_request(nairobi: Desk) -> None:
    nairobi.add_inc("Kilimani", "Milimani", "Xanadu", "Kajiado", "Verified")
    nairobi.add_location("Verified", (-1.2000, 36.9000), verified=True)
    nairobi("--geocode-locations", "--apply")
    before, requests = nairobi.statuses(), len(nairobi.fake.requests)
    assert (before["Kilimani"], before["Milimani"]) == ("ok", "too_far")

    nairobi.db.execute("UPDATE tickets.geo_clusters SET geom = 'SRID=4326;POINT(34.7617 -0.1022)', verified = true")
    after = nairobi.locations()
    assert {name: row["status"] for name, row in after.items()} == before | {"Kilimani": "too_far", "Milimani": "ok"}
    assert after["Milimani"]["distance_km"] == pytest.approx(1.3, abs=0.1)
    assert nairobi.tickets()["Milimani"] == ("location", (FAR_MILIMANI.lat, FAR_MILIMANI.lng))
    assert nairobi.tickets()["Kilimani"] == ("cluster", KISUMU)
    assert nairobi.tickets()["Verified"] == ("location", (-1.2, 36.9))
    assert nairobi("--geocode-locations", "--apply").counts("locations") == {}
    assert len(nairobi.fake.requests) == requests


# --- a person's word ---


def test_verified_rows_are_never_touched(nairobi: Desk) -> None:
    nairobi.add_cluster("Kajiado", (-2.0, 36.9), verified=True)
    nairobi.db.execute(
        "INSERT INTO tickets.geo_clusters (cluster, status, verified) VALUES ('Nakuru', 'not_found', true)"
    )
    nairobi.add_location("Kilimani", (-1.2, 36.9), verified=True)
    nairobi.add_location("NW_Donholm Phase 8_FDT1", None, status="not_found", verified=True)
    nairobi.add_inc("Kilimani", "NW_Donholm Phase 8_FDT1")
    nairobi.add("crq", make_crq(1, cluster="Nakuru"))
    nairobi.add("crq", make_crq(2, cluster="Kajiado"))
    before = nairobi.dump()
    outcome = nairobi(*BOTH, "--apply", "--retry-failed")
    assert outcome.exit_code == 0
    assert nairobi.fake.requests == []
    assert nairobi.dump() == before


def test_what_a_person_verifies_while_the_run_is_under_way_stays(nairobi: Desk) -> None:
    nairobi.fake.latency_s = 1.0
    nairobi.fake.places.append(Place("Kisumu", -0.5, 34.9, kind="place=city"))
    nairobi.add_inc("Kilimani", "Donholm Phase 8", "Donholm Phase 8")
    nairobi.add("crq", make_crq(1, cluster="Kisumu"))
    with nairobi.start(*BOTH, "--apply") as process:
        wait_until(lambda: "Kisumu" in nairobi.asked(), "the cluster was asked for")
        nairobi.add_cluster("KISUMU", KISUMU, verified=True)
        wait_until(lambda: "Kilimani" in nairobi.asked(), "the location was asked for")
        nairobi.add_location("kilimani", (-1.2, 36.9), verified=True)
        outcome = finish(process)
    assert outcome.exit_code == 0
    assert outcome.counts("clusters") == {"pending": 1, "requests": 1, "ok": 1}
    assert outcome.counts("locations") == {"pending": 2, "requests": 2, "ok": 2}
    kisumu, kilimani = nairobi.clusters()["KISUMU"], nairobi.locations()["kilimani"]
    assert (kisumu["at"], kisumu["verified"], kisumu["provider"]) == ([-0.1022, 34.7617], True, None)
    assert (kilimani["at"], kilimani["verified"], kilimani["provider"]) == ([-1.2, 36.9], True, None)
    assert nairobi.locations()["Donholm Phase 8"]["at"] == at(DONHOLM)


# --- again ---


def test_names_refused_before_are_asked_again_only_with_retry_failed(nairobi: Desk) -> None:
    names = ["Xanadu", "Milimani", "NW_Phase 2_FDT6", "Kilimani"]
    nairobi.add_inc(*names)
    nairobi.add("crq", make_crq(1, cluster="Atlantis"))
    nairobi(*BOTH, "--apply")
    nairobi.fake.requests.clear()
    nairobi.fake.places += [
        Place("Xanadu", -1.3, 36.8),
        Place("Milimani", -1.3, 36.81),
        Place("Atlantis", -4.0, 39.7, kind="place=town"),
    ]
    dry = nairobi(*BOTH, "--retry-failed")
    assert (dry.report["clusters"]["requests"], dry.report["locations"]["requests"]) == (1, 2)
    outcome = nairobi(*BOTH, "--apply", "--retry-failed")
    assert sorted(nairobi.asked()) == ["Atlantis", "Milimani", "Xanadu"]
    assert outcome.counts("clusters") == {"pending": 1, "requests": 1, "ok": 1}
    assert outcome.counts("locations") == {"pending": 3, "requests": 2, "ok": 2, "unusable": 1}
    assert nairobi.statuses() == dict.fromkeys(names, "ok") | {"NW_Phase 2_FDT6": "unusable"}
    assert nairobi.locations()["Milimani"]["at"] == [-1.3, 36.81]
    assert nairobi.clusters()["Atlantis"]["status"] == "ok"


# --- dry run ---


def test_a_dry_run_sends_and_writes_nothing_and_foretells_the_requests(desk: Desk) -> None:
    desk.fake.places.append(Place("Nairobi", *NAIROBI, kind="place=city"))
    desk.add_location("NW_Kilimani_FDT1", (-1.2890, 36.7860), place="Kilimani")
    desk.add_inc("NW_Donholm Phase 8_FDT2", "ADR_MNT_Donholm Phase 8", "Milimani", "Xanadu")
    desk.add_inc("NW_Kilimani_FDT2", "NW_Kilmani_FDT3", "NW_Phase 2_FDT6", "NW_Nairobi_FDT7")
    desk.add_inc("Milimani", cluster="Atlantis")
    before = desk.dump()
    dry = desk(*BOTH)
    assert dry.exit_code == 0
    assert desk.fake.requests == []
    assert desk.dump() == before
    assert dry.report["applied"] is False
    assert dry.counts("clusters") == {"pending": 2, "requests": 2}
    assert dry.counts("locations") == {"pending": 9, "requests": 4, "ok": 2, "unusable": 1, "too_coarse": 1}

    applied = desk(*BOTH, "--apply")
    assert applied.report["clusters"]["requests"] == 2
    assert applied.report["locations"] == {
        "pending": 9,
        "requests": 3,  # Atlantis was not found, so its Milimani was not asked for
        "ok": 4,
        "not_found": 1,
        "too_far": 1,
        "too_coarse": 1,
        "unusable": 1,
        "no_centroid": 1,
    }


def test_a_dry_run_with_an_import_foretells_for_the_tickets_that_would_come_in(desk: Desk, tmp_path: Path) -> None:
    desk.fake.places += [Place("Nairobi", *NAIROBI, kind="place=city"), Place("Kilimani", -1.2890, 36.7860)]
    desk.add_inc("NW_Kilimani_FDT1", "Leaving")
    snapshot = tmp_path / "inc.json"
    names = ("NW_Kilimani_FDT1", "NW_Kilimani_FDT2", "NW_Parklands_FDT3")
    snapshot.write_bytes(as_snapshot([make_inc(100 + n, location_name=name) for n, name in enumerate(names)]))
    before = desk.dump()
    flags = ("--inc-json", str(snapshot), "--force", *BOTH)
    dry = desk(*flags)
    assert desk.dump() == before
    assert dry.counts("clusters") == {"pending": 1, "requests": 1}
    assert dry.counts("locations") == {"pending": 3, "requests": 2}
    applied = desk(*flags, "--apply")
    assert [applied.report[stage]["pending"] for stage in ("clusters", "locations")] == [1, 3]
    assert [applied.report[stage]["requests"] for stage in ("clusters", "locations")] == [1, 2]


def test_a_dry_run_without_the_cluster_stage_counts_on_no_centroid_of_it(desk: Desk) -> None:
    desk.add_inc("Kilimani")
    assert desk("--geocode-locations").counts("locations") == {"pending": 1, "no_centroid": 1}


def test_a_dry_run_foretells_no_more_requests_than_limit_and_quota_leave(nairobi: Desk) -> None:
    nairobi.add_inc("Kilimani", "Milimani", "Xanadu")
    nairobi.add("crq", make_crq(1, cluster="Nakuru"))
    nairobi.add("crq", make_crq(2, cluster="Kisumu"))
    nairobi.db.execute("INSERT INTO tickets.geocoder_usage VALUES ('nominatim', (now() AT TIME ZONE 'UTC')::date, 10)")

    def foretold(*args: str, **settings: str) -> tuple[int, int]:
        report = nairobi(*BOTH, *args, **settings).report
        return report["clusters"]["requests"], report["locations"]["requests"]

    assert foretold("--limit", "4") == (2, 2)
    assert foretold(GEOCODER_DAILY_LIMIT="14") == (2, 2)
    assert foretold(GEOCODER_DAILY_LIMIT="9") == (0, 0)


# --- how many ---


def test_limit_ends_the_run_with_exit_4_and_the_next_goes_on_from_there(nairobi: Desk) -> None:
    nairobi.add("crq", make_crq(1, cluster="Nakuru"))
    nairobi.add_inc("Kilimani", "Milimani", "Xanadu")
    first = nairobi(*BOTH, "--apply", "--limit", "2")
    assert first.exit_code == 4
    assert (first.report["clusters"]["requests"], first.report["locations"]["requests"]) == (1, 1)
    assert "--limit" in first.stderr
    assert nairobi.asked() == ["Nakuru", "Kilimani"]
    assert nairobi.statuses() == {"Kilimani": "ok"}

    second = nairobi(*BOTH, "--apply", "--limit", "2")
    assert second.exit_code == 0
    assert sorted(nairobi.asked()) == ["Kilimani", "Milimani", "Nakuru", "Xanadu"]


def test_limit_0_sends_nothing(nairobi: Desk) -> None:
    nairobi.add_inc("Kilimani", "NW_Phase 2_FDT6")
    outcome = nairobi("--geocode-locations", "--apply", "--limit", "0")
    assert (outcome.exit_code, nairobi.fake.requests, nairobi.usage()) == (4, [], 0)
    assert nairobi.statuses() == {"NW_Phase 2_FDT6": "unusable"}


def test_the_daily_limit_counts_the_utc_day_s_requests_over_all_runs(nairobi: Desk) -> None:
    nairobi.add_inc("Bahati", "Kilimani", "Xanadu", "Yonder")
    nairobi.db.execute(
        "INSERT INTO tickets.geocoder_usage VALUES ('nominatim', (now() AT TIME ZONE 'UTC')::date - 1, 100), "
        "('opencage', (now() AT TIME ZONE 'UTC')::date, 100)"
    )
    outcomes = [nairobi("--geocode-locations", "--apply", GEOCODER_DAILY_LIMIT=limit) for limit in ("1", "3", "3")]
    assert [outcome.exit_code for outcome in outcomes] == [4, 4, 4]
    assert [outcome.report["locations"]["requests"] for outcome in outcomes] == [1, 2, 0]
    assert sorted(nairobi.asked()) == ["Bahati", "Kilimani", "Xanadu"]
    assert "GEOCODER_DAILY_LIMIT" in outcomes[0].stderr
    (today,) = nairobi.read(
        "SELECT requests FROM tickets.geocoder_usage "
        "WHERE provider = 'nominatim' AND day = (now() AT TIME ZONE 'UTC')::date"
    )
    assert today["requests"] == 3


def test_retries_count_as_requests(nairobi: Desk) -> None:
    nairobi.fake.faults.append(OUT_OF_ORDER)
    nairobi.add_inc("Kilimani")
    outcome = nairobi("--geocode-locations", "--apply")
    assert outcome.exit_code == 0
    assert outcome.report["locations"]["requests"] == nairobi.usage() == len(nairobi.fake.requests) == 2


def test_requests_come_at_the_rate_and_no_faster_over_both_stages(nairobi: Desk) -> None:
    nairobi.fake.latency_s = 0.3
    for number in range(10):
        nairobi.add("crq", make_crq(number, cluster=f"Town {number}"))
    nairobi.add_inc(*make_names(35))
    assert nairobi(*BOTH, "--apply", GEOCODER_RATE="20").exit_code == 0
    times = [request.arrived_at for request in nairobi.fake.requests]
    assert len(times) == 45
    assert max(sum(start <= at < start + 1 for at in times) for start in times) <= 20
    assert 34 / (times[-1] - times[10]) >= 0.75 * 20  # 0.95 where nothing else runs; test_asking.py is stricter


# --- exit codes ---


def test_geocoding_runs_although_the_ingest_failed_and_the_worst_exit_code_counts(
    nairobi: Desk, tmp_path: Path
) -> None:
    nairobi.add_inc("Kilimani", "Xanadu")
    empty = tmp_path / "empty.json"
    empty.write_text("[]")
    refused = nairobi("--inc-json", str(empty), "--geocode-locations", "--apply", "--limit", "1")
    assert refused.exit_code == 3
    assert refused.report["inc"]["exit"] == 3
    assert refused.counts("locations")["requests"] == 1
    missing = nairobi("--inc-json", str(tmp_path / "none.json"), "--geocode-locations", "--apply", "--limit", "0")
    assert missing.exit_code == 1
    assert nairobi("--geocode-locations", "--apply", "--limit", "0").exit_code == 4
    both = nairobi(
        *("--inc-json", str(tmp_path / "none.json"), "--crq-json", str(empty), "--geocode-locations", "--apply")
    )
    assert (both.exit_code, both.report["inc"]["exit"], both.report["crq"]["exit"]) == (1, 1, 3)
    assert both.report["locations"]["requests"] == 1
    assert nairobi.statuses() == {"Kilimani": "ok", "Xanadu": "not_found"}


def test_geocoding_runs_although_the_bucket_can_t_be_read_for_want_of_aws(nairobi: Desk, tmp_path: Path) -> None:
    nairobi.add_inc("Kilimani")
    bucket = {"RUSTFS_ENDPOINT": "http://127.0.0.1:9", "RUSTFS_ACCESS_KEY": "a", "RUSTFS_SECRET_KEY": "b"}
    outcome = nairobi("--from-bucket", "--geocode-locations", "--apply", **bucket, PATH=str(tmp_path))
    assert outcome.exit_code == 1
    assert (outcome.report["inc"]["exit"], outcome.report["crq"]["exit"]) == (1, 1)
    assert nairobi.statuses() == {"Kilimani": "ok"}


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("GEOCODER_API_KEY", {"GEOCODER_PROVIDER": "locationiq", "GEOCODER_API_KEY": ""}),
        ("GEOCODER_URL", {"GEOCODER_URL": ""}),
        ("GEOCODER_URL", {"GEOCODER_URL": "nominatim.example"}),
        ("GEOCODER_PROVIDER", {"GEOCODER_PROVIDER": "Google"}),
        ("GEOCODER_RATE", {"GEOCODER_RATE": "fast"}),
        ("GEOCODER_RATE", {"GEOCODER_RATE": "0"}),
        ("GEOCODER_DAILY_LIMIT", {"GEOCODER_DAILY_LIMIT": "2.5"}),
        ("GEOCODER_COUNTRY", {"GEOCODER_COUNTRY": "Kenya"}),
        ("GEOCODER_COUNTRY", {"GEOCODER_COUNTRY": "xx"}),
    ],
    ids=lambda value: " ".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_a_missing_or_malformed_setting_is_named_before_any_work(run: Run, name: str, settings: dict[str, str]) -> None:
    nowhere = {"DATABASE_URL": "postgresql://127.0.0.1:9/none", "GEOCODER_PROVIDER": "nominatim"}
    env = nowhere | {"GEOCODER_URL": "http://127.0.0.1:9", "GEOCODER_API_KEY": KEY} | settings
    done = run("import_tickets.py", "--inc-json", "none.json", "--geocode-clusters", "--apply", "--json", env=env)
    assert (done.returncode, json.loads(done.stdout)["exit"]) == (2, 2)
    assert name in done.stderr
    assert "none.json" not in done.stderr
    assert "no connection" not in done.stderr


def test_settings_of_the_geocoder_are_not_asked_for_by_a_run_that_does_not_geocode(desk: Desk, tmp_path: Path) -> None:
    snapshot = tmp_path / "inc.json"
    snapshot.write_bytes(as_snapshot([make_inc()]))
    assert desk("--inc-json", str(snapshot), GEOCODER_URL="", GEOCODER_RATE="fast").exit_code == 0


@pytest.mark.parametrize("limit", ["-1", "some"])
def test_a_limit_that_is_no_count_is_a_usage_error(run: Run, limit: str) -> None:
    done = run("import_tickets.py", "--geocode-clusters", "--limit", limit)
    assert done.returncode == 2
    assert "--limit" in done.stderr


# --- when the provider fails ---

BAD_KEY = Fault(401, {"error": "Invalid key"})
DAY_SPENT = Fault(429, {"error": "Rate Limited Day"})
NO_CREDIT = Fault(402, {"results": [], "status": {"code": 402, "message": "quota exceeded"}})
TOO_FAST = Fault(429, {"error": "Rate Limited Second"})


@pytest.mark.parametrize("provider", ["locationiq"])
def test_a_refused_key_ends_the_run_at_once(nairobi: Desk) -> None:
    nairobi.fake.faults += [BAD_KEY] * 50
    nairobi.add("crq", make_crq(1, cluster="Nakuru"))
    nairobi.add_inc("Kilimani", "Xanadu")
    before = nairobi.dump()
    outcome = nairobi(*BOTH, "--apply", GEOCODER_RATE="2")
    assert outcome.exit_code == 1
    assert len(nairobi.fake.requests) == 1
    assert "GEOCODER_API_KEY" in outcome.stderr
    assert outcome.report["clusters"]["exit"] == outcome.report["locations"]["exit"] == 1
    assert {name: rows for name, rows in nairobi.dump().items() if rows != before[name]}.keys() == {"geocoder_usage"}


@pytest.mark.parametrize(("provider", "fault"), [("locationiq", DAY_SPENT), ("opencage", NO_CREDIT)])
def test_a_spent_quota_is_not_waited_for_and_what_was_found_is_saved(nairobi: Desk, fault: Fault) -> None:
    nairobi.fake.broken["xanadu"] = fault
    nairobi.add_inc("Kilimani", "Kilimani", "Xanadu", "Yonder")
    outcome = nairobi("--geocode-locations", "--apply", GEOCODER_RATE="4")
    assert outcome.exit_code == 4
    assert nairobi.asked() == ["Kilimani", "Xanadu"]
    assert nairobi.statuses() == {"Kilimani": "ok"}
    assert "00:00 UTC" in outcome.stderr


@pytest.mark.parametrize(
    ("provider", "fault"),
    [
        pytest.param("locationiq", TOO_FAST, id="429, the second"),
        pytest.param("nominatim", Fault(503, "", {"Retry-After": "1"}), id="503 with Retry-After"),
        pytest.param("opencage", HTML, id="HTML in a 200"),
        pytest.param("nominatim", Fault(200, [{"lat": "1"}], how="cut"), id="cut off"),
        pytest.param("locationiq", Fault(how="drop"), id="no answer at all"),
    ],
)
def test_a_hiccup_is_waited_out(nairobi: Desk, fault: Fault) -> None:
    nairobi.fake.faults.append(fault)
    nairobi.add_inc("Kilimani")
    outcome = nairobi("--geocode-locations", "--apply")
    assert (outcome.exit_code, nairobi.statuses()) == (0, {"Kilimani": "ok"})
    first, second = (request.arrived_at for request in nairobi.fake.requests)
    assert second - first >= 0.95


def test_a_provider_that_hangs_is_given_up_after_a_while_and_asked_again(nairobi: Desk) -> None:
    nairobi.fake.faults.append(Fault(how="hang"))
    nairobi.add_inc("Kilimani")
    outcome = nairobi("--geocode-locations", "--apply")
    assert (outcome.exit_code, nairobi.statuses()) == (0, {"Kilimani": "ok"})
    assert "no answer within 10 s" in outcome.stderr


def test_an_outage_ends_the_run_and_is_never_taken_for_not_found(nairobi: Desk) -> None:
    names = make_names(9)
    nairobi.fake.broken = {"nakuru": OUT_OF_ORDER, **{name.casefold(): HTML for name in names}}
    nairobi.add("crq", make_crq(1, cluster="Nakuru"))
    nairobi.add_inc(*names)
    outcome = nairobi(*BOTH, "--apply", GEOCODER_RATE="5")
    assert outcome.exit_code == 1
    assert nairobi.locations() == {}
    assert nairobi.clusters().keys() == {"Nairobi"}
    assert len(nairobi.fake.requests) == nairobi.usage() == 5
    assert "run again later" in outcome.stderr


def test_a_place_that_keeps_failing_is_skipped_without_a_row_and_the_others_are_found(nairobi: Desk) -> None:
    nairobi.fake.broken["kilimani"] = OUT_OF_ORDER
    nairobi.add_inc("Kilimani", "Kilimani", "Donholm Phase 8", "Xanadu")
    outcome = nairobi("--geocode-locations", "--apply", "--limit", "5", GEOCODER_RATE="5")
    assert outcome.exit_code == 1
    assert nairobi.statuses() == {"Donholm Phase 8": "ok"}
    assert re.search("1 of 3 places got no answer.*503.*--limit", outcome.stderr)


def test_a_place_that_the_provider_refuses_is_skipped(nairobi: Desk) -> None:
    nairobi.fake.broken["xanadu"] = Fault(400, {"error": {"code": 400, "message": "Bad query"}})
    nairobi.add_inc("Kilimani", "Xanadu")
    outcome = nairobi("--geocode-locations", "--apply")
    assert outcome.exit_code == 1
    assert nairobi.statuses() == {"Kilimani": "ok"}
    assert "Bad query" in outcome.stderr


# --- killed and interrupted ---


def test_a_killed_run_loses_at_most_what_was_in_flight_and_the_next_goes_on_from_there(nairobi: Desk) -> None:
    names = make_names(40)
    nairobi.fake.latency_s = 0.1
    nairobi.fake.places += [Place(name, -1.3, 36.8) for name in names]
    nairobi.add_inc(*names)
    with nairobi.start("--geocode-locations", "--apply", GEOCODER_RATE="60") as process:
        wait_until(lambda: nairobi.count("geo_locations") >= 10, "ten rows were saved")
        process.kill()
    wait_until(lambda: not has_session(nairobi), "the killed run's session ended")
    saved, asked = nairobi.statuses().keys(), nairobi.asked()
    assert 10 <= len(saved) < 40
    assert nairobi.usage() >= len(asked)
    assert len(set(asked) - saved) <= nairobi.fake.most_at_once + 1  # one that was answered, but not saved yet

    outcome = nairobi("--geocode-locations", "--apply")
    assert outcome.exit_code == 0
    assert sorted(nairobi.asked()[len(asked) :]) == sorted(set(names) - saved)
    assert nairobi.statuses() == dict.fromkeys(names, "ok")


IS_OURS = "datname = current_database() AND application_name LIKE 'fleettickets%'"


def has_session(desk: Desk) -> bool:
    return bool(desk.read(f"SELECT 1 FROM pg_stat_activity WHERE {IS_OURS}"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_an_interrupted_run_ends_cleanly_and_saves_all_it_was_answered(nairobi: Desk, number: signal.Signals) -> None:
    names = make_names(60)
    nairobi.fake.latency_s = 0.2
    nairobi.fake.places += [Place(name, -1.3, 36.8) for name in names]
    nairobi.add_inc(*names)
    with nairobi.start("--geocode-locations", "--apply", GEOCODER_RATE="40") as process:
        wait_until(lambda: nairobi.count("geo_locations") >= 5, "five rows were saved")
        placed = sum(source == "location" for source, _ in nairobi.tickets().values())
        process.send_signal(number)
        outcome = finish(process)
    assert placed >= 5
    assert outcome.exit_code == 1
    assert "interrupted" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert outcome.report["exit"] == 1
    assert sorted(nairobi.statuses()) == sorted(nairobi.asked())
    assert outcome.report["locations"]["ok"] == len(nairobi.asked()) < 60
    assert nairobi.usage() == len(nairobi.asked())


def test_a_lost_database_ends_the_run_and_what_was_saved_stays(nairobi: Desk) -> None:
    nairobi.fake.latency_s = 0.1
    nairobi.add_inc(*make_names(40))
    with nairobi.start("--geocode-locations", "--apply", GEOCODER_RATE="20") as process:
        wait_until(lambda: nairobi.count("geo_locations") >= 3, "three rows were saved")
        nairobi.read(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {IS_OURS}")
        outcome = finish(process)
    assert outcome.exit_code == 1
    assert "Traceback" not in outcome.stderr
    assert outcome.report["error"].startswith("database: ")
    assert 3 <= nairobi.count("geo_locations") < 40


def test_of_two_runs_at_once_the_second_does_nothing_but_a_dry_run_may_look(nairobi: Desk) -> None:
    nairobi.add_inc(*make_names(100))
    with nairobi.start("--geocode-locations", "--apply", GEOCODER_RATE="1") as process:
        wait_until(lambda: bool(nairobi.fake.requests), "the first run asked")
        assert nairobi.usage() == len(nairobi.fake.requests)
        second = nairobi("--geocode-locations", "--apply")
        dry = nairobi("--geocode-locations")
        process.terminate()
        finish(process)
    assert (second.exit_code, second.report) == (5, {"applied": True, "error": second.report["error"], "exit": 5})
    assert "another run" in second.stderr
    assert dry.exit_code == 0
    assert 50 < dry.report["locations"]["requests"] < 100
    assert nairobi.usage() == len(nairobi.fake.requests) < 50


# --- the key ---

ECHO = {"error": f"Invalid key {KEY}: see https://example.com/?key={KEY}"}


@pytest.mark.parametrize(
    ("provider", "fault", "settings"),
    [
        pytest.param("locationiq", None, {}, id="all well, LocationIQ"),
        pytest.param("opencage", None, {}, id="all well, OpenCage"),
        pytest.param("locationiq", Fault(401, ECHO), {}, id="401, LocationIQ"),
        pytest.param("opencage", Fault(401, ECHO), {}, id="401, OpenCage"),
        pytest.param("opencage", Fault(403, ECHO), {}, id="403"),
        pytest.param("opencage", Fault(402, ECHO), {}, id="402"),
        pytest.param("locationiq", Fault(400, ECHO), {}, id="400"),
        pytest.param("locationiq", Fault(404, ECHO), {}, id="404 of another sort"),
        pytest.param("locationiq", Fault(429, ECHO, {"Retry-After": "4000"}), {}, id="429 for long"),
        pytest.param("locationiq", Fault(503, ECHO, {"Retry-After": "4000"}), {}, id="503 for long"),
        pytest.param("locationiq", Fault(302, b"", {"Location": f"https://example.com/{KEY}"}), {}, id="redirect"),
        pytest.param("locationiq", Fault(503, ECHO), {}, id="503"),
        pytest.param("locationiq", Fault(200, f"<html>{KEY}</html>"), {}, id="HTML in a 200"),
        pytest.param("locationiq", Fault(200, ECHO, how="cut"), {}, id="cut off"),
        pytest.param("locationiq", Fault(how="drop"), {}, id="no answer at all"),
        pytest.param("locationiq", Fault(how="raw", body=f"{KEY}\r\n\r\n"), {}, id="no HTTP"),
        pytest.param("locationiq", None, {"GEOCODER_URL": "https://127.0.0.1:{port}"}, id="TLS fails"),
        pytest.param("locationiq", None, {"http_proxy": "http://127.0.0.1:9", "NO_PROXY": ""}, id="no proxy there"),
        pytest.param("locationiq", None, {"GEOCODER_URL": "http://no-such-host.invalid"}, id="no such host"),
        pytest.param("locationiq", None, {"GEOCODER_URL": "http://127.0.0.1:9"}, id="nobody listens"),
        pytest.param("locationiq", None, {"GEOCODER_URL": f"http://me:{KEY}@127.0.0.1:9"}, id="the key in the URL"),
        pytest.param("locationiq", None, {"GEOCODER_RATE": KEY}, id="the key in another setting"),
    ],
)
def test_the_key_never_shows(nairobi: Desk, fault: Fault | None, settings: dict[str, str]) -> None:
    if fault:
        nairobi.fake.faults.append(fault)
    nairobi.add_inc("Kilimani")
    port = nairobi.fake.url("nominatim").rpartition(":")[2]
    settings = {name: value.replace("{port}", port) for name, value in settings.items()}
    limit = ("--limit", "1") if settings else ()  # spares the test the longer pauses
    with nairobi.start("--geocode-locations", "--apply", "-v", *limit, **settings) as process:
        arguments = Path(f"/proc/{process.pid}/cmdline")
        wait_until(lambda: b"import_tickets.py" in arguments.read_bytes(), "the process has its command line")
        command_line = arguments.read_bytes().decode()
        outcome = finish(process)
    rows = [row for rows in nairobi.dump().values() for row in rows]
    everything = [outcome.stdout, outcome.stderr, command_line, *rows]
    assert [text for text in everything if any(trace in text for trace in KEY_TRACES)] == []
    assert all(request.params["key"] == KEY for request in nairobi.fake.requests)


# --- what a person reads ---


def read(desk: Desk, *args: str, **settings: str) -> tuple[str, str]:
    done = desk.run("import_tickets.py", *args, env=desk.env(**settings))
    return done.stdout, done.stderr


def test_the_report_of_a_dry_run_lists_what_would_be_asked_how_long_it_takes_and_the_quota(nairobi: Desk) -> None:
    nairobi.add_inc("NW_Kilimani_FDT1", "NW_Xanadu_FDT1", *make_names(298))
    nairobi.db.execute("INSERT INTO tickets.geocoder_usage VALUES ('nominatim', (now() AT TIME ZONE 'UTC')::date, 41)")
    text, _ = read(nairobi, "--geocode-locations", GEOCODER_RATE="2.5", GEOCODER_DAILY_LIMIT="2000")
    assert "300 pending, 300 requests would be sent" in text
    assert re.search(r"would ask for:\n    Babendo as Babendo \(near Nairobi\)\n(    .*\n){9}    and 290 more", text)
    assert "about 2 min at 2.5 a second; 41 of today's 2000 requests to nominatim are used" in text
    assert "nothing was written" in text


def test_a_dry_run_shows_each_name_with_its_place_and_with_v_which_rule_dropped_what(nairobi: Desk) -> None:
    nairobi.add_inc("NW_Kilimani_FDT1", "ADR_MNT_Xanadu_SDUS", "NW_Phase 2_FDT6", *make_names(20))
    brief, _ = read(nairobi, "--geocode-locations")
    whole, _ = read(nairobi, "--geocode-locations", "-v")
    assert "and 12 more (-v shows all)" in brief
    assert "without" not in brief.lower()
    assert "more" not in whole
    assert "    NW_Kilimani_FDT1 as Kilimani (near Nairobi)\n" in whole
    assert "      without NW (prefix), FDT1 (network code)\n" in whole
    assert "      without ADR (prefix), MNT (prefix), SDUS (network code)\n" in whole
    assert "unusable: NW_Phase 2_FDT6 (Nairobi): Phase 2 (no name, only what sort of thing it is)" in whole


def test_a_dry_run_lists_every_question_as_json_and_an_applied_run_none(desk: Desk) -> None:
    desk.add_inc("NW_Kilimani_FDT1", "NW_Kilimani_FDT2", "NW_Xanadu_FDT3")
    dry = desk(*BOTH)
    assert dry.report["clusters"]["asks"] == [{"cluster": "Nairobi", "query": "Nairobi, Kenya"}]
    assert [(ask["cluster"], ask["place"], ask["names"], ask["query"]) for ask in dry.report["locations"]["asks"]] == [
        ("Nairobi", "Kilimani", ["NW_Kilimani_FDT1", "NW_Kilimani_FDT2"], "Kilimani, Kenya"),
        ("Nairobi", "Xanadu", ["NW_Xanadu_FDT3"], "Xanadu, Kenya"),
    ]
    assert "asks" not in desk(*BOTH, "--apply").report["locations"]


def test_a_number_that_may_be_a_code_is_asked_for_with_it_first_then_without(nairobi: Desk) -> None:
    nairobi.add_inc("Kilimani_2_FDT1", "Umoja_1_FDT3")
    outcome = nairobi("--geocode-locations", "--apply")
    assert nairobi.statuses() == {"Kilimani_2_FDT1": "ok", "Umoja_1_FDT3": "not_found"}
    assert outcome.report["locations"]["requests"] == 4
    assert nairobi.asked()[:1] == ["Kilimani 2"]
    assert "Kilimani" in nairobi.asked()


def test_a_number_that_is_the_name_s_is_never_left_out(nairobi: Desk) -> None:
    nairobi.add_inc("Kilimani 2_FDT1", "Kilimani_2_FDT1")
    nairobi("--geocode-locations", "--apply")
    assert nairobi.statuses() == {"Kilimani 2_FDT1": "not_found", "Kilimani_2_FDT1": "not_found"}


def test_words_of_network_codes_are_no_part_of_a_place(nairobi: Desk) -> None:
    nairobi.add_inc("ACME_Kilimani_FDT1", "Kilimani Blue Net 7", "Acmeton", "Nairobi Hill")
    asks = nairobi("--geocode-locations", NETWORK_CODES="acme, Blue  Net,Nairobi").report["locations"]["asks"]
    assert sorted(ask["place"] for ask in asks) == ["Acmeton", "Kilimani", "Nairobi Hill"]
    refused = nairobi("--geocode-locations", NETWORK_CODES="acme; blue")
    assert refused.exit_code == 2
    assert "NETWORK_CODES" in refused.stderr


def test_a_word_that_many_clusters_put_before_ever_other_names_is_not_asked_for(desk: Desk) -> None:
    for number, name in enumerate(make_names(12)):
        cluster = ("Nairobi", "Kisumu", "Nakuru", "Embu", "Meru")[number % 5]
        desk.add_inc(f"Blueline_{name}_FDT{number}", cluster=cluster)
    asks = desk(*BOTH).report["locations"]["asks"]
    assert {ask["place"] for ask in asks} == set(make_names(12))


def test_the_report_says_which_centroids_most_tickets_wait_for(nairobi: Desk) -> None:
    nairobi.add_inc("A1", "A2", "A3", cluster="North Rift")
    nairobi.add_inc("B1", cluster="Xanadu")
    nairobi.add_inc("C1", cluster=None)
    dry, _ = read(nairobi, "--geocode-clusters")
    text, _ = read(nairobi, "--geocode-clusters", "--apply")
    unplaced = nairobi("--geocode-clusters", "--apply").report["unplaced"]
    assert "    North Rift: 3 tickets wait for its centroid (not asked for)" in dry
    assert "WITHOUT A PLACE  5 tickets" in text
    assert re.search(r"North Rift: 3 tickets wait .*\n    Xanadu: 1 ticket waits for its centroid \(not_found\)", text)
    assert unplaced[-1] == {"cluster": None, "reason": "no cluster", "tickets": 1}


def test_the_report_groups_refusals_by_reason_with_examples(nairobi: Desk) -> None:
    nairobi.add_inc("NW_Milimani_FDT4", "NW_Phase 2_FDT6", *(f"NW_Xanadu {word}_FDT1" for word in ("A", "B", "C", "D")))
    text, _ = read(nairobi, "--geocode-locations", "--apply")
    assert "ok 0, not_found 4, too_far 1, too_coarse 0, unusable 1, no_centroid 0" in text
    assert re.search(r"too_far: NW_Milimani_FDT4 \(Nairobi\): .*'Milimani, Kisumu, Kenya', 262 km away", text)
    assert "unusable: NW_Phase 2_FDT6 (Nairobi)" in text
    assert text.count("    not_found: ") == 3


def test_quiet_says_nothing_when_all_is_well_and_why_when_not(nairobi: Desk) -> None:
    nairobi.add_inc("Kilimani")
    text, log = read(nairobi, "--geocode-locations", "--apply", "-q", "--limit", "0")
    assert text == ""
    assert "--limit" in log
    assert read(nairobi, "--geocode-locations", "--apply", "-q") == ("", "")


def test_on_a_terminal_a_bar_shows_the_time_left_and_log_lines_keep_clear_of_it(nairobi: Desk) -> None:
    nairobi.fake.faults += [Fault(503, {"error": f"no {KEY}"}, {"Retry-After": "1"})]
    nairobi.add_inc(*make_names(6))
    ours, theirs = os.openpty()
    env = {**os.environ, **nairobi.env(GEOCODER_RATE="5")}
    command = [sys.executable, str(nairobi.run.checkout / "import_tickets.py"), "--geocode-locations", "--apply"]
    with subprocess.Popen(command, env=env, cwd=nairobi.run.cwd, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        text = read_terminal(ours)
    assert process.returncode == 0
    assert re.search(r"places: .*\d/6 \[\d\d:\d\d<\d\d:\d\d", text)
    assert re.search(r"\rnominatim .*503 'no \*\*\*'.*waiting 1 s\r\n", text)
    assert not any(trace in text for trace in KEY_TRACES)


def read_terminal(descriptor: int) -> str:
    """All that is written to it until its other end is closed, which Linux reports as an input/output error."""
    text = b""
    with contextlib.suppress(OSError):
        while chunk := os.read(descriptor, 65536):
            text += chunk
    os.close(descriptor)
    return text.decode()
