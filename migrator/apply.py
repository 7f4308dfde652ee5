"""Applies what is pending: under a lock, in one transaction, beside readers."""

from __future__ import annotations

import logging
from typing import Any, LiteralString

import psycopg

from migrator.files import DEFINITIONS, Checkout
from migrator.ledger import create_ledger, list_missing, make_plan, read_ledger, record_applied, take_over
from migrator.script import execute_all
from shared import LOCK_TIMEOUT_S, UserError, check_server, log, print_report, warn_of_creators_in_postgis_schema

# Session advisory lock: its holder migrates this database, others wait.
TRY_LOCK = "SELECT pg_try_advisory_lock(hashtext('tickets.migrations'))"
LOCK = "SELECT pg_advisory_lock(hashtext('tickets.migrations'))"
LOCK_WAIT_S = 600
Connection = psycopg.Connection[Any]


def migrate(conn: Connection, checkout: Checkout) -> None:
    """Applies what is pending in one transaction, under the lock; writes nothing where nothing is.

    Rows that a changed rule makes untrue are corrected in a second one. UserError on the first failure.
    """
    if make_plan(checkout, read_ledger(conn)) is None:
        print_report("nothing to do: the schema is up to date")
    else:
        _take_lock(conn)
        postgis = check_server(conn)
        _check_rights(conn)
        conn.add_notice_handler(_log_notice)
        _apply(conn, checkout, postgis)
    for applied in list_missing(checkout, read_ledger(conn)):
        log.warning(
            "%s is applied here, but not in this checkout: is the checkout older than the database?", applied.name
        )
    if conn.execute(_OWNS_LEDGER).fetchone() == (True,):  # who may not migrate can't change it
        warn_of_creators_in_postgis_schema(conn)


_OWNS_LEDGER = (
    "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('tickets.schema_migrations')"
)


def _take_lock(conn: Connection) -> None:
    if conn.execute(TRY_LOCK).fetchone() == (True,):
        return
    log.info("another run is migrating this database; waiting for it")
    conn.execute(f"SET lock_timeout = '{LOCK_WAIT_S}s'")
    try:
        conn.execute(LOCK)
    except psycopg.errors.LockNotAvailable:
        raise UserError(
            f"another run has been migrating this database for {LOCK_WAIT_S} s; look at pg_stat_activity"
        ) from None
    conn.execute(f"SET lock_timeout = '{LOCK_TIMEOUT_S}s'")


_RIGHTS = """
SELECT
  coalesce(
    (SELECT relowner::regrole::text FROM pg_class WHERE oid = to_regclass('tickets.schema_migrations')),
    (SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'tickets')
  ),
  (SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('tickets.schema_migrations')),
  (SELECT has_schema_privilege(oid, 'CREATE') FROM pg_namespace WHERE nspname = 'tickets'),
  to_regnamespace('reporting') IS NOT NULL,
  has_database_privilege(current_database(), 'CREATE')
"""


def _check_rights(conn: Connection) -> None:
    """UserError, with what to do, for a role that may not apply migrations: found out before anything is tried."""
    user, name = conn.info.user, conn.info.dbname
    owner, owns_ledger, may_in_schema, has_reporting, may_in_database = conn.execute(_RIGHTS).fetchone() or (
        None,
        None,
        None,
        None,
        None,
    )
    if owns_ledger is False or may_in_schema is False:
        raise UserError(f"migrations are pending, and {user} may not apply them; run this as {owner}")
    if not may_in_database and not (owner and has_reporting):
        raise UserError(
            f"database {name}: {user} may not create schemas; the DBA must run: CREATE SCHEMA IF NOT EXISTS tickets "
            f'AUTHORIZATION "{user}"; CREATE SCHEMA IF NOT EXISTS reporting AUTHORIZATION "{user}";'
        )


def _log_notice(notice: psycopg.errors.Diagnostic) -> None:
    ours = notice.sqlstate == "00000" and "skipping" not in (notice.message_primary or "")
    log.log(logging.INFO if ours else logging.DEBUG, "%s", notice.message_primary)


def _apply(conn: Connection, checkout: Checkout, postgis: str) -> None:
    """All of it or nothing; then the rows, then what is no longer needed. Where it stops there the next run goes on."""
    lines: list[str] = []
    with conn.transaction():
        _lock_relations(conn)
        create_ledger(conn)
        plan = make_plan(checkout, read_ledger(conn))
        if plan is None:
            return  # another run did it while this one waited
        if plan.takes_over:
            take_over(conn, checkout.numbered[1])
            lines.append("took over the database of release 1.0")
        duration_ms = execute_all(conn, checkout.functions, postgis)
        for version in plan.numbered:
            script = checkout.numbered[version]
            ms = execute_all(conn, [script], postgis)
            record_applied(conn, version, script.name, script.checksum, ms)
            lines.append(f"applied {script.name} ({ms} ms)")
        duration_ms += execute_all(conn, checkout.definitions, postgis)
        record_applied(conn, DEFINITIONS, "definitions", UNFINISHED, duration_ms)
        _call(conn, "tickets.grant_rights")
    print_report("\n".join([*lines, f"applied definitions ({duration_ms} ms)"]))
    with conn.transaction():
        corrected = _call(conn, "tickets.correct_rows")
    if corrected:
        print_report(f"corrected {corrected} rows")
    with conn.transaction():
        _lock_relations(conn)  # so that no reader is left in a function that is dropped
        execute_all(conn, checkout.dropped, postgis)
        record_applied(conn, DEFINITIONS, "definitions", checkout.definitions_checksum, duration_ms)


UNFINISHED = "unfinished"  # instead of a checksum: the next run applies the folders again


def _call(conn: Connection, function: LiteralString) -> Any:
    """What the function returns, None where there is none: the migrations, or deploy/roles.sql, may bring it."""
    if conn.execute("SELECT to_regproc(%s)", (function,)).fetchone() == (None,):
        return None
    return (conn.execute(f"SELECT {function}()").fetchone() or (None,))[0]


_LOCK_RELATIONS = """
DO $lock$
DECLARE
  deadline CONSTANT timestamptz := clock_timestamp() + current_setting('lock_timeout')::interval;
  kinds "char"[] := '{r,p,v}';
  relations text;
BEGIN
  LOOP
    SELECT string_agg(oid::regclass::text, ', ')
    INTO relations
    FROM pg_class
    WHERE relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('tickets', 'reporting'))
      AND relkind = ANY (kinds)
      AND pg_has_role(relowner, 'USAGE');
    EXIT WHEN relations IS NULL;
    BEGIN
      EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE NOWAIT', relations);
      EXIT;
    EXCEPTION
      WHEN lock_not_available THEN
        IF clock_timestamp() > deadline THEN
          RAISE;
        END IF;
      WHEN insufficient_privilege THEN  -- of somebody's view, which reads a table of another
        kinds := '{r,p}';
    END;
    PERFORM pg_sleep(0.02 + 0.03 * random());
  END LOOP;
END
$lock$
"""


def _lock_relations(conn: Connection) -> None:
    """All tables and views at once or none: locked one by one while others read, they would end in deadlocks.

    Tried again and again within one statement, as there the server's log has no line of it.
    """
    try:
        conn.execute(_LOCK_RELATIONS)
    except psycopg.errors.LockNotAvailable:
        raise UserError(
            f"other sessions have been using the tables for {LOCK_TIMEOUT_S} s (see pg_stat_activity); "
            f"nothing was applied; run again"
        ) from None
