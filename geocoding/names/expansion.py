"""A network name before it is cut: without HTML, its signs as words, what is short written out, words set apart."""

from __future__ import annotations

import html
import re

from geocoding.countries import Vocabulary
from geocoding.tokens import ROMAN, fold, normalize

# Kahawa and West of KahawaWest, not Kinoo and FDT3 of KinooFDT3
_CAMEL = re.compile(r"([A-Z][a-z]{2,})(?=([A-Z][a-z]+|[A-Z](?![^\W\d_])))")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z]{1,8}(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SIGN = re.compile(
    r"(?<!\w)(?:n\s?[°º]|№|नं|सं\.|নং|رقم|αρ|núm|č|numéro|número|numero|number|nummer|numer|номер|номер|nomor|namba|numara|szám|نمبر|شماره)"
    r"\.?\s?(?=\d)",
    re.IGNORECASE,
)  # n°12
_HASH_OF_FIELD = re.compile(r"(?<=\w)\s*#+(?!\s*[^\W\d_]?\d)|(?<=\d)#(?=\d)")  # but R#3, Gali # 3
_LETTER_OF_FIELD = re.compile(r"(?:^|\s+)[A-Z]: ?(?=[^\W\d_])")  # of a form: street, quarter
_HASH_OF_LETTER = re.compile(r"#\s*(?=[^\W\d_]\d)")  # Flat #B4
_DEGREE = re.compile(r"(?<=[^\W\d_])°(?!\w)")  # B° Alberdi
_NUMBER_SIGN = re.compile(r"([^\W\d_]+)[\s._-]+n[or]\b[\s.]*(?=\d)", re.IGNORECASE)  # Ward No. 12, Gali # 3


def normalize_network_name(text: str) -> str:
    """As any name (geocoding/tokens.py), and signs of a number as a word: '#3' and 'n°3' are 'no 3', 'B°' is 'Bº'.
    Between words # sets fields apart: 'SBY|WIYUNG|MST 03' of 'SBY#WIYUNG#MST 03', and so does the letter of a form:
    'Av. Deodoro 455 | Cidade Alta' of 'L:Av. Deodoro 455 B:Cidade Alta'."""
    text = _LETTER_OF_FIELD.sub(" | ", _HASH_OF_FIELD.sub("|", _SIGN.sub("no ", _plain_text(text))))
    return normalize(_DEGREE.sub("º", _HASH_OF_LETTER.sub(" ", text).replace("#", " no ")))


def expand_abbreviations(text: str, vocab: Vocabulary) -> str:
    """What is short for a word in front of its number: 'PH8' is Phase 8, 'Sec III' Section III; and apart what only a
    capital tells apart: 'KahawaWest' is Kahawa West, 'SouthB' South B."""

    def part(found: re.Match[str]) -> str:
        word, after = found[1], found[2].lower()
        if word.lower() + after in vocab.brands:
            return word
        is_word = after in vocab.generic or (len(after) == 1 and word.lower() in vocab.region_words)
        return f"{word} " if is_word else word

    def number(found: re.Match[str]) -> str:
        kinds = vocab.numbered_names | vocab.streets | vocab.area_words | vocab.abbreviations.keys()
        is_numbered = fold(found[1]) in kinds - vocab.streets_of_houses
        return f"{found[1]} " if is_numbered else found[0]

    def write_out(found: re.Match[str]) -> str:
        long = vocab.slashed[found[1].lower()]
        is_word = long in vocab.never_last and not found[1].islower()  # S/Coeur is Sacré-Coeur
        return found[0] if is_word else f"{long} "

    if vocab.slashed:
        text = re.sub(
            rf"(?<![^\W_])({'|'.join(vocab.slashed)})/ *(?=[^\W\d_]| \d)",
            write_out,
            text,
            flags=re.IGNORECASE,
        )
    if vocab.unspaced:
        text = re.sub(rf"(?<![^\W_])((?>{'|'.join(vocab.unspaced)}))(?=[^\W\d_])", r"\1 ", text)
    if vocab.grid_letters:
        letters = "".join(sorted(vocab.grid_letters)).upper()
        code = r"(?:[A-Z]{2,5}|[A-Z]{1,4}0\d+)"
        spaced = r"(?-i:ISB[ _/-](?:[A-Z]{1,3}\d*[ _/-]){0,2}[A-Z]{2,5}-\d{2,5}[ _])"  # ISB FDC-1016 F10/3
        start = rf"^((?:{spaced}|(?:{code}[_/.-]){{0,3}}(?!bl(?:oc)?k |sec ){code}[ _/.-])?(?:sec(?:tor)? )?)"
        of_sector = r"([1-9]\d?|(?<=[f-i])0[1-9])(?![^\W_])"  # E02 is an exchange
        sector = rf"{start}([{letters}])[ -]?{of_sector}(?:[/-](\d)(?![^\W_]))?(?! bl(?:oc)?k\b)"
        text = re.sub(sector, _write_sector, text, flags=re.IGNORECASE)
    if vocab.part_letters:
        text = _write_part_letters(text, vocab)
    text = _NUMBER_SIGN.sub(number, _CAMEL.sub(part, text))
    pattern = rf"(?<![^\W_])({'|'.join(vocab.abbreviations)})(?:[ ._-]*(?=\d)|[ ._-]+(?=(?:{ROMAN.pattern})(?![^\W_])))"
    return re.sub(pattern, lambda found: vocab.abbreviations[found[1].lower()] + " ", text, flags=re.IGNORECASE)


def _write_part_letters(text: str, vocab: Vocabulary) -> str:
    """'Clifton Block 5' of 'Clifton B-5', 'Phase 5 Block L' of 'Phase 5 B-L'; not of 'Sector P-12', nor the pole of
    'FESCO P-2'. Without a hyphen only of DHA: DHA_P6."""
    others = vocab.numbered_names | vocab.unit_words | vocab.codes | vocab.numbered_codes | vocab.abbreviations.keys()
    others |= vocab.streets | vocab.type_words
    others -= vocab.area_words | {"area"}

    def part(found: re.Match[str]) -> str:
        is_part = fold(found[1]) not in others and not re.fullmatch("[a-z]{2,4}co", fold(found[1]))
        return f"{found[1]} {vocab.part_letters[found[2]]} " if is_part else found[0]

    letters = "".join(vocab.part_letters)
    number = r"(?:1?\d[A-Z]?|[A-Z]{1,2}\d?)(?![^\W_]| Area)(?<!-17)(?<!P-1\d)"  # B-17 is a sector
    before = r"[^\W\d_]{3,}|T[nN]|BT|(?i:Ph(?:ase)?)[ -]?\d"
    text = re.sub(r"(?<=DHA)[ _](P)(?=\d(?![^\W_]))", r" \1-", text)
    return re.sub(rf"(?<![^\W_])({before}) ([{letters}])-(?={number})", part, text)


def _write_sector(found: re.Match[str]) -> str:
    """G-11/3 of G11/3, 'G 11-3'."""
    return f"{found[1]}{found[2].upper()}-{found[3].lstrip('0')}" + (f"/{found[4]}" if found[4] else "")


def _plain_text(text: str) -> str:
    """Of HTML: "Lang'ata" of 'Lang&#39;ata', 'Karen Hardy' of 'Karen<br>Hardy'."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), _TAG.sub(" ", text))
