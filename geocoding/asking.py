"""Asks a geocoder many questions: at the allowed rate, several in flight, again after a hiccup, not on in an outage.

Knows nothing about tickets or the database. One thread sees to everything but the waiting for answers. Pace and retries
are our own: a library that retries knows no pace, and one that paces starts no call before the last one is over.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Protocol

from geocoding.candidates import Candidate, Query
from geocoding.interrupts import Interrupts
from geocoding.providers.errors import BadRequest, GeocoderError, TooFast, Unavailable
from shared import FAILED, QUOTA, UserError, log

# Requests are sent a little farther apart than the rate asks, so that on an uneven network no second sees one too many.
MARGIN = 1.05
LATE_S = 0.02  # what a sender is late, up to this much, it may make up for: less than the margin of a second
MOST_IN_FLIGHT = 64  # 200 a second of answers that take 300 ms
TRIES = 4  # of one request
LONGEST_WAIT_S = 90.0  # a limit per minute is waited for, an hour is not
FAILURES_IN_A_ROW = 3  # that end the run
REFUSALS_IN_A_ROW = 10  # the same: then it is not the questions

Search = Callable[[Query], list[Candidate]]


class Question(Protocol):
    """Something to be asked, in one or more requests."""

    def begin(self) -> Query | None:
        """What to send; None when it has become needless meanwhile."""

    def take(self, answers: list[Candidate]) -> Query | None:
        """Takes the answer of the request before, and keeps it. What to send next, None when it is settled."""


@dataclass(slots=True)
class _Try:
    question: Question
    query: Query | None = None  # None: not begun
    tries: int = 0


class Asker:
    """The pace and the luck of one run, over all its stages."""

    def __init__(
        self,
        search: Search,
        rate: float,
        reserve: Callable[[], UserError | None],
        *,
        cut_off: Callable[[], object] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """rate: requests a second. reserve counts one request and says why it must not be sent, if so. cut_off ends the
        searches that are under way."""
        self._search, self._reserve, self._cut_off = search, reserve, cut_off
        self._clock, self._sleep = clock, sleep
        self._spacing_s = MARGIN / rate
        self._most_in_flight = min(MOST_IN_FLIGHT, 1 + math.ceil(2 * rate))
        self._slot = -math.inf  # the next request is not sent before
        self._sent_at = SimpleQueue[float]()
        self._answered = False
        self._failed_in_a_row = 0
        self._refused_in_a_row = 0
        self._waiting: deque[_Try] = deque()
        self._in_flight: dict[Future[list[Candidate]], _Try] = {}
        self._end: UserError | None = None  # why nothing more is sent
        self._interrupts = Interrupts()
        self.skipped: list[UserError] = []  # one for each question that got no answer

    def ask(self, questions: Iterable[Question], settled: Callable[[], object]) -> UserError | None:
        """Asks them all, in their order; settled is called after each. Returns what ended it early, if anything did.

        What is in flight when the run is ended, or interrupted, is still taken; a second interrupt lets go of it.
        """
        over_before = self._end is not None
        self._slot = max(self._slot, self._clock())
        self._waiting = deque(_Try(question) for question in questions)
        with ThreadPoolExecutor(self._most_in_flight, "geocoder") as pool, self._interrupts:
            try:
                self._go_on(pool, settled)
            except KeyboardInterrupt:
                log.warning("interrupted: taking the answers that are under way")
                self._end = UserError("interrupted")
                try:
                    self._go_on(pool, settled)
                except KeyboardInterrupt:
                    self._cut_off()  # else the pool would wait for its threads
                raise
        return self._end if self._waiting or not over_before else None

    def _go_on(self, pool: ThreadPoolExecutor, settled: Callable[[], object]) -> None:
        """Takes what is answered before it sends more: a slow database must not let answers pile up unsaved."""
        while (self._waiting and not self._end) or self._in_flight:
            self._interrupts.check()
            answered = next((future for future in self._in_flight if future.done()), None)
            if answered:
                self._take(answered, self._in_flight[answered], settled)
                del self._in_flight[answered]  # not before: an interrupted one is taken again
            elif self._waiting and not self._end and self._may_send():
                self._send(pool, settled)
            else:
                self._interrupts.wait(self._pause)

    def _may_send(self) -> bool:
        return len(self._in_flight) < self._most_in_flight and self._clock() >= self._slot

    def _send(self, pool: ThreadPoolExecutor, settled: Callable[[], object]) -> None:
        next_try = self._waiting.popleft()
        next_try.query = next_try.query or next_try.question.begin()
        if next_try.query is None:
            settled()
            return
        self._end = self._reserve()
        if self._end:
            self._waiting.appendleft(next_try)
            return
        next_try.tries += 1
        self._in_flight[pool.submit(self._search_now, next_try.query)] = next_try
        self._slot = max(self._slot, self._sent_at.get() - LATE_S) + self._spacing_s

    def _search_now(self, query: Query) -> list[Candidate]:
        self._sent_at.put(self._clock())  # a busy machine may let this thread wait for its turn
        return self._search(query)

    def _pause(self) -> None:
        """Until there is an answer, or something may be sent."""
        pause_s = None
        if self._waiting and not self._end and len(self._in_flight) < self._most_in_flight:
            pause_s = max(0.0, self._slot - self._clock())
        if self._in_flight:
            wait(self._in_flight, pause_s, FIRST_COMPLETED)
        else:
            self._sleep(pause_s or 0.0)

    def _take(self, future: Future[list[Candidate]], asked: _Try, settled: Callable[[], object]) -> None:
        try:
            answers = future.result()
        except (TooFast, Unavailable) as err:
            self._try_again(err, asked)
        except BadRequest as err:
            self._skip_refused(err)
        except GeocoderError as err:
            self._end = self._end or err
        else:
            self._answered, self._failed_in_a_row, self._refused_in_a_row = True, 0, 0
            asked.query, asked.tries = asked.question.take(answers), 0
            if asked.query:
                self._waiting.appendleft(asked)
            else:
                settled()

    def _try_again(self, err: TooFast | Unavailable, asked: _Try) -> None:
        """Everybody waits, longer each time; the request that failed goes first."""
        pause_s = max(2.0 ** (asked.tries - 1), err.retry_after_s or 0.0)
        if self._end:
            self._waiting.appendleft(asked)
        elif pause_s > LONGEST_WAIT_S:
            self._waiting.appendleft(asked)
            exit_code = QUOTA if isinstance(err, TooFast) else FAILED
            self._end = UserError(f"{err}; it asks to wait {pause_s:.0f} s: run again then", exit_code)
        elif asked.tries < self._most_tries():
            log.info("%s; waiting %.0f s", err, pause_s)
            self._slot = max(self._slot, self._clock() + pause_s)
            self._waiting.appendleft(asked)
        else:
            self._give_up(err, asked.tries)

    def _most_tries(self) -> int:
        """When the very first question got no answer, one try of the next tells an outage from the question's fault."""
        return TRIES if self._answered or not self._failed_in_a_row else 1

    def _give_up(self, err: GeocoderError, tries: int) -> None:
        self.skipped.append(err)
        self._failed_in_a_row += 1
        log.warning("%s; skipped after %d tries", err, tries)
        if self._failed_in_a_row >= (FAILURES_IN_A_ROW if self._answered else 2):
            self._end = UserError(f"{err}; given up, what was found is saved: run again later")

    def _skip_refused(self, err: BadRequest) -> None:
        self._answered, self._failed_in_a_row = True, 0
        self.skipped.append(err)
        self._refused_in_a_row += 1
        log.warning("%s; skipped", err)
        if self._refused_in_a_row >= REFUSALS_IN_A_ROW:
            self._end = self._end or UserError(f"{err}; {REFUSALS_IN_A_ROW} in a row, given up")
