"""How the headline model of `app/clean/metadata` is made and judged: `python -m training.headline`.

The model gives each line of a text that may be the headline a score; the scores of a text and a zero for
"none of them" make a softmax. Learned on the texts of the data, on texts rendered from its other articles,
with their addresses and some without, and on bare bodies, which have no headline. Judged on folds by domain
that it never saw; `--write` writes the weights of a fit to all folds.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.clean.label import strike
from app.clean.language import detect
from app.clean.metadata.copies import plain
from app.clean.metadata.outline import outline
from app.clean.metadata.ranking import TRAITS, rank
from app.clean.metadata.traits import cheap, dear
from app.clean.metadata.window import Lines
from app.clean.rules import RuleSet, load_rules
from app.clean.segment import segment_plain
from benchmarks.accuracy.data import ARTICLE, Sample, read
from benchmarks.accuracy.metrics import comparable
from training import ranking
from training.folds import domain, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.clean.model import Block

_WEIGHTS: Final = "headline_weights.json"
_RENDERED: Final = ("tra", "wcxb", "postlight", "readability")
# Longer pages add nothing to their headline, and cost minutes.
_LONGEST: Final = 200_000


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its blocks, positions of noise, address, and the title that is to be found, if any."""

    set: str
    renderer: str
    fold: int
    address: str | None
    blocks: Sequence[Block]
    struck: frozenset[int]
    title: str | None

    def lines(self) -> Lines:
        """Return the lines of the text, ready to be measured."""
        return Lines(self.blocks, self.struck, outline(self.blocks, self.struck).start, self.address)

    def without_address(self) -> Text:
        """Return the same text as if nobody knew where it came from."""
        return Text(self.set, self.renderer, self.fold, None, self.blocks, self.struck, self.title)


def main() -> None:
    """Fit and judge by folds; with --write, fit all and write the weights."""
    options = ranking.options(__doc__)
    rules = load_rules()
    judged = list(_texts(options.data, rules))
    others = [*_rendered(options.data, rules), *_bodies(options.data)]
    learned = [*judged, *(text.without_address() for text in [*judged, *others[::3]]), *others]
    choices = [_choice(text) for text in learned]
    models = ranking.by_fold(choices, TRAITS)
    for known in (True, False):
        figures: dict[tuple[str, str], list[float]] = defaultdict(list)
        for text in judged:
            lines = (text if known else text.without_address()).lines()
            ranked = rank(lines, models[text.fold])
            found = plain(lines, ranked[0].index) if ranked else ""
            is_found = comparable(found) == comparable(text.title or "")
            figures[text.set, text.renderer].append(float(is_found))
        ranking.report(f"address {'known' if known else 'unknown'}", figures)
    if options.write:
        ranking.write(_WEIGHTS, choices, TRAITS)


def _texts(data: Path, rules: RuleSet) -> Iterator[Text]:
    for name in ranking.JUDGED:
        for sample in read(data, f"text/{name}"):
            if sample.page_type == ARTICLE and sample.gold.title:
                yield _text(sample, sample.renderer or "", sample.text, rules)


def _rendered(data: Path, rules: RuleSet) -> Iterator[Text]:
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
                text = RENDERERS[renderer](page)[:_LONGEST]
                yield _text(sample, renderer, text, rules)


def _bodies(data: Path) -> Iterator[Text]:
    for name in ranking.JUDGED:
        for sample in read(data, name):
            if sample.page_type == ARTICLE and sample.gold.body:
                blocks = segment_plain(sample.gold.body)
                yield Text(
                    name, "body", fold(domain(sample.url, sample.id)), sample.url, blocks, frozenset(), None
                )


def _text(sample: Sample, renderer: str, text: str, rules: RuleSet) -> Text:
    blocks = segment_plain(text)
    language = detect(" ".join(block.text for block in blocks))
    noise = strike(blocks, rules.read(blocks, language=language), struck={})
    return Text(
        set=sample.set.removeprefix("text/"),
        renderer=renderer,
        fold=fold(domain(sample.url, sample.id)),
        address=sample.url,
        blocks=blocks,
        struck=frozenset(position for position, mark in noise.items() if mark.kind != "byline"),
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
        [float(comparable(plain(lines, index)) == wanted) for index in candidates],
    )


if __name__ == "__main__":
    main()
