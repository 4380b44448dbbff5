"""How many samples would decide a claim whose interval reaches across the limit: intervals shrink as 1 / sqrt(n)."""

import math

import numpy as np

from recomputed.audit.claim import Claim
from recomputed.audit.evidence import Cells
from recomputed.audit.printed import Printed

FINEST = 1e5  # a distance below this part of the interval would need 1e10 times as many samples
CELL = "undecided"  # in a table whose own test could not decide


def of_bound(claim: Claim, cells: Cells) -> str:
    """Give the sample size at which no interval would reach across the bound, if the estimates stayed as they are."""
    distances = np.abs(cells.numbers() - claim.bound)
    across = claim.sign * (claim.bound - cells.numbers()) <= cells.halfwidths
    return _largest(distances[across], cells.halfwidths[across], cells, np.flatnonzero(across))


def of_change(change: float, noise: float, cells: Cells) -> str:
    """Give the sample size at which the intervals of the first and the last cell would no longer overlap."""
    return _largest(np.array([change]), np.array([noise]), cells, np.array([0])) if noise else ""


def of_numbers(cells: Cells, printed: list[Printed | None], half_units: float) -> str:
    """Give the sample size at which each interval is as narrow as the printed precision; "" where all are.

    The interval of a cell under a limit such as "< 0.02" must not reach across it.
    """
    if any(number is None for number in printed):
        return ""
    granted = np.array([_room(*pair, half_units) for pair in zip(printed, cells.numbers(), strict=True)])
    wide = cells.halfwidths > granted
    return _largest(granted[wide], cells.halfwidths[wide], cells, np.flatnonzero(wide)) if wide.any() else ""


def _room(number: Printed, x: float, half_units: float) -> float:
    """Give the half width up to which the interval around a cell that agrees decides."""
    limit = np.isinf(number.low) or np.isinf(number.high)
    return abs(x - number.value) if limit else half_units * number.half_unit + (number.high - number.low) / 2


def of_fact(cells: Cells) -> str:
    """Say that the table's own test could not decide, with the sample size it names."""
    known = [int(n) for n in cells.samples if n > 0] if cells.samples is not None else []
    return f"not decided by this run; some {max(known):,} samples would decide" if known else "not decided by this run"


def _largest(distances: np.ndarray, halfwidths: np.ndarray, cells: Cells, rows: np.ndarray) -> str:
    """Word the sample size for the cell that needs the most: n (half width / distance)²."""
    if not (distances > halfwidths / FINEST).all():
        return "the estimate lies on the limit, so no sample size decides"
    factors = (halfwidths / distances) ** 2
    if cells.samples is None:
        return f"some {_two_digits(factors.max()):,g} times as many samples would decide"
    needed = factors * cells.samples[rows]
    most = int(needed.argmax())
    return f"some {_two_digits(needed[most]):,.0f} samples would decide, {cells.samples[rows][most]:,.0f} were drawn"


def _two_digits(x: float) -> float:
    """Round up to two significant digits, and to one decimal at the least."""
    step = 10.0 ** (math.floor(math.log10(x)) - 1) if x > 0 else 1.0
    return math.ceil(round(x / step, 9)) * step
