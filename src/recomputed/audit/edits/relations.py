"""The smallest edit of a bound or of a trend that makes its claim hold: the relation or direction turned, or a slip."""

from decimal import Decimal
from math import factorial, inf

import numpy as np

from recomputed.audit.checks import CHECKS
from recomputed.audit.edits.coincidence import Interval, coverage
from recomputed.audit.edits.number_typos import FAMILY, slips
from recomputed.audit.evidence import Cells

OF_BOUND = f"the relation turned; the bound doubled or halved; {FAMILY}"
OF_TREND = "the direction turned"
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
DIRECTIONS = {"increasing": ["decreasing"], "decreasing": ["increasing"], "constant": ["increasing", "decreasing"]}


def of_bound(claim: dict, cells: Cells) -> dict:
    """Try the relation turned and every slip in the bound; see recomputed.audit.edits.numbers.search for what it gives.

    Of the bounds that hold the tightest fits best, the others say less. Luck looks at the least favourable cell.
    """
    relation, limit = claim["relation"], claim["bound"]
    text, turned = f"{Decimal(str(limit)):f}", f"{relation} -> {TURNED[relation]} (relation turned)"
    doubled = {factor * Decimal(text) for factor in (Decimal(2), Decimal("0.5")) if limit}
    found = slips(text, claim.get("unit", "")) | {f"{new.normalize():f}": "factor 2" for new in sorted(doubled)}
    limits = {f"{text} -> {new} ({name})": float(new) for new, name in found.items()}
    toward = 1 if relation.startswith("<") else -1
    fitting = {change: toward * new for change, new in limits.items() if _keeps(claim, cells, relation, new)}
    fits = [change for change, loose in fitting.items() if loose == min(fitting.values())]
    fits += [turned] if _keeps(claim, cells, TURNED[relation], limit) else []
    worst = int(np.argmax(toward * cells.numbers() + cells.halfwidths))
    x, h = float(cells.numbers()[worst]), float(cells.halfwidths[worst])
    tried = [_reach(toward, new, h) for new in limits.values()] + [_reach(-toward, limit, h)]
    luck = coverage(tried, abs(limit) or abs(x) or 1.0, _reach(toward, limit, h))
    told = [{"change": change, "recomputed": f"{x:.6g}"} for change in fits]
    return {"family": OF_BOUND, "tried": len(tried), "luck": luck, "fits": told}


def of_trend(claim: dict, cells: Cells) -> dict:
    """Try the other directions; for luck every order of the cells but the printed one is as likely as another."""
    tried = DIRECTIONS[claim["direction"]]
    fits = [other for other in tried if CHECKS["trend"](claim | {"direction": other}, cells).holds]
    orders = factorial(len(cells.values)) - (claim["direction"] != "constant")
    told = [{"change": f"{claim['direction']} -> {other}", "recomputed": other} for other in fits]
    return {"family": OF_TREND, "tried": len(tried), "luck": len(tried) / orders, "fits": told}


def _keeps(claim: dict, cells: Cells, relation: str, limit: float) -> bool:
    return CHECKS["bound"](claim | {"relation": relation, "bound": limit}, cells).holds


def _reach(toward: int, limit: float, halfwidth: float) -> Interval:
    """Give the values of a cell, known to ± halfwidth, that keep a bound from above (toward 1) or below (-1)."""
    return (-inf, limit - halfwidth) if toward == 1 else (limit + halfwidth, inf)
