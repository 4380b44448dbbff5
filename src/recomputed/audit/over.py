"""A claim checked at every value of a range of thresholds, sizes or rates that the article does not give, or of two."""

from collections.abc import Callable

from recomputed.audit import range_words
from recomputed.audit.checks import Outcome
from recomputed.audit.claim import Claim
from recomputed.audit.evidence import Cells

BEFORE_CHECK = "; at "  # between where a claim holds and the check at one value


def judged(claim: Claim, cells: Cells, check: Callable[[Claim, Cells], Outcome]) -> Outcome:
    """Check the cells of each value of `cells.over` on their own: one outcome, which says where it turns.

    It holds where it holds at every value (of two ranges: at every pair). It turns where it holds at some values and
    fails at others; it is undecided where it fails at no value and is undecided at some.
    """
    points = sorted(set(cells.over))
    each = [check(claim, _at(cells, point)) for point in points]
    states = ["holds" if one.holds else "undecided" if one.undecided else "fails" for one in each]
    names = claim.range_names
    where = range_words.where(names, dict(zip(points, states, strict=True)))
    place = _decisive(states)
    decisive = each[place]
    return Outcome(
        set(states) == {"holds"},
        decisive.recomputed,
        decisive.tolerance,
        f"over {range_words.spans(names, points)}: {where}"
        f"{BEFORE_CHECK}{range_words.at(names, points[place])}: {decisive.reason}",
        decisive.numbers,
        decisive.undecided if "fails" not in states and "undecided" in states else "",
        where if {"holds", "fails"} <= set(states) else "",
    )


def where_it_turns(row: dict) -> str:
    """Give the part of a row's reason that says where a claim holds within its range; "" where no range decided."""
    return row["reason"].partition(BEFORE_CHECK)[0] if row["reason"].startswith("over ") else ""


def _decisive(states: list[str]) -> int:
    """Choose the value that is shown: the first that fails, else the first undecided one, else the last."""
    for state in ("fails", "undecided"):
        if state in states:
            return states.index(state)
    return len(states) - 1


def _at(cells: Cells, point: tuple) -> Cells:
    rows = [place for place, other in enumerate(cells.over) if other == point]
    samples = None if cells.samples is None else cells.samples[rows]
    return Cells([cells.values[row] for row in rows], cells.halfwidths[rows], cells.data, samples)
