"""Section 4: what pretraining layer by layer does, and the techniques that came after it in its place.

All nets have the width, training images and first weights of those in articles.history.compute.pretraining, and may do
the same number of multiplications.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import t as student

from articles.history.compute import boltzmann, deep_net, pretraining
from datasets.mnist.split import CLASSES, split
from methods import feedforward
from methods.optimisers import adam
from recomputed.runs.progress import track

FIRST = {"autoencoders": pretraining.pretrain, "Boltzmann machines": boltzmann.pretrain}
KEYS = ["arm", "depth", "repeat"]


class Sizes(NamedTuple):
    """What all arms share, see pretraining."""

    batch: int
    momentum: float
    budget_epochs: int
    pretraining_epochs: int
    pretraining_rate: float


def remedies(
    mnist: dict, curves: pd.DataFrame, gradients: pd.DataFrame, seed: int, arms: list[dict], deeper: list[int],
    nets: int, boltzmann_trials: int, depths: list[int], width: int, repeats: int, images: int,
    validation_images: int, batch: int, budget_epochs: int, pretraining_epochs: int, rates: list[float],
    pretraining_rate: float, momentum: float,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """Train `nets` nets of each arm and depth, and compare them with those of `curves` and `gradients`.

    arms: arm, activation, optimiser (momentum or Adam), dropout (share), normalised, pretrained (a key of FIRST, or
    no), rates; of the latter the one with the least validation error of the first net is kept. Depths are the greatest
    of `depths` and those in `deeper`, for which the pretrained nets are trained here, too. The other arguments are
    those of pretraining. Gives `nets` (arm, depth, repeat, rate, test_error_percent, first_decades, data), `effects`
    (see there), and `up_pass` (see boltzmann).
    """
    parts = split(mnist, validation_images, seed)
    pool = np.concatenate([parts.half_a, parts.half_b])
    test = pretraining.pixels(parts.test), parts.test_labels
    check = pretraining.pixels(parts.train[parts.validation]), parts.train_labels[parts.validation]
    sizes = Sizes(batch, momentum, budget_epochs, pretraining_epochs, pretraining_rate)
    reference = {**arms[0], "arm": "pretrained", "pretrained": "autoencoders", "rates": rates}
    cases = [(max(depths), arm) for arm in arms] + [(depth, arm) for depth in deeper for arm in [reference, *arms]]
    rows = []
    for depth, arm in track(cases, "remedies"):
        tried = arm["rates"]
        for repeat in range(min(nets, repeats)):
            found = {}
            for rate in tried:
                rng = pretraining.generator(seed, depth, repeat)
                chosen = rng.choice(pool, min(images, len(pool)), replace=False)
                x, y = pretraining.pixels(parts.train[chosen]), parts.train_labels[chosen]
                net = feedforward.glorot(rng, [x.shape[1], *[width] * depth, CLASSES], dtype=np.float32)
                found[rate] = train(arm, rate, net, x, y, rng, check, test, sizes)
            best = min(found, key=lambda rate: found[rate]["validation_error_percent"])
            tried = [best]
            rows.append({"arm": arm["arm"], "depth": depth, "repeat": repeat, "rate": best, **found[best]})
    table = pd.DataFrame(rows)
    return {
        "nets": table.assign(data=parts.data),
        "effects": effects(table, curves, gradients).assign(data=parts.data),
        "up_pass": boltzmann.up_pass(seed, 6, 8, boltzmann_trials),
    }


def train(arm: dict, rate: float, net: list, x, y, rng, check: tuple, test: tuple, sizes: Sizes) -> dict[str, float]:
    """Train one net of an arm; give its errors on `check` and `test` (images and labels) in percent.

    Keys: validation_error_percent, test_error_percent, first_decades (see `effects`).
    """
    spent, kind = 0.0, arm["activation"]
    if arm["pretrained"] in FIRST:
        how = sizes.pretraining_epochs, sizes.batch, sizes.pretraining_rate, sizes.momentum
        FIRST[arm["pretrained"]](net, x, rng, *how)
        spent = sizes.pretraining_epochs * pretraining.pretraining_products(net) / pretraining.epoch_products(net)
    if kind == "ReLU":
        for w, _ in net[:-1]:
            w *= np.sqrt(w.dtype.type((w.shape[0] + w.shape[1]) / w.shape[0]))  # He et al. (2015): variance 2 / inputs
    layers = deep_net.layers_of(net, arm["normalised"])
    step = _optimiser(arm, [part for layer in layers for part in layer], rate, sizes)
    probed = slice(pretraining.GRADIENT_IMAGES)
    first = [np.linalg.norm(w) for w, *_ in deep_net.gradients(layers, kind, x[probed], y[probed], 0.0, rng)[:-1]]
    for chosen in pretraining.batches(rng, len(x), sizes.batch, int(sizes.budget_epochs - spent)):
        found = deep_net.gradients(layers, kind, x[chosen], y[chosen], arm["dropout"], rng)
        step([part for layer in found for part in layer])
    known = deep_net.outputs(layers, kind, x)[1]
    return {
        "validation_error_percent": _error_percent(layers, kind, *check, known),
        "test_error_percent": _error_percent(layers, kind, *test, known),
        "first_decades": float(np.log10(first[0] / first[-1])),
    }


def effects(nets: pd.DataFrame, curves: pd.DataFrame, gradients: pd.DataFrame) -> pd.DataFrame:
    """Compare arms with plain and with pretrained nets of the same repeat: mean differences and half widths (Student).

    first_decades: log10 of |dJ/dw| of the first hidden layer over that of the last one, as training with labels begins.
    Columns: arm, depth, deepest (yes at the greatest depth of `curves`), against (plain or pretrained), nets,
    test_error_percent (of the arm), lower_percent (by how much it is lower), more_decades (by how much first_decades is
    larger), half widths of both.
    """
    ends = curves.groupby(KEYS, as_index=False).last().merge(_first_decades(gradients), on=KEYS)
    everything, rows = pd.concat([ends, nets]), []
    for against in ("plain", "pretrained"):
        own, other = (everything[(everything["arm"] == against) == same] for same in (False, True))
        pairs = own[own["arm"] != "plain"].merge(other, on=["depth", "repeat"], suffixes=("", "_other"))
        for (arm, depth), group in pairs.groupby(["arm", "depth"], sort=False):
            deepest = "yes" if depth == curves["depth"].max() else "no"
            row = {"arm": arm, "depth": depth, "deepest": deepest, "against": against, "nets": len(group)}
            row["test_error_percent"] = group["test_error_percent"].mean()
            row |= _mean("lower_percent", group["test_error_percent_other"] - group["test_error_percent"])
            rows.append(row | _mean("more_decades", group["first_decades"] - group["first_decades_other"]))
    return pd.DataFrame(rows)


def _optimiser(arm: dict, parts: list[np.ndarray], rate: float, sizes: Sizes):
    if arm["optimiser"] == "momentum":
        return pretraining.momentum_step(parts, rate, sizes.momentum)
    step = adam(parts)
    return lambda gradients: step(gradients, rate)


def _error_percent(layers: list, kind: str, x: np.ndarray, labels: np.ndarray, known: list) -> float:
    return float(100 * np.mean(deep_net.outputs(layers, kind, x, known)[0].argmax(axis=1) != labels))


def _first_decades(gradients: pd.DataFrame) -> pd.DataFrame:
    first = gradients.groupby(KEYS)["epochs_spent"].transform("min")
    start = gradients[gradients["epochs_spent"] == first].sort_values("layer")
    ends = start.groupby(KEYS)["gradient"].agg(["first", "last"])
    return np.log10(ends["first"] / ends["last"]).rename("first_decades").reset_index()


def _mean(name: str, differences: pd.Series) -> dict[str, float]:
    number = len(differences)
    halfwidth = student.ppf(0.975, number - 1) * differences.std(ddof=1) / np.sqrt(number)
    return {name: differences.mean(), f"{name}_halfwidth": halfwidth}
