"""`run_migrations.py`: order, refusals and errors with migrations of the test's own, adoption with the real ones."""

from __future__ import annotations

import json
import re
import socket
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

import migrator.apply
import run_migrations
import shared
from conftest import REPO, Run, Server, database_name, url_of_role
from gazetteer_checks import differing_rows
from importing import Importer
from records import make_inc

Db = psycopg.Connection[Any]


@pytest.fixture(scope="module")
def module_url(server: Server) -> Iterator[str]:
    url = server.create_database()
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute("CREATE EXTENSION postgis")
    yield url
    server.drop_database(url)


@pytest.fixture
def url(module_url: str) -> str:
    """A database with nothing but PostGIS in it."""
    with psycopg.connect(module_url, autocommit=True) as conn:
        conn.execute("DROP SCHEMA IF EXISTS tickets, reporting CASCADE")
    return module_url


@dataclass(frozen=True)
class Migrator:
    """Runs run_migrations.py in this process, a tenth of the time of a new one, with migrations of its own."""

    folder: Path
    url: str
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_bytes(text.encode())

    def __call__(self, *flags: str) -> CompletedProcess[str]:
        self.monkeypatch.setattr(run_migrations, "FOLDER", self.folder)
        self.monkeypatch.setattr(shared.settings, "ENV_FILE", self.folder / "no .env")
        self.monkeypatch.setenv("DATABASE_URL", self.url)
        self.capsys.readouterr()
        code = run_migrations.main(flags)
        return CompletedProcess(flags, code, *self.capsys.readouterr())

    def query(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url, autocommit=True) as conn:
            return conn.execute(query).fetchall()

    def has(self, name: str) -> bool:
        return self.query(f"SELECT to_regclass('{name}') IS NOT NULL") == [(True,)]


@pytest.fixture
def own(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Migrator:
    """No migration yet, for a database without tickets."""
    (tmp_path / "migrations").mkdir()
    return Migrator(tmp_path / "migrations", url, monkeypatch, capsys)


@pytest.fixture
def real(own: Migrator) -> Migrator:
    """The real migrations, for a database without tickets."""
    return replace(own, folder=REPO / "migrations")


ONE, TWO = "-- one\nCREATE TABLE tickets.one ();\n", "-- two\nCREATE TABLE tickets.two ();\n"


# --- what is applied, and what is told ---


def test_a_fresh_database_gets_all_of_it_and_a_second_run_finds_nothing_to_do(run: Run, empty_db_url: str) -> None:
    first, again = (run("run_migrations.py", env={"DATABASE_URL": empty_db_url}) for _ in range(2))
    names = [*sorted(path.name for path in (REPO / "migrations").glob("*.sql")), "definitions"]
    assert first.returncode == 0, first.stderr
    assert (first.stderr.count("\n"), "INFO created the extension postgis" in first.stderr) == (1, True)
    assert [line.split()[:2] for line in first.stdout.splitlines()] == [["applied", name] for name in names]
    assert (again.returncode, again.stdout, again.stderr) == (0, "nothing to do: the schema is up to date\n", "")
    ledger = """
        SELECT name, checksum ~ '^[0-9a-f]{64}$', duration_ms >= 0
        FROM tickets.schema_migrations
        ORDER BY version = 0, version
    """
    with psycopg.connect(empty_db_url) as db:
        assert db.execute(ledger).fetchall() == [(name, True, True) for name in names]


def test_files_run_in_numeric_order_whatever_their_digits(own: Migrator) -> None:
    own.write("10_last.sql", "INSERT INTO tickets.t SELECT 10;")
    own.write("9_middle.sql", "INSERT INTO tickets.t SELECT 9;")
    own.write("001_first.sql", "CREATE TABLE tickets.t (n int);")
    done = own()
    assert [line.split()[1] for line in done.stdout.splitlines()] == [
        "001_first.sql",
        "9_middle.sql",
        "10_last.sql",
        "definitions",
    ]
    assert own.query("TABLE tickets.t") == [(9,), (10,)]


def test_a_later_file_is_applied_to_what_is_there(own: Migrator) -> None:
    own.write("01_one.sql", ONE)
    own()
    own.write("02_two.sql", TWO)
    assert own().stdout.startswith("applied 02_two.sql (")


@pytest.mark.parametrize(
    ("flag", "told"),
    [
        ("--status", "pending  01_one.sql\npending  definitions\n"),
        ("--dry-run", "would apply 01_one.sql\nwould apply definitions\n"),
    ],
)
def test_looking_writes_nothing_not_even_the_schema(own: Migrator, flag: str, told: str) -> None:
    own.write("01_one.sql", ONE)
    for _ in range(2):
        done = own(flag)
        assert (done.returncode, done.stdout) == (0, told)
    assert own.query("SELECT to_regnamespace('tickets')") == [(None,)]


def test_looking_needs_no_postgis_and_does_not_create_it(own: Migrator, empty_db_url: str) -> None:
    own.write("01_one.sql", ONE)
    bare = replace(own, url=empty_db_url)
    assert bare("--dry-run").returncode == bare("--status").returncode == 0
    assert bare.query("SELECT count(*) FROM pg_extension WHERE extname = 'postgis'") == [(0,)]


def test_a_run_that_creates_postgis_finds_nothing_by_a_bare_name_either(own: Migrator, empty_db_url: str) -> None:
    own.write("01_path.sql", "CREATE TABLE tickets.t AS SELECT current_setting('search_path') AS path;")
    bare = replace(own, url=empty_db_url)
    assert bare().returncode == 0
    assert bare.query("TABLE tickets.t") == [("pg_catalog, pg_temp",)]
    where = "SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'postgis'"
    assert bare.query(where) == [("public",)]


def test_postgis_that_can_not_be_created_is_told_with_the_server_s_words(own: Migrator, empty_db_url: str) -> None:
    own.write("01_one.sql", ONE)
    with psycopg.connect(empty_db_url, autocommit=True) as db:
        db.execute("CREATE TYPE public.geometry AS (x float8)")
    done = replace(own, url=empty_db_url)()
    assert (done.returncode, done.stdout) == (1, "")
    assert 'PostGIS is missing and can\'t be created: type "geometry" already exists; the DBA must' in done.stderr


def test_a_server_that_is_too_old_is_told(own: Migrator) -> None:
    own.monkeypatch.setattr(shared.server, "OLDEST_SERVER", 999999)
    own.write("01_one.sql", ONE)
    done = own()
    assert done.returncode == 1
    assert re.search(r"database: PostgreSQL 14 or newer is needed, this is \d\d\n", done.stderr)


def test_a_ledger_that_a_role_may_not_read_is_told(own: Migrator, mallory: str) -> None:
    own.write("01_one.sql", ONE)
    own()
    with psycopg.connect(own.url, autocommit=True) as db:
        db.execute(f"ALTER ROLE {mallory} LOGIN PASSWORD 'sesame'; GRANT USAGE ON SCHEMA tickets TO {mallory}")
    done = replace(own, url=url_of_role(own.url, mallory))("--status")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "ERROR database: permission denied for table schema_migrations; the role of DATABASE_URL" in done.stderr


def test_status_tells_applied_pending_changed_and_missing(own: Migrator) -> None:
    for number, name in enumerate(("kept", "edited", "removed"), start=1):
        own.write(f"0{number}_{name}.sql", f"CREATE TABLE tickets.{name} ();")
    own()
    own.write("02_edited.sql", "SELECT 2;")
    (own.folder / "03_removed.sql").unlink()
    own.write("04_new.sql", "SELECT 4;")
    done = own("--status")
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["applied", "01_kept.sql"],
        ["changed", "02_edited.sql"],
        ["pending", "04_new.sql"],
        ["applied", "definitions"],
        ["missing", "03_removed.sql"],
    ]


# --- what is refused ---


def refused(own: Migrator, *parts: str) -> None:
    """Both the run and its dry run end with 1 and say this in one line."""
    for flags in ((), ("--dry-run",)):
        done = own(*flags)
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1
        assert all(part in done.stderr for part in parts), done.stderr


def test_an_edited_file_is_refused(own: Migrator) -> None:
    own.write("01_one.sql", ONE)
    own()
    own.write("01_one.sql", ONE + "-- more")
    own.write("02_two.sql", TWO)
    refused(own, "migrations/01_one.sql: edited after it was applied here on 20", "restore the file")
    assert not own.has("tickets.two")


@pytest.mark.parametrize("text", [ONE.replace("\n", "\r\n"), "\ufeff" + ONE], ids=["CRLF", "byte order mark"])
def test_other_line_ends_or_a_byte_order_mark_are_no_edit(own: Migrator, text: str) -> None:
    own.write("01_one.sql", ONE)
    own()
    own.write("01_one.sql", text)
    assert own().stdout == "nothing to do: the schema is up to date\n"


def test_two_files_with_one_number_are_refused(own: Migrator) -> None:
    own.write("01_one.sql", ONE)
    own.write("1_two.sql", TWO)
    refused(own, "01_one.sql and 1_two.sql share number 1; renumber one")


def test_a_file_below_the_newest_applied_is_refused(own: Migrator) -> None:
    own.write("02_two.sql", TWO)
    own()
    own.write("01_one.sql", ONE)
    refused(own, "migrations/01_one.sql: below number 2, which is applied here already; give it a number above 2")


def test_a_missing_file_is_told_and_nothing_is_added_to_it(own: Migrator) -> None:
    own.write("01_one.sql", ONE)
    own.write("02_two.sql", TWO)
    own()
    (own.folder / "02_two.sql").unlink()
    done = own()
    assert (done.returncode, done.stdout) == (0, "nothing to do: the schema is up to date\n")
    assert "02_two.sql is applied here, but not in this checkout" in done.stderr
    own.write("03_three.sql", "SELECT 3;")
    refused(own, "migrations/02_two.sql: applied here, but not in this checkout; update the checkout first")


@pytest.mark.parametrize("name", ["._12_x.sql", ".#13_new.sql"], ids=["of a Mac", "of Emacs"])
def test_a_hidden_file_that_an_editor_or_a_copy_left_is_none_of_ours(own: Migrator, name: str) -> None:
    own.write("01_one.sql", ONE)
    (own.folder / "definitions").mkdir()
    own.write(name, "not SQL")
    own.write(f"definitions/{name}", "not SQL")
    done = own()
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["one.sql", "01-one.sql", "01.sql", "a01_one.sql"])
def test_a_name_without_number_is_refused(own: Migrator, name: str) -> None:
    own.write(name, ONE)
    refused(own, f"migrations/{name}: the name must be NN_name.sql; rename it")


def test_a_number_below_1_is_refused(own: Migrator) -> None:
    own.write("00_one.sql", ONE)
    refused(own, "migrations/00_one.sql: numbers begin at 1; renumber it")


def test_a_checkout_without_migrations_is_told(own: Migrator) -> None:
    refused(own, "no migrations in it; is this checkout complete?")


def test_a_file_that_is_not_utf8_is_named(own: Migrator) -> None:
    (own.folder / "01_one.sql").write_bytes(b"SELECT '\xe9';")
    refused(own, "migrations/01_one.sql: can't be read as UTF-8")


# --- SQL errors ---


@pytest.mark.parametrize(
    ("bad", "line", "said"),
    [
        pytest.param("\n  SELECT 1,\n    2,\n    FROM;", 6, "FROM;: syntax error", id="parse error within a statement"),
        pytest.param(
            "SELECT *\nFROM tickets.nowhere\nLIMIT 1;", 4, "FROM tickets.nowhere: relation", id="unknown table"
        ),
        pytest.param("-- a comment\n\nSELECT\n  1 / 0;", 5, "SELECT: division by zero", id="runtime error"),
        pytest.param("/* ; */ SELECT 'é', 1 / (\n0);", 3, "/* ; */ SELECT 'é', 1 / (: division", id="after text"),
        pytest.param(
            "INSERT INTO tickets.t VALUES (1), (1);",
            3,
            "INSERT INTO tickets.t VALUES (1), (1);: duplicate key value violates unique constraint"
            ' "t_pkey". Key (n)=(1) already exists.',
            id="constraint, with its detail",
        ),
        pytest.param(
            "DO $$\nBEGIN\n  RAISE EXCEPTION 'not so' USING HINT = 'but so';\nEND $$;",
            3,
            "DO $$: not so. but so",
            id="raised, with its hint",
        ),
        pytest.param(
            "DO $$\nBEGIN\n  RAISE EXCEPTION 'für „São Paulo“';\nEND $$;",
            3,
            "DO $$: für „São Paulo“",
            id="raised, beyond ASCII",
        ),
        pytest.param("DO $$\nBEGIN\n  SELEC 1;\nEND $$;", 5, "SELEC 1;: syntax error", id="parse error in a body"),
        pytest.param("SELECT 'open;", 3, "SELECT 'open;: unterminated quoted string", id="unterminated text"),
    ],
)
def test_an_sql_error_tells_file_line_text_and_the_servers_words_and_nothing_remains(
    own: Migrator, bad: str, line: int, said: str
) -> None:
    own.write("01_one.sql", ONE)
    own.write("02_bad.sql", f"CREATE TABLE tickets.t (n int PRIMARY KEY);\n\n{bad}\nCREATE TABLE tickets.after ();\n")
    text, _, words = said.partition(": ")
    for _ in range(2):
        done = own()
        assert (done.returncode, done.stdout) == (1, "")
        assert f"migrations/02_bad.sql line {line}: {words}" in done.stderr
        assert done.stderr.endswith(f"; nothing was applied\n  {line}: {text}\n")
    assert own.query("SELECT to_regnamespace('tickets')") == [(None,)]


@pytest.mark.parametrize("control", ["BEGIN", "commit", "ROLLBACK", "START TRANSACTION", "END", "ABORT"])
def test_transaction_control_is_refused_before_anything_runs(own: Migrator, control: str) -> None:
    own.write("01_bad.sql", f"-- why\nCREATE TABLE tickets.t ();\n{control};\n")
    done = own()
    assert done.returncode == 1
    assert f"migrations/01_bad.sql line 3: the runner sees to the transaction; take {control} out" in done.stderr
    assert not own.has("tickets.t")


ODD = """
        /* a /* nested; */ commit; */
        CREATE FUNCTION tickets.sign_of(n int) RETURNS text LANGUAGE sql IMMUTABLE
        BEGIN ATOMIC
          SELECT CASE WHEN n > 0 THEN 'plus;' ELSE 'minus' END;  -- END;
        END;
        CREATE FUNCTION tickets.twice(n int) RETURNS int LANGUAGE plpgsql AS $body$
        BEGIN
          n := 2 * n;
          BEGIN
            RETURN n; -- ';
          END;
        END
        $body$;
        -- and now; COMMIT;
        CREATE TABLE tickets.t AS SELECT E'it\\';s' AS text, tickets.sign_of(1) || tickets.twice(2) AS more; SELECT '
        commit;
        ';
        """


def test_a_semicolon_or_a_word_is_taken_as_the_server_takes_it(own: Migrator) -> None:
    own.write("01_odd.sql", ODD)
    done = own()
    assert done.returncode == 0, done.stderr
    assert own.query("TABLE tickets.t") == [("it';s", "plus;4")]


def test_an_error_that_only_running_it_shows_is_placed_after_odd_statements_too(own: Migrator) -> None:
    own.write("01_odd.sql", ODD + "SELECT 1;\nSELECT 2; SELECT\n 1 / 0;\nSELECT 3;")
    line = ODD.count("\n") + 2
    assert f"line {line}: division by zero" in own().stderr


@pytest.mark.parametrize(
    "before",
    [
        "CREATE TABLE tickets.t (); ",
        "/* why */ ",
        "-- why;\n\n ",
        "CREATE TABLE tickets.t ();/* a */-- b\n/* c */",
        "CREATE FUNCTION tickets.one() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END; ",
    ],
    ids=["after a statement", "after a comment", "on another line", "after several", "after the END of a body"],
)
@pytest.mark.parametrize("control", ["COMMIT AND CHAIN", "rollback work", "PREPARE TRANSACTION 'x'", "END\n"])
def test_transaction_control_is_found_wherever_it_stands(own: Migrator, before: str, control: str) -> None:
    own.write("01_bad.sql", f"{before}{control}; CREATE TABLE tickets.after ();")
    words = " ".join(control.partition("'")[0].split())
    assert f"the runner sees to the transaction; take {words} out" in own().stderr
    assert (own.has("tickets.t"), own.has("tickets.after")) == (False, False)


@pytest.mark.parametrize("control", ["COMMIT", "COMMIT/* why */;", "COMMIT -- why\n;", "START/* why */TRANSACTION;"])
def test_transaction_control_is_found_however_it_ends(own: Migrator, control: str) -> None:
    own.write("01_bad.sql", f"CREATE TABLE tickets.t (); {control}")
    assert f"the runner sees to the transaction; take {control[:5]}" in own().stderr
    assert not own.has("tickets.t")


# --- what others may do where PostGIS lives ---


@pytest.fixture
def mallory(server: Server, url: str) -> Iterator[str]:
    """A role that may create in PostGIS' schema, and nothing else."""
    name = f"mallory_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute(f"CREATE ROLE {name}; GRANT CREATE ON SCHEMA public TO {name}")
        yield name
        conn.execute(f"DROP OWNED BY {name}; DROP ROLE {name}")


def test_who_may_create_in_postgis_schema_is_told_with_the_revoke_also_when_nothing_is_pending(
    own: Migrator, mallory: str
) -> None:
    own.write("01_one.sql", ONE)
    with psycopg.connect(own.url, autocommit=True) as db:
        db.execute("GRANT CREATE ON SCHEMA public TO PUBLIC")
        for _ in range(2):
            done = own()
            assert done.returncode == 0
            assert f"the DBA should run: REVOKE CREATE ON SCHEMA public FROM PUBLIC, {mallory};" in done.stderr
        db.execute(f"REVOKE CREATE ON SCHEMA public FROM PUBLIC; ALTER ROLE {mallory} SUPERUSER")
        assert own().stderr == "", "a superuser may do that anyway"
        db.execute(f"ALTER ROLE {mallory} NOSUPERUSER; REVOKE CREATE ON SCHEMA public FROM {mallory}")
        assert own().stderr == ""


def test_a_file_names_postgis_schema_by_a_placeholder_and_finds_nothing_there_without(
    own: Migrator, empty_db_url: str
) -> None:
    elsewhere = replace(own, url=empty_db_url)
    with psycopg.connect(empty_db_url, autocommit=True) as db:
        db.execute('CREATE SCHEMA "Gis Things"')
        db.execute('CREATE EXTENSION postgis SCHEMA "Gis Things"')
    made = "CREATE TABLE tickets.t AS SELECT @extschema:postgis@.ST_Point(1, 2) OPERATOR(@extschema:postgis@.&&)"
    own.write("05_named.sql", f"{made} @extschema:postgis@.ST_Point(1, 2) AS same;")
    assert elsewhere().returncode == 0
    assert elsewhere.query("TABLE tickets.t") == [(True,)]
    own.write("06_bare.sql", "SELECT 1;\nSELECT ST_Point(1, 2);")
    assert "migrations/06_bare.sql line 2: function st_point(integer, integer) does not exist" in elsewhere().stderr


def test_nothing_pending_is_found_by_a_role_that_may_only_look_and_nothing_is_written(
    own: Migrator, mallory: str
) -> None:
    own.write("01_one.sql", ONE)
    own()
    with psycopg.connect(own.url, autocommit=True) as db:
        db.execute(f"ALTER ROLE {mallory} LOGIN PASSWORD 'sesame'; GRANT USAGE ON SCHEMA tickets TO {mallory}")
        db.execute(f"GRANT SELECT ON tickets.schema_migrations TO {mallory}")
    parts = urlsplit(own.url)
    looker = replace(own, url=parts._replace(netloc=f"{mallory}:sesame@{parts.netloc.rpartition('@')[2]}").geturl())
    rows = "SELECT xmin::text, ctid::text, version FROM tickets.schema_migrations"
    before = own.query(rows)
    assert (looker().returncode, looker().stderr, own.query(rows)) == (0, "", before)
    own.write("02_two.sql", TWO)
    assert f"migrations are pending, and {mallory} may not apply them; run this as " in looker().stderr


# --- several at once, and servers that can't serve ---


def test_six_runs_at_once_all_end_well_and_one_does_the_work(run: Run, url: str) -> None:
    with ExitStack() as stack:
        runs = [stack.enter_context(run.start("run_migrations.py", env={"DATABASE_URL": url})) for _ in range(6)]
        told = [process.communicate(timeout=60) for process in runs]
    assert [process.returncode for process in runs] == [0] * 6, told
    assert sorted(stdout.count("applied") > 0 for stdout, _ in told) == [False] * 5 + [True]


def test_a_run_that_waited_for_another_waits_as_briefly_for_locks_as_any(own: Migrator) -> None:
    own.write("01_one.sql", "CREATE TABLE tickets.t AS SELECT current_setting('lock_timeout') AS was;")
    with psycopg.connect(own.url, autocommit=True) as other, ThreadPoolExecutor(1) as pool:
        other.execute(migrator.apply.LOCK)
        waiting = pool.submit(own)
        waits = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        while not other.execute(waits).fetchone():
            assert not waiting.done()
        other.execute("SELECT pg_advisory_unlock_all()")
        assert waiting.result(timeout=60).returncode == 0
    assert own.query("TABLE tickets.t") == [(f"{shared.database.LOCK_TIMEOUT_S}s",)]


def test_a_run_that_waited_long_for_another_says_so(own: Migrator) -> None:
    own.monkeypatch.setattr(migrator.apply, "LOCK_WAIT_S", 0.1)
    own.write("01_one.sql", ONE)
    with psycopg.connect(own.url, autocommit=True) as other:
        other.execute(migrator.apply.LOCK)
        done = own()
    assert (done.returncode, "another run has been migrating this database for 0.1 s" in done.stderr) == (1, True)


@pytest.fixture
def guest(server: Server, empty_db_url: str) -> Iterator[str]:
    """The URL of the empty database for a role that may only connect."""
    name = f"guest_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server.url, autocommit=True) as conn:
        conn.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'sesame'").format(sql.Identifier(name)))
        parts = urlsplit(empty_db_url)
        yield parts._replace(netloc=f"{name}:sesame@{parts.netloc.rpartition('@')[2]}").geturl()
        with psycopg.connect(empty_db_url, autocommit=True) as there:
            there.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(name)))
        conn.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


def test_a_role_without_rights_is_told_what_the_dba_must_run(real: Migrator, empty_db_url: str, guest: str) -> None:
    name, role = database_name(empty_db_url), str(urlsplit(guest).username)
    as_guest = replace(real, url=guest)
    done = as_guest()
    assert done.returncode == 1
    assert f"database {name}: PostGIS is missing and {role} may not create it" in done.stderr
    assert f"the DBA must run, connected to {name}: CREATE EXTENSION postgis;" in done.stderr
    with psycopg.connect(empty_db_url, autocommit=True) as dba:
        dba.execute("CREATE EXTENSION postgis")
        done = as_guest()
        assert done.returncode == 1
        told = done.stderr.strip().partition("the DBA must run: ")[2]
        assert f'CREATE SCHEMA IF NOT EXISTS tickets AUTHORIZATION "{role}"' in told
        dba.execute(told)
        dba.execute(f"GRANT CREATE ON SCHEMA public TO {role}")
    done = as_guest()
    assert (done.returncode, "REVOKE" in done.stderr) == (0, False), done.stderr
    assert "sesame" not in done.stderr


def test_postgis_may_live_in_any_schema(real: Migrator, empty_db_url: str, tmp_path: Path) -> None:
    elsewhere = replace(real, url=empty_db_url)
    with psycopg.connect(empty_db_url, autocommit=True) as db:
        db.execute('CREATE SCHEMA "Gis Things"')
        db.execute('CREATE EXTENSION postgis SCHEMA "Gis Things"')
        assert elsewhere().returncode == 0
        importer = Importer(empty_db_url, tmp_path, real.monkeypatch, real.capsys)
        for _ in range(2):
            assert importer("--apply", inc=[make_inc(1), make_inc(2, lat=-1.5, lng="36.5")]).code == 0
        db.execute('SET search_path = "Gis Things"')
        db.execute("INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Nairobi', ST_Point(36.8, -1.3, 4326))")
        assert db.execute("SELECT geo_source FROM tickets.inc ORDER BY 1").fetchall() == [("cluster",), ("feed",)]
        assert differing_rows(db) == []


def test_a_database_that_is_not_utf8_is_refused(server: Server, real: Migrator) -> None:
    name = f"{server.prefix}_latin1"
    create = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
    with psycopg.connect(server.url, autocommit=True) as conn:
        conn.execute(sql.SQL(create).format(sql.Identifier(name)))
    url = urlsplit(server.url)._replace(path=f"/{name}").geturl()
    try:
        done = replace(real, url=url)()
    finally:
        server.drop_database(url)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"database {name}: its encoding is LATIN1; tickets need one created with ENCODING 'UTF8'" in done.stderr


@pytest.mark.parametrize(
    ("env", "told"),
    [({}, "DATABASE_URL is not set"), ({"DATABASE_URL": "mysql://u:sesame@h/d"}, "DATABASE_URL is no libpq URI")],
    ids=["missing", "malformed"],
)
@pytest.mark.parametrize("flag", ["--status", "--dry-run", None])
def test_a_missing_or_malformed_url_is_a_usage_error(
    run: Run, env: dict[str, str], told: str, flag: str | None
) -> None:
    done = run("run_migrations.py", *([flag] if flag else []), env=env)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "sesame" not in done.stderr


def test_a_server_that_is_down_is_told_soon_and_without_the_password(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    done = run("run_migrations.py", env={"DATABASE_URL": f"postgresql://me:sesame@127.0.0.1:{port}/db"})
    assert (done.returncode, done.stdout) == (1, "")
    assert "database: no connection: " in done.stderr
    assert "check DATABASE_URL and that the server is up" in done.stderr
    assert "sesame" not in done.stderr


@pytest.mark.parametrize("script", ["run_migrations.py", "import_tickets.py"])
def test_help_lists_the_exit_codes(run: Run, script: str) -> None:
    done = run(script, "--help")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.partition("exit codes:\n")[2].splitlines()] == list("012345")


# --- tables that are there already ---

COLUMNS = "ticket_id text PRIMARY KEY, raw jsonb NOT NULL, geom geometry(Point, 4326), geo_source text"
ROWS: dict[str, dict[str, object]] = {"fed": {"lat": "-1.5", "lng": 36.5}, "named": {"cluster": "NAIROBI "}, "bare": {}}


def adopt(db: Db, *statements: str) -> list[Any]:
    """Creates an earlier home's tables, and rows in those that can take them; returns the records."""
    db.execute("CREATE SCHEMA tickets")
    for statement in statements:
        db.execute(statement)
    records = [{"ticket_id": name, "status": "open", **fields} for name, fields in ROWS.items()]
    for record in records:
        db.execute(
            "INSERT INTO tickets.inc (ticket_id, raw) VALUES (%s, %s)", (record["ticket_id"], json.dumps(record))
        )
    return records


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param(
            [f"CREATE TABLE tickets.inc ({COLUMNS})", f"CREATE TABLE tickets.crq ({COLUMNS})"], id="as they should be"
        ),
        pytest.param([f"CREATE TABLE tickets.inc ({COLUMNS})"], id="only one of the two"),
        pytest.param(["CREATE TABLE tickets.inc (ticket_id text, raw jsonb)"], id="no key, no place"),
        pytest.param(
            [
                "CREATE TABLE tickets.inc (ticket_id varchar(40) PRIMARY KEY, raw json, geom geometry,"
                " geo_source varchar(20) DEFAULT 'unknown' CHECK (geo_source IN ('unknown', 'exact')))",
                "CREATE INDEX ON tickets.inc USING gist (geom)",
            ],
            id="other types, a check, a default, an index",
        ),
        pytest.param(
            [
                "CREATE TABLE tickets.inc (id serial, ticket_id text NOT NULL UNIQUE, raw jsonb, geom geography(Point),"
                " geo_source text, first_seen_at timestamptz NOT NULL DEFAULT '2020-01-01Z')",
                "CREATE VIEW public.of_a_guest AS SELECT id, ticket_id, raw FROM tickets.inc",
            ],
            id="more columns, geography, somebody's view",
        ),
        pytest.param(["CREATE TABLE tickets.inc (id serial PRIMARY KEY, ticket_id text, raw jsonb)"], id="another key"),
        pytest.param(
            [
                f"CREATE TABLE tickets.inc ({COLUMNS})",
                "CREATE FUNCTION tickets.set_place() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN NEW.geo_source := 'old'; RETURN NEW; END $$",
                "CREATE TRIGGER set_place BEFORE INSERT OR UPDATE ON tickets.inc"
                " FOR EACH ROW EXECUTE FUNCTION tickets.set_place()",
            ],
            id="a trigger of its own",
        ),
    ],
)
def test_tables_of_an_earlier_home_are_adopted_with_their_rows(
    real: Migrator, statements: list[str], tmp_path: Path
) -> None:
    with psycopg.connect(real.url, autocommit=True) as db:
        records = adopt(db, *statements)
        done = real()
        assert done.returncode == 0, done.stderr
        assert differing_rows(db) == []
        db.execute("INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Nairobi', ST_Point(36.8, -1.3, 4326))")
        rows = "SELECT ticket_id, geo_source, raw FROM tickets.inc ORDER BY ticket_id"
        assert db.execute(rows).fetchall() == [
            ("bare", "none", records[2]),
            ("fed", "feed", records[0]),
            ("named", "cluster", records[1]),
        ]
        importer = Importer(real.url, tmp_path, real.monkeypatch, real.capsys)
        versions = (
            "SELECT ticket_id, xmin::text, ctid::text FROM tickets.inc WHERE ticket_id = ANY ('{fed,named,bare}')"
        )
        before = sorted(db.execute(versions))
        for new in (1, 0):
            told = importer("--apply", "--json", inc=[*records, make_inc(9)])
            assert told.code == 0, told.stderr
            assert (told.report["inc"]["new"], told.report["inc"]["changed"]) == (new, 0)
        assert sorted(db.execute(versions)) == before
    assert real().stdout == "nothing to do: the schema is up to date\n"


def test_an_earlier_home_s_triggers_go_from_both_tables_and_somebody_else_s_stay(real: Migrator) -> None:
    statements = [f"CREATE TABLE tickets.{kind} ({COLUMNS})" for kind in ("inc", "crq")]
    for schema in ("tickets", "public"):
        body = "LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
        statements.append(f"CREATE FUNCTION {schema}.note() RETURNS trigger {body}")
        statements += [
            f"CREATE TRIGGER of_{schema} BEFORE INSERT ON tickets.{kind} FOR EACH ROW EXECUTE FUNCTION {schema}.note()"
            for kind in ("inc", "crq")
        ]
    with psycopg.connect(real.url, autocommit=True) as db:
        adopt(db, *statements)
        done = real()
        assert done.returncode == 0, done.stderr
        left = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname ~ '^of_' ORDER BY 1"
        assert db.execute(left).fetchall() == [("tickets.crq", "of_public"), ("tickets.inc", "of_public")]


def test_a_column_that_only_the_earlier_home_could_fill_does_not_keep_tickets_out(
    real: Migrator, tmp_path: Path
) -> None:
    with psycopg.connect(real.url, autocommit=True) as db:
        db.execute("CREATE SCHEMA tickets")
        db.execute("CREATE TABLE tickets.inc (ticket_id text, raw jsonb, synced_by text NOT NULL, UNIQUE (ticket_id))")
        db.execute("INSERT INTO tickets.inc VALUES ('old', '{}', 'Wanjiru')")
        done = real()
        assert (done.returncode, "the column synced_by may be NULL from now on" in done.stderr) == (0, True), (
            done.stderr
        )
        importer = Importer(real.url, tmp_path, real.monkeypatch, real.capsys)
        assert importer("--apply", inc=[make_inc(1), make_inc(ticket_id="old")]).code == 0
        assert db.execute("SELECT synced_by FROM tickets.inc ORDER BY ticket_id").fetchall() == [(None,), ("Wanjiru",)]


@pytest.mark.parametrize(
    ("rows", "count", "said"),
    [
        ("('a', '{}'), ('a', '{}')", 2, "Key (ticket_id)=(a) is duplicated"),
        ("(NULL, '{}')", 1, "contains null values"),
    ],
    ids=["one id twice", "no id"],
)
def test_rows_that_can_not_be_kept_apart_are_told_and_left(real: Migrator, rows: str, count: int, said: str) -> None:
    with psycopg.connect(real.url, autocommit=True) as db:
        db.execute("CREATE SCHEMA tickets")
        db.execute("CREATE TABLE tickets.inc (ticket_id text, raw jsonb)")
        db.execute(f"INSERT INTO tickets.inc VALUES {rows}")
        done = real()
        assert (done.returncode, said in done.stderr) == (1, True), done.stderr
        columns = "SELECT count(*) FROM pg_attribute WHERE attrelid = 'tickets.inc'::regclass AND attnum > 0"
        assert db.execute(columns).fetchone() == (2,)
        assert db.execute("SELECT count(*) FROM tickets.inc").fetchone() == (count,)
