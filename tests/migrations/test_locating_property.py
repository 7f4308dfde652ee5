"""Whatever anyone writes, a ticket is where `tickets.resolve_geom` says: random writers try to break it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import psycopg
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from gazetteer_checks import differing_rows, empty_tables, misjudged_locations, version
from ingest.run import Options, ingest
from ingest.snapshot import from_path

Db = psycopg.Connection[Any]

KINDS = st.sampled_from(["inc", "crq"])
IDS = st.sampled_from(["1", "2", "3", "4"])
# The same three clusters and locations, as different people spell them.
CLUSTERS = st.sampled_from(["Nairobi", " nairobi", "NAIROBI\t", "Athi River", "athi  RIVER", "Athi\u00a0River ", "Voi"])
LOCATIONS = st.sampled_from(["Karen", "karen ", "KAREN", "Phase 8", " phase\n 8", "Unknown", ""])
LATITUDES = st.sampled_from([-1.3, -1.29, -1.2, -1.0, 0.5])  # some nearer than 25 km to each other, some not
GEOMS = st.one_of(st.none(), LATITUDES.map(lambda lat: f"SRID=4326;POINT(36.8 {lat})"))
COORDINATES = st.sampled_from([None, "", "-1.5", 36.5, 0, "0", "NaN", " 1 ", "1e300"])
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "cluster": CLUSTERS,
        "location_name": LOCATIONS,
        "lat": COORDINATES,
        "latitude": COORDINATES,
        "lng": COORDINATES,
        "longitude": COORDINATES,
        "status": st.sampled_from(["open", "closed"]),
    },
)
CLUSTER_STATUS = st.sampled_from(["ok", "not_found", "too_coarse", "rejected"])
LOCATION_STATUS = st.sampled_from(["ok", "not_found", "too_far", "too_coarse", "unusable", "rejected"])
GAZETTEERS = st.sampled_from(["geo_clusters", "geo_locations"])
ANY_ROW = st.sampled_from(["true", "verified", "NOT verified", "cluster_key = 'nairobi'", "cluster_key = 'athi river'"])

Contents = dict[tuple[str, str], tuple[Any, ...]]


class Writers(RuleBasedStateMachine):
    """What people and scripts do to the tables; each rule is a transaction. Refused by a constraint, it did nothing."""

    db: Db
    file: Path

    @initialize()
    def start_anew(self) -> None:
        empty_tables(self.db.info.dsn)
        # A statement that is drawn rarely must find something to do: a ticket of a measured location.
        self.write_a_cluster("Nairobi", "SRID=4326;POINT(36.8 -1.3)", "ok", verified=False)
        self.write_a_location("Nairobi", "Karen", "SRID=4326;POINT(36.8 -1.29)", "ok", verified=False)
        self.write_a_ticket("inc", "1", {"cluster": "Nairobi", "location_name": "Karen"}, None)
        self.look()

    def look(self) -> None:
        self.contents, self.version = contents(self.db), version(self.db)

    def write(self, statement: str, **values: object) -> None:
        try:
            self.db.execute(statement, values)
        except psycopg.IntegrityError:
            return

    @rule(kind=KINDS, ticket_id=IDS, raw=RECORDS, geom=GEOMS)
    def write_a_ticket(self, kind: str, ticket_id: str, raw: object, geom: str | None) -> None:
        self.write(
            f"INSERT INTO tickets.{kind} (ticket_id, raw, geom, geo_source) VALUES (%(id)s, %(raw)s, %(geom)s, 'none')"
            " ON CONFLICT (ticket_id) DO UPDATE SET raw = EXCLUDED.raw, geom = EXCLUDED.geom, geo_source = 'feed'",
            id=ticket_id,
            raw=json.dumps(raw),
            geom=geom,
        )

    @rule(
        kind=KINDS, geom=GEOMS, source=st.sampled_from(["feed", "location", "cluster", "none"]), verified=st.booleans()
    )
    def write_places_by_hand(self, kind: str, geom: str | None, source: str, verified: bool) -> None:
        self.write(
            f"UPDATE tickets.{kind} SET geom = %(geom)s, geo_source = %(source)s, geo_verified = %(verified)s",
            geom=geom,
            source=source,
            verified=verified,
        )

    @rule(kind=KINDS, ticket_id=IDS, new_id=IDS, gone=st.booleans())
    def rename_a_ticket_or_mark_it_gone(self, kind: str, ticket_id: str, new_id: str, gone: bool) -> None:
        self.write(
            f"UPDATE tickets.{kind} SET ticket_id = %(new_id)s, gone_at = CASE WHEN %(gone)s THEN now() END"
            " WHERE ticket_id = %(id)s",
            id=ticket_id,
            new_id=new_id,
            gone=gone,
        )

    @rule(kind=KINDS, ticket_id=IDS)
    def delete_a_ticket(self, kind: str, ticket_id: str) -> None:
        self.write(f"DELETE FROM tickets.{kind} WHERE ticket_id = %(id)s", id=ticket_id)

    @rule(kind=KINDS, records=st.lists(st.tuples(IDS, RECORDS), min_size=1, max_size=4))
    def import_a_snapshot(self, kind: str, records: list[tuple[str, dict[str, object]]]) -> None:
        self.file.write_text(json.dumps([{"ticket_id": ticket_id, **raw} for ticket_id, raw in records]))
        foreseen, tally = (
            ingest(self.db, kind, from_path(self.file), Options(apply=apply, force=True, max_gone=1))
            for apply in (False, True)
        )
        assert foreseen == tally
        present = self.db.execute(f"SELECT ticket_id, raw - 'ticket_id' FROM tickets.{kind} WHERE gone_at IS NULL")
        assert dict(present) == dict(records)
        assert sum(tally.geo_source.values()) == len(dict(records))

    @rule(cluster=CLUSTERS, geom=GEOMS, status=CLUSTER_STATUS, verified=st.booleans())
    def write_a_cluster(self, cluster: str, geom: str | None, status: str, verified: bool) -> None:
        self.write(
            "INSERT INTO tickets.geo_clusters (cluster, geom, status, verified)"
            " VALUES (%(cluster)s, %(geom)s, %(status)s, %(verified)s)"
            " ON CONFLICT (cluster_key) DO UPDATE"
            " SET geom = EXCLUDED.geom, status = EXCLUDED.status, verified = EXCLUDED.verified",
            cluster=cluster,
            geom=geom,
            status=status,
            verified=verified,
        )

    @rule(cluster=CLUSTERS, name=LOCATIONS, geom=GEOMS, status=LOCATION_STATUS, verified=st.booleans())
    def write_a_location(self, cluster: str, name: str, geom: str | None, status: str, verified: bool) -> None:
        self.write(
            "INSERT INTO tickets.geo_locations (cluster, location_name, geom, status, verified)"
            " VALUES (%(cluster)s, %(name)s, %(geom)s, %(status)s, %(verified)s)"
            " ON CONFLICT (cluster_key, location_key) DO UPDATE"
            " SET geom = EXCLUDED.geom, status = EXCLUDED.status, verified = EXCLUDED.verified",
            cluster=cluster,
            name=name,
            geom=geom,
            status=status,
            verified=verified,
        )

    @rule(table=GAZETTEERS, rows=ANY_ROW, geom=GEOMS)
    def move_gazetteer_rows(self, table: str, rows: str, geom: str | None) -> None:
        self.write(f"UPDATE tickets.{table} SET geom = %(geom)s WHERE {rows}", geom=geom)

    @rule(table=GAZETTEERS, rows=ANY_ROW)
    def verify_or_unverify(self, table: str, rows: str) -> None:
        self.write(f"UPDATE tickets.{table} SET verified = NOT verified WHERE {rows}")

    @rule(table=GAZETTEERS, rows=ANY_ROW, status=CLUSTER_STATUS)
    def set_status(self, table: str, rows: str, status: str) -> None:
        self.write(f"UPDATE tickets.{table} SET status = %(status)s WHERE {rows}", status=status)

    @rule(table=GAZETTEERS, rows=ANY_ROW, cluster=CLUSTERS)
    def rename_clusters(self, table: str, rows: str, cluster: str) -> None:
        self.write(f"UPDATE tickets.{table} SET cluster = %(cluster)s WHERE {rows}", cluster=cluster)

    @rule(rows=ANY_ROW, name=LOCATIONS)
    def rename_locations(self, rows: str, name: str) -> None:
        self.write(f"UPDATE tickets.geo_locations SET location_name = %(name)s WHERE {rows}", name=name)

    @rule(table=GAZETTEERS, rows=ANY_ROW)
    def delete_gazetteer_rows(self, table: str, rows: str) -> None:
        self.write(f"DELETE FROM tickets.{table} WHERE {rows}")

    @rule(table=st.sampled_from(["geo_locations", "geo_clusters, tickets.geo_locations", "inc"]))
    def empty_a_table(self, table: str) -> None:
        self.write(f"TRUNCATE tickets.{table}")

    @rule()
    def empty_the_clusters(self) -> None:
        self.write("TRUNCATE tickets.geo_clusters")

    @rule(cluster=CLUSTERS, raw=RECORDS)
    def do_several_things_in_one_statement(self, cluster: str, raw: object) -> None:
        self.write(
            "WITH moved AS (UPDATE tickets.geo_clusters SET geom = ST_Translate(geom, 0, 0.5) RETURNING cluster),"
            " gone AS (DELETE FROM tickets.geo_locations WHERE cluster_key = tickets.name_key(%(cluster)s))"
            " UPDATE tickets.inc SET raw = %(raw)s",
            cluster=cluster,
            raw=json.dumps(raw),
        )

    @invariant()
    def every_ticket_is_where_resolve_geom_says(self) -> None:
        assert differing_rows(self.db) == []

    @invariant()
    def every_location_is_judged_by_its_centroid(self) -> None:
        assert misjudged_locations(self.db) == []

    @invariant()
    def changed_at_and_the_version_tell_of_changes(self) -> None:
        before, before_version = self.contents, self.version
        self.look()
        for key in before.keys() & self.contents.keys():
            same_raw, same_time = (was == now for was, now in zip(before[key][:2], self.contents[key][:2], strict=True))
            assert same_time or not same_raw, "changed_at moved, raw did not"
        assert self.version >= before_version + (before != self.contents)


def contents(db: Db) -> Contents:
    """(kind, ticket_id) -> raw, changed_at and what else the map shows."""
    columns = "raw, changed_at, geom::text, geo_source, geo_verified, first_seen_at, gone_at"
    return {
        (kind, ticket_id): tuple(rest)
        for kind in ("inc", "crq")
        for ticket_id, *rest in db.execute(f"SELECT ticket_id, {columns} FROM tickets.{kind}")
    }


def test_whatever_anyone_writes_every_ticket_is_where_the_one_definition_says(module_url: str, tmp_path: Path) -> None:
    with psycopg.connect(module_url, autocommit=True) as conn:

        class OnThisDatabase(Writers):
            db = conn
            file = tmp_path / "snapshot.json"

        run_state_machine_as_test(
            OnThisDatabase,
            settings=settings(
                max_examples=30,
                stateful_step_count=25,
                deadline=None,  # a step is a round trip or two to a database
                suppress_health_check=[HealthCheck.too_slow],  # the same
            ),
        )
