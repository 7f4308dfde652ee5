"""Snapshot files into the database: what is counted, what is written, and what is left exactly as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from gazetteer_checks import differing_rows
from importing import Importer, add_gazetteer, by_id, dump, stored
from ingest import tickets
from ingest.document import MAX_DEPTH
from ingest.snapshot import NESTED
from records import Record, as_snapshot, make_crq, make_inc

Db = psycopg.Connection[Any]


@pytest.fixture
def db_url(emptied_url: str) -> str:
    return emptied_url


@pytest.fixture
def importer(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Importer:
    return Importer(db_url, tmp_path, monkeypatch, capsys)


# --- counting ---


def test_the_report_is_exactly_what_is_promised(importer: Importer, db: Db) -> None:
    add_gazetteer(db)
    inc = [
        make_inc(1, lat="-1.5", lng="36.5"),
        make_inc(2, location_name="KAREN"),
        make_inc(3),
        make_inc(4, cluster=""),
    ]
    nothing = {"changed": 0, "unchanged": 0, "gone": 0, "returned": 0, "rejected": 0, "duplicates": 0, "skipped": False}
    first = importer("--json", "--apply", inc=inc, crq=[make_crq(1)])
    assert first.code == 0
    assert first.report == {
        "applied": True,
        "inc": {
            "source": str(importer.folder / "inc.json"),
            "received": 4,
            "new": 4,
            **nothing,
            "geo_source": {"feed": 1, "location": 1, "cluster": 1, "none": 1},
        },
        "crq": {
            "source": str(importer.folder / "crq.json"),
            "received": 1,
            "new": 1,
            **nothing,
            "geo_source": {"feed": 0, "location": 0, "cluster": 0, "none": 1},
        },
    }
    assert stored(db) == by_id(inc)


def test_coordinates_are_taken_in_every_spelling(importer: Importer, db: Db) -> None:
    spellings = [(lat, lng) for lat in ("lat", "latitude") for lng in ("lng", "lon", "longitude")]
    inc = [make_inc(n, **{lat: -1.5 + n, lng: 136.5 + n}) for n, (lat, lng) in enumerate(spellings)]
    first_load = [*inc[:3], *(make_inc(n) for n in range(3, 6))]
    for records in (first_load, inc):
        assert importer("--apply", inc=records).code == 0
    found = db.execute("SELECT geo_source, ST_Y(geom), ST_X(geom) FROM tickets.inc ORDER BY ticket_id").fetchall()
    assert found == [("feed", -1.5 + n, 136.5 + n) for n in range(6)]


def test_the_same_snapshot_again_writes_nothing_but_its_row_in_import_runs(importer: Importer, db: Db) -> None:
    records = [make_inc(n) for n in range(5)]
    importer("--apply", inc=records)
    before = dump(db)
    again = importer("--json", "--apply", inc=records)
    assert again.counts() == {"received": 5, "unchanged": 5}
    after = dump(db)
    assert {name for name in after if after[name] != before[name]} == {"import_runs"}


BEFORE = [make_inc(n) for n in range(40)]
LONG_GONE = make_inc(60)
NEWS: list[Any] = [
    *BEFORE[:30],
    *(make_inc(n, status="Closed", lat=-1.0, lng=36.0) for n in (30, 31, 32)),  # changed
    make_inc(50),  # new
    make_inc(51, location_name="Karen"),  # new
    make_inc(50, status="Closed"),  # duplicate
    make_inc(39),  # returned
    make_inc(38, status="Closed"),  # returned, and changed
    {"status": "no id"},  # rejected
]
COUNTS = {
    "received": 39,
    "new": 2,
    "changed": 3,
    "unchanged": 30,
    "returned": 2,
    "rejected": 1,
    "duplicates": 1,
    "gone": 5,
}


@pytest.fixture
def busy(importer: Importer, db: Db) -> Importer:
    """A table in which tickets 38, 39 and 60 are gone."""
    add_gazetteer(db)
    importer("--apply", inc=[*BEFORE, LONG_GONE])
    importer("--apply", inc=BEFORE[:38])
    return importer


def test_every_verdict_is_counted_and_the_tally_adds_up(busy: Importer, db: Db) -> None:
    told = busy("--json", "--apply", inc=NEWS)
    assert told.counts() == COUNTS
    assert COUNTS["received"] == sum(n for name, n in COUNTS.items() if name not in ("received", "gone"))
    assert stored(db) == by_id([record for record in NEWS if "ticket_id" in record])
    assert stored(db, gone=True) == by_id([*BEFORE[33:38], LONG_GONE])
    assert dump(db, "equivalent_hashes") == {"equivalent_hashes": []}
    columns = ", ".join(COUNTS)
    assert db.execute(
        f"SELECT kind, source, etag, last_modified, forced, {columns}, started_at <= finished_at"
        " FROM tickets.import_runs ORDER BY run_id DESC LIMIT 1"
    ).fetchone() == ("inc", str(busy.folder / "inc.json"), None, None, False, *COUNTS.values(), True)
    assert db.execute("SELECT kind, position, reason, text FROM tickets.import_rejects").fetchall() == [
        ("inc", 39, "no usable ticket_id", '{"status":"no id"}')
    ]
    again = busy("--json", "--apply", inc=NEWS)
    assert again.counts() == {"received": 39, "unchanged": 37, "rejected": 1, "duplicates": 1}


def test_times_tell_when_a_ticket_came_changed_and_went(busy: Importer, db: Db) -> None:
    db.execute("UPDATE tickets.inc SET first_seen_at = '2020-01-01Z', changed_at = '2020-01-02Z'")
    busy("--apply", inc=NEWS)
    query = "SELECT first_seen_at > '2026-01-01Z', changed_at > '2026-01-01Z' FROM tickets.inc WHERE ticket_id = %s"
    expected = {
        0: (False, False),
        30: (False, True),
        50: (True, True),
        39: (False, False),
        38: (False, True),
        35: (False, False),
    }
    for number, told in expected.items():
        assert db.execute(query, (make_inc(number)["ticket_id"],)).fetchall() == [told], number


def test_a_gone_ticket_keeps_the_time_it_went(busy: Importer, db: Db) -> None:
    gone = "SELECT ticket_id, gone_at FROM tickets.inc WHERE gone_at IS NOT NULL ORDER BY 1"
    before = db.execute(gone).fetchall()
    busy("--apply", inc=BEFORE[:38])
    assert (db.execute(gone).fetchall(), len(before)) == (before, 3)


def test_a_dry_run_writes_nothing_and_says_exactly_what_apply_does(busy: Importer, db: Db) -> None:
    before = dump(db)
    for _ in range(2):
        dry = busy("--json", inc=NEWS, crq=[make_crq(1), make_crq(2, lat=1, lng=36)])
        assert dump(db) == before
    applied = busy("--json", "--apply", inc=NEWS, crq=[make_crq(1), make_crq(2, lat=1, lng=36)])
    assert dry.report | {"applied": True} == applied.report
    assert differing_rows(db) == []


def test_the_text_report_adds_up_and_gives_examples(busy: Importer) -> None:
    dry, applied = busy(inc=NEWS), busy("--apply", inc=NEWS)
    total = "received 39 = new 2 + changed 3 + unchanged 30 + returned 2 + rejected 1 + duplicates 1"
    for told in (dry, applied):
        assert total in told.stdout
        assert "gone 5" in told.stdout
        assert re.search(r"gone: INC\d+33, INC\d+34, INC\d+35 and 2 more\n", told.stdout)
        values = 'lat: "" -> -1.0, lng: "" -> 36.0, status: "Assigned" -> "Closed"'
        assert all(f"{make_inc(n)['ticket_id']} ({values})" in told.stdout for n in (30, 31, 32))
        assert "rejected: element 39 (no usable ticket_id)" in told.stdout
        assert re.search(r"new: INC\d+50, INC\d+51\n", told.stdout)
        assert re.search(r"returned: INC\d+38, INC\d+39\n", told.stdout)
        assert "places of tickets that stay: gained 0, lost 0, changed 3\n" in told.stdout
    assert "dry run: nothing was written; add --apply" in dry.stdout
    assert "dry run" not in applied.stdout
    assert "37 active tickets would be located by: feed 3, location 1, cluster 33, none 0" in dry.stdout
    assert "37 active tickets by location source: feed 3, location 1, cluster 33, none 0" in applied.stdout


def test_each_kind_has_its_own_table(importer: Importer, db: Db) -> None:
    importer("--apply", inc=[make_inc(1)], crq=[make_inc(1, status="crq"), make_crq(2)])
    told = importer("--json", "--apply", crq=[make_crq(2)])
    assert told.counts("crq") == {"received": 1, "unchanged": 1, "gone": 1}
    assert "inc" not in told.report
    assert len(stored(db)) == 1


# --- what did not change ---


def reversed_keys(records: list[Record]) -> list[Record]:
    return [dict(reversed(record.items())) for record in records]


SPELLINGS: dict[str, Callable[[list[Record]], bytes]] = {
    "indented": lambda records: json.dumps(records, ensure_ascii=False, indent=2).encode(),
    "lines": lambda records: "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode(),
    "wrapper": lambda records: json.dumps({"n": 1, "tickets": records}, ensure_ascii=False).encode(),
    "byte order mark": lambda records: b"\xef\xbb\xbf" + as_snapshot(records),
    "other order of records": lambda records: as_snapshot(records[::-1]),
    "other order of keys": lambda records: as_snapshot(reversed_keys(records)),
    "escaped": lambda records: json.dumps(records).replace("/", "\\/").encode(),
    "another number for the same": lambda records: as_snapshot(records).replace(b'"minutes":5', b'"minutes":5.0e0'),
}
ANOTHER_TEXT = {"other order of keys", "escaped", "another number for the same"}


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ticket_ids that went to the server for a closer look."""
    ids: list[str] = []
    real = tickets.copy_records

    def copy_records(conn: Db, table: Any, records: Any) -> None:
        records = list(records)
        ids.extend(record[0] for record in records)
        real(conn, table, records)

    monkeypatch.setattr(tickets, "copy_records", copy_records)
    return ids


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_another_spelling_is_no_change_and_is_looked_at_closely_once(
    importer: Importer, db: Db, sent: list[str], spelling: str
) -> None:
    records = [make_inc(n, note="schräg", resolution={"minutes": 5}) for n in range(10)]
    importer("--apply", inc=records)
    before, spelt = dump(db, "inc", "map_version"), SPELLINGS[spelling](records)
    looks = []
    for _ in range(3):
        sent.clear()
        told = importer("--json", "--apply", inc=spelt)
        assert told.counts() == {"received": 10, "unchanged": 10}
        looks.append(len(sent))
    assert dump(db, "inc", "map_version") == before
    assert looks == ([10, 0, 0] if spelling in ANOTHER_TEXT else [0, 0, 0])
    changed = importer("--json", "--apply", inc=[*records[1:], make_inc(0, status="Closed")])
    assert (changed.counts()["changed"], stored(db)[str(records[0]["ticket_id"])]["status"]) == (1, "Closed")


def test_the_spelling_of_a_gone_ticket_is_forgotten_and_it_returns_as_any_other(importer: Importer, db: Db) -> None:
    records = [make_inc(1), make_inc(2)]
    importer("--apply", inc=records)
    importer("--apply", inc=reversed_keys(records))
    spelt = "SELECT ticket_id FROM tickets.equivalent_hashes ORDER BY 1"
    assert db.execute(spelt).fetchall() == [(record["ticket_id"],) for record in records]
    importer("--apply", inc=reversed_keys(records[:1]))
    assert db.execute(spelt).fetchall() == [(records[0]["ticket_id"],)]
    assert importer("--json", "--apply", inc=reversed_keys(records)).counts()["returned"] == 1
    assert stored(db) == by_id(records)


@pytest.mark.parametrize("statement", ["DELETE FROM tickets.inc", "TRUNCATE tickets.inc"])
def test_the_spelling_of_a_deleted_ticket_is_forgotten_and_may_be_a_change_again(
    importer: Importer, db: Db, statement: str
) -> None:
    old, new = [make_inc(1)], [make_inc(1, status="Closed")]
    for records in (old, reversed_keys(old)):
        importer("--apply", inc=records)
    db.execute(statement)
    importer("--apply", inc=new)
    assert importer("--json", "--apply", inc=reversed_keys(old)).counts()["changed"] == 1
    assert stored(db) == by_id(old)


def test_only_what_is_new_or_changed_is_sent(importer: Importer, sent: list[str]) -> None:
    records = [make_inc(n) for n in range(10)]
    importer("--apply", inc=records)
    sent.clear()
    importer("--apply", inc=[*records[:8], make_inc(8, status="Closed"), make_inc(10)])
    assert sorted(sent) == [make_inc(8)["ticket_id"], make_inc(10)["ticket_id"]]


@pytest.mark.parametrize("respelled", [False, True], ids=["as first imported", "respelled"])
@pytest.mark.parametrize(
    "edit",
    [
        pytest.param("""UPDATE tickets.inc SET raw = raw || '{"status": "edited"}'""", id="updated"),
        pytest.param(
            "UPDATE tickets.inc SET raw = '{}', content_hash = '\\x00'; UPDATE tickets.inc SET content_hash = '\\x01'",
            id="updated, and the hash with it",
        ),
        pytest.param("DELETE FROM tickets.inc", id="deleted"),
        pytest.param("TRUNCATE tickets.inc", id="truncated"),
        pytest.param("UPDATE tickets.inc SET ticket_id = ticket_id || '-old'", id="renamed"),
        pytest.param("UPDATE tickets.inc SET gone_at = now()", id="marked gone"),
    ],
)
def test_what_a_hand_changed_is_found_and_mended(importer: Importer, db: Db, edit: str, respelled: bool) -> None:
    first, then = [make_inc(1), make_inc(2)], [make_inc(1, status="Closed"), make_inc(2, status="Closed")]
    importer("--apply", inc=first)
    if respelled:
        importer("--apply", inc=SPELLINGS["other order of keys"](first))
    db.execute(edit)
    for records in (first, then, first, reversed_keys(first), then):
        dry = importer("--json", "--max-gone=1", inc=records)
        done = importer("--json", "--max-gone=1", "--apply", inc=records)
        assert dry.report | {"applied": True} == done.report
        assert stored(db) == by_id(records)
    assert importer("--json", "--apply", inc=then).counts() == {"received": 2, "unchanged": 2}


def test_the_same_snapshot_again_undoes_what_a_hand_did_to_a_respelled_ticket(importer: Importer, db: Db) -> None:
    record = make_inc(1)
    spelt = reversed_keys([record])
    importer("--apply", inc=[record])
    importer("--apply", inc=spelt)
    db.execute("""UPDATE tickets.inc SET raw = raw || '{"status": "edited"}'""")
    assert importer("--json", "--apply", inc=spelt).counts() == {"received": 1, "changed": 1}
    assert stored(db) == by_id([record])


def test_a_dry_run_counts_the_places_of_a_changed_ticket_once(importer: Importer, db: Db) -> None:
    add_gazetteer(db)
    importer("--apply", inc=[make_inc(1), make_inc(2), make_inc(3)])
    moved = [make_inc(1, lat=-1.5, lng=36.5), make_inc(2, status="Closed"), make_inc(3)]
    expected = {"feed": 1, "location": 0, "cluster": 2, "none": 0}
    assert importer("--json", inc=moved).report["inc"]["geo_source"] == expected
    assert importer("--json", "--apply", inc=moved).report["inc"]["geo_source"] == expected


def test_a_hash_given_by_hand_is_not_believed(importer: Importer, db: Db) -> None:
    record = make_inc(1)
    importer("--apply", inc=[record])
    db.execute("CREATE TEMPORARY TABLE kept AS SELECT content_hash FROM tickets.inc")
    db.execute("DELETE FROM tickets.inc")
    db.execute(
        "INSERT INTO tickets.inc (ticket_id, raw, content_hash) SELECT %s, '{}', content_hash FROM kept",
        (record["ticket_id"],),
    )
    assert importer("--json", "--apply", inc=[record]).counts() == {"received": 1, "changed": 1}


# --- odd records ---

UNHOLDABLE = {
    "number beyond numeric": (b'{"ticket_id":"odd","n":1e200000}', "value overflows numeric format"),
    "number beyond numeric as coordinate": (b'{"ticket_id":"odd","lat":1e200000}', "value overflows numeric format"),
    "nested too deep for us": (b'{"ticket_id":"odd","x":%b%b}' % (b"[" * 9000, b"]" * 9000), NESTED),
}


@pytest.mark.parametrize("case", UNHOLDABLE)
def test_a_record_that_jsonb_can_not_hold_is_kept_aside_and_the_others_come_in(
    importer: Importer, db: Db, case: str
) -> None:
    odd, reason = UNHOLDABLE[case]
    records = [make_inc(n) for n in range(25)]
    data = as_snapshot(records)[:-1] + b"," + odd + b"]"
    dry, done = importer("--json", inc=data), importer("--json", "--apply", inc=data)
    assert done.counts() == {"received": 26, "new": 25, "rejected": 1}
    assert dry.report | {"applied": True} == done.report
    assert db.execute("SELECT position, reason FROM tickets.import_rejects").fetchall() == [(26, reason)]
    assert importer("--json", "--apply", inc=data).counts() == {"received": 26, "unchanged": 25, "rejected": 1}


def test_each_record_that_jsonb_can_not_hold_is_kept_aside(importer: Importer) -> None:
    odd = b"".join(b',{"ticket_id":"odd%d","n":1e200000}' % n for n in range(2))
    data = as_snapshot([make_inc(n) for n in range(60)])[:-1] + odd + b"]"
    assert importer("--json", "--apply", inc=data).counts() == {"received": 62, "new": 60, "rejected": 2}


@pytest.mark.parametrize("case", UNHOLDABLE)
def test_a_present_ticket_whose_record_becomes_unusable_stays_as_it_was(importer: Importer, db: Db, case: str) -> None:
    records = [make_inc(n) for n in range(25)]
    importer("--apply", inc=[*records, make_inc(ticket_id="odd")])
    data = as_snapshot(records)[:-1] + b"," + UNHOLDABLE[case][0] + b"]"
    dry, done = importer("--json", inc=data), importer("--json", "--apply", inc=data)
    assert done.counts() == {"received": 26, "unchanged": 25, "rejected": 1}
    assert dry.report | {"applied": True} == done.report
    assert stored(db)["odd"] == make_inc(ticket_id="odd")


def test_all_the_nesting_that_we_take_comes_in(importer: Importer, db: Db) -> None:
    data = b'[{"ticket_id":"deep","x":%b%b}]' % (b"[" * (MAX_DEPTH - 1), b"]" * (MAX_DEPTH - 1))
    assert importer("--json", "--apply", inc=data).counts() == {"received": 1, "new": 1}
    assert importer("--json", "--apply", inc=data).counts() == {"received": 1, "unchanged": 1}


ODD_RECORDS: dict[str, Record] = {
    "a name too long for an index": {"location_name": "".join(map(chr, range(0x4E00, 0x4E00 + 9000)))},
    "a cluster too long for an index": {"cluster": "".join(map(chr, range(0x4E00, 0x4E00 + 9000)))},
    "a status too long for an index": {"status": "".join(map(chr, range(0x4E00, 0x4E00 + 9000)))},
    "blanks of Unicode around a coordinate": {"lat": "\u2003-1.5\u2028", "lng": "\u00a036.5"},
    "coordinates of no kind": {"lat": {"x": [1]}, "lng": True},
    "a place of numbers": {"cluster": 7, "location_name": 1.50},
    "text of every sort": {
        "summary": '"quoted" \\ back\\u0000slash \t tab \n line \x7f \u2028 € \U0001f600 O\'Neil; --'
    },
    "a megabyte": {"summary": "x" * 1_000_000},
}


@pytest.mark.parametrize("case", ODD_RECORDS)
def test_odd_fields_are_carried_as_they_are(importer: Importer, db: Db, case: str) -> None:
    records = [make_inc(1, **ODD_RECORDS[case]), make_inc(2)]
    dry, done = importer("--json", inc=records), importer("--json", "--apply", inc=records)
    assert done.counts() == {"received": 2, "new": 2}
    assert dry.report | {"applied": True} == done.report
    assert importer("--json", "--apply", inc=records).counts() == {"received": 2, "unchanged": 2}
    assert stored(db) == by_id(records)
    assert differing_rows(db) == []


def test_a_record_is_placed_however_its_keys_are_spelt(importer: Importer, db: Db) -> None:
    add_gazetteer(db)
    data = (
        rb'[{"ticket_id":"1","cl\u0075ster":"NAIROBI"},{"ticket_id":"2","cluster":"x","cluster":"n\u0061irobi"},'
        rb'{"ticket_id":"3","lat":"91","latitude":1,"\u006cng":2},{"ticket_id":"4","cluster":"Nairobi","location_name":null}]'
    )
    importer("--apply", inc=data)
    assert differing_rows(db) == []
    assert [row[0] for row in db.execute("SELECT geo_source FROM tickets.inc ORDER BY ticket_id")] == [
        "cluster",
        "cluster",
        "feed",
        "cluster",
    ]


def test_nul_and_lone_surrogates_are_mended_in_the_table(importer: Importer, db: Db) -> None:
    data = rb'[{"ticket_id":"a\u0000","x\ud800":"\\u0000 \u0000 \ud83d\ude00"}]'
    for verdict in ("new", "unchanged"):
        assert importer("--json", "--apply", inc=data).counts() == {"received": 1, verdict: 1}
    assert stored(db) == {"a\ufffd": {"ticket_id": "a\ufffd", "x\ufffd": "\\u0000 \ufffd \U0001f600"}}


def test_a_gone_ticket_that_returns_with_a_record_jsonb_can_not_hold_stays_gone(importer: Importer, db: Db) -> None:
    records = [make_inc(n) for n in range(25)]
    importer("--apply", inc=[*records, make_inc(ticket_id="odd")])
    importer("--apply", inc=records)
    data = as_snapshot(records)[:-1] + b',{"ticket_id":"odd","n":1e200000}]'
    dry, done = importer("--json", inc=data), importer("--json", "--apply", inc=data)
    assert done.counts() == {"received": 26, "unchanged": 25, "rejected": 1}
    assert dry.report | {"applied": True} == done.report
    assert sum(done.report["inc"]["geo_source"].values()) == 25
    assert stored(db, gone=True) == {"odd": make_inc(ticket_id="odd")}


# --- guards ---

TWENTY = [make_inc(n) for n in range(20)]
BAD = {"no": "id"}
GUARDED: dict[str, tuple[list[Any], str]] = {
    "empty": ([], "it is empty"),
    "more than 5 % rejected": ([*TWENTY[:18], BAD], "1 of its 19 elements are not usable records, more than 5%"),
    "more than half gone": (TWENTY[:9], "11 of the 20 present tickets would be gone, more than --max-gone 0.5"),
}


@pytest.mark.parametrize("case", GUARDED)
def test_a_guard_refuses_and_force_passes_it(importer: Importer, db: Db, case: str) -> None:
    records, reason = GUARDED[case]
    importer("--apply", inc=TWENTY)
    before = dump(db)
    for flags in ((), ("--apply",)):
        told = importer("--json", *flags, inc=records)
        assert told.code == 3
        assert told.report["inc"].keys() == {"error", "exit"}
        assert told.report["inc"]["exit"] == 3
        assert reason in told.report["inc"]["error"]
        assert "nothing of it was written" in told.report["inc"]["error"]
        assert "--force" in told.report["inc"]["error"]
        after = dump(db)
        assert {name for name in after if after[name] != before[name]} == ({"import_runs"} if flags else set())
    dry, forced = importer("--json", "--force", inc=records), importer("--json", "--force", "--apply", inc=records)
    assert (dry.code, forced.code, dry.report | {"applied": True}) == (0, 0, forced.report)
    assert len(stored(db)) == len([record for record in records if record is not BAD])
    runs = db.execute("SELECT outcome, forced FROM tickets.import_runs ORDER BY run_id").fetchall()
    assert runs == [("applied", False), ("refused", False), ("applied", True)]


@pytest.mark.parametrize(
    ("records", "flags"),
    [
        pytest.param([*TWENTY[:19], BAD], (), id="5 % rejected"),
        pytest.param(TWENTY[:10], (), id="half gone"),
        pytest.param(TWENTY[:1], ("--max-gone=0.95",), id="as many gone as --max-gone"),
        pytest.param(TWENTY, ("--max-gone=0",), id="none gone"),
        pytest.param([make_inc(99)], ("--max-gone=1",), id="all gone, and allowed"),
    ],
)
def test_just_within_the_guards_is_fine(importer: Importer, records: list[Any], flags: tuple[str, ...]) -> None:
    importer("--apply", inc=TWENTY)
    assert importer("--apply", *flags, inc=records).code == 0


def test_a_share_that_has_no_binary_fraction_is_kept_to_the_ticket(importer: Importer) -> None:
    importer("--apply", inc=[make_inc(n) for n in range(100)])
    assert importer("--max-gone=0.29", inc=[make_inc(n) for n in range(70)]).code == 3
    assert importer("--max-gone=0.29", inc=[make_inc(n) for n in range(71)]).code == 0


def test_max_gone_can_be_stricter(importer: Importer) -> None:
    importer("--apply", inc=TWENTY)
    assert importer("--apply", "--max-gone=0", inc=TWENTY[1:]).code == 3


def test_the_first_snapshot_of_all_must_not_be_empty_either(importer: Importer) -> None:
    assert importer("--apply", inc=[]).code == 3


def test_a_guard_counts_what_only_the_database_rejects(importer: Importer, db: Db) -> None:
    data = as_snapshot(TWENTY[:10])[:-1] + b',{"ticket_id":"odd","n":1e200000}]'
    assert importer("--apply", inc=data).code == 3
    assert dump(db, "inc", "import_rejects") == {"inc": [], "import_rejects": []}
    assert importer("--apply", "--force", inc=data).code == 0
