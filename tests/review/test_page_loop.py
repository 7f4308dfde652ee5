"""From the database to the page, through a person's decisions, and back: the tickets are where they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser import CHROMIUM, LAPTOP, Reviewer, start_browser
from gazetteer_checks import differing_rows
from reviewing import KISUMU, MATHARE, NAIROBI, Db, Desk, add_cluster, add_location, add_tickets, rows, where

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: apt-get install chromium")
TO: tuple[float, float] = (-1.25, 36.85)
NORTH_RIFT = (0.52, 35.27)


def decide_on_the_page(page: Path, saved: Path) -> None:
    """Nairobi is right, Mathare is elsewhere, Ruai is none, and North Rift is there."""
    with start_browser() as browser:
        reviewer = Reviewer(browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]}), page)
        reviewer.open()
        reviewer.filter("cluster", "cluster")
        reviewer.choose("Nairobi")
        reviewer.press("a")
        reviewer.choose("North Rift")
        reviewer.press("m")
        reviewer.click_at(*NORTH_RIFT)
        reviewer.filter("cluster", "")
        reviewer.choose("Mathare")
        reviewer.drag_pin(*TO)
        reviewer.choose("Ruai")
        reviewer.press("x")
        reviewer.save(saved)
        assert (reviewer.problems, reviewer.asked_for[:1]) == ([], [page.as_uri()])


def test_what_a_reviewer_decides_on_the_page_is_where_the_tickets_are(
    db: Db, db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(db_url, tmp_path, monkeypatch, capsys)
    add_cluster(db, "Nairobi")
    add_cluster(db, "Kisumu", KISUMU)
    for name in ("NW_Mathare_FDT1", "NW_Mathare_FDT2"):
        add_location(db, "Nairobi", name, "Mathare", distance_km=5)
    add_location(db, "Nairobi", "NW_Ruai_FDT1", "Ruai", None, status="not_found")
    mathare = add_tickets(db, "inc", "Nairobi", "NW_Mathare_FDT1", "NW_Mathare_FDT2", "NW_Mathare_FDT7")
    (ruai,) = add_tickets(db, "inc", "Nairobi", "NW_Ruai_FDT1")
    (rift,) = add_tickets(db, "crq", "North Rift", "NW_Langas_FDT1")
    assert (where(db, mathare[0])[1], where(db, rift)[0]) == (MATHARE, "none")

    assert desk("--export", "places.html", "--all").code == 0
    decide_on_the_page(tmp_path / "places.html", tmp_path / "saved.csv")
    expected = {"rows": 6, "accepted": 1, "moved": 2, "rejected": 1, "undecided": 2, "tickets_moved": 4}
    dry = desk("--import", "saved.csv", "--json")
    assert (dry.code, dry.counts) == (0, expected)
    assert where(db, mathare[0])[1] == MATHARE
    done = desk("--import", "saved.csv", "--json", "--apply")
    assert (done.code, done.counts) == (0, expected)

    for ticket_id, source, point in (*((each, "location", TO) for each in mathare), (rift, "cluster", NORTH_RIFT)):
        found, at, verified = where(db, ticket_id)
        assert (found, verified) == (source, True)
        assert at == pytest.approx(point, abs=0.03)
    assert where(db, ruai) == ("cluster", NAIROBI, True)
    assert differing_rows(db) == []
    assert rows(db, "status, verified", "tickets.geo_locations WHERE place = 'Ruai'") == [("rejected", True)]
    assert desk("--import", "saved.csv", "--json", "--apply").report["tickets_moved"] == 0, "it is so already"
