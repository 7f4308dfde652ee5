"""The English name of a country by its ISO 3166-1 alpha-2 code: the word that goes into a query."""

from __future__ import annotations

import re

import pycountry

from shared import USAGE, UserError

# Where Nominatim's settings/country-names does not have ISO's English name: there a query with it finds nothing.
_MAP_NAMES = {
    "bn": "Brunei",
    "eh": "Sahrawi Arab Democratic Republic",
    "ps": "Palestinian Territories",
    "ru": "Russia",
    "va": "Vatican City",
    "vg": "British Virgin Islands",
}
# Codes that the list has not: their places are another country's there.
_FILED_UNDER = {
    code: country
    for country, codes in {
        "au": "cc cx hm nf",
        "cn": "hk mo",
        "fi": "ax",
        "fr": "bl gf gp mf mq nc pf pm re tf wf yt",
        "nl": "aw bq cw sx",
        "no": "bv sj",
        "us": "as gu mp pr um vi",
    }.items()
    for code in codes.split()
}


def filed_under(code: str) -> str | None:
    """The code under which Nominatim has a territory's places; None if it is under its own."""
    return _FILED_UNDER.get(code.lower())


def country_name(code: str) -> str:
    """As maps have it, for a code in any case; UserError names GEOCODER_COUNTRY."""
    country = pycountry.countries.get(alpha_2=code.upper())
    if country is None:
        message = f"GEOCODER_COUNTRY is {code!r}: no country has that ISO 3166-1 alpha-2 code (Kenya's is ke)"
        raise UserError(message, USAGE)
    if code.lower() in _MAP_NAMES:
        return _MAP_NAMES[code.lower()]
    return _reorder(getattr(country, "common_name", country.name))


def is_country_name(name: str) -> bool:
    """Whether it is a country's English name, in any case."""
    return pycountry.countries.get(name=name.strip().title()) is not None


def _reorder(name: str) -> str:
    """ISO's 'Congo, The Democratic Republic of the' and 'Falkland Islands (Malvinas)' as one would write them."""
    short, _, long = re.sub(r" \(.*\)", "", name).partition(", ")
    return f"{long.removeprefix('The ')} {short}" if re.search(r"\bof( the)?$", long) else short
