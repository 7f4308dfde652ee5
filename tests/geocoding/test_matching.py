"""Which answer of a geocoder is the place, if any: one test a rule, and what must hold for any answers whatever."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geocoding.answers import MAX_DISTANCE_KM, Match, Status
from geocoding.candidates import Candidate, Cluster, Level
from geocoding.cluster_matching import find_midpoint, match_city, match_cluster
from geocoding.matching import list_namesakes_in_country, match_generic, match_place, rank_candidates
from geocoding.place_names.similarity import is_longer_name
from geocoding.queries import cluster_query, place_query, query_in_country, query_in_other_letters, second_query
from shared import distance_km

NAKURU = Cluster("Nakuru", -0.30719, 36.07225)
NAKURU_SOUTH = Cluster("Nakuru South", NAKURU.lat, NAKURU.lng)
KM = 1 / 111.195  # degrees of latitude


def answer(name: str, km: float = 3.0, kind: str = "place=suburb", **changes: Any) -> Candidate:
    """An answer this many km north of Nakuru's centroid."""
    fields: dict[str, Any] = {
        "lat": NAKURU.lat + km * KM,
        "lng": NAKURU.lng,
        "name": name,
        "label": f"{name}, Nakuru, Kenya",
        "country_code": "ke",
        "level": LEVELS[kind],
        "kind": kind,
    }
    return Candidate(**(fields | changes))


LEVELS: dict[str, Level] = {
    "place=city": "settlement",
    "place=town": "settlement",
    "place=municipality": "settlement",
    "place=village": "settlement",
    "place=hamlet": "settlement",
    "place=suburb": "area",
    "landuse=residential": "area",
    "boundary=administrative": "admin",
    "boundary=national_park": "natural",
    "place=county": "coarse",
    "place=postcode": "coarse",
    "highway=residential": "street",
    "amenity=bar": "point",
    "amenity=bank": "point",
    "historic=tomb": "point",
    "amenity=restaurant": "point",
    "amenity=place_of_worship": "point",
    "highway=bus_stop": "point",
    "place=square": "point",
    "amenity=school": "point",
    "amenity=hospital": "point",
    "amenity=university": "point",
    "building=apartments": "point",
    "building=yes": "point",
    "shop=mall": "point",
    "waterway=river": "natural",
    "natural=peak": "natural",
}


def judge(place: str, *answers: Candidate) -> Match:
    return match_place(place, NAKURU, answers, "ke")


def chosen(match: Match) -> tuple[str, float | None]:
    """The status, and how far off the answer is that was chosen or kept."""
    return match.status, None if match.distance_km is None else round(match.distance_km, 1)


# --- distance ---


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        pytest.param((0, 0), (0, 0), 0.0, id="no way"),
        pytest.param((0, 36), (1, 36), 111.195, id="a degree of latitude"),
        pytest.param((0, 0), (0, 180), 20015.115, id="half round the earth"),
        pytest.param((-1.28333, 36.81667), (-0.30719, 36.07225), 136.5, id="Nairobi to Nakuru"),
    ],
)
def test_distances_are_great_circles(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert distance_km(*one, *other) == pytest.approx(km, rel=1e-3)


# --- a numbered part of a settlement ---


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        pytest.param([answer("Hayatabad")], "ok", id="its settlement alone"),
        pytest.param([answer("Hayatabad", kind="place=town")], "not_found", id="a town"),
        pytest.param([answer("Hayatabad"), answer("Hayatabad Phase 5", 6)], "not_found", id="another number of it"),
        pytest.param(
            [answer("Hayatabad", kind="boundary=administrative", extent_km=9.0)], "not_found", id="a wide one"
        ),
        pytest.param(
            [answer("Hayatabad", kind="boundary=administrative", extent_km=6.0)], "ok", id="drawn, not so wide"
        ),
        pytest.param([answer("Hayatabad", extent_km=8.0)], "ok", id="a wide box around its point"),
        pytest.param([answer("Hayatabad", extent_km=8.1)], "not_found", id="a quarter that is drawn wide"),
        pytest.param(
            [answer("Hayatabad", kind="place=village", extent_km=9.0)], "ok", id="a wide box around a village"
        ),
        pytest.param([answer("Hayatabad"), answer("Kinoo Phase 5", 6)], "ok", id="a number of another one"),
        pytest.param([answer("Hayatabad"), answer("Hayatabad Extension", 3)], "ok", id="what lies beside it"),
        pytest.param(
            [answer("Hayatabad"), answer("Hayatabad Phase 5", 900)], "not_found", id="of which maps have parts"
        ),
        pytest.param([answer("Hayatabad"), answer("Hayatabad Phase 3", 2)], "ok", id="beside the part itself"),
        pytest.param([answer("Hayatabad", 40)], "not_found", id="far off"),
    ],
)
def test_a_settlement_stands_for_its_numbered_part_only_where_that_can_be_no_other_place(
    answers: list[Candidate], status: Status
) -> None:
    match = judge("Hayatabad Phase 3", *answers)
    assert match.status == status
    if len(answers) == 1 and status == "ok":
        assert match.concern == "only Hayatabad goes by this name, not all of it"


def test_a_reviewer_is_told_why_the_wider_name_did_not_do() -> None:
    narrow = judge("Hayatabad Phase 3", answer("Hayatabad", kind="place=town"))
    assert narrow.reason == "only all of Hayatabad, or another number of it, goes by this name"
    behind = judge("Pumwani HDG", answer("Pumwani", 3), answer("Pumwani", 9))
    assert behind.reason == "several places may go by Pumwani"


def test_a_quarter_stands_for_the_site_that_is_called_after_it_but_for_no_school() -> None:
    match = judge("Kinoo Bus Stop", answer("Kinoo"))
    assert (match.status, match.concern) == ("ok", "only Kinoo goes by this name, not all of it")
    assert judge("Kinoo Primary School", answer("Kinoo")).status == "not_found"


def test_a_site_stands_for_a_part_of_it_and_what_is_before_a_code_for_the_whole() -> None:
    hospital = answer("Nishtar Hospital", kind="amenity=hospital")
    match = judge("Nishtar Hospital OPD", hospital)
    assert (match.status, match.concern) == ("ok", "only Nishtar Hospital goes by this name, not all of it")
    assert judge("Nishtar Hospital Road", hospital).status == "not_found"
    assert judge("Nishtar Hospital Layout", hospital).status == "not_found"
    assert judge("Nishtar Hospital of Bahati", hospital).status == "not_found"
    assert judge("Nishtar Hospital", hospital).concern == ""
    ibura = match_place("Ibura Escadaria", NAKURU, [answer("Ibura")], "ke", ["Ibura"])
    assert (ibura.status, ibura.concern) == ("ok", "only Ibura goes by this name, not all of it")
    kisaasi = match_place("Bukoto Kisaasi", NAKURU, [answer("Kisaasi")], "ke", ["Kisaasi"])
    assert (kisaasi.status, kisaasi.concern) == ("ok", "only Kisaasi goes by this name, not all of it")
    two = [answer("Kisaasi", 2.0), answer("Kisaasi", 20.0)]
    assert match_place("Bukoto Kisaasi", NAKURU, two, "ke", ["Kisaasi"]).status == "not_found"
    assert match_place("Kisaasi", NAKURU, two, "ke").status == "ok"
    tassia = match_place("Tassia 2", NAKURU, [answer("Tassia")], "ke", ["Tassia"])
    assert (tassia.status, tassia.concern) == ("ok", "")
    section = match_place("Ibura Escadaria", NAKURU, [answer("Ibura")], "ke", ["Ibura Setor 2"])
    assert (section.status, section.concern) == ("ok", "only Ibura goes by this name, not all of it")


def test_a_thing_s_kind_may_stand_beside_a_name_that_lacks_it() -> None:
    mall = answer("Express Avenue", kind="shop=mall")
    assert judge("Express Avenue Mall", mall).status == "ok"
    assert judge("Mall Xanadu", answer("Xanadu", kind="shop=mall")).status == "ok"
    assert judge("Express Avenue Hospital", mall).status == "not_found"
    assert judge("Express Avenue", mall).status == "not_found"
    assert judge("Mall", mall).status == "not_found"


def test_a_bazaar_may_be_a_street() -> None:
    assert judge("Aminpur Bazar", answer("Aminpur Bazaar", kind="highway=residential")).status == "ok"
    assert judge("Aminpur", answer("Aminpur", kind="highway=residential")).status == "not_found"


def test_a_word_that_every_town_has_is_no_place_beside_the_cluster() -> None:
    other_town = answer("Centro", 9, label="Centro, Njoro, Kenya")
    assert judge("Nakuru Centro", other_town).status == "not_found"


@pytest.mark.parametrize("name", ["SPMC", "SPMC Hospital", "Spmc"])
def test_an_institution_that_has_the_asked_letters_is_meant(name: str) -> None:
    hospital = answer("Southern Medical Center", kind="amenity=hospital", other_names=("SPMC",))
    assert judge(name, hospital).status == "ok"
    assert judge("Southern Medical Center Estate", hospital).status == "not_found"
    assert judge("Kinoo", answer("Kinoo", kind="amenity=bank")).status == "not_found"
    assert judge("Kinoo", answer("Kinoo", kind="amenity=hospital")).status == "not_found"
    assert judge("KCB", answer("KCB", kind="amenity=bank")).status == "not_found"


@pytest.mark.parametrize("name", ["KICC Conference Centre", "TRM Mall", "KGMU Trauma Centre"])
def test_letters_in_front_of_a_kind_may_be_all_that_the_map_has(name: str) -> None:
    letters, kind = name.split()[0], "amenity=hospital" if "Trauma" in name else "building=yes"
    match = judge(name, answer(letters, kind=kind, level="point"))
    assert (match.status, match.concern) == ("ok", "")


def test_a_monument_s_kind_may_stand_in_its_name_as_several() -> None:
    assert judge("Kasubi Tombs", answer("Kasubi Tombs", kind="historic=tomb")).status == "ok"


# --- a name of generic words only ---


def judge_generic(name: str, *answers: Candidate) -> Match | None:
    return match_generic(name, NAKURU, answers, "ke")


def test_a_generic_name_that_the_map_has_once_and_exactly_is_a_place() -> None:
    match = judge_generic("City Mall", answer("City Mall", kind="shop=mall"), answer("City Mall", 90, "shop=mall"))
    assert match
    assert chosen(match) == ("ok", 3.0)
    assert judge_generic("City Mall", answer("City Mall", kind="shop=mall"), answer("Kinoo Market", -9, "shop=mall"))


def test_a_generic_name_may_stand_behind_the_town_s() -> None:
    assert judge_generic("Industrial Park", answer("Nakuru Industrial Park", kind="landuse=residential"))
    assert judge_generic("Industrial Park", answer("Kisumu Industrial Park", kind="landuse=residential")) is None


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param([], id="of which nothing is known"),
        pytest.param([answer("City Mall", kind="shop=mall"), answer("City Mall", 9, "shop=mall")], id="there twice"),
        pytest.param([answer("City Mall", 90, "shop=mall")], id="too far"),
        pytest.param([answer("Golden City Mall", kind="shop=mall")], id="with another word"),
        pytest.param([answer("Citty Mall", kind="shop=mall")], id="with another letter"),
        pytest.param([answer("City Mall Nakuru", kind="shop=mall")], id="with the town's name"),
        pytest.param(
            [answer("City Mall", kind="shop=mall"), answer("Golden City Mall", 9, "shop=mall")], id="among others"
        ),
        pytest.param([answer("City Mall", kind="waterway=river")], id="another sort of thing"),
        pytest.param([answer("City Mall", kind="shop=mall", country_code="ug")], id="abroad"),
    ],
)
def test_else_a_generic_name_is_no_place(answers: list[Candidate]) -> None:
    assert judge_generic("City Mall", *answers) is None


# --- a name with what is around it ---

NAIVASHA, GILGIL = answer("Naivasha", -60, "place=town"), answer("Gilgil", 20)


@pytest.mark.parametrize(
    ("place", "answers", "expected"),
    [
        pytest.param("Naivasha, Gilgil", [NAIVASHA, GILGIL], ("ok", 20.0), id="a quarter behind its town"),
        pytest.param(
            "Naivasha, Gilgil", [NAIVASHA, answer("Gilgil", 20, "place=town")], ("too_far", 60.0), id="two towns"
        ),
        pytest.param("Gilgil, Njoro", [answer("Gilgil", 40, "place=town")], ("too_far", 40.0), id="a town far off"),
        pytest.param(
            "Bahati, Kinoo, Ruaka",
            [answer("Bahati"), answer("Bahati", 12, label="Bahati, Kinoo, Kenya")],
            ("ok", 12.0),
            id="in one of two parts that are around it",
        ),
        pytest.param(
            "Ruaka Ulus Mahallesi",
            [answer("Ulus", km, label="Ulus, Ruaka Ward, Kenya") for km in (3, -9)],
            ("ok", 3.0),
            id="the nearer of two in what is around it",
        ),
    ],
)
def test_what_is_around_a_place_tells_how_large_it_is_and_which_one(
    place: str, answers: list[Candidate], expected: tuple[str, float]
) -> None:
    assert chosen(judge(place, *answers)) == expected


def test_the_cluster_s_name_before_the_country_s_is_no_place() -> None:
    assert judge("Nakuru Kenya", answer("Nakuru")).status == "not_found"


def test_a_street_of_a_kind_alone_is_known_by_the_quarter_behind_it() -> None:
    street = answer("Station Road", kind="highway=residential", label="Station Road, Bahati, Nakuru, Kenya")
    assert judge("Station Road Bahati", street).status == "ok"
    assert judge("Station Road Kinoo", street).status == "not_found"


LODZ = Cluster("Łódź", NAKURU.lat, NAKURU.lng)


@pytest.mark.parametrize(
    ("kind", "name", "is_found"),
    [
        pytest.param("highway=residential", "Tysiąclecia", True, id="a street"),
        pytest.param("place=suburb", "Osiedle Tysiąclecia", True, id="an estate"),
        pytest.param("place=suburb", "Tysiąclecia", False, id="a quarter"),
        pytest.param("highway=bus_stop", "Osiedle Tysiąclecia", False, id="a stop"),
    ],
)
@pytest.mark.parametrize(
    ("place", "alternatives"), [("Tysiąclecia 21", []), ("Xanadu", ["Kinoo", "Ulica Tysiąclecia"])]
)
def test_numbered_houses_are_of_a_street_or_an_estate(
    place: str, alternatives: list[str], kind: str, name: str, *, is_found: bool
) -> None:
    found = answer(name, kind=kind, country_code="pl")
    assert (match_place(place, LODZ, [found], "pl", alternatives).status == "ok") == is_found


# --- what is asked ---


def test_a_place_is_asked_near_its_cluster_but_not_only_there() -> None:
    query = place_query("Milimani", NAKURU)
    assert (query.text, query.near_lat, query.near_lng) == ("Milimani", NAKURU.lat, NAKURU.lng)


def test_a_cluster_is_asked_with_the_country() -> None:
    assert cluster_query("Nakuru", "Kenya").text == "Nakuru, Kenya"


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ("Kilimani", "Kilimani"),
        ("Mwiki, Kasarani", "Mwiki"),
        ("Hayatabad Phase 3", "Hayatabad"),
        ("Lebak Bulus RT 02 RW 04", "Lebak Bulus"),
        ("Gana Street 14", "Gana Street"),
        ("Levent Mahallesi", "Levent"),
        ("Sahakar Ngr", "Sahakar"),
        ("M. Melgar", "Melgar"),
    ],
)
def test_where_nobody_knows_the_cluster_a_place_is_asked_in_the_whole_country_by_its_bare_name(
    place: str, asked: str
) -> None:
    query = query_in_country(place, "Nakuru")
    assert (query.text, query.near_lat, query.near_lng) == (asked, None, None)


def test_of_two_names_the_longer_is_asked_first_then_the_other() -> None:
    assert place_query("Free Area/Bahati", NAKURU).text == "Free Area"
    assert again("Free Area/Bahati") == "Bahati"


def test_what_is_narrowed_twice_is_asked_with_its_outer_number_and_an_ending_joined() -> None:
    assert again("DHA Phase 5 Sector B Street 14") == "DHA Phase 5"
    assert again("Hayatabad Sector B") == "Hayatabad"
    assert again("Tariq Abad Gali 4") == "Tariqabad"
    assert again("Ghulam Muhammad Abad Gali 4") == "Ghulam Muhammad Abad"


def again(place: str, *answers: Candidate) -> str | None:
    query = second_query(place, NAKURU, "Kenya", answers, judge(place, *answers))
    return query.text if query else None


@pytest.mark.parametrize(
    ("place", "spelling"),
    [
        pytest.param("Lang'ata", "Langata", id="without apostrophe"),
        pytest.param("Langata", "Lang'ata", id="with apostrophe"),
        pytest.param("Upper Hill", "UpperHill", id="joined"),
        pytest.param("Topp Hill", "ToppHill", id="joined, rather than the quarter of the hill"),
        pytest.param("Nyamitanga Hill", "Nyamitanga", id="the quarter of the hill"),
        pytest.param("Buruburu", "Buru Buru", id="apart"),
        pytest.param("Umoja 2", "Umoja II", id="Roman"),
        pytest.param("Umoja II", "Umoja 2", id="Arabic"),
        pytest.param("Pipeline Estate", "Pipeline", id="without generic word"),
        pytest.param("Bahati Nakuru", "Bahati", id="without the cluster"),
        pytest.param("Garden Estate", None, id="no name would remain"),
        pytest.param("M. Melgar", "Melgar", id="without an initial"),
        pytest.param("J.L. Bustamante y Rivero", "Bustamante y Rivero", id="without initials"),
        pytest.param("Resid. California", "California", id="without an abbreviation"),
        pytest.param("Sahakar Pd", "Sahakar", id="without two letters that are no word"),
        pytest.param("Milimani Rd", None, id="an abbreviation that geocoders know"),
        pytest.param("Sahakar Pk", None, id="a short word that they know"),
        pytest.param("M. Estate", None, id="only a kind of place would remain"),
        pytest.param("Северный Парк", "Северныйпарк", id="no abbreviation but a word without Latin vowels"),
        pytest.param("Vª Pueyrredón", "Pueyrredón", id="without a raised letter"),
        pytest.param("MM Alam Road", "M. M. Alam Road", id="initials apart"),
        pytest.param("Jalan Ah Nasution", "Jalan A. H. Nasution", id="initials of a street apart"),
        pytest.param("KR Puram", "K. R. Puram", id="initials of a kind of place"),
        pytest.param("CC Xanadu", "Xanadu", id="a label is no initials"),
        pytest.param("Jalan de Nasution", "Jalan Nasution", id="a word between is no initials"),
        pytest.param("Soweto B", "Soweto", id="without a letter"),
        pytest.param("South B", None, id="a letter that makes a name"),
        pytest.param("Milimani", None, id="has one spelling"),
    ],
)
def test_what_nothing_answers_to_is_asked_once_more_if_it_has_another_usual_spelling(
    place: str, spelling: str | None
) -> None:
    assert again(place) == spelling
    assert again(place, answer("View Park")) == spelling


def test_what_was_read_as_something_elsewhere_is_asked_with_the_country() -> None:
    assert again("Green Park", answer("View Park", label="View Park, Green, Nakuru")) == "Green Park, Kenya"
    assert again("Green Park", answer("View Park", label="View Park, Nakuru")) == "GreenPark"


def test_what_is_asked_without_its_abbreviations_is_compared_with_them() -> None:
    assert judge("M. Melgar", answer("Mariano Melgar"), answer("Tomás Melgar", 9)).status == "ok"
    assert judge("Urb. California", answer("California")).status == "ok"
    assert judge("M. Melgar", answer("Tomás Melgar")).status == "not_found"


def test_a_school_called_after_a_place_is_no_place_elsewhere_of_its_name() -> None:
    school = answer("Lala Rukh Public School", kind="amenity=school")
    again = second_query("Lala Rukh", NAKURU, "Kenya", [school], judge("Lala Rukh", school))
    assert again is not None
    assert again.text == "Lalarukh"


def test_what_lies_too_far_may_be_nearer_under_its_other_spelling() -> None:
    assert again("Upper Hill", answer("Upper Hill", 140)) == "UpperHill"


def test_a_name_that_is_found_or_has_rivals_is_not_asked_again() -> None:
    assert again("Upper Hill", answer("Upperhill")) is None
    assert again("Upper Hill", answer("Upper Hill", 8), answer("Upper Hill", -8)) is None
    assert again("Upper Hill", answer("Upper Hill", kind="amenity=bar")) is None


def test_a_numbered_part_of_a_labelled_quarter_is_asked_for_by_the_quarter_s_name() -> None:
    query = second_query("Stadtteil Limmer BA1", NAKURU, "Germany", [], Match("not_found"))
    assert query is not None
    assert query.text == "Limmer"


def test_a_house_s_street_that_was_answered_and_refused_is_not_asked_for_again() -> None:
    street = answer("Uhuru Road", kind="highway=residential", label="Uhuru Road, Njoro, Kenya")
    refused = Match("not_found", street)
    assert second_query("Uhuru Road 5", NAKURU, "Kenya", [street], refused) is None
    assert second_query("Kinoo Village", NAKURU, "Kenya", [street], refused) is not None


def test_what_only_a_county_goes_by_is_asked_once_more_without_the_county() -> None:
    county = answer("Baringo", kind="place=county", place_id="17")
    bar = answer("Baringo", kind="amenity=bar", place_id="18")
    query = second_query("Baringo", NAKURU, "Kenya", [county, bar], judge("Baringo", county))
    assert query is not None
    assert (query.text, query.without) == ("Baringo", ("17",))
    match = Match("too_coarse", county)
    assert second_query("Baringo County", NAKURU, "Kenya", [county], match) is None
    nameless = answer("Baringo", kind="place=county")
    assert second_query("Baringo", NAKURU, "Kenya", [nameless], judge("Baringo", nameless)) is None


# --- one answer ---


@pytest.mark.parametrize(
    "kind",
    ["place=village", "place=suburb", "landuse=residential", "building=apartments", "building=yes", "shop=mall"],
)
def test_a_place_of_that_name_near_the_cluster_is_taken(kind: str) -> None:
    assert chosen(judge("Milimani", answer("Milimani", kind=kind))) == ("ok", 3.0)


@pytest.mark.parametrize(
    ("place", "names"),
    [
        pytest.param("Lake View", "Lake|View Park|Lake View Gardens|Lakeside|Lake Vie", id="half a name"),
        pytest.param("Kahawa", "Kahawa West|Kahawa Sukari|New Kahawa", id="a longer name"),
        pytest.param("Kahawa Wendani", "Kahawa West|Kahawa|Wendani", id="a shorter name"),
        pytest.param("Donholm Phase 8", "Donholm|Donholm Phase 5", id="another phase"),
        pytest.param("South B", "South C|South", id="another letter"),
        pytest.param("Githurai 44", "Githurai 45|Githurai", id="another number"),
        pytest.param("Kileleshwa", "Kileleshwa Primary School|Kileleshwa Road", id="its school"),
        pytest.param("Kilmani", "Kilimani", id="one letter off"),
        pytest.param("Garden Estate", "Garden City|Garden", id="generic words for different things"),
        pytest.param("Milimani", "", id="no name at all"),
    ],
)
def test_an_answer_with_another_name_is_never_taken(place: str, names: str) -> None:
    answers = [answer(name, label=f"{name}, {place}, Kenya") for name in names.split("|")]
    assert judge(place, *answers).status == "not_found"


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("LANGATA", "Lang'ata"),
        ("Ruring’u", "Ruring'u"),
        ("Upper Hill", "Upperhill"),
        ("Buruburu", "Buru Buru"),
        ("Umoja II", "Umoja 2"),
        ("Dandora Phase 4", "Dandora Phase IV"),
        ("Lake View", "Lake View Estate"),
        ("Donholm Estate", "Donholm"),
        ("Section 09", "Section 9"),
        ("Nakuru Pipeline", "Pipeline"),
        ("Kilimani/Hurlingham", "Hurlingham"),
        ("Kawaida Shopping Center", "Kawaida"),
    ],
)
def test_another_spelling_of_the_name_is_the_name(place: str, name: str) -> None:
    assert judge(place, answer(name)).status == "ok"


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("José Walter", "Prefeito José Walter"),
        ("Laranjeiras", "Parque Residencial Laranjeiras"),
        ("Jaiara", "Vila Jaiara"),
        ("Ingleses", "Ingleses do Rio Vermelho"),
        ("Reudnitz", "Reudnitz-Thonberg"),
        ("Thonberg", "Reudnitz-Thonberg"),
        ("Praça 14", "Praça 14 de Janeiro"),
    ],
)
def test_the_one_longer_name_of_a_quarter_may_be_meant_and_the_reviewer_is_told(place: str, name: str) -> None:
    match = judge(place, answer(name))
    assert (match.status, match.concern) == ("ok", f"it may be short for {name}: nothing goes by it alone")
    assert judge(place, answer(name), answer(name, 4)).status == "ok"  # its node
    assert judge(place, answer(name), answer(f"Nova {name}", 9)).status == "not_found"
    assert judge(place, answer(name), answer(f"Nova {name}", 40)).status == "ok"
    assert judge(place, answer(name), answer(place, 9, "highway=bus_stop")).status == "not_found"
    assert judge(place, answer(name), answer(place, 40)).status == "ok", "what goes by it alone is far"
    assert judge(place, answer(name, kind="place=town")).status == "not_found"
    assert judge(place, answer(name, 26)).status == "not_found"


def test_of_what_has_a_longer_name_the_nearest_is_meant_whatever_else_is_near() -> None:
    quarter = answer("Prefeito José Walter")
    match = judge("José Walter", answer("Prefeito José Walter", 4), quarter, answer("Xanadu", 9))
    assert (match.status, match.candidate) == ("ok", quarter)
    assert judge("José Walter", answer("José Walter Norte", 2.5), quarter).candidate == quarter
    far = answer("Ingleses do Rio Vermelho", 12, label="Ingleses do Rio Vermelho, Nakuru, Kenya")
    assert match_place("Ingleses", NAKURU_SOUTH, [far], "ke").status == "ok", "its city is said to be around it"


def test_what_differs_in_letters_that_the_country_mixes_is_meant_if_it_is_near_and_alone() -> None:
    def judge_in_brazil(*answers: Candidate) -> Match:
        return match_place("São Luís", NAKURU, [replace(one, country_code="br") for one in answers], "br")

    match = judge_in_brazil(answer("São Luiz"))
    assert (match.status, match.concern) == ("ok", "the map has it as São Luiz")
    assert judge_in_brazil(answer("Vila 9", other_names=("São Luiz",))).status == "ok"
    assert judge_in_brazil(answer("São Luiz"), answer("São Luís", 4)).concern == ""
    assert judge_in_brazil(answer("São Luiz"), answer("São Luys", 4)).status == "not_found", "which of the two"
    assert judge_in_brazil(answer("São Luiz", 11)).status == "ok", "its address names the cluster"
    assert judge_in_brazil(answer("São Luiz", 11, label="São Luiz, Xanadu")).status == "not_found"
    assert judge_in_brazil(answer("São Luiz", 26)).status == "not_found"
    assert judge_in_brazil(answer("São Luiz", kind="amenity=bank")).status == "not_found"
    assert judge("São Luís", answer("São Luiz")).status == "not_found", "in Kenya"


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Rua São João", "Rua São João Batista"),
        ("Rua José", "Rua José Maria"),
        ("Rua do Sol", "Rua do Sol Nascente"),
        ("Avenida Dom Pedro", "Avenida Dom Pedro II"),
        ("Avenida João Durval", "Avenida João Durval Souza Carneiro"),
        ("Avenida João Durval", "Rua João Durval Carneiro"),
        ("Avenida João Durval", "Avenida João Durval Norte"),
        ("Avenida João Durval", "Avenida Durval João Carneiro"),
        ("João Durval", "João Durval Carneiro"),
        ("João Durval Souza", "João Durval Souza Carneiro"),
    ],
)
def test_another_street_starts_with_the_same_names(asked: str, name: str) -> None:
    assert judge(asked, answer(name, kind="highway=residential")).status == "not_found"


@pytest.mark.parametrize(
    ("asked", "name", "is_longer"),
    [
        ("José Walter", "José Walter", False),
        ("José Walter Norte", "José Walter", False),
        ("Roosevelt", "Presidente Roosevelt", True),
        ("Kubitschek", "Ernesto Kubitschek", False),
        ("Vargas", "Presidente Vargas", False),
        ("Laranjeiras", "Nova Grande Laranjeiras", False),
        ("Ingleses", "Costa do Rio Vermelho", False),
        ("Ingleses", "Ingleses do", False),
        ("Ingleses", "Ingleses do Sul", True),
        ("Amaral", "Amaral do Sul", True),
        ("Amara", "Amara do Sul", False),
        ("Sobieskiego", "Osiedle Jana III Sobieskiego", True),
        ("Sobieskiego", "Osiedle Sobieskiego", False),
        ("Sobieskiego", "Osiedle Jana Sobieskiego", True),
        ("Sobieskiego", "Osiedle Jana Dąbrowskiego", False),
        ("Króla Sobieskiego", "Osiedle Jana Króla Sobieskiego", False),
        ("Sobieskiego", "Jana III Sobieskiego", False),
        ("Lotnicze", "Osiedle Stare Lotnicze", False),
        ("Doelitz", "Dölitz-Dösen", True),
        ("Linden", "Linden-Nord", False),
        ("Gohlis", "Gohlis-Mitte", False),
        ("Laranjeiras", "Conjunto Residencial Laranjeiras", True),
        ("Laranjeiras", "Residencial Laranjeiras", False),
        ("Connewitz", "Reudnitz-Thonberg", False),
        ("Jana Sobieskiego", "Osiedle Króla Jana Sobieskiego", False),
        ("Reud", "Reud-Thonberg", False),
        ("Reudnitz", "Reudnitz-Thon", False),
        ("Reudnitz", "Reudnitz-Thonberg-Anger", False),
        ("Reudnitz", "Reudnitz-Thonberg Ost", False),
        ("Johar Block 15", "Gulistan-e-Johar Block 15", True),
        ("Johar Block 15", "Gulistan-e-Johar Block 16", False),
        ("Johar", "Gulistan-e-Johar", False),
        ("Iqbal Block 5", "Allama Iqbal Town Block 5", False),
    ],
)
def test_a_longer_name_has_a_title_kinds_or_what_it_is_of(asked: str, name: str, *, is_longer: bool) -> None:
    assert is_longer_name(asked, name) is is_longer


def test_so_may_the_quarter_of_a_numbered_part_but_not_where_the_map_has_another_number_of_it() -> None:
    quarter = answer("Prefeito José Walter")
    match = judge("José Walter 3 Etapa", quarter)
    assert (match.status, match.concern) == (
        "ok",
        "only José Walter goes by this name, not all of it; it may be short for Prefeito José Walter: "
        "nothing goes by it alone",
    )
    assert judge("José Walter 3 Etapa", quarter, answer("José Walter 2 Etapa", 30)).status == "not_found"


def test_a_lettered_part_is_at_its_letter_and_not_at_the_whole_where_the_map_has_letters() -> None:
    whole, part = answer("Umlazi"), answer("Umlazi V", 5)
    assert judge("Umlazi V Section", whole, part).candidate == part
    assert judge("Umlazi V Section", whole, answer("Umlazi AA", 6)).status == "not_found"
    assert judge("Umlazi V Section", whole, answer("Umlazi Ab", 6)).candidate == whole


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Walter", "Prefeito Walter"),
        ("José Walter", "Novo José Walter"),
        ("Laranjeiras", "Residencial Laranjeiras"),
        ("Jardim", "Parque Residencial Jardim"),
        ("Lagoa", "Lagoa do Rio Vermelho"),
        ("San Juan", "San Juan de Lurigancho"),
        ("Ingleses", "Ingleses Norte do Sul"),
        ("Ingleses", "Ingleses do Rio 2"),
        ("Parque 10", "Parque 10 de Novembro"),
        ("Praça 14", "Praça 14 de Xanadu"),
        ("Praça 14", "Praça 14 Janeiro"),
        ("Praça", "Praça 14 de Janeiro"),
    ],
)
def test_other_longer_names_are_not(place: str, name: str) -> None:
    assert judge(place, answer(name)).status == "not_found"


def test_a_street_that_alone_goes_by_a_name_of_several_words_is_meant_and_the_reviewer_is_told() -> None:
    avenue = answer("Tomas Morato Avenue", 3, kind="highway=residential")
    match = judge("Tomas Morato", avenue)
    assert (match.status, match.candidate) == ("ok", avenue)
    assert match.concern == "only a street, Tomas Morato Avenue, goes by this name"
    assert judge("São Judas", answer("Rua São Judas", 3, kind="highway=residential")).status == "not_found"
    longer = judge("Avenida João Durval", answer("Avenida João Durval Carneiro", kind="highway=residential"))
    assert (longer.status, longer.concern) == ("ok", "only a street, Avenida João Durval Carneiro, goes by this name")
    house = answer("Avenida João Durval da Silva", kind="highway=residential")
    assert judge("Avenida João Durval 14 Pituba", house).candidate == house
    assert (
        judge("Avenida João Durval 14 Pituba", answer("Avenida João da Silva", kind="highway=residential")).status
        != "ok"
    )
    hotel = answer("Hotel Tomas Morato", 3, kind="highway=bus_stop")
    assert judge("Tomas Morato", avenue, hotel).status == "ok", "what is called after it stands there"


@pytest.mark.parametrize(
    ("place", "others"),
    [
        pytest.param("Limuru", [("Limuru Road", 3, "highway=residential")], id="one word: it may lead there"),
        pytest.param(
            "Tomas Morato",
            [("Tomas Morato Avenue", 3, "highway=residential"), ("Villa Tomas Morato", 40, "place=village")],
            id="a village has it, too",
        ),
        pytest.param(
            "Tomas Morato",
            [("Tomas Morato Avenue", 3, "highway=residential"), ("Rua Tomas Morato", 3, "highway=residential")],
            id="two streets",
        ),
        pytest.param("Tomas Morato", [("Old Tomas Morato Avenue", 3, "highway=residential")], id="another word"),
        pytest.param("Tomas Road", [("Tomas Road Avenue", 3, "highway=residential")], id="another street"),
        pytest.param("Tomas Morato", [("Tomas Morato Avenue", 26, "highway=residential")], id="too far"),
    ],
)
def test_of_other_streets_it_is_not_known(place: str, others: list[tuple[str, float, str]]) -> None:
    answers = [answer(name, km, kind=kind) for name, km, kind in others]
    assert judge(place, *answers).status == "not_found"


def test_a_street_beside_a_quarter_that_no_map_has_is_meant_if_it_is_the_only_one() -> None:
    street = answer("Luthuli Avenue", kind="highway=residential", extent_km=1.6)
    for name in ("Bugolobi - Luthuli Avenue", "Bugolobi-Luthuli Avenue", "Luthuli Avenue, Bugolobi"):
        match = judge(name, street)
        assert (match.candidate, match.concern) == (street, "only Luthuli Avenue goes by this name, not all of it")
    quarter = answer("Bugolobi", 6)
    assert judge("Bugolobi - Luthuli Avenue", street, quarter).candidate == quarter
    whole = answer("Bugolobi-Luthuli Avenue", 6, "highway=residential", extent_km=1.6)
    assert judge("Bugolobi-Luthuli Avenue", street, whole).candidate == whole
    another = answer("Luthuli Avenue", -9, "highway=residential", extent_km=1.6)
    assert judge("Bugolobi - Luthuli Avenue", street, another).status == "not_found"
    assert judge("Bugolobi - Luthuli Avenue", replace(street, extent_km=6)).status != "ok"
    assert judge("Bugolobi - Luthuli Avenue - Moi Avenue", street).status == "not_found"
    assert judge("Bugolobi - Luthuli Avenue Hospital", street).status == "not_found"
    elsewhere = answer("Bugolobi", 30)
    assert judge("Bugolobi - Luthuli Avenue", street, elsewhere).status == "too_far"
    assert judge("Bugolobi - Luthuli Avenue", street, answer("Bugolobi", 51)).candidate == street
    outskirts = answer(
        "Luthuli Avenue", 20, "highway=residential", extent_km=1.6, label="Luthuli Avenue, Kiambu, Kenya"
    )
    assert judge("Bugolobi - Luthuli Avenue", outskirts).status == "not_found"
    for name in ("Church Road", "1st Cross Road", "Carrera 43A"):
        common = answer(name, kind="highway=residential", extent_km=1.6)
        assert judge(f"Bugolobi, {name}", common).status == "not_found", name


def test_a_quarter_stands_for_a_side_of_it_that_no_map_has() -> None:
    quarter = answer("Lunyo")
    assert judge("Lunyo East", quarter).candidate == quarter
    assert judge("Lunyo East", quarter).concern == "only Lunyo goes by this name, not all of it"
    assert judge("Lunyo East", quarter, answer("Lunyo West", 5)).status == "not_found"
    assert judge("Lunyo East", replace(quarter, extent_km=9)).status == "not_found"
    assert judge("Lunyo East", answer("Lunyo", kind="place=town")).status == "not_found"
    assert judge("Lunyo East Road", quarter).status == "not_found"
    assert judge("Lunyo East", quarter, answer("Lunyo East Primary School", 5, "amenity=school")).status == "not_found"
    assert judge("Lunyo East", quarter, answer("Lunyo Sukari", 5)).status == "not_found"
    assert judge("Lunyo East", answer("Lunyo", kind="shop=mall")).status == "not_found"
    assert judge("Lunyo East", answer("Lunyo", 20, label="Lunyo, Molo, Kenya")).status == "not_found"


def test_a_crossing_is_in_the_quarter_that_it_is_called_after_if_that_is_near() -> None:
    quarter = answer("Garhi Shahu")
    for name in ("Garhi Shahu Chowk", "Garhi Shahu Pul", "Garhi Shahu Muhalla", "Garhi Shahu Urban"):
        assert judge(name, quarter).candidate == quarter, name
    assert judge("Garhi Shahu Chowk", replace(quarter, name="Garhi Shahu Town")).status == "not_found"
    assert judge("Garhi Shahu Chowk", answer("Garhi Shahu", 20, label="Garhi Shahu, Molo, Kenya")).status == "not_found"
    far = answer("Garhi Shahu", 20, label="Garhi Shahu, Nakuru, Kenya")
    assert judge("Garhi Shahu Chowk", far).status == "not_found"
    crossing = answer("Garhi Shahu Chowk", 1, "highway=bus_stop")
    assert judge("Garhi Shahu Chowk", quarter, crossing).status == "not_found"
    assert judge("Lunyo Phase 8", quarter, answer("Lunyo West", 5)).candidate == quarter


def test_another_campus_of_an_institution_is_not_its_main_one() -> None:
    university = answer("Kampala University", kind="amenity=university", other_names=("KIU",))
    here = replace(university, label="Kampala University, Kansanga, Kenya")
    assert judge("KIU Kansanga Campus", here).candidate == here
    assert judge("KIU Kansanga Campus", university).status == "not_found"
    for name in ("KIU Main Campus", "KIU Campus", "KIU Nakuru Campus", "Kansanga KIU hostel"):
        assert judge(name, university).candidate == university, name


def test_a_hill_is_a_place_by_the_whole_of_its_name() -> None:
    hill = answer("Arua Hill", kind="natural=peak")
    assert judge("Arua Hill", hill).candidate == hill
    assert judge("Arua", hill).status == "not_found"
    assert judge("Arua Hills", hill).status == "not_found"
    assert judge("Arua", replace(hill, name="Arua")).status == "not_found"
    assert judge("Arua Hill", replace(hill, kind="natural=water")).status == "not_found"
    assert judge("Arua Hill", answer("Arua Hill", 14, "natural=peak")).status != "ok"
    quarter = answer("Arua", 3)
    assert judge("Arua Hill", answer("Arua Hill", 14, "natural=peak"), quarter).candidate == quarter


def test_a_mall_of_the_cluster_s_name_is_not_the_cluster() -> None:
    mall = answer("Nakuru Shopping", kind="shop=mall")
    assert judge("Nakuru Shopping", mall, answer("Nakuru", kind="place=suburb")).candidate == mall
    assert judge("Nakuru Shopping", answer("Nakuru", kind="place=suburb")).status == "not_found"


def test_a_street_is_not_meant_by_what_ends_as_a_quarter() -> None:
    assert judge("Sethi Town", answer("Sethi Town Road", kind="highway=residential", extent_km=1)).status == "not_found"
    assert judge("Tomas Morato", answer("Tomas Morato Road", kind="highway=residential", extent_km=1)).status == "ok"


def test_a_street_without_its_word_is_near_or_said_to_be_in_the_cluster() -> None:
    name = "Tomas Morato Avenue"
    assert judge("Tomas Morato", answer(name, 11, kind="highway=residential")).status == "ok"
    far = answer(name, 11, kind="highway=residential", label=f"{name}, Kenya")
    assert judge("Tomas Morato", far).status == "not_found"


def test_where_maps_have_no_word_for_a_street_its_name_alone_or_a_surname_may_be_it() -> None:
    def judge_in_poland(place: str, *names: str, level: Level = "street") -> Match:
        found = [answer(name, label=f"{name}, Nakuru, Poland", country_code="pl", level=level) for name in names]
        return match_place(place, NAKURU, found, "pl")

    assert judge_in_poland("Swietojanska", "Świętojańska").concern == "only a street, Świętojańska, goes by this name"
    assert judge_in_poland("Dąbrowskiego", "Jana Henryka Dąbrowskiego").status == "ok"
    assert judge_in_poland("Dąbrowskiego", "Jana Dąbrowskiego", "Jarosława Dąbrowskiego").status == "not_found"
    assert judge_in_poland("Jana", "Jana Dąbrowskiego").status == "not_found"
    assert judge_in_poland("Krowodrza Lea", "Juliusza Lea").status == "not_found", "nothing says where it is"
    label = "Juliusza Lea, Krowodrza, Nakuru, Poland"
    street = answer("Juliusza Lea", label=label, country_code="pl", level="street", kind="highway=residential")
    assert match_place("Krowodrza Lea", NAKURU, [street], "pl").status == "ok"
    kenyan = answer("Juliusza Lea", label=label, kind="highway=residential")
    assert match_place("Krowodrza Lea", NAKURU, [kenyan], "ke").status == "not_found"


def test_what_stands_in_front_of_whom_it_is_named_after_is_a_name() -> None:
    hospital = answer("Szpital Bielański im. ks. Jerzego Popiełuszki", kind="amenity=hospital")
    assert judge("Szpital Bielański", hospital).status == "ok"
    assert judge("Szpital Popiełuszki", hospital).status == "ok"
    assert judge("Szpital Jerzego", hospital).status == "not_found"
    assert judge("Szpital", answer("Szpital im. Jerzego", kind="amenity=hospital")).status == "not_found"


def test_a_quarter_called_a_district_is_one_only_where_a_map_has_just_that_name() -> None:
    assert judge("University District", answer("University District")).status == "ok"
    assert judge("Nakuru University District", answer("University District")).status == "ok"
    assert judge("University District", answer("University")).status == "not_found"
    assert judge("Milimani District", answer("Milimani")).status == "too_coarse"
    assert judge("University District", answer("University District", kind="place=village")).status == "too_coarse"
    assert judge("University Division", answer("University Division")).status == "too_coarse"


def test_a_street_that_every_town_has_is_the_one_in_the_quarter_that_the_name_says() -> None:
    street = answer("Road 9", 9, kind="highway=residential", label="Road 9, Maadi, Njoro, Kenya")
    assert judge("Maadi Road 9", street).status == "ok"
    assert judge("Karen Road 9", street).status == "not_found"


def test_what_lies_around_a_place_may_be_written_in_two_scripts() -> None:
    label = "Ville Verte, Bouskoura بوسكورة, Kenya"
    assert judge("Ville Verte Bouskoura", answer("Ville Verte", label=label)).status == "ok"
    assert judge("Ville Verte بوسكورة", answer("Ville Verte", label=label)).status == "ok"
    assert judge("Ville Verte Mediouna", answer("Ville Verte", label=label)).status == "not_found"
    for name in ("Bouskoura بوسكورة", "بوسكورة Bouskoura"):
        assert judge("Bouskoura", answer(name)).status == "ok"
        assert judge("بوسكورة", answer(name)).status == "ok"
    assert judge("Bouskoura", answer("Bouskoura بوسكورة Sud")).status == "not_found"
    assert judge("Salé", answer("Salé Bouskoura")).status == "not_found"


def test_a_quarter_that_says_so_behind_a_comma_stands_for_what_no_map_has() -> None:
    match = judge("Condomínio Blanche, Bairro Castelo", answer("Castelo"))
    assert (match.status, match.concern) == ("ok", "only Castelo goes by this name, not all of it")
    assert judge("Condomínio Blanche, Castelo", answer("Castelo")).status == "not_found"
    assert judge("Condomínio Blanche, Bairro Castelo", answer("Castelo", kind="place=town")).status == "not_found"


def test_a_mall_of_a_street_s_word_alone_may_be_in_any_part_of_the_town() -> None:
    mall = answer("Boulevard Mall", kind="shop=mall", label="Boulevard Mall, Lanet, Kenya", town="Lanet")
    assert match_generic("Boulevard Mall", NAKURU, [mall], "ke") is not None
    street = answer("Mall Road", kind="highway=residential", label="Mall Road, Lanet, Kenya", town="Lanet")
    assert match_generic("Mall Road", NAKURU, [street], "ke") is None


def test_a_mall_called_a_street_is_meant_only_by_all_of_its_name() -> None:
    mall = answer("Boulevard Londrina Shopping", kind="shop=mall")
    assert judge("Boulevard Londrina Shopping", mall).status == "ok"
    assert judge("Boulevard Londrina", mall).status == "not_found"
    assert (
        judge("Boulevard Londrina Shopping", answer("Boulevard Londrina Shopping", kind="highway=bus_stop")).status
        == "not_found"
    )


def test_a_cluster_is_the_city_of_its_name_where_no_town_goes_by_it_alone() -> None:
    quarter, city = answer("El Sheikh Zayed", 90), answer("Sheikh Zayed City", 9, kind="place=town")
    match = match_cluster("Sheikh Zayed", [quarter, city], "ke")
    assert (match.candidate, match.concern) == (
        city,
        "chosen over 1 other place of this name: El Sheikh Zayed, Nakuru, Kenya",
    )
    town = answer("Sheikh Zayed", 90, kind="place=town")
    assert match_cluster("Sheikh Zayed", [town, city], "ke").candidate == town
    assert match_cluster("Sheikh", [city], "ke").status == "not_found"
    assert match_cluster("Sheikh Zayed", [answer("Sheikh Zayed City", 9)], "ke").status == "not_found", "a quarter"
    assert (
        match_cluster(
            "Sheikh Zayed", [answer("Sheikh Zayed City", 9, kind="place=town", country_code="ug")], "ke"
        ).status
        == "not_found"
    )


def test_of_two_names_with_a_slash_between_them_a_map_s_place_goes_by_either() -> None:
    assert judge("Sapiranga", answer("Sapiranga/Coité")).status == "ok"
    assert judge("Coité", answer("Sapiranga/Coité")).status == "ok"
    assert judge("Coité Road", answer("Sapiranga/Coité Road", kind="highway=residential")).status == "not_found"
    assert judge("Phase 2", answer("Sapiranga/Phase 2")).status == "not_found"


def test_what_stands_behind_a_name_may_tell_another_place_farther_off_unless_its_address_names_the_cluster() -> None:
    longer = "Ingleses do Rio Vermelho"
    assert judge("Ingleses", answer(longer, 9.9, label=f"{longer}, Brazil")).status == "ok"
    assert judge("Ingleses", answer(longer, 10.1, label=f"{longer}, Brazil")).status == "not_found"
    assert judge("Ingleses", answer(longer, 24)).status == "ok"
    assert judge("José Walter", answer("Prefeito José Walter", 24, label="Prefeito José Walter, Brazil")).status == "ok"


@pytest.mark.parametrize(
    ("place", "name", "around"),
    [
        ("DHA Phase 5 Khayaban-e-Shahbaz", "Khayaban-e-Shahbaz", "DHA Phase 5"),
        ("Nipa Chowrangi Gulshan", "NIPA Chowrangi", "Gulshan-e-Iqbal"),
        ("Nipa Chowrangi Gulshan", "NIPA Chowrangi", "Gulshan e Iqbal"),
    ],
)
def test_what_lies_around_an_answer_may_have_a_number_or_a_longer_name(place: str, name: str, around: str) -> None:
    kind = "highway=residential" if "Khayaban" in name else "place=suburb"
    assert judge(place, answer(name, kind=kind, label=f"{name}, {around}, Nakuru, Kenya")).status == "ok"
    assert judge(place, answer(name, kind=kind, label=f"{name}, Nakuru, Kenya")).status == "not_found"


def test_the_cluster_s_name_may_stand_at_either_end() -> None:
    assert judge("Nakuru North Mall", answer("North Mall Nakuru", kind="shop=mall")).status == "ok"


def test_the_answers_further_names_count_but_not_its_label() -> None:
    assert judge("Milimani", answer("Hill Estate", other_names=("Milimani",))).status == "ok"
    assert judge("Milimani", answer("", label="Milimani, Nakuru, Kenya")).status == "not_found"


@pytest.mark.parametrize(
    ("place", "refused", "status"),
    [
        pytest.param("Baringo", answer("Baringo", kind="place=county"), "too_coarse", id="a county"),
        pytest.param("Baringo", answer("Baringo County", 140, "place=county"), "too_coarse", id="a county far off"),
        pytest.param("20100", answer("20100", kind="place=postcode"), "too_coarse", id="a postcode"),
        pytest.param("Kenya", answer("Kenya", kind="place=county"), "too_coarse", id="the country"),
        pytest.param(
            "Rongai",
            answer("Rongai", kind="boundary=administrative", extent_km=20.0),
            "too_coarse",
            id="a constituency",
        ),
        pytest.param(
            "Rongai", answer("Rongai", kind="boundary=administrative"), "too_coarse", id="a boundary of unknown size"
        ),
        pytest.param("Baringo County", answer("Baringo County"), "too_coarse", id="asked for a county"),
        pytest.param("Njoro River", answer("Njoro River", kind="waterway=river"), "not_found", id="a river"),
        pytest.param("Milimani", answer("Milimani", kind="amenity=bar"), "not_found", id="a bar"),
        pytest.param("Milimani", answer("Milimani", kind="amenity=school"), "not_found", id="a school"),
        pytest.param("Milimani", answer("Milimani", kind="highway=residential"), "not_found", id="a street"),
        pytest.param("Milimani", answer("Milimani", 25.01), "too_far", id="beyond 25 km"),
        pytest.param("Milimani", answer("Milimani", country_code="tz"), "not_found", id="abroad"),
        pytest.param("Milimani", answer("Milimani", country_code=""), "not_found", id="who knows where"),
    ],
)
def test_what_is_refused_is_kept_to_be_seen(place: str, refused: Candidate, status: Status) -> None:
    match = judge(place, refused)
    assert (match.status, match.candidate) == (status, refused)
    assert match.reason
    assert match.distance_km is not None


@pytest.mark.parametrize(
    ("place", "answers", "status", "reason"),
    [
        ("Nakuru Town", [], "too_coarse", "it is the cluster itself"),
        (
            "Milimani",
            [answer("Milimani", country_code="tz")],
            "not_found",
            "the answers lie in another country, or the provider does not say in which",
        ),
        ("Milimani", [answer("Kinoo")], "not_found", "the answers go by other names"),
        ("Milimani", [answer("Milimani", 40)], "too_far", "more than 25 km from the cluster"),
        (
            "Milimani",
            [answer("Milimani", kind="amenity=bar")],
            "not_found",
            "only a business, an institution or a river goes by this name",
        ),
        (
            "Baringo",
            [answer("Baringo", kind="place=county")],
            "too_coarse",
            "only something too large goes by this name, or what is called after it",
        ),
        (
            "Mwiki, Njoro",
            [answer("Mwiki", kind="place=town")],
            "too_coarse",
            "only a part of the name that is no narrower than the others goes by this name",
        ),
        (
            "Station Road",
            [answer("Station Road", kind="highway=residential", label="Station Road, Njoro")],
            "not_found",
            "many towns have a street of this name, and this one is not said to be in Nakuru",
        ),
        (
            "Station Road",
            [answer("Station Road", km, "highway=residential", label="Station Road, Njoro") for km in (0, 5)],
            "too_coarse",
            "a long street, or several of this name",
        ),
        (
            "Bahati",
            [
                answer("Bahati", 12, town="Njoro", label="Bahati, Njoro, Kenya"),
                answer("Bahati", -3, "boundary=administrative", extent_km=20.0),
            ],
            "too_coarse",
            "it lies in Njoro, and something too large goes by this name in Nakuru",
        ),
        (
            "Bahati",
            [answer("Bahati", 8, town="Njoro", label="Bahati, Njoro, Kenya"), answer("Bahati", -9)],
            "not_found",
            "several places of this name, 8.0, 9.0 km off: none has the better claim",
        ),
    ],
)
def test_the_reason_says_why_none_was_taken(place: str, answers: list[Candidate], status: Status, reason: str) -> None:
    match = judge(place, *answers)
    assert (match.status, match.reason) == (status, reason)


def test_no_answer_is_not_found() -> None:
    assert judge("Milimani") == Match("not_found", reason="nothing goes by this name")


@pytest.mark.parametrize("place", ["Nakuru", "NAKURU", "Nakuru Town", "Nakuru City"])
def test_the_cluster_itself_is_too_coarse_whatever_is_answered(place: str) -> None:
    assert judge(place, answer("Nakuru", 0.1, "place=city"), answer(place)).status == "too_coarse"


def test_a_business_or_street_is_taken_where_the_name_says_that_it_is_one() -> None:
    assert judge("Valley Hospital", answer("Valley Hospital", kind="amenity=hospital")).status == "ok"
    assert judge("Kanu Street", answer("Kanu Street", kind="highway=residential")).status == "ok"


@pytest.mark.parametrize(
    ("allowed", "beyond"),
    [
        pytest.param(answer("Milimani", 24.99), answer("Milimani", 25.01), id="25 km from the centroid"),
        *(
            pytest.param(
                answer("Milimani", kind=kind, extent_km=most),
                answer("Milimani", kind=kind, extent_km=most + 0.1),
                id=kind,
            )
            for kind, most in [
                ("boundary=administrative", 15.0),
                ("building=apartments", 4.0),
                ("place=suburb", 15.0),
                ("place=hamlet", 15.0),
                ("place=town", 40.0),
                ("place=city", 90.0),
            ]
        ),
    ],
)
def test_a_place_is_as_large_and_as_far_off_as_its_sort_may_be_and_no_more(
    allowed: Candidate, beyond: Candidate
) -> None:
    assert judge("Milimani", allowed).status == "ok"
    assert judge("Milimani", beyond).status in ("too_far", "too_coarse")


def test_a_small_ward_is_precise_enough() -> None:
    ward = answer("Shabab Ward", kind="boundary=administrative", extent_km=3.0)
    assert judge("Shabab", ward).status == "ok"
    assert judge("Shabab", answer("Shabab Ward", kind="boundary=administrative", extent_km=0.8)).status == "ok"


def test_a_road_longer_than_4_km_is_too_coarse_in_one_piece_or_in_many() -> None:
    long = answer("Oginga Road", kind="highway=residential", extent_km=4.1)
    pieces = [answer("Oginga Road", km, "highway=residential", extent_km=1.0) for km in (1, 2, 3, 4, 5, 6)]
    assert judge("Oginga Road", long).status == "too_coarse"
    assert judge("Oginga Road", *pieces).status == "too_coarse"
    assert judge("Oginga Road", *pieces[:4]).status == "ok"
    three = [answer("Oginga Road", km, "highway=residential", extent_km=2.0) for km in (-2, 0, 2)]
    assert judge("Oginga Road", *three).status == "too_coarse"
    assert judge("Oginga Road", *three[:2]).status == "ok"
    match = judge("Oginga Road 12", *three)
    assert (match.status, match.reason) == ("too_coarse", "a long street, or several of this name"), "with a house"
    ends = [answer("Oginga Road", km, "highway=residential", extent_km=1.0) for km in (0, 3.2)]
    assert judge("Oginga Road", *ends).status == "too_coarse"


# --- several answers ---

PLACE, BAR = answer("Bahati", 19), answer("Bahati", 1, "amenity=bar")
UNLABELLED_4_9, UNLABELLED_7 = (answer("Bahati", km, label="Bahati, Njoro, Kenya") for km in (4.9, 7))
HAMLET_3_4, HAMLET_4 = (answer("Bahati", km, "place=hamlet") for km in (3.4, 4))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(PLACE, BAR, ("ok", 19.0), id="a place beats a bar in the centre"),
        pytest.param(PLACE, answer("Bahati", 1, "building=apartments"), ("ok", 19.0), id="a place beats a building"),
        pytest.param(PLACE, answer("Bahati", 1, "waterway=river"), ("ok", 19.0), id="a place beats a river"),
        pytest.param(PLACE, answer("Bahati", 1, "place=county"), ("ok", 19.0), id="a place beats a county"),
        pytest.param(
            PLACE,
            answer("Bahati", 18, "boundary=administrative", extent_km=3.0),
            ("ok", 19.0),
            id="a place beats the ward around it",
        ),
        pytest.param(
            answer("Bahati", 10),
            answer("Bahati", 4, "boundary=administrative", extent_km=3.0),
            ("not_found", 4.0),
            id="a ward elsewhere and clearly nearer leaves it open",
        ),
        pytest.param(answer("Bahati", 4), answer("Bahati", 12), ("ok", 4.0), id="clearly nearer"),
        pytest.param(answer("Bahati", 4), answer("Bahati", -5), ("not_found", 4.0), id="hardly nearer"),
        pytest.param(answer("Bahati", 5.1), answer("Bahati", 15), ("not_found", 5.1), id="both at the town's edge"),
        pytest.param(
            answer("Bahati", 5.1),
            answer("Bahati", 15, label="Bahati, Njoro, Kenya"),
            ("ok", 5.1),
            id="the other is in another town",
        ),
        pytest.param(answer("Bahati", 0.5), answer("Bahati", 40), ("ok", 0.5), id="beyond 25 km counts for nothing"),
        pytest.param(answer("Bahati", 4), answer("Bahati", 5.5), ("ok", 4.0), id="two nodes of one place"),
        pytest.param(answer("Bahati", 9, "place=town"), answer("Bahati", -8), ("ok", 9.0), id="a town beats an estate"),
        pytest.param(
            answer("Bahati", 20, "place=town"), answer("Bahati", 4), ("not_found", 4.0), id="a town, but far behind"
        ),
        pytest.param(
            answer("Bahati", 5, "place=hamlet"), answer("Bahati", 9), ("not_found", 5.0), id="a hamlet, somewhat nearer"
        ),
        pytest.param(
            answer("Bahati", 2, "place=hamlet"), answer("Bahati", 15), ("ok", 2.0), id="a hamlet, nearer by far"
        ),
        pytest.param(
            answer("Bahati", 5, label="Bahati, Njoro, Kenya"),
            answer("Bahati", 9),
            ("not_found", 5.0),
            id="nearer, but the other is said to be in the cluster",
        ),
        pytest.param(
            answer("Bahati", 8, label="Bahati, Njoro, Kenya"),
            answer("Bahati", -9),
            ("not_found", 8.0),
            id="a label alone decides nothing",
        ),
        *(
            pytest.param(nearer, farther, expected, id=f"at the limit: {rule}")
            for rule, nearer, farther, expected in [
                ("by 2 km and half as far again", answer("Bahati", 4), answer("Bahati", -6.1), ("ok", 4.0)),
                ("by less than 2 km", answer("Bahati", 1.2), answer("Bahati", -3.1), ("not_found", 1.2)),
                ("not half as far again", answer("Bahati", 8), answer("Bahati", -11.9), ("not_found", 8.0)),
                ("no label: by 5 km and twice as far", UNLABELLED_4_9, answer("Bahati", -10), ("ok", 4.9)),
                ("no label: by less than 5 km", UNLABELLED_4_9, answer("Bahati", -9.85), ("not_found", 4.9)),
                ("no label: not twice as far", UNLABELLED_7, answer("Bahati", -13.9), ("not_found", 7.0)),
                ("no label, not in the middle: twice as far", UNLABELLED_7, answer("Bahati", -14.1), ("ok", 7.0)),
                ("a hamlet: by 7 km and three times as far", HAMLET_3_4, answer("Bahati", -10.5), ("ok", 3.4)),
                ("a hamlet: by less than 7 km", HAMLET_3_4, answer("Bahati", -10.35), ("not_found", 3.4)),
                ("a hamlet: not three times as far", HAMLET_4, answer("Bahati", -11.9), ("not_found", 4.0)),
            ]
        ),
        pytest.param(
            UNLABELLED_4_9,
            answer("Bahati", -8, label="Bahati, Njoro, Kenya"),
            ("ok", 4.9),
            id="neither is said to be in the cluster",
        ),
        pytest.param(HAMLET_4, answer("Bahati", -8, "place=hamlet"), ("ok", 4.0), id="both are hamlets"),
        pytest.param(answer("Bahati", 8), answer("Bahati Estate", -9), ("ok", 8.0), id="the exact name"),
        pytest.param(
            answer("Bahati", 12), answer("Bahati Estate", 3), ("not_found", 12.0), id="the exact name, but far behind"
        ),
    ],
)
def test_of_namesakes_within_25_km_one_must_have_the_better_claim(
    first: Candidate, second: Candidate, expected: tuple[str, float]
) -> None:
    assert chosen(judge("Bahati", first, second)) == expected
    assert chosen(judge("Bahati", second, first)) == expected


def test_the_reason_says_how_far_off_the_namesakes_are() -> None:
    match = judge("Bahati", answer("Bahati", 9), answer("Bahati", -8.5), answer("Bahati", 30))
    assert match.reason == "several places of this name, 8.5, 9.0 km off: none has the better claim"


def test_among_thirty_namesakes_in_the_country_the_clusters_own_is_found() -> None:
    elsewhere = [answer("Majengo", km, "place=town", importance=0.9) for km in range(30, 600, 20)]
    assert chosen(judge("Majengo", *elsewhere, answer("Majengo", 2.5))) == ("ok", 2.5)


def test_two_points_within_4_km_of_each_other_are_one_place() -> None:
    assert chosen(judge("Bahati", answer("Bahati", 8), answer("Bahati", 11.95))) == ("ok", 8.0)
    assert chosen(judge("Bahati", answer("Bahati", 9), answer("Bahati", 13.05))) == ("not_found", 9.0)


def test_a_node_in_its_drawn_suburb_is_one_place_with_it() -> None:
    suburb = answer("Bahati", 8, "boundary=administrative", level="area", extent_km=14.0)
    assert chosen(judge("Bahati", suburb)) == ("ok", 8.0)
    assert chosen(judge("Bahati", suburb, answer("Bahati", 13))) == ("ok", 8.0)
    in_the_next_town = answer("Bahati", 22, label="Bahati, Njoro, Kenya")
    assert chosen(judge("Bahati", suburb, in_the_next_town)) == ("ok", 8.0)
    assert chosen(judge("Bahati", suburb, answer("Bahati", -9))) == ("not_found", 8.0)
    assert chosen(judge("Bahati", suburb, answer("Bahati", 3))) == ("ok", 3.0)
    assert judge("Bahati", suburb, answer("Bahati", 3)).concern == ""
    box = answer("Bahati", 8, extent_km=14.0)
    assert chosen(judge("Bahati", box, answer("Bahati", 13))) == ("not_found", 8.0)


def test_a_drawn_suburb_too_wide_to_be_a_point_blocks_a_farther_dot_of_its_name() -> None:
    suburb = answer("Bahati", 8, "boundary=administrative", level="area", extent_km=16.0)
    assert chosen(judge("Bahati", suburb, answer("Bahati", 22))) == ("too_coarse", 8.0)


WARD: dict[str, Any] = {"kind": "boundary=administrative", "extent_km": 20.0}


@pytest.mark.parametrize(
    ("lesser", "wide", "status"),
    [
        pytest.param(answer("Bahati", 15, "place=hamlet"), [answer("Bahati", -8, **WARD)], "too_coarse", id="a hamlet"),
        pytest.param(
            answer("Bahati", 15, "building=apartments"), [answer("Bahati", -8, **WARD)], "too_coarse", id="a building"
        ),
        pytest.param(
            answer("Bahati", 15, "place=hamlet"), [answer("Bahati", -33, **WARD)], "too_coarse", id="its edge is near"
        ),
        pytest.param(answer("Bahati", 15), [answer("Bahati", -8, **WARD)], "ok", id="a suburb is no lesser thing"),
        pytest.param(
            answer("Bahati", 15, "boundary=administrative", extent_km=3.0),
            [answer("Bahati", -8, **WARD)],
            "ok",
            id="nor is a small ward",
        ),
        pytest.param(
            answer("Bahati", 15, "place=town"),
            [answer("Bahati", -8, level="area", **WARD)],
            "ok",
            id="nor a town beside a suburb",
        ),
        pytest.param(
            answer("Bahati", 15, "place=hamlet"), [answer("Bahati", 20, **WARD)], "ok", id="a hamlet that lies in it"
        ),
        pytest.param(
            answer("Bahati", 15, "place=hamlet"),
            [answer("Bahati", 20, **WARD), answer("Bahati", -8, **WARD)],
            "ok",
            id="in one of two",
        ),
        pytest.param(
            answer("Bahati", 15, "place=hamlet"), [answer("Bahati", -40, **WARD)], "ok", id="all of it is far off"
        ),
        pytest.param(
            answer("Bahati", 15, "place=hamlet"),
            [answer("Bahati", 9, "place=county")],
            "ok",
            id="nobody knows how wide",
        ),
        pytest.param(
            answer("Moi Avenue", 1, "place=square"),
            [answer("Moi Avenue", 4, "highway=residential", extent_km=5.0)],
            "ok",
            id="a square and a long street",
        ),
    ],
)
def test_a_lesser_thing_beside_something_wide_of_its_name_may_be_called_after_it(
    lesser: Candidate, wide: list[Candidate], status: Status
) -> None:
    match = judge(lesser.name, lesser, *wide)
    assert match.status == status
    assert match.status != "ok" or match.candidate == lesser


def test_what_was_chosen_over_others_says_so() -> None:
    assert judge("Bahati", answer("Bahati", 4)).concern == ""
    match = judge("Bahati", answer("Bahati", 4), answer("Bahati", 12), answer("Bahati", -14))
    assert match.concern == "chosen over 2 others of this name, 12.0, 14.0 km from the cluster"
    match = judge("Bahati", answer("Bahati", 4), *(answer("Bahati", km) for km in (12, -14, 17, -18)))
    assert match.concern == "chosen over 4 others of this name, 12.0, 14.0, 17.0 km from the cluster"


def test_what_its_address_puts_into_another_town_is_taken_only_where_the_clusters_own_has_none() -> None:
    next_town = answer("Bahati", 12, town="Njoro", label="Bahati, Njoro, Kenya")
    match = judge("Bahati", next_town)
    assert (*chosen(match), match.concern) == ("ok", 12.0, "its address names Njoro, not Nakuru")
    own = answer("Bahati", -3, "boundary=administrative", extent_km=20.0)
    assert chosen(judge("Bahati", next_town, own)) == ("too_coarse", 12.0)
    assert chosen(judge("Bahati", next_town, answer("Bahati", 13))) == ("ok", 12.0)  # one place, labelled twice
    assert judge("Bahati", answer("Bahati", 12, town="Nakuru City", label="Bahati, Kenya")).concern == ""
    assert judge("Bahati", answer("Bahati", 12, town="Njoro", label="Bahati, 201 00 Nakuru, Kenya")).concern == ""
    assert judge("Bahati", answer("Bahati", 12, town="Njoro", label="Bahati, Njoro, Nakuru, Kenya")).concern == ""


def test_the_cluster_s_own_town_may_have_it_in_other_letters_of_the_country() -> None:
    next_town = answer("Santa Terezinha", 12, town="Njoro", label="Santa Terezinha, Njoro, Brazil", country_code="br")
    own = answer("Santa Teresinha", 5, town="Nakuru", label="Santa Teresinha, Nakuru, Brazil", country_code="br")

    def judge_in_brazil(*answers: Candidate) -> Match:
        return match_place("Santa Terezinha", NAKURU, answers, "br")

    assert judge_in_brazil(next_town, own).candidate == own
    concern = "the map has it as Santa Teresinha; Santa Terezinha lies in Njoro"
    assert judge_in_brazil(next_town, own).concern == concern
    assert judge_in_brazil(next_town, replace(own, lat=NAKURU.lat + 20 * KM)).candidate == next_town
    assert judge_in_brazil(next_town).candidate == next_town
    assert judge_in_brazil(next_town, replace(own, town="Naivasha", label="")).candidate == next_town
    here = replace(next_town, town="Nakuru")
    assert judge_in_brazil(here, own).candidate == here
    other = query_in_other_letters("Santa Terezinha", NAKURU, "Brazil", judge_in_brazil(next_town))
    assert (other and other.text) == "Santa Teresinha"
    assert query_in_other_letters("Santa Terezinha", NAKURU, "Kenya", judge_in_brazil(next_town)) is None
    assert query_in_other_letters("Santa Terezinha", NAKURU, "Brazil", judge_in_brazil(here)) is None
    assert query_in_other_letters("Santa Terezinha", NAKURU, "Brazil", judge_in_brazil()) is None


@pytest.mark.parametrize(
    ("cluster", "label", "town", "status"),
    [
        pytest.param(NAKURU, "Station Road, Nakuru", "", "ok", id="its label has the cluster"),
        pytest.param(NAKURU, "Station Road, Kenya", "Nakuru", "ok", id="its town is the cluster"),
        pytest.param(NAKURU, "Station Road, Kenya", "", "not_found", id="neither"),
        pytest.param(NAKURU_SOUTH, "Station Road, Nakuru", "", "ok", id="its label has the cluster's city"),
        pytest.param(NAKURU_SOUTH, "Station Road, Kenya", "Nakuru", "ok", id="its town is the cluster's city"),
    ],
)
def test_a_street_that_any_town_has_is_said_to_be_in_the_cluster_by_its_label_or_its_town(
    cluster: Cluster, label: str, town: str, status: Status
) -> None:
    street = answer("Station Road", kind="highway=residential", label=label, town=town)
    match = match_place("Station Road", cluster, [street], "ke")
    assert (match.status, match.concern) == (status, "")


def test_what_is_said_to_be_in_the_cluster_s_city_is_said_to_be_in_the_cluster() -> None:
    next_town = answer("Bahati", 4.5, label="Bahati, Njoro, Kenya")
    assert match_place("Bahati", NAKURU_SOUTH, [next_town, answer("Bahati", 9)], "ke").status == "not_found"


@pytest.mark.parametrize("kind", ["amenity=bank", "amenity=restaurant", "amenity=place_of_worship", "highway=bus_stop"])
@pytest.mark.parametrize("name", ["Nishtar Road", "Avenida das Torres", "Rua Chile"])
def test_a_street_is_never_answered_by_what_is_called_after_it(name: str, kind: str) -> None:
    assert judge(name, answer(name, 1, kind)).status == "not_found"
    street = answer(name, 2, "highway=residential", extent_km=1.0)
    assert chosen(judge(name, street, answer(name, 1, kind))) == ("ok", 2.0)


def test_a_square_may_be_what_a_streets_name_means() -> None:
    assert judge("Kenyatta Avenue", answer("Kenyatta Avenue", 1, "place=square")).status == "ok"


def test_farther_ones_only_are_too_far_and_the_nearest_is_kept() -> None:
    assert chosen(judge("Majengo", answer("Majengo", 90), answer("Majengo", 26))) == ("too_far", 26.0)
    assert chosen(judge("Majengo", answer("Majengo", 90), answer("Majengo", 2, "place=county"))) == ("too_far", 90.0)


# --- what is kept for a person to choose from ---


def test_the_answers_that_a_person_could_mean_are_kept_best_first_each_with_why_it_was_not_taken() -> None:
    taken = answer("Milimani", 2)
    expected = [
        (taken, None),
        (answer("Milimani", -12), "another of this name"),
        (answer("Milimani", 1, "amenity=bar"), "a business, an institution or a river of this name"),
        (answer("Milimani", 4, "place=county"), "too large"),
        (answer("Milimani", 40), "more than 25 km from the cluster"),
        (answer("Bahati", 5), "another name"),
    ]
    others = [answer("Kinoo", 30), answer("Kinoo", kind="building=apartments"), answer("Milimani", country_code="tz")]
    answers = [*others, *(candidate for candidate, _ in expected[::-1])]
    kept = rank_candidates("Milimani", NAKURU, answers, "KE", judge("Milimani", *answers))
    assert [(one.candidate, one.reason) for one in kept] == expected
    assert [one.distance_km and round(one.distance_km) for one in kept] == [2, 12, 1, 4, 40, 5]


def test_of_a_cluster_s_answers_those_of_its_name_are_kept() -> None:
    answers = [answer("Nakuru", 300, "place=village"), answer("Nakuru", 0, "place=city"), answer("Kinoo", 0)]
    kept = rank_candidates("Nakuru", None, answers, "ke", match_cluster("Nakuru", answers, "ke"))
    assert [(one.candidate, one.distance_km, one.reason) for one in kept] == [
        (answers[1], None, None),
        (answers[0], None, "another of this name"),
    ]


def test_where_none_was_taken_each_that_is_kept_says_why() -> None:
    answers = [answer("Bahati", 8), answer("Bahati", -9)]
    kept = rank_candidates("Bahati", NAKURU, answers, "ke", judge("Bahati", *answers))
    assert [(one.candidate, one.reason) for one in kept] == [(one, "another of this name") for one in answers]


def test_what_is_kept_has_the_name_if_any_reading_of_it_says_so() -> None:
    kept = rank_candidates("Kinoo Bus Stop", NAKURU, [answer("Kinoo")], "ke", Match("not_found"))
    assert [one.reason for one in kept] == ["another of this name"]


def test_no_more_than_nine_answers_are_kept() -> None:
    answers = [answer("Bahati", km) for km in range(30, 42)]
    kept = rank_candidates("Bahati", NAKURU, answers, "ke", judge("Bahati", *answers))
    assert [one.candidate for one in kept] == answers[:9]


def test_where_no_cluster_is_known_whatever_may_be_the_place_counts_anywhere_in_the_country() -> None:
    places = [answer("Bahati"), answer("Bahati Estate", 500)]
    others = [
        answer("Milimani"),
        answer("Bahati", kind="amenity=bar"),
        answer("Bahati", kind="place=county"),
        answer("Bahati", country_code="tz"),
    ]
    assert list_namesakes_in_country("Bahati", "Nakuru", [*others, *places], "KE") == places
    assert list_namesakes_in_country("Bahati Phase 3", "Nakuru", [*others, *places], "ke") == places
    assert list_namesakes_in_country("Bahati", "Nakuru", others, "ke") == []


# --- clusters ---


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param([], ("not_found", None), id="nothing"),
        pytest.param([answer("Nakuru", 0, "place=county")], ("too_coarse", 0), id="a county"),
        pytest.param(
            [answer("Nakuru", 0, "place=county"), answer("Nakuru", 5, "place=city")], ("ok", 5), id="a city in a county"
        ),
        pytest.param(
            [answer("Nakuru", 0, "boundary=administrative"), answer("Nakuru", 5, "place=village")],
            ("ok", 5),
            id="a settlement beats an administrative area",
        ),
        pytest.param([answer("Nakuru", 0, "boundary=administrative")], ("ok", 0), id="an administrative area alone"),
        pytest.param(
            [answer("Nakuru", 300, "place=village", importance=0.9), answer("Nakuru", 5, "place=town")],
            ("ok", 5),
            id="a town beats a village",
        ),
        pytest.param(
            [answer("Nakuru", 300, "place=town"), answer("Nakuru", 5, "place=town")], ("not_found", 5), id="two towns"
        ),
        pytest.param(
            [answer("Nakuru", 300, "place=municipality"), answer("Nakuru", 5, "place=city")],
            ("ok", 5),
            id="a city beats a municipality",
        ),
        pytest.param([answer("Nakuru", 0), answer("Nakuru", 5, importance=0.2)], ("ok", 5), id="two nodes of one town"),
        pytest.param(
            [answer("Nakuru", 0), answer("Nakuru", 9.9, importance=0.2)], ("ok", 10), id="the better known one"
        ),
        pytest.param(
            [answer("Nakuru", 0, importance=0.2), answer("Nakuru", 9.9)], ("ok", 0), id="the better known one, here too"
        ),
        pytest.param(
            [answer("Nakuru", 0, importance=0.2), answer("Nakuru", 10.1)], ("not_found", 0), id="two towns 10 km apart"
        ),
        pytest.param([answer("Nakuru", country_code="tz")], ("not_found", 3), id="abroad"),
        pytest.param([answer("Mau Nakuru", 0)], ("not_found", 0), id="another name"),
        pytest.param([answer("Nakuru", 0, "amenity=bar")], ("not_found", 0), id="a bar"),
        pytest.param(
            [answer("Nakuru", 90, "amenity=bar"), answer("Mau Nakuru", 0)], ("not_found", 90), id="a bar, another name"
        ),
        pytest.param([answer("Nakuru", 0, "boundary=national_park", extent_km=9.0)], ("not_found", 0), id="a park"),
        pytest.param([answer("Nakuru Town", 0)], ("ok", 0), id="with a generic word"),
        pytest.param([answer("Nakuru de Morelos", 0, "place=city")], ("ok", 0), id="the long name of a town"),
        pytest.param(
            [answer("Nakuru de Morelos", 0, "place=city"), answer("Nakuru de la Paz", 50, "place=city")],
            ("not_found", 50),
            id="the long names of two towns",
        ),
        pytest.param([answer("Nakuru Morelos", 0, "place=city")], ("not_found", 0), id="a longer name"),
        pytest.param([answer("Nakuru Morelos de la Paz", 0, "place=city")], ("not_found", 0), id="another's long name"),
        pytest.param(
            [answer("Mau de Nakuru", 0, "place=city")], ("not_found", 0), id="a long name that begins otherwise"
        ),
        pytest.param(
            [answer("Nakuru", 0, "place=county"), answer("Nakuru de Morelos", 5, "place=city")],
            ("too_coarse", 0),
            id="a county, and the long name of a town",
        ),
        pytest.param([answer("Nakuru de Morelos", 0, "place=suburb")], ("not_found", 0), id="a quarter's long name"),
        pytest.param(
            [answer("Nakuru de Morelos", 0, "place=city", country_code="tz")], ("not_found", 0), id="a long name abroad"
        ),
        pytest.param([answer("Nakuru-Jeziorna", 0, "place=town")], ("ok", 0), id="the first of a town's two names"),
        pytest.param(
            [answer("Nakuru-Jeziorna", 0, "boundary=administrative")], ("ok", 0), id="the first of an area's two names"
        ),
        pytest.param([answer("Nakuru-Jeziorna", 0)], ("not_found", 0), id="the first of a quarter's two names"),
    ],
)
def test_a_cluster_is_a_settlement_of_that_name(answers: list[Candidate], expected: tuple[str, float | None]) -> None:
    for order in (answers, answers[::-1]):
        match = match_cluster("NAKURU", order, "KE")
        km = match.candidate and round((match.candidate.lat - NAKURU.lat) / KM)
        assert (match.status, km) == expected
        assert bool(match.reason) == (match.status != "ok")


def test_a_cluster_chosen_over_namesakes_or_by_a_long_name_says_so() -> None:
    long = match_cluster("Nakuru", [answer("Nakuru de Morelos", 0, "place=city")], "ke")
    assert long.concern == "Nakuru is taken for Nakuru de Morelos"
    towns = answer("Nakuru", 0, "place=city"), answer("Nakuru", 5, "place=suburb")
    assert match_cluster("Nakuru", towns, "ke").concern == ""
    match = match_cluster("Nakuru", [*towns, answer("Nakuru", 90, "place=village", label="Nakuru, Kwale")], "ke")
    assert match.concern == "chosen over 1 other place of this name: Nakuru, Kwale"
    villages = [answer("Nakuru", 90 * n, "place=village", label=f"Nakuru {n}") for n in range(1, 5)]
    match = match_cluster("Nakuru", [*towns, *villages], "ke")
    assert match.concern.startswith("chosen over 4 other places of this name: ")
    assert match.concern.count(";") == 2  # three of them are named


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param([answer("Springs", 5, "place=town")], ("ok", 5), id="one town"),
        pytest.param([answer("Springs", 5, "place=city"), answer("Springs", 90)], ("ok", 5), id="a city and a quarter"),
        pytest.param(
            [answer("Springs", 5, "place=town"), answer("Springs", 90, "place=town")], ("too_coarse", None), id="two"
        ),
        pytest.param([answer("Springs", 5, "place=village")], ("too_coarse", None), id="a village"),
        pytest.param([answer("Springs Estate", 5, "place=town")], ("too_coarse", None), id="with a generic word"),
        pytest.param([], ("too_coarse", None), id="nothing"),
    ],
)
def test_a_kind_of_place_is_a_cluster_only_where_one_town_is_called_so(
    answers: list[Candidate], expected: tuple[str, float | None]
) -> None:
    match = match_cluster("Springs", answers, "ke")
    km = match.candidate and round((match.candidate.lat - NAKURU.lat) / KM)
    assert (match.status, km) == expected
    assert match.concern == ("Springs is a kind of place, too" if match.status == "ok" else "")
    assert match_cluster("Central", [answer("Central", 5, "place=city")], "ke").status == "too_coarse"


def test_a_cluster_is_taken_for_the_whole_city_that_it_is_a_part_of_but_for_no_town() -> None:
    city, village = answer("Nakuru", 0, "place=city"), answer("Nakuru", 90, "place=village", label="Nakuru, Kwale")
    match = match_city("Nakuru", [city], "ke")
    assert match
    assert (match.status, match.candidate, match.concern) == (
        "ok",
        city,
        "only Nakuru goes by this name, the whole city",
    )
    match = match_city("Nakuru", [city, village], "ke")
    assert match
    assert match.concern.endswith("the whole city; chosen over 1 other place of this name: Nakuru, Kwale")
    assert match_city("Nakuru", [answer("Nakuru", 0, "place=town")], "ke") is None
    assert match_city("Nakuru", [city, answer("Nakuru", 90, "place=city")], "ke") is None
    assert match_city("Nakuru", [], "ke") is None


def test_a_hospital_called_after_an_avenue_is_no_street() -> None:
    assert judge("Moi Avenue Hospital", answer("Moi Avenue Hospital", 1, "amenity=hospital")).status == "ok"
    assert judge("Hospital Road", answer("Hospital Road", 1, "amenity=hospital")).status == "not_found"


def drawn(km: float, importance: float = 0.0, extent_km: float = 60.0, **changes: Any) -> Candidate:
    """A boundary called Nakuru that no place is linked to."""
    changes = {"importance": importance, "extent_km": extent_km, **changes}
    return answer("Nakuru", km, "boundary=administrative", **changes)


LINKED = {"kind": "boundary=administrative", "level": "settlement"}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param([drawn(0, 0.6), answer("Nakuru", 900, "place=hamlet", importance=0.13)], 0, id="a far hamlet"),
        pytest.param([drawn(0, 0.19), answer("Nakuru", 900, "place=village", importance=0.15)], 0, id="a far village"),
        pytest.param([drawn(0, 0.24), answer("Nakuru", 900, "place=town", importance=0.16)], 900, id="a town"),
        pytest.param([drawn(0, 0.28), answer("Nakuru", 900, "place=town", importance=0.16)], 0, id="a little town"),
        pytest.param([drawn(0, 0.6), answer("Nakuru", 20, "place=village", importance=0.1)], 20, id="its own centre"),
        pytest.param(
            [drawn(0, 0.6), answer("Nakuru", 20, "place=village"), answer("Nakuru", 900, "place=village")],
            20,
            id="its centre and a village elsewhere",
        ),
        pytest.param([drawn(0, 0.4), drawn(900, 0.4)], None, id="two as well known"),
        pytest.param([drawn(0, 0.6), drawn(900, 0.4)], 0, id="two, one better known"),
        pytest.param([drawn(0, 0.2), answer("Nakuru", 900, "place=village", importance=0.2)], 900, id="of equals"),
        pytest.param(
            [answer("Nakuru", 0, place="city", **LINKED), answer("Nakuru", 900, "place=town", importance=0.9)],
            0,
            id="linked to a city",
        ),
        pytest.param(
            [answer("Nakuru", 0, place="village", **LINKED), answer("Nakuru", 900, "place=town")],
            900,
            id="linked to a village",
        ),
        pytest.param(
            [answer("Nakuru", 0, "place=city", extent_km=150.0), answer("Nakuru", 900, "place=hamlet")],
            0,
            id="a city drawn with all its municipality",
        ),
        pytest.param(
            [answer("Nakuru", 0, "place=town", importance=0.2), answer("Nakuru", 20, "place=town", extent_km=60.0)],
            None,
            id="two towns, one drawn around the other",
        ),
        pytest.param(
            [answer("Nakuru", 0, "place=village"), answer("Nakuru", 900, "place=hamlet")],
            0,
            id="a village and a hamlet",
        ),
    ],
)
def test_a_town_drawn_as_an_area_is_weighed_with_the_others(answers: list[Candidate], expected: float | None) -> None:
    for order in (answers, answers[::-1]):
        match = match_cluster("Nakuru", order, "ke")
        km = match.candidate and round((match.candidate.lat - NAKURU.lat) / KM)
        assert (match.status, km) == (("not_found", km) if expected is None else ("ok", expected))


def test_a_cluster_called_a_county_is_too_coarse_even_if_it_has_a_point() -> None:
    assert match_cluster("Nakuru County", [answer("Nakuru County", kind="place=city")], "ke").status == "too_coarse"


# --- whatever the answers ---

candidates = st.lists(
    st.builds(
        answer,
        st.sampled_from(["Bahati", "Bahati Estate", "BAHATI", "Bahati West", "Nakuru", ""]),
        st.floats(-60, 60),
        st.sampled_from(sorted(LEVELS)),
        country_code=st.sampled_from(["ke", "ke", "ke", "tz", ""]),
        extent_km=st.sampled_from([0.0, 1.0, 20.0]),
        importance=st.floats(0, 1),
        label=st.sampled_from(["Bahati, Nakuru, Kenya", "Bahati, Kenya", ""]),
    ),
    max_size=8,
)


@given(candidates, st.randoms(use_true_random=False))
def test_the_providers_order_never_counts(answers: list[Candidate], chance: random.Random) -> None:
    shuffled = chance.sample(answers, len(answers))
    assert judge("Bahati", *shuffled) == judge("Bahati", *answers)
    assert match_cluster("Bahati", shuffled, "ke") == match_cluster("Bahati", answers, "ke")


@given(candidates)
def test_what_is_taken_has_the_name_lies_in_the_country_and_near_and_is_precise(answers: list[Candidate]) -> None:
    match = judge("Bahati", *answers)
    assert bool(match.reason) == (match.status != "ok")
    assert (match.candidate is None) == (not answers)
    if match.status == "ok":
        taken = match.candidate
        assert taken in answers
        assert taken is not None
        assert taken.country_code == "ke"
        assert taken.level not in ("coarse", "natural", "street")
        assert match.distance_km == distance_km(NAKURU.lat, NAKURU.lng, taken.lat, taken.lng)
        assert match.distance_km <= MAX_DISTANCE_KM
        assert (taken.name or taken.label.partition(",")[0]).lower() in ("bahati", "bahati estate")


@given(candidates)
def test_answers_of_another_country_or_name_change_nothing_about_what_is_taken(answers: list[Candidate]) -> None:
    others = [answer("Milimani", 1), answer("Bahati", 0.5, country_code="ug")]
    before, after = judge("Bahati", *answers), judge("Bahati", *answers, *others)
    if before.status == "ok" or after.status == "ok":
        assert before == after


def test_the_middle_of_certain_points_is_had_of_two_that_it_can_serve() -> None:
    def north(*kms: float) -> list[tuple[float, float]]:
        return [(NAKURU.lat + km * KM, NAKURU.lng) for km in kms]

    assert find_midpoint(north(0, 49.9)) == pytest.approx(north(24.95)[0])
    assert find_midpoint(north(0, 50.1)) is None
    assert find_midpoint(north(0, 10, 60)) is None
    assert find_midpoint(north(0)) is None


@pytest.mark.parametrize(("place", "is_found"), [("Ggulu Ward", True), ("Ggulu County", False)])
def test_a_ward_is_small_enough_to_be_meant(place: str, *, is_found: bool) -> None:
    assert (judge(place, answer("Ggulu")).status == "ok") == is_found


def test_a_crossing_is_a_point_of_its_streets() -> None:
    crossing = replace(answer("NIPA Chowrangi", kind="highway=bus_stop"), kind="junction=yes")
    assert judge("NIPA Chowrangi", crossing).candidate == crossing
    assert judge("NIPA Chorangi", crossing).candidate == crossing
    assert judge("NIPA Chowrangi", replace(crossing, kind="shop=yes")).status == "not_found"
    assert judge("NIPA Chowrangi", replace(crossing, name="NIPA", kind="junction=yes")).status == "not_found"


def test_an_institution_may_go_by_several_words_of_letters() -> None:
    hospital = answer("Hospital Thiago", kind="amenity=hospital", other_names=("HU UFSC",))
    assert judge("Hu Ufsc", hospital).candidate == hospital
    assert judge("Hu Ufsc", replace(hospital, other_names=("Hu Ufsc",))).status == "not_found"


def test_a_site_in_front_of_its_street_is_the_one_whose_address_names_that() -> None:
    here = answer("Equity Bank", 9, "amenity=bank", label="Equity Bank, Kenyatta Avenue, Nakuru, Kenya")
    elsewhere = answer("Equity Bank", 2, "amenity=bank")
    assert judge("Equity Bank Kenyatta Avenue", elsewhere).status == "not_found"
    assert judge("Equity Bank Kenyatta Avenue", here).candidate == here
    hospital = answer("Aga Khan Hospital", kind="amenity=hospital", label="Aga Khan Hospital, Milimani, Nakuru, Kenya")
    assert judge("Aga Khan Hospital Milimani Estate", hospital).candidate == hospital
    assert judge("Aga Khan Hospital Parklands Estate", hospital).reason == (
        "there may be another Aga Khan Hospital: this one is not said to be in Parklands Estate"
    )


def test_a_site_s_own_name_may_say_where_it_is() -> None:
    campus = answer("Mbarara University Kihumuro Campus", kind="amenity=university", other_names=("MUST",))
    assert judge("MUST Kihumuro Campus", campus).candidate == campus
    assert judge("MUST Mbarara Campus", replace(campus, name="Mbale University Kihumuro Campus")).status == "not_found"


def test_what_is_short_for_the_word_for_a_kind_is_told_by_the_answer() -> None:
    barracks = replace(answer("Makenke Barracks", kind="building=yes"), kind="landuse=military")
    for name in ("Makenke Barracks", "Makenke Brks", "Makenke Brcks."):
        assert judge(name, barracks).candidate == barracks, name
    assert judge("Makenke Br", barracks).status == "not_found"


def test_a_quarter_in_front_of_a_street_called_by_letters_is_near_and_goes_by_just_that() -> None:
    quarter = answer("Baghbanpura")
    assert judge("Baghbanpura GT Road", quarter).candidate == quarter
    assert judge("Baghbanpura GT Road", answer("Baghbanpura", 12)).status == "not_found"
    assert judge("Baghbanpura GT Road", answer("Baghbanpura", kind="building=yes")).status == "not_found"


def test_a_block_of_a_quarter_is_where_people_live_and_no_building() -> None:
    block = answer("Kilimani Block D", 5)
    assert judge("Kilimani D", block).candidate == block
    assert judge("Kilimani D", replace(block, kind="building=apartments", level="point")).status == "not_found"


def test_a_street_with_another_surname_is_in_the_quarter_behind_its_house() -> None:
    street = answer("Avenida João Durval Carneiro", kind="highway=residential", extent_km=1.0)
    here = replace(street, label="Avenida João Durval Carneiro, Pituba, Nakuru, Kenya")
    assert judge("Avenida João Durval 55 Pituba", here).candidate == here
    assert judge("Avenida João Durval 55 Pituba", street).status == "not_found"
    assert judge("Avenida João Durval 55", street).candidate == street
