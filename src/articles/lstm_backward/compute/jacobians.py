"""Section 3: the Jacobian of a simple RNN, products of Jacobians and the norm bound, evaluated as printed.

The element in row i and column j of dh(s)/dh(s-1) is dh_i(s)/dh_j(s-1). The article's own order of factors,
dJ(t)/dh(t) dh(t)/dh(t-1) … dh(k+1)/dh(k), needs this layout: a row times matrices.
"""

from collections import defaultdict

import numpy as np
import pandas as pd

from articles.lstm_backward.compute.trials import Trial, error_table, relative_error, trials
from methods.rnn import equations
from recomputed.stats import streams

# Ours, fixed before any result was seen.
DECADES = 3  # a product goes to 0 or to infinity if its norm changes by more than a factor of 10^3
STEADY = 0.1  # a change is exponential if half the lag has half the decades, within this relative difference

LARGE_WEIGHT = 3.0  # of the shear and of the chain
ZERO_DECADES = -300.0  # the table's value for a norm that is exactly 0


def jacobians(seed: int, formulas: dict, fates: dict) -> dict[str, pd.DataFrame]:
    """Make `jacobians` and `bound_ratios` with the settings `formulas`, `fates` and `fates_summary` with `fates`."""
    return formula_errors(seed, **formulas) | product_fates(seed, **fates)


def formula_errors(seed: int, nets: int, hidden: list[int], inputs: list[int], steps: int) -> dict[str, pd.DataFrame]:
    """Evaluate the formulas on `nets` random nets.

    `jacobians`: formula, form, change, max_relative_error, trials. `bound_ratios`, one row per net: hidden, lag, ratio
    of the gradient's true norm to the printed bound (spectral norms).
    """
    errors, ratios = defaultdict(list), []
    for trial in trials("simple", seed, nets, hidden, inputs, steps):
        net = Chain(trial)
        for (formula, form, change), (printed, true) in net.formulas().items():
            errors[formula, form, change].append(relative_error(printed, true))
        ratios.append({"hidden": len(net.w), "lag": net.lag, "ratio": np.linalg.norm(net.gradient) / net.bound()})
    for trial in trials("simple", seed, nets, [1], inputs, steps):
        printed, true = Chain(trial).formulas()["weights pulled out", "printed", ""]
        errors["weights pulled out", "one hidden unit", ""].append(relative_error(printed, true))
    return {"jacobians": error_table(errors), "bound_ratios": pd.DataFrame(ratios)}


class Chain:
    """A simple RNN's derivatives from J(T) at the last step T back to h(k), k = 1."""

    def __init__(self, trial: Trial):
        states, last = trial.states(), len(trial.x)
        self.w, self.lag = trial.parameters["W"], last - 1
        self.slopes = [np.diag(1 - states["h", s] ** 2) for s in range(last, 1, -1)]  # s = T … k + 1
        self.error, self.gradient = trial.error("h", last, [last]), trial.error("h", 1, [last])
        start = states["h", last - 1]
        self.jacobian = equations.derivative(lambda h: _one_step(trial, h), start)

    def formulas(self) -> dict[tuple[str, str, str], tuple[np.ndarray, np.ndarray]]:
        """Give (formula, form, change) -> the value of the printed or edited formula, and the true value."""
        w, slopes = self.w, self.slopes
        printed, edited, turned = self.error, self.error, self.error
        for slope in slopes:  # in the printed order, from s = t down to k + 1, as a row from the left
            printed, edited = printed @ (w.T @ slope), edited @ (slope @ w)
            turned = (w.T @ slope) @ turned
        pulled_out = self.error @ np.linalg.matrix_power(w.T, self.lag) @ np.linalg.multi_dot([*slopes, np.eye(len(w))])
        change, turn = "W^T diag(g') -> diag(g') W", "row from the left -> column from the right"
        return {
            ("Jacobian", "printed", ""): (w.T @ slopes[0], self.jacobian),
            ("Jacobian", "edited", change): (slopes[0] @ w, self.jacobian),
            ("Jacobian", "transposed layout", ""): (w.T @ slopes[0], self.jacobian.T),
            ("product of Jacobians", "printed", ""): (printed, self.gradient),
            ("product of Jacobians", "edited", change): (edited, self.gradient),
            ("product of Jacobians", "turned", turn): (turned, self.gradient),
            ("weights pulled out", "printed", ""): (pulled_out, self.gradient),
        }

    def bound(self) -> float:
        """Give the printed right-hand side: the norm of dJ/dh(t) times the norms of Wᵀ and of each diag(g')."""
        norms = [np.linalg.norm(slope, 2) for slope in self.slopes]
        return float(np.linalg.norm(self.error) * np.linalg.norm(self.w.T, 2) ** self.lag * np.prod(norms))


def _one_step(trial: Trial, h: np.ndarray) -> np.ndarray:
    """Give h(T) from h(T-1)."""
    return equations.simple([trial.parameters], trial.x[-1:], {("h", 0): h})["h", 1]


def product_fates(seed: int, hidden: int, lag: int, radii: list[float]) -> dict[str, pd.DataFrame]:
    """Compute (Wᵀ)^lag, which is the product of Jacobians of a net at rest: no input, no bias, so that every g' is 1.

    `fates`: net, radius (largest modulus of an eigenvalue of W), norm (of W), decades (log10 of the norm of the
    product, ZERO_DECADES for exactly 0), decades_half (the same at half the lag), exponential (yes: exactly 0, or more
    than DECADES either way and twice the decades at half the lag, within STEADY). `fates_summary`: nets,
    all_exponential, for all nets and for those with a radius other than 1.
    """
    rng = streams.rng(seed, "lstm_backward jacobians")
    rows = []
    for name, w in _at_rest(rng, hidden, radii):
        half, whole = (_decades(w, n) for n in (lag // 2, lag))
        steady = whole == ZERO_DECADES or abs(whole / 2 - half) <= STEADY * abs(half)
        radius = np.abs(np.linalg.eigvals(w)).max()
        row = {"net": name, "radius": radius, "norm": np.linalg.norm(w, 2), "decades": whole, "decades_half": half}
        rows.append(row | {"exponential": "yes" if abs(whole) > DECADES and steady else "no"})
    nets = pd.DataFrame(rows)
    groups = {"all": nets, "radius other than 1": nets[(nets.radius - 1).abs() > 1e-6]}
    summary = [
        {"nets": name, "all_exponential": "yes" if (group.exponential == "yes").all() else "no"}
        for name, group in groups.items()
    ]
    return {"fates": nets, "fates_summary": pd.DataFrame(summary)}


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
