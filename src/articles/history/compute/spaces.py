"""Section 3, video game industry and GPU: a car as a camera sees it, and colours in another colour space."""

from itertools import product

import numpy as np
import pandas as pd

from articles.history.compute.colours import TO_YPBPR

# A house of two units in front of the camera: walls and roof. Lengths in units of the house's width.
CORNERS = np.array([*product((-0.5, 0.5), (0.0, 0.7), (-0.6, 0.6)), (0.0, 1.2, -0.6), (0.0, 1.2, 0.6)])
EDGES = (
    (0, 1), (1, 3), (3, 2), (2, 0), (4, 5), (5, 7), (7, 6), (6, 4), (0, 4), (1, 5),
    (2, 8), (6, 8), (3, 9), (7, 9), (8, 9),
)  # fmt: skip
CAMERA, TURN_DEG = np.array([1.1, 0.9, -2.6]), 24.0  # where the camera is, and how far it is turned about the vertical


def spaces() -> dict[str, pd.DataFrame]:
    """See a house from a moving origin and project it; take the corners of the colour cube to luma and differences.

    `house`: edge, end (1, 2), x, y, z (from the camera, which looks along z), screen_x, screen_y (x and y over z).
    `colours`: red, green, blue (0 or 1), luma, blue_difference, red_difference. `linear`: step, largest error of
    f(a + b) = f(a) + f(b) over all pairs of corners.
    """
    seen = (CORNERS - CAMERA) @ _turn(TURN_DEG).T
    screen = seen[:, :2] / seen[:, 2:]
    rows = [
        {"edge": n, "end": end, "x": seen[at, 0], "y": seen[at, 1], "z": seen[at, 2]}
        | {"screen_x": screen[at, 0], "screen_y": screen[at, 1]}
        for n, edge in enumerate(EDGES)
        for end, at in enumerate(edge, 1)
    ]
    corners = np.array(list(product((0.0, 1.0), repeat=3)))
    names = ["red", "green", "blue", "luma", "blue_difference", "red_difference"]
    colours = pd.DataFrame(np.hstack([corners, corners @ TO_YPBPR.T]), columns=names)
    steps = {
        "turning": (lambda p: p @ _turn(TURN_DEG).T, CORNERS),
        "moving origin": (lambda p: p - CAMERA, CORNERS),
        "projection": (lambda p: p[:, :2] / p[:, 2:], seen),
        "colour space": (lambda p: p @ TO_YPBPR.T, corners),
    }
    linear = pd.DataFrame([{"step": name, "largest_error": _additivity(f, at)} for name, (f, at) in steps.items()])
    return {"house": pd.DataFrame(rows), "colours": colours, "linear": linear}


def _turn(degrees: float) -> np.ndarray:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]])


def _additivity(f, points: np.ndarray) -> float:
    one, other = np.repeat(points, len(points), axis=0), np.tile(points, (len(points), 1))
    return float(np.abs(f(one + other) - f(one) - f(other)).max())
