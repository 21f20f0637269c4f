"""Pages with gold -> examples: their blocks as the pipeline reads them, with all that they are told by."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

import numpy as np

from app.clean.decode import decode
from app.clean.extract import extract
from app.clean.label import strike
from app.clean.language import detect
from app.clean.model import Document, InputKind
from app.clean.reading import read_markup, telling
from app.clean.score.lines import describe
from app.clean.score.page import describe_page, is_uncertain
from app.clean.score.scorer import FOREST, NAMES, VOTED, slug
from app.clean.score.tree import Names, names
from app.clean.score.vocabulary import Vocabulary
from app.clean.score.witness import VOTES
from app.clean.score.words import sampled_words
from app.clean.site.sites import Sites
from benchmarks.accuracy import data
from benchmarks.accuracy.metrics import words
from benchmarks.accuracy.tools.ours import FETCHED_AT
from training.cross import Vocabularies
from training.examples import Example, numbers, rules
from training.folds import domain
from training.forest import grow
from training.labels import labels
from training.words import learn, with_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from app.clean.model import Layout
    from app.clean.score.page import Announcement
    from benchmarks.accuracy.data import Sample
    from training.cross import Forests
    from training.forest import Floats

_MOST_BLOCKS: Final = 6_000
# Of a page whose gold is hardly on it there is nothing to learn; it is judged all the same.
_LEAST_FOUND: Final = 0.5
_NO_SITES: Final = Sites()


@dataclass(frozen=True, slots=True)
class PageExample(Example):
    """One page, ready to learn from: its blocks in their tree as well, and what others say of them.

    `kept` and `coverage` are the extractor's, see `Described.with_vote`.
    """

    layout: Layout
    announced: Announcement
    kept: frozenset[int]
    coverage: float


def page_examples(folder: Path, sets: Sequence[str], jobs: int) -> Iterator[PageExample]:
    """Yield an example for each page with a gold body."""
    with get_context("fork").Pool(jobs) as pool:
        for made in pool.imap(_of_page, _pages(folder, sets), chunksize=4):
            if made is not None:
                yield made


def _pages(folder: Path, sets: Sequence[str]) -> Iterator[Sample]:
    for name in sets:
        yield from (page for page in data.read(folder, name) if page.gold.body)


def _of_page(sample: Sample) -> PageExample | None:
    document = Document(kind=InputKind.HTML, content=sample.content(), fetched_at=FETCHED_AT, url=sample.url)
    reading = read_markup(decode(document), _NO_SITES, lambda _: nullcontext())
    known = reading.undecided
    blocks = reading.blocks
    if known is None or not 0 < len(blocks) <= _MOST_BLOCKS:
        return None
    language = detect(telling(reading), reading.candidates.languages)
    marks = strike(blocks, rules().read(blocks, language=language), struck={})
    extraction = extract(known.root, known.cuts, blocks)
    wanted = labels([block.text for block in blocks], sample.gold.body or "")
    tokens = [words(block.text) for block in blocks]
    gold = words(sample.gold.body or "")
    found = sum(len(own) for own, share in zip(tokens, wanted, strict=True) if share > 0)
    return PageExample(
        set=sample.set,
        page=sample.id,
        renderer="html",
        given=True,
        share=1.0 if found >= _LEAST_FOUND * len(gold) else 0.0,
        domain=domain(sample.url, sample.id),
        article=sample.page_type == data.ARTICLE,
        lines=describe(blocks, marks, Vocabulary({}), slug(sample.url)),
        words="\n".join([" ".join(sampled_words(block.text)) for block in blocks]),
        tokens=numbers(token for line in tokens for token in line),
        bounds=np.cumsum([len(line) for line in tokens]),
        gold=numbers(gold),
        labels=wanted,
        layout=known.layout,
        announced=known.announced,
        kept=extraction.kept,
        coverage=extraction.coverage,
    )


class PageVocabularies(Vocabularies[PageExample]):
    """Weights of words and of the names of containers."""

    def __init__(self, examples: Sequence[PageExample]) -> None:
        super().__init__(examples)
        self._named: dict[frozenset[int], dict[str, float]] = {}

    def names_without(self, left_out: frozenset[int] = frozenset()) -> dict[str, float]:
        """The weights of names learned from all folds but those that are left out."""
        if left_out not in self._named:
            self._named[left_out] = learn(self.given(left_out), _names)
        return self._named[left_out]

    def describe(self, example: PageExample, left_out: frozenset[int]) -> Floats:
        """The features of an example, the extractor's vote last, with the weights of all folds but some."""
        lines = with_words(example, Vocabulary(self.without(left_out)))
        described = describe_page(
            example.layout,
            lines,
            Names(self.names_without(left_out)),
            example.announced,
            [line.split() for line in example.words.split("\n")],
        )
        return described.with_vote(example.kept, example.coverage)

    def grow(self, examples: Sequence[PageExample], features: Sequence[Floats], jobs: int) -> Forests:
        """Return the forest of the page alone, and the one that knows the extractor's vote."""
        alone = grow(examples, [rows[:, :-VOTES] for rows in features], jobs)
        return {FOREST: alone, VOTED: grow(examples, features, jobs)}

    def predict(self, forests: Forests, example: PageExample, features: Floats) -> NDArray[np.float64]:
        """Return the probability of each block: as `PageScores` does, with a vote where it is uncertain."""
        first = np.asarray(forests[FOREST].predict(features[:, :-VOTES], num_threads=1))
        if not is_uncertain(first, example.lines.words):
            return first
        second = np.asarray(forests[VOTED].predict(features, num_threads=1))
        return np.asarray((first + second) / 2)

    def files(self, left_out: frozenset[int] = frozenset()) -> Mapping[str, Mapping[str, float]]:
        """The weights by the name of their file in the model's folder."""
        return {**super().files(left_out), NAMES: self.names_without(left_out)}


def _names(example: PageExample) -> Iterator[set[str]]:
    """Yield for each block the names of all containers around it, `0` and `1` before those of the innermost
    and of the next."""
    containers = example.layout.containers
    own = [names(container.tag, container.names) for container in containers]
    around: list[frozenset[str]] = [frozenset()]
    for index in range(1, len(containers)):
        around.append(around[containers[index].parent] | own[index])
    for at in example.layout.inside:
        outer = max(containers[at].parent, 0)
        yield {*around[at], *(f"0{name}" for name in own[at]), *(f"1{name}" for name in own[outer])}
