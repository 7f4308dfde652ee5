"""How OpenCage is asked and answers."""

from __future__ import annotations

from geocoding.candidates import Candidate, Query
from geocoding.providers.errors import QuotaSpent, Rule, TooFast
from geocoding.providers.levels import opencage_level
from geocoding.providers.wire import (
    UNREADABLE,
    Json,
    Row,
    WireFormat,
    as_code,
    as_degrees,
    as_extent_km,
    as_one_line,
    as_table,
    as_text,
    read_box,
)


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
        told = as_table(as_table(body).get("status"))
        code = as_code(told.get("code", status))
        verdict = status if code == 200 or (code == UNREADABLE and status != 200) else code
        return verdict, as_one_line(told.get("message")) if verdict != 200 else ""

    def read_rows(self, body: Json) -> Json:
        return as_table(body).get("results")

    def read_candidate(self, row: Row) -> Candidate:
        geometry, components = row["geometry"], as_table(row.get("components"))
        kind = as_text(components.get("_type")) or as_text(components.get("_category"))
        code = as_text(components.get("country_code")) or as_text(components.get("ISO_3166-1_alpha-2"))
        return Candidate(
            lat=as_degrees(geometry["lat"], 90),
            lng=as_degrees(geometry["lng"], 180),
            name=self._read_name(row, components, kind),
            label=as_text(row.get("formatted")),
            country_code=code.lower(),
            level=opencage_level(kind, as_text(components.get("_category")), row.get("confidence")),
            kind=kind,
            extent_km=as_extent_km(_read_bounds(row)),
        )

    def _read_name(self, row: Row, components: Row, kind: str) -> str:
        first = as_text(row.get("formatted")).partition(",")[0].strip()
        postcode = as_text(components.get("postcode"))
        name = as_text(components.get(kind)) or first.removeprefix(f"{postcode} ")
        return "" if name == "unnamed road" else name


def _read_bounds(row: Row) -> list[Json]:
    """As Nominatim's boundingbox."""
    bounds = as_table(row.get("bounds"))
    southwest, northeast = as_table(bounds.get("southwest")), as_table(bounds.get("northeast"))
    return [southwest.get("lat"), northeast.get("lat"), southwest.get("lng"), northeast.get("lng")]
