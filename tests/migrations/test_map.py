"""What the map reads: the answer of reporting.fn_tickets_for_map, and what it refuses."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Run, Server, database_name
from map_page import make_page
from reading import OURS, Db, one, put, read_map
from records import make_crq, make_inc


@pytest.fixture
def db_url(emptied_url: str) -> str:
    return emptied_url


# --- what a feature says ---


def test_no_tickets_are_an_empty_array_of_features(db: Db) -> None:
    assert read_map(db) == []


def test_a_feature_says_all_of_raw_and_what_we_know_of_the_ticket(db: Db) -> None:
    record = make_inc(7, lat="-1.2921", lng="36.8219")
    put(db, record)
    feature = one(read_map(db))
    assert feature["id"] == record["ticket_id"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.8219, -1.2921]}
    properties = feature["properties"]
    assert properties.keys() == record.keys() | OURS
    assert {key: properties[key] for key in record} == record
    assert (properties["kind"], properties["geo_source"], properties["geo_verified"]) == ("inc", "feed", False)


def test_a_ticket_without_a_place_has_null_geometry(db: Db) -> None:
    put(db, make_crq(), kind="crq")
    feature = one(read_map(db))
    assert feature["geometry"] is None
    assert (feature["properties"]["kind"], feature["properties"]["geo_source"]) == ("crq", "none")


def test_the_place_of_a_verified_cluster_says_so(db: Db) -> None:
    put(db, make_inc())
    db.execute(
        "INSERT INTO tickets.geo_clusters (cluster, geom, verified) "
        "VALUES ('nairobi', 'SRID=4326;POINT(36.8 -1.3)', true)"
    )
    properties = one(read_map(db))["properties"]
    assert (properties["geo_source"], properties["geo_verified"]) == ("cluster", True)


def test_coordinates_keep_their_precision(db: Db) -> None:
    put(db, make_inc(1, lat=-1.2920665432109, lng=36.82194621234567), make_inc(2, lat=1e-7, lng=-179.9999999))
    first, second = (feature["geometry"]["coordinates"] for feature in read_map(db, limit=2))
    assert first == pytest.approx([36.82194621234567, -1.2920665432109], abs=1e-13)
    assert second == pytest.approx([-179.9999999, 1e-7], abs=1e-13)


def test_times_are_utc_whatever_the_session_says_and_exact(db: Db) -> None:
    put(db, make_inc())
    db.execute(
        "UPDATE tickets.inc SET first_seen_at = '2026-11-21 09:05:44.123456+03', changed_at = '2026-11-22 00:00+00'"
    )
    db.execute("SET timezone = 'Africa/Nairobi'; SET datestyle = 'German'; SET extra_float_digits = -3")
    properties = one(read_map(db))["properties"]
    assert properties["first_seen_at"] == "2026-11-21T06:05:44.123456+00:00"
    assert datetime.fromisoformat(properties["changed_at"]) == datetime.fromisoformat("2026-11-22T00:00:00+00:00")


def test_our_properties_win_over_raws(db: Db) -> None:
    lies = {
        "ticket_key": "x",
        "kind": "x",
        "geo_source": "x",
        "geo_verified": "x",
        "first_seen_at": "x",
        "changed_at": "x",
        "gone_at": "x",
    }
    put(db, make_inc(1, **lies))
    properties = one(read_map(db))["properties"]
    assert (properties["kind"], properties["ticket_key"]) == ("inc", "inc:INC000000000001")
    assert "x" not in [properties[key] for key in OURS]
    assert properties["gone_at"] == "x", "raw's own, as long as gone tickets are not asked for"
    assert one(read_map(db, include_gone=True))["properties"]["gone_at"] is None
    picked = one(read_map(db, include_gone=True, fields=["gone_at", "kind", "ticket_key"]))["properties"]
    assert (picked["gone_at"], picked["ticket_key"]) == (None, "inc:INC000000000001")


def test_tickets_of_both_kinds_with_one_id_have_keys_of_their_own(db: Db) -> None:
    for kind in ("inc", "crq"):
        put(db, {}, kind=kind, ticket_id='4 "7"')
    keys = {feature["properties"]["ticket_key"] for feature in read_map(db)}
    assert keys == {'inc:4 "7"', 'crq:4 "7"'}
    assert keys == {key for (key,) in db.execute("SELECT id FROM reporting.tickets_map")}


@pytest.mark.parametrize(
    ("spelt", "ticket_id"),
    [
        pytest.param("  INC1 ", "INC1", id="untrimmed"),
        pytest.param(4711, "4711", id="number"),
        pytest.param("4711", "4711", id="digits"),
        pytest.param(True, "true", id="boolean"),
        pytest.param(None, "INC1", id="null"),
        pytest.param("INC2", "INC1", id="another"),
        pytest.param("Z\u00e4hler 'a\" \\ \n", "Z\u00e4hler 'a\" \\ \n", id="odd"),
        pytest.param({"a": 1}, '{"a": 1}', id="object"),
    ],
)
def test_ticket_id_is_ours_however_raw_spells_it(db: Db, spelt: object, ticket_id: str) -> None:
    put(db, {"ticket_id": spelt, "status": "New"}, ticket_id=ticket_id)
    for features in (read_map(db), read_map(db, fields=["status", "ticket_id"])):
        properties = one(features)["properties"]
        assert (properties["ticket_id"], properties["status"]) == (ticket_id, "New")
        assert properties["ticket_key"] == f"inc:{ticket_id}"


@pytest.mark.parametrize("raw", [[], ["kind", "ticket_id"], "kind", 5, True, {}, {"": ""}], ids=json.dumps)
def test_raw_of_any_shape_is_no_obstacle(db: Db, raw: object) -> None:
    put(db, raw, ticket_id="INC1")
    expected = OURS | (raw.keys() if isinstance(raw, dict) else set())
    assert one(read_map(db))["properties"].keys() == expected
    assert one(read_map(db, fields=["kind", "status"]))["properties"].keys() == OURS


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5), inner, max_size=3
        )
    ),
    max_leaves=8,
)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
KEYS = st.sampled_from([*sorted(OURS), "gone_at", "status", "lat", "lng", "\u2028", "\\", '"', "%s %L", "\U0001f6f0"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(ticket_id=TEXT, raw=st.dictionaries(KEYS | TEXT, JSON, max_size=8), echo=st.booleans())
def test_whatever_raw_says_survives(db: Db, ticket_id: str, raw: dict[str, Any], echo: bool) -> None:
    if echo:
        raw["ticket_id"] = ticket_id
    with db.transaction(force_rollback=True):
        put(db, raw, ticket_id=ticket_id)
        kept = db.execute("SELECT raw FROM tickets.inc").fetchall()[0][0]
        for features, gone in ((read_map(db), set()), (read_map(db, include_gone=True), {"gone_at"})):
            ours = OURS | gone
            properties = one(features)["properties"]
            assert properties["ticket_id"] == ticket_id
            assert properties.keys() == kept.keys() | ours
            assert {key: value for key, value in properties.items() if key not in ours} == {
                key: value for key, value in kept.items() if key not in ours
            }
        picked = one(read_map(db, fields=[*kept, *kept, "not there"]))["properties"]
        assert picked == one(read_map(db))["properties"]


# --- filters ---


@pytest.fixture
def five(db: Db) -> Db:
    """Five tickets: two of Nairobi, one of which is closed, one with another spelling, one gone, one CRQ."""
    put(
        db,
        make_inc(1, lat=-1.25, lng=36.75),
        make_inc(2, status="CLOSED", lat=-1.5, lng=37),
        make_inc(3, cluster=" Athi  RIVER ", status=" assigned "),
        make_inc(4),
    )
    put(db, make_crq(5, lat=-0.25, lng=36.0), kind="crq")
    db.execute("UPDATE tickets.inc SET gone_at = now() WHERE ticket_id LIKE '%4'")
    return db


FILTERS = [
    pytest.param({}, "1235", id="none"),
    pytest.param(
        {"kind": None, "status": None, "cluster": None, "bbox": None, "include_gone": None}, "1235", id="nulls"
    ),
    pytest.param({"kind": "inc"}, "123", id="kind-inc"),
    pytest.param({"kind": "crq"}, "5", id="kind-crq"),
    pytest.param({"status": ["Assigned"]}, "13", id="status-case-and-blanks"),
    pytest.param({"status": ["closed ", "SCHEDULED"]}, "25", id="status-several"),
    pytest.param({"status": []}, "", id="status-none-of-none"),
    pytest.param({"status": ["nothing"]}, "", id="status-unknown"),
    pytest.param({"cluster": ["athi river"]}, "3", id="cluster-spacing-and-case"),
    pytest.param({"cluster": ["NAIROBI", "Nakuru "]}, "125", id="cluster-several"),
    pytest.param({"cluster": []}, "", id="cluster-none-of-none"),
    pytest.param({"actionable": True}, "135", id="actionable"),
    pytest.param({"actionable": False}, "2", id="not-actionable"),
    pytest.param({"bbox": [36.5, -1.3, 36.9, -1.2]}, "1", id="bbox"),
    pytest.param({"bbox": [-180.0, -90.0, 180.0, 90.0]}, "125", id="bbox-world-without-the-unplaced"),
    pytest.param({"bbox": [36.75, -1.5, 37.0, -1.25]}, "12", id="bbox-corners-count"),
    pytest.param({"bbox": [36.75, -2.0, 36.75, 0.0]}, "1", id="bbox-without-width"),
    pytest.param({"bbox": [37.0, -1.5, 37.0, -1.5]}, "2", id="bbox-of-a-point"),
    pytest.param({"bbox": [36.7500000001, -1.5, 36.9999999999, -1.0]}, "", id="bbox-just-misses"),
    pytest.param({"bbox": [36.0, -1.4999999999, 38.0, -1.2500000001]}, "", id="bbox-just-misses-north-and-south"),
    pytest.param({"include_gone": True}, "12345", id="gone-too"),
    pytest.param({"include_gone": True, "cluster": ["nairobi"], "actionable": True}, "14", id="together"),
    pytest.param(
        {"kind": "inc", "status": ["assigned"], "bbox": [36.0, -2.0, 38.0, 0.0]}, "1", id="together-with-bbox"
    ),
]


@pytest.mark.parametrize(("arguments", "numbers"), FILTERS)
def test_filters(five: Db, arguments: dict[str, Any], numbers: str) -> None:
    found = read_map(five, **arguments)
    assert sorted(feature["id"][-1] for feature in found) == list(numbers)


def test_gone_tickets_say_since_when_and_present_ones_null(five: Db) -> None:
    gone_at = {feature["id"][-1]: feature["properties"]["gone_at"] for feature in read_map(five, include_gone=True)}
    assert gone_at.pop("4") is not None
    assert set(gone_at.values()) == {None}


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        pytest.param([], set(), id="none"),
        pytest.param(["status"], {"status"}, id="one"),
        pytest.param(["sla", "tags", "assignee", "nothing"], {"sla", "tags", "assignee"}, id="absent-stays-absent"),
        pytest.param(["status", "status", "kind", "ticket_id"], {"status"}, id="repeats-and-ours"),
    ],
)
def test_fields_picks_keys_of_raw(db: Db, fields: list[str], more: set[str]) -> None:
    record = make_inc(lat="-1.3", lng="36.8")
    put(db, record)
    feature = one(read_map(db, fields=fields))
    assert feature["properties"].keys() == OURS | more
    assert {key: feature["properties"][key] for key in more} == {key: record[key] for key in more}
    assert feature["geometry"]


def test_a_thousand_fields_can_be_picked_and_no_more(db: Db) -> None:
    put(db, make_inc(**{f"field {n}": n for n in range(500)}))
    fields = [f"field {n}" for n in range(1000)]
    assert one(read_map(db, fields=fields))["properties"]["field 499"] == 499
    for more in (["one more"], [f"more {n}" for n in range(8000)]):
        told = f"^p_fields: {1000 + len(more)} fields are more than 1000"
        with pytest.raises(psycopg.errors.InvalidParameterValue, match=told):
            read_map(db, fields=fields + more)


def test_a_server_with_little_stack_is_not_told_of_a_large_answer(db: Db) -> None:
    with db.transaction(force_rollback=True):
        db.execute("SET LOCAL max_stack_depth = '100kB'")
        with pytest.raises(psycopg.errors.StatementTooComplex):
            read_map(db, fields=[f"field {n}" for n in range(1000)])


def test_limit_takes_the_first_by_ticket_id_of_both_kinds(db: Db) -> None:
    put(db, make_inc(1, ticket_id="B"), make_inc(1, ticket_id="D"), make_inc(1, ticket_id="C"))
    put(db, make_crq(1, ticket_id="A"), make_crq(1, ticket_id="C"), make_crq(1, ticket_id="E"), kind="crq")
    for limit, first in ((0, ""), (1, "A"), (2, "AB"), (4, "ABCC"), (9, "ABCCDE")):
        assert "".join(feature["id"] for feature in read_map(db, limit=limit)) == first
    assert read_map(db, limit=3)[-1]["properties"]["kind"] == "crq", "of two with one id always the same comes first"
    assert "".join(feature["id"] for feature in read_map(db, limit=2, kind="inc", status=["assigned"])) == "BC"


BAD = [
    pytest.param({"kind": "INC"}, "p_kind", id="kind-in-capitals"),
    pytest.param({"kind": "ticket"}, "p_kind", id="kind-unknown"),
    pytest.param({"kind": ""}, "p_kind", id="kind-empty"),
    pytest.param({"status": ["new", None]}, "p_status", id="status-null"),
    pytest.param({"cluster": [None]}, "p_cluster", id="cluster-null"),
    pytest.param({"fields": [None]}, "p_fields", id="fields-null"),
    pytest.param({"limit": -1}, "p_limit", id="limit-negative"),
    *(
        pytest.param({"bbox": bbox}, "p_bbox", id=f"bbox-{rule}")
        for rule, bbox in {
            "empty": [],
            "three": [36.0, -2.0, 37.0],
            "five": [36.0, -2.0, 37.0, 0.0, 1.0],
            "nested": [[36.0, -2.0], [37.0, 0.0]],
            "null": [36.0, -2.0, None, 0.0],
            "nan": [36.0, float("nan"), 37.0, 0.0],
            "infinite": [36.0, -2.0, float("inf"), 0.0],
            "west": [-180.1, -2.0, 37.0, 0.0],
            "east": [36.0, -2.0, 180.1, 0.0],
            "south": [36.0, -90.1, 37.0, 0.0],
            "north": [36.0, -2.0, 37.0, 90.1],
            "west-over-east": [37.0, -2.0, 36.0, 0.0],
            "south-over-north": [36.0, 0.0, 37.0, -2.0],
        }.items()
    ),
]


@pytest.mark.parametrize(("arguments", "name"), BAD)
def test_a_bad_argument_is_refused_by_name(db: Db, arguments: dict[str, Any], name: str) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{name}: "):
        read_map(db, **arguments)


# --- the view, older homes ---


def test_the_view_has_a_row_for_every_present_ticket(five: Db) -> None:
    rows = five.execute(
        "SELECT id, kind, ticket_id, status, cluster, location_name, actionable, ST_AsText(geom), geo_source "
        "FROM reporting.tickets_map ORDER BY id"
    ).fetchall()
    assert [row[0] for row in rows] == ["crq:CRQ000000000005", *(f"inc:INC00000000000{n}" for n in (1, 2, 3))]
    assert rows[0][1:] == (
        *("crq", "CRQ000000000005", "Scheduled", "Nakuru", "NW_Section 58_FDT7"),
        *(True, "POINT(36 -0.25)", "feed"),
    )
    assert rows[3][4] == " Athi  RIVER "


def test_the_view_says_of_a_ticket_what_the_map_says(five: Db) -> None:
    put(five, make_crq(6), kind="crq")
    five.execute("UPDATE tickets.crq SET gone_at = now() WHERE ticket_id LIKE '%6'")
    five.execute("UPDATE tickets.inc SET first_seen_at = '2026-01-01Z' WHERE ticket_id LIKE '%1'")
    five.execute(
        "INSERT INTO tickets.geo_clusters (cluster, geom, verified)"
        " VALUES ('Athi River', 'SRID=4326;POINT(37 -1)', true)"
    )
    names = ("kind", "ticket_key", "geo_source", "geo_verified", "first_seen_at", "changed_at")
    five.execute("SET timezone = 'UTC'")
    view = five.execute(
        "SELECT ticket_id, kind, id, geo_source, geo_verified, to_json(first_seen_at), to_json(changed_at), raw,"
        ' actionable FROM reporting.tickets_map ORDER BY ticket_id COLLATE "C" DESC'
    ).fetchall()
    told = {feature["id"]: feature["properties"] for feature in read_map(five)}
    assert {row[0]: row[1:7] for row in view} == {
        ticket_id: tuple(properties[name] for name in names) for ticket_id, properties in told.items()
    }
    assert all(row[7].items() <= told[row[0]].items() for row in view)
    assert [(row[0][-1], row[8]) for row in view] == [("3", True), ("2", False), ("1", True), ("5", True)]


def test_the_view_has_names_as_people_read_them(db: Db) -> None:
    put(db, make_inc(cluster={"display_value": "Lang&#39;ata"}, location_name={"display_value": "N/A"}))
    assert db.execute("SELECT cluster, location_name FROM reporting.tickets_map").fetchall() == [("Lang'ata", None)]


def test_the_views_geometry_is_a_typed_point_for_gis_clients(db: Db) -> None:
    found = db.execute(
        "SELECT type, srid, coord_dimension FROM geometry_columns "
        "WHERE f_table_schema = 'reporting' AND f_table_name = 'tickets_map'"
    ).fetchall()
    assert found == [("POINT", 4326, 2)]


def test_everything_a_reader_meets_has_a_comment(db: Db) -> None:
    without = """
        SELECT p.oid::regprocedure::text FROM pg_proc AS p
        WHERE pronamespace = 'reporting'::regnamespace AND obj_description(p.oid, 'pg_proc') IS NULL
        UNION ALL
        SELECT a.attrelid::regclass || '.' || a.attname FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'reporting'::regnamespace AND col_description(c.oid, a.attnum) IS NULL
        UNION ALL
        SELECT i.indexrelid::regclass::text FROM pg_index AS i
        WHERE i.indrelid IN ('tickets.inc'::regclass, 'tickets.crq'::regclass)
          AND NOT i.indisprimary AND obj_description(i.indexrelid) IS NULL
    """
    assert db.execute(without).fetchall() == []


OLDER = """
CREATE SCHEMA reporting;
CREATE FUNCTION reporting.fn_tickets_for_map() RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb';
CREATE FUNCTION reporting.fn_tickets_for_map(p_status text DEFAULT 'x', OUT a int, OUT b int)
  LANGUAGE sql AS 'SELECT 1, 2';
CREATE FUNCTION reporting.fn_tickets_for_map(text, text[], text[], float8[], boolean, text[], boolean, integer)
  RETURNS SETOF int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE reporting.fn_tickets_for_map(p_since date) LANGUAGE sql AS '';
CREATE AGGREGATE reporting.fn_tickets_for_map(int) (SFUNC = int4pl, STYPE = int);
"""


def test_older_functions_of_the_name_are_dropped_with_a_notice(empty_db_url: str, run: Run) -> None:
    with psycopg.connect(empty_db_url, autocommit=True) as conn:
        conn.execute(OLDER)
        done = run("run_migrations.py", env={"DATABASE_URL": empty_db_url})
        assert done.returncode == 0, done.stderr
        assert done.stderr.count("dropping reporting.fn_tickets_for_map(") == 5, done.stderr
        assert conn.execute("SELECT reporting.fn_tickets_for_map() ->> 'type'").fetchone() == ("FeatureCollection",)


def test_a_role_without_the_right_to_create_schemas_can_migrate_where_they_exist(
    empty_db_url: str, run: Run, server: Server
) -> None:
    role, name = f"{server.prefix}_owner", database_name(empty_db_url)
    with psycopg.connect(empty_db_url, autocommit=True) as conn:
        conn.execute(f"CREATE ROLE {role} LOGIN; CREATE EXTENSION postgis")
        conn.execute(f"CREATE SCHEMA tickets AUTHORIZATION {role}; CREATE SCHEMA reporting AUTHORIZATION {role}")
        try:
            conn.execute(f"ALTER DATABASE {name} SET role = {role}")
            done = run("run_migrations.py", env={"DATABASE_URL": empty_db_url})
            assert done.returncode == 0, done.stderr
        finally:
            conn.execute(f"DROP OWNED BY {role} CASCADE; DROP ROLE {role}")


# --- the page of the tour ---


def test_the_page_of_the_tour_holds_the_maps_answer_whatever_the_tickets_say(db: Db) -> None:
    put(db, make_inc(summary="</script><!-- \u2028 \\u003c"))
    row = db.execute("SELECT reporting.fn_tickets_for_map()::text").fetchone()
    assert row
    page = make_page(row[0])
    _, _, rest = page.partition('id="data">')
    inside, _, _ = rest.partition("</script>")
    assert json.loads(inside)["tickets"] == json.loads(row[0])["features"]
    assert page.count("<script") == page.count("</script>") == page.count("sha256-") + 1
    assert "default-src 'none'" in page, "it needs nothing from elsewhere"
