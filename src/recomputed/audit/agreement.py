"""How a recomputed value may have become the number that is printed: by rounding, by dropping digits, or not at all."""

import math
from collections import Counter
from collections.abc import Iterable

from recomputed.audit.printed import Printed


def agreement(number: Printed, x: float, halfwidth: float = 0.0) -> str:
    """Say how `x`, known to ± halfwidth, may have become the printed number: by rounding, by dropping digits, or both.

    Gives "rounded and truncated alike", "rounded", "truncated" or "neither rounded nor truncated"; for a range, a
    spread or a limit "inside" or "outside".
    """
    if number.style != "plain":
        return "inside" if number.contains(x, number.half_unit + halfwidth) else "outside"
    slack = halfwidth + 1e-9 * number.half_unit + 4e-16 * abs(x)
    away = (x - number.value) if number.value >= 0 else (number.value - x)  # truncation moves a number towards 0
    rounded = abs(away) <= number.half_unit + slack
    dropped = abs(away) if number.value == 0 else away
    truncated = -slack <= dropped < 2 * number.half_unit + halfwidth - 1e-9 * number.half_unit
    if rounded and truncated:
        return "rounded and truncated alike"
    return "rounded" if rounded else "truncated" if truncated else "neither rounded nor truncated"


def summary(agreements: Iterable[str]) -> str:
    """Sum up the `agreement` of several numbers: the one they share, or how many have each."""
    counts = Counter(agreements)
    return next(iter(counts)) if len(counts) == 1 else ", ".join(f"{n} {words}" for words, n in counts.items())


def compared(text: str, x: float, number: Printed, granted: float, halfwidth: float, agrees: str) -> dict:
    """Record a printed number and its cell x: the digits allow [low, high], the cell is known to ± halfwidth (95 %)."""
    return {
        "published": text,
        "value": number.value,
        "recomputed": float(x),
        "low": _finite_or(number.low - granted, x - 2 * abs(x - number.value)),
        "high": _finite_or(number.high + granted, x + 2 * abs(x - number.value)),
        "halfwidth": float(halfwidth),
        "agrees": agrees,
    }


def _finite_or(end: float, other: float) -> float:
    """Give an end of what is allowed that a page can draw; a limit has one end only, so `other` is given for it."""
    return end if math.isfinite(end) else other
