"""Section 3: derivatives of a simple RNN over many steps, norms that bound them, and powers of the recurrent weights.

The element in row i and column j of dh(s)/dh(s-1) is dh_i(s)/dh_j(s-1). The article's own order of factors,
dJ(t)/dh(t) dh(t)/dh(t-1) … dh(k+1)/dh(k), needs this layout: a row times matrices.
"""

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.trials import Trial, trials
from recomputed.stats import streams

# Ours, fixed before any result was seen.
DECADES = (1, 2, 3, 6)  # by which the norm of a product may have to change to go to 0 or to infinity
STEADY = 0.1  # a change is exponential if half the lag has half the decades, within this relative difference

UNITS = (1, 10, 100)  # of the loss: the same loss in smaller units is a larger number
LARGE_WEIGHT = 3.0  # of the shear and of the chain
ZERO_DECADES = -300.0  # the table's value for a norm that is exactly 0


def jacobians(seed: int, formulas: dict, fates: dict) -> dict[str, pd.DataFrame]:
    """Make `bound_ratios` with the settings `formulas`, `fates` and `fates_summary` with `fates`."""
    return {"bound_ratios": bound_ratios(seed, **formulas)} | product_fates(seed, **fates)


def bound_ratios(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> pd.DataFrame:
    """Compare the norm of dJ(t)/dh(k) with three limits on `nets` random nets, spectral norms for matrices.

    Columns: hidden, lag (t - k), unit (what the loss is multiplied by), ratio (to the printed product of norms),
    to_weights (to |W|^(t - k)), to_weights_and_error (to |W|^(t - k) times |dJ(t)/dh(t)|).
    """
    rows = []
    for trial in trials("simple", seed, nets, hidden, inputs, steps):
        net = Chain(trial)
        size, error = np.linalg.norm(net.gradient), np.linalg.norm(net.error)
        powers = np.linalg.norm(net.w, 2) ** net.lag
        slopes = np.prod([np.linalg.norm(slope, 2) for slope in net.slopes])
        row = {"hidden": len(net.w), "lag": net.lag, "ratio": size / (error * powers * slopes)}
        row["to_weights_and_error"] = size / (error * powers)
        rows += [row | {"unit": unit, "to_weights": unit * size / powers} for unit in UNITS]
    return pd.DataFrame(rows)


class Chain:
    """A simple RNN's derivatives from J(T) at the last step T back to h(k), k = 1."""

    def __init__(self, trial: Trial):
        states, last = trial.states(), len(trial.x)
        self.w, self.lag = trial.parameters["W"], last - 1
        self.slopes = [np.diag(1 - states["h", s] ** 2) for s in range(last, 1, -1)]  # s = T … k + 1
        self.error, self.gradient = trial.error("h", last, [last]), trial.error("h", 1, [last])


def product_fates(seed: int, hidden: int, lag: int, radii: list[float]) -> dict[str, pd.DataFrame]:
    """Compute (Wᵀ)^lag, which is the product of Jacobians of a net at rest: no input, no bias, so that every g' is 1.

    `fates`: net, radius (largest modulus of an eigenvalue of W), norm (of W), decades (log10 of the norm of the
    product, ZERO_DECADES for exactly 0), decades_half (the same at half the lag), steady (yes: exactly 0, or twice the
    decades at half the lag, within STEADY). `fates_summary`: decades, nets, all_exponential (yes: every net is steady
    and changes by more than the decades, either way).
    """
    rng = streams.rng(seed, "lstm_backward jacobians")
    rows = []
    for name, w in _at_rest(rng, hidden, radii):
        half, whole = (_decades(w, n) for n in (lag // 2, lag))
        steady = whole == ZERO_DECADES or abs(whole / 2 - half) <= STEADY * abs(half)
        radius = np.abs(np.linalg.eigvals(w)).max()
        row = {"net": name, "radius": radius, "norm": np.linalg.norm(w, 2), "decades": whole, "decades_half": half}
        rows.append(row | {"steady": "yes" if steady else "no"})
    nets = pd.DataFrame(rows)
    summary = [
        (limit, len(nets), "yes" if ((nets.decades.abs() > limit) & (nets.steady == "yes")).all() else "no")
        for limit in DECADES
    ]
    columns = ["decades", "nets", "all_exponential"]
    return {"fates": nets, "fates_summary": pd.DataFrame(summary, columns=columns)}


def _at_rest(rng: np.random.Generator, hidden: int, radii: list[float]):
    """Yield name and W of random nets with the given spectral radii, and of nets made by hand."""
    for radius in radii:
        w = rng.normal(size=(hidden, hidden))
        yield f"random, radius {radius:g}", w * (radius / np.abs(np.linalg.eigvals(w)).max())
    yield "rotation", np.linalg.qr(rng.normal(size=(hidden, hidden)))[0]
    yield "shear", np.eye(hidden) + LARGE_WEIGHT * np.eye(hidden, k=1) * (np.arange(hidden) == 0)[:, None]
    yield "chain without a loop", LARGE_WEIGHT * np.eye(hidden, k=-1)


def _decades(w: np.ndarray, lag: int) -> float:
    size = np.linalg.norm(np.linalg.matrix_power(w.T, lag), 2)
    return float(np.log10(size)) if size > 0 else ZERO_DECADES
