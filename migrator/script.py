"""Runs SQL files as they are, each in one piece; says of an error in which line it is."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import generators
from psycopg.pq import ConnStatus, ExecStatus

from migrator.files import Script
from shared import UserError, first_line, redact

POSTGIS = "@extschema:postgis@"  # in a file: the schema that PostGIS is in; the notation of extension scripts
Connection = psycopg.Connection[Any]


def execute_all(conn: Connection, scripts: Sequence[Script], postgis: str) -> int:
    """Returns milliseconds."""
    started = time.monotonic()
    for script in scripts:
        text = script.text.replace(POSTGIS, postgis)
        _refuse_transaction_control(script.name, text)
        _execute(conn, script, text)
    return round((time.monotonic() - started) * 1000)


_COMMENTS_AND_TEXTS = re.compile(
    r"""--[^\n]*
    | /\*(?:/\*.*?\*/|.)*?\*/
    | \bE'(?:[^'\\]|\\.|'')*'
    | '[^']*'
    | "[^"]*"
    | (?P<tag>\$\w*\$).*?(?P=tag)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATOMIC_BODIES = re.compile(r"\bBEGIN\s+ATOMIC\b.*?;\s*END\b", re.DOTALL | re.IGNORECASE)
_TRANSACTION_CONTROL = re.compile(
    r"(?:\A|;)\s*(?P<control>(?:BEGIN|COMMIT|ROLLBACK|ABORT|START|PREPARE\s+TRANSACTION|END)\b[\w\s]*)", re.IGNORECASE
)


def _blank(text: str) -> str:
    """The same text, with spaces where a semicolon or a word would be of no statement's own."""
    for pattern in (_COMMENTS_AND_TEXTS, _ATOMIC_BODIES):
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text


def _refuse_transaction_control(name: str, text: str) -> None:
    found = _TRANSACTION_CONTROL.search(_blank(text))
    if found:
        raise UserError(
            f"migrations/{name} line {_line(text, found.start('control'))}: "
            f"the runner sees to the transaction; take {' '.join(found['control'].split())} out"
        )


def _execute(conn: Connection, script: Script, text: str) -> None:
    """Runs the text in one piece. UserError with the place of the statement that failed."""
    with conn.lock:
        conn.pgconn.send_query(text.encode())
        *done, last = conn.wait(generators.execute(conn.pgconn))
    if last.status != ExecStatus.FATAL_ERROR:
        return
    err = psycopg.errors.error_from_result(last)
    if conn.pgconn.status != ConnStatus.OK:
        raise err
    at = int(err.diag.statement_position or 0) - 1
    if at < 0:  # found out while it ran: then only the number of statements before it is known
        at = _start_of_statement(text, len(done))
    raise UserError(_describe(err, script, _line(text, at))) from err


def _start_of_statement(text: str, number: int) -> int:
    starts = [found.start(1) for found in re.finditer(r"(?:\A|;)\s*([^\s;])", _blank(text))]
    return starts[number] if number < len(starts) else 0


def _line(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


def _describe(err: psycopg.Error, script: Script, line: int) -> str:
    """File, line, the text of that line, the server's message."""
    text = script.text.split("\n")[line - 1].strip()
    details = [err.diag.message_primary or first_line(err), err.diag.message_detail, err.diag.message_hint]
    said = ". ".join(detail for detail in details if detail)
    return f"migrations/{script.name} line {line}: {said}; nothing was applied\n  {line}: {redact(text)}"
