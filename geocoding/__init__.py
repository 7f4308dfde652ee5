"""From a network name to a point: what is asked, who is asked, which answer is the place.

Offers Geocoder (a provider), GeocodingRun (one run's pace and quota), the two stages, the StageReport that each fills,
and list_unplaced (tickets without a place). Names: tokens.py cuts them, names/ cleans them, place_names/ reads what is
left, words.py compares; countries/ has the words of each language. names_around.py lists what the map has near.
"""

from geocoding.clusters import CLUSTER_STATUSES, geocode_clusters
from geocoding.gazetteer import Unplaced, list_unplaced
from geocoding.locations import LOCATION_STATUSES, geocode_locations
from geocoding.names import clean_place_name
from geocoding.providers import Geocoder, check_access, country_name
from geocoding.run import GeocodingRun, PlannedQuery, StageReport

RUN_LOCK = "tickets.geocoding"  # whoever holds it asks for this database's names

__all__ = [
    "CLUSTER_STATUSES",
    "LOCATION_STATUSES",
    "RUN_LOCK",
    "Geocoder",
    "GeocodingRun",
    "PlannedQuery",
    "StageReport",
    "Unplaced",
    "check_access",
    "clean_place_name",
    "country_name",
    "geocode_clusters",
    "geocode_locations",
    "list_unplaced",
]
