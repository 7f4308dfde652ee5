"""What --status and --dry-run list."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.files import DEFINITIONS, Checkout
from migrator.ledger import (
    Applied,
    Connection,
    Ledger,
    after_takeover,
    is_release_1_0,
    list_missing,
    list_planned,
    make_plan,
    read_ledger,
)


def list_status(conn: Connection, checkout: Checkout) -> Iterator[str]:
    ledger: Ledger = read_ledger(conn)
    if is_release_1_0(ledger):
        yield "this is a database of release 1.0, which will be taken over as it is"
        ledger = after_takeover(checkout, ledger)
    for version, script in checkout.numbered.items():
        yield _status_line(script.name, script.checksum, ledger.get(version), "edited after it was applied on")
    recorded = ledger.get(DEFINITIONS)
    yield _status_line("definitions", checkout.definitions_checksum, recorded, "to be applied again, last on")
    for applied in list_missing(checkout, ledger):
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
    return taken_over + [f"would apply {name}" for name in list_planned(checkout, plan)]
