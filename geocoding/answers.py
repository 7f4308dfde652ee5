"""A geocoder's answer as it is judged: its name beside the asked one, how far off, what sort of thing. No I/O."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from geocoding.candidates import Candidate, Cluster, Level
from geocoding.countries import languages
from geocoding.countries.languages import countries_of, everywhere
from geocoding.place_names.beside_cluster import (
    IZAFAT,
    drop_cluster,
    find_city,
    initials_of,
    is_cluster_itself,
    is_part_of,
    is_street_in,
)
from geocoding.place_names.kinds import (
    ADMIN,
    AREA_PREFIXES,
    CITY_GENERIC,
    GENERIC,
    SITES,
    has_type_word,
    is_name,
    is_site_name,
    is_street_name,
)
from geocoding.place_names.parts import Interpretation
from geocoding.place_names.similarity import (
    Similarity,
    drop_answers_kind,
    drop_area_type,
    drop_article,
    drop_subject,
    list_without_person,
    similarity,
    split_scripts,
    strip_generic,
    strip_mall_words,
)
from geocoding.place_names.sites import find_acronym, is_acronym
from geocoding.tokens import is_short_for
from geocoding.words import name_words
from shared import distance_km

Status = Literal["ok", "not_found", "too_far", "too_coarse"]


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a question. A refused answer stays as `candidate`, so that a person can see why."""

    status: Status
    candidate: Candidate | None = None
    distance_km: float | None = None  # from the cluster's centroid
    reason: str = ""  # why it was refused, in words; "" if it was not
    concern: str = ""  # of one that was taken: what it was chosen over, or what speaks against it


MAX_DISTANCE_KM = 25.0
OTHER_TOWN_KM = 2 * MAX_DISTANCE_KM  # from a cluster's middle: what lies beyond is none of its places, wherever that is
MIDDLE_KM = 5.0  # of a town
MAX_LONGER_KM = 10.0  # from the cluster, of a longer name, unless its address names the cluster
MAX_EXTENT_KM = 4.0  # of a road, a ground: so its middle is at most 2 km from any part of it
# Diagonals of where people live, by rank: a quarter or a ward is some 10 km across. Providers draw a box around a node.
MAX_INHABITED_KM = {0: 15.0, 1: 40.0, 2: 90.0}
SAME_PLACE_KM = 4.0  # namesakes so near each other count as one place: its node, its outline, its two phases


_HILLS = frozenset(("hill", "hills"))
_HILL_KINDS = frozenset(("hill", "peak"))
SHOP_KINDS = frozenset(("mall", "marketplace"))
_SHOP_STREETS = everywhere(languages.SHOP_STREET_WORDS)
_CROSSINGS = everywhere(languages.CROSSINGS)
_UNMAPPED_STREETS_IN = countries_of(languages.UNMAPPED_STREET_WORDS)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What is called after a place is rarely in it: the bar 'Milimani' is no Milimani, unless the asked name says what it
# is (Kenyatta Hospital). These alone, of all that is neither an area nor a street, stand for a place without saying so.
MAY_BE_A_PLACE = _words("""
    apartments residential house houses terrace building commercial industrial warehouse mall marketplace square
    attraction park garden theme_park common village_green stadium station bus_station halt terminal aerodrome junction
    motorway_junction conference_centre exhibition_centre monument memorial castle manor ruins archaeological_site
    barracks city_gate
""")
INSTITUTIONS = _words("university college hospital")  # which may go by their letters
STREET_POINTS = _words("square junction motorway_junction roundabout")  # that a street's name may stand for
INHABITED_LEVELS: frozenset[Level] = frozenset(("settlement", "area"))
BOUNDARY_LEVELS: frozenset[Level] = frozenset(("admin", "coarse"))
RANK_OF_PLACE = {"city": 2, "town": 1, "municipality": 1}
MINOR_KINDS = _words("hamlet locality isolated_dwelling farm croft allotments")


@dataclass(frozen=True, slots=True)
class ScoredAnswer:
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
            return 1 if is_drawn_boundary(candidate) and candidate.extent_km <= MAX_INHABITED_KM[0] else 4
        if candidate.level == "coarse" or candidate.extent_km > MAX_EXTENT_KM:
            return 4
        return 3 if candidate.level == "street" else 2

    @property
    def rank(self) -> int:
        return rank_of(self.candidate)

    @property
    def is_minor(self) -> bool:
        return not kind_words(self.candidate).isdisjoint(MINOR_KINDS)

    @property
    def order(self) -> tuple[object, ...]:
        """Total, so that the provider's order never counts."""
        return (self.tier, -self.similarity, self.km, repr(self.candidate))


def score(candidates: Iterable[Candidate], interpretation: Interpretation, cluster: Cluster) -> list[ScoredAnswer]:
    names = list_cluster_names(cluster)
    answers = [
        ScoredAnswer(
            candidate,
            similarity_of(interpretation, cluster.name, candidate),
            distance_km(cluster.lat, cluster.lng, candidate.lat, candidate.lng),
            any(is_labelled(candidate, name) for name in names),
            any(is_labelled(candidate, part, ADMIN) for part in interpretation.context),
        )
        for candidate in candidates
    ]
    return sorted(answers, key=lambda answer: answer.order)


def similarity_of(interpretation: Interpretation, cluster: str, candidate: Candidate) -> Similarity:
    """How far any of an answer's names agrees with the asked one; a thing without a name of its own never does.

    What surrounds it, its cluster or what the label has behind it, is as good as a generic word: 'Mwiki Kasarani'.
    Juja Road and Juja Road Estate are two.
    """
    generic = GENERIC | ADMIN if candidate.level in INHABITED_LEVELS | BOUNDARY_LEVELS else GENERIC
    if candidate.level == "street" or is_street_name(interpretation.head):
        generic = frozenset()
    own = [name for name in (candidate.name, *candidate.other_names) if name]
    if candidate.level != "street":
        own += [part for name in own if "/" in name for part in name.split("/") if is_name(name_words(part))]
    own += [short for name in own for short in (*list_without_person(name), *split_scripts(name))]
    names = list(dict.fromkeys([*own, *map(_strip_postcode, own)]))  # Soledad 2000
    best: Similarity = max((similarity(interpretation.head, name, generic) for name in names), default=0)
    return best or (1 if _is_alike(interpretation.head, cluster, candidate, names, generic) else 0)


def _is_alike(head: str, cluster: str, candidate: Candidate, names: list[str], generic: frozenset[str]) -> bool:
    """Whether one of the names is the asked one but for what surrounds it, its second half or its article."""
    surroundings = _read_surroundings(candidate)
    all_rests = [drop_cluster(head, around) for around in (cluster, *surroundings)]
    all_rests += [drop_cluster(head, letters) for letters in map(initials_of, surroundings) if letters]
    heads = [rest for rest in all_rests if rest and not is_cluster_itself(rest, cluster)]  # 'Nairobi Kenya' in Nairobi
    if rank_of(candidate) or candidate.level == "admin":  # Konstancin of Konstancin-Jeziorna
        names = [*names, *(name.split("-")[0] for name in names if "-" in name)]
    kind = kind_words(candidate)
    heads += drop_answers_kind(head, kind)  # 'Express Avenue mall' where a mall goes by Express Avenue
    shorter = [*filter(None, map(drop_subject, names))]
    if not kind.isdisjoint(SHOP_KINDS):  # Freedom City (Mall)
        shorter += (rest for name in names for rest in drop_answers_kind(name, kind))
        heads += filter(None, [strip_mall_words(head)])
        shorter += filter(None, map(strip_mall_words, names))
    if any(similarity(one, name, generic) for one in (head, *heads) for name in shorter):
        return True
    if candidate.level == "area":  # (La) Mariscal, (Jardim) União da Vitória
        heads += [head, *filter(None, [drop_article(head)])]
        names = [*names, *filter(None, map(drop_article, names)), *filter(None, map(drop_area_type, names))]
    if any(similarity(one, name, generic) for one in heads for name in names):
        return True
    is_inhabited = candidate.place != "" or candidate.kind.startswith("place=")
    is_thing = is_inhabited or candidate.level in ("point", "street")
    if any(is_part_of(head, around, name, is_thing=is_thing) for around in surroundings for name in names):
        return True
    is_in = partial(is_street_in, is_bare=candidate.level == "street" and is_unmapped_street(candidate))
    if candidate.level in ("street", "area") and any(
        is_in(head, part, name) for part in surroundings for name in names
    ):
        return True
    # 'Sialkot Cantonment' for the Cantonment of Sialkot, 'Hôpital Principal de Dakar' for the Hôpital Principal there
    longer = [f"{cluster} {head}", *(f"{head} {around}" for around in (cluster, *surroundings) if around)]
    words, town = name_words(head), name_words(cluster)
    if words[: len(town)] == town:  # 'Recife North Shopping' for the North Shopping Recife
        longer.append(" ".join(words[len(town) :] + town))
    return any(similarity(one, name, frozenset()) for one in longer for name in names)


def is_in_named_part(place: str, candidate: Candidate) -> bool:
    """Whether the place has the name of what lies around the candidate: 'Maadi Road 9', of Road 9 in Maadi."""
    surroundings = _read_surroundings(candidate)
    return any(is_part_of(place, around, candidate.name, is_thing=True) for around in surroundings)


def list_cluster_names(cluster: Cluster) -> list[str]:
    """What an address may have for the cluster: of Lahore South also Lahore."""
    return [name for name in (cluster.name, find_city(cluster.name)) if name]


def is_labelled(candidate: Candidate, name: str, generic: frozenset[str] = frozenset()) -> bool:
    """Whether a part of the label behind the first is this name, but for a postcode."""
    return any(similarity(part, name, generic) for part in _read_surroundings(candidate))


def is_in_another_town(candidate: Candidate, cluster: Cluster) -> bool:
    """Whether its address names a town, and nowhere the cluster."""
    own_names = list_cluster_names(cluster)
    is_own = any(
        similarity(candidate.town, own, CITY_GENERIC) or is_labelled(candidate, own, ADMIN) for own in own_names
    )
    return candidate.town != "" and not is_own


def _read_surroundings(candidate: Candidate) -> list[str]:
    """What the label has behind the name, with and without numbers at the ends; Gulshan for Gulshan-e-Iqbal, too."""
    parts = [_strip_postcode(part.strip()) for part in candidate.label.split(",")[1:]]
    parts += [own for part in parts for own in split_scripts(part)]
    short = [found[1] for part in parts if (found := IZAFAT.match(part))]
    return list(dict.fromkeys([*(part.strip(" 0123456789") for part in parts), *parts, *short]))


def _strip_postcode(name: str) -> str:
    """'Mudgee' of 'Mudgee NSW 2850' and of '2850 Mudgee'; 'Githurai 44' stays."""
    return re.sub(r"^\d{4,6} +(?=\D)|(?<=\w)( [A-Z]{2,3})? +\d{4,6}$", "", name)


def list_written_names(place: str, written: Iterable[str], candidates: Iterable[Candidate]) -> list[str]:
    """The answers' names that stand as they are in what the place was cleaned from: 'CTM Culhuacán Sección VI' of 'CTM
    Culhuacan Secc. VI Edif 8', of which CTM was taken for a code."""
    texts, head = [_spell(name_words(text)) for text in written], _spell(name_words(place))
    names = dict.fromkeys(name for candidate in candidates for name in (candidate.name, *candidate.other_names))
    spelt = [(name, _spell(strip_generic(name_words(name), frozenset()))) for name in names]
    return [name for name, key in spelt if head in key and key != head and any(key in text for text in texts)]


def _spell(words: tuple[str, ...]) -> str:
    return f" {' '.join(words)} "


def is_unmapped_street(candidate: Candidate) -> bool:
    """Whether it has numbered houses, and a name that may not say so: a street where maps leave out the word for it, an
    estate there ('Osiedle Tysiąclecia')."""
    is_estate = candidate.level == "area" and " ".join(name_words(candidate.name)[:1]) in AREA_PREFIXES
    return (candidate.level == "street" or is_estate) and candidate.country_code in _UNMAPPED_STREETS_IN


def is_a_place(place: str, candidate: Candidate) -> bool:
    """Whether such a thing may be what is meant; of kinds never heard of nobody knows."""
    if candidate.level in INHABITED_LEVELS | BOUNDARY_LEVELS:
        return True
    is_street = is_street_name(place) or is_street_name(candidate.name)  # of 'Av. Larco' the answer tells
    if candidate.level == "street":
        is_street = is_street or (is_unmapped_street(candidate) and not similarity(place, candidate.name))
        return is_street or has_type_word(place) or not _SHOP_STREETS.isdisjoint(name_words(place)[-1:])
    if candidate.level == "natural":  # a quarter is called after its hill, as the hill is
        is_hill = not _HILLS.isdisjoint(name_words(place)[-1:]) and not _HILL_KINDS.isdisjoint(kind_words(candidate))
        return is_hill and similarity(place, candidate.name, frozenset()) == 2
    if candidate.level != "point":
        return False
    place = _spell_kind_out(place, candidate.name)
    osm_class, _, kind = candidate.kind.lower().rpartition("=")
    kind = osm_class if kind == "yes" else kind
    if is_street and not is_site_name(place):  # a bank called after its street says only where the street begins
        is_mall = kind == "mall" and similarity(place, candidate.name, frozenset()) == 2
        is_mall = is_mall and not SITES.isdisjoint(name_words(place))  # Boulevard Londrina Shopping
        return is_mall or kind in STREET_POINTS
    if kind in STREET_POINTS and not _CROSSINGS.isdisjoint(name_words(place)[-1:]):
        return True
    own_names = (candidate.name, *candidate.other_names)
    letters = [name for name in own_names if is_acronym(name.replace(" ", ""))]  # HU UFSC
    is_by_letters = find_acronym(place) or any(similarity(place, name, frozenset()) == 2 for name in letters)
    if is_by_letters and kind in INSTITUTIONS:  # no place is called by its letters; a bank's are all over town
        return True
    return kind in MAY_BE_A_PLACE or has_type_word(place, frozenset(kind.split("_")))


def _spell_kind_out(place: str, name: str) -> str:
    """'Makenke Barracks' of 'Makenke Brks', where the answer tells what is short for its last word."""
    words, own = name_words(place), name_words(name)
    is_short = words[:-1] == own[:-1] != () and len(words[-1]) > 2 and is_short_for(words[-1], own[-1])
    return name if is_short else place


def rank_of(candidate: Candidate) -> int:
    """How much of a town it is."""
    if candidate.level != "settlement":
        return 0
    return max(RANK_OF_PLACE.get(word, 0) for word in (candidate.place, *kind_words(candidate)))


def is_town(candidate: Candidate | None) -> bool:
    return candidate is not None and rank_of(candidate) > 0


def kind_words(candidate: Candidate) -> set[str]:
    return set(re.split(r"[^a-z_]+", candidate.kind.lower()))


def is_same_place(one: Candidate, other: Candidate) -> bool:
    """A node and the outline around it, or two spots that nobody would tell apart."""
    is_inside = (is_drawn_boundary(one) and is_within(other, one)) or (
        is_drawn_boundary(other) and is_within(one, other)
    )
    return is_inside or km_between(one, other) <= SAME_PLACE_KM


def is_drawn_boundary(candidate: Candidate) -> bool:
    return "boundary" in kind_words(candidate) and candidate.extent_km > 0


def is_within(one: Candidate, wide: Candidate) -> bool:
    return km_between(one, wide) <= wide.extent_km / 2


def km_between(one: Candidate, other: Candidate) -> float:
    return distance_km(one.lat, one.lng, other.lat, other.lng)


def refuse(status: Status, answers: list[ScoredAnswer], reason: str) -> Match:
    """Keeps the nearest of the answers; of none at all there is nothing to explain."""
    if not answers:
        return Match(status, reason="nothing goes by this name")
    nearest = min(answers, key=lambda answer: (-answer.similarity, answer.km, answer.order))
    return Match(status, nearest.candidate, nearest.km, reason)


def is_within_reach(found: Candidate, cluster: Cluster, reach_km: float = MAX_DISTANCE_KM) -> bool:
    """Whether it is no farther from the cluster's middle than a place of it may be, or than reach_km."""
    return distance_km(cluster.lat, cluster.lng, found.lat, found.lng) <= reach_km


def is_in_or_near(found: Candidate, cluster: Cluster) -> bool:
    """Whether it is near the cluster's middle, or its address names the cluster."""
    is_near = distance_km(cluster.lat, cluster.lng, found.lat, found.lng) <= MAX_LONGER_KM
    return is_near or any(is_labelled(found, own, ADMIN) for own in list_cluster_names(cluster))


def add_concern(match: Match, concern: str) -> Match:
    return replace(match, concern="; ".join(filter(None, (concern, match.concern))))
