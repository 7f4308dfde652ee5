"""The version that tells a poller whether the map can have changed: reporting.fn_tickets_version."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from conftest import Run, Server, copy_database
from records import as_snapshot, make_inc

Db = psycopg.Connection[Any]


def version(db: Db) -> str:
    row = db.execute("SELECT reporting.fn_tickets_version()").fetchone()
    assert row
    assert isinstance(row[0], str)
    return row[0]


def put(db: Db, ticket_id: str, **raw: object) -> None:
    db.execute("INSERT INTO tickets.inc (ticket_id, raw) VALUES (%s, %s)", (ticket_id, Jsonb(raw)))


@pytest.fixture
def placed(db: Db) -> Db:
    """Two tickets, one of them placed by a cluster."""
    db.execute("INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Nairobi', 'SRID=4326;POINT(36.8 -1.3)')")
    put(db, "INC1", cluster="Nairobi", location_name="Kilimani", status="New")
    put(db, "INC2")
    return db


CHANGES = {
    "a new ticket": "INSERT INTO tickets.crq (ticket_id, raw) VALUES ('CRQ1', '{}')",
    "a changed ticket": """UPDATE tickets.inc SET raw = '{"status": "Closed"}' WHERE ticket_id = 'INC1'""",
    "a gone ticket": "UPDATE tickets.inc SET gone_at = now() WHERE ticket_id = 'INC1'",
    "a removed ticket": "DELETE FROM tickets.inc WHERE ticket_id = 'INC1'",
    "an emptied table": "TRUNCATE tickets.inc",
    "a corrected cluster": "UPDATE tickets.geo_clusters SET geom = 'SRID=4326;POINT(36.9 -1.2)'",
    "a verified cluster": "UPDATE tickets.geo_clusters SET verified = true",
    "a new location": """
        INSERT INTO tickets.geo_locations (cluster, location_name, geom)
        VALUES ('NAIROBI', 'kilimani', 'SRID=4326;POINT(36.79 -1.29)')
    """,
    "a removed cluster": "DELETE FROM tickets.geo_clusters",
    "emptied gazetteers": "TRUNCATE tickets.geo_clusters",
    "a migration": "UPDATE tickets.schema_migrations SET checksum = repeat('0', 64) WHERE version = 0",
}
NO_CHANGES = {
    "nothing": "SELECT 1",
    "a cluster not found": "INSERT INTO tickets.geo_clusters (cluster, status) VALUES ('Nowhere', 'not_found')",
    "a location not found": """
        INSERT INTO tickets.geo_locations (cluster, location_name, status) VALUES ('Nairobi', 'Kilimani', 'not_found')
    """,
    "a place of no ticket": """
        INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Mombasa', 'SRID=4326;POINT(39.7 -4)')
    """,
    "a label": "UPDATE tickets.geo_clusters SET label = 'Nairobi, Kenya'",
    "a write of no row": "UPDATE tickets.inc SET raw = '{}' WHERE false",
    "reading": "SELECT reporting.fn_tickets_for_map(), reporting.fn_tickets_mvt(0, 0, 0)",
    "counting requests": """
        INSERT INTO tickets.geocoder_usage (provider, day, requests) VALUES ('nominatim', '2026-11-21', 1)
    """,
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_the_version_changes_with_the_map(placed: Db, statement: str) -> None:
    before = version(placed)
    with placed.transaction(force_rollback=True):
        placed.execute(statement)
        assert version(placed) != before, "the writer sees it at once"
    assert version(placed) == before, "rolled back"
    placed.execute(statement)
    assert version(placed) != before


@pytest.mark.parametrize("statement", NO_CHANGES.values(), ids=NO_CHANGES)
def test_the_version_stays_while_the_map_does(placed: Db, statement: str) -> None:
    before = version(placed)
    placed.execute(statement)
    assert version(placed) == before


def test_the_version_is_short_and_fit_for_an_etag(placed: Db) -> None:
    assert len(version(placed)) < 60
    assert not set(version(placed)) & set('" \\')


def test_an_import_changes_the_version_with_any_kind_of_news_and_only_then(db: Db, db_url: str, run: Run) -> None:
    def apply(*records: dict[str, Any]) -> str:
        (run.cwd / "inc.json").write_bytes(as_snapshot(list(records)))
        done = run("import_tickets.py", "--inc-json", "inc.json", "--apply", env={"DATABASE_URL": db_url})
        assert done.returncode == 0, done.stderr
        return version(db)

    first = apply(make_inc(1), make_inc(2))
    assert apply(make_inc(2), make_inc(1)) == first
    changed = apply(make_inc(1), make_inc(2, status="Closed"))
    gone = apply(make_inc(1))
    returned = apply(make_inc(1), make_inc(2, status="Closed"))
    assert len({first, changed, gone, returned}) == 4, "each of these has one kind of news only"


def test_a_restored_dump_has_its_version_until_either_changes(placed: Db, db_url: str, server: Server) -> None:
    before = version(placed)
    copy_url = server.create_database()
    try:
        copy_database(db_url, copy_url)
        with psycopg.connect(copy_url, autocommit=True) as restored:
            assert version(restored) == before
            put(placed, "INC3", status="New")
            put(restored, "INC3", status="Closed")
            here, there = version(placed), version(restored)
            assert here.split("-")[:2] == there.split("-")[:2], "the same number of changes"
            assert len({before, here, there}) == 3
    finally:
        server.drop_database(copy_url)


def test_each_of_two_writers_at_once_changes_the_version_whoever_ends_first(db: Db, db_url: str) -> None:
    for first_to_end in (0, 1):
        seen = [version(db)]
        writers = [psycopg.connect(db_url), psycopg.connect(db_url)]
        for number, writer in enumerate(writers):
            put(writer, f"INC{first_to_end}{number}")
        seen.append(version(db))
        for writer in (writers[first_to_end], writers[1 - first_to_end]):
            writer.commit()
            writer.close()
            seen.append(version(db))
        assert seen[0] == seen[1], "what is not committed is not there"
        assert len(set(seen)) == 3


def test_a_writer_that_began_first_and_ends_last_changes_the_version(db: Db, db_url: str) -> None:
    put(db, "INC0")
    with psycopg.connect(db_url) as first, psycopg.connect(db_url) as second:
        first.execute("SELECT pg_current_xact_id()")
        put(second, "INC2")
        put(first, "INC1")
        second.commit()
        between = version(db)
        first.commit()
        assert version(db) != between


def test_the_version_does_not_slow_down_with_its_age(db: Db) -> None:
    for number in range(50):
        put(db, f"INC{number}")
    assert db.execute("SELECT count(*) < 5 FROM tickets.map_version").fetchone() == (True,)


def test_a_poller_never_keeps_an_old_map_under_a_new_version(db: Db, db_url: str) -> None:
    """Reads as a client should while another session writes: each map is that of its version's moment, or newer."""
    stop = threading.Event()
    changes_before = int(version(db).split("-")[1])

    def write() -> None:
        with psycopg.connect(db_url, autocommit=True) as writer:
            for number in range(2000):
                if stop.is_set():
                    return
                put(writer, f"INC{number:06}")

    writing = threading.Thread(target=write)
    writing.start()
    try:
        held: dict[str, int] = {}
        for _ in range(150):
            etag = version(db)
            tickets = number_of(db, "SELECT reporting.fn_tickets_for_map(p_fields => '{}')")
            assert tickets >= held.get(etag, 0)
            held[etag] = tickets
            one_etag, collection = db.execute(
                "SELECT reporting.fn_tickets_version(), reporting.fn_tickets_for_map(p_fields => '{}')"
            ).fetchall()[0]
            assert int(one_etag.split("-")[1]) - changes_before == len(collection["features"]), (
                "one statement is one moment"
            )
    finally:
        stop.set()
        writing.join()
    assert len(held) > 5, "the writer was at work meanwhile"


def number_of(db: Db, query: str) -> int:
    return len(db.execute(query).fetchall()[0][0]["features"])


def test_version_and_map_of_one_statement_are_of_one_moment(db: Db, db_url: str) -> None:
    """An import commits between the two calls of a statement: the map is still that of the version read before."""
    put(db, "INC1")
    before = version(db)
    with psycopg.connect(db_url, autocommit=True) as gate, psycopg.connect(db_url, autocommit=True) as poller:
        gate.execute("SELECT pg_advisory_lock(7)")
        answers: list[tuple[Any, ...]] = []
        reading = threading.Thread(target=lambda: answers.extend(read_both(poller)))
        reading.start()
        wait_until(lambda: number_waiting(db) == 1)
        put(db, "INC2")
        gate.execute("SELECT pg_advisory_unlock(7)")
        reading.join()
    ((etag, _, collection),) = answers
    assert etag == before != version(db)
    assert [feature["id"] for feature in collection["features"]] == ["INC1"]


def read_both(db: Db) -> list[tuple[Any, ...]]:
    return db.execute(
        "SELECT reporting.fn_tickets_version(), pg_advisory_lock(7)::text, reporting.fn_tickets_for_map()"
    ).fetchall()


def number_waiting(db: Db) -> int:
    row = db.execute(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    ).fetchone()
    assert row
    return int(row[0])


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(6000):
        if is_so():
            return
        threading.Event().wait(0.01)
    pytest.fail("waited a minute in vain")


def heard(listener: Db, timeout_s: float = 0.2) -> list[str]:
    return [notice.payload for notice in listener.notifies(timeout=timeout_s) if notice.channel == "fleettickets"]


@pytest.mark.parametrize("statement", [CHANGES[name] for name in CHANGES if name != "a migration"])
def test_who_listens_is_told_once_of_each_transaction_that_changes_the_version(
    placed: Db, db_url: str, statement: str
) -> None:
    with psycopg.connect(db_url, autocommit=True) as listener:
        listener.execute("LISTEN fleettickets")
        with placed.transaction():
            placed.execute(statement)
            placed.execute("UPDATE tickets.crq SET raw = raw")
            put(placed, "INC77")
        assert heard(listener) == [""]


@pytest.mark.parametrize("statement", NO_CHANGES.values(), ids=NO_CHANGES)
def test_who_listens_is_told_of_no_other_transaction(placed: Db, db_url: str, statement: str) -> None:
    with psycopg.connect(db_url, autocommit=True) as listener:
        listener.execute("LISTEN fleettickets")
        placed.execute(statement)
        with placed.transaction(force_rollback=True):
            put(placed, "INC77")
        assert heard(listener) == []


def test_a_change_after_one_that_was_rolled_back_to_a_savepoint_is_told_too(placed: Db, db_url: str) -> None:
    before = version(placed)
    with psycopg.connect(db_url, autocommit=True) as listener:
        listener.execute("LISTEN fleettickets")
        with placed.transaction():
            with placed.transaction(force_rollback=True):
                put(placed, "INC77")
            put(placed, "INC78")
        assert heard(listener) == [""]
    assert version(placed) != before
