"""Fit an ellipse or ellipsoid to a cloud in several ways, and compare its longest axis with that of PCA (section 2)."""

import numpy as np
import pandas as pd
from scipy.optimize import minimize

from methods.pca.fit import fit
from recomputed.stats import streams

ROUNDS = 20000  # at most, for the smallest outline
PRECISION = 1e-3  # relative, of the volume of the smallest outline


def outlines(ellipse: list, ellipsoid: list, points: int, repeats: int, seed: int) -> pd.DataFrame:
    """Give the angle between the longest axis of a fitted outline and the first axis of PCA, for normal clouds.

    ellipse (2 x 2), ellipsoid (3 x 3): covariance matrices of the clouds; points: samples of a cloud; repeats: clouds
    of each kind. Columns: fit (likelihood: the normal distribution under which the cloud is most likely; surface: least
    squares of (x, Ax) - 1 over the samples; smallest: the smallest outline around all samples), clouds,
    largest_angle_deg, median_angle_deg.
    """
    rng = streams.rng(seed, "pca outlines")
    clouds = [
        rng.standard_normal((points, len(matrix))) @ np.linalg.cholesky(matrix).T
        for matrix in (ellipse, ellipsoid)
        for _ in range(repeats)
    ]
    fits = {"likelihood": _likelihood, "surface": _surface, "smallest": _smallest}
    rows = []
    for name, shape in fits.items():
        angles = [_angle_deg(shape(cloud), fit(cloud).axes[:, 0]) for cloud in clouds]
        rows.append((name, len(clouds), max(angles), np.median(angles)))
    return pd.DataFrame(rows, columns=["fit", "clouds", "largest_angle_deg", "median_angle_deg"])


def _angle_deg(shape: np.ndarray, axis: np.ndarray) -> float:
    """Give the angle between `axis` and the longest axis of the outline (x, shape⁻¹ x) = 1, in degrees."""
    longest = np.linalg.eigh(shape)[1][:, -1]
    return float(np.degrees(2 * np.arcsin(min(np.linalg.norm(longest - axis), np.linalg.norm(longest + axis)) / 2)))


def _likelihood(cloud: np.ndarray) -> np.ndarray:
    """Maximise the likelihood of a normal distribution numerically, without a formula for its covariance matrix."""
    count, size = cloud.shape
    lower = np.tril_indices(size)

    def negative(parameters):
        root = np.zeros((size, size))  # of the inverse covariance matrix
        root[lower] = parameters[size:]
        scaled = (cloud - parameters[:size]) @ root
        slope = scaled.T @ (cloud - parameters[:size]) / count
        slope = slope.T - np.diag(1 / np.diag(root))
        value = 0.5 * np.sum(scaled**2) / count - np.log(np.abs(np.diag(root))).sum()
        return value, np.concatenate([-(scaled @ root.T).mean(axis=0), slope[lower]])

    start = np.concatenate([np.zeros(size), np.eye(size)[lower]])
    found = minimize(negative, start, jac=True, method="BFGS", options={"gtol": 1e-9}).x
    root = np.zeros((size, size))
    root[lower] = found[size:]
    return np.linalg.inv(root @ root.T)


def _surface(cloud: np.ndarray) -> np.ndarray:
    """Choose the symmetric A for which (x, Ax) of the centred samples is nearest to 1 in least squares."""
    x, (i, j) = cloud - cloud.mean(axis=0), np.triu_indices(cloud.shape[1])
    entries = np.linalg.lstsq(x[:, i] * x[:, j] * np.where(i == j, 1, 2), np.ones(len(x)), rcond=None)[0]
    matrix = np.zeros((x.shape[1], x.shape[1]))
    matrix[i, j] = matrix[j, i] = entries
    return np.linalg.inv(matrix)


def _smallest(cloud: np.ndarray) -> np.ndarray:
    """Find the smallest outline around all samples by Khachiyan's algorithm, its centre free."""
    count, size = cloud.shape
    lifted, weights = np.column_stack([cloud, np.ones(count)]), np.full(count, 1 / count)
    for _ in range(ROUNDS):
        inverse = np.linalg.inv(lifted.T * weights @ lifted)
        heights = np.einsum("nd,de,ne->n", lifted, inverse, lifted)
        far = int(heights.argmax())
        if heights[far] <= (1 + PRECISION) * (size + 1):
            break
        step = (heights[far] - size - 1) / ((size + 1) * (heights[far] - 1))
        weights *= 1 - step
        weights[far] += step
    centre = weights @ cloud
    return (cloud - centre).T * weights @ (cloud - centre)
