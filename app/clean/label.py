"""Blocks and what extractor, header and rules say of them -> labels. Deletes nothing.

The rules are asked again after they have struck something, for what now stands first or last, until nothing
changes. So a body that is cleaned again comes back as it is.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from app.clean.builtin import CAPTION, EXTRACTOR, SCORER, SITE_NAME, SYMBOLS, TITLE, BuiltIn
from app.clean.model import Block, Label, Mark, Role
from app.clean.prose import is_prose, is_sentence, is_symbols, same_letters
from app.clean.rules import Reading, Rule, Strikes

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from app.clean.model import Metadata

# The head of a page ends with its second paragraph of prose, the tail begins with the last but one.
_MARGIN = 2
# So many paragraphs of prose in a row are no teasers: a list of stories ends before them.
_RUN_OF_PROSE = 2
# The headline of another story has fewer characters.
_HEADLINE = 160
# A block with a greater share of its characters in links is a link with something around it.
_LINKED = 0.5

# Who left a block out without a reason that a reader could check.
_LEFT_OUT = (EXTRACTOR.mark, SCORER.mark)


def label(
    blocks: Sequence[Block],
    reading: Reading,
    *,
    struck: Mapping[int, Mark],
    metadata: Metadata,
    likely: Container[int] = (),
) -> tuple[Label, ...]:
    """Return every block with its mark, or without one if it belongs to the body.

    `reading` is what the rules say of these blocks, `struck` the marks of former stages by position: of
    header lines and of what the extractor or the scorer left out. `likely` are positions that the scorer
    counts to the article: what a rule says of a line above does not reach them.
    Where a rule also speaks of a block that one of these left out, the rule is named, since it says more;
    what the markup says and what the header was read as is surer than both.
    """
    marks = dict(struck)
    body_begins = next((b.position for b in blocks if b.position not in struck and is_prose(b)), len(blocks))
    for block in blocks:
        opens = block.role is Role.HEADING or block.position < body_begins
        found = _built_in(block, metadata if opens else None)
        if found is not None and struck.get(block.position) in (None, *_LEFT_OUT):
            marks[block.position] = found.mark
    marks = strike(blocks, reading, struck=marks, likely=likely)
    for block in blocks:
        mark = marks.get(block.position)
        if mark in _LEFT_OUT:
            speaking = reading.match(block, in_head=False, in_tail=False)
            if speaking:
                marks[block.position] = _mark(speaking[0])
    return tuple(Label(block, marks.get(block.position)) for block in blocks)


def _built_in(block: Block, metadata: Metadata | None) -> BuiltIn | None:
    if is_symbols(block.text):
        return SYMBOLS
    if block.role is Role.CAPTION:
        return CAPTION
    if metadata is None:
        return None
    title, site_name = metadata.title.value, metadata.site_name
    if title and not is_prose(block) and same_letters(block.text, title):
        return TITLE
    return SITE_NAME if site_name and same_letters(block.text, site_name) else None


def strike(
    blocks: Sequence[Block], reading: Reading, *, struck: Mapping[int, Mark], likely: Container[int] = ()
) -> dict[int, Mark]:
    """Return the marks in `struck` and those that the rules add, by position.

    No tail takes along a block at a position in `likely`, but what a list tells of one of its items.
    """
    marks = dict(struck)
    before = -1
    while before != len(marks):
        before = len(marks)
        candidates = [block for block in blocks if block.position not in marks]
        head, tail = _margins(candidates)
        spoken = [(index, b) for index, b in enumerate(candidates) if b.position in reading.positions]
        for index, block in spoken:
            if block.position in marks:
                continue
            speaking = reading.match(block, in_head=index <= head, in_tail=index >= tail)
            if not speaking:
                continue
            marks[block.position] = _mark(speaking[0])
            if _announces(block, speaking[0]) and index + 1 < len(candidates):
                announced = candidates[index + 1]
                if len(announced.text) < _HEADLINE and not is_sentence(announced.text):
                    marks.setdefault(announced.position, _mark(speaking[0]))
            starter = next((rule for rule in speaking if rule.strikes is Strikes.TAIL), None)
            if starter is not None:
                for following in _stories(_tail(candidates, index, head), likely):
                    marks.setdefault(following.position, _mark(starter))
    return marks


def _announces(block: Block, rule: Rule) -> bool:
    """Whether a line is a label with nothing behind its colon: the story that it speaks of comes next."""
    return rule.kind == "related" and block.text.endswith((":", "："))


def _margins(candidates: Sequence[Block]) -> tuple[int, int]:
    """Index of the last block of the page's head, and of the first of its tail."""
    first = list(islice((index for index, block in enumerate(candidates) if is_prose(block)), _MARGIN))
    backwards = range(len(candidates) - 1, -1, -1)
    last = list(islice((index for index in backwards if is_prose(candidates[index])), _MARGIN))
    if len(first) < _MARGIN or last[-1] <= first[0]:
        return len(candidates), 0
    return first[-1], last[-1]


def _stories(tail: Sequence[Block], likely: Container[int]) -> Iterator[Block]:
    """The blocks of a tail that are no part of the article; `likely` as for `strike`.

    A paragraph between two items of the list is the story of the first of them, however well it reads.
    """
    doubted = [block.position not in likely for block in tail]
    items = [block.role is Role.ITEM and none for block, none in zip(tail, doubted, strict=True)]
    for index, block in enumerate(tail):
        if doubted[index] or (0 < index < len(tail) - 1 and items[index - 1] and items[index + 1]):
            yield block


def _tail(candidates: Sequence[Block], start: int, head: int) -> Sequence[Block]:
    """What follows a line that starts a list of other stories, as far as it looks like one.

    A story is a headline with a sentence or a paragraph below at most: two in a row are the article going on.
    Where the page has links, a story is linked. Above the article the list ends with the first prose.
    """
    linked = any(block.link_share > _LINKED for block in candidates)
    above = start < head and not any(map(is_prose, candidates[:start]))
    allowed = 0 if above else _RUN_OF_PROSE - 1
    run = allowed  # a sentence straight below the line belongs to no headline
    opening = not linked  # items of any length straight below the line are the list itself
    end = start + 1
    for index in range(start + 1, len(candidates)):
        block = candidates[index]
        opening = opening and block.role is Role.ITEM
        if is_sentence(block.text) and not opening and block.link_share <= _LINKED:
            run += 1
            if run > allowed:
                return candidates[start + 1 : end]
        elif opening or not linked or block.link_share > _LINKED:
            run, end = 0, index + 1
    return candidates[start + 1 :]


def _mark(rule: Rule) -> Mark:
    return Mark(rule.kind, rule.id)
