"""A snapshot file, cut into records. Never touches the database; a record stays the bytes it came as.

The file is mapped, and its elements are views of it: what is held in memory is what the database doesn't have yet.
"""

from __future__ import annotations

import codecs
import errno
import hashlib
import mmap
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec
from msgspec import Raw

from ingest.completeness import find_partial_sign
from shared import UserError, decode_argument, escape_for_display

T = TypeVar("T")
Buffer = bytes | memoryview | mmap.mmap

MAX_ID_CHARS = 200
MAX_KEYS = 12  # named in a message
MAX_VALUE = 100_000  # bytes of a value beside the records that is looked into
MAX_DEPTH = 500  # levels of a record: the map wraps four more around it, and readers of JSON begin to refuse at 512
GZIP = b"\x1f\x8b"
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
class Document:
    """A snapshot file's elements, in its order."""

    elements: list[Raw]  # as they stand in the file
    data: Buffer = b""  # the mapped file
    partial: str | None = None  # what of the document says that it is not whole
    is_spaced: bool = False  # white space between tokens

    def record(self, at: int) -> bytes | Raw:
        """An element as it is stored: another layout is not another content."""
        return _minify(self.elements[at]) if self.is_spaced else self.elements[at]

    def records(self, positions: Iterable[int] | None = None) -> Iterator[bytes | Raw]:
        """Those at the positions, or all, without having the whole file in memory at the end."""
        for n, at in enumerate(range(len(self.elements)) if positions is None else positions):
            yield self.record(at)
            if n % 256 == 255:  # around each that is read the system maps 64 KB
                _let_go(self.data)
        _let_go(self.data)


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


def read_document(source: str, path: Path) -> Document:
    """The elements of a snapshot file; UserError with the position when it is not JSON or has not the shape of one."""
    try:
        data = _map(path)
        if _may_be_unstorable(data):
            data = _replace_unstorable(data)
        document = _split(data)
    except OSError as err:
        hint = "; free some space in TMPDIR, or point it elsewhere" if err.errno == errno.ENOSPC else ""
        raise UserError(f"{source}: {err.strerror}{hint}; nothing was saved") from None
    except _BadShape as err:
        raise UserError(f"{source}: {err}; nothing was saved") from None
    _let_go(data)
    document.data, document.is_spaced = data, _is_spaced(data)
    return document


class _BadShape(Exception):
    pass


def _map(path: Path) -> Buffer:
    """The file's bytes without a byte order mark. A file that others can reach is copied first: were it cut short
    while it is mapped, the system would end this process without a word.
    """
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_nlink == 0:
            return _without_mark(file)
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(file, copy, 1 << 20)
            copy.flush()
            return _without_mark(copy)


def _without_mark(file: IO[bytes]) -> Buffer:
    if not os.fstat(file.fileno()).st_size:
        return b""
    mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return memoryview(mapped)[3:] if mapped[:3] == codecs.BOM_UTF8 else mapped


def _may_be_unstorable(data: Buffer) -> bool:
    """Whether a character may be in it that jsonb can't hold. In pieces: whole, it would take four times its size."""
    if bytes(data[:2]) == GZIP:
        raise _BadShape("compressed with gzip; upload it as plain JSON, without Content-Encoding, or gunzip it")
    decoder = codecs.getincrementaldecoder("utf-8")()
    piece = 1 << 14  # small ones stay in the processor's cache: a third of the time
    is_suspect = False
    for start in range(0, len(data), piece):
        end = min(start + piece, len(data))
        try:
            decoder.decode(data[start:end], final=end == len(data))
        except UnicodeDecodeError as err:
            at = end - len(err.object) + err.start
            raise _BadShape(f"not UTF-8 at byte {at} (another encoding, or cut short?){_near(data, at)}") from None
        is_suspect = is_suspect or bool(_SUSPECT.search(data[max(0, start - 6) : end]))
        if end % (1 << 22) == 0:
            _let_go(data)
    _let_go(data)
    return is_suspect


def _let_go(data: Buffer) -> None:
    """Takes what was read so far of the mapped file out of this process' memory; it is read again when needed."""
    mapped = data.obj if isinstance(data, memoryview) else data
    if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)


def _near(data: Buffer, at: int) -> str:
    """The text around a position, for a message."""
    text = bytes(data[max(0, at - 30) : at + 20]).decode(errors="replace")
    return f", near {escape_for_display(text)!r}" if text.strip() else ""


# A run of backslashes from its beginning, so that an escaped backslash before "u0000" is seen for what it is.
_SURROGATE = re.compile(
    rb"(?<!\\)((?:\\\\)*+)\\u(?:[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<bad>0000|[dD][89a-fA-F][0-9a-fA-F]{2}))"
)
_SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")


def _replace_unstorable(data: Buffer) -> bytes:
    r"""\u0000 and lone surrogates, which jsonb can't hold, become U+FFFD. The length, and so every position, stays."""
    return _SURROGATE.sub(lambda m: m[1] + rb"\ufffd" if m["bad"] else m[0], data)


# Takes an unclosed string for one as well: whatever the bytes, each is looked at once.
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_TEXT = re.compile(_STRING, re.DOTALL)
_SPACED = re.compile(rb'[:{]\s|,\s+"|\s[}:,]')


def _is_spaced(data: Buffer) -> bool:
    """Whether there is white space between the tokens of its beginning."""
    return bool(_SPACED.search(_TEXT.sub(b'""', bytes(data[: 1 << 16]))))


def _minify(data: bytes | Raw) -> bytes:
    """The same JSON without white space between its tokens."""
    try:
        return msgspec.json.format(data, indent=-1)
    except RecursionError:
        return msgspec.json.format(_empty_deep_brackets(bytes(data), MAX_DEPTH + 2), indent=-1)


def _split(data: Buffer) -> Document:
    """The elements of the array, of the one array in an object, or one object a line."""
    try:
        return _split_whole(data)
    except RecursionError:  # how deep msgspec goes depends on the interpreter; always deeper than any record we take
        return _split_whole(_empty_deep_brackets(bytes(data), MAX_DEPTH + 2))


def _split_whole(data: Buffer) -> Document:
    start = bytes(data[:4096]).lstrip()[:20]
    if start[:1] == b"[":
        return Document(_decode(msgspec.json.Decoder(list[Raw]).decode, data))
    if not start:
        raise _BadShape("empty, not even an array (cut short?)")
    if start[:1] != b"{":
        raise _BadShape(f"no array or object at byte 0: it starts with {start.decode(errors='replace')!r}")
    lines: list[Raw] = _decode(msgspec.json.Decoder(Raw).decode_lines, data)
    wrapper: dict[str, Raw] = _decode(msgspec.json.Decoder(dict[str, Raw]).decode, lines[0])
    if len(lines) > 1 or "ticket_id" in wrapper:
        return Document(lines, partial=_find_sign_in_lines(lines))
    key = _find_array(wrapper)
    elements = _decode(msgspec.json.Decoder(list[Raw]).decode, wrapper.pop(key))
    return Document(elements, partial=find_partial_sign(_read_values(wrapper), len(elements)))


def _find_array(wrapper: Mapping[str, Raw]) -> str:
    """The key of the one array of objects."""
    arrays = [key for key, value in wrapper.items() if _first(value) == b"["]
    if len(arrays) > 1:
        arrays = [key for key in arrays if re.match(rb"\[\s*\{", memoryview(wrapper[key]))]
    if len(arrays) != 1:
        keys = ", ".join(f"{escape_for_display(key)} ({_type_of(wrapper[key])})" for key in list(wrapper)[:MAX_KEYS])
        raise _BadShape(
            f"an object without exactly one array of objects in it; its keys are {keys or 'none'}; "
            "an array of objects is expected"
        )
    return arrays[0]


def _type_of(value: Raw) -> str:
    return {b"[": "array", b"{": "object", b'"': "text"}.get(_first(value), bytes(memoryview(value)[:20]).decode())


def _read_values(wrapper: Mapping[str, Raw]) -> dict[str, Any]:
    """The values that are not large."""
    return {key: msgspec.json.decode(value) for key, value in wrapper.items() if len(memoryview(value)) < MAX_VALUE}


def _find_sign_in_lines(lines: list[Raw]) -> str | None:
    """A first or last line that is not a record may say of the others what an object around them would."""
    for line in (lines[0], lines[-1]):
        values = _read_values(msgspec.json.decode(line, type=dict[str, Raw])) if _first(line) == b"{" else {}
        if "ticket_id" not in values and (sign := find_partial_sign(values, len(lines) - 1)):
            return sign
    return None


def _first(value: bytes | Raw) -> bytes:
    return bytes(memoryview(value)[:1])


def _decode(decode: Callable[[Any], T], data: Buffer | Raw) -> T:
    """Decodes; _BadShape with the position when it is not JSON."""
    try:
        return decode(data)
    except msgspec.DecodeError as err:
        reason = str(err).removeprefix("JSON is malformed: ")
        whole = data if not isinstance(data, Raw) else memoryview(data)
        if "truncated" in reason:
            end = len(whole)
            raise _BadShape(f"not JSON: cut off at byte {end} (upload cut short?){_near(whole, end)}") from None
        at = re.search(r"\(byte (\d+)\)", reason)
        raise _BadShape(f"not JSON: {reason}{_near(whole, int(at[1])) if at else ''}") from None


_TOKEN = re.compile(_STRING + rb"|[\[{]|[\]}]", re.DOTALL)


def _list_brackets(data: bytes) -> Iterator[tuple[re.Match[bytes], int]]:
    """The brackets outside of strings, each with the level that it opens or closes, from 1."""
    level = 0
    for token in _TOKEN.finditer(data):
        if token[0] in b"[{":
            level += 1
            yield token, level
        elif token[0] in b"]}":
            yield token, level
            level -= 1


def _empty_deep_brackets(data: bytes, most: int) -> bytes:
    """The same JSON with only blanks inside the brackets of level `most` + 1. Every position stays."""
    kept: list[bytes] = []
    done, inside = 0, False
    for bracket, level in _list_brackets(data):
        if level == most + 1:
            end = bracket.start() if inside else bracket.end()
            kept.append(b" " * (end - done) if inside else data[done:end])
            done, inside = end, not inside
    kept.append(b" " * (len(data) - done) if inside else data[done:])
    return b"".join(kept)


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
            _let_go(document.data)
        if known_id:
            snapshot.index[known_id] = at
            continue
        if _is_deep(document.elements[at]):
            deep.append(at)
            document.elements[at] = Raw(_minify(_empty_deep_brackets(bytes(document.elements[at]), MAX_DEPTH)))
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


def _is_deep(record: Raw) -> bool:
    text = bytes(record)
    if text.count(b"[") + text.count(b"{") <= MAX_DEPTH:  # spares nearly every record the closer look
        return False
    return any(level > MAX_DEPTH for _, level in _list_brackets(text))


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
    return "no usable ticket_id" if _first(element) == b"{" else "not an object"
