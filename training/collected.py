"""The texts of the data as the header's reader has them: who may sign each and what days it mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.clean.label import strike
from app.clean.language import detect
from app.clean.metadata.copies import lowest
from app.clean.metadata.dates import Calendar
from app.clean.metadata.header import LIKELY
from app.clean.metadata.outline import outline
from app.clean.metadata.ranking import rank
from app.clean.metadata.region import day_first
from app.clean.metadata.signature import Collected, Text, collect
from app.clean.metadata.window import Lines
from app.clean.rules import load_rules
from app.clean.score import likely, load_scorer
from app.clean.segment import segment_plain
from benchmarks.accuracy.data import ARTICLE, read
from benchmarks.accuracy.tools.held_out import MODELS
from benchmarks.accuracy.tools.ours import FETCHED_AT
from training.folds import domain, fold
from training.ranking import JUDGED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.clean.rules import RuleSet
    from app.clean.score import Scorer
    from benchmarks.accuracy.data import Gold, Sample

# Characters of a text that tell its language.
_TELLING: Final = 4000


@dataclass(frozen=True, slots=True)
class Example:
    """One text, read with a scorer's help and without, and what must come of it.

    The scorer learned from no page of the text's domain, as it has not from a new page's.
    """

    set: str
    renderer: str
    fold: int
    known: Collected
    unknown: Collected
    gold: Gold


def examples(data: Path) -> Iterator[Example]:
    """Yield the articles among the texts. Needs the models of the folds, which `make train` writes."""
    rules, scorers = load_rules(), [load_scorer(folder) for folder in MODELS]
    for name in JUDGED:
        for sample in read(data, f"text/{name}"):
            if sample.page_type == ARTICLE:
                yield _example(sample, rules, scorers)


def _example(sample: Sample, rules: RuleSet, scorers: Sequence[Scorer]) -> Example:
    blocks = segment_plain(sample.text)
    language = detect(" ".join(block.text for block in blocks)[:_TELLING])
    calendar = Calendar(FETCHED_AT, day_first((language,) if language else (), sample.url), language)
    number = fold(domain(sample.url, sample.id))
    spoken = rules.read(blocks, language=language)
    scores = scorers[number].score(blocks, strike(blocks, spoken, struck={}), url=sample.url)
    noise = strike(blocks, spoken, struck={}, likely=likely(blocks, scores))
    struck = frozenset(position for position, mark in noise.items() if mark.kind != "byline")

    def collected(scores: Sequence[float]) -> Collected:
        found = outline(blocks, struck, scores)
        lines = Lines(blocks, struck, found.start, sample.url, scores)
        ranked = rank(lines)
        at = lowest(lines, ranked[0].index) if ranked and ranked[0].score > LIKELY else None
        return collect(Text(blocks, struck, calendar, found, scores, address=sample.url), at)

    return Example(
        set=sample.set.removeprefix("text/"),
        renderer=sample.renderer or "",
        fold=number,
        known=collected(scores),
        unknown=collected(()),
        gold=sample.gold,
    )
