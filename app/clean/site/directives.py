"""Text of a site-config file -> its directives, and what is wrong with the rest of its lines.

The format is that of https://github.com/fivefilters/ftr-site-config: `directive: value` a line, `#` starts a
line of comment, the value runs to the end of its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Fault = Callable[[str], str | None]
    """What is wrong with an XPath, None if nothing is."""

_XPATHS: Final = frozenset(
    "title author date body strip strip_attr dissolve not_logged_in_xpath native_ad_clue".split()
)
_TEXTS: Final = frozenset("strip_id_or_class strip_image_src test_url test_contains".split())
_FLAGS: Final = frozenset("autodetect_on_failure convert_double_br_tags skip_json_ld".split())
_CALLS: Final = frozenset("wrap_in move_into replace_string".split())
# Of another engine, or of fetching, or of pictures: none of it bears on the text of a page that is here.
_NO_EFFECT: Final = frozenset(
    "prune tidy parser insert_detected_image autodetect_next_page footnotes strip_comments skip_id_or_class"
    " src_lazy_load_attr single_page_link single_page_link_in_feed next_page_link requires_login"
    " http_header".split()
)
_LOGIN: Final = "login_"

# What is left of these has lost the line that they belong to.
_LONERS: Final = {
    "find_string": "no replace_string on the next line",
    "if_page_contains": "no directive before it",
}

# The longest line of the public files has some 1,500 characters.
_LONGEST_LINE: Final = 10_000
_LINES: Final = re.compile(r"\r\n|\r|\n")
_LINE: Final = re.compile(r"(?P<name>[A-Za-z]\w*)\s*(?:\((?P<argument>.*?)\)\s*)?:(?P<value>.*)", re.ASCII)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TAG: Final = re.compile(r"[a-z][a-z0-9]*")
_NOT_UTF_8: Final = "\ufffd"


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive that is in order.

    `name`        as in the file, in small letters. find_string and its replace_string are one directive,
                  `replace_string`.
    `argument`    what stands in parentheses behind the name: the tag of wrap_in, the target of move_into,
                  what replace_string looks for.
    `conditions`  XPaths of the if_page_contains lines below it: all must select something.
    """

    name: str
    value: str
    line: int
    argument: str = ""
    conditions: tuple[str, ...] = ()

    @property
    def has_xpath(self) -> bool:
        """Whether the value is an XPath."""
        return self.name in _XPATHS or self.name in ("wrap_in", "move_into")


@dataclass(frozen=True, slots=True)
class Problem:
    """A line, or with `line` 0 a file, that is skipped. `message` quotes no value, which may be a secret.

    `broken`  whether it is a directive that we know, written wrongly; else it is one that nobody knows.
    """

    file: str
    line: int
    message: str
    broken: bool = True

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}, skipped"


def read(file: str, text: str, fault: Fault) -> tuple[tuple[Directive, ...], tuple[Problem, ...]]:
    """Return the directives that are in order, in the order of the file, and a problem for each other line.

    `file` is for the problems. What is guarded by a broken if_page_contains is skipped with it.
    """
    found: list[Directive | Problem] = []
    for part in _guarded(_joined(_parsed(file, text))):
        message = None if isinstance(part, Problem) else _fault(part, fault)
        if isinstance(part, Directive) and message is not None:
            part = Problem(file, part.line, f"{part.name}: {message}")  # noqa: PLW2901
        found.append(part)
    return (
        tuple(part for part in found if isinstance(part, Directive)),
        tuple(part for part in found if isinstance(part, Problem)),
    )


def _parsed(file: str, text: str) -> Iterator[Directive | Problem]:
    for number, line in enumerate(_LINES.split(text.removeprefix("\ufeff")), 1):
        if len(line) > _LONGEST_LINE:
            yield Problem(file, number, f"longer than {_LONGEST_LINE} characters")
            continue
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        if _NOT_UTF_8 in bare:
            yield Problem(file, number, "not UTF-8")
            continue
        match = _LINE.fullmatch(bare)
        if match is None or _CONTROL.search(bare):
            yield Problem(file, number, "not of the form `directive: value`")
            continue
        name, argument = match["name"].lower(), (match["argument"] or "").strip()
        if not _is_known(name):
            yield Problem(file, number, f"{name}: unknown directive", broken=False)
            continue
        yield Directive(name, match["value"].strip(), number, argument)


def _is_known(name: str) -> bool:
    known = (_XPATHS, _TEXTS, _FLAGS, _CALLS, _NO_EFFECT, _LONERS)
    return name.startswith(_LOGIN) or any(name in names for names in known)


def _joined(parts: Iterator[Directive | Problem]) -> Iterator[Directive | Problem]:
    """Make one directive of find_string and the replace_string on the next line."""
    open_find: Directive | None = None
    for part in parts:
        if isinstance(part, Directive) and part.name == "replace_string" and open_find and not part.argument:
            yield replace(part, argument=open_find.value)
            open_find = None
            continue
        if open_find is not None:
            yield open_find
        is_find = isinstance(part, Directive) and part.name == "find_string"
        open_find = part if is_find and isinstance(part, Directive) else None
        if open_find is None:
            yield part
    if open_find is not None:
        yield open_find


def _guarded(parts: Iterator[Directive | Problem]) -> Iterator[Directive | Problem]:
    """Give each if_page_contains to the directive before it."""
    last: Directive | Problem | None = None
    for part in parts:
        if isinstance(part, Directive) and part.name == "if_page_contains":
            if isinstance(last, Directive):
                last = replace(last, conditions=(*last.conditions, part.value))
            elif last is None:
                yield part
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _fault(directive: Directive, fault: Fault) -> str | None:
    """What is wrong with a directive, None if nothing is."""
    for condition in directive.conditions:
        if (message := fault(condition)) is not None:
            return f"its if_page_contains is no XPath ({message})"
    name, value = directive.name, directive.value
    if name in _LONERS:
        return _LONERS[name]
    if name == "replace_string":
        return None if directive.argument else "nothing to look for: it needs a find_string before it"
    if name in _NO_EFFECT or name.startswith(_LOGIN):
        return None
    if not value:
        return "no value"
    if name in _FLAGS:
        return None if value.lower() in ("yes", "no") else "must be yes or no"
    if name in _TEXTS:
        return None
    message = fault(value)
    return f"no XPath ({message})" if message else _argument_fault(directive, fault)


def _argument_fault(directive: Directive, fault: Fault) -> str | None:
    if directive.name == "wrap_in" and not _TAG.fullmatch(directive.argument):
        return "needs the name of a tag, as in wrap_in(blockquote)"
    if directive.name == "move_into" and (message := fault(directive.argument)) is not None:
        return f"its target is no XPath ({message})"
    return None
