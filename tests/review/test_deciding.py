"""A person's word in SQL: tickets.verify_place and its like, and the list of the places worth a look."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import psycopg
import pytest

from gazetteer_checks import differing_rows, misjudged_locations, version, wait_until_blocked
from reviewing import HERE, KISUMU, MATHARE, NAIROBI, Db, Point, add_cluster, add_location, add_tickets, rows, where

RONGAI = (-1.24, 36.85)


@pytest.fixture
def db_url(emptied_url: str) -> str:
    return emptied_url


def verify(db: Db, cluster: str | None, place: str | None, at: Point = HERE) -> int:
    row = db.execute("SELECT tickets.verify_place(%s, %s, %s, %s)", (cluster, place, at[1], at[0])).fetchone()
    assert row
    return int(row[0])


def to_review(db: Db, columns: str) -> list[tuple[Any, ...]]:
    """Of tickets.places, in the order of tickets.places_to_review."""
    source = "tickets.places WHERE needs_review ORDER BY is_unsure, tickets DESC, what, cluster, place"
    return rows(db, columns, source)


@pytest.fixture
def mathare(db: Db) -> Db:
    """A place with three network names, an open ticket each, beside another place."""
    add_cluster(db, "Nairobi")
    for name in ("NW_Mathare_FDT1", "NW_Mathare_FDT2", "ADR_MNT_MATHARE"):
        add_location(db, "Nairobi", name, "Mathare", query="Mathare, Kenya")
    add_location(db, "Nairobi", "Kilimani", "Kilimani", (-1.29, 36.78))
    add_tickets(db, "inc", "Nairobi", "NW_Mathare_FDT1", "NW_Mathare_FDT2", "Kilimani")
    add_tickets(db, "crq", "NAIROBI", "adr_mnt_mathare")
    return db


# --- verify_place ---


def test_a_persons_word_for_a_place_moves_the_tickets_of_all_its_names_and_says_how_many(mathare: Db) -> None:
    before = version(mathare)
    assert verify(mathare, "nairobi", " MATHARE ") == 3
    assert [where(mathare, ticket) for ticket in ("INC0000", "INC0001", "CRQ0000")] == [("location", HERE, True)] * 3
    assert where(mathare, "INC0002") == ("location", (-1.29, 36.78), False)
    assert version(mathare) > before
    assert not differing_rows(mathare)
    assert not misjudged_locations(mathare)


def test_a_correction_keeps_nothing_of_the_answer_that_was_wrong(mathare: Db) -> None:
    verify(mathare, "Nairobi", "Mathare")
    user = mathare.info.user
    found = rows(
        mathare, "DISTINCT status, verified, provider, query, label, note", "tickets.geo_locations WHERE verified"
    )
    assert found == [("ok", True, None, None, None, f"by hand ({user})")]
    assert rows(mathare, "round(distance_km)", "tickets.geo_locations WHERE verified LIMIT 1") == [(9,)]


def test_a_name_that_comes_later_takes_the_verified_place(mathare: Db) -> None:
    verify(mathare, "Nairobi", "Mathare", (-1.9, 36.9))  # farther than any answer would be taken
    add_tickets(mathare, "inc", "Nairobi", "NW_Mathare_FDT9")
    add_location(mathare, "Kisumu", "NW_Mathare_FDT9", "Mathare", KISUMU)  # says nothing of Nairobi's
    add_location(mathare, "Nairobi", "NW_Mathare_FDT9", "mathare", status="not_found", at=None)
    assert where(mathare, "INC0003") == ("location", (-1.9, 36.9), True)


def test_a_name_of_a_rejected_place_that_comes_later_is_rejected_with_it(mathare: Db) -> None:
    mathare.execute("SELECT tickets.reject_place('Nairobi', 'Mathare')")
    add_location(mathare, "Nairobi", "NW_Mathare_FDT9", "Mathare")
    found = rows(mathare, "status, verified", "tickets.geo_locations WHERE location_name = 'NW_Mathare_FDT9'")
    assert found == [("rejected", True)]


def test_a_name_that_has_its_row_takes_no_word_for_another_name_of_its_place(db: Db) -> None:
    for name in ("NW_Mathare_FDT1", "NW_Mathare_FDT2"):
        add_location(db, "Nairobi", name, "Mathare", note="answered")
    db.execute("UPDATE tickets.geo_locations SET verified = true WHERE location_name = 'NW_Mathare_FDT1'")  # in QGIS
    db.execute(
        "INSERT INTO tickets.geo_locations (cluster, location_name, place, status, note)"
        " VALUES ('nairobi', 'NW_Mathare_FDT2', 'Mathare', 'not_found', 'answered anew')"
        " ON CONFLICT (cluster_key, location_key) DO UPDATE SET status = EXCLUDED.status, note = EXCLUDED.note"
    )
    found = rows(db, "status, note, verified", "tickets.geo_locations ORDER BY location_name")
    assert found == [("ok", "answered", True), ("not_found", "answered anew", False)]


def test_a_place_that_nobody_asked_for_gets_its_row(db: Db) -> None:
    add_cluster(db, "Nairobi")
    add_tickets(db, "inc", "Nairobi", "Donholm")
    assert verify(db, "NAIROBI", "  Donholm ") == 1
    assert where(db, "INC0000") == ("location", HERE, True)
    assert rows(db, "cluster, location_name, place", "tickets.geo_locations") == [("Nairobi", "Donholm", "Donholm")]


def test_without_a_place_it_is_the_clusters_centroid_that_moves(mathare: Db) -> None:
    add_tickets(mathare, "inc", "Nairobi", None, "Elsewhere")
    assert verify(mathare, "nairobi", None) == 2
    assert where(mathare, "INC0003") == ("cluster", HERE, True)
    assert where(mathare, "INC0000") == ("location", MATHARE, False)
    (found,) = rows(mathare, "cluster, status, verified, provider, label", "tickets.geo_clusters")
    assert found == ("Nairobi", "ok", True, None, None)


def test_a_cluster_without_a_row_gets_its_centroid(db: Db) -> None:
    add_tickets(db, "crq", "North Rift", None, "Somewhere")
    assert verify(db, "North Rift", None) == 2
    assert where(db, "CRQ0001") == ("cluster", HERE, True)


def test_tickets_that_lose_their_refused_location_with_the_centroid_count_as_moved(mathare: Db) -> None:
    assert verify(mathare, "Nairobi", None, KISUMU) == 4
    assert where(mathare, "INC0000") == ("cluster", KISUMU, True)


def test_a_network_name_will_do_for_its_place(mathare: Db) -> None:
    assert verify(mathare, "Nairobi", "NW_Mathare_FDT2") == 3


def test_a_place_s_own_name_comes_before_another_place_s_network_name(mathare: Db) -> None:
    add_location(mathare, "Nairobi", "Mathare", "Mathare North")
    assert verify(mathare, "Nairobi", "Mathare") == 3
    assert rows(mathare, "verified", "tickets.geo_locations WHERE place = 'Mathare North'") == [(False,)]


@pytest.mark.parametrize("at", [(0.0, 36.5), (-1.2, 0.0), (90.0, -180.0)], ids=["equator", "meridian", "edge"])
def test_a_place_may_be_on_the_equator_and_at_the_edge(db: Db, at: Point) -> None:
    verify(db, "Nairobi", "Here", at)
    assert rows(db, "ST_Y(geom), ST_X(geom)", "tickets.geo_locations") == [at]


def test_a_new_row_has_its_names_with_single_blanks(db: Db) -> None:
    verify(db, " North  Rift", None)
    verify(db, "Thika ", " Old   Town")
    assert rows(db, "cluster", "tickets.geo_clusters") == [("North Rift",)]
    assert rows(db, "cluster, location_name, place", "tickets.geo_locations") == [("Thika", "Old Town", "Old Town")]


def test_a_name_that_is_written_while_its_place_is_decided_gets_the_decision(mathare: Db, db_url: str) -> None:
    with (
        closing(psycopg.connect(db_url)) as writer,
        closing(psycopg.connect(db_url)) as person,
        ThreadPoolExecutor(1) as pool,
    ):
        add_location(writer, "Nairobi", "NW_Mathare_FDT9", "Mathare")
        decided = pool.submit(verify, person, "Nairobi", "Mathare")
        wait_until_blocked(mathare)
        writer.commit()
        decided.result(timeout=20)
        person.commit()
    found = rows(mathare, "DISTINCT verified", "tickets.geo_locations WHERE place = 'Mathare'")
    assert found == [(True,)]


def test_said_twice_changes_nothing(mathare: Db) -> None:
    verify(mathare, "Nairobi", "Mathare")
    state = rows(mathare, "xmin, l.*", "tickets.geo_locations AS l"), version(mathare)
    assert verify(mathare, "Nairobi", "Mathare") == 0
    assert state == (rows(mathare, "xmin, l.*", "tickets.geo_locations AS l"), version(mathare))


@pytest.mark.parametrize("kind", ["inc", "crq"])
def test_gone_tickets_and_those_with_coordinates_of_their_own_do_not_count(mathare: Db, kind: str) -> None:
    mathare.execute(f"UPDATE tickets.{kind} SET gone_at = now() WHERE ticket_id LIKE '%0000'")
    add_tickets(mathare, kind, "Nairobi", "NW_Mathare_FDT1", lat=-1.2, lng=36.8)
    assert verify(mathare, "Nairobi", "Mathare") == 2
    assert not differing_rows(mathare)


@pytest.mark.parametrize(
    ("cluster", "place", "lng", "lat", "named"),
    [
        pytest.param(None, "Mathare", 36.8, -1.2, "cluster: a name", id="no cluster"),
        pytest.param(" ", "Mathare", 36.8, -1.2, "cluster: a name", id="blank cluster"),
        pytest.param("Nairobi", "", 36.8, -1.2, "place: a name", id="blank place"),
        pytest.param("Nairobi", "x" * 201, 36.8, -1.2, "place: a name", id="essay"),
        pytest.param("Nairobi", "Mathare", None, -1.2, "lng: .*, not NULL", id="no longitude"),
        pytest.param("Nairobi", "Mathare", 36.8, None, "lat: .*, not NULL", id="no latitude"),
        pytest.param("Nairobi", "Mathare", 180.1, -1.2, "lng: .*, not 180.1", id="longitude beyond 180"),
        pytest.param("Nairobi", "Mathare", -1.2, 90.1, "lat: .*, not 90.1", id="latitude beyond 90"),
        pytest.param("Nairobi", "Mathare", float("nan"), -1.2, "lng: .*, not NaN", id="not a number"),
        pytest.param("Nairobi", "Mathare", 36.8, float("inf"), "lat: .*, not Infinity", id="infinite"),
        pytest.param("Nairobi", "Mathare", 0, 0, "lng, lat: 0,0 ", id="null island"),
    ],
)
def test_what_can_be_no_place_is_refused_by_name(
    mathare: Db, cluster: str | None, place: str, lng: float | None, lat: float | None, named: str
) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{named}"):
        mathare.execute("SELECT tickets.verify_place(%s, %s, %s, %s)", (cluster, place, lng, lat))


# --- accept_place, reject_place ---


def test_an_accepted_place_stays_where_it_is_with_who_answered(mathare: Db) -> None:
    assert rows(mathare, "tickets.accept_place('Nairobi', 'Mathare')", "generate_series(1, 1)") == [(0,)]
    found = rows(mathare, "DISTINCT status, verified, provider, query, label", "tickets.geo_locations WHERE verified")
    assert found == [("ok", True, "nominatim", "Mathare, Kenya", "Mathare")]
    assert where(mathare, "INC0000") == ("location", MATHARE, True)


def test_an_accepted_answer_that_was_refused_places_its_tickets(mathare: Db) -> None:
    verify(mathare, "Nairobi", None, KISUMU)
    assert rows(mathare, "tickets.accept_place('Nairobi', 'Mathare')", "generate_series(1, 1)") == [(3,)]
    assert where(mathare, "INC0000") == ("location", MATHARE, True)


def test_what_has_no_point_can_t_be_accepted(db: Db) -> None:
    add_location(db, "Nairobi", "Nowhere", "Nowhere", None, status="not_found")
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="no point to accept"):
        db.execute("SELECT tickets.accept_place('Nairobi', 'Nowhere')")


def test_a_rejected_place_places_nothing_any_more(mathare: Db) -> None:
    assert rows(mathare, "tickets.reject_place('Nairobi', 'Mathare')", "generate_series(1, 1)") == [(3,)]
    assert where(mathare, "INC0000") == ("cluster", NAIROBI, False)
    found = rows(mathare, "DISTINCT status, verified", "tickets.geo_locations WHERE place = 'Mathare'")
    assert found == [("rejected", True)]
    verify(mathare, "Nairobi", "Mathare")
    assert where(mathare, "INC0000") == ("location", HERE, True)


def test_a_centroid_that_stays_moves_no_ticket_of_a_rejected_place(mathare: Db) -> None:
    mathare.execute("SELECT tickets.reject_place('Nairobi', 'Kilimani')")
    assert rows(mathare, "tickets.accept_place('Nairobi', NULL)", "generate_series(1, 1)") == [(0,)]


def test_a_rejected_cluster_is_no_centroid(mathare: Db) -> None:
    add_tickets(mathare, "inc", "Nairobi", None)
    assert rows(mathare, "tickets.reject_place('Nairobi', NULL)", "generate_series(1, 1)") == [(1,)]
    assert where(mathare, "INC0003") == ("none", None, False)


# --- apply_decisions ---

KEPT = "provider, query, label, note, comment, decided_by, geocoded_at > '2021-01-01', decided_at > '2021-01-01'"
ANSWERED: dict[str, Any] = {
    "provider": "nominatim",
    "query": "q",
    "label": "l",
    "note": "n",
    "geocoded_at": "2020-01-01Z",
    "comment": "c",
    "decided_by": "x",
    "decided_at": "2020-01-01Z",
}


def decide(db: Db, *decisions: dict[str, Any]) -> list[tuple[int, int]]:
    """n and moved, in this order."""
    at = {"lng": HERE[1], "lat": HERE[0]}
    given = [{"cluster": "Nairobi", "place": None, "status": "ok", **at, "decided_by": "y", **one} for one in decisions]
    return rows(db, "n, moved", f"tickets.apply_decisions($json${json.dumps(given)}$json$) ORDER BY n")


@pytest.mark.parametrize(
    ("decision", "kept"),
    [
        pytest.param({}, (None, None, None, "by hand (y)", "c", "y", True, True), id="moved by hand"),
        pytest.param({"comment": "d"}, (None, None, None, "by hand (y)", "d", "y", True, True), id="with a comment"),
        pytest.param({"comment": ""}, (None, None, None, "by hand (y)", None, "y", True, True), id="without one now"),
        pytest.param({"label": "2"}, ("nominatim", "q", "2", None, "c", "y", False, True), id="another answer"),
        pytest.param({"lng": None, "lat": None}, ("nominatim", "q", "l", "n", "c", "y", False, True), id="where it is"),
        pytest.param(
            {"lng": None, "lat": None, "status": None, "comment": "d"},
            ("nominatim", "q", "l", "n", "d", "y", False, True),
            id="unsure",
        ),
    ],
)
@pytest.mark.parametrize("place", [None, "Karen"], ids=["cluster", "place"])
def test_a_decision_keeps_what_is_still_true_of_the_row(
    db: Db, place: str | None, decision: dict[str, Any], kept: tuple[object, ...]
) -> None:
    add_cluster(db, "Nairobi", **ANSWERED)
    add_location(db, "Nairobi", "Karen", "Karen", **ANSWERED)
    table, other = ("geo_locations", "geo_clusters") if place else ("geo_clusters", "geo_locations")
    before = rows(db, KEPT, f"tickets.{other}")
    decide(db, {"place": place, **decision})
    assert rows(db, KEPT, f"tickets.{table}") == [kept]
    assert rows(db, KEPT, f"tickets.{other}") == before


@pytest.mark.parametrize("place", [None, "Karen"], ids=["cluster", "place"])
def test_a_new_row_says_who_decided_and_why(db: Db, place: str | None) -> None:
    decide(db, {"place": place, "comment": "d"})
    table = "geo_locations" if place else "geo_clusters"
    assert rows(db, KEPT, f"tickets.{table}") == [(None, None, None, "by hand (y)", "d", "y", True, True)]
    decide(db, {"place": place, "comment": "e"})
    assert rows(db, "comment, verified", f"tickets.{table}") == [("e", True)], "the same with another comment"
    db.execute(f"DELETE FROM tickets.{table}")
    decide(db, {"place": place, "label": "2"})
    assert rows(db, "label, note, verified", f"tickets.{table}") == [("2", None, True)]


def test_of_two_decisions_about_a_place_the_first_counts(mathare: Db) -> None:
    assert decide(mathare, {"place": "Mathare"}, {"place": "mathare", "lat": -1.4}) == [(1, 3)]
    assert where(mathare, "INC0000") == ("location", HERE, True)


def test_a_new_name_in_two_spellings_is_one(mathare: Db) -> None:
    add_tickets(mathare, "inc", "Nairobi", "NW_Mathare_FDT8")
    names = ["NW_Mathare_FDT8", "nw_mathare_fdt8 ", " ", "NW_Mathare_FDT1"]
    assert decide(mathare, {"place": "Mathare", "names": names}) == [(1, 4)]
    assert len(rows(mathare, "location_key", "tickets.geo_locations WHERE place_key = 'mathare'")) == 4


def test_the_last_word_of_who_is_unsure_about_what_has_no_row_is_kept(mathare: Db) -> None:
    unsure: dict[str, Any] = {"status": None, "lng": None, "lat": None}
    for comment, by in (("a", "y"), ("b", "z")):
        for place in ("Nowhere", None):
            decide(mathare, {"cluster": "Lost", "place": place, **unsure, "comment": comment, "decided_by": by})
        mathare.execute("UPDATE tickets.unsure_places SET decided_at = '2020-01-01Z' WHERE comment = 'a'")
    kept = "cluster, location_name, comment, decided_by, decided_at > '2021-01-01'"
    found = rows(mathare, kept, "tickets.unsure_places ORDER BY location_key")
    assert found == [("Lost", None, "b", "z", True), ("Lost", "Nowhere", "b", "z", True)]
    assert rows(mathare, "DISTINCT decided_by", "tickets.geo_clusters") == [(None,)]


WORSE_AND_BETTER: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"at": None, "status": "not_found", "verified": True}, {"at": HERE, "status": "too_coarse"}),
    ({"at": MATHARE, "query": "q"}, {"at": HERE, "status": "too_coarse", "verified": True}),
    ({"at": MATHARE, "status": "too_coarse", "query": "q"}, {"at": HERE}),
    ({"at": MATHARE}, {"at": HERE, "query": "q"}),
    ({"at": MATHARE, "name": "mathare 2"}, {"at": HERE, "name": "mathare 1"}),
]


@pytest.mark.parametrize(
    ("worse", "better"), WORSE_AND_BETTER, ids=["has a point", "verified", "ok", "asked for", "first by name"]
)
def test_the_row_that_speaks_for_a_place_of_several_is_the_one_shown_and_the_one_accepted(
    db: Db, worse: dict[str, Any], better: dict[str, Any]
) -> None:
    for n, row in enumerate((worse, better)):
        columns = {
            "name": f"mathare {n}",
            "geocoded_at": "2020-01-01Z",
            **row,
        }  # restored, so none has the other's word
        add_location(db, "Nairobi", columns.pop("name"), "Mathare", columns.pop("at"), **columns)
    add_tickets(db, "inc", "Nairobi", "Mathare")  # which has no row, and speaks for nothing
    assert rows(db, "lat, lng", "tickets.places WHERE place = 'Mathare'") == [HERE]
    db.execute("SELECT tickets.accept_place('Nairobi', 'Mathare')")
    assert rows(db, "DISTINCT ST_Y(geom), ST_X(geom)", "tickets.geo_locations") == [HERE]


# --- places_to_review ---


def test_a_place_is_one_row_with_all_its_names_and_the_tickets_that_wait_come_first(mathare: Db) -> None:
    add_tickets(mathare, "inc", "North Rift", *[f"Place {n}" for n in range(7)])
    add_tickets(mathare, "inc", "Nairobi", "Ruai", status="Closed")
    found = to_review(mathare, "what, cluster, place, tickets")
    assert found[:2] == [("cluster", "North Rift", "", 7), ("location", "Nairobi", "Mathare", 3)]
    assert to_review(mathare, "names")[1] == (["ADR_MNT_MATHARE", "NW_Mathare_FDT1", "NW_Mathare_FDT2"],)
    assert ("location", "Nairobi", "Ruai", 0) not in found
    add_tickets(mathare, "inc", "Nairobi", "nw_mathare_fdt1")
    assert to_review(mathare, "cardinality(names), tickets")[1] == (3, 4), "another spelling is no other name"


def test_the_list_for_psql_and_qgis_has_a_key_a_point_and_lines_that_fit_a_terminal(mathare: Db) -> None:
    long = "x" * 200
    add_location(mathare, "Nairobi", long, long, None, status="not_found", note=long, query=long)
    add_location(mathare, "Nairobi", "a", "Nairobi", status="ok")
    cursor = mathare.execute("TABLE tickets.places_to_review")
    found = cursor.fetchall()
    assert len({row[0] for row in found}) == len(found) == len(to_review(mathare, "place"))
    assert [column.name for column in cursor.description or ()][-1] == "geom"
    widths = [max(len(str(row[n])) for row in found) for n in range(len(found[0]) - 1)]
    assert sum(widths) + 50 + 3 * len(widths) <= 240  # with the point's hexadecimal digits
    (before,) = rows(mathare, "id", "tickets.places_to_review WHERE place = 'Kilimani'")
    mathare.execute("UPDATE tickets.geo_locations SET label = 'anew' WHERE place = 'Kilimani'")
    assert rows(mathare, "id", "tickets.places_to_review WHERE place = 'Kilimani'") == [before]


def test_present_tickets_with_coordinates_of_their_own_are_points_to_judge_by_to_some_10_m(mathare: Db) -> None:
    for kind, lat in (("inc", -1.30001), ("inc", -1.30002), ("crq", -1.29998), ("inc", -1.3001), ("inc", -1.5)):
        (ticket_id,) = add_tickets(mathare, kind, "Nairobi", "Kilimani", lat=lat, lng=36.80001)
    mathare.execute("UPDATE tickets.inc SET gone_at = now() WHERE ticket_id = %s", (ticket_id,))
    assert sorted(rows(mathare, "lat, lng", "tickets.feed_points")) == [(-1.3001, 36.8), (-1.3, 36.8)]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"status": "unusable", "at": None}, id="no name"),
        pytest.param({"status": "too_coarse", "at": None, "note": "the cluster itself"}, id="the cluster itself"),
    ],
)
def test_what_needs_nobody_is_not_in_the_list(mathare: Db, row: dict[str, Any]) -> None:
    add_location(mathare, "Nairobi", "NW_FDT1", "FDT", **row)
    add_tickets(mathare, "inc", "Nairobi", "NW_FDT1")
    assert ("FDT",) not in to_review(mathare, "place")
    mathare.execute("UPDATE tickets.geo_locations SET status = 'too_coarse', query = 'FDT, Kenya' WHERE place = 'FDT'")
    assert ("FDT",) in to_review(mathare, "place")


def test_who_decided_and_when_is_kept(mathare: Db) -> None:
    user = mathare.info.user
    verify(mathare, "Nairobi", "Mathare")
    mathare.execute("SELECT tickets.accept_place('Nairobi', NULL), tickets.reject_place('Nairobi', 'Kilimani')")
    who = "DISTINCT decided_by, now() - decided_at < '1 minute'"
    assert rows(mathare, who, "tickets.geo_locations") == rows(mathare, who, "tickets.geo_clusters") == [(user, True)]


def test_who_verifies_a_row_in_the_table_has_decided_too_and_a_machine_has_not(mathare: Db) -> None:
    mathare.execute("UPDATE tickets.geo_locations SET label = 'anew', geom = ST_Translate(geom, 0.001, 0)")
    assert rows(mathare, "DISTINCT decided_by", "tickets.geo_locations") == [(None,)]
    mathare.execute("UPDATE tickets.geo_locations SET verified = true WHERE place = 'Kilimani'")
    (first,) = rows(mathare, "decided_by, decided_at", "tickets.geo_locations WHERE place = 'Kilimani'")
    assert first[0] == mathare.info.user
    verify(mathare, "Nairobi", None)  # which has its locations judged anew
    assert rows(mathare, "decided_by, decided_at", "tickets.geo_locations WHERE place = 'Kilimani'") == [first]


def test_who_decides_otherwise_in_the_table_has_decided_now(db: Db) -> None:
    add_location(db, "Nairobi", "Kilimani", "Kilimani", verified=True, decided_by="x", decided_at="2020-01-01Z")
    db.execute("UPDATE tickets.geo_locations SET status = 'rejected'")
    decided = rows(db, "decided_by, now() - decided_at < '1 minute'", "tickets.geo_locations")
    assert decided == [(db.info.user, True)]


def test_a_name_that_comes_later_has_who_decided_and_why(mathare: Db) -> None:
    verify(mathare, "Nairobi", "Mathare")
    mathare.execute("UPDATE tickets.geo_locations SET comment = 'seen' WHERE verified")
    add_location(mathare, "Nairobi", "NW_Mathare_FDT9", "mathare")
    decided = rows(mathare, "DISTINCT comment, decided_by, decided_at", "tickets.geo_locations WHERE verified")
    assert [row[:2] for row in decided] == [("seen", mathare.info.user)]


def test_a_name_that_comes_later_has_all_that_the_latest_word_for_its_place_says(db: Db) -> None:
    for name, at, day in (("A", KISUMU, "2020-01-02Z"), ("B", MATHARE, "2020-01-03Z"), ("C", HERE, "2020-01-01Z")):
        said = {"label": f"at {name}", "comment": f"{name}!", "decided_by": name, "decided_at": day, "verified": True}
        add_location(db, "Nairobi", name, "Karen", at, **said)
    answered: dict[str, Any] = {"provider": "opencage", "query": "q", "label": "l", "note": "n", "status": "not_found"}
    add_location(db, "Nairobi", "karen", None, None, **answered)
    new = "tickets.geo_locations WHERE location_name = 'karen'"
    assert rows(db, KEPT, new) == [("nominatim", None, "at B", "not asked: as B", "B!", "B", True, False)]
    assert rows(db, "place, status, verified, ST_Y(geom)", new) == [("Karen", "ok", True, MATHARE[0])]


def test_what_a_person_has_judged_is_not_shown_again(mathare: Db) -> None:
    verify(mathare, "Nairobi", "Mathare")
    mathare.execute("SELECT tickets.reject_place('Nairobi', 'Kilimani'), tickets.accept_place('Nairobi', NULL)")
    assert to_review(mathare, "place") == []
    assert len(rows(mathare, "place", "tickets.places")) == 3


@pytest.mark.parametrize(
    ("row", "concern"),
    [
        pytest.param({}, "", id="nothing"),
        pytest.param({"at": KISUMU}, "264 km from the cluster", id="too far"),
        pytest.param({"at": None, "status": "not_found"}, "not found", id="not found"),
        pytest.param({"at": None, "status": "not_found", "note": "only a bar"}, "not found: only a bar", id="and why"),
        pytest.param({"status": "too_coarse"}, "only something too large goes by this name", id="too large"),
        pytest.param({"at": None, "status": "unusable"}, "no name is left without the network codes", id="no name"),
        pytest.param(
            {"note": "not asked: taken for a misspelt Ruai"}, "not asked: taken for a misspelt Ruai", id="guess"
        ),
        pytest.param({"label": "Villa Rosa, Nairobi"}, "the answer goes by another name", id="other name"),
        pytest.param({"label": "Rongai View Estate, Nairobi"}, "", id="a longer name"),
        pytest.param({"at": (-1.29, 36.78)}, "at the same point as Kilimani", id="same point"),
        pytest.param({"verified": True, "at": KISUMU}, "264 km from the cluster", id="verified but far"),
    ],
)
def test_a_concern_says_why_a_place_is_worth_a_look(mathare: Db, row: dict[str, Any], concern: str) -> None:
    add_location(mathare, "Nairobi", "NW_Rongai View_FDT1", "Rongai View", **{"at": RONGAI, **row})
    assert rows(mathare, "concern", "tickets.places WHERE place = 'Rongai View'") == [(concern,)]


def test_names_at_different_points_are_a_concern(mathare: Db) -> None:
    mathare.execute("UPDATE tickets.geo_locations SET verified = true WHERE location_name = 'NW_Mathare_FDT1'")
    add_location(mathare, "Nairobi", "mathare", "Mathare", HERE, verified=True)
    (found,) = rows(mathare, "verified, concern", "tickets.places WHERE place = 'Mathare'")
    assert found == (False, "its names are at 2 different points")


def test_a_cluster_without_centroid_says_how_many_tickets_wait_for_it(db: Db) -> None:
    add_tickets(db, "inc", "North Rift", None, "Somewhere")
    found = to_review(db, "what, status, tickets, distance_km, concern")
    assert found[0] == ("cluster", None, 2, None, "2 tickets wait for its centroid; never asked for")
    assert found[1] == ("location", None, 1, None, "never asked for: its cluster has no centroid")


def test_what_is_noted_of_a_cluster_that_was_found_is_a_concern(db: Db) -> None:
    add_cluster(db, "Nairobi", note="its places agree on it", label="Nairobi, Kenya")
    assert rows(db, "concern", "tickets.places") == [("its places agree on it",)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE tickets.geo_locations SET verified = true WHERE place = 'Mathare'",
        "UPDATE tickets.geo_locations SET geom = 'SRID=4326;POINT(36.9 -1.3)' WHERE place = 'Mathare'",
        "UPDATE tickets.geo_locations SET label = 'another' WHERE place = 'Mathare'",
        "DELETE FROM tickets.geo_locations WHERE place = 'Mathare'",
    ],
    ids=["verified", "moved", "answered otherwise", "gone"],
)
def test_a_change_of_the_place_changes_its_revision_and_a_new_ticket_or_name_does_not(mathare: Db, change: str) -> None:
    of_mathare = "revision", "tickets.places WHERE place_key IN ('mathare', 'nw_mathare_fdt1')"
    (before,) = rows(mathare, *of_mathare)
    add_tickets(mathare, "inc", "Nairobi", "NW_Mathare_FDT3")
    add_location(mathare, "Nairobi", "NW_Mathare_FDT3", "Mathare", note="not asked: as NW_Mathare_FDT1")
    assert rows(mathare, *of_mathare) == [before]
    mathare.execute(change)
    assert rows(mathare, *of_mathare) != [before]
