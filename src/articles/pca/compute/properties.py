"""What the article says of PCA in words that have an error: each property on random clouds (sections 1 to 4).

A trial gives what was found and the true value; the error is their largest difference relative to the largest entry of
the true value.
"""

import numpy as np
import pandas as pd
from scipy.linalg import eigh

from articles.pca.compute.optimise import axes_one_by_one, largest_ratio, smallest_error_axes
from articles.pca.compute.random_clouds import Cloud, unit_vector
from methods.pca.fit import eigen, fit
from recomputed.stats import streams

CLASSES = 3  # of labelled samples, for linear discriminant analysis


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


def _orthogonal_axes(rng, cloud):
    """Compare AᵀA with I, A the axes of a random ellipsoid by a solver that does not make them orthogonal."""
    axes = np.linalg.eig(np.linalg.inv(cloud.covariance))[1]
    return axes.T @ axes, np.eye(len(axes))


def _axes_of_diagonal(power):
    """Compare the longest and the shortest axis of (x, Ax) = 1, A = diag(a^power), with the nearest coordinate axis."""

    def trial(rng, cloud):
        a = rng.permutation(np.linspace(0.5, 3.0, cloud.mean.size)) ** power
        ends = [largest_ratio(rng, *pair) for pair in ((np.eye(len(a)), np.diag(a)), (np.diag(a), np.eye(len(a))))]
        nearest = [np.where(np.abs(u) == np.abs(u).max(), np.sign(u), 0.0) for u in ends]
        return np.array(ends), np.array(nearest)

    return trial


def _formulations(rng, cloud):
    """Compare the first half of the axes of largest variance with those of smallest error, as projectors."""
    count = cloud.mean.size // 2
    least = smallest_error_axes(rng, cloud.samples - cloud.mean, count)
    most = cloud.axes[:, :count]
    return least @ least.T, most @ most.T


def _shifted(rng, cloud):
    """Compare the mean of the coordinates after PCA with 0, in standard deviations along the first axis."""
    mean = fit(cloud.samples).transform(cloud.samples).mean(axis=0)
    return 1 + mean / np.sqrt(cloud.variances[0]), np.ones(len(mean))


def _largest(rng, cloud):
    """Compare the largest variance along 1,000 random directions and along a numerical optimum with λ1."""
    u = rng.normal(size=(1000, cloud.mean.size))
    u = np.vstack([u, largest_ratio(rng, cloud.covariance, np.eye(cloud.mean.size))])
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    return np.einsum("nd,de,ne->n", u, cloud.covariance, u).max(), cloud.variances[0]


def _one_by_one(rng, cloud):
    """Compare axes chosen one after another for their variance with the eigenvectors, largest eigenvalue first."""
    found = axes_one_by_one(rng, cloud.covariance)
    return found * np.sign(np.sum(found * cloud.axes, axis=0)), cloud.axes


def _first_coordinates(rng, cloud):
    """Compare the variance of the first k new coordinates with that of the best k old ones, if that is larger."""
    new, old = np.cumsum(cloud.variances), np.cumsum(np.sort(np.diag(cloud.covariance))[::-1])
    return new, np.maximum(new, old)


def _mean_along(measure):
    """Compare the mean of a measure of the samples' deviations on a random unit vector with uᵀSu."""

    def trial(rng, cloud):
        u = unit_vector(rng, cloud.mean.size)
        return np.mean([measure(d) for d in (cloud.samples - cloud.mean) @ u]), u @ cloud.covariance @ u

    return trial


def _discriminant(rng, cloud):
    """Compare the direction of largest Fisher ratio with the first generalised eigenvector, both up to the sign."""
    labels = np.arange(len(cloud.samples)) % CLASSES
    samples = cloud.samples + rng.normal(size=(CLASSES, cloud.mean.size))[labels]
    means = np.array([samples[labels == k].mean(axis=0) for k in range(CLASSES)])
    within = np.cov((samples - means[labels]).T, bias=True)
    between = np.cov(means[labels].T, bias=True)
    found, truth = largest_ratio(rng, between, within), eigh(between, within)[1][:, -1]
    return found * np.sign(found @ truth), truth / np.linalg.norm(truth)


def _rigid(rng, v, divisor):
    """Compare the inner products (lengths, angles) of random points before and after Uᵀ."""
    points = rng.normal(size=(len(v), 10))
    turned = eigen(v)[1].T @ points
    return turned.T @ turned, points.T @ points


def _multiple(rng, v, divisor):
    """Compare the eigenvectors, and the eigenvalues times the divisor, of V / divisor with those of V."""
    (scaled, axes), (variances, truth) = eigen(v / divisor), eigen(v)
    return np.vstack([axes, scaled * divisor / variances[0]]), np.vstack([truth, variances / variances[0]])


_OF_CLOUDS = [
    ("axes of an ellipsoid are orthogonal", "printed", _orthogonal_axes),
    ("diagonal A: the axes are the coordinate axes", "printed", _axes_of_diagonal(2.0)),
    ("diagonal A: the axes are the coordinate axes", "edited", _axes_of_diagonal(-2.0)),
    ("largest variance = smallest error", "printed", _formulations),
    ("the mean of the new coordinates is 0", "printed", _shifted),
    ("λ1 is the largest variance", "printed", _largest),
    ("axes one by one are the eigenvectors", "printed", _one_by_one),
    ("k new coordinates have the variance of any k old ones", "printed", _first_coordinates),
    # Each projected sample is one number, whose own variance is that of a set of one.
    ("mean of variances along u = uᵀSu", "printed", _mean_along(lambda deviation: np.var([deviation]))),
    ("mean of variances along u = uᵀSu", "edited", _mean_along(np.square)),
    ("largest Fisher ratio = generalised eigenvector", "printed", _discriminant),
]
_OF_MATRICES = [("Uᵀ keeps lengths and angles", _rigid), ("V/50 has V's axes", _multiple)]
