"""Section 3: how the gradient of one step's loss changes on its way back through time, and what the norm bound says.

Of the simple RNN the gradient with respect to h(t - lag), of the LSTM that with respect to the cell c(t - lag), each
in full, by every path. Sizes are Euclidean norms relative to lag 0, told in decades (log10), averaged over the
sequences of a net; `low` and `high` are the 10 % and 90 % points over nets, half widths are of the mean over nets.
"""

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from articles.lstm_backward import nets
from articles.lstm_backward.compute import bound, starts, tasks
from methods.rnn import lstm, parameters, simple
from methods.rnn.variants import variant
from recomputed.errors import BadInput
from recomputed.runs.progress import track
from recomputed.stats import streams

RUN_UP = 50  # steps before the longest lag, after which random nets have left their first state


def untrained(
    seed: int, nets_each: int, hidden: int, sequences: int, lags: list[int], gains: list[float], biases: list[float]
) -> pd.DataFrame:
    """Tabulate gradient over lag for random nets: simple RNNs over their gain, LSTMs over their forget bias.

    gain: standard deviation of W's elements times sqrt(hidden), which is its spectral radius in wide nets. The LSTM's
    weights follow Glorot and Bengio. Inputs are standard normal. Columns: cell, setting (gain or bias), value, nets,
    lag, decades with half width, low, high, bound_decades (norm bound, mean over sequences and nets; simple RNNs only).
    Raises BadInput for a negative lag, an empty list, or a gradient that is 0 in floating point.
    """
    steps = _steps(lags, max(lags, default=0) + 1) + RUN_UP
    tables = []
    for cell, setting, values in ((nets.SIMPLE, "gain", gains), (nets.VANILLA, "forget bias", biases)):
        for value in track(values, f"gradients over lags, {cell}"):
            found, bounds = [], []
            for n in range(nets_each):
                rng = streams.rng(seed, "lstm_backward random nets", n)
                weights, x = _random_net(cell, value, hidden, rng), rng.normal(size=(steps, sequences, 2))
                found.append(decades(cell, weights, x, rng.normal(size=hidden), lags).mean(axis=1))
                bounds.append(_bound(cell, weights, x, lags))
            place = {"cell": cell, "setting": setting, "value": value, "nets": nets_each}
            tables.append(_summary(np.array(found), lags).assign(**place, bound_decades=np.mean(bounds, axis=0)))
    columns = ["cell", "setting", "value", "nets", "lag", "decades", "decades_halfwidth", "low", "high"]
    return pd.concat(tables, ignore_index=True)[[*columns, "bound_decades"]]


def trained(
    seed: int, sequences: int, lags: list[int], steps: int, rnn: dict[str, np.ndarray], vanilla: dict[str, np.ndarray]
) -> dict[str, pd.DataFrame]:
    """Tabulate gradient over lag before and after training on the adding task, on its sequences, from its answer.

    rnn, vanilla: trained weights as training.runs gives them from the same `seed`, one net a seed; before training they
    are those of compute.starts. `curves`: cell, state (before or after), nets, lag, decades with half width, low, high.
    `contrast`: state, lag, and closer_decades: by how much less the LSTM's gradient changes in size than the simple
    RNN's (|decades| of the simple RNN less that of the LSTM, paired by seed) with half width.
    Raises BadInput for a lag as long as the sequences or longer.
    """
    _steps(lags, steps)
    tables, sizes = [], {}
    for cell, stack in ((nets.SIMPLE, rnn), (nets.VANILLA, vanilla)):
        count = len(stack["V"])
        for state in ("before", "after"):
            found = []
            for n in range(count):
                first = starts.first_weights("adding", cell, stack["V"].shape[2], seed, n)
                drawn = first if state == "before" else {name: array[n] for name, array in stack.items()}
                weights = {name: array.astype(float) for name, array in drawn.items()}
                rng = streams.rng(seed, "lstm_backward gradient sequences", n)
                x, *_ = tasks.adding(rng, sequences, steps)
                found.append(decades(cell, weights, x.astype(float), weights["V"][0], lags).mean(axis=1))
            sizes[cell, state] = np.abs(found)
            tables.append(_summary(np.array(found), lags).assign(cell=cell, state=state, nets=count))
    columns = ["cell", "state", "nets", "lag", "decades", "decades_halfwidth", "low", "high"]
    contrast = []
    for state in ("before", "after"):
        table = _summary(sizes[nets.SIMPLE, state] - sizes[nets.VANILLA, state], lags).assign(state=state)
        names = {"decades": "closer_decades", "decades_halfwidth": "closer_decades_halfwidth"}
        contrast.append(table.rename(columns=names)[["state", "lag", *names.values()]])
    curves = pd.concat(tables, ignore_index=True)[columns]
    return {"curves": curves, "contrast": pd.concat(contrast, ignore_index=True)}


def decades(cell: str, weights: dict, x: np.ndarray, error: np.ndarray, lags: list[int]) -> np.ndarray:
    """Give log10 of |gradient at lag| / |gradient at lag 0|, (lags, N), of a loss whose error at the last step is
    `error` (H); x is (T, N, I), in float64. A gradient that is exactly 0 gives -inf. Raises BadInput for a long lag or
    an unknown cell.
    """
    _steps(lags, len(x))
    of_cell = {name: array for name, array in weights.items() if name not in ("V", "c")}
    errors = np.zeros((len(x), x.shape[1], len(error)))
    errors[-1] = error
    if cell == nets.SIMPLE:
        gradients = simple.backward(simple.forward(of_cell, x), errors).h
    else:
        gradients = lstm.backward(lstm.forward(of_cell, x, variant(cell)), errors).c
    norms = np.linalg.norm(gradients[len(x) - np.array(lags)], axis=2)
    with np.errstate(divide="ignore"):
        return np.log10(norms) - np.log10(np.linalg.norm(gradients[len(x)], axis=1))


def _random_net(cell: str, value: float, hidden: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    if cell == nets.SIMPLE:
        shapes = parameters.simple_shapes(2, hidden)
        drawn = parameters.glorot(shapes, rng)
        return drawn | {"W": value * rng.normal(size=shapes["W"]) / np.sqrt(hidden)}
    drawn = parameters.glorot(parameters.lstm_shapes(2, hidden), rng)
    drawn["b"][parameters.FORGET_GATE] = value
    return drawn


def _bound(cell: str, weights: dict, x: np.ndarray, lags: list[int]) -> np.ndarray:
    """Give the norm bound at the lags, mean over the sequences, (lags); nan for an LSTM, which it does not concern."""
    if cell != nets.SIMPLE:
        return np.full(len(lags), np.nan)
    return bound.over_lags(weights["W"], simple.forward(weights, x).h)[lags].mean(axis=1)


def _summary(found: np.ndarray, lags: list[int]) -> pd.DataFrame:
    """Summarise (nets, lags) over the nets; raise BadInput for a gradient without a size in decades."""
    if not np.isfinite(found).all():
        raise BadInput(
            "a gradient of 0 has no size in decades",
            where="lstm_backward.vanishing",
            expected="gradients above 0 in floating point",
            found=f"one of 0 at lag {np.array(lags)[~np.isfinite(found).all(axis=0)].min()}",
            do="choose shorter lags or larger gains",
        )
    low, high = np.quantile(found, (0.1, 0.9), axis=0)
    error = found.std(axis=0, ddof=1) / np.sqrt(len(found))
    halfwidth = stdtrit(len(found) - 1, 0.975) * error
    columns = {"lag": lags, "decades": found.mean(axis=0), "decades_halfwidth": halfwidth, "low": low, "high": high}
    return pd.DataFrame(columns)


def _steps(lags: list[int], steps: int) -> int:
    """Give `steps`; raise BadInput unless every lag lies within them."""
    if not lags or min(lags) < 0 or max(lags) >= steps:
        raise BadInput(
            "lag outside the sequence",
            where="lstm_backward.vanishing",
            expected=f"lags from 0 to {steps - 1}",
            found=lags,
            do="choose shorter lags",
        )
    return steps
