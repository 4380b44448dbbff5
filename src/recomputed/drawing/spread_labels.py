"""Where the names of lines stand that end close together."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import isotonic_regression


def apart(heights: Sequence[float], gap: float) -> list[float]:
    """Move `heights` as little as needed (least squares) to lie at least `gap` apart, in the same order."""
    heights = np.asarray(heights, float)
    order = np.argsort(heights, kind="stable")
    # Less its rank times gap, each height may only not lie below the one before: an isotonic regression.
    shift = gap * np.arange(len(heights))
    moved = np.empty(len(heights))
    moved[order] = isotonic_regression(heights[order] - shift).x + shift
    return moved.tolist()
