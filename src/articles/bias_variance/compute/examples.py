"""Sections on bias and variance: a model that underfits and two that overfit, on the same training sets."""

import numpy as np
import pandas as pd

from articles.bias_variance.compute import synthetic
from articles.bias_variance.compute.polynomial_ridge import polynomial_ridge
from articles.bias_variance.compute.smoothers import knn_weights, neighbours
from recomputed.stats import streams

GRID = 401


def examples(
    seed: int, samples: int, noise_sd: float, low_degree: int, high_degree: int, training_sets: int
) -> dict[str, pd.DataFrame]:
    """Fit polynomials of a low and a high degree and the nearest neighbour; all training sets share random inputs.

    Gives `points` (x, truth, target of the first training set), `lines` (x, truth and prediction on an even grid, role:
    low, high or nearest, model, training_set: 0 is the one in `points`) and `errors` (role, model, noise, train_error
    and test_error of the first training set, the latter expected for new targets on the grid).
    """
    rng = streams.rng(seed, "bias_variance examples")
    x = np.sort(rng.uniform(-1, 1, samples))
    targets = synthetic.curve(x) + noise_sd * rng.normal(size=(training_sets, samples))
    grid = np.linspace(x[0], x[-1], GRID)
    truth, both = synthetic.curve(grid), np.concatenate([grid, x])
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
    points = pd.DataFrame({"x": x, "truth": synthetic.curve(x), "target": targets[0]})
    return {"points": points, "lines": pd.concat(lines, ignore_index=True), "errors": pd.DataFrame(errors)}
