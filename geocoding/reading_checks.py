"""Whether what goes by one reading of a name is meant: its wider part, its second half, its street. No I/O."""

from __future__ import annotations

from dataclasses import replace

from geocoding.answers import (
    BOUNDARY_LEVELS,
    INHABITED_LEVELS,
    MAX_LONGER_KM,
    OTHER_TOWN_KM,
    Match,
    add_concern,
    is_drawn_boundary,
    is_in_or_near,
    is_labelled,
    is_town,
    is_within_reach,
    rank_of,
    similarity_of,
)
from geocoding.candidates import Candidate, Cluster
from geocoding.namesakes import is_in_any_town
from geocoding.place_names.beside_cluster import is_cluster_itself
from geocoding.place_names.kinds import ADMIN, GENERIC, are_generic, is_admin_name, is_street_name
from geocoding.place_names.numbered import drop_last_letter, drop_last_number, find_settlement, is_extension
from geocoding.place_names.parts import Interpretation
from geocoding.place_names.similarity import similarity
from geocoding.place_names.sites import drop_compass
from geocoding.words import name_words

MAX_WIDER_KM = 6.0  # the diagonal of what stands for a part of it
MAX_AROUND_KM = 8.0  # ... of the box that providers draw around a quarter's node, which is 6.3 km or less


def check_reading(
    match: Match, interpretation: Interpretation, place: str, cluster: Cluster, here: list[Candidate]
) -> Match:
    """Refuses what goes by one reading of the name where that alone does not tell that it is meant."""
    if not _is_of_right_size(match, interpretation, cluster, here):
        reason = "only a part of the name that is no narrower than the others goes by this name"
        return replace(match, status="too_coarse", reason=reason)
    if interpretation.is_behind:
        match = _check_behind(match, interpretation)
        if match.status == "ok" and is_street_name(interpretation.head):
            match = _check_street(match, interpretation, cluster, here)
    if match.status == "ok" and interpretation.is_wider:
        match = check_wider_name(match, interpretation, cluster, here)
    if match.status == "ok" and (interpretation.is_side or interpretation.is_near):
        match = _check_near(match, interpretation, place, cluster, here)
    return match


def _check_behind(match: Match, interpretation: Interpretation) -> Match:
    """The second of two names is a place by itself if it lies in the first, or nothing else near goes by it. So is what
    stands in front of letters that may be a code, and may as well tell which place it is."""
    found, around = match.candidate, " ".join(interpretation.context)
    if found is None or is_labelled(found, around, ADMIN) or not match.concern:
        return match
    reason = f"several places may go by {interpretation.head}" + (f", none is said to be in {around}" if around else "")
    return replace(match, status="not_found", reason=reason, concern="")


def _check_street(match: Match, interpretation: Interpretation, cluster: Cluster, here: list[Candidate]) -> Match:
    """A street stands for it only where the map has nothing of the quarter's name in reach, and where no other quarter
    is likely to have a street of that name."""
    found = match.candidate
    quarters = [Interpretation(part) for part in interpretation.context]
    near = [answer for answer in here if is_within_reach(answer, cluster, OTHER_TOWN_KM)]
    is_known = any(similarity_of(quarter, cluster.name, answer) for quarter in quarters for answer in near)
    is_common = any(map(str.isdigit, interpretation.head)) or (found is not None and is_in_any_town(found.name))
    if is_known or is_common or found is None or not is_in_or_near(found, cluster):
        return replace(match, status="not_found", reason="only a street of it goes by this name", concern="")
    return match


def check_wider_name(match: Match, interpretation: Interpretation, cluster: Cluster, here: list[Candidate]) -> Match:
    """What a number narrows, or a site is called after, stands for the place, unless it is a town, the cluster itself,
    too large, or the map has other numbers."""
    found = match.candidate
    if is_cluster_itself(interpretation.head, cluster.name):
        return replace(match, status="too_coarse", reason="only the cluster itself goes by this name", concern="")
    is_large = found is not None and _is_wide(found)
    is_large = is_large or (is_town(found) and not interpretation.is_centre)
    readings = (
        find_settlement,
        drop_last_number,
        drop_last_letter,
        *((drop_compass,) if interpretation.is_side else ()),
    )
    siblings = (read(candidate.name) for candidate in here if not is_extension(candidate.name) for read in readings)
    if is_large or any(one and similarity(one, interpretation.head) for one in siblings):
        reason = f"only all of {interpretation.head}, or another number of it, goes by this name"
        return replace(match, status="too_coarse", reason=reason, concern="")
    address = interpretation.address
    is_there = is_cluster_itself(address, cluster.name) or (found is not None and _is_said_of(found, address))
    if found and address and not is_there:
        reason = f"there may be another {interpretation.head}: this one is not said to be in {address}"
        return replace(match, status="too_coarse", reason=reason, concern="")
    concern = f"only {interpretation.head} goes by this name, not all of it"
    return add_concern(match, concern)


def _is_said_of(found: Candidate, address: str) -> bool:
    """Whether its address is this, or its own name has it: the Kihumuro Campus of a university."""
    words = set(name_words(address)) - GENERIC
    return is_labelled(found, address, GENERIC) or (bool(words) and words <= set(name_words(found.name)))


def _is_wide(found: Candidate) -> bool:
    """Too wide for its middle to be at one of its parts; of a town or village that is no boundary nothing tells."""
    is_drawn = is_drawn_boundary(found) or (found.level == "area" and found.extent_km > MAX_AROUND_KM)
    return is_drawn and found.extent_km > MAX_WIDER_KM


def _check_near(
    match: Match, interpretation: Interpretation, place: str, cluster: Cluster, here: list[Candidate]
) -> Match:
    """What may be called after another place stands for it only near the cluster's middle, by its bare name, and where
    nothing else has all words of it; a side only of what has no other parts: Kahawa West, Kahawa Sukari."""
    found, head, words = match.candidate, name_words(interpretation.head), set(name_words(place))
    names = [name_words(answer.name) for answer in here]
    has_all = any(words <= set(name) for name in names)
    has_parts = interpretation.is_side and any(
        len(name) > len(head) and name[: len(head)] == head and not are_generic(name[len(head) :]) for name in names
    )
    is_meant = found is not None and found.level in INHABITED_LEVELS and is_in_or_near(found, cluster)
    is_meant = is_meant and (interpretation.is_side or (match.distance_km or 0.0) <= MAX_LONGER_KM)
    own_names = (found.name, *found.other_names) if found else ()
    is_meant = is_meant and any(similarity(interpretation.head, own) == 2 for own in own_names)
    if is_meant and not has_all and not has_parts:
        return match
    reason = f"only {interpretation.head} goes by this name, which may be another place"
    return replace(match, status="too_coarse", reason=reason, concern="")


def _is_of_right_size(match: Match, interpretation: Interpretation, cluster: Cluster, here: list[Candidate]) -> bool:
    """Whether the chosen one is the narrower part of the name, as far as the answers tell."""
    around = [part for part in interpretation.context if not is_street_name(part)]
    chosen = match.candidate
    if not around or chosen is None or not (interpretation.needs_larger or is_town(chosen)):
        return True
    if all(is_admin_name(part) or is_labelled(chosen, part, ADMIN) for part in around):
        return True
    least = rank_of(chosen) + 1 if interpretation.needs_larger else rank_of(chosen)
    return any(
        (other.level in BOUNDARY_LEVELS or rank_of(other) >= max(least, 1))
        and similarity_of(Interpretation(part), cluster.name, other)
        for part in around
        for other in here
    )
