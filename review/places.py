"""What a reviewer judges: a cluster, or a cleaned place of a cluster under all its network names. No I/O."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from shared import distance_km

Point = tuple[float, float]  # latitude, longitude
Key = tuple[str, str]  # name keys of the cluster and of the place, "" for the cluster itself
Clean = Callable[[str], str | None]  # a network name to the place it speaks of, if there is one
NameKeys = Callable[[Collection[str]], Mapping[str, str | None]]  # names as they compare; None for what is not a name

# Of a table or a feature's properties, in this order. The reviewer writes decision, new_lat, new_lng and comment.
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
    "candidates",
    "decision",
    "new_lat",
    "new_lng",
    "comment",
    "decided_by",
    "decided_at",
)
NAME_SEPARATOR = " | "  # between the network names of a place
TICKETS_SHOWN = 50  # of a place, on its card
TEXTS_SHOWN = 5  # of those tickets, with what they say
MAX_KM = 25.0  # of a location from its cluster's centroid
MAX_CLUSTER_KM = 500.0  # of a cluster from the nearest other
NEW_NAME = "a new name of it has no row yet"  # the words of tickets.places


@dataclass(frozen=True, slots=True)
class Ticket:
    """A present ticket that somebody must still act on."""

    kind: str  # inc or crq
    ticket_id: str
    status: str | None  # as the feed writes it


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the geocoder's answers for a place, as tickets.geo_candidates has it."""

    rank: int  # from 1, which is the answer that was taken, if one was
    label: str
    lat: float
    lng: float
    kind: str | None  # what the geocoder says it is: place=suburb, ...
    distance_km: float | None  # from the cluster's centroid
    reason: str | None  # why it was not taken


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
    needs_review: bool = True  # no person has judged it, or not all its names, and one is needed
    comment: str | None = None  # a person's
    decided_by: str | None = None
    decided_at: str | None = None  # 2026-11-28T09:12:33Z
    is_unsure: bool = False  # a person has looked at it and could not say
    candidates: tuple[Candidate, ...] = ()  # by rank
    waiting: tuple[Ticket, ...] = ()  # the first TICKETS_SHOWN of those tickets
    tickets_text: tuple[tuple[str, str], ...] = ()  # ids of the first TEXTS_SHOWN with a text, and that text

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


def to_cells(place: Place) -> dict[str, Any]:
    """What stands in the place's columns of an export, before a person decides."""
    known: dict[str, Any] = {column: getattr(place, column, None) for column in COLUMNS}
    answers = "; ".join(map(_describe_candidate, place.candidates))
    return known | {"names": NAME_SEPARATOR.join(place.names), "candidates": answers}


def _describe_candidate(candidate: Candidate) -> str:
    distance = "" if candidate.distance_km is None else f", {candidate.distance_km:.1f} km"
    return f"{candidate.rank}: {candidate.label} ({candidate.lat:.5f}, {candidate.lng:.5f}){distance}"


def distance_m(one: Point, other: Point) -> float:
    """Great-circle metres."""
    return 1000 * distance_km(*one, *other)


def merge_unasked(known: Mapping[Key, Place], clean: Clean, name_keys: NameKeys) -> dict[Key, Place]:
    """The same places; names that were not asked for yet join the place they clean to, as geocoding will do."""
    unasked = {key: place for key, place in known.items() if place.status is None and place.what == "location"}
    gathered = {key: place for key, place in known.items() if key not in unasked}
    cleaned = {key: clean(place.place) or place.place for key, place in unasked.items()}
    keys = name_keys(set(cleaned.values()))
    for key, place in sorted(unasked.items(), key=lambda item: (-item[1].tickets, item[0])):
        home = (key[0], keys[cleaned[key]] or key[1])
        there = gathered.get(home)
        # What is not a name, or is the cluster's own, needs no reviewer: the centroid serves it.
        needs_review = place.needs_review and clean(place.place) is not None and home[1] != key[0]
        alone = replace(place, place=cleaned[key], needs_review=needs_review)
        gathered[home] = _join(there, place) if there else alone
    return gathered


def _join(there: Place, unasked: Place) -> Place:
    concern = there.concern
    if there.verified and NEW_NAME not in concern:
        concern = f"{NEW_NAME}; {concern}" if concern else NEW_NAME
    names, tickets = there.names + unasked.names, there.tickets + unasked.tickets
    joined = replace(
        there, names=names, tickets=tickets, concern=concern, needs_review=there.needs_review or there.verified is True
    )
    if there.status or there.decided_at:
        return joined
    return replace(
        joined,
        concern=unasked.concern,
        comment=unasked.comment,
        decided_by=unasked.decided_by,
        decided_at=unasked.decided_at,
        is_unsure=unasked.is_unsure,
        revision=unasked.revision,
    )
