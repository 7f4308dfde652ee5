"""Snapshot files into the database: what is counted, what is written, and what is left exactly as it was."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

import ingest
import shared
from conftest import Run, Server
from fake_aws import FakeAws
from importing import Importer, dump
from ingest import storage
from ingest.snapshot import MAX_DEPTH, NESTED
from placing import differing_rows, empty_tables, version
from records import Record, as_snapshot, make_crq, make_inc
from shared import connect

Db = psycopg.Connection[Any]


@pytest.fixture(scope="module")
def module_url(server: Server, migrated_template: str) -> Iterator[str]:
    url = server.create_database(migrated_template)
    yield url
    server.drop_database(url)


@pytest.fixture
def db_url(module_url: str) -> str:
    """A migrated database, emptied of what the test before left."""
    empty_tables(module_url)
    return module_url


@pytest.fixture
def importer(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Importer:
    return Importer(db_url, tmp_path, monkeypatch, capsys)


def add_gazetteer(db: Db) -> None:
    db.execute("INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('nairobi', 'SRID=4326;POINT(36.8 -1.3)')")
    db.execute(
        "INSERT INTO tickets.geo_locations (cluster, location_name, geom)"
        " VALUES ('Nairobi', 'Karen', 'SRID=4326;POINT(36.7 -1.3)')"
    )


def stored(db: Db, kind: str = "inc", *, gone: bool = False) -> dict[str, Any]:
    """ticket_id -> raw of the present tickets, or of the gone ones."""
    query = f"SELECT ticket_id, raw FROM tickets.{kind} WHERE (gone_at IS NOT NULL) = %s"
    return dict(db.execute(query, (gone,)).fetchall())


def by_id(records: list[Record]) -> dict[str, Record]:
    return {str(record["ticket_id"]): record for record in records}


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


def test_the_same_snapshot_again_writes_nothing_but_its_row_in_import_runs(importer: Importer, db: Db) -> None:
    records = [make_inc(n) for n in range(5)]
    importer("--apply", inc=records)
    before = dump(db)
    again = importer("--json", "--apply", inc=records)
    assert again.counts() == {"received": 5, "unchanged": 5}
    after = dump(db)
    assert {name for name in after if after[name] != before[name]} == {"import_runs"}


BEFORE = [make_inc(n) for n in range(40)]
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
    """A table in which tickets 38 and 39 are gone."""
    add_gazetteer(db)
    importer("--apply", inc=BEFORE)
    importer("--apply", inc=BEFORE[:38])
    return importer


def test_every_verdict_is_counted_and_the_tally_adds_up(busy: Importer, db: Db) -> None:
    told = busy("--json", "--apply", inc=NEWS)
    assert told.counts() == COUNTS
    assert COUNTS["received"] == sum(n for name, n in COUNTS.items() if name not in ("received", "gone"))
    assert stored(db) == by_id([record for record in NEWS if "ticket_id" in record])
    assert stored(db, gone=True) == by_id(BEFORE[33:38])
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
    assert (db.execute(gone).fetchall(), len(before)) == (before, 2)


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
        assert f"{make_inc(30)['ticket_id']} (lat, lng, status)" in told.stdout
        assert "rejected: element 39 (no usable ticket_id)" in told.stdout
    assert "dry run: nothing was written; add --apply" in dry.stdout
    assert "dry run" not in applied.stdout
    assert "the 37 present tickets would be placed by: feed 3, location 1, cluster 33, none 0" in dry.stdout
    assert "the 37 present tickets are placed by: feed 3, location 1, cluster 33, none 0" in applied.stdout


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
    real = storage.copy_records

    def copy_records(conn: Db, table: Any, records: Any) -> None:
        records = list(records)
        ids.extend(record[0] for record in records)
        real(conn, table, records)

    monkeypatch.setattr(storage, "copy_records", copy_records)
    return ids


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_another_spelling_is_no_change_and_is_looked_at_closely_once(
    importer: Importer, db: Db, sent: list[str], spelling: str
) -> None:
    records = [make_inc(n, note="schräg", resolution={"minutes": 5}) for n in range(10)]
    importer("--apply", inc=records)
    before, spelt = dump(db, "inc", "map_changes"), SPELLINGS[spelling](records)
    looks = []
    for _ in range(3):
        sent.clear()
        told = importer("--json", "--apply", inc=spelt)
        assert told.counts() == {"received": 10, "unchanged": 10}
        looks.append(len(sent))
    assert dump(db, "inc", "map_changes") == before
    assert looks == ([10, 0, 0] if spelling in ANOTHER_TEXT else [0, 0, 0])
    changed = importer("--json", "--apply", inc=[*records[1:], make_inc(0, status="Closed")])
    assert (changed.counts()["changed"], stored(db)[str(records[0]["ticket_id"])]["status"]) == (1, "Closed")


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
    "more than 5 % rejected": ([*TWENTY[:18], BAD], "1 of its 19 elements are no usable record, more than 5%"),
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


# --- what fails, and how a run ends ---


@pytest.mark.parametrize(("inc", "code"), [(b"[", 1), ([], 3), ([make_inc(1)], 0)], ids=["failed", "refused", "fine"])
def test_one_kind_does_not_keep_the_other_from_its_work(
    importer: Importer, db: Db, inc: list[Record] | bytes, code: int
) -> None:
    told = importer("--json", "--apply", inc=inc, crq=[make_crq(1)])
    assert (told.code, told.counts("crq"), len(stored(db, "crq"))) == (code, {"received": 1, "new": 1}, 1)
    assert told.report["inc"].get("exit", 0) == code


def test_of_several_exit_codes_failed_comes_before_refused(importer: Importer) -> None:
    assert importer("--apply", inc=[], crq=b"[").code == 1
    assert importer("--apply", inc=b"[", crq=[]).code == 1


def test_a_failure_half_way_leaves_nothing_of_its_kind(importer: Importer, db: Db) -> None:
    importer("--apply", inc=[make_inc(1), make_inc(2)])
    before = dump(db, "inc")
    db.execute(
        "CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE 'a guest refuses'; END $$;"
        "CREATE TRIGGER refuse BEFORE UPDATE ON tickets.inc FOR EACH ROW EXECUTE FUNCTION public.refuse()"
    )
    try:
        told = importer("--json", "--apply", inc=[make_inc(1, status="Closed"), make_inc(3)], crq=[make_crq(1)])
    finally:
        db.execute("DROP FUNCTION public.refuse CASCADE")
    assert told.code == 1
    assert told.report["inc"] == {"error": "inc: database: a guest refuses; nothing of it was saved", "exit": 1}
    assert told.report["crq"]["new"] == 1
    assert dump(db, "inc") == before


def test_a_file_that_is_not_there_is_named(importer: Importer) -> None:
    told = importer("--json", "--apply", "--inc-json=/no/such.json", crq=[make_crq(1)])
    assert told.report["inc"] == {"error": "/no/such.json: No such file or directory; nothing was saved", "exit": 1}
    assert (told.code, told.report["crq"]["new"]) == (1, 1)


def test_quiet_prints_problems_only(importer: Importer) -> None:
    fine = importer("-q", "--apply", inc=[make_inc(1)])
    assert (fine.code, fine.stdout, fine.stderr) == (0, "", "")
    refused = importer("-q", "--apply", inc=[])
    assert (refused.code, refused.stdout) == (3, "")
    assert len(refused.stderr.splitlines()) == 1
    assert "it is empty" in refused.stderr


def test_the_text_report_tells_a_failure_and_the_other_kind(importer: Importer) -> None:
    told = importer("--apply", inc=b"[", crq=[make_crq(1)])
    assert "INC  not imported, see the error (exit code 1)" in told.stdout
    assert "cut off at byte 1" in told.stderr
    assert "received 1 = new 1" in told.stdout
    assert "ended with exit code 1" in told.stdout


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--apply",),
        ("--from-bucket", "--inc-json=x"),
        ("--inc-json",),
        ("--inc-json=x", "--max-gone=2"),
        ("--inc-json=x", "--max-gone=half"),
        ("--inc-json=x", "--max-gone=nan"),
        ("--inc-json=x", "--limit=-1"),
        ("--inc-json=x", "-v", "-q"),
        ("--inc-json=x", "--bogus"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(importer: Importer, args: tuple[str, ...]) -> None:
    told = importer(*args)
    assert (told.code, told.stdout) == (2, "")
    assert "usage: " in told.stderr


def test_a_database_behind_the_code_is_told(
    importer: Importer, empty_db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_db_url)
    for flags in ((), ("--apply",)):
        told = importer("--json", *flags, inc=[make_inc(1)])
        assert told.code == 1
        assert "01_tickets_schema.sql is pending; run run_migrations.py" in told.report["error"]


# --- locks ---

SESSIONS = "FROM pg_stat_activity WHERE application_name LIKE 'fleettickets%' AND datname = current_database()"


@pytest.fixture
def other_run(db_url: str) -> Iterator[Db]:
    """A connection that holds the lock of an import."""
    with psycopg.connect(db_url, autocommit=True) as conn, shared.run_lock(conn, ingest.RUN_LOCK):
        yield conn


def test_a_second_run_ends_with_5_and_does_nothing(importer: Importer, db: Db, other_run: Db) -> None:
    told = importer("--json", "--apply", inc=[make_inc(1)])
    assert (told.code, told.report["exit"], "another run" in told.report["error"]) == (5, 5, True)
    assert stored(db) == {}
    assert importer("--json", inc=[make_inc(1)]).counts() == {"received": 1, "new": 1}
    assert other_run.execute("SELECT pg_advisory_unlock_all()")
    assert importer("--apply", inc=[make_inc(1)]).code == 0


def test_a_run_that_leaves_the_work_to_another_prints_nothing_in_cron(importer: Importer, other_run: Db) -> None:
    told = importer("--apply", "-q", inc=[make_inc(1)])
    assert (told.code, told.stdout, told.stderr) == (5, "", "")
    assert "another run of this kind is at work" in importer("--apply", inc=[make_inc(1)]).stderr


def test_the_lock_is_free_when_the_import_is_over(importer: Importer, db_url: str) -> None:
    """A run that goes on with hours of geocoding must not keep the next import out."""
    with connect(db_url, "test") as conn:
        for _ in range(2):
            with shared.run_lock(conn, ingest.RUN_LOCK):
                pass
        assert importer("--apply", inc=[make_inc(1)]).code == 0


def test_an_open_correction_of_a_gazetteer_is_not_waited_for_for_ever(
    importer: Importer, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "LOCK_TIMEOUT_S", 0.2)
    with psycopg.connect(db_url) as somebody:
        somebody.execute("INSERT INTO tickets.geo_clusters (cluster, status) VALUES ('Nairobi', 'not_found')")
        assert importer(inc=[make_inc(1)]).code == 0
        told = importer("--json", "--apply", inc=[make_inc(1)])
    assert (told.code, "has held a lock for 3 times" in told.report["inc"]["error"]) == (1, True)
    assert told.stderr.count("trying again") == 2


def test_readers_are_not_kept_waiting_by_an_import_that_is_under_way(importer: Importer, db: Db, db_url: str) -> None:
    importer("--apply", inc=[make_inc(1)])
    with psycopg.connect(db_url, autocommit=True) as reader:
        reader.execute("SET lock_timeout = '2s'")
        real = storage.record_run
        seen = []

        def record_run(*args: Any, **kwargs: Any) -> None:
            seen.append((stored(reader), version(reader)))
            real(*args, **kwargs)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(storage, "record_run", record_run)
            importer("--apply", inc=[make_inc(1, status="Closed")])
    assert [kept[str(make_inc(1)["ticket_id"])]["status"] for kept, _ in seen] == ["Assigned"]


@contextmanager
def before(step: str, do: Callable[[], object]) -> Iterator[None]:
    """Does something else whenever the import has come to this statement."""
    real = getattr(storage, step)

    def then(*args: Any, **kwargs: Any) -> Any:
        do()
        return real(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage, step, then)
        yield


def test_a_first_load_and_its_readers_do_not_wait_for_each_other(
    importer: Importer, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "LOCK_TIMEOUT_S", 1)
    with psycopg.connect(db_url) as reader, psycopg.connect(db_url, autocommit=True) as another:
        another.execute("SET lock_timeout = '1s'")
        map_ = "SELECT json_array_length(reporting.fn_tickets_for_map() -> 'features')"
        seen = [reader.execute(map_).fetchone(), reader.execute("SELECT count(*) FROM tickets.inc").fetchone()]
        with before("record_run", lambda: seen.append(another.execute(map_).fetchone())):
            told = importer("--apply", inc=[make_inc(1), make_inc(2)])
        assert (told.code, seen) == (0, [(0,)] * 3), told.stderr
        assert another.execute(map_).fetchone() == (2,)


def test_a_ticket_that_the_import_has_compared_is_nobody_elses_until_it_is_written(importer: Importer, db: Db) -> None:
    importer("--apply", inc=[make_inc(1)])
    db.execute("SET lock_timeout = '100ms'")
    refused = []

    def write() -> None:
        with pytest.raises(psycopg.errors.LockNotAvailable):
            db.execute("""UPDATE tickets.inc SET raw = '{"status": "by hand"}'""")
        refused.append(True)

    with before("list_changes", write):
        assert importer("--apply", inc=[make_inc(1, status="Closed")]).code == 0
    assert (refused, stored(db)) == ([True], by_id([make_inc(1, status="Closed")]))


def test_a_correction_waits_for_an_import_that_places_and_then_moves_what_it_placed(
    importer: Importer, db: Db, db_url: str
) -> None:
    add_gazetteer(db)
    correct = "UPDATE tickets.geo_clusters SET geom = 'SRID=4326;POINT(36.9 -1.2)', verified = true"
    db.execute("SET lock_timeout = '100ms'")
    refused = []

    def correct_meanwhile() -> None:
        with pytest.raises(psycopg.errors.LockNotAvailable):
            db.execute(correct)
        refused.append(True)

    with before("copy_new", correct_meanwhile):
        assert importer("--apply", inc=[make_inc(1)]).code == 0
    db.execute(correct)
    assert (refused, differing_rows(db)) == ([True], [])


def test_who_is_at_work_is_seen_in_pg_stat_activity(
    importer: Importer, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    real = storage.read_present

    def read_present(conn: Db, kind: str) -> tuple[bytes, bytes]:
        seen.extend(db.execute(f"SELECT application_name {SESSIONS}"))
        seen.append(conn.execute("SHOW lock_timeout").fetchone())
        return real(conn, kind)

    monkeypatch.setattr(storage, "read_present", read_present)
    importer("--apply", inc=[make_inc(1)])
    assert seen == [("fleettickets import",), ("15s",)]


def test_a_connection_that_is_lost_half_way_is_told_and_leaves_nothing(importer: Importer, db: Db) -> None:
    importer("--apply", inc=[make_inc(1)])
    before = dump(db)

    def lose_the_connection(conn: Db, *args: Any, **kwargs: Any) -> None:
        db.execute("SELECT pg_terminate_backend(%s)", (conn.info.backend_pid,))
        conn.execute("SELECT 1")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage, "record_run", lose_the_connection)
        told = importer("--json", "--apply", inc=[make_inc(2), make_inc(1, status="Closed")], crq=[make_crq(1)])
    assert (told.code, told.report["exit"]) == (1, 1)
    assert told.report["error"].startswith("database: ")
    assert dump(db) == before
    assert importer("--apply", inc=[make_inc(2), make_inc(1, status="Closed")]).code == 0


@pytest.fixture
def guest(db: Db, db_url: str) -> Iterator[str]:
    """The URL of the database for a role that may read and write rows, and owns nothing."""
    name = f"guest_{uuid.uuid4().hex[:8]}"
    db.execute(
        f"CREATE ROLE {name} LOGIN PASSWORD 'sesame'; GRANT USAGE ON SCHEMA tickets TO {name};"
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA tickets TO {name}"
    )
    parts = urlsplit(db_url)
    yield parts._replace(netloc=f"{name}:sesame@{parts.netloc.rpartition('@')[2]}").geturl()
    db.execute(f"DROP OWNED BY {name}; DROP ROLE {name}")


def test_a_role_that_may_only_write_rows_can_import(
    importer: Importer, db: Db, guest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", guest)
    for records in ([make_inc(1), make_inc(2)], [make_inc(1, status="Closed"), make_inc(3)]):
        told = importer("--json", "--apply", inc=records)
        assert (told.code, stored(db)) == (0, by_id(records)), told.stderr


# --- whole processes ---


@pytest.fixture
def slow_bucket(fake_aws: FakeAws, db_url: str, tmp_path: Path) -> dict[str, str]:
    """Settings of a run that is kept at work by its bucket, until it is killed or five seconds are over."""
    fake_aws.answer("head-object", delay_s=5)
    (tmp_path / "tmp").mkdir()
    bucket = {"RUSTFS_ENDPOINT": "http://127.0.0.1:1", "RUSTFS_ACCESS_KEY": "id", "RUSTFS_SECRET_KEY": "secret"}
    return {"DATABASE_URL": db_url, "TMPDIR": str(tmp_path / "tmp"), **bucket, **fake_aws.env}


def wait_for(what: Callable[[], object], timeout_s: float = 30) -> None:
    deadline = time.monotonic() + timeout_s
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_killed_run_leaves_no_lock_behind(
    run: Run, slow_bucket: dict[str, str], fake_aws: FakeAws, db_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "inc.json"
    file.write_bytes(as_snapshot([make_inc(1)]))
    args = ("import_tickets.py", "--inc-json", str(file), "--apply")
    with run.start("import_tickets.py", "--from-bucket", "--apply", env=slow_bucket) as process:
        wait_for(lambda: fake_aws.calls)
        assert run(*args, env={"DATABASE_URL": db_url}).returncode == 5
        process.kill()
    assert run(*args, env={"DATABASE_URL": db_url}).returncode == 0


def test_a_run_killed_while_the_server_works_for_it_leaves_no_lock_behind(
    run: Run, db: Db, db_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "inc.json"
    file.write_bytes(as_snapshot([make_inc(1)]))
    with psycopg.connect(db_url) as somebody:
        somebody.execute("INSERT INTO tickets.geo_clusters (cluster, status) VALUES ('Nairobi', 'not_found')")
        with run.start(
            "import_tickets.py", "--inc-json", str(file), "--apply", env={"DATABASE_URL": db_url}
        ) as process:
            wait_for(lambda: db.execute(f"SELECT 1 {SESSIONS} AND wait_event_type = 'Lock'").fetchone())
            process.kill()
        wait_for(lambda: not db.execute(f"SELECT 1 {SESSIONS}").fetchone(), timeout_s=shared.LOCK_TIMEOUT_S - 5)


def test_a_terminated_run_ends_cleanly(
    run: Run, slow_bucket: dict[str, str], fake_aws: FakeAws, tmp_path: Path
) -> None:
    with run.start("import_tickets.py", "--from-bucket", "--apply", "--json", env=slow_bucket) as process:
        wait_for(lambda: fake_aws.calls)
        process.terminate()
        started = time.monotonic()
        stdout, stderr = process.communicate(timeout=30)
    assert time.monotonic() - started < 4
    assert (process.returncode, json.loads(stdout)["exit"]) == (1, 1)
    assert "interrupted; what was saved stays saved" in json.loads(stdout)["error"]
    assert "Traceback" not in stderr
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_name_that_the_terminal_can_not_show_does_not_end_the_run(
    run: Run, db: Db, db_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "inc.json"
    file.write_bytes(as_snapshot([make_inc(ticket_id="INC€1")]))
    env = {"DATABASE_URL": db_url, "PYTHONIOENCODING": "latin-1"}
    done = run("import_tickets.py", "--inc-json", str(file), "--apply", env=env)
    assert (done.returncode, "new: INC\\u20ac1" in done.stdout) == (0, True), done.stderr
    assert list(stored(db)) == ["INC€1"]


def test_the_databases_password_is_never_shown(run: Run, tmp_path: Path) -> None:
    env = {"DATABASE_URL": "postgresql://me:ses%20ame@127.0.0.1:1/db"}
    for script, *args in (("import_tickets.py", "--inc-json=x", "-v"), ("import_tickets.py", "--inc-json=x", "--json")):
        done = run(script, *args, env=env)
        assert done.returncode == 1
        assert "database: no connection: " in done.stderr
        assert not any(secret in done.stdout + done.stderr for secret in ("ses%20ame", "ses ame", "ses+ame"))
