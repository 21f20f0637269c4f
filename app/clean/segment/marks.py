"""Markdown in scraped text: its marks read and taken off, so that what is left is what a reader sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.clean.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_CLOSING_HASHES = re.compile(r"\s+#+$")
_HEADING_LIKELY = re.compile(r"\n[ \t]*#{1,6}[ \t]+(?=\S)")
_QUOTE = re.compile(r"(?:>\s)+(?=\S)")  # `>>>` is a prompt
_RULE_LINE = re.compile(
    r"\s*(?:=+|#{1,6}|(?:-\s*){3,}|(?:_\s*){3,}|(?:\*\s*){3,}|~{3,}"
    r"|[-=]{2,}(?:\s*\|\s*:?[-=]{2,}:?)+|[|\s:=-]*-{3,}[|\s:=-]*)\s*"
)
# One level of brackets inside the text and of parentheses inside the target, as generated Markdown has them.
# A target of some schemes may hold spaces, and a title quotation marks.
_TARGET = (
    r"\(\s*<?((?:data:(?:[^()]|\([^()]{0,500}\)){0,20000}?"
    r"|(?:(?:https?|mailto|tel|sms|whatsapp|javascript):|/)(?:[^()]|\([^()]{0,500}\)){0,2000}?"
    r"|(?:[^()\s]|\([^()\s]{0,500}\)){0,2000}))>?\s*(?:\s(?:\".{0,1000}?\"|'.{0,1000}?')\s*)?\)"
)
_IMAGE = re.compile(r"!\[[^\]]{0,2000}\]" + _TARGET)
_IMAGE_REFERENCE = re.compile(r"!\[[^\]]{0,2000}\]\[[^\[\]]{0,200}\]")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]{0,500}\]){0,2000})\]" + _TARGET)
# Where a link of several blocks ends, and where it began.
_LINK_END = re.compile(r"\]" + _TARGET)
_LINK_START = re.compile(r"\[\s*$|^\[\s+(?=[^\[\]]*$)")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_LINK_LIKELY = re.compile(r"\]\((?:https?://|/|#|<)")
_DEFINITION = re.compile(r"\s*\[[^\]^\n][^\]\n]{0,200}\]: +<?(?:[a-z]{2,12}:|/|\./|#)\S*(?: .*)?$")
_REFERENCE = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]{0,500}\]){1,2000})\]\[[^\[\]]{0,200}\]")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\](?!\()")
_STRONG_LIKELY = re.compile(r"\*\*(?=[^\s*])[^*\n]{1,500}(?<=\S)\*\*")
_ORDINAL = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_STRONG = re.compile(r"(\*\*)(?=\S)(.{1,2000}?)(?<=\S)\1")
# Of elements beside or inside each other; what is left of them where a block cuts one in two.
_STRONG_ADJACENT = re.compile(r"\*{4,}")
_STRONG_LEFT = re.compile(r"(?<=\S)\*\*+|\*\*+(?=\S)")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]{1,2000}?)(?<=\S)\1(?![\w*])")
_CODE = re.compile(r"(`)([^`]{1,2000})`")
_ANY_MARK = re.compile(r"[*_`\[\]\\<]")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>|~-])")
# What an escaped sign is while marks are taken off: a noncharacter of Unicode, which no text holds.
_SHIELDS = {sign: chr(0xFDD0 + number) for number, sign in enumerate("\\`*_{}[]()#+.!>|~-")}
_UNSHIELDED = {ord(shield): sign for sign, shield in _SHIELDS.items()}


def is_markdown(text: str) -> bool:
    """Whether a text is written in Markdown: it has links, opens with a heading, or has several.

    One line that begins like a heading may as well be a command or a comment in a listing; likewise for what
    stands between double stars.
    """
    if "](" in text and _LINK_LIKELY.search(text):
        return True
    if "]: http" in text and any(map(_DEFINITION.match, text.split("\n"))):
        return True
    if "**" in text and len(_STRONG_LIKELY.findall(text)) > 1:
        return True
    if "#" not in text:
        return False
    headings = len(_HEADING_LIKELY.findall(text))
    opens = _HEADING.match(text.lstrip()) is not None
    return opens or headings > 1


def without_definitions(lines: Sequence[str]) -> list[str]:
    """The lines without those that only say where the links of the text lead, as `[3]: https://…`."""
    return [line for line in lines if "]: " not in line or not _DEFINITION.match(line)]


def is_rule_line(text: str) -> bool:
    """Whether a line only draws: a thematic break, an underline of a heading, the border of a table."""
    return not text[-1:].isalnum() and _RULE_LINE.fullmatch(text) is not None


def may_be_marked(text: str) -> bool:
    """Whether a line of Markdown may hold marks, or number an item."""
    return text[0].isdecimal() or _ANY_MARK.search(text) is not None


def unmarked(text: str) -> tuple[str, float]:
    """Return the text without inline marks, and the share of its characters that stood in links."""
    if not _ANY_MARK.search(text):
        return text, 0.0
    escaped = "\\" in text
    if escaped:
        text = _ESCAPE.sub(lambda match: _SHIELDS[match[1]], text)
    text, linked = _without_links(text)
    if "**" in text:
        text = _STRONG_LEFT.sub("", _STRONG.sub(_content, _STRONG_ADJACENT.sub("", text)))
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(_content, text)
    if "`" in text:
        text = _CODE.sub(_content, text)
    text = " ".join((text.translate(_UNSHIELDED) if escaped else text).split())
    visible = len(text)
    return text, round(min(1.0, linked / visible), 3) if visible else 0.0


def _without_links(text: str) -> tuple[str, int]:
    """The text of links without their targets, and how many characters that is; pictures leave nothing."""
    linked = 0

    def label(match: re.Match[str]) -> str:
        nonlocal linked
        linked += len(match[1].strip())
        return match[1]

    if "[" in text:
        text = _LINK.sub(label, _IMAGE_REFERENCE.sub(" ", _IMAGE.sub(" ", text)))
        text = _FOOTNOTE.sub("", _REFERENCE.sub(label, text))
    if "](" in text and _SHIELDS["["] not in text and (end := _LINK_END.search(text)):
        linked = end.start()
        text = _LINK_END.sub(" ", text)
    if "[" in text:
        text = _LINK_START.sub("", text)
    if "<" in text:
        text = _ADDRESS.sub(label, text)
    return text, linked


def _content(match: re.Match[str]) -> str:
    return match[2]


def role_of(text: str) -> tuple[Role, int, str]:
    """Return role and level that a mark at the start of the line gives, and the text behind the mark."""
    if found := _HEADING.match(text):
        return Role.HEADING, len(found[1]), _CLOSING_HASHES.sub("", text[found.end() :])
    if found := _QUOTE.match(text):
        return Role.QUOTE, 0, text[found.end() :]
    return Role.PARAGRAPH, 0, text


def ordinal(text: str, *, indented: bool, after: int | None) -> tuple[int | None, str]:
    """Return the number of an item of an ordered list and its text, or None and the text as it is.

    A day of the month and a numbered heading begin alike; so an item is one further in than the paragraphs
    or one that counts on from the item before, whose number is `after`.
    """
    found = _ORDINAL.match(text)
    if found is None or not (indented or (after is not None and int(found[1]) == after + 1)):
        return None, text
    return int(found[1]), text[found.end() :]
