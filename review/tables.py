"""Places to a CSV or GeoJSON file, and what people made of one back to rows of text. Judges nothing.

Reads what spreadsheets and QGIS save: other separators, a decimal comma, UTF-16. What a file holds is text until
decisions.py looks at it.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from review.places import COLUMNS, Place, Point, distance_m, to_cells
from shared import UserError, escape_for_display, first_line, log

SAME_PLACE_M = 0.2  # coordinates that went through a spreadsheet and back are at most so far off
MOVED_M = 2.0  # a point moved by hand is at least so far off: five decimals, as some programs keep, are off by 0.8 m

# Other names of the columns of a company's own list.
ALIASES = {"latitude": "lat", "lon": "lng", "long": "lng", "longitude": "lng"}
KNOWN_COLUMNS = {*COLUMNS, *ALIASES, "location_name"}
# What a spreadsheet computes instead of showing it; full-width signs count in East Asian ones.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]")
_ESCAPED = re.compile(rf"'(?={_FORMULA.pattern})")
# As GDAL and QGIS write a CSV with its geometry: columns X and Y, or WKT.
_WKT_POINT = re.compile(r"\s*POINT\s*[ZM]*\s*\(\s*(\S+?)\s+([^\s)]+)", re.IGNORECASE)
_CRS84 = re.compile(r".*(CRS84|EPSG:+4326)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row or feature: what stands in its known columns, trimmed; "" where nothing does."""

    name: str  # row 7 (as a spreadsheet numbers it), feature 3
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


# --- out ---


def write_csv(file: Path, places: Sequence[Place]) -> None:
    csv.field_size_limit(2**31 - 1)
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows([_escape_formula(known[column]) for column in COLUMNS] for known in map(to_cells, places))


def write_geojson(file: Path, places: Sequence[Place]) -> None:
    features = [
        {"type": "Feature", "geometry": _geojson_point(place), "properties": to_cells(place)} for place in places
    ]
    with file.open("w", encoding="utf-8", newline="\n") as out:
        json.dump({"type": "FeatureCollection", "features": features}, out, ensure_ascii=False, indent=1)


def ensure_no_decisions_lost(file: Path, comments: Collection[str | None]) -> None:
    """UserError when the file exists and replacing it would lose what a person put into it. `comments`: those that are
    stored."""
    if file.suffix.lower() == ".html" or not file.exists():
        return
    try:
        is_ours = all(_is_as_exported(row, comments) for row in read_table(file))
    except UserError:
        is_ours = False
    if not is_ours:
        raise UserError(
            f"{escape_for_display(str(file))}: exists, with more in it than an export; "
            f"give another name, or move it away"
        )


def _is_as_exported(row: Row, comments: Collection[str | None]) -> bool:
    is_decided = row["decision"] or row["new_lat"] or row["new_lng"]
    return bool(row["revision"]) and not is_decided and (not row["comment"] or row["comment"] in comments)


def write_refused(file: Path, refused: Sequence[tuple[Row, str]]) -> None:
    """Rows that were not taken, each with its reason: a CSV that can be corrected and imported."""
    present = {column for row, _ in refused for column in row.cells}
    columns = [column for column in (*COLUMNS, "location_name") if column in present]
    with atomic_write(file) as path, path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["reason", *columns])
        writer.writerows(
            map(_escape_formula, (reason, *(row[column] for column in columns))) for row, reason in refused
        )


def ensure_only_copies(file: Path, rows: Sequence[Row]) -> None:
    """UserError when the file exists and has a row that is none of these: replacing it would lose that row."""
    if file.exists() and not {_content(row) for row in read_table(file)} <= set(map(_content, rows)):
        raise UserError(
            f"{escape_for_display(str(file))}: exists, with rows that are not in the imported file (corrected "
            f"ones?); import it, or move it away; nothing was taken"
        )


def _content(row: Row) -> frozenset[tuple[str, str]]:
    return frozenset((column, cell) for column, cell in row.cells.items() if cell)


@contextlib.contextmanager
def atomic_write(file: Path) -> Iterator[Path]:
    """A path to write to, which becomes the file when all is written. UserError when it can't be."""
    beside = file.with_name(f".{file.stem}.{os.getpid()}{file.suffix}")
    try:
        yield beside
        beside.replace(file)
    except OSError as err:
        raise UserError(f"{escape_for_display(str(file))}: can't be written: {err.strerror}") from err
    finally:
        with contextlib.suppress(OSError):  # nothing is there, not even a folder
            beside.unlink()


def _geojson_point(place: Place) -> dict[str, Any] | None:
    return {"type": "Point", "coordinates": [place.lng, place.lat]} if place.point else None


def _escape_formula(cell: object) -> object:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return _plain(cell)
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _plain(number: float) -> str:
    """Without an exponent: degrees are never written with one."""
    return format(Decimal(repr(number)), "f")


# --- in ---


def read_table(file: Path) -> list[Row]:
    """The rows of a .csv or .geojson file. UserError when it can't be read."""
    try:
        data = file.read_bytes()
    except OSError as err:
        raise UserError(f"{escape_for_display(str(file))}: can't be read: {err.strerror}") from err
    try:
        read = _read_geojson if file.suffix.lower() == ".geojson" else _read_csv
        return [row for row in read(_decode(file, data)) if any(row.cells.values())]
    except (ValueError, OverflowError, RecursionError, csv.Error) as err:
        raise UserError(f"{escape_for_display(str(file))}: {first_line(err)}; nothing of it was taken") from err


def _decode(file: Path, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\0" in data[:200]:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        log.warning("%s: not UTF-8; read as Windows-1252, as older spreadsheets save it", escape_for_display(str(file)))
        return data.decode("cp1252")


def _read_csv(text: str) -> Iterator[Row]:
    csv.field_size_limit(2**31 - 1)
    separators = ",;\t"
    first, _, rest = text.partition("\n")
    if says := re.fullmatch(r'"?sep=(.)"?\s*', first, re.IGNORECASE):  # Excel's own hint, which it does not show
        separators, text = says[1], rest
    separator = max(separators, key=lambda each: len(KNOWN_COLUMNS & set(_header(text, each))))
    header = _header(text, separator)
    if "cluster" not in header:
        raise ValueError("it has no column named cluster; the first row must name the columns")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    next(lines)
    for number, line in enumerate(lines, 2):
        if any(line[len(header) :]):  # a decimal comma in a file that commas separate
            raise ValueError(f"row {number} has more cells than the first row has names")
        cells = dict(zip(header, map(_unescape_formula, line), strict=False))
        known = _known(cells.items())
        yield Row(f"row {number}", known | _placed(known, _csv_point(cells, known)))


def _csv_point(cells: Mapping[str, str], known: Mapping[str, str]) -> Point | None:
    """The geometry of a row that QGIS or GDAL wrote. A company's own list has its coordinates in lat and lng."""
    if known.get("lat") and not known.get("revision"):
        return None
    wkt = _WKT_POINT.match(cells.get("wkt", ""))
    lng, lat = wkt.groups() if wkt else (cells.get("x", ""), cells.get("y", ""))
    try:
        return _as_degrees(lat), _as_degrees(lng)
    except ValueError:
        return None


def _as_degrees(text: str) -> float:
    return float(text.replace(",", "."))


def _header(text: str, separator: str) -> list[str]:
    return [name.strip().lower() for name in next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])]


def _unescape_formula(cell: str) -> str:
    return _ESCAPED.sub("", cell, count=1) if _ESCAPED.match(cell) else cell


def _known(cells: Any) -> dict[str, str]:
    """The known columns by their own names; characters that no database text can have are replaced."""
    known = {}
    for name, cell in cells:
        if name in KNOWN_COLUMNS:
            text = cell.replace("\0", "�").encode("utf-8", "replace").decode().strip()
            known[ALIASES.get(name, name)] = text
    return known


def _read_geojson(text: str) -> Iterator[Row]:
    collection = json.loads(text)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise ValueError("not GeoJSON: an object with features is needed")
    crs = json.dumps(collection.get("crs"))
    if crs != "null" and not _CRS84.match(crs):
        raise ValueError(f"its coordinates are in {escape_for_display(crs)}; save it as WGS 84 (EPSG:4326)")
    for number, feature in enumerate(features, 1):
        properties = (feature.get("properties") or {}) if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            raise ValueError(f"feature {number} is not an object with properties")
        cells = _known((str(name).lower(), _as_text(value)) for name, value in properties.items())
        yield Row(f"feature {number}", cells | _placed(cells, _point(feature, number)))


def _as_text(value: object) -> str:
    if isinstance(value, float):
        return _plain(value)
    return "" if value is None else str(value)


def _point(feature: Mapping[str, Any], number: int) -> Point | None:
    geometry = feature.get("geometry")
    if geometry is None:
        return None
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        raise ValueError(f"feature {number}: its geometry is not a Point")
    coordinates = geometry.get("coordinates")
    match coordinates:
        case []:
            return None  # as QGIS writes an empty point
        case [float() | int() as lng, float() | int() as lat, *_]:
            return lat, lng
    raise ValueError(f"feature {number}: its coordinates are not a longitude and a latitude")


def _placed(cells: Mapping[str, str], point: Point | None) -> dict[str, str]:
    """What a feature's point adds to its properties: a place that is new, or a move that was made by hand."""
    if point is None:
        return {}
    lat, lng = map(_as_text, map(float, point))
    if not cells.get("revision"):
        return {"lat": lat, "lng": lng}
    with contextlib.suppress(ValueError):
        if distance_m((_as_degrees(cells.get("lat", "")), _as_degrees(cells.get("lng", ""))), point) < MOVED_M:
            return {}
    if cells.get("new_lat") or cells.get("new_lng"):
        return {}
    return {"decision": cells.get("decision") or "move", "new_lat": lat, "new_lng": lng}
