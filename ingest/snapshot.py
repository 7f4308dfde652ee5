"""A snapshot's bytes, cut into records. Never touches the database; a record stays the bytes it came as."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Raw

from shared import UserError

T = TypeVar("T")

MAX_ID_CHARS = 200
MAX_DEPTH = 4000  # what jsonb takes lies a little higher with the server's default max_stack_depth


@dataclass(frozen=True, slots=True)
class Fetched:
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
    index: dict[str, int]  # ticket_id -> its last element
    duplicates: int
    rejects: list[Reject] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)  # ticket_ids of rejects that have one: not gone

    @property
    def received(self) -> int:
        return len(self.elements)

    def reject(self, ticket_id: str, reason: str) -> None:
        """Takes a record out again, for a reason that only the database could see."""
        at = self.index.pop(ticket_id)
        self.refused.add(ticket_id)
        self.rejects.append(Reject(at + 1, reason, bytes(self.elements[at]).decode()))


def at_path(path: Path) -> Fetched:
    return Fetched(str(path), path)


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Lets msgspec follow every nesting that jsonb may hold."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, MAX_DEPTH + 1000))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


@deep_recursion()
def read(source: str, path: Path) -> Snapshot:
    """The records of a snapshot file; UserError with the position when it is no JSON or has not the shape of one."""
    try:
        data = path.read_bytes()
    except OSError as err:
        raise UserError(f"{source}: {err.strerror or err}; nothing was saved") from None
    try:
        data = _minify(_mend(_check_utf8(data)))  # and the text as it came is let go of
        return _parse(data)
    except _BadShape as err:
        raise UserError(f"{source}: {err}; nothing was saved") from None


def _parse(data: bytes) -> Snapshot:
    try:
        return _sort_out(_split(data))
    except RecursionError:
        snapshot = _sort_out(_split(_cut_depths(data)))
    for ticket_id in [key for key, at in snapshot.index.items() if _CUT in bytes(snapshot.elements[at])]:
        snapshot.reject(ticket_id, "nested too deep")
    return snapshot


class _BadShape(Exception):
    pass


def _check_utf8(data: bytes) -> bytes:
    """The text without its byte order mark. In pieces, as decoding it whole could take four times its size."""
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


# Every escape in turn, so that an escaped backslash before "u0000" is seen for what it is.
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<bad>u0000|u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")


def _mend(data: bytes) -> bytes:
    r"""\u0000 and lone surrogates, which jsonb can't hold, become U+FFFD. The length, and so every position, stays."""
    if not _SUSPECT.search(data):
        return data
    return _ESCAPE.sub(lambda m: rb"\ufffd" if m["bad"] else m[0], data)


_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_SPACED = re.compile(rb'[:{]\s|,\s+"|\s[}:,]')


def _minify(data: bytes) -> bytes:
    """The same JSON without white space between its tokens, so that another layout is not another content.

    What is not one JSON document comes back as it is, and so does one whose beginning has no white space to lose.
    """
    beginning = data[: 1 << 16].rpartition(b"}")[0]
    if not _SPACED.search(_STRING.sub(b'""', beginning)):
        return data
    try:
        return msgspec.json.format(data, indent=-1)
    except (msgspec.DecodeError, RecursionError):
        return data


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
        return [Raw(_minify(bytes(line))) for line in lines]
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


_BRACKET = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]', re.DOTALL)
_CUT = b'"(cut: nested too deep)"'


def _cut_depths(data: bytes) -> bytes:
    """The same JSON with _CUT in place of every value nested deeper than MAX_DEPTH."""
    kept: list[bytes] = []
    depth = done = 0
    for token in _BRACKET.finditer(data):
        if token[0] in b"[{":
            depth += 1
            if depth == MAX_DEPTH:
                kept += [data[done : token.start()], _CUT]
        elif token[0] in b"]}":
            if depth == MAX_DEPTH:
                done = token.end()
            depth -= 1
    return b"".join([*kept, data[done:]])


class _Id(msgspec.Struct):
    ticket_id: str


class _AnyId(msgspec.Struct):
    ticket_id: Raw


_ID = msgspec.json.Decoder(_Id)
_ANY_ID = msgspec.json.Decoder(_AnyId)


def _sort_out(elements: list[Raw]) -> Snapshot:
    """Finds every element's ticket_id. Of the same id the last element counts."""
    snapshot = Snapshot(elements, {}, 0)
    for at, element in enumerate(elements):
        try:
            ticket_id = _ID.decode(element).ticket_id.strip()
        except msgspec.DecodeError:
            ticket_id = _odd_id(element)
        if ticket_id and len(ticket_id) <= MAX_ID_CHARS:
            snapshot.index[ticket_id] = at
        else:
            snapshot.rejects.append(Reject(at + 1, _why_unusable(ticket_id, element), bytes(element).decode()))
    snapshot.duplicates = len(elements) - len(snapshot.index) - len(snapshot.rejects)
    return snapshot


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
