"""`python -m benchmarks.accuracy --data <folder>`: see benchmarks/README.md."""

from __future__ import annotations

import argparse
import os
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.accuracy import data, plot
from benchmarks.accuracy.diff import GOLD, print_diff
from benchmarks.accuracy.display import progress_display, wide_console
from benchmarks.accuracy.report import described, print_failures, print_table, write_json
from benchmarks.accuracy.rules_check import print_rules_check
from benchmarks.accuracy.run import RESULTS, Options, run
from benchmarks.accuracy.score import METRICS, score
from benchmarks.accuracy.tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from rich.console import Console


def main() -> None:
    """Run the tools that the arguments name, then print the table, the difference or the check of rules."""
    parser = _parser()
    options = parser.parse_args()
    console = wide_console()
    tools = _tools(options, parser, console)
    names = options.sets or data.set_names(options.data)
    if not names:
        parser.error(f"no sets in {options.data}")
    samples = [
        sample
        for name in names
        for sample in islice(data.read(options.data, name), options.limit)
        if not options.ids or sample.id in options.ids
    ]
    with progress_display() as start:
        results = run(samples, tools, Options(jobs=options.jobs, fresh=options.fresh), start)

    print_failures(console, results)
    if options.rules_check:
        print_rules_check(console, results["ours"])
    elif options.diff:
        print_diff(console, results, tuple(options.diff), METRICS[options.metric], options.worst)
    else:
        rows = score(results)
        print_table(console, rows)
        write_json(options.json, rows, described(sys.argv[1:], (TOOLS[tool] for tool in tools)))
        console.print(f"written: {options.json}", soft_wrap=True)
        if plot.possible():
            for path in plot.draw(rows, options.json.parent):
                console.print(f"written: {path}", soft_wrap=True)


def _tools(options: argparse.Namespace, parser: argparse.ArgumentParser, console: Console) -> list[str]:
    if options.rules_check:
        return ["ours"]
    named = options.diff or options.tools
    wanted = [tool for tool in named or TOOLS if tool != GOLD]
    missing = [tool for tool in wanted if TOOLS[tool].missing]
    if missing:
        hint = (
            f"not there: {', '.join(missing)} (make bench-accuracy installs the peers, make train makes the "
            "models of ours-held-out)"
        )
        if named:
            parser.error(hint)
        console.print(hint, soft_wrap=True)
    return [tool for tool in wanted if tool not in missing]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--tools", type=_list_of(TOOLS), help=f"of {', '.join(TOOLS)}; default all")
    parser.add_argument("--sets", type=lambda text: text.split(","), help="such as aed,text/aed; default all")
    parser.add_argument("--limit", type=int, help="only the first so many documents of a set")
    parser.add_argument("--ids", type=lambda text: text.split(","), help="only these documents of the sets")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worker processes")
    parser.add_argument("--fresh", action="store_true", help="measure anew what is kept, for its CPU time")
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
