"""The packaged rules as a whole. That each strikes its hits and spares its misses, `load_rules` checks."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from app.clean.model import Block, Role
from app.clean.rules import Rule, RuleSet, Scope, load_rules
from app.clean.rules.schema import Example, Pack, RuleEntry

FILES = sorted(
    (entry for entry in (files("app.clean.rules") / "packs").iterdir() if entry.name.endswith(".yaml")),
    key=lambda entry: entry.name,
)
PACKS = {entry.name: Pack.model_validate(yaml.safe_load(entry.read_bytes())) for entry in FILES}
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
VERDICT_LANGUAGES = set(LANGUAGES) | set("pl cs ru uk tr sv da no fi ar hi id vi ja ko zh".split())


@pytest.fixture(scope="module")
def rule_set() -> RuleSet:
    return load_rules()


def fired(rule_set: RuleSet, rule: Rule, example: Example) -> tuple[Rule, ...]:
    language = None if rule.everywhere else rule.languages[0]
    if Scope.PAGE in rule.scope:
        return rule_set.evidence([example.text], language=language).get(0, ())
    role = Role.HEADING if Scope.HEADING in rule.scope else Role.PARAGRAPH
    block = Block(0, example.text, role, link_share=example.link_share)
    return rule_set.match(block, language=language, in_head=True, in_tail=True)


def striking(rule_set: RuleSet, entry: RuleEntry, miss: Example, language: str | None) -> tuple[Rule, ...]:
    role = Role.HEADING if Scope.HEADING in entry.scope else Role.PARAGRAPH
    block = Block(0, miss.text, role, link_share=miss.link_share)
    return rule_set.match(block, language=language, in_head=True, in_tail=True)


def test_every_pack_of_the_folder_is_loaded(rule_set: RuleSet) -> None:
    written = [entry.id for pack in PACKS.values() for entry in pack.rules]

    assert sorted(rule.id for rule in rule_set.rules) == sorted(written)


def test_no_hit_is_missed_in_any_order_of_texts(rule_set: RuleSet) -> None:
    """The automata build their states as texts come; what one has seen must not change what it finds."""
    by_id = {rule.id: rule for rule in rule_set.rules}
    hits = [(by_id[entry.id], hit) for pack in PACKS.values() for entry in pack.rules for hit in entry.hits]

    for texts in (hits, hits[::-1], hits):
        assert [(rule.id, hit.text) for rule, hit in texts if rule not in fired(rule_set, rule, hit)] == []


@pytest.mark.parametrize("name", PACKS)
def test_no_miss_of_a_rule_is_struck_by_another(rule_set: RuleSet, name: str) -> None:
    """A miss is a sentence of an article: in a document of its language nothing may strike it anywhere."""
    struck = [
        (entry.id, miss.text, language, [rule.id for rule in others])
        for entry in PACKS[name].rules
        for miss in entry.misses
        for language in entry.languages
        if (others := striking(rule_set, entry, miss, None if language == "*" else language))
    ]

    assert struck == []


@pytest.mark.parametrize("name", PACKS)
def test_a_file_is_named_for_its_kind(name: str) -> None:
    assert name.partition(".")[0] == PACKS[name].kind


@pytest.mark.parametrize("name", PACKS)
def test_the_suffix_of_an_id_is_the_language_of_the_rule(name: str) -> None:
    for entry in PACKS[name].rules:
        suffix = entry.id.split(".")[2:]

        assert suffix in ([], entry.languages), entry.id


@pytest.mark.parametrize("kind", ["error_page", "blocked", "script_required", "consent_wall", "paywall"])
def test_a_verdict_has_evidence_in_every_language(rule_set: RuleSet, kind: str) -> None:
    rules = [rule for rule in rule_set.rules if rule.kind == kind]

    assert {rule.scope for rule in rules} == {(Scope.PAGE,)}
    assert {language for rule in rules for language in rule.languages} >= VERDICT_LANGUAGES


@pytest.mark.parametrize("kind", ["placeholder", "byline", "caption", "legal", "comments"])
def test_a_kind_of_noise_is_known_in_every_language(rule_set: RuleSet, kind: str) -> None:
    rules = [rule for rule in rule_set.rules if rule.kind == kind]

    assert {language for rule in rules for language in rule.languages} >= set(LANGUAGES)


PROSE = [
    "LONDON (Courier) - The river wall will not hold another winter, the mayor said on Tuesday.",
    "“Something went wrong,” she told the inquiry. “Please try again later is all the machine would say.”",
    "By the time the ferry left, two hundred people stood on the quay.",
    "The photo shows Jane Doe, then nine, on her father's barge.",
    "Advertising paid for the lamps until 1931.",
    "The court found that all rights reserved to the port had lapsed.",
    "Comments from the floor were few, and most of them were angry.",
    "On 3 May 2021 at 10:15 the water reached the church door.",
    "Von Lissabon aus fuhr das Schiff am 3. Mai nach Porto.",
    "Par Toulouse passait alors toute la laine du royaume.",
    "Por la mañana llegó el agua a la puerta de la iglesia.",
    "Di giorno il ponte è chiuso, di notte nessuno lo attraversa.",
    "Door de regen bleef de brug die dag dicht.",
    "A captcha asks whether you are human; most of the time it does not wait for the answer.",
]


@pytest.mark.parametrize("text", PROSE)
@pytest.mark.parametrize("language", [None, *LANGUAGES])
def test_a_sentence_of_an_article_is_struck_by_no_rule(
    rule_set: RuleSet, text: str, language: str | None
) -> None:
    assert rule_set.match(Block(0, text), language=language, in_head=True, in_tail=True) == ()
