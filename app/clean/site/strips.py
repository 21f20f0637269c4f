"""What the strip directives of a site take from a page: nothing leaves the tree, so that it can be shown.

A stripped element becomes a block, or several, of its own. One inside a line, or inside a list item, heading
or row, where no block can begin, is moved behind what it stands in.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from app.clean.site.tree import PAGE, drop_attributes, elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from app.clean.site.site import Site
    from app.clean.site.xpath import Item

# The elements that begin a block, and those whose content nobody reads, as `app.clean.segment.markup` has
# them; a test holds the two together.
BLOCK_LEVEL: Final = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav"
    " noscript ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
NOT_TEXT: Final = frozenset(
    "applet audio canvas datalist embed head iframe input link math-field meta object script select source"
    " style svg template textarea title track video".split()
)
FLAT: Final = frozenset("h1 h2 h3 h4 h5 h6 li pre td th tr".split())
"""Inside of these a block may not begin."""

_LISTS: Final = frozenset("ul ol menu dir".split())
# These begin a block wherever they stand.
_OWN: Final = frozenset({"li", *_LISTS})


def stripped(site: Site, root: HtmlElement) -> list[HtmlElement]:
    """Return the outermost elements that the directives of a site strip, in no order.

    Stripped attributes are taken from the tree at once, being no text. Stripped text gets an element of its
    own.
    """
    found: dict[HtmlElement, None] = {}
    for step in site.named("strip", "strip_attr"):
        items = step.on(root)
        drop_attributes(items)
        found.update(dict.fromkeys(elements(items)))
        found.update(dict.fromkeys(_texts(items)))
    found.update(dict.fromkeys(_named(site, root)))
    return [element for element in found if not any(outer in found for outer in element.iterancestors())]


def set_apart(element: HtmlElement) -> HtmlElement | None:
    """Make sure that a stripped element begins a block, and return what holds its text now.

    None where it has no text: then it is emptied.
    """
    beyond = _beyond(element)
    if element.tag in NOT_TEXT or not "".join(element.itertext()).strip():  # a frame, a picture, a break
        element.clear(keep_tail=True)
        if element.tag == "br":
            element.tag = "span"
        return None
    if element.tag == "pre" or (element.tag not in BLOCK_LEVEL and _has_blocks(element) and beyond is None):
        element.tag = "div"
    if element.tag in _OWN or (element.tag in BLOCK_LEVEL and beyond is None):
        return element
    return _move_behind(element, beyond)


def _has_blocks(element: HtmlElement) -> bool:
    return any(inner.tag in BLOCK_LEVEL for inner in element.iter())


def _move_behind(element: HtmlElement, flat: HtmlElement | None) -> HtmlElement:
    """Move what an element holds behind what is flat around it, else behind the block that it is in.

    All that it leaves is copied around it, for that may hide it from readers.
    """
    moved = copy.deepcopy(element)
    moved.tail = None
    for outer in element.iterancestors():
        if outer.tag in PAGE:
            break
        shell = element.makeelement("div" if outer.tag in BLOCK_LEVEL else outer.tag, dict(outer.attrib))
        shell.append(moved)
        moved = shell
        if outer is flat or (flat is None and outer.tag in BLOCK_LEVEL):
            break
    apart = element.makeelement("div")
    apart.append(moved)
    if outer.tag in PAGE:
        outer.append(apart)
    else:
        outer.addnext(apart)
    element.clear(keep_tail=True)
    return apart


def _beyond(element: HtmlElement) -> HtmlElement | None:
    """The outermost of what is flat around an element, None where a block may begin."""
    flat: HtmlElement | None = None
    for outer in element.iterancestors():
        if outer.tag in _LISTS or outer.tag in PAGE:
            break
        if outer.tag in FLAT:
            flat = outer
    return flat


def _texts(items: list[Item]) -> Iterator[HtmlElement]:
    """Put each text that an XPath selected into an element of its own."""
    for item in items:
        if not isinstance(item, etree._ElementUnicodeResult):  # noqa: SLF001
            continue
        owner = item.getparent() if item.is_text or item.is_tail else None
        # Of text that a comment parted, each part is selected, and lxml gives out what follows with it.
        text = None if owner is None else owner.tail if item.is_tail else owner.text
        if owner is None or text is None:
            continue
        inner = owner.makeelement("span")
        try:
            inner.text = text
        except ValueError:  # characters that XML does not allow
            continue
        if item.is_tail:
            owner.tail = None
            owner.addnext(inner)
        else:
            owner.text = None
            owner.insert(0, inner)
        yield inner


def _named(site: Site, root: HtmlElement) -> Iterator[HtmlElement]:
    """The elements whose id or class, and the pictures whose address, contain what the site says."""
    names = [step.value.strip("\"' ") for step in site.named("strip_id_or_class") if step.applies(root)]
    sources = [step.value for step in site.named("strip_image_src") if step.applies(root)]
    if any(names):
        of_names = re.compile("|".join(map(re.escape, filter(None, names))))
        for element in root.iter("*"):
            if element.tag not in PAGE and any(
                value and of_names.search(value) for value in (element.get("id"), element.get("class"))
            ):
                yield element
    if sources:
        for picture in root.iter("img"):
            if any(source in (picture.get("src") or "") for source in sources):
                yield picture
