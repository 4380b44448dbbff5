"""Claims about PCA that are made in words, each as a question that a computation answers (sections 2 to 4)."""

import numpy as np
import pandas as pd

from articles.pca.compute.optimise import largest_variance
from methods.pca.fit import covariance, eigen
from recomputed.stats import streams

SCAN = 3600  # directions tried around the circle


def facts(
    seed: int, trials: int, dimensions: list[int], samples: int, vectors: list[list[str]], series: list[str], own: str
) -> pd.DataFrame:
    """Answer one question per row; columns fact, form (printed, edited or loosened) and found.

    trials: random clouds per dimension; samples: points of a cloud; vectors: the printed u1, u2, u3, as strings;
    series: the topics of the series in printed order; own: the topic of this article.
    """
    rng = streams.rng(seed, "pca statements")
    clouds = [_eigen_of_cloud(rng, samples, size) for size in dimensions for _ in range(trials)]
    angles = rng.uniform(0, 2 * np.pi, trials)
    e, u = np.eye(3), np.array(vectors, float).T
    rows = [
        ("domain of x in (x, Ax), D > 1", "printed", " or ".join(_domains(rng, dimensions))),
        ("unit vectors orthogonal to u1 in 2-D", "printed", max(_orthogonal(a, 2 * np.pi) for a in angles)),
        ("unit vectors orthogonal to u1 in 2-D", "loosened", max(_orthogonal(a, np.pi) for a in angles)),
        ("dimensions spanned by the triple", "printed", np.linalg.matrix_rank(e[:, [0, 1, 1]])),
        ("dimensions spanned by the triple", "edited", np.linalg.matrix_rank(e[:, [0, 1, 2]])),
        ("no variance between λ2 and λ1", "printed", _yes(all(_none_above(rng, *cloud) for cloud in clouds))),
        ("no variance between λ2 and λ1", "loosened", _yes(all(_largest_if_orthogonal(rng, *c) for c in clouds))),
        ("determinant of U", "printed", round(np.linalg.det(u))),
        ("determinant of U", "loosened", round(np.linalg.det(u * [1, 1, -1]))),
        ("place in the series", "printed", series.index(own) + 1),
    ]
    return pd.DataFrame([(fact, form, str(found)) for fact, form, found in rows], columns=["fact", "form", "found"])


def _eigen_of_cloud(rng: np.random.Generator, samples: int, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the covariance matrix of a random cloud, its eigenvalues and its eigenvectors."""
    matrix = covariance(rng.normal(size=(samples, size)) @ rng.normal(size=(size, size)))[1]
    return matrix, *eigen(matrix)


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"


def _domains(rng, dimensions: list[int]) -> list[str]:
    """List which of the spaces R and R^D have vectors x for which (x, Ax) exists, for every D×D matrix A tried."""
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
    """Count the directions from 0 to `turn` (2π: vectors, π: lines) at right angles to `angle`, in radians."""
    cosines = np.cos(np.linspace(0, turn, SCAN + 1) - angle)
    return int((np.diff(np.sign(cosines)) != 0).sum())


def _none_above(rng, matrix, values, axes) -> bool:
    """Check that no random direction, other than ±u1, has a variance above λ2."""
    mixed = axes[:, 0] + rng.uniform(0.1, 1, size=(1000, 1)) * rng.normal(size=(1000, len(axes))) / len(axes)
    mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
    return not (np.einsum("nd,de,ne->n", mixed, matrix, mixed) > values[1] * (1 + 1e-9)).any()


def _largest_if_orthogonal(rng, matrix, values, axes) -> bool:
    """Check that λ2 is the largest variance, found numerically, among the directions orthogonal to u1."""
    rest = np.linalg.qr(np.column_stack([axes[:, 0], rng.normal(size=(len(axes), len(axes) - 1))]))[0][:, 1:]
    inner = rest.T @ matrix @ rest
    u = largest_variance(rng, inner)
    return bool(np.isclose(u @ inner @ u, values[1], rtol=1e-6))
