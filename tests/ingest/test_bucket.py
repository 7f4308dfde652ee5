"""Snapshots from the bucket: a real S3 server and the real `aws`, and a stand-in for failures they can not produce."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psycopg
import pytest

from conftest import Bucket
from fake_aws import FakeAws
from importing import Dump, Importer, Outcome, add_gazetteer, dump, stored
from ingest import bucket as bucket_module
from ingest.bucket import fetch
from ingest.snapshot import SnapshotFile
from records import as_snapshot, make_crq, make_inc
from shared import BucketSettings, UserError

Db = psycopg.Connection[Any]

INC, CRQ = as_snapshot([make_inc(1), make_inc(2)]), as_snapshot([make_crq(1)])
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp()
SECRET = "wJalr/XUtn+FEMI K7"


@pytest.fixture
def db_url(emptied_url: str) -> str:
    return emptied_url


@pytest.fixture
def tmp_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files; must be empty when a test is over."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def importer(
    db_url: str,
    tmp_path: Path,
    tmp_files: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Importer]:
    yield Importer(db_url, tmp_path, monkeypatch, capsys)
    assert list(tmp_files.iterdir()) == []


def set_environment(monkeypatch: pytest.MonkeyPatch, env: dict[str, str]) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)


# --- a real bucket ---


@pytest.fixture
def full(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """A bucket with both snapshots of noon, and the settings that lead there."""
    set_environment(monkeypatch, bucket.env)
    bucket.put("inc/latest.json", INC, mtime=NOON)
    bucket.put("crq/latest.json", CRQ, mtime=NOON)
    bucket.put("changes/2026-11-01.json", b"never read")
    return bucket


def dump_but_runs(db: Db) -> Dump:
    """All that an import may write, but for its own books."""
    return {table: rows for table, rows in dump(db).items() if table != "import_runs"}


def runs(db: Db) -> list[tuple[Any, ...]]:
    query = "SELECT kind, source, etag IS NOT NULL, last_modified, received FROM tickets.import_runs"
    query += " WHERE outcome = 'applied' ORDER BY run_id"
    return db.execute(query).fetchall()


def test_both_snapshots_come_in_and_are_not_downloaded_again(
    importer: Importer, db: Db, full: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = importer("--from-bucket", "--apply", "--json")
    assert first.code == 0, first.stderr
    assert (first.counts("inc"), first.counts("crq")) == ({"received": 2, "new": 2}, {"received": 1, "new": 1})
    source, noon = f"s3://{full.bucket}", datetime.fromtimestamp(NOON, UTC)
    assert first.report["inc"]["source"] == f"{source}/inc/latest.json"
    assert runs(db) == [
        ("inc", f"{source}/inc/latest.json", True, noon, 2),
        ("crq", f"{source}/crq/latest.json", True, noon, 1),
    ]
    before = dump_but_runs(db)
    commands: list[str] = []
    real = bucket_module._run_in_parallel

    def run_together(wanted: dict[str, list[str]], *args: Any) -> Any:
        commands.extend(word for command in wanted.values() for word in command if word.endswith("-object"))
        return real(wanted, *args)

    monkeypatch.setattr(bucket_module, "_run_in_parallel", run_together)
    again = importer("--from-bucket", "--apply", "--json")
    assert (again.code, commands) == (0, ["head-object"] * 2)
    assert [again.report[kind]["skipped"] for kind in ("inc", "crq")] == [True, True]
    assert again.report["inc"]["geo_source"] == {"feed": 0, "location": 0, "cluster": 0, "none": 2}
    assert dump_but_runs(db) == before
    assert len(runs(db)) == 2


def test_an_empty_object_is_told_as_one(importer: Importer, full: Bucket) -> None:
    full.put("inc/latest.json", b"")
    told = importer("--from-bucket", "--apply")
    assert (told.code, "empty, not even an array" in told.stderr) == (1, True)


def settings_of(bucket: Bucket) -> BucketSettings:
    return BucketSettings(
        endpoint=bucket.endpoint,
        access_key=bucket.access_key,
        secret_key=bucket.secret_key,
        region="us-east-1",
        bucket=bucket.bucket,
        keys={"inc": "inc/latest.json"},
    )


def fetch_inc(settings: BucketSettings) -> SnapshotFile | UserError:
    with ExitStack() as files:
        fetched = fetch(settings, {"inc": None}, files)["inc"]
        if isinstance(fetched, SnapshotFile) and fetched.path:
            assert fetched.path.read_bytes() == INC
    return fetched


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({"keys": {"inc": "no/such.json"}}, ["no such object", "RUSTFS_INC_KEY"], id="missing key"),
        pytest.param({"bucket": "no-such-bucket"}, ["no bucket no-such-bucket", "RUSTFS_BUCKET"], id="missing bucket"),
        pytest.param({"bucket": "not a bucket!"}, ["RUSTFS_BUCKET"], id="impossible bucket"),
        pytest.param({"secret_key": SECRET}, ["refuses the secret key", "RUSTFS_SECRET_KEY"], id="wrong secret"),
        pytest.param({"access_key": "nobody"}, ["access key", "RUSTFS_ACCESS_KEY"], id="wrong key id"),
        pytest.param({"endpoint": "http://127.0.0.1:1"}, ["nothing answers there", "RUSTFS_ENDPOINT"], id="dead"),
        pytest.param(
            {"endpoint": "http://no-such-host.invalid:9000"},
            ["nothing answers there", "RUSTFS_ENDPOINT"],
            id="no such host",
        ),
    ],
)
def test_what_the_real_server_refuses_is_told(full: Bucket, tmp_path: Path, changes: Any, told: list[str]) -> None:
    settings = replace(settings_of(full), **changes)
    failed = fetch_inc(settings)
    message = str(failed)
    assert isinstance(failed, UserError)
    assert message.startswith(f"s3://{settings.bucket}/{settings.keys['inc']} at {settings.endpoint}: ")
    assert message.endswith("; nothing was saved")
    assert all(part in message for part in told), message
    assert SECRET not in message
    assert len(message.splitlines()) == 1


def test_a_server_that_never_answers_is_told(full: Bucket, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings = replace(settings_of(full), endpoint=f"http://127.0.0.1:{silent.getsockname()[1]}")
        failed = fetch_inc(settings)
    assert "accepts connections but does not answer" in str(failed)


def test_the_callers_own_settings_do_not_interfere(
    full: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config"
    config.write_text("[default]\nregion = mars\noutput = text\nendpoint_url = http://127.0.0.1:1\n[profile x]\n")
    home = tmp_path / "home" / ".aws"
    home.mkdir(parents=True)
    (home / "config").write_text(config.read_text())
    (home / "credentials").write_text("[default]\naws_access_key_id = x\naws_secret_access_key = y\n")
    names = ("PROFILE", "DEFAULT_PROFILE", "SESSION_TOKEN", "ACCESS_KEY_ID", "REGION", "DEFAULT_OUTPUT", "CA_BUNDLE")
    set_environment(monkeypatch, {f"AWS_{name}": "not ours" for name in names})
    set_environment(monkeypatch, {"AWS_CONFIG_FILE": str(config), "HOME": str(home.parent)})
    set_environment(monkeypatch, {f"AWS_ENDPOINT_URL{end}": "http://127.0.0.1:1" for end in ("", "_S3")})
    set_environment(monkeypatch, {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true", "http_proxy": "http://127.0.0.1:1"})
    fetched = fetch_inc(settings_of(full))
    assert isinstance(fetched, SnapshotFile), fetched
    assert fetched.path is not None


# --- a stand-in ---

ENDPOINT = "http://127.0.0.1:9000"
FAKE_ENV = {
    "RUSTFS_ENDPOINT": ENDPOINT,
    "RUSTFS_ACCESS_KEY": "AKIAfleet",
    "RUSTFS_SECRET_KEY": SECRET,
    "RUSTFS_REGION": "kenya-1",
}
BODY = as_snapshot([make_inc(7)])


def meta(body: bytes = BODY, **changes: object) -> str:
    told = {"LastModified": "Sun, 22 Nov 2026 12:00:00 GMT", "ContentLength": len(body), "ETag": '"abc"'}
    return json.dumps({name: value for name, value in (told | changes).items() if value is not None})


def said(code: object, operation: str = "GetObject", more: str = "words") -> str:
    return f"\nAn error occurred ({code}) when calling the {operation} operation: {more}\n"


@dataclass(frozen=True)
class Answer:
    """What `aws s3api` does for one verb; when it ends well, it tells of the body and saves it."""

    stderr: str = ""
    rc: int = 0
    stdout: str | None = None
    body: bytes | None = None

    def teach(self, aws: FakeAws, verb: str) -> None:
        stdout = self.stdout if self.stdout is not None else "" if self.rc else meta(self.body or BODY)
        aws.answer(verb, rc=self.rc, stdout=stdout, stderr=self.stderr, body=self.body)


def failed(stderr: str, rc: int = 255, body: bytes | None = None) -> Answer:
    return Answer(stderr, rc, body=body)


GOOD = Answer()
GOOD_BODY = Answer(body=BODY)
NOT_FOUND, FORBIDDEN, BAD_REQUEST = (
    failed(said(code, "HeadObject", words))
    for code, words in ((404, "Not Found"), (403, "Forbidden"), (400, "Bad Request"))
)


@pytest.fixture
def fake(fake_aws: FakeAws, importer: Importer, monkeypatch: pytest.MonkeyPatch) -> FakeAws:
    set_environment(monkeypatch, {**FAKE_ENV, **fake_aws.env})
    return fake_aws


@dataclass(frozen=True)
class Case:
    head: Answer
    get: Answer
    told: list[str] = field(default_factory=list)


FAILURES = {
    "missing key": Case(NOT_FOUND, failed(said("NoSuchKey")), ["no such object", "RUSTFS_INC_KEY"]),
    "plain web server": Case(NOT_FOUND, failed(said(404, more="Not Found")), ["is RUSTFS_ENDPOINT the S3 port"]),
    "missing bucket": Case(NOT_FOUND, failed(said("NoSuchBucket")), ["no bucket tickets", "RUSTFS_BUCKET"]),
    "wrong secret": Case(FORBIDDEN, failed(said("SignatureDoesNotMatch")), ["RUSTFS_SECRET_KEY"]),
    "wrong key id": Case(FORBIDDEN, failed(said("InvalidAccessKeyId")), ["RUSTFS_ACCESS_KEY"]),
    "expired token": Case(BAD_REQUEST, failed(said("ExpiredToken")), ["expired"]),
    "clock skew": Case(FORBIDDEN, failed(said("RequestTimeTooSkewed")), ["clock", "NTP"]),
    "may not read": Case(FORBIDDEN, failed(said("AccessDenied")), ["grant them s3:GetObject"]),
    "may not read, only GET says so": Case(GOOD, failed(said("AccessDenied")), ["grant them s3:GetObject"]),
    "another region": Case(BAD_REQUEST, failed(said("AuthorizationHeaderMalformed")), ["RUSTFS_REGION"]),
    "no credentials": Case(
        failed('Unable to locate credentials. You can configure credentials by running "aws configure".'),
        GOOD_BODY,
        ["RUSTFS_ACCESS_KEY"],
    ),
    "server down": Case(
        failed(f'\nCould not connect to the endpoint URL: "{ENDPOINT}/tickets/inc/latest.json"\n'),
        GOOD_BODY,
        ["nothing answers there", "RUSTFS_ENDPOINT"],
    ),
    "connect timeout": Case(
        failed(f'\nConnect timeout on endpoint URL: "{ENDPOINT}/"\n'), GOOD_BODY, ["nothing answers there"]
    ),
    "slow down": Case(
        failed(said(503, "HeadObject (reached max retries: 1)", "Service Unavailable")),
        failed(said("SlowDown", "GetObject (reached max retries: 1)")),
        ["failing or overloaded", "run again later"],
    ),
    "internal error": Case(GOOD, failed(said("InternalError")), ["failing or overloaded"]),
    "hung server": Case(failed(f'\nRead timeout on endpoint URL: "{ENDPOINT}/"\n'), GOOD_BODY, ["does not answer"]),
    "broken off": Case(
        GOOD,
        failed(
            "\n('Connection broken: IncompleteRead(5 bytes read, 9 more expected)', IncompleteRead())\n", body=BODY[:5]
        ),
        ["the download broke off", "run again"],
    ),
    "closed without a response": Case(
        GOOD,
        failed(f'\nConnection was closed before we received a valid response from endpoint URL: "{ENDPOINT}/".\n'),
        ["the download broke off"],
    ),
    "shorter than announced": Case(GOOD, Answer(stdout=meta(), body=BODY[:-1]), ["bytes of", "broke off"]),
    "longer than announced": Case(GOOD, Answer(stdout=meta(), body=BODY + b" "), ["bytes of", "broke off"]),
    "disk full": Case(
        GOOD, failed("\n[Errno 28] No space left on device\n", body=BODY[:5]), ["no space left", "TMPDIR"]
    ),
    "ended well without a file": Case(GOOD, Answer(stdout=meta()), ["saved nothing"]),
    "web page": Case(
        Answer(stdout=meta(b"", ETag=None)),
        Answer(stdout="{}", body="\n<!DOCTYPE html><p>xé</p>".encode()),  # what is shown ends within a letter
        ["not an S3 answer", "RUSTFS_ENDPOINT", "web console", "<!DOCTYPE html>"],
    ),
    "no S3 answer": Case(
        failed("\nUnable to parse response (no element found), invalid XML received.\n"),
        GOOD_BODY,
        ["not an S3 answer"],
    ),
    "redirect": Case(
        failed("\nmaximum recursion depth exceeded\n", rc=1), GOOD_BODY, ["redirects", "final URL", "RUSTFS_ENDPOINT"]
    ),
    "redirect told": Case(failed(said(301, "HeadObject")), failed(said("PermanentRedirect")), ["redirects"]),
    "checksum": Case(
        GOOD, failed("\nExpected checksum AAAA== did not match calculated checksum: BBBB==\n", 1, BODY), ["checksum"]
    ),
    "TLS": Case(
        failed("\nSSL validation failed for https://x/ [SSL: WRONG_VERSION_NUMBER] wrong version number\n", rc=1),
        GOOD_BODY,
        ["TLS failed", "RUSTFS_ENDPOINT", "REQUESTS_CA_BUNDLE"],
    ),
    "aws 2 words and code": Case(
        NOT_FOUND, failed("\naws: [ERROR]:" + said("NoSuchKey").strip(), 254), ["no such object"]
    ),
    "bad option": Case(failed("usage: aws\n\nUnknown options: --bogus\n", rc=252), GOOD_BODY, ["Unknown options"]),
    "killed": Case(GOOD, failed("", rc=137, body=BODY[:5]), ["ended with code 137 and said nothing"]),
    "some other error": Case(
        FORBIDDEN, failed(said("TeaPot", more="short and stout")), ["(TeaPot)", "short and stout"]
    ),
}


def assert_told(told: Outcome, parts: list[str]) -> None:
    for kind in ("inc", "crq"):
        message = told.report[kind]["error"]
        assert message.startswith(f"s3://tickets/{kind}/latest.json at {ENDPOINT}: ")
        assert message.endswith("; nothing was saved")
        assert len(message.splitlines()) == 1
        assert all(part.replace("INC", kind.upper()) in message for part in parts), message
    assert told.code == 1
    assert len(told.stderr.splitlines()) == 2 + 1  # one a kind, after "checking"
    assert SECRET not in told.stdout + told.stderr


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_becomes_one_clear_line_and_nothing_is_saved(
    importer: Importer, db: Db, fake: FakeAws, case: str
) -> None:
    FAILURES[case].head.teach(fake, "head-object")
    FAILURES[case].get.teach(fake, "get-object")
    before = dump_but_runs(db)
    for flags in (("--apply",), ()):
        assert_told(importer("--from-bucket", "--json", *flags), FAILURES[case].told)
        assert dump_but_runs(db) == before
        assert list(db.execute("SELECT kind, outcome FROM tickets.import_runs ORDER BY run_id")) == [
            ("inc", "failed"),
            ("crq", "failed"),
        ]


@pytest.mark.parametrize("verb", ["head-object", "get-object"])
def test_an_aws_that_does_not_end_is_killed_with_what_it_started(
    importer: Importer, fake: FakeAws, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    GOOD.teach(fake, "head-object")
    fake.answer(verb, delay_s=60)
    script = fake.folder / "aws"
    script.write_text(script.read_text().replace("exec sleep", "sleep"))
    monkeypatch.setattr(bucket_module, "HEAD_TIMEOUT_S", 0.5 if verb == "head-object" else 60)
    monkeypatch.setattr(bucket_module, "GET_TIMEOUT_S", 0.5)
    assert_told(importer("--from-bucket", "--apply", "--json"), ["does not answer", "timed out"])


def test_what_came_in_time_is_taken_though_the_other_kind_was_waited_for_to_the_last() -> None:
    command = ["sh", "-c", "echo here; echo there >&2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        came = bucket_module._wait(process, deadline=time.monotonic() - 1)
    assert (came.returncode, came.stdout, came.stderr) == (0, "here\n", "there\n")


@pytest.mark.parametrize("head", [FORBIDDEN, BAD_REQUEST, NOT_FOUND], ids=["403", "400", "404"])
def test_a_server_that_refuses_head_but_not_get_serves(importer: Importer, fake: FakeAws, head: Answer) -> None:
    head.teach(fake, "head-object")
    GOOD_BODY.teach(fake, "get-object")
    assert importer("--from-bucket", "--apply", "--json").counts() == {"received": 1, "new": 1}


@pytest.mark.parametrize(
    ("told", "etag", "modified"),
    [
        pytest.param(meta(), "abc", NOON, id="aws 1"),
        pytest.param(meta(LastModified="2026-11-22T12:00:00+00:00"), "abc", NOON, id="aws 2"),
        pytest.param(meta(LastModified="2026-11-22T15:00:00+03:00"), "abc", NOON, id="another time zone"),
        pytest.param(meta(ETag="abc"), "abc", NOON, id="ETag without quotes"),
        pytest.param(meta(ETag='"abc-3"'), "abc-3", NOON, id="ETag of several parts"),
        pytest.param(meta(ETag=None), None, NOON, id="no ETag"),
        pytest.param(meta(ETag="a\x00b"), None, NOON, id="ETag that no table can hold"),
        pytest.param(meta(ETag="a\ud800b"), None, NOON, id="ETag of half a character"),
        pytest.param(meta(LastModified=None), "abc", None, id="no Last-Modified"),
        pytest.param(meta(LastModified="yesterday"), "abc", None, id="odd Last-Modified"),
        pytest.param(meta(LastModified="Fri, 31 Dec 9999 23:59:59 -2359"), "abc", None, id="beyond the last year"),
        pytest.param(meta(LastModified="9999-12-31T23:59:59-23:59"), "abc", None, id="beyond the last year, aws 2"),
        pytest.param(meta(LastModified="Fri, 31 Dec 9998 23:59:59 GMT"), "abc", None, id="to come"),
        pytest.param(meta(LastModified=f"Sun, 22 Nov 2026 12:00:00 +{'9' * 20}"), "abc", None, id="endless offset"),
        pytest.param(meta(ContentLength=None), "abc", NOON, id="no length"),
        pytest.param(meta(ContentLength="many"), "abc", NOON, id="odd length"),
        pytest.param("", None, None, id="nothing"),
        pytest.param("[]", None, None, id="no object"),
        pytest.param("<html>", None, None, id="no JSON"),
    ],
)
def test_whatever_aws_tells_of_an_object_is_read(
    importer: Importer, db: Db, fake: FakeAws, told: str, etag: str | None, modified: float | None
) -> None:
    for verb in ("head-object", "get-object"):
        Answer(stdout=told, body=BODY).teach(fake, verb)
    for expected in ({"received": 1, "new": 1}, {} if etag else {"received": 1, "unchanged": 1}):
        assert importer("--from-bucket", "--apply", "--json").counts() == expected
    query = "SELECT etag, extract(epoch FROM last_modified)::float8 FROM tickets.import_runs WHERE kind = 'inc'"
    assert set(db.execute(query)) == {(etag, modified)}


@pytest.mark.parametrize("text", ["2026-11-22T12:00:00", "Sun, 22 Nov 2026 12:00:00 -0000"], ids=["aws 2", "aws 1"])
def test_a_time_without_a_zone_is_utc_wherever_the_importer_runs(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    noon = datetime.fromtimestamp(NOON, UTC)
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Africa/Nairobi")
        time.tzset()
        read = bucket_module._read_time(text, noon)
    time.tzset()
    assert read == noon


def test_a_time_is_believed_until_a_year_ahead() -> None:
    noon = datetime.fromtimestamp(NOON, UTC)
    ahead = [(noon + timedelta(days=days)).isoformat() for days in (365, 366)]
    assert [bucket_module._read_time(text, noon) is not None for text in ahead] == [True, False]


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        (said(405), "is RUSTFS_ENDPOINT the S3 port"),
        (said(501), "is RUSTFS_ENDPOINT the S3 port"),
        (said(404, "HeadObject"), "there is no such object; check RUSTFS_INC_KEY"),
        (said(403, "HeadObject"), "may not read it"),
        (said("ServiceUnavailable"), "failing or overloaded"),
        (said(502), "failing or overloaded"),
        (said(307), "the server redirects"),
        ("Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY", "RUSTFS_SECRET_KEY"),
        ("Invalid bucket name", "check RUSTFS_BUCKET"),
        ("[Errno 104] Connection reset by peer", "the download broke off"),
        ("certificate: CERTIFICATE_VERIFY_FAILED", "REQUESTS_CA_BUNDLE"),
        ("'LastModified'", "is RUSTFS_ENDPOINT the web console's port"),
    ],
)
def test_what_aws_says_comes_with_what_to_do_about_it(said: str, advice: str) -> None:
    settings = BucketSettings("http://host", "id", "secret", "", "tickets", {"inc": "inc.json"})
    message = str(bucket_module._to_user_error(said.strip(), settings, "inc"))
    assert message.startswith("s3://tickets/inc.json at http://host: ")
    assert (advice in message, message.endswith(f" (aws: {said.strip()}); nothing was saved")) == (True, True)


def test_no_room_for_a_download_is_told_of_each_kind(
    importer: Importer, fake: FakeAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    GOOD.teach(fake, "head-object")
    monkeypatch.setattr("tempfile.tempdir", "/no/such/folder")
    told = importer("--from-bucket", "--apply", "--json")
    errors = [str(told.report[kind]["error"]).partition(": no file for the download: ")[0] for kind in ("inc", "crq")]
    assert (told.code, errors) == (1, ["s3://tickets/inc/latest.json", "s3://tickets/crq/latest.json"])
    assert "TMPDIR" in told.report["inc"]["error"]


def test_what_get_tells_counts_when_the_object_was_replaced_after_head(
    importer: Importer, db: Db, fake: FakeAws
) -> None:
    Answer(stdout=meta(ETag='"old"', ContentLength=5)).teach(fake, "head-object")
    Answer(stdout=meta(ETag='"new"'), body=BODY).teach(fake, "get-object")
    assert importer("--from-bucket", "--apply").code == 0
    assert set(db.execute("SELECT etag FROM tickets.import_runs")) == {("new",)}


def test_a_time_that_an_earlier_version_took_does_not_keep_later_snapshots_out(
    importer: Importer, db: Db, fake: FakeAws
) -> None:
    GOOD.teach(fake, "head-object")
    GOOD_BODY.teach(fake, "get-object")
    assert importer("--from-bucket", "--apply").code == 0
    db.execute("UPDATE tickets.import_runs SET last_modified = '10000-01-01', etag = 'old'")
    assert importer("--from-bucket", "--apply").code == 0


@pytest.mark.parametrize(
    ("etag", "code"), [pytest.param("abc", 1, id="the same object"), pytest.param("new", 0, id="replaced since")]
)
def test_an_answer_without_a_length_is_held_against_what_head_announced(
    importer: Importer, fake: FakeAws, etag: str, code: int
) -> None:
    Answer(stdout=meta(ContentLength=len(BODY) + 100)).teach(fake, "head-object")
    Answer(stdout=meta(ContentLength=None, ETag=f'"{etag}"'), body=BODY).teach(fake, "get-object")
    told = importer("--from-bucket", "--apply")
    assert (told.code, f"{len(BODY)} bytes of {len(BODY) + 100}" in told.stderr) == (code, bool(code))


def test_a_length_that_no_object_has_is_waited_for_no_longer_than_for_the_largest(
    importer: Importer, fake: FakeAws
) -> None:
    Answer(stdout=meta(ContentLength=10**25, ETag='"old"')).teach(fake, "head-object")
    GOOD_BODY.teach(fake, "get-object")
    assert importer("--from-bucket", "--apply").code == 0


def test_force_downloads_what_was_applied_last(importer: Importer, db: Db, fake: FakeAws) -> None:
    GOOD.teach(fake, "head-object")
    GOOD_BODY.teach(fake, "get-object")
    importer("--from-bucket", "--apply")
    forced = importer("--from-bucket", "--apply", "--json", "--force")
    assert forced.counts("inc") == {"received": 1, "unchanged": 1}
    assert (len(fake.calls), len(runs(db))) == (8, 4)


def test_an_older_snapshot_is_refused_until_it_is_forced(importer: Importer, db: Db, fake: FakeAws) -> None:
    def put(hour: int, *numbers: int) -> None:
        body = as_snapshot([make_inc(number) for number in numbers])
        told = meta(body, ETag=f'"{hour}-{numbers}"', LastModified=f"2026-11-22T{hour}:00:00+00:00")
        for verb in ("head-object", "get-object"):
            Answer(stdout=told, body=body).teach(fake, verb)

    put(12, 1, 2)
    importer("--from-bucket", "--apply")
    importer("--apply", inc=[make_inc(1), make_inc(2)])  # has no age, and the bucket keeps its own
    put(11, 1)
    for flags in ((), ("--apply",)):
        older = importer("--from-bucket", "--json", *flags)
        assert (older.code, older.report["inc"]["exit"]) == (3, 3)
        why = "last modified at 2026-11-22 11:00:00 UTC, but one of 2026-11-22 12:00:00 UTC is applied already"
        assert why in older.report["inc"]["error"]
    assert len(runs(db)) == 3
    put(12, 1, 3)
    assert importer("--from-bucket", "--apply", "--json").counts() == {
        "received": 2,
        "new": 1,
        "unchanged": 1,
        "gone": 1,
    }
    put(11, 1)
    forced = importer("--from-bucket", "--apply", "--json", "--force")
    assert forced.counts() == {"received": 1, "unchanged": 1, "gone": 1}
    put(13, 1, 2)
    assert importer("--from-bucket", "--apply", "--json").counts() == {"received": 2, "unchanged": 1, "returned": 1}


def test_the_same_etag_of_another_object_or_after_a_file_is_downloaded(
    importer: Importer, fake: FakeAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    GOOD.teach(fake, "head-object")
    GOOD_BODY.teach(fake, "get-object")
    importer("--from-bucket", "--apply")
    assert importer("--from-bucket", "--apply", "--json").report["inc"]["skipped"]
    importer("--apply", inc=[make_inc(7), make_inc(8)])
    assert importer("--from-bucket", "--apply", "--json").counts("inc") == {"received": 1, "unchanged": 1, "gone": 1}
    monkeypatch.setenv("RUSTFS_INC_KEY", "elsewhere.json")
    told = importer("--from-bucket", "--apply", "--json")
    assert (told.report["inc"]["skipped"], told.report["crq"]["skipped"]) == (False, True)


def test_a_snapshot_that_was_refused_is_looked_at_again(importer: Importer, fake: FakeAws) -> None:
    Answer(stdout=meta(b"[]")).teach(fake, "head-object")
    Answer(stdout=meta(b"[]"), body=b"[]").teach(fake, "get-object")
    assert [importer("--from-bucket", "--apply").code for _ in range(2)] == [3, 3]


def test_the_credentials_travel_in_the_environment_only(
    importer: Importer, fake: FakeAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEOCODER_API_KEY", "none of aws' business")
    passed_on = {"REQUESTS_CA_BUNDLE": "a file", "https_proxy": "http://proxy", "SSL_CERT_DIR": "a folder"}
    set_environment(monkeypatch, passed_on | {"NO_PROXY": "elsewhere"})
    GOOD.teach(fake, "head-object")
    GOOD_BODY.teach(fake, "get-object")
    told = importer("--from-bucket", "--apply", "-v")
    assert told.code == 0
    assert len(fake.calls) == 4
    assert all(f"--endpoint-url {ENDPOINT} " in call and "--bucket tickets --key " in call for call in fake.calls)
    assert not any(secret in "".join(fake.calls) for secret in (SECRET, "AKIAfleet"))
    env = fake.environment
    assert (env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"]) == ("AKIAfleet", SECRET)
    assert env["AWS_DEFAULT_REGION"] == "kenya-1"
    assert {name: env[name] for name in passed_on} == passed_on
    assert env["NO_PROXY"] == env["no_proxy"] == "elsewhere,127.0.0.1"
    assert not {"AWS_PROFILE", "AWS_SESSION_TOKEN", "DATABASE_URL", "GEOCODER_API_KEY"} & env.keys()
    assert SECRET not in told.stdout + told.stderr


def test_what_aws_says_is_masked_at_every_loudness(importer: Importer, fake: FakeAws) -> None:
    failed(f"the secret is {SECRET}!").teach(fake, "head-object")
    for flags in (("-v",), ("-q",), ("--json",)):
        told = importer("--from-bucket", *flags)
        assert (told.code, "the secret is ***!" in told.stderr) == (1, True)
        assert SECRET not in told.stdout + told.stderr


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"ContentLength": len(BODY) + 1}, id="length"),
        pytest.param({"LastModified": "Sun, 22 Nov 2026 12:00:01 GMT"}, id="Last-Modified"),
        pytest.param({"ETag": '"abd"'}, id="ETag"),
    ],
)
def test_an_object_is_the_same_only_by_etag_date_and_length_together(
    importer: Importer, fake: FakeAws, change: dict[str, object]
) -> None:
    GOOD.teach(fake, "head-object")
    GOOD_BODY.teach(fake, "get-object")
    assert importer("--from-bucket", "--apply").code == 0
    Answer(stdout=json.dumps(json.loads(meta()) | change)).teach(fake, "head-object")
    assert importer("--from-bucket", "--apply", "--json").counts("inc") == {"received": 1, "unchanged": 1}


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("TRUNCATE tickets.inc", id="emptied"),
        pytest.param("DELETE FROM tickets.inc", id="deleted"),
        pytest.param(
            """UPDATE tickets.inc SET raw = raw || '{"status": "old"}'""", id="an older state of the same ticket"
        ),
        pytest.param("UPDATE tickets.inc SET gone_at = now()", id="gone"),
        pytest.param("INSERT INTO tickets.inc (ticket_id, raw) VALUES ('old', '{}')", id="a ticket more"),
    ],
)
def test_a_table_that_does_not_hold_what_the_last_run_left_is_imported_again(
    importer: Importer, db: Db, fake: FakeAws, damage: str
) -> None:
    GOOD.teach(fake, "head-object")
    GOOD_BODY.teach(fake, "get-object")
    assert importer("--from-bucket", "--apply").code == 0
    before = stored(db)
    db.execute(damage)
    told = importer("--from-bucket", "--apply", "--json", "--max-gone=1")
    assert [told.report[kind]["skipped"] for kind in ("inc", "crq")] == [False, True]
    assert "inc: the table does not hold what the last run left" in told.stderr
    assert stored(db) == before
    assert importer("--from-bucket", "--apply", "--json").report["inc"]["skipped"]


def test_places_that_move_are_no_reason_to_import_again(importer: Importer, db: Db, fake: FakeAws) -> None:
    GOOD.teach(fake, "head-object")
    GOOD_BODY.teach(fake, "get-object")
    assert importer("--from-bucket", "--apply").code == 0
    add_gazetteer(db)
    assert importer("--from-bucket", "--apply", "--json").report["inc"]["skipped"]


def test_a_plain_web_server_is_not_taken_for_a_bucket_without_the_object(
    full: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    monkeypatch.setattr(SimpleHTTPRequestHandler, "log_message", lambda *args: None)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings = replace(settings_of(full), endpoint=f"http://127.0.0.1:{server.server_port}")
        failed = fetch_inc(settings)
        server.shutdown()
    assert "is RUSTFS_ENDPOINT the S3 port?" in str(failed)


def test_an_aws_beside_the_running_python_needs_no_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    aws = tmp_path / "aws"
    aws.write_text("#!/bin/sh")
    aws.chmod(0o755)
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    assert bucket_module._find_aws() == str(aws)
    aws.unlink()
    assert bucket_module._find_aws() is None


def test_without_aws_the_run_says_what_to_install(
    importer: Importer, db: Db, fake: FakeAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.setattr("sys.executable", os.devnull)
    told = importer("--from-bucket", "--apply", "--json")
    assert (told.code, runs(db)) == (1, [])
    assert re.search("the aws command is not on PATH: install", told.report["inc"]["error"])
