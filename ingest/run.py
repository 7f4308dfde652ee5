"""One kind's snapshot into its table: compare, guard, write. A dry run is the same without the writing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
import psycopg
from msgspec import Raw

from ingest import history, staging, tickets
from ingest.snapshot import Snapshot, SnapshotFile, hash_bytes, index_records, parse_elements
from ingest.tickets import Location
from shared import GUARD, UserError, first_line, log, retry_on_lock_conflict, track

MAX_REJECTED = 0.05  # share of the snapshot's elements
EXAMPLES = 3  # of each verdict, in the report

Connection = psycopg.Connection[Any]


@dataclass(slots=True)
class Tally:
    """What a snapshot did, or would do. received = new + changed + unchanged + returned + rejected + duplicates."""

    source: str
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(
            ("received", "new", "changed", "unchanged", "gone", "returned", "rejected", "duplicates"), 0
        )
    )
    skipped: bool = False
    geo_source: dict[str, int] = field(default_factory=dict)  # the present tickets by where they are from
    examples: dict[str, list[str]] = field(default_factory=dict)  # by verdict


@dataclass(frozen=True, slots=True)
class Options:
    apply: bool
    force: bool
    max_gone: float  # share of the present tickets
    keep_preview: bool = False  # a dry run leaves behind for the geocoding stages what would be present


@retry_on_lock_conflict
def ingest(conn: Connection, kind: str, file: SnapshotFile, options: Options) -> Tally:
    """Takes one snapshot in, as one transaction; UserError when it can't be read or a guard refuses it.

    A dry run is to be called in a transaction that will be rolled back.
    """
    tally = Tally(file.source)
    if file.path is None:
        tally.skipped = True
        if options.apply:
            history.record_unchanged(conn, kind)
            tickets.build_indexes(conn, kind)
        tally.geo_source = tickets.count_places(conn, kind)
        return tally
    started_at = datetime.now(UTC)
    with ThreadPoolExecutor(1) as beside:  # the server says what it has while we read what has come
        asked = beside.submit(tickets.read_present, conn, kind)
        elements = parse_elements(file.source, file.path)
    present, by_hash = tickets.list_present(asked.result())
    snapshot = index_records(elements, by_hash)
    if options.apply and snapshot.index and not present:
        tickets.set_indexes_aside(conn, kind)
    with conn.transaction():
        if options.apply:
            tickets.lock_gazetteers_shared(conn)
        diff = _diff(conn, kind, snapshot, present)
        _guard(diff, file, options, history.read_newest_modified(conn, kind))
        try:
            with conn.transaction():
                _apply_diff(conn, kind, diff, options, tally)
        except _INVALID_JSONB as err:
            log.debug("jsonb can't hold one of the records: %s", first_line(err))
            _reject_invalid_jsonb(conn, diff)
            _guard(diff, file, options, None)
            _apply_diff(conn, kind, diff, options, tally)
        if options.apply:
            tickets.build_indexes(conn, kind)
            history.record_run(
                conn,
                kind,
                file,
                tally.counts,
                snapshot.rejects,
                present=sum(tally.geo_source.values()),
                forced=options.force,
                started_at=started_at,
            )
            history.prune_history(conn, kind)
    return tally


_INVALID_JSONB = (psycopg.DataError, psycopg.errors.ProgramLimitExceeded, psycopg.errors.StatementTooComplex)


@dataclass(slots=True)
class _Diff:
    """A snapshot beside the tickets that are there: what of it needs a closer look."""

    snapshot: Snapshot
    present: Mapping[str, str]  # geo_source by ticket_id, until now
    gone: list[str]  # present until now, not in the snapshot
    known: list[str]  # in the table, gone or with other bytes
    new: list[str]
    returned: set[str]  # of known: the gone


def _diff(conn: Connection, kind: str, snapshot: Snapshot, present: Mapping[str, str]) -> _Diff:
    index, known_ids = snapshot.index, snapshot.known_ids
    gone = sorted(present.keys() - index.keys() - snapshot.refused)
    absent = [ticket_id for ticket_id in index if ticket_id not in present]
    returned = tickets.find_gone(conn, kind, absent) if absent else set()
    differing = [ticket_id for ticket_id, at in index.items() if known_ids[at] is None and ticket_id in present]
    new = [ticket_id for ticket_id in absent if ticket_id not in returned]
    return _Diff(snapshot, present, gone, [*differing, *returned], new, returned)


def _guard(diff: _Diff, file: SnapshotFile, options: Options, newest_applied: datetime | None) -> None:
    """Refuses a snapshot that would do more harm than good."""
    received, rejected = diff.snapshot.received, len(diff.snapshot.rejects)
    gone, present = len(diff.gone), len(diff.present)
    reason = None
    if received == 0:
        reason = "it is empty"
    elif rejected / received > MAX_REJECTED:
        reason = f"{rejected} of its {received} elements are no usable record, more than {MAX_REJECTED:.0%}"
    elif gone and gone / present > options.max_gone:  # 0.29 * 100 is less than 29
        reason = f"{gone} of the {present} present tickets would be gone, more than --max-gone {options.max_gone:g}"
    elif file.last_modified and newest_applied and file.last_modified < newest_applied:
        reason = (
            f"it was last modified at {file.last_modified:%Y-%m-%d %H:%M:%S} UTC, "
            f"but one of {newest_applied:%Y-%m-%d %H:%M:%S} UTC is applied already"
        )
    if reason and not options.force:
        raise UserError(
            f"{file.source}: refused: {reason}; nothing of it was written. "
            f"If this is right all the same, run once with --force",
            GUARD,
        )


def _reject_invalid_jsonb(conn: Connection, diff: _Diff) -> None:
    """Takes out the records that jsonb can't hold. What is unchanged is in the database already."""
    snapshot = diff.snapshot
    suspects = ((ticket_id, snapshot.elements[snapshot.index[ticket_id]]) for ticket_id in (*diff.known, *diff.new))
    for ticket_id, reason in staging.find_invalid_jsonb(conn, suspects):
        snapshot.reject(ticket_id, reason)
    diff.known = [ticket_id for ticket_id in diff.known if ticket_id in snapshot.index]
    diff.new = [ticket_id for ticket_id in diff.new if ticket_id in snapshot.index]
    diff.returned &= snapshot.index.keys()


def _apply_diff(conn: Connection, kind: str, diff: _Diff, options: Options, tally: Tally) -> None:
    """Sends what needs a closer look, counts, and writes what changed; a dry run sends the same to temporary tables."""
    places = _locate(conn, diff)
    staging.create(conn, kind, staging.STAGED_KNOWN)
    sent = Counter[str]()
    tickets.copy_records(conn, staging.STAGED_KNOWN, _records(kind, diff, diff.known, places, sent))
    changed, respelled = staging.compare(conn, kind, lock=options.apply)
    tally.counts = _count(diff, changed, respelled)
    tally.examples = _list_examples(diff, staging.list_changes(conn, kind, EXAMPLES))
    if options.apply:
        tickets.insert_new(conn, kind, _records(kind, diff, diff.new, places, sent))
        if diff.known:
            staging.update_changed(conn, kind)
        if diff.gone:
            tickets.mark_gone(conn, kind, diff.gone)
        if diff.new or diff.gone or changed or diff.returned:
            tickets.bump_map_version(conn)
    else:
        staging.create(conn, kind, staging.STAGED_NEW)
        tickets.copy_records(conn, staging.STAGED_NEW, _records(kind, diff, diff.new, places, sent))
        if options.keep_preview:
            staging.create_preview(conn, kind, diff.gone)
    tally.geo_source = _count_places(diff, sent)


def _locate(conn: Connection, diff: _Diff) -> Callable[[Raw], Location]:
    """Asks where each different place is, once; returns the look-up of a record's."""
    absent = Raw(b"null")
    fields = [(key, Raw, absent) for key in tickets.read_location_keys(conn)]
    decode = msgspec.json.Decoder(msgspec.defstruct("Where", fields, omit_defaults=True)).decode
    encode = msgspec.json.Encoder().encode
    elements, index = diff.snapshot.elements, diff.snapshot.index
    wheres = list({encode(decode(elements[index[ticket_id]])) for ticket_id in (*diff.known, *diff.new)})
    places = dict(zip(wheres, tickets.locate_records(conn, wheres), strict=True))
    return lambda record: places[encode(decode(record))]


def _records(
    kind: str, diff: _Diff, ticket_ids: list[str], locate: Callable[[Raw], Location], sent: Counter[str]
) -> Iterator[tickets.Record]:
    """The records to send; sent counts them by geo_source."""
    for ticket_id in track(ticket_ids, f"{kind}: sending"):
        record = diff.snapshot.elements[diff.snapshot.index[ticket_id]]
        place = locate(record)
        sent[place[3]] += 1
        yield ticket_id, record, hash_bytes(record), place


def _count(diff: _Diff, changed: int, respelled: int) -> dict[str, int]:
    snapshot = diff.snapshot
    return {
        "received": snapshot.received,
        "new": len(diff.new),
        "changed": changed,
        "unchanged": len(snapshot.index) - len(diff.new) - len(diff.known) + respelled,
        "gone": len(diff.gone),
        "returned": len(diff.returned),
        "rejected": len(snapshot.rejects),
        "duplicates": snapshot.duplicates,
    }


def _count_places(diff: _Diff, sent: Counter[str]) -> dict[str, int]:
    """The tickets that are present now, by geo_source."""
    places = Counter(diff.present.values())
    places.subtract(diff.present[ticket_id] for ticket_id in (*diff.gone, *diff.known) if ticket_id in diff.present)
    return {source: places[source] + sent[source] for source in tickets.GEO_SOURCES}


def _list_examples(diff: _Diff, changed: list[str]) -> dict[str, list[str]]:
    examples = {
        "new": diff.new[:EXAMPLES],
        "returned": sorted(diff.returned)[:EXAMPLES],
        "changed": changed,
        "gone": diff.gone[:EXAMPLES],
        "rejected": [f"element {r.position} ({r.reason})" for r in diff.snapshot.rejects[:EXAMPLES]],
    }
    return {verdict: some for verdict, some in examples.items() if some}
