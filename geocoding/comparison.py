"""When two spellings are one name: asked names against the names of answers, and misspellings. Pure text, no I/O.

Case, accents, apostrophes, spaces, abbreviations and Roman numbers never make another name. A word more or less does,
unless it is a generic one at the end: Lake View Estate is Lake View, but Kahawa West is not Kahawa. In any script.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from geocoding.countries import languages
from geocoding.countries.everywhere import EVERYWHERE
from geocoding.countries.ke import KENYA
from geocoding.countries.languages import STREET_ENDINGS, everywhere, in_country_as_written
from geocoding.names import clean_place_name
from geocoding.tokens import VOWELS, fold, is_short_for
from geocoding.words import ROMAN_NUMBERS, joined, name_words

# 2: the same name, 1: the same but for generic words behind one of the two, 0: another name.
Similarity = Literal[0, 1, 2]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STREETS, _SITES, _CLASSES = map(everywhere, (languages.STREET_WORDS, languages.SITE_WORDS, languages.CLASS_WORDS))
# Behind a name, and in front of one, they change nothing.
GENERIC = everywhere(languages.AREA_SUFFIXES)
AREA_PREFIXES = everywhere(languages.AREA_PREFIXES)
CITY_GENERIC = GENERIC | {"city"}
# Behind the name of an administrative area: Kiambu County is Kiambu, though it is no place.
ADMIN = _words("county sub subcounty constituency ward district division location sublocation region province")
# Of a name that says nothing else they make a region.
REGIONAL = KENYA.region_words | everywhere(languages.REGION_WORDS)
# No name by themselves: 'Road' of 'Kiambu Road' in Kiambu, 'Garden' of Garden Estate.
GENERIC_WORDS = (
    CITY_GENERIC
    | ADMIN
    | AREA_PREFIXES
    | everywhere(languages.AREA_WORDS)
    | everywhere(languages.AREA_TYPES)
    | _STREETS
    | _SITES
    | _CLASSES
    | _words("north south east west upper lower central new old junction corner garden court block park cbd the kwa st")
)
# With a number behind them they are one of many of a quarter.
_NUMBERED_STREETS = _words("st street lane road rd cross main")
_DISTANCES = _words("km mile")
_NEIGHBOURS = _words("rt rw")  # of some dozens of houses, in Indonesia: no map has them
# Between two words of a name; people leave them out.
_CONNECTORS = everywhere(languages.CONNECTORS)
COMPASS = everywhere(languages.COMPASS_WORDS)  # South B is a name

_SLASH = r"(?<![A-Z]-\d)(?<![A-Z]-\d\d)/"  # but for the one of F-10/2
_BETWEEN_PARTS = rf",|{_SLASH}| - "
_OFTEN_JOINED = (
    "(hills?|views?|parks?|bay|side|field|ville|ridge|springs?|pura?|abad|mandi|garh|g[au]nj|bagh|camp|haven)"
)
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
    (rf"\b(\w{{4,}}) {_OFTEN_JOINED}\b", r"\1\2"),  # Upper Hill
    (rf"\b(\w{{4,}}){_OFTEN_JOINED}\b", r"\1 \2"),  # Upperhill
    (r"^St\b\.? (?=\w)", "Saint "),  # St Austins
    (r"^Saint ", "St "),
    (" & ", " and "),
    (" Gardens$", " Garden"),
    (" Garden$", " Gardens"),
)
KENYAN_SPELLINGS = ((r"(?<=\w)ng(?=[aeiou])", "ng'"),)  # Langata
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def similarity(asked: str, name: str, generic: frozenset[str] = GENERIC) -> Similarity:
    """How far an answer's name agrees with the asked one."""
    one, other = name_words(asked), name_words(name)
    if joined(one) == joined(other):
        return 2 if one else 0
    if _spell_umlauts(asked) == joined(other) or joined(one) == _spell_umlauts(name):
        return 2
    if joined(_strip(one, generic)) == joined(other) or joined(one) == joined(_strip(other, generic)):
        return 1
    one, other = _without_connectors(one), _without_connectors(other)
    is_alike = one == other or _is_reordered(one, other)
    return 1 if is_alike or _is_abbreviated(one, other, _list_dotted(asked) | _list_dotted(name)) else 0


def _is_reordered(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """GRA Ikeja is Ikeja GRA; but Hill Church is not Church Hill, nor what a number or a letter tells apart."""
    is_plain = all(len(word) > 1 and word.isalpha() and word not in GENERIC_WORDS for word in one)
    return is_plain and len(one) == 2 and one == other[::-1]


def _without_connectors(words: tuple[str, ...]) -> tuple[str, ...]:
    """San Juan de Lurigancho is San Juan Lurigancho; but La Paz is not Paz."""
    last = len(words) - 1
    kept = tuple(word for n, word in enumerate(words) if n in (0, last) or word not in _CONNECTORS)
    return kept[1:] if len(kept) > 1 and kept[0] == "the" else kept


def _spell_umlauts(text: str) -> str:
    """Koeln of Köln."""
    return joined(name_words(unicodedata.normalize("NFC", text.casefold()).translate(_UMLAUTS)))


def _list_dotted(text: str) -> set[str]:
    return {fold(word) for word in re.findall(r"([^\W\d_]+)\.", text)}


def _is_abbreviated(one: tuple[str, ...], other: tuple[str, ...], dotted: set[str]) -> bool:
    """Jd. Pinheiros and Jardim Pinheiros, N. Nazimabad and North Nazimabad; but South B and South Bank are two."""
    if len(one) != len(other):
        return False
    equal = [a for a, b in zip(one, other, strict=True) if a == b]
    has_name = any(word.isalpha() and len(word) > 1 and word not in GENERIC_WORDS | _STREETS for word in equal)
    return has_name and all(
        a == b or _is_short(a, b, at, dotted) or _is_short(b, a, at, dotted)
        for at, (a, b) in enumerate(zip(one, other, strict=True))
    )


def _is_short(short: str, word: str, at: int, dotted: set[str]) -> bool:
    is_initial = len(short) == 1 and at == 0
    is_abbreviation = short in dotted or is_initial or (len(short) > 1 and VOWELS.isdisjoint(short))
    return is_abbreviation and short.isalpha() and len(short) < len(word) and is_short_for(short, word)


def is_cluster_itself(place: str, cluster: str) -> bool:
    """Whether the place says no more than its cluster: 'Nakuru Town' and 'Phase 2, Nakuru' in Nakuru. It is not worth
    a question."""
    parts = re.split(_BETWEEN_PARTS, place)
    others = [part for part in parts if not similarity(part, cluster, CITY_GENERIC)]
    is_beside = len(others) < len(parts) and not any(map(clean_place_name, others))
    return is_beside or similarity(place, cluster, CITY_GENERIC) > 0


def find_city(cluster: str) -> str | None:
    """'Lahore' of 'Lahore South' and of 'South Lahore', 'Jakarta' of 'Jakarta Selatan'; None of what is no part."""
    words = cluster.split()
    while words and fold(words[0]) in REGIONAL:
        words = words[1:]
    while words and fold(words[-1]) in REGIONAL:
        words = words[:-1]
    rest = " ".join(words)
    return rest if rest != cluster and not is_generic_name(rest) else None


def is_admin_name(name: str) -> bool:
    """'Nairobi County': on a map it may be the city's point, but that is not what is meant."""
    words = name_words(name)
    return len(words) > 1 and words[-1] in ADMIN


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One way to read a name of several parts: its head, and what lies around that."""

    head: str
    context: tuple[str, ...] = ()
    needs_larger: bool = False  # holds only if its context is known to be larger: 'Nairobi, Umoja'
    is_wider: bool = False  # than the place: Model Colony of 'Model Colony St 4'


def list_interpretations(place: str, cluster: str) -> list[Interpretation]:
    """What a place may mean, the likeliest first.

    Behind a comma are the surroundings: 'Mwiki, Kasarani'. Of 'Kilimani/Hurlingham' either is the head, of 'Lavington -
    Valley Arcade' rather the last. A street is never the head where there is another part: 'Ridgeways/Kiambu Road'.
    """
    parts = sorted(_split_parts(place, ",", cluster), key=is_street_name)
    if len(parts) > 1:
        head, *context = parts
        interpretations = [replace(r, context=(*r.context, *context)) for r in _read_alternatives(head, cluster)]
        is_swapped = len(interpretations) == 1 and not is_street_name(context[0])
        return [
            *interpretations,
            *([Interpretation(context[0], (head, *context[1:]), needs_larger=True)] if is_swapped else []),
        ]
    return _read_alternatives(parts[0], cluster)


def _read_alternatives(place: str, cluster: str) -> list[Interpretation]:
    """'South B/South C', 'Lavington - Valley Arcade', 'Nyali-Links Road', 'South B & South C'."""
    parts = sorted(_split_parts(place, _SLASH, cluster), key=len, reverse=True)
    if len(parts) == 1:
        parts = _split_parts(parts[0], " - ", cluster)[::-1]
    whole = list[Interpretation]()
    if len(parts) == 1 and any(map(is_street_name, hyphened := _split_parts(parts[0], "-", cluster))):
        whole = [Interpretation(parts[0].replace("-", " "))]  # Ada-George Road may be one street
        parts = hyphened
    if len(parts) == 1:
        joined = _split_parts(parts[0], " & | and ", cluster)
        return [Interpretation(parts[0]), *(_one_of(joined) if len(joined) > 1 else [])]
    heads = [part for part in parts if not is_street_name(part)] or parts
    return [*(interpretation for interpretation in _one_of(parts) if interpretation.head in heads), *whole]


def _one_of(parts: list[str]) -> list[Interpretation]:
    return [Interpretation(head, tuple(part for part in parts if part != head)) for head in parts]


def _split_parts(place: str, separator: str, cluster: str) -> list[str]:
    """The parts that are names, but the cluster's; what is none ('Phase 8') belongs to the one beside it. At least one,
    if only the whole."""
    parts, in_front = list[str](), ""
    for part in filter(None, map(str.strip, re.split(separator, place))):
        words = name_words(part)
        if not _is_generic(words):
            parts.append(part)
        elif parts and (separator == "," or _tells_apart(parts[-1], words)):
            parts[-1] += f" {part}"
        elif separator == ",":
            in_front = part
    others = [part for part in parts if not similarity(part, cluster)]
    if in_front and clean_place_name(in_front):
        others.insert(0, in_front)  # Section 58
    elif in_front and others and not is_street_name(others[0]):
        others[0] += f" {in_front}"
    return others or parts[:1] or [place]


def is_street_name(name: str) -> bool:
    words = name_words(name)
    is_one_word = any(word.endswith(STREET_ENDINGS) for word in words[-1:] if len(word) > 6 or not word.isascii())
    return is_one_word or (len(words) > 1 and not _STREETS.isdisjoint(words))


def has_type_word(name: str, kind: frozenset[str] = frozenset()) -> bool:
    """'Kenyatta Hospital', 'Kanu Street', and 'Kondele Car Wash' where the kind is car wash."""
    words = frozenset(name_words(name))
    is_site = not _SITES.isdisjoint(words) or any(_is_short_for_site(word) for word in _list_dotted(name))
    return is_site or is_street_name(name) or (bool(kind) and kind <= words)


def _is_short_for_site(word: str) -> bool:
    """Hosp., Univ."""
    return len(word) > 2 and any(site.startswith(word) for site in _SITES)


def is_site_name(name: str) -> bool:
    """'Kenyatta Avenue Hospital', but neither 'Hospital Road' nor 'Rua da Igreja'."""
    ends = set(name_words(name)[:1] + name_words(name)[-1:])
    return not ends.isdisjoint(_SITES) and ends.isdisjoint(_STREETS)


def is_generic_name(name: str) -> bool:
    """'Industrial Area', 'CBD', 'North Rift', 'Head Office': as a cluster's name it says a kind of place, or a whole
    region. Garden Estate is a name."""
    words = name_words(name)
    numbers = [word for word in words if word.isdecimal()]
    is_no_name = clean_place_name(name) is None and numbers in ([], list(words))
    is_named = " ".join(words) in KENYA.names and words[-1] in ("estate", "city")
    kinds = GENERIC_WORDS | REGIONAL | {"industrial", "business"}
    is_kind = kinds >= set(words) and not _starts_with_compass_and_letter(words)
    is_kind = is_kind or (len(words) == 2 and words[0] in _CLASSES - {"section"} and words[1].isdecimal())  # Sector 14
    return is_no_name or (is_kind and not is_named)


def is_region_name(name: str) -> bool:
    """'North Rift', 'Coast'."""
    return is_generic_name(name) and not REGIONAL.isdisjoint(name_words(name))


def strip_codes(name: str) -> str:
    """'Mudgee' of 'Mudgee NSW 2850' and of '2850 Mudgee'; 'Githurai 44' stays."""
    return re.sub(r"^\d{4,6} +(?=\D)|(?<=\w)( [A-Z]{2,3})? +\d{4,6}$", "", name)


def drop_cluster(place: str, cluster: str) -> str | None:
    """'bahati' of 'Bahati Nakuru' in Nakuru; None if the cluster is not in it, or leaves no name."""
    words, town = name_words(place), name_words(cluster)
    if not town or len(words) <= len(town):
        return None
    if words[-len(town) :] == town:
        rest = words[: -len(town)]
    elif words[: len(town)] == town:
        rest = words[len(town) :]
    else:
        return None
    return " ".join(rest) if not _is_generic(rest) and clean_place_name(" ".join(rest)) else None


def without_cluster(place: str, cluster: str) -> str:
    """'Umoja' of 'Umoja, Nairobi', 'umoja' of 'Umoja Nairobi' in Nairobi; the whole, if the cluster is not in it."""
    parts = re.split(_BETWEEN_PARTS, place)
    others = [part for part in parts if not similarity(part, cluster)]
    return " ".join(others) if 0 < len(others) < len(parts) else drop_cluster(place, cluster) or place


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
    is_name = not _is_generic(name_words(rest)) and not REGIONAL.issuperset(map(fold, rest.split(" ")))
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


def find_street(name: str) -> str | None:
    """'Zik Avenue' of 'Zik Avenue 33', 'Jalan Raya Darmo' of 'Jalan Raya Darmo 54-56': without the house's number.

    None if there is no such number, or no name without it: Road 5.
    """
    found = re.fullmatch(r"(.*?[^\W\d_]) (?:No\.? )?\d{1,4}[a-z]?(?:-\d{1,4})?", name, re.IGNORECASE)
    if not found or not is_street_name(found[1]) or find_settlement(name):
        return None
    return None if _is_generic(name_words(found[1])) else found[1]


def find_settlement(name: str) -> str | None:
    """'Model Colony' of 'Model Colony St 4', 'José Walter' of 'José Walter 2a Etapa': what a number narrows.

    None if there is no such number, or no name without it. Athi River Km 20 and Ngong Road 5 are far from Athi River
    and from Ngong.
    """
    if sector := re.fullmatch(r"(?:Sector )?([A-Z]-\d+)(?:/\d+)?(?: St(?:reet)? \d+)?", name):
        return sector[1] if sector[1] != name else None  # E-11 of E-11/2
    words = name.split(" ")
    keys = [fold(word).strip(".,") for word in words]
    for at in range(len(words) - 1, 0, -1):
        pair = keys[at - 1 : at + 1]
        is_first = pair[0] in _CLASSES | _NUMBERED_STREETS and _is_numbering(pair[1])
        is_last = pair[1] in _CLASSES and _is_numbering(pair[0])
        is_far = not _DISTANCES.isdisjoint(pair) or (
            pair[0] in _STREETS | _NUMBERED_STREETS and keys[at - 2] not in GENERIC
        )
        if (is_first or is_last) and at > 1 and not is_far:
            rest = words[: at - 1] + words[at + 1 :]
            is_half = fold(rest[-1]) in _CLASSES  # DHA Phase of 'DHA Phase II Ext'
            if is_half or _is_generic(name_words(" ".join(rest))):
                return None
            settlement = " ".join(rest)
            return (find_settlement(settlement) or settlement) if pair[0] in _NEIGHBOURS else settlement
    return None


def _is_numbering(word: str) -> bool:
    return any(char.isdigit() for char in word) or (len(word) == 1 and word.isalpha()) or word in ROMAN_NUMBERS


def choose_spelling(one: str, other: str) -> str:
    """Of two spellings of a place the one to ask for, as a map would have it: Umoja rather than 'Umoja, Nairobi', Green
    Park rather than GreenPark."""
    return min(one, other, key=lambda name: (len(joined(name_words(name))), -name.count(" "), len(name)))


def other_spelling(place: str, country: str = "Kenya") -> str | None:
    """The spelling under which a map is likeliest to have what it doesn't have under the given one, if there is any.
    `country`: its English name."""
    place = place.strip()
    if apart := _set_initials_apart(place):
        return apart
    for pattern, replacement in SPELLINGS + (KENYAN_SPELLINGS if country == "Kenya" else ()):
        changed = re.sub(pattern, replacement, place, flags=re.IGNORECASE)
        if changed != place:
            return None if _is_generic(name_words(changed)) else changed
    words = place.split(" ")
    is_pair = len(words) == 2 and all(word.istitle() and word.isalpha() and len(word) > 2 for word in words)
    is_pair = is_pair and (GENERIC_WORDS | REGIONAL).isdisjoint(map(fold, words))
    return f"{words[0]}{words[1].lower()}" if is_pair else None  # Jati Asih


def _set_initials_apart(place: str) -> str | None:
    """'M. M. Alam Road' of 'MM Alam Road', 'Jalan A. H. Nasution' of 'Jalan AH Nasution'."""
    words = place.split(" ")
    at = 1 if fold(words[0]) in _STREETS else 0
    initials, name = "".join(words[at : at + 1]), "".join(words[at + 1 : at + 2])
    key = fold(initials)
    is_short = len(key) == 2 and at == 1 and key not in _CONNECTORS | EVERYWHERE.short_words
    is_code = len(key) in (2, 3) and initials.isupper() and VOWELS.isdisjoint(key) and key not in EVERYWHERE.short_words
    if not (is_short or is_code) or not (key.isalpha() and name.isalpha() and len(name) > 2):
        return None
    return " ".join((*words[:at], *(f"{letter}." for letter in initials.upper()), *words[at + 1 :]))


def _strip(words: tuple[str, ...], generic: frozenset[str]) -> tuple[str, ...]:
    """Without the generic words at its ends, unless no name would remain: Garden Estate stays."""
    start = next((n for n in (2, 1) if " ".join(words[:n]) in AREA_PREFIXES), 0)
    end = len(words)
    while end > start and words[end - 1] in generic:
        end -= 1
    return words if _is_generic(words[start:end]) else words[start:end]


def _is_generic(words: tuple[str, ...]) -> bool:
    is_without = all(word in GENERIC_WORDS or (len(word) == 1 and word.isascii()) or word.isdecimal() for word in words)
    return is_without and not _starts_with_compass_and_letter(words) and " ".join(words) not in KENYA.names


def _tells_apart(place: str, words: tuple[str, ...]) -> bool:
    """'Kahawa - West', 'Donholm - Phase 8': without it another place is named; not 'Kinoo - Stage', 'Umoja 1/2'."""
    *_, last = name_words(place)
    is_telling = any(len(word) == 1 or word.isdecimal() or word in COMPASS for word in words)
    return is_telling and len(last) > 1 and not last.isdecimal()


def _starts_with_compass_and_letter(words: tuple[str, ...]) -> bool:
    """South B."""
    return len(words) > 1 and words[0] in COMPASS and len(words[1]) == 1 and words[1].isalpha()


# --- Misspellings ---

SHORTEST_MISSPELT = 6  # letters
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
    return near.pop() if len(near) == 1 else None


def _is_typo_of(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    if joined(words) == joined(known):
        return bool(words)
    one, other = _letters(words), _letters(known)
    if not (one + other).isascii():  # what is easily lost is known of Latin letters only
        return False
    if _marks(words) != _marks(known) or min(len(one), len(other)) < SHORTEST_MISSPELT:
        return False
    return (one[0], one[-1]) == (other[0], other[-1]) and _is_likely_typo(*sorted((one, other), key=len))


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
