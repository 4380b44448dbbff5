"""How far the sides of a formula are apart: each link of a chain, and each side from the truth where it is known."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from recomputed.formulas.binding import Binding
from recomputed.formulas.lookup import Missing
from recomputed.formulas.precision import half_units
from recomputed.formulas.shapes import NoValue, Parts, is_number, plain, side_by_side, value
from recomputed.formulas.tree import Listing, Node, Relation
from recomputed.formulas.values import compiled

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
    of_words = binding.truths is not None and all(isinstance(truth, bool | np.bool_) for truth in binding.truths)
    sides: list[Node] = []
    links: list[Link] = []
    for part in node.parts if isinstance(node, Listing) and not node.kind else (node,):
        start = len(sides)
        if isinstance(part, Relation) and not of_words:
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
    """The errors of all links of a formula, over all trials or up to the first that fails; first: values of its sides.

    These are of the first trial.
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
            errors[n], granted[n] = max(errors[n], error), granted[n] if limit is None else limit
            if not every and error > granted[n]:
                return Judged(links, errors, granted, first)
    return Judged(links, errors, granted, first)


def _granted(link: Link, binding: Binding) -> float:
    return binding.near if link.sign == r"\approx" and binding.near is not None else binding.tolerance


def distance(left, sign: str, right, binding: Binding, halves) -> tuple[float, float | None]:
    """Give the error of one link, and the error granted where printed decimals decide it.

    Infinite where a side has no value or the shapes differ. Relative to the largest entry of both, absolute where one
    side is 0; for an inequality by how much it fails.
    """
    if any(isinstance(x, Exception) or (callable(x) and sign != r"\in") for x in (left, right)):
        return np.inf, None
    if sign == r"\in":
        return (0.0 if _is_in(left, right) else 1.0), None
    a, b = _comparable(left, right)
    if a is None:
        return np.inf, None
    if sign in ("=", r"\approx") and any(half is not None for half in halves):
        return _decimals(a, b, halves)
    if sign in ("=", r"\approx"):
        return apart(a, b), None
    if sign == r"\neq":
        return (0.0 if apart(a, b) > binding.tolerance else 1.0), None
    return _fails_by(sign, a, b, binding.tolerance), None


def apart(a: np.ndarray, b: np.ndarray) -> float:
    """Give the largest difference relative to the largest entry of both; absolute where one of them is 0."""
    if np.array_equal(a, b):
        return 0.0
    if a.dtype == bool or b.dtype == bool:
        return np.inf
    with np.errstate(all="ignore"):
        gap, sizes = np.max(np.abs(a - b)), (np.max(np.abs(a)), np.max(np.abs(b)))
        error = float(gap / max(sizes) if min(sizes) > 0 else gap)
    return error if np.isfinite(error) else np.inf


def _comparable(left, right) -> tuple[np.ndarray, np.ndarray] | tuple[None, None]:
    """Give both as arrays of one shape; brackets are read in the way that fits the other side."""
    for a in _readings(left):
        for b in _readings(right):
            if a.shape == b.shape:
                return a, b
    return None, None


def _readings(x) -> list[np.ndarray]:
    if isinstance(x, bool | np.bool_):
        return [np.asarray(x)]
    if not isinstance(x, Parts):
        return [np.asarray(x, float)]
    found = []
    for reading in (plain, side_by_side):
        try:
            found.append(np.asarray(reading(x), float))
        except NoValue:
            continue
    return found


def _decimals(a: np.ndarray, b: np.ndarray, halves) -> tuple[float, float]:
    """Compare with printed decimals: half a unit of the last digit is granted, as relative to the largest entry."""
    size = max(float(np.max(np.abs(a))), float(np.max(np.abs(b))), 1e-300)
    half = sum(
        np.broadcast_to(np.asarray(part, float).reshape(np.shape(part)), a.shape) for part in halves if part is not None
    )
    limit = float(np.max(half)) / size
    # Both are binary floats of decimals: rounding in their last bits must not decide.
    return float(np.max(np.abs(a - b) / half)) * limit * (1 - 1e-9), limit


def _fails_by(sign: str, a: np.ndarray, b: np.ndarray, tolerance: float) -> float:
    gap = float(np.max(a - b if sign in ("<", r"\leq") else b - a))
    size = max(float(np.max(np.abs(a))), float(np.max(np.abs(b))), 1e-300)
    if not np.isfinite(gap):
        return 0.0 if gap < 0 else np.inf
    if sign in ("<", ">"):
        return 0.0 if gap < 0 else max(gap / size, 2 * tolerance)
    return max(gap / size, 0.0)


def _is_in(x, where) -> bool:
    if callable(where):
        return bool(where(x))
    return any(is_number(x) == is_number(y) and np.array_equal(x, y) for y in where)
