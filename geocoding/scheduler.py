"""Asks a geocoder many questions: at the allowed rate, several in flight, again after a hiccup, not on in an outage.

Knows nothing about tickets or the database. One thread sees to everything but the waiting for answers. Pace and retries
are our own: a library that retries knows no pace, and one that paces starts no call before the last one is over.
"""

from __future__ import annotations

import logging
import math
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Protocol

from geocoding.candidates import Candidate, Query
from geocoding.deferred_signals import DeferredSignals
from geocoding.providers.errors import BadRequest, GeocoderError, RateLimited, Unavailable
from shared import FAILED, QUOTA, UserError, log, pluralize

# Requests are sent a little farther apart than the rate asks, so that on an uneven network no second sees one too many.
MARGIN = 1.05
CATCH_UP_S = 0.02  # what a sender is late, up to this much, it may make up for: less than the margin of a second
MAX_IN_FLIGHT = 64  # 200 a second of answers that take 300 ms
MAX_ATTEMPTS = 4  # of one request
LONG_WAIT_S = 30.0  # is said once also where only problems are
MAX_WAIT_S = 90.0  # a limit per minute is waited for, an hour is not
MAX_FAILURES_IN_A_ROW = 3  # that end the run
MAX_KNOWN = 2000  # answers to earlier requests that are kept, of some 10 kB each
MAX_REFUSALS_IN_A_ROW = 10  # the same: then it is not the questions

Search = Callable[[Query], list[Candidate]]


class Question(Protocol):
    """Something to be asked, in one or more requests."""

    def next_query(self) -> Query | None:
        """What to send; None when it has become needless meanwhile."""

    def handle_answers(self, answers: list[Candidate]) -> Query | None:
        """Takes the answer of the request before, and keeps it. What to send next, None when it is finished."""


@dataclass(slots=True)
class _Attempt:
    question: Question
    query: Query | None = None  # None: not begun
    attempts: int = 0


class Scheduler:
    """The pace and the luck of one run, over all its stages."""

    def __init__(
        self,
        search: Search,
        rate: float,
        reserve: Callable[[], UserError | None],
        *,
        abort: Callable[[], object] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """rate: requests a second. reserve counts one request and says why it must not be sent, if so. abort ends the
        searches that are under way."""
        self._search, self._reserve, self._abort = search, reserve, abort
        self._clock, self._sleep = clock, sleep
        self._spacing_s = MARGIN / rate
        self._max_in_flight = min(MAX_IN_FLIGHT, 1 + math.ceil(2 * rate))
        self._next_send_at = -math.inf  # the next request is not sent before
        self._sent_at = SimpleQueue[float]()
        self._answered = False
        self._failed_in_a_row = 0
        self._refused_in_a_row = 0
        self._has_waited_long = False
        self._waiting: deque[_Attempt] = deque()
        self._in_flight: dict[Future[list[Candidate]], _Attempt] = {}
        self._known: dict[Query, list[Candidate]] = {}  # the latest answers: several blocks lead to one quarter
        self._sharing = defaultdict[Query, list[_Attempt]](list)  # what waits for an answer that is under way
        self._end: UserError | None = None  # why nothing more is sent
        self._signals = DeferredSignals()
        self.skipped: list[UserError] = []  # one for each question that got no answer

    def ask(self, questions: Iterable[Question], advance: Callable[[], object]) -> UserError | None:
        """Asks them all, in their order; advance is called after each. Returns what ended it early, if anything did.

        What is in flight when the run is ended, or interrupted, is still taken; a second interrupt lets go of it.
        """
        over_before = self._end is not None
        self._next_send_at = max(self._next_send_at, self._clock())
        self._waiting = deque(_Attempt(question) for question in questions)
        with ThreadPoolExecutor(self._max_in_flight, "geocoder") as pool, self._signals:
            try:
                self._loop(pool, advance)
            except KeyboardInterrupt:
                log.warning("interrupted: taking the answers that are under way")
                self._end = UserError("interrupted")
                try:
                    self._loop(pool, advance)
                except KeyboardInterrupt:
                    self._abort()  # else the pool would wait for its threads
                raise
        return self._end if self._waiting or not over_before else None

    def _loop(self, pool: ThreadPoolExecutor, advance: Callable[[], object]) -> None:
        """Takes what is answered before it sends more: a slow database must not let answers pile up unsaved."""
        while (self._waiting and not self._end) or self._in_flight:
            self._signals.check()
            answered = next((future for future in self._in_flight if future.done()), None)
            if answered:
                self._take(answered, self._in_flight[answered], advance)
                del self._in_flight[answered]  # not before: an interrupted one is taken again
            elif self._waiting and not self._end and self._may_send():
                self._send(pool, advance)
            else:
                self._signals.wait(self._pause)

    def _may_send(self) -> bool:
        return len(self._in_flight) < self._max_in_flight and self._clock() >= self._next_send_at

    def _send(self, pool: ThreadPoolExecutor, advance: Callable[[], object]) -> None:
        attempt = self._waiting.popleft()
        attempt.query = attempt.query or attempt.question.next_query()
        if attempt.query is None:
            advance()
            return
        if attempt.query in self._known:
            self._hand_over(self._known[attempt.query], attempt, advance)
            return
        if any(other.query == attempt.query for other in self._in_flight.values()):
            self._sharing[attempt.query].append(attempt)
            return
        self._end = self._reserve()
        if self._end:
            self._waiting.appendleft(attempt)
            return
        attempt.attempts += 1
        self._in_flight[pool.submit(self._search_now, attempt.query)] = attempt
        self._next_send_at = max(self._next_send_at, self._sent_at.get() - CATCH_UP_S) + self._spacing_s

    def _search_now(self, query: Query) -> list[Candidate]:
        self._sent_at.put(self._clock())  # a busy machine may let this thread wait for its turn
        return self._search(query)

    def _pause(self) -> None:
        """Until there is an answer, or something may be sent."""
        pause_s = None
        if self._waiting and not self._end and len(self._in_flight) < self._max_in_flight:
            pause_s = max(0.0, self._next_send_at - self._clock())
        if self._in_flight:
            wait(self._in_flight, pause_s, FIRST_COMPLETED)
        else:
            self._sleep(pause_s or 0.0)

    def _take(self, future: Future[list[Candidate]], asked: _Attempt, advance: Callable[[], object]) -> None:
        sharing = self._sharing.pop(asked.query, []) if asked.query else []
        self._waiting.extendleft(reversed(sharing))  # behind the one that asked, if it has to ask again
        try:
            answers = future.result()
        except (RateLimited, Unavailable) as err:
            self._retry_or_skip(err, asked)
        except BadRequest as err:
            self._skip_refused(err)
        except GeocoderError as err:
            self._end = self._end or err
        else:
            self._answered, self._failed_in_a_row, self._refused_in_a_row = True, 0, 0
            if asked.query:
                self._known[asked.query] = answers
            if len(self._known) > MAX_KNOWN:
                del self._known[next(iter(self._known))]
            self._hand_over(answers, asked, advance)

    def _hand_over(self, answers: list[Candidate], asked: _Attempt, advance: Callable[[], object]) -> None:
        asked.query, asked.attempts = asked.question.handle_answers(answers), 0
        if asked.query:
            self._waiting.appendleft(asked)
        else:
            advance()

    def _retry_or_skip(self, err: RateLimited | Unavailable, asked: _Attempt) -> None:
        """Everybody waits, longer each time; the request that failed goes first."""
        pause_s = max(2.0 ** (asked.attempts - 1), err.retry_after_s or 0.0)
        if self._end:
            self._waiting.appendleft(asked)
        elif pause_s > MAX_WAIT_S:
            self._waiting.appendleft(asked)
            exit_code = QUOTA if isinstance(err, RateLimited) else FAILED
            self._end = UserError(f"{err}; it asks to wait {pause_s:.0f} s: run again then", exit_code)
        elif asked.attempts < self._max_attempts():
            is_news = pause_s >= LONG_WAIT_S and not self._has_waited_long
            self._has_waited_long |= is_news
            log.log(logging.WARNING if is_news else logging.INFO, "%s; waiting %.0f s", err, pause_s)
            self._next_send_at = max(self._next_send_at, self._clock() + pause_s)
            self._waiting.appendleft(asked)
        else:
            self._skip_failed(err, asked.attempts)

    def _max_attempts(self) -> int:
        """When the very first question got no answer, one try of the next tells an outage from the question's fault."""
        return MAX_ATTEMPTS if self._answered or not self._failed_in_a_row else 1

    def _skip_failed(self, err: GeocoderError, attempts: int) -> None:
        self.skipped.append(err)
        self._failed_in_a_row += 1
        log.warning("%s; skipped after %s", err, pluralize(attempts, "attempt"))
        if self._failed_in_a_row >= (MAX_FAILURES_IN_A_ROW if self._answered else 2):
            self._end = UserError(f"{err}; given up, what was found is saved: run again later")

    def _skip_refused(self, err: BadRequest) -> None:
        self._answered, self._failed_in_a_row = True, 0
        self.skipped.append(err)
        self._refused_in_a_row += 1
        log.warning("%s; skipped", err)
        if self._refused_in_a_row >= MAX_REFUSALS_IN_A_ROW:
            self._end = self._end or UserError(f"{err}; {MAX_REFUSALS_IN_A_ROW} in a row, given up")
