"""What holds of every answer of the pipeline, whatever the document was."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING

from app.clean.model import Article, InputKind, Page, Verdict
from app.clean.parse import parse
from app.clean.render import render

if TYPE_CHECKING:
    from collections.abc import Iterable

WARNINGS = {
    "charset_detected",
    "declared_charset_overruled",
    "lone_surrogates_replaced",
    "undecodable_bytes_replaced",
    "unknown_charset_in_content_type",
}
VISIBLE = {"scorer", "text"}
"""Sources of a body that was read from the visible page alone.

A page without a body has none: blocks found elsewhere may follow its own, all of them struck.
"""
# As JSON writes a character in a script.
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})")


class Broken(AssertionError):
    """An invariant does not hold; the message says which."""


def check_page(page: Page) -> None:
    """Fail unless decoding has made characters that can be sent."""
    _demand(_can_be_sent(page.text), "the text can be encoded")
    _demand(set(page.warnings) <= WARNINGS, "the warnings are known")
    _demand(len(set(page.warnings)) == len(page.warnings), "a warning is given once")


def check_article(article: Article, page: Page) -> None:
    """Fail unless the article is made of what the page has, in its order, and unknown is null."""
    blocks = [entry.block for entry in article.labels]
    kept = [entry.block for entry in article.labels if entry.mark is None]
    body = article.body.value
    _demand([block.position for block in blocks] == list(range(len(blocks))), "blocks are in page order")
    _demand((body or "") == render(kept, page.format), "the body is the kept blocks")
    _demand(all(block.text.strip() for block in blocks), "no block is empty")
    _demand(article.characters_in == len(page.text), "the characters are counted")
    _demand(body is not None or article.verdict is not Verdict.ARTICLE, "an article has a body")
    _check_metadata(article, page)
    if article.body.source in VISIBLE or page.kind is InputKind.TEXT:
        _demand(
            _in_order(_letters(block.text for block in blocks), _letters(_visible(page))),
            "every letter of the blocks is one of the page, in its order",
        )
    elif article.body.source == "trafilatura":  # which reads some scripts too
        body_letters = _letters(block.text for block in kept)
        _demand(
            any(_in_order(body_letters, _letters([markup])) for markup in _markups(page)),
            "every letter of the body is one of the markup, in its order",
        )
    elif article.body.source is None:
        letters, visible = _letters(block.text for block in blocks), _letters(_visible(page))
        _demand(
            any(_in_order(letters, visible + _letters([markup])) for markup in _markups(page)),
            "every letter of the blocks is one of the page, or behind them of the markup, in its order",
        )


def _check_metadata(article: Article, page: Page) -> None:
    metadata = article.metadata
    texts = [article.body.value, metadata.title.value, metadata.site_name, metadata.url, article.language]
    texts += [metadata.published_at, metadata.modified_at, *(metadata.authors.value or ())]
    texts += article.evidence
    for text in texts:
        _demand(text is None or text.strip() != "", "what is unknown is null, not empty")
        _demand(text is None or _can_be_sent(text), "the answer can be encoded")
    for field in (metadata.title, metadata.date, metadata.authors, article.body):
        _demand((not field.value) == (field.source is None), "a value has a source, and only a value")
    title = metadata.title.value or ""
    _demand("\n" not in title and title == title.strip(), "a title is one line")
    for name in metadata.authors.value or ():
        _demand("\n" not in name and name == name.strip(), "a name is one line")
    day = metadata.date.value
    # the day is the page's own clock's, at most fourteen hours ahead of the one that fetched it
    latest = (page.fetched_at + timedelta(days=1)).date()
    _demand(day is None or day <= latest, "no day lies in the future")
    if metadata.published_at is not None:
        said = datetime.fromisoformat(metadata.published_at).date()
        _demand(day == said, "the day is that of the publication")


def _visible(page: Page) -> Iterable[str]:
    if page.kind is InputKind.HTML:
        return parse(page.text).itertext()
    return (page.text, unescape(page.text)) if "&" in page.text else (page.text,)


def _markups(page: Page) -> tuple[str, ...]:
    """The page as it came, with the entities and with the escapes of JSON undone."""
    return unescape(page.text), page.text, _ESCAPED.sub(_character, page.text)


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))


def _letters(texts: Iterable[str]) -> str:
    return "".join(character for text in texts for character in text if character.isalnum())


def _in_order(letters: str, source: str) -> bool:
    """Whether the letters are a subsequence of the source."""
    start = 0
    for letter in letters:
        start = source.find(letter, start) + 1
        if not start:
            return False
    return True


def _can_be_sent(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _demand(condition: bool, what: str) -> None:
    if not condition:
        raise Broken(f"it does not hold that {what}")
