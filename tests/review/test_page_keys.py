"""The review page: what keys do, and what they leave alone where a person types."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from browser import CHROMIUM, FAR, FOUR, PHONE, Open, cluster, decisions, place, wait_until

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: apt-get install chromium")


def test_letters_typed_into_a_field_or_with_alt_decide_nothing(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("Alt+a", "Alt+x")
    assert "0 of 4" in reviewer.kept
    reviewer.press("/")
    reviewer.page.keyboard.type("axum")
    assert reviewer.page.locator("#search").input_value() == "axum"
    reviewer.press("Control+z")
    assert reviewer.page.locator("#search").input_value() != "axum", "it is the field's own undo"
    reviewer.press("Escape")
    assert reviewer.page.evaluate("document.activeElement === document.body")
    assert "0 of 4" in reviewer.kept


def test_undo_in_a_field_and_keys_and_pastes_behind_a_dialog_are_not_the_pages(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a", "/", "Control+z")
    assert "1 of 4" in reviewer.kept
    reviewer.press("Escape", "?")
    reviewer.page.focus("#keys .main")
    reviewer.press("x")
    assert "1 of 4" in reviewer.kept
    reviewer.press("Control+z")
    reviewer.paste("-1.31, 36.81")
    reviewer.press("Escape")
    assert ("1 of 4" in reviewer.kept, reviewer.chosen) == (True, "Langata")


def test_a_key_that_is_held_judges_one_place(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    for _ in range(3):  # without a release in between the browser calls the later ones repeats
        reviewer.page.keyboard.down("a")
    reviewer.page.keyboard.up("a")
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "accept"}


@pytest.mark.parametrize(
    ("there", "back"), [("j", "k"), ("ArrowDown", "ArrowUp"), ("J", "K")], ids=["letters", "arrows", "capitals"]
)
def test_a_key_that_steps_goes_on_while_it_is_held_and_stays_at_the_ends_of_the_list(
    there: str, back: str, open_page: Open
) -> None:
    reviewer = open_page(FOUR)
    for key, stations in (
        (there, ("Langata", "Ruaka", "Kitui", "Kitui")),
        (back, ("Ruaka", "Langata", "Karen", "Karen")),
    ):
        for station in stations:
            reviewer.page.keyboard.down(key)
            assert reviewer.chosen == station
        reviewer.page.keyboard.up(key)


@pytest.mark.parametrize("key", ["Control+Shift+Z", "Control+y", "Meta+y"])
def test_redo_has_its_keys_on_each_system(key: str, open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a", "Meta+z" if "Meta" in key else "Control+z")
    assert "0 of 4" in reviewer.kept
    reviewer.press(key)
    assert "1 of 4" in reviewer.kept


def test_the_space_bar_and_the_arrows_are_those_of_what_has_the_focus(open_page: Open) -> None:
    reviewer = open_page([*FOUR, place("Umoja"), place("Ruai")])
    for focused, key in (("#map", "ArrowDown"), ("#reject", "Space"), ("summary", "Space")):
        before = reviewer.page.evaluate("[map.getCenter().lat, decisions.size, at('legend').open]")
        reviewer.page.focus(focused)
        reviewer.press(key)
        assert reviewer.page.evaluate("focused => document.activeElement.matches(focused)", focused)
        wait_until(
            reviewer.page,
            "before => [map.getCenter().lat, decisions.size, at('legend').open].some((now, i) => now !== before[i])",
            before,
        )
    assert (reviewer.chosen, reviewer.page.evaluate("decisions.size")) == ("Langata", 1)
    reviewer.page.focus("#map")
    reviewer.press("Space")
    assert reviewer.chosen == "Ruaka", "as after a click that moved a place"


def test_escape_leaves_a_question_and_then_the_moving(open_page: Open) -> None:
    reviewer = open_page([FAR, *FOUR])
    reviewer.press("m", "a")
    assert reviewer.page.locator("#toast").is_visible()
    reviewer.press("Escape")
    assert reviewer.page.locator("#toast").is_hidden()
    assert "Click where Far is, or drag the pin" in reviewer.page.inner_text("#hint")
    assert reviewer.page.get_attribute("#move", "aria-pressed") == "true"
    cursor = "getComputedStyle(at('map')).cursor"
    assert reviewer.page.evaluate(cursor) == "crosshair"
    reviewer.press("Escape")
    assert reviewer.page.locator("#hint").is_hidden()
    assert reviewer.page.evaluate(cursor) != "crosshair"
    reviewer.click_at(-1.6, 36.7)
    assert (reviewer.chosen, reviewer.page.get_attribute("#move", "aria-pressed")) == ("Far", "false")
    reviewer.press("m", "m")
    reviewer.click_at(-1.6, 36.7)
    assert "0 of 5" in reviewer.kept


def test_where_no_place_is_left_the_keys_that_need_none_work(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a", "/")
    reviewer.page.keyboard.type("none such")
    assert reviewer.page.inner_text("#card") == "No place fits these filters."
    assert reviewer.page.locator(".pin").count() == 0
    assert reviewer.page.evaluate("spots.length") == 0
    reviewer.press("Escape", "x", "1", "Space", "o")
    reviewer.paste("-1.31, 36.81")
    reviewer.press("?")
    assert reviewer.page.locator("#keys").is_visible()
    reviewer.press("Escape", "/")
    assert reviewer.page.evaluate("document.activeElement.id") == "search"
    reviewer.press("Escape", "u")
    assert (reviewer.chosen, reviewer.kept) == (
        "Karen",
        "0 of 4 places decided · kept in this browser, not in a file yet",
    )


@pytest.mark.parametrize(
    ("button", "chosen", "decided"),
    [("#unsure", "Langata", {"Karen": "unsure"}), ("#skip", "Langata", {}), ("#save", "Karen", {})],
)
def test_a_button_does_what_its_key_does(
    button: str, chosen: str, decided: dict[str, str], open_page: Open, tmp_path: Path
) -> None:
    reviewer = open_page(FOUR)
    with reviewer.page.expect_download() if button == "#save" else nullcontext():
        reviewer.page.click(button)
    assert reviewer.chosen == chosen
    assert decisions(reviewer, tmp_path / "saved.csv") == decided


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
    pressed = page.locator("nav [aria-current=true]")
    assert pressed.all_inner_texts() == ["List"]
    page.click("nav button:has-text('Map')")
    assert pressed.all_inner_texts() == ["Map"]
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.id") == field
    assert pressed.all_inner_texts() == ["List" if field == "search" else "Place"]
    page.locator(f"#{field}").blur()
    page.click("nav button:has-text('Map')")
    page.click("#chosen")
    assert pressed.all_inner_texts() == ["Place"]
    page.click("#move")
    assert pressed.all_inner_texts() == ["Map"], "where the click is to be"


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
    reviewer.press("x")
    assert "1 of 4" in reviewer.kept, "the keys are no longer the field's"


def test_a_key_searches_a_map_for_the_place_its_cluster_and_country_and_copies_the_name(open_page: Open) -> None:
    noting = """window.open = url => { window.opened = url; };
      navigator.clipboard.writeText = async text => { window.copied = text; };"""
    reviewer = open_page([place("Gone", lat=None, lng=None, query=None)], before=noting)
    reviewer.press("o")
    assert reviewer.page.evaluate("window.opened") is None, "nobody knows where it is"
    reviewer.press("g")
    search = "https://www.openstreetmap.org/search?query=Gone%2C%20Nairobi%2C%20Kenya"
    assert reviewer.page.evaluate("[opened, copied]") == [search, "Gone"]
    assert "Copied" in reviewer.said
    assert reviewer.page.get_by_text("Search a map").get_attribute("href") == search
    assert reviewer.page.get_by_text("See it on a map").count() == 0
    of_cluster = open_page([cluster("Kitui", query=None)]).page.get_by_text("Search a map").get_attribute("href")
    assert of_cluster == "https://www.openstreetmap.org/search?query=Kitui%2C%20Kenya"


def test_a_key_opens_the_spot_on_a_map_where_the_place_is_now(open_page: Open) -> None:
    reviewer = open_page(FOUR, before="window.open = url => { window.opened = url; };")
    reviewer.put_at("-1.25, 36.75123")
    reviewer.press("o")
    spot = "https://www.openstreetmap.org/?mlat=-1.25000&mlon=36.75123#map=16/-1.25000/36.75123"
    assert reviewer.page.evaluate("opened") == spot
    assert reviewer.page.get_by_text("See it on a map").get_attribute("href") == spot
    search = reviewer.page.get_by_text("Search a map").get_attribute("href") or ""
    assert search.endswith("?query=Karen%2C%20Nairobi%2C%20Kenya")
