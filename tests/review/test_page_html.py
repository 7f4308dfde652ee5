"""The review page as it is written: foreign text stays text, and only a tile server is asked for anything."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from browser import CHROMIUM, FOUR, NAIROBI, NOWHERE, Open, Reviewer, place, read_saved
from painting import PAINTED
from review import Place, Spot, Surroundings
from review.html_bundle import outlines_near
from review.page import write_page
from shared import UserError

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: apt-get install chromium")


def test_the_page_names_the_map_library_and_asks_the_browser_to_run_nothing_else(tmp_path: Path) -> None:
    write_page(tmp_path / "places.html", [place()], NAIROBI)
    page = (tmp_path / "places.html").read_text(encoding="utf-8")
    assert "Leaflet 1.9.3" in page
    assert "BSD-2-Clause" in page
    assert "default-src 'none'; script-src 'sha256-" in page
    assert page.count("sha256-") == page.count("<script>")


def test_only_outlines_near_the_places_are_in_the_page() -> None:
    lines = outlines_near([(-1.29, 36.82)])
    assert lines
    assert all(any(abs(lat + 1.29) <= 4 and abs(lng - 36.82) <= 4 for lat, lng in line) for line in lines)


def test_the_same_places_have_one_name_for_what_is_decided_and_others_another(tmp_path: Path) -> None:
    def export_id(places: list[Place], around: Surroundings) -> str:
        write_page(tmp_path / "places.html", places, around)
        page = (tmp_path / "places.html").read_text(encoding="utf-8")
        found: list[str] = re.findall(r'"export_id":"(.+?)"', page)
        return found[0]

    first = export_id([place("Karen")], NAIROBI)
    assert export_id([place("Karen")], NOWHERE) == first
    others = [[place("Karen", revision="r-2")], [place("Karen"), place("Ruaka")], [place("Karen", tickets=9)]]
    assert first not in [export_id(places, NAIROBI) for places in others]


# --- foreign text ---

HOSTILE = """</script><img src=x onerror="pwned=1"><script>pwned=1</script>"'&amp;<!--\u2028\u202e\ud83d"""


def test_hostile_text_in_every_field_stays_text(open_page: Open, tmp_path: Path) -> None:
    text = HOSTILE.replace("\ud83d", "\ufffd")
    fields = ("cluster", "names", "provider", "query", "label", "note", "concern", "revision")
    hostile = {name: (f"={text}",) if name == "names" else f"={name}{text}" for name in fields}
    ticket = place().waiting[0]
    bad = place(f"@{text}", waiting=(type(ticket)(text, text, text),), **hostile)
    around = Surroundings((Spot(text, "", -1.3, 36.8),), (Spot(text, text, -1.3, 36.9),), ())
    reviewer = open_page([bad, place("Karen")], around)
    assert reviewer.chosen == f"@{text}"
    reviewer.page.mouse.move(*reviewer.pixel_of(-1.2964, 36.8931))
    reviewer.click_at(-1.2964, 36.8931)
    reviewer.page.locator(".picks button").first.click()
    reviewer.press("a")
    assert reviewer.page.evaluate("typeof pwned") == "undefined"
    assert reviewer.page.locator("main img, main script").count() == 0
    reviewer.save(tmp_path / "saved.csv")
    row = next(iter(read_saved(tmp_path / "saved.csv").values()))
    assert (row["cluster"], row["place"]) == (f"'=cluster{text}", f"'@{text}")
    assert row["lat"] == "-1.2964"

    other = open_page([bad, place("Karen")], around)
    assert "Took 1 decision" in other.load(tmp_path / "saved.csv")


def test_half_a_surrogate_pair_does_not_keep_the_page_from_being_written(open_page: Open) -> None:
    assert open_page([place("half \ud83d a pair")]).chosen.startswith("half")


def test_a_number_that_no_browser_reads_keeps_the_page_from_being_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="JSON"):
        write_page(tmp_path / "places.html", [], Surroundings((Spot("Nairobi", "", math.nan, 36.8),), (), ()))
    assert not (tmp_path / "places.html").exists()


# --- tiles ---


@pytest.fixture
def tile_server() -> Iterator[tuple[str, list[str]]]:
    """A URL template, and what was asked of the server. It answers from /tiles/ only."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            is_tile = self.path.startswith("/tiles/")
            self.send_response(200 if is_tile else 404)
            self.send_header("Content-Type", "image/svg+xml")
            self.end_headers()
            self.wfile.write(b"<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'/>" if is_tile else b"")

        def log_message(self, *_: object) -> None:
            """Nothing on stderr."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def test_tiles_of_a_real_server_are_shown_with_whom_they_are_from(
    browser: Browser, tmp_path: Path, tile_server: tuple[str, list[str]]
) -> None:
    url, asked = tile_server
    file = tmp_path / "places.html"
    write_page(file, FOUR, NAIROBI, tiles=url + "/tiles/{z}/{x}/{y}.png", attribution="© <b>us</b> & OSM")
    context = browser.new_context()
    page = Reviewer(context, file).open()
    page.locator(".leaflet-tile-loaded").first.wait_for()
    named = page.inner_text(".leaflet-control-attribution")
    context.close()
    assert "© <b>us</b> & OSM" in named
    assert "Natural Earth" not in named
    assert asked


@pytest.mark.parametrize("path", ["", "unreachable"])
def test_a_tile_server_that_gives_none_is_replaced_by_outlines_with_a_message_at_once(
    path: str, browser: Browser, tmp_path: Path, tile_server: tuple[str, list[str]]
) -> None:
    url = "http://127.0.0.1:9" if path else tile_server[0]
    write_page(tmp_path / "places.html", FOUR, NAIROBI, tiles=url + "/nothing/{z}/{x}/{y}.png")
    context = browser.new_context()
    context.add_init_script(  # the wait for a server that is silent never ends
        "const later = setTimeout; window.setTimeout = (act, ms) => ms >= 10000 ? 0 : later(act, ms);"
    )
    reviewer = Reviewer(context, tmp_path / "places.html")
    reviewer.open().locator("text=No tile came from 127.0.0.1").wait_for()
    assert "Natural Earth" in reviewer.page.inner_text(".leaflet-control-attribution")
    assert reviewer.page.evaluate(PAINTED)["lineTo"], "the grid"
    context.close()


def test_the_tiles_of_a_server_of_ones_own_are_the_only_thing_asked_for(browser: Browser, tmp_path: Path) -> None:
    write_page(tmp_path / "places.html", FOUR, NAIROBI, tiles="http://{s}.tiles.test/{z}/{x}/{y}.png")
    context = browser.new_context()
    tile = "<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'/>"
    context.route("**/*.png", lambda route: route.fulfill(status=200, content_type="image/svg+xml", body=tile))
    reviewer = Reviewer(context, tmp_path / "places.html")
    reviewer.open().locator(".leaflet-tile-loaded").first.wait_for()
    context.close()
    assert reviewer.problems == []
    assert {url.split("/")[2].split(".", 1)[-1] for url in reviewer.asked_for[1:]} == {"tiles.test"}


@pytest.mark.parametrize(
    "tiles",
    [
        *("tiles.test/{z}/{x}/{y}", "ftp://t/{z}/{x}/{y}", "http://t/1.png", "http://t; script-src */{z}/{x}/{y}"),
        *("http://t/{x}/{y}", "http://t/{z}/{y}", "http://t/{z}/{x}"),
    ],
)
def test_what_is_no_tile_url_is_a_usage_error(tiles: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--tiles") as error:
        write_page(tmp_path / "places.html", [], NOWHERE, tiles=tiles)
    assert error.value.exit_code == 2
