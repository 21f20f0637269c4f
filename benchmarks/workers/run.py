"""The whole measurement: rounds in which the sides take turns, then the running service."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from itertools import cycle, islice
from typing import TYPE_CHECKING

from app.clean.rules import load_rules
from app.workers.task import Limits
from benchmarks.workers import measure
from benchmarks.workers.documents import ARTICLE, PAGE, SHORT, SLOW, text
from benchmarks.workers.memory import Memory, of_service
from benchmarks.workers.sides import OURS, PEBBLE, opened, start_fork_server

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.clean.rules import Rule

CALL = ("a call, document of 100 KB", "ms")
BESIDE = ("a call without the pipeline's stages", "ms")
LATE = ("answer after a deadline, late by", "ms")
BACK = ("then the replaced worker has answered", "ms")
RESIDENT = ("a fresh worker, resident", "MiB")
OWN = ("a fresh worker, its own (USS)", "MiB")
ADDRESS_SPACE = ("a fresh worker, address space", "MiB")

HTML, TEXT = "text/html", "text/plain; charset=utf-8"

Samples = dict[tuple[str, str], dict[str, list[float]]]
"""(what, unit) -> side -> one value a repetition."""

IDLE = {workers: (f"CPU of the front process, {workers} idle workers", "ms a second") for workers in (2, 8)}
ROUNDS = (CALL, BESIDE, LATE, BACK, *IDLE.values(), RESIDENT, OWN, ADDRESS_SPACE)
"""What is measured on both sides, in the order of the table."""

SERVICE_WORKERS = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How often and how long. With the defaults all of it takes less than two minutes.

    `rounds`        each side is opened and measured once in each.
    `calls`         a round, of which the median is one value.
    `overruns`      documents a round that run into the deadline of `deadline` seconds.
    `idle_seconds`  a round and number of workers.
    `documents`     of 100 KB that the service gets before its memory is read again, page and text in turn.
    `large`         characters of the text that it gets at last.
    """

    rounds: int = 7
    calls: int = 25
    overruns: int = 2
    deadline: float = 0.5
    idle_seconds: float = 1.0
    documents: int = 100
    large: int = 9_000_000


def steps(plan: Plan) -> int:
    """How many times `run` calls its `advance`."""
    return 2 * plan.rounds + 1


def run(
    plan: Plan, advance: Callable[[], None], new_loop: Callable[[], asyncio.AbstractEventLoop]
) -> Samples:
    """Measure everything; `advance` is called after each step."""
    samples: Samples = {what: defaultdict(list) for what in ROUNDS}
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_rounds(plan, samples, advance))
    _service(plan, samples)
    advance()
    return samples


async def _rounds(plan: Plan, samples: Samples, advance: Callable[[], None]) -> None:
    start_fork_server()
    rules = load_rules(None).rules
    for number in range(plan.rounds):
        for name in (OURS, PEBBLE) if number % 2 == 0 else (PEBBLE, OURS):
            await _one_worker(plan, name, rules, samples)
            for workers, what in IDLE.items():
                async with opened(name, workers, Limits(deadline=plan.deadline), rules):
                    cpu = await measure.idle(plan.idle_seconds)
                samples[what][name].append(cpu)
            advance()


async def _one_worker(plan: Plan, name: str, rules: tuple[Rule, ...], samples: Samples) -> None:
    async with opened(name, 1, Limits(deadline=plan.deadline), rules) as side:
        (pid,) = side.pids()
        memory = Memory.of(pid)
        samples[RESIDENT][name].append(memory.resident)
        samples[OWN][name].append(memory.own)
        samples[ADDRESS_SPACE][name].append(memory.address_space)
        whole, beside = await measure.calls(side, PAGE, plan.calls)
        samples[CALL][name].append(whole)
        samples[BESIDE][name].append(beside)
        for _ in range(plan.overruns):
            late, back = await measure.overrun(side, SLOW, SHORT, plan.deadline)
            samples[LATE][name].append(late)
            samples[BACK][name].append(back)


def _service(plan: Plan, samples: Samples) -> None:
    page = PAGE.document.content
    kinds = cycle([(page if isinstance(page, bytes) else page.encode(), HTML), (ARTICLE.encode(), TEXT)])
    large = (text(plan.large).encode(), TEXT)
    found = of_service(list(islice(kinds, plan.documents)), large, SERVICE_WORKERS)

    def keep(what: str, *values: float) -> None:
        samples[f"the service: {what}", "MiB"] = {OURS: list(values)}

    after = f"after {plan.documents} documents"
    for moment, workers in (("fresh", found.fresh), (after, found.used)):
        keep(f"a worker, {moment}, resident", *(worker.resident for worker in workers))
        keep(f"a worker, {moment}, its own (USS)", *(worker.own for worker in workers))
    keep("a worker, fresh, address space at most", *(worker.peak for worker in found.fresh))
    keep(
        f"a worker, after a text of {plan.large / 1e6:g} MB, address space at most",
        max(worker.peak for worker in found.after_large),
    )
    keep("front process, fresh, resident", found.front_fresh.resident)
    keep(f"front process, {after}, resident", found.front_used.resident)
