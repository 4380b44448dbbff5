"""Claim that a larger K gives a more stable answer: how often two models from disjoint training sets disagree."""

import numpy as np
import pandas as pd

from articles.knn.compute.join_shards import join_shards
from articles.knn.compute.two_gaussians import two_gaussians
from datasets.mnist.split import CLASSES
from methods.neighbours.search import nearest
from methods.neighbours.votes import classify
from recomputed.stats import streams
from recomputed.stats.intervals import Z95, share_halfwidth


def stability(
    validation: dict, ties: str, training_sets: int, samples: int, queries: int, gap_sd: float, k_max: int, seed: int
) -> pd.DataFrame:
    """Measure disagreement against K on held-out MNIST images and on two overlapping normal classes (clouds).

    MNIST: one pair of models, from the two halves of the rest. Clouds: `training_sets` pairs of models, each model from
    `samples` points, each pair asked `queries` points, K up to `k_max`. Columns: dataset (mnist, clouds), k, queries,
    disagreement_percent and less_than_k1_percent (disagreement at K = 1 minus at K, on the same queries), both with
    half widths, error_percent of the two models together, data.
    """
    images = _images(join_shards(validation), ties)
    return pd.concat([images, _gaussians(training_sets, samples, queries, gap_sd, k_max, seed)])


def _images(whole: dict, ties: str) -> pd.DataFrame:
    first, second = (classify(whole[f"labels_{name}"], CLASSES, ties)[0] for name in "ab")
    apart, wrong = first != second, np.vstack([first, second]) != np.tile(whole["truth"], 2)[:, None]
    # The queries are the independent units here.
    halfwidths = 100 * share_halfwidth(apart.sum(axis=0), len(apart))
    return _table("mnist", apart, halfwidths, wrong.mean(axis=0), len(apart), str(whole["data"]))


def _gaussians(training_sets: int, samples: int, queries: int, gap_sd: float, k_max: int, seed: int) -> pd.DataFrame:
    apart, wrong = np.empty((training_sets, k_max)), np.empty((training_sets, k_max))
    for t in range(training_sets):
        rng = streams.rng(seed, "knn clouds", t)
        points, truth = two_gaussians(rng, queries, gap_sd)
        models = []
        for _ in range(2):
            own, labels = two_gaussians(rng, samples, gap_sd)
            models.append(classify(labels[nearest(own, points, k_max).indices], 2, "nearest")[0])
        apart[t] = (models[0] != models[1]).mean(axis=0)
        wrong[t] = np.mean([(model != truth[:, None]).mean(axis=0) for model in models], axis=0)
    # The pairs of training sets are the independent units here.
    halfwidths = 100 * Z95 * apart.std(axis=0, ddof=1) / np.sqrt(training_sets)
    return _table("clouds", apart, halfwidths, wrong.mean(axis=0), training_sets * queries, "seeded normal clouds")


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
