"""A net of equal hidden layers with any activation, batch normalisation and dropout, forward and backward.

Sources: Ioffe and Szegedy (2015) for batch normalisation, Srivastava et al. (2014) for dropout. Layers are lists of
arrays: weights (..., inputs, outputs), biases (..., 1, outputs) and, in normalised hidden layers, scales like the
biases, which are 1 at first; the bias then is added after the scale. Leading axes hold several nets.
"""

import numpy as np

from methods import feedforward

TINY = 1e-5  # added to variances


def layers_of(net: feedforward.Layers, normalised: bool) -> list[list[np.ndarray]]:
    """Turn a net of feedforward's layers into layers of this module; the arrays are shared."""
    *hidden, (w, b) = net
    scales = [[np.ones_like(b)] if normalised else [] for _, b in hidden]
    return [[w, b, *scale] for (w, b), scale in zip(hidden, scales, strict=True)] + [[w, b]]


def outputs(layers: list, kind: str, x: np.ndarray, known: list | None = None) -> tuple[np.ndarray, list]:
    """Give the last sums (..., N, outputs) without dropout, and the mean and deviation of each normalised layer's sums.

    known: such means and deviations, of other samples, to use in place of those of x.
    """
    found, h = [], x
    for number, (w, b, *scale) in enumerate(layers[:-1]):
        z = h @ w
        if scale:
            found.append(known[number] if known else _moments(z))
            z = (z - found[-1][0]) / found[-1][1] * scale[0]
        h = feedforward.ACTIVATIONS[kind][0](z + b)
    return h @ layers[-1][0] + layers[-1][1], found


def gradients(layers: list, kind: str, x: np.ndarray, y: np.ndarray, dropout: float, rng) -> list[list[np.ndarray]]:
    """Give the gradients of the mean cross-entropy of samples `x` (..., N, inputs) with classes `y` (..., N).

    They are arrays like the layers. dropout: share of each hidden layer's outputs that are 0, at random (`rng`: a
    generator, or those of a stack, see stacks.Draws); the others are enlarged to keep the sum.
    """
    activation, derivative = feedforward.ACTIVATIONS[kind]
    kept, h = [], x
    for w, b, *scale in layers[:-1]:
        z = h @ w
        moments = _moments(z) if scale else None
        normal = (z - moments[0]) / moments[1] if scale else z
        out = activation((normal * scale[0] if scale else normal) + b)
        mask = (rng.random(out.shape, dtype=np.float32) >= dropout) / np.float32(1 - dropout) if dropout else None
        kept.append((h, normal, moments, out, mask))
        h = out * mask if dropout else out
    delta = _softmax(h @ layers[-1][0] + layers[-1][1])
    delta -= y[..., None] == np.arange(delta.shape[-1])
    delta /= np.float32(y.shape[-1])
    found = [[h.swapaxes(-1, -2) @ delta, delta.sum(axis=-2, keepdims=True)]]
    for (before, normal, moments, out, mask), (_, _, *scale), (above, *_) in zip(
        kept[::-1], layers[-2::-1], layers[:0:-1], strict=True
    ):
        error = delta @ above.swapaxes(-1, -2)
        delta = (error * mask if dropout else error) * derivative(out)
        parts = [delta.sum(axis=-2, keepdims=True)]
        if scale:
            parts.append((delta * normal).sum(axis=-2, keepdims=True))
            delta = _through_moments(delta * scale[0], normal, moments[1])
        found.append([before.swapaxes(-1, -2) @ delta, *parts])
    return found[::-1]


def _moments(z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return z.mean(axis=-2, keepdims=True), np.sqrt(z.var(axis=-2, keepdims=True) + z.dtype.type(TINY))


def _through_moments(error: np.ndarray, normal: np.ndarray, deviation: np.ndarray) -> np.ndarray:
    """Take an error of the normalised sums to the sums: the mean and the deviation follow the sums, too."""
    mean = error.mean(axis=-2, keepdims=True) + normal * (error * normal).mean(axis=-2, keepdims=True)
    return (error - mean) / deviation


def _softmax(z: np.ndarray) -> np.ndarray:
    p = np.exp(z - z.max(axis=-1, keepdims=True))
    return p / p.sum(axis=-1, keepdims=True)
