"""Tickets put into a database under test, and the map read back."""

from __future__ import annotations

import json
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

Db = psycopg.Connection[Any]
Feature = dict[str, Any]

# What a feature's properties have over the fields of raw.
OURS = {"ticket_key", "ticket_id", "kind", "geo_source", "geo_verified", "first_seen_at", "changed_at"}


def put(db: Db, *records: Any, kind: str = "inc", ticket_id: str | None = None) -> None:
    query = sql.SQL("INSERT INTO tickets.{} (ticket_id, raw) VALUES (%s, %s)").format(sql.Identifier(kind))
    for record in records:
        db.execute(query, (ticket_id or str(record["ticket_id"]).strip(), Jsonb(record)))


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """For json.loads: a key that comes twice in one object fails."""
    assert len(dict(pairs)) == len(pairs), f"a key comes twice: {[key for key, _ in pairs]}"
    return dict(pairs)


def read_map(db: Db, **arguments: Any) -> list[Feature]:
    """The features that the function answers with these arguments (without their p_), checked for form."""
    call = sql.SQL("SELECT reporting.fn_tickets_for_map({})::text").format(
        sql.SQL(", ").join(
            sql.SQL("{} => {}").format(sql.Identifier(f"p_{name}"), sql.Placeholder(name)) for name in arguments
        )
    )
    row = db.execute(call, arguments).fetchone()
    assert row
    collection = json.loads(row[0], object_pairs_hook=without_repeats)
    assert collection.keys() == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    features: list[Feature] = collection["features"]
    for feature in features:
        assert feature.keys() == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert feature["id"] == feature["properties"]["ticket_id"]
    return features


def one(features: list[Feature]) -> Feature:
    (feature,) = features
    return feature
