"""review_places.py as a reviewer uses it: places out to a table, decisions back, on a real database."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

import review
import shared
from conftest import Run, Server
from gazetteer_checks import differing_rows, empty_tables, misjudged_locations, version
from importing import dump
from reviewing import (
    HERE,
    KISUMU,
    MATHARE,
    NAIROBI,
    Db,
    Desk,
    Outcome,
    Point,
    Row,
    add_candidates,
    add_cluster,
    add_location,
    add_tickets,
    rows,
    where,
)

KILIMANI = (-1.29, 36.78)


@pytest.fixture(scope="module")
def module_url(server: Server, migrated_template: str) -> Iterator[str]:
    url = server.create_database(migrated_template)
    yield url
    server.drop_database(url)


@pytest.fixture
def db_url(module_url: str) -> str:
    """A migrated database, emptied of what the test before left."""
    empty_tables(module_url)
    return module_url


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


def pick(exported: list[Row], name: str, of: str = "Nairobi", /, **decided: object) -> dict[str, object]:
    """The row of a place, with a decision."""
    (found,) = [row for row in exported if (row["cluster"], row["place"]) == (of, name)]
    return {**found, **decided}


def move(exported: list[Row], name: str, to: Point = HERE, of: str = "Nairobi", /, **more: object) -> dict[str, object]:
    return pick(exported, name, of, decision="move", new_lat=to[0], new_lng=to[1], **more)


def gazetteers(db: Db) -> object:
    return dump(db, "geo_clusters", "geo_locations", "inc", "crq", "map_version")


# --- out ---


def test_an_export_has_a_row_a_place_those_of_most_open_tickets_first(desk: Desk) -> None:
    found = [(row["what"], row["cluster"], row["place"], row["tickets"]) for row in desk.export()]
    assert found == [
        ("cluster", "North Rift", "", "7"),
        ("location", "Nairobi", "Mathare", "3"),
        ("cluster", "Nairobi", "", "2"),
        ("location", "Nairobi", "Kilimani", "1"),
        ("location", "Nairobi", "Ruai", "1"),
        ("cluster", "Kisumu", "", "0"),
    ]


def test_names_that_nobody_asked_for_are_with_the_place_they_clean_to(desk: Desk, db: Db) -> None:
    add_tickets(db, "crq", "Nairobi", "NW_Umoja_FDT1", "ADR_MNT_UMOJA_FDT 4", "Phase 2")
    exported = desk.export()
    assert pick(exported, "Mathare")["names"] == "NW_Mathare_FDT1 | NW_Mathare_FDT2 | NW_Mathare_FDT3"
    assert pick(exported, "Mathare")["concern"] == ""
    assert pick(exported, "Umoja")["names"] == "ADR_MNT_UMOJA_FDT 4 | NW_Umoja_FDT1"
    assert (pick(exported, "Umoja")["tickets"], pick(exported, "Umoja")["status"]) == ("2", "")


def test_what_is_no_name_or_the_clusters_own_needs_nobody_and_is_exported_with_all_only(desk: Desk, db: Db) -> None:
    add_tickets(db, "inc", "Nairobi", "Phase 2", "NW_Nairobi_FDT3")
    assert [row["place"] for row in desk.export()] == ["", "", "Mathare", "Kilimani", "Ruai", ""]
    everything = desk.export("--all")
    assert (pick(everything, "Phase 2")["names"], pick(everything, "Nairobi")["tickets"]) == ("Phase 2", "1")


def test_a_new_name_is_a_concern_only_of_a_place_that_a_person_has_judged(desk: Desk, db: Db) -> None:
    db.execute("SELECT tickets.accept_place('Nairobi', 'Mathare')")
    assert pick(desk.export(), "Mathare")["concern"] == "a new name of it has no row yet"


def test_a_row_tells_what_is_in_the_gazetteer(desk: Desk) -> None:
    found = pick(desk.export(), "Kilimani")
    distance = float(str(found.pop("distance_km")))
    assert distance == pytest.approx(4.15, abs=0.1)
    assert str(found.pop("revision")).startswith("r-")
    assert found == {
        "what": "location",
        "cluster": "Nairobi",
        "place": "Kilimani",
        "names": "NW_Kilimani_FDT1",
        "status": "ok",
        "verified": "false",
        "lat": "-1.29",
        "lng": "36.78",
        "tickets": "1",
        "provider": "nominatim",
        "query": "",
        "label": "Kilimani",
        "note": "",
        "concern": "",
        "candidates": "",
        "decision": "",
        "new_lat": "",
        "new_lng": "",
        "comment": "",
        "decided_by": "",
        "decided_at": "",
    }


@pytest.mark.parametrize(
    ("args", "places"),
    [
        pytest.param([], ["Kilimani", "Ruai"], id="worth a look"),
        pytest.param(["--all"], ["Mathare", "Kilimani", "Ruai"], id="all"),
        pytest.param(["--status", "not_found"], ["Ruai"], id="status"),
        pytest.param(["--status", "not_found", "--status", "ok"], ["Mathare", "Kilimani", "Ruai"], id="two statuses"),
        pytest.param(["--status", "none"], [], id="no row yet"),
        pytest.param(["--all", "--cluster", " NAIROBI"], ["Mathare", "Kilimani", "Ruai"], id="cluster, however spelt"),
        pytest.param(["--cluster", "Kisumu"], [], id="another cluster"),
        pytest.param(["--all", "--min-tickets", "2"], ["Mathare"], id="open tickets"),
    ],
)
def test_an_export_can_be_narrowed(desk: Desk, db: Db, args: list[str], places: list[str]) -> None:
    desk.take([move(desk.export(), "Mathare")], "--apply")
    assert [row["place"] for row in desk.export(*args) if row["place"]] == places


def test_a_cluster_that_nobody_knows_is_told(desk: Desk) -> None:
    done = desk("--export", "places.csv", "--cluster", "Nirobi\x1b[2J")
    assert (done.code, done.stdout) == (0, "places.csv: 0 of 6 places\n")
    assert r"has the cluster Nirobi\x1b[2J" in done.stderr


def test_an_export_writes_nothing_into_the_database(desk: Desk, db: Db) -> None:
    before = gazetteers(db)
    for name in ("places.csv", "places.geojson", "places.html"):
        assert desk("--export", name, "--all").code == 0
    assert gazetteers(db) == before


def test_a_geojson_export_says_the_same_as_a_csv(desk: Desk) -> None:
    exported = desk.export("--all")
    desk("--export", "places.geojson", "--all")
    collection = json.loads((desk.folder / "places.geojson").read_text())
    assert [list(feature["properties"]) for feature in collection["features"]] == [list(row) for row in exported]
    mathare = next(f for f in collection["features"] if f["properties"]["place"] == "Mathare")
    assert mathare["geometry"] == {"type": "Point", "coordinates": [MATHARE[1], MATHARE[0]]}
    ruai = next(f for f in collection["features"] if f["properties"]["place"] == "Ruai")
    assert (ruai["geometry"], ruai["properties"]["lat"], ruai["properties"]["tickets"]) == (None, None, 1)


def test_a_file_with_decisions_in_it_is_not_written_over_and_an_export_is(desk: Desk) -> None:
    exported = desk.export()
    assert desk("--export", "places.csv").code == 0
    desk.take([move(exported, "Mathare")])
    done = desk("--export", "decided.csv")
    assert (done.code, "more in it than an export" in done.stderr) == (1, True)
    for change in ({"new_lat": "-1.2"}, {"comment": "seen on site"}):
        desk.take([pick(exported, "Mathare", **change)])
        assert desk("--export", "decided.csv").code == 1, change
    desk.take([pick(exported, "Mathare", decision="unsure", comment="seen on site")], "--apply")
    assert desk("--export", "places.csv").code == 0
    desk.take([pick(exported, "Mathare", comment="seen on site")])
    assert desk("--export", "decided.csv").code == 0


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"cluster,place,lat,lng\nNairobi,Mathare,-1.26,36.86\n", id="a list of sites"),
        pytest.param(b'cluster,place,revision\nNairobi,"Mathare,r-1\n', id="broken quotation"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xa3", id="a workbook"),
        pytest.param(b"cluster\n\xff\x00\xd8", id="no text"),
        pytest.param(b"", id="empty"),
    ],
)
def test_a_file_that_is_no_export_is_not_written_over(desk: Desk, content: bytes) -> None:
    desk.write("x.csv", content)
    desk.write("x.geojson", content)
    for name in ("x.csv", "x.geojson"):
        assert desk("--export", name).code == 1
        assert (desk.folder / name).read_bytes() == content


def test_an_export_that_can_t_be_written_leaves_the_older_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.export()
    before = (desk.folder / "places.csv").read_bytes()

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    done = desk("--export", "places.csv")
    assert (done.code, "No space left on device" in done.stderr) == (1, True)
    assert (desk.folder / "places.csv").read_bytes() == before
    assert [path.name for path in desk.folder.iterdir()] == ["places.csv"]


def test_an_export_into_a_file_as_if_it_were_a_folder_is_told(desk: Desk) -> None:
    desk.export()
    done = desk("--export", "places.csv/places.csv")
    assert (done.code, "can't be written: Not a directory" in done.stderr) == (1, True)


def test_what_a_ticket_says_of_itself_is_shown_of_the_first_five(desk: Desk, db: Db, db_url: str) -> None:
    add_tickets(
        db, "inc", "Nairobi", *["Ruai"] * 6, summary="No  internet", address={"display_value": "Plot 7"}, due=""
    )
    with psycopg.connect(db_url) as conn:
        places = review.add_tickets(conn, list(review.read_places(conn, str).values()), ("address", "due", "summary"))
    (ruai,) = [place for place in places if place.place == "Ruai"]
    assert (len(ruai.waiting), ruai.waiting[0].ticket_id) == (7, "INC0004")  # which says nothing
    assert ruai.tickets_text == tuple((f"INC{n:04d}", "Plot 7; No internet") for n in range(5, 10))


# --- back ---


def test_a_dry_run_says_what_would_be_done_and_does_nothing(desk: Desk, db: Db) -> None:
    exported = desk.export()
    before = gazetteers(db)
    done = desk.take(
        [move(exported, "Mathare"), pick(exported, "Kilimani", decision="Accept "), pick(exported, "Ruai")]
    )
    assert done.code == 0
    assert done.report == {
        "applied": False,
        "rows": 3,
        "accepted": 1,
        "moved": 1,
        "rejected": 0,
        "added": 0,
        "undecided": 1,
        "refused": 0,
        "tickets_moved": 3,
    }
    assert gazetteers(db) == before


def test_decisions_are_taken_and_the_tickets_are_where_they_should_be(desk: Desk, db: Db) -> None:
    exported = desk.export()
    before = version(db)
    done = desk.take(
        [
            move(exported, "Mathare"),
            pick(exported, "Kilimani", decision="reject"),
            move(exported, "", (0.52, 35.27), "North Rift"),
            pick(exported, "", decision="accept"),
        ],
        "--apply",
    )
    assert done.counts == {"rows": 4, "accepted": 1, "moved": 2, "rejected": 1, "tickets_moved": 11}
    assert [where(db, f"INC000{n}") for n in range(3)] == [("location", HERE, True)] * 3
    assert where(db, "INC0003") == ("cluster", NAIROBI, True)
    assert where(db, "CRQ0000") == ("cluster", (0.52, 35.27), True)
    assert version(db) > before
    assert not differing_rows(db)
    assert not misjudged_locations(db)
    assert [row["place"] for row in desk.export()] == ["Ruai", ""]


def test_a_dry_run_foretells_each_change_as_it_comes(desk: Desk, db: Db) -> None:
    add_location(db, "Nairobi", "Ahero", "Ahero", KISUMU)  # too far, until the centroid is there
    add_location(db, "Kisumu", "Dunga", "Dunga", (-0.14, 34.73), verified=True)
    add_location(db, "Kisumu", "Manyatta", "Manyatta", (-0.1, 34.77))
    add_location(db, "Kisumu", "Nyalenda", "Nyalenda", (-0.12, 34.75))
    add_tickets(db, "crq", "Nairobi", "Ahero", "NW_Mathare_FDT9", None, lat=None)
    add_tickets(db, "inc", "Kisumu", "Dunga", "Manyatta", "Nyalenda", "Elsewhere", None)
    add_tickets(db, "inc", "Nairobi", "Kilimani", "NW_Mathare_FDT1", lat=-1.3, lng=36.8)
    exported = desk.export("--all")
    desk.take(
        [
            move(exported, "", KISUMU, "Nairobi"),
            pick(exported, "", "Kisumu", decision="reject"),
            move(exported, "Mathare"),
            pick(exported, "Kilimani", decision="reject"),
            pick(exported, "Nyalenda", "Kisumu", decision="reject"),
            move(exported, "Dunga", (-0.13, 34.73), "Kisumu"),
            move(exported, "", (0.52, 35.27), "North Rift"),
        ]
    )
    before = {ticket: at for ticket, *at in rows(db, "id, geom", "reporting.tickets_map")}
    foretold = desk("--import", "decided.csv", "--force").stdout.splitlines()
    done = desk("--import", "decided.csv", "--force", "--apply").stdout.splitlines()
    assert done[:-1] == foretold[:-1]
    moved = [ticket for ticket, *at in rows(db, "id, geom", "reporting.tickets_map") if at != before[ticket]]
    assert moved
    assert done[-2] == f"tickets that move: {len(moved)}"
    assert not differing_rows(db)
    assert not misjudged_locations(db)


def test_a_dry_run_waits_for_nobody_and_nobody_for_it(desk: Desk, db_url: str) -> None:
    exported = desk.export()
    with psycopg.connect(db_url) as other:
        other.execute("UPDATE tickets.geo_locations SET verified = true WHERE place = 'Kilimani'")
        assert desk.take([move(exported, "Mathare")]).counts == {"rows": 1, "moved": 1, "tickets_moved": 3}


def test_the_report_tells_each_change_with_the_metres_and_the_tickets(desk: Desk) -> None:
    exported = desk.export()
    desk.take([move(exported, "Mathare"), pick(exported, "Kilimani", decision="reject"), move(exported, "Ruai")])
    assert desk("--import", "decided.csv").stdout.splitlines() == [
        "  row 2: move Mathare (Nairobi): moves 5470 m, 3 tickets follow",
        "  row 3: reject Kilimani (Nairobi): not the place, 1 ticket follows",
        "  row 4: move Ruai (Nairobi): had no point, 1 ticket follows",
        "rows 3 = accepted 0 + moved 2 + rejected 1 + added 0 + undecided 0 + refused 0",
        "tickets that move: 5",
        "dry run: nothing was written; add --apply to do this",
    ]


def test_the_report_says_what_a_number_means_and_that_nothing_moves_with_who_is_unsure(desk: Desk, db: Db) -> None:
    add_candidates(db, "Nairobi", "Mathare", MATHARE, HERE)
    exported = desk.export()
    desk.take([pick(exported, "Mathare", decision="2"), pick(exported, "Ruai", decision="unsure")])
    assert desk("--import", "decided.csv").stdout.splitlines()[:3] == [
        "  row 2: move to candidate 2 Mathare (Nairobi): moves 5470 m, 3 tickets follow",
        "  row 3: unsure Ruai (Nairobi): noted, nothing moves",
        "rows 2 = accepted 0 + moved 1 + rejected 0 + added 0 + undecided 1 + refused 0",
    ]


def test_taken_twice_the_second_changes_nothing(desk: Desk, db: Db) -> None:
    exported = desk.export()
    decided = [
        move(exported, "Mathare"),
        pick(exported, "Kilimani", decision="accept"),
        pick(exported, "Ruai", decision="reject"),
        move(exported, "", (0.52, 35.27), "North Rift"),
        {"cluster": "Nairobi", "place": "Donholm", "lat": -1.2964, "lng": 36.8931},
    ]
    first = desk.take(decided, "--apply")
    before = gazetteers(db)
    second = desk.take(decided, "--apply")
    assert first.report["tickets_moved"] == 10
    assert second.report == {**first.report, "tickets_moved": 0}
    assert gazetteers(db) == before


def test_a_place_of_several_names_is_verified_under_those_that_nobody_asked_for_too(desk: Desk, db: Db) -> None:
    desk.take([pick(desk.export(), "Mathare", decision="accept")], "--apply")
    assert where(db, "INC0002") == ("location", MATHARE, True)
    found = rows(db, "DISTINCT place, status, verified, provider", "tickets.geo_locations WHERE place_key = 'mathare'")
    assert found == [("Mathare", "ok", True, "nominatim")]


def test_a_place_without_a_row_can_be_rejected_so_that_nobody_asks_for_it(desk: Desk, db: Db) -> None:
    add_tickets(db, "inc", "Nairobi", "NW_Umoja_FDT1", "ADR_MNT_UMOJA")
    exported = desk.export()
    place = next(row["place"] for row in exported if "ADR_MNT_UMOJA" in row["names"])
    desk.take([pick(exported, place, decision="reject")], "--apply")
    found = rows(db, "location_name, status, verified", "tickets.geo_locations WHERE status = 'rejected' ORDER BY 1")
    assert found == [("ADR_MNT_UMOJA", "rejected", True), ("NW_Umoja_FDT1", "rejected", True)]


def test_a_second_reviewer_s_older_file_is_refused_whole(desk: Desk, db: Db) -> None:
    exported = desk.export()
    desk.take([move(exported, "Mathare")], "--apply")
    before = gazetteers(db)
    older = [pick(exported, "Kilimani", decision="accept"), pick(exported, "Mathare", decision="reject")]
    done = desk.take(older, "--apply", "--force")
    assert (done.code, done.counts) == (3, {"rows": 2, "accepted": 1, "refused": 1})
    assert not done.report["applied"]
    assert (
        "row 3 Mathare (Nairobi): somebody else changed it since the export: it is now verified, ok at" in done.stderr
    )
    assert gazetteers(db) == before


def test_who_decided_the_same_is_no_stranger(desk: Desk) -> None:
    exported = desk.export()
    desk.take([move(exported, "Mathare"), pick(exported, "Kilimani", decision="reject")], "--apply")
    same = desk.take([move(exported, "Mathare"), pick(exported, "Kilimani", decision="reject")], "--apply")
    assert (same.code, same.report["tickets_moved"]) == (0, 0)


def test_what_was_left_undecided_may_have_changed(desk: Desk, db: Db) -> None:
    exported = desk.export()
    db.execute("UPDATE tickets.geo_locations SET verified = true WHERE place = 'Kilimani'")
    assert desk.take([pick(exported, "Kilimani"), move(exported, "Mathare")], "--apply").code == 0


REFUSALS = [
    pytest.param({"decision": "yes"}, "the decision is yes", id="unknown decision"),
    pytest.param({"place": "Nowhere", "decision": "accept"}, "this place is not known", id="unknown place"),
    pytest.param({"cluster": "Nirobi", "decision": "reject"}, "this place is not known", id="unknown cluster"),
    pytest.param({"cluster": "", "decision": "reject"}, "cluster: a name", id="no cluster"),
    pytest.param({"decision": "move"}, "new_lat is missing", id="no new point"),
    pytest.param({"decision": "move", "new_lat": "-1.2"}, "new_lng is missing", id="half a point"),
    pytest.param({"decision": "move", "new_lat": "91", "new_lng": "36"}, "new_lat is 91", id="latitude beyond 90"),
    pytest.param(
        {"decision": "move", "new_lat": "1", "new_lng": "-180.5"}, "new_lng is -180.5", id="longitude beyond 180"
    ),
    pytest.param({"decision": "move", "new_lat": "0", "new_lng": "0,0"}, "0,0 is not a place", id="null island"),
    pytest.param({"decision": "move", "new_lat": "22 May", "new_lng": "36"}, "new_lat is 22 May", id="date"),
    pytest.param({"decision": "move", "new_lat": "01.02.2026", "new_lng": "36"}, "new_lat is 01.02", id="another date"),
    pytest.param({"decision": "move", "new_lat": "-1.3E+00", "new_lng": "36"}, "new_lat is -1.3E+00", id="exponent"),
    pytest.param({"decision": "move", "new_lat": "nan", "new_lng": "36"}, "new_lat is nan", id="not a number"),
    pytest.param({"decision": "move", "new_lat": "36.8931", "new_lng": "-1.2964"}, "5", id="swapped"),
    pytest.param({"decision": "move", "new_lat": "-1.6", "new_lng": "36.8"}, "35 km from its cluster", id="too far"),
    pytest.param({"new_lat": "-1.2", "new_lng": "36.8"}, "new point but no decision", id="point without decision"),
    pytest.param({"decision": "accept", "new_lat": "-1", "new_lng": "36"}, "but the decision is accept", id="both"),
    pytest.param({"decision": "accept", "lat": "-1.2"}, "its lat or lng was edited", id="edited in place"),
    pytest.param({"revision": "r-0123456789ab", "decision": "accept"}, "somebody else changed it", id="other revision"),
    pytest.param({"revision": "", "decision": "accept"}, "its revision is missing", id="lost revision"),
]


@pytest.mark.parametrize(("change", "reason"), REFUSALS)
def test_what_does_not_fit_is_refused_with_its_row_and_nothing_is_taken(
    desk: Desk, db: Db, change: dict[str, object], reason: str
) -> None:
    exported = desk.export()
    before = gazetteers(db)
    done = desk.take([pick(exported, "Kilimani", decision="accept"), pick(exported, "Mathare", **change)], "--apply")
    assert (done.code, done.report["refused"], done.report["applied"]) == (3, 1, False)
    assert reason in done.report["reasons"][0]["reason"]
    assert done.report["reasons"][0]["row"] == "row 3"
    assert "row 3 " in done.stderr
    assert gazetteers(db) == before


def test_every_refused_row_is_named_at_once(desk: Desk) -> None:
    exported = desk.export()
    done = desk.take([pick(exported, place, decision="maybe") for place in ("Mathare", "Ruai", "Kilimani")])
    assert (done.code, done.report["refused"]) == (3, 3)
    assert [reason["row"] for reason in done.report["reasons"]] == ["row 2", "row 3", "row 4"]


def test_what_becomes_of_the_other_rows_is_said_where_only_problems_are(desk: Desk) -> None:
    exported = desk.export()
    decided = [move(exported, "Mathare"), pick(exported, "Ruai", decision="accept")]
    assert "1 of 2 rows are refused, so nothing of the file was taken (--skip-" in desk.take(decided, "-q").stderr
    for flags, written in (((), "would be"), (("--apply",), "are")):
        done = desk.take(decided, "--skip-refused", *flags, "-q")
        assert f"1 of 2 rows are refused; they {written} written to decided.refused.csv" in done.stderr


def test_what_has_no_point_is_not_accepted(desk: Desk) -> None:
    done = desk.take([pick(desk.export(), "Ruai", decision="accept")])
    assert (done.code, "there is no point to accept" in done.stderr) == (3, True)


def test_the_same_place_twice_passes_only_with_the_same_decision(desk: Desk) -> None:
    exported = desk.export()
    twice = [move(exported, "Mathare"), move(exported, "Mathare", place="MATHARE")]
    assert desk.take(twice).counts == {"rows": 2, "moved": 2, "tickets_moved": 3}
    disagreeing = [move(exported, "Mathare"), pick(exported, "Mathare", decision="reject")]
    done = desk.take([*disagreeing, pick(exported, "Kilimani", decision="accept")])
    assert (done.code, done.counts) == (3, {"rows": 3, "accepted": 1, "refused": 2})
    reasons = [reason["reason"] for reason in done.report["reasons"]]
    assert reasons == [f"the same place is decided otherwise in row {n}" for n in (3, 2)]


KM = 1 / 111.195  # in degrees of latitude


@pytest.mark.parametrize(
    ("place", "of", "since", "limit_km"),
    [
        pytest.param("Mathare", "Nairobi", NAIROBI, 25, id="a place from its cluster's centroid"),
        pytest.param("", "North Rift", KISUMU, 500, id="a cluster from the nearest other"),
    ],
)
def test_a_point_is_taken_up_to_the_limit_and_not_beyond(
    desk: Desk, place: str, of: str, since: Point, limit_km: float
) -> None:
    exported, (lat, lng) = desk.export(), since
    for km, refused in ((0.998 * limit_km, 0), (1.002 * limit_km, 1)):
        done = desk.take([move(exported, place, (lat + km * KM, lng), of)])
        assert done.report["refused"] == refused, f"{km} km"


def test_force_passes_what_is_far_away_and_nothing_else(desk: Desk, db: Db) -> None:
    exported = desk.export()
    far = [move(exported, "Mathare", KISUMU), move(exported, "", (36.89, -1.29), "North Rift")]
    refused = desk.take(far, "--apply")
    assert (refused.code, refused.report["refused"]) == (3, 2)
    assert "264 km from its cluster's centroid" in refused.stderr
    assert "from the nearest other cluster" in refused.stderr
    assert desk.take([*far, pick(exported, "Ruai", decision="maybe")], "--apply", "--force").report["refused"] == 1
    assert desk.take(far, "--apply", "--force").code == 0
    assert where(db, "INC0002") == ("location", KISUMU, True)


def test_what_force_passes_is_named_with_the_kilometres(desk: Desk) -> None:
    done = desk.take([move(desk.export(), "Mathare", KISUMU)], "--force", "-q")
    assert done.code == 0
    assert "row 2 Mathare (Nairobi): it would be 264 km from its cluster's centroid" in done.stderr
    assert "accepted because of --force" in done.stderr


def test_an_accepted_answer_that_the_machine_had_refused_is_named(desk: Desk, db: Db) -> None:
    add_location(db, "Nairobi", "Ngara", "Ngara", (-1.275, 36.825), status="too_coarse")
    exported = desk.export()
    both = [pick(exported, place, decision="accept") for place in ("Ngara", "Mathare")]
    for is_named in (True, False):  # and the second time it is so already
        done = desk.take(both, "--apply")
        assert (done.code, "row 2 Ngara (Nairobi): accepts an answer that was refused as" in done.stderr) == (
            0,
            is_named,
        )
        assert "row 3" not in done.stderr


def test_a_place_is_not_measured_from_a_centroid_that_is_refused(desk: Desk) -> None:
    exported = desk.export()
    both = [move(exported, "", (36.82, -1.28)), move(exported, "Mathare", (36.83, -1.29))]
    assert desk.take(both).report["refused"] == 2


# --- rows that do not fit, beside others ---


def refused_rows(desk: Desk) -> list[Row]:
    with (desk.folder / "decided.refused.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_that_fit_are_taken_and_the_others_are_written_with_their_reasons(desk: Desk, db: Db) -> None:
    exported = desk.export()
    decided = [move(exported, "Mathare"), pick(exported, "Ruai", decision="accept", note="=1")]
    dry = desk.take(decided, "--skip-refused")
    assert (dry.code, dry.report["applied"], dry.counts["tickets_moved"]) == (3, False, 3)
    assert not (desk.folder / "decided.refused.csv").exists()
    done = desk.take(decided, "--skip-refused", "--apply")
    assert (done.code, done.report["applied"]) == (3, True)
    assert done.counts == {"rows": 2, "moved": 1, "refused": 1, "tickets_moved": 3}
    assert where(db, "INC0000") == ("location", HERE, True)
    (refused,) = refused_rows(desk)
    assert refused.pop("reason") == "there is no point to accept: move it, or reject it"
    assert refused == {**decided[1], "note": "'=1"}
    corrected = [{**refused, "decision": "move", "new_lat": HERE[0], "new_lng": HERE[1]}]
    assert desk.take(corrected, "--apply").counts == {"rows": 1, "moved": 1, "tickets_moved": 1}


def test_refused_rows_that_somebody_has_corrected_are_not_written_over(desk: Desk, db: Db) -> None:
    exported = desk.export()
    decided = [move(exported, "Mathare"), pick(exported, "Ruai", decision="accept")]
    for _ in range(2):
        assert desk.take(decided, "--skip-refused", "--apply").code == 3
    file = desk.folder / "decided.refused.csv"
    file.write_text(file.read_text().replace("accept", "reject"))
    before = gazetteers(db), file.read_text()
    done = desk.take([*decided, pick(exported, "Kilimani", decision="accept")], "--skip-refused", "--apply")
    assert (done.code, "with rows that are not in the imported file" in done.stderr) == (1, True)
    assert (gazetteers(db), file.read_text()) == before


def test_refused_rows_that_can_t_be_written_stop_the_import(
    desk: Desk, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = desk.export()
    before = gazetteers(db)

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    decided = [move(exported, "Mathare"), pick(exported, "Ruai", decision="accept")]
    done = desk.take(decided, "--skip-refused", "--apply")
    assert (done.code, "No space left on device" in done.stderr) == (1, True)
    assert gazetteers(db) == before


def test_refused_features_are_written_as_rows_too(desk: Desk, db: Db) -> None:
    collection = json.loads(export_geojson(desk).read_text())
    for feature in collection["features"]:
        feature["properties"]["decision"] = {"Ruai": "accept", "Mathare": "reject"}.get(feature["properties"]["place"])
    desk.write("decided.geojson", json.dumps(collection))
    done = desk("--import", "decided.geojson", "--skip-refused", "--apply", "--json")
    assert done.counts == {"rows": 6, "rejected": 1, "undecided": 4, "refused": 1, "tickets_moved": 2}
    assert [(row["place"], row["decision"]) for row in refused_rows(desk)] == [("Ruai", "accept")]
    assert desk("--import", "decided.refused.csv", "--json").report["refused"] == 1


def test_without_a_refused_row_no_file_is_written(desk: Desk) -> None:
    done = desk.take([move(desk.export(), "Mathare")], "--skip-refused", "--apply")
    assert (done.code, (desk.folder / "decided.refused.csv").exists()) == (0, False)


def test_a_refused_answer_far_away_is_not_accepted_without_force(desk: Desk, db: Db) -> None:
    add_location(db, "Nairobi", "Ahero", "Ahero", KISUMU)
    exported = desk.export()
    assert pick(exported, "Ahero")["status"] == "too_far"
    assert desk.take([pick(exported, "Ahero", decision="accept")]).code == 3
    assert desk.take([pick(exported, "Ahero", decision="accept")], "--force").code == 0


def test_swapped_numbers_are_noticed_also_where_the_cluster_has_no_centroid(desk: Desk) -> None:
    desk.write("sites.csv", "cluster,place,lat,lng\nNorth Rift,Foo,36.9,-1.3\n")
    refused = desk("--import", str(desk.folder / "sites.csv"), "--apply", "--json")
    assert refused.code == 3
    assert "from the nearest other cluster (latitude and longitude swapped?)" in refused.stderr


def test_a_place_is_measured_from_the_centroid_that_the_same_file_gives(desk: Desk, db: Db) -> None:
    exported = desk.export()
    both = [move(exported, "", KISUMU), move(exported, "Mathare", (-0.11, 34.77))]
    assert desk.take(both, "--apply").code == 0
    assert where(db, "INC0000") == ("location", (-0.11, 34.77), True)


# --- who decided what, when and why ---


def decided(db: Db, place: str) -> tuple[object, ...]:
    """Of a place's one row: comment, decided_by, whether decided_at is set."""
    query = "DISTINCT comment, decided_by, decided_at IS NOT NULL", f"tickets.geo_locations WHERE place = '{place}'"
    (found,) = rows(db, *query)
    return found


def test_who_decided_and_why_is_kept_and_exported(desk: Desk, db: Db) -> None:
    user = db.info.user
    exported = desk.export()
    desk.take(
        [move(exported, "Mathare", comment="  =seen on site "), pick(exported, "Ruai", decision="reject")], "--apply"
    )
    assert decided(db, "Mathare") == ("=seen on site", user, True)
    assert decided(db, "Ruai") == (None, user, True)
    assert decided(db, "Kilimani") == (None, None, False)
    row = pick(desk.export("--all"), "Mathare")
    assert (row["comment"], row["decided_by"]) == ("'=seen on site", user)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", str(row["decided_at"]))


def test_who_decided_can_be_said(desk: Desk, db: Db) -> None:
    exported = desk.export()
    site = {"cluster": "Nairobi", "place": "Donholm", "lat": -1.3, "lng": 36.89, "comment": "our own"}
    desk.take([pick(exported, "", decision="accept"), site], "--apply", "--by", " Amina  W. ")
    assert decided(db, "Donholm") == ("our own", "Amina W.", True)
    assert rows(db, "decided_by, comment", "tickets.geo_clusters WHERE verified") == [("Amina W.", None)]
    assert rows(db, "note", "tickets.geo_locations WHERE place = 'Donholm'") == [("by hand (Amina W.)",)]


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "a\x1bb"])
def test_nobody_has_such_a_name(desk: Desk, name: str) -> None:
    assert desk("--import", "decided.csv", "--by", name).code == 2


def test_an_accepted_row_keeps_who_answered_and_when(desk: Desk, db: Db) -> None:
    columns = "provider, query, label, note, geocoded_at", "tickets.geo_locations WHERE place = 'Mathare'"
    db.execute("UPDATE tickets.geo_locations SET geocoded_at = '2020-01-01', note = 'x' WHERE place = 'Mathare'")
    before = rows(db, *columns)
    desk.take([pick(desk.export(), "Mathare", decision="accept")], "--apply")
    kept = rows(db, *columns)
    assert (kept[:2], len(kept)) == (before, 3)


def test_a_comment_without_a_decision_is_not_kept_and_that_is_said(desk: Desk, db: Db) -> None:
    exported = desk.export()
    done = desk.take([pick(exported, "Mathare", comment="hm"), move(exported, "Ruai")], "--apply")
    assert (done.code, done.counts) == (0, {"rows": 2, "moved": 1, "undecided": 1, "tickets_moved": 1})
    assert "row 2 Mathare (Nairobi): a comment without a decision is not kept: write unsure" in done.stderr
    assert decided(db, "Mathare") == (None, None, False)


def test_a_comment_is_replaced_or_cleared_with_the_next_decision_only(desk: Desk, db: Db) -> None:
    desk.take([pick(desk.export(), "Mathare", decision="unsure", comment="which one?")], "--apply")
    desk.take([move(desk.export(), "Mathare")], "--apply")
    assert decided(db, "Mathare")[0] == "which one?"
    desk.take([move(desk.export("--all"), "Mathare", MATHARE, comment="")], "--apply")
    assert decided(db, "Mathare")[0] is None


def test_what_is_said_twice_with_the_same_comment_changes_nothing(desk: Desk, db: Db) -> None:
    exported = desk.export()
    said = [
        move(exported, "Mathare", comment="there"),
        pick(exported, "Kilimani", decision="unsure", comment="hm"),
        pick(exported, "", "North Rift", decision="unsure"),
    ]
    desk.take(said, "--apply")
    before = gazetteers(db), rows(db, "*", "tickets.unsure_places")
    assert desk.take(said, "--apply").code == 0
    assert (gazetteers(db), rows(db, "*", "tickets.unsure_places")) == before


# --- unsure ---


def test_who_is_unsure_changes_nothing_else_and_the_place_comes_last(desk: Desk, db: Db) -> None:
    before = rows(db, "geom, status, verified, provider, geocoded_at", "tickets.geo_locations ORDER BY location_name")
    exported = desk.export()
    unsure = [
        pick(exported, name, of, decision="unsure", comment="?")
        for name, of in (("Mathare", "Nairobi"), ("", "North Rift"))
    ]
    done = desk.take([*unsure, pick(exported, "Ruai", decision="Unsure")], "--apply", "--by", "Amina")
    assert (done.code, done.counts) == (0, {"rows": 3, "undecided": 3})
    assert decided(db, "Mathare") == ("?", "Amina", True)
    after = rows(db, "geom, status, verified, provider, geocoded_at", "tickets.geo_locations ORDER BY location_name")
    assert after == before
    last = [(row["cluster"], row["place"], row["comment"], row["decided_by"]) for row in desk.export()[-3:]]
    assert last == [
        ("North Rift", "", "?", "Amina"),
        ("Nairobi", "Mathare", "?", "Amina"),
        ("Nairobi", "Ruai", "", "Amina"),
    ]
    assert pick(desk.export(), "Ruai")["concern"] == "somebody is unsure; not found"
    assert to_review(db)[-4:] == ["", "Mathare", "NW_Mathare_FDT3", "Ruai"]


def to_review(db: Db) -> list[str]:
    return [place for (place,) in rows(db, "place", "tickets.places_to_review")]


def test_who_is_unsure_about_names_that_nobody_asked_for_is_kept_until_somebody_decides(desk: Desk, db: Db) -> None:
    add_tickets(db, "inc", "Nairobi", "NW_Umoja_FDT1", "ADR_MNT_UMOJA")
    desk.take([pick(desk.export(), "Umoja", decision="unsure", comment="?")], "--apply")
    assert rows(db, "status", "tickets.geo_locations WHERE location_name ~* 'umoja'") == []
    add_tickets(db, "inc", "Nairobi", *["UMOJA_FDT9"] * 3)  # the name of most tickets, and nobody spoke of it
    row = pick(desk.export(), "Umoja")
    assert (row["comment"], row["decided_by"], row["tickets"]) == ("?", db.info.user, "5")
    assert row == desk.export()[-1]
    add_location(db, "Nairobi", "NW_Umoja_FDT1", "Umoja")
    assert pick(desk.export(), "Umoja")["comment"] == "?"
    desk.take([move(desk.export(), "Umoja", comment="found")], "--apply")
    row = pick(desk.export("--all"), "Umoja")
    assert (row["verified"], row["comment"]) == ("true", "found")


def test_who_is_unsure_about_what_is_verified_takes_nothing_back(desk: Desk, db: Db) -> None:
    desk.take([move(desk.export(), "Mathare")], "--apply")
    unsure = [pick(desk.export("--all"), "Mathare", decision="unsure", comment="really?")]
    for _ in range(2):
        assert desk.take(unsure, "--apply").code == 0
    assert where(db, "INC0000") == ("location", HERE, True)
    assert decided(db, "Mathare")[0] == "really?"


# --- candidates ---

OTHERS = (MATHARE, (-1.2701, 36.8702), (-1.28, 36.88))


def test_the_geocoders_answers_are_exported_by_rank(desk: Desk, db: Db) -> None:
    add_candidates(db, "Nairobi", "Mathare", *OTHERS)
    add_candidates(db, "North Rift", None, (0.52, 35.27))
    exported = desk.export()
    assert pick(exported, "Mathare")["candidates"] == (
        "1: Mathare 1 (-1.26000, 36.86000), 1.0 km; 2: Mathare 2 (-1.27010, 36.87020), 2.0 km; "
        "3: Mathare 3 (-1.28000, 36.88000), 3.0 km"
    )
    assert pick(exported, "", "North Rift")["candidates"] == "1: North Rift 1 (0.52000, 35.27000), 1.0 km"
    assert pick(exported, "Ruai")["candidates"] == ""


@pytest.mark.parametrize("number", ["2", "2.0", "2,0"])
def test_a_number_moves_a_place_to_that_candidate_with_its_label(desk: Desk, db: Db, number: str) -> None:
    add_candidates(db, "Nairobi", "Mathare", *OTHERS)
    chosen = [pick(desk.export(), "Mathare", decision=number)]
    done = desk.take(chosen, "--apply")
    assert (done.code, done.counts) == (0, {"rows": 1, "moved": 1, "tickets_moved": 3})
    assert where(db, "INC0002") == ("location", OTHERS[1], True)
    found = rows(db, "DISTINCT provider, label, verified", "tickets.geo_locations WHERE place = 'Mathare'")
    assert found == [("nominatim", "Mathare 2", True)]
    assert desk.take(chosen, "--apply").counts == {"rows": 1, "moved": 1}


def test_a_cluster_without_a_row_moves_to_a_candidate(desk: Desk, db: Db) -> None:
    add_candidates(db, "North Rift", None, (0.52, 35.27))
    assert desk.take([pick(desk.export(), "", "North Rift", decision="1")], "--apply").counts["tickets_moved"] == 7
    assert where(db, "CRQ0000") == ("cluster", (0.52, 35.27), True)


def test_a_number_that_no_candidate_has_is_refused(desk: Desk, db: Db) -> None:
    add_candidates(db, "Nairobi", "Mathare", *OTHERS)
    exported = desk.export()
    done = desk.take([pick(exported, "Mathare", decision="4"), pick(exported, "Kilimani", decision="1")])
    reasons = [reason["reason"] for reason in done.report["reasons"]]
    assert reasons == [
        "the decision is 4, and it has 3 candidates now",
        "the decision is 1, and it has 0 candidates now",
    ]
    for number in ("0", "10", "-1", "2.5", "candidate"):
        assert f"the decision is {number}: accept" in desk.take([pick(exported, "Mathare", decision=number)]).stderr


def test_a_candidate_far_away_is_refused_as_any_point_is(desk: Desk, db: Db) -> None:
    add_candidates(db, "Nairobi", "Mathare", MATHARE, KISUMU)
    done = desk.take([pick(desk.export(), "Mathare", decision="2")])
    assert (done.code, "264 km from its cluster's centroid" in done.stderr) == (3, True)


# --- what has changed since the export ---

DECISIONS: dict[str, dict[str, object]] = {
    "accept": {"decision": "accept"},
    "reject": {"decision": "reject"},
    "move": {"decision": "move", "new_lat": HERE[0], "new_lng": HERE[1]},
    "number": {"decision": "2"},
    "unsure": {"decision": "unsure", "comment": "?"},
}
ANEW = (
    "UPDATE tickets.geo_locations SET geom = public.ST_SetSRID(public.ST_MakePoint(36.85, -1.25), 4326), label = 'anew'"
)
LABEL = "UPDATE tickets.geo_candidates SET label = 'anew' WHERE rank = 2"
KINDS = "UPDATE tickets.geo_candidates SET reason = 'x', distance_km = 7"
HOLDING = [
    pytest.param(ANEW, {"move", "number", "unsure"}, id="answered anew"),
    pytest.param(LABEL, {"move", "reject", "unsure"}, id="other candidates"),
    pytest.param(KINDS, {"accept", "move", "number", "reject", "unsure"}, id="the same candidates"),
    pytest.param("SELECT tickets.accept_place('Nairobi', 'Mathare')", {"accept"}, id="accepted"),
    pytest.param("SELECT tickets.reject_place('Nairobi', 'Mathare')", {"reject"}, id="rejected"),
    pytest.param("SELECT tickets.verify_place('Nairobi', 'Mathare', 36.8931, -1.2964)", {"move"}, id="moved"),
    pytest.param("SELECT tickets.verify_place('Nairobi', 'Mathare', 36.88, -1.25)", set(), id="moved elsewhere"),
    pytest.param("UPDATE tickets.geo_locations SET verified = true", {"accept"}, id="verified past us"),
]


@pytest.mark.parametrize(("change", "holding"), HOLDING)
@pytest.mark.parametrize("decision", DECISIONS)
def test_a_decision_holds_as_long_as_what_it_depends_on(
    desk: Desk, db: Db, change: str, holding: set[str], decision: str
) -> None:
    add_candidates(db, "Nairobi", "Mathare", *OTHERS)
    row = pick(desk.export(), "Mathare", **DECISIONS[decision])
    db.execute(change)
    done = desk.take([row])
    assert (done.code == 0) == (decision in holding), done.stderr


@pytest.mark.parametrize("decision", DECISIONS)
def test_what_another_person_has_been_unsure_about_since_is_refused(desk: Desk, db: Db, decision: str) -> None:
    add_candidates(db, "Nairobi", "Mathare", *OTHERS)
    exported = desk.export()
    desk.take([pick(exported, "Mathare", decision="unsure", comment="where?")], "--apply", "--by", "Amina")
    done = desk.take([pick(exported, "Mathare", **DECISIONS[decision])], "--by", "Bob")
    assert (done.code, "(by Amina, 20" in done.stderr) == (3, True)


def test_who_decided_may_decide_otherwise_from_the_same_export_and_nobody_else(desk: Desk, db: Db) -> None:
    exported = desk.export()
    desk.take([move(exported, "Mathare")], "--apply", "--by", "Amina")
    assert desk.take([move(exported, "Mathare", MATHARE)], "--apply").code == 3
    assert desk.take([move(exported, "Mathare", MATHARE)], "--apply", "--by", "Bob").code == 3
    assert desk.take([move(exported, "Mathare", MATHARE)], "--apply", "--by", "Amina").code == 0
    assert where(db, "INC0000") == ("location", MATHARE, True)
    assert desk.take([pick(exported, "Mathare", decision="reject")], "--apply", "--by", "Amina").code == 0


def test_a_file_of_release_1_0_holds_as_it_did_then(desk: Desk, db: Db) -> None:
    exported = [{**row, "revision": "-".join(row["revision"].split("-")[:2])} for row in desk.export()]
    assert all(len(row["revision"]) == 14 for row in exported)
    both = [move(exported, "Mathare"), pick(exported, "Kilimani", decision="accept")]
    assert desk.take(both).code == 0
    db.execute(ANEW)
    assert desk.take(both).report["refused"] == 2


# --- a company's own list ---


def test_a_list_of_known_sites_becomes_verified_rows(desk: Desk, db: Db) -> None:
    desk.write(
        "sites.csv",
        "Cluster;Place;Location_name;Latitude;Lon;Site owner\r\n"
        "nairobi;Mathare;;-1,2964;36,8931;us\r\n"
        "Nairobi;;NW_Donholm_FDT3;-1,299;36,888;us\r\n"
        "North Rift;;;0,52;35,27;them\r\n",
    )
    done = desk("--import", "sites.csv", "--apply", "--json")
    assert done.counts == {"rows": 3, "added": 3, "tickets_moved": 10}
    assert where(db, "INC0002") == ("location", HERE, True)
    assert where(db, "CRQ0000") == ("cluster", (0.52, 35.27), True)
    found = rows(db, "cluster, location_name, place, verified", "tickets.geo_locations WHERE place_key = 'donholm'")
    assert found == [("Nairobi", "NW_Donholm_FDT3", "Donholm", True)]
    assert desk("--import", "sites.csv", "--apply", "--json").counts == {"rows": 3, "added": 3}


def test_a_site_is_taken_in_beside_decisions(desk: Desk) -> None:
    exported = desk.export()
    done = desk.take([move(exported, "Mathare"), {"cluster": "Nairobi", "place": "Donholm", "lat": -1.3, "lng": 36.89}])
    assert done.counts == {"rows": 2, "moved": 1, "added": 1, "tickets_moved": 3}


@pytest.mark.parametrize(
    ("site", "reason"),
    [
        pytest.param({"cluster": "", "place": "Donholm"}, "cluster: a name", id="no cluster"),
        pytest.param({"cluster": "Nairobi", "place": "x" * 201}, "place: a name", id="essay"),
        pytest.param({"cluster": "Nairobi", "place": "Donholm", "lng": ""}, "lng is missing", id="half a point"),
        pytest.param(
            {"cluster": "Nairobi", "place": "Donholm", "lat": "36.8", "lng": "-1.3"}, "swapped?", id="swapped"
        ),
        pytest.param({"cluster": "Nairobi", "place": "Ruai", "decision": "reject"}, "nothing to reject", id="decision"),
    ],
)
def test_a_site_that_can_t_be_is_refused(desk: Desk, site: dict[str, object], reason: str) -> None:
    done = desk.take([{"lat": "-1.3", "lng": "36.89", **site}])
    assert (done.code, reason in done.stderr) == (3, True)


# --- GeoJSON ---


def test_a_point_that_was_moved_by_hand_is_a_move(desk: Desk, db: Db) -> None:
    desk("--export", "places.geojson")
    collection = json.loads((desk.folder / "places.geojson").read_text())
    for feature in collection["features"]:
        if feature["properties"]["place"] == "Mathare":
            feature["geometry"]["coordinates"] = [HERE[1], HERE[0], 0]
        elif feature["properties"]["cluster"] == "North Rift":
            feature["geometry"] = {"type": "Point", "coordinates": [35.27, 0.52]}
        elif feature["geometry"]:  # as a program that keeps seven decimals writes it
            feature["geometry"]["coordinates"] = [x + 1e-7 for x in feature["geometry"]["coordinates"]]
    desk.write("moved.geojson", json.dumps(collection))
    done = desk("--import", "moved.geojson", "--apply", "--json")
    assert done.counts == {"rows": 6, "moved": 2, "undecided": 4, "tickets_moved": 10}
    assert where(db, "INC0000") == ("location", HERE, True)
    assert where(db, "CRQ0000") == ("cluster", (0.52, 35.27), True)
    assert desk("--import", "moved.geojson", "--apply", "--json").counts == {"rows": 6, "moved": 2, "undecided": 4}


def export_geojson(desk: Desk) -> Path:
    assert desk("--export", "places.geojson").code == 0
    return desk.folder / "places.geojson"


def test_points_rounded_to_five_decimals_are_no_moves_and_two_metres_are_one(desk: Desk, db: Db) -> None:
    add_location(db, "Nairobi", "Karen", "Karen", (-1.319424649999, 36.707545049999))
    collection = json.loads(export_geojson(desk).read_text())
    for feature in collection["features"]:
        if feature["geometry"]:
            feature["geometry"]["coordinates"] = [round(x - 5e-6, 5) for x in feature["geometry"]["coordinates"]]
    desk.write("rounded.geojson", json.dumps(collection))
    assert desk("--import", "rounded.geojson", "--json").counts == {"rows": 7, "undecided": 7}
    mathare = next(f for f in collection["features"] if f["properties"]["place"] == "Mathare")
    mathare["geometry"]["coordinates"] = [MATHARE[1], MATHARE[0] + 1.85e-5]
    desk.write("moved.geojson", json.dumps(collection))
    assert desk("--import", "moved.geojson", "--json").report["moved"] == 1


def test_a_file_in_which_nothing_is_decided_is_told(desk: Desk) -> None:
    exported = desk.export()
    assert "no row has a decision" in desk.take(exported).stderr
    assert "no row has a decision" not in desk.take([*exported, move(exported, "Mathare")]).stderr


@pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="no GDAL on PATH: apt-get install gdal-bin")
@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("geojson", []),
        ("geojson", ["-lco", "RFC7946=YES"]),
        ("geojson", ["-lco", "COORDINATE_PRECISION=5"]),
        ("csv", ["-lco", "GEOMETRY=AS_XY"]),
        ("csv", ["-lco", "GEOMETRY=AS_YX", "-lco", "SEPARATOR=SEMICOLON"]),
        ("csv", ["-lco", "GEOMETRY=AS_XYZ"]),
        ("csv", ["-lco", "GEOMETRY=AS_WKT", "-lco", "STRING_QUOTING=ALWAYS"]),
    ],
)
def test_a_point_moved_in_a_program_that_uses_gdal_is_a_move(desk: Desk, db: Db, form: str, options: list[str]) -> None:
    places = export_geojson(desk)
    collection = json.loads(places.read_text())
    mathare = next(f for f in collection["features"] if f["properties"]["place"] == "Mathare")
    mathare["geometry"]["coordinates"] = [HERE[1], HERE[0]]
    places.write_text(json.dumps(collection))
    subprocess.run(["ogr2ogr", *options, f"saved.{form}", str(places)], check=True, cwd=desk.folder)
    done = desk("--import", f"saved.{form}", "--apply", "--json")
    assert done.counts == {"rows": 6, "moved": 1, "undecided": 5, "tickets_moved": 3}
    assert where(db, "INC0000") == ("location", HERE, True)


def test_a_moved_point_with_another_decision_is_refused(desk: Desk) -> None:
    desk("--export", "places.geojson")
    collection = json.loads((desk.folder / "places.geojson").read_text())
    mathare = next(f for f in collection["features"] if f["properties"]["place"] == "Mathare")
    mathare["geometry"]["coordinates"] = [HERE[1], HERE[0]]
    mathare["properties"]["decision"] = "accept"
    desk.write("moved.geojson", json.dumps(collection))
    done = desk("--import", "moved.geojson")
    assert done.code == 3
    assert re.search(r"feature \d+ Mathare \(Nairobi\): it has a new point", done.stderr)


def test_a_list_of_sites_may_be_geojson(desk: Desk, db: Db) -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [36.8931, -1.2964]},
        "properties": {"cluster": "Nairobi", "place": "Mathare", "depth": {"m": 3}},
    }
    desk.write("sites.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert desk("--import", "sites.geojson", "--apply", "--json").counts == {"rows": 1, "added": 1, "tickets_moved": 3}
    assert where(db, "INC0000") == ("location", HERE, True)


# --- hostile text, other doors ---

HOSTILE = [
    pytest.param('=HYPERLINK("http://evil";"click")', id="formula"),
    pytest.param("'=1+1", id="guarded formula"),
    pytest.param("-2+3 Estate", id="minus"),
    pytest.param("@SUM(A1)", id="at"),
    pytest.param("\t=1+1 x", id="tab"),
    pytest.param('line\nbreak, "quoted"; x', id="newline and quotes"),
    pytest.param("\x1b]52;c;cHduZWQ=\x07 x", id="escape sequence"),
    pytest.param("<script>alert(1)</script>", id="markup"),
    pytest.param("\u202eesrever \u0645\u062b\u0627\u0631\u064a", id="right to left"),
    pytest.param("a | b", id="separator of names"),
    pytest.param("x" * 200, id="long"),
]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_a_hostile_name_in_every_field_goes_out_and_comes_back(desk: Desk, db: Db, hostile: str, form: str) -> None:
    text = dict.fromkeys(("provider", "label", "query", "note"), hostile)
    add_cluster(db, hostile, (-1.3, 36.9), provider=hostile, label=hostile, query=hostile, note=hostile)
    add_location(db, hostile, hostile, hostile, (-1.31, 36.91), **text)
    add_tickets(db, "inc", hostile, hostile)
    file = f"places.{form}"
    assert desk("--export", file, "--cluster", hostile).code == 0
    if form == "csv":
        assert_no_formula(desk.folder / file)
        with (desk.folder / file).open(newline="", encoding="utf-8-sig") as opened:
            done = desk.take([{**row, "decision": "accept"} for row in csv.DictReader(opened)], "--apply")
    else:
        collection = json.loads((desk.folder / file).read_text())
        for feature in collection["features"]:
            feature["properties"]["decision"] = "accept"
        desk.write(file, json.dumps(collection))
        done = desk("--import", file, "--apply", "--json")
    assert (done.code, done.counts) == (0, {"rows": 2, "accepted": 2})
    found = rows(db, "cluster, location_name, place, label, note, verified", "tickets.geo_locations WHERE verified")
    assert found == [(hostile, hostile, hostile, hostile, hostile, True)]
    told = desk("--import", "decided.csv" if form == "csv" else file)
    assert "\x1b" not in told.stdout + told.stderr
    assert "\u202e" not in told.stdout + told.stderr
    assert len(told.stdout.splitlines()) == 5


def assert_no_formula(file: Path) -> None:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        for row in csv.DictReader(opened):
            for column, cell in row.items():
                if column not in ("lat", "lng"):
                    assert cell.strip()[:1] not in tuple("=+-@\t\r\n") or cell == "", (column, cell)


def test_a_negative_coordinate_is_a_number_and_the_revision_is_none(desk: Desk) -> None:
    row = pick(desk.export(), "Kilimani")
    assert (row["lat"], row["lng"]) == ("-1.29", "36.78")
    with pytest.raises(ValueError, match="could not convert"):
        float(str(row["revision"]))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(None, "No such file", id="not there"),
        pytest.param(b"", "no column named cluster", id="empty"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00", "no column named cluster", id="a workbook"),
        pytest.param(b"a,b\n1,2\n", "no column named cluster", id="another table"),
        pytest.param(b'cluster,place\n"Nairobi,Mathare\n', "unexpected end of data", id="cut off"),
        pytest.param(b"cluster,lat,lng\nNairobi,-1,29,36,82\n", "more cells", id="decimal commas between commas"),
    ],
)
def test_a_file_that_can_t_be_read_is_exit_1(desk: Desk, content: bytes | None, reason: str) -> None:
    if content is not None:
        desk.write("x.csv", content)
    done = desk("--import", "x.csv", "--apply")
    assert (done.code, reason in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b'{"features": [7]}',
        b'{"features": [{"properties": {"cluster": "x"}, "geometry": {"type": "LineString", "coordinates": []}}]}',
        b'{"features": [{"properties": {"cluster": "x"}, "geometry": {"type": "Point", "coordinates": ["1", "2"]}}]}',
        b'{"features": [{"properties": 5}]}',
        b'{"features": [], "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}}',
        b"[" * 100_000,
        b'{"features": [{"properties": {"cluster": "\\ud800"}, "geometry": {"type": "Point", "coordinates": [1e999, 1]}}]}',  # noqa: E501
    ],
    ids=["cut off", "list", "no feature", "line", "text", "properties", "metres", "deep", "infinite"],
)
def test_geojson_that_is_none_is_told_without_a_traceback(desk: Desk, content: bytes) -> None:
    done = desk("--import", desk.write("x.geojson", content))
    assert done.code in (1, 3)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["--export", "x.csv", "--import", "x.csv"],
        ["--export", "x.xlsx"],
        ["--import", "x.html"],
        ["--export", "x.csv", "--apply"],
        ["--export", "x.csv", "--tiles", "http://x"],
        ["--export", "x.html", "--attribution", "us"],
        ["--export", "x.csv", "--status", "fine"],
        ["--export", "x.csv", "--min-tickets", "-1"],
        ["--import", "x.csv", "--all"],
        ["--export", "x.csv", "--skip-refused"],
    ],
)
def test_a_usage_error_is_exit_2(desk: Desk, args: list[str]) -> None:
    assert desk(*args).code == 2


def test_without_a_database_setting_the_code_is_2(run: Run) -> None:
    done = run("review_places.py", "--export", "x.csv")
    assert (done.returncode, "DATABASE_URL" in done.stderr) == (2, True)


def test_quiet_prints_problems_only(desk: Desk) -> None:
    exported = desk.export("-q")
    desk.take([move(exported, "Mathare"), pick(exported, "Ruai", decision="maybe")])
    done: Outcome = desk("--import", "decided.csv", "-q")
    assert (done.code, done.stdout, "row 3" in done.stderr) == (3, "", True)


WAITED_FOR = """
SELECT count(*) FROM pg_locks
WHERE NOT granted AND locktype = 'advisory'
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def commit_when_waited_for(holder: Db, db_url: str, timeout_s: float = 30) -> None:
    deadline = time.monotonic() + timeout_s
    with psycopg.connect(db_url, autocommit=True) as watcher:
        while watcher.execute(WAITED_FOR).fetchone() == (0,) and time.monotonic() < deadline:
            time.sleep(0.02)
    holder.commit()


def test_a_reviewer_waits_for_who_is_at_work_and_then_sees_what_was_done(desk: Desk, db_url: str) -> None:
    exported = desk.export()
    with psycopg.connect(db_url) as other, ThreadPoolExecutor(1) as pool:
        other.execute("UPDATE tickets.geo_locations SET verified = true WHERE place = 'Mathare'")
        committed = pool.submit(commit_when_waited_for, other, db_url)
        done = desk.take([move(exported, "Mathare")], "--apply")
        committed.result()
    assert (done.code, "somebody else changed it" in done.stderr) == (3, True)


def test_a_wait_for_a_lock_that_ended_in_vain_is_tried_again(
    desk: Desk, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is at work ends when the first try has been given up."""
    exported = desk.export()
    monkeypatch.setattr(shared.database, "LOCK_TIMEOUT_S", 0.2)
    given_up = threading.Event()

    def first_line(err: BaseException) -> str:
        given_up.set()
        return str(err)

    monkeypatch.setattr(shared.database, "first_line", first_line)
    with psycopg.connect(db_url) as other, ThreadPoolExecutor(1) as pool:
        other.execute("SELECT tickets.lock_gazetteers()")

        def commit_then() -> None:
            assert given_up.wait(60)
            other.commit()

        pool.submit(commit_then)
        done = desk.take([move(exported, "Mathare")], "--apply")
    assert done.code == 0, done.stderr


def test_where_an_error_happened_is_told_with_v_only(desk: Desk) -> None:
    desk.write("broken.geojson", "{")
    for flags, is_traced in (((), False), (("-v",), True)):
        assert ("Traceback" in desk("--import", "broken.geojson", *flags).stderr) == is_traced
