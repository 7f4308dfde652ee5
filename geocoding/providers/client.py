"""Asks a geocoding provider over HTTP: one request a call, and whatever goes wrong becomes one of a few errors.

The only one that sends. It never waits, retries or counts: scheduler.py decides when to ask, matching.py which answer
is right. How the providers speak is in the files named after them, what can go wrong in errors.py.
"""

from __future__ import annotations

import importlib.metadata
import logging
import math
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError

from geocoding.candidates import Candidate, Query
from geocoding.providers.country_names import country_name, filed_under
from geocoding.providers.deadline import DeadlineAdapter, RequestDeadline
from geocoding.providers.errors import GeocoderError, Misconfigured, Unavailable
from geocoding.providers.formats import HttpResponse, ProviderFormat, read_response
from geocoding.providers.locationiq import LocationIQ
from geocoding.providers.nominatim import Nominatim
from geocoding.providers.opencage import OpenCage
from shared import USAGE, UserError, escape_for_display, log, register_secret

CONNECT_TIMEOUT_S = 5.0
MAX_BODY_BYTES = 8_000_000  # bytes; a hundred results with all their names are some 0.5 MB
CHUNK_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Provider:
    """The facts about a provider that settings fall back to."""

    name: str
    format: ProviderFormat = field(repr=False)
    path: str  # added to the base URL
    default_url: str | None  # None: GEOCODER_URL is required
    needs_key: bool
    default_rate: float  # requests a second
    can_list: bool = False  # what lies around a point, by kind ("[place=suburb] -1.29, 36.89")


PROVIDERS = {
    provider.name: provider
    for provider in (
        # Free plan: 2 a second, but 60 a minute (github.com/jessecambon/tidygeocoder/issues/166).
        Provider("locationiq", LocationIQ(), "/search", "https://us1.locationiq.com/v1", True, 0.95),
        # Free trial: 1 a second (opencagedata.com/api#rate-limiting).
        Provider("opencage", OpenCage(), "/json", "https://api.opencagedata.com/geocode/v1", True, 0.95),
        Provider("nominatim", Nominatim(), "/search", None, False, 1.0, can_list=True),
    )
}


DEFAULT_PROVIDER = "locationiq"


class Geocoder:
    """A provider with its key; `search` may be called from any number of threads, each has a Session of its own.

    UserError (usage) if a setting is missing. Close it, or use it as a context manager.
    """

    def __init__(
        self,
        provider: str,
        url: str | None = None,
        key: str | None = None,
        country: str = "ke",
        *,
        timeout_s: float = 10.0,  # between two pieces of an answer; a whole exchange may take three times that
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.provider = PROVIDERS[provider]
        self.country = country.lower()
        self.country_name = country_name(country)
        self._url = _check_url(self.provider, url) + self.provider.path
        self._label = f"{provider} ({urlsplit(self._url).netloc})"
        self._auth = _KeyInQuery(_check_key(self.provider, key)) if self.provider.needs_key else None
        self._timeout_s = timeout_s
        self._clock, self._now = clock, now
        self._local = threading.local()
        self._sessions: list[_Session] = []

    def __repr__(self) -> str:
        return f"<Geocoder {self._label}>"

    def __enter__(self) -> Geocoder:
        url = urlsplit(self._url)
        if self._auth and url.scheme == "http" and not _is_this_machine(url.hostname or ""):
            log.warning("GEOCODER_URL is plain http: everybody on the way to %s can read the key", url.hostname)
        country = filed_under(self.country) if self.provider.name != "opencage" else None
        if country:
            log.warning(
                "GEOCODER_COUNTRY is %s, but this geocoder has the places of %s under %s: if none is found, set that",
                *(self.country, self.country_name, country),
            )
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; no thread may be searching."""
        while self._sessions:
            self._sessions.pop().close()
        self._local = threading.local()

    def abort(self) -> None:
        """End every search that is under way; from any thread."""
        for session in self._sessions:
            session.abort.abort()

    def search(self, query: Query) -> list[Candidate]:
        """Send one request. [] is the provider's definitive "no such place"; anything less is a GeocoderError."""
        started = self._clock()
        response = self._send(query)
        candidates = read_response(response, self.provider.format, self._label)
        log.debug("%s: %d answers to %r in %.2f s", self._label, len(candidates), query.text, self._clock() - started)
        return candidates

    def _send(self, query: Query) -> HttpResponse:
        """Raises outside of the except block: requests' own exceptions carry the URL and with it the key."""
        session = self._session()
        error: GeocoderError | None = None
        try:
            with session.abort.after(3 * self._timeout_s):
                response = self._exchange(session, query)
        except (OSError, ValueError, HTTPError, HTTPException) as err:
            error = self._to_user_error(err)
        if session.abort.is_aborted:  # and what came may be only the beginning
            error = Unavailable(f"{self._label}: its answer took more than {3 * self._timeout_s:g} s; try again later")
        if error:
            raise error
        return response

    def _exchange(self, session: requests.Session, query: Query) -> HttpResponse:
        with session.get(
            self._url,
            params=self.provider.format.build_params(query, self.country),
            auth=self._auth,
            timeout=(CONNECT_TIMEOUT_S, self._timeout_s),
            allow_redirects=False,
            stream=True,
        ) as response:
            return HttpResponse(
                status=response.status_code,
                body=self._read_body(response),
                retry_after_s=_read_retry_after(response.headers.get("Retry-After"), self._now()),
                redirect_to=_read_origin(response.headers.get("Location", "")),
            )

    def _session(self) -> _Session:
        session: _Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = _Session()
            self._sessions.append(session)
        return session

    def _read_body(self, response: requests.Response) -> bytes:
        """The body, piece by piece: a server that sends without end must not fill the memory."""
        body = bytearray()
        while chunk := response.raw.read1(CHUNK_BYTES, decode_content=True):
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                raise Unavailable(f"{self._label}: an answer of more than {MAX_BODY_BYTES:,} bytes; check GEOCODER_URL")
        return bytes(body)

    def _to_user_error(self, err: Exception) -> GeocoderError:
        """An error in our words. Nothing of `err` is quoted but the operating system's own text."""
        root = _find_os_error(err)
        if isinstance(err, requests.exceptions.ProxyError):
            return Unavailable(f"{self._label}: the proxy lets nothing through; check HTTP_PROXY and HTTPS_PROXY")
        if isinstance(err, requests.exceptions.SSLError):
            return self._to_tls_error(root)
        if isinstance(err, requests.exceptions.ConnectTimeout):
            return Unavailable(f"{self._label}: no connection within {CONNECT_TIMEOUT_S:g} s; check GEOCODER_URL")
        if isinstance(err, requests.exceptions.Timeout) or isinstance(root, TimeoutError):
            return Unavailable(f"{self._label}: no answer within {self._timeout_s:g} s; try again later")
        if isinstance(err, ValueError):  # requests' InvalidURL and kin
            return Misconfigured(f"{self._label}: requests can't use this URL; check GEOCODER_URL")
        if type(err) is OSError:  # how requests says that a file of certificates is missing
            return Misconfigured(f"{self._label}: no certificates to check it by; check REQUESTS_CA_BUNDLE")
        reason = getattr(root, "strerror", None) or "the connection broke before the answer was whole"
        return Unavailable(f"{self._label}: {reason}; check GEOCODER_URL and the network if this stays")

    def _to_tls_error(self, root: BaseException) -> GeocoderError:
        if isinstance(root, ssl.SSLEOFError | ssl.SSLZeroReturnError | ssl.SSLSyscallError):
            return Unavailable(f"{self._label}: the connection broke while TLS was set up; try again later")
        reason = getattr(root, "verify_message", "") or getattr(root, "reason", "") or type(root).__name__
        return Misconfigured(
            f"{self._label}: TLS fails ({reason}); check scheme and port of GEOCODER_URL, and the certificate"
        )


class _Session(requests.Session):
    """Names us, and is blind to redirects: requests reads and parses their target even when it is not to follow."""

    def __init__(self) -> None:
        super().__init__()
        self.abort = RequestDeadline()
        for scheme in ("http://", "https://"):
            self.mount(scheme, DeadlineAdapter(self.abort))
        self.headers["User-Agent"] = f"fleettickets/{_version()} (places of field tickets)"
        self.headers["Accept"] = "application/json"

    def close(self) -> None:
        super().close()
        self.abort.close()

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        return None


class _KeyInQuery(AuthBase):
    """Puts the key into the URL at the last moment, so that it is in no argument, parameter or repr of ours."""

    def __init__(self, key: str) -> None:
        self._key = key
        register_secret(key)

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.prepare_url(request.url, {"key": self._key})
        return request


def check_access(provider: str | None, url: str | None, key: str | None) -> None:
    """UserError where this provider, if it is one, lacks a key or an address, whatever else is wrong."""
    known = PROVIDERS.get((provider or "").strip() or DEFAULT_PROVIDER)
    if known and known.needs_key:
        _check_key(known, key)
    if known and not (url or "").strip():
        _check_url(known, None)


def _check_url(provider: Provider, url: str | None) -> str:
    url = (url or provider.default_url or "").rstrip("/")
    if not url:
        raise UserError(f"GEOCODER_URL is not set: {provider.name} needs the base URL of your own server", USAGE)
    if not _is_base_url(url):
        raise UserError("GEOCODER_URL must be a URL such as http://host:8080, without user name or query", USAGE)
    return url


def _is_base_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises ValueError when it is no port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not ("@" in parts.netloc or parts.query)


def _is_this_machine(host: str) -> bool:
    return host == "localhost" or host == "::1" or host.startswith("127.")


def _check_key(provider: Provider, key: str | None) -> str:
    if not key or not key.strip():
        raise UserError(f"GEOCODER_API_KEY is not set: {provider.name} needs a key", USAGE)
    return key.strip()


def _version() -> str:
    try:
        return importlib.metadata.version("fleettickets")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"  # run from a checkout that was not installed


def _read_retry_after(header: str | None, now: datetime) -> float | None:
    """Seconds from a number or an HTTP date, at least 0; None if there is nothing to read."""
    if header is None:
        return None
    try:
        wait_s = float(header)
    except ValueError:
        wait_s = _seconds_until(header, now)
    return max(wait_s, 0.0) if math.isfinite(wait_s) else None


def _seconds_until(http_date: str, now: datetime) -> float:
    try:
        moment = parsedate_to_datetime(http_date)
        return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds()
    except (ValueError, IndexError, OverflowError):
        return math.nan


def _read_origin(url: str) -> str:
    """Scheme and host: the rest of a redirect's target may repeat our query string."""
    try:
        target = urlsplit(url)
    except ValueError:
        return ""
    return escape_for_display(f"{target.scheme}://{target.hostname}") if target.scheme and target.hostname else ""


def _find_os_error(err: BaseException) -> BaseException:
    """The operating system's own error within requests' and urllib3's wrappings; else the outermost."""
    inner: BaseException | None = err
    while inner is not None:
        if isinstance(inner, OSError) and not isinstance(inner, requests.RequestException):
            return inner
        inner = inner.__cause__ or inner.__context__
    return err


def _has_no_url(record: logging.LogRecord) -> bool:
    return "?" not in record.getMessage()


# urllib3 logs each request's path with the query string at DEBUG, and odd headers with the whole URL at WARNING.
for _noisy in ("urllib3.connectionpool", "urllib3.connection", "urllib3.util.retry"):
    logging.getLogger(_noisy).addFilter(_has_no_url)
