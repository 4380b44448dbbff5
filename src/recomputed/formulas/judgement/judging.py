"""How far the sides of a formula are apart: each link of a chain, and each side from the truth where it is known."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from recomputed.formulas.binding import Binding
from recomputed.formulas.evaluation.lookup import Missing
from recomputed.formulas.evaluation.shapes import NoValue, value
from recomputed.formulas.evaluation.values import compiled
from recomputed.formulas.judgement.distance import LEAST, distance
from recomputed.formulas.judgement.precision import half_units
from recomputed.formulas.trees.nodes import Listing, Node, Relation

FAILURES = (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError, np.linalg.LinAlgError)
TRUTH = "truth"
Value = object


@dataclass(frozen=True)
class Link:
    """Two sides, by their numbers from 0, and the relation between them; right None: the truth."""

    left: int
    sign: str
    right: int | None


def sides_and_links(node: Node, binding: Binding) -> tuple[list[Node], list[Link]]:
    """Split a formula into sides and the links between neighbours; a list of formulas into those of each."""
    sides: list[Node] = []
    links: list[Link] = []
    for part in node.parts if isinstance(node, Listing) and not node.kind else (node,):
        start = len(sides)
        if isinstance(part, Relation) and not binding.of_words:
            sides += part.sides
            links += [Link(start + n, sign, start + n + 1) for n, sign in enumerate(part.signs)]
        else:
            sides.append(part)
        if binding.truths is not None:
            links += [Link(n, "=", None) for n in range(start, len(sides))]
    return sides, links


class Trials:
    """Evaluates formulas on the trials of one binding; values of sides that an edit leaves alone are kept."""

    def __init__(self, binding: Binding):
        self.binding = binding
        self.kept: dict[int, tuple[Node, list]] = {}  # the node is kept too, as its id would be used again

    def __len__(self) -> int:
        return len(self.binding.trials)

    def keep(self, sides: list[Node]) -> None:
        """Evaluate these sides once for all."""
        for side in sides:
            self.kept[id(side)] = side, [self.value(side, n) for n in range(len(self))]

    def value(self, side: Node, trial: int, function=None) -> Value:
        """Evaluate a side, by its function if that is given; NoValue or Missing, as an object, if it has no value."""
        if id(side) in self.kept:
            return self.kept[id(side)][1][trial]
        function = compiled_or_failure(side) if function is None else function
        if isinstance(function, Exception):
            return function
        try:
            with np.errstate(all="ignore"):
                return function(self.binding.scopes[trial])
        except (Missing, NoValue) as error:
            return error
        except FAILURES as error:
            return NoValue(f"{type(error).__name__}: {error}")

    def truth(self, trial: int) -> Value:
        """Give the truth of a trial."""
        return value(self.binding.truths[trial])


def compiled_or_failure(side: Node):
    """Compile a side, or give the reason why it has no value whatever the trial."""
    try:
        return compiled(side)
    except NoValue as error:
        return error


@dataclass(frozen=True)
class Judged:
    """The errors of all links of a formula, over all trials or up to the first that fails, and what is granted.

    Both are of the trial in which the error exceeds its limit the most. first: values of the sides in the first trial.
    """

    links: list[Link]
    errors: list[float]
    tolerances: list[float]
    first: dict[int, Value]

    @cached_property
    def holds(self) -> bool:
        """Say whether all links hold."""
        return all(error <= granted for error, granted in zip(self.errors, self.tolerances, strict=True))

    @property
    def worst(self) -> float:
        """Give the largest error."""
        return max(self.errors)


def judge(node: Node, trials: Trials, every: bool = True) -> Judged:
    """Judge the links of a formula; every: all links on all trials, else up to the first that fails."""
    sides, links = sides_and_links(node, trials.binding)
    functions = [None if id(side) in trials.kept else compiled_or_failure(side) for side in sides]
    errors, granted = [0.0] * len(links), [_granted(link, trials.binding) for link in links]
    halves = [half_units(side) for side in sides]
    first: dict[int, Value] = {}
    for trial in range(len(trials)):
        values: dict[int, Value] = first if trial == 0 else {}
        for n, link in enumerate(links):
            for side in (link.left, link.right):
                if side is not None and side not in values:
                    values[side] = trials.value(sides[side], trial, functions[side])
            right = trials.truth(trial) if link.right is None else values[link.right]
            decimals = (halves[link.left], None if link.right is None else halves[link.right])
            error, limit = distance(values[link.left], link.sign, right, trials.binding, decimals)
            limit = _granted(link, trials.binding) if limit is None else limit
            if _excess(error, limit) >= _excess(errors[n], granted[n]):  # limits of decimals differ between trials
                errors[n], granted[n] = error, limit
            if not every and error > limit:
                return Judged(links, errors, granted, first)
    return Judged(links, errors, granted, first)


def _excess(error: float, limit: float) -> float:
    return error / max(limit, LEAST)


def _granted(link: Link, binding: Binding) -> float:
    return binding.near if link.sign == r"\approx" and binding.near is not None else binding.tolerance
