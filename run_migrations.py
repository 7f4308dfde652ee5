#!/usr/bin/env python3
"""Keeps the tickets schema of a shared PostGIS database up to date: applies migrations/NN_name.sql in numeric order.

Knows nothing about tickets. Roll forward only: an applied file is never edited or undone, a change is a new file.
"""

from __future__ import annotations

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupt while the libraries load ends without a traceback

import argparse
import hashlib
import logging
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
from psycopg import generators, sql
from psycopg.pq import ConnStatus, ExecStatus

from shared import (
    EXIT_CODES,
    FAILED,
    LOCK_TIMEOUT_S,
    PrintVersion,
    UserError,
    connect,
    database_url,
    exit_with,
    first_line,
    install_signal_handlers,
    log,
    print_report,
    read_environment,
    redact,
    set_up_log,
)

FOLDER = Path(__file__).resolve().parent / "migrations"
NO_TRANSACTION = "-- no-transaction"
POSTGIS = "@extschema:postgis@"  # in a file: the schema that PostGIS is in, quoted; the notation of extension scripts
# These files name PostGIS' things, and what they make of them, without its schema. They may not be edited any more.
LAST_WITH_POSTGIS_IN_PATH = 4
SAFE_PATH = "SET search_path = pg_catalog, pg_temp"
OLDEST_SERVER = 140000  # SQL-standard function bodies
# Session advisory lock: whoever holds it is the one that migrates this database.
TRY_LOCK = "SELECT pg_try_advisory_lock(hashtext('tickets.migrations'))"
LOCK = "SELECT pg_advisory_lock(hashtext('tickets.migrations'))"
LOCK_WAIT_S = 600

Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Migration:
    version: int
    name: str  # the file's name
    text: str
    checksum: str  # SHA-256 of the text, line endings normalised


@dataclass(frozen=True, slots=True)
class Applied:
    version: int
    name: str
    checksum: str
    applied_at: str


def main(argv: Sequence[str] | None = None) -> int:
    args = _parse_arguments(argv)
    set_up_log()
    try:
        url = database_url(read_environment())
        migrations = discover(FOLDER)
        with connect(url, "migrations", read_only=args.status or args.dry_run) as conn:
            if args.status or args.dry_run:
                told = (list_status if args.status else foretell)(conn, migrations)
                return 0 if print_report("\n".join(told)) else FAILED
            migrate(conn, migrations)
    except UserError as err:
        log.error("%s", err)
        return err.exit_code
    except psycopg.Error as err:
        log.error("database: %s", first_line(err))
        return FAILED
    except KeyboardInterrupt:
        log.error("interrupted; what is applied stays applied, the rest is still pending")
        return FAILED
    return 0


def _parse_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Bring the tickets schema up to date. Of several runs at once, one works and the others wait.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--status", action="store_true", help="list applied, pending, changed and missing migrations")
    only.add_argument("--dry-run", action="store_true", help="list what would run, write nothing")
    parser.add_argument("--version", action=PrintVersion)
    return parser.parse_args(argv)


# --- files ------------------------------------------------------------------------------------------------------


def discover(folder: Path) -> list[Migration]:
    """The migrations in numeric order. UserError for a name that is no NN_name.sql, or a number that two share."""
    found: dict[int, Migration] = {}
    for path in sorted(folder.glob("*.sql")):
        match = re.fullmatch(r"(\d+)_\w+\.sql", path.name)
        if not match:
            raise UserError(f"migrations/{path.name}: the name must be NN_name.sql; rename it")
        version = int(match[1])
        if version in found:
            raise UserError(f"migrations: {found[version].name} and {path.name} share number {version}; renumber one")
        text = _read(path)
        found[version] = Migration(version, path.name, text, hashlib.sha256(text.encode()).hexdigest())
    if not found:
        raise UserError(f"{folder}: no migrations in it; is this checkout complete?")
    return [found[version] for version in sorted(found)]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # line endings become \n
    except (OSError, UnicodeDecodeError) as err:
        raise UserError(f"migrations/{path.name}: can't be read as UTF-8: {first_line(err)}") from err


# --- ledger -----------------------------------------------------------------------------------------------------

LEDGER = """
CREATE TABLE IF NOT EXISTS tickets.schema_migrations (
  version integer NOT NULL,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  duration_ms integer NOT NULL,
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (version)
);
COMMENT ON TABLE tickets.schema_migrations IS 'Which migrations were applied: the ledger of run_migrations.py.';
COMMENT ON COLUMN tickets.schema_migrations.checksum IS 'SHA-256 of the file, line endings normalised.';
COMMENT ON COLUMN tickets.schema_migrations.duration_ms IS 'How long it ran, in milliseconds.';
"""


def read_ledger(conn: Connection) -> dict[int, Applied]:
    """What was applied here, by version; empty where there is no ledger yet."""
    if conn.execute("SELECT to_regclass('tickets.schema_migrations')").fetchone() == (None,):
        return {}
    rows = conn.execute(
        "SELECT version, name, checksum, to_char(applied_at, 'YYYY-MM-DD HH24:MI') FROM tickets.schema_migrations"
    )
    return {row[0]: Applied(*row) for row in rows}


def list_pending(migrations: Sequence[Migration], ledger: dict[int, Applied]) -> list[Migration]:
    """What is still to be applied; UserError when ledger and files contradict each other."""
    for migration in migrations:
        applied = ledger.get(migration.version)
        if applied and applied.checksum != migration.checksum:
            raise UserError(
                f"migrations/{migration.name}: edited after it was applied here on {applied.applied_at}; "
                f"restore the file as it was and put the change into a new one with a higher number"
            )
    newest = max(ledger, default=0)
    pending = [m for m in migrations if m.version not in ledger]
    for migration in pending:
        if migration.version < newest:
            raise UserError(
                f"migrations/{migration.name}: below number {newest}, which is applied here already; "
                f"give it a number above {newest}"
            )
    missing = _missing(migrations, ledger)
    if missing and pending:
        raise UserError(
            f"migrations/{missing[0].name}: applied here, but not in this checkout; update the checkout first"
        )
    return pending


def check_schema(conn: Connection) -> None:
    """UserError unless all migrations of this checkout are applied."""
    pending = list_pending(discover(FOLDER), read_ledger(conn))
    if pending:
        raise UserError(
            f"database: the schema is behind this code, {pending[0].name} is pending; run run_migrations.py"
        )


def _missing(migrations: Sequence[Migration], ledger: dict[int, Applied]) -> list[Applied]:
    return [ledger[version] for version in sorted(set(ledger) - {m.version for m in migrations})]


def list_status(conn: Connection, migrations: Sequence[Migration]) -> Iterator[str]:
    ledger = read_ledger(conn)
    for migration in migrations:
        applied = ledger.get(migration.version)
        if applied is None:
            yield f"pending  {migration.name}"
        elif applied.checksum != migration.checksum:
            yield f"changed  {migration.name}  (edited after it was applied on {applied.applied_at})"
        else:
            yield f"applied  {migration.name}  ({applied.applied_at})"
    for applied in _missing(migrations, ledger):
        yield f"missing  {applied.name}  (applied on {applied.applied_at}, not in this checkout)"


def foretell(conn: Connection, migrations: Sequence[Migration]) -> list[str]:
    pending = list_pending(migrations, read_ledger(conn))
    return [f"would apply {migration.name}" for migration in pending] or ["nothing to do: the schema is up to date"]


# --- applying ---------------------------------------------------------------------------------------------------


def migrate(conn: Connection, migrations: Sequence[Migration]) -> None:
    """Applies what is pending, one transaction a file, under the lock; writes nothing where nothing is.

    UserError on the first that fails.
    """
    ledger = read_ledger(conn)
    if not list_pending(migrations, ledger):
        print_report("nothing to do: the schema is up to date")
    else:
        ledger = _apply_pending(conn, migrations)
    for applied in _missing(migrations, ledger):
        log.warning(
            "%s is applied here, but not in this checkout: is the checkout older than the database?", applied.name
        )
    _warn_of_creators(conn)


def _apply_pending(conn: Connection, migrations: Sequence[Migration]) -> dict[int, Applied]:
    """Returns the ledger as it was found under the lock."""
    _take_lock(conn)
    postgis = _check_server(conn)
    _create_ledger(conn)
    ledger = read_ledger(conn)
    pending = list_pending(migrations, ledger)
    if any(migration.version <= LAST_WITH_POSTGIS_IN_PATH for migration in pending):
        _refuse_overloads(conn, postgis)
    conn.add_notice_handler(_log_notice)
    for migration in pending:
        duration_ms = _apply(conn, migration, postgis)
        print_report(f"applied {migration.name} ({duration_ms} ms)")
    return ledger


def _log_notice(notice: psycopg.errors.Diagnostic) -> None:
    ours = notice.sqlstate == "00000"  # RAISE NOTICE; the server's own, such as "already exists, skipping", have a code
    log.log(logging.INFO if ours else logging.DEBUG, "%s", notice.message_primary)


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


def _check_server(conn: Connection) -> str:
    """The schema PostGIS lives in; UserError where the server can't serve."""
    if conn.info.server_version < OLDEST_SERVER:
        raise UserError(f"database: PostgreSQL 14 or newer is needed, this is {conn.info.server_version // 10000}")
    encoding = conn.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise UserError(
            f"database {conn.info.dbname}: its encoding is {encoding}; tickets need one created with ENCODING 'UTF8'"
        )
    find = (
        "SELECT n.nspname FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace"
        " WHERE e.extname = 'postgis'"
    )
    found = conn.execute(find).fetchone()
    if found is None:
        _create_postgis(conn)
        found = conn.execute(find).fetchone()
    return str(found[0]) if found else ""


def _create_postgis(conn: Connection) -> None:
    name = conn.info.dbname
    try:
        conn.execute("RESET search_path")  # its first schema is where the extension goes
        conn.execute("CREATE EXTENSION postgis")
        conn.execute(SAFE_PATH)
    except psycopg.errors.InsufficientPrivilege:
        raise UserError(
            f"database {name}: PostGIS is missing and {conn.info.user} may not create it; "
            f"the DBA must run, connected to {name}: CREATE EXTENSION postgis;"
        ) from None
    except psycopg.Error as err:
        raise UserError(
            f"database {name}: PostGIS is missing and can't be created: {first_line(err)}; "
            f"the DBA must install PostGIS on the server and run, connected to {name}: CREATE EXTENSION postgis;"
        ) from None
    log.info("created the extension postgis")


def _create_ledger(conn: Connection) -> None:
    owner = "SELECT pg_has_role(relowner, 'USAGE'), relowner::regrole::text FROM pg_class WHERE oid = to_regclass(%s)"
    may, name = conn.execute(owner, ("tickets.schema_migrations",)).fetchone() or (None, None)
    if may is False:
        raise UserError(f"migrations are pending, and {conn.info.user} may not apply them; run this as {name}")
    if may:
        return
    try:
        # CREATE SCHEMA IF NOT EXISTS asks for the right to create one even where the schema is there.
        if conn.execute("SELECT to_regnamespace('tickets')").fetchone() == (None,):
            conn.execute("CREATE SCHEMA tickets")
            conn.execute("COMMENT ON SCHEMA tickets IS 'fleettickets: field teams'' tickets and where they are.'")
        conn.execute(LEDGER)
    except psycopg.errors.InsufficientPrivilege as err:
        user, name = conn.info.user, conn.info.dbname
        known = conn.execute("SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'tickets'").fetchone()
        if known:
            raise UserError(f"migrations are pending, and {user} may not apply them; run this as {known[0]}") from None
        raise UserError(
            f"database {name}: {first_line(err)}; the DBA must run: CREATE SCHEMA IF NOT EXISTS tickets AUTHORIZATION "
            f'"{user}"; CREATE SCHEMA IF NOT EXISTS reporting AUTHORIZATION "{user}";'
        ) from None


# Whoever may create in PostGIS' schema can make a function or an operator that fits our arguments better than
# PostgreSQL's own: format(text, text) goes before format(text, VARIADIC "any"), wherever the schema is in the path.
_OVERLOADS = """
WITH members AS (SELECT d.objid, d.classid FROM pg_depend AS d WHERE d.deptype = 'e')
SELECT 'ROUTINE', p.oid::regprocedure::text, p.proowner::regrole::text
FROM pg_proc AS p
WHERE p.pronamespace = to_regnamespace(quote_ident(%(schema)s))
  AND (p.oid, 'pg_proc'::regclass) NOT IN (TABLE members)
  AND p.proname IN (
    SELECT q.proname
    FROM pg_proc AS q
    WHERE q.pronamespace = 'pg_catalog'::regnamespace
      OR (q.oid, 'pg_proc'::regclass) IN (TABLE members)
  )
UNION ALL
SELECT 'OPERATOR', o.oid::regoperator::text, o.oprowner::regrole::text
FROM pg_operator AS o
WHERE o.oprnamespace = to_regnamespace(quote_ident(%(schema)s))
  AND (o.oid, 'pg_operator'::regclass) NOT IN (TABLE members)
  AND o.oprname IN (
    SELECT q.oprname
    FROM pg_operator AS q
    WHERE q.oprnamespace = 'pg_catalog'::regnamespace
      OR (q.oid, 'pg_operator'::regclass) IN (TABLE members)
  )
LIMIT 1
"""


def _refuse_overloads(conn: Connection, postgis: str) -> None:
    found = conn.execute(_OVERLOADS, {"schema": postgis}).fetchone()
    if found:
        what, name, owner = found
        raise UserError(
            f"database {conn.info.dbname}: {name}, owned by {owner}, could run in place of PostgreSQL's own; "
            f"drop it (DROP {what} {name};) or move it out of PostGIS' schema, then run this again"
        )


_CREATORS = """
SELECT
  quote_ident(n.nspname),
  string_agg(CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END, ', ' ORDER BY a.grantee)
FROM pg_extension AS e
JOIN pg_namespace AS n ON n.oid = e.extnamespace
CROSS JOIN LATERAL aclexplode(n.nspacl) AS a
LEFT JOIN pg_roles AS r ON r.oid = a.grantee
WHERE e.extname = 'postgis'
  AND a.privilege_type = 'CREATE'
  AND a.grantee <> n.nspowner
  AND r.rolsuper IS NOT TRUE
  AND r.rolname IS DISTINCT FROM current_user
  AND (SELECT pg_has_role(l.relowner, 'USAGE') FROM pg_class AS l WHERE l.oid = 'tickets.schema_migrations'::regclass)
GROUP BY n.nspname
"""


def _warn_of_creators(conn: Connection) -> None:
    """Tells who may create in PostGIS' schema; whoever may not migrate can't mend it and is not told."""
    for schema, roles in conn.execute(_CREATORS):
        log.warning(
            "%s may create functions in PostGIS' schema, which then run in others' queries; "
            "the DBA should run: REVOKE CREATE ON SCHEMA %s FROM %s;",
            roles,
            schema,
            roles,
        )


def _apply(conn: Connection, migration: Migration, postgis: str) -> int:
    """Runs one file and writes its ledger row, both or neither. Returns milliseconds."""
    started = time.monotonic()
    script = migration.text.replace(POSTGIS, sql.Identifier(postgis).as_string(conn))
    _refuse_transaction_control(conn, migration, script)
    conn.execute(SAFE_PATH)
    if migration.version <= LAST_WITH_POSTGIS_IN_PATH:
        conn.execute(sql.SQL("SET search_path = pg_catalog, {}, pg_temp").format(sql.Identifier(postgis)))
    if migration.text.startswith(NO_TRANSACTION):
        for start, statement in list(split_statements(conn, script)):
            _send(conn, migration, script, start, start + len(statement))
        return _record(conn, migration, started)
    try:
        with conn.transaction():
            _send(conn, migration, script)
            return _record(conn, migration, started)
    except psycopg.Error as err:  # of no statement: a constraint deferred to the end, the connection
        raise UserError(f"migrations/{migration.name}: {first_line(err)}; nothing of this file was applied") from err


# A statement that begins with one of these words is nothing else, however it goes on.
_TRANSACTION_CONTROL = re.compile(
    r"""(?:\A|;)(?:\s|--[^\n]*\n|/\*.*?\*/)*+
    (?P<control>(?:BEGIN|COMMIT|ROLLBACK|ABORT|START|PREPARE\s+TRANSACTION|END)\b[\w\s,']*)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


def _refuse_transaction_control(conn: Connection, migration: Migration, script: str) -> None:
    for found in _TRANSACTION_CONTROL.finditer(script):
        at = found.start("control")
        if _begins_statement(conn, script[:at]):  # and no body of a function
            raise UserError(
                f"migrations/{migration.name} line {_line(script, at)}: "
                f"the runner sees to the transaction; take {' '.join(found['control'].split())} out"
            )


def split_statements(conn: Connection, script: str) -> Iterator[tuple[int, str]]:
    """The statements, each with the index at which it starts; the server says where they end."""
    start = 0
    for semicolon in re.finditer(";", script):
        statement = script[start : semicolon.end()]
        if _begins_statement(conn, statement):
            yield start, statement
            start = semicolon.end()
    if script[start:].strip():
        yield start, script[start:]


def _begins_statement(conn: Connection, before: str) -> bool:
    """Whether a new statement would begin after this SQL text, by the server's own parser.

    It parses all that it is sent before it runs any. RETURN begins no statement outside of a function's body, so that
    nothing ever runs; the second one is for where a comment hides the first.
    """
    try:
        conn.execute(f"{before}RETURN\n;RETURN")
    except psycopg.Error as err:
        return err.diag.statement_position == str(len(before) + 1)
    return False


def _send(conn: Connection, migration: Migration, script: str, start: int = 0, end: int | None = None) -> None:
    """Runs this part of the script in one piece. UserError with the place of the statement that failed."""
    part = script[start:end]
    with conn.lock:
        conn.pgconn.send_query(part.encode())
        *done, last = conn.wait(generators.execute(conn.pgconn))
    if last.status != ExecStatus.FATAL_ERROR:
        return
    err = psycopg.errors.error_from_result(last)
    if conn.pgconn.status != ConnStatus.OK:
        raise err
    at = int(err.diag.statement_position or 0) - 1
    if at < 0:  # found out while it ran: then only the number of statements before it is known
        at = next(islice(split_statements(conn, part), len(done), None), (0, ""))[0]
        at += len(_LEAD.findall(part[at:])[0])
    raise UserError(_describe(err, migration, _line(script, start + at))) from err


_LEAD = re.compile(r"(?:\s+|--[^\n]*)*")  # before a statement


def _line(script: str, index: int) -> int:
    return script.count("\n", 0, index) + 1


def _describe(err: psycopg.Error, migration: Migration, line: int) -> str:
    """File, line, the text of that line, the server's message."""
    text = migration.text.split("\n")[line - 1].strip()
    details = [err.diag.message_primary or first_line(err), err.diag.message_detail, err.diag.message_hint]
    nothing = "" if migration.text.startswith(NO_TRANSACTION) else "; nothing of this file was applied"
    said = ". ".join(detail for detail in details if detail)
    return f"migrations/{migration.name} line {line}: {said}{nothing}\n  {line}: {redact(text)}"


def _record(conn: Connection, migration: Migration, started: float) -> int:
    """The file's row in the ledger, and the rights of what it made."""
    duration_ms = round((time.monotonic() - started) * 1000)
    conn.execute(
        "INSERT INTO tickets.schema_migrations (version, name, checksum, duration_ms) VALUES (%s, %s, %s, %s)",
        (migration.version, migration.name, migration.checksum, duration_ms),
    )
    if conn.execute("SELECT to_regproc('tickets.grant_rights')").fetchone() != (None,):  # made by deploy/roles.sql
        conn.execute("SELECT tickets.grant_rights()")
    return duration_ms


if __name__ == "__main__":
    install_signal_handlers()
    exit_with(main)
