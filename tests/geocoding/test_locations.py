"""Location names get their place, a person's word is kept, and a second run asks for nothing twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from shapely import Point

from fake_geocoder import Place
from geocoding import gazetteer
from geocoding_fixtures import (
    BOTH,
    DONHOLM,
    EVERY_PROVIDER,
    FAR_MILIMANI,
    KAJIADO_COUNTY,
    KILIMANI,
    KISUMU,
    NAIROBI,
    POINT,
    GeocodingSetup,
    at,
    finish,
    make_names,
    wait_until,
)
from records import as_snapshot, make_crq, make_inc

# --- locations ---


@pytest.mark.parametrize("provider", EVERY_PROVIDER)
def test_each_location_gets_its_place_or_the_reason_why_not(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc(
        "NW_ADR_MNT_Donholm Phase 8_FDT12",
        "NW_Kilimani_FDT1",
        "ADR_MNT_Kilimani_SDUS_FDT2",
        "NW_Xanadu_FDT3",
        "NW_Milimani_FDT4",
        "NW_Kajiado_FDT5",
        "NW_Phase 2_FDT6",
        "NW_Nairobi_FDT7",
    )
    nairobi.add_inc("  nw_kilimani_FDT1 ", cluster="NAIROBI")
    nairobi.add_inc("NW_Kilimani_FDT1", cluster="Nowhere")

    outcome = nairobi("--geocode-locations", "--apply")
    report = outcome.report
    requests = report["locations"].pop("requests")
    assert report.pop("unplaced") == [{"cluster": "Nowhere", "reason": "not asked for", "tickets": 1}]
    assert report == {
        "applied": True,
        "locations": {
            "pending": 9,
            "ok": 3,
            "not_found": 1,
            "too_far": 1,
            "too_coarse": 2,
            "unusable": 1,
            "no_centroid": 1,
        },
    }
    assert outcome.exit_code == 0
    assert requests == len(nairobi.fake.requests) == nairobi.usage()
    asked = Counter(nairobi.asked())
    assert asked.pop("Kajiado") in (1, 2)  # a county may be asked for once more, for a lesser namesake
    assert asked == {"Donholm Phase 8": 1, "Kilimani": 1, "Xanadu": 1, "Milimani": 1}
    for request in nairobi.fake.requests:
        assert_is_biased_to_nairobi_but_not_bounded(request.params)

    rows = nairobi.locations()
    kept = ("status", "at", "distance_km", "provider", "query", "label", "verified", "place")
    found = {name: {column: row[column] for column in kept} for name, row in rows.items()}
    donholm = found["NW_ADR_MNT_Donholm Phase 8_FDT12"]
    assert donholm.pop("distance_km") == pytest.approx(8.12, abs=0.05)
    assert donholm == {
        "status": "ok",
        "at": at(DONHOLM),
        "provider": nairobi.provider,
        "query": "Donholm Phase 8",
        "label": "Donholm Phase 8, Nairobi, Kenya",
        "verified": False,
        "place": "Donholm Phase 8",
    }
    assert found["NW_Kilimani_FDT1"] == found["ADR_MNT_Kilimani_SDUS_FDT2"]
    far, coarse = found["NW_Milimani_FDT4"], found["NW_Kajiado_FDT5"]
    assert (far["status"], far["at"], far["label"]) == ("too_far", at(FAR_MILIMANI), "Milimani, Kisumu, Kenya")
    assert far["distance_km"] == pytest.approx(263, abs=3)
    assert (coarse["status"], coarse["at"], coarse["provider"]) == ("too_coarse", at(KAJIADO_COUNTY), nairobi.provider)
    assert coarse["distance_km"] == pytest.approx(63, abs=1)
    assert coarse["query"] == "Kajiado"
    unknown, unusable, cluster = (found[f"NW_{name}"] for name in ("Xanadu_FDT3", "Phase 2_FDT6", "Nairobi_FDT7"))
    assert (unknown["status"], unknown["at"], unknown["query"]) == ("not_found", None, "Xanadu")
    assert (unusable["status"], unusable["at"], unusable["place"], unusable["query"]) == ("unusable", None, None, None)
    assert (cluster["status"], cluster["at"], cluster["query"]) == ("too_coarse", None, None)
    assert not any(row["verified"] for row in found.values())
    assert len(rows) == 8

    again = nairobi("--geocode-locations", "--apply")
    assert nairobi.fake.requests[requests:] == []
    assert again.counts("locations") == {"pending": 1, "no_centroid": 1}
    assert again.exit_code == 0


def test_a_generic_name_is_asked_for_only_where_a_town_may_have_one_such_thing(nairobi: GeocodingSetup) -> None:
    box = {"boundingbox": ["-1.291", "-1.289", "36.849", "36.851"]}
    nairobi.fake.places.append(Place("City Mall", -1.29, 36.85, kind="shop=mall", more=box))
    nairobi.add_inc("NW_City Mall_FDT1", "City Mall", "NW_Main Market_FDT2", "Primary School", "Main Gate", "Phase 2")
    assert nairobi("--geocode-locations", "--apply").counts("locations") == {
        "pending": 6,
        "requests": 2,
        "ok": 2,
        "unusable": 4,
    }
    assert sorted(nairobi.asked()) == ["City Mall", "Main Market"]
    rows = nairobi.locations()
    assert (rows["City Mall"]["place"], rows["NW_Main Market_FDT2"]["place"]) == ("City Mall", None)
    nairobi.add_inc("ADR_City Mall_FDT 9")
    again = nairobi("--geocode-locations", "--apply")
    assert (again.counts("locations").get("requests", 0), nairobi.statuses()["City Mall"]) == (0, "ok")


def test_a_town_of_generic_words_is_asked_for_without_its_block(nairobi: GeocodingSetup) -> None:
    nairobi.fake.places.append(Place("Garden Town", -1.29, 36.85, kind="place=suburb"))
    nairobi.add_inc("Garden Town Block A")
    nairobi("--geocode-locations", "--apply")
    assert (nairobi.asked(), nairobi.statuses()) == (["Garden Town"], {"Garden Town Block A": "ok"})


def test_a_thing_of_generic_words_is_found_by_what_they_are_short_for(nairobi: GeocodingSetup) -> None:
    box = {"boundingbox": ["-1.291", "-1.289", "36.849", "36.851"]}
    nairobi.fake.places.append(Place("City Market", -1.29, 36.85, kind="amenity=marketplace", more=box))
    nairobi.add_inc("City Mkt")
    nairobi("--geocode-locations", "--apply")
    assert (nairobi.asked(), nairobi.statuses()) == (["City Market"], {"City Mkt": "ok"})


def assert_is_biased_to_nairobi_but_not_bounded(params: dict[str, str]) -> None:
    if "proximity" in params:
        assert params["proximity"] == "-1.283300,36.816700"
        assert "bounds" not in params
    else:
        west, south, east, north = map(float, params["viewbox"].split(","))
        assert ((south + north) / 2, (west + east) / 2) == pytest.approx(NAIROBI, abs=1e-5)
        assert params["bounded"] == "0"


def test_only_present_actionable_inc_tickets_without_coordinates_are_asked_for(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("Asked")
    nairobi.add_inc("No status", status=None)
    nairobi.add_inc("Meridian", lat=0, lng="0.0")
    nairobi.add_inc("Closed", status=" CLOSED ")
    nairobi.add_inc("Cancelled", status="canceled")
    nairobi.add_inc("Has coordinates", lat="-1.3", lng=36.8)
    nairobi.add_inc("Gone")
    nairobi.add_inc(" ")
    nairobi.add("inc", make_inc(98, location_name=None))
    nairobi.add("inc", make_inc(99, cluster=None, location_name="No cluster"))
    nairobi.add("crq", make_crq(1, cluster="Nairobi", location_name="A new installation"))
    nairobi.db.execute("UPDATE tickets.inc SET gone_at = now() WHERE raw ->> 'location_name' = 'Gone'")
    assert nairobi("--geocode-locations", "--apply").report["locations"]["pending"] == 3
    assert set(nairobi.asked()) == {"Asked", "No status", "Meridian"}


def test_names_of_most_tickets_are_asked_for_first(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("Bahati", "Kilimani", "Kilimani", *["Xanadu"] * 3)
    nairobi("--geocode-locations", "--apply", GEOCODER_RATE="5")
    assert nairobi.asked() == ["Xanadu", "Kilimani", "Bahati"]


def test_a_name_whose_place_is_known_costs_no_request(nairobi: GeocodingSetup) -> None:
    nairobi.add_location("NW_Kilimani_FDT1", (-1.2890, 36.7860), place="Kilimani", provider="opencage", label="L")
    nairobi.add_location("NW_Xanadu_FDT1", None, place="Xanadu", status="not_found")
    nairobi.add_location("NW_Kileleshwa_FDT1", (-1.2810, 36.7810), verified=True)
    nairobi.add_inc("NW_Kilimani_FDT2", "NW_Xanadu_FDT2", "NW_Kileleshwa_FDT2", "NW_KILIMANI_FDT3")
    outcome = nairobi("--geocode-locations", "--apply")
    assert outcome.counts("locations") == {"pending": 4, "ok": 3, "not_found": 1}
    assert nairobi.fake.requests == []
    rows = nairobi.locations()
    kilimani = rows["NW_Kilimani_FDT2"]
    assert (kilimani["status"], kilimani["at"], kilimani["verified"]) == ("ok", at(KILIMANI), False)
    assert (kilimani["provider"], kilimani["label"], kilimani["query"]) == ("opencage", "L", None)
    assert kilimani["distance_km"] == pytest.approx(3.47, abs=0.05)
    assert "NW_Kilimani_FDT1" in kilimani["note"]
    assert (rows["NW_Kileleshwa_FDT2"]["at"], rows["NW_Kileleshwa_FDT2"]["verified"]) == ([-1.2810, 36.7810], False)
    assert rows["NW_Xanadu_FDT2"]["status"] == "not_found"
    assert nairobi.tickets()["NW_KILIMANI_FDT3"] == ("location", (-1.2890, 36.7860))


def test_a_place_with_its_cluster_s_name_beside_it_is_asked_for_once_and_without(nairobi: GeocodingSetup) -> None:
    names = ("Kilimani Nairobi", "Kilimani, Nairobi", "NW_KILIMANI_FDT1", "Nairobi/Kilimani")
    nairobi.add_inc(*names)
    assert [ask["query"] for ask in nairobi("--geocode-locations").report["locations"]["asks"]] == ["Kilimani"]
    assert nairobi("--geocode-locations", "--apply").counts("locations") == {"pending": 4, "requests": 1, "ok": 4}
    nairobi.add_inc("Kilimani (Nairobi)")
    assert nairobi("--geocode-locations", "--apply").counts("locations") == {"pending": 1, "ok": 1}


def test_a_person_s_word_holds_for_the_names_that_come_later(nairobi: GeocodingSetup) -> None:
    nairobi.db.execute("SELECT tickets.verify_place('Nairobi', 'Lang''ata', 36.9, -1.9)")  # too far for an answer
    nairobi.db.execute("SELECT tickets.reject_place('Nairobi', 'Kilimani')")
    nairobi.add_inc("NW_LANGATA_FDT1", "NW_Kilimani_FDT1")
    outcome = nairobi("--geocode-locations", "--apply")
    assert outcome.exit_code == 0
    assert nairobi.fake.requests == []
    found = {name: (row["status"], row["verified"], row["place"]) for name, row in nairobi.locations().items()}
    assert found["NW_LANGATA_FDT1"] == ("ok", True, "Lang'ata")
    assert found["NW_Kilimani_FDT1"] == ("rejected", True, "Kilimani")
    assert nairobi.tickets()["NW_LANGATA_FDT1"] == ("location", (-1.9, 36.9))
    nairobi("--geocode-locations", "--retry-failed", "--apply")
    assert nairobi.fake.requests == []


def test_the_same_name_in_another_cluster_is_another_place(nairobi: GeocodingSetup) -> None:
    nairobi.add_cluster("Kisumu", KISUMU)
    nairobi.add_location("Milimani", (-1.3000, 36.8000), place="Milimani")
    nairobi.add_inc("Milimani", cluster="Kisumu")
    nairobi("--geocode-locations", "--apply")
    (row,) = nairobi.read(f"SELECT *, {POINT} FROM tickets.geo_locations WHERE cluster = 'Kisumu'")
    assert (row["status"], row["at"]) == ("ok", at(FAR_MILIMANI))


def test_a_dry_run_shows_what_all_names_tell_whatever_the_limit_and_what_is_found(nairobi: GeocodingSetup) -> None:
    names = [f"{name} gizmo {number}" for number, name in enumerate(make_names(6), 3)]
    nairobi.add_inc(*names)
    nairobi.add_location(names[0], (-1.2890, 36.7860), place=names[0].split()[0])
    learnt = [nairobi("--geocode-locations", *limit).report["locations"]["learnt"] for limit in ([], ["--limit", "1"])]
    assert learnt == [{"equipment": ["gizmo"]}] * 2


def test_of_two_spellings_of_a_place_the_one_that_a_map_knows_is_asked(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("NW_Kilimanisprings_FDT1", "NW_Kilimani Springs_FDT2")
    outcome = nairobi("--geocode-locations")
    assert [ask["place"] for ask in outcome.report["locations"]["asks"]] == ["Kilimani Springs"]


@pytest.mark.parametrize("is_known", [True, False], ids=["found by an earlier run", "found by this run"])
def test_a_misspelt_name_that_nothing_goes_by_takes_its_neighbour_s_place_and_says_so(
    nairobi: GeocodingSetup, is_known: bool
) -> None:
    if is_known:
        nairobi.add_location("NW_Kilimani_FDT1", (-1.2890, 36.7860), place="Kilimani")
    else:
        nairobi.add_inc("NW_Kilimani_FDT1", "NW_Kilimani_FDT1")
    nairobi.add_inc("NW_Kilmani_FDT3")
    outcome = nairobi("--geocode-locations", "--apply", GEOCODER_RATE="2")
    assert outcome.counts("locations") == (
        {"pending": 1, "requests": 1, "ok": 1} if is_known else {"pending": 2, "requests": 2, "ok": 2}
    )
    assert nairobi.asked()[-1] == "Kilmani"
    row = nairobi.locations()["NW_Kilmani_FDT3"]
    assert (row["status"], row["at"], row["place"], row["query"]) == ("ok", at(KILIMANI), "Kilmani", "Kilmani")
    taken_for = "a misspelt Kilimani" if is_known else "Kilimani, which the map has near"
    assert row["note"] == f"nothing goes by this name: taken for {taken_for}"
    assert row["verified"] is False


def test_a_name_that_a_map_knows_is_no_misspelling_of_its_neighbour(nairobi: GeocodingSetup) -> None:
    nairobi.fake.places.append(Place("Kilmani", -1.33, 36.85))
    nairobi.add_location("NW_Kilimani_FDT1", (-1.2890, 36.7860), place="Kilimani")
    nairobi.add_inc("NW_Kilmani_FDT3")
    nairobi("--geocode-locations", "--apply")
    assert nairobi.locations()["NW_Kilmani_FDT3"]["at"] == [-1.33, 36.85]


def test_a_misspelling_of_a_place_that_was_not_found_is_asked_for(nairobi: GeocodingSetup) -> None:
    nairobi.add_location("NW_Kilmani_FDT1", None, place="Kilmani", status="not_found")
    nairobi.add_inc("NW_Kilimani_FDT3")
    nairobi("--geocode-locations", "--apply")
    assert nairobi.asked() == ["Kilimani"]


def test_locations_find_the_centroid_that_the_same_run_has_found_whatever_the_order_of_the_flags(
    geo: GeocodingSetup,
) -> None:
    geo.fake.places.append(Place("Nairobi", *NAIROBI, kind="place=city"))
    geo.add_inc("Kilimani")
    outcome = geo("--geocode-locations", "--apply", "--geocode-clusters")
    assert geo.asked() == ["Nairobi", "Kilimani"]
    assert list(outcome.report)[:3] == ["applied", "clusters", "locations"]
    assert geo.tickets() == {"Kilimani": ("location", (KILIMANI.lat, KILIMANI.lng))}


def test_a_snapshot_is_taken_in_before_its_names_are_asked_for(geo: GeocodingSetup, tmp_path: Path) -> None:
    geo.fake.places.append(Place("Nairobi", *NAIROBI, kind="place=city"))
    snapshot = tmp_path / "inc.json"
    snapshot.write_bytes(as_snapshot([make_inc(1), make_inc(2, location_name="NW_Xanadu_FDT1")]))
    outcome = geo("--inc-json", str(snapshot), *BOTH, "--apply")
    assert outcome.exit_code == 0
    assert outcome.counts("locations") == {"pending": 2, "requests": 2, "ok": 1, "not_found": 1}
    assert {source for source, _ in geo.tickets().values()} == {"location", "cluster"}


def test_a_centroid_moved_by_hand_judges_its_locations_anew_without_a_request(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("Kilimani", "Milimani", "Xanadu", "Kajiado", "Verified")
    nairobi.add_location("Verified", (-1.2000, 36.9000), verified=True)
    nairobi("--geocode-locations", "--apply")
    before, requests = nairobi.statuses(), len(nairobi.fake.requests)
    assert (before["Kilimani"], before["Milimani"]) == ("ok", "too_far")

    nairobi.db.execute("UPDATE tickets.geo_clusters SET geom = 'SRID=4326;POINT(34.7617 -0.1022)', verified = true")
    after = nairobi.locations()
    assert {name: row["status"] for name, row in after.items()} == before | {"Kilimani": "too_far", "Milimani": "ok"}
    assert after["Milimani"]["distance_km"] == pytest.approx(1.3, abs=0.1)
    assert nairobi.tickets()["Milimani"] == ("location", (FAR_MILIMANI.lat, FAR_MILIMANI.lng))
    assert nairobi.tickets()["Kilimani"] == ("cluster", KISUMU)
    assert nairobi.tickets()["Verified"] == ("location", (-1.2, 36.9))
    assert nairobi("--geocode-locations", "--apply").counts("locations") == {}
    assert len(nairobi.fake.requests) == requests


# --- a person's word ---


def test_verified_rows_are_never_touched(nairobi: GeocodingSetup) -> None:
    nairobi.add_cluster("Kajiado", (-2.0, 36.9), verified=True)
    nairobi.db.execute(
        "INSERT INTO tickets.geo_clusters (cluster, status, verified) VALUES ('Nakuru', 'not_found', true)"
    )
    nairobi.add_location("Kilimani", (-1.2, 36.9), verified=True)
    nairobi.add_location("NW_Donholm Phase 8_FDT1", None, status="not_found", verified=True)
    nairobi.add_inc("Kilimani", "NW_Donholm Phase 8_FDT1")
    nairobi.add("crq", make_crq(1, cluster="Nakuru"))
    nairobi.add("crq", make_crq(2, cluster="Kajiado"))
    before = nairobi.dump()
    outcome = nairobi(*BOTH, "--apply", "--retry-failed")
    assert outcome.exit_code == 0
    assert nairobi.fake.requests == []
    assert nairobi.dump() == before


def test_what_a_person_verifies_while_the_run_is_under_way_stays(nairobi: GeocodingSetup) -> None:
    nairobi.fake.latency_s = 1.0
    nairobi.fake.places.append(Place("Kisumu", -0.5, 34.9, kind="place=city"))
    nairobi.add_inc("Kilimani", "Donholm Phase 8", "Donholm Phase 8")
    nairobi.add("crq", make_crq(1, cluster="Kisumu"))
    with nairobi.start(*BOTH, "--apply") as process:
        wait_until(lambda: "Kisumu" in nairobi.asked(), "the cluster was asked for")
        nairobi.add_cluster("KISUMU", KISUMU, verified=True)
        wait_until(lambda: "Kilimani" in nairobi.asked(), "the location was asked for")
        nairobi.add_location("kilimani", (-1.2, 36.9), verified=True)
        outcome = finish(process)
    assert outcome.exit_code == 0
    assert outcome.counts("clusters") == {"pending": 1, "requests": 1, "ok": 1}
    assert outcome.counts("locations") == {"pending": 2, "requests": 2, "ok": 2}
    kisumu, kilimani = nairobi.clusters()["KISUMU"], nairobi.locations()["kilimani"]
    assert (kisumu["at"], kisumu["verified"], kisumu["provider"]) == ([-0.1022, 34.7617], True, None)
    assert (kilimani["at"], kilimani["verified"], kilimani["provider"]) == ([-1.2, 36.9], True, None)
    assert nairobi.locations()["Donholm Phase 8"]["at"] == at(DONHOLM)


# --- again ---


def test_names_refused_before_are_asked_again_only_with_retry_failed(nairobi: GeocodingSetup) -> None:
    names = ["Xanadu", "Milimani", "NW_Phase 2_FDT6", "Kilimani"]
    nairobi.add_inc(*names)
    nairobi.add("crq", make_crq(1, cluster="Atlantis"))
    nairobi(*BOTH, "--apply")
    nairobi.fake.requests.clear()
    nairobi.fake.places += [
        Place("Xanadu", -1.3, 36.8),
        Place("Milimani", -1.3, 36.81),
        Place("Atlantis", -4.0, 39.7, kind="place=town"),
    ]
    dry = nairobi(*BOTH, "--retry-failed")
    assert (dry.report["clusters"]["requests"], dry.report["locations"]["requests"]) == (1, 2)
    outcome = nairobi(*BOTH, "--apply", "--retry-failed")
    assert sorted(nairobi.asked()) == ["Atlantis", "Milimani", "Xanadu"]
    assert outcome.counts("clusters") == {"pending": 1, "requests": 1, "ok": 1}
    assert outcome.counts("locations") == {"pending": 3, "requests": 2, "ok": 2, "unusable": 1}
    assert nairobi.statuses() == dict.fromkeys(names, "ok") | {"NW_Phase 2_FDT6": "unusable"}
    assert nairobi.locations()["Milimani"]["at"] == [-1.3, 36.81]
    assert nairobi.clusters()["Atlantis"]["status"] == "ok"


# --- parts and readings of a name ---


def test_a_name_cut_by_dashes_is_found_by_its_parts(nairobi: GeocodingSetup) -> None:
    nairobi.fake.places.append(Place("Lavington", -1.28, 36.77))
    nairobi.add_inc("NW_Lavington - Valley Arcade_FDT1")
    nairobi("--geocode-locations", "--apply")
    assert nairobi.asked() == ["Valley Arcade", "Lavington"]
    row = nairobi.locations()["NW_Lavington - Valley Arcade_FDT1"]
    assert (row["status"], row["place"], row["query"]) == ("ok", "Lavington Valley Arcade", "Lavington")


def test_a_number_that_may_be_a_code_is_asked_for_with_it_first_then_without(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("Kilimani_2_FDT1", "Umoja_1_FDT3")
    outcome = nairobi("--geocode-locations", "--apply")
    assert nairobi.statuses() == {"Kilimani_2_FDT1": "ok", "Umoja_1_FDT3": "not_found"}
    assert outcome.report["locations"]["requests"] == 4
    asked = nairobi.asked()
    assert asked.index("Kilimani 2") < asked.index("Kilimani")


def test_a_number_that_is_the_name_s_is_never_left_out(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("Kilimani 2_FDT1", "Kilimani_2_FDT1")
    nairobi("--geocode-locations", "--apply")
    assert nairobi.statuses() == {"Kilimani 2_FDT1": "not_found", "Kilimani_2_FDT1": "not_found"}


# --- what the rows say ---


@pytest.mark.parametrize("place", ["Kilimani", None], ids=["a place", "a name"])
def test_a_verified_row_without_a_point_is_no_place_to_copy_and_is_never_asked_for(
    nairobi: GeocodingSetup, place: str | None
) -> None:
    nairobi.add_location("NW_Kilimani_FDT1", None, place=place, status="not_found", verified=True)
    nairobi.add_inc("NW_Kilimani_FDT1", "NW_Kilimani_FDT2", "Kilmani")
    nairobi("--geocode-locations", "--apply")
    nairobi("--geocode-locations", "--apply", "--retry-failed")
    assert set(nairobi.asked()) == {"Kilmani"}
    assert nairobi.statuses() == dict.fromkeys(("NW_Kilimani_FDT1", "NW_Kilimani_FDT2", "Kilmani"), "not_found")


def test_the_database_judges_the_distance_itself_and_its_word_is_told(nairobi: GeocodingSetup) -> None:
    gazetteer.register_geometry(nairobi.db)
    far = gazetteer.Answer("ok", Point(NAIROBI[1] + 0.3, NAIROBI[0]))
    assert gazetteer.save_locations(nairobi.db, "Nairobi", ["Kilimani"], "Kilimani", far) == ["too_far"]


def test_the_report_counts_a_misspelt_name_of_a_far_verified_place_as_the_database_judges_it(
    nairobi: GeocodingSetup,
) -> None:
    nairobi.add_location("Kilimani", (NAIROBI[0], NAIROBI[1] + 0.3), place="Kilimani", verified=True)
    nairobi.add_inc("Kilmani")
    told = nairobi("--geocode-locations", "--apply").report["locations"]
    assert (told["requests"], told["ok"], told["too_far"], told["not_found"]) == (1, 0, 1, 0)
    assert nairobi.statuses()["Kilmani"] == "too_far"


def test_a_copied_place_that_is_too_far_off_lends_its_point_to_no_other_misspelling(nairobi: GeocodingSetup) -> None:
    nairobi.add_location("Kilimani", (NAIROBI[0], NAIROBI[1] + 0.3), place="Kilimani", verified=True)
    nairobi.add_inc("Kilmani", "Kilmanni")
    nairobi("--geocode-locations", "--apply")
    assert nairobi.statuses() == {"Kilimani": "ok", "Kilmani": "too_far", "Kilmanni": "not_found"}


def test_a_verified_place_holds_for_names_that_come_later_of_both_kinds_and_without_a_centroid(
    geo: GeocodingSetup,
) -> None:
    for cluster in ("Nairobi", "North Rift"):
        geo.db.execute("SELECT tickets.verify_place(%s, 'Foo', 36.9, -1.3)", (cluster,))
    geo.add_inc("NW_Foo_FDT3", cluster="North Rift")
    geo.add("crq", make_crq(location_name="NW_Foo_FDT4", cluster="Nairobi"))
    geo.add("crq", make_crq(2, location_name="NW_Bar_FDT4", cluster="Nairobi"))
    assert geo("--geocode-locations", "--apply").report["locations"]["requests"] == 0
    assert geo.tickets() == {"NW_Foo_FDT3": ("location", (-1.3, 36.9))}
    assert geo.read("SELECT geo_source, geo_verified FROM tickets.crq ORDER BY ticket_id") == [
        {"geo_source": "location", "geo_verified": True},
        {"geo_source": "none", "geo_verified": False},
    ]
    assert geo.fake.requests == []
