"""Reads Mapbox vector tiles of points (specification 2.1), for tests and the bench."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Field = tuple[int, int | bytes]


@dataclass(frozen=True)
class Point:
    x: int  # in 1/4096 tiles from the north-west corner
    y: int
    properties: dict[str, Any]


def read_points(tile: bytes) -> list[Point]:
    """The points of the tile's only layer, which must be called `tickets` and have the extent 4096."""
    if not tile:
        return []
    (layer,) = (as_bytes(value) for number, value in read_fields(tile) if number == 3)
    fields = list(read_fields(layer))
    assert [value for number, value in fields if number == 1] == [b"tickets"]
    assert [value for number, value in fields if number == 5] == [4096]
    keys = [as_bytes(value).decode() for number, value in fields if number == 3]
    values = [read_value(as_bytes(value)) for number, value in fields if number == 4]
    return [read_point(as_bytes(value), keys, values) for number, value in fields if number == 2]


def read_point(feature: bytes, keys: list[str], values: list[Any]) -> Point:
    parts = dict(read_fields(feature))
    tags = read_varints(as_bytes(parts.get(2, b"")))
    assert parts[3] == 1, "a point"
    command, x, y = read_varints(as_bytes(parts[4]))
    assert command == 9, "move to, once"
    return Point(
        unzigzag(x), unzigzag(y), {keys[key]: values[value] for key, value in zip(tags[::2], tags[1::2], strict=True)}
    )


def read_value(message: bytes) -> Any:
    ((number, value),) = read_fields(message)
    match number:
        case 1:
            return as_bytes(value).decode()
        case 3:
            return struct.unpack("<d", as_bytes(value))[0]
        case 6:
            return unzigzag(as_int(value))
        case 7:
            return bool(value)
        case _:
            return value


def read_fields(message: bytes) -> Iterator[Field]:
    """The fields of a protobuf message: number, value."""
    at = 0
    while at < len(message):
        tag, at = read_varint(message, at)
        match tag & 7:
            case 0:
                value, at = read_varint(message, at)
                yield tag >> 3, value
            case 1 | 5 as wire:
                size = 8 if wire == 1 else 4
                yield tag >> 3, message[at : at + size]
                at += size
            case 2:
                size, at = read_varint(message, at)
                yield tag >> 3, message[at : at + size]
                at += size
            case wire:
                raise AssertionError(f"wire type {wire}")


def read_varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def read_varints(packed: bytes) -> list[int]:
    values, at = [], 0
    while at < len(packed):
        value, at = read_varint(packed, at)
        values.append(value)
    return values


def unzigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def as_bytes(value: int | bytes) -> bytes:
    assert isinstance(value, bytes)
    return value


def as_int(value: int | bytes) -> int:
    assert isinstance(value, int)
    return value
