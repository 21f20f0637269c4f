"""Lines of scraped text as they are read: their column, blank lines between them, rows of cells."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from app.clean.segment.characters import bullet

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = re.compile(r"(?<=\S)(?: {2,}| ?\t\s*)(?=\S)")
_TAB = -1


class Line(NamedTuple):
    """A line with its column, whether a blank line stands before it, and whether it is a row of cells."""

    text: str
    indent: int
    parted: bool
    raw: str
    row: bool = False


def read(raw: Sequence[str]) -> list[Line]:
    """Return the lines that hold something, white space folded, the cells of a row parted by ` | `."""
    lines: list[Line] = []
    gaps: list[int] = []
    parted = True
    for row in raw:
        text = row.strip()
        if not text:
            parted = True
            continue
        indent = 0 if row[0] == text[0] else _column(row)
        if "  " in text or "\t" in text:
            gaps.append(len(lines))
            text = " ".join(text.split())
        lines.append(Line(text, indent, parted, row))
        parted = False
    if len(gaps) > 1:
        _read_rows(lines, gaps)
    return lines


def _column(row: str) -> int:
    if "\t" in row:
        row = row.expandtabs(4)
    return len(row) - len(row.lstrip())


def _read_rows(lines: list[Line], gaps: Sequence[int]) -> None:
    """Mark as rows the adjacent lines whose cells begin in the same column, or are parted by tabs."""
    rows: set[int] = set()
    for i, j in pairwise(gaps):
        if j == i + 1 and not lines[j].parted and _columns(lines[i].raw) & _columns(lines[j].raw):
            rows |= {i, j}
    for i in rows:
        cells = [" ".join(cell.split()) for cell in _GAP.split(lines[i].raw.strip())]
        lines[i] = lines[i]._replace(text=" | ".join(bullet(cell) or cell for cell in cells), row=True)


def _columns(raw: str) -> set[int]:
    """Where the cells behind the first begin; a tab parts cells wherever they do."""
    return {_TAB if "\t" in gap[0] else gap.end() for gap in _GAP.finditer(raw.rstrip())}
