"""What the providers' words for a result mean: one table a provider."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from answering import DONHOLM
from fake_geocoder import FakeGeocoder
from geocoding.candidates import Level
from geocoding.providers.levels import boundary_level, opencage_level, osm_level
from geocoding.providers.locationiq import LocationIQ
from geocoding.providers.nominatim import Nominatim


@pytest.fixture
def fake() -> Iterator[FakeGeocoder]:
    with FakeGeocoder([DONHOLM]) as server:
        yield server


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
        ("craft=carpenter healthcare=clinic military=barracks man_made=tower emergency=siren bridge=yes", "point"),
        ("aerialway=station club=sport public_transport=platform historic=ruins landuse=military", "point"),
        ("place=house leisure=park aeroway=aerodrome junction=roundabout landuse=cemetery", "point"),
        ("place=county place=district place=region place=country place=postcode boundary=postal_code", "coarse"),
        ("boundary=political place=city_district place=municipality", "admin"),
        (
            "waterway=river natural=peak natural=wood place=island boundary=national_park landuse=forest "
            "mountain_pass=yes geological=outcrop water=lake landuse=meadow leisure=nature_reserve",
            "natural",
        ),
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
        pytest.param({"place_rank": "16", "addresstype": "city"}, "admin", id="a rank as text"),
        pytest.param({"place_rank": 10, "addresstype": "state_district"}, "admin", id="sub-county"),
        pytest.param({"place_rank": 12, "addresstype": "county"}, "admin", id="constituency"),
        pytest.param({"place_rank": 16, "addresstype": "city"}, "admin", id="ward"),
        pytest.param({"place_rank": 20, "addresstype": "suburb"}, "area", id="a part of a town"),
        pytest.param({"place_rank": 18, "addresstype": "city_district"}, "area", id="a district of a city"),
        pytest.param({"place_rank": 8, "addresstype": "city"}, "settlement", id="a county around a linked city"),
        pytest.param({"place_rank": 16, "addresstype": "town"}, "settlement", id="a linked town"),
        pytest.param({"place_rank": 16, "addresstype": "suburb"}, "area", id="a linked suburb"),
        pytest.param({"place_rank": 8, "extratags": {"linked_place": "city"}}, "settlement", id="linked_place"),
        pytest.param({"place_rank": 8, "extratags": {"linked_place": "county"}}, "coarse", id="linked county"),
        pytest.param({"place_rank": 20, "extratags": {"place": "neighbourhood"}}, "area", id="place on the boundary"),
        pytest.param({"place_rank": 16, "extratags": {"place": "town"}}, "settlement", id="a town on the boundary"),
        pytest.param(
            {"place_rank": 16, "extratags": {}, "addresstype": "town"}, "admin", id="extratags without a place"
        ),
        pytest.param({"extratags": {"admin_level": "4"}}, "coarse", id="admin_level of a county"),
        pytest.param({"extratags": {"admin_level": "6"}}, "admin", id="admin_level of a ward"),
        pytest.param(
            {"address": {"county": "Kiambu"}, "display_name": "Kiambu, Kenya"}, "coarse", id="address: county"
        ),
        pytest.param({"address": {"city": "Thika"}, "display_name": "Thika, Kenya"}, "admin", id="address: city"),
        pytest.param(
            {"address": {"name": "Thika", "city": "Thika"}, "display_name": "Thika, Kenya"}, "admin", id="and its name"
        ),
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
    highest_of_counties = {"ke": 4, "tz": 4, "mx": 5, "ng": 5, "tr": 5, "ph": 5, "gb": 6, "": 6}
    for country, highest in highest_of_counties.items():
        levels = [boundary_level(level, country) for level in range(2, 12)]
        assert levels == ["coarse"] * (highest - 1) + ["admin"] * (8 - highest) + ["area"] * 3


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
        ("boundary=administrative", {"matchlevel": "street"}, "street"),
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
