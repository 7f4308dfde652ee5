"""The pages for everybody: screen readers, small screens, dark and forced colours, no letters, no JavaScript."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browser import CHROMIUM, LAPTOP, NAIROBI, NOWHERE, PHONE, Reviewer, cluster, place, wait_until
from map_page import make_page
from review import Candidate, Place
from review.page import write_page

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: apt-get install chromium")
ZOOMED, LANDSCAPE = (320, 256), (844, 390)  # 1280 x 1024 at 400 %, and a phone on its side
PLACES = [
    place("Karen", candidates=(Candidate(1, "Karen, Nairobi", -1.31, 36.8, "place=suburb", 3.0, None),)),
    place("Langata", lat=-1.30, lng=36.85, comment="ask", decided_by="anna", decided_at="2026-11-20T09:12:33Z"),
    place("Far", lat=-1.9, lng=37.3, status="too_far", concern="the only answer is far"),
    cluster("Nairobi", -1.2864, 36.8172, concern="goes by another name"),
    cluster("Kitui"),
]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Reviewer]]:
    """Opens a page for a reviewer with these settings of the browser."""
    contexts = []

    def open_one(places: list[Place], size: tuple[int, int] = LAPTOP, **settings: Any) -> Reviewer:
        write_page(tmp_path / "places.html", places, NAIROBI if places else NOWHERE, country="Kenya")
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}, **settings))
        reviewer = Reviewer(contexts[-1], tmp_path / "places.html")
        reviewer.open()
        return reviewer

    yield open_one
    for context in contexts:
        context.close()


def list_violations(page: Page, state: str) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{state}: {each['impact']} {each['id']} at {each['nodes'][0]['target']}" for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_the_page_has_a_violation_that_axe_knows(
    scheme: Literal["light", "dark"], open_page: Callable[..., Reviewer], tmp_path: Path
) -> None:
    reviewer = open_page(PLACES, color_scheme=scheme)
    page, found = reviewer.page, []

    def look(state: str) -> None:
        found.extend(list_violations(page, state))

    look("first")
    reviewer.press("m")
    look("placing")
    reviewer.press("Escape", "1", "x")
    reviewer.choose("Far")
    reviewer.press("a")
    look("a question")
    reviewer.press("y")
    reviewer.put_at("nonsense")
    look("no coordinate")
    page.click("#legend summary")
    reviewer.press("Escape", "?")
    look("help")
    reviewer.press("Escape", "u", "u", "u")
    page.get_by_role("button", name="Accept all").click()
    look("all that is shown")
    page.get_by_role("button", name="Accept all").click()
    reviewer.save(tmp_path / "saved.csv")
    reviewer.choose("Karen")
    reviewer.press("x")
    page.locator("#file").set_input_files(tmp_path / "saved.csv")
    page.locator("#dispute[open]").wait_for()
    look("a disagreement")
    reviewer.press("Escape")
    page.fill("#search", "none such")
    look("an empty list")
    write_page(reviewer.file, [*PLACES, place("New")], NAIROBI)
    page.reload()
    page.locator("#take-over").wait_for()
    look("an offer")
    assert found == []


@pytest.mark.parametrize("size", [ZOOMED, LANDSCAPE, PHONE], ids=["400 %", "landscape", "phone"])
def test_each_view_of_a_small_screen_is_sound_and_usable(
    size: tuple[int, int], open_page: Callable[..., Reviewer], tmp_path: Path
) -> None:
    reviewer = open_page(PLACES, size)
    page, found = reviewer.page, list_violations(reviewer.page, "List")
    assert page.evaluate("document.getElementById('list').clientHeight") >= 100
    reviewer.choose("Langata")
    found += list_violations(page, "Place")
    page.click("#accept")
    page.get_by_label("Comment").fill("seen on a phone")
    page.click("nav button:has-text('Map')")
    found += list_violations(page, "Map")
    assert page.evaluate("document.getElementById('map').clientHeight") >= 100
    page.click("#move")
    page.locator("#map").click(position={"x": size[0] / 2 - 40, "y": 60})
    page.click("#reject")
    assert page.evaluate("document.documentElement.scrollWidth") == size[0], "nothing sticks out"
    assert found == []
    reviewer.save(tmp_path / "saved.csv")
    assert "seen on a phone" in (tmp_path / "saved.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("count", [0, 9])
def test_no_state_of_the_demos_map_has_a_violation_that_axe_knows(
    count: int, scheme: Literal["light", "dark"], browser: Browser, tmp_path: Path
) -> None:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [36.8, -1.3]} if n else None,
            "properties": {"ticket_id": str(n), "kind": "inc", "geo_source": "location" if n else "none"},
        }
        for n in range(count)
    ]
    (tmp_path / "map.html").write_text(make_page(json.dumps({"features": features})), encoding="utf-8")
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto((tmp_path / "map.html").as_uri())
    found = list_violations(page, "first")
    page.click("text=list")
    found += list_violations(page, "those without a place")
    context.close()
    assert found == []


def test_an_empty_page_has_no_violation(open_page: Callable[..., Reviewer]) -> None:
    assert list_violations(open_page([]).page, "no places") == []


def test_a_row_is_read_out_in_words(open_page: Callable[..., Reviewer]) -> None:
    page = open_page(PLACES).page
    assert page.get_by_role(
        "option", name="Nairobi, the cluster itself, found, not verified, goes by another name"
    ).count()
    assert "Nairobi the cluster itself" in (
        page.locator(".row", has_text="the cluster itself").first.text_content() or ""
    )
    assert page.get_by_role("button", name="Accept", exact=True).count() == 1


def test_a_mark_beside_a_name_is_read_out_as_its_state(open_page: Callable[..., Reviewer]) -> None:
    reviewer = open_page([place("Karen"), place("Langata", verified=True)])
    reviewer.choose("Langata")
    reviewer.press("x")
    reviewer.click_at(-1.2964, 36.8931)
    offered = reviewer.page.locator(".picks button")
    for name, state in (("Karen", "found, not verified"), ("Langata", "you: reject")):
        assert offered.filter(has=reviewer.page.get_by_role("img", name=state)).all_inner_texts() == [name]


def test_forced_colours_keep_the_chosen_row_apart(open_page: Callable[..., Reviewer]) -> None:
    page = open_page(PLACES, forced_colors="active").page
    borders = page.locator(".row").evaluate_all("rows => rows.map(row => getComputedStyle(row).borderLeftColor)")
    assert borders.count(borders[0]) == 1
    assert page.locator(".row").first.evaluate("row => getComputedStyle(row).outlineStyle") == "solid"


def test_dark_mode_paints_page_and_map_dark(open_page: Callable[..., Reviewer]) -> None:
    page = open_page(PLACES, color_scheme="dark").page
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 25, 31)"
    assert page.evaluate("ink('ink')") == "#f0f5f8"
    picture = "document.querySelector('#map canvas').toDataURL()"
    dark = page.evaluate(picture)
    page.emulate_media(color_scheme="light")
    wait_until(page, f"dark => {picture} !== dark", dark)


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_mark_is_painted_where_its_place_is_on_a_finer_screen_too(
    ratio: int, open_page: Callable[..., Reviewer]
) -> None:
    colour = open_page(PLACES, device_scale_factor=ratio).page.evaluate(
        """ratio => {
            const {x, y} = pixelOf({lat: -1.30, lng: 36.85}), corner = L.DomUtil.getPosition(foreground.canvas);
            const at = [x - corner.x, y - corner.y].map(n => Math.round(n * ratio));
            return [...foreground.canvas.getContext("2d").getImageData(...at, 1, 1).data];
        }""",
        ratio,
    )
    assert colour == [0x1B, 0x6F, 0xB5, 255], "found, not verified"


def test_keys_of_a_single_letter_can_be_switched_off_for_good(open_page: Callable[..., Reviewer]) -> None:
    reviewer = open_page(PLACES)
    reviewer.press("?")
    reviewer.page.locator("#letter-keys").uncheck()
    reviewer.press("Escape", "a", "x", "1", "Space", "ArrowDown")
    assert ("0 of 5" in reviewer.kept, reviewer.chosen) == (True, "Langata")
    reviewer.page.reload()
    reviewer.press("a")
    assert "0 of 5" in reviewer.kept
    reviewer.page.click("#help")
    reviewer.page.locator("#letter-keys").check()
    reviewer.press("Escape", "x", "Control+z", "Control+y")
    assert "1 of 5" in reviewer.kept
    reviewer.page.reload()
    reviewer.press("x")
    assert "2 of 5" in reviewer.kept


def test_without_javascript_the_page_says_so_and_shows_no_button(open_page: Callable[..., Reviewer]) -> None:
    page = open_page(PLACES, java_script_enabled=False).page
    assert "needs JavaScript" in page.inner_text("body")
    assert page.locator("button:visible").count() == 0
