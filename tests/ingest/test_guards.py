"""Snapshots whose shape changed, or that are not whole, are refused; --force passes where it helps."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg
import pytest

from importing import Importer, add_gazetteer, dump, stored
from ingest.guards import find_lost_keys, list_keys
from records import Record, as_snapshot, make_inc

Db = psycopg.Connection[Any]

FORTY = [make_inc(n, lat=-1.3, lng=36.8) if n % 2 else make_inc(n) for n in range(40)]


def assert_refused(importer: Importer, db: Db, data: Any, *parts: str, force: bool = True) -> None:
    """A dry run and an applied one refuse it in the same words; --force passes it, or does not."""
    before = dump(db, "inc")
    dry, applied = importer("--json", inc=data), importer("--json", "--apply", inc=data)
    assert (dry.code, applied.code) == (3, 3), (dry.stderr, applied.stderr)
    message = applied.report["inc"]["error"]
    assert dry.report["inc"] == applied.report["inc"]
    assert all(part in message for part in parts), message
    assert ("run once with --force" in message) == force
    assert dump(db, "inc") == before
    (recorded,) = db.execute("SELECT error FROM tickets.import_runs ORDER BY run_id DESC LIMIT 1").fetchone() or ("",)
    assert recorded.startswith(message[:500])
    assert importer("--json", "--force", inc=data).code == (0 if force else 3)


def renamed(records: list[Record], key: str, name: str) -> list[Record]:
    return [{name if k == key else k: v for k, v in record.items()} for record in records]


@pytest.fixture
def importer(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Importer:
    return Importer(db_url, tmp_path, monkeypatch, capsys)


@pytest.fixture
def filled(importer: Importer, db: Db) -> Importer:
    add_gazetteer(db)
    assert importer("--apply", inc=FORTY).code == 0
    return importer


@pytest.mark.parametrize("key", ["status", "cluster", "location_name"])
def test_a_key_that_was_renamed_is_named_with_both_shares_and_what_came_instead(
    filled: Importer, db: Db, key: str
) -> None:
    shares = f"{key} has a usable value in 0 of its 40 records, but in 40 of the 40 present tickets"
    assert_refused(filled, db, renamed(FORTY, key, "u_new"), shares, "keys that no present ticket has: u_new")


def test_coordinates_that_were_renamed_are_named(filled: Importer, db: Db) -> None:
    moved = [record | {"lat": "-1.2", "lng": "36.7"} for record in FORTY]
    assert filled("--apply", inc=moved).code == 0
    shares = "lat/lng has a usable value in 0 of its 40 records, but in 40 of the 40 present tickets"
    assert_refused(filled, db, renamed(moved, "lat", "Breite"), shares, "Breite")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("cluster", ""), ("cluster", "  "), ("cluster", None), ("cluster", {}), ("cluster", []), ("cluster", "NaN")),
        *(("status", ""), ("location_name", " ")),
    ],
)
def test_a_key_whose_values_went_is_as_good_as_renamed(filled: Importer, db: Db, key: str, value: object) -> None:
    emptied = [record | {key: value} for record in FORTY]
    assert_refused(filled, db, emptied, f"{key} has a usable value in 0 of its 40", "no new key came instead")


def test_tickets_that_leave_do_not_make_up_for_a_key_that_was_renamed(filled: Importer, db: Db) -> None:
    shares = "cluster has a usable value in 0 of its 24 records, but in 40 of the 40 present tickets"
    assert_refused(filled, db, renamed(FORTY[:24], "cluster", "u_new"), shares)


WITH, WITHOUT = FORTY[:21], [record | {"cluster": ""} for record in FORTY[21:]]


@pytest.mark.parametrize(
    ("before", "now", "shares"),
    [
        pytest.param(
            [FORTY], [*FORTY, *(make_inc(n, cluster="") for n in range(50, 100))], "40 of its 90 records", id="new"
        ),
        pytest.param(
            [[*FORTY, *(make_inc(n) for n in range(50, 100))], FORTY],
            [*FORTY, *(make_inc(n, cluster="") for n in range(50, 100))],
            "40 of its 90 records",
            id="returned",
        ),
        pytest.param([[*WITH, *WITHOUT]], [*WITH[:4], *WITHOUT], "4 of its 23 records", id="gone"),
    ],
)
def test_tickets_that_come_or_leave_are_reason_enough_to_look_at_the_shares(
    importer: Importer, before: list[list[Record]], now: list[Record], shares: str
) -> None:
    for records in before:
        assert importer("--apply", "--max-gone=1", inc=records).code == 0
    told = importer("--json", "--apply", inc=now)
    assert (told.code, f"cluster has a usable value in {shares}" in told.report["inc"]["error"]) == (3, True)


def test_half_of_the_share_is_just_enough(filled: Importer) -> None:
    def without_cluster(count: int) -> list[Record]:
        return [record | {"cluster": ""} if at < count else record | {"x": 1} for at, record in enumerate(FORTY)]

    assert filled("--max-gone=1", inc=without_cluster(20)).code == 0
    assert filled("--max-gone=1", inc=without_cluster(21)).code == 3


def test_a_key_that_few_had_may_vanish(importer: Importer) -> None:
    few = [record | {"cluster": ""} if at >= 19 else record for at, record in enumerate(FORTY)]
    importer("--apply", inc=few)
    assert importer("--max-gone=1", inc=[record | {"cluster": ""} for record in FORTY]).code == 0


def test_a_key_of_just_half_of_the_tickets_is_lost_by_its_share_of_the_records_not_by_their_number() -> None:
    usable = {"all": (40, 40), "few": (19, 0), "half": (20, 19), "enough": (20, 20), "most": (40, 39)}
    assert find_lost_keys(usable, 40, 80) == ["half", "most"]


@pytest.mark.parametrize(("present", "code"), [(19, 0), (20, 3)])
def test_of_nineteen_tickets_shares_mean_nothing(importer: Importer, present: int, code: int) -> None:
    importer("--apply", inc=FORTY[:present])
    assert importer("--apply", "--max-gone=1", inc=renamed(FORTY[:present], "cluster", "u_new")).code == code


@pytest.mark.parametrize(("count", "end"), [(12, "k11"), (13, "k11, ...")])
def test_keys_are_named_up_to_a_dozen(count: int, end: str) -> None:
    assert list_keys([f"k{n}" for n in range(count)]).rpartition("k10, ")[2] == end


def test_more_lost_places_than_max_gone_are_refused(filled: Importer, db: Db) -> None:
    elsewhere = [record | {"cluster": "Nowhere"} for record in FORTY]
    lost = "20 of the 40 placed tickets that stay would be placed worse than now"
    assert lost in filled("--json", "--max-gone=0.49", inc=elsewhere).report["inc"]["error"]
    assert filled("--max-gone=0.5", inc=elsewhere).code == 0


def test_of_the_tickets_placed_worse_the_share_is_one_of_the_placed_ones_that_stay(importer: Importer, db: Db) -> None:
    add_gazetteer(db)
    unplaced = [make_inc(n, cluster="Nowhere") for n in range(50, 70)]
    assert importer("--apply", inc=[*FORTY, *unplaced]).code == 0
    elsewhere = [record | {"cluster": "Nowhere"} for record in FORTY[:30]]
    told = importer("--json", "--max-gone=0.49", inc=[*elsewhere, *unplaced])
    assert "15 of the 30 placed tickets that stay would be placed worse" in told.report["inc"]["error"]


def test_a_place_that_is_only_less_exact_counts_as_placed_worse(filled: Importer, db: Db) -> None:
    by_cluster = [record | {"lat": "", "lng": "", "x": 1} for record in FORTY]
    assert filled("--max-gone=0.5", inc=by_cluster).code == 3  # 20 of 40 by their values
    assert filled("--max-gone=0.49", inc=by_cluster).code == 3


def test_each_step_from_a_tickets_own_point_over_its_location_and_cluster_to_none_is_worse(
    importer: Importer, db: Db
) -> None:
    add_gazetteer(db)
    ladder: list[Record] = [{"location_name": "Karen", "lat": -1.3, "lng": 36.8}, {"location_name": "Karen"}, {}]
    steps = [[make_inc(n, **fields) for n in range(10)] for fields in (*ladder, {"cluster": "Nowhere"})]
    assert importer("--apply", inc=steps[0]).code == 0
    for worse in steps[1:]:
        told = importer("--json", inc=worse).report["inc"]
        assert "10 of the 10 placed tickets that stay would be placed worse than now" in told.get("error", "")
        assert importer("--apply", "--force", inc=worse).code == 0
    assert [importer("--apply", inc=better).code for _, better in pairwise(reversed(steps))] == [0, 0, 0]


def test_nothing_usable_is_refused_with_the_reason_and_the_keys_and_force_does_not_help(
    filled: Importer, db: Db
) -> None:
    data = renamed(FORTY, "ticket_id", "number")
    parts = (
        "not one of its 40 elements",
        "40 times: no usable ticket_id",
        "they have the keys number, status, priority",
    )
    assert_refused(filled, db, data, *parts, force=False)
    assert len(stored(db)) == 40


def test_too_many_unusable_elements_are_told_with_the_most_frequent_reason(filled: Importer, db: Db) -> None:
    data: list[Any] = [*FORTY[:30], *renamed(FORTY[30:], "ticket_id", "number"), 5]
    data.append({"ticket_id": "x" * 201, "odd": 1})
    parts = ("12 of its 42 elements", "10 times: no usable ticket_id", "number, status")
    assert_refused(filled, db, data, *parts)
    assert "odd" not in filled("--json", inc=data).report["inc"]["error"]


def test_elements_that_are_no_objects_have_no_keys_to_name(filled: Importer, db: Db) -> None:
    assert_refused(filled, db, [5] * 40, "usable record (40 times: not an object); nothing of it", force=False)


@pytest.mark.parametrize(
    ("around", "sign"),
    [
        ({"error": {"message": "maximum execution time exceeded"}, "status": "failure"}, 'error is {"message"'),
        ({"timed_out": True}, "timed_out is true"),
        ({"links": {"next": "/tickets?page=2"}}, 'links.next is "/tickets'),
        ({"total": 100}, "total is 100"),
    ],
    ids=["error", "timed out", "next page", "total"],
)
def test_a_document_that_says_that_it_is_partial_is_refused(
    filled: Importer, db: Db, around: dict[str, Any], sign: str
) -> None:
    data = json.dumps({"result": FORTY[:30], **around}).encode()
    assert_refused(filled, db, data, "it says itself that it is not whole", sign, "and it has 30 records")


@pytest.mark.parametrize("at", [0, -1], ids=["first", "last"])
def test_a_line_before_or_after_the_records_may_say_it(filled: Importer, db: Db, at: int) -> None:
    lines = [json.dumps(record) for record in FORTY[:30]]
    lines.insert(at if at == 0 else len(lines), '{"error": "connection lost"}')
    assert_refused(filled, db, "\n".join(lines).encode(), 'error is "connection lost"')


def test_a_ticket_may_have_such_keys(importer: Importer) -> None:
    odd = [record | {"error": "LOS", "next": "x", "total": 900, "status": "Failed"} for record in FORTY]
    assert importer("--apply", inc=odd).code == 0
    lines = "\n".join(json.dumps(record) for record in odd).encode()
    assert importer("--apply", inc=lines).code == 0


def test_whole_numbers_are_the_same_ids_however_they_are_written(importer: Importer, db: Db) -> None:
    ids = ["1", "2", "3", "10", "-4", "5.5", "123456789012345678901234567890"]
    importer("--apply", inc=b"[%b]" % b",".join(b'{"ticket_id":%b}' % n.encode() for n in ids))
    assert sorted(stored(db)) == sorted(ids)
    spelt = ["1.0", "2e0", "3.000", "1e1", "-4.0", "5.50", "123456789012345678901234567890.0"]
    again = importer("--apply", "--json", inc=b"[%b]" % b",".join(b'{"ticket_id":%b}' % n.encode() for n in spelt))
    assert sorted(stored(db)) == sorted([*ids[:5], "5.50", ids[6]])
    assert again.counts() == {"received": 7, "new": 1, "unchanged": 6, "gone": 1}


def test_a_dry_run_tells_what_is_new_about_a_snapshot(filled: Importer, db: Db) -> None:
    changed = [
        record | {"status": "On Hold", "region": "East"} if at < 3 else record for at, record in enumerate(FORTY)
    ]
    changed[4] = changed[4] | {"cluster": "Nowhere"}
    changed[5] = changed[5] | {"lat": -1.4, "annex": 1}
    told = filled(inc=changed).stdout
    assert "places of tickets that stay: gained 0, lost 1, changed 1" in told
    assert "keys that no ticket has until now: region, annex\n" in told, "the most frequent first"
    assert "statuses not seen before: on hold\n" in told
    assert 'status: "Assigned" -> "On Hold"' in told
    assert "any more" not in told
    gone = [{k: v for k, v in record.items() if k != "summary"} for record in FORTY]
    assert "keys that no ticket has any more: summary" in filled(inc=gone).stdout


def test_a_change_is_shown_with_what_came_or_went_in_the_order_of_the_keys_and_not_at_length(
    importer: Importer,
) -> None:
    importer("--apply", inc=[make_inc(1, note="x" * 100)])
    told = importer(inc=[make_inc(1, note="y" * 100, annex=1)]).stdout
    assert f'INC{1:012d} (annex: none -> 1, note: "{"x" * 39} -> "{"y" * 39})' in told


def test_a_status_that_only_a_gone_ticket_had_is_not_new(importer: Importer) -> None:
    importer("--apply", inc=[make_inc(1), make_inc(2, status="On Hold")])
    importer("--apply", inc=[make_inc(1)])
    told = importer(inc=[make_inc(1, status="On Hold"), make_inc(3, status="Parked")]).stdout
    assert "statuses not seen before: parked\n" in told


def test_a_dry_run_of_a_first_snapshot_calls_nothing_new_about_it(importer: Importer) -> None:
    told = importer(inc=FORTY).stdout
    assert not any(words in told for words in ("until now:", "seen before:", "any more:", "tickets that stay:"))


def test_a_dry_run_counts_the_places_that_tickets_gain(importer: Importer) -> None:
    importer("--apply", inc=[make_inc(1), make_inc(2)])
    told = importer(inc=[make_inc(1, lat=-1, lng=36), make_inc(2)]).stdout
    assert "places of tickets that stay: gained 1, lost 0, changed 0\n" in told


def test_a_dry_run_marks_counts_that_are_unusual(filled: Importer) -> None:
    for n in range(6):
        assert filled("--apply", inc=[*FORTY[:39], FORTY[39] | {"n": n}]).code == 0
    assert (
        "unusual"
        not in filled(inc=[record | {"n": 9} if at < 11 else record for at, record in enumerate(FORTY)]).stdout
    )
    told = filled(inc=[record | {"n": 9} for record in FORTY]).stdout
    assert "unusual: changed 40 (at most 1 in the last runs)" in told


def test_the_text_around_a_position_is_told(importer: Importer) -> None:
    told = importer("--json", inc=as_snapshot(FORTY[:1])[:-1] + b',{"ticket_id":"x","lat":NaN}]')
    assert "near" in told.report["inc"]["error"]
    assert '"lat":NaN' in told.report["inc"]["error"]


def test_an_object_without_one_array_names_its_keys(importer: Importer) -> None:
    told = importer("--json", inc=json.dumps({"data": {"tickets": FORTY}, "took": 3}).encode())
    assert "its keys are data (object), took (3)" in told.report["inc"]["error"]
