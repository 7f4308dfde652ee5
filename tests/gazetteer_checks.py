"""The tickets schema under test: emptied, and asked whether what must hold at every moment does."""

from __future__ import annotations

import time
from typing import Any

import psycopg

Db = psycopg.Connection[Any]

DIFFERING = """
SELECT '{kind}', t.ticket_id, t.geo_source, right_.geo_source
FROM tickets.{kind} AS t
CROSS JOIN LATERAL tickets.resolve_geom(t.raw) AS right_
WHERE (t.geom, t.geo_source, t.geo_verified) IS DISTINCT FROM (right_.geom, right_.geo_source, right_.geo_verified)
   OR t.cluster_key IS DISTINCT FROM tickets.name_key(tickets.cluster_of(t.raw))
   OR t.location_key IS DISTINCT FROM tickets.name_key(tickets.location_of(t.raw))
"""

MISJUDGED = """
SELECT l.cluster, l.location_name, l.status, l.distance_km
FROM tickets.geo_locations AS l
LEFT JOIN tickets.active_clusters AS c ON c.cluster_key = l.cluster_key
CROSS JOIN LATERAL (SELECT tickets.haversine_km(l.geom, c.geom) AS km) AS now
WHERE abs(l.distance_km - km) > 0.0001
   OR (l.distance_km IS NULL) <> (km IS NULL)
   OR (km IS NOT NULL AND NOT l.verified AND l.status = CASE WHEN km > 25 THEN 'ok' ELSE 'too_far' END)
"""


TABLES = (
    "inc",
    "crq",
    "geo_locations",
    "geo_clusters",
    "geocoder_usage",
    "import_rejects",
    "import_runs",
    "equivalent_hashes",
    "geo_candidates",
    "geocoding_runs",
    "unsure_places",
)


def empty_tables(url: str) -> None:
    """Leaves a database as a newly migrated one, in a fraction of the time that a new one takes."""
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute("; ".join(f"DELETE FROM tickets.{table}" for table in TABLES))


def differing_rows(db: Db) -> list[tuple[Any, ...]]:
    """The tickets that are not where resolve_geom says."""
    return [row for kind in ("inc", "crq") for row in db.execute(DIFFERING.format(kind=kind))]


def misjudged_locations(db: Db) -> list[tuple[Any, ...]]:
    """The locations whose distance, or status while unverified, is not what their centroid says."""
    return db.execute(MISJUDGED).fetchall()


def version(db: Db) -> int:
    row = db.execute("SELECT sum(n)::bigint FROM tickets.map_version").fetchone()
    assert row
    return int(row[0])


def wait_until_blocked(db: Db, deadline_s: float = 20) -> None:
    """Until some connection to the database waits for a lock."""
    deadline = time.monotonic() + deadline_s
    waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    while not db.execute(waiting).fetchone():
        assert time.monotonic() < deadline, "nobody waits for a lock"
