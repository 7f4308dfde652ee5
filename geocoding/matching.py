"""Which of several answers is a place, if any. No I/O.

An answer is taken only if it goes by the asked name, lies in the country and at most 25 km from the cluster, is
precise enough for its kind, and no namesake has a claim against it. Else none is: a wrong town is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from geocoding.answers import (
    BOUNDARY_LEVELS,
    INHABITED_LEVELS,
    INSTITUTIONS,
    MAX_DISTANCE_KM,
    MAX_EXTENT_KM,
    MIDDLE_KM,
    SHOP_KINDS,
    Match,
    ScoredAnswer,
    is_a_place,
    is_drawn_boundary,
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
    rank_of,
    refuse,
    score,
    similarity_of,
)
from geocoding.candidates import Candidate, Cluster, RankedCandidate
from geocoding.countries.languages import STREET_ENDINGS
from geocoding.place_names.beside_cluster import is_cluster_itself
from geocoding.place_names.kinds import (
    ADMIN,
    BEHIND_STREET_WORDS,
    CITY_GENERIC,
    CONNECTORS,
    GENERIC,
    are_generic,
    is_admin_name,
    is_street_name,
)
from geocoding.place_names.numbered import (
    drop_last_letter,
    drop_last_number,
    find_settlement,
    find_street,
    is_without_class,
)
from geocoding.place_names.orthography import are_spelt_alike
from geocoding.place_names.parts import Interpretation, list_interpretations
from geocoding.place_names.readings import list_all_interpretations
from geocoding.place_names.similarity import is_first_names, is_longer_name, similarity
from geocoding.place_names.sites import drop_compass
from geocoding.place_names.transliteration import are_transliterations
from geocoding.words import name_words, place_key
from shared import distance_km, pluralize

ROUNDING_KM = 0.01
CLEARLY_NEARER = (2.0, 1.5)  # of two namesakes: the other is so many km farther, and so many times as far
FAR_NEARER = (5.0, 2.0)  # ... which outweighs a label
NEARER_STILL = (7.0, 3.0)  # ... which makes even a hamlet the likelier one
MAX_KEPT = 9  # of the answers to a question, for a person to choose from
MAX_LONGER_KM = 10.0  # from the cluster, of a longer name, unless its address names the cluster
MAX_WIDER_KM = 6.0  # the diagonal of what stands for a part of it
MAX_AROUND_KM = 8.0  # ... of the box that providers draw around a quarter's node, which is 6.3 km or less
MAX_COMPARED = 100  # the nearest namesakes: choosing compares each with each


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
        abroad = score(answers, list_interpretations(place, cluster.name)[0], cluster)
        return refuse("not_found", abroad, "the answers lie in another country, or the provider does not say in which")
    if name_words(place)[-1:] == ("shopping",) and similarity(place, cluster.name, CITY_GENERIC):
        here = [answer for answer in here if not SHOP_KINDS.isdisjoint(kind_words(answer))]  # no town called so
    matches, reasons = list[Match](), list[str]()
    interpretations = list_all_interpretations(place, cluster.name, alternatives)
    for interpretation in interpretations:
        match = _match_interpretation(interpretation, cluster, here)
        if match.status == "ok":
            match = _check_reading(match, interpretation, place, cluster, here)
            if match.status == "ok":
                return _find_in_own_town(match, interpretation, cluster, here) or match
            reasons.append(match.reason)
        matches.append(match)
    if matches[0].status in ("not_found", "too_far") and (longer := _find_longer(interpretations, cluster, here)):
        return longer
    return _choose_refusal(interpretations, matches, reasons)


def _check_reading(
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
        match = _check_wider_name(match, interpretation, cluster, here)
    if match.status == "ok" and (interpretation.is_side or interpretation.is_near):
        match = _check_near(match, interpretation, place, cluster, here)
    return match


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
            match = _check_wider_name(match, interpretation, cluster, here)
        if match and match.status == "ok":
            return match
    return _match_bare_street(interpretations[0].head, cluster, here)


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
        if is_without_class(interpretation.head, name)
        or are_spelt_alike(interpretation.head, name, candidate.country_code)
        or are_transliterations(interpretation.head, name, candidate.country_code)
    }
    if len(set(map(place_key, names))) != 1:
        return None
    name = min(names)
    match = _match_interpretation(replace(interpretation, head=name), cluster, here)
    is_here = match.status == "ok" and match.candidate is not None and _is_here(match.candidate, cluster)
    return _add_concern(match, f"the map has it as {name}") if is_here else None


def _match_bare_street(place: str, cluster: Cluster, here: list[Candidate]) -> Match | None:
    """The one street near that a name of several words is called like, where nothing else has them: Tomas Morato
    Avenue. Of one word it may lead there, as Limuru Road does to Limuru, but where streets are called by a name alone:
    Świętojańska, or Jana Dąbrowskiego for Dąbrowskiego. Or whose name goes on: Avenida João Durval Carneiro."""
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
    match = _match_interpretation(reading, cluster, here)
    found = match.candidate
    if match.status != "ok" or found is None or any(each.level not in ("street", "point") for each in alike):
        return None
    return _add_concern(match, f"only a street, {name}, goes by this name") if _is_here(found, cluster) else None


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
    is_here = name_words(found.name)[-len(name) :] == name or _is_here(found, cluster)
    is_alone = is_here and all(is_same_place(found, candidate) for _, candidate in near)
    concern = f"it may be short for {found.name}: nothing goes by it alone"
    return Match("ok", found, km, concern=concern) if is_alone else None


def _is_here(found: Candidate, cluster: Cluster) -> bool:
    """Whether it is near the cluster's middle, or its address names the cluster."""
    is_near = distance_km(cluster.lat, cluster.lng, found.lat, found.lng) <= MAX_LONGER_KM
    return is_near or any(is_labelled(found, own, ADMIN) for own in list_cluster_names(cluster))


def _add_concern(match: Match, concern: str) -> Match:
    return replace(match, concern="; ".join(filter(None, (concern, match.concern))))


def _check_wider_name(match: Match, interpretation: Interpretation, cluster: Cluster, here: list[Candidate]) -> Match:
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
    siblings = (read(candidate.name) for candidate in here for read in readings)
    if is_large or any(one and similarity(one, interpretation.head) for one in siblings):
        reason = f"only all of {interpretation.head}, or another number of it, goes by this name"
        return replace(match, status="too_coarse", reason=reason, concern="")
    campus = interpretation.campus
    if found and campus and not (is_labelled(found, campus) or is_cluster_itself(campus, cluster.name)):
        reason = f"{interpretation.head} has other grounds, this one is not said to be in {campus}"
        return replace(match, status="too_coarse", reason=reason, concern="")
    concern = f"only {interpretation.head} goes by this name, not all of it"
    return _add_concern(match, concern)


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
    is_meant = found is not None and found.level in INHABITED_LEVELS and _is_here(found, cluster)
    own_names = (found.name, *found.other_names) if found else ()
    is_meant = is_meant and any(similarity(interpretation.head, own) == 2 for own in own_names)
    if is_meant and not has_all and not has_parts:
        return match
    reason = f"only {interpretation.head} goes by this name, which may be another place"
    return replace(match, status="too_coarse", reason=reason, concern="")


def _is_wide(found: Candidate) -> bool:
    """Too wide for its middle to be at one of its parts; of a town or village that is no boundary nothing tells."""
    is_drawn = is_drawn_boundary(found) or (found.level == "area" and found.extent_km > MAX_AROUND_KM)
    return is_drawn and found.extent_km > MAX_WIDER_KM


def _check_behind(match: Match, interpretation: Interpretation) -> Match:
    """The second of two names is a place by itself if it lies in the first, or nothing else near goes by it. So is what
    stands in front of letters that may be a code, and may as well tell which place it is."""
    found, around = match.candidate, " ".join(interpretation.context)
    if found is None or is_labelled(found, around, ADMIN) or not match.concern:
        return match
    reason = f"several places may go by {interpretation.head}" + (f", none is said to be in {around}" if around else "")
    return replace(match, status="not_found", reason=reason, concern="")


def _check_street(match: Match, interpretation: Interpretation, cluster: Cluster, here: list[Candidate]) -> Match:
    """A street stands for it only where the map has nothing of the quarter's name, and where no other quarter is likely
    to have a street of that name."""
    found = match.candidate
    quarters = [Interpretation(part) for part in interpretation.context]
    is_known = any(similarity_of(quarter, cluster.name, answer) for quarter in quarters for answer in here)
    is_common = any(map(str.isdigit, interpretation.head)) or (found is not None and _is_in_any_town(found.name))
    if is_known or is_common or found is None or not _is_here(found, cluster):
        return replace(match, status="not_found", reason="only a street of it goes by this name", concern="")
    return match


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
    is_near = any(distance_km(cluster.lat, cluster.lng, c.lat, c.lng) <= MAX_DISTANCE_KM for c in alike)
    return None if is_near else match


def _match_interpretation(interpretation: Interpretation, cluster: Cluster, here: list[Candidate]) -> Match:
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
    if _is_in_any_town(found.name) and not is_here and "mall" not in kind_words(found):  # Boulevard Mall
        reason = f"many towns have a street of this name, and this one is not said to be in {cluster.name}"
        return replace(match, status="not_found", reason=reason, concern="")
    if not is_in_another_town(found, cluster):
        return match
    own = [answer for answer in places if answer.is_labelled and not is_same_place(found, answer.candidate)]
    if any(answer.km <= MAX_DISTANCE_KM for answer in own):
        reason = f"it lies in {found.town}, and something too large goes by this name in {cluster.name}"
        return replace(match, status="too_coarse", reason=reason, concern="")
    concern = f"its address names {found.town}, not {cluster.name}"
    return _add_concern(match, concern)


def _is_in_any_town(street: str) -> bool:
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
