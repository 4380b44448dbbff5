"""Section 2.1, spiky cubes: diagonals, inscribed balls, and the ball in the middle of 2^D stacked unit cubes.

All lengths are in edges of the unit cube. They are measured on the coordinates of corners and centres; the article's
closed forms are only compared with them.
"""

import numpy as np
import pandas as pd

from articles.curse.compute.ball_volume import log10_share_of_cube
from articles.curse.compute.stacked_cubes import RADIUS, all_signs, ball_centres, check_dimensions
from recomputed import arrays
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

TOUCHING = 1e-12  # largest gap between two balls that counts as contact, relative to the distance of their centres


def tables(
    seed: int,
    *,
    dimensions: list[int],
    all_balls_up_to: int,
    sampled_balls: int,
    box_widths: list[int],
    corners_up_to: int,
    points: int,
    corner_range_percent: list[float],
) -> dict[str, pd.DataFrame]:
    """Compute the tables of the rule: inner balls, boxes, corners, spiky; see these functions."""
    return {
        "inner": inner_ball(seed, dimensions, all_balls_up_to, sampled_balls),
        "boxes": boxes(box_widths),
        "corners": corners(seed, corners_up_to, points),
        "spiky": spiky(corner_range_percent),
    }


def inner_ball(seed: int, dimensions: list[int], all_balls_up_to: int, sampled_balls: int) -> pd.DataFrame:
    """Measure, per dimension, the ball in the middle of 2^D stacked unit cubes and its relation to the inscribed balls.

    Up to `all_balls_up_to` dimensions all 2^D balls are measured, above it `sampled_balls` random ones.
    Columns: lengths `*_edge`; touched_faces_percent, the share of a cube's 2D faces that the ball of diameter 1 in it
    touches in their middle; `relation` of the ball of the printed diameter sqrt(D) - 1 to the inscribed balls
    (`touches`, `circumscribes`, `neither`); the share of the cube's volume that its inscribed ball fills;
    four_cubes_diameter_edge, the ball's diameter between only four cubes, laid 2 by 2. Article section 2.1.
    """
    check_dimensions(dimensions)
    return pd.DataFrame(
        [_inner_ball_row(d, ball_centres(seed, d, all_balls_up_to, sampled_balls)) for d in dimensions],
    )


def relation(radius: float, distances: np.ndarray) -> str:
    """Name the relation of a ball of `radius` to inscribed balls whose centres are at `distances` (n,) from its own.

    Raises BadInput without balls, and for numbers that are not finite.
    """
    distances = arrays.doubles(distances, "distances of the centres", ("n",), finite=True)
    radius = float(arrays.doubles(radius, "radius", (), finite=True))
    gaps, far_ends = distances - RADIUS - radius, distances + RADIUS
    if (far_ends <= radius * (1 + TOUCHING)).all():
        return "circumscribes"
    return "touches" if (np.abs(gaps) <= TOUCHING * distances).all() else "neither"


def boxes(widths: list[int]) -> pd.DataFrame:
    """Find the dimension in which the inner ball reaches the faces of a box `widths` edges wide, and the next one.

    In integers, so that rounding cannot decide the borderline: sqrt(D) - 1 > w exactly when D > (w + 1)^2.
    """
    reached = [(width + 1) ** 2 for width in widths]
    return pd.DataFrame(
        {
            "box_width_edge": widths,
            "reaches_the_faces_at_dimension": reached,
            "first_dimension_outside": [dimension + 1 for dimension in reached],
        }
    )


def corners(seed: int, up_to_dimension: int, points: int) -> pd.DataFrame:
    """Sample `points` in the cube and count, for the first 1, 2, ... coordinates, those inside the inscribed ball.

    For D = 1 the ball is the whole segment. Shares are in percent, with the closed form and a 95 % half width.
    """
    dimensions = np.arange(1, up_to_dimension + 1)
    hits = np.zeros(up_to_dimension, np.int64)
    for block, start in enumerate(range(0, points, 100_000)):
        rng = streams.rng(seed, "curse cube corners", block)
        x = rng.random((min(100_000, points - start), up_to_dimension)) - RADIUS
        hits += (np.cumsum(x * x, axis=1) <= RADIUS**2).sum(axis=0)
    return pd.DataFrame(
        {
            "dimension": dimensions,
            "points": points,
            "ball_share_percent": 100 * 10 ** log10_share_of_cube(dimensions),
            "sampled_share_percent": 100 * hits / points,
            "sampled_share_percent_halfwidth": 100 * share_halfwidth(hits, points),
        }
    )


def spiky(corner_range_percent: list[float]) -> pd.DataFrame:
    """Find the first dimension in which more than each of `corner_range_percent` lies outside the inscribed ball.

    Columns: corner_percent (the threshold, of the cube's volume), first_dimension, ball_share_percent there. Raises
    BadInput for a threshold outside 0 to 100 (100 not included).
    """
    if not all(0 <= percent < 100 for percent in corner_range_percent):
        raise arrays.bad("out of range", "curse.cubes.corner_range_percent", "0 to below 100", corner_range_percent)
    shares = 100 * 10 ** log10_share_of_cube(np.arange(1, 200))
    firsts = [int(np.argmax(shares < 100 - percent)) + 1 for percent in corner_range_percent]
    shown = [shares[first - 1] for first in firsts]
    columns = {"corner_percent": corner_range_percent, "first_dimension": firsts, "ball_share_percent": shown}
    return pd.DataFrame(columns)


def _inner_ball_row(dimension: int, centres: np.ndarray) -> dict:
    distances = np.linalg.norm(centres, axis=1)
    radius = distances.min() - RADIUS
    log10_share = float(log10_share_of_cube(dimension))
    return {
        "dimension": dimension,
        "balls_measured": len(centres),
        "diagonal_edge": 2 * distances.max(),  # the centres are corners of a cube of edge 1, opposite ones among them
        "touched_faces_percent": touched_faces_percent(dimension, RADIUS),
        "inner_diameter_edge": 2 * radius,
        "largest_gap_edge": distances.max() - RADIUS - radius,
        "relation": relation((np.sqrt(dimension) - 1) / 2, distances),  # of the printed ball, not of the measured one
        "circumscribing_diameter_edge": 2 * (distances.max() + RADIUS),
        "four_cubes_diameter_edge": _between_four(dimension),
        "ball_share_percent": 100 * 10**log10_share,
        "log10_ball_share": log10_share,
    }


def touched_faces_percent(dimension: int, radius: float) -> float:
    """Count the faces of a unit cube whose nearest point to the cube's middle is their own middle, at `radius`.

    A face is a box between its lowest and its highest corner; its nearest point is the cube's middle, clipped to it.
    """
    touched = 0
    for axis in range(dimension):
        for end in (-0.5, 0.5):
            low, high = np.full(dimension, -0.5), np.full(dimension, 0.5)
            low[axis] = high[axis] = end
            nearest = np.clip(0.0, low, high)
            at_radius = abs(np.linalg.norm(nearest) - radius) <= TOUCHING
            touched += at_radius and np.array_equal(nearest, (low + high) / 2)
    return 100 * touched / (2 * dimension)


def _between_four(dimension: int) -> float:
    """Measure the ball in the middle of four unit cubes, laid 2 by 2 along the first two axes; nan for D = 1."""
    if dimension == 1:
        return np.nan
    centres = np.zeros((4, dimension))
    centres[:, :2] = all_signs(2) / 2
    return 2 * (np.linalg.norm(centres - centres.mean(axis=0), axis=1).min() - RADIUS)
