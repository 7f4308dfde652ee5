"""Puts an answer of reporting.fn_tickets_for_map into a page that draws it: map_page.py TICKETS.geojson PAGE.html."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from review.html_bundle import PARTS, build_html, outlines_near  # noqa: E402


def make_page(geojson: str) -> str:
    """The page with these tickets; it needs no other file and no network. Raises ValueError for what is no JSON."""
    features = json.loads(geojson)["features"]
    points = [(lat, lng) for lng, lat in (each["geometry"]["coordinates"] for each in features if each["geometry"])]
    data: dict[str, Any] = {"tickets": features, "outlines": outlines_near(points), "tiles": None}
    scripts = [PARTS / "dom.js", PARTS / "basemap.js", HERE / "map.js"]
    return build_html(HERE / "map.html", HERE / "map.css", scripts, data)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":", 1)[0])
    parser.add_argument("geojson", type=Path)
    parser.add_argument("page", type=Path)
    args = parser.parse_args()
    args.page.write_text(make_page(args.geojson.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
