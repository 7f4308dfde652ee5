"""The settings: `.env.example` tells the truth, the environment wins over `.env`, what is malformed is named."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from dotenv import dotenv_values

import shared
from conftest import REPO, Run
from geocoding.providers import PROVIDERS
from shared import USAGE, UserError, bucket_settings, database_url, geocoder_settings, read_environment

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
    return database_url(env), bucket_settings(env), geocoder_settings(env)


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
    assert (url, float(rate), int(limit)) == (
        provider.default_url,
        provider.default_rate,
        provider.default_daily_limit,
    )


def test_the_figures_of_every_provider_are_in_the_example() -> None:
    for provider in PROVIDERS.values():
        assert all(
            str(figure) in EXAMPLE
            for figure in (
                provider.default_url or "required",
                f"{provider.default_rate:g}",
                provider.default_daily_limit,
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
    ],
)
def test_a_malformed_setting_is_named_and_its_secrets_are_not(name: str, value: str) -> None:
    with pytest.raises(UserError, match=f"^{name} .*see .env.example") as error:
        READERS[name.split("_")[0]](REQUIRED | {name: value})
    assert error.value.exit_code == USAGE
    assert "sesame" not in str(error.value)


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


def test_an_endpoint_loses_its_trailing_slash() -> None:
    assert bucket_settings(REQUIRED | {"RUSTFS_ENDPOINT": "https://host/s3/"}).endpoint == "https://host/s3"


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text("RUSTFS_BUCKET=file\nRUSTFS_REGION='file'\nRUSTFS_INC_KEY=\nRUSTFS_SECRET_KEY=a$b#c\n")
    monkeypatch.setattr(shared, "ENV_FILE", file)
    monkeypatch.setenv("RUSTFS_BUCKET", "environment")
    monkeypatch.setenv("RUSTFS_REGION", "")
    env = read_environment()
    assert (env["RUSTFS_BUCKET"], env["RUSTFS_REGION"], env["RUSTFS_SECRET_KEY"]) == ("environment", "file", "a$b#c")
    assert "RUSTFS_INC_KEY" not in env


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
