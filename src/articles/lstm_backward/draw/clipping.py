"""Figure of section 3: a loss surface with a cliff, and descents on it with and without clipping."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from recomputed.drawing import style

NAMES = {"none": "no clipping", "norm": "clipped by norm", "element": "clipped by element"}
MIN_LOSS = 1e-4  # lower end of the colour scale
ROOM = 0.25  # around the paths of the clipped descents, as a share of their extent
RIM = {"color": "black", "lw": 2.2, "solid_capstyle": "round"}  # white on black shows on every colour of the scale


def cliff(grid: dict[str, np.ndarray], paths: pd.DataFrame, starts: pd.DataFrame) -> Figure:
    """Draw the surface in 3D, how random starts end, and below each path from above; tables of compute.clipping."""
    fig = style.figure(style.WIDE_INCHES, 5.4)
    parts = fig.add_gridspec(2, 6, height_ratios=(1.05, 1))
    _surface(fig.add_subplot(parts[0, :3], projection="3d"), grid)
    _ends(fig.add_subplot(parts[0, 3:]), starts)
    maps = [fig.add_subplot(parts[1, 2 * n : 2 * n + 2]) for n in range(len(NAMES))]
    images = [_from_above(ax, grid, paths, method) for ax, method in zip(maps, NAMES, strict=True)]
    maps[0].set_ylabel("bias b")
    fig.colorbar(images[0], ax=maps, label="loss J", pad=0.01, aspect=16)
    longest, last = paths.groupby("method")["step"].max(), paths.groupby("method")["loss"].last()
    rows = starts.set_index("method")
    summaries = "; ".join(
        f"{NAMES[m]}: longest step {longest[m]:.2f}, final loss {last[m]:.2g}, of {rows.loc[m, 'starts']} random "
        f"starts {rows.loc[m, 'arrived_percent']:.0f} % arrive and {rows.loc[m, 'thrown_percent']:.0f} % are thrown out"
        for m in NAMES
    )
    return style.describe(
        fig,
        alt="Above, the loss over weight w and bias b as a surface, and bars for random starts. Below, the same "
        f"surface from above, three times, with the descent by each method from one start, marked by a star. "
        f"{summaries}.",
    )


def _surface(ax, grid: dict[str, np.ndarray]) -> None:
    w, b = np.meshgrid(grid["w"], grid["b"])
    every = slice(None, None, max(1, len(grid["w"]) // 100))
    part = (every, every)
    look = {"cmap": style.SEQUENTIAL, "rstride": 1, "cstride": 1, "lw": 0, "rasterized": True}  # as paths: 1.9 MB
    ax.plot_surface(w[part], b[part], grid["loss"][part], **look)
    ax.set(xlabel="w", ylabel="b", title="Loss J(w, b)")
    ax.view_init(elev=38, azim=-120)
    for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
        axis.set_pane_color((1, 1, 1, 0))
        axis.set_major_locator(MaxNLocator(4))
        axis.labelpad = -6
        axis.set_tick_params(pad=-2)


def _from_above(ax: Axes, grid: dict[str, np.ndarray], paths: pd.DataFrame, method: str):
    """Draw the path of `method` on the loss, in the window of the clipped descents; give the image of the loss."""
    loss = np.maximum(grid["loss"], MIN_LOSS)
    look = {"norm": LogNorm(MIN_LOSS, loss.max()), "cmap": style.SEQUENTIAL, "shading": "nearest", "rasterized": True}
    image = ax.pcolormesh(grid["w"], grid["b"], loss, **look)
    path = paths[paths["method"] == method]
    ax.plot(path["w"], path["b"], **RIM)
    ax.plot(path["w"], path["b"], color=style.WHITE, lw=0.9, marker=".", ms=2.5)
    ax.plot(path["w"].iloc[0], path["b"].iloc[0], "*", color=style.WHITE, mec="black", ms=11, zorder=4)
    ax.plot(path["w"].iloc[-1], path["b"].iloc[-1], "o", color=style.WHITE, mec="black", ms=6, zorder=4)
    for axis, name in (("x", "w"), ("y", "b")):
        clipped = paths.loc[paths["method"] != "none", name]
        low, high = clipped.min(), clipped.max()
        room = ROOM * (high - low)
        ax.set(**{f"{axis}lim": (max(low - room, grid[name][0]), min(high + room, grid[name][-1]))})
    inside = path["w"].between(*ax.get_xlim()) & path["b"].between(*ax.get_ylim())
    end = f"{len(path) - 1} steps" if inside.all() else f"leaves at step {inside.argmin()}"
    ax.set(xlabel="weight w", title=f"{NAMES[method]}:\n{end}")
    return image


def _ends(ax: Axes, starts: pd.DataFrame) -> None:
    for shift, (name, colour) in zip((-0.2, 0.2), (("arrived", style.GREEN), ("thrown", style.ORANGE)), strict=True):
        place = np.arange(len(starts)) + shift
        halfwidth = starts[f"{name}_percent_halfwidth"]
        ax.barh(place, starts[f"{name}_percent"], 0.36, xerr=halfwidth, color=colour, ecolor=style.INK)
        text = {"arrived": "arrived", "thrown": "thrown out"}[name]
        for y, value, half in zip(place, starts[f"{name}_percent"], halfwidth, strict=True):
            ax.text(value + half + 2, y, f"{text} {value:.0f} %", va="center", fontsize=7)
    ax.set_yticks(range(len(starts)), [NAMES[m].replace(" ", "\n", 1) for m in starts["method"]])
    ax.invert_yaxis()
    ax.set(xlim=(0, 135), xlabel="share (%)", title=f"How {starts['starts'].iloc[0]:,} random starts end")
    ax.set_xticks([0, 50, 100])
    ax.spines["bottom"].set_bounds(0, 100)  # beyond it is room for the words
