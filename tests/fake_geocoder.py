"""A geocoder on 127.0.0.1 that speaks all three providers' formats over real HTTP, and breaks in every way on demand.

    with FakeGeocoder([Place("Donholm", -1.29, 36.89)]) as fake:
        fake.faults.append(Fault(503))  # for the next request only
        Geocoder("nominatim", fake.url("nominatim")).search(Query("Donholm, Kenya"))
        assert fake.requests[0].params["q"] == "Donholm, Kenya"

A place is found when the text before the first comma of `q` is one of its names; "[place=suburb] -1.28, 36.82" lists
all of that kind around.
"""

from __future__ import annotations

import json
import re
import socket
import ssl
import threading
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PATHS = {"locationiq": "/v1", "opencage": "/geocode/v1", "nominatim": ""}
SEARCHES = {"/v1/search": "locationiq", "/geocode/v1/json": "opencage", "/search": "nominatim"}
LIST = re.compile(r"\[(\w+=\w+)\] (-?[\d.]+), (-?[\d.]+)")
MATCH_LEVELS = {"city": "city", "town": "city", "county": "county", "state": "state", "postcode": "postalcode"}


@dataclass(frozen=True)
class Place:
    name: str
    lat: float
    lng: float
    kind: str = "place=suburb"  # OSM's class=type; OpenCage's _type is its second half
    country_code: str = "ke"
    town: str = "Nairobi"
    other_names: tuple[str, ...] = ()
    importance: float = 0.3
    place_rank: int = 20
    confidence: int = 7
    more: dict[str, Any] = field(default_factory=dict)  # laid over the provider's own row

    @property
    def label(self) -> str:
        return ", ".join(dict.fromkeys((self.name, self.town, "Kenya")))


@dataclass(frozen=True)
class Fault:
    """What comes instead of an answer."""

    status: int = 200
    body: bytes | str | list[Any] | dict[str, Any] = b""
    headers: dict[str, str] = field(default_factory=dict)
    how: str = (
        "whole"  # whole, hang, drop (nothing at all), cut (half the body), raw (body only); without end: dribble,
        # slow header (byte by byte), continue (100 Continue after 100 Continue)
    )


@dataclass(frozen=True)
class Request:
    provider: str  # "" for a path that is no provider's
    path: str
    params: dict[str, str]
    headers: dict[str, str]
    client_port: int  # tells one connection from another
    arrived_at: float  # time.monotonic()


class FakeGeocoder:
    """Answers from `places`; `faults` are used up first, one a request, and `broken` names break every time."""

    def __init__(self, places: Iterable[Place] = (), *, latency_s: float = 0.0, tls: ssl.SSLContext | None = None):
        self.places = list(places)
        self.faults: deque[Fault] = deque()
        self.broken: dict[str, Fault] = {}  # by the name asked for
        self.latency_s = latency_s
        self.requests: list[Request] = []
        self.most_at_once = 0  # requests being answered at the same time
        self.stopping = threading.Event()
        self._at_once = 0
        self._lock = threading.Lock()
        self._tls = tls
        self._server = _Server(self)
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.002})

    def __enter__(self) -> FakeGeocoder:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, provider: str) -> str:
        """The base URL to which that provider's path is added."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._server.server_port}{PATHS[provider]}"

    def begin(self, request: Request) -> Fault | None:
        with self._lock:
            self.requests.append(request)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            return self.faults.popleft() if self.faults else self.broken.get(_asked_name(request.params))

    def end(self) -> None:
        with self._lock:
            self._at_once -= 1

    def answer(self, provider: str, params: dict[str, str]) -> tuple[int, Any]:
        """Status and body of an undisturbed answer."""
        listed = LIST.fullmatch(params.get("q", "")) if provider == "nominatim" else None
        is_found = partial(_is_listed, listed) if listed else partial(_is_meant, params)
        found = [place for place in self.places if is_found(place)]
        limit = int(params.get("limit", "10"))
        if provider == "opencage":
            return 200, opencage_body([opencage_row(place) for place in found[:limit]])
        if provider == "nominatim":
            return 200, [nominatim_row(place) for place in found[:limit]]
        if not found:
            return 404, {"error": "Unable to geocode"}
        return 200, [locationiq_row(place) for place in found[:limit]]


# --- the providers' answers ---


def nominatim_row(place: Place) -> dict[str, Any]:
    """As Nominatim 5 writes it with addressdetails, namedetails and extratags."""
    osm_class, osm_type = place.kind.split("=")
    return {
        "place_id": 101,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
        "osm_type": "node",
        "osm_id": 27564937,
        "lat": f"{place.lat:.7f}",
        "lon": f"{place.lng:.7f}",
        "class": osm_class,
        "type": osm_type,
        "place_rank": place.place_rank,
        "importance": place.importance,
        "addresstype": osm_type,
        "name": place.name,
        "display_name": place.label,
        "address": {osm_type: place.name, "city": place.town, "country": "Kenya", "country_code": place.country_code},
        "extratags": {},
        "namedetails": {"name": place.name} | ({"alt_name": ";".join(place.other_names)} if place.other_names else {}),
        "boundingbox": [f"{place.lat - 0.02:.7f}", f"{place.lat + 0.02:.7f}", "36.8", "36.9"],
        **place.more,
    }


def locationiq_row(place: Place) -> dict[str, Any]:
    """LocationIQ's fields: no place_rank, addresstype or name, ids are text, and matchquality."""
    row = nominatim_row(place)
    for missing in ("place_rank", "addresstype", "name", "extratags"):
        del row[missing]
    osm_type = place.kind.split("=")[1]
    return row | {
        "place_id": "236905367",
        "licence": "https://locationiq.com/attribution",
        "osm_id": "27564937",
        "matchquality": {
            "matchcode": "exact",
            "matchtype": "point",
            "matchlevel": MATCH_LEVELS.get(osm_type, "neighbourhood"),
        },
        **place.more,
    }


def opencage_row(place: Place) -> dict[str, Any]:
    osm_type = place.kind.split("=")[1]
    return {
        "bounds": {
            "northeast": {"lat": place.lat, "lng": place.lng},
            "southwest": {"lat": place.lat, "lng": place.lng},
        },
        "components": {
            "ISO_3166-1_alpha-2": place.country_code.upper(),
            "_category": "place",
            "_type": osm_type,
            "city": place.town,
            osm_type: place.name,
            "country": "Kenya",
            "country_code": place.country_code,
        },
        "confidence": place.confidence,
        "formatted": place.label,
        "geometry": {"lat": place.lat, "lng": place.lng},
        **place.more,
    }


def opencage_body(results: list[Any], code: int = 200, message: str = "OK") -> dict[str, Any]:
    return {
        "documentation": "https://opencagedata.com/api",
        "licenses": [{"name": "see attribution guide", "url": "https://opencagedata.com/credits"}],
        "rate": {"limit": 2500, "remaining": 2498, "reset": 1605312000},
        "results": results,
        "status": {"code": code, "message": message},
        "thanks": "For using an OpenCage API",
        "timestamp": {"created_http": "Sun, 22 Nov 2026 01:12:01 GMT", "created_unix": 1795309921},
        "total_results": len(results),
    }


def _asked_name(params: dict[str, str]) -> str:
    return params.get("q", "").partition(",")[0].strip().casefold()


def _is_listed(asked: re.Match[str], place: Place) -> bool:
    """Nominatim's near search: of this kind, and some 11 km around at most."""
    return place.kind == asked[1] and max(abs(place.lat - float(asked[2])), abs(place.lng - float(asked[3]))) < 0.1


def _is_meant(params: dict[str, str], place: Place) -> bool:
    names = {name.casefold() for name in (place.name, *place.other_names)}
    country = params.get("countrycodes") or params.get("countrycode") or place.country_code
    box = params.get("bounds") or (params.get("viewbox") if params.get("bounded") == "1" else None)
    return _asked_name(params) in names and country == place.country_code and (box is None or _is_inside(place, box))


def _is_inside(place: Place, box: str) -> bool:
    west, south, east, north = map(float, box.split(","))
    return west <= place.lng <= east and south <= place.lat <= north


# --- the server ---


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, fake: FakeGeocoder) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Quiet: a client that gives up is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and body are two writes: without this each answer takes 40 ms
    server: _Server

    def do_GET(self) -> None:
        fake, url = self.server.fake, urlsplit(self.path)
        params = {name: values[-1] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
        provider = SEARCHES.get(url.path, "")
        asked = Request(provider, url.path, params, dict(self.headers), self.client_address[1], time.monotonic())
        fault = fake.begin(asked)
        try:
            fake.stopping.wait(fake.latency_s)
            if fault:
                self._break(fault)
            elif provider:
                self._send(*fake.answer(provider, params))
            else:
                self._send(404, "<html><body>Not Found</body></html>")
        finally:
            fake.end()

    def _break(self, fault: Fault) -> None:
        if fault.how == "hang":
            self.server.fake.stopping.wait()
        if fault.how in ("hang", "drop"):
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        elif fault.how in ("slow header", "continue"):
            self.close_connection = True
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: " if fault.how == "slow header" else b"")
            # Python 3.14 ends an exchange after 100 interim responses, which no time limit of ours can be seen to do.
            while not self.server.fake.stopping.wait(0.005 if fault.how == "slow header" else 0.1):
                self.wfile.write(b"x" if fault.how == "slow header" else b"HTTP/1.1 100 Continue\r\n\r\n")
        elif fault.how == "raw":
            self.close_connection = True
            self.wfile.write(_encode(fault.body))
        else:
            self._send(fault.status, fault.body, fault.headers, fault.how)

    def _send(self, status: int, body: Any, headers: dict[str, str] | None = None, how: str = "whole") -> None:
        encoded = _encode(body)
        self.send_response(status)
        self.send_header("Content-Length", str(len(encoded) if how != "dribble" else 10**9))
        for name, value in ({"Content-Type": "application/json; charset=utf-8"} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(encoded[: len(encoded) // 2] if how == "cut" else encoded)
        self.close_connection = how != "whole"
        while how == "dribble" and not self.server.fake.stopping.wait(0.005):
            self.wfile.write(b" ")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it so)
        """Quiet: the requests are recorded."""


def _encode(body: Any) -> bytes:
    """Bytes and text go as they are, anything else as JSON."""
    if isinstance(body, bytes):
        return body
    return (body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)).encode()
