"""Where the places of a cluster agree that it is."""

from __future__ import annotations

import pytest

from geocoding.agreement import Agreement, Point, count_near, find_agreement
from shared import distance_km

KAMPALA, KAZO = (0.3136, 32.5811), (-0.05, 30.75)
KM = 1 / 111.195  # degrees of latitude


def near(at: Point, *kms: float) -> list[Point]:
    return [(at[0] + km * KM, at[1]) for km in kms]


def center(*namesakes: list[Point]) -> tuple[int, int, float]:
    """How many agree, of how many, and how far from Kampala."""
    found = find_agreement(namesakes)
    assert found
    return found.places, found.found, round(distance_km(*found.center, *KAMPALA))


def test_three_places_near_one_point_tell_where_the_cluster_is() -> None:
    assert center(near(KAMPALA, 3), near(KAMPALA, 6), near(KAMPALA, 12)) == (3, 3, 7)


def test_namesakes_elsewhere_do_no_harm_and_names_of_nothing_do_not_count() -> None:
    places = near(KAMPALA, 2, 150), near(KAMPALA, -2, 300), near(KAMPALA, 0), near(KAZO, 0)
    assert center(*places, []) == (3, 4, 0)


@pytest.mark.parametrize(
    "places",
    [
        pytest.param([], id="none"),
        pytest.param([near(KAMPALA, 1), near(KAMPALA, 2)], id="two"),
        pytest.param([near(KAMPALA, 1), near(KAMPALA, 70), near(KAMPALA, 140)], id="all apart"),
        pytest.param([near(KAMPALA, n) for n in (1, 2, 3)] + [near(KAZO, n) for n in (1, 2, 3)], id="half of them"),
        pytest.param([near(KAMPALA, n) for n in (1, 2, 3, 90, 180, 270)], id="half of them, the others apart"),
        pytest.param([near(KAMPALA, n) + near(KAZO, n) for n in (1, 2, 3)], id="two towns that have them all"),
        pytest.param([near(KAMPALA, n, 60 + n) for n in (1, 2, 3)], id="two towns 60 km apart"),
    ],
)
def test_fewer_than_three_or_no_more_than_half_or_two_towns_do_not(places: list[list[Point]]) -> None:
    assert find_agreement(places) is None


def test_places_along_a_road_have_their_middle_unless_it_is_too_far_from_one() -> None:
    assert center(near(KAMPALA, -20), near(KAMPALA, 0), near(KAMPALA, 20)) == (3, 3, 0)
    one_sided = [near(KAMPALA, km) for km in (-24, 0, 24, 24, 24, 24)]
    assert find_agreement(one_sided) == Agreement(KAMPALA, 6, 6)  # not 16 km on, 40 km from the first


def test_a_place_lies_near_if_one_of_its_namesakes_does() -> None:
    assert count_near(KAMPALA, [near(KAMPALA, 150, 2, 3), near(KAMPALA, 26), near(KAMPALA, -24), []]) == 2
