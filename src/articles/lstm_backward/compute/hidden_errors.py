"""Section 3: the error of the hidden state in random simple RNNs over many steps, and the norm bound."""

import numpy as np
import pandas as pd

from articles.lstm_backward.compute import bound
from articles.lstm_backward.compute.gradient_decades import check_lags
from articles.lstm_backward.compute.highway import VANISHED
from articles.lstm_backward.compute.statistics import paired
from methods.rnn import simple
from methods.rnn.parameters import glorot, simple_shapes
from recomputed import arrays
from recomputed.runs.progress import track
from recomputed.stats import streams

RUN_UP = 50  # steps before the longest lag
INPUTS = 2
DECADES = 3  # a size vanishes or explodes if it changes by more than a factor of 10^3; ours, as in `jacobians`
LEAST = (1, 2, 3)  # decades by which a gradient has to follow its bound; ours


def hidden_errors(
    seed: int, nets: int, hidden: int, sequences: int, lag: int, gains: list[float]
) -> dict[str, pd.DataFrame]:
    """Follow dJ(t)/dh(t - n), n from 0 to `lag`, in `nets` random nets for each gain of W (see untrained_gradients).

    `hidden_errors`: gain, nets, size_decades with half width (log10 of |dJ/dh| at the longest lag over that at lag 0,
    without its sign, mean over nets), changes (yes where it is above DECADES with its interval), explained_percent with
    half width: the share of the variance over the lag of log |dJ/dW(k)|, W(k) the copy of W of one step, that
    log |dJ/dh(k)| explains. `gradient_sizes`: gain, decades (one of VANISHED), nets, beyond_decades with half width: by
    how much size_decades is above them. `bound_says`: nets (all, bound shrinks), least_decades, count, follow_percent:
    of the nets whose bound changes by more than DECADES, those whose gradient goes the same way by at least so much.
    Among them are the nets made by hand of `bound`.
    Raises BadInput for a lag below 0 and for fewer than two nets.
    """
    check_lags([lag], lag + 1)
    rows, ends = [], []
    for gain in track(gains, "errors of hidden states"):
        found = [_of_net(seed, n, hidden, sequences, lag, gain) for n in range(nets)]
        ends += [(limit, decades) for decades, limit, _ in found]
        decades, halfwidth, _ = paired(np.abs([of_net[0] for of_net in found]))
        explained, of_explained, _ = paired(np.array([of_net[2] for of_net in found]))
        changes = "yes" if decades - halfwidth > DECADES else "no"
        rows.append((gain, nets, decades, halfwidth, changes, explained, of_explained))
    names = ["gain", "nets", "size_decades", "size_decades_halfwidth", "changes"]
    table = pd.DataFrame(rows, columns=[*names, "explained_percent", "explained_percent_halfwidth"])
    return {
        "hidden_errors": table,
        "gradient_sizes": _beyond(table),
        "bound_says": _bound_says(ends + _by_hand(seed, hidden, lag)),
    }


def _of_net(seed: int, n: int, hidden: int, sequences: int, lag: int, gain: float) -> tuple[float, float, float]:
    """Give decades of the gradient, decades of its bound, and the share explained, each a mean over the sequences."""
    rng = streams.rng(seed, "lstm_backward hidden errors", n)
    weights = glorot(simple_shapes(INPUTS, hidden), rng)
    weights["W"] = gain * rng.normal(size=(hidden, hidden)) / np.sqrt(hidden)
    x = rng.normal(size=(lag + 1 + RUN_UP, sequences, INPUTS))
    errors = np.zeros((len(x), sequences, hidden))
    errors[-1] = rng.normal(size=hidden)
    tape = simple.forward(weights, x)
    found = simple.backward(tape, errors)
    of_h, of_a, before = (np.linalg.norm(part[::-1][: lag + 1], axis=2) for part in (found.h, found.sums, tape.h[:-1]))
    limit = bound.over_lags(weights["W"], tape.h)[lag].mean()
    return float(np.log10(of_h[-1] / of_h[0]).mean()), float(limit), explained_percent(of_h, of_a * before)


def explained_percent(cause: np.ndarray, effect: np.ndarray) -> float:
    """Give the share of the variance of log `effect` that log `cause` explains as a factor; both (lags, sequences).

    Raises BadInput for other shapes and numbers that are not above 0.
    """
    effect = arrays.doubles(effect, "effect", ("lags", "sequences"), finite=True)
    cause = arrays.doubles(cause, "cause", effect.shape, finite=True)
    if min(cause.min(), effect.min()) <= 0:
        raise arrays.bad("out of range", "cause and effect", "numbers above 0", min(cause.min(), effect.min()))
    whole, rest = np.log10(effect), np.log10(effect) - np.log10(cause)
    return float(100 * (1 - rest.var(axis=0) / whole.var(axis=0)).mean())


def _beyond(table: pd.DataFrame) -> pd.DataFrame:
    """Give by how many decades the sizes in `table` are above each of VANISHED."""
    sizes = zip(table["gain"], table["nets"], table["size_decades"], table["size_decades_halfwidth"], strict=True)
    rows = [(gain, limit, nets, size - limit, halfwidth) for gain, nets, size, halfwidth in sizes for limit in VANISHED]
    return pd.DataFrame(rows, columns=["gain", "decades", "nets", "beyond_decades", "beyond_decades_halfwidth"])


def _by_hand(seed: int, hidden: int, lag: int) -> list[tuple[float, float]]:
    """Give the decades of bound and gradient of the nets that `bound` makes by hand."""
    table = bound.bound(seed, hidden, lag + 1, [])
    last = table[table["lag"] == lag]
    return list(zip(last["bound_decades"], last["decades"], strict=True))


def _bound_says(ends: list[tuple[float, float]]) -> pd.DataFrame:
    rows = []
    for name, chosen in {
        "all": [pair for pair in ends if abs(pair[0]) > DECADES],
        "bound shrinks": [pair for pair in ends if pair[0] < -DECADES],
    }.items():
        for least in LEAST:
            follow = [np.sign(limit) * decades >= least for limit, decades in chosen]
            rows.append((name, least, len(chosen), 100 * np.mean(follow) if chosen else 0.0))
    return pd.DataFrame(rows, columns=["nets", "least_decades", "count", "follow_percent"])
