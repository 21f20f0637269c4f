from __future__ import annotations

import pytest

from app.clean.builtin import BUILT_IN
from app.clean.narrow import cuts
from app.clean.parse import parse

ARTICLE = "<article><p>one</p><p>two</p><p>three</p></article>"


def reasons(markup: str) -> list[tuple[str, str]]:
    """Tag and reason of each cut of a page that has an article beside the markup."""
    return [(str(element.tag), reason) for element, reason in cuts(parse(markup + ARTICLE)).items()]


@pytest.mark.parametrize(
    ("markup", "tag", "reason"),
    [
        ("<nav>x</nav>", "nav", "narrow.navigation"),
        ("<div role=navigation>x</div>", "div", "narrow.navigation"),
        ("<dialog>x</dialog>", "dialog", "narrow.dialog"),
        ("<div role=dialog>x</div>", "div", "narrow.dialog"),
        ("<section role=alertdialog>x</section>", "section", "narrow.dialog"),
        ("<button>x</button>", "button", "narrow.form"),
        ("<form role=search>x</form>", "form", "narrow.form"),
        ("<footer>x</footer>", "footer", "narrow.footer"),
        ("<div role=contentinfo>x</div>", "div", "narrow.footer"),
        ("<div id=onetrust-banner-sdk>x</div>", "div", "narrow.consent"),
        ("<div class='site cookie-notice'>x</div>", "div", "narrow.consent"),
        ("<section id=CybotCookiebotDialog>x</section>", "section", "narrow.consent"),
    ],
)
def test_what_the_markup_says_cannot_be_the_article_is_cut(markup: str, tag: str, reason: str) -> None:
    assert reasons(markup) == [(tag, reason)]
    assert reason in {one.id for one in BUILT_IN}


@pytest.mark.parametrize(
    "markup",
    [
        "<div>x</div>",
        "<aside>x</aside>",
        "<header>x</header>",
        "<div role=main>x</div>",
        "<div class=nocookies>x</div>",
        "<div class=cooking>x</div>",
        "<main class=cookie-free><p>x</p></main>",
        "<body class=cookie-banner-shown>x",
    ],
)
def test_what_may_be_the_article_is_not_cut(markup: str) -> None:
    assert reasons(markup) == []


@pytest.mark.parametrize("around", ["article", "main", "blockquote", "section"])
def test_the_footer_of_a_part_of_the_page_is_not_the_footer_of_the_page(around: str) -> None:
    assert reasons(f"<{around}><div><footer>x</footer></div></{around}>") == []


def test_a_container_with_most_paragraphs_of_the_page_is_misnamed_and_stays() -> None:
    misnamed = "<div class=cookie-page><nav>x</nav><p>1</p><p>2</p><p>3</p><p>4</p></div>"

    assert reasons(misnamed) == [("nav", "narrow.navigation")]


def test_a_container_with_half_of_the_paragraphs_is_cut() -> None:
    assert reasons("<footer><p>1</p><p>2</p><p>3</p></footer>") == [("footer", "narrow.footer")]


def test_nothing_is_taken_out_of_the_tree() -> None:
    root = parse("<nav>x</nav>" + ARTICLE)

    cuts(root)

    assert len(list(root.iter("nav"))) == 1
