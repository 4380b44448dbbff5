"""Which part of an LSTM is missed most: every variant against the vanilla LSTM, and the forget gate against the rest.

Design, fixed before any variant was trained. A net's score is the geometric mean of its relative test loss at the
last evaluations (contrast.LAST); a variant's drop is log10 of its score over the vanilla LSTM's, in decades, paired by
seed (same first weights, same sequences). Intervals are Student's at 95 % over the seeds, p-values two-sided, at LEVEL.
"All tasks" is the mean drop over the tasks. Where one of many drops is picked out, Holm corrects for their number: over
all rows of `variants`, over the rivals of one task in `rivals`.

Whether the forget gate is missed most has three answers, put down after a first version, which knew only yes and no,
had said no. Yes: it is missed more than each rival; all of these tests must succeed (intersection-union, Berger 1982),
so none is corrected. No: some rival is missed more than it, corrected, as any may be the one. Else: not told apart.
"""

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.contrast import holm, paired, scores
from articles.lstm_backward.nets import VANILLA
from recomputed.errors import BadInput

FORGET, RESET, ALL = "no forget gate", "reset", "all tasks"
LEVEL = 0.05


def drops(curves: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Tabulate the drops from `curves` (path -> curves of one task and cell, as training.runs makes them).

    `seeds`: task, variant, seed, drop_decades. `variants`: task, variant, seeds, drop_decades with half width, p_value,
    p_holm, verdict (worse, better, not told apart). `rivals`: task, variant, difference_decades (drop without the
    forget gate less the variant's) with half width, p_value, p_holm. `verdicts`: task, most_missed, rival (the variant
    that is missed most beside), lead_decades (over the rival, paired) with half width, forget_gate_most (yes, no, not
    told apart), with_condition (yes where it is not no, or where it is yes on the reset task, which needs forgetting).
    Everywhere `data`, for what rests on MNIST.
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
    variants["p_holm"] = holm(variants["p_value"].to_numpy())
    against["p_holm"] = against.groupby("task")["p_value"].transform(lambda p: holm(p.to_numpy()))
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
    return pd.DataFrame(rows)


def _verdicts(drop: dict[str, pd.DataFrame], rivals: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for task, table in drop.items():
        own = rivals[rivals["task"] == task]
        lead, leading = own["difference_decades"], own.loc[own["difference_decades"].idxmin()]
        if ((lead > 0) & (own["p_value"] < LEVEL)).all():
            answer = "yes"
        else:
            answer = "no" if ((lead < 0) & (own["p_holm"] < LEVEL)).any() else "not told apart"
        size = {f"lead_decades{end}": leading[f"difference_decades{end}"] for end in ("", "_halfwidth")}
        row = {"task": task, "most_missed": table.mean().idxmax(), "rival": leading["variant"]}
        rows.append(row | size | {"forget_gate_most": answer})
    found = pd.DataFrame(rows)
    answers = found["forget_gate_most"]
    granted = (answers != "no") | ((found["task"] == RESET) & (answers == "yes")).any()
    return found.assign(with_condition=np.where(granted, "yes", "no"))
