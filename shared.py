"""What every script needs: settings from the environment, the database connection, the log. No ticket logic."""

from __future__ import annotations

import contextlib
import io
import logging
import math
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, quote_plus, urlsplit

import psycopg
from dotenv import dotenv_values

ENV_FILE = Path(__file__).resolve().parent / ".env"
CONNECT_TIMEOUT_S = 10
LOCK_TIMEOUT_S = 15
LOG_EVERY_S = 60.0

FAILED, USAGE, GUARD, QUOTA, LOCKED = 1, 2, 3, 4, 5
EXIT_CODES = """\
exit codes:
  0  all that was asked for is done (nothing to do counts as done)
  1  something failed: bucket, database, file, provider; the message says which and what to do
  2  usage or settings
  3  a guard refused the snapshot; nothing of it was written
  4  the geocoder's quota or --limit ended the run early; what was found is saved
  5  another run holds the lock
"""

log = logging.getLogger("fleettickets")
T = TypeVar("T")


class UserError(Exception):
    """What a person is told: one message without a traceback, and the exit code it ends in."""

    def __init__(self, message: str, exit_code: int = FAILED) -> None:
        super().__init__(message)
        self.exit_code = exit_code


# --- settings ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BucketSettings:
    endpoint: str  # http(s)://host[:port]
    access_key: str
    secret_key: str
    region: str
    bucket: str
    keys: dict[str, str]  # object key by kind


@dataclass(frozen=True, slots=True)
class GeocoderSettings:
    """As set; None where the provider's own figure holds."""

    provider: str
    api_key: str | None
    url: str | None
    country: str  # ISO 3166-1 alpha-2, lower case
    rate: float | None  # requests a second
    daily_limit: int | None  # requests a UTC day


def read_environment() -> dict[str, str]:
    """The .env beside the scripts, and over it the environment. Empty values count as not set."""
    from_file = {k: v for k, v in dotenv_values(ENV_FILE, interpolate=False).items() if v}
    return from_file | {k: v for k, v in os.environ.items() if v}


def database_url(env: Mapping[str, str]) -> str:
    url = _setting(env, "DATABASE_URL", _libpq_uri)
    hide(str(psycopg.conninfo.conninfo_to_dict(url).get("password") or ""))
    return url


def bucket_settings(env: Mapping[str, str]) -> BucketSettings:
    secret = _setting(env, "RUSTFS_SECRET_KEY", str)
    hide(secret)
    return BucketSettings(
        endpoint=_setting(env, "RUSTFS_ENDPOINT", _http_url),
        access_key=_setting(env, "RUSTFS_ACCESS_KEY", str),
        secret_key=secret,
        region=_setting(env, "RUSTFS_REGION", str, "us-east-1"),
        bucket=_setting(env, "RUSTFS_BUCKET", str, "tickets"),
        keys={
            "inc": _setting(env, "RUSTFS_INC_KEY", str, "inc/latest.json"),
            "crq": _setting(env, "RUSTFS_CRQ_KEY", str, "crq/latest.json"),
        },
    )


def geocoder_settings(env: Mapping[str, str]) -> GeocoderSettings:
    hide(env.get("GEOCODER_API_KEY"))
    return GeocoderSettings(
        provider=_setting(env, "GEOCODER_PROVIDER", _provider, "locationiq"),
        api_key=env.get("GEOCODER_API_KEY"),
        url=_setting(env, "GEOCODER_URL", _http_url) if env.get("GEOCODER_URL") else None,
        country=_setting(env, "GEOCODER_COUNTRY", _country, "ke"),
        rate=_setting(env, "GEOCODER_RATE", _rate) if env.get("GEOCODER_RATE") else None,
        daily_limit=_setting(env, "GEOCODER_DAILY_LIMIT", _count) if env.get("GEOCODER_DAILY_LIMIT") else None,
    )


def _setting(env: Mapping[str, str], name: str, parse: Callable[[str], T], default: str | None = None) -> T:
    text = env.get(name, "").strip() or default
    if text is None:
        raise UserError(f"{name} is not set: put it into the environment or {ENV_FILE} (see .env.example)", USAGE)
    try:
        return parse(text)
    except ValueError as err:
        raise UserError(f"{name} {err} (see .env.example)", USAGE) from None


def _libpq_uri(text: str) -> str:
    try:
        parts = psycopg.conninfo.conninfo_to_dict(text)
    except psycopg.ProgrammingError:
        parts = {"port": "unreadable"}
    # An @, : or / of a password that is not %-encoded lands in host and port, which every message would show.
    if "@" in str(parts.get("host", ""))[1:] or not re.fullmatch("[0-9,]*", str(parts.get("port", ""))):
        raise ValueError("is no libpq URI: postgresql://user:password@host:5432/dbname, the password %-encoded")
    return text


def _http_url(text: str) -> str:
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises ValueError when it is no port
    except ValueError:
        parts = urlsplit("")  # not urlsplit's own words: they quote what may be a password
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
        raise ValueError("must be a URL such as http://host:9000, without user name or query")
    return text.rstrip("/")


def _provider(text: str) -> str:
    if text not in ("locationiq", "opencage", "nominatim"):
        raise ValueError(f"is {text!r}: choose locationiq, opencage or nominatim")
    return text


def _country(text: str) -> str:
    if not re.fullmatch("[A-Za-z]{2}", text):
        raise ValueError(f"is {text!r}: an ISO 3166-1 code of two letters is needed, such as ke")
    return text.lower()


def _rate(text: str) -> float:
    rate = _number(text, float)
    if not (math.isfinite(rate) and rate > 0):
        raise ValueError(f"is {text!r}: a number above 0 is needed, in requests a second")
    return rate


def _count(text: str) -> int:
    count = _number(text, int)
    if count < 1:
        raise ValueError(f"is {text!r}: a whole number from 1 is needed, in requests a day")
    return count


def _number(text: str, kind: Callable[[str], T]) -> T:
    try:
        return kind(text)
    except ValueError:
        raise ValueError(f"is {text!r}: a number is needed") from None


# --- database ---------------------------------------------------------------------------------------------------


def connect(url: str, purpose: str) -> psycopg.Connection[Any]:
    """An autocommit connection that gives up waiting for a lock after LOCK_TIMEOUT_S; UserError when there is none."""
    given = psycopg.conninfo.conninfo_to_dict(url)
    try:
        conn = psycopg.connect(
            url,
            autocommit=True,
            application_name=f"fleettickets {purpose}",
            connect_timeout=given.get("connect_timeout") or CONNECT_TIMEOUT_S,
            keepalives_idle=30,
            keepalives_interval=10,
            keepalives_count=3,
            client_encoding="UTF8",
        )
    except psycopg.OperationalError as err:
        raise UserError(
            f"database: no connection: {first_line(err)}; check DATABASE_URL and that the server is up"
        ) from None
    conn.execute(f"SET lock_timeout = '{LOCK_TIMEOUT_S}s'")
    conn.execute("SET TimeZone = 'UTC'")
    conn.execute("SET jit = off")  # compiling our short statements costs more than it saves
    # PostGIS is where the DBA put it; whatever else is ours is written with its schema.
    conn.execute(
        "SELECT set_config('search_path', quote_ident(n.nspname), false) FROM pg_extension AS e"
        " JOIN pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'postgis'"
    )
    with contextlib.suppress(psycopg.errors.InvalidParameterValue):  # PostgreSQL 14 and 15 have it on Linux only
        # A killed run's session, and the lock it holds, must not outlive the run by a long statement.
        conn.execute("SET client_connection_check_interval = '1s'")
    return conn


def first_line(err: BaseException) -> str:
    return (str(err).strip().splitlines() or [type(err).__name__])[0].rstrip(".")


# --- log --------------------------------------------------------------------------------------------------------

_secrets: set[str] = set()


def hide(secret: str | None) -> None:
    """From now on the secret is *** wherever the log or a message would show it."""
    if secret:
        _secrets.update((secret, quote(secret, safe=""), quote_plus(secret)))


def mask(text: str) -> str:
    for secret in sorted(_secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return re.sub(r"([?&](?:key|apikey|token)=)[^&\s'\"]+", r"\1***", text)


class _MaskingFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


def set_up_log(*, verbose: bool = False, quiet: bool = False) -> None:
    """The log goes to stderr: plain lines, with the time where nobody watches."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a name that the terminal can't show must not end the run
        sys.stdout.reconfigure(errors="backslashreplace")
    handler = logging.StreamHandler(sys.stderr)
    watched = sys.stderr.isatty()
    handler.setFormatter(_MaskingFormatter("%(message)s" if watched else "%(asctime)s %(levelname)s %(message)s"))
    log.handlers = [handler]
    log.propagate = False
    log.setLevel(logging.DEBUG if verbose else logging.WARNING if quiet else logging.INFO)


# --- progress ---------------------------------------------------------------------------------------------------


def watch(items: Collection[T], what: str) -> Iterable[T]:
    """The items, with a progress bar while somebody watches them go by on a terminal."""
    return _counted(items, what) if _is_watched() else items


def _counted(items: Collection[T], what: str) -> Iterator[T]:
    with progress(what, len(items)) as settled:
        for item in items:
            yield item
            settled()


@contextlib.contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Counts what is settled: a bar with the time left on a terminal, a line a minute elsewhere."""
    from tqdm import tqdm  # an import of unchanged snapshots does without
    from tqdm.contrib.logging import logging_redirect_tqdm

    watched, started = _is_watched(), time.monotonic()
    done, told = 0, started
    # Where a terminal says that it has no columns and rows, as some do, tqdm by itself would draw nothing.
    columns, rows = shutil.get_terminal_size()
    bar = tqdm(
        total=total, desc=what, unit="", leave=False, disable=not watched, ncols=columns - 1, nrows=max(rows - 1, 2)
    )

    def settled() -> None:
        nonlocal done, told
        done += 1
        bar.update()
        now = time.monotonic()
        if not watched and now - told >= LOG_EVERY_S:
            told = now
            log.info(
                "%s: %d of %d, about %s left", what, done, total, duration((now - started) / done * (total - done))
            )

    with bar, logging_redirect_tqdm([log]):
        yield settled


def _is_watched() -> bool:
    return sys.stderr.isatty() and log.isEnabledFor(logging.INFO)


def duration(seconds: float) -> str:
    """As a person says it: 40 s, 12 min, 1.5 h."""
    if seconds < 90:
        return f"{math.ceil(seconds)} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
