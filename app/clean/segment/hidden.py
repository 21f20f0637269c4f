"""What readers are not shown, by the attributes of its element alone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCREEN_READER_ONLY = frozenset(
    {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader"}
)
# React streams parts of a page hidden, for its script to put in their place.
_STREAMED = re.compile(r"S:[0-9a-f]+$")


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether readers are not shown an element, by its attributes alone."""
    style = attributes.get("style")
    if style and "display:none" in style.replace(" ", "").lower():
        return True
    if attributes.get("hidden", "until-found") != "until-found" and not _STREAMED.match(
        attributes.get("id", "")
    ):
        return True
    css = attributes.get("class")
    return css is not None and _reader_only(css)


@lru_cache(4096)
def _reader_only(css: str) -> bool:
    """Whether class names are those of text that only screen readers have."""
    return not _SCREEN_READER_ONLY.isdisjoint(css.split())
