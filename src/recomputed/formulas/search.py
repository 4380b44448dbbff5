"""The smallest edit of a printed formula that makes it hold, found by trying every edit of a stated family."""

from collections.abc import Iterable

import numpy as np

from recomputed.audit.edits.coincidence import coverage
from recomputed.formulas.binding import Binding
from recomputed.formulas.judging import Judged, Trials, apart, judge, sides_and_links
from recomputed.formulas.latex import latex
from recomputed.formulas.shapes import NoValue, plain
from recomputed.formulas.tree import Derivative, Listing, Negative, Node, Number, Relation, Symbol, unbracketed
from recomputed.formulas.typos import Family, Path

FAMILY = (
    "one typo in a formula, at one place or at every place with the same text: sign, exponent ± 1 or its sign, "
    "reciprocal, factor 2, n ± 1, time or index ± 1, brackets of a time step, a symbol for its neighbour, order, "
    "transposition, brackets, relation, a digit dropped; then two typos"
)
COLUMNS = ["claim", "printed", "printed_error", "edits", "tried", "values", "luck", "change", "edited", "edited_error"]
DIGITS = 9  # to which two values count as one
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
        found = _edited(family, latest, changes, paths_of(tree, wrong))
        changes |= found
        judged |= {edited: judge(edited, trials, every=False) for edited in found}
        fits = [edited for edited in found if judged[edited].holds]
        latest = found
    chance = _values_and_chance(printed, [*judged.values()], wrong[0] if wrong else 0, binding)
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
    return Family(binding.alike, binding.counts, arrays, _of_words(binding))


def _of_words(binding: Binding) -> bool:
    return binding.truths is not None and isinstance(binding.truths[0], bool | np.bool_)


def wrong_sides(tree: Node, judged: Judged, trials: Trials) -> list[int]:
    """Number the sides that are wrong: those that differ from the truth, or from most of the others.

    Of two sides that differ, the one that is no single symbol is wrong.
    """
    sides, _ = sides_and_links(tree, trials.binding)
    if trials.binding.truths is not None:
        return [link.left for link, error, limit in _each(judged) if link.right is None and error > limit]
    found = []
    for link, error, limit in _each(judged):
        if error > limit:
            found += _of_link(link, sides, trials)
    return sorted(set(found))


def _of_link(link, sides: list[Node], trials: Trials) -> list[int]:
    """Choose between the two sides of a wrong link by which of them the other sides agree with."""
    friends = [sum(_agree(n, m, sides, trials) for m in range(len(sides)) if m != n) for n in (link.left, link.right)]
    if friends[0] != friends[1]:
        return [link.left if friends[0] < friends[1] else link.right]
    return [link.left if _is_single(sides[link.right]) and not _is_single(sides[link.left]) else link.right]


def _agree(n: int, m: int, sides: list[Node], trials: Trials) -> bool:
    values = [plain(trials.value(sides[place], 0)) for place in (n, m)]
    if any(isinstance(x, Exception) or np.shape(x) != np.shape(values[0]) for x in values):
        return False
    return apart(*map(np.asarray, values)) <= trials.binding.tolerance


def _is_single(side: Node) -> bool:
    side = unbracketed(side)
    return isinstance(side, Symbol | Derivative | Number) or (isinstance(side, Negative) and _is_single(side.part))


def _each(judged: Judged):
    return zip(judged.links, judged.errors, judged.tolerances, strict=True)


def paths_of(tree: Node, numbers: Iterable[int]) -> list[Path]:
    """Give the paths to sides by their numbers; () where the formula has no sides."""
    paths: list[Path] = []
    listed = isinstance(tree, Listing) and not tree.kind
    for n, part in enumerate(tree.parts if listed else (tree,)):
        start = (n,) if listed else ()
        paths += [(*start, m) for m in range(len(part.sides))] if isinstance(part, Relation) else [start]
    return [paths[n] for n in numbers if n < len(paths)] or [()]


def _values_and_chance(printed: Judged, tried: list[Judged], side: int, binding: Binding) -> tuple[int, float]:
    """Count the different values of the edits `tried`, and give the chance that one of them fits by coincidence.

    One number is compared, the largest entry of the edited side in the first trial. Where the value is true or false,
    every different outcome counts as the toss of a coin; for whole numbers the model is coincidence.coverage, each edit
    covering half a unit around its value. For other formulas the chance is nan, as nine digits never agree by chance.
    """
    values = [_first_value(judged, side) for judged in (printed, *tried)]
    if _of_words(binding):
        outcomes = {bool(found) for found in values[1:] if isinstance(found, bool | np.bool_)}
        return len(outcomes), 1 - 0.5 ** len(outcomes)
    shape = np.shape(values[0])
    same = [np.asarray(found, float) for found in values if found is not None and np.shape(found) == shape]
    place = np.unravel_index(int(np.abs(same[0]).argmax()), shape) if shape and same else ()
    numbers = [float(found[place]) for found in same]
    others = [number for number in numbers[1:] if np.isfinite(number)]
    different = len({f"{number:.{DIGITS - 1}e}" for number in others})
    if not binding.whole:
        return different, np.nan
    known = numbers[0] if values[0] is not None and np.isfinite(numbers[0]) else None
    size = abs(known or 0.0) or float(np.median([abs(number) for number in others if number] or [1.0]))
    excluded = None if known is None else (known - 0.5, known + 0.5)
    return different, coverage([(number - 0.5, number + 0.5) for number in others], size, excluded)


def _first_value(judged: Judged, side: int):
    found = judged.first.get(side)
    try:
        return None if isinstance(found, Exception) or callable(found) else plain(found)
    except NoValue:
        return None
