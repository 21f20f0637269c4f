"""Strings that can be sent: JSON may escape half of a surrogate pair, and UTF-8 cannot carry it."""

from __future__ import annotations

import re
from typing import Final

REPLACEMENT: Final = "\ufffd"

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def scalars(text: str) -> str:
    """Return the text with each lone surrogate replaced by U+FFFD."""
    try:
        text.encode()  # a tenth of the time that looking for them takes
    except UnicodeEncodeError:
        return _SURROGATE.sub(REPLACEMENT, text)
    return text
