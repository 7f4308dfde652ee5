"""One geocoding run: what its stages share, its quota and pace, what it reports and what it writes down of itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import psycopg

from geocoding import gazetteer
from geocoding.candidates import Candidate, Query
from geocoding.gazetteer import Present
from geocoding.names import Cleaned
from geocoding.names_around import Surroundings
from geocoding.providers import Geocoder
from geocoding.providers.errors import AuthenticationFailed, BadRequest, Misconfigured
from geocoding.scheduler import MARGIN, Question, Scheduler
from shared import QUOTA, GeocoderSettings, UserError, duration, progress

Connection = psycopg.Connection[Any]

MIN_QUESTIONS_OF_EMPTY = 10  # that are all answered with nothing: then it is the server, not the names


@dataclass(frozen=True, slots=True)
class PlannedQuery:
    """A question that a dry run would send."""

    cluster: str
    query: str
    place: str | None = None  # None: the cluster itself
    names: Mapping[str, Cleaned] = field(default_factory=dict)  # all that are asked for by it


@dataclass(slots=True)
class StageReport:
    """What a stage did, or in a dry run would do."""

    statuses: tuple[str, ...]
    pending: int = 0
    requests: int = 0
    counts: Counter[str] = field(default_factory=Counter)  # names by status
    refusals: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # by status, in words
    planned: list[PlannedQuery] = field(default_factory=list)  # dry run: what would be asked
    learnt: dict[str, list[str]] = field(default_factory=dict)  # what the names tell by themselves, by what it is
    estimate: str = ""  # dry run: how long it would take, and of which quota
    failure: UserError | None = None

    def count(self, status: str, detail: str) -> None:
        self.counts[status] += 1
        if status != "ok":
            self.refusals[status].append(detail)

    def uncount(self, status: str, detail: str) -> None:
        self.counts[status] -= 1
        if status != "ok":
            self.refusals[status].remove(detail)


class GeocodingRun:
    """What both stages of one run share: the provider, the pace, the quota."""

    def __init__(
        self,
        conn: Connection,
        geocoder: Geocoder,
        settings: GeocoderSettings,
        present: Present,
        *,
        limit: int | None,
        retry_failed: bool,
    ) -> None:
        gazetteer.register_geometry(conn)
        provider = geocoder.provider
        self.conn, self.geocoder, self.present, self.retry_failed = conn, geocoder, present, retry_failed
        self.provider = provider.name
        self.rate = settings.rate or provider.default_rate
        self.network_codes = settings.network_codes
        self.daily_limit = settings.daily_limit
        self.remaining = limit
        self.around = Surroundings(provider.format.max_results if provider.can_list else None)
        self.planned_requests = 0  # in a dry run
        self.report = StageReport(())
        self.scheduler = Scheduler(self._search, self.rate, self._reserve, abort=geocoder.abort)
        self._started_at = datetime.now(UTC)
        self._unanswered = 0  # questions that nothing at all was answered to, while none was answered
        self._held_back: list[Callable[[], None]] | None = []  # what they come to; None: the server knows something

    def _search(self, query: Query) -> list[Candidate]:
        """A server that refuses to list what is around, but answers all else, has no list."""
        try:
            return self.geocoder.search(query)
        except (AuthenticationFailed, BadRequest, Misconfigured):
            if not query.is_list:
                raise
            return []

    def _reserve(self) -> UserError | None:
        if self.remaining == 0:
            return UserError("--limit is reached; the next run goes on from here", QUOTA)
        if not gazetteer.reserve_request(self.conn, self.provider, self.daily_limit):
            return UserError(
                f"the day's {self.daily_limit} requests to {self.provider} are used up (GEOCODER_DAILY_LIMIT); "
                f"run again after 00:00 UTC",
                QUOTA,
            )
        if self.remaining is not None:
            self.remaining -= 1
        self.report.requests += 1
        return None

    def ask(self, questions: Sequence[Question], what: str, report: StageReport) -> None:
        """Sends them; what is left open says why in report.failure."""
        self.report = report
        skipped_before = len(self.scheduler.skipped)
        total = len(questions) if self.remaining is None else min(len(questions), self.remaining)
        with progress(what, total) as advance:
            report.failure = self.scheduler.ask(questions, advance) or report.failure
        skipped = self.scheduler.skipped[skipped_before:]
        if skipped and (report.failure is None or report.failure.exit_code == QUOTA):
            count = f"{len(skipped)} of {len(questions)} {what}"
            ended = f"; {report.failure}" if report.failure else ""
            message = f"{count} got no answer, the next run asks again; the last: {skipped[-1]}{ended}"
            report.failure = UserError(message)

    def keep(self, answers: Sequence[object], save: Callable[[], None]) -> None:
        """Saves what a question came to. While the server has answered nothing to any question, only `finish` does."""
        if answers and self._held_back is not None:
            held_back, self._held_back, self._unanswered = self._held_back, None, 0
            for save_earlier in held_back:
                save_earlier()
        if self._held_back is None:
            save()
        else:
            self._unanswered += 1
            self._held_back.append(save)

    def after_saving(self, action: Callable[[], None]) -> None:
        """Does it as soon as all that was kept so far is saved: at once, later, or never, as that is."""
        if self._held_back is None:
            action()
        else:
            self._held_back.append(action)

    def finish(self, report: StageReport) -> None:
        """Saves what was held back, unless every question was answered with nothing. After the last stage."""
        held_back, self._held_back = self._held_back or [], None
        unanswered, self._unanswered = self._unanswered, 0
        if unanswered < MIN_QUESTIONS_OF_EMPTY:
            for save in held_back:
                save()
            return
        report.failure = UserError(
            f"{self.provider} has no answer to any of {unanswered} questions: is GEOCODER_URL a server of "
            f"another region, or empty? None of the names was marked as not found; check it and run again"
        )

    def plan(self, planned: Sequence[PlannedQuery], report: StageReport) -> None:
        """Puts into report what would be asked, and how long that takes."""
        used = gazetteer.read_usage(self.conn, self.provider)
        within_limit = len(planned) if self.remaining is None else self.remaining
        report.planned = list(planned)
        report.requests = max(0, min(len(planned), self.daily_limit - used - self.planned_requests, within_limit))
        self.planned_requests += report.requests
        if self.remaining is not None:
            self.remaining -= report.requests
        report.estimate = (
            f"about {duration(report.requests * MARGIN / self.rate)} at {self.rate:g} a second; "
            f"{used} of today's {self.daily_limit} requests to {self.provider} are used"
        )

    def record(self, reports: Mapping[str, StageReport], failure: UserError | None = None) -> None:
        """Writes the run down; of several failures the one that is none of the quota."""
        failures = [failure, *(report.failure for report in reports.values())]
        errors = sorted(filter(None, failures), key=lambda error: error.exit_code == QUOTA)
        outcome = "done" if not errors else "quota" if errors[0].exit_code == QUOTA else "failed"
        gazetteer.save_run(
            self.conn,
            self.provider,
            outcome,
            error=str(errors[0]) if outcome == "failed" else None,
            requests=sum(report.requests for report in reports.values()),
            counts={name: {"pending": report.pending, **report.counts} for name, report in reports.items()},
            started_at=self._started_at,
        )
