"""Autoencoders on MNIST: a linear one, which finds the principal subspace, and a deep one, compared with PCA."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.linalg import subspace_angles

from articles.announced import autoencoder
from datasets.mnist.split import split
from methods.pca.fit import Pca, fit
from recomputed.runs.progress import track
from recomputed.stats import streams

WHITE = 255
CHECKPOINTS = 25  # rows per code size in the linear net's table, evenly spaced on a logarithmic scale


def linear_autoencoder(mnist: dict, seed: int, codes: list[int], steps: int, rate: float, momentum: float) -> dict:
    """Train a linear autoencoder with each code size of `codes` on the covariance matrix of the training images.

    `learning`: code, step, largest_angle_deg and mean_angle_deg (principal angles between the decoder and the subspace
    of PCA), excess_loss (loss over PCA's loss, minus 1). `end`: the last step of each code size, with gap_ratio, the
    first eigenvalue outside the code over the last inside. `pictures`: decoder columns and principal axes of the
    smallest code size (code, 28, 28).
    """
    images, data = mnist["train_images"], str(mnist["data"])
    pca = fit(images.reshape(len(images), -1))
    covariance = (pca.axes * pca.variances) @ pca.axes.T / WHITE**2
    checkpoints = set(np.geomspace(1, steps, CHECKPOINTS).astype(int)) | {0, steps}
    rows, pictures = [], {}
    for code in track(codes, "linear autoencoders"):
        rng = streams.rng(seed, "announced linear autoencoder", code)
        least = pca.variances[code:].sum() / WHITE**2
        for step, (_, decoder, loss) in enumerate(autoencoder.descend(covariance, code, rng, steps, rate, momentum)):
            if step in checkpoints:
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


def deep_autoencoder(
    mnist: dict, seed: int, codes: list[int], hidden: int, images: int, epochs: int, batch: int, rate: float, shown: int
) -> dict:
    """Fit a deep autoencoder and PCA to the same training images, and measure the errors of both on the test images.

    `learning`: code, epoch, rmse_grey (test images). `errors`: code, method (PCA, autoencoder), part (training, test),
    rmse_grey, lost_percent (of the squared deviation from the mean). `ratios`: code, error_ratio (mean squared test
    error, autoencoder over PCA). `pictures`, grey levels: originals, and reconstructions (codes, shown, 28, 28) by
    either method.
    """
    digits = split(mnist, 0, seed)
    rng = streams.rng(seed, "announced autoencoder images")
    chosen = np.sort(rng.choice(len(digits.train), min(images, len(digits.train)), replace=False))
    parts = {"training": _scaled(digits.train[chosen]), "test": _scaled(digits.test)}
    pca = fit(digits.train[chosen])
    first_of_each = [np.flatnonzero(digits.test_labels == digit)[0] for digit in np.unique(digits.test_labels)][:shown]
    learning, errors, rebuilt = [], [], {"PCA": [], "autoencoder": []}
    for code in codes:
        rng = streams.rng(seed, "announced autoencoder", code)
        nets = autoencoder.train(parts["training"], (hidden, code), rng, epochs, batch, rate)
        for epoch in track(range(1, epochs + 1), f"deep autoencoder of {code} units"):
            net = next(nets)
            off = _by_net(net)(parts["test"]) - parts["test"]
            learning.append({"code": code, "epoch": epoch, "rmse_grey": WHITE * np.sqrt(np.mean(off**2, dtype=float))})
        for method, rebuild in {"PCA": _by_pca(pca, code), "autoencoder": _by_net(net)}.items():
            for part, x in parts.items():
                errors.append({"code": code, "method": method, "part": part, **_error(x, rebuild(x))})
            rebuilt[method].append(rebuild(parts["test"][first_of_each]) * WHITE)
    tables = {"learning": pd.DataFrame(learning), "errors": pd.DataFrame(errors)}
    tables["ratios"] = _ratios(tables["errors"])
    side = mnist["train_images"].shape[1:]
    pictures = {name: np.stack(made).reshape(len(codes), -1, *side) for name, made in rebuilt.items()}
    pictures |= {"originals": digits.test[first_of_each].reshape(-1, *side)}
    pictures |= {"codes": np.array(codes), "data": np.array(digits.data)}
    return {name: rows.assign(data=digits.data) for name, rows in tables.items()} | {"pictures": pictures}


def _ratios(errors: pd.DataFrame) -> pd.DataFrame:
    test = errors[errors.part == "test"]
    mean_square = test.pivot(index="code", columns="method", values="rmse_grey") ** 2
    return (mean_square["autoencoder"] / mean_square["PCA"]).rename("error_ratio").reset_index()


def _by_net(net: autoencoder.Autoencoder) -> Callable[[np.ndarray], np.ndarray]:
    return lambda x: net.decode(net.encode(x))


def _by_pca(pca: Pca, code: int) -> Callable[[np.ndarray], np.ndarray]:
    return lambda x: pca.reconstruct(pca.transform(x.astype(float) * WHITE, code)) / WHITE


def _scaled(pixels: np.ndarray) -> np.ndarray:
    return pixels.astype(np.float32) / WHITE


def _error(x: np.ndarray, rebuilt: np.ndarray) -> dict[str, float]:
    mean_square = np.mean((rebuilt - x) ** 2, dtype=float)
    spread = np.mean((x - x.mean(axis=0, dtype=float)) ** 2, dtype=float)
    return {"rmse_grey": WHITE * np.sqrt(mean_square), "lost_percent": 100 * mean_square / spread}
