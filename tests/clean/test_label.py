from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.clean.label import label, strike
from app.clean.model import Block, Field, Mark, Metadata, Role
from app.clean.rules import Reading, Rule, RuleSet, Scope, Strikes

if TYPE_CHECKING:
    from collections.abc import Mapping

SILENT = Metadata(Field(), Field(), Field())
EXTRACTOR = Mark("extractor", "extractor.trafilatura")
SCORER = Mark("scorer", "scorer")

ONE = "The old ferry crossed the strait for the last time on Tuesday evening, full of people."
TWO = "Hundreds more had come to the quay with lamps, flasks and one accordion to see it land."
THREE = "The mayor spoke for two minutes, and nobody at all heard a single word of his speech."
FOUR = "From Wednesday on, a bridge of nine hundred metres takes all the traffic to the island."
FIVE = "The ferry itself will be towed to the capital, where a museum has made room for it."
TEASER = "Seven harbour towns that you should have seen"


def rule(name: str, *patterns: str, **more: object) -> Rule:
    fields: dict[str, object] = {
        "languages": ("en",),
        "everywhere": False,
        "why": "A test needs it.",
        "scope": (Scope.LINE,),
        "strikes": Strikes.LINE,
        "max_words": 12,
        "min_link_share": 0.0,
        "cased": False,
        **more,
    }
    return Rule(id=name, kind=name.split(".", maxsplit=1)[0], patterns=patterns, **fields)  # type: ignore[arg-type]


PROMO = rule("promo.newsletter", "^sign up for our newsletter")
LOGIN = rule("promo.login", "^sign up")
RELATED = rule("related.more", "^more stories$", strikes=Strikes.TAIL)
HEADER = rule("share.header", "^share this$", scope=(Scope.HEADING,))
FIRST = rule("byline.first", "^quay post$", scope=(Scope.HEAD,))
LAST = rule("legal.last", "^all rights reserved$", scope=(Scope.TAIL,))
RULES = RuleSet([PROMO, LOGIN, RELATED, HEADER, FIRST, LAST])


def read(blocks: list[Block], language: str | None = "en") -> Reading:
    return RULES.read(blocks, language=language)


def page(*parts: str | tuple[Role, str]) -> list[Block]:
    return [
        Block(position, part, group=position)
        if isinstance(part, str)
        else Block(position, part[1], part[0], group=position)
        for position, part in enumerate(parts)
    ]


def marks(
    blocks: list[Block],
    *,
    struck: Mapping[int, Mark] | None = None,
    title: str | None = None,
    site_name: str | None = None,
    language: str | None = "en",
) -> dict[int, str]:
    """The rule that struck each block that is struck, by position."""
    metadata = Metadata(Field(title), Field(), Field(), site_name=site_name)
    labels = label(blocks, read(blocks, language), struck=struck or {}, metadata=metadata)
    assert [entry.block for entry in labels] == blocks
    return {entry.block.position: entry.mark.rule for entry in labels if entry.mark}


def test_a_page_without_blocks_has_no_labels() -> None:
    assert label([], read([]), struck={}, metadata=SILENT) == ()


def test_blocks_that_nothing_speaks_of_are_kept() -> None:
    assert marks(page("A line", ONE, TWO, "Another line")) == {}


def test_a_rule_strikes_a_line_among_the_paragraphs_with_its_kind_and_id() -> None:
    blocks = page(ONE, "Sign up for our newsletter", TWO)

    labels = label(blocks, read(blocks), struck={}, metadata=SILENT)

    assert [entry.mark for entry in labels] == [None, Mark("promo", "promo.newsletter"), None]


def test_of_several_rules_the_first_of_the_packs_is_named() -> None:
    assert marks(page(ONE, "Sign up for our newsletter", "Sign up", TWO)) == {
        1: "promo.newsletter",
        2: "promo.login",
    }


@pytest.mark.parametrize("language", ["de", None])
def test_a_rule_of_another_language_is_silent(language: str | None) -> None:
    assert marks(page(ONE, "Sign up", TWO), language=language) == {}


def test_a_mark_of_a_former_stage_stays() -> None:
    struck = {0: Mark("header", "header.byline"), 1: EXTRACTOR}

    assert marks(page("By Ann Ray", TEASER, ONE, TWO), struck=struck) == {
        0: "header.byline",
        1: "extractor.trafilatura",
    }


@pytest.mark.parametrize("left_out", [EXTRACTOR, SCORER], ids=["extractor", "scorer"])
def test_a_rule_is_named_rather_than_who_left_the_line_out_without_a_reason(left_out: Mark) -> None:
    blocks = page(ONE, TWO, "Sign up", "Share this")

    assert marks(blocks, struck={2: left_out, 3: left_out}) == {2: "promo.login", 3: left_out.rule}


def test_a_rule_is_not_named_rather_than_the_header() -> None:
    assert marks(page("Sign up", ONE, TWO), struck={0: Mark("header", "header.title")}) == {0: "header.title"}


def test_a_rule_for_headings_speaks_of_headings_alone() -> None:
    assert marks(page(ONE, (Role.HEADING, "Share this"), "Share this", TWO)) == {1: "share.header"}


def test_a_rule_for_the_head_speaks_up_to_the_second_paragraph() -> None:
    assert marks(page("Quay Post", ONE, "Quay Post", TWO, "Quay Post", THREE, FOUR, "Quay Post")) == {
        0: "byline.first",
        2: "byline.first",
    }


def test_a_rule_for_the_tail_speaks_from_the_last_paragraph_but_one() -> None:
    line = "All rights reserved"

    assert marks(page(line, ONE, line, TWO, line, THREE, line, FOUR, line)) == {
        6: "legal.last",
        8: "legal.last",
    }


def test_a_page_of_two_paragraphs_is_head_and_tail_all_over() -> None:
    assert marks(page("All rights reserved", ONE, TWO, "Quay Post")) == {0: "legal.last", 3: "byline.first"}


def test_the_name_of_the_site_above_the_article_is_struck() -> None:
    assert marks(page("Quay Post", ONE, "Quay Post", TWO), site_name="Quay Post", language=None) == {
        0: "header.site-name",
    }


def test_what_the_markup_says_of_a_block_is_surer_than_a_rule() -> None:
    struck = {0: Mark("narrow", "narrow.navigation"), 1: EXTRACTOR}

    assert marks(page("Sign up", "Sign up", ONE), struck=struck) == {
        0: "narrow.navigation",
        1: "promo.login",
    }


def test_the_rules_are_asked_again_for_what_then_stands_last() -> None:
    blocks = page(ONE, TWO, "All rights reserved", THREE, "More stories", TEASER, FIVE)

    assert marks(blocks) == {2: "legal.last", 4: "related.more", 5: "related.more", 6: "related.more"}


def test_a_line_that_starts_other_stories_strikes_all_that_follow() -> None:
    blocks = page(
        ONE, TWO, THREE, (Role.HEADING, "More stories"), TEASER, FOUR, (Role.ITEM, TEASER), FIVE, TEASER
    )

    assert marks(blocks) == dict.fromkeys(range(3, 9), "related.more")


def test_other_stories_end_before_two_paragraphs_in_a_row() -> None:
    blocks = page(ONE, "More stories", TEASER, TEASER, TWO, THREE, TEASER)

    assert marks(blocks) == dict.fromkeys(range(1, 4), "related.more")


def test_items_straight_below_the_line_are_other_stories_however_long() -> None:
    items = [(Role.ITEM, text) for text in (TWO, THREE, FOUR)]

    assert marks(page(ONE, "More stories", *items, TEASER, FIVE)) == dict.fromkeys(
        range(1, 7), "related.more"
    )


def test_on_a_page_with_links_other_stories_are_linked() -> None:
    story = replace(page(TEASER)[0], link_share=1.0)
    blocks = [
        replace(block, position=at)
        for at, block in enumerate([*page(ONE, "More stories"), story, *page(TEASER, TWO, THREE)])
    ]

    assert marks(blocks) == dict.fromkeys(range(1, 3), "related.more")


def test_a_sentence_straight_below_the_line_is_the_article() -> None:
    assert marks(page(ONE, TWO, "More stories", THREE)) == {2: "related.more"}


def test_on_a_page_with_links_prose_below_the_line_is_the_article() -> None:
    story = replace(page(TEASER)[0], link_share=1.0, position=3)

    assert marks([*page(ONE, "More stories", TWO), story]) == {1: "related.more"}


def test_above_the_article_other_stories_end_before_the_first_paragraph() -> None:
    blocks = page("Quay", "More stories", TEASER, TEASER, ONE, TEASER, TWO, TEASER, THREE)

    assert marks(blocks) == dict.fromkeys(range(1, 4), "related.more")


def test_what_another_rule_strikes_among_other_stories_is_named_for_the_start_of_the_tail() -> None:
    blocks = page(ONE, TWO, "More stories", "Sign up", TEASER)

    assert marks(blocks) == {2: "related.more", 3: "related.more", 4: "related.more"}


def test_a_start_of_other_stories_that_the_extractor_left_out_strikes_nothing_else() -> None:
    blocks = page(ONE, "More stories", TWO)

    assert marks(blocks, struck={1: EXTRACTOR}) == {1: "related.more"}


def test_a_caption_is_struck() -> None:
    assert marks(page(ONE, (Role.CAPTION, "The quay at night"), TWO)) == {1: "caption.figcaption"}


def test_a_block_without_letters_is_struck() -> None:
    assert marks(page(ONE, "* * *", TWO)) == {1: "layout.symbols"}


def test_a_built_in_decision_is_named_rather_than_the_extractor() -> None:
    assert marks(page(ONE, "* * *", TWO), struck={1: EXTRACTOR}) == {1: "layout.symbols"}


def test_the_title_is_struck_above_the_article_and_wherever_it_is_a_heading() -> None:
    blocks = page(
        "FERRY LEAVES, FOR GOOD", ONE, "Ferry leaves for good", TWO, (Role.HEADING, "Ferry leaves for good")
    )

    assert marks(blocks, title="Ferry leaves for good") == {0: "header.title", 4: "header.title"}


def test_a_longer_line_that_begins_with_the_title_is_kept() -> None:
    assert marks(page("Ferry leaves for good today", ONE, TWO), title="Ferry leaves for good") == {}


def test_the_article_begins_with_the_first_paragraph_that_is_not_struck() -> None:
    blocks = page(THREE, "Ferry leaves", ONE, TWO)

    assert marks(blocks, title="Ferry leaves", struck={0: EXTRACTOR}) == {
        0: "extractor.trafilatura",
        1: "header.title",
    }
    assert marks(blocks, title="Ferry leaves") == {}


def test_striking_adds_to_the_marks_and_changes_none() -> None:
    blocks = page("Sign up", ONE, "Sign up", TWO)
    struck = {0: EXTRACTOR}

    found = strike(blocks, read(blocks), struck=struck)

    assert found == {0: EXTRACTOR, 2: Mark("promo", "promo.login")}
    assert struck == {0: EXTRACTOR}


def test_labelling_what_was_kept_strikes_nothing_more() -> None:
    blocks = page(
        "Quay Post",
        ONE,
        "All rights reserved",
        TWO,
        "Quay Post",
        THREE,
        "Sign up",
        "More stories",
        TEASER,
        FOUR,
    )

    labels = label(blocks, read(blocks), struck={}, metadata=SILENT)
    kept = page(*(entry.block.text for entry in labels if entry.mark is None))

    assert len(kept) < len(blocks)
    assert marks(kept) == {}


def test_the_one_story_that_a_bare_label_announces_goes_with_it() -> None:
    labels = RuleSet([rule("related.label", "^see also:$")])

    def positions(*texts: str) -> set[int]:
        blocks = page(*texts)
        return set(strike(blocks, labels.read(blocks, language="en"), struck={}))

    assert positions(ONE, "See also:", TEASER, TWO) == {1, 2}
    assert positions(ONE, "See also:", TWO) == {1}


def test_a_list_of_stories_does_not_take_along_what_is_surely_the_article() -> None:
    blocks = page(ONE, "More stories", TEASER, TEASER)

    assert strike(blocks, RULES.read(blocks, language="en"), struck={}, likely={3}).keys() == {1, 2}


def test_what_a_list_of_stories_tells_between_two_of_its_items_goes_along_however_sure() -> None:
    item = (Role.ITEM, TEASER)
    blocks = page(ONE, "More stories", item, TWO, item, THREE)

    assert strike(blocks, RULES.read(blocks, language="en"), struck={}, likely={3, 5}).keys() == {1, 2, 3, 4}
