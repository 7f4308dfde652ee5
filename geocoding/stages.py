"""The two geocoding stages: what is still to be found, who is asked for it, what is kept of the answer.

Judging is in judging.py, sending in asking.py and providers/, SQL in gazetteer.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any

import psycopg
from shapely import Point

from geocoding import gazetteer
from geocoding.asking import MARGIN, Asker
from geocoding.candidates import Candidate, Cluster, Query
from geocoding.comparison import (
    find_typo_of,
    is_cluster_itself,
    is_generic_name,
    is_region_name,
    is_street_name,
    without_cluster,
)
from geocoding.gazetteer import Answer, KnownLocation, PendingLocation, Present
from geocoding.judging import Verdict, ask_again, ask_cluster, ask_place, find_middle, judge_cluster, judge_place
from geocoding.names import Cleaned, clean_with_trace, find_common_codes, place_key
from geocoding.providers import Geocoder
from shared import QUOTA, GeocoderSettings, UserError, duration, log, pluralize, progress

Connection = psycopg.Connection[Any]
_Cleaner = Callable[[str], Cleaned]

CLUSTER_STATUSES = ("ok", "not_found", "too_coarse")
LOCATION_STATUSES = ("ok", "not_found", "too_far", "too_coarse", "unusable", "no_centroid")


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that a dry run would send."""

    cluster: str
    query: str
    place: str | None = None  # None: the cluster itself
    names: Mapping[str, Cleaned] = field(default_factory=dict)  # all that are asked for by it


@dataclass(slots=True)
class StageTally:
    """What a stage did, or in a dry run would do."""

    statuses: tuple[str, ...]
    pending: int = 0
    requests: int = 0
    counts: Counter[str] = field(default_factory=Counter)  # names by status
    refusals: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # by status, in words
    asks: list[Ask] = field(default_factory=list)  # dry run: what would be asked
    outlook: str = ""  # dry run: how long it would take, and of which quota
    failure: UserError | None = None

    def count(self, status: str, names: int, told: str) -> None:
        self.counts[status] += names
        if status != "ok":
            self.refusals[status].append(told)


class Run:
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
        self.left = limit
        self.foreseen = 0  # requests, in a dry run
        self.tally = StageTally(())
        self.asker = Asker(geocoder.search, self.rate, self._reserve, cut_off=geocoder.cut_off)

    def _reserve(self) -> UserError | None:
        if self.left == 0:
            return UserError("--limit is reached; the next run goes on from here", QUOTA)
        if not gazetteer.reserve_request(self.conn, self.provider, self.daily_limit):
            return UserError(
                f"the day's {self.daily_limit} requests to {self.provider} are used up (GEOCODER_DAILY_LIMIT); "
                f"run again after 00:00 UTC",
                QUOTA,
            )
        if self.left is not None:
            self.left -= 1
        self.tally.requests += 1
        return None

    def ask(self, questions: Sequence[_ClusterQuestion | _LocationQuestion], what: str, tally: StageTally) -> None:
        """Sends them; what is left open says why in tally.failure."""
        self.tally = tally
        skipped_before = len(self.asker.skipped)
        with progress(what, len(questions)) as settled:
            tally.failure = self.asker.ask(questions, settled)
        skipped = self.asker.skipped[skipped_before:]
        if skipped and (tally.failure is None or tally.failure.exit_code == QUOTA):
            count = f"{len(skipped)} of {len(questions)} {what}"
            ended = f"; {tally.failure}" if tally.failure else ""
            tally.failure = UserError(f"{count} got no answer, the next run asks again; the last: {skipped[-1]}{ended}")

    def foresee(self, asks: Sequence[Ask], tally: StageTally) -> None:
        """Puts into tally what would be asked, and how long that takes."""
        used = gazetteer.read_usage(self.conn, self.provider)
        sent = min(len(asks), self.daily_limit - used - self.foreseen, len(asks) if self.left is None else self.left)
        tally.asks = list(asks)
        tally.requests = max(0, sent)
        self.foreseen += tally.requests
        if self.left is not None:
            self.left -= tally.requests
        tally.outlook = (
            f"about {duration(tally.requests * MARGIN / self.rate)} at {self.rate:g} a second; "
            f"{used} of today's {self.daily_limit} requests to {self.provider} are used"
        )


# --- clusters ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _ClusterQuestion:
    run: Run
    tally: StageTally
    cluster: str
    query: Query

    def begin(self) -> Query | None:
        return self.query

    def take(self, answers: list[Candidate]) -> Query | None:
        verdict = judge_cluster(self.cluster, answers, self.run.geocoder.country)
        status = gazetteer.save_cluster(
            self.run.conn, self.cluster, _settle_cluster(self.run, self.cluster, verdict, self.query)
        )
        self.tally.count(status, 1, f"{self.cluster}: {_told(verdict)}")
        return None


def geocode_clusters(run: Run, tally: StageTally, *, apply: bool) -> None:
    """Finds the centroids that are missing. A name that says no one place isn't asked for."""
    pending = gazetteer.list_pending_clusters(run.conn, run.present, retry_failed=run.retry_failed)
    tally.pending = len(pending)
    country = run.geocoder.country_name
    questions = []
    for cluster in (row.cluster for row in pending):
        if not is_generic_name(cluster):
            questions.append(_ClusterQuestion(run, tally, cluster, ask_cluster(cluster, country)))
            continue
        verdict = judge_cluster(cluster, [], run.geocoder.country)
        settled = _settle_cluster(run, cluster, verdict, None)
        status = gazetteer.save_cluster(run.conn, cluster, settled) if apply else settled.status
        tally.count(status, 1, f"{cluster}: {_told(verdict)}")
    if apply:
        run.ask(questions, "clusters", tally)
    else:
        run.foresee([Ask(question.cluster, question.query.text) for question in questions], tally)


def _settle_cluster(run: Run, cluster: str, verdict: Verdict, query: Query | None) -> Answer:
    """The answer; where none was good enough, the middle of what is certain to lie in the cluster, if that agrees.

    Not for a region or a county: the few tickets whose coordinates are known say nothing of where its other towns are.
    """
    is_county = verdict.status == "too_coarse" and verdict.candidate is not None and not is_street_name(cluster)
    if verdict.status == "ok" or is_county or is_region_name(cluster):
        return _answer(verdict, run.provider, query)
    points = gazetteer.list_certain_points(run.conn, cluster)
    middle = find_middle([(point.y, point.x) for point in points])
    if middle is None:
        return _answer(verdict, run.provider, query)
    note = f"the middle of {len(points)} tickets with coordinates and verified places; {verdict.reason}"
    return Answer("ok", Point(middle[1], middle[0]), query=query.text if query else None, note=note)


# --- locations --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _LocationQuestion:
    """One place of one cluster, under all the names that clean to it."""

    run: Run
    tally: StageTally
    cluster: Cluster
    place: str
    names: dict[str, Cleaned]
    found: dict[str, Answer]  # the cluster's places found so far, by place; the cluster's questions share it
    query: Query | None = None
    answers: list[Candidate] = field(default_factory=list)
    is_last: bool = False

    def begin(self) -> Query | None:
        """A name one letter from a place already found takes that place, marked for a reviewer."""
        alike = find_typo_of(self.place, self.found)
        if alike:
            self.save(replace(self.found[alike], query=None, note=f"not asked: taken for a misspelt {alike}"), "")
            return None
        self.query = self.first_query()
        return self.query

    def first_query(self) -> Query:
        return ask_place(self.wording, self.cluster, self.run.geocoder.country_name)

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

    def take(self, answers: list[Candidate]) -> Query | None:
        self.answers += answers
        geocoder = self.run.geocoder
        verdict = judge_place(self.wording, self.cluster, self.answers, geocoder.country, self.alternatives)
        if verdict.status != "ok" and not self.is_last:
            again = ask_again(
                self.wording, self.cluster, geocoder.country_name, self.answers, verdict, self.alternatives
            )
            if again:
                self.query, self.is_last = again, True
                return again
        self.save(_answer(verdict, self.run.provider, self.query), _told(verdict))
        return None

    def save(self, answer: Answer, told: str) -> None:
        statuses = gazetteer.save_locations(self.run.conn, self.cluster.name, list(self.names), self.place, answer)
        for name, status in zip(self.names, statuses, strict=True):
            self.tally.count(status, 1, f"{name} ({self.cluster.name}): {told}")
        if answer.status == "ok" and "ok" in statuses:
            self.found[self.place] = answer


def geocode_locations(run: Run, tally: StageTally, *, apply: bool, foresee_clusters: bool) -> None:
    """Finds the location names that are missing. foresee_clusters: a dry run counts on the clusters it would find."""
    pending = gazetteer.list_pending_locations(run.conn, run.present, retry_failed=run.retry_failed)
    tally.pending = len(pending)
    known = gazetteer.list_known_locations(run.conn, {p.cluster_key for p in pending})
    if run.retry_failed:
        known = [row for row in known if row.status == "ok" or row.verified]
    clean = _make_cleaner(run, pending, known)
    questions: dict[tuple[str, str], _LocationQuestion] = {}
    known_places = _by_place(known, clean)
    found: dict[str, dict[str, Answer]] = defaultdict(dict)
    for (cluster_key, _), row in known_places.items():
        if row.geom is not None and (row.status == "ok" or row.verified) and row.status != "rejected":
            found[cluster_key][_place_of(row, clean)] = _copy(row)
    for location in pending:
        cleaned = clean(location.location_name)
        settled = _settle_unasked(location, cleaned.place, known_places, foresee_clusters=foresee_clusters)
        if settled is None:
            _add_question(run, tally, location, cleaned, found[location.cluster_key], questions)
        else:
            known_as = known_places.get(_key(location.cluster_key, cleaned.place or ""))
            # In the spelling that is known: it is what a person's word holds for.
            place = (known_as.place if known_as else None) or cleaned.place
            status = _save_unasked(run, location, place, settled) if apply else settled.status
            why = settled.note or ", ".join(f"{part} ({rule})" for part, rule in cleaned.dropped[-1:])
            told = f": {why}" if why and status != "no_centroid" else ""
            tally.count(status, 1, f"{location.location_name} ({location.cluster}){told}")
    if apply:
        _hand_on_verified(run)
        run.ask(list(questions.values()), "places", tally)
    else:
        _foresee_locations(run, tally, questions.values())


def _hand_on_verified(run: Run) -> None:
    """A place that a person verified holds for every name of it, also for those of tickets that are never asked for."""
    others = gazetteer.list_names_beside_verified(run.conn, run.present)
    known = [row for row in gazetteer.list_known_locations(run.conn, {o.cluster_key for o in others}) if row.verified]
    clean = _make_cleaner(run, others, known)
    verified = _by_place(known, clean)
    handed_on = 0
    for other in others:
        row = verified.get(_key(other.cluster_key, clean(other.location_name).place or ""))
        if row:
            _save_unasked(run, other, row.place, _copy(row))
            handed_on += 1
    if handed_on:
        log.info("locations: %s taken over from a place that a person verified", pluralize(handed_on, "further name"))


def _make_cleaner(run: Run, pending: Iterable[PendingLocation], known: Iterable[KnownLocation]) -> _Cleaner:
    """With the site's own codes, and those that all names of the run give away."""
    country = run.geocoder.country
    pairs = {(row.cluster_key, row.location_name) for row in pending}
    pairs |= {(row.cluster_key, row.location_name) for row in known}
    places = {row.cluster for row in pending} | {row.place for row in known if row.place and row.status == "ok"}
    keys = {place_key(place) for place in places}
    own = {code for code in run.network_codes if place_key(code) not in keys}
    codes = own | find_common_codes(pairs, country, places)
    return cache(partial(clean_with_trace, country=country, codes=codes))


def _settle_unasked(
    location: PendingLocation,
    place: str | None,
    known: Mapping[tuple[str, str], KnownLocation],
    *,
    foresee_clusters: bool,
) -> Answer | None:
    """What a name comes to without a request; None if it must be asked for."""
    row = known.get(_key(location.cluster_key, place)) if place else None
    if row and row.verified:  # a person's word needs no centroid
        return _copy(row)
    will_be_asked = location.cluster_is_pending and not is_generic_name(location.cluster)
    if location.centroid is None and not (foresee_clusters and will_be_asked):
        return Answer("no_centroid")
    if place is None:
        return Answer("unusable")
    if is_cluster_itself(place, location.cluster):
        return Answer("too_coarse", note="the cluster itself: its centroid serves already")
    return _copy(row) if row else None


def _save_unasked(run: Run, location: PendingLocation, place: str | None, settled: Answer) -> str:
    if settled.status == "no_centroid":
        return settled.status
    (status,) = gazetteer.save_locations(run.conn, location.cluster, [location.location_name], place, settled)
    return status


def _add_question(
    run: Run,
    tally: StageTally,
    location: PendingLocation,
    cleaned: Cleaned,
    found: dict[str, Answer],
    questions: dict[tuple[str, str], _LocationQuestion],
) -> None:
    place = cleaned.place or ""
    at = location.centroid or Point(0, 0)  # in a dry run only, where the cluster is still to be asked for
    question = questions.setdefault(
        _key(location.cluster_key, place),
        _LocationQuestion(run, tally, Cluster(location.cluster, at.y, at.x), place, {}, found),
    )
    question.names[location.location_name] = cleaned
    if len(place) < len(question.place):  # 'Umoja' rather than 'Umoja, Nairobi'
        question.place = place
        question.names = {location.location_name: cleaned} | question.names


def _foresee_locations(run: Run, tally: StageTally, questions: Iterable[_LocationQuestion]) -> None:
    asks = []
    for question in questions:
        if find_typo_of(question.place, question.found):
            tally.count("ok", len(question.names), "")
        else:
            asks.append(Ask(question.cluster.name, question.first_query().text, question.place, question.names))
    run.foresee(asks, tally)


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
    return row.place or clean(row.location_name).place or ""


def _copy(row: KnownLocation) -> Answer:
    """For another name of its place; where a person has spoken, the database verifies or rejects that name too."""
    if row.status == "rejected":
        return Answer("not_found", note=f"rejected by a person: as {row.location_name}")
    status = "ok" if row.verified and row.geom is not None else row.status
    return Answer(status, row.geom, provider=row.provider, label=row.label, note=f"not asked: as {row.location_name}")


# --- both -------------------------------------------------------------------------------------------------------------


def _answer(verdict: Verdict, provider: str, query: Query | None) -> Answer:
    found = verdict.candidate
    return Answer(
        verdict.status,
        Point(found.lng, found.lat) if found else None,
        verdict.distance_km,
        provider,
        query.text if query else None,
        found.label if found else None,
        verdict.reason or None,
    )


def _told(verdict: Verdict) -> str:
    """A refusal as a person reads it."""
    if verdict.candidate is None:
        return verdict.reason
    km = f", {verdict.distance_km:.0f} km away" if verdict.distance_km is not None else ""
    return f"{verdict.reason}; the answer was {verdict.candidate.label!r}{km}"
