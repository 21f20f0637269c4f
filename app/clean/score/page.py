"""What the models say of a page with markup: at first sight, and once an extractor has voted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from app.clean.score.context import surround
from app.clean.score.tree import Names, Place, place
from app.clean.score.witness import announced, voted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from app.clean.model import Layout
    from app.clean.score.forest import Forest
    from app.clean.score.lines import Floats, Lines

# Where so large a share of the words is expected to be judged wrong, the extractor is asked as well: on an
# eleventh of the articles. Asking for more gains next to nothing (docs/decisions/page-scorer.md).
_UNCERTAIN: Final = 0.2
_FEWEST_WORDS: Final = 50.0
_LIKELY: Final = 0.5


class PageModel(NamedTuple):
    """What scores the blocks of a page with markup.

    `forest` knows the page alone, `voted` an extractor's choice, too; `words` are weights of words, see
    Vocabulary, `names` of the names of containers, see `place`.
    """

    forest: Forest
    voted: Forest
    words: Mapping[str, float]
    names: Mapping[str, float]


class Announcement(NamedTuple):
    """What a page says its article is called and is about."""

    titles: Sequence[str] = ()
    descriptions: Sequence[str] = ()


class Described(NamedTuple):
    """The blocks of a page as numbers: `features` of shape (blocks, n), their place, and their words."""

    features: Floats
    place: Place
    words: NDArray[np.float32]

    def with_vote(self, kept: Collection[int], coverage: float) -> Floats:
        """Return the features with those of an extractor's choice behind them.

        `kept` are positions of the blocks that it counts to the article, `coverage` is how much of its text
        these account for, 0 to 1.
        """
        return np.column_stack([self.features, voted(kept, coverage, self.place, self.words)])


def describe_page(
    layout: Layout, lines: Lines, names: Names, said: Announcement, words: Sequence[Sequence[str]]
) -> Described:
    """Return what each block is like: by itself, among its neighbours, in the tree, and by what the page
    says of its article. `words` are those of the blocks."""
    placed = place(layout, lines, names)
    features = [
        surround(lines),
        placed.features,
        announced(layout.blocks, words, said.titles, said.descriptions),
    ]
    return Described(np.column_stack(features), placed, lines.words)


class PageScores:
    """The probabilities of a page's blocks to belong to its article."""

    def __init__(self, described: Described, model: PageModel) -> None:
        self._described = described
        self._model = model
        self.first = model.forest.probabilities(described.features)
        """By the page alone, one for each block, 0 to 1."""

    @property
    def uncertain(self) -> bool:
        """Whether an extractor should be asked."""
        return is_uncertain(np.array(self.first), self._described.words)

    def with_vote(self, kept: Collection[int], coverage: float) -> tuple[float, ...]:
        """Return the probabilities once an extractor has voted, see `Described.with_vote`."""
        second = self._model.voted.probabilities(self._described.with_vote(kept, coverage))
        return tuple(((np.array(self.first) + second) / 2).tolist())


def is_uncertain(probabilities: NDArray[np.floating], words: NDArray[np.floating]) -> bool:
    """Whether much of an article is expected to be judged wrong; `words` are those of each block."""
    wrong = float((words * np.minimum(probabilities, 1 - probabilities)).sum())
    article = float(words[probabilities >= _LIKELY].sum())
    return wrong > _UNCERTAIN * max(_FEWEST_WORDS, article)
