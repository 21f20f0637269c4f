"""schema.org as microdata and RDFa: `itemprop` and `property` on visible elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.clean.metadata.elements import text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lxml.html import HtmlElement

_ARTICLE: Final = (
    "Article",
    "BlogPosting",
    "Posting",
    "Report",
    "Review",
    "CreativeWork",
    "WebPage",
    "Recipe",
)
_FOREIGN: Final = frozenset(
    ("comment", "review", "itemlistelement", "ispartof", "mentions", "publisher", "image", "video", "logo")
)


def properties(
    items: Sequence[tuple[int, HtmlElement]], names: Collection[str]
) -> Iterator[tuple[str, int, HtmlElement]]:
    """Yield name, position and element of each property in `names` (lower case), in page order."""
    for position, element in items:
        for attribute in ("itemprop", "property"):
            for name in (element.get(attribute) or "").lower().split():
                bare = name.rsplit(":", 1)[-1].rsplit("/", 1)[-1]
                if bare in names and not _foreign(element):
                    yield bare, position, element


def _foreign(element: HtmlElement) -> bool:
    """Whether the property belongs to a comment, a list entry or the publisher rather than to the article."""
    for ancestor in element.iterancestors():
        for name in (ancestor.get("itemprop") or "").lower().split():
            if name in _FOREIGN:
                return True
        if "omment" in (ancestor.get("itemtype") or ""):
            return True
    return False


def value(element: HtmlElement) -> str:
    """Return the value of a property by the rules of HTML: machine attributes first, then the text."""
    for attribute in ("content", "datetime"):
        if stated := element.get(attribute):
            return stated.strip()
    return text(element)


def author_names(element: HtmlElement) -> list[str]:
    """Return the names in an author property: those of its `name` properties, else its text."""
    inner = [e for e in element.iter("*") if e is not element and (e.get("itemprop") or "").lower() == "name"]
    return [value(e) for e in inner] or [value(element)]


def is_organisation(element: HtmlElement) -> bool:
    """Whether the element or its item is typed as an organisation."""
    return "Organization" in (element.get("itemtype") or element.get("typeof") or "")
