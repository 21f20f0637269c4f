"""What of a page its site's rules choose for the body, and what they strip."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from app.clean.builtin import SITE_BODY, SITE_STRIP, narrowed
from app.clean.site.strips import BLOCK_LEVEL, FLAT, NOT_TEXT, set_apart, stripped
from app.clean.site.tree import rewrite, wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from lxml.html import HtmlElement

    from app.clean.model import Block, Mark
    from app.clean.site.site import Site, Step

_TABLE: Final = frozenset("table thead tbody tfoot caption".split())


@dataclass(frozen=True, slots=True)
class Choice:
    """The elements of a page that its site's rules speak of.

    `strips`      elements to be left out, with the id of the reason, like the cuts of `app.clean.narrow`.
    `body`        elements that hold the article, with the hint that their blocks are to carry.
    `fall_back`   whether somebody else is to find the article where `body` has no text.
    """

    strips: Mapping[HtmlElement, str] = field(default_factory=dict)
    body: Mapping[HtmlElement, str] = field(default_factory=dict)
    fall_back: bool = True

    def cuts(self, others: Mapping[HtmlElement, str]) -> Mapping[HtmlElement, str]:
        """Return the strips and the cuts of others, without those around what the rules choose."""
        around = {outer for element in self.body for outer in (element, *element.iterancestors())}
        return {**{e: why for e, why in others.items() if e not in around}, **self.strips}

    def left_out(self, blocks: Sequence[Block]) -> dict[int, Mark] | None:
        """Return the marks of the blocks that are not of the article, None if the rules do not tell."""
        chosen = bool(self.body) and any(SITE_BODY.id in block.hints for block in blocks)
        if self.fall_back and not chosen:
            return None
        return {block.position: mark for block in blocks if (mark := _mark(block)) is not None}

    def struck(self, blocks: Sequence[Block]) -> dict[int, Mark]:
        """Return the marks of the blocks that the rules strip, whoever finds the article."""
        if not self.strips:
            return {}
        return {block.position: SITE_STRIP.mark for block in blocks if SITE_STRIP.id in block.hints}


NO_CHOICE: Final = Choice()


def choose(site: Site, root: HtmlElement) -> Choice:
    """Rewrite the tree as the rules of the site say, and find what they choose and strip in it."""
    if not site.steps:
        return NO_CHOICE
    rewrite(site, root)
    strips = stripped(site, root)
    bodies = list(site.named("body"))
    body = _body(bodies, root, set(strips))
    for element in body:
        _open(element)
    body = [wrap(element, "div") if element.tag == "pre" else element for element in body]
    apart = (set_apart(element) for element in strips)
    return Choice(
        strips={element: SITE_STRIP.id for element in apart if element is not None},
        body=dict.fromkeys(body, SITE_BODY.id),
        fall_back=not bodies or site.says("autodetect_on_failure", root) is not False,
    )


def _mark(block: Block) -> Mark | None:
    if SITE_STRIP.id in block.hints:
        return SITE_STRIP.mark
    cut = narrowed(block.hints)
    if cut is not None:
        return cut.mark
    return None if SITE_BODY.id in block.hints else SITE_BODY.mark


def _body(steps: Sequence[Step], root: HtmlElement, strips: Collection[HtmlElement]) -> list[HtmlElement]:
    """The outermost elements with text that the first alternative selects which selects any."""
    for step in steps:
        selected = {_visible(item): None for item in step.on(root) if not isinstance(item, str)}
        outermost = [
            element
            for element in selected
            if element not in strips
            and not any(outer in selected or outer in strips for outer in element.iterancestors())
            and _has_text(element)
        ]
        if outermost:
            return outermost
    return []


def _visible(element: HtmlElement) -> HtmlElement:
    """The body of the page for the page itself."""
    body = element.find("body") if element.tag == "html" else None
    return element if body is None else body


def _has_text(element: HtmlElement) -> bool:
    if element.tag in NOT_TEXT:
        return False
    return any(
        (inner.text and not inner.text.isspace() and inner.tag not in NOT_TEXT)
        or (inner is not element and inner.tail and not inner.tail.isspace())
        for inner in element.iter("*")
    )


def _open(element: HtmlElement) -> None:
    """Let a block begin and end with the element: what stands around it is not of the article."""
    if element.tag not in BLOCK_LEVEL:
        element.tag = "div"
    for outer in element.iterancestors():
        if outer.tag in FLAT or outer.tag in _TABLE:
            outer.tag = "div"
