"""Axes, arrows and surfaces, in the plane and in space, that several figures of this article use."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from recomputed.drawing import style

# The article's colours, in tones that colour-blind readers can distinguish: purple samples, red new axes, golden feet.
SAMPLE, NEW_AXIS, FOOT = style.PURPLE, style.RED, style.GOLD
PLANE = style.PURPLE
SUBSCRIPTS = "₁₂₃"


def space_axes(fig, position, labels=("x", "y", "z"), view=(22, -58)):
    """Add 3-D axes at `position` with a faint grid, few ticks and `labels`; call `equal` after everything is drawn."""
    ax = fig.add_subplot(position, projection="3d")
    ax.view_init(*view)
    ax.computed_zorder = False  # arrows and dots stay visible in front of surfaces
    ax.set(xlabel=labels[0], ylabel=labels[1], zlabel=labels[2])
    for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
        axis.set_pane_color((1, 1, 1, 0))
        axis.line.set_color(style.MUTED)
        axis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
        axis._axinfo["grid"].update(color=style.FAINT, linewidth=0.5)
    ax.tick_params(labelsize=7, pad=-1)
    ax.xaxis.labelpad = ax.yaxis.labelpad = -4
    ax.zaxis.labelpad = -6
    return ax


def equal(ax, reach, centre=(0, 0, 0), zoom=1.0):
    """Show the box about `centre` with half sides `reach` (one number or one per axis), all axes at one scale."""
    sides = np.full(3, reach)
    limits = [(c - side, c + side) for c, side in zip(centre, sides, strict=False)]
    ax.set(xlim=limits[0], ylim=limits[1])
    if ax.name == "3d":
        ax.set_zlim(limits[2])
        ax.set_box_aspect(sides, zoom=zoom)
    else:
        ax.set_aspect("equal")


def arrow(ax, tip, label="", color=style.INK, start=None, nudge=1.12, width=1.6, size=9):
    """Draw an arrow from `start` (the origin by default) to `tip`, both points, with `label` beyond the tip."""
    tip = np.asarray(tip, dtype=float)
    start = np.zeros_like(tip) if start is None else np.asarray(start, dtype=float)
    if len(tip) == 3:
        ax.quiver(*start, *(tip - start), color=color, linewidth=width, arrow_length_ratio=0.1, zorder=6)
    else:
        shape = {"arrowstyle": "-|>", "color": color, "linewidth": width, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", xy=tip, xytext=start, arrowprops=shape, zorder=6)
    if label:
        ax.text(
            *(start + nudge * (tip - start)),
            label,
            color=style.words(color),
            ha="center",
            va="center",
            fontsize=size,
            zorder=10,
        )


def directions(table):
    """Give the unit vectors u_x, u_y(, u_z) of `table`, one per row, without the coordinates that are nan."""
    names = [name for name in ("u_x", "u_y", "u_z") if name in table and table[name].notna().all()]
    return table[names].to_numpy()


def sphere(density=24):
    """Give the points of a unit sphere on a longitude-latitude grid, shape (density + 1, density + 1, 3)."""
    longitude, latitude = np.meshgrid(
        np.linspace(0, 2 * np.pi, density + 1), np.linspace(-np.pi / 2, np.pi / 2, density + 1)
    )
    return np.stack(
        [np.cos(longitude) * np.cos(latitude), np.sin(longitude) * np.cos(latitude), np.sin(latitude)], axis=-1
    )


def surface(ax, points, color, alpha=0.25):
    """Draw a translucent closed surface, given as a grid of `points` (n, m, 3), with faint grid lines."""
    ax.plot_surface(
        *np.moveaxis(points, -1, 0), color=color, alpha=alpha, linewidth=0.25, edgecolor=color, rstride=1, cstride=1
    )
