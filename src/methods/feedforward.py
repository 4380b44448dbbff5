"""Stacked dense layers and exact back propagation through them, in NumPy.

A net is a list of layers (w, b) with shapes (..., n_in, n_out) and (..., 1, n_out), and a list of kinds, the activation
of each layer. Leading axes hold several nets side by side.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

Layers = Sequence[tuple[np.ndarray, np.ndarray]]

# Each activation, and its slope as a function of its own output.
ACTIVATIONS = {
    "identity": (lambda z: z, lambda h: np.ones_like(h)),
    "sigmoid": (lambda z: 0.5 + 0.5 * np.tanh(0.5 * z), lambda h: h * (1 - h)),
    "tanh": (np.tanh, lambda h: 1 - h * h),
    "ReLU": (lambda z: np.maximum(z, 0), lambda h: (h > 0).astype(h.dtype)),
}


def forward(layers: Layers, kinds: Sequence[str], x: np.ndarray) -> list[np.ndarray]:
    """Give the outputs of every layer for inputs `x` (..., N, n_in), the inputs themselves first."""
    outputs = [x]
    for (w, b), kind in zip(layers, kinds, strict=True):
        outputs.append(ACTIVATIONS[kind][0](outputs[-1] @ w + b))
    return outputs


def deltas(layers: Layers, kinds: Sequence[str], outputs: list[np.ndarray], top: np.ndarray) -> list[np.ndarray]:
    """Carry dJ/d(last output), `top` (..., N, n_out), back: dJ/dz of every layer, z its sum before the activation."""
    found = [top * ACTIVATIONS[kinds[-1]][1](outputs[-1])]
    for number in range(len(layers) - 1, 0, -1):
        back = found[-1] @ layers[number][0].swapaxes(-1, -2)
        found.append(back * ACTIVATIONS[kinds[number - 1]][1](outputs[number]))
    return found[::-1]


def gradients(outputs: list[np.ndarray], found: list[np.ndarray]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Give dJ/dw and dJ/db of every layer, summed over the samples, from the outputs and the deltas."""
    return [
        (h.swapaxes(-1, -2) @ delta, delta.sum(axis=-2, keepdims=True))
        for h, delta in zip(outputs[:-1], found, strict=True)
    ]


def glorot(
    rng: np.random.Generator, sizes: Sequence[int], nets: tuple[int, ...] = (), dtype: type = np.float64
) -> list:
    """Draw `nets` of these `sizes`: normal weights of variance 2 / (n_in + n_out), no biases (Glorot, Bengio 2010)."""
    return [
        ((rng.normal(size=(*nets, n, m)) * np.sqrt(2 / (n + m))).astype(dtype), np.zeros((*nets, 1, m), dtype))
        for n, m in pairwise(sizes)
    ]
