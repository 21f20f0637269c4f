import pytest

from app.clean.metadata.headline import grams, is_site, key, overlap, parts, without_site

SITES = ["Aldermoor Echo", "echo.example"]


@pytest.mark.parametrize(
    "title",
    [
        "Ferry returns | Aldermoor Echo",
        "Ferry returns - Aldermoor Echo",
        "Ferry returns – Local – Aldermoor Echo",
        "Aldermoor Echo: Ferry returns",
        "Ferry returns | Echo.example",
    ],
)
def test_the_site_s_name_is_taken_off(title: str) -> None:
    assert without_site(title, SITES).removesuffix(" – Local") == "Ferry returns"


@pytest.mark.parametrize("title", ["Ferry returns – at last", "Aldermoor Echo sold", "Peace: a history"])
def test_a_headline_with_a_dash_or_a_colon_stays_whole(title: str) -> None:
    assert without_site(title, SITES) == title


def test_the_site_s_name_alone_is_recognised_however_it_is_written() -> None:
    assert is_site("ALDERMOOR  ECHO", SITES)
    assert is_site("AldermoorEcho", SITES)
    assert not is_site("Aldermoor Echo sold", SITES)


def test_the_key_of_a_title_forgets_case_quotes_and_dashes() -> None:
    assert key("“Ferry” returns — again!") == key('"ferry" Returns - again')


def test_pieces_of_a_title_are_the_runs_between_its_separators() -> None:
    pieces = ["Ferry | Local | Echo", "Ferry | Local", "Local | Echo", "Ferry", "Local", "Echo"]
    assert sorted(parts("Ferry | Local | Echo")) == sorted(pieces)


def test_equal_titles_overlap_wholly_and_foreign_ones_not_at_all() -> None:
    assert overlap(grams("Ferry returns to Aldermoor"), grams("Ferry returns to Aldermoor")) == 1.0
    assert overlap(grams("Ferry returns to Aldermoor"), grams("Bread prices up")) == 0.0


def test_titles_without_spaces_overlap_by_characters() -> None:
    assert overlap(grams("港湾プールが再開へ"), grams("港湾プール再開")) > 0.6
