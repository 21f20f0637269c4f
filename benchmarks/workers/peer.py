"""What runs inside pebble's workers: the same cleaner that ours have, with the same cap on memory."""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING

# Not needed here, but by the worker process itself: the fork server, which imports this module, shall have
# it loaded, as it has everything that our workers need.
import pebble  # noqa: F401

from app.workers.child import Cleaner
from app.workers.memory import cap_address_space

if TYPE_CHECKING:
    from app.clean.rules import Rule
    from app.workers.task import Limits, Reply, Task

_cleaners: list[Cleaner] = []


def prepare(limits: Limits, rules: tuple[Rule, ...]) -> None:
    """Make the cleaner of this process; pebble calls it once a worker."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    cap_address_space(limits.memory)
    _cleaners.append(Cleaner.ready(limits, rules))


def reply(task: Task) -> Reply:
    """Clean one document, as `app.workers.child` does."""
    return _cleaners[-1].reply(task)
