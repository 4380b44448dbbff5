"""Autoencoders: a linear one trained on the covariance matrix alone, and a deep one trained on the samples.

The least squared error that a linear autoencoder of K units can reach is that of the first K principal axes, and its
decoder then spans the same subspace (Baldi, Hornik 1989). The deep one is Hinton's and Salakhutdinov's (2006) in small.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from methods import feedforward
from methods.optimisers import adam
from recomputed.errors import BadInput

KINDS = ("ReLU", "identity", "ReLU", "sigmoid")  # hidden, code, hidden, output in [0, 1]


def descend(
    covariance: np.ndarray, code: int, rng: np.random.Generator, steps: int, rate: float, momentum: float
) -> Iterator[tuple[np.ndarray, np.ndarray, float]]:
    """Train a linear autoencoder x -> V U x by gradient descent with momentum on E|x - VUx|², all samples at each step.

    The loss needs the samples' `covariance` (D, D) alone. Starts from small normal weights; yields the encoder Uᵀ and
    the decoder V, both (D, code), and the loss, before the first step and after every one. rate: in units of 1 / the
    largest eigenvalue. Raises BadInput if the weights run away.
    """
    size = len(covariance)
    weights = rng.normal(size=(2, size, code)) / size
    speed = np.zeros_like(weights)
    rate = rate / np.linalg.norm(covariance, 2)
    for step in range(steps + 1):
        encoder, decoder = weights
        seen, made = covariance @ encoder, covariance @ decoder
        inner = encoder.T @ seen
        # E|x - VUx|² = tr C - 2 tr(U C V) + tr(VᵀV U C Uᵀ)
        loss = np.trace(covariance) - 2 * np.sum(decoder * seen) + np.sum((decoder.T @ decoder) * inner)
        if not np.isfinite(loss):
            raise BadInput(
                "weights run away", where=f"step {step}", expected="a falling loss", found=loss, do="lower the rate"
            )
        yield encoder, decoder, float(loss)
        slope = np.stack([seen @ (decoder.T @ decoder) - made, decoder @ inner - seen])
        speed = momentum * speed - rate * slope
        weights = weights + speed


@dataclass(frozen=True)
class Autoencoder:
    """A trained net D -> hidden -> code -> hidden -> D; samples in [0, 1]."""

    layers: feedforward.Layers

    def encode(self, samples: np.ndarray) -> np.ndarray:
        """Give the codes (N, code) of `samples` (N, D)."""
        return feedforward.forward(self.layers[:2], KINDS[:2], samples)[-1]

    def decode(self, codes: np.ndarray) -> np.ndarray:
        """Give samples (N, D) made from `codes` (N, code)."""
        return feedforward.forward(self.layers[2:], KINDS[2:], codes)[-1]


def train(
    samples: np.ndarray, sizes: Sequence[int], rng: np.random.Generator, epochs: int, batch: int, rate: float
) -> Iterator[Autoencoder]:
    """Train a net of hidden and code `sizes` on `samples` (N, D) in [0, 1], yielding it after each epoch.

    Adam (Kingma, Ba 2015) on the mean squared error of a sample, its rate falling linearly to 0.
    """
    hidden, code = sizes
    layers = feedforward.glorot(rng, [samples.shape[1], hidden, code, hidden, samples.shape[1]], dtype=samples.dtype)
    step = adam([part for layer in layers for part in layer])
    firsts = range(0, len(samples), batch)
    for epoch in range(epochs):
        order = rng.permutation(len(samples))
        for number, first in enumerate(firsts):
            slopes = slopes_of(layers, samples[order[first : first + batch]])
            done = (epoch + number / len(firsts)) / epochs
            step([part for pair in slopes for part in pair], rate * (1 - done))
        yield Autoencoder(layers)


def slopes_of(layers: feedforward.Layers, samples: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Give the gradient of the mean over `samples` (N, D) of |x - output|² with respect to every w and b."""
    outputs = feedforward.forward(layers, KINDS, samples)
    top = (2 / len(samples)) * (outputs[-1] - samples)
    return feedforward.gradients(outputs, feedforward.deltas(layers, KINDS, outputs, top))
