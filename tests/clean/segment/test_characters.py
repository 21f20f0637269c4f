from __future__ import annotations

import pytest

from app.clean.segment.characters import bullet, tidy, tidy_line


def test_a_run_of_white_space_of_any_kind_is_one_space() -> None:
    assert tidy("\u00a0 one\t\n\u2003two\u3000three\u202ffour ") == "one two three four"


def test_zero_width_and_soft_characters_go() -> None:
    assert tidy("\ufeffzero\u200bwidth soft\u00adhyphen\u2060 \u202bmark\u202c\u200e") == (
        "zerowidth softhyphen mark"
    )


def test_joiners_stay() -> None:
    assert tidy("a\u200cb\u200dc") == "a\u200cb\u200dc"


def test_a_line_keeps_its_indentation_in_columns_and_nothing_at_its_end() -> None:
    assert tidy_line("\u200b\t\u00a0one \u00a0 two \u00ad ") == "     one two"


def test_a_blank_line_is_empty() -> None:
    assert tidy_line(" \t\u00a0\u200b") == ""


@pytest.mark.parametrize("mark", list("•‣◦▪▫●○■□►▶➤➢∙⁃"))
def test_a_sign_that_is_nothing_but_a_bullet_needs_no_space(mark: str) -> None:
    assert bullet(f"{mark}one - two") == "one - two"
    assert bullet(f"{mark} \u00a0one") == "one"


@pytest.mark.parametrize("mark", list("-*+·"))
def test_a_sign_of_several_uses_is_a_bullet_only_with_a_space(mark: str) -> None:
    assert bullet(f"{mark} one") == "one"
    assert bullet(f"{mark}one") is None


@pytest.mark.parametrize(
    "text", ["", "one", "– one", "— one", "1. one", "a - one", " - one", "-", "• ", "* * *"]
)
def test_anything_else_is_no_bullet(text: str) -> None:
    assert bullet(text) is None
