"""Imported once, in the fork server, so that every worker forked from it starts warm.

What is loaded here is shared between the workers, page by page, until one writes to it.
"""

from __future__ import annotations

import gc
import os
import signal

# numpy's OpenBLAS would start a thread a core, each with address space that counts against the cap of
# every worker, and a process with threads is not safe to fork. It reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from app.clean.pipeline import clean
from app.clean.rules import load_rules
from app.clean.score import load_scorer
from app.workers.probe import PROBES

# A service manager may send SIGTERM to every process of the service at once. Draining is the service's
# affair: fork server and workers leave when it hangs up.
signal.signal(signal.SIGTERM, signal.SIG_IGN)

RULES = load_rules(None, check=False)
"""The rule packs that come with the service, which the service has checked."""

SCORER = load_scorer()
"""The learned model that comes with the service."""

RULES.prepare()
for probe in PROBES:
    clean(probe, RULES, SCORER)

# What is loaded by now is there to stay. Left to the collector, each worker would write to all of it at its
# first collection, and so get its own copy.
gc.collect()
gc.freeze()
