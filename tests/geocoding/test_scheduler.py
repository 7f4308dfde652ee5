"""How a geocoder is asked: never faster than allowed, nor much slower, again after a hiccup, not on in an outage."""

from __future__ import annotations

import logging
import math
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geocoding.candidates import Candidate, Query
from geocoding.providers.errors import (
    AuthenticationFailed,
    BadRequest,
    GeocoderError,
    Misconfigured,
    QuotaExceeded,
    RateLimited,
    Unavailable,
)
from geocoding.scheduler import MAX_ATTEMPTS, MAX_IN_FLIGHT, MAX_KNOWN, MAX_REFUSALS_IN_A_ROW, Scheduler, Search
from shared import FAILED, QUOTA, UserError, log

FOUND = [Candidate(-1.29, 36.89, "Donholm", "Donholm, Nairobi, Kenya", "ke", "area")]
DOWN = Unavailable("nominatim: HTTP 503")

Answer = list[Candidate] | BaseException


class Clock:
    """Time that passes only where somebody sleeps, or where a test lets it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.now += seconds


@dataclass
class Provider:
    """Answers what it was told to, name by name, and everything else with FOUND."""

    clock: Callable[[], float] = field(default_factory=Clock)
    answers: dict[str, deque[Answer]] = field(default_factory=dict)
    sent: list[tuple[str, float]] = field(default_factory=list)

    def will_answer(self, name: str, *answers: Answer) -> None:
        self.answers[name] = deque(answers)

    def search(self, query: Query) -> list[Candidate]:
        self.sent.append((query.text, self.clock()))
        answers = self.answers.get(query.text)
        answer = answers.popleft() if answers else FOUND
        if isinstance(answer, BaseException):
            raise answer
        return answer

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.sent]

    @property
    def times(self) -> list[float]:
        return [at for _, at in self.sent]

    @property
    def pauses(self) -> list[float]:
        return [after - before for before, after in zip(self.times, self.times[1:], strict=False)]


@dataclass
class Name:
    """A question of one request, or of two with `then`."""

    name: str
    taken: list[str]
    then: str | None = None
    is_needless: bool = False

    def next_query(self) -> Query | None:
        return None if self.is_needless else Query(self.name)

    def handle_answers(self, answers: list[Candidate]) -> Query | None:
        if self.then:
            query, self.then = Query(self.then), None
            return query
        self.taken.append(self.name)
        return None


class SchedulerHarness:
    """An Asker of a Provider, on a clock of the test's own."""

    def __init__(self, rate: float = 10.0, search: Search | None = None) -> None:
        self.clock = Clock()
        self.provider = Provider(self.clock)
        self.taken: list[str] = []
        self.reserved = 0
        self.budget = math.inf
        self.settled = 0
        self.scheduler = Scheduler(
            search or self.provider.search, rate, self.reserve, clock=self.clock, sleep=self.clock.sleep
        )

    def reserve(self) -> UserError | None:
        if self.reserved >= self.budget:
            return UserError("the day's requests are used up", QUOTA)
        self.reserved += 1
        return None

    def ask(self, *names: str) -> UserError | None:
        return self.ask_questions([Name(name, self.taken) for name in names])

    def ask_questions(self, questions: Iterable[Name]) -> UserError | None:
        return self.scheduler.ask(questions, self.count_settled)

    def count_settled(self) -> None:
        self.settled += 1


def most_in_a_second(times: list[float]) -> int:
    """The most requests in any window of one second, its ends included."""
    return max(sum(start <= at <= start + 1 for at in times) for start in times)


def rate_of(times: list[float]) -> float:
    return (len(times) - 1) / (times[-1] - times[0])


# --- what was answered before ---


def test_what_was_answered_before_is_not_asked_again() -> None:
    harness = SchedulerHarness(1.0)
    blocks = [Name(f"Gulberg Block {letter}", harness.taken, then="Gulberg") for letter in "ABC"]
    assert harness.ask_questions([*blocks, Name("Gulberg", harness.taken)]) is None
    assert harness.provider.names == ["Gulberg Block A", "Gulberg", "Gulberg Block B", "Gulberg Block C"]
    assert (harness.reserved, harness.settled, harness.taken[-1]) == (4, 4, "Gulberg")
    harness.ask("Gulberg")
    assert harness.reserved == 4, "nor in a later stage of the run"


def test_what_failed_is_asked_again() -> None:
    harness = SchedulerHarness(1.0)
    harness.provider.will_answer("Gulberg", BadRequest("400"), FOUND)
    harness.ask("Gulberg", "Gulberg", "Gulberg")
    assert (harness.provider.names, harness.taken) == (["Gulberg"] * 2, ["Gulberg"] * 2)


@pytest.mark.parametrize("first", [FOUND, DOWN, BadRequest("400")], ids=["answered", "down", "refused"])
def test_what_is_under_way_is_waited_for(first: Answer) -> None:
    sent, others = list[str](), threading.Event()

    def search(query: Query) -> list[Candidate]:
        sent.append(query.text)
        if query.text == "Karen":
            others.set()
        elif len(sent) == 1:
            others.wait(10)
            if isinstance(first, BaseException):
                raise first
        return FOUND

    taken = list[str]()
    scheduler = Scheduler(search, 200.0, lambda: None)
    assert (
        scheduler.ask([Name(name, taken) for name in ("Gulberg", "Gulberg", "Karen", "Gulberg")], lambda: None) is None
    )
    assert sent == ["Gulberg", "Karen"] + (["Gulberg"] if first is not FOUND else [])
    expected = 2 if isinstance(first, BadRequest) else 3  # the refused one is skipped
    assert (taken.count("Gulberg"), taken.count("Karen")) == (expected, 1)


def test_of_very_many_answers_the_latest_are_kept() -> None:
    harness = SchedulerHarness(200.0)
    names = [str(number) for number in range(MAX_KNOWN + 1)]
    harness.ask(*names)
    harness.ask(names[1], names[0])
    assert harness.provider.names[len(names) :] == [names[0]]


# --- pace ---


@pytest.mark.parametrize("rate", [0.1, 0.95, 1.0, 2.0, 5.0, 7.5, 20.0, 200.0])
def test_no_second_sees_more_requests_than_the_rate_and_hardly_fewer(rate: float) -> None:
    harness = SchedulerHarness(rate)
    harness.ask(*map(str, range(300)))
    assert most_in_a_second(harness.provider.times) <= math.ceil(rate)
    assert rate_of(harness.provider.times) >= 0.9 * rate


@given(
    rate=st.one_of(st.integers(1, 60).map(float), st.floats(0.2, 60)),
    delays_ms=st.lists(st.one_of(st.integers(0, 15), st.integers(0, 400)), min_size=150, max_size=150),
)
@settings(max_examples=12, deadline=None)
def test_a_slow_database_never_makes_the_asker_catch_up_in_a_burst(rate: float, delays_ms: list[int]) -> None:
    harness = SchedulerHarness(rate)

    def reserve() -> None:
        harness.clock.sleep(delays_ms[harness.reserved] / 1000)
        harness.reserved += 1

    harness.scheduler = Scheduler(
        harness.provider.search, rate, reserve, clock=harness.clock, sleep=harness.clock.sleep
    )
    harness.ask(*map(str, range(len(delays_ms))))
    assert most_in_a_second(harness.provider.times) <= math.ceil(rate)


@pytest.mark.parametrize("rate", [5.0, 20.0])
def test_a_database_that_takes_15_ms_a_statement_costs_no_rate(rate: float) -> None:
    harness = SchedulerHarness(rate)
    harness.scheduler = Scheduler(
        harness.provider.search,
        rate,
        lambda: harness.clock.sleep(0.015),
        clock=harness.clock,
        sleep=harness.clock.sleep,
    )
    harness.ask(*map(str, range(100)))
    assert rate_of(harness.provider.times) >= 0.9 * rate


@pytest.mark.parametrize("rate", [5.0, 20.0, 100.0, 200.0])
def test_answers_of_300_ms_cost_no_rate_because_as_many_are_in_flight_as_are_sent_meanwhile(rate: float) -> None:
    sent_meanwhile = math.ceil(0.3 * rate) + 1
    all_in_flight = threading.Barrier(sent_meanwhile)

    def search(query: Query) -> list[Candidate]:
        all_in_flight.wait(timeout=60)  # none is answered before
        return FOUND

    taken: list[str] = []
    Scheduler(search, rate, lambda: None).ask([Name(str(n), taken) for n in range(sent_meanwhile)], lambda: None)
    assert len(taken) == sent_meanwhile


def test_only_so_many_are_in_flight_whatever_the_rate() -> None:
    sent: list[str] = []
    sent_at_end: list[int] = []
    released = threading.Event()

    def release() -> None:
        sent_at_end.append(len(sent))
        released.set()

    def search(query: Query) -> list[Candidate]:
        sent.append(query.text)
        if len(sent) == MAX_IN_FLIGHT:
            threading.Timer(0.2, release).start()
        released.wait(timeout=60)
        return FOUND

    taken: list[str] = []
    Scheduler(search, 2000, lambda: None).ask([Name(str(n), taken) for n in range(MAX_IN_FLIGHT + 5)], lambda: None)
    assert (sent_at_end, len(taken)) == ([MAX_IN_FLIGHT], MAX_IN_FLIGHT + 5)


def test_a_slow_rate_keeps_its_pace_over_answers_of_300_ms() -> None:
    harness = SchedulerHarness(0.95)

    def search(query: Query) -> list[Candidate]:
        found = harness.provider.search(query)
        harness.clock.sleep(0.3)
        return found

    harness.scheduler = Scheduler(search, 0.95, harness.reserve, clock=harness.clock, sleep=harness.clock.sleep)
    harness.ask(*map(str, range(60)))
    assert most_in_a_second(harness.provider.times) == 1
    assert rate_of(harness.provider.times) >= 0.9 * 0.95
    assert sum(at <= harness.provider.times[0] + 60 for at in harness.provider.times) <= 60


def test_the_pace_carries_over_from_one_stage_to_the_next() -> None:
    harness = SchedulerHarness(rate=1.0)
    for stage in "ab":
        harness.ask(*(f"{stage}{n}" for n in range(3)))
    assert harness.provider.names == ["a0", "a1", "a2", "b0", "b1", "b2"]
    assert most_in_a_second(harness.provider.times) == 1


def test_questions_are_sent_in_their_order_and_a_second_request_goes_before_the_next_question() -> None:
    harness = SchedulerHarness()
    questions = [
        Name("first", harness.taken),
        Name("second", harness.taken, then="second again"),
        Name("third", harness.taken),
    ]
    assert harness.ask_questions(questions) is None
    assert harness.provider.names == ["first", "second", "second again", "third"]
    assert harness.taken == ["first", "second", "third"]
    assert (harness.settled, harness.reserved) == (3, 4)


def test_answers_never_pile_up_unsaved_however_slow_the_database_is() -> None:
    """What was answered and is not saved yet would be lost with a killed run."""
    answered: list[str] = []
    unsaved: list[int] = []

    class Slow(Name):
        def handle_answers(self, answers: list[Candidate]) -> Query | None:
            unsaved.append(len(answered) - len(self.taken))
            time.sleep(0.02)
            return super().handle_answers(answers)

    def search(query: Query) -> list[Candidate]:
        answered.append(query.text)
        return FOUND

    taken: list[str] = []
    Scheduler(search, 500, lambda: None).ask([Slow(str(n), taken) for n in range(40)], lambda: None)
    assert max(unsaved) <= 2


def test_a_question_that_has_become_needless_costs_no_request() -> None:
    harness = SchedulerHarness()
    assert harness.ask_questions([Name("known", harness.taken, is_needless=True), Name("asked", harness.taken)]) is None
    assert harness.provider.names == ["asked"]
    assert (harness.settled, harness.reserved) == (2, 1)


def test_no_question_is_no_request() -> None:
    harness = SchedulerHarness()
    assert harness.ask() is None
    assert harness.provider.sent == []


# --- again after a hiccup ---


def test_an_outage_is_waited_for_longer_each_time_and_each_try_is_counted() -> None:
    harness = SchedulerHarness()
    harness.provider.will_answer("flaky", DOWN, DOWN, DOWN)
    assert harness.ask("flaky", "next") is None
    assert harness.provider.names == ["flaky"] * 4 + ["next"]
    assert harness.provider.pauses[:3] == pytest.approx([1, 2, 4])
    assert harness.taken == ["flaky", "next"]
    assert harness.reserved == 5
    assert harness.scheduler.skipped == []


@pytest.mark.parametrize("error", [RateLimited("429", 60.0), Unavailable("503", 60.0)], ids=["429", "503"])
def test_a_retry_after_of_a_minute_is_honoured(error: GeocoderError) -> None:
    harness = SchedulerHarness()
    harness.provider.will_answer("a", error)
    assert harness.ask("a") is None
    assert harness.provider.pauses == pytest.approx([60])


def test_of_all_waits_only_the_first_long_one_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    harness = SchedulerHarness()
    harness.provider.will_answer("a", DOWN, RateLimited("429", 60.0), RateLimited("429", 60.0))
    assert harness.ask("a") is None
    told = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert told == [
        ("INFO", f"{DOWN}; waiting 1 s"),
        ("WARNING", "429; waiting 60 s"),
        ("INFO", "429; waiting 60 s"),
    ]


def test_a_retry_after_of_nothing_is_backed_off_from_all_the_same() -> None:
    harness = SchedulerHarness()
    harness.provider.will_answer("a", RateLimited("429", 0.0), RateLimited("429", 0.0))
    assert harness.ask("a") is None
    assert harness.provider.pauses == pytest.approx([1, 2])


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [(RateLimited("429", 600.0), QUOTA), (Unavailable("503", 3600.0), FAILED)],
    ids=["429", "503"],
)
def test_a_retry_after_of_many_minutes_ends_the_run_at_once(error: GeocoderError, exit_code: int) -> None:
    harness = SchedulerHarness()
    harness.provider.will_answer("b", error)
    end = harness.ask("a", "b", "c")
    assert end is not None
    assert end.exit_code == exit_code
    assert "run again then" in str(end)
    assert harness.provider.names == ["a", "b"]
    assert harness.clock.now < 1002


def test_too_fast_makes_everybody_wait() -> None:
    """Two in flight are told to slow down: neither they nor those behind them are sent before the time is up."""
    sent: list[tuple[str, float]] = []
    both_sent = threading.Barrier(2)

    def search(query: Query) -> list[Candidate]:
        is_first_time = query.text not in [name for name, _ in sent]
        sent.append((query.text, time.monotonic()))
        if query.text in ("a", "b") and is_first_time:
            both_sent.wait(timeout=60)
            raise RateLimited("429", 1.0)
        return FOUND

    taken: list[str] = []
    scheduler = Scheduler(search, 50, lambda: None)
    assert scheduler.ask([Name(name, taken) for name in "abcd"], lambda: None) is None
    both_sent_at = max(next(at for name, at in sent if name == slowed) for slowed in "ab")
    before = [name for name, at in sent if at < both_sent_at + 0.9]
    after = [name for name, at in sent if at >= both_sent_at + 0.9]
    assert {"a", "b"} <= set(before)
    assert sorted(before + after) == sorted("aabbcd")
    assert set(after) >= {"a", "b"}
    assert min(at for _, at in sent[len(before) :]) - max(at for _, at in sent[: len(before)]) >= 0.9
    assert sorted(taken) == list("abcd")


def test_the_second_request_of_a_question_has_tries_of_its_own() -> None:
    harness = SchedulerHarness()
    harness.provider.will_answer("a", DOWN, DOWN, DOWN)
    harness.provider.will_answer("a again", DOWN, DOWN, DOWN)
    assert harness.ask_questions([Name("a", harness.taken, then="a again")]) is None
    assert harness.taken == ["a"]


# --- no further ---


def test_one_place_that_keeps_failing_is_skipped_and_the_run_goes_on() -> None:
    harness = SchedulerHarness()
    harness.provider.will_answer("bad", *[DOWN] * MAX_ATTEMPTS)
    assert harness.ask("a", "bad", "b") is None
    assert harness.taken == ["a", "b"]
    assert harness.provider.names == ["a", *["bad"] * MAX_ATTEMPTS, "b"]
    assert harness.scheduler.skipped == [DOWN]
    assert harness.settled == 2


def test_the_very_first_place_that_keeps_failing_is_skipped_too_lest_no_run_ever_gets_past_it() -> None:
    harness = SchedulerHarness()
    harness.provider.will_answer("bad", *[DOWN] * MAX_ATTEMPTS)
    assert harness.ask("bad", "a", "b") is None
    assert harness.taken == ["a", "b"]
    assert harness.scheduler.skipped == [DOWN]


def test_when_nothing_was_ever_answered_the_run_ends() -> None:
    harness = SchedulerHarness()
    for name in "abcd":
        harness.provider.will_answer(name, *[DOWN] * MAX_ATTEMPTS)
    end = harness.ask(*"abcd")
    assert end is not None
    assert end.exit_code == FAILED
    assert "given up" in str(end)
    assert harness.provider.names == ["a"] * MAX_ATTEMPTS + ["b"]
    assert harness.taken == []


def test_three_failures_in_a_row_end_the_run() -> None:
    harness = SchedulerHarness()
    for name in "bcde":
        harness.provider.will_answer(name, *[DOWN] * MAX_ATTEMPTS)
    end = harness.ask(*"abcdef")
    assert end is not None
    assert end.exit_code == FAILED
    assert harness.provider.names == ["a", *"b" * MAX_ATTEMPTS, *"c" * MAX_ATTEMPTS, *"d" * MAX_ATTEMPTS]
    assert len(harness.scheduler.skipped) == 3


def test_failures_that_are_not_in_a_row_don_t_end_the_run() -> None:
    harness = SchedulerHarness()
    for name in "bdfh":
        harness.provider.will_answer(name, *[DOWN] * MAX_ATTEMPTS)
    assert harness.ask(*"abcdefghi") is None
    assert harness.taken == list("acegi")
    assert len(harness.scheduler.skipped) == 4


def test_failures_in_a_row_are_counted_over_both_stages() -> None:
    harness = SchedulerHarness()
    for name in "bcd":
        harness.provider.will_answer(name, *[DOWN] * MAX_ATTEMPTS)
    assert harness.ask("a", "b", "c") is None
    assert harness.ask("d", "e") is not None
    assert "e" not in harness.provider.names


def test_a_refused_question_is_skipped_without_another_try() -> None:
    harness = SchedulerHarness()
    refused = BadRequest("HTTP 400")
    harness.provider.will_answer("bad", refused)
    assert harness.ask("bad", "a") is None
    assert harness.provider.names == ["bad", "a"]
    assert harness.scheduler.skipped == [refused]


def test_a_provider_that_refuses_every_question_is_not_asked_them_all() -> None:
    harness = SchedulerHarness()
    names = [str(n) for n in range(50)]
    for name in names:
        harness.provider.will_answer(name, BadRequest("HTTP 400"))
    end = harness.ask(*names)
    assert end is not None
    assert end.exit_code == FAILED
    assert harness.provider.names == names[:10]


def test_refusals_that_are_not_in_a_row_don_t_end_the_run() -> None:
    harness = SchedulerHarness()
    names = [str(n) for n in range(3 * MAX_REFUSALS_IN_A_ROW)]
    for name in names:
        if int(name) % MAX_REFUSALS_IN_A_ROW:
            harness.provider.will_answer(name, BadRequest("HTTP 400"))
    assert harness.ask(*names) is None
    assert harness.provider.names == names


def test_a_refusal_is_an_answer_an_outage_behind_it_is_given_as_many_tries_as_any() -> None:
    harness = SchedulerHarness()
    harness.provider.will_answer("bad", BadRequest("HTTP 400"))
    for name in "xyz":
        harness.provider.will_answer(name, *[DOWN] * MAX_ATTEMPTS)
    assert harness.ask("bad", *"xyzw") is not None
    assert harness.provider.names == ["bad", *"x" * MAX_ATTEMPTS, *"y" * MAX_ATTEMPTS, *"z" * MAX_ATTEMPTS]


def test_failures_with_refusals_between_them_are_not_in_a_row() -> None:
    harness = SchedulerHarness()
    for n, name in enumerate("afbgchd"):
        harness.provider.will_answer(name, *([BadRequest("HTTP 400")] if n % 2 else [DOWN] * MAX_ATTEMPTS))
    assert harness.ask(*"afbgchd") is None
    assert len(harness.scheduler.skipped) == 7


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [(AuthenticationFailed("401"), FAILED), (Misconfigured("404"), FAILED), (QuotaExceeded("402"), QUOTA)],
    ids=["bad key", "misconfigured", "quota spent"],
)
def test_what_concerns_the_whole_run_ends_it_at_once_and_the_next_stage_too(error: UserError, exit_code: int) -> None:
    harness = SchedulerHarness()
    harness.provider.will_answer("b", error)
    assert harness.ask("a", "b", "c") is error
    assert harness.ask("d") is error
    assert harness.ask() is None
    assert harness.provider.names == ["a", "b"]
    assert error.exit_code == exit_code
    assert harness.scheduler.skipped == []


def test_what_is_in_flight_when_the_key_is_refused_is_still_taken() -> None:
    refused, slow_ones_sent = threading.Event(), threading.Semaphore(0)

    def search(query: Query) -> list[Candidate]:
        if query.text == "refused":
            assert all(slow_ones_sent.acquire(timeout=60) for _ in range(2))
            refused.set()
            raise AuthenticationFailed("401")
        slow_ones_sent.release()
        assert refused.wait(timeout=60)
        time.sleep(0.05)
        return FOUND

    taken: list[str] = []
    names = ["slow", "slower", "refused", *map(str, range(50))]
    end = Scheduler(search, 200, lambda: None).ask([Name(name, taken) for name in names], lambda: None)
    assert isinstance(end, AuthenticationFailed)
    assert {"slow", "slower"} <= set(taken)
    assert len(taken) < 52


def test_an_end_by_quota_keeps_the_questions_that_were_not_sent_unasked() -> None:
    harness = SchedulerHarness()
    harness.budget = 2
    end = harness.ask("a", "b", "c")
    assert end is not None
    assert end.exit_code == QUOTA
    assert harness.provider.names == ["a", "b"]
    assert harness.taken == ["a", "b"]


def test_a_retry_is_not_sent_either_when_the_budget_is_spent() -> None:
    harness = SchedulerHarness()
    harness.budget = 1
    harness.provider.will_answer("a", DOWN)
    end = harness.ask("a", "b")
    assert end is not None
    assert end.exit_code == QUOTA
    assert harness.provider.names == ["a"]


def test_a_budget_that_is_just_enough_is_no_early_end() -> None:
    harness = SchedulerHarness()
    harness.budget = 2
    assert harness.ask("a", "b") is None


# --- interrupted ---


def test_an_interrupt_takes_what_is_in_flight_and_sends_no_more() -> None:
    interrupted = threading.Event()

    def search(query: Query) -> list[Candidate]:
        assert interrupted.wait(timeout=60)
        return FOUND

    reserved: list[None] = []

    def reserve() -> None:
        if len(reserved) == 3:
            interrupted.set()
            raise KeyboardInterrupt
        reserved.append(None)

    taken: list[str] = []
    scheduler = Scheduler(search, 200, reserve)
    with pytest.raises(KeyboardInterrupt):
        scheduler.ask([Name(name, taken) for name in "abcdef"], lambda: None)
    assert sorted(taken) == ["a", "b", "c"]


def test_an_answer_whose_saving_was_interrupted_is_saved_all_the_same() -> None:
    class Interrupted(Name):
        is_interrupted = False

        def handle_answers(self, answers: list[Candidate]) -> Query | None:
            if not self.is_interrupted:
                self.is_interrupted = True
                raise KeyboardInterrupt
            return super().handle_answers(answers)

    harness = SchedulerHarness()
    with pytest.raises(KeyboardInterrupt):
        harness.ask_questions([Interrupted("a", harness.taken), Name("b", harness.taken)])
    assert harness.taken == ["a"]
    assert harness.provider.names == ["a"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_waits_until_an_answer_is_saved(number: signal.Signals) -> None:
    class Signalled(Name):
        def handle_answers(self, answers: list[Candidate]) -> Query | None:
            signal.raise_signal(number)
            return super().handle_answers(answers)

    handler = signal.getsignal(number)
    harness = SchedulerHarness()
    with pytest.raises(KeyboardInterrupt):
        harness.ask_questions([Signalled("a", harness.taken), Name("b", harness.taken)])
    assert harness.taken == harness.provider.names == ["a"]
    last = SchedulerHarness()
    with pytest.raises(KeyboardInterrupt):
        last.ask_questions([Signalled("last", last.taken)])
    assert last.taken == ["last"]
    assert signal.getsignal(number) == handler


def test_a_signal_waits_until_the_very_first_statement_is_over() -> None:
    begun: list[str] = []

    class Signalled(Name):
        def next_query(self) -> Query | None:
            signal.raise_signal(signal.SIGINT)
            begun.append(self.name)
            return super().next_query()

    harness = SchedulerHarness()
    with pytest.raises(KeyboardInterrupt):
        harness.ask_questions([Signalled("a", harness.taken), Signalled("b", harness.taken)])
    assert begun == harness.taken == ["a"]


def test_a_signal_that_waited_for_an_answer_to_be_saved_leaves_time_for_those_in_flight() -> None:
    other_is_sent, signalled = threading.Event(), threading.Event()

    class Signalled(Name):
        def handle_answers(self, answers: list[Candidate]) -> Query | None:
            signal.raise_signal(signal.SIGINT)
            signalled.set()
            return super().handle_answers(answers)

    def search(query: Query) -> list[Candidate]:
        if query.text == "other":
            other_is_sent.set()
        assert (signalled if query.text == "other" else other_is_sent).wait(timeout=60)
        return FOUND

    taken: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        Scheduler(search, 200, lambda: None).ask([Signalled("a", taken), Name("other", taken)], lambda: None)
    assert taken == ["a", "other"]


def signal_later(number: signal.Signals, delay_s: float) -> threading.Timer:
    timer = threading.Timer(delay_s, signal.pthread_kill, [threading.main_thread().ident, number])
    timer.start()
    return timer


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_long_wait_at_once(number: signal.Signals) -> None:
    def search(query: Query) -> list[Candidate]:
        if query.text == "a":
            raise RateLimited("429", 60.0)
        return FOUND

    timers: list[threading.Timer] = []
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        timers.append(signal_later(number, 0.1))
        threading.Event().wait(60)
        waited.append(seconds)

    with pytest.raises(KeyboardInterrupt):
        Scheduler(search, 10, lambda: None, sleep=sleep).ask([Name("a", [])], lambda: None)
    timers[0].join()
    assert (len(timers), waited) == (1, [])


def test_a_signal_that_the_caller_ignores_stays_ignored() -> None:
    class Signalled(Name):
        def handle_answers(self, answers: list[Candidate]) -> Query | None:
            signal.raise_signal(signal.SIGINT)
            return super().handle_answers(answers)

    harness = SchedulerHarness()
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert harness.ask_questions([Signalled("a", harness.taken), Name("b", harness.taken)]) is None
    finally:
        signal.signal(signal.SIGINT, handler)
    assert harness.taken == ["a", "b"]


def test_a_second_interrupt_ends_the_waiting_for_what_is_in_flight(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    timers: list[threading.Timer] = []

    def interrupt_soon(*_: object) -> None:
        timers.append(signal_later(signal.SIGINT, 0.1))

    def search(query: Query) -> list[Candidate]:
        interrupt_soon()
        released.wait(timeout=60)
        return FOUND

    monkeypatch.setattr(log, "warning", interrupt_soon)  # that it was interrupted
    taken: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        Scheduler(search, 10, lambda: None, abort=released.set).ask([Name("a", taken)], lambda: None)
    for timer in timers:
        timer.join()
    assert (len(timers), released.is_set(), taken) == (2, True, [])


def test_an_interrupt_during_a_long_pause_ends_it() -> None:
    harness = SchedulerHarness()

    def sleep(seconds: float) -> None:
        raise KeyboardInterrupt

    harness.scheduler = Scheduler(harness.provider.search, 10, harness.reserve, clock=harness.clock, sleep=sleep)
    harness.provider.will_answer("a", RateLimited("429", 60.0))
    with pytest.raises(KeyboardInterrupt):
        harness.ask("a")
    assert harness.provider.names == ["a"]
