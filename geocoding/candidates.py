"""What is asked of a geocoder and what it answers, in our words: the providers translate, the judge decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# What a candidate is, in our words. geocoding/providers/ maps each provider's own words to these.
Level = Literal[
    "settlement",  # city, town, village, hamlet, locality
    "area",  # suburb, neighbourhood, quarter, estate, residential land use
    "street",
    "point",  # building, shop, school, station: a named thing
    "admin",  # an administrative boundary below a county (ward, constituency, city limits)
    "coarse",  # county, state, region, country, postcode, continent
    "natural",  # river, peak, wood, sea
    "other",
]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer of a geocoder, in WGS 84 degrees."""

    lat: float
    lng: float
    name: str  # the answer's own name, "" if the provider gives none
    label: str  # the provider's full text, for people
    country_code: str  # ISO 3166-1 alpha-2, lower case, "" if unknown
    level: Level
    kind: str = ""  # the provider's own word: place=suburb, neighbourhood, ...
    other_names: tuple[str, ...] = ()  # further names it goes by
    importance: float = 0.0  # the provider's weight, 0..1; never the only reason for a choice
    extent_km: float = 0.0  # diagonal of its bounding box, 0 if the provider gives none
    place_id: str = ""  # the provider's own, good for Query.without only
    place: str = ""  # what sort of settlement it is: city, suburb, ...; of a boundary, the one it is linked to
    town: str = ""  # the town or city that its address names, "" if none or itself


@dataclass(frozen=True, slots=True)
class Query:
    """One question to a geocoder: free text, optionally near a point (WGS 84 degrees)."""

    text: str  # for a cluster with the country's English name behind it
    near_lat: float | None = None
    near_lng: float | None = None
    radius_km: float = 25.0  # half the side of the box around the point
    without: tuple[str, ...] = ()  # place_ids to leave out, where the provider can
    is_list: bool = False  # of what is around, which a server may refuse


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster and its centroid, in WGS 84 degrees."""

    name: str
    lat: float
    lng: float


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """An answer as it is kept for a person to choose from."""

    candidate: Candidate
    distance_km: float | None  # from the cluster's centroid
    reason: str | None  # why it was not taken
