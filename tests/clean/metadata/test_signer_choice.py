from __future__ import annotations

from app.clean.metadata.candidates import Candidate, Candidates
from app.clean.metadata.signer_choice import TRAITS, choose, options

Said = list[tuple[str, tuple[str, ...]]]


def page(people: Said, organisations: Said | None = None) -> Candidates:
    return Candidates(
        people=tuple(Candidate(names, source) for source, names in people),
        organisations=tuple(Candidate(names, source) for source, names in organisations or []),
    )


def chosen(people: Said, organisations: Said | None = None, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    option = choose(page(people, organisations), known)
    return option.value if option else ()


def test_a_page_that_names_nobody_has_no_signer() -> None:
    assert choose(Candidates(), ()) is None


def test_sources_that_give_the_same_names_make_one_option() -> None:
    found = options(page([("json-ld:author", ("Jane Doe",)), ("byline", ("JANE DOE",))]), ())

    assert [(one.value, one.source) for one in found] == [(("Jane Doe",), "json-ld:author")]


def test_the_site_s_name_is_taken_out_of_a_list_of_persons() -> None:
    assert chosen([("json-ld:author", ("Jane Doe", "Aldermoor Echo"))], known=("aldermoor echo",)) == (
        "Jane Doe",
    )


def test_a_person_in_structured_data_and_byline_goes_before_an_organisation() -> None:
    people: Said = [("json-ld:author", ("Jane Doe",)), ("byline", ("Jane Doe",))]

    assert chosen(people, [("meta:author", ("Aldermoor Press Agency",))]) == ("Jane Doe",)


def test_an_organisation_signs_where_nobody_else_does() -> None:
    assert chosen([], [("json-ld:author", ("Aldermoor Press Agency",))]) == ("Aldermoor Press Agency",)


def test_every_trait_has_a_weight_for_its_value() -> None:
    people: Said = [
        ("json-ld:author", ("Jane",)),
        ("byline", ("Jane Doe", "John Roe")),
        ("label", ("John Roe",)),
    ]

    found = options(page(people, [("meta:author", ("Echo Newsroom",))]), ("echo newsroom",))
    assert all(
        0 <= value < length
        for one in found
        for value, length in zip(one.traits, TRAITS.values(), strict=True)
    )
