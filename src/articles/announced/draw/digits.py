"""Drawings that several figures use: points as their digits, one image, one axis of image space as an image."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from recomputed.drawing import style

MOST_MARKS = 1400  # of a figure: every digit takes some 180 bytes of its SVG


def scatter(ax: Axes, points: np.ndarray, labels: np.ndarray, size: float) -> None:
    """Draw `points` (N, 2) as their digits, `size` in points², and one large digit near the median of each class."""
    digits = np.unique(labels)
    for digit in digits:
        own = points[labels == digit]
        ax.scatter(*own.T, s=size, marker=f"${digit}$", color=style.CLASSES[digit], linewidths=0.1, alpha=0.8)
    medians = np.stack([np.median(points[labels == digit], axis=0) for digit in digits])
    spread = np.ptp(points, axis=0)
    for digit, place in zip(digits, _apart(medians / spread) * spread, strict=True):
        ax.annotate(
            str(digit), place, ha="center", va="center", fontsize=12, fontweight="bold",
            color=style.words(style.CLASSES[digit]), path_effects=[withStroke(linewidth=3, foreground=style.PAPER)],
        )  # fmt: skip


def _apart(places: np.ndarray, gap: float = 0.07, rounds: int = 50) -> np.ndarray:
    """Move `places` (N, 2) that are nearer than `gap` away from each other, a little in each of `rounds` rounds."""
    for _ in range(rounds):
        off = places[:, None] - places[None]
        far = np.linalg.norm(off, axis=2)
        push = np.where((far > 0) & (far < gap), (gap - far) / np.where(far > 0, far, 1) / 4, 0)
        places = places + (push[:, :, None] * off).sum(axis=1)
    return places


def picture(ax: Axes, image: np.ndarray, **how):
    """Draw one image (rows, columns) without axes; give the result of imshow."""
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    return ax.imshow(image, interpolation="nearest", **how)


def diverging(ax: Axes, image: np.ndarray):
    """Draw an axis of image space as an image, blue below zero, red above, scaled to its largest entry."""
    top = np.abs(image).max()
    return picture(ax, image, cmap=style.DIVERGING, vmin=-top, vmax=top)
