"""How a map may spell a name: written out, in another usual way, and which of two spellings to ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import filterfalse, pairwise

from geocoding.countries import languages
from geocoding.countries.everywhere import EVERYWHERE
from geocoding.countries.languages import (
    ByLanguage,
    countries_of,
    everywhere,
    in_country_as_written,
    pairs_everywhere,
)
from geocoding.place_names.kinds import (
    AREA_PREFIXES,
    CONNECTORS,
    GENERIC,
    GENERIC_WORDS,
    LABELS_BEHIND,
    LABELS_IN_FRONT,
    NUMBERED_PARTS,
    REGIONAL,
    SITES,
    STREETS,
    are_generic,
    is_name,
    is_street_name,
)
from geocoding.place_names.numbered import is_numbered_part
from geocoding.place_names.orthography import NATIONAL_SPELLINGS, SPELLINGS_OF_MAPS, write_other_letters
from geocoding.providers.country_names import country_name
from geocoding.tokens import VOWELS, Token, as_written, fold, list_dotted, phrase_length, split_at_spaces
from geocoding.words import GLUED, NUMBER_WORDS, name_words, place_key

_UNITS = everywhere(languages.UNIT_WORDS)
_TITLES = everywhere(languages.TITLES)
_NEVER_BEHIND_TITLES = frozenset(("o", "os", "as"))  # a may be an initial
_ENDINGS = f"({'|'.join(sorted(everywhere(languages.NAME_ENDINGS)))})"
_LONG_KINDS = "|".join(sorted(word for word in GENERIC_WORDS - STREETS if len(word) > 4 and word.isalpha()))
_PREFIXES = "|".join(prefix.replace(" ", "[ /-]") for prefix in sorted(AREA_PREFIXES, reverse=True))
_ROMAN = dict(enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1))
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]\b\.?")  # D.H.A.
_LETTERS_BEHIND = re.compile(r"\b([^\W\d_])[. ]+([^\W\d_])\b\.?$")  # Bugembe T.C.
_BEHIND_SLASH = re.compile(r"(?<=\w\w/)[^\W\d_]+\.?(?= )")  # ROTA 07/Av Ailton Gomes
_GLUED_WORDS = re.compile(rf"(?:(?<=[^\W\d_A-Z]{{3}})|(?<=\b(?:New|Old))){GLUED}")  # but KwaMashu, MacArthur
_JOINED_PART = re.compile(r"(?<=[^\W\d_]{3})-([^\W\d_]{2,7})(?=[ -]\d)")
_HYPHENED = re.compile(r"(?<![^\W_])([^\W_]+)-([^\W_]+)(?![^\W_])")
_SPELT_GENERIC = GENERIC | {short for short, long in pairs_everywhere(languages.SAME_WORDS).items() if long in GENERIC}
_GENERIC_ENDS = rf"(?: (?:{'|'.join(sorted(_SPELT_GENERIC))}))+$", ""  # Kasubi Trading Centre
_LARGEST_SPELT = 15  # day in a quarter's name
_SOUTH_ASIAN_ENDING = r"^([^\W\d]{4,}) (abad|pura?)$", r"\1\2"
# How else a map may spell a name, the likeliest first: the first that changes it is its other spelling.
_LIKELY = (
    (r"(?<=\w)['’]s\b", "s"),  # Minister's Village
    (r"\bBy-Pass\b", "Bypass"),
    (r"^The (?=\w{4})", ""),  # The Bluff
    (r"^([^\W\d_]{3,}) Shopping$", r"\1Shopping"),  # RibeirãoShopping
    (" Cantonment$", " Cantt"),
    _GENERIC_ENDS,
    _SOUTH_ASIAN_ENDING,  # Shaheen Abad
    (rf"(?-i:{GLUED})", " "),  # HoaXuan
    (" Mall$", ""),
    (r"(?<=\d\d)(?=[A-Z]{1,2}$)", " "),  # Chak 204RB
    (" (?:Ward|Parish)$", ""),  # which maps may have as a quarter
    ("['’]", ""),  # Lang'ata
    (rf"^(?:{_PREFIXES}) (?:d[aeo]s? |del )?", ""),  # Mtaa wa Kilimani, Barrio de Analco, ж/м Тополя
    *((f" {arabic}$", f" {roman}") for arabic, roman in _ROMAN.items()),  # Umoja 2
    *((f"[ -]{roman}$", f" {arabic}") for arabic, roman in _ROMAN.items()),  # Umoja II, Scheme-III
)
# ... and what is tried when its letters are as its country writes them.
_LESS_LIKELY = (
    (r"\b(\w{3,}) \1\b", r"\1\1"),  # Buru Buru
    (r"\b(\w{3,})\1\b", r"\1 \1"),  # Buruburu
    (rf"\b(\w{{4,}}) {_ENDINGS}\b", r"\1\2"),  # Upper Hill
    (rf"\b(\w{{4,}}){_ENDINGS}\b", r"\1 \2"),  # Upperhill
    (r"\bPort(?=[^\W\d_]{4})", "Port "),  # Portbell
    (rf"\b(\w{{4,}})({_LONG_KINDS})\b", r"\1 \2"),  # Ambercourt
    (r"^St\b\.? (?=\w)", "Saint "),  # St Austins
    (r"^Saint ", "St "),
    (r"^Sankt ", "St. "),
    (" & ", " and "),
    (" Gardens$", " Garden"),
    (" Garden$", " Gardens"),
    (r"(?<=[^\W\d_]{3}) (?:d[aeo]s?|del) (?=[^\W\d_]{3})", " "),  # Passo da Areia: Passo d'Areia
)

_SHORTS = {pair.split()[0] for text in languages.ABBREVIATIONS.values() for pair in text.split(", ")}
_PLAIN_SHORTS = set(filter(str.isascii, _SHORTS)) - set(map(fold, filterfalse(str.isascii, _SHORTS)))


def write_out(name: str, country: str) -> str:
    """As a map writes it: Jardim São Paulo of 'Jd. São Paulo', Johar Town of 'Johar Twn', DHA of D.H.A., Jati Asih of
    'Kec. Jati Asih'.

    country: its code.
    """
    plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), name)
    plain = _LETTERS_BEHIND.sub(
        lambda found: found[1] + found[2] if _is_label(found[1] + found[2]) else found[0], plain
    )
    plain = re.sub(*SPELLINGS_OF_MAPS.get(country, ("^$", "")), plain)
    abbreviations = _list_abbreviations(country)
    plain = _JOINED_PART.sub(lambda found: _set_part_apart(found, country), plain)
    plain = _BEHIND_SLASH.sub(
        lambda found: _capitalized(_look_up(Token(found[0], ""), abbreviations) or found[0]), plain
    )
    tokens = split_at_spaces(_HYPHENED.sub(lambda found: _part_numbered(found, country), plain))
    if not tokens or (len(tokens) == 1 and tokens[0].text.isalpha()):
        return plain  # Mal, Aras
    starts = [0, *(at for at, token in enumerate(tokens) if at and "," in token.gap), len(tokens)]
    parts = (_drop_prefix(tokens[start:end], country) for start, end in pairwise(starts))
    return as_written(token for part in parts for token in _write_out_words(part, country))


def set_words_apart(name: str) -> str:
    """'North Nazimabad' of NorthNazimabad; but KwaMashu, MacArthur."""
    return _GLUED_WORDS.sub(" ", name)


def _is_label(letters: str) -> bool:
    return fold(letters) in LABELS_BEHIND


def restore_dot(place: str, names: Iterable[str]) -> str:
    """'Wola Duch.' of 'Wola Duch', which cleaning left of 'Wola Duch. SU 5': a dot says that it is short for a word.
    But Hill of 'Upper Hill. FDT 5' is a word."""
    *front, last = split_at_spaces(place) or [Token("", "")]
    is_word = not front or not last.text.isalpha() or last.key in GENERIC_WORDS | everywhere(languages.NAME_ENDINGS)
    return place if is_word or not any(last.key in list_dotted(name) for name in names) else f"{place}."


def _set_part_apart(found: re.Match[str], country: str) -> str:
    """' Blk' of 'Gulistan-e-Jauhar-Blk 15'."""
    word = _list_abbreviations(country).get(fold(found[1]), found[1])
    return f" {found[1]}" if fold(word) in NUMBERED_PARTS else found[0]


def _part_numbered(found: re.Match[str], country: str) -> str:
    """'Sec F' of Sec-F, 'E Blk' of E-Blk."""
    short = _list_abbreviations(country)
    one, other = (short.get(fold(word), fold(word)) for word in found.groups())
    is_part = is_numbered_part(fold(one), other) or is_numbered_part(fold(other), one)
    return found[0].replace("-", " ") if is_part else found[0]


def _drop_prefix(part: list[Token], country: str) -> list[Token]:
    """Without what is short for a word that changes nothing; but 'Zona Rosa', 'Col. Norte', 'Barangay 5' stay whole."""
    long = _look_up(part[0], _list_short_prefixes(country)) if len(part) > 1 else None
    if not long:
        return part
    prefix, first, *others = part
    rest = [replace(first, gap=prefix.gap), *others]
    is_whole = first.key not in CONNECTORS and is_name(name_words(as_written(rest)))  # but Barrio de Santiago
    return rest if is_whole else [replace(prefix, text=long), first, *others]


def _write_out_words(part: list[Token], country: str) -> list[Token]:
    """Each by itself; in front of a number, or at the end, also what is something else in front of a name; and behind
    another name what begins one: Barrio in 'Nordelta Bº La Alameda'."""
    part = [_with_dot(part, at, country) for at in range(len(part))]
    ends = [at > 0 and (at + 1 == len(part) or part[at + 1].has_number) for at in range(len(part))]
    behind = _list_abbreviations_at_end(country)
    longs = [
        (is_end and _look_up(token, behind))
        or _look_up(token, _list_abbreviations(country))
        or (at > 0 and not is_end and _look_up(token, _list_short_labels(country)))
        for at, (token, is_end) in enumerate(zip(part, ends, strict=True))
    ]
    if fold(longs[0] or part[0].text) in STREETS:  # the B. of 'Blvd B. Quintana' is a first name's
        kinds = STREETS | AREA_PREFIXES
        longs = [
            None if _is_first_name(part, at, end) and long and fold(long) in kinds else long
            for at, (token, long, end) in enumerate(zip(part, longs, ends, strict=True))
        ]
    nexts = [*(token.key for token in part[1:]), ""]
    longs = [  # 'Ver o Peso' is no Vereador
        None if long and fold(long) in _TITLES and following in _NEVER_BEHIND_TITLES else long
        for long, following in zip(longs, nexts, strict=True)
    ]
    return [replace(token, text=_capitalized(long)) if long else token for token, long in zip(part, longs, strict=True)]


def _with_dot(part: list[Token], at: int, country: str) -> Token:
    """'R.' of 'Centro R 8' and of 'Centro R Dona Tota' in Brazil; but the R of 'Bloco R 8', of 'Setor R' and of 'Av R
    Castro'."""
    token, before = part[at], part[at - 1] if at else Token("", "")
    is_letter = len(token.text) == 1 and token.text.isupper() and token.gap.strip() in ("", ",")
    long = fold(_list_abbreviations(country).get(f"{token.key}.", ""))
    is_street = is_letter and long in STREETS
    is_street = is_street and (at == 0 or len(part) > at + 2 or any(one.has_number for one in part[at + 1 :]))
    is_led = at + 1 < len(part) and part[at + 1].gap == " " and len(part[at + 1].key) + part[at + 1].has_number > 1
    titled = fold(_list_abbreviations(country).get(before.key, before.key))  # Dr R Barros
    is_own = titled in NUMBERED_PARTS | _UNITS | STREETS | _TITLES | SITES or before.has_number
    return replace(token, text=f"{token.text}.") if is_street and is_led and not is_own else token


def _is_first_name(street: list[Token], at: int, is_end: bool) -> bool:
    """An initial in a street's name, but not behind its house: 'Rua das Figueiras 1180 B. Jardim'."""
    return at > 0 and len(street[at].key) == 1 and not is_end and not street[at - 1].text.isdecimal()


def _look_up(token: Token, abbreviations: Mapping[str, str]) -> str | None:
    """What a word is short for; what is listed with its dot only with it, or with a raised letter at its end. A word
    with an accent is short for nothing that is listed without one: Pé de Serra."""
    if fold(token.text) in _PLAIN_SHORTS and not token.text.rstrip("ªº").isascii():
        return None
    short = fold(token.text) + ("." if token.text.endswith(("ª", "º")) else "")
    return abbreviations.get(short) or abbreviations.get(short.removesuffix("."))


def _capitalized(word: str) -> str:
    return f"{word[:1].upper()}{word[1:]}"


@cache
def _list_abbreviations(country: str) -> dict[str, str]:
    return {short: long for short, long in _list_pairs(country) if fold(long) not in AREA_PREFIXES}


@cache
def _list_abbreviations_at_end(country: str) -> dict[str, str]:
    return dict(_list_pairs(country, languages.ABBREVIATIONS_BEHIND))


@cache
def _list_short_prefixes(country: str) -> dict[str, str]:
    return {short: _capitalized(long) for short, long in _list_pairs(country) if fold(long) in AREA_PREFIXES}


@cache
def _list_short_labels(country: str) -> dict[str, str]:
    return {short: long for short, long in _list_pairs(country) if fold(long) in LABELS_IN_FRONT}


def _list_pairs(country: str, concept: ByLanguage = languages.ABBREVIATIONS) -> Iterator[tuple[str, str]]:
    """What is short (folded), and for what (as written)."""
    for pair in in_country_as_written(concept, country):
        short, long = pair.split(maxsplit=1)
        yield fold(short), long


def drop_label(name: str) -> str:
    """'Levent' of 'Levent Mahallesi': maps have it with and without, and a geocoder finds the longer by the shorter."""
    *rest, last = split_at_spaces(name) or [Token("", "")]
    is_labelled = last.key in LABELS_BEHIND and rest and not are_generic(name_words(as_written(rest)))
    return as_written(rest) if is_labelled else name


def drop_label_in_front(name: str) -> str:
    """'Linda Vista' of 'Colonia Linda Vista', 'Limmer' of 'Stadtteil Limmer'; but Barrio de Santiago, Colonia 5."""
    tokens = split_at_spaces(name)
    length = phrase_length(tokens, AREA_PREFIXES)
    rest = tokens[length:]
    is_whole = not length or not rest or rest[0].key in CONNECTORS or not is_name(name_words(as_written(rest)))
    return name if is_whole else as_written(rest)


def drop_label_of_generic(name: str) -> str:
    """'Shopping Park' of 'Bairro Shopping Park', where no word is a name by itself; but 'Bairro Norte', 'Barrio de la
    Estación', 'Mtaa wa Market Street'."""
    tokens = split_at_spaces(name)
    rest = tokens[phrase_length(tokens, LABELS_IN_FRONT) :]
    is_quarter = len(rest) > 1 and rest[0].key not in CONNECTORS and not is_street_name(as_written(rest))
    return as_written(rest) if is_quarter else name


def drop_generic(name: str) -> str:
    """'Kasubi' of 'Kasubi Trading Centre'."""
    rest = re.sub(*_GENERIC_ENDS, name, flags=re.IGNORECASE)
    return name if are_generic(name_words(rest)) else rest


def choose_spelling(one: str, other: str) -> str:
    """Of two spellings of a place the one to ask for, as a map would have it: Umoja rather than 'Umoja, Nairobi', Green
    Park rather than GreenPark."""
    return min(one, other, key=lambda name: (len(place_key(name)), -name.count(" "), len(name)))


def other_spelling(place: str, country: str = "Kenya") -> str | None:
    """The spelling under which a map is likeliest to have what it doesn't have under the given one, if there is any.
    `country`: its English name."""
    place = place.strip()
    if apart := _set_initials_apart(place) or _write_numbers(place, country):
        return apart
    changed = _change(place, _LIKELY)
    if changed is None or changed == drop_generic(place):  # Ghouri Town: Ghauri
        changed = write_other_letters(changed or place, country) or changed
    changed = changed or _change(place, (*_LESS_LIKELY, *NATIONAL_SPELLINGS.get(country, ())))
    if changed:
        return None if are_generic(name_words(changed)) else changed
    tokens = split_at_spaces(place.replace("-", " "))
    is_pair = [token.gap for token in tokens] == ["", " "] and all(map(_may_be_joined, tokens))
    is_pair = is_pair or re.fullmatch(r"[^\W\d_]{3,}-[^\W\d_]{3,}", place) is not None
    return f"{tokens[0].text}{tokens[1].text.lower()}" if is_pair else None  # Jati Asih, Bar-Dege


def join_ending(name: str) -> str:
    """Tariqabad of 'Tariq Abad', as maps have nearly all such names."""
    pattern, together = _SOUTH_ASIAN_ENDING
    return re.sub(pattern, lambda found: found.expand(together).capitalize(), name, flags=re.IGNORECASE)


def _change(place: str, spellings: Iterable[tuple[str, str]]) -> str | None:
    """In the first of the spellings that is another."""
    changed = (re.sub(pattern, replacement, place, flags=re.IGNORECASE) for pattern, replacement in spellings)
    return next((other for other in changed if other != place), None)


def _write_numbers(place: str, country: str) -> str | None:
    """'Villa 9 de Julio' of 'Villa Nueve de Julio', 'Avenida Dez de Dezembro' of 'Avenida 10 de Dezembro'."""
    words, months = "|".join(NUMBER_WORDS), "|".join(everywhere(languages.MONTHS))
    found = re.search(rf"\b({words}|\d+)(?= de ({months})\b)", fold(place))
    if not found or len(fold(place)) != len(place):
        return None
    spoken = [language for language, text in languages.MONTHS.items() if found[2] in fold(text).split(", ")]
    spoken.sort(key=lambda language: country not in map(country_name, countries_of({language: ""})))  # 17 de Agosto
    pairs = languages.NUMBER_WORDS.get(spoken[0], "").split(", ")
    spelt = {number: word for word, _, number in (pair.rpartition(" ") for pair in pairs)}
    number = NUMBER_WORDS.get(found[1]) or _capitalized(spelt.get(found[1], ""))
    if found[1].isdecimal() and int(found[1]) > _LARGEST_SPELT and not is_street_name(place):
        return None  # 'Colonia 21 de Marzo', which is rather 21 de Marzo
    return f"{place[: found.start()]}{number}{place[found.end() :]}" if number else None


def _may_be_joined(token: Token) -> bool:
    is_word = token.text.istitle() and token.text.isalpha() and len(token.text) > 2
    return is_word and token.key not in GENERIC_WORDS | REGIONAL


def _set_initials_apart(place: str) -> str | None:
    """'M. M. Alam Road' of 'MM Alam Road', 'I. I. Chundrigar Road' of 'II Chundrigar Road', 'Jalan A. H. Nasution' of
    'Jalan AH Nasution'."""
    tokens = split_at_spaces(place)
    at = 1 if tokens and tokens[0].key in STREETS else 0
    if len(tokens) < at + 2:
        return None
    initials, name = tokens[at : at + 2]
    if initials.key in AREA_PREFIXES:
        return None  # CC Gran Estación
    key, is_no_word = initials.key, initials.key not in EVERYWHERE.short_words
    is_short = len(key) == 2 and at == 1 and key not in CONNECTORS
    is_in_street = len(key) == 2 and is_street_name(place)
    is_code = len(key) in (2, 3) and initials.text.isupper() and (VOWELS.isdisjoint(key) or is_in_street)
    is_followed = initials.text.isalpha() and name.text.isalpha() and len(name.text) > 2 and name.gap.isspace()
    if not (is_no_word and (is_short or is_code) and is_followed):
        return None
    apart = replace(initials, text=" ".join(f"{letter}." for letter in initials.text.upper()))
    return as_written((*tokens[:at], apart, *tokens[at + 1 :]))
