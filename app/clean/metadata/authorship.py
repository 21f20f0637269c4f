"""Who signs a text, among the lines that may: a linear model over their traits.

Its weights are in `author_weights.json`, which `python -m training.author` writes. Each candidate's score is
a log-odds against the text not naming its authors at all.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from app.clean.metadata.signers import TRAITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.clean.metadata.signers import Signer, Surroundings

Rows = tuple[tuple[float, ...], ...]

# Log-odds below which nobody is named: where a scorer shows the article, and where nothing does, as on pages
# that may have none.
LIKELY: Final = -2.5
_ALONE: Final = 0.0
#: The same for what markup leaves open: most pages with markup say it elsewhere.
MARKUP: Final = 2.0
# Forms that do not say that a name signs: without a headline they are as good as any two words.
_BARE: Final = frozenset(("name", "job", "front", "later front", "organisation"))
# Without a scorer only lines that were read whole are trusted.
_WEAK: Final = frozenset(("front", "later front", "organisation"))


def read_rows(raw: Mapping[str, object]) -> Rows:
    """Return the rows of a file of weights, that of the bias last.

    Raises ValueError where a row does not fit its trait.
    """
    weights, bias = raw["weights"], raw["bias"]
    if not isinstance(weights, dict) or not isinstance(bias, float):
        raise ValueError("weights and bias are expected")
    rows = tuple(tuple(map(float, weights[name])) for name in TRAITS)
    if [len(row) for row in rows] != list(TRAITS.values()):
        raise ValueError(f"rows of these lengths are expected: {TRAITS}")
    return (*rows, (bias,))


_ROWS: Final = read_rows(
    json.loads(files(__package__).joinpath("author_weights.json").read_text(encoding="utf-8"))
)


def likeliest(
    signers: Sequence[Signer], around: Surroundings, rows: Rows = _ROWS, least: float = LIKELY
) -> Signer | None:
    """Return the candidate that most likely names the authors, None where none likely does."""
    best, top = None, least if around.scores else max(least, _ALONE)
    for order, signer in enumerate(signers):
        if signer.form in (_BARE if around.at is None else () if around.scores else _WEAK):
            continue
        score = rows[-1][0]
        for row, trait in zip(rows, around.traits(signer, order), strict=False):
            score += row[trait]
        if score > top:
            best, top = signer, score
    return best
