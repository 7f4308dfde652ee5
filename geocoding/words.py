"""The words of a name as they compare, in any script: the one notion of two spellings being the same. Pure text."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

SAME_WORD = {
    "mah": "mahallesi", "ul": "al",
    "rd": "road", "dr": "drive", "ln": "lane", "hwy": "highway", "blvd": "boulevard", "ave": "avenue", "est": "estate",
    "ph": "phase", "center": "centre", "ctr": "centre", "apts": "apartments", "gardens": "garden", "gdns": "garden",
    "gdn": "garden", "mt": "mount", "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8",
}  # fmt: skip
NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10",
    "dois": "2", "deux": "2", "tres": "3", "trois": "3", "quatro": "4", "cuatro": "4", "quatre": "4",
    "cinco": "5", "cinq": "5", "seis": "6", "sete": "7", "siete": "7", "sept": "7", "oito": "8", "ocho": "8",
    "huit": "8", "nove": "9", "nueve": "9", "neuf": "9", "dez": "10", "diez": "10", "dix": "10", "quinze": "15",
    "quince": "15", "vinte": "20", "veinte": "20",
}  # fmt: skip
_SAINTS = dict.fromkeys(("sankt", "sint", "santo", "sto", "san", "sao"), "saint") | {"sta": "santa", "ste": "sainte"}
_APOSTROPHES = re.compile("['’‘‛`´ʼʻʹ′＇]")
_PLAIN_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
# Of Latin, Greek and Cyrillic (but for the short i and the yi, which are other letters), Hebrew, Arabic.
_ACCENT = re.compile("(?<![\u0438\u0456])[\u0300-\u036f]|[\u0591-\u05c7\u064b-\u0655\u0670]")


def name_words(text: str) -> list[str]:
    """The words and numbers of a name as they compare, in any script."""
    runs = groupby(fold(text), key=_sort_of_character)
    words = ["".join(run) for sort, run in runs if sort]
    words = [word for n, word in enumerate(words) if word != "and" or n in (0, len(words) - 1)]
    words[1:] = [SAME_WORD.get(word) or NUMBER_WORDS.get(word, word) for word in words[1:]]
    if len(words) > 1:
        words[-1] = {"i": "1", "v": "5"}.get(words[-1], words[-1])  # in front they are letters
    words = [_SAINTS.get(word, word if word != "el" else "al") for word in words]
    last = len(words) - 1
    words = [word if word != "st" else "street" if n == last > 0 else "saint" for n, word in enumerate(words)]
    return [word.lstrip("0") or "0" for word in words]


def joined(words: list[str]) -> str:
    """Spaces count only between numbers: Upper Hill and Upperhill are one name, Phase 1 1 and Phase 11 are two."""
    return re.sub(r"(?<!\d) | (?!\d)", "", " ".join(words))


def place_key(name: str) -> str:
    """What all spellings of a name have in common."""
    return joined(name_words(name))


def fold(text: str) -> str:
    """Without case, accents, apostrophes and what can't be seen; vowels that are signs on a letter (कोरमंगला) stay."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold().translate(_PLAIN_LETTERS)
    shown = (char for char in _ACCENT.sub("", plain) if unicodedata.category(char) != "Cf")
    digits = (str(unicodedata.decimal(char)) if char.isdecimal() else char for char in shown)
    return unicodedata.normalize("NFC", "".join(digits))


def is_short_for(short: str, word: str) -> bool:
    """Whether a folded word is an abbreviation of another: its first letter, and letters of it in their order."""
    rest = iter(word[1:])
    return short[:1] == word[:1] and all(letter in rest for letter in short[1:])


def _sort_of_character(char: str) -> str:
    if char.isdecimal():
        return "number"
    return "word" if char.isalnum() or unicodedata.category(char)[0] in "LM" else ""
