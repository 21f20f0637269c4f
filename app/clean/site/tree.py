"""Small rewrites of the tree: elements wrapped, dissolved and moved, attributes taken away.

Each leaves the text around an element where it is. lxml refuses to move text with characters that XML does
not allow, which HTML may have as `&#11;`: such an element stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.clean.site import xpath

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from app.clean.site.site import Site, Step
    from app.clean.site.xpath import Item

# What holds the page itself is neither wrapped nor moved nor stripped.
PAGE: Final = frozenset({"html", "head", "body"})


def rewrite(site: Site, root: HtmlElement) -> None:
    """Do what strip_attr, wrap_in, dissolve and move_into say, in the order of the file."""
    for step in site.named("strip_attr", "wrap_in", "dissolve", "move_into"):
        items = step.on(root)
        if step.name == "strip_attr":
            drop_attributes(items)
            continue
        target = _target(step, root)
        for element in elements(items):
            if step.name == "wrap_in":
                wrap(element, step.argument)
            elif step.name == "dissolve":
                _dissolve(element)
            elif target is not None:
                _move(element, target)


def _target(step: Step, root: HtmlElement) -> HtmlElement | None:
    return next(elements(xpath.select(step.target, root)), None) if step.target is not None else None


def elements(items: Iterable[Item]) -> Iterator[HtmlElement]:
    """The elements among what an XPath selected, without those that hold the page."""
    return (item for item in items if not isinstance(item, str) and item.tag not in PAGE)


def drop_attributes(items: Iterable[Item]) -> None:
    """Take the attributes away that an XPath selected."""
    for item in items:
        if getattr(item, "is_attribute", False):
            owner, name = item.getparent(), item.attrname  # type: ignore[union-attr]
            if owner is not None and name in owner.attrib:
                del owner.attrib[name]


def wrap(element: HtmlElement, tag: str) -> HtmlElement:
    """Put an element into a new one, and return that; the element itself where that cannot be done."""
    wrapper = element.makeelement(tag)
    parent = element.getparent()
    if parent is None or not _takes_tail(wrapper, element):
        return element
    parent.replace(element, wrapper)
    wrapper.append(element)
    return wrapper


def _move(element: HtmlElement, target: HtmlElement) -> None:
    parent, rest = element.getparent(), element.makeelement("span")
    if parent is None or target is element or element in target.iterancestors():
        return
    if element.tail is not None:
        if not _takes_tail(rest, element):
            return
        parent.replace(element, rest)
    target.append(element)


def _takes_tail(taker: HtmlElement, element: HtmlElement) -> bool:
    try:
        taker.tail = element.tail
    except ValueError:
        return False
    element.tail = None
    return True


def _dissolve(element: HtmlElement) -> None:
    try:
        element.drop_tag()
    except ValueError:
        return
