"""Draw the figures of a benchmark: ratios with their goals, and growth with the exponent of theory."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from recomputed.drawing import style


def ratios(table: pd.DataFrame) -> Figure:
    """Draw one line per row: the median ratio with the span of most rounds, and the goal as a tick."""
    table = table[table["ratio"].notna()].iloc[::-1].reset_index(drop=True)
    fig = style.figure(height_inches=0.8 + 0.24 * len(table))
    ax, y = fig.subplots(), np.arange(len(table))
    reached = ~(table["ratio"] < table["goal"])
    for place, low, high in zip(y, table["low"], table["high"], strict=True):
        ax.plot([low, high], [place, place], color=style.MUTED, linewidth=2.5, alpha=0.5, zorder=1)
    for keep, colour, marker in ((reached, style.BLUE, "o"), (~reached, style.VERMILLION, "D")):
        ax.scatter(table["ratio"][keep], y[keep], color=colour, marker=marker, s=22, zorder=3)
    ax.scatter(table["goal"], y, marker="|", s=90, color=style.INK, zorder=2)
    ax.axvline(1, color=style.FAINT, zorder=0)
    ax.set(xscale="log", xlabel="peer's seconds (or memory) over ours; | goal, bar: 10 % to 90 % of the rounds")
    ax.set_yticks(y, [f"{work}\nagainst {peer}" for work, peer in zip(table["work"], table["peer"], strict=True)])
    ax.tick_params(axis="y", labelsize=5.5, length=0)
    missed = ", ".join(table["work"][~reached]) or "none"
    return style.describe(fig, alt=f"Ratios of {len(table)} comparisons, with their goals. Goals missed: {missed}.")


def growth(table: pd.DataFrame) -> Figure:
    """Draw time and memory over size, log–log, a column a kernel; a dotted line has the slope of theory."""
    kernels = list(table.groupby(["kernel", "size"], sort=False))
    columns = 4
    bands = -(-len(kernels) // columns)
    fig = style.figure(height_inches=3.1 * bands)
    axes = fig.subplots(2 * bands, columns, squeeze=False)
    for ax in axes.ravel():
        ax.set_visible(False)
    for n, ((kernel, size), rows) in enumerate(kernels):
        band, column = divmod(n, columns)
        above, below = axes[2 * band, column], axes[2 * band + 1, column]
        above.set_title(kernel)
        below.set_xlabel(size)
        _curve(above, rows, "seconds", "time", style.BLUE)
        _curve(below, rows, "megabytes", "memory", style.VERMILLION)
        if column == 0:
            above.set_ylabel("seconds")
            below.set_ylabel("added memory, MB")
    words = "; ".join(
        f"{kernel} over {size}: exponent {rows['time'].iloc[0]:.2f} in time, {rows['in_time'].iloc[0]:g} in theory"
        for (kernel, size), rows in kernels
    )
    return style.describe(fig, alt=f"Time and memory of the kernels against size. {words}.")


def _curve(ax, rows: pd.DataFrame, column: str, kind: str, colour: str) -> None:
    ax.set_visible(True)
    if rows[column].isna().all():
        ax.text(0.04, 0.97, "not measured", transform=ax.transAxes, va="top", fontsize=7)
        return
    x, y = rows["number"].to_numpy(float), np.maximum(rows[column].to_numpy(), 0.1 if kind == "memory" else 0)
    theory, found = rows[f"in_{kind}"].iloc[0], rows[kind].iloc[0]
    ax.plot(x, y[-1] * (x / x[-1]) ** theory, color=style.MUTED, linestyle=":", linewidth=1)
    ax.plot(x, y, color=colour, marker="o", markersize=3)
    low, high = min(y) / 3, max(y) * 12
    ax.set(xscale="log", yscale="log", ylim=(low, max(high, 100 * low)))
    unseen = "too small to fit" if theory else "no growth seen"
    exponent = unseen if np.isnan(found) else f"$n^{{{found:.2f}}}$"
    expected = f"theory $n^{{{theory:g}}}$" if theory else "theory: none"
    ax.text(0.04, 0.97, f"{exponent}\n{expected}", transform=ax.transAxes, va="top", fontsize=7)
