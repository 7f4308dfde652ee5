"""What differs from country to country, as data: a file a country, and everywhere.py for what holds in all of them."""

from __future__ import annotations

from functools import cache

from geocoding.countries import languages
from geocoding.countries.everywhere import EVERYWHERE
from geocoding.countries.ke import KENYA
from geocoding.countries.languages import in_country, in_country_as_written
from geocoding.countries.vocabulary import Vocabulary, words

_BY_CODE = {
    "ke": KENYA,
    "pk": Vocabulary(grid_letters=frozenset("abcdefghi")),  # Islamabad's sectors
}

__all__ = ["Vocabulary", "vocabulary"]


@cache
def vocabulary(country: str) -> Vocabulary:
    """The words of a country (ISO 3166-1 alpha-2, lower case) and everywhere's."""
    return EVERYWHERE | _in_its_languages(country) | _BY_CODE.get(country, Vocabulary())


def _in_its_languages(country: str) -> Vocabulary:
    return Vocabulary(
        numbered_codes=in_country(languages.EQUIPMENT_WORDS, country),
        equipment=in_country(languages.EQUIPMENT_WORDS, country),
        area_prefixes=in_country(languages.AREA_PREFIXES, country),
        ordinal_marks=in_country(languages.ORDINAL_MARKS, country),
        unit_words=in_country(languages.UNIT_WORDS, country),
        division_words=in_country(languages.DIVISION_WORDS, country),
        numbered_names=in_country(languages.CLASS_WORDS, country),
        prepositions=in_country(languages.PREPOSITIONS, country),
        postpositions=in_country(languages.POSTPOSITIONS, country),
        type_words=in_country(languages.SITE_WORDS, country) | in_country(languages.AREA_TYPES, country),
        town_sites=in_country(languages.TOWN_SITE_WORDS, country),
        qualifiers=in_country(languages.QUALIFIER_WORDS, country),
        status_words=in_country(languages.STATE_WORDS, country),
        stop_words=in_country(languages.NO_VALUE_WORDS, country),
        work_phrases=in_country(languages.WORK_PHRASES, country),
        area_types=in_country(languages.AREA_TYPES, country),
        qualities=in_country(languages.QUALITY_WORDS, country),
        short_words=words(" ".join(p.split()[0] for p in in_country_as_written(languages.ABBREVIATIONS, country) if p)),
        area_words=in_country(languages.AREA_WORDS, country),
        streets=in_country(languages.STREET_WORDS, country) | in_country(languages.STREET_ABBREVIATIONS, country),
    )
