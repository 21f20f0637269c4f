"""Who signs a text, among the lines that may: a linear model over their traits.

Its weights are in `author_weights.json`, which `python -m training.author` writes. Each candidate's score is
a log-odds against the text not naming its authors at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.clean.metadata.signers import TRAITS
from app.clean.metadata.weights import Rows, load_rows, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.clean.metadata.signers import Signer, Surroundings

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


_ROWS: Final = load_rows("author_weights.json", TRAITS)


def likeliest(
    signers: Sequence[Signer], around: Surroundings, rows: Rows = _ROWS, least: float = LIKELY
) -> Signer | None:
    """Return the candidate that most likely names the authors, None where none likely does."""
    best, top = None, least if around.scores else max(least, _ALONE)
    for order, signer in enumerate(signers):
        if signer.form in (_BARE if around.at is None else () if around.scores else _WEAK):
            continue
        score = total(rows, around.traits(signer, order))
        if score > top:
            best, top = signer, score
    return best
