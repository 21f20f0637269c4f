"""The directives that are for one host, ready to run: what they ask of a page and do to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.clean.parse import parse
from app.clean.site import xpath

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree
    from lxml.html import HtmlElement

    from app.clean.site.directives import Directive
    from app.clean.site.xpath import Item

# Breaks with nothing between them; bounded, for a page may be a megabyte of `<br`.
_BREAKS: Final = re.compile(r"(?:<br\b[^<>]{0,200}>\s{0,200}){2,}", re.I)


@dataclass(frozen=True, slots=True)
class Step:
    """A directive with its expressions compiled. `value` and `argument` are as in the file."""

    name: str
    value: str
    argument: str
    select: etree.XPath | None
    target: etree.XPath | None
    conditions: tuple[etree.XPath, ...]

    def applies(self, root: HtmlElement) -> bool:
        """Whether the page has what all of its if_page_contains ask for."""
        return all(xpath.holds(condition, root) for condition in self.conditions)

    def on(self, root: HtmlElement) -> list[Item]:
        """What the XPath of the directive selects; nothing if the directive does not apply."""
        if self.select is None or not self.applies(root):
            return []
        return xpath.select(self.select, root)

    def holds(self, root: HtmlElement) -> bool:
        """Whether the XPath of the directive selects something or is true, and the directive applies."""
        return self.select is not None and xpath.holds(self.select, root) and self.applies(root)


@dataclass(frozen=True, slots=True)
class Site:
    """All directives for a host in the order of their files, the specific one first."""

    steps: tuple[Step, ...] = ()

    @classmethod
    def of(cls, directives: Sequence[Directive]) -> Site:
        """Compile the directives."""
        return cls(tuple(map(_step, directives)))

    def named(self, *names: str) -> Iterator[Step]:
        """The directives of these names."""
        return (step for step in self.steps if step.name in names)

    def says(self, flag: str, root: HtmlElement) -> bool | None:
        """Whether a directive says yes or no, the first that applies; None if none does."""
        return next((step.value.lower() == "yes" for step in self.named(flag) if step.applies(root)), None)

    def markup(self, text: str) -> str:
        """Return the markup with its strings replaced, and with paragraphs for runs of breaks if so told."""
        steps = list(self.named("replace_string", "convert_double_br_tags"))
        untouched = parse(text) if any(step.conditions for step in steps) else None
        for step in steps:
            if untouched is not None and not step.applies(untouched):
                continue
            if step.name == "replace_string":
                text = text.replace(step.argument, step.value)
            elif step.value.lower() == "yes":
                text = _BREAKS.sub("</p><p>", text)
        return text


NO_SITE: Final = Site()


def _step(directive: Directive) -> Step:
    name = directive.name
    return Step(
        name=name,
        value=directive.value,
        argument=directive.argument,
        select=xpath.compiled(directive.value) if directive.has_xpath else None,
        target=xpath.compiled(directive.argument) if name == "move_into" else None,
        conditions=tuple(map(xpath.compiled, directive.conditions)),
    )
