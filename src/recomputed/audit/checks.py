"""One check for each kind of claim: does what is printed agree with the recomputed cells?"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from recomputed.audit import links, undecided
from recomputed.audit.agreement import agreement, compared, summary
from recomputed.audit.claim import Claim
from recomputed.audit.evidence import Cells
from recomputed.audit.printed import Printed
from recomputed.errors import BadInput


@dataclass(frozen=True)
class Outcome:
    """Whether a claim holds, the recomputed value as text, the tolerance granted, why, and a record for each number.

    undecided: the sample size that would decide, where the claim neither holds nor fails beyond its interval.
    turns: where a claim holds in a part of a range only; see recomputed.audit.over.
    """

    holds: bool
    recomputed: str
    tolerance: str
    reason: str
    numbers: list[dict] = field(default_factory=list)
    undecided: str = ""
    turns: str = ""


def value(claim: Claim, cells: Cells, *, half_units: float = 1.0) -> Outcome:
    """Compare printed numbers with cells within `half_units` half units of the last digit, plus the interval.

    Undecided where a number agrees only because its interval is wider than the printed precision.
    Raises ValueError where the numbers printed and the cells found differ in count, BadInput for a text that is no
    number and that no edit corrects.
    """
    texts, numbers = _one_each(claim, cells), cells.numbers()
    printed = [_read(claim, text) for text in texts]
    misses = [
        f"“{text}” is not a number" if number is None else f"{text} printed, {_show(x, number.decimals)} recomputed"
        for text, number, x, h in zip(texts, printed, numbers, cells.halfwidths, strict=True)
        if number is None or not number.contains(x, half_units * number.half_unit + h)
    ]
    granted = sorted({_granted(number, half_units) for number in printed if number})
    each = [
        compared(text, x, number, half_units * number.half_unit, h, _agrees(claim, number, x, h))
        for text, number, x, h in zip(texts, printed, numbers, cells.halfwidths, strict=True)
        if number
    ]
    more = "" if misses else undecided.of_numbers(cells, printed, half_units)
    how = "" if claim.kind == "about" else f": {summary(number['agrees'] for number in each)}"
    agree = (
        f"the interval is wider than the printed precision; {more}"
        if more
        else f"agrees within the printed precision{how}"
    )
    return Outcome(
        not misses and not more,
        " ".join(_show(x, n.decimals if n else 3) for x, n in zip(numbers, printed, strict=True)),
        " or ".join(granted) + (" + Monte Carlo interval" if cells.halfwidths.any() else ""),
        "; ".join(misses) or agree,
        each,
        more,
    )


def about(claim: Claim, cells: Cells, *, half_units: float = 1.0) -> Outcome:
    """Check a number printed as approximate: trailing zeros of an integer carry no precision."""
    return value(claim, cells, half_units=half_units)


def bound(claim: Claim, cells: Cells) -> Outcome:
    """Check that every cell, with its whole Monte Carlo interval, stands in `relation` to `bound`.

    Undecided where no cell breaks the bound with its whole interval and some interval reaches across it.
    """
    numbers = cells.numbers()
    holds = bool(claim.within_bound(numbers + claim.sign * cells.halfwidths).all())
    possible = bool(claim.within_bound(numbers - claim.sign * cells.halfwidths).all())
    x, h = cells.least_favourable(claim.sign)
    found = f"{x:.6g}" + (f" ± {h:.2g}" if cells.halfwidths.any() else "")
    used = f"the least favourable of {len(numbers)} values" if len(numbers) > 1 else "the one value used"
    more = "" if holds or not possible else undecided.of_bound(claim, cells)
    across = f", whose interval reaches across the bound; {more}" if more else ""
    return Outcome(holds, found, f"{claim.relation} {claim.bound:g}", f"{used} is {found}{across}", undecided=more)


def identity(claim: Claim, cells: Cells) -> Outcome:
    """Check a formula, evaluated as printed on random inputs, by its largest relative error; each link of a chain.

    Raises ValueError for an empty cell.
    """
    if cells.links is not None:
        found = f"relative error {links.errors(cells).max():.2g}"
        granted = sorted({f"<= {limit:g}" for limit in cells.links[claim.evidence.limit]})
        return Outcome(not links.wrong(cells).any(), found, " or ".join(granted), links.reason(cells))
    error = float(np.max(cells.numbers()))
    return Outcome(
        error <= claim.tolerance,
        f"relative error {error:.2g}",
        f"<= {claim.tolerance:g}",
        f"largest relative error {error:.2g} on random inputs",
    )


def latex(claim: Claim, cells: Cells) -> Outcome:
    """Check that the printed LaTeX can be typeset; the cells count what cannot."""
    shown = links.typeset(cells)
    return Outcome(not links.wrong(cells).any(), shown, "typeset without an error", shown)


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
    change, noise = sign * (x[-1] - x[0]), h[0] + h[-1]
    holds = against == 0 and bool(change > noise)
    more = "" if holds or against or change < -noise else undecided.of_change(change, noise, cells)
    reason = f"from {x[0]:.6g} to {x[-1]:.6g} over {len(x)} points, {against} steps against the direction"
    reason += f"; the intervals of the ends overlap; {more}" if more else ""
    return Outcome(holds, f"{x[0]:.6g} → {x[-1]:.6g}", claim.direction, reason, undecided=more)


def fact(claim: Claim, cells: Cells) -> Outcome:
    """Check cells that must equal what is printed: as numbers where both are numbers, else as text.

    A cell "undecided" says that the table's own test could not decide.
    """
    pairs = list(zip(_one_each(claim, cells), cells.values, strict=True))
    wrong = [(text, x) for text, x in pairs if not _same(claim, text, x)]
    numbers = [
        compared(text, float(x), number, 0.0, 0.0, "exact" if _same(claim, text, x) else "differs")
        for text, x in pairs
        if (number := claim.read(text)) and _is_number(x)
    ]
    more = undecided.of_fact(cells) if wrong and all(x == undecided.CELL for _, x in wrong) else ""
    reason = more or "; ".join(f"{text} printed, {x} found" for text, x in wrong) or "found the same"
    return Outcome(not wrong, " ".join(map(str, cells.values)), "exact", reason, numbers, more)


CHECKS: dict[str, Callable[..., Outcome]] = {
    check.__name__: check for check in (value, about, bound, identity, latex, trend, fact)
}


def _read(claim: Claim, text: str) -> Printed | None:
    """Read a printed number; a text that is none is a misprint with its edit, else a mistake in the ledger."""
    number = claim.read(text)
    if number is None and claim.edit is None:
        raise BadInput(
            "a printed number cannot be read",
            where=f"claim {claim.id}",
            expected="a number such as -0.677, 1,000, 2 × 10^-3, 5 %, 2–3, 2 ± 1 or < 0.02",
            found=f"“{text}”",
            do="correct published in the ledger, or name the edit that makes it a number",
        )
    return number


def _agrees(claim: Claim, number: Printed, x: float, halfwidth: float) -> str:
    return "about" if claim.kind == "about" else agreement(number, x, halfwidth)


def _granted(number: Printed, half_units: float) -> str:
    return f"± {half_units * number.half_unit:g}" if number.half_unit else number.style


def _one_each(claim: Claim, cells: Cells) -> tuple[str, ...]:
    if len(claim.printed) != len(cells.values):
        raise ValueError(f"{len(claim.printed)} printed, {len(cells.values)} cells of evidence")
    return claim.printed


def _show(x: float, decimals: int) -> str:
    return f"{x:.{decimals + 2}f}"


def _same(claim: Claim, text: str, cell: object) -> bool:
    number = claim.read(text)
    return number.contains(float(cell), 0.0) if number and _is_number(cell) else text == str(cell)  # type: ignore


def _is_number(text: object) -> bool:
    try:
        return math.isfinite(float(text))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
