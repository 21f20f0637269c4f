"""Markdown in scraped text: its marks read and taken off, so that what is left is what a reader sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.clean.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_CLOSING_HASHES = re.compile(r"\s+#+$")
_QUOTE = re.compile(r"(?:>\s)+(?=\S)")  # `>>>` is a prompt
_RULE_LINE = re.compile(r"\s*(?:=+|-{3,}|_{3,}|[-=]{2,}(?:\s*\|\s*:?[-=]{2,}:?)+|[|\s:=-]*-{3,}[|\s:=-]*)\s*")
# One level of brackets inside the text and of parentheses inside the target, as generated Markdown has them.
_IMAGE = re.compile(
    r"!\[[^\]]{0,2000}\]\((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?:\s+[\"'][^\"')]{0,500}[\"'])?\)"
)
_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]{0,500}\]){0,2000})\]"
    r"\(<?((?:[^()\s]|\([^()\s]{0,500}\)){0,2000})>?(?:\s+[\"'][^\"')]{0,500}[\"'])?\)"
)
_LINK_LIKELY = re.compile(r"\]\((?:https?://|/|#|<)")
_STRONG = re.compile(r"(\*\*)(?=\S)(.{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]{1,2000}?)(?<=\S)\1(?![\w*])")
_CODE = re.compile(r"`([^`]{1,2000})`")
_ANY_MARK = re.compile(r"[*_`\[\\]")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>|~-])")
# What an escaped sign is while marks are taken off: a noncharacter of Unicode, which no text holds.
_SHIELDS = {sign: chr(0xFDD0 + number) for number, sign in enumerate("\\`*_{}[]()#+.!>|~-")}
_UNSHIELDED = {ord(shield): sign for sign, shield in _SHIELDS.items()}


def is_markdown(lines: Sequence[str]) -> bool:
    """Whether a text is written in Markdown: it has links, opens with a heading, or has several.

    One line that begins like a heading may as well be a command or a comment in a listing.
    """
    if any(_LINK_LIKELY.search(line) for line in lines):
        return True
    headings = sum(1 for line in lines if _HEADING.match(line))
    return headings > 1 or (headings == 1 and _HEADING.match(lines[0]) is not None)


def is_rule_line(text: str) -> bool:
    """Whether a line only draws: a thematic break, an underline of a heading, the border of a table."""
    return _RULE_LINE.fullmatch(text) is not None


def unmarked(text: str) -> tuple[str, float]:
    """Return the text without inline marks, and the share of its characters that stood in links."""
    if not _ANY_MARK.search(text):
        return text, 0.0
    linked = 0

    def label(match: re.Match[str]) -> str:
        nonlocal linked
        linked += len(match[1].strip())
        return match[1]

    text = _ESCAPE.sub(lambda match: _SHIELDS[match[1]], text)
    text = _LINK.sub(label, _IMAGE.sub(" ", text))
    text = _CODE.sub(r"\1", _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text)))
    text = text.translate(_UNSHIELDED)
    visible = len(text.strip())
    return text, round(min(1.0, linked / visible), 3) if visible else 0.0


def role_of(text: str) -> tuple[Role, int, str]:
    """Return role and level that a mark at the start of the line gives, and the text behind the mark."""
    if found := _HEADING.match(text):
        return Role.HEADING, len(found[1]), _CLOSING_HASHES.sub("", text[found.end() :])
    if found := _QUOTE.match(text):
        return Role.QUOTE, 0, text[found.end() :]
    return Role.PARAGRAPH, 0, text
