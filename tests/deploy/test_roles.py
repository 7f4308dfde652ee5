"""deploy/roles.sql, run by psql as the DBA runs it: what each of the four roles may and may not do."""

from __future__ import annotations

import csv
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
import pytest
from psycopg.types.json import Jsonb

from conftest import REPO, Run, Server, database_name
from fake_geocoder import FakeGeocoder, Place
from gazetteer_checks import differing_rows
from records import as_snapshot, make_crq, make_inc

Db = psycopg.Connection[Any]
NAMES = ("migrator", "importer", "reviewer", "reader")
NAIROBI, KAREN = "SRID=4326;POINT(36.82 -1.29)", "SRID=4326;POINT(36.71 -1.32)"
RIGHTS = """
SELECT n.nspname, c.relname, pg_get_userbyid(c.relowner), c.relacl::text, a.attname, a.attacl::text
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname IN ('tickets', 'reporting')
LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attacl IS NOT NULL
ORDER BY 1, 2, 5
"""
OWNERS = """
SELECT DISTINCT pg_get_userbyid(owner)
FROM (
  SELECT nspname::regnamespace, nspowner FROM pg_namespace
  UNION ALL SELECT pronamespace, proowner FROM pg_proc
  UNION ALL SELECT stxnamespace, stxowner FROM pg_statistic_ext
) AS owned (namespace, owner)
WHERE namespace IN ('tickets'::regnamespace, 'reporting'::regnamespace)
"""


@dataclass(frozen=True)
class Roles:
    """Four roles of this module's own, and a database."""

    url: str
    suffix: str
    run: Run

    def name(self, role: str) -> str:
        return f"Our {role}'s {self.suffix}"  # as a DBA may call it

    def url_of(self, role: str) -> str:
        parts = urlsplit(self.url)
        host = parts.netloc.rpartition("@")[2]
        return parts._replace(netloc=f"{quote(self.name(role))}:sesame@{host}").geturl()

    @contextmanager
    def connect(self, role: str) -> Iterator[Db]:
        with psycopg.connect(self.url_of(role), autocommit=True) as conn:
            conn.execute("SET search_path = public")
            yield conn

    def script(self, role: str, script: str, *args: str, **env: str) -> CompletedProcess[str]:
        done = self.run(script, *args, env={"DATABASE_URL": self.url_of(role), **env})
        assert done.returncode == 0, done.stderr
        return done

    def grant(self, **other: str) -> CompletedProcess[str]:
        names = {role: self.name(role) for role in NAMES} | other
        given = [f"--set={role}={name}" for role, name in names.items()]
        command = ["psql", "-X", "-q", *given, "-f", str(REPO / "deploy" / "roles.sql"), self.url]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@contextmanager
def roles_on(server: Server, url: str, run: Run) -> Iterator[Roles]:
    roles = Roles(url, uuid.uuid4().hex[:8], run)
    with psycopg.connect(url, autocommit=True) as dba:
        dba.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        dba.execute(f"REVOKE ALL ON DATABASE {database_name(url)} FROM PUBLIC; REVOKE ALL ON SCHEMA public FROM PUBLIC")
        for role in NAMES:
            dba.execute(f"CREATE ROLE \"{roles.name(role)}\" LOGIN PASSWORD 'sesame'")
        try:
            yield roles
        finally:
            for role in reversed(NAMES):
                dba.execute(f'DROP OWNED BY "{roles.name(role)}" CASCADE')
                dba.execute(f'DROP ROLE "{roles.name(role)}"')


@pytest.fixture(params=["before the first migration", "after it"])
def either(request: pytest.FixtureRequest, server: Server, empty_db_url: str, run: Run) -> Iterator[Roles]:
    """A migrated database, whenever roles.sql was run."""
    with roles_on(server, empty_db_url, run) as roles:
        if request.param == "before the first migration":
            assert (roles.grant().returncode, roles.grant().stderr) == (0, "")
            roles.script("migrator", "run_migrations.py")
        else:
            assert run("run_migrations.py", env={"DATABASE_URL": empty_db_url}).returncode == 0
            assert (roles.grant().returncode, roles.grant().stderr) == (0, "")
        yield roles


@pytest.fixture(scope="module")
def granted(server: Server, migrated_template: str, checkout: Path) -> Iterator[Roles]:
    url = server.create_database(migrated_template)
    try:
        with roles_on(server, url, Run(checkout, cwd=checkout)) as roles:
            assert (roles.grant().returncode, roles.grant().stderr) == (0, "")
            with psycopg.connect(url, autocommit=True) as dba:
                dba.execute("INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Nairobi', %s)", (NAIROBI,))
                dba.execute(
                    "INSERT INTO tickets.geo_locations (cluster, location_name, geom, verified) VALUES"
                    " ('Nairobi', 'Karen', %s, true), ('Nairobi', 'Langata', %s, false)",
                    (KAREN, KAREN),
                )
                dba.execute("""INSERT INTO tickets.inc VALUES ('t', '{"cluster": "Nairobi"}')""")
                dba.execute("""INSERT INTO tickets.crq VALUES ('t', '{"cluster": "Nairobi"}')""")
            yield roles
    finally:
        server.drop_database(url)


def test_all_four_do_their_work_whenever_it_was_run(either: Roles, tmp_path: Path) -> None:
    told = either.script("importer", "run_migrations.py")
    assert (told.stdout, told.stderr) == ("nothing to do: the schema is up to date\n", "")
    inc, crq = tmp_path / "inc.json", tmp_path / "crq.json"
    for cluster in ("Nairobi", "Kisumu"):  # a first load, then changes
        inc.write_bytes(as_snapshot([make_inc(n, cluster=cluster, location_name="Donholm") for n in range(1, 30)]))
        crq.write_bytes(as_snapshot([make_crq(n, cluster=cluster) for n in range(1, 30)]))
        either.script("importer", "import_tickets.py", "--apply", f"--inc-json={inc}", f"--crq-json={crq}")
    with FakeGeocoder([Place("Kisumu", -0.1, 34.76, kind="place=city"), Place("Donholm", -0.11, 34.77)]) as fake:
        geocoder = {"GEOCODER_PROVIDER": "nominatim", "GEOCODER_URL": fake.url("nominatim"), "GEOCODER_RATE": "200"}
        stages = ("--geocode-clusters", "--geocode-locations", "--retry-failed", "--apply")
        either.script("importer", "import_tickets.py", *stages, **geocoder)
        either.script("importer", "import_tickets.py", "--status", **geocoder)
    table = tmp_path / "places.csv"
    either.script("reviewer", "review_places.py", "--export", str(table), "--all")
    with table.open(encoding="utf-8-sig", newline="") as file:
        places = [{**place, "decision": "accept"} for place in csv.DictReader(file) if place["status"] == "ok"]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, places[0])
        writer.writeheader()
        writer.writerows(places)
    either.script("reviewer", "review_places.py", "--import", str(table), "--apply")
    with either.connect("reviewer") as db:
        moved = "SELECT count(*) FROM tickets.inc WHERE geo_verified AND geo_source = 'location'"
        db.execute("UPDATE tickets.geo_locations SET geom = %s, verified = true", (KAREN,))
        assert db.execute(moved).fetchone() == (29,)
        assert differing_rows(db) == []


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("SELECT count(*) FROM reporting.tickets_map WHERE actionable", 2),
        ("SELECT count(*) FROM reporting.tickets_map WHERE geom IS NULL", 0),
        ("SELECT count(public.ST_X(geom)) FROM reporting.tickets_map", 2),
        ("SELECT json_array_length(reporting.fn_tickets_for_map(p_kind => 'inc') -> 'features') > 0", True),
        ("SELECT length(reporting.fn_tickets_mvt(0, 0, 0)) > 0", True),
        ("SELECT reporting.fn_tickets_version() <> ''", True),
    ],
)
def test_a_reader_reads_what_is_in_reporting(granted: Roles, query: str, answer: object) -> None:
    with granted.connect("reader") as db:
        assert db.execute(query).fetchone() == (answer,)


def test_a_role_that_may_not_is_told_where_it_is_written_which_one_may(granted: Roles, tmp_path: Path) -> None:
    snapshot = tmp_path / "inc.json"
    snapshot.write_text('[{"ticket_id": "INC1"}]')
    for command in (("import_tickets.py", "--inc-json", str(snapshot)), ("review_places.py", "--export", "x.csv")):
        done = granted.run(*command, env={"DATABASE_URL": granted.url_of("reader")})
        assert done.returncode == 1
        assert "permission denied for schema tickets; the role of DATABASE_URL may not do this" in done.stderr
        assert "deploy/roles.sql" in done.stderr


def test_a_second_run_changes_no_right(either: Roles) -> None:
    with psycopg.connect(either.url, autocommit=True) as dba:
        before = dba.execute(RIGHTS).fetchall()
        assert either.grant().returncode == 0
        assert dba.execute(RIGHTS).fetchall() == before
        assert {row[2] for row in before} == {either.name("migrator")}
        assert {owner for (owner,) in dba.execute(OWNERS)} == {either.name("migrator")}


DENIED = {
    "importer": [
        "UPDATE tickets.geo_locations SET geom = NULL WHERE location_name = 'Karen'",
        "UPDATE tickets.geo_locations SET label = 'mine' WHERE location_name = 'Karen'",
        "UPDATE tickets.geo_locations SET verified = true",
        "UPDATE tickets.geo_clusters SET status = 'rejected'",
        "INSERT INTO tickets.geo_clusters (cluster, verified) VALUES ('Mine', true)",
        "INSERT INTO tickets.geo_clusters (cluster, status) VALUES ('Mine', 'rejected')",
        "INSERT INTO tickets.geo_locations (cluster, location_name, status) VALUES ('Nairobi', 'Karen', 'not_found')"
        " ON CONFLICT (cluster_key, location_key) DO UPDATE SET status = EXCLUDED.status",
        "DELETE FROM tickets.geo_locations",
        "DELETE FROM tickets.inc",
        "TRUNCATE tickets.inc",
        "TRUNCATE tickets.geo_clusters",
        "ALTER TABLE tickets.inc DISABLE TRIGGER ALL",
        "ALTER TABLE tickets.inc ADD COLUMN mine text",
        "DROP TABLE tickets.equivalent_hashes",
        "DROP INDEX tickets.inc_places",
        "CREATE TABLE tickets.mine ()",
        "CREATE TABLE reporting.mine ()",
        "CREATE FUNCTION tickets.mine() RETURNS int LANGUAGE sql RETURN 1",
        "UPDATE tickets.schema_migrations SET version = 0",
        "SELECT tickets.grant_rights()",
    ],
    "reviewer": [
        "UPDATE tickets.inc SET geom = NULL, geo_source = 'none'",
        "SET fleettickets.locations_set = 'on'; UPDATE tickets.inc SET geom = NULL, geo_source = 'none'",
        "INSERT INTO tickets.crq (ticket_id, raw) VALUES ('mine', '{}')",
        "DELETE FROM tickets.inc",
        "TRUNCATE tickets.inc",
        "DELETE FROM tickets.geo_clusters",
        "TRUNCATE tickets.geo_clusters",
        "SELECT tickets.relocate_tickets()",
        "SELECT tickets.bump_map_version()",
        "SELECT tickets.drop_secondary_indexes('inc')",
        "SELECT tickets.create_secondary_indexes('inc')",
        "CREATE TEMP TABLE inc (cluster_key text); CREATE TRIGGER mine AFTER INSERT ON pg_temp.inc"
        " REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION tickets.after_clusters_changed()",
        "CREATE TRIGGER mine BEFORE INSERT ON tickets.geo_clusters EXECUTE FUNCTION tickets.lock_gazetteers_trigger()",
        "ALTER TABLE tickets.geo_clusters DISABLE TRIGGER ALL",
        "INSERT INTO tickets.import_runs DEFAULT VALUES",
        "CREATE TABLE tickets.mine ()",
        "SELECT tickets.grant_rights()",
    ],
    "reader": [
        *(f"SELECT FROM tickets.{table}" for table in ("inc", "import_rejects", "geocoder_usage", "geo_locations")),
        "SELECT tickets.status_of('{}')",
        "SELECT FROM tickets.resolve_geom('{}')",
        "CREATE TABLE reporting.mine ()",
        "CREATE FUNCTION reporting.mine() RETURNS int LANGUAGE sql RETURN 1",
    ],
}


@pytest.mark.parametrize(("role", "statement"), [(role, each) for role in DENIED for each in DENIED[role]])
def test_what_a_role_may_not(granted: Roles, role: str, statement: str) -> None:
    with granted.connect(role) as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(statement)


def test_a_reviewer_corrects_places_and_the_tickets_follow_where_the_truth_says_only(granted: Roles) -> None:
    with granted.connect("reviewer") as db:
        db.execute("SET fleettickets.locations_set = 'on'")
        insert = "INSERT INTO tickets.geo_clusters (cluster, geom, verified) VALUES ('Voi', %s, true)"
        for statement in (
            insert,
            "UPDATE tickets.geo_clusters SET geom = %s, verified = true WHERE cluster = 'Nairobi'",
            "UPDATE tickets.geo_locations SET status = 'rejected', label = %s WHERE location_name = 'Karen'",
        ):
            db.execute(statement, (KAREN,))
            assert differing_rows(db) == []
        at = "SELECT ST_AsEWKT(geom), geo_verified FROM tickets.inc"
        assert db.execute(at).fetchone() == (KAREN, True)


def test_a_reviewer_says_where_a_place_is(granted: Roles) -> None:
    with granted.connect("reviewer") as db:
        assert db.execute("SELECT tickets.verify_place('Nairobi', NULL, 36.9, -1.3)").fetchone() == (2,)
        assert db.execute("SELECT ST_X(geom), geo_verified FROM tickets.crq").fetchone() == (36.9, True)
        assert differing_rows(db) == []


def test_a_reviewer_may_be_unsure_about_a_place_with_a_row_and_without(granted: Roles) -> None:
    unsure: list[dict[str, object]] = [
        {"cluster": "Nairobi", "place": None},
        {"cluster": "Nairobi", "place": "Nowhere", "names": ["NW_Nowhere"]},
    ]
    located = "SELECT ticket_id, geom, geo_verified FROM tickets.crq ORDER BY 1"
    with granted.connect("reviewer") as db:
        before = db.execute(located).fetchall()
        db.execute("SELECT tickets.apply_decisions(%s)", (Jsonb([{**place, "status": None} for place in unsure]),))
        kept = (
            "SELECT decided_by FROM tickets.geo_clusters WHERE cluster = 'Nairobi'"
            " UNION ALL SELECT decided_by FROM tickets.unsure_places"
        )
        assert db.execute(kept).fetchall() == [(db.info.user,)] * 2
        assert db.execute(located).fetchall() == before


def test_an_importer_says_nothing_in_a_persons_place(granted: Roles) -> None:
    with granted.connect("importer") as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute("SELECT tickets.verify_place('Nairobi', NULL, 36.9, -1.3)")


def test_a_centroid_that_the_importer_moves_measures_verified_locations_too(granted: Roles) -> None:
    with granted.connect("importer") as db:
        db.execute("INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Kitui', %s)", (NAIROBI,))
    with granted.connect("reviewer") as db:
        place = (
            "INSERT INTO tickets.geo_locations (cluster, location_name, geom, verified) VALUES ('Kitui', 'x', %s, true)"
        )
        db.execute(place, (NAIROBI,))
    with granted.connect("importer") as db:
        db.execute("UPDATE tickets.geo_clusters SET geom = %s WHERE cluster = 'Kitui'", (KAREN,))
        measured = "SELECT distance_km > 10, verified FROM tickets.geo_locations WHERE cluster = 'Kitui'"
        assert db.execute(measured).fetchone() == (True, True)


def test_what_a_later_migration_makes_has_its_rights_at_once(either: Roles, tmp_path: Path) -> None:
    folder = tmp_path / "later"
    folder.mkdir()
    for path in either.run.checkout.rglob("*.*"):
        if path.suffix in (".py", ".sql"):
            target = folder / path.relative_to(either.run.checkout)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    later = "CREATE TABLE tickets.later (n int); CREATE VIEW reporting.later AS TABLE tickets.later;"
    (folder / "migrations" / "99_later.sql").write_text(later)
    done = Run(folder, tmp_path)("run_migrations.py", env={"DATABASE_URL": either.url_of("migrator")})
    assert done.returncode == 0, done.stderr
    with either.connect("migrator") as db:
        db.execute("CREATE TABLE tickets.by_hand (n int)")
        db.execute("CREATE VIEW reporting.by_hand AS TABLE tickets.by_hand")
    for name in ("later", "by_hand"):
        with either.connect("importer") as db:
            db.execute(f"INSERT INTO tickets.{name} VALUES (1)")
        with either.connect("reviewer") as db:
            assert db.execute(f"TABLE tickets.{name}").fetchall() == [(1,)]
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                db.execute(f"DELETE FROM tickets.{name}")
        with either.connect("reader") as db:
            assert db.execute(f"TABLE reporting.{name}").fetchall() == [(1,)]


def test_an_importer_that_owns_nothing_has_the_indexes_of_a_first_load_built_at_its_end(
    either: Roles, tmp_path: Path
) -> None:
    indexes = "SELECT relname, relowner, oid FROM pg_class WHERE relkind = 'i' AND relname LIKE 'inc\\_%' ORDER BY 1"
    with psycopg.connect(either.url, autocommit=True) as dba:
        before = dba.execute(indexes).fetchall()
        (tmp_path / "inc.json").write_bytes(as_snapshot([make_inc(1)]))
        either.script("importer", "import_tickets.py", "--apply", f"--inc-json={tmp_path / 'inc.json'}")
        after = dba.execute(indexes).fetchall()
    assert [row[:2] for row in after] == [row[:2] for row in before]
    assert [old[0] for old, new in zip(before, after, strict=True) if old == new] == ["inc_pkey"]


def test_others_can_be_kept_from_the_locks_while_all_of_ours_goes_on(either: Roles, tmp_path: Path) -> None:
    lock = "SELECT pg_try_advisory_lock(hashtext('tickets.import'))"
    with either.connect("reader") as db:
        assert db.execute(lock).fetchone() == (True,)
    assert either.grant(locks="ours").returncode == 0
    with either.connect("reader") as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(lock)
    (tmp_path / "inc.json").write_bytes(as_snapshot([make_inc(1, cluster="Nairobi")]))
    either.script("importer", "import_tickets.py", "--apply", f"--inc-json={tmp_path / 'inc.json'}")
    with either.connect("reviewer") as db:
        db.execute("INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Nairobi', %s)", (NAIROBI,))
        assert db.execute("SELECT geo_source FROM tickets.inc").fetchone() == ("cluster",)
        assert db.execute("SELECT tickets.verify_place('Nairobi', NULL, 36.9, -1.3)").fetchone() == (1,)
    either.script("migrator", "run_migrations.py")


@pytest.mark.parametrize("other", ["importer", "reviewer", "reader"])
def test_a_migrator_who_is_another_too_is_refused_and_nothing_is_changed(granted: Roles, other: str) -> None:
    with psycopg.connect(granted.url, autocommit=True) as dba:
        before = dba.execute(RIGHTS).fetchall()
        done = granted.grant(**{other: granted.name("migrator")})
        assert (done.returncode, "migrator must be a role of its own" in done.stderr) == (3, True), done.stderr
        assert dba.execute(RIGHTS).fetchall() == before


def test_roles_sql_takes_from_everybody_what_a_restore_without_privileges_left_them(granted: Roles) -> None:
    open_to_all = """
        SELECT count(*) FROM pg_proc
        WHERE prosecdef AND pronamespace = 'tickets'::regnamespace AND has_function_privilege('public', oid, 'EXECUTE')
    """
    with psycopg.connect(granted.url, autocommit=True) as dba:
        dba.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA tickets TO PUBLIC")
        assert granted.grant().returncode == 0
        assert dba.execute(open_to_all).fetchone() == (0,)


@pytest.mark.parametrize("whose", ["PUBLIC", "importer", "reviewer", "reader"])
def test_roles_sql_takes_back_what_was_granted_beyond_it(granted: Roles, whose: str) -> None:
    role = whose if whose == "PUBLIC" else f'"{granted.name(whose)}"'
    schemas = "SELECT nspname, nspacl::text FROM pg_namespace WHERE nspname IN ('tickets', 'reporting') ORDER BY 1"
    with psycopg.connect(granted.url, autocommit=True) as dba:
        before = [sorted(map(str, dba.execute(query).fetchall())) for query in (RIGHTS, schemas)]
        dba.execute(f"GRANT ALL ON SCHEMA tickets, reporting TO {role}")
        dba.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA tickets, reporting TO {role}")
        assert granted.grant().returncode == 0
        assert [sorted(map(str, dba.execute(query).fetchall())) for query in (RIGHTS, schemas)] == before


def test_an_importer_may_not_say_who_decided_what_and_a_reviewer_reads_candidates(granted: Roles) -> None:
    with granted.connect("importer") as db:
        db.execute("INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Lamu', %s)", (NAIROBI,))
        db.execute(
            "INSERT INTO tickets.geo_candidates (cluster, rank, label, geom) VALUES ('Lamu', 1, 'N', %s)", (NAIROBI,)
        )
        db.execute("DELETE FROM tickets.geo_candidates WHERE cluster_key = 'nowhere'")
        db.execute(
            "INSERT INTO tickets.geocoding_runs (provider, outcome, started_at) VALUES ('nominatim', 'done', now())"
        )
        for column in ("comment", "decided_by"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                db.execute(f"UPDATE tickets.geo_clusters SET {column} = 'x' WHERE cluster = 'Lamu'")
    with granted.connect("reviewer") as db:
        assert db.execute("SELECT label FROM tickets.geo_candidates").fetchall() == [("N",)]
        db.execute(
            "UPDATE tickets.geo_clusters SET comment = 'x', decided_by = 'me', decided_at = now()"
            " WHERE cluster = 'Lamu'"
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute("DELETE FROM tickets.geo_candidates")
