"""The review page: the CSV that it saves, and those that are loaded into it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import CHROMIUM, FOUR, NOWHERE, SEVERAL, Open, cluster, decisions, place, read_saved
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
    assert reviewer.said.startswith("1 decision handed to the browser")
    assert reviewer.said.split()[-1] in names


def test_the_name_of_a_saved_file_has_its_day_and_time_and_two_of_one_moment_differ(
    open_page: Open, tmp_path: Path
) -> None:
    moment = "const Now = Date; Date = class extends Now { constructor() { super(2026, 0, 2, 3, 4, 5, 6); } };"
    reviewer = open_page(FOUR, before=moment)
    first, second = (reviewer.save(tmp_path / "saved.csv") for _ in range(2))
    assert re.fullmatch(r"places-pl-[0-9a-f]{10}-20260102-030405-006\.csv", first)
    assert second == first.replace(".csv", "-again.csv")


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
    left_to_the_browser = reviewer.page.evaluate(
        """text => ["dragover", "drop"].map(name => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], "dropped.csv"));
            return document.body.dispatchEvent(new DragEvent(name, {dataTransfer, bubbles: true, cancelable: true}));
        })""",
        "what,cluster,place,revision,decision\nlocation,Nairobi,Karen,pl-Karen,reject\n",
    )
    assert left_to_the_browser == [False, False], "it would open the file instead of the page"
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


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-16"), (";", "cp1252"), ("\t", "utf-8"), ("|", "utf-8")])
def test_a_csv_that_a_spreadsheet_saved_in_its_own_way_with_decimal_commas_is_read(
    separator: str, encoding: str, open_page: Open, tmp_path: Path
) -> None:
    lines = ["what;cluster;place;revision;decision;new_lat;new_lng", "location; nairobi;ÇAY;pl-Çay;Move;-1,31;36,8"]
    text = ("sep=|\n" if separator == "|" else "") + "\n".join(lines).replace(";", separator)
    (tmp_path / "excel.csv").write_text(text, encoding=encoding)
    reviewer = open_page([place("Çay"), place("Ruaka")])
    assert "Took 1 decision " in reviewer.load(tmp_path / "excel.csv")
    reviewer.save(tmp_path / "saved.csv")
    assert read_saved(tmp_path / "saved.csv")["Çay"]["new_lat"] == "-1.31"


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
        pytest.param(
            "location,Nairobi,Karen,pl-Karen,candidate,,", '"candidate" is not', id="an answer without number"
        ),
        pytest.param("location,Nairobi,Karen,pl-Karen,move,,36.8", "no coordinate", id="half a coordinate"),
        pytest.param("cluster,Kitui,,pl-Kitui,accept,,", "no point to accept", id="nothing to accept"),
        pytest.param("location,Nairobi,Karen,pl-Karen,move,91,36", "no coordinate", id="out of range"),
    ],
)
def test_a_row_that_does_not_fit_is_left_out_and_named(row: str, reason: str, open_page: Open, tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text(f"what,cluster,place,revision,decision,new_lat,new_lng\n{row}\n")
    reviewer = open_page(FOUR)
    said = reviewer.load(file)
    assert "Took 0 decisions from other.csv. Left out 1: " in said
    assert reason in said
    assert (reviewer.page.locator("#undo").is_disabled(), reviewer.kept) == (True, "0 of 4 places decided")


def test_of_many_rows_that_do_not_fit_five_are_named(open_page: Open, tmp_path: Path) -> None:
    rows = [f"location,Nairobi,Phase {n},pl-{n},accept" for n in range(6)]
    for count, end in ((6, "Phase 4 (not on this page), …"), (5, "Phase 4 (not on this page)")):
        (tmp_path / "other.csv").write_text("\n".join(["what,cluster,place,revision,decision", *rows[:count]]))
        said = open_page(FOUR).load(tmp_path / "other.csv")
        assert f"Left out {count}: Phase 0 (not on this page), " in said
        assert said.endswith(end)


def test_a_file_that_chooses_an_answer_that_is_not_there_is_told(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("what,cluster,place,revision,decision\nlocation,Nairobi,Karen,pl-Karen,4\n")
    assert "it has no answer 4" in open_page([SEVERAL]).load(tmp_path / "other.csv")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "", id="a photo"),
        pytest.param(b"", 'no column "decision"', id="nothing"),
        pytest.param(b"what,cluster\nlocation,Nairobi\n", 'no column "decision"', id="another table"),
        pytest.param(b'what,decision\n"location"x,accept\n', "quotation mark is in the wrong place", id="quotes"),
    ],
)
def test_a_file_that_is_no_csv_of_places_is_refused_in_words(
    content: bytes, reason: str, open_page: Open, tmp_path: Path
) -> None:
    (tmp_path / "photo.csv").write_bytes(content)
    said = open_page(FOUR).load(tmp_path / "photo.csv")
    assert said.startswith("photo.csv was not taken: ")
    assert reason in said


def test_an_answer_of_the_geocoder_that_is_chosen_keeps_its_comment_there_and_back(
    open_page: Open, tmp_path: Path
) -> None:
    reviewer = open_page([SEVERAL])
    reviewer.press("2")
    reviewer.page.fill("#comment", "the estate")
    reviewer.save(tmp_path / "saved.csv")
    other = open_page([SEVERAL])
    other.load(tmp_path / "saved.csv")
    assert other.page.get_by_label("Comment").input_value() == "the estate"
    other.save(tmp_path / "again.csv")
    row = read_saved(tmp_path / "again.csv")["Karen"]
    assert (row["decision"], row["comment"]) == ("2", "the estate")


# Karen is moved to -1.25, 36.75 with the comment "gate B" on the page.
@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(
            "move,-1.25,36.75,gate B",
            "Took 0 decisions from x.csv. 1 decision was here already.",
            id="the same",
        ),
        pytest.param(
            "move,-1.250015,36.75,",
            "Took 0 decisions from x.csv. 1 decision was here already.",
            id="1.7 m off",
        ),
        pytest.param("move,-1.25,36.75,gate A", None, id="another comment"),
        pytest.param("move,-1.25003,36.75,gate B", None, id="3 m off"),
        pytest.param("reject,,,gate B", None, id="another decision"),
    ],
)
def test_what_a_loaded_file_has_in_common_with_the_page_is_told_and_only_the_rest_asked_about(
    row: str, said: str | None, open_page: Open, tmp_path: Path
) -> None:
    reviewer = open_page(FOUR)
    reviewer.put_at("-1.25, 36.75")
    reviewer.page.fill("#comment", "gate B")
    reviewer.press("Enter")
    (tmp_path / "x.csv").write_text(
        f"what,cluster,place,revision,decision,new_lat,new_lng,comment\nlocation,Nairobi,Karen,pl-Karen,{row}\n"
    )
    reviewer.page.locator("#file").set_input_files(tmp_path / "x.csv")
    if said:
        expect(reviewer.page.locator("#toast")).to_have_text(said)
    else:
        reviewer.page.locator("#dispute[open]").wait_for()


def test_a_comment_in_a_loaded_file_joins_a_decision_that_has_none(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([place("Karen", comment="ask Otieno"), *FOUR[1:]])
    reviewer.press("x", "k")
    head = "what,cluster,place,revision,decision,comment\nlocation,Nairobi,Karen,pl-Karen,reject,"
    for comment, taken in (("ask Otieno", 0), (" it is a bar ", 1), ("it is a bar", 0)):
        (tmp_path / "x.csv").write_text(f"{head}{comment}\n")
        reviewer.page.locator("#file").set_input_files(tmp_path / "x.csv")
        said = f"Took {taken} decision{'s' * (not taken)} from x.csv.{' 1 decision was here already.' * (not taken)}"
        expect(reviewer.page.locator("#toast")).to_have_text(said)
    assert reviewer.page.get_by_label("Comment").input_value() == "it is a bar"


# --- where a file and the page disagree ---


def save_decisions_of_another_reviewer(open_page: Open, file: Path) -> None:
    other = open_page(FOUR)
    other.press("x", "a")
    other.put_at("-1.25, 36.75")
    other.save(file)


@pytest.mark.parametrize(
    ("choice", "karen", "ruaka", "kept"),
    [("", "accept", "-1.21", 2), ("All as here", "accept", "-1.21", 2), ("All as in the file", "reject", "-1.25", 0)],
)
def test_where_a_loaded_file_disagrees_a_person_says_which_decision_counts(
    choice: str, karen: str, ruaka: str, kept: int, open_page: Open, tmp_path: Path
) -> None:
    save_decisions_of_another_reviewer(open_page, tmp_path / "theirs.csv")
    reviewer = open_page(FOUR)
    reviewer.press("a", "Space")
    reviewer.put_at("-1.21, 36.75")
    reviewer.page.locator("#file").set_input_files(tmp_path / "theirs.csv")
    reviewer.page.locator("#dispute[open]").wait_for()
    assert reviewer.page.locator("#disputes fieldset").count() == 2
    if choice:
        reviewer.page.click("text=All as in the file")
        reviewer.page.click(f"text={choice}")
    reviewer.page.click("text=Take these")
    assert (f"Kept {kept} of this page where the two disagree" in reviewer.said) == bool(kept)
    assert "here already" not in reviewer.said
    reviewer.save(tmp_path / "saved.csv")
    saved = read_saved(tmp_path / "saved.csv")
    assert [saved[name]["decision"] for name in ("Karen", "Langata", "Ruaka")] == [karen, "accept", "move"]
    assert saved["Ruaka"]["new_lat"] == ruaka


def test_nothing_is_taken_of_a_file_whose_disagreements_nobody_settles(open_page: Open, tmp_path: Path) -> None:
    save_decisions_of_another_reviewer(open_page, tmp_path / "theirs.csv")
    reviewer = open_page(FOUR)
    reviewer.press("a")
    for settle in ("Take these", "Take nothing", "Escape"):
        reviewer.page.locator("#file").set_input_files(tmp_path / "theirs.csv")
        reviewer.page.locator("#dispute[open]").wait_for()
        reviewer.press(settle) if settle == "Escape" else reviewer.page.click(f"text={settle}")
        said = "from theirs.csv" if settle == "Take these" else "Nothing of the file was taken."
        reviewer.page.locator("#toast", has_text=said).wait_for()
        if settle == "Take these":
            reviewer.press("u")
        assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "accept"}


def test_a_disagreement_says_what_each_of_the_two_has_decided(open_page: Open, tmp_path: Path) -> None:
    places = [SEVERAL, place("Langata"), cluster("Kitui"), place("Ruaka")]
    other = open_page(places)
    other.press("2", "a")
    other.put_at("-1.37, 38.01")
    other.choose("Ruaka")
    other.press("s", "k", "j")
    other.page.fill("#comment", "two of them")
    other.save(tmp_path / "theirs.csv")
    reviewer = open_page(places)
    reviewer.press("a")
    reviewer.put_at("-1.3, 36.8931")
    for name in ("Kitui", "Ruaka"):
        reviewer.choose(name)
        reviewer.press("x")
    reviewer.page.locator("#file").set_input_files(tmp_path / "theirs.csv")
    reviewer.page.locator("#dispute[open]").wait_for()
    assert reviewer.page.inner_text("#dispute-title") == "4 places decided otherwise in the file"
    told = [text.splitlines() for text in reviewer.page.locator("#disputes fieldset").all_inner_texts()]
    assert [[line.strip() for line in lines if line.strip()] for lines in told] == [
        ["Karen, Nairobi", "here: accept", "in the file: another answer, at -1.33000, 36.75000"],
        ["Langata, Nairobi", "here: moved by 400 m to -1.30000, 36.89310", "in the file: accept"],
        ["Kitui", "here: reject", "in the file: placed at -1.37000, 38.01000"],
        ["Ruaka, Nairobi", "here: reject", "in the file: unsure (two of them)"],
    ]
