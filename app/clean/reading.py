"""A document -> its blocks, and what its markup says of the article in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.clean.extract import extract
from app.clean.language import SAMPLE
from app.clean.metadata import Candidates, gather
from app.clean.model import BodyFormat
from app.clean.narrow import cuts
from app.clean.parse import parse
from app.clean.prose import is_prose
from app.clean.score import Witnesses
from app.clean.segment import lay_out, segment_plain
from app.clean.site import fields
from app.clean.site.choice import choose
from app.clean.verdict import NO_CLUES, find_clues

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from app.clean.model import Block, Layout, Mark, Page
    from app.clean.site.sites import Sites
    from app.clean.verdict import Clues

    Stage = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Undecided:
    """What is known of a page with markup while it is open which of its blocks are the article.

    `witnesses` speak for its blocks; `text` are the paragraphs that the extractor found, wherever they stand;
    `markup` is the page as it came, scripts included.
    """

    layout: Layout
    witnesses: Witnesses
    text: tuple[str, ...]
    markup: str


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
    with stage("metadata"):
        said = fields.read(site, root, page)
        candidates = gather(root, page)
        clues = find_clues(root, said.clues, page.url)
    with stage("narrow"):
        chosen = choose(site, root)
        cut = chosen.cuts(cuts(root))
    with stage("segment"):
        layout = lay_out(root, cut, chosen.body, markdown=page.format is BodyFormat.MARKDOWN, base=page.url)
        blocks = layout.blocks
    left_out = chosen.left_out(blocks)
    if left_out is not None:  # the site's rules tell, and nobody else is asked
        return Reading(blocks, candidates, left_out, fields.SOURCE, said, clues)
    with stage("extract"):
        extraction = extract(root, cut, blocks)
    undecided = Undecided(
        layout,
        Witnesses(
            kept=extraction.kept,
            coverage=extraction.coverage,
            titles=tuple(candidate.value for candidate in candidates.titles),
            descriptions=tuple(candidate.value for candidate in candidates.descriptions),
        ),
        extraction.text,
        page.text,
    )
    return Reading(blocks, candidates, chosen.struck(blocks), "trafilatura", said, clues, undecided)


def read_text(page: Page, stage: Stage) -> Reading:
    """Return the blocks of a text; `stage` is entered around the step."""
    with stage("segment"):
        blocks = segment_plain(page.text)
    return Reading(blocks, Candidates(), {}, "text")


def telling(reading: Reading) -> str:
    """Return the text that tells the language: prose before lines of a few words, which may be in any.

    Where it is open what the article is, what the extractor takes for it.
    """
    undecided = reading.undecided
    kept = undecided.witnesses.kept if undecided else ()
    prose: list[str] = []
    lines: list[str] = []
    missing = SAMPLE
    for block in reading.blocks:
        if block.position in reading.struck or (kept and block.position not in kept):
            continue
        if not is_prose(block):
            lines.append(block.text)
            continue
        prose.append(block.text)
        missing -= len(block.text)
        if missing <= 0:
            break
    return " ".join(prose + lines)
