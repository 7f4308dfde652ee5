"""The review page: what keys do, and what they leave alone where a person types."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser import CHROMIUM, FOUR, PHONE, Open, cluster, decisions, place

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: apt-get install chromium")


def test_letters_typed_into_a_field_or_with_alt_decide_nothing(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("Alt+a", "Alt+x")
    assert "0 of 4" in reviewer.kept
    reviewer.press("/")
    reviewer.page.keyboard.type("axum")
    assert reviewer.page.locator("#search").input_value() == "axum"
    reviewer.press("Escape")
    assert "0 of 4" in reviewer.kept


def test_a_key_that_is_held_judges_one_place(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    for _ in range(3):  # without a release in between the browser calls the later ones repeats
        reviewer.page.keyboard.down("a")
    reviewer.page.keyboard.up("a")
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "accept"}


def test_after_a_click_on_a_button_the_space_bar_skips_and_does_not_press_it_again(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.page.click("#reject")
    reviewer.press("Space")
    assert reviewer.chosen == "Ruaka"
    assert "1 of 4" in reviewer.kept


def test_a_name_typed_into_the_cluster_filter_decides_nothing_and_the_focus_stays_there(open_page: Open) -> None:
    reviewer = open_page([*FOUR, cluster("Malindi"), cluster("Mombasa")])
    reviewer.page.focus("#by-cluster")
    reviewer.page.keyboard.type("Mombasa")
    assert reviewer.page.evaluate("document.activeElement.id") == "by-cluster"
    assert (reviewer.rows, reviewer.chosen) == (["Mombasa"], "Mombasa")
    assert "0 of 6" in reviewer.kept


def test_a_text_pasted_into_a_field_stays_in_the_field(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("/")
    reviewer.paste("-1.31, 36.81", "#search")
    assert "0 of 4" in reviewer.kept


@pytest.mark.parametrize(("key", "field"), [("c", "coordinate"), ("n", "comment"), ("/", "search")])
def test_on_a_small_screen_the_key_of_a_field_opens_the_view_that_has_it(key: str, field: str, open_page: Open) -> None:
    page = open_page(FOUR, size=PHONE).page
    page.click("nav button:has-text('Map')")
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.id") == field


@pytest.mark.parametrize(
    ("key", "with_control", "is_left"),
    [("s", True, False), ("z", True, False), ("/", False, False), ("f", True, True), ("F5", False, True)],
)
def test_a_key_that_the_page_takes_is_not_the_browsers_too(
    key: str, with_control: bool, is_left: bool, open_page: Open
) -> None:
    press = """([key, ctrlKey]) => document.body.dispatchEvent(
      new KeyboardEvent("keydown", {key, ctrlKey, bubbles: true, cancelable: true}))"""
    assert open_page(FOUR).page.evaluate(press, [key, with_control]) == is_left


def test_enter_in_the_search_goes_to_the_first_place_found(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.choose("Kitui")
    reviewer.page.fill("#search", "k")
    first, second, *_ = reviewer.rows
    assert second != first
    reviewer.choose(second)
    reviewer.page.press("#search", "Enter")
    assert reviewer.chosen == first


def test_a_key_searches_a_map_for_the_place_its_cluster_and_country_and_copies_the_name(open_page: Open) -> None:
    noting = """window.open = url => { window.opened = url; };
      navigator.clipboard.writeText = async text => { window.copied = text; };"""
    reviewer = open_page([place("Gone", lat=None, lng=None, query=None)], before=noting)
    reviewer.press("g")
    assert reviewer.page.evaluate("[opened, copied]") == [
        "https://www.openstreetmap.org/search?query=Gone%2C%20Nairobi%2C%20Kenya",
        "Gone",
    ]
    assert "Copied" in reviewer.said
