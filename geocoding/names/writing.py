"""The tokens of a network name that are its place, written as a person would."""

from __future__ import annotations

import re
from itertools import pairwise

from geocoding.countries import Vocabulary
from geocoding.names.generic import is_vowelless
from geocoding.tokens import LETTERS_AND_NUMBER, ORDINAL, REMOVED, ROMAN, Token, fold

PART_SIGNS = (" | ", " ~ ")
_LARGE_ROMAN = re.compile("X{1,2}(?:I{1,3}|IV|VI{0,3}|IX)")


def join(tokens: list[Token], vocab: Vocabulary, end: str = "") -> str:
    """The place's name, of tokens without the empty one. end: that one's gap."""
    separators = "".join(gap for gap in (*(token.gap for token in tokens), end) if REMOVED in gap)
    if _is_spelt_with_hyphens(tokens):
        separators = separators.replace("-", "")
    name, text = "", "".join(token.text for token in tokens)
    is_mixed = text not in (text.upper(), text.lower())
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        joiner = "" if before is None else _joiner(before, token, separators, vocab)
        if at and token.key in vocab.streets and _is_field_with_number(tokens[at:]):
            joiner = ", "
        name += joiner + _spell(token.text, vocab, is_first=before is None, is_mixed=is_mixed)
    return name[:-1] if name.endswith(".") and name.count(".") == 1 else name


def _is_field_with_number(tokens: list[Token]) -> bool:
    """The St 315 of 'Toul Kork_St 315'."""
    gaps = [token.gap.strip() for token in tokens]
    return gaps == ["_", ""] and tokens[1].text.isdecimal() and not tokens[0].text.endswith(".")


def _is_spelt_with_hyphens(tokens: list[Token]) -> bool:
    """Ézy-sur-Eure: with a small word between two of them."""
    small = (one for one, other in pairwise(tokens[1:]) if one.gap == other.gap == "-" and one.text.isalpha())
    return tokens[0].text[:1].isupper() and any(one.text.islower() for one in small)


def _is_number_of_letter(letter: Token, number: Token) -> bool:
    """The 63 of 'Avenida T-63'."""
    is_letter = letter.gap == " " and len(letter.text) == 1 and letter.text.isupper()
    return is_letter and number.text.isdecimal()


def _joiner(before: Token, token: Token, separators: str, vocab: Vocabulary) -> str:
    """What stood between two words of a name; a space where that sign also sets off codes ('NW-Kahawa-West-FDT1')."""
    mark = token.gap.strip()
    if before.key in vocab.numbered_names and token.text.isdecimal() and mark in ("-", "_", "/"):
        return " "
    if REMOVED in token.gap and "," in token.gap:
        return ", "
    if mark == "/" and token.key in vocab.numbered_names:
        return " "  # KPHB/Phase 6
    if token.gap == "-":
        is_ending = token.text.islower() and token.text.isalpha() and token.key not in vocab.generic  # Mukurwe-ini
        is_ending = is_ending or _is_number_of_letter(before, token)
        return "-" if "-" not in separators or before.key == token.key or is_ending else " "
    if mark == "." and before.text.isdecimal() and mark in vocab.ordinal_marks:
        return ". "  # 4. Levent
    if token.gap == "." and before.key not in vocab.short_words:
        return " "
    if mark == "." and (mark in separators and before.key not in vocab.short_words):
        return " "
    if mark in (",", "."):
        return f"{mark} "
    if "," in mark or token.gap in PART_SIGNS:
        return ", "  # behind a bracket; 'Portão | Rua João Bettega'
    return {"/": "/", "&": " & "}.get(mark, " ")


def _spell(text: str, vocab: Vocabulary, *, is_first: bool, is_mixed: bool) -> str:
    """As written in a name of mixed case; ALL CAPS and all lower-case words capitalised, acronyms in capitals."""
    joined, key = LETTERS_AND_NUMBER.fullmatch(text), fold(text)
    if joined and len(joined[1]) > 2 and text.lower() != text.upper():
        return f"{_spell(joined[1], vocab, is_first=is_first, is_mixed=is_mixed)} {joined[2].upper()}"
    if ORDINAL.fullmatch(text):
        return key
    is_common = key in vocab.short_words or key in vocab.generic
    if _LARGE_ROMAN.fullmatch(text.removesuffix(".")):
        return text
    is_initials = is_mixed and len(text) == 2 and key in vocab.stop_words  # AS Fortuna
    is_word = len(text) > 4 or (is_common and key not in vocab.acronyms and not is_initials)
    if is_mixed and not (text.isupper() and is_word) and not (text.islower() and is_first):
        return text
    if (
        key in vocab.acronyms
        or ROMAN.fullmatch(text)
        or text[0].isdigit()
        or "." in text[:-1]
        or is_vowelless(key, vocab)
    ):
        return text.upper()
    return text[:1].title() + text[1:].replace("İ", "i").lower()  # upper() would write Georgian in letters of headlines
