"""Texts with gold -> examples: the features of their blocks, their words as numbers, and what was wanted."""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

import numpy as np

from app.clean.decode import decode
from app.clean.label import strike
from app.clean.language import detect
from app.clean.model import Document, InputKind
from app.clean.prose import is_prose
from app.clean.rules import load_rules
from app.clean.score.lines import describe
from app.clean.score.scorer import slug
from app.clean.score.vocabulary import Vocabulary
from app.clean.score.words import sampled_words
from app.clean.segment import segment_plain
from benchmarks.accuracy import data
from benchmarks.accuracy.metrics import words
from benchmarks.accuracy.tools.ours import FETCHED_AT
from training.folds import domain
from training.labels import labels
from training.renderers import RENDERERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from app.clean.model import Block
    from app.clean.rules import RuleSet
    from app.clean.score.lines import Lines
    from benchmarks.accuracy.data import Sample

# A text above this is a page of another kind, and would outweigh the rest.
_LONGEST: Final = 300_000
_MOST_BLOCKS: Final = 4_000
# Draws the renderings of a page that are learned from beside those that the data has.
_SEED: Final = 7
#: The renderer of a text that is nothing but an article.
CLEAN: Final = "clean"
# What counts as part of a clean text, and how much such a text counts beside one with noise.
_KEPT: Final = 0.5
_CLEAN_SHARE: Final = 0.2


@dataclass(frozen=True, slots=True)
class Example:
    """One text, ready to learn from.

    `given`   whether the text is one of the data's own, which figures are reported on.
    `share`   how much the text counts beside others.
    `words`   the words that the vocabulary weighs, one block a line, parted by spaces.
    `tokens`  numbers of the words that the metric counts, one block behind the other; `bounds` says where
              each block ends. `gold` are those of the gold body.
    `labels`  how much of each block is in the gold, 0 to 1.
    """

    set: str
    page: str
    renderer: str
    given: bool
    share: float
    domain: str
    article: bool
    lines: Lines
    words: str
    tokens: NDArray[np.uint32]
    bounds: NDArray[np.int64]
    gold: NDArray[np.uint32]
    labels: NDArray[np.float32]


def examples(folder: Path, sets: Sequence[str], extra: int, jobs: int) -> Iterator[Example]:
    """Yield an example for each given text, and for `extra` renderings more of each page with a body."""
    with get_context("fork").Pool(jobs) as pool:
        for made in pool.imap(_of_page, _pages(folder, sets, extra), chunksize=4):
            yield from made


def _pages(folder: Path, sets: Sequence[str], extra: int) -> Iterator[tuple[Sample, list[Sample], int]]:
    for name in sets:
        texts = {
            page: list(own)
            for page, own in groupby(sorted(data.read(folder, f"text/{name}"), key=_id), key=_id)
        }
        for page in data.read(folder, name):
            if page.gold.body:
                yield page, texts.get(page.id, []), extra


def _id(sample: Sample) -> str:
    return sample.id


def _of_page(task: tuple[Sample, list[Sample], int]) -> list[Example]:
    page, given, extra = task
    made = [
        example
        for sample in given
        for example in _examples(sample, str(sample.content()), sample.renderer or "")
    ]
    names = sorted(set(RENDERERS) - {sample.renderer for sample in given})
    chosen = random.Random(f"{_SEED} {page.name}").sample(names, min(extra, len(names)))  # noqa: S311
    if chosen:
        document = Document(kind=InputKind.HTML, content=page.content(), fetched_at=FETCHED_AT, url=page.url)
        html = decode(document).text
        made += [example for name in chosen for example in _examples(page, RENDERERS[name](html), name)]
    return made


def _examples(sample: Sample, text: str, renderer: str) -> Iterator[Example]:
    """Yield the text's example and one of nothing but its article: clean text is to be left as it is."""
    blocks = segment_plain(text)
    given = sample.renderer is not None
    if not blocks or (not given and (len(text) > _LONGEST or len(blocks) > _MOST_BLOCKS)):
        return
    wanted = labels([block.text for block in blocks], sample.gold.body or "")
    yield _example(sample, blocks, wanted, renderer)
    kept = np.flatnonzero(wanted >= _KEPT)
    if given and len(kept):
        clean = [replace(blocks[index], position=position) for position, index in enumerate(kept)]
        yield _example(sample, clean, wanted[kept], CLEAN)


def _example(
    sample: Sample,
    blocks: Sequence[Block],
    wanted: NDArray[np.float32],
    renderer: str,
) -> Example:
    shown = [block.text for block in blocks if is_prose(block)] or [block.text for block in blocks]
    language = detect(" ".join(shown), ())
    marks = strike(blocks, rules().read(blocks, language=language), struck={})
    tokens = [words(block.text) for block in blocks]
    return Example(
        set=sample.set.removeprefix("text/"),
        page=sample.id,
        renderer=renderer,
        given=sample.renderer is not None and renderer != CLEAN,
        share=_CLEAN_SHARE if renderer == CLEAN else 1.0,
        domain=domain(sample.url, sample.id),
        article=sample.page_type == data.ARTICLE,
        lines=describe(blocks, marks, Vocabulary({}), slug(sample.url)),
        words="\n".join([" ".join(sampled_words(block.text)) for block in blocks]),
        tokens=numbers(token for line in tokens for token in line),
        bounds=np.cumsum([len(line) for line in tokens]),
        gold=numbers(words(sample.gold.body or "")),
        labels=wanted,
    )


def numbers(found: Iterable[str]) -> NDArray[np.uint32]:
    """Return words as 32 bits each; that two share a number is rare enough not to matter."""
    return np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in found], np.uint32)


@cache
def rules() -> RuleSet:
    """The rules that come with the service, loaded once."""
    return load_rules()
