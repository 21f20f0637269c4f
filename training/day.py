"""How the model of the day of publication is made and judged: `python -m training.day`.

Learned on the texts of the data whose day is known, with the scorer's probabilities and without; see
`training.ranking`. `--write` writes `day_weights.json`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from app.clean.metadata.dating import likeliest_days
from app.clean.metadata.mentions import TRAITS
from training import ranking
from training.collected import Example, examples

if TYPE_CHECKING:
    from app.clean.metadata.mentions import Setting
    from app.clean.metadata.weights import Rows

_WEIGHTS: Final = "day_weights.json"


def main() -> None:
    """Fit and judge by folds; with --write, fit all and write the weights."""
    options = ranking.options(__doc__)
    texts = [(text, _day(text)) for text in examples(options.data) if text.gold.date]
    choices = [
        _choice(text.fold, days, day) for text, day in texts for days in (text.known.days, text.unknown.days)
    ]
    models = ranking.by_fold(choices, TRAITS)
    figures: dict[tuple[str, str], list[float]] = defaultdict(list)
    given: list[bool] = []
    for text, day in texts:
        found = _told(text.known.days, models[text.fold])
        figures[text.set, text.renderer].append(float(found == day))
        given += [found == day] if found else []
    ranking.report("day", figures)
    sys.stdout.write(f"days that are wrong, of those that are given: {1 - np.mean(given):.3f}\n")
    if options.write:
        ranking.write(_WEIGHTS, choices, TRAITS)


def _day(text: Example) -> date:
    return date.fromisoformat((text.gold.date or "")[:10])


def _choice(fold: int, days: Setting, wanted: date) -> ranking.Choice:
    traits = [days.traits(mention) for mention in days.known]
    right = [float(mention.moment.day == wanted) for mention in days.known]
    if days.stated is not None:
        traits.append(days.of_address())
        right.append(float(days.stated.day == wanted))
    return ranking.Choice(fold, traits, right)


def _told(days: Setting, rows: Rows) -> date | None:
    likely = likeliest_days(days, rows)
    return likely[0][0].value.day if likely else None


if __name__ == "__main__":
    main()
