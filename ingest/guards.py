"""What a snapshot is refused for: each rule names what it saw, and where it can be right all the same, --force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from ingest.document import MAX_KEYS
from ingest.snapshot import Reject, Snapshot, SnapshotFile
from shared import GUARD, UserError, escape_for_display, pluralize

MAX_REJECTED = 0.05  # share of the snapshot's elements
MIN_PRESENT = 20  # tickets from which on their shares of usable values mean something
MIN_DIFFERING = 0.2  # share of the present tickets; while fewer differ, no share can fall from a half to a quarter
RANKS = {"feed": 0, "location": 1, "cluster": 2, "none": 3}


def check_document(file: SnapshotFile, snapshot: Snapshot, *, force: bool) -> None:
    """Refuses a document that says itself that it is not whole, an empty one, and one of mostly unusable elements."""
    received, rejects = snapshot.received, snapshot.rejects
    if snapshot.document.partial:
        has = f"and it has {pluralize(received, 'record')}"
        reason = f"it says itself that it is not whole: {snapshot.document.partial}, {has}"
        _refuse_unless_forced(file, reason, force=force)
    if received == 0:
        _refuse_unless_forced(file, "it is empty", force=force)
    elif len(rejects) == received:
        _refuse_unless_forced(
            file, f"not one of its {received} elements is a usable record{_describe(rejects)}", force=None
        )
    elif len(rejects) / received > MAX_REJECTED:
        reason = f"{len(rejects)} of its {received} elements are not usable records, more than {MAX_REJECTED:.0%}"
        _refuse_unless_forced(file, f"{reason}{_describe(rejects)}", force=force)


def _describe(rejects: Sequence[Reject]) -> str:
    """The most frequent reason, and the keys that such elements do have."""
    ((reason, count),) = Counter(reject.reason for reject in rejects).most_common(1)
    keys = Counter[str]()
    for reject in rejects:
        if reject.reason == reason and reject.text.startswith("{"):
            keys.update(list(msgspec.json.decode(reject.text, type=dict[str, msgspec.Raw])))
    have = f"; they have the keys {list_keys([key for key, _ in keys.most_common()])}" if keys else ""
    return f" ({count} times: {reason}{have})"


def list_keys(keys: Sequence[str]) -> str:
    shown = ", ".join(escape_for_display(key, 40) for key in keys[:MAX_KEYS])
    return f"{shown}, ..." if len(keys) > MAX_KEYS else shown


def check_gone(file: SnapshotFile, gone: int, present: int, max_gone: float, *, force: bool) -> None:
    if gone and gone / present > max_gone:  # 0.29 * 100 is less than 29
        reason = f"{gone} of the {present} present tickets would be gone, more than --max-gone {max_gone:g}"
        _refuse_unless_forced(file, reason, force=force)


def check_age(file: SnapshotFile, newest_applied: datetime | None, *, force: bool) -> None:
    if file.last_modified and newest_applied and file.last_modified < newest_applied:
        reason = (
            f"it was last modified at {file.last_modified:%Y-%m-%d %H:%M:%S} UTC, "
            f"but one of {newest_applied:%Y-%m-%d %H:%M:%S} UTC is applied already"
        )
        _refuse_unless_forced(file, reason, force=force)


def find_lost_keys(usable: Mapping[str, tuple[int, int]], present: int, received: int) -> list[str]:
    """The keys whose share of usable values fell from half or more to less than half of that.

    usable: by key, how many of the present tickets and how many of the snapshot's records have a usable value.
    """
    return [
        key
        for key, (before, now) in usable.items()
        if before / present >= 0.5 and now / received < before / present / 2
    ]


def refuse_lost_json_keys(
    file: SnapshotFile,
    lost: Mapping[str, tuple[int, int]],
    present: int,
    received: int,
    appeared: Sequence[str],
    *,
    force: bool,
) -> None:
    shares = "; ".join(
        f"{key} has a usable value in {now} of its {received} records, but in {before} of the {present} present tickets"
        for key, (before, now) in lost.items()
    )
    instead = f"keys that no present ticket has: {list_keys(appeared)}" if appeared else "no new key came instead"
    _refuse_unless_forced(file, f"{shares}; {instead}", force=force)


def check_places(file: SnapshotFile, worse: int, placed: int, max_gone: float, *, force: bool) -> None:
    if worse / placed > max_gone:
        reason = (
            f"{worse} of the {placed} placed tickets that stay would be placed worse than now "
            f"(feed > location > cluster > none), more than --max-gone {max_gone:g}"
        )
        _refuse_unless_forced(file, reason, force=force)


def _refuse_unless_forced(file: SnapshotFile, reason: str, *, force: bool | None) -> None:
    """force: whether it was given; None where it would not help."""
    if force:
        return
    hint = "" if force is None else ". If this is right all the same, run once with --force"
    raise UserError(f"{file.source}: refused: {reason}; nothing of it was written{hint}", GUARD)
