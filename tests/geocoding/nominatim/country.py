"""A true piece of a country as CSV (map.csv, names.csv in a folder of its own), and a whole run of the script about it.

map.csv: what the map has: a node, a square outline (half_km) or a street (line_km). names.csv: network names of tickets
and the thing that each means, `-` where nothing may be taken; `town` is where the cluster really is.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from nominatim.world import Thing
from shared import distance_km

HERE, REPO = Path(__file__).resolve().parent, Path(__file__).resolve().parents[3]
NEAR_KM = 2.0
TOWN_KM = 25.0
BORROWED = ("amenity", "highway")  # kinds of things that are called after a place


@dataclass
class Name:
    cluster: str
    location_name: str
    truth: Thing | None  # None: nothing may be taken


@dataclass
class Country:
    code: str
    things: list[Thing]
    names: list[Name]

    @classmethod
    def read(cls, folder: str, code: str) -> Country:
        things = [_read_thing(row) for row in _read(HERE / folder / "map.csv")]
        names = [
            Name(row["cluster"], row["location_name"], _find(things, row["expected"], row["town"]))
            for row in _read(HERE / folder / "names.csv")
        ]
        return cls(code, things, names)


@dataclass
class Score:
    findable: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    requests: int = 0
    places: int = 0

    def __str__(self) -> str:
        lines = [f"{self.found} of {self.findable} findable within 2 km ({self.found / self.findable:.0%})"]
        lines += [f"{len(self.wrong)} wrong, {self.requests / self.places:.2f} requests a place"]
        return "\n".join(
            [", ".join(lines), *(f"  WRONG {one}" for one in self.wrong), *map("  missed {}".format, self.missed)]
        )


def evaluate_country(country: Country, url: str, postgres_url: str, repo: Path = REPO) -> Score:
    """Runs the script of `repo` on a database of its own."""
    db_url = _make_database(postgres_url, f"tickets_{country.code}_{os.getpid()}")
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": db_url,
        "GEOCODER_PROVIDER": "nominatim",
        "GEOCODER_URL": url,
        "GEOCODER_COUNTRY": country.code,
        "GEOCODER_RATE": "3",
    }
    _run(repo, environment, "run_migrations.py")
    with psycopg.connect(db_url, autocommit=True) as conn:
        for number, name in enumerate(country.names):
            raw = {
                "ticket_id": f"I{number}",
                "status": "Open",
                "cluster": name.cluster,
                "location_name": name.location_name,
            }
            conn.execute("INSERT INTO tickets.inc (ticket_id, raw) VALUES (%s, %s)", (raw["ticket_id"], Jsonb(raw)))
        report = json.loads(
            _run(
                repo, environment, "import_tickets.py", "--geocode-clusters", "--geocode-locations", "--apply", "--json"
            )
        )
        return _score(country, conn, report)


def _score(country: Country, conn: psycopg.Connection[Any], report: dict[str, Any]) -> Score:
    score = Score(requests=report["locations"]["requests"])
    rows = conn.execute("""
        SELECT cluster, location_name, status, ST_Y(geom), ST_X(geom), place, note, label FROM tickets.geo_locations
    """).fetchall()
    by_name = {(row[0].casefold(), row[1].casefold()): row for row in rows}
    score.places = len({(row[0], row[5] or row[1]) for row in rows}) or 1
    clusters = {row[0]: row[1:] for row in conn.execute("SELECT cluster, status, note FROM tickets.geo_clusters")}
    for name in country.names:
        row = by_name.get((name.cluster.casefold(), name.location_name.casefold()))
        is_taken = row is not None and row[2] == "ok"
        shown = (
            f"{name.location_name!r} in {name.cluster!r} as {row[5]!r}: {row[2]} {row[6]} [{row[7]}]"
            if row
            else (f"{name.location_name!r} in {name.cluster!r}: no row, cluster {clusters.get(name.cluster)}")
        )
        score.findable += name.truth is not None
        if not row or not is_taken:
            score.missed += [shown] if name.truth else []
        elif name.truth and distance_km(row[3], row[4], name.truth.lat, name.truth.lng) <= NEAR_KM:
            score.found += 1
        else:
            score.wrong.append(shown)
    return score


def _make_database(postgres_url: str, name: str) -> str:
    with psycopg.connect(postgres_url, autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE {name}".encode())
    db_url = postgres_url.replace("/postgres?", f"/{name}?")
    with psycopg.connect(db_url, autocommit=True) as conn:
        conn.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    return db_url


def _run(repo: Path, environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=repo, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_thing(row: dict[str, str]) -> Thing:
    tags = dict(tag.split("=") for tag in row["tags"].split())
    tags = {key: value.replace("_", " ") if "name" in key else value for key, value in tags.items()}
    label = row["name"] if tags.pop("label", "") else ""
    half_km, line_km = float(row["half_km"] or 0), float(row["line_km"] or 0)
    return Thing(row["name"], float(row["lat"]), float(row["lng"]), tags, half_km, line_km, label=label)


def _find(things: list[Thing], name: str, town: str) -> Thing | None:
    """The thing of that name nearest to the town; what is called after a place only where nothing else is near."""
    named = [thing for thing in things if thing.name == name]
    if name == "-" or not named:
        assert name == "-", f"map.csv has no {name!r}"
        return None
    towns = [thing for thing in things if thing.name == town]
    center = next((thing for thing in towns if thing.tags.get("place") in ("city", "town")), towns[0])
    near = [thing for thing in named if distance_km(thing.lat, thing.lng, center.lat, center.lng) < TOWN_KM]
    places = [thing for thing in near or named if not any(key in thing.tags for key in BORROWED)] or near or named
    return min(places, key=lambda thing: distance_km(thing.lat, thing.lng, center.lat, center.lng))
