"""The table on the terminal and the same figures as JSON."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from importlib.metadata import version
from statistics import median
from typing import TYPE_CHECKING, Any

from rich.table import Table

from app import __version__
from benchmarks.workers.sides import OURS, PEBBLE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import Console

    from benchmarks.workers.run import Plan, Samples


@dataclass(frozen=True, slots=True)
class Figure:
    """Median and range of `count` repetitions."""

    median: float
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Figure:
        """The figure of at least one value."""
        return cls(median(values), min(values), max(values), len(values))

    def __str__(self) -> str:
        if self.count == 1:
            return _rounded(self.median)
        return f"{_rounded(self.median)} ({_rounded(self.low)} to {_rounded(self.high)})"


def versions() -> dict[str, str]:
    """What was measured, and on what."""
    return {
        "cleancopy": __version__,
        "python": platform.python_version(),
        "pebble": version("pebble"),
        "uvloop": version("uvloop"),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
    }


def print_table(console: Console, samples: Samples) -> None:
    """A line a figure, a column a side: median and, in brackets, range."""
    named = ", ".join(f"{name} {value}" for name, value in versions().items())
    table = Table(title="python -m benchmarks.workers", caption=f"median (range); {named}")
    table.add_column("")
    table.add_column("unit", no_wrap=True)
    for side in (OURS, PEBBLE):
        table.add_column(side, justify="right", no_wrap=True)
    table.add_column("n", justify="right")
    for (what, unit), sides in samples.items():
        figures = {side: Figure.of(values) for side, values in sides.items()}
        cells = [str(figures[side]) if side in figures else "" for side in (OURS, PEBBLE)]
        table.add_row(what, unit, *cells, str(max(figure.count for figure in figures.values())))
    console.print(table)


def write_json(path: Path, samples: Samples, plan: Plan) -> None:
    """Every figure with its repetitions, the plan and the versions."""
    rows: list[dict[str, Any]] = [
        {
            "what": what,
            "unit": unit,
            "sides": {side: asdict(Figure.of(values)) | {"values": values} for side, values in sides.items()},
        }
        for (what, unit), sides in samples.items()
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    found = {"versions": versions(), "plan": asdict(plan), "rows": rows}
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _rounded(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"
