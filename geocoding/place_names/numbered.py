"""What a number at the end of a name narrows: a house its street, a block or a phase its settlement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from geocoding.countries import languages
from geocoding.countries.everywhere import EVERYWHERE
from geocoding.countries.languages import everywhere, in_country, in_country_as_written, in_languages
from geocoding.place_names.kinds import (
    CLASSES,
    CONNECTORS,
    GENERIC,
    NUMBERED_PARTS,
    REGIONAL,
    STREETS,
    STREETS_IN_FRONT,
    UNMAPPED_STREET_WORDS,
    are_generic,
    is_site_name,
    is_street_name,
)
from geocoding.tokens import ORDINAL, VOWELS, Token, as_written, fold, split_at_spaces
from geocoding.words import NUMBER_WORDS, ROMAN_NUMBERS, name_words

_NUMBERED_STREETS = everywhere(languages.NUMBERED_STREET_WORDS)
BETWEEN_STREETS = everywhere(languages.CROSSING_WORDS)
_COMPASS_OF_STREETS = in_languages(languages.REGION_WORDS, ["Spanish"])
_BLOCKS = everywhere(languages.NUMBERED_BLOCK_WORDS)
_AREAS = everywhere(languages.AREA_WORDS)
_EXTENSIONS = everywhere(languages.EXTENSION_WORDS)
DISTANCES, _NEIGHBOURS = everywhere(languages.DISTANCE_WORDS), everywhere(languages.NEIGHBOUR_WORDS)


_HOUSE = r" (?:No\.? )?\d{1,4}[a-z]?(?:-\d{1,4})?"  # behind its street's name
_JOINED_NUMBER = re.compile(r"(?<=[ -])([^\W\d_]{2,})(\d{1,3})$")
SECTOR = r"[A-Z]-\d+(?:/\d+)?"  # of Islamabad
_LETTER_AND_NUMBER = re.compile(r"[A-Z]{1,2}-?\d+(?:/\d+)?")
_HYPHENED_NUMBER = re.compile(r"(?<=[^\W\d_]{3})-(?=(?:[IVX]+|\d)$)")
# ... and in front of it: 12, 12bis, 12 bis, 12A, 12-14.
HOUSE_IN_FRONT = re.compile(r"^\d{1,4} ?(?:bis|ter|quater|[a-z])?(?:-\d{1,4}[a-z]?)? (?=\D)", re.IGNORECASE)
_ORDINAL_LETTERS = tuple("aeoAEO")
# With the number in front of them they are the street's own name: '9 de Julio Avenida', '100 Feet Road'.
_NUMBERED_WORDS = everywhere(languages.MONTHS) | everywhere(languages.MEASURE_WORDS) | CONNECTORS


def find_street(name: str) -> str | None:
    """'Zik Avenue' of 'Zik Avenue 33', 'rue de Vauban' of '12 bis rue de Vauban': without the house's number.

    None if there is no such number, or no name without it: Road 5, '5 Calle Poniente'; and of '12 Moi Avenue', for
    which see `find_street_behind_number`.
    """
    if street := find_street_behind_number(name):
        return street if split_at_spaces(street)[0].key in STREETS_IN_FRONT else None
    found = re.fullmatch(rf"(.*?[^\W\d_])(?: (?:{'|'.join(DISTANCES)}))?{_HOUSE}", name, re.IGNORECASE)
    if not found or not is_street_name(found[1]) or find_settlement(name) or _ends_with_kind(found[1]):
        return None
    return None if are_generic(name_words(found[1])) else found[1]


def find_street_behind_number(name: str) -> str | None:
    """'Moi Avenue' of '12 Moi Avenue'. The number may be the name's own ('14 Falls Road'): ask for the whole first."""
    street = name[found.end() :] if (found := HOUSE_IN_FRONT.match(name)) else ""
    words = name_words(street)
    if not is_street_name(street) or words[0] in _NUMBERED_WORDS or are_generic(words):
        return None
    if words[0] in _NUMBERED_STREETS and name[: -len(street)].rstrip().endswith(_ORDINAL_LETTERS):
        return None  # '3e avenue Rosemont', '3A AVENIDA Reforma'
    rest = [word for word in words if word not in REGIONAL]  # of '5 Calle Poniente' nothing but its kind
    return street if STREETS.isdisjoint(rest[1:-1]) and not STREETS.issuperset(rest) else None


def _ends_with_kind(name: str) -> bool:
    """'Villa Verde Calle', of which the number is the street's own."""
    *_, last = split_at_spaces(name)
    return last.key in STREETS_IN_FRONT


def find_bare_street(name: str) -> str | None:
    """'Długa' of 'Ulica Długa 5', 'Lubelska' of 'Lubelska 21': a street as maps have it that leave out the word for it.

    Only a street in a country with such maps goes by that.
    """
    bare = drop_street_word(name)
    found = re.fullmatch(r"(.*[^\W\d_]) \d{1,4}[a-z]?", name, re.IGNORECASE)
    rest = bare if bare != name else found[1] if found and not find_settlement(name) else ""
    return rest if rest and not are_generic(name_words(rest)) else None


def name_street(place: str, dropped: Iterable[str], country: str) -> str | None:
    """'Đường Xuân Thủy' of Xuân Thủy, if 'Ngõ 165' was dropped of it: a lane or a house in a street of that name.

    None where maps have a word for a street. country: its code.
    """
    words = in_country_as_written(languages.UNMAPPED_STREET_WORDS, country)
    lanes = in_country(languages.LANES_OF_STREETS, country)
    is_in_lane = any(re.match(rf"(?:{'|'.join(lanes)})\W*\d", fold(what)) for what in dropped) if lanes else False
    return f"{words[0].capitalize()} {place}" if words and is_in_lane else None


def drop_street_word(name: str) -> str:
    """'Długa' of 'Ulica Długa' and of 'Ulica Długa 5'; any other name as it is."""
    first, *others = split_at_spaces(find_street(name) or name) or [Token("", "")]
    return as_written(others) if others and first.key in UNMAPPED_STREET_WORDS else name


def find_settlement(name: str) -> str | None:
    """'Model Colony' of 'Model Colony St 4', 'José Walter' of 'José Walter 2a Etapa': what a number, or an extension or
    a letter behind it, narrows.

    None if there is no such thing, or no name without it. Athi River Km 20 and Ngong Road 5 are far from Athi River
    and from Ngong.
    """
    if sector := re.fullmatch(rf"(?:Sector )?({SECTOR})( .+)?", name):
        settlement = sector[1] if sector[2] else sector[1].partition("/")[0]
        return settlement if settlement != name else None  # E-11/2 of 'E-11/2 St 4', E-11 of E-11/2
    tokens = split_at_spaces(_JOINED_NUMBER.sub(_set_number_apart, name))
    if settlement := _without_named_block(tokens) or _without_number_and_sign(tokens):
        return settlement
    at = next((at for at in range(len(tokens) - 1, 1, -1) if _is_numbered_part(tokens, at)), None)
    if at == len(tokens) - 2 and _LETTER_AND_NUMBER.fullmatch(tokens[-1].text):
        return as_written(tokens[:-1])  # Hayatabad Phase 6 F-9
    if at is None:
        others = (_without_compass_street, _without_last_letter, _without_code, _without_extension)
        return next(filter(None, (without(tokens) for without in others)), None) if tokens else None
    rest = _drop_numbered_part(tokens, at)
    settlement = as_written(rest)
    is_half = rest[-1].key in CLASSES - GENERIC - _EXTENSIONS  # DHA Phase of 'DHA Phase II Ext', but not '2nd Phase'
    is_half = is_half and not any(is_numbering(token.key) for token in rest[-2:-1])
    is_kind = are_generic(name_words(settlement)) and rest[0].key != "township"  # a quarter of Lahore
    if is_half or ORDINAL.fullmatch(settlement) or is_kind:
        return None
    return (find_settlement(settlement) or settlement) if tokens[at - 1].key in _NEIGHBOURS else settlement


def _set_number_apart(found: re.Match[str]) -> str:
    """BA 2 of BA2; but R2, Ruai2."""
    return f"{found[1]} {found[2]}" if fold(found[1]) in CLASSES else found[0]


def _drop_numbered_part(tokens: list[Token], at: int) -> list[Token]:
    """Without what ends there, and of a crossing without either street."""
    front, behind = tokens[: at - 1], tokens[at + 1 :]
    is_street = _is_numbered_street(tokens[at - 1 : at + 1])
    behind = behind[_compass_length(behind) :] if is_street else behind
    if all(token.text.islower() for token in behind) and not front[0].text.islower():
        behind = []  # 'Mutungo Zone 4 biina side'
    while is_street and front[1:] and front[-1].key in BETWEEN_STREETS:
        front = front[:-1]
    if is_street and len(front + behind) > 2 and _is_numbered_street(front[-2:]):
        front = front[:-2]
    return front + behind


def find_numbered_front(name: str) -> str | None:
    """'Bahria Phase 7' of 'Bahria Phase 7 Spring North', 'Clifton Block 5' of 'Clifton Block 5 Boat Basin side', 'PECHS
    Block 6' of 'PECHS Block 6 Razi Road': a phase and a block have parts and streets of their own."""
    tokens = split_at_spaces(name)
    kinds = {"phase", *_BLOCKS}
    ends = (at for at in range(2, len(tokens) - 1) if tokens[at - 1].key in kinds and _is_numbered_part(tokens, at))
    end = next(ends, None)
    if end is None:
        return None
    front, part = (name_words(as_written(some)) for some in (tokens[: end - 1], tokens[end + 1 :]))
    is_part = not are_generic(part) and part[0].isalpha() and tokens[end + 1].text[0].isupper()
    is_part = is_part and not is_site_name(as_written(tokens[end + 1 :]))
    return as_written(tokens[: end + 1]) if is_part and not are_generic(front) else None


def find_settlement_of_block(name: str) -> str | None:
    """'Banasree' of 'Banasree Block C', 'DHA Phase 5' of 'DHA Phase 5 Sector B', G-10 of G-10/2: few maps have them."""
    if re.fullmatch(SECTOR, name):
        return find_settlement(name)
    tokens = split_at_spaces(name)
    is_inner = len(tokens) > 4 and tokens[-4].key in NUMBERED_PARTS and is_numbering(tokens[-3].key)
    kinds = NUMBERED_PARTS if is_inner else _BLOCKS
    is_block = len(tokens) > 2 and tokens[-2].key in kinds and is_numbering(tokens[-1].key)
    return find_settlement(name) if is_block else None


def _without_compass_street(tokens: list[Token]) -> str | None:
    """'Huexotitla' of 'Huexotitla 43 B Sur': a street that is told by its number and where it is of the middle."""
    numbers = (at for at in range(1, len(tokens)) if tokens[at].text.isdecimal())
    at = next((at for at in numbers if _compass_length(tokens[at + 1 :]) == len(tokens) - at - 1 > 0), 0)
    settlement = as_written(tokens[:at])
    return None if are_generic(name_words(settlement)) else settlement


def _compass_length(tokens: list[Token]) -> int:
    """How many of the first words are the 'B Sur' of 'Privada 43 B Sur'."""
    letter = 1 if tokens and len(tokens[0].text) == 1 and tokens[0].text.isalpha() else 0
    return letter + 1 if tokens[letter:] and tokens[letter].key in _COMPASS_OF_STREETS else 0


def _without_last_letter(tokens: list[Token]) -> str | None:
    """'Sinza' of 'Sinza C'; but South B is a name."""
    *rest, last = tokens
    if not rest or len(last.text) > 1 or not last.text.isalpha() or not last.gap.isspace():
        return None
    quarter = as_written(rest)
    return None if are_generic(name_words(quarter)) or is_street_name(quarter) else quarter


def _without_code(tokens: list[Token]) -> str | None:
    """'Ibura' of 'Ibura UR-5', 'Kinoo' of 'Kinoo 3000'."""
    *rest, last = tokens
    settlement = as_written(rest)
    letters = "{1,3}" if len(rest) > 1 else "{2,3}"  # Mohakhali DOHS R-30; but Islamabad F-7
    is_code = re.fullmatch(rf"[A-Z]{letters}-\d+|\d+000", last.text, re.IGNORECASE) is not None
    is_code = is_code and last.key.split("-")[0] not in DISTANCES and not is_street_name(settlement)
    return settlement if rest and is_code and not are_generic(name_words(settlement)) else None


def is_extension(name: str) -> bool:
    """'Model Town Extension', which lies beside Model Town as 'Model Town Link Road' does, and is no block of it."""
    tokens = split_at_spaces(name)
    return bool(tokens) and _without_extension(tokens) is not None


def _without_extension(tokens: list[Token]) -> str | None:
    """'Diepkloof' of 'Diepkloof Extension', 'San Juan' of 'Ampliación San Juan'."""
    rest = tokens[1:] if tokens[0].key in _EXTENSIONS else tokens[:-1] if tokens[-1].key in _EXTENSIONS else []
    settlement = as_written(rest)
    return settlement if rest and not are_generic(name_words(settlement)) else None


def _without_named_block(tokens: list[Token]) -> str | None:
    """'Allama Iqbal Town' of 'Allama Iqbal Town Nishtar Block', 'Bahria Phase 8' of 'Bahria Phase 8 Usman Block'."""
    *rest, name, kind = tokens if len(tokens) > 3 else [Token("", "")] * 2
    is_whole = bool(rest) and (rest[-1].key in GENERIC or (len(rest) > 2 and _is_numbered_part(rest, len(rest) - 1)))
    is_block = is_whole and kind.key in _BLOCKS and name.text.isalpha()
    settlement = as_written(rest)
    return settlement if is_block and not are_generic(name_words(settlement)) else None


def _without_number_and_sign(tokens: list[Token]) -> str | None:
    """'Nazimabad' of 'Nazimabad No. 4'; but 'Gali No 4', 'Model Town Street No 5'."""
    *rest, sign, number = tokens if len(tokens) > 2 else [Token("", "")] * 3
    is_numbered = sign.key == "no" and number.text.isdecimal() and rest[-1].key not in NUMBERED_PARTS
    quarter = as_written(rest)
    is_quarter = is_numbered and not is_street_name(quarter) and not are_generic(name_words(quarter))
    return quarter if is_quarter else None


def find_lettered_part(name: str) -> str | None:
    """'Umlazi V' of 'Umlazi V Section', 'KwaMashu L' of 'KwaMashu Section L': the part by its letter alone."""
    *settlement, one, other = [*[Token("", "")] * 2, *split_at_spaces(name)]
    letters, kind = (one, other) if other.key in CLASSES else (other, one)
    is_lettered = kind.key in CLASSES and letters.text.isalpha() and letters.text.isupper() and len(letters.text) < 3
    whole = as_written([*settlement, replace(letters, gap=" ")])
    return whole if is_lettered and settlement and not are_generic(name_words(as_written(settlement))) else None


def drop_last_letter(name: str) -> str | None:
    """'Umlazi' of 'Umlazi AA'."""
    *rest, last = split_at_spaces(name) or [Token("", "")]
    is_letter = bool(rest) and last.text.isalpha() and last.text.isupper() and len(last.text) < 3
    return as_written(rest) if is_letter and not are_generic(name_words(as_written(rest))) else None


def is_without_class(one: str, other: str) -> bool:
    """Whether two names differ in nothing but the word for a part beside its number, or for a block in front of its
    letter: 'Patio Bonito II' and 'Patio Bonito II Sector', 'North Nazimabad H' and 'North Nazimabad Block H'."""
    ours, theirs = sorted((name_words(one), name_words(other)), key=len)
    kinds = [at for at, word in enumerate(theirs) if word in CLASSES and _is_beside_number(theirs, at)]
    if theirs and theirs[-1].isalpha() and theirs[-1] not in CONNECTORS and len(theirs[-1]) == 1:
        kinds += [at for at in range(1, len(theirs) - 1) if theirs[at] == "block"]
    return any(ours == theirs[:at] + theirs[at + 1 :] for at in kinds) and not are_generic(ours)


def _is_beside_number(words: tuple[str, ...], at: int) -> bool:
    return any(word.isdecimal() for word in words[max(at - 1, 0) : at + 2])


def drop_last_number(name: str) -> str | None:
    """'Mbuya' of 'Mbuya II', 'Montfleuri' of 'Montfleuri 2', 'Shadman' of 'Shadman-II'; None of Githurai 44, which is a
    name, and of Road 5."""
    *rest, last = split_at_spaces(_HYPHENED_NUMBER.sub(" ", name)) or [Token("", "")]
    is_small = last.key in ROMAN_NUMBERS or (len(last.text) == 1 and last.text.isdecimal())
    quarter = as_written(rest)
    is_quarter = bool(rest) and is_small and last.gap == " " and not are_generic(name_words(quarter))
    is_quarter = is_quarter and rest[-1].key not in NUMBERED_PARTS | {"no"}
    return quarter if is_quarter and not is_street_name(quarter) else None


def _is_numbered_part(tokens: list[Token], at: int) -> bool:
    """Whether the word there and the one before it are one: 'Phase 2', '2a Etapa'."""
    before, first, last = (token.key for token in tokens[at - 2 : at + 1])
    is_area = before in GENERIC | _AREAS or is_numbering(before) or _is_acronym_behind(tokens, at - 2)
    is_area = is_area or (
        at > 2 and before in NUMBERED_PARTS and is_numbering(tokens[at - 3].key)
    )  # '2nd Phase Road 4'
    is_first = (first in NUMBERED_PARTS | _NUMBERED_STREETS or _is_code(first)) and is_numbering(last)
    is_first = is_first or (first in ("block", "blok") and _are_letters_of_block(tokens, at))
    is_last = last in NUMBERED_PARTS and is_numbering(first)
    is_ordinal = ORDINAL.fullmatch(first) is not None or (first.isdecimal() and tokens[at].gap.startswith("."))
    is_last = is_last or (last in _NUMBERED_STREETS and is_ordinal)  # 2nd Avenue, 12. Sokak
    is_in_street = first in (STREETS | _NUMBERED_STREETS) - STREETS_IN_FRONT and not is_area
    is_one = (is_first or is_last) and tokens[at].gap.strip(".").isspace()
    return is_one and DISTANCES.isdisjoint((first, last)) and not is_in_street


def _are_letters_of_block(tokens: list[Token], at: int) -> bool:
    """The RGG of 'Grand Galaxy City Blok RGG'."""
    letters = tokens[at].text if at == len(tokens) - 1 else ""
    has_small = any(token.text.istitle() for token in tokens[:at])
    return has_small and letters.isalpha() and letters.isupper() and len(letters) < 4


def _is_numbered_street(tokens: list[Token]) -> bool:
    """'Carrera 94', '2nd Avenue'."""
    return not _NUMBERED_STREETS.isdisjoint(token.key for token in tokens)


def _is_code(word: str) -> bool:
    """QNM, of some class that nobody listed."""
    is_word = len(word) < 2 or not word.isalpha() or not word.isascii() or word in EVERYWHERE.short_words
    return not is_word and len(word) < 4 and VOWELS.isdisjoint(word)


def _is_acronym_behind(tokens: list[Token], at: int) -> bool:
    """The DOHS of Mohakhali DOHS."""
    return at > 0 and len(tokens[at].text) > 2 and tokens[at].text.isalpha() and tokens[at].text.isupper()


def is_numbering(word: str) -> bool:
    is_letter = word.isalpha() and (len(word) == 1 or (len(word) == 2 and word[0] == word[1]))  # Block GG
    return any(char.isdigit() for char in word) or is_letter or word in ROMAN_NUMBERS or word in NUMBER_WORDS


def is_numbered_part(word: str, number: str) -> bool:
    """Whether folded words are 'sector' and 'f'."""
    return word in NUMBERED_PARTS | _NUMBERED_STREETS and is_numbering(number)
