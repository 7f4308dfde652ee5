"""The temporary tables of an import, which only this module names. Each lasts until its transaction ends.

staged_known has the records of tickets that are in the table, staged_new those of new ones, and comparison what the
known ones would change. For the geocoding stages a dry run leaves in preview_inc and preview_crq what would be present.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from msgspec import Raw
from psycopg import sql

from ingest.tickets import COLUMNS, Location, tickets_table

KNOWN = sql.Identifier("staged_known")
NEW = sql.Identifier("staged_new")

Connection = psycopg.Connection[Any]


def create(conn: Connection, kind: str) -> None:
    """Creates both tables, like the kind's and empty."""
    conn.execute("DROP TABLE IF EXISTS pg_temp.staged_known, pg_temp.staged_new, pg_temp.comparison")
    for name in (KNOWN, NEW):
        query = sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA")
        conn.execute(query.format(name, sql.SQL(COLUMNS), tickets_table(kind)))


def create_comparison(conn: Connection, kind: str) -> tuple[int, int]:
    """Counts the known tickets that (changed, are unchanged after all); those that are gone count as neither."""
    # Else a few records are thought many, and all tickets are read for them.
    conn.execute("ANALYZE staged_known (ticket_id)")
    conn.execute(
        sql.SQL("""
            CREATE TEMPORARY TABLE comparison ON COMMIT DROP AS
            SELECT
              s.ticket_id,
              t.ctid AS version,
              t.gone_at IS NOT NULL AS was_gone,
              t.raw IS DISTINCT FROM s.raw AS differs,
              CASE
                WHEN t.geom::bytea IS NOT DISTINCT FROM s.geom::bytea THEN 'not'
                WHEN t.geom IS NULL THEN 'gained'
                WHEN s.geom IS NULL THEN 'lost'
                ELSE 'changed'
              END AS moved
            FROM staged_known AS s
            JOIN {} AS t USING (ticket_id)
        """).format(tickets_table(kind))
    )
    query = """
        SELECT count(*) FILTER (WHERE differs), count(*) FILTER (WHERE NOT differs)
        FROM comparison
        WHERE NOT was_gone
    """
    changed, unchanged = conn.execute(query).fetchone() or (0, 0)
    return changed, unchanged


def count_place_changes(conn: Connection) -> dict[str, int]:
    """How many of the tickets that stay gained, lost or changed their place."""
    query = "SELECT moved, count(*) FROM comparison WHERE NOT was_gone AND moved <> 'not' GROUP BY moved"
    return dict.fromkeys(("gained", "lost", "changed"), 0) | dict(conn.execute(query))


def list_changes(conn: Connection, kind: str, most: int) -> list[str]:
    """A few changed tickets, each with the keys that differ and their values, before and now."""
    query = sql.SQL("""
        SELECT k.ticket_id || ' (' || coalesce(fields.list, 'all') || ')'
        FROM (SELECT * FROM comparison WHERE differs AND NOT was_gone ORDER BY ticket_id LIMIT %s) AS k
        JOIN staged_known AS s USING (ticket_id)
        JOIN {} AS t USING (ticket_id)
        CROSS JOIN LATERAL (
          SELECT string_agg(
            format('%%s: %%s -> %%s', key, left(coalesce(was.value::text, 'none'), 40),
              left(coalesce(now.value::text, 'none'), 40)),
            ', ' ORDER BY key
          ) AS list
          FROM jsonb_each(CASE jsonb_typeof(t.raw) WHEN 'object' THEN t.raw END) AS was
          FULL JOIN jsonb_each(s.raw) AS now USING (key)
          WHERE was.value IS DISTINCT FROM now.value
        ) AS fields
        ORDER BY k.ticket_id
    """).format(tickets_table(kind))
    return [row[0] for row in conn.execute(query, (most,))]


def find_invalid_jsonb(conn: Connection, records: Iterable[tuple[str, Raw]]) -> list[tuple[str, str]]:
    """(ticket_id, the server's reason) of the records that jsonb can't hold."""
    with conn.transaction(force_rollback=True), conn.cursor() as cur:
        cur.execute("CREATE TEMPORARY TABLE suspects (ticket_id text, record text)")
        with cur.copy("COPY suspects FROM STDIN") as copy:
            for ticket_id, raw in records:
                copy.write_row((ticket_id, bytes(raw).decode()))
        cur.execute(
            "SELECT ticket_id, reason FROM suspects, tickets.jsonb_error(record) AS reason WHERE reason IS NOT NULL"
        )
        return cur.fetchall()


# --- what the table would be: each row that is or would be present, with whether it is so before and after ------------

_WHEN = ("before", "after")
_BEFORE_AND_AFTER = sql.SQL("""
    SELECT
      t.raw, t.cluster_key, t.location_key, t.geo_source,
      true AS before,
      s.ticket_id IS NULL AND gone.ticket_id IS NULL AS after
    FROM {tickets} AS t
    LEFT JOIN staged_known AS s USING (ticket_id)
    LEFT JOIN unnest({gone}::text[]) AS gone (ticket_id) USING (ticket_id)
    WHERE t.gone_at IS NULL
    UNION ALL SELECT raw, cluster_key, location_key, geo_source, false, true FROM staged_known
    UNION ALL SELECT raw, cluster_key, location_key, geo_source, false, true FROM staged_new
""")


def _before_and_after(kind: str, gone: Sequence[str]) -> sql.Composed:
    return _BEFORE_AND_AFTER.format(gone=list(gone), tickets=tickets_table(kind))


# By key that is read: whether a ticket has a usable value.
_USABLE = {
    "status": "tickets.status_of(raw) <> ''",
    "cluster": "cluster_key IS NOT NULL",
    "location_name": "location_key IS NOT NULL",
    "lat/lng": "geo_source = 'feed'",
}


def count_usable_values(conn: Connection, kind: str, gone: Sequence[str]) -> dict[str, tuple[int, int]]:
    """By key that is read, how many tickets have a usable value (until now, after this snapshot)."""
    counts = sql.SQL(", ").join(
        sql.SQL(f"count(*) FILTER (WHERE {when} AND {usable})") for usable in _USABLE.values() for when in _WHEN
    )
    query = sql.SQL("SELECT {} FROM ({}) AS record").format(counts, _before_and_after(kind, gone))
    found = conn.execute(query).fetchone() or ()
    return dict(zip(_USABLE, zip(found[::2], found[1::2], strict=True), strict=True))


def list_key_changes(conn: Connection, kind: str, gone: Sequence[str]) -> tuple[list[str], list[str]]:
    """The keys that no ticket has until now, and those that none has after this snapshot, the most frequent first."""
    query = sql.SQL("""
        SELECT key, bool_or(after)
        FROM ({}) AS record
        CROSS JOIN LATERAL jsonb_object_keys(CASE jsonb_typeof(raw) WHEN 'object' THEN raw END) AS key
        GROUP BY key
        HAVING NOT (bool_or(before) AND bool_or(after))
        ORDER BY count(*) DESC, key
    """)
    found = conn.execute(query.format(_before_and_after(kind, gone))).fetchall()
    return [key for key, after in found if after], [key for key, after in found if not after]


def list_new_statuses(conn: Connection, kind: str) -> list[str]:
    """The statuses, in lower case, that no ticket of the table has."""
    query = sql.SQL("""
        SELECT DISTINCT tickets.status_of(raw)
        FROM (SELECT raw FROM staged_known UNION ALL SELECT raw FROM staged_new) AS staged
        WHERE tickets.status_of(raw) IS NOT NULL
        EXCEPT SELECT tickets.status_of(raw) FROM {}
        ORDER BY 1
    """)
    return [row[0] for row in conn.execute(query.format(tickets_table(kind)))]


# --- writing --------------------------------------------------------------------------------------------------------


def relocate_staged(conn: Connection, locations: Sequence[Location]) -> None:
    """Corrects the staged records of these names; those that the feed itself locates stay."""
    keys, names, geoms, sources, verified = zip(*locations, strict=True)
    for name in (KNOWN, NEW):
        query = sql.SQL("""
            UPDATE {} AS s
            SET geom = now.geom, geo_source = now.geo_source, geo_verified = now.geo_verified
            FROM unnest(%s::text[], %s::text[], %s::bytea[], %s::text[], %s::boolean[])
              AS now (cluster_key, location_key, geom, geo_source, geo_verified)
            WHERE s.cluster_key IS NOT DISTINCT FROM now.cluster_key
              AND s.location_key IS NOT DISTINCT FROM now.location_key
              AND s.geo_source <> 'feed'
        """)
        conn.execute(query.format(name), (list(keys), list(names), list(geoms), list(sources), list(verified)))


def insert_new(conn: Connection, kind: str) -> None:
    query = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM staged_new")
    conn.execute(query.format(tickets_table(kind), sql.SQL(COLUMNS), sql.SQL(COLUMNS)))


def update_changed(conn: Connection, kind: str) -> None:
    """Writes the staged tickets that changed or returned, and remembers how those are spelt that say the same."""
    conn.execute(
        sql.SQL("""
            UPDATE {} AS t
            SET
              raw = s.raw,
              content_hash = s.content_hash,
              cluster_key = s.cluster_key,
              location_key = s.location_key,
              geom = s.geom,
              geo_source = s.geo_source,
              geo_verified = s.geo_verified,
              changed_at = CASE WHEN k.differs THEN now() ELSE t.changed_at END,
              gone_at = NULL
            FROM staged_known AS s
            JOIN comparison AS k USING (ticket_id)
            WHERE t.ticket_id = s.ticket_id
              AND (k.differs OR k.was_gone)
        """).format(tickets_table(kind))
    )
    conn.execute(
        """
        DELETE FROM tickets.equivalent_hashes AS e
        USING staged_known AS s
        WHERE e.kind = %s AND e.ticket_id = s.ticket_id
        """,
        (kind,),
    )
    conn.execute(
        sql.SQL("""
        INSERT INTO tickets.equivalent_hashes (kind, ticket_id, content_hash)
        SELECT %s, s.ticket_id, s.content_hash
        FROM staged_known AS s
        JOIN comparison AS k USING (ticket_id)
        JOIN {} AS t USING (ticket_id)
        WHERE NOT (k.differs OR k.was_gone)
          AND t.ctid = k.version  -- unless somebody wrote it since it was compared
        """).format(tickets_table(kind)),
        (kind,),
    )


# What the geocoding stages read of a ticket.
_NAMES = sql.SQL("""
    cluster_key,
    location_key,
    tickets.collapse_whitespace(tickets.cluster_of(raw)) AS cluster,
    tickets.collapse_whitespace(tickets.location_of(raw)) AS location_name,
    tickets.is_actionable(raw) AS actionable,
    geo_source
""")


def present_tickets(kind: str, *, preview: bool) -> sql.Composed:
    """The query for the names of the kind's present tickets; preview: as create_preview has left them."""
    if preview:
        return sql.SQL("SELECT * FROM {}").format(_preview_table(kind))
    return sql.SQL("SELECT {} FROM {} WHERE gone_at IS NULL").format(_NAMES, tickets_table(kind))


def _preview_table(kind: str) -> sql.Identifier:
    return sql.Identifier("pg_temp", f"preview_{kind}")


def create_preview(conn: Connection, kind: str, gone: Sequence[str]) -> None:
    """Keeps the names of the tickets that would be present after this snapshot."""
    query = sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM ({}) AS record WHERE after")
    conn.execute(query.format(_preview_table(kind), _NAMES, _before_and_after(kind, gone)))
