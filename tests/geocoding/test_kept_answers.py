"""What is kept beside the chosen answers: the others, and the runs themselves."""

from __future__ import annotations

from fake_geocoder import Fault, Place
from geocoding_fixtures import BOTH, KILIMANI, NAIROBI, GeocodingSetup, make_names

CANDIDATES = """
    SELECT place, rank, label, kind, distance_km, reason, ST_Y(geom) AS lat
    FROM tickets.geo_candidates ORDER BY place NULLS FIRST, rank
"""
RUNS = """
    SELECT outcome, error, requests, counts, started_at <= finished_at AS is_over
    FROM tickets.geocoding_runs ORDER BY run_id
"""


def test_the_answers_are_kept_best_first_and_replaced_when_asked_again(geo: GeocodingSetup) -> None:
    nairobi = Place("Nairobi", *NAIROBI, kind="place=city")
    geo.fake.places += [nairobi, Place("Kilimani", -1.6, 36.8), Place("Kilimani", -1.29, 36.8, kind="amenity=bar")]
    geo.add_inc("NW_Kilimani_FDT1")
    geo(*BOTH, "--apply")
    rows = [(row["place"], row["rank"], round(row["lat"], 3), row["reason"]) for row in geo.read(CANDIDATES)]
    assert rows == [
        (None, 1, -1.283, None),
        ("Kilimani", 1, KILIMANI.lat, None),
        ("Kilimani", 2, -1.29, "a business, an institution or a river of this name"),
        ("Kilimani", 3, -1.6, "more than 25 km from the cluster"),
    ]
    assert [row["distance_km"] is None for row in geo.read(CANDIDATES)] == [True, False, False, False]
    geo.db.execute("DELETE FROM tickets.geo_locations")
    geo.fake.places = [place for place in geo.fake.places if place.name != "Kilimani"]
    geo("--geocode-locations", "--apply")
    assert [row["place"] for row in geo.read(CANDIDATES)] == [None]


def test_at_most_nine_answers_are_kept(nairobi: GeocodingSetup) -> None:
    nairobi.fake.places += [Place("Majengo", -1.6 - n, 36.8) for n in range(12)]
    nairobi.add_inc("Majengo")
    nairobi("--geocode-locations", "--apply")
    assert [row["rank"] for row in nairobi.read(CANDIDATES)] == list(range(1, 10))
    assert {row["reason"] for row in nairobi.read(CANDIDATES)} == {"more than 25 km from the cluster"}


def test_each_run_with_apply_is_written_down_with_its_outcome(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("Kilimani", "Donholm Phase 8")
    nairobi("--geocode-locations")
    nairobi("--geocode-locations", "--apply", "--limit", "1")
    nairobi("--geocode-locations", "--apply")
    nairobi.add_inc("Karen")
    nairobi.fake.faults += [Fault(403, "<html></html>")]
    nairobi("--geocode-locations", "--apply")
    rows = nairobi.read(RUNS)
    assert [(row["outcome"], row["requests"], row["is_over"]) for row in rows] == [
        ("quota", 1, True),
        ("done", 1, True),
        ("failed", 1, True),
    ]
    assert [row["error"] is None for row in rows] == [True, True, False]
    assert rows[1]["counts"] == {"locations": {"pending": 1, "ok": 1}}


def test_a_run_that_a_quota_ends_says_nothing_with_q(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("Kilimani")
    outcome = nairobi("--geocode-locations", "--apply", "-q", "--limit", "0")
    assert (outcome.exit_code, outcome.stderr) == (4, "")


def test_a_server_that_knows_nothing_marks_no_name_as_not_found(geo: GeocodingSetup) -> None:
    geo.fake.places.clear()
    geo.add_cluster("Nairobi", NAIROBI)
    geo.add_inc("Karen", cluster="Thika")
    geo.add_inc(*make_names(9))
    outcome = geo(*BOTH, "--apply")
    assert outcome.exit_code == 1
    assert "no answer to any of 10 questions" in outcome.stderr
    assert geo.statuses() == {}
    assert geo.clusters().keys() == {"Nairobi"}


def test_nine_names_that_nothing_goes_by_may_be_so_and_so_may_ten_beside_one_that_is_known(geo: GeocodingSetup) -> None:
    geo.fake.places.clear()
    geo.add_cluster("Nairobi", NAIROBI)
    names = make_names(20)
    geo.add_inc(*names[:9])
    assert geo("--geocode-locations", "--apply").counts("locations")["not_found"] == 9
    geo.fake.places.append(KILIMANI)
    geo.add_inc("Kilimani", *names[9:])
    assert geo("--geocode-locations", "--apply").exit_code == 0
    assert geo.statuses() == dict.fromkeys(names, "not_found") | {"Kilimani": "ok"}
