"""Taking decisions back: all of a file in one transaction, or nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from review import storage
from review.decisions import Change, Decided, decide, list_names
from review.places import Clean
from review.storage import Connection
from review.tables import Row
from shared import tried_again


@dataclass(slots=True)
class Taken:
    """What a file came to, or in a dry run would come to."""

    decided: Decided
    tickets: list[int] = field(default_factory=list)  # that moved, a change each


@tried_again
def take(conn: Connection, rows: Sequence[Row], clean: Clean, *, force: bool, apply: bool) -> Taken:
    """Do what the rows say. A dry run does it too, and then takes it back: so it foretells the truth."""
    with conn.transaction(force_rollback=not apply):
        storage.hold_places(conn)
        known = storage.read_places(conn, clean)
        keys = storage.name_keys(conn, list_names(rows, clean))
        taken = Taken(decide(rows, known, keys.__getitem__, clean, force=force))
        if not taken.decided.refused:
            # Locations first: a ticket that gets its location does not move with the centroid as well.
            changes = sorted(taken.decided.changes, key=lambda change: not change.place)
            tickets = {id(change): _do(conn, change) for change in changes}
            taken.tickets = [tickets[id(change)] for change in taken.decided.changes]
    return taken


def _do(conn: Connection, change: Change) -> int:
    if change.is_stored:
        return 0
    if change.place and change.names:
        storage.add_names(conn, change.cluster, change.place, change.names)
    place = change.place or None
    if change.verdict == "accept":
        return storage.accept_place(conn, change.cluster, place)
    if change.point is None:
        return storage.reject_place(conn, change.cluster, place)
    return storage.verify_place(conn, change.cluster, place, change.point)
