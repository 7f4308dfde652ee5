"""Every statement the geocoding stages send, one function each. Each commits by itself: what is saved stays saved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import class_row
from psycopg.types import TypeInfo
from psycopg.types.json import Jsonb
from psycopg.types.shapely import register_shapely
from shapely import Point

from geocoding.candidates import RankedCandidate
from shared import retry_on_lock_conflict

Connection = psycopg.Connection[Any]

# By kind, the query for its present tickets: cluster_key, location_key, cluster, location_name, actionable, geo_source.
Present = Mapping[str, sql.Composed]


@dataclass(frozen=True, slots=True)
class PendingLocation:
    cluster: str
    cluster_key: str
    location_name: str
    centroid: Point | None  # longitude, latitude
    cluster_status: str | None = None  # None: not asked for yet
    cluster_is_verified: bool = False
    places_asked: int | None = None  # to find the cluster by their agreement


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Tickets without a place, and why."""

    cluster: str | None
    reason: str
    tickets: int


@dataclass(frozen=True, slots=True)
class KnownLocation:
    """A row of geo_locations."""

    cluster_key: str
    location_name: str
    place: str | None
    geom: Point | None
    status: str
    verified: bool
    provider: str | None
    label: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is kept of a question, also of a refused answer."""

    status: str
    geom: Point | None = None
    distance_km: float | None = None
    provider: str | None = None
    query: str | None = None
    label: str | None = None
    note: str | None = None


def register_geometry(conn: Connection) -> None:
    """From now on geometry goes in and out as shapely's Point."""
    query = "SELECT extnamespace::regnamespace::text || '.geometry' FROM pg_extension WHERE extname = 'postgis'"
    (name,) = conn.execute(query).fetchone() or ("geometry",)
    info = TypeInfo.fetch(conn, name)
    if info:
        register_shapely(info, conn)


@retry_on_lock_conflict
def list_pending_clusters(conn: Connection, present: Present, *, retry_failed: bool) -> list[str]:
    """Clusters of present tickets without a row, most tickets first; with retry_failed also the refused ones."""
    query = sql.SQL("""
        SELECT coalesce(g.cluster, mode() WITHIN GROUP (ORDER BY t.cluster))
        FROM ({} UNION ALL {}) AS t
        LEFT JOIN tickets.geo_clusters AS g ON g.cluster_key = t.cluster_key
        WHERE t.cluster_key IS NOT NULL
          AND (g.cluster IS NULL OR (%s AND g.status <> 'ok' AND NOT g.verified))
        GROUP BY t.cluster_key, g.cluster
        ORDER BY count(*) DESC, t.cluster_key
    """).format(present["inc"], present["crq"])
    return [cluster for (cluster,) in conn.execute(query, (retry_failed,))]


@retry_on_lock_conflict
def list_centroids(conn: Connection) -> list[tuple[str, Point]]:
    """The clusters that have one, by the name that they were written down under."""
    query = """
        SELECT g.cluster, g.geom
        FROM tickets.geo_clusters AS g
        JOIN tickets.active_clusters USING (cluster_key)
        ORDER BY g.cluster_key
    """
    return conn.execute(query).fetchall()


@retry_on_lock_conflict
def list_pending_locations(conn: Connection, present: Present, *, retry_failed: bool) -> list[PendingLocation]:
    """Location names of present actionable INC tickets without coordinates of their own that have no row, those of most
    tickets first; with retry_failed also the refused ones."""
    query = sql.SQL("""
        SELECT
          coalesce(g.cluster, mode() WITHIN GROUP (ORDER BY t.cluster)) AS cluster,
          t.cluster_key,
          coalesce(l.location_name, mode() WITHIN GROUP (ORDER BY t.location_name)) AS location_name,
          c.geom AS centroid,
          g.status AS cluster_status,
          coalesce(g.verified, false) AS cluster_is_verified,
          g.places_asked
        FROM ({}) AS t
        LEFT JOIN tickets.geo_locations AS l ON l.cluster_key = t.cluster_key AND l.location_key = t.location_key
        LEFT JOIN tickets.geo_clusters AS g ON g.cluster_key = t.cluster_key
        LEFT JOIN tickets.active_clusters AS c ON c.cluster_key = t.cluster_key
        WHERE t.actionable
          AND t.geo_source <> 'feed'
          AND t.cluster_key IS NOT NULL
          AND t.location_key IS NOT NULL
          AND (l.location_name IS NULL OR (%s AND l.status <> 'ok' AND NOT l.verified))
        GROUP BY t.cluster_key, t.location_key, l.location_name, g.cluster, g.cluster_key, c.geom
        ORDER BY count(*) DESC, t.cluster_key, t.location_key
    """).format(present["inc"])
    with conn.cursor(row_factory=class_row(PendingLocation)) as cur:
        return cur.execute(query, (retry_failed,)).fetchall()


@retry_on_lock_conflict
def list_feed_names(conn: Connection, present: Present) -> set[tuple[str, str]]:
    """(cluster, location name) of all present tickets, whatever is known of them: what the feed tells by itself."""
    query = sql.SQL("""
        SELECT t.cluster_key, min(t.location_name)
        FROM ({} UNION ALL {}) AS t
        WHERE t.cluster_key IS NOT NULL AND t.location_key IS NOT NULL
        GROUP BY t.cluster_key, t.location_key
    """).format(present["inc"], present["crq"])
    return {(cluster, name) for cluster, name in conn.execute(query)}


@retry_on_lock_conflict
def list_names_of_verified_places(conn: Connection, present: Present) -> list[PendingLocation]:
    """Names without a row, of present actionable CRQ tickets, in clusters of which a person verified a place."""
    query = sql.SQL("""
        SELECT
          min(v.cluster) AS cluster,
          t.cluster_key,
          mode() WITHIN GROUP (ORDER BY t.location_name) AS location_name,
          NULL AS centroid
        FROM ({}) AS t
        JOIN tickets.geo_locations AS v ON v.cluster_key = t.cluster_key AND v.verified
        LEFT JOIN tickets.geo_locations AS l ON l.cluster_key = t.cluster_key AND l.location_key = t.location_key
        WHERE t.actionable
          AND t.geo_source <> 'feed'
          AND t.location_key IS NOT NULL
          AND l.location_name IS NULL
        GROUP BY t.cluster_key, t.location_key
        ORDER BY t.cluster_key, t.location_key
    """).format(present["crq"])
    with conn.cursor(row_factory=class_row(PendingLocation)) as cur:
        return cur.execute(query).fetchall()


@retry_on_lock_conflict
def list_known_locations(conn: Connection, cluster_keys: Collection[str]) -> list[KnownLocation]:
    query = """
        SELECT cluster_key, location_name, place, geom, status, verified, provider, label
        FROM tickets.geo_locations
        WHERE cluster_key = ANY (%s)
        ORDER BY cluster_key, location_key
    """
    with conn.cursor(row_factory=class_row(KnownLocation)) as cur:
        return cur.execute(query, (list(cluster_keys),)).fetchall()


@retry_on_lock_conflict
def list_unplaced(conn: Connection, present: Present) -> list[Unplaced]:
    """The present tickets that have no place, by their cluster, since its centroid would place them: most first."""
    query = sql.SQL("""
        SELECT
          coalesce(g.cluster, mode() WITHIN GROUP (ORDER BY t.cluster)) AS cluster,
          CASE
            WHEN t.cluster_key IS NULL THEN 'no cluster'
            WHEN g.cluster IS NULL THEN 'not asked for'
            WHEN g.status = 'ok' THEN 'no point'
            ELSE g.status
          END AS reason,
          count(*) AS tickets
        FROM ({} UNION ALL {}) AS t
        LEFT JOIN tickets.geo_clusters AS g ON g.cluster_key = t.cluster_key
        WHERE t.geo_source = 'none'
        GROUP BY t.cluster_key, g.cluster, g.status
        ORDER BY t.cluster_key IS NULL, count(*) DESC, t.cluster_key
    """).format(present["inc"], present["crq"])
    with conn.cursor(row_factory=class_row(Unplaced)) as cur:
        return cur.execute(query).fetchall()


@retry_on_lock_conflict
def save_cluster(
    conn: Connection, cluster: str, answer: Answer, candidates: Sequence[RankedCandidate] | None = None
) -> str:
    """Keeps the answer unless a person has verified the row meanwhile, and what else was answered (None: as it was).
    Returns the status the row has."""
    query = """
        WITH saved AS (
          INSERT INTO tickets.geo_clusters AS c (cluster, geom, status, provider, query, label, note)
          VALUES (%s, %s, %s, %s, %s, %s, %s)
          ON CONFLICT (cluster_key) DO UPDATE SET
            geom = EXCLUDED.geom,
            status = EXCLUDED.status,
            provider = EXCLUDED.provider,
            query = EXCLUDED.query,
            label = EXCLUDED.label,
            note = EXCLUDED.note,
            geocoded_at = now()
          WHERE NOT c.verified
          RETURNING status
        )
        SELECT coalesce((SELECT status FROM saved), 'ok')
    """
    values = (cluster, answer.geom, answer.status, answer.provider, answer.query, answer.label, answer.note)
    with conn.transaction():
        row = conn.execute(query, values).fetchone()
        if candidates is not None:
            _replace_candidates(conn, cluster, None, candidates)
    return str(row[0]) if row else answer.status


def _replace_candidates(
    conn: Connection, cluster: str, place: str | None, candidates: Sequence[RankedCandidate]
) -> None:
    query = """
        DELETE FROM tickets.geo_candidates
        WHERE cluster_key = tickets.name_key(%s) AND place_key = coalesce(tickets.name_key(%s), '')
    """
    conn.execute(query, (cluster, place))
    insert = """
        INSERT INTO tickets.geo_candidates (cluster, place, rank, label, geom, kind, distance_km, reason)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
    """
    rows = [
        (
            cluster,
            place,
            rank,
            kept.candidate.label or kept.candidate.name,
            Point(kept.candidate.lng, kept.candidate.lat),
            kept.candidate.kind or None,
            kept.distance_km,
            kept.reason,
        )
        for rank, kept in enumerate(candidates, 1)
    ]
    if rows:
        with conn.cursor() as cur:
            cur.executemany(insert, rows)


@retry_on_lock_conflict
def note_places_asked(conn: Connection, cluster: str, places: int) -> None:
    """That so many of the cluster's places were asked for, and did not agree on where it is."""
    query = "UPDATE tickets.geo_clusters SET places_asked = %s WHERE cluster_key = tickets.name_key(%s)"
    conn.execute(query, (places, cluster))


@retry_on_lock_conflict
def list_known_points(conn: Connection, cluster: str) -> list[Point]:
    """Where something of the cluster is for certain: present tickets with the feed's coordinates, verified places."""
    query = """
        WITH named AS (SELECT tickets.name_key(%s) AS cluster_key)
        SELECT geom FROM tickets.inc JOIN named USING (cluster_key) WHERE geo_source = 'feed' AND gone_at IS NULL
        UNION ALL
        SELECT geom FROM tickets.crq JOIN named USING (cluster_key) WHERE geo_source = 'feed' AND gone_at IS NULL
        UNION ALL
        SELECT geom FROM tickets.active_locations JOIN named USING (cluster_key) WHERE verified
    """
    return [row[0] for row in conn.execute(query, (cluster,))]


@retry_on_lock_conflict
def save_locations(
    conn: Connection,
    cluster: str,
    names: Sequence[str],
    place: str | None,
    answer: Answer,
    candidates: Sequence[RankedCandidate] | None = None,
) -> list[str]:
    """Keeps one answer for all names of a place, except for rows a person has verified meanwhile, and what else was
    answered (None: as it was). Returns the status each name's row has: the database judges the distance itself."""
    query = """
        WITH saved AS (
          INSERT INTO tickets.geo_locations AS l
            (cluster, location_name, place, geom, status, distance_km, provider, query, label, note)
          SELECT
            %(cluster)s, name, %(place)s, %(geom)s, %(status)s, %(distance_km)s,
            %(provider)s, %(query)s, %(label)s, %(note)s
          FROM unnest(%(names)s::text[]) AS name
          ON CONFLICT (cluster_key, location_key) DO UPDATE SET
            place = EXCLUDED.place,
            geom = EXCLUDED.geom,
            status = EXCLUDED.status,
            distance_km = EXCLUDED.distance_km,
            provider = EXCLUDED.provider,
            query = EXCLUDED.query,
            label = EXCLUDED.label,
            note = EXCLUDED.note,
            geocoded_at = now()
          WHERE NOT l.verified
          RETURNING location_key, status
        )
        SELECT coalesce(saved.status, 'ok')
        FROM unnest(%(names)s::text[]) WITH ORDINALITY AS given (name, n)
        LEFT JOIN saved ON saved.location_key = tickets.name_key(given.name)
        ORDER BY given.n
    """
    values = {
        "cluster": cluster,
        "names": list(names),
        "place": place,
        "geom": answer.geom,
        "status": answer.status,
        "distance_km": answer.distance_km,
        "provider": answer.provider,
        "query": answer.query,
        "label": answer.label,
        "note": answer.note,
    }
    with conn.transaction():
        statuses = [str(row[0]) for row in conn.execute(query, values)]
        if candidates is not None:
            _replace_candidates(conn, cluster, place, candidates)
    return statuses


@retry_on_lock_conflict
def reserve_request(conn: Connection, provider: str, daily_limit: int) -> bool:
    """Counts a request that is about to be sent; False, and nothing counted, when the day's limit is reached."""
    query = """
        INSERT INTO tickets.geocoder_usage AS u (provider, day, requests)
        VALUES (%s, (now() AT TIME ZONE 'UTC')::date, 1)
        ON CONFLICT (provider, day) DO UPDATE SET requests = u.requests + 1 WHERE u.requests < %s
        RETURNING requests
    """
    return conn.execute(query, (provider, daily_limit)).fetchone() is not None


@retry_on_lock_conflict
def read_usage(conn: Connection, provider: str) -> int:
    """Requests counted today (UTC)."""
    query = """
        SELECT requests FROM tickets.geocoder_usage
        WHERE provider = %s AND day = (now() AT TIME ZONE 'UTC')::date
    """
    row = conn.execute(query, (provider,)).fetchone()
    return int(row[0]) if row else 0


@retry_on_lock_conflict
def save_run(
    conn: Connection,
    provider: str,
    outcome: str,
    *,
    error: str | None,
    requests: int,
    counts: Mapping[str, Mapping[str, int]],
    started_at: datetime,
) -> None:
    """Writes down a geocoding run: outcome done, quota or failed."""
    query = """
        INSERT INTO tickets.geocoding_runs (provider, outcome, error, requests, counts, started_at)
        VALUES (%s, %s, %s, %s, %s, %s)
    """
    conn.execute(query, (provider, outcome, error, requests, Jsonb(counts), started_at))
