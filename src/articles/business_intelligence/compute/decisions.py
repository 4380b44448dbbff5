"""Sections 1 and 6: what information is worth where many decisions are made.

A decision is to act or not. If the state is good, to act gains 1, else it costs 1, and not to act is worth 0; 1 is the
amount at stake. A report shows the true state with probability `accuracy`.
"""

import numpy as np
import pandas as pd

from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

WORKDAYS = 250


def value(prior: float, believed: float, accuracy: float) -> float:
    """Give the mean gain of one decision if the state is good with probability `prior`.

    After each report one acts if the gain expected from it is above 0, by Bayes' rule, for a report `believed` to be
    right with that probability. A report believed to be right half of the time is ignored.
    """
    total = 0.0
    for shown in (True, False):
        good, bad = (prior, 1 - prior)
        likely = (believed, 1 - believed) if shown else (1 - believed, believed)
        real = (accuracy, 1 - accuracy) if shown else (1 - accuracy, accuracy)
        if good * likely[0] > bad * likely[1]:
            total += good * real[0] - bad * real[1]
    return total


def mass(seed: int, accuracies: list[float], per_day: list[int], days: int) -> pd.DataFrame:
    """Simulate days of many decisions, each with a prior of its own (uniform): how often do reports raise a day's gain?

    The same decisions are made with and without the report. Columns: accuracy, per_day, better_percent, halfwidth,
    days.
    """
    found = []
    for i, accuracy in enumerate(accuracies):
        for number in per_day:
            rng = streams.rng(seed, "business_intelligence days", i, number)
            priors = rng.random((days, number))
            good = rng.random((days, number)) < priors
            shown = good == (rng.random((days, number)) < accuracy)
            odds = np.where(shown, accuracy, 1 - accuracy)
            acts = priors * odds > (1 - priors) * (1 - odds)
            gain = ((2 * good - 1.0) * (1.0 * acts - (priors > 0.5))).sum(axis=1)
            better = int((gain > 0).sum())
            row = {"accuracy": accuracy, "per_day": number, "better_percent": 100 * better / days}
            found.append(row | {"halfwidth": 100 * float(share_halfwidth(better, days)), "days": days})
    return pd.DataFrame(found)


def net_value(
    accuracies: list[float], priors: list[float], per_day: list[int], yearly_costs: list[float]
) -> pd.DataFrame:
    """Compare what reports gain in a year with what they cost, in units of the amount at stake in one decision.

    Columns: per_day, prior, accuracy, yearly_cost, gain (over deciding by the prior), net.
    """
    found = []
    for number in per_day:
        for prior in priors:
            for accuracy in accuracies:
                each = value(prior, accuracy, accuracy) - value(prior, 0.5, 0.5)
                for cost in yearly_costs:
                    row = {"per_day": number, "prior": prior, "accuracy": accuracy, "yearly_cost": cost}
                    gain = WORKDAYS * number * each
                    found.append(row | {"gain": gain, "net": gain - cost})
    return pd.DataFrame(found)


def gut_feeling(believed: float, gut_accuracies: list[float], report_accuracies: list[float]) -> pd.DataFrame:
    """Compare decisions by gut feeling with those by a report that is `believed` to be right more often than it is.

    Columns: gut_accuracy, report_accuracy, gut, report (mean gain of one decision, prior 1/2), report_costs_more.
    """
    rows = [
        {
            "gut_accuracy": gut,
            "report_accuracy": real,
            "gut": value(0.5, gut, gut),
            "report": value(0.5, believed, real),
        }
        for gut in gut_accuracies
        for real in report_accuracies
    ]
    table = pd.DataFrame(rows)
    return table.assign(report_costs_more=table.gut - table.report)
