"""Taking decisions back: all of a file in one transaction, or nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from review import storage
from review.decisions import Change, Decided, decide, list_names
from review.places import Clean
from review.storage import Connection
from review.tables import Row
from shared import retry_on_lock_conflict


@dataclass(slots=True)
class Taken:
    """What a file came to, or in a dry run would come to."""

    decided: Decided
    tickets: list[int] = field(default_factory=list)  # that moved, a change each


@retry_on_lock_conflict
def take(conn: Connection, rows: Sequence[Row], clean: Clean, *, force: bool, apply: bool) -> Taken:
    """Do what the rows say, or only foretell it: then nobody else has to wait."""
    with conn.transaction():
        (storage.hold_places if apply else storage.hold_moment)(conn)
        known = storage.read_places(conn, clean)
        keys = storage.name_keys(conn, list_names(rows, clean))
        taken = Taken(decide(rows, known, keys.__getitem__, clean, force=force))
        if not taken.decided.refused:
            taken.tickets = _do(conn, taken.decided.changes, apply=apply)
    return taken


def _do(conn: Connection, changes: Sequence[Change], *, apply: bool) -> list[int]:
    """The tickets that move, a change each; those that are stored already move none."""
    left = [change for change in changes if not change.is_stored]
    moved = (storage.decide_places if apply else storage.foretell_places)(conn, left) if left else []
    of_left = iter(moved)
    return [0 if change.is_stored else next(of_left) for change in changes]
