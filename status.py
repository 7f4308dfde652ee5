"""What --status and --metrics print: `reporting.fn_health()` and the settings. Only reads, and only the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg

from shared import GeocoderSettings, UserError, duration, escape_for_display, pluralize

TIMEOUT = "30s"  # of each statement: a million tickets on a slow machine are not yet a reason to be woken
STALE_AFTER = timedelta(days=1)  # not seen for so long is worth a word, also where no --max-age asks
KINDS = ("inc", "crq")
GAZETTEERS = ("clusters", "locations")

Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Status:
    at: datetime  # by the database's clock, which wrote the times
    health: Mapping[str, Any]  # reporting.fn_health()
    daily_limit: int
    geocoded_at: datetime | None  # when a geocoding run last ended well
    stale: list[str]  # the kinds neither applied nor found unchanged for longer than was asked for

    @property
    def is_bad(self) -> bool:
        """What --max-age ends with code 1 for."""
        return bool(self.stale or self.health["trouble"])


def read_status(conn: Connection, settings: GeocoderSettings, max_age: timedelta | None) -> Status:
    """The state as the reader role may see it, on a standby too. UserError when the schema is older than this code."""
    conn.execute(f"SET statement_timeout = '{TIMEOUT}'")
    if conn.execute("SELECT to_regprocedure('reporting.fn_health(text)')").fetchone() == (None,):
        raise UserError("database: the schema is behind this code; run run_migrations.py")
    query = "SELECT clock_timestamp(), reporting.fn_health(%s), reporting.fn_geocoding_succeeded_at()"
    [(at, health, geocoded_at)] = conn.execute(query, (settings.provider,)).fetchall()
    return Status(
        at=at,
        health=health,
        daily_limit=settings.daily_limit,
        geocoded_at=geocoded_at,
        stale=[kind for kind in KINDS if max_age is not None and _is_stale(health[kind], at, max_age)],
    )


def _is_stale(kind: Mapping[str, Any], at: datetime, longest: timedelta) -> bool:
    return kind["alive_at"] is None or at - _moment(kind["alive_at"]) > longest


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def as_json(status: Status) -> dict[str, Any]:
    """The status as docs/reference.md describes it."""
    geocoder = {**status.health["geocoder"], "daily_limit": status.daily_limit}
    return {**status.health, "geocoder": geocoder, "stale": bool(status.stale)}


# --- Prometheus text ---


def as_metrics(status: Status) -> str:
    """The same in Prometheus' text format 0.0.4; what never happened has no sample."""
    lines: dict[str, list[str]] = {}
    for name, labels, value in _list_samples(status):
        if value is not None:
            label = ",".join(f'{key}="{_escape_label(text)}"' for key, text in labels.items())
            lines.setdefault(name, []).append(f"fleettickets_{name}{{{label}}} {value}".replace("{}", ""))
    return "\n".join(
        line
        for name, samples in lines.items()
        for line in (f"# HELP fleettickets_{name} {METRICS[name]}", f"# TYPE fleettickets_{name} gauge", *samples)
    )


METRICS = {
    "tickets": "Present tickets by where their place is from.",
    "import_last_success_timestamp_seconds": "When a snapshot was last applied.",
    "import_last_seen_timestamp_seconds": "When a snapshot was last applied or found unchanged.",
    "import_last_attempt_failed": "1 if the last import failed or was refused.",
    "places": "Rows of the gazetteers by status.",
    "places_waiting": "Names that the next geocoding run looks for.",
    "geocoding_last_success_timestamp_seconds": "When a geocoding run last ended well.",
    "geocoding_last_run_failed": "1 if the last geocoding run failed.",
    "geocoder_requests_today": "Requests counted on this UTC day.",
    "geocoder_daily_limit": "Most requests in a UTC day.",
    "trouble": "How many sentences --status has under trouble.",
}


def _list_samples(status: Status) -> Iterator[tuple[str, dict[str, str], float | None]]:
    health = status.health
    for kind in KINDS:
        for source, count in health[kind]["geo_source"].items():
            yield "tickets", {"kind": kind, "geo_source": source}, count
    for kind in KINDS:
        of_kind = {"kind": kind}
        yield "import_last_success_timestamp_seconds", of_kind, _seconds(health[kind]["applied_at"])
        yield "import_last_seen_timestamp_seconds", of_kind, _seconds(health[kind]["alive_at"])
        yield "import_last_attempt_failed", of_kind, int(health[kind]["outcome"] in ("failed", "refused"))
    for gazetteer in GAZETTEERS:
        counts = dict(health[gazetteer])
        yield "places_waiting", {"gazetteer": gazetteer}, counts.pop("waiting")
        for state, count in counts.items():
            yield "places", {"gazetteer": gazetteer, "status": state}, count
    succeeded = int(status.geocoded_at.timestamp()) if status.geocoded_at else None
    yield "geocoding_last_success_timestamp_seconds", {}, succeeded
    yield "geocoding_last_run_failed", {}, int(health["geocoding"]["outcome"] == "failed")
    provider = {"provider": health["geocoder"]["provider"]}
    yield "geocoder_requests_today", provider, health["geocoder"]["used_today"]
    yield "geocoder_daily_limit", provider, status.daily_limit
    yield "trouble", {}, len(health["trouble"])


def _seconds(text: str | None) -> int | None:
    return int(_moment(text).timestamp()) if text else None


def _escape_label(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


# --- for a person at 3 a.m.: one screen, the verdict first, what to do last ---


def as_text(status: Status) -> str:
    health, geocoder, run = status.health, status.health["geocoder"], status.health["geocoding"]
    lines = [f"fleettickets: {_verdict(status)} ({status.at:%Y-%m-%d %H:%M} UTC)"]
    for kind in KINDS:
        lines += _kind_lines(kind, health[kind], status.at)
    lines += [f"{name}  {_list(health[name])}" for name in GAZETTEERS]
    lines.append(f"geocoding  {_last('run', run, status.at)}")
    lines.append(
        f"geocoder  {geocoder['provider']}: {geocoder['used_today']} of {status.daily_limit} requests used today"
    )
    running = health["running"]
    lines.append(f"running  {'unknown on a standby' if running is None else ' and '.join(running) or 'none'}")
    lines += [f"trouble  {escape_for_display(sentence, 300)}" for sentence in health["trouble"]]
    return "\n".join([*lines, *(f"next: {step}" for step in _next_steps(status))])


def _kind_lines(kind: str, state: Mapping[str, Any], at: datetime) -> list[str]:
    return [
        f"{kind.upper()}  applied {_ago(state['applied_at'], at)}, last seen {_ago(state['alive_at'], at)}",
        f"  {_last('attempt', state, at)}",
        f"  {state['present']} active tickets by location source: {_list(state['geo_source'])}",
    ]


def _last(what: str, state: Mapping[str, Any], at: datetime) -> str:
    return f"last {what} {_ago(state['tried_at'], at)}: {state['outcome']}" if state["outcome"] else f"no {what} yet"


def _verdict(status: Status) -> str:
    if status.stale:
        return f"STALE: {' and '.join(kind.upper() for kind in status.stale)}"
    return "TROUBLE, see below" if status.health["trouble"] else "OK"


def _ago(text: str | None, now: datetime) -> str:
    if text is None:
        return "never"
    moment = _moment(text)
    return f"{moment:%Y-%m-%d %H:%M} ({duration(max(0.0, (now - moment).total_seconds()))} ago)"


def _list(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _next_steps(status: Status) -> list[str]:
    steps = [step for kind in KINDS if (step := _import_step(kind, status))]
    step = _geocoding_step(status)
    return [*steps, *([step] if step else [])] or ["nothing to do"]


def _import_step(kind: str, status: Status) -> str | None:
    state, name = status.health[kind], kind.upper()
    if state["outcome"] == "refused":
        return f"{name}: look at the snapshot; if it is right all the same, run once with --force"
    if state["outcome"] == "failed":
        return f"{name}: do what the error says; the next run tries again"
    if kind in status.stale or _is_stale(state, status.at, STALE_AFTER):
        since = f"since {_moment(state['tried_at']):%Y-%m-%d %H:%M}" if state["tried_at"] else "so far"
        return f"{name}: no run {since}; is cron or the timer running? By hand: --from-bucket --apply"
    return None


def _geocoding_step(status: Status) -> str | None:
    """Only what can work now: not beside a run, not without quota, not again what the last run could not do."""
    health = status.health
    waiting = pluralize(sum(health[name]["waiting"] for name in GAZETTEERS), "name")
    if waiting == "0 names" or "geocoding" in (health["running"] or ()):
        return None
    if health["geocoding"]["outcome"] == "failed":
        return f"{waiting} to geocode: fix what the last geocoding run failed on, then run it again"
    if health["geocoder"]["used_today"] >= status.daily_limit:
        return f"{waiting} to geocode tomorrow: today's requests are used up until 00:00 UTC"
    if _was_geocoded_since_imports(status):
        return (
            f"{waiting} that the last geocoding run had no centroid for: place their clusters by hand, review_places.py"
        )
    return f"{waiting} to geocode: --geocode-clusters --geocode-locations --apply"


def _was_geocoded_since_imports(status: Status) -> bool:
    run, health = status.health["geocoding"], status.health
    applied = [health[kind]["applied_at"] for kind in KINDS if health[kind]["applied_at"]]
    return run["outcome"] == "done" and all(run["tried_at"] > moment for moment in applied)
