"""Section 3, video game industry and GPU: which motions of computer graphics are linear transformations?"""

import numpy as np
import pandas as pd
from scipy.spatial.transform import Rotation

from recomputed.stats import streams


def graphics(seed: int, trials: int) -> pd.DataFrame:
    """Test f(a u + b v) = a f(u) + b f(v) for rotating and for moving, with random points u, v and numbers a, b.

    Columns: formula (rotating, moving), form (printed: points are (x, y, z); homogeneous: (x, y, z, 1), as in graphics
    hardware), change (the form in words), max_relative_error, trials.
    """
    rng = streams.rng(seed, "history graphics")
    worst = {}
    for _ in range(trials):
        turn, shift = Rotation.random(rng=rng).as_matrix(), rng.normal(size=3)
        u, v, (a, b) = rng.normal(size=3), rng.normal(size=3), rng.normal(size=2)
        for name, matrix, offset in (("rotating", turn, np.zeros(3)), ("moving", np.eye(3), shift)):
            error = _error(lambda p, m=matrix, o=offset: m @ p + o, u, v, a, b)
            whole = np.vstack([np.column_stack([matrix, offset]), [0, 0, 0, 1]])
            homogeneous = _error(lambda p, w=whole: w @ p, np.r_[u, 1], np.r_[v, 1], a, b)
            for form, found in (("printed", error), ("homogeneous", homogeneous)):
                worst[name, form] = max(worst.get((name, form), 0.0), found)
    changes = {"printed": "", "homogeneous": "in homogeneous coordinates"}
    return pd.DataFrame(
        [
            {"formula": name, "form": form, "change": changes[form], "max_relative_error": error, "trials": trials}
            for (name, form), error in worst.items()
        ]
    )


def _error(f, u: np.ndarray, v: np.ndarray, a: float, b: float) -> float:
    expected = a * f(u) + b * f(v)
    return float(np.linalg.norm(f(a * u + b * v) - expected) / np.linalg.norm(expected))
