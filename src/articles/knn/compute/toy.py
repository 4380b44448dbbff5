"""The example in "Step-by-step guide": a query whose neighbours are minus, plus, plus, nearest first."""

import numpy as np
import pandas as pd

from methods.neighbours.search import nearest
from methods.neighbours.votes import TIE, VOTE_TIES, classify
from recomputed import arrays
from recomputed.errors import BadInput

CLASSES = ("minus", "plus")  # A (-) and B (+); the lowest label is A
TRUTH = "plus"


def toy(query: list[float], samples: list[list[float]], labels: list[str]) -> dict[str, pd.DataFrame]:
    """Give the tables `points` and `outcomes`, see the functions, of labelled samples around one query.

    Raises BadInput unless there is one label for each sample.
    """
    ranked = points(query, samples, labels)
    return {"points": ranked, "outcomes": outcomes(ranked)}


def points(query: list[float], samples: list[list[float]], labels: list[str]) -> pd.DataFrame:
    """Rank the samples by distance to the query: columns rank (0 is the query), x, y, label, distance."""
    if len(samples) != len(labels):
        raise BadInput(
            "not one label per sample",
            where="knn.toy",
            expected=f"{len(samples)} labels",
            found=len(labels),
            do="correct it in config.yaml",
        )
    found = nearest(np.array(samples, float), np.array([query], float), len(samples))
    order = found.indices[0]
    table = pd.DataFrame(np.vstack([query, np.array(samples)[order]]), columns=["x", "y"])
    table.insert(0, "rank", range(len(table)))
    distances = np.sqrt(found.distances[0])
    return table.assign(label=["query", *np.array(labels)[order]], distance=np.concatenate([[0.0], distances]))


def outcomes(points: pd.DataFrame) -> pd.DataFrame:
    """Vote with every rule for tied votes and every K.

    Columns: k, ties (a rule of methods.neighbours.votes, or highest: the highest label wins, which is lowest with the
    labels in the other order), minus and plus (their votes), radius (distance of the K-th neighbour), predicted,
    outcome: right (plus, the query's true class), wrong, or tie where a tie is only reported.
    """
    arrays.check_table(points, "knn.toy: points", ("label",), finite=("rank", "distance"))
    neighbours = points[points["rank"] > 0].sort_values("rank")
    unknown = set(neighbours["label"]) - set(CLASSES)
    if unknown:
        raise arrays.bad("unknown label", "knn.toy", f"one of {', '.join(CLASSES)}", ", ".join(map(str, unknown)))
    labels = neighbours["label"].map(CLASSES.index).to_numpy(np.uint8)
    rows = []
    for ties in (*VOTE_TIES, "highest"):
        for k, winner in enumerate(_winners(labels, ties), start=1):
            votes = np.bincount(labels[:k], minlength=len(CLASSES))
            name = "tie" if winner == TIE else CLASSES[winner]
            outcome = name if name == "tie" else "right" if name == TRUTH else "wrong"
            radius = neighbours["distance"].iloc[k - 1]
            rows.append((k, ties, *votes, radius, name, outcome))
    return pd.DataFrame(rows, columns=["k", "ties", *CLASSES, "radius", "predicted", "outcome"])


def _winners(labels: np.ndarray, ties: str) -> np.ndarray:
    if ties == "highest":
        last = len(CLASSES) - 1
        return last - classify((last - labels)[None], len(CLASSES), "lowest")[0][0]
    return classify(labels[None], len(CLASSES), ties)[0][0]
