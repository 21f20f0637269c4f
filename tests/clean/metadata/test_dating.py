from datetime import UTC, date, datetime

from app.clean.metadata.dates import Calendar
from app.clean.metadata.mentions import TRAITS
from app.clean.metadata.outline import outline
from app.clean.metadata.signature import Text, collect, read_signature
from app.clean.model import Block

CALENDAR = Calendar(datetime(2021, 6, 1, 12, 0, tzinfo=UTC), day_first=True, language="en")
TITLE = "Harbour baths of Aldermoor to reopen after eleven years"
PROSE = (
    "The town council voted on Monday to reopen the old baths, eleven years after they were closed because "
    "of a crumbling sea wall that nobody wanted to pay for, the mayor told this newspaper."
)
ADDRESS = "https://echo.example/2021/05/03/harbour-baths"


def text(*lines: str, address: str | None = None) -> Text:
    blocks = [Block(position, line) for position, line in enumerate(lines)]
    return Text(blocks, (), CALENDAR, outline(blocks), address=address)


def told(*lines: str, address: str | None = None) -> tuple[date, str] | None:
    found = read_signature(text(*lines, address=address), lines.index(TITLE)).published
    return (found[0].value.day, found[0].source) if found else None


def test_the_day_below_the_headline_goes_before_those_of_other_stories() -> None:
    stories = ("Ferry cancelled again", "12 May 2021", "Lighthouse sold", "14 May 2021")
    found = told("Home", TITLE, "By Jane Doe", "3 May 2021", PROSE, PROSE, "More stories", *stories)
    assert found == (date(2021, 5, 3), "text:header")


def test_a_day_far_above_the_article_is_found() -> None:
    menu = ("Home", "News", "Sport", "Culture") * 5
    assert told("Published 3 May 2021", *menu, TITLE, PROSE, PROSE) == (date(2021, 5, 3), "text:header")


def test_a_dateline_of_the_first_paragraph_tells_the_day() -> None:
    assert told(TITLE, f"ALDERMOOR, May 3, 2021 (MNA) - {PROSE} {PROSE}", PROSE) == (
        date(2021, 5, 3),
        "text:header",
    )


def test_the_day_of_an_update_is_never_told() -> None:
    assert told(TITLE, "Updated: 5 May 2021", PROSE, PROSE) is None


def test_the_label_of_an_update_counts_on_the_line_above_too() -> None:
    assert told(TITLE, "Last updated", "5 May 2021", PROSE, PROSE) is None


def test_the_day_of_the_address_stands_alone_where_the_lines_have_none() -> None:
    assert told(TITLE, PROSE, PROSE, address=ADDRESS) == (date(2021, 5, 3), "url")


def test_the_address_tells_day_from_month() -> None:
    assert told(TITLE, "Published on 05/03/2021", PROSE, address=ADDRESS) == (date(2021, 5, 3), "text:header")


def test_day_and_month_in_words_are_left_as_they_are() -> None:
    days = collect(text(TITLE, "Published on 5 March 2021", PROSE, address=ADDRESS), 0).days
    assert [mention.moment.day for mention in days.known] == [date(2021, 3, 5)]


def test_a_text_without_a_day_has_none() -> None:
    assert told(TITLE, "By Jane Doe", PROSE, PROSE) is None


def test_traits_fit_their_rows() -> None:
    page = text("Home", TITLE, "Posted 3 May 2021 at 9:15", PROSE, "(c) 2 May 2020", address=ADDRESS)
    setting = collect(page, 1).days
    rows = [*map(setting.traits, setting.known), setting.of_address()]
    assert len(rows) == 3
    assert all(trait < size for row in rows for trait, size in zip(row, TRAITS.values(), strict=True))
