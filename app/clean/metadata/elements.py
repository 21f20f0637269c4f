"""One pass over the tree that picks up every element with something to say about title, date or author."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass, field
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Final

import re2

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
# What any match of these three has in it, with the rest of its line: one pass over all names of a page tells
# most of them apart.
_TELLING: Final = re2.compile(
    "(?:by-?line|auth|autor|auteur|redakteur|writer|contrib|journalist|reporter|vcard|signature|firma|creat|"
    "post|date|publish|time|datum|fech|veroeff|meta|head|title|titre|titulo|titel|überschrift)[^\n]*".encode()
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
# The part of an address before an author's name.
_AUTHOR_PAGES: Final = frozenset(
    "author authors autor autoren autores autorin auteur auteurs autore contributor contributors writer"
    " writers columnist columnists journalist journalists journalisten redakteur redakteure profile"
    " profiles staff people person by team".split()
)
_QUERY: Final = re.compile(r"[?#]")
_AROUND_TAGS: Final = frozenset(("nav", "footer", "aside"))
_HEADINGS: Final = frozenset(("h1", "h2"))
_HEAD: Final = frozenset(("meta", "link", "script", "title"))
# What the markup calls an element: for style sheets, link types, tests and analytics.
_NAMING: Final = ("class", "id", "rel", "data-testid", "data-qa", "data-component")
_SELDOM: Final = frozenset(_NAMING[2:])
# Characters of all that an element is called.
_LONGEST: Final = 500
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
    named: dict[str, list[tuple[int, HtmlElement]]] = {}
    for position, (element, own) in enumerate(attributes.items()):
        tag = element.tag
        if tag in _HEAD:
            _from_head(element, tag, found)
        elif tag not in _MACHINE:
            if tag in _HEADINGS:
                found.headings.append((position, element))
            elif tag == "time":
                found.times.append((position, element))
            if not own:
                continue
            if "itemprop" in own or "property" in own:
                found.items.append((position, element))
            if "href" in own and _leads_to_author(own["href"]):
                found.author_links.append((position, element))
            names = _names(own)
            if names:
                named.setdefault(names, []).append((position, element))
    _by_names(named, found)
    return found


def _names(attributes: Mapping[str, str]) -> str:
    """What the markup calls an element; empty where that is too long for names."""
    if _SELDOM.isdisjoint(attributes):
        names = attributes.get("class", "")
        if "id" in attributes:
            names = f"{names} {attributes['id']}" if "class" in attributes else attributes["id"]
    else:
        names = " ".join([attributes[key] for key in _NAMING if key in attributes])
    return names if len(names) < _LONGEST else ""


def _by_names(named: Mapping[str, list[tuple[int, HtmlElement]]], found: Elements) -> None:
    """Sort elements by what their names, each of which several may have, say of them."""
    every = [names.lower() for names in named]
    # as bytes, so that RE2 need not count characters; a line break in names parts nothing that matches
    lines = [names.replace("\n", " ").encode() for names in every]
    starts = list(accumulate(map(len, lines), lambda start, size: start + size + 1, initial=0))
    telling = {bisect(starts, match.start()) - 1 for match in _TELLING.finditer(b"\n".join(lines))}
    places = list(named.values())
    for pattern, elements in ((BYLINE, found.bylines), (DATE, found.dated), (TITLE, found.titled)):
        for index in telling:
            if pattern.search(every[index]):
                elements.extend(places[index])
        elements.sort(key=itemgetter(0))


def _leads_to_author(address: str) -> bool:
    """Whether an address is that of an author's page: the name stands behind a word for authors."""
    if "?" in address or "#" in address:
        address = _QUERY.split(address, maxsplit=1)[0]
    before = address.removesuffix("/").rsplit("/", 2)
    return len(before) == 3 and before[1] in _AUTHOR_PAGES and before[2] != ""


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
