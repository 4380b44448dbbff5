"""Decides whether a perturbation should flip the verdict: it should where it is larger than the stated precision.

This is worked out here, with none of the arithmetic of recomputed.audit.checks, which is under test.
"""

import math

import pandas as pd

from recomputed.audit import evidence
from recomputed.audit.claim import Claim
from recomputed.audit.evidence import Cells
from recomputed.audit.undecided import CELL

PRECISION = "within the stated precision"
STILL = {
    "value": PRECISION,
    "about": PRECISION,
    "fact": "fact still true",
    "bound": "bound still true",
    "trend": "trend still true",
    "identity": "error still within tolerance",
    "latex": "error still within tolerance",
}
Tables = dict[str, pd.DataFrame]


def why_not(claim: Claim, before: Tables, changed: Claim, after: Tables, part: str) -> str:
    """Give "" if the verdict should flip, as the deciding part was true and is false or the reverse; else the reason.

    claim, before: claim and tables as they are; changed, after: those of a perturbation; part: see `deciding_part`.
    """
    if part == "conditional" and changed.evidence.over and level(changed, after) == 1:
        return "conditional by its range"  # what was changed is in the claim's own range as well
    was = level(claim.overlaid(part), before)
    if was != level(changed.overlaid(part), after):
        return ""
    return STILL[claim.kind] if was else "still fails"


def deciding_part(claim: Claim, verdict: str, tables: Tables) -> str:
    """Name the part of a claim that decided its verdict: "" (as printed), "conditional" or "edit"."""
    if verdict == "conditional":
        turns = claim.evidence.over and level(claim, tables) == 1
        return "" if turns else "conditional"
    return "edit" if verdict == "misprint" else ""


def level(claim: Claim, tables: Tables) -> int:
    """Say how far a claim is true of its cells: 2, or 0, or -1 where its intervals leave it undecided.

    1: within a whole unit of its digits only, or in a part of its range only.
    """
    cells = evidence.select(claim, tables)
    if not cells.over:
        return _level(claim, cells)
    levels = {_level(claim, _rows(cells, value)) for value in set(cells.over)}
    if 0 in levels or 1 in levels:
        return 1 if 2 in levels else 0
    return min(levels)


def _rows(cells: Cells, value: object) -> Cells:
    places = [place for place, other in enumerate(cells.over) if other == value]
    return Cells([cells.values[place] for place in places], cells.halfwidths[places], cells.data)


def _level(claim: Claim, cells: Cells) -> int:
    if claim.kind in ("value", "about", "fact"):
        levels = [_agrees(text, n, claim, cells) for n, text in enumerate(claim.printed)]
        return -1 if min(levels) == -1 and 0 not in levels else max(0, min(levels))
    if cells.links is not None:
        limits = cells.links[claim.evidence.limit]
        return 2 * all(float(x) <= limit for x, limit in zip(cells.values, limits, strict=True))
    x, h = cells.numbers(), cells.halfwidths
    if claim.kind == "identity":
        return 2 * (max(x) <= claim.tolerance)
    if claim.kind == "bound":
        sign = {"<": 1, ">": -1}[claim.relation[0]]  # not claim.sign, which the check uses
        margins = [sign * claim.bound - (sign * a + b) for a, b in zip(x, h, strict=True)]
        possible = [sign * claim.bound - (sign * a - b) for a, b in zip(x, h, strict=True)]
        holds, may_hold = (min(m) >= 0 if "=" in claim.relation else min(m) > 0 for m in (margins, possible))
        return 2 if holds else -1 if may_hold else 0
    if claim.direction == "constant":
        return 2 * (max(x) - min(x) <= claim.tolerance + 2 * max(h))
    x = -x if claim.direction == "decreasing" else x
    steps = [x[n + 1] - x[n] >= -(h[n] + h[n + 1]) for n in range(len(x) - 1)]
    change, noise = x[-1] - x[0], h[0] + h[-1]
    return 2 if all(steps) and change > noise else -1 if all(steps) and noise and change >= -noise else 0


def _agrees(text: str, n: int, claim: Claim, cells: Cells) -> int:
    cell, number = cells.values[n], claim.read(text)
    if claim.kind == "fact":
        if cell == CELL:
            return 2 if text == CELL else -1
        found = _number(cell)
        return 2 * (text == str(cell) if number is None or found is None else number.low <= found <= number.high)
    if number is None:
        return 0
    x, h = float(cell), cells.halfwidths[n]
    if number.style in ("<", ">"):
        return 2 * (x < number.value + h if number.style == "<" else x > number.value - h)
    outside = max(number.low - x, x - number.high, 0.0)
    distance = outside * (1 - 1e-9) - h - 1e-15 * abs(x)
    if distance <= number.half_unit and math.isfinite(number.high - number.low):
        wide = h > number.half_unit + (number.high - number.low) / 2
        return -1 if wide else 2
    return 2 if distance <= number.half_unit else int(claim.kind == "value" and distance <= 2 * number.half_unit)


def _number(cell: object) -> float | None:
    try:
        return float(cell)  # type: ignore[arg-type]
    except ValueError:
        return None
