"""Section 3, video game industry and GPU: motions, changes of colour space and panels of computer graphics."""

import numpy as np
import pandas as pd
from scipy.spatial.transform import Rotation

from articles.history.compute.colours import SPACES
from recomputed.stats import streams

MOTIONS = ("rotating", "moving", "moving the origin")
VERTICES = (1, 2, 3, 4)


def graphics(seed: int, trials: int) -> dict[str, pd.DataFrame]:
    """Test motions and changes of colour space for f(a u + b v) = a f(u) + b f(v), and count the vertices of a panel.

    Gives `motions`, `spaces` and `panels`, see the functions of these names.
    """
    rng = streams.rng(seed, "history graphics")
    return {"motions": motions(rng, trials), "spaces": spaces(rng, trials), "panels": panels(rng, trials)}


def motions(rng: np.random.Generator, trials: int) -> pd.DataFrame:
    """Test rotating, moving, and seeing points from a turned and moving origin, with random points and numbers.

    Columns: formula (of MOTIONS), form (printed: points are (x, y, z); homogeneous: (x, y, z, 1), as in graphics
    hardware), max_relative_error, trials.
    """
    worst = {}
    for _ in range(trials):
        turn, shift = Rotation.random(rng=rng).as_matrix(), rng.normal(size=3)
        u, v, (a, b) = rng.normal(size=3), rng.normal(size=3), rng.normal(size=2)
        origin = (turn.T, -turn.T @ shift)  # a point p is seen as turn.T (p - shift)
        for name, (matrix, offset) in zip(MOTIONS, ((turn, np.zeros(3)), (np.eye(3), shift), origin), strict=True):
            error = _error(lambda p, m=matrix, o=offset: m @ p + o, u, v, a, b)
            whole = np.vstack([np.column_stack([matrix, offset]), [0, 0, 0, 1]])
            homogeneous = _error(lambda p, w=whole: w @ p, np.r_[u, 1], np.r_[v, 1], a, b)
            for form, found in (("printed", error), ("homogeneous", homogeneous)):
                worst[name, form] = max(worst.get((name, form), 0.0), found)
    return pd.DataFrame(
        [
            {"formula": name, "form": form, "max_relative_error": error, "trials": trials}
            for (name, form), error in worst.items()
        ]
    )


def spaces(rng: np.random.Generator, trials: int) -> pd.DataFrame:
    """Test each change of colour space with random colours u, v and shares a, b of them, whose sum is at most 1.

    Columns: space, max_relative_error, trials.
    """
    worst = dict.fromkeys(SPACES, 0.0)
    for _ in range(trials):
        u, v, (a, b, _) = rng.uniform(size=3), rng.uniform(size=3), rng.dirichlet(np.ones(3))
        for name, change in SPACES.items():
            worst[name] = max(worst[name], _error(change, u, v, a, b))
    return pd.DataFrame({"space": [*worst], "max_relative_error": [*worst.values()], "trials": trials})


def panels(rng: np.random.Generator, trials: int) -> pd.DataFrame:
    """Give the dimension of what random points in space span, for each number of VERTICES; a panel is a plane, so 2.

    Columns: vertices, least_dimension, most_dimension (over `trials` draws), least_needed: the fewest vertices with
    which the dimension always is 2 or more, the same in each row.
    """
    table = []
    for vertices in VERTICES:
        points = rng.normal(size=(trials, vertices, 3))
        dimension = np.linalg.matrix_rank(points[:, 1:] - points[:, :1]) if vertices > 1 else np.zeros(trials, int)
        table.append({"vertices": vertices, "least_dimension": dimension.min(), "most_dimension": dimension.max()})
    needed = min(row["vertices"] for row in table if row["least_dimension"] >= 2)
    return pd.DataFrame(table).assign(least_needed=needed)


def _error(f, u: np.ndarray, v: np.ndarray, a: float, b: float) -> float:
    expected = a * f(u) + b * f(v)
    return float(np.linalg.norm(f(a * u + b * v) - expected) / np.linalg.norm(expected))
