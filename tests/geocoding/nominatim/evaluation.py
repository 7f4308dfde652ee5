"""Asks a Nominatim about every case of a world as the geocoding stage would, and tells what came of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from geocoding import cluster_matching, matching, queries
from geocoding.answers import Match
from geocoding.candidates import Candidate, Cluster, Query
from geocoding.place_names.beside_cluster import is_cluster_itself
from geocoding.place_names.misspellings import find_typo_of
from geocoding.providers import Geocoder
from nominatim.world import Case, World
from shared import distance_km

FINDABLE_SHARE, REQUESTS_A_PLACE, FAR_OFF_KM = 0.97, 1.15, 5.0


@dataclass
class Outcome:
    case: Case
    match: Match
    requests: int
    taken_from: str = ""  # another name whose place was taken without a request

    @property
    def off_km(self) -> float | None:
        """From the truth; None if nothing was accepted, infinite if nothing should have been."""
        found = self.match.candidate
        if self.match.status != "ok" or found is None:
            return None
        if self.case.must == "refuse":
            return float("inf")
        return distance_km(found.lat, found.lng, self.case.lat, self.case.lng)

    @property
    def is_worth_a_look(self) -> bool:
        return self.case.must == "find" if self.off_km is None else self.off_km > 2

    def __str__(self) -> str:
        off = "" if self.off_km is None else f", {self.off_km:.1f} km off {self.taken_from}"
        label = self.match.candidate.label if self.match.candidate else ""
        case = f"{self.case.group}: {self.case.place!r} in {self.case.cluster!r}"
        return f"{case}: {self.match.status}{off} {self.match.reason} [{label}]"


def evaluate(world: World, url: str) -> list[Outcome]:
    known: dict[str, dict[str, Match]] = defaultdict(dict)
    with Geocoder("nominatim", url) as geocoder:
        outcomes = [ask_cluster(case, geocoder) for case in world.clusters]
        for case in world.cases:
            cluster = Cluster(case.cluster, *world.towns[case.cluster])
            outcome = ask(case, cluster, geocoder, known[case.cluster])
            outcomes.append(outcome)
            if outcome.match.status == "ok":
                known[case.cluster][case.place] = outcome.match
    return outcomes


def ask_cluster(case: Case, geocoder: Geocoder) -> Outcome:
    candidates = geocoder.search(queries.cluster_query(case.cluster, "Kenya"))
    return Outcome(case, cluster_matching.match_cluster(case.cluster, candidates, "ke"), 1)


def ask(case: Case, cluster: Cluster, geocoder: Geocoder, known: dict[str, Match]) -> Outcome:
    if is_cluster_itself(case.place, cluster.name):
        return Outcome(case, matching.match_place(case.place, cluster, [], "ke"), 0)
    if taken := find_typo_of(case.place, known):
        return Outcome(case, known[taken], 0, taken)
    candidates: list[Candidate] = []
    query: Query | None = queries.place_query(case.place, cluster)
    requests = 0
    while query:
        candidates += geocoder.search(query)
        requests += 1
        match = matching.match_place(case.place, cluster, candidates, "ke")
        query = queries.second_query(case.place, cluster, "Kenya", candidates, match) if requests == 1 else None
    return Outcome(case, match, requests)


def print_table(outcomes: list[Outcome]) -> bool:
    """Whether the marks were reached."""
    groups: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.case.must, outcome.case.group].append(outcome)
    print(f"{'':42}{'must':>7}{'cases':>7}{'<=2 km':>8}{'2-5 km':>8}{'wrong':>7}{'refused':>9}{'requests':>10}")
    for (must, group), members in sorted(groups.items()):
        print(f"{group:42}{must:>7}{_describe(members)}")
    for outcome in outcomes:
        if outcome.is_worth_a_look:
            print(f"  {outcome}")
    marks = Marks.of(outcomes)
    print(marks)
    return marks.are_reached


@dataclass
class Marks:
    found_share: float  # of the findable places, within 2 km
    wrong: int  # accepted more than 5 km off, or where nothing should have been
    requests: float  # a distinct place

    @classmethod
    def of(cls, outcomes: list[Outcome]) -> Marks:
        places_asked = [outcome for outcome in outcomes if outcome.case.place]
        findable = [outcome for outcome in places_asked if outcome.case.must == "find"]
        return cls(
            sum(_is_within(outcome, 0, 2) for outcome in findable) / len(findable),
            sum(_is_within(outcome, FAR_OFF_KM, float("inf")) for outcome in outcomes),
            sum(outcome.requests for outcome in places_asked) / len(places_asked),
        )

    @property
    def are_reached(self) -> bool:
        return self.found_share >= FINDABLE_SHARE and self.wrong == 0 and self.requests <= REQUESTS_A_PLACE

    def __str__(self) -> str:
        return (
            f"findable within 2 km: {self.found_share:.1%}; wrong: {self.wrong}; requests a place: {self.requests:.3f}"
        )


def _describe(members: list[Outcome]) -> str:
    counts = [
        sum(_is_within(outcome, *bounds) for outcome in members) for bounds in ((0, 2), (2, 5), (5, float("inf")))
    ]
    refused = sum(outcome.off_km is None for outcome in members)
    requests = sum(outcome.requests for outcome in members) / len(members)
    return f"{len(members):7}{counts[0]:8}{counts[1]:8}{counts[2]:7}{refused:9}{requests:10.2f}"


def _is_within(outcome: Outcome, more_than: float, most: float) -> bool:
    off = outcome.off_km
    return off is not None and (more_than < off <= most or off == more_than == 0)
