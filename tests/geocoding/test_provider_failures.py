"""What becomes of a geocoding run when the provider fails, when it is killed, and that the key never shows."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from fake_geocoder import Fault, Place
from geocoding_fixtures import (
    BOTH,
    HTML,
    KEY,
    KEY_TRACES,
    OUT_OF_ORDER,
    GeocodingSetup,
    finish,
    make_names,
    wait_until,
)
from records import make_crq

# --- when the provider fails ---

BAD_KEY = Fault(401, {"error": "Invalid key"})
DAY_SPENT = Fault(429, {"error": "Rate Limited Day"})
NO_CREDIT = Fault(402, {"results": [], "status": {"code": 402, "message": "quota exceeded"}})
TOO_FAST = Fault(429, {"error": "Rate Limited Second"})


@pytest.mark.parametrize("provider", ["locationiq"])
def test_a_refused_key_ends_the_run_at_once(nairobi: GeocodingSetup) -> None:
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
def test_a_spent_quota_is_not_waited_for_and_what_was_found_is_saved(nairobi: GeocodingSetup, fault: Fault) -> None:
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
def test_a_hiccup_is_waited_out(nairobi: GeocodingSetup, fault: Fault) -> None:
    nairobi.fake.faults.append(fault)
    nairobi.add_inc("Kilimani")
    outcome = nairobi("--geocode-locations", "--apply")
    assert (outcome.exit_code, nairobi.statuses()) == (0, {"Kilimani": "ok"})
    first, second = (request.arrived_at for request in nairobi.fake.requests)
    assert second - first >= 0.95


def test_a_provider_that_hangs_is_given_up_after_a_while_and_asked_again(nairobi: GeocodingSetup) -> None:
    nairobi.fake.faults.append(Fault(how="hang"))
    nairobi.add_inc("Kilimani")
    outcome = nairobi("--geocode-locations", "--apply")
    assert (outcome.exit_code, nairobi.statuses()) == (0, {"Kilimani": "ok"})
    assert "no answer within 10 s" in outcome.stderr


def test_an_outage_ends_the_run_and_is_never_taken_for_not_found(nairobi: GeocodingSetup) -> None:
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


def test_a_place_that_keeps_failing_is_skipped_without_a_row_and_the_others_are_found(nairobi: GeocodingSetup) -> None:
    nairobi.fake.broken["kilimani"] = OUT_OF_ORDER
    nairobi.add_inc("Kilimani", "Kilimani", "Donholm Phase 8", "Xanadu")
    outcome = nairobi("--geocode-locations", "--apply", "--limit", "5", GEOCODER_RATE="5")
    assert outcome.exit_code == 1
    assert nairobi.statuses() == {"Donholm Phase 8": "ok"}
    assert re.search("1 of 3 places got no answer.*503.*--limit", outcome.stderr)


def test_a_place_that_the_provider_refuses_is_skipped(nairobi: GeocodingSetup) -> None:
    nairobi.fake.broken["xanadu"] = Fault(400, {"error": {"code": 400, "message": "Bad query"}})
    nairobi.add_inc("Kilimani", "Xanadu")
    outcome = nairobi("--geocode-locations", "--apply")
    assert outcome.exit_code == 1
    assert nairobi.statuses() == {"Kilimani": "ok"}
    assert "Bad query" in outcome.stderr


# --- killed and interrupted ---


def test_a_killed_run_loses_at_most_what_was_in_flight_and_the_next_goes_on_from_there(nairobi: GeocodingSetup) -> None:
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


def has_session(geo: GeocodingSetup) -> bool:
    return bool(geo.read(f"SELECT 1 FROM pg_stat_activity WHERE {IS_OURS}"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_an_interrupted_run_ends_cleanly_and_saves_all_it_was_answered(
    nairobi: GeocodingSetup, number: signal.Signals
) -> None:
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


def test_a_lost_database_ends_the_run_and_what_was_saved_stays(nairobi: GeocodingSetup) -> None:
    nairobi.fake.latency_s = 0.1
    nairobi.fake.places += [Place(name, -1.3, 36.8) for name in make_names(5)]
    nairobi.add_inc(*make_names(40))
    with nairobi.start("--geocode-locations", "--apply", GEOCODER_RATE="20") as process:
        wait_until(lambda: nairobi.count("geo_locations") >= 3, "three rows were saved")
        nairobi.read(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {IS_OURS}")
        outcome = finish(process)
    assert outcome.exit_code == 1
    assert "Traceback" not in outcome.stderr
    assert outcome.report["error"].startswith("database: ")
    assert 3 <= nairobi.count("geo_locations") < 40


def test_of_two_runs_at_once_the_second_does_nothing_but_a_dry_run_may_look(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc(*make_names(100))
    with nairobi.start("--geocode-locations", "--apply", GEOCODER_RATE="1") as process:
        wait_until(lambda: bool(nairobi.fake.requests), "the first run asked")
        assert nairobi.usage() == len(nairobi.fake.requests)
        second = nairobi("--geocode-locations", "--apply")
        dry = nairobi("--geocode-locations")
        process.terminate()
        finish(process)
    assert (second.exit_code, second.report) == (5, {"applied": True, "error": second.report["error"], "exit": 5})
    assert "already running" in second.stderr
    assert dry.exit_code == 0
    assert 50 < dry.report["locations"]["requests"] <= 100
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
def test_the_key_never_shows(nairobi: GeocodingSetup, fault: Fault | None, settings: dict[str, str]) -> None:
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
