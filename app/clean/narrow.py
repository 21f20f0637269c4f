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
        reason = _reason(element, own)
        if reason is None or element.tag in _ARTICLE or _paragraphs(element) > limit:
            continue
        found[element] = reason.id
    return found


def _paragraphs(element: HtmlElement) -> int:
    return sum(1 for _ in element.iter("p"))


def _reason(element: HtmlElement, attributes: Mapping[str, str]) -> BuiltIn | None:
    tag = str(element.tag)
    if tag == "footer":
        # a footer inside an article or a quotation is part of it: HTML standard, 4.3.8
        inside = next(element.iterancestors("article", "main", "blockquote", "section"), None)
        return FOOTER if inside is None else None
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if not attributes:
        return None
    reason = _BY_ROLE.get(attributes["role"]) if "role" in attributes else None
    if reason is None and any(_asks(attributes[key]) for key in ("id", "class") if key in attributes):
        reason = CONSENT
    return reason


@lru_cache(4096)
def _asks(names: str) -> bool:
    """Whether names are those of a dialog that asks for consent."""
    return any(word in names for word in _WORDS) and _CONSENT.search(names) is not None
