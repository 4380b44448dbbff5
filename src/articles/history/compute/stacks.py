"""Stacks of nets that are trained together, each with its own generator, images, first weights and learning rate.

Every array has the nets as its first axis. A net is the same whichever nets are beside it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from articles.history.compute import deep_net
from datasets.mnist.split import CLASSES, Split
from methods import feedforward
from methods.optimisers import adam
from recomputed import arrays
from recomputed.stats import streams

AT_ONCE = 250  # images that all nets of a stack are shown, so that their outputs stay in the cache
SIDE_DIVISOR = 2  # pixels of an image are averaged in squares of so many by so many


class Draws(NamedTuple):
    """The generators of a stack's nets, which draw as one does, with a first axis for the nets."""

    rngs: Sequence[np.random.Generator]

    def random(self, shape: tuple[int, ...], dtype: type) -> np.ndarray:
        """Draw uniform numbers from 0 to 1 of a shape (nets, ...)."""
        return np.stack([rng.random(shape[1:], dtype=dtype) for rng in self.rngs])

    def permutation(self, number: int) -> np.ndarray:
        """Draw an order of 0 to number - 1 for each net, shape (nets, number)."""
        return np.stack([rng.permutation(number) for rng in self.rngs])


class Images(NamedTuple):
    """Pixels (..., N, inputs) from 0 to 1, float32, and labels (..., N)."""

    x: np.ndarray
    y: np.ndarray


class Stack(NamedTuple):
    """Nets before training, their training images and their generators."""

    net: list[tuple[np.ndarray, np.ndarray]]
    train: Images
    draws: Draws


def draw(parts: Split, seed: int, numbers: Sequence[int], sizes: tuple[int, int, int]) -> Stack:
    """Draw images and Glorot's first weights of the nets with these `numbers`; sizes: depth, width, images of each.

    Nets of one number and depth begin with the same images and weights, whatever is done to them later.
    """
    depth, width, images = sizes
    pool, nets, chosen = np.concatenate([parts.half_a, parts.half_b]), [], []
    rngs = [streams.rng(seed, "history pretraining", depth, number) for number in numbers]
    for rng in rngs:
        chosen.append(rng.choice(pool, min(images, len(pool)), replace=False))
        inputs = pixels(parts.train[:1]).shape[1]
        nets.append(feedforward.glorot(rng, [inputs, *[width] * depth, CLASSES], dtype=np.float32))
    x, y = (np.stack([part[rows] for rows in chosen]) for part in (parts.train, parts.train_labels))
    net = [tuple(np.stack(same) for same in zip(*layer, strict=True)) for layer in zip(*nets, strict=True)]
    return Stack(net, Images(pixels(x), y.astype(np.intp)), Draws(rngs))


def pixels(images: np.ndarray) -> np.ndarray:
    """Average grey levels (..., side²), 0 to 255, in squares of 2 by 2 and scale them to [0, 1], float32.

    Raises BadInput for images that are not square, or whose side is odd.
    """
    images = arrays.real(images, "images", empty=True)
    side = round(images.shape[-1] ** 0.5)
    if side**2 != images.shape[-1] or side % SIDE_DIVISOR:
        raise arrays.bad("wrong shape", "images", "squares with an even side", f"{images.shape[-1]} pixels")
    half = side // SIDE_DIVISOR
    squares = images.reshape(*images.shape[:-1], half, SIDE_DIVISOR, half, SIDE_DIVISOR)
    small = squares.mean(axis=(-3, -1), dtype=np.float32) / np.float32(255)
    return small.reshape(*images.shape[:-1], half * half)


def batches(draws, samples: int, batch: int, epochs: int) -> Iterator[np.ndarray]:
    """Yield the rows of every batch, in a new order in each epoch; `draws`: a generator, or those of a stack."""
    for _ in range(epochs):
        order = draws.permutation(samples)
        for first in range(0, samples, batch):
            yield order[..., first : first + batch]


def rows_of(x: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Take the `rows` (..., batch) of samples x (..., N, inputs), or of labels (..., N), net by net."""
    if rows.ndim == 1:
        return x[rows]
    nets, samples = x.shape[:2]
    one_after_the_other = x.reshape(nets * samples, *x.shape[2:])  # one index is faster than two
    return one_after_the_other.take(rows + samples * np.arange(nets)[:, None], axis=0)


def momentum_step(parts: list[np.ndarray], rate: float | np.ndarray, momentum: float) -> Callable:
    """Give a function `step(gradients)` of gradient descent with momentum that changes the arrays `parts` in place.

    rate: a number, or one for each net of a stack, shape (nets, 1, 1). `step` overwrites the gradients.
    """
    for number, part in enumerate(parts):
        arrays.check_trainable(part, f"net: array {number}")
    velocities = [np.zeros_like(part) for part in parts]
    rate = np.asarray(rate, parts[0].dtype) if parts else rate

    def step(gradients: list[np.ndarray]) -> None:
        for part, velocity, gradient in zip(parts, velocities, gradients, strict=True):
            gradient *= rate
            velocity *= momentum
            velocity -= gradient
            part += velocity

    return step


def adam_step(parts: list[np.ndarray], rates: np.ndarray) -> Callable:
    """Give a function `step(gradients)` of Adam for a stack, whose nets have the `rates` (nets,)."""
    steps = [adam([part[net] for part in parts]) for net in range(len(rates))]

    def step(gradients: list[np.ndarray]) -> None:
        for net, one in enumerate(steps):
            one([gradient[net] for gradient in gradients], float(rates[net]))

    return step


def error_percent(layers: list, kind: str, images: Images, known: list | None = None) -> np.ndarray:
    """Give the percentage of the images that each net of a stack takes for another digit, shape (nets,).

    images: the same for all nets; known: see deep_net.outputs.
    """
    labels, wrong = arrays.whole(images.y, "labels", (len(images.x),), 0), 0
    for first in range(0, len(labels), AT_ONCE):
        rows = slice(first, first + AT_ONCE)
        wrong += (deep_net.outputs(layers, kind, images.x[rows], known)[0].argmax(axis=-1) != labels[rows]).sum(axis=-1)
    return 100 * wrong / len(labels)
