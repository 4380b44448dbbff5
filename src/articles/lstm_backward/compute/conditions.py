"""Whether what is said of trained nets holds at equal parameters, and from another root seed."""

import pandas as pd

from articles.lstm_backward.compute.ablation import ablation
from articles.lstm_backward.compute.judged import of_cells
from articles.lstm_backward.nets import VANILLA
from recomputed import arrays

RECORDED = "as recorded"  # equal units, the root seed of config.yaml
# The recorded nets with the numbers of the others: what differs with them alone is the power of a test with fewer nets.
FEWER = "as recorded with fewer nets"


def under_conditions(scores: pd.DataFrame, others: pd.DataFrame, compared: list[str]) -> dict[str, pd.DataFrame]:
    """Judge the recorded nets and those of long_run.train_others, condition by condition.

    scores: of the recorded nets, from compute.scores. Gives `other_variants` and `other_verdicts`: condition, the
    columns of ablation.ablation, and same (yes, no: the verdict, or the answer on the forget gate, is as recorded).
    `other_cells`: the same of judged.of_cells, whose word is `says`.
    Raises BadInput for a table without these columns.
    """
    arrays.check_table(others, "other nets", ["condition", "task", "cell", "seed", "score"])
    scores, others = (table[table["task"].isin(compared)] for table in (scores, others))
    nets = {RECORDED: scores, FEWER: scores[scores["seed"].isin(others["seed"])]}
    nets |= {condition: _with_vanilla(of, scores) for condition, of in others.groupby("condition", sort=False)}
    found = {condition: ablation(of, compared) | {"cells": of_cells(of)} for condition, of in nets.items()}
    return {
        "other_variants": _beside(found, "variants", ["task", "variant"], "verdict"),
        "other_verdicts": _beside(found, "verdicts", ["task"], "forget_gate_most"),
        "other_cells": _beside(found, "cells", ["task", "cell"], "says"),
    }


def _with_vanilla(nets: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """Add the recorded vanilla LSTM of the same numbers where a condition changes the variants only."""
    if (nets["cell"] == VANILLA).any():
        return nets
    vanilla = scores[(scores["cell"] == VANILLA) & scores["seed"].isin(nets["seed"])]
    return pd.concat([vanilla, nets], ignore_index=True)


def _beside(found: dict[str, dict], name: str, keys: list[str], answer: str) -> pd.DataFrame:
    table = pd.concat([t[name].assign(condition=condition) for condition, t in found.items()], ignore_index=True)
    recorded = found[RECORDED][name].set_index(keys)[answer]
    same = [recorded[row[0] if len(keys) == 1 else tuple(row)] for row in table[keys].to_numpy()]
    table["same"] = (table[answer] == same).map({True: "yes", False: "no"})
    return table[["condition", *table.columns.drop("condition")]]
