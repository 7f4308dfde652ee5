"""A plugin of pytest: says at the end how many crash points were tried."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    points = sum(int(str(n)) for report in reports for name, n in report.user_properties if name == "crash_points")
    if points:
        terminalreporter.write_line(f"crash points tried: {points}")
