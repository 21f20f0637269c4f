"""`python -m benchmarks.speed --data <folder>`: CPU a stage on texts of about 10 KB, HTML of about 100."""

from __future__ import annotations

import argparse
import json
import resource
import time
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.clean.model import InputKind
from app.clean.pipeline import STAGES
from app.clean.rules import load_rules
from app.clean.score import load_scorer
from benchmarks.speed.stages import TOTAL, Cost, documents, measure

# An HTML page has about ten times the bytes of its text.
MARKUP = 10
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
        times = MARKUP if kind is InputKind.HTML else 1
        smallest, largest = arguments.smallest * times, arguments.largest * times
        chosen = documents(arguments.data, kind, smallest, largest, arguments.limit)
        counts[kind] = len(chosen)
        with console.status(f"{kind}: {len(chosen)} documents, {arguments.rounds} rounds"):
            results[kind] = measure(chosen, rules, load_scorer(), arguments.rounds)
    console.print(_table(results, counts))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(
        f"{len(rules.rules)} rules read and checked in {loading:.2f} s CPU; {memory:.0f} MB at most"
    )
    written = {
        kind: {"documents": counts[kind], "stages": {name: asdict(cost) for name, cost in costs.items()}}
        for kind, costs in results.items()
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps(
            {"rules": len(rules.rules), "load_seconds": loading, "megabytes": memory, **written}, indent=1
        )
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the sets")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=int, default=100, help="documents of each kind")
    parser.add_argument("--smallest", type=int, default=8_000, help="bytes of a text")
    parser.add_argument("--largest", type=int, default=12_000, help="bytes of a text")
    return parser.parse_args()


def _table(results: dict[str, dict[str, Cost]], counts: dict[str, int]) -> Table:
    table = Table(title="CPU ms a stage: median and mean over documents of their fastest round")
    table.add_column("stage")
    for kind in results:
        table.add_column(f"{kind} ({counts[kind]})", justify="right")
        table.add_column("mean", justify="right")
    for stage in (*STAGES, TOTAL):
        costs = [costs.get(stage) for costs in results.values()]
        if any(costs):
            cells = [f"{value:.3f}" if cost else "" for cost in costs for value in _figures(cost)]
            table.add_row(stage, *cells, style="bold" if stage == TOTAL else None)
    return table


def _figures(cost: Cost | None) -> tuple[float, float]:
    return (cost.median, cost.mean) if cost else (0.0, 0.0)


if __name__ == "__main__":
    main()
