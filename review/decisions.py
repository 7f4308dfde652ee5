"""What a person decided: rows of a file against the places as they are now, and what speaks against each. No I/O."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from review.places import MAX_CLUSTER_KM, MAX_KM, Clean, Key, Place, Point, distance_m
from review.tables import MOVED_M, SAME_PLACE_M, Row
from shared import escape_for_display

# What a decision depends on, of the parts of a revision in REVISION_PARTS: when that has changed it is refused.
REVISION_PARTS = ("row", "decision", "candidates")
DEPENDS_ON: Mapping[str, set[str]] = {
    "accept": {"row", "decision", "candidates"},
    "reject": {"row", "decision"},
    "move": {"decision"},
    "candidate": {"decision", "candidates"},
    "unsure": {"decision"},
}
_RANK = re.compile(r"([1-9])([.,]0*)?")  # 2.0 as some programs write a number

Action = Literal["accept", "move", "reject", "candidate", "unsure", "add"]
NameKey = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One decision, of a row that fits what is known."""

    row: Row
    action: Action
    key: Key
    cluster: str
    place: str  # "" for the cluster's centroid
    names: tuple[str, ...]  # the network names it holds for
    point: Point | None  # where it is from now on; None when rejected, or when the person is unsure
    was: Place | None
    is_stored: bool  # nothing is left to be done
    label: str | None = None  # of the candidate that was chosen

    @property
    def comment(self) -> str | None:
        """The person's; None: what is stored stays."""
        return self.row.cells.get("comment")

    @property
    def takes_refused_answer(self) -> bool:
        """Whether what the machine took for too far or too large is accepted as it is."""
        is_refused = self.was is not None and self.was.status in ("too_far", "too_coarse")
        return self.action == "accept" and is_refused and not self.is_stored

    @property
    def moved_m(self) -> float | None:
        """None where there was no point, or there is none now."""
        before = self.was.point if self.was else None
        return distance_m(before, self.point) if before and self.point else None


@dataclass(slots=True)
class Checked:
    """A whole file: what its rows come to, and those that are not taken."""

    changes: list[Change] = field(default_factory=list)
    undecided: int = 0
    unheard: list[Row] = field(default_factory=list)  # of those with a comment, which is not kept
    refused: list[tuple[Row, str]] = field(default_factory=list)  # with the reason
    forced: list[tuple[Row, str]] = field(default_factory=list)  # as refused, but taken because of --force

    def refuse(self, reasons: Mapping[int, str]) -> None:
        """The changes with these numbers are not made."""
        self.refused += [(self.changes[n].row, reason) for n, reason in reasons.items()]
        self.changes = [change for n, change in enumerate(self.changes) if n not in reasons]


class _InvalidRow(Exception):
    """Why a row is refused."""


def list_names_to_look_up(rows: Iterable[Row], clean: Clean) -> set[str]:
    """Every name of the rows that `check_decisions` will want the key of."""
    names = {row[column] for row in rows for column in ("cluster", "place", "location_name")}
    return names | {clean(name) or "" for name in names}


def check_decisions(
    rows: Sequence[Row],
    known: Mapping[Key, Place],
    name_key: NameKey,
    clean: Clean,
    *,
    force: bool,
    by: str | None = None,
) -> Checked:
    """Check each row; `force` passes what is only too far away; `by`: who decides, if that was said."""
    checked = Checked()
    for row in rows:
        try:
            change = _check_row(row, known, name_key, clean, by)
        except _InvalidRow as refusal:
            checked.refused.append((row, str(refusal)))
        else:
            checked.changes += [change] if change else []
            checked.undecided += change is None
            checked.unheard += [row] if change is None and _has_new_comment(row, known, name_key, clean) else []
    checked.refuse(_find_contradictions(checked.changes))
    _check_distances(checked, known, force=force)
    order = {id(row): n for n, row in enumerate(rows)}
    checked.refused.sort(key=lambda refused: order[id(refused[0])])
    return checked


def _find_contradictions(changes: Sequence[Change]) -> dict[int, str]:
    """Of a place that is decided in two ways every row is refused: which of them counts is not ours to say."""
    by_key: dict[Key, list[int]] = defaultdict(list)
    for n, change in enumerate(changes):
        by_key[change.key].append(n)
    reasons = {}
    for numbers in by_key.values():
        if all(_agree(changes[numbers[0]], changes[n]) for n in numbers):
            continue
        for n in numbers:
            others = (changes[other] for other in numbers if not _agree(changes[n], changes[other]))
            if other := next(others, None):
                reasons[n] = f"the same place is decided otherwise in {other.row.name}"
    return reasons


def _check_row(row: Row, known: Mapping[Key, Place], name_key: NameKey, clean: Clean, by: str | None) -> Change | None:
    decision = row["decision"].casefold()
    rank = _RANK.fullmatch(decision)
    action = "candidate" if rank else decision
    if action not in ("", *DEPENDS_ON) or decision == "candidate":
        raise _InvalidRow(
            f"the decision is {escape_for_display(row['decision'])}: "
            f"accept, move, reject, unsure or the number of a candidate is needed"
        )
    key = _find_key(row, known, name_key, clean)
    if not row["revision"]:
        return _add(row, key, known.get(key), clean)
    if not decision:
        if row["new_lat"] or row["new_lng"]:
            raise _InvalidRow("it has a new point but no decision: write move, or clear the point")
        return None
    was = known.get(key)
    if was is None:
        raise _InvalidRow("this place is not known")
    if action != "move" and (row["new_lat"] or row["new_lng"]):
        raise _InvalidRow(f"it has a new point, but the decision is {decision}: write move, or clear the point")
    change = _decide(row, cast(Action, action), key, was)
    conflict = "" if change.is_stored or _is_so(change, was) else _find_conflict(change, was, by)
    if conflict:
        raise _InvalidRow(conflict)
    return change


def _has_new_comment(row: Row, known: Mapping[Key, Place], name_key: NameKey, clean: Clean) -> bool:
    was = known.get(_find_key(row, known, name_key, clean))
    return row["comment"] not in ("", (was and was.comment) or "")


def _find_key(row: Row, known: Mapping[Key, Place], name_key: NameKey, clean: Clean) -> Key:
    keys = list(_find_keys(row, name_key, clean))
    return next((key for key in keys if key in known), keys[0])


def _find_keys(row: Row, name_key: NameKey, clean: Clean) -> Iterable[Key]:
    """What the row may mean, the likeliest first: its place as it stands, then as it cleans."""
    cluster = name_key(row["cluster"])
    if cluster is None:
        raise _InvalidRow("cluster: a name of 1 to 200 characters is needed")
    said = [name for name in (row["place"], row["location_name"]) if name]
    if row["what"].casefold() == "cluster" or not (said or row["what"]):
        yield cluster, ""
        return
    tried = [row["place"], *(clean(name) or "" for name in said), *said]
    found = [(cluster, key) for name in tried if (key := name_key(name))]
    if not found:
        raise _InvalidRow("place: a name of 1 to 200 characters is needed")
    yield from found


def _add(row: Row, key: Key, was: Place | None, clean: Clean) -> Change:
    """A row that came from no export: a site whose place is known for certain."""
    if row["tickets"] or row["concern"]:  # an export's
        raise _InvalidRow("its revision is missing: export again, or clear the columns that came with it")
    if row["decision"].casefold() not in ("", "move"):
        raise _InvalidRow(
            f"a row without revision is a known site, there is nothing to {row['decision'].casefold()}: "
            f"export again, or clear the decision"
        )
    point = _read_point(row, "new_lat", "new_lng") if row["new_lat"] else _read_point(row, "lat", "lng")
    names = (row["location_name"],) if row["location_name"] else ()
    if was:
        is_known = set(names) <= set(was.names) and _has_comment(was, row)
        is_stored = _is_at(was, point) and not was.needs_review and is_known
        return Change(row, "add", key, was.cluster, was.place, was.names + names, point, was, is_stored)
    place = row["place"] or clean(row["location_name"]) or row["location_name"]
    return Change(row, "add", key, row["cluster"], place if key[1] else "", names, point, None, is_stored=False)


def _decide(row: Row, action: Action, key: Key, was: Place) -> Change:
    """What a decision about an exported place means, whatever has happened since."""
    point, label = None, None
    match action:
        case "move":
            point = _read_point(row, "new_lat", "new_lng")
        case "accept":
            point = _read_accepted(row, was)
        case "candidate":
            point, label = _find_candidate(row, was)
    change = Change(row, action, key, was.cluster, was.place, was.names, point, was, is_stored=False, label=label)
    return replace(change, is_stored=_is_so(change, was) and (action == "unsure" or not was.needs_review))


def _read_accepted(row: Row, was: Place) -> Point | None:
    """Where the place was when it was looked at."""
    point = _read_point(row, "lat", "lng") if row["lat"] or row["lng"] else None
    if was.point is None:
        raise _InvalidRow("there is no point to accept: move it, or reject it")
    return point or was.point


def _find_candidate(row: Row, was: Place) -> tuple[Point, str]:
    rank = int(row["decision"][0])
    for candidate in was.candidates:
        if candidate.rank == rank:
            return (candidate.lat, candidate.lng), candidate.label
    raise _InvalidRow(f"the decision is {rank}, and it has {len(was.candidates)} candidates now")


def _is_so(change: Change, was: Place) -> bool:
    """Whether the same has been decided already, by anyone: that is not a conflict."""
    match change.action:
        case "reject":
            is_so = was.status == "rejected"
        case "unsure":  # which changes no row
            is_so = was.decided_at is not None and not (was.verified and "row" in _find_changed(change.row, was))
        case _:
            is_so = _is_at(was, change.point)
    return is_so and _has_comment(was, change.row)


def _has_comment(was: Place, row: Row) -> bool:
    return row["comment"] in ("", was.comment or "")


def _find_conflict(change: Change, was: Place, by: str | None) -> str:
    """Why a decision does not hold for what has become of the place since the export, or nothing."""
    changed = _find_changed(change.row, was)
    if change.action != "accept" and by and by == was.decided_by and "decision" in changed:
        changed -= {"row", "decision"}  # the person who decided may decide otherwise
    reasons = changed & DEPENDS_ON[change.action]
    if reasons == {"candidates"}:
        return "the geocoder has given other answers since the export: export again"
    if reasons:
        return f"somebody else changed it since the export: it is now {_describe(was)}"
    if change.action == "accept" and not _are_near(change.point, was.point, MOVED_M):
        return "its lat or lng was edited: write move, and the point as new_lat and new_lng"
    return ""


def _find_changed(row: Row, was: Place) -> set[str]:
    """The parts of the revision that are not what they were. A file of release 1.0 has the first only."""
    then, now = (revision.split("-")[1:] for revision in (row["revision"], was.revision))
    if len(then) != len(now):
        return set() if then == now[:1] else set(REVISION_PARTS)
    return {part for part, before, after in zip(REVISION_PARTS, then, now, strict=False) if before != after}


def _is_at(place: Place, point: Point | None) -> bool:
    return place.verified is True and place.status == "ok" and _are_near(place.point, point)


def _are_near(one: Point | None, other: Point | None, limit_m: float = SAME_PLACE_M) -> bool:
    return one is not None and other is not None and distance_m(one, other) <= limit_m


def _agree(one: Change, other: Change) -> bool:
    if one.point is None or other.point is None:
        return one.action == other.action
    return _are_near(one.point, other.point)


def _describe(place: Place) -> str:
    by = f" (by {escape_for_display(place.decided_by)}, {place.decided_at})" if place.decided_by else ""
    if place.status is None:
        return f"without a row{by}"
    at = f" at {place.lat:.5f}, {place.lng:.5f}" if place.point else ""
    note = f": {escape_for_display(place.note)}" if place.note else ""
    return f"{'verified' if place.verified else 'unverified'}, {place.status}{at}{note}{by}"


# --- coordinates ---


def _read_point(row: Row, lat_column: str, lng_column: str) -> Point:
    lat, lng = _read_degrees(row, lat_column, 90), _read_degrees(row, lng_column, 180)
    if lat == 0 and lng == 0:
        raise _InvalidRow(f"{lat_column}, {lng_column}: 0,0 is not a place")
    return lat, lng


def _read_degrees(row: Row, column: str, limit: int) -> float:
    """Digits, with a decimal point or comma; what a spreadsheet made a date or an exponent of has lost its value."""
    text = row[column].replace("\u2212", "-").replace("\u00a0", "")
    if not text:
        raise _InvalidRow(f"{column} is missing")
    if not re.fullmatch(r"[+-]?[0-9]{1,3}([.,][0-9]*)?", text):
        raise _InvalidRow(f"{column} is {escape_for_display(text)}: degrees are needed, for example -1.2964")
    degrees = float(text.replace(",", "."))
    if abs(degrees) > limit:
        raise _InvalidRow(f"{column} is {escape_for_display(text)}: degrees from -{limit} to {limit} are needed")
    return degrees


# --- what is too far ---


def _check_distances(checked: Checked, known: Mapping[Key, Place], *, force: bool) -> None:
    """Swapped numbers and other slips are far from where the place must be. Clusters come first: a refused one is no
    centroid for the locations."""
    centroids = {key[0]: place.point for key, place in known.items() if not key[1] and place.places_tickets}
    for is_location in (False, True):
        after = centroids | {change.key[0]: change.point for change in checked.changes if not change.place}
        there = {cluster: point for cluster, point in after.items() if point}
        reasons = {
            n: reason
            for n, change in enumerate(checked.changes)
            if bool(change.place) == is_location
            and not change.is_stored
            and (reason := _describe_distance_problem(change, there))
        }
        if force:
            checked.forced += [(checked.changes[n].row, reason) for n, reason in reasons.items()]
        else:
            checked.refuse({n: f"{reason}: --force accepts it if it is meant" for n, reason in reasons.items()})


def _describe_distance_problem(change: Change, centroids: Mapping[str, Point]) -> str:
    """Why the point can hardly be right, or nothing."""
    if change.point is None:
        return ""
    centroid = centroids.get(change.key[0])
    slip = "" if change.action == "accept" else " (latitude and longitude swapped?)"
    if change.place and centroid:
        km = distance_m(change.point, centroid) / 1000
        return f"it would be {km:.0f} km from its cluster's centroid{slip}" if km > MAX_KM else ""
    others = (distance_m(change.point, point) for key, point in centroids.items() if key != change.key[0])
    km = min(others, default=0) / 1000
    return f"it would be {km:.0f} km from the nearest other cluster{slip}" if km > MAX_CLUSTER_KM else ""
