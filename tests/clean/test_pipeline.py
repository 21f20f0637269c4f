from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from app.clean.model import Article, BodyFormat, Document, InputKind, Mark, Verdict
from app.clean.pipeline import STAGES, clean
from app.clean.rules import Rule, RuleSet, Scope, Strikes
from app.clean.score import load_scorer

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)

FERRY = (
    "The old ferry crossed the strait for the last time on Tuesday evening. On board were the mayor, the "
    "school choir and a goat, and nobody could say afterwards who had brought it."
)
LAMPS = (
    "Hundreds of people had come to the quay with lamps, flasks and one accordion to see it land. “We have "
    "been late for everything since 1931,” said the baker, “and now there is nothing left to blame.”"
)
BRIDGE = (
    "From Wednesday on, a bridge of nine hundred metres takes all the traffic to the island. It has cost "
    "forty million and two elections, and it opens at six in the morning without a speech."
)
HTML = f"""<html lang="en"><head><title>Ferry leaves for good</title>
<meta property="article:published_time" content="2026-05-03T21:10:00+02:00"></head><body>
<nav><a href="/">Home</a></nav>
<article><h1>Ferry leaves for good</h1><p>{FERRY}</p><p>Sign up for our newsletter</p>
<h2>Lamps and <em>flasks</em></h2><p>{LAMPS}</p><ul><li>one</li><li>two</li></ul><p>{BRIDGE}</p></article>
</body></html>"""
TEXT = (
    "Ferry leaves for good\n\nBy Ann Ray\n3 May 2026\n\n"
    f"{FERRY}\n\nSign up for our newsletter\n\n{LAMPS}\n\n{BRIDGE}"
)


def rule(name: str, pattern: str, scope: Scope = Scope.LINE) -> Rule:
    return Rule(
        id=name,
        kind=name.partition(".")[0],
        languages=("en",),
        everywhere=True,
        why="A test needs it.",
        scope=(scope,),
        strikes=Strikes.LINE,
        max_words=12,
        min_link_share=0.0,
        cased=False,
        patterns=(pattern,),
    )


RULES = RuleSet(
    [
        rule("promo.newsletter", "^sign up for our newsletter"),
        rule("byline.by", "^by ann ray$"),  # the header is read from what byline rules strike
        rule("error_page.not-found", "page not found", Scope.PAGE),
    ]
)

SCORER = load_scorer()


def cleaned(content: str | bytes, kind: InputKind = InputKind.HTML, **more: object) -> Article:
    return clean(Document(kind, content, NOW, **more), RULES, SCORER)  # type: ignore[arg-type]


def struck(article: Article) -> dict[str, Mark]:
    return {entry.block.text: entry.mark for entry in article.labels if entry.mark}


def test_the_article_of_a_page_comes_with_its_metadata_and_its_marks() -> None:
    article = cleaned(HTML)

    assert article.metadata.title.value == "Ferry leaves for good"
    assert article.metadata.date.value == date(2026, 5, 3)
    assert article.body.value == f"{FERRY}\n\nLamps and flasks\n\n{LAMPS}\n\n- one\n- two\n\n{BRIDGE}"
    assert article.body.source == "scorer"
    assert (article.verdict, article.evidence, article.warnings) == (Verdict.ARTICLE, (), ())
    assert article.language == "en"
    assert article.characters_in == len(HTML)
    assert struck(article) == {
        "Home": Mark("narrow", "narrow.navigation"),
        "Ferry leaves for good": Mark("header", "header.title"),
        "Sign up for our newsletter": Mark("promo", "promo.newsletter"),
    }


def test_every_block_of_the_page_has_its_label_in_page_order() -> None:
    article = cleaned(HTML)

    assert [entry.block.position for entry in article.labels] == list(range(len(article.labels)))


def test_the_article_of_a_text_comes_with_its_marks() -> None:
    article = cleaned(TEXT, InputKind.TEXT)

    assert article.metadata.title.value == "Ferry leaves for good"
    assert article.metadata.date.value == date(2026, 5, 3)
    assert article.metadata.authors.value == ("Ann Ray",)
    assert article.body.value == f"{FERRY}\n\n{LAMPS}\n\n{BRIDGE}"
    assert article.body.source == "text"
    assert struck(article) == {
        "Ferry leaves for good": Mark("header", "header.title"),
        "By Ann Ray": Mark("header", "header.byline"),
        "3 May 2026": Mark("header", "header.date"),
        "Sign up for our newsletter": Mark("promo", "promo.newsletter"),
    }


def test_the_body_may_be_markdown() -> None:
    article = cleaned(HTML, format=BodyFormat.MARKDOWN)

    assert article.body.value == f"{FERRY}\n\n## Lamps and *flasks*\n\n{LAMPS}\n\n- one\n- two\n\n{BRIDGE}"


@pytest.mark.parametrize("kind", list(InputKind))
@pytest.mark.parametrize("content", ["", b"", b"\xef\xbb\xbf \n"])
def test_an_empty_document_has_an_empty_article(kind: InputKind, content: str | bytes) -> None:
    article = cleaned(content, kind)

    assert (article.body.value, article.body.source) == (None, None)
    assert (article.metadata.title.value, article.metadata.date.value) == (None, None)
    assert (article.verdict, article.labels) == (Verdict.EMPTY, ())


def test_the_body_is_returned_whatever_the_verdict() -> None:
    article = cleaned("Page not found.\n\nTry the harbour office.", InputKind.TEXT)

    assert article.verdict is Verdict.ERROR_PAGE
    assert article.evidence == ("error_page.not-found", "words:7")
    assert article.body.value == "Page not found.\n\nTry the harbour office."


def test_what_was_odd_about_the_bytes_is_a_warning() -> None:
    article = cleaned(TEXT.encode() + b"\xff", InputKind.TEXT, charset="martian")

    assert article.warnings == ("unknown_charset_in_content_type", "undecodable_bytes_replaced")


@pytest.mark.parametrize(
    ("content", "kind"), [(HTML, InputKind.HTML), (TEXT, InputKind.TEXT)], ids=["html", "text"]
)
def test_the_same_document_gives_the_same_article(content: str, kind: InputKind) -> None:
    assert cleaned(content, kind) == cleaned(content, kind)


@pytest.mark.parametrize(
    ("content", "kind"), [(HTML, InputKind.HTML), (TEXT, InputKind.TEXT)], ids=["html", "text"]
)
def test_cleaning_a_clean_body_changes_nothing(content: str, kind: InputKind) -> None:
    body = cleaned(content, kind).body.value
    assert body is not None

    assert cleaned(body, InputKind.TEXT).body.value == body


@pytest.mark.parametrize(
    ("content", "kind", "left"),
    [
        (HTML, InputKind.HTML, {"extract", "settle"}),
        (TEXT, InputKind.TEXT, {"parse", "metadata", "narrow", "extract"}),
    ],
    ids=["html", "text"],
)
def test_each_stage_is_entered_once_and_left_before_the_next(
    content: str, kind: InputKind, left: set[str]
) -> None:
    log: list[str] = []

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        log.append(name)
        yield
        log.append(f"/{name}")

    clean(Document(kind, content, NOW), RULES, SCORER, timed)

    stages = [name for name in STAGES if name not in left]
    assert log == [step for name in stages for step in (name, f"/{name}")]


NEWS = "The ferry crossed the strait for the last time on Tuesday evening, with a goat on board."
MENU = "Home\nNews\nSport\nWeather\nOpinion\nCulture\nSign in\nSearch\nShop\nGames\nVideo\nPodcasts"


def test_an_article_is_kept_where_the_extractor_finds_none() -> None:
    article = cleaned(f"<p>&#1;<h1>Ferry</h1><p>{NEWS}<p>{NEWS} Nobody waved.", InputKind.HTML)

    assert article.body.value == f"{NEWS}\n\n{NEWS} Nobody waved."


def test_an_article_that_only_a_script_has_is_taken_from_there() -> None:
    paragraphs = [f"{NEWS} That was stop number {number} of the day." for number in range(5)]
    data = json.dumps({"props": {"story": [{"html": f"<p>{text}</p>"} for text in paragraphs]}})
    article = cleaned(f"<div id=app><p>Loading</div><script>window.S = {data};</script>", InputKind.HTML)

    assert article.body.value == "\n\n".join(paragraphs)
    assert article.body.source == "script"


def test_an_article_inside_a_paragraph_is_given_once() -> None:
    told = [f"{NEWS[:-1]}, and so it was on day {day}." for day in (1, 2)]
    article = cleaned(f"<p>Menu<article>3 May<p>{told[0]}<p>{told[1]}", InputKind.HTML)

    assert article.body.value == "\n\n".join(told)


@pytest.mark.parametrize("kind", InputKind)
def test_a_document_of_very_many_blocks_is_cleaned_without_the_scorer(kind: InputKind) -> None:
    article = cleaned("".join(f"<p>Line {number}\n\n" for number in range(50_001)), kind)

    assert len(article.labels) == 50_001


def test_what_the_scorer_doubts_is_left_out_of_a_text() -> None:
    header = "Ferry makes its last trip\n\nBy Ann Ray\n3 May 2024"
    article = cleaned(f"{MENU}\n\n{header}\n\n{NEWS}\n\n{NEWS}", InputKind.TEXT)

    assert article.body.value == f"{NEWS}\n\n{NEWS}"
    assert article.labels[3].mark == Mark("scorer", "scorer")


def test_a_text_of_nothing_but_lines_is_for_the_rules_alone() -> None:
    assert cleaned(MENU, InputKind.TEXT).body.value == "\n\n".join(MENU.split("\n"))


def test_a_page_of_markup_is_not_scored() -> None:
    article = cleaned(HTML)

    assert not any(entry.mark and entry.mark.kind == "scorer" for entry in article.labels)
