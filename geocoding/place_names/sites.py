"""What a site's name says of where it is: the quarter that it is called after, the institution whose letters it has."""

from __future__ import annotations

from geocoding.countries import languages
from geocoding.countries.languages import everywhere
from geocoding.place_names.kinds import REGIONAL, SITES, are_generic
from geocoding.tokens import LONGEST_PHRASE, as_written, split_at_spaces
from geocoding.words import name_words

_LOCAL_SITES = everywhere(languages.LOCAL_SITE_WORDS)
SHORTEST_ACRONYM = 3  # letters


def find_quarter(name: str) -> str | None:
    """'Shivaji Nagar' of 'Shivaji Nagar Bus Stand': what a site that each quarter has is called after.

    None of other sites: Kenyatta Hospital may be anywhere.
    """
    tokens = split_at_spaces(name)
    for length in range(min(LONGEST_PHRASE, len(tokens) - 1), 0, -1):
        for rest, site in ((tokens[:-length], tokens[-length:]), (tokens[length:], tokens[:length])):
            if " ".join(token.key for token in site) in _LOCAL_SITES:
                quarter = as_written(rest)
                is_name = not are_generic(name_words(quarter)) and not REGIONAL.issuperset(token.key for token in rest)
                return quarter if is_name else None
    return None


def find_acronym(name: str) -> str | None:
    """'KGMU' of 'KGMU Trauma Centre', of KGMU itself: the letters that an institution goes by."""
    tokens = split_at_spaces(name)
    if not tokens or not is_acronym(tokens[0].text):
        return None
    return tokens[0].text if len(tokens) == 1 or not SITES.isdisjoint(name_words(name)) else None


def is_acronym(word: str) -> bool:
    return len(word) >= SHORTEST_ACRONYM and word.isalpha() and word.isupper()
