"""Which of several answers is a place, if any. No I/O.

An answer is taken only if it goes by the asked name, lies in the country and at most 25 km from the cluster, is
precise enough for its kind, and no namesake has a claim against it. Else none is: a wrong town is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geocoding.answers import (
    INHABITED_LEVELS,
    MAX_DISTANCE_KM,
    SHOP_KINDS,
    Match,
    ScoredAnswer,
    add_concern,
    is_a_place,
    is_in_another_town,
    is_in_or_near,
    is_labelled,
    is_same_place,
    is_unmapped_street,
    is_within_reach,
    kind_words,
    refuse,
    score,
)
from geocoding.candidates import Candidate, Cluster, RankedCandidate
from geocoding.namesakes import match_interpretation
from geocoding.place_names.beside_cluster import is_cluster_itself
from geocoding.place_names.kinds import BEHIND_STREET_WORDS, CITY_GENERIC, GENERIC, is_street_name
from geocoding.place_names.numbered import find_street, is_without_class
from geocoding.place_names.orthography import are_spelt_alike
from geocoding.place_names.parts import Interpretation, list_interpretations
from geocoding.place_names.readings import list_all_interpretations
from geocoding.place_names.similarity import is_first_names, is_longer_name, similarity
from geocoding.place_names.transliteration import are_transliterations
from geocoding.reading_checks import check_reading, check_wider_name
from geocoding.words import name_words, place_key
from shared import distance_km

MAX_KEPT = 9  # of the answers to a question, for a person to choose from


def match_place(
    place: str,
    cluster: Cluster,
    candidates: Iterable[Candidate],
    country_code: str,
    alternatives: Sequence[str] = (),
) -> Match:
    """Choose the answer that is the place, or say why none is.

    Of those named as asked, within 25 km: where people live beats an administrative area, that beats a landmark, that
    beats a street. Among namesakes of one sort see namesakes.py. Of a name with several parts the narrower is
    the spot: a town never stands in for it.
    """
    if is_cluster_itself(place, cluster.name):
        return Match("too_coarse", reason="it is the cluster itself")
    answers = list(candidates)
    here = [candidate for candidate in answers if candidate.country_code == country_code.lower()]
    if answers and not here:
        abroad = score(answers, list_interpretations(place, cluster.name)[0], cluster)
        return refuse("not_found", abroad, "the answers lie in another country, or the provider does not say in which")
    if name_words(place)[-1:] == ("shopping",) and similarity(place, cluster.name, CITY_GENERIC):
        here = [answer for answer in here if not SHOP_KINDS.isdisjoint(kind_words(answer))]  # no town called so
    matches, reasons = list[Match](), list[str]()
    interpretations = list_all_interpretations(place, cluster.name, alternatives)
    for interpretation in interpretations:
        match = match_interpretation(interpretation, cluster, here)
        if match.status == "ok":
            match = check_reading(match, interpretation, place, cluster, here)
            if match.status == "ok":
                return _find_in_own_town(match, interpretation, cluster, here) or match
            reasons.append(match.reason)
        matches.append(match)
    if matches[0].status in ("not_found", "too_far") and (longer := _find_longer(interpretations, cluster, here)):
        return longer
    return _choose_refusal(interpretations, matches, reasons)


def _choose_refusal(interpretations: list[Interpretation], matches: list[Match], reasons: list[str]) -> Match:
    """That of the whole name, with what was against another reading; of a house's number that of its street, if that
    is too long."""
    first, *_ = matches
    street = find_street(interpretations[0].head)
    of_street = (match for one, match in zip(interpretations, matches, strict=True) if one.head == street)
    if first.status == "not_found" and (match := next(of_street, first)).status == "too_coarse":
        return match
    return replace(first, reason=reasons[0]) if first.status == "not_found" and reasons else first


def _find_longer(interpretations: list[Interpretation], cluster: Cluster, here: list[Candidate]) -> Match | None:
    """What the name, or what is wider than it, may be short for, or another spelling of."""
    for interpretation in interpretations:
        match = None
        if not (interpretation.is_behind or interpretation.is_side or interpretation.is_near):
            match = _match_other_letters(interpretation, cluster, here)
            match = match or _match_longer(interpretation.head, cluster, here)
        if match and interpretation.is_wider:
            match = check_wider_name(match, interpretation, cluster, here)
        if match and match.status == "ok":
            return match
    whole, *others = interpretations
    houses = [one for one in others if one == Interpretation(one.head, one.context)]  # nothing else is said of them
    return next(filter(None, (_match_bare_street(one, cluster, here) for one in (whole, *houses))), None)


def _find_in_own_town(
    match: Match, interpretation: Interpretation, cluster: Cluster, here: list[Candidate]
) -> Match | None:
    """Santa Teresinha of the cluster's own town, where Santa Terezinha lies in the next one."""
    if match.candidate is None or not is_in_another_town(match.candidate, cluster):
        return None
    others = [answer for answer in here if not similarity(interpretation.head, answer.name)]
    own = _match_other_letters(interpretation, cluster, others)
    is_own = own is not None and own.candidate is not None and not is_in_another_town(own.candidate, cluster)
    if own is None or not is_own or (own.distance_km or 0.0) > (match.distance_km or 0.0):
        return None
    return replace(own, concern=f"{own.concern}; {match.candidate.name} lies in {match.candidate.town}")


def _match_other_letters(interpretation: Interpretation, cluster: Cluster, here: list[Candidate]) -> Match | None:
    """What has the name but for letters that its country writes for one another, the sounds of another script, or the
    word beside its number: São Luiz for São Luís, Ichhra for Ichra, Patio Bonito II Sector for Patio Bonito II."""
    names = {
        name
        for candidate in here
        for name in (candidate.name, *candidate.other_names)
        if (candidate.level in INHABITED_LEVELS and is_without_class(interpretation.head, name))
        or are_spelt_alike(interpretation.head, name, candidate.country_code)
        or are_transliterations(interpretation.head, name, candidate.country_code)
    }
    if len(set(map(place_key, names))) != 1:
        return None
    name = min(names)
    match = match_interpretation(replace(interpretation, head=name), cluster, here)
    is_here = match.status == "ok" and match.candidate is not None and is_in_or_near(match.candidate, cluster)
    return add_concern(match, f"the map has it as {name}") if is_here else None


def _match_bare_street(interpretation: Interpretation, cluster: Cluster, here: list[Candidate]) -> Match | None:
    """The one street near that a name of several words is called like, where nothing else has them: Tomas Morato
    Avenue. Of one word it may lead there, as Limuru Road does to Limuru, but where streets are called by a name alone:
    Świętojańska, or Jana Dąbrowskiego for Dąbrowskiego. Or whose name goes on: Avenida João Durval Carneiro."""
    place = interpretation.head
    words = name_words(place)
    alike = [candidate for candidate in here if set(words) <= set(name_words(candidate.name))]
    streets = [candidate for candidate in alike if candidate.level == "street"]
    names = {candidate.name for candidate in streets}
    name = names.pop() if len(names) == 1 else ""
    is_bare = bool(streets) and all(map(is_unmapped_street, streets)) and name_words(name)[-len(words) :] == words
    *without, kind = name_words(name) or ("",)  # São Judas of Rua São Judas is a quarter elsewhere
    is_name = len(words) > 1 and not is_street_name(place) and words[-1] not in GENERIC  # Sethi Town
    is_whole = is_name and tuple(without) == words and kind in BEHIND_STREET_WORDS
    if not (is_bare or is_whole or is_first_names(place, name)):
        return None
    reading = Interpretation(name, is_bare_street=is_bare)
    match = match_interpretation(reading, cluster, here)
    found = match.candidate
    if found is None or not all(is_labelled(found, part) for part in interpretation.context):
        return None
    if match.status != "ok" or any(each.level not in ("street", "point") for each in alike):
        return None
    return add_concern(match, f"only a street, {name}, goes by this name") if is_in_or_near(found, cluster) else None


def _match_longer(place: str, cluster: Cluster, here: list[Candidate]) -> Match | None:
    """The one quarter near that the name may be short for, if nothing else near has all its words; with a title or a
    kind in front of it also at more than MAX_LONGER_KM."""
    name = name_words(place)
    words = set(name)
    near = [
        (distance_km(cluster.lat, cluster.lng, candidate.lat, candidate.lng), candidate)
        for candidate in here
        if words <= set(name_words(candidate.name)) or is_longer_name(place, candidate.name)
    ]
    near = [(km, candidate) for km, candidate in near if km <= MAX_DISTANCE_KM]
    km, found = min(near, key=lambda each: (not is_longer_name(place, each[1].name), each[0]), default=(0.0, None))
    if found is None or found.level != "area" or not is_longer_name(place, found.name):
        return None
    is_here = name_words(found.name)[-len(name) :] == name or is_in_or_near(found, cluster)
    is_alone = is_here and all(is_same_place(found, candidate) for _, candidate in near)
    concern = f"it may be short for {found.name}: nothing goes by it alone"
    return Match("ok", found, km, concern=concern) if is_alone else None


def match_generic(name: str, cluster: Cluster, candidates: Iterable[Candidate], country_code: str) -> Match | None:
    """A name of generic words, as City Mall, that the map has exactly, once within reach, and as a thing of its kind.

    None if it is not so, or if anything else near has its words too: then it says only what sort of thing it is.
    """
    answers = list(candidates)
    match = match_place(name, cluster, answers, country_code)
    found, words = match.candidate, set(name_words(name))
    if match.status != "ok" or found is None:
        return None
    if not any(similarity(whole, found.name, frozenset()) == 2 for whole in (name, f"{cluster.name} {name}")):
        return None
    alike = [c for c in answers if words <= set(name_words(c.name)) and not is_same_place(found, c)]
    return None if any(is_within_reach(one, cluster) for one in alike) else match


def list_namesakes_in_country(
    place: str, cluster: str, candidates: Iterable[Candidate], country_code: str, alternatives: Sequence[str] = ()
) -> list[Candidate]:
    """Whatever may be the place, wherever in the country it lies."""
    nowhere = Cluster(cluster, 0.0, 0.0)
    here = [candidate for candidate in candidates if candidate.country_code == country_code.lower()]
    for interpretation in list_all_interpretations(place, cluster, alternatives):
        named = [answer for answer in score(here, interpretation, nowhere) if answer.similarity and answer.tier < 4]
        if places := [a.candidate for a in named if is_a_place(interpretation.head, a.candidate)]:
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
    best = dict[Candidate, ScoredAnswer]()
    for interpretation in list_all_interpretations(name, center.name, alternatives):
        for answer in score(here, interpretation, center):
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


def _why_not(answer: ScoredAnswer, name: str, is_far: bool) -> str:
    if not answer.similarity:
        return "another name"
    if is_far:
        return f"more than {MAX_DISTANCE_KM:g} km from the cluster"
    if not is_a_place(name, answer.candidate):
        return "a business, an institution or a river of this name"
    if answer.tier == 4:
        return "too large"
    return "another of this name"
