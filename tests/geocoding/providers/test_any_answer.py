"""Whatever a provider answers, or what stands in for one: candidates on earth, nothing, or one of our errors."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fake_geocoder import Place, locationiq_row, nominatim_row, opencage_body, opencage_row
from geocoding.candidates import Candidate
from geocoding.providers import PROVIDERS
from geocoding.providers.errors import GeocoderError
from geocoding.providers.formats import HttpResponse, read_response

DONHOLM = Place("Donholm", -1.29, 36.89, other_names=("Doni",))
WHOLE: dict[str, Any] = {
    "nominatim": [nominatim_row(DONHOLM)],
    "locationiq": [locationiq_row(DONHOLM)],
    "opencage": opencage_body([opencage_row(DONHOLM)]),
}
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["-1.29", "1e999", "NaN", "ke", "boundary", "administrative", 10**30, "9" * 5000])
)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)


@st.composite
def damaged(draw: st.DrawFn, value: Any) -> Any:
    """The value with one of its parts, at any depth, exchanged for anything or taken out."""
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        key = draw(st.sampled_from(sorted(value)))
        if not draw(st.integers(0, 5)):
            return {name: part for name, part in value.items() if name != key}
        return value | {key: draw(damaged(value[key]))}
    if isinstance(value, list) and value and draw(st.integers(0, 9)):
        return [draw(damaged(value[0])), *value[1:]]
    return draw(anything)


def read(provider: str, status: int, body: bytes) -> list[Candidate]:
    """The candidates; none where it is an error, which is one short line."""
    try:
        return read_response(HttpResponse(status, body), PROVIDERS[provider].format, "a geocoder")
    except GeocoderError as err:
        message = str(err)
    assert len(message) < 1000
    assert message.isprintable()
    return []


@pytest.mark.parametrize("provider", WHOLE)
@given(st.data(), st.sampled_from([200, 200, 200, 400, 402, 404, 429, 500, 777]))
def test_a_damaged_answer_is_candidates_on_earth_or_one_of_our_errors(
    provider: str, data: st.DataObject, status: int
) -> None:
    answer = data.draw(damaged(data.draw(damaged(WHOLE[provider]))))
    for found in read(provider, status, json.dumps(answer).encode("utf-8", "surrogatepass")):
        assert abs(found.lat) <= 90
        assert abs(found.lng) <= 180
        assert 0 <= found.importance <= 1
        assert 0 <= found.extent_km < 20_100
        assert "\x00" not in found.label + found.name
        found.label.encode()


@pytest.mark.parametrize("provider", WHOLE)
@given(st.sampled_from([200, 404, 500]), st.binary(max_size=200))
@example(200, b"[" * 100_000)
@example(200, b'{"status": {"code": ' + b"9" * 5000 + b"}}")
@example(404, b'{"error": "' + b"x" * 100_000 + b'"}')
@example(404, rb'{"error": "\u001b[2J\n\u202e forged"}')
def test_any_bytes_are_one_of_our_errors_or_nothing(provider: str, status: int, body: bytes) -> None:
    assert read(provider, status, body) == []
