"""A folder for one run's downloads that goes with the run; what a killed run left, the next one sweeps."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from shared import UserError, first_line

PREFIX = "fleettickets-import-"
LOCK = "in-use"  # held as long as its run lives: the system lets go of it for a killed one
UNLOCKED_FOR_S = 3600  # a folder without the file may just be in the making


@contextmanager
def temp_folder() -> Iterator[Path]:
    """An empty folder of this run's own. UserError where none can be made: no room, no right to."""
    with ExitStack() as stack:
        try:
            _remove_stale(Path(tempfile.gettempdir()))
            made = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
            folder = Path(stack.enter_context(made))
            lock = stack.enter_context((folder / LOCK).open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError as err:
            raise UserError(
                f"no temporary folder can be made: {first_line(err)}; make room there, or point TMPDIR elsewhere"
            ) from err
        yield folder


def _remove_stale(parent: Path) -> None:
    """Removes the folders of runs that are dead. Another user's, or one that can't be looked into, stays."""
    for folder in parent.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if not folder.is_symlink() and folder.stat().st_uid == os.geteuid() and _is_abandoned(folder):
                shutil.rmtree(folder)


def _is_abandoned(folder: Path) -> bool:
    try:
        with (folder / LOCK).open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return time.time() - folder.stat().st_mtime > UNLOCKED_FOR_S
    except BlockingIOError:
        return False
    return True
