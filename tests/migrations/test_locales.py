"""How names, statuses and coordinates compare: alike on a server of any locale, also where it had been otherwise."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

import run_migrations
from conftest import Run, Server
from placing import differing_rows, misjudged_locations

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
        pytest.param("\u2028Athi\u0085\u205f\u1680River\x0b", "athi river", id="rarer spaces"),
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
    assert migrated.execute("SELECT tickets.degrees(%s, 90)", (lat,)).fetchone() == (-1.5,)


@pytest.mark.parametrize("lat", ["\u0661", "-1.5\u200a5", "\u00e9", "١.٥"])
def test_what_is_no_number_is_none_on_any_server(migrated: Db, lat: str) -> None:
    assert migrated.execute("SELECT tickets.degrees(%s, 90)", (lat,)).fetchone() == (None,)


BEFORE = """
INSERT INTO tickets.geo_clusters (cluster, geom, status, verified, geocoded_at) VALUES
  ('KISII', 'SRID=4326;POINT(34.7 -0.6)', 'ok', true, '2020-01-01Z'),
  ('Kisii', 'SRID=4326;POINT(30 0)', 'ok', false, '2024-01-01Z'),
  ('çay', 'SRID=4326;POINT(35 1)', 'ok', false, '2020-01-01Z'),
  ('ÇAY', NULL, 'not_found', false, '2024-01-01Z'),
  ('Ｖoi', 'SRID=4326;POINT(38 -3)', 'ok', false, '2020-01-01Z')
ON CONFLICT DO NOTHING;
INSERT INTO tickets.geo_locations (cluster, location_name, geom, verified) VALUES
  ('KISII', 'MILIMANI', 'SRID=4326;POINT(34.8 -0.6)', true),
  ('Kisii', 'Milimani', 'SRID=4326;POINT(30.1 0)', false)
ON CONFLICT DO NOTHING;
INSERT INTO tickets.inc (ticket_id, raw, changed_at) VALUES
  ('a', '{"cluster": "Kisii", "location_name": "milimani", "status": "PENDING"}', '2020-01-01Z'),
  ('b', '{"cluster": "KISII", "location_name": "İçel", "status": "RESOLVED"}', '2020-01-01Z'),
  ('c', '{"cluster": "Çay"}', '2020-01-01Z'),
  ('d', '{"cluster": "voi"}', '2020-01-01Z'),
  ('e', '{"lat": " -1.5 ", "lng": 36}', '2020-01-01Z');
"""


@pytest.mark.parametrize("locale", LOCALES)
def test_a_database_in_which_names_compared_otherwise_is_made_right(
    server: Server, locale: str, checkout: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older"
    shutil.copytree(checkout, older)
    for path in (older / "migrations").iterdir():
        if int(path.name.partition("_")[0]) > run_migrations.LAST_WITH_POSTGIS_IN_PATH:
            path.unlink()
    with database_of(server, locale) as url, psycopg.connect(url, autocommit=True) as db:
        assert Run(older, older)("run_migrations.py", env={"DATABASE_URL": url}).returncode == 0
        db.execute(BEFORE)
        was_another = db.execute("SELECT EXISTS (SELECT FROM tickets.geo_clusters WHERE cluster = 'Kisii')").fetchone()
        done = Run(checkout, checkout)("run_migrations.py", env={"DATABASE_URL": url})
        assert done.returncode == 0, done.stderr
        assert ("tickets.geo_clusters: Kisii is the name of another row too" in done.stderr,) == was_another
        assert (differing_rows(db), misjudged_locations(db)) == ([], [])
        kept = 'SELECT cluster, cluster_key, status FROM tickets.geo_clusters ORDER BY cluster_key COLLATE "C"'
        assert db.execute(kept).fetchall() == [("KISII", "kisii", "ok"), ("Ｖoi", "voi", "ok"), ("çay", "çay", "ok")]
        locations = "SELECT cluster, location_key, verified, distance_km > 11 FROM tickets.geo_locations"
        assert db.execute(locations).fetchall() == [("KISII", "milimani", True, True)]
        placed = "SELECT ticket_id, geo_source, changed_at = '2020-01-01Z' FROM tickets.inc ORDER BY ticket_id"
        assert db.execute(placed).fetchall() == [
            ("a", "location", True),
            ("b", "cluster", True),
            ("c", "cluster", True),
            ("d", "cluster", True),
            ("e", "feed", True),
        ]
        db.execute("SET enable_seqscan = off")
        by_index = "SELECT ticket_id FROM tickets.inc WHERE gone_at IS NULL AND tickets.status_of(raw) = 'pending'"
        assert "inc_map_status" in str(db.execute(f"EXPLAIN {by_index}").fetchall())
        assert db.execute(by_index).fetchall() == [("a",)]
