"""The smallest edit of a printed formula that makes it hold, found by trying every edit of a stated family."""

from collections.abc import Iterable

import numpy as np

from recomputed.formulas.binding import Binding
from recomputed.formulas.chances import of_words, values_and_chance
from recomputed.formulas.judging import Judged, Trials, judge, sides_and_links
from recomputed.formulas.latex import latex
from recomputed.formulas.nodes import Listing, Node, Relation
from recomputed.formulas.typos import Family, Path
from recomputed.formulas.wrong_sides import wrong_sides

COLUMNS = ["claim", "printed", "printed_error", "edits", "tried", "values", "luck", "change", "edited", "edited_error"]
MOST_EDITS = 20_000  # two typos at once are tried where these are no more


def search(claim: str, text: str, tree: Node, binding: Binding) -> list[tuple]:
    """Try the family on the wrong sides of a formula that fails; a row for each edit that fits, or one without.

    Columns: claim, printed, printed_error; edits (typos at once: the fewest that fit, or the most tried), tried (number
    of edits), values (number of their different values in the first trial), luck (chance that one of them fits by
    coincidence, nan where values of nine digits agree); change, edited, edited_error (largest error over the trials).
    """
    trials, family = Trials(binding), family_of(tree, binding)
    sides, _ = sides_and_links(tree, binding)
    trials.keep(sides)
    printed = judge(tree, trials)
    wrong = wrong_sides(tree, printed, trials)
    latest: dict[Node, str] = {tree: ""}
    changes: dict[Node, str] = dict(latest)
    judged: dict[Node, Judged] = {}
    edits, fits = 0, []
    while edits < binding.most and not fits and len(latest) ** 2 <= MOST_EDITS:
        edits += 1
        found = _edited(family, latest, changes, paths_of(tree, wrong, binding))
        changes |= found
        judged |= {edited: judge(edited, trials, every=False) for edited in found}
        fits = [edited for edited in found if judged[edited].holds]
        latest = found
    chance = values_and_chance(printed, [*judged.values()], wrong[0] if wrong else 0, binding)
    common = (claim, text, printed.worst, edits, len(judged), *chance)
    rows = [(*common, changes[edited], latex(edited), judge(edited, trials).worst) for edited in fits]
    return rows or [(*common, "", "", np.nan)]


def _edited(family: Family, latest: dict[Node, str], known: dict[Node, str], within: list[Path]) -> dict[Node, str]:
    """Change the latest formulas once more, leaving out those known; each with the changes made so far."""
    found: dict[Node, str] = {}
    for formula, so_far in latest.items():
        for edited, change in family.variants(formula, within).items():
            if edited not in known and edited not in found:
                found[edited] = f"{so_far}, and {change}" if so_far else change
    return found


def family_of(tree: Node, binding: Binding) -> Family:
    """Choose the typos that can matter for a formula."""
    arrays = any(isinstance(x, np.ndarray | list) or callable(x) for x in binding.scopes[0].values())
    return Family(binding.alike, binding.counts, arrays, of_words(binding))


def paths_of(tree: Node, numbers: Iterable[int], binding: Binding) -> list[Path]:
    """Give the paths to sides by their numbers; () where the whole formula is one side."""
    if of_words(binding):
        return [()]
    paths: list[Path] = []
    listed = isinstance(tree, Listing) and not tree.kind
    for n, part in enumerate(tree.parts if listed else (tree,)):
        start = (n,) if listed else ()
        paths += [(*start, m) for m in range(len(part.sides))] if isinstance(part, Relation) else [start]
    return [paths[n] for n in numbers if n < len(paths)] or [()]
