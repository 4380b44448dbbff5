"""Section 3: gradient descent on the surface of `clipping`, with and without clipping, from one start and from many."""

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.clipping import METHODS, clip, loss
from recomputed import arrays
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

ARRIVED_LOSS = 1e-3  # a descent has arrived when its loss is below this
THROWN_STEP = 0.1  # a step out of the box is a throw if it is longer than this share of the box's width
# Ours, fixed before any result was seen: lengths of a throw, thresholds of clipping and learning rates that are tried.
THROWN_STEPS = (0.05, THROWN_STEP, 0.2)
THRESHOLDS = (0.5, 1, 2, 4, 8, 16)
RATES = (0.01, 0.05, 0.2, 1)
FEWER = 8  # for the ranges every eighth of the random starts is taken
Net = tuple[int, float, float]
Trail = tuple[np.ndarray, ...]


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
    box's width), each with half width, largest_step (median over starts of the longest step). `thrown`, without
    clipping: step_share, starts, thrown_percent with half width. `clipped`: threshold, method, step_share, starts,
    thrown_percent. `step_sizes`, clipped by norm: learning_rate, ratio (longest step over the threshold), apart (its
    distance from 1).
    """
    rng = streams.rng(seed, "lstm_backward clipping")
    w = np.concatenate([[first[0]], rng.uniform(*w_range, starts)])
    b = np.concatenate([[first[1]], rng.uniform(*b_range, starts)])
    box, net, paths, rows = (w_range, b_range), (steps, start, target), [], []
    trails = {method: descend(w, b, method, rate, threshold, updates, net) for method in track(METHODS, "descents")}
    for method, trail in trails.items():
        columns = dict(zip(("w", "b", "loss", "step"), (part[:, 0] for part in trail), strict=True))
        paths.append(pd.DataFrame({"method": method, "update": np.arange(updates + 1), **columns}))
        rows.append({"method": method, "starts": starts} | _ends(_random_starts(trail), box))
    few = w[1::FEWER], b[1::FEWER]
    return {
        "paths": pd.concat(paths, ignore_index=True),
        "starts": pd.DataFrame(rows),
        "thrown": _thrown_by_length(_random_starts(trails["none"]), box),
        "clipped": _thrown_though_clipped(few, rate, updates, net, box),
        "step_sizes": _step_sizes(few, threshold, updates, net),
    }


def descend(w: np.ndarray, b: np.ndarray, method: str, rate: float, threshold: float, updates: int, net: Net) -> Trail:
    """Give w, b, loss and length of the next step, each of shape (updates + 1, starts).

    Raises BadInput for w and b that are not finite or not both (starts,).
    """
    w = arrays.doubles(w, "w", ("starts",), finite=True)
    b = arrays.doubles(b, "b", w.shape, finite=True)
    trail = []
    for _ in range(updates + 1):
        value, of_w, of_b = loss(w, b, *net)
        of_w, of_b = clip(of_w, of_b, method, threshold)
        trail.append((w, b, value, rate * np.hypot(of_w, of_b)))
        w, b = w - rate * of_w, b - rate * of_b
    return tuple(np.array(part) for part in zip(*trail, strict=True))


def thrown(trail: Trail, box: tuple[list[float], list[float]], step_share: float) -> np.ndarray:
    """Say for each descent whether it left the box in a step longer than `step_share` of the box's width."""
    w, b, _, step = trail
    (w_low, w_high), (b_low, b_high) = box
    outside = (w < w_low) | (w > w_high) | (b < b_low) | (b > b_high)
    long = step[:-1] > (w_high - w_low) * step_share
    return (outside[1:] & ~outside[:-1] & long).any(axis=0)


def _random_starts(trail: Trail) -> Trail:
    return tuple(part[:, 1:] for part in trail)


def _ends(trail: Trail, box: tuple[list[float], list[float]]) -> dict[str, float]:
    """Give how many descents arrive and how many are thrown out of the box, and the median of their longest steps."""
    row = {}
    for name, hits in {"arrived": trail[2][-1] < ARRIVED_LOSS, "thrown": thrown(trail, box, THROWN_STEP)}.items():
        row |= _percent(name, hits)
    return row | {"largest_step": float(np.median(trail[3].max(axis=0)))}


def _percent(name: str, hits: np.ndarray) -> dict[str, float]:
    halfwidth = 100 * float(share_halfwidth(hits.sum(), len(hits)))
    return {f"{name}_percent": 100 * hits.mean(), f"{name}_percent_halfwidth": halfwidth}


def _thrown_by_length(trail: Trail, box: tuple[list[float], list[float]]) -> pd.DataFrame:
    rows = [
        {"step_share": share, "starts": trail[0].shape[1]} | _percent("thrown", thrown(trail, box, share))
        for share in THROWN_STEPS
    ]
    return pd.DataFrame(rows)


def _thrown_though_clipped(few: tuple, rate: float, updates: int, net: Net, box: tuple) -> pd.DataFrame:
    rows = []
    for threshold in track(THRESHOLDS, "thresholds of clipping"):
        for method in METHODS[1:]:
            trail = descend(*few, method, rate, threshold, updates, net)
            for share in THROWN_STEPS:
                hits = thrown(trail, box, share)
                rows.append((threshold, method, share, len(hits), 100 * hits.mean()))
    return pd.DataFrame(rows, columns=["threshold", "method", "step_share", "starts", "thrown_percent"])


def _step_sizes(few: tuple, threshold: float, updates: int, net: Net) -> pd.DataFrame:
    ratios = [descend(*few, "norm", rate, threshold, updates, net)[3].max() / threshold for rate in RATES]
    rows = [(rate, ratio, abs(ratio - 1)) for rate, ratio in zip(RATES, ratios, strict=True)]
    return pd.DataFrame(rows, columns=["learning_rate", "ratio", "apart"])
