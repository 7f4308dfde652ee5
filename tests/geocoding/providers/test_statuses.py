"""One test a row of the providers' status tables, over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from answering import ANY_ROWS, DONHOLM, STATUS_ROWS, ask, oc
from fake_geocoder import FakeGeocoder, Fault
from geocoding.providers import PROVIDERS
from geocoding.providers.errors import (
    AuthenticationFailed,
    BadRequest,
    GeocoderError,
    Misconfigured,
    QuotaExceeded,
    RateLimited,
    Unavailable,
)
from shared import FAILED, QUOTA


@pytest.fixture
def fake() -> Iterator[FakeGeocoder]:
    with FakeGeocoder([DONHOLM]) as server:
        yield server


# --- one test a row of the status tables ---


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


TOO_FAST = "asked too fast: lower GEOCODER_RATE"


@pytest.mark.parametrize(
    ("provider", "fault", "said"),
    [
        ("nominatim", Fault(400, {"error": {"code": 400, "message": "No query"}}), "HTTP 400 'No query'; "),
        ("nominatim", Fault(403, ""), "HTTP 403 and no JSON; the server refuses us: ask who runs it"),
        ("nominatim", Fault(403, {}), "HTTP 403; the server refuses us"),
        ("opencage", oc(402, "No quota"), "HTTP 402 'No quota'; the quota is used up: it comes back at 00:00 UTC"),
        ("opencage", oc(429, "Slower"), f"HTTP 429 'Slower'; {TOO_FAST}"),
        ("locationiq", Fault(429, {"error": "Rate Limited Second"}), f"HTTP 429 'Rate Limited Second'; {TOO_FAST}"),
        ("locationiq", Fault(429, {"error": "Rate Limited Minute"}), f"HTTP 429 'Rate Limited Minute'; {TOO_FAST}"),
        ("locationiq", Fault(429, {"error": "Slower"}), f"HTTP 429 'Slower'; {TOO_FAST}"),
        ("locationiq", Fault(429, {"error": "Rate Limited Day"}), "; the day's quota is used up until 00:00 UTC"),
    ],
)
def test_an_error_tells_the_providers_words_and_what_to_do(
    fake: FakeGeocoder, provider: str, fault: Fault, said: str
) -> None:
    fake.faults.append(fault)
    with pytest.raises(GeocoderError) as caught:
        ask(fake, provider)
    assert said in str(caught.value)


def test_only_a_spent_quota_has_the_exit_code_of_quotas() -> None:
    assert QuotaExceeded("").exit_code == QUOTA
    others: tuple[type[GeocoderError], ...] = (
        AuthenticationFailed,
        BadRequest,
        Misconfigured,
        RateLimited,
        Unavailable,
    )
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
    with pytest.raises(RateLimited) as caught:
        ask(fake, "nominatim")
    assert caught.value.retry_after_s == expected


def test_being_told_to_wait_for_hours_is_a_spent_quota(fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(429, "", {"Retry-After": "36000"}))
    with pytest.raises(QuotaExceeded, match=r"10\.0 hours"):
        ask(fake, "nominatim")


def test_an_outage_is_never_said_to_last_more_than_an_hour(fake: FakeGeocoder) -> None:
    fake.faults.append(Fault(503, "", {"Retry-After": "99999999"}))
    with pytest.raises(Unavailable) as caught:
        ask(fake, "nominatim")
    assert caught.value.retry_after_s == 3600
