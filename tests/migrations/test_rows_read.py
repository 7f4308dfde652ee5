"""What a statement costs: a correction reads its own tickets and places, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from conftest import Server

Db = psycopg.Connection[Any]
# 100 clusters with 20 locations each, and of each kind 10 tickets a location; as many gone ones in another cluster.
FILL = """
INSERT INTO tickets.geo_clusters (cluster, geom)
SELECT 'Cluster ' || c, ST_SetSRID(ST_MakePoint(34 + c / 100.0, -1), 4326) FROM generate_series(1, 100) AS c;
INSERT INTO tickets.geo_locations (cluster, location_name, geom)
SELECT 'Cluster ' || c, 'Place ' || l, ST_SetSRID(ST_MakePoint(34 + c / 100.0, -1 + l / 1000.0), 4326)
FROM generate_series(1, 100) AS c, generate_series(1, 20) AS l;
SET LOCAL fleettickets.locations_set = 'on';
INSERT INTO tickets.inc (ticket_id, raw, cluster_key, location_key, geom, geo_source)
SELECT
  format('T%s-%s-%s', substring(l.cluster, 9), substring(l.location_name, 7), n),
  jsonb_build_object('cluster', l.cluster, 'location_name', l.location_name, 'more', repeat(md5(n::text), 8)),
  l.cluster_key, l.location_key, l.geom, 'location'
FROM tickets.geo_locations AS l, generate_series(1, 10) AS n;
INSERT INTO tickets.crq (ticket_id, raw, cluster_key, location_key, geom, geo_source)
SELECT ticket_id, raw, cluster_key, location_key, geom, geo_source FROM tickets.inc;
INSERT INTO tickets.inc (ticket_id, raw, cluster_key, gone_at)
SELECT 'GONE' || ticket_id, raw || '{"cluster": "Elsewhere"}', 'elsewhere', now() FROM tickets.inc;
"""
READ = """
SELECT relname, sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::integer
FROM pg_stat_xact_user_tables
WHERE schemaname = 'tickets' AND relname = ANY ('{inc,crq,geo_locations}')
GROUP BY relname
"""


@pytest.fixture(scope="module")
def module_db(server: Server, migrated_template: str) -> Iterator[Db]:
    url = server.create_database(migrated_template)
    with psycopg.connect(url, autocommit=True) as conn:
        with conn.transaction():
            conn.execute(FILL)
        conn.execute("VACUUM ANALYZE tickets.inc, tickets.crq, tickets.geo_clusters, tickets.geo_locations")
        yield conn
    server.drop_database(url)


LOCATION = "cluster_key = 'cluster 7' AND location_key = 'place 3'"
# How many tickets of each kind it is about.
STATEMENTS = {
    "a location is moved": (
        f"UPDATE tickets.geo_locations SET geom = ST_Translate(geom, 0, 0.01) WHERE {LOCATION}",
        10,
    ),
    "a location is verified": (f"UPDATE tickets.geo_locations SET verified = true WHERE {LOCATION}", 10),
    "a location's note": (f"UPDATE tickets.geo_locations SET note = 'x' WHERE {LOCATION}", 10),
    "a location is removed": (f"DELETE FROM tickets.geo_locations WHERE {LOCATION}", 10),
    "a location is added": (
        "INSERT INTO tickets.geo_locations (cluster, location_name, status) VALUES ('Cluster 7', 'New', 'not_found')",
        1,
    ),
    "a cluster is moved": (
        "UPDATE tickets.geo_clusters SET geom = ST_Translate(geom, 0, 1) WHERE cluster_key = 'cluster 7'",
        200,
    ),
    "a cluster is removed": ("DELETE FROM tickets.geo_clusters WHERE cluster_key = 'cluster 7'", 200),
    "a person's word for a place": ("SELECT tickets.verify_place('Cluster 7', 'Place 3', 34.07, -1.1)", 10),
    "a person's word for a cluster": ("SELECT tickets.verify_place('Cluster 7', NULL, 34.07, -1.1)", 200),
    "a person rejects a place": ("SELECT tickets.reject_place('Cluster 7', 'Place 3')", 10),
    "a ticket changes": (
        """UPDATE tickets.inc SET raw = raw || '{"status": "Closed"}' WHERE ticket_id = 'T7-3-1'""",
        1,
    ),
    "a ticket is added": ("""INSERT INTO tickets.inc (ticket_id, raw) VALUES ('N', '{"cluster": "Cluster 7"}')""", 1),
    "a ticket is removed": ("DELETE FROM tickets.inc WHERE ticket_id = 'T7-3-1'", 1),
}


@pytest.mark.parametrize(("statement", "own"), STATEMENTS.values(), ids=STATEMENTS)
def test_a_statement_and_its_triggers_read_its_own_tickets_and_places_only(
    module_db: Db, statement: str, own: int
) -> None:
    with module_db.transaction(force_rollback=True):
        # As the planner has it with more tickets than these: found by their keys.
        module_db.execute("SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off")
        before = dict(module_db.execute(READ).fetchall())
        module_db.execute(statement)
        after = dict(module_db.execute(READ).fetchall())
    read = {name: rows - before[name] for name, rows in after.items()}
    # Each is read a few times: to be found, compared, written, counted.
    assert {name: rows for name, rows in read.items() if rows > 10 * own + 100} == {}
