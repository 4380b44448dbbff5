"""Clouds of samples, bare and with the ellipse or ellipsoid fitted to them (section 2)."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from articles.pca.draw.space import NEW_AXIS, SAMPLE, directions, equal, space_axes, sphere, surface
from recomputed.drawing import style

VIEW = (16, -38)  # elevation and azimuth in degrees: shows the flat side of the cloud at a slant
DOTS = {"s": 9, "color": SAMPLE, "linewidth": 0}


def raw_dots(clouds: pd.DataFrame) -> Figure:
    """Draw the correlated 2-D and 3-D clouds without any curve, so that the reader can circle them."""
    fig = style.figure(height_inches=3.3)
    flat = fig.add_subplot(121)
    _dots_in_plane(flat, clouds, "ellipse")
    _frame(flat, _reach(flat))
    flat.set_title("2-D: draw the oval that fits best")
    space = space_axes(fig, 122, view=VIEW)
    _dots_in_space(space, clouds, zoom=0.9)
    space.set_title("3-D: draw the ellipsoid that fits best")
    count = (clouds.cloud == "ellipse").sum()
    alt = (
        f"Two clouds of {count} dots each, one in the plane and one in space, both longer in one slanting direction. "
        "No curve is drawn on them."
    )
    return style.describe(fig, alt=alt)


def fitted(clouds: pd.DataFrame, axes: pd.DataFrame, share: float) -> Figure:
    """Draw the covariance ellipse or ellipsoid over three clouds, of which it does not fit the bent one.

    `axes`: clouds_axes.csv; `share`: the share of a normal cloud inside the ellipse, 0 to 1.
    """
    fig = style.figure(height_inches=2.9)
    grid = fig.add_gridspec(1, 3, width_ratios=(1, 1, 1.35))
    flat, bent = fig.add_subplot(grid[0]), fig.add_subplot(grid[1])
    for ax, name, title in ((flat, "ellipse", "an oval cloud"), (bent, "bent", "a bent cloud: no oval fits")):
        _dots_in_plane(ax, clouds, name)
        _outline(ax, axes[axes.cloud == name])
        ax.set_title(title)
    for ax in (flat, bent):
        _frame(ax, _reach(flat, bent))
    space = space_axes(fig, grid[2], view=VIEW)
    fit = axes[axes.cloud == "ellipsoid"]
    surface(space, _mean(fit) + sphere() @ _semi_axes(fit), NEW_AXIS, alpha=0.1)
    _dots_in_space(space, clouds, zoom=0.72)
    space.set_title("an ellipsoidal cloud", y=0.94)
    shares = axes.drop_duplicates("cloud").set_index("cloud").share_inside_percent
    alt = (
        f"Three clouds with the ellipse or ellipsoid that would hold {100 * share:g} % of a normal cloud with the same "
        "covariance. "
        f"It follows the oval cloud ({shares['ellipse']:.0f} % of the dots inside) and the cloud in space "
        f"({shares['ellipsoid']:.0f} %). Of the bent cloud it also holds {shares['bent']:.0f} %, but its upper "
        "middle is empty and the tips of the bend stick out."
    )
    return style.describe(fig, alt=alt)


def _dots_in_plane(ax, clouds: pd.DataFrame, name: str) -> None:
    table = clouds[clouds.cloud == name]
    ax.scatter(table.x, table.y, **DOTS)
    ax.set(xlabel="x", ylabel="y")
    ax.locator_params(nbins=5)


def _frame(ax, reach: float) -> None:
    """Set square limits about the origin."""
    equal(ax, reach, centre=(0, 0))


def _reach(*axes) -> float:
    """Give how far from the origin anything is drawn on `axes`, and a little room."""
    return 1.06 * max(np.abs(ax.dataLim.get_points()).max() for ax in axes)


def _dots_in_space(ax, clouds: pd.DataFrame, zoom: float) -> None:
    table = clouds[clouds.cloud == "ellipsoid"]
    ax.scatter(table.x, table.y, table.z, **DOTS)
    equal(ax, 1.25 * np.abs(table[list("xyz")]).max().to_numpy(), zoom=zoom)


def _outline(ax, fit: pd.DataFrame) -> None:
    """Draw the fitted ellipse with its two axes."""
    turn = np.linspace(0, 2 * np.pi, 200)
    curve = _mean(fit) + np.column_stack([np.cos(turn), np.sin(turn)]) @ _semi_axes(fit)
    ax.plot(*curve.T, color=NEW_AXIS)
    for half in _semi_axes(fit):
        ax.plot(*np.transpose([_mean(fit) - half, _mean(fit) + half]), color=NEW_AXIS, linewidth=0.8)


def _semi_axes(fit: pd.DataFrame) -> np.ndarray:
    """Give the semi-axes as vectors, one per row."""
    return directions(fit) * (fit.sd * fit.radius_sd).to_numpy()[:, None]


def _mean(fit: pd.DataFrame) -> np.ndarray:
    means = fit[["mean_x", "mean_y", "mean_z"]].iloc[0].to_numpy()
    return means[: len(fit)]
