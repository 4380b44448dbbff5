"""Which sides of a formula that fails are wrong."""

import numpy as np

from recomputed.formulas.evaluation.shapes import plain
from recomputed.formulas.judgement.distance import apart
from recomputed.formulas.judgement.judging import Judged, Link, Trials, sides_and_links
from recomputed.formulas.trees.nodes import Derivative, Negative, Node, Number, Symbol
from recomputed.formulas.trees.tree import unbracketed


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


def _of_link(link: Link, sides: list[Node], trials: Trials) -> list[int]:
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
