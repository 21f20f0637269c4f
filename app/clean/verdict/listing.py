"""Whether a page is an index of other pages rather than one article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.clean.builtin import EXTRACTOR, SCORER, TITLE
from app.clean.model import Role
from app.clean.prose import is_prose, word_count
from app.clean.verdict.clues import Clue, Clues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.clean.model import Block, Label

# Chosen on pages that are known to be articles, listings and collections, so that no article is taken for an
# index: an index has so many linked headlines, between them teasers and no longer run of prose, and so few
# words a headline. One that declares to be an index needs fewer.
_LINKS: Final = 8
_DECLARED_LINKS: Final = 5
_LINKED: Final = 0.8
_HEADLINE_WORDS: Final = 5
_RUN_WORDS: Final = 80
_WORDS_A_LINK: Final = 60
# Prose above all links is a news flash with other stories below it.
_FLASH_WORDS: Final = 20

# Marks that do not say what a block is; rules and the markup do.
_UNJUDGED: Final = frozenset({EXTRACTOR.id, SCORER.id, TITLE.id})
_AROUND: Final = frozenset({"nav", "footer", "header", "aside", "sidebar", "related", "comments", "form"})


@dataclass(frozen=True, slots=True)
class _Count:
    """Linked headlines, words, and the longest run of prose between two headlines, in words."""

    links: int = 0
    words: int = 0
    run: int = 0


def index_evidence(labels: Sequence[Label], clues: Clues) -> tuple[str, ...]:
    """Return the evidence that the page is an index, nothing where it is none."""
    if Clue.ARTICLE in clues.found or Clue.STORY in clues.found:
        return ()
    blocks = [entry.block for entry in labels if _may_be_content(entry)]
    counts = _count(blocks)
    declared = (str(Clue.INDEX),) if Clue.INDEX in clues.found else ()
    if counts.links < (_DECLARED_LINKS if declared else _LINKS) or counts.run > _RUN_WORDS:
        return ()
    if counts.words > counts.links * _WORDS_A_LINK or _is_flash(blocks):
        return ()
    return (*declared, f"links:{counts.links}", f"words:{counts.words}")


def _may_be_content(entry: Label) -> bool:
    if entry.mark is not None and entry.mark.rule not in _UNJUDGED:
        return False
    return _AROUND.isdisjoint(entry.block.hints)


def _count(blocks: Sequence[Block]) -> _Count:
    links = words = run = longest = 0
    for block in blocks:
        length = word_count(block.text)
        words += length
        if _leads_to_a_story(block):
            links, run = links + 1, 0
        elif is_prose(block):
            run += length
            longest = max(longest, run)
    return _Count(links, words, longest)


def _leads_to_a_story(block: Block) -> bool:
    if block.link_share <= _LINKED:
        return False
    return block.role is Role.HEADING or word_count(block.text) >= _HEADLINE_WORDS


def _is_flash(blocks: Sequence[Block]) -> bool:
    """Whether prose stands above the first linked headline, and none below it."""
    above = 0
    for at, block in enumerate(blocks):
        if _leads_to_a_story(block):
            return above >= _FLASH_WORDS and not any(map(is_prose, blocks[at:]))
        above += word_count(block.text) if is_prose(block) else 0
    return False
