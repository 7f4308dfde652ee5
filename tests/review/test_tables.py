"""Tables as people's programs save them: separators, decimal commas, encodings; and what is guarded against them."""

from __future__ import annotations

import contextlib
import csv
import json
import logging
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.places import COLUMNS, Candidate, Place
from review.tables import Row, atomic_write, ensure_only_copies, read_table, write_csv, write_geojson, write_refused
from shared import UserError

PLACE = Place(
    what="location",
    cluster="Nairobi",
    place="Ngong' Road – Çay",
    names=("=NW_1", "NW_2"),
    status="ok",
    verified=False,
    lat=-1.2964,
    lng=36.8931,
    distance_km=8.5,
    tickets=3,
    provider="nominatim",
    query=None,
    label="-Label, Nairobi",
    note="+note",
    concern="@concern",
    revision="r-0123456789ab",
    comment="=comment",
    decided_by="amina",
    decided_at="2026-11-28T09:12:33Z",
    candidates=(
        Candidate(1, "Ngong Road", -1.2964, 36.8931, "highway=residential", 8.46, None),
        Candidate(2, "Ngong", -1.3, 36.6, None, None, "too far"),
    ),
)
ANSWERS = "1: Ngong Road (-1.29640, 36.89310), 8.5 km; 2: Ngong (-1.30000, 36.60000)"
NGONG = "Ngong' Road – Çay"
KNOWN = {"cluster": "Nairobi", "place": NGONG, "decision": "move", "new_lat": "-1,2964", "new_lng": "36,8931"}


def read(folder: Path, content: bytes | str, name: str = "x.csv") -> list[Row]:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(folder / name)


def test_a_csv_is_utf_8_with_a_mark_and_the_lines_that_spreadsheets_end_with_crlf(tmp_path: Path) -> None:
    write_csv(tmp_path / "x.csv", [PLACE])
    header, line, end = (tmp_path / "x.csv").read_bytes().decode().split("\r\n")
    assert header == "\ufeff" + ",".join(COLUMNS)
    assert line == (
        f"location,Nairobi,{NGONG},'=NW_1 | NW_2,ok,false,-1.2964,36.8931,8.5,3,nominatim,,"
        "\"'-Label, Nairobi\",'+note,'@concern,r-0123456789ab,"
        f'"{ANSWERS}",,,,\'=comment,amina,2026-11-28T09:12:33Z'
    )
    assert end == ""


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_what_is_written_is_read_as_it_was(tmp_path: Path, form: str) -> None:
    {"csv": write_csv, "geojson": write_geojson}[form](tmp_path / f"x.{form}", [PLACE])
    (row,) = read_table(tmp_path / f"x.{form}")
    assert {name: cell for name, cell in row.cells.items() if cell} == {
        "what": "location",
        "cluster": "Nairobi",
        "place": "Ngong' Road – Çay",
        "names": "=NW_1 | NW_2",
        "status": "ok",
        "verified": row["verified"],
        "lat": "-1.2964",
        "lng": "36.8931",
        "distance_km": "8.5",
        "tickets": "3",
        "provider": "nominatim",
        "label": "-Label, Nairobi",
        "note": "+note",
        "concern": "@concern",
        "revision": "r-0123456789ab",
        "candidates": ANSWERS,
        "comment": "=comment",
        "decided_by": "amina",
        "decided_at": "2026-11-28T09:12:33Z",
    }


ODD_TEXTS = ["=1", "'", "'=1", "-2,5", "1e5", "\ufeff", '"', "a\r\nb"]
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8) | st.sampled_from(ODD_TEXTS)


@given(
    st.lists(
        st.fixed_dictionaries(dict.fromkeys(("cluster", "label", "note", "comment"), TEXT)), min_size=1, max_size=3
    )
)
def test_any_text_goes_out_and_comes_back_by_whatever_file(texts: list[dict[str, str]]) -> None:
    places = [replace(PLACE, **{**text, "cluster": f"x{text['cluster']}"}) for text in texts]  # type: ignore[arg-type]
    expected = [tuple((text or "").strip() for text in (p.cluster, p.label, p.note, p.comment)) for p in places]
    with tempfile.TemporaryDirectory() as folder:
        csv_file, geojson_file, refused_file = (
            Path(folder) / f"x.{form}" for form in ("csv", "geojson", "refused.csv")
        )
        write_csv(csv_file, places)
        write_geojson(geojson_file, places)
        write_refused(refused_file, [(row, "=why") for row in read_table(csv_file)])
        for file in (csv_file, geojson_file, refused_file):
            rows = read_table(file)
            assert [tuple(row[name] for name in ("cluster", "label", "note", "comment")) for row in rows] == expected
        ensure_only_copies(refused_file, read_table(csv_file))


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", " =1", "\t1", "\r1", "\n1", "'=1"]
)
def test_what_a_spreadsheet_would_compute_is_written_as_text(tmp_path: Path, text: str) -> None:
    write_csv(tmp_path / "x.csv", [replace(PLACE, cluster=text)])
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["cluster"] for row in csv.DictReader(file)] == [f"'{text}"]


HEADER = "cluster;place;decision;new_lat;new_lng"
LINE = "Nairobi;Ngong' Road – Çay;move;-1,2964;36,8931"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"\ufeff{HEADER}\r\n{LINE}\r\n".encode(), id="Excel, CSV UTF-8, where commas are decimal"),
        pytest.param(f"{HEADER}\r\n{LINE}\r\n".encode("cp1252"), id="Excel, CSV, older"),
        pytest.param(f"{HEADER}\r\n{LINE}\r\n".replace(";", "\t").encode("utf-16"), id="Excel, Unicode text"),
        pytest.param(f"sep=;\r\n{HEADER}\r\n{LINE}\r\n".encode(), id="sep="),
        pytest.param(f'"sep=|"\r\n{HEADER}\r\n{LINE}\r\n'.replace(";", "|").encode(), id="sep=, quoted"),
        pytest.param(f"{HEADER}\n{LINE}\n".encode(), id="LibreOffice"),
        pytest.param(
            b'"cluster","place","decision","new_lat","new_lng"\n'
            + '"Nairobi","Ngong\' Road – Çay","move","-1,2964","36,8931"\n'.encode(),
            id="LibreOffice, text cells quoted",
        ),
        pytest.param(f"{HEADER}\r{LINE}\r".encode(), id="an old Mac"),
        pytest.param(f"{HEADER.upper()};owner\r\n\r\n;;;;\r\n {LINE} ;we\r\n".encode(), id="own columns, blank lines"),
        pytest.param(f"{HEADER}\r\n{LINE}\r\n".encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(f"{HEADER}\r\n{LINE}\r\n".encode("utf-16-be"), id="UTF-16 without a mark, the other way round"),
    ],
)
def test_what_spreadsheets_save_is_read(tmp_path: Path, content: bytes) -> None:
    (row,) = read(tmp_path, content)
    assert row.cells == KNOWN


@pytest.mark.parametrize("lng", ["lng", "lon", "long", "Longitude"])
@pytest.mark.parametrize("lat", ["lat", "Latitude"])
def test_a_company_s_own_list_may_name_its_coordinates_otherwise(tmp_path: Path, lat: str, lng: str) -> None:
    (row,) = read(tmp_path, f"cluster,{lat},{lng}\nKaren,-1.3,36.9\n")
    assert row.cells == {"cluster": "Karen", "lat": "-1.3", "lng": "36.9"}


def test_a_geojson_is_a_collection_of_points_and_of_places_without_one(tmp_path: Path) -> None:
    write_geojson(tmp_path / "x.geojson", [PLACE, replace(PLACE, lat=None, lng=None)])
    collection = json.loads((tmp_path / "x.geojson").read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert [(feature["type"], feature["geometry"]) for feature in collection["features"]] == [
        ("Feature", {"type": "Point", "coordinates": [36.8931, -1.2964]}),
        ("Feature", None),
    ]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    content = 'sep=,\r\ncluster,place\r\nA,"two\r\nlines"\r\n,\r\nB,x\r\n'
    assert [(row.name, row["cluster"]) for row in read(tmp_path, content)] == [("row 2", "A"), ("row 4", "B")]


def test_windows_1252_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("fleettickets"), "propagate", True)
    with caplog.at_level(logging.WARNING):
        read(tmp_path, "cluster\nÇay\n".encode("cp1252"))
    assert "read as Windows-1252" in caplog.text


@pytest.mark.parametrize("text", ["'tis", "'", "Ngong'", "''"])
def test_an_apostrophe_that_guards_nothing_stays(tmp_path: Path, text: str) -> None:
    (row,) = read(tmp_path, f'cluster\n"{text}"\n')
    assert row["cluster"] == text


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        pytest.param({"revision": "r-1", "lat": -1.3, "lng": 36.9}, {}, id="where it was"),
        pytest.param({"revision": "r-1", "lat": -1.2}, {"decision": "move", "new_lat": "-1.3"}, id="moved"),
        pytest.param({"revision": "r-1", "lat": None}, {"decision": "move", "new_lng": "36.9"}, id="placed"),
        pytest.param({"revision": "r-1", "decision": "reject"}, {"decision": "reject", "new_lat": "-1.3"}, id="both"),
        pytest.param({"revision": "r-1", "decision": "move", "new_lat": -2}, {"new_lat": "-2"}, id="typed"),
        pytest.param(
            {"revision": "r-1", "decision": "move", "new_lng": 37}, {"new_lat": "", "new_lng": "37"}, id="half"
        ),
        pytest.param({"Latitude": 7}, {"lat": "-1.3", "lng": "36.9"}, id="a known site"),
        pytest.param({"CLUSTER": "Karen"}, {"cluster": "Karen"}, id="a column in capitals"),
        pytest.param({"revision": "r-1", "tickets": 0.00001}, {"tickets": "0.00001"}, id="no exponent"),
    ],
)
def test_a_feature_s_point_says_what_was_done(
    tmp_path: Path, properties: dict[str, object], expected: dict[str, str]
) -> None:
    geometry = {"type": "Point", "coordinates": [36.9, -1.3]}
    content = json.dumps({"features": [{"properties": {"lng": 36.9, **properties}, "geometry": geometry}]})
    (row,) = read(tmp_path, content, "x.geojson")
    changed = {"decision", "new_lat", "new_lng"} if not expected else set[str]()
    assert {name: row[name] for name in expected} == expected
    assert not [name for name in changed if row[name]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("36.9;-1.3;;r-1;-1,3;36,9", {}, id="where it was"),
        pytest.param(
            "36,9;-1,2;;r-1;-1.3;36.9", {"decision": "move", "new_lat": "-1.2", "new_lng": "36.9"}, id="moved"
        ),
        pytest.param(";;POINT (36.9 -1.2);r-1;-1.3;36.9", {"decision": "move", "new_lat": "-1.2"}, id="WKT"),
        pytest.param(";;POINT Z (36.9 -1.2 4);r-1;-1.3;36.9", {"decision": "move", "new_lat": "-1.2"}, id="WKT, 3D"),
        pytest.param(";;POINT EMPTY;r-1;-1.3;36.9", {}, id="no point"),
        pytest.param("36.9;-1.3;;r-1;;", {"decision": "move", "new_lat": "-1.3", "new_lng": "36.9"}, id="placed"),
        pytest.param("250;410;;;-1.3;36.9", {"lat": "-1.3", "lng": "36.9"}, id="a site, with other x and y"),
        pytest.param("36.9;-1.3;;;;", {"lat": "-1.3", "lng": "36.9"}, id="a site by x and y"),
    ],
)
def test_the_geometry_in_a_csv_of_qgis_says_what_was_done(tmp_path: Path, line: str, expected: dict[str, str]) -> None:
    (row,) = read(tmp_path, f"cluster;X;Y;WKT;revision;lat;lng\nKaren;{line}\n")
    assert {name: row[name] for name in expected} == expected
    assert bool(row["decision"]) == ("decision" in expected)


@pytest.mark.parametrize(
    ("crs", "is_read"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", True),
        ("urn:ogc:def:crs:EPSG::4326", True),
        ("EPSG:4326", True),
        ("urn:ogc:def:crs:EPSG::21037", False),
    ],
)
def test_coordinates_are_read_in_degrees_only(tmp_path: Path, crs: str, is_read: bool) -> None:
    feature = {"properties": {"cluster": "Karen"}, "geometry": {"type": "Point", "coordinates": [36.9, -1.3]}}
    content = json.dumps({"crs": {"type": "name", "properties": {"name": crs}}, "features": [feature]})
    with contextlib.nullcontext() if is_read else pytest.raises(UserError, match=rf"{crs}.*save it as WGS 84"):
        assert [row["lat"] for row in read(tmp_path, content, "x.geojson")] == ["-1.3"]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("older")
    with contextlib.suppress(KeyboardInterrupt), atomic_write(tmp_path / "x.csv") as file:
        file.write_text("half")
        raise KeyboardInterrupt
    assert [path.read_text() for path in tmp_path.iterdir()] == ["older"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No such file"), atomic_write(tmp_path / "no" / "x.csv") as file:
        file.write_text("")
