"""What every script needs: settings from the environment, the database connection, the log. No ticket logic."""

from __future__ import annotations

import base64
import contextlib
import functools
import io
import logging
import math
import os
import re
import select
import shutil
import signal
import stat
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Concatenate, NoReturn, ParamSpec, TextIO, TypeVar
from urllib.parse import urlsplit

import psycopg
from dotenv import dotenv_values

ENV_FILE = Path(__file__).resolve().parent / ".env"
CONNECT_TIMEOUT_S = 10
LOCK_TIMEOUT_S = 15
DEAD_AFTER_S = 60  # silence after which the server gives a client up, and frees its locks
POOL_WAIT_S = 2
TRIES = 3  # of a transaction that others kept from its locks
LOG_EVERY_S = 60.0

FAILED, USAGE, GUARD, QUOTA, LOCKED = 1, 2, 3, 4, 5
EXIT_CODES = """\
exit codes:
  0  all that was asked for is done (nothing to do counts as done)
  1  something failed: bucket, database, file, provider; the message says which and what to do
  2  usage or settings
  3  a snapshot or a file of decisions was refused; nothing of it was written
  4  the geocoder's quota or --limit ended the run early; what was found is saved
  5  another run holds the lock
"""

log = logging.getLogger("fleettickets")
T = TypeVar("T")
P = ParamSpec("P")


class UserError(Exception):
    """What a person is told: one message without a traceback, and the exit code it ends in."""

    def __init__(self, message: str, exit_code: int = FAILED) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def heed_signals() -> None:
    """SIGTERM and SIGHUP end a run as SIGINT does, by KeyboardInterrupt; what is ignored, as by nohup, stays so."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _interrupt)


def _interrupt(signum: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


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
    network_codes: tuple[str, ...]  # this site's further words that are no part of a place's name


def read_environment() -> dict[str, str]:
    """The .env beside the scripts, and over it the environment. Empty values count as not set."""
    try:
        from_file = {k: v for k, v in dotenv_values(ENV_FILE, interpolate=False).items() if v}
        if from_file and ENV_FILE.stat().st_mode & stat.S_IROTH:
            log.warning("%s can be read by everybody on this machine: chmod 600 %s", ENV_FILE, ENV_FILE)
    except (OSError, UnicodeDecodeError) as err:
        raise UserError(f"{ENV_FILE}: can't be read as UTF-8 text: {type(err).__name__}", USAGE) from None
    return from_file | {k: v for k, v in os.environ.items() if v}


def check_settings(env: Mapping[str, str], *readers: Callable[[Mapping[str, str]], object]) -> None:
    """UserError that names all that is missing or malformed."""
    told = []
    for read in readers:
        try:
            read(env)
        except UserError as err:
            told.append(str(err))
    if told:
        raise UserError("; ".join(told), USAGE)


def database_url(env: Mapping[str, str]) -> str:
    with _reading(env) as setting:
        url: str = setting("DATABASE_URL", _libpq_uri)
    hide(str(psycopg.conninfo.conninfo_to_dict(url).get("password") or ""))
    return url


def bucket_settings(env: Mapping[str, str]) -> BucketSettings:
    hide(env.get("RUSTFS_SECRET_KEY", "").strip())
    with _reading(env) as setting:
        return BucketSettings(
            endpoint=setting("RUSTFS_ENDPOINT", _http_url),
            access_key=setting("RUSTFS_ACCESS_KEY", str),
            secret_key=setting("RUSTFS_SECRET_KEY", str),
            region=setting("RUSTFS_REGION", str, "us-east-1"),
            bucket=setting("RUSTFS_BUCKET", str, "tickets"),
            keys={
                "inc": setting("RUSTFS_INC_KEY", str, "inc/latest.json"),
                "crq": setting("RUSTFS_CRQ_KEY", str, "crq/latest.json"),
            },
        )


def geocoder_settings(env: Mapping[str, str]) -> GeocoderSettings:
    hide(env.get("GEOCODER_API_KEY", "").strip())
    with _reading(env) as setting:
        return GeocoderSettings(
            provider=setting("GEOCODER_PROVIDER", _provider, "locationiq"),
            api_key=setting("GEOCODER_API_KEY", str, ""),
            url=setting("GEOCODER_URL", _http_url, ""),
            country=setting("GEOCODER_COUNTRY", _country, "ke"),
            rate=setting("GEOCODER_RATE", _rate, ""),
            daily_limit=setting("GEOCODER_DAILY_LIMIT", _count, ""),
            network_codes=setting("NETWORK_CODES", _words, "") or (),
        )


@contextlib.contextmanager
def _reading(env: Mapping[str, str]) -> Iterator[Callable[..., Any]]:
    """setting(name, parse, default): the parsed value; None where the default "" holds. UserError for all at last."""
    problems = []

    def setting(name: str, parse: Callable[[str], object], default: str | None = None) -> object:
        text = env.get(name, "").strip() or default
        try:
            if text is None:
                raise ValueError(f"is not set: put it into the environment or {ENV_FILE}")
            if not text.isprintable():
                raise ValueError("holds a character that no setting may: a control character, or one that is not UTF-8")
            return parse(text) if text else None
        except ValueError as err:
            problems.append(f"{name} {err} (see .env.example)")
            return None

    yield setting
    if problems:
        raise UserError("; ".join(problems), USAGE)


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
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or parts.query:
        raise ValueError("must be a URL such as http://host:9000, without user name or query")
    return text.rstrip("/")


def _words(text: str) -> tuple[str, ...]:
    entries = tuple(" ".join(entry.split()) for entry in text.split(",") if entry.strip())
    if not all(re.search(r"[^\W\d_]", entry) and re.fullmatch(r"[\w' ]{2,50}", entry) for entry in entries):
        raise ValueError("must be words with a comma between them, of 2 to 50 letters and digits each")
    return entries


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


def connect(url: str, purpose: str, *, read_only: bool = False) -> psycopg.Connection[Any]:
    """An autocommit connection whose session has what ours need, whatever the server's defaults are.

    UserError when there is none, when it can't be written to though it must, or when it is no session of our own.
    """
    given = psycopg.conninfo.conninfo_to_dict(url)
    params: dict[str, Any] = {
        "autocommit": True,
        "application_name": f"fleettickets {purpose}",
        "connect_timeout": given.get("connect_timeout") or CONNECT_TIMEOUT_S,
        "client_encoding": "UTF8",
        "keepalives_idle": DEAD_AFTER_S // 3,
        "keepalives_interval": DEAD_AFTER_S // 6,
        "keepalives_count": 4,
        "tcp_user_timeout": DEAD_AFTER_S * 1000,
    }
    try:
        conn = psycopg.connect(url, **params)
    except psycopg.OperationalError as err:
        raise UserError(
            f"database: no connection: {first_line(err)}; check DATABASE_URL and that the server is up"
        ) from None
    try:
        _check_session(conn, url, params, read_only=read_only)
        _set_up_session(conn, read_only=read_only)
    except BaseException:
        conn.close()
        raise
    return conn


def _check_session(conn: psycopg.Connection[Any], url: str, params: dict[str, Any], *, read_only: bool) -> None:
    """Before anything is set: in a pool's session it would stay behind for others."""
    answer = conn.execute(
        "SET LOCAL statement_timeout = 0;"
        "SELECT pg_backend_pid(), pg_is_in_recovery(), current_setting('default_transaction_read_only')::boolean"
    )
    answer.nextset()
    pid, standby, reads_only = answer.fetchone() or (0, False, False)
    name, user = conn.info.dbname, conn.info.user
    if pid != conn.info.backend_pid and _is_shared(conn, pid, url, params):
        raise UserError(
            f"database {name}: DATABASE_URL leads to a pool that gives each transaction another session (PgBouncer's "
            f"pool_mode = transaction), in which a run can't hold its lock; use the server's own port (5432), or a "
            f"pool with pool_mode = session"
        )
    if standby and not read_only:
        raise UserError(
            f"database {name}: this server is a standby and can only be read; point DATABASE_URL at the primary "
            f"(or list both hosts and add ?target_session_attrs=read-write)"
        )
    if reads_only and not read_only:
        raise UserError(
            f"database {name}: somebody has made it read-only (default_transaction_read_only is on); if that is over: "
            f'ALTER ROLE "{user}" IN DATABASE "{name}" SET default_transaction_read_only = off'
        )


def _is_shared(conn: psycopg.Connection[Any], pid: int, url: str, params: dict[str, Any]) -> bool:
    """Whether the pool between us and the server lets others into our session while we do nothing.

    A pool tells its clients a process id of its own. So a second client asks for the real one: it must not get ours,
    and we must have kept it.
    """
    others = None
    with contextlib.suppress(psycopg.OperationalError), contextlib.closing(psycopg.connect(url, **params)) as second:
        second.pgconn.send_query(b"SELECT pg_backend_pid()")
        # A pool of whole sessions may be full now: then nobody answers.
        if select.select([second.pgconn.socket], [], [], POOL_WAIT_S)[0] and (answer := second.pgconn.get_result()):
            others = int(answer.get_value(0, 0) or 0)
    return pid == others or conn.execute("SELECT pg_backend_pid()").fetchone() != (pid,)


def _set_up_session(conn: psycopg.Connection[Any], *, read_only: bool) -> None:
    wanted = {
        # A client that vanished without a word must not keep its locks; the system's default is two hours.
        "tcp_keepalives_idle": str(DEAD_AFTER_S // 3),
        "tcp_keepalives_interval": str(DEAD_AFTER_S // 6),
        "tcp_keepalives_count": "4",
        "tcp_user_timeout": str(DEAD_AFTER_S * 1000),
        "lock_timeout": f"{LOCK_TIMEOUT_S}s",
        "transaction_timeout": "0",
        "idle_session_timeout": "0",  # a geocoder may be waited for
        "idle_in_transaction_session_timeout": "1h",  # a dry run's download; a run that was stopped and forgotten
        "default_transaction_isolation": "read committed",  # the triggers refuse any other
        "default_transaction_read_only": "on" if read_only else "off",
        "standard_conforming_strings": "on",
        "DateStyle": "ISO",
        "IntervalStyle": "postgres",
        "extra_float_digits": "1",
        "bytea_output": "hex",
        "TimeZone": "UTC",
        "client_min_messages": "notice",  # what a migration dropped is told
        "jit": "off",  # compiling our short statements costs more than it saves
    }
    # Whatever is ours is written with its schema, and nobody else's function fits better than PostgreSQL's own.
    conn.execute("SET search_path = pg_catalog, pg_temp")
    conn.execute("SET statement_timeout = 0")  # a first load takes minutes
    # Only what this server knows: some of it is younger than PostgreSQL 14.
    conn.execute(
        "SELECT set_config(s.name, w.value, false) FROM unnest(%s::text[], %s::text[]) AS w (name, value)"
        " JOIN pg_settings AS s USING (name)",
        (list(wanted), list(wanted.values())),
    )
    with contextlib.suppress(psycopg.errors.InvalidParameterValue):  # PostgreSQL 14 and 15 have it on Linux only
        # A killed run's session, and the lock it holds, must not outlive the run by a long statement.
        conn.execute("SET client_connection_check_interval = '1s'")


@contextlib.contextmanager
def run_lock(conn: psycopg.Connection[Any], name: str) -> Iterator[None]:
    """Keeps other runs of the kind out meanwhile; UserError when one is at work. A session that ends lets go of it."""
    if conn.execute("SELECT pg_try_advisory_lock(hashtext(%s))", (name,)).fetchone() != (True,):
        raise UserError("another run of this kind is at work on this database; this one left its work to it", LOCKED)
    yield
    conn.execute("SELECT pg_advisory_unlock(hashtext(%s))", (name,))


def is_locked(conn: psycopg.Connection[Any], name: str) -> bool:
    """Whether a run of the kind is at work on this database."""
    query = """
        SELECT EXISTS (
          SELECT FROM pg_locks
          WHERE locktype = 'advisory'
            AND granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND objsubid = 1  -- a lock by one number: its upper half, its lower
            AND (classid::bigint << 32 | objid::bigint) = hashtext(%s)
        )
    """
    return conn.execute(query, (name,)).fetchone() == (True,)


def tried_again(
    work: Callable[Concatenate[psycopg.Connection[Any], P], T],
) -> Callable[Concatenate[psycopg.Connection[Any], P], T]:
    """Has a piece of work, all of it one transaction, tried TRIES times if a deadlock or a wait for a lock ends it."""

    @functools.wraps(work)
    def patient(conn: psycopg.Connection[Any], /, *args: P.args, **kwargs: P.kwargs) -> T:
        for _ in range(TRIES - 1):
            try:
                return work(conn, *args, **kwargs)
            except (psycopg.errors.DeadlockDetected, psycopg.errors.LockNotAvailable) as err:
                if conn.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                    raise  # a part of something larger, which is lost
                log.info("database: %s; trying again", first_line(err))
        return work(conn, *args, **kwargs)

    return patient


def explain(err: psycopg.Error) -> str:
    """The server's words, or better ones."""
    if isinstance(err, psycopg.errors.LockNotAvailable):
        return f"somebody else has held a lock for {TRIES} times {LOCK_TIMEOUT_S} s (see pg_locks); run again"
    if isinstance(err, psycopg.errors.DeadlockDetected):
        return f"in a deadlock with somebody else {TRIES} times in a row (see the server's log); run again"
    if isinstance(err, psycopg.errors.QueryCanceled):
        return "a question took too long, or somebody cancelled it (see pg_stat_activity); run again"
    return first_line(err)


def first_line(err: BaseException) -> str:
    return show((str(err).strip().splitlines() or [type(err).__name__])[0].rstrip("."), most=300)


# --- what is shown ----------------------------------------------------------------------------------------------

LONGEST_MESSAGE = 3000  # characters of one line in the log
SHORTEST_SECRET = 6  # characters; a shorter one would turn up in ordinary words

_secrets: dict[str, re.Pattern[str]] = {}


def show(text: str, most: int = 100) -> str:
    """Text that others wrote, fit for a terminal, a log or a mail: what is not printable escaped, cut at `most`."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[: most + 1])
    return shown if len(text) <= most and len(shown) <= 2 * most else f"{shown[:most]}... ({len(text)} characters)"


def as_text(argument: str | Path) -> str:
    """Of the command line, fit for the database: a byte that is no UTF-8 becomes U+FFFD."""
    return os.fsencode(argument).decode(errors="replace")


def hide(secret: str | None) -> None:
    """From now on the secret is *** wherever the log or a message would show it, in any of its encodings."""
    if secret and len(secret) >= SHORTEST_SECRET:
        _secrets[secret] = re.compile("|".join((_spelt(secret), *_base64_of(secret))), re.IGNORECASE)


def _spelt(secret: str) -> str:
    """A pattern for the secret, each character of it as it is or %-encoded."""
    return "".join(f"(?:{re.escape(c)}|{_percent_encoded(c)}{'|[+]' if c == ' ' else ''})" for c in secret)


def _percent_encoded(char: str) -> str:
    return "".join(f"%{byte:02x}" for byte in char.encode("utf-8", "replace"))


def _base64_of(secret: str) -> list[str]:
    """What of the secret's base64 is the same whatever stands before and behind it, for each of three alignments."""
    found = []
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + secret.encode("utf-8", "replace")).decode().rstrip("=")
        inner = whole[math.ceil(shift * 8 / 6) : len(whole) - 1]
        found += [re.escape(inner), re.escape(inner.replace("+", "-").replace("/", "_"))]
    return found


def mask(text: str) -> str:
    for secret in sorted(_secrets, key=len, reverse=True):
        text = _secrets[secret].sub("***", text)
    return re.sub(r"([?&](?:key|apikey|token)=)[^&\s'\"]+", r"\1***", text)


def say(text: str) -> bool:
    """Prints a report; False where it can't be written (a full disk), or not to its end. That a reader goes away is no
    failure."""
    try:
        print(text, flush=True)
    except OSError as err:
        is_read = isinstance(err, BrokenPipeError)
        if not is_read:
            log.error("the report could not be written to stdout: %s", err.strerror)
    except KeyboardInterrupt:  # the work is done, but somebody has seen enough
        is_read = False
    else:
        return True
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python tries again when it ends
    return is_read


class _SafeFormatter(logging.Formatter):
    """The last look at every line: secrets masked, what is not printable escaped. A further line is indented, so that
    none can pass for the first of another."""

    def format(self, record: logging.LogRecord) -> str:
        first, *further = mask(super().format(record)).split("\n")
        indented = (line if line.startswith("  ") else f"    {line}" for line in further)
        return "\n".join(show(line, LONGEST_MESSAGE) for line in (first, *indented))


def set_up_log(*, verbose: bool = False, quiet: bool = False) -> None:
    """The log goes to stderr: plain lines, with the time where nobody watches."""
    sys.stdout, sys.stderr = sys.stdout or _open_nowhere(), sys.stderr or _open_nowhere()
    if isinstance(sys.stdout, io.TextIOWrapper):  # a name that the terminal can't show must not end the run
        sys.stdout.reconfigure(errors="backslashreplace")
    handler = logging.StreamHandler(sys.stderr)
    watched = sys.stderr.isatty()
    handler.setFormatter(_SafeFormatter("%(message)s" if watched else "%(asctime)s %(levelname)s %(message)s"))
    log.handlers = [handler]
    log.propagate = False
    log.setLevel(logging.DEBUG if verbose else logging.WARNING if quiet else logging.INFO)


def _open_nowhere() -> TextIO:
    """For a stream that whoever started us has closed: no socket of ours must get its number."""
    return Path(os.devnull).open("w", encoding="utf-8")


# --- progress ---------------------------------------------------------------------------------------------------


def watch(items: Collection[T], what: str) -> Iterable[T]:
    """The items, with a progress bar while somebody watches them go by on a terminal."""
    return _counted(items, what) if items and _is_watched() else items


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


def counted(count: int, noun: str) -> str:
    """1 name, 2 names."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def duration(seconds: float) -> str:
    """As a person says it: 40 s, 12 min, 1.5 h."""
    if seconds < 90:
        return f"{math.ceil(seconds)} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
