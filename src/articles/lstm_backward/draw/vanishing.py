"""Figures of section 3: gradients over the lag, before and after training, and the norm bound."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from articles.lstm_backward.draw.cells import COLOURS, NAMES
from articles.lstm_backward.nets import SIMPLE
from recomputed.drawing import style
from recomputed.drawing.spread_labels import spread

LOWEST = -20  # decades; lower values are outside the axes


def untrained_gradients(gradients: pd.DataFrame) -> Figure:
    """Draw the gradient over the lag, one line per gain or forget bias, and the norm bound, if there is one, dashed.

    gradients: table of compute.untrained_gradients.
    """
    fig = style.figure(style.WIDE_INCHES, 3.3)
    axes = fig.subplots(1, 3, sharey=True)
    ends, top = [], gradients["high"].max() + 1
    for ax, (cell, table) in zip(axes[::2], gradients.groupby("cell", sort=False), strict=True):
        setting = table["setting"].iloc[0]
        labels = []
        for colour, (value, line) in zip(style.STEPS, table.groupby("value"), strict=False):
            _line(ax, line, colour)
            _bound(axes[1], line, colour, f"{setting} {value:g}", top)
            labels.append((f"{setting} {value:g}", line, colour))
            end = line.iloc[-1]
            under = "" if np.isnan(end["bound_decades"]) else f", under a bound of {end['bound_decades']:.1f}"
            ends.append(f"{end['decades']:.1f} for {NAMES[cell]} with {setting} {value:g}{under}")
        _ends(ax, labels, gap=1.4)
        _lag_axis(ax, table["lag"].max(), 1.6, f"{NAMES[cell]}:\ngradient")
    _lag_axis(axes[1], gradients["lag"].max(), 1.6, f"{NAMES[SIMPLE]}:\nbound by norms")
    axes[1].text(
        0.97, 0.04, "colours as\non the left", transform=axes[1].transAxes, ha="right", color=style.MUTED, fontsize=7
    )
    axes[0].set(ylim=(LOWEST, top), ylabel="size of the gradient,\ndecades from lag 0 (log₁₀)")
    return style.describe(
        fig,
        alt=f"Three panels over a lag of up to {gradients['lag'].max()} steps, logarithmic: the size of the gradient "
        f"of simple RNNs, the bound by norms on it, and the size of the gradient of LSTMs. "
        f"Decades at the longest lag: {'; '.join(ends)}.",
    )


def trained_gradients(curves: pd.DataFrame) -> Figure:
    """Draw the gradient of both cells over the lag before and after training; `curves` of compute.trained_gradients."""
    fig = style.figure(style.WIDE_INCHES, 2.8)
    axes = fig.subplots(1, 2, sharey=True)
    found = []
    for ax, (state, table) in zip(axes, curves.groupby("state", sort=False), strict=True):
        labels = []
        for cell, line in table.groupby("cell", sort=False):
            _line(ax, line, COLOURS[cell])
            labels.append((NAMES[cell], line, COLOURS[cell]))
            found.append(f"{line['decades'].iloc[-1]:.1f} for the {NAMES[cell]} {state} training")
        _ends(ax, labels, gap=0.06 * np.ptp(curves[["low", "high"]].to_numpy()))
        _lag_axis(ax, table["lag"].max(), 1.35, f"{state.capitalize()} training")
    axes[0].set_ylabel("size of the gradient,\ndecades from lag 0 (log₁₀)")
    return style.describe(
        fig,
        alt=f"Two panels, before and after training on the adding task, of the gradient's size over the lag for simple "
        f"RNN and LSTM, {curves['nets'].iloc[0]} nets each. Decades at lag {curves['lag'].max()}: {', '.join(found)}.",
    )


def bound(bound: pd.DataFrame) -> Figure:
    """Draw gradient and norm bound over the lag for each net; table of compute.bound."""
    groups = list(bound.groupby("net", sort=False))
    fig = style.figure(style.WIDE_INCHES, 2.5)
    axes = fig.subplots(1, len(groups), sharey=True)
    found = []
    for ax, (net, table) in zip(np.atleast_1d(axes), groups, strict=True):
        above_zero = table[np.isfinite(table["decades"])]
        ax.plot(table["lag"], table["bound_decades"], color=style.INK, ls="--", lw=1)
        ax.plot(above_zero["lag"], above_zero["decades"], color=style.VERMILLION)
        ax.axhline(0, color=style.FAINT, lw=0.8, zorder=0)
        last = f"{above_zero['decades'].iloc[-1]:.1f}"
        if len(above_zero) < len(table):
            end = above_zero.iloc[-1]
            ax.plot(end["lag"], end["decades"], "x", color=style.VERMILLION)
            place = {"textcoords": "offset points", "va": "top", "bbox": style.ON_PAPER}
            ax.annotate("exactly 0\nfrom here", (end["lag"], end["decades"]), (5, -6), **place)
            last = f"exactly 0 beyond lag {end['lag']}"
        ax.set_title(
            net.replace(", ", ",\n").replace("chain without", "chain without\n").replace("\n ", "\n"), fontsize=8
        )
        ax.set_xlabel("lag (steps)")
        found.append(f"{net}: gradient {last}, bound {table['bound_decades'].iloc[-1]:.1f}")
    first = np.atleast_1d(axes)[0]
    first.set_ylabel("decades from lag 0 (log₁₀)")
    first.plot([], [], color=style.VERMILLION, label="gradient")
    first.plot([], [], color=style.INK, ls="--", lw=1, label="bound")
    first.legend(loc="lower left", fontsize=7)
    return style.describe(
        fig,
        alt=f"{len(groups)} panels of gradient and norm bound over the lag. At lag {bound['lag'].max()}, in decades "
        f"from lag 0, {'; '.join(found)}.",
    )


def _bound(ax: Axes, line: pd.DataFrame, colour: str, name: str, top: float) -> None:
    """Draw the bound of one setting, if it has one, with its name where it ends or leaves the axes."""
    if line["bound_decades"].isna().all():
        return
    ax.plot(line["lag"], line["bound_decades"], color=colour, ls="--", lw=1.2)
    inside = line[line["bound_decades"].between(LOWEST, 0.9 * top)]
    end = inside.iloc[-1]
    look = {"textcoords": "offset points", "color": style.words(colour), "fontsize": 7, "bbox": style.ON_PAPER}
    if end["lag"] == line["lag"].max():
        ax.annotate(name, (end["lag"], end["bound_decades"]), (4, 0), va="center", **look)


def _line(ax: Axes, line: pd.DataFrame, colour: str) -> None:
    ax.plot(line["lag"], line["decades"], color=colour)
    ax.fill_between(line["lag"], line["low"], line["high"], color=colour, alpha=0.2, lw=0)


def _ends(ax: Axes, labels: list[tuple[str, pd.DataFrame, str]], gap: float) -> None:
    """Write the names of the lines where they end or leave the axes, at least `gap` apart."""
    ends = [line[line["decades"] > LOWEST + 0.5].iloc[-1] for _, line, _ in labels]
    heights = spread([end["decades"] for end in ends], gap)
    for (text, line, colour), end, height in zip(labels, ends, heights, strict=True):
        look = {"textcoords": "offset points", "color": style.words(colour), "va": "center", "fontsize": 7}
        leaves = end["lag"] < line["lag"].max()  # then the line continues, and its name needs a larger distance
        ax.annotate(text, (end["lag"], height), (9, 3) if leaves else (4, 0), **look)


def _lag_axis(ax: Axes, last: float, room: float, title: str) -> None:
    ax.plot([0, last], [0, 0], color=style.FAINT, lw=0.8, zorder=0)
    ax.set(xlim=(0, last * room), xlabel="lag (steps back in time)", title=title)
    ax.set_xticks([n for n in ax.get_xticks() if n <= last])
