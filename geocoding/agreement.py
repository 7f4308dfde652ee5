"""Where the places of a cluster agree that it is, for clusters that no geocoder can tell or tells wrongly. No I/O."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geocoding.answers import MAX_DISTANCE_KM, OTHER_TOWN_KM
from shared import distance_km

Point = tuple[float, float]  # latitude, longitude

MIN_PLACES = 3


@dataclass(frozen=True, slots=True)
class Agreement:
    """The point that most places are near."""

    center: Point
    places: int  # within reach of it
    found: int  # that lie anywhere in the country


def find_agreement(namesakes: Sequence[Sequence[Point]]) -> Agreement | None:
    """`namesakes`: for each place of a cluster, wherever something of its name lies in the country.

    None unless three places, and more than half of those found anywhere, lie within 25 km of one point, and of no other
    town as many.
    """
    found = [points for points in namesakes if points]
    voters = {at: _near(at, found) for points in found for at in points}
    if not voters:
        return None
    best = max(voters, key=lambda at: (len(voters[at]), -_spread(at, voters[at]), at))
    count = len(voters[best])
    if count < MIN_PLACES or 2 * count <= len(found):
        return None
    if any(len(near) == count and distance_km(*best, *at) > OTHER_TOWN_KM for at, near in voters.items()):
        return None
    return Agreement(_middle(best, voters[best]), count, len(found))


def count_near(center: Point, namesakes: Sequence[Sequence[Point]]) -> int:
    return len(_near(center, namesakes))


def _near(at: Point, places: Sequence[Sequence[Point]]) -> list[Point]:
    """Of each place that has a namesake within reach the nearest."""
    nearest = [min(points, key=lambda point: distance_km(*at, *point)) for points in places if points]
    return [point for point in nearest if distance_km(*at, *point) <= MAX_DISTANCE_KM]


def _spread(at: Point, points: Sequence[Point]) -> float:
    return sum(distance_km(*at, *point) for point in points)


def _middle(best: Point, points: Sequence[Point]) -> Point:
    """The mean, if it is as near all of them as their own middle one is."""
    mean = sum(lat for lat, _ in points) / len(points), sum(lng for _, lng in points) / len(points)
    return mean if all(distance_km(*mean, *point) <= MAX_DISTANCE_KM for point in points) else best
