"""The wires between the shapes of a schematic: lines with round corners and an arrow head, labelled "from → to"."""

import numpy as np
from matplotlib.patches import PathPatch, Polygon
from matplotlib.path import Path

from recomputed.drawing import style
from recomputed.drawing.schematics.shapes import Shape

DOTTED = (0, (1.2, 1.6))
LOOKS = {
    "plain": {"color": style.INK, "linewidth": 1.1},
    "past": {"color": style.INK, "linewidth": 1.3, "linestyle": DOTTED},  # from the step before
    "peephole": {"color": style.BLUE, "linewidth": 1.5},
    "past peephole": {"color": style.BLUE, "linewidth": 1.7, "linestyle": DOTTED},
    "highway": {"color": style.RED, "linewidth": 3.6},  # the cell, from step to step
    "flow": {"color": style.PURPLE, "linewidth": 2.4},  # along which a derivative is taken
    "faint": {"color": style.PALE, "linewidth": 1.0},  # in the background
}
GAP, CORNER, HEAD = 0.05, 0.22, 0.26  # between tip and outline; radius of a bend; length of an arrow head


def wire(ax, source: Shape, target: Shape, look: str | dict = "plain", *, via=(), start=(0, 0), end=(0, 0), forks=()):
    """Draw a wire from `source` over the points `via` to `target`, from outline to outline.

    look: a key of LOOKS or properties of a line; start, end: the points in the two shapes that the wire is directed to,
    relative to their centres; forks: points of `via` where wires separate and corners stay square.
    """
    properties = {"linestyle": "-", **(LOOKS[look] if isinstance(look, str) else look)}
    inner = [tuple(point) for point in via]
    first, last = _shift(source, start), _shift(target, end)
    points = [_leave(source, first, (inner or [last])[0]), *inner, _leave(target, last, (inner or [first])[-1])]
    points = np.array(points, dtype=float)
    zorder = properties.pop("zorder", 2)
    points[-1] = _head(ax, points[-2], points[-1], properties, zorder)
    path, color = _bent(points, {tuple(fork) for fork in forks}), properties.pop("color")
    halo = {"edgecolor": style.PAPER, "linewidth": properties["linewidth"] + 2.6}  # separates it from wires it crosses
    for line in (halo, {"edgecolor": color, **properties, "label": f"{source.name} → {target.name}"}):
        ax.add_patch(PathPatch(path, fill=False, zorder=zorder, capstyle="butt", snap=False, **line))


def _shift(shape: Shape, offset) -> np.ndarray:
    return np.add(shape.at, offset, dtype=float)


def _leave(shape: Shape, anchor: np.ndarray, towards) -> np.ndarray:
    """Give the point a gap behind the one where the ray from `anchor`, inside `shape`, passes the outline."""
    ray = np.subtract(towards, anchor, dtype=float)
    ray /= np.hypot(*ray)
    inside, half = anchor - shape.at, np.array(shape.size) / 2
    if shape.round:
        a, b, c = np.sum((ray / half) ** 2), np.sum(ray * inside / half**2), np.sum((inside / half) ** 2) - 1
        reach = (-b + np.sqrt(b * b - a * c)) / a
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = np.nanmin((np.sign(ray) * half - inside)[ray != 0] / ray[ray != 0])
    return anchor + (reach + GAP) * ray


def _head(ax, before, tip, properties: dict, zorder: float) -> np.ndarray:
    """Draw the arrow head at `tip`; give the point where the line ends so that it is hidden at the tip."""
    along = (tip - before) / np.hypot(*(tip - before))
    length = HEAD * (1 + 0.16 * (properties["linewidth"] - 1))
    across = 0.42 * length * np.array([-along[1], along[0]])
    base = tip - length * along
    corners = [tip, base + across, base - across]
    ax.add_patch(Polygon(corners, facecolor=properties["color"], edgecolor="none", zorder=zorder + 0.5))
    return tip - 0.8 * length * along


def _bent(points: np.ndarray, forks: set) -> Path:
    """Give the polyline through `points` with rounded corners, except at `forks`."""
    vertices, codes = [points[0]], [Path.MOVETO]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        if tuple(corner) in forks:
            vertices.append(corner)
            codes.append(Path.LINETO)
            continue
        legs = [side - corner for side in (before, after)]
        lengths = [np.hypot(*leg) for leg in legs]
        radius = min(CORNER, *(length / 2 for length in lengths))
        ends = [corner + radius * leg / length for leg, length in zip(legs, lengths, strict=True)]
        vertices += [ends[0], corner, ends[1]]
        codes += [Path.LINETO, Path.CURVE3, Path.CURVE3]
    return Path([*vertices, points[-1]], [*codes, Path.LINETO])
