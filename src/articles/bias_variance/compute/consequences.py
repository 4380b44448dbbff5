"""What the article says follows from a high bias, a high variance, or a balance of both: for which share of the models.

The sentences are plain "when …, then …": they say what a model tends to do. So the shares have an interval, and are
judged by whether they are more than half, as those in `tendencies`.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from articles.bias_variance.compute.shares import check_models, diagnosis, share

FACTORS = (1.25, 1.5, 2.0, 3.0)  # bias² and variance are balanced if neither is more than so many times the other
LOPSIDED = ((0.5, 5.0), (1.0, 10.0), (2.0, 20.0))  # one is very high, the other low, from so many σ², and times on
GROUPS = {"high bias, low variance": ("bias2", "variance"), "high variance, low bias": ("variance", "bias2")}


def consequences(found: pd.DataFrame, levels: tuple[float, ...]) -> Iterator[dict]:
    """Count the models of each diagnosis that are as they should be: columns level, diagnosis, property, share obey.

    levels: see tendencies; obey as in shares.share. The last diagnosis is a large K of nearest neighbours. Raises
    BadInput for a table that tendencies would not take.
    """
    check_models(found)
    place, best, large = found.place, _place_of_best(found), found.large_k == "yes"
    said = {
        ("high bias", "underfits: training error above the noise"): found.train_error > 1,
        ("high bias", "simpler than the best model"): place < best,
        ("high variance", "overfits: training error below the noise"): found.train_error < 1,
        ("high variance", "more complex than the best model"): place > best,
        ("high variance", "most of the variance comes from noise"): 2 * found.from_noise > found.variance,
    }
    for level in levels:
        kind = diagnosis(found, level)
        for (name, words), obeys in said.items():
            row = {"level": level, "diagnosis": name, "property": words}
            yield row | share(obeys, kind == name, found.problem, "obey")
        for words, obeys in (
            ("bias is high", kind == "high bias"),
            ("misses what the data show", found.train_error > 1),
        ):
            yield {"level": level, "diagnosis": "large K", "property": words} | share(
                obeys, large, found.problem, "obey"
            )


def balance(found: pd.DataFrame, within: tuple[float, ...]) -> Iterator[dict]:
    """Count the balanced models that do well, and the lopsided ones that do badly.

    within: percent above the least test error of the problem, up to which a model does well. Columns: group, factor (of
    FACTORS or LOPSIDED), within_percent, and the share obey as in shares.share. Raises BadInput as `consequences` does.
    """
    check_models(found)
    for percent in within:
        well = found.excess <= percent
        for factor in FACTORS:
            near = np.maximum(found.bias2, found.variance) <= factor * np.minimum(found.bias2, found.variance)
            row = {"group": "balanced", "factor": factor, "within_percent": percent}
            yield row | share(well, near, found.problem, "obey")
        for least, factor in LOPSIDED:
            for group, (high, low) in GROUPS.items():
                lopsided = (found[high] >= least) & (found[high] >= factor * found[low])
                row = {"group": group, "factor": factor, "within_percent": percent}
                yield row | share(~well, lopsided, found.problem, "obey")


def _place_of_best(found: pd.DataFrame) -> pd.Series:
    """Give for each model the place of the model with the least test error of its problem."""
    best = found.loc[found.groupby("problem").test_error.idxmin()].set_index("problem").place
    return found.problem.map(best)
