"""What the self-test changes in a claim or in its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from recomputed.audit import evidence
from recomputed.audit.checks import IDENTITY_TOLERANCE
from recomputed.audit.evidence import Cells
from recomputed.audit.printed import parse
from recomputed.audit.selftest.should_flip import deciding

NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
TURNED = {"increasing": "decreasing", "decreasing": "increasing", "constant": "increasing"}
OTHER_WORD, RIGHT = "something else", "right value put in"


@dataclass(frozen=True)
class Perturbation:
    """A kind of change, what it does in words, the changed claim, the tables changed with it, and those before."""

    kind: str
    detail: str
    claim: dict
    tables: dict[str, pd.DataFrame]
    before: dict[str, pd.DataFrame]


def of_claim(claim: dict, part: str, tables: dict[str, pd.DataFrame]) -> Iterator[Perturbation]:
    """Change what is published: numbers and words, or the bound or the direction.

    part: what the verdict rests on, "" (as printed), "loosened" or "edit"; there the change is made.
    """
    merged = deciding(claim, part)
    if merged["kind"] == "bound":
        yield from _of_bound(claim, part, merged, tables)
    elif merged["kind"] == "trend":
        yield _changed(claim, part, tables, "direction", TURNED[merged["direction"]], "trend turned")
    elif merged["kind"] != "identity":
        texts = [merged["published"]] if isinstance(merged["published"], str) else merged["published"]
        for place, text in enumerate(texts):
            for kind, other in _others(text, merged["kind"]):
                edited = [*texts[:place], other, *texts[place + 1 :]]
                yield _changed(claim, part, tables, "published", edited, kind, f"{text} -> {other}")


def of_evidence(claim: dict, part: str, tables: dict[str, pd.DataFrame]) -> Iterator[Perturbation]:
    """Change what was recomputed: the cells' sign or size, or those of the neighbouring row for the right ones."""
    place = deciding(claim, part)["evidence"]
    table, name = tables[place["file"]], place["column"]
    column = table[name]
    changes = [("neighbouring row", column.shift(1)), ("neighbouring row", column.shift(-1))]
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        changes += [("cell: sign", -column), ("cell: factor 2", 2 * column), ("cell: factor 1/2", column / 2)]
    changes += _otherwise(deciding(claim, part), column)
    for kind, changed in changes:
        filled = changed.where(changed.notna(), column)
        yield Perturbation(kind, name, claim, tables | {place["file"]: table.assign(**{name: filled})}, tables)


def _otherwise(claim: dict, column: pd.Series) -> list[tuple[str, pd.Series]]:
    """Give columns that say the contrary: an error beyond tolerance, the other side of a bound, a trend turned."""
    if claim["kind"] == "identity":
        granted = claim.get("tolerance", IDENTITY_TOLERANCE)
        return [("cell: error beyond tolerance", column * 0 + 10 * granted), ("cell: no error", column * 0)]
    if claim["kind"] == "bound":
        return [("cell: other side of the bound", 2 * claim["bound"] - column)]
    if claim["kind"] == "trend":
        return [("rows turned round", pd.Series(column.to_numpy()[::-1], column.index))]
    return []


def right_value(claim: dict, tables: dict[str, pd.DataFrame]) -> Iterator[Perturbation]:
    """Put what was recomputed in the place of what is published and fails: the claim must then be reproduced."""
    cells = evidence.select(claim, tables)
    if claim["kind"] == "bound":
        yield _changed(claim, "", tables, "bound", _limit(claim, cells, 1), RIGHT)
    elif claim["kind"] in ("value", "about", "fact"):
        texts = [claim["published"]] if isinstance(claim["published"], str) else claim["published"]
        decimals = [number.decimals if (number := parse(text)) else 6 for text in texts]
        right = [
            str(cell) if claim["kind"] == "fact" else f"{float(cell):.{places}f}"
            for cell, places in zip(cells.values, decimals, strict=True)
        ]
        yield _changed(claim, "", tables, "published", right, RIGHT)


def _others(text: str, kind: str) -> Iterator[tuple[str, str]]:
    number = parse(text, about=kind == "about")
    if number is None:
        yield "word", {"yes": "no", "no": "yes"}.get(text, OTHER_WORD)
        return
    exact = Decimal(text.replace("−", "-"))
    unit = 2 * Decimal(str(number.half_unit))
    yield "last digit", f"{exact + unit:f}"
    yield "last digit", f"{exact - unit:f}"
    if exact:
        yield "sign", f"{-exact:f}"
        yield "factor 2", f"{2 * exact:f}"


def _of_bound(claim: dict, part: str, merged: dict, tables: dict) -> Iterator[Perturbation]:
    yield _changed(claim, part, tables, "relation", NEGATED[merged["relation"]], "relation negated")
    cells = evidence.select(merged, tables)
    past = _limit(merged, cells, -1)
    for kind, limit in (("bound past the cell", past), ("sign", -merged["bound"]), ("factor 2", 2 * merged["bound"])):
        yield _changed(claim, part, tables, "bound", limit, kind, f"{merged['bound']:g} -> {limit:.6g}")


def _limit(claim: dict, cells: Cells, side: int) -> float:
    """Give a bound that the least favourable cell just keeps (side 1) or just breaks (side -1)."""
    toward = 1 if claim["relation"] in ("<", "<=") else -1
    worst = max(toward * x + h for x, h in zip(cells.numbers(), cells.halfwidths, strict=True))
    return toward * (worst + side * 1e-6 * max(1.0, abs(worst)))


def _changed(
    claim: dict, part: str, tables: dict, key: str, value: object, kind: str, detail: str = ""
) -> Perturbation:
    edited = {**claim, part: {**claim[part], key: value}} if part else {**claim, key: value}
    return Perturbation(kind, detail or f"{key} {value}", edited, tables, tables)
