"""A test of the check of formulas: a formula that holds must fail when it is changed into one that is not equal."""

import numpy as np

from recomputed.formulas.binding import Binding
from recomputed.formulas.judging import Trials, apart, judge, sides_and_links
from recomputed.formulas.latex import latex
from recomputed.formulas.precision import half_units
from recomputed.formulas.search import family_of
from recomputed.formulas.shapes import plain
from recomputed.formulas.tree import Node

KINDS = ("sign", "factor 2", "exponent ± 1", "symbol", "n ± 1", "time ± 1")
SAME_VALUE = 1e-12  # relative; two expressions of one value differ by rounding in float64
COLUMNS = ["claim", "printed", "perturbation", "edited", "edited_error", "same_value", "detected"]


def perturb(claim: str, text: str, tree: Node, binding: Binding) -> list[tuple]:
    """Change a formula that holds, and check that it then fails.

    Columns: claim, printed, perturbation, edited, edited_error, same_value (yes: no check could distinguish the two, as
    their values are the same on all inputs; or why else the edit need not fail; else no), detected (yes or no).
    """
    trials, rows = Trials(binding), []
    sides, links = sides_and_links(tree, binding)
    trials.keep(sides)
    for edited, change in family_of(tree, binding).variants(tree).items():
        kind = change.rpartition("(")[2].rstrip(")")
        if kind in KINDS:
            judged = judge(edited, trials, every=False)
            same = _why_not(edited, sides, links, trials) if judged.holds else "no"
            rows.append((claim, text, kind, latex(edited), judged.worst, same, "no" if judged.holds else "yes"))
    return rows


def _why_not(edited: Node, sides: list[Node], links, trials: Trials) -> str:
    """Say why an edit that holds need not fail: equal values, an inequality still true, decimals that hide it."""
    after, _ = sides_and_links(edited, trials.binding)
    if len(after) != len(sides):
        return "no"
    changed = {n for n, (old, new) in enumerate(zip(sides, after, strict=True)) if old is not new}
    if all(_equal(sides[n], after[n], trials) for n in changed):
        return "yes"
    touching = [link for link in links if link.left in changed or link.right in changed]
    if any(link.sign not in ("=", r"\approx") for link in touching):
        return "still true"
    decimal = any(
        half_units(sides[n]) is not None for link in touching for n in (link.left, link.right) if n is not None
    )
    return "within the printed digits" if decimal else "no"


def _equal(old: Node, new: Node, trials: Trials) -> bool:
    for trial in range(len(trials)):
        a, b = trials.value(old, trial), trials.value(new, trial)
        if isinstance(a, Exception) or isinstance(b, Exception):
            return False
        a, b = np.asarray(plain(a)), np.asarray(plain(b))
        if a.shape != b.shape or apart(a, b) > SAME_VALUE:
            return False
    return True
