"""The review page's list: filters, search, order, and all that is shown accepted at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import CHROMIUM, COARSE, FAR, FOUR, NAIROBI, NOWHERE, PHONE, Open, cluster, decisions, place, wait_until
from review import Spot, Surroundings

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: apt-get install chromium")


@pytest.mark.parametrize(
    ("by", "value", "left"),
    [
        ("status", "too_far", ["Ruaka"]),
        ("status", "unasked", ["Kitui"]),
        ("status", "verified", ["Karen"]),
        ("cluster", "in Nairobi", ["Karen", "Ruaka"]),
        ("cluster", "cluster", ["Kitui"]),
        ("concern", "yes", ["Ruaka"]),
        ("concern", "no", ["Karen", "Kitui"]),
        ("decision", "reject", ["Karen"]),
        ("decision", "any", ["Karen"]),
        ("decision", "none", ["Ruaka", "Kitui"]),
    ],
)
def test_filters_leave(by: str, value: str, left: list[str], open_page: Open) -> None:
    far = place("Ruaka", status="too_far", concern="62 km away", lat=-1.8, lng=36.9)
    reviewer = open_page([place("Karen", cluster="NAIROBI", verified=True), far, cluster("Kitui")])
    reviewer.press("x")
    reviewer.filter(by, value)
    assert reviewer.rows == left
    assert reviewer.chosen in left, "what the keys act on is in the list"


def test_what_can_be_filtered_by_is_listed_in_its_order(open_page: Open) -> None:
    reviewer = open_page([place("A", cluster="Thika"), place("B"), place("C", cluster="NAIROBI"), cluster("Kisumu")])
    listed = {by: reviewer.page.locator(f"#by-{by} option").all_text_contents()[1:] for by in ("status", "cluster")}
    assert [name.lower() for name in listed["cluster"]] == ["only clusters themselves", "kisumu", "nairobi", "thika"]
    assert (listed["status"][0], listed["status"][-1], len(listed["status"])) == (
        "Found, not verified",
        "Rejected earlier",
        8,
    )


def test_a_link_to_a_hidden_place_takes_the_filters_off(open_page: Open) -> None:
    reviewer = open_page([*FOUR, place("Lang'ata", cluster="Thika")])
    reviewer.filter("cluster", "in Thika")
    reviewer.page.fill("#search", "LANG")
    assert reviewer.rows == ["Lang'ata"]
    reviewer.page.evaluate("location.hash = '#place=Ruaka'")
    expect(reviewer.page.locator("#shown")).to_have_text("5 places, 15 open tickets")
    assert (reviewer.chosen, len(reviewer.rows)) == ("Ruaka", 5)
    assert reviewer.page.evaluate("[at('by-cluster').value, at('search').value]") == ["", ""]
    reviewer.show(-1.25, 36.83, 10)
    reviewer.filter("cluster", "in Nairobi")
    assert reviewer.chosen == "Ruaka"
    assert reviewer.page.evaluate("spots.map(({place}) => place.title).sort()") == ["Karen", "Langata", "Ruaka"]
    assert "Accept all 3 without" in reviewer.page.inner_text("#accept-all")


def test_a_row_says_what_stands_against_its_place_how_many_tickets_wait_and_whether_it_is_decided(
    open_page: Open,
) -> None:
    reviewer = open_page([place("Karen", tickets=1200), place("Ruaka", concern="goes by another name", tickets=1)])
    reviewer.press("x")
    told = [text.split("\n") for text in reviewer.page.locator(".row").all_inner_texts()]
    assert [[line.strip() for line in lines if line.strip()] for lines in told] == [
        ["Karen in Nairobi", "you: reject", "1,200"],
        ["Ruaka in Nairobi", "goes by another name", "1"],
    ]
    assert reviewer.page.locator(".row.decided b").all_inner_texts() == ["Karen"]
    assert reviewer.page.get_attribute("#list", "aria-activedescendant") == "row-1"


def test_the_chosen_row_stays_in_sight_while_one_steps_through_the_list(open_page: Open) -> None:
    reviewer = open_page([place(f"Phase {n}") for n in range(60)])
    for key in ("j", "k"):
        for _ in range(25):
            reviewer.press(key)
        expect(reviewer.page.locator(".row[aria-selected=true]")).to_be_in_viewport(ratio=1)
    assert reviewer.chosen == "Phase 0"


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
    reviewer = open_page(
        [
            place("Karen", label="Karen, Kajiado", comment="ask Otieno"),
            place("Ruaka", names=("NW_X_FDT9",), waiting=(), concern="by another name"),
        ]
    )
    for words, found in (
        ("fdt9", ["Ruaka"]),
        ("kajiado karen", ["Karen"]),
        ("kajiado ruaka", []),
        ("crq2", ["Karen"]),
        ("otieno", ["Karen"]),
        ("another name", ["Ruaka"]),
        ("none such", []),
    ):
        reviewer.page.fill("#search", words)
        assert reviewer.rows == found


def test_the_order_stays_while_one_decides(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.filter("decision", "none")
    reviewer.press("a", "x")
    assert reviewer.rows == ["Karen", "Langata", "Ruaka", "Kitui"]


def test_another_order_leaves_the_chosen_place_in_sight(open_page: Open) -> None:
    reviewer = open_page([place(f"Phase {n}", tickets=200 - n, lat=-1.2864 - n / 1000) for n in range(100)])
    for order in ("distance", "tickets", "distance"):  # Phase 0 is last, first, last
        reviewer.page.select_option("#order", order)
        assert reviewer.chosen == "Phase 0"
        expect(reviewer.page.locator(".row[aria-selected=true]")).to_be_in_viewport()


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


def test_clusters_without_a_centroid_come_by_where_their_places_are(open_page: Open) -> None:
    reviewer = open_page(
        [place(name, cluster=name, lng=lng) for name, lng in (("A", 36), ("B", 40), ("C", 37))], NOWHERE
    )
    reviewer.page.select_option("#order", "cluster")
    assert reviewer.rows == ["A", "C", "B"]


def test_the_marker_of_a_row_is_in_the_middle_of_its_picture(open_page: Open) -> None:
    middle = open_page(FOUR).page.evaluate(
        """() => {
            const canvas = document.querySelector(".row canvas.marker"), {width, height} = canvas;
            const {data} = canvas.getContext("2d").getImageData(0, 0, width, height);
            const painted = [...data.keys()].filter(i => i % 4 === 3 && data[i] > 128).map(i => (i - 3) / 4 % width);
            return (Math.min(...painted) + Math.max(...painted)) / 2 / width;
        }"""
    )
    assert middle == pytest.approx(0.5, abs=0.05)


def test_of_thousands_of_places_only_the_rows_in_sight_are_made(open_page: Open) -> None:
    reviewer = open_page([place(f"Phase {n}") for n in range(3000)])
    assert len(reviewer.rows) < 40
    reviewer.page.set_viewport_size({"width": 1400, "height": 3000})
    reviewer.page.locator(".row", has_text="Phase 45").wait_for()
    reviewer.page.evaluate("at('list').scrollTop = 1e9")
    reviewer.page.locator(".row", has_text="Phase 2999").click()
    assert reviewer.chosen == "Phase 2999"


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
        wait_until(reviewer.page, "title => document.querySelector('#card h2').textContent === title", chosen)
    reviewer.page.goto(reviewer.file.as_uri() + (link or ""))
    reviewer.page.reload()
    assert reviewer.chosen == odd.place


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


# --- all that is shown ---


def test_all_that_is_shown_and_nothing_speaks_against_is_accepted_in_one_step(open_page: Open, tmp_path: Path) -> None:
    plain = [place(f"Phase {n}", names=(), waiting=()) for n in range(30)]
    doubtful = [place("Odd", concern="goes by another name"), place("Sure", verified=True), FAR, COARSE]
    doubtful += [place("Off", lat=-1.8), place("Vague", status="too_coarse"), place("No", status="rejected")]
    reviewer = open_page([*plain, *doubtful])
    reviewer.page.fill("#search", "1")
    button = reviewer.page.get_by_role("button", name="Accept all")
    assert "12" in button.inner_text(), "Phase 1, 10 to 19 and 21"
    button.click()
    assert reviewer.page.locator("#bulk-sample li").count() in range(5, 11)
    assert "36 open tickets hang on them. A sample:" in reviewer.page.inner_text("#bulk-count")
    reviewer.page.click("text=Leave them")
    assert "0 of 37" in reviewer.kept
    button.click()
    reviewer.page.get_by_role("button", name="Accept all").click()
    reviewer.page.locator("#search").fill("")
    assert len(decisions(reviewer, tmp_path / "some.csv")) == 12
    assert "Accept all 18 without" in reviewer.page.inner_text("#accept-all")
    button.click()
    assert reviewer.page.inner_text("#bulk-title") == "Accept 18 places?"
    reviewer.press("Escape")
    assert len(decisions(reviewer, tmp_path / "some.csv")) == 12
    reviewer.page.get_by_role("button", name="Accept all").click()
    pressed = "document.querySelector('#bulk-accept').click(), decisions.size"
    assert reviewer.page.evaluate(pressed) == 30, "at the press: what is saved a moment later has it"
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
    assert page.inner_text("#bulk-count").endswith("hang on them."), "it is no sample: it is all of them"
