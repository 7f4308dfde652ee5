"""A name in its words and what stands between them: where a name is cut into words. Any script; pure text.

Cleaning drops whole tokens, comparing takes its words from them (words.py). What a word means is said elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

VOWELS = frozenset("aeiou")
LONGEST_PHRASE = 4  # words: "at the back of"
REMOVED = "\0"  # in a gap: something was dropped there
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)
SERIAL = re.compile(r"\d+[a-z号號番호]?|\d+x\d+", re.IGNORECASE)
ROMAN = re.compile(r"ii|iii|iv|vi|vii|viii|ix", re.IGNORECASE)
LETTERS_AND_NUMBER = re.compile(r"([^\W\d_][^\W\d_']*)(\d+[a-z号號番호]?)", re.IGNORECASE)
# KinooFDT3, FDT3Kinoo, 2Rivers
_GLUED = re.compile(r"([^\W\d_A-Z]{2})(?=[A-Z]{2,}\d)|([^\W\d_]\d+)(?=[^\W\d_]{3})|(\b\d{1,2})(?=[A-Z][a-z]{2})")
# K.U., F.B, P.zza, R.T. of R.T.Nagar, an abbreviation with its dot (Jd. América, T.Nagar), X12, Lang'ata, Ngong'
_TOKEN = re.compile(
    r"(?:[^\W\d_]{1,2}\.){2,}[^\W\d_]?(?![^\W_])|[A-Z]\.[A-Z](?![^\W_]|\.)|[A-Z]\.[a-z]{2,3}(?![^\W_])|(?:[^\W\d_]\.){2,}(?=[^\W\d_]{2})"
    r"|[^\W\d_]{1,5}\.(?= [^\W_])|[^\W\d_]\.(?=[^\W\d_]{2})|[^\W_]+(?:'[^\W_]+)*(?:(?<=\w\w)')?"
)
_NUMBERS_AND_LETTERS = re.compile(r"\d+|[^\d.]+")
_APOSTROPHES = re.compile("['’‘‛`´ʼʻʹ′＇]")
_MARKS = dict.fromkeys(map(ord, "’‘‛`´ʼʻʹ′"), "'") | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_KEPT_SIGNS = "ºª¼½¾"  # the last of which would be joined to the number before them
_FIRST_MARK = "\u0300"
_JOINERS = "\u200c\u200d"  # between letters of Persian or Sinhala they are spelling, elsewhere nothing
_SPLIT_BY_NFKC = {
    "\u0e4d\u0e32": "\u0e33",
    "\u0ecd\u0eb2": "\u0eb3",
}  # the Thai and Lao am: one letter
_PLAIN_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
# Of Latin, Greek and Cyrillic (but for the short i and the yi, which are other letters), Hebrew, Arabic; the nukta of
# Indic letters, which is left out as often as not.
_ACCENT = re.compile(
    "(?<![\u0438\u0456])[\u0300-\u036f]|[\u0591-\u05c7\u064b-\u0655\u0670\u093c\u09bc\u0a3c\u0abc\u0b3c]"
)


@dataclass(frozen=True)
class Token:
    text: str
    gap: str  # what stands before it

    @cached_property
    def key(self) -> str:
        """As it is looked up: without capitals and accents, and without the dots of K.U."""
        return fold(self.text).replace(".", "")

    @property
    def words(self) -> list[str]:
        """Its letters and its numbers, folded: of X12 'x' and '12', of K.U. 'k' and 'u'."""
        return _NUMBERS_AND_LETTERS.findall(fold(self.text))

    @cached_property
    def base(self) -> str:
        """'fdt' of FDT12 and of FDT, '' of 12 and of R2D2."""
        joined = LETTERS_AND_NUMBER.fullmatch(self.key)
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


# --- cutting ---


def normalize(text: str) -> str:
    """One character for each sign that looks the same; no invisible ones, but for those that spell a word."""
    if text.isascii() and text.isprintable():
        return text.replace("`", "'").strip(" '")
    parts = _split_signs(text)
    text = "".join(part if part in _KEPT_SIGNS else unicodedata.normalize("NFKC", part) for part in parts)
    for spelt, letter in _SPLIT_BY_NFKC.items():
        text = text.replace(spelt, letter)
    if text.isprintable():
        return text.strip(" '")
    shown = [char for at, char in enumerate(text) if not _is_invisible(char) or _is_joiner(text, at) or char.isspace()]
    return "".join(" " if char.isspace() else char for char in shown).strip(" '")


def _split_signs(text: str) -> list[str]:
    return re.split(f"([{_KEPT_SIGNS}])", text.translate(_MARKS))


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
    shadow = _cover_marks(text) if max(text, default="") >= _FIRST_MARK else text
    tokens, end = list[Token](), 0
    for found in _TOKEN.finditer(shadow):
        whole = text[found.start() : found.end()]
        first, *glued = _cut_glued(whole) if whole == found[0] and not whole.isalpha() else [whole]
        tokens += [Token(first, text[end : found.start()]), *(Token(part, " ") for part in glued)]
        end = found.end()
    return [*tokens, Token("", text[end:])]


def _cut_glued(word: str) -> list[str]:
    return _GLUED.sub("\\g<0>\0", word).split("\0")


def _cover_marks(text: str) -> str:
    """The same length, with a letter for each mark that stands behind a letter."""
    covered = ""
    for char in text:
        belongs = (is_mark(char) or char in _JOINERS) and covered[-1:].isalnum()
        covered += "x" if belongs else char
    return covered


def split_at_spaces(text: str) -> list[Token]:
    """Any text's tokens, those without a space between them as one: 'Block' and '13-D'; no empty one at the end."""
    joined = list[Token]()
    for token in split(normalize(text))[:-1]:
        if joined and " " not in token.gap:
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text}{token.gap}{token.text}")
        else:
            joined.append(token)
    return joined


def list_dotted(text: str) -> set[str]:
    """The folded words with a dot behind them, or a raised letter: 'jd' of 'Jd. Pinheiros', 'va' of 'Vª Lugano'."""
    if set(".ªº").isdisjoint(text):
        return set()
    tokens = split(normalize(text))
    dotted = (one for one, after in pairwise(tokens) if set(".ªº") & set(one.text) or after.gap.startswith("."))
    return {word for token in dotted for word in token.words}


# --- tokens together ---


def drop(tokens: list[Token], start: int, count: int) -> list[Token]:
    gap = tokens[start].gap + REMOVED + tokens[start + count].gap
    return [*tokens[:start], replace(tokens[start + count], gap=gap), *tokens[start + count + 1 :]]


def phrase_length(tokens: list[Token], phrases: frozenset[str]) -> int:
    """How many of the first tokens are one of the phrases, the longest that fits; 0 if none is."""
    lengths = range(min(LONGEST_PHRASE, len(tokens)), 0, -1)
    return next((length for length in lengths if " ".join(token.key for token in tokens[:length]) in phrases), 0)


def as_written(tokens: Iterable[Token]) -> str:
    """For a person: 'FDT 6-23'; where something was dropped between two with the sign in front of the second."""
    return "".join((_without_removed(token.gap) if at else "") + token.text for at, token in enumerate(tokens)).strip()


def _without_removed(gap: str) -> str:
    return gap if REMOVED not in gap else gap.replace(REMOVED, "").strip()[-1:] or " "


# --- letters ---


def fold(text: str) -> str:
    """Without case, accents, apostrophes and what can't be seen; vowels that are signs on a letter (कोरमंगला) stay."""
    if text.isascii():
        return text.replace("'", "").replace("`", "").lower()
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold().translate(_PLAIN_LETTERS)
    plain = _ACCENT.sub("", plain)
    if plain.isascii():
        return plain
    shown = (char for char in plain if unicodedata.category(char) != "Cf")
    digits = (str(unicodedata.decimal(char)) if char.isdecimal() else char for char in shown)
    return unicodedata.normalize("NFC", "".join(digits))


def is_short_for(short: str, word: str) -> bool:
    """Whether a folded word is an abbreviation of another: its first letter, and letters of it in their order."""
    rest = iter(word[1:])
    return short[:1] == word[:1] and all(letter in rest for letter in short[1:])
