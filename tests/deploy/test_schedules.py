"""The README's cron lines as cron runs them, and the systemd units as systemd reads them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

from conftest import REPO, Bucket
from records import as_snapshot, make_crq, make_inc

Db = psycopg.Connection[Any]
HOME = "/opt/fleettickets"  # where the README and the units have it
UNITS = sorted(path for path in (REPO / "deploy").iterdir() if path.suffix in (".service", ".timer"))


def crontab() -> tuple[str, list[str]]:
    """The PATH that the README sets, and the commands of its lines."""
    lines = (REPO / "README.md").read_text(encoding="utf-8").partition("```cron\n")[2].partition("```")[0]
    (path,) = re.findall(r"^PATH=(\S+)$", lines, re.MULTILINE)
    return path, re.findall(r"^(?:[\d*/]+ +){5}(.+)$", lines, re.MULTILINE)


@pytest.fixture
def installed(checkout: Path, tmp_path: Path, db_url: str, bucket: Bucket) -> Path:
    """A checkout with its .venv and .env, whose bucket has two snapshots."""
    home = shutil.copytree(checkout, tmp_path / "fleettickets")
    (home / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    settings = {
        "DATABASE_URL": db_url,
        **bucket.env,
        "GEOCODER_PROVIDER": "nominatim",
        "GEOCODER_URL": "http://[::1]:9",
    }
    (home / ".env").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    (home / ".env").chmod(0o600)
    bucket.put("inc/latest.json", as_snapshot([make_inc(1, cluster="", lat=-1.2, lng=36.8)]))
    bucket.put("crq/latest.json", as_snapshot([make_crq(1, cluster="")]))
    return home


def test_the_cron_lines_work_as_cron_runs_them_and_say_nothing_when_all_is_well(installed: Path, db: Db) -> None:
    path, commands = crontab()
    assert len(commands) == 3
    environment = [f"HOME={installed}", "LOGNAME=nobody", "SHELL=/bin/sh", f"PATH={path.replace(HOME, str(installed))}"]
    for command in commands * 2:
        done = subprocess.run(
            ["env", "-i", *environment, "/bin/sh", "-c", command.replace(HOME, str(installed))],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), command
    assert "%" not in "".join(commands), "cron makes a new line of it"
    assert db.execute("SELECT count(*) FROM tickets.inc").fetchone() == (1,)


def test_the_units_are_what_systemd_understands(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed (Debian: apt-get install systemd)")
    assert [path.name for path in UNITS] == [
        f"fleettickets-{name}.{kind}" for name in ("geocode", "import") for kind in ("service", "timer")
    ]
    for path in UNITS:
        unit = path.read_text(encoding="utf-8").replace(f"{HOME}/.venv/bin/python", "/usr/bin/env")
        (tmp_path / path.name).write_text(unit)
    command = ["systemd-analyze", "--man=no", "verify", *(str(tmp_path / path.name) for path in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not [line for line in done.stderr.splitlines() if "fleettickets" in line]


@pytest.mark.parametrize("name", ["import", "geocode"])
def test_a_service_may_do_little_but_its_work(name: str) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed (Debian: apt-get install systemd)")
    unit = REPO / "deploy" / f"fleettickets-{name}.service"
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=15", str(unit)]  # tenths
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout.splitlines()[-1]


@pytest.mark.parametrize("unit", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.name)
def test_the_units_run_the_scripts_with_flags_that_they_have(unit: Path, checkout: Path) -> None:
    commands = re.findall(r"^ExecStart(?:Pre)?=\S+ (\S+)(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    assert [script for script, _ in commands][-1] == "import_tickets.py"
    for script, flags in commands:
        done = subprocess.run(
            [sys.executable, str(checkout / script), *flags.split(), "--help"], capture_output=True, check=False
        )
        assert done.returncode == 0
        assert all(flag.encode() in done.stdout for flag in flags.split())
