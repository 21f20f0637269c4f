"""Kept blocks -> the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.clean.model import Block, BodyFormat, Role

if TYPE_CHECKING:
    from collections.abc import Sequence


# Of an empty cell nothing stands between two borders, or between one and the end.
_CELL_BORDER = re.compile(r"(?<!\S)\|(?!\S)")


def render(blocks: Sequence[Block], body_format: BodyFormat = BodyFormat.TEXT) -> str:
    """Return the body: blocks in page order, one blank line between two.

    Items that follow each other, and blocks of one group (rows of a table, lines of an address), stand on
    consecutive lines. As text, items are marked `- ` and a listing of several lines stands between fences;
    as Markdown, each role has its own mark.
    """
    write = _markdown if body_format is BodyFormat.MARKDOWN else _text
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None:
            parts.append("\n" if _together(previous, block) else "\n\n")
        if body_format is BodyFormat.MARKDOWN and block.role is Role.TABLE:
            parts.append(_row(block, first=previous is None or previous.group != block.group))
        else:
            parts.append(write(block))
        previous = block
    return "".join(parts)


def _together(previous: Block, block: Block) -> bool:
    if previous.role is Role.ITEM or block.role is Role.ITEM:
        return previous.role is block.role
    return previous.group == block.group


def _text(block: Block) -> str:
    if block.role is Role.ITEM:
        return f"- {block.text}"
    if block.role is Role.CODE and ("\n" in block.text or "  " in block.text or block.text[:1] == " "):
        return _fenced(block.text)  # without the fence nobody could tell where its blank lines end it
    return block.text


def _fenced(listing: str) -> str:
    fence = "```"
    while fence in listing:
        fence += "`"
    return f"{fence}\n{listing}\n{fence}"


def _markdown(block: Block) -> str:
    text = block.markup or block.text
    match block.role:
        case Role.HEADING:
            return f"{'#' * max(1, block.level)} {text}"
        case Role.ITEM:
            mark = "-" if block.ordinal is None else f"{block.ordinal}."
            return f"{'  ' * (block.level - 1)}{mark} {text}"
        case Role.QUOTE:
            return f"> {text}"
        case Role.CODE:
            return _fenced(block.text)
        case _:
            return text


def _row(block: Block, *, first: bool) -> str:
    cells = [cell.strip() for cell in _CELL_BORDER.split(block.markup or block.text)]
    row = f"| {' | '.join(cells)} |"
    return f"{row}\n|{' --- |' * len(cells)}" if first else row
