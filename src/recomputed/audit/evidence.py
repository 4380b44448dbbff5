"""Pick the cells of a results table that a claim names as its evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import pandas as pd

from recomputed.audit.claim import Claim
from recomputed.errors import BadInput


@dataclass(frozen=True)
class Cells:
    """The chosen cells in order, half of each 95 % interval (0 if exact), and the data they were computed from.

    samples: the number of samples behind each cell, None where the claim names no such column. over: the values of each
    cell's thresholds, sizes or rates, as tuples; see recomputed.audit.over. links: of a printed formula, the whole
    rows; see recomputed.audit.links.
    """

    values: list
    halfwidths: np.ndarray
    data: str
    samples: np.ndarray | None = None
    over: tuple = ()
    links: pd.DataFrame | None = None

    def numbers(self) -> np.ndarray:
        """Give the cells as float64; raise ValueError for one that is not a finite number."""
        return _finite(self.values)

    def least_favourable(self, sign: int) -> tuple[float, float]:
        """Give the cell nearest to breaking a bound from above (sign 1) or below (-1), and its half width."""
        worst = int(np.argmax(sign * self.numbers() + self.halfwidths))
        return float(self.numbers()[worst]), float(self.halfwidths[worst])


def select(claim: Claim, tables: dict[str, pd.DataFrame]) -> Cells:
    """Find the cells of the claim's evidence in `tables` (file -> table); see `rows`.

    Raises BadInput as `rows` does, for a half width that is not a finite number, and for a range of one value.
    """
    place, found = claim.evidence, rows(claim, tables)
    _refuse_ranges_of_one(claim, found)
    try:
        halfwidths = _finite(found[place.halfwidth]) if place.halfwidth else np.zeros(len(found))
    except ValueError as error:
        raise _bad(claim, f"half width in {place.file}", "a finite number", error) from error
    data = "; ".join(sorted(set(found["data"].astype(str)))) if "data" in found else ""
    samples = found[place.samples].to_numpy(float) if place.samples else None
    over = tuple(zip(*(found[column].tolist() for column in place.over), strict=True))
    links = found if place.limit else None
    return Cells(found[place.column].tolist(), halfwidths, data, samples, over, links)


def rows(claim: Claim, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Find the rows of the claim's evidence in `tables` (file -> table), with the index they have there.

    Without `row` every row counts; a list in `row` selects one row for each entry, in that order, and over ranges one
    for each of their values. Cells of a trend are sorted by `x`.
    Raises BadInput, naming claim and table, for a missing table, column or row, and for an entry with several rows.
    """
    place = claim.evidence
    table = tables.get(place.file)
    if table is None:
        raise _bad(claim, "no such table", place.file, ", ".join(sorted(tables)) or "no table at all")
    for name in [place.column, *filter(None, place.other_columns), *place.row]:
        if name not in table.columns:
            near = get_close_matches(name, list(table.columns), n=1, cutoff=0.0)
            found = f"{', '.join(table.columns)}{f' (nearest: {near[0]})' if near else ''}"
            raise _bad(claim, f"no such column in {place.file}", name, found)
    found = pd.concat([_matching(claim, table, *selector) for selector in _selectors(place.row)])
    return found.sort_values(place.x, kind="stable") if place.x else found


def _finite(values: Iterable) -> np.ndarray:
    try:
        numbers = np.array([float(value) for value in values])
    except TypeError as error:  # float(None) raises TypeError, not ValueError
        raise ValueError("the evidence holds an empty cell") from error
    if not len(numbers):
        raise ValueError("the evidence holds no cell")
    if not np.isfinite(numbers).all():
        raise ValueError("the evidence holds a cell that is not finite")
    return numbers


def _selectors(row: dict) -> list[tuple[dict, bool]]:
    """Split `row` into one selector for each row; the flag says that it must find exactly one."""
    lists = {name: value for name, value in row.items() if isinstance(value, list)}
    if not lists:
        return [(row, False)]
    return [({**row, **dict(zip(lists, values, strict=True))}, True) for values in zip(*lists.values(), strict=True)]


def _matching(claim: Claim, table: pd.DataFrame, row: dict, exactly_one: bool) -> pd.DataFrame:
    mask = np.ones(len(table), bool)
    for name, value in row.items():
        mask &= (table[name] == value).to_numpy()
    over = list(claim.evidence.over)
    several = table.loc[mask, over].duplicated().any() if over else mask.sum() > 1
    if not mask.any() or (exactly_one and several):
        near = "" if mask.any() else _nearest(table, row)
        raise _bad(claim, f"row {row} of {claim.evidence.file}", "one row", f"{mask.sum()} rows{near}")
    return table[mask]


def _nearest(table: pd.DataFrame, row: dict) -> str:
    """Name the value nearest to that of each column of `row` that no row of `table` has; "" if each is there."""
    absent = [name for name, value in row.items() if not (table[name] == value).any()]
    found = []
    for name in absent:
        column, value = table[name], row[name]
        if pd.api.types.is_number(value) and pd.api.types.is_numeric_dtype(column) and len(column):
            found.append(f"{name} = {column.iloc[(column - value).abs().argmin()]}")
        else:
            near = get_close_matches(str(value), [str(cell) for cell in column.unique()], n=1, cutoff=0.0)
            found += [f"{name} = {near[0]}"] if near else []
    return f" (nearest: {', '.join(found)})" if found else ""


def _refuse_ranges_of_one(claim: Claim, found: pd.DataFrame) -> None:
    for column in claim.evidence.over:
        values = found[column].drop_duplicates().tolist()
        if len(values) < 2:
            raise _bad(
                claim,
                "a range of one value, which decides alone",
                f"two values or more of {column} in {claim.evidence.file}",
                values[0],
                "give the table more values, or leave `over` out and say in the remark why one value is enough",
            )


def _bad(
    claim: Claim, what: str, expected: object, found: object, do: str = "correct its evidence in the ledger"
) -> BadInput:
    return BadInput(what, where=f"claim {claim.id}", expected=expected, found=found, do=do)
