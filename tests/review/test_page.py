"""The review page in a real browser: what a person decides there comes out of it, and nothing else does."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog

from browser import CHROMIUM, LAPTOP, NAIROBI, NOWHERE, PHONE, Reviewer, cluster, place, start_browser
from review import COLUMNS, Candidate, Place, Spot, Surroundings, Ticket
from review.page import write_page
from shared import UserError

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: apt-get install chromium")
Open = Callable[..., Reviewer]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with start_browser() as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page of these places for a reviewer of its own; in the end nothing may have gone wrong in any."""
    opened: list[Reviewer] = []

    def open_one(
        places: list[Place], around: Surroundings = NAIROBI, *, size: tuple[int, int] = LAPTOP, before: str = ""
    ) -> Reviewer:
        file = tmp_path / "places.html"
        write_page(file, places, around, country="Kenya")
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        context.add_init_script(before)
        opened.append(Reviewer(context, file))
        opened[-1].open()
        return opened[-1]

    yield open_one
    for reviewer in opened:
        reviewer.context.close()
        assert reviewer.problems == []
        assert {url for url in reviewer.asked_for if not url.startswith(("blob:", "data:"))} == {reviewer.file.as_uri()}


def read(file: Path) -> dict[str, dict[str, str]]:
    """The rows of a saved CSV by their place or cluster."""
    rows = csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig")), strict=True)
    return {row["place"] or row["cluster"]: row for row in rows}


def decisions(reviewer: Reviewer, file: Path) -> dict[str, str]:
    reviewer.save(file)
    return {name: row["decision"] for name, row in read(file).items() if row["decision"]}


FOUR = [place("Karen"), place("Langata", lat=-1.30, lng=36.85), place("Ruaka", lat=-1.2, lng=36.77), cluster("Kitui")]


# --- deciding ---


def test_an_accept_a_drag_a_reject_and_a_click_come_out_in_the_csv(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a")
    reviewer.drag_pin(-1.3, 36.8)
    reviewer.press("a", "x", "m")
    reviewer.click_at(-1.367, 38.01)
    assert reviewer.save(tmp_path / "saved.csv").startswith("places-pl-")

    saved = read(tmp_path / "saved.csv")
    assert [row["decision"] for row in saved.values()] == ["accept", "move", "reject", "move"]
    assert [(row["new_lat"], row["new_lng"]) for row in saved.values()][::2] == [("", ""), ("", "")]
    dragged, clicked = saved["Langata"], saved["Kitui"]
    assert (float(dragged["new_lat"]), float(dragged["new_lng"])) == pytest.approx((-1.3, 36.8), abs=0.001)
    assert (float(clicked["new_lat"]), float(clicked["new_lng"])) == pytest.approx((-1.367, 38.01), abs=0.02)


def test_the_saved_csv_has_the_columns_of_the_export_and_a_byte_order_mark(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([place(names=("NW_A_FDT1", "NW_A_FDT2"))])
    reviewer.press("a")
    reviewer.save(tmp_path / "saved.csv")
    text = (tmp_path / "saved.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\r\n") == text.count(b"\n") == 2
    (row,) = read(tmp_path / "saved.csv").values()
    assert tuple(row) == COLUMNS
    assert row | {"names": "NW_A_FDT1 | NW_A_FDT2", "lat": "-1.2964", "tickets": "3", "revision": "pl-Donholm"} == row


def test_a_typed_coordinate_moves_the_place_and_stays_for_a_second_look(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    reviewer.put_at("1°17'47\"S 36°53'35\"E")
    assert reviewer.chosen == "Karen"
    reviewer.press("a")  # keeps the move
    assert reviewer.chosen == "Langata"
    reviewer.save(tmp_path / "saved.csv")
    row = read(tmp_path / "saved.csv")["Karen"]
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
    (row,) = read(tmp_path / "saved.csv").values()
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


def test_a_decision_can_be_taken_back_later_and_that_can_be_undone(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a", "x", "k", "k", "Backspace")
    assert decisions(reviewer, tmp_path / "one.csv") == {"Langata": "reject"}
    reviewer.press("u")
    assert decisions(reviewer, tmp_path / "two.csv") == {"Karen": "accept", "Langata": "reject"}


def test_letters_typed_into_a_field_decide_nothing(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("/")
    reviewer.page.keyboard.type("axum")
    assert reviewer.page.locator("#search").input_value() == "axum"
    reviewer.press("Escape", "Alt+a")
    assert "0 of 4" in reviewer.kept


def test_a_key_that_is_held_judges_one_place(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    for _ in range(3):  # without a release in between the browser calls the later ones repeats
        reviewer.page.keyboard.down("a")
    reviewer.page.keyboard.up("a")
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "accept"}


def test_after_a_click_on_a_button_the_space_bar_skips_and_does_not_press_it_again(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.page.click("#reject")
    reviewer.press("Space")
    assert reviewer.chosen == "Ruaka"
    assert "1 of 4" in reviewer.kept


def test_the_last_place_of_the_list_does_not_lead_back_to_the_first(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.choose("Ruaka")
    reviewer.press("a", "Space")
    assert reviewer.chosen == "Kitui"
    assert "Some above are undecided" in reviewer.said


# --- nothing by accident ---


def test_a_name_typed_into_the_cluster_filter_decides_nothing_and_the_focus_stays_there(open_page: Open) -> None:
    reviewer = open_page([*FOUR, cluster("Malindi"), cluster("Mombasa")])
    reviewer.page.focus("#by-cluster")
    reviewer.page.keyboard.type("Mombasa")
    assert reviewer.page.evaluate("document.activeElement.id") == "by-cluster"
    assert (reviewer.rows, reviewer.chosen) == (["Mombasa"], "Mombasa")
    assert "0 of 6" in reviewer.kept


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


def test_a_click_on_a_mark_chooses_it_also_beside_a_cluster_without_a_point(open_page: Open) -> None:
    reviewer = open_page([cluster("Kitui"), *FOUR[:3]])
    assert reviewer.page.locator("#hint").is_hidden()
    reviewer.click_at(-1.30, 36.85)
    assert reviewer.chosen == "Langata"
    assert "0 of 4" in reviewer.kept


FAR = place("Far", status="too_far", lat=-1.8, lng=36.8172, concern="the only answer is far")
COARSE = place("County", status="too_coarse", concern="the only answer is a county")


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
    reviewer = open_page([doubtful, place("Karen")])
    reviewer.press("a")
    assert words in reviewer.said
    reviewer.press("a", "Escape")
    assert decisions(reviewer, tmp_path / "none.csv") == {}
    reviewer.press("a", "y")
    assert decisions(reviewer, tmp_path / "meant.csv") == {doubtful.place or doubtful.cluster: "accept"}


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
    reviewer.save(tmp_path / "saved.csv")
    row = read(tmp_path / "saved.csv")["Karen"]
    assert (row["decision"], row["new_lat"], row["new_lng"]) == ("move", *point)


def test_a_text_pasted_into_a_field_stays_in_the_field(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("/")
    reviewer.paste("-1.31, 36.81", "#search")
    assert "0 of 4" in reviewer.kept


# --- keeping ---


def test_a_reload_keeps_what_was_decided(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a")
    reviewer.put_at("-1.3, 36.8")
    reviewer.page.reload()
    assert "2 of 4 places decided · kept in this browser" in reviewer.kept
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "accept", "Langata": "move"}
    assert "sent to your downloads" in reviewer.kept


def test_a_reload_goes_on_at_the_first_place_that_is_undecided(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    assert reviewer.chosen == "Karen"
    for judged, following in (("Karen", "Langata"), ("Langata", "Ruaka"), ("Ruaka", "Kitui"), ("Kitui", "Karen")):
        reviewer.choose(judged)
        reviewer.press("x")
        reviewer.page.reload()
        assert reviewer.chosen == following


def test_another_export_starts_without_the_decisions_of_the_last(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a")
    write_page(reviewer.file, [place("Karen", revision="pl-later"), *FOUR[1:]], NAIROBI)
    reviewer.page.reload()
    assert "0 of 4" in reviewer.kept


def test_a_browser_that_keeps_nothing_is_no_obstacle_and_is_told(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR, before="Storage.prototype.setItem = () => { throw new Error('full'); };")
    reviewer.press("a")
    assert "NOT KEPT" in reviewer.kept
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "accept"}


def test_a_store_that_fails_once_is_used_again_when_it_works(open_page: Open) -> None:
    fails_once = """const set = Storage.prototype.setItem;
      Storage.prototype.setItem = () => { Storage.prototype.setItem = set; throw new Error("full"); };"""
    reviewer = open_page(FOUR, before=fails_once)
    reviewer.press("a")
    assert "NOT KEPT" in reviewer.kept
    reviewer.press("x")
    assert "kept in this browser" in reviewer.kept
    reviewer.page.reload()
    assert reviewer.page.evaluate("decisions.size") == 2, "with what it could not keep at first"


def test_two_tabs_of_one_page_keep_the_decisions_of_both(open_page: Open, tmp_path: Path) -> None:
    first = open_page(FOUR)
    second = first.second_tab()
    first.press("a")
    second.choose("Langata")
    second.press("x")
    first.choose("Ruaka")
    first.press("x")
    assert "3 of 4" in second.kept, "each shows what the other did"
    expected = {"Karen": "accept", "Langata": "reject", "Ruaka": "reject"}
    assert decisions(second, tmp_path / "second.csv") == expected
    first.choose("Karen")
    first.press("Backspace")
    assert decisions(second, tmp_path / "later.csv") == {"Langata": "reject", "Ruaka": "reject"}
    first.page.reload()
    assert decisions(first, tmp_path / "first.csv") == {"Langata": "reject", "Ruaka": "reject"}


def test_a_new_page_offers_what_an_older_page_left_in_no_file_as_far_as_it_still_fits(
    open_page: Open, tmp_path: Path
) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a", "x")
    reviewer.put_at("-1.25, 36.75")
    later = [place(each.place, lat=each.lat, lng=each.lng, revision=f"{each.place} later") for each in FOUR[1:3]]
    write_page(reviewer.file, [FOUR[0], *later, FOUR[3]], NAIROBI)
    reviewer.page.reload()
    assert "3 decisions in this browser that no file has; 2 still fit" in reviewer.page.inner_text("#offer")
    reviewer.page.click("text=Take over 2 decisions")
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "accept", "Ruaka": "move"}
    reviewer.press("u")
    assert decisions(reviewer, tmp_path / "undone.csv") == {}
    reviewer.page.reload()
    assert reviewer.page.locator("#offer").is_hidden(), "what no longer fits is not offered again"


def test_journals_of_other_pages_go_once_they_are_saved_and_not_before(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    for n in range(3):
        write_page(reviewer.file, [place("Karen", revision=f"pl-{n}")], NAIROBI)
        reviewer.page.reload()
        reviewer.press("x")
        if n:
            reviewer.save(tmp_path / f"{n}.csv")
    write_page(reviewer.file, FOUR, NAIROBI)
    reviewer.page.reload()
    assert reviewer.page.evaluate("Object.keys(localStorage).length") == 1
    assert (
        "1 decision in this browser" in reviewer.page.inner_text("#offer")
        or reviewer.page.locator("#offer").is_hidden()
    )


def test_what_no_file_has_is_not_closed_without_a_warning(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    reviewer.page.on("dialog", agree)
    reviewer.press("a")
    reviewer.page.reload()
    assert asked == ["beforeunload"]
    reviewer.press("a")
    reviewer.save(tmp_path / "saved.csv")
    reviewer.page.reload()
    assert asked == ["beforeunload"]


def test_each_save_has_a_name_of_its_own_and_the_advice_names_it(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR)
    reviewer.press("a")
    names = {reviewer.save(tmp_path / "saved.csv") for _ in range(3)}
    assert len(names) == 3
    assert reviewer.said.split()[-1] in names


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
    reviewer.save(tmp_path / "saved.csv")
    saved = read(tmp_path / "saved.csv")
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


def test_a_point_near_the_equator_is_written_without_an_exponent(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([place("Nanyuki", lat=0.01, lng=37.07)], NOWHERE)
    reviewer.put_at("0.00005, 37.07")
    reviewer.save(tmp_path / "saved.csv")
    assert read(tmp_path / "saved.csv")["Nanyuki"]["new_lat"] == "0.00005"


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


def test_a_csv_that_a_spreadsheet_saved_with_semicolons_and_decimal_commas_is_read(
    open_page: Open, tmp_path: Path
) -> None:
    lines = ["what;cluster;place;revision;decision;new_lat;new_lng", "location; nairobi;KAREN;pl-Karen;Move;-1,31;36,8"]
    (tmp_path / "excel.csv").write_text("\n".join(lines), encoding="utf-16")
    reviewer = open_page(FOUR)
    assert "Took 1 decision " in reviewer.load(tmp_path / "excel.csv")
    reviewer.save(tmp_path / "saved.csv")
    assert read(tmp_path / "saved.csv")["Karen"]["new_lat"] == "-1.31"


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


def test_a_file_that_is_no_csv_of_places_is_refused_in_words(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    assert "was not taken" in open_page(FOUR).load(tmp_path / "photo.csv")


# --- list and map ---


def test_the_list_follows_the_map_and_the_map_the_list(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.click_at(-1.30, 36.85)
    assert reviewer.chosen == "Langata"
    assert reviewer.page.locator(".row[aria-selected=true] b").inner_text() == "Langata"
    reviewer.choose("Ruaka")
    assert reviewer.page.evaluate("map.getBounds().contains([-1.2, 36.77])")
    assert reviewer.page.evaluate("pin.getLatLng().lat") == -1.2


def test_places_on_one_spot_are_offered_by_name(open_page: Open) -> None:
    reviewer = open_page([place("Karen", tickets=9), place("Karen Phase 2"), place("Ruaka", lat=-1.2, lng=36.95)])
    reviewer.choose("Ruaka")
    reviewer.click_at(-1.2964, 36.8931)
    reviewer.page.locator(".picks button", has_text="Karen Phase 2").click()
    assert reviewer.chosen == "Karen Phase 2"


@pytest.mark.parametrize(
    ("by", "value", "left"),
    [
        ("status", "too_far", ["Ruaka"]),
        ("status", "unasked", ["Kitui"]),
        ("status", "verified", ["Karen"]),
        ("cluster", "in Nairobi", ["Karen", "Ruaka"]),
        ("cluster", "cluster", ["Kitui"]),
        ("concern", "yes", ["Ruaka"]),
        ("decision", "reject", ["Karen"]),
        ("decision", "none", ["Ruaka", "Kitui"]),
    ],
)
def test_filters_leave(by: str, value: str, left: list[str], open_page: Open) -> None:
    far = place("Ruaka", status="too_far", concern="62 km away", lat=-1.8, lng=36.9)
    reviewer = open_page([place("Karen", verified=True), far, cluster("Kitui")])
    reviewer.press("x")
    reviewer.filter(by, value)
    assert reviewer.rows == left
    assert reviewer.chosen in left, "what the keys act on is in the list"


def test_how_many_places_and_open_tickets_are_shown_is_said(open_page: Open) -> None:
    reviewer = open_page([place("Karen", tickets=1200), place("Ruaka", tickets=1)])
    for words, told in (
        ("", "2 places, 1,201 open tickets"),
        ("ruaka", "1 of 2 places, 1 open ticket"),
        ("none such", "0 of 2 places, 0 open tickets"),
    ):
        reviewer.page.fill("#search", words)
        assert reviewer.page.inner_text("#shown") == told


def test_a_search_finds_places_by_network_name_answer_and_ticket(open_page: Open) -> None:
    reviewer = open_page([place("Karen", label="Karen, Kajiado"), place("Ruaka", names=("NW_X_FDT9",), waiting=())])
    for words, found in (("fdt9", ["Ruaka"]), ("kajiado karen", ["Karen"]), ("crq2", ["Karen"]), ("none such", [])):
        reviewer.page.fill("#search", words)
        assert reviewer.rows == found


def test_enter_in_the_search_goes_to_the_first_place_found(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.choose("Kitui")
    reviewer.page.fill("#search", "k")
    first, second, *_ = reviewer.rows
    assert second != first
    reviewer.choose(second)
    reviewer.page.press("#search", "Enter")
    assert reviewer.chosen == first


def test_the_order_stays_while_one_decides(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.filter("decision", "none")
    reviewer.press("a", "x")
    assert reviewer.rows == ["Karen", "Langata", "Ruaka", "Kitui"]


def test_of_thousands_of_places_only_the_rows_in_sight_are_made(open_page: Open) -> None:
    reviewer = open_page([place(f"Phase {n}") for n in range(3000)])
    assert len(reviewer.rows) < 40
    reviewer.page.evaluate("at('list').scrollTop = 1e9")
    reviewer.page.locator(".row", has_text="Phase 2999").click()
    assert reviewer.chosen == "Phase 2999"


def test_the_card_says_what_was_asked_what_was_answered_how_far_off_and_which_tickets_wait(open_page: Open) -> None:
    far = place(status="too_far", lat=-1.8, lng=36.8172, concern="the only answer is far", note="one of two")
    card = open_page([far]).page.locator("#card").inner_text()
    for words in (
        "NW_ADR_MNT_Donholm_FDT12",
        "Donholm, Nairobi, Kenya",
        "Donholm, Embakasi, Nairobi, Kenya (nominatim)",
        "57 km south of Nairobi's centroid",
        "the only answer is far",
        "one of two",
        "INC1",
        "Pending",
        "and 1 more",
    ):
        assert words in card


@pytest.mark.parametrize(
    ("chosen", "others", "told"),
    [
        pytest.param(place("Karen"), (), "1.6 km south of Umoja", id="an accepted place"),
        pytest.param(place("Karen"), (("Ruai", "", -1.2964, 36.8932),), "at Ruai", id="another town"),
        pytest.param(place("Umoja"), (), None, id="not itself"),
        pytest.param(cluster("Nairobi", -1.2830, 36.8172), (), "8.9 km west of Umoja", id="a cluster beside its place"),
        pytest.param(place("Karen", lat=-1.5), (), None, id="none within 15 km"),
    ],
)
def test_the_card_names_the_neighbour(
    chosen: Place, others: tuple[tuple[str, str, float, float], ...], told: str | None, open_page: Open
) -> None:
    around = Surroundings((*NAIROBI.centroids, *(Spot(*other) for other in others)), NAIROBI.accepted, ())
    reviewer = open_page([chosen], around)
    lines = reviewer.page.locator("#card dd p:not(:has-text('centroid'))").all_inner_texts()
    assert lines == ([told] if told else [])


def test_a_page_without_places_or_points_opens_and_says_so(open_page: Open) -> None:
    assert "no place is worth a look" in open_page([], NOWHERE).page.locator("#card").inner_text()
    assert open_page([cluster("Kitui")], NOWHERE).chosen == "Kitui"


# --- faster ---

NEAR, OTHER, AWAY = (
    Candidate(1, "Karen, Nairobi", -1.2964, 36.8931, "place=suburb", 8.5, None),
    Candidate(2, "Karen Estate, Nairobi", -1.33, 36.75, "landuse=residential", 9.1, "less precise"),
    Candidate(3, "Karen, Mombasa", -4.05, 39.66, "place=village", 440.0, "too far"),
)
SEVERAL = place("Karen", candidates=(NEAR, OTHER, AWAY))


def test_the_answers_of_the_geocoder_are_listed_with_kind_distance_and_why_not(open_page: Open) -> None:
    answers = open_page([SEVERAL]).page.locator(".candidates li").all_inner_texts()
    assert [" ".join(answer.split()) for answer in answers] == [
        "1 Karen, Nairobi place=suburb · 8.5 km · taken",
        "2 Karen Estate, Nairobi landuse=residential · 9.1 km · less precise",
        "3 Karen, Mombasa place=village · 440 km · too far",
    ]


def test_a_number_chooses_that_answer_goes_on_and_comes_out_as_a_number(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([SEVERAL, place("Ruaka")])
    reviewer.press("2")
    assert reviewer.chosen == "Ruaka"
    reviewer.press("2", "k")
    assert "not known" in reviewer.said
    assert "-1.33000, 36.75000" in reviewer.page.inner_text("#card")
    reviewer.save(tmp_path / "saved.csv")
    row = read(tmp_path / "saved.csv")["Karen"]
    assert (row["decision"], row["new_lat"], row["new_lng"]) == ("2", "", "")
    assert row["candidates"].startswith("1: Karen, Nairobi (-1.29640, 36.89310)")
    other = open_page([SEVERAL, place("Ruaka")])
    other.load(tmp_path / "saved.csv")
    assert decisions(other, tmp_path / "again.csv") == {"Karen": "2"}


def test_an_answer_that_the_import_refuses_wants_to_be_meant(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page([SEVERAL])
    reviewer.page.click(".candidates li:nth-child(3) button")
    assert "km from Nairobi's centroid" in reviewer.said
    assert decisions(reviewer, tmp_path / "none.csv") == {}
    reviewer.page.click(".candidates li:nth-child(3) button")
    reviewer.press("y")
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Karen": "3"}


def test_a_file_that_chooses_an_answer_that_is_not_there_is_told(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("what,cluster,place,revision,decision\nlocation,Nairobi,Karen,pl-Karen,4\n")
    assert "it has no answer 4" in open_page([SEVERAL]).load(tmp_path / "other.csv")


def test_a_place_without_a_point_shows_the_other_places_of_its_cluster(open_page: Open) -> None:
    around = Surroundings(NAIROBI.centroids, (Spot("Nairobi", "Umoja", -1.2830, 36.8970),), ())
    reviewer = open_page(
        [place("Gone", lat=None, lng=None), place("Far away", cluster="Kisumu", lat=-0.1, lng=34.7)], around
    )
    assert reviewer.page.evaluate("map.getZoom()") >= 12
    for lat, lng in ((-1.2864, 36.8172), (-1.2830, 36.8970)):
        assert reviewer.page.evaluate("point => map.getBounds().contains(point)", [lat, lng])


def test_a_cluster_that_nobody_found_shows_what_the_geocoder_answered(open_page: Open) -> None:
    reviewer = open_page([cluster("Karen", candidates=(AWAY,)), place("Ruaka")])
    assert reviewer.page.evaluate("map.getBounds().contains([-4.05, 39.66])")


def test_a_key_searches_a_map_for_the_place_its_cluster_and_country_and_copies_the_name(open_page: Open) -> None:
    noting = """window.open = url => { window.opened = url; };
      navigator.clipboard.writeText = async text => { window.copied = text; };"""
    reviewer = open_page([place("Gone", lat=None, lng=None, query=None)], before=noting)
    reviewer.press("g")
    assert reviewer.page.evaluate("[opened, copied]") == [
        "https://www.openstreetmap.org/search?query=Gone%2C%20Nairobi%2C%20Kenya",
        "Gone",
    ]
    assert "Copied" in reviewer.said


def test_all_that_is_shown_and_nothing_speaks_against_is_accepted_in_one_step(open_page: Open, tmp_path: Path) -> None:
    plain = [place(f"Phase {n}", names=(), waiting=()) for n in range(30)]
    doubtful = [place("Odd", concern="goes by another name"), place("Sure", verified=True), FAR, COARSE]
    reviewer = open_page([*plain, *doubtful])
    reviewer.page.fill("#search", "1")
    button = reviewer.page.get_by_role("button", name="Accept all")
    assert "12" in button.inner_text(), "Phase 1, 10 to 19 and 21"
    button.click()
    assert reviewer.page.locator("#bulk-sample li").count() in range(5, 11)
    assert "36 open tickets" in reviewer.page.inner_text("#bulk-count")
    reviewer.page.click("text=Leave them")
    assert "0 of 34" in reviewer.kept
    button.click()
    reviewer.page.get_by_role("button", name="Accept all").click()
    reviewer.page.locator("#search").fill("")
    assert len(decisions(reviewer, tmp_path / "some.csv")) == 12
    reviewer.page.get_by_role("button", name="Accept all").click()
    reviewer.page.get_by_role("button", name="Accept all").click()
    assert set(decisions(reviewer, tmp_path / "all.csv")) == {each.place for each in plain}
    reviewer.page.locator("#search").blur()
    reviewer.press("u", "u")
    assert decisions(reviewer, tmp_path / "none.csv") == {}


@pytest.mark.parametrize(
    ("label", "around", "told"),
    [
        pytest.param("Karen, Kajiado", NAIROBI, "Karen, Kajiado · 8.5 km from Nairobi's centroid", id="both"),
        pytest.param(None, NAIROBI, "8.5 km from Nairobi's centroid", id="no label"),
        pytest.param("Karen, Kajiado", NOWHERE, "Karen, Kajiado", id="no centroid"),
        pytest.param(None, NOWHERE, "", id="neither"),
    ],
)
def test_the_sample_of_what_would_be_accepted_says_what_was_answered_and_how_far_off(
    label: str | None, around: Surroundings, told: str, open_page: Open
) -> None:
    page = open_page([place("Karen", label=label)], around).page
    page.get_by_role("button", name="Accept all").click()
    assert page.locator("#bulk-sample li small").all_inner_texts() == [told]
    assert page.inner_text("#bulk-sample").startswith("Karen in Nairobi")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("tickets", ["Ruaka", "Kondele", "Karen", "Milimani", "Gone", "Kitengela"]),
        ("cluster", ["Karen", "Ruaka", "Kitengela", "Gone", "Milimani", "Kondele"]),
        ("distance", ["Kitengela", "Ruaka", "Kondele", "Karen", "Milimani", "Gone"]),
        ("concern", ["Karen", "Milimani", "Gone", "Ruaka", "Kondele", "Kitengela"]),
    ],
)
def test_the_order_is(order: str, expected: list[str], open_page: Open) -> None:
    around = Surroundings((*NAIROBI.centroids, Spot("Kisumu", "", -0.1, 34.76)), (), ())
    reviewer = open_page(
        [
            place("Ruaka", lat=-1.2, lng=36.77, tickets=9),
            place("Kondele", cluster="Kisumu", lat=-0.08, lng=34.77, tickets=8),
            place("Karen", lat=-1.28, lng=36.8, tickets=7, concern="8 km from its namesake"),
            place("Milimani", cluster="Kisumu", lat=-0.11, lng=34.75, tickets=6, concern="9 km from its namesake"),
            place("Gone", lat=None, lng=None, tickets=5, concern="nothing found"),
            place("Kitengela", lat=-1.48, lng=36.95, tickets=4),
        ],
        around,
    )
    reviewer.page.select_option("#order", order)
    assert reviewer.rows == expected


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
    reviewer.save(tmp_path / "saved.csv")
    saved = read(tmp_path / "saved.csv")
    assert [(row["decision"], row["comment"]) for row in saved.values()] == [
        ("unsure", "ask Otieno"),
        ("accept", "'=two of that name"),
        ("reject", "typed, then clicked"),
        ("", ""),
    ]
    other = open_page([place("Karen", comment="ask Otieno"), *FOUR[1:]])
    other.load(tmp_path / "saved.csv")
    other.save(tmp_path / "again.csv")
    assert read(tmp_path / "again.csv") == saved


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
    assert {name: (row["decision"], row["comment"]) for name, row in read(tmp_path / "saved.csv").items()} == expected
    other = open_page(places)
    other.load(tmp_path / "saved.csv")
    other.save(tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "saved.csv").read_bytes()


def test_the_fields_belong_to_the_chosen_place(open_page: Open) -> None:
    reviewer = open_page([place("Karen", comment="ask Otieno"), *FOUR[1:]])
    reviewer.page.fill("#coordinate", "nonsense")
    reviewer.press("Enter")
    reviewer.choose("Langata")
    for field in ("#coordinate", "#comment"):
        assert reviewer.page.locator(field).input_value() == ""
    assert reviewer.page.inner_text("#coordinate-trouble") == ""


def test_the_card_shows_what_the_tickets_say_and_folds_away_all_but_five(open_page: Open) -> None:
    tickets = tuple(Ticket("inc", f"INC{n}", "Pending") for n in range(8))
    reviewer = open_page([place(tickets=8, waiting=tickets, tickets_text=(("INC0", "behind the Total station"),))])
    table = reviewer.page.locator(".tickets")
    assert "behind the Total station" in table.inner_text()
    assert table.locator("tr").count() == 5
    table.locator("text=show 3 more").click()
    assert table.locator("tr").count() == 8
    reviewer.page.fill("#search", "total")
    assert reviewer.rows == ["Donholm"]


def test_who_judged_a_place_before_is_on_its_card(open_page: Open) -> None:
    judged = place(decided_by="anna", decided_at="2026-11-20T09:12:33Z")
    assert "by anna, 2026-11-20T09:12:33Z" in open_page([judged]).page.inner_text("#card")


def test_a_link_leads_to_its_place_on_opening_and_later(open_page: Open) -> None:
    odd = place("50/60% Rd, North #2")
    reviewer = open_page([*FOUR, odd, cluster("Nairobi", -1.28, 36.81)])
    reviewer.choose(odd.place)
    link = reviewer.page.get_by_text("Link to this place").get_attribute("href")
    for address, chosen in (
        (link, odd.place),
        ("#place=Ruaka", "Ruaka"),
        ("#place=Nairobi", "Nairobi"),
        ("#place=%", "Nairobi"),
    ):
        reviewer.page.evaluate("address => { location.hash = address; }", address)
        reviewer.page.wait_for_function("title => document.querySelector('#card h2').textContent === title", arg=chosen)
    reviewer.page.goto(reviewer.file.as_uri() + (link or ""))
    reviewer.page.reload()
    assert reviewer.chosen == odd.place


# --- what the map paints ---

PAINTED = """() => {
  const proto = CanvasRenderingContext2D.prototype, count = {};
  for (const name of ["fillText", "arc", "setLineDash", "fillRect", "lineTo"]) {
    const real = proto[name];
    proto[name] = function (...args) { (count[name] ||= []).push(args); return real.apply(this, args); };
    window.restore = [...(window.restore || []), () => { proto[name] = real; }];
  }
  drawPlaces();
  window.restore.forEach(undo => undo());
  return count;
}"""


def test_the_map_shows_numbers_names_the_circle_the_feed_and_the_distance(open_page: Open) -> None:
    painted = open_page([SEVERAL, *FOUR[1:]]).page.evaluate(PAINTED)
    texts = {str(args[0]) for args in painted["fillText"]}
    assert {"1", "2", "Nairobi", "Umoja", "Langata", "8.5 km"} <= texts
    assert len(painted["fillRect"]) == 1, "the one ticket with coordinates of its own"
    assert [6, 4] in [args[0] for args in painted["setLineDash"]], "the line to the centroid"


# What is painted, in its order: [how, the colour's name in the style sheet, what, with which dashes, how opaque].
# A path is the list of what it was made with.
DRAWN = """() => {
  const proto = CanvasRenderingContext2D.prototype, real = {}, drawn = [], inks = new Map();
  const canvas = document.createElement("canvas").getContext("2d");
  for (const name of ["grid", "outline", "ink", "known", "place", "circle", "chosen", "move", "paper", "feed"]) {
    canvas.fillStyle = ink(name);
    inks.set(canvas.fillStyle, name);
  }
  const note = (name, act) => {
    real[name] = proto[name];
    proto[name] = function (...args) { act(this, args); return real[name].apply(this, args); };
  };
  const nameOf = colour => inks.get(colour) || colour;
  let path = [];
  note("beginPath", () => { path = []; });
  for (const name of ["moveTo", "lineTo", "arc"]) note(name, (_, args) => path.push(args));
  for (const name of ["fillRect", "fillText"]) {
    note(name, (ctx, args) => drawn.push([name, nameOf(ctx.fillStyle), args, [], ctx.globalAlpha]));
  }
  note("fill", ctx => drawn.push(["fill", nameOf(ctx.fillStyle), path, [], ctx.globalAlpha]));
  note("stroke", ctx => drawn.push(["stroke", nameOf(ctx.strokeStyle), path, ctx.getLineDash(), ctx.globalAlpha]));
  drawPlaces();
  Object.assign(proto, real);
  return drawn;
}"""
TWO_TOWNS = Surroundings((*NAIROBI.centroids, Spot("Thika", "", -1.18, 36.97)), NAIROBI.accepted, NAIROBI.feed)


def list_drawn(reviewer: Reviewer, how: str) -> list[tuple[str, Any]]:
    return [(colour, what) for drawn, colour, what, *_ in reviewer.page.evaluate(DRAWN) if drawn == how]


def pixel(reviewer: Reviewer, lat: float, lng: float) -> tuple[float, float]:
    """As the map paints."""
    x, y = reviewer.page.evaluate("([lat, lng]) => { const p = pixelOf({lat, lng}); return [p.x, p.y]; }", [lat, lng])
    return x, y


def test_each_thing_on_the_map_has_the_colour_of_its_sort(open_page: Open) -> None:
    reviewer = open_page([SEVERAL, *FOUR[1:]], TWO_TOWNS)
    texts = {(str(args[0]), colour) for colour, args in list_drawn(reviewer, "fillText")}
    assert {("Nairobi", "ink"), ("Umoja", "known"), ("Langata", "place"), ("8.5 km", "chosen"), ("2", "move")} <= texts
    assert [colour for colour, _ in list_drawn(reviewer, "fillRect")] == ["feed"]
    dots = [tuple(path[0][:2]) for colour, path in list_drawn(reviewer, "fill") if colour == "known"]
    assert {pixel(reviewer, -1.2864, 36.8172), pixel(reviewer, -1.2830, 36.8970)} <= set(dots), "Nairobi, Umoja"


def test_the_circle_of_the_chosen_cluster_is_whole_and_filled_faintly_and_that_of_another_is_dashed(
    open_page: Open,
) -> None:
    reviewer = open_page(FOUR, TWO_TOWNS)
    reviewer.page.evaluate("map.setZoom(9)")
    circles = [
        (how, colour, tuple(path[0][:2]), bool(dashes), opacity < 0.1)
        for how, colour, path, dashes, opacity in reviewer.page.evaluate(DRAWN)
        if how in ("fill", "stroke") and len(path[0]) == 5 and path[0][2] > 30
    ]
    nairobi, thika = pixel(reviewer, -1.2864, 36.8172), pixel(reviewer, -1.18, 36.97)
    assert circles == [
        ("stroke", "chosen", nairobi, False, False),
        ("fill", "chosen", nairobi, False, True),
        ("stroke", "circle", thika, True, False),
    ]


def test_the_answer_that_is_taken_stands_out_among_those_of_the_geocoder(open_page: Open) -> None:
    reviewer = open_page([SEVERAL, place("Ruaka")])
    for keys, filled in (("", set()), ("2 k", {2}), ("1 k", {1}), ("Backspace", set())):
        reviewer.press(*keys.split())
        assert reviewer.chosen == "Karen"
        drawn = [each for each in reviewer.page.evaluate(DRAWN) if each[0] in ("fill", "stroke", "fillText")]
        rings = {
            number[2][0]: (disc[1], ring[1], number[1])
            for disc, ring, number in zip(drawn, drawn[1:], drawn[2:], strict=False)
            if number[0] == "fillText" and isinstance(number[2][0], int)
        }
        expected = {n: ("move", "move", "paper") if n in filled else ("paper", "move", "move") for n in (1, 2)}
        assert rings == expected
        pressed = reviewer.page.locator(".candidates [aria-pressed=true] kbd").all_inner_texts()
        assert {int(number) for number in pressed} == filled


def test_lines_lead_from_the_centroid_and_from_where_it_was_to_where_the_place_is(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    centroid, before, after = (-1.2864, 36.8172), (-1.2964, 36.8931), (-1.31, 36.81)

    def list_ties() -> dict[str, list[list[float]]]:
        return {
            colour: path
            for colour, path in list_drawn(reviewer, "stroke")
            if colour in ("chosen", "move") and len(path) == 2
        }

    def between(one: tuple[float, float], two: tuple[float, float]) -> list[list[float]]:
        return [list(pixel(reviewer, *one)), list(pixel(reviewer, *two))]

    assert list_ties() == {"chosen": between(centroid, before)}
    reviewer.put_at("-1.31, 36.81")
    assert list_ties() == {"chosen": between(centroid, after), "move": between(before, after)}


def test_the_lines_of_the_grid_are_straight_and_where_their_labels_say(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    lines = [path for colour, path in list_drawn(reviewer, "stroke") if colour == "grid"]
    upright = {x1 for (x1, y1), (x2, y2) in lines if x1 == x2 and abs(y2 - y1) > 900}
    level = {y1 for (x1, y1), (x2, y2) in lines if y1 == y2 and abs(x2 - x1) > 700}
    assert len(upright) + len(level) == len(lines)
    labels = [args for _, args in list_drawn(reviewer, "fillText") if "°" in str(args[0])]
    letters = {text[-1] for text, *_ in labels}
    assert letters == {"E", "S"}
    for text, x, y in labels:
        degrees = float(text.split("°")[0])
        if text[-1] == "E":
            assert x - 3 in upright
            assert x - 3 == pytest.approx(pixel(reviewer, 0, degrees)[0], abs=1)
        else:
            assert y + 2 in level
            assert y + 2 == pytest.approx(pixel(reviewer, -degrees, 0)[1], abs=1)


def test_no_two_states_look_alike_to_whoever_sees_no_colour(open_page: Open) -> None:
    states = open_page([], NOWHERE).page.evaluate("STATES")
    looks = [(state["letter"], state["shape"]) for state in states.values()]
    assert len(set(looks)) == len(looks)


def test_a_rejected_cluster_is_no_centre_any_more(open_page: Open) -> None:
    reviewer = open_page([cluster("Nairobi", -1.2864, 36.8172), place("Karen")])
    reviewer.choose("Karen")
    assert "of Nairobi's centroid" in reviewer.page.inner_text("#card")
    widest = max(args[2] for args in reviewer.page.evaluate(PAINTED)["arc"])
    assert widest > 100, "its 25 km"
    reviewer.choose("Nairobi")
    reviewer.press("x")
    assert reviewer.chosen == "Karen"
    assert "centroid" not in reviewer.page.inner_text("#card")
    assert max(args[2] for args in reviewer.page.evaluate(PAINTED)["arc"]) < 30
    reviewer.press("u", "m")
    reviewer.click_at(-1.2, 36.7)
    reviewer.choose("Karen")
    assert "24 km" in reviewer.page.inner_text("#card"), "of where the cluster was moved to"


def test_a_tip_names_what_is_under_the_mouse(open_page: Open) -> None:
    reviewer = open_page([SEVERAL, *FOUR[1:]])
    tip = reviewer.page.locator("#tip")
    for point, words in (
        ((-1.30, 36.85), "Langata · found, not verified · 3 tickets"),
        ((-1.33, 36.75), "Answer 2: Karen Estate"),
    ):
        reviewer.page.mouse.move(*reviewer.pixel_of(*point))
        assert words in tip.inner_text()
    reviewer.page.mouse.move(*reviewer.pixel_of(-1.25, 36.82))
    assert tip.is_hidden()


def test_outlines_are_painted_from_afar_only(open_page: Open) -> None:
    reviewer = open_page([place("Mombasa", cluster="Mombasa", lat=-4.05, lng=39.66)], NOWHERE)
    reviewer.page.evaluate("map.setView([-4.05, 39.66], 9)")
    afar = len(reviewer.page.evaluate(PAINTED)["lineTo"])
    reviewer.page.evaluate("map.setView([-4.05, 39.66], 10)")
    assert len(reviewer.page.evaluate(PAINTED)["lineTo"]) < afar / 2


# --- a phone ---


def test_on_a_phone_list_map_and_place_take_turns_and_nothing_sticks_out(open_page: Open, tmp_path: Path) -> None:
    reviewer = open_page(FOUR, size=PHONE)
    reviewer.choose("Langata")
    assert reviewer.page.locator("#card").is_visible()
    assert not reviewer.page.locator("#list").is_visible()
    reviewer.page.click("nav button:has-text('Map')")
    assert reviewer.page.locator("#map").is_visible()
    reviewer.drag_pin(-1.3, 36.8)
    assert "Langata" in reviewer.page.locator("#chosen").inner_text()
    for view in ("List", "Map", "Place"):
        reviewer.page.click(f"nav button:has-text('{view}')")
        assert reviewer.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    assert decisions(reviewer, tmp_path / "saved.csv") == {"Langata": "move"}


# --- foreign text ---

HOSTILE = """</script><img src=x onerror="pwned=1"><script>pwned=1</script>"'&amp;<!--\u2028\u202e\ud83d"""


def test_hostile_text_in_every_field_stays_text(open_page: Open, tmp_path: Path) -> None:
    text = HOSTILE.replace("\ud83d", "\ufffd")
    fields = ("cluster", "names", "provider", "query", "label", "note", "concern", "revision")
    hostile = {name: (f"={text}",) if name == "names" else f"={name}{text}" for name in fields}
    ticket = place().waiting[0]
    bad = place(f"@{text}", waiting=(type(ticket)(text, text, text),), **hostile)
    around = Surroundings((Spot(text, "", -1.3, 36.8),), (Spot(text, text, -1.3, 36.9),), ())
    reviewer = open_page([bad, place("Karen")], around)
    assert reviewer.chosen == f"@{text}"
    reviewer.page.mouse.move(*reviewer.pixel_of(-1.2964, 36.8931))
    reviewer.click_at(-1.2964, 36.8931)
    reviewer.page.locator(".picks button").first.click()
    reviewer.press("a")
    assert reviewer.page.evaluate("typeof pwned") == "undefined"
    assert reviewer.page.locator("main img, main script").count() == 0
    reviewer.save(tmp_path / "saved.csv")
    row = next(iter(read(tmp_path / "saved.csv").values()))
    assert (row["cluster"], row["place"]) == (f"'=cluster{text}", f"'@{text}")
    assert row["lat"] == "-1.2964"

    other = open_page([bad, place("Karen")], around)
    assert "Took 1 decision" in other.load(tmp_path / "saved.csv")


def test_half_a_surrogate_pair_does_not_keep_the_page_from_being_written(open_page: Open) -> None:
    assert open_page([place("half \ud83d a pair")]).chosen.startswith("half")


# --- the file ---


def test_the_page_names_the_map_library_and_asks_the_browser_to_run_nothing_else(tmp_path: Path) -> None:
    write_page(tmp_path / "places.html", [place()], NAIROBI)
    page = (tmp_path / "places.html").read_text(encoding="utf-8")
    assert "Leaflet 1.9.3" in page
    assert "BSD-2-Clause" in page
    assert "default-src 'none'; script-src 'sha256-" in page
    assert page.count("sha256-") == page.count("<script>")


@pytest.fixture
def tile_server() -> Iterator[tuple[str, list[str]]]:
    """A URL template, and what was asked of the server. It answers from /tiles/ only."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            is_tile = self.path.startswith("/tiles/")
            self.send_response(200 if is_tile else 404)
            self.send_header("Content-Type", "image/svg+xml")
            self.end_headers()
            self.wfile.write(b"<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'/>" if is_tile else b"")

        def log_message(self, *_: object) -> None:
            """Nothing on stderr."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def test_tiles_of_a_real_server_are_shown_with_whom_they_are_from(
    browser: Browser, tmp_path: Path, tile_server: tuple[str, list[str]]
) -> None:
    url, asked = tile_server
    file = tmp_path / "places.html"
    write_page(file, FOUR, NAIROBI, tiles=url + "/tiles/{z}/{x}/{y}.png", attribution="© <b>us</b> & OSM")
    context = browser.new_context()
    page = Reviewer(context, file).open()
    page.locator(".leaflet-tile-loaded").first.wait_for()
    named = page.inner_text(".leaflet-control-attribution")
    context.close()
    assert "© <b>us</b> & OSM" in named
    assert "Natural Earth" not in named
    assert asked


@pytest.mark.parametrize("path", ["", "unreachable"])
def test_a_tile_server_that_gives_none_is_replaced_by_outlines_with_a_message(
    path: str, browser: Browser, tmp_path: Path, tile_server: tuple[str, list[str]]
) -> None:
    url = "http://127.0.0.1:9" if path else tile_server[0]
    write_page(tmp_path / "places.html", FOUR, NAIROBI, tiles=url + "/nothing/{z}/{x}/{y}.png")
    context = browser.new_context()
    reviewer = Reviewer(context, tmp_path / "places.html")
    reviewer.open().locator("text=No tile came from 127.0.0.1").wait_for()
    assert "Natural Earth" in reviewer.page.inner_text(".leaflet-control-attribution")
    assert reviewer.page.evaluate(PAINTED)["lineTo"], "the grid"
    context.close()


def test_the_tiles_of_a_server_of_ones_own_are_the_only_thing_asked_for(browser: Browser, tmp_path: Path) -> None:
    write_page(tmp_path / "places.html", FOUR, NAIROBI, tiles="http://{s}.tiles.test/{z}/{x}/{y}.png")
    context = browser.new_context()
    tile = "<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'/>"
    context.route("**/*.png", lambda route: route.fulfill(status=200, content_type="image/svg+xml", body=tile))
    reviewer = Reviewer(context, tmp_path / "places.html")
    reviewer.open().locator(".leaflet-tile-loaded").first.wait_for()
    context.close()
    assert reviewer.problems == []
    assert {url.split("/")[2].split(".", 1)[-1] for url in reviewer.asked_for[1:]} == {"tiles.test"}


@pytest.mark.parametrize(
    "tiles", ["tiles.test/{z}/{x}/{y}", "ftp://t/{z}/{x}/{y}", "http://t/1.png", "http://t; script-src */{z}/{x}/{y}"]
)
def test_what_is_no_tile_url_is_a_usage_error(tiles: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--tiles") as error:
        write_page(tmp_path / "places.html", [], NOWHERE, tiles=tiles)
    assert error.value.exit_code == 2
