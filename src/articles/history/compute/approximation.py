"""Section 1: how closely nets with one hidden layer follow continuous functions of two inputs.

The hidden weights are drawn at random and only the output weights are fitted, by least squares; therefore each error is
an upper limit of what a net of that size can reach: a small one proves the claim, a large one does not disprove it.
"""

import numpy as np
import pandas as pd

from recomputed import arrays
from recomputed.stats import streams

TARGETS = {
    "wave": lambda x, y: np.sin(6 * x + 4 * y),
    "saddle": lambda x, y: (2 * x - 1) * (2 * y - 1),
    "edge": lambda x, y: np.abs(x - y),
    "cone": lambda x, y: np.hypot(x - 0.5, y - 0.5),
    "bump": lambda x, y: np.exp(-((x - 0.3) ** 2 + (y - 0.6) ** 2) / 0.02),
    "ripples": lambda x, y: np.sin(20 * np.hypot(x - 0.5, y - 0.5)),
}
FITTED, TESTED = 51, 100  # points along each side of the unit square; most test points are none of the fitted ones
STEEPNESS = (
    (1, 30),
    (5, 100),
)  # ranges of the hidden units' weights; the claim is that some net is close, so both are tried
RIDGE = 1e-10  # of the mean square of the hidden outputs; without it the equations of large nets are singular


def approximation(seed: int, hidden: list[int], within_percent: list[float]) -> dict[str, pd.DataFrame]:
    """Fit nets with so many `hidden` tanh units to every function of TARGETS, on a grid over the unit square.

    Errors are the largest ones over a finer grid, in percent of the function's range. Gives `errors` (target, hidden,
    error_percent) and `reached` (within_percent, hidden: the smallest net whose error is within it for all functions, 0
    if none; worst_percent: error of the best net; excess_percent: by how much it is larger than within_percent).
    """
    rng = streams.rng(seed, "history approximation")
    points, finer = _grid(FITTED), _grid(TESTED)
    values, truth = (np.column_stack([f(*p.T) for f in TARGETS.values()]) for p in (points, finer))
    errors = []
    for units in hidden:
        best = np.full(len(TARGETS), np.inf)
        for steepness in STEEPNESS:
            layer = _hidden_layer(rng, units, steepness)
            guess = _outputs(finer, *layer) @ _least_squares(_outputs(points, *layer), values)
            best = np.minimum(best, 100 * np.abs(guess - truth).max(axis=0) / np.ptp(truth, axis=0))
        errors.append(pd.DataFrame({"target": [*TARGETS], "hidden": units, "error_percent": best}))
    table = pd.concat(errors, ignore_index=True)
    return {"errors": table, "reached": reached(table, within_percent)}


def reached(errors: pd.DataFrame, within_percent: list[float]) -> pd.DataFrame:
    """Find the smallest net within each error for all functions; see `approximation`.

    Raises BadInput for a table without finite columns hidden and error_percent.
    """
    arrays.check_table(errors, "history.approximation: errors", finite=("hidden", "error_percent"))
    worst = errors.groupby("hidden")["error_percent"].max()
    rows = []
    for limit in within_percent:
        small_enough = worst[worst <= limit]
        needed = int(small_enough.index.min()) if len(small_enough) else 0
        excess = max(0.0, worst.min() - limit)
        rows.append({"within_percent": limit, "hidden": needed, "worst_percent": worst.min(), "excess_percent": excess})
    return pd.DataFrame(rows)


def _grid(side: int) -> np.ndarray:
    ticks = np.linspace(0, 1, side)
    return np.column_stack([part.ravel() for part in np.meshgrid(ticks, ticks)])


def _hidden_layer(
    rng: np.random.Generator, units: int, steepness: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Draw weights (2, units) and offsets (units,): directions at random, each unit bends at a point in the square."""
    angle = rng.uniform(0, 2 * np.pi, units)
    weights = np.exp(rng.uniform(*np.log(steepness), units)) * np.vstack([np.cos(angle), np.sin(angle)])
    return weights, -(rng.uniform(size=(units, 2)) * weights.T).sum(axis=1)


def _outputs(points: np.ndarray, weights: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    return np.column_stack([np.tanh(points @ weights + offsets), np.ones(len(points))])


def _least_squares(outputs: np.ndarray, values: np.ndarray) -> np.ndarray:
    square = outputs.T @ outputs
    square += RIDGE * np.trace(square) / len(square) * np.eye(len(square))
    return np.linalg.solve(square, outputs.T @ values)
