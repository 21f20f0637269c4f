"""What of the tree cannot be the article, known from the markup alone, before any text is read.

Only what the HTML standard gives this meaning, or what no page uses for anything else: the rest is for the
extractor and the rules, which see the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from app.clean.attributes import read_attributes
from app.clean.builtin import CONSENT, DIALOG, FOOTER, FORM, NAVIGATION, BuiltIn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from app.clean.attributes import Attributes

_CONSENT = re.compile(r"(?:^|[\s_-])(?:cookie|consent|onetrust|didomi|cybotcookiebot|usercentrics)", re.I)
# Any match has one of these in it: most names are told apart by them.
_WORDS = ("cookie", "consent", "onetrust", "didomi", "Cookiebot", "usercentrics")
_ARTICLE = frozenset({"html", "body", "main", "article"})
_BY_TAG = {"nav": NAVIGATION, "dialog": DIALOG, "button": FORM}
_BY_ROLE = {
    "navigation": NAVIGATION,
    "dialog": DIALOG,
    "alertdialog": DIALOG,
    "contentinfo": FOOTER,
    "search": FORM,
}
# A cut with more than this share of the page's paragraphs is a page that misnames its containers: it stays.
_MAX_SHARE = 0.5


def cuts(root: HtmlElement, attributes: Attributes | None = None) -> Mapping[HtmlElement, str]:
    """Return the elements that cannot hold a part of the article, each with the id of the reason.

    The outermost element wins where cuts nest; nothing is removed from the tree.
    `attributes` are those of all elements, where they have been read.
    """
    found: dict[HtmlElement, str] = {}
    limit = _paragraphs(root) * _MAX_SHARE
    for element, own in (read_attributes(root) if attributes is None else attributes).items():
        tag = element.tag
        if tag in _BY_TAG:
            reason: BuiltIn | None = _BY_TAG[tag]
        elif tag == "footer":
            reason = _of_footer(element)
        elif own:
            reason = _reason(own)
        else:
            continue
        if reason is None or tag in _ARTICLE or _paragraphs(element) > limit:
            continue
        found[element] = reason.id
    return found


def _paragraphs(element: HtmlElement) -> int:
    return sum(1 for _ in element.iter("p"))


def _of_footer(element: HtmlElement) -> BuiltIn | None:
    # a footer inside an article or a quotation is part of it: HTML standard, 4.3.8
    inside = next(element.iterancestors("article", "main", "blockquote", "section"), None)
    return FOOTER if inside is None else None


def _reason(attributes: Mapping[str, str]) -> BuiltIn | None:
    if "role" in attributes and (reason := _BY_ROLE.get(attributes["role"])) is not None:
        return reason
    if "class" in attributes and _asks(attributes["class"]):
        return CONSENT
    return CONSENT if "id" in attributes and _asks(attributes["id"]) else None


@lru_cache(4096)
def _asks(names: str) -> bool:
    """Whether names are those of a dialog that asks for consent."""
    return any(word in names for word in _WORDS) and _CONSENT.search(names) is not None
