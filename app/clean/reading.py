"""A document -> its blocks, and what its markup says of the article in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.clean.attributes import read_attributes
from app.clean.builtin import narrowed
from app.clean.language import SAMPLE
from app.clean.metadata import Candidates, gather
from app.clean.model import BodyFormat
from app.clean.narrow import cuts
from app.clean.parse import parse
from app.clean.prose import is_prose
from app.clean.score import Announcement
from app.clean.segment import lay_out, segment_plain
from app.clean.site import fields
from app.clean.site.choice import NO_CHOICE, choose
from app.clean.verdict import NO_CLUES, find_clues

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from lxml.html import HtmlElement

    from app.clean.model import Block, Layout, Mark, Page
    from app.clean.site.sites import Sites
    from app.clean.verdict import Clues

    Stage = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Undecided:
    """What is known of a page with markup while it is open which of its blocks are the article.

    `root` is the tree of the `page` with its `cuts`, `announced` what the page says of its article.
    """

    layout: Layout
    root: HtmlElement
    cuts: Mapping[HtmlElement, str]
    announced: Announcement
    page: Page


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as blocks, and what its markup says of the article.

    `struck` are marks that nobody questions.
    """

    blocks: tuple[Block, ...]
    candidates: Candidates
    struck: Mapping[int, Mark]
    source: str
    said: fields.Said = fields.NOTHING_SAID
    clues: Clues = NO_CLUES
    undecided: Undecided | None = None


def read_markup(page: Page, sites: Sites, stage: Stage) -> Reading:
    """Return the blocks of an HTML page; `stage` is entered around each step."""
    site = sites.of(page.url)
    with stage("parse"):
        root = parse(site.markup(page.text))
        attributes = read_attributes(root)
    with stage("metadata"):
        said = fields.read(site, root, page)
        candidates = gather(root, page, attributes)
        clues = find_clues(root, said.clues, page.url)
    with stage("narrow"):
        chosen = choose(site, root)
        if chosen is not NO_CHOICE:  # the rules of the site may have rewritten the tree
            attributes = read_attributes(root)
        cut = chosen.cuts(cuts(root, attributes))
    with stage("segment"):
        markdown = page.format is BodyFormat.MARKDOWN
        layout = lay_out(attributes, cut, chosen.body, markdown=markdown, base=page.url)
        blocks = layout.blocks
    left_out = chosen.left_out(blocks)
    if left_out is not None:  # the site's rules tell, and nobody else is asked
        return Reading(blocks, candidates, left_out, fields.SOURCE, said, clues)
    said_of = Announcement(
        titles=tuple(candidate.value for candidate in candidates.titles),
        descriptions=tuple(candidate.value for candidate in candidates.descriptions),
    )
    undecided = Undecided(layout, root, cut, said_of, page)
    return Reading(blocks, candidates, chosen.struck(blocks), "scorer", said, clues, undecided)


def read_text(page: Page, stage: Stage) -> Reading:
    """Return the blocks of a text; `stage` is entered around the step."""
    with stage("segment"):
        blocks = segment_plain(page.text)
    return Reading(blocks, Candidates(), {}, "text")


def telling(reading: Reading) -> str:
    """Return the text that tells the language: prose before lines of a few words, which may be in any.

    What was cut from the tree tells nothing.
    """
    prose: list[str] = []
    lines: list[str] = []
    missing = SAMPLE
    for block in reading.blocks:
        if block.position in reading.struck or narrowed(block.hints):
            continue
        if not is_prose(block):
            lines.append(block.text)
            continue
        prose.append(block.text)
        missing -= len(block.text)
        if missing <= 0:
            break
    return " ".join(prose + lines)
