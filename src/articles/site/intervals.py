"""Printed number, tolerance and recomputed value on one line, in percent of a drawing's width."""

from dataclasses import dataclass

MARGIN = 0.14  # of the span of what is drawn, left free on either side


@dataclass(frozen=True)
class Drawing:
    """Positions in percent: the tolerance from `low` to `high`, the printed and the recomputed value, its interval."""

    published: str
    recomputed: str
    inside: bool
    low: float
    high: float
    printed_at: float
    recomputed_at: float
    recomputed_low: float
    recomputed_high: float


def drawing(number: dict) -> Drawing:
    """Lay out one entry of `numbers` in audit.json: published, recomputed, low, high, halfwidth."""
    low, high, x, h = (float(number[key]) for key in ("low", "high", "recomputed", "halfwidth"))
    left, right = min(low, x - h), max(high, x + h)
    span = (right - left) or max(abs(right), 1.0)

    def at(value: float) -> float:
        return round(100 * (MARGIN + (1 - 2 * MARGIN) * (value - left) / span), 3)

    return Drawing(
        published=number["published"],
        recomputed=f"{x:.6g}" + (f" ± {h:.2g}" if h else ""),
        inside=low <= x <= high,
        low=at(low),
        high=at(high),
        printed_at=at((low + high) / 2),
        recomputed_at=at(x),
        recomputed_low=at(x - h),
        recomputed_high=at(x + h),
    )


def discrepancy(numbers: list[dict]) -> float:
    """Tell how far off the worst of `numbers` is, in half widths of its tolerance; 0 where there is none."""
    return max((_halfwidths_off(number) for number in numbers), default=0.0)


def _halfwidths_off(number: dict) -> float:
    half = (number["high"] - number["low"]) / 2
    return abs(number["recomputed"] - (number["high"] + number["low"]) / 2) / half if half > 0 else 0.0
