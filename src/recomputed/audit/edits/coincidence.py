"""The chance that one of many tried edits fits by coincidence."""

import math
from collections.abc import Iterable

Interval = tuple[float, float]


def coverage(tried: Iterable[Interval], size: float, excluded: Interval | None = None) -> float:
    """Give the chance that a value drawn at random falls into one of the intervals `tried`.

    The model: before the search, only the magnitude of the right value is known. It is log-uniform over a range, both
    signs are equally likely, and it does not lie in `excluded`, the interval of the print itself. The chance is the
    share of that range which the union of the intervals covers. The range is one, two, three … decades up and down
    from the printed `size` > 0, until it holds every interval, so that no edit scores 0 by lying outside; the range
    with the largest chance counts. Raises ValueError for a size that is not a finite number above 0.
    """
    if not 0 < size < math.inf:
        raise ValueError("the range of plausible values needs a finite size above 0")
    tried = list(tried)
    return max(_share(tried, size, decades, excluded) for decades in range(1, _decades(tried, size) + 1))


def _decades(tried: list[Interval], size: float) -> int:
    """Count the decades around `size` that hold the ends of every interval."""
    edges = [abs(edge) for interval in tried for edge in interval if edge and math.isfinite(edge)]
    return max(1, *(math.ceil(abs(math.log10(edge) - math.log10(size))) for edge in edges), 1)


def _share(tried: list[Interval], size: float, decades: int, excluded: Interval | None) -> float:
    low, high = (math.log(size) + way * decades * math.log(10) for way in (-1, 1))
    barred = [] if excluded is None else [excluded]
    covered = possible = 0.0
    for sign in (1, -1):
        either = _union(_logarithms([*tried, *barred], sign, low, high))
        forbidden = _union(_logarithms(barred, sign, low, high))
        covered += _length(either) - _length(forbidden)
        possible += high - low - _length(forbidden)
    return covered / possible if possible > 0 else 1.0


def _logarithms(intervals: Iterable[Interval], sign: int, low: float, high: float) -> list[Interval]:
    """Give the logarithms of the parts with this sign that lie in the range."""
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


def in_words(chance: float) -> str:
    """Write a chance in percent, to two digits."""
    return f"{float(f'{100 * chance:.2g}'):g} %" if chance >= 1e-4 else "under 0.01 %"
