"""What the scripts have in common on the command line: --version, and an exit that a closed pipe does not disturb."""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from shared.errors import FAILED, USAGE
from shared.output import flush_output, print_report

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


class PrintVersion(argparse.Action):
    """--version: prints the version that pyproject.toml names, and exits."""

    def __init__(self, option_strings: list[str], dest: str) -> None:
        super().__init__(
            option_strings, argparse.SUPPRESS, nargs=0, default=argparse.SUPPRESS, help="print the version, and exit"
        )

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
        parser.exit(0 if print_report(f"{project['name']} {project['version']}") else FAILED)


def exit_with(main: Callable[[], int]) -> NoReturn:
    """Run main and end the process with its exit code, or with the one that argparse gives after --help or an error.

    What is printed is written out here: left to Python, a reader that is gone ends the process with code 120.
    """
    try:
        code = main()
    except SystemExit as err:
        code = err.code if isinstance(err.code, int) else FAILED
    except BrokenPipeError:  # of the argparse of Python 3.11.2, that nobody reads what is wrong with the arguments
        code = USAGE
    sys.exit(code if flush_output() else code or FAILED)
