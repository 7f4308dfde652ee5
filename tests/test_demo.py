"""The demo's parts: sample snapshots that keep what they promise, and a stand-in that speaks Nominatim's format."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

import sample_snapshots
import stand_in_geocoder
from browser import CHROMIUM, LAPTOP, PHONE, Reviewer, start_browser
from map_page import make_page

REPO = Path(__file__).resolve().parent.parent
INC_KEYS = {"ticket_id", "status", "priority", "cluster", "location_name", "lat", "lng", "customer_name", "sla", "tags"}
CRQ_KEYS = {"ticket_id", "status", "cluster", "location_name", "lat", "lng", "package", "appointment", "dwelling"}


@pytest.mark.parametrize(("kind", "keys"), [("inc", INC_KEYS), ("crq", CRQ_KEYS)])
def test_records_have_the_fields_of_the_real_export(kind: str, keys: set[str]) -> None:
    assert all(keys <= record.keys() for record in list(sample_snapshots.list_records(kind, 50))[:50])


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        sample_snapshots.write_snapshot(tmp_path / name, sample_snapshots.list_records("inc", 100, seed=seed))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() != (tmp_path / "c").read_bytes()


def test_inc_tickets_are_of_about_one_kilobyte(tmp_path: Path) -> None:
    sample_snapshots.write_snapshot(tmp_path / "inc.json", sample_snapshots.list_records("inc", 1000))
    assert 900 < (tmp_path / "inc.json").stat().st_size / 1000 < 1100
    assert len(json.loads((tmp_path / "inc.json").read_bytes())) == 1003


def test_a_snapshot_has_one_ticket_twice_and_one_without_id() -> None:
    ids = [record.get("ticket_id") for record in sample_snapshots.list_records("crq", 200)]
    assert (len(ids), len(set(ids)), ids.count(None)) == (203, 202, 1)


def test_an_hour_later_most_tickets_are_the_same_and_some_changed_left_or_came() -> None:
    now = {record.get("ticket_id"): record for record in sample_snapshots.list_records("inc", 2000)}
    later = {record.get("ticket_id"): record for record in sample_snapshots.list_records("inc", 2000, hours_later=1)}
    changed = sum(now[ticket_id] != later[ticket_id] for ticket_id in now.keys() & later.keys())
    assert len(later.keys() - now.keys()) == 40
    assert 20 <= len(now.keys() - later.keys()) <= 60
    assert 30 <= changed <= 90


def search(**parameters: str) -> list[dict[str, object]]:
    return stand_in_geocoder.search({"format": "json", "countrycodes": "ke", **parameters})


def test_the_stand_in_answers_in_nominatims_format() -> None:
    (answer,) = search(q="Karen, Nairobi, Kenya", addressdetails="1")
    assert (answer["lat"], answer["class"], answer["type"], answer["name"]) == (
        "-1.3190000",
        "place",
        "suburb",
        "Karen",
    )
    assert answer["address"] == {"suburb": "Karen", "city": "Nairobi", "country": "Kenya", "country_code": "ke"}
    assert "category" in stand_in_geocoder.search({"q": "Karen"})[0]


@pytest.mark.parametrize(
    ("parameters", "towns"),
    [
        pytest.param({"q": "Nairobi, Kenya"}, ["Nairobi"], id="a town, not the places in it"),
        pytest.param({"q": "Luanda"}, ["Luanda", "Luanda"], id="every namesake"),
        pytest.param({"q": "Sunset Paradise Gardens, Nairobi, Kenya"}, [], id="nothing for an unknown name"),
        pytest.param({"q": "Karen, Mombasa, Kenya"}, [], id="nothing where the context contradicts"),
        pytest.param({"q": "Nairobi", "countrycodes": "tz"}, [], id="nothing in another country"),
        pytest.param({"q": "Karen", "viewbox": "39,-5,40,-4"}, ["Nairobi"], id="a viewbox is a preference"),
        pytest.param({"q": "Karen", "viewbox": "39,-5,40,-4", "bounded": "1"}, [], id="a bounded one is a limit"),
    ],
)
def test_the_stand_in_finds(parameters: dict[str, str], towns: list[str]) -> None:
    assert [str(answer["display_name"]).split(", ")[-2] for answer in search(**parameters)] == towns


@pytest.mark.parametrize(
    ("parameters", "message"),
    [({"q": " ,"}, "Nothing"), ({"q": "Karen", "viewbox": "1,2"}, "viewbox"), ({"q": "Karen", "limit": "x"}, "limit")],
)
def test_the_stand_in_refuses_what_nominatim_refuses(parameters: dict[str, str], message: str) -> None:
    with pytest.raises(stand_in_geocoder.BadRequest, match=message):
        search(**parameters)


def take_the_tour(database_url: str, out: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "DATABASE_URL": database_url, "DEMO_OUT": str(out)}
    command = [str(REPO / "demo/tour.sh")]
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False)


def test_the_tour_reaches_its_end_takes_a_correction_and_leaves_map_and_page_behind(
    empty_db_url: str, tmp_path: Path
) -> None:
    done = take_the_tour(empty_db_url, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    features = json.loads((tmp_path / "tickets.geojson").read_bytes())["features"]
    placed = [feature for feature in features if feature["geometry"]]
    assert len(features) > 2000
    assert len(placed) > 0.9 * len(features)
    assert (tmp_path / "map.html").exists()
    assert (tmp_path / "places.html").exists()
    assert str(tmp_path / "places.html") in done.stdout.splitlines()[-1]
    with psycopg.connect(empty_db_url) as conn:
        corrected = "SELECT DISTINCT ST_Y(geom), ST_X(geom) FROM tickets.inc WHERE geo_verified"
        assert conn.execute(corrected).fetchall() == [(-1.2862, 36.7441)]


def test_the_tour_refuses_a_database_with_somebody_elses_tickets(
    db_url: str, db: psycopg.Connection, tmp_path: Path
) -> None:
    db.execute("INSERT INTO tickets.inc (ticket_id, raw) VALUES ('INC1', '{}')")
    done = take_the_tour(db_url, tmp_path)
    assert done.returncode == 1
    assert "not from this tour" in done.stderr
    assert db.execute("SELECT count(*) FROM tickets.inc").fetchone() == (1,)


# --- the map page ---


def feature(
    ticket_id: str, *, lng: float | None = 36.8, source: str = "location", **properties: str
) -> dict[str, object]:
    known = {"ticket_id": ticket_id, "kind": "inc", "geo_source": source if lng else "none", "status": "Pending"}
    geometry = {"type": "Point", "coordinates": [lng, -1.3]} if lng else None
    return {"type": "Feature", "id": ticket_id, "geometry": geometry, "properties": {**known, **properties}}


TICKETS = [
    *(feature(f"INC{n}", cluster="Nairobi", priority="P2", location_name="NW_Karen") for n in range(100)),
    feature("CRQ1", kind="crq", source="cluster", cluster="Nairobi"),
    feature("INC900", lng=39.7, cluster="Mombasa", status="New"),
    feature("INC901", lng=None, cluster="<img src=x onerror=pwned=1>", status="New", priority="P1"),
]


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def map_page(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Reviewer]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on PATH: apt-get install chromium")
    file = tmp_path / "map.html"
    file.write_text(make_page(json.dumps({"type": "FeatureCollection", "features": TICKETS})), encoding="utf-8")
    with start_browser() as browser:
        reader = Reviewer(browser.new_context(viewport={"width": request.param[0], "height": request.param[1]}), file)
        reader.open()
        yield reader
    assert (reader.problems, reader.asked_for) == ([], [file.as_uri()])


def test_the_map_page_counts_what_its_filters_leave_and_lists_the_tickets_behind_a_mark(map_page: Reviewer) -> None:
    page = map_page.page
    assert page.locator("#total").inner_text() == "103 of 103 tickets, 102 of them with a place"
    page.locator("#by-status input").nth(1).uncheck()  # pending
    assert page.locator("#total").inner_text() == "2 of 103 tickets, 1 of them with a place"
    counts = {label.split("\n")[0]: label.split("\n")[-1] for label in page.locator("label").all_inner_texts()}
    assert (counts["its location, geocoded"], counts["only its cluster"], counts["pending"]) == ("1", "0", "101")

    page.locator("label button").click()
    nowhere = page.locator("#list").inner_text()
    assert "INC901" in nowhere
    assert "new · P1" in nowhere
    map_page.click_at(-1.3, 39.7)
    assert "INC900" in page.locator("#list").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == page.evaluate("innerWidth")


def test_the_area_of_a_mark_is_its_number_of_tickets(map_page: Reviewer) -> None:
    radius = {count: map_page.page.evaluate(f"radius({count})") for count in (1, 100)}
    assert radius[100] ** 2 / radius[1] ** 2 == pytest.approx(100)
    map_page.click_at(-1.3, 36.8)
    assert "101 tickets" in map_page.page.locator("#list-title").inner_text()
