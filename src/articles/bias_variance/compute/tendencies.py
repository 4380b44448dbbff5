"""What holds for most of the random models: symptoms, trade-off, evaluation; what follows is in `consequences`.

σ² is the variance of the noise, the least possible test error; all errors are in units of it. Bias or variance is high
from `level` σ² on, if it is also the larger of the two. The article gives none of the limits below; each statement is
judged at all of them, and they were set before the models were computed. Every function raises BadInput for a table
that is not one of models.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from articles.bias_variance.compute.consequences import balance, consequences
from articles.bias_variance.compute.remedies_tried import remedies_tried
from articles.bias_variance.compute.shares import check_models, diagnosis, share

LEVELS = (0.25, 0.5, 1.0, 2.0)
LIMITS = ((1.25, 1.5), (1.5, 2.0), (2.0, 3.0))  # test over training error: similar up to, very high from
WITHIN = (5, 10, 20, 50)  # percent above the least test error of the problem: does well up to, has a high error beyond
RANKS = (0.0, 0.5, 0.8)  # rank correlation of bias² and variance: a trade-off below minus this


def tendencies(population: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Judge the table `population`, one table for each kind of statement; see the functions below for their columns."""
    check_models(population)
    found = population[population["size"] == "as found"].reset_index(drop=True)
    return {
        "symptoms": pd.DataFrame(symptoms(found)),
        "consequences": pd.DataFrame(consequences(found, LEVELS)),
        "balance": pd.DataFrame(balance(found, WITHIN)),
        "tradeoff": pd.DataFrame(tradeoff(found)),
        "untested": pd.DataFrame(untested(found)),
        "memorised": pd.DataFrame(memorised(found)),
        "two_or_ten": pd.DataFrame(two_or_ten(found)),
        "remedies": pd.DataFrame(remedies_tried(population, LEVELS)),
    }


def symptoms(found: pd.DataFrame) -> Iterator[dict]:
    """Count the symptoms of each diagnosis: which share of its models shows one, and which share of those that show it.

    Columns: level, similar, very_high, diagnosis, symptom, and both shares as in `share`, named shown and meant.
    """
    check_models(found)
    over = found.test_error / found.train_error.clip(lower=1e-12)
    for level in LEVELS:
        kind = diagnosis(found, level)
        for similar, very_high in LIMITS:
            shows = {
                "high training error": found.train_error > 1,
                "similar test error": over <= similar,
                "low training error": found.train_error < 1,
                "very high test error": over >= very_high,
            }
            names = list(shows)
            shows |= {f"{one}, {other}": shows[one] & shows[other] for one, other in (names[:2], names[2:])}
            for name in ("high bias", "high variance"):
                for symptom, shown in shows.items():
                    place = {"level": level, "similar": similar, "very_high": very_high}
                    place |= {"diagnosis": name, "symptom": symptom}
                    yield (
                        place
                        | share(shown, kind == name, found.problem, "shown")
                        | share(kind == name, shown, found.problem, "meant")
                    )


def tradeoff(found: pd.DataFrame) -> Iterator[dict]:
    """Count the problems in which variance rises while bias² falls: the rank correlation is below minus a number.

    Columns: family (of population.FAMILIES, or any), falls_beyond (that number), shares as in `share`.
    """
    check_models(found)
    ranked = {
        problem: np.corrcoef(own.bias2.rank(), own.variance.rank())[0, 1] for problem, own in found.groupby("problem")
    }
    one = found.drop_duplicates("problem")
    correlation = one.problem.map(ranked)
    for limit in RANKS:
        for family in ("any", *one.family.unique()):
            own = (one.family == family) | (family == "any")
            yield {"family": family, "falls_beyond": limit} | share(correlation < -limit, own, one.problem, "falling")


def untested(found: pd.DataFrame) -> Iterator[dict]:
    """Choose the model with the least training error of each problem: in how many does it do badly on new data?

    Columns: within_percent, shares as in `share`.
    """
    check_models(found)
    chosen = found.loc[found.groupby("problem").train_error.idxmin()]
    everyone = np.ones(len(chosen), bool)
    for within in WITHIN:
        yield {"within_percent": within} | share(chosen.excess > within, everyone, chosen.problem, "bad")


def memorised(found: pd.DataFrame) -> Iterator[dict]:
    """Count models with nearly no training error that do badly; columns train_error_below, within_percent, models."""
    check_models(found)
    for below in (0.1, 0.01, 0.001):
        for within in WITHIN:
            models = int(((found.train_error < below) & (found.excess > within)).sum())
            yield {"train_error_below": below, "within_percent": within, "models": models}


def two_or_ten(found: pd.DataFrame) -> Iterator[dict]:
    """Compare models on all ten predictors with those on two: columns relevant (any, two), shares as in `share`."""
    check_models(found)
    own = found[found.family.str.startswith("predictors")].set_index("problem")
    two, ten = own[own.dial == 2], own[own.dial == 10]
    for relevant, counted in (("any", two.relevant > 0), ("two", two.relevant == 2)):
        row = {"relevant": relevant}
        for name in ("variance", "test_error"):
            row |= share(ten[name] > two[name], counted, two.index.to_series(), f"{name}_higher")
        yield row
