"""review_places.py as a command: arguments, what it prints, and whom it waits for."""

from __future__ import annotations

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

import shared
from conftest import Run
from reviewing import Db, Desk, Outcome, move, pick


@pytest.fixture
def db_url(emptied_url: str) -> str:
    return emptied_url


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["--export", "x.csv", "--import", "x.csv"],
        ["--export", "x.xlsx"],
        ["--import", "x.html"],
        *(["--export", "x.csv", *flags] for flags in (["--apply"], ["--by", "A"], ["--force"], ["--json"])),
        ["--export", "x.csv", "--tiles", "http://x"],
        ["--export", "x.html", "--attribution", "us"],
        ["--export", "x.csv", "--status", "fine"],
        ["--export", "x.csv", "--min-tickets", "-1"],
        ["--import", "x.csv", "--all"],
        *(
            ["--import", "x.csv", flag, value]
            for flag, value in {
                "--status": "ok",
                "--cluster": "Nairobi",
                "--min-tickets": "1",
                "--tiles": "http://x/{z}/{x}/{y}",
            }.items()
        ),
        ["--export", "x.csv", "--skip-refused"],
    ],
)
def test_a_usage_error_is_exit_2(desk: Desk, args: list[str]) -> None:
    assert desk(*args).code == 2


@pytest.mark.parametrize("name", ["x.csv", "x.geojson", "x.html"])
def test_the_ending_of_a_file_may_be_in_capitals(name: str, desk: Desk) -> None:
    tiles = ["--tiles", "http://x/{z}/{x}/{y}"] if name == "x.html" else []
    for written in (name, name.upper()):
        assert desk("--export", written, *tiles).code == 0
    assert (desk.folder / name.upper()).read_bytes()[:99] == (desk.folder / name).read_bytes()[:99]
    assert tiles or desk("--import", name.upper()).code == 0


def test_without_a_database_setting_the_code_is_2(run: Run) -> None:
    done = run("review_places.py", "--export", "x.csv")
    assert (done.returncode, "DATABASE_URL" in done.stderr) == (2, True)


def test_quiet_prints_problems_only(desk: Desk) -> None:
    exported = desk.export("-q")
    desk.take([move(exported, "Mathare"), pick(exported, "Ruai", decision="maybe")])
    done: Outcome = desk("--import", "decided.csv", "-q")
    assert (done.code, done.stdout, "row 3" in done.stderr) == (3, "", True)


def test_where_an_error_happened_is_told_with_v_only(desk: Desk) -> None:
    desk.write("broken.geojson", "{")
    for flags, is_traced in (((), False), (("-v",), True)):
        assert ("Traceback" in desk("--import", "broken.geojson", *flags).stderr) == is_traced


def test_a_failure_is_told_in_json_too(desk: Desk) -> None:
    told = desk("--import", "no.csv", "--json")
    why = "no.csv: can't be read: No such file or directory"
    assert (told.code, told.report) == (1, {"applied": False, "error": why, "exit": 1})


# --- others at work ---

WAITED_FOR = """
SELECT count(*) FROM pg_locks
WHERE NOT granted AND locktype = 'advisory'
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def commit_when_waited_for(holder: Db, db_url: str, timeout_s: float = 30) -> None:
    deadline = time.monotonic() + timeout_s
    with psycopg.connect(db_url, autocommit=True) as watcher:
        while watcher.execute(WAITED_FOR).fetchone() == (0,) and time.monotonic() < deadline:
            time.sleep(0.02)
    holder.commit()


def test_a_reviewer_waits_for_who_is_at_work_and_then_sees_what_was_done(desk: Desk, db_url: str) -> None:
    exported = desk.export()
    with psycopg.connect(db_url) as other, ThreadPoolExecutor(1) as pool:
        other.execute("UPDATE tickets.geo_locations SET verified = true WHERE place = 'Mathare'")
        committed = pool.submit(commit_when_waited_for, other, db_url)
        done = desk.take([move(exported, "Mathare")], "--apply")
        committed.result()
    assert (done.code, "somebody else changed it" in done.stderr) == (3, True)


def test_a_wait_for_a_lock_that_ended_in_vain_is_tried_again(
    desk: Desk, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is at work ends when the first try has been given up."""
    exported = desk.export()
    monkeypatch.setattr(shared.database, "LOCK_TIMEOUT_S", 0.2)
    given_up = threading.Event()

    def first_line(err: BaseException) -> str:
        given_up.set()
        return str(err)

    monkeypatch.setattr(shared.database, "first_line", first_line)
    with psycopg.connect(db_url) as other, ThreadPoolExecutor(1) as pool:
        other.execute("SELECT tickets.lock_gazetteers()")

        def commit_then() -> None:
            assert given_up.wait(60)
            other.commit()

        pool.submit(commit_then)
        done = desk.take([move(exported, "Mathare")], "--apply")
    assert done.code == 0, done.stderr


def test_a_lock_that_stays_taken_is_told_with_what_became_of_the_file(
    desk: Desk, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = desk.export()
    monkeypatch.setattr(shared.database, "LOCK_TIMEOUT_S", 0.05)
    with psycopg.connect(db_url) as other:
        other.execute("SELECT tickets.lock_gazetteers()")
        done = desk.take([move(exported, "Mathare")], "--apply")
    assert (done.code, done.report["applied"]) == (1, False)
    assert re.match(
        "database: could not get a lock within .*; a file is taken whole or not at all", done.report["error"]
    )
