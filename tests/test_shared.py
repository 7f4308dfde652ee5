"""The settings: `.env.example` tells the truth, the environment wins over `.env`, what is malformed is named."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import io
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, quote_plus

import psycopg
import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

import shared
from conftest import REPO, Run
from geocoding.providers import PROVIDERS
from shared import USAGE, UserError, bucket_settings, database_url, geocoder_settings, read_environment, review_fields
from shared.settings import DAILY_LIMITS

EXAMPLE = (REPO / ".env.example").read_text()
REQUIRED = {
    "DATABASE_URL": "postgresql://host/db",
    "RUSTFS_ENDPOINT": "http://host:9000",
    "RUSTFS_ACCESS_KEY": "id",
    "RUSTFS_SECRET_KEY": "secret",
}


class Asked(Mapping[str, str]):
    """Settings that remember which of them were asked for."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values_, self.names = values, set[str]()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        return self.values_[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_)

    def __len__(self) -> int:
        return len(self.values_)


def read_everything(env: Mapping[str, str]) -> tuple[object, ...]:
    return database_url(env), bucket_settings(env), geocoder_settings(env), review_fields(env)


def example_values(text: str) -> dict[str, str | None]:
    return dict(dotenv_values(stream=io.StringIO(text), interpolate=False))


def test_the_example_lists_exactly_the_settings_that_are_read() -> None:
    asked = Asked(REQUIRED)
    read_everything(asked)
    assert asked.names == set(re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE, re.MULTILINE))


def test_what_the_example_sets_is_what_has_no_default() -> None:
    assert example_values(EXAMPLE).keys() == REQUIRED.keys()


def test_the_defaults_of_the_example_are_those_of_the_code() -> None:
    spelt_out = example_values(re.sub(r"^# (?=[A-Z_]+=)", "", EXAMPLE, flags=re.MULTILINE))
    assert not spelt_out.pop("GEOCODER_API_KEY")
    url, rate, limit = (spelt_out.pop(f"GEOCODER_{name}") or "" for name in ("URL", "RATE", "DAILY_LIMIT"))
    env = {name: value or "" for name, value in spelt_out.items()}
    assert read_everything(env) == read_everything({name: env[name] for name in REQUIRED})
    provider = PROVIDERS[env["GEOCODER_PROVIDER"]]
    assert (url, float(rate), int(limit)) == (provider.default_url, provider.default_rate, DAILY_LIMITS[provider.name])


def test_the_figures_of_every_provider_are_in_the_example() -> None:
    for provider in PROVIDERS.values():
        assert all(
            str(figure) in EXAMPLE
            for figure in (
                provider.default_url or "required",
                f"{provider.default_rate:g}",
                DAILY_LIMITS[provider.name],
            )
        )


def test_each_setting_of_the_example_has_a_comment_above() -> None:
    paragraphs = [part for part in EXAMPLE.split("\n\n") if re.search(r"^(# )?[A-Z_]+=", part, re.MULTILINE)]
    bare = [part for part in paragraphs if re.match(r"(# )?[A-Z_]+=", part)]
    assert bare == ["# RUSTFS_REGION=us-east-1\n# RUSTFS_BUCKET=tickets"]


READERS: dict[str, Callable[[Mapping[str, str]], object]] = {
    "DATABASE": database_url,
    "RUSTFS": bucket_settings,
    "GEOCODER": geocoder_settings,
    "NETWORK": geocoder_settings,
}


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("value", [None, "", "  "], ids=["absent", "empty", "blank"])
def test_a_missing_setting_is_named(name: str, value: str | None) -> None:
    env = {key: text for key, text in (REQUIRED | {name: value}).items() if text is not None}
    with pytest.raises(UserError, match=f"^{name} is not set: .*see .env.example") as error:
        READERS[name.split("_")[0]](env)
    assert error.value.exit_code == USAGE


@pytest.mark.parametrize("name", ["RUSTFS_REGION", "RUSTFS_BUCKET", "RUSTFS_INC_KEY", "RUSTFS_CRQ_KEY"])
def test_a_blank_setting_with_a_default_has_the_default(name: str) -> None:
    assert bucket_settings(REQUIRED | {name: " "}) == bucket_settings(REQUIRED)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://u:sesame@host/db"),
        ("DATABASE_URL", "sesame"),
        ("DATABASE_URL", "postgresql://u:ses%ame@host/db"),
        ("DATABASE_URL", "postgresql://u:x@sesame@host/db"),
        ("DATABASE_URL", "postgresql://u:sesame/x@host/db"),
        ("DATABASE_URL", "postgresql://host:port/db"),
        ("DATABASE_URL", "postgresql://host/db?sesame=1"),
        ("RUSTFS_ENDPOINT", "host:9000"),
        ("RUSTFS_ENDPOINT", "ftp://host"),
        ("RUSTFS_ENDPOINT", "http://"),
        ("RUSTFS_ENDPOINT", "http://host:port"),
        ("RUSTFS_ENDPOINT", "http://host:99999"),
        ("RUSTFS_ENDPOINT", "http://id:sesame@host:9000"),
        ("RUSTFS_ENDPOINT", "http://:sesame@host:9000"),
        ("RUSTFS_ENDPOINT", "http://host/?key=sesame"),
        ("GEOCODER_PROVIDER", "google"),
        ("GEOCODER_URL", "us1.locationiq.com/v1"),
        ("GEOCODER_URL", "https://host/v1?key=sesame"),
        ("GEOCODER_COUNTRY", "Kenya"),
        ("GEOCODER_COUNTRY", "k"),
        ("GEOCODER_RATE", "fast"),
        ("GEOCODER_RATE", "0"),
        ("GEOCODER_RATE", "-1"),
        ("GEOCODER_RATE", "nan"),
        ("GEOCODER_RATE", "inf"),
        ("GEOCODER_DAILY_LIMIT", "1.5"),
        ("GEOCODER_DAILY_LIMIT", "0"),
        ("GEOCODER_DAILY_LIMIT", "many"),
        ("NETWORK_CODES", "acme, 12"),
        ("NETWORK_CODES", "acme, b"),
        ("NETWORK_CODES", "acme-blue"),
        ("NETWORK_CODES", "x" * 51),
    ],
)
def test_a_malformed_setting_is_named_and_its_secrets_are_not(name: str, value: str) -> None:
    with pytest.raises(UserError, match=f"^{name} .*see .env.example") as error:
        READERS[name.split("_")[0]](REQUIRED | {name: value})
    assert error.value.exit_code == USAGE
    assert "sesame" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("RUSTFS_ENDPOINT", "ftp://host", "must be a URL such as http://host:9000, without user name or query"),
        ("RUSTFS_BUCKET", "a\x1bb", "holds a character that no setting may"),
        ("GEOCODER_PROVIDER", "google", "is 'google': choose locationiq, opencage or nominatim"),
        ("GEOCODER_COUNTRY", "Kenya", "is 'Kenya': an ISO 3166-1 code of two letters is needed"),
        ("GEOCODER_RATE", "fast", "is 'fast': a number is needed"),
        ("GEOCODER_RATE", "0", "is '0': a number above 0 is needed"),
        ("GEOCODER_DAILY_LIMIT", "0", "is '0': a whole number from 1 is needed"),
        ("NETWORK_CODES", "acme, b", "must be words with a comma between them"),
    ],
)
def test_what_a_setting_must_be_is_said(name: str, value: str, said: str) -> None:
    with pytest.raises(UserError, match=f"^{name} {said}"):
        READERS[name.split("_")[0]](REQUIRED | {name: value})


def test_the_least_and_the_most_that_a_setting_may_be_is_taken() -> None:
    edges = {"GEOCODER_RATE": "0.001", "GEOCODER_DAILY_LIMIT": "1", "NETWORK_CODES": f"ab,{'x' * 50}"}
    settings = geocoder_settings(REQUIRED | edges)
    assert (settings.rate, settings.daily_limit, settings.network_codes) == (0.001, 1, ("ab", "x" * 50))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user@/db?host=/var/run/postgresql",
        "postgres://u:p%40ss%2Fw@[::1]:5432/db?sslmode=require",
        "postgresql://a:1,b:2/db?target_session_attrs=read-write",
        "postgresql://",
    ],
)
def test_what_libpq_understands_is_taken(url: str) -> None:
    assert database_url({"DATABASE_URL": f" {url} "}) == url


@pytest.mark.parametrize(
    ("text", "fields"), [(" address , ,notes,", ("address", "notes")), ("a b", ("a b",)), (",", ())]
)
def test_the_fields_of_a_review_are_names_with_commas_between_them(text: str, fields: tuple[str, ...]) -> None:
    assert review_fields({"REVIEW_FIELDS": text}) == fields


def test_a_country_may_be_in_capitals_and_a_network_s_words_apart() -> None:
    settings = geocoder_settings({"GEOCODER_COUNTRY": "KE", "NETWORK_CODES": " acme,, Blue  Net ,"})
    assert (settings.country, settings.network_codes) == ("ke", ("acme", "Blue Net"))


def test_an_endpoint_loses_its_trailing_slash() -> None:
    assert bucket_settings(REQUIRED | {"RUSTFS_ENDPOINT": "https://host/s3/"}).endpoint == "https://host/s3"


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text("RUSTFS_BUCKET=file\nRUSTFS_REGION='file'\nRUSTFS_INC_KEY=\nRUSTFS_SECRET_KEY=a$b#c${HOME}\n")
    monkeypatch.setattr(shared.settings, "ENV_FILE", file)
    monkeypatch.setenv("RUSTFS_BUCKET", "environment")
    monkeypatch.setenv("RUSTFS_REGION", "")
    env = read_environment()
    assert (env["RUSTFS_BUCKET"], env["RUSTFS_REGION"]) == ("environment", "file")
    assert env["RUSTFS_SECRET_KEY"] == "a$b#c${HOME}"
    assert "RUSTFS_INC_KEY" not in env


def test_a_byte_order_mark_before_the_first_setting_is_no_part_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xef\xbb\xbfRUSTFS_BUCKET=first\r\nRUSTFS_REGION=second\r\n")
    monkeypatch.setattr(shared.settings, "ENV_FILE", file)
    for name in ("RUSTFS_BUCKET", "RUSTFS_REGION"):
        monkeypatch.delenv(name, raising=False)
    env = read_environment()
    assert (env["RUSTFS_BUCKET"], env["RUSTFS_REGION"]) == ("first", "second")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://u:sesame@h:5432/d?schema=public", "has a parameter that libpq doesn't know: schema"),
        ("postgresql://u:sesame@h:6543/d?pgbouncer=true", "has a parameter that libpq doesn't know: pgbouncer"),
        *(
            (f"postgresql://u:sesame@h/d?{name}=x", f"has a parameter that libpq doesn't know: {name}; take it out")
            for name in ("connection_limit", "pool_timeout", "currentSchema", "search_path", "sslaccept")
        ),
        ("postgresql+psycopg://u:sesame@h/d", "begins with postgresql+psycopg://, as for SQLAlchemy; libpq knows "),
        ("postgres+asyncpg://u:sesame@h/d", "begins with postgres+asyncpg://, as for SQLAlchemy; libpq knows "),
        ("postgresql://u:ses@me/x@h/d?sesame", "is no libpq URI"),
    ],
)
def test_a_database_url_of_another_tool_is_told_what_is_foreign_in_it(url: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        database_url({"DATABASE_URL": url})
    assert said in str(caught.value)
    assert "ses" not in str(caught.value).replace("postgres", "")


def test_the_file_beside_the_scripts_is_read_wherever_they_are_started(checkout: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(checkout, tmp_path / "copy")
    (copy / ".env").write_text("DATABASE_URL=postgresql://127.0.0.1:1/nowhere\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ".env").write_text("DATABASE_URL=malformed\n")
    done = Run(copy, cwd=elsewhere)("run_migrations.py", "--status")
    assert (done.returncode, "port 1 failed" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("args", "name"),
    [
        (["--from-bucket"], "DATABASE_URL"),
        (["--from-bucket"], "RUSTFS_ENDPOINT"),
        (["--from-bucket", "--geocode-clusters"], "GEOCODER_RATE"),
        (["--geocode-locations", "--inc-json", "no such file"], "GEOCODER_DAILY_LIMIT"),
    ],
)
def test_settings_are_looked_at_before_any_work(run: Run, args: list[str], name: str) -> None:
    env = REQUIRED | {"DATABASE_URL": "postgresql://127.0.0.1:1/nowhere", name: "none at all"}
    done = run("import_tickets.py", *args, env=env)
    assert (done.returncode, done.stdout) == (2, "")
    assert name in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_all_that_is_missing_or_malformed_is_named_at_once(run: Run) -> None:
    env = {"DATABASE_URL": "nonsense", "RUSTFS_ACCESS_KEY": "id", "GEOCODER_RATE": "fast", "GEOCODER_DAILY_LIMIT": "0"}
    done = run("import_tickets.py", "--from-bucket", "--geocode-clusters", env=env)
    assert (done.returncode, done.stdout) == (2, "")
    named = re.findall(r"(?:ERROR |; )([A-Z]+_[A-Z_]+) ", done.stderr)
    assert named == [
        *("DATABASE_URL", "RUSTFS_ENDPOINT", "RUSTFS_SECRET_KEY", "GEOCODER_RATE", "GEOCODER_DAILY_LIMIT"),
        "GEOCODER_API_KEY",
    ]


@pytest.mark.parametrize("where", ["file", "environment"])
@pytest.mark.parametrize("secret", [b"ses\xffame", b"ses\x1bame", b"ses\x00ame"], ids=["no UTF-8", "escape", "NUL"])
def test_a_setting_that_is_no_text_is_a_usage_error_without_its_value(
    checkout: Path, tmp_path: Path, where: str, secret: bytes
) -> None:
    if where == "environment" and b"\x00" in secret:
        pytest.skip("no environment can hold it")
    copy = shutil.copytree(checkout, tmp_path / "copy")
    settings = {b"DATABASE_URL": b"postgresql://host/db", b"RUSTFS_ENDPOINT": b"http://host:9000"}
    settings |= {b"RUSTFS_ACCESS_KEY": b"id", b"RUSTFS_SECRET_KEY": secret}
    if where == "file":
        (copy / ".env").write_bytes(b"".join(b"%s=%s\n" % pair for pair in settings.items()))
    done = subprocess.run(
        [sys.executable, copy / "import_tickets.py", "--from-bucket"],
        env=os.environb | (settings if where == "environment" else {}),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
    assert b"ame" not in done.stderr.replace(b"name", b"")


def test_a_file_of_settings_that_everybody_can_read_is_warned_of_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / ".env"
    file.write_text("RUSTFS_BUCKET=tickets\n")
    monkeypatch.setattr(shared.settings, "ENV_FILE", file)
    monkeypatch.setattr(shared.log, "propagate", True)
    monkeypatch.setattr(shared.log, "handlers", [])  # of a test before
    for mode, warnings in ((0o600, 0), (0o640, 0), (0o644, 1)):
        caplog.clear()
        file.chmod(mode)
        read_environment()
        assert [record.getMessage().count("chmod 600") for record in caplog.records] == [1] * warnings


HOSTILE = "a\x1b[2Jb\x1b]52;c;aGk=\x07\nforged\r\u202egnp.exe\u2066\x9b31m\x7f\u200b\u2028z"


def test_what_others_wrote_is_shown_escaped_and_cut() -> None:
    shown = shared.escape_for_display(HOSTILE)
    assert shown.isprintable()
    assert shown.startswith("a\\x1b[2Jb")
    assert shared.escape_for_display("Murang'a, Ol Kalou 中村 कोरमंगला") == "Murang'a, Ol Kalou 中村 कोरमंगला"
    assert len(shared.escape_for_display("x" * 1_000_000)) < 150
    assert len(shared.escape_for_display("\x00" * 100)) < 150
    assert (shared.escape_for_display("x" * 100), shared.escape_for_display("x" * 101)) == (
        "x" * 100,
        "x" * 100 + "... (101 characters)",
    )


@given(st.text(), st.integers(1, 200))
def test_any_text_is_shown_on_one_line_of_bounded_length(text: str, most: int) -> None:
    shown = shared.escape_for_display(text, most)
    assert shown.isprintable()
    assert len(shown) <= 2 * most + 40
    assert shown == text or not text.isprintable() or len(text) > most


@pytest.mark.parametrize("watched", [False, True], ids=["cron", "terminal"])
def test_no_line_of_the_log_can_be_forged(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, watched: bool
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: watched)
    shared.set_up_log(verbose=True)
    try:
        raise ValueError(HOSTILE)
    except ValueError:
        shared.log.exception("%s %s", HOSTILE, "x" * 1_000_000)
    told = capsys.readouterr().err
    assert all(line.isprintable() for line in told.splitlines())
    assert re.match(r"a\\x1b" if watched else r"20\d\d-\d\d-\d\d .* ERROR a\\x1b", told)
    assert all(line.startswith("  ") for line in told.splitlines()[1:])
    assert len(told) < 20_000


SECRET = "pk.Ab/9+ key=Z"


@pytest.mark.parametrize(
    "spelling",
    [
        SECRET,
        SECRET.upper(),
        quote(SECRET, safe=""),
        quote(SECRET, safe="").lower(),
        quote(SECRET, safe="/"),
        quote_plus(SECRET),
        "".join(f"%{ord(char):02X}" for char in SECRET),
        *(base64.b64encode(f"{user}{SECRET}@host".encode()).decode() for user in ("", "u", "us", "user:")),
        base64.urlsafe_b64encode(SECRET.encode()).decode(),
    ],
)
def test_a_secret_is_masked_in_every_encoding(monkeypatch: pytest.MonkeyPatch, spelling: str) -> None:
    monkeypatch.setattr(shared.output, "_secrets", {})
    shared.register_secret(SECRET)
    masked = shared.redact(f"before {spelling} after")
    assert "***" in masked
    assert masked.startswith("before ")
    assert masked.endswith(" after")
    assert SECRET.lower()[3:6] not in masked.lower()


def test_a_secret_of_a_few_letters_does_not_garble_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared.output, "_secrets", {})
    shared.register_secret("a")
    assert shared.redact("a bad answer, at /v1?key=a") == "a bad answer, at /v1?key=***"
    shared.register_secret("short")
    shared.register_secret("enough")
    assert shared.redact("short is not enough") == "short is not ***"


def test_a_secret_in_a_longer_one_leaves_nothing_of_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared.output, "_secrets", {})
    for secret in ("sesame", "sesame-open", "a-sesame-open"):
        shared.register_secret(secret)
    assert shared.redact("sesame-open, a-sesame-open, sesame") == "***, ***, ***"


@pytest.mark.parametrize("name", ["key", "apikey", "token"])
def test_a_key_in_a_url_is_masked_whatever_it_is(name: str) -> None:
    assert shared.redact(f"'/v1?q=a&{name}=b%20c&x=d'") == f"'/v1?q=a&{name}=***&x=d'"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (0.1, "1 s"), (89.5, "90 s"), (90, "2 min"), (5399, "90 min"), (5400, "1.5 h"), (86_400, "24.0 h")],
)
def test_a_duration_is_said_as_a_person_says_it(seconds: float, said: str) -> None:
    assert shared.duration(seconds) == said


@pytest.mark.parametrize(
    ("err", "said"),
    [
        (psycopg.errors.LockNotAvailable("x"), "could not get a lock within 3 x 15 s (see pg_locks); run again"),
        (psycopg.errors.DeadlockDetected("x"), "deadlock, 3 times in a row (see the server's log); run again"),
        (psycopg.errors.QueryCanceled("x"), "query timed out or was cancelled (see pg_stat_activity); run again"),
        (
            psycopg.errors.DiskFull("no space."),
            "no space; the server's disk is full: free some space there, then run again",
        ),
        (
            psycopg.errors.InsufficientPrivilege("permission denied"),
            "permission denied; the role of DATABASE_URL may not do this: deploy/roles.sql has which one may",
        ),
        *(
            (
                psycopg.OperationalError(f"{words}\nmore"),
                f"{words}; the server was restarted, or gave up: its log says why (a full disk?); run again",
            )
            for words in (
                "server closed the connection unexpectedly",
                "the connection is lost",
                "connection to server failed",
                "terminating connection due to administrator command",
            )
        ),
        (psycopg.DataError("\n division\x1b by zero.\nmore"), "division\\x1b by zero"),
        (psycopg.DataError(), "DataError"),
    ],
)
def test_what_the_server_says_is_told_with_what_to_do(err: psycopg.Error, said: str) -> None:
    assert shared.describe_database_error(err) == said


@pytest.mark.parametrize(("watched", "quiet"), [(True, False), (True, True), (False, False)])
def test_a_bar_is_drawn_where_somebody_watches_and_wants_to_hear(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], watched: bool, quiet: bool
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: watched)
    shared.set_up_log(quiet=quiet)
    assert list(shared.track(["a", "b"], "sending")) == ["a", "b"]
    with shared.progress("places", 2) as settled:
        settled()
    is_drawn = watched and not quiet
    told = capsys.readouterr().err
    assert ("sending: " in told, "places: " in told, "\x1b[K" in told) == (is_drawn, is_drawn, is_drawn)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("is_ignored", [True, False], ids=["as nohup does", "as usual"])
def test_a_signal_ends_a_run_unless_whoever_started_it_had_it_ignored(number: signal.Signals, is_ignored: bool) -> None:
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        signal.signal(number, signal.SIG_IGN if is_ignored else signal.default_int_handler)
        shared.install_signal_handlers()
        with pytest.raises(KeyboardInterrupt) if not is_ignored else contextlib.nullcontext():
            signal.raise_signal(number)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def test_progress_that_nobody_watches_is_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(shared.log, "propagate", True)
    monkeypatch.setattr(shared.log, "handlers", [])  # of a test before
    caplog.set_level("INFO", shared.log.name)
    for every_s, told in ((3600.0, []), (0.0, ["places: 1 of 2", "places: 2 of 2"])):
        monkeypatch.setattr(shared.progress_bar, "LOG_EVERY_S", every_s)
        with shared.progress("places", 2) as settled:
            settled()
            settled()
        assert [record.getMessage().rpartition(", about ")[0] for record in caplog.records] == told


@pytest.mark.parametrize(("items", "drawn"), [(["a", "b"], True), ([], False)], ids=["some", "nothing"])
def test_a_bar_is_drawn_of_what_there_is_and_none_of_nothing(
    items: list[str], drawn: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shared.progress_bar, "_shows_bar", lambda: True)
    assert list(shared.track(items, "sending")) == items
    assert ("sending: " in capsys.readouterr().err) == drawn


def test_a_full_disk_under_stdout_is_told_and_changes_no_outcome(run: Run, db_url: str, tmp_path: Path) -> None:
    snapshot = tmp_path / "inc.json"
    snapshot.write_text('[{"ticket_id": "INC1"}]')
    command = [sys.executable, str(run.checkout / "import_tickets.py"), "--inc-json", str(snapshot), "--apply"]
    with Path("/dev/full").open("wb") as full:
        env = os.environ | {"DATABASE_URL": db_url}
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, env=env)
    assert done.returncode == 0
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


ALL_IS_TOLD = {
    "a dry run": ["import_tickets.py", "--inc-json", "inc.json"],
    "what is alive": ["import_tickets.py", "--status"],
    "what is alive, as JSON": ["import_tickets.py", "--status", "--json"],
    "decisions, foretold": ["review_places.py", "--import", "decided.csv"],
    "the ledger": ["run_migrations.py", "--status"],
    "migrations, foretold": ["run_migrations.py", "--dry-run"],
}


@pytest.fixture
def files(run: Run) -> None:
    (run.cwd / "inc.json").write_text('[{"ticket_id": "INC1"}]')
    (run.cwd / "decided.csv").write_text("cluster,place,lat,lng\nNairobi,,-1.28,36.82\n")


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("command", ALL_IS_TOLD.values(), ids=ALL_IS_TOLD.keys())
def test_a_full_disk_under_stdout_is_a_failure_where_the_report_is_all_there_is(
    run: Run, db_url: str, command: list[str]
) -> None:
    script, *args = command
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, str(run.checkout / script), *args],
            check=False,
            cwd=run.cwd,
            stdout=full,
            stderr=subprocess.PIPE,
            env=os.environ | {"DATABASE_URL": db_url},
        )
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has pipes of a size that can be set")
def test_an_interrupt_while_a_report_waits_for_its_reader_is_no_traceback(run: Run, db_url: str) -> None:
    names = [f"Nairobi,Village {number},-1.28,36.82\n" for number in range(500)]
    (run.cwd / "sites.csv").write_text("cluster,place,lat,lng\n" + "".join(names))
    read, write = os.pipe()
    room = fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 4096)
    command = [sys.executable, str(run.checkout / "review_places.py"), "--import", "sites.csv"]
    env = os.environ | {"DATABASE_URL": db_url}
    with subprocess.Popen(command, cwd=run.cwd, stdout=write, stderr=subprocess.PIPE, env=env) as process:
        waiting = bytearray(4)
        deadline = time.monotonic() + 60
        while int.from_bytes(waiting, sys.byteorder) < room and time.monotonic() < deadline:
            select.select([], [], [], 0.02)
            fcntl.ioctl(read, termios.FIONREAD, waiting)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    os.close(read)
    os.close(write)
    assert (process.returncode, told) == (1, b"")


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    "command",
    [
        "import_tickets.py --inc-json inc.json --apply",
        "review_places.py --import decided.csv --apply",
        "run_migrations.py",
    ],
)
def test_streams_that_are_closed_change_no_outcome(run: Run, db_url: str, command: str, closed: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" "$1"/{command} {closed}', sys.executable, str(run.checkout)],
        check=False,
        cwd=run.cwd,
        capture_output=True,
        env=os.environ | {"DATABASE_URL": db_url},
    )
    assert done.returncode == 0, done.stderr
    with psycopg.connect(db_url) as conn:
        found = conn.execute("SELECT (SELECT count(*) FROM tickets.inc), (SELECT count(*) FROM tickets.geo_clusters)")
        assert found.fetchone() == ("import" in command.split("_")[0], "review" in command)


def test_a_report_is_broken_between_words_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "    too_far: " + "Kariobangi South " * 6
    monkeypatch.setenv("COLUMNS", "80")
    assert shared.wrap_for_terminal(line) == line
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    first, *further = shared.wrap_for_terminal(f"short\n{line}").split("\n")[1:]
    assert max(map(len, (first, *further))) <= 80
    assert (first[:12], [each[:9] for each in further]) == ("    too_far:", ["        K"])
    assert " ".join([first, *further]).split() == line.split()


def test_nothing_stays_behind_a_bar_that_ctrl_c_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    shared.set_up_log()
    with pytest.raises(KeyboardInterrupt), shared.progress("places", 9):
        raise KeyboardInterrupt
    assert capsys.readouterr().err.endswith("\r\x1b[K")
