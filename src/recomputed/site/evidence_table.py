"""The rows of the tables that decide a claim, with their neighbours, and what each is used for."""

from dataclasses import dataclass

import pandas as pd

from recomputed.audit import evidence
from recomputed.audit.claim import Claim, Evidence

WHOLE_TABLE_ROWS = 30  # a table up to this length is shown whole
NEIGHBOURS = 2  # rows shown before and after each used row of a longer one
SHOWN_ROWS_MAX = 60
PARTS = {"conditional": "under the condition", "edit": "with the edit"}  # tried only after the claim failed as printed
OF_LINKS = ("link", "relation", "tolerance", "holds", "trials", "note")  # columns that say more than the formulas above
CLAIMED, SECOND = "decides", "second route"


@dataclass(frozen=True)
class Row:
    """A row as text; `uses` names the parts of the check that read it, `gap` says that rows are left out before it."""

    number: int
    cells: list[str]
    uses: tuple[str, ...]
    gap: bool


@dataclass(frozen=True)
class EvidenceTable:
    """A part of a table; the first `used_columns` of `columns` select the rows or hold values and their intervals."""

    file: str
    columns: list[str]
    used_columns: int
    rows: list[Row]
    total_columns: int
    total_rows: int
    used_rows: int

    @property
    def is_mixed(self) -> bool:
        """Say whether rows are used for more than the claim as it stands."""
        return any(use != CLAIMED for row in self.rows for use in row.uses)


def evidence_tables(claim: Claim, verdict: str, tables: dict[str, pd.DataFrame]) -> list[EvidenceTable]:
    """Cut out the rows that decide `claim`, file by file; raises BadInput as the audit does for missing evidence."""
    parts = _parts(claim, verdict)
    files = dict.fromkeys(part.evidence.file for part in parts.values())
    return [_table(file, {use: p for use, p in parts.items() if p.evidence.file == file}, tables) for file in files]


def _parts(claim: Claim, verdict: str) -> dict[str, Claim]:
    """Give the claim as each part of the check has it, by the name of the part."""
    tried = {} if verdict == "reproduced" else PARTS
    parts = {CLAIMED: claim}
    for part, use in tried.items():
        variant = getattr(claim, part)
        if variant and "evidence" in variant.changes:
            parts[use] = claim.overlaid(part)
    return parts | ({SECOND: claim.by_second_route()} if claim.second_route else {})


def _table(file: str, parts: dict[str, Claim], tables: dict[str, pd.DataFrame]) -> EvidenceTable:
    table = tables[file]
    used = {use: set(evidence.rows(part, tables).index) for use, part in parts.items()}
    everywhere = set().union(*used.values())
    shown = _shown(len(table), sorted(everywhere))
    judged = any(part.evidence.limit for part in parts.values())  # a table of formulas, as LaTeX, of all claims
    if judged:
        shown = sorted(everywhere)[:SHOWN_ROWS_MAX]
    first = _used_columns([part.evidence for part in parts.values()])
    others = [column for column in table.columns if column not in first]
    total, table = len(table.columns), table[[*first, *(c for c in others if not judged or c in OF_LINKS)]]
    return EvidenceTable(
        file=file,
        columns=list(table.columns),
        used_columns=len(first),
        rows=[
            Row(
                n + 1,
                [_text(cell) for cell in table.iloc[n]],
                tuple(use for use, rows in used.items() if n in rows),
                n > 0 and n - 1 not in shown and not judged,
            )
            for n in shown
        ],
        total_columns=total,
        total_rows=len(table),
        used_rows=len(everywhere),
    )


def _used_columns(places: list[Evidence]) -> list[str]:
    """Name the columns that select and order the rows, then those of the values and their intervals, each once."""
    selecting = [column for place in places for column in place.row]
    held = [getattr(place, key) for key in ("x", "column", "halfwidth") for place in places]
    return list(dict.fromkeys(selecting + [column for column in held if column]))


def _shown(length: int, used: list[int]) -> list[int]:
    if length <= WHOLE_TABLE_ROWS:
        return list(range(length))
    near = {n for row in used for n in range(row - NEIGHBOURS, row + NEIGHBOURS + 1) if 0 <= n < length}
    wanted = near if len(near) <= SHOWN_ROWS_MAX else used
    return sorted(wanted)[:SHOWN_ROWS_MAX]


def _text(cell: object) -> str:
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)
