"""The page a reviewer opens from disk: one HTML file with the places, a map and all it needs. Asks nobody for anything.

Its parts are in page/; Leaflet comes from an installed package and is put in when the page is written.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from review.places import COLUMNS, NAME_SEPARATOR, Place, Spot, Surroundings
from shared import USAGE, UserError

PARTS = Path(__file__).with_name("page")
SCRIPTS = (
    "coordinates",
    "table",
    "decisions",
    "elements",
    "list",
    "map",
    "card",
    "main",
)  # later ones use earlier ones
LEAFLET = "XStatic-Leaflet"
DECISION_COLUMNS = ("decision", "new_lat", "new_lng")
NUMBER_COLUMNS = ("lat", "lng", "distance_km", "tickets")
OUTLINE_MARGIN_DEGREES = 4.0


def write_page(file: Path, places: Sequence[Place], around: Surroundings, *, tiles: str | None = None) -> None:
    """Write the page. `tiles`: the URL template of the site's own tile server; without it the page needs no network."""
    data = _data(places, around, tiles)
    scripts = [_leaflet("leaflet.js"), *((PARTS / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)]
    contents = {
        "csp": _content_policy(scripts, tiles),
        "style": _leaflet("leaflet.css") + (PARTS / "page.css").read_text(encoding="utf-8"),
        "credits": f"Map by Leaflet {_leaflet_version()}, © 2010-2022 Vladimir Agafonkin, © 2010-2011 CloudMade, "
        "BSD-2-Clause licence. Outlines: Natural Earth, public domain, for orientation only.",
        "data": _as_json_element(data),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    template = (PARTS / "page.html").read_text(encoding="utf-8")
    page = re.sub(r"\{\{(\w+)\}\}", lambda marker: contents[marker[1]], template)
    file.write_text(page, encoding="utf-8", newline="\n")


# --- what the page knows ---


def _data(places: Sequence[Place], around: Surroundings, tiles: str | None) -> dict[str, Any]:
    known: dict[str, Any] = {
        "columns": [name for name in COLUMNS if name not in DECISION_COLUMNS],
        "number_columns": NUMBER_COLUMNS,
        "name_separator": NAME_SEPARATOR,
        "places": [_cells(place) for place in places],
        "waiting": [[(ticket.kind, ticket.ticket_id, ticket.status) for ticket in place.waiting] for place in places],
        "centroids": [_spot(spot) for spot in around.centroids],
        "accepted": [_spot(spot) for spot in around.accepted],
        "feed": sorted({(round(lat, 4), round(lng, 4)) for lat, lng in around.feed}),
        "outlines": list(_outlines(_points(places, around))) if tiles is None else [],
        "tiles": tiles,
    }
    # Under this name the browser keeps the decisions: the same export goes on where it was, another starts anew.
    digest = hashlib.blake2b(json.dumps(known["places"]).encode(), digest_size=5).hexdigest()
    return known | {"export_id": f"pl-{digest}", "written": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"}


def _cells(place: Place) -> list[str]:
    """The place's row of a table, without the reviewer's columns: what the page writes into the CSV as it is."""
    values = {name: getattr(place, name) for name in COLUMNS if name not in DECISION_COLUMNS}
    return [_as_text(value) for value in (values | {"names": NAME_SEPARATOR.join(place.names)}).values()]


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")  # no degree is written with an exponent
    return "" if value is None else str(value)


def _spot(spot: Spot) -> tuple[str, str, float, float]:
    return spot.cluster, spot.place, round(spot.lat, 6), round(spot.lng, 6)


def _points(places: Sequence[Place], around: Surroundings) -> Iterator[tuple[float, float]]:
    yield from ((place.lat, place.lng) for place in places if place.lat is not None and place.lng is not None)
    yield from ((spot.lat, spot.lng) for spot in around.centroids)


def _outlines(points: Iterator[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """Borders, coasts and lakes near the points, as (longitude, latitude); all of the world when there are none."""
    known = list(points)
    lats, lngs = sorted(lat for lat, _ in known), sorted(lng for _, lng in known)
    for steps in json.loads((PARTS / "outlines.json").read_text(encoding="utf-8"))["lines"]:
        line = list(_walk(steps))
        if not lats or any(_is_near(lat, lats) and _is_near(lng, lngs) for lng, lat in line):
            yield line


def _walk(steps: list[int]) -> Iterator[tuple[float, float]]:
    lng = lat = 0
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        lng, lat = lng + east, lat + north
        yield lng / 100, lat / 100


def _is_near(degree: float, ordered: Sequence[float]) -> bool:
    return ordered[0] - OUTLINE_MARGIN_DEGREES <= degree <= ordered[-1] + OUTLINE_MARGIN_DEGREES


# --- what the file is made of ---


def _as_json_element(data: dict[str, Any]) -> str:
    """JSON in which nothing can end or open an element, whatever the names in it."""
    text = json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _content_policy(scripts: Sequence[str], tiles: str | None) -> str:
    """What the browser may do for this page: run these scripts, show images of its own, and nothing else."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    images = f"data: blob: {_tile_source(tiles)}" if tiles else "data: blob:"
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src {images}; "
        "base-uri 'none'; form-action 'none'"
    )


def _tile_source(tiles: str) -> str:
    """The server that tiles come from, as a content policy names it. Raises UserError for what is no tile URL."""
    parts = urlsplit(tiles)
    named = all(marker in tiles for marker in ("{z}", "{x}", "{y}"))
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"(\{s\}\.)?[\w.:\[\]-]+", parts.netloc) or not named:
        raise UserError(
            f"--tiles: {tiles!r} is no tile URL such as https://tiles.example.org/{{z}}/{{x}}/{{y}}.png", USAGE
        )
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


def _leaflet(name: str) -> str:
    """A file of the installed Leaflet, without the references to files that the page has not."""
    path = Path(str(distribution(LEAFLET).locate_file(f"xstatic/pkg/leaflet/data/{name}")))
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    return re.sub(r"//# sourceMappingURL=.*|[\w-]+: url\([^)]*\);", "", text)


def _leaflet_version() -> str:
    return ".".join(distribution(LEAFLET).version.split(".")[:3])
