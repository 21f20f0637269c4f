"""Headlines: comparing what a page calls itself in several places, and taking the site's name off."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

SEPARATOR: Final = re.compile(r"\s+[|\-–—·•:»«>/~‹›*]+\s+|\s*[|｜»«‹›]\s*|:\s+|\s+[–—]|\s::\s|\s*[_＿]\s*")
_WORDS: Final = re.compile(r"\w+")
_ALIKE: Final = str.maketrans(dict.fromkeys("‘’‚‛′´`", "'") | dict.fromkeys("“”„‟″«»「」『』", '"'))
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
# Characters; the longest title of a real page that we have seen has a third of them.
_LONGEST: Final = 1000
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def key(text: str) -> str:
    """Return a title as the words in it: the key under which two spellings are one."""
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))


def spelling(text: str) -> str:
    """Return a title with the forms that readers take for the same made the same: case, quotes, dashes."""
    folded = unicodedata.normalize("NFKC", text.translate(_ALIKE)).casefold()
    return " ".join(_DASHES.sub("-", _INVISIBLE.sub("", folded)).split())


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two titles share, 0 to 1, from their `grams`."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def grams(text: str) -> frozenset[str]:
    """Return the words and word pairs of a title, or the pairs of characters where no words are parted."""
    folded = key(text)
    words = folded.split()
    if len(folded) > 12 * len(words) or (len(words) < 4 and not folded.isascii()):
        return frozenset(folded[i : i + 2] for i in range(len(folded) - 1)) or frozenset(words)
    return frozenset(words) | {f"{a} {b}" for a, b in pairwise(words)}


def parts(title: str) -> list[str]:
    """Return the leading and trailing pieces that a title has around its separators, longest first.

    "Headline - Section | Brand" gives itself, then "Headline - Section" and so on down to "Brand".
    """
    cuts = [(m.start(), m.end()) for m in SEPARATOR.finditer(title)][:8]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(title)]
    pieces = {title[s:e].strip() for i, s in enumerate(starts) for e in ends[i:]}
    return sorted((p for p in pieces if p), key=len, reverse=True)


def without_site(title: str, sites: Collection[str]) -> str:
    """Take the site's name from the end or the front of a title, with the separator.

    What is longer than any title is left as it is.
    """
    if len(title) > _LONGEST:
        return title
    names = {key(site) for site in sites if site}
    names |= {name.replace(" ", "") for name in names}
    while (shorter := _without_last(title, names)) is not None:
        title = shorter
    for match in SEPARATOR.finditer(title):
        if _names_site(title[: match.start()], names) and title[match.end() :].strip():
            return title[match.end() :].strip()
    return title


def _without_last(title: str, names: Collection[str]) -> str | None:
    """The title without the site's name at its end, None where it does not end with it."""
    for match in reversed(list(SEPARATOR.finditer(title))):
        if _names_site(title[match.end() :], names) and match.start() > 0:
            return title[: match.start()].strip()
    return None


def _names_site(piece: str, names: Collection[str]) -> bool:
    folded = key(piece)
    return bool(folded) and (folded in names or folded.replace(" ", "") in names)


def is_site(title: str, sites: Sequence[str]) -> bool:
    """Whether a title is nothing but the name of the site."""
    folded = key(title)
    return not folded or any(
        folded == key(site) or folded.replace(" ", "") == key(site).replace(" ", "") for site in sites
    )
