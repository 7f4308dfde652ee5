"""import_runs and import_rejects: what a run leaves in them, and for how long it stays."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import namedtuple_row

from conftest import Bucket, url_of_role
from importing import Importer
from ingest import SnapshotFile, history, tickets
from records import as_snapshot, make_crq, make_inc
from shared import UserError

Db = psycopg.Connection[Any]
BAD = {"no": "id"}


@pytest.fixture
def importer(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Importer:
    return Importer(db_url, tmp_path, monkeypatch, capsys)


def runs(db: Db, kind: str = "inc") -> list[tuple[Any, ...]]:
    query = "SELECT outcome, error, source, etag IS NOT NULL, received FROM tickets.import_runs WHERE kind = %s"
    return db.execute(f"{query} ORDER BY run_id", (kind,)).fetchall()


def age(db: Db, days: int) -> None:
    db.execute("UPDATE tickets.import_runs SET finished_at = finished_at - make_interval(days => %s)", (days,))


# --- what is written down ---


def test_each_applied_refused_and_failed_snapshot_has_its_row_with_the_reason(importer: Importer, db: Db) -> None:
    for inc in ([make_inc(1)], [], b"["):
        importer("--apply", inc=inc)
    applied, refused, failed = runs(db)
    file = str(importer.folder / "inc.json")
    assert applied == ("applied", None, file, False, 1)
    assert (refused[0], "refused: it is empty" in refused[1], *refused[2:]) == ("refused", True, file, False, 0)
    assert (failed[0], "not JSON" in failed[1], *failed[2:]) == ("failed", True, file, False, 0)


def test_a_bucket_that_fails_is_written_down_with_the_object_that_was_wanted(
    importer: Importer, db: Db, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in bucket.env.items():
        monkeypatch.setenv(name, value)
    bucket.put("inc/latest.json", b"[")
    assert importer("--from-bucket", "--apply").code == 1
    ((*inc, _),) = runs(db)
    assert (inc[0], inc[2:]) == ("failed", [f"s3://{bucket.bucket}/inc/latest.json", True])
    ((*crq, _),) = runs(db, "crq")
    assert (crq[0], crq[2:]) == ("failed", [f"s3://{bucket.bucket}/crq/latest.json", False])
    assert "there is no such object" in crq[1]


def test_a_failure_is_written_down_with_when_it_began_what_was_tried_and_whether_it_was_forced(db: Db) -> None:
    began, modified = datetime(2026, 11, 21, 8, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
    tried = SnapshotFile("s3://b/inc", None, '"e"', modified, 5)
    for forced in (True, False):
        history.record_failure(db, "inc", tried, UserError("why"), forced=forced, started_at=began)
    query = "SELECT source, etag, last_modified, started_at, forced, alive_at FROM tickets.import_runs ORDER BY run_id"
    assert db.execute(query).fetchall() == [("s3://b/inc", '"e"', modified, began, x, None) for x in (True, False)]


def test_a_dry_run_writes_no_failure_down(importer: Importer, db: Db) -> None:
    assert importer(inc=b"[").code == 1
    assert runs(db) == []


def test_a_failure_in_the_database_is_written_down_after_what_it_undid(
    importer: Importer, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(conn: Db, *args: Any, **kwargs: Any) -> None:
        conn.execute("SELECT 1 / 0")

    monkeypatch.setattr(history, "record_run", fail)
    assert importer("--apply", inc=[make_inc(1)]).code == 1
    ((outcome, error, *_),) = runs(db)
    assert (outcome, error) == ("failed", "inc: database: division by zero; nothing of it was saved")
    assert db.execute("SELECT count(*) FROM tickets.inc").fetchone() == (0,)


def test_a_failure_that_can_not_be_written_down_is_told_all_the_same(importer: Importer, db: Db) -> None:
    db.execute("ALTER TABLE tickets.import_runs ADD CONSTRAINT none CHECK (outcome = 'applied')")
    told = importer("--apply", "--json", inc=b"[", crq=[make_crq(1)])
    assert (told.code, "not JSON" in told.report["inc"]["error"], told.counts("crq")["new"]) == (1, True, 1)


def test_what_is_written_down_shows_no_secret_is_cut_and_fits_a_text_column(
    importer: Importer, db: Db, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = f"sesame-{uuid.uuid4().hex}"
    role = f"writer_{uuid.uuid4().hex[:8]}"
    db.execute(f"CREATE ROLE {role} SUPERUSER LOGIN PASSWORD '{secret}'")
    monkeypatch.setenv("DATABASE_URL", url_of_role(db_url, role, secret))
    monkeypatch.setattr(tickets, "read_present", lambda *args: raise_user_error(f"{secret} \0 \udcff " + "x" * 5000))
    try:
        assert importer("--apply", inc=[make_inc(1)]).code == 1
    finally:
        db.execute(f"DROP ROLE {role}")
    ((_, error, *_),) = runs(db)
    assert error.startswith("*** \ufffd ? xxx")
    assert len(error) == history.LONGEST_ERROR


def raise_user_error(message: str) -> None:
    raise UserError(message)


@pytest.fixture
def from_bucket(importer: Importer, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    for name, value in bucket.env.items():
        monkeypatch.setenv(name, value)
    bucket.put("inc/latest.json", as_snapshot([make_inc(1)]))
    bucket.put("crq/latest.json", as_snapshot([make_crq(1)]))
    return bucket


def read_health(db: Db) -> Any:
    with db.cursor(row_factory=namedtuple_row) as cur:
        return cur.execute("SELECT * FROM tickets.import_health WHERE kind = 'inc'").fetchone()


def test_a_snapshot_found_unchanged_adds_no_row_but_says_when(importer: Importer, db: Db, from_bucket: Bucket) -> None:
    importer("--apply", inc=[make_inc(1)], crq=[make_crq(1)])
    importer("--from-bucket", "--apply")
    assert read_health(db).outcome == "applied"
    first = db.execute("SELECT alive_at FROM tickets.import_runs ORDER BY run_id").fetchall()
    assert importer("--from-bucket", "--json").report["inc"]["skipped"]
    assert db.execute("SELECT alive_at FROM tickets.import_runs ORDER BY run_id").fetchall() == first, "a dry run"
    assert importer("--from-bucket", "--apply", "--json").report["inc"]["skipped"]
    later = db.execute("SELECT alive_at FROM tickets.import_runs ORDER BY run_id").fetchall()
    assert [after > before for after, before in zip(later, first, strict=True)] == [False, False, True, True]
    life = read_health(db)
    assert (life.outcome, life.alive_at, life.tried_at) == ("skipped", later[2][0], later[2][0])
    assert life.applied_at is not None
    assert life.applied_at < later[2][0]


def test_only_applied_snapshots_count_for_what_is_skipped_and_what_is_too_old(
    importer: Importer, db: Db, from_bucket: Bucket
) -> None:
    from_bucket.put("inc/latest.json", as_snapshot([make_inc(1)]), mtime=1_700_000_500)
    importer("--from-bucket", "--apply")
    from_bucket.put("inc/latest.json", b"[", mtime=1_700_000_000)
    importer("--from-bucket", "--apply")
    from_bucket.put("inc/latest.json", b"[")
    assert importer("--from-bucket", "--apply").code == 1
    assert importer("--from-bucket", "--apply").code == 1, "a failed one is not skipped the next time"
    from_bucket.put("inc/latest.json", as_snapshot([make_inc(1)]), mtime=1_700_000_500)
    told = importer("--from-bucket", "--apply", "--json")
    assert (told.code, told.report["inc"]["skipped"]) == (0, True)
    assert [run[0] for run in runs(db)] == ["applied", "failed", "failed", "failed"]
    assert (read_health(db).outcome, read_health(db).error) == ("skipped", None)


# --- for how long ---


def test_runs_go_after_400_days_but_for_the_newest_that_was_applied(importer: Importer, db: Db) -> None:
    for inc in ([make_inc(1)], [make_inc(1), make_inc(2)], b"["):
        importer("--apply", inc=inc)
    age(db, history.KEPT_DAYS - 1)
    importer("--apply", inc=b"[")
    assert [run[0] for run in runs(db)] == ["applied", "applied", "failed", "failed"]
    age(db, 2)
    importer("--apply", inc=b"[")
    assert [(run[0], run[4]) for run in runs(db)] == [("applied", 2), ("failed", 0), ("failed", 0)]
    importer("--apply", inc=[make_inc(1)])
    assert [(run[0], run[4]) for run in runs(db)] == [("failed", 0), ("failed", 0), ("applied", 1)]
    importer("--apply", crq=[make_crq(1)])
    age(db, history.KEPT_DAYS + 1)
    importer("--apply", inc=b"[")
    assert [[run[0] for run in runs(db, kind)] for kind in ("inc", "crq")] == [["applied", "failed"], ["applied"]]


def test_neither_runs_of_a_kind_that_is_imported_no_longer_nor_many_newer_ones_keep_the_old(
    importer: Importer, db: Db
) -> None:
    many = """
        INSERT INTO tickets.import_runs
          (kind, source, outcome, error, alive_at, received, new, changed, unchanged, gone, returned, rejected,
           duplicates, started_at)
        SELECT 'crq', 'f', 'failed', 'x', NULL, 0, 0, 0, 0, 0, 0, 0, 0, now()
        FROM generate_series(1, 120)
    """
    db.execute(many)
    for inc in (b"[", b"["):
        importer("--apply", inc=inc)
    age(db, history.KEPT_DAYS + 1)
    db.execute(many)
    for _ in range(2):
        importer("--apply", inc=b"[")
    kept = db.execute("SELECT kind, count(*) FROM tickets.import_runs GROUP BY kind ORDER BY kind")
    assert kept.fetchall() == [("crq", 120), ("inc", 2)]


def test_the_newest_bucket_snapshot_is_remembered_however_old(
    importer: Importer, db: Db, from_bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer("--from-bucket", "--apply")
    age(db, history.KEPT_DAYS + 1)
    importer("--apply", inc=[make_inc(1)])
    from_bucket.put("inc/latest.json", as_snapshot([make_inc(2), make_inc(1)]), mtime=1_000_000_000)
    assert importer("--from-bucket", "--apply").code == 3


def test_a_last_modified_that_never_was_true_keeps_nothing_out(importer: Importer, db: Db, from_bucket: Bucket) -> None:
    importer("--from-bucket", "--apply")
    from_bucket.put("inc/latest.json", as_snapshot([make_inc(2), make_inc(1)]))
    for days, code in ((365, 3), (367, 0)):
        ahead = "UPDATE tickets.import_runs SET last_modified = now() + make_interval(days => %s)"
        db.execute(ahead, (days,))
        assert importer("--from-bucket", "--apply").code == code


def test_rejects_are_kept_of_the_last_snapshots_of_their_kind(
    importer: Importer, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT_WITH_REJECTS", 2)
    importer("--apply", "--force", crq=[make_crq(1), BAD])
    for n in range(4):
        assert importer("--apply", "--force", inc=[make_inc(1, n=n), BAD]).code == 0
        importer("--apply", inc=b"[")
        if n == 2:  # another kind's in between is none of this kind's last
            importer("--apply", crq=[make_crq(1, n=n)])
    kept = db.execute("SELECT kind, count(*), count(DISTINCT run_id) FROM tickets.import_rejects GROUP BY 1 ORDER BY 1")
    assert kept.fetchall() == [("crq", 1, 1), ("inc", 2, 2)]
    assert len(runs(db)) == 8


def add_runs(db: Db, count: int, kind: str = "inc", outcome: str = "applied", /, **counts: int) -> None:
    names = ("received", "new", "changed", "unchanged", "gone", "returned", "rejected", "duplicates")
    tally = {**dict.fromkeys(names, 0), **counts}
    tally["unchanged"] = 2 * tally["received"] - sum(tally.values()) + tally["gone"]
    query = f"""
        INSERT INTO tickets.import_runs (kind, source, outcome, error, alive_at, started_at, {", ".join(names)})
        SELECT
          %s, 'f', o, CASE o WHEN 'failed' THEN 'x' END, CASE o WHEN 'applied' THEN now() END, now(),
          {", ".join(["%s"] * len(names))}
        FROM generate_series(1, %s), (VALUES (%s)) AS chosen (o)
    """
    db.execute(query, (kind, *(tally[name] for name in names), count, outcome))


def test_the_usual_counts_are_the_largest_of_the_last_runs_that_were_applied_but_for_first_loads(db: Db) -> None:
    usual = {"new": 7, "changed": 6, "gone": 5, "returned": 4, "rejected": 3}
    add_runs(db, 1, received=1000, new=900)  # too long ago
    add_runs(db, 16, received=100)
    add_runs(db, 1, received=1000, new=1000)  # a first load
    add_runs(db, 1, "crq", received=1000, new=999)
    add_runs(db, 1, "inc", "failed")
    add_runs(db, 3, received=100, **{name: n - 1 for name, n in usual.items()})
    add_runs(db, 1, received=100, **usual)
    assert history.read_usual_counts(db, "inc") == usual
    add_runs(db, 3, "crq", received=1)
    assert history.read_usual_counts(db, "crq") == {}, "before there were five"
    add_runs(db, 1, "crq", received=1)
    assert history.read_usual_counts(db, "crq") == dict.fromkeys(usual, 0) | {"new": 999}


def test_a_failure_is_new_after_the_snapshot_was_found_unchanged_and_in_another_kind(
    importer: Importer, db: Db
) -> None:
    importer("--apply", inc=[make_inc(1)], crq=[make_crq(1)])
    tried, now = SnapshotFile("f", None), datetime.now(UTC)

    def fail(kind: str) -> bool:
        return history.record_failure(db, kind, tried, UserError("why"), forced=False, started_at=now)

    assert [fail("inc"), fail("crq"), fail("inc"), fail("crq")] == [False, False, True, True]
    history.record_unchanged(db, "inc")
    assert [fail("inc"), fail("crq"), fail("inc")] == [False, True, True]


def test_a_failure_that_repeats_the_last_runs_is_not_mailed_again(importer: Importer, db: Db) -> None:
    def said(data: bytes) -> str:
        told = importer("--apply", "-q", inc=data)
        assert told.code == 1
        return told.stderr

    assert "not JSON" in said(b"[")
    assert said(b"[") == said(b"[") == ""
    assert "no array or object" in said(b"5")
    assert "not JSON" in said(b"[")
    assert "still: " in importer("--apply", inc=b"[").stderr
    assert importer("--apply", inc=[make_inc(1)]).code == 0
    assert "not JSON" in said(b"[")
    assert "not JSON" in importer("-q", inc=b"[").stderr  # a dry run has a person before it
