"""Section on the trade-off: bias², variance and error on fixed inputs, against four kinds of model complexity."""

from itertools import chain

import numpy as np
import pandas as pd

from articles.bias_variance.compute import decomposition, sweeps, synthetic
from recomputed import arrays
from recomputed.stats import streams
from recomputed.stats.intervals import ratio


def one_predictor(
    seed: int,
    samples: int,
    test_points: int,
    noise_sd: float,
    max_degree: int,
    penalties: list[float],
    training_sets: int,
    groups: int,
) -> pd.DataFrame:
    """Vary polynomial degree, ridge penalty and K; the inputs stay fixed, each training set has new noise.

    Columns: sweep (degree; penalty, on powers up to `max_degree`; neighbours), value; in units of the target squared
    bias2, variance, noise, test_error, train_error, each exact and as `simulated_…` with half width; `…_low` and
    `…_high`, the 10 % and 90 % quantiles of training and test error over training sets.
    """
    x, queries = np.linspace(-1, 1, samples), (np.arange(test_points) + 0.5) * 2 / test_points - 1
    rng = streams.rng(seed, "bias_variance one predictor, noise")
    noise = _Noise(rng, samples, test_points, noise_sd, training_sets)
    truths = synthetic.curve(x), synthetic.curve(queries)
    targets = truths[0] + noise.train
    cases = chain(
        sweeps.degrees(x, queries, max_degree, targets),
        sweeps.penalties(x, queries, max_degree, penalties, targets),
        sweeps.neighbours(x, queries, targets),
    )
    return pd.DataFrame(_row(*case, *truths, noise, groups) for case in cases)


def ten_predictors(
    seed: int,
    samples: int,
    test_points: int,
    noise_sd: float,
    degree: int,
    weight_ratio: float,
    training_sets: int,
    groups: int,
) -> pd.DataFrame:
    """Vary the number of predictors, the most useful ones first; columns as in `one_predictor`.

    weight_ratio: weight of each predictor over that of the one before; degree: of the polynomial in each predictor.
    """
    x = streams.rng(seed, "bias_variance ten predictors").uniform(-1, 1, (samples, synthetic.PREDICTORS))
    queries = synthetic.sobol_points(streams.rng(seed, "bias_variance ten predictors, unseen"), test_points)
    rng = streams.rng(seed, "bias_variance ten predictors, noise")
    noise = _Noise(rng, samples, test_points, noise_sd, training_sets)
    truths = [synthetic.additive(t, synthetic.decaying_weights(weight_ratio)) for t in (x, queries)]
    cases = sweeps.features(x, queries, degree, truths[0] + noise.train)
    return pd.DataFrame(_row(*case, *truths, noise, groups) for case in cases)


def optimum(one: pd.DataFrame, ten: pd.DataFrame) -> pd.DataFrame:
    """Find the value with the least exact test error in each sweep, and by how much both ends of the sweep exceed it.

    Columns: sweep, best_value, best_test_error, extremes_above_best_percent (of the lower of the two ends), and the
    same at these two values as simulated, with half width.
    """
    numbers = ("value", "test_error", "simulated_test_error", "simulated_test_error_halfwidth")
    for name, table in {"one": one, "ten": ten}.items():
        arrays.check_table(table, f"bias_variance.optimum: {name}", ("sweep",), finite=numbers)
    rows = []
    for kind, sweep in pd.concat([one, ten]).groupby("sweep", sort=False):
        error, simulated = sweep.test_error.to_numpy(), sweep.simulated_test_error.to_numpy()
        best, end = error.argmin(), -1 if error[-1] < error[0] else 0
        half = sweep.simulated_test_error_halfwidth.to_numpy()
        times, halfwidth = ratio(simulated[end], half[end], simulated[best], half[best])
        rows.append(
            {"sweep": kind, "best_value": sweep.value.iloc[best], "best_test_error": error[best]}
            | {"extremes_above_best_percent": 100 * (error[end] / error[best] - 1)}
            | {"simulated_extremes_above_best_percent": 100 * (times - 1)}
            | {"simulated_halfwidth": 100 * halfwidth}
        )
    return pd.DataFrame(rows)


class _Noise:
    """The noise of every training set and of its test targets, the same for all models."""

    def __init__(self, rng: np.random.Generator, samples: int, test_points: int, sd: float, sets: int):
        self.sd = sd
        self.train, self.test = sd * rng.normal(size=(sets, samples)), sd * rng.normal(size=(sets, test_points))


def _row(kind, value, weights, hat, predictions, truth, at_queries, noise, groups) -> dict:
    targets, new = truth + noise.train, at_queries + noise.test
    predictions, fitted = predictions[:, : len(at_queries)], predictions[:, len(at_queries) :]
    found = decomposition.simulated(predictions, new, targets - fitted, at_queries, groups)
    single = {"train_error": (targets - fitted) ** 2, "test_error": (new - predictions) ** 2}
    spread = {
        f"{name}_{end}": np.quantile(squares.mean(axis=1), level)
        for name, squares in single.items()
        for end, level in (("low", 0.1), ("high", 0.9))
    }
    parts = decomposition.exact(weights, hat, truth, at_queries, noise.sd)
    return {"sweep": kind, "value": value} | parts | {f"simulated_{k}": v for k, v in found.items()} | spread
