"""Whether two names are one in Latin letters: Senpara Porbota is Senpara Parbata, Niaz Beg Niaz Baig. Pure text.

Of a name in another script each map, and each planner, writes the sounds in a way of their own: Urdu and Arabic write
few vowels, Bengali's first vowel is an o or an a, and an h behind a consonant is heard by some. What all of them keep
is the order of the consonants, where vowels are, and whether those are dark.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geocoding.countries.languages import countries_of
from geocoding.place_names.kinds import GENERIC_WORDS
from geocoding.words import joined, name_words

_OTHER_SCRIPTS = (
    "South Slavic", "Russian, Ukrainian", "Amharic", "Georgian", "Greek", "Arabic", "Persian, Urdu", "Hebrew",
    "South Asian", "Thai, Lao", "Tamil, Telugu, Kannada", "Armenian", "Burmese", "Khmer", "Mongolian",
)  # fmt: skip
COUNTRIES = countries_of(dict.fromkeys(_OTHER_SCRIPTS, "")) - {"az", "hr", "id", "me", "my", "sg", "sl", "so", "tj"}
_VOWELS = "aeiouy"
# In their order. Chh and ch, kh and k, gh and g, sh and s: a breath that is written or not.
_SOUNDS = (
    ("ksh|kkh|x", "k"),  # Lakshmi, Laxmi
    ("ch", "C"),
    ("[cq]", "k"),
    ("([kgjtdpbrszC])h", r"\1"),
    ("f", "p"),
    ("w", "v"),
    ("z", "j"),
    (r"([^aeiou])\1", r"\1"),
    (r"(?<=.)h", ""),
    ("oo", "u"),
)
_IN_BENGALI = (("v", "b"), ("o", "a"))  # Vodra, Bhadra
_BENGALI = ("bd", "in")
_NEAR_VOWELS = (frozenset("ae"), frozenset("eiy"), frozenset("ou"))
SHORTEST = 3  # consonants, unless all sounds are the same


def are_transliterations(one: str, other: str, country: str) -> bool:
    """Whether they may be one name of another script, written in Latin letters twice.

    country: its code (ISO 3166-1 alpha-2, lower case). Words for a kind (Town, Market), numbers and single letters must
    be the same.
    """
    if country not in COUNTRIES:
        return False
    one_kinds, one_sounds = _read(one, country)
    other_kinds, other_sounds = _read(other, country)
    if one_kinds != other_kinds or len(one_sounds) != len(other_sounds):
        return False
    if one_sounds == other_sounds:
        return len("".join(one_sounds)) > SHORTEST
    consonants = [sound for sound in one_sounds if sound[0] not in _VOWELS]
    return len(consonants) >= SHORTEST and all(map(_may_be_one_sound, one_sounds, other_sounds))


@lru_cache(5_000)  # an asked name is compared with all names around
def _read(name: str, country: str) -> tuple[list[str], tuple[str, ...]]:
    """Its words for a kind, numbers and single letters, and the sounds of the others: consonants, and vowels together;
    none of another script."""
    words = name_words(name)
    kinds = [word for word in words if word in GENERIC_WORDS or word.isdecimal() or len(word) == 1]
    spelt = joined(tuple(word for word in words if word not in kinds))
    for pattern, sound in (*_SOUNDS, *(_IN_BENGALI if country in _BENGALI else ())):
        spelt = re.sub(pattern, sound, spelt)
    return sorted(kinds), tuple(re.findall(f"[{_VOWELS}]+|.", spelt)) if spelt.isascii() else ()


def _may_be_one_sound(one: str, other: str) -> bool:
    """The same consonant, or vowels near each other: e and a, e and i, u and o; but Hussain and Hasan, Nagra and Nagri,
    Nazimabad and Nizamabad are two."""
    if one[0] not in _VOWELS or other[0] not in _VOWELS:
        return one == other
    return any(not sounds.isdisjoint(one) and not sounds.isdisjoint(other) for sounds in _NEAR_VOWELS)
