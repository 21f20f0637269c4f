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
    if "style" in attributes and "display:none" in attributes["style"].replace(" ", "").lower():
        return True
    if (
        "hidden" in attributes
        and attributes["hidden"] != "until-found"
        and not _STREAMED.match(attributes.get("id", ""))
    ):
        return True
    return "class" in attributes and _reader_only(attributes["class"])


@lru_cache(4096)
def _reader_only(css: str) -> bool:
    """Whether class names are those of text that only screen readers have."""
    return not _SCREEN_READER_ONLY.isdisjoint(css.split())
