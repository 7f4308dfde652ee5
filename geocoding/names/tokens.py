"""A network name as whole tokens and what stands between them, and back into a place's name."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property

from geocoding.countries import Vocabulary
from geocoding.words import fold

LONGEST_PHRASE = 4  # words: "at the back of"
REMOVED = "\0"  # in a gap: something was dropped there
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)
SERIAL = re.compile(r"\d+[a-z号號番호]?|\d+x\d+", re.IGNORECASE)
ROMAN = re.compile(r"ii|iii|iv|vi|vii|viii|ix", re.IGNORECASE)
_LETTERS_NUMBER = re.compile(r"([^\W\d_][^\W\d_']*)(\d+[a-z号號番호]?)", re.IGNORECASE)
# KinooFDT3, FDT3Kinoo, 2Rivers
_GLUED = re.compile(r"([a-z]{3})(?=[A-Z]{2,}\d)|([^\W\d_]\d+)(?=[^\W\d_]{3})|(\b\d{1,2})(?=[A-Z][a-z]{2})")
# Kahawa and West of KahawaWest, not Kinoo and FDT3 of KinooFDT3
_CAMEL = re.compile(r"([A-Z][a-z]{2,})(?=([A-Z][a-z]+|[A-Z](?![^\W\d_])))")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z]{1,8}(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SIGN = re.compile(r"(?<!\w)(?:n\s?[°º]|№|नं|নং|رقم|αρ|núm|č)\.?\s?(?=\d)", re.IGNORECASE)  # n°12
_NUMBER_SIGN = re.compile(r"([^\W\d_]+)[\s._-]+n[or]\b[\s.]*(?=\d)", re.IGNORECASE)  # Ward No. 12, Gali # 3
# K.U., P.zza, an abbreviation with its dot (Jd. América, T.Nagar), X12, Lang'ata, Ngong'
_TOKEN = re.compile(
    r"(?:[^\W\d_]{1,2}\.){2,}[^\W\d_]?(?![^\W_])|[A-Z]\.[a-z]{2,3}(?![^\W_])|[^\W\d_]{1,5}\.(?= [^\W_])"
    r"|[^\W\d_]\.(?=[^\W\d_]{2})|[^\W_]+(?:'[^\W_]+)*(?:(?<=\w\w)')?"
)
_MARKS = dict.fromkeys(map(ord, "’‘‛`´ʼʻʹ′"), "'") | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | {ord("#"): " No "}
_JOINERS = "\u200c\u200d"  # between letters of Persian or Sinhala they are spelling, elsewhere nothing
_SPLIT_BY_NFKC = {
    "\u0e4d\u0e32": "\u0e33",
    "\u0ecd\u0eb2": "\u0eb3",
}  # the Thai and Lao am: one letter


@dataclass(frozen=True)
class Token:
    text: str
    gap: str  # what stands before it

    @cached_property
    def key(self) -> str:
        """As it is looked up: without capitals and accents, and without the dots of K.U."""
        return fold(self.text).replace(".", "")

    @cached_property
    def base(self) -> str:
        """'fdt' of FDT12 and of FDT, '' of 12 and of R2D2."""
        joined = _LETTERS_NUMBER.fullmatch(self.key)
        return joined[1] if joined else "" if self.has_number else self.key

    @cached_property
    def has_number(self) -> bool:
        return any(char.isdigit() for char in self.text)

    @cached_property
    def is_latin(self) -> bool:
        """Only there capitals, missing vowels and shortness tell a code from a word."""
        return all(char < "\u0250" or "\u1e00" <= char <= "\u1eff" for char in self.text)

    @cached_property
    def is_cased(self) -> bool:
        """Of a script with capitals."""
        return self.text.lower() != self.text.upper()

    @property
    def after_separator(self) -> bool:
        """From the token before it: by more than a space or an ampersand."""
        return is_separator(self.gap)


def is_separator(gap: str) -> bool:
    return gap.strip() not in ("", "&")


def plain_text(text: str) -> str:
    """Of HTML: "Lang'ata" of 'Lang&#39;ata', 'Karen Hardy' of 'Karen<br>Hardy'."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), _TAG.sub(" ", text))


def normalize(text: str) -> str:
    """One character for each sign that looks the same; no invisible ones, but for those that spell a word."""
    text = _SIGN.sub("No ", plain_text(text))
    text = "".join(part if part in "ºª" else unicodedata.normalize("NFKC", part) for part in _split_ordinal_signs(text))
    for parts, letter in _SPLIT_BY_NFKC.items():
        text = text.replace(parts, letter)
    shown = [char for at, char in enumerate(text) if not _is_invisible(char) or _is_joiner(text, at) or char.isspace()]
    return "".join(" " if char.isspace() else char for char in shown).strip(" '")


def _split_ordinal_signs(text: str) -> list[str]:
    return re.split("([ºª])", text.translate(_MARKS))


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
        return f"{found[1]} " if fold(found[1]) in vocab.numbered_names | vocab.streets else found[0]

    if vocab.unspaced:
        text = re.sub(rf"(?<![^\W_])((?>{'|'.join(vocab.unspaced)}))(?=[^\W\d_])", r"\1 ", text)
    if vocab.grid_letters:
        letters = "".join(sorted(vocab.grid_letters)).upper()
        start = r"^((?:[A-Z]{2,5}[ _/-]|sector )?)"
        sector = rf"{start}([{letters}])[ -]?(\d{{1,2}})(?![^\W_])(?:[/-](\d)(?![^\W_]))?"
        text = re.sub(sector, _write_sector, text, flags=re.IGNORECASE)
    text = _NUMBER_SIGN.sub(number, _CAMEL.sub(part, text))
    pattern = rf"(?<![^\W_])({'|'.join(vocab.abbreviations)})(?:[ ._-]*(?=\d)|[ ._-]+(?=(?:{ROMAN.pattern})(?![^\W_])))"
    return re.sub(pattern, lambda found: vocab.abbreviations[found[1].lower()] + " ", text, flags=re.IGNORECASE)


def _write_sector(found: re.Match[str]) -> str:
    """G-11/3 of G11/3, 'G 11-3'."""
    return f"{found[1]}{found[2].upper()}-{found[3]}" + (f"/{found[4]}" if found[4] else "")


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf")


def _is_joiner(text: str, at: int) -> bool:
    beside = text[at - 1 : at] + text[at + 1 : at + 2]
    return text[at] in _JOINERS and len(beside) == 2 and all(map(_spells, beside)) and min(beside) > "\u0590"


def _spells(char: str) -> bool:
    return char.isalnum() or is_mark(char)


def is_mark(char: str) -> bool:
    """A vowel sign, an accent: part of the letter before it, though Python's \\w knows it not."""
    return unicodedata.category(char).startswith("M")


def split(text: str) -> list[Token]:
    """The tokens of a normalized text, and behind them an empty one that holds the gap at the end."""
    shadow = text if text.isascii() else _cover_marks(text)
    tokens, end = list[Token](), 0
    for found in _TOKEN.finditer(shadow):
        whole = text[found.start() : found.end()]
        first, *glued = _GLUED.sub("\\g<0>\0", whole).split("\0") if whole == found[0] else [whole]
        tokens += [Token(first, text[end : found.start()]), *(Token(part, " ") for part in glued)]
        end = found.end()
    return [*tokens, Token("", text[end:])]


def _cover_marks(text: str) -> str:
    """The same length, with a letter for each mark that stands behind a letter."""
    covered = ""
    for char in text:
        belongs = (is_mark(char) or char in _JOINERS) and covered[-1:].isalnum()
        covered += "x" if belongs else char
    return covered


def drop(tokens: list[Token], start: int, count: int) -> list[Token]:
    gap = tokens[start].gap + REMOVED + tokens[start + count].gap
    return [*tokens[:start], replace(tokens[start + count], gap=gap), *tokens[start + count + 1 :]]


def phrase_length(tokens: list[Token], phrases: frozenset[str]) -> int:
    """How many of the first tokens are one of the phrases, the longest that fits; 0 if none is."""
    lengths = range(min(LONGEST_PHRASE, len(tokens)), 0, -1)
    return next((length for length in lengths if " ".join(token.key for token in tokens[:length]) in phrases), 0)


def as_written(tokens: list[Token]) -> str:
    """For a person: 'FDT 6-23'."""
    return "".join(
        (token.gap.replace(REMOVED, " ") if at else "") + token.text for at, token in enumerate(tokens)
    ).strip()


def join(tokens: list[Token], vocab: Vocabulary, end: str = "") -> str:
    """The place's name, of tokens without the empty one. end: that one's gap."""
    separators = "".join(gap for gap in (*(token.gap for token in tokens), end) if REMOVED in gap)
    name, text = "", "".join(token.text for token in tokens)
    is_mixed = text not in (text.upper(), text.lower())
    for before, token in zip([None, *tokens], tokens, strict=False):
        joiner = "" if before is None else _joiner(before, token, separators, vocab)
        name += joiner + _spell(token.text, vocab, is_first=before is None, is_mixed=is_mixed)
    return name[:-1] if name.endswith(".") and name.count(".") == 1 else name


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
        return "-" if "-" not in separators or before.key == token.key or is_ending else " "
    if token.gap == "." and before.key not in vocab.short_words:
        return " "
    if mark == "." and (mark in separators and before.key not in vocab.short_words):
        return " "
    if mark in (",", "."):
        return f"{mark} "
    return {"/": "/", "&": " & "}.get(mark, " ")


def _spell(text: str, vocab: Vocabulary, *, is_first: bool, is_mixed: bool) -> str:
    """As written in a name of mixed case; ALL CAPS and all lower-case words capitalised, acronyms in capitals."""
    joined, key = _LETTERS_NUMBER.fullmatch(text), fold(text)
    if joined and len(joined[1]) > 2 and text.lower() != text.upper():
        return f"{_spell(joined[1], vocab, is_first=is_first, is_mixed=is_mixed)} {joined[2].upper()}"
    if ORDINAL.fullmatch(text):
        return key
    is_common = key in vocab.short_words or key in vocab.generic
    is_word = len(text) > 4 or (is_common and key not in vocab.acronyms)
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
    return text[:1].title() + text[1:].lower()  # upper() would write Georgian in letters of headlines


def is_vowelless(key: str, vocab: Vocabulary) -> bool:
    is_word = len(key) > 1 and key.isascii() and key.isalpha()
    return is_word and not set(key) & set("aeiouy") and key not in vocab.short_words and key not in vocab.acronyms
