"""The stage that finds the places of clusters: what is still to be found, which names are one place, what is kept.

A cluster without a centroid, or with one that its places contradict, is found by where its places agree (agreement.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache, partial

from shapely import Point

from geocoding import gazetteer
from geocoding.agreement import MIN_PLACES, Agreement, count_near, find_agreement
from geocoding.answers import MAX_DISTANCE_KM
from geocoding.candidates import Cluster
from geocoding.gazetteer import Answer, KnownLocation, PendingLocation
from geocoding.location_questions import AskedAgain, ClusterPlaces, LocationQuestion, LookedUp
from geocoding.names import Cleaned, Feed, clean_with_trace, place_key, read_feed
from geocoding.place_names.beside_cluster import is_cluster_itself, without_cluster
from geocoding.place_names.kinds import is_generic_name
from geocoding.place_names.misspellings import find_typo_of
from geocoding.place_names.spellings import choose_spelling
from geocoding.run import GeocodingRun, PlannedQuery, StageReport
from geocoding.two_names import TwoNames, split_names
from shared import distance_km, log, pluralize

_Cleaner = Callable[[str, str], Cleaned]  # of a cluster's key and a location name

LOCATION_STATUSES = ("ok", "not_found", "too_far", "too_coarse", "unusable", "no_centroid")


def geocode_locations(run: GeocodingRun, report: StageReport, *, apply: bool, assume_clusters: bool) -> None:
    """Finds the missing location names. assume_clusters: a dry run assumes that the pending clusters will be found."""
    pending = gazetteer.list_pending_locations(run.conn, run.present, retry_failed=run.retry_failed)
    report.pending = len(pending)
    known = gazetteer.list_known_locations(run.conn, {p.cluster_key for p in pending})
    if run.retry_failed:
        known = [row for row in known if row.status == "ok" or row.verified]
    feed = _read_feed(run, known)
    report.learnt = feed.learnt_by_kind(run.network_codes)
    clean = _make_cleaner(run, feed)
    known_places = _by_place(known, clean)
    assumed = _list_askable(pending, run.geocoder.country) if assume_clusters else set[str]()
    clusters = _list_clusters(pending, known_places, clean, assumed)
    questions: dict[tuple[str, str], LocationQuestion] = {}
    for location in pending:
        cleaned = clean(location.cluster_key, location.location_name)
        answer = _resolve_locally(location, cleaned, known_places, assumed)
        if answer is None:
            _add_question(run, report, location, cleaned, clusters[location.cluster_key], questions)
            continue
        known_as = known_places.get(_key(location.cluster_key, cleaned.place or ""))
        # In the spelling that is known: it is what a person's word holds for.
        place = (known_as.place if known_as else None) or cleaned.place
        status = _save_local(run, location, place, answer) if apply else answer.status
        why = answer.note or ", ".join(f"{part} ({rule})" for part, rule in cleaned.dropped[-1:])
        detail = f": {why}" if why and status != "no_centroid" else ""
        report.count(status, f"{location.location_name} ({location.cluster}){detail}")
    asked = [one for one in questions.values() if one.cluster.is_worth_asking(retry_failed=run.retry_failed)]
    for question in questions.values():
        if not question.cluster.is_worth_asking(retry_failed=run.retry_failed):
            _count_no_centroid(question)
    if apply:
        _propagate_verified(run)
        _ask_in_rounds(run, report, asked, clusters.values())
    else:
        _plan_locations(run, report, asked)


def _ask_in_rounds(
    run: GeocodingRun,
    report: StageReport,
    questions: Sequence[LocationQuestion],
    clusters: Collection[ClusterPlaces],
) -> None:
    """Asks for all, then again for those whose cluster turns out to lie elsewhere; last come the misspelt ones."""
    run.ask(questions, "places", report)
    again = list[AskedAgain]()
    for cluster in clusters:
        if center := _find_center(run, cluster):
            cluster.center = center
            again += [AskedAgain(question, center) for question in cluster.questions if question.is_asked]
    if again:
        run.ask(again, "places near the centroid that they agree on", report)
    if late := [LookedUp(question) for question in questions if question.is_unknown]:
        run.ask(late, "names that the map may spell otherwise", report)
    _ask_for_two_names(run, report, clusters)
    run.finish(report)
    for question in questions:
        if question.is_asked and question.cluster.center is None:
            _count_no_centroid(question)
        elif question.counted:
            _take_for_misspelt(question)


def _ask_for_two_names(run: GeocodingRun, report: StageReport, clusters: Iterable[ClusterPlaces]) -> None:
    """Of the names that nothing goes by, those that are two side by side: each is asked for by itself."""
    asked = list[tuple[LocationQuestion, TwoNames]]()
    towns = gazetteer.list_centroids(run.conn)
    for cluster in clusters:
        unknown = [question for question in cluster.questions if question.is_unknown]
        if cluster.center and unknown:
            known = _list_towns_near(cluster.center, towns) | cluster.found
            both = split_names(run, cluster.center, [question.wording for question in unknown], known)
            asked += [(question, names) for question, names in zip(unknown, both, strict=True) if names]
    for next_parts in (TwoNames.list_first, TwoNames.list_second):
        parts = dict.fromkeys(part for _, names in asked for part in next_parts(names))
        if parts:
            run.ask(list(parts), "names that stand beside another", report)
    for question, names in asked:
        if answer := names.combine():
            run.after_saving(partial(question.save, answer, ""))


def _list_towns_near(center: Cluster, centroids: Iterable[tuple[str, Point]]) -> dict[str, Answer]:
    """The clusters that may be what is meant beside a place's own name."""
    return {
        name: Answer("ok", point)
        for name, point in centroids
        if distance_km(center.lat, center.lng, point.y, point.x) <= MAX_DISTANCE_KM
    }


def _count_no_centroid(question: LocationQuestion) -> None:
    for name in question.names:
        question.report.count("no_centroid", f"{name} ({question.cluster.name})")


def _take_for_misspelt(question: LocationQuestion) -> None:
    """A name that nothing goes by, one letter from a place that was found, takes that place, marked for a reviewer."""
    if question.is_unknown:
        alike = find_typo_of(question.place, question.cluster.found)
        if alike:
            note = f"nothing goes by this name: taken for a misspelt {alike}"
            query = question.query.text if question.query else None
            question.save(replace(question.cluster.found[alike], query=query, note=note), "")


def _find_center(run: GeocodingRun, cluster: ClusterPlaces) -> Cluster | None:
    """Where the places of a cluster agree that it is, if that is news; saves it.

    A person's word, and what is known for certain to lie in the cluster, count for more.
    """
    asked = [question for question in cluster.questions if question.is_asked]
    if len(asked) < MIN_PLACES or cluster.is_verified:
        return None
    namesakes = [question.list_namesakes_in_country() for question in asked]
    agreement = find_agreement(namesakes)
    if cluster.center and not _is_contradicted(run, cluster.center, namesakes, agreement):
        return None
    if agreement is None:
        _note_disagreement(run, cluster, len(asked))
        return None
    lat, lng = agreement.center
    note = f"where {agreement.places} of its {agreement.found} places lie that were found"
    if cluster.center:
        note += f", {distance_km(lat, lng, cluster.center.lat, cluster.center.lng):.0f} km from what goes by its name"
    answer = Answer("ok", Point(lng, lat), provider=run.provider, note=note)
    log.info("%s: its centroid is %s", cluster.name, note)
    return Cluster(cluster.name, lat, lng) if gazetteer.save_cluster(run.conn, cluster.name, answer) == "ok" else None


def _note_disagreement(run: GeocodingRun, cluster: ClusterPlaces, asked: int) -> None:
    if cluster.center:
        note = f"none of its {asked} places that were asked for lies near what goes by its name"
        gazetteer.save_cluster(run.conn, cluster.name, Answer("too_coarse", provider=run.provider, note=note))
    elif asked == len(cluster.questions):
        gazetteer.note_places_asked(run.conn, cluster.name, asked)


def _is_contradicted(
    run: GeocodingRun, center: Cluster, namesakes: Sequence[Sequence[tuple[float, float]]], agreement: Agreement | None
) -> bool:
    near = count_near((center.lat, center.lng), namesakes)
    if agreement is None:
        only_elsewhere = [points for points in namesakes if points and _is_one_site(points)]
        is_contradicted = near == 0 and len(only_elsewhere) >= MIN_PLACES
    else:
        is_elsewhere = distance_km(*agreement.center, center.lat, center.lng) > MAX_DISTANCE_KM
        is_contradicted = is_elsewhere and agreement.places > near
    return is_contradicted and not gazetteer.list_known_points(run.conn, center.name)


def _is_one_site(points: Sequence[tuple[float, float]]) -> bool:
    """Whether a name is no other place's in the country."""
    return all(distance_km(*points[0], *point) <= MAX_DISTANCE_KM for point in points)


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


def _list_clusters(
    pending: Iterable[PendingLocation],
    known_places: Mapping[tuple[str, str], KnownLocation],
    clean: _Cleaner,
    assumed: Set[str],
) -> dict[str, ClusterPlaces]:
    """By key. What is assumed to be found lies anywhere."""
    found: dict[str, dict[str, Answer]] = defaultdict(dict)
    not_found = Counter(key for (key, _), row in known_places.items() if row.status == "not_found")
    for (cluster_key, _), row in known_places.items():
        if row.geom is not None and (row.status == "ok" or row.verified) and row.status != "rejected":
            found[cluster_key][_place_of(row, clean)] = _answer_from_row(row)
    clusters = {}
    for location in pending:
        at = location.centroid
        if at is None and location.cluster_key in assumed:
            at = Point(0, 0)
        clusters[location.cluster_key] = ClusterPlaces(
            location.cluster,
            Cluster(location.cluster, at.y, at.x) if at else None,
            location.cluster_status,
            location.cluster_is_verified,
            location.places_asked,
            found[location.cluster_key],
            not_found[location.cluster_key],
        )
    return clusters


def _list_askable(pending: Iterable[PendingLocation], country: str) -> set[str]:
    """The keys of the clusters that a dry run assumes to be found: those that are still to be asked for."""
    unknown = {location.cluster_key: location.cluster for location in pending if location.cluster_status is None}
    return {key for key, cluster in unknown.items() if not is_generic_name(cluster, country)}


def _resolve_locally(
    location: PendingLocation,
    cleaned: Cleaned,
    known: Mapping[tuple[str, str], KnownLocation],
    assumed: Set[str],
) -> Answer | None:
    """What a name comes to without a request; None if it must be asked for."""
    place = cleaned.place or cleaned.generic
    row = known.get(_key(location.cluster_key, place)) if place else None
    if row and row.verified:  # a person's word needs no centroid
        return _answer_from_row(row)
    may_agree = location.cluster_status in ("not_found", "too_coarse") and not location.cluster_is_verified
    if location.centroid is None and location.cluster_key not in assumed:
        is_itself = cleaned.place is None or is_cluster_itself(cleaned.place, location.cluster)
        return None if may_agree and not is_itself else Answer("no_centroid")
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
    cluster: ClusterPlaces,
    questions: dict[tuple[str, str], LocationQuestion],
) -> None:
    place = cleaned.place or cleaned.generic or ""
    key = _key(location.cluster_key, place)
    question = questions.get(key)
    if question is None:
        question = questions[key] = LocationQuestion(run, report, cluster, place, {})
        cluster.questions.append(question)
    question.names[location.location_name] = cleaned
    if choose_spelling(question.place, place) != question.place:
        question.place = place
        question.names = {location.location_name: cleaned} | question.names


def _plan_locations(run: GeocodingRun, report: StageReport, questions: Iterable[LocationQuestion]) -> None:
    planned = [PlannedQuery(q.cluster.name, q.first_query().text, q.place, q.names) for q in questions]
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
