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

from ingest import books, storage
from ingest.snapshot import Fetched, Snapshot, cut, hash_bytes, sort_out
from ingest.storage import Placed
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
class Rules:
    apply: bool
    force: bool
    max_gone: float  # share of the present tickets
    foresee: bool = False  # a dry run leaves behind for the geocoding stages what would be present


@retry_on_lock_conflict
def ingest(conn: Connection, kind: str, fetched: Fetched, rules: Rules) -> Tally:
    """Takes one snapshot in, as one transaction; UserError when it can't be read or a guard refuses it.

    A dry run is to be called in a transaction that will be rolled back.
    """
    tally = Tally(fetched.source)
    if fetched.path is None:
        tally.skipped = True
        if rules.apply:
            books.note_unchanged(conn, kind)
            storage.build_indexes(conn, kind)
        tally.geo_source = storage.count_places(conn, kind)
        return tally
    started_at = datetime.now(UTC)
    with ThreadPoolExecutor(1) as beside:  # the server says what it has while we read what has come
        asked = beside.submit(storage.read_present, conn, kind)
        elements = cut(fetched.source, fetched.path)
    present, by_hash = storage.list_present(asked.result())
    snapshot = sort_out(elements, by_hash)
    if rules.apply and snapshot.index and not present:
        storage.set_indexes_aside(conn, kind)
    with conn.transaction():
        if rules.apply:
            storage.lock_places(conn)
        news = _look(conn, kind, snapshot, present)
        _guard(news, fetched, rules, storage.read_newest_modified(conn, kind))
        try:
            with conn.transaction():
                _take_in(conn, kind, news, rules, tally)
        except _UNHOLDABLE as err:
            log.debug("jsonb can't hold one of the records: %s", first_line(err))
            _reject_unholdable(conn, news)
            _guard(news, fetched, rules, None)
            _take_in(conn, kind, news, rules, tally)
        if rules.apply:
            storage.build_indexes(conn, kind)
            storage.record_run(
                conn, kind, fetched, tally.counts, snapshot.rejects, forced=rules.force, started_at=started_at
            )
            books.forget_old(conn, kind)
    return tally


_UNHOLDABLE = (psycopg.DataError, psycopg.errors.ProgramLimitExceeded, psycopg.errors.StatementTooComplex)


@dataclass(slots=True)
class _News:
    """A snapshot beside the tickets that are there: what of it needs a closer look."""

    snapshot: Snapshot
    present: Mapping[str, str]  # geo_source by ticket_id, until now
    gone: list[str]  # present until now, not in the snapshot
    known: list[str]  # in the table, gone or with other bytes
    new: list[str]
    returned: set[str]  # of known: the gone


def _look(conn: Connection, kind: str, snapshot: Snapshot, present: Mapping[str, str]) -> _News:
    index, recognised = snapshot.index, snapshot.recognised
    gone = sorted(present.keys() - index.keys() - snapshot.refused)
    absent = [ticket_id for ticket_id in index if ticket_id not in present]
    returned = storage.find_gone(conn, kind, absent) if absent else set()
    differing = [ticket_id for ticket_id, at in index.items() if recognised[at] is None and ticket_id in present]
    new = [ticket_id for ticket_id in absent if ticket_id not in returned]
    return _News(snapshot, present, gone, [*differing, *returned], new, returned)


def _guard(news: _News, fetched: Fetched, rules: Rules, newest_applied: datetime | None) -> None:
    """Refuses a snapshot that would do more harm than good."""
    received, rejected = news.snapshot.received, len(news.snapshot.rejects)
    gone, present = len(news.gone), len(news.present)
    reason = None
    if received == 0:
        reason = "it is empty"
    elif rejected / received > MAX_REJECTED:
        reason = f"{rejected} of its {received} elements are no usable record, more than {MAX_REJECTED:.0%}"
    elif gone and gone / present > rules.max_gone:  # 0.29 * 100 is less than 29
        reason = f"{gone} of the {present} present tickets would be gone, more than --max-gone {rules.max_gone:g}"
    elif fetched.last_modified and newest_applied and fetched.last_modified < newest_applied:
        reason = (
            f"it was last modified at {fetched.last_modified:%Y-%m-%d %H:%M:%S} UTC, "
            f"but one of {newest_applied:%Y-%m-%d %H:%M:%S} UTC is applied already"
        )
    if reason and not rules.force:
        raise UserError(
            f"{fetched.source}: refused: {reason}; nothing of it was written. "
            f"If this is right all the same, run once with --force",
            GUARD,
        )


def _reject_unholdable(conn: Connection, news: _News) -> None:
    """Takes out the records that jsonb can't hold. What is unchanged is in the database already."""
    snapshot = news.snapshot
    suspects = ((ticket_id, snapshot.elements[snapshot.index[ticket_id]]) for ticket_id in (*news.known, *news.new))
    for ticket_id, reason in storage.find_unholdable(conn, suspects):
        snapshot.reject(ticket_id, reason)
    news.known = [ticket_id for ticket_id in news.known if ticket_id in snapshot.index]
    news.new = [ticket_id for ticket_id in news.new if ticket_id in snapshot.index]
    news.returned &= snapshot.index.keys()


def _take_in(conn: Connection, kind: str, news: _News, rules: Rules, tally: Tally) -> None:
    """Sends what needs a closer look, counts, and writes what changed; a dry run sends the same to temporary tables."""
    places = _place(conn, news)
    storage.create_temporary(conn, kind, "incoming")
    sent = Counter[str]()
    storage.copy_records(conn, storage.INCOMING, _records(kind, news, news.known, places, sent))
    changed, respelled = storage.compare_incoming(conn, kind, lock=rules.apply)
    tally.counts = _count(news, changed, respelled)
    tally.examples = _list_examples(news, storage.list_changes(conn, kind, EXAMPLES))
    if rules.apply:
        storage.copy_new(conn, kind, _records(kind, news, news.new, places, sent))
        if news.known:
            storage.update_changed(conn, kind)
        if news.gone:
            storage.mark_gone(conn, kind, news.gone)
        if news.new or news.gone or changed or news.returned:
            storage.bump_map(conn)
    else:
        storage.create_temporary(conn, kind, "arriving")
        storage.copy_records(conn, storage.ARRIVING, _records(kind, news, news.new, places, sent))
        if rules.foresee:
            storage.foresee(conn, kind, news.gone)
    tally.geo_source = _count_places(news, sent)


def _place(conn: Connection, news: _News) -> Callable[[Raw], Placed]:
    """Asks where each different place is, once; returns the look-up of a record's."""
    absent = Raw(b"null")
    fields = [(key, Raw, absent) for key in storage.read_place_keys(conn)]
    decode = msgspec.json.Decoder(msgspec.defstruct("Where", fields, omit_defaults=True)).decode
    encode = msgspec.json.Encoder().encode
    elements, index = news.snapshot.elements, news.snapshot.index
    wheres = list({encode(decode(elements[index[ticket_id]])) for ticket_id in (*news.known, *news.new)})
    places = dict(zip(wheres, storage.place_records(conn, wheres), strict=True))
    return lambda record: places[encode(decode(record))]


def _records(
    kind: str, news: _News, ticket_ids: list[str], locate: Callable[[Raw], Placed], sent: Counter[str]
) -> Iterator[storage.Record]:
    """The records to send; sent counts them by geo_source."""
    for ticket_id in track(ticket_ids, f"{kind}: sending"):
        record = news.snapshot.elements[news.snapshot.index[ticket_id]]
        place = locate(record)
        sent[place[3]] += 1
        yield ticket_id, record, hash_bytes(record), place


def _count(news: _News, changed: int, respelled: int) -> dict[str, int]:
    snapshot = news.snapshot
    return {
        "received": snapshot.received,
        "new": len(news.new),
        "changed": changed,
        "unchanged": len(snapshot.index) - len(news.new) - len(news.known) + respelled,
        "gone": len(news.gone),
        "returned": len(news.returned),
        "rejected": len(snapshot.rejects),
        "duplicates": snapshot.duplicates,
    }


def _count_places(news: _News, sent: Counter[str]) -> dict[str, int]:
    """The tickets that are present now, by geo_source."""
    places = Counter(news.present.values())
    places.subtract(news.present[ticket_id] for ticket_id in (*news.gone, *news.known) if ticket_id in news.present)
    return {source: places[source] + sent[source] for source in storage.GEO_SOURCES}


def _list_examples(news: _News, changed: list[str]) -> dict[str, list[str]]:
    examples = {
        "new": news.new[:EXAMPLES],
        "returned": sorted(news.returned)[:EXAMPLES],
        "changed": changed,
        "gone": news.gone[:EXAMPLES],
        "rejected": [f"element {r.position} ({r.reason})" for r in news.snapshot.rejects[:EXAMPLES]],
    }
    return {verdict: some for verdict, some in examples.items() if some}
