"""`import_tickets.py --status`: for a monitor, for a person at 3 a.m., and without touching anything."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

import geocoding
import ingest
import shared
import status
from conftest import Bucket, url_of_role
from importing import Importer, Outcome, dump
from records import as_snapshot, make_crq, make_inc
from status import Status

Db = psycopg.Connection[Any]


@pytest.fixture
def importer(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Importer:
    return Importer(db_url, tmp_path, monkeypatch, capsys)


@pytest.fixture
def from_bucket(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    for name, value in bucket.env.items():
        monkeypatch.setenv(name, value)
    bucket.put("inc/latest.json", as_snapshot([make_inc(1)]))
    bucket.put("crq/latest.json", as_snapshot([make_crq(1)]))
    return bucket


def make_older(db: Db, minutes: int) -> None:
    db.execute(
        "UPDATE tickets.import_runs SET (finished_at, alive_at) ="
        " (finished_at - make_interval(mins => %(m)s), alive_at - make_interval(mins => %(m)s))",
        {"m": minutes},
    )


def add_gazetteers(db: Db) -> None:
    point = "'SRID=4326;POINT(36.8 -1.3)'"
    db.execute(
        f"INSERT INTO tickets.geo_clusters (cluster, geom, status) VALUES ('Nairobi', {point}, 'ok'),"
        f" ('Lost', NULL, 'not_found'), ('Wide', NULL, 'too_coarse'), ('No', NULL, 'rejected')"
    )
    db.execute(
        "INSERT INTO tickets.geo_locations (cluster, location_name, geom, status)"
        f" SELECT 'Nairobi', * FROM (VALUES ('A', {point}::public.geometry, 'ok'), ('B', NULL, 'not_found'),"
        " ('C', NULL, 'too_coarse'), ('D', NULL, 'unusable'), ('E', NULL, 'rejected'),"
        " ('F', 'SRID=4326;POINT(30 0)', 'too_far')) AS rows"
    )


# --- for a monitor ---


def test_before_the_first_import_there_is_nothing_and_that_is_stale(importer: Importer) -> None:
    never = {"applied_at": None, "alive_at": None, "tried_at": None, "outcome": None, "error": None, "present": 0}
    kind = never | {"geo_source": {"feed": 0, "location": 0, "cluster": 0, "none": 0}}
    expected = {
        "inc": kind,
        "crq": kind,
        "clusters": {"ok": 0, "not_found": 0, "too_coarse": 0, "rejected": 0, "waiting": 0},
        "locations": {
            "ok": 0, "not_found": 0, "too_far": 0, "too_coarse": 0, "unusable": 0, "rejected": 0, "waiting": 0
        },
        "geocoding": {"tried_at": None, "outcome": None, "error": None},
        "geocoder": {"provider": "locationiq", "used_today": 0, "daily_limit": 5000},
        "running": [],
        "trouble": [],
        "stale": False,
    }  # fmt: skip
    told = importer("--status", "--json")
    assert (told.code, told.report, told.stderr) == (0, expected, "")
    told = importer("--status", "--json", "--max-age", "100000")
    assert (told.code, told.report) == (1, expected | {"stale": True})
    shown = importer("--status").stdout
    assert "\n  no attempt yet\n" in shown
    assert "\ngeocoding  no run yet\n" in shown


def test_each_figure_is_what_the_tables_say(importer: Importer, db: Db, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEOCODER_PROVIDER", "opencage")
    monkeypatch.setenv("GEOCODER_DAILY_LIMIT", "77")
    add_gazetteers(db)
    db.execute("INSERT INTO tickets.geocoder_usage VALUES ('opencage', (now() AT TIME ZONE 'UTC')::date, 5)")
    db.execute(
        "INSERT INTO tickets.geocoder_usage VALUES ('opencage', '2026-01-01', 50), ('nominatim', '2026-01-01', 50)"
    )
    inc = [
        make_inc(1, lat=-1, lng=36),
        make_inc(2, location_name="A"),
        make_inc(3, location_name="New"),
        make_inc(4, location_name=" NEW"),
        make_inc(5, location_name="Other", status="Closed"),
        make_inc(6, cluster="Kisumu", location_name="New"),
    ]
    before = datetime.now(UTC)
    importer("--apply", inc=inc, crq=[make_crq(1, cluster="LOST"), make_crq(2, cluster="kisumu")])
    told = importer("--status", "--json").report
    assert (told["inc"]["outcome"], told["inc"]["present"]) == ("applied", 6)
    assert told["inc"]["geo_source"] == {"feed": 1, "location": 1, "cluster": 3, "none": 1}
    assert told["crq"]["geo_source"] == {"feed": 0, "location": 0, "cluster": 0, "none": 2}
    assert told["inc"]["applied_at"] <= told["inc"]["alive_at"] == told["inc"]["tried_at"]
    at = datetime.strptime(told["inc"]["applied_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert before.replace(microsecond=0) <= at <= datetime.now(UTC)
    assert told["clusters"] == {"ok": 1, "not_found": 1, "too_coarse": 1, "rejected": 1, "waiting": 1}
    assert told["locations"] == {
        "ok": 1, "not_found": 1, "too_far": 1, "too_coarse": 1, "unusable": 1, "rejected": 1, "waiting": 2
    }  # fmt: skip
    assert told["geocoder"] == {"provider": "opencage", "used_today": 5, "daily_limit": 77}
    importer("--apply", inc=inc[:5], crq=[make_crq(1)])  # what left, or is placed otherwise, counts no more
    told = importer("--status", "--json").report
    assert (told["inc"]["present"], told["inc"]["geo_source"]["none"]) == (5, 0)
    assert (told["crq"]["present"], told["crq"]["geo_source"]["none"]) == (1, 1)
    assert told["trouble"] == []


def test_the_requests_of_today_are_those_of_the_provider_that_was_asked_last(importer: Importer, db: Db) -> None:
    def geocoder(provider: str | None = None) -> tuple[str | None, int]:
        row = db.execute("SELECT reporting.fn_health(%s) -> 'geocoder'", (provider,)).fetchone()
        assert row
        return row[0]["provider"], row[0]["used_today"]

    assert geocoder() == (None, 0)
    db.execute(
        "INSERT INTO tickets.geocoder_usage SELECT p, (now() AT TIME ZONE 'UTC')::date - d, n"
        " FROM (VALUES ('opencage', 0, 5), ('nominatim', 0, 7), ('locationiq', 1, 9)) AS used (p, d, n)"
    )
    assert geocoder() == ("nominatim", 7)
    run = "INSERT INTO tickets.geocoding_runs (provider, outcome, started_at) VALUES (%s, 'done', now())"
    db.execute(run, ("nominatim",))
    db.execute(run, ("opencage",))
    assert geocoder() == ("opencage", 5)
    assert geocoder("locationiq") == ("locationiq", 0)


def test_what_waits_is_what_a_geocoding_run_would_look_for(
    importer: Importer, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEOCODER_API_KEY", "a key of a test")
    add_gazetteers(db)
    names = ("A", "B", "NW_New_FDT1", "new", "", None, "x" * 300, "E")
    clusters = ("Nairobi", "Kisumu", "", None, "No")
    both = [(name, cluster) for name in names for cluster in clusters]
    inc = [make_inc(n, location_name=name, cluster=cluster) for n, (name, cluster) in enumerate(both)]
    closed = [make_inc(n + 100, location_name="closed", cluster="Closed", status="closed") for n in range(3)]
    gone = [make_inc(n + 200, location_name="gone", cluster="Gone") for n in range(3)]
    crq = [make_crq(1, cluster="Crq"), make_crq(2, cluster="Gone too")]
    located = make_inc(300, location_name="has coordinates", lat=-1, lng=36)
    importer("--apply", inc=[*inc, *closed, *gone, located], crq=crq)
    importer("--apply", inc=[*inc, *closed, located], crq=crq[:1])
    foretold = importer("--json", "--geocode-clusters", "--geocode-locations").report
    told = importer("--status", "--json").report
    assert {stage: told[stage]["waiting"] for stage in ("clusters", "locations")} == {
        stage: foretold[stage]["pending"] for stage in ("clusters", "locations")
    }
    assert told["clusters"]["waiting"] == 3


def test_a_sign_of_life_is_an_applied_snapshot_or_one_found_unchanged_but_no_failure(
    importer: Importer, db: Db, from_bucket: Bucket
) -> None:
    def look(*flags: str) -> tuple[int, str | None, bool]:
        told = importer("--status", "--json", *flags)
        return told.code, told.report["inc"]["outcome"], told.report["stale"]

    importer("--from-bucket", "--apply")
    assert look("--max-age", "10") == (0, "applied", False)
    make_older(db, 11)
    assert look("--max-age", "10") == (1, "applied", True)
    assert look() == (0, "applied", False)
    assert look("--max-age", "12") == (0, "applied", False)
    importer("--from-bucket", "--apply")
    assert look("--max-age", "10") == (0, "skipped", False)
    life = importer("--status", "--json").report["inc"]
    assert life["applied_at"] < life["alive_at"] == life["tried_at"]
    make_older(db, 11)
    from_bucket.put("inc/latest.json", b"[]")
    importer("--from-bucket", "--apply")
    assert look("--max-age", "10") == (1, "refused", True)
    from_bucket.put("inc/latest.json", b"[")
    importer("--from-bucket", "--apply")
    assert look("--max-age", "10") == (1, "failed", True)
    life = importer("--status", "--json").report["inc"]
    assert life["applied_at"] < life["alive_at"] < life["tried_at"]
    assert "not JSON" in life["error"]


def test_a_failure_is_over_once_the_snapshot_is_found_unchanged(importer: Importer, db: Db) -> None:
    importer("--apply", inc=[make_inc(1)])
    importer("--apply", inc=b"[")
    assert len(find_trouble(importer)) == 1
    db.execute(
        "UPDATE tickets.import_runs SET alive_at = now(), alive_run_id = (SELECT max(run_id) FROM tickets.import_runs)"
        " WHERE outcome = 'applied'"
    )
    told = importer("--status", "--json").report
    assert (told["inc"]["outcome"], told["inc"]["error"], told["trouble"]) == ("skipped", None, [])


def test_what_must_be_no_older_than_nothing_is_stale_at_once(importer: Importer) -> None:
    importer("--apply", inc=[make_inc(1)], crq=[make_crq(1)])
    assert [importer("--status", "-q", "--max-age", age).code for age in ("0", "10")] == [1, 0]


def test_one_kind_without_a_sign_of_life_is_enough(importer: Importer) -> None:
    importer("--apply", inc=[make_inc(1)])
    told = importer("--status", "--max-age", "10")
    assert (told.code, told.stdout.splitlines()[0].partition(" (")[0]) == (1, "fleettickets: STALE: CRQ")


def test_the_runs_at_work_are_named_and_those_on_another_database_are_not(
    importer: Importer, db: Db, server: Any, migrated_template: str
) -> None:
    elsewhere = server.create_database(migrated_template)
    try:
        with psycopg.connect(elsewhere, autocommit=True) as there, shared.run_lock(there, ingest.RUN_LOCK):
            with shared.run_lock(db, geocoding.RUN_LOCK):
                assert importer("--status", "--json").report["running"] == ["geocoding"]
                with shared.run_lock(db, ingest.RUN_LOCK):
                    assert importer("--status", "--json").report["running"] == ["import", "geocoding"]
            assert importer("--status", "--json").report["running"] == []
    finally:
        server.drop_database(elsewhere)


@pytest.mark.parametrize("flags", [["--json"], []], ids=["json", "text"])
def test_a_database_out_of_reach_is_1_with_the_reason(
    importer: Importer, monkeypatch: pytest.MonkeyPatch, flags: list[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/nowhere")
    told = importer("--status", "--max-age", "10", *flags)
    assert (told.code, "database: no connection" in told.stderr) == (1, True)
    assert (told.report if flags else told.stdout) == (
        {"error": told.stderr.partition("ERROR ")[2].strip(), "exit": 1} if flags else ""
    )


def test_a_database_too_busy_to_answer_is_not_waited_for(
    importer: Importer, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "TIMEOUT", "50ms")
    with psycopg.connect(db_url) as somebody:
        somebody.execute("LOCK TABLE tickets.import_runs")
        told = importer("--status", "--json")
    assert (told.code, "timed out" in told.report["error"], told.stderr.count("\n")) == (1, True, 1)


@pytest.mark.parametrize(
    "flags",
    [
        ["--status", "--apply"],
        ["--status", "--from-bucket"],
        ["--status", "--inc-json", "x"],
        ["--status", "--geocode-clusters"],
        ["--status", "--limit", "1"],
        ["--status", "--force"],
        ["--status", "--json", "--metrics"],
        ["--status", "--max-age", "soon"],
        ["--status", "--max-age", "99999999999999"],
        ["--from-bucket", "--max-age", "5"],
        ["--from-bucket", "--metrics"],
    ],
    ids=" ".join,
)
def test_flags_that_do_not_go_together_are_a_usage_error(importer: Importer, flags: list[str]) -> None:
    told = importer(*flags)
    assert (told.code, told.stdout, "error: " in told.stderr) == (2, "", True)


def test_all_settings_that_are_malformed_are_named_before_anything_is_looked_at(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "nonsense")
    monkeypatch.setenv("GEOCODER_RATE", "fast")
    told = importer("--status", "--json")
    assert (told.code, told.report["exit"]) == (2, 2)
    assert all(name in told.report["error"] for name in ("DATABASE_URL", "GEOCODER_RATE"))


def test_an_interrupt_while_looking_is_a_failure(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(status, "read_status", interrupt)
    told = importer("--status", "--json")
    assert (told.code, told.report) == (1, {"error": "interrupted", "exit": 1})


def test_looking_writes_nothing_and_needs_no_rights_but_those_of_a_reader(
    importer: Importer, db: Db, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer("--apply", inc=[make_inc(1)])
    before = dump(db)
    db.execute("CREATE ROLE looker LOGIN PASSWORD 'sesame'; GRANT USAGE ON SCHEMA reporting TO looker")
    try:
        monkeypatch.setenv("DATABASE_URL", url_of_role(db_url, "looker"))
        told = importer("--status", "--json")
        assert (told.code, told.report["inc"]["present"]) == (0, 1), told.stderr
    finally:
        db.execute("DROP OWNED BY looker; DROP ROLE looker")
    assert dump(db) == before


# --- for a person ---


def screen(told: Outcome) -> list[str]:
    lines = told.stdout.splitlines()
    assert len(lines) <= 24
    assert "\033" not in told.stdout
    return lines


def test_a_person_sees_on_one_screen_what_is_wrong_and_what_to_do(importer: Importer, db: Db) -> None:
    add_gazetteers(db)
    importer("--apply", inc=[make_inc(1)], crq=[make_crq(1)])
    assert screen(importer("--status"))[0].startswith("fleettickets: OK (")
    assert importer("--status", "-q").stdout == ""
    importer("--apply", inc=b"[", crq=[])
    lines = screen(importer("--status"))
    assert lines[0].startswith("fleettickets: TROUBLE, see below (")
    assert any(line.startswith("trouble  inc: the last import failed: ") and "not JSON" in line for line in lines)
    assert any(line.startswith("trouble  crq: the last snapshot was refused: ") for line in lines)
    assert lines[-3:] == [
        "next: INC: do what the error says; the next run tries again",
        "next: CRQ: look at the snapshot; if it is right all the same, run once with --force",
        "next: 2 names to geocode: --geocode-clusters --geocode-locations --apply",
    ]
    told = importer("--status", "-q")
    assert (told.code, told.stdout.startswith("fleettickets: TROUBLE")) == (0, True), "no --max-age asks"


NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
AN_HOUR_AGO, A_DAY_AGO = "2026-11-22T11:00:00Z", "2026-11-21T12:00:00Z"


def make_status(*, stale: list[str] | None = None, **health: Any) -> Status:
    kind: dict[str, Any] = dict.fromkeys(("applied_at", "alive_at", "tried_at"), AN_HOUR_AGO)
    kind |= {"outcome": "applied", "present": 3, "geo_source": {"feed": 1, "none": 2}}
    geocoding_run = {"tried_at": A_DAY_AGO, "outcome": "done"}
    geocoder = {"provider": "opencage", "used_today": 5}
    quiet: dict[str, Any] = {
        "inc": kind,
        "crq": kind,
        "clusters": {"ok": 2, "waiting": 0},
        "locations": {"ok": 4, "waiting": 0},
    }
    quiet |= {"geocoding": geocoding_run, "geocoder": geocoder, "running": [], "trouble": []}
    changed = {name: quiet[name] | value if isinstance(value, dict) else value for name, value in health.items()}
    return Status(NOW, quiet | changed, 77, None, stale or [])


def test_the_screen_is_exactly_what_is_promised() -> None:
    inc = {"applied_at": None, "alive_at": None, "tried_at": A_DAY_AGO, "outcome": "failed"}
    odd = make_status(inc=inc, running=["import", "geocoding"], trouble=["inc: \x1b", "x" * 301], stale=["inc"])
    assert status.as_text(odd).splitlines() == [
        "fleettickets: STALE: INC (2026-11-22 12:00 UTC)",
        "INC  applied never, last seen never",
        "  last attempt 2026-11-21 12:00 (24.0 h ago): failed",
        "  3 active tickets by location source: feed 1, none 2",
        "CRQ  applied 2026-11-22 11:00 (60 min ago), last seen 2026-11-22 11:00 (60 min ago)",
        "  last attempt 2026-11-22 11:00 (60 min ago): applied",
        "  3 active tickets by location source: feed 1, none 2",
        "clusters  ok 2, waiting 0",
        "locations  ok 4, waiting 0",
        "geocoding  last run 2026-11-21 12:00 (24.0 h ago): done",
        "geocoder  opencage: 5 of 77 requests used today",
        "running  import and geocoding",
        "trouble  inc: \\x1b",
        f"trouble  {'x' * 300}... (301 characters)",
        "next: INC: do what the error says; the next run tries again",
    ]


@pytest.mark.parametrize(
    ("running", "told"), [([], "none"), (["import"], "import"), (None, "unknown on a standby")], ids=str
)
def test_what_is_at_work_is_told_or_that_nobody_can_know(running: list[str] | None, told: str) -> None:
    assert f"\nrunning  {told}\n" in status.as_text(make_status(running=running))


def test_a_clock_that_was_set_back_makes_nothing_happen_in_the_future() -> None:
    later = make_status(inc={"applied_at": "2026-11-22T12:05:00Z"})
    assert "INC  applied 2026-11-22 12:05 (0 s ago)" in status.as_text(later)


WAITING = {"clusters": {"waiting": 1}, "locations": {"waiting": 2}}
LATER = "2026-11-22T11:30:00Z"


@pytest.mark.parametrize(
    ("health", "step"),
    [
        ({}, "nothing to do"),
        (WAITING, "3 names to geocode: --geocode-clusters --geocode-locations --apply"),
        ({"locations": {"waiting": 1}}, "1 name to geocode: --geocode-clusters --geocode-locations --apply"),
        (WAITING | {"running": ["geocoding"]}, "nothing to do"),
        (WAITING | {"running": ["import"]}, "3 names to geocode: --geocode-clusters --geocode-locations --apply"),
        (WAITING | {"running": None}, "3 names to geocode: --geocode-clusters --geocode-locations --apply"),
        (
            WAITING | {"geocoding": {"outcome": "failed", "tried_at": LATER}},
            "3 names to geocode: fix what the last geocoding run failed on, then run it again",
        ),
        (
            WAITING | {"geocoder": {"used_today": 77}},
            "3 names to geocode tomorrow: today's requests are used up until 00:00 UTC",
        ),
        (
            WAITING | {"geocoder": {"used_today": 76}},
            "3 names to geocode: --geocode-clusters --geocode-locations --apply",
        ),
        (
            WAITING | {"geocoding": {"tried_at": LATER}},
            "3 names that the last geocoding run had no centroid for: place their clusters by hand, review_places.py",
        ),
        (
            WAITING | {"geocoding": {"tried_at": LATER, "outcome": "quota"}},
            "3 names to geocode: --geocode-clusters --geocode-locations --apply",
        ),
        (
            WAITING | {"geocoding": {"tried_at": LATER}, "crq": {"applied_at": "2026-11-22T11:45:00Z"}},
            "3 names to geocode: --geocode-clusters --geocode-locations --apply",
        ),
        (
            WAITING | {"crq": {"applied_at": None}},
            "3 names to geocode: --geocode-clusters --geocode-locations --apply",
        ),
        (
            WAITING | {"geocoding": {"tried_at": LATER}, "inc": {"applied_at": None}},
            "3 names that the last geocoding run had no centroid for: place their clusters by hand, review_places.py",
        ),
        ({"inc": {"alive_at": A_DAY_AGO}}, "nothing to do"),
        (
            {"inc": {"alive_at": "2026-11-21T11:59:59Z"}},
            "INC: no run since 2026-11-22 11:00; is cron or the timer running? By hand: --from-bucket --apply",
        ),
        (
            {"crq": {"alive_at": None, "tried_at": None, "outcome": None}},
            "CRQ: no run so far; is cron or the timer running? By hand: --from-bucket --apply",
        ),
        (
            {"stale": ["crq"]},
            "CRQ: no run since 2026-11-22 11:00; is cron or the timer running? By hand: --from-bucket --apply",
        ),
    ],
)
def test_the_next_step_is_one_that_can_work_now(health: dict[str, Any], step: str) -> None:
    assert status.as_text(make_status(**health)).rpartition("\nnext: ")[2] == step


def test_a_person_is_told_that_nothing_ran_for_a_day(importer: Importer, db: Db) -> None:
    importer("--apply", inc=[make_inc(1, cluster=None)], crq=[make_crq(1, cluster=None)])
    assert screen(importer("--status"))[-1] == "next: nothing to do"
    make_older(db, 60 * 25)
    assert re.match("next: INC: no run since 20.*; is cron or the timer running?", screen(importer("--status"))[-2])
    assert importer("--status", "-q", "--max-age", "60").stdout.startswith("fleettickets: STALE: INC and CRQ")


# --- trouble, and the monitor ---


def find_trouble(importer: Importer) -> list[str]:
    told = importer("--status", "--json", "--max-age", "100")
    assert told.code == (1 if told.report["trouble"] else 0)
    return list(told.report["trouble"])


def test_a_table_that_was_emptied_or_restored_is_trouble(importer: Importer, db: Db) -> None:
    importer("--apply", inc=[make_inc(1), make_inc(2)], crq=[make_crq(1)])
    assert find_trouble(importer) == []
    db.execute("DELETE FROM tickets.inc WHERE ticket_id = (SELECT min(ticket_id) FROM tickets.inc)")
    (sentence,) = find_trouble(importer)
    assert sentence.startswith("inc: 1 present tickets, but the last import left 2;")


def test_a_failed_geocoding_run_is_trouble_until_one_ends_well(importer: Importer, db: Db) -> None:
    importer("--apply", inc=[make_inc(1)], crq=[make_crq(1)])
    run = "INSERT INTO tickets.geocoding_runs (provider, outcome, error, started_at) VALUES ('opencage', %s, %s, now())"
    db.execute(run, ("done", None))
    succeeded = read_metrics(importer)["fleettickets_geocoding_last_success_timestamp_seconds"]
    db.execute(run, ("failed", "opencage: the key was refused"))
    assert find_trouble(importer) == ["geocoding: the last run failed: opencage: the key was refused"]
    assert importer("--status", "--json").report["geocoding"]["outcome"] == "failed"
    metrics = read_metrics(importer)
    assert metrics["fleettickets_geocoding_last_run_failed"] == 1
    assert metrics["fleettickets_geocoding_last_success_timestamp_seconds"] == succeeded
    db.execute(run, ("quota", None))
    assert find_trouble(importer) == []
    assert re.search(r"^geocoding  last run .* ago\): quota$", importer("--status").stdout, re.MULTILINE)


@pytest.mark.parametrize(
    "sequence", ["import_runs_run_id_seq", "import_rejects_reject_id_seq", "geocoding_runs_run_id_seq"]
)
def test_sequences_that_a_logical_cut_over_left_behind_are_trouble_with_the_statement_that_mends_it(
    importer: Importer, db: Db, sequence: str
) -> None:
    importer("--apply", inc=[*(make_inc(n) for n in range(1, 30)), {"ticket_id": ""}], crq=[make_crq(1)])
    db.execute("INSERT INTO tickets.geocoding_runs (provider, outcome, started_at) VALUES ('opencage', 'done', now())")
    assert find_trouble(importer) == []
    db.execute(f"ALTER SEQUENCE tickets.{sequence} RESTART")
    (sentence,) = find_trouble(importer)
    db.execute(re.search(r"SELECT setval\(.*\)", sentence)[0])  # type: ignore[index]
    assert find_trouble(importer) == []
    assert importer("--apply", inc=[*(make_inc(n) for n in range(1, 29)), {"ticket_id": ""}]).code == 0


def test_the_newest_run_is_the_one_with_the_highest_id_also_after_a_clock_was_set_back(
    importer: Importer, db: Db, from_bucket: Bucket
) -> None:
    importer("--from-bucket", "--apply")
    from_bucket.put("inc/latest.json", b"[")
    importer("--from-bucket", "--apply")
    db.execute("UPDATE tickets.import_runs SET finished_at = finished_at - interval '2 hours' WHERE outcome = 'failed'")
    assert importer("--status", "--json").report["inc"]["outcome"] == "failed"


def read_metrics(importer: Importer) -> dict[str, float]:
    """The samples of --metrics by name and labels."""
    samples = {}
    announced = set()
    for line in importer("--status", "--metrics").stdout.splitlines():
        if line.startswith("# TYPE "):
            announced.add(line.split()[2])
            continue
        if not line.startswith("#"):
            found = re.fullmatch(r'(\w+)(\{(?:\w+="[^"\\\n]*",?)+\})? (-?[\d.e+]+)', line)
            assert found, line
            assert found[1] in announced
            samples[found[1] + (found[2] or "")] = float(found[3])
    return samples


@pytest.mark.parametrize("crq", [b"[", []], ids=["failed", "refused"])
def test_the_metrics_are_the_figures_of_the_status(importer: Importer, db: Db, crq: bytes | list[Any]) -> None:
    add_gazetteers(db)
    before = int(datetime.now(UTC).timestamp())
    importer("--apply", inc=[make_inc(1, lat=-1, lng=36), make_inc(2, location_name="A")], crq=crq)
    told = importer("--status", "--json").report
    metrics = read_metrics(importer)
    for kind in ("inc", "crq"):
        for source, count in told[kind]["geo_source"].items():
            assert metrics.pop(f'fleettickets_tickets{{kind="{kind}",geo_source="{source}"}}') == count
    for gazetteer in ("clusters", "locations"):
        assert metrics.pop(f'fleettickets_places_waiting{{gazetteer="{gazetteer}"}}') == told[gazetteer].pop("waiting")
        for state, count in told[gazetteer].items():
            assert metrics.pop(f'fleettickets_places{{gazetteer="{gazetteer}",status="{state}"}}') == count
    for name in ("success", "seen"):
        assert metrics.pop(f'fleettickets_import_last_{name}_timestamp_seconds{{kind="inc"}}') >= before
    assert metrics == {
        'fleettickets_import_last_attempt_failed{kind="inc"}': 0,
        'fleettickets_import_last_attempt_failed{kind="crq"}': 1,
        "fleettickets_geocoding_last_run_failed": 0,
        'fleettickets_geocoder_requests_today{provider="locationiq"}': 0,
        'fleettickets_geocoder_daily_limit{provider="locationiq"}': 5000,
        "fleettickets_trouble": 1,
    }
