"""Runs the tools over the samples: in worker processes, with a time limit a document.

No tool can stop a run: what it raises, its overrunning and its death are results, too.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessPool

from benchmarks.accuracy.store import Result, Store, forget_old_versions
from benchmarks.accuracy.tools import TOOLS
from benchmarks.accuracy.tools.tool import Output, Tool
from benchmarks.accuracy.worker import one, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from benchmarks.accuracy.data import Sample

#: Where figures and kept results go; git ignores it.
RESULTS = Path(__file__).parents[1] / "results"

#: Seconds that a tool has for a document.
TIME_LIMIT = 30

#: The results of a run: tool -> samples with what came of them, in the order of the samples.
Results = dict[str, list[tuple["Sample", Result]]]


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done.

    `results`     the folder that keeps what the tools made of the documents.
    `jobs`        worker processes.
    `fresh`       measure anew what is kept.
    `time_limit`  seconds that a tool has for a document.
    """

    results: Path = RESULTS
    jobs: int = 1
    fresh: bool = False
    time_limit: float = TIME_LIMIT


def run(
    samples: Sequence[Sample],
    tools: Iterable[str],
    options: Options,
    progress: Callable[[str, int], Callable[[], None]],
) -> Results:
    """Every tool over every sample of a kind that it takes; kept results are used again.

    A tool that cannot load at all raises; what it does with a document never does.
    `progress(tool, total)` is called once a tool and returns what is called after each document.
    """
    return {tool: list(_run_tool(TOOLS[tool], samples, options, progress)) for tool in tools}


def _run_tool(
    tool: Tool,
    samples: Sequence[Sample],
    options: Options,
    progress: Callable[[str, int], Callable[[], None]],
) -> Iterator[tuple[Sample, Result]]:
    own = [sample for sample in samples if sample.kind in tool.kinds]
    stores = {
        name: Store(options.results, tool.name, tool.version, name) for name in {sample.set for sample in own}
    }
    forget_old_versions(options.results, tool.name)
    digests = {sample.name: sample.digest() for sample in own}
    found = {
        sample.name: None if options.fresh else stores[sample.set].get(digests[sample.name]) for sample in own
    }
    missing = [sample for sample in own if found[sample.name] is None]
    if missing:
        if tool.load:
            tool.load()
        advance = progress(f"{tool.name} {tool.version}", len(missing))
        for sample, result in _compute(tool, missing, options):
            stores[sample.set].put(digests[sample.name], result)
            found[sample.name] = result
            advance()
    for sample in own:
        kept = found[sample.name]
        if kept is not None:
            yield sample, kept


def _compute(tool: Tool, samples: Sequence[Sample], options: Options) -> Iterator[tuple[Sample, Result]]:
    # Forkserver as in the service: a worker starts clean, without this process's threads and results.
    context = multiprocessing.get_context("forkserver")
    waiting = iter(samples)
    running: dict[Future[Result], Sample] = {}
    with ProcessPool(
        max_workers=options.jobs, context=context, initializer=prepare, initargs=(tool,)
    ) as pool:
        try:
            while True:
                # Two a worker: always one at hand, and an interrupt has little to wait for.
                for sample in waiting:
                    running[pool.schedule(one, args=(tool, sample), timeout=options.time_limit)] = sample
                    if len(running) >= 2 * options.jobs:
                        break
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(future), outcome(future)
        finally:
            for future in running:
                future.cancel()


def outcome(future: Future[Result]) -> Result:
    """What a finished future stands for: the tool's result, or how its worker ended."""
    try:
        return future.result()
    except TimeoutError:
        return Result(Output(), failure="timeout")
    except ProcessExpired:
        return Result(Output(), failure="crash")
    except Exception as error:  # what did not survive the way back, such as an output that cannot be sent
        return Result(Output(), failure=f"{type(error).__name__}: {error}")
