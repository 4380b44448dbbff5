"""A model that underfits and two that overfit the same data, each trained on many training sets."""

import numpy as np
import pandas as pd

from articles.bias_variance import worlds
from articles.bias_variance.batch import polynomial_ridge
from articles.bias_variance.smoothers import knn_weights, neighbours
from recomputed.stats import streams

GRID = 401


def fits(
    seed: int, samples: int, noise_sd: float, low_degree: int, high_degree: int, training_sets: int
) -> dict[str, pd.DataFrame]:
    """Fit a low and a high polynomial degree and the nearest neighbour to sets that share their random inputs.

    `points`: x, truth, target (the first training set). `lines`: role (low, high, nearest), model, training_set (0 is
    the one in `points`), x, truth, prediction, on an even grid over the inputs. `errors`: role, model, noise, and
    for the first training set train_error and test_error (expected, for new targets at the grid).
    """
    rng = streams.rng(seed, "bias_variance examples")
    x = np.sort(rng.uniform(-1, 1, samples))
    targets = worlds.curve(x) + noise_sd * rng.normal(size=(training_sets, samples))
    grid = np.linspace(x[0], x[-1], GRID)
    truth, both = worlds.curve(grid), np.concatenate([grid, x])
    polynomials = polynomial_ridge(x, targets, both, [low_degree, high_degree], [0.0])[:, 0]
    nearest = targets @ knn_weights(neighbours(x[:, None], both[:, None]), 1).T
    names = (f"polynomial of degree {low_degree}", f"polynomial of degree {high_degree}", "nearest neighbour (K = 1)")
    lines, errors = [], []
    for role, name, found in zip(("low", "high", "nearest"), names, (*polynomials, nearest), strict=True):
        for n, prediction in enumerate(found[:, :GRID]):
            line = pd.DataFrame({"x": grid, "truth": truth, "prediction": prediction})
            lines.append(line.assign(role=role, model=name, training_set=n))
        own = found[0]
        errors.append(
            {"role": role, "model": name, "noise": noise_sd**2}
            | {"train_error": np.mean((own[GRID:] - targets[0]) ** 2)}
            | {"test_error": np.mean((own[:GRID] - truth) ** 2) + noise_sd**2}
        )
    points = pd.DataFrame({"x": x, "truth": worlds.curve(x), "target": targets[0]})
    return {"points": points, "lines": pd.concat(lines, ignore_index=True), "errors": pd.DataFrame(errors)}
