"""The printed formulas of PCA, evaluated as printed on random inputs and compared with the truth (sections 2 to 4).

A formula that fails as printed is evaluated again with a small edit. A trial gives the result of the formula and the
true value; the error is their largest difference relative to the largest entry of the true value.
"""

import numpy as np
import pandas as pd

from articles.pca.compute.optimise import largest_variance, smallest_error_axes
from methods.pca.fit import covariance, eigen
from recomputed.stats import streams


def formulas(
    seed: int, trials: int, dimensions: list[int], samples: int, matrix: list[list[str]], divisor: float
) -> pd.DataFrame:
    """Evaluate every formula `trials` times in each dimension; those of section 4 also on the printed V, `matrix`.

    samples: points of a random cloud; divisor: 50 in the matrix A = V/50.
    Columns: formula, inputs (random or printed V), form (printed or edited), change, max_relative_error, trials.
    """
    printed_v = np.array(matrix, float)
    rows = []
    for number, (formula, form, change, trial) in enumerate(_GENERAL):
        rng = streams.rng(seed, "pca formulas, clouds", number)
        sizes = [3] if formula == THREE else dimensions
        errors = [_error(*trial(rng, _Cloud(rng, samples, size))) for size in sizes for _ in range(trials)]
        rows.append((formula, "random", form, change, max(errors), len(errors)))
    for number, (formula, trial) in enumerate(_OF_V):
        rng = streams.rng(seed, "pca formulas, matrices", number)
        clouds = [_Cloud(rng, samples, size).covariance for size in dimensions for _ in range(trials)]
        for inputs, matrices in (("random", clouds), ("printed V", [printed_v] * trials)):
            errors = [_error(*trial(rng, v, divisor)) for v in matrices]
            rows.append((formula, inputs, "printed", "", max(errors), len(errors)))
    return pd.DataFrame(rows, columns=["formula", "inputs", "form", "change", "max_relative_error", "trials"])


class _Cloud:
    """Random samples (N, D) with a mean off the origin; each of D random directions half as wide as the last."""

    def __init__(self, rng, samples: int, size: int):
        rotation = np.linalg.qr(rng.normal(size=(size, size)))[0]
        widths = 0.5 ** np.arange(size) * rng.uniform(0.8, 1.2, size)
        self.samples = rng.normal(size=(samples, size)) * widths @ rotation + rng.uniform(-5, 5, size)
        self.mean, self.covariance = covariance(self.samples)
        self.variances, self.axes = eigen(self.covariance)


def _error(found, truth) -> float:
    return float(np.max(np.abs(found - truth)) / np.max(np.abs(truth)))


def _ellipsoid(entries):
    """Evaluate (x, Ax), A = diag(entries(a)), at random points of the ellipsoid Σ x_i²/a_i² = 1 with semi-axes a."""

    def trial(rng, cloud):
        a, direction = rng.uniform(0.5, 3.0, cloud.mean.size), rng.normal(size=cloud.mean.size)
        x = a * direction / np.linalg.norm(direction)
        return x @ np.diag(entries(a)) @ x, 1.0

    return trial


def _orthogonal_axes(rng, cloud):
    """Compare AᵀA with I, A the axes of a random ellipsoid by a solver that does not make them orthogonal."""
    axes = np.linalg.eig(np.linalg.inv(cloud.covariance))[1]
    return axes.T @ axes, np.eye(len(axes))


def _variance_along(power):
    """Compare the mean of the deviations on a random unit vector, to the given power, with uᵀSu."""

    def trial(rng, cloud):
        u = rng.normal(size=cloud.mean.size)
        u /= np.linalg.norm(u)
        return np.mean((cloud.samples @ u - cloud.mean @ u) ** power), u @ cloud.covariance @ u

    return trial


def _lagrange(rng, cloud):
    """At the numerical maximum u of uᵀSu compare S u with λ u, λ = uᵀSu, and λ with the largest eigenvalue."""
    u = largest_variance(rng, cloud.covariance)
    variance = u @ cloud.covariance @ u
    return np.append(cloud.covariance @ u, variance), np.append(variance * u, cloud.variances[0])


def _formulations(rng, cloud):
    """Compare the first half of the axes of largest variance with those of smallest error, as projectors."""
    count = cloud.mean.size // 2
    least = smallest_error_axes(rng, cloud.samples - cloud.mean, count)
    most = cloud.axes[:, :count]
    return least @ least.T, most @ most.T


def _coordinates(centred_first):
    """Compare the coordinates of the samples on the new axes with deviations projected one by one."""

    def trial(rng, cloud):
        u, x, mean = cloud.axes, cloud.samples.T, cloud.mean[:, None]
        found = u.T @ (x - mean) if centred_first else u.T @ x - mean
        truth = [[np.dot(axis, sample - cloud.mean) for sample in cloud.samples] for axis in u.T]
        return found, np.array(truth)

    return trial


def _new_covariance(outer):
    """Compare 1/N Σ of x'ᵀx' (a number) or of x'x'ᵀ (a matrix), x' the coordinates on the new axes, with diag(λ)."""

    def trial(rng, cloud):
        columns = [(cloud.axes.T @ (x - cloud.mean))[:, None] for x in cloud.samples]
        found = np.mean([x @ x.T if outer else x.T @ x for x in columns], axis=0)
        return found, np.diag(cloud.variances)

    return trial


def _diagonal(rng, v, divisor):
    variances, u = eigen(v)
    return u.T @ v @ u, np.diag(variances)


def _isometry(rng, v, divisor):
    """Compare UᵀU and UUᵀ with I, and the inner products (lengths, angles) of random points before and after Uᵀ."""
    u, points = eigen(v)[1], rng.normal(size=(len(v), 10))
    turned = u.T @ points
    found = [u.T @ u, u @ u.T, turned.T @ turned]
    truth = [np.eye(len(v)), np.eye(len(v)), points.T @ points]
    return np.concatenate([m.ravel() for m in found]), np.concatenate([m.ravel() for m in truth])


def _multiple(rng, v, divisor):
    """Compare the eigenvectors, and the eigenvalues times the divisor, of V / divisor with those of V."""
    (scaled, axes), (variances, truth) = eigen(v / divisor), eigen(v)
    return np.vstack([axes, scaled * divisor / variances[0]]), np.vstack([truth, variances / variances[0]])


ANY, THREE = "(x, Ax) = 1 is the ellipsoid with semi-axes a_i", "(x, Ax) = 1 is the ellipsoid with semi-axes a, b, c"
MEAN, NEW, MATRIX = "1/N Σ (deviation on u) = uᵀSu", "x' = Uᵀ(x - mean)", "V' = diag(λ)"
_GENERAL = [
    (ANY, "printed", "", _ellipsoid(lambda a: a**2)),
    (ANY, "edited", "exponent 2 -> -2", _ellipsoid(lambda a: a**-2.0)),
    (THREE, "printed", "", _ellipsoid(lambda a: a[[0, 2, 2]] ** 2)),
    (THREE, "half edited", "second entry c -> b", _ellipsoid(lambda a: a**2)),
    (THREE, "half edited", "exponents 2 -> -2", _ellipsoid(lambda a: a[[0, 2, 2]] ** -2.0)),
    (THREE, "edited", "second entry c -> b, and exponents 2 -> -2", _ellipsoid(lambda a: a**-2.0)),
    ("axes of an ellipsoid are orthogonal", "printed", "", _orthogonal_axes),
    (MEAN, "printed", "", _variance_along(1)),
    (MEAN, "edited", "deviation -> deviation squared", _variance_along(2)),
    ("maximum of uᵀSu: Su = λu, uᵀSu = λ", "printed", "", _lagrange),
    ("largest variance = smallest error", "printed", "", _formulations),
    (NEW, "printed", "", _coordinates(False)),
    (NEW, "edited", "Uᵀx - mean -> Uᵀ(x - mean)", _coordinates(True)),
    (MATRIX, "printed", "", _new_covariance(False)),
    (MATRIX, "edited", "x'ᵀx' -> x'x'ᵀ", _new_covariance(True)),
]
_OF_V = [("UᵀVU = diag(λ)", _diagonal), ("UᵀU = UUᵀ = I, shapes kept", _isometry), ("V/50 has V's axes", _multiple)]
