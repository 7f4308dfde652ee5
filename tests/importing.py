"""Runs import_tickets.py in this process, which takes a tenth of the time of a new one, and reads what it left."""

from __future__ import annotations

import json
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

import import_tickets
import shared
from records import Record, as_snapshot

Db = psycopg.Connection[Any]
# table -> its rows as text, each with its xmin and ctid: equal only if nothing at all was written in between
Dump = dict[str, list[tuple[str, str, str]]]


@dataclass(frozen=True)
class Outcome:
    code: int
    stdout: str
    stderr: str

    @property
    def report(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.stdout)
        return told

    def counts(self, kind: str = "inc") -> dict[str, int]:
        """The kind's counts but those of nothing."""
        return {name: n for name, n in self.report[kind].items() if isinstance(n, int) and n and name != "skipped"}


class Importer:
    """`importer("--apply", inc=[...])`: the given records become files in `folder`; settings are the test's own."""

    def __init__(self, db_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
        self.folder, self.capsys = folder, capsys
        monkeypatch.setattr(shared.settings, "ENV_FILE", folder / "no .env")
        monkeypatch.setattr(shared.output, "_secrets", {})
        monkeypatch.setenv("DATABASE_URL", db_url)

    def __call__(
        self, *args: str, inc: list[Record] | bytes | None = None, crq: list[Record] | bytes | None = None
    ) -> Outcome:
        files = [
            f"--{kind}-json={self.write(kind, data)}" for kind, data in (("inc", inc), ("crq", crq)) if data is not None
        ]
        before = signal.getsignal(signal.SIGTERM)
        self.capsys.readouterr()
        try:
            code = import_tickets.main([*args, *files])
        except SystemExit as usage_error:
            code = int(str(usage_error.code))
        finally:
            signal.signal(signal.SIGTERM, before)
        return Outcome(code, *self.capsys.readouterr())

    def write(self, kind: str, data: list[Record] | bytes) -> Path:
        path = self.folder / f"{kind}.json"
        path.write_bytes(data if isinstance(data, bytes) else as_snapshot(data))
        return path


def dump(db: Db, *tables: str) -> Dump:
    """The tables of the schema, or only these."""
    all_of_it = "SELECT relname FROM pg_class WHERE relnamespace = 'tickets'::regnamespace AND relkind = 'r'"
    names = tables or [name for (name,) in db.execute(all_of_it)]
    rows = "SELECT xmin::text, ctid::text, t::text FROM tickets.{} AS t ORDER BY ctid"
    return {name: db.execute(rows.format(name)).fetchall() for name in names}


def add_gazetteer(db: Db) -> None:
    db.execute("INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('nairobi', 'SRID=4326;POINT(36.8 -1.3)')")
    db.execute(
        "INSERT INTO tickets.geo_locations (cluster, location_name, geom)"
        " VALUES ('Nairobi', 'Karen', 'SRID=4326;POINT(36.7 -1.3)')"
    )


def stored(db: Db, kind: str = "inc", *, gone: bool = False) -> dict[str, Any]:
    """ticket_id -> raw of the present tickets, or of the gone ones."""
    query = f"SELECT ticket_id, raw FROM tickets.{kind} WHERE (gone_at IS NOT NULL) = %s"
    return dict(db.execute(query, (gone,)).fetchall())


def by_id(records: list[Record]) -> dict[str, Record]:
    return {str(record["ticket_id"]): record for record in records}
