"""Which of several answers is a cluster, if any: the town that no namesake elsewhere can be taken for. No I/O."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geocoding.answers import (
    BOUNDARY_LEVELS,
    MAX_DISTANCE_KM,
    MAX_INHABITED_KM,
    MINOR_KINDS,
    RANK_OF_PLACE,
    Match,
    ScoredAnswer,
    is_drawn_boundary,
    is_within,
    kind_words,
    km_between,
    rank_of,
    score,
)
from geocoding.candidates import Candidate, Cluster
from geocoding.place_names.kinds import CITY_GENERIC, CONNECTORS, is_admin_name, is_generic_name, may_be_town
from geocoding.place_names.parts import Interpretation
from geocoding.place_names.similarity import similarity
from geocoding.words import name_words
from shared import distance_km, pluralize

SAME_TOWN_KM = 10.0
# A centroid is what a whole cluster is measured from: no spot in the fields, no piece of land.
NO_CLUSTER_KINDS = MINOR_KINDS - {"hamlet"} | frozenset(("commercial", "industrial", "retail"))
MUCH_BETTER_KNOWN = 0.1  # of importance: a boundary that no place is linked to is a town, rather than its namesake
GENERIC_CLUSTER = "a region, or a kind of place that many towns have: nobody can tell which one is meant"


def match_cluster(cluster: str, candidates: Iterable[Candidate], country_code: str) -> Match:
    """Choose the answer that is the cluster: a city, else a town, else another settlement or an administrative area
    below a county, of which importance decides. Of two equals in different parts of the country neither is taken."""
    answers = score(candidates, Interpretation(cluster), Cluster("", 0.0, 0.0))
    named = [a for a in answers if a.similarity and a.candidate.country_code == country_code.lower()]
    if is_generic_name(cluster, country_code):
        return _match_kind(cluster, named)
    if not any(answer.rank for answer in named):
        named += _list_cities(cluster, answers, country_code)
    fitting = [a for a in named if _is_cluster_kind(a)]
    if not named and (match := _match_long_name(cluster, answers, country_code)):
        return match
    if not fitting or is_admin_name(cluster):
        coarse = [a.candidate for a in named if a.candidate.level == "coarse" or is_admin_name(cluster)]
        if coarse:
            return Match("too_coarse", coarse[0], reason="only something as large as a county goes by this name")
        nearest = next((answer.candidate for answer in named or answers), None)
        return Match("not_found", nearest, reason="no town of the country goes by this name")
    towns = _group_towns(fitting)
    winner = next((town for town in towns if all(_outranks(town, other) for other in towns if other is not town)), None)
    if winner is None:
        return Match("not_found", towns[0].lead, reason="several places of this name in different parts of the country")
    others = [town.lead.label for town in towns if town is not winner]
    concern = f"chosen over {pluralize(len(others), 'other place')} of this name: {'; '.join(others[:3])}"
    return Match("ok", winner.lead, concern=concern if others else "")


def _list_cities(cluster: str, answers: Iterable[ScoredAnswer], country_code: str) -> list[ScoredAnswer]:
    """Towns that are called a city by their name: Sheikh Zayed City."""
    return [
        replace(answer, similarity=1)
        for answer in answers
        if answer.rank
        and not answer.similarity
        and answer.candidate.country_code == country_code.lower()
        and similarity(cluster, answer.candidate.name, CITY_GENERIC)
    ]


def _match_kind(cluster: str, named: list[ScoredAnswer]) -> Match:
    """The one town of exactly this name, as Springs or Hub; else it is a kind of place."""
    is_exact = may_be_town(cluster)
    towns = [a for a in named if is_exact and a.similarity == 2 and _town_rank(a) >= RANK_OF_PLACE["town"]]
    if len(_group_towns(towns)) != 1:
        return Match("too_coarse", reason=GENERIC_CLUSTER)
    return Match("ok", towns[0].candidate, concern=f"{cluster} is a kind of place, too")


def _match_long_name(cluster: str, answers: Iterable[ScoredAnswer], country_code: str) -> Match | None:
    """The one town whose name goes on behind the cluster's: Ecatepec de Morelos, San Nicolás de los Garza."""
    towns = [
        answer.candidate
        for answer in answers
        if answer.rank and answer.candidate.country_code == country_code.lower() and _goes_on(cluster, answer.candidate)
    ]
    if not towns or any(km_between(towns[0], town) > SAME_TOWN_KM for town in towns):
        return None
    return Match("ok", towns[0], concern=f"{cluster} is taken for {towns[0].name}")


def _goes_on(cluster: str, town: Candidate) -> bool:
    short, long = name_words(cluster), name_words(town.name)
    return long[: len(short)] == short and not CONNECTORS.isdisjoint(long[len(short) : len(short) + 1])


def match_city(city: str, candidates: Iterable[Candidate], country_code: str) -> Match | None:
    """The city of which a cluster is a part: Lahore for 'Lahore South', where nothing goes by that. No lesser place."""
    match = match_cluster(city, candidates, country_code)
    if match.status != "ok" or match.candidate is None or rank_of(match.candidate) < RANK_OF_PLACE["city"]:
        return None
    concern = "; ".join(filter(None, (f"only {city} goes by this name, the whole city", match.concern)))
    return replace(match, concern=concern)


@dataclass(slots=True)
class _Town:
    """What lies around one place of a name: its node, its outline, the municipality around it."""

    lead: Candidate  # where people live, if any of them is such
    rank: tuple[int, int]  # how much of a town, how exactly it has the name
    importance: float
    is_area: bool  # drawn as a boundary that no place is linked to


def _group_towns(fitting: list[ScoredAnswer]) -> list[_Town]:
    """The best known of equals first."""
    towns: list[_Town] = []
    for answer in sorted(fitting, key=_town_order):
        found, is_area = answer.candidate, answer.candidate.level in BOUNDARY_LEVELS
        town = next((town for town in towns if _is_same_town(town.lead, found)), None)
        if town:
            town.importance = max(town.importance, found.importance)
            town.is_area |= is_area
        else:
            towns.append(_Town(found, (_town_rank(answer), answer.similarity), found.importance, is_area))
    return towns


def _town_order(answer: ScoredAnswer) -> tuple[object, ...]:
    candidate = answer.candidate
    return (candidate.level == "admin", -_town_rank(answer), -answer.similarity, -candidate.importance, repr(candidate))


def _town_rank(answer: ScoredAnswer) -> int:
    return -1 if answer.is_minor else answer.rank


def _is_same_town(lead: Candidate, other: Candidate) -> bool:
    return km_between(lead, other) <= SAME_TOWN_KM or (other.level == "admin" and is_within(lead, other))


def _outranks(one: _Town, other: _Town) -> bool:
    """Ranks decide between settlements; where one is an area alone, the better known, of equals the settlement."""
    if one.is_area or other.is_area:
        is_town = (one.rank[0] > 0) - (other.rank[0] > 0)
        lead = one.importance - other.importance + is_town * MUCH_BETTER_KNOWN
        is_settled, is_other_settled = one.lead.level != "admin", other.lead.level != "admin"
        return lead > 0 or (lead == 0 and (is_settled, one.rank) > (is_other_settled, other.rank))
    return one.rank > other.rank


def _is_cluster_kind(answer: ScoredAnswer) -> bool:
    """A town may be drawn with all of its municipality, however wide; land that is built on says nothing of a town.
    Whatever its rank, what is drawn no larger than a quarter may be one: Rubaga Division."""
    candidate = answer.candidate
    is_inhabited = candidate.level == "settlement" or answer.tier == 0
    is_small = (
        candidate.level == "coarse" and is_drawn_boundary(candidate) and candidate.extent_km <= MAX_INHABITED_KM[0]
    )
    return (is_inhabited or is_small or candidate.level == "admin") and kind_words(candidate).isdisjoint(
        NO_CLUSTER_KINDS
    )


def find_midpoint(points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """The middle of points (latitude, longitude), if there are two and all are as near it as a location must be."""
    if len(points) < 2:
        return None
    middle = sum(lat for lat, _ in points) / len(points), sum(lng for _, lng in points) / len(points)
    return middle if all(distance_km(*middle, *point) <= MAX_DISTANCE_KM for point in points) else None
