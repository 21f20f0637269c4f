from __future__ import annotations

from dataclasses import replace

import pytest

from app.clean.builtin import EXTRACTOR
from app.clean.model import Block, Label, Mark, Verdict
from app.clean.rules import Rule, RuleSet, Scope, Strikes
from app.clean.verdict import judge

PHRASES = {
    Verdict.BLOCKED: "verify you are human",
    Verdict.ERROR_PAGE: "page not found",
    Verdict.SCRIPT_REQUIRED: "enable javascript",
    Verdict.CONSENT_WALL: "accept all cookies",
    Verdict.PAYWALL: "subscribe to read on",
}
LIMITS = {
    Verdict.BLOCKED: 120,
    Verdict.ERROR_PAGE: 120,
    Verdict.SCRIPT_REQUIRED: 60,
    Verdict.CONSENT_WALL: 120,
    Verdict.PAYWALL: 250,
}


def rule(verdict: Verdict, pattern: str) -> Rule:
    return Rule(
        id=f"{verdict}.test",
        kind=str(verdict),
        languages=("en",),
        everywhere=False,
        why="A test needs it.",
        scope=(Scope.PAGE,),
        strikes=Strikes.LINE,
        max_words=40,
        min_link_share=0.0,
        cased=False,
        patterns=(pattern,),
    )


RULES = RuleSet(rule(verdict, phrase) for verdict, phrase in PHRASES.items())
STRUCK = Mark("extractor", "extractor.trafilatura")


def words(count: int) -> str:
    return " ".join(["word"] * count)


def labels(*texts: str, struck: tuple[str, ...] = (), link_share: float = 0.0) -> list[Label]:
    kept = [Label(Block(i, text, link_share=link_share)) for i, text in enumerate(texts)]
    return kept + [Label(Block(len(kept) + i, text), STRUCK) for i, text in enumerate(struck)]


def verdict(
    entries: list[Label], *, title: str | None = None, language: str | None = "en"
) -> tuple[Verdict, tuple[str, ...]]:
    return judge(entries, RULES, title=title, language=language)


def test_a_page_with_a_body_is_an_article_without_evidence() -> None:
    assert verdict(labels(words(30))) == (Verdict.ARTICLE, ())


def test_a_page_without_a_body_is_empty() -> None:
    assert verdict([]) == (Verdict.EMPTY, ("words:0",))
    assert verdict(labels(struck=(words(50),))) == (Verdict.EMPTY, ("words:0",))


@pytest.mark.parametrize("kind", PHRASES)
def test_a_phrase_and_a_lack_of_content_tell_what_the_page_is(kind: Verdict) -> None:
    assert verdict(labels(f"Please {PHRASES[kind]} now.")) == (
        kind,
        (f"{kind}.test", f"words:{2 + len(PHRASES[kind].split())}"),
    )


@pytest.mark.parametrize("kind", PHRASES)
def test_the_phrase_may_stand_in_a_block_that_is_struck(kind: Verdict) -> None:
    assert verdict(labels(struck=(PHRASES[kind],))) == (kind, (f"{kind}.test", "words:0"))


@pytest.mark.parametrize("kind", PHRASES)
def test_the_phrase_may_stand_in_the_title(kind: Verdict) -> None:
    assert verdict(labels("Sorry."), title=PHRASES[kind].upper()) == (kind, (f"{kind}.test", "words:1"))


@pytest.mark.parametrize("kind", PHRASES)
def test_an_article_that_holds_the_phrase_is_an_article(kind: Verdict) -> None:
    enough = LIMITS[kind] - len(PHRASES[kind].split())

    assert verdict(labels(PHRASES[kind], words(enough))) == (Verdict.ARTICLE, ())
    assert verdict(labels(PHRASES[kind], words(enough - 1)))[0] is kind


def test_a_page_too_long_for_one_verdict_may_be_short_enough_for_another() -> None:
    phrases = f"{PHRASES[Verdict.BLOCKED]} {PHRASES[Verdict.PAYWALL]}"

    assert verdict(labels(phrases, words(150))) == (Verdict.PAYWALL, ("paywall.test", "words:158"))


def test_a_phrase_of_another_language_tells_nothing() -> None:
    assert verdict(labels(PHRASES[Verdict.BLOCKED]), language="de") == (Verdict.ARTICLE, ())


def index(stories: int, teaser: str, mark: Mark | None = None) -> list[Label]:
    """The page of an index: linked headlines, each with a teaser below."""
    return [
        Label(Block(position, text, link_share=share), mark if share else None)
        for position, (text, share) in enumerate([(words(8), 1.0), (teaser, 0.0)] * stories)
    ]


@pytest.mark.parametrize("mark", [None, EXTRACTOR.mark])
def test_a_page_of_linked_headlines_with_teasers_is_a_listing(mark: Mark | None) -> None:
    entries = [Label(Block(0, words(9))), *index(8, words(12), mark)]
    numbered = [Label(replace(entry.block, position=at), entry.mark) for at, entry in enumerate(entries)]

    assert verdict(numbered)[0] is Verdict.LISTING


def test_the_evidence_for_a_listing_are_its_links_and_its_words() -> None:
    assert verdict(index(9, words(12))) == (Verdict.LISTING, ("links:9", "words:180"))


def test_an_article_with_a_link_between_its_paragraphs_is_an_article() -> None:
    assert verdict(index(9, words(40)))[0] is Verdict.ARTICLE


def test_a_few_linked_headlines_are_no_listing() -> None:
    assert verdict(index(7, words(12)))[0] is Verdict.ARTICLE


def test_linked_headlines_below_a_news_flash_make_no_listing() -> None:
    below = [Label(Block(at, words(8), link_share=1.0), EXTRACTOR.mark) for at in range(1, 30)]

    assert verdict([Label(Block(0, words(30))), *below]) == (Verdict.ARTICLE, ())


def test_links_that_are_struck_make_no_listing() -> None:
    entries = [Label(entry.block, STRUCK) for entry in labels(*[words(8)] * 30, link_share=1.0)]

    assert verdict([*labels(words(30)), *entries]) == (Verdict.ARTICLE, ())
