"""The bucket, through the aws command line: fetches the kinds' newest snapshots, or says why one can't be had.

The only user of subprocess. Exit code 0 of aws proves nothing, so what came is checked.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from ingest.snapshot import SnapshotFile
from shared import BucketSettings, UserError, escape_for_display

HEAD_TIMEOUT_S = 20  # aws tells of a dead endpoint by itself in 7 s; on a busy machine it takes that long to start
READ_TIMEOUT_S = 0.5  # of what a command has said
GET_TIMEOUT_S = 60  # of the smallest object; ...
SLOWEST = 100_000  # ... a larger one gets a second more for so many bytes
MOST_AHEAD = timedelta(days=366)  # a clock may be wrong by a month; a Last-Modified later than this can't be
UNKNOWN_SIZE = 150_000_000  # bytes; assumed where the server does not tell
LARGEST = 1_000_000_000  # bytes; more that a server announces gets no more time
# What of the caller's environment aws gets: no secret of another service is among it.
PASSED_ON = re.compile(
    r"PATH|HOME|USER|LANG|LC_\w+|TZ|TMPDIR|(HTTP|HTTPS|NO|ALL)_PROXY|REQUESTS_CA_BUNDLE|SSL_CERT_\w+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Outcome:
    returncode: int | None  # None: killed by us, out of time
    stdout: str
    stderr: str


def fetch(
    bucket: BucketSettings, applied_last: Mapping[str, SnapshotFile | None], files: ExitStack
) -> dict[str, SnapshotFile | UserError]:
    """Downloads the kinds' snapshots, both at the same time: by kind what came, or why nothing did.

    applied_last has the kinds to fetch, each with what was applied last: while that is in the bucket, it is not
    downloaded again. A download is in a file without a name, which goes when files are closed, or the run is killed.
    """
    command = _find_aws()
    if command is None:
        missing = UserError("the aws command is not on PATH: install the AWS command line (package awscli)")
        return dict.fromkeys(applied_last, missing)
    fetched: dict[str, SnapshotFile | UserError] = {}
    wanted: dict[str, Sequence[str]] = {}
    announced: dict[str, _Meta] = {}
    heads = {kind: _aws(command, bucket, "head-object", kind, read_timeout_s=3) for kind in applied_last}
    for kind, head in _run_in_parallel(heads, bucket, HEAD_TIMEOUT_S).items():
        announced[kind] = _read_meta(head.stdout)
        if head.returncode == 0:
            there = announced[kind].to_snapshot_file(bucket_url(bucket, kind))
            if there.etag and applied_last[kind] == there:
                fetched[kind] = there
                continue
        elif not re.search(r"\(\d{3}\)", head.stderr):
            fetched[kind] = _to_user_error(_last_words(head), bucket, kind)
            continue
        # An answer to HEAD has no body: what a 400, 403 or 404 is about only GET tells, or works all the same.
        wanted[kind] = _aws(command, bucket, "get-object", kind, read_timeout_s=60)
    try:
        downloads = {kind: files.enter_context(tempfile.TemporaryFile()) for kind in wanted}  # noqa: SIM115
    except OSError as err:
        where = f"no file for the download: {err.strerror}; free some space in TMPDIR, or point it elsewhere"
        return fetched | {kind: UserError(f"{bucket_url(bucket, kind)}: {where}") for kind in wanted}
    largest = max((announced[kind].size or UNKNOWN_SIZE for kind in wanted), default=0)
    timeout_s = GET_TIMEOUT_S + min(largest, LARGEST) / SLOWEST
    for kind, got in _run_in_parallel(wanted, bucket, timeout_s, downloads).items():
        fetched[kind] = _verify(got, announced[kind], bucket, kind, downloads[kind])
    return fetched


def _find_aws() -> str | None:
    """On PATH, or beside the Python that runs this: cron does not know of a virtual environment."""
    return shutil.which("aws") or shutil.which("aws", path=str(Path(sys.executable).parent))


def _aws(command: str, bucket: BucketSettings, operation: str, kind: str, *, read_timeout_s: int) -> list[str]:
    return [
        *(command, "--endpoint-url", bucket.endpoint, "--output", "json"),
        *("--cli-connect-timeout", "3", "--cli-read-timeout", str(read_timeout_s)),
        *("s3api", operation, "--bucket", bucket.bucket, "--key", bucket.keys[kind]),
    ]


def _environment(bucket: BucketSettings) -> dict[str, str]:
    """What aws needs, and our settings for it: nothing of the caller's own AWS settings, profiles and files."""
    env = {name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)}
    host = urlsplit(bucket.endpoint).hostname or ""
    no_proxy = ",".join(filter(None, [env.get("NO_PROXY") or env.get("no_proxy"), host]))
    return env | {
        "AWS_ACCESS_KEY_ID": bucket.access_key,
        "AWS_SECRET_ACCESS_KEY": bucket.secret_key,
        "AWS_DEFAULT_REGION": bucket.region,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "2",
        "AWS_RETRY_MODE": "standard",
        "AWS_PAGER": "",
        "NO_PROXY": no_proxy,
        "no_proxy": no_proxy,
    }


def _run_in_parallel(
    commands: Mapping[str, Sequence[str]],
    bucket: BucketSettings,
    timeout_s: float,
    outputs: Mapping[str, IO[bytes]] | None = None,
) -> dict[str, _Outcome]:
    """Runs the commands at the same time; none outlives timeout_s, nor this call however it ends.

    outputs: open files, of which each command gets its own's path as a last argument.
    """
    deadline = time.monotonic() + timeout_s
    with ExitStack() as stack:
        running: dict[str, subprocess.Popen[str]] = {}
        for kind, command in commands.items():
            output = [outputs[kind].fileno()] if outputs else []
            process = subprocess.Popen(
                [*command, *(f"/dev/fd/{number}" for number in output)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                env=_environment(bucket),
                pass_fds=output,
            )
            running[kind] = stack.enter_context(process)
            stack.callback(_end, process)
        return {kind: _wait(process, deadline) for kind, process in running.items()}


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()


def _wait(process: subprocess.Popen[str], deadline: float) -> _Outcome:
    try:
        # Never 0: what ended in time is read also when another one was waited for until now.
        stdout, stderr = process.communicate(timeout=max(READ_TIMEOUT_S, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return _Outcome(None, "", "")
    return _Outcome(process.returncode, stdout, stderr)


@dataclass(frozen=True, slots=True)
class _Meta:
    """What a server tells of an object; some leave parts of it out."""

    etag: str | None
    last_modified: datetime | None
    size: int | None  # bytes

    def to_snapshot_file(self, source: str, download: IO[bytes] | None = None) -> SnapshotFile:
        path = Path(f"/dev/fd/{download.fileno()}") if download else None
        return SnapshotFile(source, path, self.etag, self.last_modified, self.size)


def _read_meta(stdout: str) -> _Meta:
    try:
        meta = json.loads(stdout)
    except ValueError:
        meta = None
    told: dict[str, Any] = meta if isinstance(meta, dict) else {}
    size, etag = told.get("ContentLength"), str(told.get("ETag") or "").strip('"')
    return _Meta(
        etag=etag if etag and etag.isprintable() else None,
        last_modified=_read_time(str(told.get("LastModified") or ""), datetime.now(UTC)),
        size=size if isinstance(size, int) else None,
    )


def _read_time(text: str, now: datetime) -> datetime | None:
    """RFC 1123 (aws 1) or ISO 8601 (aws 2), in UTC; None for anything else, and for a time that is still to come."""
    try:
        modified = datetime.fromisoformat(text) if text[:1].isdigit() else parsedate_to_datetime(text)
        modified = modified.replace(tzinfo=modified.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return modified if modified < now + MOST_AHEAD else None


def bucket_url(bucket: BucketSettings, kind: str) -> str:
    return f"s3://{bucket.bucket}/{bucket.keys[kind]}"


def _verify(
    got: _Outcome, announced: _Meta, bucket: BucketSettings, kind: str, download: IO[bytes]
) -> SnapshotFile | UserError:
    """Exit code 0 proves nothing: something must be there, in the length that the server announced, and no web page."""
    if got.returncode != 0:
        return _to_user_error(_last_words(got), bucket, kind)
    came = _read_meta(got.stdout)
    size = os.fstat(download.fileno()).st_size
    if not size and came.size != 0:
        return _to_user_error("ended well, but saved nothing", bucket, kind)
    # A chunked answer has no length of its own: then HEAD's counts, if it spoke of the same object.
    is_the_same = came.etag is not None and came.etag == announced.etag
    expected = announced.size if came.size is None and is_the_same else came.size
    if expected not in (None, size):
        return _to_user_error(f"IncompleteRead: {size} bytes of {expected} arrived", bucket, kind)
    start = os.pread(download.fileno(), 200, 0).lstrip()[:20]
    if start.startswith(b"<"):
        return _to_user_error(f"Unable to parse {start.decode(errors='replace')!r}", bucket, kind)
    return came.to_snapshot_file(bucket_url(bucket, kind), download)


# What aws says on stderr (aws-cli 1.45 and 2.9), and what a person should do about it. The first match counts.
_ADVICE = (
    (r"NoSuchBucket", "there is no bucket {bucket}; check RUSTFS_BUCKET"),
    # An S3 server says more than the number, and each has GetObject.
    (r"\((404|405|501)\).*GetObject", "a web server, but not S3, answers there; is RUSTFS_ENDPOINT the S3 port?"),
    (r"NoSuchKey|\(404\)", "there is no such object; check RUSTFS_{KIND}_KEY, or whether the export still runs"),
    (r"SignatureDoesNotMatch", "the server refuses the secret key; check RUSTFS_SECRET_KEY"),
    (r"InvalidAccessKeyId", "the server does not know the access key; check RUSTFS_ACCESS_KEY"),
    (r"ExpiredToken", "the credentials have expired; put new ones into RUSTFS_ACCESS_KEY and RUSTFS_SECRET_KEY"),
    (r"RequestTimeTooSkewed", "this machine's clock and the server's differ too much; set the clock (NTP)"),
    (r"AuthorizationHeaderMalformed", "the server wants another region; check RUSTFS_REGION"),
    (r"AccessDenied|\(403\)", "these credentials may not read it; check the keys, or grant them s3:GetObject"),
    (r"SlowDown|ServiceUnavailable|InternalError|\(50\d\)", "the server is failing or overloaded; run again later"),
    (r"Connect timeout|Could not connect", "nothing answers there; check RUSTFS_ENDPOINT and that the service is up"),
    (r"[Rr]ead timeout|timed out", "the server accepts connections but does not answer; look at the service"),
    (r"SSL|CERTIFICATE", "TLS failed; check http or https in RUSTFS_ENDPOINT; a private CA: REQUESTS_CA_BUNDLE"),
    (r"recursion depth|PermanentRedirect|\(30\d\)", "the server redirects; put the final URL into RUSTFS_ENDPOINT"),
    (r"locate credentials|[Pp]artial credentials", "check RUSTFS_ACCESS_KEY and RUSTFS_SECRET_KEY"),
    (r"[Ii]nvalid bucket name", "check RUSTFS_BUCKET"),
    (r"[Cc]hecksum", "what arrived does not match its checksum; run again"),
    (r"No space left", "no space left for the download in {folder}; free some, or point TMPDIR elsewhere"),
    (r"IncompleteRead|Connection broken|Connection was closed|reset by peer", "the download broke off; run again"),
    (r"Unable to parse|LastModified", "this is not an S3 answer; is RUSTFS_ENDPOINT the web console's port?"),
)  # fmt: skip


def _last_words(failed: _Outcome) -> str:
    if failed.returncode is None:
        return "timed out"
    lines = failed.stderr.strip().splitlines()
    return (
        escape_for_display(lines[-1].strip(), 300) if lines else f"ended with code {failed.returncode} and said nothing"
    )


def _to_user_error(said: str, bucket: BucketSettings, kind: str) -> UserError:
    advice = next((advice for pattern, advice in _ADVICE if re.search(pattern, said)), "")
    advice = advice.format(bucket=bucket.bucket, KIND=kind.upper(), folder=tempfile.gettempdir())
    reason = f"{advice} (aws: {said})" if advice else f"aws: {said}"
    return UserError(f"{bucket_url(bucket, kind)} at {bucket.endpoint}: {reason}; nothing was saved")
