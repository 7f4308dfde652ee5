"""The review page's card: what is known of the chosen place, and the geocoder's answers to choose from."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from browser import CHROMIUM, FAR, FOUR, NAIROBI, NOWHERE, SEVERAL, Open, cluster, decisions, place, read_saved
from review import Place, Spot, Surroundings, Ticket

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: apt-get install chromium")


def test_the_card_says_what_was_asked_what_was_answered_how_far_off_and_which_tickets_wait(open_page: Open) -> None:
    far = place(status="too_far", lat=-1.8, lng=36.8172, concern="the only answer is far", note="one of two")
    card = open_page([far]).page.locator("#card").inner_text()
    for words in (
        "Place in Nairobi",
        "NW_ADR_MNT_Donholm_FDT12",
        "Donholm, Nairobi, Kenya",
        "Donholm, Embakasi, Nairobi, Kenya (nominatim)",
        "57 km south of Nairobi's centroid",
        "the only answer is far",
        "one of two",
        "INC1",
        "Pending",
        "and 1 more",
    ):
        assert words in card


@pytest.mark.parametrize(
    ("chosen", "others", "told"),
    [
        pytest.param(place("Karen"), (), "1.6 km south of Umoja", id="an accepted place"),
        pytest.param(place("Karen"), (("Ruai", "", -1.2964, 36.8932),), "at Ruai", id="another town"),
        pytest.param(place("Umoja"), (), None, id="not itself"),
        pytest.param(cluster("Nairobi", -1.2830, 36.8172), (), "8.9 km west of Umoja", id="a cluster beside its place"),
        pytest.param(place("Karen", lat=-1.5), (), None, id="none within 15 km"),
    ],
)
def test_the_card_names_the_neighbour(
    chosen: Place, others: tuple[tuple[str, str, float, float], ...], told: str | None, open_page: Open
) -> None:
    around = Surroundings((*NAIROBI.centroids, *(Spot(*other) for other in others)), NAIROBI.accepted, ())
    reviewer = open_page([chosen], around)
    lines = reviewer.page.locator("#card dd p:not(:has-text('centroid'))").all_inner_texts()
    assert lines == ([told] if told else [])
    assert ("centroid" in reviewer.page.inner_text("#card")) == (chosen.what == "location")


def test_a_page_without_places_or_points_opens_and_says_so(open_page: Open) -> None:
    assert "no place is worth a look" in open_page([], NOWHERE).page.locator("#card").inner_text()
    assert open_page([cluster("Kitui")], NOWHERE).chosen == "Kitui"
    empty = open_page([], NOWHERE)
    assert empty.kept == "0 of 0 places decided · all done"
    assert empty.page.evaluate("map.getZoom()") == 3, "a world"
    assert re.fullmatch(r"as of \d{4}-\d\d-\d\d \d\d:\d\d UTC", empty.page.inner_text("#written"))


DECIDED = [
    pytest.param("a", "You accepted it", "", id="accepted"),
    pytest.param("x", "You rejected it", "", id="rejected"),
    pytest.param("s", "You are unsure", "", id="unsure"),
    pytest.param("2", "You chose answer 2", "", id="another answer"),
    pytest.param("-1.3, 36.8931", "You moved it by 400 m", "", id="moved"),
    pytest.param("-1.7, 36.8931", "You moved it by 45 km", "47 km from Nairobi's centroid", id="moved too far"),
]


@pytest.mark.parametrize(("by", "words", "warning"), DECIDED)
def test_the_card_says_what_was_decided_and_takes_it_back(by: str, words: str, warning: str, open_page: Open) -> None:
    reviewer = open_page([SEVERAL])
    reviewer.press(by) if len(by) == 1 else reviewer.put_at(by)
    told = reviewer.page.inner_text(".decision")
    assert told.startswith(words)
    assert ("the import takes it only with --force" in told) == bool(warning)
    assert warning in told
    assert reviewer.page.evaluate("[at('progress').value, at('progress').max]") == [1, 1]
    reviewer.page.click("text=Take back")
    assert reviewer.page.locator(".decision").count() == 0
    assert reviewer.kept.startswith("0 of 1 place decided")
    reviewer.press("u", "Backspace", "Backspace", "u")
    assert reviewer.kept.startswith("1 of 1 place decided"), "of the two only the first took something back"


def test_a_place_that_nobody_knows_has_no_point_no_pin_and_nothing_to_accept(open_page: Open) -> None:
    reviewer = open_page([place("Karen"), cluster("Kitui"), FAR])
    accept, pin = reviewer.page.locator("#accept"), reviewer.page.locator(".pin")
    assert (accept.is_enabled(), pin.count()) == (True, 1)
    reviewer.choose("Kitui")
    assert (accept.is_enabled(), pin.count()) == (False, 0)
    assert "nobody knows" in reviewer.page.inner_text("#card")
    reviewer.press("m")
    assert reviewer.page.inner_text("#hint") == "Click where Kitui is. Esc: leave it"
    reviewer.put_at("-1.37, 38.01")
    assert (accept.is_enabled(), pin.count()) == (True, 1)
    assert reviewer.page.inner_text(".decision").startswith("You placed it")
    assert reviewer.page.locator("#card .far").count() == 0
    reviewer.choose("Far")
    assert reviewer.page.inner_text("#card .far") == "57 km south of Nairobi's centroid"
    reviewer.press("x")
    assert "--force" not in reviewer.page.inner_text(".decision"), "what is rejected is nowhere"


def test_of_many_network_names_six_are_shown_at_first(open_page: Open) -> None:
    names = tuple(f"NW_{n}" for n in range(9))
    page = open_page([place(names=names, provider=None)]).page
    assert "Network names (9)" in page.inner_text("#card")
    assert "Donholm, Embakasi, Nairobi, Kenya\n" in page.inner_text("#card"), "nobody is named who answered"
    assert page.locator(".names li").all_inner_texts() == list(names[:6])
    page.click("text=show 3 more")
    assert page.locator(".names li").all_inner_texts() == list(names)


def test_the_fields_belong_to_the_chosen_place(open_page: Open) -> None:
    reviewer = open_page([place("Karen", comment="ask Otieno"), *FOUR[1:]])
    reviewer.page.fill("#coordinate", "nonsense")
    reviewer.press("Enter")
    reviewer.choose("Langata")
    for field in ("#coordinate", "#comment"):
        assert reviewer.page.locator(field).input_value() == ""
    assert reviewer.page.inner_text("#coordinate-trouble") == ""


def test_the_card_shows_what_the_tickets_say_and_folds_away_all_but_five(open_page: Open) -> None:
    tickets = tuple(Ticket("inc", f"INC{n}", "Pending") for n in range(8))
    reviewer = open_page([place(tickets=8, waiting=tickets, tickets_text=(("INC0", "behind the Total station"),))])
    table = reviewer.page.locator(".tickets")
    assert "behind the Total station" in table.inner_text()
    assert table.locator("tr").count() == 5
    table.locator("text=show 3 more").click()
    assert table.locator("tr").count() == 8
    reviewer.page.fill("#search", "total")
    assert reviewer.rows == ["Donholm"]


def test_who_judged_a_place_before_is_on_its_card(open_page: Open) -> None:
    judged = place(status="rejected", verified=True, decided_by="anna", decided_at="2026-11-20T09:12:33Z")
    card = open_page([judged]).page.inner_text("#card")
    assert "by anna, 2026-11-20T09:12:33Z" in card
    assert "rejected earlier" in card


# --- the geocoder's answers ---


def test_the_answers_of_the_geocoder_are_listed_with_kind_distance_and_why_not(open_page: Open) -> None:
    answers = open_page([SEVERAL]).page.locator(".candidates li").all_inner_texts()
    assert [" ".join(answer.split()) for answer in answers] == [
        "1 Karen, Nairobi place=suburb · 8.5 km · taken",
        "2 Karen Estate, Nairobi landuse=residential · 9.1 km · less precise",
        "3 Karen, Mombasa place=village · 440 km · too far",
    ]


def test_the_first_answer_was_taken_only_where_the_place_was_found(open_page: Open) -> None:
    refused = replace(SEVERAL, status="too_coarse", candidates=SEVERAL.candidates[:1])
    answer = open_page([refused]).page.inner_text(".candidates li")
    assert answer.endswith("place=suburb · 8.5 km")


def test_a_number_that_no_answer_has_is_told(open_page: Open) -> None:
    reviewer = open_page([SEVERAL])
    reviewer.press("4")
    assert (reviewer.said, "0 of 1" in reviewer.kept) == ("There is no answer 4.", True)


def test_accepting_after_an_answer_was_chosen_keeps_it(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([SEVERAL, place("Ruaka")])
    reviewer.press("2", "k", "a")
    assert reviewer.chosen == "Ruaka"
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "2"}


def test_a_number_chooses_that_answer_goes_on_and_comes_out_as_a_number(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([SEVERAL, place("Ruaka")])
    reviewer.press("2")
    assert reviewer.chosen == "Ruaka"
    reviewer.press("2", "k")
    assert "not known" in reviewer.said
    assert "-1.33000, 36.75000" in reviewer.page.inner_text("#card")
    reviewer.save(tmp_path / "saved.csv")
    row = read_saved(tmp_path / "saved.csv")["Karen"]
    assert (row["decision"], row["new_lat"], row["new_lng"]) == ("2", "", "")
    assert row["candidates"].startswith("1: Karen, Nairobi (-1.29640, 36.89310)")
    other = open_page([SEVERAL, place("Ruaka")])
    other.load(tmp_path / "saved.csv")
    assert decisions(other, tmp_path / "again.csv") == {"Karen": "2"}


def test_an_answer_that_the_import_refuses_wants_to_be_meant(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([SEVERAL])
    reviewer.page.click(".candidates li:nth-child(3) button")
    assert "km from Nairobi's centroid" in reviewer.said
    assert decisions(reviewer, tmp_path / "none.csv") == {}
    reviewer.page.click(".candidates li:nth-child(3) button")
    reviewer.press("y")
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "3"}
