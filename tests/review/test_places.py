"""tickets.places: which places there are, what is told of each, and when its revision changes."""

from __future__ import annotations

from typing import Any

import pytest

from reviewing import (
    HERE,
    KISUMU,
    MATHARE,
    NAIROBI,
    Db,
    add_candidates,
    add_cluster,
    add_location,
    add_tickets,
    rows,
)

RONGAI = (-1.24, 36.85)


@pytest.fixture
def db_url(emptied_url: str) -> str:
    return emptied_url


@pytest.fixture
def nairobi(db: Db) -> Db:
    """A cluster with Kilimani."""
    add_cluster(db, "Nairobi")
    add_location(db, "Nairobi", "Kilimani", "Kilimani", (-1.29, 36.78))
    return db


def concern(db: Db, place: str) -> str:
    (found,) = rows(db, "concern", f"tickets.places WHERE place = '{place}'")
    return str(found[0])


# --- which places, and whose tickets ---


@pytest.mark.parametrize("kind", ["inc", "crq"])
def test_only_present_open_tickets_without_coordinates_of_their_own_wait(nairobi: Db, kind: str) -> None:
    add_tickets(nairobi, kind, "Nairobi", "Ruai", lat=-1.2, lng=36.8)
    add_tickets(nairobi, kind, "Nairobi", "Ruai", status="Closed")
    add_tickets(nairobi, kind, None, "Ruai")
    (gone,) = add_tickets(nairobi, kind, "Nairobi", "Ruai")
    nairobi.execute(f"UPDATE tickets.{kind} SET gone_at = now() WHERE ticket_id = %s", (gone,))
    waiting = "place, tickets", "tickets.places ORDER BY place"
    assert rows(nairobi, *waiting) == [("", 0), ("Kilimani", 0)]
    (open_one,) = add_tickets(nairobi, kind, "Nairobi", "Ruai")
    assert rows(nairobi, *waiting) == [("", 1), ("Kilimani", 0), ("Ruai", 1)]
    found = rows(nairobi, "kind, ticket_id, status, location_name", "tickets.open_tickets_by_place")
    assert found == [(kind, open_one, "Assigned", "Ruai")]


def test_a_cluster_without_a_row_is_there_while_tickets_wait_for_its_centroid(db: Db) -> None:
    add_location(db, "Lone", "Karen", "Karen")
    add_tickets(db, "inc", "Lone", "Karen")
    assert rows(db, "what, tickets", "tickets.places") == [("location", 1)]
    add_tickets(db, "inc", "Lone", None)
    assert rows(db, "what, tickets", "tickets.places ORDER BY what") == [("cluster", 1), ("location", 1)]


def test_a_name_without_a_row_that_is_the_place_s_own_is_a_new_name_of_it(nairobi: Db) -> None:
    nairobi.execute("UPDATE tickets.geo_locations SET location_name = 'NW_Kilimani_FDT1', verified = true")
    add_tickets(nairobi, "inc", "Nairobi", *["KILIMANI"] * 2)
    add_tickets(nairobi, "inc", "Nairobi", "NW_Kilimani_FDT1")
    found = rows(nairobi, "names, tickets, concern, needs_review", "tickets.places WHERE what = 'location'")
    assert found == [(["KILIMANI", "NW_Kilimani_FDT1"], 3, "a new name of it has no row yet", True)]


@pytest.mark.parametrize("place", [None, "", "  "])
def test_a_row_without_a_place_goes_by_its_network_name(nairobi: Db, place: str | None) -> None:
    add_location(nairobi, "Nairobi", "NW_X_FDT1", place)
    assert rows(nairobi, "place", "tickets.places WHERE status = 'ok' ORDER BY place") == [
        ("",),
        ("Kilimani",),
        ("NW_X_FDT1",),
    ]


def test_of_several_names_the_one_of_most_tickets_and_the_latest_word_come_first(nairobi: Db) -> None:
    for n, day in ((1, "2026-01-02"), (2, "2026-01-03"), (3, "2026-01-01")):
        decided: dict[str, Any] = {"comment": f"c{n}", "decided_by": f"by {n}", "decided_at": day}
        add_location(nairobi, "Nairobi", f"NW_X_FDT{n}", "X", **decided)
    add_tickets(nairobi, "inc", "Nairobi", "NW_X_FDT3")
    found = rows(nairobi, "names, comment, decided_by, decided_at::date::text", "tickets.places WHERE place = 'X'")
    assert found == [(["NW_X_FDT3", "NW_X_FDT1", "NW_X_FDT2"], "c2", "by 2", "2026-01-03")]


def test_a_place_that_is_too_coarse_needs_nobody_only_where_it_has_no_point_and_nobody_asked(nairobi: Db) -> None:
    nairobi.execute("UPDATE tickets.geo_locations SET status = 'too_coarse'")
    assert rows(nairobi, "needs_review", "tickets.places WHERE what = 'location'") == [(True,)]
    nairobi.execute("UPDATE tickets.geo_locations SET geom = NULL")
    assert rows(nairobi, "needs_review", "tickets.places WHERE what = 'location'") == [(False,)]


def test_the_list_is_in_the_order_of_work_with_the_distance_to_100_m(nairobi: Db) -> None:
    add_location(nairobi, "Nairobi", "Ruai", "Ruai", (-1.29, 36.9))
    add_location(nairobi, "Nairobi", "Umoja", "Umoja", MATHARE, decided_by="x", decided_at="2026-01-01")
    add_location(nairobi, "Athi", "Zulu", "Zulu")
    add_tickets(nairobi, "inc", "Nairobi", "Umoja", "Umoja", "Ruai")
    add_location(nairobi, "Nairobi", "Karen", "Karen", MATHARE, verified=True)
    assert ("Karen",) in rows(nairobi, "place", "tickets.places"), "nothing is left to do there"
    found = rows(nairobi, "place, km::text", "tickets.places_to_review")
    assert found == [("Ruai", "9.3"), ("", None), ("Zulu", None), ("Kilimani", "4.1"), ("Umoja", "5.5")]


def test_a_ticket_that_left_the_feed_is_no_point_to_judge_by(db: Db) -> None:
    for kind in ("inc", "crq"):
        add_tickets(db, kind, "Nairobi", None, lat=-1.2, lng=36.8)
        db.execute(f"UPDATE tickets.{kind} SET gone_at = now()")
    assert rows(db, "lat, lng", "tickets.feed_points") == []


# --- concerns ---


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param({"label": "RONGAI-V., Kenya"}, "", id="the label's first part is in the name"),
        pytest.param({"label": "Acacia, rongai-VIEW"}, "", id="the name is in the label, but for case and hyphen"),
        pytest.param({"label": "Villa Rosa", "verified": True}, "", id="verified under another name"),
        pytest.param({"label": "Villa Rosa", "status": "too_coarse", "note": "a ward"}, "a ward", id="too large"),
        pytest.param({"note": "not asked: as NW_X"}, "", id="as another name"),
        pytest.param({"note": "by hand (x)", "verified": True}, "", id="by hand"),
        pytest.param({"status": "rejected", "at": KISUMU}, "", id="rejected and far"),
        pytest.param({"at": (-1.29, 36.78), "verified": True}, "", id="verified at the same point"),
        pytest.param({"decided_at": "2026-01-01", "comment": "why?"}, "somebody is unsure: why?", id="unsure"),
        pytest.param(
            {"status": "not_found", "at": None, "note": "x", "decided_at": "2026-01-01"},
            "somebody is unsure; not found: x",
            id="unsure what was not found",
        ),
    ],
)
def test_a_concern_of_a_place(nairobi: Db, row: dict[str, Any], told: str) -> None:
    add_location(nairobi, "Nairobi", "NW_Rongai View_FDT1", "Rongai View", **{"at": RONGAI, **row})
    assert concern(nairobi, "Rongai View") == told


def test_two_places_of_a_cluster_at_one_point_are_a_concern_of_both_unless_one_is_refused(nairobi: Db) -> None:
    add_cluster(nairobi, "Thika")
    add_location(nairobi, "Thika", "Ahero", "Ahero", (-1.29, 36.78))
    add_location(nairobi, "Nairobi", "Villa", "Villa", (-1.29, 36.78))
    assert concern(nairobi, "Kilimani") == "at the same point as Villa"
    assert concern(nairobi, "Villa") == "at the same point as Kilimani"
    assert concern(nairobi, "Ahero") == "", "another cluster's"
    for refused, other in (("Villa", "Kilimani"), ("Kilimani", "Villa")):
        nairobi.execute(
            "UPDATE tickets.geo_locations SET status = CASE place WHEN %s THEN 'too_coarse' ELSE 'ok' END", (refused,)
        )
        assert concern(nairobi, other) == ""


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param({}, "", id="nothing"),
        pytest.param({"status": "not_found", "at": None}, "2 tickets wait for its centroid; not found", id="not found"),
        pytest.param(
            {"status": "not_found", "at": None, "note": "x"}, "2 tickets wait for its centroid; not found: x", id="why"
        ),
        pytest.param(
            {"status": "too_coarse"},
            "2 tickets wait for its centroid; only something as large as a county goes by this name",
            id="too large",
        ),
        pytest.param({"status": "too_coarse", "note": "x"}, "2 tickets wait for its centroid; x", id="and why"),
        pytest.param({"status": "rejected"}, "2 tickets wait for its centroid", id="rejected"),
        pytest.param({"label": "Villa Rosa"}, "the answer goes by another name", id="other name"),
        pytest.param({"label": "Villa Rosa", "verified": True, "note": "by hand (x)"}, "", id="verified"),
        pytest.param({"decided_at": "2026-01-01", "comment": "why?"}, "somebody is unsure: why?", id="unsure"),
    ],
)
def test_a_concern_of_a_cluster(db: Db, row: dict[str, Any], told: str) -> None:
    add_cluster(db, "Nairobi", **row)
    add_tickets(db, "inc", "Nairobi", None, "Ruai")
    assert concern(db, "") == told
    if told.startswith("2 tickets"):
        db.execute("DELETE FROM tickets.inc WHERE ticket_id = 'INC0000'")
        assert concern(db, "") == told.replace("2 tickets wait", "1 ticket waits")


# --- unsure about a cluster ---


def test_who_is_unsure_about_a_cluster_is_told_with_and_without_a_row(db: Db) -> None:
    add_tickets(db, "inc", "Nairobi", None)
    query = "comment, decided_by, decided_at IS NOT NULL, is_unsure, needs_review", "tickets.places"
    assert rows(db, *query) == [(None, None, False, False, True)]
    db.execute("INSERT INTO tickets.unsure_places (cluster, comment, decided_by) VALUES ('Nairobi', 'a', 'x')")
    assert rows(db, *query) == [("a", "x", True, True, True)]
    assert concern(db, "") == "somebody is unsure: a; 1 ticket waits for its centroid; never asked for"
    add_cluster(db, "Nairobi")
    assert rows(db, *query) == [("a", "x", True, True, True)]
    db.execute("UPDATE tickets.geo_clusters SET comment = 'b', decided_by = 'y', decided_at = '2020-01-01'")
    assert rows(db, *query) == [("b", "y", True, True, True)]
    assert concern(db, "") == "somebody is unsure: b"
    db.execute("UPDATE tickets.geo_clusters SET verified = true, decided_at = '2020-01-02'")
    assert rows(db, *query) == [("b", "y", True, False, False)]


def test_who_is_unsure_about_a_place_is_told_of_it_alone_until_another_has_the_word(nairobi: Db) -> None:
    nairobi.execute(
        "INSERT INTO tickets.unsure_places (cluster, location_name, comment, decided_by)"
        " VALUES ('Nairobi', 'Ruai', 'a', 'x'), ('Nairobi', 'Kilimani', 'a', 'x')"
    )
    nairobi.execute("UPDATE tickets.geo_locations SET comment = NULL, decided_by = 'y', decided_at = '2026-01-01'")
    add_tickets(nairobi, "inc", "Nairobi", "Ruai")
    assert rows(nairobi, "place, comment, decided_by, is_unsure", "tickets.places ORDER BY place") == [
        ("", None, None, False),
        ("Kilimani", None, "y", True),
        ("Ruai", "a", "x", True),
    ]
    assert concern(nairobi, "Ruai") == "somebody is unsure: a; never asked for"


# --- revisions ---


CHANGES = (
    "geom = 'SRID=4326;POINT(36.9 -1.3)'",
    "label = 'anew'",
    "provider = 'opencage'",
    "status = 'too_coarse'",
    "verified = true",
    "decided_at = '2026-01-01', decided_by = 'x'",
)


@pytest.mark.parametrize("table", ["geo_clusters", "geo_locations"])
def test_a_revision_changes_with_its_own_row_only(nairobi: Db, table: str) -> None:
    def revision(of: str) -> list[tuple[Any, ...]]:
        return rows(nairobi, "revision", f"tickets.places WHERE 'geo_' || what || 's' {of} '{table}'")

    before, of_the_other = revision("="), revision("<>")
    nairobi.execute(f"UPDATE tickets.{table} SET note = 'x', query = 'x'")
    assert revision("=") == before
    for change in CHANGES:
        with nairobi.transaction(force_rollback=True):
            nairobi.execute(f"UPDATE tickets.{table} SET {change}")
            assert revision("=") != before, change
            assert revision("<>") == of_the_other, change


@pytest.mark.parametrize("place", [None, "Kilimani"])
def test_a_revision_tells_the_row_the_judgement_and_the_candidates_apart(nairobi: Db, place: str | None) -> None:
    """Four parts: 'r', the row, a person's decision, the candidates."""
    revision = "revision", f"tickets.places WHERE place = '{place or ''}'"

    def parts() -> list[str]:
        (found,) = rows(nairobi, *revision)
        return str(found[0]).split("-")

    before = parts()
    assert [len(part) for part in before] == [1, 12, 6, 4]
    add_candidates(nairobi, "Nairobi", place, NAIROBI, HERE)
    first = parts()
    assert (first[:3], first[3] == "none") == (before[:3], False)
    nairobi.execute("UPDATE tickets.geo_candidates SET label = 'anew' WHERE rank = 1")
    assert (parts()[:3], parts()[3] == first[3]) == (before[:3], False)
    add_candidates(nairobi, "Nairobi", place, HERE, NAIROBI)
    assert (parts()[:3], parts()[3] == first[3]) == (before[:3], False)
    table = "geo_locations" if place else "geo_clusters"
    nairobi.execute(f"UPDATE tickets.{table} SET decided_at = '2026-01-01', decided_by = 'x'")
    unsure = parts()
    assert (unsure[1], unsure[2] == before[2]) == (before[1], False)
    nairobi.execute(f"UPDATE tickets.{table} SET decided_by = 'y'")
    assert parts()[2] != unsure[2]
    nairobi.execute(f"UPDATE tickets.{table} SET verified = true, decided_at = '2026-01-01'")
    verified = parts()
    nairobi.execute(f"UPDATE tickets.{table} SET geom = 'SRID=4326;POINT(36.9 -1.3)', decided_at = '2026-01-01'")
    assert parts()[2] != verified[2], "a person put it elsewhere"
