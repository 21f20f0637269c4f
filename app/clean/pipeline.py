"""One document in, one article out: the ordered list of steps."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

from app.clean.builtin import SCORER
from app.clean.decide import choose_blocks
from app.clean.decode import decode
from app.clean.label import label, strike
from app.clean.language import detect
from app.clean.metadata import Header, read_header, resolve, without_guesses
from app.clean.model import Article, Field, InputKind, Role, Verdict
from app.clean.prose import is_prose, letters
from app.clean.reading import read_markup, read_text, telling
from app.clean.render import render
from app.clean.score import doubtful, likely, names_address, read_again
from app.clean.site.sites import Sites
from app.clean.verdict import judge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.clean.model import Block, Document, Label, Mark
    from app.clean.reading import Stage
    from app.clean.rules import RuleSet
    from app.clean.score import Scorer

STAGES = (
    "decode",
    "parse",
    "metadata",
    "narrow",
    "segment",
    "language",
    "rules",
    "score",
    "extract",
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
    `stage(name)` is entered around each of STAGES that the document takes, so that a caller with a clock can
    time them.
    Pure: same document, rules and scorer, same article. Raises MemoryError where memory runs out; bad
    markup, bytes without a charset and empty documents are no errors.
    """
    with stage("decode"):
        page = decode(document)
    reading = read_markup(page, sites, stage) if page.kind is InputKind.HTML else read_text(page, stage)
    with stage("language"):
        language = detect(telling(reading), reading.candidates.languages)
    with stage("rules"):
        spoken = rules.read(reading.blocks, language=language)
    trusted: frozenset[int] = frozenset()
    scores: tuple[float, ...] = ()
    if page.kind is InputKind.TEXT:
        with stage("score"):
            noise = strike(reading.blocks, spoken, struck={})
            texts = scorer.read(reading.blocks, url=page.url)
            scores = scorer.score(reading.blocks, noise, texts=texts)
            trusted = likely(reading.blocks, scores) if scores else frozenset()
    elif reading.undecided is not None:
        noise = strike(reading.blocks, spoken, struck={})
        number = len(reading.blocks)
        reading, trusted = choose_blocks(reading, reading.undecided, scorer, noise, stage)
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
            again = partial(scorer.score, marks={}, texts=texts)
            labels = _settled(labels, relabel, again)
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
    score: Callable[[Sequence[Block]], tuple[float, ...]],
) -> tuple[Label, ...]:
    """The labels once the scorer agrees with what is left: so a body that is cleaned again stays as it is."""
    for _ in range(_ROUNDS):
        kept = [entry.block for entry in labels if entry.mark is None]
        doubts = doubtful(kept, score(read_again(kept)))
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
