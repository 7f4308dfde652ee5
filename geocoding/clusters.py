"""The stage that finds the clusters' centroids: by their names, or by where something of theirs is for certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shapely import Point

from geocoding import gazetteer
from geocoding.answers import Match
from geocoding.candidates import Candidate, Cluster, Query
from geocoding.city_parts import CityPart, find_city_of_names, find_city_part, list_cities
from geocoding.cluster_matching import find_midpoint, match_city, match_cluster
from geocoding.gazetteer import Answer
from geocoding.matching import match_place, rank_candidates
from geocoding.names.feed import find_cluster_codes
from geocoding.place_names.beside_cluster import find_city
from geocoding.place_names.kinds import is_generic_name, is_region_name, is_street_name, may_be_town
from geocoding.queries import cluster_query, place_query
from geocoding.run import GeocodingRun, PlannedQuery, StageReport

CLUSTER_STATUSES = ("ok", "not_found", "too_coarse")


@dataclass(slots=True)
class ClusterQuestion:
    run: GeocodingRun
    report: StageReport
    cluster: str
    query: Query
    refused: list[Candidate] | None = None  # what the cluster's own name was answered: the city is asked for
    is_unknown: bool = False  # nothing goes by the name
    counted: tuple[str, str] | None = None  # status and detail, as saved

    def next_query(self) -> Query | None:
        return self.query

    def handle_answers(self, answers: list[Candidate]) -> Query | None:
        if self.refused is not None:
            self._take_city(self.refused, answers)
            return None
        match = match_cluster(self.cluster, answers, self.run.geocoder.country)
        answer = _answer_for_cluster(self.run, self.cluster, match, self.query)
        city = find_city(self.cluster)
        if answer.status != "ok" and city:
            self.refused, self.query = answers, cluster_query(city, self.run.geocoder.country_name)
            return self.query
        self.is_unknown = answer.status == "not_found"
        self.run.keep(answers, lambda: self._save(self.cluster, match, answer, answers))
        return None

    def refuse(self, *, apply: bool) -> None:
        """Without a request: the name says no one place."""
        match = match_cluster(self.cluster, [], self.run.geocoder.country)
        answer = _answer_for_cluster(self.run, self.cluster, match, None)
        status = gazetteer.save_cluster(self.run.conn, self.cluster, answer) if apply else answer.status
        self.is_unknown = answer.status != "ok"
        self.counted = _count(self.report, self.cluster, status, match)

    def _take_city(self, own: list[Candidate], answers: list[Candidate]) -> None:
        """The city of which the cluster is a part; else what its own name came to."""
        country, city = self.run.geocoder.country, find_city(self.cluster) or ""
        match = match_city(city, answers, country)
        if match:
            answer = answer_of(match, self.run.provider, self.query)
            self.run.keep(answers, lambda: self._save(city, match, answer, answers))
            return
        refusal = match_cluster(self.cluster, own, country)
        query = cluster_query(self.cluster, self.run.geocoder.country_name)
        answer = _answer_for_cluster(self.run, self.cluster, refusal, query)
        self.is_unknown = answer.status == "not_found"
        self.run.keep(own + answers, lambda: self._save(self.cluster, refusal, answer, own))

    def _save(self, name: str, match: Match, answer: Answer, answers: list[Candidate]) -> None:
        candidates = rank_candidates(name, None, answers, self.run.geocoder.country, match)
        status = gazetteer.save_cluster(self.run.conn, self.cluster, answer, candidates)
        self.counted = _count(self.report, self.cluster, status, match)


def geocode_clusters(run: GeocodingRun, report: StageReport, *, apply: bool) -> None:
    """Finds the centroids that are missing. A name that says no one place isn't asked for."""
    pending = gazetteer.list_pending_clusters(run.conn, run.present, retry_failed=run.retry_failed)
    report.pending = len(pending)
    country = run.geocoder.country_name
    all_questions = [ClusterQuestion(run, report, cluster, cluster_query(cluster, country)) for cluster in pending]
    questions = list[ClusterQuestion]()
    for question in all_questions:
        if is_generic_name(question.cluster, run.geocoder.country) and not may_be_town(question.cluster):
            question.refuse(apply=apply)
        else:
            questions.append(question)
    if apply:
        run.ask(questions, "clusters", report)
        _ask_as_city_districts(run, report, all_questions)
        run.after_saving(lambda: _take_whole_cities(run, all_questions))
    else:
        run.plan([PlannedQuery(question.cluster, question.query.text) for question in questions], report)


def _count(report: StageReport, cluster: str, status: str, match: Match) -> tuple[str, str]:
    counted = status, f"{cluster}: {describe_refusal(match)}"
    report.count(*counted)
    return counted


@dataclass(slots=True)
class DistrictQuestion:
    """Where in its city a cluster is that nothing goes by as a whole: Podgórze of 'Kraków Podgórze'."""

    run: GeocodingRun
    whole: ClusterQuestion
    part: CityPart
    query: Query | None = None

    @property
    def center(self) -> Cluster:
        return Cluster(self.part.city, self.part.center.y, self.part.center.x)

    def next_query(self) -> Query | None:
        self.query = place_query(self.part.district or "", self.center)
        return self.query

    def handle_answers(self, answers: list[Candidate]) -> Query | None:
        match = match_place(self.part.district or "", self.center, answers, self.run.geocoder.country)
        if match.status == "ok":
            answer = answer_of(match, self.run.provider, self.query)
            answer = replace(answer, note="; ".join(filter(None, (f"in {self.part.city}", answer.note))))
            self.run.keep(answers, lambda: _replace_refusal(self.whole, answer))
        return None  # a district that nothing goes by is no question of its own


def _ask_as_city_districts(run: GeocodingRun, report: StageReport, questions: Sequence[ClusterQuestion]) -> None:
    parts = _list_city_parts(run, questions)
    districts = [DistrictQuestion(run, whole, part) for whole, part in parts if part.district]
    if districts:
        run.ask(districts, "clusters that are a part of another", report)


def _take_whole_cities(run: GeocodingRun, questions: Sequence[ClusterQuestion]) -> None:
    for whole, part in _list_city_parts(run, questions):
        if part.why:
            _replace_refusal(whole, Answer("ok", part.center, note=part.note))


def _list_city_parts(run: GeocodingRun, questions: Sequence[ClusterQuestion]) -> list[tuple[ClusterQuestion, CityPart]]:
    """The clusters that nothing goes by and that are a part of a city, but for those that have a centroid by now."""
    unknown = [question for question in questions if question.is_unknown]
    if not unknown:
        return []
    centroids = gazetteer.list_centroids(run.conn)
    names = gazetteer.list_feed_names(run.conn, run.present)
    codes = find_cluster_codes(names, run.geocoder.country)
    placed, cities = {name for name, _ in centroids}, list_cities(centroids)
    parts = list[tuple[ClusterQuestion, CityPart | None]]()
    for question in (one for one in unknown if one.cluster not in placed):
        own = [name for cluster, name in names if cluster == question.cluster.casefold()]
        part = find_city_part(question.cluster, cities, codes)
        parts.append((question, part or find_city_of_names(question.cluster, own, cities, codes)))
    return [(one, part) for one, part in parts if part]


def _replace_refusal(question: ClusterQuestion, answer: Answer) -> None:
    status = gazetteer.save_cluster(question.run.conn, question.cluster, answer)
    if question.counted:
        question.report.uncount(*question.counted)
    question.report.count(status, f"{question.cluster}: {answer.note}")


def _answer_for_cluster(run: GeocodingRun, cluster: str, match: Match, query: Query | None) -> Answer:
    """The answer; where none was good enough, the middle of what is certain to lie in the cluster, if that agrees.

    Not for a region or a county: the few tickets whose coordinates are known say nothing of where its other towns are.
    """
    is_county = match.status == "too_coarse" and match.candidate is not None and not is_street_name(cluster)
    if match.status == "ok" or is_county or is_region_name(cluster, run.geocoder.country):
        return answer_of(match, run.provider, query)
    points = gazetteer.list_known_points(run.conn, cluster)
    middle = find_midpoint([(point.y, point.x) for point in points])
    if middle is None:
        return answer_of(match, run.provider, query)
    note = f"the middle of {len(points)} tickets with coordinates and verified places; {match.reason}"
    return Answer("ok", Point(middle[1], middle[0]), query=query.text if query else None, note=note)


def answer_of(match: Match, provider: str, query: Query | None) -> Answer:
    """What is kept of a match."""
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


def describe_refusal(match: Match) -> str:
    """A refusal as a person reads it."""
    if match.candidate is None:
        return match.reason
    km = f", {match.distance_km:.0f} km away" if match.distance_km is not None else ""
    return f"{match.reason}; the answer was {match.candidate.label!r}{km}"
