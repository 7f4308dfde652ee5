"""Rules that drop what stands first or last and has the shape of a code, while a name remains without it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geocoding.countries import Vocabulary, languages
from geocoding.countries.languages import everywhere, in_languages
from geocoding.names.generic import (
    COMPASS,
    is_code_like,
    is_date,
    is_fault_report,
    is_lettered_street,
    is_never_code,
    is_ordinal_ending,
    is_sector,
    is_vowelless,
)
from geocoding.tokens import LETTERS_AND_NUMBER, ORDINAL, REMOVED, SERIAL, VOWELS, Token, is_separator

_DISTANCES = everywhere(languages.DISTANCE_WORDS)
_MALAY_STREETS = in_languages(languages.STREET_WORDS, ["Indonesian, Malay"]) | in_languages(
    languages.STREET_ABBREVIATIONS, ["Indonesian, Malay"]
)
_ORDINAL_ENDINGS = everywhere(languages.ORDINAL_ENDINGS)
_ORDINAL_NUMBER = re.compile(rf"[1-9]\d?(?:{'|'.join(_ORDINAL_ENDINGS)})", re.IGNORECASE)
_NUMBER_AND_LETTER = re.compile(r"[1-9]\d?[a-z¼½¾]", re.IGNORECASE)  # 4A, 11½


_COMPASS_LETTERS = frozenset("NSEWO")  # norte, sur, este, oeste


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
    is_beside_hyphen: bool  # another hyphen is in the name
    is_hyphenated: bool  # the only hyphen of the name is in front of it: Mirpur-10
    is_only_hyphen: bool  # behind it, and nothing was dropped at another
    is_field: bool  # the sign beside it stands before what was dropped at the end, too
    is_beside_codes: bool  # something was dropped of the name
    is_again: bool  # what the rules have left is read once more
    has_capitals: bool  # each word of the name starts with one, but for short ones
    cluster_letter: str  # its first; none where the cluster is not known
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
    is_serial = bool(SERIAL.fullmatch(first.text)) and all(
        SERIAL.fullmatch(part.text) or (len(part.text) == 1 and part.gap == "-") for part in more
    )
    after, vocab = end.neighbour.key, end.vocab
    is_street = not end.is_last and after in vocab.streets and after not in vocab.streets_in_front  # KG 11 Ave
    is_street = is_street or (
        not end.is_last and is_date([end.serial[-1] if end.serial else word, *end.rest], end.vocab)
    )
    is_ordinal = not end.is_last and first.text.isdecimal() and (_is_ordinal(end) or any(map(is_ordinal_ending, more)))
    is_serial = is_serial and all("|" not in part.gap for part in end.serial)  # PMW_0011|104 Norte
    if not is_serial or not word.is_cased or is_street or is_ordinal or is_never_code(word, end.vocab):
        return False
    if word.key in end.vocab.generic or (not end.is_last and after in _DISTANCES):
        return False
    if end.is_last and word.text.islower() and end.has_capitals:
        is_code = end.gap != "-" or (end.is_beside_hyphen and len(word.text) > 3)  # 'Cha-uat/7'
        return len(word.text) > 2 and is_code and not _is_in_street(end)
    if len(word.text) not in range(2, 6):
        return False
    is_joined = bool(end.serial[0].gap.strip()) and not end.is_last  # OBX-7 Ruai
    if end.is_last and end.gap == first.gap == "-" and word.text.isupper() and first.text.startswith("0"):
        return True  # BOM JARDIM-CE-018
    is_apart = end.gap.strip() not in ("", "-", "&")  # RUAI_OBX 7; but MUKURWE-INI 7
    is_code = is_vowelless(word.key, end.vocab)
    return end.stands_out or is_code or (is_code_like(word, end.vocab) and (is_joined or is_apart))


def bare_number(end: End) -> bool:
    """12, 012, 76-A: 'GPON-Ruai-6', 'Kangemi 0442'; but Githurai 44, and Tassia_2 may be Tassia 2."""
    number, before = end.token.text, end.neighbour
    if not end.is_last and number.isdecimal() and end.serial:
        letter, *others = end.serial
        is_behind = not others and _is_letter(letter) and letter.gap in ("-", "/")
        return is_behind and not is_ordinal_ending(letter)
    if not end.is_last and number.isdecimal() and end.gap in ("-", "/") and _is_letter(before):
        return False  # its letter goes with it
    if end.serial or not number.isdecimal():
        return False
    if not end.is_last and _is_number_of_side(end):
        return False
    if not end.is_last and (_is_ordinal(end) or (before.key in end.vocab.measures and not number.startswith("0"))):
        return False
    if end.is_last and (_is_number_of_name(end) or (number.endswith("000") and end.gap == " ")):
        return False  # Soledad 2000
    if end.is_last and end.gap == "/" and before.has_number and _MALAY_STREETS & {word.key for word in end.rest}:
        return False  # Jalan Riang 24/23
    is_part = end.gap == "." or (end.gap == "-" and before.gap == " " and len(number) < 3)
    if end.is_last and _is_letter(before) and is_part:
        return False  # Q.1, 'Ulwe S-9'
    if end.is_last and not end.after_removed and _may_be_number_of_name(end):
        return False
    return end.after_separator or number.startswith("0") or len(number) > 2


def _is_number_of_side(end: End) -> bool:
    """The 104 of '104 Norte' and of '104 Norte Al 3'; but Norte Shopping."""
    is_side = end.neighbour.key in end.vocab.sides_of_numbers and end.gap == " "
    streets = end.vocab.streets | end.vocab.unit_words | end.vocab.numbered_names | end.vocab.numbered_kinds
    is_whole = all(token.key in streets or token.after_separator for token in end.rest[1:2])
    return is_side and is_whole and len(end.token.text) > 2 and not end.token.text.startswith("0")


def _may_be_number_of_name(end: End) -> bool:
    number, before = end.token.text, end.neighbour
    if before.has_number and end.gap == before.gap == "_":
        return False  # BOM JARDIM_S04_12
    is_syllable = before.gap == "-" and before.text.islower()  # Mu-se
    is_code = is_code_like(before, end.vocab) and not is_syllable and before.key not in end.vocab.streets
    if end.is_hyphenated or is_code or _takes_number(before.key, number, end.vocab):
        return True
    return end.gap != "-" and is_open(end.token, before, end.vocab)


def letter_with_number(end: End) -> bool:
    """The house L-414 of 'Gulshan e Hadeed, L-414'; but G-11."""
    is_letter = len(end.token.text) == 1 and end.token.text.isupper() and end.gap.strip() == ","
    return is_letter and [(part.gap, len(part.text) > 2) for part in end.serial] == [("-", True)]


def end_of_code(end: End) -> bool:
    """The 15 of 'LVG.090.15 Sabaneta' and of 'JSO-BRG-15 Sabaneta', of which the rest has gone; but 'LAE-4 Mile'."""
    is_joined = set(end.token.gap) in ({REMOVED, "."}, {REMOVED, "-"}) and end.neighbour.key not in _DISTANCES
    is_number = end.token.text.isdecimal() and not end.serial and not end.is_last
    return is_joined and is_number and not _is_ordinal(end) and not is_date([end.token, *end.rest], end.vocab)


def _is_ordinal(end: End) -> bool:
    """17. Juni, 3-go Maja."""
    is_ending = end.gap == "-" and is_ordinal_ending(end.neighbour)
    return is_ending or end.gap.strip() in end.vocab.ordinal_marks


def _is_letter(token: Token) -> bool:
    return len(token.text) == 1 and token.text.isupper()


def _is_number_of_name(end: End) -> bool:
    """'Uttara Sec-11 Rd-13', 'Maadi, St. 233', 'Rue du 8 Mai 1945'."""
    number, before = end.token.text, end.neighbour
    if end.gap == "/" and len(end.rest) > 1 and is_sector(end.rest[-2:], end.vocab):
        return True  # G-11/3
    if len(end.rest) > 1 and is_lettered_street([*end.rest[-2:], end.token], end.vocab):
        return True  # R T-37
    is_behind_number = any(token.has_number for token in end.rest[-2:-1])
    if before.key in end.vocab.streets:
        is_own = before.key in end.vocab.streets_in_front or before.after_separator  # Rua 15, 'Toul Kork_St 315'
        is_own = is_own or end.is_again  # what stood before the street may have been a separator
        return is_own or is_behind_number or before.text.endswith(".") or end.gap == "."
    if _is_in_numbered_part(end) or before.key == "no":
        return True
    return is_behind_number and before.text.isalpha() and re.fullmatch("1[89][0-9]{2}", number) is not None


def _is_in_numbered_part(end: End) -> bool:
    """'Sector A-4', 'мкр Аксай-4'."""
    is_part = len(end.rest) > 1 and end.rest[-2].key in end.vocab.numbered_names
    return is_part and end.gap == "-" and len(end.token.text) < 3


def _is_in_street(end: End) -> bool:
    """'ул. Бакинских комиссаров 107', 'calle del sol 12'."""
    for word in reversed(end.rest):
        if word.key in end.vocab.streets:
            return not end.after_separator
        if word.after_separator:
            return False
    return False


def code_with_number(end: End) -> bool:
    """X12, TBX12, R2D2, S2-07; but Phase8, Ruai2, 4th, and Mathare_4A is Mathare 4A."""
    text, base, vocab = end.token.text, end.token.base, end.vocab
    if end.serial and _is_numbered_code(end):
        return True
    if end.serial or not end.token.has_number or text.isdecimal() or ORDINAL.fullmatch(text) or not end.token.is_latin:
        return False
    if text.istitle() and re.fullmatch(r"\d+[^\W\d_]{2,}", text):
        return False  # 67Ha
    if end.is_last and end.gap == " " and end.neighbour.key in vocab.numbered_names:
        return False  # Sector H1
    if end.is_last and is_lettered_street([end.neighbour, end.token], vocab):
        return False  # Av T63
    if base in vocab.numbered_names | vocab.numbered_kinds | vocab.numbered_places.keys():
        return False
    if _ORDINAL_NUMBER.fullmatch(text) and not (end.is_last and end.neighbour.key not in vocab.generic):
        return False  # 1ra. Sección, Barrio 4to.; of 'ALMA ROSA 1RA' maps know Alma Rosa
    if not base:
        is_part = end.is_last and not end.after_removed and _NUMBER_AND_LETTER.fullmatch(text)
        return not is_part and (end.after_separator or text.startswith("0") or len(text) > 2)
    if is_vowelless(base, vocab) or len(base) < 3 or len(text) - len(base) > 2:
        return True
    return len(base) < 9 if end.stands_out else len(base) < 5 and not text.istitle()


def _is_numbered_code(end: End) -> bool:
    """S2-07, 3BXH-11-04."""
    is_code = re.fullmatch(r"[A-Z]{1,2}\d{1,2}|\d[A-Z]{3}", end.token.text) is not None
    kinds = end.vocab.numbered_names | end.vocab.numbered_kinds | end.vocab.unit_words | end.vocab.streets
    is_joined = all(part.gap == "-" and part.text.isdecimal() for part in end.serial)
    is_alone = end.is_last and end.gap != "-" and not end.neighbour.has_number  # not in BHA-S2-018, Phase 3 K1-2
    return is_code and is_joined and is_alone and end.neighbour.key not in kinds


def exchange(end: End) -> bool:
    """'Konak Santral', 'Kothrud TE', 'Connewitz HVt', 'STO Kebayoran'; but not the te of a name."""
    words = (end.token, *end.serial)
    is_short = len(words) == 1 and len(end.token.text) < 4
    is_phrase = " ".join(word.key for word in words) in end.vocab.exchanges
    is_word = end.is_last and (not is_short or not end.token.is_cased or end.token.text[1:2].isupper())
    return is_phrase and (is_word or (end.stands_out and (end.is_last or is_short)))


def lone_equipment(end: End) -> bool:
    """'Niangon Nord, terminus 27, poteau', without a number of its own, 'No 8 poteau', 'DOCTORES NODO DC04', 'São
    Vítor - poste EDP', the DP of 'Kothrud DP box 2'; but KAHAWA_POLE, Kahawa Pole."""
    word, vocab = end.token, end.vocab
    phrase = " ".join(token.key for token in (word, *end.serial))
    is_small = word.text.islower() and end.has_capitals
    is_set_off = end.stands_out or end.after_removed or is_small or not word.is_cased
    is_set_off = is_set_off or (end.is_beside_codes and len(end.serial) > 0)
    is_set_off = is_set_off or (end.is_beside_codes and (end.gap == " - " or end.gap.strip() in ("/", "|")))
    is_with_code = _is_code(end.serial) or (is_small and _is_owner(end.serial))
    is_listed = phrase in vocab.equipment or (word.key in vocab.equipment and is_with_code)
    is_listed = is_listed or (phrase in vocab.numbered_codes and is_small and end.is_beside_codes)  # rack
    is_box = phrase in vocab.numbered_codes and is_vowelless(phrase, vocab) and end.is_beside_codes
    is_box = is_box and (end.stands_out or (len(word.text) == 2 and not is_never_code(word, vocab)))  # Jc
    return end.is_last and (((is_set_off or is_with_code) and is_listed) or is_box)


def _is_code(serial: list[Token]) -> bool:
    """DC04."""
    return [token.gap for token in serial] == [" "] and LETTERS_AND_NUMBER.fullmatch(serial[0].text) is not None


def _is_owner(serial: list[Token]) -> bool:
    """EDP."""
    return [token.gap for token in serial] == [" "] and serial[0].text.isupper() and 1 < len(serial[0].text) < 7


def remark(end: End) -> bool:
    """'Kangemi - NEW', 'NEW_Kangemi', 'Location: Kangemi', 'Kangemi LOW SIGNAL'; but New Nyanza."""
    if end.is_last and _is_fault(end):
        return True
    if not end.serial and not end.is_last and end.gap.strip() == ":" and end.token.key in end.vocab.generic:
        return True
    if end.serial or end.token.key not in end.vocab.status_words or not (end.is_last or end.stands_out):
        return False
    return end.after_separator or (end.is_last and end.stands_out)


def _is_fault(end: End) -> bool:
    """'cable down', 'cliente sem sinal', PENDIENTE, and 'cliente' beside codes; but Corte, Red, Power."""
    word, vocab = end.token, end.vocab
    if end.serial:
        return is_fault_report([word, *end.serial], vocab)
    is_small = word.text.islower() and word.is_cased and end.has_capitals
    stands_out = is_small or end.stands_out or not word.is_cased
    is_set_off = stands_out and (end.after_separator or end.is_beside_codes)
    return (word.key in vocab.fault_words and is_set_off) or (
        word.key in vocab.line_words and is_small and end.is_beside_codes
    )


def region(end: End) -> bool:
    """'NBO/EAST/Donholm', 'UIO_N_Cotocollao', 'BGD-K-FDT031-Amil', 'COAST_Mtwapa', 'Ruaka_MSA', 'MSA Likoni'; but
    NORTH_Kinangop, Msa Road."""
    key, vocab = end.token.key, end.vocab
    is_behind_code = not end.is_last and REMOVED in end.token.gap
    if is_behind_code and end.token.text in _COMPASS_LETTERS and end.gap in ("_", "/", "-"):
        return not end.serial
    if is_behind_code and _is_letter(end.token) and REMOVED in end.gap:
        return not end.serial
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
    if end.serial or word.has_number or len(word.text) == 1 or not word.is_cased or word.key in vocab.area_prefixes:
        return False
    if end.gap == "-" and (end.neighbour.key in vocab.area_words | {"e"} or _is_article(end)):
        return False  # HSR-Layout, Kh-e-Shahbaz
    if is_first and len(end.rest) == 1 and end.neighbour.key in vocab.area_words:
        return False  # HSR_Layout
    is_joined = end.gap in ("-", "/") and not is_first
    if is_joined and [token.key in vocab.numbered_kinds for token in end.rest[-2:-1]] == [True]:
        return False  # Chak 204-RB
    is_set_off = end.after_hard_separator or end.gap.strip() == "_"
    if is_first and is_set_off and word.key in vocab.never_last and word.text.isupper():
        return True  # SAN of 'SAN-FDT036-El Carril' in San Cristóbal
    if is_first and is_set_off and (_is_short_kind(end) or _is_between_codes(end)):
        return True
    is_tiny_word = len(word.text) == 2 and not end.stands_out and not is_vowelless(word.key, vocab)
    if is_first and end.is_only_hyphen and is_tiny_word:
        return False  # GA-RANKUWA
    if is_never_code(word, vocab) or word.key in vocab.type_words or not end.after_separator or word.key in COMPASS:
        return False
    is_short = len(word.text) < 4 or (len(word.text) == 4 and not _has_final_and_another_vowel(word.key))
    is_tiny = (
        len(word.text) < (4 if end.after_hard_separator else 3)
        and not word.text.istitle()
        and (is_first or end.after_removed)
    )
    return is_vowelless(word.key, vocab) or (is_short and end.stands_out) or is_tiny


def _is_short_kind(end: End) -> bool:
    """TWN of 'UG_JJA_TWN_Rubaga': in capitals and between other codes it says nothing of the name behind it."""
    key, vocab = end.token.key, end.vocab
    is_kind = key in vocab.short_words - vocab.streets - vocab.numbered_names - vocab.acronyms and len(key) > 2
    return is_kind and end.stands_out and VOWELS.isdisjoint(key) and REMOVED in end.token.gap


def _is_between_codes(end: End) -> bool:
    """BAY of 'CTG_BAY_TJ_Oxygen Mor': capitals, and the same sign, between a code and letters that are one."""
    after, *others = end.rest
    is_field = end.gap == end.token.gap.replace(REMOVED, "") and others[:1] != [] and others[0].gap == end.gap
    is_code = after.text.isupper() and len(after.text) < 4 and is_vowelless(after.key, end.vocab)
    return REMOVED in end.token.gap and end.stands_out and len(end.token.text) < 5 and is_field and is_code


def _is_article(end: End) -> bool:
    """Of As-Suwayda, At-Taybeh: the Arabic one, in front of its own consonant."""
    vowel, consonant = end.token.key[:1], end.token.key[1:]
    is_spoken = "al" in end.vocab.never_last and vowel in "aei" and len(consonant) in (1, 2)
    return is_spoken and not end.is_last and end.neighbour.key.startswith(consonant)


def code_beside_codes(end: End) -> bool:
    """Three capitals with the cluster's first letter, or without a vowel where no cluster is known, a space from a name
    that other codes were beside: 'MAO Cidade Nova' in Manaus, PRG Zizkov in Praha; but CMC Michael in Addis Ababa."""
    word, key = end.token.text, end.token.key
    is_code = len(word) == 3 and word.isalpha() and end.stands_out and not end.serial
    is_code = is_code and (key[0] == end.cluster_letter if end.cluster_letter else is_vowelless(key, end.vocab))
    after, vocab = end.neighbour, end.vocab
    is_kind = (after.key in vocab.generic and after.key not in vocab.area_types) or after.key in vocab.area_words
    is_name = after.text.istitle() and not is_kind
    return is_code and is_name and not end.is_last and end.is_beside_codes and not is_never_code(end.token, end.vocab)


def field_code(end: End) -> bool:
    """GYN of 'GYN-SETOR BUENO-CTO 5': three capitals, a name and equipment, with the same sign between them."""
    word, after = end.token, end.neighbour
    is_code = len(word.text) == 3 and word.text.isupper() and word.text.isalpha() and not is_never_code(word, end.vocab)
    is_field = not end.is_last and not end.serial and end.gap in ("-", "_") and end.is_field
    return is_code and is_field and after.key not in end.vocab.area_words


def is_open(number: Token, before: Token, vocab: Vocabulary) -> bool:
    """Whether a number may as well be the place's as a code's: the 2 of 'Tassia_2'."""
    is_small = number.text.isdecimal() and len(number.text) < 3 and not number.text.startswith("0")
    is_part = before.key in vocab.streets or _takes_number(before.key, number.text, vocab)
    return is_small and number.gap in ("_", "-") and not is_part


def _takes_number(word: str, number: str, vocab: Vocabulary) -> bool:
    return word in vocab.numbered_names or number in vocab.numbered_places.get(word, "").split()


def _has_final_and_another_vowel(key: str) -> bool:
    """Ruai, Juja, Meru; not CORE, EAST, FLTR."""
    return key[-1] in "aiou" and any(char in "aeiou" for char in key[:-1])
