"""The text of one block while it is gathered: characters, how many of them are links, inline Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from app.clean.segment.characters import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        self.markdown = markdown
        self._base = base
        self.parts: list[str] = []
        self._link_parts: list[str] = []
        self._links = 0
        self._marked: list[str] = []
        # Open inline elements: tag, target of a link, and where each began in `_marked`; one that a block
        # boundary splits goes on.
        self._open: list[tuple[str, str, int]] = []

    def text(self, text: str) -> None:
        """Add characters."""
        if not self.parts and text.isspace():
            return
        self.parts.append(text)
        if self._links:
            self._link_parts.append(text)
        if self.markdown:
            verbatim = any(_MARKS.get(tag) == "`" for tag, _, _ in self._open)
            self._marked.append(text if verbatim else _SPECIAL.sub(r"\\\1", text))

    def open(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Enter an inline element."""
        if tag == "a" and "href" in attributes:
            self._links += 1
        if self.markdown:
            self._open.append((tag, attributes.get("href", "").strip(), len(self._marked)))

    def close(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Leave an inline element."""
        if tag == "a" and "href" in attributes:
            self._links -= 1
        if self.markdown:
            self._mark(*self._open.pop())

    def blank(self) -> bool:
        """Whether nothing but white space has been gathered."""
        return not any(part.strip() for part in self.parts)

    def take(self) -> tuple[str, float, str]:
        """Return text, link share and Markdown of what was gathered, and begin anew."""
        text = tidy("".join(self.parts))
        if not text:
            self.parts.clear()
            self._link_parts.clear()
            self._marked.clear()
            self._open = [(tag, target, 0) for tag, target, _ in self._open]
            return "", 0.0, ""
        linked = len(tidy("".join(self._link_parts))) if self._link_parts else 0
        markup = self._take_markup() if self.markdown else ""
        self.parts.clear()
        self._link_parts.clear()
        return text, round(min(1.0, linked / len(text)), 3), markup

    def _take_markup(self) -> str:
        for tag, target, start in reversed(self._open):
            self._mark(tag, target, start)
        markup = tidy("".join(self._marked))
        self._marked.clear()
        self._open = [(tag, target, 0) for tag, target, _ in self._open]
        return markup

    def _mark(self, tag: str, href: str, start: int) -> None:
        """Put the Markdown marks of an element around what was gathered since it began."""
        content = "".join(self._marked[start:])
        core = content.strip()
        if not core:
            return
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
