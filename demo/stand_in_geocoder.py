"""A stand-in for a geocoding provider: Nominatim's wire format, answered from demo/kenya_places.csv on 127.0.0.1.

It knows some 370 places and no streets. It is here so that the tour needs no account and asks nobody; it says
nothing about how well a real provider would answer.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sample_snapshots import Place, read_places

# kind in our file -> OSM's type, weight, half the side of the bounding box in degrees
KINDS = {
    "city": ("city", 0.6, 0.16),
    "town": ("town", 0.45, 0.08),
    "village": ("village", 0.3, 0.02),
    "estate": ("suburb", 0.35, 0.02),
    "landmark": ("locality", 0.25, 0.005),
}
MOST_ANSWERS = 40
COUNTRY_TOKENS = frozenset({"kenya", "ke"})


class BadRequest(ValueError):
    """The query is one that Nominatim answers with 400."""


def search(parameters: dict[str, str]) -> list[dict[str, Any]]:
    """Nominatim's answer to /search with these parameters, the best first; [] if there is no such place."""
    asked = set(tokenize(parameters.get("q", "")))
    if not asked:
        raise BadRequest("Nothing to search for.")
    if "ke" not in (parameters.get("countrycodes") or "ke").lower().split(","):
        return []
    box = _read_box(parameters.get("viewbox"))
    found = [place for place in read_places() if _is_meant(place, asked)]
    if box and parameters.get("bounded") == "1":
        found = [place for place in found if _is_inside(place, box)]
    found.sort(key=lambda place: (box is not None and _is_inside(place, box), KINDS[place.kind][1]), reverse=True)
    return [_describe(place, parameters) for place in found[: _read_limit(parameters.get("limit", "10"))]]


def tokenize(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower().replace("'", ""))


def _is_meant(place: Place, asked: set[str]) -> bool:
    """The whole name was asked for, and every other word is its town or the country."""
    name = set(tokenize(place.name))
    return name <= asked and asked <= name | set(tokenize(place.town)) | COUNTRY_TOKENS


def _read_limit(limit: str) -> int:
    if not limit.isascii() or not limit.isdigit():
        raise BadRequest("Parameter 'limit' must be a number.")
    return max(1, min(int(limit), MOST_ANSWERS))


Box = tuple[float, float, float, float]  # west, south, east, north


def _read_box(viewbox: str | None) -> Box | None:
    if not viewbox:
        return None
    try:
        x1, y1, x2, y2 = map(float, viewbox.split(","))
    except ValueError as err:
        raise BadRequest("Bad parameter 'viewbox'. Expected 4 coordinates.") from err
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _is_inside(place: Place, box: Box) -> bool:
    west, south, east, north = box
    return west <= place.lng <= east and south <= place.lat <= north


def _describe(place: Place, parameters: dict[str, str]) -> dict[str, Any]:
    osm_type, importance, half_box = KINDS[place.kind]
    number = read_places().index(place) + 1
    answer: dict[str, Any] = {
        "place_id": number,
        "licence": "Stand-in answering from a file: GeoNames, CC BY 4.0",
        "osm_type": "node",
        "osm_id": number,
        "lat": f"{place.lat:.7f}",
        "lon": f"{place.lng:.7f}",
        "category" if parameters.get("format", "jsonv2") == "jsonv2" else "class": "place",
        "type": osm_type,
        "place_rank": 16,
        "importance": importance,
        "addresstype": osm_type,
        "name": place.name,
        "display_name": ", ".join(dict.fromkeys((place.name, place.town, "Kenya"))),
        "boundingbox": [
            f"{degrees:.7f}" for centre in (place.lat, place.lng) for degrees in (centre - half_box, centre + half_box)
        ],
    }
    if parameters.get("addressdetails") == "1":
        answer["address"] = {osm_type: place.name, "city": place.town, "country": "Kenya", "country_code": "ke"}
    return answer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "fleettickets-stand-in"
    disable_nagle_algorithm = True  # headers and body are two writes: without this each answer takes 40 ms

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if url.path != "/search":
            self._send(404, {"error": {"code": 404, "message": "Not found"}})
            return
        try:
            self._send(200, search({name: values[-1] for name, values in parse_qs(url.query).items()}))
        except BadRequest as err:
            self._send(400, {"error": {"code": 400, "message": str(err)}})

    def _send(self, status: int, body: Iterable[Any]) -> None:
        encoded = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(encoded)))
        self.end_headers()
        self.wfile.write(encoded)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it so)
        """Quiet: the tour shows what our side says."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="on 127.0.0.1 (default: a free one)")
    args = parser.parse_args()
    with ThreadingHTTPServer(("127.0.0.1", args.port), Handler) as server:
        print(f"Stand-in geocoder, no real provider: http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
