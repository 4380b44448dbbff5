"""Section 1, first AI boom: nets of two layers on Boolean functions that a perceptron cannot compute."""

from itertools import product

import numpy as np
import pandas as pd

from articles.history.compute.separability import CORNERS, GATES, separating_weights
from methods import feedforward
from recomputed.stats import streams
from recomputed.stats.intervals import share_halfwidth

KINDS = ["tanh", "identity"]  # the last sum goes into a sigmoid p; its cross-entropy has the gradient p - y
THRESHOLD = 0.5  # output between the classes
XOR = (np.array(GATES["XOR"])[:, None] + 1) / 2


def multilayer(
    seed: int, hidden: list[int], runs: int, steps: int, rate: float, inputs: list[int], tries: int
) -> dict[str, pd.DataFrame]:
    """Train `runs` nets on XOR by gradient descent for each number of `hidden` units; train and construct other nets.

    rate: learning rate. Gives `losses` (hidden, step, and median, low, high of the cross-entropy in nats, the middle
    80 % of the runs), `solved` (method: trained on XOR, or as in `best_of` and `constructed`; hidden, runs,
    solved_percent with half width), and `picture` (x1, x2, output of a run that solves XOR with the last number of
    hidden units, label: the class at the four corners, 0 elsewhere).
    """
    losses, solved, best = [], [], None
    for number, units in enumerate(hidden):
        rng = streams.rng(seed, "history multilayer", number)
        net = feedforward.glorot(rng, [2, units, 1], (runs,))
        table = _train(net, CORNERS, XOR, steps, rate)
        correct = _correct(net, CORNERS, XOR)
        losses.append(table.assign(hidden=units))
        percent = {
            "solved_percent": 100 * correct.mean(),
            "solved_percent_halfwidth": 100 * share_halfwidth(correct.sum(), runs),
        }
        solved.append({"method": "trained", "hidden": units, "runs": runs, **percent})
        best = [(w[correct.argmax()], b[correct.argmax()]) for w, b in net]
    return {
        "losses": pd.concat(losses),
        "solved": pd.concat([pd.DataFrame(solved), best_of(seed, inputs, tries, steps, rate), constructed(inputs)]),
        "picture": _picture(best),
    }


def best_of(seed: int, inputs: list[int], tries: int, steps: int, rate: float) -> pd.DataFrame:
    """Train nets on every inseparable Boolean function of so many `inputs`, up to `tries` of them until one solves it.

    The nets have 2 ** inputs hidden units. Columns: method, hidden, runs (functions), solved_percent with half width,
    most_tries (of a function that was solved).
    """
    rows = []
    for count in inputs:
        x, truths = _inseparable(count)
        left, needed = np.arange(len(truths)), np.zeros(len(truths), int)
        for number in range(1, tries + 1):
            rng = streams.rng(seed, "history Boolean functions", count, number)
            net = feedforward.glorot(rng, [count, len(x), 1], (len(left),))
            _train(net, x, truths[left, :, None], steps, rate)
            solved = _correct(net, x, truths[left, :, None])
            needed[left[solved]] = number
            left = left[~solved]
            if not len(left):
                break
        rows.append(_share("best of several", len(x), needed > 0) | {"most_tries": needed.max()})
    return pd.DataFrame(rows)


def constructed(inputs: list[int]) -> pd.DataFrame:
    """Construct a threshold net for every inseparable Boolean function of so many `inputs`; columns as in `solved`.

    It has one hidden unit for each input at which the function is 1, and an output unit that fires if any of them does.
    """
    rows = []
    for count in inputs:
        x, truths = _inseparable(count)
        rows.append(_share("constructed", len(x), [np.array_equal(_threshold_net(x, t), t) for t in truths]))
    return pd.DataFrame(rows)


def _share(method: str, hidden: int, right) -> dict:
    percent = {"solved_percent": 100 * np.mean(right), "solved_percent_halfwidth": 0.0}
    return {"method": method, "hidden": hidden, "runs": len(right), **percent}


def _inseparable(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Give the inputs (2 ** count, count) and the values (functions, 2 ** count) of every inseparable function."""
    x = np.array(list(product((0.0, 1.0), repeat=count)))
    truths = [np.array(t) for t in product((0, 1), repeat=len(x))]
    return x, np.array([t for t in truths if separating_weights(x, 2 * t - 1) is None])


def _threshold_net(x: np.ndarray, truth: np.ndarray) -> np.ndarray:
    corners = x[truth == 1]
    hidden = x @ (2 * corners - 1).T - corners.sum(axis=1) + 0.5 > 0  # the sum is 0.5 at its corner, negative elsewhere
    return (hidden.sum(axis=1) - 0.5 > 0).astype(int)


def _train(net: list, x: np.ndarray, y: np.ndarray, steps: int, rate: float) -> pd.DataFrame:
    """Train nets side by side, in place, on outputs `y` (..., N, 1) of 0 and 1; give quantiles of their losses."""
    tables = []
    for step in range(steps + 1):
        outputs = feedforward.forward(net, KINDS, x)
        p = _sigmoid(outputs[-1])
        if step % max(1, steps // 100) == 0:
            loss = np.mean(np.logaddexp(0, (1 - 2 * y) * outputs[-1]), axis=(1, 2))
            low, middle, high = np.quantile(loss, [0.1, 0.5, 0.9])
            tables.append({"step": step, "loss_median": middle, "loss_low": low, "loss_high": high})
        found = feedforward.deltas(net, KINDS, outputs, (p - y) / len(x))
        for (w, b), (w_gradient, b_gradient) in zip(net, feedforward.gradients(outputs, found), strict=True):
            w -= rate * w_gradient
            b -= rate * b_gradient
    return pd.DataFrame(tables)


def _correct(net: list, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Say for each net whether its output is on the side of `y` at every input."""
    p = _sigmoid(feedforward.forward(net, KINDS, x)[-1])
    return ((p > THRESHOLD) == (y > THRESHOLD)).all(axis=(-2, -1))


def _picture(net: list, side: int = 81) -> pd.DataFrame:
    ticks = np.linspace(-0.4, 1.4, side)
    grid = np.vstack([np.array(list(product(ticks, ticks))), CORNERS])
    hidden = feedforward.forward(net, KINDS, grid)
    label = np.r_[np.zeros(side**2, int), GATES["XOR"]]
    return pd.DataFrame({"x1": grid[:, 0], "x2": grid[:, 1], "output": _sigmoid(hidden[-1])[:, 0], "label": label})


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return feedforward.ACTIVATIONS["sigmoid"][0](z)
