"""Every statement the import sends, one function each. No decisions; the caller has the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import psycopg
from msgspec import Raw
from psycopg import sql
from psycopg.adapt import Buffer, Dumper
from psycopg.pq import Format

from ingest.snapshot import Fetched, Reject

Connection = psycopg.Connection[Any]
GEO_SOURCES = ("feed", "location", "cluster", "none")


def read_last_applied(conn: Connection, kind: str) -> tuple[str, str | None] | None:
    """(source, ETag) of the snapshot applied last, None before the first."""
    query = """
        SELECT source, etag
        FROM tickets.import_runs
        WHERE kind = %s AND outcome = 'applied'
        ORDER BY run_id DESC
        LIMIT 1
    """
    return conn.execute(query, (kind,)).fetchone()


def read_newest_modified(conn: Connection, kind: str) -> datetime | None:
    """Last-Modified of the bucket snapshot applied last."""
    query = """
        SELECT last_modified
        FROM tickets.import_runs
        WHERE kind = %s
          AND outcome = 'applied'
          AND last_modified < now() + interval '366 days'  -- what is later was never true
        ORDER BY run_id DESC
        LIMIT 1
    """
    row = conn.execute(query, (kind,)).fetchone()
    return row[0] if row else None


NO_HASH = bytes(16)


def read_present(conn: Connection, kind: str) -> tuple[bytes, bytes, str]:
    """The present tickets, for list_present: three long values are had in a fraction of the time of as many rows.

    Their ids, each with a NUL after it, and in the same order the hashes of the bytes that are known to say what raw
    says, NO_HASH where none are, and the first letters of their geo_source.
    """
    query = sql.SQL("""
        SELECT
          coalesce(string_agg(convert_to(ticket_id, 'UTF8') || '\\x00', ''), ''),
          coalesce(string_agg(CASE WHEN length(content_hash) = 16 THEN content_hash ELSE %s END, ''), ''),
          coalesce(string_agg(left(geo_source, 1), ''), '')
        FROM (
          SELECT t.ticket_id, t.geo_source, coalesce(r.content_hash, t.content_hash) AS content_hash
          FROM {} AS t
          LEFT JOIN tickets.respelled AS r ON r.kind = {} AND r.ticket_id = t.ticket_id
          WHERE t.gone_at IS NULL
        ) AS present
    """).format(_table(kind), kind)
    with conn.cursor(binary=True) as cur:
        return cur.execute(query, (NO_HASH,)).fetchone() or (b"", b"", "")


def list_present(read: tuple[bytes, bytes, str]) -> tuple[dict[str, str], dict[bytes, str]]:
    """The present tickets: geo_source by id, and by hash the ids of those that have one."""
    ids = read[0].decode().split("\0")[:-1]
    hashes = (read[1][at : at + 16] for at in range(0, len(read[1]), 16))
    by_hash = dict(zip(hashes, ids, strict=True))
    by_hash.pop(NO_HASH, None)
    sources = {source[0]: source for source in GEO_SOURCES}
    return dict(zip(ids, map(sources.__getitem__, read[2]), strict=True)), by_hash


def find_gone(conn: Connection, kind: str, ticket_ids: Sequence[str]) -> set[str]:
    """Those of the tickets that are in the table, but gone."""
    if conn.execute(sql.SQL("SELECT FROM {} LIMIT 1").format(_table(kind))).rowcount == 0:
        return set()  # before a first load: as many ids as it has tickets need not be sent
    query = sql.SQL("SELECT ticket_id FROM {} WHERE ticket_id = ANY (%s) AND gone_at IS NOT NULL").format(_table(kind))
    return {row[0] for row in conn.execute(query, (list(ticket_ids),))}


def _table(kind: str) -> sql.Identifier:
    return sql.Identifier("tickets", kind)


# --- placing: as many questions as there are different places, not tickets ------------------------------------------


# cluster_key, location_key, geom as EWKB, geo_source, geo_verified
Placed = tuple[str | None, str | None, bytes | None, str, bool]


def lock_places(conn: Connection) -> None:
    """Until the transaction ends no gazetteer changes, and the triggers trust that our rows are placed."""
    conn.execute("SELECT tickets.lock_placing_shared()")
    conn.execute("SET LOCAL fleettickets.placed = 'on'")


def read_place_keys(conn: Connection) -> list[str]:
    """The keys of a record that say where its ticket is."""
    row = conn.execute("SELECT tickets.place_keys()").fetchone()
    return list(row[0]) if row else []


def place_records(conn: Connection, records: Sequence[bytes]) -> list[Placed]:
    """Where the tickets of these records are, in their order. A record is JSON; its place keys are enough."""
    query = """
        SELECT cluster_key, location_key, geom::bytea, geo_source, geo_verified
        FROM tickets.place_records(ARRAY(SELECT jsonb_array_elements(%s::jsonb)))
        ORDER BY n
    """
    with conn.cursor(binary=True) as cur:
        return cur.execute(query, (f"[{b','.join(records).decode()}]",)).fetchall()


# --- sending records -------------------------------------------------------------------------------------------------

Record = tuple[str, Raw, bytes, Placed]  # ticket_id, record, hash of its bytes, place

_COLUMNS = "ticket_id, raw, content_hash, cluster_key, location_key, geom, geo_source, geo_verified"


class _RawDumper(Dumper):
    """A record's bytes as binary jsonb: version 1, then the text."""

    format = Format.BINARY
    oid = psycopg.adapters.types["jsonb"].oid

    def dump(self, obj: Raw) -> Buffer:
        return b"\x01" + bytes(obj)


def create_temporary(conn: Connection, kind: str, name: str) -> None:
    """An empty table like the kind's, for this transaction."""
    conn.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier("pg_temp", name)))
    conn.execute(
        sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
            sql.Identifier(name), sql.SQL(_COLUMNS), _table(kind)
        )
    )


def copy_records(conn: Connection, table: sql.Identifier, records: Iterable[Record]) -> None:
    """Sends the records while the caller makes them. psycopg.DataError where jsonb can't hold one."""
    with conn.cursor() as cur:
        cur.adapters.register_dumper(Raw, _RawDumper)
        with cur.copy(sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(table, sql.SQL(_COLUMNS))) as copy:
            for ticket_id, raw, content_hash, place in records:
                copy.write_row((ticket_id, raw, content_hash, *place))


def find_unholdable(conn: Connection, records: Iterable[tuple[str, Raw]]) -> list[tuple[str, str]]:
    """(ticket_id, the server's reason) of the records that jsonb can't hold."""
    with conn.transaction(force_rollback=True), conn.cursor() as cur:
        cur.execute("CREATE TEMPORARY TABLE suspects (ticket_id text, record text)")
        with cur.copy("COPY suspects FROM STDIN") as copy:
            for ticket_id, raw in records:
                copy.write_row((ticket_id, bytes(raw).decode()))
        cur.execute(
            "SELECT ticket_id, reason FROM suspects, tickets.why_not_jsonb(record) AS reason WHERE reason IS NOT NULL"
        )
        return cur.fetchall()


INCOMING = sql.Identifier("incoming")  # temporary: records of tickets that are in the table, to be compared
ARRIVING = sql.Identifier("arriving")  # temporary, dry runs only: records of new tickets


def compare_incoming(conn: Connection, kind: str, *, lock: bool) -> tuple[int, int]:
    """How many incoming tickets (changed, are unchanged after all); those that are gone count as neither.

    With lock, their rows stay as they are until the transaction ends.
    """
    conn.execute("DROP TABLE IF EXISTS pg_temp.known")
    conn.execute(
        "ANALYZE incoming (ticket_id)"
    )  # else a few records are thought many, and all tickets are read for them
    conn.execute(
        sql.SQL("""
            CREATE TEMPORARY TABLE known ON COMMIT DROP AS
            SELECT i.ticket_id, t.gone_at IS NOT NULL AS was_gone, t.raw IS DISTINCT FROM i.raw AS differs
            FROM incoming AS i
            JOIN {} AS t ON t.ticket_id = i.ticket_id
            {}
        """).format(_table(kind), sql.SQL("FOR NO KEY UPDATE OF t" if lock else ""))
    )
    query = "SELECT count(*) FILTER (WHERE differs), count(*) FILTER (WHERE NOT differs) FROM known WHERE NOT was_gone"
    changed, unchanged = conn.execute(query).fetchone() or (0, 0)
    return changed, unchanged


def list_changes(conn: Connection, kind: str, most: int) -> list[str]:
    """A few changed tickets, each with the keys that differ."""
    query = sql.SQL("""
        SELECT k.ticket_id || ' (' || coalesce(fields.list, 'all') || ')'
        FROM (SELECT * FROM known WHERE differs AND NOT was_gone ORDER BY ticket_id LIMIT %s) AS k
        JOIN incoming AS i USING (ticket_id)
        JOIN {} AS t USING (ticket_id)
        CROSS JOIN LATERAL (
          SELECT string_agg(key, ', ' ORDER BY key) AS list
          FROM jsonb_each(CASE jsonb_typeof(t.raw) WHEN 'object' THEN t.raw END) AS was
          FULL JOIN jsonb_each(i.raw) AS now USING (key)
          WHERE was.value IS DISTINCT FROM now.value
        ) AS fields
        ORDER BY k.ticket_id
    """).format(_table(kind))
    return [row[0] for row in conn.execute(query, (most,))]


# --- writing --------------------------------------------------------------------------------------------------------


def copy_new(conn: Connection, kind: str, records: Iterable[Record]) -> None:
    copy_records(conn, _table(kind), records)


def update_changed(conn: Connection, kind: str) -> None:
    """Writes the incoming tickets that changed or returned, and remembers how those are spelt that say the same."""
    conn.execute(
        sql.SQL("""
            UPDATE {} AS t
            SET
              raw = i.raw,
              content_hash = i.content_hash,
              cluster_key = i.cluster_key,
              location_key = i.location_key,
              geom = i.geom,
              geo_source = i.geo_source,
              geo_verified = i.geo_verified,
              changed_at = CASE WHEN k.differs THEN now() ELSE t.changed_at END,
              gone_at = NULL
            FROM incoming AS i
            JOIN known AS k USING (ticket_id)
            WHERE t.ticket_id = i.ticket_id
              AND (k.differs OR k.was_gone)
        """).format(_table(kind))
    )
    conn.execute(
        "DELETE FROM tickets.respelled AS r USING incoming AS i WHERE r.kind = %s AND r.ticket_id = i.ticket_id",
        (kind,),
    )
    conn.execute(
        """
        INSERT INTO tickets.respelled (kind, ticket_id, content_hash)
        SELECT %s, i.ticket_id, i.content_hash
        FROM incoming AS i
        JOIN known AS k USING (ticket_id)
        WHERE NOT (k.differs OR k.was_gone)
        """,
        (kind,),
    )


def mark_gone(conn: Connection, kind: str, ticket_ids: Sequence[str]) -> None:
    query = sql.SQL("UPDATE {} SET gone_at = now() WHERE ticket_id = ANY (%s) AND gone_at IS NULL")
    conn.execute(query.format(_table(kind)), (list(ticket_ids),))


def set_indexes_aside(conn: Connection, kind: str) -> None:
    """Before a first load, outside of its transaction: without the indexes it costs the server a third less."""
    if _may_build_indexes(conn):
        conn.execute("SELECT tickets.set_indexes_aside(%s)", (kind,))


def build_indexes(conn: Connection, kind: str) -> None:
    """Builds those that are missing, after a first load or after one that was killed."""
    if _may_build_indexes(conn):
        conn.execute("SELECT tickets.build_indexes(%s)", (kind,))


def _may_build_indexes(conn: Connection) -> bool:
    """Whether this role is the importer of deploy/roles.sql, or owns the tables. Others load beside the indexes."""
    row = conn.execute("SELECT has_function_privilege('tickets.build_indexes(text)', 'EXECUTE')").fetchone()
    return bool(row and row[0])


def bump_map(conn: Connection) -> None:
    conn.execute("SELECT tickets.bump_map()")


def record_run(
    conn: Connection,
    kind: str,
    fetched: Fetched,
    counts: Mapping[str, int],
    rejects: Sequence[Reject],
    *,
    forced: bool,
    started_at: datetime,
) -> None:
    """The run's row in import_runs, with its rejects."""
    query = """
        INSERT INTO tickets.import_runs (
          kind, source, etag, last_modified, forced, started_at,
          received, new, changed, unchanged, gone, returned, rejected, duplicates
        )
        VALUES (
          %(kind)s, %(source)s, %(etag)s, %(last_modified)s, %(forced)s, %(started_at)s,
          %(received)s, %(new)s, %(changed)s, %(unchanged)s, %(gone)s, %(returned)s, %(rejected)s, %(duplicates)s
        )
        RETURNING run_id
    """
    values = {
        **counts,
        "kind": kind,
        "source": fetched.source,
        "etag": fetched.etag,
        "last_modified": fetched.last_modified,
        "forced": forced,
        "started_at": started_at,
    }
    run_id = (conn.execute(query, values).fetchone() or (None,))[0]
    with conn.cursor() as cur:
        cur.executemany(
            "INSERT INTO tickets.import_rejects (run_id, kind, position, reason, text) VALUES (%s, %s, %s, %s, %s)",
            [(run_id, kind, r.position, r.reason, r.text) for r in rejects],
        )


# --- where the tickets are --------------------------------------------------------------------------------------------


def count_places(conn: Connection, kind: str) -> dict[str, int]:
    """The present tickets by geo_source."""
    query = sql.SQL("SELECT geo_source, count(*) FROM {} WHERE gone_at IS NULL GROUP BY geo_source")
    return dict.fromkeys(GEO_SOURCES, 0) | dict(conn.execute(query.format(_table(kind))))


# What the geocoding stages read of a ticket.
_NAMES = sql.SQL("""
    cluster_key,
    location_key,
    tickets.single_spaced(tickets.cluster_of(raw)) AS cluster,
    tickets.single_spaced(tickets.location_of(raw)) AS location_name,
    tickets.is_actionable(raw) AS actionable,
    geo_source
""")


def present_tickets(kind: str, *, foreseen: bool) -> sql.Composed:
    """The query for the names of the kind's present tickets; foreseen: as `foresee` has left them."""
    if foreseen:
        return sql.SQL("SELECT * FROM {}").format(_foreseen(kind))
    return sql.SQL("SELECT {} FROM {} WHERE gone_at IS NULL").format(_NAMES, _table(kind))


def _foreseen(kind: str) -> sql.Identifier:
    return sql.Identifier("pg_temp", f"foreseen_{kind}")


def foresee(conn: Connection, kind: str, gone: Sequence[str]) -> None:
    """The names of the tickets as they would be present after this snapshot, until the transaction ends."""
    query = sql.SQL("""
        CREATE TEMPORARY TABLE {} ON COMMIT DROP AS
        SELECT {}
        FROM (
          SELECT t.raw, t.cluster_key, t.location_key, t.geo_source
          FROM {} AS t
          WHERE t.gone_at IS NULL
            AND NOT EXISTS (SELECT FROM unnest({}::text[]) AS leaving (ticket_id) WHERE leaving.ticket_id = t.ticket_id)
            AND NOT EXISTS (SELECT FROM incoming AS i WHERE i.ticket_id = t.ticket_id)
          UNION ALL SELECT raw, cluster_key, location_key, geo_source FROM incoming
          UNION ALL SELECT raw, cluster_key, location_key, geo_source FROM arriving
        ) AS present
    """)
    conn.execute(query.format(_foreseen(kind), _NAMES, _table(kind), list(gone)))
