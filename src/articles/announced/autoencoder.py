"""Autoencoders: a linear one trained on the covariance matrix alone, and a deep one trained on the samples.

The smallest squared error of a linear autoencoder with K units is that of the first K principal axes, and its decoder
then spans the same subspace (Baldi, Hornik 1989). The deep one is a small version of Hinton's and Salakhutdinov's
(2006).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from methods import feedforward
from methods.optimisers import adam
from recomputed import arrays
from recomputed.errors import BadInput

KINDS = ("ReLU", "identity", "ReLU", "sigmoid")  # hidden, code, hidden, output in [0, 1]


def descend(
    covariance: np.ndarray, code: int, rng: np.random.Generator, steps: int, rate: float, momentum: float
) -> Iterator[tuple[np.ndarray, np.ndarray, float]]:
    """Train a linear autoencoder x -> V U x by gradient descent with momentum on E|x - VUx|², all samples in each step.

    The loss needs only the `covariance` (D, D) of the samples. Starts from small normal weights; yields the encoder Uᵀ
    and the decoder V, both (D, code), and the loss, before the first step and after every step. rate: in units of
    1 / the largest eigenvalue. Raises BadInput for a covariance that is not finite or not (D, D), and if the
    loss overflows.
    """
    size = len(np.atleast_1d(covariance))
    covariance = arrays.doubles(covariance, "covariance", (size, size), finite=True)
    weights = rng.normal(size=(2, size, code)) / size
    velocity = np.zeros_like(weights)
    rate = rate / np.linalg.norm(covariance, 2)
    for step in range(steps + 1):
        encoder, decoder = weights
        cov_encoder, cov_decoder = covariance @ encoder, covariance @ decoder
        inner = encoder.T @ cov_encoder
        # E|x - VUx|² = tr C - 2 tr(U C V) + tr(VᵀV U C Uᵀ)
        loss = np.trace(covariance) - 2 * np.sum(decoder * cov_encoder) + np.sum((decoder.T @ decoder) * inner)
        if not np.isfinite(loss):
            raise BadInput(
                "training diverges", where=f"step {step}", expected="a finite loss", found=loss, do="lower the rate"
            )
        yield encoder, decoder, float(loss)
        gradient = np.stack([cov_encoder @ (decoder.T @ decoder) - cov_decoder, decoder @ inner - cov_encoder])
        velocity = momentum * velocity - rate * gradient
        weights = weights + velocity


@dataclass(frozen=True)
class Autoencoder:
    """A trained net D -> hidden -> code -> hidden -> D; samples in [0, 1]."""

    layers: feedforward.Layers

    def encode(self, samples: np.ndarray) -> np.ndarray:
        """Give the codes (N, code) of `samples` (N, D)."""
        return feedforward.forward(self.layers[:2], KINDS[:2], samples)[-1]

    def decode(self, codes: np.ndarray) -> np.ndarray:
        """Give the samples (N, D) that the decoder makes from `codes` (N, code)."""
        return feedforward.forward(self.layers[2:], KINDS[2:], codes)[-1]


def train(
    samples: np.ndarray, sizes: Sequence[int], rng: np.random.Generator, epochs: int, batch: int, rate: float
) -> Iterator[Autoencoder]:
    """Train a net of hidden and code `sizes` on `samples` (N, D) in [0, 1]; yield it after each epoch.

    Adam (Kingma, Ba 2015) minimises the mean squared error per sample; its rate falls linearly to 0.
    Raises BadInput for samples that are no finite (N, D).
    """
    samples = arrays.floats(samples, "samples", ("N", "D"), finite=True)
    hidden, code = sizes
    layers = feedforward.glorot(rng, [samples.shape[1], hidden, code, hidden, samples.shape[1]], dtype=samples.dtype)
    step = adam([part for layer in layers for part in layer])
    firsts = range(0, len(samples), batch)
    for epoch in range(epochs):
        order = rng.permutation(len(samples))
        for number, first in enumerate(firsts):
            found = gradients(layers, samples[order[first : first + batch]])
            done = (epoch + number / len(firsts)) / epochs
            step([part for pair in found for part in pair], rate * (1 - done))
        yield Autoencoder(layers)


def gradients(layers: feedforward.Layers, samples: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Give the gradients of the mean of |x - output|² over `samples` (N, D) with respect to every w and b."""
    outputs = feedforward.forward(layers, KINDS, samples)
    top = (2 / len(samples)) * (outputs[-1] - samples)
    return feedforward.gradients(outputs, feedforward.deltas(layers, KINDS, outputs, top))
