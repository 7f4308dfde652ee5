"""A stand-in for the `aws` command, for failures that no real server produces on demand."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

SCRIPT = """#!/bin/sh
# The verb is the first argument that has an answer.
here='{here}'
printf '%s\\n' "$*" >> "$here/calls"
echo $$ >> "$here/pids"
env >> "$here/environment"
for verb in "$@"; do
  [ -d "$here/$verb" ] && break
done
[ -d "$here/$verb" ] || {{ echo "fake aws: no answer for: $*" >&2; exit 99; }}
for target in "$@"; do :; done
if [ -e "$here/$verb/body" ]; then cat "$here/$verb/body" > "$target"; fi
cat "$here/$verb/stderr" >&2
cat "$here/$verb/stdout"
[ "$(cat "$here/$verb/delay_s")" = 0 ] || exec sleep "$(cat "$here/$verb/delay_s")"
exit "$(cat "$here/$verb/rc")"
"""


@dataclass(frozen=True)
class FakeAws:
    """Answers each verb (`head-object`, `get-object`) as told; `folder` is created."""

    folder: Path

    def __post_init__(self) -> None:
        self.folder.mkdir()
        command = self.folder / "aws"
        command.write_text(SCRIPT.format(here=self.folder))
        command.chmod(0o755)

    @property
    def env(self) -> dict[str, str]:
        """Puts this `aws` before the real one."""
        return {"PATH": f"{self.folder}{os.pathsep}{os.environ['PATH']}"}

    def answer(
        self,
        verb: str,
        *,
        rc: int = 0,
        stdout: str = "",
        stderr: str = "",
        body: bytes | None = None,
        delay_s: float = 0,
    ) -> None:
        """`body` goes to the file named by the last argument; after a delay the exit code is 0."""
        folder = self.folder / verb
        folder.mkdir(exist_ok=True)
        for name, value in {"rc": rc, "stdout": stdout, "stderr": stderr, "delay_s": delay_s}.items():
            (folder / name).write_text(str(value))
        (folder / "body").unlink(missing_ok=True)
        if body is not None:
            (folder / "body").write_bytes(body)

    @property
    def calls(self) -> list[str]:
        """The arguments of each call so far, joined by blanks."""
        calls = self.folder / "calls"
        return calls.read_text().splitlines() if calls.exists() else []

    @property
    def pids(self) -> list[int]:
        """The processes of the calls so far."""
        return [int(line) for line in (self.folder / "pids").read_text().split()]

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the calls so far, the last one winning."""
        lines = (self.folder / "environment").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line)
