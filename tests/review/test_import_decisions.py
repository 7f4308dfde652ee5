"""review_places.py --import: decisions are taken, foretold by a dry run, and told in the report."""

from __future__ import annotations

import psycopg
import pytest

from gazetteer_checks import differing_rows, misjudged_locations, version
from reviewing import (
    ANSWERS,
    HERE,
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
    rows,
    where,
)


@pytest.fixture
def db_url(emptied_url: str) -> str:
    return emptied_url


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
    desk.take(
        [
            move(exported, "Mathare"),
            pick(exported, "Kilimani", decision="reject"),
            move(exported, "Ruai"),
            pick(exported, "", decision="accept"),
            move(exported, "", (-0.2, 34.7617), "Kisumu"),
        ]
    )
    assert desk("--import", "decided.csv").stdout.splitlines() == [
        "  row 2: move Mathare (Nairobi): moves 5470 m, 3 tickets follow",
        "  row 3: reject Kilimani (Nairobi): not the place, 1 ticket follows",
        "  row 4: move Ruai (Nairobi): had no point, 1 ticket follows",
        "  row 5: accept cluster Nairobi: moves 0 m, 0 tickets follow",
        "  row 6: move cluster Kisumu: moves 11 km, 0 tickets follow",
        "rows 5 = accepted 1 + moved 3 + rejected 1 + added 0 + undecided 0 + refused 0",
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


@pytest.mark.parametrize("is_site", [False, True])
def test_what_is_decided_again_holds_for_a_name_that_is_new_since(desk: Desk, db: Db, is_site: bool) -> None:
    accepted = [pick(desk.export(), "Mathare", decision="accept")]
    desk.take(accepted, "--apply")
    (ticket,) = add_tickets(db, "crq", "Nairobi", "NW_Mathare_FDT9")
    assert where(db, ticket) == ("cluster", NAIROBI, False)
    site = {"cluster": "Nairobi", "place": "Mathare", "lat": MATHARE[0], "lng": MATHARE[1]}
    assert desk.take([site] if is_site else accepted, "--apply").counts["tickets_moved"] == 1
    assert where(db, ticket) == ("location", MATHARE, True)


def test_a_place_without_a_row_can_be_rejected_so_that_nobody_asks_for_it(desk: Desk, db: Db) -> None:
    add_tickets(db, "inc", "Nairobi", "NW_Umoja_FDT1", "ADR_MNT_UMOJA")
    exported = desk.export()
    place = next(row["place"] for row in exported if "ADR_MNT_UMOJA" in row["names"])
    desk.take([pick(exported, place, decision="reject")], "--apply")
    found = rows(db, "location_name, status, verified", "tickets.geo_locations WHERE status = 'rejected' ORDER BY 1")
    assert found == [("ADR_MNT_UMOJA", "rejected", True), ("NW_Umoja_FDT1", "rejected", True)]


def test_a_file_in_which_nothing_is_decided_is_told(desk: Desk) -> None:
    exported = desk.export()
    assert "no row has a decision" in desk.take(exported).stderr
    assert "no row has a decision" not in desk.take([*exported, move(exported, "Mathare")]).stderr


# --- the geocoder's answers ---


@pytest.mark.parametrize("number", ["2", "2.0", "2,0"])
def test_a_number_moves_a_place_to_that_candidate_with_its_label(desk: Desk, db: Db, number: str) -> None:
    add_candidates(db, "Nairobi", "Mathare", *ANSWERS)
    chosen = [pick(desk.export(), "Mathare", decision=number)]
    done = desk.take(chosen, "--apply")
    assert (done.code, done.counts) == (0, {"rows": 1, "moved": 1, "tickets_moved": 3})
    assert where(db, "INC0002") == ("location", ANSWERS[1], True)
    found = rows(db, "DISTINCT provider, label, verified", "tickets.geo_locations WHERE place = 'Mathare'")
    assert found == [("nominatim", "Mathare 2", True)]
    assert desk.take(chosen, "--apply").counts == {"rows": 1, "moved": 1}


def test_a_cluster_without_a_row_moves_to_a_candidate(desk: Desk, db: Db) -> None:
    add_candidates(db, "North Rift", None, (0.52, 35.27))
    assert desk.take([pick(desk.export(), "", "North Rift", decision="1")], "--apply").counts["tickets_moved"] == 7
    assert where(db, "CRQ0000") == ("cluster", (0.52, 35.27), True)


def test_a_number_that_no_candidate_has_is_refused(desk: Desk, db: Db) -> None:
    add_candidates(db, "Nairobi", "Mathare", *ANSWERS)
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
