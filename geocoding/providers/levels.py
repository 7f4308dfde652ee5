"""The providers' own words for what a result is, and our Level for each: one table a provider."""

from __future__ import annotations

from collections.abc import Mapping

from geocoding.candidates import Level

Words = Mapping[Level, str]


def _by_word(words: Words) -> dict[str, Level]:
    return {word: level for level, listed in words.items() for word in listed.split()}


# --- OpenStreetMap's class and type: Nominatim and LocationIQ ---

_POINTS: Words = {"point": "*"}
_NATURAL: Words = {"natural": "*"}
_OSM: Mapping[str, Words] = {
    "place": {
        "settlement": "city town village hamlet locality isolated_dwelling croft",
        "area": "suburb neighbourhood quarter city_block borough subdivision allotments farm",
        "point": "house houses square",
        "admin": "municipality city_district",
        "coarse": "continent country state province region county state_district district archipelago postcode",
        "natural": "island islet sea ocean",
    },
    "highway": {
        "street": "motorway trunk primary secondary tertiary unclassified residential living_street service pedestrian "
        "track road path footway cycleway bridleway steps busway construction motorway_link trunk_link primary_link "
        "secondary_link tertiary_link",
        "point": "*",  # bus_stop, crossing, services, motorway_junction, ...
    },
    "boundary": {
        "admin": "administrative place political census statistical",
        "coarse": "postal_code maritime timezone",
        "natural": "national_park protected_area forest",
    },
    "landuse": {
        "area": "residential commercial retail industrial institutional construction brownfield",
        "point": "cemetery military education religious recreation_ground village_green garages depot railway",
        "natural": "*",  # forest, meadow, farmland, quarry, reservoir, ...
    },
    "leisure": {"point": "*", "natural": "nature_reserve"},
    "historic": {"point": "*", "area": "neighbourhood"},
    **dict.fromkeys(("aerialway", "aeroway", "amenity", "bridge", "building", "club", "craft", "emergency"), _POINTS),
    **dict.fromkeys(("healthcare", "junction", "man_made", "military", "office", "public_transport"), _POINTS),
    **dict.fromkeys(("railway", "shop", "tourism"), _POINTS),
    **dict.fromkeys(("geological", "mountain_pass", "natural", "water", "waterway"), _NATURAL),
}
_OSM_LEVELS = {osm_class: _by_word(words) for osm_class, words in _OSM.items()}

# A county's admin_level, which is half its place_rank (Nominatim, address-levels.json): all up to it is coarse.
USUAL_COUNTY_ADMIN_LEVEL = 6
# Where 6 (in Tanzania 5) is a municipality, or a district of a city, and no county (as SUBURB_ADMIN_LEVEL's source).
_WITHOUT_COUNTIES = ("mx", "co", "ve", "cr", "hn", "ni", "sv", "pa", "ec", "cu", "ph", "th", "vn", "tr", "ng")
COUNTY_ADMIN_LEVELS = {"ke": 4, "tz": 4} | dict.fromkeys(_WITHOUT_COUNTIES, 5)
# From here on a boundary is a part of a town nearly everywhere
# (wiki.openstreetmap.org/wiki/Tag:boundary%3Dadministrative).
SUBURB_ADMIN_LEVEL = 9
# What Nominatim calls a boundary by its admin_level alone (v1/classtypes.py). Any other word is that of a place node
# inside, and then the coordinates are the node's.
BOUNDARY_WORDS = {
    4: "state",
    5: "state_district",
    6: "county",
    7: "municipality",
    8: "city",
    9: "city_district",
    10: "suburb",
    11: "neighbourhood",
    12: "city_block",
}


def osm_level(osm_class: str, osm_type: str) -> Level:
    levels = _OSM_LEVELS.get(osm_class, {})
    return levels.get(osm_type) or levels.get("*", "other")


def place_level(word: str) -> Level | None:
    """Of OSM's place=*; None for a word that is none."""
    return _OSM_LEVELS["place"].get(word)


def boundary_level(admin_level: int, country: str) -> Level:
    if admin_level >= SUBURB_ADMIN_LEVEL:
        return "area"
    return "coarse" if admin_level <= COUNTY_ADMIN_LEVELS.get(country, USUAL_COUNTY_ADMIN_LEVEL) else "admin"


# --- LocationIQ's matchquality (docs.locationiq.com/docs/match-quality) ---

MATCH_LEVELS = _by_word(
    {
        "settlement": "city",
        "area": "neighbourhood borough",
        "street": "street",
        "point": "venue building",
        "coarse": "county state country marine postalcode",
        "natural": "island",
    }
)

# --- OpenCage's components._type and components._category ---

_OPENCAGE_LEVELS = _by_word(
    {
        "settlement": "city town village hamlet locality isolated_dwelling croft",
        "area": "suburb neighbourhood quarter city_block borough subdivision allotments residential commercial "
        "industrial retail farm houses",
        "street": "road street footway path pedestrian",
        "point": "building house square agriculture commerce construction education financial government health "
        "military outdoors/recreation place_of_worship social transportation travel/tourism",
        "admin": "municipality district city_district local_administrative_area",
        "coarse": "continent country state province region state_district county postcode",
        "natural": "natural/water water body_of_water island islet peak river",
    }
)
WIDE_CONFIDENCES = (1, 2)  # a box of 20 km or more (opencagedata.com/api#confidence); 0 is "no box"


def opencage_level(word: str, category: str, confidence: object) -> Level:
    """By _type, else by _category; only a settlement may be as wide as a county."""
    level = _OPENCAGE_LEVELS.get(word) or _OPENCAGE_LEVELS.get(category, "other")
    return "coarse" if level != "settlement" and confidence in WIDE_CONFIDENCES else level
