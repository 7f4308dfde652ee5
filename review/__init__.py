"""Places out to a person and back: the page, the tables, the decisions taken back.

Offers what there is to see (read_places, add_tickets, read_surroundings), what it is written to (write_csv,
write_geojson, write_page, whole or not at all), and the way back (read_table, take).
"""

from review.decisions import Change, Verdict
from review.page import write_page
from review.places import COLUMNS, Clean, Key, Place, Spot, Surroundings, Ticket
from review.storage import add_tickets, name_keys, read_places, read_surroundings
from review.tables import Row, read_table, refuse_decisions, write_csv, write_geojson, written_whole
from review.taking import Taken, take

__all__ = [
    "COLUMNS",
    "Change",
    "Clean",
    "Key",
    "Place",
    "Row",
    "Spot",
    "Surroundings",
    "Taken",
    "Ticket",
    "Verdict",
    "add_tickets",
    "name_keys",
    "read_places",
    "read_surroundings",
    "read_table",
    "refuse_decisions",
    "take",
    "write_csv",
    "write_geojson",
    "write_page",
    "written_whole",
]
