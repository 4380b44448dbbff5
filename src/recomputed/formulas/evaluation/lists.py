"""The values of lists, matrices and cases, and of what dots leave out."""

from collections.abc import Callable
from functools import reduce

import numpy as np

from recomputed.formulas.evaluation import shapes
from recomputed.formulas.evaluation.compiling import compiled, value_of
from recomputed.formulas.evaluation.lookup import Missing, Scope, Value
from recomputed.formulas.evaluation.ranges import Pattern, between, steps
from recomputed.formulas.evaluation.shapes import NoValue, Parts, plain, value
from recomputed.formulas.trees.nodes import Dots, Listing, Matrix, Node, Run

DOTS = r"\dots"


@value_of(Listing)
def _listing(node: Listing) -> Value:
    parts = spread(node.parts)
    if node.kind == "<":
        return lambda scope: shapes.inner(*parts(scope))
    if node.between == r"\quad":
        return lambda scope: shapes.side_by_side(parts(scope))
    return lambda scope: Parts(parts(scope))


def spread(parts: tuple[Node, ...]) -> Callable[[Scope], list]:
    """Give a function that lists the values of parts; dots are the parts between their neighbours."""
    functions: list[Callable[[Scope], list]] = []
    for place, part in enumerate(parts):
        if not isinstance(part, Dots):
            one = compiled(part)
            functions.append(lambda scope, one=one: [one(scope)])
        elif 0 < place < len(parts) - 1:
            functions.append(_between(parts[place - 1], parts[place + 1], place, len(parts)))
    return lambda scope: [found for function in functions for found in function(scope)]


def _between(first: Node, last: Node, place: int, many: int) -> Callable[[Scope], list]:
    """List the values strictly between two parts; equal parts are repeated up to the length bound to dots."""
    pattern = between(first, last)
    if pattern is not None:
        run = _values_of(pattern)
        return lambda scope: run(scope)[1:-1]
    one = compiled(first)

    def repeat(scope: Scope):
        if DOTS not in scope:
            raise Missing(DOTS, scope)
        return [one(scope)] * (shapes.whole(scope[DOTS]) - many + 1)

    return repeat


def _values_of(pattern: Pattern) -> Callable[[Scope], list]:
    """Give a function that lists the values of the parts from the first to the last."""
    body = compiled(pattern.body)
    starts, ends = ([compiled(part) for part in parts] for parts in (pattern.starts, pattern.ends))
    return lambda scope: [body(scope | step) for step in steps(pattern, starts, ends, scope)]


@value_of(Run)
def _run(node: Run) -> Value:
    pattern = between(node.first, node.last)
    if pattern is None:
        raise NoValue("dots between equal parts")
    run, sign = _values_of(pattern), node.sign
    join = shapes.add if sign in ("+", "-") else shapes.multiply
    return lambda scope: reduce(lambda a, b: join(sign, a, b), run(scope))


@value_of(Dots)
def _dots(node: Dots) -> Value:
    raise NoValue("dots without parts at both sides")


@value_of(Matrix)
def _matrix(node: Matrix) -> Value:
    rows = [[compiled(cell) for cell in row] for row in node.rows]
    if node.kind == "cases":
        return lambda scope: _case(rows, scope)
    return lambda scope: value(_block([[plain(cell(scope)) for cell in row] for row in rows]))


def _block(rows: list[list]) -> np.ndarray:
    try:
        return np.block([[np.atleast_2d(cell) for cell in row] for row in rows])
    except ValueError as error:
        raise NoValue("cells of a matrix that do not fit together") from error


def _case(rows: list, scope: Scope):
    for found, condition in rows:
        if condition(scope):
            return found(scope)
    raise NoValue("none of the cases")
