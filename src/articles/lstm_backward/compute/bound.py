"""Section 3: the printed bound of a simple RNN's gradient by ‖W‖ per step, and nets about which it says nothing.

‖dJ(t)/dh(k)‖ <= ‖dJ(t)/dh(t)‖ ‖W‖^(t-k) times the product over the steps of the largest g'(a). A bound that shrinks
proves that the gradient vanishes. A bound that grows proves nothing: under it the gradients of the nets made by hand
stay as they are, vanish, or become exactly 0.
"""

import numpy as np
import pandas as pd

from methods.rnn import simple
from recomputed import arrays
from recomputed.stats import streams

DRIVE = 0.5  # constant input that keeps a tanh unit with a loop near saturation
CHAIN_WEIGHT = 2.0  # above 1, so that the bound grows


def bound(seed: int, hidden: int, steps: int, gains: list[float]) -> pd.DataFrame:
    """Tabulate gradient and bound over the lag, both in decades relative to lag 0, for one net of each kind.

    Columns: net, lag, decades (-inf where the gradient is exactly 0), bound_decades, radius (spectral radius of W),
    norm (largest singular value of W). Article section 3, the inequality.
    """
    rng = streams.rng(seed, "lstm_backward bound")
    tables = []
    for name, w, drive, error in _examples(rng, hidden, gains):
        weights = {"U": np.eye(hidden), "W": w, "b": np.zeros(hidden)}
        tape = simple.forward(weights, np.broadcast_to(drive, (steps, 1, hidden)))
        errors = np.zeros((steps, 1, hidden))
        errors[-1] = error
        gradient = np.linalg.norm(simple.backward(tape, errors).h[:, 0], axis=1)[:0:-1]
        with np.errstate(divide="ignore"):
            decades = np.log10(gradient) - np.log10(gradient[0])
        columns = {"net": name, "lag": np.arange(steps), "decades": decades}
        columns["bound_decades"] = over_lags(w, tape.h)[:, 0]
        sizes = {"radius": np.abs(np.linalg.eigvals(w)).max(), "norm": np.linalg.norm(w, 2)}
        tables.append(pd.DataFrame(columns | sizes))
    return pd.concat(tables, ignore_index=True)


def over_lags(w: np.ndarray, h: np.ndarray) -> np.ndarray:
    """Give the bound in decades relative to lag 0, (T, N), over the lags 0 … T - 1 from the last step; h (T + 1, N, H).

    It is -inf from the first step on in which every unit is saturated to the last bit.
    Raises BadInput for other shapes or types, and for states outside -1 to 1.
    """
    h = arrays.doubles(h, "states", ("T + 1", "N", "H"), finite=True)
    w = arrays.doubles(w, "recurrent weights", (h.shape[2], h.shape[2]), finite=True)
    if np.abs(h).max() > 1:
        raise arrays.bad("no state of a tanh unit", "states", "-1 to 1", f"{h.min():g} to {h.max():g}")
    with np.errstate(divide="ignore"):
        slopes = np.log10(1 - h[:1:-1] ** 2).max(axis=2)  # the bound at lag n has the slopes of the last n steps
    return np.concatenate([np.zeros((1, h.shape[1])), np.cumsum(slopes + np.log10(np.linalg.norm(w, 2)), axis=0)])


def _examples(rng: np.random.Generator, hidden: int, gains: list[float]):
    """Yield name, W, constant input and error at the last step of each net."""
    unit = np.eye(hidden)
    for gain in gains:
        w = gain * rng.normal(size=(hidden, hidden)) / np.sqrt(hidden)
        yield f"random, gain {gain:g}", w, rng.normal(size=hidden), rng.normal(size=hidden)
    yield "rotation", np.linalg.qr(rng.normal(size=(hidden, hidden)))[0], 0.0, rng.normal(size=hidden)
    yield "chain without a loop", CHAIN_WEIGHT * np.eye(hidden, k=-1), 0.0, np.ones(hidden)
    # One idle unit with a loop above 1 lets the bound grow; the error is only at units that are saturated.
    yield "saturated, one unit idle", 1.2 * unit, DRIVE * (1 - unit[0]), 1 - unit[0]
