"""One kind's snapshot into its table: compare, guard, write. A dry run is the same without the writing.

What can be read, compared, located and sent before the gazetteers are locked is: meanwhile places can be corrected.
"""

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

from ingest import guards, history, staging, tickets
from ingest.document import read_document
from ingest.snapshot import Snapshot, SnapshotFile, hash_bytes, index_records
from ingest.tickets import Location
from shared import first_line, log, retry_on_lock_conflict, track

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
    moved: dict[str, int] = field(default_factory=dict)  # of the tickets that stay: gained, lost, changed their place
    examples: dict[str, list[str]] = field(default_factory=dict)  # by verdict
    preview: Preview | None = field(default=None, compare=False)  # dry runs only


@dataclass(frozen=True, slots=True)
class Preview:
    """What a person wants to know before he applies a snapshot."""

    usual: dict[str, int]  # the largest count of the last runs, by verdict; empty before there were a few
    new_keys: list[str]
    lost_keys: list[str]
    new_statuses: list[str]


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
    if file.path is None:
        return _skip(conn, kind, file, options)
    started_at = datetime.now(UTC)
    with ThreadPoolExecutor(1) as beside:  # the server says what it has while we read what has come
        asked = beside.submit(tickets.read_present, conn, kind)
        document = read_document(file.source, file.path)
    present, by_hash = tickets.list_present(asked.result())
    snapshot = index_records(document, by_hash)
    del by_hash
    guards.check_document(file, snapshot, force=options.force)
    is_first_load = options.apply and not present and tickets.is_empty(conn, kind)
    if is_first_load:
        tickets.set_indexes_aside(conn, kind)
    with conn.transaction():
        diff = _diff(conn, kind, snapshot, present)
        guards.check_gone(file, len(diff.gone), len(present), options.max_gone, force=options.force)
        guards.check_age(file, history.read_last_applied_modified(conn, kind), force=options.force)
        staged = _stage_storable(conn, kind, file, diff, options, is_first_load=is_first_load)
        tally = _count(conn, kind, file, diff, staged)
        _check_values(conn, kind, file, diff, staged, options)
        if options.apply:
            _write(conn, kind, diff, staged, tally, is_first_load=is_first_load)
            tally.geo_source = _count_places(diff, staged)
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
        else:
            tally.preview = _read_preview(conn, kind, diff)
            if options.keep_preview:
                staging.create_preview(conn, kind, diff.gone)
            tally.geo_source = _count_places(diff, staged)
    return tally


def _skip(conn: Connection, kind: str, file: SnapshotFile, options: Options) -> Tally:
    if options.apply:
        history.record_unchanged(conn, kind)
        tickets.build_indexes(conn, kind)
    return Tally(file.source, skipped=True, geo_source=tickets.count_places(conn, kind))


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


@dataclass(slots=True)
class _Staged:
    """What was sent: the records' places, each once, and how many are there."""

    gazetteers: str  # their state before the locations were looked up
    locations: dict[bytes, Location]  # by what of a record says where it is
    records: Counter[bytes] = field(default_factory=Counter)
    worse: int = 0  # tickets that would be placed worse than now
    changed: int = 0
    respelled: int = 0


_INVALID_JSONB = (psycopg.DataError, psycopg.errors.ProgramLimitExceeded, psycopg.errors.StatementTooComplex)


def _stage_storable(
    conn: Connection, kind: str, file: SnapshotFile, diff: _Diff, options: Options, *, is_first_load: bool
) -> _Staged:
    """Sends what differs; without the records that jsonb can't hold, where there are some."""
    try:
        with conn.transaction():
            return _stage(conn, kind, diff, is_first_load=is_first_load)
    except _INVALID_JSONB as err:
        log.debug("jsonb can't hold one of the records: %s", first_line(err))
    _reject_invalid_jsonb(conn, diff)
    guards.check_document(file, diff.snapshot, force=options.force)
    return _stage(conn, kind, diff, is_first_load=is_first_load)


def _reject_invalid_jsonb(conn: Connection, diff: _Diff) -> None:
    """Takes out the records that jsonb can't hold. What is unchanged is in the database already."""
    snapshot = diff.snapshot
    suspects = ((ticket_id, snapshot.record(ticket_id)) for ticket_id in (*diff.known, *diff.new))
    for ticket_id, reason in staging.find_invalid_jsonb(conn, suspects):
        snapshot.reject(ticket_id, reason)
    diff.known = [ticket_id for ticket_id in diff.known if ticket_id in snapshot.index]
    diff.new = [ticket_id for ticket_id in diff.new if ticket_id in snapshot.index]
    diff.returned &= snapshot.index.keys()


def _stage(conn: Connection, kind: str, diff: _Diff, *, is_first_load: bool) -> _Staged:
    """Sends what differs to temporary tables, compared. A first load's records go where they belong at once: nothing
    is there that could be corrected meanwhile, and twice would take twice the time.
    """
    if is_first_load:
        tickets.lock_gazetteers_shared(conn)
    read_place = _make_place_reader(tickets.read_location_keys(conn))
    places = list(set(map(read_place, diff.snapshot.records((*diff.known, *diff.new)))))
    gazetteers = tickets.read_gazetteers_state(conn)
    staged = _Staged(gazetteers, dict(zip(places, tickets.locate_records(conn, places), strict=True)))
    staging.create(conn, kind)
    tickets.copy_records(conn, staging.KNOWN, _list_records(kind, diff, diff.known, read_place, staged))
    staged.changed, staged.respelled = staging.create_comparison(conn, kind)
    new = _list_records(kind, diff, diff.new, read_place, staged)
    if is_first_load:
        tickets.insert_first_load(conn, kind, new)
    else:
        tickets.copy_records(conn, staging.NEW, new)
    return staged


def _make_place_reader(keys: list[str]) -> Callable[[Raw], bytes]:
    """Reads of a record what says where its ticket is, as JSON."""
    fields = [(key, Raw, Raw(b"null")) for key in keys]
    decode = msgspec.json.Decoder(msgspec.defstruct("Place", fields, omit_defaults=True)).decode
    encode = msgspec.json.Encoder().encode
    return lambda record: encode(decode(record))


def _list_records(
    kind: str, diff: _Diff, ticket_ids: list[str], read_place: Callable[[Raw], bytes], staged: _Staged
) -> Iterator[tickets.Record]:
    """The records to send, counted."""
    sent = track(ticket_ids, f"{kind}: sending")
    for ticket_id, record in zip(sent, diff.snapshot.records(ticket_ids), strict=True):
        place = read_place(record)
        location = staged.locations[place]
        staged.records[place] += 1
        if guards.RANKS[location[3]] > guards.RANKS[diff.present.get(ticket_id, "none")]:
            staged.worse += 1
        yield ticket_id, record, hash_bytes(record), location


def _check_values(
    conn: Connection, kind: str, file: SnapshotFile, diff: _Diff, staged: _Staged, options: Options
) -> None:
    """Refuses a snapshot in which a key that is read is missing, or by which places would be lost."""
    present, received = len(diff.present), len(diff.snapshot.index)
    differing = staged.changed + len(diff.returned) + len(diff.new) + len(diff.gone)
    if present >= guards.MIN_PRESENT and differing > guards.MIN_DIFFERING * present and not options.force:
        usable = staging.count_usable_values(conn, kind, diff.gone)
        if lost := guards.find_lost_keys(usable, present, received):
            appeared, _ = staging.list_key_changes(conn, kind, diff.gone)
            counts = {key: usable[key] for key in lost}
            guards.refuse_lost_json_keys(file, counts, present, received, appeared, force=options.force)
    if staged.worse:
        placed = sum(
            source != "none" and ticket_id in diff.snapshot.index for ticket_id, source in diff.present.items()
        )
        guards.check_places(file, staged.worse, placed, options.max_gone, force=options.force)


def _write(conn: Connection, kind: str, diff: _Diff, staged: _Staged, tally: Tally, *, is_first_load: bool) -> None:
    """Writes what was staged, under the lock."""
    if not is_first_load:
        tickets.lock_gazetteers_shared(conn)
        _locate_again(conn, staged)
        staging.insert_new(conn, kind)
    if diff.known:
        staging.update_changed(conn, kind)
    if diff.gone:
        tickets.mark_gone(conn, kind, diff.gone)
    if diff.new or diff.gone or tally.counts["changed"] or diff.returned:
        tickets.bump_map_version(conn)


def _locate_again(conn: Connection, staged: _Staged) -> None:
    """Corrects the locations that a gazetteer row changed since they were looked up. The feed's own are never that."""
    if tickets.read_gazetteers_state(conn) == staged.gazetteers:
        return
    places = [place for place, location in staged.locations.items() if location[3] != "feed"]
    now = dict(zip(places, tickets.locate_records(conn, places), strict=True))
    if moved := {place: location for place, location in now.items() if location != staged.locations[place]}:
        staged.locations |= moved
        staging.relocate_staged(conn, list(moved.values()))


def _count(conn: Connection, kind: str, file: SnapshotFile, diff: _Diff, staged: _Staged) -> Tally:
    snapshot = diff.snapshot
    counts = {
        "received": snapshot.received,
        "new": len(diff.new),
        "changed": staged.changed,
        "unchanged": len(snapshot.index) - len(diff.new) - len(diff.known) + staged.respelled,
        "gone": len(diff.gone),
        "returned": len(diff.returned),
        "rejected": len(snapshot.rejects),
        "duplicates": snapshot.duplicates,
    }
    examples = _list_examples(diff, staging.list_changes(conn, kind, EXAMPLES))
    return Tally(file.source, counts, moved=staging.count_place_changes(conn), examples=examples)


def _read_preview(conn: Connection, kind: str, diff: _Diff) -> Preview:
    usual = history.read_usual_counts(conn, kind)
    if not (diff.known or diff.new or diff.gone):
        return Preview(usual, [], [], [])
    appeared, vanished = staging.list_key_changes(conn, kind, diff.gone) if diff.present else ([], [])
    return Preview(usual, appeared, vanished, staging.list_new_statuses(conn, kind) if diff.present else [])


def _count_places(diff: _Diff, staged: _Staged) -> dict[str, int]:
    """The tickets that are present now, by geo_source."""
    places = Counter(diff.present.values())
    places.subtract(diff.present[ticket_id] for ticket_id in (*diff.gone, *diff.known) if ticket_id in diff.present)
    for place, count in staged.records.items():
        places[staged.locations[place][3]] += count
    return {source: places[source] for source in tickets.GEO_SOURCES}


def _list_examples(diff: _Diff, changed: list[str]) -> dict[str, list[str]]:
    examples = {
        "new": diff.new[:EXAMPLES],
        "returned": sorted(diff.returned)[:EXAMPLES],
        "changed": changed,
        "gone": diff.gone[:EXAMPLES],
        "rejected": [f"element {r.position} ({r.reason})" for r in diff.snapshot.rejects[:EXAMPLES]],
    }
    return {verdict: some for verdict, some in examples.items() if some}
