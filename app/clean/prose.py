"""What a text is like, told from its characters alone: prose, mere symbols, the same words as another."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from app.clean.model import Role

if TYPE_CHECKING:
    from app.clean.model import Block

# A sentence of an article has at least so many words; headlines of that length end without a full stop.
_SENTENCE_WORDS = 12
# Han, kana and hangul run on without spaces; two or three of them are what a word is elsewhere.
_SENTENCE_IDEOGRAPHS = 30
_SENTENCE_END = re.compile(r"""[.!?…:;。！？؟।]["'”’»」』)\]]*$""")
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def is_prose(block: Block) -> bool:
    """Whether a block is at least one whole sentence of running text, not an item, a heading or a link."""
    if block.role not in (Role.PARAGRAPH, Role.QUOTE) or block.link_share > 0.5:
        return False
    return is_sentence(block.text)


def is_sentence(text: str) -> bool:
    """Whether a text is long enough for a sentence of an article and ends like one."""
    if not _SENTENCE_END.search(text):
        return False
    return text.count(" ") >= _SENTENCE_WORDS - 1 or len(_IDEOGRAPHS.findall(text)) >= _SENTENCE_IDEOGRAPHS


def is_symbols(text: str) -> bool:
    """Whether a text has neither letter nor digit."""
    return not any(map(str.isalnum, text))


def letters(text: str) -> str:
    """The letters and digits of a text, case and compatibility forms folded."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def same_letters(one: str, other: str) -> bool:
    """Whether two texts are the same but for case, white space and punctuation."""
    return abs(len(one) - len(other)) < 40 and letters(one) == letters(other)


def word_count(text: str) -> int:
    """Words of a text; for scripts without spaces, two ideographs count as one word."""
    return len(text.split()) + len(_IDEOGRAPHS.findall(text)) // 2
