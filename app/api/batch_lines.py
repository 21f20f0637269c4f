"""The lines of a batch, from bytes as they come in; no more than one line is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator

BLANK = b" \t\r\xef\xbb\xbf"
"""What a line may consist of and be no line: files that were joined have byte order marks in their middle."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without its end; `number` counts from 1, blank lines too.

    `content` is None if it was over the limit.
    """

    number: int
    content: bytes | None
    limit: int

    def checked(self) -> bytes:
        """The content. Raises TooLarge."""
        if self.content is None:
            raise TooLarge(f"the line is over the limit of {self.limit} bytes")
        return self.content


class Lines:
    """Splits at line feeds. Of a line over `limit` bytes nothing is kept but its number."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held = bytearray()
        self._too_long = False
        self._number = 1

    @property
    def held(self) -> int:
        """Bytes of the line that has not ended yet."""
        return len(self._held)

    def feed(self, data: bytes) -> Iterator[Line]:
        """The lines that `data` completes."""
        *ended, rest = data.split(b"\n")
        for part in ended:
            self._add(part)
            yield from self._end()
            self._number += 1
        self._add(rest)

    def finish(self) -> Iterator[Line]:
        """The last line, if it came without its end."""
        yield from self._end()

    def _add(self, part: bytes) -> None:
        if len(self._held) + len(part) > self._limit:
            self._too_long = True
            self._held.clear()
        if not self._too_long:
            self._held += part

    def _end(self) -> Iterator[Line]:
        content, too_long = bytes(self._held), self._too_long
        self._held.clear()
        self._too_long = False
        if too_long or content.strip(BLANK):
            yield Line(self._number, None if too_long else content, self._limit)
