"""The printed formulas of the article as expressions, with inputs to test them and their edits."""

import numpy as np
import pandas as pd

from articles.pca.compute.mnist import select
from articles.pca.compute.optimise import largest_variance, smallest_error_axes
from methods.pca.fit import covariance, eigen
from recomputed.formulas.edits import tables
from recomputed.formulas.formula import Formula
from recomputed.stats import streams

DIMENSIONS = (3, 2, 5)
SAMPLES = 50


def edits(seed: int) -> dict[str, pd.DataFrame]:
    """Search the smallest edits of failing formulas, perturb the others; see recomputed.formulas.edits.tables."""
    rng = streams.rng(seed, "pca expressions")
    return tables([*_ellipsoids(rng), *_facts(rng), *_clouds(rng), *_properties(rng)])


def _ellipsoids(rng: np.random.Generator) -> list[Formula]:
    """Random points x of ellipsoids with random semi-axes: (x, Ax) must be 1."""
    inputs = []
    for size in (3, 3, 3):
        a, direction = rng.uniform(0.5, 3.0, size), rng.normal(size=size)
        names = {"a": a[0], "b": a[1], "c": a[2]}
        inputs.append({"semi": a, **names, "x": a * direction / np.linalg.norm(direction), "diag": np.diag})
    return [
        Formula("pca-01", "x @ diag(semi ** 2) @ x", inputs, [1.0] * 3),
        Formula("pca-02", "x @ diag([a ** 2, c ** 2, c ** 2]) @ x", inputs, [1.0] * 3, alike=(("a", "b", "c"),)),
    ]


def _facts(rng: np.random.Generator) -> list[Formula]:
    e1, e2, e3 = np.eye(3)
    axes = {"e1": e1, "e2": e2, "e3": e3, "rank": lambda rows: np.linalg.matrix_rank(np.asarray_chkfinite(rows))}
    labels = rng.integers(0, 10, 100)
    switch = {"same": lambda *settings: np.array_equal(*(select(labels, setting, 3) for setting in settings))}
    return [
        Formula("pca-06", "rank([e1, e2, e2])", [axes], [3], alike=(("e1", "e2", "e3"),), whole=True),
        Formula("pca-38", "same(True, True)", [switch], [False], most=1),
    ]


def _clouds(rng: np.random.Generator) -> list[Formula]:
    """Random clouds of points with a mean off the origin; the true values come from loops over their points."""
    inputs, deviations, along, coordinates, spectra = [], [], [], [], []
    for size in DIMENSIONS:
        points = rng.normal(size=(SAMPLES, size)) @ rng.normal(size=(size, size)) + rng.uniform(-5, 5, size)
        m, s = covariance(points)
        values, axes = eigen(s)
        best, u, x = largest_variance(rng, s), rng.normal(size=size), points[0]
        u /= np.linalg.norm(u)
        turned = [(axes.T @ (point - m))[:, None] for point in points]
        numbers = {"X": points, "x": x, "m": m, "S": s, "u": u, "U": axes, "turned": turned, "lam": values[0]}
        functions = {"mean": np.mean, "average": lambda parts: np.mean(parts, axis=0)}
        inputs.append({**numbers, **functions, "u1": best})
        deviations.append(u @ s @ u)
        along.append(s @ best)
        coordinates.append(np.array([np.dot(axis, x - m) for axis in axes.T]))
        spectra.append(np.diag(values))
    shapes = [np.eye(size) for size in DIMENSIONS]
    return [
        Formula("pca-07", "mean(X @ u - m @ u)", inputs, deviations),
        Formula("pca-08", "mean((X @ u - m @ u) ** 2)", inputs, deviations),
        Formula("pca-09", "lam * u1", inputs, along, tolerance=1e-6),
        Formula("pca-21", "U.T @ S @ U", inputs, spectra, alike=(("U", "S"),)),
        Formula("pca-23", "U.T @ U", inputs, shapes, alike=(("U", "S"),)),
        Formula("pca-33", "U.T @ x - m", inputs, coordinates),
        Formula("pca-34", "average([x.T @ x for x in turned])", inputs, spectra),
    ]


def _properties(rng: np.random.Generator) -> list[Formula]:
    """Axes from a solver that does not orthogonalise, the two formulations, V / 50, and full reconstructions."""
    inputs, shapes, projectors, spectra, samples = [], [], [], [], []
    for size in DIMENSIONS:
        # Each direction is half as wide as the one before, so that the numerical optimum is sharp.
        turn = np.linalg.qr(rng.normal(size=(size, size)))[0]
        points = rng.normal(size=(SAMPLES, size)) * 0.5 ** np.arange(size) @ turn + rng.uniform(-5, 5, size)
        m, s = covariance(points)
        values, axes = eigen(s)
        count = max(1, size // 2)
        inputs.append(
            {"E": np.linalg.eig(np.linalg.inv(s))[1], "least": smallest_error_axes(rng, points - m, count)}
            | {"V": s, "spectrum": _spectrum, "U": axes, "x": points[0], "m": m}
            | {"scores": np.array([axes.T @ (point - m) for point in points]), "N": SAMPLES}
        )
        shapes.append(np.eye(size))
        projectors.append(axes[:, :count] @ axes[:, :count].T)
        spectra.append(values)
        samples.append(points[0])
    return [
        Formula("pca-04", "E.T @ E", inputs, shapes),
        Formula("pca-11", "least @ least.T", inputs, projectors),
        Formula("pca-24", "50 * spectrum(V / 50)", inputs, spectra),
        Formula("pca-46", "scores.T @ scores / N", inputs, [np.diag(values) for values in spectra], counts=("N",)),
        Formula("pca-42", "U @ U.T @ (x - m) + m", inputs, samples, alike=(("x", "m"),)),
    ]


def _spectrum(matrix: np.ndarray) -> np.ndarray:
    """Give the eigenvalues of the symmetric matrix with this lower triangle, as LAPACK does; an edit may break it."""
    return eigen(np.tril(matrix) + np.tril(matrix, -1).T)[0]
