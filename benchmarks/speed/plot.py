"""One figure: a bar a kind of input, made of its stages, beside the bars of the peers."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmarks.speed.stages import Cost

# A stage of a smaller share of the longest bar is drawn without its name.
_LEGIBLE = 0.05
_PEER, _BETWEEN = "#4a6fa5", "#c9ccd3"


def possible() -> bool:
    """Whether what draws is installed; the service and its checks do without."""
    return find_spec("matplotlib") is not None


def draw(costs: Mapping[str, Mapping[str, Cost]], total: str, file: Path) -> None:
    """Write mean CPU a document as bars: `costs` are those of each stage, or of `total` alone, by bar."""
    import matplotlib as mpl  # noqa: PLC0415 - in the peers' lock only

    mpl.use("svg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(figsize=(9, 0.7 + 0.55 * len(costs)), layout="constrained")
    longest = max(stages[total].share for stages in costs.values())
    every = dict.fromkeys(stage for stages in costs.values() for stage in stages if stage != total)
    colours = dict(zip(every, plt.get_cmap("tab20").colors, strict=False))
    for name, stages in costs.items():
        whole, left = stages[total].share, 0.0
        axes.barh(name, whole, color=_BETWEEN if len(stages) > 1 else _PEER)
        for stage, cost in stages.items():
            if stage == total:
                continue
            axes.barh(name, cost.share, left=left, color=colours[stage])
            if cost.share > _LEGIBLE * longest:
                axes.text(left + cost.share / 2, name, stage, ha="center", va="center", fontsize=7)
            left += cost.share
        axes.text(whole, name, f" {whole:.1f}", va="center", fontsize=9)
    axes.invert_yaxis()
    axes.set_xlabel("CPU ms a document, mean")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(file)
    plt.close(figure)
