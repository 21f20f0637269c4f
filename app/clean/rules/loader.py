"""Rule packs from YAML, checked whole before anything is served: a rule that misses its own hits,
or strikes its own misses, is refused with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from pydantic import ValidationError

from app.clean.rules import foreign
from app.clean.rules.ahead import Ahead, pack_files, read_ahead
from app.clean.rules.automata import RuleRefused
from app.clean.rules.fold import plain, word_count
from app.clean.rules.matcher import RuleSet
from app.clean.rules.pattern import PatternError, resolve, with_parts
from app.clean.rules.schema import Example, Pack, RuleEntry
from app.errors import RulePackError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from app.clean.rules.rule import Rule


def load_rules(extra: Path | None = None, *, check: bool = True) -> RuleSet:
    """The packaged packs, and after them every `*.yaml` of the folder `extra`, in order of file name.

    The packaged packs are taken as they were read and checked ahead, unless they have changed since. Without
    `check`, patterns and examples are taken to be right, as another process has found them to be.

    Raises RulePackError, naming the file and where it can the rule and the field or example, if a
    pack is not as the schema says, an id is there twice, a pattern does not compile, a hit does not
    fire its rule or a miss does.
    """
    ahead = read_ahead() or Ahead((), (), {})
    sources = [] if ahead.rules else _packaged()
    if extra is not None:
        if not extra.is_dir():
            raise RulePackError(f"{extra}: no folder of rule packs")
        files = (path for path in extra.iterdir() if path.name.endswith(".yaml"))
        sources += [(path.name, foreign.read(path)) for path in sorted(files, key=lambda path: path.name)]
    taken = {rule.id: name for rule, name in zip(ahead.rules, ahead.packs, strict=True)}
    read = [rule for _, rule in _rules(sources, taken, check=check)]
    return RuleSet((*ahead.rules, *read), ahead.derived)


def make_ahead() -> Ahead:
    """The packaged packs, read and checked, and what the engine makes of their patterns.

    Raises RulePackError as `load_rules`.
    """
    found = list(_rules(_packaged(), {}, check=True))
    rules = RuleSet(rule for _, rule in found)
    return Ahead(rules.rules, tuple(name for name, _ in found), rules.derived())


def _packaged() -> list[tuple[str, bytes]]:
    return [(source.name, source.read_bytes()) for source in pack_files()]


def _rules(
    sources: Iterable[tuple[str, bytes]], taken: Mapping[str, str], *, check: bool
) -> Iterator[tuple[str, Rule]]:
    """The rules of packs, each behind the name of its pack. `taken` says in which pack an id is already."""
    names = dict(taken)
    for name, source in sources:
        pack = _read(name, source)
        parts = _parts(name, pack)
        for entry in pack.rules:
            if entry.id in names:
                other = names[entry.id]
                raise RulePackError(f"{name}: rule {entry.id}: the id is taken already, in {other}")
            names[entry.id] = name
            rule = _rule(name, pack.kind, parts, entry)
            if check:
                _check(name, entry, rule)
            yield name, rule


def _read(name: str, source: bytes) -> Pack:
    try:
        content = yaml.load(source, Loader=_PackLoader)  # noqa: S506 - it is a safe loader
    except (ValueError, OverflowError, yaml.YAMLError) as error:
        raise RulePackError(f"{name}: cannot be read: {error}") from error
    try:
        return Pack.model_validate(content)
    except ValidationError as error:
        raise RulePackError(f"{name}: {_first_problem(error, content)}") from error


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
