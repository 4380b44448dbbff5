"""How easily one of many tried edits would fit by accident."""

import math
from collections.abc import Iterable

Interval = tuple[float, float]
DECADES = 1.0  # how far from the printed size, up and down, the right value may plausibly lie


def coverage(tried: Iterable[Interval], size: float, excluded: Interval | None = None) -> float:
    """Give the chance that a value drawn at random falls into one of the intervals `tried`.

    The model: before the search, all that is known of the right value is that its magnitude is about the printed
    `size` > 0, log-uniform from a tenth of it to ten times it, that either sign is as likely, and that it is not in
    `excluded`, what the print itself allows. The chance is then the share of that range which the union of the
    intervals covers, overlaps counted once. Raises ValueError for a size that is not above 0.
    """
    if not size > 0:
        raise ValueError("the plausible range needs a size above 0")
    low, high = math.log(size) - DECADES * math.log(10), math.log(size) + DECADES * math.log(10)
    shut = [] if excluded is None else [excluded]
    intervals = [*tried, *shut]
    covered = outside = 0.0
    for sign in (1, -1):
        ours = _union(_logarithms(intervals, sign, low, high))
        forbidden = _union(_logarithms(shut, sign, low, high))
        covered += _length(ours) - _length(forbidden)
        outside += high - low - _length(forbidden)
    return covered / outside if outside > 0 else 1.0


def _logarithms(intervals: Iterable[Interval], sign: int, low: float, high: float) -> list[Interval]:
    """Take the logarithms of the parts of one sign that lie in the range."""
    found = []
    for first, last in intervals:
        small, large = sorted((sign * first, sign * last))
        if large > 0:
            cut = max(low, math.log(small) if small > 0 else low), min(high, math.log(large))
            found += [cut] if cut[0] < cut[1] else []
    return found


def _union(intervals: list[Interval]) -> list[Interval]:
    merged: list[Interval] = []
    for first, last in sorted(intervals):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged


def _length(intervals: list[Interval]) -> float:
    return sum(last - first for first, last in intervals)
