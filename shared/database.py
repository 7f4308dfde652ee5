"""The database: a session set up as the statements here need it, the locks of runs, retries, errors in plain words."""

from __future__ import annotations

import contextlib
import functools
import re
import select
from collections.abc import Callable, Iterator
from typing import Any, Concatenate, ParamSpec, TypeVar

import psycopg

from shared.errors import LOCKED, UserError
from shared.output import escape_for_display, log

CONNECT_TIMEOUT_S = 10
LOCK_TIMEOUT_S = 15
CLIENT_TIMEOUT_S = 60  # silence after which the server gives a client up, and frees its locks
POOL_PROBE_TIMEOUT_S = 2
MAX_ATTEMPTS = 3  # of a transaction that others kept from its locks

T = TypeVar("T")
P = ParamSpec("P")


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
        "keepalives_idle": CLIENT_TIMEOUT_S // 3,
        "keepalives_interval": CLIENT_TIMEOUT_S // 6,
        "keepalives_count": 4,
        "tcp_user_timeout": CLIENT_TIMEOUT_S * 1000,
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
        if select.select([second.pgconn.socket], [], [], POOL_PROBE_TIMEOUT_S)[0] and (
            answer := second.pgconn.get_result()
        ):
            others = int(answer.get_value(0, 0) or 0)
    return pid == others or conn.execute("SELECT pg_backend_pid()").fetchone() != (pid,)


def _set_up_session(conn: psycopg.Connection[Any], *, read_only: bool) -> None:
    wanted = {
        # A client that vanished without a word must not keep its locks; the system's default is two hours.
        "tcp_keepalives_idle": str(CLIENT_TIMEOUT_S // 3),
        "tcp_keepalives_interval": str(CLIENT_TIMEOUT_S // 6),
        "tcp_keepalives_count": "4",
        "tcp_user_timeout": str(CLIENT_TIMEOUT_S * 1000),
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
        raise UserError(f"another {name.removeprefix('tickets.')} is already running on this database", LOCKED)
    yield
    conn.execute("SELECT pg_advisory_unlock(hashtext(%s))", (name,))


def retry_on_lock_conflict(
    work: Callable[Concatenate[psycopg.Connection[Any], P], T],
) -> Callable[Concatenate[psycopg.Connection[Any], P], T]:
    """Has a piece of work, all one transaction, tried MAX_ATTEMPTS times if a deadlock or a wait for a lock ends it."""

    @functools.wraps(work)
    def retrying(conn: psycopg.Connection[Any], /, *args: P.args, **kwargs: P.kwargs) -> T:
        for _ in range(MAX_ATTEMPTS - 1):
            try:
                return work(conn, *args, **kwargs)
            except (psycopg.errors.DeadlockDetected, psycopg.errors.LockNotAvailable) as err:
                if conn.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                    raise  # a part of something larger, which is lost
                log.info("database: %s; trying again", first_line(err))
        return work(conn, *args, **kwargs)

    return retrying


def describe_database_error(err: psycopg.Error) -> str:
    """The server's words, or better ones."""
    if isinstance(err, psycopg.errors.LockNotAvailable):
        return f"could not get a lock within {MAX_ATTEMPTS} x {LOCK_TIMEOUT_S} s (see pg_locks); run again"
    if isinstance(err, psycopg.errors.DeadlockDetected):
        return f"deadlock, {MAX_ATTEMPTS} times in a row (see the server's log); run again"
    if isinstance(err, psycopg.errors.QueryCanceled):
        return "query timed out or was cancelled (see pg_stat_activity); run again"
    if isinstance(err, psycopg.errors.DiskFull):
        return f"{first_line(err)}; the server's disk is full: free some space there, then run again"
    if isinstance(err, psycopg.errors.InsufficientPrivilege):
        return f"{first_line(err)}; the role of DATABASE_URL may not do this: deploy/roles.sql has which one may"
    if re.search("closed the connection|connection is lost|connection to server|terminating connection", str(err)):
        return f"{first_line(err)}; the server was restarted, or gave up: its log says why (a full disk?); run again"
    return first_line(err)


def first_line(err: BaseException) -> str:
    return escape_for_display((str(err).strip().splitlines() or [type(err).__name__])[0].rstrip("."), most=300)
