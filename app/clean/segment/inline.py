"""The text of one block while it is gathered: characters, how many of them are links, inline Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from app.clean.segment.characters import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKS = {
    "strong": "**",
    "b": "**",
    "em": "*",
    "i": "*",
    "code": "`",
    "kbd": "`",
    "samp": "`",
    "tt": "`",
    "del": "~~",
    "s": "~~",
    "strike": "~~",
}
_SPECIAL = re.compile(r"([\\`*\[\]<])")
_SAFE_LINK = re.compile(r"(?:https?:|mailto:|[^:]*$|[^:/?#]*[/?#])", re.I)


class Inline:
    """Gathers the inline content between two block-level boundaries."""

    def __init__(self, markdown: bool, base: str | None = None) -> None:
        self._markdown = markdown
        self._base = base
        self._parts: list[str] = []
        self._link_parts: list[str] = []
        self._links = 0
        self._marked: list[str] = []
        # Open inline elements with where they began in `_marked`; one that a block boundary splits goes on.
        self._open: list[tuple[HtmlElement, int]] = []

    def text(self, text: str) -> None:
        """Add characters."""
        self._parts.append(text)
        if self._links:
            self._link_parts.append(text)
        if self._markdown:
            verbatim = any(_MARKS.get(str(element.tag)) == "`" for element, _ in self._open)
            self._marked.append(text if verbatim else _SPECIAL.sub(r"\\\1", text))

    def open(self, element: HtmlElement) -> None:
        """Enter an inline element."""
        if element.tag == "a" and element.get("href") is not None:
            self._links += 1
        if self._markdown:
            self._open.append((element, len(self._marked)))

    def close(self, element: HtmlElement) -> None:
        """Leave an inline element."""
        if element.tag == "a" and element.get("href") is not None:
            self._links -= 1
        if self._markdown:
            opened, start = self._open.pop()
            self._mark(opened, start)

    @property
    def empty(self) -> bool:
        """Whether nothing at all has been gathered."""
        return not self._parts

    def blank(self) -> bool:
        """Whether nothing but white space has been gathered."""
        return not any(part.strip() for part in self._parts)

    def take(self) -> tuple[str, float, str]:
        """Return text, link share and Markdown of what was gathered, and begin anew."""
        text = tidy("".join(self._parts)) if self._parts else ""
        if not text:
            self._parts.clear()
            self._link_parts.clear()
            self._marked.clear()
            self._open = [(element, 0) for element, _ in self._open]
            return "", 0.0, ""
        linked = len(tidy("".join(self._link_parts))) if self._link_parts else 0
        markup = self._take_markup() if self._markdown else ""
        self._parts.clear()
        self._link_parts.clear()
        return text, round(min(1.0, linked / len(text)), 3), markup

    def _take_markup(self) -> str:
        for element, start in reversed(self._open):
            self._mark(element, start)
        markup = tidy("".join(self._marked))
        self._marked.clear()
        self._open = [(element, 0) for element, _ in self._open]
        return markup

    def _mark(self, element: HtmlElement, start: int) -> None:
        """Put the Markdown marks of an element around what was gathered since it began."""
        content = "".join(self._marked[start:])
        core = content.strip()
        if not core:
            return
        tag = str(element.tag)
        href = (element.get("href") or "").strip()
        if tag == "a" and href and not href.startswith("#") and _SAFE_LINK.match(href):
            target = _absolute(self._base, href)
            core = f"[{core}]({target.replace(' ', '%20').replace(')', '%29')})"
        elif tag in _MARKS:
            core = f"{_MARKS[tag]}{core}{_MARKS[tag]}"
        else:
            return
        lead = content[: len(content) - len(content.lstrip())]
        trail = content[len(content.rstrip()) :]
        self._marked[start:] = [lead, core, trail]


def _absolute(base: str | None, href: str) -> str:
    try:
        return urljoin(base, href) if base else href
    except ValueError:  # `//[`, say, which is no address and no path
        return href
