"""Section on the trade-off: fits to many training sets for every degree and penalty, for the figure with a slider."""

import numpy as np
import pandas as pd

from articles.bias_variance.compute import synthetic
from articles.bias_variance.compute.polynomial_ridge import polynomial_ridge
from articles.bias_variance.compute.tradeoff import one_predictor
from recomputed.stats import streams


def tables(seed: int, drawn_sets: int, drawn_points: int, **settings) -> dict[str, pd.DataFrame]:
    """Make `table`, see tradeoff.one_predictor with `settings`, and `fits` of the same models, see `fits`."""
    return {"table": one_predictor(seed, **settings), "fits": fits(seed, drawn_sets, drawn_points, **settings)}


def fits(
    seed: int,
    sets: int,
    points: int,
    *,
    samples: int,
    noise_sd: float,
    max_degree: int,
    penalties: list[float],
    **_,
) -> pd.DataFrame:
    """Fit every model of one_predictor to `sets` training sets: sweep (degree or penalty), value, training_set, x,
    truth, prediction, at `points` even places."""
    x, grid = np.linspace(-1, 1, samples), np.linspace(-1, 1, points)
    noise = streams.rng(seed, "bias_variance drawn fits").normal(size=(sets, samples))
    targets, degrees = synthetic.curve(x) + noise_sd * noise, list(range(1, max_degree + 1))
    by_degree = polynomial_ridge(x, targets, grid, degrees, [0.0])[:, 0]
    by_penalty = polynomial_ridge(x, targets, grid, [max_degree], penalties)[0]
    models = [*(("degree", d) for d in degrees), *(("penalty", p) for p in penalties)]
    parts = []
    for (sweep, value), predicted in zip(models, [*by_degree, *by_penalty], strict=True):
        table = pd.DataFrame(
            {"sweep": sweep, "value": float(value), "training_set": np.repeat(np.arange(sets), points)}
        )
        parts.append(table.assign(x=np.tile(grid, sets), prediction=predicted.ravel()))
    whole = pd.concat(parts, ignore_index=True)
    return whole.assign(truth=synthetic.curve(whole["x"].to_numpy()))
