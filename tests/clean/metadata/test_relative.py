from datetime import UTC, date, datetime

import pytest

from app.clean.metadata.dates import Calendar
from app.clean.metadata.relative import find

CALENDAR = Calendar(datetime(2021, 6, 1, 1, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 hours ago", date(2021, 5, 31)),
        ("an hour ago", date(2021, 6, 1)),
        ("vor 3 Tagen", date(2021, 5, 29)),
        ("il y a 2 heures", date(2021, 5, 31)),
        ("hace 2 días", date(2021, 5, 30)),
        ("2 giorni fa", date(2021, 5, 30)),
        ("há 2 dias", date(2021, 5, 30)),
        ("2 dagen geleden", date(2021, 5, 30)),
        ("gestern", date(2021, 5, 31)),
        ("heute", date(2021, 6, 1)),
        ("3日前", date(2021, 5, 29)),
    ],
)
def test_a_relative_date_counts_from_the_fetch(text: str, day: date) -> None:
    found = find(text, CALENDAR)
    assert found is not None
    assert found.moment.day == day


@pytest.mark.parametrize("text", ["2 min read", "Two days in Aldermoor", "3 days a week"])
def test_a_span_of_time_is_no_date(text: str) -> None:
    assert find(text, CALENDAR) is None
