"""Rules that drop codes, equipment, doors, brands and work, wherever they stand: how many tokens, from this one on?"""

from __future__ import annotations

import re

from geocoding.countries import Vocabulary, languages
from geocoding.countries.languages import everywhere
from geocoding.names.context import Context
from geocoding.names.generic import (
    CONNECTORS,
    is_date,
    is_fault_report,
    is_never_code,
    is_ordinal_ending,
    is_place,
    is_sector,
    is_town_site,
    is_vowelless,
)
from geocoding.tokens import ORDINAL, REMOVED, SERIAL, Token, is_separator, phrase_length

_STREET_NUMBER_SIGNS = everywhere(languages.STREET_NUMBER_SIGNS)
_LONG_NUMBER = re.compile(r"\d{4,}")
_BETWEEN = everywhere(languages.BETWEEN_WORDS)
_CAUSES = everywhere(languages.CAUSE_WORDS)
_CROSSING = everywhere(languages.CROSSING_WORDS)
_LONG_CODE = re.compile(r"[A-Z]{1,2}(?:0\d+|\d{3,})|[A-Z]\d[A-Z]")  # C022 of 'Cabinet C022', L3T of 'Chambre L3T'


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
    """A piece of network with its number: 'Kangemi_FDT 6-23' is Kangemi; what the feed tells to be one also in front,
    'CDO_CAJURU_95'."""
    is_front = at == 0 and tokens[0].text.isupper() and tokens[1].gap in ("_", "-", "/")
    if is_front and tokens[0].key in context.equipment and is_place(tokens[1:-1], context.vocab):
        return 1
    is_code = tokens[at].base in context.vocab.codes and not _is_word_of_name(tokens, at, context)
    is_code = is_code and (tokens[at].text.isascii() or not tokens[at].base.isascii())  # ONU, but not "in front of"
    return 1 + _serial_length(tokens[at + 1 :], context, letters=True) if is_code else 0


def numbered_thing(tokens: list[Token], at: int, context: Context) -> int:
    """An ordinary word that is a code or a door with its number: 'Kiamunyi_Pole 14', 'Kiamunyi, House No 24'."""
    length, is_unit = _thing_length(tokens, at, context)
    if not length or _is_behind_open_word(tokens, at, context) or _is_number_of_quarter(tokens, at, context.vocab):
        return 0
    if "islamabad" in context.cluster and is_sector(tokens[at : at + 2], context.vocab):
        return 0  # H-8, elsewhere a house
    if is_unit and at > 0 and ORDINAL.fullmatch(tokens[at - 1].text) and tokens[at].gap == " ":
        return 0  # '6th Block_80 Ft Road'
    if is_unit and any(
        token.key in context.vocab.sides_of_numbers for token in tokens[at + length + 1 : at + length + 2]
    ):
        return 0  # Quadra 104 Norte
    if not is_unit and at > 0 and tokens[at - 1].key in context.vocab.streets_in_front and tokens[at].text.isupper():
        return 0  # Rua T-37
    length += _owner_length(tokens, at, length, context)
    is_apart = tokens[at].gap == " " and tokens[at + length].gap in ("-", "_")  # Francisco Villa-P3
    is_told = tokens[at].key in context.equipment  # LYP-E01, where always another number is behind it
    is_own = is_told or not (is_apart and tokens[at + length].text[:1].isalpha())
    serial = _serial_length(tokens[at + length :], context, letters=is_unit) if is_own else 0
    if not (serial > 0 or tokens[at].has_number):
        return 0
    return length + serial + _is_letter_behind(tokens[at + length + serial : -1], context.vocab)


def _is_letter_behind(tokens: list[Token], vocab: Vocabulary) -> bool:
    """The A of 'JB07/A'; but not the D of 'DC10/D-12/1', nor the E of 'JB07/E Block'."""
    kinds = vocab.numbered_names | vocab.unit_words
    is_led = any((t.gap == "-" and t.has_number) or t.key in kinds for t in tokens[1:2])
    is_letter = any(t.gap == "/" and len(t.text) == 1 and t.text.isupper() for t in tokens[:1])
    return is_letter and not is_led


def _is_number_of_quarter(tokens: list[Token], at: int, vocab: Vocabulary) -> bool:
    """'Nazimabad No 4', where quarters are numbered so; but 'House No 4'."""
    sign, number, quarter = tokens[at], tokens[at + 1], tokens[at - 1]
    if not at or sign.text.rstrip(".") not in ("No", "NO") or not vocab.quarter_streets or sign.gap != " ":
        return False
    is_small = number.text.isdecimal() and len(number.text) < 3 and not number.text.startswith("0")
    is_whole = number.gap.strip() in ("", ".") and not any(map(_continues_number, tokens[at + 2 : at + 4]))
    others = vocab.generic | vocab.streets | vocab.unit_words | vocab.equipment | vocab.numbered_codes
    others |= vocab.codes | vocab.prefixes
    is_named = len(quarter.text) > 3 and quarter.text.isalpha() and quarter.key not in others
    is_named = is_named and not is_vowelless(quarter.key, vocab)
    return is_small and is_whole and is_named and is_place(tokens[:at], vocab)


def _continues_number(token: Token) -> bool:
    """The 04 of 'No 3-04', the B of 'No 3/B', the 2 of 'No 3 1/2'; but not the FAT of 'No 9-FAT 3'."""
    return token.gap in ("-", "/") and (token.has_number or len(token.text) == 1)


def _is_behind_open_word(tokens: list[Token], at: int, context: Context) -> bool:
    """The Lot of Castelmoron-sur-Lot; but 'Puerto Santa poste 29'."""
    is_open = at > 0 and tokens[at - 1].key in context.vocab.never_last
    return is_open and (tokens[at].gap == "-" or (tokens[at].gap == " " and tokens[at - 1].key in CONNECTORS))


def number_of_thing(tokens: list[Token], at: int, context: Context) -> int:
    """The 14 of 'كابينة المعادي 14' and of 'poste Vallecas 14': of a thing with its place between."""
    length = _thing_in_front(tokens, context)
    number, before = tokens[at], tokens[at - 1]
    is_last = at == len(tokens) - 2 and at > length > 0 and number.text.isdecimal() and number.gap == " "
    is_own = before.key in context.vocab.numbered_names | context.vocab.numbered_kinds | context.vocab.streets
    return int(is_last and not is_own and is_place(tokens[length:at], context.vocab))


def number_of_field(tokens: list[Token], at: int, context: Context) -> int:
    """The 15 of 'KLA_FAT_Kisenyi II_15', which is the FAT's: between the same signs as the code in front of the name;
    but 'NBI_FAT_Umoja_2' may be Umoja 2, and 'LIM_FAT_Zona_4' is Zona 4."""
    number, sign, name = tokens[at], tokens[at].gap, tokens[:at]
    things = context.vocab.codes | context.vocab.numbered_codes | context.equipment
    behind = tokens[at + 1 : -1]
    is_last = at > 1 and all(token.gap == sign and token.has_number and token.base in things for token in behind)
    if not is_last or not number.text.isdecimal() or len(number.text) > 3 or not is_separator(sign):
        return 0
    fields = [front for front in range(1, at) if tokens[front].gap == sign]
    codes = [front for front in fields if tokens[front - 1].key in things and tokens[front - 1].text.isupper()]
    codes = [front for front in codes if not tokens[front].has_number]
    has_space = any(token.gap == " " for token in name[max(codes, default=at) + 1 :])
    is_own = name[-1].key in context.vocab.numbered_names and not number.text.startswith("0")
    own = context.vocab.numbered_places.get(name[-1].key, "").split()
    is_told = any(tokens[front - 1].key in context.numbered_fields for front in codes)
    is_told = is_told and len(number.text) > 1 and number.text not in own  # Umoja 2, Githurai 44
    is_fields = bool(codes) and max(codes) == max(fields) and (has_space or number.text.startswith("0"))
    is_fields = is_fields or is_told
    rest = name[max(codes, default=0) :]
    is_left = is_place(rest, context.vocab) or is_town_site(rest, context.vocab)
    return int(is_fields and not is_own and is_left)


def field_of_thing(tokens: list[Token], at: int, context: Context) -> int:
    """JC of 'JJA-JC-Main St': a thing in capitals, without a number, between the signs behind a code; but
    'MSA-PORT-REITZ', 'ACC-RING-ROAD CENTRAL'."""
    token, after, things = tokens[at], tokens[at + 1], context.vocab.numbered_codes | context.vocab.equipment
    is_thing = token.text.isupper() and token.text.isalpha() and len(token.text) > 1 and token.key in things
    is_field = is_separator(token.gap) and after.gap == token.gap.replace(REMOVED, "") and not after.has_number
    is_behind = 0 < at < len(tokens) - 2 and all(code.text.isupper() and len(code.text) < 6 for code in tokens[:at])
    has_small = any(other.text.istitle() and len(other.text) > 2 for other in tokens[at + 1 :])
    return int(is_thing and is_field and is_behind and (has_small or is_vowelless(token.key, context.vocab)))


def numbered_field(tokens: list[Token], at: int, context: Context) -> int:
    """MH0004 of 'JJA-MH0004-Main St': capitals and a number with zeros in front, between the same signs; F03 and D01 of
    'MBL/IND/F03/D01 Malukhu Est'."""
    token, after, rest = tokens[at], tokens[at + 1], tokens[:at] + tokens[at + 1 : -1]
    sign = token.gap.replace(REMOVED, "").strip()
    is_path = set(sign) == {"/"} and after.gap.strip() in ("", "/")
    is_field = 0 < at < len(tokens) - 2 and is_separator(token.gap) and (after.gap.strip() == sign or is_path)
    is_numbered = re.fullmatch(r"[A-Z]0\d" if is_path else r"[A-Z]{1,4}0\d{2,}", token.text) is not None
    return int(is_field and is_numbered and (is_place(rest, context.vocab) or is_town_site(rest, context.vocab)))


def thing_in_front(tokens: list[Token], at: int, context: Context) -> int:
    """The thing itself, where its number has gone."""
    length = phrase_length(tokens[:-1], context.vocab.equipment) if at == 0 else 0
    if REMOVED not in tokens[length].gap:  # of 'Poste 0041234 Tijuca' its number has gone
        length = _thing_in_front(tokens, context) if REMOVED in tokens[-1].gap else 0
    return length if is_place(tokens[length:-1], context.vocab) else 0


def _thing_in_front(tokens: list[Token], context: Context) -> int:
    """How many tokens in front are a thing in small letters before a name with capitals, or in a script without."""
    length = phrase_length(tokens[:-1], context.vocab.equipment)
    thing, rest = tokens[:length], tokens[length:-1]
    is_small = all(token.text.islower() for token in thing) and any(token.text.istitle() for token in rest)
    return length if is_small or not any(token.is_cased for token in thing) else 0


def unit_behind(tokens: list[Token], at: int, context: Context) -> int:
    """A door or floor whose number or letter stands in front: 'Bornova B-4 Blok' is Bornova."""
    length = 2 if re.fullmatch(r"-\d{1,3}", tokens[at + 1].gap + tokens[at + 1].text) else 1
    token, *unit = tokens[at], *tokens[at + length : -1]
    is_letter = len(token.text) == 1 and token.text.isupper()
    is_number = re.fullmatch(r"\d{1,3}[^\W\d]{0,3}", token.text) is not None
    is_unit = bool(unit) and unit[0].key in context.vocab.units_behind and unit[0].gap.strip() in ("", ".")
    is_unit = is_unit and not any(after.text.isdecimal() for after in unit[1:2])  # 5 Kat 3
    is_apart = at > 0 and (is_letter or is_number) and is_place(tokens[:at], context.vocab)
    is_own = at > 0 and tokens[at - 1].key in context.vocab.unit_words  # the 211 of 'local 211 planta alta'
    return length + 1 if is_unit and is_apart and not is_own else 0


def code_chain(tokens: list[Token], at: int, context: Context) -> int:
    """MMO-RSG-02 of 'MMO-RSG-02 Rosengård': capitals and a number in hyphens, beside a name in small letters;
    PT-35238-0417 of 'PT-35238-0417 Cleunay'."""
    end = at + 1
    while end < len(tokens) - 1 and tokens[end].gap == "-":
        end += 1
    *words, number = tokens[at:end]
    are_codes = all(1 < len(word.text) < 5 and word.text.isalpha() and word.text.isupper() for word in words)
    numbers = [token for token in tokens[at + 1 : end] if _LONG_NUMBER.fullmatch(token.text)]
    is_site = at == 0 and len(numbers) == end - 1 > 0 and tokens[0].text.isupper() and len(tokens[0].text) in (2, 3)
    if is_site or (at == 0 and words and are_codes and re.fullmatch(r"[A-Z]{1,3}0\d+", number.text)):  # MIT-C07
        return end if tokens[end].gap == " " and is_place(tokens[end:-1], context.vocab) else 0
    if len(words) < 2 or not number.text.isdecimal() or len(number.text) < 2:
        return 0
    if is_date(tokens[end - 1 : end + 2], context.vocab):
        return 0  # CAI-MSAN-15 May City
    rest = tokens[:at] + tokens[end:-1]
    is_apart = at == 0 or tokens[at].gap == " " or tokens[at].after_separator
    has_small = any(token.text.istitle() and len(token.text) > 2 for token in rest)
    return end - at if are_codes and is_apart and has_small and is_place(rest, context.vocab) else 0


def pole_owner(tokens: list[Token], at: int, context: Context) -> int:
    """UMEME of 'Kireka - UMEME pole 41', FESCO of 'BATALA COLONY/FDT09/FESCO P-22': capitals of their own in front of a
    thing with its number."""
    token, after = tokens[at], tokens[at + 1]
    is_capitals = len(token.text) > 1 and token.text.isalpha() and token.text.isupper()
    if is_capitals and len(token.text) < 7 and after.gap == " " and _is_behind_code(tokens, at, context):
        is_unit = _thing_length(tokens, at + 1, context)[1]
        is_pole = not is_unit and numbered_thing(tokens, at + 1, context) > 1
        is_pole = is_pole or re.fullmatch(r"P\d{1,3}", after.text) is not None
        return int(token.key not in context.vocab.generic and is_pole)
    is_capitals = is_capitals and len(token.text) > 2
    is_beside = is_capitals and token.after_separator and after.gap == " " and is_place(tokens[:at], context.vocab)
    length, is_unit = _thing_length(tokens, at + 1, context) if is_beside else (0, False)
    has_small = any(other.text.istitle() and len(other.text) > 2 for other in tokens[:at])
    return int(has_small and length > 0 and not is_unit and numbered_thing(tokens, at + 1, context) > length)


def _is_behind_code(tokens: list[Token], at: int, context: Context) -> bool:
    """Whether a code with its number ends there, and stands behind a place."""
    starts = [start for start in range(max(at - 3, 1), at) if is_place(tokens[:start], context.vocab)]
    codes = [
        (start, rule(tokens[: at + 1], start, context)) for start in starts for rule in (network_code, numbered_thing)
    ]
    return any(start + length == at and tokens[at - 1].has_number for start, length in codes)


def _owner_length(tokens: list[Token], at: int, length: int, context: Context) -> int:
    """ENERGA of 'Orunia słup ENERGA 114', CFE of 'Poste CFE 22187 / Las Ánimas', 'ya fiber' of 'Sakina box ya fiber
    6'."""
    first, *others = tokens[at + length :]
    is_joined = first.text.islower() and first.key in CONNECTORS and len(others) > 1
    owner, *others = others if is_joined else [first, *others]
    is_owner = (
        len(owner.text) > 1
        and owner.key not in context.vocab.codes
        and owner.text.isalpha()
        and (owner.text.isupper() or is_joined)
        and owner.gap == " "
    )
    is_numbered = len(others) > 1 and others[0].text.isdecimal() and others[0].gap == " "
    is_set_off = tokens[at].text.islower() or tokens[at].after_separator
    is_behind = is_set_off and is_place(tokens[:at], context.vocab)
    is_front = at == 0 and not is_joined and is_numbered and is_place(others[1:-1], context.vocab)
    return 1 + is_joined if is_owner and is_numbered and (is_behind or is_front) else 0


def division(tokens: list[Token], at: int, context: Context) -> int:
    """A numbered part of a town, or street, in front of a name: 'Ward 12, Shivaji Nagar' is Shivaji Nagar."""
    length = 1 if tokens[at].has_number else 2
    kind, number = tokens[at], tokens[at + length - 1]
    length += _is_behind_slash(tokens[at + length : -1])  # Calle 12/14, Road 5/A
    is_apart = at + length < len(tokens) and tokens[at + length].after_separator
    kinds = context.vocab.division_words | (context.vocab.streets if is_apart else frozenset())
    is_numbered = kind.base in kinds and number.has_number
    is_numbered = is_numbered and not is_date(tokens[at + 1 : at + 4], context.vocab)  # Ulica 15. aprila
    is_first = at == 0 or tokens[at].after_separator
    rest = tokens[at + length : -1]
    return length if is_numbered and is_first and is_place(rest, context.vocab) and _has_name(rest, context) else 0


def _is_behind_slash(tokens: list[Token]) -> bool:
    """Whether a number or a letter comes first, and is a part of the number before it."""
    return any(token.gap == "/" and (token.text[0].isdecimal() or len(token.text) == 1) for token in tokens[:1])


def _has_name(tokens: list[Token], context: Context) -> bool:
    """A word that is no generic one."""
    return any(not token.has_number and token.key not in context.vocab.generic for token in tokens)


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


def _is_word_of_name(tokens: list[Token], at: int, context: Context) -> bool:
    """Nap of 'Nap Road Kothi', Pop of 'Pop-Siedlung', Olt of Drăgănești-Olt: written as a name, a space or hyphen
    from its other word."""
    token, after = tokens[at], tokens[at + 1]
    is_word = token.text.istitle() and not token.has_number
    if is_word and at and len(tokens) == at + 2 and not after.gap:
        return token.gap == "-" and tokens[at - 1].text.istitle()
    return (
        is_word
        and len(tokens) > at + 2
        and (
            (after.gap == " " and after.key in context.vocab.generic)
            or (after.gap == "-" and after.text.istitle() and not after.has_number)
        )
    )


def _thing_length(tokens: list[Token], at: int, context: Context) -> tuple[int, bool]:
    """How many tokens are a thing that is told by its number, and whether it is a unit of a place."""
    vocab = context.vocab
    for length in (3, 2, 1):
        if at + length < len(tokens):
            phrase = " ".join([*(token.key for token in tokens[at : at + length - 1]), tokens[at + length - 1].base])
            if phrase in _STREET_NUMBER_SIGNS and at > 0 and tokens[at - 1].key in vocab.streets:
                return 0, False
            is_code = phrase in vocab.numbered_codes and phrase not in vocab.area_suffixes  # Mh. of Turkish
            if phrase in vocab.unit_words or is_code or phrase in context.equipment:
                return length, phrase in vocab.unit_words
    return int(at > 0 and (_is_letter_of_number(tokens, at, vocab) or _is_word_before_no(tokens, at, vocab))), False


def _is_letter_of_number(tokens: list[Token], at: int, vocab: Vocabulary) -> bool:
    """'H No 12', 'P/12', the P of 'Walukuba East/P-112', the H of 'Rd-13 H-22' and of 'O R Nizam Rd, H-21/C', 'C. 32'
    behind another door, 'K:4'."""
    letter, after = tokens[at], tokens[at + 1]
    if len(letter.base) != 1:
        return False
    if after.gap.strip() == ":" and after.text.isdecimal():
        return True
    if not letter.text.isupper():
        return False
    is_pole = after.text.isdecimal() and (after.gap == "/" or (after.gap == "-" and "/" in letter.gap))
    is_serial = tokens[at - 1].has_number and letter.gap == "-"  # Block 13-D/2
    is_pole = is_pole and not is_serial and not is_sector([letter, after], vocab)
    is_pole = is_pole or _is_pole_number(tokens, at, vocab)
    is_house = letter.key == "h" and after.has_number and after.gap in ("-", " ")
    is_house = is_house and (tokens[at - 1].has_number or (letter.gap.strip() == "," and after.gap == "-"))
    is_beside = REMOVED in letter.gap and SERIAL.fullmatch(after.text)
    is_door = is_beside and (letter.text.endswith(".") or after.gap.startswith("."))
    return is_pole or is_house or is_door or (after.key == "no" and after.gap in (" ", ""))


def _is_pole_number(tokens: list[Token], at: int, vocab: Vocabulary) -> bool:
    """'Cienfuegos P-117', 'Altagracia P 64': a pole in many languages; but 'Sector P-12'."""
    letter, number = tokens[at], tokens[at + 1]
    is_numbered = number.gap in ("-", " ") and number.text.isdecimal() and len(number.text) > 1
    others = vocab.numbered_names | vocab.unit_words | vocab.streets_in_front  # Alameda P-25
    return letter.text == "P" and is_numbered and tokens[at - 1].key not in others


def _is_word_before_no(tokens: list[Token], at: int, vocab: Vocabulary) -> bool:
    """Whatever 'Sr.No 12' numbers; but 'St.No 6' is a street."""
    word, sign = tokens[at], tokens[at + 1]
    is_numbered = sign.key == "no" and sign.gap == "." and any(token.has_number for token in tokens[at + 2 : at + 3])
    is_word = word.key in vocab.short_words | vocab.streets | vocab.numbered_names | vocab.area_words
    return is_numbered and len(word.base) in (1, 2, 3) and not word.has_number and not is_word


def _serial_length(tokens: list[Token], context: Context, *, letters: bool) -> int:
    """How many tokens in front are a code's serial: 12, 6-23, 1x8, No 4, and with `letters` also C and C4."""
    vocab = context.vocab
    for length, token in enumerate(tokens[:-1]):
        after = tokens[length + 1]
        is_sign = token.key in ("no", "nr") and any(later.has_number for later in tokens[length + 1 : length + 3])
        is_number = is_sign or SERIAL.fullmatch(token.text) or _LONG_CODE.fullmatch(token.text)
        is_letter = letters and _is_letter_of_serial(tokens, length, vocab)
        before = tokens[length - 1] if length else None
        is_small = len(token.text) <= 3 and token.text.isupper()
        is_code = is_small and not is_never_code(token, vocab)  # not the KWA of '8-KWA KAHAWA'
        is_joined = before is not None and is_code and token.gap in ("-", "/") and before.has_number
        is_joined = is_joined and token.key not in vocab.numbered_names | vocab.numbered_kinds  # CTO-09-QSD 25
        is_word = after.gap == " " and after.text.isalpha() and len(token.text) > 2
        is_word = is_word and not is_vowelless(token.key, vocab)
        is_joined = is_joined and not is_word  # FAT-01/TOM MBOYA ESTATE
        is_prefix = before is not None and is_small and before.key == "no" and after.has_number
        is_lettered = before is None and _is_lettered(tokens, vocab)
        is_serial = is_number or _starts_serial(token, after) or is_letter or is_joined or is_prefix or is_lettered
        is_serial = is_serial and token.base not in context.numbered_places and "|" not in token.gap
        is_other = _starts_name_behind_field(before, token, after) or _starts_ordinal(token, after)
        if not is_serial or is_other or is_date(tokens[length : length + 3], vocab):
            return length
    return len(tokens[:-1])


def _starts_name_behind_field(before: Token | None, token: Token, after: Token) -> bool:
    """N of 'FDC-204_N Nazimabad', MM of 'FDC-136/MM Alam Rd'; but not the B of 'FDT 3/B Kangemi'."""
    is_field = before is not None and before.gap == "-" and token.gap in ("_", "/")
    is_initial = token.text in ("N", "S", "E", "W") or (len(token.text) == 2 and token.text[0] == token.text[1])
    return is_field and is_initial and after.gap == " " and after.text.istitle() and len(after.text) > 3


def _starts_serial(token: Token, after: Token) -> bool:
    """The S2 of 'hộp S2-08'."""
    return re.fullmatch(r"[A-Z]{1,2}\d{1,2}", token.text) is not None and after.gap == "-" and after.text.isdecimal()


def _is_letter_of_serial(tokens: list[Token], at: int, vocab: Vocabulary) -> bool:
    """C, C4, OD4, the AM of AM-7."""
    token, after = tokens[at], tokens[at + 1]
    if any(street.key in vocab.streets for street in tokens[at + 2 : at + 3]):
        return False  # KG 11 Ave
    is_pair = len(token.text) == 2 and token.text.isupper() and token.key not in vocab.generic | vocab.short_words
    is_pair = is_pair and not (at > 0 and token.gap == " ")  # 'CTO-0009 QR 204'
    if is_pair and (after.text.isdecimal() or after.key == "no"):
        return True  # Blok AM-7
    if len(token.base) == 2 and token.has_number and token.text.isupper():
        return True  # bl. OD4
    is_latin = token.text.isascii() or token.text.isupper()  # not the 'in' of Russian
    is_letter = token.is_cased and len(token.base) == 1 and is_latin and "." not in token.text
    is_letter = is_letter and token.key not in vocab.streets  # R Augusta
    is_alone = token.has_number or after.key not in vocab.generic - vocab.unit_words
    is_other = is_sector([token, after], vocab)  # the F-7 of 'FAT-3 F-7'
    is_alone = is_alone and not ORDINAL.fullmatch(after.text) and not is_other  # N 7th St
    return is_letter and is_alone and not (at == 0 and _is_initial(token, after))


def _starts_ordinal(number: Token, after: Token) -> bool:
    """2-я Парковая; but 6-a is a serial."""
    is_clear = len(after.text) > 1 or not after.text.isascii()
    return number.text.isdecimal() and after.gap == "-" and is_clear and is_ordinal_ending(after)


def _is_initial(letter: Token, after: Token) -> bool:
    """The K of 'FDT012_K Lipám', the s of "FDT012_'s-Gravenzande", set off from the code and not from the name."""
    is_joined = after.gap in (" ", ".") and after.text.isalpha()
    return letter.text.isalpha() and (letter.gap.endswith("'") or (is_joined and letter.gap in ("-", "_")))


def _is_lettered(tokens: list[Token], vocab: Vocabulary) -> bool:
    """M-118; but neither the sector F-7 nor the N-5 of 'N-5 Highway'."""
    letter, number, *after = tokens
    if after and after[0].key in vocab.streets:
        return False
    is_letter = letter.is_cased and len(letter.text) == 1 and letter.text.isupper()
    is_numbered = number.gap in ("-", "/") and number.text.isdecimal()
    return is_letter and is_numbered and not is_sector([letter, number], vocab)


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


def floor(tokens: list[Token], at: int, context: Context) -> int:
    """'Quicentro Shopping planta baja' is Quicentro Shopping."""
    return phrase_length(tokens[at:-1], context.vocab.floors)


def work(tokens: list[Token], at: int, context: Context) -> int:
    """'FIBRA ROTA Copacabana' is Copacabana, and so are 'Copacabana rompimento de cabo', 'Cable down at Copacabana'
    and 'CUT AFTER COPACABANA'."""
    vocab, name = context.vocab, tokens[at:-1]
    length = phrase_length(name, vocab.work_phrases)
    if length and is_fault_report(name[length - 1 : length + 2], vocab):
        length += len(name[length : length + 2])
    if at:
        return length
    if _leads_from_code(tokens, context):
        return 1
    reports = (end for end in (3, 2) if end <= len(name) and is_fault_report(name[:end], vocab))
    report = next(reports, 0)
    if name[report - 1].key not in CONNECTORS:  # Nodo Los Olivos
        length = max(length, report)
    if not length and name[0].key in vocab.fault_words:
        is_led_from = _where_length(name[1:], vocab) > 0 or phrase_length(name[1:], vocab.prepositions) > 0
        length = int(is_led_from)
    return length + (_where_length(name[length:], vocab) if length else 0)


def _leads_from_code(tokens: list[Token], context: Context) -> bool:
    """The at of 'LOS at Ikate', where LOS has gone."""
    word, after = tokens[0], tokens[1]
    is_small = word.text.islower() and after.text.istitle() and REMOVED in word.gap
    return is_small and word.key in context.vocab.where_words and is_place(tokens[1:-1], context.vocab)


def _cause_length(tokens: list[Token], vocab: Vocabulary) -> int:
    """The 'by rats in' of 'cut by rats in Ogba', the 'by truck near' of 'cut by truck near Ogba'; of 'cut by Ruai near
    Shell' none: that is where it is."""
    length = phrase_length(tokens, _CAUSES)
    for at in range(length, len(tokens) - 1 if length else 0):
        if tokens[at].key in vocab.where_words:
            return at + 1
        lead = phrase_length(tokens[at:], vocab.prepositions)
        if lead and all(token.text.islower() for token in tokens[length:at]):
            return at + lead
    return 0


def _where_length(tokens: list[Token], vocab: Vocabulary) -> int:
    """The at of 'no signal at Ntinda', the entre of 'corte de fibra entre Miraflores y Surquillo'."""
    if length := _cause_length(tokens, vocab):
        return length
    word = tokens[0].key if tokens else ""
    is_between = word in _BETWEEN and any(token.key in _CROSSING for token in tokens[1:])
    return int(word in vocab.where_words or is_between)
