"""A test of the check of formulas: a formula that holds must fail when it is changed into one that is not equal."""

import numpy as np

from recomputed.formulas.binding import Binding
from recomputed.formulas.judging import Trials, judge, sides_and_links
from recomputed.formulas.latex import latex
from recomputed.formulas.nodes import Node
from recomputed.formulas.precision import half_units
from recomputed.formulas.search import family_of, paths_of
from recomputed.formulas.shapes import plain

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
    family, found = family_of(tree, binding), {}
    for path in paths_of(tree, range(len(sides))):  # a time step moved on every side says the same of another step
        found = family.variants(tree, [path]) | found
    for edited, change in found.items():
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
    """Say whether two sides are the same on all trials, but for rounding."""
    pairs = [(trials.value(old, n), trials.value(new, n)) for n in range(len(trials))]
    if any(isinstance(x, Exception) for pair in pairs for x in pair):
        return False
    arrays = [(np.asarray(plain(a), float), np.asarray(plain(b), float)) for a, b in pairs]
    if any(a.shape != b.shape for a, b in arrays):
        return False
    size = max(float(np.max(np.abs(a))) for a, _ in arrays)  # of all trials: in one of them the value may be 0
    return all(float(np.max(np.abs(a - b))) <= SAME_VALUE * size for a, b in arrays)
