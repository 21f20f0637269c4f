"""Title, date and byline of a text from its lines alone, and which of these lines are nothing else.

The headline is looked for among all lines, date and byline around it. A line is called a headline only
where something shows that this is a page and not a bare body: a date or byline line, a label, a Markdown
mark, noise or a menu above, the words of the address. So cleaning a clean body finds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from app.clean.metadata import authorship, url
from app.clean.metadata.candidates import Candidate, Candidates
from app.clean.metadata.copies import copies, lowest, plain
from app.clean.metadata.dates import Calendar
from app.clean.metadata.dating import ADDRESS, SOURCE
from app.clean.metadata.lines import Kind, Line, stated_title
from app.clean.metadata.outline import outline
from app.clean.metadata.ranking import rank
from app.clean.metadata.region import day_first
from app.clean.metadata.signature import Signature, Text, read_signature
from app.clean.metadata.window import Lines
from app.clean.model import InputKind, Mark, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.clean.metadata.ranking import Ranked
    from app.clean.model import Block, Page

#: Log-odds above which a line is the headline of a page.
LIKELY: Final = -1.5
# Log-odds above which a text needs nothing else to be one.
_SURE: Final = 2.0
# So many lines above a headline are a menu.
_MENU: Final = 4
# So many date and byline lines are a header without a headline.
_ENOUGH: Final = 1
# So much of the address's words shows that a line is the headline.
_ADDRESSED: Final = 0.5
# Lines at the top that may name what they hold: "Title: …".
_TOP: Final = 12


@dataclass(frozen=True, slots=True)
class Header:
    """What the lines say.

    `marks` maps the position of a block that is wholly header, and that nothing struck before, to its mark:
    `header.title`, `header.date`, `header.byline`.
    """

    candidates: Candidates = field(default_factory=Candidates)
    marks: Mapping[int, Mark] = field(default_factory=dict)


def read_header(
    blocks: Sequence[Block],
    page: Page,
    struck: Collection[int] = (),
    language: str | None = None,
    scores: Sequence[float] = (),
) -> Header:
    """Read the header of a text out of its blocks.

    `struck` are positions of blocks that rules have called noise; they are looked through. `language` is
    an ISO 639-1 code that settles the order of day and month. `scores` are probabilities of being part of the
    article, one a block, where a scorer tells them.
    """
    if not blocks:
        return Header()
    calendar = Calendar(page.fetched_at, day_first((language,) if language else (), page.url), language)
    found = outline(blocks, struck, scores)
    lines = Lines(blocks, struck, found.start, page.url, scores)
    stated = stated_title(blocks[:_TOP], calendar)
    ranked = rank(lines) if stated is None else []
    at = stated.position if stated else ranked[0].index if ranked and ranked[0].score > LIKELY else None
    least = authorship.MARKUP if page.kind is InputKind.HTML else authorship.LIKELY
    text = Text(blocks, struck, calendar, found, scores, least, page.url)
    signature = read_signature(text, lowest(lines, at) if at is not None else None)
    if stated is None and at is not None and not _is_page(lines, blocks, struck, ranked[0], signature):
        at = None
    if stated is not None and stated.published:
        told = Candidate(stated.published, SOURCE)
        signature = replace(signature, published=(told, *signature.published))
    title = stated.title if stated else plain(lines, at, language) if at is not None else None
    marks = {line.position: Mark("header", _rule(line)) for line in signature.lines}
    if at is not None and title:
        marks |= {position: Mark("header", "header.title") for position in copies(lines, at, title)}
    elif len(marks) < _ENOUGH:
        known = tuple(day for day in signature.published if day.source == ADDRESS)
        return Header(_candidates(Signature(published=known), None, page))
    unstruck = {position: mark for position, mark in marks.items() if position not in struck}
    return Header(_candidates(signature, title, page), unstruck)


def _is_page(
    lines: Lines, blocks: Sequence[Block], struck: Collection[int], best: Ranked, signature: Signature
) -> bool:
    """Whether something beside the line itself shows that a text has a headline."""
    block = blocks[best.index]
    return (
        best.score > _SURE
        or best.index >= _MENU
        or bool(signature.lines)
        or block.role is Role.HEADING
        or block.text.startswith("# ")
        or any(b.position in struck for b in blocks[: best.index])
        or lines.shares(best.index)[0] >= _ADDRESSED
    )


def _rule(line: Line) -> str:
    return "header.byline" if line.kind is Kind.BYLINE else "header.date"


def _candidates(signature: Signature, title: str | None, page: Page) -> Candidates:
    sites: list[Candidate[str]] = []
    if page.kind is InputKind.TEXT and page.url and url.is_address(page.url):
        sites = [Candidate(name, ADDRESS) for name in url.site_names(page.url)]
    return Candidates(
        headlines=(Candidate(title, SOURCE),) if title else (),
        dates=(*signature.published, *(Candidate(moment, SOURCE) for moment in signature.counted)),
        changes=tuple(Candidate(moment, SOURCE) for moment in signature.changed),
        people=tuple(Candidate(names, SOURCE) for names in signature.people),
        organisations=tuple(Candidate(names, SOURCE) for names in signature.organisations),
        site_names=tuple(sites),
    )
