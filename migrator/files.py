"""What lies in migrations/: functions/, NN_name.sql, definitions/."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from shared import UserError, first_line

FOLDER = Path(__file__).resolve().parents[1] / "migrations"
DROPPED = "definitions/dropped.sql"
DEFINITIONS = 0  # the ledger's row for the two folders


@dataclass(frozen=True, slots=True)
class Script:
    name: str  # its path below migrations/
    text: str

    @property
    def checksum(self) -> str:
        return sha256(self.text)


@dataclass(frozen=True)
class Checkout:
    """What lies in migrations/."""

    numbered: Mapping[int, Script]  # by number, in order
    functions: Sequence[Script]
    definitions: Sequence[Script]
    dropped: Sequence[Script]  # of definitions/, what is no longer defined

    @cached_property
    def definitions_checksum(self) -> str:
        """Of both folders: paths and texts, in order."""
        scripts = (*self.functions, *self.definitions, *self.dropped)
        return sha256("".join(f"{script.name}\n{script.text}\n" for script in scripts))


def discover(folder: Path) -> Checkout:
    """The migrations of a checkout. UserError for a name that is not NN_name.sql, or a number that two files share."""
    found: dict[int, Script] = {}
    for script in _read_folder(folder, ""):
        match = re.fullmatch(r"(\d+)_\w+\.sql", script.name)
        if not match:
            raise UserError(f"migrations/{script.name}: the name must be NN_name.sql; rename it")
        version = int(match[1])
        if version in found:
            raise UserError(f"migrations: {found[version].name} and {script.name} share number {version}; renumber one")
        if version == DEFINITIONS:
            raise UserError(f"migrations/{script.name}: numbers begin at 1; renumber it")
        found[version] = script
    if not found:
        raise UserError(f"{folder}: no migrations in it; is this checkout complete?")
    definitions = _read_folder(folder, "definitions/")
    return Checkout(
        numbered={version: found[version] for version in sorted(found)},
        functions=_read_folder(folder, "functions/"),
        definitions=[script for script in definitions if script.name != DROPPED],
        dropped=[script for script in definitions if script.name == DROPPED],
    )


def _read_folder(folder: Path, prefix: str) -> list[Script]:
    """Its SQL files by name, except hidden ones, which editors and copying programs leave behind."""
    paths = sorted(path for path in (folder / prefix).glob("*.sql") if not path.name.startswith("."))
    return [Script(prefix + path.name, _read(path, prefix + path.name)) for path in paths]


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # line endings become \n
    except (OSError, UnicodeDecodeError) as err:
        raise UserError(f"migrations/{name}: can't be read as UTF-8: {first_line(err)}") from err


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
