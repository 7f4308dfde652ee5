"""What to ask a geocoder: the first question for a cluster or a place, and the second, if one is worth it. No I/O."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from geocoding.answers import (
    BOUNDARY_LEVELS,
    MAX_DISTANCE_KM,
    MIDDLE_KM,
    Match,
    is_in_another_town,
    is_town,
    similarity_of,
)
from geocoding.candidates import Candidate, Cluster, Query
from geocoding.countries import languages
from geocoding.countries.everywhere import EVERYWHERE
from geocoding.countries.languages import everywhere
from geocoding.place_names.beside_cluster import drop_cluster, is_cluster_itself
from geocoding.place_names.kinds import is_admin_name, is_generic_name
from geocoding.place_names.numbered import drop_street_word, find_settlement, find_street
from geocoding.place_names.orthography import write_other_letters
from geocoding.place_names.parts import Interpretation, list_interpretations
from geocoding.place_names.readings import list_all_interpretations
from geocoding.place_names.sites import find_quarter
from geocoding.place_names.spellings import drop_generic, drop_label, drop_label_in_front, join_ending, other_spelling
from geocoding.tokens import VOWELS, fold
from geocoding.words import name_words

_KNOWN_BY_MAPS = EVERYWHERE.short_words | everywhere(languages.STREET_ABBREVIATIONS)  # Rd: geocoders write it out
SHORTEST_NAMED = 3  # letters
_DOTTED = re.compile(r"(?:[^\W\d_]+\.)+[^\W\d_]?|[^\W\d_]+[ªº]")  # M., J.L., Urb., Vª


def cluster_query(cluster: str, country: str) -> Query:
    """The question for a cluster, or for the city that it is a part of; `country` is the country's English name."""
    return Query(f"{cluster}, {country}")


def place_query(place: str, cluster: Cluster) -> Query:
    """The first question for a place, biased to its cluster.

    The cluster's name is not in it: Nominatim finds only what has every asked word in its name or address, and an
    estate at the edge often has another town's. The box alone brings the namesakes near the cluster to the front. Nor
    is the country, which the provider is told apart: behind a comma it keeps Nominatim from reading 'Fatih Aksaray' as
    Aksaray in Fatih.
    """
    return _query_near(_drop_what_maps_lack(list_interpretations(place, cluster.name)[0].head), cluster)


def _drop_what_maps_lack(head: str) -> str:
    """Without what maps don't have: a house's number behind its street, RT and RW, the label of a quarter."""
    settlement = find_settlement(head) if re.search(r"\bR[TW]\b", head) else None
    return drop_street_word(find_street(head) or settlement or drop_label(head))


def query_in_country(place: str, cluster: str) -> Query:
    """The first question for a place of which nobody knows where its cluster is."""
    head = list_interpretations(place, cluster)[0].head
    name = _drop_what_maps_lack(find_settlement(head) or find_quarter(head) or head)  # how exactly does not count yet
    return Query(drop_generic(_without_abbreviations(name) or name))


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
    if match.status == "ok":
        return None
    first, *others = list_all_interpretations(place, cluster.name, alternatives)
    asked = _drop_what_maps_lack(first.head)
    others = [other for other in others if other.is_asked and _drop_what_maps_lack(other.head) != asked]
    others = [other for other in others if not other.needs_larger or is_town(match.candidate)]
    if others:
        wider = others[0].head
        if others[0].is_wider and wider in alternatives:  # Ibura of 'Ibura UR-5'
            settlement = find_settlement(wider)
            wider = settlement if settlement and not is_cluster_itself(settlement, cluster.name) else wider
        wider = _without_abbreviations(wider) or wider
        named = drop_generic(wider)
        wider = named if len(named) >= SHORTEST_NAMED else wider  # DC Colony
        wider = join_ending(_drop_what_maps_lack(drop_label_in_front(wider)))
        return _query_near(drop_cluster(wider, cluster.name) or wider, cluster)
    name = asked
    if match.status == "too_coarse" and not is_admin_name(place):
        too_large = tuple(c.place_id for c in candidates if c.place_id and c.level in BOUNDARY_LEVELS)
        return replace(_query_near(name, cluster), without=too_large) if too_large else None
    answer = match.candidate
    readings = (first, Interpretation(asked))
    is_named = answer is not None and any(similarity_of(one, cluster.name, answer) for one in readings)
    is_unknown = match.status == "not_found" and not is_named
    if match.status == "too_far" or is_unknown:
        is_borrowed = answer is not None and set(name_words(name)) <= set(name_words(answer.name))  # by a school
        if answer and is_unknown and not is_borrowed and set(name_words(name)) <= set(name_words(answer.label)):
            return _query_near(f"{name}, {country}", cluster)  # 'Green Park' was read as View Park in Green
        other = _without_abbreviations(name) or other_spelling(name, country)
        beside = drop_cluster(name, cluster.name)
        spelling = drop_generic(beside) if beside else other
        return _query_near(spelling, cluster) if spelling else None
    return None


def query_in_other_letters(place: str, cluster: Cluster, country: str, match: Match) -> Query | None:
    """The second question where what was taken lies in another town: the cluster's own may have the name in other
    letters of the country, Santa Teresinha for Santa Terezinha."""
    is_near = (match.distance_km or 0.0) <= MIDDLE_KM
    if match.status != "ok" or match.candidate is None or is_near or not is_in_another_town(match.candidate, cluster):
        return None
    spelt = write_other_letters(_drop_what_maps_lack(list_interpretations(place, cluster.name)[0].head), country)
    return _query_near(spelt, cluster) if spelt else None


def _without_abbreviations(name: str) -> str | None:
    """'Melgar' of 'M. Melgar', 'Sahakar' of 'Sahakar Ngr': a map must have every word that it is asked for.

    What it answers is compared with the whole name. None if there is no abbreviation, or no name remains.
    """
    kept = list[str]()
    for word in name.split():
        if not _is_abbreviation(word, is_first=not kept):
            kept.append(word)
    rest = " ".join(kept)
    return rest if rest != name and not is_generic_name(rest) else None


def _is_abbreviation(word: str, *, is_first: bool) -> bool:
    key = fold(word)
    is_short = 1 < len(key) < 5 and key.isalpha() and key.isascii() and VOWELS.isdisjoint(key)
    is_initial = is_first and len(key) == 1 and word.isalpha() and word.isascii()
    is_dotted = _DOTTED.fullmatch(word) is not None
    return is_dotted or is_initial or (is_short and not is_first and key not in _KNOWN_BY_MAPS)


def _query_near(text: str, cluster: Cluster) -> Query:
    return Query(text, cluster.lat, cluster.lng, MAX_DISTANCE_KM)
