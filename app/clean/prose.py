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
# Han and kana run on without spaces; two or three of them are what a word is elsewhere. Korean sets spaces,
# but between phrases: a sentence has fewer of them, and counts by its letters as well.
_SENTENCE_IDEOGRAPHS = 30
_SHORTEST_SENTENCE = 2 * _SENTENCE_WORDS
_ENDS = frozenset(".!?…:;。！？．：；؟؛۔।॥")
_CLOSING = "\"'”’»›」』】）)]"
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_SYLLABLES = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_prose(block: Block) -> bool:
    """Whether a block is at least one whole sentence of running text, not an item, a heading or a link."""
    if block.role not in (Role.PARAGRAPH, Role.QUOTE) or block.link_share > 0.5:
        return False
    return is_sentence(block.text)


def is_sentence(text: str) -> bool:
    """Whether a text is long enough for a sentence of an article and ends like one."""
    if len(text) < _SHORTEST_SENTENCE or text.rstrip(_CLOSING)[-1:] not in _ENDS:
        return False
    if text.count(" ") >= _SENTENCE_WORDS - 1:
        return True
    return not text.isascii() and len(_SYLLABLES.findall(text)) >= _SENTENCE_IDEOGRAPHS


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
    spaced = len(text.split())
    return spaced if text.isascii() else spaced + len(_IDEOGRAPHS.findall(text)) // 2
