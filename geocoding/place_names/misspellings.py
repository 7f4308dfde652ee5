"""When a misspelt name may take the place of a known one: so likely a slip that it hardly makes another name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geocoding.place_names.kinds import CONNECTORS, GENERIC_WORDS, REGIONAL
from geocoding.place_names.orthography import are_spelt_alike
from geocoding.place_names.transliteration import are_transliterations
from geocoding.tokens import VOWELS
from geocoding.words import joined, name_words

SHORTEST_MISSPELT = 6  # letters
SHORTEST_IN_LONG_NAME = 9  # ... without words for a kind and saints
SHORTEST_SLIPPED = 5  # ... of the longer one of the two words
_INITIAL = re.compile(r"([A-Z])\1[a-z]")
_COMMON = GENERIC_WORDS | CONNECTORS | {"saint", "santa", "sainte"}
MIXED_UP = frozenset(map(frozenset, ("lr", "sz", "ck")))  # letters often written for each other


def find_typo_of(place: str, known_places: Iterable[str]) -> str | None:
    """The one place already found in the cluster of which this name is another spelling, or a slip of one letter.

    None if there is none, or more than one. Many Kenyan places are one letter apart, so only what hardly makes another
    name counts: a letter doubled or not, a letter lost that leaves or breaks a cluster such as lm (Kilmani, Donhom), a
    vowel and a consonant swapped, r for l. Kasarani and Kasarini, Muthaiga and Muthiga, Bahati and Bahari stay two. So
    do names that differ in the first or last letter, in a number or in a single letter: Umoja 1 and 2, South B and C.
    """
    words = name_words(place)
    near = {known for known in known_places if _is_typo_of(words, name_words(known))}
    return near.pop() if len(near) == 1 and not has_initial_in_front(place) else None


def find_other_spelling(place: str, known_places: Iterable[str], country: str) -> str | None:
    """The one name of those that a map has near of which this is another spelling, a slip as in `find_typo_of` or in a
    long name, or the same name of another script; None if there is none, or more than one.

    country: its code (ISO 3166-1 alpha-2, lower case).
    """
    words = name_words(place)
    near = {
        joined(name_words(known)): known
        for known in known_places
        if _is_typo_of(words, name_words(known))
        or _is_slip_in_long_name(words, name_words(known))
        or are_spelt_alike(place, known, country)
        or are_transliterations(place, known, country)
    }
    return next(iter(near.values())) if len(near) == 1 else None


def has_initial_in_front(name: str) -> bool:
    """NNazimabad, which is North Nazimabad and not Nazimabad."""
    return _INITIAL.match(name) is not None


def _is_typo_of(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    if joined(words) == joined(known):
        return bool(words)
    one, other = _letters(words), _letters(known)
    if not (one + other).isascii():  # what is easily lost is known of Latin letters only
        return False
    if _marks(words) != _marks(known) or min(len(one), len(other)) < SHORTEST_MISSPELT:
        return False
    return (one[0], one[-1]) == (other[0], other[-1]) and _is_likely_typo(*sorted((one, other), key=len))


def _is_slip_in_long_name(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """A letter lost, added or swapped with the next in one word of a long name: Piheirinho for Pinheirinho.

    Another letter in its place makes another name as often as not: Namuwongo and Namugongo. So do a first letter, a
    vowel at the end and a side: Rafael and Rafaela, Prados del Este and del Oeste.
    """
    differing = [pair for pair in zip(words, known, strict=False) if pair[0] != pair[1]]
    equal = [word for word in words if word in known and word not in _COMMON]
    if len(words) != len(known) or len(differing) != 1 or not REGIONAL.isdisjoint(differing[0]):
        return False
    shorter, longer = sorted(differing[0], key=len)
    is_long = len("".join(equal)) + len(shorter) >= SHORTEST_IN_LONG_NAME and len(longer) >= SHORTEST_SLIPPED
    is_comparable = is_long and (shorter + longer).isascii() and shorter.isalpha() and shorter[0] == longer[0]
    return is_comparable and _are_one_slip_apart(shorter, longer)


def _are_one_slip_apart(shorter: str, longer: str) -> bool:
    at = next((n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(longer) > len(shorter):
        is_ending = at == len(shorter) and longer[at] in VOWELS
        return shorter[at:] == longer[at + 1 :] and not is_ending
    return shorter[at : at + 2] == longer[at : at + 2][::-1] and shorter[at + 2 :] == longer[at + 2 :]


def _marks(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if len(word) == 1 or word.isdecimal()]


def _letters(words: tuple[str, ...]) -> str:
    return "".join(word for word in words if len(word) > 1 and not word.isdecimal())


def _is_likely_typo(shorter: str, longer: str) -> bool:
    """Whether two words with the same first and last letter are one slip apart."""
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(longer) == len(shorter) + 1:
        return shorter[at:] == longer[at + 1 :] and _is_easily_lost(longer[at - 1], longer[at], longer[at + 1 :][:1])
    if len(longer) != len(shorter) or shorter == longer:
        return False
    ours, theirs = shorter[at : at + 2], longer[at : at + 2]
    if ours == theirs[::-1] and shorter[at + 2 :] == longer[at + 2 :]:
        return (ours[0] in VOWELS) != (ours[1] in VOWELS)
    return shorter[at + 1 :] == longer[at + 1 :] and frozenset((ours[0], theirs[0])) in MIXED_UP


def _is_easily_lost(before: str, letter: str, after: str) -> bool:
    if letter in (before, after):
        return True
    if letter in VOWELS:
        return _is_odd_cluster(before, after)
    return _is_odd_cluster(before, letter) or _is_odd_cluster(letter, after)


def _is_odd_cluster(one: str, other: str) -> bool:
    """Two consonants that Bantu words don't have side by side, as they have mb, nd, th, kw."""
    return other != "" and VOWELS.isdisjoint((one, other)) and one not in "mn" and other not in "hwy"
