"""The attributes of a tree, read once for all who look at them: asking lxml for each by name costs more."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    Attributes: TypeAlias = Mapping[HtmlElement, Mapping[str, str]]


def read_attributes(root: HtmlElement) -> Attributes:
    """Return the attributes of every element, in page order.

    It also keeps the elements alive: lxml makes an object for one at each visit, unless there is one.
    """
    return {element: dict(element.items()) for element in root.iter("*")}
