"""From the bucket to the table: fetch, read, compare, guard, write.

Offers fetch and at_path (where a snapshot is), ingest (one snapshot into its table, by Rules, told in a Tally), and the
statements around them: what was applied last, which tickets are present, what the books say of runs.
"""

from ingest.books import Life, note_failure, read_life
from ingest.bucket import fetch, source_of
from ingest.run import Rules, Tally, ingest
from ingest.snapshot import Fetched, at_path
from ingest.storage import count_places, present_tickets, read_last_applied
from ingest.workspace import workspace

RUN_LOCK = "tickets.import"  # whoever holds it imports into this database

__all__ = [
    "RUN_LOCK",
    "Fetched",
    "Life",
    "Rules",
    "Tally",
    "at_path",
    "count_places",
    "fetch",
    "ingest",
    "note_failure",
    "present_tickets",
    "read_last_applied",
    "read_life",
    "source_of",
    "workspace",
]
