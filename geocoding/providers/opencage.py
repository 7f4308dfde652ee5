"""How OpenCage is asked and answers."""

from __future__ import annotations

from geocoding.candidates import Candidate, Level, Query
from geocoding.providers.errors import QuotaExceeded, RateLimited, Rule
from geocoding.providers.formats import (
    UNREADABLE,
    Json,
    ProviderFormat,
    Row,
    as_code,
    as_degrees,
    as_extent_km,
    as_one_line,
    as_table,
    as_text,
    read_box,
    read_own_name,
    read_town,
)
from geocoding.providers.levels import opencage_level, place_level

# A row without a _type, if it is no larger, may be a thing that is labelled with its street or suburb.
LARGEST_THING_KM = 0.1
# Words for where people live, in which a thing may be listed under its own and its parents'.
SMALLEST_FIRST = ["neighbourhood", "suburb", "quarter", "borough", "locality", "hamlet", "village", "town", "city"]


def is_smaller(word: str, other: str) -> bool:
    return word in SMALLEST_FIRST and other in SMALLEST_FIRST[SMALLEST_FIRST.index(word) + 1 :]


class OpenCage(ProviderFormat):
    """https://opencagedata.com/api"""

    max_results = 100
    rules: tuple[Rule, ...] = (
        Rule((402,), QuotaExceeded, "the quota is used up: it comes back at 00:00 UTC, or with another plan"),
        Rule((429,), RateLimited, "asked too fast: lower GEOCODER_RATE", wait_s=1.0),
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
        if read_box(query):
            params["proximity"] = f"{query.near_lat:.6f},{query.near_lng:.6f}"
        return params

    def read_status(self, status: int, body: Json) -> tuple[int, str]:
        """The body's own code first; but a failed request stays one whatever its body says."""
        told = as_table(as_table(body).get("status"))
        code = as_code(told.get("code", status))
        verdict = status if code == 200 or (code == UNREADABLE and status != 200) else code
        return verdict, as_one_line(told.get("message")) if verdict != 200 else ""

    def read_rows(self, body: Json) -> Json:
        return as_table(body).get("results")

    def read_candidate(self, row: Row) -> Candidate:
        geometry, components = row["geometry"], as_table(row.get("components"))
        code = as_text(components.get("country_code")) or as_text(components.get("ISO_3166-1_alpha-2"))
        extent_km = as_extent_km(_read_bounds(row))
        name, kind, level = self._read_name_kind_level(row, components, extent_km)
        return Candidate(
            lat=as_degrees(geometry["lat"], 90),
            lng=as_degrees(geometry["lng"], 180),
            name="" if name == "unnamed road" else name,
            label=as_text(row.get("formatted")),
            country_code=code.lower(),
            level=level,
            kind=kind,
            place=kind if place_level(kind) else "",
            town=read_town(components, name),
            extent_km=extent_km,
        )

    def _read_name_kind_level(self, row: Row, components: Row, extent_km: float) -> tuple[str, str, Level]:
        """The row's own name, what it is, and of which level.

        _type may be what the parent is: "Serik, Kumçi, Ergani" has the _type village and the village Kumçi, but it is
        the suburb Serik. Then the word that the components have for the name counts, unless _type is a larger thing.
        """
        first = _strip_codes(as_text(row.get("formatted")).partition(",")[0].strip(), components)
        told, category = as_text(components.get("_type")), as_text(components.get("_category"))
        if not told and category in ("", "place") and extent_km > LARGEST_THING_KM:
            told = _smallest([word for word, value in components.items() if as_text(value) == first])
        confidence = UNREADABLE if extent_km else as_code(row.get("confidence"))
        level = opencage_level(told or category, category, confidence)
        if not first or as_text(components.get(told)) == first:
            return as_text(components.get(told)), told or category, _or_point(level) if first else level
        name, words = read_own_name(first, components, level, told)
        own = _smallest(words)
        if not own or level in ("admin", "coarse") or is_smaller(told, own):
            return name, told or category, level
        return name, own, _or_point(opencage_level(own, "", confidence))


def _smallest(words: list[str]) -> str:
    return next((word for word in SMALLEST_FIRST if word in words), words[0] if words else "")


def _or_point(level: Level) -> Level:
    """What is listed under a word of its own, such as hotel or coworking_space, is something to point at."""
    return "point" if level == "other" else level


def _strip_codes(name: str, components: Row) -> str:
    """'Mudgee' of 'Mudgee NSW 2850', 'Serik' of '07500 Serik'."""
    for word in ("postcode", "state_code"):
        code = as_text(components.get(word))
        name = name.removeprefix(f"{code} ").removesuffix(f" {code}") if code else name
    return name


def _read_bounds(row: Row) -> list[Json]:
    """As Nominatim's boundingbox."""
    bounds = as_table(row.get("bounds"))
    southwest, northeast = as_table(bounds.get("southwest")), as_table(bounds.get("northeast"))
    return [southwest.get("lat"), northeast.get("lat"), southwest.get("lng"), northeast.get("lng")]
