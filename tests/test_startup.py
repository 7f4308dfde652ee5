"""What a script says before its own code runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run


@pytest.mark.parametrize("script", ["import_tickets.py", "review_places.py", "run_migrations.py"])
@pytest.mark.parametrize("package", ["psycopg", "dotenv"])
def test_a_package_that_is_not_installed_is_told_in_one_line_with_what_to_run(
    run: Run, tmp_path: Path, script: str, package: str
) -> None:
    missing = f"raise ModuleNotFoundError(\"No module named '{package}'\", name='{package}')"
    (tmp_path / f"{package}.py").write_text(missing)
    done = run(script, "--help", env={"PYTHONPATH": str(tmp_path)})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"{script}: No module named '{package}'; run: ")
    assert done.stderr.endswith(f" -m pip install {run.checkout}\n")


def test_another_error_keeps_its_traceback(run: Run, tmp_path: Path) -> None:
    (tmp_path / "psycopg.py").write_text("raise ValueError('broken')")
    done = run("run_migrations.py", "--help", env={"PYTHONPATH": str(tmp_path)})
    assert (done.returncode, "Traceback" in done.stderr, "ValueError: broken" in done.stderr) == (1, True, True)
