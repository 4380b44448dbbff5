"""Values for the formulas of sections 3 and 4 that hold for any data: random clouds of samples off the origin."""

import numpy as np

from articles.pca.compute.random_clouds import Cloud, unit_vector
from recomputed.formulas.binding import Binding

DIMENSIONS = (3, 2, 5)
SAMPLES = 8
U1, X, MEAN = r"\boldsymbol{u}_1", r"\boldsymbol{x}", r"\bar{\boldsymbol{x}}"


def bindings(rng: np.random.Generator) -> dict[str, Binding | list[Binding]]:
    """Give the bindings of the formulas of any data."""
    clouds = [Cloud(rng, SAMPLES, size) for size in DIMENSIONS]
    directions = [unit_vector(rng, size) for size in DIMENSIONS]
    samples = [_samples(cloud, u) for cloud, u in zip(clouds, directions, strict=True)]
    variances = [np.mean([(u @ (x - c.mean)) ** 2 for x in c.samples]) for c, u in zip(clouds, directions, strict=True)]
    names = ((X, MEAN),)
    return {
        "pca-07": [Binding(samples, truths=variances, alike=names)] * 2,
        "pca-08": Binding(samples, truths=variances, alike=names),
        "pca-54": Binding(samples, truths=[_foot(u, c.samples[3]) for u, c in zip(directions, clouds, strict=True)]),
        "pca-58": Binding(
            samples, truths=[u @ (c.samples[0] - c.mean) for u, c in zip(directions, clouds, strict=True)], most=1
        ),
        "pca-59": Binding(samples, alike=names),
        "pca-61": [
            Binding([{U1: cloud.axes[:, 0]} for cloud in clouds]),
            Binding([pair for cloud in clouds for pair in _pairs(cloud.axes)]),
        ],
        "pca-33": Binding([_coordinates(cloud) for cloud in clouds], alike=names),
        "pca-34": Binding([_chain(cloud) for cloud in clouds[:2]], misfit=True, alike=(("V", "U"),)),
        "pca-72": _rows([cloud for cloud in clouds if cloud.mean.size == 3]),
        "pca-78": Binding(
            [_ratio(c, i) for c in clouds for i in (1, 2)], truths=[_share(c, i) for c in clouds for i in (1, 2)]
        ),
    }


def _samples(cloud: Cloud, u: np.ndarray) -> dict:
    """Bind the samples and a direction; S is put together from the covariances of pairs of coordinates; n is 4."""
    centred = cloud.samples - cloud.mean
    pairs = [[np.mean(a * b) for a in centred.T] for b in centred.T]
    return {U1: u, X: lambda n: cloud.samples[n - 1], MEAN: cloud.mean, "S": np.array(pairs), "N": SAMPLES, "n": 4}


def _foot(u: np.ndarray, x: np.ndarray) -> float:
    """Give the place on the axis u that is nearest to x."""
    return np.linalg.lstsq(u[:, None], x, rcond=None)[0].item()


def _pairs(axes: np.ndarray) -> list[dict]:
    vectors = {r"\boldsymbol{u}": lambda i: axes[:, i - 1]}
    return [vectors | {"i": i + 1, "j": j + 1} for i in range(len(axes)) for j in range(len(axes))]


def _coordinates(cloud: Cloud) -> dict:
    """Bind a sample and its coordinates, each of which is the deviation projected on one axis."""
    x = cloud.samples[0]
    projected = [axis @ (x - cloud.mean) for axis in cloud.axes.T]
    return {r"\boldsymbol{x}'": np.array(projected), "U": cloud.axes, X: x, MEAN: cloud.mean}


def _chain(cloud: Cloud) -> dict:
    """Bind centred samples and their coordinates, and the covariance matrices of both."""
    centred = cloud.samples - cloud.mean
    turned = np.array([[axis @ x for axis in cloud.axes.T] for x in centred])
    terms = [{X: x, r"\boldsymbol{x}'": y} for x, y in zip(centred, turned, strict=True)]
    matrices = {"V": cloud.covariance, "V'": np.cov(turned.T, bias=True), "U": cloud.axes}
    return {r"\sum": terms, r"\lambda": cloud.variances, "N": SAMPLES, "D": cloud.mean.size} | matrices


def _rows(clouds: list[Cloud]) -> list[Binding]:
    """Bind U and its columns in three dimensions, for a matrix of rows, one coordinate, and all coordinates."""
    trials = [
        {"U": c.axes, X: x, r"\boldsymbol{u}": lambda i, c=c: c.axes[:, i - 1]} for c in clouds for x in c.samples[:3]
    ]
    places = [_foot(trial["U"][:, 1], trial[X]) for trial in trials]
    every = [np.array([_foot(axis, trial[X]) for axis in trial["U"].T]) for trial in trials]
    return [
        Binding(trials, truths=every),
        Binding([trial | {"i": 2} for trial in trials], truths=places),
        Binding(trials, truths=every),
    ]


def _ratio(cloud: Cloud, i: int) -> dict:
    return {r"\lambda": cloud.variances, "i": i, "D": cloud.mean.size}


def _share(cloud: Cloud, i: int) -> float:
    """Give the variance of the samples along u_i over the sum of the variances of their coordinates."""
    return np.var(cloud.samples @ cloud.axes[:, i - 1]) / np.var(cloud.samples, axis=0).sum()
