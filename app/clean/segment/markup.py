"""HTML tree -> blocks: one walk, inline text gathered until a block-level boundary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from app.clean.attributes import read_attributes
from app.clean.model import Block, Container, Layout, Role
from app.clean.segment import hints as hinting
from app.clean.segment.characters import PROSE, bullet
from app.clean.segment.contents import is_complex, is_data, verbatim
from app.clean.segment.hidden import is_hidden
from app.clean.segment.inline import Inline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from app.clean.attributes import Attributes

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# The caption of a table is a line of the article, unlike that of a picture, but no row of the table.
_ROLES = {"blockquote": Role.QUOTE, "figcaption": Role.CAPTION, "caption": Role.PARAGRAPH}
_BLOCK_LEVEL = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav"
    " noscript ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
# Never shown as text by a browser, or not the page's own.
_NOT_TEXT = frozenset(
    "applet audio canvas datalist embed head iframe input link math-field meta object script select source"
    " style svg template textarea title track video".split()
)
_CELLS = frozenset({"td", "th"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
# What begins a block of its own even inside an item, a heading or a row.
_NEVER_FLAT = frozenset({"ul", "ol", "menu", "li"})
_NAMING = ("class", "id", "role", "itemprop")
_NEVER_HIDDEN = frozenset({"html", "body", "main", "article"})
_NUMBER = re.compile("[0-9]{1,9}")


class _Context(NamedTuple):
    """What the open block-level elements make of the text in them."""

    role: Role = Role.PARAGRAPH
    level: int = 0
    ordinal: int | None = None
    hints: frozenset[str] = frozenset()
    group: int | None = None
    flat: str = ""  # inside an item, a heading or a table row, block boundaries are mere spaces
    list_level: int = 0


def segment_markup(
    root: HtmlElement,
    cuts: Mapping[HtmlElement, str] | None = None,
    named: Mapping[HtmlElement, str] | None = None,
    *,
    markdown: bool = False,
    base: str | None = None,
) -> tuple[Block, ...]:
    """Return the blocks of the page that a reader would see, in page order; see `lay_out`."""
    return lay_out(read_attributes(root), cuts, named, markdown=markdown, base=base).blocks


def lay_out(
    tree: Attributes,
    cuts: Mapping[HtmlElement, str] | None = None,
    named: Mapping[HtmlElement, str] | None = None,
    *,
    markdown: bool = False,
    base: str | None = None,
) -> Layout:
    """Return the blocks of the page that a reader would see, and the elements that they stand in.

    `tree` are the elements of the page with their attributes, its root first.
    `cuts` are elements that a former stage took out of the article: their blocks carry its reason as a hint.
    `named` are elements whose blocks carry a further hint, cut or not.
    With `markdown` each block has inline Markdown in `markup`, its links made absolute with `base`.
    """
    return _Walk(tree, cuts or {}, named or {}, Inline(markdown, base)).run()


class _Walk:
    """State of one walk over one tree."""

    def __init__(
        self,
        attributes: Attributes,
        cuts: Mapping[HtmlElement, str],
        named: Mapping[HtmlElement, str],
        inline: Inline,
    ) -> None:
        self.attributes = attributes
        self.cuts = cuts
        self.named = named
        self.reasons = frozenset(cuts.values())
        self.inline = inline
        self.marked = inline.markdown
        self.blocks: list[Block] = []
        self.stack: list[_Context] = [_Context()]
        self.groups = 0
        self.ordinals: dict[HtmlElement, int] = {}
        self.run_group: int | None = None  # lines parted by a single <br> stand together
        self.containers: list[Container] = [Container(-1, "", "")]
        # The elements around, and of each its index among the containers, -1 as long as it has no block.
        self.around: list[tuple[str, Mapping[str, str]]] = [("", {})]
        self.indices: list[int] = [0]
        self.articles = 0
        self.inside: list[int] = []

    def run(self) -> Layout:
        self._visit(next(iter(self.attributes)))
        self._flush()
        return Layout(tuple(self.blocks), tuple(self.containers), tuple(self.inside), self.articles)

    def _visit(self, element: HtmlElement) -> None:
        """Gather what an element shows. Recursive: `parse` limits how deep a tree is."""
        tag = element.tag
        if tag in _NOT_TEXT or not isinstance(tag, str):
            return
        attributes = self.attributes[element]
        if attributes and is_hidden(attributes) and tag not in _NEVER_HIDDEN:
            return
        if tag in _BLOCK_LEVEL:
            if tag == "pre":
                self._code(element, attributes)
            else:
                self._block(element, tag, attributes)
        elif tag == "a" or self.marked:
            if tag == "br":
                self._line_break()
            self.inline.open(tag, attributes)
            self._content(element)
            self.inline.close(tag, attributes)
        elif tag == "br":
            self._line_break()
        else:
            self._content(element)

    def _content(self, element: HtmlElement) -> None:
        if text := element.text:
            self.inline.text(text)
        for child in element:
            self._visit(child)
            if tail := child.tail:
                self.inline.text(tail)

    def _block(self, element: HtmlElement, tag: str, attributes: Mapping[str, str]) -> None:
        outer = self.stack[-1]
        if outer.flat and tag not in _NEVER_FLAT:
            self.inline.text(" | " if tag in _CELLS and element.getprevious() is not None else " ")
            self._content(element)
            self.inline.text(" ")
            return
        if self.inline.parts:
            self._flush()
        self.run_group = None
        if tag == "article":
            self.articles += 1
        self.stack.append(self._enter(tag, element, attributes, outer))
        self.around.append((tag, attributes))
        self.indices.append(-1)
        self._content(element)
        if self.inline.parts:
            self._flush()
        self.stack.pop()
        self.around.pop()
        self.indices.pop()
        self.run_group = None

    def _container(self) -> int:
        """The index of the innermost container that is open."""
        indices = self.indices
        if indices[-1] < 0:
            missing = len(indices) - 1
            while indices[missing - 1] < 0:
                missing -= 1
            for level in range(missing, len(indices)):
                tag, attributes = self.around[level]
                indices[level] = len(self.containers)
                self.containers.append(Container(indices[level - 1], tag, _names(attributes)))
        return indices[-1]

    def _enter(
        self, tag: str, element: HtmlElement, attributes: Mapping[str, str], outer: _Context
    ) -> _Context:
        context = self._hinted(element, hinting.hints(tag, attributes), outer)
        role, level, ordinal, hints, group, flat, depth = context
        if tag == "li":
            if is_complex(element):
                return _Context(Role.PARAGRAPH, level, ordinal, hints, None, "", depth)
            return _Context(Role.ITEM, max(1, depth), self._ordinal(element), hints, group, "item", depth)
        if tag in _HEADINGS:
            return _Context(Role.HEADING, _HEADINGS[tag], ordinal, hints, None, "heading", depth)
        if tag in _ROLES:
            return _Context(_ROLES[tag], level, ordinal, hints, None, flat, depth)
        if tag in _LISTS:
            if not depth:
                group = self._new_group()
            return _Context(Role.PARAGRAPH, level, ordinal, hints, group, "", depth + 1)
        if tag == "table":
            group = self._new_group() if is_data(element) else None
            return _Context(role, level, ordinal, hints, group, flat, depth)
        if tag == "tr" and group is not None and outer.role is not Role.ITEM:
            return _Context(Role.TABLE, level, ordinal, hints, group, "row", depth)
        return context

    def _hinted(self, element: HtmlElement, hints: frozenset[str], outer: _Context) -> _Context:
        if element in self.cuts and self.reasons.isdisjoint(outer.hints):  # of nested cuts, the outermost
            hints |= {self.cuts[element]}
        if element in self.named:
            hints |= {self.named[element]}
        if hints <= outer.hints:
            return outer
        role, level, ordinal, known, group, flat, depth = outer
        return _Context(role, level, ordinal, known | hints, group, flat, depth)

    def _ordinal(self, item: HtmlElement) -> int | None:
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return None
        following = self.ordinals[parent] + 1 if parent in self.ordinals else _number(parent.get("start"))
        value = _number(item.get("value"))
        self.ordinals[parent] = value if value is not None else 1 if following is None else following
        return self.ordinals[parent]

    def _line_break(self) -> None:
        if self.stack[-1].flat:
            self.inline.text(" ")
            return
        if self.inline.blank():
            self.run_group = None  # the second of two breaks parts paragraphs
            return
        if self.run_group is None:
            self.run_group = self._new_group()
        self._flush()

    def _code(self, element: HtmlElement, attributes: Mapping[str, str]) -> None:
        self._flush()
        lines = [line.rstrip() for line in verbatim(element).expandtabs(4).split("\n")]
        text = "\n".join(line for i, line in enumerate(lines) if line or (i and lines[i - 1])).strip("\n")
        if text.strip():
            hints = self.stack[-1].hints | hinting.hints("pre", attributes)
            self.blocks.append(Block(len(self.blocks), text, Role.CODE, self._new_group(), hints=hints))
            self.inside.append(self._container())

    def _flush(self) -> None:
        context = self.stack[-1]
        text, link_share, markup = self.inline.take()
        if not text:
            return
        role, level = context.role, context.level
        if role is Role.TABLE:
            text = text.strip(" |")
            if not text:  # a row of empty cells
                return
        item = bullet(text) if role in (Role.PARAGRAPH, Role.QUOTE, Role.ITEM) else None
        if item is not None:
            role, level, text, markup = Role.ITEM, max(level, 1), item, bullet(markup) or markup
        if len(text) >= PROSE:
            self.run_group = None
        group = context.group if context.group is not None else self.run_group
        self.blocks.append(
            Block(
                position=len(self.blocks),
                text=text,
                role=role,
                group=self._new_group() if group is None else group,
                level=level,
                link_share=link_share,
                ordinal=context.ordinal if role is Role.ITEM else None,
                hints=context.hints,
                markup=markup,
            )
        )
        self.inside.append(self._container())

    def _new_group(self) -> int:
        self.groups += 1
        return self.groups


def _names(attributes: Mapping[str, str]) -> str:
    """Class, id, role and itemprop of an element, parted by spaces."""
    if not attributes:
        return ""
    if len(attributes) == 1:  # so have most: its class
        return attributes.get("class") or " ".join([attributes[key] for key in _NAMING if key in attributes])
    return " ".join([name for key in _NAMING if (name := attributes.get(key))])


def _number(attribute: str | None) -> int | None:
    return int(attribute) if attribute and _NUMBER.fullmatch(attribute) else None
