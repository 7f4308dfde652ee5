"""examples/tickets_api.py, started as its reader starts it, on a real database with the reader's rights."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
import requests
from playwright.sync_api import Page

from browser import CHROMIUM, PHONE, start_browser
from conftest import REPO, Run, Server, wait_for_url
from tiles import read_points

Db = psycopg.Connection[Any]
NAIROBI, KAREN = "SRID=4326;POINT(36.82 -1.29)", "SRID=4326;POINT(36.71 -1.32)"
TICKETS: list[tuple[str, dict[str, Any]]] = [
    ("INC1", {"status": "New", "priority": "P1", "cluster": "Nairobi", "location_name": "Karen"}),
    ("INC2", {"status": "Pending", "priority": "P2", "cluster": "Nairobi", "location_name": "Karen"}),
    ("INC3", {"status": "Closed", "priority": "P3", "cluster": "Nairobi"}),
    (
        "INC4",
        {"status": "New", "cluster": "Nairobi", "lat": -1.1, "lng": 37.0, "summary": "<img src=x onerror=pwned=1>"},
    ),
    ("INC6", {"status": "On Hold", "priority": "P3", "cluster": "Nairobi"}),
    ("INC5", {"status": "New", "priority": "P4", "cluster": "<b>Nowhere, Kenya</b>"}),
]


def fill(conn: Db) -> None:
    conn.execute("INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Nairobi', %s)", (NAIROBI,))
    conn.execute(
        "INSERT INTO tickets.geo_locations (cluster, location_name, geom) VALUES ('Nairobi', 'Karen', %s)", (KAREN,)
    )
    for ticket_id, raw in TICKETS:
        add_ticket(conn, ticket_id, **raw)


def add_ticket(conn: Db, ticket_id: str, **raw: Any) -> None:
    record = json.dumps({"ticket_id": ticket_id, **raw})
    conn.execute("INSERT INTO tickets.inc (ticket_id, raw) VALUES (%s, %s)", (ticket_id, record))


@contextmanager
def reader_of(url: str) -> Iterator[str]:
    """The URL with which the reader of deploy/roles.sql connects."""
    names = {role: f"{role}_{uuid.uuid4().hex[:8]}" for role in ("migrator", "importer", "reviewer", "reader")}
    with psycopg.connect(url, autocommit=True) as dba:
        for name in names.values():
            dba.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'sesame'")
        try:
            given = [f"--set={role}={name}" for role, name in names.items()]
            subprocess.run(["psql", "-X", "-q", *given, "-f", REPO / "deploy" / "roles.sql", url], check=True)
            parts = urlsplit(url)
            host = parts.netloc.rpartition("@")[2]
            yield parts._replace(netloc=f"{names['reader']}:sesame@{host}").geturl()
        finally:
            for name in reversed(names.values()):
                dba.execute(f"DROP OWNED BY {name} CASCADE")
                dba.execute(f"DROP ROLE {name}")


@contextmanager
def started(reader_url: str, folder: Path) -> Iterator[str]:
    """The API's base URL."""
    log = folder / "api.log"
    command = [sys.executable, "-W", "error::ResourceWarning", str(REPO / "examples" / "tickets_api.py")]
    env = {**os.environ, "DATABASE_URL": reader_url, "PORT": "0"}
    with log.open("w") as output, subprocess.Popen(command, stdout=output, stderr=output, env=env) as process:
        try:
            yield wait_for_url(log, process, timeout_s=60)
        finally:
            process.terminate()
    assert "Traceback" not in log.read_text()


@pytest.fixture(scope="module")
def database(server: Server, migrated_template: str) -> Iterator[str]:
    url = server.create_database(migrated_template)
    try:
        with psycopg.connect(url, autocommit=True) as conn:
            fill(conn)
        yield url
    finally:
        server.drop_database(url)


@pytest.fixture(scope="module")
def api(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with reader_of(database) as reader_url, started(reader_url, tmp_path_factory.mktemp("api")) as url:
        yield url


@pytest.fixture
def db(database: str) -> Iterator[Db]:
    with psycopg.connect(database, autocommit=True) as conn:
        yield conn


def get(url: str, **headers: str) -> requests.Response:
    """The answer; without headers of ours but these, uncompressed."""
    return requests.get(url, headers={"Accept-Encoding": "identity", **headers}, timeout=30)


def ids(response: requests.Response) -> set[str]:
    assert response.status_code == 200, response.text
    return {feature["id"] for feature in response.json()["features"]}


# --- the map ---


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"INC1", "INC2", "INC3", "INC4", "INC5", "INC6"}),
        ("kind=crq", set()),
        ("status=new", {"INC1", "INC4", "INC5"}),
        ("status=new,pending", {"INC1", "INC2", "INC4", "INC5"}),
        ("status=pending&status=closed", {"INC2", "INC3"}),
        ("cluster=nairobi&actionable=true", {"INC1", "INC2", "INC4", "INC6"}),
        ('cluster=["<b>Nowhere, Kenya</b>"]', {"INC5"}),
        ("bbox=36.9,-1.2,37.1,-1", {"INC4"}),
        ("limit=2", {"INC1", "INC2"}),
    ],
)
def test_the_filters_of_the_function_are_parameters(api: str, query: str, found: set[str]) -> None:
    assert ids(get(f"{api}/webhook/tickets?{query}")) & {ticket_id for ticket_id, _ in TICKETS} == found


def test_fields_picks_properties_and_include_gone_brings_those_that_left(api: str, db: Db) -> None:
    add_ticket(db, "GONE", status="New")
    db.execute("UPDATE tickets.inc SET gone_at = now() WHERE ticket_id = 'GONE'")
    response = get(f"{api}/webhook/tickets?fields=status,priority&include_gone=true")
    assert "GONE" in ids(response)
    properties = next(feature for feature in response.json()["features"] if feature["id"] == "INC1")["properties"]
    assert (properties["status"], properties["priority"], properties.get("location_name")) == ("New", "P1", None)
    assert response.headers["Content-Type"] == "application/geo+json"


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("webhook/tickets?kind=fault", "p_kind"),
        ("webhook/tickets?knid=inc", "knid"),
        ("webhook/tickets?bbox=37,-1,36,0", "p_bbox"),
        ("webhook/tickets?bbox=36,-1,37", "p_bbox"),
        ("webhook/tickets?bbox=west", "bbox"),
        ("webhook/tickets?limit=-1", "p_limit"),
        ("webhook/tickets?limit=3000000000", "limit"),
        ("webhook/tickets?actionable=perhaps", "actionable"),
        ("webhook/tickets?status=[1]", "status"),
        ("webhook/tickets?status=[", "status"),
        ("webhook/tickets?status=%00", "NUL"),
        ("tiles/3/9/0", "x: 9"),
        ("tiles/3/-1/0", "x: -1"),
        ("tiles/3/a/0", "x"),
        ("tiles/3/3000000000/0", "x"),
        ("tiles/3/1/0?bbox=1,2,3,4", "bbox"),
        ("tiles/3/1/0?kind=fault", "kind"),
    ],
)
def test_a_bad_argument_is_refused_by_name(api: str, path: str, named: str) -> None:
    response = get(f"{api}/{path}")
    assert response.status_code == 422
    assert named in json.dumps(response.json()["detail"])


@pytest.mark.parametrize("path", ["webhook/tickets", "tiles/6/38/32"])
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", W/{}, "third"', '"other",{}'])
def test_a_known_version_is_answered_with_304_in_any_form_that_http_has_for_it(api: str, path: str, form: str) -> None:
    etag = get(f"{api}/{path}").headers["ETag"]
    again = get(f"{api}/{path}", **{"If-None-Match": form.format(etag)})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)


def test_another_version_is_answered_whole(api: str, db: Db) -> None:
    before = get(f"{api}/webhook/tickets")
    add_ticket(db, f"INC{uuid.uuid4().hex}", status="New")
    after = get(f"{api}/webhook/tickets", **{"If-None-Match": before.headers["ETag"]})
    assert len(ids(after)) == len(ids(before)) + 1
    assert before.headers["ETag"] != after.headers["ETag"]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br;q=1, gzip;q=0.5", "gzip"),
        ("identity", None),
        ("gzip;q=0", None),
        ("br, gzip; q=0.0", None),
    ],
)
def test_an_answer_is_gzipped_for_those_who_take_that(api: str, accepted: str, encoding: str | None) -> None:
    with requests.get(
        f"{api}/webhook/tickets", headers={"Accept-Encoding": accepted}, stream=True, timeout=30
    ) as response:
        sent = response.raw.read(decode_content=False)
    assert (response.headers.get("Content-Encoding"), response.headers["Vary"]) == (encoding, "Accept-Encoding")
    assert json.loads(gzip.decompress(sent) if encoding else sent)["features"]


def test_all_who_ask_while_it_is_built_get_the_one_that_is_being_built(api: str, db: Db, database: str) -> None:
    working = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    url = f"{api}/webhook/tickets?fields=summary"
    with ThreadPoolExecutor(40) as clients:
        with psycopg.connect(database) as holder:
            holder.execute("LOCK TABLE tickets.inc IN ACCESS EXCLUSIVE MODE")
            asked = [clients.submit(get, url) for _ in range(40)]
            wait_until(lambda: db.execute(working).fetchone() != (0,))
            time.sleep(0.5)  # the others are there by now
            building = db.execute(working).fetchone()
        answers = [each.result() for each in asked]
    assert building == (1,)
    assert {(answer.status_code, answer.content) for answer in answers} == {(200, answers[0].content)}


def test_an_answer_that_could_not_be_built_is_built_when_it_is_asked_for_again(api: str, db: Db, database: str) -> None:
    working = """SELECT pg_cancel_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'"""
    url = f"{api}/webhook/tickets?fields=summary,status"
    with ThreadPoolExecutor(1) as client, psycopg.connect(database) as holder:
        holder.execute("LOCK TABLE tickets.inc IN ACCESS EXCLUSIVE MODE")
        asked = client.submit(get, url)
        wait_until(lambda: db.execute(working).fetchone())
        assert asked.result().status_code == 503
    assert ids(get(url))


# --- tiles ---


def test_a_tile_has_what_the_function_has_and_takes_its_filters(api: str, db: Db) -> None:
    row = db.execute("""SELECT reporting.fn_tickets_mvt(12, 2465, 2063, '{"status": "pending"}')""").fetchone()
    response = get(f"{api}/tiles/12/2465/2063?status=Pending&v=17")
    assert (response.content,) == row
    assert [point.properties["ticket_id"] for point in read_points(response.content)] == ["INC2"]
    assert response.headers["Content-Type"] == "application/vnd.mapbox-vector-tile"


def test_only_a_tile_whose_url_has_the_version_may_be_kept_without_asking(api: str) -> None:
    assert get(f"{api}/tiles/6/38/32").headers["Cache-Control"] == "no-cache"
    assert get(f"{api}/tiles/6/38/32?v=17").headers["Cache-Control"] == "max-age=86400"


# --- news ---


class Stream:
    """A client of the event stream, in a thread; `versions`: what came, with the time of its coming."""

    def __init__(self, api: str) -> None:
        self.versions: list[tuple[str, float]] = []
        self.response = requests.get(f"{api}/webhook/tickets/changes", stream=True, timeout=60)
        assert self.response.headers["Content-Type"].startswith("text/event-stream")
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.response.iter_lines(chunk_size=1, decode_unicode=True):
            if line.startswith("data: "):
                self.versions.append((line.removeprefix("data: "), time.monotonic()))


def wait_until(is_true: Any, timeout_s: float = 20) -> None:
    deadline = time.monotonic() + timeout_s
    while not is_true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def test_every_client_hears_of_a_change_within_a_second_by_one_connection_of_the_database(api: str, db: Db) -> None:
    streams = [Stream(api) for _ in range(20)]
    wait_until(lambda: all(stream.versions for stream in streams))
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'reader%'"
    assert (db.execute(others).fetchone() or (99,))[0] <= 1 + 8  # the listening one, and a pool however many ask
    waits = [time_until_all_heard(streams, db) for _ in range(3)]
    (version,) = db.execute("SELECT reporting.fn_tickets_version()").fetchone() or ("",)
    assert {stream.versions[-1][0] for stream in streams} == {version}
    assert min(waits) < 1  # of three: others may be busy on this machine


def time_until_all_heard(streams: list[Stream], db: Db) -> float:
    """Seconds from a change's commit to the last client's news."""
    heard = len(streams[0].versions)
    add_ticket(db, f"INC{uuid.uuid4().hex}", status="New")
    changed_at = time.monotonic()
    wait_until(lambda: all(len(stream.versions) > heard for stream in streams))
    return max(stream.versions[heard][1] for stream in streams) - changed_at


@pytest.fixture
def own_server() -> Iterator[tuple[str, list[str]]]:
    """A server of this test's own, and the command that stops and starts it."""
    control = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if not control:
        pytest.skip("no PostgreSQL on this machine to restart")
    command = [str(REPO / "tools" / "with-postgres"), "RESTARTED_URL", "bash", "-c", 'echo "$RESTARTED_URL"; read -r']
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        home = parse_qs(urlsplit(url).query)["host"][0]
        as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        options = f"-c listen_addresses= -c unix_socket_directories='{home}'"
        yield (
            url,
            [*as_owner, str(control[-1]), "-D", f"{home}/data", "-m", "immediate", "-l", f"{home}/log", "-o", options],
        )
        process.communicate("")


def test_a_restart_of_the_database_ends_no_stream_and_news_come_again(
    own_server: tuple[str, list[str]], run: Run, tmp_path: Path
) -> None:
    url, pg_ctl = own_server
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute("CREATE EXTENSION postgis")
    assert run("run_migrations.py", env={"DATABASE_URL": url}).returncode == 0
    with psycopg.connect(url, autocommit=True) as conn:
        add_ticket(conn, "INC1", status="New")
    with started(url, tmp_path) as api:
        assert ids(get(f"{api}/webhook/tickets")) == {"INC1"}
        stream = Stream(api)
        wait_until(lambda: stream.versions)
        subprocess.run([*pg_ctl, "stop"], check=True, stdout=subprocess.DEVNULL)
        away = get(f"{api}/webhook/tickets")
        assert (away.status_code, away.headers["Retry-After"]) == (503, "5")
        subprocess.run([*pg_ctl, "start"], check=True, stdout=subprocess.DEVNULL)
        assert ids(get(f"{api}/webhook/tickets")) == {"INC1"}
        with psycopg.connect(url, autocommit=True) as conn:
            add_ticket(conn, "INC2", status="New")
        wait_until(lambda: len(stream.versions) == 2)
        assert ids(get(f"{api}/webhook/tickets")) == {"INC1", "INC2"}


# --- the page ---


@pytest.fixture(scope="module")
def page(api: str) -> Iterator[Page]:
    """The page in a browser that has loaded the map; it may complain of nothing and ask no other host for anything."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on PATH: apt-get install chromium")
    problems, asked = [], []
    with start_browser() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 760})
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(api)
        page.locator("#total", has_text="tickets").wait_for(timeout=60_000)
        yield page
    assert problems == []
    assert [url for url in asked if not url.startswith((api, "blob:", "data:"))] == []


def click_at(page: Page, lng: float, lat: float) -> None:
    """Click on what is drawn at the place, once it is drawn there."""
    layers = "{layers: ['groups', 'singles']}"
    found = f"([lng, lat]) => !map.isMoving() && map.queryRenderedFeatures(map.project([lng, lat]), {layers}).length"
    page.wait_for_function(found, arg=[lng, lat], timeout=60_000)
    x, y = page.evaluate("([lng, lat]) => { const p = map.project([lng, lat]); return [p.x, p.y]; }", [lng, lat])
    page.locator("#map canvas").click(position={"x": x, "y": y})


def test_what_is_there_at_first_is_no_news(page: Page) -> None:
    assert page.inner_text("#news") == ""


def test_a_click_opens_a_group_until_each_ticket_at_one_spot_can_be_read(page: Page) -> None:
    page.evaluate("map.jumpTo({center: [36.71, -1.32], zoom: 7.5})")
    click_at(page, 36.71, -1.32)
    page.locator("#list-title", has_text="In this group: ").wait_for()  # with those at the cluster's centroid
    page.wait_for_function("map.getZoom() > 8")
    page.evaluate("map.setCenter([36.71, -1.32])")
    click_at(page, 36.71, -1.32)
    page.locator("#list-title", has_text="At this spot: 2 tickets").wait_for()
    rows = page.locator("#list li").all_inner_texts()
    assert [row.split() for row in rows] == [
        ["INC1", "INC", "·", "New", "·", "P1", "Nairobi", "·", "Karen"],
        ["INC2", "INC", "·", "Pending", "·", "P2", "Nairobi", "·", "Karen"],
    ]


def test_a_click_on_a_single_ticket_lists_it(page: Page) -> None:
    page.evaluate("map.jumpTo({center: [37.0, -1.1], zoom: 14})")
    click_at(page, 37.0, -1.1)
    page.locator("#list-title", has_text="Here: 1 ticket").wait_for()
    assert page.locator("#list").inner_text().split()[:4] == ["INC4", "INC", "·", "New"]


def test_each_filter_offers_the_values_that_are_there(page: Page) -> None:
    for name, values in (("kind", ["inc"]), ("priority", ["P1", "P2", "P3", "P4"])):
        assert page.locator(f"#filters [name={name}] option").all_text_contents() == ["all", *values]


def test_the_outlines_are_where_their_steps_lead(page: Page) -> None:
    lines = [
        [list(point) for point in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)]
        for steps in json.loads((REPO / "review" / "page" / "outlines.json").read_text())["lines"]
    ]
    drawn = page.evaluate("map.getStyle().sources.outlines.data.coordinates")
    assert [[[round(100 * degrees) for degrees in point] for point in line] for line in drawn] == lines


def test_those_without_a_place_are_listed_and_names_are_text(page: Page) -> None:
    page.locator("#filters select[name=priority]").select_option("P4")
    assert (page.locator("#total").inner_text(), page.locator("#unplaced").inner_text()) == (
        "1 ticket",
        "1 without a place",
    )
    page.locator("#unplaced").click()
    assert "<b>Nowhere, Kenya</b>" in page.locator("#list").inner_text()
    page.locator("#filters select[name=priority]").select_option("")
    assert page.evaluate("window.pwned") is None


def test_news_are_on_the_page_within_a_second(page: Page, db: Db) -> None:
    waits = []
    for _ in range(3):
        before = page.locator("#total").inner_text()
        add_ticket(db, f"INC{uuid.uuid4().hex}", status="New", cluster="Nairobi")
        changed_at = time.monotonic()
        page.wait_for_function("before => document.getElementById('total').textContent !== before", arg=before)
        waits.append(time.monotonic() - changed_at)
        assert "1 new, 0 changed, 0 gone" in page.locator("#news").inner_text()
    assert min(waits) < 1


def test_the_page_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
