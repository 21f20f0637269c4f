"""What can be said of the packs that come with the service before it starts, so that no start has to.

`ahead.json.gz` holds their rules, whose hits and misses were checked when it was written, and what the engine
makes of each pattern. It counts only for the very packs that it was made of. `make rules` writes it; a test
fails where the engine has come to make something else of a pattern.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.clean.rules.literals import Need
from app.clean.rules.rule import Rule, Scope, Strikes
from app.clean.rules.words import BREAK, WORD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

FOLDER: Final = files("app.clean.rules")
NAME: Final = "ahead.json.gz"

# Two classes of characters make a good part of all patterns as RE2 has them. What stands for them is in none.
_SHORT: Final = (("\ue000", BREAK), ("\ue001", WORD))


class Derived(NamedTuple):
    """What the engine makes of a pattern: the pattern for RE2, shortened, and what a text needs for it."""

    short: str
    need: Need

    @classmethod
    def of(cls, source: str, need: Need) -> Derived:
        """Shorten the pattern."""
        for sign, text in _SHORT:
            source = source.replace(text, sign)
        return cls(source, need)

    @property
    def source(self) -> str:
        """The pattern as RE2 takes it."""
        source = self.short
        for sign, text in _SHORT:
            source = source.replace(sign, text)
        return source


DerivedPatterns = dict[tuple[str, bool], Derived]
"""By pattern as its author wrote it, and whether its rule is cased."""


class Ahead(NamedTuple):
    """`rules` in the order of the packs, `packs` the file of each, `derived` what is made of each pattern."""

    rules: tuple[Rule, ...]
    packs: tuple[str, ...]
    derived: DerivedPatterns


def pack_files(folder: Traversable = FOLDER) -> list[Traversable]:
    """The packs that come with the service, by name."""
    found = (entry for entry in (folder / "packs").iterdir() if entry.name.endswith(".yaml"))
    return sorted(found, key=lambda entry: entry.name)


def read_ahead() -> Ahead | None:
    """What was made of the packs that are there; None if these are others by now."""
    kept = FOLDER / NAME
    if not kept.is_file():
        return None
    content = json.loads(gzip.decompress(kept.read_bytes()))
    return unpacked(content) if content["digest"] == _digest() else None


def packed(ahead: Ahead) -> dict[str, Any]:
    """As JSON has it."""
    return {
        "digest": _digest(),
        "rules": [list(rule) for rule in map(_fields, ahead.rules)],
        "packs": ahead.packs,
        "patterns": [
            [pattern, cased, short, None if need.words is None else sorted(need.words), *need[1:]]
            for (pattern, cased), (short, need) in ahead.derived.items()
        ],
    }


def unpacked(content: Mapping[str, Any]) -> Ahead:
    """The opposite of `packed`."""
    return Ahead(
        rules=tuple(map(_rule, content["rules"])),
        packs=tuple(content["packs"]),
        derived={
            (pattern, cased): Derived(short, Need(None if words is None else frozenset(words), *rest))
            for pattern, cased, short, words, *rest in content["patterns"]
        },
    )


def _fields(rule: Rule) -> Sequence[object]:
    return [getattr(rule, name) for name in Rule.__slots__]


def _rule(fields: Sequence[Any]) -> Rule:
    given = dict(zip(Rule.__slots__, fields, strict=True))
    for name in ("languages", "patterns"):
        given[name] = tuple(given[name])
    return Rule(**given | {"scope": tuple(map(Scope, given["scope"])), "strikes": Strikes(given["strikes"])})


def _digest() -> str:
    digest = hashlib.sha256()
    for source in pack_files():
        digest.update(f"{source.name}\n".encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()
