from __future__ import annotations

import pytest

from app.clean.metadata.choice import Option, best, read_model, score

LENGTHS = {"seen": 2, "words": 3}


def test_a_score_is_the_sum_of_a_weight_a_trait() -> None:
    assert score((1, 2), ((0.0, 1.5), (0.25, 0.5, 2.0))) == 3.5


def test_the_option_with_the_highest_score_is_chosen_and_among_equals_the_first() -> None:
    options = [Option("a", "h1", (0, 0)), Option("b", "h2", (1, 0)), Option("c", "og:title", (1, 0))]

    assert best(options, ((0.0, 1.0), (0.0, 0.0, 0.0))).value == "b"


def test_weights_are_read_row_by_row() -> None:
    assert read_model({"seen": [0, 1], "words": [0, 1, 2]}, LENGTHS) == ((0.0, 1.0), (0.0, 1.0, 2.0))


@pytest.mark.parametrize("raw", [{"seen": [0, 1]}, {"seen": [0, 1], "words": [0, 1]}, []])
def test_weights_that_do_not_fit_the_traits_are_refused(raw: object) -> None:
    with pytest.raises(ValueError, match="are expected"):
        read_model(raw, LENGTHS)
