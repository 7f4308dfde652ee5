"""Every statement a review sends, one function each."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, LiteralString

import psycopg
from psycopg.types.json import Jsonb

from review.decisions import Change
from review.places import (
    TEXTS_SHOWN,
    TICKETS_SHOWN,
    Candidate,
    Clean,
    Key,
    Place,
    Spot,
    Surroundings,
    Ticket,
    merge_unasked,
)

STATUSES = {"reject": "rejected", "unsure": None}  # of a row, by what was decided; ok of all else
MAX_TEXT = 400  # characters of a ticket's own text
MAX_FEED_POINTS = 20_000  # more would only make the page slow

Connection = psycopg.Connection[Any]


def lock_gazetteers(conn: Connection) -> None:
    """Until the transaction ends nobody else changes or adds a row of a gazetteer."""
    conn.execute("SELECT tickets.lock_gazetteers()")


def begin_read_only_snapshot(conn: Connection) -> None:
    """All that the transaction reads is of one moment; it blocks nobody."""
    conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def read_places(conn: Connection, clean: Clean) -> dict[Key, Place]:
    """Every place that is known or that tickets wait for."""
    query = """
        SELECT
          what, cluster, place, names, status, verified, lat, lng, distance_km, tickets, provider, query, label, note,
          concern, revision, needs_review, comment, decided_by,
          to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), candidates, cluster_key,
          coalesce(place_key, ''), is_unsure
        FROM tickets.places
    """
    known = {}
    for what, cluster, place, names, *cells, candidates, cluster_key, place_key, is_unsure in conn.execute(query):
        found = tuple(Candidate(**candidate) for candidate in candidates)
        read = Place(what, cluster, place, tuple(names), *cells)
        known[cluster_key, place_key] = replace(read, candidates=found, is_unsure=is_unsure)
    return merge_unasked(known, clean, lambda names: name_keys(conn, names))


def name_keys(conn: Connection, names: Collection[str]) -> dict[str, str | None]:
    """The names as they compare; None for what is not a name."""
    query = "SELECT name, tickets.name_key(name) FROM unnest(%s::text[]) AS name"
    return dict(conn.execute(query, (list(names),)).fetchall())


def add_tickets(conn: Connection, places: Sequence[Place], fields: Sequence[str]) -> list[Place]:
    """The same places with the tickets that wait for each; `fields`: the keys of a ticket that make its text."""
    query = """
        SELECT cluster_key, location_key, geo_source <> 'location', kind, ticket_id, status
        FROM (
          SELECT
            t.*,
            row_number() OVER (PARTITION BY cluster_key, location_key ORDER BY kind, ticket_id) AS of_name,
            row_number() OVER (PARTITION BY cluster_key, geo_source = 'location' ORDER BY kind, ticket_id) AS of_cluster
          FROM tickets.open_tickets_by_place AS t
        ) AS numbered
        WHERE of_name <= %(most)s OR of_cluster <= %(most)s
        ORDER BY kind, ticket_id
    """
    by_key: dict[tuple[str, str | None], list[Ticket]] = defaultdict(list)
    for cluster_key, location_key, is_at_centroid, *ticket in conn.execute(query, {"most": TICKETS_SHOWN}):
        by_key[cluster_key, location_key].append(Ticket(*ticket))
        if is_at_centroid:
            by_key[cluster_key, ""].append(Ticket(*ticket))
    keys = name_keys(conn, {name for place in places for name in (place.cluster, *place.names)})
    waiting = [tuple(_waiting(place, keys, by_key)) for place in places]
    texts = _read_texts(conn, [ticket.ticket_id for tickets in waiting for ticket in tickets], fields)
    return [
        replace(place, waiting=tickets, tickets_text=tuple(_first_texts(tickets, texts)))
        for place, tickets in zip(places, waiting, strict=True)
    ]


def _waiting(
    place: Place, keys: Mapping[str, str | None], by_key: Mapping[tuple[str, str | None], list[Ticket]]
) -> list[Ticket]:
    cluster_key = keys[place.cluster] or ""
    of_names = [keys[name] for name in place.names] if place.place else [""]
    return [ticket for key in of_names for ticket in by_key.get((cluster_key, key), ())][:TICKETS_SHOWN]


def _read_texts(conn: Connection, ids: Sequence[str], fields: Sequence[str]) -> dict[tuple[str, str], str]:
    """What the tickets say of themselves, by kind and id; a field may be an object with a display_value."""
    query = """
        SELECT t.kind, t.ticket_id, array(
          SELECT coalesce(t.raw #>> ARRAY[field, 'display_value'], t.raw ->> field)
          FROM unnest(%(fields)s::text[]) WITH ORDINALITY AS f (field, n)
          ORDER BY n
        )
        FROM (
          SELECT 'inc', ticket_id, raw FROM tickets.inc WHERE ticket_id = ANY (%(ids)s)
          UNION ALL
          SELECT 'crq', ticket_id, raw FROM tickets.crq WHERE ticket_id = ANY (%(ids)s)
        ) AS t (kind, ticket_id, raw)
    """
    found = conn.execute(query, {"ids": ids, "fields": list(fields)})
    return {(kind, ticket_id): _shorten(values) for kind, ticket_id, values in found}


def _shorten(values: Sequence[str | None]) -> str:
    text = "; ".join(" ".join(value.split()) for value in values if value and value.strip())
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}..."


def _first_texts(tickets: Iterable[Ticket], texts: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, str]]:
    said = ((ticket.ticket_id, texts.get((ticket.kind, ticket.ticket_id))) for ticket in tickets)
    return itertools.islice(((ticket_id, text) for ticket_id, text in said if text), TEXTS_SHOWN)


def read_surroundings(conn: Connection, known: Iterable[Place]) -> Surroundings:
    placing = [
        Spot(place.cluster, place.place, *place.point) for place in known if place.places_tickets and place.point
    ]
    feed_points = conn.execute("SELECT lat, lng FROM tickets.feed_points LIMIT %s", (MAX_FEED_POINTS,)).fetchall()
    return Surroundings(
        centroids=tuple(spot for spot in placing if not spot.place),
        accepted=tuple(spot for spot in placing if spot.place),
        feed=tuple(feed_points),
    )


def apply_decisions(conn: Connection, changes: Sequence[Change], by: str | None) -> list[int]:
    """Do all of it, in the name of `by` or of the database's user. Returns how many present tickets move, a change
    each; of changes of one place the first counts."""
    return _count(conn, "SELECT n, moved FROM tickets.apply_decisions(%s)", changes, by)


def preview_decisions(conn: Connection, changes: Sequence[Change], by: str | None) -> list[int]:
    """What apply_decisions would return."""
    return _count(conn, "SELECT n, moved FROM tickets.preview_decisions(%s)", changes, by)


def _count(conn: Connection, query: LiteralString, changes: Sequence[Change], by: str | None) -> list[int]:
    moved = dict(conn.execute(query, (Jsonb([_as_decision(change, by) for change in changes]),)).fetchall())
    return [moved.get(n, 0) for n, _ in enumerate(changes, 1)]


def _as_decision(change: Change, by: str | None) -> dict[str, object]:
    lat, lng = change.point if change.point and change.action != "accept" else (None, None)
    return {
        "cluster": change.cluster,
        "place": change.place or None,
        "names": change.names,
        "status": STATUSES.get(change.action, "ok"),
        "lng": lng,
        "lat": lat,
        "label": change.label,
        "comment": change.comment,
        "decided_by": by,
    }
