"""Scraped text -> blocks. Whatever tool made the text, a block is a line that an author would call one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.clean.model import Block, Role
from app.clean.segment import marks
from app.clean.segment.characters import PROSE, SIGNS, bullet, has_letters, plain
from app.clean.segment.fragments import continuations, glue, has_fragments
from app.clean.segment.lines import Line, read
from app.clean.segment.listings import LISTING, is_code, without_listings
from app.clean.segment.unwrap import unwrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# By what stood before a block, then without and with a blank line before it.
_HINTS = {
    "": (frozenset[str](), frozenset({"parted"})),
    "ruled": (frozenset({"ruled"}), frozenset({"parted", "ruled"})),
    "pictured": (frozenset({"pictured"}), frozenset({"parted", "pictured"})),
}
# What a mark of a list, a table, a heading, a quotation or a drawn line begins with.
_MARKS = SIGNS | frozenset("#>|=_:~")


def segment_plain(text: str) -> tuple[Block, ...]:
    """Return the blocks of a scraped text: wrapped lines joined, bullets and Markdown marks read as roles."""
    text = plain(text)
    raw = text.split("\n")
    listings: Iterator[str] = iter(())
    if "```" in text or "~~~" in text:
        raw, listings = without_listings(raw)
        text = "\n".join(raw)
    markdown = marks.is_markdown(text)
    if markdown:
        raw = marks.without_definitions(raw)
    lines = read(unwrap(raw))
    together = _is_blank_separated(lines)
    if not together and not markdown and has_fragments(text):
        lines = _mended(lines)
    writer = _Writer(markdown=markdown, together=together)
    for run in _runs(lines):
        if run[0].text == LISTING:
            writer.listing(next(listings))
        else:
            writer.run(run)
    return tuple(writer.blocks)


def _is_blank_separated(lines: Sequence[Line]) -> bool:
    """Whether paragraphs are parted by blank lines, so that adjacent lines belong together."""
    beside = parted = 0
    before = ""
    for line in lines:
        text = line.text
        if (
            before
            and (len(text) >= PROSE or len(before) >= PROSE)
            and (text[0] not in SIGNS or bullet(text) is None)
            and not ("|" in before and "|" in text)
        ):
            beside += 1
            parted += line.parted
        before = text
    if not beside:
        return any(line.parted for line in lines[1:])
    return parted > beside / 2


def _mended(lines: Sequence[Line]) -> list[Line]:
    """The lines with those joined that are fragments of one sentence."""
    mended: list[Line] = []
    for line, goes_on in zip(lines, continuations([line.text for line in lines]), strict=True):
        if goes_on and not line.parted and not line.row:
            last = mended[-1]
            mended[-1] = last._replace(text=f"{last.text}{glue(last.text, line.text)}{line.text}")
        else:
            mended.append(line)
    return mended


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines between two blank ones."""
    run: list[Line] = []
    for line in lines:
        if line.parted and run:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _items_joined(run: Sequence[Line]) -> Sequence[Line]:
    """The run with lines that hang below a bullet, further in than it, joined to its item."""
    joined: list[Line] = []
    item_indent: int | None = None
    for line in run:
        if line.text[0] in SIGNS and bullet(line.text) is not None:
            item_indent = line.indent
        elif item_indent is not None and line.indent > item_indent and not line.row:
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text} {line.text}")
            continue
        else:
            item_indent = None
        joined.append(line)
    return joined


def _is_table(run: Sequence[Line]) -> bool:
    return sum(1 for line in run if "|" in line.text and "|" in line.text.strip("| ")) > len(run) / 2


def _code(run: Sequence[Line]) -> str | None:
    """The run as a listing, if it is indented unevenly and most of its lines look like statements."""
    if len({line.indent for line in run}) < 2 or any(bullet(line.text) for line in run):
        return None
    if not is_code([line.raw for line in run]):
        return None
    return "\n".join(line.raw.expandtabs(4).rstrip() for line in run)


class _Writer:
    """Gathers the blocks of one text, run by run."""

    def __init__(self, *, markdown: bool, together: bool) -> None:
        self.blocks: list[Block] = []
        self._markdown = markdown
        self._together = together
        self._group = 0
        self._indents: list[int] = []  # of the list that is open, outermost first
        self._before = ""  # what stood before the next block and is none: a drawn line, a picture

    def listing(self, code: str) -> None:
        """Add a listing."""
        self._group += 1
        self.blocks.append(Block(len(self.blocks), code, Role.CODE, self._group, hints=_HINTS[""][True]))

    def run(self, run: Sequence[Line]) -> None:
        """Add the lines between two blank ones."""
        self._group += 1
        if len(run) == 1:
            self._add(run[0], in_table=False)
            return
        code = _code(run)
        if code is not None:
            self._group -= 1
            self.listing(code)
            return
        in_table, row = _is_table(run), False
        for line in _items_joined(run):
            if not self._together and not (row and line.row):
                self._group += 1
            row = line.row
            self._add(line, in_table=in_table or row)

    def _add(self, line: Line, *, in_table: bool) -> None:
        text = line.text
        if in_table or text[0] in _MARKS or (self._markdown and marks.may_be_marked(text)):
            self._add_marked(line, in_table=in_table)
            return
        if self._indents and line.indent <= self._indents[0]:
            self._indents = []
        hints, position = self._hints(line), len(self.blocks)
        self.blocks.append(
            Block(position, text, Role.PARAGRAPH, self._group, 0, 0.0, None, hints, "", line.indent)
        )

    def _add_marked(self, line: Line, *, in_table: bool) -> None:
        text = line.text
        if marks.is_rule_line(text):
            self._before = "ruled"
            return
        level, link_share, ordinal = 0, 0.0, None
        item = bullet(text) if text[0] in SIGNS and not in_table else None
        role = Role.PARAGRAPH if item is None else Role.ITEM
        text = item or text
        if self._markdown:
            if role is Role.PARAGRAPH and text[0].isdecimal() and not in_table:
                ordinal, text = marks.ordinal(text, indented=line.indent > 0, after=self._ordinal())
                role = Role.PARAGRAPH if ordinal is None else Role.ITEM
            role, level, text, link_share = _unmarked(role, text)
        if in_table and role is Role.PARAGRAPH:
            role, text = Role.TABLE, text.strip("| ")
        if not text or marks.is_rule_line(text):
            self._before = "pictured"
            return
        if role is Role.ITEM:
            # an item of nothing but signs would not be read as one the next time
            role, level = (Role.ITEM, self._depth(line.indent)) if has_letters(text) else (Role.PARAGRAPH, 0)
        hints, position = self._hints(line), len(self.blocks)
        self.blocks.append(
            Block(position, text, role, self._group, level, link_share, ordinal, hints, "", line.indent)
        )

    def _hints(self, line: Line) -> frozenset[str]:
        hints = _HINTS[self._before][line.parted]
        self._before = ""
        return hints

    def _ordinal(self) -> int | None:
        return self.blocks[-1].ordinal if self.blocks else None

    def _depth(self, indent: int) -> int:
        while self._indents and self._indents[-1] > indent:
            self._indents.pop()
        if not self._indents or self._indents[-1] < indent:
            self._indents.append(indent)
        return len(self._indents)


def _unmarked(role: Role, text: str) -> tuple[Role, int, str, float]:
    """Role, heading level, text and link share of a line of Markdown behind its bullet, if it has one."""
    level = 0
    if text[0] in "#>":
        marked, level, text = marks.role_of(text)
        if role is Role.PARAGRAPH:
            role = marked
    text, link_share = marks.unmarked(text)
    item = bullet(text)  # one that was quoted or escaped would be read the next time
    return (role, level, text, link_share) if item is None else (Role.ITEM, 0, item, link_share)
