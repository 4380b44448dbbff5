"""A model too simple for its data, and two models that follow the noise."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recomputed.drawing import style


def underfitting(points: pd.DataFrame, lines: pd.DataFrame, errors: pd.DataFrame) -> Figure:
    """Draw the polynomial of low degree on curved data, and in a faint colour its fits to other training sets."""
    fig = style.figure(style.COLUMN_INCHES * 1.3, 3.2)
    ax = fig.add_subplot()
    row = _panel(ax, points, lines, errors, "low", style.VERMILLION, key=True)
    alt = (
        f"{len(points)} noisy points along a bending curve, and a {row.model} fitted to them, with fits to other "
        f"training sets. Training error {row.train_error:.2f}, test error {row.test_error:.2f}, noise variance "
        f"{row.noise:.2f}."
    )
    return style.describe(fig, alt=alt)


def overfitting(points: pd.DataFrame, lines: pd.DataFrame, errors: pd.DataFrame) -> Figure:
    """Draw the polynomial of high degree and the nearest neighbour on the data of `underfitting`."""
    fig = style.figure(height_inches=3.2)
    axes = fig.subplots(1, 2, sharex=True, sharey=True)
    high = _panel(axes[0], points, lines, errors, "high", style.VERMILLION, key=True)
    nearest = _panel(axes[1], points, lines, errors, "nearest", style.VERMILLION, key=False)
    axes[1].set_ylabel("")
    alt = (
        f"Two panels with the same {len(points)} noisy points: left a {high.model}, right the {nearest.model}, which "
        f"runs through each in steps, both with fits to other training sets. Training errors {high.train_error:.2f} "
        f"and {nearest.train_error:.2f}, test errors {high.test_error:.2f} and {nearest.test_error:.2f}, noise "
        f"variance {high.noise:.2f}."
    )
    return style.describe(fig, alt=alt)


def _panel(
    ax: Axes, points: pd.DataFrame, lines: pd.DataFrame, errors: pd.DataFrame, role: str, color: str, key: bool
) -> pd.Series:
    own, row = lines[lines.role == role], errors[errors.role == role].iloc[0]
    for n, line in own.groupby("training_set"):
        if n > 0:
            label = "fits to other training sets" if n == 1 and key else None
            ax.plot(line.x, line.prediction, color=style.ORANGE, alpha=0.35, linewidth=0.7, label=label, zorder=1)
    fitted = own[own.training_set == 0]
    ax.plot(
        fitted.x, fitted.truth, color=style.INK, linestyle="--", linewidth=1, zorder=2, label="truth" if key else None
    )
    ax.plot(fitted.x, fitted.prediction, color=color, zorder=4, label="fit to the points" if key else None)
    ax.plot(
        points.x, points.target, "o", color=style.BLUE, markersize=3.5, zorder=3, label="training set" if key else None
    )
    ax.set(ylim=(-2, 2.3), xlabel="x", ylabel="y", xlim=(-1.03, 1.03))
    ax.set_title(
        f"{row.model}\ntraining error {row.train_error:.2f}, test error {row.test_error:.2f} (noise {row.noise:.2f})"
    )
    if key:
        fig = ax.get_figure()
        columns = 4 if len(fig.axes) > 1 else 2
        fig.legend(*ax.get_legend_handles_labels(), loc="outside upper center", ncols=columns, handlelength=1.5)
    return row
