"""One figure a kind of input: body word F1 against CPU a document, one labelled dot a tool."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from benchmarks.accuracy.score import MEANS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from benchmarks.accuracy.score import Row

_OURS, _PEER, _INK, _GRID = "#c8553d", "#4a6fa5", "#2b2d33", "#e3e5ea"
_STYLE = {
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": _INK,
    "axes.edgecolor": _GRID,
    "axes.labelcolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    # The same figures, the same file: a copy in the docs changes only with them.
    "svg.hashsalt": "cleancopy",
    "svg.fonttype": "none",
}
#: Milliseconds; what takes less stands here, or doing nothing would stretch the axis by decades.
_LEAST = 0.1
#: Where a label may stand beside its dot, in points, the best first.
_PLACES = (
    (8, 0, "left", "center"),
    (-8, 0, "right", "center"),
    (0, 8, "center", "bottom"),
    (0, -8, "center", "top"),
    (7, 7, "left", "bottom"),
    (7, -7, "left", "top"),
    (-7, 7, "right", "bottom"),
    (-7, -7, "right", "top"),
    (14, 15, "left", "bottom"),
    (14, -15, "left", "top"),
    (-14, -15, "right", "top"),
)


def possible() -> bool:
    """Whether what draws is installed; the service and its checks do without."""
    return find_spec("matplotlib") is not None


def draw(rows: Iterable[Row], folder: Path) -> list[Path]:
    """The figures of a run as `accuracy-html` and `accuracy-text`, SVG and PNG; what was not run has none."""
    written = []
    own = [row for row in rows if row.group in MEANS and "body" in row.figures and row.cpu_ms]
    for group, kind in MEANS.items():
        dots = [row for row in own if row.group == group]
        if dots:
            written += _figure(kind, dots, folder)
    return written


def _figure(kind: str, dots: Sequence[Row], folder: Path) -> list[Path]:
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot as plt

    with plt.rc_context(_STYLE):
        figure, axes = plt.subplots(figsize=(8, 5))
        for row in dots:
            _dot(axes, row)
        _dress(axes, kind, dots)
        figure.tight_layout()
        _label(figure, axes, dots)
        paths = [folder / f"accuracy-{kind}.{suffix}" for suffix in ("svg", "png")]
        for path in paths:
            metadata = {"Date": None} if path.suffix == ".svg" else {"Software": None}
            figure.savefig(path, dpi=160, metadata=metadata)
        plt.close(figure)
    return paths


def _at(row: Row) -> tuple[float, float]:
    return max(row.cpu_ms or 0.0, _LEAST), row.figures["body"].value


def _dot(axes: Any, row: Row) -> None:
    ours = row.tool == "ours"
    axes.scatter(*_at(row), s=110 if ours else 55, color=_OURS if ours else _PEER, zorder=3, linewidth=0)


def _dress(axes: Any, kind: str, dots: Sequence[Row]) -> None:
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    axes.set_xscale("log")
    times, values = zip(*map(_at, dots), strict=True)
    # Room for labels on both sides, and a whole decade at least.
    axes.set_xlim(min(times) / 2, max(times) * 3)
    spread = max(max(values) - min(values), 0.02)
    axes.set_ylim(min(values) - spread * 0.12, min(1.0, max(values) + spread * 0.14))
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.tick_params(length=0, which="both")
    axes.grid(color=_GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    what = "page" if kind == "html" else "text"
    axes.set_xlabel(f"CPU ms a {what}, log scale (left is faster)")
    axes.set_ylabel("body word F1 (up is better)")
    title = "HTML in, article out" if kind == "html" else "Scraped text in, article out"
    sets, documents = dots[0].figures["body"].pages, dots[0].documents
    axes.set_title(title, loc="left", fontsize=13, fontweight="bold", pad=24)
    axes.text(
        0,
        1.025,
        f"body: mean of the {sets} sets with gold for it; CPU: mean of all sets, {documents:,} documents",
        transform=axes.transAxes,
        fontsize=9,
        color="#6b7080",
    )


def _label(figure: Any, axes: Any, dots: Sequence[Row]) -> None:
    """Each label where it covers no dot and no other label; ours first, then the best."""
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    taken = []
    for row in dots:
        x, y = axes.transData.transform(_at(row))
        taken.append((x - 9, y - 9, x + 9, y + 9))
    frame = axes.get_window_extent(renderer)
    for row in sorted(dots, key=lambda row: (row.tool != "ours", -row.figures["body"].value)):
        ours = row.tool == "ours"
        for dx, dy, horizontal, vertical in _PLACES:
            text = axes.annotate(
                "Cleancopy" if ours else row.tool,
                _at(row),
                xytext=(dx * 1.2 if ours else dx, dy * 1.2 if ours else dy),
                textcoords="offset points",
                ha=horizontal,
                va=vertical,
                fontsize=11 if ours else 9.5,
                fontweight="bold" if ours else "normal",
                color=_OURS if ours else _INK,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
            )
            box = text.get_window_extent(renderer)
            corners = (box.x0, box.y0, box.x1, box.y1)
            inside = frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1
            if inside and not any(_overlap(corners, other) for other in taken):
                break
            if (dx, dy, horizontal, vertical) != _PLACES[-1]:
                text.remove()
        taken.append(corners)


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
