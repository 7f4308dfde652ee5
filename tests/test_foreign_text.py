"""What others wrote (feed, geocoder, bucket, a table) reaches a terminal, a log or a mail as text only."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run
from fake_aws import FakeAws
from fake_geocoder import FakeGeocoder, Fault, Place
from geocoding_fixtures import NAIROBI, GeocodingSetup
from records import as_snapshot, make_crq, make_inc

# Clears the screen, writes the clipboard, forges a line, turns the direction round, and is a megabyte long.
HOSTILE = "\x1b[2J\x1b]52;c;aGk=\x07\n2026-11-23 ERROR forged\r\u202egnp\u2066\x9b31m\x7f\u2028"
LONG = HOSTILE + "x" * 1_000_000
RECORDS = [
    make_inc(ticket_id=f"A{HOSTILE}", location_name=f"NW_Kilimani{HOSTILE}"),
    make_inc(ticket_id="B", cluster=f"Town{HOSTILE}", status=HOSTILE),
    make_inc(ticket_id=f"C{LONG}"),  # rejected
    *(make_inc(number, location_name=f"Village {number}") for number in range(60)),
]
LATER = [record | {f"key{HOSTILE}": number} for number, record in enumerate(RECORDS)]


def assert_safe(*outputs: str) -> None:
    for output in outputs:
        assert [line for line in output.split("\n") if not line.isprintable()] == []
        assert [line for line in output.split("\n") if line.startswith("2026-11-23 ERROR forged")] == []
        assert len(output) < 60_000


def assert_run_safe(done: subprocess.CompletedProcess[str], told: str) -> None:
    assert_safe(done.stdout, done.stderr)
    assert told in done.stdout + done.stderr


@pytest.mark.parametrize("loudness", [(), ("-v",), ("--json",)], ids=["text", "verbose", "JSON"])
def test_a_hostile_snapshot_is_told_as_text(run: Run, db_url: str, tmp_path: Path, loudness: tuple[str, ...]) -> None:
    file = tmp_path / "inc.json"
    for records, told in ((RECORDS, "new"), (LATER, "changed"), (LATER[2:], "gone")):
        file.write_bytes(as_snapshot(records))
        for flags in ((), ("--apply",)):
            args = ("--inc-json", str(file), "--max-gone", "1", *flags, *loudness)
            assert_run_safe(run("import_tickets.py", *args, env={"DATABASE_URL": db_url}), told)
    file.write_bytes(as_snapshot([{"x": HOSTILE}]))
    assert_run_safe(run("import_tickets.py", "--inc-json", str(file), env={"DATABASE_URL": db_url}), "refused")
    file.write_bytes(LONG.encode())
    assert_run_safe(run("import_tickets.py", "--inc-json", str(file), env={"DATABASE_URL": db_url}), "starts with")


@pytest.mark.parametrize("provider", ["nominatim"], indirect=True)
@pytest.mark.parametrize("loudness", [(), ("-v",), ("--json",)], ids=["text", "verbose", "JSON"])
def test_hostile_names_and_answers_are_told_as_text(
    geo: GeocodingSetup, fake: FakeGeocoder, loudness: tuple[str, ...]
) -> None:
    for record in RECORDS[:2]:
        geo.add("inc", record | {"ticket_id": record["ticket_id"][:1], "status": "New"})
    geo.add("crq", make_crq(cluster=f"Kisumu{HOSTILE}"))
    geo.add_cluster("Nairobi", NAIROBI)
    fake.places.append(Place(f"Kilimani{HOSTILE}", -1.29, 36.78, kind="amenity=bar", town=HOSTILE))
    fake.faults.append(Fault(400, {"error": {"code": 400, "message": LONG}}))
    fake.faults.append(Fault(302, "", {"Location": "http://forged%1b[2J/"}))
    flags = ("--geocode-clusters", "--geocode-locations", *loudness)
    for apply in ((), ("--apply",), ("--apply",), ("--apply", "--retry-failed")):
        assert_run_safe(geo.run("import_tickets.py", *flags, *apply, env=geo.env()), "clusters")
    status = geo.run("import_tickets.py", "--status", *loudness[:1], env=geo.env())
    assert_safe(status.stdout, status.stderr)


def test_what_a_bucket_says_is_told_as_text(run: Run, db_url: str, fake_aws: FakeAws) -> None:
    env = {"DATABASE_URL": db_url, "RUSTFS_ENDPOINT": "http://127.0.0.1:1", "RUSTFS_ACCESS_KEY": "an id"}
    env |= {"RUSTFS_SECRET_KEY": "a secret key", **fake_aws.env}
    for stderr in (LONG, HOSTILE, f"An error occurred (NoSuchKey{HOSTILE}"):
        fake_aws.answer("head-object", rc=255, stderr=stderr)
        assert_run_safe(run("import_tickets.py", "--from-bucket", "--apply", "-v", env=env), "nothing was saved")
    assert_run_safe(run("import_tickets.py", "--status", env=env), "failed")
    fake_aws.answer("head-object", stdout=json.dumps({"ETag": HOSTILE, "LastModified": LONG}))
    fake_aws.answer("get-object", stdout="{}", body=f"<html>{HOSTILE}".encode())
    assert_run_safe(run("import_tickets.py", "--from-bucket", "--apply", "-v", env=env), "web console")


def test_a_hostile_table_of_decisions_is_told_as_text(run: Run, geo: GeocodingSetup, tmp_path: Path) -> None:
    geo.add("inc", RECORDS[0] | {"ticket_id": "A", "status": "New"})
    table = tmp_path / "places.csv"
    assert_run_safe(run("review_places.py", "--export", str(table), env=geo.env()), "place")
    text = io.StringIO()
    writer = csv.DictWriter(text, ["what", "cluster", "place", "lat", "lng", "decision", "revision"])
    writer.writeheader()
    for value in (HOSTILE, "x" * 100_000):
        writer.writerow(dict.fromkeys(writer.fieldnames, value))
        writer.writerow({"cluster": f"Nairobi{value}", "place": value, "lat": "-1.3", "lng": "36.8"})
    table.write_text(text.getvalue(), newline="")
    for flags in ((), ("--json",), ("--force", "-v")):
        assert_run_safe(run("review_places.py", "--import", str(table), *flags, env=geo.env()), "refused")


def test_a_hostile_name_in_the_database_is_told_as_text_by_a_migration(run: Run, geo: GeocodingSetup) -> None:
    geo.db.execute("DELETE FROM tickets.schema_migrations WHERE version > 1")
    geo.db.execute("UPDATE tickets.schema_migrations SET name = %s, checksum = %s", (HOSTILE, LONG))
    for flags in (("--status",), ("--dry-run",), ()):
        assert_run_safe(run("run_migrations.py", *flags, env=geo.env()), "01_")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes for a file's name")
def test_an_argument_that_is_no_utf_8_is_taken_and_told_as_text(run: Run, geo: GeocodingSetup, tmp_path: Path) -> None:
    odd = os.fsdecode(b"odd\xff")
    file = tmp_path / f"{odd}.json"
    told = "odd\ufffd.json"
    for content, outcome in ((b"[", "failed"), (as_snapshot([make_inc(1)]), "applied")):
        file.write_bytes(content)
        assert_run_safe(run("import_tickets.py", "--inc-json", str(file), "--apply", env=geo.env()), told)
        kept = geo.db.execute("SELECT outcome, source FROM tickets.import_runs ORDER BY run_id DESC LIMIT 1").fetchone()
        assert kept == (outcome, str(tmp_path / told))
    places = ("review_places.py", "--export", str(tmp_path / "places.csv"), "--cluster", odd)
    assert_run_safe(run(*places, env=geo.env()), "no ticket or place has the cluster odd\ufffd")
