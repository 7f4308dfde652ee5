"""The commands and statements of the README and of docs/ run as they stand, on the demo's data."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import REPO, Bucket, Run, wait_for_url

PAGES = ["README.md", *(f"docs/{path.name}" for path in sorted((REPO / "docs").glob("*.md")))]
# Blocks that this test does not run, by a text that they have, and why.
NOT_RUN = {
    "make ": "the commands of CI",
    "python3 -m venv": "installs from a package index; the lines after it are run by other tests",
    "git pull": "changes the checkout",
    "systemctl": "changes the machine; the units have tests of their own",
    "deploy/roles.sql": "needs four roles; it has tests of its own",
    "DROP SCHEMA": "would end the data of the other blocks",
    "docker compose": "needs a container engine",
    "setval": "only after a logical cut-over; one of its tables may be empty here",
    "pg_restore": "needs a dump and an empty database; restores have tests of their own",
    "purge_gone_tickets": "finds nothing here; it has a test of its own",
    "examples/tickets_api.py": "serves until it is stopped; it has tests of its own",
}


@dataclass(frozen=True)
class Block:
    page: str
    line: int
    language: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.page}:{self.line}"


def list_blocks(page: str, *languages: str) -> Iterator[Block]:
    text = (REPO / page).read_text(encoding="utf-8")
    for found in re.finditer(r"^```(\w+)[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        if found[1] in languages:
            yield Block(page, text.count("\n", 0, found.start()) + 1, found[1], found[2])


BLOCKS = [block for page in PAGES for block in list_blocks(page, "sh", "sql")]
RUN = [block for block in BLOCKS if not any(reason in block.text for reason in NOT_RUN)]


@pytest.fixture
def operator(db_url: str, bucket: Bucket, tmp_path: Path, checkout: Path) -> Iterator[dict[str, str]]:
    """The environment of somebody who works in a checkout on the demo's data, imported and geocoded."""
    home = tmp_path / "checkout"
    shutil.copytree(checkout, home)
    data = tmp_path / "data"
    subprocess.run([sys.executable, REPO / "demo/sample_snapshots.py", data], check=True)
    for kind in ("inc", "crq"):
        bucket.put(f"{kind}/latest.json", (data / f"{kind}.json").read_bytes())
    log = tmp_path / "geocoder.log"
    command = [sys.executable, "-u", str(REPO / "demo/stand_in_geocoder.py")]
    with log.open("w") as log_file, subprocess.Popen(command, stdout=log_file, stderr=log_file) as geocoder:
        try:
            url = wait_for_url(log, geocoder)
            settings = {"GEOCODER_PROVIDER": "nominatim", "GEOCODER_URL": url, "GEOCODER_RATE": "100"}
            env = {**bucket.env, **settings, "DATABASE_URL": db_url}
            stages = ("--from-bucket", "--geocode-clusters", "--geocode-locations", "--apply")
            done = Run(home, home)("import_tickets.py", *stages, env=env)
            assert done.returncode == 0, done.stderr
            (home / "decided.csv").write_text(next(block.text for block in list_blocks("docs/review.md", "csv")))
            yield {**os.environ, **env, "HOME": str(home), "PSQLRC": os.devnull, "PAGER": "cat"}
        finally:
            geocoder.terminate()


def test_every_block_of_the_docs_runs_and_finds_something(operator: dict[str, str], db_url: str) -> None:
    assert len(RUN) > 10
    failures = [problem for block in RUN if (problem := find_problem(block, operator, db_url))]
    assert not failures, "\n\n".join(failures)


def find_problem(block: Block, env: dict[str, str], db_url: str) -> str:
    """What a reader who types the block would stumble over; empty if nothing."""
    shell = ["bash", "-euc", block.text]
    if block.language == "sql":
        shell = ["psql", "-v", "ON_ERROR_STOP=1", "-c", block.text, db_url]
    done = subprocess.run(
        shell, env=env, cwd=env["HOME"], capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    said = done.stdout + done.stderr
    if done.returncode not in (0, 4):  # 4: --limit was reached
        return f"{block.name}: exit code {done.returncode}\n{block.text}{said[-1000:]}"
    if re.search(r'\(0 rows\)|"features" ?: ?\[\]', said):
        return f"{block.name}: finds nothing\n{block.text}{said[-1000:]}"
    return ""


@pytest.mark.parametrize("reason", NOT_RUN)
def test_a_block_that_is_not_run_is_there(reason: str) -> None:
    assert any(reason in block.text for block in BLOCKS)
