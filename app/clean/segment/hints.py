"""What tag, role, class and id of an element say about the text in it, as short names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_HINTS: frozenset[str] = frozenset()
_OF_TAG = {
    tag: frozenset({tag})
    for tag in "nav footer aside header form figure figcaption noscript main article button address".split()
}
_NAMING = ("class", "id", "itemprop", "rel")
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


# The words that any match of the names begins with, the spellings without a hyphen among them.
_TELLING = frozenset(
    "related recommend recommended recommendation recommendations more morestories morenews morefrom"
    " moreon read readmore readnext readalso most mostread trending outbrain taboola also alsolike"
    " teaser teasers comment comments disqus respond replies share sharing social follow addtoany"
    " addthis newsletter subscribe subscription promo promos promotion advert adverts advertisement"
    " advertisements ad ads banner sponsor sponsored signup byline author authors contributor"
    " contributors about authorbio authorbox authorinfo authorthe aboutbio aboutbox aboutinfo aboutthe"
    " bio biography caption captions credit credits wp copyright bread breadcrumb breadcrumbs tag tags"
    " keywords category categories topic topics side sidebar".split()
)
_WORD = re.compile("[a-z]+")


def hints(tag: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """Return what tag and attributes of an element say about the text in it."""
    own = _OF_TAG.get(tag, _NO_HINTS)
    if not attributes:
        return own
    names = " ".join([name for key in _NAMING if (name := attributes.get(key))])
    return own | _named(names) if names else own


@lru_cache(4096)
def _named(names: str) -> frozenset[str]:
    """Return the hints of names. Kept for those met last: those of one site are on all of its pages."""
    text = _CAMEL.sub("-", names).lower().replace("_", "-")
    if _TELLING.isdisjoint(_WORD.findall(text)):
        return _NO_HINTS
    return frozenset([str(match.lastgroup) for match in _NAMES.finditer(text)])
