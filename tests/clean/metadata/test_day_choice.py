from __future__ import annotations

from datetime import date, datetime

from app.clean.metadata.candidates import Candidate
from app.clean.metadata.dates import Moment
from app.clean.metadata.day_choice import TRAITS, choose, options


def told(*said: tuple[str, str]) -> list[Candidate[Moment]]:
    return [
        Candidate(Moment(datetime.fromisoformat(line).date(), line[10:]), source) for source, line in said
    ]


def day(said: list[Candidate[Moment]], changes: list[Candidate[Moment]] | None = None) -> date | None:
    option = choose(said, changes or [])
    return option.value.day if option else None


def test_a_day_of_a_change_alone_is_none_of_publication() -> None:
    assert day([], told(("json-ld:dateModified", "2021-05-22"))) is None


def test_the_day_on_the_page_s_own_clock_goes_before_the_day_of_the_same_instant_in_utc() -> None:
    said = told(
        ("meta:article:published_time", "2021-05-20T02:30:00+00:00"), ("date-element", "2021-05-19T22:30")
    )

    assert day(said) == date(2021, 5, 19)


def test_a_day_that_structured_data_and_the_lines_share_goes_before_one_in_the_address() -> None:
    said = told(
        ("json-ld:datePublished", "2021-05-20"), ("date-element", "2021-05-20"), ("url", "2021-05-18")
    )

    assert day(said) == date(2021, 5, 20)


def test_a_day_in_sight_that_is_a_stated_one_turned_round_was_read_the_wrong_way() -> None:
    said = told(("json-ld:datePublished", "2021-11-01T05:00:00+01:00"), ("date-element", "2021-01-11"))

    assert [one.value.day for one in options(said, [])] == [date(2021, 11, 1)]


def test_of_the_moments_of_a_day_one_with_a_time_of_day_is_told() -> None:
    option = choose(
        told(("json-ld:datePublished", "2021-05-20"), ("time-element", "2021-05-20T09:12:00+02:00")), []
    )

    assert option is not None
    assert (str(option.value), option.source) == ("2021-05-20T09:12:00+02:00", "time-element")


def test_every_trait_has_a_weight_for_its_value() -> None:
    said = told(
        ("json-ld:datePublished", "2021-05-20T02:30:00+00:00"),
        ("text:header", "2019-01-01"),
        ("meta:date", "2021-05-21"),
    )

    found = options(said, told(("json-ld:dateModified", "2020-05-22")))
    assert all(
        0 <= value < length
        for one in found
        for value, length in zip(one.traits, TRAITS.values(), strict=True)
    )


def test_a_day_in_sight_that_is_stated_to_be_that_of_a_change_is_none_of_publication() -> None:
    said = told(("json-ld:datePublished", "2021-02-21T11:54:45+00:00"), ("date-element", "2022-10-26"))
    changes = told(("json-ld:dateModified", "2022-10-26T18:41:45+00:00"))

    assert [one.value.day for one in options(said, changes)] == [date(2021, 2, 21)]
    assert [one.value.day for one in options(said[1:], changes)] == [date(2022, 10, 26)]


def test_a_local_day_that_is_one_of_a_change_leaves_the_stated_day() -> None:
    said = told(("json-ld:datePublished", "2021-05-20T02:30:00+00:00"), ("date-element", "2021-05-19T22:30"))
    changes = told(("json-ld:dateModified", "2021-05-19T22:30:00-04:00"))

    assert day(said, changes) == date(2021, 5, 20)
