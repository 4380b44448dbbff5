"""Section 3: the term diag(f(t)) of dc(t)/dc(t-1) over many steps: the gradient with it, without it, along it.

Random LSTMs before training. Sizes are Euclidean norms of the gradient of the last step's loss with respect to
c(T - lag), in decades (log10) relative to lag 0, mean over the sequences of a net.
"""

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.gradient_decades import check_lags, summary
from methods.rnn import lstm
from methods.rnn.parameters import FORGET_GATE, glorot, lstm_shapes
from recomputed import arrays
from recomputed.runs.progress import track
from recomputed.stats import streams

RUN_UP = 50  # steps before the longest lag; after them the states no longer depend on the first one
INPUTS = 2
VANISHED = (1, 2, 3, 6)  # decades by which a gradient may have to shrink to count as vanishing; ours


def highway(
    seed: int, nets: int, hidden: int, sequences: int, lags: list[int], biases: list[float]
) -> dict[str, pd.DataFrame]:
    """Compare the whole gradient with the one that lacks the term at every step, and with the one along it alone.

    `highway`: forget_bias, compared (whole, lost: whole less without the term, beyond: whole less along the term
    alone), nets, lag, decades with half width (95 %), low, high. `vanishing`: decades, lag (the longest), biases: at
    how many forget biases the mean of the whole gradient, with its interval, is smaller than at lag 0 by so much.
    Raises BadInput for a lag below 0.
    """
    check_lags(lags, max(lags, default=0) + 1)
    tables = []
    for bias in track(biases, "term of the forget gate"):
        found = [_of_net(seed, n, hidden, sequences, lags, bias) for n in range(nets)]
        for name, of_nets in zip(("whole", "lost", "beyond"), np.moveaxis(found, 1, 0), strict=True):
            tables.append(summary(of_nets, lags).assign(forget_bias=bias, compared=name, nets=nets))
    table = pd.concat(tables, ignore_index=True)
    last = table[(table["compared"] == "whole") & (table["lag"] == max(lags))]
    highest = last["decades"] + last["decades_halfwidth"]
    rows = [(limit, max(lags), int((highest < -limit).sum())) for limit in VANISHED]
    return {"highway": table, "vanishing": pd.DataFrame(rows, columns=["decades", "lag", "biases"])}


def _of_net(seed: int, n: int, hidden: int, sequences: int, lags: list[int], bias: float) -> list[np.ndarray]:
    """Give the decades at the lags: of the whole gradient, and its lead over the one without and the one along."""
    rng = streams.rng(seed, "lstm_backward term of the forget gate", n)
    weights = glorot(lstm_shapes(INPUTS, hidden), rng)
    weights["b"][FORGET_GATE] = bias
    x, error = rng.normal(size=(max(lags) + 1 + RUN_UP, sequences, INPUTS)), rng.normal(size=hidden)
    tape = lstm.forward(weights, x)
    whole, without = (errors_of_c(tape, error, keep) for keep in (True, False))
    after = np.concatenate([np.ones_like(tape.gates[2, :1]), tape.gates[2, :0:-1]])  # f(T - lag + 1), 1 at lag 0
    alone = np.cumprod(after, axis=0) * whole[0]
    sizes = [np.log10(np.linalg.norm(part[lags], axis=2)) for part in (whole, without, alone)]
    found = [(size - np.log10(np.linalg.norm(whole[0], axis=1))).mean(axis=1) for size in sizes]
    return [found[0], found[0] - found[1], found[0] - found[2]]


def errors_of_c(tape: lstm.Tape, error: np.ndarray, keep: bool) -> np.ndarray:
    """Give δc(T - lag), (T, N, H), lag first, of a loss whose derivative by y(T) is `error` (H).

    keep: whether δc(t) has the term δc(t+1) ⊙ f(t+1); all the other paths stay.
    Raises BadInput for an `error` of another shape or that is not finite.
    """
    error = arrays.doubles(error, "error", tape.c.shape[-1:], finite=True)
    p_in, p_for, p_out = tape.parameters["p"]
    dy, dc, found = np.broadcast_to(error, tape.c[0].shape), np.zeros_like(tape.c[0]), []
    for t in range(len(tape.x), 0, -1):
        (z, i, f, o), tanh = tape.gates[:, t - 1], np.tanh(tape.c[t])
        do = dy * tanh * o * (1 - o)
        dc = dc + dy * o * (1 - tanh**2) + do * p_out
        found.append(dc)
        dz, di, df = dc * i * (1 - z**2), dc * z * i * (1 - i), dc * tape.c[t - 1] * f * (1 - f)
        dy = sum(d @ r for d, r in zip((dz, di, df, do), tape.parameters["R"], strict=True))
        dc = dc * f * keep + di * p_in + df * p_for
    return np.array(found)
