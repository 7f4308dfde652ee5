"""What differs from country to country, as data: a file a country, and everywhere.py for what holds in all of them."""

from __future__ import annotations

from functools import cache

from geocoding.countries.everywhere import EVERYWHERE
from geocoding.countries.ke import KENYA
from geocoding.countries.vocabulary import Vocabulary

_BY_CODE = {"ke": KENYA}

__all__ = ["Vocabulary", "vocabulary"]


@cache
def vocabulary(country: str) -> Vocabulary:
    """The words of a country (ISO 3166-1 alpha-2, lower case) and everywhere's."""
    return EVERYWHERE | _BY_CODE.get(country, Vocabulary())
