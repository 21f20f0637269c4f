"""Rule packs from YAML, checked whole before anything is served: a rule that misses its own hits,
or strikes its own misses, is refused with its name."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import yaml
from pydantic import ValidationError

from app.clean.rules.automata import RuleRefused
from app.clean.rules.fold import plain, word_count
from app.clean.rules.matcher import RuleSet
from app.clean.rules.pattern import PatternError, resolve, with_parts
from app.clean.rules.schema import Example, Pack, RuleEntry
from app.errors import RulePackError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from app.clean.rules.rule import Rule


def load_rules(extra: Path | None = None, *, check: bool = True) -> RuleSet:
    """The packaged packs, and after them every `*.yaml` of the folder `extra`, in order of file name.

    Without `check`, patterns and examples are taken to be right, as another process has found them to be.

    Raises RulePackError, naming the file and where it can the rule and the field or example, if a
    pack is not as the schema says, an id is there twice, a pattern does not compile, a hit does not
    fire its rule or a miss does.
    """
    sources = _pack_files(files("app.clean.rules") / "packs")
    if extra is not None:
        if not extra.is_dir():
            raise RulePackError(f"{extra}: no folder of rule packs")
        sources += _pack_files(extra)
    entries: dict[str, tuple[str, RuleEntry]] = {}
    rules: list[Rule] = []
    for source in sources:
        pack = _read(source)
        parts = _parts(source.name, pack)
        for entry in pack.rules:
            if entry.id in entries:
                other = entries[entry.id][0]
                raise RulePackError(f"{source.name}: rule {entry.id}: the id is taken already, in {other}")
            entries[entry.id] = (source.name, entry)
            rules.append(_rule(source.name, pack.kind, parts, entry))
    if check:
        for rule in rules:
            _check(*entries[rule.id], rule)
    return RuleSet(rules)


def _pack_files(folder: Traversable) -> list[Traversable]:
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return sorted(found, key=lambda entry: entry.name)


def _read(source: Traversable) -> Pack:
    try:
        content = yaml.load(source.read_bytes(), Loader=_PackLoader)  # noqa: S506 - it is a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RulePackError(f"{source.name}: cannot be read: {error}") from error
    try:
        return Pack.model_validate(content)
    except ValidationError as error:
        raise RulePackError(f"{source.name}: {_first_problem(error, content)}") from error


class _PackLoader(yaml.CSafeLoader):
    """The C loader, refusing a key that a mapping has twice: YAML would quietly keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key stands there twice", node.start_mark)
        return mapping


def _first_problem(error: ValidationError, content: object) -> str:
    problem = error.errors(include_url=False, include_context=False)[0]
    where = [str(step) for step in problem["loc"]]
    named = ""
    if where[:1] == ["rules"] and len(where) > 1 and isinstance(content, dict):
        entry = content["rules"][int(where[1])]
        name = entry.get("id") if isinstance(entry, dict) else None
        named = f"rule {name or where[1]}: "
        where = where[2:]
    field = f"{'.'.join(where)}: " if where else ""
    return f"{named}{field}{problem['msg'].removeprefix('Value error, ')}"


def _parts(name: str, pack: Pack) -> dict[str, str]:
    try:
        return resolve(pack.parts)
    except PatternError as error:
        raise RulePackError(f"{name}: parts: {error}") from error


def _rule(name: str, kind: str, parts: dict[str, str], entry: RuleEntry) -> Rule:
    try:
        patterns = tuple(with_parts(pattern, parts) for pattern in entry.patterns)
    except PatternError as error:
        raise RulePackError(f"{name}: rule {entry.id}: {error}") from error
    return entry.rule(kind, patterns)


def _check(name: str, entry: RuleEntry, rule: Rule) -> None:
    alone = RuleSet([rule])  # its automata go away with it: whoever loads the rules need not match with them
    try:
        alone.compile()
    except RuleRefused as error:
        raise RulePackError(f"{name}: rule {rule.id}: {error}") from error
    for example in entry.hits:
        if not alone.fires(rule, example.text, link_share=example.link_share):
            reason = _why_not(example, rule)
            raise RulePackError(f"{name}: rule {rule.id}: hit {example.text!r} does not fire: {reason}")
    for example in entry.misses:
        if alone.fires(rule, example.text, link_share=example.link_share):
            raise RulePackError(f"{name}: rule {rule.id}: miss {example.text!r} fires")


def _why_not(example: Example, rule: Rule) -> str:
    words = word_count(plain(example.text))
    if rule.max_words is not None and words > rule.max_words:
        return f"it has {words} words, max_words is {rule.max_words}"
    if example.link_share < rule.min_link_share:
        return f"its link_share is {example.link_share}, min_link_share {rule.min_link_share}"
    return "no pattern matches"
