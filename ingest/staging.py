"""The temporary tables of an import, which only this module names. Each lasts until its transaction ends.

staged_known has the records of tickets that are in the table, comparison what became of them; a dry run has the new
ones in staged_new, and for the geocoding stages what would be present in preview_inc and preview_crq.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from msgspec import Raw
from psycopg import sql

from ingest.tickets import COLUMNS, tickets_table

STAGED_KNOWN = sql.Identifier("staged_known")
STAGED_NEW = sql.Identifier("staged_new")

Connection = psycopg.Connection[Any]


def create(conn: Connection, kind: str, name: sql.Identifier) -> None:
    """Creates an empty table like the kind's, for this transaction."""
    conn.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(name))
    conn.execute(
        sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
            name, sql.SQL(COLUMNS), tickets_table(kind)
        )
    )


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


def compare(conn: Connection, kind: str, *, lock: bool) -> tuple[int, int]:
    """Counts the staged tickets that (changed, are unchanged after all); those that are gone count as neither.

    With lock, their rows stay as they are until the transaction ends.
    """
    conn.execute("DROP TABLE IF EXISTS pg_temp.comparison")
    # Else a few records are thought many, and all tickets are read for them.
    conn.execute("ANALYZE staged_known (ticket_id)")
    conn.execute(
        sql.SQL("""
            CREATE TEMPORARY TABLE comparison ON COMMIT DROP AS
            SELECT s.ticket_id, t.gone_at IS NOT NULL AS was_gone, t.raw IS DISTINCT FROM s.raw AS differs
            FROM staged_known AS s
            JOIN {} AS t ON t.ticket_id = s.ticket_id
            {}
        """).format(tickets_table(kind), sql.SQL("FOR NO KEY UPDATE OF t" if lock else ""))
    )
    query = (
        "SELECT count(*) FILTER (WHERE differs), count(*) FILTER (WHERE NOT differs) FROM comparison WHERE NOT was_gone"
    )
    changed, unchanged = conn.execute(query).fetchone() or (0, 0)
    return changed, unchanged


def list_changes(conn: Connection, kind: str, most: int) -> list[str]:
    """A few changed tickets, each with the keys that differ."""
    query = sql.SQL("""
        SELECT k.ticket_id || ' (' || coalesce(fields.list, 'all') || ')'
        FROM (SELECT * FROM comparison WHERE differs AND NOT was_gone ORDER BY ticket_id LIMIT %s) AS k
        JOIN staged_known AS s USING (ticket_id)
        JOIN {} AS t USING (ticket_id)
        CROSS JOIN LATERAL (
          SELECT string_agg(key, ', ' ORDER BY key) AS list
          FROM jsonb_each(CASE jsonb_typeof(t.raw) WHEN 'object' THEN t.raw END) AS was
          FULL JOIN jsonb_each(s.raw) AS now USING (key)
          WHERE was.value IS DISTINCT FROM now.value
        ) AS fields
        ORDER BY k.ticket_id
    """).format(tickets_table(kind))
    return [row[0] for row in conn.execute(query, (most,))]


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
        """
        INSERT INTO tickets.equivalent_hashes (kind, ticket_id, content_hash)
        SELECT %s, s.ticket_id, s.content_hash
        FROM staged_known AS s
        JOIN comparison AS k USING (ticket_id)
        WHERE NOT (k.differs OR k.was_gone)
        """,
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
        return sql.SQL("SELECT * FROM {}").format(preview_table(kind))
    return sql.SQL("SELECT {} FROM {} WHERE gone_at IS NULL").format(_NAMES, tickets_table(kind))


def preview_table(kind: str) -> sql.Identifier:
    return sql.Identifier("pg_temp", f"preview_{kind}")


def create_preview(conn: Connection, kind: str, gone: Sequence[str]) -> None:
    """The names of the tickets as they would be present after this snapshot, until the transaction ends."""
    query = sql.SQL("""
        CREATE TEMPORARY TABLE {} ON COMMIT DROP AS
        SELECT {}
        FROM (
          SELECT t.raw, t.cluster_key, t.location_key, t.geo_source
          FROM {} AS t
          WHERE t.gone_at IS NULL
            AND NOT EXISTS (SELECT FROM unnest({}::text[]) AS leaving (ticket_id) WHERE leaving.ticket_id = t.ticket_id)
            AND NOT EXISTS (SELECT FROM staged_known AS s WHERE s.ticket_id = t.ticket_id)
          UNION ALL SELECT raw, cluster_key, location_key, geo_source FROM staged_known
          UNION ALL SELECT raw, cluster_key, location_key, geo_source FROM staged_new
        ) AS present
    """)
    conn.execute(query.format(preview_table(kind), _NAMES, tickets_table(kind), list(gone)))
