"""Documents that are hard on a worker, made of nothing but what callers may send."""

from __future__ import annotations

PARAGRAPH = (
    "The council met on evening {0} and spoke about the harbour, the ferry and the price of fish, "
    "for a long while."
)

SHORT = "\n\n".join(PARAGRAPH.format(number) for number in range(3))
"""Cleaned in a few milliseconds."""

LONG = "\n\n".join(PARAGRAPH.format(number) for number in range(20_000))
"""2 MB: a worker has it for a second or more."""

ENDLESS = "\n\n".join(
    f"The council met on evening {number}, spoke of fish, and left." for number in range(150_000)
)
"""9 MB: a worker has it for some four seconds, for the number of its lines, and stays below 512 MB."""

HUNGRY = "<p>" * 3_000_000
"""9 MB whose tree takes more than 512 MB."""
