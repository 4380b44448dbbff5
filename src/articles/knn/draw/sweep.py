"""Error against K on MNIST, and how often votes are tied."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recomputed.drawing import style

PARTS = {
    "test": ("test images", style.INK),
    "validation": ("held-out training images", style.BLUE),
    "leave_one_out": ("leave-one-out", style.VERMILLION),
}
RULES = {
    "nearest": ("nearest decides", style.BLUE),
    "lowest": ("lowest label decides", style.VERMILLION),
    "reported": ("a reported tie counts as wrong", style.GREEN),
}
SMALL_K = 15


def error_vs_k(errors: pd.DataFrame, choices: pd.DataFrame, ties: str) -> Figure:
    """Draw the error of three parts against all K, and enlarged for small K, with the K chosen without test images."""
    table = errors[errors["ties"] == ties]
    rules = choices.set_index("rule")
    chosen, best = rules.loc["smallest_validation_error"], rules.loc["hindsight"]
    fig = style.figure(height_inches=3.3)
    left, right = fig.subplots(1, 2)
    for part, (name, color) in PARTS.items():
        rows = table[table["part"] == part]
        label = f"{name} ({rows['queries'].iloc[0]:,})"
        for ax, shown in ((left, rows), (right, rows[rows["k"] <= SMALL_K])):
            ax.plot(shown["k"], shown["error_percent"], color=color, marker="." if ax is right else None, label=label)
            error = shown["standard_error_percent"]
            ax.fill_between(
                shown["k"],
                shown["error_percent"] - error,
                shown["error_percent"] + error,
                color=color,
                alpha=0.15,
                lw=0,
            )
    _mark(right, chosen, best)
    fig.legend(
        *left.get_legend_handles_labels(), loc="outside upper left", ncols=3, title="bands: ± one standard error",
        title_fontsize=7.5, alignment="left",
    )  # fmt: skip
    left.set(xlabel="K, number of neighbours", ylabel="error [%]", title="All K")
    right.set(xlabel="K, number of neighbours", ylabel="error [%], own scale", title="Close up: the smallest error")
    for ax in (left, right):
        ax.grid(axis="y")
    ends = table.groupby("part")["error_percent"]
    alt = (
        f"Error against K from 1 to {table['k'].max()} for test images, held-out training images and leave-one-out. "
        f"On the test images it goes from {ends.first()['test']:.2f} % at K = 1 "
        f"to {ends.last()['test']:.1f} %. Held-out images choose K = {chosen['k']}, which errs on "
        f"{chosen['test_error_percent']:.2f} % of the test images; the best K in hindsight, {best['k']}, on "
        f"{best['test_error_percent']:.2f} %."
    )
    return style.describe(fig, alt=alt, data=table["data"].iloc[0])


def _mark(ax: Axes, chosen: pd.Series, best: pd.Series) -> None:
    ax.axvline(chosen["k"], color=style.BLUE, lw=0.9, ls=":")
    text = f"held-out images choose K = {chosen['k']}:\ntest error {chosen['test_error_percent']:.2f} %"
    text += f"\n(best in hindsight, K = {best['k']}: {best['test_error_percent']:.2f} %)"
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + 0.45 * (high - low))  # room for three lines above all curves
    place = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
    ax.annotate(text, (chosen["k"], 1), (6, -4), va="top", bbox=style.ON_PAPER, **place)


def ties_vs_k(errors: pd.DataFrame, distances: pd.DataFrame) -> Figure:
    """Draw tied votes and the test error of each rule for them against K; print how often distances tie."""
    table = errors[(errors["part"] == "test") & (errors["k"] <= 2 * SMALL_K)]
    equal = distances[(distances["part"] == "test") & (distances["k"] <= 2 * SMALL_K)]
    fig = style.figure(height_inches=3.2)
    left, right = fig.subplots(1, 2)
    far = (
        f"K-th and next neighbour equally far for\n{equal['tied'].min()} to {equal['tied'].max()} of "
        f"{equal['queries'].iloc[0]:,} images, K up to {equal['k'].max()}"
    )
    left.text(0.98, 0.72, far, transform=left.transAxes, ha="right", va="top", color=style.MUTED, bbox=style.ON_PAPER)
    rows = table[table["ties"] == "nearest"]
    left.bar(rows["k"], rows["tied_percent"], color=style.BLUE, width=0.7)
    top = rows.loc[rows["tied_percent"].idxmax()]
    left.annotate(
        f"{top['tied_percent']:.1f} % at K = {top['k']}",
        (top["k"], top["tied_percent"]),
        (10, -4),
        textcoords="offset points",
    )
    left.set(xlabel="K, number of neighbours", ylabel="test images with a tied vote [%]", title="Tied votes")
    for ties, (name, color) in RULES.items():
        shown = table[table["ties"] == ties]
        right.plot(shown["k"], shown["error_percent"], marker=".", color=color, label=name)
    right.set(xlabel="K, number of neighbours", ylabel="test error [%]", title="What the rule for ties is worth")
    right.legend(title="labels with equally many votes:", title_fontsize=7.5, alignment="left")
    for ax in (left, right):
        ax.grid(axis="y")
        ax.set_axisbelow(True)
    two = table[table["k"] == 2].set_index("ties")["error_percent"]
    alt = (
        "Left, bars: the share of test images with a tied vote is largest at K = "
        f"{top['k']}, {top['tied_percent']:.1f} %. Right, the test error under three tie rules: at K = 2 "
        f"{two['nearest']:.2f} % if the nearest neighbour decides, {two['lowest']:.2f} % if the lowest label does, "
        f"{two['reported']:.2f} % if ties count as wrong. " + far.replace("\n", " ") + "."
    )
    return style.describe(fig, alt=alt, data=table["data"].iloc[0])
