"""An HTTP API for a map of the tickets, to copy: GeoJSON, vector tiles, an event when the map changes, and a page.

    DATABASE_URL=postgresql://reader@host/database python examples/tickets_api.py      # http://127.0.0.1:8000

Needs `pip install '.[example]'` and a database role with the reader's rights (deploy/roles.sql). It has no login: put
it behind yours.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
import os
import re
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import psycopg
import uvicorn
from fastapi import FastAPI, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, BeforeValidator, Field
from pydantic_core import from_json

HERE = Path(__file__).resolve().parent
OUTLINES = HERE.parent / "review" / "page" / "outlines.json"  # borders and coasts, drawn below the tickets
MAX_KEPT = 32  # answers; the whole map with 100 000 tickets of 800 bytes takes 7 MB
CHECK_EVERY_S = 15  # the version is read that often without a notification too, which finds a dead connection

VERSION = "SELECT reporting.fn_tickets_version()"
MAP = """
SELECT reporting.fn_tickets_version(), convert_to(reporting.fn_tickets_for_map(
  %(kind)s, %(status)s::text[], %(cluster)s::text[], %(bbox)s::float8[], %(actionable)s, %(fields)s::text[],
  %(include_gone)s, %(limit)s::integer)::text, 'UTF8')
"""
TILE = """
SELECT reporting.fn_tickets_version(),
  reporting.fn_tickets_mvt(%(z)s::integer, %(x)s::integer, %(y)s::integer, %(filters)s::json)
"""

log = logging.getLogger("uvicorn.error")
Connection = psycopg.AsyncConnection[Any]
Answer = tuple[str, bytes]  # the version that it is of, and the body, gzipped


def split_list(values: list[str]) -> list[str]:
    """A list is ?status=New,Pending or ?status=New&status=Pending, or a JSON array where a value has a comma."""
    return [item for text in values for item in (from_json(text) if text.startswith("[") else text.split(","))]


Texts = Annotated[list[str] | None, BeforeValidator(split_list)]
Integer = Annotated[int, Field(ge=-(2**31), lt=2**31)]  # PostgreSQL's


class Filters(BaseModel, extra="forbid"):
    kind: str | None = None
    status: Texts = None
    cluster: Texts = None
    actionable: bool | None = None


class MapFilters(Filters):
    bbox: Annotated[list[float] | None, BeforeValidator(split_list)] = None
    fields: Texts = None
    include_gone: bool = False
    limit: Integer | None = None


class TileFilters(Filters):
    v: str | None = None  # the version: a newer map has other URLs, so tiles can be cached


async def connect() -> Connection:
    return await psycopg.AsyncConnection.connect(os.environ["DATABASE_URL"], autocommit=True, connect_timeout=5)


@dataclass(frozen=True)
class Build:
    version: str
    task: asyncio.Task[Answer]
    started: float = field(default_factory=time.monotonic)


@dataclass
class Tickets:
    """What the requests share: connections, answers that are built once for all who ask, and the newest version."""

    idle: list[Connection] = field(default_factory=list)
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(8))
    builds: dict[str, Build] = field(default_factory=dict)
    builders: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(4)
    )  # the other slots are for versions
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_reading: asyncio.Task[str] | None = None
    version: str | None = ""  # None: the server is ending
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def query(self, query: str, parameters: dict[str, Any] | None = None) -> Any:
        """The first row. After a restart of the database each idle connection fails once and another is taken."""
        async with self.slots:
            while True:
                is_new = not self.idle
                conn = await connect() if is_new else self.idle.pop()
                try:
                    return await (await conn.cursor(binary=True).execute(query, parameters)).fetchone()
                except psycopg.OperationalError:
                    if is_new or not conn.closed:
                        raise
                finally:
                    if not conn.closed:
                        self.idle.append(conn)

    async def current_version(self) -> str:
        """One query serves all who asked before it began; never one that began before, which may be out of date."""
        self.next_reading = self.next_reading or asyncio.create_task(self.read_version())
        return await asyncio.shield(self.next_reading)

    async def read_version(self) -> str:
        async with self.reading:
            self.next_reading = None
            (version,) = await self.query(VERSION)
            return str(version)

    async def build(self, query: str, parameters: dict[str, Any]) -> Answer:
        async with self.builders:
            version, body = await self.query(query, parameters)
        return version, await asyncio.to_thread(gzip.compress, body, 5)

    async def answer(self, version: str, asked: float, query: str, parameters: dict[str, Any]) -> Answer:
        """One that is being built or kept serves if it is of this version, or was begun after it was asked for."""
        key = repr((query, parameters))
        found = self.builds.pop(key, None)
        if found is None or (found.version != version and found.started < asked):
            found = Build(version, asyncio.create_task(self.build(query, parameters)))
        self.builds[key] = found  # at the end of the order; the least recently used is at its beginning
        if len(self.builds) > MAX_KEPT:
            del self.builds[next(iter(self.builds))]
        try:
            return await asyncio.shield(found.task)  # a client that goes away does not cancel it for the others
        except Exception:
            if self.builds.get(key) is found:
                del self.builds[key]
            raise

    async def listen(self) -> None:
        """Reads the version after each notification, and after a lost connection; one connection for all clients."""
        while True:
            try:
                async with await connect() as conn:
                    await conn.execute("LISTEN fleettickets")
                    while True:
                        await self.publish(*(await (await conn.execute(VERSION)).fetchone() or ()))
                        async for _ in conn.notifies(timeout=CHECK_EVERY_S, stop_after=1):
                            pass
            except psycopg.OperationalError as err:
                log.warning("lost the database, which is tried again in a second: %s", err)
            await asyncio.sleep(1)

    async def publish(self, version: str | None) -> None:
        async with self.changed:
            self.version = version
            self.changed.notify_all()

    async def next_version(self, seen: str) -> str | None:
        async with self.changed:
            await self.changed.wait_for(lambda: self.version != seen)
            return self.version


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.tickets = Tickets()
    listening = asyncio.create_task(app.state.tickets.listen())
    yield
    listening.cancel()
    for conn in app.state.tickets.idle:
        await conn.close()


app = FastAPI(title="fleettickets", lifespan=lifespan)


@app.get("/webhook/tickets")
async def get_tickets(request: Request, filters: Annotated[MapFilters, Query()]) -> Response:
    return await respond(request, MAP, filters.model_dump(), "application/geo+json", "no-cache")


@app.get("/tiles/{z}/{x}/{y}")
async def get_tile(
    request: Request, z: Integer, x: Integer, y: Integer, filters: Annotated[TileFilters, Query()]
) -> Response:
    parameters = {"z": z, "x": x, "y": y, "filters": filters.model_dump_json(exclude={"v"})}
    caching = "max-age=86400" if filters.v else "no-cache"
    return await respond(request, TILE, parameters, "application/vnd.mapbox-vector-tile", caching)


async def respond(request: Request, query: str, parameters: dict[str, Any], media_type: str, caching: str) -> Response:
    tickets: Tickets = request.app.state.tickets
    asked = time.monotonic()
    version = await tickets.current_version()
    headers = {"Cache-Control": caching, "Vary": "Accept-Encoding", "ETag": f'"{version}"'}
    # If-None-Match is a list, of "version" or W/"version": that is what nginx makes of ours when it compresses.
    if version in re.findall(r'"([^"]*)"', request.headers.get("If-None-Match", "")):
        return Response(status_code=304, headers=headers)
    version, body = await tickets.answer(version, asked, query, parameters)
    headers |= {"ETag": f'"{version}"', "Content-Encoding": "gzip"}
    if not re.search(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", request.headers.get("Accept-Encoding", "")):
        del headers["Content-Encoding"]
        body = await asyncio.to_thread(gzip.decompress, body)
    return Response(body, media_type=media_type, headers=headers)


@app.get("/webhook/tickets/changes", response_class=EventSourceResponse)
async def get_changes(request: Request) -> AsyncIterator[ServerSentEvent]:
    version: str | None = ""
    while (version := await request.app.state.tickets.next_version(version)) is not None:
        yield ServerSentEvent(raw_data=version, id=version)


@app.exception_handler(psycopg.DataError)
@app.exception_handler(psycopg.errors.ProgramLimitExceeded)  # over 1 GB
async def refuse(request: Request, err: psycopg.Error) -> Response:
    return JSONResponse({"detail": err.diag.message_primary or str(err)}, 422)


@app.exception_handler(psycopg.OperationalError)
async def report_outage(request: Request, err: psycopg.Error) -> Response:
    log.error("%s: %s", request.url.path, err)
    return JSONResponse({"detail": "the database can't be reached"}, 503, {"Retry-After": "5"})


@app.get("/outlines.json")
async def get_outlines() -> Response:
    return FileResponse(OUTLINES)


app.mount("/maplibre", StaticFiles(packages=[("maplibre", "srcjs")]))
app.mount("/", StaticFiles(directory=HERE / "page", html=True))


class Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await app.state.tickets.publish(
            None
        )  # uvicorn waits for all answers, and event streams never end by themselves
        await super().shutdown(sockets)


if __name__ == "__main__":
    Server(uvicorn.Config(app, port=int(os.environ.get("PORT", "8000")))).run()
