"""What kind of page the document was, and what led to that: `docs/verdicts.md`."""

from app.clean.verdict.clues import NO_CLUES, Clue, Clues, find_clues
from app.clean.verdict.judge import judge

__all__ = ["NO_CLUES", "Clue", "Clues", "find_clues", "judge"]
