"""What the stages read of the tickets and keep of the answers, column by column."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fake_geocoder import FakeGeocoder, Fault, Place
from geocoding_fixtures import BOTH, KILIMANI, KISUMU, NAIROBI, GeocodingInProcess, make_names
from records import make_crq

KEPT = ("status", "at", "provider", "query", "label", "note")


@pytest.fixture
def geo(in_process: GeocodingInProcess, fake: FakeGeocoder) -> GeocodingInProcess:
    """A setup where the cluster Nairobi has its centroid, and the map one place."""
    fake.places = [KILIMANI]
    in_process.add_cluster("Nairobi", NAIROBI)
    return in_process


# --- kept ---


def test_an_answer_that_replaces_a_refusal_replaces_every_column(geo: GeocodingInProcess) -> None:
    old = {"status": "not_found", "provider": "opencage", "query": "old", "label": "old", "note": "old"}
    geo.db.execute(
        "INSERT INTO tickets.geo_clusters (cluster, status, provider, query, label, note, geocoded_at)"
        " VALUES ('Thika', 'not_found', 'opencage', 'old', 'old', 'old', now() - interval '1 day')"
    )
    geo.add_location("Kilimani", None, place="old", **old)
    geo.db.execute("UPDATE tickets.geo_locations SET geocoded_at = now() - interval '1 day'")
    geo.fake.places.append(Place("Thika", -1.0333, 37.0693, kind="place=town"))
    geo.add_inc("Kilimani")
    geo.add("crq", make_crq(1, cluster="Thika"))
    assert geo(*BOTH, "--apply", "--retry-failed").exit_code == 0
    thika, kilimani = geo.clusters()["Thika"], geo.locations()["Kilimani"]
    assert [thika[column] for column in KEPT] == [
        *("ok", [-1.0333, 37.0693], "nominatim", "Thika, Kenya"),
        *("Thika, Nairobi, Kenya", None),
    ]
    assert [kilimani[column] for column in (*KEPT, "place")] == [
        *("ok", [KILIMANI.lat, KILIMANI.lng], "nominatim", "Kilimani"),
        *("Kilimani, Nairobi, Kenya", None, "Kilimani"),
    ]
    (now,) = geo.read("SELECT now() AS at")
    assert all(now["at"] - row["geocoded_at"] < timedelta(hours=1) for row in (thika, kilimani))


def test_the_middle_of_what_is_certain_is_kept_with_its_question(geo: GeocodingInProcess) -> None:
    geo.add_inc("A", "B", cluster="Thika Road", lat=-1.2, lng=36.9)
    geo.add_inc("C", cluster="Thika Road", lat=0.5, lng=35.3)
    geo.db.execute("UPDATE tickets.inc SET gone_at = now() WHERE raw ->> 'location_name' = 'C'")
    geo.add_location("Unverified", (0.5, 35.3), cluster="Thika Road")
    geo("--geocode-clusters", "--apply")
    row = geo.clusters()["Thika Road"]
    assert (row["status"], row["at"], row["query"]) == ("ok", [-1.2, 36.9], "Thika Road, Kenya")
    assert row["note"].startswith("the middle of 2 tickets")


def test_the_other_answers_are_kept_by_cluster_and_with_what_they_are(geo: GeocodingInProcess) -> None:
    geo.fake.places += [Place("Lahore", -1.2, 36.9, kind="highway=trunk")]
    geo.add_cluster("Kisumu", KISUMU)
    geo.add_inc("Kilimani", "Kilimani")
    geo.add_inc("Kilimani", cluster="Kisumu")
    geo.add_inc("Kilimani", cluster="Lahore South")
    geo.fake.places += [Place("Lahore South", -1.2, 36.9, kind="highway=trunk")]
    geo(*BOTH, "--apply")
    rows = geo.read("SELECT cluster, place, label, kind FROM tickets.geo_candidates ORDER BY cluster")
    assert [tuple(row.values()) for row in rows] == [
        ("Kisumu", "Kilimani", "Kilimani, Nairobi, Kenya", "place=suburb"),
        ("Lahore South", None, "Lahore South, Nairobi, Kenya", "highway=trunk"),
        ("Nairobi", "Kilimani", "Kilimani, Nairobi, Kenya", "place=suburb"),
    ]


# --- read ---


def test_new_installations_names_tell_what_is_a_code_as_well(geo: GeocodingInProcess) -> None:
    names = make_names(12)
    geo.add_inc(f"Blueline_{names[0]}_FDT0")
    for number, name in enumerate(names[1:], 1):
        cluster = ("Nairobi", "Kisumu", "Nakuru", "Embu", "Meru")[number % 5]
        geo.add("crq", make_crq(number, cluster=cluster, location_name=f"Blueline_{name}_FDT{number}"))
    (ask,) = geo("--geocode-locations").report["locations"]["asks"]
    assert ask["place"] == names[0]


def test_a_verified_place_is_carried_over_only_to_open_crq_tickets_without_coordinates_or_a_row(
    geo: GeocodingInProcess,
) -> None:
    geo.add_location("Foo", (-1.3, 36.9), place="Foo", verified=True)
    geo.add_location("NW_Foo_FDT3", None, place="Foo", status="not_found", note="as it was")
    geo.add("crq", make_crq(1, location_name="NW_Foo_FDT1", cluster="Nairobi", status="closed"))
    geo.add("crq", make_crq(2, location_name="NW_Foo_FDT2", cluster="Nairobi", lat=-1.3, lng=36.8))
    geo.add("crq", make_crq(3, location_name="NW_Foo_FDT3", cluster="Nairobi"))
    geo.add("crq", make_crq(4, location_name="NW_Foo_FDT4", cluster="Nairobi"))
    before = geo.locations()
    geo("--geocode-locations", "--apply")
    after = geo.locations()
    assert after.keys() - before.keys() == {"NW_Foo_FDT4"}
    assert after["NW_Foo_FDT3"] == before["NW_Foo_FDT3"]


def test_a_rejected_place_is_rejected_for_a_name_that_comes_later_with_retry_failed_too(
    geo: GeocodingInProcess,
) -> None:
    geo.db.execute("SELECT tickets.reject_place('Nairobi', 'Kilimani')")
    geo.add_inc("NW_Kilimani_FDT1")
    geo("--geocode-locations", "--apply", "--retry-failed")
    assert (geo.fake.requests, geo.statuses()["NW_Kilimani_FDT1"]) == ([], "rejected")


# --- how a run ends ---


def test_without_a_rate_the_provider_s_own_holds(geo: GeocodingInProcess) -> None:
    geo.add_inc("Kilimani")
    geo("--geocode-locations", GEOCODER_RATE="")
    assert "at 1 a second" in geo.importer("--geocode-locations").stdout


def test_what_one_stage_skipped_is_no_failure_of_the_next(geo: GeocodingInProcess) -> None:
    geo.fake.broken["nakuru"] = Fault(400, {"error": {"code": 400, "message": "Bad query"}})
    geo.add("crq", make_crq(1, cluster="Nakuru"))
    geo.add_inc("Kilimani")
    outcome = geo(*BOTH, "--apply")
    assert outcome.exit_code == 1
    assert ("exit" in outcome.report["clusters"], "exit" in outcome.report["locations"]) == (True, False)


def test_a_question_that_was_skipped_is_told_although_later_ones_of_its_stage_were_answered(
    geo: GeocodingInProcess,
) -> None:
    geo.fake.broken["kilimani"] = Fault(400, {"error": {"code": 400, "message": "Bad query"}})
    geo.fake.places = [Place("Kasaroni", -1.29, 36.79), Place("Mwiki", -1.30, 36.80)]
    geo.add_inc("Kilimani", "NW_Kasaroni_FDT1", "NW_Kasaroni Mwiki_FDT2")
    outcome = geo("--geocode-locations", "--apply")
    assert (outcome.exit_code, geo.asked()[-1]) == (1, "Mwiki")
    assert "1 of 3 places got no answer" in outcome.stderr


def test_a_run_that_skipped_a_question_and_reached_a_limit_is_written_down_as_failed(geo: GeocodingInProcess) -> None:
    geo.fake.broken["nakuru"] = Fault(400, {"error": {"code": 400, "message": "Bad query"}})
    geo.add("crq", make_crq(1, cluster="Nakuru"))
    geo.add_inc("Kilimani")
    assert geo(*BOTH, "--apply", "--limit", "1").exit_code == 1
    (row,) = geo.read("SELECT outcome, error FROM tickets.geocoding_runs")
    assert row["outcome"] == "failed"
    assert "Bad query" in row["error"]


def test_a_server_that_knows_nothing_gives_no_name_its_neighbour_s_place(geo: GeocodingInProcess) -> None:
    geo.fake.places.clear()
    geo.add_location("NW_Kilimani_FDT1", (-1.2890, 36.7860), place="Kilimani")
    geo.add_inc("NW_Kilmani_FDT3", *make_names(9))
    assert geo("--geocode-locations", "--apply").exit_code == 1
    assert geo.statuses() == {"NW_Kilimani_FDT1": "ok"}


def test_a_cluster_that_nothing_goes_by_is_counted_once_though_both_stages_end(geo: GeocodingInProcess) -> None:
    geo.add("crq", make_crq(1, cluster="Atlantis"))
    geo.add_inc("Xanadu")
    counts = geo(*BOTH, "--apply").counts("clusters")
    assert counts == {"pending": 1, "requests": 1, "not_found": 1}
