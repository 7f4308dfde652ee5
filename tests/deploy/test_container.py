"""Containerfile, where no image can be built: what it copies is all that the scripts need."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import REPO
from records import as_snapshot, make_inc


def copy_as_the_image_does(target: Path) -> None:
    for sources, place in re.findall(r"^COPY (.+) (\S+)$", (REPO / "Containerfile").read_text(), re.MULTILINE):
        for path in (found for source in sources.split() for found in REPO.glob(source)):
            if path.is_dir():
                shutil.copytree(path, target / place)
            else:
                shutil.copy(path, target / place)


def test_the_image_has_all_that_a_migration_and_an_import_need(empty_db_url: str, tmp_path: Path) -> None:
    image = tmp_path / "image"
    image.mkdir()
    copy_as_the_image_does(image)
    snapshot = tmp_path / "inc.json"
    snapshot.write_bytes(as_snapshot([make_inc()]))
    for command in (
        ["import_tickets.py", "--version"],
        ["run_migrations.py"],
        ["import_tickets.py", "--inc-json", str(snapshot), "--apply"],
        ["import_tickets.py", "--status"],
        ["review_places.py", "--export", str(tmp_path / "places.html")],
    ):
        env = {**os.environ, "DATABASE_URL": empty_db_url}
        done = subprocess.run(
            [sys.executable, *command], cwd=image, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
