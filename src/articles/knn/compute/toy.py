"""The three-point example (section "Step-by-step guide"): a query with neighbours minus, plus, plus, nearest first."""

import numpy as np
import pandas as pd

from methods.neighbours.search import nearest
from methods.neighbours.votes import TIE, VOTE_TIES, classify
from recomputed.errors import BadInput

CLASSES = ("minus", "plus")  # A (-) and B (+), in this order the lowest label is A
TRUTH = "plus"


def points(query: list[float], samples: list[list[float]], labels: list[str]) -> pd.DataFrame:
    """Rank the samples by distance to the query: columns rank (0 is the query), x, y, label, distance.

    Raises BadInput unless there is one label for each sample.
    """
    if len(samples) != len(labels):
        raise BadInput(
            "not one label a sample",
            where="knn.toy",
            expected=f"{len(samples)} labels",
            found=len(labels),
            do="mend config.yaml",
        )
    found = nearest(np.array(samples, float), np.array([query], float), len(samples))
    order = found.indices[0]
    table = pd.DataFrame(np.vstack([query, np.array(samples)[order]]), columns=["x", "y"])
    table.insert(0, "rank", range(len(table)))
    distances = np.sqrt(found.distances[0])
    return table.assign(label=["query", *np.array(labels)[order]], distance=np.concatenate([[0.0], distances]))


def outcomes(points: pd.DataFrame) -> pd.DataFrame:
    """Vote with every K and rule for vote ties: columns k, ties, minus, plus (votes), radius, predicted, outcome.

    outcome: right, wrong, or tie where a tie is only reported; the query's true class is plus.
    """
    neighbours = points[points["rank"] > 0].sort_values("rank")
    labels = neighbours["label"].map(CLASSES.index).to_numpy(np.uint8)
    rows = []
    for ties in VOTE_TIES:
        predicted, _ = classify(labels[None], len(CLASSES), ties)
        for k, winner in enumerate(predicted[0], start=1):
            votes = np.bincount(labels[:k], minlength=len(CLASSES))
            name = "tie" if winner == TIE else CLASSES[winner]
            outcome = name if name == "tie" else "right" if name == TRUTH else "wrong"
            radius = neighbours["distance"].iloc[k - 1]
            rows.append((k, ties, *votes, radius, name, outcome))
    return pd.DataFrame(rows, columns=["k", "ties", *CLASSES, "radius", "predicted", "outcome"])
