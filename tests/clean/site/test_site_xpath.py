from __future__ import annotations

import pytest
from lxml import html

from app.clean.site import xpath

ROOT = html.document_fromstring(
    "<html lang='en'><body><h1>One</h1><p id='a' class=\"it's\">two<b>three</b>four</p></body></html>"
)


def selected(expression: str) -> list[str]:
    assert xpath.fault(expression) is None
    items = xpath.select(xpath.compiled(expression), ROOT)
    return [str(item) if isinstance(item, str) else str(item.tag) for item in items]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("//p | //h1", ["h1", "p"]),
        ("/html", ["html"]),
        ("//p/@id", ["a"]),
        ("//p/text()", ["two", "four"]),
        ("substring-before(//b, 'ee')", ["thr"]),
        ("string(//i)", []),
        ("//i", []),
        ("/", []),
        ("count(//p)", []),
        ("boolean(//p)", []),
        ("//p/namespace::*", []),
        ("//comment()", []),
        ("//p[contains(@class, \"it's\") and not(.='f(x) $y a:b')]", ["p"]),
        ("//p[position() mod (2)]", ["p"]),
        ("//*[@xml:lang='en']", []),
        ("//b/ancestor-or-self::p", ["p"]),
    ],
)
def test_elements_and_strings_are_selected_and_nothing_else_is(expression: str, expected: list[str]) -> None:
    assert selected(expression) == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("//p[", "invalid expression"),
        ("", "invalid expression"),
        ("//p[@id='a]", "unfinished literal"),
        ("document('/etc/passwd')", "document() is no function of XPath 1.0"),
        ("//p[re:test(., 'x')]", "re:test() is no function of XPath 1.0"),
        ("//p[matches (., 'x')]", "matches() is no function of XPath 1.0"),
        ("//p[lower-case(@id)='a']", "lower-case() is no function of XPath 1.0"),
        ("//o:p", "there are no namespace prefixes"),
        ("//@og:title", "there are no namespace prefixes"),
        ("//p[$n]", "there are no variables"),
        ("//p\x01", "characters that XML does not allow"),
    ],
)
def test_what_cannot_run_is_known_before_it_does(expression: str, message: str) -> None:
    assert xpath.fault(expression) == message


def test_an_expression_that_is_too_deep_is_refused() -> None:
    assert xpath.fault("(" * 4000 + "1" + ")" * 4000) is not None


def test_an_expression_that_fails_while_it_runs_selects_nothing() -> None:
    failing = xpath.compiled("//p[count('no nodes')]")

    assert xpath.select(failing, ROOT) == []
    assert not xpath.holds(failing, ROOT)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [("//b", True), ("//i", False), ("count(//p) = 1", True), ("count(//i)", False), ("'words'", True)],
)
def test_a_condition_holds_where_it_selects_or_is_true(expression: str, expected: bool) -> None:
    assert xpath.holds(xpath.compiled(expression), ROOT) is expected
