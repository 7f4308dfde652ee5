"""Coordinates as people paste them into the review page: what is read, what is not, and what is said then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from browser import CHROMIUM, NOWHERE, Reviewer, start_browser
from review.page import write_page
from review.places import distance_m

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH: apt-get install chromium")
Point = tuple[float, float]  # latitude, longitude
NAIROBI = {"lat": -1.2864, "lng": 36.8172}
HERE: Point = (-1.2964, 36.8931)
MARKS = (("\u00ba", "\u2019", "\u201d"), ("\u02da", "\u2018", "\u201c"), ("°", "\u00b4", "''"), ("°", "`", '"'))

WRITTEN = [
    "-1.2964, 36.8931",
    "-1.2964 36.8931",
    " (−1.2964; 36.8931) ",
    "-1,2964; 36,8931",
    "-1,2964, 36,8931",
    "1.2964 S, 36.8931 E",
    "S1.2964 E36.8931",
    "36.8931E 1.2964S",
    "1°17'47.04\"S 36°53'35.16\"E",
    "1° 17.784' S, 36° 53.586' E",
    "1 17 47.04 s 36 53 35.16 e",
    "-1°17′47.04″, 36°53′35.16″",
    "Lat: -1.2964 Lng: 36.8931",
    "Latitude: -1.2964, Longitude: 36.8931",
    "lat=-1.2964&lon=36.8931",
    "lat -1.2964 long 36.8931",
    "Long: 36.8931, Lat: -1.2964",
    '{"lat": -1.2964, "lng": 36.8931}',
    '{"lon":36.8931,"lat":-1.2964}',
    "Latitude: 1°17'47.04\"S Longitude: 36°53'35.16\"E",
    "POINT(36.8931 -1.2964)",
    '{"lat":"-1.2964","lng":"36.8931"}',
    '<wpt lat="-1.2964" lon="36.8931">',
    '<trkpt lon="36.8931" lat="-1.2964"><ele>1680</ele></trkpt>',
    '{"type":"Point","coordinates":[36.8931,-1.2964]}',
    "[-1.2964, 36.8931]",
    "{-1.2964, 36.8931}",
    "-1.2964, 36.8931.",
    "-1.2964, 36.8931,",
    "-1.2964, 36.8931, 1650",
    "-1.2964, 36.8931, 1650m",
    "-1.2964 36.8931 1650.5 m",
    "The mast is at -1.2964, 36.8931 behind the church",
    "Plot 1500.25, -1.2964, 36.8931, gate B",
    "Site: 1°17'47.04\"S 36°53'35.16\"E (gate B)",
    "See S 1°17'47.04\" E 36°53'35.16\", gate B.",
    "\u200e-1.2964, 36.8931\u200f",
    "\u200b-1.2964,\u200b36.8931\ufeff",
    "-1.2964, 36.8931",
    "1.2964° South, 36.8931° East",
    "1.2964 degrees S 36.8931 degrees E",
    "-1.2964°, 36.8931°",
    "-1.2964 / 36.8931",
    "-1.2964\t36.8931",
    "37M 265561 9856611",
    "37 M 265561.2 9856611.0",
    "37M 265561mE 9856611mN",
    "UTM zone 37S 265561 9856611",
    "37 South 265561 E, 9856611 N",
    "6GCRPV3V+C6",
    "6gcrpv3v+c6x",
    "PV3V+C6",
    "PV3V+C6 Nairobi, Kenya",
    *(f"{minus}1.2964, 36.8931" for minus in "\u2013\u2012\ufe63\uff0d"),
    *(f"1{degree}17{minute}47.04{second}S 36{degree}53{minute}35.16{second}E" for degree, minute, second in MARKS),
    "1.2964 deg S, 36.8931 deg. E",
    "1.2964 degree S 36.8931 degree E",
    *(f"{before}-1.2964, 36.8931{after}" for before, after in ("<>", '""', "''", ("", ";"))),
    "-1.2964; 36.8931; -12 M",
    "-1.2964, +36.8931",
    "-1,2964; +36,8931",
    "-1.2964°; +36.8931°",
    "1.2964S;36.8931E",
    "S1.2964;E36.8931",
    "1.2964 SOUTH 36.8931 EAST",
    "point z ( 36.8931 -1.2964 1650)",
    '"COORDINATES" : [ 36.8931, -1.2964 ]',
    "Latitude is -1.2964, longitude is 36.8931",
    "Lat: -1.2964; lon: 36.8931 (gate B)",
    "Site: 1°17'47.04\"S, 36°53'35.16\"E (gate B)",
    "Site: S 1°17'47.04\"; E 36°53'35.16\" (gate B)",
    "The mast is at 1.2964° S, 36.8931° E behind the church",
    "The mast is at +1.2964S 36.8931E, behind the church",
    "37M easting 265561 northing: 9856611",
]
LINKS = [
    "https://www.openstreetmap.org/#map=16/-1.2964/36.8931",
    "https://www.openstreetmap.org/?mlat=-1.2964&mlon=36.8931#map=16/-1.3/36.9",
    "https://maps.example/place/A/@-1.3,36.9,15z/data=!3d-1.2964!4d36.8931",
    "https://maps.example/search/?api=1&query=-1.2964%2C36.8931",
    "geo:-1.2964,36.8931",
    "https://www.google.com/maps/search/-1.2964,+36.8931?entry=tts",
    "https://www.google.com/maps/search/?api=1&query=-1.2964,36.8931",
    "https://www.google.com/maps/dir/?api=1&destination=-1.2964%2C36.8931",
    "https://www.google.com/maps/dir/-1.28,36.81/-1.2964,36.8931/@-1.3,36.9,12z",
    "https://maps.google.com/?q=loc:-1.2964+36.8931",
    "https://maps.google.com/maps?q=loc:-1.2964,36.8931",
    "https://maps.google.com/?daddr=-1.2964,36.8931",
    "HTTPS://MAPS.GOOGLE.COM/?Q=-1.2964,36.8931&SLL=-1.35,36.95",
    "https://www.google.com/maps/place/1%C2%B017'47.0%22S+36%C2%B053'35.2%22E/@-1.2964,36.8931,17z",
    "https://www.google.com/maps/@-1.2964,36.8931,15z",
    "https://www.google.com/maps?q=-1.2964,36.8931&z=17",
    "geo:0,0?q=-1.2964,36.8931(Site 4)",
    "geo:-1.2964,36.8931?z=17",
    "geo:-1.2964,36.8931;u=35",
    "https://maps.apple.com/?ll=-1.2964,36.8931&q=Site",
    "https://maps.apple.com/place?coordinate=-1.2964,36.8931&name=Site",
    "https://maps.apple.com/?q=-1.2964,36.8931",
    "https://wego.here.com/?map=-1.2964,36.8931,15,normal",
    "https://share.here.com/l/-1.2964,36.8931,Site?z=16",
    "https://wego.here.com/directions/mix//Site:-1.2964,36.8931?map=-1.3,36.9,10",
    "https://www.bing.com/maps?cp=-1.2964~36.8931&lvl=15",
    "https://www.bing.com/maps?sp=point.-1.2964_36.8931_Site",
    "https://yandex.com/maps/?ll=36.8931%2C-1.2964&z=15",
    "https://yandex.com/maps/?pt=36.8931,-1.2964&ll=36.9,-1.3",
    "https://yandex.com/maps/?whatshere%5Bpoint%5D=36.8931%2C-1.2964&whatshere%5Bzoom%5D=17",
    "https://www.waze.com/ul?ll=-1.2964%2C36.8931&navigate=yes",
    "https://osmand.net/map?pin=-1.2964,36.8931#15/-1.3/36.9",
    "https://organicmaps.app/map?ll=-1.2964,36.8931",
    "https://plus.codes/6GCRPV3V+C6",
    "https://www.google.com/maps/place/PV3V%2BC6+Nairobi",
    "https://plus.codes/6gcrpv3v%2bc6",
]
NOT_READ = [
    "0, 0",
    "91, 36",
    "90.1, 36",
    "-1.2964, 180.1",
    "-1.2964, 181",
    "-1.2964",
    "1°60'0\"S 36°0'0\"E",
    "1°17'60\"S 36°0'0\"E",
    "1 17 47 12 S 36 53 35 E",
    "1.5°17'S 36°53'E",
    "1.2964 E 36.8931 W",
    "61M 265561 9856611",
    "0M 265561 9856611",
    "build 10.36.1234, 36.8931.2 failed",
    "build a10.1234, 36.8931 failed",
    "build 10.1234, 36.8931b failed",
    "-1.2964 S, 36.8931 E",
    "1.2 S 36.8 N",
    "1e5, 36",
    "22 May, 36",
    "from -1.2964, 36.8931 to -1.3000, 36.9000",
    "call 0722.123456 or 0733.654321",
    "https://maps.app.goo.gl/abc",
    "+254 722 123 456",
    "version 1.29.36 of 36.8931",
    "28.11.2026, 10:30",
    "",
    "%",
    "-1.2964, 36.8931 " * 200,
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewer]:
    file = tmp_path_factory.mktemp("coordinates") / "places.html"
    write_page(file, [], NOWHERE)
    with start_browser() as browser:
        reviewer = Reviewer(browser.new_context(), file)
        reviewer.open()
        yield reviewer


def parse(page: Reviewer, text: str, near: dict[str, float] | None = NAIROBI) -> Point | None:
    found = page.page.evaluate("([text, near]) => parsePoint(text, near)", [text, near])
    return found and (found["lat"], found["lng"])


@pytest.mark.parametrize("text", [*WRITTEN, *LINKS])
def test_a_coordinate_is_read_as_people_have_it(text: str, page: Reviewer) -> None:
    assert parse(page, text) == pytest.approx(HERE, abs=1e-4)


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_not_one_coordinate_is_not_read(text: str, page: Reviewer) -> None:
    assert parse(page, text) is None


EDGES: list[tuple[str, Point]] = [
    ("90, 180", (90, 180)),
    ("-90, -180", (-90, -180)),
    ("0, 36.8931", (0, 36.8931)),
    ("-1.2964, 0", (-1.2964, 0)),
    ("1.5 North, 36.5 West", (1.5, -36.5)),
    ("5°59'N 0°7'59.4\"W", (5.98333, -0.13317)),
    ("37 north 752628.33 56890.55", (0.5143, 35.2698 + 6)),
]


@pytest.mark.parametrize(("text", "point"), EDGES)
def test_a_coordinate_is_read_on_either_side_of_the_equator_and_of_greenwich(
    text: str, point: Point, page: Reviewer
) -> None:
    assert parse(page, text) == pytest.approx(point, abs=1e-4)


# Computed with the packages openlocationcode 1.0.1 and utm 0.9.0.
GRIDS = [
    ((-1.2964, 36.8931), "6GCRPV3V+C6X", "PV3V+C6", "37M 265561.246557 9856611.047786"),
    ((0.5143, 35.2698), "6GGQG779+PWF", "G779+PW", "36N 752628.326074 56890.552368"),
    ((-4.0435, 39.6682), "6G7XXM49+J74", "XM49+J7", "37M 574171.758919 9553033.816524"),
    ((51.5, -0.12), "9C3XGV2J+222", "GV2J+22", "30U 699889.806997 5709362.293241"),
    ((37.77, -122.42), "849VQHCJ+222", "QHCJ+22", "10S 551081.299844 4180454.902596"),
    ((-21.1394, -175.2018), "52C6VQ6X+67W", "VQ6X+67", "1K 686733.558429 7661367.446573"),
    ((-18.1416, 178.4419), "5VHWVC5R+9Q6", "VC5R+9Q", "60K 652534.085881 7993550.564798"),
]


@pytest.mark.parametrize(("point", "full", "short", "utm"), GRIDS)
def test_plus_codes_and_utm_are_read_as_their_libraries_write_them(
    point: Point, full: str, short: str, utm: str, page: Reviewer
) -> None:
    assert parse(page, full, None) == pytest.approx(point, abs=2e-5)
    near = {"lat": point[0] + 0.1, "lng": point[1] - 0.1}
    assert parse(page, short, near) == pytest.approx(point, abs=7e-5)
    assert parse(page, utm, near) == pytest.approx(point, abs=1e-8)
    assert parse(page, full[2:9] + full[9:11], {"lat": point[0] + 3, "lng": point[1] - 3}) == pytest.approx(
        point, abs=7e-5
    )


def test_the_eleventh_sign_of_a_plus_code_is_one_of_five_rows_of_four(page: Reviewer) -> None:
    """From the south-west corner of what the ten before it say, a square of 1/8000 of a degree."""
    lat, lng = parse(page, "6GCRPV3V+C6", None) or (0, 0)
    south, west, side = lat - 1 / 16000, lng - 1 / 16000, 1 / 8000
    for n, sign in enumerate("23456789CFGHJMPQRVWX"):
        row, column = divmod(n, 4)
        middle = south + (row + 0.5) * side / 5, west + (column + 0.5) * side / 4
        assert parse(page, f"6GCRPV3V+C6{sign}", None) == pytest.approx(middle, abs=1e-7)


def test_a_short_plus_code_across_the_edge_of_its_block_is_the_nearest(page: Reviewer) -> None:
    """The whole degree lies between the point and its neighbourhood."""
    assert parse(page, "3W2X+22", {"lat": -1.02, "lng": 36.98}) == pytest.approx((-0.94994, 36.94756), abs=1e-4)


@pytest.mark.parametrize(
    ("text", "near", "words"),
    [
        ("https://maps.app.goo.gl/abc123", NAIROBI, "short link can't be read without a network"),
        ("https://osm.org/go/xyz--", NAIROBI, "short link"),
        ("///filled.count.soap", NAIROBI, "Three words"),
        ("PV3V+C6", None, "short plus code"),
        ("somewhere", NAIROBI, "latitude first"),
    ],
)
def test_why_a_text_is_not_read_is_said(text: str, near: dict[str, float] | None, words: str, page: Reviewer) -> None:
    assert parse(page, text, near) is None
    assert words in page.page.evaluate("text => describeUnread(text)", text)


# --- distances ---


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0, 0), (0, 90), 10007.557),
        ((-1.2864, 36.8172), (-0.1022, 34.7617), 263.761),
        ((60, 10), (61, 12), 156.054),
        ((-18, 179.5), (-18, -179.5), 105.753),
        ((0, 0), (0, 180), 20015.115),
    ],
)
def test_a_distance_is_that_on_the_ground(one: Point, other: Point, km: float, page: Reviewer) -> None:
    found = page.page.evaluate("([[a, b], [c, d]]) => distanceKm({lat: a, lng: b}, {lat: c, lng: d})", [one, other])
    assert found == pytest.approx(km, abs=0.01)
    assert distance_m(one, other) / 1000 == pytest.approx(found, rel=1e-6), "as the import measures it"


@pytest.mark.parametrize(
    ("km", "text"),
    [(0.0124, "12 m"), (0.9994, "999 m"), (1, "1.0 km"), (9.94, "9.9 km"), (10, "10 km"), (24.6, "25 km")],
)
def test_a_distance_is_said_as_exactly_as_it_matters(km: float, text: str, page: Reviewer) -> None:
    assert page.page.evaluate("kmText", km) == text


@pytest.mark.parametrize(
    ("north", "east", "side"),
    [
        (1, 0.3, "north"),
        (1, 1.5, "north-east"),
        (0.3, 2, "east"),
        (-1, 2, "south-east"),
        (-1, -0.3, "south"),
        (-1, -2, "south-west"),
        (0.3, -2, "west"),
        (1, -2, "north-west"),
        (1, -0.3, "north"),
        (0.3, 0.9, "north-east"),
    ],
)
def test_a_direction_is_as_on_the_ground_where_a_degree_of_longitude_is_half_as_long(
    north: float, east: float, side: str, page: Reviewer
) -> None:
    assert (
        page.page.evaluate("to => directionTo({lat: 60, lng: 10}, to)", {"lat": 60 + north, "lng": 10 + east}) == side
    )
