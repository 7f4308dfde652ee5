"""Where a ticket is: `tickets.resolve_geom`, what keeps every row true to it, and how gazetteer rows are judged."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import psycopg
import pytest

from gazetteer_checks import differing_rows, misjudged_locations, version, wait_until_blocked
from shared import distance_km

Db = psycopg.Connection[Any]

NAIROBI = (36.82, -1.29)
SCALED_KM = 111.195  # a degree of latitude on the mean earth radius


@pytest.fixture
def db_url(emptied_url: str) -> str:
    return emptied_url


def add_cluster(db: Db, name: str, lng: float | None, lat: float | None, **columns: object) -> None:
    add(db, "geo_clusters", {"cluster": name}, lng, lat, columns)


def add_location(db: Db, cluster: str, name: str, lng: float | None, lat: float | None, **columns: object) -> None:
    add(db, "geo_locations", {"cluster": cluster, "location_name": name}, lng, lat, columns)


def add(
    db: Db, table: str, key: dict[str, str], lng: float | None, lat: float | None, columns: dict[str, object]
) -> None:
    values = {"lng": lng, "lat": lat, **key, **columns}
    names = [name for name in values if name not in ("lng", "lat")]
    db.execute(
        f"INSERT INTO tickets.{table} ({', '.join(names)}, geom) "
        f"VALUES ({', '.join(f'%({name})s' for name in names)}, "
        "ST_SetSRID(ST_MakePoint(%(lng)s::float8, %(lat)s::float8), 4326))",
        values,
    )


def add_ticket(db: Db, ticket_id: str, kind: str = "inc", /, **raw: object) -> None:
    db.execute(f"INSERT INTO tickets.{kind} (ticket_id, raw) VALUES (%s, %s)", (ticket_id, json.dumps(raw)))


def one(db: Db, query: str, values: tuple[object, ...] = ()) -> tuple[Any, ...]:
    (row,) = db.execute(query, values).fetchall()
    return tuple(row)


def where(db: Db, ticket_id: str, kind: str = "inc") -> tuple[Any, ...]:
    """Longitude, latitude, geo_source, geo_verified as the table has them."""
    query = f"SELECT ST_X(geom), ST_Y(geom), geo_source, geo_verified FROM tickets.{kind} WHERE ticket_id = %s"
    return one(db, query, (ticket_id,))


def resolve(db: Db, raw: object) -> tuple[Any, ...]:
    query = "SELECT ST_X(geom), ST_Y(geom), geo_source, geo_verified FROM tickets.resolve_geom(%s)"
    return one(db, query, (json.dumps(raw),))


@pytest.fixture
def gazetteer(db: Db) -> Db:
    """Clusters and locations in every state that a row can have."""
    add_cluster(db, "Nairobi", *NAIROBI)
    add_cluster(db, "Far", 40.0, 1.0, status="too_coarse")
    add_cluster(db, "Sworn", 41.0, 1.0, status="too_coarse", verified=True)
    add_cluster(db, "Unfound", None, None, status="not_found")
    add_cluster(db, "Sworn Nowhere", None, None, status="not_found", verified=True)
    add_location(db, "Nairobi", "Karen", 36.71, -1.32)
    add_location(db, "Nairobi", "Sworn Place", 36.0, -1.0, status="too_far", verified=True)
    add_location(db, "Nairobi", "Too Far", 39.0, -4.0, status="too_far")
    add_location(db, "Nairobi", "Too Coarse", 36.8, -1.2, status="too_coarse")
    add_location(db, "Nairobi", "Unfound", None, None, status="not_found")
    add_location(db, "Nairobi", "Unusable", None, None, status="unusable")
    add_location(db, "Nairobi", "Sworn Nowhere", None, None, status="unusable", verified=True)
    add_location(db, "Lone", "Karen", 37.0, 0.5)
    add_location(db, "Sworn", "Unsworn Place", 41.0, 1.1)
    return db


NOWHERE = (None, None, "none", False)
CENTROID = (*NAIROBI, "cluster", False)
KAREN = (36.71, -1.32, "location", False)


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        pytest.param(
            {"lat": -1.5, "lng": 36.5, "cluster": "Nairobi", "location_name": "Karen"},
            (36.5, -1.5, "feed", False),
            id="feed first",
        ),
        pytest.param(
            {"lat": -1.5, "lng": 36.5, "cluster": "Nairobi", "location_name": "Sworn Place"},
            (36.5, -1.5, "feed", False),
            id="feed before a verified place, and nobody verified it",
        ),
        pytest.param({"lat": "-1.5", "lng": "36.5"}, (36.5, -1.5, "feed", False), id="feed as text"),
        pytest.param({"latitude": -1.5, "longitude": 36.5}, (36.5, -1.5, "feed", False), id="feed, long spelling"),
        pytest.param({"lat": -1.5, "lon": 36.5}, (36.5, -1.5, "feed", False), id="feed, lon"),
        pytest.param({"latitude": -1.5, "lng": 36.5}, (36.5, -1.5, "feed", False), id="feed, mixed spellings"),
        pytest.param({"lat": "", "latitude": "-1.5", "lng": 36.5}, (36.5, -1.5, "feed", False), id="feed, empty lat"),
        pytest.param({"cluster": "Nairobi", "location_name": "Karen"}, KAREN, id="location"),
        pytest.param(
            {"cluster": " NAIROBI\t", "location_name": "karen  "},
            KAREN,
            id="location, other spacing and case",
        ),
        pytest.param(
            {"cluster": "Nairobi", "location_name": "sworn \u00a0 place"},
            (36.0, -1.0, "location", True),
            id="location, refused but verified",
        ),
        pytest.param({"cluster": "Lone", "location_name": "Karen"}, (37.0, 0.5, "location", False), id="no centroid"),
        pytest.param(
            {"cluster": "Sworn", "location_name": "Unsworn Place"},
            (41.0, 1.1, "location", False),
            id="location of a verified cluster",
        ),
        pytest.param({"cluster": "Nairobi", "location_name": "Too Far"}, CENTROID, id="location too_far"),
        pytest.param({"cluster": "Nairobi", "location_name": "Too Coarse"}, CENTROID, id="location too_coarse"),
        pytest.param({"cluster": "Nairobi", "location_name": "Unfound"}, CENTROID, id="location not_found"),
        pytest.param({"cluster": "Nairobi", "location_name": "Unusable"}, CENTROID, id="location unusable"),
        pytest.param({"cluster": "Nairobi", "location_name": "Sworn Nowhere"}, CENTROID, id="verified without geom"),
        pytest.param({"cluster": "Nairobi", "location_name": "Elsewhere"}, CENTROID, id="location without a row"),
        pytest.param({"cluster": "Nairobi", "location_name": None}, CENTROID, id="location null"),
        pytest.param({"cluster": "Nairobi", "location_name": " "}, CENTROID, id="location blank"),
        pytest.param({"cluster": "Nairobi", "location_name": "x" * 5000}, CENTROID, id="location too long for a name"),
        pytest.param({"cluster": "Sworn"}, (41.0, 1.0, "cluster", True), id="cluster refused but verified"),
        pytest.param({"cluster": "Far"}, NOWHERE, id="cluster too_coarse"),
        pytest.param({"cluster": "Unfound"}, NOWHERE, id="cluster not_found"),
        pytest.param({"cluster": "Sworn Nowhere"}, NOWHERE, id="cluster verified without geom"),
        pytest.param({"cluster": "Nowhere", "location_name": "Karen"}, NOWHERE, id="cluster without a row"),
        pytest.param({"location_name": "Karen"}, NOWHERE, id="location without a cluster"),
        pytest.param({"cluster": ["Nairobi"]}, NOWHERE, id="cluster no text"),
        pytest.param({}, NOWHERE, id="empty record"),
        pytest.param([], NOWHERE, id="no record"),
        pytest.param(None, NOWHERE, id="null"),
    ],
)
def test_a_ticket_is_where_its_record_and_the_gazetteers_say(
    gazetteer: Db, raw: object, place: tuple[object, ...]
) -> None:
    assert resolve(gazetteer, raw) == place
    gazetteer.execute("INSERT INTO tickets.crq (ticket_id, raw) VALUES ('t', %s)", (json.dumps(raw),))
    assert where(gazetteer, "t", "crq") == place


FINE = {"lat": -1.5, "lng": 36.5}


@pytest.mark.parametrize(
    ("odd", "place"),
    [
        pytest.param({"lat": " -1.5\t"}, (36.5, -1.5), id="blanks around"),
        pytest.param({"lat": "\u00a0-1.5\u2003\u2028"}, (36.5, -1.5), id="Unicode blanks around"),
        pytest.param({"lat": "-15e-1"}, (36.5, -1.5), id="exponent"),
        pytest.param({"lat": -15e-1, "lng": "+3.65E1"}, (36.5, -1.5), id="plus and exponent"),
        pytest.param({"lat": ".5"}, (36.5, 0.5), id="no digit before the point"),
        pytest.param({"lat": "1."}, (36.5, 1.0), id="no digit after the point"),
        pytest.param({"lat": 0}, (36.5, 0.0), id="on the equator"),
        pytest.param({"lng": "0"}, (0.0, -1.5), id="on the meridian"),
        pytest.param({"lat": 90, "lng": -180}, (-180.0, 90.0), id="at the very edge"),
        pytest.param({"lat": "1e-999"}, (36.5, 0.0), id="exponent below double"),
        pytest.param({"lat": f"-1.{'3' * 46}"}, (36.5, -4 / 3), id="forty-nine characters"),
        pytest.param({"lat": 0, "lng": 0}, None, id="0,0"),
        pytest.param({"lat": "0.0", "lng": "-0"}, None, id="0,0 as text"),
        pytest.param({"lat": 90.0001}, None, id="latitude out of range"),
        pytest.param({"lat": "\u00a091"}, None, id="latitude out of range behind a Unicode blank"),
        pytest.param({"lat": f"-1.{'3' * 47}"}, None, id="fifty characters"),
        pytest.param({"lng": -180.0001}, None, id="longitude out of range"),
        pytest.param({"lng": None, "lon": 180.0001}, None, id="lon out of range"),
        pytest.param({"lng": None, "longitude": -180.0001}, None, id="longitude, in full, out of range"),
        pytest.param({"lat": None, "latitude": -90.0001}, None, id="latitude, in full, out of range"),
        pytest.param({"lng": None, "lon": 180, "latitude": 1}, (180.0, -1.5), id="the first of two is read"),
        pytest.param({"lat": "1e999"}, None, id="exponent above double"),
        pytest.param({"lat": "1e99999999"}, None, id="exponent above everything"),
        pytest.param({"lat": None}, None, id="lat null"),
        pytest.param({"lng": ""}, None, id="lng empty"),
        pytest.param({"lat": "NaN"}, None, id="NaN"),
        pytest.param({"lat": "Infinity"}, None, id="Infinity"),
        pytest.param({"lat": "-1,5"}, None, id="comma"),
        pytest.param({"lat": "1°30'S"}, None, id="degrees and minutes"),
        pytest.param({"lat": "-1.5 36.5"}, None, id="both in one"),
        pytest.param({"lat": "- 1.5"}, None, id="blank after the sign"),
        pytest.param({"lat": "0x1"}, None, id="hexadecimal"),
        pytest.param({"lat": "\u0661"}, None, id="Arabic digit"),
        pytest.param({"lat": "1" * 60}, None, id="sixty digits"),
        pytest.param({"lat": True}, None, id="boolean"),
        pytest.param({"lat": [-1.5]}, None, id="array"),
        pytest.param({"lat": {"value": -1.5}}, None, id="object"),
    ],
)
def test_odd_coordinates_are_read_or_left(db: Db, odd: dict[str, object], place: tuple[float, float] | None) -> None:
    assert resolve(db, FINE | odd) == ((*place, "feed", False) if place else NOWHERE)
    add_ticket(db, "t", **FINE | odd)
    assert where(db, "t") == resolve(db, FINE | odd)


def test_latitude_alone_is_no_place(db: Db) -> None:
    assert resolve(db, {"lat": -1.5}) == resolve(db, {"lng": 36.5}) == NOWHERE


def test_the_record_null_still_gives_one_row(db: Db) -> None:
    assert db.execute("SELECT geo_source FROM tickets.resolve_geom(NULL)").fetchall() == [("none",)]


def test_what_a_hand_writes_into_the_place_is_put_right(gazetteer: Db) -> None:
    gazetteer.execute(
        "INSERT INTO tickets.inc (ticket_id, raw, geom, geo_source, geo_verified, cluster_key)"
        """ VALUES ('t', '{"cluster": "Nairobi"}', 'SRID=4326;POINT(1 1)', 'feed', true, 'elsewhere')"""
    )
    assert where(gazetteer, "t") == CENTROID
    gazetteer.execute("UPDATE tickets.inc SET geom = NULL, geo_source = 'none', cluster_key = NULL")
    assert where(gazetteer, "t") == CENTROID
    assert differing_rows(gazetteer) == []


@pytest.mark.parametrize("kind", ["inc", "crq"])
def test_a_ticket_whose_record_names_another_cluster_is_no_longer_at_the_old_one(gazetteer: Db, kind: str) -> None:
    add_ticket(gazetteer, "t", kind, cluster="Nairobi")
    gazetteer.execute(f"""UPDATE tickets.{kind} SET raw = raw || '{{"cluster": "Lost"}}'""")
    assert where(gazetteer, "t", kind) == NOWHERE
    assert differing_rows(gazetteer) == []


def test_gone_tickets_follow_their_gazetteer_row(gazetteer: Db) -> None:
    add_ticket(gazetteer, "t", cluster="nairobi")
    gazetteer.execute("UPDATE tickets.inc SET gone_at = now()")
    gazetteer.execute("UPDATE tickets.geo_clusters SET geom = 'SRID=4326;POINT(36.9 -1.3)' WHERE cluster = 'Nairobi'")
    assert where(gazetteer, "t") == (36.9, -1.3, "cluster", False)


@pytest.mark.parametrize(
    ("column", "name", "left"),
    [("location_name", "Langata", CENTROID), ("cluster", "Thika", CENTROID)],
    ids=["location renamed", "its cluster renamed"],
)
def test_a_renamed_location_frees_the_tickets_of_its_old_name_and_takes_those_of_its_new_one(
    gazetteer: Db, column: str, name: str, left: tuple[object, ...]
) -> None:
    new = {"cluster": "Nairobi", "location_name": "Karen"} | {column: name}
    add_ticket(gazetteer, "old", cluster="Nairobi", location_name="Karen")
    add_ticket(gazetteer, "new", **new)
    gazetteer.execute(
        f"UPDATE tickets.geo_locations SET {column} = %s WHERE location_key = 'karen' AND cluster = 'Nairobi'", (name,)
    )
    assert (where(gazetteer, "old"), where(gazetteer, "new")) == (left, KAREN)
    assert differing_rows(gazetteer) == []


def test_a_renamed_cluster_frees_the_tickets_of_its_old_name_and_takes_those_of_its_new_one(gazetteer: Db) -> None:
    add_ticket(gazetteer, "old", cluster="Nairobi")
    add_ticket(gazetteer, "new", cluster="Thika")
    gazetteer.execute("UPDATE tickets.geo_clusters SET cluster = 'Thika' WHERE cluster = 'Nairobi'")
    assert (where(gazetteer, "old"), where(gazetteer, "new")) == (NOWHERE, CENTROID)


def test_a_location_that_goes_leaves_a_ticket_to_the_cluster_also_at_the_same_point(gazetteer: Db) -> None:
    add_location(gazetteer, "Nairobi", "Centre", *NAIROBI)
    add_ticket(gazetteer, "t", cluster="Nairobi", location_name="Centre")
    assert where(gazetteer, "t") == (*NAIROBI, "location", False)
    gazetteer.execute("DELETE FROM tickets.geo_locations WHERE location_name = 'Centre'")
    assert where(gazetteer, "t") == CENTROID


def test_a_rejected_location_leaves_its_tickets_to_the_cluster_and_a_rejected_cluster_to_nobody(gazetteer: Db) -> None:
    add_ticket(gazetteer, "t", cluster="Nairobi", location_name="Sworn Place")
    gazetteer.execute("UPDATE tickets.geo_locations SET status = 'rejected' WHERE location_name = 'Sworn Place'")
    assert where(gazetteer, "t") == CENTROID
    gazetteer.execute("UPDATE tickets.geo_clusters SET status = 'rejected', note = 'a namesake'")
    assert where(gazetteer, "t") == NOWHERE
    gazetteer.execute("UPDATE tickets.geo_clusters SET status = 'ok' WHERE cluster = 'Nairobi'")
    assert where(gazetteer, "t") == (*NAIROBI, "cluster", True)


@pytest.mark.parametrize("table", ["geo_locations", "geo_clusters"])
def test_what_is_rejected_is_a_persons_word(gazetteer: Db, table: str) -> None:
    gazetteer.execute(f"UPDATE tickets.{table} SET status = 'rejected', verified = false")
    assert one(gazetteer, f"SELECT bool_and(verified) FROM tickets.{table}") == (True,)


def test_a_rejected_centroid_measures_and_judges_nothing(judged: Db) -> None:
    judged.execute("UPDATE tickets.geo_clusters SET status = 'rejected'")
    move_centroid(judged, 5.0)
    assert location(judged) == ("ok", None)


def test_a_rejected_location_is_measured_and_not_judged(judged: Db) -> None:
    judged.execute("UPDATE tickets.geo_locations SET status = 'rejected'")
    move_centroid(judged, 5.0)
    assert location(judged) == ("rejected", pytest.approx(4.9 * SCALED_KM, rel=1e-5))


# --- what is written where it is not kept ---


def notices(db: Db, statement: str) -> list[str]:
    """What the server tells while it runs this."""
    told: list[str] = []

    def tell(notice: psycopg.errors.Diagnostic) -> None:
        told.append(f"{notice.message_primary} {notice.message_hint}")

    db.add_notice_handler(tell)
    db.execute(statement)
    db.remove_notice_handler(tell)
    return told


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tickets.inc SET geom = 'SRID=4326;POINT(1 1)'",
        "UPDATE tickets.inc SET geo_source = 'none', geom = NULL",
        "UPDATE tickets.inc SET geo_verified = true",
        "UPDATE tickets.inc SET cluster_key = 'elsewhere'",
        "UPDATE tickets.inc SET location_key = NULL",
        "INSERT INTO tickets.inc (ticket_id, raw, geom) VALUES ('c', '{}', 'SRID=4326;POINT(1 1)')",
    ],
)
def test_whoever_writes_a_tickets_place_is_told_once_where_to_write_instead(gazetteer: Db, statement: str) -> None:
    add_ticket(gazetteer, "a", cluster="Nairobi")
    add_ticket(gazetteer, "b", cluster="Nairobi")
    add_ticket(gazetteer, "b", "crq", cluster="Nairobi")
    for kind in ("crq", "inc"):
        (told,) = notices(gazetteer, statement.replace("tickets.inc", f"tickets.{kind}"))
        assert f"tickets.{kind}: geom, geo_source, geo_verified and the keys follow raw and the gazetteers" in told
        assert "correct their place: geom and verified in tickets.geo_locations or tickets.geo_clusters" in told


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tickets.inc SET raw = '{}', gone_at = now()",
        "UPDATE tickets.geo_clusters SET geom = 'SRID=4326;POINT(1 1)'",
        "DELETE FROM tickets.geo_clusters",
        "TRUNCATE tickets.geo_clusters",
        "INSERT INTO tickets.crq (ticket_id, raw) VALUES ('c', '{}')",
        """INSERT INTO tickets.inc (ticket_id, raw, geom) VALUES ('c', '{"lat":1,"lng":1}', 'SRID=4326;POINT(1 1)')""",
    ],
)
def test_nobody_else_is_told_so(gazetteer: Db, statement: str) -> None:
    add_ticket(gazetteer, "a", cluster="Nairobi")
    assert notices(gazetteer, statement) == []


@pytest.mark.parametrize("table", ["geo_locations", "geo_clusters"])
def test_an_emptied_gazetteer_places_nobody(gazetteer: Db, table: str) -> None:
    add_ticket(gazetteer, "t", cluster="Nairobi", location_name="Karen")
    gazetteer.execute(f"TRUNCATE tickets.{table}")
    assert where(gazetteer, "t")[2] == {"geo_locations": "cluster", "geo_clusters": "location"}[table]
    gazetteer.execute("TRUNCATE tickets.geo_locations, tickets.geo_clusters")
    assert where(gazetteer, "t") == NOWHERE


def test_one_statement_over_many_gazetteer_rows_moves_all_their_tickets(gazetteer: Db) -> None:
    add_ticket(gazetteer, "a", cluster="Nairobi", location_name="Karen")
    add_ticket(gazetteer, "b", "crq", cluster="Sworn")
    gazetteer.execute("UPDATE tickets.geo_clusters SET geom = ST_Translate(geom, 0.01, 0)")
    gazetteer.execute("UPDATE tickets.geo_locations SET geom = ST_Translate(geom, 0.01, 0)")
    assert where(gazetteer, "a")[:1] + where(gazetteer, "b", "crq")[:1] == pytest.approx((36.72, 41.01))
    gazetteer.execute("DELETE FROM tickets.geo_clusters WHERE cluster IN ('Nairobi', 'Sworn')")
    assert (where(gazetteer, "a")[2], where(gazetteer, "b", "crq")[2]) == ("location", "none")


# --- judging ---


def location(db: Db, name: str = "Place") -> tuple[Any, ...]:
    """Status and distance_km."""
    return one(db, "SELECT status, distance_km FROM tickets.geo_locations WHERE location_name = %s", (name,))


def move_centroid(db: Db, lat: float) -> None:
    db.execute("UPDATE tickets.geo_clusters SET geom = ST_SetSRID(ST_MakePoint(36.0, %s), 4326)", (lat,))


@pytest.fixture
def judged(db: Db) -> Db:
    """A cluster with a location 0.1 degrees north of its centroid."""
    add_cluster(db, "Here", 36.0, 0.0)
    add_location(db, "HERE", "Place", 36.0, 0.1)
    add_ticket(db, "t", cluster="here", location_name="place")
    return db


def test_a_location_written_by_hand_is_judged(judged: Db) -> None:
    assert location(judged) == ("ok", pytest.approx(0.1 * SCALED_KM, rel=1e-5))
    add_location(judged, "Here", "Hand-written", 36.0, 0.3)
    assert location(judged, "Hand-written") == ("too_far", pytest.approx(0.3 * SCALED_KM, rel=1e-5))
    judged.execute("UPDATE tickets.geo_locations SET status = 'ok' WHERE location_name = 'Hand-written'")
    assert location(judged, "Hand-written")[0] == "too_far"


def test_a_moved_centroid_judges_its_locations_anew_and_back(judged: Db) -> None:
    move_centroid(judged, 1.0)
    assert (location(judged)[0], where(judged, "t")) == ("too_far", (36.0, 1.0, "cluster", False))
    move_centroid(judged, 0.05)
    assert (location(judged)[0], where(judged, "t")) == ("ok", (36.0, 0.1, "location", False))


@pytest.mark.parametrize(("km", "status"), [(24.9999, "ok"), (25.0001, "too_far")])
def test_twenty_five_kilometres_are_the_limit(judged: Db, km: float, status: str) -> None:
    move_centroid(judged, 0.1 - km / SCALED_KM)
    assert location(judged) == (status, pytest.approx(km, rel=1e-6))


def test_a_verified_location_keeps_its_status_and_tells_its_true_distance(judged: Db) -> None:
    judged.execute("UPDATE tickets.geo_locations SET verified = true, distance_km = 1")
    assert location(judged) == ("ok", pytest.approx(0.1 * SCALED_KM, rel=1e-5))
    move_centroid(judged, 5.0)
    assert location(judged) == ("ok", pytest.approx(4.9 * SCALED_KM, rel=1e-5))
    assert where(judged, "t") == (36.0, 0.1, "location", True)
    judged.execute("UPDATE tickets.geo_locations SET verified = false")
    assert location(judged)[0] == "too_far"


@pytest.mark.parametrize("status", ["not_found", "too_coarse", "unusable"])
def test_only_the_distance_is_judged(judged: Db, status: str) -> None:
    judged.execute("UPDATE tickets.geo_locations SET status = %s", (status,))
    move_centroid(judged, 5.0)
    move_centroid(judged, 0.0)
    assert location(judged)[0] == status


@pytest.mark.parametrize(
    "lose",
    [
        pytest.param("DELETE FROM tickets.geo_clusters", id="deleted"),
        pytest.param("TRUNCATE tickets.geo_clusters", id="truncated"),
        pytest.param("UPDATE tickets.geo_clusters SET status = 'too_coarse'", id="refused"),
        pytest.param("UPDATE tickets.geo_clusters SET cluster = 'Elsewhere'", id="renamed"),
        pytest.param("UPDATE tickets.geo_clusters SET status = 'not_found', geom = NULL", id="without geom"),
    ],
)
def test_without_a_centroid_a_location_keeps_its_status(judged: Db, lose: str) -> None:
    add_location(judged, "Here", "Far", 36.0, 1.0)
    judged.execute(lose)
    assert (location(judged), location(judged, "Far")) == (("ok", None), ("too_far", None))
    assert where(judged, "t") == (36.0, 0.1, "location", False)


def test_what_was_not_found_is_at_no_distance(judged: Db) -> None:
    add_location(judged, "Here", "Nowhere", None, None, status="not_found")
    move_centroid(judged, 0.01)
    assert location(judged, "Nowhere") == ("not_found", None)


def test_a_verified_cluster_without_geom_is_no_centroid(judged: Db) -> None:
    judged.execute("UPDATE tickets.geo_clusters SET status = 'not_found', geom = NULL, verified = true")
    add_location(judged, "Here", "New", 36.0, 5.0)
    assert (location(judged)[0], location(judged, "New")) == ("ok", ("ok", None))


def test_a_verified_centroid_counts_whatever_its_status(judged: Db) -> None:
    judged.execute("UPDATE tickets.geo_clusters SET status = 'too_coarse', verified = true")
    move_centroid(judged, 5.0)
    assert location(judged)[0] == "too_far"


def test_the_database_measures_as_the_scripts_do(db: Db) -> None:
    for lng, lat in ((36.9, -1.3), (36.82, -1.29), (39.66, -4.05), (-143.0, 1.2)):
        measured = one(db, "SELECT tickets.haversine_km(ST_MakePoint(36.82, -1.29), ST_MakePoint(%s, %s))", (lng, lat))
        assert measured == (pytest.approx(distance_km(-1.29, 36.82, lat, lng), rel=1e-6),)


# --- changed_at and the version ---


def test_changed_at_is_about_the_record_only(judged: Db) -> None:
    judged.execute("UPDATE tickets.inc SET changed_at = '2020-01-01Z'")
    move_centroid(judged, 5.0)
    judged.execute("UPDATE tickets.inc SET gone_at = now()")
    judged.execute("UPDATE tickets.inc SET raw = raw")
    assert judged.execute("SELECT changed_at = '2020-01-01Z' FROM tickets.inc").fetchall() == [(True,)]
    judged.execute("""UPDATE tickets.inc SET raw = raw || '{"status": "Closed"}'""")
    assert judged.execute("SELECT changed_at > now() - interval '1 hour' FROM tickets.inc").fetchall() == [(True,)]


def test_the_version_grows_with_every_committed_change_of_tickets_and_only_then(judged: Db) -> None:
    for change in (
        """INSERT INTO tickets.crq (ticket_id, raw) VALUES ('c', '{}')""",
        """UPDATE tickets.inc SET raw = '{"cluster": "Here"}'""",
        """UPDATE tickets.inc SET gone_at = now()""",
        """UPDATE tickets.geo_clusters SET geom = 'SRID=4326;POINT(36 5)'""",
        """DELETE FROM tickets.geo_clusters""",
        """DELETE FROM tickets.inc""",
        """DELETE FROM tickets.crq""",
        """TRUNCATE tickets.crq""",
        """TRUNCATE tickets.inc""",
    ):
        before = version(judged)
        judged.execute(change)
        assert version(judged) > before, change
    before = version(judged)
    add_cluster(judged, "Nobody is here", 36.0, 0.0)
    judged.execute("UPDATE tickets.geo_clusters SET label = 'still nobody'")
    with judged.transaction(force_rollback=True):
        add_ticket(judged, "rolled back")
    assert version(judged) == before


def test_writers_do_not_wait_for_each_other_and_the_version_grows_with_each_commit(db: Db, db_url: str) -> None:
    with closing(psycopg.connect(db_url)) as first, closing(psycopg.connect(db_url)) as second:
        seen = [version(db)]
        for conn, name in ((first, "a"), (second, "b"), (first, "c"), (second, "d")):
            conn.execute("SET LOCAL lock_timeout = '5s'")
            conn.execute("INSERT INTO tickets.inc (ticket_id, raw) VALUES (%s, '{}')", (name,))
        for conn in (second, first):
            conn.commit()
            seen.append(version(db))
    assert seen == sorted(set(seen))


# --- several at once ---


def write_while_open(db: Db, db_url: str, first: str, second: str) -> None:
    """Commits `first` only when `second`, on another connection, waits for it."""
    with (
        closing(psycopg.connect(db_url)) as open_one,
        closing(psycopg.connect(db_url)) as blocked,
        ThreadPoolExecutor(1) as pool,
    ):
        open_one.execute(first)
        waiting = pool.submit(blocked.execute, second)
        wait_until_blocked(db)
        open_one.commit()
        waiting.result(timeout=20)
        blocked.commit()


CORRECT = "UPDATE tickets.geo_clusters SET geom = 'SRID=4326;POINT(37 -2)' WHERE cluster = 'Nairobi'"


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(
            """INSERT INTO tickets.inc (ticket_id, raw) VALUES ('n', '{"cluster": "Nairobi"}')""", id="insert"
        ),
        pytest.param("""UPDATE tickets.inc SET raw = '{"cluster": "nairobi"}' WHERE ticket_id = 't'""", id="update"),
        pytest.param(
            """INSERT INTO tickets.inc (ticket_id, raw) VALUES ('t', '{}') ON CONFLICT (ticket_id)"""
            """ DO UPDATE SET raw = '{"cluster": "NAIROBI"}'""",
            id="upsert",
        ),
        pytest.param("UPDATE tickets.inc SET gone_at = now() WHERE ticket_id = 'old'", id="gone"),
    ],
)
@pytest.mark.parametrize("gazetteer_first", [True, False], ids=["correction open", "ticket open"])
def test_a_ticket_written_while_its_cluster_is_corrected_ends_right(
    gazetteer: Db, db_url: str, write: str, gazetteer_first: bool
) -> None:
    add_ticket(gazetteer, "t")
    add_ticket(gazetteer, "old", cluster="Nairobi")
    first, second = (CORRECT, write) if gazetteer_first else (write, CORRECT)
    write_while_open(gazetteer, db_url, first, second)
    assert differing_rows(gazetteer) == []
    assert where(gazetteer, "old") == (37.0, -2.0, "cluster", False)


def test_tickets_written_after_a_correction_in_its_transaction_are_placed(gazetteer: Db) -> None:
    add_ticket(gazetteer, "t", cluster="Nairobi")
    with gazetteer.transaction():
        gazetteer.execute(CORRECT)
        add_ticket(gazetteer, "new", cluster="Nairobi")
        gazetteer.execute("UPDATE tickets.inc SET raw = '{}' WHERE ticket_id = 't'")
    assert (where(gazetteer, "t"), where(gazetteer, "new")) == (NOWHERE, (37.0, -2.0, "cluster", False))


def test_two_corrections_at_once_both_count(gazetteer: Db, db_url: str) -> None:
    add_ticket(gazetteer, "t", cluster="Nairobi", location_name="Karen")
    write_while_open(gazetteer, db_url, CORRECT, "DELETE FROM tickets.geo_locations WHERE location_name = 'Karen'")
    assert (differing_rows(gazetteer), misjudged_locations(gazetteer)) == ([], [])
    assert where(gazetteer, "t") == (37.0, -2.0, "cluster", False)


def test_a_location_found_while_its_centroid_moves_is_judged_by_the_new_one(gazetteer: Db, db_url: str) -> None:
    insert = (
        "INSERT INTO tickets.geo_locations (cluster, location_name, geom)"
        " VALUES ('Nairobi', 'New', 'SRID=4326;POINT(36.8 -1.3)')"
    )
    write_while_open(gazetteer, db_url, CORRECT, insert)
    assert location(gazetteer, "New")[0] == "too_far"
    assert misjudged_locations(gazetteer) == []


@pytest.mark.parametrize("isolation", ["repeatable read", "serializable"])
@pytest.mark.parametrize(
    "write",
    [
        lambda db: add_ticket(db, "t"),
        lambda db: add_cluster(db, "New", *NAIROBI),
        lambda db: add_location(db, "New", "New", *NAIROBI),
        lambda db: db.execute("TRUNCATE tickets.geo_clusters"),
    ],
    ids=["ticket", "cluster", "location", "truncate"],
)
def test_a_writer_with_an_older_snapshot_is_refused(db: Db, isolation: str, write: Callable[[Db], None]) -> None:
    db.execute(f"SET default_transaction_isolation = '{isolation}'")
    with pytest.raises(
        psycopg.errors.InvalidTransactionState, match=f"READ COMMITTED only, not in {isolation.upper()}"
    ):
        write(db)


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_readers_may_read_as_they_like(gazetteer: Db, isolation: str) -> None:
    with gazetteer.transaction():
        gazetteer.execute(f"SET TRANSACTION ISOLATION LEVEL {isolation} READ ONLY")
        assert resolve(gazetteer, {"cluster": "Nairobi"}) == CENTROID
