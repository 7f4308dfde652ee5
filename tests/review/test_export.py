"""review_places.py --export: which places, what a row says, and which files are not written over."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
import pytest

import review
from reviewing import (
    ANSWERS,
    KILIMANI,
    KISUMU,
    MATHARE,
    NAIROBI,
    Db,
    Desk,
    add_candidates,
    add_location,
    add_tickets,
    gazetteers,
    move,
    pick,
)


@pytest.fixture
def db_url(emptied_url: str) -> str:
    return emptied_url


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
    add_tickets(db, "crq", "Nairobi", "MATHARE")  # the place's own
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


def test_a_negative_coordinate_is_a_number_and_the_revision_is_none(desk: Desk) -> None:
    row = pick(desk.export(), "Kilimani")
    assert (row["lat"], row["lng"]) == ("-1.29", "36.78")
    with pytest.raises(ValueError, match="could not convert"):
        float(str(row["revision"]))


def test_what_a_ticket_says_of_itself_is_shown_of_the_first_five(desk: Desk, db: Db, db_url: str) -> None:
    add_tickets(
        db, "inc", "Nairobi", *["Ruai"] * 6, summary="No  internet", address={"display_value": "Plot 7"}, due=""
    )
    with psycopg.connect(db_url) as conn:
        places = review.add_tickets(conn, list(review.read_places(conn, str).values()), ("address", "due", "summary"))
    (ruai,) = [place for place in places if place.place == "Ruai"]
    assert (len(ruai.waiting), ruai.waiting[0].ticket_id) == (7, "INC0004")  # which says nothing
    assert ruai.tickets_text == tuple((f"INC{n:04d}", "Plot 7; No internet") for n in range(5, 10))


def test_a_long_text_is_cut_and_one_of_the_other_kind_is_shown_too(desk: Desk, db: Db, db_url: str) -> None:
    add_tickets(db, "crq", "Kisumu", None, summary="x" * 400)
    add_tickets(db, "crq", "Kisumu", None, summary="y" * 401)
    with psycopg.connect(db_url) as conn:
        places = review.add_tickets(conn, list(review.read_places(conn, str).values()), ("summary",))
    (kisumu,) = [place for place in places if (place.cluster, place.place) == ("Kisumu", "")]
    assert [text for _, text in kisumu.tickets_text] == ["x" * 400, f"{'y' * 400}..."]


def test_centroids_placed_places_and_coordinates_of_the_feed_are_known_around_the_places(
    desk: Desk, db: Db, db_url: str
) -> None:
    add_tickets(db, "crq", "Nairobi", None, lat=-1.31, lng=36.81)
    add_location(db, "Nairobi", "Ahero", "Ahero", KISUMU)  # too far
    with psycopg.connect(db_url) as conn:
        around = review.read_surroundings(conn, review.read_places(conn, str).values())
    assert {(spot.cluster, spot.lat, spot.lng) for spot in around.centroids} == {
        ("Nairobi", *NAIROBI),
        ("Kisumu", *KISUMU),
    }
    assert {(spot.place, spot.lat, spot.lng) for spot in around.accepted} == {
        ("Mathare", *MATHARE),
        ("Kilimani", *KILIMANI),
    }
    assert around.feed == ((-1.31, 36.81),)


def test_the_geocoders_answers_are_exported_by_rank(desk: Desk, db: Db) -> None:
    add_candidates(db, "Nairobi", "Mathare", *ANSWERS)
    db.execute("UPDATE tickets.geo_candidates SET label = 'Estate' WHERE rank = 2")
    add_candidates(db, "North Rift", None, (0.52, 35.27))
    exported = desk.export()
    assert pick(exported, "Mathare")["candidates"] == (
        "1: Mathare 1 (-1.26000, 36.86000), 1.0 km; 2: Estate (-1.27010, 36.87020), 2.0 km; "
        "3: Mathare 3 (-1.28000, 36.88000), 3.0 km"
    )
    assert pick(exported, "", "North Rift")["candidates"] == "1: North Rift 1 (0.52000, 35.27000), 1.0 km"
    assert pick(exported, "Ruai")["candidates"] == ""
    (kept,) = db.execute("SELECT candidates FROM tickets.places WHERE place = 'Mathare'").fetchone() or ([],)
    assert [(one["kind"], one["reason"]) for one in kept[:2]] == [
        ("place=suburb", None),
        ("place=suburb", "another is better"),
    ]


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


def test_a_geojson_export_says_the_same_as_a_csv(desk: Desk) -> None:
    exported = desk.export("--all")
    desk("--export", "places.geojson", "--all")
    collection = json.loads((desk.folder / "places.geojson").read_text())
    assert [list(feature["properties"]) for feature in collection["features"]] == [list(row) for row in exported]
    mathare = next(f for f in collection["features"] if f["properties"]["place"] == "Mathare")
    assert mathare["geometry"] == {"type": "Point", "coordinates": [MATHARE[1], MATHARE[0]]}
    ruai = next(f for f in collection["features"] if f["properties"]["place"] == "Ruai")
    assert (ruai["geometry"], ruai["properties"]["lat"], ruai["properties"]["tickets"]) == (None, None, 1)


# --- what an export leaves as it is ---


def test_an_export_writes_nothing_into_the_database(desk: Desk, db: Db) -> None:
    before = gazetteers(db)
    for name in ("places.csv", "places.geojson", "places.html"):
        assert desk("--export", name, "--all").code == 0
    assert gazetteers(db) == before


def test_a_file_with_decisions_in_it_is_not_written_over_and_an_export_is(desk: Desk) -> None:
    exported = desk.export()
    assert desk("--export", "places.csv").code == 0
    desk.take([move(exported, "Mathare")])
    done = desk("--export", "decided.csv")
    assert (done.code, "more in it than an export" in done.stderr) == (1, True)
    for change in ({"decision": "accept"}, {"new_lat": "-1.2"}, {"new_lng": "36.8"}, {"comment": "seen on site"}):
        desk.take([pick(exported, "Mathare", **change)])
        assert desk("--export", "decided.csv").code == 1, change
    desk.take([pick(exported, "Mathare", decision="unsure", comment="seen on site")], "--apply")
    assert desk("--export", "places.csv").code == 0
    desk.take([pick(exported, "Mathare", comment="seen on site")])
    assert desk("--export", "decided.csv").code == 0
    for page in ("places.html", "PLACES.HTML"):
        assert [desk("--export", page).code for _ in range(2)] == [0, 0], "a page keeps its decisions elsewhere"


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
