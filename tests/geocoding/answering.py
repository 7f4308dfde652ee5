"""What the tests of the providers share: a key, a place, one question."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fake_geocoder import FakeGeocoder, Fault, Place, locationiq_row, nominatim_row, opencage_body, opencage_row
from geocoding.candidates import Candidate, Query
from geocoding.providers import Geocoder
from geocoding.providers.errors import (
    AuthenticationFailed,
    BadRequest,
    Misconfigured,
    QuotaExceeded,
    RateLimited,
    Unavailable,
)

KEY = "pk.5ecre7/+key with=odd&chars"
KEY_TRACES = (KEY, "5ecre7")
DONHOLM = Place("Donholm", -1.29, 36.89, other_names=("Doni",))
QUERY = Query("Donholm, Kenya")
NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
HTML = Fault(200, "<!DOCTYPE html><html><body>Welcome</body></html>", {"Content-Type": "text/html"})


def ask(fake: FakeGeocoder, provider: str, query: Query = QUERY, **settings: Any) -> list[Candidate]:
    with Geocoder(provider, fake.url(provider), KEY, **{"now": lambda: NOW} | settings) as geocoder:
        return geocoder.search(query)


# --- what a provider may answer ---


def oc(code: int, message: str, status: int | None = None) -> Fault:
    return Fault(status or code, opencage_body([], code, message))


STATUS_ROWS = [
    # LocationIQ
    ("locationiq", "200, results", Fault(200, [locationiq_row(DONHOLM)]), 1),
    ("locationiq", "200, empty", Fault(200, []), 0),
    ("locationiq", "400 Invalid Request", Fault(400, {"error": "Invalid Request"}), BadRequest),
    ("locationiq", "401 Invalid key", Fault(401, {"error": "Invalid key"}), AuthenticationFailed),
    ("locationiq", "401 Invalid Key", Fault(401, {"error": "Invalid Key"}), AuthenticationFailed),
    (
        "locationiq",
        "401 not active",
        Fault(401, {"error": "Key not active - Please write to hello@example.com"}),
        AuthenticationFailed,
    ),
    ("locationiq", "403 not enabled", Fault(403, {"error": "Service not enabled"}), AuthenticationFailed),
    ("locationiq", "403 restricted", Fault(403, {"error": "Access restricted"}), AuthenticationFailed),
    ("locationiq", "404 Unable to geocode", Fault(404, {"error": "Unable to geocode"}), 0),
    ("locationiq", "404 in other case", Fault(404, {"error": " unable to Geocode."}), 0),
    ("locationiq", "404 other text", Fault(404, {"error": "Not found"}), Misconfigured),
    ("locationiq", "404 HTML", Fault(404, "<html>Not Found</html>"), Misconfigured),
    ("locationiq", "404 with a list", Fault(404, []), Misconfigured),
    ("locationiq", "429 Second", Fault(429, {"error": "Rate Limited Second"}), (RateLimited, 1.0)),
    ("locationiq", "429 Minute", Fault(429, {"error": "Rate Limited Minute"}), (RateLimited, 60.0)),
    ("locationiq", "429 minute, more words", Fault(429, {"error": "RATE LIMITED MINUTE (60)"}), (RateLimited, 60.0)),
    ("locationiq", "429 Day", Fault(429, {"error": "Rate Limited Day"}), QuotaExceeded),
    ("locationiq", "429 day", Fault(429, {"error": "rate limited day"}), QuotaExceeded),
    (
        "locationiq",
        "429 Day, Retry-After",
        Fault(429, {"error": "Rate Limited Day"}, {"Retry-After": "5"}),
        QuotaExceeded,
    ),
    ("locationiq", "429 bare", Fault(429, {"error": "Rate Limited"}), (RateLimited, 60.0)),
    ("locationiq", "429 HTML", Fault(429, "<html></html>"), (RateLimited, 60.0)),
    (
        "locationiq",
        "429 Retry-After",
        Fault(429, {"error": "Rate Limited Second"}, {"Retry-After": "7"}),
        (RateLimited, 7.0),
    ),
    (
        "locationiq",
        "500",
        Fault(500, {"error": "Unknown error - Please try again after some time"}),
        (Unavailable, None),
    ),
    ("locationiq", "200 with an error", Fault(200, {"error": "Rate Limited Day"}), QuotaExceeded),
    ("locationiq", "200 Second", Fault(200, {"error": "Rate Limited Second"}), (RateLimited, 1.0)),
    ("locationiq", "200 Minute", Fault(200, {"error": "Rate Limited Minute"}), (RateLimited, 60.0)),
    ("locationiq", "200 Unable to geocode", Fault(200, {"error": "Unable to geocode"}), 0),
    # OpenCage
    ("opencage", "200, results", Fault(200, opencage_body([opencage_row(DONHOLM)])), 1),
    ("opencage", "200, empty", oc(200, "OK"), 0),
    ("opencage", "200, status left out", Fault(200, {"results": []}), 0),
    ("opencage", "400", oc(400, "missing parameter"), BadRequest),
    ("opencage", "401", oc(401, "invalid API key"), AuthenticationFailed),
    ("opencage", "401 missing", oc(401, "missing API key"), AuthenticationFailed),
    ("opencage", "402", oc(402, "quota exceeded"), QuotaExceeded),
    ("opencage", "402 in a 200", oc(402, "OK", 200), QuotaExceeded),
    ("opencage", "402 without body", Fault(402), QuotaExceeded),
    ("opencage", "403 disabled", oc(403, "disabled"), AuthenticationFailed),
    ("opencage", "403 suspended in a 200", oc(403, "suspended", 200), AuthenticationFailed),
    ("opencage", "403 IP", oc(403, "IP address rejected"), AuthenticationFailed),
    ("opencage", "404", oc(404, "invalid endpoint"), Misconfigured),
    ("opencage", "404 HTML", Fault(404, "<html></html>"), Misconfigured),
    ("opencage", "405", oc(405, "method not allowed"), Misconfigured),
    ("opencage", "408", oc(408, "timeout"), (Unavailable, None)),
    ("opencage", "410", oc(410, "request too long"), BadRequest),
    ("opencage", "426", oc(426, "upgrade required"), Misconfigured),
    ("opencage", "429", oc(429, "requesting too quickly"), (RateLimited, 1.0)),
    ("opencage", "500", oc(500, "internal error"), (Unavailable, None)),
    ("opencage", "503", oc(503, "internal error"), (Unavailable, None)),
    ("opencage", "503 whose body says 200", oc(200, "OK", 503), (Unavailable, None)),
    ("opencage", "503 whose body says nothing", Fault(503, {"results": []}), (Unavailable, None)),
    ("opencage", "200 whose code is text", Fault(200, {"results": [], "status": {"code": "402"}}), QuotaExceeded),
    ("opencage", "200 whose code is null", Fault(200, {"results": [], "status": {"code": None}}), (Unavailable, None)),
    ("opencage", "402 whose code is null", Fault(402, {"results": [], "status": {"code": None}}), QuotaExceeded),
    ("opencage", "200 without results", Fault(200, {"status": {"code": 200}}), (Unavailable, None)),
    ("opencage", "200, results null", Fault(200, opencage_body([]) | {"results": None}), (Unavailable, None)),
    # Nominatim
    ("nominatim", "200, results", Fault(200, [nominatim_row(DONHOLM)]), 1),
    ("nominatim", "200, empty", Fault(200, []), 0),
    ("nominatim", "200 Unable to geocode", Fault(200, {"error": "Unable to geocode"}), 0),
    ("nominatim", "200, error as text", Fault(200, {"error": "Database is down"}), (Unavailable, None)),
    ("nominatim", "200, error as object", Fault(200, {"error": {"code": 500, "message": "oops"}}), (Unavailable, None)),
    ("nominatim", "200, error without code", Fault(200, {"error": {"message": "oops"}}), (Unavailable, None)),
    ("nominatim", "200, refused", Fault(200, {"error": {"code": 400, "message": "Bad 'viewbox'"}}), BadRequest),
    ("nominatim", "503, 400 in its body", Fault(503, {"error": {"code": 400, "message": "oops"}}), (Unavailable, None)),
    ("nominatim", "400, error as object", Fault(400, {"error": {"code": 400, "message": "Bad 'viewbox'"}}), BadRequest),
    ("nominatim", "400, error as text", Fault(400, {"error": "Bad 'viewbox'"}), BadRequest),
    ("nominatim", "403", Fault(403, "<html>Access blocked</html>"), AuthenticationFailed),
    ("nominatim", "404", Fault(404, {"error": {"code": 404, "message": "Search not available"}}), Misconfigured),
    ("nominatim", "429", Fault(429, "Bandwidth limit exceeded"), (RateLimited, 1.0)),
    ("nominatim", "429 Retry-After", Fault(429, "", {"Retry-After": "30"}), (RateLimited, 30.0)),
    ("nominatim", "503 plain text", Fault(503, "Query took too long to process."), (Unavailable, None)),
    ("nominatim", "503 Retry-After", Fault(503, "", {"Retry-After": "120"}), (Unavailable, 120.0)),
]
# What any of them may answer, or something in between.
ANY_ROWS: list[tuple[str, Fault, Any]] = [
    ("HTML in a 200", HTML, (Unavailable, None)),
    ("empty body in a 200", Fault(200), (Unavailable, None)),
    ("not UTF-8", Fault(200, b'[{"name":"\xff\xfe"}]'), (Unavailable, None)),
    ("JSON cut off", Fault(200, '[{"lat":"-1.29","lo'), (Unavailable, None)),
    ("JSON nested too deep", Fault(200, b"[" * 100_000), (Unavailable, None)),
    ("a JSON text", Fault(200, '"results"'), (Unavailable, None)),
    ("a JSON null", Fault(200, "null"), (Unavailable, None)),
    ("body shorter than its Content-Length", Fault(200, [], how="cut"), (Unavailable, None)),
    ("no answer at all", Fault(how="drop"), (Unavailable, None)),
    ("no HTTP", Fault(body=b"SSH-2.0-OpenSSH_9.2\r\n", how="raw"), (Unavailable, None)),
    ("an endless header", Fault(body=b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000, how="raw"), (Unavailable, None)),
    ("204", Fault(204), (Unavailable, None)),
    ("402", Fault(402), QuotaExceeded),
    ("408", Fault(408), (Unavailable, None)),
    ("413 too large", Fault(413), BadRequest),
    ("414 URI too long", Fault(414), BadRequest),
    ("422", Fault(422), BadRequest),
    ("425 too early", Fault(425), (Unavailable, None)),
    ("431 header too large", Fault(431), BadRequest),
    ("418, a status nobody documents", Fault(418), Misconfigured),
    ("502 HTML", Fault(502, "<html>Bad Gateway</html>"), (Unavailable, None)),
    ("504", Fault(504), (Unavailable, None)),
    ("599", Fault(599), (Unavailable, None)),
    ("redirect", Fault(301, "", {"Location": "https://maps.example/v2/search?q=x"}), Misconfigured),
    ("redirect without a target", Fault(302), Misconfigured),
]
