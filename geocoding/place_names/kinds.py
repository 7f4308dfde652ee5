"""What kind of thing a place's name says: a street, a site, an administrative area, or only a sort of place."""

from __future__ import annotations

from functools import cache

from geocoding.countries import languages, vocabulary
from geocoding.countries.everywhere import EVERYWHERE
from geocoding.countries.ke import KENYA
from geocoding.countries.languages import STREET_ENDINGS, everywhere, in_country
from geocoding.names import clean_place_name, may_be_place
from geocoding.tokens import VOWELS, list_dotted
from geocoding.words import name_words

BEHIND_STREET_WORDS = everywhere(languages.BEHIND_STREET_WORDS)
FRONT_STREET_WORDS = everywhere(languages.FRONT_STREET_WORDS)
# All that stand there, but for those that English has behind a name.
STREETS_IN_FRONT = FRONT_STREET_WORDS | languages.list_streets_in_front()
UNMAPPED_STREET_WORDS = everywhere(languages.UNMAPPED_STREET_WORDS)
STREETS, CLASSES = everywhere(languages.STREET_WORDS), everywhere(languages.CLASS_WORDS)
SITES = everywhere(languages.SITE_WORDS)
# What a number or a letter tells from its like.
NUMBERED_PARTS = CLASSES | everywhere(languages.NUMBERED_BLOCK_WORDS)
# Behind a name, and in front of one, they change nothing.
LABELS_BEHIND = everywhere(languages.LABELS_BEHIND)
GENERIC = everywhere(languages.AREA_SUFFIXES) | LABELS_BEHIND
LABELS_IN_FRONT = everywhere(languages.LABELS_IN_FRONT)
AREA_PREFIXES = everywhere(languages.AREA_PREFIXES) | LABELS_IN_FRONT
CITY_GENERIC = GENERIC | {"city", "zone"}
ADMIN = everywhere(languages.ADMIN_WORDS)
COMPASS = everywhere(languages.COMPASS_WORDS)
CONNECTORS = everywhere(languages.CONNECTORS)
# Of a name that says nothing else they make a region.
REGIONAL = everywhere(languages.REGION_WORDS)
_NO_TOWNS = (
    REGIONAL
    | EVERYWHERE.stop_words
    | EVERYWHERE.status_words
    | everywhere(languages.NO_VALUE_WORDS)
    | everywhere(languages.STATE_WORDS)
)
_GENERIC_CONCEPTS = (
    languages.AREA_SUFFIXES,
    languages.LABELS_BEHIND,
    languages.ADMIN_WORDS,
    languages.AREA_PREFIXES,
    languages.LABELS_IN_FRONT,
    languages.COMPASS_WORDS,
    languages.AREA_WORDS,
    languages.AREA_TYPES,
    languages.LESSER_WORDS,
    languages.STREET_WORDS,
    languages.SITE_WORDS,
    languages.CLASS_WORDS,
)
# No name by themselves: 'Road' of 'Kiambu Road' in Kiambu, 'Garden' of Garden Estate.
GENERIC_WORDS = CITY_GENERIC.union(*map(everywhere, _GENERIC_CONCEPTS))


def is_street_name(name: str) -> bool:
    words = name_words(name)
    is_one_word = any(word.endswith(STREET_ENDINGS) for word in words[-1:] if len(word) > 6 or not word.isascii())
    return is_one_word or (len(words) > 1 and not STREETS.isdisjoint(words))


def is_site_name(name: str) -> bool:
    """'Kenyatta Avenue Hospital', but neither 'Hospital Road' nor 'Rua da Igreja'."""
    words = name_words(name)
    ends = {*words[:1], *words[-1:]}
    return not ends.isdisjoint(SITES) and ends.isdisjoint(STREETS)


def has_type_word(name: str, kind: frozenset[str] = frozenset()) -> bool:
    """'Kenyatta Hospital', 'Kanu Street', and 'Kondele Car Wash' where the kind is car wash."""
    words = frozenset(name_words(name))
    words |= {word.removesuffix("s") for word in words}  # Kasubi Tombs is a tomb
    is_site = not SITES.isdisjoint(words) or any(_is_short_for_site(word) for word in list_dotted(name))
    return is_site or is_street_name(name) or (bool(kind) and kind <= words)


def _is_short_for_site(word: str) -> bool:
    """Hosp., Univ."""
    return len(word) > 2 and any(site.startswith(word) for site in SITES)


def is_admin_name(name: str) -> bool:
    """'Nairobi County': on a map it may be the city's point, but that is not what is meant. A ward is small enough."""
    words = name_words(name)
    return len(words) > 1 and words[-1] in ADMIN - {"ward"}


def is_region_name(name: str, country: str = "") -> bool:
    """'North Rift', 'Coast'."""
    words = REGIONAL | vocabulary(country).region_words
    return is_generic_name(name, country) and not words.isdisjoint(name_words(name))


def is_generic_name(name: str, country: str = "") -> bool:
    """'Industrial Area', 'CBD', 'North Rift', 'Head Office': as a cluster's name it says a kind of place, or a whole
    region. Garden Estate is a name, and so is Faza but where it means a phase.

    country: its code, for the words of its languages; without it those of all, and Kenya's.
    """
    words = name_words(name)
    return _is_kind_of_town(words, country) or _is_no_name(name, words, country)


def may_be_town(name: str) -> bool:
    """Hub, Springs, Carrefour: one word for a kind of place, which a town may have for a name; not 'Centro', nor what
    stands for no value."""
    words = name_words(name)
    is_word = len(words) == 1 and words[0].isalpha() and not VOWELS.isdisjoint(words[0])
    return is_word and _NO_TOWNS.isdisjoint(words)


def _is_kind_of_town(words: tuple[str, ...], country: str) -> bool:
    if " ".join(words) in KENYA.names and words[-1] in ("estate", "city"):
        return False
    is_numbered = len(words) == 2 and words[0] in CLASSES - {"section"} and words[1].isdecimal()  # Sector 14
    return is_numbered or (_list_kinds(country).issuperset(words) and not _starts_with_compass_and_letter(words))


@cache
def _list_kinds(country: str) -> frozenset[str]:
    own = vocabulary(country).region_words | {"city", "zone", "industrial", "business"}
    concepts = (*_GENERIC_CONCEPTS, languages.REGION_WORDS)
    return own.union(*(in_country(concept, country) if country else everywhere(concept) for concept in concepts))


def _is_no_name(name: str, words: tuple[str, ...], country: str) -> bool:
    """Of which cleaning leaves nothing; but words with a number may be a town's own name."""
    is_of_one_sort = len({word.isdecimal() for word in words}) < 2
    return is_of_one_sort and not (clean_place_name(name, country) if country else may_be_place(name))


def are_generic(words: tuple[str, ...]) -> bool:
    """Whether words (name_words) are no name by themselves."""
    is_without = all(word in GENERIC_WORDS or (len(word) == 1 and word.isascii()) or word.isdecimal() for word in words)
    return is_without and not _starts_with_compass_and_letter(words) and " ".join(words) not in KENYA.names


def is_name(words: tuple[str, ...]) -> bool:
    """Whether words (name_words) name a place by themselves: neither generic, nor a part of any town, as Centro is."""
    return not are_generic(words) and not REGIONAL.issuperset(words)


def _starts_with_compass_and_letter(words: tuple[str, ...]) -> bool:
    """South B."""
    return len(words) > 1 and words[0] in COMPASS and len(words[1]) == 1 and words[1].isalpha()
