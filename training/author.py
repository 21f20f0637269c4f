"""How the author model of `app/clean/metadata` is made and judged: `python -m training.author`.

Learned on the texts of the data whose authors are known, with the scorer's probabilities and without; see
`training.ranking`. `--write` writes `author_weights.json`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from app.clean.metadata.authorship import likeliest
from app.clean.metadata.signers import TRAITS
from benchmarks.accuracy.metrics import author_f1
from training import ranking
from training.collected import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.clean.metadata.signature import Collected

_WEIGHTS: Final = "author_weights.json"
# Names that agree less with the gold ones are wrong.
_RIGHT: Final = 0.6


def main() -> None:
    """Fit and judge by folds; with --write, fit all and write the weights."""
    options = ranking.options(__doc__)
    texts = [text for text in examples(options.data) if text.gold.authors]
    choices = [
        _choice(text.fold, collected, text.gold.authors)
        for text in texts
        for collected in (text.known, text.unknown)
    ]
    models = ranking.by_fold(choices, TRAITS)
    figures: dict[tuple[str, str], list[float]] = defaultdict(list)
    given: list[float] = []
    for text in texts:
        signer = likeliest(text.known.signers, text.known.around, models[text.fold])
        agreement = author_f1(text.gold.authors, signer.names) if signer else 0.0
        figures[text.set, text.renderer].append(agreement)
        given += [agreement] if signer else []
    ranking.report("authors", figures)
    sys.stdout.write(f"names that are wrong, of those that are given: {np.mean(np.array(given) == 0):.3f}\n")
    if options.write:
        ranking.write(_WEIGHTS, choices, TRAITS)


def _choice(fold: int, collected: Collected, authors: Sequence[str]) -> ranking.Choice:
    traits = [collected.around.traits(signer, order) for order, signer in enumerate(collected.signers)]
    agreements = [author_f1(authors, signer.names) for signer in collected.signers]
    right = [agreement if agreement >= _RIGHT else 0.0 for agreement in agreements]
    return ranking.Choice(fold, traits, right)


if __name__ == "__main__":
    main()
