"""Two routes: a number with a closed form is reached by a second one as well, and both must agree before a verdict."""

import numpy as np
import pandas as pd

from recomputed.audit import evidence
from recomputed.audit.evidence import Cells
from recomputed.errors import BadInput

SAME = 1e-9  # relative; what rounding in float64 leaves of a closed form
ROUNDING = 1e-14  # of the largest cell; what is left where others cancel
HALFWIDTHS = 3.0  # of the 95 % interval of a simulation, some six standard deviations: no chance in a million


def check(claim: dict, tables: dict[str, pd.DataFrame]) -> dict | None:
    """Reach the evidence of `claim` by its `second_route` too; give route, recomputed and agrees (True), or None.

    Numbers agree to rounding, or within three times the intervals of simulated ones; anything else as text.
    Raises BadInput, naming the claim and both values, where the routes part.
    """
    if "second_route" not in claim:
        return None
    route = claim["second_route"]
    other = {"id": claim["id"], "evidence": route["evidence"]}
    first, second = evidence.select(claim, tables), evidence.select(other, tables)
    if len(first.values) != len(second.values):
        raise _parted(claim, f"{len(first.values)} cells", f"{len(second.values)} cells")
    granted = HALFWIDTHS * (first.halfwidths + second.halfwidths) + ROUNDING * _largest(first)
    for x, y, slack in zip(first.values, second.values, granted, strict=True):
        if not _agree(x, y, slack):
            raise _parted(claim, f"{x} ({evidence.describe(claim)})", f"{y} ({evidence.describe(other)})")
    return {"route": route["route"], "recomputed": _shown(second), "agrees": True}


def _agree(x: object, y: object, slack: float) -> bool:
    try:
        one, other = float(x), float(y)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(x) == str(y)
    return abs(one - other) <= slack + SAME * max(abs(one), abs(other))


def _largest(cells: Cells) -> float:
    try:
        return float(np.abs(cells.numbers()).max())
    except ValueError:  # words, or what the check itself refuses
        return 0.0


def _shown(cells: Cells) -> str:
    """Show up to three cells in full, of more the first and the last."""
    texts = [_text(x, h) for x, h in zip(cells.values, cells.halfwidths, strict=True)]
    return " ".join(texts) if len(texts) <= 3 else f"{texts[0]} … {texts[-1]} ({len(texts)} cells)"


def _text(x: object, halfwidth: float) -> str:
    shown = f"{x:.10g}" if isinstance(x, float | np.floating) else str(x)
    return f"{shown} ± {halfwidth:.2g}" if halfwidth else shown


def _parted(claim: dict, first: str, second: str) -> BadInput:
    return BadInput(
        f"two routes to one number part ({claim['second_route']['route']})",
        where=f"claim {claim['id']}",
        expected=first,
        found=second,
        do="find out which of them is wrong; there is no verdict before",
    )
