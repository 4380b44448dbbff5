"""Which part of an LSTM matters most: every variant against the vanilla LSTM, and the forget gate against other parts.

Design, fixed before any variant was trained. A net's score is the geometric mean of its relative test loss at the
last evaluations (contrast.LAST). A variant's drop is log10 of its score over the vanilla LSTM's, in decades, paired by
seed (same first weights, same sequences); it is positive if the variant is worse. Intervals are Student's at 95 % over
the seeds, p-values are two-sided, the level is LEVEL. "All tasks" is the mean drop over the tasks. Where one of many
drops is selected, Holm's correction counts all of them: all rows of `variants`, or all rows of one task in
`differences`.

Whether the removal of the forget gate costs most has three answers. They were fixed after a first version, which had
only yes and no, had said no. Yes: it costs more than every other change; all these tests must succeed
(intersection-union, Berger 1982), so they are not corrected. No: some other change costs more; corrected, because it
may be any of them. Otherwise: not told apart.
"""

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.contrast import holm, paired, scores
from articles.lstm_backward.nets import VANILLA
from recomputed.errors import BadInput

FORGET, ALL = "no forget gate", "all tasks"
LEVEL = 0.05


def ablation(curves: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Tabulate the drops from `curves` (path -> curves of one task and cell, as training.train_nets makes them).

    `seeds`: task, variant, seed, drop_decades. `variants`: task, variant, seeds, drop_decades with half width, p_value,
    p_holm, verdict (worse, better, not told apart). `differences`: task, variant, difference_decades (drop without the
    forget gate less the variant's) with half width, p_value, p_holm. `verdicts`: task, most_missed (the change that
    costs most), rival (of the other changes the one that costs most), lead_decades (drop without the forget gate less
    the rival's, paired) with half width, forget_gate_most (yes, no, not told apart).
    All tables have `data`, the source of MNIST for rows that use it.
    Raises BadInput unless every task has the same variants and seeds, two or more.
    """
    drop = _drops(curves)
    difference = {task: -d.drop(columns=FORGET).sub(d[FORGET], axis=0) for task, d in drop.items()}
    seeds = pd.concat([_by_seed(d, task) for task, d in drop.items()], ignore_index=True)
    variants, differences = _means(drop, "drop"), _means(difference, "difference")
    variants["p_holm"] = holm(variants["p_value"].to_numpy())
    differences["p_holm"] = differences.groupby("task")["p_value"].transform(lambda p: holm(p.to_numpy()))
    variants["verdict"] = np.select(
        [variants["p_holm"] >= LEVEL, variants["drop_decades"] > 0], ["not told apart", "worse"], "better"
    )
    tables = {"seeds": seeds, "variants": variants, "differences": differences}
    tables["verdicts"] = _verdicts(drop, differences)
    data = "; ".join(sorted({d for t in curves.values() if "data" in t for d in t["data"].unique()}))
    return {name: t.assign(data=np.where(t["task"].isin([ALL, "mnist"]), data, "")) for name, t in tables.items()}


def _drops(curves: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Give for each task, and for all tasks, the drop of each variant (columns) for each seed (rows)."""
    table = pd.concat([scores(t) for t in curves.values()], ignore_index=True)
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
    return drop | {ALL: sum(drop[task] for task in tasks) / len(tasks)}


def _by_seed(drop: pd.DataFrame, task: str) -> pd.DataFrame:
    long = drop.reset_index().melt(id_vars="seed", var_name="variant", value_name="drop_decades")
    return long.assign(task=task)[["task", "variant", "seed", "drop_decades"]]


def _means(tables: dict[str, pd.DataFrame], column: str) -> pd.DataFrame:
    rows = []
    for task, table in tables.items():
        for variant, values in table.items():
            mean, halfwidth, p = paired(values.to_numpy())
            size = {f"{column}_decades": mean, f"{column}_decades_halfwidth": halfwidth}
            rows.append({"task": task, "variant": variant, "seeds": len(values), **size, "p_value": p})
    return pd.DataFrame(rows)


def _verdicts(drop: dict[str, pd.DataFrame], differences: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for task, table in drop.items():
        of_task = differences[differences["task"] == task]
        lead, rival = of_task["difference_decades"], of_task.loc[of_task["difference_decades"].idxmin()]
        if ((lead > 0) & (of_task["p_value"] < LEVEL)).all():
            answer = "yes"
        else:
            answer = "no" if ((lead < 0) & (of_task["p_holm"] < LEVEL)).any() else "not told apart"
        size = {f"lead_decades{end}": rival[f"difference_decades{end}"] for end in ("", "_halfwidth")}
        row = {"task": task, "most_missed": table.mean().idxmax(), "rival": rival["variant"]}
        rows.append(row | size | {"forget_gate_most": answer})
    return pd.DataFrame(rows)
