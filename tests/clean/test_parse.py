from __future__ import annotations

import pytest
from lxml import etree

from app.clean.parse import MAX_DEPTH, parse


def markup_of(text: str) -> str:
    return str(etree.tostring(parse(text), encoding="unicode"))


def depth_of(root: etree._Element) -> int:
    return 1 + max(sum(1 for _ in element.iterancestors()) for element in root.iter())


@pytest.mark.parametrize("empty", ["", " \n\t", "<!-- nothing -->", "\x00"])
def test_an_empty_document_is_an_empty_tree(empty: str) -> None:
    root = parse(empty)

    assert root.tag == "html"
    assert root.text_content().strip() == ""


def test_the_root_is_the_html_element_even_of_a_bare_text() -> None:
    root = parse("Just words.")

    assert (root.tag, root.text_content()) == ("html", "Just words.")


def test_an_xml_declaration_does_not_decide_how_the_characters_are_read() -> None:
    root = parse('\n<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>Ærø, 灯台</p></body></html>')

    assert root.text_content() == "Ærø, 灯台"


def test_a_meta_charset_does_not_decide_how_the_characters_are_read() -> None:
    root = parse('<html><head><meta charset="windows-1251"></head><body>Ærø, 灯台</body></html>')

    assert root.text_content() == "Ærø, 灯台"


def test_control_characters_become_spaces_and_cut_nothing_off() -> None:
    assert parse("<p>one\x00two\x0bthree\x1f</p><p>four</p>").text_content() == "one two three four"


def test_comments_and_processing_instructions_are_gone_and_the_text_around_them_is_not() -> None:
    assert markup_of("<body><p>a<!-- b -->c<?php d ?>e</p></body>") == "<html><body><p>ace</p></body></html>"


def test_both_of_two_bodies_are_read() -> None:
    root = parse("<html><body><p>one</p></body><body><p>two</p></body></html>")

    assert [paragraph.text for paragraph in root.iter("p")] == ["one", "two"]


def test_elements_that_are_never_closed_end_where_a_browser_ends_them() -> None:
    assert markup_of("<p>one<p>two<ul><li>a<li>b") == (
        "<html><body><p>one</p><p>two</p><ul><li>a</li><li>b</li></ul></body></html>"
    )


def test_a_page_of_an_ordinary_depth_keeps_its_containers() -> None:
    root = parse("<div>" * 400 + "deep" + "</div>" * 400)

    assert len(list(root.iter("div"))) == 400


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "font"])
@pytest.mark.parametrize("depth", [600, 3_000, 50_000])
def test_no_text_of_a_deeply_nested_page_is_lost_and_the_tree_is_shallow(tag: str, depth: int) -> None:
    opened = "".join(f"<{tag}> w{number} " for number in range(depth))

    root = parse(f"<html><body>{opened}{f'</{tag}>' * depth}<p>the end</p></body></html>")

    assert root.text_content().split() == [*(f"w{number}" for number in range(depth)), "the", "end"]
    assert depth_of(root) <= MAX_DEPTH


def test_the_paragraphs_of_a_page_of_deeply_nested_containers_stay_paragraphs() -> None:
    root = parse("<div>" * 600 + "<p>one</p><h2>two</h2>" + "</div>" * 600)

    assert [(element.tag, element.text) for element in root.iter("p", "h2")] == [("p", "one"), ("h2", "two")]


def test_a_flattened_page_is_read_without_its_declaration_and_control_characters() -> None:
    root = parse('<?xml version="1.0" encoding="iso-8859-1"?>' + "<div>" * 600 + "灯\x00台" + "</div>" * 600)

    assert root.text_content() == "灯 台"


def test_the_scripts_of_a_page_that_is_flattened_to_its_text_are_no_text() -> None:
    page = "<b>" * 600 + "text<script>if (a < b) run();</script><style>p { x: y }</style> more"

    assert parse(page).text_content().split() == ["text", "more"]


def test_the_body_begins_with_the_first_element_that_no_head_has() -> None:
    assert markup_of("<html><title>T</title><article><h1>Owls</h1><p>One.</p></article>") == (
        "<html><head><title>T</title></head><body><article><h1>Owls</h1><p>One.</p></article></body></html>"
    )


def test_what_begins_the_body_comes_before_the_text_that_libxml2_begins_it_with() -> None:
    assert markup_of("<title>T</title><nav>Menu</nav>Owls<p>Two</p>") == (
        "<html><head><title>T</title></head><body><nav>Menu</nav>Owls<p>Two</p></body></html>"
    )


def test_a_head_of_what_heads_have_stays() -> None:
    head = "<head><title>T</title><style>p {}</style><noscript><meta></noscript></head>"

    assert markup_of(f"<html>{head}<body>x</body></html>").startswith(
        f"<html>{head}".replace("<meta>", "<meta/>")
    )
