"""How a map may spell a name: written out, in another usual way, and which of two spellings to ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from geocoding.countries import languages
from geocoding.countries.everywhere import EVERYWHERE
from geocoding.countries.languages import everywhere, in_country_as_written
from geocoding.place_names.kinds import (
    AREA_PREFIXES,
    CONNECTORS,
    GENERIC,
    GENERIC_WORDS,
    REGIONAL,
    STREETS,
    are_generic,
)
from geocoding.tokens import VOWELS, fold
from geocoding.words import name_words, place_key

_ENDINGS = f"({'|'.join(sorted(everywhere(languages.NAME_ENDINGS)))})"
_ROMAN = dict(zip("12345678", ("I", "II", "III", "IV", "V", "VI", "VII", "VIII"), strict=True))
# How else a map may spell a name, the likeliest first: the first that changes it is its other spelling.
SPELLINGS = (
    ("['’]", ""),  # Lang'ata
    (rf"(?: (?:{'|'.join(sorted(GENERIC))}))+$", ""),  # Kasubi Trading Centre
    (rf"^(?:{'|'.join(sorted(AREA_PREFIXES))}) ", ""),  # Mtaa wa Kilimani
    *((f" {arabic}$", f" {roman}") for arabic, roman in _ROMAN.items()),  # Umoja 2
    *((f" {roman}$", f" {arabic}") for arabic, roman in _ROMAN.items()),  # Umoja II
    (r"\b(\w{3,}) \1\b", r"\1\1"),  # Buru Buru
    (r"\b(\w{3,})\1\b", r"\1 \1"),  # Buruburu
    (rf"\b(\w{{4,}}) {_ENDINGS}\b", r"\1\2"),  # Upper Hill
    (rf"\b(\w{{4,}}){_ENDINGS}\b", r"\1 \2"),  # Upperhill
    (r"^St\b\.? (?=\w)", "Saint "),  # St Austins
    (r"^Saint ", "St "),
    (" & ", " and "),
    (" Gardens$", " Garden"),
    (" Garden$", " Gardens"),
)
KENYAN_SPELLINGS = ((r"(?<=\w)ng(?=[aeiou])", "ng'"),)  # Langata


def write_out(name: str, country: str) -> str:
    """As a map writes it: Jardim São Paulo of 'Jd. São Paulo', Johar Town of 'Johar Twn', DHA of D.H.A., Jati Asih of
    'Kec. Jati Asih'.

    country: its code.
    """
    joined_initials = re.sub(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]\b\.?", lambda found: found[0].replace(".", ""), name)
    parts = [_drop_prefix(part, country) for part in joined_initials.split(", ")]
    return " ".join(_write_out_word(word, _list_abbreviations(country)) for word in ", ".join(parts).split(" "))


def _drop_prefix(part: str, country: str) -> str:
    """Without what is short for a word that changes nothing; but 'Zona Rosa', 'Col. Norte', 'Brgy. 5' stay whole."""
    prefix, _, rest = part.partition(" ")
    is_name = not are_generic(name_words(rest)) and not REGIONAL.issuperset(map(fold, rest.split(" ")))
    return rest if is_name and fold(prefix.rstrip(".")) in _list_short_prefixes(country) else part


def _write_out_word(word: str, abbreviations: Mapping[str, str]) -> str:
    bare = word.rstrip(".,")
    end = "," if word.endswith(",") else ""
    key = fold(bare)
    long = abbreviations.get(f"{key}.") if word.startswith(f"{bare}.") else None
    long = long or abbreviations.get(key)
    return f"{long[:1].upper()}{long[1:]}{end}" if long else word


@cache
def _list_abbreviations(country: str) -> dict[str, str]:
    return {short: long for short, long in _list_pairs(country) if fold(long) not in AREA_PREFIXES}


@cache
def _list_short_prefixes(country: str) -> frozenset[str]:
    return frozenset(short for short, long in _list_pairs(country) if fold(long) in AREA_PREFIXES)


def _list_pairs(country: str) -> Iterator[tuple[str, str]]:
    """What is short (folded), and for what (as written)."""
    for pair in in_country_as_written(languages.ABBREVIATIONS, country):
        short, long = pair.split()
        yield fold(short), long


def choose_spelling(one: str, other: str) -> str:
    """Of two spellings of a place the one to ask for, as a map would have it: Umoja rather than 'Umoja, Nairobi', Green
    Park rather than GreenPark."""
    return min(one, other, key=lambda name: (len(place_key(name)), -name.count(" "), len(name)))


def other_spelling(place: str, country: str = "Kenya") -> str | None:
    """The spelling under which a map is likeliest to have what it doesn't have under the given one, if there is any.
    `country`: its English name."""
    place = place.strip()
    if apart := _set_initials_apart(place):
        return apart
    for pattern, replacement in SPELLINGS + (KENYAN_SPELLINGS if country == "Kenya" else ()):
        changed = re.sub(pattern, replacement, place, flags=re.IGNORECASE)
        if changed != place:
            return None if are_generic(name_words(changed)) else changed
    words = place.split(" ")
    is_pair = len(words) == 2 and all(word.istitle() and word.isalpha() and len(word) > 2 for word in words)
    is_pair = is_pair and (GENERIC_WORDS | REGIONAL).isdisjoint(map(fold, words))
    return f"{words[0]}{words[1].lower()}" if is_pair else None  # Jati Asih


def _set_initials_apart(place: str) -> str | None:
    """'M. M. Alam Road' of 'MM Alam Road', 'Jalan A. H. Nasution' of 'Jalan AH Nasution'."""
    words = place.split(" ")
    at = 1 if fold(words[0]) in STREETS else 0
    initials, name = "".join(words[at : at + 1]), "".join(words[at + 1 : at + 2])
    key = fold(initials)
    is_short = len(key) == 2 and at == 1 and key not in CONNECTORS | EVERYWHERE.short_words
    is_code = len(key) in (2, 3) and initials.isupper() and VOWELS.isdisjoint(key) and key not in EVERYWHERE.short_words
    if not (is_short or is_code) or not (key.isalpha() and name.isalpha() and len(name) > 2):
        return None
    return " ".join((*words[:at], *(f"{letter}." for letter in initials.upper()), *words[at + 1 :]))
