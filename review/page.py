"""The page on which a person reviews places: what it knows of them. Its parts are in page/."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from review.html_bundle import PARTS, build_html, outlines_near
from review.places import COLUMNS, MAX_CLUSTER_KM, MAX_KM, NAME_SEPARATOR, Place, Spot, Surroundings, to_cells

# A later one uses the earlier ones.
SCRIPTS = (
    *("links", "grids", "coordinates", "csv", "dom", "places", "decisions", "journal", "markers", "files"),
    *("order", "list", "basemap", "map", "card", "main", "keys"),
)
NUMBER_COLUMNS = ("lat", "lng", "distance_km", "tickets", "new_lat", "new_lng")


def write_page(
    file: Path,
    places: Sequence[Place],
    around: Surroundings,
    *,
    tiles: str | None = None,
    attribution: str | None = None,
    country: str | None = None,
) -> None:
    """Write the page.

    tiles: the URL template of the site's own tile server; without it the page needs no network.
    attribution: whom the map names for those tiles.
    country: its name, for places that are searched for by hand.
    Raises UserError for what is not a tile URL.
    """
    scripts = [PARTS / f"{name}.js" for name in SCRIPTS]
    data = _data(places, around) | {"tiles": tiles, "attribution": attribution, "country": country}
    page = build_html(PARTS / "page.html", PARTS / "page.css", scripts, data)
    file.write_text(page, encoding="utf-8", newline="\n")


def _data(places: Sequence[Place], around: Surroundings) -> dict[str, Any]:
    known: dict[str, Any] = {
        "columns": COLUMNS,
        "number_columns": NUMBER_COLUMNS,
        "name_separator": NAME_SEPARATOR,
        "limits": {"location_km": MAX_KM, "cluster_km": MAX_CLUSTER_KM},
        "places": [_cells(place) for place in places],
        "details": [_details(place) for place in places],
        "waiting": [[(ticket.kind, ticket.ticket_id, ticket.status) for ticket in place.waiting] for place in places],
        "centroids": [_spot(spot) for spot in around.centroids],
        "accepted": [_spot(spot) for spot in around.accepted],
        "feed": sorted({(round(lat, 4), round(lng, 4)) for lat, lng in around.feed}),
        "outlines": outlines_near(_lat_lngs(places, around)),
    }
    # Under this name the browser keeps the decisions: the same export goes on where it was, another starts anew.
    digest = hashlib.blake2b(json.dumps(known["places"]).encode(), digest_size=5).hexdigest()
    return known | {"export_id": f"pl-{digest}", "written": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"}


def _cells(place: Place) -> list[str]:
    """The place's row of a table, which the page writes into the CSV but for what the reviewer decides."""
    return [_as_text(value) for value in to_cells(place).values()]


def _details(place: Place) -> dict[str, Any]:
    """What the page shows beside the row's cells."""
    return {
        "comment": place.comment or "",
        "decided_by": place.decided_by or "",
        "decided_at": place.decided_at or "",
        "candidates": [asdict(candidate) for candidate in place.candidates],
        "tickets_text": [{"id": ticket_id, "text": text} for ticket_id, text in place.tickets_text],
    }


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")  # no degree is written with an exponent
    return "" if value is None else str(value)


def _spot(spot: Spot) -> tuple[str, str, float, float]:
    return spot.cluster, spot.place, round(spot.lat, 6), round(spot.lng, 6)


def _lat_lngs(places: Sequence[Place], around: Surroundings) -> Iterator[tuple[float, float]]:
    yield from ((place.lat, place.lng) for place in places if place.lat is not None and place.lng is not None)
    yield from ((spot.lat, spot.lng) for spot in around.centroids)
