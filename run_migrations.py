#!/usr/bin/env python3
"""Keeps the tickets schema of a shared PostGIS database up to date: applies migrations/NN_name.sql in numeric order.

Knows nothing about tickets. Roll forward only: an applied file is never edited or undone, a change is a new file.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from shared import (
    EXIT_CODES,
    FAILED,
    LOCK_TIMEOUT_S,
    UserError,
    connect,
    database_url,
    first_line,
    log,
    mask,
    read_environment,
    set_up_log,
)

FOLDER = Path(__file__).resolve().parent / "migrations"
NO_TRANSACTION = "-- no-transaction"
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
        with connect(url, "migrations") as conn:
            if args.status:
                print_status(conn, migrations)
            elif args.dry_run:
                print_dry_run(conn, migrations)
            else:
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


_COMMENT = r"--[^\n]*|/\*(?:[^*/]|\*(?!/)|/(?!\*)|/\*.*?\*/)*\*/"  # block comments nest, here one deep

# Anything in which a semicolon does not end a statement, or a word that opens or closes a BEGIN ATOMIC body.
_TOKEN = re.compile(
    rf"""{_COMMENT} | (?<!\w)[eE]'(?:[^'\\]|\\.|'')*' | '(?:[^']|'')*' | "(?:[^"]|"")*"
    | (?<!\w)\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$ | ; | \b(?i:BEGIN\s+ATOMIC|CASE|END)\b""",
    re.DOTALL | re.VERBOSE,
)


def split_statements(text: str) -> Iterator[tuple[int, str]]:
    """The statements of an SQL file, each with the number of the line it starts on."""
    start = depth = 0
    for token in _TOKEN.finditer(text):
        word = token[0].upper()
        if word.startswith("BEGIN") or (depth and word == "CASE"):
            depth += 1
        elif depth and word == "END":
            depth -= 1
        elif word == ";" and not depth:
            yield _placed(text, start, token.end())
            start = token.end()
    if re.sub(_COMMENT, "", text[start:], flags=re.DOTALL).strip():
        yield _placed(text, start, len(text))


def _placed(text: str, start: int, end: int) -> tuple[int, str]:
    """The statement without the blank lines and comments before it."""
    lead = re.compile(rf"(?:\s+|{_COMMENT})*", re.DOTALL).match(text, start, end)
    begin = lead.end() if lead else start
    return text.count("\n", 0, begin) + 1, text[begin:end]


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


def _missing(migrations: Sequence[Migration], ledger: dict[int, Applied]) -> list[Applied]:
    return [ledger[version] for version in sorted(set(ledger) - {m.version for m in migrations})]


def print_status(conn: Connection, migrations: Sequence[Migration]) -> None:
    ledger = read_ledger(conn)
    for migration in migrations:
        applied = ledger.get(migration.version)
        if applied is None:
            print(f"pending  {migration.name}")
        elif applied.checksum != migration.checksum:
            print(f"changed  {migration.name}  (edited after it was applied on {applied.applied_at})")
        else:
            print(f"applied  {migration.name}  ({applied.applied_at})")
    for applied in _missing(migrations, ledger):
        print(f"missing  {applied.name}  (applied on {applied.applied_at}, not in this checkout)")


def print_dry_run(conn: Connection, migrations: Sequence[Migration]) -> None:
    pending = list_pending(migrations, read_ledger(conn))
    for migration in pending:
        print(f"would apply {migration.name} ({len(list(split_statements(migration.text)))} statements)")
    if not pending:
        print("nothing to do: the schema is up to date")


# --- applying ---------------------------------------------------------------------------------------------------


def migrate(conn: Connection, migrations: Sequence[Migration]) -> None:
    """Applies what is pending, one transaction a file, under the lock. UserError on the first that fails."""
    _take_lock(conn)
    postgis = _check_server(conn)
    _create_ledger(conn)
    ledger = read_ledger(conn)
    pending = list_pending(migrations, ledger)
    for applied in _missing(migrations, ledger):
        log.warning(
            "%s is applied here, but not in this checkout: is the checkout older than the database?", applied.name
        )
    conn.add_notice_handler(_log_notice)
    # Our objects are written with their schema, PostGIS' without: it lives where the DBA put it.
    conn.execute(sql.SQL("SET search_path = pg_catalog, {}, pg_temp").format(sql.Identifier(postgis)))
    for migration in pending:
        duration_ms = _apply(conn, migration)
        print(f"applied {migration.name} ({duration_ms} ms)")
    if not pending:
        print("nothing to do: the schema is up to date")


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
        conn.execute("CREATE EXTENSION postgis")
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
    try:
        # CREATE SCHEMA IF NOT EXISTS asks for the right to create one even where the schema is there.
        if conn.execute("SELECT to_regnamespace('tickets')").fetchone() == (None,):
            conn.execute("CREATE SCHEMA tickets")
            conn.execute("COMMENT ON SCHEMA tickets IS 'fleettickets: field teams'' tickets and where they are.'")
        conn.execute(LEDGER)
    except psycopg.errors.InsufficientPrivilege as err:
        user, name = conn.info.user, conn.info.dbname
        raise UserError(
            f"database {name}: {first_line(err)}; the DBA must run: CREATE SCHEMA IF NOT EXISTS tickets AUTHORIZATION "
            f'"{user}"; CREATE SCHEMA IF NOT EXISTS reporting AUTHORIZATION "{user}";'
        ) from None


def _apply(conn: Connection, migration: Migration) -> int:
    """Runs one file and writes its ledger row, both or neither. Returns milliseconds."""
    started = time.monotonic()
    if migration.text.startswith(NO_TRANSACTION):
        _run_statements(conn, migration)
        return _record(conn, migration, started)
    try:
        with conn.transaction():
            _run_statements(conn, migration)
            return _record(conn, migration, started)
    except psycopg.Error as err:  # of no statement: a constraint deferred to the end, the connection
        raise UserError(f"migrations/{migration.name}: {first_line(err)}; nothing of this file was applied") from err


_TRANSACTION_CONTROL = re.compile(
    r"(BEGIN|COMMIT|ROLLBACK|ABORT|START\s+TRANSACTION|PREPARE\s+TRANSACTION|END)\b", re.IGNORECASE
)


def _run_statements(conn: Connection, migration: Migration) -> None:
    statements = list(split_statements(migration.text))
    for line, statement in statements:
        if _TRANSACTION_CONTROL.match(statement):
            raise UserError(
                f"migrations/{migration.name} line {line}: the runner sees to the transaction; take {statement} out"
            )
    for line, statement in statements:
        try:
            conn.execute(statement)
        except psycopg.Error as err:
            raise UserError(_describe(err, migration, line, statement)) from err


def _describe(err: psycopg.Error, migration: Migration, line: int, statement: str) -> str:
    """File, line, the text of that line, the server's message."""
    at = err.diag.statement_position
    if at:
        line += statement.count("\n", 0, int(at) - 1)
    text = migration.text.split("\n")[line - 1].strip()
    details = [err.diag.message_primary or first_line(err), err.diag.message_detail, err.diag.message_hint]
    nothing = "" if migration.text.startswith(NO_TRANSACTION) else "; nothing of this file was applied"
    said = ". ".join(detail for detail in details if detail)
    return f"migrations/{migration.name} line {line}: {said}{nothing}\n  {line}: {mask(text)}"


def _record(conn: Connection, migration: Migration, started: float) -> int:
    duration_ms = round((time.monotonic() - started) * 1000)
    conn.execute(
        "INSERT INTO tickets.schema_migrations (version, name, checksum, duration_ms) VALUES (%s, %s, %s, %s)",
        (migration.version, migration.name, migration.checksum, duration_ms),
    )
    return duration_ms


if __name__ == "__main__":
    sys.exit(main())
