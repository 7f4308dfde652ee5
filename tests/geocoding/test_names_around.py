"""Names that the map spells otherwise, found in lists of what is around their cluster."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fake_geocoder import Fault, Place
from geocoding.candidates import Candidate, Cluster, Level
from geocoding.names_around import MAX_EMPTY, MAX_PAGES, Surroundings, match_other_spelling, may_be_listed
from geocoding_fixtures import NAIROBI, GeocodingSetup

LAHORE = Cluster("Lahore", 31.52, 74.35)
PAGE = 40


def listed(name: str, *, kind: str = "place=suburb", lat: float = 31.53, place_id: str = "", **more: str) -> Candidate:
    level: Level = "area"
    names = tuple(more.values())
    return Candidate(lat, 74.35, name, f"{name}, Lahore, Pakistan", "pk", level, kind, names, place_id=place_id)


def surroundings(*kinds: str, page_length: int | None = PAGE) -> Surroundings:
    around = Surroundings(page_length)
    around.note_answers(listed("X", kind=kind) for kind in kinds)
    return around


def ask(around: Surroundings, center: Cluster = LAHORE, *, answers: list[Candidate]) -> str | None:
    """What is asked next; it is answered with these."""
    kind, query = around.next_query(center) or ("", None)
    if query:
        around.add(center, kind, answers)
    return query.text if query else None


def test_what_the_map_has_most_of_is_listed_first_and_what_it_has_few_of_not_at_all() -> None:
    around = surroundings(*["place=village"] * 11, *["place=suburb"] * 2, "place=quarter", "shop=mall")
    suburb, village = listed("A"), listed("B", kind="place=village")
    assert ask(around, answers=[village]) == "[place=village] 31.52000, 74.35000"
    assert ask(around, answers=[suburb]) == "[place=suburb] 31.52000, 74.35000"
    assert ask(around, answers=[suburb]) is None
    assert around.list_names(LAHORE) == [village, suburb]


def test_what_the_map_has_many_areas_of_is_listed_in_one_page_and_crowds_no_places_out() -> None:
    around = surroundings(*["landuse=residential"] * 2, "place=suburb")
    assert ask(around, answers=[]) == "[place=suburb] 31.52000, 74.35000"
    assert ask(around, answers=[]) == "[landuse=residential] 31.52000, 74.35000"
    around = surroundings(*["landuse=residential"] * 400, "place=suburb", "boundary=administrative")
    page = [listed("A", kind="landuse=residential", place_id=str(number)) for number in range(PAGE)]
    assert ask(around, answers=page) == "[landuse=residential] 31.52000, 74.35000"
    assert ask(around, answers=[listed("B")]) == "[place=suburb] 31.52000, 74.35000"
    assert ask(around, answers=[]) is None


def test_a_full_list_goes_on_with_what_is_farther_away() -> None:
    around = surroundings("place=suburb")
    around.add(LAHORE, "place=village", [listed("B", kind="place=village", place_id="another kind's"), listed("C")])
    withouts = list[tuple[str, ...]]()
    for page in range(MAX_PAGES + 1):
        kind, query = around.next_query(LAHORE) or ("", None)
        if query:
            withouts.append(query.without)
            ids = [f"{page}.{number}" for number in range(PAGE)]
            around.add(LAHORE, kind, [listed("A", place_id=place_id) for place_id in ids])
    assert [len(without) for without in withouts] == [0, PAGE, 2 * PAGE]
    assert withouts[1][:2] == ("0.0", "0.1")


def test_a_list_that_is_not_full_is_all_there_is() -> None:
    around = surroundings("place=suburb")
    assert ask(around, answers=[listed("A")] * (PAGE - 1))
    assert ask(around, answers=[]) is None


def test_a_list_holds_for_a_cluster_nearby_and_for_no_other() -> None:
    around = surroundings("place=suburb")
    near, far = replace(LAHORE, lat=LAHORE.lat + 0.04), replace(LAHORE, lat=LAHORE.lat + 0.05)
    ask(around, answers=[listed("A")])
    assert around.list_names(near) == [listed("A")]
    assert ask(around, near, answers=[]) is None
    assert around.list_names(far) == []
    assert ask(around, far, answers=[]) == "[place=suburb] 31.57000, 74.35000"


def test_what_else_was_answered_to_a_list_is_no_name_of_it() -> None:
    around = surroundings("place=suburb")
    ask(around, answers=[listed("A", kind="place=village")])
    assert around.list_names(LAHORE) == []


def test_a_server_that_lists_nothing_is_not_asked_on() -> None:
    kinds = ("place=suburb", "place=neighbourhood", "place=village")
    around = surroundings(*kinds)
    assert [bool(ask(around, answers=[])) for _ in kinds] == [True] * MAX_EMPTY + [False]
    around = surroundings(*kinds)
    assert all(ask(around, answers=answers) for answers in ([], [listed("A", kind="place=neighbourhood")], []))


@pytest.mark.parametrize(
    "around",
    [
        pytest.param(surroundings("place=suburb", page_length=None), id="a provider that has no lists"),
        pytest.param(surroundings("shop=mall"), id="no place was answered yet"),
    ],
)
def test_no_list_is_asked_for_where_it_is_no_use(around: Surroundings) -> None:
    assert around.next_query(LAHORE) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ichra", True),
        ("Sakhi Hasan", True),
        ("Model Colony", True),
        ("Jail Road", False),
        ("Services Hospital", False),
        ("Gulberg 2", False),
        ("Gulberg II", False),
        ("Sector B", False),
    ],
)
def test_neither_a_street_nor_a_site_nor_a_numbered_part_is_looked_for_in_lists(name: str, expected: bool) -> None:
    assert may_be_listed(name) is expected


@pytest.mark.parametrize(
    ("name", "around", "concern"),
    [
        pytest.param(
            "Ichra",
            [listed("Ichhra")],
            "nothing goes by this name: taken for Ichhra, which the map has near",
            id="the name",
        ),
        pytest.param(
            "Ichra",
            [listed("اچھرہ", english="Ichhra")],
            "nothing goes by this name: taken for Ichhra, which the map has near",
            id="another name of it",
        ),
        pytest.param(
            "Sakhi Hasan Phase 4",
            [listed("Sakhi Hassan")],
            "nothing goes by this name: taken for Sakhi Hassan, which the map has near; "
            "only Sakhi Hassan goes by this name, not all of it",
            id="what is wider",
        ),
        pytest.param(
            "Ichhra Phase 4",
            [listed("Ichhra")],
            "only Ichhra goes by this name, not all of it",
            id="what is wider, in its own spelling",
        ),
        pytest.param(
            "Ichra Market",
            [listed("Ichhra")],
            "nothing goes by this name: taken for Ichhra, which the map has near",
            id="without its kind",
        ),
        pytest.param(
            "GM Abad",
            [listed("Ghulam Muhammad Abad")],
            "the map has it as Ghulam Muhammad Abad",
            id="its initials, which no search finds",
        ),
        pytest.param("GM Abad", [listed("Ghulam Muhammad Abad", lat=31.62)], None, id="its initials, not near"),
        pytest.param(
            "GM Abad",
            [listed("Ghulam Muhammad Abad"), listed("Gul Mehr Abad", lat=31.6)],
            None,
            id="its initials, of which there are two",
        ),
        pytest.param("NNazimabad", [listed("Nazimabad")], None, id="an initial in front"),
        pytest.param("Ichra", [listed("Ichhra", lat=31.8)], None, id="too far"),
        pytest.param("Ichra", [listed("Ichhra"), listed("Ichhraa")], None, id="two are alike"),
        pytest.param("Ichra Road", [listed("Ichhra"), listed("Ichhra Road")], None, id="a street"),
        pytest.param("Ichra", [], None, id="nothing is known"),
    ],
)
def test_a_name_that_the_map_spells_otherwise_is_taken_and_the_reviewer_is_told(
    name: str, around: list[Candidate], concern: str | None
) -> None:
    match = match_other_spelling(name, LAHORE, around, "pk")
    assert (match and match.concern) == concern


# --- the whole stage ---

KASARRANI = Place("Kasarrani", NAIROBI[0] + 0.01, NAIROBI[1])
NOTE = "nothing goes by this name: taken for Kasarrani, which the map has near"


@pytest.mark.parametrize("others", [1, 2])
def test_where_three_names_were_not_found_the_map_s_own_are_looked_through(
    nairobi: GeocodingSetup, others: int
) -> None:
    nairobi.fake.places.append(KASARRANI)
    nairobi.add_inc("Kilimani", "Kasarani", *["Xanadu", "Yonder"][:others])
    outcome = nairobi("--geocode-locations", "--apply")
    row = nairobi.locations()["Kasarani"]
    lists = [request.params["q"] for request in nairobi.fake.requests if request.params["q"].startswith("[")]
    if others == 1:
        assert (row["status"], lists) == ("not_found", [])
    else:
        assert (row["status"], row["note"], row["query"]) == ("ok", NOTE, "Kasarani")
        assert lists == ["[place=suburb] -1.28330, 36.81670"], "which also Kasarani was found in, that came before"
        assert outcome.counts("locations") == {"pending": 4, "requests": 5, "ok": 2, "not_found": 2}
        kept = nairobi.read("SELECT place, label FROM tickets.geo_candidates ORDER BY place")
        assert [(row["place"], row["label"].partition(",")[0]) for row in kept] == [
            ("Kasarani", "Kasarrani"),
            ("Kilimani", "Kilimani"),
        ], "what was listed is no answer to the others"
        assert nairobi.usage() == 5


@pytest.mark.parametrize(
    ("name", "kind", "concern"),
    [
        ("Kasarani Phase 4", "place=suburb", "; only Kasarrani goes by this name, not all of it"),
        ("Kasarani Phase 4", "landuse=residential", "; only Kasarrani goes by this name, not all of it"),
        ("Kasarani", "boundary=administrative", ""),
    ],
)
def test_what_a_number_narrows_is_looked_for_too_among_all_that_people_live_in(
    nairobi: GeocodingSetup, name: str, kind: str, concern: str
) -> None:
    small = {"boundingbox": ["-1.28", "-1.26", "36.8", "36.82"]}
    nairobi.fake.places += [replace(KASARRANI, kind=kind, more=small), Place("Kileleshwa", -1.281, 36.781, kind=kind)]
    nairobi.add_inc("Kileleshwa", name, "Xanadu", "Yonder")
    nairobi("--geocode-locations", "--apply")
    row = nairobi.locations()[name]
    assert (row["status"], row["note"]) == ("ok", NOTE + concern)
    assert [request.params["q"] for request in nairobi.fake.requests][-1] == f"[{kind}] -1.28330, 36.81670"


def test_what_was_answered_to_other_names_is_looked_through_without_a_list(nairobi: GeocodingSetup) -> None:
    small = {"boundingbox": ["-1.28", "-1.26", "36.8", "36.82"]}
    nairobi.fake.places.append(replace(KASARRANI, more=small))
    nairobi.add_inc("Kasarani Phase 4", "Kilimani", "Kasarrani")
    nairobi("--geocode-locations", "--apply")
    row = nairobi.locations()["Kasarani Phase 4"]
    assert (row["status"], row["note"]) == ("ok", f"{NOTE}; only Kasarrani goes by this name, not all of it")
    assert not [request for request in nairobi.fake.requests if request.params["q"].startswith("[")]


def test_what_was_answered_far_from_the_cluster_is_none_of_its_names() -> None:
    near, far, road = listed("Ichhra"), listed("Ichra", lat=32.1), listed("Ichra Road", kind="highway=residential")
    around = surroundings("place=suburb")
    around.note_answers([near, far, road])
    around.add(LAHORE, "place=suburb", [near])
    assert [one.name for one in around.list_answered(LAHORE)] == ["Ichhra", "X"]


def test_names_that_were_not_found_earlier_count(nairobi: GeocodingSetup) -> None:
    nairobi.fake.places.append(KASARRANI)
    for name in ("Xanadu", "Yonder"):
        nairobi.add_location(name, None, place=name, status="not_found")
    nairobi.add_inc("Kilimani", "Kasarani")
    nairobi("--geocode-locations", "--apply")
    assert nairobi.locations()["Kasarani"]["note"] == NOTE


@pytest.mark.parametrize("provider", ["locationiq", "opencage"])
def test_a_provider_that_can_t_list_is_not_asked_to(nairobi: GeocodingSetup) -> None:
    nairobi.fake.places.append(KASARRANI)
    nairobi.add_inc("Kilimani", "Kasarani", "Xanadu", "Yonder")
    nairobi("--geocode-locations", "--apply")
    assert nairobi.statuses()["Kasarani"] == "not_found"
    assert len(nairobi.asked()) == 4


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_server_that_refuses_lists_is_asked_for_two_and_loses_no_name(nairobi: GeocodingSetup, status: int) -> None:
    kinds = {"suburb": "Karanja", "village": "Mutiso", "neighbourhood": "Njoroge"}
    nairobi.fake.places += [Place(name, *NAIROBI, kind=f"place={kind}") for kind, name in kinds.items()]
    nairobi.fake.broken |= {f"[place={kind}] -1.28330": Fault(status, "<html>no</html>") for kind in kinds}
    nairobi.add_inc(*kinds.values(), "Kasarani", "Xanadu", "Yonder", "Zembla", "Arden")
    outcome = nairobi("--geocode-locations", "--apply", GEOCODER_RATE="10")  # one after the other
    assert outcome.exit_code == 0
    assert outcome.counts("locations") == {"pending": 8, "requests": 8 + MAX_EMPTY, "ok": 3, "not_found": 5}


def test_a_list_that_gets_no_answer_leaves_its_name_for_the_next_run(nairobi: GeocodingSetup) -> None:
    nairobi.fake.places.append(KASARRANI)
    nairobi.add_inc("Kilimani", "Kasarani", "Xanadu", "Yonder")
    nairobi("--geocode-locations", "--apply", "--limit", "4")
    assert "Kasarani" in nairobi.statuses()
    assert nairobi("--geocode-locations", "--apply").exit_code == 0
    assert len(nairobi.statuses()) == 4
