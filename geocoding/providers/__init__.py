"""The geocoders: one file per response format, the client that sends, what can go wrong.

Offers Geocoder (`search` sends one request), PROVIDERS (the facts about each), country_name.
"""

from geocoding.providers.client import PROVIDERS, Geocoder, Provider, check_access
from geocoding.providers.country_names import country_name

__all__ = ["PROVIDERS", "Geocoder", "Provider", "check_access", "country_name"]
