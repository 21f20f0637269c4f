"""One rule, as the matcher and the stages see it: without its examples."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ANY_LANGUAGE = "*"


class Scope(StrEnum):
    """Where a rule may fire. A rule with several scopes fires where one of them is given."""

    LINE = "line"
    HEADING = "heading"
    HEAD = "head"
    TAIL = "tail"
    PAGE = "page"


class Strikes(StrEnum):
    """What a rule that fires takes out: the line alone, or also what follows while it looks like it."""

    LINE = "line"
    TAIL = "tail"


@dataclass(frozen=True, slots=True)
class Rule:
    """A phenomenon of pages that is no part of an article, or that tells what kind of page it is.

    `languages`       ISO 639-1 codes, or `*` alone where the patterns belong to no language.
    `everywhere`      fires in documents of any or of unknown language too.
    `max_words`       a longer block never matches; None is without limit.
    `min_link_share`  a block with a smaller share of linked characters never matches, so a rule
                      with one never fires in scraped text.
    `patterns`        as the author wrote them, named parts filled in.
    """

    id: str
    kind: str
    languages: tuple[str, ...]
    everywhere: bool
    why: str
    scope: tuple[Scope, ...]
    strikes: Strikes
    max_words: int | None
    min_link_share: float
    cased: bool
    patterns: tuple[str, ...]

    def speaks(self, language: str | None) -> bool:
        """Whether the rule may fire in a document of this language; None is an unknown one."""
        return self.everywhere or ANY_LANGUAGE in self.languages or language in self.languages
