"""The memory of a worker process: its cap, what it holds, and whether it came near the cap.

The cap is RLIMIT_AS. Near it, malloc fails inside lxml and libxml2, which then report `unknown error`
or an empty document, and much of the code above them swallows exceptions. So an error, or even an answer,
is only believed if the process had room to spare while it came about.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import resource
import weakref
from typing import NamedTuple

import psutil

MEBIBYTE = 1024 * 1024

# Room that must have been left for an answer to be believed: what a failed request for memory may have
# asked for. The largest single ones are the document as UCS-4 and libxml2's doubling buffers.
SPARE = 32 * MEBIBYTE
SPARE_PER_BYTE = 4

# What a document left free between what stays, such as states of automata, is given back once the process has
# grown by so much: that takes 3.5 ms, for one document in forty, and leaves a worker smaller by 65 MB.
GROWTH = 32 * MEBIBYTE

_STATUS_BYTES = 4096
_FIGURES = re.compile(rb"^VmPeak:\s*(\d+) kB$.*?^VmRSS:\s*(\d+) kB$", re.M | re.S)


def cap_address_space(limit: int) -> None:
    """Let this process have at most `limit` bytes of address space."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


class Held(NamedTuple):
    """What a process holds, in bytes.

    `resident`  of memory, now.
    `peak`      of address space, at most so far; 0 where the system does not tell.
    """

    resident: int
    peak: int


class OwnMemory:
    """The memory of the process that makes this; not to be taken along into a fork.

    Every answer waits for it, so /proc is opened once, and both figures are read together: that takes a tenth
    of the time.
    """

    def __init__(self) -> None:
        self._status: int | None = None
        with contextlib.suppress(OSError):
            self._status = os.open("/proc/self/status", os.O_RDONLY)
            weakref.finalize(self, os.close, self._status)

    def held(self) -> Held:
        """What the process holds now."""
        status = b"" if self._status is None else os.pread(self._status, _STATUS_BYTES, 0)
        told = _FIGURES.search(status)
        if told is None:
            return Held(psutil.Process().memory_info().rss, 0)
        peak, resident = map(int, told.groups())
        return Held(1024 * resident, 1024 * peak)


class FreeMemory:
    """The free memory of the process that makes this, which malloc keeps for what may come; not to be taken
    along into a fork.

    `resident` is the memory of the process now, in bytes.
    """

    def __init__(self, resident: int) -> None:
        self._least = resident
        self._trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's alone

    def give_back(self, memory: OwnMemory) -> None:
        """Give it to the system, if the process has grown by GROWTH since that was last done."""
        if self._trim is not None and memory.held().resident > self._least + GROWTH:
            self._trim(0)
            self._least = memory.held().resident


def came_near_cap(peak_before: int, peak_after: int, cap: int, document_bytes: int) -> bool:
    """Whether a document took the process so near its cap that a request for memory may have failed."""
    spare = SPARE + SPARE_PER_BYTE * document_bytes
    return peak_after > peak_before and peak_after > cap - spare
