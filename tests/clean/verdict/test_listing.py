from __future__ import annotations

import pytest

from app.clean.builtin import EXTRACTOR
from app.clean.model import Block, Label, Mark, Role
from app.clean.verdict import NO_CLUES, Clue, Clues
from app.clean.verdict.listing import index_evidence

PROMO = Mark("promo", "promo.newsletter-offer")


def sentence(words: int) -> str:
    return " ".join(["word"] * words) + "."


def page(
    *blocks: tuple[str, float], mark: Mark | None = None, hints: frozenset[str] = frozenset()
) -> list[Label]:
    """Blocks of text and link share; `mark` and `hints` are those of the linked ones."""
    return [
        Label(
            Block(at, text, link_share=share, hints=hints if share else frozenset()), mark if share else None
        )
        for at, (text, share) in enumerate(blocks)
    ]


def index(stories: int, teaser: int = 12) -> list[tuple[str, float]]:
    return [(sentence(8), 1.0), (sentence(teaser), 0.0)] * stories


def evidence(labels: list[Label], *clues: Clue) -> tuple[str, ...]:
    return index_evidence(labels, Clues(frozenset(clues)) if clues else NO_CLUES)


@pytest.mark.parametrize("mark", [None, EXTRACTOR.mark])
def test_linked_headlines_with_teasers_are_an_index(mark: Mark | None) -> None:
    assert evidence(page(*index(9), mark=mark)) == ("links:9", "words:180")


def test_a_few_linked_headlines_are_none() -> None:
    assert evidence(page(*index(7))) == ()


def test_a_page_that_declares_to_be_an_index_needs_fewer() -> None:
    assert evidence(page(*index(5)), Clue.INDEX) == ("markup.index", "links:5", "words:100")


@pytest.mark.parametrize("clue", [Clue.ARTICLE, Clue.STORY])
def test_a_page_that_is_declared_or_addressed_as_one_story_is_none(clue: Clue) -> None:
    assert evidence(page(*index(30)), clue) == ()


def test_a_run_of_prose_makes_an_article_with_links() -> None:
    assert evidence(page(*index(9), (sentence(41), 0.0), (sentence(40), 0.0))) == ()


def test_an_article_with_a_link_between_its_paragraphs_is_none() -> None:
    assert evidence(page(*index(9, teaser=70))) == ()


def test_linked_headlines_below_a_news_flash_are_none() -> None:
    assert evidence(page((sentence(30), 0.0), *[(sentence(8), 1.0)] * 29)) == ()


def test_links_that_rules_strike_are_none() -> None:
    assert evidence(page(*index(30), mark=PROMO)) == ()


@pytest.mark.parametrize("hint", ["nav", "related", "aside", "footer"])
def test_links_around_the_content_are_none(hint: str) -> None:
    assert evidence(page(*index(30), hints=frozenset({hint}))) == ()


def test_short_linked_headings_count_and_short_links_do_not() -> None:
    headings = [Label(Block(at, "Owls", Role.HEADING, link_share=1.0)) for at in range(8)]
    menu = [Label(Block(at, "Owls", link_share=1.0)) for at in range(8)]

    assert evidence(headings) == ("links:8", "words:8")
    assert evidence(menu) == ()
