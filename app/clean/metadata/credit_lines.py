"""Lines anywhere on a page that say of themselves that they name the author: "Text: Jane Doe".

They stand below many articles whose header names nobody, and are asked only there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from app.clean.metadata import byline
from app.clean.metadata.elements import OTHERS, surroundings, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from app.clean.metadata.evidence import Anchor, Evidence

_TAGS: Final = (
    "p",
    "strong",
    "b",
    "em",
    "i",
    "span",
    "div",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "td",
    "small",
)
_LABEL: Final = re.compile(
    r"\s*(?:(?:the\s+)?authors?|autor(?:in|innen|en|es|as|a|ka)?|auteure?s?|autore|autori|autrice|text[eo]?|"
    r"words|story|contributors?|written|geschrieben|verfasst|escrito|scritto|[ée]crit|geschreven|"
    r"redakteur(?:in)?|penulis|yazar|автор|kirjoittaja|teksti?|skribent|forfatter|szerző|tác\s+giả|"
    r"作者|文|著者|記者|글|기자|الكاتب|लेखक)"
    r"(?:\s+(?:by|von|par|por|da|door))?\s*(?P<colon>[:：])?\s*(?P<rest>[^\n]{0,160})",
    re.IGNORECASE,
)
_LONGEST: Final = 200


def names(tree: HtmlElement, evidence: Evidence, anchor: Anchor) -> Iterator[tuple[str, ...]]:
    """Yield the names in such lines, in page order."""
    for element in tree.iter(*_TAGS):
        start = element.text
        if not start or len(start) > _LONGEST or (match := _LABEL.match(start)) is None:
            continue
        rest = match["rest"].strip()
        if rest and match["colon"] is None:
            continue
        signed = rest or _behind(element)
        if not 3 <= len(signed) <= _LONGEST or surroundings(element, anchor.around, OTHERS):
            continue
        if found := byline.names(signed, evidence.known):
            yield found


def _behind(element: HtmlElement) -> str:
    """Return what stands behind a label that is alone in its element: in it, after it, in the next one."""
    if len(element):
        return text(element[0], _LONGEST)
    if tail := " ".join((element.tail or "").split()):
        return tail
    following = element.getnext()
    return text(following, _LONGEST) if following is not None else ""
