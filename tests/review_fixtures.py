"""What the tests of reviewing share: the page in a browser, and a desk with a database of places to review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import LAPTOP, NAIROBI, Open, Reviewer, start_browser
from review import Place, Surroundings
from review.page import write_page
from reviewing import KILIMANI, KISUMU, Db, Desk, add_cluster, add_location, add_tickets


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with start_browser() as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page of these places for a reviewer of its own; in the end nothing may have gone wrong in any."""
    opened: list[Reviewer] = []

    def open_one(
        places: list[Place], around: Surroundings = NAIROBI, *, size: tuple[int, int] = LAPTOP, before: str = ""
    ) -> Reviewer:
        file = tmp_path / "places.html"
        write_page(file, places, around, country="Kenya")
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        context.add_init_script(before)
        opened.append(Reviewer(context, file))
        opened[-1].open()
        return opened[-1]

    yield open_one
    for reviewer in opened:
        reviewer.context.close()
        assert reviewer.problems == []
        assert {url for url in reviewer.asked_for if not url.startswith(("blob:", "data:"))} == {reviewer.file.as_uri()}


@pytest.fixture
def desk(
    db: Db, db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """Nairobi with Mathare under two names, and a third that nobody asked for yet, Kilimani, Ruai that was not found;
    North Rift without a centroid; Kisumu far away."""
    add_cluster(db, "Nairobi")
    add_cluster(db, "Kisumu", KISUMU)
    for name in ("NW_Mathare_FDT1", "NW_Mathare_FDT2"):
        add_location(db, "Nairobi", name, "Mathare", query="Mathare, Kenya")
    add_location(db, "Nairobi", "NW_Kilimani_FDT1", "Kilimani", KILIMANI)
    add_location(db, "Nairobi", "Ruai", "Ruai", None, status="not_found")
    add_tickets(
        db, "inc", "Nairobi", "NW_Mathare_FDT1", "NW_Mathare_FDT2", "NW_Mathare_FDT3", "NW_Kilimani_FDT1", "Ruai"
    )
    add_tickets(db, "crq", "North Rift", *[None] * 7)
    return Desk(db_url, tmp_path, monkeypatch, capsys)
