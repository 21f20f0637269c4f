"""HTML -> lxml tree, once, whatever the markup is like."""

from __future__ import annotations

import contextlib
import re

import lxml.html
from lxml import etree

# libxml2 stops at 2,048 open elements and drops the rest of the page; everything after it recurses in C,
# so a page deeper than this is flattened instead. The deepest of the pages we develop against has 93.
MAX_DEPTH = 512

_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>", re.I)
# Control characters, on which libxml2 ends a text; none is part of a character in UTF-8.
_CONTROLS = bytes([0x00, 0x0B, 0x0C, *range(0x0E, 0x20)])
_BLANKED = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))
# A tag without an end ends with the page, as the standard has it: else each of many would be followed there.
_CONTAINERS = re.compile(
    rb"(?:</?(?:div|section|span|font|center|table|tbody|tr|td|ul|ol|li|dl|dt|dd|blockquote)\b[^>]*(?:>|\Z)"
    rb"\s*(?:<p>\s*(?=<))?)+",
    re.I,
)
_DEEPER = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")
_ANY_TAG = re.compile(rb"<(script|style)\b.*?(?:</\1\s*>|\Z)|<(?=[a-z/!?])[^>]*(?:>|\Z)", re.I | re.S)

# What HTML allows in a head (HTML standard, 13.2.6.4.4); anything else begins the body.
_IN_HEAD = frozenset("base basefont bgsound link meta noframes noscript script style template title".split())

# lxml.html asks Python for the class of every element; nothing here needs forms and links to be of their own.
_ALL_ALIKE = etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)


def parse(markup: str) -> lxml.html.HtmlElement:
    """Return the root `<html>` element; an empty document gives an empty one.

    Comments and processing instructions are gone from the tree. Nothing external is ever loaded.
    """
    source = markup.encode().translate(_BLANKED)
    if declaration := _DECLARATION.match(source):
        source = source[declaration.end() :]
    root = _parse(source)
    if _DEEPER(root):
        root = _parse(_CONTAINERS.sub(b"<br><br>", source))
        if _DEEPER(root):
            root = _parse(_ANY_TAG.sub(b" ", source))
    _begin_body(root)
    return root


def _begin_body(root: lxml.html.HtmlElement) -> None:
    """Let the body begin where HTML 5 lets it, if the tags of head and body are left out.

    libxml2 knows HTML 4: it leaves elements that this has not, `article` and `nav` among them, in the head.
    """
    head = root.find("head")
    if head is None or all(child.tag in _IN_HEAD for child in head):
        return
    first = next(place for place, child in enumerate(head) if child.tag not in _IN_HEAD)
    begun = head[first:]
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    elif body.text:
        with contextlib.suppress(ValueError):  # characters that lxml reads, but does not write
            begun[-1].tail, body.text = (begun[-1].tail or "") + body.text, None
    for place, element in enumerate(begun):
        body.insert(place, element)


def _parse(source: bytes) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    parser.set_element_class_lookup(_ALL_ALIKE)
    try:
        root = lxml.html.document_fromstring(source, parser=parser)
    except etree.ParserError:  # nothing but white space or comments
        root = lxml.html.document_fromstring("<html><body></body></html>")
    return root
