"""Section 3: what an LSTM loses when one of its parts is removed or changed, paired by seed, over tasks by ranks.

The drop of a variant on a task is its score less the vanilla LSTM's, in decades. Tasks have spreads of different size,
so over tasks the cells are ranked first: 1 for the lowest loss of a task and seed, ties the mean of their ranks.
"""

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.statistics import LEVEL, centre
from articles.lstm_backward.nets import VANILLA
from methods.rnn.variants import VARIANTS
from recomputed import arrays
from recomputed.errors import BadInput
from recomputed.stats.ranks import holm, signed_rank

FORGET = "no forget gate"
ALL = "all tasks"


def ablation(scores: pd.DataFrame, tasks: list[str]) -> dict[str, pd.DataFrame]:
    """Compare the variants with the vanilla LSTM; scores: of compute.scores.

    `seeds`: task, variant, seed, drop_decades (nan for all tasks), drop_ranks. `variants`: task, variant, seeds,
    medians of both drops with intervals, p_value, p_holm (over the variants of a task), verdict (worse, better, not
    told apart). `verdicts`: task, seeds, most_missed (the change with the largest median drop in ranks), rival (of the
    other changes the one that ranks worst), lead_ranks (drop without the forget gate less the rival's) with its
    interval, forget_gate_most (yes, no, not told apart).
    Raises BadInput unless every task has the same cells and seeds, two or more.
    """
    score = _paired(scores, tasks)
    ranks = {task: table.rank(axis=1) for task, table in score.items()}
    ranks[ALL] = sum(ranks.values()) / len(ranks)
    decades = {task: _drop(table) for task, table in score.items()}
    decades[ALL] = _drop(ranks[ALL]) * np.nan
    drop = {task: _drop(table) for task, table in ranks.items()}
    tested = {task: decades[task] if task != ALL else drop[ALL] for task in drop}
    seeds = [
        {"task": task, "variant": variant, "seed": n}
        | {"drop_decades": decades[task].loc[n, variant], "drop_ranks": ranked}
        for task, table in drop.items()
        for variant, column in table.items()
        for n, ranked in column.items()
    ]
    variants = pd.concat([_variants(task, decades[task], drop[task], tested[task]) for task in drop], ignore_index=True)
    verdicts = [_verdict(task, drop[task], tested[task]) for task in drop]
    data = next((d for d in scores.get("data", pd.Series(dtype=str)) if d), "")
    tables = {"seeds": pd.DataFrame(seeds), "variants": variants, "verdicts": pd.DataFrame(verdicts)}
    return {name: t.assign(data=np.where(t["task"].isin([ALL, "mnist"]), data, "")) for name, t in tables.items()}


def _paired(scores: pd.DataFrame, tasks: list[str]) -> dict[str, pd.DataFrame]:
    """Give for each task the scores of the LSTM cells (columns) for each seed (rows)."""
    arrays.check_table(scores, "scores of nets", ["task", "cell", "seed", "score"])
    lstm = scores[scores["cell"].isin(VARIANTS) & scores["task"].isin(tasks)]
    table = lstm.pivot_table(index="seed", columns=["task", "cell"], values="score", sort=False)
    if len(table) < 2 or table.isna().any(axis=None) or any((task, FORGET) not in table for task in tasks):
        raise BadInput(
            "not comparable",
            where="lstm_backward.ablation",
            expected="the same cells and seeds, two or more, for every task",
            found=f"{len(table)} seeds, {lstm.groupby('task')['cell'].nunique().to_dict()} cells",
            do="train them all",
        )
    return {task: table[task] for task in tasks}


def _drop(table: pd.DataFrame) -> pd.DataFrame:
    return table.drop(columns=VANILLA).sub(table[VANILLA], axis=0)


def _variants(task: str, decades: pd.DataFrame, ranks: pd.DataFrame, tested: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for variant in ranks:
        values = decades[variant].to_numpy()
        size = {} if task == ALL else centre(values, "drop_decades")
        p = signed_rank(tested[variant].to_numpy())
        drop = centre(ranks[variant].to_numpy(), "drop_ranks")
        rows.append({"task": task, "variant": variant, "seeds": len(ranks)} | size | drop | {"p_value": p})
    table = pd.DataFrame(rows)
    table["p_holm"] = holm(table["p_value"].to_numpy())
    worse = tested.median()[table["variant"]].to_numpy() > 0
    table["verdict"] = np.select([table["p_holm"] >= LEVEL, worse], ["not told apart", "worse"], "better")
    return table


def _verdict(task: str, ranks: pd.DataFrame, tested: pd.DataFrame) -> dict:
    """Judge whether the removal of the forget gate costs most (docs/experiments.md)."""
    others = tested.drop(columns=FORGET)
    lead = others.rsub(tested[FORGET], axis=0)
    p = np.array([signed_rank(column.to_numpy()) for _, column in lead.items()])
    ahead = lead.median().to_numpy()
    if ((ahead > 0) & (p < LEVEL)).all():
        answer = "yes"
    else:
        answer = "no" if ((ahead < 0) & (holm(p) < LEVEL)).any() else "not told apart"
    middle = ranks.median()
    rival = middle.drop(FORGET).idxmax()
    size = centre((ranks[FORGET] - ranks[rival]).to_numpy(), "lead_ranks")
    place = {"task": task, "seeds": len(ranks), "most_missed": middle.idxmax(), "rival": rival}
    return place | size | {"forget_gate_most": answer}
