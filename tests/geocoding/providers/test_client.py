"""The client: connection, threads and settings, over real HTTP; the key never shows."""

from __future__ import annotations

import gzip
import logging
import pickle
import shutil
import socket
import ssl
import subprocess
import threading
import traceback
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pycountry
import pytest

from answering import ANY_ROWS, DONHOLM, KEY, KEY_TRACES, QUERY, STATUS_ROWS, ask
from fake_geocoder import FakeGeocoder, Fault, Place, locationiq_row
from geocoding.candidates import Query
from geocoding.providers import PROVIDERS, Geocoder, country_name
from geocoding.providers.deadline import RequestDeadline
from geocoding.providers.errors import (
    AuthenticationFailed,
    GeocoderError,
    Misconfigured,
    Unavailable,
)
from shared import USAGE, UserError, log
from shared.settings import DAILY_LIMITS


@pytest.fixture
def fake() -> Iterator[FakeGeocoder]:
    with FakeGeocoder([DONHOLM]) as server:
        yield server


# --- the connection ---


def test_a_redirect_is_not_followed_and_only_its_host_is_told(fake: FakeGeocoder) -> None:
    with FakeGeocoder([DONHOLM]) as other:
        fake.faults.append(Fault(301, "", {"Location": other.url("locationiq") + f"/search?key={KEY}&q=Donholm"}))
        with pytest.raises(Misconfigured, match=r"HTTP 301, a redirect to http://127\.0\.0\.1; set GEOCODER_URL"):
            ask(fake, "locationiq")
        assert not other.requests


@pytest.mark.parametrize("status", [300, 399])
def test_every_status_of_redirects_is_told_as_one(fake: FakeGeocoder, status: int) -> None:
    fake.faults.append(Fault(status, "[]"))
    with pytest.raises(Misconfigured, match=f"HTTP {status}, a redirect"):
        ask(fake, "nominatim")


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


def test_a_whole_exchange_may_take_three_times_as_long_as_the_pause_between_two_pieces(
    fake: FakeGeocoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounds: list[float] = []
    after = RequestDeadline.after

    def note(abort: RequestDeadline, seconds: float) -> AbstractContextManager[None]:
        bounds.append(seconds)
        return after(abort, seconds)

    monkeypatch.setattr(RequestDeadline, "after", note)
    ask(fake, "nominatim", timeout_s=7.0)
    assert bounds == [21.0]


def test_a_search_can_be_cut_off_from_another_thread(fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(how="hang"))
    with Geocoder("nominatim", fake.url("nominatim"), timeout_s=600) as geocoder, ThreadPoolExecutor(1) as pool:
        search = pool.submit(geocoder.search, QUERY)
        while not fake.requests:
            fake.stopping.wait(0.01)
        geocoder.abort()
        with pytest.raises(Unavailable):
            search.result(timeout=60)


def test_the_bound_on_an_exchange_ends_with_it() -> None:
    others = set(threading.enumerate())
    with RequestDeadline().after(3600):
        (timer,) = set(threading.enumerate()) - others
    timer.join(timeout=60)
    assert not timer.is_alive()


def test_a_server_that_goes_silent_within_a_body_is_given_up_in_time(fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(200, " ", how="dribble"))
    fake.stopping.wait = lambda timeout=None: False  # type: ignore[method-assign] # it sends the first byte at once
    with pytest.raises(Unavailable):
        ask(fake, "nominatim", timeout_s=0.05)


def test_a_small_body_that_unpacks_to_a_huge_one_is_not_unpacked_whole(fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(200, gzip.compress(bytes(300_000_000)), {"Content-Encoding": "gzip"}))
    tracemalloc.start()
    try:
        with pytest.raises(Unavailable, match="more than 8,000,000 bytes"):
            ask(fake, "nominatim")
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_a_body_without_end_is_not_read_to_its_end(fake: FakeGeocoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geocoding.providers.client.MAX_BODY_BYTES", 1000)
    for length in (200_000, 1001):
        fake.faults.append(Fault(200, b" " * length))
        with pytest.raises(Unavailable, match="more than 1,000 bytes"):
            ask(fake, "nominatim")
    fake.faults.append(Fault(200, b" " * 998 + b"[]"))
    assert ask(fake, "nominatim") == []


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
    with pytest.raises(AuthenticationFailed) as caught:
        ask(fake, "locationiq")
    host = fake.url("nominatim").removeprefix("http://")
    assert str(caught.value).startswith(f"locationiq ({host}): HTTP 401 'Invalid key!!!")
    assert str(caught.value).endswith("; access is refused: check GEOCODER_API_KEY and the account")
    assert len(str(caught.value)) < 400


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
    facts = {p.name: (p.default_rate, DAILY_LIMITS[p.name], p.needs_key, p.default_url) for p in PROVIDERS.values()}
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


@pytest.mark.parametrize(
    ("provider", "url", "warnings"),
    [
        ("locationiq", "http://geocoder.example/v1", 1),
        ("locationiq", "https://geocoder.example/v1", 0),
        ("locationiq", "http://127.0.0.1:8080", 0),
        ("locationiq", "http://localhost", 0),
        ("locationiq", "http://[::1]:8080", 0),
        ("nominatim", "http://geocoder.example", 0),
    ],
)
def test_a_key_that_would_travel_in_the_clear_is_warned_of(
    provider: str, url: str, warnings: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(log, "propagate", True)
    monkeypatch.setattr(log, "handlers", [])  # of a test before
    with Geocoder(provider, url, KEY):
        assert [record.getMessage().count("plain http") for record in caplog.records] == [1] * warnings


def test_a_provider_that_echoes_the_key_gets_it_into_no_answer(fake: FakeGeocoder) -> None:
    row = locationiq_row(DONHOLM) | {"display_name": f"Donholm {quote_plus(KEY).lower()}, {KEY}"}
    fake.faults.append(Fault(200, [row]))
    (found,) = ask(fake, "locationiq")
    assert not any(trace.lower() in repr(found).lower() for trace in KEY_TRACES)
    assert found.label.count("***") == 2


def test_no_text_of_an_answer_is_longer_than_a_label_can_be_and_no_half_a_key_is_at_its_end(fake: FakeGeocoder) -> None:
    row = locationiq_row(DONHOLM) | {"display_name": f"{'x' * 1990}{KEY}{'x' * 1_000_000}"}
    fake.faults.append(Fault(200, [row]))
    (found,) = ask(fake, "locationiq")
    assert found.label == f"{'x' * 1990}***{'x' * 7}"


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
        ("ru", "Russia"),
        ("VA", "Vatican City"),
    ],
)
def test_a_country_has_the_english_name_that_maps_have(code: str, name: str) -> None:
    assert country_name(code) == name


def test_every_country_has_a_name_without_symbols() -> None:
    names = [country_name(country.alpha_2) for country in pycountry.countries]
    assert len(names) == 249
    assert not [name for name in names if not name or set(name) & set(",&()[]/;:")]


@pytest.mark.parametrize(
    ("provider", "country", "said"),
    [
        ("nominatim", "pr", "under us"),
        ("locationiq", "HK", "under cn"),
        ("nominatim", "nf", "under au"),
        ("nominatim", "ke", ""),
        ("opencage", "pr", ""),
    ],
)
def test_a_territory_that_maps_have_under_another_country_is_said_at_the_start(
    caplog: pytest.LogCaptureFixture, provider: str, country: str, said: str
) -> None:
    with Geocoder(provider, "https://maps.example", KEY, country):
        warnings = [record.getMessage() for record in caplog.records]
    assert [said in warning for warning in warnings] == ([True] if said else [])
