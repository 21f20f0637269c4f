"""The learned model: the probability that a block of a text belongs to the article."""

from __future__ import annotations

import gzip
import json
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import numpy as np
import onnxruntime

from app.clean.score.context import surround
from app.clean.score.lines import describe, sampled_words
from app.clean.score.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.clean.model import Block, Mark

MODEL: Final = Path(__file__).parent / "model"
# The features of a block take some 3 KB while they are made. A text of more blocks is a dump, no page.
_MOST_BLOCKS: Final = 20_000
# A headline has so large a share of the address's words, if these are so many; and so few characters.
_MOST: Final = 0.6
_NAMING: Final = 2
_LINE: Final = 200
_SLUG_WORD: Final = re.compile(r"[^\W\d_]{5,}")


class Scorer:
    """A forest of decision trees over the features of blocks, ready to score. Pickles as its two parts.

    `forest`  an ONNX graph from features of shape (blocks, features) to probabilities of shape (blocks, 1).
    `words`   weights of words, see Vocabulary.
    """

    def __init__(self, forest: bytes, words: Mapping[str, float]) -> None:
        self._forest = forest
        self._words = words
        self._vocabulary = Vocabulary(words)

    def __reduce__(self) -> tuple[type[Scorer], tuple[bytes, Mapping[str, float]]]:
        return Scorer, (self._forest, self._words)

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        # one thread: a worker has one core, and threads would not live through a fork
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(self._forest, options, providers=["CPUExecutionProvider"])

    def score(
        self, blocks: Sequence[Block], marks: Mapping[int, Mark], *, url: str | None = None
    ) -> tuple[float, ...]:
        """Return for each block the probability that it belongs to the article, 0 to 1.

        `marks` are those of the rules by position; `url` is the page's address, whose last part often has
        the words of the headline. A text of more than 20,000 blocks gets none: the rules are to do.
        """
        if not 0 < len(blocks) <= _MOST_BLOCKS:
            return ()
        features = surround(describe(blocks, marks, self._vocabulary, slug(url)))
        (scores,) = self._session.run(None, {"features": features})
        return tuple(np.asarray(scores)[:, 0].tolist())


def names_address(block: Block, url: str | None) -> bool:
    """Whether a short line has most of the longer words of the page's address, as its headline would."""
    wanted = slug(url)
    if len(wanted) < _NAMING or len(block.text) > _LINE:
        return False
    return len(wanted.intersection(sampled_words(block.text))) >= _MOST * len(wanted)


def slug(url: str | None) -> frozenset[str]:
    """Return the longer words of that part of an address which has most words, lower case."""
    parts = unquote(urlsplit(url or "").path).casefold().split("/")
    most: list[str] = []
    for part in parts:
        words = _SLUG_WORD.findall(part)
        if len(words) > len(most):
            most = words
    return frozenset(most)


def load_scorer(folder: Path = MODEL) -> Scorer:
    """Return the scorer of the model in a folder: `forest.onnx` and `words.json.gz`.

    Raises OSError where a file is missing.
    """
    return Scorer(
        (folder / "forest.onnx").read_bytes(),
        json.loads(gzip.decompress((folder / "words.json.gz").read_bytes())),
    )
