"""Section 2.2: how many points of the article's recipe, coordinates uniform in [-1, 1], lie in the unit ball."""

import numpy as np
import pandas as pd

from articles.curse.compute.ball_volume import log10_share_of_cube
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth


def angle_recipe(seed: int, dimensions: list[int], pairs: int) -> pd.DataFrame:
    """Draw the points of `pairs` pairs in each dimension; count those in the unit ball and those in the cube [-1, 1]^D.

    Columns: dimension, points; in_ball_percent with its half width, expected_in_ball_percent (volume of the ball over
    that of the cube), in_cube_percent.
    """
    rows = []
    for dimension in dimensions:
        rng = streams.rng(seed, "curse angle recipe", dimension)
        points = rng.uniform(-1, 1, (2 * pairs, dimension))
        in_ball = int((np.linalg.norm(points, axis=1) <= 1).sum())
        in_cube = int((np.abs(points).max(axis=1) <= 1).sum())
        rows.append(
            {
                "dimension": dimension,
                "points": len(points),
                "in_ball_percent": 100 * in_ball / len(points),
                "in_ball_percent_halfwidth": 100 * float(share_halfwidth(in_ball, len(points))),
                "expected_in_ball_percent": 100 * 10 ** float(log10_share_of_cube(dimension)),
                "in_cube_percent": 100 * in_cube / len(points),
            }
        )
    return pd.DataFrame(rows)
