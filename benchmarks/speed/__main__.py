"""`python -m benchmarks.speed --data <folder>`: CPU a stage on pages, beside peers, and on texts of 10 KB."""

from __future__ import annotations

import argparse
import json
import platform
import resource
import time
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app import __version__
from app.clean.model import InputKind
from app.clean.pipeline import STAGES
from app.clean.rules import load_rules
from app.clean.score import load_scorer
from benchmarks.speed.peers import REFERENCE, peers, versions
from benchmarks.speed.plot import draw, possible
from benchmarks.speed.stages import TOTAL, Cost, documents, measure

_ANY_SIZE = range(1 << 40)
RESULTS = Path(__file__).parents[1] / "results" / "speed.json"


def main() -> None:
    """Measure, print one table, write the figures as JSON."""
    arguments = _arguments()
    console = Console()
    began = time.process_time()
    rules = load_rules(None)
    loading = time.process_time() - began
    results: dict[str, dict[str, Cost]] = {}
    counts: dict[str, int] = {}
    for kind in InputKind:
        html = kind is InputKind.HTML
        sizes = _ANY_SIZE if html else range(arguments.smallest, arguments.largest + 1)
        chosen = documents(arguments.data, kind, sizes, arguments.limit)
        counts[kind] = len(chosen)
        with console.status(f"{kind}: {len(chosen)} documents, {arguments.rounds} rounds"):
            beside = peers() if html else {}
            results[kind] = measure(chosen, rules, load_scorer(), arguments.rounds, beside)
    console.print(_table(results, counts))
    ours, reference = results[InputKind.HTML][TOTAL], results[InputKind.HTML][REFERENCE]
    ratios = {"mean": ours.mean / reference.mean, "median": ours.median / reference.median}
    console.print(
        f"of the CPU of {REFERENCE}, a page takes {ratios['mean']:.2f} in the mean, {ratios['median']:.2f} in"
        f" the median; Cleancopy {__version__}, Python {platform.python_version()}, {versions()}"
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(
        f"{len(rules.rules)} rules read and checked in {loading:.2f} s CPU; {memory:.0f} MB at most"
    )
    written = {
        kind: {"documents": counts[kind], "stages": {name: asdict(cost) for name, cost in costs.items()}}
        for kind, costs in results.items()
    }
    RESULTS.parent.mkdir(exist_ok=True)
    if possible():
        draw(_bars(results), TOTAL, RESULTS.with_suffix(".svg"))
    RESULTS.write_text(
        json.dumps(
            {
                "versions": versions(),
                "ratios": ratios,
                "rules": len(rules.rules),
                "load_seconds": loading,
                "megabytes": memory,
                **written,
            },
            indent=1,
        )
    )


def _bars(results: dict[str, dict[str, Cost]]) -> dict[str, dict[str, Cost]]:
    """The bars of the figure: each kind of input by its stages, each peer as a whole."""
    stages = (*STAGES, TOTAL)
    ours = {
        f"Cleancopy, {kind}": {stage: costs[stage] for stage in stages if stage in costs}
        for kind, costs in results.items()
    }
    beside = {name: {TOTAL: cost} for name, cost in results[InputKind.HTML].items() if name not in stages}
    return ours | beside


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the sets")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=int, default=100, help="documents of each kind")
    parser.add_argument("--smallest", type=int, default=8_000, help="bytes of a text")
    parser.add_argument("--largest", type=int, default=12_000, help="bytes of a text")
    return parser.parse_args()


def _table(results: dict[str, dict[str, Cost]], counts: dict[str, int]) -> Table:
    table = Table(
        title="CPU ms a stage, of each document's fastest round: median and mean over those that went"
        " through it, mean over all"
    )
    table.add_column("stage")
    for kind in results:
        table.add_column(f"{kind} ({counts[kind]})", justify="right")
        table.add_column("mean", justify="right")
        table.add_column("of all", justify="right")
    for stage in (*STAGES, TOTAL, *peers()):
        costs = [costs.get(stage) for costs in results.values()]
        if any(costs):
            cells = [f"{value:.3f}" if cost else "" for cost in costs for value in _figures(cost)]
            table.add_row(stage, *cells, style="bold" if stage == TOTAL else None)
    return table


def _figures(cost: Cost | None) -> tuple[float, ...]:
    return (cost.median, cost.mean, cost.share) if cost else (0.0, 0.0, 0.0)


if __name__ == "__main__":
    main()
