"""The card that lies beside a model: what it is, what it learned from, what it is worth."""

from __future__ import annotations

from collections import Counter
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from app.clean.score.doubt import THRESHOLD
from app.clean.score.lines import FEATURES
from app.clean.score.scorer import FOREST, PAGE, TEXT
from training.folds import FOLDS
from training.forest import PARAMETERS, ROUNDS
from training.judge import means

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from training.examples import Example

_SOURCES: Final = {
    "aed": "article-extraction-dataset (AndyTheFactory), Apache-2.0",
    "fundus": "test data of Fundus (flairNLP), MIT",
    "wcxb": "WCXB, the Web Content Extraction Benchmark (Foley 2026), CC BY 4.0",
}

_ABOUT: Final = {
    TEXT: """# The scorer of texts

The probability that a block of a scraped text belongs to its article: a forest of decision trees
(`forest.onnx`) over what the block is like, what stands around it and where it stands, and the weights
of single words (`words.json.gz`).""",
    PAGE: """# The scorer of pages with markup

The probability that a block of an HTML page belongs to its article: a forest of decision trees
(`forest.onnx`) over what the block is like, what stands around it and where it stands on the page and in
its tree, whether trafilatura's fast mode keeps it, and what the page's own titles and descriptions say;
with the weights of single words (`words.json.gz`) and of the names of containers (`names.json.gz`: tag,
class, id, role, itemprop).""",
}
_COUNTED: Final = {
    TEXT: """Each page with a gold body counts as texts of several renderers, and once as nothing but its
article.""",
    PAGE: """Each page with a gold body counts once; one whose gold is hardly on it is judged, not learned
from.""",
}
_WEAK: Final = {
    TEXT: """Pages of several articles below each other, and guides whose gold is the introduction alone, lose
most. It has not been judged on texts that are no article.""",
    PAGE: """Pages of several articles below each other, live blogs and guides whose gold is the introduction
alone lose most. An article that only a script has is for the pipeline to find.""",
}

_CARD: Final = """{about}
Deterministic; CPU, one thread. Written by `make train DATA=<folder with the sets>`; `training/README.md`
says how it is made.

## Learned from

| set | source, licence | domains | documents |
|---|---|---|---|
{sources}

{blocks} blocks. {counted} No page or sentence is in the model; its words are those that pages of at least
eight domains have.

## Figures

Word-F1 of the blocks of articles at a threshold of {threshold}, {folds} folds by registered domain: each
document was judged by a model that saw no page of its domain. Without the rules' own strikes, header reading
and what else the pipeline does; `training/README.md` names the command for the whole.

| documents | {sets} | mean |
{rule}
{figures}

## Made of

{own} features of the block itself (`app/clean/score/lines.py`), {around} of its place and of what others say;
{trees} trees of {leaves} leaves, {kilobytes} kB; LightGBM {lightgbm}, scikit-learn {sklearn}.

## Where it is weak

Languages other than English and German were few among its pages; there the rules and the features without
words carry it. {weak}
"""


def write_card(
    folder: Path, figures: Mapping[tuple[str, str], float], examples: Sequence[Example], width: int
) -> None:
    """Write the card of the model in a folder, `text` or `page`, beside it as Markdown.

    `figures` are word-F1 by (set, renderer), `width` is the number of features.
    """
    model, size = folder.name, (folder / FOREST).stat().st_size
    sets = sorted({name for name, _ in figures})
    rows = [
        f"| {renderer} | " + " | ".join(f"{value:.3f}" for value in values) + " |"
        for renderer, values in means(figures).items()
    ]
    texts = Counter(example.set for example in examples)
    domains = {name: len({e.domain for e in examples if e.set == name}) for name in sets}
    blocks = sum(len(example.labels) for example in examples)
    card = _CARD.format(
        about=_ABOUT[model],
        counted=_COUNTED[model],
        weak=_WEAK[model],
        sources="\n".join(
            f"| {name} | {_SOURCES[name]} | {domains[name]} | {texts[name]} |" for name in sets
        ),
        blocks=blocks,
        threshold=THRESHOLD,
        folds=FOLDS,
        sets=" | ".join(sets),
        rule="|---" * (len(sets) + 2) + "|",
        figures="\n".join(rows),
        own=len(FEATURES),
        around=width - len(FEATURES),
        trees=ROUNDS,
        leaves=PARAMETERS["num_leaves"],
        kilobytes=size // 1000,
        lightgbm=version("lightgbm"),
        sklearn=version("scikit-learn"),
    )
    (folder / "README.md").write_text(card, encoding="utf-8")
