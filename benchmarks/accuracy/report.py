"""The table on the terminal and the same figures as JSON."""

from __future__ import annotations

import json
import os
import platform
import shlex
from dataclasses import asdict
from importlib.metadata import distributions
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.table import Table

from benchmarks.accuracy.score import METRICS, is_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from rich.console import Console

    from benchmarks.accuracy.run import Results
    from benchmarks.accuracy.score import Row
    from benchmarks.accuracy.tools.tool import Tool

_FAILURES_SHOWN = 10


def print_table(console: Console, rows: Iterable[Row]) -> None:
    """One table: a block a group, a line a tool; the best figure of a column in bold.

    `0.947 ±8` is 0.947 with a 95 % interval that reaches 0.008 to its farther side.
    """
    table = Table(caption="±: reach of the 95 % interval in thousandths; CPU: mean ms a document")
    table.add_column("set", no_wrap=True)
    table.add_column("tool", no_wrap=True)
    table.add_column("docs", justify="right")
    for metric in METRICS.values():
        table.add_column(metric.heading, justify="right", no_wrap=True)
    table.add_column("CPU ms", justify="right")
    table.add_column("failures")
    for group, members in groupby(rows, key=lambda row: row.group):
        own = list(members)
        best = {
            name: max((row.figures[name].value for row in own if name in row.figures), default=0.0)
            for name in METRICS
        }
        for row in own:
            failures = ", ".join(f"{count} {name}" for name, count in row.failures.items())
            cells = [_figure(row, name, best[name], marked=len(own) > 1) for name in METRICS]
            cpu = "" if row.cpu_ms is None else f"{row.cpu_ms:.1f}"
            table.add_row(group, row.tool, str(row.documents), *cells, cpu, failures)
        table.add_section()
    console.print(table)


def print_failures(console: Console, results: Results) -> None:
    """The first documents on which each tool failed, and how."""
    for tool, found in results.items():
        failed = [(sample, result) for sample, result in found if result.failure]
        for sample, result in failed[:_FAILURES_SHOWN]:
            console.print(f"{tool} failed on {sample.name}: {result.failure}", markup=False, soft_wrap=True)


def write_json(path: Path, rows: Iterable[Row], run: Mapping[str, Any]) -> None:
    """Every figure with its interval and number of pages, and what they were measured with."""
    path.parent.mkdir(parents=True, exist_ok=True)
    found = {"run": dict(run), "rows": [asdict(row) for row in rows]}
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def described(arguments: Sequence[str], tools: Iterable[Tool]) -> dict[str, Any]:
    """What a reader of the figures wants to know about the run: command, machine, version of everything."""
    return {
        "command": shlex.join(["python", "-m", "benchmarks.accuracy", *arguments]),
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "tools": {tool.name: tool.versions for tool in tools},
        "packages": {
            distribution.name: distribution.version
            for distribution in sorted(distributions(), key=lambda found: found.name.lower())
        },
    }


def _figure(row: Row, name: str, best: float, *, marked: bool) -> str:
    figure = row.figures.get(name)
    if figure is None:
        return ""
    value = f"{figure.value:.3f}"
    if marked and value == f"{best:.3f}":
        value = f"[bold]{value}[/bold]"
    spread = max(figure.value - figure.low, figure.high - figure.value)
    return f"{value} ±{spread * 1000:<3.0f}" if is_set(row.group) or spread else value
