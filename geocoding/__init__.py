"""From a network name to a point: what is asked, who is asked, which answer is the place.

Offers Geocoder (a provider), Run (one run's pace and quota), the two stages, the StageTally each fills with
Asks, and list_unplaced, which tells what is still Unplaced. For --status: count_names, read_usage, PROVIDERS.
"""

from geocoding.gazetteer import Unplaced, count_names, list_unplaced, read_usage
from geocoding.names import clean_place_name
from geocoding.providers import PROVIDERS, Geocoder, check_access
from geocoding.stages import (
    CLUSTER_STATUSES,
    LOCATION_STATUSES,
    Ask,
    Run,
    StageTally,
    geocode_clusters,
    geocode_locations,
)

RUN_LOCK = "tickets.geocoding"  # whoever holds it asks for this database's names

__all__ = [
    "CLUSTER_STATUSES",
    "LOCATION_STATUSES",
    "PROVIDERS",
    "RUN_LOCK",
    "Ask",
    "Geocoder",
    "Run",
    "StageTally",
    "Unplaced",
    "check_access",
    "clean_place_name",
    "count_names",
    "geocode_clusters",
    "geocode_locations",
    "list_unplaced",
    "read_usage",
]
