from datetime import UTC, date, datetime

import pytest

from app.clean.metadata.dates import Calendar
from app.clean.metadata.url import is_address, published, site_names, slug

CALENDAR = Calendar(datetime(2021, 6, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "path",
    [
        "/2021/05/20/ferry",
        "/2021/5/20/ferry",
        "/news/2021-05-20-ferry",
        "/ferry-20210520.html",
        "/2021/may/20/ferry",
    ],
)
def test_a_day_in_the_path_is_read(path: str) -> None:
    found = published(f"https://echo.example{path}", CALENDAR)
    assert found is not None
    assert found.day == date(2021, 5, 20)


@pytest.mark.parametrize(
    "path", ["/2021/05/ferry", "/ferry-1620210520", "/ferry?day=2021-05-20", "/2031/05/20/ferry"]
)
def test_what_is_no_past_day_in_the_path_is_not_read(path: str) -> None:
    assert published(f"https://echo.example{path}", CALENDAR) is None


def test_the_host_gives_the_names_of_the_site() -> None:
    assert site_names("https://www.echo.example/ferry") == ("echo.example", "echo")
    assert site_names("https://news.echo.co.uk/ferry") == ("news.echo.co.uk", "echo.co.uk", "echo")


def test_the_slug_is_the_last_worded_piece_of_the_path() -> None:
    assert slug("https://echo.example/news/ferry-returns-to-aldermoor.html") == "ferry returns to aldermoor"
    assert slug("https://echo.example/news/4711") == ""


def test_an_http_address_with_a_host_is_an_address() -> None:
    assert is_address("HTTPS://quay.example/ferry")


@pytest.mark.parametrize(
    "text", ["http://[quay.example/", "http:///ferry", "ftp://quay.example", "/ferry", ""]
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_address(text)
