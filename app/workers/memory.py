"""The memory of a worker process: its cap, what it holds, and whether it came near the cap.

The cap is RLIMIT_AS. Near it, malloc fails inside lxml and libxml2, which then report `unknown error`
or an empty document, and much of the code above them swallows exceptions. So an error, or even an answer,
is only believed if the process had room to spare while it came about.
"""

from __future__ import annotations

import resource
from pathlib import Path

import psutil

MEBIBYTE = 1024 * 1024

# Room that must have been left for an answer to be believed: what a failed request for memory may have
# asked for. The largest single ones are the document as UCS-4 and libxml2's doubling buffers.
SPARE = 32 * MEBIBYTE
SPARE_PER_BYTE = 4


def cap_address_space(limit: int) -> None:
    """Let this process have at most `limit` bytes of address space."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def resident_bytes() -> int:
    """Resident memory of this process, in bytes."""
    return psutil.Process().memory_info().rss


def peak_address_space() -> int:
    """The most address space this process ever held, in bytes; 0 where there is no /proc to ask."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmPeak:"):
            return int(line.split()[1]) * 1024
    return 0


def came_near_cap(peak_before: int, peak_after: int, cap: int, document_bytes: int) -> bool:
    """Whether a document took the process so near its cap that a request for memory may have failed."""
    spare = SPARE + SPARE_PER_BYTE * document_bytes
    return peak_after > peak_before and peak_after > cap - spare
