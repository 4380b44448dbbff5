"""Whether a change of the self-test lies beyond the stated precision, so that the verdict must follow it.

This is worked out here and not by the engine that is tested.
"""

import pandas as pd

from recomputed.audit import evidence
from recomputed.audit.checks import IDENTITY_TOLERANCE
from recomputed.audit.evidence import Cells
from recomputed.audit.printed import parse
from recomputed.audit.verdict import overlaid

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


def beyond(claim: dict, before: Tables, changed: dict, after: Tables, part: str) -> str:
    """Give "yes" if the deciding part was true and is false, or the other way round, or else why the verdict may stay.

    claim, before: as they are; changed, after: claim and tables of a perturbation.
    """
    was = level(deciding(claim, part), before)
    if was != level(deciding(changed, part), after):
        return "yes"
    return STILL[claim["kind"]] if was else "still fails"


def rests_on(claim: dict, verdict: str, tables: dict[str, pd.DataFrame]) -> str:
    """Name the part of a claim that decided its verdict: "" (as printed), "loosened" or "edit"."""
    if verdict == "approximate" and level(claim, tables) == 0:
        return "loosened"
    return "edit" if verdict == "misprint" else ""


def deciding(claim: dict, part: str) -> dict:
    """Lay the part that the verdict rests on over the claim."""
    return overlaid(claim, claim[part]) if part else claim


def level(claim: dict, tables: dict[str, pd.DataFrame]) -> int:
    """Say plainly whether a claim is true of its cells: 2; 1 within a whole unit of its digits only; 0."""
    cells = evidence.select(claim, tables)
    if claim["kind"] in ("value", "about", "fact"):
        texts = [claim["published"]] if isinstance(claim["published"], str) else claim["published"]
        return min(_agrees(text, n, claim, cells) for n, text in enumerate(texts))
    x, h = cells.numbers(), cells.halfwidths
    if claim["kind"] == "identity":
        return 2 * (max(x) <= claim.get("tolerance", IDENTITY_TOLERANCE))
    if claim["kind"] == "bound":
        sign = 1 if claim["relation"] in ("<", "<=") else -1
        room = [sign * claim["bound"] - (sign * a + b) for a, b in zip(x, h, strict=True)]
        return 2 * (min(room) >= 0 if "=" in claim["relation"] else min(room) > 0)
    if claim["direction"] == "constant":
        return 2 * (max(x) - min(x) <= claim.get("tolerance", 0.0) + 2 * max(h))
    x = -x if claim["direction"] == "decreasing" else x
    steps = [x[n + 1] - x[n] >= -(h[n] + h[n + 1]) for n in range(len(x) - 1)]
    return 2 * (all(steps) and x[-1] - x[0] > h[0] + h[-1])


def _agrees(text: str, n: int, claim: dict, cells: Cells) -> int:
    cell, number = cells.values[n], parse(text, about=claim["kind"] == "about")
    if claim["kind"] == "fact":
        found = parse(str(cell))
        return 2 * (text == str(cell) if number is None or found is None else number.value == found.value)
    if number is None:
        return 0
    apart = abs(float(cell) - number.value) * (1 - 1e-9) - cells.halfwidths[n] - 1e-15 * abs(float(cell))
    return 2 if apart <= number.half_unit else int(claim["kind"] == "value" and apart <= 2 * number.half_unit)
