from __future__ import annotations

from app.clean.metadata.candidates import Candidate, Candidates
from app.clean.metadata.title_choice import TRAITS, choose, options

TITLE = "Harbour baths to reopen after eleven years"
SITES = ("Aldermoor Echo", "echo.example")


def page(headlines: dict[str, str], titles: dict[str, str]) -> Candidates:
    return Candidates(
        headlines=tuple(Candidate(value, source) for source, value in headlines.items()),
        titles=tuple(Candidate(value, source) for source, value in titles.items()),
    )


def chosen(headlines: dict[str, str], titles: dict[str, str]) -> str | None:
    option = choose(page(headlines, titles), SITES, None)
    return option.value if option else None


def test_spellings_that_readers_take_for_the_same_make_one_option() -> None:
    found = options(
        page({"h1": "Baths – a “first” look"}, {"og:title": 'Baths - a "first" Look'}), SITES, None
    )

    assert next(one for one in found if "Baths" in one.value).value == "Baths – a “first” look"
    assert sum("Baths" in one.value and "look" in one.value.lower() for one in found) == 1


def test_the_site_s_name_is_taken_off_what_machines_are_told() -> None:
    assert chosen({}, {"title-element": f"{TITLE} | Aldermoor Echo"}) == TITLE


def test_the_site_s_name_is_no_option() -> None:
    assert options(page({"h1": "Aldermoor Echo"}, {"title-element": "Echo.example"}), SITES, None) == []


def test_a_heading_that_nothing_else_on_the_page_bears_out_is_not_the_title() -> None:
    told = {"json-ld:headline": TITLE, "og:title": TITLE, "title-element": f"{TITLE} - Aldermoor Echo"}

    assert chosen({"h1": "Weekend offers", "text:header": TITLE}, told) == TITLE


def test_a_kicker_glued_to_the_heading_goes_where_structured_data_do_without() -> None:
    told = {
        "json-ld:headline": TITLE,
        "og:title": f"Opinion | {TITLE}",
        "title-element": f"Opinion | {TITLE}",
    }

    assert chosen({"h1": f"Opinion {TITLE}"}, told) == TITLE


def test_the_visible_headline_stays_where_only_the_title_element_says_more() -> None:
    told = {"json-ld:headline": TITLE, "og:title": TITLE, "title-element": f"{TITLE}: tickets, prices, map"}

    assert chosen({"h1": TITLE, "text:header": TITLE}, told) == TITLE


def test_every_trait_has_a_weight_for_its_value() -> None:
    found = options(page({"h1": TITLE, "h2": "More"}, {"og:title": f"{TITLE} | Town"}), SITES, None)

    assert all(
        0 <= value < length
        for one in found
        for value, length in zip(one.traits, TRAITS.values(), strict=True)
    )
