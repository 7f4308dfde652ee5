"""What was applied to a database, what is still to be done, and when files and database contradict each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import psycopg

from migrator.files import DEFINITIONS, FOLDER, Checkout, Script, discover, sha256
from shared import UserError

# A database of release 1.0: the checksum of its first migration, and that of its whole ledger, 01 to 12.
RELEASE_1_0_FIRST = "9e91f17f16d47b45b5bb0d70855a4ff7a92c986955422ad8269ce7b40a228a77"
RELEASE_1_0_ALL = "77881d26b9b0ab3b290fbbc3416e87f1d00f9e287ab7a5a892a80e97d3bca1e6"
Connection = psycopg.Connection[Any]


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
    takes_over = is_release_1_0(ledger)
    if takes_over:
        ledger = after_takeover(checkout, ledger)
    _refuse_edited(checkout, ledger)
    numbered = [version for version in checkout.numbered if version not in ledger]
    _refuse_late(checkout, numbered, newest=max(ledger, default=0))
    recorded = ledger.get(DEFINITIONS)
    if not numbered and recorded and recorded.checksum == checkout.definitions_checksum:
        return None
    for missing in list_missing(checkout, ledger):
        raise UserError(f"migrations/{missing.name}: applied here, but not in this checkout; update the checkout first")
    return Plan(takes_over, numbered)


def is_release_1_0(ledger: Ledger) -> bool:
    """Whether this is a database of release 1.0, to be taken over; UserError where it stopped half-way."""
    if 1 not in ledger or ledger[1].checksum != RELEASE_1_0_FIRST:
        return False
    if sha256("\n".join(f"{version} {ledger[version].checksum}" for version in sorted(ledger))) != RELEASE_1_0_ALL:
        raise UserError(
            f"this database is at {ledger[max(ledger)].name} of release 1.0, and only one at its last, 12, can be "
            f"taken over: run the run_migrations.py of that release (git checkout v1.0.0) first, then this one"
        )
    return True


def after_takeover(checkout: Checkout, ledger: Ledger) -> Ledger:
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


def list_missing(checkout: Checkout, ledger: Ledger) -> list[Applied]:
    return [ledger[version] for version in sorted(set(ledger) - {DEFINITIONS} - set(checkout.numbered))]


def refuse_pending_migrations(conn: Connection) -> None:
    """UserError unless all migrations of this checkout are applied."""
    checkout = discover(FOLDER)
    plan = make_plan(checkout, read_ledger(conn))
    if plan:
        first = list_planned(checkout, plan)[0]
        raise UserError(f"database: the schema is behind this code, {first} is pending; run run_migrations.py")


def list_planned(checkout: Checkout, plan: Plan) -> list[str]:
    return [*(checkout.numbered[version].name for version in plan.numbered), "definitions"]


def create_ledger(conn: Connection) -> None:
    # CREATE SCHEMA IF NOT EXISTS asks for the right to create one even where the schema is there.
    if conn.execute("SELECT to_regnamespace('tickets')").fetchone() == (None,):
        conn.execute("CREATE SCHEMA tickets")
        conn.execute("COMMENT ON SCHEMA tickets IS 'fleettickets: field teams'' tickets and where they are.'")
    if conn.execute("SELECT to_regclass('tickets.schema_migrations')").fetchone() == (None,):
        conn.execute(LEDGER)


def take_over(conn: Connection, first: Script) -> None:
    conn.execute("DELETE FROM tickets.schema_migrations WHERE version > 1")
    conn.execute(
        "UPDATE tickets.schema_migrations SET name = %s, checksum = %s WHERE version = 1", (first.name, first.checksum)
    )


def record_applied(conn: Connection, version: int, name: str, checksum: str, duration_ms: int) -> None:
    conn.execute(
        """
        INSERT INTO tickets.schema_migrations (version, name, checksum, duration_ms) VALUES (%s, %s, %s, %s)
        ON CONFLICT (version) DO UPDATE
        SET name = excluded.name, checksum = excluded.checksum, duration_ms = excluded.duration_ms, applied_at = DEFAULT
        """,
        (version, name, checksum, duration_ms),
    )
