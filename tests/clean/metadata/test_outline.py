from app.clean.metadata.outline import Outline, outline
from app.clean.model import Block

PROSE = (
    "The town council voted on Monday to reopen the old baths, eleven years after they were closed because "
    "of a crumbling sea wall that nobody wanted to pay for, the mayor told this newspaper."
)
NOTICE = "We and our partners use cookies to store information on your device and to read it from there."


def blocks(*lines: str) -> list[Block]:
    return [Block(position, line) for position, line in enumerate(lines)]


def test_the_article_is_the_run_with_the_most_prose() -> None:
    lines = [NOTICE, *["Menu"] * 9, "A headline", PROSE, "A subheading", PROSE, PROSE, "Related", "Teaser"]
    assert outline(blocks(*lines)) == Outline(11, 15)


def test_prose_that_rules_struck_is_none_of_the_article() -> None:
    assert outline(blocks(PROSE, PROSE, PROSE), struck={0}) == Outline(1, 3)


def test_a_page_without_prose_has_no_article() -> None:
    assert outline(blocks("Home", "News", "Contact")) == Outline(3, 3)


def test_the_probabilities_of_a_scorer_take_the_place_of_the_guess() -> None:
    lines = blocks(PROSE, "Intro", PROSE, "Footer")
    assert outline(lines, scores=[0.1, 0.9, 0.9, 0.1]) == Outline(1, 3)
