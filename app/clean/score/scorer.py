"""The learned models: the probability that a block belongs to the article."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from app.clean.score.context import surround
from app.clean.score.forest import Forest
from app.clean.score.lines import describe_read
from app.clean.score.page import PageModel, PageScores, describe_page
from app.clean.score.texts import read_texts
from app.clean.score.tree import Names
from app.clean.score.vocabulary import Vocabulary
from app.clean.score.words import sampled_words, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.clean.model import Block, Layout, Mark
    from app.clean.score.page import Announcement
    from app.clean.score.texts import Texts

#: Where the models are, and what their parts are called.
MODEL: Final = Path(__file__).parent / "model"
TEXT: Final = "text"
PAGE: Final = "page"
FOREST: Final = "forest.onnx"
VOTED: Final = "voted.onnx"
WORDS: Final = "words.json.gz"
NAMES: Final = "names.json.gz"
# The features of a block take some 3 KB while they are made. A text of more blocks is a dump, no page.
_MOST_BLOCKS: Final = 50_000
# A headline has so large a share of the address's words, if these are so many; and so few characters.
_MOST: Final = 0.6
_NAMING: Final = 2
_LINE: Final = 200
_SLUG_WORD: Final = re.compile(r"[^\W\d_]{5,}")


class Model(NamedTuple):
    """What scores the blocks of a text: trees, and the weights of words, see Vocabulary."""

    forest: Forest
    words: Mapping[str, float]


class Scorer:
    """The learned models of texts and of pages with markup. Pickles as what they are made of."""

    def __init__(self, text: Model, page: PageModel) -> None:
        self._text = text
        self._page = page
        self._words = Vocabulary(text.words)
        self._page_words = Vocabulary(page.words)
        self._names = Names(page.names)

    def __reduce__(self) -> tuple[type[Scorer], tuple[Model, PageModel]]:
        return Scorer, (self._text, self._page)

    def read(self, blocks: Sequence[Block], *, url: str | None = None) -> Texts | None:
        """Return what the texts of all blocks are like, for `score` to be asked of the same page again.

        `url` as for `score`. Of more than 50,000 blocks, or none, there is None.
        """
        if not 0 < len(blocks) <= _MOST_BLOCKS:
            return None
        texts = [block.text for block in blocks]
        return read_texts(texts, words_of(texts), self._words, slug(url))

    def score(
        self,
        blocks: Sequence[Block],
        marks: Mapping[int, Mark],
        *,
        url: str | None = None,
        texts: Texts | None = None,
    ) -> tuple[float, ...]:
        """Return for each block of a text the probability that it belongs to the article, 0 to 1.

        `marks` are those of the rules by position; `url` is the page's address, whose last part often has
        the words of the headline. A text of more than 50,000 blocks gets none: the rules are to do.
        `texts` is what `read` says of the page, if it was asked; the blocks may then be some of the page's.
        """
        if texts is None:
            texts = self.read(blocks, url=url)
        else:
            texts = texts.at([block.position for block in blocks])
        if texts is None or not blocks:
            return ()
        return self._text.forest.probabilities(surround(describe_read(blocks, marks, texts)))

    def score_page(
        self, layout: Layout, marks: Mapping[int, Mark], said: Announcement, *, url: str | None = None
    ) -> PageScores | None:
        """Return what the models say of the blocks of a page.

        `marks` are those of the rules by position. Of a page of more than 50,000 blocks, or of none, there is
        None: the extractor and the rules are to do.
        """
        if not 0 < len(layout.blocks) <= _MOST_BLOCKS:
            return None
        texts = [block.text for block in layout.blocks]
        words = words_of(texts)
        lines = describe_read(layout.blocks, marks, read_texts(texts, words, self._page_words, slug(url)))
        return PageScores(describe_page(layout, lines, self._names, said, words.texts), self._page)


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
    """Return the scorer of the models in a folder: of texts in `text`, of pages with markup in `page`.

    Each has `forest.onnx` and `words.json.gz`, that of pages `voted.onnx` and `names.json.gz` as well.
    Raises OSError where a file is missing.
    """
    text, page = folder / TEXT, folder / PAGE
    return Scorer(
        Model(_forest(text / FOREST), _weights(text / WORDS)),
        PageModel(
            _forest(page / FOREST), _forest(page / VOTED), _weights(page / WORDS), _weights(page / NAMES)
        ),
    )


def _forest(path: Path) -> Forest:
    return Forest(path.read_bytes())


def _weights(path: Path) -> dict[str, float]:
    found: dict[str, float] = json.loads(gzip.decompress(path.read_bytes()))
    return found
