"""The bucket, through the aws command line: fetches the kinds' newest snapshots, or says why one can't be had.

The only user of subprocess. Exit code 0 of aws proves nothing, so what came is checked.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ingest.snapshot import Fetched
from shared import BucketSettings, UserError

HEAD_TIMEOUT_S = 8.5  # a dead endpoint is told within 10 s
GET_TIMEOUT_S = 1800


@dataclass(frozen=True, slots=True)
class _Outcome:
    returncode: int | None  # None: killed by us, out of time
    stdout: str
    stderr: str


def fetch(
    bucket: BucketSettings, applied_last: Mapping[str, tuple[str, str | None] | None], folder: Path
) -> dict[str, Fetched | UserError]:
    """Downloads the kinds' snapshots into folder, side by side: by kind what came, or why nothing did.

    applied_last has the kinds to fetch, each with (source, ETag) of what was applied last: if that still lies in the
    bucket, it is not downloaded.
    """
    if shutil.which("aws") is None:
        missing = UserError("the aws command is not on PATH: install the AWS command line (package awscli)")
        return dict.fromkeys(applied_last, missing)
    fetched: dict[str, Fetched | UserError] = {}
    wanted: dict[str, list[str]] = {}
    heads = {kind: _aws(bucket, "head-object", kind, read_timeout_s=3) for kind in applied_last}
    for kind, head in _run_together(heads, bucket, HEAD_TIMEOUT_S).items():
        path = folder / f"{kind}.json"
        if head.returncode == 0:
            there = _read_meta(head.stdout, bucket, kind, None)
            if there.etag and applied_last[kind] == (there.source, there.etag):
                fetched[kind] = there
                continue
        elif not re.search(r"\(\d{3}\)", head.stderr):
            fetched[kind] = _explain(_last_words(head), bucket, kind)
            continue
        # An answer to HEAD has no body: what a 400, 403 or 404 is about only GET tells, or works all the same.
        wanted[kind] = [*_aws(bucket, "get-object", kind, read_timeout_s=60), str(path)]
    for kind, got in _run_together(wanted, bucket, GET_TIMEOUT_S).items():
        fetched[kind] = _verify(got, bucket, kind, folder / f"{kind}.json")
    return {kind: fetched[kind] for kind in applied_last}


def _aws(bucket: BucketSettings, operation: str, kind: str, *, read_timeout_s: int) -> list[str]:
    return [
        *("aws", "--endpoint-url", bucket.endpoint, "--output", "json"),
        *("--cli-connect-timeout", "3", "--cli-read-timeout", str(read_timeout_s)),
        *("s3api", operation, "--bucket", bucket.bucket, "--key", bucket.keys[kind]),
    ]


def _environment(bucket: BucketSettings) -> dict[str, str]:
    """The caller's environment without its own AWS settings, profiles and configuration files."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
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


def _run_together(
    commands: Mapping[str, Sequence[str]], bucket: BucketSettings, timeout_s: float
) -> dict[str, _Outcome]:
    """Runs the commands side by side; none outlives timeout_s, nor this call however it ends."""
    deadline = time.monotonic() + timeout_s
    running: dict[str, subprocess.Popen[str]] = {}
    try:
        for kind, command in commands.items():
            running[kind] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                env=_environment(bucket),
                start_new_session=True,  # an aws that is a wrapper script is killed with what it started
            )
        return {kind: _wait(process, deadline) for kind, process in running.items()}
    finally:
        for process in running.values():
            if process.poll() is None:
                _kill(process)


def _wait(process: subprocess.Popen[str], deadline: float) -> _Outcome:
    try:
        stdout, stderr = process.communicate(timeout=max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return _Outcome(None, *_kill(process))
    return _Outcome(process.returncode, stdout, stderr)


def _kill(process: subprocess.Popen[str]) -> tuple[str, str]:
    with contextlib.suppress(ProcessLookupError, PermissionError):  # it may have ended meanwhile
        os.killpg(process.pid, signal.SIGKILL)
    return process.communicate()


def _read_meta(stdout: str, bucket: BucketSettings, kind: str, path: Path | None) -> Fetched:
    """ETag without its quotes, and Last-Modified. Some servers leave them out."""
    meta = _meta(stdout)
    etag = str(meta.get("ETag") or "").strip('"') or None
    return Fetched(_source(bucket, kind), path, etag, _read_time(str(meta.get("LastModified") or "")))


def _meta(stdout: str) -> dict[str, Any]:
    """What aws tells of an object; empty when that is no JSON object."""
    try:
        meta = json.loads(stdout)
    except ValueError:
        return {}
    return meta if isinstance(meta, dict) else {}


def _read_time(text: str) -> datetime | None:
    """RFC 1123 (aws 1) or ISO 8601 (aws 2); None for anything else."""
    try:
        modified = datetime.fromisoformat(text) if text[:1].isdigit() else parsedate_to_datetime(text)
    except ValueError:
        return None
    return modified.replace(tzinfo=modified.tzinfo or UTC)


def _source(bucket: BucketSettings, kind: str) -> str:
    return f"s3://{bucket.bucket}/{bucket.keys[kind]}"


def _verify(got: _Outcome, bucket: BucketSettings, kind: str, path: Path) -> Fetched | UserError:
    """Exit code 0 proves nothing: the file must be there, in the length that the server announced, and no web page."""
    if got.returncode != 0:
        return _explain(_last_words(got), bucket, kind)
    if not path.exists():
        return _explain("ended well, but saved no file", bucket, kind)
    size = path.stat().st_size
    announced = _meta(got.stdout).get("ContentLength", size)
    if size != announced:
        return _explain(f"IncompleteRead: {size} bytes of {announced} arrived", bucket, kind)
    with path.open("rb") as file:
        start = file.read(200).lstrip()[:20]
    if start.startswith(b"<"):
        return _explain(f"Unable to parse {start.decode(errors='replace')!r}", bucket, kind)
    return _read_meta(got.stdout, bucket, kind, path)


# What aws says on stderr (aws-cli 1.45 and 2.9), and what a person should do about it. The first match counts.
_ADVICE = (
    (r"NoSuchBucket", "there is no bucket {bucket}; check RUSTFS_BUCKET"),
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
    (r"Unable to parse|LastModified", "this is no S3 answer; is RUSTFS_ENDPOINT the web console's port?"),
)  # fmt: skip


def _last_words(failed: _Outcome) -> str:
    if failed.returncode is None:
        return "timed out"
    lines = failed.stderr.strip().splitlines()
    return lines[-1].strip() if lines else f"ended with code {failed.returncode} and said nothing"


def _explain(said: str, bucket: BucketSettings, kind: str) -> UserError:
    advice = next((advice for pattern, advice in _ADVICE if re.search(pattern, said)), "")
    advice = advice.format(bucket=bucket.bucket, KIND=kind.upper(), folder=tempfile.gettempdir())
    reason = f"{advice} (aws: {said})" if advice else f"aws: {said}"
    return UserError(f"{_source(bucket, kind)} at {bucket.endpoint}: {reason}; nothing was saved")
