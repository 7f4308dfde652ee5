"""How far two names agree: an asked one and an answer's.

Case, accents, apostrophes, spaces, abbreviations and Roman numbers never make another name. A word more or less does,
unless it is a generic one at the end: Lake View Estate is Lake View, but Kahawa West is not Kahawa. In any script.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Set
from typing import Literal

from geocoding.countries import languages
from geocoding.countries.languages import everywhere
from geocoding.place_names.kinds import (
    AREA_PREFIXES,
    COMPASS,
    CONNECTORS,
    GENERIC,
    GENERIC_WORDS,
    NUMBERED_PARTS,
    REGIONAL,
    SITES,
    STREETS,
    STREETS_IN_FRONT,
    are_generic,
)
from geocoding.place_names.numbered import is_numbering
from geocoding.tokens import VOWELS, Token, as_written, is_short_for, list_dotted, split_at_spaces
from geocoding.words import GLUED, NUMBER_WORDS, joined, name_words, place_key

# 2: the same name, 1: the same but for generic words behind one of the two, 0: another name.
Similarity = Literal[0, 1, 2]

_QUALIFIERS = everywhere(languages.TYPE_QUALIFIERS)
_AREA_TYPES = everywhere(languages.AREA_TYPES)
_GREEN_TOWNS = everywhere(languages.TOWN_TYPES) | everywhere(languages.GREEN_WORDS)  # not 'Residencial Laranjeiras'
_ARTICLES = everywhere(languages.ARTICLES)
_KINDS = GENERIC_WORDS - STREETS  # Dr., which is no drive here
SHORTEST_WITHOUT_ARTICLE = 6  # letters
SHORTEST_IN_LONGER = 6
SHORTEST_SURNAME = 8  # ... behind a title, for which few other places are called
SHORTEST_HALF = 5
_TITLES = everywhere(languages.TITLES)
_ENDINGS = everywhere(languages.NAME_ENDINGS)
_ORDINAL_ENDINGS = everywhere(languages.ORDINAL_ENDINGS) | {"saint", "road"}  # st, rd
_MALL_WORDS = frozenset(["shopping", "mall", "center", "centre", "centro", "comercial"])
_ROMAN_LETTERS = {"i": "1", "v": "5", "x": "10"}
_ELISION = re.compile(r"\b(?:[ld]|(?:de|ne|su|a)ll)['’](?=[^\W\d_]{3})", re.IGNORECASE)  # l'Océan, dell'Arte
_POSSESSIVE = re.compile(r"(?<=[^\W\d_]{2})['’]s\b", re.IGNORECASE)
_LINKS = frozenset(["de", "do", "da", "del", "dos", "das", "di"])
_INSTITUTION_QUALIFIERS = everywhere(languages.INSTITUTION_QUALIFIERS)
_TEACHING = frozenset(["university", "institute", "college", "polytechnic"])
_MONTHS = everywhere(languages.MONTHS)
_DATE_WORDS = _ORDINAL_ENDINGS | {"of"}
_NAMED_AFTER = re.compile(r"(.+?) (?:im|им|ім)\b\.? (.+)")
_REGNAL = re.compile("I{2,3}|IV|VI{0,3}|IX")
_DOUBLE = re.compile(r"([^\W\d_])\1")
_IZAFAT = re.compile(r"[^\W\d_]{5,}[- ](?:e|i|ul)[- ]", re.IGNORECASE)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def similarity(asked: str, name: str, generic: frozenset[str] = GENERIC) -> Similarity:
    """How far an answer's name agrees with the asked one."""
    if found := _compare(asked, name, generic):
        return found
    for left_out in (_ELISION, _POSSESSIVE):  # Gare (de l')Oasis, St. Paul('s) Hospital
        one, other = left_out.sub("", asked), left_out.sub("", name)
        if (one, other) != (asked, name) and _compare(one, other, generic):
            return 1
    one, other = map(_drop_regnal_number, (asked, name))
    is_one_numbered = (one == asked) != (other == name)  # George VI Street is not George V Street
    return 1 if is_one_numbered and _compare(one, other, generic) else 0


def _compare(asked: str, name: str, generic: frozenset[str]) -> Similarity:
    one, other = (name_words(re.sub(GLUED, " ", one)) for one in (asked, name))
    if joined(one) == joined(other):
        return 2 if one else 0
    if any(words and words[0].isdecimal() for words in (one, other)):  # 5 Conjuntos, Cinco Conjuntos
        one, other = ((NUMBER_WORDS.get(words[0], words[0]), *words[1:]) if words else words for words in (one, other))
    if _spell_umlauts(asked) == joined(other) or joined(one) == _spell_umlauts(name):
        return 2
    stripped = (one, other), (strip_generic(one, generic), other), (one, strip_generic(other, generic))
    if any(
        joined(ours) == joined(theirs) or _without_doubles(ours) == _without_doubles(theirs)
        for ours, theirs in stripped
    ):
        return 1  # Lake View Estate, Zzana for Zana, 'Njarra Zone' for Njara
    is_turned = _is_reordered(one, other)  # without a connector: Mora de Rubielos is not Rubielos de Mora
    whole = one, other
    one, other = (_without_connectors(_plain_date(_number_last(words))) for words in whole)
    is_alike = one == other or is_turned or _is_turned(one, other) or _is_turned(other, one)
    is_alike = is_alike or _has_place_in_front(one, other) or _has_place_in_front(other, one)
    is_alike = is_alike or _has_word_as_initials(one, other) or _has_word_as_initials(other, one)
    shorter, longer = sorted((one, other), key=len)
    is_alike = is_alike or _is_saint_s_hospital(shorter, longer) or _is_numbered_side(*sorted(whole, key=len))
    is_alike = is_alike or _is_without_qualifiers(shorter, longer) or _is_without_kind(shorter, longer)
    dotted = list_dotted(asked) | list_dotted(name)
    return 1 if is_alike or _is_abbreviated(one, other, dotted) or _is_abbreviated(*whole, dotted) else 0


def _spell_umlauts(text: str) -> str:
    """Koeln of Köln."""
    return joined(name_words(unicodedata.normalize("NFC", text.casefold()).translate(_UMLAUTS)))


def _without_doubles(words: tuple[str, ...]) -> str:
    """But for letters and Roman numbers of their own: Sector AA is not Sector A, nor XVII. XVI."""
    return joined(tuple(word if len(word) < 4 or _is_roman(word) else _DOUBLE.sub(r"\1", word) for word in words))


def _is_roman(word: str) -> bool:
    return _ROMAN_LETTERS.keys() >= set(word)


def strip_generic(words: tuple[str, ...], generic: frozenset[str]) -> tuple[str, ...]:
    """Without the generic words at its ends, unless no name would remain: Garden Estate stays."""
    start = next((n for n in (3, 2, 1) if " ".join(words[:n]) in AREA_PREFIXES), 0)
    if 0 < start < len(words) - 1 and words[start] in _LINKS:  # Barrio de Analco
        start += 1
    end = len(words)
    while end > start and words[end - 1] in generic:
        end -= 1
    return words if are_generic(words[start:end]) else words[start:end]


def drop_article(name: str) -> str | None:
    """'mariscal' of La Mariscal; None where there is none, or too short a name behind it: La Paz."""
    first, *rest = name_words(name) or ("",)
    is_long = sum(map(len, rest)) >= SHORTEST_WITHOUT_ARTICLE
    return " ".join(rest) if first in _ARTICLES and is_long and not are_generic(tuple(rest)) else None


def drop_area_type(name: str) -> str | None:
    """'uniao da vitoria' of Jardim União da Vitória, 'vivi xavier' of Conjunto Habitacional Vivi Xavier; None of Jardim
    América: América may be another."""
    first, *rest = name_words(name) or ("",)
    if rest[:1] == ["habitacional"]:
        rest = rest[1:]
    is_long = sum(word not in CONNECTORS | {"saint"} and word.isalpha() for word in rest) > 1
    return " ".join(rest) if first in _AREA_TYPES and is_long and not are_generic(tuple(rest)) else None


def is_longer_name(asked: str, name: str) -> bool:
    """Whether a map's name is the asked one and what people leave out of it: Prefeito José Walter, Parque Residencial
    Laranjeiras, Ingleses do Rio Vermelho, Osiedle Jana III Sobieskiego, Reudnitz-Thonberg.

    Several places may start with a saint: San Juan de Lurigancho.
    """
    short, long = name_words(asked), name_words(name)
    compound = _IZAFAT.match(name)
    if compound and name_words(name[compound.end() :]) == short and not NUMBERED_PARTS.isdisjoint(short):
        return True  # (Gulistan-e-)Johar Block 15
    extra = len(long) - len(short)
    front = long[:extra]
    if len(short) == 1 and short[0].endswith("ego") and long[extra:] == short and extra > 1:
        return front[0] in AREA_PREFIXES
    halves = name.split("-")
    if len(halves) == len(long) == 2 and REGIONAL.isdisjoint(long) and min(map(len, long)) >= SHORTEST_HALF:
        return any(joined(short) in (place_key(half), _spell_umlauts(half)) for half in halves)
    is_dated = len(long) > 3 and long[-2] in _LINKS and long[-1] in _MONTHS
    if is_dated and long[:-2] == short and not are_generic(short):
        return True  # Praça 14 (de Janeiro)
    is_short = sum(map(len, short)) < SHORTEST_IN_LONGER or short[:1] == ("saint",) or are_generic(short)
    if is_short or extra < 1 or _is_number((*short, *long)):
        return False
    if long[extra:] == short:
        is_kind = _AREA_TYPES.issuperset(front) and (extra > 1 or not _GREEN_TOWNS.isdisjoint(front))
        is_surname = len(short) > 1 or len(short[0]) >= SHORTEST_SURNAME  # (Presidente) Roosevelt
        return is_kind or (is_surname and _TITLES.issuperset(front))
    return long[: len(short)] == short and extra > 1 and long[len(short)] in _LINKS


def is_first_names(asked: str, street: str) -> bool:
    """Whether a street's name is the asked one with another surname: Avenida João Durval (Carneiro). Several may start
    with a saint, or with one first name."""
    (kind, *short), long = name_words(asked) or ("",), name_words(street)
    is_begun = kind in STREETS_IN_FRONT and long[: len(short) + 1] == (kind, *short) and len(long) == len(short) + 2
    is_full = sum(word not in CONNECTORS for word in short) > 1 and short[0] != "saint"
    return is_begun and is_full and long[-1] not in REGIONAL | GENERIC_WORDS and not _is_number(long)


def split_scripts(name: str) -> list[str]:
    """Bouskoura and بوسكورة of 'Bouskoura بوسكورة'; none of a name in one script."""
    is_latin = [token.is_latin for token in split_at_spaces(name)]
    cut = next((at for at in range(1, len(is_latin)) if is_latin[at] != is_latin[at - 1]), 0)
    is_cut = cut > 0 and len(set(is_latin[cut:])) == 1 and not name.isascii()
    words = name.split()
    return [" ".join(words[:cut]), " ".join(words[cut:])] if is_cut and len(words) == len(is_latin) else []


def list_without_person(name: str) -> list[str]:
    """Szpital Bielański and 'Szpital Popiełuszki' of 'Szpital Bielański im. Jerzego Popiełuszki'."""
    if not (found := _NAMED_AFTER.fullmatch(name)):
        return []
    kind, *others = found[1].split()
    return [*([found[1]] if others else []), f"{kind} {found[2].split()[-1]}"]


def drop_subject(name: str) -> str | None:
    """'ned university' of NED University of Engineering and Technology."""
    words = name_words(name)
    end = next((at for at in range(2, len(words)) if words[at] == "of" and words[at - 1] in _TEACHING), 0)
    return " ".join(words[:end]) if end and not _is_no_name(words[: end - 1]) else None


def drop_answers_kind(name: str, kind: Set[str]) -> list[str]:
    """'express avenue' of 'Express Avenue mall', if that is its kind (words), at an end; none if no name is left."""
    words = name_words(name)
    rests = [words[1:] if words[0] in kind else (), words[:-1] if words[-1] in kind else ()] if words else []
    return [" ".join(rest) for rest in rests if rest and not are_generic(rest)]


def strip_mall_words(name: str) -> str | None:
    """'palladium' of 'Palladium Shopping Center' and of 'Shopping Palladium'; None if there is no such word, or no name
    is left."""
    words = name_words(name)
    rest = list(words)
    while rest and not _MALL_WORDS.isdisjoint((rest[0], rest[-1])):
        rest.pop(0 if rest[0] in _MALL_WORDS else -1)
    return " ".join(rest) if len(rest) < len(words) and not are_generic(tuple(rest)) else None


def _without_connectors(words: tuple[str, ...]) -> tuple[str, ...]:
    """San Juan de Lurigancho is San Juan Lurigancho; but La Paz is not Paz."""
    last = len(words) - 1
    kept = tuple(word for n, word in enumerate(words) if n in (0, last) or word not in CONNECTORS)
    return kept[1:] if len(kept) > 1 and kept[0] in ("the", "al") else kept


def _number_last(words: tuple[str, ...]) -> tuple[str, ...]:
    """'leyes reforma seccion 2' of 'Leyes de Reforma 2da Sección', 'polanco seccion 5' of 'Polanco V Sección', 'campo
    valdes 1' of 'Campo Valdés No. 1'."""
    if len(words) > 3 and len(words[0]) == 1 and words[0].isalpha() and words[1].isdecimal():
        words = words[2:] + words[:2]  # 'B-17 Multi Gardens'
    if NUMBERED_PARTS.isdisjoint(words) and "no" not in words:
        return words
    if words[0] in NUMBERED_PARTS:  # Block 13 D Gulshan-e-Iqbal
        end = next((at for at in range(1, len(words)) if not is_numbering(words[at])), len(words))
        words = words[end:] + words[:end] if end > 1 else words
    ordered, at = list[str](), 0
    words = tuple(word for n, word in enumerate(words) if word != "no" or not _is_number(words[n + 1 : n + 2]))
    while at < len(words):
        number = _ROMAN_LETTERS.get(words[at], words[at])
        part = at + (2 if words[at + 1 : at + 2] and words[at + 1] in _ORDINAL_ENDINGS else 1)
        is_free = at > 0 and words[at - 1] not in NUMBERED_PARTS  # not the 5 of 'Block 5 Sector 3'
        if is_free and number.isdecimal() and part < len(words) and words[part] in NUMBERED_PARTS:
            ordered += [words[part], number]
            at = part + 1
        else:
            ordered.append(words[at])
            at += 1
    return tuple(ordered)


def _plain_date(words: tuple[str, ...]) -> tuple[str, ...]:
    """'23 july street' of '23rd of July Street'."""
    number, *endings = words[:3] or ("",)
    length = 1 + next((n for n in (2, 1) if words[n + 1 : n + 2] and words[n + 1] in _MONTHS), 0)
    is_dated = number.isdecimal() and length > 1 and all(word in _DATE_WORDS for word in endings[: length - 1])
    return (number, *words[length:]) if is_dated else words


def _is_number(words: tuple[str, ...]) -> bool:
    return any(map(str.isdecimal, words))


def _is_without_qualifiers(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """'Bankerohan Market' of 'Bankerohan Public Market', 'Conjunto Bonifácio' of 'Conjunto Residencial Bonifácio',
    'Avenida Masaryk' of 'Avenida Presidente Masaryk'; but neither Ngong Road of Ngong View Road nor Rua Alves of Rua
    Castro Alves: another person."""
    extra = len(long) - len(short)
    if extra < 1 or len(short) < 2:
        return False
    is_titled = all(word in _TITLES or (len(word) == 1 and word.isalpha()) for word in long[:extra])
    if short[-1] in STREETS and long[extra:] == short and is_titled:
        return not _is_no_name(short)  # (J. P.) Laurel Avenue, (King) Faisal Street
    if short[-1] == long[-1] and short[-1] in _KINDS:
        return _is_without_words_between(short, long)
    kind, *name = short
    if kind != long[0] or kind not in GENERIC_WORDS or tuple(name) != long[extra + 1 :] or _is_no_name(tuple(name)):
        return False
    between = long[1 : extra + 1]
    is_person = len(name) == 1 and len(name[0]) > 6 and name[0].endswith("ego") and _KINDS.isdisjoint(between)
    if is_person:
        return True  # Osiedle (Bolesława) Chrobrego
    is_of_two_words = kind in SITES | STREETS and sum(word not in CONNECTORS for word in name) > 1
    if is_of_two_words and _KINDS.isdisjoint(between) and not _is_number(between):
        return True  # the surnames of whom it is called after: 'Hospital Luis Morillo King'
    titles = _TITLES if kind in SITES | STREETS else frozenset[str]()
    return all(word in _QUALIFIERS | titles or (titles and len(word) == 1 and word.isalpha()) for word in between)


def _drop_regnal_number(street: str) -> str:
    """'Rukidi Street' of 'Rukidi III Street'; but 'Phase II Road', 'Mirpur 2 Road'."""
    if street.count(" ") < 2:
        return street
    *person, number, kind = [*[Token("", "")] * 3, *split_at_spaces(street)]
    is_numbered = kind.key in STREETS and _REGNAL.fullmatch(number.text) is not None
    is_named = is_numbered and not NUMBERED_PARTS & {person[-1].key} and not are_generic(name_words(person[-1].text))
    return as_written([*person, kind]) if is_named else street


def _is_without_words_between(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """'Aga Khan Hospital' of 'Aga Khan University Hospital'; but there is a Kenyatta University Hospital, and another
    Kenyatta Hospital."""
    *name, _ = short
    rest = iter(long)
    is_in_order = all(word in rest for word in short)
    is_full_name = sum(word not in _QUALIFIERS for word in name) > 1
    between = Counter(long) - Counter(short)
    may_be_left_out = _QUALIFIERS | _INSTITUTION_QUALIFIERS if is_full_name else _QUALIFIERS
    return is_in_order and may_be_left_out.issuperset(between) and not _is_no_name(tuple(name))


def _is_without_kind(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """'Bahria Phase 7' of 'Bahria Town Phase 7', 'Gulraiz Phase 2' of 'Gulraiz Housing Scheme Phase 2', 'Dolmen
    Clifton' of 'Dolmen Mall Clifton'; no street's name."""
    extra = len(long) - len(short)
    if extra < 1 or not STREETS.isdisjoint(long):
        return False
    at = next((at for at, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), 0)
    name, kinds, rest = long[:at], long[at : at + extra], long[at + extra :]
    if at == 0 or short[at:] != rest or not rest or are_generic(name):
        return False
    is_part = GENERIC_WORDS.issuperset(kinds) and kinds[-1] in GENERIC and rest[0] in NUMBERED_PARTS
    is_site = kinds[0] in SITES and extra == 1 and GENERIC_WORDS.isdisjoint((*name, *rest)) and not _is_number(rest)
    return is_part or is_site


def _is_numbered_side(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """'104 Norte' of 'Quadra 104 Norte'."""
    is_side = len(short) == 2 and short[0].isdecimal() and short[1] in REGIONAL
    return is_side and long[1:] == short and long[0] in NUMBERED_PARTS


def _is_saint_s_hospital(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """'Lacor Hospital' of 'St. Mary's Hospital Lacor': people call it by where it is."""
    *place, kind = short or ("",)
    is_turned = long[-len(short) :] == (kind, *place) and long[0] == "saint" and len(long) > len(short) + 1
    return is_turned and bool(place) and kind in SITES and not are_generic(tuple(place))


def _is_no_name(words: tuple[str, ...]) -> bool:
    return are_generic(words) or _QUALIFIERS.issuperset(words)


def _is_reordered(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """GRA Ikeja is Ikeja GRA, Tanokrom West is West Tanokrom; but Hill
    Church is not Church Hill, nor what a number or a letter tells apart."""
    is_plain = all(len(word) > 1 and word.isalpha() and word not in GENERIC_WORDS - COMPASS for word in one)
    return is_plain and len(one) == 2 and one == other[::-1] and not COMPASS.issuperset(one)


def _has_place_in_front(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """'Munyonyo Speke Resort' is Speke Resort Munyonyo; but neither word is a kind: Munyonyo Village Resort."""
    is_named = len(one) == 3 and one[-1] in SITES and GENERIC_WORDS.isdisjoint(one[:2])
    return is_named and other == (*one[1:], one[0])


def _is_turned(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """'вулиця Наукова' is 'Наукова вулиця', 'Shopping Abasto' is 'Abasto Shopping'; Hill Church is not Church Hill."""
    is_kind_in_front = one[:1] == other[-1:] and one[0] in STREETS | SITES and one[1:] == other[:-1]
    return is_kind_in_front and not are_generic(one[1:]) and _ENDINGS.isdisjoint(one[1:])


def _has_word_as_initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """'Walukuba HC 4' of 'Walukuba Health Centre 4', 'LB Nagar'; but of 'HC 4' nobody knows which it is."""
    for at, word in enumerate(short):
        end = at + len(word)
        are_initials = 1 < len(word) < 4 and word.isalpha() and word == "".join(other[0] for other in long[at:end])
        if are_initials and len(short) + len(word) - 1 == len(long):
            rest = short[:at] + short[at + 1 :]
            is_telling = GENERIC_WORDS.isdisjoint(long[at:end]) or not are_generic(rest)
            return is_telling and rest == long[:at] + long[end:]
    return False


def _is_abbreviated(one: tuple[str, ...], other: tuple[str, ...], dotted: set[str]) -> bool:
    """Jd. Pinheiros and Jardim Pinheiros, N. Nazimabad and North Nazimabad; but South B and South Bank are two."""
    if len(one) != len(other):
        return False
    equal = [a for a, b in zip(one, other, strict=True) if a == b]
    has_name = any(word.isalpha() and len(word) > 1 and word not in GENERIC_WORDS for word in equal)
    has_letter = any(len(word) == 1 and word.isalpha() for word in equal)
    has_name = has_name or (has_letter and _is_number(tuple(equal)))  # the B of 'F. B. Area Block 14'
    return has_name and all(
        a == b or _is_short(a, one[:at], b, dotted) or _is_short(b, other[:at], a, dotted)
        for at, (a, b) in enumerate(zip(one, other, strict=True))
    )


def _is_short(short: str, before: tuple[str, ...], word: str, dotted: set[str]) -> bool:
    if _is_roman(short) and _is_roman(word):
        return False  # XI., XIII.
    if short == "saint" and "st" in dotted:  # St. Miasto: Stare
        short = "st"
    is_initial = len("".join(before)) == len(before) and len(short) == 1  # of a name, as are all in front of it
    has_no_vowel = len(short) > 1 and VOWELS.isdisjoint(short if len(short) < 4 else short[:-1])  # Ctro
    is_start = len(short) > 2 and word in NUMBERED_PARTS and word.startswith(short)  # Sec, of Sector
    is_compass = len(short) == 1 and word in COMPASS | CONNECTORS  # Orlando E., Röthenbach b Schweinau
    is_abbreviation = short in dotted or is_initial or has_no_vowel or is_start or is_compass
    return is_abbreviation and short.isalpha() and len(short) < len(word) and is_short_for(short, word)
