"""Section 4: one kind of nets of one depth and gain: its learning rate is searched, then the compared nets are trained.

The nets of the search have other numbers, and so other images and weights, than those that are compared.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from articles.history.compute import stacks
from articles.history.compute.deep_net import layers_of
from articles.history.compute.stacks import Images
from articles.history.compute.training import Arm, Sizes, gradient_sizes, repeated, start, with_labels
from datasets.mnist.split import Split, split
from recomputed import arrays

FIRST_NET = 1_000_000  # of the search


class Setting(NamedTuple):
    """What all conditions share; images: for training, of each net."""

    parts: Split
    check: Images
    test: Images
    seed: int
    width: int
    images: int
    repeats: int
    search_nets: int
    sizes: Sizes


def setting(
    mnist: dict, seed: int, width: int, repeats: int, images: int, validation_images: int, search_nets: int, **sizes
) -> Setting:
    """Split MNIST; sizes: those of training.Sizes."""
    parts = split(mnist, validation_images, seed)
    check = Images(stacks.pixels(parts.train[parts.validation]), parts.train_labels[parts.validation])
    test = Images(stacks.pixels(parts.test), parts.test_labels)
    return Setting(parts, check, test, seed, width, images, repeats, search_nets, Sizes(**sizes))


def condition(given: Setting, arm: Arm, depth: int, rates: list[float], gain: float = 1.0) -> dict[str, pd.DataFrame]:
    """Search the rate of an arm and train its nets; every table has the columns arm, depth and first_gain.

    `search`: net, rate, validation_error_percent at the end. `curves`: repeat, rate, epochs_spent,
    validation_error_percent, first_gradient. `gradients`: repeat, layer, gradient, as training with labels begins.
    `nets`: repeat, rate, rate_at_edge (yes, no), test_error_percent, first_decades (log10 of the first hidden layer's
    gradient over the last one's).
    """
    sizes, labels = given.sizes, {"arm": arm.arm, "depth": depth, "first_gain": gain}
    numbers = range(FIRST_NET, FIRST_NET + given.search_nets)
    begun = start(arm, _drawn(given, depth, numbers), sizes, gain)
    tried = np.repeat(rates, given.search_nets)
    ends = with_labels(arm, repeated(begun, len(rates)), tried, sizes, given.check).groupby("net").last()
    errors = ends["validation_error_percent"].to_numpy()
    search = pd.DataFrame({"net": [*numbers] * len(rates), "rate": tried, "validation_error_percent": errors})
    rate = best_rate(search)
    begun = start(arm, _drawn(given, depth, range(given.repeats)), sizes, gain)
    slopes = start_gradients(arm, begun)
    rows = with_labels(arm, begun, np.full(given.repeats, rate), sizes, given.check, given.test)
    rows = rows.rename(columns={"net": "repeat"}).assign(rate=rate)
    nets = rows.dropna(subset="test_error_percent")[["repeat", "rate", "test_error_percent"]]
    edge = "yes" if rate in (min(rates), max(rates)) else "no"
    nets = nets.assign(rate_at_edge=edge, first_decades=_decades(slopes))
    found = {"search": search, "curves": rows.drop(columns="test_error_percent"), "nets": nets, "gradients": slopes}
    return {name: table.assign(**labels) for name, table in found.items()}


def best_rate(search: pd.DataFrame) -> float:
    """Give the rate with the least mean validation error, of equal ones the smallest.

    search: columns rate, validation_error_percent. Raises BadInput for a table without rows, and for numbers that are
    not finite.
    """
    arrays.check_table(search, "history: search", finite=("rate", "validation_error_percent"))
    return float(search.groupby("rate")["validation_error_percent"].mean().idxmin())


def first_decades(given: Setting, arm: Arm, depth: int, gain: float, bias: float, rate: float) -> np.ndarray:
    """Give first_decades (see `condition`) of the compared nets for a first bias and a rate of pretraining."""
    sizes = given.sizes._replace(pretraining_rate=rate)
    begun = start(arm, _drawn(given, depth, range(given.repeats)), sizes, gain, bias)
    return _decades(start_gradients(arm, begun))


def start_gradients(arm: Arm, begun) -> pd.DataFrame:
    """Give |dJ/dw| of each net and hidden layer: columns repeat, layer, gradient."""
    net, train, draws = begun.stack
    found = gradient_sizes(arm, layers_of(net, arm.normalised), train, draws)
    layer, repeat = np.indices(found.shape)
    return pd.DataFrame({"repeat": repeat.ravel(), "layer": layer.ravel() + 1, "gradient": found.ravel()})


def _decades(slopes: pd.DataFrame) -> np.ndarray:
    """Give log10 of the first layer's gradient over the last one's of each net, from a table of `start_gradients`.

    Raises BadInput for a table without rows or columns, and for numbers that are not finite.
    """
    arrays.check_table(slopes, "history: first gradients", ["repeat"], finite=("layer", "gradient"))
    ends = slopes.sort_values("layer").groupby("repeat")["gradient"].agg(["first", "last"])
    return np.log10(ends["first"] / ends["last"]).to_numpy()


def _drawn(given: Setting, depth: int, numbers: range) -> stacks.Stack:
    return stacks.draw(given.parts, given.seed, numbers, (depth, given.width, given.images))
