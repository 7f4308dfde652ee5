#!/usr/bin/env python3
"""Keeps the tickets schema of a shared PostGIS database up to date: migrations/functions/, NN_name.sql, definitions/.

Knows nothing about tickets. Numbered files are applied once and never edited; the folders are applied again as a whole
whenever their text changes. Roll forward only.
"""

from __future__ import annotations

if __name__ == "__main__":
    import startup

    startup.prepare()

import argparse
import hashlib
import logging
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import generators
from psycopg.pq import ConnStatus, ExecStatus

from shared import (
    EXIT_CODES,
    FAILED,
    LOCK_TIMEOUT_S,
    PrintVersion,
    UserError,
    check_server,
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
    warn_public_create,
)

EXAMPLES = """\
examples:
  run_migrations.py --dry-run     list what would run
  run_migrations.py               run it; nothing to do is a success
  run_migrations.py --status      list what has run, and when

"""
FOLDER = Path(__file__).resolve().parent / "migrations"
POSTGIS = "@extschema:postgis@"  # in a file: the schema that PostGIS is in; the notation of extension scripts
DROPPED = "definitions/dropped.sql"
DEFINITIONS = 0  # the ledger's row for the two folders
# A database of release 1.0: the checksum of its first migration, and that of its whole ledger, 01 to 12.
RELEASE_1_0_FIRST = "9e91f17f16d47b45b5bb0d70855a4ff7a92c986955422ad8269ce7b40a228a77"
RELEASE_1_0_ALL = "77881d26b9b0ab3b290fbbc3416e87f1d00f9e287ab7a5a892a80e97d3bca1e6"
# Session advisory lock: its holder migrates this database, others wait.
TRY_LOCK = "SELECT pg_try_advisory_lock(hashtext('tickets.migrations'))"
LOCK = "SELECT pg_advisory_lock(hashtext('tickets.migrations'))"
LOCK_WAIT_S = 600

Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Script:
    name: str  # its path below migrations/
    text: str

    @property
    def checksum(self) -> str:
        return _sha256(self.text)


@dataclass(frozen=True)
class Checkout:
    """What lies in migrations/."""

    numbered: Mapping[int, Script]  # by number, in order
    functions: Sequence[Script]
    definitions: Sequence[Script]
    dropped: Sequence[Script]  # of definitions/, what is no longer defined

    @cached_property
    def definitions_checksum(self) -> str:
        """Of both folders: paths and texts, in order."""
        scripts = (*self.functions, *self.definitions, *self.dropped)
        return _sha256("".join(f"{script.name}\n{script.text}\n" for script in scripts))


@dataclass(frozen=True, slots=True)
class Applied:
    version: int
    name: str
    checksum: str
    applied_at: str


Ledger = Mapping[int, Applied]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do besides applying the definitions."""

    takes_over: bool  # a database of release 1.0
    numbered: Sequence[int]


def main(argv: Sequence[str] | None = None) -> int:
    args = _parse_arguments(argv)
    set_up_log()
    try:
        url = database_url(read_environment())
        checkout = discover(FOLDER)
        with connect(url, "migrations", read_only=args.status or args.dry_run) as conn:
            if args.status or args.dry_run:
                lines = (list_status if args.status else list_dry_run)(conn, checkout)
                return 0 if print_report("\n".join(lines)) else FAILED
            migrate(conn, checkout)
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
        epilog=EXAMPLES + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--status", action="store_true", help="list applied, pending, changed and missing migrations")
    only.add_argument("--dry-run", action="store_true", help="list what would run, write nothing")
    parser.add_argument("--version", action=PrintVersion)
    return parser.parse_args(argv)


# --- files ------------------------------------------------------------------------------------------------------


def discover(folder: Path) -> Checkout:
    """The migrations of a checkout. UserError for a name that is not NN_name.sql, or a number that two files share."""
    found: dict[int, Script] = {}
    for script in _read_folder(folder, ""):
        match = re.fullmatch(r"(\d+)_\w+\.sql", script.name)
        if not match:
            raise UserError(f"migrations/{script.name}: the name must be NN_name.sql; rename it")
        version = int(match[1])
        if version in found:
            raise UserError(f"migrations: {found[version].name} and {script.name} share number {version}; renumber one")
        if version == DEFINITIONS:
            raise UserError(f"migrations/{script.name}: numbers begin at 1; renumber it")
        found[version] = script
    if not found:
        raise UserError(f"{folder}: no migrations in it; is this checkout complete?")
    definitions = _read_folder(folder, "definitions/")
    return Checkout(
        numbered={version: found[version] for version in sorted(found)},
        functions=_read_folder(folder, "functions/"),
        definitions=[script for script in definitions if script.name != DROPPED],
        dropped=[script for script in definitions if script.name == DROPPED],
    )


def _read_folder(folder: Path, prefix: str) -> list[Script]:
    """Its SQL files by name, except hidden ones, which editors and copying programs leave behind."""
    paths = sorted(path for path in (folder / prefix).glob("*.sql") if not path.name.startswith("."))
    return [Script(prefix + path.name, _read(path, prefix + path.name)) for path in paths]


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # line endings become \n
    except (OSError, UnicodeDecodeError) as err:
        raise UserError(f"migrations/{name}: can't be read as UTF-8: {first_line(err)}") from err


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


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


def make_plan(checkout: Checkout, ledger: Ledger) -> Plan | None:
    """What is still to be done, None when nothing is; UserError when ledger and files contradict each other."""
    takes_over = _is_release_1_0(ledger)
    if takes_over:
        ledger = _after_takeover(checkout, ledger)
    _refuse_edited(checkout, ledger)
    numbered = [version for version in checkout.numbered if version not in ledger]
    _refuse_late(checkout, numbered, newest=max(ledger, default=0))
    recorded = ledger.get(DEFINITIONS)
    if not numbered and recorded and recorded.checksum == checkout.definitions_checksum:
        return None
    for missing in _missing(checkout, ledger):
        raise UserError(f"migrations/{missing.name}: applied here, but not in this checkout; update the checkout first")
    return Plan(takes_over, numbered)


def _is_release_1_0(ledger: Ledger) -> bool:
    """Whether this is a database of release 1.0, to be taken over; UserError where it stopped half-way."""
    if 1 not in ledger or ledger[1].checksum != RELEASE_1_0_FIRST:
        return False
    if _sha256("\n".join(f"{version} {ledger[version].checksum}" for version in sorted(ledger))) != RELEASE_1_0_ALL:
        raise UserError(
            f"this database is at {ledger[max(ledger)].name} of release 1.0, and only one at its last, 12, can be "
            f"taken over: run the run_migrations.py of that release (git checkout v1.0.0) first, then this one"
        )
    return True


def _after_takeover(checkout: Checkout, ledger: Ledger) -> Ledger:
    """The ledger as it will be: the first file stands for all of release 1.0."""
    first = checkout.numbered[1]
    return {1: replace(ledger[1], name=first.name, checksum=first.checksum)}


def _refuse_edited(checkout: Checkout, ledger: Ledger) -> None:
    for version, script in checkout.numbered.items():
        applied = ledger.get(version)
        if applied and applied.checksum != script.checksum:
            raise UserError(
                f"migrations/{script.name}: edited after it was applied here on {applied.applied_at}; "
                f"restore the file as it was and put the change into a new one with a higher number"
            )


def _refuse_late(checkout: Checkout, pending: Sequence[int], *, newest: int) -> None:
    for version in pending:
        if version < newest:
            raise UserError(
                f"migrations/{checkout.numbered[version].name}: below number {newest}, which is applied here already; "
                f"give it a number above {newest}"
            )


def _missing(checkout: Checkout, ledger: Ledger) -> list[Applied]:
    return [ledger[version] for version in sorted(set(ledger) - {DEFINITIONS} - set(checkout.numbered))]


def refuse_pending_migrations(conn: Connection) -> None:
    """UserError unless all migrations of this checkout are applied."""
    checkout = discover(FOLDER)
    plan = make_plan(checkout, read_ledger(conn))
    if plan:
        first = _list_planned(checkout, plan)[0]
        raise UserError(f"database: the schema is behind this code, {first} is pending; run run_migrations.py")


def _list_planned(checkout: Checkout, plan: Plan) -> list[str]:
    return [*(checkout.numbered[version].name for version in plan.numbered), "definitions"]


def list_status(conn: Connection, checkout: Checkout) -> Iterator[str]:
    ledger: Ledger = read_ledger(conn)
    if _is_release_1_0(ledger):
        yield "this is a database of release 1.0, which will be taken over as it is"
        ledger = _after_takeover(checkout, ledger)
    for version, script in checkout.numbered.items():
        yield _status_line(script.name, script.checksum, ledger.get(version), "edited after it was applied on")
    recorded = ledger.get(DEFINITIONS)
    yield _status_line("definitions", checkout.definitions_checksum, recorded, "to be applied again, last on")
    for applied in _missing(checkout, ledger):
        yield f"missing  {applied.name}  (applied on {applied.applied_at}, not in this checkout)"


def _status_line(name: str, checksum: str, applied: Applied | None, changed: str) -> str:
    if applied is None:
        return f"pending  {name}"
    if applied.checksum != checksum:
        return f"changed  {name}  ({changed} {applied.applied_at})"
    return f"applied  {name}  ({applied.applied_at})"


def list_dry_run(conn: Connection, checkout: Checkout) -> list[str]:
    plan = make_plan(checkout, read_ledger(conn))
    if plan is None:
        return ["nothing to do: the schema is up to date"]
    taken_over = ["would take over the database of release 1.0 as it is"] if plan.takes_over else []
    return taken_over + [f"would apply {name}" for name in _list_planned(checkout, plan)]


# --- applying ---------------------------------------------------------------------------------------------------


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
    for applied in _missing(checkout, read_ledger(conn)):
        log.warning(
            "%s is applied here, but not in this checkout: is the checkout older than the database?", applied.name
        )
    if conn.execute(_OWNS_LEDGER).fetchone() == (True,):  # who may not migrate can't change it
        warn_public_create(conn)


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
        _create_ledger(conn)
        plan = make_plan(checkout, read_ledger(conn))
        if plan is None:
            return  # another run did it while this one waited
        if plan.takes_over:
            _take_over(conn, checkout.numbered[1])
            lines.append("took over the database of release 1.0")
        duration_ms = _execute_all(conn, checkout.functions, postgis)
        for version in plan.numbered:
            script = checkout.numbered[version]
            ms = _execute_all(conn, [script], postgis)
            _record_applied(conn, version, script.name, script.checksum, ms)
            lines.append(f"applied {script.name} ({ms} ms)")
        duration_ms += _execute_all(conn, checkout.definitions, postgis)
        _record_applied(conn, DEFINITIONS, "definitions", UNFINISHED, duration_ms)
        _call(conn, "tickets.grant_rights")
    print_report("\n".join([*lines, f"applied definitions ({duration_ms} ms)"]))
    with conn.transaction():
        corrected = _call(conn, "tickets.correct_rows")
    if corrected:
        print_report(f"corrected {corrected} rows")
    with conn.transaction():
        _lock_relations(conn)  # so that no reader is left in a function that is dropped
        _execute_all(conn, checkout.dropped, postgis)
        _record_applied(conn, DEFINITIONS, "definitions", checkout.definitions_checksum, duration_ms)


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


def _create_ledger(conn: Connection) -> None:
    # CREATE SCHEMA IF NOT EXISTS asks for the right to create one even where the schema is there.
    if conn.execute("SELECT to_regnamespace('tickets')").fetchone() == (None,):
        conn.execute("CREATE SCHEMA tickets")
        conn.execute("COMMENT ON SCHEMA tickets IS 'fleettickets: field teams'' tickets and where they are.'")
    if conn.execute("SELECT to_regclass('tickets.schema_migrations')").fetchone() == (None,):
        conn.execute(LEDGER)


def _take_over(conn: Connection, first: Script) -> None:
    conn.execute("DELETE FROM tickets.schema_migrations WHERE version > 1")
    conn.execute(
        "UPDATE tickets.schema_migrations SET name = %s, checksum = %s WHERE version = 1", (first.name, first.checksum)
    )


def _record_applied(conn: Connection, version: int, name: str, checksum: str, duration_ms: int) -> None:
    conn.execute(
        """
        INSERT INTO tickets.schema_migrations (version, name, checksum, duration_ms) VALUES (%s, %s, %s, %s)
        ON CONFLICT (version) DO UPDATE
        SET name = excluded.name, checksum = excluded.checksum, duration_ms = excluded.duration_ms, applied_at = DEFAULT
        """,
        (version, name, checksum, duration_ms),
    )


# --- one file -----------------------------------------------------------------------------------------------------


def _execute_all(conn: Connection, scripts: Sequence[Script], postgis: str) -> int:
    """Returns milliseconds."""
    started = time.monotonic()
    for script in scripts:
        text = script.text.replace(POSTGIS, postgis)
        _refuse_transaction_control(script.name, text)
        _execute(conn, script, text)
    return round((time.monotonic() - started) * 1000)


_COMMENTS_AND_TEXTS = re.compile(
    r"""--[^\n]*
    | /\*(?:/\*.*?\*/|.)*?\*/
    | \bE'(?:[^'\\]|\\.|'')*'
    | '[^']*'
    | "[^"]*"
    | (?P<tag>\$\w*\$).*?(?P=tag)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATOMIC_BODIES = re.compile(r"\bBEGIN\s+ATOMIC\b.*?;\s*END\b", re.DOTALL | re.IGNORECASE)
_TRANSACTION_CONTROL = re.compile(
    r"(?:\A|;)\s*(?P<control>(?:BEGIN|COMMIT|ROLLBACK|ABORT|START|PREPARE\s+TRANSACTION|END)\b[\w\s]*)", re.IGNORECASE
)


def _blank(text: str) -> str:
    """The same text, with spaces where a semicolon or a word would be of no statement's own."""
    for pattern in (_COMMENTS_AND_TEXTS, _ATOMIC_BODIES):
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text


def _refuse_transaction_control(name: str, text: str) -> None:
    found = _TRANSACTION_CONTROL.search(_blank(text))
    if found:
        raise UserError(
            f"migrations/{name} line {_line(text, found.start('control'))}: "
            f"the runner sees to the transaction; take {' '.join(found['control'].split())} out"
        )


def _execute(conn: Connection, script: Script, text: str) -> None:
    """Runs the text in one piece. UserError with the place of the statement that failed."""
    with conn.lock:
        conn.pgconn.send_query(text.encode())
        *done, last = conn.wait(generators.execute(conn.pgconn))
    if last.status != ExecStatus.FATAL_ERROR:
        return
    err = psycopg.errors.error_from_result(last)
    if conn.pgconn.status != ConnStatus.OK:
        raise err
    at = int(err.diag.statement_position or 0) - 1
    if at < 0:  # found out while it ran: then only the number of statements before it is known
        at = _start_of_statement(text, len(done))
    raise UserError(_describe(err, script, _line(text, at))) from err


def _start_of_statement(text: str, number: int) -> int:
    starts = [found.start(1) for found in re.finditer(r"(?:\A|;)\s*([^\s;])", _blank(text))]
    return starts[number] if number < len(starts) else 0


def _line(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


def _describe(err: psycopg.Error, script: Script, line: int) -> str:
    """File, line, the text of that line, the server's message."""
    text = script.text.split("\n")[line - 1].strip()
    details = [err.diag.message_primary or first_line(err), err.diag.message_detail, err.diag.message_hint]
    said = ". ".join(detail for detail in details if detail)
    return f"migrations/{script.name} line {line}: {said}; nothing was applied\n  {line}: {redact(text)}"


if __name__ == "__main__":
    install_signal_handlers()
    exit_with(main)
