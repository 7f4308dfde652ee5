"""The folders of SQL: each function, view and trigger is defined once, and what is defined is what the database has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

import migrator
from conftest import REPO
from shared import connect

Db = psycopg.Connection[Any]
CHECKOUT = migrator.discover(REPO / "migrations")
# Columns and indexes are made of these functions. A change of what they return needs a new numbered file that makes
# those again: its number goes here together with the checksum. Where they return the same, the checksum alone does.
FUNCTIONS_AS_OF = (19, "5bf7e706d45b6db70df3788682e914d5b2fc6d37a5e35e86b1f9d583dc12d9bc")

ROUTINES = """
SELECT 'FUNCTION', p.pronamespace::regnamespace::text || '.' || p.proname FROM pg_proc AS p
WHERE p.pronamespace IN ('tickets'::regnamespace, 'reporting'::regnamespace)
UNION ALL
SELECT 'VIEW', c.oid::regclass::text FROM pg_class AS c
WHERE c.relkind = 'v' AND c.relnamespace IN ('tickets'::regnamespace, 'reporting'::regnamespace)
UNION ALL
SELECT 'TRIGGER', t.tgrelid::regclass::text || ' ' || t.tgname FROM pg_trigger AS t
JOIN pg_class AS c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND c.relnamespace = 'tickets'::regnamespace
"""


def created(text: str) -> Iterator[tuple[str, str]]:
    """What SQL text creates but for tables: (kind, qualified name); of a trigger its table and its name."""
    text = re.sub(r"--.*", "", text)
    create = r"CREATE (?:OR REPLACE )?"
    yield from re.findall(create + r"(FUNCTION|VIEW) ([\w.]+)", text)
    for name, table in re.findall(create + r"TRIGGER (\S+)[^;]*? ON ([\w.]+)", text):
        yield "TRIGGER", f"{table} {name.strip(chr(34))}"


def test_each_function_view_and_trigger_is_defined_once_and_the_database_has_no_other(db: Db) -> None:
    defined = Counter(name for script in (*CHECKOUT.functions, *CHECKOUT.definitions) for name in created(script.text))
    assert [name for name, times in defined.items() if times > 1] == []
    assert set(db.execute(ROUTINES).fetchall()) == set(defined)


def test_numbered_files_define_no_function_view_or_trigger() -> None:
    assert [script.name for script in CHECKOUT.numbered.values() if list(created(script.text))] == []


def test_definitions_can_be_applied_again_and_never_drop_what_others_depend_on() -> None:
    for script in (*CHECKOUT.functions, *CHECKOUT.definitions, *CHECKOUT.dropped):
        text = re.sub(r"--.*", "", script.text)
        assert not re.search(r"\bCREATE (?!OR REPLACE )(FUNCTION|VIEW|TRIGGER)", text), script.name
        assert not re.search(r"\bCASCADE\b|\bDROP (?!\w+ IF EXISTS)", text), script.name


def test_the_folders_are_applied_again_whole_when_anything_in_them_changes(empty_db_url: str, tmp_path: Path) -> None:
    for folder in ("functions", "definitions"):
        (tmp_path / folder).mkdir()
    insert = "INSERT INTO tickets.ran (name) VALUES ('{}');"
    names = ("functions/f.sql", "1_n.sql", "definitions/a.sql", "definitions/z.sql", "definitions/dropped.sql")
    for name in names:
        (tmp_path / name).write_text(insert.format(name))
    first = tmp_path / "functions" / "e.sql"
    first.write_text("CREATE TABLE IF NOT EXISTS tickets.ran (n serial, name text);")
    with connect(empty_db_url, "test") as conn:

        def ran() -> list[str]:
            if conn.execute("SELECT to_regclass('tickets.ran')").fetchone() != (None,):
                conn.execute("DELETE FROM tickets.ran")
            migrator.migrate(conn, migrator.discover(tmp_path))
            return [name for (name,) in conn.execute("SELECT name FROM tickets.ran ORDER BY n")]

        assert (ran(), ran()) == (list(names), [])
        for name in ("functions/f.sql", "definitions/a.sql", "definitions/dropped.sql"):
            (tmp_path / name).write_text(insert.format(name) + "-- more")
            assert (name, ran(), ran()) == (name, [each for each in names if each != "1_n.sql"], [])
        first.rename(first.with_name("d.sql"))
        assert (len(ran()), ran()) == (4, [])


def test_a_function_that_columns_are_made_of_changes_only_with_a_numbered_file() -> None:
    checksum = migrator.Checkout({}, CHECKOUT.functions, (), ()).definitions_checksum
    number, pinned = FUNCTIONS_AS_OF
    assert (number in CHECKOUT.numbered, checksum) == (True, pinned)


def test_every_table_has_a_key_that_a_publication_can_use(db: Db) -> None:
    without = """
        SELECT c.oid::regclass FROM pg_class AS c
        WHERE c.relkind = 'r' AND c.relnamespace = 'tickets'::regnamespace
          AND NOT EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = c.oid AND (i.indisprimary OR i.indisreplident))
    """
    assert db.execute(without).fetchall() == []


def test_every_table_column_and_function_of_a_newer_file_says_what_it_is(db: Db) -> None:
    bare = """
        SELECT c.relname, a.attname
        FROM pg_class AS c
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relnamespace = 'tickets'::regnamespace
          AND c.relname IN ('geo_candidates', 'geocoding_runs', 'map_version', 'unsure_places')
          AND col_description(c.oid, a.attnum) IS NULL
          AND a.attname NOT IN ('run_id')
          AND c.relkind = 'r'
    """
    assert db.execute(bare).fetchall() == []
