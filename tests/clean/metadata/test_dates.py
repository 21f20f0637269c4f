from datetime import UTC, date, datetime

import pytest

from app.clean.metadata.dates import Calendar, Moment, find, read

NOW = datetime(2021, 6, 1, 12, 0, tzinfo=UTC)
CALENDAR = Calendar(NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-05-20", "2021-05-20"),
        ("2021-05-20T09:12:00+02:00", "2021-05-20T09:12:00+02:00"),
        ("2021-05-20T23:30:00-0400", "2021-05-20T23:30:00-04:00"),
        ("2021-05-20T09:12:00.123Z", "2021-05-20T09:12:00+00:00"),
        ("2021-05-20 09:12", "2021-05-20T09:12"),
        ("2021/05/20", "2021-05-20"),
        ("20210520", "2021-05-20"),
        ("20210520T091200Z", "2021-05-20T09:12:00+00:00"),
        ("1621501920", "2021-05-20T09:12:00+00:00"),
        ("1621501920000", "2021-05-20T09:12:00+00:00"),
        ("Thu, 20 May 2021 09:12:00 GMT", "2021-05-20T09:12:00+00:00"),
        ("Thu May 20 09:12:00 +0000 2021", "2021-05-20T09:12:00+00:00"),
    ],
)
def test_a_date_of_a_machine_is_read_on_its_own_clock(text: str, expected: str) -> None:
    assert str(read(text, CALENDAR)) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("May 20, 2021", "en"),
        ("May 20th, 2021", "en"),
        ("20 May 2021", "en"),
        ("20. Mai 2021", "de"),
        ("20 mai 2021", "fr"),
        ("20 de mayo de 2021", "es"),
        ("20 maggio 2021", "it"),
        ("20 de maio de 2021", "pt"),
        ("20 mei 2021", "nl"),
        ("20 maja 2021", "pl"),
        ("20 мая 2021 г.", "ru"),
        ("20 Μαΐου 2021", "el"),
        ("2021年5月20日", "ja"),
        ("2021년 5월 20일", "ko"),
        ("ngày 20 tháng 5, 2021", "vi"),
        ("2021. május 20.", "hu"),
        ("20-May-2021", "en"),
        ("20.05.2021", "de"),
        ("20.5.21", "de"),
    ],
)
def test_a_date_in_words_is_read_in_its_language(text: str, language: str) -> None:
    found = read(text, Calendar(NOW, language=language))
    assert found is not None
    assert found.day == date(2021, 5, 20)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("3 May 2021, 10:15", "T10:15"),
        ("May 3, 2021 at 1:05 p.m.", "T13:05"),
        ("3. Mai 2021 um 10:15 Uhr", "T10:15"),
        ("3 mai 2021 à 10h15", "T10:15"),
        ("2021年5月3日 10時15分", "T10:15"),
        ("3 May 2021 12:30 am", "T00:30"),
    ],
)
def test_a_time_of_day_is_read_with_the_day(text: str, clock: str) -> None:
    assert read(text, CALENDAR) == Moment(date(2021, 5, 3), clock)


def test_the_order_of_day_and_month_is_that_of_the_site() -> None:
    assert read("03/05/2021", Calendar(NOW, day_first=True)) == Moment(date(2021, 5, 3))
    assert read("03/05/2021", Calendar(NOW, day_first=False)) == Moment(date(2021, 3, 5))


def test_a_number_above_twelve_is_the_day_whatever_the_order() -> None:
    assert read("05/20/2021", Calendar(NOW, day_first=True)) == Moment(date(2021, 5, 20))


def test_dots_put_the_day_first_everywhere() -> None:
    assert read("03.05.2021", Calendar(NOW, day_first=False)) == Moment(date(2021, 5, 3))


def test_a_day_after_the_fetch_is_no_date() -> None:
    assert read("2021-06-02", CALENDAR) is None


def test_an_instant_before_the_fetch_counts_though_its_own_day_is_the_next() -> None:
    calendar = Calendar(datetime(2021, 6, 1, 23, 0, tzinfo=UTC))
    assert read("2021-06-02T07:00:00+09:00", calendar) == Moment(date(2021, 6, 2), "T07:00:00+09:00")


@pytest.mark.parametrize(
    "text", ["0001-01-01", "1970-01-01T00:00:00Z", "2021-13-40", "31 February 2021", "0"]
)
def test_a_default_or_impossible_day_is_no_date(text: str) -> None:
    assert read(text, CALENDAR) is None


@pytest.mark.parametrize("text", ["Chapter 3 of 2021 pages", "version 10.4.2021.7", "call 555-12-2021", ""])
def test_numbers_that_are_no_date_are_left_alone(text: str) -> None:
    assert find(text, CALENDAR) == []


def test_all_dates_of_a_line_are_found_in_its_order() -> None:
    line = "Published 3 May 2021, updated 5 May 2021"
    assert [line[f.start : f.end].strip() for f in find(line, CALENDAR)] == ["3 May 2021", "5 May 2021"]


def test_a_month_that_two_languages_share_is_read_in_the_page_s_own() -> None:
    assert read("3 listopada 2020", Calendar(NOW, language="pl")) == Moment(date(2020, 11, 3))
    assert read("3 listopada 2020", Calendar(NOW, language="hr")) == Moment(date(2020, 10, 3))


def test_a_utc_instant_may_be_a_time_on_a_local_clock() -> None:
    assert Moment(date(2021, 5, 21), "T02:30:00+00:00").may_be(Moment(date(2021, 5, 20), "T22:30"))


def test_a_time_that_no_zone_explains_is_another_instant() -> None:
    assert not Moment(date(2021, 5, 21), "T02:30:00+00:00").may_be(Moment(date(2021, 5, 20), "T22:37"))
