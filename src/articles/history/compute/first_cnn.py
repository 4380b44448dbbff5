"""Section 2: does a net in the shape of the first practical CNN read digits, and do its gradients vanish or explode?"""

import numpy as np
import pandas as pd

from articles.history.compute import convolution
from datasets.mnist.split import split
from recomputed import arrays
from recomputed.runs.progress import track
from recomputed.stats import streams
from recomputed.stats.intervals import Z95

TRAINED = "2.4 / inputs"
PROBED = 100  # images on which gradients are measured
LIGHT, DARK = 1.0, -1.0  # what an output should be for its digit and for the others


def first_cnn(
    mnist: dict, seed: int, images: int, repeats: int, batch: int, rates: list[float], momentum: float,
    within_factor: list[float], readable_percent: list[float],
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """Train nets by back propagation from TRAINED, one of the starts of convolution, and measure the gradients of both.

    rates: of learning, one for each round over the images. Gives `errors` (start, readable_percent, error_percent on
    all test images, mean over `repeats` nets, with half width, excess_percent over readable_percent, nets, data) and
    `gradients` (start, stage, within_factor, decades: size of log10 of |dJ/dz| in the first layer over that in the
    last, mean over nets, with half width, excess_decades over the factor, nets, data).
    """
    parts = split(mnist, 0, seed)
    test = smaller(parts.test), parts.test_labels
    percents, decades = [], []
    cases = [(start, repeat) for start in convolution.START for repeat in range(repeats)]
    for start, repeat in track(cases, "first CNN"):
        rng = streams.rng(seed, "history first CNN", repeat)
        chosen = rng.choice(len(parts.train), min(images, len(parts.train)), replace=False)
        x, y = smaller(parts.train[chosen]), parts.train_labels[chosen]
        net = convolution.draw(rng, start)
        decades.append({"start": start, "stage": "before training", "decades": _cnn_decades(net, x[:PROBED], rng)})
        if start != TRAINED:
            continue
        _train(net, x, y, rng, batch, rates, momentum)
        decades.append({"start": start, "stage": "after training", "decades": _cnn_decades(net, x[:PROBED], rng)})
        percents.append({"start": start, "error_percent": error_percent(net, *test)})
    errors = _over(pd.DataFrame(percents), ["start"], "error_percent", "readable_percent", readable_percent, float)
    gradients = _over(pd.DataFrame(decades), ["start", "stage"], "decades", "within_factor", within_factor, np.log10)
    return {"errors": errors.assign(data=parts.data), "gradients": gradients.assign(data=parts.data)}


def _over(table: pd.DataFrame, keys: list[str], column: str, name: str, limits: list[float], unit) -> pd.DataFrame:
    """Average `column` over nets, and say for each limit, put into its unit by `unit`, by how much it is larger."""
    found = table.groupby(keys, as_index=False, sort=False)[column].agg(["mean", "std", "count"])
    found = found.rename(columns={"mean": column, "count": "nets"})
    found[f"{column}_halfwidth"] = Z95 * found.pop("std") / np.sqrt(found["nets"])
    excess = f"excess_{column.split('_')[-1]}"
    return pd.concat([found.assign(**{name: limit, excess: found[column] - unit(limit)}) for limit in limits])


def smaller(images: np.ndarray) -> np.ndarray:
    """Give images (N, 1, 16, 16) from -1 to 1, float32: pixels (N, side²) padded to 32 × 32 and averaged in fours.

    Raises BadInput for anything but finite pixels of square images, of at most 32 × 32.
    """
    images = arrays.real(images, "history.first_cnn: images", ("N", "pixels"), finite=True)
    side = round(images.shape[1] ** 0.5)
    if side * side != images.shape[1] or side > 32:
        raise arrays.bad("wrong shape", "history.first_cnn: images", "(N, side²), side to 32", f"shape {images.shape}")
    before = (32 - side) // 2
    after = 32 - side - before
    square = np.pad(images.reshape(-1, side, side), ((0, 0), (before, after), (before, after)))
    mean = square.reshape(-1, 16, 2, 16, 2).mean(axis=(2, 4), dtype=np.float32)
    return (mean / np.float32(127.5) - 1)[:, None]


def error_percent(net: convolution.Layers, x: np.ndarray, labels: np.ndarray) -> float:
    """Give the percentage of images that the net takes for another digit."""
    wrong = [
        convolution.forward(net, x[place : place + 1000])[1][-1][:, 0].argmax(axis=1) != labels[place : place + 1000]
        for place in range(0, len(x), 1000)
    ]
    return float(100 * np.concatenate(wrong).mean())


def _cnn_decades(net: convolution.Layers, x: np.ndarray, rng: np.random.Generator) -> float:
    """Give the decades of one net, see `first_cnn`; J is the sum of the outputs along a random direction per image."""
    entering, leaving = convolution.forward(net, x)
    return _decades(convolution.backward(net, entering, leaving, _directions(rng, len(x))[:, None])[0])


def _directions(rng: np.random.Generator, number: int) -> np.ndarray:
    top = rng.normal(size=(number, convolution.CLASSES))
    return top / np.linalg.norm(top, axis=1, keepdims=True)


def _decades(deltas: list[np.ndarray]) -> float:
    first, last = (
        np.sqrt(np.mean(np.sum(part.reshape(len(part), -1) ** 2, axis=1))) for part in (deltas[0], deltas[-1])
    )
    return float(abs(np.log10(first / last)))


def _train(net, x, y, rng, batch: int, rates: list[float], momentum: float) -> None:
    """Descend the mean squared error of the outputs, in place."""
    velocities = [[np.zeros_like(part) for part in layer] for layer in net]
    targets = np.where(np.arange(convolution.CLASSES) == y[:, None], LIGHT, DARK).astype(np.float32)[:, None]
    for rate in rates:
        order = rng.permutation(len(x))
        for first in range(0, len(x), batch):
            rows = order[first : first + batch]
            entering, leaving = convolution.forward(net, x[rows])
            top = (leaving[-1] - targets[rows]) / np.float32(len(rows))
            _, gradients = convolution.backward(net, entering, leaving, top)
            for layer, moving, found in zip(net, velocities, gradients, strict=True):
                for part, velocity, gradient in zip(layer, moving, found, strict=True):
                    velocity *= momentum
                    velocity -= rate * gradient.astype(part.dtype)
                    part += velocity
