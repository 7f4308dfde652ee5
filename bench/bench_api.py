"""How many answers a second examples/tickets_api.py gives to 100 clients, beside an import every ten seconds.

Each client asks for what the page asks for, again as soon as it has the answer; with the ETag of its last answer, as a
browser does, and without. All of it runs on one machine. Needs BENCH_DATABASE_URL (make bench starts a server) and
works in a database of its own there.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bench_map import REPO, Db, database, fill

PATH = "/webhook/tickets?actionable=true&fields=status,priority,cluster,location_name"


@dataclass
class Tally:
    seconds: list[float] = field(default_factory=list)
    whole: int = 0
    size: int = 0  # bytes of the last whole answer, gzipped


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--tickets", type=int, default=25_000, help="(%(default)s)")
    parser.add_argument("--clients", type=int, default=100, help="(%(default)s)")
    parser.add_argument("--seconds", type=int, default=21, help="for each of the two measurements (%(default)s)")
    args = parser.parse_args()
    print(f"{'what':<14} {'answers/s':>9} {'median ms':>10} {'99 % ms':>8} {'whole ones':>10} {'KB each':>8}")
    with database(os.environ["BENCH_DATABASE_URL"]) as conn, tempfile.TemporaryDirectory() as folder:
        fill(conn, args.tickets)
        for with_etag in (True, False):
            tally = asyncio.run(measure(conn, Path(folder), args.clients, args.seconds, with_etag))
            print_row("with ETag" if with_etag else "without ETag", tally, args.seconds)


def print_row(what: str, tally: Tally, seconds: int) -> None:
    median, slow = (1000 * statistics.quantiles(tally.seconds, n=100)[n] for n in (49, 98))
    rate = len(tally.seconds) / seconds
    print(f"{what:<14} {rate:9.0f} {median:10.0f} {slow:8.0f} {tally.whole:>10} {tally.size // 1000:>8}", flush=True)


async def measure(conn: Db, folder: Path, clients: int, seconds: int, with_etag: bool) -> Tally:
    url = urlsplit(os.environ["BENCH_DATABASE_URL"])._replace(path=f"/{conn.info.dbname}").geturl()
    tally = Tally()
    async with started_api(url) as port:
        await ask(port, PATH, "")
        end = time.monotonic() + seconds
        clients_at_work = (ask_until(end, port, with_etag, tally) for _ in range(clients))
        await asyncio.gather(keep_importing(conn, url, folder, end), *clients_at_work)
    return tally


@asynccontextmanager
async def started_api(url: str) -> AsyncIterator[int]:
    env = {**os.environ, "DATABASE_URL": url, "PORT": "0"}
    script = REPO / "examples" / "tickets_api.py"
    process = await asyncio.create_subprocess_exec(
        sys.executable, script, env=env, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr
    async for line in process.stderr:
        if found := re.search(rb"http://127\.0\.0\.1:(\d+)", line):
            break
    else:
        sys.exit("the API did not start")
    yield int(found[1])
    process.terminate()
    await process.communicate()


async def keep_importing(conn: Db, url: str, folder: Path, end: float) -> None:
    """Every ten seconds a snapshot in which one ticket in a hundred has another status."""
    snapshot = folder / "inc.json"
    query = """
        SELECT raw || jsonb_build_object('lat', ST_Y(geom), 'lng', ST_X(geom)) FROM tickets.inc ORDER BY ticket_id
    """  # with the place of their own, as no gazetteer has it
    records = [raw for (raw,) in conn.execute(query)]
    number = 0
    while (started := time.monotonic()) < end:
        number += 1
        for record in records[number::100]:
            record["status"] = "Pending" if record["status"] == "Assigned" else "Assigned"
        snapshot.write_text(json.dumps(records), encoding="utf-8")
        command = [str(REPO / "import_tickets.py"), "--inc-json", str(snapshot), "--apply", "-q"]
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, env={**os.environ, "DATABASE_URL": url}
        )
        assert await process.wait() == 0, "the import failed"
        await asyncio.sleep(max(0, min(started + 10, end) - time.monotonic()))


async def ask_until(end: float, port: int, with_etag: bool, tally: Tally) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    etag = ""
    while (started := time.monotonic()) < end:
        status, etag, size = await exchange(reader, writer, PATH, etag if with_etag else "")
        tally.seconds.append(time.monotonic() - started)
        if status == 200:
            tally.whole, tally.size = tally.whole + 1, size
        else:
            assert status == 304
    writer.close()


async def ask(port: int, path: str, etag: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await exchange(reader, writer, path, etag)
    writer.close()


async def exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, etag: str
) -> tuple[int, str, int]:
    """Status, ETag and the body's bytes. A real client would cost more than what is measured."""
    condition = f"If-None-Match: {etag}\r\n" if etag else ""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: gzip\r\n{condition}\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = re.search(r"(?i)^content-length: (\d+)", head, re.MULTILINE)
    body = await reader.readexactly(int(length[1])) if length else b""
    found = re.search(r"(?i)^etag: (.*?)\r", head, re.MULTILINE)
    return int(head.split()[1]), found[1] if found else "", len(body)


if __name__ == "__main__":
    main()
