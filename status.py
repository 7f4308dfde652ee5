"""What --status tells: is it alive, what waits, who is at work. Writes nothing and asks nobody but the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

import geocoding
import ingest
from ingest import ImportHealth
from shared import GeocoderSettings, duration, escape_for_display, is_locked, pluralize

TIMEOUT = "5s"  # of each statement
QUIET_FOR = timedelta(days=1)  # no sign of life for so long is worth a word, also where no --max-age asks
LOCKS = {"import": ingest.RUN_LOCK, "geocoding": geocoding.RUN_LOCK}

Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Status:
    at: datetime
    lives: Mapping[str, ImportHealth]  # by kind
    places: Mapping[str, Mapping[str, int]]  # by kind: present tickets by geo_source
    names: Mapping[str, Mapping[str, int]]  # by gazetteer: rows by status, and the names that wait for one
    provider: str
    used_today: int
    daily_limit: int
    running: list[str]
    stale: list[str]  # the kinds without a sign of life for longer than was asked for


def read_status(
    conn: Connection, kinds: tuple[str, ...], settings: GeocoderSettings, max_age: timedelta | None
) -> Status:
    conn.execute(f"SET statement_timeout = '{TIMEOUT}'")
    # By the clock that wrote the times down: ours may differ.
    (at,) = conn.execute("SELECT clock_timestamp()").fetchone() or (datetime.now(UTC),)
    lives = {kind: ingest.read_import_health(conn, kind) for kind in kinds}
    return Status(
        at=at,
        lives=lives,
        places={kind: ingest.count_places(conn, kind) for kind in kinds},
        names=geocoding.count_names(conn),
        provider=settings.provider,
        used_today=geocoding.read_usage(conn, settings.provider),
        daily_limit=settings.daily_limit or geocoding.PROVIDERS[settings.provider].default_daily_limit,
        running=[work for work, lock in LOCKS.items() if is_locked(conn, lock)],
        stale=[kind for kind in kinds if max_age is not None and _is_quiet(lives[kind], at, max_age)],
    )


def _is_quiet(life: ImportHealth, at: datetime, longest: timedelta) -> bool:
    return life.alive_at is None or at - life.alive_at > longest


def as_json(status: Status) -> dict[str, Any]:
    """The status as the README describes it."""
    kinds = {
        kind: {
            "applied_at": _stamp(life.applied_at),
            "alive_at": _stamp(life.alive_at),
            "tried_at": _stamp(life.tried_at),
            "outcome": life.outcome,
            "error": life.error,
            "present": sum(status.places[kind].values()),
            "geo_source": dict(status.places[kind]),
        }
        for kind, life in status.lives.items()
    }
    return {
        **kinds,
        **status.names,
        "geocoder": {
            "provider": status.provider,
            "used_today": status.used_today,
            "daily_limit": status.daily_limit,
        },
        "running": status.running,
        "stale": bool(status.stale),
    }


def _stamp(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else None


# --- for a person at 3 a.m.: one screen, the verdict first, what to do last -----------------------------------------


def as_text(status: Status) -> str:
    lines = [f"fleettickets: {_verdict(status)} ({status.at:%Y-%m-%d %H:%M} UTC)"]
    for kind, life in status.lives.items():
        lines.append(
            f"{kind.upper()}  applied {_ago(life.applied_at, status.at)}, alive {_ago(life.alive_at, status.at)}"
        )
        lines.append(f"  last try {_ago(life.tried_at, status.at)}: {life.outcome or 'none'}")
        if life.error:
            lines.append(f"  {escape_for_display(life.error, 300)}")
        places = status.places[kind]
        lines.append(f"  {sum(places.values())} present tickets, placed by: {_list(places)}")
    lines += [f"{name}  {_list(counts)}" for name, counts in status.names.items()]
    lines.append(f"geocoder  {status.provider}: {status.used_today} of today's {status.daily_limit} requests are used")
    lines.append(f"at work  {' and '.join(status.running) or 'nobody'}")
    return "\n".join([*lines, *(f"-> {step}" for step in _next_steps(status))])


def _verdict(status: Status) -> str:
    if status.stale:
        return f"STALE: {' and '.join(kind.upper() for kind in status.stale)}"
    failing = [kind.upper() for kind, life in status.lives.items() if life.error]
    return f"LAST TRY FAILED: {' and '.join(failing)}" if failing else "no trouble known"


def _ago(moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return "never"
    return f"{moment:%Y-%m-%d %H:%M} ({duration(max(0.0, (now - moment).total_seconds()))} ago)"


def _list(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _next_steps(status: Status) -> list[str]:
    steps = []
    for kind, life in status.lives.items():
        if life.outcome == "refused":
            steps.append(f"{kind.upper()}: look at the snapshot; if it is right all the same, run once with --force")
        elif life.error:
            steps.append(f"{kind.upper()}: do what the error says; the next run tries again")
        elif kind in status.stale or _is_quiet(life, status.at, QUIET_FOR):
            since = f"since {life.tried_at:%Y-%m-%d %H:%M}" if life.tried_at else "so far"
            steps.append(
                f"{kind.upper()}: no run came {since}; is cron or the timer at work? By hand: --from-bucket --apply"
            )
    waiting = sum(counts["waiting"] for counts in status.names.values())
    if waiting and status.used_today >= status.daily_limit:
        steps.append(f"{pluralize(waiting, 'name')} to be asked for tomorrow (00:00 UTC)")
    elif waiting and "geocoding" not in status.running:
        steps.append(
            f"{pluralize(waiting, 'name')} to be asked for: --geocode-clusters --geocode-locations --apply; "
            f"those whose cluster can't be asked for need a person: review_places.py"
        )
    return steps or ["nothing to do"]
