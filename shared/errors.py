"""The one error a person is told of, the exit codes, and how signals end a run."""

from __future__ import annotations

import signal
from types import FrameType
from typing import NoReturn

FAILED, USAGE, GUARD, QUOTA, LOCKED = 1, 2, 3, 4, 5
EXIT_CODES = """\
exit codes:
  0  all that was asked for is done (nothing to do counts as done)
  1  something failed: bucket, database, file, provider; the message says which and what to do
  2  usage or settings
  3  a snapshot or a decision was refused; nothing of what was refused was written
  4  the geocoder's quota or --limit ended the run early; what was found is saved
  5  another run holds the lock
"""


class UserError(Exception):
    """What a person is told: one message without a traceback, and the exit code it ends in."""

    def __init__(self, message: str, exit_code: int = FAILED) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def install_signal_handlers() -> None:
    """SIGTERM and SIGHUP end a run as SIGINT does, by KeyboardInterrupt; what is ignored, as by nohup, stays so."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _interrupt)


def _interrupt(signum: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
