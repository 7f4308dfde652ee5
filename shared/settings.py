"""Settings from the environment and .env, checked: whatever is missing or malformed is named at once."""

from __future__ import annotations

import contextlib
import math
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import psycopg
from dotenv import dotenv_values

from shared.errors import USAGE, UserError
from shared.output import log, register_secret

ENV_FILE = Path(__file__).resolve().parent.parent / ".env"

# Of the URLs that Prisma, SQLAlchemy, Rails, Go's drivers and hosting services write for DATABASE_URL.
FOREIGN_PARAMETERS = (
    "schema",
    "pgbouncer",
    "connection_limit",
    "pool_timeout",
    "currentSchema",
    "search_path",
    "sslaccept",
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BucketSettings:
    endpoint: str  # http(s)://host[:port]
    access_key: str
    secret_key: str
    region: str
    bucket: str
    keys: dict[str, str]  # object key by kind


# The providers, and the requests of a UTC day that each takes where GEOCODER_DAILY_LIMIT is not set.
DAILY_LIMITS = {
    "locationiq": 5000,  # free plan
    "opencage": 2500,  # free trial (opencagedata.com/api#rate-limiting)
    "nominatim": 100_000,  # one's own server has no plan: more than a day at 1 a second holds, so it never binds
}


@dataclass(frozen=True, slots=True)
class GeocoderSettings:
    """As set; no rate where the provider's own holds."""

    provider: str
    api_key: str | None
    url: str | None
    country: str  # ISO 3166-1 alpha-2, lower case
    rate: float | None  # requests a second
    daily_limit: int  # requests a UTC day
    network_codes: tuple[str, ...]  # this site's further words that are no part of a place's name


def read_environment() -> dict[str, str]:
    """The .env beside the scripts, and over it the environment. Empty values count as not set."""
    try:
        from_file = {k: v for k, v in _read_env_file().items() if v}
        if from_file and ENV_FILE.stat().st_mode & stat.S_IROTH:
            log.warning("%s can be read by everybody on this machine: chmod 600 %s", ENV_FILE, ENV_FILE)
    except (OSError, UnicodeDecodeError) as err:
        raise UserError(f"{ENV_FILE}: can't be read as UTF-8 text: {type(err).__name__}", USAGE) from None
    return from_file | {k: v for k, v in os.environ.items() if v}


def _read_env_file() -> Mapping[str, str | None]:
    return dotenv_values(ENV_FILE, interpolate=False, encoding="utf-8-sig")  # editors on Windows begin with a BOM


def check_settings(env: Mapping[str, str], *readers: Callable[[Mapping[str, str]], object]) -> None:
    """UserError that names all that is missing or malformed."""
    problems = []
    for read in readers:
        try:
            read(env)
        except UserError as err:
            problems.append(str(err))
    if problems:
        raise UserError("; ".join(problems), USAGE)


def database_url(env: Mapping[str, str]) -> str:
    with _settings_reader(env) as setting:
        url: str = setting("DATABASE_URL", _parse_database_url)
    register_secret(str(psycopg.conninfo.conninfo_to_dict(url).get("password") or ""))
    return url


def review_fields(env: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a ticket that a reviewer reads as its text."""
    with _settings_reader(env) as setting:
        fields: tuple[str, ...] = setting("REVIEW_FIELDS", _parse_fields, "address,summary,description,notes")
    return fields


def bucket_settings(env: Mapping[str, str]) -> BucketSettings:
    register_secret(env.get("RUSTFS_SECRET_KEY", "").strip())
    with _settings_reader(env) as setting:
        return BucketSettings(
            endpoint=setting("RUSTFS_ENDPOINT", _parse_http_url),
            access_key=setting("RUSTFS_ACCESS_KEY", str),
            secret_key=setting("RUSTFS_SECRET_KEY", str),
            region=setting("RUSTFS_REGION", str, "us-east-1"),
            bucket=setting("RUSTFS_BUCKET", str, "tickets"),
            keys={
                "inc": setting("RUSTFS_INC_KEY", str, "inc/latest.json"),
                "crq": setting("RUSTFS_CRQ_KEY", str, "crq/latest.json"),
            },
        )


def geocoder_settings(env: Mapping[str, str]) -> GeocoderSettings:
    register_secret(env.get("GEOCODER_API_KEY", "").strip())
    with _settings_reader(env) as setting:
        provider = setting("GEOCODER_PROVIDER", _parse_provider, "locationiq")
        return GeocoderSettings(
            provider=provider,
            api_key=setting("GEOCODER_API_KEY", str, ""),
            url=setting("GEOCODER_URL", _parse_http_url, ""),
            country=setting("GEOCODER_COUNTRY", _parse_country, "ke"),
            rate=setting("GEOCODER_RATE", _parse_rate, ""),
            daily_limit=setting("GEOCODER_DAILY_LIMIT", _parse_count, "") or DAILY_LIMITS.get(provider, 0),
            network_codes=setting("NETWORK_CODES", _parse_words, "") or (),
        )


@contextlib.contextmanager
def _settings_reader(env: Mapping[str, str]) -> Iterator[Callable[..., Any]]:
    """setting(name, parse, default): the parsed value; None where the default "" holds. UserError for all at last."""
    problems = []

    def setting(name: str, parse: Callable[[str], object], default: str | None = None) -> object:
        text = env.get(name, "").strip() or default
        try:
            if text is None:
                raise ValueError(f"is not set: put it into the environment or {ENV_FILE}")
            if not text.isprintable():
                raise ValueError("holds a character that no setting may: a control character, or one that is not UTF-8")
            return parse(text) if text else None
        except ValueError as err:
            problems.append(f"{name} {err} (see .env.example)")
            return None

    yield setting
    if problems:
        raise UserError("; ".join(problems), USAGE)


def _parse_database_url(text: str) -> str:
    driver = re.match(r"(postgres(?:ql)?)\+\w+://", text)
    if driver:
        raise ValueError(f"begins with {driver[0]}, as for SQLAlchemy; libpq knows {driver[1]}:// only")
    try:
        parts = psycopg.conninfo.conninfo_to_dict(text)
    except psycopg.ProgrammingError as err:
        found = re.fullmatch(r'invalid URI query parameter: "(\w+)"', str(err).strip())
        if found and found[1] in FOREIGN_PARAMETERS:  # any other may be a piece of a password
            raise ValueError(f"has a parameter that libpq doesn't know: {found[1]}; take it out") from None
        parts = {"port": "unreadable"}
    # An @, : or / of a password that is not %-encoded lands in host and port, which every message would show.
    if "@" in str(parts.get("host", ""))[1:] or not re.fullmatch("[0-9,]*", str(parts.get("port", ""))):
        raise ValueError("is no libpq URI: postgresql://user:password@host:5432/dbname, the password %-encoded")
    return text


def _parse_http_url(text: str) -> str:
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises ValueError when it is no port
    except ValueError:
        parts = urlsplit("")  # not urlsplit's own words: they quote what may be a password
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or parts.query:
        raise ValueError("must be a URL such as http://host:9000, without user name or query")
    return text.rstrip("/")


def _parse_words(text: str) -> tuple[str, ...]:
    entries = tuple(" ".join(entry.split()) for entry in text.split(",") if entry.strip())
    if not all(re.search(r"[^\W\d_]", entry) and re.fullmatch(r"[\w' ]{2,50}", entry) for entry in entries):
        raise ValueError("must be words with a comma between them, of 2 to 50 letters and digits each")
    return entries


def _parse_fields(text: str) -> tuple[str, ...]:
    return tuple(field.strip() for field in text.split(",") if field.strip())


def _parse_provider(text: str) -> str:
    if text not in DAILY_LIMITS:
        raise ValueError(f"is {text!r}: choose locationiq, opencage or nominatim")
    return text


def _parse_country(text: str) -> str:
    if not re.fullmatch("[A-Za-z]{2}", text):
        raise ValueError(f"is {text!r}: an ISO 3166-1 code of two letters is needed, such as ke")
    return text.lower()


def _parse_rate(text: str) -> float:
    rate = _parse_number(text, float)
    if not (math.isfinite(rate) and rate > 0):
        raise ValueError(f"is {text!r}: a number above 0 is needed, in requests a second")
    return rate


def _parse_count(text: str) -> int:
    count = _parse_number(text, int)
    if count < 1:
        raise ValueError(f"is {text!r}: a whole number from 1 is needed, in requests a day")
    return count


def _parse_number(text: str, kind: Callable[[str], T]) -> T:
    try:
        return kind(text)
    except ValueError:
        raise ValueError(f"is {text!r}: a number is needed") from None
