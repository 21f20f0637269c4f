"""Two renderings of one page, matched by their letters and digits alone, in page order."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Keys shorter than this stand in many places of a page: they are matched only between longer ones.
_ANCHOR = 24
# Keys shorter than this are matched only at an end of what is left between two anchors.
_SHORT = 4
_MAX_OCCURRENCES = 8
# So many characters are searched before the search is narrowed, in less than a tenth of a second; and how far
# then.
_MOST_SEARCHED = 100_000_000
_NEAR = 20_000
# A block of which this share stands in the other rendering is the same, with a part of it lost.
_ALIKE = 0.6


def key(text: str) -> str:
    """Return the letters and digits of a text: what two renderings of it have in common."""
    return "".join(filter(str.isalnum, text))


def align(units: Sequence[str], blocks: Sequence[str]) -> tuple[set[int], float]:
    """Match extracted units to page blocks, both given as keys in page order.

    Returns the indices of the blocks that stand in the units, and how much of these they cover, 0 to 1.
    First the longest chain, by characters, of long blocks that occur in the same order in both
    (weighted longest increasing subsequence), then short and damaged ones in the gaps of the chain, and last
    what the extractor moved.
    """
    text = "".join(units)
    if not text:
        return set(), 1.0
    chain = _heaviest_chain(_occurrences(text, blocks), blocks)
    matched = dict(chain)
    covered = sum(len(blocks[index]) for index in matched)
    ends = [(-1, 0), *((index, at + len(blocks[index])) for index, at in chain), (len(blocks), len(text))]
    begins = [*(at for _, at in chain), len(text)]
    kept = set(matched)
    gaps: list[str] = []
    for ((index, end), (following, _)), begin in zip(pairwise(ends), begins, strict=True):
        left = _fill(kept, text[end:begin], range(index + 1, following), blocks)
        covered += begin - end - sum(map(len, left))
        gaps += left
    covered += _displaced(kept, gaps, blocks)
    return kept, covered / len(text)


def _occurrences(text: str, blocks: Sequence[str]) -> list[tuple[int, int]]:
    """(block, offset in the text) of every long block, in the order of the blocks.

    Once so many characters have been searched, a block is looked for behind the one before it alone, and not
    far: a text of thousands of blocks would take time by its square.
    """
    found: list[tuple[int, int]] = []
    searched = behind = 0
    for index, key in enumerate(blocks):
        if len(key) < _ANCHOR:
            continue
        if searched > _MOST_SEARCHED:
            at = text.find(key, behind, behind + _NEAR + len(key))
            if at >= 0:
                found.append((index, at))
                behind = at + len(key)
            continue
        at = text.find(key)
        first = at
        for _ in range(_MAX_OCCURRENCES):
            if at < 0:
                break
            found.append((index, at))
            at = text.find(key, at + 1)
        searched += len(text) if at < 0 else at
        if first >= 0:
            behind = first + len(key)
    return found


def _heaviest_chain(found: Sequence[tuple[int, int]], blocks: Sequence[str]) -> list[tuple[int, int]]:
    """The chain of occurrences with the most characters, increasing in block, not overlapping in the text."""
    # best[i]: heaviest chain that ends at or before offset ends[i]; weights grow with offsets
    ends: list[int] = [0]
    weights: list[int] = [0]
    tails: list[int] = [-1]
    parents: list[int] = []
    index = 0
    while index < len(found):
        same = index
        additions: list[tuple[int, int, int]] = []
        while same < len(found) and found[same][0] == found[index][0]:
            block, at = found[same]
            before = bisect_right(ends, at) - 1
            parents.append(tails[before])
            additions.append((at + len(blocks[block]), weights[before] + len(blocks[block]), same))
            same += 1
        for end, weight, tail in additions:
            place = bisect_right(ends, end) - 1
            if weights[place] >= weight:
                continue
            if ends[place] == end:
                weights[place], tails[place] = weight, tail
            else:
                place += 1
                ends.insert(place, end)
                weights.insert(place, weight)
                tails.insert(place, tail)
            while place + 1 < len(weights) and weights[place + 1] <= weight:
                del ends[place + 1], weights[place + 1], tails[place + 1]
        index = same
    chain: list[tuple[int, int]] = []
    last = tails[-1]
    while last >= 0:
        chain.append(found[last])
        last = parents[last]
    return chain[::-1]


def _fill(kept: set[int], gap: str, candidates: range, blocks: Sequence[str]) -> list[str]:
    """Keep the blocks between two anchors that account for the text between; return what of it is left."""
    left: list[str] = []
    for index in candidates:
        block = blocks[index]
        if not block or not gap:
            continue
        at = gap.find(block)
        if at == 0 or (at > 0 and (len(block) >= _SHORT or len(gap) - at == len(block))):
            kept.add(index)
            left.append(gap[:at])
            gap = gap[at + len(block) :]
        elif len(block) >= _ANCHOR and (shared := _shared(gap, block)) >= _ALIKE * len(block):
            kept.add(index)
            gap = gap[shared:]
    return [*filter(None, left), gap] if gap else left


def _displaced(kept: set[int], gaps: Sequence[str], blocks: Sequence[str]) -> int:
    """Keep the first of the long blocks that stand, out of order, in text that nothing accounts for."""
    covered = 0
    text = "\n".join(gap for gap in gaps if len(gap) >= _ANCHOR)
    for index, block in enumerate(blocks):
        if index not in kept and _ANCHOR <= len(block) <= len(text) and block in text:
            kept.add(index)
            covered += len(block)
            text = text.replace(block, "\n", 1)
    return covered


def _shared(gap: str, key: str) -> int:
    """Characters that a block shares with a gap: a common beginning and end, or the gap inside the block."""
    if gap in key:
        return len(gap)
    head = 0
    for a, b in zip(gap, key, strict=False):
        if a != b:
            break
        head += 1
    window = gap[head : len(key) + 64]
    tail_key = key[head:]
    tail = 0
    for size in (len(tail_key) // 2, len(tail_key) // 4):
        if size >= _ANCHOR and tail_key[-size:] in window:
            tail = size
            break
    return head + tail
