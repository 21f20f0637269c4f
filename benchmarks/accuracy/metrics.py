"""The metrics, on plain values; `benchmarks/README.md` says the same for readers.

A metric of a page is a tuple of components; a metric of many pages is a function of the components' means.
So one bootstrap serves them all.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Components = tuple[float, ...]

# Scripts written without spaces whose characters carry about as much as a short word: Han and kana.
# Hangul is left out, Korean parts its words by spaces.
_CJK = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003134f"
)
_TOKEN = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+")
_SHINGLE = 4

_SINGLE_QUOTES = "‘’‚‛′´`ʼ＇"
_DOUBLE_QUOTES = "“”„‟″«»「」『』＂"
_ALIKE = str.maketrans(dict.fromkeys(_SINGLE_QUOTES, "'") | dict.fromkeys(_DOUBLE_QUOTES, '"') | {"−": "-"})


def tokens(text: str) -> list[str]:
    r"""Words (runs of `\w`) in the order of the text, after NFKC; Han and kana one character each."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text))


def words(text: str) -> list[str]:
    """`tokens` in lower case."""
    return tokens(text.lower())


def word_f1(gold: str, found: str) -> float:
    """F1 of two bags of words: 2 * shared / (gold + found). Two empty texts agree.

    Source: WCXB, the Web Content Extraction Benchmark (Foley 2026), word-level F1; CJK by character is ours.
    """
    bag_gold, bag_found = Counter(words(gold)), Counter(words(found))
    total = bag_gold.total() + bag_found.total()
    return 2 * (bag_gold & bag_found).total() / total if total else 1.0


def shingle_precision_recall(gold: str, found: str) -> tuple[float, float]:
    """Precision and recall of the multisets of four-token shingles, in the case they are written.

    A text of fewer than four tokens is one shingle, an empty text the empty shingle.
    Source: scrapinghub/article-extraction-benchmark, `evaluate.py`; CJK by character is ours.
    """
    of_gold, of_found = _shingles(tokens(gold)), _shingles(tokens(found))
    shared = (of_gold & of_found).total()
    return shared / of_found.total(), shared / of_gold.total()


def snippet_counts(wanted: Iterable[str], unwanted: Iterable[str], found: str) -> tuple[float, float, float]:
    """True positives, false positives and false negatives: snippets that the text must (not) contain.

    White space is folded on both sides, as where a line ends is no question of content.
    Source: adbar/trafilatura, `tests/evaluate.py`.
    """
    text = fold(found)
    hits = [fold(snippet) in text for snippet in wanted]
    false_positives = sum(fold(snippet) in text for snippet in unwanted)
    return float(sum(hits)), float(false_positives), float(len(hits) - sum(hits))


def same_title(gold: str, found: str | None) -> float:
    """1 if the titles are equal after NFKC, case, quotes, dashes and white space, else 0."""
    return float(found is not None and comparable(gold) == comparable(found))


def same_day(gold: str, found: str | None) -> float:
    """1 if both ISO 8601 dates name the same day, else 0; no date found is a miss."""
    return float(found is not None and found[:10] == gold[:10])


def author_f1(gold: Iterable[str], found: Iterable[str]) -> float:
    """F1 of two sets of names, compared as titles are."""
    of_gold, of_found = {comparable(name) for name in gold}, {comparable(name) for name in found}
    total = len(of_gold) + len(of_found)
    return 2 * len(of_gold & of_found) / total if total else 1.0


def comparable(text: str) -> str:
    """The text with forms that readers take for the same made the same."""
    text = unicodedata.normalize("NFKC", text.translate(_ALIKE)).casefold()
    # NFKC unfolds an ellipsis and wide characters, so dashes and format characters come after it.
    parts = (("-" if unicodedata.category(c) == "Pd" else c) for c in text if unicodedata.category(c) != "Cf")
    return fold("".join(parts))


def fold(text: str) -> str:
    """The text on one line, each run of white space one space."""
    return " ".join(text.split())


def mean(means: Sequence[float]) -> float:
    """A metric of one component: its mean over the pages."""
    return means[0]


def f1_of_means(means: Sequence[float]) -> float:
    """F1 of mean precision and mean recall."""
    precision, recall = means
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def f1_of_counts(means: Sequence[float]) -> float:
    """F1 over all snippets of all pages, from mean true positives, false positives, false negatives."""
    true_positives, false_positives, false_negatives = means
    total = 2 * true_positives + false_positives + false_negatives
    return 2 * true_positives / total if total else 0.0


def bootstrap(
    pages: Sequence[Components],
    combine: Callable[[Sequence[float]], float],
    resamples: int = 1000,
    seed: int = 20261122,
) -> tuple[float, float]:
    """The 95 % interval of a metric: 2.5th and 97.5th percentile over resamples of the pages.

    Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), percentile interval. The seed is
    fixed: same pages, same interval.
    """
    components = np.asarray(pages, dtype=float)
    drawn = np.random.default_rng(seed).integers(0, len(components), size=(resamples, len(components)))
    values = [combine(row) for row in components[drawn].mean(axis=1).tolist()]
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def _shingles(sequence: list[str]) -> Counter[tuple[str, ...]]:
    last = max(1, len(sequence) - _SHINGLE + 1)
    return Counter(tuple(sequence[start : start + _SHINGLE]) for start in range(last))
