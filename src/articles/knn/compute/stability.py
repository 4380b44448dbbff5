"""Claim that a larger K gives a more stable answer: how often two models from disjoint training sets disagree."""

import numpy as np
import pandas as pd

from articles.knn.compute import recipe
from articles.knn.compute.join_shards import join_shards
from articles.knn.compute.two_gaussians import two_gaussians
from datasets.mnist.split import CLASSES
from methods.neighbours.search import nearest
from methods.neighbours.votes import classify
from recomputed.stats import streams
from recomputed.stats.intervals import Z95, share_halfwidth

CLOUDS = "seeded normal clouds"
ANSWER = 3  # the K whose answer the article calls more stable
EARLIER = ((1, "nearest"), (2, "nearest"), (2, "lowest"))  # the K before it, and who wins a tied vote


def stability(
    validation: dict,
    ties: str,
    training_sets: int,
    samples: int,
    queries: int,
    gap_sd: float,
    gaps_sd: list[float],
    gap_training_sets: int,
    k_max: int,
    seed: int,
) -> dict[str, pd.DataFrame]:
    """Measure disagreement against K on held-out MNIST images and on two overlapping normal classes (clouds).

    MNIST: one pair of models, from the two halves of the rest. Clouds: `training_sets` pairs of models, each model from
    `samples` points, each pair asked `queries` points, K up to `k_max`, classes `gap_sd` apart.
    `stability`: dataset (mnist, clouds), k, queries, disagreement_percent and less_than_k1_percent (disagreement at K =
    1 minus at K, on the same queries), both with half widths, error_percent of the two models together, data.
    `steps`: case (MNIST, or a gap of `gaps_sd` in words, with `gap_training_sets` pairs), earlier (a smaller K and its
    rule for ties), units (independent ones: queries, or pairs), less_percent (disagreement at the earlier K minus at
    K = 3) with half width, data. `recipe`: of the clouds, see compute.recipe.
    """
    whole = join_shards(validation)
    gap = _gaussians(training_sets, samples, queries, gap_sd, k_max, seed)
    steps = [_steps("MNIST", whole["labels_a"], whole["labels_b"], str(whole["data"]))]
    for place, of_gap in enumerate(gaps_sd):
        pairs = _pairs(gap_training_sets, samples, queries, of_gap, ANSWER, seed, place + 1)
        steps.append(
            _steps(f"classes {of_gap:g} sd apart", *np.array([labels for labels, _ in pairs]).swapaxes(0, 1), CLOUDS)
        )
    return {
        "stability": pd.concat([_images(whole, ties), gap["table"]]),
        "steps": pd.concat(steps, ignore_index=True),
        "recipe": gap["recipe"],
    }


def _images(whole: dict, ties: str) -> pd.DataFrame:
    first, second = (classify(whole[f"labels_{name}"], CLASSES, ties)[0] for name in "ab")
    apart, wrong = first != second, np.vstack([first, second]) != np.tile(whole["truth"], 2)[:, None]
    # The queries are the independent units here.
    halfwidths = 100 * share_halfwidth(apart.sum(axis=0), len(apart))
    return _table("mnist", apart, halfwidths, wrong.mean(axis=0), len(apart), str(whole["data"]))


def _steps(case: str, first: np.ndarray, second: np.ndarray, data: str) -> pd.DataFrame:
    """Compare K = 3 with each earlier K, from the labels of two models' neighbours, (units, K) or (units, Q, K)."""

    def apart(k: int, ties: str) -> np.ndarray:
        answers = [
            classify(labels.reshape(-1, labels.shape[-1])[:, :k], CLASSES, ties)[0][:, -1] for labels in (first, second)
        ]
        return (answers[0] != answers[1]).astype(float).reshape(len(first), -1).mean(axis=1)

    rows = []
    for k, ties in EARLIER:
        less = 100 * (apart(k, ties) - apart(ANSWER, ties))
        half = Z95 * less.std(ddof=1) / np.sqrt(len(less))
        rows.append((case, f"K = {k}, {ties}", len(less), less.mean(), half, data))
    names = ["case", "earlier", "units", "less_percent", "less_percent_halfwidth", "data"]
    return pd.DataFrame(rows, columns=names)


def _pairs(training_sets: int, samples: int, queries: int, gap_sd: float, k: int, seed: int, place: int) -> list[tuple]:
    """Draw pairs of models; give for each the labels of the neighbours, (2, queries, k), and the true classes."""
    found = []
    for t in range(training_sets):
        rng = streams.rng(seed, "knn clouds", *([t] if not place else [t, place]))
        points, truth = two_gaussians(rng, queries, gap_sd)
        labels = []
        for _ in range(2):
            own, of_own = two_gaussians(rng, samples, gap_sd)
            labels.append(of_own[nearest(own, points, k).indices])
        found.append((np.array(labels), truth))
    return found


def _gaussians(training_sets: int, samples: int, queries: int, gap_sd: float, k_max: int, seed: int) -> dict:
    apart, wrong = np.empty((training_sets, k_max)), np.empty((training_sets, k_max))
    for t, (labels, truth) in enumerate(_pairs(training_sets, samples, queries, gap_sd, k_max, seed, 0)):
        models = [classify(of_model, 2, "nearest")[0] for of_model in labels]
        apart[t] = (models[0] != models[1]).mean(axis=0)
        wrong[t] = np.mean([(model != truth[:, None]).mean(axis=0) for model in models], axis=0)
    # The pairs of training sets are the independent units here.
    halfwidths = 100 * Z95 * apart.std(axis=0, ddof=1) / np.sqrt(training_sets)
    table = _table("clouds", apart, halfwidths, wrong.mean(axis=0), training_sets * queries, CLOUDS)
    return {"table": table, "recipe": recipe.of_training_sets("clouds", apart, wrong, CLOUDS)}


def _table(dataset, apart, halfwidths, wrong, queries, data) -> pd.DataFrame:
    gain = apart[:, :1].astype(float) - apart
    return pd.DataFrame(
        {
            "dataset": dataset,
            "k": np.arange(1, apart.shape[1] + 1),
            "queries": queries,
            "disagreement_percent": 100 * apart.mean(axis=0),
            "disagreement_percent_halfwidth": halfwidths,
            "less_than_k1_percent": 100 * gain.mean(axis=0),
            "less_than_k1_percent_halfwidth": 100 * Z95 * gain.std(axis=0, ddof=1) / np.sqrt(len(gain)),
            "error_percent": 100 * wrong,
            "data": data,
        }
    )
