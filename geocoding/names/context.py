"""What the rules know beside the tokens of a name."""

from __future__ import annotations

from dataclasses import dataclass

from geocoding.countries import Vocabulary


@dataclass(frozen=True)
class Context:
    """What the rules know beside the tokens."""

    vocab: Vocabulary
    codes: frozenset[tuple[str, ...]] = frozenset()  # this site's own and those learnt, each a word or several, folded
    cluster: tuple[str, ...] = ()  # the keys of its name's words
    cluster_name: str = ""  # as written, or in small letters
    cluster_codes: frozenset[str] = frozenset()  # what stands before several of its names
    larger_codes: frozenset[str] = frozenset()  # the country's, and what stands before names of any cluster
    is_again: bool = False  # what the rules have left is read once more
    equipment: frozenset[str] = frozenset()  # what the feed itself tells to be a numbered thing
    numbered_places: frozenset[str] = frozenset()  # ... and to be a place with its number
    numbered_fields: frozenset[str] = frozenset()  # ... and to be a code in front whose number is behind the name
    cluster_parts: frozenset[str] = frozenset()  # ... and to be what the cluster's numbered parts are called

    @property
    def cluster_title(self) -> str:
        """Its name as a map would have it."""
        return self.cluster_name.title() if self.cluster_name.islower() else self.cluster_name
