"""The two geocoding stages: what is still to be found, who is asked for it, what is kept of the answer.

Matching is in matching.py, sending in scheduler.py and providers/, SQL in gazetteer.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import psycopg
from shapely import Point

from geocoding import gazetteer
from geocoding.candidates import Candidate, Cluster, Query
from geocoding.comparison import (
    choose_spelling,
    find_typo_of,
    is_cluster_itself,
    is_generic_name,
    is_region_name,
    is_street_name,
    without_cluster,
)
from geocoding.gazetteer import Answer, KnownLocation, PendingLocation, Present
from geocoding.matching import (
    Match,
    cluster_query,
    find_midpoint,
    match_cluster,
    match_place,
    place_query,
    second_query,
)
from geocoding.names import Cleaned, Feed, clean_with_trace, place_key, read_feed
from geocoding.providers import Geocoder
from geocoding.scheduler import MARGIN, Scheduler
from shared import QUOTA, GeocoderSettings, UserError, duration, log, pluralize, progress

Connection = psycopg.Connection[Any]
_Cleaner = Callable[[str, str], Cleaned]  # of a cluster's key and a location name

CLUSTER_STATUSES = ("ok", "not_found", "too_coarse")
LOCATION_STATUSES = ("ok", "not_found", "too_far", "too_coarse", "unusable", "no_centroid")


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

    def count(self, status: str, names: int, detail: str) -> None:
        self.counts[status] += names
        if status != "ok":
            self.refusals[status].append(detail)


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
        self.daily_limit = settings.daily_limit or provider.default_daily_limit
        self.remaining = limit
        self.planned_requests = 0  # requests, in a dry run
        self.report = StageReport(())
        self.scheduler = Scheduler(geocoder.search, self.rate, self._reserve, abort=geocoder.abort)

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

    def ask(self, questions: Sequence[_ClusterQuestion | _LocationQuestion], what: str, report: StageReport) -> None:
        """Sends them; what is left open says why in tally.failure."""
        self.report = report
        skipped_before = len(self.scheduler.skipped)
        with progress(what, len(questions)) as advance:
            report.failure = self.scheduler.ask(questions, advance)
        skipped = self.scheduler.skipped[skipped_before:]
        if skipped and (report.failure is None or report.failure.exit_code == QUOTA):
            count = f"{len(skipped)} of {len(questions)} {what}"
            ended = f"; {report.failure}" if report.failure else ""
            report.failure = UserError(
                f"{count} got no answer, the next run asks again; the last: {skipped[-1]}{ended}"
            )

    def plan(self, planned: Sequence[PlannedQuery], report: StageReport) -> None:
        """Puts into tally what would be asked, and how long that takes."""
        used = gazetteer.read_usage(self.conn, self.provider)
        sent = min(
            len(planned),
            self.daily_limit - used - self.planned_requests,
            len(planned) if self.remaining is None else self.remaining,
        )
        report.planned = list(planned)
        report.requests = max(0, sent)
        self.planned_requests += report.requests
        if self.remaining is not None:
            self.remaining -= report.requests
        report.estimate = (
            f"about {duration(report.requests * MARGIN / self.rate)} at {self.rate:g} a second; "
            f"{used} of today's {self.daily_limit} requests to {self.provider} are used"
        )


# --- clusters ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _ClusterQuestion:
    run: GeocodingRun
    report: StageReport
    cluster: str
    query: Query

    def next_query(self) -> Query | None:
        return self.query

    def handle_answers(self, answers: list[Candidate]) -> Query | None:
        match = match_cluster(self.cluster, answers, self.run.geocoder.country)
        status = gazetteer.save_cluster(
            self.run.conn, self.cluster, _answer_for_cluster(self.run, self.cluster, match, self.query)
        )
        self.report.count(status, 1, f"{self.cluster}: {_describe_refusal(match)}")
        return None


def geocode_clusters(run: GeocodingRun, report: StageReport, *, apply: bool) -> None:
    """Finds the centroids that are missing. A name that says no one place isn't asked for."""
    pending = gazetteer.list_pending_clusters(run.conn, run.present, retry_failed=run.retry_failed)
    report.pending = len(pending)
    country = run.geocoder.country_name
    questions = []
    for cluster in (row.cluster for row in pending):
        if not is_generic_name(cluster):
            questions.append(_ClusterQuestion(run, report, cluster, cluster_query(cluster, country)))
            continue
        match = match_cluster(cluster, [], run.geocoder.country)
        answer = _answer_for_cluster(run, cluster, match, None)
        status = gazetteer.save_cluster(run.conn, cluster, answer) if apply else answer.status
        report.count(status, 1, f"{cluster}: {_describe_refusal(match)}")
    if apply:
        run.ask(questions, "clusters", report)
    else:
        run.plan([PlannedQuery(question.cluster, question.query.text) for question in questions], report)


def _answer_for_cluster(run: GeocodingRun, cluster: str, match: Match, query: Query | None) -> Answer:
    """The answer; where none was good enough, the middle of what is certain to lie in the cluster, if that agrees.

    Not for a region or a county: the few tickets whose coordinates are known say nothing of where its other towns are.
    """
    is_county = match.status == "too_coarse" and match.candidate is not None and not is_street_name(cluster)
    if match.status == "ok" or is_county or is_region_name(cluster):
        return _answer(match, run.provider, query)
    points = gazetteer.list_known_points(run.conn, cluster)
    middle = find_midpoint([(point.y, point.x) for point in points])
    if middle is None:
        return _answer(match, run.provider, query)
    note = f"the middle of {len(points)} tickets with coordinates and verified places; {match.reason}"
    return Answer("ok", Point(middle[1], middle[0]), query=query.text if query else None, note=note)


# --- locations --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _LocationQuestion:
    """One place of one cluster, under all the names that clean to it."""

    run: GeocodingRun
    report: StageReport
    cluster: Cluster
    place: str
    names: dict[str, Cleaned]
    found: dict[str, Answer]  # the cluster's places found so far, by place; the cluster's questions share it
    query: Query | None = None
    answers: list[Candidate] = field(default_factory=list)
    is_last: bool = False

    def next_query(self) -> Query | None:
        """A name one letter from a place already found takes that place, marked for a reviewer."""
        alike = find_typo_of(self.place, self.found)
        if alike:
            self.save(replace(self.found[alike], query=None, note=f"not asked: taken for a misspelt {alike}"), "")
            return None
        self.query = self.first_query()
        return self.query

    def first_query(self) -> Query:
        return place_query(self.wording, self.cluster, self.run.geocoder.country_name)

    @property
    def wording(self) -> str:
        """The place, with the dash between its parts that its name is written without: 'Likoni - Mtongwe'."""
        parts = next(iter(self.names.values())).parts
        is_plain = len(parts) > 1 and not {"/", ","} & set(self.place)
        return " - ".join(parts) if is_plain else self.place

    @property
    def alternatives(self) -> tuple[str, ...]:
        """None if one of the names leaves no choice: 'Tassia 2' beside 'Tassia_2'."""
        return min((cleaned.alternatives for cleaned in self.names.values()), key=len)

    def handle_answers(self, answers: list[Candidate]) -> Query | None:
        self.answers += answers
        geocoder = self.run.geocoder
        match = match_place(self.wording, self.cluster, self.answers, geocoder.country, self.alternatives)
        if match.status != "ok" and not self.is_last:
            again = second_query(
                self.wording, self.cluster, geocoder.country_name, self.answers, match, self.alternatives
            )
            if again:
                self.query, self.is_last = again, True
                return again
        self.save(_answer(match, self.run.provider, self.query), _describe_refusal(match))
        return None

    def save(self, answer: Answer, detail: str) -> None:
        statuses = gazetteer.save_locations(self.run.conn, self.cluster.name, list(self.names), self.place, answer)
        for name, status in zip(self.names, statuses, strict=True):
            self.report.count(status, 1, f"{name} ({self.cluster.name}): {detail}")
        if answer.status == "ok" and "ok" in statuses:
            self.found[self.place] = answer


def geocode_locations(run: GeocodingRun, report: StageReport, *, apply: bool, assume_clusters: bool) -> None:
    """Finds the missing location names. assume_clusters: a dry run assumes that the pending clusters will be found."""
    pending = gazetteer.list_pending_locations(run.conn, run.present, retry_failed=run.retry_failed)
    report.pending = len(pending)
    known = gazetteer.list_known_locations(run.conn, {p.cluster_key for p in pending})
    if run.retry_failed:
        known = [row for row in known if row.status == "ok" or row.verified]
    feed = _read_feed(run, known)
    report.learnt = feed.describe(run.network_codes)
    clean = _make_cleaner(run, feed)
    questions: dict[tuple[str, str], _LocationQuestion] = {}
    known_places = _by_place(known, clean)
    found: dict[str, dict[str, Answer]] = defaultdict(dict)
    for (cluster_key, _), row in known_places.items():
        if row.geom is not None and (row.status == "ok" or row.verified) and row.status != "rejected":
            found[cluster_key][_place_of(row, clean)] = _answer_from_row(row)
    for location in pending:
        cleaned = clean(location.cluster_key, location.location_name)
        answer = _resolve_locally(location, cleaned.place, known_places, assume_clusters=assume_clusters)
        if answer is None:
            _add_question(run, report, location, cleaned, found[location.cluster_key], questions)
        else:
            known_as = known_places.get(_key(location.cluster_key, cleaned.place or ""))
            # In the spelling that is known: it is what a person's word holds for.
            place = (known_as.place if known_as else None) or cleaned.place
            status = _save_local(run, location, place, answer) if apply else answer.status
            why = answer.note or ", ".join(f"{part} ({rule})" for part, rule in cleaned.dropped[-1:])
            detail = f": {why}" if why and status != "no_centroid" else ""
            report.count(status, 1, f"{location.location_name} ({location.cluster}){detail}")
    if apply:
        _propagate_verified(run)
        run.ask(list(questions.values()), "places", report)
    else:
        _plan_locations(run, report, questions.values())


def _propagate_verified(run: GeocodingRun) -> None:
    """A place that a person verified holds for every name of it, also for those of tickets that are never asked for."""
    others = gazetteer.list_names_of_verified_places(run.conn, run.present)
    known = [row for row in gazetteer.list_known_locations(run.conn, {o.cluster_key for o in others}) if row.verified]
    clean = _make_cleaner(run, _read_feed(run, known))
    verified = _by_place(known, clean)
    propagated = 0
    for other in others:
        row = verified.get(_key(other.cluster_key, clean(other.cluster_key, other.location_name).place or ""))
        if row:
            _save_local(run, other, row.place, _answer_from_row(row))
            propagated += 1
    if propagated:
        log.info("locations: %s taken over from a place that a person verified", pluralize(propagated, "further name"))


def _read_feed(run: GeocodingRun, known: Iterable[KnownLocation]) -> Feed:
    """What all names of the feed tell, whatever is pending of them, and the site's own codes."""
    names = gazetteer.list_feed_names(run.conn, run.present)
    places = {cluster for cluster, _ in names} | {row.place for row in known if row.place and row.status == "ok"}
    keys = {place_key(place) for place in places}
    own = {code for code in run.network_codes if place_key(code) not in keys}
    feed = read_feed(names, run.geocoder.country, places)
    return replace(feed, codes=feed.codes | own)


def _make_cleaner(run: GeocodingRun, feed: Feed) -> _Cleaner:
    country = run.geocoder.country

    @cache
    def clean(cluster: str, name: str) -> Cleaned:
        return clean_with_trace(name, country, cluster=cluster, feed=feed)

    return clean


def _resolve_locally(
    location: PendingLocation,
    place: str | None,
    known: Mapping[tuple[str, str], KnownLocation],
    *,
    assume_clusters: bool,
) -> Answer | None:
    """What a name comes to without a request; None if it must be asked for."""
    row = known.get(_key(location.cluster_key, place)) if place else None
    if row and row.verified:  # a person's word needs no centroid
        return _answer_from_row(row)
    will_be_asked = location.cluster_is_pending and not is_generic_name(location.cluster)
    if location.centroid is None and not (assume_clusters and will_be_asked):
        return Answer("no_centroid")
    if place is None:
        return Answer("unusable")
    if is_cluster_itself(place, location.cluster):
        return Answer("too_coarse", note="the cluster itself: its centroid serves already")
    return _answer_from_row(row) if row else None


def _save_local(run: GeocodingRun, location: PendingLocation, place: str | None, answer: Answer) -> str:
    if answer.status == "no_centroid":
        return answer.status
    (status,) = gazetteer.save_locations(run.conn, location.cluster, [location.location_name], place, answer)
    return status


def _add_question(
    run: GeocodingRun,
    report: StageReport,
    location: PendingLocation,
    cleaned: Cleaned,
    found: dict[str, Answer],
    questions: dict[tuple[str, str], _LocationQuestion],
) -> None:
    place = cleaned.place or ""
    at = location.centroid or Point(0, 0)  # in a dry run only, where the cluster is still to be asked for
    question = questions.setdefault(
        _key(location.cluster_key, place),
        _LocationQuestion(run, report, Cluster(location.cluster, at.y, at.x), place, {}, found),
    )
    question.names[location.location_name] = cleaned
    if choose_spelling(question.place, place) != question.place:
        question.place = place
        question.names = {location.location_name: cleaned} | question.names


def _plan_locations(run: GeocodingRun, report: StageReport, questions: Iterable[_LocationQuestion]) -> None:
    planned = []
    for question in questions:
        if find_typo_of(question.place, question.found):
            report.count("ok", len(question.names), "")
        else:
            planned.append(
                PlannedQuery(question.cluster.name, question.first_query().text, question.place, question.names)
            )
    run.plan(planned, report)


def _by_place(known: Iterable[KnownLocation], clean: _Cleaner) -> dict[tuple[str, str], KnownLocation]:
    """The rows by cluster and place; of several the one that a person verified, else one that is ok."""
    by_place: dict[tuple[str, str], KnownLocation] = {}
    for row in sorted(known, key=lambda row: (row.verified, row.status == "ok")):
        place = _place_of(row, clean)
        if place:
            by_place[_key(row.cluster_key, place)] = row
    return by_place


def _key(cluster_key: str, place: str) -> tuple[str, str]:
    """What all spellings of a cluster's place have in common, with the cluster's name beside it or without."""
    return cluster_key, place_key(without_cluster(place, cluster_key))


def _place_of(row: KnownLocation, clean: _Cleaner) -> str:
    return row.place or clean(row.cluster_key, row.location_name).place or ""


def _answer_from_row(row: KnownLocation) -> Answer:
    """For another name of its place; where a person has spoken, the database verifies or rejects that name too."""
    if row.status == "rejected":
        return Answer("not_found", note=f"rejected by a person: as {row.location_name}")
    status = "ok" if row.verified and row.geom is not None else row.status
    return Answer(status, row.geom, provider=row.provider, label=row.label, note=f"not asked: as {row.location_name}")


# --- both -------------------------------------------------------------------------------------------------------------


def _answer(match: Match, provider: str, query: Query | None) -> Answer:
    found = match.candidate
    return Answer(
        match.status,
        Point(found.lng, found.lat) if found else None,
        match.distance_km,
        provider,
        query.text if query else None,
        found.label if found else None,
        match.reason or match.concern or None,
    )


def _describe_refusal(match: Match) -> str:
    """A refusal as a person reads it."""
    if match.candidate is None:
        return match.reason
    km = f", {match.distance_km:.0f} km away" if match.distance_km is not None else ""
    return f"{match.reason}; the answer was {match.candidate.label!r}{km}"
