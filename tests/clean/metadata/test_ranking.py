from app.clean.metadata.copies import copies, lowest, plain
from app.clean.metadata.ranking import rank
from app.clean.metadata.window import Lines
from app.clean.model import Block

TITLE = "Harbour baths of Aldermoor to reopen after eleven years"
PROSE = (
    "The town council voted on Monday to reopen the old harbour baths, eleven years after they were closed "
    "because of a crumbling sea wall that nobody wanted to pay for, the mayor told this newspaper."
)
MENU = ("Home", "News", "Sport", "Culture", "Subscribe", "Log in") * 9
ADDRESS = "https://echo.example/news/harbour-baths-reopen-after-eleven-years"


def lines(*texts: str, address: str | None = None) -> Lines:
    blocks = [Block(position, text) for position, text in enumerate(texts)]
    return Lines(blocks, (), texts.index(PROSE), address)


def test_the_headline_is_found_below_a_long_menu() -> None:
    found = lines(*MENU, TITLE, "By Jane Doe", "3 May 2021", PROSE, PROSE)
    assert rank(found)[0].index == len(MENU)


def test_the_words_of_the_address_tell_the_headline_from_another_story() -> None:
    other = "Ferry to the northern islands cancelled for a second week"
    assert rank(lines(*MENU, other, TITLE, other, PROSE, PROSE, address=ADDRESS))[0].index == len(MENU) + 1


def test_the_site_s_name_is_cut_where_the_host_has_it() -> None:
    assert plain(lines(f"{TITLE} | Echo", PROSE, address=ADDRESS), 0) == TITLE


def test_a_dash_inside_the_headline_is_kept() -> None:
    assert plain(lines("Ferry returns – at last", PROSE, address=ADDRESS), 0) == "Ferry returns – at last"


def test_copies_of_the_headline_above_the_article_are_found_with_the_site_s_name() -> None:
    found = lines(f"{TITLE} | Echo", "Home", TITLE, PROSE, address=ADDRESS)
    assert sorted(copies(found, 2, TITLE)) == [0, 2]


def test_of_two_copies_the_lower_one_stands_with_the_byline() -> None:
    assert lowest(lines(TITLE, "Home", TITLE, "By Jane Doe", PROSE), 0) == 2


def test_a_headline_that_begins_on_the_line_before_is_joined_at_its_colon() -> None:
    found = lines("Home", "Harbour baths:", "Council votes to reopen", PROSE)
    assert plain(found, 2) == "Harbour baths: Council votes to reopen"
    assert copies(found, 2, plain(found, 2)) == [1, 2]


def test_a_colon_at_the_front_belongs_to_the_line_before() -> None:
    assert plain(lines("Harbour baths", ": Council votes to reopen", PROSE), 1) == (
        "Harbour baths: Council votes to reopen"
    )


def test_a_label_of_a_menu_or_a_byline_is_no_part_of_the_headline() -> None:
    for label in ("Search for:", "Older post:", "Written by:"):
        assert plain(lines(label, TITLE, PROSE), 1) == TITLE


def test_the_scorer_tells_a_headline_from_a_sub_heading() -> None:
    texts = ("Home", TITLE, PROSE, "Why the sea wall crumbled in the first place", PROSE)
    blocks = [Block(position, text) for position, text in enumerate(texts)]
    ranked = rank(Lines(blocks, (), 2, None, (0.01, 0.2, 0.99, 0.95, 0.99)))
    assert ranked[0].index == 1
