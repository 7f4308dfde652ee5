"""How a run ends: what fails and is told, who else is at work, and whole processes that are killed or told to stop."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

import ingest
import shared
from conftest import Run
from fake_aws import FakeAws
from gazetteer_checks import differing_rows, version
from importing import Importer, add_gazetteer, by_id, dump, stored
from ingest import history, staging, tickets
from records import Record, as_snapshot, make_crq, make_inc
from shared import connect

Db = psycopg.Connection[Any]


@pytest.fixture
def db_url(emptied_url: str) -> str:
    return emptied_url


@pytest.fixture
def importer(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Importer:
    return Importer(db_url, tmp_path, monkeypatch, capsys)


# --- what fails, and how a run ends ---


@pytest.mark.parametrize(("inc", "code"), [(b"[", 1), ([], 3), ([make_inc(1)], 0)], ids=["failed", "refused", "fine"])
def test_one_kind_does_not_keep_the_other_from_its_work(
    importer: Importer, db: Db, inc: list[Record] | bytes, code: int
) -> None:
    told = importer("--json", "--apply", inc=inc, crq=[make_crq(1)])
    assert (told.code, told.counts("crq"), len(stored(db, "crq"))) == (code, {"received": 1, "new": 1}, 1)
    assert told.report["inc"].get("exit", 0) == code


def test_of_several_exit_codes_failed_comes_before_refused(importer: Importer) -> None:
    assert importer("--apply", inc=[], crq=b"[").code == 1
    assert importer("--apply", inc=b"[", crq=[]).code == 1


def test_a_failure_half_way_leaves_nothing_of_its_kind(importer: Importer, db: Db) -> None:
    importer("--apply", inc=[make_inc(1), make_inc(2)])
    before = dump(db, "inc")
    db.execute(
        "CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE 'a guest refuses'; END $$;"
        "CREATE TRIGGER refuse BEFORE UPDATE ON tickets.inc FOR EACH ROW EXECUTE FUNCTION public.refuse()"
    )
    try:
        told = importer("--json", "--apply", inc=[make_inc(1, status="Closed"), make_inc(3)], crq=[make_crq(1)])
    finally:
        db.execute("DROP FUNCTION public.refuse CASCADE")
    assert told.code == 1
    assert told.report["inc"] == {"error": "inc: database: a guest refuses; nothing of it was saved", "exit": 1}
    assert told.report["crq"]["new"] == 1
    assert dump(db, "inc") == before


def test_a_file_that_is_not_there_is_named(importer: Importer) -> None:
    told = importer("--json", "--apply", "--inc-json=/no/such.json", crq=[make_crq(1)])
    assert told.report["inc"] == {"error": "/no/such.json: No such file or directory; nothing was saved", "exit": 1}
    assert (told.code, told.report["crq"]["new"]) == (1, 1)


def test_where_an_error_happened_is_told_with_v_only(importer: Importer) -> None:
    for flags, is_traced in (((), False), (("-v",), True)):
        assert ("Traceback" in importer(*flags, inc=b"[").stderr) == is_traced


def test_the_log_says_what_became_of_a_kind(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "inc: checked" in importer(inc=[make_inc(1)]).stderr
    assert "inc: done" in importer("--apply", inc=[make_inc(1)]).stderr
    monkeypatch.setattr(ingest, "from_path", lambda path: ingest.SnapshotFile("s3://tickets/inc", None))
    assert "inc: skipped, nothing new" in importer("--apply", inc=[make_inc(1)]).stderr


def test_quiet_prints_problems_only(importer: Importer) -> None:
    fine = importer("-q", "--apply", inc=[make_inc(1)])
    assert (fine.code, fine.stdout, fine.stderr) == (0, "", "")
    refused = importer("-q", "--apply", inc=[])
    assert (refused.code, refused.stdout) == (3, "")
    assert len(refused.stderr.splitlines()) == 1
    assert "it is empty" in refused.stderr


def test_the_text_report_tells_a_failure_and_the_other_kind(importer: Importer) -> None:
    told = importer("--apply", inc=b"[", crq=[make_crq(1)])
    assert "INC  not imported, see the error (exit code 1)" in told.stdout
    assert "cut off at byte 1" in told.stderr
    assert "received 1 = new 1" in told.stdout
    assert "ended with exit code 1" in told.stdout


def test_geocoding_after_a_dry_run_is_foretold_for_the_tickets_that_would_be_present(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEOCODER_API_KEY", "a key of a test")
    importer("--apply", inc=[make_inc(1)])

    def foretell(inc: list[Record]) -> tuple[int, int]:
        told = importer("--json", "--geocode-clusters", inc=inc)
        return told.code, told.report["clusters"]["pending"]

    assert foretell([make_inc(1, cluster="Voi"), make_inc(2), make_inc(3, cluster="Thika")]) == (0, 3)
    assert foretell([]) == (3, 1), "refused"
    monkeypatch.setattr(ingest, "from_path", lambda path: ingest.SnapshotFile("s3://tickets/inc", None))
    assert foretell([make_inc(2, cluster="Voi"), make_inc(3)]) == (0, 1), "skipped"


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--apply",),
        ("--from-bucket", "--inc-json=x"),
        ("--from-bucket", "--crq-json=x"),
        ("--inc-json",),
        ("--inc-json=x", "--max-gone=2"),
        ("--inc-json=x", "--max-gone=-0.1"),
        ("--inc-json=x", "--max-gone=half"),
        ("--inc-json=x", "--max-gone=nan"),
        ("--inc-json=x", "--limit=-1"),
        ("--inc-json=x", "-v", "-q"),
        ("--inc-json=x", "--bogus"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(importer: Importer, args: tuple[str, ...]) -> None:
    told = importer(*args)
    assert (told.code, told.stdout) == (2, "")
    assert "usage: " in told.stderr


def test_a_database_behind_the_code_is_told(
    importer: Importer, empty_db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_db_url)
    for flags in ((), ("--apply",)):
        told = importer("--json", *flags, inc=[make_inc(1)])
        assert told.code == 1
        assert "01_tickets_schema.sql is pending; run run_migrations.py" in told.report["error"]


# --- locks ---

SESSIONS = "FROM pg_stat_activity WHERE application_name LIKE 'fleettickets%' AND datname = current_database()"


@pytest.fixture
def other_run(db_url: str) -> Iterator[Db]:
    """A connection that holds the lock of an import."""
    with psycopg.connect(db_url, autocommit=True) as conn, shared.run_lock(conn, ingest.RUN_LOCK):
        yield conn


def test_a_second_run_ends_with_5_and_does_nothing(importer: Importer, db: Db, other_run: Db) -> None:
    told = importer("--json", "--apply", inc=[make_inc(1)])
    assert (told.code, told.report["exit"], "already running" in told.report["error"]) == (5, 5, True)
    assert stored(db) == {}
    assert importer("--json", inc=[make_inc(1)]).counts() == {"received": 1, "new": 1}
    assert other_run.execute("SELECT pg_advisory_unlock_all()")
    assert importer("--apply", inc=[make_inc(1)]).code == 0


def test_a_run_that_leaves_the_work_to_another_prints_nothing_in_cron(importer: Importer, other_run: Db) -> None:
    told = importer("--apply", "-q", inc=[make_inc(1)])
    assert (told.code, told.stdout, told.stderr) == (5, "", "")
    told = importer("--apply", inc=[make_inc(1)])
    assert ("is already running on this database" in told.stderr, told.stdout) == (True, "")


def test_what_was_done_before_an_interrupt_is_reported(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    real = ingest.ingest

    def stop_at_crq(conn: Db, kind: str, *args: Any) -> ingest.Tally:
        if kind == "crq":
            raise KeyboardInterrupt
        return real(conn, kind, *args)

    monkeypatch.setattr(ingest, "ingest", stop_at_crq)
    told = importer("--apply", inc=[make_inc(1)], crq=[make_crq(1)])
    assert (told.code, "interrupted; saved results are kept" in told.stderr) == (1, True)
    assert "received 1 = new 1" in told.stdout
    assert "\nended with exit code 1 (" in told.stdout


def test_the_lock_is_free_when_the_import_is_over(importer: Importer, db_url: str) -> None:
    """A run that goes on with hours of geocoding must not keep the next import out."""
    with connect(db_url, "test") as conn:
        for _ in range(2):
            with shared.run_lock(conn, ingest.RUN_LOCK):
                pass
        assert importer("--apply", inc=[make_inc(1)]).code == 0


def test_an_open_correction_of_a_gazetteer_is_not_waited_for_for_ever(
    importer: Importer, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared.database, "LOCK_TIMEOUT_S", 0.2)
    with psycopg.connect(db_url) as somebody:
        somebody.execute("INSERT INTO tickets.geo_clusters (cluster, status) VALUES ('Nairobi', 'not_found')")
        assert importer(inc=[make_inc(1)]).code == 0
        told = importer("--json", "--apply", inc=[make_inc(1)])
    assert (told.code, "could not get a lock within 3 x" in told.report["inc"]["error"]) == (1, True)
    assert told.stderr.count("trying again") == 2


def test_readers_are_not_kept_waiting_by_an_import_that_is_under_way(importer: Importer, db: Db, db_url: str) -> None:
    importer("--apply", inc=[make_inc(1)])
    with psycopg.connect(db_url, autocommit=True) as reader:
        reader.execute("SET lock_timeout = '2s'")
        real = history.record_run
        seen = []

        def record_run(*args: Any, **kwargs: Any) -> None:
            seen.append((stored(reader), version(reader)))
            real(*args, **kwargs)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(history, "record_run", record_run)
            importer("--apply", inc=[make_inc(1, status="Closed")])
    assert [kept[str(make_inc(1)["ticket_id"])]["status"] for kept, _ in seen] == ["Assigned"]


@contextmanager
def before(step: str, do: Callable[[], object]) -> Iterator[None]:
    """Does something else whenever the import has come to this statement."""
    module = next(module for module in (tickets, staging, history) if hasattr(module, step))
    real = getattr(module, step)

    def then(*args: Any, **kwargs: Any) -> Any:
        do()
        return real(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, step, then)
        yield


def test_a_first_load_and_its_readers_do_not_wait_for_each_other(
    importer: Importer, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared.database, "LOCK_TIMEOUT_S", 1)
    with psycopg.connect(db_url) as reader, psycopg.connect(db_url, autocommit=True) as another:
        another.execute("SET lock_timeout = '1s'")
        map_ = "SELECT json_array_length(reporting.fn_tickets_for_map() -> 'features')"
        seen = [reader.execute(map_).fetchone(), reader.execute("SELECT count(*) FROM tickets.inc").fetchone()]
        with before("record_run", lambda: seen.append(another.execute(map_).fetchone())):
            told = importer("--apply", inc=[make_inc(1), make_inc(2)])
        assert (told.code, seen) == (0, [(0,)] * 3), told.stderr
        assert another.execute(map_).fetchone() == (2,)


INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid), obj_description(indexrelid)
    FROM pg_index WHERE indrelid IN ('tickets.inc'::regclass, 'tickets.crq'::regclass) ORDER BY 1
"""
INDEX_IDS = "SELECT indexrelid FROM pg_index WHERE indrelid = 'tickets.inc'::regclass ORDER BY 1"


def test_a_first_load_builds_the_indexes_at_its_end_while_readers_go_on(importer: Importer, db: Db) -> None:
    """The map is read in the load's transaction before and after the indexes are built."""
    indexes, ids = db.execute(INDEXES).fetchall(), db.execute(INDEX_IDS).fetchall()
    db.execute("SET lock_timeout = '1s'")
    seen: list[Any] = []

    def read() -> None:
        seen.append(db.execute("SELECT json_array_length(reporting.fn_tickets_for_map() -> 'features')").fetchone())
        seen.append(len(db.execute(INDEX_IDS).fetchall()))

    with before("insert_first_load", read), before("record_run", read):
        told = importer("--apply", inc=[make_inc(1), make_inc(2)])
    assert (told.code, seen) == (0, [(0,), 1, (0,), 1]), told.stderr
    assert db.execute(INDEXES).fetchall() == indexes
    assert db.execute(INDEX_IDS).fetchall() != ids
    assert len(stored(db)) == 2


@pytest.mark.parametrize(
    "holder", ["SELECT reporting.fn_tickets_for_map()", "LOCK TABLE tickets.inc IN ROW EXCLUSIVE MODE"]
)
def test_a_first_load_goes_in_beside_the_indexes_when_somebody_is_at_the_table(
    importer: Importer, db: Db, db_url: str, holder: str
) -> None:
    ids = db.execute(INDEX_IDS).fetchall()
    with psycopg.connect(db_url) as somebody:
        somebody.execute(holder)
        told = importer("--apply", inc=[make_inc(1), make_inc(2)])
    assert (told.code, db.execute(INDEX_IDS).fetchall()) == (0, ids), told.stderr


def test_a_later_load_leaves_the_indexes_where_they_are(importer: Importer, db: Db) -> None:
    """Tickets that are all gone are not present, but their table is not empty."""
    importer("--apply", inc=[make_inc(1), make_inc(2)])
    importer("--apply", "--force", inc=[])
    ids = db.execute(INDEX_IDS).fetchall()
    assert importer("--json", "--apply", inc=[make_inc(2), make_inc(3)]).counts() == {
        "received": 2,
        "new": 1,
        "returned": 1,
    }
    assert db.execute(INDEX_IDS).fetchall() == ids


@pytest.mark.parametrize("args", [(), ("--apply",)], ids=["dry run", "refused"])
def test_a_run_that_loads_nothing_leaves_the_indexes_where_they_are(
    importer: Importer, db: Db, args: tuple[str, ...]
) -> None:
    ids = db.execute(INDEX_IDS).fetchall()
    importer(*args, inc=[] if args else [make_inc(1)])
    assert (db.execute(INDEX_IDS).fetchall(), stored(db)) == (ids, {})


def test_a_snapshot_that_is_found_unchanged_has_missing_indexes_built_too(db: Db, db_url: str) -> None:
    indexes = db.execute(INDEXES).fetchall()
    db.execute("DROP INDEX tickets.inc_places")
    with connect(db_url, "test") as conn:
        unchanged = ingest.SnapshotFile("s3://tickets/inc/latest.json", None)
        assert ingest.ingest(conn, "inc", unchanged, ingest.Options(apply=True, force=False, max_gone=0.5)).skipped
    assert db.execute(INDEXES).fetchall() == indexes


@pytest.mark.parametrize("by_hand", [False, True], ids=["first load again", "no first load any more"])
def test_an_import_builds_the_indexes_that_a_killed_first_load_left_out(
    importer: Importer, db: Db, by_hand: bool
) -> None:
    indexes = db.execute(INDEXES).fetchall()

    def kill() -> None:
        db.execute(f"SELECT pg_terminate_backend(pid) {SESSIONS}")

    with before("insert_first_load", kill):
        assert importer("--apply", inc=[make_inc(1)]).code == 1
    assert len(db.execute(INDEX_IDS).fetchall()) == 1
    if by_hand:
        db.execute("INSERT INTO tickets.inc (ticket_id, raw) VALUES ('by hand', '{}')")
    assert importer("--apply", "--max-gone=1", inc=[make_inc(1)]).code == 0
    assert db.execute(INDEXES).fetchall() == indexes


def test_a_writer_who_keeps_an_import_from_building_the_indexes_leaves_it_to_the_next(
    importer: Importer, db: Db, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexes = db.execute(INDEXES).fetchall()
    monkeypatch.setattr(shared.database, "LOCK_TIMEOUT_S", 0.2)
    with psycopg.connect(db_url) as writer:
        lock = "LOCK TABLE tickets.inc IN ROW EXCLUSIVE MODE"
        with before("insert_first_load", lambda: writer.execute(lock)):
            told = importer("--apply", inc=[make_inc(1)])
    assert (told.code, len(db.execute(INDEX_IDS).fetchall())) == (0, 1), told.stderr
    assert importer("--apply", inc=[make_inc(1)]).code == 0
    assert db.execute(INDEXES).fetchall() == indexes


@pytest.mark.parametrize(
    "record", [make_inc(1, status="Closed"), dict(reversed(make_inc(1).items()))], ids=["changed", "respelled"]
)
def test_what_a_hand_writes_while_an_import_compares_is_undone_by_it_or_the_next(
    importer: Importer, db: Db, record: Record
) -> None:
    importer("--apply", inc=[make_inc(1)])
    with before("list_changes", lambda: db.execute("""UPDATE tickets.inc SET raw = '{"status": "by hand"}'""")):
        assert importer("--apply", inc=[record]).code == 0
    assert importer("--apply", inc=[record]).code == 0
    assert stored(db) == by_id([record])


def test_a_correction_while_an_import_compares_is_not_held_up_and_counts(importer: Importer, db: Db) -> None:
    add_gazetteer(db)
    importer("--apply", inc=[make_inc(1), make_inc(2)])
    db.execute("SET lock_timeout = '100ms'")
    correct = "UPDATE tickets.geo_clusters SET geom = 'SRID=4326;POINT(36.9 -1.2)', verified = true"
    news = [make_inc(1, status="Closed"), make_inc(2, lat=-1.0, lng=36.0), make_inc(3), make_inc(4, lat=-1.0, lng=36.0)]
    news.append(make_inc(5, location_name=""))
    with before("lock_gazetteers_shared", lambda: db.execute(correct)):
        told = importer("--json", "--apply", inc=news)
    assert differing_rows(db) == []
    assert told.report["inc"]["geo_source"] == {"feed": 2, "location": 0, "cluster": 3, "none": 0}
    moved = "SELECT count(*) FROM tickets.inc WHERE geom = 'SRID=4326;POINT(36.9 -1.2)' AND geo_verified"
    assert db.execute(moved).fetchone() == (3,)


def test_a_correction_of_a_location_while_an_import_compares_counts(importer: Importer, db: Db) -> None:
    add_gazetteer(db)
    importer("--apply", inc=[make_inc(1)])
    correct = "UPDATE tickets.geo_locations SET geom = 'SRID=4326;POINT(36.9 -1.2)', verified = true"
    with before("lock_gazetteers_shared", lambda: db.execute(correct)):
        importer("--apply", inc=[make_inc(1, location_name="Karen"), make_inc(2, location_name="Karen")])
    assert differing_rows(db) == []


def test_a_place_that_is_removed_while_an_import_compares_places_nothing(importer: Importer, db: Db) -> None:
    add_gazetteer(db)
    importer("--apply", inc=[make_inc(1)])
    with before("lock_gazetteers_shared", lambda: db.execute("DELETE FROM tickets.geo_clusters")):
        told = importer("--json", "--apply", inc=[make_inc(1, status="Closed"), make_inc(2)])
    assert (differing_rows(db), told.report["inc"]["geo_source"]["none"]) == ([], 2)


def test_a_correction_waits_for_an_import_that_places_and_then_moves_what_it_placed(
    importer: Importer, db: Db, db_url: str
) -> None:
    add_gazetteer(db)
    correct = "UPDATE tickets.geo_clusters SET geom = 'SRID=4326;POINT(36.9 -1.2)', verified = true"
    db.execute("SET lock_timeout = '100ms'")
    refused = []

    def correct_meanwhile() -> None:
        with pytest.raises(psycopg.errors.LockNotAvailable):
            db.execute(correct)
        refused.append(True)

    with before("insert_first_load", correct_meanwhile):
        assert importer("--apply", inc=[make_inc(1)]).code == 0
    db.execute(correct)
    assert (refused, differing_rows(db)) == ([True], [])


def test_who_is_at_work_is_seen_in_pg_stat_activity(
    importer: Importer, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    real = tickets.read_present

    def read_present(conn: Db, kind: str) -> tuple[bytes, bytes, str]:
        seen.extend(db.execute(f"SELECT application_name {SESSIONS}"))
        seen.append(conn.execute("SHOW lock_timeout").fetchone())
        return real(conn, kind)

    monkeypatch.setattr(tickets, "read_present", read_present)
    importer("--apply", inc=[make_inc(1)])
    assert seen == [("fleettickets import",), ("15s",)]


def test_a_connection_that_is_lost_half_way_is_told_and_leaves_nothing(importer: Importer, db: Db) -> None:
    importer("--apply", inc=[make_inc(1)])
    before = dump(db)

    def lose_the_connection(conn: Db, *args: Any, **kwargs: Any) -> None:
        db.execute("SELECT pg_terminate_backend(%s)", (conn.info.backend_pid,))
        conn.execute("SELECT 1")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "record_run", lose_the_connection)
        told = importer("--json", "--apply", inc=[make_inc(2), make_inc(1, status="Closed")], crq=[make_crq(1)])
    assert (told.code, told.report["exit"]) == (1, 1)
    assert told.report["error"].startswith("database: ")
    assert dump(db) == before
    assert importer("--apply", inc=[make_inc(2), make_inc(1, status="Closed")]).code == 0


@pytest.fixture
def guest(db: Db, db_url: str) -> Iterator[str]:
    """The URL of the database for a role that may read and write rows, and owns nothing."""
    name = f"guest_{uuid.uuid4().hex[:8]}"
    db.execute(
        f"CREATE ROLE {name} LOGIN PASSWORD 'sesame'; GRANT USAGE ON SCHEMA tickets TO {name};"
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA tickets TO {name}"
    )
    parts = urlsplit(db_url)
    yield parts._replace(netloc=f"{name}:sesame@{parts.netloc.rpartition('@')[2]}").geturl()
    db.execute(f"DROP OWNED BY {name}; DROP ROLE {name}")


def test_a_role_that_may_only_write_rows_can_import(
    importer: Importer, db: Db, guest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", guest)
    for records in ([make_inc(1), make_inc(2)], [make_inc(1, status="Closed"), make_inc(3)]):
        told = importer("--json", "--apply", inc=records)
        assert (told.code, stored(db)) == (0, by_id(records)), told.stderr


# --- whole processes ---


@pytest.fixture
def slow_bucket(fake_aws: FakeAws, db_url: str, tmp_path: Path) -> dict[str, str]:
    """Settings of a run that is kept at work by its bucket for a minute, or until it is killed."""
    fake_aws.answer("head-object", delay_s=60)
    (tmp_path / "tmp").mkdir()
    bucket = {"RUSTFS_ENDPOINT": "http://127.0.0.1:1", "RUSTFS_ACCESS_KEY": "id", "RUSTFS_SECRET_KEY": "secret"}
    return {"DATABASE_URL": db_url, "TMPDIR": str(tmp_path / "tmp"), **bucket, **fake_aws.env}


def wait_for(what: Callable[[], object], timeout_s: float = 30) -> None:
    deadline = time.monotonic() + timeout_s
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_killed_run_leaves_no_lock_behind(
    run: Run, slow_bucket: dict[str, str], fake_aws: FakeAws, db_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "inc.json"
    file.write_bytes(as_snapshot([make_inc(1)]))
    args = ("import_tickets.py", "--inc-json", str(file), "--apply")
    with run.start("import_tickets.py", "--from-bucket", "--apply", env=slow_bucket) as process:
        wait_for(lambda: fake_aws.calls)
        assert run(*args, env={"DATABASE_URL": db_url}).returncode == 5
        process.kill()
    assert run(*args, env={"DATABASE_URL": db_url}).returncode == 0


def test_a_run_killed_while_the_server_works_for_it_leaves_no_lock_behind(
    run: Run, db: Db, db_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "inc.json"
    file.write_bytes(as_snapshot([make_inc(1)]))
    with psycopg.connect(db_url) as somebody:
        somebody.execute("INSERT INTO tickets.geo_clusters (cluster, status) VALUES ('Nairobi', 'not_found')")
        with run.start(
            "import_tickets.py", "--inc-json", str(file), "--apply", env={"DATABASE_URL": db_url}
        ) as process:
            wait_for(lambda: db.execute(f"SELECT 1 {SESSIONS} AND wait_event_type = 'Lock'").fetchone())
            process.kill()
        wait_for(
            lambda: not db.execute(f"SELECT 1 {SESSIONS}").fetchone(), timeout_s=shared.database.LOCK_TIMEOUT_S - 5
        )


def test_a_terminated_run_ends_cleanly(
    run: Run, slow_bucket: dict[str, str], fake_aws: FakeAws, tmp_path: Path
) -> None:
    with run.start("import_tickets.py", "--from-bucket", "--apply", "--json", env=slow_bucket) as process:
        wait_for(lambda: fake_aws.calls)
        process.terminate()
        stdout, stderr = process.communicate(timeout=30)
    assert (process.returncode, json.loads(stdout)["exit"]) == (1, 1)
    assert "interrupted; saved results are kept" in json.loads(stdout)["error"]
    assert "Traceback" not in stderr
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_name_that_the_terminal_can_not_show_does_not_end_the_run(
    run: Run, db: Db, db_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "inc.json"
    file.write_bytes(as_snapshot([make_inc(ticket_id="INC€1")]))
    env = {"DATABASE_URL": db_url, "PYTHONIOENCODING": "latin-1"}
    done = run("import_tickets.py", "--inc-json", str(file), "--apply", env=env)
    assert (done.returncode, "new: INC\\u20ac1" in done.stdout) == (0, True), done.stderr
    assert list(stored(db)) == ["INC€1"]


def test_the_databases_password_is_never_shown(run: Run, tmp_path: Path) -> None:
    env = {"DATABASE_URL": "postgresql://me:ses%20ame@127.0.0.1:1/db"}
    for script, *args in (("import_tickets.py", "--inc-json=x", "-v"), ("import_tickets.py", "--inc-json=x", "--json")):
        done = run(script, *args, env=env)
        assert done.returncode == 1
        assert "database: no connection: " in done.stderr
        assert not any(secret in done.stdout + done.stderr for secret in ("ses%20ame", "ses ame", "ses+ame"))
