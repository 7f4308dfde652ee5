"""What a run tells: the report a person reads, and the same as one JSON object."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from ingest import Preview, Tally
from shared import FAILED, GUARD, LOCKED, QUOTA, USAGE, UserError, escape_for_display, pluralize, redact

if TYPE_CHECKING:  # a run that does not geocode does without requests and shapely
    from geocoding import PlannedQuery, StageReport, Unplaced

MAX_SHOWN = 10  # of what would be asked, and of the clusters that tickets wait for; with -v all
MAX_REFUSALS = 3  # of each status; with -v all
CLUSTER_ITSELF = "the cluster itself: its centroid serves already"  # the note of a name that is no problem
UNUSUAL_FACTOR, UNUSUAL_MORE = 2, 10  # more than twice the largest of the last runs and 10
# Of several, the first of these is the run's exit code.
_PRECEDENCE = (FAILED, USAGE, LOCKED, GUARD, QUOTA)


@dataclass(slots=True)
class Report:
    """What the stages of one run came to."""

    applied: bool
    kinds: dict[str, Tally | UserError] = field(default_factory=dict)
    stages: dict[str, StageReport] = field(default_factory=dict)
    unplaced: list[Unplaced] | None = None  # None: nobody looked
    failure: UserError | None = None  # what ended the run as a whole

    def is_empty(self) -> bool:
        return not (self.kinds or self.stages)

    def exit_code(self) -> int:
        outcomes = [*self.kinds.values(), *(stage.failure for stage in self.stages.values()), self.failure]
        codes = {outcome.exit_code for outcome in outcomes if isinstance(outcome, UserError)}
        return next((code for code in _PRECEDENCE if code in codes), 0)


def as_json(report: Report) -> dict[str, Any]:
    """The report as the README describes it under --json."""
    reported: dict[str, Any] = {"applied": report.applied}
    for kind, outcome in report.kinds.items():
        reported[kind] = _failure(outcome) if isinstance(outcome, UserError) else _kind(outcome)
    for name, stage in report.stages.items():
        reported[name] = _stage(stage) | (_failure(stage.failure) if stage.failure else {})
        if not report.applied:
            reported[name]["asks"] = [_planned_query(ask) for ask in stage.planned]
            reported[name] |= {"learnt": stage.learnt} if stage.learnt else {}
    if report.unplaced is not None:
        reported["unplaced"] = [asdict(some) for some in report.unplaced]
    if report.failure:
        reported |= _failure(report.failure)
    return reported


def _failure(err: UserError) -> dict[str, Any]:
    return {"error": redact(str(err)), "exit": err.exit_code}


def _kind(tally: Tally) -> dict[str, Any]:
    return {"source": tally.source, **tally.counts, "skipped": tally.skipped, "geo_source": tally.geo_source}


def _stage(stage: StageReport) -> dict[str, Any]:
    counts = {status: stage.counts[status] for status in stage.statuses}
    return {"pending": stage.pending, "requests": stage.requests, **counts}


def _planned_query(ask: PlannedQuery) -> dict[str, Any]:
    names = {"place": ask.place, "names": list(ask.names)} if ask.names else {}
    return {"cluster": ask.cluster, **names, "query": ask.query}


def as_text(report: Report, seconds: float, *, verbose: bool = False) -> str:
    """The report as a person reads it. verbose: all of what would be asked, and what was dropped of each name."""
    shown = sys.maxsize if verbose else MAX_SHOWN
    lines = [line for kind, outcome in report.kinds.items() for line in _kind_lines(kind, outcome, report.applied)]
    lines += [
        line for name, stage in report.stages.items() for line in _stage_lines(name, stage, report.applied, shown)
    ]
    lines += _unplaced_lines(report.unplaced or [], shown)
    end = "done" if report.applied else "dry run: nothing was written; add --apply to do this"
    if report.exit_code():
        end = f"ended with exit code {report.exit_code()}"
    return "\n".join([*lines, f"{end} ({seconds:.1f} s)"])


def _kind_lines(kind: str, outcome: Tally | UserError, applied: bool) -> list[str]:
    name = kind.upper()
    if isinstance(outcome, UserError):
        return [f"{name}  not imported, see the error (exit code {outcome.exit_code})", ""]
    lines = [f"{name}  {escape_for_display(outcome.source, 300)}"]
    if outcome.skipped:
        lines.append("  skipped: it is the snapshot applied last")
    else:
        lines += _counts(outcome.counts)
        for verdict, some in outcome.examples.items():
            named = ", ".join(escape_for_display(example, 300) for example in some)
            lines.append(f"    {verdict}: {named}{_more(outcome.counts[verdict], some)}")
        if any(outcome.moved.values()):
            lines.append(f"  places of tickets that stay: {_list(outcome.moved)}")
        lines += _preview_lines(outcome.preview, outcome.counts) if outcome.preview else []
    by = "by location source" if applied or outcome.skipped else "would be located by"
    total = sum(outcome.geo_source.values())
    lines.append(f"  {total} active tickets {by}: {_list(outcome.geo_source)}")
    return [*lines, ""]


def _preview_lines(preview: Preview, counts: Mapping[str, int]) -> list[str]:
    """What is new about the snapshot, and which of its counts are unusual."""
    named = {
        "keys that no ticket has until now": preview.new_keys,
        "keys that no ticket has any more": preview.lost_keys,
        "statuses not seen before": preview.new_statuses,
    }
    lines = [
        f"  {what}: {', '.join(escape_for_display(name, 40) for name in names[:MAX_SHOWN])}"
        for what, names in named.items()
        if names
    ]
    return lines + [
        f"  unusual: {verdict} {counts[verdict]} (at most {most} in the last runs)"
        for verdict, most in preview.usual.items()
        if counts[verdict] > UNUSUAL_FACTOR * most + UNUSUAL_MORE
    ]


def _stage_lines(name: str, stage: StageReport, applied: bool, shown: int) -> list[str]:
    lines = [
        f"GEOCODING {name}  {stage.pending} pending, {stage.requests} requests{'' if applied else ' would be sent'}"
    ]
    left = stage.pending - sum(stage.counts.values())
    counts = {status: stage.counts[status] for status in stage.statuses}
    lines.append(f"  {_list(counts | {'remaining': left})}")
    if stage.learnt and stage.planned:
        learnt = "; ".join(f"{what}: {', '.join(found)}" for what, found in stage.learnt.items())
        lines.append(f"  learnt from all names: {escape_for_display(learnt, 300)}")
    if stage.planned:
        planned = [line for ask in stage.planned for line in _planned_lines(ask, verbose=shown > MAX_SHOWN)]
        lines += ["  would ask for:", *planned[:shown], *_rest(len(planned), shown), f"  {stage.estimate}"]
    few = MAX_REFUSALS if shown == MAX_SHOWN else shown
    for status, every in stage.refusals.items():
        refusals = [refusal for refusal in every if not refusal.endswith(CLUSTER_ITSELF)]
        if served := len(every) - len(refusals):
            lines.append(f"    {status}: {served} of them only name the cluster, whose centroid serves")
        lines += [f"    {status}: {escape_for_display(refusal, 300)}" for refusal in refusals[:few]]
        lines += _rest(len(refusals), few)
    if stage.failure:
        lines.append(f"  not finished, see the error (exit code {stage.failure.exit_code})")
    return [*lines, ""]


def _planned_lines(ask: PlannedQuery, *, verbose: bool) -> list[str]:
    """The place that would be asked for, with one of its names; verbose: each, and what was dropped of it."""
    if not ask.names:
        return [f"    {escape_for_display(ask.cluster)}"]
    lines = []
    for name, cleaned in ask.names.items():
        rules = ", ".join(f"{escape_for_display(part)} ({rule})" for part, rule in cleaned.dropped)
        asked, near = escape_for_display(ask.place or ""), escape_for_display(ask.cluster)
        lines.append(f"    {escape_for_display(name)} as {asked} (near {near})")
        lines += [f"      without {rules}"] if rules and verbose else []
    further = len(ask.names) - 1
    return lines if verbose or not further else [f"{lines[0]}, and {pluralize(further, 'further name')}"]


def _unplaced_lines(unplaced: list[Unplaced], shown: int) -> list[str]:
    """What would help most first: a centroid places all the tickets that wait for it."""
    if not unplaced:
        return []
    reasons = Counter[str]()
    for some in unplaced:
        reasons[some.reason] += some.tickets
    waiting = [
        f"    {escape_for_display(some.cluster)}: {some.tickets} "
        f"{'ticket waits' if some.tickets == 1 else 'tickets wait'} for its centroid ({some.reason})"
        for some in unplaced
        if some.cluster is not None
    ]
    lines = [f"UNLOCATED  {pluralize(reasons.total(), 'ticket')}", f"  cluster's centroid: {_list(reasons)}"]
    return [*lines, *waiting[:shown], *_rest(len(waiting), shown), ""]


def _rest(count: int, shown: int) -> list[str]:
    return [f"    and {count - shown} more (-v shows all)"] if count > shown else []


def _counts(counts: Mapping[str, int]) -> list[str]:
    parts = ("new", "changed", "unchanged", "returned", "rejected", "duplicates")
    total = " + ".join(f"{name} {counts[name]}" for name in parts)
    return [
        f"  received {counts['received']} = {total}",
        f"  gone {counts['gone']} (present until now, not in this snapshot)",
    ]


def _list(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _more(count: int, shown: list[str]) -> str:
    return f" and {count - len(shown)} more" if count > len(shown) else ""
