from __future__ import annotations

import pickle
from itertools import pairwise

import numpy as np
import pytest

from app.clean.model import Block, Mark
from app.clean.score import load_scorer
from app.clean.score.context import surround
from app.clean.score.lines import describe
from app.clean.score.scorer import Scorer, names_address, slug
from app.clean.score.vocabulary import Vocabulary

MENU = ("Home", "News", "Sport", "Weather", "Opinion", "Culture", "Sign in", "Search")
ARTICLE = (
    "The ferry to the outer islands left the harbour an hour late on Monday, with forty people on board.",
    "“We waited for the doctor, who had missed the bus,” said the captain, Ada Brandt, after the crossing.",
    "The island council had asked for a second boat in March, but the county refused to pay for it.",
    "A decision is expected in the autumn, when the new budget will be put before the assembly.",
)
FOOTER = (
    "Read more",
    "Goat wins village race",
    "2 hours ago",
    "Bakery closes after ninety years",
    "3 hours ago",
    "Contact us",
    "Privacy policy",
    "© Example",
)
URL = "https://example.org/news/ferry-leaves-harbour-late"


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return load_scorer()


def page() -> list[Block]:
    return [Block(index, text, group=index) for index, text in enumerate((*MENU, *ARTICLE, *FOOTER))]


def test_the_article_is_told_from_what_stands_around_it(scorer: Scorer) -> None:
    marks = {len(MENU) + len(ARTICLE): Mark("related", "related.read-more-label")}
    scores = scorer.score(page(), marks, url=URL)

    article = scores[len(MENU) : len(MENU) + len(ARTICLE)]
    around = scores[: len(MENU)] + scores[len(MENU) + len(ARTICLE) :]
    assert min(article) > 0.5 > max(around)


def test_a_text_without_blocks_has_no_scores(scorer: Scorer) -> None:
    assert scorer.score([], {}) == ()


def test_a_single_block_has_a_score(scorer: Scorer) -> None:
    (score,) = scorer.score([Block(0, ARTICLE[0])], {})

    assert 0 <= score <= 1


def test_a_scorer_survives_pickling(scorer: Scorer) -> None:
    assert pickle.loads(pickle.dumps(scorer)).score(page(), {}, url=URL) == scorer.score(page(), {}, url=URL)  # noqa: S301


def test_a_text_of_very_many_blocks_is_left_to_the_rules(scorer: Scorer) -> None:
    assert scorer.score([Block(index, "Goat") for index in range(50_001)], {}) == ()


def test_a_text_of_many_blocks_is_scored_block_by_block(scorer: Scorer) -> None:
    assert len(scorer.score([Block(index, "Goat") for index in range(5000)], {})) == 5000


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (None, set()),
        ("https://example.org/", set()),
        (URL, {"ferry", "leaves", "harbour"}),
        ("https://example.org/ferry-leaves-harbour-late/12345", {"ferry", "leaves", "harbour"}),
        ("https://example.org/n%C3%A4chste-f%C3%A4hre_geht", {"nächste", "fähre"}),
    ],
)
def test_the_longer_words_of_an_address_are_those_of_its_wordiest_part(
    url: str | None, expected: set[str]
) -> None:
    assert slug(url) == expected


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("Ferry leaves the harbour an hour late", URL, True),
        ("Ferry runs aground", URL, False),
        ("Ferry leaves the harbour an hour late", None, False),
        ("Ferry", "https://example.org/ferry", False),
        (ARTICLE[0] + ARTICLE[1] + "Ferry leaves harbour", URL, False),
    ],
)
def test_a_line_with_the_words_of_the_address_is_like_a_headline(
    text: str, url: str | None, expected: bool
) -> None:
    assert names_address(Block(0, text), url) is expected


def test_some_blocks_of_a_page_are_scored_by_what_is_known_of_all(scorer: Scorer) -> None:
    texts = scorer.read(page(), url=URL)
    some = page()[2:]

    alone = [Block(index, block.text, group=block.group) for index, block in enumerate(some)]
    assert scorer.score(some, {}, texts=texts) == scorer.score(alone, {}, url=URL)


def test_every_block_has_the_same_number_of_finite_features() -> None:
    features = surround(describe(page(), {}, Vocabulary({}), slug(URL)))

    assert features.dtype == np.float32
    assert features.shape[0] == len(page())
    assert np.isfinite(features).all()


def test_a_block_that_is_like_another_stands_elsewhere() -> None:
    blocks = [Block(index, ARTICLE[0]) for index in range(4)]
    rows = surround(describe(blocks, {}, Vocabulary({}), frozenset()))

    assert all((one != other).any() for one, other in pairwise(rows))
