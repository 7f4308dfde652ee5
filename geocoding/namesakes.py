"""Which of the answers that go by a name is meant, if any: where people live first, then the nearer. No I/O."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from geocoding.answers import (
    INHABITED_LEVELS,
    INSTITUTIONS,
    MAX_DISTANCE_KM,
    MAX_EXTENT_KM,
    MAX_LONGER_KM,
    MIDDLE_KM,
    Match,
    ScoredAnswer,
    add_concern,
    is_a_place,
    is_in_another_town,
    is_in_named_part,
    is_labelled,
    is_same_place,
    is_town,
    is_unmapped_street,
    is_within,
    kind_words,
    km_between,
    list_cluster_names,
    refuse,
    score,
)
from geocoding.candidates import Candidate, Cluster
from geocoding.countries.languages import STREET_ENDINGS
from geocoding.place_names.kinds import CITY_GENERIC, CONNECTORS, are_generic, is_admin_name, is_street_name
from geocoding.place_names.parts import Interpretation
from geocoding.place_names.similarity import similarity
from geocoding.words import name_words
from shared import pluralize

ROUNDING_KM = 0.01
CLEARLY_NEARER = (2.0, 1.5)  # of two namesakes: the other is so many km farther, and so many times as far
FAR_NEARER = (5.0, 2.0)  # ... which outweighs a label
NEARER_STILL = (7.0, 3.0)  # ... which makes even a hamlet the likelier one
MAX_COMPARED = 100  # the nearest namesakes: choosing compares each with each


def match_interpretation(interpretation: Interpretation, cluster: Cluster, here: list[Candidate]) -> Match:
    answers = score(here, interpretation, cluster)
    named = sorted((answer for answer in answers if answer.similarity), key=lambda answer: (answer.km, answer.order))
    named = named[:MAX_COMPARED]
    places = [answer for answer in named if _is_meant(interpretation, answer.candidate)]
    precise = [answer for answer in places if answer.tier < 4 and not _is_far_hill(answer)]
    near = [answer for answer in precise if answer.km <= MAX_DISTANCE_KM]
    unblocked = [answer for answer in near if not _is_part_of_larger(answer, places)]
    if is_admin_name(interpretation.head):  # but 'University District' where the map has a quarter called a district
        unblocked = [answer for answer in unblocked if _is_called_district(answer.candidate)]
    if unblocked:
        return _check_town(_pick_best(unblocked), interpretation.head, cluster, places)
    if precise and not near:
        return refuse("too_far", precise, f"more than {MAX_DISTANCE_KM:g} km from the cluster")
    if places:
        return refuse("too_coarse", places, "only something too large goes by this name, or what is called after it")
    if named:
        return refuse("not_found", named, "only a business, an institution or a river goes by this name")
    return refuse("not_found", answers, "the answers go by other names")


def _is_far_hill(answer: ScoredAnswer) -> bool:
    return answer.candidate.level == "natural" and answer.km > MAX_LONGER_KM


def _is_called_district(candidate: Candidate) -> bool:
    return candidate.level == "area" and name_words(candidate.name)[-1:] == ("district",)


def _is_meant(interpretation: Interpretation, candidate: Candidate) -> bool:
    if interpretation.is_bare_street:
        return is_unmapped_street(candidate)
    if interpretation.is_institution and INSTITUTIONS.isdisjoint(kind_words(candidate)):
        return False
    return is_a_place(interpretation.head, candidate)


def _check_town(match: Match, place: str, cluster: Cluster, places: list[ScoredAnswer]) -> Match:
    """What is said to be in another town is taken only where nothing of the name is said to be in the cluster's own.
    The cluster by another of its names, as Joburg, is no place in it."""
    found = match.candidate
    if match.status != "ok" or found is None:
        return match
    if is_town(found) and _goes_by(found, cluster.name):
        return replace(match, status="too_coarse", reason="it is the cluster itself", concern="")
    own_names = list_cluster_names(cluster)
    is_here = any(similarity(found.town, name, CITY_GENERIC) or is_labelled(found, name) for name in own_names)
    is_here = is_here or is_in_named_part(place, found)  # Maadi Road 9
    if is_in_any_town(found.name) and not is_here and "mall" not in kind_words(found):  # Boulevard Mall
        reason = f"many towns have a street of this name, and this one is not said to be in {cluster.name}"
        return replace(match, status="not_found", reason=reason, concern="")
    if not is_in_another_town(found, cluster):
        return match
    own = [answer for answer in places if answer.is_labelled and not is_same_place(found, answer.candidate)]
    if any(answer.km <= MAX_DISTANCE_KM for answer in own):
        reason = f"it lies in {found.town}, and something too large goes by this name in {cluster.name}"
        return replace(match, status="too_coarse", reason=reason, concern="")
    concern = f"its address names {found.town}, not {cluster.name}"
    return add_concern(match, concern)


def is_in_any_town(street: str) -> bool:
    """Station Road, Rua da Igreja, Bahnhofstraße."""
    words = tuple(word for word in name_words(street) if word not in CONNECTORS)
    if len(words) == 1:
        ending = next((end for end in STREET_ENDINGS if words[0].endswith(end)), "")
        words = (words[0].removesuffix(ending),)
    return is_street_name(street) and are_generic(words)


def _goes_by(candidate: Candidate, name: str) -> bool:
    return any(similarity(name, own, CITY_GENERIC) for own in (candidate.name, *candidate.other_names))


def _is_part_of_larger(answer: ScoredAnswer, places: list[ScoredAnswer]) -> bool:
    """Whether something wider of this name lies within reach, and the answer not in it, or is a piece of it."""
    wide = [
        other
        for other in places
        if other.tier == 4 and other.candidate.extent_km > 0 and _edge_km(other) <= MAX_DISTANCE_KM
    ]
    if answer.tier == 3:
        return any(other.candidate.level == "street" for other in wide)
    around = [other for other in wide if other.candidate.level != "street" and _is_lesser(answer, other)]
    return bool(around) and not any(is_within(answer.candidate, other.candidate) for other in around)


def _is_lesser(answer: ScoredAnswer, wide: ScoredAnswer) -> bool:
    return answer.tier > 1 or answer.is_minor or (wide.candidate.level in INHABITED_LEVELS and answer.rank <= wide.rank)


def _edge_km(answer: ScoredAnswer) -> float:
    return answer.km - answer.candidate.extent_km / 2


def _pick_best(near: list[ScoredAnswer]) -> Match:
    """The one answer that has a better claim than every namesake elsewhere; of those in the asked surroundings, if any
    is said to be."""
    best = min(answer.tier for answer in near)
    tiers = (0, 1) if best < 2 else (best,)
    rivals = sorted((answer for answer in near if answer.tier in tiers), key=lambda answer: answer.order)
    rivals = [answer for answer in rivals if answer.is_in_context] or rivals
    if tiers == (3,) and _span_km([answer.candidate for answer in rivals]) > MAX_EXTENT_KM + ROUNDING_KM:
        return refuse("too_coarse", rivals, "a long street, or several of this name")
    for answer in rivals:
        others = [r for r in rivals if not is_same_place(answer.candidate, r.candidate)]
        if all(_has_better_claim(answer, other) for other in others):
            return Match("ok", answer.candidate, answer.km, concern=_describe_choice(others))
    return refuse(
        "not_found",
        rivals,
        f"several places of this name, {_list_distances(rivals)} km off: none has the better claim",
    )


def _span_km(pieces: list[Candidate]) -> float:
    """From end to end of a street in pieces."""
    return max(
        (km_between(one, other) + (one.extent_km + other.extent_km) / 2 for one, other in combinations(pieces, 2)),
        default=0.0,
    )


def _describe_choice(others: list[ScoredAnswer]) -> str:
    if not others:
        return ""
    return f"chosen over {pluralize(len(others), 'other')} of this name, {_list_distances(others)} km from the cluster"


def _list_distances(answers: list[ScoredAnswer]) -> str:
    return ", ".join(f"{km:.1f}" for km in sorted(answer.km for answer in answers)[:3])


def _has_better_claim(one: ScoredAnswer, other: ScoredAnswer) -> bool:
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
        _is_telling(one, other) - _is_telling(other, one),
    )
    if other.is_labelled and not one.is_labelled and not _is_nearer(one, other, FAR_NEARER):
        return False
    if one.is_minor and not other.is_minor and not _is_nearer(one, other, NEARER_STILL):
        return False
    return max(claims) > 0 and min(claims) >= 0


def _is_telling(one: ScoredAnswer, other: ScoredAnswer) -> bool:
    """Whether it is so much nearer that this tells: of two in one town only if it is in its middle."""
    if one.km <= MIDDLE_KM:
        return _is_nearer(one, other, CLEARLY_NEARER)
    return _is_nearer(one, other, FAR_NEARER) and not (one.is_labelled and other.is_labelled)


def _is_nearer(one: ScoredAnswer, other: ScoredAnswer, margin: tuple[float, float]) -> bool:
    by_km, times = margin
    return other.km - one.km >= by_km and other.km >= times * one.km
