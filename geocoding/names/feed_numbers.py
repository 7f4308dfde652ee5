"""What a feed tells of words with a number: things of this network, places, codes whose number is behind the name.

A word with always different numbers beside always different names is a thing: 'qutu 12'. One that often has nothing
else beside its number is a place: 'USJ 9/5'.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from geocoding.countries import Vocabulary, vocabulary
from geocoding.names.expansion import expand_abbreviations, normalize_network_name
from geocoding.names.generic import is_place
from geocoding.names.remarks import drop_remarks
from geocoding.tokens import Token, normalize, split

Names = Iterable[tuple[str, str]]  # cluster, location name


def list_words(places: Collection[str]) -> set[str]:
    return {token.key for place in places for token in split(normalize(place))}


MIN_CLUSTERS_OF_PHRASE = 3
MIN_NUMBERED = 4  # names, that differ but for the word
MIN_NUMBERS = 3
MIN_WORDS_OF_FIELD = 20
NUMBERS_OF_FIELD = 15  # ... for one of a word that happens to be often in front of it
MOST = 0.8
OFTEN = 4  # beside one name that has nothing else, so many that have
_SITE_NUMBER = re.compile(r"\d{4,}|0\d{2,}")
_OWN_NUMBER = re.compile(r"[1-9]\d{0,2}[a-z]?")  # not 0112, of a site
MIN_OF_USUAL = 10  # names, of a word that now and then has no number: 'PT BETON' beside PT 12


@dataclass(slots=True)
class _NumberedUse:
    """How the names use one word that a number stands behind."""

    numbers: set[str] = field(default_factory=set)
    signs: Counter[str] = field(default_factory=Counter)  # between the word and its number
    beside: set[tuple[str, ...]] = field(default_factory=set)  # the other words of each name
    in_front: set[str] = field(default_factory=set)  # what starts the name before it, '' in another name
    clusters: set[str] = field(default_factory=set)
    alone: int = 0  # names of nothing else
    own_numbers: set[str] = field(default_factory=set)  # in those
    plain: int = 0  # names in which it stood without a number

    def name(self, word: str) -> str:
        """'ام سان' of سان, where the first word always stands before it, in several clusters; in scripts with
        capitals it may be a street's name before its houses."""
        word_in_front, *others = self.in_front or {""}
        is_phrase = not others and len(self.clusters) >= MIN_CLUSTERS_OF_PHRASE and bool(word_in_front)
        return f"{word_in_front} {word}" if is_phrase else word


def find_numbered_words(
    names: Names, country: str, places: Collection[str], codes: Collection[str] = ()
) -> tuple[frozenset[str], frozenset[str]]:
    """Words that are no part of a place with their number: they have always different numbers beside always different
    names. And those that are one, for often there is nothing else: USJ of 'USJ 9/5', CLS of 'CLS 203'.
    `codes`: what was learnt before, and says nothing of a name."""
    vocab = vocabulary(country)
    known = list_words(places) | vocab.generic | vocab.codes | vocab.numbered_names
    known_codes = vocab.codes.union(codes)
    texts = ((cluster, drop_remarks(normalize_network_name(name), vocab)[0]) for cluster, name in set(names))
    tokens = [(cluster, split(expand_abbreviations(text, vocab))) for cluster, text in texts]
    things = _find_things(_count_numbered_uses(tokens, vocab, known_codes), known)
    uses = _count_numbered_uses(tokens, vocab, known_codes | things)  # 'USJ 4_PA 02' has no other name
    seldom_alone = {word for word in things if not _is_often_alone(word, uses[word])}
    equipment = seldom_alone | _find_things(uses, known)  # the LYP of 'DC-02 Peoples Colony LYP-E01'
    kinds = vocab.numbered_codes | vocab.unit_words | vocab.equipment | vocab.streets | set(codes)
    named = frozenset(word for word, use in uses.items() if word not in known | kinds and _is_numbered_place(word, use))
    return frozenset(equipment), named


def _find_things(uses: dict[str, _NumberedUse], known: Collection[str]) -> set[str]:
    unknown = {word: use for word, use in uses.items() if word not in known}
    return {word for word, use in _drop_fields(unknown).items() if _is_equipment(word, use)}


def _count_numbered_uses(
    names: Iterable[tuple[str, list[Token]]], vocab: Vocabulary, codes: Collection[str]
) -> dict[str, _NumberedUse]:
    """By the word, and by two of which the second always stands behind the first."""
    uses = defaultdict[str, _NumberedUse](_NumberedUse)
    for cluster, tokens in names:
        for at, token in enumerate(tokens[:-1]):
            if token.base:
                _record_numbered_use(uses[token.base], tokens, at, vocab, codes)
                uses[token.base].clusters.add(cluster)
    return {use.name(word): use for word, use in uses.items()}


def _record_numbered_use(
    use: _NumberedUse, tokens: list[Token], at: int, vocab: Vocabulary, codes: Collection[str]
) -> None:
    token, after = tokens[at], tokens[at + 1]
    is_two = at == 1 and token.gap == " " and not token.is_cased and tokens[0].key not in vocab.generic
    use.in_front.add(tokens[0].key if is_two else "")
    rest = [t for n, t in enumerate(tokens[:-1]) if n != at and not t.has_number and t.base not in codes]
    rest = _without_first_code(rest)
    signs = ("", "-", "_", "/", *([] if token.is_cased else ["."]))  # ตย.3
    if not token.has_number and not (after.has_number and after.gap.strip() in signs):
        use.plain += not (at == 0 and token.text.isupper() and after.gap in ("_", "-", "/"))  # CDO_CAJURU_95
        return
    use.signs["" if token.has_number else after.gap.strip()] += 1
    number = token.text if token.has_number else after.text
    if not is_place(rest, vocab):
        use.alone += 1
        use.own_numbers.add(number)
    elif not _is_behind_street_word(tokens, at, vocab):
        use.numbers.add(number)
        use.beside.add(tuple(t.key for t in rest))


def _drop_fields(uses: dict[str, _NumberedUse]) -> dict[str, _NumberedUse]:
    """Without words whose number is a field of its own: other words stand in front of 'Rio Preto/4', 'Itu/5'."""
    words = Counter(sign for use in uses.values() for sign in use.signs)
    numbers = sum((use.signs for use in uses.values()), Counter[str]())
    fields = {sign for sign, count in words.items() if sign and count >= MIN_WORDS_OF_FIELD}

    def is_few(use: _NumberedUse) -> bool:
        usual = {sign for sign in fields & use.signs.keys() if use.signs[sign] * 2 > use.signs.total()}
        return any(use.signs[sign] * NUMBERS_OF_FIELD < numbers[sign] for sign in usual)

    return {word: use for word, use in uses.items() if not is_few(use)}


def _is_behind_street_word(tokens: list[Token], at: int, vocab: Vocabulary) -> bool:
    """Whether it may be a part of a street's name, its number the house's: 'Av. Brasil 1500'."""
    for token in reversed(tokens[: at + 1]):
        if token.key in vocab.streets:
            return True
        if token.after_separator or (token is not tokens[at] and token.has_number):
            return False
    return False


def _is_equipment(word: str, use: _NumberedUse) -> bool:
    if use.plain and (len(use.beside) < MIN_OF_USUAL or use.plain * 5 > len(use.beside)):
        return False
    if _is_often_alone(word, use):
        return False
    if len(use.beside) < MIN_NUMBERED or len(use.numbers) < MIN_NUMBERS:
        return False
    common = set.intersection(*map(set, use.beside))
    return common <= set(word.split()[:-1])  # else a part of one name: the Setembro of Sete de Setembro


def _is_often_alone(word: str, use: _NumberedUse) -> bool:
    """But not where it has the numbers of a site, PJY0437: nothing else of its name may be known."""
    numbers = [re.sub(r"\D", "", number) for number in use.numbers | use.own_numbers]
    long = sum(_SITE_NUMBER.fullmatch(number) is not None for number in numbers)
    is_alone = use.alone * OFTEN > len(use.beside) or (use.alone > 0 and len(word) == 1)  # G-13 of Islamabad
    return is_alone and long <= MOST * len(numbers)


def _is_numbered_place(word: str, use: _NumberedUse) -> bool:
    own = [number for number in use.own_numbers if _OWN_NUMBER.fullmatch(number.casefold().removeprefix(word))]
    return len(own) >= MIN_NUMBERS and use.alone * OFTEN > len(use.beside)


def _without_first_code(tokens: list[Token]) -> list[Token]:
    """Raiwind of PTCL-Raiwind: what is the same in front of all names says nothing of one."""
    is_code = len(tokens) > 1 and tokens[0].text.isalpha() and tokens[0].text.isupper() and len(tokens[0].text) < 6
    return tokens[1:] if is_code and tokens[1].gap in ("-", "_", "/") else tokens


MIN_NUMBERED_FIELDS = 12
MIN_DIFFERENT = 8


def find_numbered_fields(names: Names, country: str, codes: Collection[str]) -> frozenset[str]:
    """The codes in front whose number stands behind the name, as most of them have one: CDO of 'CDO_SALGADO_19_SPL8'.
    `codes`: those that were learnt."""
    vocab, numbers = vocabulary(country), defaultdict[str, list[str]](list)
    known = vocab.codes | vocab.numbered_codes | vocab.prefixes | set(codes)
    for _, name in set(names):
        *tokens, _ = split(drop_remarks(normalize_network_name(name), vocab)[0])
        front = list(takewhile(lambda token: token.key in known and token.text.isupper(), tokens))
        rest = tokens[len(front) :]
        while rest and rest[-1].has_number and rest[-1].base in known:
            rest.pop()
        if front and len(rest) > 1 and rest[0].gap in ("_", "-", "/"):
            is_field = rest[-1].text.isdecimal() and rest[-1].gap == rest[0].gap and rest[-2].key not in known
            numbers[front[-1].key].append(rest[-1].text if is_field else "")
    return frozenset(
        code
        for code, found in numbers.items()
        if len(found) >= MIN_NUMBERED_FIELDS
        and found.count("") <= (1 - MOST) * len(found)
        and len(set(found)) > MIN_DIFFERENT
    )
