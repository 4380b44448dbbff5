"""Section 4, pretraining: deep sigmoid nets on MNIST, trained at once or after pretraining layer by layer.

Both arms start from the same weights and spend the same number of multiplications: what pretraining takes, the training
with labels lacks. Bengio et al. (2007), "Greedy layer-wise training of deep networks".
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from datasets.mnist.split import CLASSES, roles
from methods import feedforward
from recomputed.runs.progress import track
from recomputed.stats import streams

ARMS = ("plain", "pretrained")
GRADIENT_IMAGES = 1000  # over whose mean loss the gradient is measured


def compare(
    mnist: dict, seed: int, depths: list[int], width: int, repeats: int, images: int, validation_images: int,
    batch: int, budget_epochs: int, pretraining_epochs: int, rates: list[float], pretraining_rate: float,
    momentum: float,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """Train both arms at every depth (hidden layers), learning rate and seed, and keep each arm's best rate.

    The rate of an arm and depth is the one with the least mean error on validation images at the end. Gives `curves`
    (arm, depth, repeat, rate, epochs_spent: multiplications in epochs of the plain net; test_error_percent) and
    `gradients` (arm, depth, repeat, epochs_spent, layer, gradient: |dJ/dw| of the mean loss over 1000 training images).
    """
    parts = roles(mnist, validation_images, seed)
    pool = np.concatenate([parts.half_a, parts.half_b])
    test = pixels(parts.test), parts.test_labels
    check = pixels(parts.train[parts.validation]), parts.train_labels[parts.validation]
    cases = [(d, n, rate, arm) for d in depths for n in range(repeats) for rate in rates for arm in ARMS]
    curves, slopes, ends = [], [], []
    for depth, repeat, rate, arm in track(cases, "pretraining"):
        rng = streams.rng(seed, "history pretraining", depth, repeat)
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
            sizes = slope_sizes(net, x[:GRADIENT_IMAGES], y[:GRADIENT_IMAGES])
            slopes += [{**row, "layer": n + 1, "gradient": size} for n, size in enumerate(sizes)]
        ends.append({**labels, "validation_error_percent": error_percent(net, *check)})
    best = best_rates(pd.DataFrame(ends))
    tables = {"curves": pd.DataFrame(curves), "gradients": pd.DataFrame(slopes)}
    return {
        name: table.merge(best, on=["arm", "depth", "rate"]).assign(data=parts.data) for name, table in tables.items()
    }


def best_rates(ends: pd.DataFrame) -> pd.DataFrame:
    """Choose the rate of each arm and depth by the mean validation error of its finished runs: arm, depth, rate."""
    mean = ends.groupby(["arm", "depth", "rate"], as_index=False)["validation_error_percent"].mean()
    return mean.loc[mean.groupby(["arm", "depth"])["validation_error_percent"].idxmin(), ["arm", "depth", "rate"]]


def pixels(images: np.ndarray) -> np.ndarray:
    """Scale grey levels (N, 784) uint8 to [0, 1], float32."""
    return images.astype(np.float32) / 255


def epoch_products(net: feedforward.Layers) -> int:
    """Count the multiplications of a sample's training step: forward, weights, and back through all but the first."""
    sizes = [w.size for w, _ in net]
    return 3 * sum(sizes) - sizes[0]


def pretraining_products(net: feedforward.Layers) -> int:
    """Count those of a sample in one pass of pretraining all hidden layers: five a weight."""
    return 5 * sum(w.size for w, _ in net[:-1])


def pretrain(net: list, x: np.ndarray, rng, epochs: int, batch: int, rate: float, momentum: float) -> None:
    """Train each hidden layer in turn as an autoencoder of the layer below, in place; the decoder is its transpose."""
    sigmoid = feedforward.ACTIVATIONS["sigmoid"][0]
    for w, b in net[:-1]:
        back = np.zeros((1, len(w)), w.dtype)
        step = _momentum([w, b, back], rate, momentum)
        for rows in _batches(rng, len(x), batch, epochs):
            inputs = x[rows]
            code = sigmoid(inputs @ w + b)
            off = (sigmoid(code @ w.T + back) - inputs) / len(rows)  # slope of the cross-entropy
            delta = (off @ w) * code * (1 - code)
            step([inputs.T @ delta + off.T @ code, delta.sum(axis=0), off.sum(axis=0)])
        x = sigmoid(x @ w + b)


def fine_tune(net: list, x, y, rng, epochs: int, batch: int, rate: float, momentum: float) -> Iterator[int]:
    """Train all layers with the labels, in place, yielding the epochs done: 0 before the first."""
    step = _momentum([part for layer in net for part in layer], rate, momentum)
    yield 0
    for done in range(epochs):
        for rows in _batches(rng, len(x), batch, 1):
            step([part for pair in slopes_of(net, x[rows], y[rows]) for part in pair])
        yield done + 1


def slopes_of(net: feedforward.Layers, x: np.ndarray, y: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Give the gradient of the mean cross-entropy of softmax outputs with respect to every w and b."""
    kinds = ["sigmoid"] * (len(net) - 1) + ["identity"]
    outputs = feedforward.forward(net, kinds, x)
    p = np.exp(outputs[-1] - outputs[-1].max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return feedforward.gradients(outputs, feedforward.deltas(net, kinds, outputs, p / len(y)))


def slope_sizes(net: feedforward.Layers, x: np.ndarray, y: np.ndarray) -> list[float]:
    """Give |dJ/dw| of every hidden layer, the first one first."""
    return [float(np.linalg.norm(slope)) for slope, _ in slopes_of(net, x, y)[:-1]]


def error_percent(net: feedforward.Layers, x: np.ndarray, labels: np.ndarray) -> float:
    """Give the percentage of images `x` (N, 784) that the net takes for another digit."""
    kinds = ["sigmoid"] * (len(net) - 1) + ["identity"]
    return float(100 * np.mean(feedforward.forward(net, kinds, x)[-1].argmax(axis=1) != labels))


def _batches(rng, samples: int, batch: int, epochs: int) -> Iterator[np.ndarray]:
    for _ in range(epochs):
        order = rng.permutation(samples)
        for first in range(0, samples, batch):
            yield order[first : first + batch]


def _momentum(parts: list[np.ndarray], rate: float, momentum: float):
    """Make the step of gradient descent with momentum that changes `parts` in place, given their slopes."""
    speeds = [np.zeros_like(part) for part in parts]

    def step(slopes: list[np.ndarray]) -> None:
        for part, speed, slope in zip(parts, speeds, slopes, strict=True):
            speed *= momentum
            speed -= rate * slope
            part += speed

    return step
