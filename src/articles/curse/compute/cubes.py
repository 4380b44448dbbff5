"""Section 2.1, spiky cubes: diagonals, inscribed balls, and the ball in the middle of 2^D stacked unit cubes.

All lengths in edges of the unit cube. Lengths are measured on coordinates of corners and centres; the closed forms of
the article are only compared with them.
"""

from itertools import product

import numpy as np
import pandas as pd
from scipy.spatial.distance import pdist

from articles.curse.balls import log10_share_of_cube
from recomputed.errors import BadInput
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

RADIUS = 0.5  # of the ball inscribed in a unit cube
TOUCHING = 1e-12  # gap between two balls, relative to their distance, that counts as none


def tables(
    seed: int,
    *,
    dimensions: list[int],
    all_balls_up_to: int,
    sampled_balls: int,
    box_widths: list[int],
    corners_up_to: int,
    points: int,
    formulas_up_to: int,
    trials: int,
) -> dict[str, pd.DataFrame]:
    """Compute the tables of this topic: inner balls, boxes, corners, formulas; see the functions of these names."""
    return {
        "inner": inner_ball(seed, dimensions, all_balls_up_to, sampled_balls),
        "boxes": boxes(box_widths),
        "corners": corners(seed, corners_up_to, points),
        "formulas": formulas(seed, formulas_up_to, trials),
    }


def inner_ball(seed: int, dimensions: list[int], all_balls_up_to: int, sampled_balls: int) -> pd.DataFrame:
    """Measure, per dimension, the ball in the middle of 2^D stacked unit cubes and how it lies to their own balls.

    Up to `all_balls_up_to` dimensions every one of the 2^D balls is measured, above it `sampled_balls` random ones.
    Columns: lengths `*_edge`, `relation` of the ball of the printed diameter sqrt(D) - 1 to the unit balls (`touches`,
    `circumscribes`, `neither`), and the share of the cube's volume that its inscribed ball fills;
    four_cubes_diameter_edge is the ball's diameter between four cubes in all, laid 2 by 2. Article section 2.1.
    """
    _check(dimensions)
    return pd.DataFrame(
        [_inner_ball_row(d, _centres(seed, d, all_balls_up_to, sampled_balls)) for d in dimensions],
    )


def relation(radius: float, distances: np.ndarray) -> str:
    """Tell how a ball of `radius` lies to unit-cube balls whose centres are `distances` (n,) away from its own."""
    gaps, rims = distances - RADIUS - radius, distances + RADIUS
    if (rims <= radius * (1 + TOUCHING)).all():
        return "circumscribes"
    return "touches" if (np.abs(gaps) <= TOUCHING * distances).all() else "neither"


def boxes(widths: list[int]) -> pd.DataFrame:
    """Find the dimension at which the inner ball reaches, and the first at which it leaves, a box `widths` edges wide.

    In integers: sqrt(D) - 1 > w exactly when D > (w + 1)^2, so the borderline is not left to rounding.
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

    The D = 1 "ball" is the whole segment. Shares in percent, with the closed form and a 95 % half width.
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


def formulas(seed: int, up_to_dimension: int, trials: int) -> pd.DataFrame:
    """Check diagonals and inner diameters as printed on stacked cubes of random edge, place and orientation.

    Diagonals are the largest distance between two of all corners; the inner diameter is twice the distance from the
    middle to the nearest ball. Columns: formula, dimension, form, change, max_relative_error, trials.
    """
    _check([up_to_dimension])
    printed = {"diagonal": np.sqrt, "inner diameter": lambda d: np.sqrt(d) - 1}
    rows = []
    for d in range(2, up_to_dimension + 1):
        rng = streams.rng(seed, "curse cube formulas", d)
        stacks = [_random_stack(rng, d) for _ in range(trials)]
        for name, form in printed.items():
            errors = [abs(form(d) * stack["edge"] / stack[name] - 1) for stack in stacks]
            rows.append((name, d, "printed", "", max(errors), trials))
    return pd.DataFrame(rows, columns=["formula", "dimension", "form", "change", "max_relative_error", "trials"])


def _random_stack(rng, dimension: int) -> dict[str, float]:
    signs = _all_signs(dimension)
    edge, shift, mirror = rng.uniform(0.1, 10), rng.normal(size=dimension), rng.normal(size=dimension)

    def place(points):
        reflected = points - 2 * np.outer(points @ mirror, mirror) / (mirror @ mirror)
        return edge * reflected + shift

    corners_of_one, centres = place((signs + 1) / 2), place(signs / 2)
    distances = np.linalg.norm(centres - centres.mean(axis=0), axis=1)
    return {
        "edge": edge,
        "diagonal": pdist(corners_of_one).max(),
        "inner diameter": 2 * (distances.min() - edge * RADIUS),
    }


def _inner_ball_row(dimension: int, centres: np.ndarray) -> dict:
    distances = np.linalg.norm(centres, axis=1)
    radius = distances.min() - RADIUS
    log10_share = float(log10_share_of_cube(dimension))
    return {
        "dimension": dimension,
        "balls_measured": len(centres),
        "diagonal_edge": np.linalg.norm(np.ones(dimension)),
        "inner_diameter_edge": 2 * radius,
        "largest_gap_edge": distances.max() - RADIUS - radius,
        "relation": relation((np.sqrt(dimension) - 1) / 2, distances),  # of the printed ball, not of the measured one
        "circumscribing_diameter_edge": 2 * (distances.max() + RADIUS),
        "four_cubes_diameter_edge": _between_four(dimension),
        "ball_share_percent": 100 * 10**log10_share,
        "log10_ball_share": log10_share,
    }


def _between_four(dimension: int) -> float:
    """Measure the ball in the middle of four unit cubes laid 2 by 2 along the first two axes; nan for D = 1."""
    if dimension == 1:
        return np.nan
    centres = np.zeros((4, dimension))
    centres[:, :2] = _all_signs(2) / 2
    return 2 * (np.linalg.norm(centres - centres.mean(axis=0), axis=1).min() - RADIUS)


def _centres(seed: int, dimension: int, all_balls_up_to: int, sampled_balls: int) -> np.ndarray:
    """Give centres (n, D) of the unit balls around the middle of the stack, which is the origin."""
    if dimension <= all_balls_up_to:
        return _all_signs(dimension) / 2
    rng = streams.rng(seed, "curse cube balls", dimension)
    return rng.integers(0, 2, (sampled_balls, dimension)) - 0.5


def _all_signs(dimension: int) -> np.ndarray:
    return np.array(list(product((-1.0, 1.0), repeat=dimension)))


def _check(dimensions: list[int]) -> None:
    if not dimensions or min(dimensions) < 1:
        raise BadInput(
            "no such dimension",
            where="curse.cubes",
            expected="dimensions of 1 or more",
            found=dimensions,
            do="mend config.yaml",
        )
