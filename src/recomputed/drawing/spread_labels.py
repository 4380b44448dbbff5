"""Heights for the names of lines whose ends are close together."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import isotonic_regression

from recomputed import arrays


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """Move `heights` as little as possible (least squares) so that they are at least `gap` apart, in the same order.

    Raises BadInput for heights that are not finite and for a negative gap.
    """
    heights = arrays.doubles(heights, "heights of labels", ("labels",), finite=True, empty=True)
    arrays.above_zero(gap, "gap between labels", or_zero=True)
    if not len(heights):
        return []
    order = np.argsort(heights, kind="stable")
    # After rank times gap is subtracted, no height may be below the one before: this is an isotonic regression.
    shift = gap * np.arange(len(heights))
    moved = np.empty(len(heights))
    moved[order] = isotonic_regression(heights[order] - shift).x + shift
    return moved.tolist()
