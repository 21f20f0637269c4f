"""Scraped text -> blocks. Whatever tool made the text, a block is a line that an author would call one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from app.clean.model import Block, Role
from app.clean.segment import marks
from app.clean.segment.characters import PROSE, bullet, tidy, tidy_line
from app.clean.segment.unwrap import unwrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NEWLINES = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`\n]{0,60}$")
_LISTING = "\x00"  # stands for a fenced listing among the lines; no text has it, control characters are gone
_CODE_LINE = re.compile(r"[;{}()\[\]=]\s*$|^\s*(?:[#/*]{2,}|<[/\w!]|\$ |>>> |@\w)|\w\(|[=!<>]=|->|=>|::")
_CODE_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its column and whether a blank line stands before it."""

    text: str
    indent: int
    parted: bool
    raw: str


def segment_plain(text: str) -> tuple[Block, ...]:
    """Return the blocks of a scraped text: wrapped lines joined, bullets and Markdown marks read as roles."""
    text = _CONTROL.sub("", _NEWLINES.sub("\n", text))
    outside, listings = _without_listings(text.expandtabs(4).split("\n"))
    lines = list(_lines(unwrap(outside)))
    markdown = marks.is_markdown([line.text for line in lines])
    runs = _runs(lines)
    together = _is_blank_separated(lines)
    blocks: list[Block] = []
    group = 0
    for run in runs:
        group += 1
        code = next(listings) if run[0].text == _LISTING else _code(run)
        if code is not None:
            blocks.append(Block(len(blocks), code, Role.CODE, group))
            continue
        in_table = _is_table(run)
        for line in _items_joined(run):
            if not together:
                group += 1
            block = _block(line, len(blocks), group, markdown=markdown, in_table=in_table)
            if block is not None:
                blocks.append(block)
    return tuple(blocks)


def _without_listings(lines: Sequence[str]) -> tuple[list[str], Iterator[str]]:
    """The lines with each fenced listing replaced by a mark on a line of its own, and the listings."""
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
                listings.append("\n".join(map(str.rstrip, inside)).strip("\n"))
                outside += ("", _LISTING, "")
            inside = None
        else:
            (outside if inside is None else inside).append(line)
    # a fence that is never closed opens nothing: its lines are text
    return outside + (inside or []), iter(listings)


def _lines(raw: Sequence[str]) -> Iterator[_Line]:
    parted = True
    for line in raw:
        tidied = tidy_line(line)
        text = tidied.lstrip(" ")
        if text:
            yield _Line(text, len(tidied) - len(text), parted, line)
        parted = not text


def _runs(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines between two blank ones."""
    runs: list[list[_Line]] = []
    for line in lines:
        if line.parted or not runs:
            runs.append([])
        runs[-1].append(line)
    return runs


def _is_blank_separated(lines: Sequence[_Line]) -> bool:
    """Whether paragraphs are parted by blank lines, so that adjacent lines belong together."""
    beside = [
        following.parted
        for line, following in pairwise(lines)
        if max(len(line.text), len(following.text)) >= PROSE
        and bullet(following.text) is None
        and not ("|" in line.text and "|" in following.text)
    ]
    if not beside:
        return any(line.parted for line in lines[1:])
    return sum(beside) > len(beside) / 2


def _items_joined(run: Sequence[_Line]) -> list[_Line]:
    """The run with lines that hang below a bullet, further in than it, joined to its item."""
    joined: list[_Line] = []
    item_indent: int | None = None
    for line in run:
        if bullet(line.text) is not None:
            item_indent = line.indent
        elif item_indent is not None and line.indent > item_indent:
            last = joined[-1]
            joined[-1] = _Line(f"{last.text} {line.text}", last.indent, last.parted, last.raw)
            continue
        else:
            item_indent = None
        joined.append(line)
    return joined


def _is_table(run: Sequence[_Line]) -> bool:
    return len(run) > 1 and sum(1 for line in run if "|" in line.text.strip("| ")) > len(run) / 2


def _code(run: Sequence[_Line]) -> str | None:
    """The run as a listing, if it is indented unevenly and most of its lines look like statements."""
    if len(run) < 2 or len({line.indent for line in run}) < 2 or any(bullet(line.text) for line in run):
        return None
    if sum(1 for line in run if _CODE_LINE.search(line.raw)) < len(run) * _CODE_SHARE:
        return None
    return "\n".join(line.raw.rstrip() for line in run)


def _block(line: _Line, position: int, group: int, *, markdown: bool, in_table: bool) -> Block | None:
    if marks.is_rule_line(line.text):
        return None
    role, level, text = marks.role_of(line.text) if markdown else (Role.PARAGRAPH, 0, line.text)
    if role is Role.PARAGRAPH and in_table:
        role, text = Role.TABLE, text.strip("| ")
    item = bullet(text) if role in (Role.PARAGRAPH, Role.QUOTE) else None
    text, link_share = marks.unmarked(item or text) if markdown else (item or text, 0.0)
    if role is Role.PARAGRAPH and item is None:  # one that was escaped would be read the next time
        item = bullet(text)
    if item is not None:
        role, level, text = Role.ITEM, 1, bullet(text) or text
    text = tidy(text)
    if not text:
        return None
    return Block(position, text, role, group, level, link_share)
