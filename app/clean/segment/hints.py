"""What tag, role, class and id of an element say about the text in it, as short names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = frozenset(
    "nav footer aside header form figure figcaption noscript main article button address".split()
)
# Names that templates of news sites and blogs give to their parts; word boundaries as CSS names have them.
_NAMES = re.compile(
    r"(?<![a-z])(?:"
    r"(?P<related>related|recommend(?:ed|ations?)?|more-?(?:stories|news|from|on)|read-?(?:more|next|also)|most-?read"
    r"|trending|outbrain|taboola|also-?like|teasers?)"
    r"|(?P<comments>comments?|disqus|respond|replies)"
    r"|(?P<share>shar(?:e|ing)|social|follow|addtoany|addthis)"
    r"|(?P<promo>newsletter|subscri(?:be|ption)|promo(?:tion|s)?|advert(?:isement)?s?|ads?|banner|sponsor(?:ed)?|signup)"
    r"|(?P<byline>byline|authors?|contributors?)"
    r"|(?P<biography>(?:author|about)-?(?:bio|box|info|the-author)|bio(?:graphy)?)"
    r"|(?P<caption>captions?|credits?|wp-caption-text|copyright)"
    r"|(?P<breadcrumb>bread-?crumbs?)"
    r"|(?P<tags>tags?|keywords|categor(?:y|ies)|topics?)"
    r"|(?P<sidebar>side-?bar)"
    r")(?![a-z])"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def key(element: HtmlElement) -> tuple[str | None, ...]:
    """What of the element decides about its hints; equal keys have equal hints."""
    return (
        str(element.tag),
        element.get("class"),
        element.get("id"),
        element.get("itemprop"),
        element.get("rel"),
    )


@lru_cache(4096)
def hints(tag: str | None, *names: str | None) -> frozenset[str]:
    """Return the hints of an element with this tag and these class, id, itemprop and rel values.

    Kept for the names met last: those of one site are on all of its pages.
    """
    found = {tag} & _TAGS if tag else set()
    text = _CAMEL.sub("-", " ".join(filter(None, names))).lower().replace("_", "-")
    if text:
        found |= {str(match.lastgroup) for match in _NAMES.finditer(text)}
    return frozenset(str(name) for name in found)
