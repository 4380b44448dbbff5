"""Formulas of our own findings on eigenvalues and linear autoencoders, on random clouds of points."""

from itertools import product

import numpy as np

from recomputed.formulas.binding import Binding
from recomputed.stats import streams

DIMENSIONS, SAMPLES = (3, 4, 6), 40
CORRELATION, COVARIANCE = r"\mu", r"\lambda"  # eigenvalues, the largest first


def bindings(seed: int) -> dict[str, Binding]:
    """Bind eigenvalues of both matrices, points less their mean, an encoder U and a decoder V of k axes."""
    rng = streams.rng(seed, "announced formulas")
    drawn = [cloud(rng, size) for size in DIMENSIONS]
    interlaced = [found | {"k": k} for found in drawn for k in range(1, found["D"])]
    coded = [coded_by(found, k) for found, k in product(drawn, (1, 2))]
    return {
        "announced-17": Binding(interlaced, alike=((CORRELATION, COVARIANCE),), counts=("k",)),
        "announced-18": Binding(coded, alike=((r"\boldsymbol{U}", r"\boldsymbol{V}"),), counts=("k", "n", "D")),
    }


def cloud(rng: np.random.Generator, size: int) -> dict:
    """Draw a cloud away from the origin: its eigenvalues about the origin and about the mean, its centred points."""
    points = rng.normal(size=(SAMPLES, size)) @ rng.normal(size=(size, size)) + rng.uniform(-5, 5, size)
    centred = points - points.mean(axis=0)
    mu, spectrum = (np.linalg.eigvalsh(x.T @ x / SAMPLES)[::-1] for x in (points, centred))
    return {"D": size, "n": SAMPLES, CORRELATION: mu, COVARIANCE: spectrum, "centred": centred}


def coded_by(found: dict, k: int) -> dict:
    """Give the cloud with the encoder and decoder of its first `k` principal axes, in another basis."""
    axes = np.linalg.svd(found["centred"], full_matrices=False)[2][:k].T
    other = np.array([[2.0, 1.0], [0.5, 1.0]])[:k, :k]
    columns = found["centred"]
    return (
        {
            r"\boldsymbol{x}": lambda i: columns[i - 1],
            r"\boldsymbol{V}": axes @ other,
            r"\boldsymbol{U}": np.linalg.inv(other) @ axes.T,
        }
        | {name: found[name] for name in ("D", "n", COVARIANCE)}
        | {"k": k}
    )
