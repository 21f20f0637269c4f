"""What runs in a worker process: one tool on one document, quietly and without a network."""

from __future__ import annotations

import logging
import sys
import time
import warnings
from typing import TYPE_CHECKING, Any

from benchmarks.accuracy.store import Result
from benchmarks.accuracy.tools.tool import Output, Tool

if TYPE_CHECKING:
    from benchmarks.accuracy.data import Sample

_warm: set[str] = set()


def prepare(tool: Tool) -> None:
    """Silence what tools say about single pages, keep them off the network for good, and load the tool.

    What takes long to load does so here, outside the time that a document has.
    """
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.addaudithook(_offline)
    if tool.load:
        tool.load()


def _offline(event: str, args: tuple[Any, ...]) -> None:
    # As where there is no network: tools have an answer to that. Local sockets have a path for an address.
    if event == "socket.getaddrinfo" or (event == "socket.connect" and isinstance(args[1], tuple)):
        raise ConnectionRefusedError("tools have the page and nothing else")


def one(tool: Tool, sample: Sample) -> Result:
    """What the tool makes of the document, and the CPU that it took."""
    content = sample.content()
    if tool.name not in _warm:
        # Imports and models are loaded by a first, unmeasured call: no page shall pay for them.
        _warm.add(tool.name)
        attempt(tool, sample, content)
    start = time.process_time()
    output, failure = attempt(tool, sample, content)
    cpu_ms = (time.process_time() - start) * 1000
    return Result(output, None if failure else cpu_ms, failure)


def attempt(tool: Tool, sample: Sample, content: bytes | str) -> tuple[Output, str | None]:
    """The tool's output and None, or an empty output and what it raised."""
    try:
        return tool.run(sample, content), None
    except (Exception, SystemExit) as error:  # a tool's crash on a page is a result, whatever it raises
        return Output(), f"{type(error).__name__}: {error}"
