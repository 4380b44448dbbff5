"""Error against K (section "Choosing the right value for K"): test, validation, leave-one-out; K chosen."""

import numpy as np
import pandas as pd

from datasets.mnist.split import CLASSES
from methods.neighbours.votes import VOTE_TIES, classify
from recomputed.stats.intervals import Z95, share_halfwidth


def errors(test: dict, validation: dict, leave_one_out: dict) -> pd.DataFrame:
    """Count errors for every K, part and rule for vote ties; arguments are shards of neighbourhoods by path.

    Columns: part, ties, k, queries, wrong, error_percent, error_percent_halfwidth, standard_error_percent, tied_percent
    (votes tied), data. A tie that is only reported counts as wrong.
    """
    rows = []
    for part, shards in {"test": test, "validation": validation, "leave_one_out": leave_one_out}.items():
        whole = join(shards)
        for ties in VOTE_TIES:
            predicted, tied = classify(whole["labels"], CLASSES, ties)
            wrong = (predicted != whole["truth"][:, None]).sum(axis=0)
            table = pd.DataFrame({"part": part, "ties": ties, "k": np.arange(1, len(wrong) + 1)})
            rows.append(table.assign(**_shares(wrong, len(predicted)), tied_percent=100 * tied.mean(axis=0)))
    return pd.concat(rows).assign(data=str(whole["data"]))


def choices(test: dict, errors: pd.DataFrame, stability: pd.DataFrame, ties: str) -> pd.DataFrame:
    """Choose K in several ways without the test images, then look how each does on them.

    rule: smallest_validation_error, one_standard_error (the largest K within a standard error of the smallest),
    smallest_leave_one_out_error, most_stable (halves disagree least), hindsight (the K best on the test images, no fair
    choice). Columns: rule, k, test_error_percent and halfwidth, excess_percent over hindsight and its halfwidth (of the
    paired difference), matches_best (yes if the excess is within its interval), data.
    """
    table = errors[errors["ties"] == ties]
    by_part = {part: rows.set_index("k") for part, rows in table.groupby("part")}
    validation = by_part["validation"]
    smallest = validation.loc[validation["error_percent"].idxmin()]
    within = validation["error_percent"] <= smallest["error_percent"] + smallest["standard_error_percent"]
    chosen = {
        "smallest_validation_error": validation["error_percent"].idxmin(),
        "one_standard_error": validation.index[within].max(),
        "smallest_leave_one_out_error": by_part["leave_one_out"]["error_percent"].idxmin(),
        "most_stable": stability[stability["dataset"] == "mnist"].set_index("k")["disagreement_percent"].idxmin(),
        "hindsight": by_part["test"]["error_percent"].idxmin(),
    }
    whole = join(test)
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
    return pd.DataFrame(rows).assign(data=str(whole["data"]))


def distance_ties(test: dict, validation: dict, leave_one_out: dict) -> pd.DataFrame:
    """Count queries whose K-th and next neighbour are equally far: columns part, k, queries, tied, data."""
    rows = []
    for part, shards in {"test": test, "validation": validation, "leave_one_out": leave_one_out}.items():
        whole = join(shards)
        distances = whole["distances"]
        tied = (distances[:, :-1] == distances[:, 1:]).sum(axis=0)
        k = np.arange(1, len(tied) + 1)
        rows.append(pd.DataFrame({"part": part, "k": k, "queries": len(distances), "tied": tied}))
    return pd.concat(rows).assign(data=str(whole["data"]))


def join(shards: dict[str, dict]) -> dict:
    """Put shards, in the order of their list, together into one whole."""
    first = next(iter(shards.values()))
    whole = {name: np.concatenate([shard[name] for shard in shards.values()]) for name in first if name != "data"}
    return {**whole, "data": first["data"]}


def _shares(wrong: np.ndarray, queries: int) -> dict[str, object]:
    share = wrong / queries
    return {
        "queries": queries,
        "wrong": wrong,
        "error_percent": 100 * share,
        "error_percent_halfwidth": 100 * share_halfwidth(wrong, queries),
        "standard_error_percent": 100 * np.sqrt(share * (1 - share) / queries),
    }
