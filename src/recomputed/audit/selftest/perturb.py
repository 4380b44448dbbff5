"""What the self-test changes in a claim or in its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd

from recomputed.audit import evidence
from recomputed.audit.claim import Claim
from recomputed.audit.evidence import Cells
from recomputed.audit.formula_claims import KINDS
from recomputed.audit.printed import Printed

NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
REVERSED = {"increasing": "decreasing", "decreasing": "increasing", "constant": "increasing"}
LIMITS = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
OTHER_WORD, RIGHT = "something else", "right value put in"
Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Perturbation:
    """A kind of change, a description of it, the changed claim, the changed tables, and the tables before."""

    kind: str
    detail: str
    claim: Claim
    tables: Tables
    before: Tables


def of_claim(claim: Claim, part: str, tables: Tables) -> Iterator[Perturbation]:
    """Change what is published: numbers and words, or the bound or the direction.

    part: the part of the claim that decided the verdict, see should_flip.deciding_part; it is the one changed.
    """
    decided = claim.overlaid(part)
    if decided.kind == "bound":
        yield from _of_bound(claim, part, tables)
    elif decided.kind == "trend":
        yield _changed(claim, part, tables, "trend reversed", direction=REVERSED[decided.direction])
    elif decided.kind not in KINDS:  # of formulas, see selftest.of_formulas
        texts = decided.printed
        for place, text in enumerate(texts):
            for kind, other in _others(text, decided):
                edited = (*texts[:place], other, *texts[place + 1 :])
                yield _changed(claim, part, tables, kind, f"{text} -> {other}", printed=edited)


def of_evidence(claim: Claim, part: str, tables: Tables) -> Iterator[Perturbation]:
    """Change what was recomputed: the sign or size of the cells, or take the cells of the neighbouring row."""
    decided = claim.overlaid(part)
    file, name = decided.evidence.file, decided.evidence.column
    column = tables[file][name]
    changes = [("neighbouring row", column.shift(1)), ("neighbouring row", column.shift(-1))]
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        changes += [("cell: sign", -column), ("cell: factor 2", 2 * column), ("cell: factor 1/2", column / 2)]
    changes += _contrary(decided, column)
    for kind, changed in changes:
        filled = changed.where(changed.notna(), column)
        yield Perturbation(kind, name, claim, tables | {file: tables[file].assign(**{name: filled})}, tables)


def _contrary(claim: Claim, column: pd.Series) -> list[tuple[str, pd.Series]]:
    """Give columns that say the contrary: an error above tolerance, the other side of a bound, a reversed trend."""
    if claim.kind in KINDS:
        beyond = 10 * max(claim.tolerance, 1.0) if claim.evidence.limit else 10 * claim.tolerance
        constant = pd.Series(0.0, column.index)  # not 0 times the column, which may be infinite
        return [("cell: error beyond tolerance", constant + beyond), ("cell: no error", constant)]
    if claim.kind == "bound":
        return [("cell: other side of the bound", 2 * claim.bound - column)]
    if claim.kind == "trend":
        return [("rows reversed", pd.Series(column.to_numpy()[::-1], column.index))]
    return []


def right_value(claim: Claim, tables: Tables) -> Iterator[Perturbation]:
    """Put the recomputed value in the place of a published one that fails: the claim must then be reproduced.

    A claim checked over a range has no such value where the range gives several.
    """
    cells = evidence.select(claim, tables)
    if claim.kind != "bound" and cells.over:
        each = [[x for x, at in zip(cells.values, cells.over, strict=True) if at == point] for point in cells.over]
        if any(values != each[0] for values in each):
            return
        cells = replace(cells, values=each[0])
    if claim.kind == "bound":
        yield _changed(claim, "", tables, RIGHT, bound=_limit(claim, cells, 1))
    elif claim.kind in ("value", "about", "fact"):
        decimals = [number.decimals if (number := claim.read(text)) else 6 for text in claim.printed]
        right = tuple(
            str(cell) if claim.kind == "fact" else f"{float(cell):.{places}f}"
            for cell, places in zip(cells.values, decimals, strict=True)
        )
        yield _changed(claim, "", tables, RIGHT, f"published {' '.join(right)}", printed=right)


def _others(text: str, claim: Claim) -> Iterator[tuple[str, str]]:
    """Give other prints; a number is written plainly, so that a range or a limit becomes one of its numbers."""
    number = claim.read(text)
    if number is None:
        yield "word", {"yes": "no", "no": "yes"}.get(text, OTHER_WORD)
        return
    exact = number.exact
    if number.style in LIMITS:
        yield "relation reversed", f"{LIMITS[number.style]} {exact:f}"
        return
    if number.style != "plain":
        size = Decimal(str(number.high - number.low + 2 * number.half_unit))
        yield from (("range moved", _range(number, step)) for step in (-size, size))
        return
    unit = 2 * Decimal(str(number.half_unit))
    yield "last digit", f"{exact + unit:f}"
    yield "last digit", f"{exact - unit:f}"
    if exact:
        yield "sign", f"{-exact:f}"
        yield "factor 2", f"{2 * exact:f}"


def _range(number: Printed, step: Decimal) -> str:
    low, high = (Decimal(str(end)) + step for end in (number.low, number.high))
    return f"{low:f} … {high:f}"


def _of_bound(claim: Claim, part: str, tables: Tables) -> Iterator[Perturbation]:
    decided = claim.overlaid(part)
    yield _changed(claim, part, tables, "relation negated", relation=NEGATED[decided.relation])
    broken = _limit(decided, evidence.select(decided, tables), -1)
    for kind, limit in (("bound past the cell", broken), ("sign", -decided.bound), ("factor 2", 2 * decided.bound)):
        yield _changed(claim, part, tables, kind, f"{decided.bound:g} -> {limit:.6g}", bound=limit)


def _limit(claim: Claim, cells: Cells, side: int) -> float:
    """Give a bound that the least favourable cell just keeps (side 1) or just breaks (side -1)."""
    x, h = cells.least_favourable(claim.sign)
    worst = claim.sign * x + h
    return claim.sign * (worst + side * 1e-6 * max(1.0, abs(worst)))


def _changed(claim: Claim, part: str, tables: Tables, kind: str, detail: str = "", **change) -> Perturbation:
    shown = detail or " ".join(f"{name} {value}" for name, value in change.items())
    return Perturbation(kind, shown, claim.changed(part, **change), tables, tables)
