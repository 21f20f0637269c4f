from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from app.clean.model import Block, Role
from app.clean.rules import Rule, RuleSet, Scope, Strikes
from app.clean.rules.automata import RuleRefused

OOPS = Rule(
    id="placeholder.oops",
    kind="placeholder",
    languages=("en",),
    everywhere=True,
    why="It is the rule of these tests.",
    scope=(Scope.LINE,),
    strikes=Strikes.LINE,
    max_words=4,
    min_link_share=0.0,
    cased=False,
    patterns=(r"^oops\b",),
)


def fires(
    rule: Rule,
    block: Block | str = "Oops!",
    *,
    language: str | None = None,
    in_head: bool = False,
    in_tail: bool = False,
) -> bool:
    given = Block(0, block) if isinstance(block, str) else block
    return RuleSet([rule]).match(given, language=language, in_head=in_head, in_tail=in_tail) == (rule,)


def test_a_line_rule_fires_on_any_block() -> None:
    assert fires(OOPS)
    assert fires(OOPS, Block(0, "Oops!", Role.ITEM))
    assert not fires(OOPS, "Whoops!")


def test_code_is_never_struck() -> None:
    assert not fires(OOPS, Block(0, "Oops!", Role.CODE))


def test_a_block_of_more_than_max_words_never_matches() -> None:
    assert fires(OOPS, "Oops, one two three")
    assert not fires(OOPS, "Oops, one two three four")


def test_words_of_a_script_without_spaces_are_two_characters() -> None:
    rule = replace(OOPS, patterns=("^続き",))

    assert fires(rule, "続きを読むには")
    assert not fires(rule, "続きを読むにはログインする")


def test_a_rule_that_is_not_everywhere_fires_in_documents_of_its_languages_only() -> None:
    german = replace(OOPS, languages=("de", "nl"), everywhere=False)

    assert fires(german, language="de")
    assert fires(german, language="nl")
    assert not fires(german, language="en")
    assert not fires(german, language=None)


def test_a_rule_of_no_language_fires_in_every_document() -> None:
    rule = replace(OOPS, languages=("*",), everywhere=False)

    assert fires(rule, language=None)
    assert fires(rule, language="ja")


def test_a_heading_rule_fires_on_headings_only() -> None:
    rule = replace(OOPS, scope=(Scope.HEADING,))

    assert fires(rule, Block(0, "Oops!", Role.HEADING))
    assert not fires(rule)


def test_head_and_tail_rules_fire_where_one_of_their_places_is_given() -> None:
    rule = replace(OOPS, scope=(Scope.HEAD, Scope.TAIL))

    assert fires(rule, in_head=True)
    assert fires(rule, in_tail=True)
    assert not fires(rule)


def test_a_rule_about_links_needs_its_share_of_them() -> None:
    rule = replace(OOPS, min_link_share=0.5)

    assert fires(rule, Block(0, "Oops!", link_share=0.5))
    assert not fires(rule, Block(0, "Oops!", link_share=0.4))


def test_a_cased_rule_reads_the_text_with_its_capitals() -> None:
    rule = replace(OOPS, cased=True, patterns=(r"^By \p{Lu}",))

    assert fires(rule, "By Jane Doe")
    assert not fires(rule, "By the river")


def test_all_rules_that_fire_are_returned_in_the_order_of_the_packs() -> None:
    rules = [
        replace(OOPS, id=f"placeholder.r{i}", patterns=(p,))
        for i, p in enumerate(("oops", "ps!", "^x", "^o"))
    ]
    rule_set = RuleSet(rules)

    assert rule_set.match(Block(0, "Oops!"), language=None, in_head=False, in_tail=False) == (
        rules[0],
        rules[1],
        rules[3],
    )


def test_page_rules_are_evidence_and_strike_nothing() -> None:
    page = replace(OOPS, id="error_page.oops", scope=(Scope.PAGE,), max_words=None)
    rule_set = RuleSet([OOPS, page])

    assert rule_set.match(Block(0, "Oops!"), language=None, in_head=True, in_tail=True) == (OOPS,)
    assert rule_set.evidence(["A title", "Oops! " + "word " * 200, "Oops"], language=None) == {
        1: (page,),
        2: (page,),
    }
    assert rule_set.evidence(["A title"], language=None) == {}


def test_a_single_rule_of_a_set_is_asked_whatever_the_language_and_place() -> None:
    french = replace(OOPS, id="placeholder.french", languages=("fr",), everywhere=False, scope=(Scope.TAIL,))
    linked = replace(OOPS, id="placeholder.linked", min_link_share=0.5)
    rule_set = RuleSet([OOPS, french, linked])

    assert rule_set.fires(french, "Oops!")
    assert not rule_set.fires(french, "Oops, one two three four")
    assert not rule_set.fires(linked, "Oops!")
    assert rule_set.fires(linked, "Oops!", link_share=0.5)


def test_a_rule_set_survives_pickling() -> None:
    rule_set = pickle.loads(pickle.dumps(RuleSet([OOPS])))  # noqa: S301 - our own

    assert rule_set.rules == (OOPS,)
    assert rule_set.match(Block(0, "Oops!"), language=None, in_head=False, in_tail=False) == (OOPS,)


def test_the_digest_is_stable_and_changes_with_any_rule() -> None:
    digest = RuleSet([OOPS]).digest

    assert RuleSet([replace(OOPS)]).digest == digest
    assert RuleSet([replace(OOPS, max_words=5)]).digest != digest
    assert RuleSet([]).digest != digest


def test_an_empty_rule_set_matches_nothing() -> None:
    assert RuleSet([]).match(Block(0, "Oops!"), language=None, in_head=True, in_tail=True) == ()


@pytest.mark.parametrize("pattern", ["(oops", "oops{2000}", r"foto\b?"])
def test_a_pattern_that_does_not_compile_is_refused_with_its_rule(pattern: str) -> None:
    with pytest.raises(RuleRefused) as refused:
        RuleSet([OOPS, replace(OOPS, id="placeholder.broken", patterns=(pattern,))]).compile()

    assert refused.value.rule_id == "placeholder.broken"


def test_patterns_too_large_for_an_automaton_are_refused_rather_than_missed() -> None:
    huge = replace(OOPS, id="placeholder.huge", patterns=tuple(rf"^{i}\p{{L}}{{900}}$" for i in range(40)))

    with pytest.raises(RuleRefused, match="too large"):
        RuleSet([OOPS, huge]).compile()


def test_rules_of_one_language_and_those_of_all_are_named_in_the_order_of_the_packs() -> None:
    own = replace(OOPS, id="placeholder.own", languages=("de",), everywhere=False)
    rules = RuleSet([own, replace(OOPS, everywhere=True)])
    block = Block(0, "Oops!")

    def named(language: str | None) -> list[str]:
        return [r.id for r in rules.match(block, language=language, in_head=True, in_tail=True)]

    assert named("de") == ["placeholder.own", OOPS.id]
    assert named("fr") == [OOPS.id]
    assert named(None) == [OOPS.id]


def test_a_rule_of_the_documents_language_speaks_before_one_that_speaks_everywhere() -> None:
    button = replace(OOPS, patterns=("^share$",), scope=(Scope.LINE,), everywhere=True)
    first = replace(button, id="share.button.cs", languages=("cs",))
    second = replace(button, id="share.button", languages=("en",))
    rules = RuleSet([first, second])

    def spoken(language: str | None) -> list[str]:
        return [
            found.id
            for found in rules.match(Block(0, "Share"), language=language, in_head=False, in_tail=False)
        ]

    assert spoken("en") == ["share.button", "share.button.cs"]
    assert spoken("cs") == spoken(None) == ["share.button.cs", "share.button"]


def test_what_is_made_ready_before_the_first_document_changes_no_answer() -> None:
    rules = [OOPS, replace(OOPS, id="placeholder.german", languages=("de",), everywhere=False)]
    blocks = [Block(0, "Oops!"), Block(1, "Goats")]
    ready = RuleSet(rules)
    ready.prepare()

    for language in (None, "de"):
        one, other = ready.read(blocks, language=language), RuleSet(rules).read(blocks, language=language)
        assert one.positions == other.positions == {0}
