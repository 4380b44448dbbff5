"""Bias², variance and error against four kinds of model complexity."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recomputed.drawing import style

PANELS = {  # sweep: (title, x label); simple models on the left of every panel
    "degree": ("Polynomial degree", "degree"),
    "penalty": ("Ridge strength", "penalty λ (falls to the right)"),
    "neighbours": ("K nearest neighbours", "K (falls to the right)"),
    "features": ("Number of predictors", "predictors used, of ten"),
}
LINES = {
    "bias2": ("bias²", style.BLUE),
    "variance": ("variance", style.VERMILLION),
    "test_error": ("test error", style.INK),
}
FLOOR = 1e-3


def tradeoff(one: pd.DataFrame, ten: pd.DataFrame, optimum: pd.DataFrame) -> Figure:
    """Draw closed forms as lines and simulated values as dots, against complexity, one panel per sweep."""
    fig = style.figure(height_inches=5.4)
    table, least = pd.concat([one, ten]), optimum.set_index("sweep")
    texts = []
    for ax, (kind, (title, label)) in zip(fig.subplots(2, 2).flat, PANELS.items(), strict=True):
        sweep = table[table.sweep == kind]
        best = least.loc[kind]
        _parts(ax, sweep, best.best_value)
        ax.set_title(f"{title}: least test error at {best.best_value:g}")
        _complexity_axis(ax, kind, label)
        texts.append(
            f"{title.lower()}, {best.best_value:g} (test error {best.best_test_error:.3f}; at both "
            f"ends at least {best.extremes_above_best_percent:.0f} % more)"
        )
    _finish(fig, "mean square, log scale")
    alt = (
        "Four panels with the model's complexity growing to the right: polynomial degree, ridge strength, number of "
        "neighbours, number of predictors. Lines for bias squared, variance and their sum with the noise, the test "
        f"error, in closed form, with simulated dots. The least test errors: {'; '.join(texts)}."
    )
    return style.describe(fig, alt=alt)


def errors(one: pd.DataFrame, ten: pd.DataFrame) -> Figure:
    """Draw training and test error against complexity, with the range of 80 % of the training sets."""
    fig = style.figure(height_inches=5.2)
    table = pd.concat([one, ten])
    for ax, (kind, (title, label)) in zip(fig.subplots(2, 2).flat, PANELS.items(), strict=True):
        sweep = table[table.sweep == kind]
        for name, text, color in (("test_error", "test", style.VERMILLION), ("train_error", "training", style.BLUE)):
            ax.plot(sweep.value, sweep[name], color=color, label=f"{text} error")
            low, high = sweep[f"{name}_low"], sweep[f"{name}_high"]
            ax.fill_between(sweep.value, low, high, color=color, alpha=0.2, linewidth=0, label=f"{text}, 80 % of sets")
        _noise(ax, sweep)
        ax.set(title=title, ylim=(0, None))
        _complexity_axis(ax, kind, label)
    top = max(ax.get_ylim()[1] for ax in fig.axes)
    for ax in fig.axes:
        ax.set_ylim(0, top)
    _finish(fig, "mean squared error")
    degree = one[one.sweep == "degree"]
    first, last = degree.iloc[0], degree.iloc[-1]
    alt = (
        "Four panels with the model's complexity growing to the right, training and test error in each. With the "
        f"polynomial degree they go from {first.train_error:.2f} and {first.test_error:.2f} at degree {first.value:g} "
        f"to {last.train_error:.2f} and {last.test_error:.2f} at degree {last.value:g}; the noise is {first.noise:.2f}."
    )
    return style.describe(fig, alt=alt)


def _parts(ax: Axes, sweep: pd.DataFrame, best: float) -> None:
    for name, (label, color) in LINES.items():
        ax.plot(sweep.value, sweep[name].clip(lower=FLOOR / 10), color=color, label=label, zorder=2)
        # Unbiased estimates of a bias near 0 may be negative, which a log scale cannot show.
        shown = sweep[sweep[f"simulated_{name}"] > FLOOR]
        ax.errorbar(
            shown.value, shown[f"simulated_{name}"], yerr=shown[f"simulated_{name}_halfwidth"],
            fmt="o", color=color, markersize=2.8, elinewidth=0.8, zorder=3,
            label="simulated" if name == "test_error" else None,
        )  # fmt: skip
    _noise(ax, sweep)
    ax.axvline(best, color=style.GREEN, linewidth=5, alpha=0.25, zorder=1)
    ax.set(yscale="log", ylim=(FLOOR, 2))


def _noise(ax: Axes, sweep: pd.DataFrame) -> None:
    ax.axhline(sweep.noise.iloc[0], color=style.MUTED, linestyle=":", linewidth=1.2, label="noise σ²")


def _complexity_axis(ax: Axes, kind: str, label: str) -> None:
    ax.set_xlabel(label)
    if kind == "penalty":
        ax.set_xscale("log")
    if kind == "neighbours":
        ax.set_xticks([1, *range(5, int(ax.get_xlim()[1]) + 1, 5)])
    if kind in ("penalty", "neighbours"):
        ax.invert_xaxis()


def _finish(fig: Figure, ylabel: str) -> None:
    for ax in fig.axes[::2]:
        ax.set_ylabel(ylabel)
    handles, labels = fig.axes[0].get_legend_handles_labels()
    fig.legend(handles, labels, loc="outside upper center", ncols=len(labels))
