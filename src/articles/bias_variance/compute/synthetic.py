"""Synthetic data of our choice, predictors uniform on [-1, 1]: a curve of one predictor, a sum of effects of ten."""

import numpy as np
from numpy.typing import ArrayLike

from recomputed import arrays

PREDICTORS = 10
RELEVANCE = {  # weights of the ten predictors in `additive`
    "all ten matter equally": np.ones(PREDICTORS),
    "two matter": np.repeat([1.0, 0.0], [2, 8]),
}
_RATE, _PHASE = 3.0, 0.5
_MEAN = np.sin(_PHASE) * np.sin(_RATE) / _RATE
_SD = np.sqrt(0.5 - 0.25 * np.cos(2 * _PHASE) * np.sin(2 * _RATE) / _RATE - _MEAN**2)


def curve(x: ArrayLike) -> np.ndarray:
    """Give the noise-free value sin(4x + 1) for x in [-1, 1]: too curved for a line, and no polynomial."""
    return np.sin(4 * arrays.doubles(x, "curve: x", empty=True) + 1)


def additive(x: np.ndarray, weights: ArrayLike) -> np.ndarray:
    """Give Σ_j w_j g(x_j) for predictors `x` (..., p); g is a sine of mean 0 and variance 1, Σ w_j² is scaled to 1.

    weights: (p,). Raises BadInput for weights that are all 0, and for another number of predictors.
    """
    weights = arrays.doubles(weights, "weights", ("predictors",), finite=True)
    x = arrays.doubles(x, "x", empty=True)
    arrays.check_shape(x, "predictors", (*map(str, x.shape[:-1]), len(weights)), empty=True)
    if not weights.any():
        raise arrays.bad("no effect", "weights", "some weight other than 0", "zeros")
    return (np.sin(_RATE * x + _PHASE) - _MEAN) @ (weights / (_SD * np.linalg.norm(weights)))


def decaying_weights(ratio: float, predictors: int = PREDICTORS) -> np.ndarray:
    """Give the weights of `predictors` predictors, each `ratio` times the one before."""
    return float(ratio) ** np.arange(predictors)


def sobol_points(rng: np.random.Generator, number: int) -> np.ndarray:
    """Give `number` test points (number, 10) that fill [-1, 1]^10 evenly: scrambled Sobol points.

    Their average is much nearer to the average over the cube than that of random points.
    """
    from scipy.stats import qmc  # takes a second to import: only for the jobs that draw test points

    return 2 * qmc.Sobol(PREDICTORS, rng=rng).random(number) - 1
