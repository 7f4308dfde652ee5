"""How each provider is asked, and how its answers read: every provider format over real HTTP."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from answering import DONHOLM, KEY, QUERY, ask
from fake_geocoder import FakeGeocoder, Fault, Place, opencage_body
from geocoding.candidates import Candidate, Level, Query
from geocoding.providers import PROVIDERS, Geocoder, formats
from geocoding.providers.errors import (
    Unavailable,
)
from geocoding.providers.formats import read_own_name


@pytest.fixture
def fake() -> Iterator[FakeGeocoder]:
    with FakeGeocoder([DONHOLM]) as server:
        yield server


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
        pytest.param("locationiq", {}, LOCATIONIQ_PARAMS, id="locationiq, no point"),
        pytest.param("locationiq", NEAR, LOCATIONIQ_PARAMS | {"viewbox": BOX, "bounded": "0"}, id="locationiq, biased"),
        pytest.param("opencage", {}, OPENCAGE_PARAMS, id="opencage, no point"),
        pytest.param("opencage", NEAR, OPENCAGE_PARAMS | {"proximity": "-1.292100,36.821900"}, id="opencage, biased"),
    ],
)
def test_each_provider_is_asked_with_its_own_parameters(
    fake: FakeGeocoder, provider: str, near: dict[str, Any], expected: dict[str, str]
) -> None:
    ask(fake, provider, Query("Donholm, Kenya", **near))
    (request,) = fake.requests
    assert (request.provider, request.params) == (provider, expected)


def test_the_box_holds_the_circle_and_stays_on_the_globe() -> None:
    west, south, east, north = map(float, (formats.read_box(Query("q", 0.0, 37.0, 25.0)) or "").split(","))
    assert (north - south) * 111.195 == pytest.approx(50, abs=0.01)
    assert (east - west) * 111.195 == pytest.approx(50, abs=0.01)
    west, south, east, north = map(float, (formats.read_box(Query("q", 89.99, 179.9, 500.0)) or "").split(","))
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
                place="suburb",
                town="Nairobi",
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
                place="suburb",
                town="Nairobi",
            ),
        ),
        (
            "opencage",
            Candidate(
                -1.29,
                36.89,
                "Donholm",
                "Donholm, Nairobi, Kenya",
                "ke",
                "area",
                "suburb",
                place="suburb",
                town="Nairobi",
            ),
        ),
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


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_edges_of_the_earth_are_on_it(fake: FakeGeocoder, provider: str) -> None:
    fake.places = [Place("Donholm", lat, lng) for lat, lng in ((90, 180), (-90, -180))]
    assert [(found.lat, found.lng) for found in ask(fake, provider)] == [(90, 180), (-90, -180)]


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


def test_the_other_names_are_those_of_every_language(fake: FakeGeocoder) -> None:
    names = {"name": "Kibera", "name:en": "Kibera", "alt_name": "Kibra; Kibra Town", "name:sw": "Kibera ya Nairobi"}
    more = {
        "_place_old_name": "Kibera Ndogo",
        "name:zh": "基貝拉",
        "ref": "K1",
        "operator": "County",
        "official_name": 5,
    }
    fake.places = [Place("Donholm", 1, 1, more={"name": "Kibera", "namedetails": names | more})]
    (candidate,) = ask(fake, "nominatim")
    expected = ("Kibra", "Kibra Town", "Kibera ya Nairobi", "Kibera Ndogo", "基貝拉")
    assert (candidate.name, candidate.other_names) == ("Kibera", expected)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param({"display_name": "Donholm, Nairobi"}, "Donholm", id="first part of the label"),
        pytest.param(
            {"display_name": "Yaya, Argwings", "address": {"name": "Yaya Centre"}}, "Yaya Centre", id="address"
        ),
        pytest.param({"display_name": "12, Moi Ave", "address": {"house_number": "12"}}, "", id="a number is no name"),
        pytest.param(
            {"display_name": "Moi Ave 12, Nairobi", "address": {"road": "Moi Ave", "house_number": "12"}},
            "",
            id="nor is one behind its street",
        ),
        pytest.param(
            {"display_name": "Yaya, Moi Ave", "address": {"road": "Moi Ave", "house_number": "12"}},
            "Yaya",
            id="a thing that has a number",
        ),
        pytest.param(
            {
                "display_name": "Greenfields, Nairobi",
                "class": "landuse",
                "type": "residential",
                "address": {"neighbourhood": "Greenfields"},
            },
            "Greenfields",
            id="named land",
        ),
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
    ("more", "expected"),
    [
        pytest.param({"confidence": 1}, "coarse", id="no box, but a confidence that is given to wide ones"),
        pytest.param({"confidence": 7}, "area", id="no box"),
        pytest.param(
            {
                "confidence": 1,
                "bounds": {"southwest": {"lat": 1, "lng": 1}, "northeast": {"lat": 1.01, "lng": 1.01}},
            },
            "area",
            id="a box, which counts",
        ),
    ],
)
def test_opencages_confidence_says_how_wide_a_thing_without_a_box_is(
    fake: FakeGeocoder, more: dict[str, Any], expected: str
) -> None:
    components = {"_type": "suburb", "suburb": "Donholm", "ISO_3166-1_alpha-2": "KE"}
    row = {"geometry": {"lat": 1, "lng": 1}, "formatted": "Donholm, Nairobi", "components": components}
    fake.faults.append(Fault(200, opencage_body([row | more])))
    (candidate,) = ask(fake, "opencage")
    assert (candidate.level, candidate.country_code) == (expected, "ke")


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


@pytest.mark.parametrize(
    ("first", "address", "level", "kind", "expected"),
    [
        pytest.param("Kanu Street 12", {"road": "Kanu Street", "house_number": "12"}, "point", "yes", "", id="house"),
        pytest.param(
            "12 Kanu Street", {"road": "Kanu Street", "house_number": "12"}, "point", "yes", "", id="its number first"
        ),
        pytest.param(
            "Kanu Street 12", {"road": "Kanu Street"}, "street", "residential", "Kanu Street 12", id="a street"
        ),
        pytest.param("00100", {"postcode": "00100"}, "point", "yes", "", id="a postcode"),
        pytest.param("Kinoo", {"neighbourhood": "Kinoo"}, "area", "residential", "Kinoo", id="land with a name"),
        pytest.param("Kinoo", {"suburb": "Kinoo"}, "area", "residential", "", id="land without one"),
    ],
)
def test_what_only_says_where_a_thing_stands_is_no_name_of_it(
    first: str, address: dict[str, str], level: Level, kind: str, expected: str
) -> None:
    assert read_own_name(first, address, level, kind)[0] == expected
