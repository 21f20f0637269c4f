"""How much each block of an example counts when a model learns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from training.examples import Example

# Words of a block beyond these add no weight; every block has some, and every text the same in all.
_MOST_WORDS: Final = 300
_POWER: Final = 0.8
_LEAST: Final = 0.3
_TEXT: Final = 30.0


def weights(example: Example) -> NDArray[np.float64]:
    """Return the weight of each block: it grows with its words; their sum is the text's share."""
    words = np.minimum(np.diff(example.bounds, prepend=0), _MOST_WORDS)
    own = words**_POWER + _LEAST
    return np.asarray(own / own.sum() * _TEXT * example.share)
