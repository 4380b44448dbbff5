"""Section 2: the printed definition of a D-ball as a set, tested on points inside and outside of balls."""

import numpy as np
import pandas as pd

from recomputed.stats import streams

ROUNDING = 1e-12  # of the radius; a point this close to the surface counts as on it


def ball_set(seed: int, dimensions: list[int], points: int) -> pd.DataFrame:
    """Count how many points the printed set, and the edited one, correctly include or exclude.

    Half of the points are uniform in a ball of random centre and radius r; the others lie between r and 2r from the
    centre. Columns: form, relation, dimension, points, right_percent.
    """
    rows = []
    for dimension in dimensions:
        gap, inside = _gaps(streams.rng(seed, "curse ball set", dimension), dimension, points)
        sets = (("printed", "=", np.abs(gap) <= ROUNDING), ("edited", "<=", gap <= ROUNDING))
        rows += [(form, relation, dimension, points, 100 * (taken == inside).mean()) for form, relation, taken in sets]
    return pd.DataFrame(rows, columns=["form", "relation", "dimension", "points", "right_percent"])


def _gaps(rng: np.random.Generator, dimension: int, points: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw points; give the distance of each beyond the ball's surface, in radii, and whether it was put inside."""
    centre, radius = rng.normal(size=dimension), rng.uniform(0.5, 2)
    sphere = rng.normal(size=(points, dimension + 2))  # its first D coordinates are uniform in the ball
    x = (sphere / np.linalg.norm(sphere, axis=1, keepdims=True))[:, :dimension]
    inside = np.arange(points) % 2 == 0
    beyond = rng.uniform(1, 2, points) / np.linalg.norm(x, axis=1)
    x = centre + radius * x * np.where(inside, 1, beyond)[:, None]
    return np.linalg.norm(x - centre, axis=1) / radius - 1, inside
