"""Regression by the mean of K neighbours: fits with few, enough and many neighbours, and the error over K."""

import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style

MARKED = {
    "average_leave_one_out": "leave_one_out_rmse",
    "hindsight": "rmse",
}  # rule -> line that shows its K


def regression_vs_k(points: pd.DataFrame, curves: pd.DataFrame, errors: pd.DataFrame, choices: pd.DataFrame) -> Figure:
    """Draw the fits of some K with samples and true curve, and below them the errors against K."""
    fig = style.figure(height_inches=4.6)
    shown = list(curves["k"].unique())
    grid = fig.add_gridspec(2, len(shown), height_ratios=[1, 1.1])
    first = None
    for place, k in enumerate(shown):
        ax = first = fig.add_subplot(grid[0, place], sharex=first, sharey=first)
        rows = curves[curves["k"] == k]
        ax.plot(points["x"], points["y"], ".", color=style.MUTED, ms=3, alpha=0.6, label="samples")
        ax.plot(rows["x"], rows["truth"], color=style.INK, ls="--", lw=1, label="true curve")
        ax.plot(rows["x"], rows["prediction"], color=style.BLUE, drawstyle="steps-mid", label="mean of K neighbours")
        ax.set_title(f"K = {k}", loc="center")
        ax.set_xlabel("x")
    fig.axes[0].set_ylabel("y")
    fig.legend(*first.get_legend_handles_labels(), loc="outside upper center", ncols=3)
    below = fig.add_subplot(grid[1, :])
    lines = {
        "leave_one_out_rmse": ("leave-one-out, against noisy samples", style.VERMILLION),
        "rmse": ("against the true curve", style.BLUE),
        "apart_rms": ("between two training sets", style.GREEN),
    }
    best = choices.set_index("rule")
    for column, (name, color) in lines.items():
        low, high = (errors[column] + s * errors[f"{column}_halfwidth"] for s in (-1, 1))
        below.fill_between(errors["k"], low, high, color=color, alpha=0.2, lw=0)
        below.plot(errors["k"], errors[column], color=color)
        below.annotate(
            name,
            (errors["k"].max(), errors[column].iloc[-1]),
            (5, 0),
            textcoords="offset points",
            color=style.words(color),
            va="center",
            bbox=style.ON_PAPER,
        )
    for rule, column in MARKED.items():
        k = best.loc[rule, "k"]
        below.plot(k, errors.set_index("k").loc[k, column], "o", color=lines[column][1], ms=5)
    below.set(
        xlabel="K, number of neighbours", ylabel="root mean square", ylim=(0, None), xlim=(0, errors["k"].max() * 1.5)
    )
    below.set_xticks(range(0, errors["k"].max() + 1, 10))
    below.grid(axis="y")
    below.set_title(
        f"Over {errors['training_sets'].iloc[0]} training sets; smallest for leave-one-out at K = "
        f"{best.loc['average_leave_one_out', 'k']}, for the true curve at K = {best.loc['hindsight', 'k']}"
    )
    last = errors.iloc[-1]
    own, least = best.loc["own_leave_one_out"], best.loc["hindsight"]
    alt = (
        f"Above, the mean of K neighbours over {len(points)} noisy samples of a wave for K = "
        f"{', '.join(map(str, shown))}. Below, root mean square errors over K, against the true curve smallest at K = "
        f"{least['k']:g} with {least['rmse']:.2f} and {last['rmse']:.2f} at K = {last['k']:.0f}; with the K that each "
        f"training set chooses by leave-one-out, in the middle {own['k']:g}, it is {own['rmse']:.2f}; two training "
        f"sets differ by {errors['apart_rms'].iloc[0]:.2f} at K = 1 and by {last['apart_rms']:.2f} at K = "
        f"{last['k']:.0f}."
    )
    return style.describe(fig, alt=alt)
