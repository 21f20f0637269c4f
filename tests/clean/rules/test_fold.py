from __future__ import annotations

import pytest

from app.clean.rules.fold import fold_lines, folded, plain, word_count


def fold(text: str) -> str:
    return folded(plain(text))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("  Two\u00a0 words\u2003\n", "Two words"),
        ("‘a’ ‚b‛ ´c` d′", "'a' 'b' 'c' d'"),
        ("“a” „b‟ «c» d″", '"a" "b" "c" d"'),
        ("1990–1994 — a‐b −2", "1990-1994 - a-b -2"),
        ("so\u00adft hy\u200bphen \ufeffBOM", "soft hyphen BOM"),
        ("ﬁne ２０２１ Ⅳ …", "fine 2021 IV ..."),
        ("٢٠٢١ and २०२१", "2021 and 2021"),
        ("Straße", "Straße"),
    ],
)
def test_the_accidents_of_typography_are_taken_out(written: str, expected: str) -> None:
    assert plain(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ANZEIGE", "anzeige"),
        ("Straße STRASSE", "strasse strasse"),
        ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
        ("Ёлка", "ёлка"),
    ],
)
def test_case_is_folded_in_every_script(written: str, expected: str) -> None:
    assert fold(written) == expected


@pytest.mark.parametrize("sign", ["•", "·", "→", "©", "♥", "。", "؟", "💥", "\u0001"])
def test_a_sign_is_one_character_of_ascii_that_no_text_has(sign: str) -> None:
    (kept,) = plain(sign)

    assert kept < " " or kept == "\x7f"
    assert kept != "\n"


def test_signs_that_look_alike_are_one_and_others_are_not() -> None:
    assert plain("▶ ►") == " ".join(plain("▶") * 2)
    assert plain("☃ ♞") == " ".join(plain("♥") * 2)
    assert len({plain(sign) for sign in "·•。©▼】、।▲؟・【※،▶》→■〉¿∧」↓●¡「€👉《←♥"}) == 31


def test_the_four_turkish_letters_are_one() -> None:
    assert fold("İLGİLİ HABERLER") == fold("ilgili haberler") == fold("Ilgılı Haberler")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one", 1),
        ("one two three", 3),
        ("関連記事をもっと読む", 5),
        ("อ่านต่อ", 3),
        ("2021年5月20日 10:15 更新", 3),
        ("기사 더 보기", 3),
    ],
)
def test_words_are_parted_by_spaces_or_are_two_characters_of_a_script_without_spaces(
    text: str, words: int
) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["A line", "ANOTHER line", ""],
        ["It’s “quoted” – twice…", "Straße\u00a0\u00a0No 5"],
        ["  two  spaces ", "tab\there"],
        ["two\nlines", "soft\u00adhyphen", "e\u0301te\u0301"],
        ["٢٠٢١", "ＩＳＴＡＮＢＵＬ", "İstanbul ISPARTA ıI"],
        ["line\u2028separator", "\ufeffBOM"],
        ["• one · two", "three ♥", "four"],
        ["• one\x07\u0085", "two\u0001•"],
    ],
)
def test_lines_together_are_folded_as_each_alone(texts: list[str]) -> None:
    kept, lowered = fold_lines(texts)

    assert kept == [plain(text) for text in texts]
    assert lowered == [folded(plain(text)) for text in texts]
