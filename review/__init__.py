"""Places out to a person and back: the page, the tables, the decisions taken back.

Offers Place (what a reviewer judges) and Surroundings (what he judges it by).
"""

from review.places import COLUMNS, NAME_SEPARATOR, TICKETS_SHOWN, Place, Spot, Surroundings, Ticket

__all__ = ["COLUMNS", "NAME_SEPARATOR", "TICKETS_SHOWN", "Place", "Spot", "Surroundings", "Ticket"]
