"""A test of the check of formulas: a formula that holds must fail when it is changed into one that is not equal."""

import numpy as np

from recomputed.formulas.binding import Binding
from recomputed.formulas.distance import distance
from recomputed.formulas.judging import TRUTH, Link, Trials, judge, sides_and_links
from recomputed.formulas.latex import latex
from recomputed.formulas.nodes import Node
from recomputed.formulas.precision import half_units
from recomputed.formulas.search import family_of, paths_of
from recomputed.formulas.shapes import plain
from recomputed.formulas.tolerance import TOLERANCE

RIGHT = "right value put in"  # as recomputed.audit.selftest.perturb has it
RIGHT_SIDE = ("=", r"\approx", "<", r"\leq", ">", r"\geq")  # that hold when sides are equal or exchanged
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
    # One side at a time: a time step moved on every side would say the same of another step.
    for path in paths_of(tree, range(len(sides)), binding):
        found = family.variants(tree, [path]) | found
    for edited, change in found.items():
        kind = change.rpartition("(")[2].rstrip(")")
        if kind in KINDS:
            judged = judge(edited, trials, every=False)
            same = _why_not(edited, sides, links, trials) if judged.holds else "no"
            rows.append((claim, text, kind, latex(edited), judged.worst, same, "no" if judged.holds else "yes"))
    return rows


def put_right(claim: str, text: str, tree: Node, binding: Binding) -> list[tuple]:
    """Put the right value into the links of a formula that fails, and check that each then holds; columns as `perturb`.

    The right value is the truth, or that of the other side; of an inequality the sides are exchanged where
    it fails.
    """
    trials, rows = Trials(binding), []
    sides, links = sides_and_links(tree, binding)
    trials.keep(sides)
    judged = judge(tree, trials)
    for link, error, limit in zip(links, judged.errors, judged.tolerances, strict=True):
        if error > limit and link.sign in RIGHT_SIDE:
            shown, corrected = _corrected(link, sides, trials)
            worst = max(min(_apart(a, b, link, binding), _apart(b, a, link, binding)) for a, b in corrected)
            rows.append((claim, text, RIGHT, shown, worst, "no", "yes" if worst <= binding.tolerance else "no"))
    return rows


def _apart(left, right, link: Link, binding: Binding) -> float:
    return distance(left, link.sign, right, binding, (None, None))[0]


def _corrected(link: Link, sides: list[Node], trials: Trials) -> tuple[str, list[tuple]]:
    """Give a link as it is when right, and the values of its two sides in each trial."""
    left = [trials.value(sides[link.left], n) for n in range(len(trials))]
    if link.right is None:
        truths = [trials.truth(n) for n in range(len(trials))]
        return f"{TRUTH} = {TRUTH}", list(zip(truths, truths, strict=True))
    right = [trials.value(sides[link.right], n) for n in range(len(trials))]
    if link.sign in ("=", r"\approx"):
        has_none = any(isinstance(value, Exception) for value in left)
        kept, values = (sides[link.right], right) if has_none else (sides[link.left], left)
        return f"{latex(kept)} {link.sign} {latex(kept)}", list(zip(values, values, strict=True))
    return f"{latex(sides[link.right])} {link.sign} {latex(sides[link.left])}", list(zip(left, right, strict=True))


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
    ends = [n for link in touching for n in (link.left, link.right) if n is not None]
    decimal = any(half_units(sides[n]) is not None for n in ends)
    near = any(link.sign == r"\approx" for link in touching) or trials.binding.tolerance > TOLERANCE
    return "within the stated precision" if decimal or near else "no"


def _equal(old: Node, new: Node, trials: Trials) -> bool:
    """Say whether two sides are the same on all trials, but for rounding."""
    pairs = [(trials.value(old, n), trials.value(new, n)) for n in range(len(trials))]
    if any(isinstance(x, Exception) or callable(x) for pair in pairs for x in pair):
        return False
    arrays = [(np.asarray(plain(a), float), np.asarray(plain(b), float)) for a, b in pairs]
    if any(a.shape != b.shape for a, b in arrays):
        return False
    size = max(float(np.max(np.abs(a))) for a, _ in arrays)  # of all trials: in one of them the value may be 0
    return all(float(np.max(np.abs(a - b))) <= SAME_VALUE * size for a, b in arrays)
