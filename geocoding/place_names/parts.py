"""How a name of several parts is read: which part is the place, and what lies around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from geocoding.countries import languages
from geocoding.countries.languages import everywhere, in_languages
from geocoding.names import may_be_place
from geocoding.place_names.kinds import (
    ADMIN,
    BEHIND_STREET_WORDS,
    COMPASS,
    CONNECTORS,
    FRONT_STREET_WORDS,
    GENERIC,
    LABELS_BEHIND,
    LABELS_IN_FRONT,
    NUMBERED_PARTS,
    REGIONAL,
    STREETS_IN_FRONT,
    are_generic,
    is_name,
    is_site_name,
    is_street_name,
)
from geocoding.place_names.numbered import BETWEEN_STREETS, DISTANCES, HOUSE_IN_FRONT, SECTOR, find_street_behind_number
from geocoding.place_names.similarity import similarity
from geocoding.tokens import VOWELS, Token, as_written, phrase_length, split_at_spaces
from geocoding.words import ROMAN_NUMBERS, name_words

# But for those of F-10/2, of Phase 1/2 Umoja and of Chak 204/RB.
SLASH = r"(?<![A-Z]-\d)(?<![A-Z]-\d\d)/(?!(?<=\d/)(?:\d+[A-Z]? |[A-Z]{1,2}(?: |$)))"
_HYPHEN = r"(?<!-[eio])-(?![eio]-)"  # not of Khayaban-e-Shahbaz
_SLASH_BEHIND_STREET = rf"{SLASH}(?!(?<=\d/)(?:\d|[A-Z]\b))"  # ... and of Jalan Rosmerah 2/17 and Jalan Plumbum V7/V


_FIRST_OF_STREET = "|".join(sorted(everywhere(languages.FRONT_STREET_WORDS) | {r"\d+"}))
# 'Avenida Calchaquí y 12 de Octubre'; but 'Calle Ramón y Cajal'.
_BESIDE_STREET = rf" & | and | x | (?i:{'|'.join(sorted(BETWEEN_STREETS))}) (?=(?i:{_FIRST_OF_STREET})\b)"
_AREA_WORDS = everywhere(languages.AREA_WORDS)
_ENDS_OF_AREAS = GENERIC | _AREA_WORDS
_TITLES = everywhere(languages.TITLES)
_ENDS_OF_QUARTERS = frozenset(["colony", "town", "estate", "nagar", "society", "enclave"])
_LINKS_OF_NAMES = CONNECTORS | {"and"}
_LOCAL_SITES = everywhere(languages.LOCAL_SITES_BEHIND)
_LARGER = everywhere(languages.LABELS_OF_LARGER)
_SMALL_QUARTERS = in_languages(languages.LABELS_IN_FRONT, ["South Asian"])  # which few maps have
_STREETS_FIRST = FRONT_STREET_WORDS | in_languages(languages.STREET_WORDS, languages.KIND_IN_FRONT)


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One way to read a name of several parts: its head, and what lies around that."""

    head: str
    context: tuple[str, ...] = ()
    needs_larger: bool = False  # holds only if its context is known to be larger: 'Nairobi, Umoja'
    is_wider: bool = False  # than the place: Model Colony of 'Model Colony St 4'
    is_behind: bool = False  # in its context, unless nothing else near has its name: Ulus of 'Beşiktaş Ulus Mah'
    is_asked: bool = True  # for by itself, if nothing goes by the whole name
    is_centre: bool = False  # of the town that it is: Pinetown of 'Pinetown CBD'
    is_side: bool = False  # ... of which a side is asked for: Lunyo of 'Lunyo East'
    is_institution: bool = False  # which alone goes by letters: UDSM of 'Ubungo UDSM hostel'
    is_near: bool = False  # may be called after a place elsewhere: Garhi Shahu of 'Garhi Shahu Chowk'
    address: str = ""  # where its own must say that it is: Kansanga of 'KIU Kansanga Campus'
    is_bare_street: bool = False  # without a word for it: Długa of 'ul. Długa', Lubelska of 'Lubelska 21'


def list_interpretations(place: str, cluster: str) -> list[Interpretation]:
    """What a place may mean, the likeliest first.

    Behind a comma are the surroundings: 'Mwiki, Kasarani'. Of 'Kilimani/Hurlingham' either is the head, of 'Lavington -
    Valley Arcade' rather the last. A street is never the head where there is another part: 'Ridgeways/Kiambu Road'.
    What labels a quarter ends its name: 'Etiler Mahallesi Nispetiye Caddesi' is in Etiler.
    """
    street, rest = _split_at_house(place)
    whole = f"{street} {rest}" if street else place
    ended = _end_at_streets(_end_at_larger(_end_at_labels(whole)))
    parts = sorted(_split_parts(ended, ",", cluster), key=is_street_name)
    if len(parts) > 1:
        head, *context = parts
        interpretations = [replace(r, context=(*r.context, *context)) for r in _read_alternatives(head, cluster)]
        is_swapped = len(interpretations) == 1 and not is_street_name(context[0])
        quarter = find_labelled(context[0])
        return [
            *interpretations,
            *([Interpretation(quarter, (head,), is_wider=True)] if quarter else []),
            *([Interpretation(context[0], (head, *context[1:]), needs_larger=True)] if is_swapped else []),
            *_read_streets([head, *context]),
        ]
    behind = [*_read_labelled(parts[0]), *_read_behind_label(parts[0]), *_read_behind_street(parts[0])]
    if street and not behind:
        behind = [Interpretation(street, (rest,)), Interpretation(rest, (street,), is_asked=False)]
    return [*_read_alternatives(parts[0], cluster), *behind]


def find_labelled(part: str) -> str | None:
    """Castelo of 'Bairro Castelo': what says of itself that it is a quarter; None of any other part."""
    tokens = split_at_spaces(part)
    length = phrase_length(tokens, LABELS_IN_FRONT)
    quarter = as_written(tokens[length:])
    return quarter if length and is_name(name_words(quarter)) else None


def _read_labelled(place: str) -> list[Interpretation]:
    """Ulus of 'Beşiktaş Ulus Mahallesi': what is labelled a quarter may stand behind the district that it is in."""
    *front, quarter, label = [*[Token("", "")] * 2, *split_at_spaces(place)]
    is_two = bool(front) and label.key in LABELS_BEHIND and is_name((quarter.key,)) and len(quarter.key) > 2
    is_two = is_two and is_name(name_words(as_written(front)))
    return [Interpretation(f"{quarter.text} {label.text}", (as_written(front),), is_behind=True)] if is_two else []


def _read_behind_label(place: str) -> list[Interpretation]:
    """'Phường Tân Phú' of 'Quận 7 Phường Tân Phú': a quarter with its label in front, behind the district that it is
    in or its street."""
    tokens = split_at_spaces(place)
    labels = [(at, phrase_length(tokens[at:], LABELS_IN_FRONT)) for at in range(1, len(tokens))]
    at, length = max(labels, key=lambda label: (label[1] > 0, sum(label)), default=(0, 0))
    if length == 0 or not is_name(name_words(as_written(tokens[at + length :]))):
        return []
    front, quarter = as_written(tokens[:at]), as_written(tokens[at:])
    if tokens[at].key in _SMALL_QUARTERS and is_name(name_words(front)):  # Ichra of 'Ichra Mohalla Rasool Pura'
        return [
            Interpretation(quarter, (front,), is_behind=True, is_asked=False),
            Interpretation(front, (quarter,), is_wider=True),
        ]
    return [Interpretation(quarter, (front,), is_behind=True)]


def _read_behind_street(place: str) -> list[Interpretation]:
    """Kansanga of 'Ggaba Road Kansanga'; but Juja Road Estate and Thika Road Mall are one name."""
    tokens = split_at_spaces(place)
    at = next((at for at, token in enumerate(tokens) if at and token.key in BEHIND_STREET_WORDS), len(tokens))
    street, rest = as_written(tokens[: at + 1]), as_written(tokens[at + 1 :])
    words = name_words(rest)
    is_unit = len(words) > 1 and are_generic(words) and words[-1].isdecimal() and not words[0].isdecimal()
    is_beside = words[-1:] == ("side",) and len(words) > 1  # 'Kashmir Rd GPO side'
    if (is_unit or is_beside) and is_name(name_words(street)):
        return [Interpretation(street, (rest,), is_wider=True)]  # 'MM Alam Road Plaza 14'
    if not is_name(words) or are_generic(words[:1]) or " ".join(words) in _LOCAL_SITES:
        return []
    if find_street_behind_number(place):
        return []
    both = [Interpretation(rest, (street,)), Interpretation(street, (rest,))]
    is_in_street = is_site_name(rest) or (rest.islower() and not street.islower())  # 'Hall Road Zaitoon Plaza'
    return both[::-1] if is_in_street else both[:1]


def find_quarter_of_street(name: str) -> str | None:
    """'Blue Area' of 'Blue Area Jinnah Avenue': a quarter whose name has ended stands in front of a street in it."""
    tokens = split_at_spaces(name)
    ends = (at for at in range(len(tokens) - 3, 0, -1) if _ends_quarter(tokens, at))
    end = next(ends, None) if tokens and tokens[-1].key in BEHIND_STREET_WORDS else None
    quarter, street = (as_written(tokens[: end + 1]), as_written(tokens[end + 1 :])) if end else ("", "")
    words = name_words(quarter)
    is_town = len(words) == 2 and words[1] == "town"  # University Town
    is_quarter = (is_town or is_name(words)) and not is_street_name(quarter)
    return quarter if is_quarter and is_name(name_words(street)) else None


def find_quarter_in_front(name: str) -> str | None:
    """'Jinnah Colony' of 'Jinnah Colony Hosiery Market': a quarter whose name has ended, and what is in it; but 'Model
    Town Extension' and 'Garden Estate West' are others, and an 'Umoja Estate Phase 2' is read elsewhere."""
    tokens = split_at_spaces(name)
    ends = (at for at in range(1, len(tokens) - 1) if tokens[at].key in _ENDS_OF_QUARTERS)
    end = next(ends, None)
    if end is None or is_street_name(name):
        return None
    quarter, rest = as_written(tokens[: end + 1]), name_words(as_written(tokens[end + 1 :]))
    is_part = rest[0] not in REGIONAL | _ENDS_OF_AREAS | NUMBERED_PARTS | CONNECTORS and rest[0].isalpha()
    is_other = not (_LINKS_OF_NAMES | _ENDS_OF_QUARTERS | ADMIN | {"council"}).isdisjoint(
        rest
    )  # Kira Town Council, Wapda Town
    return quarter if is_part and is_name(name_words(quarter)) and not is_other else None


def find_quarter_of_lettered_street(name: str) -> str | None:
    """'Baghbanpura' of 'Baghbanpura GT Road', unless it may be a person, as in 'Sardar VP Road', or is a site."""
    *front, letters, kind = [*[Token("", "")] * 2, *split_at_spaces(name)]
    is_lettered = re.fullmatch("[A-Z]{2,3}", letters.text) is not None and letters.key not in ROMAN_NUMBERS
    front = [token for token in front if token.text]
    quarter = as_written(front)
    is_quarter = is_lettered and kind.key in BEHIND_STREET_WORDS and is_name(name_words(quarter))
    is_other = _TITLES.issuperset(token.key for token in front) or is_site_name(quarter) or quarter.isupper()
    return quarter if is_quarter and not is_other and not is_street_name(quarter) else None


def _ends_quarter(tokens: list[Token], at: int) -> bool:
    """The Area of 'Blue Area Jinnah Avenue', the 6 of 'Chungi No 6 Bosan Road'."""
    is_number = tokens[at].text.isdecimal() and tokens[at - 1].key == "no" and tokens[at - 2].key not in _ENDS_OF_AREAS
    is_number = is_number or re.fullmatch(r"\d+/[A-Z]{1,2}", tokens[at].text) is not None  # Chak 204/RB
    return is_number or tokens[at].key in _ENDS_OF_AREAS


def _end_at_labels(place: str) -> str:
    """'Etiler Mahallesi, Nispetiye Caddesi' of the same without a comma."""
    tokens = split_at_spaces(place)
    ends = {at + 1 for at, token in enumerate(tokens) if at and token.key in LABELS_BEHIND}
    return as_written(replace(token, gap=", ") if at in ends else token for at, token in enumerate(tokens))


def _end_at_larger(place: str) -> str:
    """'Dancu, Comuna Holboca' of the same without a comma."""
    tokens = split_at_spaces(place)
    at = next((at for at in range(1, len(tokens) - 1) if phrase_length(tokens[at:], _LARGER)), None)
    if at is None or not is_name(name_words(as_written(tokens[:at]))):
        return place
    return as_written(replace(token, gap=", ") if n == at else token for n, token in enumerate(tokens))


def _end_at_streets(place: str) -> str:
    """'Kabaty, Ulica Wąwozowa' of the same without a comma; but neither Colinas Calle 80 nor '12 bis rue X'."""
    tokens = split_at_spaces(place)
    at = next((at for at, token in enumerate(tokens) if at and token.key in FRONT_STREET_WORDS), None)
    if at is None or not is_name(name_words(as_written(tokens[:at]))) or find_street_behind_number(place):
        return place
    if tokens[at - 1].key in BETWEEN_STREETS or not _is_word(tokens[at + 1 : at + 3]):
        return place
    return as_written(replace(token, gap=", ") if n == at else token for n, token in enumerate(tokens))


def _split_at_house(place: str) -> tuple[str, str]:
    """'Rua do Sol' and 'Boa Viagem' of 'Rua do Sol 45 Boa Viagem': behind a house's number is where its street is."""
    tokens = split_at_spaces(place)
    numbers = (at for at in range(2, len(tokens) - 1) if tokens[at].text.isdecimal() and tokens[at - 1].text.isalpha())
    at = next((at for at in numbers if _is_street_with_house(tokens[:at]) and tokens[at].gap == " "), None)
    rest = as_written(tokens[at + 1 :]) if at else ""
    is_name = tokens[at + 1].text[0].isalpha() and tokens[at + 1].key not in CONNECTORS if at else False
    words = name_words(rest)
    is_labelled = at is not None and phrase_length(tokens[at + 1 :], LABELS_IN_FRONT) > 0  # Bairro Jardim
    if not is_name or words[0] in DISTANCES or not (is_labelled or _is_name_of_place(rest)):
        return "", ""
    return as_written(tokens[:at]), rest


def _is_name_of_place(text: str) -> bool:
    words = name_words(text)
    return not are_generic(words) and not REGIONAL.issuperset(words) and may_be_place(text)


def _is_street_with_house(tokens: list[Token]) -> bool:
    is_behind = tokens[-1].key in BEHIND_STREET_WORDS and is_name(name_words(as_written(tokens[:-1])))
    is_front = tokens[0].key in STREETS_IN_FRONT and tokens[-1].key not in STREETS_IN_FRONT  # 'Carrera 5 con Calle 8'
    is_front = is_front and is_name(name_words(as_written(tokens[1:])))
    return is_behind or is_front


def _is_word(tokens: list[Token]) -> bool:
    return any(len(token.text) > 1 and not token.has_number and token.key not in REGIONAL for token in tokens)


def _read_alternatives(place: str, cluster: str) -> list[Interpretation]:
    """'South B/South C', 'Lavington - Valley Arcade', 'Nyali-Links Road', 'South B & South C', 'Rue A x B'."""
    slash = _SLASH_BEHIND_STREET if is_street_name(place) else SLASH
    parts = sorted(_split_parts(place, slash, cluster), key=len, reverse=True)
    if len(parts) == 1:
        parts = _split_parts(parts[0], " - ", cluster)[::-1]
    whole = list[Interpretation]()
    hyphened = _split_parts(parts[0], _HYPHEN, cluster)
    is_apart = REGIONAL.isdisjoint(word for part in hyphened[1:] for word in name_words(part)[:1])  # but Linden-Nord
    if len(parts) == 1 and is_apart and any(map(is_street_name, hyphened)):
        if _is_joined_street(hyphened):
            return [Interpretation(parts[0]), *_read_behind_hyphen(hyphened)]
        whole = [Interpretation(parts[0].replace("-", " "))]  # Ada-George Road may be one street
        parts = hyphened
    if len(parts) == 1:
        both = _split_parts(parts[0], _BESIDE_STREET if is_street_name(parts[0]) else " & | and | x ", cluster)
        return [Interpretation(parts[0]), *(_one_of(both) if len(both) > 1 else [])]
    heads = [part for part in parts if not is_street_name(part)] or parts
    named = [interpretation for interpretation in _one_of(parts) if interpretation.head in heads]
    streets = _read_streets(parts)  # asked for, it brings the whole as well: Ada-George Road
    return [*named, *(replace(reading, is_asked=not streets) for reading in whole), *streets]


def _read_streets(parts: list[str]) -> list[Interpretation]:
    """'Avenida Hugo Musso' of 'Avenida Hugo Musso - Itapoã': the one street beside quarters, where no map has them."""
    streets = [part for part in parts if is_street_name(part)]
    others = tuple(part for part in parts if part not in streets)
    is_one = len(streets) == 1 and bool(others) and not is_site_name(streets[0])
    is_one = is_one and name_words(streets[0])[-1] not in _LOCAL_SITES  # 'Masaka Road side'
    return [Interpretation(streets[0], others, is_wider=True, is_behind=True)] if is_one else []


def _is_joined_street(parts: list[str]) -> bool:
    """'Boulevard René', 'Lévesque' and 'Jan', 'van', 'Galenstraat', which are one street; not 'Kilimani', 'Ngong Road',
    'Adams'."""
    first, *others = parts
    starts_as_street = not _STREETS_FIRST.isdisjoint(name_words(HOUSE_IN_FRONT.sub("", first))[:1])
    ends_as_street = len(others) > 1 and is_street_name(others[-1])
    return ends_as_street or (bool(others) and starts_as_street and not any(map(is_street_name, others)))


def _read_behind_hyphen(parts: list[str]) -> list[Interpretation]:
    """Boa Viagem of 'Rua do Sol-Boa Viagem'; one word may be half of the street's name."""
    street, *_, last = parts
    words = [word for word in name_words(last) if word.isalpha() and word not in CONNECTORS]
    return [Interpretation(last, (street,), is_wider=True)] if len(parts) == 2 and len(words) > 1 else []


def _one_of(parts: list[str]) -> list[Interpretation]:
    return [Interpretation(head, tuple(part for part in parts if part != head)) for head in parts]


def _split_parts(place: str, separator: str, cluster: str) -> list[str]:
    """The parts that are names, but the cluster's; what is none ('Phase 8') belongs to the one beside it. At least one,
    if only the whole."""
    parts, in_front = list[str](), ""
    if separator == _HYPHEN and re.match(rf"(?:Sector )?{SECTOR} ", place) and "islamabad" in name_words(cluster):
        return [place]  # 'F-8/3 Kohistan Road'
    for part in filter(None, map(str.strip, re.split(separator, place))):
        words = name_words(part)
        if not are_generic(words):
            parts.append(part)
        elif parts and (separator == "," or _tells_apart(parts[-1], words)):
            parts[-1] += f" {part}" if any(map(_is_telling, words)) and not is_street_name(part) else ""
        elif separator == ",":
            in_front = part
    others = [part for part in parts if not similarity(part, cluster)]
    if not parts and re.fullmatch(SECTOR, place.partition(separator)[0]) and "islamabad" in name_words(cluster):
        return [place.partition(separator)[0]]  # 'F-11/3, Street 22'; elsewhere a plot's number
    if in_front and may_be_place(in_front):
        others.insert(0, in_front)  # Section 58
    elif in_front and others and not is_street_name(others[0]):
        others[0] += f" {in_front}"
    return others or parts[:1] or [place]


def _tells_apart(place: str, words: tuple[str, ...]) -> bool:
    """'Kahawa - West', 'Donholm - Phase 8': without it another place is named; not 'Kinoo - Stage', 'Umoja 1/2'."""
    *_, last = name_words(place)
    return any(map(_is_telling, words)) and len(last) > 1 and not last.isdecimal()


def _is_telling(word: str) -> bool:
    return len(word) == 1 or word.isdecimal() or word in COMPASS


_EQUIPMENT = everywhere(languages.EQUIPMENT_WORDS)


def find_behind_equipment(name: str) -> str | None:
    """Suba of 'Nodo Suba'; but No is no nó."""
    first, *rest = split_at_spaces(name) or [Token("", "")]
    behind = as_written(rest)
    is_thing = first.key in _EQUIPMENT and len(first.key) > 2
    return behind if is_thing and is_name(name_words(behind)) else None


def find_before_code(name: str) -> str | None:
    """'Galeria Bronowice' of 'Galeria Bronowice GPD', 'Cabula' of 'Cabula Hub': what is left without a last word that
    may be a code."""
    *rest, last = split_at_spaces(name) or [Token("", "")]
    has_small = any(not token.text.isupper() for token in rest)
    is_short = 1 < len(last.text) < 5 and last.text.isalpha() and VOWELS.isdisjoint(last.key)
    is_code = is_short and has_small and (last.text.isupper() or (len(last.text) == 3 and last.text.istitle()))
    before = as_written(rest)
    is_code = is_code and rest[-1].key not in NUMBERED_PARTS  # Block GG
    return before if (is_code or last.key in _EQUIPMENT) and is_name(name_words(before)) else None


SHORTEST_OF_TWO = 4  # letters


def list_splits(name: str) -> list[tuple[str, str]]:
    """The ways in which a name is two side by side: ('Fatih', 'Aksaray'), ('Katwe', 'Kinyoro') of Katwe-Kinyoro.

    Neither is generic, nor starts with a generic word, nor has a number: Kahawa West and Umoja 2 are one name each.
    """
    tokens = split_at_spaces(name.replace("-", " "))
    halves = ((as_written(tokens[:at]), as_written(tokens[at:])) for at in range(1, len(tokens)))
    return [(front, back) for front, back in halves if _is_one_of_two(front) and _is_one_of_two(back)]


def _is_one_of_two(name: str) -> bool:
    words = *(token.key for token in split_at_spaces(name)[:1]), *name_words(name)[1:]  # Tres de Abril starts with Tres
    is_long = sum(map(len, words)) >= SHORTEST_OF_TWO and not any(map(str.isdecimal, words))
    return is_long and not are_generic(words[:1]) and not are_generic(words) and may_be_place(name)
