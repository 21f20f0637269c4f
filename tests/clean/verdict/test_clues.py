from __future__ import annotations

import pytest

from app.clean.parse import parse
from app.clean.verdict import Clue, find_clues

LD = '<script type="application/ld+json">{}</script>'


def clues(body: str, head: str = "", url: str | None = None) -> frozenset[Clue]:
    return find_clues(parse(f"<html><head>{head}</head><body>{body}</body></html>"), url=url).found


@pytest.mark.parametrize(
    ("markup", "clue"),
    [
        ("<script>window._cf_chl_opt={cType: 'managed'};</script>", Clue.BOT_CHECK),
        ('<iframe src="https://geo.captcha-delivery.com/captcha/"></iframe>', Clue.BOT_CHECK),
        ('<iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=9"></iframe>', Clue.BOT_CHECK),
        ('<div id="px-captcha"></div>', Clue.BOT_CHECK),
        ('<script src="https://www.google.com/recaptcha/api.js"></script>', Clue.CAPTCHA),
        ('<div id="root"><div class="spinner"></div></div>', Clue.SCRIPT_SHELL),
        ("<app-root></app-root>", Clue.SCRIPT_SHELL),
        ('<form><input type="password" name="p"></form>', Clue.LOGIN),
        ('<script src="https://cdn.cookielaw.org/otSDKStub.js"></script>', Clue.CONSENT_SERVICE),
        (LD.format('{"@type": "NewsArticle", "isAccessibleForFree": "False"}'), Clue.PAID),
        (LD.format('{"@type": "NewsArticle"}'), Clue.ARTICLE),
        (LD.format('{"@type": "CollectionPage"}'), Clue.INDEX),
    ],
)
def test_markup_gives_a_clue(markup: str, clue: Clue) -> None:
    assert clue in clues(markup)


@pytest.mark.parametrize(
    ("head", "clue"),
    [
        ('<meta http-equiv="Refresh" content="0; url=/new">', Clue.REDIRECT),
        ('<meta property="og:type" content="article">', Clue.ARTICLE),
        ('<meta name="article:content_tier" content="locked">', Clue.PAID),
    ],
)
def test_a_meta_tag_gives_a_clue(head: str, clue: Clue) -> None:
    assert clues("", head) == {clue}


@pytest.mark.parametrize(
    "markup",
    [
        # what the same services put into ordinary pages
        '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
        '<script src="/_Incapsula_Resource?SWJIYLWA=7"></script>',
        '<script src="https://js.datadome.co/tags.js"></script>',
        '<div id="root"><p>The ferry is back.</p></div>',
        LD.format('{"@type": "NewsArticle", "isAccessibleForFree": true}'),
        '<meta property="og:type" content="website">',
    ],
)
def test_ordinary_markup_says_nothing_against_a_page(markup: str) -> None:
    assert clues(markup) <= {Clue.ARTICLE}


def test_a_page_that_reloads_itself_leads_nowhere() -> None:
    assert clues("", '<meta http-equiv="refresh" content="300">') == frozenset()


def test_a_long_page_is_no_challenge() -> None:
    assert clues("<script>_cf_chl_opt</script>" + '<a href="/s">Story</a>' * 301) == frozenset()


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://news.example/the-ferry-that-would-not-sink", True),
        ("https://news.example/p/10482", True),
        ("https://news.example/news/local-affairs/", False),
        ("https://news.example/", False),
        (None, False),
    ],
)
def test_an_address_names_a_story_by_its_words_or_its_number(url: str | None, names: bool) -> None:
    assert (Clue.STORY in clues("", url=url)) is names


def test_the_title_element_is_kept_and_that_of_a_picture_is_not() -> None:
    page = parse("<html><head><title> 404\n Not found </title></head><svg><title>Logo</title></svg></html>")

    assert find_clues(page).title == "404 Not found"


def test_clues_that_are_known_before_are_kept() -> None:
    assert find_clues(parse("<p>Owls</p>"), [Clue.NOT_LOGGED_IN]).found == {Clue.NOT_LOGGED_IN}
