from datetime import UTC, date, datetime

from app.clean.metadata.dates import Calendar
from app.clean.metadata.outline import outline
from app.clean.metadata.signature import Signature, Text, collect, read_signature
from app.clean.model import Block

CALENDAR = Calendar(datetime(2021, 6, 1, 12, 0, tzinfo=UTC), day_first=True, language="en")
TITLE = "Harbour baths of Aldermoor to reopen after eleven years"
PROSE = (
    "The town council voted on Monday to reopen the old baths, eleven years after they were closed because "
    "of a crumbling sea wall that nobody wanted to pay for, the mayor told this newspaper."
)


def signature(*lines: str) -> Signature:
    blocks = [Block(position, line) for position, line in enumerate(lines)]
    return read_signature(Text(blocks, (), CALENDAR, outline(blocks)), lines.index(TITLE))


def days(found: Signature) -> list[date]:
    return [told.value.day for told in found.published]


def test_a_by_on_a_line_of_its_own_belongs_to_the_name_below() -> None:
    assert signature(TITLE, "By", "Jane Doe", PROSE).people == (("Jane Doe",),)


def test_a_by_on_a_line_of_its_own_makes_a_single_word_a_name() -> None:
    assert signature(TITLE, "Written by", "Banksy", PROSE).people == (("Banksy",),)


def test_a_label_on_a_line_of_its_own_says_what_the_date_below_is() -> None:
    found = signature(TITLE, "Posted on", "3 May 2021", "Updated at", "5 May 2021", PROSE)
    assert days(found) == [date(2021, 5, 3)]
    assert [moment.day for moment in found.changed] == [date(2021, 5, 5)]


def test_name_and_label_that_a_scraper_glued_together_are_parted() -> None:
    found = signature(TITLE, "By Jane DoePublished: May 3, 2021 10:15 AM EST", PROSE)
    assert found.people == (("Jane Doe",),)
    assert days(found) == [date(2021, 5, 3)]


def test_a_name_alone_below_the_headline_signs() -> None:
    assert signature("Home", TITLE, "Share", "Jane Doe", PROSE).people == (("Jane Doe",),)


def test_a_name_with_a_job_on_its_line_signs() -> None:
    assert signature("Home", TITLE, "Jane Doe – Journalist", PROSE).people == (("Jane Doe",),)


def test_a_name_below_the_headline_goes_before_one_above() -> None:
    assert signature("Max Muster", "Home", TITLE, "Jane Doe", PROSE).people == (("Jane Doe",),)


def test_a_by_goes_before_a_bare_name() -> None:
    found = signature(TITLE, "Max Muster", "3 May 2021", "By Jane Doe", PROSE)
    assert found.people[0] == ("Jane Doe",)


def test_a_line_about_the_author_below_the_article_is_a_weak_source() -> None:
    assert signature(TITLE, PROSE, PROSE, "Jane Doe is a reporter in Aldermoor.").people == (("Jane Doe",),)


def test_a_korean_reporter_signs_below_the_article() -> None:
    assert signature(TITLE, PROSE, PROSE, "순천 홍길동 기자 hong@echo.example").people == (("홍길동",),)


def test_a_publication_date_far_below_the_headline_is_the_article_s() -> None:
    assert days(signature(TITLE, *[PROSE] * 9, "Published 3 May 2021")) == [date(2021, 5, 3)]


def test_a_place_and_a_date_on_one_line_give_the_day() -> None:
    assert days(signature(TITLE, "Aldermoor - 29/05/2021 20:00", PROSE)) == [date(2021, 5, 29)]


def test_a_date_in_a_sentence_is_none_of_the_article() -> None:
    assert signature(TITLE, "The sea wall gave way on 3 May 2015.", PROSE).published == ()


def test_days_that_count_from_the_fetch_are_kept_apart() -> None:
    found = signature(TITLE, "2 days ago", PROSE)
    assert found.published == ()
    assert [moment.day for moment in found.counted] == [date(2021, 5, 30)]


def test_a_list_of_names_goes_on_over_all_lines_with_a_comma() -> None:
    found = signature(TITLE, "By Jane Doe,", "John Roe,", "Erika Mustermann", "3 May 2021", PROSE)
    assert found.people == (("Jane Doe", "John Roe", "Erika Mustermann"),)


def test_a_job_glued_to_a_name_is_parted_from_it() -> None:
    lines = (TITLE, "By Jane DoeStaff Writer", PROSE)
    blocks = [Block(position, line) for position, line in enumerate(lines)]
    found = collect(Text(blocks, (), CALENDAR, outline(blocks)), 0).signers
    assert ("Jane Doe",) in [signer.names for signer in found]
