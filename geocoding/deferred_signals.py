"""Holds signals that end a run back while a statement is under way: a connection cut in one saves nothing more."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


class DeferredSignals:
    """While entered, such a signal raises KeyboardInterrupt in `wait`, or else in the next `wait` or `check`, or at the
    end: SIGINT, SIGTERM, SIGHUP.

    In any thread but the main one it does nothing.
    """

    def __init__(self) -> None:
        self._is_waiting = False
        self._is_held_back = False

    def __enter__(self) -> DeferredSignals:
        is_main = threading.current_thread() is threading.main_thread()
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if is_main else ()
        heeded = [number for number in numbers if signal.getsignal(number) != signal.SIG_IGN]
        self._before = {number: signal.signal(number, self._note) for number in heeded}
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if error is None:
            self.check()

    def check(self) -> None:
        if self._is_held_back:
            self._is_held_back = False
            raise KeyboardInterrupt

    def wait(self, pause: Callable[[], T]) -> T:
        self._is_waiting = True
        try:
            self.check()
            return pause()
        finally:
            self._is_waiting = False

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self._is_waiting:
            raise KeyboardInterrupt
        self._is_held_back = True
