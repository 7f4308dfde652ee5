"""Between a run and its PostgreSQL server: counts what the run sends, and disturbs it where it is told to."""

from __future__ import annotations

import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from psycopg.conninfo import conninfo_to_dict

# What is done with a statement besides passing it on: cut the connection before the server has it or after, or let it
# fail as if somebody held a lock.
Verdict = Literal["pass", "cut before", "cut after", "lock"]

# SQLSTATE lock_not_available, raised by the server itself, so that its transaction is in the state it would be in.
LOCK_TIMEOUT = "DO $$BEGIN RAISE lock_not_available USING MESSAGE = 'canceling statement due to lock timeout'; END$$"
NEVER_WAITS = re.compile(
    r"\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|RESET|SHOW)\b|.*\b(advisory|set_config|pg_settings)\b|DEALLOCATE",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Statement:
    """What the run sends before it waits for an answer: a query, a piece of a COPY, the end of the connection."""

    number: int  # from 1, over all connections of the run
    sql: str
    messages: bytes

    @property
    def can_wait_for_a_lock(self) -> bool:
        return self.messages[:1] in (b"Q", b"P", b"B") and not NEVER_WAITS.match(self.sql)


class Wire:
    """`url` leads to the server's database by way of this. before and after are called for each statement."""

    def __init__(self, url: str, before: Callable[[Statement], Verdict], after: Callable[[Statement], object]) -> None:
        self._target, self._before, self._after = url, before, after
        self._count, self._lock = 0, threading.Lock()
        self._serving: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        parts = urlsplit(self._target)
        user = parts.netloc.rpartition("@")[0]
        address = "{}:{}".format(*self._listener.getsockname())
        return f"postgresql://{user}@{address}{quote(parts.path)}?sslmode=disable&gssencmode=disable"

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._serving:  # the run is over, but not all that it said may have come through
            thread.join()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._serving.append(threading.Thread(target=self._serve, args=(client,), daemon=True))
                self._serving[-1].start()

    def _serve(self, client: socket.socket) -> None:
        server = connect_to(self._target)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        answers = threading.Thread(target=self._pass_answers, args=(server, client), daemon=True)
        answers.start()
        with suppress(OSError):
            for number, sql, messages in self._read_statements(client):
                if number is None:
                    server.sendall(messages)
                elif not self._pass_on(Statement(number, sql, messages), server, client):
                    break
        with suppress(OSError):
            server.shutdown(socket.SHUT_WR)  # what was sent before it is still done
        answers.join()
        server.close()
        client.close()

    def _pass_on(self, statement: Statement, server: socket.socket, client: socket.socket) -> bool:
        """False when the connection is over."""
        verdict = self._before(statement)
        if verdict == "cut before":
            client.shutdown(socket.SHUT_RDWR)
            return False
        query = LOCK_TIMEOUT.encode() + b"\0"
        is_lock = verdict == "lock"
        server.sendall(b"Q" + struct.pack("!i", len(query) + 4) + query if is_lock else statement.messages)
        self._after(statement)
        if verdict == "cut after":
            client.shutdown(socket.SHUT_RDWR)
            return False
        return True

    def _pass_answers(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                with suppress(OSError):  # a client that is gone: the server's answers are read to their end
                    client.sendall(data)
        with suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)

    def _read_statements(self, client: socket.socket) -> Iterator[tuple[int | None, str, bytes]]:
        """Each with its number and text; without a number what establishes the connection."""
        with client.makefile("rb") as stream:
            (size,) = struct.unpack("!i", stream.read(4))
            yield None, "", struct.pack("!i", size) + stream.read(size - 4)
            held, sql = b"", ""
            while kind := stream.read(1):
                head = stream.read(4)
                body = stream.read(struct.unpack("!i", head)[0] - 4)
                if kind == b"p":  # a password
                    yield None, "", kind + head + body
                    continue
                held += kind + head + body
                sql = _text(kind, body) or sql
                if kind in b"QSHdcfX":
                    yield self._next_number(), sql, held
                    held = b""

    def _next_number(self) -> int:
        with self._lock:
            self._count += 1
            return self._count

    @property
    def count(self) -> int:
        return self._count


def _text(kind: bytes, body: bytes) -> str:
    """What the message is about, for whoever reads of it."""
    if kind == b"Q":
        return body[:-1].decode()
    if kind == b"P":
        return body.split(b"\0")[1].decode()
    return {b"d": "(data of a COPY)", b"c": "(end of a COPY)", b"X": "(end of the connection)"}.get(kind, "")


def connect_to(url: str) -> socket.socket:
    """A socket to the server of the URL, by host and port or by its own socket."""
    parts: dict[str, Any] = conninfo_to_dict(url)
    host, port = parts.get("host") or "/var/run/postgresql", int(parts.get("port") or 5432)
    if not host.startswith("/"):
        return socket.create_connection((host, port))
    found = socket.socket(socket.AF_UNIX)
    found.connect(f"{host}/.s.PGSQL.{port}")
    return found
