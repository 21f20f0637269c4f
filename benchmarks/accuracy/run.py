"""Runs the tools over the samples: in worker processes, with a time limit a document.

No tool can stop a run: what it raises, its overrunning and its death are results, too.
"""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessPool

from benchmarks.accuracy.store import Result, Store, forget_old_versions
from benchmarks.accuracy.tools import TOOLS, Output, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.accuracy.data import Sample

#: Seconds that a tool has for a document.
TIME_LIMIT = 30

#: The results of a run: tool -> samples with what came of them, in the order of the samples.
Results = dict[str, list[tuple["Sample", Result]]]

_warm: set[str] = set()


def run(
    samples: Sequence[Sample],
    tools: Iterable[str],
    results: Path,
    jobs: int,
    progress: Callable[[str, int], Callable[[], None]],
) -> Results:
    """Every tool over every sample of a kind that it takes; kept results are used again.

    `progress(tool, total)` is called once a tool and returns what is called after each document.
    """
    return {tool: list(_run_tool(tool, samples, results, jobs, progress)) for tool in tools}


def _run_tool(
    tool: str,
    samples: Sequence[Sample],
    results: Path,
    jobs: int,
    progress: Callable[[str, int], Callable[[], None]],
) -> Iterator[tuple[Sample, Result]]:
    own = [sample for sample in samples if sample.kind in TOOLS[tool].kinds]
    version = TOOLS[tool].version()
    stores = {name: Store(results, tool, version, name) for name in {sample.set for sample in own}}
    forget_old_versions(results, tool)
    digests = {sample.name: sample.digest() for sample in own}
    found = {sample.name: stores[sample.set].get(digests[sample.name]) for sample in own}
    missing = [sample for sample in own if found[sample.name] is None]
    if missing:
        advance = progress(f"{tool} {version}", len(missing))
        for sample, result in _compute(tool, missing, jobs):
            stores[sample.set].put(digests[sample.name], result)
            found[sample.name] = result
            advance()
    for sample in own:
        kept = found[sample.name]
        if kept is not None:
            yield sample, kept


def _compute(tool: str, samples: Sequence[Sample], jobs: int) -> Iterator[tuple[Sample, Result]]:
    # Forkserver as in the service: a worker starts clean, without this process's threads and results.
    context = multiprocessing.get_context("forkserver")
    waiting = iter(samples)
    running: dict[Future[Result], Sample] = {}
    with ProcessPool(max_workers=jobs, context=context, initializer=quiet) as pool:
        try:
            while True:
                # Two a worker: always one at hand, and an interrupt has little to wait for.
                for sample in waiting:
                    running[pool.schedule(_one, args=(tool, sample), timeout=TIME_LIMIT)] = sample
                    if len(running) >= 2 * jobs:
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


def _one(tool: str, sample: Sample) -> Result:
    """Runs in the worker."""
    content = sample.content()
    if tool not in _warm:
        # Imports and models are loaded by a first, unmeasured call: no page shall pay for them.
        _warm.add(tool)
        attempt(tool, sample, content)
    start = time.process_time()
    output, failure = attempt(tool, sample, content)
    cpu_ms = (time.process_time() - start) * 1000
    return Result(output, None if failure else cpu_ms, failure)


def attempt(tool: str, sample: Sample, content: bytes | str) -> tuple[Output, str | None]:
    """The tool's output and None, or an empty output and what it raised."""
    try:
        return TOOLS[tool].run(sample, content), None
    except Exception as error:  # a tool's crash on a page is a result, whatever it raises
        return Output(), f"{type(error).__name__}: {error}"
