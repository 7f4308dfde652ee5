"""How LocationIQ is asked and answers: as Nominatim, with a few additions."""

from __future__ import annotations

from geocoding.candidates import Level, Query
from geocoding.providers.errors import QuotaExceeded, RateLimited, Rule
from geocoding.providers.formats import Row, as_table, as_text
from geocoding.providers.levels import MATCH_LEVELS
from geocoding.providers.nominatim import Nominatim, read_kind


class LocationIQ(Nominatim):
    """https://docs.locationiq.com/reference/search"""

    max_results = 50
    can_leave_out = False
    rules: tuple[Rule, ...] = (
        Rule((200, 404), None, prefix="unable to geocode"),
        Rule((200, 429), RateLimited, "asked too fast: lower GEOCODER_RATE", prefix="rate limited second", wait_s=1.0),
        Rule((200, 429), RateLimited, "asked too fast: lower GEOCODER_RATE", prefix="rate limited minute", wait_s=60.0),
        Rule((200, 429), QuotaExceeded, "the day's quota is used up until 00:00 UTC", prefix="rate limited day"),
        # Which of the three it is remains unsaid: wait as for the longest that may be waited for.
        Rule((429,), RateLimited, "asked too fast: lower GEOCODER_RATE", wait_s=60.0),
    )

    def build_params(self, query: Query, country: str) -> dict[str, str]:
        return super().build_params(query, country) | {"normalizeaddress": "1", "matchquality": "1"}

    def read_level(self, row: Row, country: str) -> Level:
        quality = as_table(row.get("matchquality"))
        match_level = MATCH_LEVELS.get(as_text(quality.get("matchlevel")))
        # "fallback" is the hierarchical parent of what was asked (docs.locationiq.com/docs/match-quality)
        if match_level == "coarse" or as_text(quality.get("matchcode")) == "fallback":
            return "coarse"
        osm_class, osm_type = read_kind(row)
        if not osm_class:  # from another source than OpenStreetMap
            return match_level or "other"
        if (osm_class, osm_type) == ("boundary", "administrative") and match_level and "place_rank" not in row:
            return "admin" if match_level == "settlement" else match_level
        return super().read_level(row, country)
