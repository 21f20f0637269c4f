"""Program listings in scraped text: between fences, or told by their lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LISTING = "\x00"  # stands for a fenced listing among the lines; no text has it, control characters are gone
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`\n]{0,60}$")
_STATEMENT = re.compile(r"[;{}()\[\]=]\s*$|^\s*(?:[#/*]{2,}|<[/\w!]|\$ |>>> |@\w)|\w\(|[=!<>]=|->|=>|::")
_STATEMENTS = 0.5


def without_listings(lines: Sequence[str]) -> tuple[list[str], Iterator[str]]:
    """The lines with each fenced listing replaced by LISTING on a line of its own, and the listings."""
    outside: list[str] = []
    listings: list[str] = []
    inside: list[str] | None = None
    fence = ""
    for line in lines:
        found = _FENCE.match(line)
        if inside is None and found:
            inside, fence = [], found[1]
        elif inside is not None and found and line.strip() == found[1] and found[1].startswith(fence):
            if any(map(str.strip, inside)):
                listings.append("\n".join(line.expandtabs(4).rstrip() for line in inside).strip("\n"))
                outside += ("", LISTING, "")
            inside = None
        else:
            (outside if inside is None else inside).append(line)
    # a fence that is never closed opens nothing: its lines are text
    return outside + (inside or []), iter(listings)


def is_code(lines: Sequence[str]) -> bool:
    """Whether most of the lines look like statements of a program; links of Markdown do, too."""
    if any("](" in line for line in lines):
        return False
    return sum(1 for line in lines if _STATEMENT.search(line)) >= len(lines) * _STATEMENTS
