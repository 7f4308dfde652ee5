"""review_places.py --import among people: who decided what and why, who is unsure, who was there first."""

from __future__ import annotations

import re

import pytest

from reviewing import (
    ANSWERS,
    HERE,
    MATHARE,
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


def decided(db: Db, place: str) -> tuple[object, ...]:
    """Of a place's one row: comment, decided_by, whether decided_at is set."""
    query = "DISTINCT comment, decided_by, decided_at IS NOT NULL", f"tickets.geo_locations WHERE place = '{place}'"
    (found,) = rows(db, *query)
    return found


# --- who decided what, when and why ---


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
    desk.take([pick(exported, "Mathare", decision="unsure", comment="hm")], "--apply")
    assert "is not kept" not in desk.take(desk.export()).stderr, "it is kept already"


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
    assert desk("--import", "decided.csv").stdout.count(": is so already\n") == 3
    db.execute(f"{ANEW} WHERE place = 'Kilimani'")
    assert desk.take([said[1]]).code == 0


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


def test_a_second_reviewer_s_older_file_is_refused_whole(desk: Desk, db: Db) -> None:
    exported = desk.export()
    desk.take([move(exported, "Mathare")], "--apply")
    before = gazetteers(db)
    older = [pick(exported, "Kilimani", decision="accept"), pick(exported, "Mathare", decision="reject")]
    done = desk.take(older, "--apply", "--force")
    assert (done.code, done.counts) == (3, {"rows": 2, "accepted": 1, "refused": 1})
    assert not done.report["applied"]
    now = f"verified, ok at -1.29640, 36.89310: by hand ({db.info.user}) (by {db.info.user}, 20"
    assert f"row 3 Mathare (Nairobi): somebody else changed it since the export: it is now {now}" in done.stderr
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


@pytest.mark.parametrize(("change", "holding"), HOLDING)
@pytest.mark.parametrize("decision", DECISIONS)
def test_a_decision_holds_as_long_as_what_it_depends_on(
    desk: Desk, db: Db, change: str, holding: set[str], decision: str
) -> None:
    add_candidates(db, "Nairobi", "Mathare", *ANSWERS)
    row = pick(desk.export(), "Mathare", **DECISIONS[decision])
    db.execute(change)
    done = desk.take([row])
    assert (done.code == 0) == (decision in holding), done.stderr


@pytest.mark.parametrize("decision", DECISIONS)
def test_what_another_person_has_been_unsure_about_since_is_refused(desk: Desk, db: Db, decision: str) -> None:
    add_candidates(db, "Nairobi", "Mathare", *ANSWERS)
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
    accepted = desk.take([pick(exported, "Mathare", decision="accept")], "--by", "Amina")
    assert (accepted.code, "it is now verified, rejected at" in accepted.stderr) == (3, True)


def test_a_file_of_release_1_0_holds_as_it_did_then(desk: Desk, db: Db) -> None:
    exported = [{**row, "revision": "-".join(row["revision"].split("-")[:2])} for row in desk.export()]
    assert all(len(row["revision"]) == 14 for row in exported)
    both = [move(exported, "Mathare"), pick(exported, "Kilimani", decision="accept")]
    assert desk.take(both).code == 0
    db.execute(ANEW)
    assert desk.take(both).report["refused"] == 2
