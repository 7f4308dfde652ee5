"""From the bucket to the table: fetch, read, compare, guard, write.

Offers fetch and at_path (where a snapshot is), ingest (one snapshot into its table, by Rules, told in a Tally), and the
statements that a run needs around them: what was applied last, which tickets are present.
"""

from ingest.bucket import fetch
from ingest.run import Rules, Tally, ingest
from ingest.snapshot import Fetched, at_path
from ingest.storage import present_tickets, read_last_applied
from ingest.workspace import workspace

RUN_LOCK = "tickets.import"  # whoever holds it imports into this database

__all__ = [
    "RUN_LOCK",
    "Fetched",
    "Rules",
    "Tally",
    "at_path",
    "fetch",
    "ingest",
    "present_tickets",
    "read_last_applied",
    "workspace",
]
