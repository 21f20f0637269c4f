from app.clean.metadata.authorship import likeliest
from app.clean.metadata.lines import Kind, Line
from app.clean.metadata.outline import Outline
from app.clean.metadata.signers import TRAITS, Signer, Surroundings, signers
from app.clean.model import Block

TITLE = "Harbour baths of Aldermoor to reopen after eleven years"
PROSE = (
    "The town council voted on Monday to reopen the old baths, and the mayor John Roe told this newspaper so."
)


def chosen(*texts: str) -> Signer | None:
    blocks = [Block(position, text) for position, text in enumerate(texts)]
    found = Outline(texts.index(PROSE), len(texts))
    around = Surroundings(blocks, found, texts.index(TITLE), (), ())
    return likeliest(list(signers((), blocks, (range(len(texts)),))), around)


def test_the_person_whom_a_line_about_the_author_names_signs() -> None:
    assert chosen(TITLE, PROSE, "Jane Doe is a reporter in Aldermoor.") == Signer(
        2, ("Jane Doe",), "described"
    )


def test_a_text_without_names_is_signed_by_nobody() -> None:
    assert chosen(TITLE, PROSE, PROSE) is None


def test_a_line_that_is_a_name_is_a_candidate_of_that_form() -> None:
    line = Line(1, "Jane Doe", Kind.NAME, names=("Jane Doe",))
    assert list(signers((line,), (), ())) == [Signer(1, ("Jane Doe",), "name")]


def test_traits_fit_their_rows() -> None:
    blocks = [Block(0, TITLE), Block(1, "Jane Doe"), Block(2, PROSE)]
    around = Surroundings(blocks, Outline(2, 3), 0, (), (0.0, 0.5, 1.0))
    traits = around.traits(Signer(1, ("Jane Doe",), "name"), 0)
    assert all(trait < size for trait, size in zip(traits, TRAITS.values(), strict=True))
