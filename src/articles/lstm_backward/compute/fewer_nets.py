"""The variants of the LSTM beside Greff et al. (2017) under every condition, and with as few recorded nets as others.

The other conditions have fewer nets than the record. Where their verdict is not the recorded one, the recorded nets of
the same numbers alone say whether the condition makes the difference, or the power of a test with fewer nets.
"""

import pandas as pd

from articles.lstm_backward.compute.conditions import under_conditions
from articles.lstm_backward.compute.greff import against_greff


def with_fewer_nets(scores: pd.DataFrame, others: pd.DataFrame, compared: list[str]) -> dict[str, pd.DataFrame]:
    """Judge the nets of conditions.under_conditions, and the recorded ones that have the numbers of the others.

    `greff`: condition, and the columns of greff.against_greff. `verdicts`: of conditions.under_conditions.
    Raises BadInput for a table without the columns of these functions.
    """
    few = scores[scores["seed"].isin(others["seed"])]
    few = few.assign(condition=f"as recorded, {few['seed'].nunique()} nets")
    tables = under_conditions(scores, pd.concat([few, others], ignore_index=True), compared)
    conditions = tables["other_variants"].groupby("condition", sort=False)
    beside = [against_greff(of_one).assign(condition=name) for name, of_one in conditions]
    greff = pd.concat(beside, ignore_index=True)
    return {
        "greff": greff[["condition", *greff.columns.drop("condition")]],
        "verdicts": tables["other_verdicts"],
    }
