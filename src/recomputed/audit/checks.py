"""One check a kind of claim: does what is printed agree with the cells that were recomputed?"""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from recomputed.audit.evidence import Cells
from recomputed.audit.printed import agreement, beside, parse, summary

RELATIONS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
IDENTITY_TOLERANCE = 1e-9  # relative error in float64 of a formula that holds, with room for long sums


@dataclass(frozen=True)
class Outcome:
    """Whether a statement holds, the recomputed value as text, the tolerance granted, why, and number by number."""

    holds: bool
    recomputed: str
    tolerance: str
    reason: str
    numbers: list[dict] = field(default_factory=list)


def value(claim: dict, cells: Cells, *, half_units: float = 1.0, about: bool = False) -> Outcome:
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
        beside(text, x, number.value, half_units * number.half_unit, h, "about" if about else agreement(number, x, h))
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


def about(claim: dict, cells: Cells, *, half_units: float = 1.0) -> Outcome:
    """Check a number printed as approximate: trailing zeros of an integer carry no precision."""
    return value(claim, cells, half_units=half_units, about=True)


def bound(claim: dict, cells: Cells) -> Outcome:
    """Check that every cell stands in `relation` to `bound`, beyond its Monte Carlo interval."""
    relation, limit, x = claim["relation"], float(claim["bound"]), cells.numbers()
    toward = 1 if relation in ("<", "<=") else -1
    worst = int(np.argmax(toward * x + cells.halfwidths))
    holds = bool(RELATIONS[relation](x + toward * cells.halfwidths, limit).all())
    interval = f" ± {cells.halfwidths[worst]:.2g}" if cells.halfwidths.any() else ""
    found = f"{x[worst]:.6g}{interval}"
    used = f"the least favourable of {len(x)} values" if len(x) > 1 else "the one value used"
    across = not holds and RELATIONS[relation](x[worst], limit)
    decided = ", whose interval reaches across the bound" if across else ""
    return Outcome(holds, found, f"{relation} {limit:g}", f"{used} is {found}{decided}")


def identity(claim: dict, cells: Cells) -> Outcome:
    """Check a formula, evaluated as printed on random inputs: its largest relative error against the truth."""
    error, tolerance = float(np.max(cells.numbers())), claim.get("tolerance", IDENTITY_TOLERANCE)
    return Outcome(
        error <= tolerance,
        f"relative error {error:.2g}",
        f"<= {tolerance:g}",
        f"largest relative error {error:.2g} on random inputs",
    )


def trend(claim: dict, cells: Cells) -> Outcome:
    """Check cells ordered along x: no step against the direction, and a change overall, beyond the intervals.

    `constant` asks for a spread within `tolerance` (default 0) and the intervals.
    """
    x, h, direction = cells.numbers(), cells.halfwidths, claim["direction"]
    if len(x) < 2:
        raise ValueError("a trend needs two cells or more")
    reason = f"from {x[0]:.6g} to {x[-1]:.6g} over {len(x)} points"
    if direction == "constant":
        granted = claim.get("tolerance", 0.0) + 2 * h.max()
        extremes = f"{x.min():.6g} (least) to {x.max():.6g} (most)"
        told = f"{extremes} over {len(x)} points, a spread of {np.ptp(x):.3g}"
        return Outcome(bool(np.ptp(x) <= granted), extremes, f"spread <= {granted:.3g}", told)
    sign = 1 if direction == "increasing" else -1
    steps = sign * np.diff(x)
    against = int((steps < -(h[1:] + h[:-1])).sum())
    holds = against == 0 and bool(sign * (x[-1] - x[0]) > h[0] + h[-1])
    return Outcome(holds, f"{x[0]:.6g} → {x[-1]:.6g}", direction, f"{reason}, {against} steps against the direction")


def fact(claim: dict, cells: Cells) -> Outcome:
    """Check cells that must equal what is printed: as numbers where both are numbers, else as text."""
    pairs = list(zip(_one_each(claim, cells), cells.values, strict=True))
    wrong = [f"{text} printed, {x} found" for text, x in pairs if not _same(text, x)]
    numbers = [
        beside(text, float(x), float(text), 0.0, 0.0, "exact" if _same(text, x) else "differs")
        for text, x in pairs
        if _is_number(text) and _is_number(x)
    ]
    told = "; ".join(wrong) or "found the same"
    return Outcome(not wrong, " ".join(map(str, cells.values)), "exact", told, numbers)


CHECKS: dict[str, Callable[[dict, Cells], Outcome]] = {
    check.__name__: check for check in (value, about, bound, identity, trend, fact)
}


def _one_each(claim: dict, cells: Cells) -> list[str]:
    published = claim["published"]
    texts = [published] if isinstance(published, str) else published
    if len(texts) != len(cells.values):
        raise ValueError(f"{len(texts)} printed, {len(cells.values)} cells of evidence")
    return texts


def _close(x: float, printed: float, granted: float) -> bool:
    # Both are binary floats of decimals: a few units of their rounding decide no verdict.
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
