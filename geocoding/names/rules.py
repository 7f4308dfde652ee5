"""The rules that drop tokens of a network name, one function each; a trace gives them by these names.

Those of ANYWHERE look at every token: how many, from this one on, are no part of the place? Those of AT_AN_END look at
what stands first or last, and only while a name would remain without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from geocoding.countries import Vocabulary
from geocoding.names.generic import COMPASS, is_code_like, is_never_code, is_place
from geocoding.names.tokens import ORDINAL, REMOVED, Token, is_separator, is_vowelless
from geocoding.words import is_short_for

_SERIAL = re.compile(r"\d+[a-z号號番호]?|\d+x\d+", re.IGNORECASE)
_NUMBER_AND_LETTER = re.compile(r"[1-9]\d?[a-z]", re.IGNORECASE)


@dataclass(frozen=True)
class Context:
    """What the rules know beside the tokens."""

    vocab: Vocabulary
    codes: frozenset[tuple[str, ...]] = frozenset()  # this site's own, each a word or several, folded
    cluster: tuple[str, ...] = ()  # the keys of its name's words
    cluster_codes: frozenset[str] = frozenset()  # what stands before several of its names
    equipment: frozenset[str] = frozenset()  # what the feed itself tells to be a numbered thing


# --- anywhere ---


def own_code(tokens: list[Token], at: int, context: Context) -> int:
    """A word of NETWORK_CODES, or one that the names of many clusters have in common: 'ACME Kinoo' is Kinoo."""
    lengths = {len(code) for code in context.codes}
    for length in sorted(lengths, reverse=True):
        *before, last = tokens[at : at + length]
        if (*(token.key for token in before), last.base or last.key) in context.codes and at + length < len(tokens):
            return length
    return 0


def prefix(tokens: list[Token], at: int, context: Context) -> int:
    """'NW_ADR_MNT_Donholm' is Donholm."""
    return int(tokens[at].base in context.vocab.prefixes and not _is_word_of_name(tokens, at, context))


def network_code(tokens: list[Token], at: int, context: Context) -> int:
    """A piece of network with its number: 'Kangemi_FDT 6-23' is Kangemi."""
    is_code = tokens[at].base in context.vocab.codes and not _is_word_of_name(tokens, at, context)
    return 1 + _serial_length(tokens[at + 1 :], context, letters=True) if is_code else 0


def numbered_thing(tokens: list[Token], at: int, context: Context) -> int:
    """An ordinary word that is a code or a door with its number: 'Kiamunyi_Pole 14', 'Kiamunyi, House No 24'."""
    length, is_unit = _thing_length(tokens, at, context)
    if not length:
        return 0
    serial = _serial_length(tokens[at + length :], context, letters=is_unit)
    is_numbered = serial > 0 or tokens[at].has_number or _is_left_of_code(tokens, at, length)
    return length + serial if is_numbered else 0


def _is_left_of_code(tokens: list[Token], at: int, length: int) -> bool:
    """CAJA of 'El Diamante CAJA NAP 14'."""
    is_last = at > 0 and at + length == len(tokens) - 1 and REMOVED in tokens[-1].gap
    return is_last and tokens[at].text.isupper() and any(token.text.istitle() for token in tokens[:at])


def division(tokens: list[Token], at: int, context: Context) -> int:
    """A numbered part of a town, or street, in front of a name: 'Ward 12, Shivaji Nagar' is Shivaji Nagar."""
    length = 1 if tokens[at].has_number else 2
    is_apart = at + length < len(tokens) and tokens[at + length].after_separator
    kinds = context.vocab.division_words | (context.vocab.streets if is_apart else frozenset())
    is_numbered = tokens[at].base in kinds and tokens[at + length - 1].has_number
    is_first = at == 0 or tokens[at].after_separator
    rest = tokens[at + length : -1]
    return length if is_numbered and is_first and is_place(rest, context.vocab) and _has_name(rest, context) else 0


def brand(tokens: list[Token], at: int, context: Context) -> int:
    """A network or a maker, with its model: 'ZTE C320 Ruiru' is Ruiru; but Safaricom House is that."""
    vocab, length = context.vocab, _brand_length(tokens, at, context)
    if not length:
        return 0
    while tokens[at + length].key in vocab.brands | vocab.ambiguous_brands | vocab.trades or _is_model(
        tokens, at + length
    ):
        length += 1
    if at and not tokens[at].after_separator and at + length < len(tokens) - 1:
        return 0
    after = tokens[at + length]
    is_thing = length == 1 and after.key in vocab.type_words | vocab.landmark_words | vocab.streets | vocab.unit_words
    return 0 if is_thing and (not after.after_separator or tokens[at].key in vocab.ambiguous_brands) else length


def surroundings(tokens: list[Token], at: int, context: Context) -> int:
    """What a place is beside: 'Kinoo opp. Shell' is Kinoo, 'Near Total Gachie' is Gachie, 'Off Ngong Rd Kilimani' is
    Kilimani; but 'Opposite Yaya Centre' is Yaya Centre."""
    found = ((start, _relation_length(tokens, start, context)) for start in range(len(tokens) - 1))
    start, length = next(((start, length) for start, length in found if length), (0, 0))
    if not length:
        return 0
    if is_place(tokens[:start], context.vocab):
        return len(tokens) - 1 - at if at == start else 0
    return _skip_anchor(tokens, start, start + length, context) if at == 0 else 0


def _skip_anchor(tokens: list[Token], relation: int, start: int, context: Context) -> int:
    """Where the place starts behind a relation, of which no place stands before."""
    ends = range(start, len(tokens) - 1)
    usable = [end + 1 for end in ends if is_place(tokens[end + 1 : -1], context.vocab)]
    if tokens[relation].key in ("off", "along"):
        return next((end for end in usable if tokens[end - 1].key in context.vocab.streets), start)
    while tokens[start].key in context.vocab.chain_stores and start + 1 in usable:
        start += 1
    return next((end for end in usable if end > start and tokens[end].gap.strip() == ","), start)


def cluster_name(tokens: list[Token], at: int, context: Context) -> int:
    """The cluster's name or code, and what leads to it: 'DELTA_ASABA_Okpanam Rd' in Asaba, 'MUM Andheri' in Mumbai,
    'Mohallah Qadirabad, Sialkot' in Sialkot; but Kampala Road."""
    if not context.cluster:
        return 0
    name, size = tokens[:-1], len(context.cluster)
    if at:
        is_last = at + size == len(name) and _is_cluster(name[at:], context)
        is_apart = tokens[at].after_separator and tokens[at].gap.strip() != "."
        return size if is_last and is_apart and is_place(name[:at], context.vocab) else 0
    for start in range(min(4, len(name))):
        for length in {1, size}:
            end = start + length
            if not (
                _is_cluster(name[start:end], context) or (length == 1 and _is_cluster_code(tokens, start, context))
            ):
                continue
            is_led_to = all(_is_path(tokens, step, context) for step in range(start))
            if is_led_to and _is_apart(tokens, start, end, context) and is_place(name[end:], context.vocab):
                return end + _joined_code_length(tokens, end, context)
    return 0


def _is_cluster(tokens: list[Token], context: Context) -> bool:
    return tuple(token.key for token in tokens) == context.cluster


def _is_cluster_code(tokens: list[Token], at: int, context: Context) -> bool:
    """KHI of Karachi: its first letter, and others of it in their order."""
    token, letters = tokens[at], "".join(context.cluster)
    is_numbered = tokens[at + 1].has_number and tokens[at + 1].gap == " "  # KG 11 Ave in Kigali
    if not token.text.isalpha() or token.key in context.vocab.acronyms or token.key == letters or is_numbered:
        return False
    is_short = 2 <= len(token.text) <= 5 and (token.text.isupper() or tokens[at + 1].gap.strip() in ("_", "/", "|"))
    return is_short and is_short_for(token.key, letters)


def _is_path(tokens: list[Token], at: int, context: Context) -> bool:
    """What is larger than the cluster, or no place: DELTA of DELTA_ASABA, Exchange of 'Exchange DLK'."""
    is_capitals = tokens[at].text.isupper() and len(tokens[at].text) <= 6 and tokens[at + 1].after_separator
    return is_capitals or tokens[at].key in context.vocab.generic


def _is_apart(tokens: list[Token], start: int, end: int, context: Context) -> bool:
    """Whether the cluster's name or code is set off from the name behind it: by a separator, or by its capitals."""
    after = tokens[end]
    is_field = any("-" in token.gap for token in tokens[end + 1 :]) and not _is_street(tokens[end:-1], context)
    if after.after_separator and (after.gap != "-" or tokens[start].text.isupper() or is_field):
        return True
    if _starts_with(tokens[end:-2], context.vocab.area_prefixes):
        return True
    is_known = tokens[start].key in context.cluster_codes
    has_small = any(len(token.text) > 2 and not token.text.isupper() for token in tokens[end:-1])
    is_common = after.key in context.vocab.generic or after.key in context.vocab.area_words
    return is_known or (not is_common and tokens[start].text.isupper() and has_small)


def _starts_with(tokens: list[Token], phrases: frozenset[str]) -> bool:
    return any(" ".join(token.key for token in tokens[:size]) in phrases for size in (1, 2))


def _is_street(tokens: list[Token], context: Context) -> bool:
    """'Jinja Road' of 'Kampala-Jinja Road'."""
    return tokens[-1].key in context.vocab.streets


def _joined_code_length(tokens: list[Token], at: int, context: Context) -> int:
    """FBC of 'BDG-FBC Jl. Dago'."""
    token, after = tokens[at], tokens[at + 1]
    is_joined = token.gap.strip() in ("-", "_", "/") and token.text.isupper() and is_vowelless(token.key, context.vocab)
    is_kind = after.key in context.vocab.numbered_names | context.vocab.area_words
    is_name = is_kind or not is_place(tokens[at + 1 : -1], context.vocab)
    return int(is_joined and not is_name)


def _has_name(tokens: list[Token], context: Context) -> bool:
    """A word that is no generic one."""
    return any(token.text.isalpha() and token.key not in context.vocab.generic for token in tokens)


def _is_word_of_name(tokens: list[Token], at: int, context: Context) -> bool:
    """Nap of 'Nap Road Kothi', Pop of 'Pop-Siedlung': written as a name, a space or hyphen from its next word."""
    token, after = tokens[at], tokens[at + 1]
    is_word = token.text.istitle() and not token.has_number and len(tokens) > at + 2
    return is_word and (
        (after.gap == " " and after.key in context.vocab.generic)
        or (after.gap == "-" and after.text.istitle() and not after.has_number)
    )


def _thing_length(tokens: list[Token], at: int, context: Context) -> tuple[int, bool]:
    """How many tokens are a thing that is told by its number, and whether it is a unit of a place."""
    vocab = context.vocab
    for length in (3, 2, 1):
        if at + length < len(tokens):
            phrase = " ".join([*(token.key for token in tokens[at : at + length - 1]), tokens[at + length - 1].base])
            if phrase in vocab.unit_words or phrase in vocab.numbered_codes or phrase in context.equipment:
                return length, phrase in vocab.unit_words
    return int(at > 0 and _is_letter_of_number(tokens, at)), False


def _is_letter_of_number(tokens: list[Token], at: int) -> bool:
    """'H No 12', 'P/12', and the H of 'Rd-13 H-22'."""
    letter, after = tokens[at], tokens[at + 1]
    if len(letter.base) != 1 or not letter.text.isupper():
        return False
    is_pole = after.gap == "/" and after.text.isdecimal()
    is_house = letter.key == "h" and tokens[at - 1].has_number and after.gap == "-" and after.has_number
    return is_pole or is_house or (after.key == "no" and after.gap == " ")


def _serial_length(tokens: list[Token], context: Context, *, letters: bool) -> int:
    """How many tokens in front are a code's serial: 12, 6-23, 1x8, No 4, and with `letters` also C and C4."""
    vocab = context.vocab
    for length, token in enumerate(tokens[:-1]):
        after = tokens[length + 1]
        is_sign = token.key in ("no", "nr") and any(later.has_number for later in tokens[length + 1 : length + 3])
        is_number = is_sign or _SERIAL.fullmatch(token.text)
        is_alone = token.has_number or after.key not in vocab.generic - vocab.unit_words
        is_alone = is_alone and not ORDINAL.fullmatch(after.text)  # N 7th St
        is_letter = letters and token.is_cased and len(token.base) == 1 and "." not in token.text and is_alone
        before = tokens[length - 1] if length else None
        is_small = len(token.text) <= 3 and token.text.isupper()
        is_code = is_small and not is_never_code(token, vocab)  # not the KWA of '8-KWA KAHAWA'
        is_joined = before is not None and is_code and token.gap in ("-", "/") and before.has_number
        is_prefix = before is not None and is_small and before.key == "no" and after.has_number
        if not (is_number or is_letter or is_joined or is_prefix):
            return length
    return len(tokens[:-1])


def _brand_length(tokens: list[Token], at: int, context: Context) -> int:
    token, after, vocab = tokens[at], tokens[at + 1], context.vocab
    if token.key in vocab.ambiguous_brands:
        is_beside = after.after_separator and is_place(tokens[:at] + tokens[at + 1 : -1], vocab)
        return int(is_beside or after.key in vocab.trades)
    return int(token.key in vocab.brands)


def _is_model(tokens: list[Token], at: int) -> bool:
    """C320, MA5800, 7360, E7-2, behind a brand."""
    token, before = tokens[at], tokens[at - 1]
    is_code = len(token.text) > 2 or token.base != "" or (token.gap == "-" and before.has_number)
    return token.has_number and token.is_latin and is_code and not ORDINAL.fullmatch(token.text)


def work(tokens: list[Token], at: int, context: Context) -> int:
    """'FIBRA ROTA Copacabana' is Copacabana."""
    for end in range(min(at + 3, len(tokens) - 1), at, -1):
        if " ".join(token.key for token in tokens[at:end]) in context.vocab.work_phrases:
            return end - at
    return 0


def postposition(tokens: list[Token], at: int, context: Context) -> int:
    """The same where the words stand behind what it is beside: 'Migros karsisi Alsancak' is Alsancak."""
    name = tokens[:-1]
    for start in range(at + 1, len(name)):
        for end in range(min(start + 3, len(name)), start, -1):
            if " ".join(token.key for token in name[start:end]) in context.vocab.postpositions:
                is_first = at == 0 or name[at].after_separator
                has_rest = is_place(name[:at] + name[end:], context.vocab)
                if not has_rest:
                    return 0
                return end - at if is_first else 0
        if name[start].after_separator:
            return 0
    return 0


def postposition_alone(tokens: list[Token], at: int, context: Context) -> int:
    """Where nothing but the landmark is left: 'Pazaryeri karsisi' is Pazaryeri."""
    for length in (3, 2, 1):
        phrase = " ".join(token.key for token in tokens[at : min(at + length, len(tokens) - 1)])
        if phrase in context.vocab.postpositions and is_place(tokens[:at], context.vocab):
            return len(phrase.split())
    return 0


def _relation_length(tokens: list[Token], at: int, context: Context) -> int:
    if at and tokens[at - 1].key in ("drop", "take", "cut"):  # drop-off point
        return 0
    for length in (4, 3, 2, 1):
        phrase = " ".join(token.key for token in tokens[at : min(at + length, len(tokens) - 1)])
        if phrase == "nr" and tokens[at + 1].has_number:
            return 0
        if phrase in context.vocab.prepositions:
            return len(phrase.split())
    return 0


# --- at an end ---


@dataclass(frozen=True, slots=True)
class End:
    """The token (or the word with its serial) at one end, and how it stands to the name beside it."""

    token: Token
    serial: list[Token]
    rest: list[Token]  # the name without it
    neighbour: Token
    gap: str  # between the two
    is_last: bool
    stands_out: bool  # in capitals, while the name has small letters
    is_hyphenated: bool  # the only hyphen of the name is in front of it: Mirpur-10
    is_beside_codes: bool  # something was dropped of the name
    has_capitals: bool  # each word of the name starts with one, but for short ones
    vocab: Vocabulary

    @property
    def after_separator(self) -> bool:
        return is_separator(self.gap)

    @property
    def after_removed(self) -> bool:
        """Something was dropped between it and the name."""
        return REMOVED in self.gap

    @property
    def after_hard_separator(self) -> bool:
        """By more than what may as well stand between two words of a name."""
        return self.after_removed or (not self.is_last and self.gap.strip() in ("/", "|", ":", ";"))


def word_with_serial(end: End) -> bool:
    """A number behind capitals beside a name in small letters, or behind what is a code by itself: 'TBX 12'."""
    word = end.token
    first, *more = end.serial or [word]
    is_serial = bool(_SERIAL.fullmatch(first.text)) and all(
        _SERIAL.fullmatch(part.text) or (len(part.text) == 1 and part.gap == "-") for part in more
    )
    is_street = not end.is_last and end.neighbour.key in end.vocab.streets  # KG 11 Ave
    if not is_serial or not word.is_cased or is_street or is_never_code(word, end.vocab):
        return False
    if word.key in end.vocab.generic:
        return False
    if end.is_last and word.text.islower() and end.has_capitals:
        return len(word.text) > 2
    if len(word.text) not in range(2, 6):
        return False
    is_joined = bool(end.serial[0].gap.strip()) and not end.is_last  # OBX-7 Ruai
    is_apart = end.gap.strip() not in ("", "-", "&")  # RUAI_OBX 7; but MUKURWE-INI 7
    is_code = is_vowelless(word.key, end.vocab)
    return end.stands_out or is_code or (is_code_like(word, end.vocab) and (is_joined or is_apart))


def bare_number(end: End) -> bool:
    """12, 012: 'GPON-Ruai-6', 'Kangemi 0442'; but Githurai 44, and Tassia_2 may be Tassia 2."""
    number, before = end.token.text, end.neighbour
    if end.serial or not number.isdecimal() or not end.token.has_number:
        return False
    if not end.is_last and end.gap.strip() in end.vocab.ordinal_marks:
        return False  # 17. Juni
    if end.is_last and _is_number_of_name(end):
        return False
    if end.is_last and not end.after_removed:
        if end.is_hyphenated:
            return False
        if _takes_number(before.key, number, end.vocab) or is_code_like(before, end.vocab):
            return False
        if end.gap != "-" and is_open(end.token, before, end.vocab):
            return False
    return end.after_separator or number.startswith("0") or len(number) > 2


def _is_number_of_name(end: End) -> bool:
    """'Uttara Sec-11 Rd-13', 'Maadi, St. 233', 'Rue du 8 Mai 1945'."""
    number, before = end.token.text, end.neighbour
    is_behind_number = any(token.has_number for token in end.rest[-2:-1])
    if before.key in end.vocab.streets:
        return is_behind_number or before.text.endswith(".")
    return is_behind_number and before.text.isalpha() and re.fullmatch("1[89][0-9]{2}", number) is not None


def code_with_number(end: End) -> bool:
    """X12, TBX12, R2D2; but Phase8, Ruai2, 4th, and Mathare_4A is Mathare 4A."""
    text, base, vocab = end.token.text, end.token.base, end.vocab
    if end.serial or not end.token.has_number or text.isdecimal() or ORDINAL.fullmatch(text) or not end.token.is_latin:
        return False
    if base in vocab.numbered_names | vocab.numbered_places.keys():
        return False
    if not base:
        is_part = end.is_last and not end.after_removed and _NUMBER_AND_LETTER.fullmatch(text)
        return not is_part and (end.after_separator or text.startswith("0") or len(text) > 2)
    if is_vowelless(base, vocab) or len(base) < 3 or len(text) - len(base) > 2:
        return True
    return len(base) < 9 if end.stands_out else len(base) < 5 and not text.istitle()


def lone_equipment(end: End) -> bool:
    """'Niangon Nord, terminus 27, poteau', without a number of its own; but KAHAWA_POLE, Kahawa Pole."""
    phrase = " ".join(token.key for token in (end.token, *end.serial))
    is_small = end.token.text.islower() and end.has_capitals
    is_set_off = end.stands_out or (is_small and (end.after_separator or end.is_beside_codes))
    return end.is_last and is_set_off and phrase in end.vocab.equipment


def remark(end: End) -> bool:
    """'Kangemi - NEW', 'NEW_Kangemi', 'Location: Kangemi'; but New Nyanza."""
    if not end.serial and not end.is_last and end.gap.strip() == ":" and end.token.key in end.vocab.generic:
        return True
    if end.serial or end.token.key not in end.vocab.status_words or not (end.is_last or end.stands_out):
        return False
    return end.after_separator or (end.is_last and end.stands_out)


def region(end: End) -> bool:
    """'NBO/EAST/Donholm', 'COAST_Mtwapa', 'Ruaka_MSA', 'MSA Likoni'; but NORTH_Kinangop, Msa Road."""
    key, vocab = end.token.key, end.vocab
    if not end.serial and not end.is_last and key in vocab.regions and end.token.text.isupper():
        return end.after_separator or end.neighbour.key not in vocab.streets
    if end.serial or not end.after_separator:
        return False
    if key in vocab.regions:
        return not end.is_last or (end.gap.strip() == "_" and end.token.text.isupper())
    is_path = key not in COMPASS or end.gap.strip() in ("/", "|", ":")
    return not end.is_last and end.stands_out and key in vocab.region_words and is_path


def unlisted_code(end: End) -> bool:
    """What has no vowel, or is short and in capitals beside small letters: 'TRB_Kangemi'; but KBC, XKT Place."""
    word, is_first, vocab = end.token, not end.is_last, end.vocab
    if end.serial or word.has_number or len(word.text) == 1 or not word.is_latin:
        return False
    if is_never_code(word, vocab) or word.key in vocab.type_words or not end.after_separator or word.key in COMPASS:
        return False
    is_short = len(word.text) < 4 or (len(word.text) == 4 and not _has_final_and_another_vowel(word.key))
    is_tiny = (
        len(word.text) < (4 if end.after_hard_separator else 3)
        and not word.text.istitle()
        and (is_first or end.after_removed)
    )
    return is_vowelless(word.key, vocab) or (is_short and end.stands_out) or is_tiny


def code_beside_codes(end: End) -> bool:
    """Three capitals without a vowel, a space from a name that other codes were beside: 'PRG Zizkov'."""
    word, key = end.token.text, end.token.key
    is_code = len(word) == 3 and end.stands_out and is_vowelless(key, end.vocab) and not end.serial
    after, vocab = end.neighbour, end.vocab
    is_name = after.text.istitle() and after.key not in vocab.generic and after.key not in vocab.area_words
    return is_code and is_name and not end.is_last and end.is_beside_codes and not is_never_code(end.token, end.vocab)


def is_open(number: Token, before: Token, vocab: Vocabulary) -> bool:
    """Whether a number may as well be the place's as a code's: the 2 of 'Tassia_2'."""
    is_small = number.text.isdecimal() and len(number.text) < 3 and not number.text.startswith("0")
    return is_small and number.gap in ("_", "-") and not _takes_number(before.key, number.text, vocab)


def _takes_number(word: str, number: str, vocab: Vocabulary) -> bool:
    return word in vocab.numbered_names or number in vocab.numbered_places.get(word, "").split()


def _has_final_and_another_vowel(key: str) -> bool:
    """Ruai, Juja, Meru; not CORE, EAST, FLTR."""
    return key[-1] in "aiou" and any(char in "aeiou" for char in key[:-1])


AnywhereRule = Callable[[list[Token], int, Context], int]
EndRule = Callable[[End], bool]
ANYWHERE: tuple[AnywhereRule, ...] = (
    own_code,
    prefix,
    numbered_thing,
    network_code,
    brand,
    work,
    surroundings,
    postposition,
    postposition_alone,
    division,
    cluster_name,
)
AT_AN_END: tuple[EndRule, ...] = (
    word_with_serial,
    bare_number,
    code_with_number,
    lone_equipment,
    remark,
    region,
    unlisted_code,
    code_beside_codes,
)


def rule_name(rule: AnywhereRule | EndRule) -> str:
    return rule.__name__.replace("_", " ")
