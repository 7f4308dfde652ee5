"""Whoever may create where PostGIS lives runs nothing in ours: not in migrations, scripts, or a superuser's edit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from conftest import Run, Server
from fake_geocoder import FakeGeocoder, Place
from overloads import plant, ran
from records import as_snapshot, make_crq, make_inc

Db = psycopg.Connection[Any]
STAGES = ("--geocode-clusters", "--geocode-locations")


@pytest.fixture(scope="module")
def planted(server: Server, checkout: Path) -> Iterator[tuple[str, Db]]:
    """A database in which a stranger planted overloads before the first migration."""
    url = server.create_database()
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("CREATE EXTENSION postgis")
        plant(db, checkout)
        db.execute("SET search_path = pg_catalog")
        done = Run(checkout, checkout)("run_migrations.py", env={"DATABASE_URL": url})
        assert (done.returncode, ran(db)) == (0, False), done.stderr
        yield url, db
    server.drop_database(url)


STATEMENTS = """
INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Nairobi', 'SRID=4326;POINT(36.8 -1.3)')
INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Vöi', 'SRID=4326;POINT(38 -3)')
INSERT INTO tickets.geo_locations (cluster, location_name, geom) VALUES ('Nairobi', 'Karen', 'SRID=4326;POINT(36 -1)')
INSERT INTO tickets.inc (ticket_id, raw) VALUES ('a', '{"cluster": "NAIROBI", "location_name": "kären  X"}')
INSERT INTO tickets.inc (ticket_id, raw, geom) VALUES ('b', '{"lat": " 1 ", "longitude": "36"}', 'SRID=4326;POINT(1 1)')
INSERT INTO tickets.crq (ticket_id, raw) VALUES ('c', '{"cluster": "Nairobi", "location_name": "Karen"}')
UPDATE tickets.inc SET geom = NULL, geo_source = 'none'
UPDATE tickets.inc SET raw = '{"cluster": "nairobi", "location_name": "karen", "status": "CLOSED"}'
UPDATE tickets.inc SET ticket_id = 'd' WHERE ticket_id = 'b'
UPDATE tickets.geo_clusters SET geom = 'SRID=4326;POINT(36.9 -1.4)', verified = true WHERE cluster = 'Nairobi'
UPDATE tickets.geo_locations SET geom = 'SRID=4326;POINT(36.9 -1.4)', verified = true
UPDATE tickets.geo_locations SET status = 'rejected'
UPDATE tickets.geo_locations SET location_name = 'Karen End'
DELETE FROM tickets.geo_locations
INSERT INTO tickets.geo_locations (cluster, location_name, status) VALUES ('Nairobi', 'Karen', 'unusable')
UPDATE tickets.geo_clusters SET cluster = 'Voi' WHERE cluster = 'Nairobi'
SELECT count(*) FROM tickets.resolve_geom('{"lat": "1", "lng": 2}')
SELECT tickets.collapse_whitespace(E'a \\u00a0b'), tickets.is_actionable('{"status": "Ｏpen"}')
SELECT tickets.haversine_km('POINT(1 1)', 'POINT(2 2)'), tickets.jsonb_error('{"n": 1e999999}')
SELECT tickets.relocate_tickets(), tickets.lock_gazetteers_shared()
SELECT tickets.verify_place('Voi', 'Karen', 38.1, -3.1), tickets.verify_place('Thika', NULL, 37.0, -1.0)
SELECT tickets.accept_place('Voi', 'Karen'), tickets.reject_place('Voi', 'Karen')
SELECT count(*) FROM tickets.places_to_review
SELECT reporting.fn_tickets_for_map(p_status => '{closed}', p_bbox => '{36,-2,38,2}', p_fields => '{n}', p_limit => 9)
SELECT reporting.fn_tickets_for_map(p_cluster => '{Vöi}', p_include_gone => true), reporting.fn_tickets_version()
SELECT reporting.fn_tickets_mvt(0, 0, 0, '{"status": ["CLOSED"]}'), reporting.fn_tickets_mvt(12, 2466, 2063)
SELECT count(*) FROM reporting.tickets_map
TRUNCATE tickets.geo_locations, tickets.geo_clusters
DELETE FROM tickets.inc
TRUNCATE tickets.crq
""".strip().splitlines()


def test_no_planted_overload_runs_in_what_a_superuser_writes_or_asks(planted: tuple[str, Db]) -> None:
    _, db = planted
    for statement in STATEMENTS:
        db.execute(statement)
        assert not ran(db), statement


def test_no_planted_overload_runs_in_our_scripts(planted: tuple[str, Db], checkout: Path, tmp_path: Path) -> None:
    url, db = planted
    run = Run(checkout, checkout)
    inc, crq = tmp_path / "inc.json", tmp_path / "crq.json"
    inc.write_bytes(as_snapshot([make_inc(n, cluster="Nairobi", location_name="Donholm") for n in range(1, 30)]))
    crq.write_bytes(as_snapshot([make_crq(n) for n in range(1, 30)]))
    with FakeGeocoder([Place("Nairobi", -1.29, 36.82, kind="place=city"), Place("Donholm", -1.3, 36.88)]) as fake:
        env = {"DATABASE_URL": url, "GEOCODER_PROVIDER": "nominatim", "GEOCODER_URL": fake.url("nominatim")}
        env |= {"GEOCODER_RATE": "200"}
        for command in (
            ("run_migrations.py",),
            ("import_tickets.py", f"--inc-json={inc}", f"--crq-json={crq}", *STAGES),
            ("import_tickets.py", f"--inc-json={inc}", f"--crq-json={crq}", *STAGES, "--apply"),
            ("import_tickets.py", f"--inc-json={inc}", f"--crq-json={crq}", "--apply", "--force"),
        ):
            done = run(*command, env=env)
            assert (done.returncode, ran(db)) == (0, False), done.stderr


def test_the_planted_would_run_where_they_are_in_the_path(planted: tuple[str, Db]) -> None:
    _, db = planted
    with db.transaction(force_rollback=True):
        db.execute("SET LOCAL search_path = pg_catalog, public")
        for query in ("SELECT format('%s', 'x'::text)", "SELECT unnest('{}'::text[])", "SELECT 1.5::float8 <= 1"):
            with pytest.raises(psycopg.errors.RaiseException, match="planted"), db.transaction():
                db.execute(query)
    assert ran(db)
