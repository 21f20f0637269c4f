from __future__ import annotations

import pytest

from app.clean.segment.characters import bullet, plain, tidy


def test_a_run_of_white_space_of_any_kind_is_one_space() -> None:
    assert tidy("\u00a0 one\t\n\u2003two\u3000three\u202ffour ") == "one two three four"


def test_zero_width_and_soft_characters_go() -> None:
    assert tidy("\ufeffzero\u200bwidth soft\u00adhyphen\u2060 \u202bmark\u202c\u200e") == (
        "zerowidth softhyphen mark"
    )


def test_joiners_stay() -> None:
    assert tidy("a\u200cb\u200dc") == "a\u200cb\u200dc"


def test_a_plain_text_has_spaces_tabs_and_newlines_for_white_space_of_any_kind() -> None:
    assert plain("one\u00a0two\u2003three\u3000four\tfive") == "one two three four\tfive"


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_newlines_of_all_kinds_are_one_in_a_plain_text(newline: str) -> None:
    assert plain(f"one{newline}two{newline}{newline}é") == "one\ntwo\n\né"


def test_characters_that_nobody_sees_are_not_in_a_plain_text() -> None:
    assert plain("\ufeffo\u200bne\x00 t\u00adw\x1fo\x7f") == "one two"


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
