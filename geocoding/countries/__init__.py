"""What differs from country to country, as data: a file a country, and everywhere.py for what holds in all of them."""

from __future__ import annotations

from functools import cache

from geocoding.countries import languages
from geocoding.countries.everywhere import EVERYWHERE
from geocoding.countries.ke import KENYA
from geocoding.countries.languages import ByLanguage, in_country, in_country_as_written
from geocoding.countries.vocabulary import Vocabulary, Words
from geocoding.tokens import fold

_BY_CODE = {
    "ke": KENYA,
    "sn": Vocabulary(abbreviations={"u": "Unité"}),  # Parcelles Assainies U17
    "pk": Vocabulary(
        grid_letters=frozenset("abcdefghi"),  # Islamabad's sectors
        numbered_kinds=frozenset(["chak"]),
        numbered_names=frozenset(["chak"]),
        abbreviations={"ch": "Chak", "sch": "Scheme"},
        part_letters={"B": "Block", "P": "Phase"},
    ),
}

__all__ = ["Vocabulary", "vocabulary"]


@cache
def vocabulary(country: str) -> Vocabulary:
    """The words of a country (ISO 3166-1 alpha-2, lower case) and everywhere's."""
    return EVERYWHERE | _in_its_languages(country) | _BY_CODE.get(country, Vocabulary())


def _in_its_languages(country: str) -> Vocabulary:
    short = _list_short_forms(country)

    def either_form(concept: ByLanguage) -> Words:
        found = in_country(concept, country)
        return found | {word for word, long in short.items() if long in found}

    return Vocabulary(
        numbered_codes=in_country(languages.EQUIPMENT_WORDS, country),
        equipment=in_country(languages.EQUIPMENT_WORDS, country),
        area_prefixes=in_country(languages.AREA_PREFIXES, country) | in_country(languages.LABELS_IN_FRONT, country),
        ordinal_marks=in_country(languages.ORDINAL_MARKS, country),
        unit_words=either_form(languages.UNIT_WORDS) - either_form(languages.CLASS_WORDS),
        units_behind=in_country(languages.UNITS_BEHIND, country),
        exchanges=in_country(languages.EXCHANGE_WORDS, country),
        numbered_kinds=in_country(languages.NUMBERED_TOWN_PARTS, country),
        division_words=in_country(languages.DIVISION_WORDS, country),
        numbered_names=either_form(languages.CLASS_WORDS),
        prepositions=frozenset(phrase.replace("/", " ") for phrase in in_country(languages.PREPOSITIONS, country)),
        relation_spellings=frozenset(in_country_as_written(languages.PREPOSITIONS, country)),
        only_between=in_country(languages.ONLY_BETWEEN, country),
        never_last=in_country(languages.NEVER_LAST, country),
        postpositions=in_country(languages.POSTPOSITIONS, country),
        type_words=either_form(languages.SITE_WORDS)
        | either_form(languages.AREA_TYPES)
        | in_country(languages.EXCHANGE_WORDS, country),
        town_parts=in_country(languages.TOWN_PART_PHRASES, country),
        town_sites=either_form(languages.TOWN_SITE_WORDS),
        qualifiers=either_form(languages.QUALIFIER_WORDS),
        status_words=in_country(languages.STATE_WORDS, country),
        fault_words=in_country(languages.FAULT_WORDS, country),
        line_words=in_country(languages.LINE_WORDS, country),
        stop_words=in_country(languages.NO_VALUE_WORDS, country),
        floors=in_country(languages.FLOOR_PHRASES, country),
        sides_of_numbers=in_country(languages.SIDES_OF_NUMBERS, country) if country == "br" else frozenset(),
        work_phrases=in_country(languages.WORK_PHRASES, country),
        where_words=in_country(languages.WHERE_WORDS, country),
        area_types=either_form(languages.AREA_TYPES),
        qualities=either_form(languages.QUALITY_WORDS),
        short_words=frozenset(short),
        acronyms=frozenset(word for word, long in short.items() if " " in long),
        area_suffixes=either_form(languages.AREA_SUFFIXES) | either_form(languages.LABELS_BEHIND),
        area_words=either_form(languages.AREA_WORDS),
        streets_of_houses=in_country(languages.STREETS_OF_HOUSES, country),
        streets=either_form(languages.STREET_WORDS) | in_country(languages.STREET_ABBREVIATIONS, country),
        quarter_streets=in_country({"English": "", **languages.QUARTER_STREET_WORDS}, country),
        streets_in_front=either_form(languages.FRONT_STREET_WORDS) | languages.list_streets_in_front(country),
        months=in_country(languages.MONTHS, country),
        measures=in_country(languages.MEASURE_WORDS, country),
        slashed=dict(pair.split("/ ") for pair in in_country_as_written(languages.SLASHED, country)),
    )


def _list_short_forms(country: str) -> dict[str, str]:
    """What is short for a word, without a dot too, and for which (folded): 'Lyt' is what Layout is."""
    pairs = (fold(pair).split(maxsplit=1) for pair in in_country_as_written(languages.ABBREVIATIONS, country))
    return {short: long for short, long in pairs if "." not in short}
