import pytest

from app.clean.metadata.weights import read_rows, total

TRAITS = {"form": 2, "place": 3}


def test_a_score_is_a_weight_of_each_row_and_the_bias() -> None:
    rows = read_rows({"bias": 0.5, "weights": {"place": [0.0, 1.0, 2.0], "form": [3.0, 4.0]}}, TRAITS)
    assert total(rows, (1, 2)) == 6.5


def test_rows_that_do_not_fit_their_traits_are_refused() -> None:
    with pytest.raises(ValueError, match="rows of these lengths"):
        read_rows({"bias": 0.0, "weights": {"form": [0.0], "place": [0.0, 0.0, 0.0]}}, TRAITS)


def test_a_trait_without_a_row_is_refused() -> None:
    with pytest.raises(KeyError):
        read_rows({"bias": 0.0, "weights": {}}, TRAITS)
