"""What parts words in folded text, for RE2: the insides of two character classes, each without the other.

Signs beyond ASCII are signs of ASCII there (`app.clean.rules.signs`), so what is beyond it is a letter, a
mark or a number.
"""

from __future__ import annotations

from typing import Final

BREAK: Final = r"\x{0}-/:-@[-\x{5E}`{-\x{7F}"
WORD: Final = r"0-9A-Z_a-z\x{80}-\x{10FFFF}"
