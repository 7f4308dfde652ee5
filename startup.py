"""What holds while a script's libraries load: an interrupt shows no traceback, a missing package is told in a line."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import TracebackType


def prepare() -> None:
    """Call it before any import that is not of the standard library."""
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.excepthook = _report_missing_package


def _report_missing_package(kind: type[BaseException], err: BaseException, trace: TracebackType | None) -> None:
    if not isinstance(err, ModuleNotFoundError):
        sys.__excepthook__(kind, err, trace)
        return
    home = Path(__file__).resolve().parent
    print(f"{Path(sys.argv[0]).name}: {err}; run: {sys.executable} -m pip install {home}", file=sys.stderr)
