"""The review page in Debian's Firefox: keys, the store, two tabs, the download and the map, as in Chromium."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from marionette_driver.marionette import Marionette

from browser import NAIROBI, cluster, place
from firefox import FIREFOX, FirefoxReviewer, start_firefox
from review import Candidate
from review.page import write_page

pytestmark = [
    pytest.mark.skipif(FIREFOX is None, reason="no Firefox on PATH: apt-get install firefox-esr"),
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
PLACES = [
    place("Karen", candidates=(Candidate(2, "Karen Estate", -1.33, 36.75, "landuse=residential", 9.1, None),)),
    place("Langata", lat=-1.30, lng=36.85),
    place("Ruaka", lat=-1.2, lng=36.77),
    cluster("Malindi"),
    cluster("Mombasa"),
]


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def driver(downloads: Path) -> Iterator[Marionette]:
    with start_firefox(downloads) as driver:
        yield driver


@pytest.fixture
def reviewer(driver: Marionette, tmp_path: Path) -> FirefoxReviewer:
    """At a page of which this Firefox keeps nothing yet."""
    write_page(tmp_path / "places.html", PLACES, NAIROBI, country="Kenya")
    reviewer = FirefoxReviewer(driver, tmp_path / "places.html")
    reviewer.run("localStorage.clear()")
    driver.refresh()
    return reviewer


def save(reviewer: FirefoxReviewer, downloads: Path) -> dict[str, str]:
    """The decisions of the file that the page saves."""
    before = set(downloads.glob("*.csv"))
    reviewer.press("CONTROL+s")
    reviewer.wait_for(lambda: set(downloads.glob("*.csv")) - before and not list(downloads.glob("*.part")))
    (file,) = set(downloads.glob("*.csv")) - before
    reviewer.wait_for(lambda: file.stat().st_size > 0)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return {row["place"] or row["cluster"]: row["decision"] for row in csv.DictReader(lines) if row["decision"]}


def test_keys_decide_undo_and_redo_and_the_file_has_it(reviewer: FirefoxReviewer, downloads: Path) -> None:
    reviewer.press("2", "a", "x", "u", "CONTROL+z", "CONTROL+y")
    assert reviewer.text("#card h2") == "Langata"
    reviewer.press("c")
    reviewer.type("-1.25, 36.8")
    reviewer.press("ENTER")
    assert save(reviewer, downloads) == {"Karen": "2", "Langata": "move"}


def test_a_reload_and_a_second_tab_have_what_was_decided(reviewer: FirefoxReviewer) -> None:
    reviewer.press("a")
    reviewer.driver.refresh()
    assert "1 of 5" in reviewer.text("#kept")
    first = reviewer.driver.current_window_handle
    second = reviewer.driver.open(type="tab", focus=True)["handle"]
    reviewer.driver.switch_to_window(second)
    FirefoxReviewer(reviewer.driver, reviewer.file).press("x")
    reviewer.driver.close()
    reviewer.driver.switch_to_window(first)
    reviewer.wait_for(lambda: "2 of 5" in reviewer.text("#kept"))


def test_a_name_typed_into_the_cluster_filter_decides_nothing(reviewer: FirefoxReviewer) -> None:
    reviewer.run("document.getElementById('by-cluster').focus()")
    reviewer.type("Mombasa")
    assert reviewer.run("document.activeElement.id") == "by-cluster"
    assert "0 of 5" in reviewer.text("#kept")
    assert reviewer.text("#card h2") == "Mombasa"


def test_what_is_far_wants_to_be_meant_and_a_link_leads_to_its_place(reviewer: FirefoxReviewer) -> None:
    reviewer.run("putPasted('12 34')")
    assert "Is Karen there?" in reviewer.text("#toast")
    assert "0 of 5" in reviewer.text("#kept")
    reviewer.run("location.hash = '#place=Nairobi/Ruaka'")
    reviewer.wait_for(lambda: reviewer.text("#card h2") == "Ruaka")


def test_the_map_is_painted_and_the_help_opens_and_closes(reviewer: FirefoxReviewer) -> None:
    colours = """new Set([...document.querySelectorAll('#map canvas')].flatMap(canvas => [...new Uint32Array(
      canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)])).size"""
    assert reviewer.run(colours) > 10
    reviewer.press("?")
    assert reviewer.run("document.getElementById('keys').open")
    reviewer.press("ESCAPE")
    assert not reviewer.run("document.getElementById('keys').open")
