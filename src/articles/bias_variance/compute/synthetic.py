"""The two sources of data, both ours: one curved predictor, and ten predictors that add up; all uniform on [-1, 1]."""

import numpy as np
from numpy.typing import ArrayLike

PREDICTORS = 10  # section on bias: "more than 10 variables", of which two are used
_RATE, _PHASE = 3.0, 0.5
_MEAN = np.sin(_PHASE) * np.sin(_RATE) / _RATE
_SD = np.sqrt(0.5 - 0.25 * np.cos(2 * _PHASE) * np.sin(2 * _RATE) / _RATE - _MEAN**2)


def curve(x: ArrayLike) -> np.ndarray:
    """Give the noise-free value sin(4x + 1) for x in [-1, 1]: too curved for a line, and no polynomial."""
    return np.sin(4 * np.asarray(x) + 1)


def additive(x: np.ndarray, weights: ArrayLike) -> np.ndarray:
    """Give Σ_j w_j g(x_j) for predictors `x` (..., 10); g is a sine of mean 0 and variance 1, Σ w_j² is scaled to 1."""
    weights = np.asarray(weights, float)
    return (np.sin(_RATE * x + _PHASE) - _MEAN) @ (weights / (_SD * np.linalg.norm(weights)))


def fading(ratio: float) -> np.ndarray:
    """Give ten weights, each `ratio` times the one before."""
    return ratio ** np.arange(PREDICTORS)


def unseen(rng: np.random.Generator, number: int) -> np.ndarray:
    """Give `number` test points (number, 10) that fill [-1, 1]^10 evenly (scrambled Sobol points).

    An average over them is far nearer to that over all of the cube than with random points.
    """
    from scipy.stats import qmc  # a second of start-up, which only the jobs that draw pay

    return 2 * qmc.Sobol(PREDICTORS, rng=rng).random(number) - 1
