"""How the headline model of `app/clean/metadata` is made and judged: `python -m training.headline`.

The model gives each line of a text that may be the headline a score; the scores of a text and a zero for
"none of them" make a softmax. Learned on the texts of the data, on texts rendered from its other articles,
with their addresses and some without, and on bare bodies, which have no headline. Judged on folds by domain
that it never saw; `--write` writes the weights of a fit to all folds.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from app.clean.label import strike
from app.clean.language import detect
from app.clean.metadata.copies import plain
from app.clean.metadata.outline import outline
from app.clean.metadata.ranking import TRAITS, rank
from app.clean.metadata.traits import cheap, dear
from app.clean.metadata.window import Lines
from app.clean.rules import RuleSet, load_rules
from app.clean.score import Scorer, load_scorer
from app.clean.segment import segment_plain
from benchmarks.accuracy.data import ARTICLE, Sample, read
from benchmarks.accuracy.metrics import comparable
from benchmarks.accuracy.tools.held_out import MODELS
from training import ranking
from training.folds import domain, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from app.clean.model import Block

    Reader = Callable[[Sample, str, str], "Text"]

_WEIGHTS: Final = "headline_weights.json"
_RENDERED: Final = ("tra", "wcxb", "postlight", "readability")
# Longer pages add nothing to their headline, and cost minutes.
_LONGEST: Final = 200_000
# Characters of a text that tell its language.
_TELLING: Final = 4000


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its blocks, positions of noise, probabilities, address, and its title, if any."""

    set: str
    renderer: str
    fold: int
    address: str | None
    blocks: Sequence[Block]
    struck: frozenset[int]
    scores: Sequence[float]
    language: str | None
    title: str | None

    def lines(self) -> Lines:
        """Return the lines of the text, ready to be measured."""
        start = outline(self.blocks, self.struck, self.scores).start
        return Lines(self.blocks, self.struck, start, self.address, self.scores)

    def without(self, *, address: bool, scores: bool) -> Text:
        """Return the same text as if nobody knew where it came from, or how likely its lines are its own."""
        return replace(
            self,
            address=None if address else self.address,
            scores=() if scores else self.scores,
        )


def main() -> None:
    """Fit and judge by folds; with --write, fit all and write the weights."""
    options = ranking.options(__doc__)
    read_text = partial(_text, rules=load_rules(), scorers=[load_scorer(folder) for folder in MODELS])
    judged = list(_texts(options.data, read_text))
    others = [*_rendered(options.data, read_text), *_bodies(options.data, read_text)]
    learned = [
        *judged,
        *(text.without(address=at % 2 == 0, scores=at % 2 == 1) for at, text in enumerate(judged)),
        *(text.without(address=at % 4 == 0, scores=at % 3 == 0) for at, text in enumerate(others)),
    ]
    choices = [_choice(text) for text in learned]
    models = ranking.by_fold(choices, TRAITS)
    for known in (True, False):
        figures: dict[tuple[str, str], list[float]] = defaultdict(list)
        for text in judged:
            lines = text.without(address=not known, scores=False).lines()
            ranked = rank(lines, models[text.fold])
            found = plain(lines, ranked[0].index, text.language) if ranked else ""
            is_found = comparable(found) == comparable(text.title or "")
            figures[text.set, text.renderer].append(float(is_found))
        ranking.report(f"address {'known' if known else 'unknown'}", figures)
    if options.write:
        ranking.write(_WEIGHTS, choices, TRAITS)


def _texts(data: Path, read_text: Reader) -> Iterator[Text]:
    for name in ranking.JUDGED:
        for sample in read(data, f"text/{name}"):
            if sample.page_type == ARTICLE and sample.gold.title:
                yield read_text(sample, sample.renderer or "", sample.text)


def _rendered(data: Path, read_text: Reader) -> Iterator[Text]:
    from training.renderers import RENDERERS  # noqa: PLC0415 - needed here alone

    for name in _RENDERED:
        for number, sample in enumerate(read(data, name)):
            if sample.page_type != ARTICLE or not sample.gold.title or sample.path is None:
                continue
            page = gzip.decompress(sample.path.read_bytes()).decode("utf-8", "replace")
            if len(page) > 5 * _LONGEST:
                continue
            for step in (0, 1, 3):
                renderer = ranking.RENDERERS[(number + step) % len(ranking.RENDERERS)]
                yield read_text(sample, renderer, RENDERERS[renderer](page)[:_LONGEST])


def _bodies(data: Path, read_text: Reader) -> Iterator[Text]:
    for name in ranking.JUDGED:
        for sample in read(data, name):
            if sample.page_type == ARTICLE and sample.gold.body:
                yield replace(read_text(sample, "body", sample.gold.body), title=None)


def _text(sample: Sample, renderer: str, text: str, *, rules: RuleSet, scorers: Sequence[Scorer]) -> Text:
    blocks = segment_plain(text)
    language = detect(" ".join(block.text for block in blocks)[:_TELLING])
    noise = strike(blocks, rules.read(blocks, language=language), struck={})
    number = fold(domain(sample.url, sample.id))
    return Text(
        set=sample.set.removeprefix("text/"),
        renderer=renderer,
        fold=number,
        address=sample.url,
        blocks=blocks,
        struck=frozenset(position for position, mark in noise.items() if mark.kind != "byline"),
        scores=scorers[number].score(blocks, noise, url=sample.url),
        language=language,
        title=sample.gold.title,
    )


def _choice(text: Text) -> ranking.Choice:
    lines = text.lines()
    candidates = lines.candidates()
    wanted = comparable(text.title) if text.title else None
    rest = dear(lines, candidates) if candidates else []
    return ranking.Choice(
        text.fold,
        [(*cheap(lines, index), *own) for index, own in zip(candidates, rest, strict=True)],
        [float(comparable(plain(lines, index, text.language)) == wanted) for index in candidates],
    )


if __name__ == "__main__":
    main()
