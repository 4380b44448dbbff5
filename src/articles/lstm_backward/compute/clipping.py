"""Section 3: a loss surface with a cliff, and gradient descent on it with and without clipping.

The net is one tanh unit, h(s) = tanh(w h(s-1) + b), run from h(0) for some steps; J(w, b) = (h(last) - target)².
"""

import numpy as np
import pandas as pd

from articles.errors import BadInput
from articles.intervals import share_halfwidth
from articles.progress import track

STREAM = 55  # spawn key of this topic
METHODS = ("none", "norm", "element")
# Fixed before looking: a cliff is STEEP times as steep as the median, a plain as flat against the cliff.
STEEP, FLAT_SHARE_PERCENT = 100.0, 50.0
REACHED = 1e-3  # loss at which a descent has arrived


def loss(w: np.ndarray, b: np.ndarray, steps: int, start: float, target: float) -> tuple[np.ndarray, ...]:
    """Give J, dJ/dw and dJ/db, arrays like w and b; the derivatives are carried forward through the steps."""
    h, of_w, of_b = np.full(np.shape(w), float(start)), np.zeros(np.shape(w)), np.zeros(np.shape(w))
    for _ in range(steps):
        following = np.tanh(w * h + b)
        slope = 1 - following**2
        of_w, of_b = slope * (h + w * of_w), slope * (1 + w * of_b)
        h = following
    return (h - target) ** 2, 2 * (h - target) * of_w, 2 * (h - target) * of_b


def clip(of_w: np.ndarray, of_b: np.ndarray, method: str, threshold: float) -> tuple[np.ndarray, np.ndarray]:
    """Clip gradients (of_w, of_b): by their norm, by element, or not. Raises BadInput for another method."""
    if method not in METHODS or not threshold > 0:
        expected = f"one of {', '.join(METHODS)}, threshold above 0"
        raise BadInput("cannot clip", where="clipping", expected=expected, found=(method, threshold), do="change it")
    if method == "element":
        return np.clip(of_w, -threshold, threshold), np.clip(of_b, -threshold, threshold)
    norm = np.hypot(of_w, of_b)
    factor = np.minimum(1, threshold / np.maximum(norm, threshold)) if method == "norm" else 1.0
    return of_w * factor, of_b * factor


def surface(
    steps: int, start: float, target: float, w_range: list[float], b_range: list[float], points: int
) -> dict[str, object]:
    """Compute J on a grid, and whether it has cliffs and plains.

    `grid`: w (points), b (points), loss and slope, the norm of the gradient, (points, points), b first. `steepness`:
    feature, measure, value, limit, found (yes or no) for the cliff, the largest slope over the median, and for the
    plain, the share of the area with less than 1/STEEP of the largest slope.
    """
    w, b = np.linspace(*w_range, points), np.linspace(*b_range, points)
    value, of_w, of_b = loss(*np.meshgrid(w, b), steps, start, target)
    slope = np.hypot(of_w, of_b)
    ratio = float(slope.max() / np.median(slope))
    flat = 100 * float(np.mean(slope < slope.max() / STEEP))
    rows = [
        {"feature": "cliff", "measure": "largest slope over the median", "value": ratio, "limit": STEEP},
        {"feature": "plain", "measure": "area in percent", "value": flat, "limit": FLAT_SHARE_PERCENT},
    ]
    steepness = pd.DataFrame(rows)
    steepness["found"] = np.where(steepness["value"] >= steepness["limit"], "yes", "no")
    return {"grid": {"w": w, "b": b, "loss": value, "slope": slope}, "steepness": steepness}


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

    `paths`: method, update, w, b, loss, step (length of the step that follows). `starts`: method, starts,
    arrived_percent (loss below REACHED at the end), thrown_percent (left the box in a single step longer than
    a tenth of its width), each with half width, largest_step (median over starts of the longest step).
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(STREAM,)))
    w = np.concatenate([[first[0]], rng.uniform(*w_range, starts)])
    b = np.concatenate([[first[1]], rng.uniform(*b_range, starts)])
    paths, rows = [], []
    for method in track(METHODS, "descents"):
        trail = _descend(w, b, method, rate, threshold, updates, (steps, start, target))
        columns = dict(zip(("w", "b", "loss", "step"), (part[:, 0] for part in trail), strict=True))
        paths.append(pd.DataFrame({"method": method, "update": np.arange(updates + 1), **columns}))
        trail_w, trail_b, value, step = (part[:, 1:] for part in trail)
        outside = (trail_w < w_range[0]) | (trail_w > w_range[1]) | (trail_b < b_range[0]) | (trail_b > b_range[1])
        long = step[:-1] > (w_range[1] - w_range[0]) / 10
        counts = {"arrived": value[-1] < REACHED, "thrown": (outside[1:] & ~outside[:-1] & long).any(axis=0)}
        row = {"method": method, "starts": starts}
        for name, hits in counts.items():
            row[f"{name}_percent"] = 100 * hits.mean()
            row[f"{name}_percent_halfwidth"] = 100 * float(share_halfwidth(hits.sum(), starts))
        rows.append(row | {"largest_step": float(np.median(step.max(axis=0)))})
    return {"paths": pd.concat(paths, ignore_index=True), "starts": pd.DataFrame(rows)}


def _descend(w, b, method, rate, threshold, updates, net) -> tuple[np.ndarray, ...]:
    """Give w, b, loss and length of the next step, each (updates + 1, starts)."""
    trail = []
    for _ in range(updates + 1):
        value, of_w, of_b = loss(w, b, *net)
        of_w, of_b = clip(of_w, of_b, method, threshold)
        trail.append((w, b, value, rate * np.hypot(of_w, of_b)))
        w, b = w - rate * of_w, b - rate * of_b
    return tuple(np.array(part) for part in zip(*trail, strict=True))
