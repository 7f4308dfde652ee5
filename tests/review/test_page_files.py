"""The review page: the CSV that it saves, and those that are loaded into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import CHROMIUM, FOUR, NOWHERE, SEVERAL, Open, decisions, place, read_saved
from review import COLUMNS

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: apt-get install chromium")


def test_the_saved_csv_has_the_columns_of_the_export_and_a_byte_order_mark(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([place(names=("NW_A_FDT1", "NW_A_FDT2"))])
    reviewer.press("a")
    reviewer.save(tmp_path / "saved.csv")
    text = (tmp_path / "saved.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\r\n") == text.count(b"\n") == 2
    (row,) = read_saved(tmp_path / "saved.csv").values()
    assert tuple(row) == COLUMNS
    assert row | {"names": "NW_A_FDT1 | NW_A_FDT2", "lat": "-1.2964", "tickets": "3", "revision": "pl-Donholm"} == row


def test_each_save_has_a_name_of_its_own_and_the_advice_names_it(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a")
    names = {reviewer.save(tmp_path / "saved.csv") for _ in range(3)}
    assert len(names) == 3
    assert reviewer.said.split()[-1] in names


def test_a_point_near_the_equator_is_written_without_an_exponent(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([place("Nanyuki", lat=0.01, lng=37.07)], NOWHERE)
    reviewer.put_at("0.00005, 37.07")
    reviewer.save(tmp_path / "saved.csv")
    assert read_saved(tmp_path / "saved.csv")["Nanyuki"]["new_lat"] == "0.00005"


# --- loading ---


def test_a_saved_csv_goes_on_in_another_browser_and_is_one_step_to_undo(open_page: Open, tmp_path: Path) -> None:
    first = open_page(FOUR)
    first.press("a", "x")
    first.put_at("-1.25, 36.75")
    first.save(tmp_path / "first.csv")
    second = open_page(FOUR)
    assert "Took 3 decisions" in second.load(tmp_path / "first.csv")
    second.save(tmp_path / "second.csv")
    assert (tmp_path / "second.csv").read_bytes() == (tmp_path / "first.csv").read_bytes()
    second.press("u")
    assert decisions(second, tmp_path / "third.csv") == {}


def test_a_file_dropped_on_the_page_is_loaded(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.page.evaluate(
        """text => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], "dropped.csv"));
            document.body.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
        }""",
        "what,cluster,place,revision,decision\nlocation,Nairobi,Karen,pl-Karen,reject\n",
    )
    reviewer.page.locator("text=Took 1 decision from dropped.csv").wait_for()
    assert "1 of 4" in reviewer.kept


def test_the_button_that_loads_asks_for_a_file_and_may_take_the_same_one_again(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "saved.csv").write_text(
        "what,cluster,place,revision,decision\nlocation,Nairobi,Karen,pl-Karen,reject\n"
    )
    reviewer = open_page(FOUR)
    for _ in range(2):
        with reviewer.page.expect_file_chooser() as chooser:
            reviewer.page.click("#load")
        chooser.value.set_files(tmp_path / "saved.csv")
        expect(reviewer.page.locator("#kept")).to_contain_text("1 of 4")
        reviewer.press("u")
        assert "0 of 4" in reviewer.kept


def test_a_csv_that_a_spreadsheet_saved_with_semicolons_and_decimal_commas_is_read(
    open_page: Open, tmp_path: Path
) -> None:
    lines = ["what;cluster;place;revision;decision;new_lat;new_lng", "location; nairobi;KAREN;pl-Karen;Move;-1,31;36,8"]
    (tmp_path / "excel.csv").write_text("\n".join(lines), encoding="utf-16")
    reviewer = open_page(FOUR)
    assert "Took 1 decision " in reviewer.load(tmp_path / "excel.csv")
    reviewer.save(tmp_path / "saved.csv")
    assert read_saved(tmp_path / "saved.csv")["Karen"]["new_lat"] == "-1.31"


def test_the_last_line_of_a_csv_is_read_though_it_has_no_line_end_and_an_empty_last_cell(
    open_page: Open, tmp_path: Path
) -> None:
    (tmp_path / "cut.csv").write_text(
        "what,cluster,place,revision,decision,comment\nlocation,Nairobi,Karen,pl-Karen,accept,"
    )
    assert "Took 1 decision " in open_page(FOUR).load(tmp_path / "cut.csv")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("location,Nairobi,Karen,pl-older,accept,,", "changed since", id="an older export"),
        pytest.param("location,Nairobi,Nowhere,pl-1,accept,,", "not on this page", id="an unknown place"),
        pytest.param("location,Nairobi,Karen,pl-Karen,maybe,,", '"maybe" is not a decision', id="no decision"),
        pytest.param("cluster,Kitui,,pl-Kitui,accept,,", "no point to accept", id="nothing to accept"),
        pytest.param("location,Nairobi,Karen,pl-Karen,move,91,36", "no coordinate", id="out of range"),
    ],
)
def test_a_row_that_does_not_fit_is_left_out_and_named(row: str, reason: str, open_page: Open, tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text(f"what,cluster,place,revision,decision,new_lat,new_lng\n{row}\n")
    said = open_page(FOUR).load(file)
    assert "Took 0 decisions" in said
    assert reason in said


def test_a_file_that_chooses_an_answer_that_is_not_there_is_told(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("what,cluster,place,revision,decision\nlocation,Nairobi,Karen,pl-Karen,4\n")
    assert "it has no answer 4" in open_page([SEVERAL]).load(tmp_path / "other.csv")


def test_a_file_that_is_no_csv_of_places_is_refused_in_words(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    assert "was not taken" in open_page(FOUR).load(tmp_path / "photo.csv")


# --- where a file and the page disagree ---


def save_decisions_of_another_reviewer(open_page: Open, file: Path) -> None:
    other = open_page(FOUR)
    other.press("x", "a")
    other.put_at("-1.25, 36.75")
    other.save(file)


@pytest.mark.parametrize(
    ("choice", "karen", "ruaka"), [("All as here", "accept", "-1.21"), ("All as in the file", "reject", "-1.25")]
)
def test_where_a_loaded_file_disagrees_a_person_says_which_decision_counts(
    choice: str, karen: str, ruaka: str, open_page: Open, tmp_path: Path
) -> None:
    save_decisions_of_another_reviewer(open_page, tmp_path / "theirs.csv")
    reviewer = open_page(FOUR)
    reviewer.press("a", "Space")
    reviewer.put_at("-1.21, 36.75")
    reviewer.page.locator("#file").set_input_files(tmp_path / "theirs.csv")
    reviewer.page.locator("#dispute[open]").wait_for()
    assert reviewer.page.locator("#disputes fieldset").count() == 2
    reviewer.page.click(f"text={choice}")
    reviewer.page.click("text=Take these")
    reviewer.page.locator("#toast", has_text="from theirs.csv").wait_for()  # a moment after the dialog is closed
    reviewer.save(tmp_path / "saved.csv")
    saved = read_saved(tmp_path / "saved.csv")
    assert [saved[name]["decision"] for name in ("Karen", "Langata", "Ruaka")] == [karen, "accept", "move"]
    assert saved["Ruaka"]["new_lat"] == ruaka


def test_nothing_is_taken_of_a_file_whose_disagreements_nobody_settles(open_page: Open, tmp_path: Path) -> None:
    save_decisions_of_another_reviewer(open_page, tmp_path / "theirs.csv")
    reviewer = open_page(FOUR)
    reviewer.press("a")
    reviewer.page.locator("#file").set_input_files(tmp_path / "theirs.csv")
    reviewer.page.locator("#dispute[open]").wait_for()
    reviewer.press("Escape")
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "accept"}
