"""What a number at the end of a name narrows: a house its street, a block or a phase its settlement."""

from __future__ import annotations

import re

from geocoding.countries import languages
from geocoding.countries.languages import everywhere
from geocoding.place_names.kinds import CLASSES, GENERIC, STREETS, are_generic, is_street_name
from geocoding.tokens import fold
from geocoding.words import ROMAN_NUMBERS, name_words

_NUMBERED_STREETS = everywhere(languages.NUMBERED_STREET_WORDS)
_DISTANCES, _NEIGHBOURS = everywhere(languages.DISTANCE_WORDS), everywhere(languages.NEIGHBOUR_WORDS)


def find_street(name: str) -> str | None:
    """'Zik Avenue' of 'Zik Avenue 33', 'Jalan Raya Darmo' of 'Jalan Raya Darmo 54-56': without the house's number.

    None if there is no such number, or no name without it: Road 5.
    """
    found = re.fullmatch(r"(.*?[^\W\d_]) (?:No\.? )?\d{1,4}[a-z]?(?:-\d{1,4})?", name, re.IGNORECASE)
    if not found or not is_street_name(found[1]) or find_settlement(name):
        return None
    return None if are_generic(name_words(found[1])) else found[1]


def find_settlement(name: str) -> str | None:
    """'Model Colony' of 'Model Colony St 4', 'José Walter' of 'José Walter 2a Etapa': what a number narrows.

    None if there is no such number, or no name without it. Athi River Km 20 and Ngong Road 5 are far from Athi River
    and from Ngong.
    """
    if sector := re.fullmatch(r"(?:Sector )?([A-Z]-\d+)(?:/\d+)?(?: St(?:reet)? \d+)?", name):
        return sector[1] if sector[1] != name else None  # E-11 of E-11/2
    words = name.split(" ")
    keys = [fold(word).strip(".,") for word in words]
    for at in range(len(words) - 1, 0, -1):
        pair = keys[at - 1 : at + 1]
        is_first = pair[0] in CLASSES | _NUMBERED_STREETS and _is_numbering(pair[1])
        is_last = pair[1] in CLASSES and _is_numbering(pair[0])
        is_far = not _DISTANCES.isdisjoint(pair) or (
            pair[0] in STREETS | _NUMBERED_STREETS and keys[at - 2] not in GENERIC
        )
        if (is_first or is_last) and at > 1 and not is_far:
            rest = words[: at - 1] + words[at + 1 :]
            is_half = fold(rest[-1]) in CLASSES  # DHA Phase of 'DHA Phase II Ext'
            if is_half or are_generic(name_words(" ".join(rest))):
                return None
            settlement = " ".join(rest)
            return (find_settlement(settlement) or settlement) if pair[0] in _NEIGHBOURS else settlement
    return None


def _is_numbering(word: str) -> bool:
    return any(char.isdigit() for char in word) or (len(word) == 1 and word.isalpha()) or word in ROMAN_NUMBERS
