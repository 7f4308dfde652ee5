"""What is read of a single result, whatever brought it."""

from __future__ import annotations

from typing import Any

import pytest

from geocoding.providers import PROVIDERS

BOUNDARY = {"class": "boundary", "type": "administrative", "place_rank": 16}
WIDE = ["-1.5", "-1.0", "36.5", "37.0"]


@pytest.mark.parametrize(
    ("field", "row", "expected"),
    [
        pytest.param("country_code", {"address": {"country_code": "KE"}}, "ke", id="capital letters"),
        pytest.param("town", {"name": "X", "address": {"municipality": "Kiambu"}}, "Kiambu", id="a municipality"),
        pytest.param("town", {"name": "X", "address": {"city": "X", "town": "Y"}}, "Y", id="not the thing itself"),
        pytest.param(
            "extent_km",
            {**BOUNDARY, "extratags": {"linked_place": "town"}, "boundingbox": WIDE},
            0,
            id="at a node inside it",
        ),
        pytest.param("place", {**BOUNDARY, "addresstype": "town"}, "town", id="of a boundary the linked one"),
        pytest.param("place", {**BOUNDARY, "addresstype": "political"}, "", id="no word for a settlement"),
        pytest.param("place", {**BOUNDARY, "addresstype": "city"}, "", id="a word that every such boundary has"),
        pytest.param("place", {"class": "highway", "type": "road", "addresstype": "town"}, "", id="of a street none"),
        pytest.param("place_id", {"place_id": 17}, "17", id="a number to leave it out by"),
        pytest.param(
            "other_names",
            {"name": "X", "namedetails": {f"{kind}_name": kind for kind in ("official", "short", "loc", "reg", "int")}},
            ("official", "short", "loc", "reg", "int"),
            id="every sort of name",
        ),
    ],
)
def test_a_result_of_nominatim_says_what_it_is(field: str, row: dict[str, Any], expected: object) -> None:
    found = PROVIDERS["nominatim"].format.read_candidate({"lat": 1, "lon": 1} | row)
    assert getattr(found, field) == expected


def test_locationiq_can_leave_out_no_result_and_its_rank_counts_for_more_than_its_match() -> None:
    row = {"lat": 1, "lon": 1, "place_id": "17", **BOUNDARY, "place_rank": 8, "matchquality": {"matchlevel": "city"}}
    found = PROVIDERS["locationiq"].format.read_candidate(row)
    assert (found.place_id, found.level) == ("", "coarse")


@pytest.mark.parametrize(("word", "place"), [("suburb", "suburb"), ("road", "")])
def test_a_result_of_opencage_is_a_place_if_its_type_is_one(word: str, place: str) -> None:
    components = {"_type": word, word: "X", "municipality": "Kiambu", "country_code": "KE"}
    row = {"geometry": {"lat": 1, "lng": 1}, "formatted": "X, Kiambu", "components": components}
    found = PROVIDERS["opencage"].format.read_candidate(row)
    assert (found.name, found.place, found.town, found.country_code) == ("X", place, "Kiambu", "ke")


def test_a_word_of_opencage_that_nobody_knows_is_what_its_category_says() -> None:
    components = {"_type": "raceway", "_category": "road", "raceway": "X"}
    row = {"geometry": {"lat": 1, "lng": 1}, "formatted": "X, Kiambu", "components": components}
    found = PROVIDERS["opencage"].format.read_candidate(row)
    assert (found.name, found.kind, found.level) == ("X", "raceway", "street")
