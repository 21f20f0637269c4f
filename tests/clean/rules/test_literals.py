from __future__ import annotations

import pytest

from app.clean.rules import load_rules
from app.clean.rules.literals import DIGIT, Need, need_of
from app.clean.rules.pattern import translate


def need(pattern: str, *, cased: bool = False) -> Need:
    return need_of(translate(pattern, cased=cased), cased=cased)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("^share this$", {"share this"}),
        (r"^\W*(share|tweet) this\W*$", {"share this", "tweet this"}),
        ('^[^a-z"]*(sign up to|subscribe).*mail', {"sign up to", "subscribe"}),
        ("^(?:the |our )*(?:post|page)", {"the ", "our ", "post", "page"}),
        ("^follow us|^join us", {"follow us", "join us"}),
        ("^été$", {"té"}),
    ],
)
def test_an_anchored_pattern_needs_the_words_it_begins_with(pattern: str, words: set[str]) -> None:
    assert need(pattern) == Need(frozenset(words), leading=True, digit=False)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("newsletter", {"newsletter"}),
        (r"\b(?:image|photo) credit\b", {"image credit", "photo credit"}),
        ("^.* newsletter$", {" newsletter"}),
        ("^.*été$", {"été"}),
        ("[öo]ffnen", {"öffnen", "offnen"}),
        ("広告", {"広告"}),
    ],
)
def test_another_pattern_needs_its_words_anywhere(pattern: str, words: set[str]) -> None:
    assert need(pattern) == Need(frozenset(words), leading=False, digit=False)


def test_of_several_words_the_rarest_are_needed() -> None:
    assert need("(?:a|b).*(?:advertisement)").words == {"advertisemen"}


@pytest.mark.parametrize("pattern", [r"^[^.!?]+$", r"^(?:share)?\W*$", r"^(?:a|\w+)$", "^(?:share)*$"])
def test_a_pattern_that_matches_without_any_word_needs_none(pattern: str) -> None:
    assert need(pattern).words is None


def test_words_of_a_cased_pattern_are_folded() -> None:
    assert need("^STRASSE$", cased=True).words == {"strasse"}
    assert need("^Straße$", cased=True).words == {"strasse"}


def test_what_may_fold_to_letters_may_be_where_a_text_begins() -> None:
    assert need("^[ß–]*now", cased=True) == Need(frozenset(("ss", "now")), leading=True, digit=False)
    assert not need("^[^a-z]*now", cased=True).leading
    assert need("^[^a-z]*now").leading


def test_a_digit_that_every_match_has_is_needed_besides() -> None:
    assert need(r"^\d+ shares$") == Need(frozenset((" shares",)), leading=False, digit=True) or need(
        r"^\d+ shares$"
    ) == Need(frozenset(("shares",)), leading=True, digit=True)
    assert need(r"^\d+$") == Need(None, leading=False, digit=True)


def test_a_digit_may_do_for_a_word() -> None:
    assert need(r"(?:published|\d+)$").words == {"published", DIGIT}


def test_hardly_a_rule_of_the_packs_needs_nothing() -> None:
    """Every such rule is tried on every line that is short enough."""
    needs = [
        need_of(translate(pattern, cased=rule.cased), cased=rule.cased)
        for rule in load_rules().rules
        for pattern in rule.patterns
    ]

    assert sum(one.words is None and not one.digit for one in needs) < len(needs) / 100
