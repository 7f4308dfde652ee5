"""What the provider formats share: from an HTTP response to candidates, a definitive nothing ([]), or an error.

Nothing here sends: that is client.py. Each provider's own format is a file beside this one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geocoding.candidates import Candidate, Level, Query
from geocoding.providers.errors import Misconfigured, Rule, Unavailable, find_rule, make_error
from shared import distance_km, escape_for_display, redact

KM_PER_DEGREE = 111.195
MAX_TEXT_LENGTH = 2000  # characters; a value in OpenStreetMap has at most 255, a label is a few of them
UNREADABLE = -1  # a status code inside a body that is no number
Json = Any
Row = Mapping[str, Json]


# --- from a response to an outcome ---


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """One HTTP response, whole."""

    status: int
    body: bytes
    retry_after_s: float | None = None
    redirect_to: str = ""  # scheme and host, if it names another


class ProviderFormat:
    """How one provider is asked, and how its answers read."""

    max_results: int
    rules: tuple[Rule, ...]

    def build_params(self, query: Query, country: str) -> dict[str, str]:
        """The query string but for the key."""
        raise NotImplementedError

    def read_status(self, status: int, body: Json) -> tuple[int, str]:
        """The status that counts, and the provider's words where it reports an error."""
        raise NotImplementedError

    def read_rows(self, body: Json) -> Json:
        """What should be the list of results."""
        raise NotImplementedError

    def read_candidate(self, row: Row) -> Candidate:
        """Raises ValueError, TypeError, KeyError, AttributeError or OverflowError on a row that can't be used."""
        raise NotImplementedError


def read_response(response: HttpResponse, provider_format: ProviderFormat, who: str) -> list[Candidate]:
    """The candidates, [] if the provider knows none; raises a GeocoderError. `who` is provider and host."""
    if 300 <= response.status < 400:
        target = response.redirect_to or "another path"
        raise Misconfigured(
            f"{who}: HTTP {response.status}, a redirect to {target}; set GEOCODER_URL to the right address"
        )
    body = _parse(response.body)
    status, words = provider_format.read_status(response.status, body)
    rows = provider_format.read_rows(body)
    if status == 200 and isinstance(rows, list):
        return _read_rows(rows, provider_format, who)
    rule = find_rule(provider_format.rules, status, words)
    said = f" {words!r}" if words else "" if body is not None else " and no JSON"
    if error := make_error(rule, f"{who}: HTTP {status}{said}; {rule.advice}", response.retry_after_s):
        raise error
    return []


def _parse(body: bytes) -> Json:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _read_rows(rows: list[Json], provider_format: ProviderFormat, who: str) -> list[Candidate]:
    candidates = []
    for row in rows:
        try:
            candidates.append(provider_format.read_candidate(row))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            continue
    if rows and not candidates:
        raise Unavailable(f"{who}: none of its {len(rows)} results has usable coordinates; try again later")
    return candidates


# --- the name a row has of its own ---


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What an address calls streets, and what it calls areas. Any other word names the thing itself: stadium, attraction.
STREET_WORDS = _words("road street pedestrian footway path cycleway highway bridleway steps track")
AREA_WORDS = _words("""
    neighbourhood suburb quarter borough city_block subdivision residential commercial industrial retail allotments
    hamlet village town city locality isolated_dwelling croft farm municipality city_district district county region
    local_administrative_area state_district province state country continent
""")
AREA_LEVELS: frozenset[Level] = frozenset(("settlement", "area", "admin", "coarse"))
# Land is often drawn without a name; one that has a name is listed by its use, or as a neighbourhood.
LAND_USES = _words("residential commercial industrial retail institutional construction brownfield")


def read_own_name(first: str, address: Row, level: Level, kind: str) -> tuple[str, list[str]]:
    """The name that a label begins with, and the address's words for it. `kind`: the provider's word for the thing.

    A thing without a name is labelled with its house number, its street or its suburb: then "".
    """
    words = [word for word, value in address.items() if as_text(value) == first]
    own = [word for word in words if _is_own_word(word, level, kind)]
    return ("" if (words and not own) or _is_house(first, address) else first), own


def read_town(address: Row, name: str) -> str:
    """The town that an address names, other than the thing itself; "" if there is none."""
    towns = (as_text(address.get(word)) for word in ("city", "town", "municipality"))
    return next((town for town in towns if town and town != name), "")


def _is_own_word(word: str, level: Level, kind: str) -> bool:
    if word in STREET_WORDS:
        return level == "street"
    if word in AREA_WORDS:
        return level in AREA_LEVELS and (kind not in LAND_USES or word in LAND_USES | {"neighbourhood"})
    return word not in ("house_number", "postcode")


def _is_house(first: str, address: Row) -> bool:
    """'Turkuer Straße 30' is no name."""
    number = as_text(address.get("house_number"))
    streets = (as_text(address.get(word)) for word in STREET_WORDS)
    return bool(number) and any(first in (f"{street} {number}", f"{number} {street}") for street in streets if street)


# --- pieces of an answer ---


def read_box(query: Query) -> str | None:
    """west,south,east,north of the square around the query's point; None without a point."""
    if query.near_lat is None or query.near_lng is None:
        return None
    half_height = query.radius_km / KM_PER_DEGREE
    half_width = half_height / max(math.cos(math.radians(query.near_lat)), 0.01)
    west, east = max(query.near_lng - half_width, -180.0), min(query.near_lng + half_width, 180.0)
    south, north = max(query.near_lat - half_height, -90.0), min(query.near_lat + half_height, 90.0)
    return f"{west:.6f},{south:.6f},{east:.6f},{north:.6f}"


def as_degrees(value: Json, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(value)
    degrees = float(value)
    if not abs(degrees) <= most:
        raise ValueError(value)
    return degrees


def as_text(value: Json) -> str:
    """A string that PostgreSQL can hold, cut, without our key where a provider echoes it; "" if it is no string."""
    if not isinstance(value, str):
        return ""
    return redact(value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode())[:MAX_TEXT_LENGTH].strip()


def as_one_line(value: Json) -> str:
    """For messages: masked before it is cut, lest half a key remain."""
    return escape_for_display(" ".join(as_text(value).split()), 200)


def as_code(value: Json) -> int:
    try:
        return int(value)
    except (ValueError, TypeError, OverflowError):
        return UNREADABLE


def as_table(value: Json) -> Row:
    return value if isinstance(value, dict) else {}


def as_fraction(value: Json) -> float:
    usable = isinstance(value, int | float) and value >= 0
    return min(float(value), 1.0) if usable else 0.0


def as_extent_km(box: Json) -> float:
    """The diagonal of [south, north, west, east], as numbers or text; 0 if there is none."""
    try:
        south, north, west, east = (float(side) for side in box)
        extent_km = distance_km(south, west, north, east)
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return extent_km if math.isfinite(extent_km) else 0.0


def as_id(value: Json) -> str:
    return str(value) if isinstance(value, int) else as_text(value)
