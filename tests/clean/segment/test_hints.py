from __future__ import annotations

import pytest

from app.clean.parse import parse
from app.clean.segment.hints import hints


@pytest.mark.parametrize(
    "tag",
    "nav footer aside header form figure figcaption noscript main article button address".split(),
)
def test_elements_with_a_meaning_hint_at_it(tag: str) -> None:
    assert hints(tag, {}) == {tag}


def test_other_elements_hint_at_nothing() -> None:
    assert hints("div", {}) == frozenset()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("related-posts", "related"),
        ("moreStories", "related"),
        ("article__read_more", "related"),
        ("taboola", "related"),
        ("comments", "comments"),
        ("disqus_thread", "comments"),
        ("social-bar", "share"),
        ("addtoany_container", "share"),
        ("newsletterSignup", "promo"),
        ("ad", "promo"),
        ("byline", "byline"),
        ("entry-author", "byline"),
        ("photoCredit", "caption"),
        ("wp-caption-text", "caption"),
        ("breadcrumbs", "breadcrumb"),
        ("post-tags", "tags"),
        ("categories", "tags"),
        ("sideBar", "sidebar"),
        ("page-sidebar", "sidebar"),
    ],
)
def test_the_names_that_templates_give_are_hints(name: str, hint: str) -> None:
    assert hints("div", {"class": f"x {name} y"}) == {hint}


@pytest.mark.parametrize("name", ["loads", "header-image", "stage", "unrelated", "sharepoint", "leading"])
def test_a_name_that_only_holds_the_letters_of_another_is_no_hint(name: str) -> None:
    assert hints("div", {"class": name}) == frozenset()


def test_each_of_several_names_is_a_hint() -> None:
    assert hints("aside", {"class": "newsletter", "id": "share"}) == {"aside", "promo", "share"}


def test_class_id_itemprop_and_rel_of_an_element_are_looked_at() -> None:
    (element,) = parse("<a class=tags id=comments itemprop=author rel=follow href=/related>x</a>").iter("a")

    assert hints("a", dict(element.items())) == {"tags", "comments", "byline", "share"}
