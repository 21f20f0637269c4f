"""Which languages a text may be in, by the short runs of bytes that it is made of.

The model is py3langid's, kept so that it loads in 0.07 s and takes 10 MB, not 0.7 s and 74 MB. Its answers
are the same: tests hold them to py3langid's own.
"""

from __future__ import annotations

import math
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL: Final = Path(__file__).parent / "model" / "grams.npz"


class Grams(NamedTuple):
    """A naive Bayes model over runs of one to six bytes (Lui and Baldwin 2011), as arrays.

    `runs`     each run as a number: a one, then its bytes, highest first; ascending, so shorter runs first.
    `counted`  as which run each is counted, as itself or as one that it ends in; -1 for one that says nothing
               of languages and only leads to longer ones.
    `bounds`   what run i says of languages is at `bounds[i]` to `bounds[i + 1]` of `weights`.
    `apart`    of which languages it says it: a bit each, in bytes.
    `weights`  the logarithms of the run's probability in these.
    `floor`    the same by language, for all runs that say nothing else of it.
    `prior`    the logarithm of the probability of each language.
    `labels`   the codes of the languages; one in two scripts is there twice.
    `twins`    where such a one is, and where again.
    """

    runs: NDArray[np.uint64]
    counted: NDArray[np.int32]
    bounds: NDArray[np.int32]
    apart: NDArray[np.uint8]
    weights: NDArray[np.float16]
    floor: NDArray[np.float32]
    prior: NDArray[np.float32]
    labels: NDArray[np.str_]
    twins: NDArray[np.intp]

    def rank(self, text: str, most: int) -> list[tuple[str, float]]:
        """The likeliest languages, `most` of them, with their probabilities, likeliest first."""
        content = unicodedata.normalize("NFC", text.lower() if text.isupper() else text).encode(
            "utf-8", "surrogatepass"
        )
        scores = self._scores(content)
        # probabilities that stay comparable from short to long texts
        scores *= 1.0 / math.sqrt(len(content) or 1)
        np.exp(scores - scores.max(), out=scores)
        scores /= scores.sum()
        scores[self.twins[:, 0]] += scores[self.twins[:, 1]]
        scores[self.twins[:, 1]] = 0.0
        best = np.argsort(-scores, kind="stable")[:most]
        return list(zip(self.labels[best].tolist(), scores[best].tolist(), strict=True))

    def _scores(self, content: bytes) -> NDArray[np.float32]:
        met, times = np.unique(self._met(content), return_counts=True)
        if not met.size:
            return np.zeros(self.prior.shape, dtype=np.float32)
        table = np.repeat(self.floor[None, :], len(met), axis=0)
        apart = np.unpackbits(self.apart[met], axis=1, count=len(self.floor)).view(np.bool_)
        bounds = zip(self.bounds[met].tolist(), self.bounds[met + 1].tolist(), strict=True)
        table[apart] = np.concatenate([self.weights[first:last] for first, last in bounds])
        scores: NDArray[np.float32] = np.log1p(times.astype(np.float32)) @ table + self.prior
        return scores

    def _met(self, content: bytes) -> NDArray[np.int32]:
        """By their places among the runs: as what the longest run that ends at each byte is counted."""
        read = np.frombuffer(content, dtype=np.uint8).astype(np.uint64)
        longest = np.full(len(read), -1, dtype=np.intp)
        here = np.ones(len(read) + 1, dtype=np.uint64)
        for size in range(1, _bytes(int(self.runs[-1])) + 1):
            if size > len(read):
                break
            here = (here[:-1] << np.uint64(8)) | read[size - 1 :]
            places = np.searchsorted(self.runs, here)
            places[places == len(self.runs)] = 0
            known = self.runs[places] == here
            longest[size - 1 :][known] = places[known]
        counted = self.counted[longest[longest >= 0]]
        return counted[counted >= 0]


def _bytes(run: int) -> int:
    return (run.bit_length() - 1) // 8


def load_grams(path: Path = MODEL) -> Grams:
    """The model that comes with the service. Raises OSError where there is none."""
    with np.load(path, allow_pickle=False) as kept:
        return Grams(**{name: kept[name] for name in Grams._fields})
