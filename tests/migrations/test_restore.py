"""What a backup gives back: the same words of people, the same rejects, rights that roles.sql makes right again."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from conftest import Server
from gazetteer_checks import differing_rows, empty_tables, misjudged_locations

Db = psycopg.Connection[Any]
VERIFIED = "SELECT location_name, status, verified, geom::text FROM tickets.geo_locations ORDER BY location_name"


@pytest.fixture
def filled(db: Db) -> Db:
    """A verified place with a name that only the machine has placed; a reject; a gone ticket."""
    db.execute("""
        INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Nairobi', 'SRID=4326;POINT(36.8 -1.3)');
        SELECT tickets.verify_place('Nairobi', 'NW_Karen', 36.7, -1.32);
        UPDATE tickets.geo_locations SET place = 'Karen' WHERE location_name = 'NW_Karen';
        INSERT INTO tickets.geo_locations (cluster, location_name, place, geom)
        VALUES ('Nairobi', 'A_Karen', 'another', 'SRID=4326;POINT(36.81 -1.31)');
        UPDATE tickets.geo_locations SET place = 'Karen' WHERE location_name = 'A_Karen';
        INSERT INTO tickets.inc (ticket_id, raw, gone_at) VALUES
          ('1', '{"cluster": "Nairobi", "location_name": "NW_Karen"}', NULL),
          ('2', '{}', now() - interval '3 years');
        INSERT INTO tickets.import_runs
          (kind, source, received, new, changed, unchanged, gone, returned, rejected, duplicates, started_at)
        VALUES ('inc', 'f', 1, 0, 0, 0, 0, 0, 1, 0, now());
        INSERT INTO tickets.import_rejects (run_id, kind, position, reason, text) VALUES (1, 'inc', 1, 'no id', '{}');
    """)
    return db


@pytest.fixture
def empty(server: Server, migrated_template: str) -> Iterator[str]:
    """A migrated database without a row to restore into."""
    url = server.create_database(migrated_template)
    empty_tables(url)
    yield url
    server.drop_database(url)


def restore(dump: Path, url: str, *flags: str) -> None:
    command = ["pg_restore", "-d", url, "--data-only", *flags, str(dump)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "schema_migrations" in done.stderr, "of the ledger, which is there already"
    assert "errors ignored on restore: 1" in done.stderr


@pytest.mark.parametrize("flags", [(), ("--disable-triggers",)], ids=["triggers on", "triggers disabled"])
def test_rows_restored_into_a_migrated_database_are_as_they_were(
    filled: Db, db_url: str, empty: str, tmp_path: Path, flags: tuple[str, ...]
) -> None:
    dump = tmp_path / "dump"
    subprocess.run(["pg_dump", "-Fc", "-f", str(dump), db_url], check=True)
    restore(dump, empty, *flags)
    with psycopg.connect(empty, autocommit=True) as restored:
        assert restored.execute(VERIFIED).fetchall() == filled.execute(VERIFIED).fetchall()
        assert {row[2] for row in restored.execute(VERIFIED)} == {True, False}
        assert restored.execute("SELECT count(*) FROM tickets.import_rejects").fetchone() == (1,)
        assert (differing_rows(restored), misjudged_locations(restored)) == ([], [])


def test_a_new_name_of_a_verified_place_still_inherits_a_persons_word(filled: Db) -> None:
    filled.execute(
        "INSERT INTO tickets.geo_locations (cluster, location_name, place, geom)"
        " VALUES ('nairobi', 'ADR_Karen', 'Karen', 'SRID=4326;POINT(36.9 -1.2)')"
    )
    inherited = "SELECT verified, note FROM tickets.geo_locations WHERE location_name = 'ADR_Karen'"
    assert filled.execute(inherited).fetchone() == (True, "not asked: as NW_Karen")


def test_gone_tickets_are_purged_by_who_asks_for_it_and_those_only(filled: Db) -> None:
    filled.execute("INSERT INTO tickets.inc (ticket_id, raw, gone_at) VALUES ('3', '{}', now() - interval '1 day')")
    filled.execute("INSERT INTO tickets.crq (ticket_id, raw, gone_at) VALUES ('4', '{}', now() - interval '25 months')")
    before = filled.execute("SELECT reporting.fn_tickets_version()").fetchone()
    assert filled.execute("SELECT tickets.purge_gone_tickets('2 years')").fetchone() == (2,)
    assert filled.execute("SELECT FROM tickets.crq").fetchall() == []
    assert filled.execute("SELECT ticket_id FROM tickets.inc ORDER BY 1").fetchall() == [("1",), ("3",)]
    assert filled.execute("SELECT reporting.fn_tickets_version()").fetchone() != before
    for bad, shown in (("-1 day", "-1 days"), (None, "NULL")):
        wanted = f"^older_than: an interval such as '2 years' is needed, not {shown}\\n"
        with pytest.raises(psycopg.errors.InvalidParameterValue, match=wanted):
            filled.execute("SELECT tickets.purge_gone_tickets(%s)", (bad,))
