"""Tickets and gazetteer rows to review, and review_places.py run in this process."""

from __future__ import annotations

import csv
import json
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

import review_places
import shared
from importing import dump

Db = psycopg.Connection[Any]
Point = tuple[float, float]  # latitude, longitude, as people say it

NAIROBI: Point = (-1.2833, 36.8167)
MATHARE: Point = (-1.2600, 36.8600)
KISUMU: Point = (-0.1022, 34.7617)
HERE: Point = (-1.2964, 36.8931)
KILIMANI: Point = (-1.29, 36.78)
ANSWERS: tuple[Point, ...] = (MATHARE, (-1.2701, 36.8702), (-1.28, 36.88))  # what the geocoder answered for Mathare


def add_tickets(db: Db, kind: str, cluster: str | None, *names: str | None, **raw: object) -> list[str]:
    """An open ticket a name, in the order of their ids, which are returned."""
    row = db.execute(f"SELECT count(*) FROM tickets.{kind}").fetchone()
    assert row
    ids = [f"{kind.upper()}{row[0] + n:04d}" for n, _ in enumerate(names)]
    for ticket_id, name in zip(ids, names, strict=True):
        record = {"ticket_id": ticket_id, "status": "Assigned", "cluster": cluster, "location_name": name, **raw}
        db.execute(f"INSERT INTO tickets.{kind} (ticket_id, raw) VALUES (%s, %s)", (ticket_id, Jsonb(record)))
    return ids


def add_cluster(db: Db, cluster: str, at: Point | None = NAIROBI, **columns: object) -> None:
    _add(db, "geo_clusters", {"cluster": cluster, "provider": "nominatim", "label": cluster, **columns}, at)


def add_location(
    db: Db, cluster: str, name: str, place: str | None, at: Point | None = MATHARE, **columns: object
) -> None:
    known = {"cluster": cluster, "location_name": name, "place": place, "provider": "nominatim", "label": place}
    _add(db, "geo_locations", {**known, **columns}, at)


def add_candidates(db: Db, cluster: str, place: str | None, *points: Point) -> None:
    """The geocoder's answers, by rank; replaces those that were there."""
    db.execute(
        "DELETE FROM tickets.geo_candidates WHERE cluster_key = tickets.name_key(%s) AND place_key = %s",
        (cluster, (place or "").casefold()),
    )
    for rank, at in enumerate(points, 1):
        label, reason = f"{place or cluster} {rank}", None if rank == 1 else "another is better"
        columns = {"cluster": cluster, "place": place, "rank": rank, "label": label, "kind": "place=suburb"}
        _add(db, "geo_candidates", {**columns, "reason": reason, "distance_km": float(rank)}, at)


def _add(db: Db, table: str, columns: dict[str, object], at: Point | None) -> None:
    lat, lng = at or (None, None)
    values = ", ".join(f"%({name})s" for name in columns)
    db.execute(
        f"INSERT INTO tickets.{table} ({', '.join(columns)}, geom) VALUES ({values},"
        " ST_SetSRID(ST_MakePoint(%(lng)s::float8, %(lat)s::float8), 4326))",
        {**columns, "lat": lat, "lng": lng},
    )


def where(db: Db, ticket_id: str) -> tuple[str, Point | None, bool]:
    """geo_source, the point, geo_verified."""
    row = db.execute(
        "SELECT geo_source, ST_Y(geom), ST_X(geom), geo_verified"
        " FROM (SELECT * FROM tickets.inc UNION ALL SELECT * FROM tickets.crq) AS t WHERE ticket_id = %s",
        (ticket_id,),
    ).fetchone()
    assert row
    source, lat, lng, verified = row
    return source, None if lat is None else (round(lat, 6), round(lng, 6)), verified


def rows(db: Db, columns: str, source: str) -> list[tuple[Any, ...]]:
    return db.execute(f"SELECT {columns} FROM {source}").fetchall()


Row = dict[str, str]


@dataclass(frozen=True)
class Outcome:
    code: int
    stdout: str
    stderr: str

    @property
    def report(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.stdout)
        return told

    @property
    def counts(self) -> dict[str, int]:
        """What the report counts, but for nothing."""
        return {name: n for name, n in self.report.items() if type(n) is int and n}


class Desk:
    """`desk("--export", "x.csv")`: files are in `folder`; settings are the test's own."""

    def __init__(self, db_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
        self.folder, self.capsys = folder, capsys
        monkeypatch.chdir(folder)
        monkeypatch.setattr(shared.settings, "ENV_FILE", folder / "no .env")
        monkeypatch.setenv("DATABASE_URL", db_url)

    def __call__(self, *args: str) -> Outcome:
        before = signal.getsignal(signal.SIGTERM)
        self.capsys.readouterr()
        try:
            code = review_places.main(args)
        except SystemExit as usage_error:
            code = int(str(usage_error.code))
        finally:
            signal.signal(signal.SIGTERM, before)
        return Outcome(code, *self.capsys.readouterr())

    def export(self, *args: str) -> list[Row]:
        """The rows of an export to CSV."""
        (self.folder / "places.csv").unlink(missing_ok=True)
        done = self("--export", "places.csv", *args)
        assert done.code == 0, done.stderr
        with (self.folder / "places.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def take(self, rows: Sequence[Mapping[str, object]], *args: str) -> Outcome:
        """Imports a CSV of these rows, with --json."""
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (self.folder / "decided.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
        return self("--import", "decided.csv", "--json", *args)

    def write(self, name: str, content: bytes | str) -> str:
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name


def pick(exported: list[Row], name: str, of: str = "Nairobi", /, **decided: object) -> dict[str, object]:
    """The row of a place, with a decision."""
    (found,) = [row for row in exported if (row["cluster"], row["place"]) == (of, name)]
    return {**found, **decided}


def move(exported: list[Row], name: str, to: Point = HERE, of: str = "Nairobi", /, **more: object) -> dict[str, object]:
    return pick(exported, name, of, decision="move", new_lat=to[0], new_lng=to[1], **more)


def gazetteers(db: Db) -> object:
    return dump(db, "geo_clusters", "geo_locations", "inc", "crq", "map_version")


def export_geojson(desk: Desk) -> Path:
    assert desk("--export", "places.geojson").code == 0
    return desk.folder / "places.geojson"
