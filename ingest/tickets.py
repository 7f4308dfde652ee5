"""Statements on the tickets' own tables, one function each. No decisions; the caller has the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from msgspec import Raw
from psycopg import sql
from psycopg.adapt import Buffer, Dumper
from psycopg.pq import Format

Connection = psycopg.Connection[Any]
GEO_SOURCES = ("feed", "location", "cluster", "none")
NO_HASH = bytes(16)


def read_present(conn: Connection, kind: str) -> tuple[bytes, bytes, str]:
    """The present tickets, for list_present: three long values take two thirds of the memory of as many rows.

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
          LEFT JOIN tickets.equivalent_hashes AS r ON r.kind = {} AND r.ticket_id = t.ticket_id
          WHERE t.gone_at IS NULL
        ) AS present
    """).format(tickets_table(kind), kind)
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


def fingerprint(kind: str) -> sql.Composed:
    """The query for a text that is another one when the table was emptied, restored or written by hand."""
    return sql.SQL("""
        SELECT concat_ws('-', count(*), bit_xor(hash_record_extended((ticket_id, content_hash), 0)))
        FROM {}
        WHERE gone_at IS NULL
    """).format(tickets_table(kind))


def is_empty(conn: Connection, kind: str) -> bool:
    return conn.execute(sql.SQL("SELECT FROM {} LIMIT 1").format(tickets_table(kind))).rowcount == 0


def find_gone(conn: Connection, kind: str, ticket_ids: Sequence[str]) -> set[str]:
    """Those of the tickets that are in the table, but gone."""
    if is_empty(conn, kind):  # before a first load: as many ids as it has tickets need not be sent
        return set()
    query = sql.SQL("SELECT ticket_id FROM {} WHERE ticket_id = ANY (%s) AND gone_at IS NOT NULL").format(
        tickets_table(kind)
    )
    return {row[0] for row in conn.execute(query, (list(ticket_ids),))}


def tickets_table(kind: str) -> sql.Identifier:
    return sql.Identifier("tickets", kind)


# --- locating: one look-up for each different place, not for each ticket ------------------------------------------


# cluster_key, location_key, geom as EWKB, geo_source, geo_verified
Location = tuple[str | None, str | None, bytes | None, str, bool]


def lock_gazetteers_shared(conn: Connection) -> None:
    """Until the transaction ends no gazetteer changes, and the triggers trust the locations that we write."""
    conn.execute("SELECT tickets.lock_gazetteers_shared()")
    conn.execute("SET LOCAL fleettickets.locations_set = 'on'")


def read_gazetteers_state(conn: Connection) -> str:
    """A text that is another one when a row of the gazetteers was written."""
    query = """
        SELECT concat_ws('-', count(*), bit_xor(hash_record_extended(version, 0)))
        FROM (
          SELECT (tableoid, xmin, ctid) AS version FROM tickets.geo_clusters
          UNION ALL SELECT (tableoid, xmin, ctid) FROM tickets.geo_locations
        ) AS gazetteer
    """
    row = conn.execute(query).fetchone()
    return str(row[0]) if row else ""


def read_location_keys(conn: Connection) -> list[str]:
    """The keys of a record that say where its ticket is."""
    row = conn.execute("SELECT tickets.location_keys()").fetchone()
    return list(row[0]) if row else []


def locate_records(conn: Connection, records: Sequence[bytes]) -> list[Location]:
    """Where the tickets of these records are, in their order. A record is JSON; its place keys are enough."""
    query = """
        SELECT cluster_key, location_key, geom::bytea, geo_source, geo_verified
        FROM tickets.locate_records(ARRAY(SELECT jsonb_array_elements(%s::jsonb)))
        ORDER BY n
    """
    with conn.cursor(binary=True) as cur:
        return cur.execute(query, (f"[{b','.join(records).decode()}]",)).fetchall()


# --- sending records -------------------------------------------------------------------------------------------------

Record = tuple[str, Raw, bytes, Location]  # ticket_id, record, hash of its bytes, location
COLUMNS = "ticket_id, raw, content_hash, cluster_key, location_key, geom, geo_source, geo_verified"


class _RawDumper(Dumper):
    """A record's bytes as binary jsonb: version 1, then the text."""

    format = Format.BINARY
    oid = psycopg.adapters.types["jsonb"].oid

    def dump(self, obj: Raw) -> Buffer:
        return b"\x01" + bytes(obj)


def copy_records(conn: Connection, into: sql.Identifier, records: Iterable[Record]) -> None:
    """Sends the records while the caller makes them. psycopg.DataError where jsonb can't hold one."""
    with conn.cursor() as cur:
        cur.adapters.register_dumper(Raw, _RawDumper)
        with cur.copy(sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(into, sql.SQL(COLUMNS))) as copy:
            for ticket_id, raw, content_hash, place in records:
                copy.write_row((ticket_id, raw, content_hash, *place))


# --- writing --------------------------------------------------------------------------------------------------------


def insert_first_load(conn: Connection, kind: str, records: Iterable[Record]) -> None:
    copy_records(conn, tickets_table(kind), records)


def mark_gone(conn: Connection, kind: str, ticket_ids: Sequence[str]) -> None:
    query = sql.SQL("UPDATE {} SET gone_at = now() WHERE ticket_id = ANY (%s) AND gone_at IS NULL")
    conn.execute(query.format(tickets_table(kind)), (list(ticket_ids),))
    # One that returns is written anew, however it is spelt then.
    forget = "DELETE FROM tickets.equivalent_hashes WHERE kind = %s AND ticket_id = ANY (%s)"
    conn.execute(forget, (kind, list(ticket_ids)))


def set_indexes_aside(conn: Connection, kind: str) -> None:
    """Before a first load, outside of its transaction: without the indexes it costs the server a third less."""
    if _may_build_indexes(conn):
        conn.execute("SELECT tickets.drop_secondary_indexes(%s)", (kind,))


def build_indexes(conn: Connection, kind: str) -> None:
    """Builds those that are missing, after a first load or after one that was killed."""
    if _may_build_indexes(conn):
        conn.execute("SELECT tickets.create_secondary_indexes(%s)", (kind,))


def _may_build_indexes(conn: Connection) -> bool:
    """Whether this role is the importer of deploy/roles.sql, or owns the tables. Others load beside the indexes."""
    row = conn.execute("SELECT has_function_privilege('tickets.create_secondary_indexes(text)', 'EXECUTE')").fetchone()
    return bool(row and row[0])


def bump_map_version(conn: Connection) -> None:
    conn.execute("SELECT tickets.bump_map_version()")


# --- where the tickets are --------------------------------------------------------------------------------------------


def count_places(conn: Connection, kind: str) -> dict[str, int]:
    """The present tickets by geo_source."""
    query = sql.SQL("SELECT geo_source, count(*) FROM {} WHERE gone_at IS NULL GROUP BY geo_source")
    return dict.fromkeys(GEO_SOURCES, 0) | dict(conn.execute(query.format(tickets_table(kind))))
