"""The lines of a text that may be its headline, and what stands around them.

Written for speed: a page has hundreds of lines, and all of this may take a fraction of a millisecond.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from app.clean.metadata import headline, url
from app.clean.model import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.clean.model import Block

#: Longer lines are no headline.
LONGEST: Final = 260
#: Further below than any line that counts.
FAR: Final = 99
# Lines of one or two words are looked at so near to the article only: farther off they are menus.
_NEAR: Final = 25
# Lines before the article and behind its beginning that are looked at; elsewhere a line must have the words
# of the address or be a heading.
_BEFORE: Final = 60
_BEHIND: Final = 9
# Lines at the very top, where some texts have the page's own title.
_TOP: Final = 3
# A date or a byline is shorter; so is a line of a menu.
_BRIEF: Final = 120
_SHORT: Final = 25
_PARAGRAPH: Final = 200
# Words of the address that a line far off must have, and the share of all of them.
_ANCHORS: Final = 2
_SHARE: Final = 0.6
_SENTENCE_END: Final = tuple(".!?…。！？।؟")

_DIGIT: Final = re.compile(r"\d")
_MONTH: Final = (
    r"jan|feb|f[eé]v|m[aä]r|mrz|apr|avr|abr|ma[iyj]|giu|ju[nl]|lug|aug|ag[ou]|ao[uû]|sep|set|o[ck]t|out|nov|"
    r"de[czs]|dic"
)
_DATED: Final = re.compile(
    rf"(?:19|20)\d\d(?!\d)|\d[./-]\s?\d{{1,2}}[./-]\s?\d\d|\d:\d\d|\d\.?\s?(?:{_MONTH}|[月월分時])|"
    rf"(?:{_MONTH})\w*\.?\s\d|\d\s\w+\s(?:ago|fa|atrás|geleden|siden|sedan|temu|назад|önce)(?!\w)|\d\s?min",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(
    r"(?:by|written by|von|par|por|di|da|door|av|af|przez|oleh|bởi|autor|author|auteur|autore|yazar|text|"
    r"автор|текст|بقلم|كتب)(?!\w)",
    re.IGNORECASE,
)
_REPORTER: Final = re.compile(r"(?:記者|记者|기자)$")
_MARK: Final = re.compile(r"#{1,6}\s+(?=\S)")


class Lines:
    """All lines of a text; indices are those of `blocks`.

    `start`    index at which the article's prose begins; `low`, `high` bound the window around it.
    `slug`     words of the page's address without accents; `host` its letters and digits.
    `kinds`    of the lines from `low` on: 1 date or byline, 2 short, 3 longer, 4 sentence, 5 paragraph.
    `dated`    whether these lines have a date; `to_date` and `to_name` are the lines from each down to the
               next date and to the next byline, FAR or more where there is none.
    `longer`   how many of them before each are of kind 3.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        struck: Collection[int],
        start: int,
        address: str | None,
        scores: Sequence[float] = (),
    ) -> None:
        """Read the window.

        `struck` are the positions of noise, `address` is the page's URL if known, `scores` are the blocks'
        probabilities of being part of the article, empty where nobody tells.
        """
        self.scores = scores
        self.blocks, self.struck, self.start = blocks, struck, start
        self.texts = [block.text for block in blocks]
        known = bool(address) and url.is_address(address or "")
        self.slug = _slug_words(address or "") if known else frozenset()
        self.host = letters(url.site_names(address or "")[0]) if known else ""
        self.low, self.high = max(start - _BEFORE, 0), min(start + _BEHIND, len(blocks))
        self._keys: dict[int, str] = {}
        self._read()

    def _read(self) -> None:
        texts = self.texts[self.low : self.high + 4]
        kinds, dated, signed = [], [], []
        for text in texts:
            size = len(text)
            has_date = has_name = False
            if size <= _BRIEF:
                has_date = _DIGIT.search(text) is not None and _DATED.search(text) is not None
                has_name = not has_date and (
                    _SIGNED.match(text) is not None
                    or (text.endswith(("者", "자")) and _REPORTER.search(text) is not None)
                )
            dated.append(has_date)
            signed.append(has_name)
            if has_date or has_name:
                kinds.append(1)
            elif size < _SHORT:
                kinds.append(2)
            else:
                kinds.append(5 if size > _PARAGRAPH else 4 if text.endswith(_SENTENCE_END) else 3)
        self.kinds, self.dated = kinds, dated
        self.to_date, self.to_name = _down_to(dated), _down_to(signed)
        self.longer = [0]
        for kind in kinds:
            self.longer.append(self.longer[-1] + (kind == 3))

    def text(self, index: int) -> str:
        """Return the line without the mark of a Markdown heading."""
        text = self.texts[index]
        return _MARK.sub("", text, count=1) if text.startswith("#") else text

    def level(self, index: int) -> int:
        """Return the level of a heading, 0 for other lines."""
        block = self.blocks[index]
        if block.role is Role.HEADING:
            return block.level
        mark = _MARK.match(block.text) if block.text.startswith("#") else None
        return mark[0].count("#") if mark else 0

    def key(self, index: int) -> str:
        """Return the line as its words; empty for paragraphs."""
        found = self._keys.get(index)
        if found is None:
            found = headline.key(self.text(index)) if len(self.texts[index]) <= LONGEST else ""
            self._keys[index] = found
        return found

    def kind(self, index: int) -> int:
        """Return what a line is to its neighbours, 0 beyond the first and the last."""
        at = index - self.low
        if 0 <= at < len(self.kinds):
            return self.kinds[at]
        if not 0 <= index < len(self.texts):
            return 0
        size = len(self.texts[index])
        return 2 if size < _SHORT else 5 if size > _PARAGRAPH else 3

    def candidates(self) -> list[int]:
        """Return the lines that may be the headline, in page order."""
        chosen = [index for index in range(min(_TOP, self.low)) if self._may_be(index)]
        window = range(self.low, self.high)
        chosen += [index for index in window if self._may_be(index) and not self._is_menu(index)]
        return sorted({*chosen, *self._far_off()})

    def _may_be(self, index: int) -> bool:
        role = self.blocks[index].role
        return 4 <= len(self.texts[index]) <= LONGEST and (
            role is Role.PARAGRAPH or role is Role.HEADING or role is Role.ITEM
        )

    def _is_menu(self, index: int) -> bool:
        """Whether a line is too short to be looked at: a word of a menu, a date or a byline."""
        text = self.texts[index]
        if self.kinds[index - self.low] == 1:
            return text.count(" ") < 5 and not self.level(index)
        is_far = len(text) < 20 and self.start - index > _NEAR and text.count(" ") < 2
        return is_far and not self.level(index)

    def _far_off(self) -> list[int]:
        """Return headings of the first levels and lines with the address's words outside of the window."""
        anchors = sorted((word for word in self.slug if len(word) > 3), key=lambda w: (len(w), w))[-_ANCHORS:]
        found = []
        for index, text in enumerate(self.texts):
            if self.low <= index < self.high or not 20 <= len(text) <= LONGEST:
                continue
            if self.blocks[index].role is Role.HEADING:
                if self.blocks[index].level < 3:
                    found.append(index)
            elif len(anchors) == _ANCHORS:
                folded = text.casefold()
                if all(anchor in folded for anchor in anchors) and self.shares(index)[0] > _SHARE:
                    found.append(index)
        return [index for index in found if self._may_be(index)]

    def shares(self, index: int) -> tuple[float, float]:
        """Return the share of the address's words that the line has, and of its own that the address has."""
        if not self.slug:
            return 0.0, 0.0
        own = frozenset(_plain(self.key(index)).split())
        shared = len(own & self.slug)
        return (shared / len(self.slug), shared / len(own)) if shared else (0.0, 0.0)


def letters(text: str) -> str:
    """Return the letters and digits of a text without accents, as hosts have them."""
    return "".join(filter(str.isalnum, _plain(text)))


def _down_to(flags: Sequence[bool]) -> list[int]:
    """Return for each place how far below the next flag is, FAR or more if there is none."""
    distances = [FAR] * len(flags)
    for at in range(len(flags) - 2, -1, -1):
        distances[at] = 1 if flags[at + 1] else distances[at + 1] + 1
    return distances


def _plain(key: str) -> str:
    """Words as addresses write them: without accents."""
    if key.isascii():
        return key
    return "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))


def _slug_words(address: str) -> frozenset[str]:
    words = _plain(headline.key(url.slug(address))).split()
    # numbers of articles and their hashes are no words
    return frozenset(w for w in words if len(w) < 25 and not (len(w) > 4 and any(map(str.isdigit, w))))
