"""A version of the map never comes again for another map: not where two servers go on from the same files."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from conftest import REPO, Run


@dataclass(frozen=True)
class OwnServer:
    """A PostgreSQL of this test's own, in a folder that can be copied while it is stopped."""

    home: Path
    control: Path

    def __call__(self, action: str, data: str = "data") -> str:
        """Start or stop the one with this data folder; its URL."""
        as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        options = f"-c listen_addresses= -c port=54{len(data):02} -c unix_socket_directories='{self.home}'"
        command = [
            str(self.control),
            "-D",
            f"{self.home}/{data}",
            "-m",
            "fast",
            "-l",
            f"{self.home}/log",
            "-o",
            options,
        ]
        subprocess.run([*as_owner, *command, action], check=True, stdout=subprocess.DEVNULL, cwd=self.home)
        return f"postgresql://fleettickets@/postgres?host={self.home}&port=54{len(data):02}"


@pytest.fixture
def own_server() -> Iterator[OwnServer]:
    controls = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if not controls:
        pytest.skip("no PostgreSQL on this machine to copy")
    environment = {name: value for name, value in os.environ.items() if name != "OWN_URL"}
    command = [str(REPO / "tools" / "with-postgres"), "OWN_URL", "bash", "-c", 'echo "$OWN_URL"; read -r']
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", env=environment
    ) as process:
        assert process.stdout
        host = parse_qs(urlsplit(process.stdout.readline().strip()).query)["host"][0]
        yield OwnServer(Path(host), controls[-1])
        process.communicate("")


def test_two_servers_that_go_on_from_the_same_files_have_no_version_in_common(own_server: OwnServer, run: Run) -> None:
    """As after an asynchronous failover, or a disk that was rolled back: transaction numbers come again on both."""
    own_server("stop")
    url = own_server("start")
    assert run("run_migrations.py", env={"DATABASE_URL": url}).returncode == 0
    own_server("stop")
    shutil.copytree(own_server.home / "data", own_server.home / "promoted")
    if os.getuid() == 0:
        subprocess.run(["chown", "-R", "postgres", str(own_server.home / "promoted")], check=True)
    urls = own_server("start"), own_server("start", "promoted")
    try:
        versions: list[list[str]] = [[], []]
        for own, seen in zip(urls, versions, strict=True):
            with psycopg.connect(own, autocommit=True) as db:
                for number in range(3):
                    seen.extend(db.execute("SELECT reporting.fn_tickets_version()").fetchone() or ())
                    insert = "INSERT INTO tickets.inc (ticket_id, raw) VALUES (%s, jsonb_build_object('of', %s::text))"
                    db.execute(insert, (str(number), own))
        here, there = versions
        assert here[0] == there[0], "nothing was changed yet"
        assert len({*here, *there}) == 5
    finally:
        own_server("stop", "promoted")
