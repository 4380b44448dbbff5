"""A claim checked at every value of a range of thresholds, sizes or rates that the article does not give."""

from collections.abc import Callable
from itertools import groupby

import numpy as np

from recomputed.audit.checks import Outcome
from recomputed.audit.claim import Claim
from recomputed.audit.evidence import Cells

WORDS = {"holds": "holds", "undecided": "is not decided", "fails": "fails"}


def judged(claim: Claim, cells: Cells, check: Callable[[Claim, Cells], Outcome]) -> Outcome:
    """Check the cells of each value of `cells.over` on their own: one outcome, which says where it turns.

    It holds where it holds at every value. It turns where it holds at some values and fails at others; it is undecided
    where it fails at no value and is undecided at some.
    """
    values = sorted(set(cells.over))
    each = [check(claim, _of_value(cells, value)) for value in values]
    states = ["holds" if one.holds else "undecided" if one.undecided else "fails" for one in each]
    name = claim.evidence.over.replace("_", " ")
    where = _runs(name, values, states)
    decisive = each[_decisive(states)]
    return Outcome(
        set(states) == {"holds"},
        decisive.recomputed,
        decisive.tolerance,
        f"over {name} from {_short(values[0])} to {_short(values[-1])}: {where}; {decisive.reason}",
        decisive.numbers,
        decisive.undecided if "fails" not in states and "undecided" in states else "",
        where if {"holds", "fails"} <= set(states) else "",
    )


def where_it_turns(row: dict) -> str:
    """Give the part of a row's reason that says where a claim holds within its range; "" where no range decided."""
    return row["reason"].partition("; ")[0] if row["reason"].startswith("over ") else ""


def _decisive(states: list[str]) -> int:
    """Choose the value that is shown: the first that fails, else the first undecided one, else the last."""
    for state in ("fails", "undecided"):
        if state in states:
            return states.index(state)
    return len(states) - 1


def _runs(name: str, values: list, states: list[str]) -> str:
    """Say for each run of neighbouring values whether the claim holds there."""
    parts = []
    for state, run in groupby(zip(states, values, strict=True), key=lambda pair: pair[0]):
        ends = [value for _, value in run]
        at = f"from {_short(ends[0])} to {_short(ends[-1])}" if len(ends) > 1 else f"at {_short(ends[0])}"
        parts.append(f"{WORDS[state]} {at}")
    return ", ".join(parts) if len(parts) > 1 else f"{WORDS[states[0]]} at every {name}"


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float | np.number) else str(value)


def _of_value(cells: Cells, value: object) -> Cells:
    rows = [place for place, other in enumerate(cells.over) if other == value]
    samples = None if cells.samples is None else cells.samples[rows]
    return Cells([cells.values[row] for row in rows], cells.halfwidths[rows], cells.data, samples)
