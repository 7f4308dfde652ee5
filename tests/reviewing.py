"""Tickets and gazetteer rows to review, and review_places.py run in this process."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.types.json import Jsonb

Db = psycopg.Connection[Any]
Point = tuple[float, float]  # latitude, longitude, as people say it

NAIROBI: Point = (-1.2833, 36.8167)
MATHARE: Point = (-1.2600, 36.8600)
KISUMU: Point = (-0.1022, 34.7617)
HERE: Point = (-1.2964, 36.8931)


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
