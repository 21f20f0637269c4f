"""From what the adapters are given to what peers take, and back."""

from __future__ import annotations

from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def decoded(content: bytes | str) -> str:
    """The page as text, as a client decodes it for tools that take no bytes: BOM, `<meta>`, then UTF-8."""
    if isinstance(content, str):
        return content
    from w3lib.encoding import html_to_unicode

    return str(html_to_unicode(None, content)[1])


def day(value: object) -> str | None:
    """The day as ISO 8601, in the clock that the tool gave it in; None if there is none.

    Text that is no date at all counts as none.
    """
    if isinstance(value, date):
        return value.isoformat()[:10]
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return datetime.fromisoformat(value.strip()).date().isoformat()
    except ValueError:
        from dateutil.parser import parse

        try:
            return str(parse(value).date().isoformat())
        except (ValueError, OverflowError):
            return None


def names(found: Iterable[object] | None) -> tuple[str, ...]:
    """The names that are more than white space, as plain strings: some tools give parts of their trees."""
    return tuple(name for name in (str(one).strip() for one in found or () if one) if name)


def as_paragraphs(text: str) -> str:
    """A page that holds each line of a text as a paragraph."""
    lines = (line.strip() for line in text.splitlines())
    paragraphs = "".join(f"<p>{escape(line, quote=False)}</p>\n" for line in lines if line)
    return f"<html><body>\n{paragraphs}</body></html>"
