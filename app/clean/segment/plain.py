"""Scraped text -> blocks. Whatever tool made the text, a block is a line that an author would call one."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from app.clean.model import Block, Role
from app.clean.segment import marks
from app.clean.segment.characters import PROSE, bullet, plain
from app.clean.segment.fragments import continuations, glue, has_fragments
from app.clean.segment.listings import LISTING, is_code, without_listings
from app.clean.segment.unwrap import unwrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = re.compile(r"(?<=\S)(?: {2,}| ?\t\s*)(?=\S)")
_NONE: frozenset[str] = frozenset()
_PARTED = frozenset({"parted"})


class _Line(NamedTuple):
    """A line with its column, whether a blank line stands before it, and whether it is a row of cells."""

    text: str
    indent: int
    parted: bool
    raw: str
    row: bool = False


def segment_plain(text: str) -> tuple[Block, ...]:
    """Return the blocks of a scraped text: wrapped lines joined, bullets and Markdown marks read as roles."""
    text = plain(text)
    raw = text.split("\n")
    listings: Iterator[str] = iter(())
    if "```" in text or "~~~" in text:
        raw, listings = without_listings(raw)
    lines = _lines(unwrap(raw))
    markdown = marks.is_markdown([line.text for line in lines])
    together = _is_blank_separated(lines)
    if not together and not markdown and has_fragments(text):
        lines = _mended(lines)
    return tuple(_blocks(lines, listings, markdown=markdown, together=together))


def _lines(raw: Sequence[str]) -> list[_Line]:
    lines: list[_Line] = []
    gaps: list[int] = []
    parted = True
    for row in raw:
        text = row.strip()
        if not text:
            parted = True
            continue
        indent = 0 if row[0] == text[0] else len(row.expandtabs(4)) - len(row.expandtabs(4).lstrip())
        if "  " in text or "\t" in text:
            gaps.append(len(lines))
            text = " ".join(text.split())
        lines.append(_Line(text, indent, parted, row))
        parted = False
    if len(gaps) > 1:
        _read_rows(lines, gaps)
    return lines


def _read_rows(lines: list[_Line], gaps: Sequence[int]) -> None:
    """Mark as rows the adjacent lines whose cells begin in the same column, or are parted by tabs."""
    columns = {i: _columns(lines[i].raw) for i in gaps}
    rows: set[int] = set()
    for i, j in pairwise(gaps):
        if j == i + 1 and not lines[j].parted and columns[i] & columns[j]:
            rows |= {i, j}
    for i in rows:
        cells = [bullet(cell) or cell for cell in map(_folded, _GAP.split(lines[i].raw.strip()))]
        lines[i] = lines[i]._replace(text=" | ".join(cells), row=True)


def _columns(raw: str) -> set[int]:
    """Where the cells behind the first begin; -1 for one behind a tab."""
    return {-1 if "\t" in gap[0] else gap.end() for gap in _GAP.finditer(raw.rstrip())}


def _folded(text: str) -> str:
    return " ".join(text.split())


def _is_blank_separated(lines: Sequence[_Line]) -> bool:
    """Whether paragraphs are parted by blank lines, so that adjacent lines belong together."""
    beside = parted = 0
    for line, following in pairwise(lines):
        if (
            (len(line.text) >= PROSE or len(following.text) >= PROSE)
            and bullet(following.text) is None
            and not ("|" in line.text and "|" in following.text)
        ):
            beside += 1
            parted += following.parted
    if not beside:
        return any(line.parted for line in lines[1:])
    return parted > beside / 2


def _mended(lines: Sequence[_Line]) -> list[_Line]:
    """The lines with those joined that are fragments of one sentence."""
    mended: list[_Line] = []
    for line, goes_on in zip(lines, continuations([line.text for line in lines]), strict=True):
        if goes_on and not line.parted and not line.row:
            last = mended[-1]
            mended[-1] = last._replace(text=f"{last.text}{glue(last.text, line.text)}{line.text}")
        else:
            mended.append(line)
    return mended


def _blocks(
    lines: Sequence[_Line], listings: Iterator[str], *, markdown: bool, together: bool
) -> Iterator[Block]:
    position = group = 0
    for run in _runs(lines):
        group += 1
        code = next(listings) if run[0].text == LISTING else _code(run)
        if code is not None:
            yield Block(position, code, Role.CODE, group, hints=_PARTED)
            position += 1
            continue
        in_table = len(run) > 1 and _is_table(run)
        row = False
        for line in _items_joined(run):
            if not together and not (row and line.row):
                group += 1
            row = line.row
            block = _block(line, position, group, markdown=markdown, in_table=in_table or row)
            if block is not None:
                yield block
                position += 1


def _runs(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines between two blank ones."""
    runs: list[list[_Line]] = []
    for line in lines:
        if line.parted or not runs:
            runs.append([])
        runs[-1].append(line)
    return runs


def _items_joined(run: Sequence[_Line]) -> Sequence[_Line]:
    """The run with lines that hang below a bullet, further in than it, joined to its item."""
    if len(run) < 2:
        return run
    joined: list[_Line] = []
    item_indent: int | None = None
    for line in run:
        if bullet(line.text) is not None:
            item_indent = line.indent
        elif item_indent is not None and line.indent > item_indent and not line.row:
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text} {line.text}")
            continue
        else:
            item_indent = None
        joined.append(line)
    return joined


def _is_table(run: Sequence[_Line]) -> bool:
    return sum(1 for line in run if "|" in line.text and "|" in line.text.strip("| ")) > len(run) / 2


def _code(run: Sequence[_Line]) -> str | None:
    """The run as a listing, if it is indented unevenly and most of its lines look like statements."""
    if len(run) < 2 or len({line.indent for line in run}) < 2 or any(bullet(line.text) for line in run):
        return None
    if not is_code([line.raw for line in run]):
        return None
    return "\n".join(line.raw.expandtabs(4).rstrip() for line in run)


def _block(line: _Line, position: int, group: int, *, markdown: bool, in_table: bool) -> Block | None:
    text = line.text
    role, level, link_share = Role.PARAGRAPH, 0, 0.0
    if not text[0].isalpha():
        if marks.is_rule_line(text):
            return None
        if markdown:
            role, level, text = marks.role_of(text)
    if in_table and role is Role.PARAGRAPH:
        role, text = Role.TABLE, text.strip("| ")
    item = bullet(text) if role in (Role.PARAGRAPH, Role.QUOTE) else None
    text = item or text
    if markdown:
        text, link_share = marks.unmarked(text)
        text = " ".join(text.split())
        if role is Role.PARAGRAPH and item is None:  # one that was escaped would be read the next time
            item = bullet(text)
    if item is not None:
        role, level, text = Role.ITEM, 1, bullet(text) or text
    if not text:
        return None
    hints = _PARTED if line.parted else _NONE
    return Block(position, text, role, group, level, link_share, None, hints, "", line.indent)
