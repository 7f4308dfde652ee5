"""The files that review_places.py --import reads: a company's list, GeoJSON, hostile text, what is none."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from reviewing import HERE, MATHARE, Db, Desk, add_cluster, add_location, add_tickets, export_geojson, move, rows, where


@pytest.fixture
def db_url(emptied_url: str) -> str:
    return emptied_url


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
    assert desk("--import", "sites.csv").stdout.count(": is so already\n") == 3
    desk.write(
        "corrected.csv",
        "cluster,place,lat,lng,comment\nNairobi,Mathare,-1.26,36.86,\nNairobi,Donholm,-1.299,36.888,ours\n",
    )
    assert "is so already" not in desk("--import", "corrected.csv", "--apply").stdout
    assert where(db, "INC0002") == ("location", MATHARE, True)
    assert rows(db, "comment", "tickets.geo_locations WHERE place = 'Donholm'") == [("ours",)]


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


# --- hostile text ---

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


# --- no file of places ---


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
        b'{"features": [{"properties": {"cluster": "x"}, "geometry": "POINT (36 -1)"}]}',
        b'{"features": [{"properties": 5}]}',
        b'{"features": [], "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}}',
        b"[" * 100_000,
        b'{"features": [{"properties": {"cluster": "\\ud800"}, "geometry": {"type": "Point", "coordinates": [1e999, 1]}}]}',  # noqa: E501
    ],
    ids=["cut off", "list", "no feature", "line", "text", "no geometry", "properties", "metres", "deep", "infinite"],
)
def test_geojson_that_is_none_is_told_without_a_traceback(desk: Desk, content: bytes) -> None:
    done = desk("--import", desk.write("x.geojson", content))
    assert done.code in (1, 3)
    assert "Traceback" not in done.stderr
