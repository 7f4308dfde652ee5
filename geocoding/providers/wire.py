"""How each provider is asked, and its answer in our words: candidates, a definitive nothing ([]), or an error.

One section a wire format; LocationIQ's is Nominatim's with a few additions. Nothing here sends: that is geocoding.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geocoding_errors import BadKey, Misconfigured, QuotaSpent, Rule, TooFast, Unavailable, find_rule, make_error
from geocoding_levels import BOUNDARY_WORDS, MATCH_LEVELS, boundary_level, opencage_level, osm_level, place_level
from places import Candidate, Level, Query, distance_km
from shared import mask

KM_PER_DEGREE = 111.195
UNREADABLE = -1  # a status code inside a body that is no number
Json = Any
Row = Mapping[str, Json]


# --- from a reply to an outcome ---


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP response, whole."""

    status: int
    body: bytes
    retry_after_s: float | None = None
    redirect_to: str = ""  # scheme and host, if it names another


class WireFormat:
    """How one provider is asked, and how its answers read."""

    max_results: int
    rules: tuple[Rule, ...]

    def build_params(self, query: Query, country: str) -> dict[str, str]:
        """The query string but for the key."""
        raise NotImplementedError

    def read_verdict(self, status: int, body: Json) -> tuple[int, str]:
        """The status that counts, and the provider's words where it reports an error."""
        raise NotImplementedError

    def read_rows(self, body: Json) -> Json:
        """What should be the list of results."""
        raise NotImplementedError

    def read_candidate(self, row: Row) -> Candidate:
        """Raises ValueError, TypeError, KeyError, AttributeError or OverflowError on a row that can't be used."""
        raise NotImplementedError


def read_reply(reply: Reply, wire: WireFormat, who: str) -> list[Candidate]:
    """The candidates, [] if the provider knows none; raises a GeocoderError. `who` is provider and host."""
    if 300 <= reply.status < 400:
        target = reply.redirect_to or "another path"
        raise Misconfigured(
            f"{who}: HTTP {reply.status}, a redirect to {target}; set GEOCODER_URL to the right address"
        )
    body = _parse(reply.body)
    status, words = wire.read_verdict(reply.status, body)
    rows = wire.read_rows(body)
    if status == 200 and isinstance(rows, list):
        return _read_rows(rows, wire, who)
    rule = find_rule(wire.rules, status, words)
    said = f" {words!r}" if words else "" if body is not None else " and no JSON"
    if error := make_error(rule, f"{who}: HTTP {status}{said}; {rule.advice}", reply.retry_after_s):
        raise error
    return []


def _parse(body: bytes) -> Json:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _read_rows(rows: list[Json], wire: WireFormat, who: str) -> list[Candidate]:
    candidates = []
    for row in rows:
        try:
            candidates.append(wire.read_candidate(row))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            continue
    if rows and not candidates:
        raise Unavailable(f"{who}: none of its {len(rows)} results has usable coordinates; try again later")
    return candidates


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


def _degrees(value: Json, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(value)
    degrees = float(value)
    if not abs(degrees) <= most:
        raise ValueError(value)
    return degrees


def _text(value: Json) -> str:
    """A string that PostgreSQL and any terminal can hold; "" if it is no string."""
    if not isinstance(value, str):
        return ""
    return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode().strip()


def _one_line(value: Json) -> str:
    """For messages: masked before it is cut, lest half a key remain."""
    return " ".join(mask(_text(value)).split())[:200]


def _read_code(value: Json) -> int:
    try:
        return int(value)
    except (ValueError, TypeError, OverflowError):
        return UNREADABLE


def _table(value: Json) -> Row:
    return value if isinstance(value, dict) else {}


def _share(value: Json) -> float:
    usable = isinstance(value, int | float) and value >= 0
    return min(float(value), 1.0) if usable else 0.0


def _read_extent_km(box: Json) -> float:
    """The diagonal of [south, north, west, east], as numbers or text; 0 if there is none."""
    try:
        south, north, west, east = (float(side) for side in box)
        extent_km = distance_km(south, west, north, east)
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return extent_km if math.isfinite(extent_km) else 0.0


def _read_id(value: Json) -> str:
    return str(value) if isinstance(value, int) else _text(value)


# --- Nominatim ---

NAMES = ("name", "alt_name", "old_name", "official_name", "short_name", "loc_name", "reg_name", "int_name")
NAME_KEYS = frozenset(f"{name}{language}" for name in NAMES for language in ("", ":en", ":sw"))


class Nominatim(WireFormat):
    """https://nominatim.org/release-docs/latest/api/Search/"""

    max_results = 40
    can_leave_out = True  # knows exclude_place_ids
    rules: tuple[Rule, ...] = (
        Rule((200,), None, prefix="unable to geocode"),
        Rule((401, 403), BadKey, "the server refuses us: ask who runs it, or check GEOCODER_URL"),
    )

    def build_params(self, query: Query, country: str) -> dict[str, str]:
        params = {
            "q": query.text,
            "format": "json",
            "countrycodes": country,
            "limit": str(self.max_results),
            "addressdetails": "1",
            "namedetails": "1",
            "extratags": "1",
            "dedupe": "0",  # it takes namesakes with the same label for one: the judge must see them all
            "accept-language": "en",
        }
        if box := read_box(query):
            params |= {"viewbox": box, "bounded": "1" if query.bounded else "0"}
        if query.without:
            params["exclude_place_ids"] = ",".join(query.without)
        return params

    def read_verdict(self, status: int, body: Json) -> tuple[int, str]:
        error = _table(body).get("error")
        if isinstance(error, dict):  # {"error": {"code": 400, "message": "..."}}
            return (_read_code(error.get("code")) if status == 200 else status), _one_line(error.get("message"))
        return status, _one_line(error)

    def read_rows(self, body: Json) -> Json:
        return body

    def read_candidate(self, row: Row) -> Candidate:
        country = _text(_table(row.get("address")).get("country_code")).lower()
        name, other_names = self._read_names(row)
        return Candidate(
            lat=_degrees(row["lat"], 90),
            lng=_degrees(row["lon"], 180),
            name=name,
            label=_text(row.get("display_name")),
            country_code=country,
            level=self.read_level(row, country),
            kind="=".join(filter(None, _read_kind(row))),
            other_names=other_names,
            importance=_share(row.get("importance")),
            extent_km=_read_extent_km(row.get("boundingbox")),
            place_id=_read_id(row.get("place_id")) if self.can_leave_out else "",
        )

    def read_level(self, row: Row, country: str) -> Level:
        osm_class, osm_type = _read_kind(row)
        if (osm_class, osm_type) == ("boundary", "administrative"):
            return _read_boundary_level(row, country)
        return osm_level(osm_class, osm_type)

    def _read_names(self, row: Row) -> tuple[str, tuple[str, ...]]:
        """The row's own name and its further ones. A house without a name has none, whatever its label starts with."""
        names = _table(row.get("namedetails"))
        address = _table(row.get("address"))
        name = _text(row.get("name")) or _text(address.get("name")) or _text(names.get("name"))
        if not name and "name" not in row:
            first = _text(row.get("display_name")).partition(",")[0].strip()
            name = "" if first == _text(address.get("house_number")) else first
        listed = [
            part.strip()
            for key, value in names.items()
            if key.removeprefix("_place_") in NAME_KEYS  # names of the place node linked to a boundary
            for part in _text(value).split(";")
        ]
        return name, tuple(dict.fromkeys(other for other in listed if other and other != name))


def _read_kind(row: Row) -> tuple[str, str]:
    return _text(row.get("class") or row.get("category")), _text(row.get("type"))


def _read_boundary_level(row: Row, country: str) -> Level:
    """What the place node in it is; without one, by its rank or by what its address calls it; else coarse."""
    admin_level = _read_admin_level(row)
    if level := place_level(_read_linked_place(row, admin_level)):
        return level
    if admin_level is not None:
        return boundary_level(admin_level, country)
    level = place_level(_read_address_word(row)) or "coarse"
    return "admin" if level == "settlement" else level


def _read_admin_level(row: Row) -> int | None:
    rank, tag = row.get("place_rank"), _text(_table(row.get("extratags")).get("admin_level"))
    if isinstance(rank, int):
        return rank // 2
    return int(tag) if tag.isdecimal() else None


def _read_linked_place(row: Row, admin_level: int | None) -> str:
    tags, addresstype = row.get("extratags"), _text(row.get("addresstype"))
    if isinstance(tags, dict):
        return _text(tags.get("linked_place") or tags.get("place"))
    return "" if addresstype == BOUNDARY_WORDS.get(admin_level or 0) else addresstype


def _read_address_word(row: Row) -> str:
    """The word under which the address lists the row itself."""
    itself = _text(row.get("display_name")).partition(",")[0].strip()
    return next((word for word, name in _table(row.get("address")).items() if name == itself and word != "name"), "")


# --- LocationIQ ---


class LocationIQ(Nominatim):
    """https://docs.locationiq.com/reference/search"""

    max_results = 50
    can_leave_out = False
    rules: tuple[Rule, ...] = (
        Rule((200, 404), None, prefix="unable to geocode"),
        Rule((200, 429), TooFast, "asked too fast: lower GEOCODER_RATE", prefix="rate limited second", wait_s=1.0),
        Rule((200, 429), TooFast, "asked too fast: lower GEOCODER_RATE", prefix="rate limited minute", wait_s=60.0),
        Rule((200, 429), QuotaSpent, "the day's quota is used up until 00:00 UTC", prefix="rate limited day"),
        # Which of the three it is remains unsaid: wait as for the longest that may be waited for.
        Rule((429,), TooFast, "asked too fast: lower GEOCODER_RATE", wait_s=60.0),
    )

    def build_params(self, query: Query, country: str) -> dict[str, str]:
        return super().build_params(query, country) | {"normalizeaddress": "1", "matchquality": "1"}

    def read_level(self, row: Row, country: str) -> Level:
        quality = _table(row.get("matchquality"))
        match_level = MATCH_LEVELS.get(_text(quality.get("matchlevel")))
        # "fallback" is the hierarchical parent of what was asked (docs.locationiq.com/docs/match-quality)
        if match_level == "coarse" or _text(quality.get("matchcode")) == "fallback":
            return "coarse"
        osm_class, osm_type = _read_kind(row)
        if not osm_class:  # from another source than OpenStreetMap
            return match_level or "other"
        if (osm_class, osm_type) == ("boundary", "administrative") and match_level and "place_rank" not in row:
            return "admin" if match_level == "settlement" else match_level
        return super().read_level(row, country)


# --- OpenCage ---


class OpenCage(WireFormat):
    """https://opencagedata.com/api"""

    max_results = 100
    rules: tuple[Rule, ...] = (
        Rule((402,), QuotaSpent, "the quota is used up: it comes back at 00:00 UTC, or with another plan"),
        Rule((429,), TooFast, "asked too fast: lower GEOCODER_RATE", wait_s=1.0),
    )

    def build_params(self, query: Query, country: str) -> dict[str, str]:
        params = {
            "q": query.text,
            "countrycode": country,
            "limit": str(self.max_results),
            "no_dedupe": "1",
            "language": "en",
            "no_annotations": "1",
            "no_record": "1",  # the query names customers' sites: it stays out of OpenCage's logs
        }
        if box := read_box(query):
            params["proximity"] = f"{query.near_lat:.6f},{query.near_lng:.6f}"
            if query.bounded:
                params["bounds"] = box
        return params

    def read_verdict(self, status: int, body: Json) -> tuple[int, str]:
        """The body's own code first; but a failed request stays one whatever its body says."""
        told = _table(_table(body).get("status"))
        code = _read_code(told.get("code", status))
        verdict = status if code == 200 or (code == UNREADABLE and status != 200) else code
        return verdict, _one_line(told.get("message")) if verdict != 200 else ""

    def read_rows(self, body: Json) -> Json:
        return _table(body).get("results")

    def read_candidate(self, row: Row) -> Candidate:
        geometry, components = row["geometry"], _table(row.get("components"))
        kind = _text(components.get("_type")) or _text(components.get("_category"))
        code = _text(components.get("country_code")) or _text(components.get("ISO_3166-1_alpha-2"))
        return Candidate(
            lat=_degrees(geometry["lat"], 90),
            lng=_degrees(geometry["lng"], 180),
            name=self._read_name(row, components, kind),
            label=_text(row.get("formatted")),
            country_code=code.lower(),
            level=opencage_level(kind, _text(components.get("_category")), row.get("confidence")),
            kind=kind,
            extent_km=_read_extent_km(_read_bounds(row)),
        )

    def _read_name(self, row: Row, components: Row, kind: str) -> str:
        first = _text(row.get("formatted")).partition(",")[0].strip()
        postcode = _text(components.get("postcode"))
        name = _text(components.get(kind)) or first.removeprefix(f"{postcode} ")
        return "" if name == "unnamed road" else name


def _read_bounds(row: Row) -> list[Json]:
    """As Nominatim's boundingbox."""
    bounds = _table(row.get("bounds"))
    southwest, northeast = _table(bounds.get("southwest")), _table(bounds.get("northeast"))
    return [southwest.get("lat"), northeast.get("lat"), southwest.get("lng"), northeast.get("lng")]
