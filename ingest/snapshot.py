"""Snapshots: fetched from the bucket through the aws command line, or read from files, and cut into records.

The only user of subprocess. Never touches the database; a record stays the bytes it came as.
"""

from __future__ import annotations

import codecs
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
from msgspec import Raw

from shared import BucketSettings, UserError

T = TypeVar("T")

HEAD_TIMEOUT_S = 8.5  # a dead endpoint is told within 10 s
GET_TIMEOUT_S = 1800
MAX_ID_CHARS = 200
MAX_DEPTH = 4000  # what jsonb takes lies a little higher with the server's default max_stack_depth


@dataclass(frozen=True, slots=True)
class Fetched:
    """One snapshot as the bucket or the file system has it."""

    source: str  # s3://bucket/key, or the file's path
    path: Path | None  # None: not downloaded, it is the one applied last
    etag: str | None = None
    last_modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    position: int  # of the element in the snapshot, from 1
    reason: str
    text: str


@dataclass(slots=True)
class Snapshot:
    """A snapshot's records: received = len(index) + duplicates + len(rejects)."""

    elements: list[Raw]  # in the snapshot's order, as bytes
    index: dict[str, int]  # ticket_id -> its last element
    duplicates: int
    rejects: list[Reject] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)  # ticket_ids of rejects that have one: not gone

    @property
    def received(self) -> int:
        return len(self.elements)

    def reject(self, ticket_id: str, reason: str) -> None:
        """Takes a record out again, for a reason that only the database could see."""
        at = self.index.pop(ticket_id)
        self.refused.add(ticket_id)
        self.rejects.append(Reject(at + 1, reason, bytes(self.elements[at]).decode()))


# --- the bucket -------------------------------------------------------------------------------------------------


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


# --- files ------------------------------------------------------------------------------------------------------


def at_path(path: Path) -> Fetched:
    return Fetched(str(path), path)


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Lets msgspec follow every nesting that jsonb may hold."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, MAX_DEPTH + 1000))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


@deep_recursion()
def read(source: str, path: Path) -> Snapshot:
    """The records of a snapshot file; UserError with the position when it is no JSON or has not the shape of one."""
    try:
        data = path.read_bytes()
    except OSError as err:
        raise UserError(f"{source}: {err.strerror or err}; nothing was saved") from None
    try:
        data = _minify(_mend(_check_utf8(data)))  # and the text as it came is let go of
        return _parse(data)
    except _BadShape as err:
        raise UserError(f"{source}: {err}; nothing was saved") from None


def _parse(data: bytes) -> Snapshot:
    try:
        return _sort_out(_split(data))
    except RecursionError:
        snapshot = _sort_out(_split(_cut_depths(data)))
    for ticket_id in [key for key, at in snapshot.index.items() if _CUT in bytes(snapshot.elements[at])]:
        snapshot.reject(ticket_id, "nested too deep")
    return snapshot


class _BadShape(Exception):
    pass


def _check_utf8(data: bytes) -> bytes:
    """The text without its byte order mark. In pieces, as decoding it whole could take four times its size."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    piece = 1 << 14  # small ones stay in the processor's cache: a third of the time
    for start in range(0, len(data), piece):
        end = min(start + piece, len(data))
        try:
            decoder.decode(data[start:end], final=end == len(data))
        except UnicodeDecodeError as err:
            at = end - len(err.object) + err.start
            raise _BadShape(f"not UTF-8 at byte {at} (another encoding, or cut short?)") from None
    return data.removeprefix(codecs.BOM_UTF8)


# Every escape in turn, so that an escaped backslash before "u0000" is seen for what it is.
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<bad>u0000|u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")


def _mend(data: bytes) -> bytes:
    r"""\u0000 and lone surrogates, which jsonb can't hold, become U+FFFD. The length, and so every position, stays."""
    if not _SUSPECT.search(data):
        return data
    return _ESCAPE.sub(lambda m: rb"\ufffd" if m["bad"] else m[0], data)


_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_SPACED = re.compile(rb'[:{]\s|,\s+"|\s[}:,]')


def _minify(data: bytes) -> bytes:
    """The same JSON without white space between its tokens, so that another layout is not another content.

    What is not one JSON document comes back as it is, and so does one whose beginning has no white space to lose.
    """
    beginning = data[: 1 << 16].rpartition(b"}")[0]
    if not _SPACED.search(_STRING.sub(b'""', beginning)):
        return data
    try:
        return msgspec.json.format(data, indent=-1)
    except (msgspec.DecodeError, RecursionError):
        return data


def _split(data: bytes) -> list[Raw]:
    """The snapshot's elements: of the array, of the one array in an object, or one object a line."""
    start = data[:4096].lstrip()[:20]
    if start[:1] == b"[":
        return _decode(msgspec.json.Decoder(list[Raw]).decode, data)
    if not start:
        raise _BadShape("empty, not even an array (cut short?)")
    if start[:1] != b"{":
        raise _BadShape(f"no array or object at byte 0: it starts with {start.decode(errors='replace')!r}")
    lines: list[Raw] = _decode(msgspec.json.Decoder(Raw).decode_lines, data)
    wrapper: dict[str, Raw] = _decode(msgspec.json.Decoder(dict[str, Raw]).decode, lines[0])
    if len(lines) > 1 or "ticket_id" in wrapper:
        return [Raw(_minify(bytes(line))) for line in lines]
    arrays = [_decode(msgspec.json.Decoder(list[Raw]).decode, v) for v in wrapper.values() if _first(v) == b"["]
    if len(arrays) > 1:
        arrays = [array for array in arrays if array and _first(array[0]) == b"{"]
    if len(arrays) != 1:
        raise _BadShape("an object without exactly one array of objects in it; an array of objects is expected")
    return arrays[0]


def _first(value: Raw) -> bytes:
    return bytes(memoryview(value)[:1])


def _decode(decode: Callable[[bytes | Raw], T], data: bytes | Raw) -> T:
    """Decodes; _BadShape with the position when it is no JSON."""
    try:
        return decode(data)
    except msgspec.DecodeError as err:
        reason = str(err).removeprefix("JSON is malformed: ")
        if "truncated" in reason:
            raise _BadShape(f"not JSON: cut off at byte {len(memoryview(data))} (upload cut short?)") from None
        raise _BadShape(f"not JSON: {reason}") from None


_BRACKET = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]', re.DOTALL)
_CUT = b'"(cut: nested too deep)"'


def _cut_depths(data: bytes) -> bytes:
    """The same JSON with _CUT in place of every value nested deeper than MAX_DEPTH."""
    kept: list[bytes] = []
    depth = done = 0
    for token in _BRACKET.finditer(data):
        if token[0] in b"[{":
            depth += 1
            if depth == MAX_DEPTH:
                kept += [data[done : token.start()], _CUT]
        elif token[0] in b"]}":
            if depth == MAX_DEPTH:
                done = token.end()
            depth -= 1
    return b"".join([*kept, data[done:]])


class _Id(msgspec.Struct):
    ticket_id: str


class _AnyId(msgspec.Struct):
    ticket_id: Raw


_ID = msgspec.json.Decoder(_Id)
_ANY_ID = msgspec.json.Decoder(_AnyId)


def _sort_out(elements: list[Raw]) -> Snapshot:
    """Finds every element's ticket_id. Of the same id the last element counts."""
    snapshot = Snapshot(elements, {}, 0)
    for at, element in enumerate(elements):
        try:
            ticket_id = _ID.decode(element).ticket_id.strip()
        except msgspec.DecodeError:
            ticket_id = _odd_id(element)
        if ticket_id and len(ticket_id) <= MAX_ID_CHARS:
            snapshot.index[ticket_id] = at
        else:
            snapshot.rejects.append(Reject(at + 1, _why_unusable(ticket_id, element), bytes(element).decode()))
    snapshot.duplicates = len(elements) - len(snapshot.index) - len(snapshot.rejects)
    return snapshot


def _odd_id(element: Raw) -> str:
    """A ticket_id that is a number, as text; "" for an element without a usable one."""
    try:
        text = bytes(_ANY_ID.decode(element).ticket_id).decode()
    except msgspec.DecodeError:
        return ""
    return text if re.fullmatch(r"-?[0-9][0-9.eE+-]*", text) else ""


def _why_unusable(ticket_id: str, element: Raw) -> str:
    if ticket_id:
        return f"ticket_id of more than {MAX_ID_CHARS} characters"
    return "no usable ticket_id" if _first(element) == b"{" else "no object"
