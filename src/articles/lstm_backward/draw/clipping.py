"""Figure of section 3: a loss surface with a cliff, and descents on it with and without clipping."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from recomputed.drawing import style

NAMES = {"none": "no clipping", "norm": "clipped by norm", "element": "clipped by element"}
COLOURS = {"none": style.VERMILLION, "norm": "#111111", "element": "#f2b6d6"}
MARKS = {"none": "o", "norm": "s", "element": "^"}
MIN_LOSS = 1e-4  # lower end of the colour scale
ZOOM_W, ZOOM_B = (0.9, 2.15), (-0.45, 0.05)


def cliff(grid: dict[str, np.ndarray], paths: pd.DataFrame, starts: pd.DataFrame) -> Figure:
    """Draw the surface in 3D, the three paths from above, and how random starts end; tables of compute.clipping."""
    fig = style.figure(style.WIDE_INCHES, 3.2)
    parts = fig.add_gridspec(1, 3, width_ratios=(1.15, 1.35, 0.75))
    _surface(fig.add_subplot(parts[0], projection="3d"), grid)
    top = fig.add_subplot(parts[1])
    _from_above(fig, top, grid, paths)
    _ends(fig.add_subplot(parts[2]), starts)
    longest, last = paths.groupby("method")["step"].max(), paths.groupby("method")["loss"].last()
    rows = starts.set_index("method")
    summaries = "; ".join(
        f"{NAMES[m]}: longest step {longest[m]:.2f}, final loss {last[m]:.2g}, of {rows.loc[m, 'starts']} random "
        f"starts {rows.loc[m, 'arrived_percent']:.0f} % arrive and {rows.loc[m, 'thrown_percent']:.0f} % are thrown out"
        for m in NAMES
    )
    return style.describe(
        fig,
        alt="Left, the loss over weight w and bias b as a surface. Middle, the same from above with a descent by each "
        f"method from one start. Right, bars for random starts. {summaries}.",
    )


def _surface(ax, grid: dict[str, np.ndarray]) -> None:
    w, b = np.meshgrid(grid["w"], grid["b"])
    every = slice(None, None, max(1, len(grid["w"]) // 100))
    part = (every, every)
    ax.plot_surface(w[part], b[part], grid["loss"][part], cmap=style.SEQUENTIAL, rstride=1, cstride=1, lw=0)
    ax.set(xlabel="w", ylabel="b", title="Loss J(w, b)")
    ax.view_init(elev=38, azim=-120)
    for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
        axis.set_pane_color((1, 1, 1, 0))
        axis.set_major_locator(MaxNLocator(4))
        axis.labelpad = -6
        axis.set_tick_params(pad=-2)


def _from_above(fig: Figure, ax: Axes, grid: dict[str, np.ndarray], paths: pd.DataFrame) -> None:
    loss = np.maximum(grid["loss"], MIN_LOSS)
    look = {"norm": LogNorm(MIN_LOSS, loss.max()), "cmap": style.SEQUENTIAL, "shading": "nearest", "rasterized": True}
    image = ax.pcolormesh(grid["w"], grid["b"], loss, **look)
    fig.colorbar(image, ax=ax, label="loss J", shrink=0.85, pad=0.02)
    inset = ax.inset_axes((0.05, 0.56, 0.4, 0.41))
    inset.pcolormesh(grid["w"], grid["b"], loss, **look)
    for method, path in paths.groupby("method", sort=False):
        line = {"color": COLOURS[method], "marker": MARKS[method], "label": NAMES[method], "zorder": 3}
        ax.plot(path["w"], path["b"], ms=2, lw=0.8, **line)
        inset.plot(path["w"], path["b"], ms=1.6, lw=0.6, **line)
    inset.set(xlim=ZOOM_W, ylim=ZOOM_B, xticks=[], yticks=[])
    ax.indicate_inset_zoom(inset, edgecolor=style.INK)
    first = paths.iloc[0]
    ax.plot(first["w"], first["b"], "*", color="white", mec="black", ms=10, zorder=4)
    box = {"fc": "white", "ec": "none", "alpha": 0.8, "pad": 1}
    ax.annotate("start", (first["w"], first["b"]), (8, 0), textcoords="offset points", va="center", bbox=box)
    ax.set(xlim=(grid["w"][0], grid["w"][-1]), ylim=(grid["b"][0], grid["b"][-1]), xlabel="weight w", ylabel="bias b")
    ax.set_title("From above, three descents")
    legend = ax.legend(loc="lower left", fontsize=6.5, frameon=True, framealpha=0.85)
    legend.set_zorder(5)


def _ends(ax: Axes, starts: pd.DataFrame) -> None:
    for shift, (name, colour) in zip((-0.2, 0.2), (("arrived", style.GREEN), ("thrown", style.ORANGE)), strict=True):
        place = np.arange(len(starts)) + shift
        halfwidth = starts[f"{name}_percent_halfwidth"]
        ax.barh(place, starts[f"{name}_percent"], 0.36, xerr=halfwidth, color=colour, ecolor=style.INK)
        text = {"arrived": "arrived", "thrown": "thrown out"}[name]
        for y, value, half in zip(place, starts[f"{name}_percent"], halfwidth, strict=True):
            ax.text(value + half + 2, y, f"{text} {value:.0f} %", va="center", fontsize=6.5)
    ax.set_yticks(range(len(starts)), [NAMES[m].replace(" ", "\n", 1) for m in starts["method"]])
    ax.invert_yaxis()
    ax.set(xlim=(0, 135), xlabel="share (%)", title=f"{starts['starts'].iloc[0]:,} starts")
    ax.set_xticks([0, 50, 100])
