"""The review page: what a person accepts, moves, rejects or takes back, and what is no decision."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import CHROMIUM, COARSE, FAR, FOUR, NAIROBI, NOWHERE, Open, cluster, decisions, place, read_saved
from review import Place, Spot, Surroundings

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: apt-get install chromium")


def test_an_accept_a_drag_a_reject_and_a_click_come_out_in_the_csv(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a")
    reviewer.drag_pin(-1.3, 36.8)
    reviewer.press("a", "x", "m")
    reviewer.click_at(-1.367, 38.01)
    assert reviewer.save(tmp_path / "saved.csv").startswith("places-pl-")

    saved = read_saved(tmp_path / "saved.csv")
    assert [row["decision"] for row in saved.values()] == ["accept", "move", "reject", "move"]
    assert [(row["new_lat"], row["new_lng"]) for row in saved.values()][::2] == [("", ""), ("", "")]
    dragged, clicked = saved["Langata"], saved["Kitui"]
    assert (float(dragged["new_lat"]), float(dragged["new_lng"])) == pytest.approx((-1.3, 36.8), abs=0.001)
    assert (float(clicked["new_lat"]), float(clicked["new_lng"])) == pytest.approx((-1.367, 38.01), abs=0.02)


def test_a_typed_coordinate_moves_the_place_and_stays_for_a_second_look(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    reviewer.put_at("1°17'47\"S 36°53'35\"E")
    assert reviewer.chosen == "Karen"
    reviewer.press("a")  # keeps the move
    assert reviewer.chosen == "Langata"
    reviewer.save(tmp_path / "saved.csv")
    row = read_saved(tmp_path / "saved.csv")["Karen"]
    assert (row["decision"], row["new_lat"], row["new_lng"]) == ("move", "-1.296389", "36.893056")


def test_a_place_that_is_put_out_of_sight_is_in_sight_again_at_once(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.put_at("-1.5, 37.2")
    assert reviewer.page.evaluate("map.getBounds().contains([-1.5, 37.2])")


@pytest.mark.parametrize(
    ("alone", "near"),
    [
        pytest.param(place("Karen", lat=None, lng=None, status="not_found"), NAIROBI, id="the centroid of its cluster"),
        pytest.param(place("Karen"), NOWHERE, id="where it was found, without a centroid"),
        pytest.param(cluster("Nairobi", -1.2864, 36.8172), NOWHERE, id="a cluster where it was found"),
    ],
)
def test_a_short_plus_code_is_completed_by(alone: Place, near: Surroundings, open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([alone], near)
    reviewer.put_at("PV3V+C6")
    reviewer.save(tmp_path / "saved.csv")
    (row,) = read_saved(tmp_path / "saved.csv").values()
    assert (float(row["new_lat"]), float(row["new_lng"])) == pytest.approx((-1.2964, 36.8931), abs=1e-4)


def test_what_is_no_coordinate_is_said_and_changes_nothing(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.put_at("somewhere")
    assert "No coordinate" in reviewer.page.locator("#coordinate-trouble").inner_text()
    assert reviewer.page.locator(".decided").count() == 0


def test_a_place_that_nobody_found_cannot_be_accepted(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([place(lat=None, lng=None, status="not_found")])
    reviewer.press("a")
    assert "no point to accept" in reviewer.said
    assert decisions(reviewer, tmp_path / "saved.csv") == {}


def test_a_move_beyond_25_km_is_told_before_the_import_refuses_it(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.put_at("-1.9, 37.3")
    assert "--force" in reviewer.page.locator(".decision").inner_text()
    reviewer.put_at("-1.3, 36.8")
    assert "--force" not in reviewer.page.locator(".decision").inner_text()


def test_undo_and_redo_go_step_by_step_and_back_to_their_place(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a", "x", "u")
    assert reviewer.chosen == "Langata"
    reviewer.press("Control+z")
    assert (reviewer.chosen, decisions(reviewer, tmp_path / "none.csv")) == ("Karen", {})
    reviewer.press("Control+y")
    reviewer.page.click("#redo")
    assert decisions(reviewer, tmp_path / "both.csv") == {"Karen": "accept", "Langata": "reject"}


def test_after_a_new_decision_what_was_undone_is_not_redone(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a", "u", "x")
    assert reviewer.page.locator("#redo").is_disabled()
    reviewer.press("Control+y")
    assert "nothing left" in reviewer.said
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "reject"}


def test_a_decision_can_be_taken_back_later_and_that_can_be_undone(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a", "x", "k", "k", "Backspace")
    assert decisions(reviewer, tmp_path / "one.csv") == {"Langata": "reject"}
    reviewer.press("u")
    assert decisions(reviewer, tmp_path / "two.csv") == {"Karen": "accept", "Langata": "reject"}


def test_the_last_place_of_the_list_does_not_lead_back_to_the_first(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.choose("Ruaka")
    reviewer.press("a", "Space")
    assert reviewer.chosen == "Kitui"
    assert "Some above are undecided" in reviewer.said
    reviewer.press("x")
    for name in ("Langata", "Karen"):
        reviewer.choose(name)
        reviewer.press("x")
    assert reviewer.said == "That was the last undecided place of this list. Save (Ctrl+S) writes the CSV."


def test_unsure_and_a_comment_come_out_with_the_place(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([place("Karen", comment="ask Otieno"), *FOUR[1:]])
    assert reviewer.page.get_by_label("Comment").input_value() == "ask Otieno"
    reviewer.press("s", "n")
    reviewer.page.keyboard.type("=two of that name")
    reviewer.press("Enter")
    assert "You are unsure" in reviewer.page.inner_text("#card"), "a comment alone would not be imported"
    reviewer.press("a", "n")
    reviewer.page.keyboard.type("typed, then clicked")
    reviewer.page.click("#reject")
    reviewer.put_at("-1.37, 38.01")
    reviewer.press("n")
    reviewer.page.keyboard.type("at the gate")
    reviewer.save(tmp_path / "saved.csv")
    saved = read_saved(tmp_path / "saved.csv")
    assert [(row["decision"], row["comment"]) for row in saved.values()] == [
        ("unsure", "ask Otieno"),
        ("accept", "'=two of that name"),
        ("reject", "typed, then clicked"),
        ("move", "at the gate"),
    ]
    other = open_page([place("Karen", comment="ask Otieno"), *FOUR[1:]])
    other.load(tmp_path / "saved.csv")
    other.save(tmp_path / "again.csv")
    assert read_saved(tmp_path / "again.csv") == saved


def test_a_comment_that_is_still_being_typed_is_saved_and_a_cleared_one_is_loaded(
    open_page: Open, tmp_path: Path
) -> None:
    places = [place("Karen", comment="ask Otieno"), place("Ruaka")]
    reviewer = open_page(places)
    reviewer.page.fill("#comment", "")
    reviewer.choose("Ruaka")
    reviewer.press("n")
    reviewer.page.keyboard.type("half a sent")
    reviewer.save(tmp_path / "saved.csv")
    expected = {"Karen": ("unsure", ""), "Ruaka": ("unsure", "half a sent")}
    assert {
        name: (row["decision"], row["comment"]) for name, row in read_saved(tmp_path / "saved.csv").items()
    } == expected
    other = open_page(places)
    other.load(tmp_path / "saved.csv")
    other.save(tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "saved.csv").read_bytes()


def test_the_comment_in_the_field_is_the_places_until_a_person_writes_there(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([place("Karen", comment="ask Otieno"), *FOUR[1:]])
    field = reviewer.page.get_by_label("Comment")
    field.fill(" ask Otieno ")
    reviewer.press("Enter")
    assert "0 of 4" in reviewer.kept, "it is the same"
    field.fill("a bar")
    reviewer.press("Enter", "Backspace")
    assert field.input_value() == "ask Otieno"
    field.fill("half a")
    other = reviewer.second_tab()
    other.press("x")
    expect(reviewer.page.locator("#kept")).to_contain_text("1 of 4")
    assert field.input_value() == "half a"


def test_a_comment_is_on_the_card_at_once_also_after_a_click(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.choose("Langata")
    reviewer.press("n")
    reviewer.page.keyboard.type("two of that name")
    reviewer.press("Enter")
    assert "You are unsure" in reviewer.page.inner_text("#card")


# --- nothing by accident ---


@pytest.mark.parametrize("leave", ["choose", "click", "type"])
def test_the_click_after_a_move_and_the_one_after_another_choice_move_nothing(leave: str, open_page: Open) -> None:
    reviewer = open_page([*FOUR[:2], cluster("Kitui")])
    reviewer.press("m")
    if leave == "choose":
        reviewer.choose("Langata")
    elif leave == "click":
        reviewer.click_at(-1.33, 36.87)
    else:
        reviewer.put_at("-1.33, 36.87")
    decided = reviewer.page.evaluate("decisions.size")
    reviewer.click_at(-1.25, 36.84)
    assert reviewer.page.evaluate("[decisions.size, past.length]") == [decided, decided]


def test_a_place_that_the_search_hides_is_not_the_one_that_the_buttons_judge(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    reviewer.page.fill("#search", "ruaka")
    reviewer.page.click("#accept")
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Ruaka": "accept"}
    reviewer.page.fill("#search", "none such")
    assert not reviewer.page.locator("#accept").is_visible()
    reviewer.page.locator("#search").blur()
    reviewer.press("x")
    assert "1 of 4" in reviewer.kept


def test_undo_shows_a_place_again_that_a_filter_hides(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a")
    reviewer.page.fill("#search", "ruaka")
    reviewer.page.click("#undo")
    assert reviewer.chosen == "Karen"
    assert "Karen" in reviewer.rows


@pytest.mark.parametrize(
    ("doubtful", "words"),
    [
        pytest.param(FAR, "57 km from Nairobi's centroid", id="too far for the import"),
        pytest.param(COARSE, "8.5 km from Nairobi's centroid", id="too coarse"),
        pytest.param(cluster("Lisbon", 38.7, -9.1), "km from the nearest other cluster", id="a cluster far from all"),
    ],
)
def test_an_accept_that_may_be_a_slip_says_the_kilometres_and_wants_to_be_meant(
    doubtful: Place, words: str, open_page: Open, tmp_path: Path
) -> None:
    around = Surroundings((*NAIROBI.centroids, Spot("Lisbon", "", 38.7, -9.1)), (), ())
    reviewer = open_page([doubtful, place("Karen")], around)
    reviewer.press("a")
    assert words in reviewer.said
    reviewer.press("a", "Escape")
    assert decisions(reviewer, tmp_path / "none.csv") == {}
    reviewer.press("a", "y")
    assert decisions(reviewer, tmp_path / "meant.csv") == {doubtful.place or doubtful.cluster: "accept"}


def test_a_message_goes_by_itself_and_does_not_take_a_later_question_with_it(open_page: Open) -> None:
    reviewer = open_page([cluster("Kitui"), FAR])
    reviewer.page.clock.install()
    message = reviewer.page.locator("#toast")
    reviewer.press("a")
    assert "no point to accept" in reviewer.said
    reviewer.page.clock.fast_forward(20_000)
    assert message.is_hidden()
    reviewer.press("a", "j", "a")
    assert "57 km" in reviewer.said
    reviewer.page.clock.fast_forward(20_000)
    assert message.is_visible()


def test_a_question_about_one_place_is_never_answered_for_another(open_page: Open) -> None:
    reviewer = open_page([FAR, place("Karen")])
    reviewer.press("a", "j", "y")
    assert reviewer.page.locator("#toast").is_hidden()
    assert "0 of 2" in reviewer.kept


@pytest.mark.parametrize(
    ("text", "said", "moved"),
    [
        pytest.param("-1.31, 36.81", "", True, id="near its cluster"),
        pytest.param("12 34", "Is Karen there?", False, id="two numbers that are hardly meant"),
        pytest.param("-1 37", "Is Karen there?", False, id="whole degrees"),
        pytest.param("12.5, 34.5", "km from Nairobi's centroid", False, id="far away"),
        pytest.param("36.81, -1.31", "the other way round", False, id="swapped"),
        pytest.param("call me back", "not a coordinate", False, id="no coordinate"),
    ],
)
def test_what_is_pasted_anywhere_moves_the_place_only_where_it_can_be_meant(
    text: str, said: str, moved: bool, open_page: Open
) -> None:
    reviewer = open_page(FOUR)
    reviewer.paste(text)
    assert said in reviewer.said
    assert f"{int(moved)} of 4" in reviewer.kept


@pytest.mark.parametrize(
    ("key", "point"), [("y", ("-1.31", "36.81")), (None, ("36.81", "-1.31"))], ids=["the other way round", "as written"]
)
def test_of_swapped_numbers_a_person_says_which_way_is_meant(
    key: str | None, point: tuple[str, str], open_page: Open, tmp_path: Path
) -> None:
    reviewer = open_page(FOUR)
    reviewer.put_at("36.81, -1.31")
    assert "0 of 4" in reviewer.kept
    reviewer.press(key) if key else reviewer.page.click("text=As it was written")
    assert reviewer.page.locator("#toast").is_hidden(), "it is answered"
    reviewer.save(tmp_path / "saved.csv")
    row = read_saved(tmp_path / "saved.csv")["Karen"]
    assert (row["decision"], row["new_lat"], row["new_lng"]) == ("move", *point)
