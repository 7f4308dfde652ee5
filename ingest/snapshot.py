"""A snapshot's bytes, cut into records. Never touches the database; a record stays the bytes it came as."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Raw

from shared import UserError, decode_argument

T = TypeVar("T")

MAX_ID_CHARS = 200
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


@dataclass(frozen=True, slots=True)
class Reject:
    position: int  # of the element in the snapshot, from 1
    reason: str
    text: str


@dataclass(slots=True)
class Snapshot:
    """A snapshot's records: received = len(index) + duplicates + len(rejects)."""

    elements: list[Raw]  # in the snapshot's order, as bytes
    known_ids: list[str | None]  # of each element its ticket_id, if a present ticket was made from these very bytes
    index: dict[str, int] = field(default_factory=dict)  # ticket_id -> its last element
    duplicates: int = 0
    rejects: list[Reject] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)  # ticket_ids of rejects that have one: not gone

    @property
    def received(self) -> int:
        return len(self.elements)

    def reject(self, ticket_id: str, reason: str) -> None:
        """Takes a record out again."""
        at = self.index.pop(ticket_id)
        self.refused.add(ticket_id)
        self.rejects.append(Reject(at + 1, reason, bytes(self.elements[at]).decode()))


def from_path(path: Path) -> SnapshotFile:
    return SnapshotFile(decode_argument(path), path)


def parse_elements(source: str, path: Path) -> list[Raw]:
    """The elements of a snapshot file; UserError with the position when it is no JSON or has not the shape of one."""
    try:
        # One within the other, so that no more than two copies of the text are there at any moment.
        return _cut(_minify(_replace_unstorable(_check_utf8(path.read_bytes()))))
    except OSError as err:
        raise UserError(f"{source}: {err.strerror}; nothing was saved") from None
    except _BadShape as err:
        raise UserError(f"{source}: {err}; nothing was saved") from None


class _BadShape(Exception):
    pass


def _check_utf8(data: bytes) -> bytes:
    """The text without its byte order mark. In pieces, as decoding it whole could take four times its size."""
    if data.startswith(GZIP):
        raise _BadShape("compressed with gzip; upload it as plain JSON, without Content-Encoding, or gunzip it")
    decoder = codecs.getincrementaldecoder("utf-8")()
    piece = 1 << 14  # small ones stay in the processor's cache: a third of the time
    for start in range(0, len(data), piece):
        end = min(start + piece, len(data))
        try:
            decoder.decode(data[start:end], final=end == len(data))
        except UnicodeDecodeError as err:
            at = end - len(err.object) + err.start
            raise _BadShape(f"not UTF-8 at byte {at} (another encoding, or cut short?)") from None
    return data.removeprefix(codecs.BOM_UTF8)


# A run of backslashes from its beginning, so that an escaped backslash before "u0000" is seen for what it is.
_SURROGATE = re.compile(
    rb"(?<!\\)((?:\\\\)*+)\\u(?:[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<bad>0000|[dD][89a-fA-F][0-9a-fA-F]{2}))"
)
_SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")


def _replace_unstorable(data: bytes) -> bytes:
    r"""\u0000 and lone surrogates, which jsonb can't hold, become U+FFFD. The length, and so every position, stays."""
    if not _SUSPECT.search(data):
        return data
    return _SURROGATE.sub(lambda m: m[1] + rb"\ufffd" if m["bad"] else m[0], data)


# Takes an unclosed string for one as well: whatever the bytes, each is looked at once.
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_TEXT = re.compile(_STRING, re.DOTALL)
_SPACED = re.compile(rb'[:{]\s|,\s+"|\s[}:,]')


def _is_spaced(data: bytes) -> bool:
    """Whether there is white space between the tokens of its beginning."""
    return bool(_SPACED.search(_TEXT.sub(b'""', data[: 1 << 16])))


def _minify(data: bytes) -> bytes:
    """The same JSON without white space between its tokens, so that another layout is not another content.

    What is not one JSON document comes back as it is, and so does one whose beginning has no white space to lose.
    """
    if not _is_spaced(data):
        return data
    try:
        return _format(data)
    except RecursionError:
        return _format(_empty_deep_brackets(data, MAX_DEPTH + 2))


def _format(data: bytes | Raw) -> bytes:
    try:
        return msgspec.json.format(data, indent=-1)
    except msgspec.DecodeError:
        return bytes(data)


def _cut(data: bytes) -> list[Raw]:
    try:
        return _split(data)
    except RecursionError:  # how deep msgspec goes depends on the interpreter; always deeper than any record we take
        return _split(_empty_deep_brackets(data, MAX_DEPTH + 2))


def _split(data: bytes) -> list[Raw]:
    """The snapshot's elements: of the array, of the one array in an object, or one object a line."""
    start = data[:4096].lstrip()[:20]
    if start[:1] == b"[":
        return _decode(msgspec.json.Decoder(list[Raw]).decode, data)
    if not start:
        raise _BadShape("empty, not even an array (cut short?)")
    if start[:1] != b"{":
        raise _BadShape(f"no array or object at byte 0: it starts with {start.decode(errors='replace')!r}")
    lines: list[Raw] = _decode(msgspec.json.Decoder(Raw).decode_lines, data)
    wrapper: dict[str, Raw] = _decode(msgspec.json.Decoder(dict[str, Raw]).decode, lines[0])
    if len(lines) > 1 or "ticket_id" in wrapper:
        return [Raw(_format(line)) for line in lines] if _is_spaced(data) else lines
    arrays = [_decode(msgspec.json.Decoder(list[Raw]).decode, v) for v in wrapper.values() if _first(v) == b"["]
    if len(arrays) > 1:
        arrays = [array for array in arrays if array and _first(array[0]) == b"{"]
    if len(arrays) != 1:
        raise _BadShape("an object without exactly one array of objects in it; an array of objects is expected")
    return arrays[0]


def _first(value: Raw) -> bytes:
    return bytes(memoryview(value)[:1])


def _decode(decode: Callable[[bytes | Raw], T], data: bytes | Raw) -> T:
    """Decodes; _BadShape with the position when it is no JSON."""
    try:
        return decode(data)
    except msgspec.DecodeError as err:
        reason = str(err).removeprefix("JSON is malformed: ")
        if "truncated" in reason:
            raise _BadShape(f"not JSON: cut off at byte {len(memoryview(data))} (upload cut short?)") from None
        raise _BadShape(f"not JSON: {reason}") from None


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


def hash_bytes(record: Raw) -> bytes:
    return hashlib.blake2b(record, digest_size=16).digest()


def index_records(elements: list[Raw], known: Mapping[bytes, str]) -> Snapshot:
    """Finds every element's ticket_id. Of the same id the last element counts.

    known: ticket_ids by the hash of the bytes that the tickets were made from. Such an element is not looked into.
    """
    snapshot = Snapshot(elements, [known.get(hash_bytes(e)) for e in elements] if known else [None] * len(elements))
    deep: list[int] = []
    for at, known_ids in enumerate(snapshot.known_ids):
        if known_ids:
            snapshot.index[known_ids] = at
            continue
        if _is_deep(elements[at]):
            deep.append(at)
            elements[at] = Raw(_format(_empty_deep_brackets(bytes(elements[at]), MAX_DEPTH)))
        ticket_id = _find_id(elements[at])
        if ticket_id and len(ticket_id) <= MAX_ID_CHARS:
            snapshot.index[ticket_id] = at
        else:
            reason = _why_unusable(ticket_id, elements[at])
            snapshot.rejects.append(Reject(at + 1, reason, bytes(elements[at]).decode()))
    snapshot.duplicates = len(elements) - len(snapshot.index) - len(snapshot.rejects)
    for at in deep:
        ticket_id = _find_id(elements[at])
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


def _find_id(element: Raw) -> str:
    try:
        return _ID.decode(element).ticket_id.strip()
    except msgspec.DecodeError:
        return _odd_id(element)


def _odd_id(element: Raw) -> str:
    """A ticket_id that is a number, as text; "" for an element without a usable one."""
    try:
        text = bytes(_ANY_ID.decode(element).ticket_id).decode()
    except msgspec.DecodeError:
        return ""
    return text if re.fullmatch(r"-?[0-9][0-9.eE+-]*", text) else ""


def _why_unusable(ticket_id: str, element: Raw) -> str:
    if ticket_id:
        return f"ticket_id of more than {MAX_ID_CHARS} characters"
    return "no usable ticket_id" if _first(element) == b"{" else "no object"
