"""Section 4: whether an untrained cell keeps more than the stream through the gates, and more than a simple RNN."""

from itertools import product

import numpy as np
import pandas as pd

from articles.lstm_forward.compute import flows
from recomputed import arrays
from recomputed.stats import streams
from recomputed.stats.intervals import Z95


def leads(
    seed: int, rnn: dict[float, np.ndarray], blocks: int, hidden: int, biases: list[float], recurrent: list[float]
) -> pd.DataFrame:
    """Compare what a random LSTM's cell keeps over many steps with what two other streams keep.

    rnn: gain -> decades (nets, depth + 1) of simple RNNs. blocks: number of LSTM blocks drawn for each bias and each
    factor on the recurrent weights in `recurrent`; those with the first factor are compared with the simple RNNs.
    Columns: against ("gates", the stream through the same block's gates, or "simple RNN"), bias (of the forget gate),
    gain (that factor, or the simple RNN's gain), depth, blocks, lead_decades (mean of log10 of the ratio of what is
    left) with half width. Raises BadInput for decades that are not finite or of different depths.
    """
    rnn = check_decades(rnn)
    depth, rows = len(next(iter(rnn.values()))[0]) - 1, []
    for place, (bias, gain) in enumerate(product(biases, recurrent)):
        drawn = (streams.rng(seed, "lstm_forward streams of a block", place, n) for n in range(blocks))
        cell, gates = np.array([flows.streams(bias, gain, hidden, depth, rng) for rng in drawn])[:, :, -1].T
        rows.append(("gates", bias, gain, *_mean(cell - gates)))
        if gain == recurrent[0]:
            rows += [("simple RNN", bias, other, *_difference(cell, found[:, -1])) for other, found in rnn.items()]
    names = ["against", "bias", "gain", "lead_decades", "lead_decades_halfwidth"]
    table = pd.DataFrame(rows, columns=names).sort_values(names[:3], kind="stable", ignore_index=True)
    return table.assign(depth=depth, blocks=blocks)


def _difference(one: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    """Give the difference of the means of two independent samples with its 95 % half width."""
    (mean, half), (other_mean, other_half) = _mean(one), _mean(other)
    return mean - other_mean, float(np.hypot(half, other_half))


def _mean(values: np.ndarray) -> tuple[float, float]:
    return float(values.mean()), float(Z95 * values.std(ddof=1) / np.sqrt(len(values)))


def check_decades(rnn: dict[float, np.ndarray]) -> dict[float, np.ndarray]:
    """Give the decades (nets, depth + 1) of simple RNNs by their gain, in float64.

    Raises BadInput for none, for numbers that are not finite, and for different depths.
    """
    if not rnn:
        raise arrays.bad("no decades", "lstm_forward: simple RNNs", "one gain or more", "none")
    found = {gain: arrays.doubles(one, "decades", ("nets", "depth + 1"), finite=True) for gain, one in rnn.items()}
    depth = next(iter(found.values())).shape[1]
    for one in found.values():
        arrays.check_shape(one, "decades", ("nets", depth))
    return found
