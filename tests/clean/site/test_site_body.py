from __future__ import annotations

import pytest

from app.clean.builtin import NAVIGATION, SITE_BODY, SITE_STRIP
from app.clean.model import Verdict
from tests.clean.site.site_page import BRIDGE, FERRY, LAMPS, PAGE, WEATHER, cleaned, struck

STORY = f"{FERRY}\n\n{LAMPS}\n\n{BRIDGE}"


def body(rules: str, html: str = PAGE) -> str | None:
    return cleaned(rules, html).body.value


def test_the_body_is_what_the_rule_selects() -> None:
    article = cleaned("body: //div[@id='box']")

    assert article.body.source == "site-rule"
    assert article.body.value == f"Last crossing\n\n{WEATHER}"


def test_every_other_block_is_struck_by_the_rule() -> None:
    marks = struck(cleaned("body: //div[@id='box']/p"))

    assert marks[FERRY] == marks[LAMPS] == marks["Last crossing"] == SITE_BODY.id
    assert marks["Home"] == NAVIGATION.id


@pytest.mark.parametrize(
    "rules",
    [
        "body: //div[@id='none']\nbody: //div[@id='box']/p\nbody: //div[@id='story']",
        "body: //div[@id='box']/p/text()\nbody: //div[@id='box']/p",
        "body: //@id\nbody: //div[@id='box']/p",
        "body: count(//p)\nbody: //div[@id='box']/p",
        "body: true()\nbody: //div[@id='box']/p",
        "body: /\nbody: //div[@id='box']/p",
        "body: //meta\nbody: //div[@id='box']/p",
        "body: //p[count('none')]\nbody: //div[@id='box']/p",
        "body: //div[@id='story']\nif_page_contains: //video\nbody: //div[@id='box']/p",
    ],
)
def test_the_first_alternative_that_selects_elements_with_text_is_used(rules: str) -> None:
    assert body(rules) == WEATHER


def test_all_that_one_line_selects_is_joined_in_page_order() -> None:
    assert body("body: //div[@id='box']/p | //div[@id='story']/p[3]") == f"{LAMPS}\n\n{WEATHER}"


def test_an_element_in_another_that_is_selected_stands_there_once() -> None:
    assert body("body: //div[@id='story']/p[2] | //div[@id='story']//p[2]/..") == STORY


@pytest.mark.parametrize("rules", ["body: /html", "body: /*", "body: //body", "body: //*"])
def test_a_rule_may_select_the_whole_page(rules: str) -> None:
    text = body(rules)

    assert text is not None
    assert FERRY in text
    assert WEATHER in text


def test_noise_rules_run_on_what_is_selected() -> None:
    html = PAGE.replace(LAMPS, f"{LAMPS}</p><p>Sign up for our newsletter</p><p>")
    article = cleaned("body: //div[@id='story']", html)

    assert article.body.value == STORY
    assert struck(article)["Sign up for our newsletter"].startswith("promo.")


def test_what_the_markup_calls_navigation_is_struck_inside_of_the_body() -> None:
    html = PAGE.replace(f"<p>{LAMPS}", f"<nav>Part one of three</nav><p>{LAMPS}")
    article = cleaned("body: //div[@id='story']", html)

    assert article.body.value == STORY
    assert struck(article)["Part one of three"] == NAVIGATION.id


def test_a_rule_may_select_what_the_markup_calls_navigation() -> None:
    html = PAGE.replace('<div id="box">', '<nav id="box">').replace("</span></div>", "</span></nav>")

    assert body("body: //nav[@id='box']", html) == f"Last crossing\n\n{WEATHER}"
    assert body("body: //nav[@id='box']/p", html) == WEATHER


def test_a_line_of_its_own_is_made_of_what_stands_in_a_line() -> None:
    html = PAGE.replace(WEATHER, f"Weather: <span class='w'>{WEATHER}</span> Seen from the tower.")

    assert body("body: //span[@class='w']", html) == WEATHER


@pytest.mark.parametrize("tag", ["td", "li", "h4", "pre"])
def test_a_rule_may_select_what_stands_in_a_row_an_item_or_a_heading(tag: str) -> None:
    around = {"td": "<table><tr><td>One</td>{}</tr><tr><td>Two</td><td>Three</td></tr></table>"}
    inner = f"<{tag}><span class='w'>{WEATHER}</span> and more</{tag}>"
    html = PAGE.replace(f"<p>{WEATHER}</p>", around.get(tag, "<ul>{}</ul>").format(inner))

    assert body("body: //span[@class='w']", html) == WEATHER


def test_a_listing_that_is_selected_keeps_its_lines() -> None:
    html = PAGE.replace(f"<p>{WEATHER}</p>", "<pre>one\n  two</pre>beside")

    assert body("body: //pre", html) == "```\none\n  two\n```"


@pytest.mark.parametrize("rules", ["body: //div[@id='none']", "autodetect_on_failure: no", ""])
def test_without_a_selection_the_article_is_looked_for(rules: str) -> None:
    article = cleaned(rules)

    assert article.body.source != "site-rule"
    assert FERRY in (article.body.value or "")


def test_a_selection_that_no_reader_sees_is_none() -> None:
    html = PAGE.replace('<div id="box">', '<div id="box" style="display: none">')

    assert cleaned("body: //div[@id='box']", html).body.source != "site-rule"


def test_no_article_is_looked_for_where_the_rules_forbid_it() -> None:
    article = cleaned("body: //div[@id='none']\nautodetect_on_failure: no")

    assert (article.body.value, article.body.source) == (None, None)
    assert article.verdict is Verdict.EMPTY
    assert struck(article)[FERRY] == SITE_BODY.id


def test_the_file_of_the_host_goes_before_the_global_one() -> None:
    article = cleaned("body: //div[@id='box']/p", **{"global": "body: //div[@id='story']\nstrip: //hr"})

    assert article.body.value == WEATHER


def test_the_global_file_is_for_pages_of_hosts_without_one() -> None:
    everywhere = {"global": "body: //div[@id='box']/p"}

    assert cleaned("", **everywhere, url="https://other.example/").body.value == WEATHER
    assert cleaned("", **everywhere, url=None).body.value == WEATHER


def test_other_hosts_and_pages_without_an_address_are_left_alone() -> None:
    rules = "body: //div[@id='box']/p"

    assert cleaned(rules, url="https://other.example/").body.source != "site-rule"
    assert cleaned(rules, url=None).body.source != "site-rule"


def test_a_body_that_is_stripped_whole_selects_nothing() -> None:
    rules = "body: //div[@id='box']\nbody: //div[@id='story']\nstrip_id_or_class: box"
    article = cleaned(rules)

    assert article.body.value == STORY
    assert struck(article)[WEATHER] == SITE_STRIP.id


def test_the_same_page_gives_the_same_answer_again() -> None:
    rules = "body: //div[@id='story']\nstrip: //p/a\nwrap_in(blockquote): //p[2]"

    assert cleaned(rules) == cleaned(rules)


def test_a_login_notice_with_little_more_is_a_paywall() -> None:
    html = PAGE.replace(f"<p>{LAMPS}</p><p>{BRIDGE}</p>", "<a class='in'>Sign in</a>")
    stub = html.replace(FERRY, "The old ferry crossed the strait for the last time.").replace(WEATHER, "")
    article = cleaned("body: //div[@id='story']\nnot_logged_in_xpath: //a[@class='in']", stub)

    assert article.verdict is Verdict.PAYWALL
    assert "site-rule.not-logged-in" in article.evidence


def test_a_whole_article_is_one_though_nobody_is_logged_in() -> None:
    article = cleaned("not_logged_in_xpath: //nav")

    assert (article.verdict, article.evidence) == (Verdict.ARTICLE, ())


def test_an_advertisement_is_told_in_the_evidence() -> None:
    article = cleaned("native_ad_clue: boolean(//div[@id='box'])")

    assert (article.verdict, article.evidence) == (Verdict.ARTICLE, ("site-rule.native-ad",))
