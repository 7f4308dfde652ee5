"""What a site's name says of where it is: the quarter that it is called after, the institution whose letters it has.

Also what stands in front of words in small letters, or of a person.
"""

from __future__ import annotations

from collections.abc import Set

from geocoding.countries import languages
from geocoding.countries.languages import everywhere, in_languages
from geocoding.names import may_be_place
from geocoding.place_names.kinds import (
    COMPASS,
    CONNECTORS,
    GENERIC,
    GENERIC_WORDS,
    SITES,
    STREETS,
    are_generic,
    is_name,
    is_street_name,
)
from geocoding.tokens import LONGEST_PHRASE, ORDINAL, Token, as_written, is_short_for, split_at_spaces
from geocoding.words import ROMAN_NUMBERS, name_words

_BEHIND, _IN_FRONT = everywhere(languages.LOCAL_SITES_BEHIND), everywhere(languages.LOCAL_SITES_IN_FRONT)
_NAMED_AFTER_PLACES = everywhere(languages.NAMED_AFTER_PLACES)
_KINDS_IN_FRONT = (
    in_languages(languages.LOCAL_SITES_IN_FRONT, languages.KIND_IN_FRONT)
    | in_languages(languages.SITE_WORDS, languages.KIND_IN_FRONT)
) - in_languages(languages.SITE_WORDS, ["English"])
_KINDS_BEHIND = SITES - _KINDS_IN_FRONT
_OTHER_PLACES = STREETS | GENERIC | everywhere(languages.AREA_WORDS)
_ARTICLES = everywhere(languages.ARTICLES)
_HOUSINGS = everywhere(languages.HOUSING_WORDS)
_UNITS = in_languages(languages.UNIT_WORDS, languages.KIND_IN_FRONT)  # 'bl. Mercur'
_CENTRES = everywhere(languages.CENTRE_WORDS)
_AT_WORDS = everywhere(languages.AT_WORDS)
SHORTEST_ACRONYM = 3  # letters
SHORTEST_SAID_OF = 4


def find_quarter(name: str) -> str | None:
    """'Shivaji Nagar' of 'Shivaji Nagar Bus Stand': what a site that each quarter has is called after. 'Nianing' of
    'Nianing Eglise': where a kind stands in front of its own name, what is in front of the kind is another's.

    None of other sites: Kenyatta Hospital may be anywhere.
    """
    tokens = split_at_spaces(name)
    for length in range(min(LONGEST_PHRASE, len(tokens) - 1), 0, -1):
        behind, in_front = (" ".join(token.key for token in some) for some in (tokens[-length:], tokens[:length]))
        if behind in _BEHIND or in_front in _IN_FRONT:
            rest = tokens[:-length] if behind in _BEHIND else tokens[length:]
            if ORDINAL.fullmatch(rest[-1].text):
                rest = rest[:-1]  # Samanabad 2nd roundabout
            is_whole = bool(rest) and rest[-1].key not in CONNECTORS  # not of Offenbach am Main
            return as_written(rest) if is_whole and is_name(name_words(as_written(rest))) else None
    kinds = (at for at in range(1, len(tokens)) if _is_another_site(tokens, at))
    quarter = as_written(tokens[: next(kinds, 0)])
    is_named = is_name(name_words(quarter)) and not are_generic(name_words(quarter)[-1:])
    return quarter if is_named and (not is_street_name(name) or is_street_name(quarter)) else None


def find_namesake(name: str) -> str | None:
    """'Garhi Shahu' of 'Garhi Shahu Chowk', 'Adyel' of 'Adyel Division', which may be called after another place, or a
    person."""
    return _drop_last(name, _NAMED_AFTER_PLACES)


def drop_compass(name: str) -> str | None:
    """'Lunyo' of 'Lunyo East': a quarter of which that is a side; None of North East."""
    return _drop_last(name, COMPASS)


def _drop_last(name: str, words: Set[str]) -> str | None:
    *rest, last = split_at_spaces(name) or [Token("", "")]
    quarter = as_written(rest)
    return quarter if last.key in words and is_name(name_words(quarter)) and not is_street_name(quarter) else None


def _is_another_site(tokens: list[Token], at: int) -> bool:
    before, word = tokens[at - 1 : at + 1]
    is_building = word.key in _UNITS and len(word.key) > 1 and word.text.endswith(".")
    is_housing = word.key in _HOUSINGS and is_name(name_words(as_written(tokens[at + 1 :])))
    is_site = word.key in _KINDS_IN_FRONT or is_housing or is_building
    return is_site and before.key not in CONNECTORS and word.gap == " "


def find_site(name: str) -> str | None:
    """'Nishtar Hospital' of 'Nishtar Hospital OPD': a site, without a part of it; but Church Road, Mission Hill."""
    site, part = split_at_site(name)
    words = name_words(part)
    is_part = not all(map(str.isdecimal, words)) and _OTHER_PLACES.isdisjoint(words)
    return site if site and is_part and words[0] not in CONNECTORS else None


def find_site_and_address(name: str) -> tuple[str, str] | None:
    """'BMC Hospital' and 'Brewery Road' of 'BMC Hospital Brewery Road': a site, and in which street or quarter."""
    site, address = split_at_site(name)
    first, *others = name_words(address) or ("",)
    is_address = bool(others) and not _OTHER_PLACES.isdisjoint(others) and is_name((first,))
    return (site, address) if is_address and may_be_place(site) and first not in CONNECTORS | _OTHER_PLACES else None


def split_at_site(name: str) -> tuple[str, str]:
    """What ends with the word for a site, and what is behind it; nothing where either would be no name."""
    tokens = split_at_spaces(name)
    end = next((at for at in range(1, len(tokens) - 1) if tokens[at].key in _KINDS_BEHIND), 0)
    is_named = is_name(name_words(as_written(tokens[:end])))
    return (as_written(tokens[: end + 1]), as_written(tokens[end + 1 :])) if is_named else ("", "")


def find_capitalized(name: str) -> str | None:
    """'Computer Village' of 'Computer Village plaza': without what is said of it in small letters."""
    tokens = split_at_spaces(name)
    end = next((at for at in range(len(tokens), 0, -1) if not _is_small(tokens[at - 1])), 0)
    head = as_written(tokens[:end])
    is_said = 0 < end < len(tokens) and tokens[end].key not in CONNECTORS and len(head) >= SHORTEST_SAID_OF
    return head if is_said and is_name(name_words(head)) else None


def find_before_person(name: str) -> str | None:
    """'Sakina' of 'Sakina kwa Iddi'; but Kwa Njenga."""
    tokens = split_at_spaces(name)
    at = next((at for at in range(1, len(tokens) - 1) if tokens[at].key in _AT_WORDS), 0)
    front = as_written(tokens[:at])
    return front if is_name(name_words(front)) else None


def list_longer_beginnings(name: str) -> list[str]:
    """'Mbezi beach' of 'Mbezi beach africana': more of what find_capitalized leaves, the longest first."""
    tokens = split_at_spaces(name)
    front = find_capitalized(name)
    shortest = len(split_at_spaces(front)) if front else len(tokens)
    return [as_written(tokens[:end]) for end in range(len(tokens) - 1, shortest, -1)]


def _is_small(token: Token) -> bool:
    return token.is_cased and token.text.islower() and token.text.isalpha()


def find_town_of_centre(name: str) -> str | None:
    """'Pinetown' of 'Pinetown CBD': the town of which it is the middle."""
    tokens = split_at_spaces(name)
    for length in range(min(2, len(tokens) - 1), 0, -1):
        if " ".join(token.key for token in tokens[-length:]) in _CENTRES:
            town = as_written(tokens[:-length])
            return town if is_name(name_words(town)) else None
    return None


def find_acronym(name: str) -> str | None:
    """'KGMU' of 'KGMU Trauma Centre', of KGMU itself: the letters that an institution goes by."""
    tokens = split_at_spaces(name)
    if not tokens or not is_acronym(tokens[0].text):
        return None
    return tokens[0].text if len(tokens) == 1 or not SITES.isdisjoint(name_words(name)) else None


def has_initials(name: str) -> bool:
    """GM Abad; but of LB Nagar any may be meant that has such letters, and behind a name they may be a code."""
    first, *rest = split_at_spaces(name) or [Token("", "")]
    others = [token.key for token in rest if len(token.key) >= SHORTEST_ACRONYM and not token.text.isupper()]
    are_letters = 1 < len(first.text) < 4 and first.text.isalpha() and first.text.isupper()
    return are_letters and first.key not in CONNECTORS | _ARTICLES and not GENERIC_WORDS.issuperset(others)


def find_spelt_out(name: str) -> str | None:
    """'Uganda Christian University' of 'UCU Uganda Christian University': what stands behind its own letters, though a
    word of it may be left out: 'KATH Komfo Anokye Hospital'; or behind its town: 'LRH Peshawar Lady Reading Hospital';
    or behind its last word, which is not cut short: 'MT Extension Model Town Extension'."""
    letters, *rest = split_at_spaces(name) or [Token("", "")]
    if _is_spelt_out(letters, rest):
        spelt = as_written(rest)
        return spelt if is_name(name_words(spelt)) else None
    between, *rest = rest or [Token("", "")]
    is_repeated = rest[-1:] != [] and rest[-1].key == between.key and _is_spelt_out(letters, rest[:-1])
    is_town = len(letters.key) > 2 and _is_spelt_out(letters, rest)
    spelt = as_written(rest)
    return spelt if (is_repeated or is_town) and letters.text.isupper() and is_name(name_words(spelt)) else None


def _is_spelt_out(letters: Token, spelt: list[Token]) -> bool:
    words = [token.key for token in spelt if token.key not in CONNECTORS | {"and"}]
    initials = "".join(word[:1] for word in words)
    is_shorter = len(initials) > 2 and len(letters.key) == len(initials) + 1 and letters.key[-1] == initials[-1]
    are_initials = len(letters.key) > 1 and letters.key == initials
    return are_initials or (is_shorter and is_short_for(initials, letters.key))


def find_institution(name: str) -> str | None:
    """'UDSM' of 'Ubungo UDSM hostel': letters that an institution may go by."""
    tokens = split_at_spaces(name)
    letters = (
        token.text for token in tokens if is_acronym(token.text) and token.key not in ROMAN_NUMBERS.keys() | SITES
    )
    return next(letters, None) if len(tokens) > 1 else None


def find_campus(name: str) -> str | None:
    """'Kihumuro' of 'MUST Kihumuro Campus', which of an institution's grounds is meant; None of the main one."""
    first, *rest = split_at_spaces(name) or [Token("", "")]
    is_campus = is_acronym(first.text) and bool(rest) and rest[-1].key == "campus"
    campus = as_written(token for token in rest[:-1] if token.key != "main") if is_campus else ""
    return campus if is_name(name_words(campus)) else None


def is_acronym(word: str) -> bool:
    return len(word) >= SHORTEST_ACRONYM and word.isalpha() and word.isupper()
