"""One HTML file that draws a map from disk: Leaflet from an installed package, our scripts and the data put into it.

What the browser may run is named by its hash; without tiles nothing is asked of any network.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from shared import USAGE, UserError, escape_for_display

PARTS = Path(__file__).with_name("page")
LEAFLET = "XStatic-Leaflet"
OUTLINE_MARGIN_DEGREES = 4.0
Point = tuple[float, float]  # latitude, longitude


def build_html(template: Path, style: Path, scripts: Sequence[Path], data: Mapping[str, Any]) -> str:
    """The template with its {{parts}}. data["tiles"]: the URL template of a tile server, or None."""
    codes = [_leaflet("leaflet.js"), *(script.read_text(encoding="utf-8") for script in scripts)]
    parts = {
        "csp": _content_policy(codes, data["tiles"]),
        "style": _leaflet("leaflet.css") + style.read_text(encoding="utf-8"),
        "credits": f"Map by Leaflet {_leaflet_version()}, © 2010-2022 Vladimir Agafonkin, © 2010-2011 CloudMade, "
        "BSD-2-Clause licence. Outlines: Natural Earth, public domain, for orientation only.",
        "data": _as_json_element(data),
        "scripts": "\n".join(f"<script>{code}</script>" for code in codes),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda marker: parts[marker[1]], template.read_text(encoding="utf-8"))


def outlines_near(points: Iterable[Point]) -> list[list[Point]]:
    """Borders, coasts and lakes near the points, each a line; all of the world when there are none."""
    known = list(points)
    lats, lngs = sorted(lat for lat, _ in known), sorted(lng for _, lng in known)
    lines = map(list, map(_walk, json.loads((PARTS / "outlines.json").read_text(encoding="utf-8"))["lines"]))
    return [
        line for line in lines if not known or any(_is_near(lat, lats) and _is_near(lng, lngs) for lat, lng in line)
    ]


def _walk(steps: list[int]) -> Iterator[Point]:
    lng = lat = 0
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        lng, lat = lng + east, lat + north
        yield lat / 100, lng / 100


def _is_near(degree: float, ordered: Sequence[float]) -> bool:
    return ordered[0] - OUTLINE_MARGIN_DEGREES <= degree <= ordered[-1] + OUTLINE_MARGIN_DEGREES


def _as_json_element(data: Mapping[str, Any]) -> str:
    """JSON in which nothing can end or open an element, whatever the names in it."""
    text = json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _content_policy(codes: Sequence[str], tiles: str | None) -> str:
    """What the browser may do for this page: run these scripts, show images of its own, and nothing else."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in codes)
    images = f"data: blob: {_csp_source(tiles)}" if tiles else "data: blob:"
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src {images}; "
        "base-uri 'none'; form-action 'none'"
    )


def _csp_source(tiles: str) -> str:
    """The server that tiles come from, as a content policy names it. Raises UserError for what is no tile URL."""
    parts = urlsplit(tiles)
    named = all(marker in tiles for marker in ("{z}", "{x}", "{y}"))
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"(\{s\}\.)?[\w.:\[\]-]+", parts.netloc) or not named:
        raise UserError(
            f"--tiles: {escape_for_display(tiles)} is no tile URL such as https://tiles.example.org/{{z}}/{{x}}/{{y}}.png",
            USAGE,
        )
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


def _leaflet(name: str) -> str:
    """A file of the installed Leaflet, without the references to files that the page has not."""
    path = Path(str(distribution(LEAFLET).locate_file(f"xstatic/pkg/leaflet/data/{name}")))
    text = path.read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=.*|[\w-]+: url\([^)]*\);", "", text)


def _leaflet_version() -> str:
    return ".".join(distribution(LEAFLET).version.split(".")[:3])
