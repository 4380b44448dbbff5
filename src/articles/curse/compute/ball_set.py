"""Section 2: the set of points that is printed as the definition of a D-ball, tried on points in and out of balls."""

import numpy as np
import pandas as pd

from recomputed.stats import streams

ROUNDING = 1e-12  # of the radius, granted to "="


def judged(seed: int, dimensions: list[int], points: int) -> pd.DataFrame:
    """Count the points that the set printed as a ball's definition, and the edited one, rightly take in or leave out.

    Half of the points are uniform in a ball of random centre and radius r, the others lie between r and 2r from its
    centre. Columns: form, relation, dimension, points, right_percent.
    """
    rows = []
    for dimension in dimensions:
        gap, inside = _gaps(streams.rng(seed, "curse ball set", dimension), dimension, points)
        sets = (("printed", "=", np.abs(gap) <= ROUNDING), ("edited", "<=", gap <= ROUNDING))
        rows += [(form, relation, dimension, points, 100 * (taken == inside).mean()) for form, relation, taken in sets]
    return pd.DataFrame(rows, columns=["form", "relation", "dimension", "points", "right_percent"])


def _gaps(rng: np.random.Generator, dimension: int, points: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw points: how far beyond the ball's radius each lies, in radii, and whether it was put inside the ball."""
    centre, radius = rng.normal(size=dimension), rng.uniform(0.5, 2)
    sphere = rng.normal(size=(points, dimension + 2))  # its first D coordinates are uniform in the ball
    x = (sphere / np.linalg.norm(sphere, axis=1, keepdims=True))[:, :dimension]
    inside = np.arange(points) % 2 == 0
    beyond = rng.uniform(1, 2, points) / np.linalg.norm(x, axis=1)
    x = centre + radius * x * np.where(inside, 1, beyond)[:, None]
    return np.linalg.norm(x - centre, axis=1) / radius - 1, inside
