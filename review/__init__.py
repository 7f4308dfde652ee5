"""Places for people to review: the page, the tables, and the import of the decisions.

Offers what there is to see (read_places, add_tickets, read_surroundings), what it is written to (write_csv,
write_geojson, write_page, whole or not at all), and the way back (read_table, apply_file).
"""

from review.decisions import Action, Change
from review.importing import ImportResult, apply_file
from review.page import write_page
from review.places import COLUMNS, Candidate, Clean, Key, Place, Spot, Surroundings, Ticket
from review.storage import add_tickets, name_keys, read_places, read_surroundings
from review.tables import Row, atomic_write, ensure_no_decisions_lost, read_table, write_csv, write_geojson

__all__ = [
    "COLUMNS",
    "Action",
    "Candidate",
    "Change",
    "Clean",
    "ImportResult",
    "Key",
    "Place",
    "Row",
    "Spot",
    "Surroundings",
    "Ticket",
    "add_tickets",
    "apply_file",
    "atomic_write",
    "ensure_no_decisions_lost",
    "name_keys",
    "read_places",
    "read_surroundings",
    "read_table",
    "write_csv",
    "write_geojson",
    "write_page",
]
