"""Runs a real Nominatim with a made-up Kenya in it, offline, on loopback, and asks it what the judge must get right.

    tools/with-postgres RIG_DATABASE_URL .venv/bin/python tests/geocoding/nominatim/rig.py [--seed N] [--serve]

Builds two worlds (with administrative boundaries, and of nodes alone) in about a minute, prints what came of each group
of questions, and exits 1 if the judge missed its marks. --serve keeps both servers up until Ctrl-C. Needs osm2pgsql (a
Debian package); Nominatim itself is installed into build/nominatim-venv.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from urllib.parse import parse_qs, urlsplit

REPO = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(REPO), str(REPO / "tests"), str(REPO / "tests" / "geocoding")]

from nominatim.evaluation import evaluate, print_table  # noqa: E402
from nominatim.world import World, build_world, write_osm  # noqa: E402

VENV = REPO / "build" / "nominatim-venv"
PACKAGES = ("nominatim-db~=5.3", "nominatim-api~=5.3", "falcon~=4.0", "uvicorn~=0.30", "psycopg[binary]~=3.2")


def install() -> None:
    if not shutil.which("osm2pgsql"):
        sys.exit("osm2pgsql is missing: apt-get install osm2pgsql")
    if not (VENV / "bin" / "nominatim").exists():
        venv.create(VENV, with_pip=True)
        pip = [str(VENV / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
        subprocess.run(pip, check=True)


@contextmanager
def serve(world: World, name: str, postgres_url: str, home: Path) -> Iterator[str]:
    """Import a world into a database of its own, serve it, yield the base URL."""
    project = home / name
    project.mkdir()
    write_osm(world.things, project / "world.osm")
    host = parse_qs(urlsplit(postgres_url).query)["host"][0]
    dsn = f"pgsql:dbname=nominatim_{name};host={host};user={urlsplit(postgres_url).username}"
    (project / ".env").write_text(f'NOMINATIM_DATABASE_DSN="{dsn}"\nNOMINATIM_DATABASE_WEBUSER=rig_reader\n')
    with (project / "log").open("w") as log:
        command = ["import", "--osm-file", "world.osm", "--offline", "--no-updates", "-j", "2"]
        if run_nominatim(command, project, log).wait():
            sys.exit("the import failed:\n" + (project / "log").read_text()[-2000:])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = run_nominatim(["serve", "--server", f"127.0.0.1:{port}"], project, log)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(f"{url}/status", server)
            yield url
        finally:
            server.kill()  # it has nothing to save
            server.wait()


def run_nominatim(arguments: list[str], project: Path, log: IO[str]) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PATH": f"{VENV / 'bin'}:{os.environ['PATH']}"}
    command = [str(VENV / "bin" / "nominatim"), *arguments]
    return subprocess.Popen(command, cwd=project, env=environment, stdout=log, stderr=log)


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            if server.poll() is not None:
                sys.exit("nominatim serve ended at once")
            time.sleep(0.2)
    sys.exit("nominatim serve does not answer")


def list_worlds(seed: int) -> dict[str, World]:
    return {"areas": build_world(seed=seed), "nodes": build_world(seed=seed, with_areas=False)}


@contextmanager
def serve_all(worlds: Mapping[str, World], postgres_url: str) -> Iterator[dict[str, str]]:
    """Each world on a Nominatim of its own; yields their base URLs."""
    install()
    subprocess.run(["psql", "-qX", postgres_url, "-c", "CREATE ROLE rig_reader LOGIN"], check=True)
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix="fleettickets-nominatim-")))
        yield {name: stack.enter_context(serve(world, name, postgres_url, home)) for name, world in worlds.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--serve", action="store_true", help="keep the servers up until Ctrl-C")
    args = parser.parse_args()
    if args.serve:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})  # for sigwait below
    worlds = list_worlds(args.seed)
    all_passed = True
    with serve_all(worlds, os.environ["RIG_DATABASE_URL"]) as urls:
        for name, url in urls.items():
            print(f"\n{name} ({url})")
            all_passed &= print_table(evaluate(worlds[name], url))
        if args.serve:
            print("serving until Ctrl-C", flush=True)
            signal.sigwait({signal.SIGINT, signal.SIGTERM})
    return 0 if all_passed else 1


if __name__ == "__main__":
    sys.exit(main())
