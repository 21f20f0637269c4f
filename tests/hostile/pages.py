"""Pages made to be hard: each a function of its size in characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCE = "The old ferry sailed again on Monday, with two hundred people and one goat on board."
ARTICLE = f"<h1>Ferry returns to the strait</h1><p>{SENTENCE}</p><p>{SENTENCE.replace('ferry', 'boat')}</p>"


def run(piece: str, size: int) -> str:
    """A piece again and again."""
    return (piece * (size // len(piece) + 1))[:size]


def _in(before: str, piece: str, after: str) -> Callable[[int], str]:
    return lambda size: before + run(piece, size) + after


LONG_RUNS: dict[str, Callable[[int], str]] = {
    "opening script tags": _in(ARTICLE, "<script>", ""),
    "script tags without an end": _in(ARTICLE, "<script ", "</script>"),
    "separators in the title": _in("<title>", "| ", f"</title>{ARTICLE}"),
    "underscores in the title": _in("<title>", "_", f"</title>{ARTICLE}"),
    "names of the site in the title": _in(
        "<meta property=og:site_name content=Quay><title>Ferry ", "| Quay ", f"</title>{ARTICLE}"
    ),
    "blanks in JSON-LD": _in("<script type=application/ld+json>{", " ", f"}}x</script>{ARTICLE}"),
    "commas in JSON-LD": _in("<script type=application/ld+json>[", ", ", f"]</script>{ARTICLE}"),
    "brackets in a script": _in("<script>x=", "[", f"</script>{ARTICLE}"),
    "angle brackets": _in(ARTICLE, "<", ""),
    "angle brackets in a deep page": _in(ARTICLE + "<b>" * 600, "<", ""),
    "tags without an end in a deep page": _in(ARTICLE + "<div>" * 600, "<div ", ""),
    "ampersands": _in(f"{ARTICLE}<p>", "&", "</p>"),
    "comments without an end": _in(ARTICLE, "<!--", ""),
    "line breaks": _in(f"{ARTICLE}<p>", "<br>", "</p>"),
    "class names": _in(f"{ARTICLE}<p class='", "a ", "'>x</p>"),
    "blanks in a paragraph": _in(f"{ARTICLE}<p>a", " ", "b</p>"),
    "no-break spaces in a byline": _in(f"{ARTICLE}<p class=byline>By", "\xa0", "Jane</p>"),
    "names in a byline": _in(f"{ARTICLE}<p class=byline>By ", "Jane Doe and ", "</p>"),
    "combining accents": _in(f"{ARTICLE}<p>a", "\u0301", "</p>"),
    "joiners": _in(f"{ARTICLE}<p>a", "\u200d", "</p>"),
    "cells": _in(f"{ARTICLE}<table><tr>", "<td>a", ""),
    "list items": _in(f"{ARTICLE}<ul>", "<li>a", ""),
    "headings": _in(ARTICLE, "<h2>a b c</h2>", ""),
    "links": _in(ARTICLE, "<a href=/x>a</a> ", ""),
    "meta tags": _in("", "<meta property=og:title content='a b'>", ARTICLE),
    "dates": _in(ARTICLE, "<time>3 May 2021</time>", ""),
}

DEEP: dict[str, Callable[[int], str]] = {
    name: _in(before, tags, f"<p>{SENTENCE}</p>")
    for name, before, tags in [
        ("divisions", "", "<div>"),
        ("formatting", "", "<b><i>"),
        ("mutually nested", "", "<b><i></b>"),
        ("tables", "", "<table><tr><td>"),
        ("lists", "", "<ul><li>"),
        ("quotations", "", "<blockquote><p>"),
        ("links", "", "<a href=/x>"),
        ("custom elements", "", "<x-a>"),
        ("drawings", "", "<svg><g><foreignObject>"),
        ("forms", "", "<form><fieldset>"),
        ("fonts", "<p>", "<font color=red>"),
        ("closing tags", "", "</div></p></b>"),
        ("definitions", "", "<dl><dd>"),
        ("details", "", "<details><summary>"),
        ("templates", "", "<template>"),
        ("frames", "", "<frameset><frame>"),
        ("options", "", "<select><option>"),
        ("rulings", "", "<ruby><rt>"),
    ]
}
"""Size is in characters: 50,000 tags are some 400,000."""
