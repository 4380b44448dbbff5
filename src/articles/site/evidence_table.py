"""The rows of a table that a statement rests on, with their neighbours."""

from dataclasses import dataclass

import pandas as pd

from articles.audit import evidence

WHOLE_TABLE_ROWS = 30  # a table up to this length is shown whole
NEIGHBOURS = 2  # rows shown before and after each used row of a longer one
SHOWN_ROWS_MAX = 60


@dataclass(frozen=True)
class Row:
    """A row as text; `used` if the verdict rests on it, `gap` if rows before it are left out."""

    number: int
    cells: list[str]
    used: bool
    gap: bool


@dataclass(frozen=True)
class EvidenceTable:
    """A part of a table; `used_columns` holds the values, their intervals and what the rows were chosen by."""

    file: str
    columns: list[str]
    used_columns: set[str]
    rows: list[Row]
    total_rows: int
    used_rows: int


def evidence_table(claim: dict, tables: dict[str, pd.DataFrame]) -> EvidenceTable:
    """Cut out what `claim` rests on; raises BadInput as the audit does for evidence that is not there."""
    place = claim["evidence"]
    table, used = tables[place["file"]], evidence.rows(claim, tables).index
    shown = _shown(len(table), sorted(set(used)))
    return EvidenceTable(
        file=place["file"],
        columns=list(table.columns),
        used_columns={place[key] for key in ("column", "halfwidth", "x") if key in place},
        rows=[
            Row(n + 1, [_text(cell) for cell in table.iloc[n]], n in used, n > 0 and n - 1 not in shown) for n in shown
        ],
        total_rows=len(table),
        used_rows=len(set(used)),
    )


def _shown(length: int, used: list[int]) -> list[int]:
    if length <= WHOLE_TABLE_ROWS:
        return list(range(length))
    near = {n for row in used for n in range(row - NEIGHBOURS, row + NEIGHBOURS + 1) if 0 <= n < length}
    wanted = near if len(near) <= SHOWN_ROWS_MAX else used
    return sorted(wanted)[:SHOWN_ROWS_MAX]


def _text(cell: object) -> str:
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)
