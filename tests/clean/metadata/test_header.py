from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from app.clean.metadata import read_header, resolve
from app.clean.model import Block, InputKind, Metadata, Page, Role

PAGE = Page(InputKind.TEXT, "", datetime(2021, 6, 1, 12, 0, tzinfo=UTC))
TITLE = "Harbour baths of Aldermoor to reopen after eleven years"
PROSE = (
    "The town council voted on Monday to reopen the old baths, eleven years after they were closed because "
    "of a crumbling sea wall that nobody wanted to pay for, the mayor told this newspaper."
)


def blocks(*lines: str) -> list[Block]:
    return [Block(position, line) for position, line in enumerate(lines)]


def marked(*lines: str, struck: Sequence[int] = ()) -> dict[int, str]:
    return {position: mark.rule for position, mark in read_header(blocks(*lines), PAGE, struck).marks.items()}


def told(*lines: str, struck: Sequence[int] = ()) -> Metadata:
    return resolve(read_header(blocks(*lines), PAGE, struck).candidates, PAGE)


@pytest.mark.parametrize(
    "lines",
    [
        ("By Jane Doe", "Published 3 May 2021"),
        ("Posted on May 3, 2021 by Jane Doe",),
        ("Jane Doe | May 3, 2021 | 5 min read",),
        ("Von Jane Doe", "Veröffentlicht am 3. Mai 2021 um 10:15 Uhr"),
        ("Par Jane Doe, publié le 3 mai 2021 à 10h15",),
        ("Por Jane Doe", "3 de mayo de 2021"),
        ("di Jane Doe - 3 maggio 2021",),
        ("Por Jane Doe", "Publicado em 3 de maio de 2021 às 10h15"),
        ("Door Jane Doe", "3 mei 2021 om 10:15"),
        ("By Jane Doe, Political Editor, Aldermoor Echo", "Monday, May 3, 2021"),
    ],
)
def test_title_byline_and_date_are_read_and_marked(lines: tuple[str, ...]) -> None:
    metadata = told(TITLE, *lines, PROSE)
    assert metadata.title.value == TITLE
    assert metadata.authors.value == ("Jane Doe",)
    assert metadata.date.value == date(2021, 5, 3)
    assert sorted(marked(TITLE, *lines, PROSE)) == list(range(len(lines) + 1))


def test_each_mark_says_what_the_line_is() -> None:
    assert marked(TITLE, "By Jane Doe", "3 May 2021", PROSE) == {
        0: "header.title",
        1: "header.byline",
        2: "header.date",
    }


def test_a_line_with_date_and_headline_is_split() -> None:
    lines = (f"date 2021-05-20 {TITLE}", "Jane Doe", "·2 min read", PROSE)
    metadata = told(*lines)
    assert (metadata.title.value, metadata.date.value) == (TITLE, date(2021, 5, 20))
    assert metadata.authors.value == ("Jane Doe",)
    assert sorted(marked(*lines)) == [0, 1]


def test_placeholders_between_the_header_lines_are_looked_through() -> None:
    lines = (
        f"date 2021-05-20 {TITLE}",
        "Whoops!",
        "Please reload.",
        "Jane Doe",
        "·2 min read",
        "Whoops!",
        PROSE,
    )
    assert marked(*lines, struck=[1, 2, 5]) == {0: "header.title", 3: "header.byline"}


def test_a_reading_time_is_left_to_the_rules() -> None:
    assert 2 not in marked(TITLE, "Jane Doe", "2 min read", PROSE)


def test_labels_name_the_fields() -> None:
    metadata = told(f"Title: {TITLE}", "Author: Jane Doe", "Date: 2021-05-03", PROSE)
    assert (metadata.title.value, metadata.date.value) == (TITLE, date(2021, 5, 3))
    assert metadata.authors.value == ("Jane Doe",)


def test_a_markdown_heading_is_the_title() -> None:
    assert told(f"# {TITLE}", PROSE, PROSE).title.value == TITLE


def test_a_heading_of_the_first_level_is_the_title() -> None:
    first = Block(0, TITLE, Role.HEADING, level=1)
    assert read_header([first, Block(1, PROSE)], PAGE).marks[0].rule == "header.title"


def test_noise_before_a_first_line_makes_it_the_title() -> None:
    assert marked("Skip to content", TITLE, PROSE, struck=[0]) == {1: "header.title"}


def test_menu_lines_before_the_headline_are_not_the_title() -> None:
    assert told("Home", "News", TITLE, "By Jane Doe", PROSE).title.value == TITLE


def test_a_standfirst_between_headline_and_byline_is_left_in_the_text() -> None:
    lines = (
        TITLE,
        "The sea wall has been mended and the council wants its swimmers back soon.",
        "By Jane Doe",
        PROSE,
    )
    assert marked(*lines) == {0: "header.title", 2: "header.byline"}


def test_the_page_title_above_the_headline_is_header_too() -> None:
    lines = (f"{TITLE} | Aldermoor Echo", TITLE, "By Jane Doe", PROSE)
    assert told(*lines).title.value == TITLE
    assert marked(*lines) == {0: "header.title", 1: "header.title", 2: "header.byline"}


def test_a_date_of_change_is_not_the_date_of_publication() -> None:
    metadata = told(TITLE, "By Jane Doe", "Updated: May 3, 2021", PROSE)
    assert metadata.date.value is None
    assert metadata.modified_at == "2021-05-03"


def test_publication_and_change_on_one_line_are_told_apart() -> None:
    metadata = told(TITLE, "Published May 3, 2021, updated May 5, 2021", PROSE)
    assert (metadata.published_at, metadata.modified_at) == ("2021-05-03", "2021-05-05")


def test_a_relative_date_counts_from_the_fetch() -> None:
    assert told(TITLE, "Jane Doe", "2 days ago", PROSE).date.value == date(2021, 5, 30)


def test_a_day_after_the_fetch_is_no_header() -> None:
    assert told(TITLE, "By Jane Doe", "May 3, 2031", PROSE).date.value is None


def test_an_organisation_signs_where_no_person_does() -> None:
    assert told(TITLE, "By Aldermoor News Agency", PROSE).authors.value == ("Aldermoor News Agency",)


def test_a_japanese_header_is_read() -> None:
    metadata = told(
        "港湾プールが11年ぶりに再開へ向けて動き出す", "2021年5月3日 10時15分", "山田太郎記者", PROSE
    )
    assert metadata.title.value == "港湾プールが11年ぶりに再開へ向けて動き出す"
    assert metadata.published_at == "2021-05-03T10:15"
    assert metadata.authors.value == ("山田太郎",)


def test_the_space_that_scrapers_leave_before_a_colon_goes_away() -> None:
    metadata = told(
        "Home", "Hafenbad : Stadtrat beschließt die Öffnung", "Von Jane Doe", "3. Mai 2021", PROSE
    )
    assert metadata.title.value == "Hafenbad: Stadtrat beschließt die Öffnung"


@pytest.mark.parametrize(
    "lines",
    [
        (PROSE, PROSE),
        ("Summary", PROSE, "Next steps", PROSE),
        ("Why it matters", PROSE),
        ("By the end of May the ministry had paid nothing at all.", PROSE),
        ("By Monday the water was gone.", PROSE),
        ("3 May 2021 was the day on which the sea wall finally gave way.", PROSE),
        ("Jane Doe", "John Roe", PROSE),
        ("Jane Doe is back.", PROSE),
        (),
    ],
)
def test_a_bare_body_has_no_header(lines: tuple[str, ...]) -> None:
    assert marked(*lines) == {}


def test_items_and_quotes_are_no_header_lines() -> None:
    items = [Block(0, "By Jane Doe", Role.QUOTE), Block(1, "3 May 2021", Role.ITEM), Block(2, PROSE)]
    assert read_header(items, PAGE).marks == {}
