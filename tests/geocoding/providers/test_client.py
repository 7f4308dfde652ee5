"""Every provider in its own wire format over real HTTP; one test a row of the status tables; the key never shows."""

from __future__ import annotations

import logging
import math
import pickle
import shutil
import socket
import ssl
import subprocess
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pycountry
import pytest

from fake_geocoder import FakeGeocoder, Fault, Place, locationiq_row, nominatim_row, opencage_body, opencage_row
from geocoding.candidates import Candidate, Level, Query
from geocoding.providers import PROVIDERS, Geocoder, country_name, wire
from geocoding.providers.errors import (
    BadKey,
    BadRequest,
    GeocoderError,
    Misconfigured,
    QuotaSpent,
    TooFast,
    Unavailable,
)
from geocoding.providers.levels import boundary_level, opencage_level, osm_level
from geocoding.providers.locationiq import LocationIQ
from geocoding.providers.nominatim import Nominatim
from shared import FAILED, QUOTA, USAGE, UserError

KEY = "pk.5ecre7/+key with=odd&chars"
KEY_TRACES = (KEY, "5ecre7")
DONHOLM = Place("Donholm", -1.29, 36.89, other_names=("Doni",))
QUERY = Query("Donholm, Kenya")
NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
HTML = Fault(200, "<!DOCTYPE html><html><body>Welcome</body></html>", {"Content-Type": "text/html"})


@pytest.fixture
def fake() -> Iterator[FakeGeocoder]:
    with FakeGeocoder([DONHOLM]) as server:
        yield server


def ask(fake: FakeGeocoder, provider: str, query: Query = QUERY, **settings: Any) -> list[Candidate]:
    with Geocoder(provider, fake.url(provider), KEY, **{"now": lambda: NOW} | settings) as geocoder:
        return geocoder.search(query)


# --- what is asked ---

NEAR = {"near_lat": -1.2921, "near_lng": 36.8219, "radius_km": 25.0}
BOX = "36.597013,-1.516930,37.046787,-1.067270"
NOMINATIM_PARAMS = {
    "q": "Donholm, Kenya",
    "format": "json",
    "countrycodes": "ke",
    "limit": "40",
    "addressdetails": "1",
    "namedetails": "1",
    "extratags": "1",
    "dedupe": "0",
    "accept-language": "en",
}
LOCATIONIQ_PARAMS = NOMINATIM_PARAMS | {"limit": "50", "normalizeaddress": "1", "matchquality": "1", "key": KEY}
OPENCAGE_PARAMS = {
    "q": "Donholm, Kenya",
    "countrycode": "ke",
    "limit": "100",
    "no_dedupe": "1",
    "language": "en",
    "no_annotations": "1",
    "no_record": "1",
    "key": KEY,
}


@pytest.mark.parametrize(
    ("provider", "near", "expected"),
    [
        pytest.param("nominatim", {}, NOMINATIM_PARAMS, id="nominatim, no point"),
        pytest.param("nominatim", NEAR, NOMINATIM_PARAMS | {"viewbox": BOX, "bounded": "0"}, id="nominatim, biased"),
        pytest.param(
            "nominatim",
            NEAR | {"bounded": True},
            NOMINATIM_PARAMS | {"viewbox": BOX, "bounded": "1"},
            id="nominatim, bounded",
        ),
        pytest.param("locationiq", {}, LOCATIONIQ_PARAMS, id="locationiq, no point"),
        pytest.param("locationiq", NEAR, LOCATIONIQ_PARAMS | {"viewbox": BOX, "bounded": "0"}, id="locationiq, biased"),
        pytest.param(
            "locationiq",
            NEAR | {"bounded": True},
            LOCATIONIQ_PARAMS | {"viewbox": BOX, "bounded": "1"},
            id="locationiq, bounded",
        ),
        pytest.param("opencage", {}, OPENCAGE_PARAMS, id="opencage, no point"),
        pytest.param("opencage", NEAR, OPENCAGE_PARAMS | {"proximity": "-1.292100,36.821900"}, id="opencage, biased"),
        pytest.param(
            "opencage",
            NEAR | {"bounded": True},
            OPENCAGE_PARAMS | {"proximity": "-1.292100,36.821900", "bounds": BOX},
            id="opencage, bounded",
        ),
    ],
)
def test_each_provider_is_asked_with_its_own_parameters(
    fake: FakeGeocoder, provider: str, near: dict[str, Any], expected: dict[str, str]
) -> None:
    ask(fake, provider, Query("Donholm, Kenya", **near))
    (request,) = fake.requests
    assert (request.provider, request.params) == (provider, expected)


def test_the_box_holds_the_circle_and_stays_on_the_globe() -> None:
    west, south, east, north = map(float, (wire.read_box(Query("q", 0.0, 37.0, 25.0)) or "").split(","))
    assert (north - south) * 111.195 == pytest.approx(50, abs=0.01)
    assert (east - west) * 111.195 == pytest.approx(50, abs=0.01)
    west, south, east, north = map(float, (wire.read_box(Query("q", 89.99, 179.9, 500.0)) or "").split(","))
    assert (west, east, north) == (-180, 180, 90)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_request_names_us_and_what_it_takes(fake: FakeGeocoder, provider: str) -> None:
    ask(fake, provider)
    assert fake.requests[0].headers["User-Agent"].startswith("fleettickets/")
    assert fake.requests[0].headers["Accept"] == "application/json"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_odd_characters_arrive_as_they_were(fake: FakeGeocoder, provider: str) -> None:
    ask(fake, provider, Query("Murang'a & Ng’ombe + Co #5? 100%25, Kenya"))
    assert fake.requests[0].params["q"] == "Murang'a & Ng’ombe + Co #5? 100%25, Kenya"
    assert fake.requests[0].params.get("key", KEY) == KEY


def test_a_trailing_slash_in_the_url_does_no_harm(fake: FakeGeocoder) -> None:
    with Geocoder("locationiq", fake.url("locationiq") + "/", KEY) as geocoder:
        assert geocoder.search(QUERY)
    assert fake.requests[0].path == "/v1/search"


def test_another_country_is_asked_for_by_its_code(fake: FakeGeocoder) -> None:
    ask(fake, "nominatim", country="UG")
    assert fake.requests[0].params["countrycodes"] == "ug"


# --- what is answered ---


@pytest.mark.parametrize(
    ("provider", "expected"),
    [
        (
            "nominatim",
            Candidate(
                -1.29,
                36.89,
                "Donholm",
                "Donholm, Nairobi, Kenya",
                "ke",
                "area",
                "place=suburb",
                ("Doni",),
                importance=0.3,
            ),
        ),
        (
            "locationiq",
            Candidate(
                -1.29,
                36.89,
                "Donholm",
                "Donholm, Nairobi, Kenya",
                "ke",
                "area",
                "place=suburb",
                ("Doni",),
                importance=0.3,
            ),
        ),
        ("opencage", Candidate(-1.29, 36.89, "Donholm", "Donholm, Nairobi, Kenya", "ke", "area", "suburb")),
    ],
)
def test_an_answer_becomes_a_candidate(fake: FakeGeocoder, provider: str, expected: Candidate) -> None:
    (candidate,) = ask(fake, provider)
    assert replace(candidate, extent_km=0.0, place_id="") == expected


def test_the_extent_is_the_diagonal_of_the_bounding_box(fake: FakeGeocoder) -> None:
    (candidate,) = ask(fake, "nominatim")
    assert candidate.extent_km == pytest.approx(11.97, abs=0.01)


def test_nominatim_can_be_asked_for_more_without_what_it_answered(fake: FakeGeocoder) -> None:
    (candidate,) = ask(fake, "nominatim")
    ask(fake, "nominatim", Query("Donholm, Kenya", without=(candidate.place_id, "7")))
    assert fake.requests[-1].params["exclude_place_ids"] == "101,7"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_all_namesakes_come_in_the_providers_order(fake: FakeGeocoder, provider: str) -> None:
    fake.places = [Place("Kware", -1.3 + i / 100, 36.8) for i in range(30)]
    found = ask(fake, provider, Query("Kware, Kenya"))
    assert [candidate.lat for candidate in found] == pytest.approx([place.lat for place in fake.places])


def test_a_gzipped_chunked_answer_is_read(fake: FakeGeocoder) -> None:
    import gzip

    body = gzip.compress(b'[{"lat":"-1.5","lon":"36.5","name":"Kware"}]')
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    fake.faults.append(Fault(body=head + b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body), how="raw"))
    assert ask(fake, "nominatim")[0].lat == -1.5


# --- one test a row of the status tables ---


def oc(code: int, message: str, status: int | None = None) -> Fault:
    return Fault(status or code, opencage_body([], code, message))


STATUS_ROWS = [
    # LocationIQ
    ("locationiq", "200, results", Fault(200, [locationiq_row(DONHOLM)]), 1),
    ("locationiq", "200, empty", Fault(200, []), 0),
    ("locationiq", "400 Invalid Request", Fault(400, {"error": "Invalid Request"}), BadRequest),
    ("locationiq", "401 Invalid key", Fault(401, {"error": "Invalid key"}), BadKey),
    ("locationiq", "401 Invalid Key", Fault(401, {"error": "Invalid Key"}), BadKey),
    (
        "locationiq",
        "401 not active",
        Fault(401, {"error": "Key not active - Please write to hello@example.com"}),
        BadKey,
    ),
    ("locationiq", "403 not enabled", Fault(403, {"error": "Service not enabled"}), BadKey),
    ("locationiq", "403 restricted", Fault(403, {"error": "Access restricted"}), BadKey),
    ("locationiq", "404 Unable to geocode", Fault(404, {"error": "Unable to geocode"}), 0),
    ("locationiq", "404 in other case", Fault(404, {"error": " unable to Geocode."}), 0),
    ("locationiq", "404 other text", Fault(404, {"error": "Not found"}), Misconfigured),
    ("locationiq", "404 HTML", Fault(404, "<html>Not Found</html>"), Misconfigured),
    ("locationiq", "404 with a list", Fault(404, []), Misconfigured),
    ("locationiq", "429 Second", Fault(429, {"error": "Rate Limited Second"}), (TooFast, 1.0)),
    ("locationiq", "429 Minute", Fault(429, {"error": "Rate Limited Minute"}), (TooFast, 60.0)),
    ("locationiq", "429 minute, more words", Fault(429, {"error": "RATE LIMITED MINUTE (60)"}), (TooFast, 60.0)),
    ("locationiq", "429 Day", Fault(429, {"error": "Rate Limited Day"}), QuotaSpent),
    ("locationiq", "429 day", Fault(429, {"error": "rate limited day"}), QuotaSpent),
    ("locationiq", "429 Day, Retry-After", Fault(429, {"error": "Rate Limited Day"}, {"Retry-After": "5"}), QuotaSpent),
    ("locationiq", "429 bare", Fault(429, {"error": "Rate Limited"}), (TooFast, 60.0)),
    ("locationiq", "429 HTML", Fault(429, "<html></html>"), (TooFast, 60.0)),
    (
        "locationiq",
        "429 Retry-After",
        Fault(429, {"error": "Rate Limited Second"}, {"Retry-After": "7"}),
        (TooFast, 7.0),
    ),
    (
        "locationiq",
        "500",
        Fault(500, {"error": "Unknown error - Please try again after some time"}),
        (Unavailable, None),
    ),
    ("locationiq", "200 with an error", Fault(200, {"error": "Rate Limited Day"}), QuotaSpent),
    # OpenCage
    ("opencage", "200, results", Fault(200, opencage_body([opencage_row(DONHOLM)])), 1),
    ("opencage", "200, empty", oc(200, "OK"), 0),
    ("opencage", "200, status left out", Fault(200, {"results": []}), 0),
    ("opencage", "400", oc(400, "missing parameter"), BadRequest),
    ("opencage", "401", oc(401, "invalid API key"), BadKey),
    ("opencage", "401 missing", oc(401, "missing API key"), BadKey),
    ("opencage", "402", oc(402, "quota exceeded"), QuotaSpent),
    ("opencage", "402 in a 200", oc(402, "OK", 200), QuotaSpent),
    ("opencage", "402 without body", Fault(402), QuotaSpent),
    ("opencage", "403 disabled", oc(403, "disabled"), BadKey),
    ("opencage", "403 suspended in a 200", oc(403, "suspended", 200), BadKey),
    ("opencage", "403 IP", oc(403, "IP address rejected"), BadKey),
    ("opencage", "404", oc(404, "invalid endpoint"), Misconfigured),
    ("opencage", "404 HTML", Fault(404, "<html></html>"), Misconfigured),
    ("opencage", "405", oc(405, "method not allowed"), Misconfigured),
    ("opencage", "408", oc(408, "timeout"), (Unavailable, None)),
    ("opencage", "410", oc(410, "request too long"), BadRequest),
    ("opencage", "426", oc(426, "upgrade required"), Misconfigured),
    ("opencage", "429", oc(429, "requesting too quickly"), (TooFast, 1.0)),
    ("opencage", "500", oc(500, "internal error"), (Unavailable, None)),
    ("opencage", "503", oc(503, "internal error"), (Unavailable, None)),
    ("opencage", "503 whose body says 200", oc(200, "OK", 503), (Unavailable, None)),
    ("opencage", "503 whose body says nothing", Fault(503, {"results": []}), (Unavailable, None)),
    ("opencage", "200 whose code is text", Fault(200, {"results": [], "status": {"code": "402"}}), QuotaSpent),
    ("opencage", "200 whose code is null", Fault(200, {"results": [], "status": {"code": None}}), (Unavailable, None)),
    ("opencage", "402 whose code is null", Fault(402, {"results": [], "status": {"code": None}}), QuotaSpent),
    ("opencage", "200 without results", Fault(200, {"status": {"code": 200}}), (Unavailable, None)),
    ("opencage", "200, results null", Fault(200, opencage_body([]) | {"results": None}), (Unavailable, None)),
    # Nominatim
    ("nominatim", "200, results", Fault(200, [nominatim_row(DONHOLM)]), 1),
    ("nominatim", "200, empty", Fault(200, []), 0),
    ("nominatim", "200 Unable to geocode", Fault(200, {"error": "Unable to geocode"}), 0),
    ("nominatim", "200, error as text", Fault(200, {"error": "Database is down"}), (Unavailable, None)),
    ("nominatim", "200, error as object", Fault(200, {"error": {"code": 500, "message": "oops"}}), (Unavailable, None)),
    ("nominatim", "200, error without code", Fault(200, {"error": {"message": "oops"}}), (Unavailable, None)),
    ("nominatim", "400, error as object", Fault(400, {"error": {"code": 400, "message": "Bad 'viewbox'"}}), BadRequest),
    ("nominatim", "400, error as text", Fault(400, {"error": "Bad 'viewbox'"}), BadRequest),
    ("nominatim", "403", Fault(403, "<html>Access blocked</html>"), BadKey),
    ("nominatim", "404", Fault(404, {"error": {"code": 404, "message": "Search not available"}}), Misconfigured),
    ("nominatim", "429", Fault(429, "Bandwidth limit exceeded"), (TooFast, 1.0)),
    ("nominatim", "429 Retry-After", Fault(429, "", {"Retry-After": "30"}), (TooFast, 30.0)),
    ("nominatim", "503 plain text", Fault(503, "Query took too long to process."), (Unavailable, None)),
    ("nominatim", "503 Retry-After", Fault(503, "", {"Retry-After": "120"}), (Unavailable, 120.0)),
]
# What any of them may answer, or something in between.
ANY_ROWS: list[tuple[str, Fault, Any]] = [
    ("HTML in a 200", HTML, (Unavailable, None)),
    ("empty body in a 200", Fault(200), (Unavailable, None)),
    ("not UTF-8", Fault(200, b'[{"name":"\xff\xfe"}]'), (Unavailable, None)),
    ("JSON cut off", Fault(200, '[{"lat":"-1.29","lo'), (Unavailable, None)),
    ("JSON nested too deep", Fault(200, b"[" * 100_000), (Unavailable, None)),
    ("a JSON text", Fault(200, '"results"'), (Unavailable, None)),
    ("a JSON null", Fault(200, "null"), (Unavailable, None)),
    ("body shorter than its Content-Length", Fault(200, [], how="cut"), (Unavailable, None)),
    ("no answer at all", Fault(how="drop"), (Unavailable, None)),
    ("no HTTP", Fault(body=b"SSH-2.0-OpenSSH_9.2\r\n", how="raw"), (Unavailable, None)),
    ("an endless header", Fault(body=b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000, how="raw"), (Unavailable, None)),
    ("204", Fault(204), (Unavailable, None)),
    ("402", Fault(402), QuotaSpent),
    ("414 URI too long", Fault(414), BadRequest),
    ("418, a status nobody documents", Fault(418), Misconfigured),
    ("502 HTML", Fault(502, "<html>Bad Gateway</html>"), (Unavailable, None)),
    ("504", Fault(504), (Unavailable, None)),
    ("redirect", Fault(301, "", {"Location": "https://maps.example/v2/search?q=x"}), Misconfigured),
    ("redirect without a target", Fault(302), Misconfigured),
]
ROWS = [pytest.param(*row[:1], *row[2:], id=f"{row[0]}: {row[1]}") for row in STATUS_ROWS] + [
    pytest.param(provider, *row[1:], id=f"{provider}: {row[0]}") for provider in PROVIDERS for row in ANY_ROWS
]


@pytest.mark.parametrize(("provider", "fault", "expected"), ROWS)
def test_every_status_has_its_outcome_and_costs_one_request(
    fake: FakeGeocoder, provider: str, fault: Fault, expected: Any
) -> None:
    fake.faults.append(fault)
    if isinstance(expected, int):
        assert len(ask(fake, provider)) == expected
    else:
        outcome, wait_s = expected if isinstance(expected, tuple) else (expected, None)
        with pytest.raises(GeocoderError) as caught:
            ask(fake, provider)
        assert type(caught.value) is outcome
        assert getattr(caught.value, "retry_after_s", None) == wait_s
    assert len(fake.requests) == 1


def test_only_a_spent_quota_has_the_exit_code_of_quotas() -> None:
    assert QuotaSpent("").exit_code == QUOTA
    others: tuple[type[GeocoderError], ...] = (BadKey, BadRequest, Misconfigured, TooFast, Unavailable)
    assert {error("").exit_code for error in others} == {FAILED}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param("2.5", 2.5, id="fraction"),
        pytest.param("0", 0.0, id="zero"),
        pytest.param("-30", 0.0, id="negative"),
        pytest.param("Sun, 22 Nov 2026 12:00:20 GMT", 20.0, id="date"),
        pytest.param("Sun, 22 Nov 2026 11:00:00 GMT", 0.0, id="date gone by"),
        pytest.param("Sun, 22 Nov 2026 12:00:20", 20.0, id="date without zone"),
        pytest.param("soon", 1.0, id="word"),
        pytest.param("", 1.0, id="empty"),
        pytest.param("nan", 1.0, id="not a number"),
        pytest.param("inf", 1.0, id="infinite"),
        pytest.param("3600", 3600.0, id="an hour"),
    ],
)
def test_retry_after_is_read_as_seconds_or_date(fake: FakeGeocoder, header: str, expected: float) -> None:
    fake.faults.append(Fault(429, "", {"Retry-After": header}))
    with pytest.raises(TooFast) as caught:
        ask(fake, "nominatim")
    assert caught.value.retry_after_s == expected


def test_being_told_to_wait_for_hours_is_a_spent_quota(fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(429, "", {"Retry-After": "36000"}))
    with pytest.raises(QuotaSpent, match=r"10\.0 hours"):
        ask(fake, "nominatim")


def test_an_outage_is_never_said_to_last_more_than_an_hour(fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(503, "", {"Retry-After": "99999999"}))
    with pytest.raises(Unavailable) as caught:
        ask(fake, "nominatim")
    assert caught.value.retry_after_s == 3600


# --- the connection ---


def test_a_redirect_is_not_followed_and_only_its_host_is_told(fake: FakeGeocoder) -> None:
    with FakeGeocoder([DONHOLM]) as other:
        fake.faults.append(Fault(301, "", {"Location": other.url("locationiq") + f"/search?key={KEY}&q=Donholm"}))
        with pytest.raises(Misconfigured, match=r"HTTP 301, a redirect to http://127\.0\.0\.1; set GEOCODER_URL"):
            ask(fake, "locationiq")
        assert not other.requests


@pytest.mark.parametrize("location", ["https://[", "/elsewhere", ""])
def test_a_redirect_to_nowhere_in_particular_is_still_told_as_one(fake: FakeGeocoder, location: str) -> None:
    fake.faults.append(Fault(302, "", {"Location": location}))
    with pytest.raises(Misconfigured, match="HTTP 302, a redirect to another path"):
        ask(fake, "nominatim")


def test_a_server_that_says_nothing_is_given_up_in_time(fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(how="hang"))
    with pytest.raises(Unavailable, match=r"no answer within 1 s"):
        ask(fake, "nominatim", timeout_s=1.0)
    assert len(fake.requests) == 1


@pytest.mark.parametrize("how", ["dribble", "slow header", "continue"])
def test_a_server_that_dribbles_is_given_up_in_time(fake: FakeGeocoder, how: str) -> None:
    fake.faults.append(Fault(200, " ", how=how))
    with pytest.raises(Unavailable, match=r"took more than 3 s"):
        ask(fake, "nominatim", timeout_s=1.0)


def test_a_search_can_be_cut_off_from_another_thread(fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(how="hang"))
    with Geocoder("nominatim", fake.url("nominatim"), timeout_s=600) as geocoder, ThreadPoolExecutor(1) as pool:
        search = pool.submit(geocoder.search, QUERY)
        while not fake.requests:
            fake.stopping.wait(0.01)
        geocoder.cut_off()
        with pytest.raises(Unavailable):
            search.result(timeout=60)


def test_a_server_that_goes_silent_within_a_body_is_given_up_in_time(fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(200, " ", how="dribble"))
    fake.stopping.wait = lambda timeout=None: False  # type: ignore[method-assign] # it sends the first byte at once
    with pytest.raises(Unavailable):
        ask(fake, "nominatim", timeout_s=0.05)


def test_a_body_without_end_is_not_read_to_its_end(fake: FakeGeocoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geocoding.providers.client.BIGGEST_BODY", 1000)
    fake.faults.append(Fault(200, b" " * 200_000))
    with pytest.raises(Unavailable, match="more than 1,000 bytes"):
        ask(fake, "nominatim")


def test_a_refused_connection_is_an_outage() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with (
        Geocoder("locationiq", f"http://127.0.0.1:{port}", KEY) as geocoder,
        pytest.raises(Unavailable, match="refused"),
    ):
        geocoder.search(QUERY)


def test_what_the_caller_is_handling_is_not_taken_for_the_cause(fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(how="drop"))
    try:
        raise PermissionError(13, "the caller's own trouble")
    except PermissionError:
        with pytest.raises(Unavailable, match="the connection broke"):
            ask(fake, "nominatim")


def test_an_unknown_host_is_an_outage_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with (
        Geocoder("locationiq", "http://geocoder.invalid", KEY) as geocoder,
        pytest.raises(Unavailable, match=r"geocoder\.invalid.*Name or service not known"),
    ):
        geocoder.search(QUERY)


def test_a_connection_that_is_not_made_in_time_is_an_outage(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr("urllib3.util.connection.create_connection", fail)
    with (
        Geocoder("locationiq", "http://127.0.0.1:9", KEY) as geocoder,
        pytest.raises(Unavailable, match="no connection within 5 s"),
    ):
        geocoder.search(QUERY)


def test_https_to_a_plain_port_ends_the_run(fake: FakeGeocoder) -> None:
    url = fake.url("locationiq").replace("http:", "https:")
    with Geocoder("locationiq", url, KEY) as geocoder, pytest.raises(Misconfigured, match="TLS fails"):
        geocoder.search(QUERY)


def test_a_connection_lost_while_tls_is_set_up_is_an_outage() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as pool:

        def hang_up() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65_536)

        pool.submit(hang_up)
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        with Geocoder("locationiq", url, KEY) as geocoder, pytest.raises(Unavailable):
            geocoder.search(QUERY)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")
def test_a_certificate_nobody_signed_ends_the_run(tmp_path: Path) -> None:
    pem = tmp_path / "server.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    subprocess.run(
        [*command, "-keyout", pem, "-out", tmp_path / "cert.pem"], check=True, capture_output=True, timeout=60
    )
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(tmp_path / "cert.pem", pem)
    with FakeGeocoder([DONHOLM], tls=tls) as fake, pytest.raises(Misconfigured, match="self-signed certificate"):
        ask(fake, "locationiq")


def test_a_proxy_that_refuses_is_an_outage(fake: FakeGeocoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", fake.url("nominatim"))
    with (
        Geocoder("locationiq", "https://geocoder.invalid", KEY) as geocoder,
        pytest.raises(Unavailable, match="HTTPS_PROXY"),
    ):
        geocoder.search(QUERY)


def test_missing_certificates_end_the_run(fake: FakeGeocoder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
    with (
        Geocoder("locationiq", "https://127.0.0.1:9", KEY) as geocoder,
        pytest.raises(Misconfigured, match="REQUESTS_CA_BUNDLE"),
    ):
        geocoder.search(QUERY)


# --- the key ---


def plain_https(fake: FakeGeocoder) -> str:
    return fake.url("locationiq").replace("http:", "https:")


def closed_port(_: FakeGeocoder) -> str:
    return "http://127.0.0.1:9"


LEAKS: list[Any] = [
    pytest.param(Fault(401, {"error": f"Invalid key {KEY}"}), None, id="the provider repeats it"),
    pytest.param(Fault(401, {"error": "-" * 190 + KEY}), None, id="the provider repeats it where we cut"),
    pytest.param(Fault(body=b"HTTP/1.1 500 x\r\nno header\r\n\r\n", how="raw"), None, id="odd headers"),
    pytest.param(Fault(301, "", {"Location": f"https://x.example/?key={KEY}"}), None, id="redirect repeats it"),
    pytest.param(Fault(301, "", {"Location": f"https://[{KEY}"}), None, id="redirect to nonsense"),
    pytest.param(Fault(how="hang"), None, id="timeout"),
    pytest.param(Fault(), plain_https, id="TLS"),
    pytest.param(Fault(), closed_port, id="refused"),
    *[pytest.param(row[2], None, id=f"{row[0]}: {row[1]}") for row in STATUS_ROWS if isinstance(row[2], Fault)],
    *[pytest.param(row[1], None, id=row[0]) for row in ANY_ROWS],
]


def search_for_error(geocoder: Geocoder) -> GeocoderError | None:
    try:
        geocoder.search(QUERY)
    except GeocoderError as err:
        return err
    return None


@pytest.mark.parametrize("provider", ["locationiq", "opencage"])
@pytest.mark.parametrize(("fault", "url"), LEAKS)
def test_the_key_never_shows(
    fake: FakeGeocoder,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    provider: str,
    fault: Fault,
    url: Callable[[FakeGeocoder], str] | None,
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="urllib3.connectionpool")
    fake.faults.append(fault)
    timeout_s = 1.0 if fault.how in ("hang", "dribble") else 60.0  # the others answer, however busy the machine is
    with Geocoder(provider, url(fake) if url else fake.url(provider), KEY, timeout_s=timeout_s) as geocoder:
        error = search_for_error(geocoder)
        shown = [repr(geocoder), str(geocoder.provider), repr(error), repr(vars(error) if error else None)]
    if error:
        assert error.__cause__ is None
        assert error.__context__ is None
        told = traceback.TracebackException.from_exception(error, capture_locals=KEY not in str(fault.body))
        shown.append("".join(told.format()))
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
    shown += [caplog.text, *capfd.readouterr()]
    assert not [text for text in shown if any(trace in text for trace in KEY_TRACES)]
    if not url:
        assert fake.requests[0].params["key"] == KEY


def test_an_error_names_provider_and_host_and_what_to_do(fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(401, {"error": "Invalid\n  key" + "!" * 500}))
    with pytest.raises(BadKey) as caught:
        ask(fake, "locationiq")
    host = fake.url("nominatim").removeprefix("http://")
    assert str(caught.value).startswith(f"locationiq ({host}): HTTP 401 'Invalid key!!!")
    assert str(caught.value).endswith("; access is refused: check GEOCODER_API_KEY and the account")
    assert len(str(caught.value)) < 400


# --- odd results ---


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"lat": None}, id="null"),
        pytest.param({"lat": "north"}, id="word"),
        pytest.param({"lat": "91"}, id="out of range"),
        pytest.param({"lon": "-180.1"}, id="longitude out of range"),
        pytest.param({"lat": "nan"}, id="NaN"),
        pytest.param({"lat": math.nan}, id="NaN number"),
        pytest.param({"lat": "1e999"}, id="infinite"),
        pytest.param({"lat": 10**400}, id="too big a number"),
        pytest.param({"lat": True}, id="boolean"),
        pytest.param({"lat": [1]}, id="list"),
        pytest.param({"lat": ""}, id="empty"),
    ],
)
@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_result_without_a_place_on_earth_is_left_out(
    fake: FakeGeocoder, provider: str, wrong: dict[str, Any]
) -> None:
    if provider == "opencage":
        wrong = {"geometry": {"lat": 0, "lng": 0} | {"lat" if key == "lat" else "lng": v for key, v in wrong.items()}}
    fake.places = [Place("Donholm", 1, 1, more=wrong), DONHOLM]
    assert [candidate.lat for candidate in ask(fake, provider)] == [-1.29]
    fake.places = [Place("Donholm", 1, 1, more=wrong)]
    with pytest.raises(Unavailable, match="none of its 1 results has usable coordinates"):
        ask(fake, provider)


@pytest.mark.parametrize("odd", [None, 1, "text", [], {}, {"geometry": []}, {"geometry": None}])
@pytest.mark.parametrize("provider", PROVIDERS)
def test_what_is_no_result_at_all_is_left_out(fake: FakeGeocoder, provider: str, odd: Any) -> None:
    _, body = fake.answer(provider, {"q": "Donholm"})
    (body["results"] if provider == "opencage" else body).insert(0, odd)
    fake.faults.append(Fault(200, body))
    assert [candidate.name for candidate in ask(fake, provider)] == ["Donholm"]


@pytest.mark.parametrize(
    ("provider", "row"),
    [
        ("nominatim", {"lat": -1, "lon": 36}),
        ("locationiq", {"lat": " -1 ", "lon": "36"}),
        ("opencage", {"geometry": {"lat": "-1", "lng": "36"}}),
        ("nominatim", {"lat": "-1", "lon": "36", "address": None, "namedetails": [], "class": 3, "importance": "high"}),
        ("opencage", {"geometry": {"lat": -1, "lng": 36}, "components": None, "confidence": [1], "formatted": None}),
    ],
)
def test_nothing_but_the_coordinates_is_required(fake: FakeGeocoder, provider: str, row: dict[str, Any]) -> None:
    fake.faults.append(Fault(200, opencage_body([row]) if provider == "opencage" else [row]))
    assert ask(fake, provider) == [Candidate(-1.0, 36.0, "", "", "", "other")]


def test_text_that_a_database_refuses_is_mended(fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(200, b'[{"lat":"-1","lon":"36","name":" Don\\u0000holm ","display_name":"\\ud800"}]'))
    (candidate,) = ask(fake, "nominatim")
    assert (candidate.name, candidate.label) == ("Don\ufffdholm", "?")


@pytest.mark.parametrize(("importance", "expected"), [(0.5, 0.5), (-1, 0), (7, 1), (None, 0), ("0.5", 0)])
def test_importance_is_a_share(fake: FakeGeocoder, importance: object, expected: float) -> None:
    fake.places = [Place("Donholm", 1, 1, more={"importance": importance})]
    assert ask(fake, "nominatim")[0].importance == expected


# --- names ---


def test_other_names_are_the_ones_people_use(fake: FakeGeocoder) -> None:
    names = {"name": "Kibera", "name:en": "Kibera", "alt_name": "Kibra; Kibra Town", "name:sw": "Kibera ya Nairobi"}
    more = {"_place_old_name": "Kibra", "name:zh": "基貝拉", "ref": "K1", "operator": "County", "official_name": 5}
    fake.places = [Place("Donholm", 1, 1, more={"name": "Kibera", "namedetails": names | more})]
    (candidate,) = ask(fake, "nominatim")
    assert (candidate.name, candidate.other_names) == ("Kibera", ("Kibra", "Kibra Town", "Kibera ya Nairobi"))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param({"display_name": "Donholm, Nairobi"}, "Donholm", id="first part of the label"),
        pytest.param(
            {"display_name": "Yaya, Argwings", "address": {"name": "Yaya Centre"}}, "Yaya Centre", id="address"
        ),
        pytest.param({"display_name": "12, Moi Ave", "address": {"house_number": "12"}}, "", id="a number is no name"),
        pytest.param(
            {"display_name": "Moi Ave", "namedetails": {"name": "Moi Avenue"}}, "Moi Avenue", id="namedetails"
        ),
        pytest.param({"display_name": "Moi Avenue", "name": ""}, "", id="said to have none"),
    ],
)
def test_a_name_is_found_where_there_is_no_name_field(row: dict[str, Any], expected: str, fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(200, [{"lat": "1", "lon": "1"} | row]))
    assert ask(fake, "locationiq")[0].name == expected


@pytest.mark.parametrize(
    ("formatted", "components", "expected"),
    [
        ("Donholm, Nairobi, Kenya", {"_type": "neighbourhood", "suburb": "Embakasi"}, "Donholm"),
        ("Ngong Road, Nairobi", {"_type": "road", "road": "Ngong Road"}, "Ngong Road"),
        ("unnamed road, Nairobi", {"_type": "road", "road": "unnamed road"}, ""),
        ("00902 Kikuyu, Kenya", {"_type": "town", "postcode": "00902"}, "Kikuyu"),
        ("Sarit, Westlands", {"_type": "commerce", "_category": "commerce", "mall": "Sarit Centre"}, "Sarit"),
    ],
)
def test_opencage_names_a_result_under_its_type(
    fake: FakeGeocoder, formatted: str, components: dict[str, str], expected: str
) -> None:
    row = {"geometry": {"lat": 1, "lng": 1}, "formatted": formatted, "components": components}
    fake.faults.append(Fault(200, opencage_body([row])))
    assert ask(fake, "opencage")[0].name == expected


# --- levels ---


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("place=city place=town place=village place=hamlet place=locality place=isolated_dwelling", "settlement"),
        (
            "place=suburb place=neighbourhood place=quarter place=city_block landuse=residential landuse=industrial",
            "area",
        ),
        ("highway=residential highway=primary highway=footway highway=trunk_link highway=living_street", "street"),
        (
            "highway=bus_stop amenity=school shop=mall building=yes tourism=hotel railway=station office=company",
            "point",
        ),
        ("place=house leisure=park aeroway=aerodrome junction=roundabout landuse=cemetery", "point"),
        ("place=county place=district place=region place=country place=postcode boundary=postal_code", "coarse"),
        ("boundary=political place=city_district place=municipality", "admin"),
        ("waterway=river natural=peak natural=wood place=island boundary=national_park landuse=forest", "natural"),
        ("place=yes craze=new x=", "other"),
    ],
)
def test_words_of_openstreetmap_have_their_level(kinds: str, expected: Level) -> None:
    assert {kind: osm_level(*kind.split("=")) for kind in kinds.split()} == dict.fromkeys(kinds.split(), expected)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param({"place_rank": 4, "addresstype": "country"}, "coarse", id="country"),
        pytest.param({"place_rank": 8, "addresstype": "state"}, "coarse", id="county"),
        pytest.param({"place_rank": 10, "addresstype": "state_district"}, "admin", id="sub-county"),
        pytest.param({"place_rank": 12, "addresstype": "county"}, "admin", id="constituency"),
        pytest.param({"place_rank": 16, "addresstype": "city"}, "admin", id="ward"),
        pytest.param({"place_rank": 20, "addresstype": "suburb"}, "admin", id="named by its rank alone"),
        pytest.param({"place_rank": 8, "addresstype": "city"}, "settlement", id="a county around a linked city"),
        pytest.param({"place_rank": 16, "addresstype": "town"}, "settlement", id="a linked town"),
        pytest.param({"place_rank": 16, "addresstype": "suburb"}, "area", id="a linked suburb"),
        pytest.param({"place_rank": 8, "extratags": {"linked_place": "city"}}, "settlement", id="linked_place"),
        pytest.param({"place_rank": 8, "extratags": {"linked_place": "county"}}, "coarse", id="linked county"),
        pytest.param({"place_rank": 20, "extratags": {"place": "neighbourhood"}}, "area", id="place on the boundary"),
        pytest.param(
            {"place_rank": 16, "extratags": {}, "addresstype": "town"}, "admin", id="extratags without a place"
        ),
        pytest.param({"extratags": {"admin_level": "4"}}, "coarse", id="admin_level of a county"),
        pytest.param({"extratags": {"admin_level": "6"}}, "admin", id="admin_level of a ward"),
        pytest.param(
            {"address": {"county": "Kiambu"}, "display_name": "Kiambu, Kenya"}, "coarse", id="address: county"
        ),
        pytest.param({"address": {"city": "Thika"}, "display_name": "Thika, Kenya"}, "admin", id="address: city"),
        pytest.param({"address": {"suburb": "Karen"}, "display_name": "Karen, Kenya"}, "area", id="address: suburb"),
        pytest.param({}, "coarse", id="nothing tells"),
    ],
)
def test_a_boundary_is_what_is_in_it_or_what_its_rank_says(row: dict[str, Any], expected: Level) -> None:
    boundary = {"class": "boundary", "type": "administrative", "lat": "1", "lon": "1"}
    address = {"country_code": "ke"} | row.get("address", {})
    found = Nominatim().read_candidate(boundary | row | {"address": address})
    assert (found.level, found.kind) == (expected, "boundary=administrative")


def test_a_county_has_another_rank_elsewhere() -> None:
    assert [boundary_level(6, country) for country in ("ke", "gb", "")] == ["admin", "coarse", "coarse"]


def test_nominatims_newer_word_for_class_is_read() -> None:
    row = {"lat": "1", "lon": "1", "category": "place", "type": "town"}
    assert Nominatim().read_candidate(row).level == "settlement"


@pytest.mark.parametrize(
    ("kind", "quality", "expected"),
    [
        ("place=suburb", {"matchlevel": "neighbourhood"}, "area"),
        ("place=suburb", {}, "area"),
        ("place=suburb", {"matchlevel": "county"}, "coarse"),
        ("place=suburb", {"matchlevel": "postalcode"}, "coarse"),
        ("place=suburb", {"matchlevel": "state"}, "coarse"),
        ("place=suburb", {"matchlevel": "country"}, "coarse"),
        ("place=suburb", {"matchlevel": "marine"}, "coarse"),
        ("place=suburb", {"matchlevel": "neighbourhood", "matchcode": "fallback"}, "coarse"),
        ("place=suburb", {"matchlevel": "neighbourhood", "matchcode": "approximate"}, "area"),
        ("place=city", {"matchlevel": "city"}, "settlement"),
        ("highway=residential", {"matchlevel": "street", "matchtype": "centroid"}, "street"),
        ("boundary=administrative", {"matchlevel": "city"}, "admin"),
        ("boundary=administrative", {"matchlevel": "neighbourhood"}, "area"),
        ("boundary=administrative", {"matchlevel": "county"}, "coarse"),
        ("boundary=administrative", {}, "coarse"),
        ("=", {"matchlevel": "venue"}, "point"),
        ("=", {"matchlevel": "building"}, "point"),
        ("=", {"matchlevel": "street"}, "street"),
        ("=", {"matchlevel": "borough"}, "area"),
        ("=", {"matchlevel": "island"}, "natural"),
        ("=", {}, "other"),
    ],
)
def test_locationiqs_matchquality_counts(kind: str, quality: dict[str, str], expected: Level) -> None:
    row = {"lat": "1", "lon": "1", "matchquality": quality} | dict(zip(("class", "type"), kind.split("="), strict=True))
    assert LocationIQ().read_candidate(row).level == expected


@pytest.mark.parametrize(
    ("words", "category", "confidence", "expected"),
    [
        ("city town village hamlet locality", "place", 1, "settlement"),
        ("suburb neighbourhood quarter residential", "place", 7, "area"),
        ("suburb neighbourhood", "place", 2, "coarse"),
        ("suburb", "place", 0, "area"),
        ("suburb", "place", None, "area"),
        ("road", "road", 9, "street"),
        ("road", "road", 1, "coarse"),
        ("restaurant school", "commerce", 9, "point"),
        ("building", "building", 10, "point"),
        ("state county state_district region country postcode", "place", 9, "coarse"),
        ("zip", "postcode", 9, "coarse"),
        ("municipality city_district", "place", 5, "admin"),
        ("water river", "natural/water", 9, "natural"),
        ("unheard", "unknown", 9, "other"),
    ],
)
def test_words_of_opencage_have_their_level(words: str, category: str, confidence: object, expected: Level) -> None:
    found = {word: opencage_level(word, category, confidence) for word in words.split()}
    assert found == dict.fromkeys(words.split(), expected)


# --- threads ---


def test_many_threads_ask_at_once_each_over_its_own_connection(fake: FakeGeocoder) -> None:
    fake.places = [Place(f"Place {i}", i / 100, 37) for i in range(40)]
    fake.latency_s = 0.02
    with Geocoder("locationiq", fake.url("locationiq"), KEY) as geocoder, ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda i: geocoder.search(Query(f"Place {i}, Kenya")), range(40)))
        assert [candidates[0].name for candidates in found] == [f"Place {i}" for i in range(40)]
    assert fake.most_at_once == 4
    assert len({request.client_port for request in fake.requests}) == 4


def test_it_can_be_used_again_after_it_was_closed(fake: FakeGeocoder) -> None:
    geocoder = Geocoder("nominatim", fake.url("nominatim"))
    for _ in range(2):
        assert geocoder.search(QUERY)
        geocoder.close()


# --- settings ---


def test_the_providers_facts() -> None:
    facts = {p.name: (p.default_rate, p.default_daily_limit, p.needs_key, p.default_url) for p in PROVIDERS.values()}
    assert facts == {
        "locationiq": (0.95, 5000, True, "https://us1.locationiq.com/v1"),
        "opencage": (0.95, 2500, True, "https://api.opencagedata.com/geocode/v1"),
        "nominatim": (1.0, 100_000, False, None),
    }


@pytest.mark.parametrize(
    ("arguments", "setting"),
    [
        pytest.param(("nominatim", None, None), "GEOCODER_URL", id="a server of one's own needs a URL"),
        pytest.param(("locationiq", None, None), "GEOCODER_API_KEY", id="no key"),
        pytest.param(("opencage", None, " "), "GEOCODER_API_KEY", id="blank key"),
        pytest.param(("locationiq", "us1.locationiq.com", KEY), "GEOCODER_URL", id="no scheme"),
        pytest.param(("locationiq", "http://me:secret@host", KEY), "GEOCODER_URL", id="credentials in the URL"),
        pytest.param(("locationiq", f"http://host:{KEY}", KEY), "GEOCODER_URL", id="key for a port"),
        pytest.param(("locationiq", "http://[::1", KEY), "GEOCODER_URL", id="half an address"),
        pytest.param(("locationiq", f"http://host/v1?key={KEY}", KEY), "GEOCODER_URL", id="key in the URL"),
        pytest.param(("locationiq", None, KEY, "uk"), "GEOCODER_COUNTRY", id="no ISO code"),
    ],
)
def test_a_missing_or_malformed_setting_is_named(arguments: tuple[Any, ...], setting: str) -> None:
    with pytest.raises(UserError, match=setting) as caught:
        Geocoder(*arguments)
    assert caught.value.exit_code == USAGE
    assert KEY not in str(caught.value)


def test_nominatim_is_never_sent_a_key(fake: FakeGeocoder) -> None:
    assert ask(fake, "nominatim")
    assert "key" not in fake.requests[0].params


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ke", "Kenya"),
        ("KE", "Kenya"),
        ("tz", "Tanzania"),
        ("gb", "United Kingdom"),
        ("cd", "Democratic Republic of the Congo"),
        ("ci", "Côte d'Ivoire"),
        ("fk", "Falkland Islands"),
        ("bq", "Bonaire"),
    ],
)
def test_a_country_has_the_english_name_that_maps_have(code: str, name: str) -> None:
    assert country_name(code) == name


def test_every_country_has_a_name_without_symbols() -> None:
    names = [country_name(country.alpha_2) for country in pycountry.countries]
    assert len(names) == 249
    assert not [name for name in names if not name or set(name) & set(",&()[]/;:")]
