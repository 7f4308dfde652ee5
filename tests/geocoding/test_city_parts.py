"""Of which city among the other clusters a cluster's name says that it is a part."""

from __future__ import annotations

import pytest
from shapely import Point

from geocoding.city_parts import find_city_of_names, find_city_part, list_cities


def place(*names: str, degrees: float = 5.0) -> list[tuple[str, Point]]:
    """Cities in a row, so far from each other."""
    return [(name, Point(36 + number * degrees, 0)) for number, name in enumerate(names)]


@pytest.mark.parametrize(
    ("cluster", "city", "expected"),
    [
        pytest.param("HYD-02", "Hyderabad", "the whole, by HYD", id="letters and a number of two digits"),
        pytest.param("HYD_02", "Hyderabad", "the whole, by HYD", id="behind an underscore"),
        pytest.param("HYD 02", "Hyderabad", None, id="behind a blank"),
        pytest.param("HYD-2", "Hyderabad", None, id="a number of one digit"),
        pytest.param("CUE01", "Cuernavaca", "the whole, by CUE", id="behind nothing"),
        pytest.param("NKR-SOUTH", "Nakuru", "the whole, by NKR", id="letters and a side"),
        pytest.param("nkr-SOUTH", "Nakuru", None, id="small letters"),
        pytest.param("NKR-SOUTH", "NKR-WEST", None, id="of letters nothing is a part"),
        pytest.param("NKR-Lanet", "Nakuru", "Lanet", id="letters and a quarter"),
        pytest.param("QC-Commonwealth", "Quezon City", "Commonwealth", id="two letters and a quarter"),
        pytest.param("QC Commonwealth", "Quezon City", None, id="behind a blank it may be all one name"),
        pytest.param("Nakuru South", "Nakuru", "the whole, by Nakuru", id="a side of it"),
        pytest.param("Metro Cebu North", "Cebu City", "the whole, by Cebu", id="of a city that is called one"),
        pytest.param("San Norte", "San Juan", None, id="a part of a name that says nothing"),
        pytest.param("Alex West", "Alexandria", "the whole, by Alex", id="the first four letters"),
        pytest.param("Alex Smouha", "Alexandria", "Smouha", id="and a quarter"),
        pytest.param("Ale Smouha", "Alexandria", None, id="the first three"),
        pytest.param("Nakuru Lanet", "Nakuru", "Lanet", id="a quarter behind it"),
        pytest.param("Lanet Nakuru", "Nakuru", "Lanet", id="a quarter in front"),
        pytest.param("San Juan Lanet", "San Juan", "Lanet", id="a quarter of a city of two words"),
        pytest.param("Nakuru Lanet 2", "Nakuru", "Lanet", id="with a number"),
        pytest.param("Nakuru Rai", "Nakuru", "Rai", id="a short quarter"),
        pytest.param("NAKURU RAHA", "Nakuru", "RAHA", id="a quarter of four capitals"),
        pytest.param("Nakuru GRA Lanet", "Nakuru", "GRA Lanet", id="letters and a quarter behind it"),
        pytest.param("Nakuru Kenyatta Avenue", "Nakuru", None, id="a street"),
        pytest.param("NKR-Kenyatta Avenue", "Nakuru", None, id="letters and a street"),
        pytest.param("Nakuru AB", "Nakuru", None, id="letters behind it"),
        pytest.param("Nakuru", "NAKURU", None, id="itself"),
        pytest.param("Lanet", "Nakuru", None, id="nothing of it"),
    ],
)
def test_a_name_says_a_part_of_a_city_or_the_whole(cluster: str, city: str, expected: str | None) -> None:
    part = find_city_part(cluster, place(city), {})
    assert (part and (f"the whole, by {part.why}" if part.why else part.district or "nothing")) == expected


def test_a_code_that_one_city_s_names_have_is_that_city_s() -> None:
    cities = place("Nakuru", "Nakaror")
    assert find_city_part("NKR-SOUTH", cities, {}) is None
    part = find_city_part("NKR-SOUTH", cities, {"nakuru": ("nkr",)})
    assert part
    assert part.note == "NKR is taken for Nakuru: the whole city"
    assert find_city_part("Nxq-Lanet", cities, {"nakuru": ("nxq",)}) is None


def test_two_names_of_one_city_are_no_two_cities() -> None:
    part = find_city_part("NKR-SOUTH", place("Nakuru", "Nakuru City", degrees=0.01), {})
    assert (part and part.city) == "Nakuru"


def test_of_two_cities_near_each_other_the_one_that_is_meant_whole_counts() -> None:
    part = find_city_part("Nakuru Lanet South", place("Nakuru", "Nakuru Lanet", degrees=0.01), {})
    assert (part and part.city) == "Nakuru Lanet"


def test_a_cluster_that_is_a_part_of_another_is_no_city() -> None:
    centroids = place("Nakuru", "Nakuru Karen", "Nairobi Karen", "Karen")
    assert [name for name, _ in list_cities(centroids)] == ["Nakuru", "Karen"]


@pytest.mark.parametrize(
    ("names", "codes", "city"),
    [
        pytest.param(["NKR-FDT1-A", "NKR-FDT2-B", "NKR-FDT3-C"], {"nakuru": ("nkr",)}, "Nakuru", id="all"),
        pytest.param(["NKR-A", "NKR-B", "NKR-C", "Lanet", "Rai"], {"nakuru": ("nkr",)}, "Nakuru", id="most"),
        pytest.param(["NKR-A", "NKR-B", "NKR-C", "X", "Y", "Z"], {"nakuru": ("nkr",)}, None, id="half"),
        pytest.param(["NKR-A", "NKR-B"], {"nakuru": ("nkr",)}, None, id="two names"),
        pytest.param(["NKR-A"] * 3, {"nakuru": ("nkr",), "nakaror": ("nkr",)}, None, id="a code of two cities"),
        pytest.param(["NKR-A"] * 3, {}, None, id="a code of none"),
        pytest.param([], {"nakuru": ("",)}, None, id="no names"),
    ],
)
def test_a_cluster_lies_in_the_city_whose_code_most_of_its_names_start_with(
    names: list[str], codes: dict[str, tuple[str, ...]], city: str | None
) -> None:
    part = find_city_of_names("Milimani", names, place("Nakuru", "Nakaror"), codes)
    assert (part and (part.city, part.district, part.why)) == (city and (city, "Milimani", ""))
