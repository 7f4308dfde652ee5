"""The review page's map: what is shown, what a click chooses, and what is painted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser import AWAY, CHROMIUM, COARSE, FOUR, NAIROBI, NEAR, NOWHERE, OTHER, SEVERAL, Open, cluster, place
from painting import DRAWN, PAINTED, list_drawn, list_rings, pixel
from review import Spot, Surroundings

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: apt-get install chromium")
TWO_TOWNS = Surroundings(
    (*NAIROBI.centroids, Spot("Thika", "", -1.18, 36.97)),
    (*NAIROBI.accepted, Spot("nairobi", "LANGATA", -1.30, 36.85)),  # which is a place of FOUR
    NAIROBI.feed,
)


def test_the_list_follows_the_map_and_the_map_the_list(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.click_at(-1.30, 36.85)
    assert reviewer.chosen == "Langata"
    assert reviewer.page.locator(".row[aria-selected=true] b").inner_text() == "Langata"
    reviewer.choose("Ruaka")
    assert reviewer.page.evaluate("map.getBounds().contains([-1.2, 36.77])")
    assert reviewer.page.evaluate("pin.getLatLng().lat") == -1.2


def test_a_place_that_was_moved_is_shown_with_where_it_was(open_page: Open) -> None:
    reviewer = open_page(FOUR)
    reviewer.put_at("-1.25, 36.75")
    reviewer.press("j", "k")
    assert reviewer.page.evaluate("[[-1.25, 36.75], [-1.2964, 36.8931]].every(p => map.getBounds().contains(p))")


def test_a_mark_that_a_drag_of_the_map_brings_into_sight_can_be_clicked(open_page: Open) -> None:
    reviewer = open_page([cluster("Kitui"), *FOUR[:3]])
    reviewer.page.evaluate("""() => {
      const {x} = map.getSize();
      map.setView(map.unproject(map.project([-1.30, 36.85], 12).add([0.75 * x, 0]), 12), 12, {animate: false});
      map.panBy([-x / 2, 0], {animate: false});
    }""")
    reviewer.click_at(-1.30, 36.85)
    assert reviewer.chosen == "Langata"


def test_a_click_on_a_mark_chooses_it_also_beside_a_cluster_without_a_point(open_page: Open) -> None:
    reviewer = open_page([cluster("Kitui"), *FOUR[:3]])
    assert reviewer.page.locator("#hint").is_hidden()
    reviewer.click_at(-1.30, 36.85)
    assert reviewer.chosen == "Langata"
    assert "0 of 4" in reviewer.kept


@pytest.mark.parametrize(("pixels", "chosen"), [(12, "Langata"), (20, "Kitui")])
def test_a_click_near_a_mark_chooses_it_and_one_farther_off_nothing(pixels: int, chosen: str, open_page: Open) -> None:
    reviewer = open_page([cluster("Kitui"), *FOUR[:3]])
    x, y = reviewer.pixel_of(-1.30, 36.85)
    reviewer.page.mouse.click(x, y + pixels)
    assert reviewer.chosen == chosen


def test_the_map_is_painted_anew_with_each_step_though_it_does_not_move(open_page: Open) -> None:
    reviewer = open_page(FOUR[:2])
    reviewer.page.evaluate("""() => { const paint = foreground.paint;
      foreground.paint = (...args) => {
        paint(...args);
        window.seen = [current?.title, Object.fromEntries(spots.map(({place}) => [place.title, stateOf(place)]))];
      }; }""")
    reviewer.click_at(-1.30, 36.85)
    assert reviewer.page.evaluate("seen[0]") == "Langata"
    reviewer.put_at("-1.301, 36.851")
    assert reviewer.page.evaluate("seen[1]") == {"Karen": "ok", "Langata": "move"}
    reviewer.press("Backspace")
    assert reviewer.page.evaluate("seen[1]") == {"Karen": "ok", "Langata": "ok"}
    reviewer.page.fill("#search", "langata")
    assert reviewer.page.evaluate("seen") == ["Langata", {"Langata": "ok"}]
    reviewer.page.fill("#search", "nowhere")
    assert reviewer.page.evaluate("seen") == [None, {}]


def test_a_click_on_a_mark_leaves_the_map_where_it_is_and_a_click_in_the_list_does_not(open_page: Open) -> None:
    reviewer = open_page([place("Karen", candidates=(NEAR, OTHER, AWAY)), *FOUR[1:3], cluster("Thika", -1.03, 37.07)])
    seen = (
        "[[-1.2964, 36.8931], [-1.2864, 36.8172], [-1.33, 36.75], [-4.05, 39.66]].map(p => map.getBounds().contains(p))"
    )
    assert reviewer.page.evaluate(seen) == [True, True, True, False], "the answers that the import takes"
    where = "[map.getCenter().lat, map.getCenter().lng, map.getZoom()]"
    before = reviewer.page.evaluate(where)
    reviewer.click_at(-1.30, 36.85)
    assert reviewer.chosen == "Langata"
    assert reviewer.page.evaluate("pin.getLatLng().lat") == -1.3
    assert reviewer.page.evaluate(where) == before
    reviewer.choose("Thika")
    assert reviewer.page.evaluate("map.getZoom()") == 10, "a cluster from farther off"


def test_places_on_one_spot_are_offered_by_name(open_page: Open) -> None:
    reviewer = open_page([place("Karen", tickets=9), place("Karen Phase 2"), place("Ruaka", lat=-1.2, lng=36.95)])
    reviewer.choose("Ruaka")
    reviewer.click_at(-1.2964, 36.8931)
    reviewer.page.locator(".picks button", has_text="Karen Phase 2").click()
    assert reviewer.chosen == "Karen Phase 2"
    expect(reviewer.page.locator(".picks")).to_have_count(0)


def test_a_place_without_a_point_shows_the_other_places_of_its_cluster(open_page: Open) -> None:
    around = Surroundings(NAIROBI.centroids, (Spot("Nairobi", "Umoja", -1.2830, 36.8970),), ())
    reviewer = open_page(
        [place("Gone", lat=None, lng=None), place("Far away", cluster="Kisumu", lat=-0.1, lng=34.7)], around
    )
    assert reviewer.page.evaluate("map.getZoom()") >= 12
    for lat, lng in ((-1.2864, 36.8172), (-1.2830, 36.8970)):
        assert reviewer.page.evaluate("point => map.getBounds().contains(point)", [lat, lng])


@pytest.mark.parametrize(
    ("known", "around", "zoom"),
    [
        pytest.param((), NAIROBI.centroids, 12, id="its centroid alone"),
        pytest.param((), (), 8, id="the country"),
        pytest.param((Spot("Nairobi", "Far", -1.9, 37.3),), NAIROBI.centroids, 12, id="what is too far is left out"),
        pytest.param((Spot("nairobi", "Near", -1.29, 36.82),), NAIROBI.centroids, 13, id="no nearer than one can use"),
    ],
)
def test_a_place_without_a_point_is_looked_for_in(
    known: tuple[Spot, ...], around: tuple[Spot, ...], zoom: int, open_page: Open
) -> None:
    mombasa = place("Nyali", cluster="Mombasa", lat=-4.02, lng=39.70)
    reviewer = open_page([place("Gone", lat=None, lng=None), mombasa], Surroundings(around, known, ()))
    assert reviewer.page.evaluate("map.getZoom()") == zoom


def test_a_cluster_that_nobody_found_shows_what_the_geocoder_answered(open_page: Open) -> None:
    reviewer = open_page([cluster("Karen", candidates=(AWAY,)), place("Ruaka")])
    assert reviewer.page.evaluate("map.getBounds().contains([-4.05, 39.66])")


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
    cursor = "getComputedStyle(at('map')).cursor"
    assert reviewer.page.evaluate(cursor) != "pointer"
    reviewer.page.mouse.move(*reviewer.pixel_of(-1.30, 36.85))
    assert reviewer.page.evaluate(cursor) == "pointer"
    x, y = reviewer.pixel_of(-1.33, 36.75)
    for beside in (reviewer.pixel_of(-1.25, 36.82), (x + 14, y)):
        reviewer.page.mouse.move(*beside)
        assert tip.is_hidden()
    reviewer.page.mouse.move(*reviewer.pixel_of(-1.30, 36.85))
    assert tip.is_visible()
    reviewer.page.mouse.move(5, 5)
    assert tip.is_hidden()
    reviewer.page.mouse.move(*reviewer.pixel_of(-1.33, 36.75))
    reviewer.press("m")
    reviewer.page.mouse.move(*reviewer.pixel_of(-1.30, 36.85))
    assert tip.is_hidden(), "what is beneath the click that moves does not matter"


def test_a_tip_names_the_nearer_of_two_marks_and_is_whole_at_the_edge_of_the_map(open_page: Open) -> None:
    reviewer = open_page([place("Karen"), place("Karen Phase 2", lng=36.8938)])
    reviewer.show(-1.2964, 36.8931, 13, right_by=300)
    for name, lng in (("Karen ·", 36.8931), ("Karen Phase 2 ·", 36.8938)):
        reviewer.page.mouse.move(*reviewer.pixel_of(-1.2964, lng))
        assert reviewer.page.inner_text("#tip").startswith(name)
    reviewer.click_at(-1.2964, 36.8938)
    assert reviewer.page.locator(".picks button").all_inner_texts() == ["Karen Phase 2", "Karen"]
    right = "id => at(id).getBoundingClientRect().right"
    assert reviewer.page.evaluate(right, "tip") <= reviewer.page.evaluate(right, "map")


# --- what is painted ---


def test_the_map_shows_numbers_names_the_circle_the_feed_and_the_distance(open_page: Open) -> None:
    painted = open_page([SEVERAL, *FOUR[1:]]).page.evaluate(PAINTED)
    texts = {str(args[0]) for args in painted["fillText"]}
    assert {"1", "2", "Nairobi", "Umoja", "Langata", "8.5 km"} <= texts
    assert len(painted["fillRect"]) == 1, "the one ticket with coordinates of its own"
    assert [6, 4] in [args[0] for args in painted["setLineDash"]], "the line to the centroid"


@pytest.mark.parametrize(
    ("zoom", "names", "known", "sizes"),
    [(8, {"Nairobi"}, 1, {5, 6}), (9, {"Nairobi"}, 2, {7, 8}), (11, {"Nairobi", "Umoja", "Ruaka"}, 2, {7, 8})],
)
def test_what_is_painted_gets_more_as_one_comes_nearer(
    zoom: int, names: set[str], known: int, sizes: set[int], open_page: Open
) -> None:
    around = Surroundings(NAIROBI.centroids, (Spot("Nairobi", "Umoja", -1.4, 37.1),), ())
    reviewer = open_page([place("Karen"), place("Ruaka", lat=-1.1, lng=36.6), cluster("Thika", -1.03, 37.07)], around)
    reviewer.page.evaluate("""() => { window.sizes = []; const draw = drawMarker;
      drawMarker = (...args) => { sizes.push(args[3]); draw(...args); }; }""")
    reviewer.show(-1.2, 36.85, zoom)
    texts = {str(args[0]) for _, args in list_drawn(reviewer, "fillText")}
    assert {"Nairobi", "Umoja", "Ruaka"} & texts == names
    dots = [path for colour, path in list_drawn(reviewer, "fill") if colour == "known"]
    assert (len(dots), set(reviewer.page.evaluate("sizes"))) == (known, sizes)


def test_the_place_of_most_tickets_is_painted_last_on_top(open_page: Open) -> None:
    reviewer = open_page([place("Most", tickets=9), place("Fewer", tickets=5), place("Least", tickets=1)])
    assert reviewer.page.evaluate("spots.map(({place}) => place.title)") == ["Least", "Fewer", "Most"]


def test_where_there_is_room_for_one_name_it_is_that_of_the_cluster_with_more_tickets(open_page: Open) -> None:
    around = Surroundings((*NAIROBI.centroids, Spot("Ruiru", "", -1.2865, 36.8172)), (), ())
    for tickets, named in ((1, "Nairobi"), (9, "Ruiru")):
        reviewer = open_page([place("Karen", tickets=5), place("Kwihota", cluster="Ruiru", tickets=tickets)], around)
        texts = {str(args[0]) for args in reviewer.page.evaluate(PAINTED)["fillText"]}
        assert {"Nairobi", "Ruiru"} & texts == {named}


def test_each_thing_on_the_map_has_the_colour_of_its_sort(open_page: Open) -> None:
    reviewer = open_page([SEVERAL, *FOUR[1:]], TWO_TOWNS)
    texts = {(str(args[0]), colour) for colour, args in list_drawn(reviewer, "fillText")}
    assert {("Nairobi", "ink"), ("Umoja", "known"), ("Langata", "place"), ("8.5 km", "chosen"), ("2", "move")} <= texts
    assert [colour for colour, _ in list_drawn(reviewer, "fillRect")] == ["feed"]
    dots = [tuple(path[0][:2]) for colour, path in list_drawn(reviewer, "fill") if colour == "known"]
    assert {pixel(reviewer, -1.2864, 36.8172), pixel(reviewer, -1.2830, 36.8970)} <= set(dots), "Nairobi, Umoja"


def test_a_name_stands_beside_its_mark_and_a_letter_or_a_number_within_it(open_page: Open) -> None:
    reviewer = open_page([SEVERAL, *FOUR[1:], COARSE], TWO_TOWNS)
    set_as = {str(args[0]): how for name, _, args, *_, how in reviewer.page.evaluate(DRAWN) if name == "fillText"}
    expected = {
        "Nairobi": "12px left middle",
        "Umoja": "11px left middle",
        "Langata": "11px left middle",
        "8.5 km": "11px center alphabetic",
        "C": "9px center middle",
        "2": "12px center middle",
    }
    assert {text: set_as[text] for text in expected} == expected
    assert {how for text, how in set_as.items() if "°" in text} == {"11px left bottom"}


def test_the_circle_of_the_chosen_cluster_is_whole_and_filled_faintly_and_that_of_another_is_dashed(
    open_page: Open,
) -> None:
    reviewer = open_page(FOUR, TWO_TOWNS)
    reviewer.zoom_to(9)
    circles = [
        (how, colour, tuple(path[0][:2]), bool(dashes), opacity < 0.1)
        for how, colour, path, dashes, opacity, *_ in reviewer.page.evaluate(DRAWN)
        if how in ("fill", "stroke") and len(path[0]) == 5 and path[0][2] > 30
    ]
    nairobi, thika = pixel(reviewer, -1.2864, 36.8172), pixel(reviewer, -1.18, 36.97)
    assert circles == [
        ("stroke", "chosen", nairobi, False, False),
        ("fill", "chosen", nairobi, False, True),
        ("stroke", "circle", thika, True, False),
    ]
    reviewer.zoom_to(11)
    colours = {colour for colour, path in list_drawn(reviewer, "stroke") if len(path[0]) == 5 and path[0][2] > 30}
    assert colours == {"chosen"}, "of another only a piece of a line would be seen"


def test_a_cluster_that_was_placed_on_the_page_has_its_circle(open_page: Open) -> None:
    reviewer = open_page([cluster("Kitui"), *FOUR[:3]])
    reviewer.put_at("-1.37, 38.01")
    circles = [path[0] for colour, path in list_drawn(reviewer, "stroke") if colour == "chosen" and len(path[0]) == 5]
    assert [tuple(circle[:2]) for circle in circles] == [pixel(reviewer, -1.37, 38.01)]


def test_the_map_has_a_scale_and_buttons_that_zoom(open_page: Open) -> None:
    page = open_page(FOUR).page
    assert page.inner_text(".leaflet-control-scale").split()[-1] in ("m", "km")
    for button, by in (("Zoom in", 1), ("Zoom out", -1)):
        before = page.evaluate("map.getZoom()")
        page.get_by_role("button", name=button).click()
        assert page.evaluate("map.getZoom()") == before + by


def test_the_answer_that_is_taken_stands_out_among_those_of_the_geocoder(open_page: Open) -> None:
    reviewer = open_page([SEVERAL, place("Ruaka")])
    for keys, filled in (("", set()), ("2 k", {2}), ("1 k", {1}), ("Backspace", set())):
        reviewer.press(*keys.split())
        assert reviewer.chosen == "Karen"
        colours = {rank: tuple(colour for _, colour, *_ in parts) for rank, parts in list_rings(reviewer).items()}
        expected = {n: ("move", "move", "paper") if n in filled else ("paper", "move", "move") for n in (1, 2)}
        assert colours == expected
        pressed = reviewer.page.locator(".candidates [aria-pressed=true] kbd").all_inner_texts()
        assert {int(number) for number in pressed} == filled


def test_the_number_of_each_answer_has_a_ring_of_its_own_where_that_answer_lies(open_page: Open) -> None:
    reviewer = open_page([SEVERAL])
    discs = {rank: [tuple(arc[:2]) for arc in disc[2]] for rank, (disc, _, _) in list_rings(reviewer).items()}
    assert discs == {each.rank: [pixel(reviewer, each.lat, each.lng)] for each in (NEAR, OTHER)}


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
    (x1, y1), (x2, y2) = between(centroid, before)
    for how in ("strokeText", "fillText"):  # the halo and the letters
        at = [args[1:] for _, args in list_drawn(reviewer, how) if args[0] == "8.5 km"]
        assert at == [[(x1 + x2) / 2, (y1 + y2) / 2]]
    reviewer.put_at("-1.31, 36.81")
    assert list_ties() == {"chosen": between(centroid, after), "move": between(before, after)}
    reviewer.put_at("-1.2864, 36.82")
    told = [str(args[0]) for _, args in list_drawn(reviewer, "fillText") if str(args[0]).endswith("m")]
    assert told == ["8.2 km"], "of the short line none"


@pytest.mark.parametrize(
    ("lat", "lng", "zoom", "letters"),
    [(-1.29, 36.85, 13, {"S", "E"}), (0.1, -0.1, 10, {"N", "S", "E", "W", ""}), (1, -5, 8, {"N", "S", "W", ""})],
)
def test_the_lines_of_the_grid_are_straight_and_where_their_labels_say(
    lat: float, lng: float, zoom: int, letters: set[str], open_page: Open
) -> None:
    reviewer = open_page(FOUR)
    reviewer.show(lat, lng, zoom)
    lines = [path for colour, path in list_drawn(reviewer, "stroke") if colour == "grid"]
    upright = {x1 for (x1, y1), (x2, y2) in lines if x1 == x2 and abs(y2 - y1) > 900}
    level = {y1 for (x1, y1), (x2, y2) in lines if y1 == y2 and abs(x2 - x1) > 700}
    assert len(upright) + len(level) == len(lines) < 40
    labels = [args for _, args in list_drawn(reviewer, "fillText") if "°" in str(args[0])]
    assert {text.split("°")[1] for text, *_ in labels} == letters
    for text, x, y in labels:
        number, letter = text.split("°")
        degrees = -float(number) if letter in ("S", "W") else float(number)
        assert (letter == "") == (degrees == 0)
        if x - 3 in upright:
            assert letter not in ("N", "S")
            assert x - 3 == pytest.approx(pixel(reviewer, 0, degrees)[0], abs=1)
        else:
            assert letter not in ("E", "W")
            assert y + 2 in level
            assert y + 2 == pytest.approx(pixel(reviewer, degrees, 0)[1], abs=1)


def test_no_two_states_look_alike_to_whoever_sees_no_colour(open_page: Open) -> None:
    states = open_page([], NOWHERE).page.evaluate("STATES")
    looks = [(state["letter"], state["shape"]) for state in states.values()]
    assert len(set(looks)) == len(looks)


def test_each_line_of_the_legend_has_its_sign(open_page: Open) -> None:
    page = open_page(FOUR).page
    page.click("#legend summary")
    lines = page.locator("#legend p").all()
    assert len(lines) == page.evaluate("Object.keys(STATES).length") + 4
    for line in lines:
        sign = line.locator("canvas, i")  # painted, or made by the style sheet before nothing
        before = None if sign.evaluate("sign => sign.tagName") == "CANVAS" else "::before"
        width = sign.evaluate("(sign, before) => parseFloat(getComputedStyle(sign, before).width)", before)
        assert width > 2, line.inner_text()


def test_outlines_are_painted_from_afar_only(open_page: Open) -> None:
    reviewer = open_page([place("Mombasa", cluster="Mombasa", lat=-4.05, lng=39.66)], NOWHERE)
    reviewer.show(-4.05, 39.66, 9)
    afar = len(reviewer.page.evaluate(PAINTED)["lineTo"])
    assert "outline" in dict(list_drawn(reviewer, "stroke"))
    reviewer.show(-4.05, 39.66, 10)
    assert len(reviewer.page.evaluate(PAINTED)["lineTo"]) < afar / 2
    assert "outline" not in dict(list_drawn(reviewer, "stroke"))
