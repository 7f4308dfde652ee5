"""Progress of long work: a bar on a terminal, a line a minute elsewhere."""

from __future__ import annotations

import contextlib
import logging
import math
import shutil
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeVar

from shared.output import log

LOG_EVERY_S = 60.0
CLEAR_LINE = "\r\x1b[K"

T = TypeVar("T")


def track(items: Collection[T], what: str) -> Iterable[T]:
    """The items, with a progress bar while somebody watches them go by on a terminal."""
    return _iterate_with_bar(items, what) if items and _shows_bar() else items


def _iterate_with_bar(items: Collection[T], what: str) -> Iterator[T]:
    with progress(what, len(items)) as advance:
        for item in items:
            yield item
            advance()


@contextlib.contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Counts what is settled: a bar with the time left on a terminal, a line a minute elsewhere."""
    from tqdm import tqdm  # an import of unchanged snapshots does without
    from tqdm.contrib.logging import logging_redirect_tqdm

    watched, started = _shows_bar(), time.monotonic()
    done, last_logged = 0, started
    # Where a terminal says that it has no columns and rows, as some do, tqdm by itself would draw nothing.
    columns, rows = shutil.get_terminal_size()
    bar = tqdm(
        total=total, desc=what, unit="", leave=False, disable=not watched, ncols=columns - 3, nrows=max(rows - 1, 2)
    )

    def advance() -> None:
        nonlocal done, last_logged
        done += 1
        bar.update()
        now = time.monotonic()
        if not watched and now - last_logged >= LOG_EVERY_S:
            last_logged = now
            log.info(
                "%s: %d of %d, about %s left", what, done, total, duration((now - started) / done * (total - done))
            )

    try:
        with bar, logging_redirect_tqdm([log]):
            yield advance
    finally:
        if watched:  # the ^C that a terminal writes behind the bar is not the bar's to clear
            print(end=CLEAR_LINE, file=sys.stderr, flush=True)


def _shows_bar() -> bool:
    return sys.stderr.isatty() and log.isEnabledFor(logging.INFO)


def pluralize(count: int, noun: str) -> str:
    """1 name, 2 names."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def duration(seconds: float) -> str:
    """As a person says it: 40 s, 12 min, 1.5 h."""
    if seconds < 90:
        return f"{math.ceil(seconds)} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
