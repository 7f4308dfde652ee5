"""The log and what is printed: foreign text escaped, secrets redacted."""

from __future__ import annotations

import base64
import io
import logging
import math
import os
import re
import shutil
import sys
import textwrap
from pathlib import Path
from typing import TextIO

log = logging.getLogger("fleettickets")

LONGEST_LOG_LINE = 3000  # characters of one line in the log
SHORTEST_SECRET = 6  # characters; a shorter one would turn up in ordinary words

_secrets: dict[str, re.Pattern[str]] = {}


def escape_for_display(text: str, most: int = 100) -> str:
    """Text that others wrote, fit for a terminal, a log or a mail: what is not printable escaped, cut at `most`."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[: most + 1])
    return shown if len(text) <= most and len(shown) <= 2 * most else f"{shown[:most]}... ({len(text)} characters)"


def decode_argument(argument: str | Path) -> str:
    """Of the command line, fit for the database: a byte that is no UTF-8 becomes U+FFFD."""
    return os.fsencode(argument).decode(errors="replace")


def register_secret(secret: str | None) -> None:
    """From now on the secret is *** wherever the log or a message would show it, in any of its encodings."""
    if secret and len(secret) >= SHORTEST_SECRET:
        _secrets[secret] = re.compile("|".join((_encoded_pattern(secret), *_base64_patterns(secret))), re.IGNORECASE)


def _encoded_pattern(secret: str) -> str:
    """A pattern for the secret, each character of it as it is or %-encoded."""
    return "".join(f"(?:{re.escape(c)}|{_percent_encoded(c)}{'|[+]' if c == ' ' else ''})" for c in secret)


def _percent_encoded(char: str) -> str:
    return "".join(f"%{byte:02x}" for byte in char.encode("utf-8", "replace"))


def _base64_patterns(secret: str) -> list[str]:
    """What of the secret's base64 is the same whatever stands before and behind it, for each of three alignments."""
    found = []
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + secret.encode("utf-8", "replace")).decode().rstrip("=")
        inner = whole[math.ceil(shift * 8 / 6) : len(whole) - 1]
        found += [re.escape(inner), re.escape(inner.replace("+", "-").replace("/", "_"))]
    return found


def redact(text: str) -> str:
    for secret in sorted(_secrets, key=len, reverse=True):
        text = _secrets[secret].sub("***", text)
    return re.sub(r"([?&](?:key|apikey|token)=)[^&\s'\"]+", r"\1***", text)


def print_report(text: str) -> bool:
    """Prints a report; False where it can't be written (a full disk), or not to its end. That a reader goes away is no
    failure."""
    try:
        print(text)
        return flush_output()
    except OSError as err:  # while it was printed: a report longer than the buffer
        return _give_up(sys.stdout, err)
    except KeyboardInterrupt:  # the work is done, but somebody has seen enough
        _discard(sys.stdout)
        return False


def wrap_for_terminal(text: str) -> str:
    """Long lines broken between words, where a terminal would break them anywhere; as it is where nobody watches."""
    if not sys.stdout.isatty():
        return text
    width = shutil.get_terminal_size().columns
    return "\n".join(_wrap_line(line, width) if len(line) > width else line for line in text.split("\n"))


def _wrap_line(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(
        line.strip(),
        width,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def flush_output() -> bool:
    """Writes what stdout and stderr still hold; False where stdout can't be written. Python does not try again when it
    ends."""
    is_written = True
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream:  # else whoever started us has closed it
                stream.flush()
        except OSError as err:
            is_written = _give_up(stream, err) and is_written
    return is_written


def _give_up(stream: TextIO, err: OSError) -> bool:
    """Nothing more is written to the stream. False where that is a failure."""
    _discard(stream)
    if stream is sys.stderr or isinstance(err, BrokenPipeError):
        return True
    log.error("the report could not be written to stdout: %s", err.strerror)
    return False


def _discard(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _SafeFormatter(logging.Formatter):
    """The last look at every line: secrets masked, what is not printable escaped. A further line is indented, so that
    none can pass for the first of another."""

    def format(self, record: logging.LogRecord) -> str:
        first, *further = redact(super().format(record)).split("\n")
        indented = (line if line.startswith("  ") else f"    {line}" for line in further)
        return "\n".join(escape_for_display(line, LONGEST_LOG_LINE) for line in (first, *indented))


def set_up_log(*, verbose: bool = False, quiet: bool = False) -> None:
    """The log goes to stderr: plain lines, with the time where nobody watches."""
    sys.stdout, sys.stderr = sys.stdout or _open_devnull(), sys.stderr or _open_devnull()
    if isinstance(sys.stdout, io.TextIOWrapper):  # a name that the terminal can't show must not end the run
        sys.stdout.reconfigure(errors="backslashreplace")
    handler = logging.StreamHandler(sys.stderr)
    watched = sys.stderr.isatty()
    handler.setFormatter(_SafeFormatter("%(message)s" if watched else "%(asctime)s %(levelname)s %(message)s"))
    log.handlers = [handler]
    log.propagate = False
    # What it ignores after an error (a rollback on a lost connection) would reach the terminal as well.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    log.setLevel(logging.DEBUG if verbose else logging.WARNING if quiet else logging.INFO)


def _open_devnull() -> TextIO:
    """For a stream that whoever started us has closed: no socket of ours must get its number."""
    return Path(os.devnull).open("w", encoding="utf-8")
