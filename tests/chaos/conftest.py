"""Options of the suite, the report that it prints at its end, and a service for each scenario."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from tests.chaos import pages
from tests.chaos.report import Report

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

REPORT = pytest.StashKey[Report]()


@dataclass(frozen=True, slots=True)
class Form:
    """How much of each scenario is run."""

    full: bool

    def of(self, short: float, full: float) -> float:
        """One of two amounts."""
        return full if self.full else short


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--form", choices=("short", "full"), default="short", help="how much is sent")
    parser.addoption("--data", type=Path, help="folder with sets whose pages are sent; default: made pages")
    parser.addoption("--requests", type=int, default=100_000, help="soak: end after so many")
    parser.addoption("--minutes", type=float, default=30.0, help="soak: or after so long")
    parser.addoption("--report", type=Path, help="write the table to this file, too")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[REPORT] = Report()


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    table = config.stash[REPORT].table()
    Console(width=170, highlight=False, file=terminalreporter._tw._file).print(table)  # noqa: SLF001
    if path := config.getoption("--report"):
        path.write_text(config.stash[REPORT].markdown(), encoding="utf-8")


@pytest.fixture(scope="session")
def form(pytestconfig: pytest.Config) -> Form:
    """The short form, or the full one."""
    return Form(full=pytestconfig.getoption("--form") == "full")


@pytest.fixture(scope="session")
def report(pytestconfig: pytest.Config) -> Report:
    """Where every scenario writes what it counted."""
    return pytestconfig.stash[REPORT]


@pytest.fixture(scope="session")
def news(pytestconfig: pytest.Config) -> list[pages.Page]:
    """Pages that are cleaned without trouble."""
    folder = pytestconfig.getoption("--data")
    return pages.of_folder(folder, 100) if folder else pages.made(12)
