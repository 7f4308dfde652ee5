"""From a network name to a point: what is asked, who is asked, which answer is the place.

Offers Geocoder (a provider), Run (one run's pace and quota), the two stages and the StageTally each fills.
"""

from geocoding.providers import Geocoder
from geocoding.stages import (
    CLUSTER_STATUSES,
    LOCATION_STATUSES,
    Run,
    StageTally,
    geocode_clusters,
    geocode_locations,
)

RUN_LOCK = "tickets.geocoding"  # whoever holds it asks for this database's names

__all__ = [
    "CLUSTER_STATUSES",
    "LOCATION_STATUSES",
    "RUN_LOCK",
    "Geocoder",
    "Run",
    "StageTally",
    "geocode_clusters",
    "geocode_locations",
]
