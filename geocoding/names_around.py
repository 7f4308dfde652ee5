"""The names that the map has around the clusters: where nothing goes by Ichra, Ichhra may be what is meant.

A geocoder finds a name only as it is spelt there. One that can list what lies around a point is asked for that, one
kind of place after the other, and no more often than names were not found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from geocoding.answers import MAX_LONGER_KM, Match, add_concern, is_within_reach
from geocoding.candidates import Candidate, Cluster, Query
from geocoding.matching import match_place
from geocoding.place_names.kinds import is_site_name, is_street_name
from geocoding.place_names.misspellings import find_other_spelling, has_initial_in_front
from geocoding.place_names.readings import list_all_interpretations
from geocoding.place_names.sites import has_initials
from geocoding.place_names.spellings import drop_generic
from geocoding.words import name_words, place_key
from shared import distance_km

PLACES = ("place=suburb", "place=neighbourhood", "place=village", "place=quarter", "place=locality", "place=town")
AREAS = ("boundary=administrative", "landuse=residential")  # among them are counties, and single houses
AREAS_A_PLACE = 3  # of areas there must be so many times as many to be listed first
COMMON_SHARE = 0.1  # of the commonest of its sort among the answers: of fewer a list is not worth a request
MAX_PAGES = 3  # of one kind of places, each as long as the provider's longest answer
MAX_EMPTY = 2  # lists at the start: then the server knows none
SAME_SURROUNDINGS_KM = 5.0  # between two clusters: a list reaches some 11 km


@dataclass(slots=True)
class _Around:
    """What was listed around one point."""

    center: Cluster
    answers: list[Candidate] = field(default_factory=list)
    pages: Counter[str] = field(default_factory=Counter)  # asked for, by kind
    full: set[str] = field(default_factory=set)  # kinds of which there is more
    near: list[Candidate] = field(default_factory=list)  # of what was answered to any question
    seen: int = 0  # ... so many were looked at

    def has_more(self, kind: str) -> bool:
        return not self.pages[kind] or (kind in self.full and kind in PLACES and self.pages[kind] < MAX_PAGES)


class Surroundings:
    """What the map has around the clusters of one run, as far as it was asked for."""

    def __init__(self, page_length: int | None) -> None:
        """page_length: of the provider's lists; None if it has none."""
        self._page_length = page_length
        self._around = list[_Around]()
        self._kinds = Counter[str]()
        self._answered = dict[Candidate, None]()
        self._empty = 0  # lists, before any had a name

    def note_answers(self, answers: Iterable[Candidate]) -> None:
        """What was answered to any question. Of which kind there is most is listed first."""
        answers = list(answers)
        self._kinds.update(answer.kind for answer in answers)
        self._answered.update(dict.fromkeys(answer for answer in answers if answer.kind in PLACES + AREAS))

    def list_names(self, center: Cluster) -> list[Candidate]:
        """What was listed around the point."""
        return self._find(center).answers

    def list_answered(self, center: Cluster) -> list[Candidate]:
        """The places near the point that were answered to any question, and those that were listed around it."""
        around = self._find(center)
        new = islice(self._answered, around.seen, None)
        around.near += [answer for answer in new if is_within_reach(answer, around.center)]
        around.seen = len(self._answered)
        return list(dict.fromkeys((*around.answers, *around.near)))

    def next_query(self, center: Cluster) -> tuple[str, Query] | None:
        """The kind of places to list next and the question for it, of a kind first the nearest; None if all was asked,
        or it is no use."""
        if self._page_length is None or self._empty >= MAX_EMPTY:
            return None
        around = self._find(center)
        common = sorted(self._list_common(PLACES) + self._list_common(AREAS), key=self._order)
        kind = next(filter(around.has_more, common), None)
        if kind is None:
            return None
        around.pages[kind] += 1
        around.full.discard(kind)
        known = tuple(answer.place_id for answer in around.answers if answer.kind == kind and answer.place_id)
        return kind, Query(f"[{kind}] {around.center.lat:.5f}, {around.center.lng:.5f}", without=known, is_list=True)

    def _order(self, kind: str) -> float:
        return -self._kinds[kind] / (1 if kind in PLACES else AREAS_A_PLACE)

    def _list_common(self, kinds: Sequence[str]) -> list[str]:
        """Those of which there are not few."""
        least = COMMON_SHARE * max(self._kinds[kind] for kind in kinds)
        return [kind for kind in kinds if self._kinds[kind] >= least > 0]

    def add(self, center: Cluster, kind: str, answers: Sequence[Candidate]) -> None:
        """Takes what was answered to such a question."""
        around = self._find(center)
        around.answers += [answer for answer in answers if answer.kind == kind]
        if kind in PLACES and not any(each.answers for each in self._around):
            self._empty += 1
        if len(answers) == self._page_length:
            around.full.add(kind)

    def _find(self, center: Cluster) -> _Around:
        for around in self._around:
            if distance_km(center.lat, center.lng, around.center.lat, around.center.lng) <= SAME_SURROUNDINGS_KM:
                return around
        self._around.append(_Around(center))
        return self._around[-1]


def may_be_listed(name: str) -> bool:
    """Whether it may be a place by itself: neither a street or a site, which no list has, nor a numbered part."""
    words = name_words(name)
    return not (is_street_name(name) or is_site_name(name) or any(len(w) == 1 or w.isdecimal() for w in words))


def match_other_spelling(name: str, center: Cluster, around: list[Candidate], country: str) -> Match | None:
    """The one place around that may be spelt like this, or like what is wider than it, if nothing else is against it.

    None if there is none, or the name is a street's. country: its code (ISO 3166-1 alpha-2, lower case).
    """
    if not around or is_street_name(name) or has_initial_in_front(name):
        return None
    if has_initials(name) and (match := _match_initials(name, center, around, country)):
        return match
    names = {place_key(own): own for answer in around for own in (answer.name, *answer.other_names)}.values()
    for reading in list_all_interpretations(name, center.name, ()):
        for head in dict.fromkeys((reading.head, drop_generic(reading.head))):
            spelling = find_other_spelling(head, names, country)
            match = match_place(name.replace(head, spelling), center, around, country) if spelling else None
            if match and spelling and match.status == "ok":
                is_same = place_key(spelling) == place_key(head)
                concern = f"nothing goes by this name: taken for {spelling}, which the map has near"
                return match if is_same else add_concern(match, concern)
    return None


def _match_initials(name: str, center: Cluster, around: list[Candidate], country: str) -> Match | None:
    """Ghulam Muhammad Abad for 'GM Abad', which no search finds: the only one near that has these initials."""
    match = match_place(name, center, around, country)
    letters, *_ = name_words(name)
    is_only = match.status == "ok" and "chosen over" not in match.concern
    if not is_only or match.candidate is None or (match.distance_km or 0.0) > MAX_LONGER_KM:
        return None
    own_names = (match.candidate.name, *match.candidate.other_names)
    if all("".join(word[0] for word in name_words(own)[: len(letters)]) != letters for own in own_names):
        return None
    return add_concern(match, f"the map has it as {match.candidate.name}")
