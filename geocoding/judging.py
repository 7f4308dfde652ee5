"""What a geocoder's answer is worth: what to ask, and which of several answers is the right one, if any. No I/O.

An answer is taken only if it goes by the asked name, lies in the country and at most 25 km from the cluster, is
precise enough for its kind, and no namesake has a claim against it. Else none is: a wrong town is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from geocoding.candidates import Candidate, Cluster, Query, distance_km
from geocoding.spelling import (
    ADMIN,
    GENERIC,
    Agreement,
    agreement,
    drop_cluster,
    is_admin_name,
    is_cluster_itself,
    list_names,
    name_words,
    other_spelling,
)

Status = Literal["ok", "not_found", "too_far", "too_coarse"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a question. A refused answer stays as `candidate`, so that a person can see why."""

    status: Status
    candidate: Candidate | None = None
    distance_km: float | None = None  # from the cluster's centroid
    reason: str = ""  # why it was refused, in words; "" if it was not


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MAX_DISTANCE_KM = 25.0
MAX_EXTENT_KM = 4.0  # of a boundary, a road, a ground: so its middle is at most 2 km from any part of it
SAME_PLACE_KM = 4.0  # namesakes so near each other count as one place: its node, its outline, its two phases
SAME_TOWN_KM = 10.0
CLEARLY_NEARER = (2.0, 1.5)  # of two namesakes: the other is so many km farther, and so many times as far
FAR_NEARER = (5.0, 2.0)  # ... which outweighs a label
NEARER_STILL = (7.0, 3.0)  # ... which makes even a hamlet the likelier one

# Streets, businesses and institutions are called after places they are not in: the bar 'Milimani' is no Milimani ...
BORROWED_NAME = _words("""
    bar pub restaurant cafe fast_food nightclub biergarten shop supermarket fuel atm bank bureau_de_change pharmacy
    clinic doctors dentist hospital school kindergarten college university place_of_worship police townhall office
    company commerce financial education health social hotel guest_house hostel motel bus_stop bus_station
""")
# ... unless the asked name says what it is: Kenyatta Hospital.
SAYS_WHAT_IT_IS = _words("""
    school academy college university hospital clinic church mosque temple hotel bar club bank shop supermarket station
    mall plaza arcade market centre house towers tower court apartments heights stage terminus road street avenue lane
    drive close crescent way highway bypass walk grove link
""")
RANK_OF_KIND = {"city": 2, "town": 1, "administrative": 1}  # a settlement with a boundary of its own is a town
MINOR_KINDS = _words("hamlet locality isolated_dwelling farm croft allotments")

# --- What to ask ---


def ask_cluster(cluster: str, country: str) -> Query:
    """The only question for a cluster; `country` is the country's English name."""
    return Query(f"{cluster}, {country}")


def ask_place(place: str, cluster: Cluster, country: str) -> Query:
    """The first question for a place, biased to its cluster.

    The cluster's name is not in it: Nominatim finds only what has every asked word in its name or address, and an
    estate at the edge often has another town's. The box alone brings the namesakes near the cluster to the front.
    """
    return _ask_near(list_names(place, cluster.name)[0], cluster, country)


def ask_again(
    place: str, cluster: Cluster, country: str, candidates: Iterable[Candidate], verdict: Verdict
) -> Query | None:
    """The second and last question, if one is worth it; what it answers is to be judged together with `candidates`.

    Only a county or so has the name: the same without it, since Nominatim leaves out lesser namesakes of a large area.
    Nothing near has the name: its other usual spelling, if it has one.
    """
    name, *others = list_names(place, cluster.name)
    if verdict.status == "too_coarse" and not is_admin_name(place):
        too_large = tuple(c.place_id for c in candidates if c.place_id and c.level in ("coarse", "admin"))
        return replace(_ask_near(name, cluster, country), without=too_large) if too_large else None
    answer = verdict.candidate
    is_unknown = verdict.status == "not_found" and (answer is None or not _match(place, cluster.name, answer))
    if verdict.status == "too_far" or is_unknown:
        spelling = others[0] if others else drop_cluster(name, cluster.name) or other_spelling(name)
        return _ask_near(spelling, cluster, country) if spelling else None
    return None


def _ask_near(text: str, cluster: Cluster, country: str) -> Query:
    return Query(f"{text}, {country}", cluster.lat, cluster.lng, MAX_DISTANCE_KM)


# --- What the answers are worth ---


@dataclass(frozen=True, slots=True)
class _Answer:
    """A candidate as the judge sees it."""

    candidate: Candidate
    match: Agreement  # 2: exactly the asked name, 1: but for a generic word, 0: another name
    km: float  # from the cluster's centroid
    is_labelled: bool  # the provider's text names the cluster as where it is

    @property
    def tier(self) -> int:
        """0: people live there, 1: a small administrative area, 2: something to point at, 3: a street; 4: too vague."""
        if self.candidate.level in ("settlement", "area"):
            return 0
        if self.candidate.level == "coarse" or self.candidate.extent_km > MAX_EXTENT_KM:
            return 4
        if self.candidate.level == "admin":  # its extent says nothing if it is not drawn but a node
            return 1 if "boundary" in _kind_words(self.candidate) and self.candidate.extent_km > 0 else 4
        return 3 if self.candidate.level == "street" else 2

    @property
    def rank(self) -> int:
        """How much of a town it is."""
        if self.candidate.level != "settlement":
            return 0
        return max(RANK_OF_KIND.get(word, 0) for word in _kind_words(self.candidate))

    @property
    def is_minor(self) -> bool:
        return not _kind_words(self.candidate).isdisjoint(MINOR_KINDS)

    @property
    def order(self) -> tuple[object, ...]:
        """Total, so that the provider's order never counts."""
        return (self.tier, -self.match, self.km, repr(self.candidate))


def judge_place(place: str, cluster: Cluster, candidates: Iterable[Candidate], country_code: str) -> Verdict:
    """Choose the answer that is the place, or say why none is.

    Of those named as asked, within 25 km: where people live beats an administrative area, that beats a landmark, that
    beats a street. Among namesakes of one sort see `_has_better_claim`.
    """
    if is_cluster_itself(place, cluster.name):
        return Verdict("too_coarse", reason="it is the cluster itself")
    answers = _look_at(candidates, place, cluster)
    abroad = [answer for answer in answers if answer.candidate.country_code != country_code.lower()]
    if answers and len(abroad) == len(answers):
        return _refuse("not_found", abroad, "the answers lie in another country, or the provider does not say in which")
    answers = [answer for answer in answers if answer not in abroad]
    named = [answer for answer in answers if answer.match]
    places = [answer for answer in named if not _has_borrowed_name(place, answer.candidate)]
    precise = [answer for answer in places if answer.tier < 4]
    near = [answer for answer in precise if answer.km <= MAX_DISTANCE_KM]
    if near and not is_admin_name(place):
        return _choose(near)
    if precise and not near:
        return _refuse("too_far", precise, f"more than {MAX_DISTANCE_KM:g} km from the cluster")
    if places:
        return _refuse("too_coarse", places, "only something too large goes by this name")
    if named:
        return _refuse("not_found", named, "only a business, an institution or a river goes by this name")
    return _refuse("not_found", answers, "the answers go by other names")


def judge_cluster(cluster: str, candidates: Iterable[Candidate], country_code: str) -> Verdict:
    """Choose the answer that is the cluster: a city, else a town, else another settlement, else an administrative area
    below a county. Of two equals in different parts of the country neither is taken."""
    answers = _look_at(candidates, cluster, Cluster("", 0.0, 0.0))
    named = [a for a in answers if a.match and a.candidate.country_code == country_code.lower()]
    fitting = [a for a in named if a.tier == 0] or [a for a in named if a.candidate.level == "admin"]
    if not fitting or is_admin_name(cluster):
        coarse = [a.candidate for a in named if a.candidate.level == "coarse" or is_admin_name(cluster)]
        if coarse:
            return Verdict("too_coarse", coarse[0], reason="only something as large as a county goes by this name")
        nearest = next((answer.candidate for answer in named or answers), None)
        return Verdict("not_found", nearest, reason="no town of the country goes by this name")
    best = max((answer.rank, answer.match) for answer in fitting)
    equals = [answer.candidate for answer in fitting if (answer.rank, answer.match) == best]
    first, *equals = sorted(equals, key=lambda candidate: (-candidate.importance, repr(candidate)))
    if any(_km_between(first, other) > SAME_TOWN_KM for other in equals):
        return Verdict("not_found", first, reason="several places of this name in different parts of the country")
    return Verdict("ok", first)


def _look_at(candidates: Iterable[Candidate], place: str, cluster: Cluster) -> list[_Answer]:
    answers = [
        _Answer(
            candidate,
            _match(place, cluster.name, candidate),
            distance_km(cluster.lat, cluster.lng, candidate.lat, candidate.lng),
            _is_labelled(candidate, cluster.name),
        )
        for candidate in candidates
    ]
    return sorted(answers, key=lambda answer: answer.order)


def _choose(near: list[_Answer]) -> Verdict:
    """The one answer that has a better claim than every namesake elsewhere."""
    tiers = (0, 1) if near[0].tier < 2 else (near[0].tier,)
    rivals = [answer for answer in near if answer.tier in tiers]
    if tiers == (3,) and any(_km_between(rivals[0].candidate, r.candidate) > SAME_PLACE_KM for r in rivals):
        return _refuse("too_coarse", rivals, "a long street, or several of this name")
    for answer in rivals:
        others = [r for r in rivals if _km_between(answer.candidate, r.candidate) > SAME_PLACE_KM]
        if all(_has_better_claim(answer, other) for other in others):
            return Verdict("ok", answer.candidate, answer.km)
    distances = ", ".join(f"{km:.1f}" for km in sorted(answer.km for answer in rivals)[:3])
    return _refuse("not_found", rivals, f"several places of this name, {distances} km off: none has the better claim")


def _has_better_claim(one: _Answer, other: _Answer) -> bool:
    """Whether something speaks for the one and nothing for the other.

    For it speaks: people live there, while the other is an administrative area; it goes exactly by the asked name; it
    is a town, the other a lesser place; it is clearly nearer. Two things speak against it, unless it is nearer by far,
    but not for the other: only the other is labelled as in the cluster (providers guess that from the nearest node);
    only this one is a hamlet or a spot in the fields.
    """
    claims = (
        other.tier - one.tier,
        one.match - other.match,
        one.rank - other.rank,
        _is_nearer(one, other, CLEARLY_NEARER) - _is_nearer(other, one, CLEARLY_NEARER),
    )
    if other.is_labelled and not one.is_labelled and not _is_nearer(one, other, FAR_NEARER):
        return False
    if one.is_minor and not other.is_minor and not _is_nearer(one, other, NEARER_STILL):
        return False
    return max(claims) > 0 and min(claims) >= 0


def _is_nearer(one: _Answer, other: _Answer, margin: tuple[float, float]) -> bool:
    by_km, times = margin
    return other.km - one.km >= by_km and other.km >= times * one.km


def _refuse(status: Status, answers: list[_Answer], reason: str) -> Verdict:
    """Keeps the nearest of the answers; of none at all there is nothing to explain."""
    if not answers:
        return Verdict(status, reason="nothing goes by this name")
    nearest = min(answers, key=lambda answer: (-answer.match, answer.km, answer.order))
    return Verdict(status, nearest.candidate, nearest.km, reason)


def _has_borrowed_name(place: str, candidate: Candidate) -> bool:
    if candidate.level == "natural":
        return True
    kinds = _kind_words(candidate)
    is_business = candidate.level in ("point", "other") and not kinds.isdisjoint(BORROWED_NAME) and "mall" not in kinds
    return (candidate.level == "street" or is_business) and SAYS_WHAT_IT_IS.isdisjoint(name_words(place))


def _kind_words(candidate: Candidate) -> set[str]:
    return set(re.split(r"[^a-z_]+", candidate.kind.lower()))


def _km_between(one: Candidate, other: Candidate) -> float:
    return distance_km(one.lat, one.lng, other.lat, other.lng)


def _match(place: str, cluster: str, candidate: Candidate) -> Agreement:
    """How far any of an answer's names agrees with any asked one. The cluster's name behind a place is as good as a
    generic word."""
    generic = GENERIC | ADMIN if candidate.level in ("admin", "coarse") else GENERIC
    names = (candidate.name or candidate.label.partition(",")[0], *candidate.other_names)
    asked = list_names(place, cluster)
    best: Agreement = max(agreement(one, name, generic) for one in asked for name in names)
    shorter = [rest for one in asked if (rest := drop_cluster(one, cluster))]
    return best or (1 if any(agreement(rest, name, generic) for rest in shorter for name in names) else 0)


def _is_labelled(candidate: Candidate, cluster: str) -> bool:
    """Whether a part of the label is the cluster's name, but for a postcode."""
    parts = [part.strip(" 0123456789") for part in candidate.label.split(",")[1:]]
    return any(agreement(part, cluster, frozenset()) for part in parts)
