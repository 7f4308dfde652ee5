"""Clusters that are found by where their places agree that they are."""

from __future__ import annotations

import pytest

from fake_geocoder import Place
from geocoding_fixtures import BOTH, NAIROBI, GeocodingSetup

ROAD = ("Roysambu", "Kasarani", "Githurai", "Zimmerman")
TRUNK = Place("Thika Road", -1.2, 36.9, kind="highway=trunk")
AT = {"Roysambu": (-1.218, 36.886), "Kasarani": (-1.221, 36.899), "Githurai": (-1.195, 36.915)}
# None of them near Nairobi, nor near each other.
AT_ONE_SITE = [Place("Roysambu", 0.5, 35.3), Place("Kasarani", -4.0, 39.7)]


@pytest.fixture
def road(geo: GeocodingSetup) -> GeocodingSetup:
    """Tickets of a cluster that is a road, three of whose places the map has."""
    geo.fake.places += [TRUNK]
    geo.fake.places += [Place(name, *at) for name, at in AT.items()]
    geo.add_inc(*ROAD, cluster="Thika Road")
    return geo


def test_a_road_gets_a_centroid_from_its_places_and_they_are_judged_by_it(road: GeocodingSetup) -> None:
    outcome = road(*BOTH, "--apply")
    assert outcome.counts("locations") == {"pending": 4, "requests": 4, "ok": 3, "not_found": 1}
    row = road.clusters()["Thika Road"]
    assert (row["status"], row["at"], row["verified"]) == ("ok", [-1.2113, 36.9], False)
    assert row["note"] == "where 3 of its 3 places lie that were found"
    assert road.tickets()["Kasarani"] == ("location", AT["Kasarani"])
    assert road.tickets()["Zimmerman"] == ("cluster", (-1.2113, 36.9))
    again = road(*BOTH, "--apply")
    assert (again.counts("clusters"), again.counts("locations")) == ({}, {})


def test_what_the_whole_country_has_not_is_asked_for_in_its_other_spelling(road: GeocodingSetup) -> None:
    road.fake.places.append(Place("Buruburu", -1.21, 36.91))
    road.add_inc("Buru Buru", cluster="Thika Road")
    assert road(*BOTH, "--apply").counts("locations") == {"pending": 5, "requests": 6, "ok": 4, "not_found": 1}
    assert road.tickets()["Buru Buru"] == ("location", (-1.21, 36.91))


def test_a_place_of_a_road_is_asked_for_without_its_abbreviations(road: GeocodingSetup) -> None:
    road.add_inc("M. Melgar", cluster="Thika Road")
    road(*BOTH, "--apply")
    assert "Melgar" in [request.params["q"] for request in road.fake.requests]


def test_places_that_do_not_agree_are_not_asked_for_again_before_there_are_more(road: GeocodingSetup) -> None:
    road.fake.places[1:] = [Place(name, 1.5 * n - 3, 36.9) for n, name in enumerate(ROAD)]
    road.fake.places[0] = TRUNK
    assert road(*BOTH, "--apply").counts("locations") == {"pending": 4, "requests": 4, "no_centroid": 4}
    assert road.clusters()["Thika Road"]["status"] == "not_found"
    assert road("--geocode-locations", "--apply").counts("locations") == {"pending": 4, "no_centroid": 4}
    assert road("--geocode-locations").counts("locations") == {"pending": 4, "no_centroid": 4}
    road.add_inc("Kahawa", cluster="Thika Road")
    assert road("--geocode-locations").report["locations"]["requests"] == 5


def test_two_places_are_too_few_to_be_asked_for(geo: GeocodingSetup) -> None:
    geo.add_inc(*ROAD[:2], cluster="Thika Road")
    assert geo(*BOTH, "--apply").counts("locations") == {"pending": 2, "no_centroid": 2}


def test_a_centroid_that_its_places_contradict_moves_to_where_they_agree(road: GeocodingSetup) -> None:
    road.fake.places.append(Place("Thika Road", 0.5, 35.3, kind="place=village", town="Eldoret"))
    outcome = road(*BOTH, "--apply")
    assert outcome.counts("clusters") == {"pending": 1, "requests": 1, "ok": 1}
    assert outcome.counts("locations")["ok"] == 3
    row = road.clusters()["Thika Road"]
    assert row["at"] == [-1.2113, 36.9]
    assert row["note"] == "where 3 of its 3 places lie that were found, 260 km from what goes by its name"
    assert road.tickets()["Githurai"] == ("location", AT["Githurai"])


def test_a_verified_centroid_and_one_with_tickets_near_it_are_believed(road: GeocodingSetup) -> None:
    road.add_cluster("Thika Road", (0.5, 35.3), verified=True)
    assert road(*BOTH, "--apply").counts("locations") == {"pending": 4, "requests": 4, "too_far": 3, "not_found": 1}
    assert road.clusters()["Thika Road"]["at"] == [0.5, 35.3]


def test_a_centroid_none_of_whose_places_lies_near_it_or_together_is_too_coarse(geo: GeocodingSetup) -> None:
    geo.fake.places = [Place(name, 1.5 * n - 3, 36.9) for n, name in enumerate(ROAD)]
    geo.add_cluster("Nairobi", (NAIROBI[0], 39.0))
    geo.add_inc(*ROAD)
    geo("--geocode-locations", "--apply")
    row = geo.clusters()["Nairobi"]
    assert (row["status"], row["at"]) == ("too_coarse", None)
    assert row["note"] == "none of its 4 places that were asked for lies near what goes by its name"


# --- what is noted of it ---


@pytest.fixture
def apart(in_process: GeocodingSetup) -> GeocodingSetup:
    """Tickets of a cluster that is a road, whose places lie far from each other."""
    in_process.fake.places = [TRUNK, *(Place(name, 1.5 * n - 3, 36.9) for n, name in enumerate(ROAD))]
    in_process.add_inc(*ROAD, cluster="Thika Road")
    return in_process


def test_a_centroid_by_agreement_has_its_provider(in_process: GeocodingSetup) -> None:
    in_process.fake.places = [TRUNK, *(Place(name, *at) for name, at in AT.items())]
    in_process.add_inc(*AT, cluster="Thika Road")  # three are enough
    assert in_process(*BOTH, "--apply").counts("locations")["ok"] == 3
    row = in_process.clusters()["Thika Road"]
    assert (row["status"], row["provider"], row["query"]) == ("ok", "nominatim", None)


def test_places_that_do_not_agree_are_asked_for_again_with_retry_failed(apart: GeocodingSetup) -> None:
    apart(*BOTH, "--apply")
    assert apart("--geocode-locations").report["locations"]["requests"] == 0
    assert apart("--geocode-locations", "--retry-failed").report["locations"]["requests"] == 4


def test_places_of_which_a_limit_left_some_unasked_are_asked_for_again(apart: GeocodingSetup) -> None:
    assert apart(*BOTH, "--apply", "--limit", "4").exit_code == 4  # the cluster and three of its four places
    assert apart.clusters()["Thika Road"]["places_asked"] is None
    assert apart("--geocode-locations").report["locations"]["requests"] == 4


def test_a_centroid_with_a_ticket_for_certain_in_the_cluster_is_believed(in_process: GeocodingSetup) -> None:
    in_process.fake.places = [Place(name, *at) for name, at in AT.items()]
    in_process.add_cluster("Nairobi", (0.5, 35.3))
    in_process.add_inc(*AT)
    in_process.add_inc("Elsewhere", lat=0.5, lng=35.3)
    assert in_process("--geocode-locations", "--apply").counts("locations")["too_far"] == 3
    assert in_process.clusters()["Nairobi"]["at"] == [0.5, 35.3]


@pytest.mark.parametrize(
    ("places", "status"),
    [
        pytest.param([Place("Githurai", -3.0, 39.0), *AT_ONE_SITE], "too_coarse", id="three, each at one site"),
        pytest.param(AT_ONE_SITE, "ok", id="two"),
        pytest.param([*AT_ONE_SITE, Place("Githurai", -3.0, 39.0), Place("Githurai", 3.0, 39.0)], "ok", id="one twice"),
        pytest.param([*AT_ONE_SITE, Place("Githurai", -3.0, 39.0), Place("Zimmerman", *NAIROBI)], "ok", id="one near"),
    ],
)
def test_only_three_places_that_lie_elsewhere_for_certain_and_none_near_make_a_centroid_too_coarse(
    in_process: GeocodingSetup, places: list[Place], status: str
) -> None:
    in_process.fake.places = places
    in_process.add_cluster("Nairobi", NAIROBI)
    in_process.add_inc(*ROAD)
    in_process("--geocode-locations", "--apply")
    row = in_process.clusters()["Nairobi"]
    assert (row["status"], row["provider"]) == (status, "nominatim" if status == "too_coarse" else None)


def test_a_centroid_is_not_moved_to_where_no_more_places_agree_than_lie_around_it(in_process: GeocodingSetup) -> None:
    around = {"Roysambu": (-1.0, 36.9), "Kasarani": (-1.4, 36.9), "Githurai": (-1.2, 37.1)}
    far = {name: (lat + 3, lng) for name, (lat, lng) in AT.items()}
    in_process.fake.places = [Place(name, *at) for places in (around, far) for name, at in places.items()]
    in_process.add_cluster("Nairobi", (-1.2, 36.9))
    in_process.add_inc(*AT)
    in_process("--geocode-locations", "--apply")
    assert in_process.clusters()["Nairobi"]["at"] == [-1.2, 36.9]
