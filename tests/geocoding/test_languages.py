"""Every word of the lists by language does what its list is for, in a country where the language is spoken."""

from __future__ import annotations

import pytest

from geocoding.countries import languages
from geocoding.countries.languages import ByLanguage
from geocoding.names import clean_place_name, place_key

# By concept: a name with the word in it, and what is left; Xanadu and Zyzzyva are words of no list.
SHOWN: list[tuple[str, ByLanguage, str, str | None]] = [
    ("equipment", languages.EQUIPMENT_WORDS, "Xanadu - {} 12", "Xanadu"),
    ("unit", languages.UNIT_WORDS, "Xanadu, {} 12", "Xanadu"),
    ("division", languages.DIVISION_WORDS, "{} 12, Xanadu", "Xanadu"),
    ("preposition", languages.PREPOSITIONS, "Xanadu {} Zyzzyva", "Xanadu"),
    ("postposition", languages.POSTPOSITIONS, "Xanadu, Zyzzyva {}", "Xanadu"),
    ("work", languages.WORK_PHRASES, "{} Xanadu", "Xanadu"),
    ("state", languages.STATE_WORDS, "Xanadu_{}", "Xanadu"),
    ("no value", languages.NO_VALUE_WORDS, "{}", None),
    ("street", languages.STREET_WORDS, "{} 5", None),
    ("class", languages.CLASS_WORDS, "{}", None),
    ("site", languages.SITE_WORDS, "{}", None),
    ("area type", languages.AREA_TYPES, "{}", None),
    ("class with its settlement", languages.CLASS_WORDS, "Xanadu_{}_12", "Xanadu {} 12"),
    ("area", languages.AREA_WORDS, "Xanadu {}", "Xanadu {}"),
]


def _country_of(language: str) -> str:
    return "gb" if language == "English" else languages._SPOKEN_IN[language].split()[0]


def _list_cases() -> list[object]:
    return [
        pytest.param(language, text, shape, left, id=f"{concept}-{language}")
        for concept, words, shape, left in SHOWN
        for language, text in words.items()
    ]


@pytest.mark.parametrize(("language", "text", "shape", "left"), _list_cases())
def test_each_word_does_what_its_list_is_for(language: str, text: str, shape: str, left: str | None) -> None:
    found = {word: clean_place_name(shape.format(word), _country_of(language)) for word in text.split(", ")}
    wrong = {word: place for word, place in found.items() if _fold(place) != _fold(left and left.format(word))}
    assert wrong == {}


@pytest.mark.parametrize("pairs", [languages.SAME_WORDS, languages.SAINTS, languages.NUMBER_WORDS])
def test_words_that_compare_as_one_make_one_name(pairs: ByLanguage) -> None:
    two = (pair.split(" ") for phrases in pairs.values() for pair in phrases.split(", "))
    assert [(one, other) for one, other in two if place_key(f"Xanadu {one} 5") != place_key(f"Xanadu {other} 5")] == []


def _fold(text: str | None) -> str | None:
    return text and text.casefold().replace(".", "")
