"""The cells of a trend in their order, with their intervals, as positions in a drawing."""

from dataclasses import dataclass

from recomputed.audit.claim import Claim
from recomputed.audit.evidence import Cells

LEFT, RIGHT = 8.0, 92.0  # percent of the width
TOP, BOTTOM = 14.0, 106.0  # pixels


@dataclass(frozen=True)
class Point:
    """A cell: across in percent of the width, down and the ends of its interval in pixels."""

    across: float
    down: float
    upper: float
    lower: float


@dataclass(frozen=True)
class TrendPlot:
    """The points from first to last, the values at either end as text, and the direction that is claimed."""

    direction: str
    first: str
    last: str
    points: list[Point]


def trend_plot(claim: Claim, cells: Cells) -> TrendPlot:
    """Lay out the cells of `claim` at equal distances, in the order of their x."""
    x, h = cells.numbers(), cells.halfwidths
    low, high = float((x - h).min()), float((x + h).max())
    across = [LEFT + (RIGHT - LEFT) * n / max(len(x) - 1, 1) for n in range(len(x))]

    def down(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * ((value - low) / (high - low) if high > low else 0.5), 2)

    return TrendPlot(
        direction=claim.direction,
        first=f"{x[0]:.6g}",
        last=f"{x[-1]:.6g}",
        points=[
            Point(round(place, 3), down(value), down(value + half), down(value - half))
            for place, value, half in zip(across, x, h, strict=True)
        ],
    )
