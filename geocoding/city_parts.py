"""Clusters that nothing goes by, but whose name, or whose names, say of which of the other clusters they are a part.

'HYD-WEST-02' and 'Metro Cebu North' are taken for the whole city; of 'Kraków Podgórze' and 'QC-Commonwealth' what they
say besides is looked for in it, and must be there. So is Mansour, whose names start with Baghdad's code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from shapely import Point

from geocoding.cluster_matching import SAME_TOWN_KM
from geocoding.place_names.beside_cluster import find_city, find_city_code, is_code_of
from geocoding.place_names.kinds import CITY_GENERIC, is_name, is_street_name
from geocoding.tokens import Token, as_written, normalize, split
from geocoding.words import name_words
from shared import distance_km

MIN_NAMES = 3  # of a cluster that start with a city's code
SHORTEST_STEM = 4  # letters: Alex of Alexandria
Centroids = Sequence[tuple[str, Point]]  # the clusters that have one
Codes = Mapping[str, Collection[str]]  # what the feed has for a cluster, by its name, casefolded


@dataclass(frozen=True, slots=True)
class CityPart:
    """What a cluster's name says."""

    city: str
    center: Point
    district: str | None = None  # in the city
    why: str = ""  # the whole city will do

    @property
    def note(self) -> str:
        return f"{self.why} is taken for {self.city}: the whole city"


def list_cities(centroids: Centroids) -> list[tuple[str, Point]]:
    """Without the clusters that are parts of others themselves: NKR is Nakuru, whatever 'Nairobi Karen' may be."""
    keys = {name: _list_keys(name) for name, _ in centroids}
    whole = set(keys.values())
    return [(name, center) for name, center in centroids if whole.isdisjoint(_list_ends(keys[name]))]


def _list_ends(keys: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {end for at in range(1, len(keys)) for end in (keys[:at], keys[at:])}


def _list_keys(name: str) -> tuple[str, ...]:
    return tuple(token.key for token in split(normalize(name))[:-1])


def find_city_part(cluster: str, centroids: Centroids, codes: Codes) -> CityPart | None:
    """The city of which a cluster is a part; None where it says none, or several that lie apart. A code that the names
    of one city have is that city's. centroids: of cities (list_cities)."""
    cluster = re.sub(r"^([A-Z]{3,4})(?=\d{2}$)", r"\1-", cluster)  # CUE-01 of CUE01
    code = next(iter(split(normalize(cluster)))).key
    own = [(city, center) for city, center in centroids if code in codes.get(city.casefold(), ())]
    parts = [part for city, center in own or centroids if (part := _read_part(cluster, city, center, codes))]
    is_one = all(
        distance_km(a.center.y, a.center.x, parts[0].center.y, parts[0].center.x) <= SAME_TOWN_KM for a in parts
    )
    return min(parts, key=lambda part: not part.why) if parts and is_one else None


def find_city_of_names(cluster: str, names: Iterable[str], centroids: Centroids, codes: Codes) -> CityPart | None:
    """The one city whose code most of a cluster's names start with: Baghdad of BGD-FDT031-..., in Mansour."""
    starts = Counter(split(normalize(name))[0].key for name in names)
    code, count = max(starts.items(), key=lambda start: start[1], default=("", 0))
    cities = [(city, center) for city, center in centroids if code in codes.get(city.casefold(), ())]
    if len(cities) != 1 or count < MIN_NAMES or 2 * count <= starts.total():
        return None
    return CityPart(*cities[0], district=cluster)


def _read_part(cluster: str, city: str, center: Point, codes: Codes) -> CityPart | None:
    if find_city_code(city) or name_words(city) == name_words(cluster):
        return None
    stem = find_city(cluster)
    if stem and _is_stem(name_words(stem), name_words(city)):
        return CityPart(city, center, why=stem)
    first, *others = tokens = split(normalize(cluster))[:-1]
    is_learnt = first.text.isupper() and first.key in codes.get(city.casefold(), ())
    if is_learnt or (first.text.isupper() and is_code_of(first.key, city)):
        district = _find_district(others)
        is_code = is_learnt or find_city_code(cluster) == first.key or _is_numbered(others)
        is_apart = bool(others) and others[0].after_separator
        if is_code or (district and is_apart):
            return CityPart(city, center, district, first.text if is_code else "")
        return None
    rest = _drop_city(tokens, city) or (others if _is_stem((first.key,), name_words(city)) else ())
    return CityPart(city, center, district) if rest and (district := _find_district(rest)) else None


def _is_stem(stem: tuple[str, ...], city: tuple[str, ...]) -> bool:
    """'Cebu' of Cebu City, 'Alex' of Alexandria."""
    is_start = len(stem) == len(city) == 1 and len(stem[0]) >= SHORTEST_STEM and city[0].startswith(stem[0])
    return is_start or (city[: len(stem)] == stem and CITY_GENERIC.issuperset(city[len(stem) :]))


def _is_numbered(others: Sequence[Token]) -> bool:
    """The 02 of HYD-02; but GRA 2 and NOC 2 are in any town."""
    return [token.text.isdecimal() and len(token.text) > 1 and token.gap in ("-", "_") for token in others] == [True]


def _find_district(others: Sequence[Token]) -> str | None:
    """What is said besides the city, if it is a name: no street, no region, no number."""
    rest = [token for token in others if not token.has_number]
    name = as_written(rest)
    is_code = all(token.text.isupper() and len(token.text) < SHORTEST_STEM for token in rest)
    return name if is_name(name_words(name)) and not is_street_name(name) and not is_code else None


def _drop_city(tokens: Sequence[Token], city: str) -> Sequence[Token]:
    """The tokens beside the city's name, at either end."""
    keys, name = tuple(token.key for token in tokens), _list_keys(city)
    size = len(name)
    if keys[:size] == name:
        return tokens[size:]
    return tokens[:-size] if keys[-size:] == name else ()
