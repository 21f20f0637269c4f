from __future__ import annotations

import pytest

from app.clean.model import Block, Label, Mark, Verdict
from app.clean.rules import Rule, RuleSet, Scope, Strikes
from app.clean.verdict import NO_CLUES, Clue, Clues, judge

PHRASES = {
    Verdict.BLOCKED: "verify you are human",
    Verdict.ERROR_PAGE: "page not found",
    Verdict.SCRIPT_REQUIRED: "enable javascript",
    Verdict.CONSENT_WALL: "accept all cookies",
    Verdict.PAYWALL: "subscribe to read on",
}
# Words that clear a page whose body says so, and one whose title does.
IN_BODY = {
    Verdict.BLOCKED: 60,
    Verdict.ERROR_PAGE: 40,
    Verdict.SCRIPT_REQUIRED: 40,
    Verdict.CONSENT_WALL: 90,
}
IN_TITLE = {
    Verdict.BLOCKED: 150,
    Verdict.ERROR_PAGE: 150,
    Verdict.SCRIPT_REQUIRED: 60,
    Verdict.CONSENT_WALL: 120,
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
    entries: list[Label],
    *,
    title: str | None = None,
    language: str | None = "en",
    clues: Clues = NO_CLUES,
) -> tuple[Verdict, tuple[str, ...]]:
    return judge(entries, RULES, title=title, language=language, clues=clues)


def marked(*clues: Clue, title: str = "") -> Clues:
    return Clues(frozenset(clues), title)


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


def test_the_phrase_may_stand_in_the_title_element_alone() -> None:
    clues = marked(title="Page not found")

    assert verdict(labels("Sorry."), title="Harbour Ledger", clues=clues)[0] is Verdict.ERROR_PAGE


@pytest.mark.parametrize("kind", IN_BODY)
def test_content_beside_the_phrase_clears_a_page(kind: Verdict) -> None:
    def page(count: int) -> list[Label]:
        return labels(words(count), PHRASES[kind])

    assert verdict(page(IN_BODY[kind])) == (Verdict.ARTICLE, ())
    assert verdict(page(IN_BODY[kind] - 1))[0] is kind


@pytest.mark.parametrize("kind", IN_TITLE)
def test_a_title_takes_more_content_to_clear(kind: Verdict) -> None:
    assert verdict(labels(words(IN_TITLE[kind])), title=PHRASES[kind]) == (Verdict.ARTICLE, ())
    assert verdict(labels(words(IN_TITLE[kind] - 1)), title=PHRASES[kind])[0] is kind


@pytest.mark.parametrize("kind", IN_BODY)
def test_a_news_flash_is_cleared_of_what_stands_beside_it(kind: Verdict) -> None:
    assert verdict(labels(words(15), struck=(PHRASES[kind],))) == (Verdict.ARTICLE, ())


@pytest.mark.parametrize("kind", [Verdict.BLOCKED, Verdict.SCRIPT_REQUIRED, Verdict.CONSENT_WALL])
def test_what_declares_to_be_an_article_is_cleared_by_a_sentence(kind: Verdict) -> None:
    assert verdict(labels(words(15)), title=PHRASES[kind], clues=marked(Clue.ARTICLE))[0] is Verdict.ARTICLE


def test_a_title_outweighs_what_the_body_says_of_another_kind() -> None:
    entries = labels("Sorry, to say it again:", PHRASES[Verdict.SCRIPT_REQUIRED])

    assert verdict(entries, title=PHRASES[Verdict.BLOCKED])[0] is Verdict.BLOCKED


def test_a_notice_behind_a_teaser_is_a_paywall() -> None:
    stub = labels(words(100), "Please subscribe to read on.", "From 2 a month.")

    assert verdict(stub) == (Verdict.PAYWALL, ("paywall.test", "words:109"))


def test_a_notice_between_paragraphs_is_none() -> None:
    assert verdict(labels(words(60), "Please subscribe to read on.", words(60)))[0] is Verdict.ARTICLE


def test_a_paragraph_that_quotes_the_notice_is_none() -> None:
    assert verdict(labels(words(60), f"It says subscribe to read on {words(20)}"))[0] is Verdict.ARTICLE


def test_a_page_that_declares_not_to_be_free_may_have_a_longer_teaser() -> None:
    stub = labels(words(200), "Please subscribe to read on.")

    assert verdict(stub)[0] is Verdict.ARTICLE
    assert verdict(stub, clues=marked(Clue.PAID)) == (
        Verdict.PAYWALL,
        ("paywall.test", "markup.paid", "words:205"),
    )


def test_a_sentence_that_is_not_free_is_a_stub_and_a_paragraph_is_none() -> None:
    assert verdict(labels(words(39)), clues=marked(Clue.PAID))[0] is Verdict.PAYWALL
    assert verdict(labels(words(40)), clues=marked(Clue.PAID))[0] is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("clue", "kind"),
    [
        (Clue.BOT_CHECK, Verdict.BLOCKED),
        (Clue.CAPTCHA, Verdict.BLOCKED),
        (Clue.SCRIPT_SHELL, Verdict.SCRIPT_REQUIRED),
    ],
)
def test_markup_tells_what_a_page_without_words_is(clue: Clue, kind: Verdict) -> None:
    assert verdict(labels("Harbour Ledger"), clues=marked(clue)) == (kind, (str(clue), "words:2"))
    assert verdict(labels(words(40)), clues=marked(clue)) == (Verdict.ARTICLE, ())


def test_a_page_that_leads_elsewhere_is_empty() -> None:
    assert verdict([], clues=marked(Clue.REDIRECT)) == (Verdict.EMPTY, ("markup.redirect", "words:0"))


def test_a_phrase_of_another_language_tells_nothing() -> None:
    assert verdict(labels(PHRASES[Verdict.BLOCKED]), language="de") == (Verdict.ARTICLE, ())
