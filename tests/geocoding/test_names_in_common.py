"""Codes found in the data: what the names of many clusters have in common, and what never is one."""

from __future__ import annotations

import itertools

import pytest

from geocoding.names import find_common_codes

CLUSTERS = ("Nairobi", "Kisumu", "Nakuru", "Embu", "Meru", "Thika")
NAMES = [
    "".join(parts).title() for parts in itertools.product(("ka", "mu", "nja"), ("ri", "tho"), ("ni", "be", "goro"))
]


def each_with(pattern: str) -> list[tuple[str, str]]:
    """The pattern with ever another name, in ever another cluster."""
    return [(CLUSTERS[number % len(CLUSTERS)], pattern.format(name)) for number, name in enumerate(NAMES)]


@pytest.mark.parametrize("pattern", ["Blueline_{}_FDT3", "{}-BLUELINE", "NW_blueline7/{}", "FDT2_{}_Blueline 4"])
def test_a_word_at_one_end_of_ever_other_names_in_many_clusters_is_a_code(pattern: str) -> None:
    assert find_common_codes(each_with(pattern), "ke", CLUSTERS) == {"blueline"}


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("{} Town", id="Town"),
        pytest.param("{}_Town", id="Town behind a separator"),
        pytest.param("{}_MARKET_FDT2", id="Market"),
        pytest.param("Blueline {}", id="only a space between"),
        pytest.param("Old_{}", id="a word that is known"),
        pytest.param("NW_{}_FDT3", id="codes that are known"),
    ],
)
def test_a_word_that_may_belong_to_a_name_is_none(pattern: str) -> None:
    assert find_common_codes(each_with(pattern), "ke", CLUSTERS) == frozenset()


@pytest.mark.parametrize("place", ["Kenyatta", "Majengo", "Bondeni"])
@pytest.mark.parametrize("other", ["NW_{}_FDT1", "{}_Estate_FDT2", "Upper_{}_North_FDT2"])
def test_a_place_that_many_clusters_have_is_none_once_it_stands_as_a_name(place: str, other: str) -> None:
    names = [*each_with(f"{place}_{{}}_FDT3"), ("Embu", other.format(place))]
    assert find_common_codes(names, "ke", CLUSTERS) == frozenset()


def test_a_cluster_or_a_known_place_is_none() -> None:
    names = each_with("Blueline_{}")
    assert find_common_codes(names, "ke", ["Blueline"]) == frozenset()
    assert find_common_codes(names, "ke", ["Blueline Heights"]) == frozenset()


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(each_with("Blueline_{}")[:8], id="few names"),
        pytest.param([("Embu", name) for _, name in each_with("Blueline_{}")], id="one cluster"),
        pytest.param(
            [(cluster, f"Blueline_{NAMES[0]}_X{n}") for n, cluster in enumerate(CLUSTERS * 4)], id="the same name"
        ),
        pytest.param(each_with("Blueline_{}")[:9] + each_with("{}_Blueline")[9:], id="either end"),
    ],
)
def test_less_than_that_is_none(names: list[tuple[str, str]]) -> None:
    assert find_common_codes(names, "ke", CLUSTERS) == frozenset()


def test_twelve_names_in_five_clusters_are_enough() -> None:
    names = [(CLUSTERS[number % 5], f"Blueline_{name}") for number, name in enumerate(NAMES[:12])]
    assert find_common_codes(names, "ke", CLUSTERS) == {"blueline"}
