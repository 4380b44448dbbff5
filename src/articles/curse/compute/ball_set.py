"""Section 2: the set of all points at distance r, called a D-ball, tested on points of balls and of spheres."""

import numpy as np
import pandas as pd

from recomputed.stats import streams

ROUNDING = 1e-12  # of the radius; a point this close to the surface counts as on it


def ball_set(seed: int, dimensions: list[int], points: int) -> pd.DataFrame:
    """Count how many points the printed set rightly takes in or leaves out, under the printed word and the edited one.

    Columns: form, word (D-ball or sphere), dimension, points, right_percent. Half of the points belong to what the word
    means. For the ball these are uniform in it, and the others lie between r and 2r from its centre; for the sphere,
    the ball's surface, they lie on it, and the others inside and outside of it.
    """
    rows = []
    for dimension in dimensions:
        rng = streams.rng(seed, "curse ball set", dimension)
        for form, word, draw in (("printed", "D-ball", ball_points), ("edited", "sphere", sphere_points)):
            reach, belongs = draw(rng, dimension, points)
            centre, radius, directions = (
                rng.normal(size=dimension),
                rng.uniform(0.5, 2),
                rng.normal(size=(points, dimension)),
            )
            x = centre + radius * reach[:, None] * directions / np.linalg.norm(directions, axis=1, keepdims=True)
            taken = np.abs(np.linalg.norm(x - centre, axis=1) - radius) <= ROUNDING * radius
            rows.append((form, word, dimension, points, 100 * (taken == belongs).mean()))
    return pd.DataFrame(rows, columns=["form", "word", "dimension", "points", "right_percent"])


def ball_points(rng: np.random.Generator, dimension: int, points: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw distances from the centre, in radii, and say which points belong to the ball: every second one."""
    inside = np.arange(points) % 2 == 0
    return np.where(inside, rng.random(points) ** (1 / dimension), rng.uniform(1, 2, points)), inside


def sphere_points(rng: np.random.Generator, dimension: int, points: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw distances from the centre, in radii, and say which points lie on the sphere: every second pair."""
    reach, _ = ball_points(rng, dimension, points)
    on = np.arange(points) // 2 % 2 == 0
    return np.where(on, 1.0, reach), on
