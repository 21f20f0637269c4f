"""Where the blocks of a page stand in its tree: what is around each, and what its containers are called."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from app.clean.score.context import beside
from app.clean.score.lines import SENTENCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from app.clean.model import Block, Container, Layout
    from app.clean.score.lines import Floats, Lines

    Numbers = NDArray[np.intp]

_TAGS: Final = {
    tag: number
    for number, tag in enumerate(
        "div p li td h1 h2 h3 h4 h5 h6 section article main aside header footer nav figure figcaption"
        " blockquote ul ol dl dt dd table tbody tr form body center pre address fieldset details".split(),
        start=1,
    )
}
_HINTS: Final = (
    "nav footer aside header form figure figcaption noscript main article button address related comments"
    " share promo byline biography caption breadcrumb tags sidebar"
).split()
_NARROWED: Final = (
    "narrow.navigation",
    "narrow.dialog",
    "narrow.form",
    "narrow.footer",
    "narrow.consent",
)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NAME: Final = re.compile(r"[a-z]{2,}")
# How many containers around a block are described one by one.
_LEVELS: Final = 5
_NAMED_LEVELS: Final = 4
# What a container is worth for the prose of its children, of theirs, and of theirs: Readability's shares.
_SHARES: Final = (1.0, 1 / 2, 1 / 3)
# The smallest container with so much of a page's prose holds its main text.
_MOST: Final = 0.6


class Names:
    """Weights of the names of containers, learned: of names that any container around a block has, of such
    with `0` before them that its own container has, and with `1` that the next one has."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        # the containers of one site are called alike on all of its pages
        self.weigh = lru_cache(4096)(self._weigh)

    def _weigh(self, tag: str, text: str) -> tuple[float, float, float]:
        """Return what a container's names say of all in it, of its own blocks, and of others."""
        words = sorted(names(tag, text))
        get = self._weights.get
        return (
            sum([get(word, 0.0) for word in words]),
            sum([get("0" + word, 0.0) for word in words]),
            sum([get("1" + word, 0.0) for word in words]),
        )


class Place(NamedTuple):
    """`features` of the blocks, shape (blocks, n), float32; `parents` and `grandparents` the indices of the
    containers one and two levels around that in which a block stands."""

    features: Floats
    parents: Numbers
    grandparents: Numbers


def names(tag: str, text: str) -> frozenset[str]:
    """Return the words that tag and names of a container are made of, lower case; the tag as `<tag>`."""
    found = _NAME.findall(_CAMEL.sub("-", text).lower()) if text else []
    return frozenset([*found, f"<{tag}>"])


def place(layout: Layout, lines: Lines, weights: Names) -> Place:
    """Return what the tree says of each block."""
    containers = layout.containers
    number, blocks = len(containers), len(layout.blocks)
    parents, called, _ = zip(*containers, strict=True)
    parent = np.maximum(parents, 0)
    around = [np.array(layout.inside)]
    for _ in range(_LEVELS):
        around.append(parent[around[-1]])
    depth, named, flags = _from_the_root(containers, weights)

    texts = layout.blocks
    characters = np.array([len(block.text) for block in texts], float)
    linked = np.array([block.link_share for block in texts]) * characters
    sentences = (lines.words >= SENTENCE) & (lines.closed > 0)
    prose = sentences * lines.words.astype(float)
    sums = np.empty((number, 5))
    for column, of_blocks in enumerate((lines.words, prose, linked, characters, None)):
        sums[:, column] = np.bincount(around[0], of_blocks, number)
    by_depth = np.argsort(depth, kind="stable")
    bounds = np.searchsorted(depth[by_depth], np.arange(1, depth.max() + 2)).tolist()
    for start, end in reversed(list(pairwise(bounds))):
        deepest = by_depth[start:end]
        np.add.at(sums, parent[deepest], sums[deepest])
    links = sums[:, 2] / np.maximum(1, sums[:, 3])
    total = max(1.0, float(prose.sum()))
    shares = sums[:, 1] / total

    tags = [_TAGS.get(tag, 0) for tag in called]
    density = sums[:, 1] / np.maximum(1, sums[:, 0])
    described = beside(number, tags, shares, links, sums[:, 4], density, named.own)
    tables = [described[at] for at in around[:_NAMED_LEVELS]]
    tables += [described[at, :-1] for at in around[_NAMED_LEVELS:_LEVELS]]
    own = around[0]
    tables.append(
        beside(
            blocks,
            named.first[own],
            named.second[around[1]],
            named.sums[own],
            named.least[own],
            named.most[own],
            depth[own],
        )
    )

    worth = np.zeros(number)
    for at, share in zip(around[1:], _SHARES, strict=False):
        np.add.at(worth, at, prose * share)
    best = int(np.argmax(worth * (1 - links)))
    holding = np.flatnonzero(sums[:, 1] >= _MOST * total)
    main = int(holding[np.argmax(depth[holding])]) if len(holding) else 0
    common = _common(containers, depth, best)
    article = flags.article[own]
    order = {index: place for place, index in enumerate(dict.fromkeys(flags.article[flags.article >= 0]))}
    tables.append(
        beside(
            blocks,
            depth[best] - common[own],
            depth[own] - depth[best],
            shares[best],
            depth[main] - (common if main == best else _common(containers, depth, main))[own],
            [order.get(index, -1) for index in article],
            layout.articles,
            np.where(article >= 0, shares[article], -1.0),
            flags.main[own],
            flags.body[own],
            *_alike(layout, prose, linked, characters),
        )
    )
    return Place(np.concatenate([*tables, _marked(texts)], axis=1), around[1], around[2])


class _Named(NamedTuple):
    """What the names of containers weigh: their own, as a block's first and second, and over all around."""

    own: NDArray[np.float64]
    first: NDArray[np.float64]
    second: NDArray[np.float64]
    sums: NDArray[np.float64]
    least: NDArray[np.float64]
    most: NDArray[np.float64]


class _Flags(NamedTuple):
    """The article element around each container, -1 for none; whether a main element or body is around."""

    article: Numbers
    main: Numbers
    body: Numbers


def _from_the_root(containers: Sequence[Container], weights: Names) -> tuple[Numbers, _Named, _Flags]:
    """What each container has from those around it, and their depths."""
    depths, articles, mains, bodies = [0], [-1], [0], [0]
    owns, firsts, seconds, sums, leasts, mosts = [0.0], [0.0], [0.0], [0.0], [0.0], [0.0]
    weigh = weights.weigh
    for index in range(1, len(containers)):
        around, tag, text = containers[index]
        own, first, second = weigh(tag, text)
        least, most = leasts[around], mosts[around]
        owns.append(own)
        firsts.append(first)
        seconds.append(second)
        sums.append(sums[around] + own)
        leasts.append(own if own < least else least)
        mosts.append(own if own > most else most)
        depths.append(depths[around] + 1)
        articles.append(index if tag == "article" else articles[around])
        mains.append(1 if tag == "main" else mains[around])
        bodies.append(1 if "articleBody" in text else bodies[around])
    named = _Named(*map(np.array, (owns, firsts, seconds, sums, leasts, mosts)))
    flags = _Flags(np.array(articles), np.array(mains), np.array(bodies))
    return np.array(depths), named, flags


def _common(containers: Sequence[Container], depth: Numbers, chosen: int) -> Numbers:
    """Depth of the innermost container that each shares with the chosen one."""
    chain = {0}
    at = chosen
    while at > 0:
        chain.add(at)
        at = containers[at].parent
    shared = [0]
    for index in range(1, len(containers)):
        shared.append(int(depth[index]) if index in chain else shared[containers[index].parent])
    return np.array(shared)


def _alike(
    layout: Layout,
    prose: NDArray[np.float64],
    linked: NDArray[np.float64],
    characters: NDArray[np.float64],
) -> list[NDArray[np.float64]]:
    """How many blocks stand in containers that are called alike, how much of the prose, how linked."""
    total = max(1.0, float(prose.sum()))
    numbers: dict[tuple[str, ...], int] = {}
    kind: dict[int, int] = {}
    for at in set(layout.inside):
        around, tag, text = layout.containers[at]
        called = (tag, text, *layout.containers[max(around, 0)][1:])
        kind[at] = numbers.setdefault(called, len(numbers))
    kinds = np.array([kind[at] for at in layout.inside])
    return [
        np.bincount(kinds)[kinds],
        np.bincount(kinds, weights=prose)[kinds] / total,
        np.bincount(kinds, weights=linked)[kinds]
        / np.maximum(1, np.bincount(kinds, weights=characters)[kinds]),
    ]


def _marked(blocks: Sequence[Block]) -> Floats:
    """What the hints of each block are; blocks of one part of a page have the same."""
    rows: dict[frozenset[str], int] = {}
    row = [rows.setdefault(block.hints, len(rows)) for block in blocks]
    return np.array([_hinted(hints) for hints in rows], np.float32)[row]


@lru_cache(4096)
def _hinted(hints: frozenset[str]) -> list[int]:
    narrowed = next((number for number, name in enumerate(_NARROWED, start=1) if name in hints), 0)
    return [*[name in hints for name in _HINTS], narrowed]
