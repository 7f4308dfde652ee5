"""Importing decisions: a file in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from review import storage
from review.decisions import Change, Checked, check_decisions, list_names_to_look_up
from review.places import Clean
from review.storage import Connection
from review.tables import Row, ensure_only_copies, write_refused
from shared import retry_on_lock_conflict


@dataclass(slots=True)
class ImportResult:
    """What an import did, or in a dry run would do."""

    checked: Checked
    tickets: list[int] = field(default_factory=list)  # that moved, a change each


@retry_on_lock_conflict
def apply_file(
    conn: Connection,
    rows: Sequence[Row],
    clean: Clean,
    *,
    force: bool,
    apply: bool,
    by: str | None = None,
    refused_file: Path | None = None,
) -> ImportResult:
    """Apply the rows in one transaction, or without `apply` only count what would move; that makes nobody wait.
    `by`: who decides, else the database's user.

    When a row is refused nothing is done; with `refused_file` the others are, and the refused ones are written there.
    Raises UserError when that file can't be written.
    """
    with conn.transaction():
        (storage.lock_gazetteers if apply else storage.begin_read_only_snapshot)(conn)
        known = storage.read_places(conn, clean)
        keys = storage.name_keys(conn, list_names_to_look_up(rows, clean))
        result = ImportResult(check_decisions(rows, known, keys.__getitem__, clean, force=force, by=by))
        refused = result.checked.refused
        if refused and refused_file:
            ensure_only_copies(refused_file, rows)
        if not refused or refused_file:
            result.tickets = _apply_changes(conn, result.checked.changes, by, apply=apply)
        if refused and refused_file and apply:
            write_refused(refused_file, refused)
    return result


def _apply_changes(conn: Connection, changes: Sequence[Change], by: str | None, *, apply: bool) -> list[int]:
    """The tickets that move, a change each; those that are stored already move none."""
    left = [change for change in changes if not change.is_stored]
    moved = (storage.apply_decisions if apply else storage.preview_decisions)(conn, left, by) if left else []
    of_left = iter(moved)
    return [0 if change.is_stored else next(of_left) for change in changes]
