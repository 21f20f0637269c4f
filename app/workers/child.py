"""What runs inside a worker process: one document after the other, until the service hangs up."""

from __future__ import annotations

import contextlib
import logging
import signal
import time
import traceback
import warnings
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.clean.site.folder import NO_SITES, SiteFolder
from app.workers.frames import receive, send
from app.workers.memory import FreeMemory, OwnMemory, came_near_cap, cap_address_space
from app.workers.task import (
    Cleaned,
    Failed,
    Kept,
    Limits,
    OverMemory,
    Ready,
    Refused,
    Reply,
    Struck,
    Task,
)

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from app.clean.model import Article
    from app.clean.rules import Rule, RuleSet
    from app.clean.score import Scorer
    from app.workers.memory import Held

# How much longer than the deadline a document may run if nobody kills this process: only when the service
# itself was killed. No worker outlives it for longer.
ORPHAN_SECONDS = 5


def work(
    channel: socket.socket, limits: Limits, rules: tuple[Rule, ...], sites: SiteFolder = NO_SITES
) -> None:
    """Clean what comes through `channel`, until its other end is closed. The target of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # Libraries quote the document in what they log and warn of; no log line carries content.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    cap_address_space(limits.memory)
    with contextlib.suppress(EOFError, OSError):  # the service has hung up
        try:
            cleaner = Cleaner.ready(limits, rules, sites)
        except MemoryError:
            send(channel, Refused("the memory cap leaves no room for the pipeline itself"))
            return
        send(channel, Ready(cleaner.resident))
        while _serve_one(channel, cleaner, limits):
            cleaner.give_back()


def _serve_one(channel: socket.socket, cleaner: Cleaner, limits: Limits) -> bool:
    """Whether the process is still good for another. Raises EOFError or OSError if the service hung up."""
    try:
        task: Task = receive(channel)
        signal.alarm(int(limits.deadline) + ORPHAN_SECONDS)
        reply = cleaner.reply(task)
        signal.alarm(0)
        send(channel, reply)
    except MemoryError:  # while the document came in, or its answer was packed
        send(channel, OverMemory())
        return False
    return not isinstance(reply, OverMemory)


class Cleaner:
    """The pipeline with its rules and its scorer, and the watch over what a document does to the process."""

    def __init__(self, clean: Callable[..., Article], rules: RuleSet, scorer: Scorer, limits: Limits) -> None:
        self._clean = clean
        self._rules = rules
        self._scorer = scorer
        self._limits = limits
        self._memory = OwnMemory()
        self._held = self._memory.held()
        self._free = FreeMemory(self._held.resident)

    @property
    def resident(self) -> int:
        """Resident memory of the process after its last document, in bytes."""
        return self._held.resident

    @classmethod
    def ready(cls, limits: Limits, rules: tuple[Rule, ...], sites: SiteFolder = NO_SITES) -> Cleaner:
        """A cleaner that has cleaned its probe documents.

        The rules and the site rules come from the service, which has checked them, not from the folders they
        were read from: a worker that replaces another must not apply other rules.
        """
        # Imported here because the service imports this module to name the process's target, and it must
        # not pay for the pipeline. In the worker the fork server has imported it already.
        from app.clean.pipeline import clean  # noqa: PLC0415
        from app.clean.rules import RuleSet  # noqa: PLC0415
        from app.clean.site.sites import Sites  # noqa: PLC0415
        from app.workers import preload  # noqa: PLC0415
        from app.workers.probe import PROBES  # noqa: PLC0415

        rule_set = preload.RULES if preload.RULES.rules == rules else RuleSet(rules, preload.RULES.ahead)
        for probe in PROBES:
            clean(probe, rule_set, preload.SCORER)
        return cls(partial(clean, sites=Sites(sites)), rule_set, preload.SCORER, limits)

    def give_back(self) -> None:
        """Give back what the last document left free. For when its answer is sent: nobody waits then."""
        self._free.give_back(self._memory)

    def reply(self, task: Task) -> Reply:
        """Clean one document; never raises."""
        from lxml.etree import LxmlError  # noqa: PLC0415 (see `ready`)

        peak_before = self._held.peak
        size = len(task.document.content)
        stages: dict[str, float] = {}
        began: dict[str, int] = {}
        try:
            article = self._clean(task.document, self._rules, self._scorer, _stage_clock(stages, began))
            self._held = held = self._memory.held()
            if came_near_cap(peak_before, held.peak, self._limits.memory, size):
                return OverMemory()
            return _cleaned(article, explain=task.explain, stages=stages, began=began, held=held)
        except MemoryError:
            return OverMemory()
        except Exception as error:
            half = self._limits.memory // 2
            if isinstance(error, LxmlError) and self._memory.held().peak > half:
                return OverMemory()
            return Failed(type(error).__qualname__, _trace(error))


def _stage_clock(
    stages: dict[str, float], began: dict[str, int]
) -> Callable[[str], contextlib.AbstractContextManager[None]]:
    @contextlib.contextmanager
    def stage(name: str) -> Iterator[None]:
        began.setdefault(name, time.time_ns())
        start = time.perf_counter()
        try:
            yield
        finally:
            stages[name] = stages.get(name, 0.0) + time.perf_counter() - start

    return stage


def _cleaned(
    article: Article, *, explain: bool, stages: dict[str, float], began: dict[str, int], held: Held
) -> Cleaned:
    struck = [(label.block, label.mark) for label in article.labels if label.mark is not None]
    metadata, body = article.metadata, article.body
    day = metadata.date.value
    return Cleaned(
        title=metadata.title.value,
        date=None if day is None else day.isoformat(),
        authors=metadata.authors.value or (),
        body=body.value or None,
        sources={
            "title": metadata.title.source,
            "date": metadata.date.source,
            "author": metadata.authors.source,
            "body": body.source,
        },
        published_at=metadata.published_at,
        modified_at=metadata.modified_at,
        site_name=metadata.site_name,
        url=metadata.url,
        language=article.language,
        verdict=article.verdict.value,
        evidence=article.evidence,
        warnings=article.warnings,
        characters_in=article.characters_in,
        kept=len(article.labels) - len(struck),
        kept_blocks=tuple(
            Kept(label.block.position, label.block.text, label.block.role, label.block.level)
            for label in article.labels
            if label.mark is None
        )
        if explain
        else (),
        struck_by_rule=dict(Counter(mark.rule for _, mark in struck)),
        struck=tuple(Struck(block.position, block.text, mark.kind, mark.rule) for block, mark in struck)
        if explain
        else (),
        stages=stages,
        began=began,
        resident=held.resident,
        peak=held.peak,
    )


def _trace(error: Exception) -> tuple[str, ...]:
    """Where it was raised, outermost first, as `file.py:12 function`."""
    frames = traceback.extract_tb(error.__traceback__)
    return tuple(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
