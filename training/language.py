"""Writes the model of `app.clean.language` from the one that py3langid brings: `python -m training.language`.

Nothing is learned and nothing is lost: of the automaton the runs of bytes that lead to its states are kept,
and of each run the languages of which it does not say the same as nearly all runs do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from app.clean.language.grams import MODEL, Grams

if TYPE_CHECKING:
    from pathlib import Path

_BYTES = 256
_AT_ONCE = 8192


def main() -> None:
    """Write the model."""
    write(MODEL, convert(LanguageIdentifier.from_model_file(MODEL_FILE)))
    print(f"written: {MODEL}")  # noqa: T201 - a command-line program


def write(path: Path, grams: Grams) -> None:
    """Write a model to where `load_grams` finds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **grams._asdict())


def convert(model: LanguageIdentifier) -> Grams:
    """The same model as `app.clean.language` has it."""
    runs, states = _runs_of(model)
    features = np.asarray(model.tk_output)[states]
    counts = features >= 0
    # several states may stand for one feature: longer ones that end in it and lead on to others
    _, first, which = np.unique(features, return_index=True, return_inverse=True)
    counted = np.where(counts, first[which], -1).astype(np.int32)
    says = counted == np.arange(len(runs))
    floor = np.array([_most_frequent(column) for column in model.nb_ptc.T], dtype=np.float16)
    rows = model.nb_ptc[np.where(says, features, 0)]
    apart = (rows != floor) & says[:, None]
    return Grams(
        runs=runs,
        counted=counted,
        bounds=np.concatenate(([0], np.cumsum(apart.sum(axis=1)))).astype(np.int32),
        apart=np.packbits(apart, axis=1),
        weights=rows[apart],
        floor=floor.astype(np.float32),
        prior=model.nb_pc,
        labels=np.array(model.nb_classes),
        twins=np.array(
            [
                (first, again)
                for again, label in enumerate(model.nb_classes)
                if (first := model.nb_classes.index(label)) < again
            ]
        ),
    )


def _runs_of(model: LanguageIdentifier) -> tuple[np.ndarray, np.ndarray]:
    """The run of bytes that leads to each state but the first, ascending, and the states in this order.

    The automaton is that of Aho and Corasick (1975): its state is the longest run that ends at the last byte,
    so the bytes on the shortest way to a state are its run.
    """
    next_states = np.asarray(model.tk_nextmove).reshape(-1, _BYTES)
    rows = np.asarray(model.tk_row)
    runs = np.zeros(len(rows), dtype=np.uint64)
    runs[0] = 1
    level = np.array([0])
    while level.size:
        found = []
        for part in np.array_split(level, len(level) // _AT_ONCE + 1):
            after = next_states[rows[part]]
            which, byte = np.nonzero(runs[after] == 0)
            states = after[which, byte]
            found.append((states, runs[part[which]] << np.uint64(8) | byte.astype(np.uint64)))
        for states, those in found:
            runs[states] = those
        level = np.concatenate([states for states, _ in found])
    order = np.argsort(runs)[1:]
    return runs[order], order


def _most_frequent(values: np.ndarray) -> np.float16:
    found, times = np.unique(values, return_counts=True)
    most: np.float16 = found[times.argmax()]
    return most


if __name__ == "__main__":
    main()
