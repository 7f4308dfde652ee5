"""Whether words name a place, or only say what sort of thing it is: 'Primary School', 'Gate 2', 'not provided'."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from geocoding.countries import Vocabulary, languages
from geocoding.tokens import ORDINAL, ROMAN, Token, phrase_length
from geocoding.words import NUMBER_WORDS

_AREA_WORDS = languages.everywhere(languages.AREA_WORDS) | {"area"}
_BLOCKS = languages.everywhere(languages.NUMBERED_BLOCK_WORDS)
COMPASS = languages.everywhere(languages.COMPASS_WORDS)
_TOWN_TYPES = languages.everywhere(languages.TOWN_TYPES)
_GREEN_WORDS = languages.everywhere(languages.GREEN_WORDS)
_ORDINAL_ENDINGS = languages.everywhere(languages.ORDINAL_ENDINGS)
CONNECTORS = languages.everywhere(languages.CONNECTORS)

# Of two words side by side that make a name although neither is one: which the first may be, which the second.
_Sort = Callable[[Token, Vocabulary], bool]


def _is_number(token: Token, vocab: Vocabulary) -> bool:
    return token.text.isdecimal() or token.key in NUMBER_WORDS


def _is_letter(token: Token, vocab: Vocabulary) -> bool:
    return len(token.text) == 1 and token.text.isalpha()


def _is_ordinal(token: Token, vocab: Vocabulary) -> bool:
    return ORDINAL.fullmatch(token.text) is not None or token.key in vocab.ordinals


def _is_compass(token: Token, vocab: Vocabulary) -> bool:
    return token.key in COMPASS


def _is_landmark(token: Token, vocab: Vocabulary) -> bool:
    return token.key in vocab.landmark_words


def _is_street(token: Token, vocab: Vocabulary) -> bool:
    return token.key in vocab.streets


def _is_area_type(token: Token, vocab: Vocabulary) -> bool:
    return token.key in vocab.area_types or token.key in vocab.area_prefixes


def _is_town_type(token: Token, vocab: Vocabulary) -> bool:
    return token.key in _TOWN_TYPES


def _is_green(token: Token, vocab: Vocabulary) -> bool:
    return token.key in _GREEN_WORDS


def _is_quality(token: Token, vocab: Vocabulary) -> bool:
    return token.key in vocab.qualities


def _is_numbered_side(number: Token, side: Token, vocab: Vocabulary) -> bool:
    """104 Norte."""
    return _is_large_number(number, vocab) and side.key in vocab.sides_of_numbers


def _is_large_number(token: Token, vocab: Vocabulary) -> bool:
    return token.text.isdecimal() and len(token.text) > 2


def _is_settlement(token: Token, vocab: Vocabulary) -> bool:
    return token.key in _AREA_WORDS


def _is_type(token: Token, vocab: Vocabulary) -> bool:
    return token.key in vocab.type_words or token.key in vocab.unit_words


def _is_lettered_number(token: Token, vocab: Vocabulary) -> bool:
    return re.fullmatch(r"\d{2,}[A-Z]{1,2}", token.text) is not None


def _is_numbered(token: Token, vocab: Vocabulary) -> bool:
    return token.key in vocab.numbered_kinds


def _is_shopping(token: Token, vocab: Vocabulary) -> bool:
    return token.key == "shopping"


NAMING_PAIRS: tuple[tuple[_Sort, _Sort], ...] = (
    (_is_number, _is_landmark),  # 64 Stadium
    (_is_number, _is_numbered),  # 19 Mile
    (_is_ordinal, _is_numbered),  # 7th Mile
    (_is_numbered, _is_number),  # Section 58
    (_is_numbered, _is_lettered_number),  # Chak 204RB
    (_is_numbered, _is_letter),  # Zone A
    (_is_compass, _is_letter),  # South B
    (_is_compass, _is_landmark),  # West Park
    (_is_compass, _is_shopping),  # North Shopping
    (_is_landmark, _is_street),  # Church Road
    (_is_ordinal, _is_street),  # 2nd Avenue, Second Avenue
    (_is_type, _is_street),  # House Road
    (_is_large_number, _is_settlement),  # 1004 Estate
    (_is_area_type, _is_quality),  # Vila Nova, Pueblo Nuevo
    (_is_town_type, _is_green),  # Cidade Jardim
)


def is_place(tokens: Sequence[Token], vocab: Vocabulary) -> bool:
    """Whether a name is among the tokens: a word that is not generic, or generic words that together make one."""
    if any(is_date(tokens[at : at + 3], vocab) for at in range(len(tokens) - 1)):
        return True
    thing = _equipment_in(tokens, vocab) if len(tokens) > 1 else set()
    telling = [token for at, token in enumerate(tokens) if at not in thing and not _says_nothing(token, vocab)]
    if any(is_sector(pair, vocab) or _is_numbered_side(*pair, vocab) for pair in pairwise(tokens)):
        return True
    is_code = all(is_code_like(token, vocab) and token.key not in vocab.numbered_kinds for token in telling)
    if len(telling) < len(tokens) and telling and is_code:
        return False
    if _is_everywhere([token.key for token in telling if token.key not in vocab.stop_words], vocab):
        return False
    if any(token.has_number and token.base in vocab.numbered_kinds for token in telling):
        return True
    if any(_is_proper(token, vocab) for token in telling):
        return True
    if any(_starts_name(tokens[at:], vocab) for at in range(len(tokens) - 1)):
        return True
    if len(tokens) > 1 and tokens[0].key in vocab.numbered_codes and tokens[-1].key in vocab.streets | _AREA_WORDS:
        return True  # Port Area, Switch Road
    phrase = f" {' '.join(token.key for token in tokens)} "
    if any(f" {name} " in phrase for name in vocab.names):
        return True
    return any(
        is_first(one, vocab) and is_second(other, vocab)
        for one, other in pairwise(tokens)
        for is_first, is_second in NAMING_PAIRS
    )


def _equipment_in(tokens: Sequence[Token], vocab: Vocabulary) -> set[int]:
    """Where among the tokens a thing of several words is: the junction box of 'Total junction box'."""
    lengths = [phrase_length(list(tokens[at:]), vocab.equipment) for at in range(len(tokens))]
    return {at + step for at, length in enumerate(lengths) if length > 1 for step in range(length)}


def _starts_name(tokens: Sequence[Token], vocab: Vocabulary) -> bool:
    """Whether generic words, letters and numbers make a name by how they stand together."""
    if is_sector(tokens[:2], vocab) or _is_initialed(tokens[:3], vocab) or is_lettered_street(tokens[:2], vocab):
        return True
    return len(tokens) > 2 and (
        _is_grid_square(tokens[:3], vocab)
        or is_lettered_street(tokens[:3], vocab)
        or _is_area_of_area(tokens, vocab)
        or _is_street_of_thing(tokens, vocab)
    )


def is_lettered_street(tokens: Sequence[Token], vocab: Vocabulary) -> bool:
    """'Rua T-30', 'Av C12' of Goiânia."""
    street, letter, *number = tokens
    is_one = len(letter.base) == 1 and letter.has_number and street.key in vocab.streets_in_front
    is_two = [(token.gap, token.text.isdecimal()) for token in number] == [("-", True)] and not letter.has_number
    return letter.text.isupper() and letter.gap == " " and (is_one or (is_two and street.key in vocab.streets))


def _is_street_of_thing(tokens: Sequence[Token], vocab: Vocabulary) -> bool:
    """Rue du Poteau."""
    street, connector, *_, thing = tokens
    is_joined = connector.key in CONNECTORS and street.key in vocab.streets_in_front
    return is_joined and thing.key in vocab.numbered_codes


def _is_area_of_area(tokens: Sequence[Token], vocab: Vocabulary) -> bool:
    """Villa del Parque."""
    first, connector, *others = tokens
    last = next((token for token in others if token.key not in CONNECTORS), first)
    is_pair = first.key != last.key and {first.key, last.key} <= vocab.area_types
    return is_pair and connector.key in CONNECTORS and connector.gap == " "


def _is_initialed(tokens: Sequence[Token], vocab: Vocabulary) -> bool:
    """M G Road, E-City."""
    letter, second, *more = tokens
    if not (_is_letter(letter, vocab) and letter.text.isupper()):
        return False
    if second.gap == "-" and second.text.isalpha() and len(second.text) > 3:
        kinds = vocab.unit_words | vocab.numbered_names | vocab.streets | vocab.equipment | vocab.landmark_words
        return second.key not in kinds  # D-Line
    is_initial = _is_letter(second, vocab) and second.text.isupper() and second.gap.isspace()
    return is_initial and any(word.key in vocab.streets | vocab.landmark_words for word in more)


def is_town_site(tokens: Sequence[Token], vocab: Vocabulary) -> bool:
    """Of generic words, but such that a town may have one thing of this name: 'City Mall', 'Industrial Area'; not
    'Primary School'."""
    keys = [token.key for token in tokens]
    if " ".join(keys) in vocab.town_parts:
        return True
    has_site = keys[:1] != keys[-1:] and not vocab.town_sites.isdisjoint((keys[0], keys[-1]))
    return has_site and all(token.text.isalpha() for token in tokens) and vocab.stop_words.isdisjoint(keys)


def is_date(tokens: Sequence[Token], vocab: Vocabulary) -> bool:
    """27 de Febrero, 2 MAI, at the start."""
    if not tokens:
        return False
    number, *words = tokens
    month = words[1:2] if [word.key for word in words[:1]] == ["de"] else words[:1]
    return number.text.isdecimal() and len(number.text) < 3 and any(word.key in vocab.months for word in month)


def is_fault_report(tokens: Sequence[Token], vocab: Vocabulary) -> bool:
    """What is said of a line or a thing of a network, in several words: 'no signal', 'caja quemada', 'falla de
    señal'."""
    keys = {token.key.removeprefix("ال") for token in tokens}  # the Arabic article
    keys -= {token.key for token in tokens[1:-1]} & (CONNECTORS | vocab.where_words)
    return (
        not keys.isdisjoint(vocab.faults)
        and not keys.isdisjoint(vocab.lines_and_things)
        and keys - vocab.faults <= vocab.lines_and_things
    )


def is_ordinal_ending(token: Token) -> bool:
    """The go of 3-go Maja, the я of 2-я Парковая."""
    is_clear = len(token.key) > 1 or token.key in ("й", "я")  # in capitals too
    return (token.key if is_clear else token.text) in _ORDINAL_ENDINGS


def is_sector(tokens: Sequence[Token], vocab: Vocabulary) -> bool:
    """F-10 in Islamabad."""
    letter, number = tokens
    return letter.key in vocab.grid_letters and letter.text.isupper() and number.text.isdecimal() and number.gap == "-"


def _is_grid_square(tokens: Sequence[Token], vocab: Vocabulary) -> bool:
    """Sector F-10, I-8/4."""
    kind, letter, number = tokens
    is_joined = number.text.isdecimal() and number.gap in ("", "-")
    if kind.key in vocab.numbered_names - _BLOCKS and _is_letter(letter, vocab) and is_joined:
        return True
    *_, part = tokens
    return _is_letter(kind, vocab) and letter.text.isdecimal() and letter.gap == "-" and part.gap == "/"


def _is_everywhere(said: list[str], vocab: Vocabulary) -> bool:
    """'The Hill', 'Total', 'Shell Petrol Station'; but Upper Hill, Shell Gardens."""
    match said:
        case [feature] if feature in vocab.features:
            return True
        case [chain, *sort] if chain in vocab.chain_stores:
            return vocab.qualifiers.union(("station", "supermarket")).issuperset(sort)
    return False


def _is_proper(token: Token, vocab: Vocabulary) -> bool:
    names = {token.key, token.base}
    return not (_is_ordinal(token, vocab) or names & vocab.generic or token.base in vocab.regions)


def _says_nothing(token: Token, vocab: Vocabulary) -> bool:
    """4, B, II, X12, xxx: alone no name."""
    if _is_ordinal(token, vocab) or token.base in vocab.numbered_kinds:
        return False
    is_short = len(token.base) < 4 and not (token.text.istitle() and len(token.base) > 1)
    is_code = token.has_number and token.is_latin and (is_short or is_vowelless(token.base, vocab))
    is_letter = len(set(token.key)) == 1 and token.is_latin
    return token.text.isdigit() or is_code or is_letter or ROMAN.fullmatch(token.text) is not None


def is_never_code(token: Token, vocab: Vocabulary) -> bool:
    """Whatever its shape: KBC, Voi, Ng'ang'a, II."""
    some_words = (vocab.acronyms, vocab.short_words, vocab.numbered_names, vocab.streets)
    is_word = any(token.key in some for some in some_words)
    return is_word or not token.text.isalpha() or ROMAN.fullmatch(token.key) is not None


def is_code_like(token: Token, vocab: Vocabulary) -> bool:
    """TBX, tap; not Gem, KBC, VOI: with nothing but a number behind it, no name."""
    is_short = len(token.text) in (2, 3) and not token.text.istitle() and token.is_latin
    return is_vowelless(token.key, vocab) or (is_short and not is_never_code(token, vocab))


def is_vowelless(key: str, vocab: Vocabulary) -> bool:
    is_word = len(key) > 1 and key.isascii() and key.isalpha()
    return is_word and not set(key) & set("aeiouy") and key not in vocab.short_words and key not in vocab.acronyms
