"""Decides whether a perturbation should flip the verdict: it should where it is larger than the stated precision.

This is worked out here, with none of the arithmetic of recomputed.audit.checks, which is under test.
"""

import pandas as pd

from recomputed.audit import evidence
from recomputed.audit.claim import Claim
from recomputed.audit.evidence import Cells
from recomputed.audit.printed import parse

PRECISION = "within the stated precision"
STILL = {
    "value": PRECISION,
    "about": PRECISION,
    "fact": "fact still true",
    "bound": "bound still true",
    "trend": "trend still true",
    "identity": "error still within tolerance",
}
Tables = dict[str, pd.DataFrame]


def why_not(claim: Claim, before: Tables, changed: Claim, after: Tables, part: str) -> str:
    """Give "" if the verdict should flip, as the deciding part was true and is false or the reverse; else the reason.

    claim, before: claim and tables as they are; changed, after: those of a perturbation; part: see `deciding_part`.
    """
    was = level(claim.overlaid(part), before)
    if was != level(changed.overlaid(part), after):
        return ""
    return STILL[claim.kind] if was else "still fails"


def deciding_part(claim: Claim, verdict: str, tables: Tables) -> str:
    """Name the part of a claim that decided its verdict: "" (as printed), "loosened" or "edit"."""
    if verdict == "approximate" and level(claim, tables) == 0:
        return "loosened"
    return "edit" if verdict == "misprint" else ""


def level(claim: Claim, tables: Tables) -> int:
    """Say how far a claim is true of its cells: 2; 1 within a whole unit of its digits only; 0."""
    cells = evidence.select(claim, tables)
    if claim.kind in ("value", "about", "fact"):
        return min(_agrees(text, n, claim, cells) for n, text in enumerate(claim.printed))
    x, h = cells.numbers(), cells.halfwidths
    if claim.kind == "identity":
        return 2 * (max(x) <= claim.tolerance)
    if claim.kind == "bound":
        sign = {"<": 1, ">": -1}[claim.relation[0]]  # not claim.sign, which the check uses
        margins = [sign * claim.bound - (sign * a + b) for a, b in zip(x, h, strict=True)]
        return 2 * (min(margins) >= 0 if "=" in claim.relation else min(margins) > 0)
    if claim.direction == "constant":
        return 2 * (max(x) - min(x) <= claim.tolerance + 2 * max(h))
    x = -x if claim.direction == "decreasing" else x
    steps = [x[n + 1] - x[n] >= -(h[n] + h[n + 1]) for n in range(len(x) - 1)]
    return 2 * (all(steps) and x[-1] - x[0] > h[0] + h[-1])


def _agrees(text: str, n: int, claim: Claim, cells: Cells) -> int:
    cell, number = cells.values[n], parse(text, about=claim.kind == "about")
    if claim.kind == "fact":
        found = parse(str(cell))
        return 2 * (text == str(cell) if number is None or found is None else number.value == found.value)
    if number is None:
        return 0
    distance = abs(float(cell) - number.value) * (1 - 1e-9) - cells.halfwidths[n] - 1e-15 * abs(float(cell))
    return 2 if distance <= number.half_unit else int(claim.kind == "value" and distance <= 2 * number.half_unit)
