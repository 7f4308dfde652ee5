"""Two names side by side, of which no map has the whole."""

from __future__ import annotations

from typing import cast

import pytest
from shapely import Point

from fake_geocoder import Place
from geocoding import GeocodingRun
from geocoding.candidates import Cluster, Query
from geocoding.gazetteer import Answer
from geocoding.place_names.parts import list_splits
from geocoding.two_names import PartOfName, TwoNames, split_names
from geocoding_fixtures import NAIROBI, GeocodingSetup

RUIRU, MWIKI, FAR_MWIKI = (-1.29, 36.79), (-1.30, 36.83), (-1.30, 36.84)


@pytest.mark.parametrize(
    ("name", "splits"),
    [
        ("Fatih Aksaray", [("Fatih", "Aksaray")]),
        ("Katwe-Kinyoro", [("Katwe", "Kinyoro")]),
        ("Labangon Tres de Abril", [("Labangon", "Tres de Abril")]),
        ("Kahawa West", []),
        ("Umoja 2", []),
        ("Kilimani Primary School", []),
        ("South B", []),
        ("Kilimani", []),
    ],
)
def test_a_name_is_two_only_where_each_is_one(name: str, splits: list[tuple[str, str]]) -> None:
    assert list_splits(name) == splits


@pytest.mark.parametrize(
    ("at", "kind"),
    [
        pytest.param(MWIKI, "place=suburb", id="near the other"),
        pytest.param(FAR_MWIKI, "place=suburb", id="far from it"),
        pytest.param(MWIKI, "place=county", id="no place"),
    ],
)
def test_the_second_of_two_names_is_the_place_if_it_is_near_the_first(
    nairobi: GeocodingSetup, at: tuple[float, float], kind: str
) -> None:
    nairobi.fake.places += [Place("Kasaroni", *RUIRU), Place("Mwiki", *at, kind=kind)]
    nairobi.add_inc("NW_Kasaroni_FDT1", "NW_Kasaroni Mwiki_FDT2")
    outcome = nairobi("--geocode-locations", "--apply")
    row = nairobi.locations()["NW_Kasaroni Mwiki_FDT2"]
    assert nairobi.asked()[-1] == "Mwiki"
    if at == MWIKI and kind == "place=suburb":
        assert outcome.counts("locations") == {"pending": 2, "requests": 4, "ok": 2}
        assert (row["status"], row["place"], row["at"]) == ("ok", "Kasaroni Mwiki", list(MWIKI))
        assert row["note"] == "nothing goes by the whole name: Mwiki, 4.6 km from Kasaroni"
    else:
        assert (row["status"], row["at"]) == ("not_found", None)


def test_a_name_in_front_of_several_others_is_asked_for_once_and_then_the_others(nairobi: GeocodingSetup) -> None:
    nairobi.fake.places += [Place("Kasaroni", *RUIRU), Place("Mwiki", *MWIKI)]
    nairobi.add_inc("NW_Kasaroni Mwiki_FDT2", "NW_Kasaroni Xanadu_FDT3", "NW_Atlantis Mwiki_FDT4", "Kilimani")
    nairobi("--geocode-locations", "--apply")
    asked = [name for name in nairobi.asked() if name in ("Kasaroni", "Mwiki", "Xanadu", "Atlantis")]
    assert (sorted(asked[:2]), sorted(asked[2:])) == (["Kasaroni", "Mwiki"], ["Atlantis", "Xanadu"])
    assert nairobi.locations()["NW_Kasaroni Mwiki_FDT2"]["at"] == list(MWIKI)
    assert nairobi.statuses() == {
        "Kilimani": "ok",
        "NW_Kasaroni Mwiki_FDT2": "ok",
        "NW_Kasaroni Xanadu_FDT3": "not_found",
        "NW_Atlantis Mwiki_FDT4": "not_found",
    }


@pytest.mark.parametrize(
    ("on_the_map", "asked_singly", "status"),
    [
        pytest.param(["Kasaroni", "Mwiki"], ["Mwiki", "Kasaroni"], "ok", id="both"),
        pytest.param(["Kasaroni"], ["Mwiki"], "not_found", id="the first"),
        pytest.param(["Mwiki"], ["Mwiki", "Kasaroni"], "not_found", id="the second"),
    ],
)
def test_of_two_names_that_nobody_else_has_the_second_is_asked_for_and_the_first_only_if_that_lies_somewhere(
    nairobi: GeocodingSetup, on_the_map: list[str], asked_singly: list[str], status: str
) -> None:
    at = {"Kasaroni": RUIRU, "Mwiki": (RUIRU[0] - 0.01, RUIRU[1])}
    nairobi.fake.places += [Place(name, *at[name]) for name in on_the_map]
    nairobi.add_inc("NW_Kasaroni Mwiki_FDT2")
    nairobi("--geocode-locations", "--apply")
    assert nairobi.statuses() == {"NW_Kasaroni Mwiki_FDT2": status}
    assert [name for name in nairobi.asked() if name in at] == asked_singly


def test_the_name_of_another_cluster_is_known(nairobi: GeocodingSetup) -> None:
    nairobi.fake.places += [Place("Kasaroni", *RUIRU, kind="place=town", place_rank=18), Place("Mwiki", *MWIKI)]
    nairobi.add_inc("NW_Kasaroni Mwiki_FDT2", "Kilimani")
    nairobi.add_inc("Kilimani", cluster="Kasaroni")
    nairobi("--geocode-clusters", "--geocode-locations", "--apply")
    assert nairobi.locations()["NW_Kasaroni Mwiki_FDT2"]["at"] == list(MWIKI)


def test_a_night_with_one_new_name_of_two_finds_it_as_well(nairobi: GeocodingSetup) -> None:
    nairobi.fake.places += [Place("Kasaroni", *RUIRU), Place("Mwiki", *MWIKI)]
    nairobi.add_inc("NW_Kasaroni_FDT1")
    nairobi("--geocode-locations", "--apply")
    nairobi.add_inc("NW_Kasaroni Mwiki_FDT2")
    assert nairobi("--geocode-locations", "--apply").counts("locations") == {"pending": 1, "requests": 3, "ok": 1}
    assert nairobi.locations()["NW_Kasaroni Mwiki_FDT2"]["at"] == list(MWIKI)


def test_a_night_with_one_new_name_of_two_that_are_known_needs_no_further_request(nairobi: GeocodingSetup) -> None:
    nairobi.fake.places += [Place("Kasaroni", *RUIRU), Place("Mwiki", *MWIKI)]
    nairobi.add_inc("NW_Kasaroni_FDT1", "NW_Mwiki_FDT1")
    nairobi("--geocode-locations", "--apply")
    nairobi.add_inc("NW_Kasaroni Mwiki_FDT2")
    outcome = nairobi("--geocode-locations", "--apply")
    assert outcome.counts("locations") == {"pending": 1, "requests": 2, "ok": 1}
    assert nairobi.locations()["NW_Kasaroni Mwiki_FDT2"]["at"] == list(MWIKI)


def test_of_a_quarter_and_a_town_the_quarter_is_the_place_though_it_stands_in_front(in_process: GeocodingSetup) -> None:
    in_process.fake.places = [Place("Kasaroni", *RUIRU), Place("Mwiki", *MWIKI, kind="place=town", place_rank=18)]
    in_process.add_cluster("Nairobi", NAIROBI)
    in_process.add_inc("NW_Kasaroni Mwiki_FDT2", "NW_Kasaroni Xanadu_FDT3")
    in_process("--geocode-locations", "--apply")
    assert in_process.locations()["NW_Kasaroni Mwiki_FDT2"]["at"] == list(RUIRU)


def test_the_name_of_a_cluster_far_away_is_not_known_here(in_process: GeocodingSetup) -> None:
    in_process.fake.places = [Place("Mwiki", *MWIKI)]
    in_process.add_cluster("Nairobi", NAIROBI)
    in_process.add_cluster("Kasaroni", (NAIROBI[0], NAIROBI[1] + 0.3))
    in_process.add_inc("NW_Kasaroni Mwiki_FDT2")
    in_process("--geocode-locations", "--apply")
    assert "Kasaroni" in in_process.asked()


NO_RUN, CENTER = cast("GeocodingRun", None), Cluster("Nairobi", *NAIROBI)


def found_at(at: tuple[float, float]) -> Answer:
    return Answer("ok", Point(at[1], at[0]))


def two_names(front: str, back: str) -> TwoNames:
    """Both found, near each other."""
    return TwoNames(
        PartOfName(NO_RUN, front, CENTER, found_at(RUIRU)), PartOfName(NO_RUN, back, CENTER, found_at(MWIKI))
    )


@pytest.mark.parametrize("names", [("Kasaroni", "Moi Avenue"), ("Moi Avenue", "Kasaroni")])
def test_a_street_is_no_place_beside_what_it_stands_in(names: tuple[str, str]) -> None:
    both = two_names(*names)
    town = both.front if both.front.name == "Kasaroni" else both.back
    town.rank = 5
    found = both.combine()
    assert found
    assert town.answer
    assert found.geom == town.answer.geom


def test_of_two_names_the_one_that_is_no_place_by_itself_is_meant_else_the_second() -> None:
    both = two_names("Kasaroni", "Mwiki")
    found = both.combine()
    assert found
    assert (found.geom, found.note) == (
        Point(*MWIKI[::-1]),
        "nothing goes by the whole name: Mwiki, 4.6 km from Kasaroni",
    )
    both.back.is_known = True
    found = both.combine()
    assert found
    assert (found.geom, found.note) == (
        Point(*RUIRU[::-1]),
        "nothing goes by the whole name: Kasaroni, 4.6 km from Mwiki",
    )
    both.front.answer = None
    assert both.combine() is None


def test_the_second_of_two_names_is_asked_for_only_where_the_first_lies_somewhere() -> None:
    both = two_names("Kasaroni", "Mwiki")
    assert both.list_first() == [both.front]
    both.front.query, both.back.answer = Query("Kasaroni"), None
    assert both.list_second() == [both.back]
    both.front.answer = None
    assert both.list_second() == []
    both.back.is_known = True
    assert both.list_first() == []


@pytest.mark.parametrize("other", [None, Answer("not_found", None), found_at(FAR_MWIKI)])
def test_two_names_are_no_place_unless_both_lie_near_each_other(other: Answer | None) -> None:
    both = two_names("Kasaroni", "Mwiki")
    both.back.answer = other
    assert both.combine() is None
    both = TwoNames(both.back, both.front)
    assert both.combine() is None


def test_two_names_that_nobody_else_has_lie_nearer_each_other() -> None:
    both = two_names("Kasaroni", "Mwiki")
    assert TwoNames(both.front, both.back, is_shared=False).combine() is None
    both.back.answer = found_at((RUIRU[0] - 0.017, RUIRU[1]))
    assert TwoNames(both.front, both.back, is_shared=False).combine()
    both.back.answer = found_at((RUIRU[0] - 0.019, RUIRU[1]))
    assert TwoNames(both.front, both.back, is_shared=False).combine() is None
    assert both.combine()


def test_the_quarter_is_the_place_beside_its_town() -> None:
    both = two_names("Kasaroni", "Mwiki")
    both.back.rank = 1
    found = both.combine()
    assert found
    assert found.geom == Point(*RUIRU[::-1])


def test_beside_a_name_that_is_known_the_other_is_asked_for() -> None:
    for known, other in (("front", "back"), ("back", "front")):
        both = two_names("Kasaroni", "Mwiki")
        getattr(both, known).is_known, getattr(both, other).answer = True, None
        assert both.list_first() == []
        assert both.list_second() == [getattr(both, other)]


@pytest.mark.parametrize(
    ("wordings", "found", "expected"),
    [
        pytest.param(["Kasaroni Mwiki"], [], [("Kasaroni", "Mwiki")], id="neither is known"),
        pytest.param(["Kasaroni Mwiki Njema"], [], [None], id="nothing tells where the second starts"),
        pytest.param(
            ["Kasaroni Mwiki Njema"], ["Kasaroni Mwiki"], [("Kasaroni Mwiki!", "Njema")], id="two of three are known"
        ),
        pytest.param(["Kasaroni Mwiki"], ["Kasaroni"], [("Kasaroni!", "Mwiki")], id="the first is known"),
        pytest.param(["Kasaroni Mwiki"], ["Mwiki"], [("Kasaroni", "Mwiki!")], id="the second is known"),
        pytest.param(["Kasaroni Mwiki"], ["Kilimani"], [("Kasaroni", "Mwiki")], id="another is known"),
        pytest.param(
            ["Kasaroni Mwiki", "Kasaroni Xanadu", "Atlantis Mwiki"],
            [],
            [("Kasaroni", "Mwiki"), ("Kasaroni", "Xanadu"), ("Atlantis", "Mwiki")],
            id="the first stands in front of two",
        ),
    ],
)
def test_a_name_is_split_where_it_is_two_words_or_a_part_of_it_is_known_or_stands_in_front_of_several(
    wordings: list[str], found: list[str], expected: list[tuple[str, str] | None]
) -> None:
    """What is known has an exclamation mark."""
    split = split_names(NO_RUN, CENTER, wordings, dict.fromkeys(found, found_at(RUIRU)))
    parts = [both and (both.front, both.back) for both in split]
    assert [both and tuple(f"{part.name}{'!' * part.is_known}" for part in both) for both in parts] == expected
