"""The cleaning grammar: a table, a row a case, and properties over names wrapped in codes."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geocoding.names import MAX_LENGTH, clean_place_name, place_key

with (Path(__file__).parent / "data" / "place_names.csv").open(encoding="utf-8", newline="") as table:
    CASES = [
        pytest.param(row["location_name"], row["place"] or None, id=f"{row['rule']}: {row['location_name']}")
        for row in csv.DictReader(table)
    ]


def _words(text: str) -> list[str]:
    return text.split()


PROPER_WORDS = _words(
    "Kahawa Kilimani Lang'ata Donholm Fatima Glenwood Bolton Poplar Oltukai Napier Ruai Juja Meru Njenga"
)
OTHER_WORDS = _words("West Gardens Baptist Polo Kwa Voi Bay Sawa Lake View Estate Town Upper Hill Port Pole Adrian")
LISTED_CODES = _words("NW ADR MNT SDUS FDT FDT3 FDT08 FDT_8 FDT-6-23 FAT21 OLT_02 ODB-2 MDU POLE20 SPL11 GPON POP BLK8")
SEPARATORS = ["_", "-", "/", "|", " ", "__", " - ", "_ ", " / "]
CASINGS: list[Callable[[str], str]] = [str, str.upper, str.lower]

names = st.builds(
    lambda before, proper, after: " ".join([*before, proper, *after]),
    st.lists(st.sampled_from([*OTHER_WORDS, "Old", "New", "The"]), max_size=1),
    st.sampled_from(PROPER_WORDS),
    st.lists(st.sampled_from(PROPER_WORDS + OTHER_WORDS), max_size=2),
)
listed = st.lists(st.sampled_from(LISTED_CODES), max_size=3)
unlisted = st.builds(
    "{}{}{}".format,
    st.text(alphabet="QXZJVW", min_size=3, max_size=4),
    st.sampled_from(["", "-", "_"]),
    st.integers(1, 99),
)
anything = st.text(st.characters(codec="utf-8") | st.sampled_from(list("NWFDT_-/ '3BOab()[].")), max_size=60)


@st.composite
def wrapped(draw: st.DrawFn, name: str) -> str:
    """The name with listed codes before and behind, each behind its own separator."""
    text = name.replace(" ", draw(st.sampled_from([" ", "  ", "_", "-"])))
    for code in draw(listed):
        text = code + draw(st.sampled_from(SEPARATORS)) + text
    for code in draw(listed):
        text += draw(st.sampled_from(SEPARATORS)) + code
    return draw(st.sampled_from(CASINGS))(text)


@pytest.mark.parametrize(("location_name", "place"), CASES)
def test_a_network_name_becomes_its_place(location_name: str, place: str | None) -> None:
    assert clean_place_name(location_name) == place


@pytest.mark.parametrize(("location_name", "place"), CASES)
def test_cleaning_a_place_again_changes_nothing(location_name: str, place: str | None) -> None:
    assert place is None or clean_place_name(place) == place


@given(st.data(), names)
def test_no_word_of_a_name_gets_lost_among_listed_codes(data: st.DataObject, name: str) -> None:
    place = clean_place_name(data.draw(wrapped(name)))
    assert place is not None
    assert place_key(place) == place_key(name)


@given(names, unlisted, st.sampled_from(["_", "/", " - "]), st.booleans(), st.sampled_from(CASINGS))
def test_codes_nobody_listed_go_and_the_name_stays(
    name: str,
    code: str,
    separator: str,
    is_first: bool,
    casing: Callable[[str], str],
) -> None:
    place = clean_place_name(casing(code + separator + name if is_first else name + separator + code))
    assert place is not None
    assert place_key(place) == place_key(name)


@given(anything)
def test_cleaning_twice_is_cleaning_once_whatever_the_text(text: str) -> None:
    place = clean_place_name(text)
    assert place is None or clean_place_name(place) == place


@given(anything)
def test_a_place_is_trimmed_single_spaced_and_has_a_letter_or_digit(text: str) -> None:
    place = clean_place_name(text)
    assert place is None or (place == " ".join(place.split()) and place_key(place))


def test_a_text_too_long_for_a_name_is_unusable() -> None:
    assert clean_place_name("Kilimani " * (MAX_LENGTH // 9)) is not None
    assert clean_place_name("Kilimani " * MAX_LENGTH) is None


@pytest.mark.parametrize("spelling", ["Lang'ata", "LANGATA", "lang’ata", " Lang ata ", "Lang-Ata"])
def test_spellings_of_one_name_share_a_key(spelling: str) -> None:
    assert place_key(spelling) == "langata"
