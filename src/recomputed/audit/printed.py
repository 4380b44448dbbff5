"""What the digits of a printed number say about its precision."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True)
class Printed:
    """A number as printed: its value and half a unit of its last digit that counts."""

    value: float
    half_unit: float
    decimals: int


def parse(text: str, *, about: bool = False) -> Printed | None:
    """Read a printed number, or give None where `text` is not a number ("0.4.23") that float64 can hold.

    The half unit is what statcheck calls the rounding interval: "0.90" means 0.90 ± 0.005. With `about`, trailing
    zeros of an integer do not count: "90" means 90 ± 5, "90.0" still 90 ± 0.05.
    """
    try:
        number = Decimal(text.replace("−", "-").strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or not math.isfinite(float(number)):
        return None
    exponent = int(number.as_tuple().exponent)
    if about and exponent >= 0:
        exponent = int(number.normalize().as_tuple().exponent)
    return Printed(float(number), float(Decimal(5).scaleb(exponent - 1)), max(0, -exponent))


def agreement(number: Printed, x: float, halfwidth: float = 0.0) -> str:
    """Say how `x`, known to ± halfwidth, may have become the printed number: by rounding, by dropping digits, or both.

    Gives "rounded and truncated alike", "rounded", "truncated" or "neither rounded nor truncated".
    """
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


def compared(text: str, x: float, printed: float, granted: float, halfwidth: float, agrees: str) -> dict:
    """Record a printed number and its cell x: the digits allow [low, high], the cell is known to ± halfwidth (95 %)."""
    return {
        "published": text,
        "recomputed": float(x),
        "low": printed - granted,
        "high": printed + granted,
        "halfwidth": float(halfwidth),
        "agrees": agrees,
    }
