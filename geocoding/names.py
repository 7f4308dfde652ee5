"""Network name -> place name: 'NW_ADR_MNT_Donholm Phase 8_FDT12' is Donholm Phase 8. Pure text, no I/O.

A name is cut into whole tokens. Listed codes go wherever they stand, their serials with them; what merely has the
shape of a code goes only from the two ends, and only while a usable name remains. Nothing is cut out of a word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- The vocabulary. A new code: add its letters, lower case and without its number, to the list it fits. ---

# Never part of a name, wherever they stand, in any case. A number behind them is not theirs.
PREFIXES = _words("nw adr mnt adrmnt")
# The same, and the number or letter behind them goes too: FDT12, FDT 6-23, SPL 1:8.
CODES = _words("""
    fdt fat fda fdb fdc fdh fdp fbt ftb otb atb odb odc odf odn odp olt ont onu nap lcp mst cto spl splt splitter splice
    sdu sdus sfu mdu mdus gpon epon gepon xpon xgpon xgspon xgs pon ftta fttb fttc fttd ftth ftto fttx hfc dsl adsl vdsl
    dslam msan rsu pop bts enb bng cpe mux cab cabinet closure manhole handhole
""")
# Ordinary words that are a code only with a number behind them: 'Pole 20' goes, Pole Pole and Port Victoria stay.
NUMBERED_CODES = _words("""
    pole node joint mast site hub box port ring switch rack slot chamber duct feeder trunk branch segment loop core
    riser drop shelter lot batch no nr
""")
# One door of a place, with the number or letter behind it: 'Block C', 'Hse No 24'. Court House stays.
UNITS = _words("blk block hse house apt apartment flat unit floor flr plot door room villa maisonette bungalow wing")
# Country, city and region codes in front of a name. (Those without a vowel need no listing.)
REGIONS = _words("ke ken nbo nbi nai msa eld kis emb kia est wst")
# ... and words that are one only in capitals beside a name in small letters: 'NBO/EAST/Donholm'.
REGION_WORDS = _words(
    "north south east west nth sth ctr cbd central northern southern eastern western coast metro rift"
)
# Remarks: in brackets, or behind a name.
REMARKS = _words("""
    new old temp temporary test active inactive live dead pending planned proposed decom decommissioned removed moved
    relocated closed migrated upgraded upgrade duplicate dup copy spare backup wip to be under construction not in use
""")
# Institutions and malls that places are named after: they stay, in capitals.
ACRONYMS = _words("""
    aa abc absa ack aic ap ask bbs cbd cck citam cmc cuea dc dci dod dtb eabl epz gk gpo gsu hfck icd icea icipe
    ilri jkia jkuat kag kari kba kbc kbl kca kcaa kcb kcc kdf kebs kemri kemsa kenha kerra kfa kfs kicc kie kimc
    kise kist kma kmc kmtc knec knh kpa kpc kplc kra krb ksg ktda ku kura kvda kwft kws lbda mku mmust mp mtrh
    nacada ncpb nhc nhif nita nssf ntsa nys ocs pc pcea pefa rcea rvtti sda seku sgr sos trm tsc tuk tum unep uon
    usiu vok ymca ywca
""")
# Words of a name although they have no vowel or at most three letters.
SHORT_WORDS = _words("""
    rd st dr mt ln ct crt pl sq jct jn jnct hts hgts gdn gdns ctr mkt twn blvd bldg pk pkwy mr mrs ft km nth sth
    al da de la le lo kwa ol el ole old new the mau voi bay wak way inn ini off ya wa za na mji juu
""")
# Words whose number is part of the name whatever stands between: 'Section_58' (but 'Milimani_6' is Milimani) ...
NUMBERED_NAMES = _words("phase section sector stage zone area gate mile km ward")
# ... and places of which that is true of these numbers only: 'GITHURAI-44'.
NUMBERED_PLACES = {"githurai": "44 45", "kawangware": "46 56", "umoja": "1 2 3"}
ABBREVIATIONS = {"ph": "Phase", "sec": "Section", "sect": "Section"}  # written out in front of a number
# No place, not even with a number or letter: 'Phase 2', 'Block A'.
GENERIC = UNITS | _words("""
    phase gate court courts sector apartments apts flats houses homes villas units building bldg buildings estate
    residence residences residency residential commercial mixed place road rd street st avenue ave lane ln drive dr
    close crescent cres the main plaza none null unknown tbd
""")
# No place when nothing else is said; but Section 58, Village Market, Church Road and South B are places.
GENERIC_NOUNS = _words("""
    stage section zone area ward mall market village town center centre school church hotel station shop shops mile km
    junction bypass police prison camp quarters headquarters college university institute campus academy club depot
    factory barracks clinic office offices
""")
GENERIC_ALONE = (
    GENERIC | GENERIC_NOUNS | NUMBERED_CODES | _words("north south east west upper lower central new old test")
)

# --- The rules. ---

_MARKS = dict.fromkeys(map(ord, "’‘‛`´ʼʻʹ′"), "'") | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | {ord("#"): " No "}
_BRACKETED = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_ASIDE = re.compile(r"\bP\.?\s?O\.?\s?Box\s*[\d-]+|(?<![^\W_])\d+(?:st|nd|rd|th)[\s_-]+(?:floor|flr)\b", re.IGNORECASE)
_ABBREVIATED = re.compile(rf"(?<![^\W_])({'|'.join(ABBREVIATIONS)})[ ._-]*(?=\d)", re.IGNORECASE)
# KinooFDT3, FDT3Kinoo, 2Rivers
_GLUED = re.compile(r"([a-z]{3})(?=[A-Z]{2,}\d)|([^\W\d_]\d+)(?=[^\W\d_]{3})|(\b\d{1,2})(?=[A-Z][a-z]{2})")
# K.U., X12, Lang'ata, Ngong'
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])|[^\W_]+(?:'[^\W_]+)*(?:(?<=\w\w)')?")
_SERIAL = re.compile(r"\d+[a-z]?|\d+x\d+", re.IGNORECASE)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)
_ROMAN = re.compile(r"ii|iii|iv|vi|vii|viii|ix", re.IGNORECASE)
_LETTERS_NUMBER = re.compile(r"([^\W\d_][^\W\d_']*)(\d+[a-z]?)", re.IGNORECASE)
MAX_LENGTH = 300  # characters; anything longer is no name
_CUT = "\0"  # in a gap: a code was dropped there


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    gap: str  # what stands before it

    @property
    def key(self) -> str:
        return self.text.lower()

    @property
    def stem(self) -> str:
        """'fdt' of FDT12 and of FDT, '' of 12 and of R2D2."""
        joined = _LETTERS_NUMBER.fullmatch(self.key)
        return joined[1] if joined else "" if self.has_number else self.key

    @property
    def has_number(self) -> bool:
        return any(char.isdigit() for char in self.text)

    @property
    def belongs_to_name(self) -> bool:
        is_word = self.key in ACRONYMS | SHORT_WORDS | NUMBERED_NAMES
        return is_word or not self.text.isalpha() or _ROMAN.fullmatch(self.key) is not None


@dataclass(frozen=True, slots=True)
class _Outer:
    """The token (or the word with its serial) at one end, and how it stands to the name beside it."""

    token: _Token
    neighbour: _Token
    gap: str  # between the two
    is_last: bool
    stands_out: bool  # in capitals, while the name has small letters

    @property
    def is_fenced(self) -> bool:
        return self.gap.strip() not in ("", "&")

    @property
    def is_walled(self) -> bool:
        """By more than what may as well stand between two words of a name."""
        return _CUT in self.gap or (not self.is_last and self.gap.strip() in ("/", "|", ":", ";"))


def clean_place_name(location_name: str) -> str | None:
    """The place that a network name speaks of; None if there is none, only a generic word ('Phase 2'), or an essay."""
    if len(location_name) > MAX_LENGTH:
        return None
    name, before = _clean_once(location_name), None
    while name is not None and name != before:
        name, before = _clean_once(name), name
    return name


def place_key(name: str) -> str:
    """What all spellings of a name have in common: case, accents, apostrophes, spaces and punctuation don't count."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if char.isalnum())


def _clean_once(text: str) -> str | None:
    tokens = _drop_listed(_split(text))
    while (shorter := _drop_outer(tokens)) != tokens:
        tokens = shorter
    return _join(tokens) if _is_usable(tokens[:-1]) else None


def _split(text: str) -> list[_Token]:
    """The tokens, and behind them an empty one that holds the gap at the end."""
    text = unicodedata.normalize("NFKC", text.translate(_MARKS))
    text = "".join(" " if char.isspace() else char for char in text if char.isspace() or not _is_invisible(char))
    text = _BRACKETED.sub(lambda found: " | " if _is_remark(found[1], found.string) else found[0], text.strip(" '"))
    text = _ABBREVIATED.sub(lambda found: ABBREVIATIONS[found[1].lower()] + " ", _ASIDE.sub(" | ", text))
    tokens, end = list[_Token](), 0
    for found in _TOKEN.finditer(text):
        first, *glued = _GLUED.sub("\\g<0>\0", found[0]).split("\0")
        tokens += [_Token(first, text[end : found.start()]), *(_Token(part, " ") for part in glued)]
        end = found.end()
    return [*tokens, _Token("", text[end:])]


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf")


def _is_remark(bracketed: str, whole: str) -> bool:
    """Known remarks, and one word in small letters or capitals beside a name of mixed case: (ZUKU), (mpya)."""
    stands_out = bracketed.isalpha() and not bracketed.istitle() and re.search(r"[A-Z][a-z]{2}", whole) is not None
    return stands_out or _words(bracketed.lower()) <= REMARKS | NUMBERED_CODES


def _drop(tokens: list[_Token], start: int, count: int) -> list[_Token]:
    gap = _CUT + "".join(token.gap for token in tokens[start : start + count + 1])
    return [*tokens[:start], replace(tokens[start + count], gap=gap), *tokens[start + count + 1 :]]


def _drop_listed(tokens: list[_Token]) -> list[_Token]:
    at = 0
    while at < len(tokens):
        if length := _listed_length(tokens[at:]):
            tokens = _drop(tokens, at, length)
        else:
            at += 1
    return tokens


def _listed_length(tokens: list[_Token]) -> int:
    """How many tokens the listed code in front takes, its serial included; 0 if there is none."""
    first, rest = tokens[0], tokens[1:]
    if first.stem in PREFIXES:
        return 1
    if first.stem in CODES:
        return 1 + _serial_length(rest, letters=True)
    if first.stem in NUMBERED_CODES | UNITS:
        length = _serial_length(rest, letters=first.stem in UNITS)
        return 1 + length if length or first.has_number else 0
    return 0


def _serial_length(tokens: list[_Token], *, letters: bool) -> int:
    """How many tokens in front are a code's serial: 12, 6-23, 1x8, No 4, and with `letters` also C and C4."""
    for length, token in enumerate(tokens[:-1]):
        after = tokens[length + 1]
        is_number = _SERIAL.fullmatch(token.text) or (token.key in ("no", "nr") and after.has_number)
        is_letter = letters and len(token.stem) == 1 and after.key not in GENERIC_ALONE - UNITS
        if not (is_number or is_letter):
            return length
    return len(tokens[:-1])


def _drop_outer(tokens: list[_Token]) -> list[_Token]:
    """Without what has the shape of a code at either end, if there is such a thing and a name remains without it."""
    for is_last in (False, True):
        for size in (3, 2, 1):
            start = len(tokens) - 1 - size if is_last else 0
            rest = tokens[:start] if is_last else tokens[size:-1]
            if _is_usable(rest) and _is_code_shaped(tokens, start, size, rest):
                return _drop(tokens, start, size)
    return tokens


def _is_code_shaped(tokens: list[_Token], start: int, size: int, rest: list[_Token]) -> bool:
    word, end, is_last = tokens[start], tokens[start + size], start > 0
    has_small = any(len(token.text) > 2 and token.text != token.text.upper() for token in rest)
    outer = _Outer(
        token=word,
        neighbour=rest[-1] if is_last else end,
        gap=word.gap if is_last else end.gap,
        is_last=is_last,
        stands_out=word.text.isupper() and has_small,
    )
    if size > 1:
        return _is_word_and_serial(outer, tokens[start + 1 : start + size])
    return _is_number_code(outer) if word.has_number else _is_word_code(outer)


def _is_word_and_serial(outer: _Outer, serial: list[_Token]) -> bool:
    """TBX 12, OBX-7: a number behind capitals beside a name in small letters, or behind what is a code by itself."""
    word = outer.token
    is_serial = all(_SERIAL.fullmatch(part.text) for part in serial)
    if not is_serial or word.belongs_to_name or len(word.text) not in range(2, 6):
        return False
    is_joined = bool(serial[0].gap.strip()) and not outer.is_last  # OBX-7 Ruai
    is_apart = outer.gap.strip() not in ("", "-", "&")  # RUAI_OBX 7; but MUKURWE-INI 7
    return outer.stands_out or _has_no_vowel(word.key) or (_is_code_like(word) and (is_joined or is_apart))


def _is_number_code(outer: _Outer) -> bool:
    """12, 012, 4B, X12, TBX12, R2D2; but not Githurai 44, Mathare 4A, Phase8, Ruai2, 4th."""
    text, stem = outer.token.text, outer.token.stem
    if _ORDINAL.fullmatch(text) or stem in NUMBERED_NAMES | NUMBERED_PLACES.keys():
        return False
    if not stem:
        follows = outer.is_last and _CUT not in outer.gap
        is_taken = follows and (_takes_number(outer.neighbour.key, text) or _is_code_like(outer.neighbour))
        return not is_taken and (outer.is_fenced or text.startswith("0") or len(text) > 2)
    if _has_no_vowel(stem) or len(stem) < 3 or len(text) - len(stem) > 2:
        return True
    return len(stem) < 9 if outer.stands_out else len(stem) < 5 and not text.istitle()


def _takes_number(word: str, number: str) -> bool:
    return word in NUMBERED_NAMES or number in NUMBERED_PLACES.get(word, "").split()


def _is_word_code(outer: _Outer) -> bool:
    """KE-, NBO/WST/, (NEW), TBX; but not KBC, 'South B', 'ABC Place', Umoja II."""
    word, is_first, is_beyond = outer.token, not outer.is_last, _CUT in outer.gap
    if len(word.text) == 1:
        return is_beyond or (is_first and outer.is_fenced and outer.neighbour.key not in GENERIC | GENERIC_NOUNS)
    if word.key in REMARKS and (outer.is_last or outer.stands_out):
        return outer.is_fenced or (outer.is_last and outer.stands_out)
    if is_first and outer.is_fenced and (word.key in REGIONS or (outer.stands_out and word.key in REGION_WORDS)):
        return True
    if word.belongs_to_name or not outer.is_fenced:
        return False
    is_short = len(word.text) < 4 or (len(word.text) == 4 and not _ends_like_name(word.key))
    is_tiny = len(word.text) < (4 if outer.is_walled else 3) and not word.text.istitle() and (is_first or is_beyond)
    return _has_no_vowel(word.key) or (is_short and outer.stands_out) or is_tiny


def _is_code_like(word: _Token) -> bool:
    """TBX, tap; not Gem, KBC, VOI: with nothing but a number behind it, no name."""
    is_short = len(word.text) in (2, 3) and not word.text.istitle()
    return _has_no_vowel(word.key) or (is_short and not word.belongs_to_name)


def _has_no_vowel(key: str) -> bool:
    is_word = len(key) > 1 and key.isascii() and key.isalpha()
    return is_word and not set(key) & set("aeiouy") and key not in SHORT_WORDS | ACRONYMS


def _ends_like_name(key: str) -> bool:
    """Ruai, Juja, Meru; not CORE, EAST, FLTR."""
    return key[-1] in "aiou" and any(char in "aeiou" for char in key[:-1])


def _is_usable(tokens: list[_Token]) -> bool:
    words = [token for token in tokens if not _says_nothing(token)]
    if len(tokens) == 1 and words and (words[0].key in GENERIC_ALONE or _ORDINAL.fullmatch(words[0].key)):
        return False
    if len(words) < len(tokens) and all(map(_is_code_like, words)):
        return False
    return any((token.stem or token.key) not in GENERIC | REGIONS for token in words)


def _says_nothing(token: _Token) -> bool:
    """4, B, II, X12: alone no name."""
    if _ORDINAL.fullmatch(token.text):
        return False
    is_code = token.has_number and ((len(token.stem) < 4 and not token.text.istitle()) or _has_no_vowel(token.stem))
    return is_code or len(token.text) == 1 or _ROMAN.fullmatch(token.text) is not None


def _join(tokens: list[_Token]) -> str:
    fences = "".join(token.gap for token in tokens if _CUT in token.gap)
    name, text = "", "".join(token.text for token in tokens)
    is_mixed = text not in (text.upper(), text.lower())
    for before, token in zip([None, *tokens], tokens[:-1], strict=False):
        joiner = "" if before is None else _joiner(before, token, fences)
        name += joiner + _spell(token.text, is_first=before is None, is_mixed=is_mixed)
    return name


def _joiner(before: _Token, token: _Token, fences: str) -> str:
    """What stood between two words of a name; a space where that sign also fences off codes ('NW-Kahawa-West-FDT1')."""
    mark = token.gap.strip()
    if token.gap == "-":
        return "-" if "-" not in fences or before.key == token.key or token.text.islower() else " "
    if mark in (",", "."):
        return f"{mark} " if mark not in fences or before.key in SHORT_WORDS else " "
    return {"/": "/", "&": " & "}.get(mark, " ")


def _spell(text: str, *, is_first: bool, is_mixed: bool) -> str:
    """As written in a name of mixed case; ALL CAPS and all lower-case words capitalised, acronyms in capitals."""
    joined, key = _LETTERS_NUMBER.fullmatch(text), text.lower()
    if joined and len(joined[1]) > 2:
        return f"{_spell(joined[1], is_first=is_first, is_mixed=is_mixed)} {joined[2].upper()}"
    if _ORDINAL.fullmatch(text):
        return key
    is_word = key in SHORT_WORDS | NUMBERED_NAMES or len(text) > 4
    if is_mixed and not (text.isupper() and is_word) and not (text.islower() and is_first):
        return text
    if key in ACRONYMS or _ROMAN.fullmatch(text) or text[0].isdigit() or "." in text or _has_no_vowel(key):
        return text.upper()
    return text[:1].upper() + text[1:].lower()
