"""Every word of the lists by language does what its list is for, in a country where the language is spoken."""

from __future__ import annotations

import pytest

from geocoding.countries import languages
from geocoding.countries.languages import ByLanguage
from geocoding.names import clean_place_name, place_key
from geocoding.place_names.kinds import AREA_PREFIXES, is_region_name
from geocoding.place_names.numbered import drop_street_word, find_settlement, name_street
from geocoding.place_names.parts import list_interpretations
from geocoding.place_names.similarity import similarity
from geocoding.place_names.sites import find_quarter, find_town_of_centre
from geocoding.place_names.spellings import write_out
from geocoding.tokens import fold

# By concept: a name with the word in it, and what is left; Xanadu and Zyzzyva are words of no list.
SHOWN: list[tuple[str, ByLanguage, str, str | None]] = [
    ("equipment", languages.EQUIPMENT_WORDS, "Xanadu - {} 12", "Xanadu"),
    ("unit", languages.UNIT_WORDS, "Xanadu, {} 12", "Xanadu"),
    ("unit behind", languages.UNITS_BEHIND, "Xanadu, 3 {}", "Xanadu"),
    ("unit behind a letter", languages.UNITS_BEHIND, "Xanadu B-4 {}", "Xanadu"),
    ("exchange", languages.EXCHANGE_WORDS, "Xanadu {}", "Xanadu"),
    ("numbered part", languages.NUMBERED_TOWN_PARTS, "{} 12", "{} 12"),
    ("division", languages.DIVISION_WORDS, "{} 12, Xanadu", "Xanadu"),
    ("preposition", languages.PREPOSITIONS, "Xanadu {} Zyzzyva", "Xanadu"),
    ("postposition", languages.POSTPOSITIONS, "Xanadu, Zyzzyva {}", "Xanadu"),
    ("floor", languages.FLOOR_PHRASES, "Xanadu {}", "Xanadu"),
    ("work", languages.WORK_PHRASES, "{} Xanadu", "Xanadu"),
    ("state", languages.STATE_WORDS, "Xanadu_{}", "Xanadu"),
    ("no value", languages.NO_VALUE_WORDS, "{}", None),
    ("street", languages.STREET_WORDS, "{} 5", None),
    ("street with a house's number", languages.STREETS_OF_HOUSES, "Xanadu {} No 91", "Xanadu {}"),
    ("street, short", languages.STREET_ABBREVIATIONS, "{}", None),
    ("class", languages.CLASS_WORDS, "{}", None),
    ("site", languages.SITE_WORDS, "{}", None),
    ("qualifier", languages.QUALIFIER_WORDS, "{} 5", None),
    ("area type", languages.AREA_TYPES, "{}", None),
    ("class with its settlement", languages.CLASS_WORDS, "Xanadu_{}_12", "Xanadu {} 12"),
    ("area", languages.AREA_WORDS, "Xanadu {}", "Xanadu {}"),
]


@pytest.mark.parametrize("language", languages.FAULT_WORDS)
def test_what_is_said_of_a_line_is_no_part_of_the_place(language: str) -> None:
    faults, things = (words[language].split(", ") for words in (languages.FAULT_WORDS, languages.LINE_WORDS))
    said = [f"{fault} {things[0]}" for fault in faults] + [f"{thing} {faults[0]}" for thing in things]
    country = _country_of(language)
    assert [text for text in said if clean_place_name(f"Xanadu {text}", country) != "Xanadu"] == []


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
    two = (pair.rsplit(" ", 1) for phrases in pairs.values() for pair in phrases.split(", "))
    assert [(one, other) for one, other in two if place_key(f"Xanadu {one} 5") != place_key(f"Xanadu {other} 5")] == []


def _fold(text: str | None) -> str | None:
    return text and text.casefold().replace(".", "")


# By concept: where a word stands in one of two names that are the same but for it.
CHANGES_NOTHING: list[tuple[str, ByLanguage, str]] = [
    ("area prefix", languages.AREA_PREFIXES, "{} Xanadu Zyzzyva"),
    ("label in front", languages.LABELS_IN_FRONT, "{} Xanadu Zyzzyva"),
    ("area suffix", languages.AREA_SUFFIXES, "Xanadu Zyzzyva {}"),
    ("label behind", languages.LABELS_BEHIND, "Xanadu Zyzzyva {}"),
    ("connector", languages.CONNECTORS, "Xanadu {} Zyzzyva"),
]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        pytest.param(text, shape, id=f"{concept}-{language}")
        for concept, words, shape in CHANGES_NOTHING
        for language, text in words.items()
    ],
)
def test_an_answer_with_a_word_that_changes_nothing_is_the_place_all_the_same(text: str, shape: str) -> None:
    names = [shape.format(word) for word in text.split(", ")]
    assert [name for name in names if not similarity("Xanadu Zyzzyva", name)] == []


@pytest.mark.parametrize("text", languages.TYPE_QUALIFIERS.values())
def test_a_word_between_a_name_and_its_type_may_be_left_out(text: str) -> None:
    words = text.split(", ")
    assert [word for word in words if not similarity("Xanadu Market", f"Xanadu {word} Market")] == []
    assert [word for word in words if not similarity("Jardim Xanadu", f"Jardim {word} Xanadu")] == []


@pytest.mark.parametrize("text", languages.TITLES.values())
def test_a_street_may_have_a_title_that_an_area_s_name_has_not(text: str) -> None:
    words = text.split(", ")
    assert [word for word in words if not similarity("Rua Xanadu", f"Rua {word} Xanadu")] == []
    areas = [word for word in words if word not in " ".join(languages.TYPE_QUALIFIERS.values())]
    assert [word for word in areas if similarity("Jardim Xanadu", f"Jardim {word} Xanadu")] == []


@pytest.mark.parametrize("text", languages.BEHIND_STREET_WORDS.values())
def test_what_stands_behind_a_street_may_be_the_place(text: str) -> None:
    words = text.split(", ")
    heads = {word: list_interpretations(f"Xanadu {word} Zyzzyva 2", "Oz")[-1].head for word in words}
    assert heads == dict.fromkeys(words, "Zyzzyva 2")


@pytest.mark.parametrize("text", languages.LABELS_IN_FRONT.values())
def test_a_quarter_s_label_may_stand_behind_the_district_that_it_is_in(text: str) -> None:
    words = text.split(", ")
    readings = {
        word: [(one.head, one.context) for one in list_interpretations(f"Xanadu 7 {word} Zyzzyva", "Oz")]
        for word in words
    }
    assert [word for word, found in readings.items() if (f"{word} Zyzzyva", ("Xanadu 7",)) not in found] == []


@pytest.mark.parametrize("text", languages.CENTRE_WORDS.values())
def test_the_middle_of_a_town_is_at_the_town(text: str) -> None:
    words = text.split(", ")
    assert {word: find_town_of_centre(f"Xanadu {word}") for word in words} == dict.fromkeys(words, "Xanadu")


@pytest.mark.parametrize("text", languages.EXTENSION_WORDS.values())
def test_an_extension_is_at_what_it_extends(text: str) -> None:
    words = text.split(", ")
    assert {word: find_settlement(f"Xanadu {word}") for word in words} == dict.fromkeys(words, "Xanadu")
    assert {word: find_settlement(f"{word} Xanadu") for word in words} == dict.fromkeys(words, "Xanadu")


@pytest.mark.parametrize("text", languages.ORDINAL_ENDINGS.values())
def test_an_ordinal_in_front_is_the_number_behind(text: str) -> None:
    endings = text.split(", ")
    assert [end for end in endings if not similarity(f"Xanadu 2{end} Sector", "Xanadu Sector 2")] == []


@pytest.mark.parametrize("text", languages.FRONT_STREET_WORDS.values())
def test_a_name_ends_in_front_of_a_street(text: str) -> None:
    words = text.split(", ")
    heads = {word: list_interpretations(f"Xanadu {word} Zyzzyva", "Oz")[0].head for word in words}
    assert heads == dict.fromkeys(words, "Xanadu")


@pytest.mark.parametrize("text", languages.UNMAPPED_STREET_WORDS.values())
def test_a_street_is_asked_for_without_the_word_that_maps_leave_out(text: str) -> None:
    words = text.split(", ")
    assert {word: drop_street_word(f"{word} Zyzzyva") for word in words} == dict.fromkeys(words, "Zyzzyva")


@pytest.mark.parametrize("language", languages.ABBREVIATIONS)
def test_what_is_short_for_a_word_is_asked_for_as_a_map_writes_it(language: str) -> None:
    """Or is left out, where it is short for a word that changes nothing."""
    pairs = [pair.split(maxsplit=1) for pair in languages.ABBREVIATIONS[language].split(", ")]
    written = {short: write_out(f"{short} Xanadu", _country_of(language)) for short, _ in pairs}
    left_out = [short for short, long in pairs if fold(long) in AREA_PREFIXES and written[short] == "Xanadu"]
    wrong = [short for short, long in pairs if written[short] != f"{long[0].upper()}{long[1:]} Xanadu"]
    assert wrong == left_out


@pytest.mark.parametrize("language", languages.REGION_WORDS)
def test_a_part_of_any_town_is_no_town(language: str) -> None:
    words = [word for word in languages.REGION_WORDS[language].split(", ") if " " not in word]
    assert [word for word in words if not is_region_name(word)] == []


@pytest.mark.parametrize("language", languages.ABBREVIATIONS_BEHIND)
def test_what_is_short_for_a_word_only_behind_a_name_is_written_out_there(language: str) -> None:
    for short, long in (pair.split() for pair in languages.ABBREVIATIONS_BEHIND[language].split(", ")):
        assert write_out(f"Xanadu {short}", _country_of(language)) == f"Xanadu {long.capitalize()}"
        assert write_out(f"{short} Xanadu", _country_of(language)) == f"{short} Xanadu"


NO_NAMES = {
    "a building and its number": "gb Chapel 2, ke Kanisa 2, fr Lycée 3, es Colegio 12, br Igreja 2, de Bhf 4, "
    "it Chiesa 1, pl Kościół 2, ua Лікарня 5, tr Camii 3, id Masjid 7, vn Chợ 4, eg مسجد 3, in मंदिर 2, ir بازار 5",
    "a street without its name": "gb Rd 5, fr Rte 4, es Avda. 12, br Trav, de Str., pl ul. 5, bg бул. 3, ua вул. 7, "
    "ro Șos. 8, ro Cal. 2, tr Cad. 2, id Jln 9, pk Galli 6, ge ქ. 3, it Vle 5, th ซ 7",
}


@pytest.mark.parametrize(
    ("country", "name"),
    [
        pytest.param(*case.split(" ", 1), id=f"{what}: {case}")
        for what, cases in NO_NAMES.items()
        for case in cases.split(", ")
    ],
)
def test_only_what_sort_of_thing_it_is_is_no_place_in_any_language(country: str, name: str) -> None:
    """So no geocoder is asked for it: one would answer with any of the kind."""
    assert clean_place_name(name, country) is None


def test_no_list_has_an_empty_entry() -> None:
    lists = [words for name, words in vars(languages).items() if name.isupper() and isinstance(words, dict)]
    assert len(lists) > 20
    assert [words for words in lists for text in words.values() if not all(text.split(", "))] == []


def test_each_local_site_is_called_after_its_quarter() -> None:
    behind = [word for text in languages.LOCAL_SITES_BEHIND.values() for word in text.split(", ")]
    in_front = [word for text in languages.LOCAL_SITES_IN_FRONT.values() for word in text.split(", ")]
    assert [word for word in behind if find_quarter(f"Xanadu {word}") != "Xanadu"] == []
    assert [word for word in in_front if find_quarter(f"{word} Xanadu") != "Xanadu"] == []


def test_each_block_with_a_letter_is_a_part_of_its_settlement() -> None:
    words = [word for text in languages.NUMBERED_BLOCK_WORDS.values() for word in text.split(", ")]
    assert [word for word in words if find_settlement(f"Xanadu {word} C") != "Xanadu"] == []


def test_each_kind_that_stands_in_front_ends_another_name() -> None:
    kinds = [word for language in languages.KIND_IN_FRONT for word in languages.SITE_WORDS[language].split(", ")]
    others = [word for word in kinds if fold(word) not in languages.SITE_WORDS["English"].split(", ")]
    assert [word for word in others if find_quarter(f"Xanadu {word} Zyzzyva") != "Xanadu"] == []


def test_a_group_of_houses_is_in_the_quarter_before_it_and_a_crossing_in_the_one_before_its_streets() -> None:
    housings = [word for text in languages.HOUSING_WORDS.values() for word in text.split(", ")]
    links = [word for text in languages.CROSSING_WORDS.values() for word in text.split(", ")]
    assert {find_quarter(f"Xanadu {word.title()} Zyzzyva") for word in housings} == {"Xanadu"}
    assert {find_settlement(f"Xanadu Carrera 94 {word} Calle 4") for word in links} == {"Xanadu"}


def test_each_label_of_what_is_larger_ends_a_name() -> None:
    words = [word for text in languages.LABELS_OF_LARGER.values() for word in text.split(", ")]
    heads = {word: list_interpretations(f"Xanadu {word} Zyzzyva", "")[0].head for word in words}
    assert heads == dict.fromkeys(words, "Xanadu")


def test_each_lane_is_in_a_street() -> None:
    lanes = languages.LANES_OF_STREETS["Vietnamese"].split(", ")
    assert [lane for lane in lanes if name_street("Xanadu", [f"{lane} 5"], "vn") != "Đường Xanadu"] == []


def test_each_month_with_its_number_is_a_name() -> None:
    spoken = {"French": "fr", "Spanish": "es", "Portuguese": "br", "Italian": "it", "Romanian": "ro", "Turkish": "tr"}
    spoken |= {"Polish, Czech, Slovak": "pl", "South Slavic": "bg", "Russian, Ukrainian": "ru"}
    spoken |= {
        "Azerbaijani, Uzbek, Kazakh": "az",
        "Vietnamese": "vn",
        "Indonesian, Malay": "id",
        "Arabic": "eg",
        "English": "gh",
    }
    months = [(spoken[language], word) for language, text in languages.MONTHS.items() for word in text.split(", ")]
    dates = {(country, month): clean_place_name(f"FDT-24 {month.upper()}", country) for country, month in months}
    assert {month: date for month, date in dates.items() if not (date or "").startswith("24 ")} == {}
