"""What a run that is ended or killed leaves behind: no file, and where it could end by itself, no process."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Run
from fake_aws import FakeAws
from records import as_snapshot, make_inc


@pytest.fixture
def tmp_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def started(run: Run, db_url: str, fake_aws: FakeAws, tmp_files: Path) -> Iterator[subprocess.Popen[str]]:
    """A run in the midst of two downloads that would take an hour; each aws holds the write end of `downloads`."""
    fake_aws.answer("head-object", stdout='{"ETag": "\\"abc\\"", "ContentLength": 1000}')
    fake_aws.answer("get-object", body=b"[" + b" " * 100, delay_s=3600)
    os.mkfifo(fake_aws.folder / "downloads")
    script = fake_aws.folder / "aws"
    script.write_text(script.read_text().replace("exec sleep", f'exec 9>"{fake_aws.folder}/downloads"; exec sleep'))
    env = {"DATABASE_URL": db_url, "RUSTFS_ENDPOINT": "http://127.0.0.1:1", "RUSTFS_ACCESS_KEY": "an id"}
    env |= {"RUSTFS_SECRET_KEY": "a secret", **fake_aws.env}
    with run.start("import_tickets.py", "--from-bucket", "--apply", env=env) as process:
        yield process
        process.kill()
        for pid in fake_aws.pids:  # they would end by themselves, in an hour
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def wait_for_downloads(fake_aws: FakeAws) -> int:
    """The read end of the pipe that both downloads hold open: it ends when both are dead."""
    reader = os.open(fake_aws.folder / "downloads", os.O_RDONLY)  # returns when the first has come so far
    deadline = time.monotonic() + 60
    while sum("get-object" in call for call in fake_aws.calls) < 2 and time.monotonic() < deadline:
        select.select([], [], [], 0.02)
    return reader


def has_ended(reader: int) -> bool:
    """Whether nobody holds the pipe's other end any more; waits up to a minute for that."""
    ready, _, _ = select.select([reader], [], [], 60)
    return bool(ready) and os.read(reader, 1) == b""


def test_a_killed_run_leaves_no_file(started: subprocess.Popen[str], fake_aws: FakeAws, tmp_files: Path) -> None:
    os.close(wait_for_downloads(fake_aws))
    assert list(tmp_files.iterdir()) == []
    started.kill()
    started.wait()
    assert list(tmp_files.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_asked_to_end_leaves_nothing(
    started: subprocess.Popen[str], fake_aws: FakeAws, tmp_files: Path, number: signal.Signals
) -> None:
    reader = wait_for_downloads(fake_aws)
    started.send_signal(number)
    _, told = started.communicate(timeout=60)
    assert has_ended(reader)
    assert (started.returncode, "interrupted" in told, "Traceback" in told) == (1, True, False)
    assert list(tmp_files.iterdir()) == []


@pytest.mark.parametrize("source", ["file", "bucket"])
def test_a_run_that_has_no_room_for_temporary_files_says_where(
    run: Run, db_url: str, fake_aws: FakeAws, tmp_path: Path, source: str
) -> None:
    (run.cwd / "inc.json").write_bytes(as_snapshot([make_inc(1)]))
    fake_aws.answer("head-object", stdout='{"ETag": "\\"abc\\"", "ContentLength": 1000}')
    full = tmp_path / "full"
    full.mkdir()
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, tempfile\n"
        "tempfile.gettempdir()  # Python tries out whether it can write there, and would take another folder\n"
        "def fail(event, args):\n"
        f"    if event == 'open' and str(args[0]).startswith({str(full)!r}):\n"
        "        raise OSError(28, 'No space left on device', str(args[0]))\n"
        "sys.addaudithook(fail)\n"
    )
    env = {"DATABASE_URL": db_url, "TMPDIR": str(full), "PYTHONPATH": str(tmp_path), **fake_aws.env}
    env |= {"RUSTFS_ENDPOINT": "http://127.0.0.1:1", "RUSTFS_ACCESS_KEY": "an id", "RUSTFS_SECRET_KEY": "a secret"}
    args = ["--from-bucket"] if source == "bucket" else ["--inc-json", "inc.json"]
    done = run("import_tickets.py", "--apply", *args, env=env)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "No space left on device" in done.stderr
    assert "TMPDIR" in done.stderr
    assert list(full.iterdir()) == []


@pytest.mark.parametrize("script", ["import_tickets.py", "review_places.py", "run_migrations.py"])
def test_an_interrupt_while_the_libraries_load_is_no_traceback(run: Run, tmp_path: Path, script: str) -> None:
    loading = tmp_path / "loading"
    os.mkfifo(loading)
    (tmp_path / "slow").mkdir()
    (tmp_path / "slow" / "psycopg.py").write_text(f"open({str(loading)!r}, 'w').close(); import time; time.sleep(60)")
    with run.start(script, env={"PYTHONPATH": str(tmp_path / "slow")}) as process:
        loading.read_bytes()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (-signal.SIGINT, "")
