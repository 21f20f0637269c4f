from __future__ import annotations

import pytest
import re2

from app.clean.rules.fold import folded, plain
from app.clean.rules.pattern import PatternError, is_anchored, resolve, translate, with_parts


def finds(pattern: str, text: str, *, cased: bool = False) -> bool:
    kept = plain(text)
    source = translate(pattern, cased=cased)
    return re2.search(source, kept if cased else folded(kept)) is not None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bcafé\b", "im Café."),
        (r"\bcafé\b", "CAFÉ"),
        (r"^foto\b", "Foto: Jana"),
        (r"foto\b$", "das Foto"),
        (r"\bähnlich\b", "(Ähnlich)"),
        (r"\bстатья\b", "Статья, ещё одна"),
        (r"read\b more", "read more"),
        (r"\bmore\b.*\bstories\b", "more stories"),
        (r"\bmore\b.{0,9}\bstories\b", "more of our stories!"),
        (r"\berror\b.*\?", "an error?"),
        (r"\berror\b[^.]*\?", "an error in it?"),
        (r"\berror\b.*$", "an error"),
        (r"a\s+\bb", "a b"),
        (r"(?:a\.)\b b", "a. b"),
    ],
)
def test_a_word_boundary_is_known_in_every_script_and_beside_all_else(pattern: str, text: str) -> None:
    assert finds(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bcaf\b", "café"),
        (r"\bfoto\b", "Fotograf"),
        (r"\bart\b", "start"),
        (r"\bpart\b", "Partículas"),
        (r"\bmore\b.*\bstories\b", "moreover, two storiesque"),
        (r"\bстать\b", "статья"),
    ],
)
def test_a_word_boundary_does_not_stand_inside_a_word(pattern: str, text: str) -> None:
    assert not finds(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("Straße", "STRASSE"),
        ("^straße?$", "Strass"),
        ("l’article", "L'ARTICLE"),
        ("«ok» – ja", '"OK" - ja'),
        ("[äöüß]+x", "ÄÖẞx"),
        ("[À-Ö]", "é"),
        ("…+", "....."),
        (r"\d{4}年", "２０２１年"),
        (r"^\w+$", "Ångström"),
        (r"^\W+$", "— · —"),
        (r"[^\w ]", "a b!"),
        (r"^\S+\s\S+$", "zwei\u2003Wörter"),
        (r"\x{E4}", "Ä"),
        ("İlgili", "ILGILI"),
        (r"\p{Cyrillic}", "Ж"),
        ("^[•·] a", "• A"),
        ("^► a", "▶ a"),
        ("^[^•]$", "·"),
        (r"^\W$", "♥"),
        (r"^[\x{2190}-\x{21FF}]+$", "→↓↺"),
        (r"^[\x{30A1}-\x{30FC}]+$", "ジェーン・ドゥ"),
        (r"^[^\x{0}-\x{7F}]+$", "дом•♥"),
    ],
)
def test_literals_and_classes_are_folded_like_the_text(pattern: str, text: str) -> None:
    assert finds(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("•", "·"),
        ("[•·]", "♥"),
        ("[^•]", "•"),
        (r"[\x{2190}-\x{21FF}]", "• a"),
        (r"[\x{100}-\x{FFFF}]", "♥"),
        (r"[\x{0}-\x{7F}]", "•"),
        (r"\w", "•♥"),
    ],
)
def test_a_sign_is_told_from_others(pattern: str, text: str) -> None:
    assert not finds(pattern, text)


def test_a_cased_pattern_tells_capitals() -> None:
    assert finds(r"^By \p{Lu}\w+$", "By Jane", cased=True)
    assert not finds(r"^By \p{Lu}\w+$", "by jane", cased=True)


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        ("^a", True),
        ("^(?:a|b)$", True),
        (r"^a[|]\|(b|c)", True),
        ("a", False),
        ("^a|b", False),
        ("(?:^a|^b)", False),
    ],
)
def test_a_pattern_is_anchored_if_it_can_match_at_the_start_alone(pattern: str, anchored: bool) -> None:
    assert is_anchored(pattern) is anchored


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        (r"foto\b\s*:", r"what may be absent cannot follow it: '\\s*:'"),
        (r"foto\b ?:", "what may be absent"),
        (r"\b+", "cannot be repeated"),
        (r"\Bfoto", r"\B is not known here"),
        (r"\Afoto", r"\A is not known here"),
        ("(?i)foto", "groups are (...) or (?:...)"),
        ("(?P<x>foto)", "groups are (...) or (?:...)"),
        (r"\p{Lu}", "set cased: true"),
        (r"[\p{Lu}]", "set cased: true"),
        (r"\p{So}", r"write the signs themselves, or \W"),
        (r"[\P{P}]", r"\P{P} is not known here"),
        ("a\tb", r"'\t' never matches folded text"),
        (r"[\b]", r"\b cannot stand in a class"),
        ("[^ß]", "ß folds to several characters"),
        ("[ß-ü]", "ß-ü folds to several characters"),
    ],
)
def test_what_could_never_match_is_refused_with_the_reason(pattern: str, message: str) -> None:
    with pytest.raises(PatternError) as refused:
        translate(pattern, cased=False)

    assert message in str(refused.value)


def test_parts_build_on_the_parts_above_them() -> None:
    parts = resolve({"day": r"\d\d?", "date": r"<day> may"})

    assert with_parts("^<date>$", parts) == r"^(?:(?:\d\d?) may)$"


@pytest.mark.parametrize("parts", [{"date": "<day> may", "day": r"\d"}, {"date": "<date>"}])
def test_a_part_that_is_not_above_is_refused(parts: dict[str, str]) -> None:
    with pytest.raises(PatternError, match="there is no part <da"):
        resolve(parts)
