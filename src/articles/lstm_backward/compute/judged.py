"""What trained nets say, of the run proper or recorded: a row per net, per cell and task, and per pair of cells."""

import pandas as pd

from articles.lstm_backward.compute import ablation
from articles.lstm_backward.compute.scores import FLAT, SOLVED, scores
from articles.lstm_backward.compute.statistics import centre, share
from articles.lstm_backward.nets import SIMPLE, VANILLA, WIDE
from recomputed import arrays
from recomputed.stats.ranks import holm, signed_rank

PAIRED = ("task", "cell", "steps", "seed", "score", "data")


def judged(curves: dict[str, pd.DataFrame], compared: list[str]) -> dict[str, pd.DataFrame]:
    """Judge nets by their curves (path -> table of training.train_nets); compared: tasks of all cells.

    `scores`: see compute.scores. `cells`: see `of_cells`. `leads`: see `of_pairs`. `seeds`, `variants`, `verdicts`: see
    compute.ablation.
    """
    table = pd.concat([scores(t) for t in curves.values()], ignore_index=True)
    return {"scores": table, "cells": of_cells(table), "leads": of_pairs(table)} | ablation.ablation(table, compared)


def of_cells(scores: pd.DataFrame) -> pd.DataFrame:
    """Give for each task and cell: median score, share solved with its exact interval, speed, ability.

    Columns: task, cell, steps, hidden, parameters, rate, threshold, updates, nets, score (statistics.centre),
    solved_percent, solved_low, solved_high, median_solved_at_update (nan if fewer than half of the nets got there),
    fall_decades (median), flat (yes, no), says (solved: the median net did; not solved: flat and not; still falling).
    Raises BadInput for a table without the columns of `scores`.
    """
    needed = ("hidden", "parameters", "rate", "threshold", "updates", "solved", "fall_decades", "solved_at_update")
    arrays.check_table(scores, "scores of nets", (*PAIRED, *needed))
    rows = []
    fixed = ["task", "cell", "steps", "hidden", "parameters", "rate", "threshold", "updates"]
    for key, nets in scores.groupby([*fixed, "data"], sort=False):
        names = [f"solved_{end}" for end in ("percent", "low", "high")]
        solved = dict(zip(names, share(int(nets["solved"].sum()), len(nets)), strict=True))
        middle = centre(nets["score"].to_numpy(), "score")
        fall, speed = nets["fall_decades"].median(), nets["solved_at_update"].fillna(float("inf")).median()
        flat = abs(fall) < FLAT
        says = "solved" if middle["score"] <= SOLVED else "not solved" if flat else "still falling"
        rest = {
            "median_solved_at_update": speed if speed < float("inf") else float("nan"), "fall_decades": fall,
            "flat": "yes" if flat else "no", "says": says, "data": key[-1],
        }  # fmt: skip
        rows.append(dict(zip(fixed, key[:-1], strict=True)) | {"nets": len(nets)} | middle | solved | rest)
    return pd.DataFrame(rows)


def of_pairs(scores: pd.DataFrame) -> pd.DataFrame:
    """Compare each simple RNN with the LSTM, paired by seed.

    Columns: task, cell, steps, nets, lead_decades (score of the simple RNN less the LSTM's, median with interval, see
    statistics.centre), p_value (signed-rank test), p_holm (corrected over all rows of a cell), data.
    Raises BadInput for a table without the columns of `scores`.
    """
    arrays.check_table(scores, "scores of nets", PAIRED)
    rows = []
    for (task, steps, data), nets in scores.groupby(["task", "steps", "data"], sort=False):
        score = nets.pivot_table(index="seed", columns="cell", values="score")
        for cell in (SIMPLE, WIDE):
            lead = (score[cell] - score[VANILLA]).dropna().to_numpy()
            place = {"task": task, "cell": cell, "steps": steps, "nets": len(lead)}
            rows.append(place | centre(lead, "lead_decades") | {"p_value": signed_rank(lead), "data": data})
    table = pd.DataFrame(rows)
    return table.assign(p_holm=table.groupby("cell")["p_value"].transform(lambda p: holm(p.to_numpy())))
