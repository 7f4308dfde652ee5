"""Rows of decisions against the places as they are, without a database: which place a row means."""

from __future__ import annotations

import pytest

from browser import place
from review.decisions import check_decisions, list_names_to_look_up
from review.tables import Row

KAREN = place("Karen", names=("NW_Karen_FDT1",))
RUAKA = place("Ruaka", names=("NW_Ruaka_FDT1",))
KNOWN = {("nairobi", "karen"): KAREN, ("nairobi", "ruaka"): RUAKA}
CLEAN = {"NW_Karen_FDT9": "Karen", "NW_Ruaka_FDT9": "Ruaka", "Karen B": "Karen", "NW_Ruai_FDT1": "Ruai"}.get


@pytest.mark.parametrize(
    ("names", "key", "was"),
    [
        pytest.param({"place": "KAREN"}, "karen", KAREN, id="as it stands"),
        pytest.param({"location_name": "NW_Karen_FDT9"}, "karen", KAREN, id="as its network name cleans"),
        pytest.param({"place": "Karen B"}, "karen", KAREN, id="as its place cleans"),
        pytest.param({"place": "Ruaka", "location_name": "NW_Karen_FDT9"}, "ruaka", RUAKA, id="its place comes first"),
        pytest.param({"place": "Kibra", "location_name": "NW_Ruaka_FDT9"}, "ruaka", RUAKA, id="what is known counts"),
        pytest.param({"location_name": "NW_Ruai_FDT1"}, "ruai", None, id="a new place, clean"),
        pytest.param({"location_name": "FDT1"}, "fdt1", None, id="a name that cleans to nothing"),
    ],
)
def test_a_row_means_the_place_of_its_name_as_it_stands_or_as_it_cleans(
    names: dict[str, str], key: str, was: object
) -> None:
    rows = [Row("row 2", {"cluster": "Nairobi", "lat": "-1.3", "lng": "36.9", **names})]
    looked_up = {name: name.casefold() or None for name in list_names_to_look_up(rows, CLEAN)}
    checked = check_decisions(rows, KNOWN, looked_up.__getitem__, CLEAN, force=True)
    assert checked.refused == []
    (change,) = checked.changes
    assert (change.key, change.was) == (("nairobi", key), was)


@pytest.mark.parametrize("what", ["location", "Location"])
def test_a_row_of_a_place_without_a_name_is_no_cluster_s(what: str) -> None:
    row = {"what": what, "cluster": "Nairobi", "place": "", "lat": "-1.3", "lng": "36.9"}
    known = {("nairobi", ""): place("", what="cluster"), **KNOWN}
    checked = check_decisions([Row("row 2", row)], known, str.casefold, CLEAN, force=True)
    assert checked.changes == []
    assert [reason for _, reason, *_ in checked.refused] == ["place: a name of 1 to 200 characters is needed"]
