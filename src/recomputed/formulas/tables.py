"""All formulas of an article's ledger, judged on the values that its bindings give."""

from importlib import import_module

import pandas as pd

from recomputed.errors import BadInput
from recomputed.formulas import perturbed, search, typesetting
from recomputed.formulas.bad_latex import BadLatex
from recomputed.formulas.binding import Binding
from recomputed.formulas.judging import TRUTH, Trials, judge, sides_and_links
from recomputed.formulas.latex import latex
from recomputed.formulas.lookup import Missing
from recomputed.formulas.reading import parse
from recomputed.formulas.shapes import NoValue
from recomputed.formulas.tree import Node
from recomputed.workflow.sources import file_of

COLUMNS = [
    "claim",
    "formula",
    "part",
    "link",
    "left",
    "relation",
    "right",
    "error",
    "tolerance",
    "holds",
    "trials",
    "note",
]
MISFIT = "correct the trials, or say misfit=True where the print is at fault"
PRINTED, EDIT, CONDITIONAL = "printed", "edit", "conditional"


def formulas(article: str, printed: dict[str, dict], seed: int) -> dict[str, pd.DataFrame]:
    """Judge the formulas of an article; printed: claim -> its kind, and formulas of its parts (printed, edit), see
    recomputed.audit.formula_claims.

    Gives `formulas`, a row for each link of each formula: claim, formula, part (printed, edit or conditional), link
    (its number from 1, or the side that is compared with the truth), left, relation, right, error (largest over the
    trials, relative), tolerance, holds (yes or no), trials, note (why a side has no value); `edits`, see
    formulas.search; `perturbed`, see formulas.perturbed.
    Raises BadInput, naming the claim, for a formula without values, a symbol without one, and shapes that do not fit.
    """
    typeset = {claim: parts for claim, parts in printed.items() if parts["kind"] == "latex"}
    judged = {claim: parts for claim, parts in printed.items() if claim not in typeset}
    where = f"articles/{article}/bindings.py"
    bound = _bound(article, where, seed) if judged else {}
    _check_names(where, bound, judged)
    rows, edits, changed = typesetting.rows(typeset), [], typesetting.perturbed(typeset)
    for claim, parts in judged.items():
        for part, texts in _parts(claim, parts, bound):
            of_part = bound[(claim, CONDITIONAL) if part == CONDITIONAL else claim]
            for text, binding in zip(texts, _one_each(where, claim, texts, of_part), strict=True):
                tree = _read(where, claim, text, binding)
                found = _links(where, claim, part, text, tree, binding)
                rows += found
                if part == PRINTED and all(row[9] == "yes" for row in found):
                    changed += perturbed.perturb(claim, text, tree, binding)
                elif part == PRINTED:
                    edits += search.search(claim, text, tree, binding)
    return {
        "formulas": pd.DataFrame(rows, columns=COLUMNS),
        "edits": pd.DataFrame(edits, columns=search.COLUMNS),
        "perturbed": pd.DataFrame(changed, columns=perturbed.COLUMNS),
    }


def _bound(article: str, where: str, seed: int) -> dict:
    if file_of(f"articles.{article}.bindings") is None:
        raise BadInput("no values", where=where, expected="a function bindings(seed)", found="no such file",
                       do="write it, see docs/formulas.md")  # fmt: skip
    return import_module(f"articles.{article}.bindings").bindings(seed)


def _parts(claim: str, parts: dict, bound: dict):
    yield PRINTED, parts[PRINTED]
    if EDIT in parts:
        yield EDIT, parts[EDIT]
    if (claim, CONDITIONAL) in bound:
        yield CONDITIONAL, parts[PRINTED]


def _one_each(where: str, claim: str, texts: list[str], found: Binding | list[Binding]) -> list[Binding]:
    if isinstance(found, Binding):
        return [found] * len(texts)
    if len(found) != len(texts):
        raise BadInput(f"bindings of {claim}", where=where, expected=f"one Binding for each of {len(texts)} formulas",
                       found=len(found), do="give one for each formula, or a single one for all")  # fmt: skip
    return found


def _check_names(where: str, bound: dict, printed: dict) -> None:
    ids = {name[0] if isinstance(name, tuple) else name for name in bound}
    if unknown := sorted(ids - set(printed)):
        raise BadInput("values for a claim without a formula", where=where, expected="claims with the key formula",
                       found=", ".join(unknown), do="correct the id, or add the formula to the ledger")  # fmt: skip
    if missing := sorted(set(printed) - {name for name in bound if isinstance(name, str)}):
        raise BadInput("no values", where=where, expected="a Binding for each claim of kind identity with a formula",
                       found=f"none for {', '.join(missing)}", do="add them to bindings()")  # fmt: skip


def _read(where: str, claim: str, text: str, binding: Binding) -> Node:
    try:
        return parse(text, binding.functions)
    except BadLatex as error:
        raise BadInput(f"formula of {claim}", where=where, expected="a formula that can be read", found=error,
                       do="copy it again, or make it a claim of kind latex") from error  # fmt: skip


def _links(where: str, claim: str, part: str, text: str, tree: Node, binding: Binding) -> list[tuple]:
    sides, links = sides_and_links(tree, binding)
    if not links:
        raise BadInput(f"formula of {claim}", where=where, expected="a relation, or truths", found=text,
                       do="give its Binding the truths")  # fmt: skip
    trials = Trials(binding)
    trials.keep(sides)
    notes = [_note(where, claim, latex(side), trials, side, binding) for side in sides]
    judged = judge(tree, trials)
    rows = []
    for link, error, limit in zip(links, judged.errors, judged.tolerances, strict=True):
        right = TRUTH if link.right is None else latex(sides[link.right])
        note = notes[link.left] or ("" if link.right is None else notes[link.right])
        if error == float("inf") and not note:
            note = _shapes(where, claim, text, link, sides, trials, binding)
        name = f"{link.left + 1} to {TRUTH if link.right is None else link.right + 1}"
        held = "yes" if error <= limit else "no"
        rows.append(
            (claim, text, part, name, latex(sides[link.left]), link.sign, right, error, limit, held, len(trials), note)
        )
    return rows


def _note(where: str, claim: str, text: str, trials: Trials, side: Node, binding: Binding) -> str:
    """Say why a side has no value; a mistake of the bindings unless they allow for it."""
    for trial in range(len(trials)):
        found = trials.value(side, trial)
        if isinstance(found, Missing):
            raise BadInput(f"{text} of {claim}", where=where, expected="a value for every symbol", found=found,
                           do="add it to the trials") from found  # fmt: skip
        if isinstance(found, NoValue) and not binding.misfit:
            raise BadInput(f"{text} of {claim}", where=where, expected="values that fit together", found=found,
                           do=MISFIT) from found  # fmt: skip
        if isinstance(found, Exception):
            return str(found)
    return ""


def _shapes(where: str, claim: str, text: str, link, sides, trials: Trials, binding: Binding) -> str:
    from recomputed.formulas.shapes import _shape, plain

    left = plain(trials.value(sides[link.left], 0))
    right = trials.truth(0) if link.right is None else plain(trials.value(sides[link.right], 0))
    if callable(left) or callable(right):
        note = "a function without its argument"
    else:
        note = f"{_shape(left)} against {_shape(right)}"
    if not binding.misfit:
        raise BadInput(f"{text} of {claim}", where=where, expected="sides of one shape", found=note,
                       do=MISFIT)  # fmt: skip
    return note
