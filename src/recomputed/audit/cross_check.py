"""The second route to a number: where a claim names one, both routes must agree before there is a verdict."""

import numpy as np
import pandas as pd

from recomputed.audit import evidence
from recomputed.audit.claim import Claim
from recomputed.audit.evidence import Cells
from recomputed.errors import BadInput

SAME = 1e-9  # relative; rounding in float64 of a closed form stays below it
ROUNDING = 1e-14  # of the largest cell; the error of a cell in which larger terms cancel
HALFWIDTHS = 3.0  # of the 95 % interval of a simulation: some six standard deviations, exceeded once in a million runs


def check(claim: Claim, tables: dict[str, pd.DataFrame]) -> dict | None:
    """Compare the evidence of `claim` with that of its second route: give route, recomputed and agrees, or None.

    Numbers agree to rounding, or within three times the intervals of simulated ones; anything else as text.
    Raises BadInput, naming the claim and both values, where the routes differ.
    """
    if claim.second_route is None:
        return None
    other = claim.by_second_route()
    first, second = evidence.select(claim, tables), evidence.select(other, tables)
    if len(first.values) != len(second.values):
        raise _differ(claim, f"{len(first.values)} cells", f"{len(second.values)} cells")
    granted = HALFWIDTHS * (first.halfwidths + second.halfwidths) + ROUNDING * _largest(first)
    for x, y, slack in zip(first.values, second.values, granted, strict=True):
        if not _agree(x, y, slack):
            raise _differ(claim, f"{x} ({claim.evidence})", f"{y} ({other.evidence})")
    return {"route": claim.second_route.route, "recomputed": _shown(second), "agrees": True}


def _agree(x: object, y: object, slack: float) -> bool:
    try:
        one, other = float(x), float(y)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(x) == str(y)
    return abs(one - other) <= slack + SAME * max(abs(one), abs(other))


def _largest(cells: Cells) -> float:
    try:
        return float(np.abs(cells.numbers()).max())
    except ValueError:  # words, which are compared as text
        return 0.0


def _shown(cells: Cells) -> str:
    """Show up to three cells in full, of more the first and the last."""
    texts = [_text(x, h) for x, h in zip(cells.values, cells.halfwidths, strict=True)]
    return " ".join(texts) if len(texts) <= 3 else f"{texts[0]} … {texts[-1]} ({len(texts)} cells)"


def _text(x: object, halfwidth: float) -> str:
    shown = f"{x:.10g}" if isinstance(x, float | np.floating) else str(x)
    return f"{shown} ± {halfwidth:.2g}" if halfwidth else shown


def _differ(claim: Claim, first: str, second: str) -> BadInput:
    return BadInput(
        f"two routes to one number differ ({claim.second_route.route})",
        where=f"claim {claim.id}",
        expected=first,
        found=second,
        do="find out which of them is wrong; without that there is no verdict",
    )
