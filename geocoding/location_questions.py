"""One place of one cluster that is asked for: its questions, what is made of their answers, what is saved of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from geocoding import gazetteer
from geocoding.agreement import MIN_PLACES
from geocoding.answers import Match, list_written_names
from geocoding.candidates import Candidate, Cluster, Query, RankedCandidate
from geocoding.clusters import answer_of, describe_refusal
from geocoding.gazetteer import Answer
from geocoding.matching import list_namesakes_in_country, match_generic, match_place, rank_candidates
from geocoding.names import Cleaned
from geocoding.names.expansion import normalize_network_name
from geocoding.names_around import match_other_spelling, may_be_listed
from geocoding.place_names.beside_cluster import write_cluster_in_front, write_cluster_out
from geocoding.place_names.kinds import has_type_word, is_street_name
from geocoding.place_names.numbered import name_street
from geocoding.place_names.readings import list_all_interpretations
from geocoding.place_names.spellings import drop_label_of_generic, restore_dot, set_words_apart, write_out
from geocoding.queries import place_query, query_in_country, query_in_other_letters, second_query
from geocoding.run import GeocodingRun, StageReport

MIN_NOT_FOUND = 3  # names of a cluster: then lists of what is around it are worth a request each


@dataclass(slots=True)
class ClusterPlaces:
    """What is asked of one cluster in this run."""

    name: str
    center: Cluster | None  # None: nobody knows where it is
    status: str | None
    is_verified: bool
    places_asked: int | None
    found: dict[str, Answer]  # its places found so far
    not_found: int  # names that nothing goes by, in earlier runs
    questions: list[LocationQuestion] = field(default_factory=list)

    def is_worth_asking(self, *, retry_failed: bool) -> bool:
        """Without a centroid only where so many places can agree on one, and have not failed to."""
        count = len(self.questions)
        is_new = retry_failed or self.places_asked is None or self.places_asked < count
        return self.center is not None or (count >= MIN_PLACES and is_new)


@dataclass(slots=True)
class LocationQuestion:
    """One place of one cluster, under all the names that clean to it."""

    run: GeocodingRun
    report: StageReport
    cluster: ClusterPlaces
    place: str
    names: dict[str, Cleaned]
    query: Query | None = None
    answers: list[Candidate] = field(default_factory=list)
    is_asked: bool = False
    is_last: bool = False
    is_listed: bool = False  # a list of names around was asked for
    listing: str = ""  # the kind of which a list is awaited
    is_unknown: bool = False  # nothing that was answered goes by the name
    counted: list[tuple[str, str]] = field(default_factory=list)  # of its names the status and detail, as saved

    def next_query(self) -> Query | None:
        self.query = self.first_query()
        return self.query

    def first_query(self) -> Query:
        if self.cluster.center is None:
            return query_in_country(self.wording, self.cluster.name)
        return place_query(self.wording, self.cluster.center)

    @property
    def wording(self) -> str:
        """The place as a map writes it, with the dash between its parts that it is stored without: Likoni - Mtongwe."""
        parts = next(iter(self.names.values())).parts
        is_plain = len(parts) > 1 and not {"/", ","} & set(self.place)
        place = " - ".join(parts) if is_plain else restore_dot(self.place, self.names)
        if not any(" " in name for name in self.names):  # PTCL-KHI-NorthNazimabad-BlkN-FAT09
            place = set_words_apart(place)
        written = write_cluster_out(write_out(place, self.run.geocoder.country), self.cluster.name)
        return drop_label_of_generic(written) if self.is_generic else written

    @property
    def alternatives(self) -> tuple[str, ...]:
        """None if one of the names leaves no choice: 'Tassia 2' beside 'Tassia_2'."""
        fewest = min((cleaned.alternatives for cleaned in self.names.values()), key=len)
        part = write_cluster_in_front(self.wording, self.cluster.name)
        written = (write_out(name, self.run.geocoder.country) for name in fewest)
        return (*([part] if part else []), *written)

    def handle_answers(self, answers: list[Candidate]) -> Query | None:
        if self.listing and (center := self.cluster.center):
            self.run.around.add(center, self.listing, answers)
            self.listing = ""
            return self.match(center)
        self.answers += answers
        self.run.around.note_answers(answers)
        self.is_asked = True
        if self.cluster.center is None:
            self.run.keep(self.answers, lambda: None)
            return None
        return self.match(self.cluster.center)

    def match(self, center: Cluster) -> Query | None:
        """Saves what the answers come to, or returns the second question."""
        country, wording = self.run.geocoder.country, self.wording
        if self.is_generic:
            self.match_generic(center)
            return None
        readings = (*self.alternatives, *self._list_written_names(), *self._list_unwritten(), *self._list_streets())
        match = match_place(wording, center, self.answers, country, readings)
        if match.status in ("not_found", "too_far"):
            if spelt := self.match_around(center, self.run.around.list_names(center)):
                self.keep_match(spelt, center)
                return None
            if not self.is_last and may_be_listed(wording) and (listed := self.list_around(center)):
                return listed
        if not self.is_last:
            name = self.run.geocoder.country_name
            again = query_in_other_letters(wording, center, name, match)
            unwritten = self._list_unwritten()
            for written in (wording, *unwritten) if is_street_name(wording) else (*unwritten, wording):
                again = again or second_query(written, center, name, self.answers, match, self.alternatives)
            if again:
                self.query = self.query if match.status == "ok" else again
                self.is_last = True
                return again
        self.is_unknown = match.status == "not_found"
        self.keep_match(match, center, readings)
        return None

    def keep_match(self, match: Match, center: Cluster, readings: Sequence[str] = ()) -> None:
        is_listed = match.candidate is not None and match.candidate not in self.answers
        answers = [*self.answers, *([match.candidate] if match.candidate and is_listed else [])]
        candidates = rank_candidates(self.wording, center, answers, self.run.geocoder.country, match, readings)
        answer = answer_of(match, self.run.provider, self.query)
        self.run.keep(answers, lambda: self.save(answer, describe_refusal(match), candidates))

    def match_around(self, center: Cluster, around: list[Candidate]) -> Match | None:
        """A place around the cluster that the map spells otherwise."""
        return match_other_spelling(self.wording, center, around, self.run.geocoder.country)

    def list_around(self, center: Cluster) -> Query | None:
        """One more list of names around, if there is one and several names of the cluster were not found."""
        others = sum(one.is_unknown for one in self.cluster.questions if one is not self)
        if self.is_listed or self.cluster.not_found + others + 1 < MIN_NOT_FOUND:
            return None
        self.listing, query = self.run.around.next_query(center) or ("", None)
        self.is_listed = query is not None
        return query

    def may_be_listed(self, center: Cluster) -> bool:
        """Whether what it may stand for is a place by itself: Dhok Ratta of 'Dhok Ratta Gali 4'."""
        return any(may_be_listed(one.head) for one in list_all_interpretations(self.wording, center.name, ()))

    def _list_written_names(self) -> list[str]:
        country = self.run.geocoder.country
        written = [write_out(normalize_network_name(name), country) for name in self.names]
        return list_written_names(self.wording, written, self.answers)

    def _list_unwritten(self) -> list[str]:
        """The place with its abbreviations, which may be short for something else: Engenho or Engenheiro of Eng."""
        is_expanded = "." in self.place and self.place != self.wording
        return [self.place] if is_expanded and not has_type_word(self.place) else []  # Col. is no college

    def _list_streets(self) -> list[str]:
        """'Đường Xuân Thủy' of 'Ngõ 165 Xuân Thủy', of which Xuân Thủy was left: a lane is called after its street."""
        dropped = [what for cleaned in self.names.values() for what, _ in cleaned.dropped]
        street = name_street(self.wording, dropped, self.run.geocoder.country)
        return [street] if street else []

    @property
    def is_generic(self) -> bool:
        return all(cleaned.place is None for cleaned in self.names.values())

    def match_generic(self, center: Cluster) -> None:
        """'City Mall' is a place only if the map says so beyond doubt; else the name is unusable, as it was."""
        match = match_generic(self.wording, center, self.answers, self.run.geocoder.country)
        found = answer_of(match, self.run.provider, self.query) if match else Answer("unusable")
        self.run.keep(self.answers, lambda: self.save(found, "only what sort of thing it is"))

    def save(self, answer: Answer, detail: str, candidates: Iterable[RankedCandidate] | None = None) -> None:
        kept = list(candidates) if candidates is not None else None
        statuses = gazetteer.save_locations(
            self.run.conn,
            self.cluster.name,
            list(self.names),
            None if answer.status == "unusable" else self.place,
            answer,
            kept,
        )
        for status, told in self.counted:
            self.report.uncount(status, told)
        details = [f"{name} ({self.cluster.name}): {detail}" for name in self.names]
        self.counted = list(zip(statuses, details, strict=True))
        for status, told in self.counted:
            self.report.count(status, told)
        self.is_unknown = "not_found" in statuses
        if answer.status == "ok" and "ok" in statuses:
            self.cluster.found[self.place] = answer

    def list_namesakes_in_country(self) -> list[tuple[float, float]]:
        """Latitude and longitude of whatever may be the place, wherever in the country it lies."""
        country = self.run.geocoder.country
        found = list_namesakes_in_country(self.wording, self.cluster.name, self.answers, country, self.alternatives)
        return [(candidate.lat, candidate.lng) for candidate in found]


@dataclass(slots=True)
class AskedAgain:
    """A question whose cluster has got this centroid since it was asked."""

    question: LocationQuestion
    center: Cluster

    def next_query(self) -> Query | None:
        """None where what was answered before will do; the second question where the whole country has nothing."""
        question = self.question
        country = question.run.geocoder.country
        found = match_place(question.wording, self.center, question.answers, country, question.alternatives)
        question.is_last = found.status == "ok" or bool(question.answers)
        return question.next_query() if question.answers and found.status != "ok" else question.match(self.center)

    def handle_answers(self, answers: list[Candidate]) -> Query | None:
        return self.question.handle_answers(answers)


@dataclass(slots=True)
class LookedUp:
    """A name that nothing goes by: it may be among those that were listed since, or in a list of its own."""

    question: LocationQuestion

    def next_query(self) -> Query | None:
        question, center = self.question, self.question.cluster.center
        if center is None or not question.is_unknown:
            return None
        if match := question.match_around(center, question.run.around.list_answered(center)):
            question.keep_match(match, center)
            return None
        return question.list_around(center) if question.may_be_listed(center) else None

    def handle_answers(self, answers: list[Candidate]) -> Query | None:
        return self.question.handle_answers(answers)
