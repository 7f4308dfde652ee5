"""From the bucket to the table: fetch, read, compare, guard, write.

Offers fetch and from_path (where a snapshot is), ingest (one snapshot into its table, by Options, counted in a Tally),
and the statements around them: what was applied last, which tickets are present, the history of runs.
"""

from ingest.bucket import bucket_url, fetch
from ingest.history import read_last_applied, record_failure
from ingest.run import Options, Preview, Tally, ingest
from ingest.snapshot import SnapshotFile, from_path
from ingest.staging import present_tickets
from ingest.tickets import count_places

RUN_LOCK = "tickets.import"  # whoever holds it imports into this database

__all__ = [
    "RUN_LOCK",
    "Options",
    "Preview",
    "SnapshotFile",
    "Tally",
    "bucket_url",
    "count_places",
    "fetch",
    "from_path",
    "ingest",
    "present_tickets",
    "read_last_applied",
    "record_failure",
]
