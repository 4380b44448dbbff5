"""Nets of dense layers, and exact back propagation through them.

A net is a list of layers (w, b) with shapes (..., n_in, n_out) and (..., 1, n_out), and a list `kinds` with the name of
each layer's activation. Leading axes hold several nets, which are computed together.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from recomputed import arrays

Layers = Sequence[tuple[np.ndarray, np.ndarray]]

# name -> activation, and its derivative as a function of the activation's output
ACTIVATIONS = {
    "identity": (lambda z: z, lambda h: np.ones_like(h)),
    "sigmoid": (lambda z: 0.5 + 0.5 * np.tanh(0.5 * z), lambda h: h * (1 - h)),
    "tanh": (np.tanh, lambda h: 1 - h * h),
    "ReLU": (lambda z: np.maximum(z, 0), lambda h: (h > 0).astype(h.dtype)),
}


def forward(layers: Layers, kinds: Sequence[str], x: np.ndarray) -> list[np.ndarray]:
    """Give the inputs `x` (..., N, n_in) and, after them, the outputs (..., N, n_out) of every layer.

    A nan in x stays a nan. Raises BadInput for inputs or layers of other shapes or types, and for unknown kinds.
    """
    layers, x = _checked(layers, kinds), arrays.floats(x, "net: x", empty=True)
    if x.ndim < 2 or x.shape[-1] != layers[0][0].shape[-2]:
        raise arrays.bad("wrong shape", "net: x", f"shape (..., N, {layers[0][0].shape[-2]})", f"shape {x.shape}")
    outputs = [x]
    for (w, b), kind in zip(layers, kinds, strict=True):
        outputs.append(ACTIVATIONS[kind][0](outputs[-1] @ w + b))
    return outputs


def deltas(layers: Layers, kinds: Sequence[str], outputs: list[np.ndarray], top: np.ndarray) -> list[np.ndarray]:
    """Give dJ/dz of every layer, with z the sum before its activation.

    outputs: as given by `forward`; top: dJ/d(last output), shape (..., N, n_out).
    Raises BadInput for errors or layers of other shapes or types.
    """
    layers = _checked(layers, kinds)
    top = arrays.floats(top, "net: top", outputs[-1].shape, empty=True)
    found = [top * ACTIVATIONS[kinds[-1]][1](outputs[-1])]
    for number in range(len(layers) - 1, 0, -1):
        back = found[-1] @ layers[number][0].swapaxes(-1, -2)
        found.append(back * ACTIVATIONS[kinds[number - 1]][1](outputs[number]))
    return found[::-1]


def gradients(outputs: list[np.ndarray], found: list[np.ndarray]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Give (dJ/dw, dJ/db) of every layer, summed over samples, from `outputs` of `forward` and `found` of `deltas`."""
    return [
        (h.swapaxes(-1, -2) @ delta, delta.sum(axis=-2, keepdims=True))
        for h, delta in zip(outputs[:-1], found, strict=True)
    ]


def glorot(
    rng: np.random.Generator, sizes: Sequence[int], nets: tuple[int, ...] = (), dtype: type = np.float64
) -> list:
    """Draw the layers of nets with these `sizes`: normal weights of variance 2 / (n_in + n_out), biases 0.

    nets: shape of the leading axes, for several nets. Source: Glorot and Bengio (2010).
    """
    return [
        ((rng.normal(size=(*nets, n, m)) * np.sqrt(2 / (n + m))).astype(dtype), np.zeros((*nets, 1, m), dtype))
        for n, m in pairwise(sizes)
    ]


def _checked(layers: Layers, kinds: Sequence[str]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Give the layers as floats; raise BadInput unless each fits its kind and the layer before."""
    if not len(layers) or len(layers) != len(kinds) or not set(kinds) <= set(ACTIVATIONS):
        expected = f"one of {', '.join(ACTIVATIONS)} for each of {len(layers)} layers, 1 or more"
        raise arrays.bad("wrong kinds of layers", "net", expected, list(kinds))
    found, before = [], None
    for number, (weights, biases) in enumerate(layers):
        w, b = (arrays.floats(part, f"net: layer {number}") for part in (weights, biases))
        if w.ndim < 2 or b.shape[-2:] != (1, w.shape[-1]) or before not in (None, w.shape[-2]):
            expected = f"weights (..., {before or 'n_in'}, n_out) and biases (..., 1, n_out)"
            raise arrays.bad("wrong shape", f"net: layer {number}", expected, f"{w.shape} and {b.shape}")
        found.append((w, b))
        before = w.shape[-1]
    return found
