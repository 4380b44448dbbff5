"""The verdict on a printed formula: the links between its sides, each with its error and tolerance."""

import numpy as np
import pandas as pd

from recomputed.audit.claim import Claim
from recomputed.audit.evidence import Cells

LEAST = 1e-300  # a tolerance of 0 to divide by


def errors(cells: Cells) -> np.ndarray:
    """Give the errors; infinite where a side has no value. Raises ValueError for an empty cell."""
    found = np.array([float(value) for value in cells.values])
    if np.isnan(found).any():
        raise ValueError("the evidence holds an empty cell")
    return found


def wrong(cells: Cells) -> np.ndarray:
    """Say of each link whether its error exceeds what is granted; not a number counts as exceeding."""
    return ~(errors(cells) <= cells.links["tolerance"].to_numpy(float))


def worst(claim: Claim, cells: Cells) -> tuple[float, float]:
    """Give error and tolerance of a formula: of the link that exceeds its own the most, or of the largest error."""
    if cells.links is None:
        return float(cells.numbers().max()), claim.tolerance
    found, granted = errors(cells), cells.links["tolerance"].to_numpy(float)
    at = int(np.argmax(found / np.maximum(granted, LEAST)))
    return float(found[at]), float(granted[at])


def reason(cells: Cells) -> str:
    """Name the links that fail, or the largest error where none does."""
    links, found = cells.links, errors(cells)
    trials = int(links["trials"].max())
    if not wrong(cells).any():
        return f"holds in {trials} {'trial' if trials == 1 else 'trials'}, largest relative error {found.max():.2g}"
    several = links["formula"].nunique() > 1
    parts = []
    for number, (_, rows) in enumerate(links.groupby("formula", sort=False), start=1):
        bad = rows[[index in set(links.index[wrong(cells)]) for index in rows.index]]
        if len(bad):
            words = _sides(bad, found[links.index.get_indexer(bad.index)])
            parts.append(f"formula {number}: {words}" if several else words)
    return "; ".join(parts)


def typeset(cells: Cells) -> str:
    """Say what a reader sees of LaTeX that may not be typeset."""
    notes = [str(note) for note in cells.links["note"] if isinstance(note, str) and note]
    return "; ".join(notes) or "it is typeset"


def _sides(rows: pd.DataFrame, found: np.ndarray) -> str:
    """Say which sides differ, as in: side 3 differs from side 2 and from the truth (relative error 0.5)."""
    against: dict[str, list[str]] = {}
    for link in rows["link"]:
        left, _, right = str(link).partition(" to ")
        later, earlier = (left, right) if right == "truth" else (right, left)
        against.setdefault(later, []).append("the truth" if earlier == "truth" else f"side {earlier}")
    alone = rows["link"].astype(str).eq("1 to truth").all()
    words = (
        ["it differs from the truth"]
        if alone
        else [f"side {side} differs from {' and from '.join(others)}" for side, others in against.items()]
    )
    notes = dict.fromkeys(str(note) for note in rows["note"] if isinstance(note, str) and note)
    size = "; ".join(notes) or f"relative error {found.max():.2g}"
    return f"{', '.join(words)} ({size})"
