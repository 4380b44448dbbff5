"""Section on variance: bias² and variance of models on the first one to ten predictors, inputs and noise drawn anew."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from articles.bias_variance.compute import synthetic
from articles.bias_variance.compute.decomposition import noise_variance, over_inputs, training_error
from articles.bias_variance.compute.smoothers import Ridge, knn_weights, legendre, neighbours
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import ratio


def two_or_ten(
    seed: int, samples: int, test_points: int, noise_sd: float, k: int, designs: int, groups: int
) -> pd.DataFrame:
    """Decompose the error of least squares (degree 1) and of K nearest neighbours on the first 1 to 10 predictors.

    Columns: world (key of synthetic.RELEVANCE), model, features, the parts of decomposition.over_inputs, and with half
    widths variance_over_two, the variance over that of the model on two predictors, and from_noise_over_two, the same
    for the variance from noise, which is what remains if the inputs are fixed.
    """
    at = synthetic.sobol_points(streams.rng(seed, "bias_variance predictors, unseen"), test_points)
    predictors = range(1, synthetic.PREDICTORS + 1)
    cases = [(world, model, p) for world in synthetic.RELEVANCE for model in _MODELS for p in predictors]
    rows = []
    for world, model, p in track(cases, "two or ten predictors"):
        weights = synthetic.RELEVANCE[world]
        draws = _draws(seed, designs, samples, at, p, _MODELS[model], k, weights, noise_sd)
        parts = over_inputs(draws, synthetic.additive(at, weights), noise_sd, groups)
        rows.append({"world": world, "model": model, "features": p} | parts)
    table = pd.DataFrame(rows)
    two = table[table.features == 2].set_index(["world", "model"])
    two = two.loc[list(zip(table.world, table.model, strict=True))].reset_index()
    for name in ("variance", "from_noise"):
        half = f"{name}_halfwidth"
        times = ratio(table[name], table[half], two[name], two[half])
        table[f"{name}_over_two"], table[f"{name}_over_two_halfwidth"] = times
    return table


def _least_squares(x: np.ndarray, at: np.ndarray, _k: int) -> np.ndarray:
    return Ridge(legendre(x, 1), legendre(np.vstack([at, x]), 1)).weights(0.0)


def _nearest(x: np.ndarray, at: np.ndarray, k: int) -> np.ndarray:
    return knn_weights(neighbours(x, np.vstack([at, x])), k)


# Each gives the weights W (m + n, n) of its predictions at the m points `at` and, after them, at the n samples `x`.
_MODELS = {"least squares": _least_squares, "K nearest neighbours": _nearest}


def _draws(seed, designs, samples, at, predictors, model, k, weights, noise_sd) -> Iterator[tuple]:
    """Yield one tuple per design for `over_inputs`; all models and numbers of predictors have the same inputs."""
    for design in range(designs):
        x = streams.rng(seed, "bias_variance predictors", design).uniform(-1, 1, (samples, synthetic.PREDICTORS))
        truth = synthetic.additive(x, weights)
        both = model(x[:, :predictors], at[:, :predictors], k)
        at_points, hat = both[: len(at)], both[len(at) :]
        yield at_points @ truth, noise_variance(at_points, noise_sd), training_error(hat, truth, noise_sd)
