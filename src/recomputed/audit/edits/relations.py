"""The smallest edit of a bound or of a trend that makes its claim hold: relation or direction reversed, or a typo."""

from dataclasses import replace
from decimal import Decimal
from math import factorial, inf

from recomputed.audit.checks import CHECKS
from recomputed.audit.claim import Claim
from recomputed.audit.edits.coincidence import Interval, coverage
from recomputed.audit.edits.number_typos import FAMILY, typos
from recomputed.audit.evidence import Cells

OF_BOUND = f"the relation reversed; the bound doubled or halved; {FAMILY}"
OF_TREND = "the direction reversed"
REVERSED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
DIRECTIONS = {"increasing": ["decreasing"], "decreasing": ["increasing"], "constant": ["increasing", "decreasing"]}


def of_bound(claim: Claim, cells: Cells) -> dict:
    """Try the relation reversed and every typo in the bound; gives the keys of recomputed.audit.edits.numbers.search.

    Of the bounds that hold the tightest fits best, as the others say less. The chance of a coincidence is that of the
    least favourable cell.
    """
    relation, limit, sign = claim.relation, claim.bound, claim.sign
    text, reverse = f"{Decimal(str(limit)):f}", REVERSED[relation]
    doubled = {factor * Decimal(text) for factor in (Decimal(2), Decimal("0.5")) if limit}
    found = typos(text, claim.unit) | {f"{new.normalize():f}": "factor 2" for new in sorted(doubled)}
    limits = {f"{text} -> {new} ({name})": float(new) for new, name in found.items()}
    fitting = {change: sign * new for change, new in limits.items() if _holds(claim, cells, bound=new)}
    fits = [change for change, tightness in fitting.items() if tightness == min(fitting.values())]
    fits += [f"{relation} -> {reverse} (relation reversed)"] if _holds(claim, cells, relation=reverse) else []
    x, h = cells.least_favourable(sign)
    tried = [_allowed(sign, new, h) for new in limits.values()] + [_allowed(-sign, limit, h)]
    chance = coverage(tried, abs(limit) or abs(x) or 1.0, _allowed(sign, limit, h))
    return _found(OF_BOUND, len(tried), chance, dict.fromkeys(fits, f"{x:.6g}"))


def of_trend(claim: Claim, cells: Cells) -> dict:
    """Try the other directions; the chance of a coincidence takes every order of the cells as equally likely."""
    tried = DIRECTIONS[claim.direction]
    fits = [other for other in tried if _holds(claim, cells, direction=other)]
    orders = factorial(len(cells.values)) - (claim.direction != "constant")  # the printed order does not hold
    return _found(OF_TREND, len(tried), len(tried) / orders, {f"{claim.direction} -> {x}": x for x in fits})


def _found(family: str, tried: int, chance: float, fits: dict[str, str]) -> dict:
    each = [{"change": change, "recomputed": recomputed} for change, recomputed in fits.items()]
    return {"family": family, "tried": tried, "luck": chance, "fits": each}


def _holds(claim: Claim, cells: Cells, **changes) -> bool:
    return CHECKS[claim.kind](replace(claim, **changes), cells).holds


def _allowed(sign: int, limit: float, halfwidth: float) -> Interval:
    """Give the values of a cell, known to ± halfwidth, that a bound from above (sign 1) or below (-1) allows."""
    return (-inf, limit - halfwidth) if sign == 1 else (limit + halfwidth, inf)
