"""What the tables take and what they refuse, whoever writes it: each limit at its edge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from conftest import Server

Db = psycopg.Connection[Any]
GAZETTEERS = {"geo_clusters": ("cluster",), "geo_locations": ("cluster", "location_name")}


@pytest.fixture(scope="module")
def module_db(server: Server, migrated_template: str) -> Iterator[Db]:
    url = server.create_database(migrated_template)
    with psycopg.connect(url, autocommit=True) as conn:
        yield conn
    server.drop_database(url)


@pytest.fixture
def db(module_db: Db) -> Iterator[Db]:
    """What a test writes goes with it."""
    with module_db.transaction(force_rollback=True):
        yield module_db


def add(db: Db, table: str, name: str, status: str, geom: str | None) -> None:
    columns = ", ".join(GAZETTEERS[table])
    names = ", ".join(["%(name)s"] * len(GAZETTEERS[table]))
    db.execute(
        f"INSERT INTO tickets.{table} ({columns}, status, geom) VALUES ({names}, %(status)s, %(geom)s)",
        {"name": name, "status": status, "geom": geom and f"SRID=4326;{geom}"},
    )


@pytest.mark.parametrize("table", GAZETTEERS)
@pytest.mark.parametrize(
    ("name", "status", "geom"),
    [
        pytest.param("Nairobi", "ok", "POINT(180.0001 0)", id="east of the earth"),
        pytest.param("Nairobi", "ok", "POINT(-180.0001 0)", id="west of it"),
        pytest.param("Nairobi", "not_found", "POINT(0 90.0001)", id="north of it"),
        pytest.param("Nairobi", "not_found", "POINT(0 -90.0001)", id="south of it"),
        pytest.param("Nairobi", "ok", "POINT EMPTY", id="an empty point"),
        pytest.param("Nairobi", "ok", None, id="found nowhere"),
        pytest.param("Nairobi", "found", "POINT(0 0)", id="an unknown status"),
        pytest.param("x" * 201, "not_found", None, id="a name of 201 characters"),
        pytest.param("  ", "not_found", None, id="a blank name"),
    ],
)
def test_a_gazetteer_refuses(db: Db, table: str, name: str, status: str, geom: str | None) -> None:
    with pytest.raises(psycopg.errors.IntegrityError):
        add(db, table, name, status, geom)


@pytest.mark.parametrize("table", GAZETTEERS)
@pytest.mark.parametrize("geom", ["POINT(180 90)", "POINT(-180 -90)"])
def test_a_gazetteer_takes_the_edges_of_the_earth_and_names_of_200_characters(db: Db, table: str, geom: str) -> None:
    add(db, table, "x" * 200, "ok", geom)
    assert db.execute(f"SELECT cluster_key FROM tickets.{table}").fetchall() == [("x" * 200,)]


RUN = "INSERT INTO tickets.import_runs (kind, source, started_at, received, new, changed, unchanged, gone, returned,"


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(
            "INSERT INTO tickets.geocoder_usage (provider, day, requests) VALUES ('p', '2026-01-01', -1)",
            id="fewer requests than none",
        ),
        pytest.param(f"{RUN} rejected, duplicates) VALUES ('new', 's', now(), 0, 0, 0, 0, 0, 0, 0, 0)", id="kind"),
        pytest.param(
            f"{RUN} rejected, duplicates) VALUES ('inc', 's', now(), 5, 1, 1, 1, 9, 1, 1, 1)",
            id="counts that don't add up",
        ),
        pytest.param(
            f"{RUN} rejected, duplicates, outcome) VALUES ('inc', 's', now(), 0, 0, 0, 0, 0, 0, 0, 0, 'failed')",
            id="failed without a reason",
        ),
    ],
)
def test_the_books_refuse(db: Db, statement: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        db.execute(statement)


def test_the_books_take_counts_that_add_up(db: Db) -> None:
    db.execute(f"{RUN} rejected, duplicates) VALUES ('inc', 's', now(), 6, 1, 1, 1, 9, 1, 1, 1)")
    reject = (
        "INSERT INTO tickets.import_rejects (run_id, kind, position, reason, text) SELECT run_id, 'inc', %s, '', ''"
    )
    db.execute(f"{reject} FROM tickets.import_runs", (1,))
    with pytest.raises(psycopg.errors.CheckViolation):
        db.execute(f"{reject} FROM tickets.import_runs", (0,))
