"""The English name of a country by its ISO 3166-1 alpha-2 code: the word that goes into a query."""

from __future__ import annotations

import re

import pycountry

from shared import USAGE, UserError


def country_name(code: str) -> str:
    """As maps have it, for a code in any case; UserError names GEOCODER_COUNTRY."""
    country = pycountry.countries.get(alpha_2=code.upper())
    if country is None:
        message = f"GEOCODER_COUNTRY is {code!r}: no country has that ISO 3166-1 alpha-2 code (Kenya's is ke)"
        raise UserError(message, USAGE)
    return _reorder(getattr(country, "common_name", country.name))


def _reorder(name: str) -> str:
    """ISO's 'Congo, The Democratic Republic of the' and 'Falkland Islands (Malvinas)' as one would write them."""
    short, _, long = re.sub(r" \(.*\)", "", name).partition(", ")
    return f"{long.removeprefix('The ')} {short}" if re.search(r"\bof( the)?$", long) else short
