"""What all scripts do alike on the command line: --version, --help, and output that nobody reads any more."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import REPO, Run

SCRIPTS = ("import_tickets.py", "review_places.py", "run_migrations.py")
OUTPUT = {
    **{f"{script} {flag}": 0 for script in SCRIPTS for flag in ("--help", "--version")},
    "import_tickets.py --status": 0,
    "import_tickets.py --status --json": 0,
    "import_tickets.py --inc-json inc.json": 0,
    "import_tickets.py --inc-json inc.json --apply -v": 0,
    "import_tickets.py --inc-json missing.json": 1,
    "review_places.py --import decided.csv": 0,
    "review_places.py --export places.csv": 0,
    "run_migrations.py": 0,
    "run_migrations.py --status": 0,
    "run_migrations.py --dry-run": 0,
    **{f"{script} --no-such-flag": 2 for script in SCRIPTS},
}


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    """The writing end of a pipe that nobody reads."""
    read, write = os.pipe()
    os.close(read)
    yield write
    os.close(write)


def start(run: Run, db_url: str, command: str, *, stdout: int, stderr: int) -> subprocess.CompletedProcess[bytes]:
    (run.cwd / "inc.json").write_text('[{"ticket_id": "INC1"}]')
    (run.cwd / "decided.csv").write_text("cluster,place,lat,lng\nNairobi,,-1.28,36.82\n")
    script, *args = command.split()
    return subprocess.run(
        [sys.executable, str(run.checkout / script), *args],
        check=False,
        cwd=run.cwd,
        stdout=stdout,
        stderr=stderr,
        env=os.environ | {"DATABASE_URL": db_url},
    )


@pytest.mark.parametrize(("command", "code"), OUTPUT.items(), ids=OUTPUT)
def test_a_reader_of_stdout_that_goes_away_changes_no_exit_code_and_is_not_complained_of(
    run: Run, db_url: str, closed_pipe: int, command: str, code: int
) -> None:
    done = start(run, db_url, command, stdout=closed_pipe, stderr=subprocess.PIPE)
    assert done.returncode == code, done.stderr
    assert b"BrokenPipe" not in done.stderr
    assert b"Broken pipe" not in done.stderr


@pytest.mark.parametrize(("command", "code"), OUTPUT.items(), ids=OUTPUT)
def test_a_reader_of_stderr_that_goes_away_changes_no_exit_code(
    run: Run, db_url: str, closed_pipe: int, command: str, code: int
) -> None:
    assert start(run, db_url, command, stdout=subprocess.PIPE, stderr=closed_pipe).returncode == code


@pytest.mark.parametrize("flag", ["--help", "--version"])
@pytest.mark.parametrize("script", SCRIPTS)
def test_help_that_does_not_fit_on_the_disk_is_a_failure_with_the_reason(
    run: Run, db_url: str, script: str, flag: str
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = start(run, db_url, f"{script} {flag}", stdout=full.fileno(), stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"No space left" in done.stderr


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_prints_the_version_of_the_project(run: Run, script: str) -> None:
    version = tomllib.loads((REPO / "pyproject.toml").read_text())["project"]["version"]
    done = run(script, "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"fleettickets {version}\n", "")


def test_the_tests_run_without_the_variables_that_change_what_python_does() -> None:
    assert [name for name in os.environ if name.startswith("PYTHON")] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_help_says_what_each_option_does(script: str) -> None:
    told = subprocess.run([sys.executable, REPO / script, "--help"], capture_output=True, text=True, check=True).stdout
    lines = told.splitlines()
    listed = [n for n, line in enumerate(lines) if line.startswith("  -")]
    is_told = {n: re.search(r"\S {2,}\S", lines[n]) or lines[n + 1].startswith(" " * 8) for n in listed}
    assert listed
    assert [lines[n] for n in listed if not is_told[n]] == []
