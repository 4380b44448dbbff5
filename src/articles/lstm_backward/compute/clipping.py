"""Section 3: a loss surface with a cliff, and gradient descent on it with and without clipping.

The net is one tanh unit, h(s) = tanh(w h(s-1) + b), run from h(0) for some steps; J(w, b) = (h(last) - target)².
"""

import numpy as np
import pandas as pd

from methods.rnn.clipping import factors
from recomputed import arrays
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

METHODS = ("none", "norm", "element")
# Ours, fixed before any result was seen. Steps along w or b are shares of the box's sides, changes of the loss's range.
CLIFF_STEP, CLIFF_CHANGE_PERCENT = 0.01, 50.0
PLAIN_STEP, PLAIN_CHANGE_PERCENT, PLAIN_AREA_PERCENT = 0.1, 1.0, 50.0
LOOSER_AREA_PERCENT = PLAIN_AREA_PERCENT / 2  # chosen after the area was known
ARRIVED_LOSS = 1e-3  # a descent has arrived when its loss is below this
THROWN_STEP = 0.1  # a step out of the box is a throw if it is longer than this share of the box's width


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
    """Compute J on a grid, and whether it has cliffs and plains, by a separate measure for each.

    `grid`: w (points), b (points), loss (points, points), b first. `features`: feature, measure, value_percent,
    limit_percent, found (yes or no). Cliff: the largest change over a step of CLIFF_STEP, relative to the range of the
    loss. Plain: the share of the area where no step of PLAIN_STEP, in any direction, changes the loss by
    PLAIN_CHANGE_PERCENT of its range; once more with the looser limit.
    """
    w, b = np.linspace(*w_range, points), np.linspace(*b_range, points)
    at, sides, net = np.meshgrid(w, b), (np.ptp(w_range), np.ptp(b_range)), (steps, start, target)
    value = loss(*at, *net)[0]
    short, long = (100 * _change(at, sides, share, net) / np.ptp(value) for share in (CLIFF_STEP, PLAIN_STEP))
    flat = 100 * np.mean(long < PLAIN_CHANGE_PERCENT)
    measure = f"area that changes less than {PLAIN_CHANGE_PERCENT:g} % over {PLAIN_STEP:g} of a side"
    rows = [
        ("cliff", f"largest change over {CLIFF_STEP:g} of a side", short.max(), CLIFF_CHANGE_PERCENT),
        ("plain", measure, flat, PLAIN_AREA_PERCENT),
        ("plain, half the limit", measure, flat, LOOSER_AREA_PERCENT),
    ]
    features = pd.DataFrame(rows, columns=["feature", "measure", "value_percent", "limit_percent"])
    features["found"] = np.where(features["value_percent"] >= features["limit_percent"], "yes", "no")
    return {"grid": {"w": w, "b": b, "loss": value}, "features": features}


def _change(at: list[np.ndarray], sides: tuple, share: float, net: tuple) -> np.ndarray:
    """Give the largest change of J from each point by a step of `share` of a side, up or down, along w or b."""
    w, b = at
    moves = [(sign * share * sides[0], 0.0) for sign in (1, -1)] + [(0.0, sign * share * sides[1]) for sign in (1, -1)]
    here = loss(w, b, *net)[0]
    return np.max([np.abs(loss(w + of_w, b + of_b, *net)[0] - here) for of_w, of_b in moves], axis=0)


def descents(
    seed: int,
    steps: int,
    start: float,
    target: float,
    w_range: list[float],
    b_range: list[float],
    first: list[float],
    rate: float,
    threshold: float,
    updates: int,
    starts: int,
) -> dict[str, pd.DataFrame]:
    """Descend with each method: one path from `first` = (w, b), and many from random points of the box.

    `paths`: method, update, w, b, loss, step (length of the next step). `starts`: method, starts, arrived_percent
    (loss below ARRIVED_LOSS at the end), thrown_percent (left the box in a single step longer than THROWN_STEP of the
    box's width), each with half width, largest_step (median over starts of the longest step).
    """
    rng = streams.rng(seed, "lstm_backward clipping")
    w = np.concatenate([[first[0]], rng.uniform(*w_range, starts)])
    b = np.concatenate([[first[1]], rng.uniform(*b_range, starts)])
    paths, rows = [], []
    for method in track(METHODS, "descents"):
        trail = _descend(w, b, method, rate, threshold, updates, (steps, start, target))
        columns = dict(zip(("w", "b", "loss", "step"), (part[:, 0] for part in trail), strict=True))
        paths.append(pd.DataFrame({"method": method, "update": np.arange(updates + 1), **columns}))
        ends = _ends([part[:, 1:] for part in trail], w_range, b_range)
        rows.append({"method": method, "starts": starts} | ends)
    return {"paths": pd.concat(paths, ignore_index=True), "starts": pd.DataFrame(rows)}


def path(
    first: list[float], method: str, rate: float, threshold: float, updates: int, net: tuple[int, float, float]
) -> pd.DataFrame:
    """Descend once from `first` = (w, b): update, w, b, loss, step (length of the next); net: steps, start, target."""
    trail = _descend(*(np.array([part]) for part in first), method, rate, threshold, updates, net)
    columns = dict(zip(("w", "b", "loss", "step"), (part[:, 0] for part in trail), strict=True))
    return pd.DataFrame({"update": np.arange(updates + 1), **columns})


def _ends(trail: list[np.ndarray], w_range: list[float], b_range: list[float]) -> dict[str, float]:
    """Give how many descents arrive and how many are thrown out of the box, and the median of their longest steps."""
    w, b, value, step = trail
    outside = (w < w_range[0]) | (w > w_range[1]) | (b < b_range[0]) | (b > b_range[1])
    long = step[:-1] > (w_range[1] - w_range[0]) * THROWN_STEP
    counts = {"arrived": value[-1] < ARRIVED_LOSS, "thrown": (outside[1:] & ~outside[:-1] & long).any(axis=0)}
    row = {}
    for name, hits in counts.items():
        row[f"{name}_percent"] = 100 * hits.mean()
        row[f"{name}_percent_halfwidth"] = 100 * float(share_halfwidth(hits.sum(), len(hits)))
    return row | {"largest_step": float(np.median(step.max(axis=0)))}


def _descend(w, b, method, rate, threshold, updates, net) -> tuple[np.ndarray, ...]:
    """Give w, b, loss and length of the next step, each of shape (updates + 1, starts)."""
    trail = []
    for _ in range(updates + 1):
        value, of_w, of_b = loss(w, b, *net)
        of_w, of_b = clip(of_w, of_b, method, threshold)
        trail.append((w, b, value, rate * np.hypot(of_w, of_b)))
        w, b = w - rate * of_w, b - rate * of_b
    return tuple(np.array(part) for part in zip(*trail, strict=True))
