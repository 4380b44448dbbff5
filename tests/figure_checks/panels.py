"""Whether the panels of a figure can be compared: legends free of data, percent up to 100, like axes alike."""

from itertools import combinations

from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.path import Path

from figure_checks.drawn import Drawing
from figure_checks.layout import _crosses
from recomputed.drawing import style

MOST_PERCENT = 106  # room for a marker at 100


def covered(fig: Figure, drawing: Drawing) -> list[str]:
    """Name every legend under which lines or markers of its axes run."""
    found = []
    for ax in fig.axes:
        legend = ax.get_legend()
        if legend is None or ax.name == "3d" or (not ax.axison and not ax.lines):
            continue
        box = legend.get_window_extent().padded(-4)
        outline = Path(box.corners()[[0, 1, 3, 2, 0]])
        data = [
            mark
            for mark in drawing.marks
            if not mark.text and mark.line and "legend" not in mark.groups and to_hex(mark.line) != style.FAINT
        ]
        if any(_crosses(mark, outline) for mark in data if mark.line[3] > 0.3):
            found.append(f"the legend {[text.get_text() for text in legend.texts]} lies on data")
    return found


def past_hundred(fig: Figure) -> list[str]:
    """Name every axis in percent, of a share, that is drawn beyond 100 or below 0."""
    found = []
    for ax in fig.axes:
        for side, axis, spine in (("x", ax.xaxis, "bottom"), ("y", ax.yaxis, "left")):
            label = axis.get_label_text()
            if ax.name == "3d" or "%" not in label or not ax.axison:
                continue
            low, high = sorted(ax.spines[spine].get_bounds() or axis.get_view_interval())
            if high > MOST_PERCENT or low < 100 - MOST_PERCENT:
                found.append(f"{side} axis {label!r} reaches from {low:.0f} to {high:.0f} %")
    return found


def unlike(fig: Figure) -> list[str]:
    """Name pairs of panels side by side whose value axes are named alike and have unlike limits, unless one says so."""
    panels = [ax for ax in fig.axes if ax.name != "3d" and ax.axison and ax.yaxis.get_ticklocs().size]
    names = {ax: _name(ax, panels) for ax in panels}
    return [
        f"panels {one.get_title(loc='left')!r} and {other.get_title(loc='left')!r} look comparable: "
        f"{_limits(one)} and {_limits(other)}"
        for one, other in combinations(panels, 2)
        if _side_by_side(one, other) and names[one] and names[one] == names[other] and _limits(one) != _limits(other)
    ]


def _side_by_side(one: Axes, other: Axes) -> bool:
    here, there = one.get_position(), other.get_position()
    return abs(here.y0 - there.y0) < 0.01 and abs(here.y1 - there.y1) < 0.01


def _name(ax: Axes, panels: list[Axes]) -> str:
    """Give the name of a value axis: its own, or that of the next named panel to the left with the same x axis."""
    named = [other for other in panels if _side_by_side(ax, other) and other.get_ylabel()]
    to_the_left = [other for other in named if other.get_position().x0 <= ax.get_position().x0]
    nearest = max(to_the_left, key=lambda other: other.get_position().x0, default=ax)
    return nearest.get_ylabel() if nearest.get_xlabel() == ax.get_xlabel() else ""


def _limits(ax: Axes) -> tuple[str, ...]:
    return tuple(f"{end:.4g}" for end in ax.get_ylim())
