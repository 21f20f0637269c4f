"""Pages -> texts, as scrapers make them; the first five to the letter as in the text sets of the data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import html2text
import inscriptis
from bs4 import BeautifulSoup
from lxml import etree, html
from resiliparse.extract.html2text import extract_plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

_INVISIBLE: Final = "script style noscript template head svg iframe object textarea select".split()
_BLOCKS: Final = frozenset(
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tr ul".split()
)
_APART: Final = frozenset("p h1 h2 h3 h4".split())
_SPACE: Final = re.compile(r"\s+")


def _resiliparse(page: str) -> str:
    return str(extract_plain_text(page, alt_texts=False))


def _resiliparse_main(page: str) -> str:
    return str(extract_plain_text(page, main_content=True, alt_texts=False))


def _html2text(page: str, *, links: bool = False, width: int = 0) -> str:
    writer = html2text.HTML2Text()
    writer.ignore_links = writer.ignore_images = not links
    writer.body_width = width
    return str(writer.handle(page))


def _soup(page: str) -> str:
    tree = BeautifulSoup(page, "lxml")
    for element in tree(["script", "style", "noscript", "template"]):
        element.decompose()
    return tree.get_text("\n", strip=True)


def inner_text(page: str) -> str:
    """About what a browser's `innerText` gives: lines for block elements, blank lines around paragraphs."""
    return _visible(page, apart="\n\n", cell="\t")


def wet(page: str) -> str:
    """About what Common Crawl's WET files have: the title, then one line a block element, no blank lines."""
    root = _parsed(page)
    title = root.findtext(".//title") if root is not None else None
    text = re.sub(r"\n+", "\n", _visible(page, apart="\n", cell=" "))
    return f"{_SPACE.sub(' ', title).strip()}\n{text}" if title else text


def _parsed(page: str) -> HtmlElement | None:
    try:
        return html.document_fromstring(
            page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, ValueError):
        return None


def _visible(page: str, *, apart: str, cell: str) -> str:
    parts: list[str] = []

    def walk(element: HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _INVISIBLE or element.get("hidden") is not None:
            return
        if "display:none" in (element.get("style") or "").replace(" ", ""):
            return
        edge = (
            apart
            if tag in _APART
            else "\n"
            if tag in _BLOCKS or tag == "br"
            else cell
            if tag in ("td", "th")
            else ""
        )
        parts.append(edge)
        parts.append(_SPACE.sub(" ", element.text or ""))
        for child in element:
            walk(child)
            parts.append(_SPACE.sub(" ", child.tail or ""))
        if tag in _BLOCKS:
            parts.append(edge)

    root = _parsed(page)
    if root is None:
        return ""
    try:
        walk(root)
    except RecursionError:  # nested deeper than any page that a browser would show
        return ""
    text = re.sub(r" *\n *", "\n", "".join(parts))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"  +", " ", text)).strip()


RENDERERS: Final[dict[str, Callable[[str], str]]] = {
    "resiliparse": _resiliparse,
    "resiliparse_main": _resiliparse_main,
    "inscriptis": inscriptis.get_text,
    "html2text": _html2text,
    "soup": _soup,
    "html2text_links": lambda page: _html2text(page, links=True),
    "html2text_wrapped": lambda page: _html2text(page, width=78),
    "inner_text": inner_text,
    "wet": wet,
}
