"""Section 3: a loss surface with a cliff, and clipping of the gradients on it.

The net is one tanh unit, h(s) = tanh(w h(s-1) + b), run from h(0) for some steps; J(w, b) = (h(last) - target)².
"""

import numpy as np
import pandas as pd

from methods.rnn.clipping import factors
from recomputed import arrays
from recomputed.errors import BadInput

METHODS = ("none", "norm", "element")
# Ours. Steps along w or b are shares of the box's sides, changes are shares of the loss's range. The articles give no
# limits, so each is tried from a loose to a strict one.
CLIFF_STEP, PLAIN_STEP = 0.01, 0.1
CLIFF_CHANGE_PERCENT = (10.0, 25.0, 50.0)  # at least
PLAIN_CHANGE_PERCENT = (5.0, 1.0, 0.1)  # less than


def loss(w: np.ndarray, b: np.ndarray, steps: int, start: float, target: float) -> tuple[np.ndarray, ...]:
    """Give J, dJ/dw and dJ/db, arrays like w and b; the derivatives are computed forward, step by step."""
    w, b = (arrays.doubles(part, "w and b", empty=True) for part in (w, b))
    h, of_w, of_b = np.full(np.shape(w), float(start)), np.zeros(np.shape(w)), np.zeros(np.shape(w))
    for _ in range(steps):
        following = np.tanh(w * h + b)
        slope = 1 - following**2
        of_w, of_b = slope * (h + w * of_w), slope * (1 + w * of_b)
        h = following
    return (h - target) ** 2, 2 * (h - target) * of_w, 2 * (h - target) * of_b


def clip(of_w: np.ndarray, of_b: np.ndarray, method: str, threshold: float) -> tuple[np.ndarray, np.ndarray]:
    """Clip gradients (of_w, of_b) by a method of METHODS: not, by their norm, or by element.

    Raises BadInput for another method or a threshold that is not above 0.
    """
    of_w, of_b = (arrays.doubles(part, "gradients", empty=True) for part in (of_w, of_b))
    if method not in METHODS or not 0 < threshold < np.inf:
        expected = f"one of {', '.join(METHODS)}, a finite threshold above 0"
        raise BadInput("cannot clip", where="clipping", expected=expected, found=(method, threshold), do="change it")
    if method == "element":
        return np.clip(of_w, -threshold, threshold), np.clip(of_b, -threshold, threshold)
    factor = factors(np.hypot(of_w, of_b), threshold) if method == "norm" else 1.0
    return of_w * factor, of_b * factor


def cliff(
    steps: int, start: float, target: float, w_range: list[float], b_range: list[float], points: int
) -> dict[str, object]:
    """Compute J on a grid, and whether it has a cliff and a plain, by a separate measure for each.

    `grid`: w (points), b (points), loss (points, points), b first. `features`: feature, strictness (1 the loosest),
    limit_percent, area_percent (of the points where it is met), found (yes where there is such a point). Cliff: a step
    of CLIFF_STEP changes the loss by the limit or more. Plain: no step of PLAIN_STEP, up or down, along w or b, changes
    it by the limit.
    """
    w, b = np.linspace(*w_range, points), np.linspace(*b_range, points)
    at, sides, net = np.meshgrid(w, b), (np.ptp(w_range), np.ptp(b_range)), (steps, start, target)
    value = loss(*at, *net)[0]
    short, long = (100 * _change(at, sides, share, net) / np.ptp(value) for share in (CLIFF_STEP, PLAIN_STEP))
    met = [("cliff", limit, short >= limit) for limit in CLIFF_CHANGE_PERCENT]
    met += [("plain", limit, long < limit) for limit in PLAIN_CHANGE_PERCENT]
    rows = [
        (feature, 1 + n % len(CLIFF_CHANGE_PERCENT), limit, 100 * np.mean(where), "yes" if where.any() else "no")
        for n, (feature, limit, where) in enumerate(met)
    ]
    features = pd.DataFrame(rows, columns=["feature", "strictness", "limit_percent", "area_percent", "found"])
    return {"grid": {"w": w, "b": b, "loss": value}, "features": features}


def _change(at: list[np.ndarray], sides: tuple, share: float, net: tuple) -> np.ndarray:
    """Give the largest change of J from each point by a step of `share` of a side, up or down, along w or b."""
    w, b = at
    moves = [(sign * share * sides[0], 0.0) for sign in (1, -1)] + [(0.0, sign * share * sides[1]) for sign in (1, -1)]
    here = loss(w, b, *net)[0]
    return np.max([np.abs(loss(w + of_w, b + of_b, *net)[0] - here) for of_w, of_b in moves], axis=0)
