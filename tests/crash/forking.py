"""Runs scripts of ours in forks of one process that has loaded them already: a run costs no start of Python.

As a program it reads orders from stdin, one JSON object a line, and answers each with the fork's process id and, when
it has ended, with its exit code and the files it wrote.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

HERE = Path(__file__).resolve().parent
SCRIPTS = ("import_tickets", "review_places", "run_migrations")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
MAKES, REMOVES = {"os.mkdir", "os.rename", "os.link"}, {"os.remove", "os.rmdir"}


@dataclass(frozen=True)
class Ended:
    """What came of a run. exit_code is negative for a signal."""

    exit_code: int
    stderr: str
    files: list[str]  # what it did to files, one entry each time


class Forker:
    """Starts runs in `folder`, one at a time, with no settings but the given."""

    def __init__(self, repo: Path) -> None:
        command = [sys.executable, str(HERE / "forking.py"), str(repo)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def close(self) -> None:
        self._process.communicate()

    def start(
        self,
        script: str,
        args: Sequence[str],
        env: Mapping[str, str],
        folder: Path,
        *,
        patches: Mapping[str, object] | None = None,
        file: int = 0,
        how: str = "",
    ) -> int:
        """Returns the process id. patches: values for names of our modules. file: which of the things it does to files
        is disturbed, from 1, and how: kill, full."""
        order = {"script": script, "args": list(args), "env": dict(env), "folder": str(folder)}
        self._folder = folder
        self._say(order | {"patches": dict(patches or {}), "file": file, "how": how})
        return int(self._hear()["pid"])

    def wait(self) -> Ended:
        heard = self._hear()
        stderr = (self._folder / "stderr").read_text()
        return Ended(heard["code"], stderr, (self._folder / "files").read_text().splitlines())

    def _say(self, order: Mapping[str, object]) -> None:
        assert self._process.stdin
        print(json.dumps(order), file=self._process.stdin, flush=True)

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the forking process has ended"
        heard: dict[str, Any] = json.loads(line)
        return heard


# --- in the forking process ---


def main() -> None:
    sys.path.insert(0, sys.argv[1])
    scripts = {name: importlib.import_module(name) for name in SCRIPTS}
    for name in ("geocoding", "status", "geocoding.scheduler", "requests", "tqdm", "shapely"):
        importlib.import_module(name)  # what a run loads only when it needs it
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            answers.close()
            _run(scripts[order["script"]].main, order)
        print(json.dumps({"pid": pid}), file=answers, flush=True)
        _, status = os.waitpid(pid, 0)
        print(json.dumps({"code": os.waitstatus_to_exitcode(status)}), file=answers, flush=True)


def _run(script: Any, order: Mapping[str, Any]) -> NoReturn:
    folder = Path(order["folder"])
    for number, name in ((0, os.devnull), (1, folder / "stdout"), (2, folder / "stderr")):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | (os.O_TRUNC if number else 0)), number)
    os.environ.update(order["env"])
    os.chdir(folder / "work")
    tempfile.tempdir = None
    tempfile.gettempdir()  # by which Python tries out whether it can write there
    for name, value in order["patches"].items():
        module, _, attribute = name.rpartition(".")
        setattr(importlib.import_module(module), attribute, value)
    _watch_files(str(folder / "work"), os.open(folder / "files", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), order)
    from shared import exit_with

    code = 70
    try:
        exit_with(lambda: int(script(order["args"])))
    except SystemExit as err:
        code = int(str(err.code))
    except BaseException:  # a traceback is what the tests look for
        sys.excepthook(*sys.exc_info())
        code = 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _watch_files(below: str, record: int, order: Mapping[str, Any]) -> None:
    """Notes, and disturbs, whatever the run does to files below the folder, by Python's own audit events."""
    seen = 0

    def watch(event: str, args: tuple[Any, ...]) -> None:
        nonlocal seen
        is_write = event == "open" and isinstance(args[2], int) and args[2] & WRITING
        if not (is_write or event in MAKES | REMOVES) or not _is_below(args[0], below):
            return
        seen += 1
        os.write(record, f"{event} {os.path.basename(os.fsdecode(args[0]))}\n".encode())  # noqa: PTH119
        if seen != order["file"]:
            return
        if order["how"] == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif event not in REMOVES:  # which needs no room
            raise OSError(28, "No space left on device")

    sys.addaudithook(watch)


def _is_below(path: object, folder: str) -> bool:
    return isinstance(path, str | bytes | os.PathLike) and os.path.realpath(os.fsdecode(path)).startswith(folder)


if __name__ == "__main__":
    main()
