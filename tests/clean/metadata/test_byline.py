import pytest

from app.clean.metadata.byline import fold, names, organisation


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("ByJane Doe", ("Jane Doe",)),
        ("Written by: Jane Doe", ("Jane Doe",)),
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("By Jane Doe, John Roe & Max Muster", ("Jane Doe", "John Roe", "Max Muster")),
        ("Von Jana Müller und Max Muster", ("Jana Müller", "Max Muster")),
        ("Par Jeanne Dupont et Jean Martin", ("Jeanne Dupont", "Jean Martin")),
        ("Por Juana García y Juan Pérez", ("Juana García", "Juan Pérez")),
        ("Di Giovanna Rossi e Mario Bianchi", ("Giovanna Rossi", "Mario Bianchi")),
        ("Por Joana Silva", ("Joana Silva",)),
        ("Door Jan de Vries en Els van den Berg", ("Jan de Vries", "Els van den Berg")),
        ("Mehr Artikel von Jana Müller", ("Jana Müller",)),
        ("山田太郎記者", ("山田太郎",)),
        ("홍길동 기자", ("홍길동",)),
    ],
)
def test_names_are_read_from_a_byline(line: str, expected: tuple[str, ...]) -> None:
    assert names(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe, Senior Political Editor",
        "Jane Doe, Political Correspondent, Aldermoor Echo",
        "Jane Doe, MD, PhD",
        "Dr. Jane Doe",
        "Jane Doe (Aldermoor)",
        "Jane Doe jane.doe@echo.example",
        "Jane Doe @janedoe",
        "Jane Doe · 2 min read",
        "Jane Doe | Link Copied",
        "Jane Doe Published 3 May 2021",
        "Jane Doe in Aldermoor",
        "Jane Doe for the Aldermoor Echo",
        "Jane Doe\nSenior Editor\nFollow",
        "Jane Doe .",
        "By\nJane Doe\nPhotography by Max Muster",
        "© Jane Doe",
    ],
)
def test_what_stands_around_a_name_is_left_out(line: str) -> None:
    assert names(line) == ("Jane Doe",)


@pytest.mark.parametrize(
    "name",
    ["Robert E. Moffat", "Ada I. King", "Martin Luther King Jr.", "Jean-Luc O'Neil", "Rosa de la Cruz"],
)
def test_initials_generations_and_particles_stay_in_a_name(name: str) -> None:
    assert names(f"By {name}") == (name,)


@pytest.mark.parametrize(
    "line",
    [
        "Staff Writer",
        "Read More",
        "Aldermoor News",
        "Editorial Team",
        "By the time the ferry came",
        "2 min read",
        "",
    ],
)
def test_a_line_without_a_person_has_no_names(line: str) -> None:
    assert names(line) == ()


def test_the_site_s_own_name_is_no_person() -> None:
    assert names("By Aldermoor Echo", [fold("Aldermoor Echo")]) == ()


def test_a_single_word_is_a_name_only_in_a_field_for_authors() -> None:
    assert names("Banksy", declared=True) == ("Banksy",)
    assert names("Banksy") == ()


def test_a_user_name_is_no_name() -> None:
    assert names("jane.doe", declared=True) == ()


def test_family_name_first_is_turned_round_in_a_field_for_authors() -> None:
    assert names("Doe, Jane M.", declared=True) == ("Jane M. Doe",)


def test_a_list_over_several_lines_is_one_list() -> None:
    assert names("By\nJane Doe,\nMax Muster\nand\nJohn Roe\nEchoes") == ("Jane Doe", "Max Muster", "John Roe")


def test_a_name_is_listed_once() -> None:
    assert names("Jane Doe, JANE DOE") == ("Jane Doe",)


@pytest.mark.parametrize("line", ["By Reuters Staff", "Aldermoor News Agency", "Redaktion Hafenblatt"])
def test_an_organisation_that_signs_is_named_without_by(line: str) -> None:
    assert organisation(line) == line.removeprefix("By ")


def test_a_person_is_no_organisation() -> None:
    assert organisation("By Jane Doe") is None
