"""What a geocoder's answer is worth: what to ask, and which of several answers is the right one, if any. No I/O.

An answer is taken only if it goes by the asked name, lies in the country and at most 25 km from the cluster, is
precise enough for its kind, and no namesake has a claim against it. Else none is: a wrong town is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from geocoding.candidates import Candidate, Cluster, Level, Query, RankedCandidate
from geocoding.comparison import (
    ADMIN,
    CITY_GENERIC,
    GENERIC,
    Interpretation,
    Similarity,
    drop_cluster,
    has_type_word,
    is_admin_name,
    is_cluster_itself,
    is_generic_name,
    is_site_name,
    is_street_name,
    list_interpretations,
    other_spelling,
    similarity,
    strip_codes,
)
from geocoding.words import name_words
from shared import distance_km, pluralize

Status = Literal["ok", "not_found", "too_far", "too_coarse"]


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a question. A refused answer stays as `candidate`, so that a person can see why."""

    status: Status
    candidate: Candidate | None = None
    distance_km: float | None = None  # from the cluster's centroid
    reason: str = ""  # why it was refused, in words; "" if it was not
    concern: str = ""  # of one that was taken: what it was chosen over, or what speaks against it


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MAX_DISTANCE_KM = 25.0
MAX_EXTENT_KM = 4.0  # of a road, a ground: so its middle is at most 2 km from any part of it
# Diagonals of where people live, by rank: a quarter or a ward is some 10 km across. Providers draw a box around a node.
MAX_INHABITED_KM = {0: 15.0, 1: 40.0, 2: 90.0}
ROUNDING_KM = 0.01
SAME_PLACE_KM = 4.0  # namesakes so near each other count as one place: its node, its outline, its two phases
SAME_TOWN_KM = 10.0
CLEARLY_NEARER = (2.0, 1.5)  # of two namesakes: the other is so many km farther, and so many times as far
FAR_NEARER = (5.0, 2.0)  # ... which outweighs a label
NEARER_STILL = (7.0, 3.0)  # ... which makes even a hamlet the likelier one
MAX_KEPT = 9  # of the answers to a question, for a person to choose from
MAX_COMPARED = 100  # the nearest namesakes: choosing compares each with each

# What is called after a place is rarely in it: the bar 'Milimani' is no Milimani, unless the asked name says what it
# is (Kenyatta Hospital). These alone, of all that is neither an area nor a street, stand for a place without saying so.
MAY_BE_A_PLACE = _words("""
    apartments residential house houses terrace building commercial industrial warehouse mall marketplace square
    attraction park garden theme_park common village_green stadium station halt terminal aerodrome junction
    motorway_junction conference_centre exhibition_centre monument memorial castle manor ruins archaeological_site
    barracks
""")
STREET_POINTS = _words("square junction motorway_junction roundabout")  # that a street's name may stand for
INHABITED_LEVELS: frozenset[Level] = frozenset(("settlement", "area"))
BOUNDARY_LEVELS: frozenset[Level] = frozenset(("admin", "coarse"))
RANK_OF_PLACE = {"city": 2, "town": 1, "municipality": 1}
MINOR_KINDS = _words("hamlet locality isolated_dwelling farm croft allotments")
# A centroid is what a whole cluster is measured from: no spot in the fields, no piece of land.
NO_CLUSTER_KINDS = MINOR_KINDS - {"hamlet"} | _words("commercial industrial retail")

MUCH_BETTER_KNOWN = 0.1  # of importance: a boundary that no place is linked to is a town, rather than its namesake

_ABBREVIATION = re.compile(r"(?:[^\W\d_]+\.)+[^\W\d_]?")  # M., J.L., Urb.

GENERIC_CLUSTER = "a region, or a kind of place that many towns have: nobody can tell which one is meant"

# --- What to ask ---


def cluster_query(cluster: str, country: str) -> Query:
    """The only question for a cluster; `country` is the country's English name."""
    return Query(f"{cluster}, {country}")


def place_query(place: str, cluster: Cluster, country: str) -> Query:
    """The first question for a place, biased to its cluster.

    The cluster's name is not in it: Nominatim finds only what has every asked word in its name or address, and an
    estate at the edge often has another town's. The box alone brings the namesakes near the cluster to the front.
    """
    return _query_near(list_interpretations(place, cluster.name)[0].head, cluster, country)


def query_in_country(place: str, cluster: str, country: str) -> Query:
    """The first question for a place of which nobody knows where its cluster is."""
    return Query(f"{list_interpretations(place, cluster)[0].head}, {country}")


def second_query(
    place: str,
    cluster: Cluster,
    country: str,
    candidates: Iterable[Candidate],
    match: Match,
    alternatives: Sequence[str] = (),
) -> Query | None:
    """The second and last question, if one is worth it; what it answers is to be judged together with `candidates`.

    A name of several parts, or one that may be read in another way: the next. Only a county or so has the name: the
    same without it, since Nominatim leaves out lesser namesakes of a large area. Nothing near has the name: without its
    abbreviations, or in its other usual spelling, if it has one.
    """
    first, *others = _list_all_interpretations(place, cluster, alternatives)
    if others and (not others[0].needs_larger or _is_town(match.candidate)):
        return _query_near(others[0].head, cluster, country)
    name = first.head
    if match.status == "too_coarse" and not is_admin_name(place):
        too_large = tuple(c.place_id for c in candidates if c.place_id and c.level in BOUNDARY_LEVELS)
        return replace(_query_near(name, cluster, country), without=too_large) if too_large else None
    answer = match.candidate
    is_unknown = match.status == "not_found" and (answer is None or not _similarity(first, cluster.name, answer))
    if match.status == "too_far" or is_unknown:
        other = _without_abbreviations(name) or other_spelling(name, country)
        spelling = drop_cluster(name, cluster.name) or other
        return _query_near(spelling, cluster, country) if spelling else None
    return None


def _without_abbreviations(name: str) -> str | None:
    """'Melgar' of 'M. Melgar', 'California' of 'Urb. California': a map must have every word that it is asked for.

    What it answers is compared with the whole name. None if there is no abbreviation, or no name remains.
    """
    rest = " ".join(word for word in name.split() if not _ABBREVIATION.fullmatch(word))
    return rest if rest != name and not is_generic_name(rest) else None


def _list_all_interpretations(place: str, cluster: Cluster, alternatives: Sequence[str]) -> list[Interpretation]:
    return list_interpretations(place, cluster.name) + [Interpretation(name) for name in alternatives]


def _query_near(text: str, cluster: Cluster, country: str) -> Query:
    return Query(f"{text}, {country}", cluster.lat, cluster.lng, MAX_DISTANCE_KM)


# --- What the answers are worth ---


@dataclass(frozen=True, slots=True)
class _Answer:
    """A candidate as the judge sees it."""

    candidate: Candidate
    similarity: Similarity  # 2: exactly the asked name, 1: but for a generic word, 0: another name
    km: float  # from the cluster's centroid
    is_labelled: bool  # the provider's text names the cluster as where it is
    is_in_context: bool = False  # ... names what the asked name has around it

    @property
    def tier(self) -> int:
        """0: people live there, 1: a small administrative area, 2: something to point at, 3: a street; 4: too vague."""
        candidate = self.candidate
        if candidate.level in INHABITED_LEVELS:
            return 0 if candidate.extent_km <= MAX_INHABITED_KM[self.rank] else 4
        if candidate.level == "admin":  # its extent says nothing if it is not drawn but a node
            return 1 if _is_drawn(candidate) and candidate.extent_km <= MAX_INHABITED_KM[0] else 4
        if candidate.level == "coarse" or candidate.extent_km > MAX_EXTENT_KM:
            return 4
        return 3 if candidate.level == "street" else 2

    @property
    def rank(self) -> int:
        return _rank(self.candidate)

    @property
    def is_minor(self) -> bool:
        return not _kind_words(self.candidate).isdisjoint(MINOR_KINDS)

    @property
    def order(self) -> tuple[object, ...]:
        """Total, so that the provider's order never counts."""
        return (self.tier, -self.similarity, self.km, repr(self.candidate))


def match_place(
    place: str,
    cluster: Cluster,
    candidates: Iterable[Candidate],
    country_code: str,
    alternatives: Sequence[str] = (),
) -> Match:
    """Choose the answer that is the place, or say why none is.

    Of those named as asked, within 25 km: where people live beats an administrative area, that beats a landmark, that
    beats a street. Among namesakes of one sort see `_has_better_claim`. Of a name with several parts the narrower is
    the spot: a town never stands in for it.
    """
    if is_cluster_itself(place, cluster.name):
        return Match("too_coarse", reason="it is the cluster itself")
    answers = list(candidates)
    here = [candidate for candidate in answers if candidate.country_code == country_code.lower()]
    if answers and not here:
        abroad = _score(answers, list_interpretations(place, cluster.name)[0], cluster)
        return _refuse("not_found", abroad, "the answers lie in another country, or the provider does not say in which")
    matches = []
    for interpretation in _list_all_interpretations(place, cluster, alternatives):
        match = _match_interpretation(interpretation, cluster, here)
        if match.status == "ok" and not _is_of_right_size(match, interpretation, cluster, here):
            reason = "only a part of the name that is no narrower than the others goes by this name"
            match = replace(match, status="too_coarse", reason=reason)
        if match.status == "ok":
            return match
        matches.append(match)
    return matches[0]


def match_generic(name: str, cluster: Cluster, candidates: Iterable[Candidate], country_code: str) -> Match | None:
    """A name of generic words, as City Mall, that the map has exactly, once within reach, and as a thing of its kind.

    None if it is not so, or if anything else near has its words too: then it says only what sort of thing it is.
    """
    answers = list(candidates)
    match = match_place(name, cluster, answers, country_code)
    found, words = match.candidate, set(name_words(name))
    if match.status != "ok" or found is None or similarity(name, found.name, frozenset()) != 2:
        return None
    alike = [c for c in answers if words <= set(name_words(c.name)) and not _is_same_place(found, c)]
    is_near = any(distance_km(cluster.lat, cluster.lng, c.lat, c.lng) <= MAX_DISTANCE_KM for c in alike)
    return None if is_near else match


def _match_interpretation(interpretation: Interpretation, cluster: Cluster, here: list[Candidate]) -> Match:
    answers = _score(here, interpretation, cluster)
    named = sorted((answer for answer in answers if answer.similarity), key=lambda answer: (answer.km, answer.order))
    named = named[:MAX_COMPARED]
    places = [answer for answer in named if _is_a_place(interpretation.head, answer.candidate)]
    precise = [answer for answer in places if answer.tier < 4]
    near = [answer for answer in precise if answer.km <= MAX_DISTANCE_KM]
    unblocked = [answer for answer in near if not _is_part_of_larger(answer, places)]
    if unblocked and not is_admin_name(interpretation.head):
        return _check_town(_pick_best(unblocked), cluster, places)
    if precise and not near:
        return _refuse("too_far", precise, f"more than {MAX_DISTANCE_KM:g} km from the cluster")
    if places:
        return _refuse("too_coarse", places, "only something too large goes by this name, or what is called after it")
    if named:
        return _refuse("not_found", named, "only a business, an institution or a river goes by this name")
    return _refuse("not_found", answers, "the answers go by other names")


def _check_town(match: Match, cluster: Cluster, places: list[_Answer]) -> Match:
    """What is said to be in another town is taken only where nothing of the name is said to be in the cluster's own."""
    found = match.candidate
    if match.status != "ok" or found is None or not found.town or similarity(found.town, cluster.name, CITY_GENERIC):
        return match
    if _is_labelled(found, cluster.name, ADMIN):
        return match
    own = [answer for answer in places if answer.is_labelled and not _is_same_place(found, answer.candidate)]
    if any(answer.km <= MAX_DISTANCE_KM for answer in own):
        reason = f"it lies in {found.town}, and something too large goes by this name in {cluster.name}"
        return replace(match, status="too_coarse", reason=reason, concern="")
    concern = f"its address names {found.town}, not {cluster.name}"
    return replace(match, concern="; ".join(filter(None, (concern, match.concern))))


def _is_part_of_larger(answer: _Answer, places: list[_Answer]) -> bool:
    """Whether something wider of this name lies within reach, and the answer not in it, or is a piece of it."""
    wide = [
        other
        for other in places
        if other.tier == 4 and other.candidate.extent_km > 0 and _edge_km(other) <= MAX_DISTANCE_KM
    ]
    if answer.tier == 3:
        return any(other.candidate.level == "street" for other in wide)
    around = [other for other in wide if other.candidate.level != "street" and _is_lesser(answer, other)]
    return bool(around) and not any(_is_within(answer.candidate, other.candidate) for other in around)


def _is_lesser(answer: _Answer, wide: _Answer) -> bool:
    return answer.tier > 1 or answer.is_minor or (wide.candidate.level in INHABITED_LEVELS and answer.rank <= wide.rank)


def _edge_km(answer: _Answer) -> float:
    return answer.km - answer.candidate.extent_km / 2


def _is_within(one: Candidate, wide: Candidate) -> bool:
    return _km_between(one, wide) <= wide.extent_km / 2


def _is_of_right_size(match: Match, interpretation: Interpretation, cluster: Cluster, here: list[Candidate]) -> bool:
    """Whether the chosen one is the narrower part of the name, as far as the answers tell."""
    around = [part for part in interpretation.context if not is_street_name(part)]
    chosen = match.candidate
    if not around or chosen is None or not (interpretation.needs_larger or _is_town(chosen)):
        return True
    if all(is_admin_name(part) or _is_labelled(chosen, part, ADMIN) for part in around):
        return True
    least = _rank(chosen) + 1 if interpretation.needs_larger else _rank(chosen)
    return any(
        (other.level in BOUNDARY_LEVELS or _rank(other) >= max(least, 1))
        and _similarity(Interpretation(part), cluster.name, other)
        for part in around
        for other in here
    )


def match_cluster(cluster: str, candidates: Iterable[Candidate], country_code: str) -> Match:
    """Choose the answer that is the cluster: a city, else a town, else another settlement or an administrative area
    below a county, of which importance decides. Of two equals in different parts of the country neither is taken."""
    if is_generic_name(cluster):
        return Match("too_coarse", reason=GENERIC_CLUSTER)
    answers = _score(candidates, Interpretation(cluster), Cluster("", 0.0, 0.0))
    named = [a for a in answers if a.similarity and a.candidate.country_code == country_code.lower()]
    fitting = [a for a in named if _may_be_cluster(a)]
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


@dataclass(slots=True)
class _Town:
    """What lies around one place of a name: its node, its outline, the municipality around it."""

    lead: Candidate  # where people live, if any of them is such
    rank: tuple[int, int]  # how much of a town, how exactly it has the name
    importance: float
    is_drawn: bool  # as a boundary that no place is linked to


def _group_towns(fitting: list[_Answer]) -> list[_Town]:
    """The best known of equals first."""
    towns: list[_Town] = []
    for answer in sorted(fitting, key=_town_order):
        found, is_drawn = answer.candidate, answer.candidate.level == "admin"
        town = next((town for town in towns if _is_same_town(town.lead, found)), None)
        if town:
            town.importance = max(town.importance, found.importance)
            town.is_drawn |= is_drawn
        else:
            towns.append(_Town(found, (_town_rank(answer), answer.similarity), found.importance, is_drawn))
    return towns


def _town_order(answer: _Answer) -> tuple[object, ...]:
    candidate = answer.candidate
    return (candidate.level == "admin", -_town_rank(answer), -answer.similarity, -candidate.importance, repr(candidate))


def _town_rank(answer: _Answer) -> int:
    return -1 if answer.is_minor else answer.rank


def _is_same_town(lead: Candidate, other: Candidate) -> bool:
    return _km_between(lead, other) <= SAME_TOWN_KM or (other.level == "admin" and _is_within(lead, other))


def _outranks(one: _Town, other: _Town) -> bool:
    """Ranks decide between settlements; where one is an area alone, the better known, of equals the settlement."""
    if one.is_drawn or other.is_drawn:
        is_town = (one.rank[0] > 0) - (other.rank[0] > 0)
        lead = one.importance - other.importance + is_town * MUCH_BETTER_KNOWN
        is_settled, is_other_settled = one.lead.level != "admin", other.lead.level != "admin"
        return lead > 0 or (lead == 0 and (is_settled, one.rank) > (is_other_settled, other.rank))
    return one.rank > other.rank


def list_namesakes(
    place: str, cluster: str, candidates: Iterable[Candidate], country_code: str, alternatives: Sequence[str] = ()
) -> list[Candidate]:
    """Whatever may be the place, wherever in the country it lies."""
    nowhere = Cluster(cluster, 0.0, 0.0)
    here = [candidate for candidate in candidates if candidate.country_code == country_code.lower()]
    for interpretation in _list_all_interpretations(place, nowhere, alternatives):
        named = [answer for answer in _score(here, interpretation, nowhere) if answer.similarity and answer.tier < 4]
        if places := [a.candidate for a in named if _is_a_place(interpretation.head, a.candidate)]:
            return places
    return []


def rank_candidates(
    name: str,
    cluster: Cluster | None,
    candidates: Iterable[Candidate],
    country_code: str,
    match: Match,
    alternatives: Sequence[str] = (),
) -> list[RankedCandidate]:
    """The answers that a person could mean, best first: the one that was taken, namesakes, and what else is near.

    cluster: None if it is the cluster itself that is asked for.
    """
    center = cluster or Cluster("", 0.0, 0.0)
    here = {candidate for candidate in candidates if candidate.country_code == country_code.lower()}
    best = dict[Candidate, _Answer]()
    for interpretation in _list_all_interpretations(name, center, alternatives):
        for answer in _score(here, interpretation, center):
            if answer.candidate not in best or answer.similarity > best[answer.candidate].similarity:
                best[answer.candidate] = answer
    taken = match.candidate if match.status == "ok" else None
    worth = [a for a in best.values() if a.similarity or (cluster and a.tier < 2 and a.km <= MAX_DISTANCE_KM)]
    is_far = {answer.candidate: cluster is not None and answer.km > MAX_DISTANCE_KM for answer in worth}
    ordered = sorted(
        worth, key=lambda a: (a.candidate != taken, not a.similarity, is_far[a.candidate], a.order, repr(a.candidate))
    )
    return [
        RankedCandidate(
            answer.candidate,
            answer.km if cluster else None,
            None if answer.candidate == taken else _why_not(answer, name, is_far[answer.candidate]),
        )
        for answer in ordered[:MAX_KEPT]
    ]


def _why_not(answer: _Answer, name: str, is_far: bool) -> str:
    if not answer.similarity:
        return "another name"
    if is_far:
        return f"more than {MAX_DISTANCE_KM:g} km from the cluster"
    if not _is_a_place(name, answer.candidate):
        return "a business, an institution or a river of this name"
    if answer.tier == 4:
        return "too large"
    return "another of this name"


def find_midpoint(points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """The middle of points (latitude, longitude), if there are two and all are as near it as a location must be."""
    if len(points) < 2:
        return None
    middle = sum(lat for lat, _ in points) / len(points), sum(lng for _, lng in points) / len(points)
    return middle if all(distance_km(*middle, *point) <= MAX_DISTANCE_KM for point in points) else None


def _may_be_cluster(answer: _Answer) -> bool:
    """A town may be drawn with all of its municipality, however wide; land that is built on says nothing of a town."""
    candidate = answer.candidate
    is_inhabited = candidate.level == "settlement" or answer.tier == 0
    return (is_inhabited or candidate.level == "admin") and _kind_words(candidate).isdisjoint(NO_CLUSTER_KINDS)


def _score(candidates: Iterable[Candidate], interpretation: Interpretation, cluster: Cluster) -> list[_Answer]:
    answers = [
        _Answer(
            candidate,
            _similarity(interpretation, cluster.name, candidate),
            distance_km(cluster.lat, cluster.lng, candidate.lat, candidate.lng),
            _is_labelled(candidate, cluster.name),
            any(_is_labelled(candidate, part, ADMIN) for part in interpretation.context),
        )
        for candidate in candidates
    ]
    return sorted(answers, key=lambda answer: answer.order)


def _pick_best(near: list[_Answer]) -> Match:
    """The one answer that has a better claim than every namesake elsewhere; of those in the asked surroundings, if any
    is said to be."""
    best = min(answer.tier for answer in near)
    tiers = (0, 1) if best < 2 else (best,)
    rivals = sorted((answer for answer in near if answer.tier in tiers), key=lambda answer: answer.order)
    rivals = [answer for answer in rivals if answer.is_in_context] or rivals
    if tiers == (3,) and _span_km([answer.candidate for answer in rivals]) > MAX_EXTENT_KM + ROUNDING_KM:
        return _refuse("too_coarse", rivals, "a long street, or several of this name")
    for answer in rivals:
        others = [r for r in rivals if not _is_same_place(answer.candidate, r.candidate)]
        if all(_dominates(answer, other) for other in others):
            return Match("ok", answer.candidate, answer.km, concern=_describe_choice(others))
    return _refuse(
        "not_found",
        rivals,
        f"several places of this name, {_list_distances(rivals)} km off: none has the better claim",
    )


def _span_km(pieces: list[Candidate]) -> float:
    """From end to end of a street in pieces."""
    return max(
        (_km_between(one, other) + (one.extent_km + other.extent_km) / 2 for one, other in combinations(pieces, 2)),
        default=0.0,
    )


def _is_same_place(one: Candidate, other: Candidate) -> bool:
    """A node and the outline around it, or two spots that nobody would tell apart."""
    is_inside = (_is_drawn(one) and _is_within(other, one)) or (_is_drawn(other) and _is_within(one, other))
    return is_inside or _km_between(one, other) <= SAME_PLACE_KM


def _is_drawn(candidate: Candidate) -> bool:
    return "boundary" in _kind_words(candidate) and candidate.extent_km > 0


def _describe_choice(others: list[_Answer]) -> str:
    if not others:
        return ""
    return f"chosen over {pluralize(len(others), 'other')} of this name, {_list_distances(others)} km from the cluster"


def _list_distances(answers: list[_Answer]) -> str:
    return ", ".join(f"{km:.1f}" for km in sorted(answer.km for answer in answers)[:3])


def _dominates(one: _Answer, other: _Answer) -> bool:
    """Whether something speaks for the one and nothing for the other.

    For it speaks: people live there, while the other is an administrative area; it goes exactly by the asked name; it
    is a town, the other a lesser place; it is clearly nearer. Two things speak against it, unless it is nearer by far,
    but not for the other: only the other is labelled as in the cluster (providers guess that from the nearest node);
    only this one is a hamlet or a spot in the fields.
    """
    claims = (
        other.tier - one.tier,
        one.similarity - other.similarity,
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


def _refuse(status: Status, answers: list[_Answer], reason: str) -> Match:
    """Keeps the nearest of the answers; of none at all there is nothing to explain."""
    if not answers:
        return Match(status, reason="nothing goes by this name")
    nearest = min(answers, key=lambda answer: (-answer.similarity, answer.km, answer.order))
    return Match(status, nearest.candidate, nearest.km, reason)


def _is_a_place(place: str, candidate: Candidate) -> bool:
    """Whether such a thing may be what is meant; of kinds never heard of nobody knows."""
    if candidate.level in INHABITED_LEVELS | BOUNDARY_LEVELS:
        return True
    is_street = is_street_name(place) or is_street_name(candidate.name)  # of 'Av. Larco' the answer tells
    if candidate.level == "street":
        return is_street or has_type_word(place)
    if candidate.level != "point":
        return False
    osm_class, _, kind = candidate.kind.lower().rpartition("=")
    kind = osm_class if kind == "yes" else kind
    if is_street and not is_site_name(place):  # a bank called after its street says only where the street begins
        return kind in STREET_POINTS
    return kind in MAY_BE_A_PLACE or has_type_word(place, frozenset(kind.split("_")))


def _rank(candidate: Candidate) -> int:
    """How much of a town it is."""
    if candidate.level != "settlement":
        return 0
    return max(RANK_OF_PLACE.get(word, 0) for word in (candidate.place, *_kind_words(candidate)))


def _is_town(candidate: Candidate | None) -> bool:
    return candidate is not None and _rank(candidate) > 0


def _kind_words(candidate: Candidate) -> set[str]:
    return set(re.split(r"[^a-z_]+", candidate.kind.lower()))


def _km_between(one: Candidate, other: Candidate) -> float:
    return distance_km(one.lat, one.lng, other.lat, other.lng)


def _similarity(interpretation: Interpretation, cluster: str, candidate: Candidate) -> Similarity:
    """How far any of an answer's names agrees with the asked one; a thing without a name of its own never does.

    What surrounds it, its cluster or what the label has behind it, is as good as a generic word: 'Mwiki Kasarani'.
    Juja Road and Juja Road Estate are two.
    """
    generic = GENERIC | ADMIN if candidate.level in INHABITED_LEVELS | BOUNDARY_LEVELS else GENERIC
    if candidate.level == "street" or is_street_name(interpretation.head):
        generic = frozenset()
    names = [strip_codes(name) for name in (candidate.name, *candidate.other_names) if name]
    best: Similarity = max((similarity(interpretation.head, name, generic) for name in names), default=0)
    all_rests = (drop_cluster(interpretation.head, around) for around in (cluster, *_read_surroundings(candidate)))
    rests = [rest for rest in all_rests if rest and not is_cluster_itself(rest, cluster)]  # 'Nairobi Kenya' in Nairobi
    return best or (1 if any(similarity(rest, name, generic) for rest in rests for name in names) else 0)


def _is_labelled(candidate: Candidate, name: str, generic: frozenset[str] = frozenset()) -> bool:
    """Whether a part of the label behind the first is this name, but for a postcode."""
    return any(similarity(part, name, generic) for part in _read_surroundings(candidate))


def _read_surroundings(candidate: Candidate) -> list[str]:
    return [strip_codes(part.strip()).strip(" 0123456789") for part in candidate.label.split(",")[1:]]
