"""Reading tens of thousands of tickets: which indexes serve which filter, and vector tiles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from math import asinh, pi, radians, tan
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Json, Jsonb

from conftest import Server
from tiles import Point, read_points

Db = psycopg.Connection[Any]
Tile = tuple[int, int, int]

INC, CRQ, AT_ONE_POINT = 24_000, 6_000, 3_000
NAIROBI = (36.8219, -1.2921)
MOST_BYTES = 500_000

# Written as a bulk writer does who has placed the tickets himself. One in 50 is open; one in 10 is nowhere.
FILL = """
SET LOCAL fleettickets.locations_set = 'on';
INSERT INTO tickets.{kind} (ticket_id, raw, geom, geo_source, cluster_key)
SELECT
  '{kind}' || i,
  jsonb_build_object(
    'ticket_id', '{kind}' || i,
    'status', CASE WHEN i % 50 = 0 THEN 'Pending' ELSE 'Closed' END,
    'cluster', 'Cluster ' || i % 100,
    'location_name', 'NW_Place ' || i % 1000 || '_FDT1',
    'summary', repeat('No internet since 6 am. ', 20)
  ),
  CASE WHEN i % 10 <> 1 THEN ST_SetSRID(ST_MakePoint(34 + i * 0.618034 % 7, -4.5 + i * 0.754878 % 9), 4326) END,
  CASE WHEN i % 10 <> 1 THEN 'feed' ELSE 'none' END,
  'cluster ' || i % 100
FROM generate_series(1, {number}) AS i
"""
FILL_ONE_POINT = """
INSERT INTO tickets.inc (ticket_id, raw, geom, geo_source)
SELECT 'here' || i, '{"status": "closed"}', ST_SetSRID(ST_MakePoint(%s, %s), 4326), 'feed'
FROM generate_series(1, %s) AS i
"""


@pytest.fixture(scope="module")
def crowd_url(server: Server, migrated_template: str) -> Iterator[str]:
    """A database of 30 000 tickets all over Kenya, and 3 000 more at one point in Nairobi."""
    url = server.create_database(migrated_template)
    with psycopg.connect(url) as conn:
        conn.execute(FILL.format(kind="inc", number=INC))
        conn.execute(FILL.format(kind="crq", number=CRQ))
        conn.execute(FILL_ONE_POINT, (*NAIROBI, AT_ONE_POINT))
        conn.execute("ANALYZE tickets.inc, tickets.crq")
    yield url
    server.drop_database(url)


@pytest.fixture
def crowd(crowd_url: str) -> Iterator[Db]:
    """A connection to it, in a transaction that is rolled back."""
    with closing(psycopg.connect(crowd_url)) as conn:
        yield conn


# --- plans ---

PLANS = """
LOAD 'auto_explain';
SET auto_explain.log_min_duration = 0;
SET auto_explain.log_nested_statements = on;
SET auto_explain.log_format = json;
SET auto_explain.log_level = notice;
SET max_parallel_workers_per_gather = 2;
SET max_parallel_workers = 8;
"""


def explain(db: Db, statement: str) -> list[dict[str, Any]]:
    """The nodes of the plan in which the tickets are read, when the server runs the statement."""
    found: list[dict[str, Any]] = []

    def keep(notice: psycopg.errors.Diagnostic) -> None:
        _, _, plan = (notice.message_primary or "").partition("plan:\n")
        if "FROM tickets." in plan or "FROM reporting." in plan:
            found.extend(nodes(json.loads(plan)["Plan"]))

    db.execute(PLANS)
    db.add_notice_handler(keep)
    db.execute(statement)
    db.remove_notice_handler(keep)
    assert found
    return found


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


def indexes(plan: list[dict[str, Any]]) -> set[str]:
    return {node["Index Name"] for node in plan if "Index Name" in node}


@pytest.mark.parametrize(
    ("arguments", "index"),
    [
        pytest.param("p_bbox => '{36,-1,36.35,-0.55}'", "map_geom", id="bbox"),
        pytest.param("p_bbox => '{36,-1,36.35,-0.55}', p_fields => '{status}'", "map_geom", id="bbox-and-fields"),
        pytest.param("p_status => '{PENDING}'", "map_status", id="status"),
        pytest.param("p_actionable => true", "map_status", id="actionable"),
        pytest.param("p_cluster => '{CLUSTER 7}'", "places", id="cluster"),
        pytest.param("p_cluster => '{cluster 7}', p_include_gone => true", "places", id="cluster-and-gone"),
        pytest.param("p_limit => 10", "pkey", id="limit"),
    ],
)
def test_a_filter_of_the_map_finds_its_index(crowd: Db, arguments: str, index: str) -> None:
    plan = explain(crowd, f"SELECT reporting.fn_tickets_for_map({arguments})")
    assert indexes(plan) == {f"inc_{index}", f"crq_{index}"}
    assert not [node for node in plan if node["Node Type"] == "Seq Scan"]


def test_a_map_of_one_kind_leaves_the_other_table_alone(crowd: Db) -> None:
    plan = explain(crowd, "SELECT reporting.fn_tickets_for_map(p_kind => 'crq')")
    assert {node["Relation Name"] for node in plan if "Relation Name" in node} == {"crq"}


def test_the_whole_map_is_made_by_several_processes(crowd: Db) -> None:
    plan = explain(crowd, "SELECT reporting.fn_tickets_for_map()")
    assert [node["Workers Planned"] for node in plan if node["Node Type"] == "Gather"]
    assert {node["Node Type"] for node in plan if "Relation Name" in node} == {"Seq Scan"}


def test_a_map_of_few_tickets_needs_no_other_process(crowd: Db) -> None:
    plan = explain(crowd, "SELECT reporting.fn_tickets_for_map(p_bbox => '{36,-1,36.35,-0.55}')")
    assert not [node for node in plan if node["Node Type"].startswith("Gather")]


def test_where_most_tickets_are_gone_the_present_ones_are_found_by_index(crowd: Db) -> None:
    crowd.execute("SET LOCAL fleettickets.locations_set = 'on'")
    crowd.execute("UPDATE tickets.inc SET gone_at = now() WHERE hashtext(ticket_id) % 100 <> 0")
    crowd.execute("ANALYZE tickets.inc")
    plan = explain(crowd, "SELECT reporting.fn_tickets_for_map(p_kind => 'inc')")
    assert indexes(plan) & {"inc_map_geom", "inc_map_status", "inc_geo_source"}


def test_a_small_tile_reads_the_index(crowd: Db) -> None:
    for z in (8, 14):
        plan = explain(crowd, "SELECT reporting.fn_tickets_mvt({}, {}, {})".format(*tile_of(39.1, 1.3, z)))
        assert indexes(plan) - {"inc_pkey", "crq_pkey"} == {"inc_map_geom", "crq_map_geom"}
        assert not [node for node in plan if node["Node Type"] == "Seq Scan"]


@pytest.mark.parametrize("tile", [(0, 0, 0), (5, 19, 16), (15, 19735, 16501)])
def test_a_tile_looks_for_tickets_on_its_own_ground_only(crowd: Db, tile: Tile) -> None:
    sides = "ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)"
    ours = crowd.execute(f"SELECT {sides} FROM tickets.tile_box(%s, %s, %s) AS box", tile).fetchone()
    true = crowd.execute(f"SELECT {sides} FROM ST_Transform(ST_TileEnvelope(%s, %s, %s), 4326) AS box", tile).fetchone()
    assert ours == pytest.approx(true, abs=1e-8)


def test_a_large_tile_is_counted_in_one_pass_without_sorting_tickets(crowd: Db) -> None:
    plan = explain(crowd, "SELECT reporting.fn_tickets_mvt(0, 0, 0)")
    assert [node for node in plan if node.get("Strategy") == "Hashed"]
    assert all(node["Plan Rows"] < 1000 for node in plan if node["Node Type"] == "Sort")
    assert {f"{kind}_pkey" for kind in ("inc", "crq")} <= indexes(plan), "a lone ticket is looked up, not searched for"


def test_a_tile_of_many_more_is_counted_by_several_processes(crowd: Db) -> None:
    function = "reporting.fn_tickets_mvt(integer, integer, integer, json)"
    crowd.execute(f"ALTER FUNCTION {function} SET parallel_setup_cost = 0")  # as if they were many more
    plan = explain(crowd, "SELECT reporting.fn_tickets_mvt(0, 0, 0)")
    assert [node["Workers Planned"] for node in plan if node["Node Type"].startswith("Gather")]


def test_the_views_filters_reach_both_tables(crowd: Db) -> None:
    box = "ST_MakeEnvelope(36, -1, 36.2, -0.8, 4326)"
    plan = explain(crowd, f"SELECT id, geom FROM reporting.tickets_map WHERE geom && {box}")
    assert indexes(plan) == {"inc_map_geom", "crq_map_geom"}
    plan = explain(crowd, "SELECT id FROM reporting.tickets_map WHERE kind = 'crq'")
    assert {node["Relation Name"] for node in plan if "Relation Name" in node} == {"crq"}


def test_the_view_hands_tickets_on_without_sorting_or_comparing_them(crowd: Db) -> None:
    steps = {node["Node Type"] for node in explain(crowd, "SELECT id, geom, raw FROM reporting.tickets_map")}
    assert "Append" in steps
    assert steps.isdisjoint({"Sort", "Incremental Sort", "Unique", "Aggregate"})


# --- tiles ---


def read_tile(db: Db, z: int, x: int, y: int, **query: object) -> list[Point]:
    row = db.execute("SELECT reporting.fn_tickets_mvt(%s, %s, %s, %s)", (z, x, y, Json(query))).fetchone()
    assert row
    assert len(row[0]) < MOST_BYTES
    return read_points(row[0])


def tiles_below(db: Db, z: int, from_: Tile = (0, 0, 0)) -> Iterator[tuple[Tile, list[Point]]]:
    """The tiles of zoom z that are not empty, with what is in them; none whose parent is empty is asked for."""
    points = read_tile(db, *from_)
    if from_[0] == z:
        if points:
            yield from_, points
    elif points:
        zoom, x, y = from_
        for child in range(4):
            yield from tiles_below(db, z, (zoom + 1, 2 * x + child % 2, 2 * y + child // 2))


def count(points: list[Point]) -> int:
    return sum(point.properties.get("point_count", 1) for point in points)


def tile_of(lng: float, lat: float, z: int) -> Tile:
    """The slippy map tile with this place, as every client computes it."""
    y = (1 - asinh(tan(radians(lat))) / pi) / 2
    return z, int((lng + 180) / 360 * 2**z), int(y * 2**z)


def place_of(point: Point, tile: Tile) -> tuple[float, float]:
    """Metres east and north in web mercator."""
    z, x, y = tile
    size = 2 * pi * 6378137
    return ((x + point.x / 4096) / 2**z - 0.5) * size, (0.5 - (y + point.y / 4096) / 2**z) * size


PLACED = (INC + CRQ) * 9 // 10 + AT_ONE_POINT
COUNTS = {"point_count", "inc_count", "crq_count", "actionable_count"}
EXTENT = ("west", "south", "east", "north")
TICKET = {"ticket_key", "ticket_id", "kind", "status", "cluster", "location_name"} | {
    *("geo_source", "geo_verified", "actionable")
}


@pytest.mark.parametrize("z", [0, 3, 5, 7])
def test_every_placed_ticket_is_counted_in_exactly_one_tile(crowd: Db, z: int) -> None:
    tiles = dict(tiles_below(crowd, z))
    assert sum(map(count, tiles.values())) == PLACED
    for points in tiles.values():
        assert len(points) <= 256
        for point in points:
            assert 0 <= point.x < 4096
            assert 0 <= point.y < 4096
            assert point.properties.keys() in (COUNTS | {*EXTENT}, TICKET)
            assert point.properties.get("point_count") != 1


def test_a_tile_full_of_tickets_has_a_point_in_each_of_16_by_16_cells(crowd: Db) -> None:
    points = read_tile(crowd, *tile_of(*NAIROBI, 7))
    cells = {(point.x // 256, point.y // 256) for point in points}
    assert len(cells) == len(points) == 256


def test_counted_points_tell_kinds_and_actionable(crowd: Db) -> None:
    sums = {"point_count": 0, "inc_count": 0, "crq_count": 0, "actionable_count": 0}
    for _, points in tiles_below(crowd, 4):
        for point in points:
            for name in sums:
                sums[name] += point.properties.get(name) or count_of_one(point, name)
    assert sums == {
        "point_count": PLACED,
        "inc_count": INC * 9 // 10 + AT_ONE_POINT,
        "crq_count": CRQ * 9 // 10,
        "actionable_count": (INC + CRQ) // 50,
    }


def count_of_one(point: Point, name: str) -> int:
    """What a ticket that is not counted with others would have added to such a sum."""
    is_it = {"point_count": True, "actionable_count": point.properties.get("actionable")}
    is_it |= {f"{kind}_count": point.properties.get("kind") == kind for kind in ("inc", "crq")}
    return int(name in is_it and "ticket_id" in point.properties and bool(is_it[name]))


def test_a_counted_point_is_in_the_midst_of_its_tickets(crowd: Db) -> None:
    tile = tile_of(*NAIROBI, 15)
    (point,) = read_tile(crowd, *tile)
    assert point.properties["point_count"] == AT_ONE_POINT
    row = crowd.execute(
        "SELECT ST_X(p), ST_Y(p) FROM ST_Transform(ST_SetSRID(ST_MakePoint(%s, %s), 4326), 3857) AS p", NAIROBI
    )
    assert place_of(point, tile) == pytest.approx(row.fetchone(), abs=2 * pi * 6378137 / 2**15 / 4096)


def test_from_zoom_12_tickets_come_singly(crowd: Db) -> None:
    z = 12
    row = crowd.execute(
        "SELECT ticket_id, ST_X(geom), ST_Y(geom) FROM tickets.crq WHERE geom IS NOT NULL ORDER BY 1 LIMIT 1"
    )
    ticket_id, lng, lat = row.fetchall()[0]
    tile = tile_of(lng, lat, z)
    (point,) = (point for point in read_tile(crowd, *tile) if point.properties["ticket_id"] == ticket_id)
    number = int(ticket_id.removeprefix("crq"))
    assert point.properties == {
        "ticket_key": f"crq:{ticket_id}",
        "ticket_id": ticket_id,
        "kind": "crq",
        "status": "Closed",
        "cluster": f"Cluster {number % 100}",
        "location_name": f"NW_Place {number % 1000}_FDT1",
        "geo_source": "feed",
        "geo_verified": False,
        "actionable": False,
    }
    assert (tile[1] + point.x / 4096) / 2**z * 360 - 180 == pytest.approx(lng, abs=360 / 2**z / 4096)


def put_at(db: Db, lng: float, lat: float, number: int, **raw: object) -> None:
    db.execute("SET LOCAL fleettickets.locations_set = 'on'")
    db.execute(
        "INSERT INTO tickets.inc (ticket_id, raw, geom, geo_source, cluster_key) "
        "SELECT format('%%s of %%s at %%s %%s', i, %(number)s, %(lng)s, %(lat)s), %(raw)s, "
        "ST_SetSRID(ST_MakePoint(%(lng)s, %(lat)s), 4326), 'feed', tickets.name_key(%(raw)s ->> 'cluster') "
        "FROM generate_series(1, %(number)s) AS i",
        {"lng": lng, "lat": lat, "number": number, "raw": Jsonb(raw)},
    )


@pytest.mark.parametrize(("z", "most"), [(12, 1000), (15, 1000), (16, 5000), (24, 5000)])
def test_tickets_at_one_place_come_singly_up_to_a_number(crowd: Db, z: int, most: int) -> None:
    place = (39.5, -4.9)  # beside all others
    tile = tile_of(*place, z)
    put_at(crowd, *place, most)
    points = read_tile(crowd, *tile)
    assert len({point.properties["ticket_key"] for point in points}) == len(points) == most
    put_at(crowd, *place, 1)
    (point,) = read_tile(crowd, *tile)
    assert point.properties["point_count"] == most + 1


def test_below_zoom_12_two_tickets_at_one_place_are_counted_and_a_lone_one_is_itself(crowd: Db) -> None:
    place = (39.5, -4.9)
    put_at(crowd, *place, 1, status="Pending", cluster="Tanga")
    tile = tile_of(*place, 11)
    (point,) = read_tile(crowd, *tile)
    alone = {"status": "Pending", "cluster": "Tanga", "kind": "inc", "geo_source": "feed", "geo_verified": False}
    expected = {"ticket_key": "inc:1 of 1 at 39.5 -4.9", "ticket_id": "1 of 1 at 39.5 -4.9", "actionable": True} | alone
    assert point.properties == expected
    put_at(crowd, *place, 2)
    (point,) = read_tile(crowd, *tile)
    assert point.properties["point_count"] == 3
    (point,) = read_tile(crowd, *tile, cluster="tanga")
    assert point.properties == expected, "alone among those that are asked for"


@pytest.mark.parametrize(
    ("lng", "gone_at"),
    [pytest.param(None, "2026-11-01", id="gone"), pytest.param(39.5, None, id="elsewhere")],
)
def test_a_lone_ticket_in_a_crowded_tile_is_itself_and_none_of_the_other_kind_with_its_id(
    crowd: Db, lng: float | None, gone_at: str | None
) -> None:
    tile = tile_of(*NAIROBI, 15)
    z, x, _ = tile
    edge = (x + 0.99) / 2**z * 360 - 180
    crowd.execute("SET LOCAL fleettickets.locations_set = 'on'")
    for kind, status, *rest in (("crq", "New", edge, None), ("inc", "Old", lng or edge, gone_at)):
        crowd.execute(
            f"INSERT INTO tickets.{kind} (ticket_id, raw, geom, geo_source, gone_at) "
            "VALUES ('7', %s, ST_SetSRID(ST_MakePoint(%s, %s), 4326), 'feed', %s)",
            (Jsonb({"status": status}), rest[0], NAIROBI[1], rest[1]),
        )
    counted, lone = sorted(read_tile(crowd, *tile), key=lambda point: point.x)
    assert counted.properties["point_count"] == AT_ONE_POINT
    assert (lone.properties["ticket_key"], lone.properties["status"]) == ("crq:7", "New")
    assert lone.x / 4096 == pytest.approx(0.99, abs=1 / 4096)


def extent_of(point: Point) -> str:
    return json.dumps([point.properties[name] for name in EXTENT]).translate({ord("["): "{", ord("]"): "}"})


def listed(db: Db, *arguments: str) -> list[dict[str, Any]]:
    row = db.execute(f"SELECT reporting.fn_tickets_for_map({', '.join(filter(None, arguments))})").fetchone()
    assert row
    features: list[dict[str, Any]] = row[0]["features"]
    return features


@pytest.mark.parametrize(
    ("query", "arguments"),
    [
        pytest.param({}, "", id="all"),
        pytest.param({"kind": "crq"}, "p_kind => 'crq'", id="kind"),
        pytest.param({"status": "pending", "actionable": True}, "p_status => '{pending}'", id="open"),
        pytest.param({"cluster": "cluster 7"}, "p_cluster => '{Cluster 7}'", id="cluster"),
    ],
)
@pytest.mark.parametrize("z", [0, 6, 9])
def test_the_map_lists_just_the_tickets_of_a_counted_point(
    crowd: Db, query: dict[str, Any], arguments: str, z: int
) -> None:
    points = read_tile(crowd, *tile_of(*NAIROBI, z), **query)
    keys: list[str] = []
    for point in points:
        if "point_count" in point.properties:
            features = listed(crowd, f"p_bbox => '{extent_of(point)}', p_fields => '{{}}'", arguments)
            assert len(features) == point.properties["point_count"]
            keys += [feature["properties"]["ticket_key"] for feature in features]
        else:
            keys.append(point.properties["ticket_key"])
    assert len(keys) == len(set(keys)) == count(points) > 0


def test_the_tickets_of_a_counted_point_are_in_reach_when_they_are_at_one_place(crowd: Db) -> None:
    put_at(crowd, *NAIROBI, 2001)
    (point,) = read_tile(crowd, *tile_of(*NAIROBI, 24))
    assert point.properties["point_count"] == AT_ONE_POINT + 2001
    assert [point.properties[name] for name in EXTENT] == [*NAIROBI, *NAIROBI]
    assert len(listed(crowd, f"p_bbox => '{extent_of(point)}', p_fields => '{{}}'")) == AT_ONE_POINT + 2001


def test_tickets_a_hair_beside_a_cell_are_not_listed_with_it(crowd: Db) -> None:
    """Two pairs, as near to each other across the border of two cells as single precision can't tell apart."""
    crowd.execute("SET LOCAL fleettickets.locations_set = 'on'; DELETE FROM tickets.inc; DELETE FROM tickets.crq")
    border = 8 / 16 / 2**5 * 360 + 22.5  # of cells of zoom 5
    for lng in (border - 1e-10, border - 2e-10, border, border + 1e-10):
        put_at(crowd, lng, -1.0, 1)
    points = read_tile(crowd, *tile_of(border, -1.0, 5))
    assert [point.properties["point_count"] for point in points] == [2, 2]
    assert [len(listed(crowd, f"p_bbox => '{extent_of(point)}'")) for point in points] == [2, 2]


def test_long_texts_do_not_make_a_tile_too_large(crowd: Db) -> None:
    long = {"cluster": "c" * 9000, "location_name": "\u00e9" * 9000}
    crowd.execute("SET LOCAL fleettickets.locations_set = 'on'")
    crowd.execute(
        "INSERT INTO tickets.inc (ticket_id, raw, geom, geo_source) "
        "SELECT repeat('i', 195) || i, %s || jsonb_build_object('status', i), 'SRID=4326;POINT(39.5 -4)', 'feed' "
        "FROM generate_series(1000, 1990) AS i",
        (Jsonb(long),),
    )
    points = read_tile(crowd, *tile_of(39.5, -4, 16))
    assert len(points) == 991
    assert {len(point.properties["ticket_key"]) for point in points} == {203}
    for name in ("cluster", "location_name"):
        assert {len(point.properties[name]) for point in points} == {80}


def test_a_place_on_the_border_of_tiles_is_in_one_of_them(crowd: Db) -> None:
    crowd.execute("SET LOCAL fleettickets.locations_set = 'on'; DELETE FROM tickets.inc; DELETE FROM tickets.crq")
    places = {"a": (0, 0), "b": (-180, 45), "c": (180, 45), "d": (22.5, 0), "e": (33.75, 66.51326044311186)}
    for ticket_id, place in places.items():
        crowd.execute(
            "INSERT INTO tickets.inc (ticket_id, raw, geom, geo_source) "
            "VALUES (%s, '{}', ST_SetSRID(ST_MakePoint(%s, %s), 4326), 'feed')",
            (ticket_id, *place),
        )
    for z in range(8):
        assert sum(count(points) for _, points in tiles_below(crowd, z)) == len(places)


@pytest.mark.parametrize("z", [5, 12, 20])
def test_a_ticket_a_hair_from_a_border_is_in_one_tile(crowd: Db, z: int) -> None:
    crowd.execute("SET LOCAL fleettickets.locations_set = 'on'; DELETE FROM tickets.inc; DELETE FROM tickets.crq")
    places = [(33.75 + east * 1e-10, north * 1e-10) for east in (-1, 1) for north in (-1, 1)]
    for place in places:
        put_at(crowd, *place, 1, status=str(place))
    for place in places:
        (point,) = read_tile(crowd, *tile_of(*place, z))
        assert point.properties["status"] == str(place)


@pytest.mark.parametrize(
    ("query", "arguments"),
    [
        pytest.param({}, "", id="none"),
        pytest.param({"kind": "crq"}, "p_kind => 'crq'", id="kind"),
        pytest.param({"kind": "", "status": "", "cluster": "", "actionable": ""}, "", id="empty-texts"),
        pytest.param({"kind": None, "status": None, "actionable": None, "token": "x"}, "", id="nulls-and-strangers"),
        pytest.param({"status": "CLOSED,new"}, "p_status => '{closed}'", id="status-with-commas"),
        pytest.param({"status": ["closed"]}, "p_status => '{closed}'", id="status-list"),
        pytest.param({"status": []}, "p_status => '{}'", id="status-empty-list"),
        pytest.param(
            {"cluster": '["cluster 3", "Cluster 4"]'}, "p_cluster => '{cluster 3,cluster 4}'", id="cluster-json-text"
        ),
        pytest.param({"actionable": True}, "p_actionable => true", id="actionable"),
        pytest.param({"actionable": "false"}, "p_actionable => false", id="actionable-text"),
        pytest.param({"actionable": "1"}, "p_actionable => true", id="actionable-digit"),
        pytest.param(
            {"kind": "inc", "cluster": "cluster 9", "actionable": "0"},
            "p_kind => 'inc', p_cluster => '{cluster 9}'",
            id="all",
        ),
    ],
)
def test_a_tile_has_the_maps_filters(crowd: Db, query: dict[str, object], arguments: str) -> None:
    box = "p_bbox => '{-180,-85,180,85}', p_fields => '{}'"
    call = f"SELECT reporting.fn_tickets_for_map({', '.join(filter(None, (box, arguments)))})"
    row = crowd.execute(call).fetchone()
    assert row
    assert count(read_tile(crowd, 0, 0, 0, **query)) == len(row[0]["features"])


def test_tile_servers_find_the_function_and_only_this_one(crowd: Db) -> None:
    """As pg_tileserv and Martin look: z, x, y integer first, then at most one of json; returns bytea."""
    found = crowd.execute(
        "SELECT oid::regprocedure::text, obj_description(oid, 'pg_proc') FROM pg_proc "
        "WHERE prorettype = 'bytea'::regtype AND proargnames[1:3] = '{z,x,y}' "
        "AND pronamespace IN ('tickets'::regnamespace, 'reporting'::regnamespace)"
    ).fetchall()
    ((name, comment),) = found
    assert name == "reporting.fn_tickets_mvt(integer,integer,integer,json)"
    (layer,) = json.loads(comment)["vector_layers"]
    assert "OpenStreetMap" in json.loads(comment)["attribution"]
    seen = {name for z in (0, 14) for point in read_tile(crowd, *tile_of(39.1, 1.3, z)) for name in point.properties}
    seen |= {
        name
        for _, points in tiles_below(crowd, 12, tile_of(39.1, 1.3, 8))
        for point in points
        for name in point.properties
    }
    assert layer["id"] == "tickets"
    assert layer["fields"].keys() == seen


def test_a_tile_without_tickets_is_empty_not_null(crowd: Db) -> None:
    assert crowd.execute(
        "SELECT reporting.fn_tickets_mvt(6, 0, 0), reporting.fn_tickets_mvt(14, 0, 0, NULL), "
        "reporting.fn_tickets_mvt(24, 16777215, 16777215)"
    ).fetchone() == (b"", b"", b"")


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        pytest.param("-1, 0, 0", "z", id="z-negative"),
        pytest.param("25, 0, 0", "z", id="z-too-deep"),
        pytest.param("24, 16777216, 0", "x", id="x-too-far-at-the-deepest"),
        pytest.param("0, 1, 0", "x", id="x-of-the-world"),
        pytest.param("0, 0, 1", "y", id="y-of-the-world"),
        pytest.param("NULL, 0, 0", "z", id="z-null"),
        pytest.param("3, 8, 0", "x", id="x-too-far"),
        pytest.param("3, NULL, 0", "x", id="x-null"),
        pytest.param("3, 0, 8", "y", id="y-too-far"),
        pytest.param("3, 0, -1", "y", id="y-negative"),
        pytest.param("""0, 0, 0, '{"kind": "tickets"}'""", "kind", id="kind-unknown"),
        pytest.param("""0, 0, 0, '{"kind": ["inc"]}'""", "kind", id="kind-list"),
        pytest.param("""0, 0, 0, '{"status": ["new", null]}'""", "status", id="status-null"),
        pytest.param("""0, 0, 0, '{"status": {"a": 1}}'""", "status", id="status-object"),
        pytest.param("""0, 0, 0, '{"cluster": "[nairobi"}'""", "cluster", id="cluster-broken"),
        pytest.param("""0, 0, 0, '{"actionable": "perhaps"}'""", "actionable", id="actionable-text"),
        pytest.param("""0, 0, 0, '{"actionable": [true]}'""", "actionable", id="actionable-list"),
        pytest.param("""0, 0, 0, '["inc"]'""", "query_params", id="params-list"),
        pytest.param("""0, 0, 0, '"inc"'""", "query_params", id="params-text"),
    ],
)
def test_a_bad_argument_of_a_tile_is_refused_by_name(crowd: Db, arguments: str, name: str) -> None:
    shown = "NULL " if "NULL" in arguments else ""
    with pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{name}: {shown}"):
        crowd.execute(f"SELECT reporting.fn_tickets_mvt({arguments})")
