"""The words of a name as they compare, in any script: what makes two spellings the same. Pure text.

They are the tokens' letters and numbers (tokens.py), with abbreviations, saints and numbers in one spelling.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geocoding.countries import languages
from geocoding.countries.languages import pairs_everywhere
from geocoding.tokens import normalize, split

GLUED = r"(?<!Mc)(?<=[^\W\d_A-Z])(?=[A-Z][^\W\d_A-Z]{2})"  # where SanAntonio is two words
ROMAN_NUMBERS = {
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "xi": "11",
    "xii": "12",
}
NUMBER_WORDS = pairs_everywhere(languages.NUMBER_WORDS)
_LONG = NUMBER_WORDS | ROMAN_NUMBERS | pairs_everywhere(languages.SAME_WORDS)  # by what is short for it
_SAINTS = pairs_everywhere(languages.SAINTS)
_LAST = {"i": "1", "v": "5", "x": "10"}  # in front they are letters


@lru_cache(5_000)  # an asked name is compared with every name of every answer
def name_words(text: str) -> tuple[str, ...]:
    """The words and numbers of a name as they compare, in any script."""
    cut = [word for token in split(normalize(text)) for word in token.words]
    words = _join_numbers([word for n, word in enumerate(cut) if word != "and" or n in (0, len(cut) - 1)])
    words[1:] = [_LONG.get(word, word) for word in words[1:]]
    for n in range(len(words) - 1):
        if words[n + 1] == "de":  # Siete de Agosto, Villa Nueve de Julio
            words[n] = NUMBER_WORDS.get(words[n], words[n])
    if len(words) > 1:
        words[-1] = _LAST.get(words[-1], words[-1])
    words = [_SAINTS.get(word, word if word != "el" else "al") for word in words]
    last = len(words) - 1
    words = [word if word != "st" else "street" if n == last > 0 else "saint" for n, word in enumerate(words)]
    return tuple(word.lstrip("0") or "0" for word in words)


def _join_numbers(words: list[str]) -> list[str]:
    """25 of 'vinte e cinco'."""
    for n in range(len(words) - 3, -1, -1):
        if number := NUMBER_WORDS.get(" ".join(words[n : n + 3])):
            words[n : n + 3] = [number]
    return words


def joined(words: tuple[str, ...]) -> str:
    """Spaces count only between numbers: Upper Hill and Upperhill are one name, Phase 1 1 and Phase 11 are two."""
    return re.sub(r"(?<!\d) | (?!\d)", "", " ".join(words))


def place_key(name: str) -> str:
    """What all spellings of a name have in common."""
    return joined(name_words(name))
