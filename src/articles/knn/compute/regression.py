"""KNN regression, the mean of the neighbours, on seeded samples of a known curve: fits, errors, and the choice of K."""

import numpy as np
import pandas as pd

from methods.neighbours.search import nearest
from methods.neighbours.votes import average
from recomputed import arrays
from recomputed.stats import streams
from recomputed.stats.intervals import Z95


def regression(
    samples: int, noise_sd: float, grid: int, shown: list[int], k_max: int, training_sets: int, seed: int
) -> dict[str, pd.DataFrame]:
    """Fit seeded training sets of `samples` points of the curve `truth` with normal noise of sd `noise_sd`.

    grid: number of evenly spaced x at which predictions are compared with the curve. Gives `points` and `curves`, see
    `fits`, and `errors` and `choices`, see `sweep`.
    """
    return {
        **fits(samples, noise_sd, grid, shown, seed),
        **sweep(samples, noise_sd, grid, k_max, training_sets, seed),
    }


def truth(x: np.ndarray) -> np.ndarray:
    """Give the curve behind the samples for x in [0, 1]: sin 2πx + x."""
    x = arrays.doubles(x, "truth: x", empty=True)
    return np.sin(2 * np.pi * x) + x


def fits(samples: int, noise_sd: float, grid: int, shown: list[int], seed: int) -> dict[str, pd.DataFrame]:
    """Fit one training set with every K in `shown`: `points` (x, y) and `curves` (k, x, prediction, truth)."""
    x, y = _training_set(seed, 0, samples, noise_sd)
    at = (np.arange(grid) + 0.5) / grid
    predicted = average(y[nearest(x, at[:, None], max(shown)).indices])
    frames = [pd.DataFrame({"k": k, "x": at, "prediction": predicted[:, k - 1], "truth": truth(at)}) for k in shown]
    return {"points": pd.DataFrame({"x": x[:, 0], "y": y}), "curves": pd.concat(frames)}


def sweep(
    samples: int, noise_sd: float, grid: int, k_max: int, training_sets: int, seed: int
) -> dict[str, pd.DataFrame]:
    """Average the errors of KNN over many training sets, for every K up to `k_max`.

    `errors`: k, training_sets, and with half widths rmse (against the curve), leave_one_out_rmse (against the noisy
    samples), apart_rms (between independent training sets). `choices`: see the function.
    """
    at = (np.arange(grid) + 0.5) / grid
    squares = {name: np.empty((training_sets, k_max)) for name in ("rmse", "leave_one_out_rmse")}
    predictions, baseline = np.empty((training_sets, grid, k_max)), np.empty(training_sets)
    for t in range(training_sets):
        x, y = _training_set(seed, t, samples, noise_sd)
        predictions[t] = average(y[nearest(x, at[:, None], k_max).indices])
        left_out = average(y[nearest(x, x, k_max, own=np.arange(samples)).indices])
        squares["rmse"][t] = ((predictions[t] - truth(at)[:, None]) ** 2).mean(axis=0)
        squares["leave_one_out_rmse"][t] = ((left_out - y[:, None]) ** 2).mean(axis=0)
        baseline[t] = ((y.mean() - truth(at)) ** 2).mean()
    pairs = training_sets // 2 * 2
    squares["apart_rms"] = ((predictions[0:pairs:2] - predictions[1:pairs:2]) ** 2).mean(axis=1)
    table = pd.DataFrame({"k": np.arange(1, k_max + 1), "training_sets": training_sets})
    for name, found in squares.items():
        table[name], table[f"{name}_halfwidth"] = _root_mean(found)
    return {"errors": table, "choices": choices(squares["rmse"], squares["leave_one_out_rmse"], baseline)}


def choices(squares: np.ndarray, left_out: np.ndarray, baseline: np.ndarray) -> pd.DataFrame:
    """Choose K in three ways from squared errors (training sets, K).

    squares: against the curve; left_out: leave-one-out, against the noisy samples.
    rule: own_leave_one_out (each training set by its own error; k is the median), average_leave_one_out (one K for
    all), hindsight (least error against the curve). Columns: rule, k, and with half widths rmse (against the curve) and
    baseline_rmse, from `baseline` (training sets,), the squared errors of the mean of all samples.
    """
    squares = arrays.doubles(squares, "squared errors", ("training sets", "K"), finite=True)
    left_out = arrays.doubles(left_out, "squared errors, leave-one-out", squares.shape, finite=True)
    baseline = arrays.doubles(baseline, "squared errors of the baseline", (len(squares),), finite=True)
    every = np.arange(len(squares))
    chosen = {
        "own_leave_one_out": left_out.argmin(axis=1),
        "average_leave_one_out": np.full(len(squares), left_out.mean(axis=0).argmin()),
        "hindsight": np.full(len(squares), squares.mean(axis=0).argmin()),
    }
    rows = []
    for rule, columns in chosen.items():
        row = {"rule": rule, "k": int(np.median(columns)) + 1}
        row["rmse"], row["rmse_halfwidth"] = _root_mean(squares[every, columns])
        row["baseline_rmse"], row["baseline_rmse_halfwidth"] = _root_mean(baseline)
        rows.append(row)
    return pd.DataFrame(rows)


def _training_set(seed: int, number: int, samples: int, noise_sd: float) -> tuple[np.ndarray, np.ndarray]:
    """Draw x (samples, 1), uniform on [0, 1], and y (samples,), the curve with normal noise."""
    rng = streams.rng(seed, "knn regression", number)
    x = rng.random((samples, 1))
    return x, truth(x[:, 0]) + noise_sd * rng.standard_normal(samples)


def _root_mean(squares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the root of the mean over the first axis and its 95 % half width, to first order."""
    root = np.sqrt(squares.mean(axis=0))
    return root, Z95 * squares.std(axis=0, ddof=1) / np.sqrt(len(squares)) / (2 * root)
