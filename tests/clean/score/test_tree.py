from __future__ import annotations

import numpy as np

from app.clean.attributes import read_attributes
from app.clean.parse import parse
from app.clean.score.lines import describe
from app.clean.score.tree import Names, Place, names, place
from app.clean.score.vocabulary import Vocabulary
from app.clean.segment import lay_out

SENTENCE = (
    "The ferry to the outer islands left the harbour an hour late on Monday, with forty people on board."
)
PAGE = f"""<body><nav><a href=/>Home</a></nav>
<main><article class=story><p>{SENTENCE}</p><p>{SENTENCE}</p><p>{SENTENCE}</p></article>
<aside class=related><p><a href=/1>Goat wins race</a></p></aside></main></body>"""


def placed(markup: str, weights: dict[str, float] | None = None) -> Place:
    layout = lay_out(read_attributes(parse(markup)))
    return place(layout, describe(layout.blocks, {}, Vocabulary({}), frozenset()), Names(weights or {}))


def test_names_are_the_words_of_class_and_id_and_the_tag() -> None:
    assert names("div", "articleBody story-text_2 x") == {
        "<div>",
        "article",
        "body",
        "story",
        "text",
    }


def test_each_block_has_a_row() -> None:
    assert placed(PAGE).features.shape[0] == 5


def test_blocks_of_one_container_are_told_the_same_of_it() -> None:
    features = placed(PAGE).features

    assert np.array_equal(features[1], features[2])
    assert not np.array_equal(features[1], features[4])


def test_parents_are_the_containers_around_that_of_the_block() -> None:
    result = placed(PAGE)

    assert result.parents[1] == result.parents[2] == result.parents[3] != result.parents[4]
    assert result.grandparents[1] == result.parents[1] - 1


def test_a_weight_of_a_name_speaks_for_the_blocks_inside() -> None:
    plain, weighed = placed(PAGE).features, placed(PAGE, {"related": -2.0}).features

    changed = [row for row in range(5) if not np.array_equal(plain[row], weighed[row])]
    assert changed == [4]


def test_a_weight_of_the_innermost_container_reaches_no_deeper_block() -> None:
    plain, weighed = placed(PAGE).features, placed(PAGE, {"0<nav>": 1.0, "0<article>": 1.0}).features

    assert [row for row in range(5) if not np.array_equal(plain[row], weighed[row])] == [0]


def test_a_page_without_any_container_has_its_rows_too() -> None:
    assert placed("one").features.shape[0] == 1


def test_a_page_without_prose_has_finite_features() -> None:
    assert np.isfinite(placed("<ul><li><a href=/>one</a><li>two</ul><h2>three</h2>").features).all()
