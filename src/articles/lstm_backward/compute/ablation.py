"""Which part of an LSTM is missed most: every variant against the vanilla LSTM, and the forget gate against the rest.

Design, fixed before any variant was trained. A net's score is the geometric mean of its relative test loss at the
last evaluations (contrast.LAST); a variant's drop is log10 of its score over the vanilla LSTM's, in decades, paired by
seed (same first weights, same sequences). Intervals are Student's at 95 % over the seeds, p-values two-sided and
corrected by Holm within each table. "All tasks" is the mean drop over the tasks. The forget gate is missed most where
its mean drop is the largest and beyond every other variant's with a corrected p below LEVEL.
"""

import numpy as np
import pandas as pd

from articles.errors import BadInput
from articles.lstm_backward.compute.contrast import holm, paired, scores
from articles.lstm_backward.nets import VANILLA

FORGET, ALL = "no forget gate", "all tasks"
LEVEL = 0.05


def drops(curves: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Tabulate the drops from `curves` (path -> curves of one task and cell, as training.runs makes them).

    `seeds`: task, variant, seed, drop_decades. `variants`: task, variant, seeds, drop_decades with half width, p_value,
    p_holm, verdict (worse, better, not told apart). `rivals`: task, variant, difference_decades (drop without the
    forget gate less the variant's) with half width, p_value, p_holm. `verdicts`: task, most_missed, forget_gate_most
    (yes or no); everywhere `data`, for what rests on MNIST.
    Raises BadInput unless every task has the same variants and seeds, two or more.
    """
    table = pd.concat([scores(t) for t in curves.values()], ignore_index=True)
    data = "; ".join(sorted({d for t in curves.values() if "data" in t for d in t["data"].unique()}))
    score = table.pivot_table(index="seed", columns=["task", "cell"], values="score")
    tasks = list(dict.fromkeys(table["task"]))
    if len(score) < 2 or score.isna().any(axis=None) or any((task, FORGET) not in score for task in tasks):
        raise BadInput(
            "not comparable",
            where="lstm_backward.ablation",
            expected="the same cells and seeds, two or more, for every task",
            found=f"{len(score)} seeds, {table.groupby('task')['cell'].nunique().to_dict()} cells",
            do="train them all",
        )
    drop = {task: score[task].drop(columns=VANILLA).sub(score[task][VANILLA], axis=0) for task in tasks}
    drop[ALL] = sum(drop[task] for task in tasks) / len(tasks)
    single = pd.concat([_long(d, task) for task, d in drop.items()], ignore_index=True)
    rivals = {task: -d.drop(columns=FORGET).sub(d[FORGET], axis=0) for task, d in drop.items()}
    variants, against = (_compared(d, column) for d, column in ((drop, "drop"), (rivals, "difference")))
    variants["verdict"] = np.select(
        [variants["p_holm"] >= LEVEL, variants["drop_decades"] > 0], ["not told apart", "worse"], "better"
    )
    found = {"seeds": single, "variants": variants, "rivals": against, "verdicts": _verdicts(drop, against)}
    rests = [ALL, "mnist"]
    return {name: t.assign(data=np.where(t["task"].isin(rests), data, "")) for name, t in found.items()}


def _long(drop: pd.DataFrame, task: str) -> pd.DataFrame:
    long = drop.reset_index().melt(id_vars="seed", var_name="variant", value_name="drop_decades")
    return long.assign(task=task)[["task", "variant", "seed", "drop_decades"]]


def _compared(tables: dict[str, pd.DataFrame], column: str) -> pd.DataFrame:
    rows = []
    for task, table in tables.items():
        for variant, values in table.items():
            mean, halfwidth, p = paired(values.to_numpy())
            size = {f"{column}_decades": mean, f"{column}_decades_halfwidth": halfwidth}
            rows.append({"task": task, "variant": variant, "seeds": len(values), **size, "p_value": p})
    found = pd.DataFrame(rows)
    return found.assign(p_holm=holm(found["p_value"].to_numpy()))


def _verdicts(drop: dict[str, pd.DataFrame], rivals: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for task, table in drop.items():
        own = rivals[rivals["task"] == task]
        most = bool(((own["difference_decades"] > 0) & (own["p_holm"] < LEVEL)).all())
        rows.append({"task": task, "most_missed": table.mean().idxmax(), "forget_gate_most": "yes" if most else "no"})
    return pd.DataFrame(rows)
