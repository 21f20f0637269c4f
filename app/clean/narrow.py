"""What of the tree cannot be the article, known from the markup alone, before any text is read.

Only what the HTML standard gives this meaning, or what no page uses for anything else: the rest is for the
extractor and the rules, which see the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from app.clean.builtin import CONSENT, DIALOG, FOOTER, FORM, NAVIGATION, BuiltIn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

_CANDIDATES = etree.XPath(
    "//nav | //dialog | //footer | //button"
    " | //*[@role]"
    " | //*[@id and (contains(@id,'cookie') or contains(@id,'consent') or contains(@id,'onetrust')"
    " or contains(@id,'didomi') or contains(@id,'CybotCookiebot') or contains(@id,'usercentrics'))]"
    " | //*[@class and (contains(@class,'cookie') or contains(@class,'consent'))]"
)
_PARAGRAPHS = etree.XPath("count(.//p)")
_CONSENT = re.compile(r"(?:^|[\s_-])(?:cookie|consent|onetrust|didomi|cybotcookiebot|usercentrics)", re.I)
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


def cuts(root: HtmlElement) -> Mapping[HtmlElement, str]:
    """Return the elements that cannot hold a part of the article, each with the id of the reason.

    The outermost element wins where cuts nest; nothing is removed from the tree.
    """
    found: dict[HtmlElement, str] = {}
    limit = _PARAGRAPHS(root) * _MAX_SHARE
    for element in _CANDIDATES(root):
        reason = _reason(element)
        if reason is None or element.tag in _ARTICLE or _PARAGRAPHS(element) > limit:
            continue
        found[element] = reason.id
    return found


def _reason(element: HtmlElement) -> BuiltIn | None:
    tag, role = str(element.tag), element.get("role") or ""
    if tag == "footer":
        # a footer inside an article or a quotation is part of it: HTML standard, 4.3.8
        inside = next(element.iterancestors("article", "main", "blockquote", "section"), None)
        return FOOTER if inside is None else None
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return _BY_TAG.get(tag) or _BY_ROLE.get(role) or (CONSENT if _CONSENT.search(names) else None)
