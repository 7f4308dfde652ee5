"""What a feed tells by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Feed:
    """What all names of a feed tell about its codes."""

    codes: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()
    cluster_codes: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by the cluster's name, casefolded


NO_FEED = Feed()
