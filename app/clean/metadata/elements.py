"""One pass over the tree that picks up every element with something to say about title, date or author."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from lxml.html import HtmlElement

    from app.clean.attributes import Attributes

# All of these are matched against names in lower case.
BYLINE: Final = re.compile(
    r"(?<![a-z])by-?line|author|autor(?!i[sz])|auteur|redakteur|writer|contributor|posted-?by|"
    r"journalist|reporter|vcard|signature|firma(?![a-z])|creator",
)
DATE: Final = re.compile(
    r"date(?!p)|(?<!up)dated|publish|pubdate|time(?!line)|posted|datum|fecha|fech|veroeffentlich|"
    r"entry-meta|post-?meta|article-?meta|meta-?info",
)
TITLE: Final = re.compile(
    r"head-?line|(?:article|post|entry|story|page|main|content|news)[-_]{0,2}(?:title|header|heading)|"
    r"^title|titre|titulo|titel|überschrift",
)
# What any match of these three has in it: most names are told apart from them by one search.
_TELLING: Final = re.compile(
    r"by-?line|auth|autor|auteur|redakteur|writer|contrib|journalist|reporter|vcard|signature|firma|creat|"
    r"post|date|publish|time|datum|fech|veroeff|meta|head|title|titre|titulo|titel|überschrift"
)
# Parts of a page that speak of other articles, of readers or of the site.
AROUND: Final = re.compile(
    r"comment|related|recommend|more-?(?:from|stories|news|on)|most-?(?:read|popular|viewed)|trending|"
    r"popular|teaser|sidebar|side-?bar|widget|"
    r"promo|newsletter|recent|latest|archive|carousel|slider|(?<!v)card|"
    r"(?:^|\s|site-|page-|main-|global-)footer(?![a-z])|also-?(?:read|like)|"
    r"read-?(?:next|more)|up-?next|"
    r"breadcrumb|copyright|reply|reaction|disqus|outbrain|taboola|similar|nextpost|prev-?next|"
    r"author-?(?:bio|box|card)|bio(?![a-z])",
)
# Parts that are surely about something else, whatever the site calls its columns.
OTHERS: Final = re.compile(
    r"comment|related|recommend|disqus|also-?(?:read|like)|read-?next|up-?next|most-?read"
)
# The element that presents the author, below the article or beside it.
AUTHOR_BOX: Final = re.compile(
    r"author-?_?(?:bio|box|card|info|profile|detail)|about-?_?(?:the-?_?)?author|autor-?box"
)
_AUTHOR_LINK: Final = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autore|contributors?|writers?|columnists?|journalists?|"
    r"journalisten|redakteure?|profiles?|staff|people|person|by|team)/[^/?#]+/?(?:[?#].*)?$"
)
_AROUND_TAGS: Final = frozenset(("nav", "footer", "aside"))
_HEAD: Final = frozenset(("meta", "link", "script", "title"))
# What the markup calls an element: for style sheets, link types, tests and analytics.
_NAMING: Final = ("class", "id", "rel", "data-testid", "data-qa", "data-component")
_NOTHING: Final = (False, False, False)
_MACHINE: Final = frozenset(
    ("style", "noscript", "template", "svg", "path", "option", "img", "source", "iframe", "use", "br")
)


@dataclass(frozen=True, slots=True)
class Elements:
    """Elements by what they may be, each list in page order; numbers are positions in the walk.

    `items` are elements with `itemprop` or `property` outside the head.
    """

    metas: list[HtmlElement] = field(default_factory=list)
    scripts: list[HtmlElement] = field(default_factory=list)
    page_titles: list[HtmlElement] = field(default_factory=list)
    links: list[HtmlElement] = field(default_factory=list)
    headings: list[tuple[int, HtmlElement]] = field(default_factory=list)
    times: list[tuple[int, HtmlElement]] = field(default_factory=list)
    dated: list[tuple[int, HtmlElement]] = field(default_factory=list)
    bylines: list[tuple[int, HtmlElement]] = field(default_factory=list)
    author_links: list[tuple[int, HtmlElement]] = field(default_factory=list)
    titled: list[tuple[int, HtmlElement]] = field(default_factory=list)
    items: list[tuple[int, HtmlElement]] = field(default_factory=list)


def collect(attributes: Attributes) -> Elements:
    """Look at every element of a tree once."""
    found = Elements()
    # Pages repeat their class names: each is matched once a page.
    seen: dict[str, tuple[bool, bool, bool]] = {}
    for position, (element, own) in enumerate(attributes.items()):
        tag = element.tag
        if tag in _HEAD:
            _from_head(element, tag, found)
        elif tag not in _MACHINE:
            if tag in ("h1", "h2"):
                found.headings.append((position, element))
            elif tag == "time":
                found.times.append((position, element))
            if own:
                _by_attributes((position, element), own, seen, found)
    return found


def _by_attributes(
    place: tuple[int, HtmlElement],
    attributes: Mapping[str, str],
    seen: dict[str, tuple[bool, bool, bool]],
    found: Elements,
) -> None:
    if "itemprop" in attributes or "property" in attributes:
        found.items.append(place)
    if "href" in attributes and _AUTHOR_LINK.search(attributes["href"]):
        found.author_links.append(place)
    names = " ".join([attributes[key] for key in _NAMING if key in attributes])
    if names and len(names) < 500:
        said = seen.get(names) or seen.setdefault(names, _matched(names))
        if said is not _NOTHING:
            for is_one, elements in zip(said, (found.bylines, found.dated, found.titled), strict=True):
                if is_one:
                    elements.append(place)


def _matched(names: str) -> tuple[bool, bool, bool]:
    """Return whether names speak of a byline, a date, a headline."""
    lower = names.lower()
    if _TELLING.search(lower) is None:
        return _NOTHING
    said = bool(BYLINE.search(lower)), bool(DATE.search(lower)), bool(TITLE.search(lower))
    return said if any(said) else _NOTHING


def _from_head(element: HtmlElement, tag: str, found: Elements) -> None:
    """Sort what machines read; a `title` inside an SVG is the name of an icon."""
    if tag == "meta":
        found.metas.append(element)
        if element.get("itemprop") is not None:
            found.items.append((0, element))
    elif tag == "link":
        found.links.append(element)
    elif tag == "script":
        if "ld+json" in (element.get("type") or "").lower():
            found.scripts.append(element)
    elif (parent := element.getparent()) is not None and parent.tag in ("head", "html", "body"):
        found.page_titles.append(element)


def lines(element: HtmlElement, limit: int = 400) -> str:
    """Return the visible text, one line for each element in it that holds text of its own."""
    parts = (" ".join(part.split()) for part in element.itertext())
    return "\n".join(part for part in parts if part)[:limit]


def text(element: HtmlElement, limit: int = 1000) -> str:
    """Return the visible text with white space folded, blocks and line breaks parted by a space."""
    parts: list[str] = []
    size = 0
    for part in _texts(element):
        parts.append(part)
        size += len(part)
        if size > limit:
            break
    return " ".join("".join(parts).split())


_INLINE: Final = frozenset(
    (
        "a",
        "b",
        "i",
        "em",
        "strong",
        "span",
        "font",
        "u",
        "mark",
        "small",
        "sup",
        "sub",
        "abbr",
        "wbr",
        "bdi",
        "q",
        "cite",
        "time",
    )
)


def _texts(element: HtmlElement) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in _MACHINE:
            if tag not in _INLINE:
                yield " "
            yield from _texts(child)
            if tag not in _INLINE:
                yield " "
        elif tag == "br":
            yield " "
        if child.tail:
            yield child.tail


def surroundings(
    element: HtmlElement, around_headline: Collection[HtmlElement] = (), names: re.Pattern[str] = AROUND
) -> bool:
    """Whether the element stands in a part of the page that is not its article.

    `around_headline` are the ancestors of the headline: whatever they are called, they hold the article.
    `names` is the pattern of class names and ids that such parts have.
    """
    for part in (element, *element.iterancestors()):
        if part in around_headline:
            return False
        tag = part.tag
        if tag in _AROUND_TAGS and not (
            tag == "footer" and next(part.iterancestors("article"), None) is not None
        ):
            return True
        if tag in ("body", "html"):
            return False
        called = f"{part.get('class') or ''} {part.get('id') or ''} {part.get('itemprop') or ''}"
        if len(called) > 2 and names.search(called.lower()):
            return True
    return False
