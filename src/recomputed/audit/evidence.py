"""Pick the cells of a results table that a claim names as its evidence."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from recomputed.errors import BadInput


@dataclass(frozen=True)
class Cells:
    """The chosen cells in order, the half width of each one's 95 % interval (0 if exact), and the data they rest on."""

    values: list
    halfwidths: np.ndarray
    data: str

    def numbers(self) -> np.ndarray:
        """Give the cells as float64; raise ValueError for one that is not a finite number."""
        return _finite(self.values)


def select(claim: dict, tables: dict[str, pd.DataFrame]) -> Cells:
    """Find the cells of `claim["evidence"]` in `tables` (file -> table); see `rows`.

    Raises BadInput as `rows` does, and for a half width that is no finite number.
    """
    place, found = claim["evidence"], rows(claim, tables)
    try:
        halfwidths = _finite(found[place["halfwidth"]]) if "halfwidth" in place else np.zeros(len(found))
    except ValueError as error:
        raise _bad(claim, f"half width in {place['file']}", "a finite number", error) from error
    data = "; ".join(sorted(set(found["data"].astype(str)))) if "data" in found else ""
    return Cells(found[place["column"]].tolist(), halfwidths, data)


def rows(claim: dict, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Find the rows of `claim["evidence"]` in `tables` (file -> table), with the index they have there.

    Without `row` every row counts; a list in `row` asks for one row each, in that order. Trend cells are sorted by `x`.
    Raises BadInput, naming claim and table, for a missing table, column or row, and for an ambiguous list entry.
    """
    place = claim["evidence"]
    table = tables.get(place["file"])
    if table is None:
        raise _bad(claim, "no such table", place["file"], ", ".join(sorted(tables)) or "no table at all")
    for name in [*(place[key] for key in ("column", "halfwidth", "x") if key in place), *place.get("row", {})]:
        if name not in table.columns:
            raise _bad(claim, f"no such column in {place['file']}", name, ", ".join(table.columns))
    found = pd.concat([_matching(claim, table, wish) for wish in _wishes(place.get("row", {}))])
    return found.sort_values(place["x"], kind="stable") if "x" in place else found


def describe(claim: dict) -> str:
    """Name the evidence in one line: file, row, column."""
    place = claim["evidence"]
    row = ", ".join(f"{name} = {value}" for name, value in place.get("row", {}).items())
    return f"{place['file']}{f' [{row}]' if row else ''} {place['column']}"


def _finite(values: Iterable) -> np.ndarray:
    try:
        numbers = np.array([float(value) for value in values])
    except TypeError as error:  # None has no number, and says so in its own way
        raise ValueError("the evidence holds an empty cell") from error
    if not np.isfinite(numbers).all():
        raise ValueError("the evidence holds a cell that is not finite")
    return numbers


def _wishes(row: dict) -> list[tuple[dict, bool]]:
    """Split a row selector into one selector a row; the flag says that each must find exactly one."""
    lists = {name: value for name, value in row.items() if isinstance(value, list)}
    if not lists:
        return [(row, False)]
    return [({**row, **dict(zip(lists, values, strict=True))}, True) for values in zip(*lists.values(), strict=True)]


def _matching(claim: dict, table: pd.DataFrame, wish: tuple[dict, bool]) -> pd.DataFrame:
    row, exactly_one = wish
    mask = np.ones(len(table), bool)
    for name, value in row.items():
        mask &= (table[name] == value).to_numpy()
    if not mask.any() or (exactly_one and mask.sum() > 1):
        raise _bad(claim, f"row {row} of {claim['evidence']['file']}", "one row", f"{mask.sum()} rows")
    return table[mask]


def _bad(claim: dict, what: str, expected: object, found: object) -> BadInput:
    return BadInput(what, where=f"claim {claim['id']}", expected=expected, found=found, do="mend its evidence")
