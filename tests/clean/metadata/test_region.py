import pytest

from app.clean.metadata.region import day_first


@pytest.mark.parametrize(
    ("languages", "address", "expected"),
    [
        (("en-US",), None, False),
        (("en",), None, False),
        (("en-GB",), None, True),
        (("de",), None, True),
        (("en",), "https://echo.co.uk/", True),
        (("en_AU",), "https://echo.example.com/", True),
        ((), "https://echo.fr/", True),
        ((), "https://echo.com/", False),
        ((), None, False),
    ],
)
def test_language_and_country_settle_the_order_of_day_and_month(
    languages: tuple[str, ...], address: str | None, expected: bool
) -> None:
    assert day_first(languages, address) is expected
