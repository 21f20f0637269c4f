from __future__ import annotations

import pytest
from lxml import html

from app.clean.model import Verdict
from app.clean.site.directives import read
from app.clean.site.site import NO_SITE, Site
from app.clean.site.tree import rewrite
from app.clean.site.xpath import fault
from tests.clean.site.site_page import BRIDGE, FERRY, LAMPS, PAGE, WEATHER, cleaned


def site(rules: str) -> Site:
    return Site.of(read("a.txt", rules, fault)[0])


def rewritten(rules: str, inner: str) -> str:
    """The markup inside the page's body after the rewrites."""
    root = html.document_fromstring(f"<html><body>{inner}</body></html>")
    rewrite(site(rules), root)
    whole = html.tostring(root, encoding="unicode")
    return whole.removeprefix("<html><body>").removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("rules", "before", "after"),
    [
        ("wrap_in(q): //b", "<p>a<b>b</b>c</p>", "<p>a<q><b>b</b></q>c</p>"),
        ("wrap_in(q): //body", "<p>a</p>", "<p>a</p>"),
        ("wrap_in(q): //p/text()", "<p>a</p>", "<p>a</p>"),
        ("dissolve: //b", "<p>a<b>b<i>c</i></b>d</p>", "<p>ab<i>c</i>d</p>"),
        ("dissolve: //*", "<p>a</p>", "a"),
        (
            "move_into(//div): //b",
            "<p>a<b>b</b>c</p><div>d</div>",
            "<p>a<span></span>c</p><div>d<b>b</b></div>",
        ),
        ("move_into(//div): //p", "<p>a</p><div>d</div>", "<div>d<p>a</p></div>"),
        ("move_into(//b): //p", "<p>a<b>b</b></p>", "<p>a<b>b</b></p>"),
        ("move_into(//p): //p", "<p>a</p>", "<p>a</p>"),
        ("move_into(//i): //p", "<p>a</p>", "<p>a</p>"),
        ("move_into(//p/@id): //b", "<p id='x'>a<b>b</b></p>", '<p id="x">a<b>b</b></p>'),
        ("strip_attr: //p/@class", "<p class='x' id='y'>a</p>", '<p id="y">a</p>'),
        ("wrap_in(q): //b\ndissolve: //b", "<p>a<b>b</b></p>", "<p>a<q>b</q></p>"),
        ("dissolve: //b\nif_page_contains: //i", "<b>b</b>", "<b>b</b>"),
    ],
)
def test_the_tree_is_rewritten_in_the_order_of_the_file(rules: str, before: str, after: str) -> None:
    assert rewritten(rules, before) == after


@pytest.mark.parametrize(
    ("rules", "before", "after"),
    [
        ("find_string: <h1>\nreplace_string: <h2>", "<h1>a<h1>", "<h2>a<h2>"),
        ("replace_string(a.c): b", "abc a.c", "abc b"),
        ("replace_string(a): b\nreplace_string(b): c", "ab", "cc"),
        ("replace_string(a):", "banana", "bnn"),
        ("convert_double_br_tags: yes", "a<br><br/>b<BR\n/>\n <br>\n<br>c<br>d", "a</p><p>b</p><p>c<br>d"),
        ("convert_double_br_tags: no", "a<br><br>b", "a<br><br>b"),
        ("replace_string(a): b\nif_page_contains: //i", "<b>a</b>", "<b>a</b>"),
        ("replace_string(a): b\nif_page_contains: //b", "<b>a</b>", "<b>b</b>"),
    ],
)
def test_the_markup_is_rewritten_before_it_is_parsed(rules: str, before: str, after: str) -> None:
    assert site(rules).markup(before) == after


def test_without_rules_the_markup_is_what_it_was() -> None:
    assert NO_SITE.markup(PAGE) is PAGE


def test_a_replacement_makes_what_other_rules_select() -> None:
    rules = "replace_string(<div id=\"box\">): <div class='text'>\nbody: //div[@class='text']/p"

    assert cleaned(rules).body.value == WEATHER


def test_breaks_make_the_paragraphs_that_a_rule_selects() -> None:
    page = PAGE.replace(
        f"<p>{FERRY}</p><p>{LAMPS}</p><p>{BRIDGE}</p>", f"{FERRY}<br><br>{LAMPS}<br> <br>{BRIDGE}"
    )
    rules = "convert_double_br_tags: yes\nbody: //div[@id='story']/p[not(@class)]"

    assert cleaned(rules, page).body.value == f"{LAMPS}\n\n{BRIDGE}"


def test_a_replacement_may_remove_the_whole_page() -> None:
    article = cleaned(f"replace_string({PAGE[:15]}):\nfind_string: <\nreplace_string:\nreplace_string(>):")
    empty = cleaned("replace_string(<x>):", "<x><x><x>")

    assert article.characters_in == len(PAGE)
    assert (empty.verdict, empty.body.value) == (Verdict.EMPTY, None)


def test_what_is_wrapped_takes_the_role_of_its_wrapper() -> None:
    rules = "body: //div[@id='story']\nwrap_in(li): //div[@id='story']/p[3]"

    assert f"- {LAMPS}" in (cleaned(rules).body.value or "")
