"""One document in, one article out: the ordered list of steps."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from app.clean.builtin import EXTRACTOR, SCORER
from app.clean.decode import decode
from app.clean.extract import Extraction, extract
from app.clean.label import label, strike
from app.clean.language import SAMPLE, detect
from app.clean.metadata import Candidates, Header, gather, read_header, resolve, without_guesses
from app.clean.model import Article, BodyFormat, Field, InputKind, Mark, Role, Verdict
from app.clean.narrow import cuts
from app.clean.parse import parse
from app.clean.prose import is_prose, letters
from app.clean.render import render
from app.clean.score import Witnesses, doubtful, likely, names_address, read_again, unlikely
from app.clean.segment import lay_out, segment_markup, segment_plain
from app.clean.site import fields
from app.clean.site.choice import choose
from app.clean.site.sites import Sites
from app.clean.verdict import NO_CLUES, find_clues, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from app.clean.model import Block, Document, Label, Layout, Page
    from app.clean.rules import RuleSet
    from app.clean.score import Scorer
    from app.clean.verdict import Clues

    Stage = Callable[[str], AbstractContextManager[None]]

STAGES = (
    "decode",
    "parse",
    "metadata",
    "narrow",
    "segment",
    "extract",
    "language",
    "rules",
    "score",
    "header",
    "resolve",
    "label",
    "settle",
    "verdict",
    "render",
)


# The scorer is asked about what it has left so often at most; nearly always it agrees at once.
_ROUNDS = 4

_NO_SITES = Sites()

# Where less of the extracted text than this share stands in the page's blocks, it is from a script; and where
# less than this share of a text from there is found on the page, the article is not there.
_MIN_COVERAGE = 0.5
# A shorter text in a script is a teaser.
_MIN_ELSEWHERE = 400

_MARKED_UP = re.compile(r"</?(?:p|br|div|li|h[1-6])\b", re.I)


@dataclass(frozen=True, slots=True)
class _Open:
    """What is known of a page with markup while it is open which of its blocks are the article."""

    layout: Layout
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page as blocks, and what its markup says of the article.

    `struck` are marks that nobody questions.
    """

    blocks: tuple[Block, ...]
    candidates: Candidates
    struck: Mapping[int, Mark]
    source: str
    said: fields.Said = fields.NOTHING_SAID
    clues: Clues = NO_CLUES
    open: _Open | None = None


def _untimed(_: str) -> AbstractContextManager[None]:
    return nullcontext()


def clean(
    document: Document,
    rules: RuleSet,
    scorer: Scorer,
    stage: Stage = _untimed,
    sites: Sites = _NO_SITES,
) -> Article:
    """Clean one document.

    `sites` are the operator's rules for single sites; they speak of HTML only, by the address of the page.
    `stage(name)` is entered around each of STAGES, so that a caller with a clock can time them.
    Pure: same document, rules and scorer, same article. Raises MemoryError where memory runs out; bad
    markup, bytes without a charset and empty documents are no errors.
    """
    with stage("decode"):
        page = decode(document)
    reading = _read_markup(page, sites, stage) if page.kind is InputKind.HTML else _read_text(page, stage)
    with stage("language"):
        language = detect(_telling(reading.blocks, reading.struck), reading.candidates.languages)
    with stage("rules"):
        spoken = rules.read(reading.blocks, language=language)
    trusted: frozenset[int] = frozenset()
    scores: tuple[float, ...] = ()
    with stage("score"):
        if page.kind is InputKind.TEXT:
            noise = strike(reading.blocks, spoken, struck={})
            scores = scorer.score(reading.blocks, noise, url=page.url)
            trusted = likely(reading.blocks, scores)
        elif reading.open is not None:
            noise = strike(reading.blocks, spoken, struck={})
            number = len(reading.blocks)
            reading, trusted = _chosen(reading, reading.open, scorer, noise, page.url)
            if len(reading.blocks) > number:
                spoken = rules.read(reading.blocks, language=language)
    blocks = reading.blocks
    noise = strike(blocks, spoken, struck=reading.struck, likely=trusted)
    with stage("header"):
        # lines that a byline rule struck are what the header is read from
        passed = {position for position, mark in noise.items() if mark.kind != "byline"}
        header = (
            Header()
            if scores
            and not noise
            and not doubtful(blocks, scores)
            and not _is_marked_up(blocks)
            and not names_address(blocks[0], page.url)
            else read_header(blocks, page, passed, language, scores)
        )
    with stage("resolve"):
        metadata = resolve(reading.said.over(reading.candidates + header.candidates), page)
    struck = {**noise, **_agreeing(header.marks, blocks, metadata.title.value)}
    doubts = dict.fromkeys(doubtful(blocks, scores, struck), SCORER.mark) if scores else {}
    with stage("label"):
        labels = label(blocks, spoken, struck=doubts | struck, metadata=metadata, likely=trusted)
    if scores:
        with stage("settle"):
            relabel = partial(label, blocks, spoken, metadata=metadata, likely=trusted)
            labels = _settled(labels, relabel, scorer, page.url)
    with stage("verdict"):
        verdict, evidence = judge(
            labels, rules, title=metadata.title.value, language=language, clues=reading.clues
        )
        if verdict not in (Verdict.ARTICLE, Verdict.PAYWALL):
            metadata = without_guesses(metadata)
    with stage("render"):
        body = render([entry.block for entry in labels if entry.mark is None], page.format)
    return Article(
        metadata=metadata,
        body=Field(body, reading.source) if body else Field(),
        labels=labels,
        language=language,
        verdict=verdict,
        evidence=evidence,
        warnings=page.warnings,
        characters_in=len(page.text),
    )


def _settled(
    labels: tuple[Label, ...],
    relabel: Callable[..., tuple[Label, ...]],
    scorer: Scorer,
    url: str | None,
) -> tuple[Label, ...]:
    """The labels once the scorer agrees with what is left: so a body that is cleaned again stays as it is."""
    for _ in range(_ROUNDS):
        kept = [entry.block for entry in labels if entry.mark is None]
        doubts = doubtful(kept, scorer.score(read_again(kept), {}, url=url))
        if not doubts:
            break
        struck = {entry.block.position: entry.mark for entry in labels if entry.mark is not None}
        labels = relabel(struck=struck | dict.fromkeys(doubts, SCORER.mark))
    return labels


def _is_marked_up(blocks: Sequence[Block]) -> bool:
    """Whether a text says itself what its headings are.

    One that does not, and has no noise, was cleaned before: its first line is no headline.
    """
    return any(block.role is Role.HEADING for block in blocks)


def _agreeing(marks: Mapping[int, Mark], blocks: Sequence[Block], title: str | None) -> Mapping[int, Mark]:
    """The marks without those of a headline that was not chosen in the end, and of whole paragraphs."""
    chosen = letters(title or "")
    return {
        position: mark
        for position, mark in marks.items()
        if (
            (chosen and chosen in letters(blocks[position].text))
            if mark.rule == "header.title"
            else not is_prose(blocks[position])
        )
    }


def _telling(blocks: Sequence[Block], struck: Container[int]) -> str:
    """The text that tells the language: prose before lines of a few words, which may be in any."""
    prose: list[str] = []
    lines: list[str] = []
    missing = SAMPLE
    for block in blocks:
        if block.position in struck:
            continue
        if not is_prose(block):
            lines.append(block.text)
            continue
        prose.append(block.text)
        missing -= len(block.text)
        if missing <= 0:
            break
    return " ".join(prose + lines)


def _read_markup(page: Page, sites: Sites, stage: Stage) -> _Reading:
    site = sites.of(page.url)
    with stage("parse"):
        root = parse(site.markup(page.text))
    with stage("metadata"):
        said = fields.read(site, root, page)
        candidates = gather(root, page)
        clues = find_clues(root, said.clues)
    with stage("narrow"):
        chosen = choose(site, root)
        cut = chosen.cuts(cuts(root))
    with stage("segment"):
        layout = lay_out(root, cut, chosen.body, markdown=page.format is BodyFormat.MARKDOWN, base=page.url)
        blocks = layout.blocks
    left_out = chosen.left_out(blocks)
    if left_out is not None:  # the site's rules tell, and nobody else is asked
        return _Reading(blocks, candidates, left_out, fields.SOURCE, said, clues)
    with stage("extract"):
        extraction = extract(root, cut, blocks)
    return _Reading(
        blocks, candidates, chosen.struck(blocks), "trafilatura", said, clues, _Open(layout, extraction)
    )


def _chosen(
    reading: _Reading, known: _Open, scorer: Scorer, noise: Mapping[int, Mark], url: str | None
) -> tuple[_Reading, frozenset[int]]:
    """The reading of a page once it is settled which blocks are the article, and which of them surely are."""
    layout, extraction = known.layout, known.extraction
    candidates = reading.candidates
    witnesses = Witnesses(
        kept=extraction.kept,
        coverage=extraction.coverage,
        titles=[candidate.value for candidate in candidates.titles],
        descriptions=[candidate.value for candidate in candidates.descriptions],
    )
    scores = scorer.score_page(layout, noise, witnesses, url=url)
    left_out = unlikely(layout.blocks, scores) if scores else None
    if left_out is None:
        left_out = tuple(block.position for block in layout.blocks if block.position not in extraction.kept)
    elsewhere, source = _elsewhere(reading, extraction, set(left_out))
    if elsewhere:
        left_out = tuple(range(len(layout.blocks)))
    struck = {position: _reason(layout.blocks[position], extraction.kept) for position in left_out}
    return (
        replace(
            reading,
            blocks=(*layout.blocks, *elsewhere),
            struck=struck | dict(reading.struck),
            source=source,
        ),
        likely(layout.blocks, scores) if scores else frozenset(),
    )


def _reason(block: Block, kept: Container[int]) -> Mark:
    narrowed = next((hint for hint in sorted(block.hints) if hint.startswith("narrow.")), None)
    if narrowed:
        return Mark("narrow", narrowed)
    return SCORER.mark if block.position in kept else EXTRACTOR.mark


def _elsewhere(
    reading: _Reading, extraction: Extraction, left_out: Container[int]
) -> tuple[tuple[Block, ...], str]:
    """The article's text where the visible page does not have it, as blocks behind the page's own."""
    kept = [block for block in reading.blocks if block.position not in left_out]
    characters = sum(len(block.text) for block in kept)
    text, source = "", ""
    if extraction.coverage < _MIN_COVERAGE:
        text, source = "\n\n".join(extraction.text), "trafilatura"
    stated = reading.candidates.bodies[0] if reading.candidates.bodies else None
    if stated and len(stated.value) > len(text) / 2:
        text, source = stated.value, stated.source  # trafilatura has it from there too, as one paragraph
    if len(text) < _MIN_ELSEWHERE or characters > len(text) * _MIN_COVERAGE:
        voted = sum(len(block.text) for block in kept if block.position in extraction.kept)
        return (), "trafilatura" if 2 * voted >= characters else "scorer"
    found = segment_markup(parse(text)) if _MARKED_UP.search(text) else segment_plain(text)
    number = len(reading.blocks)
    group = max((block.group for block in reading.blocks), default=0)
    return tuple(
        replace(block, position=number + block.position, group=group + block.group) for block in found
    ), source


def _read_text(page: Page, stage: Stage) -> _Reading:
    with stage("segment"):
        blocks = segment_plain(page.text)
    return _Reading(blocks, Candidates(), {}, "text")
