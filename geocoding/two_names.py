"""Two names side by side, of which no map has the whole: 'Fatih Aksaray', 'Katwe-Kinyoro'.

Each is asked for by itself. Only if both lie near each other is the narrower one the place: what one name alone comes
to may as well be another place of that name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from geocoding.answers import rank_of
from geocoding.candidates import Candidate, Cluster, Query
from geocoding.clusters import answer_of
from geocoding.gazetteer import Answer
from geocoding.matching import match_place
from geocoding.place_names.kinds import is_street_name
from geocoding.place_names.parts import list_splits
from geocoding.queries import place_query
from geocoding.run import GeocodingRun
from geocoding.words import place_key
from shared import distance_km

Splits = Sequence[tuple[str, str]]
NEAR_KM = 5.0  # between two names of one place
BESIDE_KM = 2.0  # ... where no other name has either, and either may be the wider one


@dataclass(slots=True, eq=False)
class PartOfName:
    """One of two names, asked for once in a cluster unless it is known there."""

    run: GeocodingRun
    name: str
    center: Cluster
    answer: Answer | None = None  # what it came to, if that is a place
    is_known: bool = False
    rank: int = 0  # how much of a town it is
    query: Query | None = None

    def next_query(self) -> Query | None:
        self.query = place_query(self.name, self.center)
        return self.query

    def handle_answers(self, answers: list[Candidate]) -> Query | None:
        match = match_place(self.name, self.center, answers, self.run.geocoder.country)
        if match.status == "ok" and match.candidate:
            self.answer, self.rank = answer_of(match, self.run.provider, self.query), rank_of(match.candidate)
        if answers:  # a part that nothing goes by is no question of its own
            self.run.keep(answers, lambda: None)
        return None


@dataclass(frozen=True, slots=True)
class TwoNames:
    front: PartOfName
    back: PartOfName
    is_shared: bool = True  # one is known, or the front is of several names

    def list_first(self) -> list[PartOfName]:
        """What is to be asked for at once: what other names have as well, else what a map is less likely to have. None
        where one of the two is known."""
        return [] if self.front.is_known or self.back.is_known else [self.front if self.is_shared else self.back]

    def list_second(self) -> list[PartOfName]:
        """... and then, if the one lies somewhere."""
        is_one_found = self.front.answer or self.back.answer
        return [part for part in (self.front, self.back) if part.query is None and not part.is_known and is_one_found]

    def combine(self) -> Answer | None:
        """The narrower of the two if they lie near each other; None if they don't, or one of them is nowhere."""
        one, other = self.front.answer, self.back.answer
        if one is None or other is None or one.geom is None or other.geom is None:
            return None
        km = distance_km(one.geom.y, one.geom.x, other.geom.y, other.geom.x)
        if km > (NEAR_KM if self.is_shared else BESIDE_KM):
            return None
        place, beside = sorted((self.back, self.front), key=_width)
        note = f"nothing goes by the whole name: {place.name}, {km:.1f} km from {beside.name}"
        return replace(place.answer, note=note) if place.answer else None


def _width(part: PartOfName) -> tuple[bool, int, bool]:
    """A street is no place beside another; a town is wider than a quarter, what is known by itself than what isn't."""
    return is_street_name(part.name), part.rank, part.is_known


def split_names(
    run: GeocodingRun, center: Cluster, wordings: Sequence[str], found: Mapping[str, Answer]
) -> list[TwoNames | None]:
    """Each wording as two names: of several ways the one of which a name is a place of the cluster, or stands in front
    of several others.

    None where it can't be two, or nothing tells where the second starts. found: the cluster's places.
    """
    parts = {place_key(name): PartOfName(run, name, center, answer, is_known=True) for name, answer in found.items()}
    splits = [list_splits(wording) for wording in wordings]
    fronts = Counter(key for each in splits for key in {place_key(front) for front, _ in each})
    shared = {key for key, count in fronts.items() if count > 1}
    return [_choose(run, center, each, parts, shared) for each in splits]


def _choose(
    run: GeocodingRun, center: Cluster, splits: Splits, parts: dict[str, PartOfName], shared: Set[str]
) -> TwoNames | None:
    known = {key for key, part in parts.items() if part.is_known}
    likely = [split for split in splits if not known.isdisjoint(map(place_key, split))]
    likely += [split for split in splits if place_key(split[0]) in shared]
    is_shared = bool(likely)
    if len(splits) == 1:
        likely += splits
    if not likely:
        return None
    front, back = (parts.setdefault(place_key(name), PartOfName(run, name, center)) for name in likely[0])
    return TwoNames(front, back, is_shared)
