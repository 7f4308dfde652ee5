"""What a feed tells by itself: codes that nobody listed, things of this network, what stands for a cluster.

A word that the names of many clusters have in common, always at one end, set off by a separator, beside always
different names, is a code. So Town, Market or Majengo are none: they stand alone as well, behind a space, or beside a
generic word. What is learnt is the same for the same names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from geocoding.countries import Vocabulary, vocabulary
from geocoding.names.expansion import normalize_network_name
from geocoding.names.feed_numbers import (
    MIN_CLUSTERS_OF_PHRASE,
    Names,
    find_numbered_fields,
    find_numbered_words,
    list_words,
)
from geocoding.names.generic import is_place, is_vowelless
from geocoding.tokens import Token, fold, is_short_for, normalize, split
from geocoding.words import ROMAN_NUMBERS


@dataclass(frozen=True)
class Feed:
    """What all names of a feed tell."""

    codes: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()  # words that are a thing with their number
    cluster_codes: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by the cluster's name, casefolded
    path_codes: frozenset[str] = frozenset()  # CEN of 'UG-CEN-NAGURU', CABA of 'CABA-PALERMO'
    numbered_places: frozenset[str] = frozenset()  # words that are a place with their number: USJ of 'USJ 9/5'
    numbered_fields: frozenset[str] = frozenset()  # codes in front whose number is behind the name
    cluster_parts: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by the cluster's name, casefolded

    @cached_property
    def larger_codes(self) -> frozenset[str]:
        """What may be larger than a cluster, in front of a name."""
        return self.path_codes.union(*self.cluster_codes.values())

    def learnt_by_kind(self, known: Collection[str] = ()) -> dict[str, list[str]]:
        """What was learnt, by what it is, but for codes that are known; in the order of the alphabet."""
        clusters = [f"{', '.join(sorted(codes))} ({name})" for name, codes in self.cluster_codes.items()]
        learnt = {
            "codes": sorted(self.codes - set(known)),
            "equipment": sorted(self.equipment),
            "cluster codes": sorted(clusters),
            "path codes": sorted(self.path_codes),
            "numbered places": sorted(self.numbered_places),
            "codes whose number is behind the name": sorted(self.numbered_fields),
            "parts of a cluster": sorted(
                f"{', '.join(sorted(kinds))} ({n})" for n, kinds in self.cluster_parts.items()
            ),
        }
        return {what: found for what, found in learnt.items() if found}


NO_FEED = Feed()


@lru_cache(20_000)  # several rules look at every name
def _split_name(name: str) -> tuple[Token, ...]:
    return tuple(split(normalize_network_name(name)))


def read_feed(names: Names, country: str, places: Collection[str]) -> Feed:
    """names: (cluster, location name) pairs. places: clusters and places that are known, whose words are no codes."""
    names = set(names)
    front = find_front_codes(names, country, places).difference(*find_cluster_codes(names, country).values())
    codes = find_common_codes(names, country, places) | front | find_front_phrases(names, country, places)
    codes |= find_last_codes(names, country, places)
    cluster_codes = _merge(find_cluster_codes(names, country, front), find_cluster_letters(names))
    codes = codes.difference(*cluster_codes.values())
    equipment, numbered_places = find_numbered_words(names, country, places, codes.union(*cluster_codes.values()))
    feed = Feed(
        codes,
        equipment,
        cluster_codes,
        find_region_codes(names, country, places)
        | find_codes_before_names(names, country, places, codes)
        | find_path_starts(names, country, places),
        numbered_places,
        find_numbered_fields(names, country, codes.union(equipment, *cluster_codes.values())),
        find_cluster_parts(names, country),
    )
    _split_name.cache_clear()
    return feed


# --- codes ---

MIN_CLUSTERS = 5
MIN_NAMES = 12
MIN_OF_USUAL_CODE = 20  # names, some in each cluster, of which one in ten may be unlike the others
MIN_VARIETY = 0.8  # of the names beside it, those that are unlike every other


@dataclass(slots=True)
class _Use:
    """How the names use one word."""

    clusters: set[str] = field(default_factory=set)
    beside: list[str] = field(default_factory=list)  # the rest of each name, but for numbers
    ends: set[bool] = field(default_factory=set)  # whether it stands last
    fields: int = 0  # how often it starts the last field, of several words: 'MENARA MPPJ_BILTEL TKT 2'
    plain: int = 0  # ... and was used as a code is not
    is_whole: bool = False  # once it was all there is of a name


def find_common_codes(names: Iterable[tuple[str, str]], country: str, places: Collection[str]) -> frozenset[str]:
    """The words of (cluster, location name) pairs that are codes; none of `places`: clusters, places that are known."""
    vocab, uses = vocabulary(country), defaultdict[str, _Use](_Use)
    for cluster, name in set(names):
        whole = _split_name(name)
        tokens = [token for token in whole[:-1] if not _is_known_code(token, vocab)]
        numbered = [token for token, behind in pairwise(whole) if behind.text.isdecimal()]
        for at, token in enumerate(tokens):
            _record_use(uses[token.base or token.key], cluster, tokens, at, numbered, vocab)
    things = {word for word, use in uses.items() if word in vocab.equipment and use.ends == {False}}
    known = list_words(places) | (vocab.generic - things)
    return frozenset(word for word, use in uses.items() if word not in known and _is_code(use))


def _is_known_code(token: Token, vocab: Vocabulary) -> bool:
    return token.base in vocab.prefixes or token.base in vocab.codes or token.text.isdecimal()


def _record_use(
    use: _Use, cluster: str, tokens: list[Token], at: int, numbered: list[Token], vocab: Vocabulary
) -> None:
    """numbered: what has a number behind it, as the F and St of 'F-8/3 St 14_UG', of which that says nothing."""
    is_last = at > 0
    rest = tokens[:at] if is_last else tokens[1:]
    gap = tokens[at].gap if is_last else tokens[1].gap if rest else ""
    is_inside = is_last and at < len(tokens) - 1
    use.is_whole = use.is_whole or not rest
    is_thing = tokens[at].key in vocab.equipment  # NODO BARRACAS, and NODO 14
    if (is_thing or is_vowelless(tokens[at].key, vocab)) and not is_place(rest, vocab):
        return
    kinds = vocab.type_words | vocab.area_words | vocab.streets | vocab.landmark_words
    behind = tokens[at + 1 :]
    is_field = is_inside and gap.strip() and not any(t.after_separator or t.key in kinds for t in behind)
    if is_field:
        use.fields += 1
        return
    if is_inside or not (gap.strip() or is_thing) or not is_place(rest, vocab):
        use.plain += is_inside or not gap.strip() or not any(token in numbered for token in rest)
        return
    use.clusters.add(cluster)
    use.ends.add(is_last)
    use.beside.append(" ".join(token.key for token in rest if not token.has_number))


def _is_code(use: _Use) -> bool:
    count = len(use.beside)
    is_usual = count >= max(MIN_OF_USUAL_CODE, 2 * len(use.clusters)) and use.plain * 10 <= count and use.fields < count
    is_usual = is_usual and not use.is_whole
    is_steady = (is_usual or not (use.plain or use.fields)) and len(use.ends) == 1
    is_frequent = len(use.clusters) >= MIN_CLUSTERS and count >= MIN_NAMES
    return is_steady and is_frequent and len(set(use.beside)) >= MIN_VARIETY * count


MIN_NAMES_BEHIND = 6


def find_front_codes(names: Names, country: str, places: Collection[str]) -> frozenset[str]:
    """What stands only in front of known codes that have no number, before always different names: GAR of
    'GAR-GPON-Osu', Proj of 'Proj FTTH - Buritis'; a place would stand there without another name as well."""
    vocab, uses = vocabulary(country), defaultdict[str, set[str]](set)
    plain, alone = set[str](), Counter[str]()
    for _, name in set(names):
        first, *rest = _split_name(name)
        if not _PATH_CODE.fullmatch(first.text):
            continue
        behind = [token for token in rest[1:-1] if not token.has_number]
        is_set_off = first.text.isupper() and rest[0].after_separator
        is_set_off = is_set_off or (rest[0].gap == " " and any(token.after_separator for token in rest[1:2]))
        if len(rest) < 2 or not (is_set_off and _is_known_code(rest[0], vocab)) or rest[0].has_number:
            plain.add(first.key)
        elif is_place(behind, vocab):
            uses[first.key].add(" ".join(token.key for token in behind))
        else:
            alone[first.key] += 1
    known = vocab.generic | vocab.codes | vocab.prefixes | list_words(places) | plain
    often = (code for code, behind in uses.items() if len(behind) >= max(MIN_NAMES_BEHIND, 5 * alone[code]))
    return frozenset(often) - known


def find_front_phrases(names: Names, country: str, places: Collection[str]) -> frozenset[str]:
    """What names of several clusters start with, or start with behind a site's code, that has nothing behind it but a
    space: capitals beside small letters, and the word that follows them always, CSQ Metro of 'CSQ Metro Graphic Road'.
    With a vowel they may be a word: ABG only if names of many clusters have it. So may two letters: TD only behind
    codes, 'HNI.CGY.0142/S2-03 TD KTT Nghia Tan'."""
    vocab, uses = vocabulary(country), defaultdict[str, list[tuple[str, list[Token]]]](list)
    plain = Counter[str]()
    for cluster, name in set(names):
        tokens = _split_name(name)
        first, *rest = _skip_path(tokens)
        uses[first.key].append((cluster, [first, *rest[:-1]]))
        plain[first.key] += first is tokens[0]
    known = vocab.generic | vocab.codes | vocab.never_last | vocab.short_words | list_words(places)
    paths = sum(map(len, uses.values())) - plain.total()
    known |= {
        code
        for code, found in uses.items()
        if len(code) < ODD_CODE_CHARS and (plain[code] * 10 > len(found) or len(found) * MAX_PATHS < paths)
    }
    return frozenset(
        phrase
        for code, found in uses.items()
        if len(found) >= MIN_NAMES and code not in known and len(code) > 1 and (phrase := _find_phrase(found, vocab))
    )


MAX_PATHS = 5  # of names behind a site's code, one in so many has two letters that are a code


def _skip_path(tokens: Sequence[Token]) -> Sequence[Token]:
    """'TD KTT Nghia Tan' of 'HNI.CGY.0142/S2-03 TD KTT Nghia Tan'."""
    end = next((at for at in range(1, len(tokens)) if tokens[at].gap == " "), 0)
    path = tokens[:end]
    is_path = len(path) > 1 and path[-1].has_number and all(t.text.isupper() or t.has_number for t in path)
    return tokens[end:] if is_path and len(tokens) > end + 1 else tokens


def _find_phrase(uses: list[tuple[str, list[Token]]], vocab: Vocabulary) -> str | None:
    """uses: cluster, the tokens of a name, of which the first is a code."""
    use, second = _Use(), {tokens[1].key if len(tokens) > 2 else "" for _, tokens in uses}
    length = 2 if len(second) == 1 and second.isdisjoint(vocab.generic) and "" not in second else 1
    for cluster, tokens in uses:
        code, rest = tokens[:length], tokens[length:]
        has_small = any(token.text.istitle() for token in rest)
        is_said_of = rest[:1] and rest[0].key in vocab.never_last  # ZAC de la Courrouze
        if not code[0].text.isupper() or is_said_of or not has_small or rest[0].gap != " " or not is_place(rest, vocab):
            continue
        use.clusters.add(cluster)
        use.beside.append(" ".join(token.key for token in rest if not token.has_number))
    is_usual = len(use.beside) >= max(MIN_NAMES, MIN_VARIETY * len(uses))
    is_varied = len(set(use.beside)) >= MIN_VARIETY * len(use.beside)
    is_word = not is_vowelless(uses[0][1][0].key, vocab)
    is_code = is_usual and is_varied and len(use.clusters) >= (MIN_CLUSTERS if is_word else MIN_CLUSTERS_OF_PHRASE)
    return " ".join(token.key for token in uses[0][1][:length]) if is_code else None


MIN_SHARE_OF_LAST = 0.5  # of all names
MAX_LAST_CODES = 4


def find_last_codes(names: Names, country: str, places: Collection[str]) -> frozenset[str]:
    """The few codes of which most names have one last, but for numbers, though only a space is between: UG and AE of
    'Model Town Blk C UG (64HP)', 'Johar Town Blk E AE (96HP)'."""
    vocab, uses = vocabulary(country), defaultdict[str, list[tuple[str, str]]](list)
    ends, elsewhere = Counter[str](), set[str]()
    for cluster, name in set(names):
        tokens = _split_name(name)
        at = max((at for at, token in enumerate(tokens[:-1]) if not token.has_number), default=0)
        *rest, last = tokens[: at + 1]
        ends[last.key] += 1
        is_code = 1 < len(last.text) <= ODD_CODE_CHARS and last.text.isalpha() and last.text.isupper()
        is_code = is_code and (at == len(tokens) - 2 or not {"(", "["}.isdisjoint(tokens[at + 1].gap))
        has_small = any(token.text.istitle() for token in rest)
        elsewhere.update(token.key for token in rest)
        if is_code and has_small and not rest[-1].text.isdecimal() and is_place(rest, vocab):
            uses[last.key].append((cluster, " ".join(token.key for token in rest)))
        elif not rest:
            elsewhere.add(last.key)
    known = vocab.generic | vocab.never_last | vocab.short_words | ROMAN_NUMBERS.keys() | list_words(places)
    known |= vocab.codes | vocab.prefixes | vocab.numbered_codes | vocab.equipment | vocab.region_words | elsewhere
    codes = [
        code
        for code, found in uses.items()
        if code not in known
        and len(found) >= MIN_NAMES
        and len({cluster for cluster, _ in found}) >= MIN_CLUSTERS_OF_PHRASE
        and len({rest for _, rest in found}) >= MIN_VARIETY * len(found)
    ]
    usual = sorted(codes, key=lambda code: (-ends[code], code))[:MAX_LAST_CODES]
    is_usual = sum(ends[code] for code in usual) >= MIN_SHARE_OF_LAST * ends.total()
    return frozenset(usual) if is_usual else frozenset()


# --- clusters ---

MIN_NAMES_OF_CODE = 2
MIN_NAMES_OF_ODD_CODE = 3
MIN_NAMES_OF_OTHER = 6
LONGEST_UNCASED = 7  # letters, of a script without capitals
LONG_UNCASED = 6
MIN_NAMES_OF_UNCASED = 4
MAX_SHARE = 4  # one in so many names of its cluster
ODD_CODE_CHARS = 3  # as airports have


def find_cluster_codes(names: Names, country: str, front: Collection[str] = ()) -> dict[str, frozenset[str]]:
    """What several names of a cluster start with, but for known codes, and may be short for it: LIM of Lima. So does
    what has only its first letter, SSA of Salvador, before more names, with a dash or the like behind it, and before no
    other cluster's. `front`: what stands in front of known codes."""
    vocab = vocabulary(country)
    short, odd = defaultdict[tuple[str, str], set[str]](set), defaultdict[tuple[str, str], set[str]](set)
    for cluster, name in set(names):
        first, *rest = _skip_known_codes(_split_name(name), vocab, front)
        *words, _ = (token.key for token in split(normalize(cluster)))
        letters = "".join(words)
        is_code = 2 <= len(first.text) <= 5 and first.text.isupper() and first.text.isalpha()
        is_code = is_code and (len(first.text) < 4 or not rest or not rest[0].gap.isspace())  # BANG NA in Bangkok
        if not is_code or not rest or first.key in (letters, *words):
            continue
        use, behind = (cluster.casefold(), first.key), " ".join(token.key for token in rest if not token.has_number)
        if is_short_for(first.key, letters):
            short[use].add(behind)
        elif _is_odd_code(first, rest[0].gap) and fold(cluster)[:1] == first.key[0]:
            odd[use].add(behind)
    codes = defaultdict[str, set[str]](set)
    for cluster, code in [*_list_frequent(short, MIN_NAMES_OF_CODE), *_list_steady(odd)]:
        codes[cluster].add(code)
    return {cluster: frozenset(found) for cluster, found in codes.items()}


_LETTER = re.compile(r"[^\W\d_]{2,4}([-_/.])([^\W\d_])\1(?=[^\W\d_]{2})")


def find_cluster_letters(names: Names) -> dict[str, frozenset[str]]:
    """One letter that stands for a cluster: H of 'GF-H-RICKLINGEN' in Hannover, if no name of another cluster that
    starts like this has it."""
    clusters, count = defaultdict[tuple[str, str], set[str]](set), Counter[tuple[str, str]]()
    for cluster, name in set(names):
        found = _LETTER.match(name)
        if found and found[0].isupper():
            use = found[0], fold(found[2])
            clusters[use].add(cluster.casefold())
            count[use] += 1
    letters = defaultdict[str, set[str]](set)
    for (start, letter), of in clusters.items():
        if len(of) == 1 and count[start, letter] >= MIN_NAMES_OF_ODD_CODE and fold(min(of)).startswith(letter):
            letters[min(of)].add(letter)
    return {cluster: frozenset(found) for cluster, found in letters.items()}


_NO_PARTS = frozenset(("gate", "km", "mile", "main", "cross", "street", "str"))


def find_cluster_parts(names: Names, country: str) -> dict[str, frozenset[str]]:
    """Phase of the cluster Hayatabad, where 'Hayatabad Phase 3' and 'Hayatabad Ph-6' are in it: 'Phase 4' is one, too.
    Of Gulshan-e-Iqbal, people say Gulshan."""
    vocab, count = vocabulary(country), defaultdict[str, Counter[str]](Counter)
    for cluster, name in set(names):
        own = [token.key for token in split(normalize(cluster))[:-1]]
        tokens = _split_name(name)
        keys = [token.key for token in tokens]
        starts = [own, *([own[:1]] if own[1:2] in (["e"], ["i"], ["ul"]) else [])]
        fields = [0, *(at for at, token in enumerate(tokens) if token.after_separator)]  # not Greater Noida
        ends = (at + len(start) for start in starts for at in fields if keys[at : at + len(start)] == start)
        for end in ends:
            kind, *rest = (*tokens[end : end + 2], Token("", ""))
            if kind.base in vocab.numbered_names - vocab.streets - _NO_PARTS and (
                kind.has_number or rest[0].has_number
            ):
                count[cluster.casefold()][kind.base] += 1
                break
    often = {cluster: frozenset(_list_often(kinds)) for cluster, kinds in count.items()}
    return {cluster: kinds for cluster, kinds in often.items() if kinds}


def _list_often(kinds: Counter[str]) -> list[str]:
    """Sec and Sector, once each, are two sectors."""
    same = {one: [k for k in kinds if is_short_for(one, k) or is_short_for(k, one)] for one in kinds}
    return [one for one, forms in same.items() if sum(kinds[form] for form in forms) >= MIN_NAMES_OF_CODE]


def _merge(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {cluster: one.get(cluster, frozenset()) | other.get(cluster, frozenset()) for cluster in {*one, *other}}


def _is_odd_code(first: Token, gap: str) -> bool:
    return len(first.key) == ODD_CODE_CHARS and gap.strip() in ("-", "_", "/", ".")


def _skip_known_codes(tokens: Sequence[Token], vocab: Vocabulary, front: Collection[str]) -> Sequence[Token]:
    """FLA-... of GPON-FLA-..., ADR_FLA_... of 12_ADR_FLA_..., 'QCN ...' of 'GPON QCN ...'."""
    while len(tokens) > 2 and (_is_known_code(tokens[0], vocab) or tokens[0].key in front):
        if not (tokens[1].after_separator or _is_consonants(tokens[1], vocab)):
            break
        tokens = tokens[1:]
    return tokens


def _is_consonants(token: Token, vocab: Vocabulary) -> bool:
    """QCN, DVO: what is no word in capitals; the last letter may be a vowel."""
    return len(token.text) == ODD_CODE_CHARS and token.text.isupper() and is_vowelless(token.key[:-1], vocab)


def _list_frequent(uses: Mapping[tuple[str, str], set[str]], least: int) -> list[tuple[str, str]]:
    return [use for use, others in uses.items() if len(others) >= least]


def _list_steady(uses: Mapping[tuple[str, str], set[str]]) -> Iterator[tuple[str, str]]:
    """Those of one cluster only, but for its parts, which may be called by the code: SSA-Subúrbio."""
    of_others = {(fold(cluster), code) for cluster, code in uses}  # Goiânia is Goiania
    clusters = Counter(code for cluster, code in of_others if not cluster.startswith(code))
    for cluster, code in _list_frequent(uses, MIN_NAMES_OF_ODD_CODE):
        if clusters[code] == 1 and not fold(cluster).startswith(code):
            yield cluster, code


# --- what is larger than a cluster ---


def find_codes_before_names(
    names: Names, country: str, places: Collection[str], codes: Collection[str] = ()
) -> frozenset[str]:
    """What stands with a dash or the like before many names of one cluster, and hardly ever alone as a place would:
    CABA of Buenos Aires; behind a known code with a space, QCN of 'GPON QCN FAIRVIEW'. `places`: clusters and places
    that are known, which are none. `codes`: those that were learnt."""
    vocab, uses = vocabulary(country), defaultdict[str, list[tuple[str, list[Token]]]](list)
    count = Counter(cluster.casefold() for cluster, _ in set(names))
    for cluster, name in set(names):
        tokens = _split_name(name)
        behind_thing = _skip_numbered_thing(tokens, vocab)
        first, *rest = _skip_known_codes(behind_thing, vocab, codes)
        if rest and not first.is_cased and len(first.key) == 1 and (first.text[1:] or rest[0].gap) == ".":
            first, *rest = replace(first, text=f"{first.key} {rest[0].text}"), *rest[1:]  # م.نصر
        longest = 5 if any(token.text.istitle() for token in rest) else 4  # SWAAZ_Lebu; but KAREN-HARDY
        longest = longest if first.is_cased else LONGEST_UNCASED
        is_capitals = first.text.isupper() or (not first.is_cased and len(behind_thing) < len(tokens))
        if rest and is_capitals and first.text.replace(" ", "").isalpha() and 1 < len(first.text) <= longest:
            if len(rest) + 1 < len(tokens) and rest[0].gap == " " and _is_consonants(first, vocab):
                rest[0] = replace(rest[0], gap="-")
            uses[first.key].append((cluster.casefold(), rest))
    words = vocab.generic | vocab.codes | list_words(places)
    return frozenset(
        code for code, use in uses.items() if code not in words and _is_before_names(code, use, count[use[0][0]], vocab)
    )


def _skip_numbered_thing(tokens: Sequence[Token], vocab: Vocabulary) -> Sequence[Token]:
    """'اسك - سيدي بشر' of 'كابينة 1104 اسك - سيدي بشر'."""
    is_thing = len(tokens) > 3 and tokens[0].key in vocab.equipment and tokens[1].text.isdecimal()
    return tokens[2:] if is_thing else tokens


def _is_before_names(code: str, use: list[tuple[str, list[Token]]], count: int, vocab: Vocabulary) -> bool:
    """use: cluster, what stands behind it. count: the names of that cluster. In a script without capitals it may be a
    word: a long one, or a rare one, stands before more of them."""
    is_cased = code.upper() != code
    is_usual = len(use) * MAX_SHARE >= count
    least = MIN_NAMES_OF_OTHER if is_cased or not is_usual else MIN_NAMES_OF_UNCASED
    is_short = is_cased or is_usual or len(code) < LONG_UNCASED
    if not is_short or len(use) < least or len({cluster for cluster, _ in use}) > 1:
        return False
    named = [rest for _, rest in use if is_place(rest[:-1], vocab)]
    behind = {
        " ".join(token.key for token in rest if not token.has_number)
        for rest in named
        if rest[0].gap.strip() in ("-", "_", "/", ".")
    }
    return len(behind) >= max(least, 5 * (len(use) - len(named)))


def find_path_starts(names: Names, country: str, places: Collection[str]) -> frozenset[str]:
    """SEL of 'SEL/PJY1/OLT04/JLN SS2', 'SEL/KLG2/OLT01/KAPAR': what is always in front of a code with its number, with
    the same sign, in several clusters."""
    vocab, known = vocabulary(country), list_words(places)
    starts = defaultdict[str, list[str | None]](list)
    for cluster, name in set(names):
        first, code, after, *_ = *_split_name(name), *[Token("", "")] * 2
        if _PATH_CODE.fullmatch(first.text) and first.text.isupper():
            is_code = code.has_number and code.base and code.base != code.key and code.text.isupper()
            is_path = code.gap in ("-", "_", "/", ".") and after.gap == code.gap
            starts[first.key].append(cluster if is_code and is_path else None)
    return frozenset(
        start
        for start, clusters in starts.items()
        if start not in known | vocab.generic - vocab.short_words
        and len(clusters) >= MIN_NAMES_IN_REGIONS
        and None not in clusters
        and len(set(clusters)) >= MIN_CLUSTERS_IN_REGIONS
    )


MIN_NAMES_IN_REGIONS = 12
MIN_CLUSTERS_IN_REGIONS = 3
_PATH_CODE = re.compile(r"[^\W\d_]{2,4}")
# Such a code and, if it is another, what stands between that sign and the next: UG, -, CEN, NAGURU-FDT03.
_PATH = re.compile(rf"\s*({_PATH_CODE.pattern})([-_/.])(?:({_PATH_CODE.pattern})\2(?=.))?(.*)", re.DOTALL)


def find_region_codes(names: Names, country: str, places: Collection[str]) -> frozenset[str]:
    """What stands second in a path, behind the same code as in many others, if it is always one of a few codes: CEN,
    EST, NTH of 'UG-CEN-NAGURU', 'UG-EST-MADERA', 'UG-NTH-OJWINA'."""
    vocab, known = vocabulary(country), list_words(places)
    paths = defaultdict[tuple[str, str], list[tuple[str, str | None, str]]](list)
    for cluster, name in set(names):
        if (found := _PATH.match(name)) and found[1].isupper():
            first, sign, second, rest = found.groups()
            paths[first, sign].append((cluster, fold(second) if second and second.isupper() else None, rest))
    regions = set[str]()
    for found_behind in paths.values():
        seconds = {second for _, second, _ in found_behind if second}
        is_field = all(second for _, second, _ in found_behind)
        is_wide = len({cluster for cluster, _, _ in found_behind}) >= MIN_CLUSTERS_IN_REGIONS
        if is_field and is_wide and len(found_behind) >= MIN_NAMES_IN_REGIONS:
            rests = {rest for _, _, rest in found_behind}
            behind = sum(is_place(split(normalize_network_name(rest))[:-1], vocab) for rest in rests)
            if behind >= max(MIN_NAMES_IN_REGIONS, 3 * len(seconds)):
                regions |= seconds - vocab.codes - vocab.generic - known
    return frozenset(regions)
