"""What a reviewer judges: a cluster, or a cleaned place of a cluster under all its network names. No I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
    names: tuple[str, ...]  # the network names, those of most tickets first; none for a cluster
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
    waiting: tuple[Ticket, ...] = ()  # the first TICKETS_SHOWN of those tickets


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
