"""What a claim allows and what was recomputed, on one line, in percent of a drawing's width."""

import math
from dataclasses import dataclass

from recomputed.audit import links
from recomputed.audit.claim import Claim
from recomputed.audit.evidence import Cells

MARGIN = 0.14  # of the span of what is drawn, left free on either side
EDGES = (2.0, 98.0)  # in percent; the ends of the axis, and of a tolerance without an end
LEAST_ERROR = 1e-17  # what an error of 0 is drawn as on its logarithmic axis
# As in the audit's own comparison: rounding in the last bits decides nothing.
SLACK, ROUNDING = 1e-9, 4e-16


@dataclass(frozen=True)
class Drawing:
    """Positions in percent: what is allowed from `low` to `high`, what is printed, what was recomputed, its interval.

    `ends` are the ends of what is allowed, none on a side without an end; `axis` numbers the ends of the axis,
    `scale` names an axis that is not linear.
    """

    published: str
    recomputed: str
    inside: bool
    low: float
    high: float
    ends: tuple[float, ...]
    printed_at: float
    recomputed_at: float
    recomputed_low: float
    recomputed_high: float
    axis: tuple[str, ...]
    scale: str = ""


def number(entry: dict) -> Drawing:
    """Lay out one entry of `numbers` in audit.json: published, value, recomputed, low, high, halfwidth."""
    low, high, x, h = (float(entry[key]) for key in ("low", "high", "recomputed", "halfwidth"))
    middle, granted = (low + high) / 2, (high - low) / 2 + h
    at = _axis(min(low, x - h), max(high, x + h))
    return Drawing(
        published=f"printed {entry['published']}",
        recomputed=f"recomputed {_shown(x, h)}",
        inside=abs(x - middle) <= granted * (1 + SLACK) + ROUNDING * abs(x),
        low=at(low),
        high=at(high),
        ends=(at(low), at(high)),
        printed_at=at(float(entry["value"])),
        recomputed_at=at(x),
        recomputed_low=at(x - h),
        recomputed_high=at(x + h),
        axis=_numbered(min(low, x - h), max(high, x + h)),
    )


def bound(claim: Claim, cells: Cells) -> Drawing:
    """Lay out the limit, its allowed side, and the least favourable cell with its interval."""
    limit, sign = float(claim.bound), claim.sign
    x, h = cells.least_favourable(sign)
    at = _axis(min(limit, x - h), max(limit, x + h))
    least = f"least favourable of {len(cells.values)}: " if len(cells.values) > 1 else "recomputed "
    return Drawing(
        published=f"to hold: {claim.relation} {limit:g}",
        recomputed=least + _shown(x, h),
        inside=bool(claim.within_bound(x + sign * h)),
        low=EDGES[0] if sign > 0 else at(limit),
        high=at(limit) if sign > 0 else EDGES[1],
        ends=(at(limit),),
        printed_at=at(limit),
        recomputed_at=at(x),
        recomputed_low=at(x - h),
        recomputed_high=at(x + h),
        axis=_numbered(min(limit, x - h), max(limit, x + h)),
    )


def identity(claim: Claim, cells: Cells) -> Drawing:
    """Lay out the largest error of a formula and its tolerance, on a logarithmic axis."""
    error, tolerance = links.worst(claim, cells)
    x, limit = (math.log10(max(value, LEAST_ERROR)) for value in (error, tolerance))
    at = _axis(min(x, limit), max(x, limit))
    return Drawing(
        published=f"to hold: up to {tolerance:g}",
        recomputed=f"largest error {error:.2g}",
        inside=error <= tolerance,
        low=EDGES[0],
        high=at(limit),
        ends=(at(limit),),
        printed_at=at(limit),
        recomputed_at=at(x),
        recomputed_low=at(x),
        recomputed_high=at(x),
        axis=tuple(f"{10**end:.0e}" for end in _ends(min(x, limit), max(x, limit))),
        scale="logarithmic axis",
    )


def discrepancy(numbers: list[dict]) -> float:
    """Give how far off the worst of `numbers` is, in half widths of its tolerance; 0 for no numbers."""
    return max((_halfwidths_off(entry) for entry in numbers), default=0.0)


def _axis(left: float, right: float):
    span = _span(left, right)
    return lambda value: round(100 * (MARGIN + (1 - 2 * MARGIN) * (value - left) / span), 3)


def _span(left: float, right: float) -> float:
    return (right - left) or max(abs(right), 1.0)


def _ends(left: float, right: float) -> tuple[float, ...]:
    """Give the values at the ends of an axis; the inverse of `_axis`."""
    return tuple(left + _span(left, right) * (edge / 100 - MARGIN) / (1 - 2 * MARGIN) for edge in EDGES)


def _numbered(left: float, right: float) -> tuple[str, ...]:
    """Write the ends of an axis with enough digits to distinguish them."""
    low, high = _ends(left, right)
    decimals = max(0, 2 - math.floor(math.log10(high - low)))
    return f"{low:,.{decimals}f}", f"{high:,.{decimals}f}"


def _shown(x: float, h: float) -> str:
    return f"{x:.6g}" + (f" ± {h:.2g}" if h else "")


def _halfwidths_off(entry: dict) -> float:
    half = (entry["high"] - entry["low"]) / 2
    return abs(entry["recomputed"] - (entry["high"] + entry["low"]) / 2) / half if half > 0 else 0.0
