"""A fixed part of the sets, small enough for every change: chosen by digest, never by score."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING

from benchmarks.accuracy import data
from benchmarks.accuracy.data import ARTICLE, Sample

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class TooFewError(Exception):
    """A set of the sample is not there, or has fewer documents than the sample takes of it."""


def choose(folder: Path, sizes: Mapping[str, int]) -> list[Sample]:
    """So many articles of each set, of a set of texts so many a renderer; the same ones every time.

    The documents whose names have the lowest digests are taken, so a set that grows changes little.
    Raises TooFewError, for a check that has nothing to check must not pass.
    """
    return [sample for name, size in sizes.items() for sample in _of_set(folder, name, size)]


def _of_set(folder: Path, name: str, size: int) -> list[Sample]:
    strata: dict[str | None, list[Sample]] = defaultdict(list)
    try:
        for sample in data.read(folder, name):
            if sample.page_type == ARTICLE:
                strata[sample.renderer].append(sample)
    except FileNotFoundError as error:
        raise TooFewError(f"no set {name} in {folder}") from error
    chosen = []
    for renderer, members in strata.items():
        if len(members) < size:
            by = f" by {renderer}" if renderer else ""
            raise TooFewError(f"{name}{by} has {len(members)} articles, the sample takes {size}")
        chosen += sorted(members, key=_digest)[:size]
    if not chosen:
        raise TooFewError(f"no articles in {name}")
    return chosen


def _digest(sample: Sample) -> bytes:
    return blake2b(sample.name.encode(), digest_size=8).digest()
