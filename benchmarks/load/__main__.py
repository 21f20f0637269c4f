"""`python -m benchmarks.load --data <folder>`: throughput, added latency, growth, start, memory, sizing."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from benchmarks.load import documents, growth, life, report, sizing, speed

RESULTS = Path(__file__).parents[1] / "results"
PARTS = ("throughput", "latency", "growth", "start", "memory", "sizing")
_LATENCY_BYTES = 200_000


def main() -> None:
    """Measure the parts asked for, print the tables, write JSON and, where it can be drawn, figures."""
    options = _arguments()
    found: dict[str, Any] = {}
    with Progress(console=Console(stderr=True)) as progress:
        for part in options.parts:
            bar = progress.add_task(part, total=None)

            def advance(steps: int = 1, bar: Any = bar) -> None:
                progress.advance(bar, steps)

            found[part] = _measured(part, options, advance)
            progress.update(bar, total=1, completed=1)
    console = Console(highlight=False, width=170)
    if rows := report.rows_of(found):
        console.print(report.table_of(rows))
    if "growth" in found:
        console.print(report.growth_table(found["growth"]))
    if "sizing" in found:
        console.print(report.sizing_table(found["sizing"]))
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / "load.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    kept |= found | {"versions": report.versions(), "table": rows}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    for written in (path, *report.draw(found, RESULTS)):
        console.print(f"written: {written}")


def _measured(part: str, options: argparse.Namespace, advance: Any) -> Any:
    match part:
        case "throughput":
            posts = documents.mixed(options.data, options.pages, pages_only=True)
            return speed.throughput(posts, options.rounds, advance)
        case "latency":
            return speed.latency(documents.scripted(_LATENCY_BYTES), options.calls, advance)
        case "growth":
            return growth.growth(growth.all_series(), advance)
        case "start":
            return life.start(options.rounds, advance)
        case "sizing":
            posts = documents.mixed(options.data, options.pages, pages_only=True)
            return sizing.sizing(posts, options.seconds, advance)
        case _:
            return life.memory(documents.mixed(options.data, options.documents), options.documents, advance)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the sets")
    parser.add_argument("--parts", type=lambda text: text.split(","), default=PARTS, help=",".join(PARTS))
    parser.add_argument("--rounds", type=int, default=5, help="of throughput and of starts")
    parser.add_argument("--pages", type=int, default=200, help="of a round of throughput, and of sizing")
    parser.add_argument("--calls", type=int, default=200, help="of the page of 200 KB, each side")
    parser.add_argument("--documents", type=int, default=20_000, help="for memory")
    parser.add_argument("--seconds", type=float, default=15, help="of a step of sizing")
    return parser.parse_args()


if __name__ == "__main__":
    main()
