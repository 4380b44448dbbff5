"""Comparisons of trained nets, paired by seed: scores, intervals of differences, correction for many comparisons."""

import numpy as np
import pandas as pd
from scipy.special import stdtr, stdtrit

from articles.lstm_backward import nets
from recomputed import arrays
from recomputed.errors import BadInput

LAST = 3  # a net's score is the geometric mean of this many evaluations at the end of training: a single one is noisy


def scores(curves: pd.DataFrame) -> pd.DataFrame:
    """Give task, cell, steps, seed, and score: log10 of the relative loss, mean of the last LAST evaluations."""
    arrays.check_table(curves, "curves of training", ("task", "cell", "steps", "seed", "update", "relative_loss"))
    last = sorted(curves["update"].unique())[-LAST:]
    chosen = curves[curves["update"].isin(last)].assign(score=lambda t: np.log10(t["relative_loss"]))
    return chosen.groupby(["task", "cell", "steps", "seed"], as_index=False, sort=False)["score"].mean()


def holm(p: np.ndarray) -> np.ndarray:
    """Correct p-values (n,) for n comparisons (Holm 1979): the k-th smallest times n + 1 - k, made nondecreasing.

    Raises BadInput for numbers outside 0 to 1.
    """
    p = arrays.doubles(p, "p-values", ("n",), finite=True, empty=True)
    if not ((p >= 0) & (p <= 1)).all():
        raise arrays.bad("not a probability", "p-values", "numbers from 0 to 1", f"{p.min():g} to {p.max():g}")
    order = np.argsort(p, kind="stable")
    corrected = np.empty(len(p))
    corrected[order] = np.minimum(1, np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)))
    return corrected


def paired(differences: np.ndarray) -> tuple[float, float, float]:
    """Give mean, 95 % half width and two-sided p-value (Student) of differences (n,), n >= 2.

    Raises BadInput for fewer, and for numbers that are not finite or too large to square.
    """
    differences = arrays.doubles(differences, "differences", ("n",), finite=True)
    n, mean = arrays.count(len(differences), "number of differences", 2), float(np.mean(differences))
    with np.errstate(over="ignore"):
        error = float(np.std(differences, ddof=1) / np.sqrt(n))
    arrays.real(error, "standard error of the differences", finite=True)
    if np.ptp(differences) == 0:  # the standard deviation of equal numbers may be a rounding error above 0
        return mean, 0.0, float(mean == 0)
    return mean, float(stdtrit(n - 1, 0.975)) * error, float(2 * stdtr(n - 1, -abs(mean) / error))


def lags_contrast(rnn: pd.DataFrame, vanilla: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Compare simple RNN and LSTM on the adding task over its number of steps; curves of training.lags.

    `scores`: cell, steps, nets, decades (score, mean over seeds), low, high (smallest and largest of the seeds).
    `contrast`: steps, nets, lead_decades (score of the simple RNN less the LSTM's, paired by seed) with half width.
    Raises BadInput if their steps or seeds differ or there are fewer than two seeds.
    """
    found = {
        name: scores(table).pivot(index="seed", columns="steps", values="score")
        for name, table in ((nets.SIMPLE, rnn), (nets.VANILLA, vanilla))
    }
    one, other = found.values()
    if len(one) < 2 or not (one.index.equals(other.index) and one.columns.equals(other.columns)):
        sizes = f"{one.shape} and {other.shape}"
        expected = "the same two or more seeds, and the same steps, for both cells"
        raise BadInput("not comparable", where="lstm_backward.lags", expected=expected, found=sizes, do="train both")
    rows = [
        {"cell": cell, "steps": steps, "nets": len(of_seed), "decades": of_seed.mean()}
        | {"low": of_seed.min(), "high": of_seed.max()}
        for cell, table in found.items()
        for steps, of_seed in table.items()
    ]
    leads = []
    for steps, of_seed in (one - other).items():
        mean, halfwidth, _ = paired(of_seed.to_numpy())
        leads.append({"steps": steps, "nets": len(of_seed), "lead_decades": mean, "lead_decades_halfwidth": halfwidth})
    return {"scores": pd.DataFrame(rows), "contrast": pd.DataFrame(leads)}
