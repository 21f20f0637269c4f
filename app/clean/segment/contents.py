"""What an element is by what stands in it: an item that is more than a line, a table of data, a listing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from app.clean.segment.characters import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_COMPLEX = frozenset("h1 h2 h3 h4 h5 h6 table pre blockquote article section figure".split())
# Those of an item inside this one are that item's.
_PARAGRAPHS = etree.XPath("count(.//p[not(ancestor::li[ancestor::li])]) > 1")
_NESTED_TABLE = etree.XPath("boolean(.//table)")
_LAYOUT_CELL = etree.XPath(
    "boolean(.//td[.//h1|.//h2|.//h3|.//ul|.//ol|.//form|.//pre|.//blockquote|.//figure|self::*[count(.//p)>1]])"
)
_ROWS = etree.XPath("count(.//tr)")
_COLUMNS = etree.XPath("boolean(.//tr[count(td|th) > 1])")
# A data cell of more characters than this is a column of a page laid out with tables.
_LONGEST_CELL = 600


def is_complex(item: HtmlElement) -> bool:
    """Whether an item of a list holds more than its text: headings, tables, paragraphs."""
    if not len(item):
        return False
    if len(item) == 1 and not len(item[0]):  # so are most: a link
        return item[0].tag in _COMPLEX
    if next(item.iter(*_COMPLEX), None) is not None:
        return True
    paragraphs = islice(item.iter("p"), 2)
    return next(paragraphs, None) is not None and next(paragraphs, None) is not None and _PARAGRAPHS(item)


def is_data(table: HtmlElement) -> bool:
    """Whether a table holds data, rather than laying out the page."""
    if _NESTED_TABLE(table) or _ROWS(table) < 2 or not _COLUMNS(table) or _LAYOUT_CELL(table):
        return False
    return all(len(tidy(str(cell.text_content()))) <= _LONGEST_CELL for cell in table.iter("td"))


def verbatim(element: HtmlElement) -> str:
    """The characters of a <pre>, line breaks as they are."""
    parts: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append("\n" if inner.tag == "br" else inner.text or "")
        elif inner is not element:
            parts.append(inner.tail or "")
    return "".join(parts)
