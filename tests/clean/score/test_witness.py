from __future__ import annotations

import numpy as np

from app.clean.model import Block, Role
from app.clean.score.tree import Place
from app.clean.score.witness import announced, voted
from app.clean.score.words import sampled_words

TITLE = "Ferry leaves harbour late"
LEDE = "Forty people waited for an hour, since the doctor had missed her bus."


def block(text: str, role: Role = Role.PARAGRAPH, level: int = 0) -> Block:
    return Block(0, text, role, level=level)


def told(
    *blocks: Block, titles: tuple[str, ...] = (TITLE,), descriptions: tuple[str, ...] = ()
) -> list[list[float]]:
    return [
        [round(float(value), 2) for value in row]
        for row in announced(
            blocks, list(map(sampled_words, [block.text for block in blocks])), titles, descriptions
        )
    ]


def test_the_block_with_the_words_of_a_title_is_the_headline() -> None:
    assert told(block("News"), block(f"{TITLE}!"), block(LEDE)) == [
        [0, 0, 0, -1],
        [1, 0, 1, 0],
        [0, 0, 0, 1],
    ]


def test_a_title_with_the_site_behind_it_names_the_headline_too() -> None:
    assert told(block(TITLE), titles=(f"{TITLE} | Quay Post",)) == [[1, 0, 1, 0]]


def test_a_heading_of_the_first_level_is_the_headline_before_a_line_above_it() -> None:
    rows = told(block(TITLE), block(TITLE, Role.HEADING, 2), block(TITLE, Role.HEADING, 1))

    assert [row[3] for row in rows] == [-2, -1, 0]


def test_without_a_title_nothing_is_known_of_the_headline() -> None:
    assert told(block(TITLE), titles=()) == [[0, 0, -1, -99]]


def test_a_block_that_begins_as_a_description_does_is_told_so() -> None:
    assert told(block(LEDE), descriptions=(LEDE[:50],))[0][1] == 1
    assert told(block(LEDE[:60]), descriptions=(LEDE,))[0][1] == 1


def test_a_few_words_of_a_description_tell_nothing() -> None:
    assert told(block("Forty people"), descriptions=(LEDE,))[0][1] == 0


ROWS = Place(np.zeros((4, 1), np.float32), np.array([1, 1, 2, 2]), np.array([0, 0, 0, 0]))
WORDS = np.array([10, 30, 20, 20], np.float32)


def test_a_vote_says_how_much_is_kept_of_the_containers_around() -> None:
    features = voted({1, 2}, 0.9, ROWS, WORDS)

    assert features[:, 0].tolist() == [0.75, 0.75, 0.5, 0.5]  # of the container around
    assert features[:, 1].tolist() == [0.625] * 4  # and of the next
    assert features[:, 2].tolist() == [0, 1, 1, 0]


def test_a_vote_says_how_far_its_first_and_last_block_are() -> None:
    features = voted({1, 2}, 0.9, ROWS, WORDS)

    assert features[:, 3].tolist() == [-1, 0, 1, 2]
    assert features[:, 4].tolist() == [2, 1, 0, -1]


def test_a_vote_for_nothing_is_a_vote() -> None:
    features = voted((), 1.0, ROWS, WORDS)

    assert np.isfinite(features).all()
    assert features[:, 2].tolist() == [0, 0, 0, 0]
