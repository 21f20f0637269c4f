"""What parts words, for RE2: the insides of two character classes, each the complement of the other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Characters that part words, as inclusive ranges: what is no letter, mark, number or underscore, in
# the blocks of Unicode where text has such characters after folding (NFKC has made the full-width forms
# plain). RE2 needs some 50 instructions for these and 1,350 for the exact complement of
# \p{L}\p{M}\p{N}_.
_RANGES = (
    *((0x00, 0x2F), (0x3A, 0x40), (0x5B, 0x5E), (0x60, 0x60), (0x7B, 0xA9), (0xAB, 0xB4), (0xB6, 0xB9)),
    *((0xBB, 0xBF), (0xD7, 0xD7), (0xF7, 0xF7), (0x60C, 0x60D), (0x61B, 0x61F), (0x6D4, 0x6D4)),
    *((0x964, 0x965), (0x2000, 0x206F), (0x20A0, 0x20CF), (0x2190, 0x2BFF), (0x2E00, 0x2E7F)),
    *((0x3000, 0x3004), (0x3008, 0x3020), (0x30FB, 0x30FB), (0xE000, 0xF8FF), (0x1F000, 0x1FAFF)),
)


def _ranges(pairs: Iterable[tuple[int, int]]) -> str:
    return "".join(rf"\x{{{first:X}}}-\x{{{last:X}}}" for first, last in pairs)


BREAK = _ranges(_RANGES)
WORD = _ranges((last + 1, first - 1) for (_, last), (first, _) in pairwise((*_RANGES, (0x110000, 0x110000))))
