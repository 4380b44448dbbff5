"""The rows of the table of formulas: one for each link between two sides."""

from recomputed.formulas.cases import Case
from recomputed.formulas.judging import TRUTH, Link, Trials, judge, sides_and_links
from recomputed.formulas.latex import latex
from recomputed.formulas.lookup import Missing
from recomputed.formulas.nodes import Node
from recomputed.formulas.shapes import NoValue, plain, shape_in_words

COLUMNS = ["claim", "formula", "part", "link", "left", "relation", "right"]
COLUMNS += ["error", "tolerance", "holds", "trials", "note"]
ADD = "add it to the trials"
MISFIT = "correct the trials, or say misfit=True where the print is at fault"


def link_rows(case: Case) -> list[tuple]:
    """Judge a formula; see COLUMNS, and formulas.tables for what they hold.

    Raises BadInput for a formula that says nothing, a symbol without a value, and shapes that do not fit.
    """
    sides, links = sides_and_links(case.tree, case.binding)
    if not links:
        raise case.bad("a formula without a relation", "truths", "none", "give its Binding the truths")
    trials = Trials(case.binding)
    trials.keep(sides)
    notes = [_without_value(case, side, trials) for side in sides]
    judged = judge(case.tree, trials)
    rows = []
    for link, error, limit in zip(links, judged.errors, judged.tolerances, strict=True):
        note = notes[link.left] or ("" if link.right is None else notes[link.right])
        if error == float("inf") and not note:
            note = _misfit(case, link, sides, trials)
        right = (TRUTH, TRUTH) if link.right is None else (link.right + 1, latex(sides[link.right]))
        shown = (f"{link.left + 1} to {right[0]}", latex(sides[link.left]), link.sign, right[1])
        held = "yes" if error <= limit else "no"
        rows.append((case.claim, case.text, case.part, *shown, error, limit, held, len(trials), note))
    return rows


def _without_value(case: Case, side: Node, trials: Trials) -> str:
    """Say why a side has no value, "" if it has one; refused as a mistake of the bindings unless they allow for it."""
    for trial in range(len(trials)):
        found = trials.value(side, trial)
        if isinstance(found, Missing):
            raise case.bad("no value for a symbol", "all of them bound", f"{found}, in {latex(side)}", ADD) from found
        if isinstance(found, NoValue) and not case.binding.misfit:
            raise case.bad("values do not fit together", latex(side), found, MISFIT) from found
        if isinstance(found, Exception):
            return str(found)
    return ""


def _misfit(case: Case, link: Link, sides: list[Node], trials: Trials) -> str:
    """Say which shapes do not fit; refused as a mistake of the bindings unless they allow for it."""
    left = trials.value(sides[link.left], 0)
    right = trials.truth(0) if link.right is None else trials.value(sides[link.right], 0)
    if callable(left) or callable(right):
        note = "a function without its argument"
    else:
        note = f"{shape_in_words(plain(left))} against {shape_in_words(plain(right))}"
    if not case.binding.misfit:
        raise case.bad("sides of different shapes", case.text, note, MISFIT)
    return note
