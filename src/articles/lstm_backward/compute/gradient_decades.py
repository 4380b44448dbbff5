"""Section 3: how the gradient of one step's loss changes in size on its way back through time, in decades (log10).

For a simple RNN it is the gradient with respect to h(t - lag), for an LSTM with respect to the cell c(t - lag), each
the whole gradient, over all paths. Sizes are Euclidean norms relative to lag 0, averaged over the sequences of a net.
"""

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from articles.lstm_backward import nets
from methods.rnn import lstm, simple
from methods.rnn.variants import variant
from recomputed import arrays
from recomputed.errors import BadInput


def decades(cell: str, weights: dict, x: np.ndarray, error: np.ndarray, lags: list[int]) -> np.ndarray:
    """Give log10 of |gradient at lag| / |gradient at lag 0|, (lags, N), of a loss whose error at the last step is
    `error` (H); x is (T, N, I), in float64. A gradient that is exactly 0 gives -inf.

    Raises BadInput for a lag outside the sequence or an unknown cell.
    """
    x, error = arrays.doubles(x, "x", ("T", "N", "I")), arrays.doubles(error, "error", ("H",))
    check_lags(lags, len(x))
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


def summary(of_nets: np.ndarray, lags: list[int]) -> pd.DataFrame:
    """Summarise decades (nets, lags): lag, decades (mean) with 95 % half width, low and high (10 % and 90 % points).

    Raises BadInput for a gradient of 0, and for fewer than two nets.
    """
    of_nets = arrays.doubles(of_nets, "decades", ("nets", len(lags)))
    arrays.count(len(of_nets), "number of nets", 2)
    if not np.isfinite(of_nets).all():
        raise BadInput(
            "a gradient of 0 has no size in decades",
            where="lstm_backward.vanishing",
            expected="gradients above 0 in floating point",
            found=f"one of 0 at lag {np.array(lags)[~np.isfinite(of_nets).all(axis=0)].min()}",
            do="choose shorter lags or larger gains",
        )
    low, high = np.quantile(of_nets, (0.1, 0.9), axis=0)
    error = of_nets.std(axis=0, ddof=1) / np.sqrt(len(of_nets))
    halfwidth = stdtrit(len(of_nets) - 1, 0.975) * error
    columns = {"lag": lags, "decades": of_nets.mean(axis=0), "decades_halfwidth": halfwidth, "low": low, "high": high}
    return pd.DataFrame(columns)


def check_lags(lags: list[int], steps: int) -> None:
    """Raise BadInput unless there are lags and each is from 0 to steps - 1."""
    if not lags or min(lags) < 0 or max(lags) >= steps:
        raise BadInput(
            "lag outside the sequence",
            where="lstm_backward.vanishing",
            expected=f"lags from 0 to {steps - 1}",
            found=lags,
            do="choose shorter lags",
        )
