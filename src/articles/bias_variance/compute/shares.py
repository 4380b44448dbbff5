"""Shares among the random models, with intervals that know that the models of one problem resemble each other."""

import numpy as np
import pandas as pd

from recomputed import arrays
from recomputed.stats.intervals import Z95, share_halfwidth


def check_models(table: pd.DataFrame) -> None:
    """Raise BadInput for anything but a table of models (see population) whose numbers are finite."""
    names = ("problem", "family", "size", "large_k")
    numbers = ("dial", "place", "excess", "bias2", "variance", "from_noise", "train_error", "test_error")
    arrays.check_table(table, "bias_variance: models", names, finite=numbers)


def diagnosis(found: pd.DataFrame, level: float) -> np.ndarray:
    """Name each model "high bias" or "high variance" (from `level` σ² on, and the larger of the two) or "neither".

    Raises BadInput for a table without bias2 and variance, both finite.
    """
    arrays.check_table(found, "models", finite=("bias2", "variance"), empty=True)
    bias2, variance = found.bias2.to_numpy(), found.variance.to_numpy()
    high = np.maximum(bias2, variance) >= level
    return np.select([high & (bias2 > variance), high], ["high bias", "high variance"], "neither")


def share(hits: pd.Series, counted, problem: pd.Series, name: str) -> dict[str, float]:
    """Give the share, in percent, of the `counted` models that are `hits`, with its 95 % half width.

    All three have one entry for each model. Columns: `name`_percent, `name`_halfwidth, `name`_models, `name`_problems.
    The interval is that of a ratio over problems (linearised); where no problem departs from the others, that of a
    share of problems. Without models it is 50 ± 50. Raises BadInput for lists of different lengths.
    """
    problem = arrays.unmasked(problem, "problems")
    hits = arrays.real(hits, "hits", problem.shape, empty=True).astype(bool)
    counted = arrays.real(counted, "counted", problem.shape, empty=True).astype(bool)
    each = pd.DataFrame({"hits": hits & counted, "models": counted}).groupby(problem).sum()
    each = each[each.models > 0]
    models, problems = int(each.models.sum()), len(each)
    if not models:
        return _named(name, 50.0, 50.0, 0, 0)
    portion = each.hits.sum() / models
    spread = ((each.hits - portion * each.models) ** 2).sum()
    half = Z95 * np.sqrt(spread * problems / max(problems - 1, 1)) / models
    if portion in (0.0, 1.0) or problems < 2:
        half = float(share_halfwidth(portion * problems, problems))
    return _named(name, 100 * portion, 100 * half, models, problems)


def _named(name: str, percent: float, half: float, models: int, problems: int) -> dict[str, float]:
    return {
        f"{name}_percent": percent,
        f"{name}_halfwidth": half,
        f"{name}_models": models,
        f"{name}_problems": problems,
    }
