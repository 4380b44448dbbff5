"""Section "Choosing the right value for K": error against K on three parts of the images, and K chosen by it."""

import numpy as np
import pandas as pd

from articles.knn.compute.join_shards import join_shards
from articles.knn.compute.recipe import one_k
from datasets.mnist.split import CLASSES
from methods.neighbours.votes import VOTE_TIES, classify
from recomputed import arrays
from recomputed.stats.intervals import Z95, share_halfwidth


def sweep(test: dict, validation: dict, leave_one_out: dict) -> dict[str, pd.DataFrame]:
    """Give the tables `error_vs_k` and `distance_ties`, see the functions, from shards of neighbours by path."""
    shards = {"test": test, "validation": validation, "leave_one_out": leave_one_out}
    parts = {part: join_shards(found) for part, found in shards.items()}
    return {"error_vs_k": error_vs_k(parts), "distance_ties": distance_ties(parts)}


def error_vs_k(parts: dict[str, dict]) -> pd.DataFrame:
    """Count errors for every part, rule for tied votes and K; a tie that is only reported counts as wrong.

    parts: name -> joined neighbours. Columns: part, ties, k, queries, wrong, error_percent, error_percent_halfwidth,
    standard_error_percent, tied_percent (queries with tied votes), data.
    """
    _check_parts(parts)
    rows = []
    for part, whole in parts.items():
        arrays.whole(whole["truth"], f"knn.sweep: {part}, truth", (len(whole["labels"]),), 0, CLASSES - 1)
        for ties in VOTE_TIES:
            predicted, tied = classify(whole["labels"], CLASSES, ties)
            wrong = (predicted != whole["truth"][:, None]).sum(axis=0)
            table = pd.DataFrame({"part": part, "ties": ties, "k": np.arange(1, len(wrong) + 1)})
            rows.append(table.assign(**_shares(wrong, len(predicted)), tied_percent=100 * tied.mean(axis=0)))
    return pd.concat(rows).assign(data=str(whole["data"]))


def distance_ties(parts: dict[str, dict]) -> pd.DataFrame:
    """Count queries whose K-th and next neighbour are equally far: columns part, k, queries, tied, data."""
    _check_parts(parts)
    rows = []
    for part, whole in parts.items():
        distances = arrays.real(whole["distances"], f"knn.sweep: {part}, distances", ("queries", "K"), finite=True)
        tied = (distances[:, :-1] == distances[:, 1:]).sum(axis=0)
        k = np.arange(1, len(tied) + 1)
        rows.append(pd.DataFrame({"part": part, "k": k, "queries": len(distances), "tied": tied}))
    return pd.concat(rows).assign(data=str(whole["data"]))


def choices(
    test: dict, errors: pd.DataFrame, stability: pd.DataFrame, clouds: pd.DataFrame, ties: str
) -> dict[str, pd.DataFrame]:
    """Choose K by each rule, four of them without the test images, then measure its error on the test images.

    `choices`: rule (smallest_validation_error, one_standard_error: the largest K within a standard error of the
    smallest, smallest_leave_one_out_error, most_stable: halves disagree least, hindsight: the K best on the test
    images, no fair choice), k, test_error_percent with half width, excess_percent over hindsight with half width (of
    the paired difference), matches_best (yes if the excess is within its half width), data. `recipe`: one row of MNIST,
    see compute.recipe, and that of `clouds`.
    """
    table = errors[errors["ties"] == ties]
    by_part = {part: rows.set_index("k") for part, rows in table.groupby("part")}
    chosen = _chosen(by_part, stability[stability["dataset"] == "mnist"].set_index("k"))
    whole = join_shards(test)
    wrong = classify(whole["labels"], CLASSES, ties)[0] != whole["truth"][:, None]
    rows = []
    for rule, k in chosen.items():
        excess = wrong[:, k - 1].astype(float) - wrong[:, chosen["hindsight"] - 1]
        halfwidth = Z95 * excess.std() / np.sqrt(len(excess))
        row = {"rule": rule, "k": k, "test_error_percent": by_part["test"]["error_percent"][k]}
        row["test_error_percent_halfwidth"] = by_part["test"]["error_percent_halfwidth"][k]
        row |= {"excess_percent": 100 * excess.mean(), "excess_percent_halfwidth": 100 * halfwidth}
        row["matches_best"] = "yes" if excess.mean() <= halfwidth else "no"
        rows.append(row)
    data, fewest, stable = str(whole["data"]), chosen["smallest_validation_error"], chosen["most_stable"]
    extra = wrong[:, stable - 1].astype(float) - wrong[:, fewest - 1]
    recipe = pd.concat([pd.DataFrame([one_k("MNIST", fewest, stable, extra, data)]), clouds], ignore_index=True)
    return {"choices": pd.DataFrame(rows).assign(data=data), "recipe": recipe}


def _check_parts(parts: dict[str, dict]) -> None:
    if not parts:
        raise arrays.bad("no part", "knn.sweep", "one part of the images or more", "none")


def _chosen(by_part: dict[str, pd.DataFrame], stability: pd.DataFrame) -> dict[str, int]:
    """Give the K of each rule from tables with index k."""
    validation = by_part["validation"]
    smallest = validation.loc[validation["error_percent"].idxmin()]
    within = validation["error_percent"] <= smallest["error_percent"] + smallest["standard_error_percent"]
    return {
        "smallest_validation_error": validation["error_percent"].idxmin(),
        "one_standard_error": validation.index[within].max(),
        "smallest_leave_one_out_error": by_part["leave_one_out"]["error_percent"].idxmin(),
        "most_stable": stability["disagreement_percent"].idxmin(),
        "hindsight": by_part["test"]["error_percent"].idxmin(),
    }


def _shares(wrong: np.ndarray, queries: int) -> dict[str, object]:
    share = wrong / queries
    return {
        "queries": queries,
        "wrong": wrong,
        "error_percent": 100 * share,
        "error_percent_halfwidth": 100 * share_halfwidth(wrong, queries),
        "standard_error_percent": 100 * np.sqrt(share * (1 - share) / queries),
    }
