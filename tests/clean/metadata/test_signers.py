import pytest

from app.clean.metadata import byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Jane Doe Political Editor", ("Jane Doe", "Jane Doe Political")),
        ("Jane Doe@janedoe", ("Jane Doe",)),
        ("Jane Doe|Published 4 months ago", ("Jane Doe",)),
        ("Jane Doe ALDERMOOR ECHO", ("Jane Doe",)),
        ("Jane Doe tip me", ("Jane Doe",)),
        ("Jane van der Doe 7 hours", ("Jane van der Doe",)),
        ("Jane Doe Aldermoor Echo", ("Jane Doe", "Jane Doe Aldermoor")),
        ("Editorial Team of the Echo", ()),
        ("Home", ()),
    ],
)
def test_a_line_that_goes_on_behind_a_name_gives_the_name(line: str, names: tuple[str, ...]) -> None:
    assert byline.fronts(line) == names


def test_a_korean_reporter_is_told_from_the_place_before_the_name() -> None:
    assert byline.reporter("순천 홍길동 기자 hong@echo.example") == ("홍길동",)
