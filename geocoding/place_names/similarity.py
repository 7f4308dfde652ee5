"""How far two names agree: an asked one and an answer's.

Case, accents, apostrophes, spaces, abbreviations and Roman numbers never make another name. A word more or less does,
unless it is a generic one at the end: Lake View Estate is Lake View, but Kahawa West is not Kahawa. In any script.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

from geocoding.place_names.kinds import AREA_PREFIXES, CONNECTORS, GENERIC, GENERIC_WORDS, are_generic
from geocoding.tokens import VOWELS, is_short_for, list_dotted
from geocoding.words import joined, name_words

# 2: the same name, 1: the same but for generic words behind one of the two, 0: another name.
Similarity = Literal[0, 1, 2]

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def similarity(asked: str, name: str, generic: frozenset[str] = GENERIC) -> Similarity:
    """How far an answer's name agrees with the asked one."""
    one, other = name_words(asked), name_words(name)
    if joined(one) == joined(other):
        return 2 if one else 0
    if _spell_umlauts(asked) == joined(other) or joined(one) == _spell_umlauts(name):
        return 2
    if joined(_strip(one, generic)) == joined(other) or joined(one) == joined(_strip(other, generic)):
        return 1
    one, other = _without_connectors(one), _without_connectors(other)
    is_alike = one == other or _is_reordered(one, other) or _has_initials(one, other) or _has_initials(other, one)
    return 1 if is_alike or _is_abbreviated(one, other, list_dotted(asked) | list_dotted(name)) else 0


def _spell_umlauts(text: str) -> str:
    """Koeln of Köln."""
    return joined(name_words(unicodedata.normalize("NFC", text.casefold()).translate(_UMLAUTS)))


def _strip(words: tuple[str, ...], generic: frozenset[str]) -> tuple[str, ...]:
    """Without the generic words at its ends, unless no name would remain: Garden Estate stays."""
    start = next((n for n in (2, 1) if " ".join(words[:n]) in AREA_PREFIXES), 0)
    end = len(words)
    while end > start and words[end - 1] in generic:
        end -= 1
    return words if are_generic(words[start:end]) else words[start:end]


def _without_connectors(words: tuple[str, ...]) -> tuple[str, ...]:
    """San Juan de Lurigancho is San Juan Lurigancho; but La Paz is not Paz."""
    last = len(words) - 1
    kept = tuple(word for n, word in enumerate(words) if n in (0, last) or word not in CONNECTORS)
    return kept[1:] if len(kept) > 1 and kept[0] == "the" else kept


def _is_reordered(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """GRA Ikeja is Ikeja GRA; but Hill Church is not Church Hill, nor what a number or a letter tells apart."""
    is_plain = all(len(word) > 1 and word.isalpha() and word not in GENERIC_WORDS for word in one)
    return is_plain and len(one) == 2 and one == other[::-1]


def _has_initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
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
    return has_name and all(
        a == b or _is_short(a, b, at, dotted) or _is_short(b, a, at, dotted)
        for at, (a, b) in enumerate(zip(one, other, strict=True))
    )


def _is_short(short: str, word: str, at: int, dotted: set[str]) -> bool:
    is_initial = len(short) == 1 and at == 0
    is_abbreviation = short in dotted or is_initial or (len(short) > 1 and VOWELS.isdisjoint(short))
    return is_abbreviation and short.isalpha() and len(short) < len(word) and is_short_for(short, word)
