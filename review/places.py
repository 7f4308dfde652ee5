"""What a reviewer judges: a cluster, or a cleaned place of a cluster under all its network names. No I/O."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]  # latitude, longitude
Key = tuple[str, str]  # name keys of the cluster and of the place, "" for the cluster itself
Clean = Callable[[str], str | None]  # a network name to the place it speaks of, if there is one
NameKeys = Callable[[Collection[str]], Mapping[str, str | None]]  # names as they compare; None where it is no name

# Of a table or a feature's properties, in this order; the last three are the reviewer's.
COLUMNS = (
    "what",
    "cluster",
    "place",
    "names",
    "status",
    "verified",
    "lat",
    "lng",
    "distance_km",
    "tickets",
    "provider",
    "query",
    "label",
    "note",
    "concern",
    "revision",
    "decision",
    "new_lat",
    "new_lng",
)
NAME_SEPARATOR = " | "  # between the network names of a place
TICKETS_SHOWN = 50  # of a place, on its card
EARTH_RADIUS_M = 6_371_008.8
NEW_NAME = "a new name of it has no row yet"  # as tickets.places says it


@dataclass(frozen=True, slots=True)
class Ticket:
    """A present ticket that somebody must still act on."""

    kind: str  # inc or crq
    ticket_id: str
    status: str | None  # as the feed writes it


@dataclass(frozen=True, slots=True)
class Place:
    """One row of an export. Without a row in the gazetteer status, verified and the point are None."""

    what: Literal["cluster", "location"]
    cluster: str
    place: str  # "" for a cluster
    names: tuple[str, ...]  # the network names; none for a cluster
    status: str | None
    verified: bool | None
    lat: float | None
    lng: float | None
    distance_km: float | None  # from the cluster's centroid
    tickets: int  # present actionable ones, of both kinds, that it would place
    provider: str | None
    query: str | None
    label: str | None
    note: str | None
    concern: str  # why it is worth a look; "" if nothing speaks against it
    revision: str
    needs_review: bool = True  # no person has judged it, or not all its names
    waiting: tuple[Ticket, ...] = ()  # the first TICKETS_SHOWN of those tickets

    @property
    def point(self) -> Point | None:
        return None if self.lat is None or self.lng is None else (self.lat, self.lng)

    @property
    def places_tickets(self) -> bool:
        is_usable = self.status == "ok" or (self.verified is True and self.status != "rejected")
        return is_usable and self.point is not None


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with a name, to judge others by."""

    cluster: str
    place: str  # "" for a cluster's centroid
    lat: float
    lng: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reviewer sees around the places: all that is known already, whatever the export was limited to."""

    centroids: tuple[Spot, ...]  # of the clusters that have one that places tickets
    accepted: tuple[Spot, ...]  # places that place tickets: ok or verified
    feed: tuple[tuple[float, float], ...]  # latitude, longitude: tickets with coordinates of their own


def distance_m(one: Point, other: Point) -> float:
    """Great-circle metres."""
    (lat1, lng1), (lat2, lng2) = ((math.radians(lat), math.radians(lng)) for lat, lng in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lng2 - lng1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1, math.sqrt(half)))


def merge_unasked(known: Mapping[Key, Place], clean: Clean, name_keys: NameKeys) -> dict[Key, Place]:
    """The same places, names that nobody asked for being with the place they clean to, as geocoding will have them."""
    unasked = {key: place for key, place in known.items() if place.status is None and place.what == "location"}
    gathered = {key: place for key, place in known.items() if key not in unasked}
    cleaned = {key: clean(place.place) or place.place for key, place in unasked.items()}
    keys = name_keys(set(cleaned.values()))
    for key, place in sorted(unasked.items(), key=lambda item: (-item[1].tickets, item[0])):
        home = (key[0], keys[cleaned[key]] or key[1])
        there = gathered.get(home)
        gathered[home] = _join(there, place) if there else replace(place, place=cleaned[key])
    return gathered


def _join(there: Place, unasked: Place) -> Place:
    concern = there.concern
    if there.verified and NEW_NAME not in concern:
        concern = f"{NEW_NAME}; {concern}" if concern else NEW_NAME
    names, tickets = there.names + unasked.names, there.tickets + unasked.tickets
    return replace(there, names=names, tickets=tickets, concern=concern, needs_review=True)
