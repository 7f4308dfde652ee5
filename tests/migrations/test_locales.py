"""How names, statuses and coordinates compare: alike on a server of any locale."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from conftest import Run, Server

Db = psycopg.Connection[Any]
LOCALES = {
    "C": "LOCALE 'C'",
    "ICU Turkish": "LOCALE 'C.UTF-8' LOCALE_PROVIDER icu ICU_LOCALE 'tr'",
    "ICU Lithuanian": "LOCALE 'C.UTF-8' LOCALE_PROVIDER icu ICU_LOCALE 'lt'",
    "C.UTF-8": "LOCALE 'C.UTF-8'",
}


@contextmanager
def database_of(server: Server, locale: str) -> Iterator[str]:
    """The URL of a database of this locale with nothing in it."""
    name = f"{server.prefix}_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server.url, autocommit=True) as conn:
        if conn.info.server_version < 150000 and "PROVIDER" in LOCALES[locale]:
            pytest.skip("PostgreSQL 14 has no databases of an ICU locale")
        conn.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' {LOCALES[locale]}")
    url = urlsplit(server.url)._replace(path=f"/{name}").geturl()
    try:
        yield url
    finally:
        server.drop_database(url)


@pytest.fixture(scope="module", params=LOCALES)
def migrated(request: pytest.FixtureRequest, server: Server, checkout: Path) -> Iterator[Db]:
    with database_of(server, request.param) as url:
        done = Run(checkout, checkout)("run_migrations.py", env={"DATABASE_URL": url})
        assert done.returncode == 0, done.stderr
        with psycopg.connect(url, autocommit=True) as conn:
            yield conn


@pytest.mark.parametrize(
    ("spelt", "key"),
    [
        pytest.param("KISII", "kisii", id="I"),
        pytest.param("Thıka", "thıka", id="dotless i"),
        pytest.param("İzmir", "i̇zmir", id="I with a dot"),
        pytest.param("ÇARŞI ÉCOLE", "çarşi école", id="accents"),
        pytest.param("ΟΔΟΣ", "οδοσ", id="sigma"),
        pytest.param("ΟΔΟς", "οδοσ", id="final sigma"),
        pytest.param("НАЙРОБИ", "найроби", id="Cyrillic"),
        pytest.param("Ｋａｒｅｎ　８", "karen 8", id="full width"),
        pytest.param("E\u0301cole", "école", id="accent apart"),
        pytest.param("\ufb01eld", "field", id="ligature"),
        pytest.param("Athi\u00a0River", "athi river", id="no-break space"),
        pytest.param("Athi\u2007\u202f\u3000River", "athi river", id="figure, narrow and wide space"),
        pytest.param("\u2028Athi\u0085\u205f\u1680\u2029River\x0b\x0c", "athi river", id="rarer spaces"),
        pytest.param("\ufeffKar\u200ben\u200d", "karen", id="zero width"),
        pytest.param("\u202eKaren\u00ad\u2069", "karen", id="direction marks and soft hyphen"),
        pytest.param(
            "Ka\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061"
            "\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\u00adren",
            "karen",
            id="all that nobody sees",
        ),
        pytest.param("  a \t\r\n b  ", "a b", id="ASCII spaces"),
        pytest.param("\u200b \u00a0", None, id="nothing to see"),
        pytest.param("x" * 200, "x" * 200, id="200 characters"),
        pytest.param("x" * 201, None, id="201 characters"),
        pytest.param("\ufdfa" * 200, ("صلى الله عليه وسلم" * 200)[:200], id="folds to many more"),
    ],
)
def test_a_name_has_the_same_key_on_any_server(migrated: Db, spelt: str, key: str | None) -> None:
    assert migrated.execute("SELECT tickets.name_key(%s)", (spelt,)).fetchone() == (key,)
    assert migrated.execute("SELECT tickets.name_key(%s)", (key,)).fetchone() == (key,)
    insert = "INSERT INTO tickets.geo_locations (cluster, location_name, status) VALUES ('c', %s, 'not_found')"
    if key:
        with migrated.transaction(force_rollback=True):
            row = migrated.execute(f"{insert} RETURNING location_key", (spelt,)).fetchone()
            assert row == (key,)


def test_a_status_ends_a_ticket_on_any_server(migrated: Db) -> None:
    statuses = ["RESOLVED", "REJECTED", "Cancelled\u00a0", "CANCELED", "Completed", "\tCLOSED ", "ＣＬＯＳＥＤ"]
    statuses += ["PENDING", "IN PROGRESS"]
    query = (
        "SELECT tickets.status_of(raw), tickets.is_actionable(raw) FROM jsonb_build_object('status', %s::text) AS raw"
    )
    assert [migrated.execute(query, (status,)).fetchone() for status in statuses] == [
        ("resolved", False),
        ("rejected", False),
        ("cancelled", False),
        ("canceled", False),
        ("completed", False),
        ("closed", False),
        ("closed", False),
        ("pending", True),
        ("in progress", True),
    ]


def test_a_status_of_any_length_goes_into_the_index(migrated: Db) -> None:
    with migrated.transaction(force_rollback=True):
        for n, status in enumerate(("x" * 100_000, "\ufdfa" * 5000)):
            raw = json.dumps({"status": status})
            migrated.execute("INSERT INTO tickets.inc (ticket_id, raw) VALUES (%s, %s)", (f"{n}", raw))
        assert migrated.execute("SELECT max(length(tickets.status_of(raw))) FROM tickets.inc").fetchone() == (200,)


@pytest.mark.parametrize("lat", ["\u00a0-1.5\u2003", "\u2028-1.5\ufeff", "\x0b-15e-1 ", "-1.5"])
def test_white_space_around_a_coordinate_is_white_space_on_any_server(migrated: Db, lat: str) -> None:
    assert migrated.execute("SELECT tickets.parse_degrees(%s, 90)", (lat,)).fetchone() == (-1.5,)


@pytest.mark.parametrize("lat", ["\u0661", "-1.5\u200a5", "\u00e9", "١.٥"])
def test_what_is_no_number_is_none_on_any_server(migrated: Db, lat: str) -> None:
    assert migrated.execute("SELECT tickets.parse_degrees(%s, 90)", (lat,)).fetchone() == (None,)
