"""Section 4, pretraining: deep sigmoid nets on MNIST, trained at once or after pretraining layer by layer.

Both arms start from the same weights and may do the same number of multiplications, pretraining included.
Source: Bengio et al. (2007), "Greedy layer-wise training of deep networks".
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from datasets.mnist.split import CLASSES, split
from methods import feedforward
from recomputed import arrays
from recomputed.runs.progress import track
from recomputed.stats import streams

ARMS = ("plain", "pretrained")
GRADIENT_IMAGES = 1000  # training images whose mean loss the gradient is of


def pretraining(
    mnist: dict, seed: int, depths: list[int], width: int, repeats: int, images: int, validation_images: int,
    batch: int, budget_epochs: int, pretraining_epochs: int, rates: list[float], pretraining_rate: float,
    momentum: float,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """Train both arms with every number of hidden layers and learning rate, `repeats` times, and keep the best rate.

    The rate of an arm and depth is that with the least mean error on validation images at the end. Gives `curves` (arm,
    depth, repeat, rate, epochs_spent: multiplications done, in epochs of the plain net; test_error_percent, data) and
    `gradients` (arm, depth, repeat, rate, epochs_spent, layer, gradient: |dJ/dw| of the mean loss, data).
    """
    parts = split(mnist, validation_images, seed)
    pool = np.concatenate([parts.half_a, parts.half_b])
    test = pixels(parts.test), parts.test_labels
    check = pixels(parts.train[parts.validation]), parts.train_labels[parts.validation]
    cases = [(d, n, rate, arm) for d in depths for n in range(repeats) for rate in rates for arm in ARMS]
    curves, gradients, ends = [], [], []
    for depth, repeat, rate, arm in track(cases, "pretraining"):
        rng = generator(seed, depth, repeat)
        chosen = rng.choice(pool, min(images, len(pool)), replace=False)
        x, y = pixels(parts.train[chosen]), parts.train_labels[chosen]
        net = feedforward.glorot(rng, [x.shape[1], *[width] * depth, CLASSES], dtype=np.float32)
        spent = 0.0
        if arm == "pretrained":
            pretrain(net, x, rng, pretraining_epochs, batch, pretraining_rate, momentum)
            spent = pretraining_epochs * pretraining_products(net) / epoch_products(net)
        labels = {"arm": arm, "depth": depth, "repeat": repeat, "rate": rate}
        for done in fine_tune(net, x, y, rng, int(budget_epochs - spent), batch, rate, momentum):
            row = {**labels, "epochs_spent": spent + done}
            curves.append({**row, "test_error_percent": error_percent(net, *test)})
            sizes = gradient_sizes(net, x[:GRADIENT_IMAGES], y[:GRADIENT_IMAGES])
            gradients += [{**row, "layer": n + 1, "gradient": size} for n, size in enumerate(sizes)]
        ends.append({**labels, "validation_error_percent": error_percent(net, *check)})
    best = best_rates(pd.DataFrame(ends))
    tables = {"curves": pd.DataFrame(curves), "gradients": pd.DataFrame(gradients)}
    return {
        name: table.merge(best, on=["arm", "depth", "rate"]).assign(data=parts.data) for name, table in tables.items()
    }


def generator(seed: int, depth: int, repeat: int) -> np.random.Generator:
    """Give the generator of one net: every way to train a depth begins with the same images and the same weights."""
    return streams.rng(seed, "history pretraining", depth, repeat)


def best_rates(ends: pd.DataFrame) -> pd.DataFrame:
    """Give the rate of each arm and depth with the least mean validation error at the end: columns arm, depth, rate."""
    numbers = ("depth", "rate", "validation_error_percent")
    arrays.check_table(ends, "history.pretraining: ends", ("arm",), finite=numbers)
    mean = ends.groupby(["arm", "depth", "rate"], as_index=False)["validation_error_percent"].mean()
    return mean.loc[mean.groupby(["arm", "depth"])["validation_error_percent"].idxmin(), ["arm", "depth", "rate"]]


def pixels(images: np.ndarray) -> np.ndarray:
    """Scale grey levels (N, 784), 0 to 255, to [0, 1], float32."""
    return arrays.real(images, "images", ("N", "pixels"), empty=True).astype(np.float32) / 255


def epoch_products(net: feedforward.Layers) -> int:
    """Count the multiplications per sample and epoch: forward, gradients, and back through all layers but the first."""
    sizes = [w.size for w, _ in net]
    return 3 * sum(sizes) - sizes[0]


def pretraining_products(net: feedforward.Layers) -> int:
    """Count the multiplications per sample and epoch of pretraining all hidden layers: five for each weight."""
    return 5 * sum(w.size for w, _ in net[:-1])


def pretrain(net: list, x: np.ndarray, rng, epochs: int, batch: int, rate: float, momentum: float) -> None:
    """Train each hidden layer in turn, in place, as an autoencoder of the layer below; the decoder is the transpose."""
    sigmoid = feedforward.ACTIVATIONS["sigmoid"][0]
    for w, b in net[:-1]:
        decoder_bias = np.zeros((1, len(w)), w.dtype)
        step = momentum_step([w, b, decoder_bias], rate, momentum)
        for rows in batches(rng, len(x), batch, epochs):
            inputs = x[rows]
            code = sigmoid(inputs @ w + b)
            output_delta = (sigmoid(code @ w.T + decoder_bias) - inputs) / len(rows)  # of the mean cross-entropy
            code_delta = (output_delta @ w) * code * (1 - code)
            w_gradient = inputs.T @ code_delta + output_delta.T @ code
            step([w_gradient, code_delta.sum(axis=0), output_delta.sum(axis=0)])
        x = sigmoid(x @ w + b)


def fine_tune(net: list, x, y, rng, epochs: int, batch: int, rate: float, momentum: float) -> Iterator[int]:
    """Train all layers with the labels, in place; yield the number of epochs done, 0 before the first."""
    step = momentum_step([part for layer in net for part in layer], rate, momentum)
    yield 0
    for done in range(epochs):
        for rows in batches(rng, len(x), batch, 1):
            step([part for pair in loss_gradients(net, x[rows], y[rows]) for part in pair])
        yield done + 1


def loss_gradients(net: feedforward.Layers, x: np.ndarray, y: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Give (dJ/dw, dJ/db) of every layer, J the mean cross-entropy of the softmax outputs over samples `x`, `y`.

    Raises BadInput for labels that are no classes of the net, and without samples.
    """
    y = arrays.whole(y, "labels", (len(x),), 0, net[-1][0].shape[-1] - 1)
    kinds = ["sigmoid"] * (len(net) - 1) + ["identity"]
    outputs = feedforward.forward(net, kinds, x)
    p = np.exp(outputs[-1] - outputs[-1].max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return feedforward.gradients(outputs, feedforward.deltas(net, kinds, outputs, p / len(y)))


def gradient_sizes(net: feedforward.Layers, x: np.ndarray, y: np.ndarray) -> list[float]:
    """Give |dJ/dw| of every hidden layer, the first one first."""
    return [float(np.linalg.norm(w_gradient)) for w_gradient, _ in loss_gradients(net, x, y)[:-1]]


def error_percent(net: feedforward.Layers, x: np.ndarray, labels: np.ndarray) -> float:
    """Give the percentage of images `x` (N, 784) that the net takes for another digit."""
    labels = arrays.whole(labels, "labels", (len(x),), 0)
    kinds = ["sigmoid"] * (len(net) - 1) + ["identity"]
    return float(100 * np.mean(feedforward.forward(net, kinds, x)[-1].argmax(axis=1) != labels))


def batches(rng, samples: int, batch: int, epochs: int) -> Iterator[np.ndarray]:
    """Yield the rows of every batch, in a new order in each epoch."""
    for _ in range(epochs):
        order = rng.permutation(samples)
        for first in range(0, samples, batch):
            yield order[first : first + batch]


def momentum_step(parts: list[np.ndarray], rate: float, momentum: float):
    """Give a function `step(gradients)` of gradient descent with momentum that changes the arrays `parts` in place."""
    for number, part in enumerate(parts):
        arrays.check_trainable(part, f"net: array {number}")
    velocities = [np.zeros_like(part) for part in parts]

    def step(gradients: list[np.ndarray]) -> None:
        for part, velocity, gradient in zip(parts, velocities, gradients, strict=True):
            velocity *= momentum
            velocity -= rate * gradient
            part += velocity

    return step
