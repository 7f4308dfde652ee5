"""A place's name and its cluster's: whether it says more, what it says without it, which city a cluster is part of."""

from __future__ import annotations

import re
from dataclasses import replace

from geocoding.countries.everywhere import EVERYWHERE
from geocoding.names import may_be_place
from geocoding.place_names.kinds import (
    ADMIN,
    CITY_GENERIC,
    COMPASS,
    CONNECTORS,
    GENERIC_WORDS,
    REGIONAL,
    is_generic_name,
    is_name,
    is_street_name,
)
from geocoding.place_names.numbered import find_settlement, is_numbered_part, is_numbering
from geocoding.place_names.parts import SLASH
from geocoding.place_names.similarity import similarity, strip_generic
from geocoding.providers.country_names import is_country_name
from geocoding.tokens import VOWELS, Token, as_written, fold, is_short_for, normalize, split, split_at_spaces
from geocoding.words import GLUED, joined, name_words

_SIDES = COMPASS | frozenset(("old", "new"))
IZAFAT = re.compile(r"([^\W\d_]{5,})[- ](?:e|i|ul)[- ]", re.IGNORECASE)  # Gulshan-e-Iqbal
_BETWEEN_PARTS = rf",|{SLASH}| - "


def is_cluster_itself(place: str, cluster: str) -> bool:
    """Whether the place says no more than its cluster: 'Nakuru Town' and 'Phase 2, Nakuru' in Nakuru. It is not worth
    a question."""
    parts = re.split(_BETWEEN_PARTS, place)
    others = [part for part in parts if not similarity(part, cluster, CITY_GENERIC)]
    if name_words(place)[-1:] == ("shopping",):
        return False  # a mall of the town's name
    is_beside = len(others) < len(parts) and not any(map(may_be_place, others))
    return is_beside or similarity(place, cluster, CITY_GENERIC) > 0


def without_cluster(place: str, cluster: str) -> str:
    """Umoja of 'Umoja, Nairobi' and of 'Umoja Nairobi' in Nairobi; the whole, if the cluster is not in it."""
    parts = re.split(_BETWEEN_PARTS, place)
    others = [part for part in parts if not similarity(part, cluster)]
    return " ".join(others) if 0 < len(others) < len(parts) else drop_cluster(place, cluster) or place


def drop_cluster(place: str, cluster: str) -> str | None:
    """Bahati of 'Bahati Nakuru' in Nakuru; None if the cluster is not in it, or leaves no name."""
    rest = _words_beside(place, cluster) or _words_beside(place, _without_generic(cluster))
    while rest and rest[-1] in CONNECTORS:  # Universidad Nacional de Quilmes
        rest = rest[:-1]
    return _find_written(place, rest) if is_name(rest) and may_be_place(" ".join(rest)) else None


def write_cluster_out(place: str, cluster: str) -> str:
    """'Gulshan-e-Iqbal Block 6' of 'Gulshan Block 6' and 'Block 6 Gulshan' in Gulshan-e-Iqbal, 'Old Kampala' of 'Old
    Kla' in Kampala, 'Taguatinga Centro' of 'Tag. Centro' in Taguatinga; any other place as it is."""
    short = IZAFAT.match(cluster)
    first, *part = split_at_spaces(place) or [Token("", "")]
    if short and part and part[-1].key == fold(short[1]):
        first, *part = part[-1], replace(first, gap=part[-1].gap), *part[:-1]
    if part and first.key in _SIDES and _is_consonant_code(part[0].key, cluster):
        is_whole = len(part) == 1 or is_numbered_part(part[1].key, "".join(number.key for number in part[2:]))
        return as_written([first, replace(part[0], text=cluster), *part[1:]]) if is_whole else place
    is_side = bool(part) and REGIONAL.issuperset(token.key for token in part)
    if is_side and first.text.endswith(".") and len(first.key) > 2 and fold(cluster).startswith(first.key):
        return as_written([replace(first, text=cluster), *part])
    is_short = short is not None and fold(short[1]) == first.key
    is_part = len(part) > 1 and all(is_numbered_part(part[0].key, number.key) for number in part[1:])
    return as_written([replace(first, text=cluster), *part]) if is_short and is_part else place


def _is_consonant_code(code: str, cluster: str) -> bool:
    """Kla of Kampala; but the Ham of 'West Ham' in Hammersmith, the End of 'East End' in Enfield are words."""
    is_code = len(code) == 3 and VOWELS.isdisjoint(code[:2]) and is_code_of(code, cluster)
    return is_code and not fold(cluster).startswith(code)


def write_cluster_in_front(place: str, cluster: str) -> str | None:
    """'Hayatabad Phase 3' of 'Phase 3 Sector K-2' in Hayatabad; None of a place with a name of its own, as is that of
    'Sector G-9/1 Street 52'."""
    tokens = split_at_spaces(place)
    if find_settlement(place):
        return None
    pairs = list(zip(tokens[::2], tokens[1::2], strict=False))
    is_part = len(tokens) % 2 == 0 and all(is_numbered_part(kind.key, number.key) for kind, number in pairs)
    return f"{cluster} {as_written(tokens[:2])}" if len(pairs) > 1 and is_part else None


def _find_written(place: str, words: tuple[str, ...]) -> str:
    """'Sto Amaro' of 'Sto Amaro Recife' and of 'Sto Amaro-Recife', by what name_words makes of it."""
    cuts = [found.start() for found in re.finditer(r"[\s,/-]", place)]
    ends = (end.strip(" ,/-") for at in cuts for end in (place[:at], place[at:]))
    return next((end for end in ends if name_words(end) == words), " ".join(words))


def _without_generic(town: str) -> str:
    """'baldia' of Baldia Town, 'suba' of Localidad Suba, 'makindye' of Makindye Division, 'poblado' of El Poblado."""
    return " ".join(strip_generic(name_words(town), CITY_GENERIC | ADMIN))


def is_part_of(place: str, around: str, name: str, *, is_thing: bool = False) -> bool:
    """Whether a place is a numbered part of what lies around it: 'Başakşehir 5. Etap' is 5. Etap in Başakşehir.

    is_thing: the name is of a site, a street or where people live, and may be of words for a kind alone: 'Village Mall
    Bugolobi' is the Village Mall in Bugolobi, 'Khayelitsha Site C' is Site C there; but Kasarani Business Park is not
    the land called Business Park in Kasarani.
    """
    rest = _words_beside(place, around) or _words_beside(place, _without_generic(around))
    named = tuple(word for word in name_words(name) if word != "no")  # Road No. 36
    if rest != named or len(rest) < 2:
        return False
    first, *middle, last = rest
    is_front = is_numbered_part(first, last) and all(map(is_numbering, middle))  # Sector 11-B
    is_numbered = is_front or (not middle and is_numbered_part(last, first))
    return is_numbered or (is_thing and is_name(name_words(around)))


def is_street_in(place: str, around: str, name: str, *, is_bare: bool = False) -> bool:
    """Whether a street or a block behind its quarter is meant: 'Matina Tulip Drive' is Tulip Drive in Matina Crossing,
    'E. Legon Lagos Avenue' Lagos Avenue in East Legon, 'Iqbal Town Nizam Block' Nizam Block in Allama Iqbal Town,
    'Phase 8 Usman Block' Usman Block in Bahria Town Phase 8.

    is_bare: the name is a street's where maps have no word for it, but whom it is called after: 'Krowodrza Lea' is
    Juliusza Lea in Krowodrza.
    """
    words, street = name_words(place), name_words(name)
    front = words[: -len(street)] if street else ()
    if is_bare:
        length = next((n for n in range(len(street), 0, -1) if words[-n:] == street[-n:]), len(street))
        front, street = words[:-length], street[-length:]
    is_kind = is_bare or is_street_name(name) or street[-1:] == ("block",)
    is_part = len(front) == 2 and is_numbered_part(*front)
    if words[len(front) :] != street or not is_kind or not (is_part or is_name(front)):
        return False
    return set(front) <= set(name_words(around)) or (
        not is_part and similarity(_find_written(place, front), around) > 0
    )


def _words_beside(place: str, cluster: str) -> tuple[str, ...]:
    words, town = name_words(re.sub(GLUED, " ", place)), name_words(cluster)
    if not town or len(words) < 2:
        return ()
    if joined(words[:1]) == joined(town):
        return words[1:]  # 'Oysterbay Toure Drive' in Oyster Bay
    if words[-len(town) :] == town:
        rest = words[: -len(town)]
        return (*rest[:-1], "street") if len(rest) > 1 and rest[-1] == "saint" else rest  # Prempeh St Adum
    return words[len(town) :] if words[: len(town)] == town else ()


def initials_of(name: str) -> str:
    """'cic' of Cidade Industrial de Curitiba; nothing of fewer than three words."""
    words = [word for word in name_words(name) if word not in CONNECTORS]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def find_city(cluster: str) -> str | None:
    """'Lahore' of 'Lahore South' and of 'South Lahore', 'Jakarta' of 'Jakarta Selatan', 'Bahati' of 'Bahati, Kenya';
    None of what is no part."""
    before, _, last = cluster.rpartition(",")
    if before.strip() and is_country_name(last):
        return before.strip()
    tokens = split_at_spaces(cluster)
    start, end = 0, len(tokens)
    while start < end and tokens[start].key in REGIONAL:
        start += 1
    while start < end and tokens[end - 1].key in REGIONAL:
        end -= 1
    if end < len(tokens) and end and tokens[end - 1].text.islower() and tokens[end - 1].key in CONNECTORS:
        return None  # Caxias do Sul
    rest = as_written(tokens[start:end])
    return rest if end - start < len(tokens) and not is_generic_name(rest) else None


def find_city_code(cluster: str) -> str | None:
    """'hyd' of 'HYD-WEST-02': what a cluster that is a part of a city may have of its name.

    None of letters alone or with a number: NOC and GRA 2 are in any town.
    """
    first, *others = split(normalize(cluster))[:-1]
    regions = [token for token in others if token.key in REGIONAL]
    codes = [first, *(token for token in others if token not in regions and not token.text.isdecimal())]
    are_codes = all(token.text.isalpha() and token.text.isupper() and len(token.text) < 5 for token in codes)
    is_part = bool(regions) or len(others) >= len(codes) > 1  # IST-AVR-1
    is_common = first.key in REGIONAL | GENERIC_WORDS | EVERYWHERE.region_words | EVERYWHERE.codes
    return first.key if is_part and are_codes and not is_common else None


def is_code_of(code: str, city: str) -> bool:
    """IST of İstanbul: its first letter and others in their order; of two letters its initials, QC of Quezon City."""
    words = name_words(city)
    if len(code) < 3:
        return code == "".join(word[:1] for word in words)
    return is_short_for(code, "".join(words)) and code != joined(words)
