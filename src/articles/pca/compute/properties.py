"""What the article says of PCA in words that have an error: each property on random clouds (sections 1 to 4).

A trial gives what was found and the true value; the error is their largest difference relative to the largest entry of
the true value.
"""

import numpy as np
import pandas as pd

from articles.pca.compute import property_trials as trials_of
from articles.pca.compute.random_clouds import Cloud
from recomputed.stats import streams


def properties(
    seed: int, trials: int, dimensions: list[int], samples: int, matrix: list[list[str]], divisor: float
) -> pd.DataFrame:
    """Try every property `trials` times in each dimension; those of section 4 also on the printed V, `matrix`.

    samples: points of a random cloud; divisor: 50 in the matrix A = V/50.
    Columns: property, inputs (random or printed V), form (printed or edited), max_relative_error, trials.
    """
    clouds = [
        Cloud(streams.rng(seed, "pca properties, clouds", size, trial), samples, size)
        for size in dimensions
        for trial in range(trials)
    ]
    rows = []
    for number, (name, form, trial) in enumerate(_OF_CLOUDS):
        rng = streams.rng(seed, "pca properties, trials", number)
        errors = [_error(*trial(rng, cloud)) for cloud in clouds]
        rows.append((name, "random", form, max(errors), len(errors)))
    for number, (name, trial) in enumerate(_OF_MATRICES):
        rng = streams.rng(seed, "pca properties, matrices", number)
        random = [cloud.covariance for cloud in clouds]
        for inputs, matrices in (("random", random), ("printed V", [np.array(matrix, float)] * trials)):
            errors = [_error(*trial(rng, v, divisor)) for v in matrices]
            rows.append((name, inputs, "printed", max(errors), len(errors)))
    return pd.DataFrame(rows, columns=["property", "inputs", "form", "max_relative_error", "trials"])


def _error(found, truth) -> float:
    return float(np.max(np.abs(found - truth)) / np.max(np.abs(truth)))


_OF_CLOUDS = [
    ("axes of an ellipsoid are orthogonal", "printed", trials_of.orthogonal_axes),
    ("diagonal A: the axes are the coordinate axes", "printed", trials_of.axes_of_diagonal(2.0)),
    ("diagonal A: the axes are the coordinate axes", "edited", trials_of.axes_of_diagonal(-2.0)),
    ("largest variance = smallest error", "printed", trials_of.formulations),
    ("the mean of the new coordinates is 0", "printed", trials_of.shifted),
    ("λ1 is the largest variance", "printed", trials_of.largest),
    ("at the maximum of uᵀSu: Su = λu, uᵀSu = λ", "printed", trials_of.stationary),
    ("axes one by one are the eigenvectors", "printed", trials_of.one_by_one),
    ("k new coordinates have the variance of any k old ones", "printed", trials_of.first_coordinates),
    # Each projected sample is one number, whose own variance is that of a set of one.
    ("mean of variances along u = uᵀSu", "printed", trials_of.mean_along(lambda deviation: np.var([deviation]))),
    ("mean of variances along u = uᵀSu", "edited", trials_of.mean_along(np.square)),
    ("largest Fisher ratio = generalised eigenvector", "printed", trials_of.discriminant),
]
_OF_MATRICES = [("Uᵀ keeps lengths and angles", trials_of.rigid), ("V/50 has V's axes", trials_of.multiple)]
