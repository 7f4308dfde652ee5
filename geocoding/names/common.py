"""Codes that nobody listed, found in the data: a word that the names of many clusters have in common is no place.

Only where all speaks for it: it stands at one end, always the same, fenced off by a separator, beside ever other names.
So Town, Market or Majengo are none: they stand alone as well, behind a space, or beside a generic word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from geocoding.countries import Vocabulary, vocabulary
from geocoding.names.generic import is_place
from geocoding.names.tokens import Token, normalize, split

MIN_CLUSTERS = 5
MIN_NAMES = 12
MIN_VARIETY = 0.8  # of the names beside it, those that are unlike every other


@dataclass(slots=True)
class _Use:
    """How the names use one word."""

    clusters: set[str] = field(default_factory=set)
    beside: list[str] = field(default_factory=list)  # the rest of each name, but for numbers
    ends: set[bool] = field(default_factory=set)  # whether it stands last
    is_plain: bool = False  # once it was used as a code is not


def find_common_codes(names: Iterable[tuple[str, str]], country: str, places: Collection[str]) -> frozenset[str]:
    """The words of (cluster, location name) pairs that are codes; none of `places`: clusters, places that are known."""
    words, uses = vocabulary(country), defaultdict[str, _Use](_Use)
    for cluster, name in set(names):
        tokens = [token for token in split(normalize(name))[:-1] if not _is_known_code(token, words)]
        for at, token in enumerate(tokens):
            _note(uses[token.base or token.key], cluster, tokens, at, words)
    known = {word for place in places for word in (place.casefold(), *place.casefold().split())}
    return frozenset(word for word, use in uses.items() if word not in known | words.generic and _is_code(use))


def _is_known_code(token: Token, words: Vocabulary) -> bool:
    return token.base in words.prefixes | words.codes or token.text.isdecimal()


def _note(use: _Use, cluster: str, tokens: list[Token], at: int, words: Vocabulary) -> None:
    is_last = at > 0
    rest = tokens[:at] if is_last else tokens[1:]
    gap = tokens[at].gap if is_last else tokens[1].gap if rest else ""
    is_inside = is_last and at < len(tokens) - 1
    if is_inside or not gap.strip() or not is_place(rest, words):
        use.is_plain = True
        return
    use.clusters.add(cluster)
    use.ends.add(is_last)
    use.beside.append(" ".join(token.key for token in rest if not token.has_number))


def _is_code(use: _Use) -> bool:
    is_steady = not use.is_plain and len(use.ends) == 1
    is_frequent = len(use.clusters) >= MIN_CLUSTERS and len(use.beside) >= MIN_NAMES
    return is_steady and is_frequent and len(set(use.beside)) >= MIN_VARIETY * len(use.beside)
