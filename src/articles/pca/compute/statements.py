"""Statements about PCA in words, each turned into a question that a computation answers (sections 2 to 4)."""

import numpy as np
import pandas as pd

from articles.pca.compute.optimise import largest_variance
from methods.pca.fit import covariance, eigen
from recomputed.stats import streams

SCAN = 3600  # directions looked at round the circle


def facts(
    seed: int, trials: int, dimensions: list[int], samples: int, vectors: list[list[str]], series: list[str], own: str
) -> pd.DataFrame:
    """Answer one question a row; columns fact, form (printed, edited or loosened) and found.

    vectors: the printed u1, u2, u3; series: the printed order of the series; own: this article's topic in it.
    """
    rng = streams.rng(seed, "pca statements")
    clouds = [eigen_of_cloud(rng, samples, size) for size in dimensions for _ in range(trials)]
    angles = rng.uniform(0, 2 * np.pi, trials)
    e, u = np.eye(3), np.array(vectors, float).T
    rows = [
        ("domain of x in (x, Ax), D > 1", "printed", " or ".join(_domains(rng, dimensions))),
        ("unit vectors orthogonal to u1 in 2-D", "printed", max(_orthogonal(a, 2 * np.pi) for a in angles)),
        ("unit vectors orthogonal to u1 in 2-D", "loosened", max(_orthogonal(a, np.pi) for a in angles)),
        ("dimensions spanned by the triple", "printed", np.linalg.matrix_rank(e[:, [0, 1, 1]])),
        ("dimensions spanned by the triple", "edited", np.linalg.matrix_rank(e[:, [0, 1, 2]])),
        ("no variance between λ2 and λ1", "printed", _all(_second(rng, *cloud) for cloud in clouds)),
        ("no variance between λ2 and λ1", "loosened", _all(_second_orthogonal(rng, *cloud) for cloud in clouds)),
        ("determinant of U", "printed", round(np.linalg.det(u))),
        ("determinant of U", "loosened", round(np.linalg.det(u * [1, 1, -1]))),
        ("place in the series", "printed", series.index(own) + 1),
    ]
    return pd.DataFrame([(fact, form, str(found)) for fact, form, found in rows], columns=["fact", "form", "found"])


def expansions(means: list[str], matrix: list[list[str]]) -> pd.DataFrame:
    """Compare the Karhunen-Loève expansion of the printed moments about the mean (PCA) and about the origin.

    Without centring the matrix is V + mean meanᵀ, and the first axis points at the mean rather than along the spread.
    Columns: about (mean or origin), axis, mean_square (eigenvalue, squared marks), share_percent,
    angle_to_mean_deg, angle_to_centred_deg (to the axis of the same number about the mean),
    error_square (mean squared error in squared marks of what the axes so far rebuild).
    """
    mean, v = np.array(means, float), np.array(matrix, float)
    centred = eigen(v)
    rows = []
    for about, (values, axes) in (("mean", centred), ("origin", eigen(v + np.outer(mean, mean)))):
        for n, (value, axis) in enumerate(zip(values, axes.T, strict=True)):
            turned = [_angle_deg(axis, mean), _angle_deg(axis, centred[1][:, n])]
            rows.append((about, n + 1, value, 100 * value / values.sum(), *turned, values[n + 1 :].sum()))
    columns = ["about", "axis", "mean_square", "share_percent", "angle_to_mean_deg", "angle_to_centred_deg"]
    return pd.DataFrame(rows, columns=[*columns, "error_square"])


def eigen_of_cloud(rng: np.random.Generator, samples: int, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the covariance matrix of a random cloud, its eigenvalues and its eigenvectors."""
    matrix = covariance(rng.normal(size=(samples, size)) @ rng.normal(size=(size, size)))[1]
    return matrix, *eigen(matrix)


def _all(answers) -> str:
    return "yes" if all(answers) else "no"


def _domains(rng, dimensions: list[int]) -> list[str]:
    """Name, of R and R^D, the spaces in which (x, Ax) can be formed for every D×D matrix A tried."""
    return [
        name
        for name, length in (("R", lambda size: 1), ("R^D", lambda size: size))
        if all(_defined(rng.normal(size=(size, size)), rng.normal(size=length(size))) for size in dimensions)
    ]


def _defined(a: np.ndarray, x: np.ndarray) -> bool:
    try:
        return np.ndim(x @ a @ x) == 0
    except ValueError:  # shapes do not match
        return False


def _orthogonal(angle: float, turn: float) -> int:
    """Count the directions within a `turn` (2π: vectors, π: lines) at right angles to the one at `angle`."""
    cosines = np.cos(np.linspace(0, turn, SCAN + 1) - angle)
    return int((np.diff(np.sign(cosines)) != 0).sum())


def _second(rng, matrix, values, axes) -> bool:
    """Whether no random direction, other than ±u1, has a variance above λ2."""
    mixed = axes[:, 0] + rng.uniform(0.1, 1, size=(1000, 1)) * rng.normal(size=(1000, len(axes))) / len(axes)
    mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
    return not (np.einsum("nd,de,ne->n", mixed, matrix, mixed) > values[1] * (1 + 1e-9)).any()


def _second_orthogonal(rng, matrix, values, axes) -> bool:
    """Whether the largest variance among directions orthogonal to u1, found numerically, is λ2."""
    rest = np.linalg.qr(np.column_stack([axes[:, 0], rng.normal(size=(len(axes), len(axes) - 1))]))[0][:, 1:]
    inner = rest.T @ matrix @ rest
    u = largest_variance(rng, inner)
    return bool(np.isclose(u @ inner @ u, values[1], rtol=1e-6))


def _angle_deg(one: np.ndarray, other: np.ndarray) -> float:
    cosine = abs(one @ other) / (np.linalg.norm(one) * np.linalg.norm(other))
    return float(np.degrees(np.arccos(min(cosine, 1.0))))
