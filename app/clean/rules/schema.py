"""What a rule pack may say: one YAML file a kind. `docs/rules.md` explains each field."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from app.clean.rules.rule import ANY_LANGUAGE, Rule, Scope, Strikes

_SLUG = "[a-z0-9]+(?:[-_][a-z0-9]+)*"
_LANGUAGE = re.compile(r"[a-z]{2}")

Kind = Annotated[str, StringConstraints(pattern=f"^{_SLUG}$")]
RuleId = Annotated[str, StringConstraints(pattern=rf"^{_SLUG}\.{_SLUG}(?:\.[a-z]{{2}})?$")]
Line = Annotated[str, StringConstraints(min_length=1)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]


class Example(BaseModel):
    """A block that a rule must strike (a hit) or must not (a miss).

    A plain string in the pack stands for a text without links.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    text: Line
    link_share: Share = 0.0


def _example(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


Examples = Annotated[list[Annotated[Example, BeforeValidator(_example)]], Field(min_length=2)]


class RuleEntry(BaseModel):
    """One rule of a pack with its examples."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: RuleId
    languages: Annotated[list[str], Field(min_length=1)]
    everywhere: bool = False
    why: Annotated[str, StringConstraints(min_length=10)]
    scope: Annotated[
        list[Annotated[Scope, Field(strict=False)]],
        Field(min_length=1),
        BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
    ]
    strikes: Annotated[Strikes, Field(strict=False)] = Strikes.LINE
    max_words: Annotated[int, Field(ge=1)] | None = None
    min_link_share: Share = 0.0
    cased: bool = False
    patterns: Annotated[list[Line], Field(min_length=1)]
    hits: Examples
    misses: Examples

    @field_validator("languages")
    @classmethod
    def _known_codes(cls, languages: list[str]) -> list[str]:
        if languages != [ANY_LANGUAGE] and not all(_LANGUAGE.fullmatch(code) for code in languages):
            raise ValueError('should be a list of ISO 639-1 codes such as "en", or "*" alone')
        return languages

    @model_validator(mode="after")
    def _scope_fits(self) -> Self:
        if Scope.PAGE in self.scope:
            if len(self.scope) > 1 or self.strikes is not Strikes.LINE:
                raise ValueError("scope page is evidence for a verdict: it stands alone and strikes nothing")
        elif self.max_words is None:
            raise ValueError("max_words is mandatory for every scope but page")
        return self

    def rule(self, kind: str, patterns: tuple[str, ...]) -> Rule:
        """The rule without its examples; `patterns` are this entry's with the pack's parts filled in."""
        return Rule(
            id=self.id,
            kind=kind,
            languages=tuple(self.languages),
            everywhere=self.everywhere,
            why=self.why,
            scope=tuple(self.scope),
            strikes=self.strikes,
            max_words=self.max_words,
            min_link_share=self.min_link_share,
            cased=self.cased,
            patterns=patterns,
        )


class Pack(BaseModel):
    """One file: the rules of one kind, and the parts that their patterns share as `<name>`."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    kind: Kind
    parts: dict[Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9_]*$")], Line] = {}
    rules: Annotated[list[RuleEntry], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_begin_with_the_kind(self) -> Self:
        for rule in self.rules:
            if not rule.id.startswith(f"{self.kind}."):
                raise ValueError(f"the id {rule.id} should begin with the kind, {self.kind}.")
        return self
