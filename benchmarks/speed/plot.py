"""One figure: a bar a kind of input, made of its stages, beside the bars of the peers."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmarks.speed.stages import Cost

# A stage of a smaller share of its bar is drawn without its name.
_LEGIBLE = 0.05


def possible() -> bool:
    """Whether what draws is installed; the service and its checks do without."""
    return find_spec("matplotlib") is not None


def draw(costs: Mapping[str, Mapping[str, Cost]], total: str, file: Path) -> None:
    """Write mean CPU a document as bars: `costs` are those of each stage, or of `total` alone, by bar."""
    import matplotlib as mpl  # noqa: PLC0415 - in the peers' lock only

    mpl.use("svg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(figsize=(9, 0.7 + 0.55 * len(costs)), layout="constrained")
    colours = plt.get_cmap("tab20").colors
    for name, stages in costs.items():
        parts = {stage: cost.share for stage, cost in stages.items() if stage != total}
        whole, left = stages[total].share, 0.0
        if not parts:
            axes.barh(name, whole, color="#4a6fa5")
        for number, (stage, share) in enumerate(parts.items()):
            axes.barh(name, share, left=left, color=colours[number % len(colours)])
            if share > _LEGIBLE * whole:
                axes.text(left + share / 2, name, stage, ha="center", va="center", fontsize=7)
            left += share
        axes.text(whole, name, f" {whole:.1f}", va="center", fontsize=9)
    axes.invert_yaxis()
    axes.set_xlabel("CPU ms a document, mean")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(file)
    plt.close(figure)
