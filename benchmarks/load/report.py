"""The tables on the terminal, the same figures as JSON, and the two figures for the eye."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, Any

from rich.table import Table

from app import __version__
from benchmarks.load.growth import DEADLINE, excess

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.load.growth import Series
    from benchmarks.load.life import Memory, Start
    from benchmarks.load.sizing import Step
    from benchmarks.load.speed import Latency, Throughput

Row = tuple[str, str, str]
"""What, the figure, what is wanted."""


def versions() -> dict[str, str]:
    """What was measured, and on what."""
    return {
        "cleancopy": __version__,
        "python": platform.python_version(),
        "trafilatura": version("trafilatura"),
        "lxml": version("lxml"),
        "uvicorn": version("uvicorn"),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "load": f"{os.getloadavg()[0]:.1f} at the end",
    }


def rows_of(found: dict[str, Any]) -> list[Row]:
    """The rows of the table, for the parts that were measured."""
    rows: list[Row] = []
    if "throughput" in found:
        rows += _throughput(found["throughput"])
    if "latency" in found:
        rows += _latency(found["latency"])
    if "start" in found:
        rows += _start(found["start"])
    if "memory" in found:
        rows += _memory(found["memory"])
    return rows


def table_of(rows: Sequence[Row]) -> Table:
    """The table of the figures."""
    table = Table(
        title="python -m benchmarks.load", caption=", ".join(f"{k} {v}" for k, v in versions().items())
    )
    table.add_column("")
    table.add_column("median (range)", justify="right")
    table.add_column("wanted", justify="right")
    for row in rows:
        table.add_row(*row)
    return table


def growth_table(series: Series) -> Table:
    """CPU a KB of each document of each series."""
    table = Table(title="CPU ms a KB; beside it that of the largest over that of 100 KB, wanted: at most 1.5")
    for column in ("", "from smallest to largest", "ratio"):
        table.add_column(column)
    for name, points in series.items():
        ratio = excess(points)
        cells = [
            f"{point.size:,}: {point.per_kilobyte:.3f}"
            if point.per_kilobyte is not None
            else f"{point.size:,}: {point.error}"
            for point in points
        ]
        table.add_row(name, "  ".join(cells), "" if ratio is None else f"{ratio:.2f}")
    return table


def sizing_table(steps: Sequence[Step]) -> Table:
    """What a service with two workers and 64 places does with more and more clients."""
    table = Table(title="2 workers, 64 places in the queue; each client has one request at a time")
    for column in (
        "clients",
        "pages/s",
        "p50 ms",
        "p99 ms",
        "waiting: mean, most",
        "CPU ms a page: workers, front",
        "MB: a worker, of it its own, front",
        "cleaned, refused, failed",
    ):
        table.add_column(column, justify="right")
    for step in steps:
        table.add_row(
            str(step.clients),
            f"{step.pages:.1f}",
            f"{step.p50:.0f}",
            f"{step.p99:.0f}",
            f"{step.waiting[0]:.0f}, {step.waiting[1]:.0f}",
            f"{step.worker_cpu:.1f}, {step.front_cpu:.1f}",
            f"{step.resident:.0f}, {step.own:.0f}, {step.front:.0f}",
            f"{step.cleaned}, {step.refused}, {step.failed}",
        )
    return table


def _figure(values: Sequence[float], digits: int = 2) -> str:
    return f"{median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def _throughput(found: Throughput) -> list[Row]:
    sent, cleaned, refused = found.counts
    return [
        ("pages a second, in process on one core", _figure(found.in_process, 1), ""),
        ("pages a second, the service with 2 workers", _figure(found.service, 1), ""),
        ("their ratio, round by round", f"{found.ratio:.2f}", "at least 1.7"),
        ("documents sent, cleaned, refused", f"{sent}, {cleaned}, {refused}", ""),
    ]


def _latency(found: Latency) -> list[Row]:
    return [
        ("a page of 200 KB in process, ms", _figure(found.in_process), ""),
        ("the same through the service, ms", _figure(found.service), ""),
        ("added, median over pairs of calls, ms", f"{found.added:.2f}", "at most 1.5"),
    ]


def _start(found: Start) -> list[Row]:
    return [
        ("from the start of the process to /readyz, s", _figure(found.ready), "at most 2.5"),
        ("CPU of all processes until two workers are up, s", _figure(found.cpu), ""),
        ("from the loss of the only worker to an answer, s", _figure(found.replaced), "at most 0.3"),
    ]


def _memory(found: Memory) -> list[Row]:
    rows = [
        (
            f"a worker until document {documents:,}, MB: resident, PSS, USS",
            f"{sample.resident:.0f}, {sample.share:.0f}, {sample.own:.0f}",
            "below 200" if documents == 20_000 else "",
        )
        for documents in (5_000, 20_000)
        if (sample := found.before(documents))
    ]
    early, late = found.before(5_000), found.before(20_000)
    if early and late:
        rows.append(
            ("its growth in between, resident", f"{late.resident / early.resident - 1:.1%}", "below 5 %")
        )
    sent, cleaned, refused = found.counts
    rows.append(("the largest worker ever seen, resident MB", f"{found.largest:.0f}", ""))
    rows.append(("documents sent, cleaned, refused", f"{sent}, {cleaned}, {refused}", ""))
    return rows


def draw(found: dict[str, Any], folder: Path) -> list[Path]:
    """Growth and memory as figures, where matplotlib is installed, as in the peers' environment."""
    if find_spec("matplotlib") is None:
        return []
    import matplotlib as mpl  # noqa: PLC0415 - in the peers' lock only

    mpl.use("svg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    written = []
    if "growth" in found:
        figure, axes = plt.subplots(figsize=(7, 4.2), layout="constrained")
        for name, points in found["growth"].items():
            answered = [point for point in points if point.seconds is not None]
            axes.plot([p.bytes / 1e3 for p in answered], [p.per_kilobyte for p in answered], "o-", label=name)
        axes.set(xscale="log", yscale="log", xlabel="KB", ylabel="CPU ms a KB")
        axes.set_title(f"CPU a KB against size; deadline {DEADLINE:g} s")
        axes.legend(frameon=False)
        written.append(folder / "load-growth.svg")
        figure.savefig(written[-1])
    if "memory" in found:
        figure, axes = plt.subplots(figsize=(7, 3.6), layout="constrained")
        samples = found["memory"].samples
        for name in ("resident", "share", "own"):
            axes.plot([one.documents for one in samples], [getattr(one, name) for one in samples], label=name)
        axes.set(xlabel="documents", ylabel="MB a worker", ylim=(0, None))
        axes.legend(frameon=False)
        written.append(folder / "load-memory.svg")
        figure.savefig(written[-1])
    return written
