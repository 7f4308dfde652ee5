"""A database of release 1.0 becomes equal to a new one: without a row touched, beside readers, or not at all."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import psycopg
import pytest

import migrator
import shared
from conftest import Run, Server, database_name
from gazetteer_checks import differing_rows, misjudged_locations
from importing import Importer
from records import make_inc

Db = psycopg.Connection[Any]
# A plain dump of a database of release 1.0 with verified, rejected, gone and respelled rows.
RELEASE_1_0 = Path(__file__).parent / "data" / "release_1_0.sql"
ROWS = "SELECT ticket_id, xmin::text, ctid::text, (t.*)::text FROM tickets.{} AS t ORDER BY ticket_id"


@pytest.fixture(scope="module")
def older_template(server: Server) -> Iterator[str]:
    url = server.create_database()
    command = ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", str(RELEASE_1_0)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    yield database_name(url)
    server.drop_database(url)


@pytest.fixture
def older_url(server: Server, older_template: str) -> Iterator[str]:
    """A database of release 1.0 of this test's own."""
    url = server.create_database(older_template)
    yield url
    server.drop_database(url)


@pytest.fixture
def older(older_url: str) -> Iterator[Db]:
    with psycopg.connect(older_url, autocommit=True) as conn:
        yield conn


def migrate(run: Run, url: str, *flags: str) -> CompletedProcess[str]:
    return run("run_migrations.py", *flags, env={"DATABASE_URL": url})


def schema_of(url: str) -> list[str]:
    """All of the schema as pg_dump tells it, without what it makes up on each call."""
    dumped = subprocess.run(["pg_dump", "-s", url], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    return [line for line in dumped.splitlines() if not line.startswith(("\\restrict", "\\unrestrict"))]


def rows_of(db: Db) -> list[Any]:
    return [db.execute(ROWS.format(kind)).fetchall() for kind in ("inc", "crq")]


def test_a_database_of_release_1_0_becomes_equal_to_a_new_one_without_a_ticket_touched(
    run: Run, older_url: str, older: Db, db_url: str
) -> None:
    before = rows_of(older)
    gazetteer = "SELECT cluster, location_name, status, verified, distance_km FROM tickets.geo_locations ORDER BY 1, 2"
    places = older.execute(gazetteer).fetchall()
    done = migrate(run, older_url)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "took over the database of release 1.0"
    assert schema_of(older_url) == schema_of(db_url)
    assert rows_of(older) == before
    assert older.execute(gazetteer).fetchall() == places
    assert (differing_rows(older), misjudged_locations(older)) == ([], [])
    assert older.execute("SELECT count(*) FROM tickets.equivalent_hashes").fetchone() == (3,)
    again = migrate(run, older_url)
    assert (again.returncode, again.stdout) == (0, "nothing to do: the schema is up to date\n")


def test_what_was_imported_under_release_1_0_is_known_after_the_upgrade(
    run: Run,
    older_url: str,
    older: Db,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    migrate(run, older_url)
    raws = [row[0] for row in older.execute("SELECT raw FROM tickets.inc WHERE gone_at IS NULL ORDER BY ticket_id")]
    told = Importer(older_url, tmp_path, monkeypatch, capsys)("--apply", "--json", inc=[*raws, make_inc(99)])
    assert told.code == 0, told.stderr
    assert {name: told.report["inc"][name] for name in ("new", "changed", "gone")} == {
        "new": 1,
        "changed": 0,
        "gone": 0,
    }


def test_looking_at_a_database_of_release_1_0_says_that_it_will_be_taken_over_and_changes_nothing(
    run: Run, older_url: str, older: Db
) -> None:
    before = schema_of(older_url)
    status, foretold = migrate(run, older_url, "--status"), migrate(run, older_url, "--dry-run")
    assert status.stdout.splitlines()[0] == "this is a database of release 1.0, which will be taken over as it is"
    assert status.stdout.splitlines()[-1] == "pending  definitions"
    assert foretold.stdout.splitlines()[0] == "would take over the database of release 1.0 as it is"
    assert schema_of(older_url) == before
    assert older.execute("SELECT count(*) FROM tickets.schema_migrations").fetchone() == (11,)


HALF_WAY = {
    "one is missing": "DELETE FROM tickets.schema_migrations WHERE version = 12",
    "most are missing": "DELETE FROM tickets.schema_migrations WHERE version > 8",
    "another text": "UPDATE tickets.schema_migrations SET checksum = repeat('0', 64) WHERE version = 9",
    "one of somebody's own": """
        INSERT INTO tickets.schema_migrations (version, name, checksum, duration_ms) VALUES (13, '13_own.sql', 'x', 1)
    """,
}


@pytest.mark.parametrize("statement", HALF_WAY.values(), ids=HALF_WAY)
def test_a_database_that_release_1_0_left_half_way_is_refused_with_what_to_do(
    run: Run, older_url: str, older: Db, statement: str
) -> None:
    older.execute(statement)
    (newest,) = older.execute("SELECT name FROM tickets.schema_migrations ORDER BY version DESC").fetchone() or ("",)
    before = schema_of(older_url)
    for flags in ((), ("--dry-run",), ("--status",)):
        done = migrate(run, older_url, *flags)
        assert (done.returncode, done.stdout) == (1, "")
        assert f"this database is at {newest} of release 1.0" in done.stderr
        assert "run the run_migrations.py of that release (git checkout v1.0.0) first" in done.stderr
    assert schema_of(older_url) == before


def test_an_import_by_this_code_into_a_database_of_release_1_0_is_refused(run: Run, older_url: str) -> None:
    (run.cwd / "inc.json").write_text("[]")
    done = run("import_tickets.py", "--inc-json", "inc.json", env={"DATABASE_URL": older_url})
    assert done.returncode == 1
    assert "the schema is behind this code, 13_plain_names.sql is pending; run run_migrations.py" in done.stderr


def test_applying_the_definitions_again_changes_nothing(
    run: Run, db_url: str, db: Db, checkout: Path, tmp_path: Path
) -> None:
    db.execute("INSERT INTO tickets.inc (ticket_id, raw) VALUES ('a', '{}')")
    before, rows = schema_of(db_url), rows_of(db)
    edited = edited_checkout(checkout, tmp_path, "definitions/50_map.sql", "-- A comment more.")
    status = migrate(edited, db_url, "--status").stdout.splitlines()[-1]
    assert status.startswith("changed  definitions  (to be applied again, last on 20")
    with psycopg.connect(db_url, autocommit=True) as listener:
        listener.execute("LISTEN fleettickets")
        done = migrate(edited, db_url)
        assert (done.returncode, done.stderr) == (0, "")
        assert len(list(listener.notifies(timeout=0.5))) == 2, "the definitions; their checksum with what was dropped"
    assert (schema_of(db_url), rows_of(db)) == (before, rows)


def edited_checkout(checkout: Path, tmp_path: Path, name: str, more: str) -> Run:
    """A copy of the code in which this text stands at the end of that migration."""
    copy = tmp_path / "edited"
    shutil.copytree(checkout, copy)
    path = copy / "migrations" / name
    path.write_text(path.read_text() + more + "\n")
    return Run(copy, tmp_path)


ONLY_FROM_FEED = """
CREATE OR REPLACE FUNCTION tickets.latitude_of(raw jsonb)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN tickets.parse_degrees(raw ->> 'north', 90);
"""


def test_only_the_rows_that_a_changed_rule_moves_are_written_after_it(
    run: Run, db_url: str, db: Db, checkout: Path, tmp_path: Path
) -> None:
    db.execute("""
        INSERT INTO tickets.inc (ticket_id, raw)
        VALUES ('moves', '{"north": 1, "lng": 36}'), ('stays', '{"cluster": "Voi"}')
    """)
    versions = "SELECT ticket_id, xmin::text FROM tickets.inc"
    before = dict(db.execute(versions).fetchall())
    map_version = db.execute("SELECT reporting.fn_tickets_version()").fetchone()
    done = migrate(edited_checkout(checkout, tmp_path, "functions/record.sql", ONLY_FROM_FEED), db_url)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "corrected 1 rows"), done.stderr
    after = dict(db.execute(versions).fetchall())
    assert (after["stays"] == before["stays"], after["moves"] != before["moves"]) == (True, True)
    assert differing_rows(db) == []
    assert db.execute("SELECT geo_source FROM tickets.inc WHERE ticket_id = 'moves'").fetchone() == ("feed",)
    assert db.execute("SELECT reporting.fn_tickets_version()").fetchone() != map_version


def test_rows_that_could_not_be_corrected_are_corrected_by_the_next_run(
    run: Run, db_url: str, db: Db, checkout: Path, tmp_path: Path
) -> None:
    failing = "CREATE OR REPLACE FUNCTION tickets.correct_rows() RETURNS bigint LANGUAGE sql AS 'SELECT 1 / 0';"
    done = migrate(edited_checkout(checkout, tmp_path / "1", "definitions/95_postgis_own.sql", failing), db_url)
    assert (done.returncode, "division by zero" in done.stderr) == (1, True)
    assert migrate(run, db_url, "--dry-run").stdout == "would apply definitions\n"
    assert migrate(run, db_url).returncode == 0
    assert migrate(run, db_url).stdout == "nothing to do: the schema is up to date\n"


READS = (
    "SELECT count(*) FROM tickets.places_to_review",
    "SELECT reporting.fn_tickets_for_map()",
    "SELECT reporting.fn_tickets_mvt(0, 0, 0)",
    "SELECT count(*) FROM reporting.tickets_map",
)


def test_readers_at_work_during_upgrades_are_neither_ended_nor_left_waiting(
    run: Run, older_url: str, checkout: Path, tmp_path: Path
) -> None:
    stop, failed, slowest, done = threading.Event(), [], [0.0], [0]

    def read(query: str) -> None:
        with psycopg.connect(older_url, autocommit=True) as db:
            while not stop.is_set():
                started = time.monotonic()
                try:
                    db.execute(query)
                except psycopg.Error as err:
                    failed.append(err)
                slowest[0] = max(slowest[0], time.monotonic() - started)
                done[0] += 1

    readers = [threading.Thread(target=read, args=(query,)) for query in READS]
    for reader in readers:
        reader.start()
    try:
        upgrades = [migrate(run, older_url)]
        for number in range(2):
            edited = edited_checkout(checkout, tmp_path / str(number), "definitions/50_map.sql", f"-- {number}")
            upgrades.append(migrate(edited, older_url))
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert [upgrade.returncode for upgrade in upgrades] == [0, 0, 0], upgrades
    assert (failed, done[0] > 20, slowest[0] < shared.database.LOCK_TIMEOUT_S) == ([], True, True)


def test_a_long_writer_makes_the_upgrade_fail_without_a_trace(
    older_url: str, older: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema_of(older_url)
    with psycopg.connect(older_url) as writer, shared.connect(older_url, "migrations") as conn:
        writer.execute("INSERT INTO tickets.inc (ticket_id, raw) VALUES ('a', '{}')")
        conn.execute("SET lock_timeout = '0.3s'")
        with pytest.raises(shared.UserError, match="other sessions have been using the tables"):
            migrator.migrate(conn, migrator.discover(migrator.FOLDER))
    assert schema_of(older_url) == before


def test_a_publication_of_all_tables_stops_neither_the_first_migration_nor_an_upgrade_nor_an_import(
    run: Run, empty_db_url: str, older_url: str
) -> None:
    (run.cwd / "inc.json").write_text('[{"ticket_id": "a", "cluster": "Voi"}]')
    for url in (empty_db_url, older_url):
        with psycopg.connect(url, autocommit=True) as db:
            db.execute("CREATE PUBLICATION everything FOR ALL TABLES")
            if url == empty_db_url:
                db.execute("CREATE SCHEMA tickets; CREATE TABLE tickets.inc (ticket_id text, raw jsonb)")
                db.execute("INSERT INTO tickets.inc VALUES ('b', '{}')")
            done = migrate(run, url)
            assert done.returncode == 0, done.stderr
            imported = run(
                "import_tickets.py", "--inc-json", "inc.json", "--apply", "--force", env={"DATABASE_URL": url}
            )
            assert imported.returncode == 0, imported.stderr
            db.execute("SELECT tickets.verify_place('Voi', NULL, 38.5, -3.4)")
            assert db.execute("SELECT geo_source FROM tickets.inc WHERE ticket_id = 'a'").fetchone() == ("cluster",)


def test_neither_a_first_migration_nor_an_upgrade_leaves_an_error_in_the_servers_log(
    run: Run, empty_db_url: str, older_url: str, server: Server
) -> None:
    for url in (empty_db_url, older_url):
        assert migrate(run, url).returncode == 0
    with psycopg.connect(server.url, autocommit=True) as db:
        ended = "SELECT sum(xact_commit), sum(xact_rollback) FROM pg_stat_database WHERE datname = ANY (%s)"
        commits, failed = db.execute(ended, ([database_name(empty_db_url), database_name(older_url)],)).fetchone() or (
            0,
            0,
        )
    assert (commits > 0, failed) == (True, 0)
