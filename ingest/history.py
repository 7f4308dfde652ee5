"""What is kept of past runs in import_runs and import_rejects: failures, signs of life, and for how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import psycopg
from psycopg import sql

from ingest.snapshot import Reject, SnapshotFile
from ingest.tickets import fingerprint
from shared import GUARD, UserError, first_line, log, redact

KEPT_DAYS = 400  # of runs: two of the same season can be compared
KEPT_WITH_REJECTS = 20  # applied snapshots of a kind: a day of one that is rejected by a twentieth can be a gigabyte
RUNS_COMPARED = 20  # with a dry run's counts, to tell which are unusual
FEWEST_COMPARED = 5
LONGEST_ERROR = 1000  # characters

Connection = psycopg.Connection[Any]


def read_last_applied(conn: Connection, kind: str) -> SnapshotFile | None:
    """The snapshot applied last, if the table still holds what that run left."""
    query = sql.SQL("""
        SELECT
          source,
          etag,
          CASE WHEN last_modified < now() + interval '366 days' THEN last_modified END,  -- what is later was never true
          content_length,
          fingerprint = ({})
        FROM tickets.import_runs
        WHERE kind = %s AND outcome = 'applied'
        ORDER BY run_id DESC
        LIMIT 1
    """)
    row = conn.execute(query.format(fingerprint(kind)), (kind,)).fetchone()
    if row is None:
        return None
    source, etag, last_modified, length, is_intact = row
    if is_intact is False:
        log.info("%s: the table does not hold what the last run left; importing the snapshot again", kind)
    return SnapshotFile(source, None, etag, last_modified, length) if is_intact else None


def read_last_applied_modified(conn: Connection, kind: str) -> datetime | None:
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


def read_usual_counts(conn: Connection, kind: str) -> dict[str, int]:
    """The largest counts of the last applied runs by verdict, without a first load's; empty before there were a few."""
    query = """
        SELECT count(*), max(new), max(changed), max(gone), max(returned), max(rejected)
        FROM (
          SELECT * FROM tickets.import_runs
          WHERE kind = %s AND outcome = 'applied' AND new < received
          ORDER BY run_id DESC
          LIMIT %s
        ) AS last
    """
    runs, *counts = conn.execute(query, (kind, RUNS_COMPARED)).fetchone() or (0,)
    names = ("new", "changed", "gone", "returned", "rejected")
    return dict(zip(names, counts, strict=True)) if runs >= FEWEST_COMPARED else {}


def record_run(
    conn: Connection,
    kind: str,
    file: SnapshotFile,
    counts: Mapping[str, int],
    rejects: Sequence[Reject],
    *,
    present: int,
    forced: bool,
    started_at: datetime,
) -> None:
    """The run's row in import_runs, with its rejects. present: how many tickets it leaves present."""
    query = sql.SQL("""
        INSERT INTO tickets.import_runs (
          kind, source, etag, last_modified, content_length, fingerprint, present, forced, started_at,
          received, new, changed, unchanged, gone, returned, rejected, duplicates
        )
        VALUES (
          %(kind)s, %(source)s, %(etag)s, %(last_modified)s, %(length)s, ({}),
          %(present)s, %(forced)s, %(started_at)s,
          %(received)s, %(new)s, %(changed)s, %(unchanged)s, %(gone)s, %(returned)s, %(rejected)s, %(duplicates)s
        )
        RETURNING run_id
    """).format(fingerprint(kind))
    values = {
        **counts,
        "kind": kind,
        "source": file.source,
        "etag": file.etag,
        "last_modified": file.last_modified,
        "length": file.length,
        "present": present,
        "forced": forced,
        "started_at": started_at,
    }
    run_id = (conn.execute(query, values).fetchone() or (None,))[0]
    with conn.cursor() as cur:
        cur.executemany(
            "INSERT INTO tickets.import_rejects (run_id, kind, position, reason, text) VALUES (%s, %s, %s, %s, %s)",
            [(run_id, kind, r.position, r.reason, r.text) for r in rejects],
        )


def record_unchanged(conn: Connection, kind: str) -> None:
    """The bucket still has the snapshot that was applied last."""
    query = """
        UPDATE tickets.import_runs AS r
        SET
          alive_at = clock_timestamp(),
          alive_run_id = (SELECT max(newest.run_id) FROM tickets.import_runs AS newest WHERE newest.kind = r.kind)
        WHERE run_id = (
          SELECT run_id FROM tickets.import_runs WHERE kind = %s AND outcome = 'applied' ORDER BY run_id DESC LIMIT 1
        )
    """
    conn.execute(query, (kind,))


def record_failure(
    conn: Connection, kind: str, tried: SnapshotFile, error: UserError, *, forced: bool, started_at: datetime
) -> bool:
    """Whether the last run failed in the same words. Nothing of the snapshot was applied. That this can't be written
    down must not hide why: it is only logged.
    """
    query = """
        INSERT INTO tickets.import_runs (
          kind, source, etag, last_modified, forced, started_at, outcome, error, alive_at,
          received, new, changed, unchanged, gone, returned, rejected, duplicates
        )
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, NULL, 0, 0, 0, 0, 0, 0, 0, 0)
    """
    outcome = "refused" if error.exit_code == GUARD else "failed"
    why = _storable(redact(str(error)))[:LONGEST_ERROR]
    values = (kind, tried.source, tried.etag, tried.last_modified, forced, started_at, outcome, why)
    try:
        is_repeated = _read_last_error(conn, kind) == why
        conn.execute(query, values)
        prune_history(conn, kind)
    except psycopg.Error as err:
        log.debug("the failure could not be written down: %s", first_line(err))
        return False
    return is_repeated


def _read_last_error(conn: Connection, kind: str) -> str | None:
    """What the kind's last run failed for; None where it did not, or found the snapshot applied already."""
    query = """
        SELECT error
        FROM tickets.import_runs AS r
        WHERE kind = %(kind)s
          AND NOT EXISTS (
            SELECT FROM tickets.import_runs AS later WHERE later.kind = %(kind)s AND later.alive_run_id >= r.run_id
          )
        ORDER BY run_id DESC
        LIMIT 1
    """
    row = conn.execute(query, {"kind": kind}).fetchone()
    return row[0] if row else None


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def prune_history(conn: Connection, kind: str) -> None:
    """Drops what is older than the rule, a little of it in each run.

    The newest applied run stays, and the newest with a Last-Modified: the next snapshot is compared with them.
    """
    conn.execute(
        """
        DELETE FROM tickets.import_runs AS r
        USING (SELECT run_id FROM tickets.import_runs ORDER BY run_id LIMIT 100) AS oldest
        WHERE r.run_id = oldest.run_id  -- of any kind: one that is imported no longer must not keep the others
          AND r.finished_at < now() - make_interval(days => %(days)s)
          AND (r.outcome <> 'applied' OR EXISTS (
            SELECT FROM tickets.import_runs AS newer
            WHERE newer.kind = r.kind
              AND newer.run_id > r.run_id
              AND newer.outcome = 'applied'
              AND (r.last_modified IS NULL OR newer.last_modified IS NOT NULL)
          ))
        """,
        {"days": KEPT_DAYS},
    )
    conn.execute(
        """
        DELETE FROM tickets.import_rejects
        WHERE kind = %(kind)s
          AND run_id <= (
            SELECT run_id FROM tickets.import_runs WHERE kind = %(kind)s AND outcome = 'applied'
            ORDER BY run_id DESC OFFSET %(kept)s LIMIT 1
          )
        """,
        {"kind": kind, "kept": KEPT_WITH_REJECTS},
    )
