"""Section 2.1: coordinates of 2^D stacked cubes, of their corners and of the centres of their inscribed balls."""

from itertools import product

import numpy as np
from scipy.spatial.distance import pdist

from recomputed.errors import BadInput
from recomputed.stats import streams

RADIUS = 0.5  # of the ball inscribed in a unit cube


def ball_centres(seed: int, dimension: int, all_balls_up_to: int, sampled_balls: int) -> np.ndarray:
    """Give the centres (n, D) of the inscribed balls; the middle of the stack is the origin."""
    if dimension <= all_balls_up_to:
        return all_signs(dimension) / 2
    rng = streams.rng(seed, "curse cube balls", dimension)
    return rng.integers(0, 2, (sampled_balls, dimension)) - 0.5


def all_signs(dimension: int) -> np.ndarray:
    """Give all 2^D rows of -1 and 1, (2^D, D)."""
    return np.array(list(product((-1.0, 1.0), repeat=dimension)))


def check_dimensions(dimensions: list[int]) -> None:
    """Raise BadInput unless there are dimensions, all of 1 or more."""
    if not dimensions or min(dimensions) < 1:
        raise BadInput(
            "no such dimension",
            where="curse.cubes",
            expected="dimensions of 1 or more",
            found=dimensions,
            do="change the block in config.yaml",
        )


def random_stack(rng: np.random.Generator, dimension: int) -> dict[str, float]:
    """Measure 2^D stacked cubes of random edge, place and orientation: edge, diagonal of a cube, inner diameter."""
    signs = all_signs(dimension)
    edge, shift, mirror = rng.uniform(0.1, 10), rng.normal(size=dimension), rng.normal(size=dimension)

    def place(points):
        reflected = points - 2 * np.outer(points @ mirror, mirror) / (mirror @ mirror)
        return edge * reflected + shift

    corners, centres = place((signs + 1) / 2), place(signs / 2)
    distances = np.linalg.norm(centres - centres.mean(axis=0), axis=1)
    return {
        "edge": edge,
        "diagonal": pdist(corners).max(),
        "inner diameter": 2 * (distances.min() - edge * RADIUS),
    }
