"""A snapshot: the records that its document's elements are, by ticket_id. Never touches the database."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec import Raw

from ingest.document import MAX_DEPTH, Document, first_byte
from shared import decode_argument

MAX_ID_CHARS = 200
NESTED = f"nested too deep: more than {MAX_DEPTH} levels; the text is without what is deeper"


@dataclass(frozen=True, slots=True)
class SnapshotFile:
    """One snapshot as the bucket or the file system has it."""

    source: str  # s3://bucket/key, or the file's path
    path: Path | None  # None: not downloaded, it is the one applied last
    etag: str | None = None
    last_modified: datetime | None = None
    length: int | None = None  # bytes, as the bucket announces it


@dataclass(frozen=True, slots=True)
class Reject:
    position: int  # of the element in the snapshot, from 1
    reason: str
    text: str


@dataclass(slots=True)
class Snapshot:
    """A snapshot's records: received = len(index) + duplicates + len(rejects)."""

    document: Document
    known_ids: list[str | None]  # of each element its ticket_id, if a present ticket was made from these very bytes
    index: dict[str, int] = field(default_factory=dict)  # ticket_id -> its last element
    duplicates: int = 0
    rejects: list[Reject] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)  # ticket_ids of rejects that have one: not gone

    @property
    def received(self) -> int:
        return len(self.document.elements)

    def record(self, ticket_id: str) -> Raw:
        return Raw(self.document.record(self.index[ticket_id]))

    def records(self, ticket_ids: Iterable[str]) -> Iterator[Raw]:
        return map(Raw, self.document.records(self.index[ticket_id] for ticket_id in ticket_ids))

    def reject(self, ticket_id: str, reason: str) -> None:
        """Moves a record from the index to the rejects."""
        at = self.index.pop(ticket_id)
        self.refused.add(ticket_id)
        self.rejects.append(Reject(at + 1, reason, bytes(self.document.record(at)).decode()))


def from_path(path: Path) -> SnapshotFile:
    return SnapshotFile(decode_argument(path), path)


def hash_bytes(record: bytes | Raw) -> bytes:
    return hashlib.blake2b(record, digest_size=16).digest()


def index_records(document: Document, known: Mapping[bytes, str]) -> Snapshot:
    """Finds every element's ticket_id. Of the same id the last element counts.

    known: ticket_ids by the hash of the bytes that the tickets were made from. Such an element is not looked into.
    """
    count = len(document.elements)
    known_ids: list[str | None] = [None] * count
    if known:
        known_ids = [known.get(hash_bytes(record)) for record in document.records()]
    snapshot = Snapshot(document, known_ids)
    deep: list[int] = []
    for at, known_id in enumerate(snapshot.known_ids):
        if at % 4096 == 4095:
            document.drop_read_pages()
        if known_id:
            snapshot.index[known_id] = at
            continue
        if document.is_deep(at):
            deep.append(at)
            document.empty_deep_brackets(at)
        record = document.record(at)
        ticket_id = _find_id(record)
        if ticket_id and len(ticket_id) <= MAX_ID_CHARS:
            snapshot.index[ticket_id] = at
        else:
            snapshot.rejects.append(Reject(at + 1, _why_unusable(ticket_id, record), bytes(record).decode()))
    snapshot.duplicates = count - len(snapshot.index) - len(snapshot.rejects)
    for at in deep:
        ticket_id = _find_id(document.record(at))
        if snapshot.index.get(ticket_id) == at:
            snapshot.reject(ticket_id, NESTED)
    return snapshot


class _Id(msgspec.Struct):
    ticket_id: str


class _AnyId(msgspec.Struct):
    ticket_id: Raw


_ID = msgspec.json.Decoder(_Id)
_ANY_ID = msgspec.json.Decoder(_AnyId)


def _find_id(element: bytes | Raw) -> str:
    try:
        return _ID.decode(element).ticket_id.strip()
    except msgspec.DecodeError:
        return _read_number_id(element)


def _read_number_id(element: bytes | Raw) -> str:
    """A ticket_id that is a number, as text: 1, 1.0 and 1e0 are the same. "" for an element without a usable one."""
    try:
        text = bytes(_ANY_ID.decode(element).ticket_id).decode()
    except msgspec.DecodeError:
        return ""
    if not re.fullmatch(r"-?[0-9][0-9.eE+-]*", text):
        return ""
    number = Decimal(text)
    is_short = number.adjusted() < MAX_ID_CHARS  # 1e999999999 has as many digits
    return str(int(number)) if is_short and number == number.to_integral_value() else text


def _why_unusable(ticket_id: str, element: bytes | Raw) -> str:
    if ticket_id:
        return f"ticket_id of more than {MAX_ID_CHARS} characters"
    return "no usable ticket_id" if first_byte(element) == b"{" else "not an object"
