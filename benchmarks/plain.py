"""One plain script for the heavy numbers of the articles, with NumPy, scikit-learn and PyTorch, one after the other.

What somebody would write who has these libraries and no kernels of their own: the same numbers, at the sizes of
config.yaml, and no figure, no audit, no page. It covers angles, distances, PCA, KNN, bias and variance, and the
training of the LSTMs; nothing of the rest, so `make`, which does it all, is compared with a part of its own work.
Work that is a row of equal pieces (chunks of pairs, updates, seeds) is done in part, and its seconds multiplied:
`share` says how much was done. All variants of the LSTM are timed by the one with peepholes.
Run: python benchmarks/plain.py; part of benchmarks/everything.py.
"""

import os
import time

import numpy as np
import yaml
from sklearn.decomposition import PCA
from sklearn.linear_model import Ridge
from sklearn.neighbors import NearestNeighbors
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures

import angles
import distances
from articles.bias_variance.worlds import curve
from articles.mnist import find
from knn import most_votes
from side_by_side import peer

FEW = 100  # one pair of points in so many is drawn
UPDATES = 10  # of a net, timed after two


def angle_sweep(config: dict, _) -> float:
    """Draw all pairs of the sweep and of the histograms; two laws."""
    for part in ("sweep", "histograms"):
        for dimension in config["curse"]["angles"][part]["dimensions"]:
            angles.with_numpy(dimension, max(1, config["curse"]["angles"][part]["pairs"] // FEW))
    return 2 * FEW


def distance_sweep(config: dict, _) -> float:
    """Draw all points of the distances; both laws in one call."""
    given = config["curse"]["shells"]["distances"]
    for dimension in given["dimensions"]:
        distances.with_numpy(max(1, given["pairs"] // FEW), dimension)
    return FEW


def components(config: dict, mnist: dict) -> float:
    """Fit one digit and all ten."""
    table, labels = mnist["train_images"].reshape(len(mnist["train_images"]), -1), mnist["train_labels"]
    for chosen in (table, table[labels == config["pca"]["mnist"]["digit"]]):
        PCA(svd_solver="covariance_eigh").fit(chosen)
    return 1


def neighbours(config: dict, mnist: dict) -> float:
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
    return 1


def trade_off(config: dict, _) -> float:
    """Fit all training sets of one predictor as one target of many columns, for every degree and every penalty."""
    given = config["bias_variance"]["one_predictor"]
    x, queries = np.linspace(-1, 1, given["samples"])[:, None], np.linspace(-1, 1, given["test_points"])[:, None]
    noise = np.random.default_rng(0).normal(size=(given["samples"], given["training_sets"]))
    targets, most = curve(x) + given["noise_sd"] * noise, given["max_degree"]
    cases = [(degree, 1e-8) for degree in range(1, most + 1)] + [(most, penalty) for penalty in given["penalties"]]
    for degree, penalty in cases:
        make_pipeline(PolynomialFeatures(degree), Ridge(alpha=penalty)).fit(x, targets).predict(queries)
    return 1


def training(config: dict, _) -> float:
    """Train a net a task and a lag for a few updates; give by how many updates, seeds and variants that falls short."""
    given, cells = config["lstm_backward"], 1 + len(config["lstm_backward"]["training"]["variants"])
    start, whole = time.perf_counter(), 0.0
    jobs = [(task, cells * given["training"]["seeds"]) for task in given["training"]["tasks"].values()]
    jobs += [(given["lags"]["settings"] | {"steps": n}, given["lags"]["seeds"]) for n in given["lags"]["lags"]]
    for settings, nets in jobs:
        whole += seconds_an_update(settings) * settings["updates"] * nets
    return whole / (time.perf_counter() - start)


def seconds_an_update(settings: dict) -> float:
    """Time Adam on a cell with peepholes and a readout, with a clipped gradient."""
    torch, rows = peer("torch"), "images" in settings
    inputs, hidden, batch = 28 if rows else 2, settings["hidden"], settings["batch"]
    shapes = [(4 * hidden, inputs), (4 * hidden, hidden), (4 * hidden,), (3, hidden), (1, hidden)]
    w, r, b, p, v = weights = [torch.nn.Parameter(0.1 * torch.randn(shape)) for shape in shapes]
    adam = torch.optim.Adam(weights, lr=settings["learning_rate"])
    starts = []
    for _ in range(UPDATES + 2):
        starts.append(time.perf_counter())
        y = c = torch.zeros(batch, hidden)
        for sums in torch.nn.functional.linear(torch.rand(settings["steps"], batch, inputs), w, b):
            z, i, f, o = torch.addmm(sums, y, r.t()).chunk(4, 1)
            c = torch.tanh(z) * torch.sigmoid(i + p[0] * c) + c * torch.sigmoid(f + p[1] * c)
            y = torch.sigmoid(o + p[2] * c) * torch.tanh(c)
        adam.zero_grad()
        ((y @ v.t() - 1) ** 2).mean().backward()
        torch.nn.utils.clip_grad_norm_(weights, settings["threshold"])
        adam.step()
    return (time.perf_counter() - starts[2]) / UPDATES


PARTS = [angle_sweep, distance_sweep, components, neighbours, trade_off, training]


def run() -> dict[str, tuple[float, float]]:
    """Run the parts one after the other: for each, seconds spent and what to multiply them with for the whole."""
    with open("config.yaml", encoding="utf-8") as file:
        config = yaml.safe_load(file)
    mnist, found = find.obtain("auto", os.environ.get("MNIST_DIR", ""), [], timeout_seconds=1)["arrays"], {}
    for part in PARTS if peer("torch") else PARTS[:-1]:
        start = time.perf_counter()
        times = part(config, mnist)
        found[part.__name__] = (time.perf_counter() - start, times)
        whole = found[part.__name__][0] * times
        print(f"plain script, {part.__name__}: {whole:.1f} s, share done {100 / times:.3g} %", flush=True)
    return found


if __name__ == "__main__":
    print(f"in all {sum(spent * times for spent, times in run().values()):.0f} s")
