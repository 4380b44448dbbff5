"""One plain script for the heavy numbers of the articles, with NumPy, scikit-learn and PyTorch, one after the other.

It is what one writes with these libraries and without compiled kernels: the same numbers at the same sizes, but no
figure, no audit, no page. It covers angles, distances, PCA, KNN, bias and variance, and the training of the recurrent
nets, and nothing else: `make` does more than it is compared with. All is computed in full except
the nets: for each kind, task and lag, the time of UPDATES updates is multiplied.
Run: python benchmarks/plain.py [--configfile ...] [--config ...]; part of benchmarks/everything.py.
"""

import sys
import time
from collections.abc import Callable

import numpy as np
from sklearn.decomposition import PCA
from sklearn.linear_model import Ridge
from sklearn.neighbors import NearestNeighbors
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures

import angles
import distances
import images
from articles.bias_variance.compute.synthetic import curve
from knn import most_votes
from plain_nets import seconds_of_training
from recomputed.workflow import settings
from side_by_side import peer


def angle_sweep(config: dict, _) -> None:
    """Draw all pairs of the sweep and of the histograms; the numbers of the cube serve both distributions."""
    for part in ("sweep", "histograms"):
        for dimension in config["curse"]["angles"][part]["dimensions"]:
            for _law in range(2):
                angles.with_numpy(dimension, config["curse"]["angles"][part]["pairs"])


def distance_sweep(config: dict, _) -> None:
    """Draw all points of the distances; both laws in one call."""
    given = config["curse"]["shells"]["distances"]
    for dimension in given["dimensions"]:
        distances.with_numpy(given["pairs"], dimension)


def components(config: dict, mnist: dict) -> None:
    """Fit one digit and all ten."""
    table, labels = mnist["train_images"].reshape(len(mnist["train_images"]), -1), mnist["train_labels"]
    for chosen in (table, table[labels == config["pca"]["mnist"]["digit"]]):
        PCA(svd_solver="covariance_eigh").fit(chosen)


def neighbours(config: dict, mnist: dict) -> None:
    """Find the neighbours of the test images, of the validation images in either half, and leave-one-out; vote."""
    given, table = config["knn"]["neighbourhoods"], mnist["train_images"].reshape(len(mnist["train_images"]), -1)
    table, labels = table.astype(np.float32), mnist["train_labels"]
    test = mnist["test_images"].reshape(-1, table.shape[1]).astype(np.float32)
    held = min(given["validation_images"], len(table) // 6)
    rest, half = table[held:], (len(table) - held) // 2
    work = [(table, test), (rest[:half], table[:held]), (rest[half:], table[:held])]
    for samples, queries in [*work, (table, table[: given["leave_one_out"]])]:
        if len(queries):
            brute = NearestNeighbors(n_neighbors=given["k_max"], algorithm="brute").fit(samples)
            most_votes(labels[brute.kneighbors(queries)[1]])


def trade_off(config: dict, _) -> None:
    """Fit all training sets of one predictor as one target of many columns, for every degree and every penalty."""
    given = config["bias_variance"]["one_predictor"]
    x, queries = np.linspace(-1, 1, given["samples"])[:, None], np.linspace(-1, 1, given["test_points"])[:, None]
    noise = np.random.default_rng(0).normal(size=(given["samples"], given["training_sets"]))
    targets, most = curve(x) + given["noise_sd"] * noise, given["max_degree"]
    cases = [(degree, 1e-8) for degree in range(1, most + 1)] + [(most, penalty) for penalty in given["penalties"]]
    for degree, penalty in cases:
        make_pipeline(PolynomialFeatures(degree), Ridge(alpha=penalty)).fit(x, targets).predict(queries)


PARTS: list[Callable] = [angle_sweep, distance_sweep, components, neighbours, trade_off]


def run(arguments: list[str]) -> dict[str, float]:
    """Run the parts at the sizes of these settings; give the seconds of each, and of "nets", nan without PyTorch.

    arguments: --configfile and --config, as for Snakemake, laid over the settings of the project.
    """
    config, found = settings.read(arguments), {}
    for part in PARTS:
        start = time.perf_counter()
        part(config, images.mnist()["arrays"])
        found[part.__name__] = time.perf_counter() - start
        print(f"plain script, {part.__name__}: {found[part.__name__]:.1f} s", flush=True)
    start = time.perf_counter()
    found["nets"] = seconds_of_training(config["lstm_backward"]) if peer("torch") else float("nan")
    spent = time.perf_counter() - start
    print(f"plain script, nets: {found['nets']:.0f} s, extrapolated from {spent:.0f} s", flush=True)
    return found


if __name__ == "__main__":
    run(sys.argv[1:])
