"""XPath expressions of strangers: what is wrong with them, known without running them, and what they select.

libxml2's XPath 1.0 has no function that reads a file or an address: `document()` is XSLT's, and EXSLT's are
switched off here. Only the functions of the recommendation are let through, so none that a library registers
can be called either. An expression may still take for ever: it runs where a deadline can kill it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    Item = HtmlElement | str
    """An element; or a string, which for an attribute or a text node also knows its element."""

# XPath 1.0, section 4, and the node tests of section 2.3, which look like functions.
_FUNCTIONS: Final = frozenset(
    "last position count id local-name namespace-uri name string concat starts-with contains"
    " substring-before substring-after substring string-length normalize-space translate boolean not true"
    " false lang number sum floor ceiling round node text comment processing-instruction".split()
)
_OPERATORS: Final = frozenset("and or div mod".split())
_LITERAL: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_CALL: Final = re.compile(r"([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*\(")
# The prefix `xml` needs no declaration.
_PREFIX: Final = re.compile(r"(?<!\bxml)(?<=[\w.-]):[\w*]")


def fault(expression: str) -> str | None:
    """Return what is wrong with an expression, None if it can be run. Runs nothing."""
    bare = _LITERAL.sub("''", expression)
    for name in _CALL.findall(bare):
        if name not in _FUNCTIONS and name not in _OPERATORS:
            return f"{name}() is no function of XPath 1.0"
    if "$" in bare:
        return "there are no variables"
    if _PREFIX.search(bare.replace("::", " ")):
        return "there are no namespace prefixes"
    try:
        compiled(expression)
    except etree.XPathSyntaxError as error:
        return str(error).lower()
    except ValueError:
        return "characters that XML does not allow"
    return None


def compiled(expression: str) -> etree.XPath:
    """Return an expression that `fault` has nothing against, ready to run."""
    return etree.XPath(expression, regexp=False)


def select(expression: etree.XPath, root: HtmlElement) -> list[Item]:
    """Return what an expression selects, in page order: elements and strings, no numbers and no truth values.

    An expression that fails while it runs selects nothing.
    """
    result = _run(expression, root)
    if isinstance(result, str):
        return [result] if result.strip() else []
    if not isinstance(result, list):
        return []
    return [item for item in result if isinstance(item, str | etree._Element)]  # type: ignore[misc]  # noqa: SLF001


def holds(expression: etree.XPath, root: HtmlElement) -> bool:
    """Whether an expression selects something, or is true."""
    return bool(_run(expression, root))


def _run(expression: etree.XPath, root: HtmlElement) -> object:
    try:
        return expression(root)
    except etree.XPathError:
        return None
