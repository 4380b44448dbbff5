"""Autoencoders on MNIST: a linear one finds the principal subspace, a deep one against PCA at equal code size."""

import numpy as np
import pandas as pd
from scipy.linalg import subspace_angles

from articles.announced import autoencoder
from datasets.mnist.split import split
from methods.pca.fit import Pca, fit
from recomputed.runs.progress import track
from recomputed.stats import streams

WHITE = 255
CHECKPOINTS = 25  # rows of the linear net's table, evenly on a logarithmic scale


def linear(mnist: dict, seed: int, codes: list[int], steps: int, rate: float, momentum: float) -> dict:
    """Train a linear autoencoder of each of the `codes` sizes on the covariance matrix of the training images.

    `learning`: code, step, largest_angle_deg and mean_angle_deg (principal angles between decoder and PCA subspace),
    excess_loss (loss over PCA's, less 1). `end`: the last step of each, with gap_ratio, λ after the code over λ before.
    `pictures`: decoder columns and principal axes (code, 28, 28) of the smallest code.
    """
    images, data = mnist["train_images"], str(mnist["data"])
    pca = fit(images.reshape(len(images), -1))
    covariance = (pca.axes * pca.variances) @ pca.axes.T / WHITE**2
    told = set(np.geomspace(1, steps, CHECKPOINTS).astype(int)) | {0, steps}
    rows, pictures = [], {}
    for code in track(codes, "linear autoencoders"):
        rng = streams.rng(seed, "announced linear autoencoder", code)
        least = pca.variances[code:].sum() / WHITE**2
        for step, (_, decoder, loss) in enumerate(autoencoder.descend(covariance, code, rng, steps, rate, momentum)):
            if step in told:
                angles = np.degrees(subspace_angles(decoder, pca.axes[:, :code]))
                row = {"code": code, "step": step, "largest_angle_deg": angles.max(), "mean_angle_deg": angles.mean()}
                rows.append({**row, "excess_loss": loss / least - 1})
        if code == min(codes):
            columns = decoder / np.linalg.norm(decoder, axis=0)
            pictures = {"decoder": columns.T, "axes": pca.axes[:, :code].T}
    learning = pd.DataFrame(rows).assign(data=data)
    end = learning[learning.step == steps].assign(gap_ratio=[pca.variances[n] / pca.variances[n - 1] for n in codes])
    pictures = {name: table.reshape(-1, *images.shape[1:]) for name, table in pictures.items()}
    return {"learning": learning, "end": end, "pictures": {**pictures, "data": np.array(data)}}


def deep(
    mnist: dict, seed: int, codes: list[int], hidden: int, images: int, epochs: int, batch: int, rate: float, shown: int
) -> dict:
    """Train a deep autoencoder and fit PCA, both on the same training images, and judge both on the test images.

    `learning`: code, epoch, test rmse_grey. `errors`: code, method (PCA, autoencoder), part (training, test),
    rmse_grey, lost_percent (of squared deviation from the mean). `ratios`: code, error_ratio (mean squared test error,
    autoencoder over PCA). `pictures`, grey levels: originals, and rebuilt by either method (codes, shown, 28, 28).
    """
    cast = split(mnist, 0, seed)
    rng = streams.rng(seed, "announced autoencoder images")
    chosen = np.sort(rng.choice(len(cast.train), min(images, len(cast.train)), replace=False))
    parts = {"training": _scaled(cast.train[chosen]), "test": _scaled(cast.test)}
    pca = fit(cast.train[chosen])
    of_each = [int(np.flatnonzero(cast.test_labels == digit)[0]) for digit in np.unique(cast.test_labels)][:shown]
    learning, errors, rebuilt = [], [], {"PCA": [], "autoencoder": []}
    for code in codes:
        rng = streams.rng(seed, "announced autoencoder", code)
        nets = autoencoder.train(parts["training"], (hidden, code), rng, epochs, batch, rate)
        for epoch in track(range(1, epochs + 1), f"deep autoencoder of {code} units"):
            net = next(nets)
            off = net.decode(net.encode(parts["test"])) - parts["test"]
            learning.append({"code": code, "epoch": epoch, "rmse_grey": WHITE * np.sqrt(np.mean(off**2, dtype=float))})
        for method, makes in {
            "PCA": _by_pca(pca, code),
            "autoencoder": lambda x, net=net: net.decode(net.encode(x)),
        }.items():
            errors += [
                {"code": code, "method": method, "part": part, **_error(x, makes(x))} for part, x in parts.items()
            ]
            rebuilt[method].append(makes(parts["test"][of_each]) * WHITE)
    table = pd.DataFrame(errors)
    mean_square = table[table.part == "test"].pivot(index="code", columns="method", values="rmse_grey") ** 2
    ratios = (mean_square["autoencoder"] / mean_square["PCA"]).rename("error_ratio").reset_index()
    side = mnist["train_images"].shape[1:]
    pictures = {name: np.stack(made).reshape(len(codes), -1, *side) for name, made in rebuilt.items()}
    pictures |= {
        "originals": cast.test[of_each].reshape(-1, *side),
        "codes": np.array(codes),
        "data": np.array(cast.data),
    }
    tables = {"learning": pd.DataFrame(learning), "errors": table, "ratios": ratios}
    return {name: rows.assign(data=cast.data) for name, rows in tables.items()} | {"pictures": pictures}


def _scaled(pixels: np.ndarray) -> np.ndarray:
    return pixels.astype(np.float32) / WHITE


def _by_pca(pca: Pca, code: int):
    return lambda x: pca.reconstruct(pca.transform(x.astype(float) * WHITE, code)) / WHITE


def _error(x: np.ndarray, made: np.ndarray) -> dict[str, float]:
    off = np.mean((made - x) ** 2, dtype=float)
    spread = np.mean((x - x.mean(axis=0, dtype=float)) ** 2, dtype=float)
    return {"rmse_grey": WHITE * np.sqrt(off), "lost_percent": 100 * off / spread}
