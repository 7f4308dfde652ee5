"""Clusters that no map has, beside others: which of them are taken for a part of a city, and which stay as they are."""

from __future__ import annotations

import pytest

from fake_geocoder import Place
from geocoding_fixtures import GeocodingSetup

NAKURU = Place("Nakuru", -0.2833, 36.0667, kind="place=city", place_rank=16)


@pytest.fixture
def nakuru(in_process: GeocodingSetup) -> GeocodingSetup:
    """A setup where the cluster Nakuru has its centroid."""
    in_process.fake.places = [NAKURU]
    in_process.add_cluster("Nakuru", (NAKURU.lat, NAKURU.lng))
    return in_process


def test_a_cluster_that_a_limit_left_unasked_stays_unasked(nakuru: GeocodingSetup) -> None:
    nakuru.add_inc("Kilimani", "Kilimani", cluster="Xanadu")
    nakuru.add_inc("Kilimani", cluster="Nakuru South")
    assert nakuru("--geocode-clusters", "--apply", "--limit", "1").exit_code == 4
    assert "Nakuru South" not in nakuru.clusters()


@pytest.mark.parametrize("name", ["Nakuru Central", "Nakuru Lanet"])
def test_a_county_with_a_city_s_name_in_it_is_not_taken_for_a_part_of_the_city(
    nakuru: GeocodingSetup, name: str
) -> None:
    nakuru.fake.places = [
        Place(name, -0.5, 36.2, kind="place=county", place_rank=8),
        Place("Lanet", -0.29, 36.13, town="Nakuru"),
    ]
    nakuru.add_inc("Kilimani", cluster=name)
    nakuru("--geocode-clusters", "--apply")
    row = nakuru.clusters()[name]
    assert (row["status"], row["at"]) == ("too_coarse", [-0.5, 36.2])
