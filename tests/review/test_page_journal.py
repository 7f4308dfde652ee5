"""The review page: what the browser keeps of it, for a reload, a second tab and a later page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog

from browser import CHROMIUM, FOUR, NAIROBI, Open, Reviewer, decisions, place
from review.page import write_page

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: apt-get install chromium")


def test_a_reload_keeps_what_was_decided(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a")
    reviewer.put_at("-1.3, 36.8")
    reviewer.page.reload()
    assert "2 of 4 places decided · kept in this browser" in reviewer.kept
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "accept", "Langata": "move"}
    assert "sent to your downloads" in reviewer.kept


def test_a_reload_goes_on_at_the_first_place_that_is_undecided(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    assert reviewer.chosen == "Karen"
    for judged, following in (("Karen", "Langata"), ("Langata", "Ruaka"), ("Ruaka", "Kitui"), ("Kitui", "Karen")):
        reviewer.choose(judged)
        reviewer.press("x")
        reviewer.page.reload()
        assert reviewer.chosen == following


def test_another_export_starts_without_the_decisions_of_the_last(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a")
    write_page(reviewer.file, [place("Karen", revision="pl-later"), *FOUR[1:]], NAIROBI)
    reviewer.page.reload()
    assert "0 of 4" in reviewer.kept


def test_a_browser_that_keeps_nothing_is_no_obstacle_and_is_told(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR, before="Storage.prototype.setItem = () => { throw new Error('full'); };")
    reviewer.press("a")
    assert "NOT KEPT" in reviewer.kept
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "accept"}


def test_a_store_that_fails_once_is_used_again_when_it_works(open_page: Open) -> None:
    fails_once = """const set = Storage.prototype.setItem;
      Storage.prototype.setItem = () => { Storage.prototype.setItem = set; throw new Error("full"); };"""
    reviewer = open_page(FOUR, before=fails_once)
    reviewer.press("a")
    assert "NOT KEPT" in reviewer.kept
    reviewer.press("x")
    assert "kept in this browser" in reviewer.kept
    reviewer.page.reload()
    assert reviewer.page.evaluate("decisions.size") == 2, "with what it could not keep at first"


def test_a_browser_that_gives_the_page_no_store_is_no_obstacle_and_is_told(open_page: Open, tmp_path: Path) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }});"
    reviewer = open_page(FOUR, before=refuse)
    reviewer.press("a")
    assert "NOT KEPT" in reviewer.kept
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "accept"}


def test_a_clock_that_stands_still_or_was_set_back_brings_no_older_decision_back(open_page: Open) -> None:
    reviewer = open_page(FOUR, before="Date.now = () => 1000;")
    reviewer.press("a", "u")
    assert "0 of 4" in reviewer.kept
    reviewer.press("x", "a", "u", "u")
    assert "0 of 4" in reviewer.kept
    reviewer.page.reload()
    assert "0 of 4" in reviewer.kept


def test_two_tabs_of_one_page_keep_the_decisions_of_both(open_page: Open, tmp_path: Path) -> None:
    first = open_page(FOUR)
    second = first.second_tab()
    first.press("a")
    second.choose("Langata")
    second.press("x")
    first.choose("Ruaka")
    first.press("x")
    second.wait_for_kept("3 of 4")  # each shows what the other did, a moment later
    expected = {"Karen": "accept", "Langata": "reject", "Ruaka": "reject"}
    assert decisions(second, tmp_path / "second.csv") == expected
    first.choose("Karen")
    first.press("Backspace")
    assert decisions(second, tmp_path / "later.csv") == {"Langata": "reject", "Ruaka": "reject"}
    second.wait_for_kept("sent to your downloads")
    first.page.reload()
    assert "sent to your downloads" in first.kept
    second.press("x")
    first.wait_for_kept("not in a file yet")
    second.press("u")
    assert decisions(first, tmp_path / "first.csv") == {"Langata": "reject", "Ruaka": "reject"}
    second.wait_for_kept("sent to your downloads")


def test_a_new_page_offers_what_an_older_page_left_in_no_file_as_far_as_it_still_fits(
    open_page: Open, tmp_path: Path
) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a", "x")
    reviewer.put_at("-1.25, 36.75")
    later = [place(each.place, lat=each.lat, lng=each.lng, revision=f"{each.place} later") for each in FOUR[1:3]]
    write_page(reviewer.file, [FOUR[0], *later, FOUR[3]], NAIROBI)
    reviewer.page.reload()
    told = r"An older page \(as of \d{4}-.+ UTC\) left 3 decisions in this browser that no file has; 2 still fit\."
    assert re.fullmatch(told, reviewer.page.inner_text("#offer p"))
    reviewer.page.click("text=Take over 2 decisions")
    assert reviewer.kept.startswith("2 of 4")
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "accept", "Ruaka": "move"}
    reviewer.press("u")
    assert decisions(reviewer, tmp_path / "undone.csv") == {}
    reviewer.page.reload()
    assert reviewer.page.locator("#offer").is_hidden(), "what no longer fits is not offered again"


def keep(reviewer: Reviewer, name: str, **journal: Any) -> None:
    """As a page of this name leaves it in the browser."""
    kept = json.dumps({"isSaved": False} | journal)
    reviewer.page.evaluate("([name, kept]) => localStorage.setItem(`fleettickets ${name}`, kept)", [name, kept])


def entry(name: str, verdict: str, moment: object = 1, **other: object) -> dict[str, Any]:
    decision = {"verdict": verdict} if verdict else None
    return {
        "key": f"location\nnairobi\n{name}",
        "revision": f"pl-{name.title()}",
        "moment": moment,
        "decision": decision,
    } | other


def test_of_two_older_pages_the_later_decision_is_offered_and_what_does_not_fit_here_stays(
    open_page: Open, tmp_path: Path
) -> None:
    reviewer = open_page(FOUR)
    gone = entry("gone", "accept")
    keep(reviewer, "pl-1", written="May", entries=[entry("karen", "reject", 2), entry("ruaka", ""), gone])
    keep(reviewer, "pl-2", written="June", entries=[entry("karen", "accept", 1), entry("langata", "reject", 1)])
    reviewer.press("j", "s")
    reviewer.page.reload()
    told = reviewer.page.inner_text("#offer p")
    assert told == ("An older page (as of May, June) left 4 decisions in this browser that no file has; 1 still fits.")
    reviewer.page.click("text=Not now")
    assert reviewer.page.locator("#offer").is_hidden()
    reviewer.page.reload()
    reviewer.page.click("text=Take over 1 decision")
    assert reviewer.page.locator("#offer").is_hidden()
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "reject", "Langata": "unsure"}
    left = reviewer.page.evaluate("name => JSON.parse(localStorage.getItem(name))", "fleettickets pl-1")
    assert left == {"isSaved": False, "written": "May", "entries": [gone]}


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(entry("karen", "maybe"), id="no verdict"),
        pytest.param(entry("karen", "accept", -1), id="no moment"),
        pytest.param(entry("karen", "accept", key=7), id="no key"),
    ],
)
def test_what_no_page_has_written_is_passed_over(bad: dict[str, Any], open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    name = reviewer.page.evaluate("data.export_id")
    keep(reviewer, name, entries=[bad, entry("ruaka", "reject")])
    reviewer.page.reload()
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Ruaka": "reject"}


def test_what_another_tab_has_kept_goes_into_the_file_also_before_the_browser_has_told(
    open_page: Open, tmp_path: Path
) -> None:
    reviewer = open_page(FOUR)
    name = reviewer.page.evaluate("data.export_id")
    keep(reviewer, name, entries=[entry("ruaka", "reject")])  # by this tab: the browser tells others only
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Ruaka": "reject"}


def test_where_the_store_is_full_the_journals_of_saved_pages_make_room_and_others_stay(open_page: Open) -> None:
    full = """const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (name, text) {
        if (this.length > 3 && localStorage.getItem(name) === null) throw new Error("full");
        set.call(this, name, text);
      };"""
    reviewer = open_page(FOUR, before=full)
    keep(reviewer, "pl-1", isSaved=True, entries=[])
    keep(reviewer, "pl-2", isSaved=True, entries=[])
    keep(reviewer, "pl-3", entries=[entry("karen", "reject")])
    reviewer.page.evaluate("localStorage.setItem('another tool of pl-1', '{}')")
    reviewer.press("a")
    assert "kept in this browser" in reviewer.kept
    assert reviewer.page.evaluate("Object.keys(localStorage).filter(name => /pl-[123]$/.test(name)).sort()") == [
        "another tool of pl-1",
        "fleettickets pl-3",
    ]


def test_a_move_of_an_older_page_is_not_offered_for_a_place_that_somebody_has_verified_since(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.put_at("-1.25, 36.75")
    write_page(reviewer.file, [place("Karen", revision="pl-later", verified=True), *FOUR[1:]], NAIROBI)
    reviewer.page.reload()
    assert reviewer.page.locator("#offer").is_hidden()


def test_a_page_of_release_1_0_left_decisions_that_a_new_page_offers_too(open_page: Open, tmp_path: Path) -> None:
    journal = {"isSaved": False, "entries": [["location\nnairobi\nkaren", "move", {"lat": -1.25, "lng": 36.75}]]}
    reviewer = open_page(FOUR)
    reviewer.page.evaluate("kept => localStorage.setItem('fleettickets pl-1.0', kept)", json.dumps(journal))
    reviewer.page.reload()
    reviewer.page.click("text=Take over 1 decision")
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "move"}


def test_journals_of_other_pages_go_once_they_are_saved_and_not_before(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    for n in range(3):
        write_page(reviewer.file, [place("Karen", revision=f"pl-{n}")], NAIROBI)
        reviewer.page.reload()
        reviewer.press("x")
        if n:
            reviewer.save(tmp_path / f"{n}.csv")
    write_page(reviewer.file, FOUR, NAIROBI)
    reviewer.page.reload()
    assert reviewer.page.evaluate("Object.keys(localStorage).length") == 1
    assert reviewer.page.locator("#offer").is_hidden()


def test_what_no_file_has_is_not_closed_without_a_warning(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    reviewer.page.on("dialog", agree)
    reviewer.press("a")
    reviewer.page.reload()
    assert asked == ["beforeunload"]
    reviewer.press("a")
    reviewer.save(tmp_path / "saved.csv")
    reviewer.page.reload()
    assert asked == ["beforeunload"]
