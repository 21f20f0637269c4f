"""`python -m benchmarks.accuracy --data <folder>`: see benchmarks/README.md."""

from __future__ import annotations

import argparse
import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from benchmarks.accuracy import data
from benchmarks.accuracy.diff import GOLD, print_diff
from benchmarks.accuracy.report import print_failures, print_table, write_json
from benchmarks.accuracy.rules_check import print_rules_check
from benchmarks.accuracy.run import run
from benchmarks.accuracy.score import METRICS, score
from benchmarks.accuracy.tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_WIDTH = 170

RESULTS = Path(__file__).parents[1] / "results"


def main() -> None:
    """Run the tools that the arguments name, then print the table, the difference or the check of rules."""
    options = _parser().parse_args()
    console = _console()
    names = options.sets or data.set_names(options.data)
    samples = [
        sample
        for name in names
        for sample in islice(data.read(options.data, name), options.limit)
        if not options.ids or sample.id in options.ids
    ]
    tools = options.tools
    if options.rules_check:
        tools = ["ours"]
    elif options.diff:
        tools = [tool for tool in options.diff if tool != GOLD]
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    ) as progress:

        def start(description: str, total: int) -> Callable[[], None]:
            task = progress.add_task(description, total=total)
            return lambda: progress.advance(task)

        results = run(samples, tools, RESULTS, options.jobs, start)

    print_failures(console, results)
    if options.rules_check:
        print_rules_check(console, results["ours"])
    elif options.diff:
        print_diff(console, results, tuple(options.diff), METRICS[options.metric], options.worst)
    else:
        rows = score(results)
        print_table(console, rows)
        write_json(options.json, rows, {tool: TOOLS[tool].version() for tool in tools})
        console.print(f"written: {options.json}")


def _console() -> Console:
    # A table that is cut tells nothing: a narrow terminal, or a file, gets lines that are too long instead.
    console = Console(highlight=False)
    return console if console.width >= _WIDTH else Console(highlight=False, width=_WIDTH)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--tools", type=_list_of(TOOLS), default=list(TOOLS), help=f"of {', '.join(TOOLS)}")
    parser.add_argument("--sets", type=lambda text: text.split(","), help="such as aed,text/aed; default all")
    parser.add_argument("--limit", type=int, help="only the first so many documents of a set")
    parser.add_argument("--ids", type=lambda text: text.split(","), help="only these documents of the sets")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worker processes")
    parser.add_argument("--json", type=Path, default=RESULTS / "accuracy.json", help="where the figures go")
    parser.add_argument(
        "--diff", nargs=2, metavar="TOOL", choices=[*TOOLS, GOLD], help="what the first loses"
    )
    parser.add_argument("--metric", choices=METRICS, default="body", help="what --diff judges by")
    parser.add_argument("--worst", type=int, default=20, help="how many pages --diff shows")
    parser.add_argument("--rules-check", action="store_true", help="gold words that rules strike, by rule")
    return parser


def _list_of(known: Collection[str]) -> Callable[[str], list[str]]:
    def parse(text: str) -> list[str]:
        names = text.split(",")
        unknown = [name for name in names if name not in known]
        if unknown:
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not among {', '.join(known)}")
        return names

    return parse


if __name__ == "__main__":
    main()
