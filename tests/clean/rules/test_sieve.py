from __future__ import annotations

from app.clean.rules.literals import Need, need_of
from app.clean.rules.sieve import Lines, Sieve

LINES = ["share this story", "* share this", "please share this", "3 may", "may", "the end"]


def candidates(*sources: str, longest: int = 10, lines: list[str] = LINES) -> dict[int, set[int]]:
    patterns = [(number, need_of(source, cased=False), longest) for number, source in enumerate(sources)]
    speaking = set(range(len(sources)))
    return {index: set(found) for index, found in Sieve(patterns).candidates(Lines(lines), speaking) if found}


def test_words_at_the_beginning_are_found_behind_signs_only() -> None:
    assert candidates("^share this") == {0: {0}, 1: {0}}


def test_words_anywhere_are_found_in_every_line_that_has_them() -> None:
    assert candidates("share", "story") == {0: {0, 1}, 1: {0}, 2: {0}}


def test_a_pattern_with_a_digit_is_tried_on_lines_with_one() -> None:
    assert candidates("[0-9] may$") == {3: {0}}


def test_where_a_digit_is_as_good_as_a_word_either_is_enough() -> None:
    assert candidates("(?:share|[0-9]+)$") == {0: {0}, 1: {0}, 2: {0}, 3: {0}}


def test_a_pattern_that_needs_nothing_is_tried_on_every_line_that_is_short_enough() -> None:
    assert candidates("^[^.]+$", longest=2) == {3: {0}, 4: {0}, 5: {0}}


def test_a_long_line_is_asked_for_patterns_that_take_so_many_words_and_have_a_word_in_it() -> None:
    long = "we share this story " + "and more " * 20

    assert candidates("story", longest=90, lines=[long]) == {0: {0}}
    assert candidates("photo", longest=90, lines=[long]) == {}
    assert candidates("story", longest=10, lines=[long]) == {}


def test_a_long_line_with_a_digit_is_tried_where_a_digit_is_as_good_as_a_word() -> None:
    assert candidates("(?:photo|[0-9]+)$", longest=90, lines=["and more " * 20 + "3"]) == {0: {0}}


def test_of_several_words_at_the_beginning_each_finds_its_pattern() -> None:
    assert candidates("^s", "^share", "^share this st", lines=["share this story"]) == {0: {0, 1, 2}}


def test_rules_that_do_not_speak_are_not_tried() -> None:
    sieve = Sieve(
        [
            (0, need_of("share", cased=False), 10),
            (1, need_of("story", cased=False), 10),
            (2, Need(None, False, False), 10),
        ]
    )

    assert {index: set(found) for index, found in sieve.candidates(Lines(LINES[:1]), {1})} == {0: {1}}


def test_no_lines_and_no_patterns_have_no_candidates() -> None:
    assert candidates("share", lines=[]) == {}
    assert candidates() == {}
