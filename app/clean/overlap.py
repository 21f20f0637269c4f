"""How much of one text stands in others, in whatever order and however often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.clean.align import key

if TYPE_CHECKING:
    from collections.abc import Iterable

# So many letters hardly ever follow upon each other in two texts by chance, in an alphabet; and in scripts of
# thousands of signs still less.
_PIECE: Final = 8
# A paragraph of which this share was met before says nothing new. A template that fills in names shares less.
_REPEATED: Final = 0.95


class Pieces:
    """The texts met so far, in pieces of eight letters and digits."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._met: set[str] = set()
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        """Remember a text."""
        letters = key(text)
        # side by side, with one more at the end: they cover the text, and are an eighth of all there are
        self._met.update(letters[at : at + _PIECE] for at in range(0, len(letters) - _PIECE + 1, _PIECE))
        if len(letters) >= _PIECE:
            self._met.add(letters[-_PIECE:])

    def share(self, text: str) -> float:
        """Return how much of the letters of `text` stands in the texts met, 0 to 1; 0 of a very short one."""
        letters = key(text)
        covered = end = 0
        for at in range(len(letters) - _PIECE + 1):
            if letters[at : at + _PIECE] in self._met:
                covered += at + _PIECE - max(at, end)
                end = at + _PIECE
        return covered / len(letters) if covered else 0.0


def stated_once(paragraphs: Iterable[str]) -> list[str]:
    """Return the paragraphs without those that say again what earlier ones have said."""
    met, kept = Pieces(), []
    for paragraph in paragraphs:
        if met.share(paragraph) < _REPEATED:
            kept.append(paragraph)
            met.add(paragraph)
    return kept
