"""One bound on a whole HTTP exchange. requests by itself bounds only the pause between two pieces of it."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class RequestDeadline:
    """The connection of one thread, to be cut from another: whatever waits on it then fails at once."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None
        self.is_aborted = False

    @contextlib.contextmanager
    def after(self, seconds: float) -> Iterator[None]:
        self.is_aborted = False
        timer = threading.Timer(seconds, self.abort)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def abort(self) -> None:
        self.is_aborted = True
        if self._socket:
            with contextlib.suppress(OSError):  # it is closed already
                self._socket.shutdown(socket.SHUT_RDWR)

    def watch(self, connected: socket.socket) -> socket.socket:
        """Keeps a duplicate, since TLS takes the original over. Returns the original."""
        self.close()
        self._socket = connected.dup()
        return connected

    def close(self) -> None:
        if self._socket:
            self._socket.close()
        self._socket = None


class DeadlineAdapter(HTTPAdapter):
    """Shows each new connection to a RequestDeadline, from its first byte on."""

    def __init__(self, abort: RequestDeadline) -> None:
        self._pools = _pools(abort)
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _pools(abort: RequestDeadline) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return abort.watch(super()._new_conn())

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return abort.watch(super()._new_conn())

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
