"""Claims about PCA that are made in words, each as a question that a computation answers (sections 2 to 4)."""

import numpy as np
import pandas as pd

from articles.pca.compute.optimise import at_right_angles, largest_variance
from articles.pca.compute.random_clouds import Cloud
from recomputed.stats import streams

SCAN = 3600  # directions tried around the circle
LENGTHS = np.array([0.0, 0.01, 0.1, 0.5, 2.0, 10.0, 100.0])  # of vectors that are not unit vectors


def tables(
    seed: int,
    trials: int,
    dimensions: list[int],
    samples: int,
    vectors: list[list[str]],
    multipliers: list[float],
) -> dict[str, pd.DataFrame]:
    """Compute the tables of the rule: facts, lagrangian; see the functions of these names."""
    rng = streams.rng(seed, "pca statements")
    clouds = [Cloud(rng, samples, size) for size in dimensions for _ in range(trials)]
    return {
        "facts": _facts(rng, clouds, np.array(vectors, float).T),
        "lagrangian": lagrangian(rng, clouds, multipliers),
    }


def _facts(rng: np.random.Generator, clouds: list[Cloud], u: np.ndarray) -> pd.DataFrame:
    """Answer one question per row; columns fact, form (printed, edited or conditional) and found.

    u: the printed u1, u2, u3 as columns (3, 3).
    """
    angles = rng.uniform(0, 2 * np.pi, len(clouds))
    mirrored = u * [1, 1, -1]
    second = all(_largest_if_orthogonal(rng, cloud) for cloud in clouds)
    rows = [
        ("unit vectors orthogonal to u1 in 2-D", "printed", max(_orthogonal(a, 2 * np.pi) for a in angles)),
        ("unit vectors orthogonal to u1 in 2-D", "conditional", max(_orthogonal(a, np.pi) for a in angles)),
        ("dimensions of samples on the plane of u1 and u2", "printed", max(map(_rank_on_plane, clouds))),
        ("λ2 is the largest at right angles to u1", "printed", _yes(second)),
        ("determinant of U", "printed", round(np.linalg.det(u))),
        ("determinant of U", "edited", round(np.linalg.det(mirrored))),
        ("motion that Uᵀx makes of x", "printed", " or ".join(_motions(rng, u))),
    ]
    return pd.DataFrame([(fact, form, str(found)) for fact, form, found in rows], columns=["fact", "form", "found"])


def lagrangian(rng: np.random.Generator, clouds: list[Cloud], multipliers: list[float]) -> pd.DataFrame:
    """Ask for which multipliers λ the first axis u1 has the largest uᵀSu + λ(1 - uᵀu) of all vectors u.

    multipliers: λ as multiples of the largest eigenvalue λ1. Tried are random directions and u1, at many lengths.
    Columns: multiplier_over_lambda1, gain_over_lambda1 (the largest value of other vectors less that of u1, over λ1,
    largest over the clouds; 0 where others reach the same value).
    """
    gains = [max(_gain(rng, cloud, factor) for cloud in clouds) for factor in multipliers]
    return pd.DataFrame({"multiplier_over_lambda1": multipliers, "gain_over_lambda1": gains})


def _gain(rng: np.random.Generator, cloud: Cloud, factor: float) -> float:
    """Give how much the best of many vectors other than ±u1 exceeds u1, over λ1."""
    largest, u1 = cloud.variances[0], cloud.axes[:, 0]
    directions = np.vstack([u1, rng.normal(size=(100, len(u1)))])
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    vectors = np.vstack([directions[1:], (LENGTHS[:, None, None] * directions).reshape(-1, len(u1))])
    own, values = (_lagrange(u, cloud.covariance, factor * largest) for u in (u1[None], vectors))
    return float((values.max() - own[0]) / largest)


def _lagrange(u: np.ndarray, matrix: np.ndarray, multiplier: float) -> np.ndarray:
    return np.einsum("nd,de,ne->n", u, matrix, u) + multiplier * (1 - np.sum(u * u, axis=1))


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"


def _orthogonal(angle: float, turn: float) -> int:
    """Count the directions from 0 to `turn` (2π: vectors, π: lines) at right angles to `angle`, in radians."""
    cosines = np.cos(np.linspace(0, turn, SCAN + 1) - angle)
    return int((np.diff(np.sign(cosines)) != 0).sum())


def _rank_on_plane(cloud: Cloud) -> int:
    """Count the dimensions of the samples of a cloud once they are projected on the plane of its first two axes."""
    plane = cloud.axes[:, :2]
    return int(np.linalg.matrix_rank((cloud.samples - cloud.mean) @ plane @ plane.T))


def _largest_if_orthogonal(rng, cloud: Cloud) -> bool:
    """Check that λ2 is the largest variance, found numerically, among the directions orthogonal to u1."""
    rest = at_right_angles(cloud.axes[:, :1])
    inner = rest.T @ cloud.covariance @ rest
    u = largest_variance(rng, inner)
    return bool(np.isclose(u @ inner @ u, cloud.variances[1], rtol=1e-6))


def _motions(rng, u: np.ndarray) -> list[str]:
    """List which of the motions U (x to Ux) and its reverse take random points x where Uᵀx is.

    The vectors are printed with three digits, so the points agree to two.
    """
    points = rng.normal(size=(len(u), 10))
    turned = np.array([[axis @ point for point in points.T] for axis in u.T])
    motions = {"U": u @ points, "the reverse of U": np.linalg.solve(u, points)}
    return [name for name, moved in motions.items() if np.abs(moved - turned).max() < 0.01 * np.abs(points).max()]
