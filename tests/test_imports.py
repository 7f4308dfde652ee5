"""Imports go one way: scripts, then folders, then shared. A folder is used through what its __init__ offers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import REPO

FOLDERS = ("shared", "migrator", "ingest", "geocoding", "review")
# What of ours each may import; a script's own folders only by their __init__.
ALLOWED = {
    "shared": {"shared"},
    "migrator": {"migrator", "shared"},
    "ingest": {"ingest", "shared"},
    "geocoding": {"geocoding", "shared"},
    "review": {"review", "shared"},
    "report": {"ingest", "geocoding", "shared"},
    "status": {"ingest", "geocoding", "shared"},
    "startup": set(),
    "run_migrations": {"migrator", "shared", "startup"},
    "review_places": {"review", "geocoding", "shared", "migrator", "startup"},
    "import_tickets": {"ingest", "geocoding", "shared", "report", "status", "migrator", "startup"},
}
# The one module that may use it.
ONLY_USERS = {
    "subprocess": {"ingest/bucket.py"},
    "requests": {"geocoding/providers/client.py", "geocoding/providers/deadline.py"},  # the client and its transport
}
MODULES = sorted(
    path.relative_to(REPO).as_posix()
    for path in (*REPO.glob("*.py"), *(found for folder in FOLDERS for found in (REPO / folder).rglob("*.py")))
)


def imports(module: str) -> Iterator[str]:
    """The dotted names that a module imports, lazily or not."""
    for node in ast.walk(ast.parse((REPO / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written whole"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(dotted: str) -> str:
    return dotted.partition(".")[0]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_its_own_room_and_those_below(module: str) -> None:
    own = Path(module).parts[0].removesuffix(".py")
    ours = {room(name) for name in imports(module)} & ALLOWED.keys()
    assert ours - {own} <= ALLOWED[own]


@pytest.mark.parametrize("module", MODULES)
def test_a_folder_is_used_from_outside_only_through_its_init(module: str) -> None:
    own = Path(module).parts[0]
    inside = {
        p.relative_to(REPO).with_suffix("").as_posix().replace("/", ".")
        for f in FOLDERS
        for p in (REPO / f).rglob("*.py")
    }
    reached = {name for name in imports(module) if name in inside and room(name) != own}
    assert not reached


@pytest.mark.parametrize(("library", "users"), ONLY_USERS.items())
def test_processes_and_http_are_used_in_one_place_each(library: str, users: set[str]) -> None:
    assert {module for module in MODULES if library in map(room, imports(module))} == users


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_says_in_a_few_lines_what_it_offers(folder: str) -> None:
    said = ast.get_docstring(ast.parse((REPO / folder / "__init__.py").read_text(encoding="utf-8")))
    assert said
    assert len(said.splitlines()) <= 5
