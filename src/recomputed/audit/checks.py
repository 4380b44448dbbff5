"""One check for each kind of claim: does what is printed agree with the recomputed cells?"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from recomputed.audit.claim import Claim
from recomputed.audit.evidence import Cells
from recomputed.audit.printed import agreement, compared, parse, summary


@dataclass(frozen=True)
class Outcome:
    """Whether a claim holds, the recomputed value as text, the tolerance granted, why, and a record for each number."""

    holds: bool
    recomputed: str
    tolerance: str
    reason: str
    numbers: list[dict] = field(default_factory=list)


def value(claim: Claim, cells: Cells, *, half_units: float = 1.0, about: bool = False) -> Outcome:
    """Compare printed numbers with cells within `half_units` half units of the last digit, plus the interval.

    Raises ValueError where the numbers printed and the cells found differ in count.
    """
    texts, numbers = _one_each(claim, cells), cells.numbers()
    printed = [parse(text, about=about) for text in texts]
    misses = [
        f"“{text}” is not a number" if number is None else f"{text} printed, {_show(x, number.decimals)} recomputed"
        for text, number, x, h in zip(texts, printed, numbers, cells.halfwidths, strict=True)
        if number is None or not _close(x, number.value, half_units * number.half_unit + h)
    ]
    granted = sorted({f"± {half_units * number.half_unit:g}" for number in printed if number})
    each = [
        compared(text, x, number.value, half_units * number.half_unit, h, "about" if about else agreement(number, x, h))
        for text, number, x, h in zip(texts, printed, numbers, cells.halfwidths, strict=True)
        if number
    ]
    how = "" if about else f": {summary(number['agrees'] for number in each)}"
    return Outcome(
        not misses,
        " ".join(_show(x, n.decimals if n else 3) for x, n in zip(numbers, printed, strict=True)),
        " or ".join(granted) + (" + Monte Carlo interval" if cells.halfwidths.any() else ""),
        "; ".join(misses) or f"agrees within the printed precision{how}",
        each,
    )


def about(claim: Claim, cells: Cells, *, half_units: float = 1.0) -> Outcome:
    """Check a number printed as approximate: trailing zeros of an integer carry no precision."""
    return value(claim, cells, half_units=half_units, about=True)


def bound(claim: Claim, cells: Cells) -> Outcome:
    """Check that every cell, with its whole Monte Carlo interval, stands in `relation` to `bound`."""
    numbers = cells.numbers()
    holds = bool(claim.within_bound(numbers + claim.sign * cells.halfwidths).all())
    x, h = cells.least_favourable(claim.sign)
    found = f"{x:.6g}" + (f" ± {h:.2g}" if cells.halfwidths.any() else "")
    used = f"the least favourable of {len(numbers)} values" if len(numbers) > 1 else "the one value used"
    across = ", whose interval reaches across the bound" if not holds and claim.within_bound(x) else ""
    return Outcome(holds, found, f"{claim.relation} {claim.bound:g}", f"{used} is {found}{across}")


def identity(claim: Claim, cells: Cells) -> Outcome:
    """Check a formula, evaluated as printed on random inputs, by its largest relative error."""
    error = float(np.max(cells.numbers()))
    return Outcome(
        error <= claim.tolerance,
        f"relative error {error:.2g}",
        f"<= {claim.tolerance:g}",
        f"largest relative error {error:.2g} on random inputs",
    )


def trend(claim: Claim, cells: Cells) -> Outcome:
    """Check cells ordered along x: no step against the direction, and a change overall, both beyond the intervals.

    `constant` asks for a spread within the tolerance and the intervals. Raises ValueError for fewer than two cells.
    """
    x, h = cells.numbers(), cells.halfwidths
    if len(x) < 2:
        raise ValueError("a trend needs two cells or more")
    if claim.direction == "constant":
        granted = claim.tolerance + 2 * h.max()
        extremes = f"{x.min():.6g} (least) to {x.max():.6g} (most)"
        reason = f"{extremes} over {len(x)} points, a spread of {np.ptp(x):.3g}"
        return Outcome(bool(np.ptp(x) <= granted), extremes, f"spread <= {granted:.3g}", reason)
    sign = 1 if claim.direction == "increasing" else -1
    against = int((sign * np.diff(x) < -(h[1:] + h[:-1])).sum())
    holds = against == 0 and bool(sign * (x[-1] - x[0]) > h[0] + h[-1])
    reason = f"from {x[0]:.6g} to {x[-1]:.6g} over {len(x)} points, {against} steps against the direction"
    return Outcome(holds, f"{x[0]:.6g} → {x[-1]:.6g}", claim.direction, reason)


def fact(claim: Claim, cells: Cells) -> Outcome:
    """Check cells that must equal what is printed: as numbers where both are numbers, else as text."""
    pairs = list(zip(_one_each(claim, cells), cells.values, strict=True))
    wrong = [f"{text} printed, {x} found" for text, x in pairs if not _same(text, x)]
    numbers = [
        compared(text, float(x), float(text), 0.0, 0.0, "exact" if _same(text, x) else "differs")
        for text, x in pairs
        if _is_number(text) and _is_number(x)
    ]
    reason = "; ".join(wrong) or "found the same"
    return Outcome(not wrong, " ".join(map(str, cells.values)), "exact", reason, numbers)


CHECKS: dict[str, Callable[..., Outcome]] = {
    check.__name__: check for check in (value, about, bound, identity, trend, fact)
}


def _one_each(claim: Claim, cells: Cells) -> tuple[str, ...]:
    if len(claim.printed) != len(cells.values):
        raise ValueError(f"{len(claim.printed)} printed, {len(cells.values)} cells of evidence")
    return claim.printed


def _close(x: float, printed: float, granted: float) -> bool:
    # Both are binary floats of decimals: rounding in their last bits must not decide a verdict.
    return abs(x - printed) <= granted * (1 + 1e-9) + 4e-16 * abs(x)


def _show(x: float, decimals: int) -> str:
    return f"{x:.{decimals + 2}f}"


def _same(text: str, cell: object) -> bool:
    return float(text) == float(cell) if _is_number(text) and _is_number(cell) else text == str(cell)  # type: ignore


def _is_number(text: object) -> bool:
    try:
        return math.isfinite(float(text))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
