from __future__ import annotations

import pytest

from app.clean.attributes import read_attributes
from app.clean.model import Block, Container, Role
from app.clean.parse import parse
from app.clean.segment import lay_out, segment_markup


def segment(markup: str) -> tuple[Block, ...]:
    return segment_markup(parse(markup))


def texts(markup: str) -> list[str]:
    return [block.text for block in segment(markup)]


def roles(markup: str) -> list[tuple[Role, int, str]]:
    return [(block.role, block.level, block.text) for block in segment(markup)]


def runs(markup: str) -> list[list[str]]:
    """The texts of the blocks, those of one group together."""
    found: dict[int, list[str]] = {}
    for block in segment(markup):
        found.setdefault(block.group, []).append(block.text)
    return list(found.values())


def test_blocks_are_numbered_in_page_order() -> None:
    blocks = segment("<h1>One</h1><p>two</p><ul><li>three</li></ul><pre>four</pre><p>five</p>")

    assert [(block.position, block.text) for block in blocks] == [
        (0, "One"),
        (1, "two"),
        (2, "three"),
        (3, "four"),
        (4, "five"),
    ]


def test_a_page_without_text_has_no_blocks() -> None:
    assert segment("<html><body><div><p> &nbsp; </p><img src=a.png></div></body></html>") == ()


def test_headings_have_their_level() -> None:
    markup = "".join(f"<h{level}>Heading {level}</h{level}>" for level in range(1, 7))

    assert roles(markup) == [(Role.HEADING, level, f"Heading {level}") for level in range(1, 7)]


def test_each_paragraph_of_a_quotation_is_a_quote() -> None:
    assert roles("<blockquote>alone</blockquote><blockquote><p>first<p>second</blockquote><p>after") == [
        (Role.QUOTE, 0, "alone"),
        (Role.QUOTE, 0, "first"),
        (Role.QUOTE, 0, "second"),
        (Role.PARAGRAPH, 0, "after"),
    ]


def test_what_a_picture_is_called_is_a_caption() -> None:
    markup = "<figure><img src=a.png><figcaption>The quay <span>Photo: Agency</span></figcaption></figure>"

    assert roles(markup) == [(Role.CAPTION, 0, "The quay Photo: Agency")]


def test_text_beside_block_elements_is_a_paragraph_of_its_own() -> None:
    assert roles("<div>before<p>inside</p>between<div>deeper</div>behind</div>after") == [
        (Role.PARAGRAPH, 0, text) for text in ["before", "inside", "between", "deeper", "behind", "after"]
    ]


def test_inline_elements_join_without_a_space() -> None:
    assert texts("<p>un<b>believ</b><i>able</i>, H<sub>2</sub>O<span>!</span>") == ["unbelievable, H2O!"]


def test_white_space_of_all_kinds_is_one_space_and_zero_width_characters_are_none() -> None:
    assert texts("<p>  one\n\t two&nbsp;three&emsp;four fi&shy;ve si&#8203;x  </p>") == [
        "one two three four five six"
    ]


def test_joiners_that_spell_words_and_emoji_stay() -> None:
    assert texts("<p>می‌خواهم 👩‍🚀</p>") == ["می‌خواهم 👩‍🚀"]


def test_a_heading_over_several_lines_is_one_block() -> None:
    assert roles("<h2>Ferry<br>leaves <div>for good</div></h2>") == [
        (Role.HEADING, 2, "Ferry leaves for good")
    ]


def test_the_items_of_a_list_are_one_group() -> None:
    assert runs("<p>x</p><ul><li>one<li>two</ul><ul><li>three</ul><p>y</p>") == [
        ["x"],
        ["one", "two"],
        ["three"],
        ["y"],
    ]


def test_items_of_nested_lists_have_their_depth_and_the_group_of_the_outer_list() -> None:
    markup = "<ul><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ul>"

    assert roles(markup) == [
        (Role.ITEM, 1, "a"),
        (Role.ITEM, 2, "b"),
        (Role.ITEM, 3, "c"),
        (Role.ITEM, 1, "d"),
    ]
    assert runs(markup) == [["a", "b", "c", "d"]]


def test_the_text_behind_a_nested_list_belongs_to_the_outer_item() -> None:
    assert roles("<ul><li>a<ul><li>b</ul>c</ul>") == [
        (Role.ITEM, 1, "a"),
        (Role.ITEM, 2, "b"),
        (Role.ITEM, 1, "c"),
    ]


def test_items_of_ordered_lists_are_numbered_list_by_list() -> None:
    blocks = segment("<ol><li>a<ol><li>b<li>c</ol><li>d</ol><ul><li>e</ul><ol><li>f</ol>")

    assert [(block.text, block.ordinal) for block in blocks] == [
        ("a", 1),
        ("b", 1),
        ("c", 2),
        ("d", 2),
        ("e", None),
        ("f", 1),
    ]


def test_an_ordered_list_counts_from_where_it_starts_and_from_the_value_of_an_item() -> None:
    blocks = segment("<ol start=5><li>a<li>b<li value=9>c<li>d</ol><ol start=first><li value=-1>e</ol>")

    assert [block.ordinal for block in blocks] == [5, 6, 9, 10, 1]


def test_an_item_of_one_paragraph_or_of_lines_is_one_block() -> None:
    assert roles("<ul><li><p>one</p></li><li>two<br>lines</li><li><div>three</div></li></ul>") == [
        (Role.ITEM, 1, "one"),
        (Role.ITEM, 1, "two lines"),
        (Role.ITEM, 1, "three"),
    ]


def test_an_item_with_headings_or_several_paragraphs_is_read_as_a_section() -> None:
    markup = (
        "<ol><li><h3>Step one</h3><p>Open it.</p></li><li><p>Look.</p><p>Close it.</p></li><li>Done</li></ol>"
    )

    assert roles(markup) == [
        (Role.HEADING, 3, "Step one"),
        (Role.PARAGRAPH, 0, "Open it."),
        (Role.PARAGRAPH, 0, "Look."),
        (Role.PARAGRAPH, 0, "Close it."),
        (Role.ITEM, 1, "Done"),
    ]
    assert len(runs(markup)) == 5


def test_each_term_and_each_description_is_a_block() -> None:
    assert texts("<dl><dt>Draught</dt><dd>2.4 m</dd><dt>Beam</dt><dd>8 m</dd></dl>") == [
        "Draught",
        "2.4 m",
        "Beam",
        "8 m",
    ]


@pytest.mark.parametrize("bullet", ["• ", "•", "- ", "* ", "▪ ", "● ", "&middot; ", "◦&nbsp;"])
def test_a_paragraph_that_begins_with_a_typed_bullet_is_an_item(bullet: str) -> None:
    assert roles(f"<p>{bullet}Bring a lamp</p>") == [(Role.ITEM, 1, "Bring a lamp")]


def test_a_typed_bullet_in_a_quotation_is_an_item_too() -> None:
    assert roles("<blockquote><p>● Bring a lamp</p></blockquote>") == [(Role.ITEM, 1, "Bring a lamp")]


@pytest.mark.parametrize("text", ["-5 degrees", "·2 min read", "– Oui, dit-il", "— No —", "- -", "•"])
def test_dashes_that_are_no_bullets_make_no_items(text: str) -> None:
    assert roles(f"<p>{text}</p>") == [(Role.PARAGRAPH, 0, text)]


def test_a_bullet_in_front_of_a_heading_is_part_of_it() -> None:
    assert roles("<h2>• Weather</h2>") == [(Role.HEADING, 2, "• Weather")]


def test_each_row_of_a_data_table_is_a_block_of_one_group() -> None:
    markup = (
        "<table><thead><tr><th>Line<th>Fare</thead>"
        "<tbody><tr><td><p>Ferry</p><td>4.20<tr><td>Night <b>bus</b><td>2<br>(Sundays 3)</tbody></table>"
    )

    assert roles(markup) == [
        (Role.TABLE, 0, "Line | Fare"),
        (Role.TABLE, 0, "Ferry | 4.20"),
        (Role.TABLE, 0, "Night bus | 2 (Sundays 3)"),
    ]
    assert len(runs(markup)) == 1


def test_the_caption_of_a_table_is_a_paragraph_above_it() -> None:
    markup = "<table><caption>Fares</caption><tr><th>Line<th>Fare<tr><td>Ferry<td>4.20</table>"

    assert runs(markup) == [["Fares"], ["Line | Fare", "Ferry | 4.20"]]
    assert segment(markup)[0].role is Role.PARAGRAPH


def test_a_row_with_empty_cells_keeps_the_borders_between_them() -> None:
    assert texts("<table><tr><td>a<td><td>c<tr><td><td>b<td></table>") == ["a | | c", "b"]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>one<td>two</table>",
        "<table><tr><td>one<tr><td>two</table>",
        "<table><tr><td>one<td><table><tr><td>two</table><tr><td></table>",
        "<table><tr><td><h2>one</h2><td>two<tr><td></table>",
        "<table><tr><td><ul><li>one</ul><td>two<tr><td></table>",
        "<table><tr><td><p>one<p>two<td><tr><td></table>",
    ],
    ids=["one row", "one column", "nested", "headings", "lists", "paragraphs"],
)
def test_the_cells_of_a_table_that_lays_out_the_page_are_blocks_of_their_own(table: str) -> None:
    blocks = segment(table)

    assert [block.text for block in blocks] == ["one", "two"]
    assert Role.TABLE not in {block.role for block in blocks}
    assert blocks[0].group != blocks[1].group


def test_a_table_with_a_cell_as_long_as_a_column_of_text_lays_out_the_page() -> None:
    column = "word " * 130

    assert texts(f"<table><tr><td>Menu<td>{column}<tr><td>a<td>b</table>") == [
        "Menu",
        column.strip(),
        "a",
        "b",
    ]


def test_code_keeps_its_lines_indentation_and_single_blank_lines() -> None:
    blocks = segment("<pre><code>def lamp():\n    on()   # now\n\n\n\n\treturn 1  \n</code></pre>")

    assert [(block.role, block.text) for block in blocks] == [
        (Role.CODE, "def lamp():\n    on()   # now\n\n    return 1")
    ]


def test_lines_of_code_may_be_parted_by_br_and_coloured_by_spans() -> None:
    assert texts("<pre><span>a</span> = <b>1</b><br>b = 2<br/>c = 3</pre>tail") == [
        "a = 1\nb = 2\nc = 3",
        "tail",
    ]


def test_an_empty_listing_is_no_block() -> None:
    assert texts("<pre> \n </pre><p>x</p>") == ["x"]


def test_lines_parted_by_one_br_are_one_group_and_by_two_are_paragraphs() -> None:
    markup = "<p>Town Hall<br>1 Quay Street<br/>\n<br>Open daily<br>from nine<br></p><p>Next</p>"

    assert runs(markup) == [["Town Hall", "1 Quay Street"], ["Open daily", "from nine"], ["Next"]]


def test_lines_before_and_after_a_block_are_no_group() -> None:
    assert runs("<div>a<br>b<p>c</p>d<br>e</div>") == [["a", "b"], ["c"], ["d", "e"]]


def test_a_br_inside_an_inline_element_parts_lines_too() -> None:
    assert runs("<p><b>a<br>b</b><i><br></i>c</p>") == [["a", "b", "c"]]


def test_paragraphs_parted_by_one_br_are_no_group() -> None:
    prose = "The lamp of the lighthouse had been dark since autumn, and nobody in the village knew why."

    assert runs(f"<div>{prose}<br>{prose}<br>Short line<br>Another</div>") == [
        [prose],
        [prose],
        ["Short line", "Another"],
    ]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>hidden()</script>",
        "<style>p { hidden: 1 }</style>",
        "<template><p>hidden</p></template>",
        "<svg><text>hidden</text></svg>",
        "<select><option>hidden</option></select>",
        "<textarea>hidden</textarea>",
        "<iframe>hidden</iframe>",
        "<div hidden>hidden<p>hidden</p></div>",
        "<p style='color: red; DISPLAY : none'>hidden</p>",
        "<span class='icon sr-only'>hidden</span>",
        "<span class='visually-hidden'>hidden</span>",
    ],
)
def test_what_a_reader_does_not_see_is_no_text_and_what_follows_it_is(unseen: str) -> None:
    assert " ".join(texts(f"<div>before {unseen} after</div>")).split() == ["before", "after"]


def test_the_title_of_the_document_is_no_block() -> None:
    assert texts("<html><head><title>Quay Post</title></head><body>text</body></html>") == ["text"]


@pytest.mark.parametrize(
    "shown",
    [
        "<div hidden=until-found>shown</div>",
        "<main style='display:none'>shown</main>",
        "<article hidden>shown</article>",
        "<body class='sr-only'>shown</body>",
        "<noscript>shown</noscript>",
        "<p class='sr-only-not'>shown</p>",
    ],
)
def test_what_only_seems_to_be_hidden_is_shown(shown: str) -> None:
    assert texts(shown) == ["shown"]


def test_the_link_share_is_the_share_of_linked_characters() -> None:
    blocks = segment(
        "<p>12345 <a href=/a>7890</a></p><p><a href=/b>all <b>of</b> it</a></p>"
        "<p>none</p><p><a name=x>anchor</a></p>"
    )

    assert [block.link_share for block in blocks] == [0.4, 1.0, 0.0, 0.0]


def test_a_link_in_one_line_is_none_in_the_next() -> None:
    blocks = segment("<p><a href=/a>link</a><br>plain</p>")

    assert [block.link_share for block in blocks] == [1.0, 0.0]


def test_a_link_around_blocks_links_each_of_them_and_nothing_after() -> None:
    blocks = segment("<a href=/a><h3>Head</h3><p>teaser</p></a><p>after</p>")

    assert [(block.text, block.link_share) for block in blocks] == [
        ("Head", 1.0),
        ("teaser", 1.0),
        ("after", 0.0),
    ]


def test_blocks_carry_the_hints_of_all_elements_around_them() -> None:
    nav, by, after = segment(
        "<main><nav><ul><li>Home</ul></nav><div class=byline><p>By Ann</p></div></main><p>after</p>"
    )

    assert nav.hints == {"main", "nav"}
    assert by.hints == {"main", "byline"}
    assert after.hints == frozenset()


def test_a_listing_carries_its_hints_too() -> None:
    (code,) = segment("<main><pre class=caption>x = 1</pre></main>")

    assert code.hints == {"main", "caption"}


def test_blocks_of_a_cut_carry_its_reason_as_a_hint() -> None:
    root = parse("<div><ul><li>Home</li></ul></div><p>text</p>")

    blocks = segment_markup(root, {next(root.iter("div")): "narrow.navigation"})

    assert [block.hints for block in blocks] == [{"narrow.navigation"}, frozenset()]


def test_blocks_of_nested_cuts_carry_the_reason_of_the_outermost_alone() -> None:
    root = parse("<div><section>x</section></div><section>y</section>")
    outer, inner, beside = root.iter("div", "section")

    blocks = segment_markup(root, {outer: "narrow.footer", inner: "narrow.form", beside: "narrow.dialog"})

    assert [block.hints for block in blocks] == [{"narrow.footer"}, {"narrow.dialog"}]


def test_without_markdown_blocks_have_no_markup() -> None:
    assert [block.markup for block in segment("<p>a <b>b</b></p><pre>c</pre>")] == ["", ""]


def test_segmenting_leaves_the_tree_as_it_is() -> None:
    root = parse("<p>a <script>b</script> c</p>")

    assert segment_markup(root) == segment_markup(root)


def test_a_row_of_empty_cells_is_no_block() -> None:
    assert texts("<table><tr><td>a<td>b<tr><td><td><tr><td>c<td>d</table>") == ["a | b", "c | d"]


def test_a_layout_tells_for_each_block_the_containers_around_it() -> None:
    markup = "<main class=page><p id=first>one</p><ul><li>two</li></ul>three</main>"
    layout = lay_out(read_attributes(parse(markup)))
    assert [
        (block.text, layout.containers[at]) for block, at in zip(layout.blocks, layout.inside, strict=True)
    ] == [
        ("one", Container(3, "p", "first")),
        ("two", Container(5, "li", "")),
        ("three", Container(2, "main", "page")),
    ]
