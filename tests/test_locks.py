"""Who waits for whom: imports and geocoding runs side by side, and what others hold locked meanwhile."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest

import geocoding
import ingest
import shared
from conftest import Run
from fake_geocoder import FakeGeocoder, Place
from gazetteer_checks import differing_rows
from geocoding import gazetteer
from importing import Importer
from records import make_inc

Db = psycopg.Connection[Any]
NAIROBI = Place("Nairobi", -1.2833, 36.8167)
BOTH = ("--geocode-clusters", "--geocode-locations")
LOCKS = {"import": ingest.RUN_LOCK, "geocoding": geocoding.RUN_LOCK}


@pytest.fixture
def importer(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Importer]:
    """Imports files, and asks a geocoder that knows Nairobi."""
    with FakeGeocoder([NAIROBI]) as fake:
        monkeypatch.setenv("GEOCODER_PROVIDER", "nominatim")
        monkeypatch.setenv("GEOCODER_URL", fake.url("nominatim"))
        monkeypatch.setenv("GEOCODER_RATE", "200")
        yield Importer(db_url, tmp_path, monkeypatch, capsys)


def wait_until(is_so: Callable[[], object], timeout_s: float = 30) -> None:
    deadline = time.monotonic() + timeout_s
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_waited_for(db: Db) -> bool:
    """Whether a session of ours waits for a lock in this database."""
    query = """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE 'fleettickets%' AND wait_event_type = 'Lock'
    """
    return db.execute(query).fetchone() != (0,)


# --- runs side by side ---


@pytest.mark.parametrize(
    ("held", "free"),
    [("import", {"clusters", "locations"}), ("geocoding", {"inc"})],
    ids=["an import at work", "a geocoding run at work"],
)
def test_what_another_run_does_is_left_to_it_and_the_rest_is_done(
    importer: Importer, db: Db, held: str, free: set[str]
) -> None:
    importer("--apply", inc=[make_inc(1)])
    with shared.run_lock(db, LOCKS[held]):
        told = importer("--apply", "--json", *BOTH, inc=[make_inc(1), make_inc(2)])
    assert told.code == 5
    assert {name for name in ("inc", "clusters", "locations") if "error" not in told.report[name]} == free
    assert all(told.report[name]["exit"] == 5 for name in {"inc", "clusters", "locations"} - free)
    assert told.stderr.count("is already running on this database") == 1
    assert db.execute("SELECT count(*) FROM tickets.inc").fetchone() == (2 if "inc" in free else 1,)
    assert db.execute("SELECT count(*) FROM tickets.geo_clusters").fetchone() == (1 if "clusters" in free else 0,)


def test_an_import_goes_on_beside_a_geocoding_run_of_hours_and_a_second_geocoding_run_does_not(
    importer: Importer, db: Db, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEOCODER_RATE", "0.01")  # the first question is asked at once, the second in two minutes
    importer("--apply", inc=[make_inc(1), make_inc(2, cluster="Voi")])
    with run.start("import_tickets.py", "--apply", *BOTH, "--inc-json", str(importer.folder / "inc.json")) as process:
        wait_until(lambda: db.execute("SELECT 1 FROM tickets.geo_clusters").fetchone())
        told = importer("--apply", "--json", inc=[make_inc(1), make_inc(3)])
        assert (told.code, told.counts()) == (0, {"received": 2, "new": 1, "unchanged": 1, "gone": 1})
        assert importer("--apply", *BOTH).code == 5
        assert importer("--json", *BOTH).code == 0, "a dry run minds nobody"
        process.terminate()


# --- what others hold ---


def test_a_deadlock_with_a_truncate_of_the_gazetteer_does_not_end_a_geocoding_run(
    importer: Importer, db: Db, db_url: str
) -> None:
    """The TRUNCATE has its table and wants the placing lock; our statement has that, and wants the table."""
    importer("--apply", inc=[make_inc(1)])
    db.execute(
        "INSERT INTO tickets.geo_locations (cluster, location_name, geom)"
        " VALUES ('Nairobi', 'Karen', 'SRID=4326;POINT(36.7 -1.3)')"
    )
    with psycopg.connect(db_url) as somebody, ThreadPoolExecutor(1) as pool:
        somebody.execute("SET LOCAL deadlock_timeout = '1h'")  # so that it is ours that the server ends
        somebody.execute("LOCK TABLE tickets.geo_locations IN ACCESS EXCLUSIVE MODE")
        truncating = pool.submit(truncate_when_waited_for, somebody, db)
        told = importer("--apply", "--json", "--geocode-clusters")
        truncating.result(timeout=60)
    assert (told.code, told.report["clusters"]["ok"]) == (0, 1), told.stderr
    assert "deadlock detected; trying again" in told.stderr
    assert db.execute("SELECT geo_source FROM tickets.inc").fetchall() == [("cluster",)]
    assert differing_rows(db) == []


def truncate_when_waited_for(somebody: Db, db: Db) -> None:
    wait_until(lambda: is_waited_for(db))
    somebody.execute("TRUNCATE tickets.geo_locations")
    somebody.commit()


@pytest.mark.parametrize(
    "save",
    [
        lambda conn, answer: [gazetteer.save_cluster(conn, "Nairobi", answer)],
        lambda conn, answer: gazetteer.save_locations(conn, "Nairobi", ["Karen"], "Karen", answer),
    ],
    ids=["a cluster's", "a location's"],
)
def test_an_answer_that_somebody_s_lock_kept_from_being_saved_is_saved_at_the_next_try(
    db_url: str, monkeypatch: pytest.MonkeyPatch, save: Callable[[Db, gazetteer.Answer], list[str]]
) -> None:
    with psycopg.connect(db_url) as somebody, shared.connect(db_url, "test") as conn:
        somebody.execute("SELECT tickets.lock_gazetteers()")
        conn.execute("SET lock_timeout = '50ms'")
        monkeypatch.setattr(shared.log, "info", lambda *args: somebody.rollback())  # what is told before the next try
        assert save(conn, gazetteer.Answer("not_found")) == ["not_found"]


def test_a_deadlock_with_a_hand_that_edits_tickets_does_not_end_an_import(
    importer: Importer, db: Db, db_url: str
) -> None:
    importer("--apply", inc=[make_inc(1), make_inc(2)])
    change = 'UPDATE tickets.inc SET raw = raw || \'{"by": "hand"}\' WHERE ticket_id = %s'
    first, second = (str(make_inc(n)["ticket_id"]) for n in (1, 2))
    with psycopg.connect(db_url) as somebody, ThreadPoolExecutor(1) as pool:
        somebody.execute("SET LOCAL deadlock_timeout = '1h'")
        somebody.execute(change, (second,))

        def go_on() -> None:
            wait_until(lambda: is_waited_for(db))
            somebody.execute(change, (first,))
            somebody.commit()

        editing = pool.submit(go_on)
        told = importer("--apply", "--json", inc=[make_inc(n, status="Closed") for n in (1, 2)])
        editing.result(timeout=60)
    assert (told.code, told.counts()) == (0, {"received": 2, "changed": 2}), told.stderr
    assert "deadlock detected; trying again" in told.stderr


def test_a_wait_for_a_lock_that_ended_in_vain_is_tried_again(
    importer: Importer, db: Db, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The correction is committed when the first try has been given up."""
    monkeypatch.setattr(shared.database, "LOCK_TIMEOUT_S", 0.2)
    given_up = threading.Event()

    def first_line(err: BaseException) -> str:
        given_up.set()
        return str(err)

    monkeypatch.setattr(shared.database, "first_line", first_line)
    with psycopg.connect(db_url) as somebody, ThreadPoolExecutor(1) as pool:
        somebody.execute(
            "INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Nairobi', 'SRID=4326;POINT(36.8 -1.3)')"
        )

        def commit_then() -> None:
            assert given_up.wait(60)
            somebody.commit()

        pool.submit(commit_then)
        told = importer("--apply", "--json", inc=[make_inc(1)])
    assert (told.code, told.counts()) == (0, {"received": 1, "new": 1}), told.stderr
    assert told.report["inc"]["geo_source"]["cluster"] == 1


def test_a_lock_that_stays_taken_ends_a_geocoding_run_with_what_to_look_at(
    importer: Importer, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer("--apply", inc=[make_inc(1)])
    monkeypatch.setattr(shared.database, "LOCK_TIMEOUT_S", 0.2)
    with psycopg.connect(db_url) as somebody:
        somebody.execute("LOCK TABLE tickets.geo_clusters IN ACCESS EXCLUSIVE MODE")
        told = importer("--apply", "--json", "--geocode-clusters")
        foretold = importer("--json", "--geocode-clusters")
    assert (told.code, told.stderr.count("trying again")) == (1, 2)
    assert "could not get a lock within 3 x 0.2 s (see pg_locks); run again" in told.report["error"]
    assert (foretold.code, "get a lock within" in foretold.report["error"]) == (1, True)


WAITING = {
    "tickets.migrations": ("run_migrations.py",),
    "tickets.placing": ("review_places.py", "--apply", "--import", "sites.csv"),
}


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("lock", WAITING)
def test_a_migration_or_a_review_that_is_asked_to_end_ends_cleanly(
    run: Run, db: Db, db_url: str, lock: str, number: signal.Signals
) -> None:
    (run.cwd / "sites.csv").write_text("cluster,place,lat,lng\nNairobi,,-1.28,36.82\n")
    if lock == "tickets.migrations":  # something must be pending
        db.execute("DELETE FROM tickets.schema_migrations")
    db.execute("SELECT pg_advisory_lock(hashtext(%s))", (lock,))
    with run.start(*WAITING[lock], env={"DATABASE_URL": db_url}) as process:
        wait_until(lambda: is_waited_for(db))
        process.send_signal(number)
        _, told = process.communicate(timeout=60)
    assert (process.returncode, "ERROR interrupted; " in told, "Traceback" in told) == (1, True, False)
