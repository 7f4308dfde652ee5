"""A snapshot file, cut into its elements, each the bytes it came as.

The file is mapped, and the elements are views of it: what is held in memory is what the database doesn't have yet.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import mmap
import os
import re
import shutil
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec
from msgspec import Raw

from ingest.completeness import find_partial_sign
from shared import UserError, escape_for_display

T = TypeVar("T")
Buffer = bytes | memoryview | mmap.mmap

MAX_KEYS = 12  # named in a message
MAX_VALUE = 100_000  # bytes of a value beside the records that is looked into
MAX_DEPTH = 500  # levels of a record: the map wraps four more around it, and readers of JSON begin to refuse at 512
PIECE = 1 << 18  # bytes: what stays in the processor's cache
GZIP = b"\x1f\x8b"


@dataclass(slots=True)
class Spans:
    """Elements by where they are in the data: an object for each would take 15 times as much memory."""

    data: memoryview
    starts: array[int] = field(default_factory=partial(array, "Q"))
    ends: array[int] = field(default_factory=partial(array, "Q"))

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, at: int) -> Raw:
        return Raw(self.data[self.starts[at] : self.ends[at]])


@dataclass(slots=True)
class Document:
    """A snapshot file's elements, in its order."""

    elements: list[Raw] | Spans  # as they stand in the file
    data: Buffer = b""  # the mapped file
    partial: str | None = None  # what of the document says that it is not whole
    is_spaced: bool = False  # white space between tokens
    emptied: dict[int, Raw] = field(default_factory=dict)  # elements that were too deep

    def record(self, at: int) -> bytes | Raw:
        """An element as it is stored: another layout is not another content."""
        element = self.emptied.get(at) or self.elements[at]
        return _minify(element) if self.is_spaced else element

    def records(self, positions: Iterable[int] | None = None) -> Iterator[bytes | Raw]:
        """Those at the positions, or all, without having the whole file in memory at the end."""
        for n, at in enumerate(range(len(self.elements)) if positions is None else positions):
            yield self.record(at)
            if n % 256 == 255:  # around each that is read the system maps 64 KB
                self.drop_read_pages()
        self.drop_read_pages()

    def is_deep(self, at: int) -> bool:
        """Whether an element has more than MAX_DEPTH levels."""
        text = bytes(self.elements[at])
        if text.count(b"[") + text.count(b"{") <= MAX_DEPTH:  # spares nearly every element the closer look
            return False
        return any(level > MAX_DEPTH for _, level in _list_brackets(text))

    def empty_deep_brackets(self, at: int) -> None:
        """Takes out of an element what is deeper than that."""
        self.emptied[at] = Raw(_minify(_empty_deep_brackets(bytes(self.elements[at]), MAX_DEPTH)))

    def drop_read_pages(self) -> None:
        _let_go(self.data)


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
    return f", near {text!r}" if text.strip() else ""


# A run of backslashes from its beginning, so that an escaped backslash before "u0000" is seen for what it is.
_SURROGATE = re.compile(
    rb"(?<!\\)((?:\\\\)*+)\\u(?:[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<bad>0000|[dD][89a-fA-F][0-9a-fA-F]{2}))"
)
_BRACE = re.compile(rb"\{")
_SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")


def _replace_unstorable(data: Buffer) -> Buffer:
    r"""\u0000 and lone surrogates, which jsonb can't hold, become U+FFFD. The length, and so every position, stays."""
    replaced = None
    for at in _find_unstorable(data):
        replaced = replaced or _copy(data)
        replaced[at : at + 6] = rb"\ufffd"
    return replaced or data


def _find_unstorable(data: Buffer) -> Iterator[int]:
    """A piece at a time, which ends in front of a brace: no escape has one in it."""
    start = 0
    while start < len(data):
        brace = _BRACE.search(data, start + PIECE)
        end = brace.start() if brace else len(data)
        for found in _SURROGATE.finditer(data, start, end):
            if found["bad"]:
                yield found.start("bad") - 2
        _let_go(data)
        start = end


def _copy(data: Buffer) -> mmap.mmap:
    with tempfile.TemporaryFile() as file:
        for start in range(0, len(data), PIECE):
            file.write(data[start : start + PIECE])
            _let_go(data)
        file.flush()
        return mmap.mmap(file.fileno(), 0)


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
        return Document(_split_in_pieces(data) or _decode(_ELEMENTS.decode, data))
    if not start:
        raise _BadShape("empty, not even an array (cut short?)")
    if start[:1] != b"{":
        raise _BadShape(f"no array or object at byte 0: it starts with {start.decode(errors='replace')!r}")
    lines: list[Raw] = _decode(msgspec.json.Decoder(Raw).decode_lines, data)
    wrapper = msgspec.json.decode(lines[0], type=dict[str, Raw])
    if len(lines) > 1 or "ticket_id" in wrapper:
        return Document(lines, partial=_find_sign_in_lines(lines))
    key = _find_array(wrapper)
    elements = _ELEMENTS.decode(wrapper.pop(key))
    return Document(elements, partial=find_partial_sign(_read_values(wrapper), len(elements)))


_ELEMENTS = msgspec.json.Decoder(list[Raw])
_FIRST_KEY = re.compile(rb'\s*+\[\s*+(\{\s*+"[^"\\]*+"\s*+:)')


def _split_in_pieces(data: Buffer) -> Spans | None:
    """The elements of an array, never with more than a piece of the file in memory; None when that can't be done.

    It can where every piece has an element that begins as the first one does. Such a beginning may stand inside of
    another element as well; what is before it is then no array.
    """
    view = memoryview(data)
    if not (beginning := _FIRST_KEY.match(data)):
        return None
    elements = Spans(view)
    start = beginning.start(1)
    while start < len(view):
        piece = bytes(view[start : start + PIECE])
        if start + PIECE < len(view):
            piece, comma, _ = piece[: max(0, piece.rfind(beginning[1]))].rpartition(b",")
            piece += b"]" if comma else b""
        try:
            found = _ELEMENTS.decode(b"[" + piece)
        except msgspec.DecodeError:
            return None
        end = 0
        for text in [memoryview(element) for element in found]:
            at = piece.index(text[:1], end)
            end = at + len(text)
            elements.starts.append(start + at)
            elements.ends.append(start + end)
        _let_go(data)
        start += len(piece)
    return elements


def _find_array(wrapper: Mapping[str, Raw]) -> str:
    """The key of the one array of objects."""
    arrays = [key for key, value in wrapper.items() if first_byte(value) == b"["]
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
    return {b"[": "array", b"{": "object", b'"': "text"}.get(first_byte(value), bytes(memoryview(value)[:20]).decode())


def _read_values(wrapper: Mapping[str, Raw]) -> dict[str, Any]:
    """The values that are not large, and hold no number beyond what a double can."""
    values = {}
    for key, value in wrapper.items():
        if len(memoryview(value)) < MAX_VALUE:
            with contextlib.suppress(msgspec.DecodeError):
                values[key] = msgspec.json.decode(value)
    return values


def _find_sign_in_lines(lines: list[Raw]) -> str | None:
    """A first or last line that is not a record may say of the others what an object around them would."""
    for line in (lines[0], lines[-1]):
        values = msgspec.json.decode(line, type=dict[str, Raw]) if first_byte(line) == b"{" else {}
        if "ticket_id" not in values and (sign := find_partial_sign(_read_values(values), len(lines) - 1)):
            return sign
    return None


def first_byte(value: bytes | Raw) -> bytes:
    return bytes(memoryview(value)[:1])


def _decode(decode: Callable[[Any], T], data: Buffer) -> T:
    """Decodes; _BadShape with the position when it is not JSON."""
    try:
        return decode(data)
    except msgspec.DecodeError as err:
        reason = str(err).removeprefix("JSON is malformed: ")
        if "truncated" in reason:
            end = len(data)
            raise _BadShape(f"not JSON: cut off at byte {end} (upload cut short?){_near(data, end)}") from None
        near = "".join(_near(data, int(at)) for at in re.findall(r"\(byte (\d+)\)", reason))
        raise _BadShape(f"not JSON: {reason}{near}") from None


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
